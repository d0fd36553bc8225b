"""Hostile strings in exported incidents: CSV as spreadsheets read it, STIX as its library and its validator do."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import stix2
from stix2validator import ValidationOptions, validate_string

from noticewatch.model import Evidence, Extraction, Reason
from noticewatch.render.sheet import INCIDENT_COLUMNS, MARK, NOTICE_COLUMNS, Rows, sheet
from noticewatch.render.stix import EXTENSION, bundle
from noticewatch.story import Story, story_of
from tests.event_samples import TOKYO
from tests.output_tally import STEERS, Tally, on_one_line
from tests.story_samples import CITY, INCIDENT, account, event

GUARD = re.compile(r"((?:^|;)[\s\"]*)'(?=[=+\-@＝＋－＠])")
MOST_LETTERS = 32_767  # of a cell, in Excel: what is beyond comes to stand in the row below
COLUMNS: dict[Rows, tuple[str, ...]] = {"incidents": INCIDENT_COLUMNS, "notices": NOTICE_COLUMNS}


def hostile_story(text: str, number: int | None = None) -> Story:
    """An incident all of whose foreign text is `text`; with ids of its own, if it has a number."""
    facts = replace(CITY, organization=text, vendor=text)
    one = account(1 if number is None else number, facts, title=text, texts=(text,))
    [version] = one.versions
    proof = {"affected_headline": (Evidence(text, 0, len(text)),) * 2}
    one = replace(
        one,
        versions=(replace(version, extraction=Extraction(facts, proof)),),
        reasons=(Reason("said", {"words": text}), Reason("vendor", {"name": text})),
    )
    one = replace(one, notice=replace(one.notice, url=f"https://ok.example/?{text}"))
    return story_of(INCIDENT if number is None else f"inc_{number}", [one], [event(one)], ())


def begins_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula: by its first sign that is seen (OWASP, CSV injection)."""
    bare = "".join(letter for letter in cell if unicodedata.category(letter) not in ("Cf", "Cc") and not letter.isspace())
    return bare[:1] in tuple("=+-@＝＋－＠") or cell[:1] in ("\t", "\r", "\n")


def stix_faults(text: str) -> list[str]:
    """What the validator has against a bundle; that ids are no random ones, and pages bear no hash, is advice only."""
    found = validate_string(text, ValidationOptions(version="2.1"))
    return [str(error) for error in found.errors]


@contextmanager
def large_cells() -> Iterator[None]:
    """By a delimiter that it has not, a sheet's cells may be longer than the reader takes by itself."""
    former = csv.field_size_limit(10_000_000)
    try:
        yield
    finally:
        csv.field_size_limit(former)


@large_cells()
def in_csv(stories: Sequence[Story], texts: Sequence[str], tally: Tally) -> None:
    """A row an incident and a row a notice: no formula wherever a spreadsheet parts the cells, each text as it was put in."""
    for rows, columns in COLUMNS.items():
        tally.outputs += len(stories)
        whole = "".join(sheet(stories, TOKYO, rows)).encode("utf-8", "replace").decode("utf-8").removeprefix(MARK)
        for delimiter in (",", ";", "\t"):
            for line in csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter):
                # by another delimiter a quotation mark may reach over the line's end, which begins nothing by itself
                for cell in filter(begins_formula, line if delimiter == "," else [one.lstrip("\r\n") for one in line]):
                    tally.note("active", (rows, delimiter, cell))
        read = list(csv.DictReader(io.StringIO(whole, newline="")))
        if len(read) != len(stories) or any(tuple(row) != columns for row in read):
            tally.note("invalid", (rows, len(read)))
        for text, row in zip(texts, read, strict=False):
            if any("\n" in cell or "\r" in cell or len(cell) > MOST_LETTERS for cell in row.values()):
                tally.note("invalid", row)
            put, title = GUARD.sub(r"\1", on_one_line(text)), GUARD.sub(r"\1", row["title"])
            if title != put and not (len(put) > 30_000 and put.startswith(title[:-1])):
                tally.note("unequal", (put, row["title"]))


def in_stix(stories: Sequence[Story], texts: Sequence[str], tally: Tally) -> None:
    """A bundle: valid by the validator, read by the library, each text as it was put in."""
    tally.outputs += len(stories)
    made = "".join(bundle(stories, TOKYO)).encode("utf-8", "replace").decode("utf-8")
    for fault in stix_faults(made):
        tally.note("invalid", fault)
    try:
        read = stix2.parse(made).objects
    except Exception as fault:
        tally.note("unreadable", fault)
        return
    reports = [one for one in read if one["type"] == "report"]
    if len(reports) != len(stories):
        tally.note("unreadable", len(reports))
    for text, report in zip(texts, reports, strict=False):
        put = on_one_line(text)
        told = report["extensions"][EXTENSION]["facts"].get("organization", "")
        whole = on_one_line(text.encode("utf-8", "replace").decode("utf-8"))  # a fact is kept as it is, halves of pairs aside
        if (put and report["name"] != put) or on_one_line(told) != whole:
            tally.note("unequal", (put, report["name"], told))
        if STEERS.search(report["name"]):
            tally.note("active", report["name"])
