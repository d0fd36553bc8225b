"""The facts found in the project's own pages: well-formed gold, proof of every fact, and how well they are found."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from noticewatch import model
from noticewatch.codec import facts_to_json
from noticewatch.evaluate import FIELDS, IS_INCIDENT, evaluate
from noticewatch.extract import extract
from noticewatch.model import Contact, Count, Extraction
from noticewatch.text import LONGEST_QUOTE
from tests.corpus_pages import CORPUS, HELD_OUT, SETS, Page, every_page, pages

FLOORS = Path(__file__).parent / "quality.json"
VOCABULARY = {
    "verdict": model.Verdict, "stage": model.Stage, "cause": model.Cause, "exposure": model.Exposure, "misuse": model.Misuse,
    "data_types": model.DataType, "data_types_excluded": model.DataType, "regulators": model.Regulator,
    "notified": model.Notified,
    "sector": model.Sector, "affected_groups": model.Group,
}  # fmt: skip
LISTS = ("affected", "data_types", "data_types_excluded", "regulators", "contacts", "services", "affected_groups", "pending")
SINGLE = (
    "organization", "vendor", "cause", "affected_headline", "exposure", "occurred_start", "occurred_end", "discovered", "misuse",
    "notified", "sector",
)  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, Extraction]:
    held_out = (page for name in HELD_OUT for page in pages(name))
    return {page.id: extract(page.document) for page in (*every_page(), *held_out)}


@pytest.mark.parametrize("name", SETS + HELD_OUT)
def test_gold_is_well_formed(name: str) -> None:
    texts = {path.stem for path in (CORPUS / name).iterdir()}
    assert {page.id for page in pages(name)} == texts
    for page in pages(name):
        for key, vocabulary in VOCABULARY.items():
            value = page.gold.get(key)  # what is left out was not judged
            for one in value if isinstance(value, list) else [value]:
                assert one is None or one in get_args(vocabulary), (page.id, key, one)
        for count in page.gold["affected"]:
            assert count["unit"] in get_args(model.Unit), page.id
            assert count["qualifier"] in get_args(model.Qualifier), page.id


def test_there_is_enough_of_everything() -> None:
    gold = [page.gold for page in every_page()]
    incidents = [one for one in gold if one["verdict"] == "incident"]
    assert len(incidents) >= 120
    assert len(gold) - len(incidents) >= 60
    for language in ("ja", "en"):
        causes = Counter(one["cause"] for one in incidents if one["language"] == language)
        assert set(get_args(model.Cause)) <= set(causes), language
        units = {count["unit"] for one in incidents if one["language"] == language for count in one["affected"]}
        assert units >= {"person", "record", "account", "email", "file", "household", "device"}, language


def _unproven(page: Page, result: Extraction) -> list[str]:
    """Facts without words, and words that do not stand where they are said to."""
    wrong = []
    text = page.document.text
    for name, pieces in result.evidence.items():
        for piece in pieces:
            if text[piece.start : piece.end] != piece.quote or not 0 < len(piece.quote) <= LONGEST_QUOTE:
                wrong.append(f"{name}: {piece.quote!r} is not at {piece.start}")
    for name in SINGLE:
        value = getattr(result.facts, name)
        site = result.facts.organization == page.document.publisher and str(page.document.publisher) not in text
        if value is None or (name in ("organization", "sector") and site):
            continue  # the site's own name, and what it says, are no part of the text
        if not result.evidence.get(name):
            wrong.append(f"{name}: no evidence")
    for name in LISTS:
        proven = [piece.value for piece in result.evidence.get(name, ())]
        for value in getattr(result.facts, name):
            key: Any = value.value if isinstance(value, Count | Contact) else value
            if key not in proven:
                wrong.append(f"{name}: no evidence for {key}")
    return wrong


def test_every_fact_is_proven_by_words_that_stand_in_the_text(found: dict[str, Extraction]) -> None:
    wrong = {page.id: unproven for page in every_page() if (unproven := _unproven(page, found[page.id]))}
    assert wrong == {}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", SETS + HELD_OUT)
def test_quality_stays_above_its_floors(name: str, language: str, found: dict[str, Extraction]) -> None:
    gold = [page.gold for page in pages(name) if page.language == language]
    if not gold:
        pytest.skip(f"no {language} pages in {name}")
    result = evaluate(gold, {one["id"]: facts_to_json(found[one["id"]].facts) for one in gold})
    floors = json.loads(FLOORS.read_text("utf-8"))[f"{name} {language}"]
    assert set(floors) == {"macro", IS_INCIDENT, *FIELDS}
    reached = {field: result.scores[field].f1 for field in (IS_INCIDENT, *FIELDS)} | {"macro": result.macro_f1}
    fallen = {field: (reached[field], least) for field, least in floors.items() if (reached[field] or 0.0) < least}
    assert fallen == {}
