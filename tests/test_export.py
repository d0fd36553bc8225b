"""`incidents export`: CSV without formulas, JSON Lines, STIX 2.1; on standard output and in files."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from uuid import UUID

import pytest
import stix2
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from noticewatch.cli import cli
from noticewatch.errors import NoticewatchError
from noticewatch.render.sheet import INCIDENT_COLUMNS, MARK, NOTICE_COLUMNS, Rows, safe_cell, sheet
from noticewatch.render.stix import EXTENSION, bundle, objects_of
from noticewatch.render.stories import story_line
from noticewatch.story import Story
from tests.event_samples import HOSTILE, TOKYO
from tests.output_sheets import begins_formula, hostile_story, stix_faults
from tests.story_samples import INCIDENT, VENDOR, Told, at, stored, vendor_incident

_BEFORE = (
    "", " ", "\t", "\r", "\n", "\u00a0", "\u3000 ", "\u200b", "漏えい\n", "a;", '";', "x\r\n \u00a0", "a; \u00a0", "\ufeff",
    "'\n", "\u2028",
)  # fmt: skip
_FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://evil.example","x")', "=cmd|' /C calc'!A0", "＝1+1", "＋1", "－2",
    "＠SUM(1)", "\t=1", "\r=1", '="a"&"b"',
)  # fmt: skip
PAYLOADS = tuple(before + formula for before in _BEFORE for formula in _FORMULAS)


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--config", str(path), "incidents", "export", *words], standalone_mode=False)


def written(story: Story, rows: Rows) -> str:
    return "".join(sheet([story], TOKYO, rows))


def test_there_are_two_hundred_payloads_and_the_judge_knows_them() -> None:
    assert len(PAYLOADS) >= 200
    assert sum(begins_formula(payload) for payload in PAYLOADS) >= 120


@pytest.mark.parametrize("rows", ["incidents", "notices"])
def test_no_cell_of_any_payload_is_a_formula(rows: Rows) -> None:
    for payload in PAYLOADS:
        text = written(hostile_story(payload), rows)
        for delimiter in (",", ";", "\t"):
            for line in csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), delimiter=delimiter):
                assert not any(begins_formula(cell) for cell in line), (payload, line)
        [_, row] = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""))
        assert not any("\n" in cell or "\r" in cell for cell in row)


@given(st.text(max_size=40))
def test_a_safe_cell_begins_no_formula_and_keeps_its_words(text: str) -> None:
    made = safe_cell(text)
    assert not any(begins_formula(part) for part in made.split(";"))
    assert len(made.splitlines()) <= 1


def test_what_is_harmless_stays_as_it_is() -> None:
    for text in ("25人 - 38人", "灯台市", "a;b", "05-1234-5678", "第2報", "C++"):
        assert safe_cell(text) == text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stored(tmp_path, vendor_incident())


def test_csv_has_a_row_an_incident_or_a_notice(path: Path) -> None:
    out = run(path).stdout_bytes
    assert out.startswith("\ufeffincident,severity,".encode())
    [row] = csv.DictReader(io.StringIO(out.decode("utf-8-sig"), newline=""))
    assert list(row) == list(INCIDENT_COLUMNS)
    assert row["organizations"] == f"月見野市; 霧ヶ浜町; {VENDOR}"
    assert (row["affected"], row["affected_of"], row["affected_silent"], row["vendor_affected"]) == ("41", "1", "1", "61350")
    assert (row["notices"], row["changes"], row["cause"]) == ("4", "1", "ransomware")
    rows = list(csv.DictReader(io.StringIO(run(path, "--rows", "notices").stdout_bytes.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == list(NOTICE_COLUMNS)
    assert [row["affected"] for row in rows] == ["38", "", "61350", "41"]
    assert [row["withdrawn"] for row in rows] == ["no", "yes", "no", "no"]


def test_json_lines_hold_an_incident_a_line(path: Path) -> None:
    [line] = run(path, "--format", "jsonl").stdout.splitlines()
    one = json.loads(line)
    assert one["id"] == INCIDENT
    assert one["notices"][0]["evidence"]["affected_headline"][0]["how"] == "stated"
    assert [line["kind"] for line in one["timeline"]] == ["notice", "notice", "change", "notice", "report", "withdrawal"]
    for text in HOSTILE:
        [line] = story_line(hostile_story(text or "x"), TOKYO).encode("utf-8", "replace").decode().splitlines()
        assert json.loads(line)["id"] == INCIDENT


def as_bundle(story: Story) -> str:
    return "".join(bundle([story], TOKYO))


def objects(story: Story) -> dict[str, list[dict[str, object]]]:
    """A bundle's objects, by type, parsed by the library."""
    made: dict[str, list[dict[str, object]]] = {}
    for one in stix2.parse(as_bundle(story)).objects:
        made.setdefault(one["type"], []).append(json.loads(one.serialize()))
    return made


