"""To whom it was reported. Core; imports scope and page. To be told by the police, or to plan a report, is none."""

from __future__ import annotations

from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Regulator

REACH = 60  # characters between an authority and the word for the report behind it
LIST_REACH = 140  # and before it, where several authorities are told in one breath


def find_regulators(survey: Survey) -> tuple[Found[Regulator], ...]:
    """Each authority that was told, once, with the first words that say so."""
    found: dict[Regulator, Place] = {}
    named = [(place, regulator) for regulator, pattern in survey.wording.authority.regulators for place in survey.hits(pattern)]
    for (start, end), regulator in named:
        if regulator in found or any(_within((start, end), place) for place, other in named if other != regulator):
            continue
        proof = _reported(survey, start, end)
        if proof:
            found[regulator] = proof
    return tuple(Found(regulator, (place,)) for regulator, place in sorted(found.items(), key=lambda item: item[1]))


def _within(inner: Place, outer: Place) -> bool:
    """Whether a name is but a part of a longer one: the Information Commissioner of the Australian one."""
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _reported(survey: Survey, start: int, end: int) -> Place | None:
    """Where the text says that this authority was told, or None."""
    wording, text = survey.wording, survey.lowered
    if wording.authority.told_by.match(text, end) or survey.layout.section_at(start).kind == "advice":
        return None
    sentence = survey.sentence(start)
    if survey.advised(start) or survey.supposed(start, end):
        return None
    first = last = -1
    if wording.authority.report.turns_earlier:
        match = wording.authority.report.turns_earlier.search(text, start, min(sentence.end, end + REACH))
        if match:
            first, last = start, match.end()
    if first < 0 and wording.authority.report.turns_later:
        low = max(sentence.start, start - LIST_REACH)
        hits = list(wording.authority.report.turns_later.spans(text, low, start))
        if hits:
            first, last = hits[-1][0], end
    if first < 0 or _unmade(survey, first, last):
        return None
    return first, last


def _unmade(survey: Survey, first: int, last: int) -> bool:
    """Whether the report is denied or still to be made, by the words around it up to the sentence's end."""
    wording, text, sentence = survey.wording, survey.lowered, survey.sentence(last - 1)
    if survey.denied(last - 1, last):
        return True
    scope = wording.scope
    if scope.planned.turns_later and scope.planned.turns_later.search(text, max(sentence.start, first - 24), first + 1):
        return True
    if scope.planned.turns_earlier is None:
        return False
    tail = scope.planned.turns_earlier.search(text, last, sentence.end)
    if tail is None:
        return False
    done = wording.verdict.realized.search(text, last, tail.start())
    return done is None
