"""A text → the declared names that stand in it by themselves, with their places.

Core; imports config, text, ahocorasick_rs and this package's own modules. One pass over the text, however many names there are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from noticewatch.config import Register, Registered
from noticewatch.model import Watch
from noticewatch.text import Folded, fold
from noticewatch.watch.declared import LATIN, Declared, declared_names, letters_of, spelled
from noticewatch.watch.whole import stands_alone

QUOTED = 120  # letters of the page to either side of a name in a quote
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{0,9}://|www\.)[!-~]+", re.IGNORECASE)
_STOP = re.compile("[\n。]")


@dataclass(frozen=True, slots=True)
class Found:
    """A declared name of a row, as it stands in a text; `start`, `end`: its place there, half-open, in code points."""

    row: Registered
    declared: Declared
    start: int
    end: int
    quote: str


class Matcher:
    """The registers' declared names, ready to be looked for. Made once for a configuration: 5,000 rows take some 20 ms.

    >>> from noticewatch.config import Register, Registered
    >>> rows = (Registered(register="v", id="1", name="日港通信株式会社", aliases=("NKT",)),)
    >>> matcher = Matcher([Register(name="v", file=None, rows=rows)])
    >>> [one.declared.words for one in matcher.found("ＮＫＴ製の機器。NKTデータは別の会社。")]
    ['NKT']
    """

    def __init__(self, registers: Sequence[Register]) -> None:
        self.rows: tuple[Registered, ...] = tuple(row for register in registers for row in register.rows)
        self._by_id = {(row.register, row.id): row for row in self.rows}
        self._by_key: dict[str, list[Declared]] = {}
        for one in declared_names(self.rows):
            self._by_key.setdefault(one.key, []).append(one)
        self._keys = tuple(self._by_key)
        self._automaton = AhoCorasick(self._keys) if self._keys else None
        self._children: dict[tuple[str, str], list[Registered]] = {}
        self._domains: dict[str, list[Registered]] = {}
        for row in self.rows:
            if row.parent:
                self._children.setdefault((row.register, row.parent), []).append(row)
            for domain in row.domains:
                self._domains.setdefault(domain, []).append(row)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def found(self, text: str) -> list[Found]:
        """Each row's first occurrence of each declared name, in the text's order; the longest of names that overlap."""
        if self._automaton is None or not text:
            return []
        folded = fold(text)
        plain = spelled(folded.text)
        letters, places = letters_of(plain)
        hits: list[tuple[int, int, Declared]] = []
        for number, first, last in self._automaton.find_matches_as_indexes(letters, overlapping=True):
            start, end = places[first], places[last - 1] + 1
            inner = places[first:last]
            hits += [(start, end, one) for one in self._by_key[self._keys[number]] if _is_written(plain, inner, one)]
        if not hits:
            return []
        neighbours = frozenset(start for start, _, _ in hits), frozenset(end for _, end, _ in hits)
        addresses = [match.span() for match in _ADDRESS.finditer(plain)]
        alone = [hit for hit in hits if not _within(hit[0], addresses) and stands_alone(plain, hit[0], hit[1], neighbours)]
        return self._first_of_each(folded, _longest(alone, len(plain)))

    def _first_of_each(self, folded: Folded, hits: list[tuple[int, int, Declared]]) -> list[Found]:
        made: dict[tuple[int, str], Found] = {}
        for start, end, one in sorted(hits, key=lambda hit: hit[0]):
            if (one.row, one.words) not in made:
                first, last = folded.span(start, end)
                made[one.row, one.words] = Found(self.rows[one.row], one, first, last, _quote(folded.original, first, last))
        return list(made.values())

    def current(self, watch: Iterable[Watch]) -> list[Watch]:
        """Matches that were made before, as their rows are now; without those of rows that are no longer there."""
        made = []
        for one in watch:
            row = self._by_id.get((one.register, one.id))
            if row:
                made.append(replace(one, name=row.name, tier=row.tier, owner=row.owner))
        return made

    def children(self, row: Registered) -> Sequence[Registered]:
        """The rows whose parent a row is."""
        return self._children.get((row.register, row.id), ())

    def of_host(self, host: str) -> list[Registered]:
        """The rows one of whose domains a host is, or lies below.

        >>> Matcher([]).of_host("www.quillon.example")
        []
        """
        parts = host.lower().rstrip(".").split(".")
        return [row for at in range(len(parts)) for row in self._domains.get(".".join(parts[at:]), ())]


@lru_cache(maxsize=4)
def matcher_of(registers: tuple[Register, ...]) -> Matcher:
    """The matcher of some registers, made once for each reading of their files."""
    return Matcher(registers)


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]


def _is_written(text: str, places: Sequence[int], one: Declared) -> bool:
    """Whether a declared name is written as it may be: blanks between its letters, capitals."""
    for number in range(1, len(places)):
        before, after = places[number - 1], places[number]
        if after - before > 1 and not _may_part(text[before + 1 : after], text[before], text[after], number, one):
            return False
    if one.case == "any":
        return True
    written = "".join(text[place] for place in places)
    if one.case == "exact":
        return written == one.letters
    return written[0].isupper() if one.letters[0].isupper() else written == one.letters or any(map(str.isupper, written))


def _may_part(gap: str, before: str, after: str, number: int, one: Declared) -> bool:
    if len(gap) > 3 or gap.count("\n") > 1:
        return False
    if number in one.gaps:
        return True
    if LATIN.match(before) and LATIN.match(after):
        return gap in ("-\n", "-") or (gap == " " and one.letters[number].isupper() and after.isupper())
    return "\n" not in gap or len(one.letters) >= 4


def _longest(hits: list[tuple[int, int, Declared]], size: int) -> list[tuple[int, int, Declared]]:
    """The hits of which none lies in a longer one or runs into it; those of one place stay together."""
    taken = bytearray(size)
    kept: list[tuple[int, int, Declared]] = []
    places: set[tuple[int, int]] = set()
    for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        start, end, _ = hit
        if (start, end) not in places:
            if taken[start] or taken[end - 1]:
                continue
            taken[start:end] = b"\1" * (end - start)
            places.add((start, end))
        kept.append(hit)
    return kept


def _quote(text: str, start: int, end: int) -> str:
    """The page's words around a name: its sentence, as far as it goes."""
    first, last = max(0, start - QUOTED), min(len(text), end + QUOTED)
    stops = [match.end() for match in _STOP.finditer(text, first, start)]
    first = stops[-1] if stops else first
    stop = _STOP.search(text, end, last)
    return text[first : stop.end() if stop else last].strip()[:300]
