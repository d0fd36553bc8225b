"""`incidents list` and `incidents show`: on a terminal, in a pipe, as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from noticewatch.cli import cli
from noticewatch.errors import NoticewatchError
from noticewatch.model import Facts
from tests.event_samples import HOSTILE
from tests.story_samples import CITY, INCIDENT, VENDOR, Told, account, event, stored, vendor_incident
from tests.test_terminal import Terminal


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--config", str(path), *words], standalone_mode=False)


def on_terminal(path: Path, monkeypatch: pytest.MonkeyPatch, width: int, *words: str) -> str:
    """What a terminal of a width is given."""
    out = Terminal()
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stdout", out)
    cli.main(["--config", str(path), *words], standalone_mode=False)
    return out.getvalue()


def given(path: Path, *words: str) -> Any:
    return json.loads(run(path, *words, "--json").stdout)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stored(tmp_path, vendor_incident())


def test_a_pipe_gets_a_moment_a_line(path: Path) -> None:
    lines = run(path, "incidents", "show", "inc_0123").stdout.splitlines()
    assert lines[0] == f"{INCIDENT}: 月見野市, 霧ヶ浜町, {VENDOR}"
    assert "affected     41 people (1 gives no number) | the contractor says 61,350 people (not added)" in lines
    assert f"what         ransomware at contractor {VENDOR}" in lines
    table = lines[lines.index("") + 1 :]
    assert table[0].split() == ["when", "what", "organization", "says", "title", "address", "notes"]
    assert len(table) == 7
    assert "25→38 people" in table[3]
    assert "https://notices.example/1.html" in table[1]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_gets_the_same_folded(path: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    for words in (("list",), ("show", INCIDENT)):
        out = on_terminal(path, monkeypatch, width, "incidents", *words)
        assert max(cell_len(line) for line in out.splitlines()) <= width + cell_len(f"{INCIDENT}: , ") + 60 * (words[0] == "show")
    for word in ("25→38 people", "2026-03-02 Mon", "10:00", "changed", "withdrawn", "霧ヶ浜町", "evt_ntc_1_notice.new_1"):
        assert word in out.replace("\n", "") or width == 40
    assert "Shortened" not in out


def test_json_is_whole(path: Path) -> None:
    one = given(path, "incidents", "show", INCIDENT)
    assert {"id", "organizations", "notices", "timeline"} <= one.keys()
    assert one["known"]["total"] == {"value": 41, "unit": "person", "qualifier": "exact", "scope": "part"}
    assert one["known"]["vendor"]["value"] == 61_350
    assert [line["type"] for line in one["timeline"]] == [
        "notice.new", "notice.new", "notice.changed", "notice.new", "notice.new", "notice.withdrawn"
    ]  # fmt: skip
    assert {"event", "type", "time", "notice"} <= one["timeline"][0].keys()
    assert one["timeline"][0]["deliveries"][0] == {
        "channel": "siem", "state": "done", "attempts": 1, "done": "2026-03-02T10:00:00+09:00", "next_attempt": None,
        "last_error": "", "summary": None,
    }  # fmt: skip
    assert [notice["reasons"] for notice in one["notices"]][1] == [f"both through {VENDOR}"]
    assert given(path, "incidents", "list") == [one]


def test_lists_are_filtered(path: Path) -> None:
    for words, number in (
        (("--organization", "月見野"), 1),
        (("--organization", "港市"), 0),
        (("--since", "2026-03-01"), 1),
        (("--since", "2026-03-03"), 0),
        (("--since", "3000d"), 1),
        (("--since", "1s"), 0),
        (("--severity", "medium"), 1),
        (("--severity", "critical"), 0),
        (("--limit", "1"), 1),
    ):
        assert len(given(path, "incidents", "list", *words)) == number, words
    wrong = run(path, "incidents", "list", "--since", "yesterday").exception
    assert "such as 12h or 7d" in str(wrong.format_message())  # type: ignore[union-attr]


def test_a_storm_is_short_on_a_terminal_until_all_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = tuple(account(n, replace(CITY, organization=f"第{n}市"), minutes=n) for n in range(1, 61))
    path = stored(tmp_path, Told(accounts, tuple(event(one) for one in accounts), ()))
    short = on_terminal(path, monkeypatch, 80, "incidents", "show", INCIDENT)
    assert len(short.splitlines()) < 45
    assert "… 54 more" in short
    assert "--full" in short
    full = on_terminal(path, monkeypatch, 80, "incidents", "show", INCIDENT, "--full")
    assert all(f"第{n}市" in full and f"https://notices.example/{n}.html" in full for n in range(1, 61))
    assert len(run(path, "incidents", "show", INCIDENT).stdout.splitlines()) > 60


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_forge_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    facts = replace(CITY, organization=text.replace("\ud800", "") or None, vendor=None)
    path = stored(tmp_path, Told((account(1, facts, title=text.replace("\ud800", "") or "x"),), (), ()))
    for out in (
        run(path, "incidents", "show", INCIDENT).stdout,
        on_terminal(path, monkeypatch, 80, "incidents", "show", INCIDENT),
    ):
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert not any(line.startswith("<0>FAKE") for line in out.splitlines())


def test_an_empty_list_is_said(path: Path) -> None:
    none = run(path, "incidents", "list", "--organization", "港市")
    assert none.stdout == ""
    assert none.stderr.startswith("No incident")


def test_an_incident_that_is_not_there_is_said(path: Path) -> None:
    problem = run(path, "incidents", "show", "inc_999999").exception
    assert isinstance(problem, NoticewatchError)
    assert "incidents list" in str(problem)


def test_a_beginning_of_several_incidents_names_them(tmp_path: Path) -> None:
    told = vendor_incident()
    other = replace(told.accounts[0].notice, id="ntc_9", address="https://notices.example/9.html", incident_id="inc_01234500")
    path = stored(tmp_path, told, Told((replace(account(9, CITY), notice=other),), (), ()))
    problem = run(path, "incidents", "show", "inc_012345").exception
    assert isinstance(problem, NoticewatchError)
    assert str(problem) == f"inc_012345 is the beginning of inc_01234500, {INCIDENT}"


def test_an_incident_of_which_next_to_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = stored(tmp_path, Told((account(1, Facts(verdict="unclassified"), title="お知らせ"),), (), ()))
    out = on_terminal(path, monkeypatch, 80, "incidents", "show", INCIDENT)
    assert "not named" in out
    assert "no number given" in out
    assert "“お知らせ”" in on_terminal(path, monkeypatch, 80, "incidents", "list")
    assert "“お知らせ”" in run(path, "incidents", "list").stdout
