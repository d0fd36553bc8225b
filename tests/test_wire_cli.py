"""The commands as a user gives them: what they print, in a pipe and as JSON, and their exit codes."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from noticewatch import __version__
from noticewatch.cli import LATER, main
from tests.flow_stage import LOSS, NOTICE, ORDINARY, SECRET, Receiver, city_routes, html, write_configuration
from tests.loopback_site import Behaviour, Site, answer


@dataclass
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., "asyncio.Future[Result]"]


@dataclass
class Desk:
    """A configuration in a folder, over a city and a receiver on loopback; `run` gives a command."""

    folder: Path
    routes: dict[str, bytes | Behaviour]
    hook: Receiver
    capture: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    async def run(self, *arguments: str) -> Result:
        """A command in this process, beside the loop that serves the pages."""
        command = ["noticewatch", "--config", str(self.folder / "sources.toml"), *arguments]
        self.monkeypatch.setattr(sys, "argv", command)
        self.capture.readouterr()

        def given() -> int:
            try:
                main()
            except SystemExit as end:
                return int(end.code or 0)
            return 0

        code = await asyncio.to_thread(given)
        out, err = self.capture.readouterr()
        return Result(code, out, err)


@pytest.fixture
async def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    routes = city_routes(NOTICE, *ORDINARY)
    hooks: dict[str, bytes | Behaviour] = {}
    async with Site(routes, host="127.0.0.31") as city, Site(hooks, host="127.0.0.32") as receivers:
        hook = Receiver(receivers)
        hooks["/hook"] = hook.take
        monkeypatch.setenv("HOOK_SECRET", SECRET)
        write_configuration(tmp_path, city, receivers, settings='backfill = "all"')
        yield Desk(tmp_path, routes, hook, capsys, monkeypatch)


async def test_a_pass_and_what_it_left(desk: Desk) -> None:
    empty = await desk.run("sources", "list")
    assert "todai" in empty.out
    assert "new" in empty.out
    assert (await desk.run("notices", "list", "--json")).json == []
    checked = await desk.run("check")
    assert checked.code == 0
    assert "1 sources checked, 0 failed, 1 events" in checked.out
    assert "notice.new evt_" in checked.out
    assert [event["type"] for event in desk.hook.events] == ["notice.new"]
    [report] = (await desk.run("check", "todai", "--json")).json
    assert (report["source"], report["ok"], report["unchanged"], report["events"]) == ("todai", True, True, [])
    [source] = (await desk.run("sources", "list", "--json")).json
    assert (source["state"], source["kind"], source["items"], source["error"]) == ("OK", "listing", 3, "")
    assert "OK" in (await desk.run("sources", "list")).out


async def test_notices_list_show_diff_search(desk: Desk) -> None:
    await desk.run("check")
    desk.routes["/n/3.html"] = html(LOSS.format(count=38))
    await desk.run("check")
    listed = (await desk.run("notices", "list", "--verdict", "incident", "--json")).json
    assert len(listed) == 1
    name = listed[0]["id"]
    assert listed[0]["facts"]["affected_headline"]["value"] == 38
    table = (await desk.run("notices", "list", "--limit", "2", "--source", "todai")).out
    assert len(table.splitlines()) == 3
    shown = (await desk.run("notices", "show", name, "--json")).json
    assert {"id", "url", "title", "versions"} == set(shown)
    assert [version["version"] for version in shown["versions"]] == [1, 2]
    for version in shown["versions"]:
        pieces = [piece for found in version["evidence"].values() for piece in found]
        assert pieces
        assert all(version["text"][piece["start"] : piece["end"]] == piece["quote"] for piece in pieces)
    text = (await desk.run("notices", "show", name[:8])).out
    assert "38名分" in text
    assert "version 2 of 2" in text
    difference = (await desk.run("notices", "diff", name, "--json")).json
    assert {"from", "to", "changes", "diff"} == set(difference)
    assert (difference["from"], difference["to"]) == (1, 2)
    assert "affected_headline" in [change["field"] for change in difference["changes"]]
    drawn = (await desk.run("notices", "diff", name)).out
    assert any(line.startswith("-") and "25名分" in line for line in drawn.splitlines())
    assert "nothing has changed" in (await desk.run("notices", "diff", name, "--from", "1", "--to", "1")).out
    assert (await desk.run("notices", "diff", name, "--to", "7")).code == 2
    found = (await desk.run("notices", "search", "紛失", "遺失届", "--json")).json
    assert [one["id"] for one in found] == [name]
    assert "遺失届" in found[0]["excerpt"] or "紛失" in found[0]["excerpt"]
    assert name in (await desk.run("notices", "search", "遺失届")).out
    assert (await desk.run("notices", "search", "存在しない語", "--json")).json == []
    missing = await desk.run("notices", "show", "ntc_nothing")
    assert missing.code == 1
    assert "notices list" in missing.err


async def test_incidents_and_alerts(desk: Desk) -> None:
    await desk.run("check")
    desk.routes["/n/3.html"] = html(LOSS.format(count=38))
    await desk.run("check")
    [incident] = (await desk.run("incidents", "list", "--json")).json
    assert incident["organizations"] == ["灯台市"]
    assert incident["id"] in (await desk.run("incidents", "list")).out
    shown = (await desk.run("incidents", "show", incident["id"], "--json")).json
    assert [line["type"] for line in shown["timeline"]] == ["notice.new", "notice.changed"]
    assert "25→38 people" in (await desk.run("incidents", "show", incident["id"])).out
    assert (await desk.run("incidents", "show", "inc_nothing")).code == 1
    alerts = (await desk.run("alerts", "list", "--json")).json
    assert [(alert["type"], alert["state"], alert["channel"]) for alert in alerts] == [
        ("notice.changed", "done", "siem"),
        ("notice.new", "done", "siem"),
    ]
    assert "灯台市" in (await desk.run("alerts", "list", "--state", "done", "--limit", "1")).out
    assert (await desk.run("alerts", "list", "--state", "dead", "--json")).json == []


async def test_alerts_test_retry_resume(desk: Desk) -> None:
    tested = await desk.run("alerts", "test", "siem")
    assert (tested.code, "accepted" in tested.out) == (0, True)
    assert [(event["type"], event["severity"]) for event in desk.hook.events] == [("test", "low")]
    desk.hook.answers = [answer(b"", "500 Oops")]
    failed = await desk.run("alerts", "test", "siem")
    assert (failed.code, "answered 500" in failed.err) == (1, True)
    assert (await desk.run("alerts", "test", "sock")).code == 2
    desk.hook.answers = [answer(b"", "410 Gone")]
    checked = await desk.run("check")
    assert checked.code == 1
    assert "channel siem" in checked.err
    assert len(desk.hook.got) == 3
    await desk.run("check")
    assert len(desk.hook.got) == 3
    assert "channel siem is paused since" in (await desk.run("alerts", "list")).err
    desk.hook.answers = [answer(b"", "410 Gone")]
    again = await desk.run("alerts", "resume", "siem")
    assert (again.code, again.out, "answered 410" in again.err) == (1, "", True)
    resumed = await desk.run("alerts", "resume", "siem")
    assert (resumed.code, "goes on" in resumed.out) == (0, True)
    assert "is paused" not in (await desk.run("alerts", "list")).err
    assert "not paused" in (await desk.run("alerts", "resume", "siem")).out
    nothing = await desk.run("alerts", "retry", "evt_nothing")
    assert (nothing.code, "no dead delivery" in nothing.err) == (1, True)
    assert "0 dead deliveries" in (await desk.run("alerts", "retry")).out


async def test_a_failing_source_is_named_and_the_exit_code_is_one(desk: Desk) -> None:
    desk.routes["/"] = answer(b"", "500 Oops")
    result = await desk.run("check")
    assert result.code == 1
    assert "todai" in result.err
    assert "500" in result.err
    assert "FAILED" in result.out
    assert "Traceback" not in result.err
    assert "FAILED" in (await desk.run("sources", "list")).out


async def test_extract_in_every_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = desk.folder / "notice.html"
    body = desk.routes["/n/3.html"]
    assert isinstance(body, bytes)
    page.write_bytes(body.split(b"\r\n\r\n", 1)[1])
    [document] = (await desk.run("extract", str(page), "--json", "--explain", "--url", "https://t.example/3")).json["documents"]
    assert document["facts"]["cause"] == "loss"
    assert document["reasons"]
    assert document["url"] == "https://t.example/3"
    drawn = (await desk.run("extract", str(page), "--explain")).out
    assert "25 person" in drawn
    assert "why:" in drawn
    city = (await desk.run("sources", "list", "--json")).json[0]["url"]
    [fetched] = (await desk.run("extract", f"{city}n/3.html", "--json")).json["documents"]
    assert fetched["facts"]["affected_headline"]["value"] == 25
    assert (await desk.run("extract", "no-such-file")).code == 2
    assert (await desk.run("extract", f"{city}gone.html")).code == 1
    picture = desk.folder / "p.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert (await desk.run("extract", str(picture))).code == 1


async def test_mistakes_are_told_with_their_place_and_exit_two(desk: Desk) -> None:
    assert "no mistakes" in (await desk.run("config", "check")).out
    path = desk.folder / "sources.toml"
    path.write_text(path.read_text().replace("per_host_delay", "per_host_dely").replace('id = "todai"', 'id = "to dai"'))
    wrong = await desk.run("config", "check")
    assert wrong.code == 2
    assert "per_host_delay" in wrong.err
    assert len(wrong.err.splitlines()) == 2
    assert len((await desk.run("config", "check", "--json")).json) == 2
    assert (await desk.run("check")).code == 2
    assert (await desk.run("notices", "list")).code == 2


async def test_unknown_sources_and_commands_of_later_versions(desk: Desk) -> None:
    near = await desk.run("check", "todia")
    assert (near.code, "todai" in near.err) == (2, True)
    for name in LATER:
        later = await desk.run(name)
        assert (later.code, "not in this version" in later.err) == (2, True)
    assert (await desk.run("chek")).code == 2


async def test_only_one_process_writes(desk: Desk) -> None:
    from noticewatch.store.connection import Hold

    hold = Hold(desk.folder / "noticewatch.db")
    refused = await desk.run("check")
    hold.release()
    assert refused.code == 1
    assert "held by process" in refused.err
    assert "Traceback" not in refused.err


def test_as_a_process(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "noticewatch", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False)

    assert __version__ in run("--version").stdout
    usage = run("--help")
    assert usage.returncode == 0
    assert "Examples:" in usage.stdout
    assert all(name in usage.stdout for name in ("run", "check", "extract", "demo"))
    none = run("check")
    assert none.returncode == 2
    assert "--config" in none.stderr
    note = tmp_path / "note.txt"
    note.write_text("灯台市 名簿の紛失について\n\n灯台市は、市民7名の氏名と住所を記した名簿を紛失しました。お詫びします。\n")
    [document] = json.loads(run("extract", str(note), "--json").stdout)["documents"]
    assert document["facts"]["affected_headline"]["value"] == 7
