"""Expressions that are tried only where they can match: in reach of the words one of which each of them needs.

Core; imports expressions, stretches and ahocorasick_rs. A page holds few of a lexicon's words. One pass over it finds where they
all stand, and with them the expressions that may match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick

from noticewatch.expressions import Need, Part
from noticewatch.stretches import Matches, Place, Sought

# Letters that have a second lower case when case is ignored: dotless and dotted i, long s, the sign for kelvin.
_TWO_FACED = "\u0131\u0130\u017f\u212a"

_LETTER = re.compile(r"\w")

Standing = tuple[int, Need, list[int]]  # an expression's number, a word that it needs, and the places where that begins


class Screen:
    """The words of some tables of expressions, sought in one pass; the text read last is kept."""

    __slots__ = ("_automaton", "_built", "_free", "_heads", "_last", "_lowers", "_tables", "_uses")

    def __init__(self, tables: Iterable[Sequence[Part]]) -> None:
        self._tables = tuple(tables)
        self._lowers = any(part.flags & re.IGNORECASE for parts in self._tables for part in parts)
        self._automaton: AhoCorasick | None = None
        self._built = False
        self._uses: dict[int, list[tuple[int, int, Need]]] = defaultdict(
            list
        )  # of each word: tables and expressions that need it
        self._free: list[list[int]] = []  # of each table: expressions that need no word
        self._heads: list[dict[int, list[tuple[int, Need]]]] = []  # of each table: by an expression's number
        self._last: Reading | None = None

    def reading(self, text: str) -> Reading:
        """Where the words stand in a text."""
        last = self._last
        if last is None or last.text is not text:
            last = self._last = Reading(self, text, self._places(text))
        return last

    def spread(self, places: dict[int, list[int]] | None) -> dict[int, list[Standing]]:
        """For each table of which a word stands in a text, those words, with the expressions that need them."""
        tables: dict[int, list[Standing]] = defaultdict(list)
        for word, starts in places.items() if places else ():
            for table, number, need in self._uses[word]:
                tables[table].append((number, need, starts))
        return tables

    def live(self, table: int, places: dict[int, list[int]] | None, standing: Sequence[Standing]) -> dict[int, Sought]:
        """The numbers of a table's expressions that may match in a text, with their words that stand in it."""
        if places is None:
            return {number: [] for number in range(len(self._tables[table]))}
        free = self._free[table]
        live: dict[int, Sought] = {number: [] for number in free} if free else {}
        for number, need, starts in standing:
            if number in live:
                live[number].append((need, starts))
            else:
                live[number] = [(need, starts)]
        heads = self._heads[table]
        for number in heads.keys() & live.keys() if heads and live else ():
            live[number] = [(need, places[word]) for word, need in heads[number] if word in places]
            if not live[number]:
                del live[number]
        return live

    def parts(self, table: int) -> Sequence[Part]:
        """A table's expressions."""
        return self._tables[table]

    def _places(self, text: str) -> dict[int, list[int]] | None:
        """Where each word stands, by its number; None for a text whose letters cannot be told apart by case."""
        if self._automaton is None and not self._built:
            self._build()
        sought_in = text
        if self._lowers:
            sought_in = text.lower()
            if len(sought_in) != len(text) or (not text.isascii() and any(letter in text for letter in _TWO_FACED)):
                return None
        places: dict[int, list[int]] = {}
        for word, start, _ in self._automaton.find_matches_as_indexes(sought_in, overlapping=True) if self._automaton else ():
            if word in places:
                places[word].append(start)
            else:
                places[word] = [start]
        return places

    def _build(self) -> None:
        self._built = True
        words: dict[str, int] = {}
        for table, parts in enumerate(self._tables):
            free: list[int] = []
            heads: dict[int, list[tuple[int, Need]]] = {}
            for number, part in enumerate(parts):
                needs = part.shape.needs
                if not needs:
                    free.append(number)
                for need in needs:
                    word = self._number(words, need)
                    self._uses[word].append((table, number, need))
                if needs and not part.shape.narrow and _tells(part.shape.heads):
                    heads[number] = [(self._number(words, need), need) for need in part.shape.heads]
            self._heads.append(heads)
            self._free.append(free)
        self._automaton = AhoCorasick(words) if words else None

    def _number(self, words: dict[str, int], need: Need) -> int:
        return words.setdefault(need.word.lower() if self._lowers else need.word, len(words))


def _tells(heads: tuple[Need, ...]) -> bool:
    """Whether words are rare enough to be sought only to tell where a match begins."""
    return bool(heads) and min(len(need.word) for need in heads) > 1


class Reading:
    """One text, and what each of some tables of expressions finds in it."""

    __slots__ = ("_found", "_nothing", "_places", "_screen", "_spread", "text")

    def __init__(self, screen: Screen, text: str, places: dict[int, list[int]] | None) -> None:
        self.text = text
        self._screen = screen
        self._places = places
        self._spread = screen.spread(places)
        self._nothing = Matches(text, (), {})
        self._found: dict[int, Matches] = {}

    def found(self, table: int = 0) -> Matches:
        """What the expressions of a table find in the text."""
        found = self._found.get(table)
        if found is None:
            live = self._screen.live(table, self._places, self._spread.get(table, ()))
            found = self._nothing
            if live:  # as of few tables in most texts
                found = Matches(self.text, self._screen.parts(table), live)
            self._found[table] = found
        return found


class Terms:
    """Plain words, of which the longest is taken wherever one stands; by themselves, where they are `apart`."""

    __slots__ = ("_apart", "_automaton")

    def __init__(self, terms: Sequence[str], *, apart: bool) -> None:
        self._automaton = AhoCorasick(terms)
        self._apart = apart

    def places(self, text: str, start: int) -> list[Place]:
        """The first word behind `start`, the first behind it, and so on."""
        longest: dict[int, int] = {}
        for _, first, last in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if first >= start and last > longest.get(first, 0) and not (self._apart and _joined(text, first, last)):
                longest[first] = last
        found: list[Place] = []
        for first in sorted(longest):
            if first >= start:
                start = longest[first]
                found.append((first, start))
        return found


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a word is but a part of a longer one."""
    if _LETTER.match(text, end):
        return True
    before = start > 0 and _LETTER.match(text, start - 1) is not None
    return before == (_LETTER.match(text, start) is not None)
