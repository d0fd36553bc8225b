"""What a statement is worth where it stands: said plainly, denied, supposed, planned, or advice to the reader.

Core; imports layout, page and the lexicon's shape. A mark reaches as far as its clause, advice as far as its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from noticewatch.extract.layout import Layout, layout_of
from noticewatch.extract.lexicon.screen import Words
from noticewatch.extract.lexicon.wording import Marks, Wording
from noticewatch.extract.page import Page
from noticewatch.text import Span

READ_AROUND = 400  # characters; no real sentence is longer, and a made one must not cost its length at each word

_BRACKETED = re.compile(r"\([^()\n]{2,80}\)")
Place = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where the marks of one kind stand: ends of those that turn what is later, starts of those that turn what is earlier."""

    ends: tuple[int, ...]
    starts: tuple[int, ...]

    def turns(self, start: int, end: int, clause: Place) -> bool:
        """Whether a mark in the clause turns the statement at start to end."""
        low, high = clause
        before = bisect_right(self.ends, start)
        if before and self.ends[before - 1] > low:
            return True
        behind = bisect_left(self.starts, end)
        return behind < len(self.starts) and self.starts[behind] < high


@dataclass(frozen=True, slots=True)
class Survey:
    """A page with its layout and its marks: what every engine asks."""

    page: Page
    wording: Wording
    lowered: str  # the folded text in lower case, as long as it
    layout: Layout
    _breaks: tuple[int, ...]  # where clauses end, sentences' ends included
    _negation: _Reach
    _hypothetical: _Reach
    _planned: _Reach
    _advice: tuple[int, ...]
    _starts: tuple[int, ...]  # of the page's sentences
    _clauses: dict[int, Place] = field(default_factory=dict)  # by the offsets asked for so far: engines ask for the same ones
    _sentences: dict[int, Span] = field(default_factory=dict)
    _advised: dict[int, bool] = field(default_factory=dict)
    _plain: dict[Place, bool] = field(default_factory=dict)
    _known: dict[Callable[[Survey], Any], Any] = field(default_factory=dict)

    def once(self, asked: Callable[[Survey], T]) -> T:
        """What a function says of this page, asked once."""
        if asked not in self._known:
            self._known[asked] = asked(self)
        known: T = self._known[asked]
        return known

    def sentence(self, offset: int) -> Span:
        """The sentence that holds an offset, as far as one reads around it; an empty one between two."""
        known = self._sentences.get(offset)
        if known is None:
            known = self._sentences[offset] = self._sentence(offset)
        return known

    def _sentence(self, offset: int) -> Span:
        at = bisect_right(self._starts, offset) - 1
        found = self.page.sentences[at] if at >= 0 else None
        if found is None or offset >= found.end:
            return Span(offset, offset, "")
        if found.end - found.start <= READ_AROUND:
            return found
        start, end = max(found.start, offset - READ_AROUND), min(found.end, offset + READ_AROUND)
        return Span(start, end, found.text[start - found.start : end - found.start])

    def clause(self, offset: int) -> Place:
        """The clause that holds an offset."""
        known = self._clauses.get(offset)
        if known is None:
            known = self._clauses[offset] = self._clause(offset)
        return known

    def _clause(self, offset: int) -> Place:
        sentence = self.sentence(offset)
        at = bisect_right(self._breaks, offset)
        start = self._breaks[at - 1] if at else 0
        end = self._breaks[at] if at < len(self._breaks) else len(self.lowered)
        return max(start, sentence.start), min(end, max(sentence.end, offset))

    def denied(self, start: int, end: int) -> bool:
        """Whether the text says that this is not so, or not known to be."""
        return self._negation.turns(start, end, self.clause(start))

    def supposed(self, start: int, end: int) -> bool:
        """Whether this stands in a condition, a warning or a purpose."""
        return self._hypothetical.turns(start, end, self.clause(start))

    def planned(self, start: int, end: int) -> bool:
        """Whether this is yet to be done."""
        return self._planned.turns(start, end, self.clause(start))

    def advised(self, start: int) -> bool:
        """Whether this stands in a sentence that tells the reader what to do."""
        known = self._advised.get(start)
        if known is None:
            known = self._advised[start] = self._is_advised(start)
        return known

    def _is_advised(self, start: int) -> bool:
        sentence = self.sentence(start)
        at = bisect_left(self._advice, sentence.start)
        if at >= len(self._advice) or self._advice[at] >= sentence.end:
            return False
        place = self._advice[at]
        return place < start or self.wording.scope.contrast.search(self.lowered, start, place) is None

    def plain(self, start: int, end: int) -> bool:
        """Whether this is said as a fact."""
        known = self._plain.get((start, end))
        if known is None:
            known = self._plain[start, end] = not (self.denied(start, end) or self.supposed(start, end) or self.advised(start))
        return known

    def hits(self, pattern: Words, start: int = 0, end: int | None = None) -> Iterator[Place]:
        """Where a pattern of the lexicon matches."""
        return pattern.spans(self.lowered, start, len(self.lowered) if end is None else end)


def survey(page: Page, wording: Wording) -> Survey:
    """Find a page's layout, clauses and marks."""
    lowered = page.lowered
    scope = wording.scope
    unreal = list(scope.not_negation.spans(lowered, 0, len(lowered)))
    breaks = {end for _, end in scope.clause_end.spans(lowered, 0, len(lowered))}
    for sentence in page.sentences:
        breaks.update((sentence.start, sentence.end))
    negation = _reach(scope.negation, lowered, unreal)
    for match in _BRACKETED.finditer(lowered):
        inner = match.span()
        if any(_within(places, inner) for places in (negation.starts, negation.ends)):
            breaks.update((inner[0], inner[1]))
    return Survey(
        page,
        wording,
        lowered,
        layout_of(lowered, wording, page.title_end),
        tuple(sorted(breaks)),
        negation,
        _reach(scope.hypothetical, lowered, []),
        _reach(scope.planned, lowered, []),
        tuple(start for start, _ in scope.advice.spans(lowered, 0, len(lowered))),
        tuple(sentence.start for sentence in page.sentences),
    )


def _within(places: tuple[int, ...], inner: Place) -> bool:
    at = bisect_left(places, inner[0])
    return at < len(places) and places[at] < inner[1]


def _reach(marks: Marks, lowered: str, unreal: list[Place]) -> _Reach:
    ends = [end for _, end in marks.turns_later.spans(lowered, 0, len(lowered))] if marks.turns_later else []
    starts = [start for start, _ in marks.turns_earlier.spans(lowered, 0, len(lowered))] if marks.turns_earlier else []
    return _Reach(tuple(_outside(sorted(ends), unreal)), tuple(_outside(starts, unreal)))


def _outside(places: list[int], unreal: list[Place]) -> list[int]:
    """The places that lie in none of some stretches; both in order."""
    if not unreal:
        return places
    firsts = [start for start, _ in unreal]
    kept: list[int] = []
    for place in places:
        at = bisect_right(firsts, place) - 1
        if at < 0 or place > unreal[at][1]:
            kept.append(place)
    return kept
