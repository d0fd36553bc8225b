"""`incidents mark`, `notices judge`, `judgements`: what they keep, print and refuse; marks through merges and splits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from noticewatch.cli import cli
from noticewatch.errors import NoticewatchError
from noticewatch.model import Extraction
from tests.event_samples import HOSTILE
from tests.story_samples import CITY, INCIDENT, Told, account, event, stored, vendor_incident
from tests.test_incident_commands import given, run

TEXT = "書類の紛失について\n\n月見野市は、市民12名の氏名と住所を記した書類を紛失しました。深くお詫びいたします。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stored(tmp_path, vendor_incident())


def refused(path: Path, *words: str) -> str:
    with pytest.raises((click.ClickException, NoticewatchError)) as raised:
        CliRunner().invoke(cli, ["--config", str(path), *words], standalone_mode=False, catch_exceptions=False)
    problem = raised.value
    return problem.format_message() if isinstance(problem, click.ClickException) else str(problem)


def done(path: Path, *words: str) -> Result:
    made = run(path, *words)
    assert made.exception is None, made.exception
    return made


def mark(path: Path, state: str, *more: str, of: str = INCIDENT) -> str:
    return done(path, "incidents", "mark", of, "--state", state, "--by", "hana", *more).stdout


def test_a_mark_is_kept_shown_and_found_by(path: Path) -> None:
    assert mark(path, "watching", "--owner", "ken", "--note", "call them") == (
        f"{INCIDENT} is watching, marked by hana, owner ken\n"
    )
    mark(path, "handled")  # the owner stays
    one = given(path, "incidents", "show", INCIDENT)
    assert (one["state"], one["owner"]) == ("handled", "ken")
    assert [(kept["state"], kept["by"], kept["note"]) for kept in one["marks"]] == [
        ("watching", "hana", "call them"),
        ("handled", "hana", ""),
    ]
    head = run(path, "incidents", "show", INCIDENT).stdout
    assert "handled, marked by hana" in head
    assert "owner ken" in head
    assert "handled (ken)" in run(path, "incidents", "list").stdout
    assert len(given(path, "incidents", "list", "--state", "handled", "--owner", "ken")) == 1
    for words in (("--state", "new"), ("--owner", "mio"), ("--state", "handled", "--owner", "mio")):
        assert given(path, "incidents", "list", *words) == []
    mark(path, "new", "--owner", "")
    assert given(path, "incidents", "list", "--state", "new")[0]["owner"] == ""


def test_marks_follow_an_incident_through_a_split_and_a_merge(path: Path) -> None:
    mark(path, "watching", "--owner", "ken")
    made = done(path, "incidents", "split", INCIDENT, "ntc_2").stdout.split()[0]
    for one in (INCIDENT, made):
        assert given(path, "incidents", "show", one)["state"] == "watching"
    mark(path, "irrelevant", of=made)
    done(path, "incidents", "merge", made, INCIDENT)
    one = given(path, "incidents", "show", made)
    assert (one["state"], one["owner"]) == ("watching", "ken")  # silence does not spread
    mark(path, "irrelevant", of=made)
    again = done(path, "incidents", "split", made, "ntc_3").stdout.split()[0]
    assert given(path, "incidents", "show", again)["state"] == "irrelevant"


def test_judgements_survive_a_merge_and_a_split(path: Path) -> None:
    done(path, "notices", "judge", "ntc_2", "--set", "affected_headline=7", "--by", "hana")
    made = done(path, "incidents", "split", INCIDENT, "ntc_2").stdout.split()[0]
    assert given(path, "incidents", "show", made)["known"]["total"]["value"] == 7
    done(path, "incidents", "merge", INCIDENT, made)
    one = given(path, "incidents", "show", INCIDENT)
    assert one["known"]["total"]["value"] == 48
    assert [notice["judged"] != {} for notice in one["notices"]] == [False, True, False, False]


def test_a_notice_called_no_incident_leaves_the_head_of_its_incident(path: Path) -> None:
    done(path, "notices", "judge", "ntc_3", "--verdict", "other", "--by", "hana", "--note", "a drill")
    one = given(path, "incidents", "show", INCIDENT)
    assert one["known"]["vendor"] is None
    assert len(one["organizations"]) == 2
    assert len(one["notices"]) == 4


def test_notices_show_marks_what_is_judged(path: Path) -> None:
    words = (
        "notices",
        "judge",
        "ntc_2",
        "--set",
        "cause=theft",
        "--set",
        "data_types=health",
        "--clear",
        "vendor",
        "--by",
        "hana",
    )
    assert done(path, *words).stdout.startswith("ntc_2: cause")
    shown = run(path, "notices", "show", "ntc_2").stdout
    assert "judged by hana on" in shown
    assert 'the extractor says "under_investigation"' in shown
    assert any(line.startswith("vendor") and "株式会社ほしぞら計算" in line for line in shown.splitlines())
    one = given(path, "notices", "show", "ntc_2")
    assert (one["judged"]["cause"]["value"], one["judged"]["cause"]["by"]) == ("theft", "hana")
    [version] = one["versions"]
    assert (version["facts"]["cause"], version["extracted"]["cause"]) == ("theft", "under_investigation")
    assert version["evidence"]["cause"] == [{"quote": "", "start": 0, "end": 0, "how": "judged", "by": "hana"}]
    pieces = [piece for some in version["evidence"].values() for piece in some]
    assert all(version["text"][piece["start"] : piece["end"]] == piece["quote"] for piece in pieces)
    done(path, "notices", "judge", "ntc_2", "--undo", "--by", "ken")
    [version] = given(path, "notices", "show", "ntc_2")["versions"]
    assert (version["facts"]["cause"], "extracted" in version) == ("under_investigation", False)
    assert given(path, "judgements", "list") == []
    assert [one["undo"] for one in given(path, "judgements", "list", "--all")] == [True, False]


def test_judgements_are_listed_and_exports_bear_them(path: Path) -> None:
    assert "Nothing is judged" in run(path, "judgements", "list").stderr
    done(path, "notices", "judge", "ntc_2", "--set", "cause=theft", "--by", "hana", "--note", "they said so")
    table = run(path, "judgements", "list").stdout
    assert all(word in table for word in ("ntc_2", "hana", 'cause = "theft"', "they said so"))
    assert given(path, "judgements", "list", "--since", "2020-01-01")[0]["standing"]["cause"]["value"] == "theft"
    exported = json.loads(done(path, "incidents", "export", "--format", "jsonl").stdout)
    assert [notice["facts"]["cause"] for notice in exported["notices"]][1] == "theft"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("notices", "judge", "ntc_2", "--by", "hana"), "nothing is judged"),
        (("notices", "judge", "ntc_2", "--set", "cause=fire", "--by", "hana"), "it is one of unauthorized_access"),
        (("notices", "judge", "ntc_2", "--verdict", "unclassified", "--by", "hana"), "it is one of incident, roundup"),
        (("notices", "judge", "ntc_2", "--verdict", "other", "--undo", "--by", "hana"), "--undo takes"),
        (("notices", "judge", "ntc_2", "--verdict", "other"), "--by"),
        (("notices", "judge", "ntc_2", "--verdict", "other", "--by", " "), "names a person"),
        (("notices", "judge", "ntc_2", "--verdict", "other", "--by", "h", "--note", "n" * 501), "at most 500"),
        (("notices", "judge", "ntc_9", "--verdict", "other", "--by", "hana"), "no notice ntc_9"),
        (("notices", "judge", "ntc_2", "--undo", "--by", "hana"), "nothing is judged of ntc_2"),
        (("incidents", "mark", INCIDENT, "--state", "done", "--by", "hana"), "'new', 'watching'"),
        (("incidents", "mark", INCIDENT, "--state", "handled", "--by", "h" * 101), "at most 100"),
        (("incidents", "mark", "inc_none", "--state", "handled", "--by", "hana"), "no incident inc_none"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(path: Path, words: tuple[str, ...], says: str) -> None:
    assert says in refused(path, *words)
    assert given(path, "judgements", "list", "--all") == []
    assert given(path, "incidents", "show", INCIDENT)["marks"] == []


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip() and len(text) < 100])
def test_a_hostile_name_is_a_name(path: Path, text: str) -> None:
    bare = text.encode("utf-8", "replace").decode()
    run(path, "incidents", "mark", INCIDENT, "--state", "handled", "--by", "hana", "--owner", bare, "--note", bare)
    run(path, "notices", "judge", "ntc_2", "--set", f"vendor={bare}", "--by", bare, "--note", bare)
    for words in (("incidents", "show", INCIDENT), ("notices", "show", "ntc_2"), ("judgements", "list")):
        assert "\x1b" not in run(path, *words).stdout
        assert "\u202e" not in run(path, *words).stdout


def test_judgements_exported_are_what_evaluate_reads(tmp_path: Path) -> None:
    facts = replace(
        CITY, vendor=None, cause="loss", occurred_start=None, discovered=None, regulators=(), stage=None, exposure="possible"
    )
    one = account(1, facts, texts=(TEXT,), title="書類の紛失について")
    two = account(2, replace(facts, verdict="unclassified"), texts=(TEXT.replace("12", "13"),), title="書類の紛失について")
    path = stored(tmp_path, Told((one, two), (event(one),), ()))
    done(
        path, "notices", "judge", "ntc_1", "--by", "hana", "--verdict", "incident", "--set", "affected_headline=12",
        "--set", "affected=12", "--set", "published=2026-03", "--note", "as the page says",
    )  # fmt: skip
    gold, texts = tmp_path / "gold.jsonl", tmp_path / "texts"
    made = done(path, "judgements", "export", "--output", str(gold), "--texts", str(texts))
    assert made.stdout == ""
    [line] = gold.read_text("utf-8").splitlines()
    facts_there = json.loads(line)
    assert facts_there["notes"].endswith("as the page says")
    assert facts_there["judged"] == ["affected", "affected_headline", "published", "verdict"]
    assert (texts / "ntc_1.txt").read_text("utf-8") == TEXT
    result = json.loads(done(path, "evaluate", str(gold), "--texts", str(texts), "--json").stdout)["all"]
    assert result["documents"] == 1
    fields: dict[str, Any] = result["fields"]
    for name in ("is-incident", "organization", "cause", "affected_headline", "affected", "data_types"):
        assert fields[name]["f1"] == 1.0, name
    done(path, "notices", "judge", "ntc_2", "--by", "hana", "--set", "cause=theft")
    left = run(path, "judgements", "export")
    assert "ntc_2: left out" in left.stderr
    assert len(left.stdout.splitlines()) == 1
    assert left.return_value == 1
    assert isinstance(one.versions[0].extraction, Extraction)
