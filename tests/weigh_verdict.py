"""Fit the points of the verdict's table anew: `python -m tests.weigh_verdict [GOLD.jsonl TEXTS]…`.

A logistic regression over the signs of all pages in tests/corpus (and of further gold, given as pairs), held towards the points
that the table has. It prints each row's points, the fitted ones and how many incidents and other pages show the sign, and what
an eight-fold cross-validation gets right. A person then decides what goes into the table.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from noticewatch.extract.facade import language_of
from noticewatch.extract.findings import findings_of
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import page_of
from noticewatch.extract.scope import survey
from noticewatch.extract.signals import signs_of
from noticewatch.extract.signs import Signs
from noticewatch.extract.verdict import BIAS, ROWS
from noticewatch.model import Document
from noticewatch.read import read_bytes
from tests import further_notices, invented_notices
from tests.corpus_pages import HELD_OUT
from tests.invented_notices import Invented

CORPUS = Path(__file__).parent / "corpus"
HOLD = 4.0  # how strongly a weight is held to the table's
STEPS, RATE, FOLDS = 300, 0.05, 8
# Harder, and rarer in the world than they are here.
WORTH = {"ja": 1.0, "en": 1.0, "manners": 0.6, "lookalikes": 0.4, "doubtful": 0.6}
WORTH_OF_FURTHER, WORTH_OF_SHORT = 3.0, 0.7  # real pages; notices of a few lines, as posts and press mails are
SHORT_NOTICES = (
    invented_notices.INCIDENTS_JA, invented_notices.INCIDENTS_EN, invented_notices.LATER_INCIDENTS,
    further_notices.FURTHER_INCIDENTS,
)  # fmt: skip
SHORT_OTHERS = (
    invented_notices.NOT_INCIDENTS_JA, invented_notices.NOT_INCIDENTS_EN, invented_notices.LATER_NOT_INCIDENTS,
    further_notices.FURTHER_LOOK_ALIKES,
)  # fmt: skip

Page = tuple[str, bool, list[int], float]  # id, whether it is an incident, the rows whose sign it shows, what it weighs


def signs(document: Document) -> Signs:
    language = "ja" if language_of(document.text).startswith("ja") else "en"
    seen = survey(page_of(document, language), wording_of(language))
    return signs_of(seen, findings_of(seen))


def pages(gold: Path, texts: Path) -> Iterator[Page]:
    files = {path.stem: path for path in texts.iterdir()}
    for line in gold.read_text("utf-8").splitlines():
        one = json.loads(line)
        if one["id"] not in files:
            continue
        [document] = read_bytes(files[one["id"]].read_bytes(), url=one.get("url") or "", whole=True)
        yield one["id"], one["verdict"] == "incident", shown(document), WORTH.get(gold.stem, WORTH_OF_FURTHER)


def shown(document: Document) -> list[int]:
    """The numbers of the rows whose sign a page shows often enough."""
    seen = signs(document)
    return [n for n, row in enumerate(ROWS) if row.counts(seen)]


def short_pages() -> Iterator[Page]:
    for incident, lists in ((True, SHORT_NOTICES), (False, SHORT_OTHERS)):
        for one in (page for pages in lists for page in pages):
            yield _short(one, incident)


def _short(one: Invented, incident: bool) -> Page:
    return one.name, incident, shown(Document("", one.title, f"{one.title}\n\n{one.body}")), WORTH_OF_SHORT


def fit(known: list[Page]) -> tuple[list[float], float]:
    """Weights and bias, by Adam."""
    start = [row.points / 10 for row in ROWS]
    weights, bias = list(start), BIAS / 10
    mean, spread = [0.0] * (len(ROWS) + 1), [0.0] * (len(ROWS) + 1)
    for step in range(1, STEPS + 1):
        slope = [HOLD * (w - s) for w, s in zip(weights, start, strict=True)] + [0.0]
        for _, incident, shown, worth in known:
            value = bias + sum(weights[n] for n in shown)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, value)))) - incident) * worth
            slope[-1] += error
            for n in shown:
                slope[n] += error
        for n, one in enumerate(slope):
            mean[n] = 0.9 * mean[n] + 0.1 * one
            spread[n] = 0.99 * spread[n] + 0.01 * one * one
            move = RATE * (mean[n] / (1 - 0.9**step)) / (math.sqrt(spread[n] / (1 - 0.99**step)) + 1e-8)
            if n < len(ROWS):
                weights[n] = _signed(weights[n] - move, start[n])
            else:
                bias -= move
    return weights, bias


def _signed(weight: float, start: float) -> float:
    """A weight that stays on the side that its reason gives it."""
    return max(0.0, weight) if start >= 0 else min(0.0, weight)


def cross_validated(known: list[Page]) -> list[tuple[str, bool, float]]:
    order = list(range(len(known)))
    random.Random(1).shuffle(order)
    scored = []
    for fold in range(FOLDS):
        left_out = set(order[fold::FOLDS])
        weights, bias = fit([known[n] for n in order if n not in left_out])
        scored += [(known[n][0], known[n][1], bias + sum(weights[row] for row in known[n][2])) for n in left_out]
    return scored


def main(arguments: list[str]) -> None:
    sets = [(gold, CORPUS / gold.stem) for gold in sorted(CORPUS.glob("*.jsonl")) if gold.stem not in HELD_OUT]
    sets += [(Path(gold), Path(texts)) for gold, texts in zip(arguments[::2], arguments[1::2], strict=True)]
    known = [*(page for gold, texts in sets for page in pages(gold, texts)), *short_pages()]
    weights, bias = fit(known)
    print(f"{len(known)} pages, {sum(page[1] for page in known)} incidents; bias {BIAS} -> {10 * bias:.0f}")
    for n, row in enumerate(ROWS):
        name = row.sign if isinstance(row.sign, str) else row.sign.__name__.strip("_")
        having = [page[1] for page in known if n in page[2]]
        print(
            f"{name:18} {row.least:3}  {row.points:4} -> {10 * weights[n]:4.0f}   {sum(having):4} {len(having) - sum(having):4}"
        )
    scored = cross_validated(known)
    hits = sum(value >= 0 and incident for _, incident, value in scored)
    said, there = sum(value >= 0 for *_, value in scored), sum(incident for _, incident, _ in scored)
    print(f"cross-validated: precision {hits / said:.3f}, recall {hits / there:.3f}, F1 {2 * hits / (said + there):.3f}")
    for name, incident, value in sorted(scored, key=lambda one: one[2]):
        if (value >= 0) != incident:
            print(f"  {name:44} {'incident' if incident else 'other':9} {10 * value:5.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
