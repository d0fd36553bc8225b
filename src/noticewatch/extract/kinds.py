"""Which kinds of personal data were exposed, and which are said not to be.

Core; imports kindlists, scope and page. Kinds stand in lists, and what is said is said of a list as a whole: under a heading or a
label, behind the words that introduce it, or in a sentence that tells of exposure. What was not exposed is kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from noticewatch.extract.kindlists import KindList, introduced, kind_lists
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import DataType

Said = Literal["exposed", "excluded"]
_SILENT = frozenset({"prevention", "advice", "contact"})
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")
_SHORT = 60  # characters of a line that only names things
_ENUMERATION = 3  # kinds; so many in one list are nowhere listed but where a notice tells what was in the data


def find_data_types(survey: Survey) -> tuple[tuple[Found[DataType], ...], tuple[Found[DataType], ...]]:
    """Kinds of data exposed, and kinds said not to be; each once, with its first proof, in the text's order."""
    given: dict[DataType, Place] = {}
    denied: dict[DataType, Place] = {}
    opened = introduced(survey)
    for one in kind_lists(survey):
        said = _said(survey, one, next((state for start, end, state in opened if start <= one.start < end), None))
        if said is None:
            continue
        into = given if said == "exposed" else denied
        for kind, start, end in one.kinds:
            into.setdefault(_hashed(survey, kind, start) if into is given else kind, (start, end))
    return (
        tuple(Found(kind, (place,)) for kind, place in given.items()),
        tuple(Found(kind, (place,)) for kind, place in denied.items() if kind not in given),
    )


def _hashed(survey: Survey, kind: DataType, start: int) -> DataType:
    """The kind, or that of passwords that cannot be read where the sentence says so."""
    sentence = survey.sentence(start)
    if kind != "password" or not survey.wording.kinds.hashed.search(survey.lowered, sentence.start, sentence.end):
        return kind
    return "password_hash"


def kinds_named(survey: Survey) -> Iterator[Place]:
    """Where kinds of data are named at all, exposed or not; desks and advice apart."""
    for one in kind_lists(survey):
        if one.firm and survey.layout.section_at(one.start).kind not in _SILENT and not survey.advised(one.start):
            for _, start, end in one.kinds:
                yield start, end


def _said(survey: Survey, one: KindList, opened: Said | None) -> Said | None:
    """What the text says of a list."""
    words, text, sentence = survey.wording.kinds, survey.lowered, survey.sentence(one.start)
    if not one.firm and opened is None and not _bare(survey, one):
        return None
    if words.unreal.search(text, sentence.start, sentence.end) or sentence.text.endswith(("?", "か。")):
        return None
    several = len({kind for kind, _, _ in one.kinds})
    noted = words.noted.search(text, sentence.start, sentence.end) is not None
    unrelated = not noted and words.unrelated.search(text, sentence.start, sentence.end) is not None
    silent, heading = _section(survey, one)
    under = opened or heading
    if unrelated and (under is None or several == 1):
        return None
    if under is None and not noted and survey.advised(one.start):
        return None
    said = _behind(survey, one) if words.verb_last else _around(survey, one)
    if said == "neither" or (under is None and silent and (said is None or (several == 1 and said == "exposed"))):
        return None
    if said == "excluded":
        return "excluded"
    if said == "exposed" or under:
        return under or "exposed"
    return "exposed" if several >= _ENUMERATION else None


def _bare(survey: Survey, one: KindList) -> bool:
    """Whether a weak word stands in a short line under a heading for what was exposed."""
    line = survey.layout.line_at(one.start)
    return not line.heading and line.end - line.start <= _SHORT and survey.layout.section_at(one.start).kind == "data"


def _section(survey: Survey, one: KindList) -> tuple[bool, Said | None]:
    """Whether the section that holds a list tells of no data, and what its heading or the line's label says of it."""
    words, text, layout = survey.wording.kinds, survey.lowered, survey.layout
    line = layout.line_at(one.start)
    section = layout.section_at(line.start - 1 if line.heading and line.start else one.start)
    label = survey.wording.layout.labels.match(text, line.start, line.end)
    if label and one.start >= label.end():
        return False, "exposed"
    if section.kind != "data":
        return section.kind in _SILENT, None
    return False, "excluded" if words.denying.glance(text, section.heading_start, section.start) else "exposed"


def _behind(survey: Survey, one: KindList) -> str | None:
    """By the first predicate behind a list that tells; where there is none, by what stands before it."""
    words, text = survey.wording.kinds, survey.lowered
    sentence = survey.sentence(one.start)
    end = _tail_end(survey, one, sentence.end)
    if words.only.match(text, one.end, end):
        return "exposed"
    besides = words.except_for.match(text, one.end, end) is not None
    if words.nothing.match(text, one.end, end):
        return "exposed" if besides else "excluded"
    tail = _BRACKET.sub(lambda match: " " * len(match[0]), text[one.end : end])
    told, denied = _predicate(survey, tail, one.end)
    if told is not None and denied and words.misused.match(text, told):
        return "neither"
    if told is not None:
        return "exposed" if denied is besides else "excluded"
    if "(" in text[one.end : end] and words.exposed.search(text, one.end, end):
        return "exposed"
    if _denied(survey, one.end - 1, end):
        return "neither"
    return "exposed" if words.exposed.search(text, sentence.start, one.start) else None


def _predicate(survey: Survey, tail: str, start: int) -> tuple[int | None, bool]:
    """Where the first predicate of a tail stands that tells of exposure, and whether it is denied."""
    words = survey.wording.kinds
    at = 0
    while verb := words.exposed.search(tail, at):
        kept = words.custody.match(tail, verb.start()) is not None
        denied = words.undone.match(tail, verb.end()) is not None
        if denied or (not kept and _denied(survey, start + verb.start(), start + len(tail))):
            return start + verb.start(), True
        if not kept:
            return start + verb.start(), False
        at = verb.end()
    held = words.holding.search(tail) if at else None
    return (start + held.start(), False) if held and not words.away.search(tail) else (None, False)


def _denied(survey: Survey, start: int, end: int) -> bool:
    """Whether what starts here is denied before an end that may come before its clause's."""
    marks = survey.wording.scope.negation.turns_earlier
    return survey.denied(start, start + 1) and marks is not None and marks.search(survey.lowered, start, end) is not None


def _tail_end(survey: Survey, one: KindList, end: int) -> int:
    """Where what is said of a list ends: at a remark, and at the bracket that holds it where that has its own predicate."""
    remark = survey.wording.kinds.remark.search(survey.lowered, one.end, end)
    return remark.start() if remark else end


def _around(survey: Survey, one: KindList) -> str | None:
    """By a denial in its clause, before or behind it; else by a word of exposure in its sentence."""
    words, text = survey.wording.kinds, survey.lowered
    sentence = survey.sentence(one.start)
    start, end = survey.clause(one.start)[0], survey.clause(one.end - 1)[1]
    if survey.denied(one.start, one.end) or words.nothing.match(text, one.end, end):
        if words.misused.search(text, start, end) and not words.exposed.search(text, start, end):
            return "neither"
        if words.except_for.search(text, max(start, one.start - 40), one.start):
            return "exposed"
        return "excluded"
    if words.exposed.search(text, sentence.start, sentence.end):
        return "exposed"
    return None
