"""To whom it was reported. Core; imports scope and page. To be told by the police, or to plan a report, is none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Regulator

REACH = 80  # characters between an authority and the word for the report behind it
LIST_REACH = 220  # and before it, where several authorities are told in one breath
_PARTICLE = re.compile("[へに]")  # 県に報告: between the body and what it was told
_AHEAD = 24  # characters before a report in which it may be put off


def find_regulators(survey: Survey) -> tuple[Found[Regulator], ...]:
    """Each authority that was told, once, with the first words that say so."""
    found: dict[Regulator, Place] = {}
    named = [(place, regulator) for regulator, pattern in survey.wording.authority.regulators for place in survey.hits(pattern)]
    for (start, end), regulator in named:
        if regulator in found or any(_within((start, end), place) for place, other in named if other != regulator):
            continue
        proof = None if _heads(survey, start, regulator) else _reported(survey, start, end)
        if proof:
            found[regulator] = proof
    return tuple(Found(regulator, (place,)) for regulator, place in sorted(found.items(), key=lambda item: item[1]))


def not_itself(survey: Survey, found: Iterable[Found[Regulator]], announcer: str | None) -> tuple[Found[Regulator], ...]:
    """The authorities without the announcer: a school that tells its board of education, which announces it, told nobody."""
    return tuple(one for one in found if announcer is None or not _named_by(survey, one, announcer))


def _named_by(survey: Survey, one: Found[Regulator], announcer: str) -> bool:
    start = one.spans[0][0]
    named = dict(survey.wording.authority.regulators)[one.value].match(survey.lowered, start)
    if named is None:
        return False
    body, own = _PARTICLE.split(named[0])[0], announcer.lower()
    return own.endswith(body) or own + named[0] in survey.lowered


def _within(inner: Place, outer: Place) -> bool:
    """Whether a name is but a part of a longer one: the Information Commissioner of the Australian one."""
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _heads(survey: Survey, start: int, regulator: Regulator) -> bool:
    """Whether a heading only announces a report to whomever: 監督官庁への報告."""
    line, words = survey.layout.line_at(start), survey.wording.authority
    if not line.heading or regulator != "other_authority":
        return False
    return not any(pattern.glance(survey.lowered, line.start, line.end) for pattern in (words.predicate, words.dated))


def _reported(survey: Survey, start: int, end: int) -> Place | None:
    """Where the text says that this authority was told, or None."""
    words, text, line = survey.wording.authority, survey.lowered, survey.layout.line_at(start)
    sentence = survey.sentence(start)
    if words.told_by.match(text, end) or words.unreal.search(text, sentence.start, sentence.end) or survey.advised(start):
        return None
    if _asked(survey, sentence.end):
        return None
    if words.elsewhere.glance(text, max(sentence.start, survey.clause(start)[0]), start):
        return None
    proof = _told_behind(survey, start, end, sentence.end) or _told_before(survey, start, end, sentence.start)
    if proof is None and not line.heading:
        proof = _told_above(survey, start, end)
    return proof


def _asked(survey: Survey, end: int) -> bool:
    """Whether a sentence asks, and what follows does not say yes."""
    if not survey.lowered[:end].endswith(("?", "か。")):
        return False
    return survey.wording.authority.answered.match(survey.lowered, end) is None


def _told_behind(survey: Survey, start: int, end: int, last: int) -> Place | None:
    """The report, where its word stands behind the authority: 警察に届け出, "the police were told"."""
    words, text = survey.wording.authority, survey.lowered
    if words.report.turns_earlier is None or words.not_told.match(text, end):
        return None
    at = end if words.addressed is None else start
    for first, stop in words.report.turns_earlier.spans(text, at, min(last, end + REACH)):
        if words.received.match(text, stop) or _unmade(survey, start, stop):
            continue
        if words.addressed is None or first <= end or words.addressed.match(text, end):
            return start, stop
    return None


def _told_before(survey: Survey, start: int, end: int, first: int) -> Place | None:
    """The report, where its word stands before the authority: "we informed the police and the regulator"."""
    words, text = survey.wording.authority, survey.lowered
    if words.report.turns_later is None:
        return None
    hits = list(words.report.turns_later.spans(text, max(first, start - LIST_REACH), start))
    for place in reversed(hits):
        if not words.received.match(text, place[1]):
            return None if _unmade(survey, place[0], end) else (place[0], end)
    return None


def _told_above(survey: Survey, start: int, end: int) -> Place | None:
    """The report, where a heading tells of it and the line holds no more than names and days."""
    words, text, lines = survey.wording.authority, survey.lowered, survey.layout.lines
    line = survey.layout.line_at(start)
    if words.predicate.glance(text, end, survey.sentence(start).end):
        return None
    at = lines.index(line)
    above = next((one for one in reversed(lines[max(0, at - 4) : at]) if words.headed.search(text, one.start, one.end)), None)
    if above is None or above.end - above.start > 48 or survey.denied(above.end - 1, above.end):
        return None
    return above.start, end


def _unmade(survey: Survey, first: int, last: int) -> bool:
    """Whether the report is denied or still to be made, by the words around it up to the sentence's end."""
    wording, text, sentence = survey.wording, survey.lowered, survey.sentence(last - 1)
    if survey.denied(last - 1, last) and survey.denied(first, last):
        return True
    scope = wording.scope
    if scope.planned.turns_later and scope.planned.turns_later.search(text, max(sentence.start, first - _AHEAD), first + 1):
        return True
    if scope.planned.turns_earlier is None:
        return False
    tail = scope.planned.turns_earlier.search(text, last, sentence.end)
    if tail is None or wording.authority.dated.glance(text, survey.clause(first)[0], last):
        return False
    done = wording.verdict.realized.glance(text, last, tail.start())
    return done is None
