"""Whether data was exposed, and whether it was misused. Core; imports scope and page.

What a cause makes of data comes first: what went to a wrong person was seen, what was lost may be. Of a break-in the text must
tell: taken, looked at, or possibly so.
"""

from __future__ import annotations

from collections.abc import Iterator

from noticewatch.extract.cause import told_in
from noticewatch.extract.lexicon.screen import Words
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Cause, Exposure, Misuse

_SILENT = frozenset({"prevention", "advice"})
_CERTAIN = frozenset({"misdelivery", "publication_error", "insider", "system_error"})  # seen by someone, by their nature
_GONE = frozenset({"loss", "theft", "improper_disposal", "misconfiguration"})  # within reach, until someone looks
_ENTERED = frozenset({"unauthorized_access", "ransomware", "malware", "phishing", "other"})
_REACH = 60  # characters to either side within which a word of doubt belongs to a statement
_LONGEST_QUESTION = 120  # characters
_ANSWERS = 2  # sentences behind a question that may answer it
_DENIED_WITHIN = 160  # characters from a denial to the use that it denies


def find_exposure(survey: Survey, cause: Cause | None) -> Found[Exposure] | None:
    """Whether data did leave, may have, or did not: what the text says of it, read by what the cause makes of it."""
    wording = survey.wording.exposure
    spared = next((place for place in _told(survey, wording.spared, plain=False) if not _partly(survey, place)), None)
    taken = next(_told(survey, wording.taken), None)
    possible = next(_told(survey, wording.possible, plain=False), None)
    if spared and not possible and (cause in _CERTAIN or not taken):
        return Found("none", (spared,))
    if cause in _CERTAIN:
        seen = taken or next(_reached(survey), None)
        doubted = cause == "insider" and possible and not seen
        return _exposed(survey, None if doubted else seen or possible, possible, certain=not doubted)
    if cause in _GONE:
        seen = _found_by_others(survey, cause, taken)
        return _exposed(survey, seen, possible or taken)
    if cause in ("phishing", "other") and not taken:
        taken = next(_told(survey, wording.given), None)
    if not taken and not possible:
        taken = next(_reached(survey), None)
    if taken:
        return _exposed(survey, taken, None)
    return _exposed(survey, None, possible) if possible or cause in _ENTERED else None


def _found_by_others(survey: Survey, cause: Cause | None, taken: Place | None) -> Place | None:
    """Where what lay open was looked at, or what was thrown away was bought; what is gone may be anywhere."""
    if cause == "misconfiguration":
        return next(_told(survey, survey.wording.exposure.seen), None)
    return taken if cause == "improper_disposal" else None


def _exposed(survey: Survey, sure: Place | None, possible: Place | None, *, certain: bool = False) -> Found[Exposure] | None:
    """Confirmed where one place proves it, else possible; what proves neither rests on the data named."""
    place = sure or possible or next(survey.hits(survey.wording.verdict.personal), None)
    if place is None:
        return None
    return Found("confirmed" if sure or certain else "possible", (place,))


def exposure_by_cause(cause: Found[Cause] | None) -> Found[Exposure] | None:
    """What a cause alone says: what was sent or shown was seen; what was lost or broken into may have been."""
    if cause is None:
        return None
    if cause.value in _CERTAIN:
        return Found("confirmed", cause.spans)
    return Found("possible", cause.spans) if cause.value in _GONE | _ENTERED else None


def _told(survey: Survey, pattern: Words, *, plain: bool = True) -> Iterator[Place]:
    """Where the announcer tells of the data, without denial and doubt where it must be plain."""
    for start, end in survey.hits(pattern, survey.page.title_end):
        if told_in(survey, start) in _SILENT or survey.advised(start) or _heads(survey, start):
            continue
        if not plain or not (survey.denied(start, end) or survey.supposed(start, end) or _doubted(survey, start, end)):
            yield start, end


def _reached(survey: Survey) -> Iterator[Place]:
    """Where data was looked at, but not by those who find out what happened."""
    wording = survey.wording.exposure
    for start, end in _told(survey, wording.reached):
        low = max(survey.clause(start)[0], start - _REACH)
        if wording.inquirers.last(survey.lowered, low, start) is None:
            yield start, end


def _heads(survey: Survey, start: int) -> bool:
    """Whether a place is within a heading that only asks: "What information was involved?"."""
    section = survey.layout.section_at(start)
    return start < section.start and survey.lowered[: section.start].rstrip().endswith("?")


def _partly(survey: Survey, place: Place) -> bool:
    """Whether only a part of the data is said to be spared."""
    return survey.wording.exposure.partly.search(survey.lowered, survey.clause(place[0])[0], place[1]) is not None


def _doubted(survey: Survey, start: int, end: int) -> bool:
    """Whether a word of doubt stands beside a statement, in its clause."""
    first, last = survey.clause(start)
    return survey.wording.exposure.doubt.glance(survey.lowered, max(first, start - _REACH), min(last, end + _REACH)) is not None


def find_misuse(survey: Survey) -> Found[Misuse] | None:
    """Whether the data is said to have been misused, or not as far as is known."""
    wording = survey.wording.exposure
    denied = next((place for place in _not_used(survey) if _answered(survey, place)), None)
    for pattern, weak in ((wording.used, False), (wording.harmed, False), (wording.posed, True)):
        if weak and denied:
            break
        for start, end in survey.hits(pattern):
            sentence = survey.sentence(start)
            if sentence.text.endswith("?") and end <= sentence.end:
                continue  # only asked, and not answered
            overlaps = denied and start < denied[1] and denied[0] < end
            if not overlaps and not survey.denied(start, end) and not survey.supposed(start, end) and not survey.advised(start):
                return Found("observed", ((start, end),))
    return Found("not_observed", (denied,)) if denied else None


def _not_used(survey: Survey) -> Iterator[Place]:
    """Where a bad use of the data is denied: in one expression, or by a denial with a use behind it in its sentence."""
    wording = survey.wording.exposure
    yield from survey.hits(wording.not_used)
    yield from _asked(survey)
    uses = list(survey.hits(wording.uses))
    for start, end in survey.hits(wording.denies) if uses else ():
        last = min(survey.sentence(start).end, end + _DENIED_WITHIN)
        used = next((use for use in uses if end <= use[0] < last), None)
        if used:
            yield start, used[1]


def _asked(survey: Survey) -> Iterator[Place]:
    """Where a question about a use of the data is answered with a denial that names none: "We have seen nothing of the kind"."""
    wording, listed = survey.wording.exposure, survey.page.sentences
    for at, asked in enumerate(listed):
        if not asked.text.endswith("?") or asked.end - asked.start > _LONGEST_QUESTION:
            continue
        if not wording.uses.within(survey.lowered, asked.start, asked.end):
            continue
        for answer in listed[at + 1 : at + 1 + _ANSWERS]:
            if answer.text.endswith("?"):
                break
            denial = wording.denies.search(survey.lowered, answer.start, answer.end)
            if denial:
                yield denial.start(), denial.end()


def _answered(survey: Survey, place: Place) -> bool:
    """Whether a denial of misuse is the announcer's, and not a condition or a rule."""
    return not survey.supposed(*place) or survey.layout.section_at(place[0]).kind not in _SILENT
