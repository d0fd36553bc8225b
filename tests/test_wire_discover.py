"""`sources discover` as a user gives it: in a pipe, as JSON, accepted line by line, for a register, gone on with later."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from click.testing import CliRunner

from noticewatch.cli.accepting import Wanted, ask, words_for
from noticewatch.config import load_config
from noticewatch.discover.scoring import Candidate
from noticewatch.scout import Scouted
from noticewatch.scouting import Shelf, Target
from tests.conftest import make_config
from tests.flow_stage import NOTICE, ORDINARY, SECRET, Receiver, city_routes, html, listing, write_configuration
from tests.inline_worker import InlineWorker
from tests.loopback_site import Site
from tests.test_wire_cli import Desk
from tests.test_wire_sources import SCRIPTED

REGISTER = "id,name,domains,tags\nv1,灯台市役所,city.example,vendor;key\nv2,岬町,town.example,\nv3,帆船商会,,\n"


@pytest.fixture
async def city() -> AsyncIterator[Site]:
    routes = city_routes(NOTICE, *ORDINARY)
    routes |= {
        "/list/": listing(NOTICE, *ORDINARY),
        "/": html('<a href="/list/">新着情報</a><a href="/important/">重要なお知らせ</a>'),
    }
    routes["/important/"] = listing(NOTICE)
    async with Site(routes, host="127.0.0.36") as site:
        yield site


@pytest.fixture
async def desk(
    city: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    monkeypatch.setattr("noticewatch.parsing.Process", InlineWorker)
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    async with Site({}, host="127.0.0.37") as receivers:
        path = write_configuration(tmp_path, city, receivers)
        path.write_text(path.read_text().replace(city.url("/"), city.url("/elsewhere")))
        with path.open("a") as out:
            out.write('[[registers]]\nname = "vendors"\nfile = "vendors.csv"\n')
        (tmp_path / "vendors.csv").write_text(REGISTER)
        assert isinstance(city.routes, dict)
        yield Desk(tmp_path, city.routes, Receiver(receivers), capsys, monkeypatch)


def candidate(url: str, score: int = 100) -> Candidate:
    return Candidate(
        url, "news", "listing", score, (f"a reason ({score:+d})",), 3, "2026-11-21", ("申請書の紛失について\x1b[31m",)
    )


def walked(desk: Desk, **sites: Scouted) -> Shelf:
    """What walks over a register's sites gave before."""
    shelf = Shelf(desk.folder, "vendors")
    for name, result in sites.items():
        shelf.keep(Target(name.replace("_", "."), (result.homepage,)), result)
    return shelf


def sources(desk: Desk) -> list[str]:
    return [source.id for source in load_config(desk.folder / "sources.toml", {}, secrets=False).sources]


async def test_a_table_in_a_pipe_and_json_and_nothing_is_added(desk: Desk, city: Site) -> None:
    result = await desk.run("sources", "discover", city.url("/"))
    assert (result.code, result.err) == (0, "")
    head, first, second = result.out.splitlines()[:3]
    assert head.split() == ["site", "no", "points", "what", "kind", "items", "newest", "watched", "address", "why"]
    assert (city.url("/list/") in first, city.url("/important/") in second, "\t" in result.out) == (True, True, False)
    [site] = (await desk.run("sources", "discover", city.url("/"), "--json")).json
    assert (site["homepage"], site["problem"], site["pages"]) == (city.url("/"), None, 3)
    best = site["candidates"][0]
    assert (best["url"], best["what"], best["kind"], best["items"], best["watched"]) == (
        city.url("/list/"),
        "news",
        "listing",
        3,
        None,
    )
    assert best["titles"][0] == "申請書の紛失について"
    assert sources(desk) == ["todai"]


async def test_the_first_is_accepted_as_sources_add_would_write_it(desk: Desk, city: Site) -> None:
    result = await desk.run("sources", "discover", city.url("/"), "--accept", "--json")
    assert result.code == 0
    [added] = load_config(desk.folder / "sources.toml", {}, secrets=False).sources[1:]
    assert (added.url, added.kind, added.organization, added.language) == (city.url("/list/"), "listing", "灯台市", "ja")
    assert result.json[0]["candidates"][0]["watched"] == added.id
    again = await desk.run("sources", "discover", city.url("/"), "--accept")
    assert (again.code, added.id in again.out) == (0, True)
    assert sources(desk) == ["todai", added.id]


async def test_a_site_without_a_list_and_one_that_does_not_answer(desk: Desk, city: Site) -> None:
    desk.routes["/"] = html("<h1>準備中</h1><p>お待ちください。</p>")
    nothing = await desk.run("sources", "discover", city.url("/"))
    assert (nothing.code, "no list of notices was found" in nothing.err) == (1, True)
    desk.routes["/"] = SCRIPTED
    drawn = await desk.run("sources", "discover", city.url("/"))
    assert (drawn.code, "(the first page: the page shows no text (1 scripts)" in drawn.err) == (1, True)
    del desk.routes["/"]
    gone = await desk.run("sources", "discover", city.url("/"), "--json")
    assert (gone.code, gone.json[0]["candidates"], "status 404" in gone.json[0]["problem"]) == (1, [], True)
    assert "status 404" in gone.err
    assert "open the site in a browser" in gone.err
    assert (await desk.run("sources", "discover")).code == 2
    assert (await desk.run("sources", "discover", city.url("/"), "--register", "vendors")).code == 2
    assert (await desk.run("sources", "discover", city.url("/"), "--again")).code == 2
    unknown = await desk.run("sources", "discover", "--register", "vendor")
    assert (unknown.code, "there is: vendors" in unknown.err) == (2, True)


