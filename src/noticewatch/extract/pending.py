"""What is still being looked into, and whether the people affected were told. Core; imports scope and page."""

from __future__ import annotations

from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Notified

AROUND = 24  # characters around the words for telling that show who was told
SHORT_SECTION = 40  # characters of a section that says one thing


def find_pending(survey: Survey) -> tuple[Found[str], ...]:
    """Fields that the text says are still being looked into, in the order of its language's table."""
    words = survey.wording.further
    found: dict[str, Place] = {}
    for field, pattern in words.pending:
        for start, end in survey.hits(pattern):
            if not survey.supposed(start, end) and not survey.advised(start):
                found.setdefault(field, (start, end))
                break
    for place in survey.hits(words.open):
        sentence = survey.sentence(place[0])
        if survey.advised(place[0]) or words.not_open.glance(survey.lowered, sentence.start, sentence.end):
            continue
        for field, pattern in words.objects:
            for named in survey.hits(pattern, sentence.start, sentence.end):
                found.setdefault(field, (min(place[0], named[0]), max(place[1], named[1])))
    if "cause" not in found:
        for section in survey.layout.sections:
            if section.kind == "cause" and section.end - section.start < SHORT_SECTION:
                for start, end in survey.hits(survey.wording.cause.unknown_cause, section.start, section.end):
                    found.setdefault("cause", (start, end))
    return tuple(Found(field, (place,)) for field, place in found.items())


def find_notified(survey: Survey) -> Found[Notified] | None:
    """Whether the people affected were told, or are to be."""
    words = survey.wording.further
    ways: tuple[tuple[Notified, bool], ...] = (("done", False), ("planned", True))
    for value, planned in ways:
        for start, end in survey.hits(words.to_be_notified if planned else words.notified, survey.page.title_end):
            if survey.supposed(start, end) or survey.denied(start, end) or survey.advised(start):
                continue
            if words.not_notified.glance(survey.lowered, max(survey.sentence(start).start, start - AROUND), end):
                continue
            if planned or not survey.planned(start, end):
                return Found(value, ((start, end),))
    return None
