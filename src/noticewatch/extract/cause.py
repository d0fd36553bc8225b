"""Why it happened: the most specific cause that the text supports.

Core; imports scope and page. Causes are weighed by where they stand: a section on causes and the title tell most, an event told
in the past next; prevention, advice and background nothing.
"""

from __future__ import annotations

from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Cause

# Set on invented notices of every cause: a title must outweigh two mentions, a stated cause one title.
IN_TITLE, IN_CAUSE_SECTION, TOLD, NAMED = 3, 4, 2, 1
LEAST = 2  # below this a word is only a word
ENOUGH_TO_EXPLAIN = 0.34  # share of the strongest cause's weight from which a more specific one explains it away
_SILENT = frozenset({"prevention", "advice", "contact", "background"})


def find_cause(survey: Survey) -> Found[Cause] | None:
    """The cause with the words that prove it, or None where the text gives none."""
    weights: dict[Cause, int] = {}
    proofs: dict[Cause, tuple[int, Place]] = {}
    for cause, pattern, weight in survey.wording.cause.causes:
        reached = -1
        for start, end in survey.hits(pattern):
            worth = _worth(survey, start, end) if start >= reached else 0
            if not worth:
                continue
            reached = end  # two expressions that meet the same words tell it once
            weights[cause] = min(weights.get(cause, 0) + worth * weight, 60)
            if cause not in proofs or worth > proofs[cause][0]:
                proofs[cause] = (worth, (start, end))
    best = _most_specific(survey, {cause: weight for cause, weight in weights.items() if weight >= LEAST})
    if best is not None:
        return Found(best, (proofs[best][1],))
    for start, end in survey.hits(survey.wording.cause.unknown_cause):
        if survey.layout.section_at(start).kind not in ("prevention", "advice", "contact"):
            return Found("under_investigation", ((start, end),))
    return None


def _worth(survey: Survey, start: int, end: int) -> int:
    kind = survey.layout.section_at(start).kind
    if kind in _SILENT or not survey.plain(start, end):
        return 0
    if start < survey.page.title_end:
        return IN_TITLE
    if kind == "cause":
        return IN_CAUSE_SECTION
    sentence = survey.sentence(start)
    realized = survey.wording.verdict.realized.search(survey.lowered, start, sentence.end)
    return TOLD if realized else NAMED


def _most_specific(survey: Survey, weights: dict[Cause, int]) -> Cause | None:
    if not weights:
        return None
    best = max(weights, key=lambda cause: weights[cause])
    for _ in range(3):
        over = [
            cause
            for cause, weight in weights.items()
            if best in survey.wording.cause.over.get(cause, ()) and weight >= weights[best] * ENOUGH_TO_EXPLAIN
        ]
        if not over:
            break
        best = max(over, key=lambda cause: weights[cause])
    return best