async def test_a_register_s_sites_are_accepted_with_the_row_s_own_words(desk: Desk, city: Site) -> None:
    bad = candidate(city.url("/nothing/"), 90)
    walked(
        desk,
        city_example=Scouted(city.url("/"), [candidate(city.url("/list/")), candidate(city.url("/important/"), 80)], 3),
        town_example=Scouted("https://town.example/", [bad], 2),
    )
    result = await desk.run("sources", "discover", "--register", "vendors", "--accept")
    assert result.code == 1
    assert f"{city.url('/nothing/')}: not added: status 404" in result.err
    assert "2 of 2 sites are known from before" in result.err
    assert "without a domain" in result.err
    assert "v3" in result.err
    assert "\x1b" not in result.out
    [added] = load_config(desk.folder / "sources.toml", {}, secrets=False).sources[1:]
    assert (added.url, added.organization, added.tags) == (city.url("/list/"), "灯台市役所", ("vendor", "key"))


async def test_a_register_s_sites_are_walked_over_and_failures_are_named(desk: Desk) -> None:
    result = await desk.run("sources", "discover", "--register", "vendors", "--json")
    assert result.code == 1
    assert [site["site"] for site in result.json] == ["city.example", "town.example"]
    assert all(site["problem"] for site in result.json)
    assert "[2/2]" in result.err
    kept = [json.loads(line) for line in (desk.folder / "discovered" / "vendors.jsonl").read_text().splitlines()]
    assert {one["site"] for one in kept} == {"city.example", "town.example"}
    walked(desk, city_example=Scouted("https://city.example/", [candidate("https://city.example/news/")], 2))
    resumed = await desk.run("sources", "discover", "--register", "vendors")
    assert "1 of 2 sites are known from before" in resumed.err
    assert "https://city.example/news/" in resumed.out
    anew = await desk.run("sources", "discover", "--register", "vendors", "--again")
    assert "known from before" not in anew.err


async def test_on_a_terminal_each_candidate_is_asked_for(desk: Desk, city: Site) -> None:
    urls = [city.url(path) for path in ("/important/", "/list/", "/n/")]
    walked(
        desk,
        city_example=Scouted(city.url("/"), [candidate(url) for url in urls], 3),
        town_example=Scouted("https://town.example/", [], 1),
    )

    def at_terminal(said: bytes) -> str:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "noticewatch", "--config", str(desk.folder / "sources.toml")]
        with subprocess.Popen(
            [*command, "sources", "discover", "--register", "vendors"], stdin=theirs, stdout=theirs, stderr=theirs,
        ) as process:  # fmt: skip
            os.close(theirs)
            os.write(ours, said)
            shown = b""
            try:
                while piece := os.read(ours, 65536):
                    shown += piece
            except OSError:
                pass  # the other end is closed: it has ended
            os.close(ours)
            assert process.wait() == 0
        return shown.decode("utf-8", "replace")

    shown = await asyncio.to_thread(at_terminal, b"n\ny\nq\n")
    assert "100 points: news, a listing of 3, newest 2026-11-21" in shown
    assert "申請書の紛失について[31m" in shown
    [added] = load_config(desk.folder / "sources.toml", {}, secrets=False).sources[1:]
    assert added.url == urls[1]
    assert Shelf(desk.folder, "vendors").declined == {urls[0]}
    again = await asyncio.to_thread(at_terminal, b"\n")
    assert again.count("Watch ") == 1
    assert f"watched as {added.id}" in again
    assert Shelf(desk.folder, "vendors").declined == {urls[0], urls[2]}


def test_answers_are_taken_one_by_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "vendors")
    wanted = [Wanted(Target("a", ()), candidate(f"https://a.example/{n}")) for n in range(4)]
    with CliRunner().isolation(input="maybe\nn\ny\nq\n") as streams:
        accepted = ask(wanted, shelf)
        shown = streams[0].getvalue().decode()
    assert accepted == [wanted[1]]
    assert shelf.declined == {"https://a.example/0"}
    assert shown.count("Watch news, 100 points: https://a.example/0") == 2
    assert "https://a.example/3" not in shown
    with CliRunner().isolation(input="\n\n\n\n"):
        assert ask(wanted, None) == []


async def test_what_cannot_be_a_source_is_refused_and_no_address_is_added_twice(
    city: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("noticewatch.parsing.Process", InlineWorker)
    config = make_config(allow_networks=(ip_network("127.0.0.0/8"),), per_host_delay=timedelta(0))
    good, odd = Target("a", (), "灯台市役所", ("x",)), Target("b", (), "灯台市役所", ("two\nlines",))
    wanted = [Wanted(one, candidate(city.url(path))) for one, path in ((good, "/list/"), (good, "/list/"), (odd, "/list/"))]
    steps: list[int] = []
    accepted = await words_for(config, wanted, lambda: steps.append(1))
    assert [(one["url"], one["organization"], one["tags"]) for one in accepted.blocks] == [
        (city.url("/list/"), "灯台市役所", ["x"])
    ]
    (_, twice), (_, odd_words) = accepted.problems
    assert (twice, "tags" in odd_words) == ("its address is watched already", True)
    assert len(steps) == 3
