"""Alternations of a lexicon, each sought only where one of its words stands, all of a language in one pass over a text.

Core; imports expressions, screen and stretches.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from noticewatch.expressions import Part, branches
from noticewatch.screen import Reading, Screen
from noticewatch.stretches import Matches, Place


class Words:
    """One alternation; `search` and `match` for short stretches, `spans` for a whole text.

    Expressions are compiled when a text first needs them: a language that is not met costs nothing, and most alternatives
    never find a word of theirs.
    """

    def __init__(self, alternatives: tuple[str, ...]) -> None:
        self.alternatives = alternatives
        self._lexicon: _Lexicon | None = None
        self._found: Matches | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All alternatives as one expression."""
        return re.compile("|".join(self.alternatives) or r"[^\s\S]")

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The alternatives, each by itself."""
        split = (branch for alternative in self.alternatives for branch in branches(alternative))
        return tuple(Part(branch) for branch in split if branch)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in a stretch; of those that begin together, that of the first alternative."""
        found = self._found
        if found is None or found.text is not text:
            found = self._read(text)
            if found is None:
                return self.pattern.search(text, start, sys.maxsize if end is None else end)
        return found.first(start, len(text) if end is None else end) if found.live else None

    def glance(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The same as `search`, for the few short stretches of a text that is not worth being read for them."""
        found = self._found
        if found is not None and found.text is text:  # it was read for others
            return found.first(start, len(text) if end is None else end) if found.live else None
        return self.pattern.search(text, start, sys.maxsize if end is None else end)

    def last(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The last of the matches that `finditer` finds in a stretch."""
        found = self._read(text)
        if found is not None:
            return found.last(start, end, self.pattern) if found.live else None
        last = None
        for match in self.pattern.finditer(text, start, end):
            last = match
        return last

    def within(self, text: str, start: int, end: int) -> bool:
        """Whether there is a match in a stretch taken for itself: neither `^` nor `\\b` looks at what stands about it."""
        found = self._read(text)
        if found is None:
            return self.pattern.search(text[start:end]) is not None
        return found.live and found.within(start, end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The match at a place."""
        return self.pattern.match(text, start, sys.maxsize if end is None else end)

    def spans(self, text: str, start: int, end: int) -> Iterator[Place]:
        """Every match of every alternative in a stretch, in order; alternatives may overlap."""
        found = self._found
        if found is None or found.text is not text:
            if self._lexicon is None:
                self._lexicon = _Lexicon()
            found = self._found = self._lexicon.found(self, text)
        return iter(found.spans(start, end))

    def join(self, lexicon: _Lexicon) -> None:
        """Be sought with others in one pass over a text."""
        self._lexicon = lexicon

    def _read(self, text: str) -> Matches | None:
        """What was found in a text; None for one that the lexicon has not read."""
        found = self._found
        if found is None or found.text is not text:
            if self._lexicon is None or self._lexicon.text is not text:
                return None
            found = self._found = self._lexicon.found(self, text)
        return found


class _Lexicon:
    """Alternations that are sought in one pass over a text: those that an earlier text was asked for.

    Many are only ever matched at a place, and need not be sought.
    """

    __slots__ = ("_asked", "_numbers", "_reading", "_screen", "text")

    def __init__(self) -> None:
        self.text: str | None = None  # the text read last
        self._asked: dict[Words, None] = {}
        self._numbers: dict[Words, int] = {}  # of those that are sought
        self._screen = Screen(())
        self._reading: Reading | None = None

    def found(self, member: Words, text: str) -> Matches:
        """What one member finds in a text, which is read for the others too."""
        if text is not self.text:
            if len(self._numbers) < len(self._asked):
                self._numbers = {words: number for number, words in enumerate(self._asked)}
                self._screen = Screen(words.parts for words in self._asked)
            self.text, self._reading = text, self._screen.reading(text)
        number = self._numbers.get(member)
        if number is not None and self._reading is not None:
            return self._reading.found(number)
        self._asked[member] = None
        return Screen((member.parts,)).reading(text).found()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Alternations with weights, the heaviest first, asked as one before they are asked one by one: most places hold none."""

    rows: tuple[tuple[int, Words], ...]
    all: Words

    def match(self, text: str, start: int, end: int) -> int:
        """The weight of the heaviest that matches at a place; 0 where none does."""
        if self.all.match(text, start, end) is None:
            return 0
        return next((weight for weight, one in self.rows if one.match(text, start, end)), 0)

    def within(self, text: str, start: int, end: int) -> int:
        """The weight of the heaviest of which a match is in a stretch taken for itself; 0 where none is."""
        if not self.all.within(text, start, end):
            return 0
        return next((weight for weight, one in self.rows if one.within(text, start, end)), 0)


def screened(members: Iterable[Words]) -> None:
    """Have alternations sought together, in one pass over a text."""
    lexicon = _Lexicon()
    for member in members:
        member.join(lexicon)


NEVER = Words(())


def either(members: Iterable[Words]) -> Words:
    """All alternatives of some alternations as one."""
    return Words(tuple(one for member in members for one in member.alternatives))


def weighed(*rows: tuple[int, Words]) -> Weighed:
    """Alternations with their weights.

    >>> signs = weighed((1, words("lost")), (3, words("stolen", "lost for good")))
    >>> [signs.match(text, 0, len(text)) for text in ("lost", "lost for good", "found")]
    [1, 3, 0]
    """
    heaviest = tuple(sorted(rows, key=lambda row: -row[0]))
    return Weighed(heaviest, either(one for _, one in heaviest))


def words(*alternatives: str) -> Words:
    """One alternation of regular expressions.

    >>> list(words("誤(?:送信|送付)", "紛失").spans("誤送付と紛失", 0, 6))
    [(0, 3), (4, 6)]
    """
    return Words(alternatives)
