"""Lists of kinds of personal data: every word for one, those that stand together, and the lines that one line introduces.

Core; imports scope and screen. A word that stands on every page ("name", 電話) is a kind only beside another one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from noticewatch.extract.layout import Line
from noticewatch.extract.scope import Survey
from noticewatch.model import DataType
from noticewatch.screen import Terms

Named = tuple[DataType, int, int]
LONGEST_GAP = 64  # characters between two items of one list
_LONGEST_ITEM = 160  # characters of a line that is an item of a list and no sentence of its own
_LONGEST_MARKED = 320
_MARKED = re.compile(r"\s*(?:[•・*\-–●○■□◆◇▪‣※>]|\(?[0-9a-z]{1,2}[.)、]|[①-⑳])")


@dataclass(frozen=True, slots=True)
class KindList:
    """Kinds of data named side by side, with their places; from the first word to the last."""

    kinds: tuple[Named, ...]
    firm: bool  # whether they are kinds wherever they stand, or only under words that introduce them

    @property
    def start(self) -> int:
        """Where the first word starts."""
        return self.kinds[0][1]

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.kinds[-1][2]


def kind_lists(survey: Survey) -> tuple[KindList, ...]:
    """Every list, in order; a single word is a list of one."""
    return survey.once(_all_lists)


def _all_lists(survey: Survey) -> tuple[KindList, ...]:
    return tuple(_lists(survey))


def _lists(survey: Survey) -> Iterator[KindList]:
    words, text = survey.wording.kinds, survey.lowered
    run: list[tuple[str, int, int]] = []
    for start, end in _terms(survey.wording.language, words.terms).places(text, survey.page.title_end):
        word = text[start:end]
        if word in words.no_kinds or words.type_spoilers.match(text, end):
            continue
        if words.not_after.search(text, max(0, start - 24), start):
            continue
        if run and not _joined(survey, run[-1][2], start):
            yield from _kept(survey, run)
            run = []
        run.append((word, start, end))
    if run:
        yield from _kept(survey, run)


def _kept(survey: Survey, run: list[tuple[str, int, int]]) -> Iterator[KindList]:
    """The kinds of a run of words: the weak ones firm beside others only."""
    words = survey.wording.kinds
    kinds: list[Named] = [(words.data_types.get(word) or words.weak_types[word], start, end) for word, start, end in run]
    different = {kind for kind, _, _ in kinds}
    strong = any(word in words.data_types for word, _, _ in run)
    if len(different) > 1 and (strong or "name" in different or len(different) > 2):
        yield KindList(tuple(kinds), True)
        return
    for (word, _, _), one in zip(run, kinds, strict=True):
        owned = word in words.data_types or words.owned.glance(survey.lowered, max(0, one[1] - 24), one[2])
        yield KindList((one,), bool(owned))


def _joined(survey: Survey, end: int, start: int) -> bool:
    """Whether two words are items of one list, by what stands between them."""
    words, text = survey.wording.kinds, survey.lowered
    if start - end > LONGEST_GAP or words.glue.fullmatch(text, end, start) is None:
        return False
    bracket = text.find("(", end, start) >= 0 or text.find(")", end, start) >= 0
    if bracket and survey.clause(end - 1)[1] <= start:
        return False
    return words.apart.glance(text, end, start) is None


@lru_cache(maxsize=2)
def _terms(language: str, terms: tuple[str, ...]) -> Terms:
    return Terms(terms, apart=language == "en")


def introduced(survey: Survey) -> tuple[tuple[int, int, Literal["exposed", "excluded"]], ...]:
    """Stretches of lines that a line before them introduces as what was exposed, or what was not."""
    words, lines = survey.wording.kinds, survey.layout.lines
    items = [one.start for one in kind_lists(survey) if one.firm and len(one.kinds) > 1]
    found: list[tuple[int, int, Literal["exposed", "excluded"]]] = []
    state: Literal["exposed", "excluded"] | None = None
    start = 0
    behind = False  # whether a line stands between the words that introduce and this one
    for line in lines:
        if line.start == line.end:
            continue
        opens = words.introduces.search(survey.lowered, line.start, line.end)
        if state is not None and (
            opens or (_ends(survey, line, items) and (behind or line.heading or line.end - line.start > _LONGEST_ITEM))
        ):
            found.append((start, line.start, state))
            state = None
        behind = not opens
        if opens:
            start = opens.end()
            first = max(line.start, survey.sentence(opens.start()).start)
            state = "excluded" if words.denying.glance(survey.lowered, first, opens.end()) else "exposed"
    if state is not None:
        found.append((start, len(survey.lowered), state))
    return tuple(found)


def _ends(survey: Survey, line: Line, items: list[int]) -> bool:
    """Whether a line ends a list: a heading of something else, or a sentence that no mark makes an item.

    `items` are the places of lists of kinds: a line that holds one only looks like a heading.
    """
    named = bisect_left(items, line.start) < bisect_left(items, line.end)
    if line.heading and not named and survey.layout.section_at(line.start).kind not in ("data", "other"):
        return True
    if _MARKED.match(survey.lowered, line.start, line.end):
        return line.end - line.start > _LONGEST_MARKED
    return line.end - line.start > _LONGEST_ITEM or survey.lowered[line.end - 1] in "。.!?"