def test_stix_names_incident_organizations_notices_and_how_they_belong_together() -> None:
    made = objects(vendor_incident().story())
    [incident], [note] = made["incident"], made["note"]
    assert incident["name"] == f"月見野市: ransomware at contractor {VENDOR}: 41 people (1 gives no number) | " + (
        "the contractor says 61,350 people (not added)"
    )
    assert incident["extensions"][EXTENSION]["known"]["total"]["value"] == 41  # type: ignore[index]
    assert {one["name"] for one in made["identity"]} == {"noticewatch", "月見野市", "霧ヶ浜町", VENDOR}
    assert len(made["report"]) == 4
    assert "withdrawn" in made["report"][1]["labels"]  # type: ignore[operator]
    assert made["report"][0]["published"] == "2026-02-28T15:00:00Z"
    urls = {reference.get("url") for reference in incident["external_references"]}  # type: ignore[attr-defined]
    assert {f"https://notices.example/{n}.html" for n in range(1, 5)} <= urls
    assert str(note["content"]).count("\n") == 5
    roles = [one["extensions"][EXTENSION]["role"] for one in made["relationship"]]  # type: ignore[index]
    assert sorted(roles) == ["organization"] * 3 + ["vendor"]
    ids = {one["id"] for some in made.values() for one in some}
    for one in made["relationship"]:
        assert {one["source_ref"], one["target_ref"]} <= ids
    assert all(set(one["object_refs"]) <= ids for one in made["report"])  # type: ignore[call-overload]


def test_stix_is_valid_whatever_pages_held() -> None:
    assert stix_faults(as_bundle(vendor_incident().story())) == []
    assert stix_faults('{"type": "bundle", "id": "x"}')
    for text in (*HOSTILE, *PAYLOADS[:20]):
        made = as_bundle(hostile_story(text or "x")).encode("utf-8", "replace").decode()
        assert stix2.parse(made).objects
        assert stix_faults(made) == []


def test_what_is_exported_again_keeps_its_ids_and_tells_the_newer_of_two() -> None:
    told = vendor_incident()
    before = Told(told.accounts[:1], told.events[:1], ()).story()
    after = told.story()
    assert as_bundle(after) == as_bundle(told.story())
    assert as_bundle(after) != as_bundle(before)
    [one], [other] = ([o for o in objects_of(story, TOKYO) if o.type == "incident"] for story in (before, after))
    assert one.id == other.id
    assert UUID(one.id.removeprefix("incident--")).version == 5
    assert one.created == other.created
    assert one.modified < other.modified == at(90).astimezone(UTC)
    identities = [{o.id: o.serialize() for o in objects_of(story, TOKYO) if o.type == "identity"} for story in (before, after)]
    assert identities[0].items() <= identities[1].items()


def test_an_organization_of_two_incidents_is_one_identity() -> None:
    one = vendor_incident().story()
    made = stix2.parse("".join(bundle([one, replace(one, id="inc_ffff")], TOKYO)))
    identities = [one.id for one in made.objects if one.type == "identity"]
    assert len(identities) == len(set(identities)) == 4
    assert sum(1 for one in made.objects if one.type == "incident") == 2


def test_a_file_is_whole_or_not_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = path.parent / "out.csv"
    done = run(path, "--output", str(target))
    assert done.stdout == ""
    assert "1 incident written" in done.stderr
    assert target.read_bytes() == run(path).stdout_bytes
    before = target.read_bytes()

    def broken(*given: object) -> Iterator[str]:
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("noticewatch.cli.incident_export.sheet", broken)
    problem = run(path, "--output", str(target)).exception
    assert isinstance(problem, NoticewatchError)
    assert "No space left" in str(problem)
    assert target.read_bytes() == before
    assert {one.name for one in path.parent.iterdir() if "out.csv" in one.name} == {"out.csv"}
    assert "is a folder" in str(run(path, "--output", str(path.parent)).exception)
    missing = run(path, "--output", str(path.parent / "no" / "out.csv")).exception
    assert "No such file" in str(missing)


def test_filters_leave_out_and_an_empty_export_is_valid(path: Path) -> None:
    none = ("--organization", "港市")
    assert len(run(path, *none).stdout.splitlines()) == 1
    assert run(path, "--format", "jsonl", *none).stdout == ""
    assert {one.type for one in stix2.parse(run(path, "--format", "stix", *none).stdout).objects} == {
        "identity",
        "extension-definition",
    }


def test_what_cannot_be_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--rows is for" in str(run(path, "--format", "jsonl", "--rows", "notices").exception.format_message())  # type: ignore[union-attr]
    monkeypatch.setitem(sys.modules, "stix2", None)
    monkeypatch.delitem(sys.modules, "noticewatch.render.stix")
    problem = run(path, "--format", "stix").exception
    assert isinstance(problem, NoticewatchError)
    assert "noticewatch[stix]" in str(problem)
