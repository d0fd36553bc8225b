"""What was exposed, whether it was, whether it was misused, and whether the people were told.

Core; imports scope and page. A kind of data counts where the text says that it was exposed: under a heading or a label for it, or
in a sentence that tells of exposure. What a text says was not exposed is kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from noticewatch.extract.lexicon.wording import Wording, literal
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Cause, DataType, Exposure, Misuse, Notified

_SILENT = frozenset({"prevention", "advice", "contact"})
_LIST_MARKS = "、,・/()|「」 \t;"
_CERTAIN = frozenset({"misdelivery", "publication_error", "insider", "system_error"})  # seen by someone, by their nature
_UNSEEN = frozenset({"loss", "theft", "misconfiguration", "improper_disposal"})  # within reach, no more
_JOIN_REACH = 6  # characters between two items of a list: "、", " and ", ", or "


def find_data_types(survey: Survey) -> tuple[tuple[Found[DataType], ...], tuple[Found[DataType], ...]]:
    """Kinds of data exposed, and kinds said not to be; each once, with its first proof, in the text's order."""
    given: dict[DataType, Place] = {}
    denied: dict[DataType, Place] = {}
    for kind, start, end in _mentions(survey):
        place = survey.clause(start)
        if _excluded(survey, start, end, place):
            denied.setdefault(kind, (start, end))
        elif _exposed(survey, start, end):
            given.setdefault(kind, (start, end))
    return (
        tuple(Found(kind, (place,)) for kind, place in given.items()),
        tuple(Found(kind, (place,)) for kind, place in denied.items() if kind not in given),
    )


@lru_cache(maxsize=8)
def _lexicon(language: str, words: tuple[str, ...]) -> re.Pattern[str]:
    edge = r"\b" if language == "en" else ""
    return re.compile(f"{edge}(?:{literal(words)}){edge}")


def _pattern(wording: Wording) -> re.Pattern[str]:
    return _lexicon(wording.language, (*wording.exposure.data_types, *wording.exposure.weak_types))


def _mentions(survey: Survey) -> Iterator[tuple[DataType, int, int]]:
    """Every word for a kind of data; a weak one only in a list with another."""
    wording = survey.wording
    spans = [match.span() for match in _pattern(wording).finditer(survey.lowered, survey.page.title_end)]
    for at, (start, end) in enumerate(spans):
        word = survey.lowered[start:end]
        if wording.exposure.type_spoilers.match(survey.lowered, end):
            continue
        kind = wording.exposure.data_types.get(word)
        if kind is None and not _listed(survey.lowered, spans, at):
            continue
        yield kind or wording.exposure.weak_types[word], start, end


def _listed(text: str, spans: list[Place], at: int) -> bool:
    """Whether a word stands in a list beside another kind of data."""
    start, end = spans[at]
    before = text[spans[at - 1][1] : start] if at else "\n"
    after = text[end : spans[at + 1][0]] if at + 1 < len(spans) else "\n"
    return any(0 < len(gap) <= _JOIN_REACH and gap[0] in _LIST_MARKS and "\n" not in gap for gap in (before, after))


def _excluded(survey: Survey, start: int, end: int, clause: Place) -> bool:
    """Whether the clause says that this was not exposed."""
    wording = survey.wording
    first, last = (start, clause[1]) if wording.language == "ja" else clause
    match = wording.exposure.not_exposed.search(survey.lowered, first, last)
    if match is None or not survey.denied(start, end):
        return False
    return wording.exposure.except_for.search(survey.lowered, end, min(clause[1], end + 40)) is None


def _exposed(survey: Survey, start: int, end: int) -> bool:
    """Whether this stands where the text tells what was exposed."""
    wording, section = survey.wording, survey.layout.section_at(start)
    if section.kind in _SILENT or survey.advised(start) or survey.denied(start, end) or survey.supposed(start, end):
        return False
    line = survey.layout.line_at(start)
    label = wording.layout.labels.match(survey.lowered, line.start, line.end)
    if label is not None and start >= label.end():
        return True
    sentence = survey.sentence(start)
    if wording.exposure.unrelated.search(survey.lowered, sentence.start, sentence.end):
        return False
    if section.kind == "data":
        return True
    return (
        section.kind != "background" and wording.exposure.exposed.search(survey.lowered, sentence.start, sentence.end) is not None
    )


def find_exposure(survey: Survey, cause: Cause | None) -> Found[Exposure] | None:
    """Whether data did leave, may have, or did not: stated words first, then what the cause makes of it."""
    stated: dict[Exposure, Place] = {}
    for exposure, pattern in survey.wording.exposure.exposure:
        for start, end in survey.hits(pattern):
            if survey.layout.section_at(start).kind in _SILENT or survey.advised(start):
                continue
            if exposure == "none" or survey.plain(start, end):
                stated.setdefault(exposure, (start, end))
                break
            if survey.denied(start, end) and not survey.supposed(start, end):
                stated.setdefault("none", (start, end))
    if "none" in stated and not stated.keys() & {"possible", "confirmed"}:
        return Found("none", (stated["none"],))
    positive = {key: place for key, place in stated.items() if key != "none"}
    if cause in _CERTAIN and positive:
        return Found("confirmed", (positive.get("confirmed") or positive["possible"],))
    if cause in _UNSEEN and positive and not _seen(survey, stated.get("confirmed")):
        return Found("possible", (positive.get("possible") or positive["confirmed"],))
    if "possible" in positive:
        return Found("possible", (positive["possible"],))
    return Found("confirmed", (positive["confirmed"],)) if positive else None


def exposure_by_cause(cause: Found[Cause] | None) -> Found[Exposure] | None:
    """What a cause alone says: what was sent or shown was seen, what was lost may have been."""
    if cause is None:
        return None
    if cause.value in _CERTAIN:
        return Found("confirmed", cause.spans)
    return Found("possible", cause.spans) if cause.value in _UNSEEN else None


def _seen(survey: Survey, place: Place | None) -> bool:
    """Whether the words of confirmation stand apart from any of possibility."""
    if place is None:
        return False
    possible = next(pattern for exposure, pattern in survey.wording.exposure.exposure if exposure == "possible")
    sentence = survey.sentence(place[0])
    return possible.search(survey.lowered, sentence.start, sentence.end) is None and place[0] >= survey.page.title_end


def find_misuse(survey: Survey) -> Found[Misuse] | None:
    """Whether the data is said to have been misused, or not as far as is known."""
    found: dict[Misuse, Place] = {}
    for misuse, pattern in survey.wording.exposure.misuse:
        for start, end in survey.hits(pattern):
            plain = not survey.supposed(start, end) and not survey.advised(start)
            if plain and (misuse == "not_observed" or not survey.denied(start, end)):
                found[misuse] = (start, end)
                break
    for misuse in ("observed", "not_observed"):
        if misuse in found:
            return Found(misuse, (found[misuse],))
    return None


def find_notified(survey: Survey) -> Found[Notified] | None:
    """Whether the people affected were told, or are to be."""
    for value, pattern in (("done", survey.wording.exposure.notified), ("planned", survey.wording.exposure.to_be_notified)):
        for start, end in survey.hits(pattern, survey.page.title_end):
            if (
                not survey.supposed(start, end)
                and not survey.advised(start)
                and (value == "planned" or not survey.planned(start, end))
            ):
                return Found("planned" if value == "planned" else "done", ((start, end),))
    return None
