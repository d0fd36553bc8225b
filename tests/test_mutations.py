"""Every page of the corpus told otherwise: what is found follows what is written, and nothing else moves.

Each mutation is tried on every page that is found to tell of an incident and to which it applies. `least` is how many pages of
each language it must apply to; the floors are the shares of them whose facts follow wholly.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from noticewatch.extract import extract
from noticewatch.model import Extraction
from noticewatch.text import LONGEST_QUOTE
from tests.corpus_pages import every_page
from tests.mutated_counts import at_least, digits, qualifier, scale, unit
from tests.mutated_dates import day_order, day_words, era, numeric, year_later
from tests.mutated_layout import bullets, full_width, half_kana, kinds, labelled, mixed_width
from tests.mutated_names import another_name
from tests.mutations import Change, Mutation, Notice, differences, view

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Trial:
    """A mutation, how many pages of a language it must apply to, and whether it leaves every word but for its width."""

    mutation: Mutation
    least: dict[str, int]
    quotes: bool = False


TRIALS = {
    "digits": Trial(digits, {"ja": 85, "en": 60}),
    "scale": Trial(scale, {"ja": 90, "en": 50}),
    "unit": Trial(unit, {"ja": 55, "en": 13}),
    "qualifier": Trial(qualifier, {"ja": 85, "en": 50}),
    "at_least": Trial(at_least, {"ja": 30}),
    "full_width": Trial(full_width, {"ja": 150}, quotes=True),
    "mixed_width": Trial(mixed_width, {"ja": 130}, quotes=True),
    "half_kana": Trial(half_kana, {"ja": 150}, quotes=True),
    "era": Trial(era, {"ja": 120}),
    "numeric": Trial(numeric, {"ja": 65}),
    "day_order": Trial(day_order, {"en": 90}),
    "day_words": Trial(day_words, {"en": 50}),
    "year_later": Trial(year_later, {"ja": 125, "en": 95}),
    "kinds": Trial(kinds, {"ja": 65, "en": 30}),
    "bullets": Trial(bullets, {"ja": 28, "en": 5}),
    "labelled": Trial(labelled, {"ja": 14, "en": 7}),
    "another_name": Trial(another_name, {"ja": 80, "en": 70}),
}
EVERY = [(name, language) for name, trial in TRIALS.items() for language in trial.least]


@cache
def notices() -> tuple[Notice, ...]:
    found = ((page, extract(page.document)) for page in every_page())
    return tuple(Notice(page.id, page.language, page.document, one) for page, one in found if one.facts.verdict == "incident")


@cache
def floors() -> dict[str, float]:
    quality = _HERE / "quality.json"
    kept = json.loads(quality.read_text("utf-8")).get("mutations") if quality.exists() else None
    return dict(kept or json.loads((_HERE / "mutation_floors.json").read_text("utf-8")))


def _wrong(trial: Trial, notice: Notice, change: Change) -> dict[str, tuple[Any, Any]]:
    document = change.document(notice.document)
    result = extract(document)
    wrong = differences(change.expected, view(result.facts))
    for name, pieces in result.evidence.items():
        cut = [piece.quote for piece in pieces if document.text[piece.start : piece.end] != piece.quote]
        if cut:
            wrong[f"evidence of {name}"] = ("cut from the text", cut)
    if trial.quotes:
        before, after = _quotes(notice.found), _quotes(result)
        for name in before.keys() | after.keys():
            was, got = before.get(name, []), after.get(name, [])
            if (
                was != got and max(map(len, [*was, *got])) < LONGEST_QUOTE // 2
            ):  # where longer, a quote is cut where its width tells
                wrong[f"quotes of {name}"] = (was, got)
    return wrong


def _quotes(result: Extraction) -> dict[str, list[str]]:
    """The words that prove each fact, without their width."""
    return {name: [unicodedata.normalize("NFKC", piece.quote) for piece in pieces] for name, pieces in result.evidence.items()}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_facts_follow_what_is_written(name: str, language: str) -> None:
    trial = TRIALS[name]
    tried = {one.id: (one, change) for one in notices() if one.language == language and (change := trial.mutation(one))}
    assert len(tried) >= trial.least[language]
    strayed = {key: wrong for key, (notice, change) in tried.items() if (wrong := _wrong(trial, notice, change))}
    for key, wrong in strayed.items():
        print(f"{name} {language}: {key}: " + "; ".join(f"{fact} {was!r} -> {got!r}" for fact, (was, got) in wrong.items()))
    share = 1 - len(strayed) / len(tried)
    print(f"{name} {language}: {len(tried) - len(strayed)} of {len(tried)} pages follow")
    assert share >= floors()[f"{name} {language}"]
