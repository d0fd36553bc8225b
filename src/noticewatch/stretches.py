"""What the expressions of one table find in one text, and in any stretch of it.

Core; imports expressions. Each is tried once at each place where it may begin, and what it finds in a stretch is looked up: a
match is the same in a stretch as in the whole text, unless the stretch ends before all that it may have read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from noticewatch.expressions import NARROW, Need, Part, Shape

# Places about a word at which an expression is tried one by one; about more, it is run over the stretch. An expression without
# end, such as one that looks ahead over any number of blanks, is tried one by one at more of them: its stretch is the whole text.
FEW_PLACES, MOST_PLACES = NARROW, 64

Place = tuple[int, int]
Sought = list[tuple[Need, list[int]]]  # words that an expression needs, each with the places where it begins

# A place where an expression is tried, and its number in its table; the least end of a stretch in which it finds what it finds in
# the whole text; where its match there ends, -1 for none; and the match, where it was not plain without running the expression.
Row = tuple[int, int, int, int, re.Match[str] | None, Part]
# An expression, its number, the places where it may begin, and how far behind one of them it looks at most.
Trial = tuple[int, Part, list[int], int]
# An expression that is run over stretches: those outside which it cannot match, or None for one that may match anywhere.
Run = tuple[int, Part, list[Place] | None]


class Matches:
    """What the expressions of one table find in one text; it is `live` where any may match in a stretch."""

    __slots__ = ("_ending", "_failing", "_known", "_rows", "_runs", "_several", "_spans", "_starts", "live", "text")

    def __init__(self, text: str, parts: Sequence[Part], live: dict[int, Sought]) -> None:
        self.text = text
        self._several = len(live) > 1
        self._rows: list[Row] = []
        self._starts: list[int] = []  # of the rows
        self._runs: list[Run] = []
        self._ending: list[Trial] = []  # those that match at a stretch's end only
        self._failing: list[Trial] = []  # those that may match where a stretch ends, though they do not in the whole text
        for number, sought in live.items():
            part = parts[number]
            if sought and part.literal:
                _note(self._rows, number, part, sought)
                continue
            begun = _begun(part.shape, sought) if sought else None
            if begun is None:
                self._runs.append((number, part, _merged(part.shape, sought, len(text)) if sought else None))
            elif part.ending:
                self._ending.append((number, part, begun, _reach(part.shape, len(text))))
            else:
                reach = _reach(part.shape, len(text)) if part.shape.ahead != 0 else 0
                _try(self._rows, text, number, part, begun, reach)
                if reach or part.shape.behind:
                    self._failing.append((number, part, begun, reach))
        if self._rows:
            self._rows.sort()
            self._starts = [row[0] for row in self._rows]
        self.live = bool(self._rows or self._runs or self._ending or self._failing)
        self._spans: dict[Place, list[Place]] = {}
        self._known: dict[Place, re.Match[str] | None] = {}

    def first(self, start: int, end: int) -> re.Match[str] | None:
        """The first match in a stretch; of those that begin together, that of the first expression."""
        if self._failing and end < len(self.text):
            self._complete()
        best, least = None, -1
        starts = self._starts
        for at in range(bisect_left(starts, start), len(starts)):
            if starts[at] >= end:
                break
            place, number, sure, stop, match, part = self._rows[at]
            if sure > end or (stop >= 0 and match is None):
                match = part.compiled.match(self.text, place, end)
            if match is not None:
                best, least = match, number
                break
        if self._ending:
            for place, number, _, _, match, _ in self._at_end(start, end):
                if best is None or (place, number) < (best.start(), least):
                    best, least = match, number
        return self._first_of_runs(start, end, best, least) if self._runs else best

    def _first_of_runs(self, start: int, end: int, best: re.Match[str] | None, least: int) -> re.Match[str] | None:
        key = (start, end)
        if key in self._known:
            return self._known[key]
        for number, part, windows in self._runs:
            for low, high in ((start, end),) if windows is None else _cut(windows, start, end):
                match = part.compiled.search(self.text, low, high)
                if match is not None:
                    if best is None or (match.start(), number) < (best.start(), least):
                        best, least = match, number
                    break
        self._known[key] = best
        return best

    def last(self, start: int, end: int, whole: re.Pattern[str]) -> re.Match[str] | None:
        """The last of the matches that `finditer` finds in a stretch with all expressions as one, which is `whole`."""
        last = None
        if self._runs:
            if self._stands(start, end):
                for match in whole.finditer(self.text, start, end):
                    last = match
            return last
        reached = start
        for place, _, sure, stop, known, part in self._between(start, end):
            if place >= reached:
                again = sure > end or (stop >= 0 and known is None)
                one = part.compiled.match(self.text, place, end) if again else known
                if one is not None:
                    last, reached = one, one.end()
        return last

    def within(self, start: int, end: int) -> bool:
        """Whether there is a match in a stretch taken for itself."""
        if self._failing:
            self._complete()
        for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            place, _, sure, stop, _, part = self._rows[at]
            if sure > end or part.shape.behind:
                if part.compiled.match(self.text[start:end], place - start) is not None:
                    return True
            elif stop >= 0:
                return True
        for place, _, part in self._near(start, end) if self._ending else ():
            if part.compiled.match(self.text[start:end], place - start) is not None:
                return True
        return bool(self._runs) and any(self._runs_within(part, windows, start, end) for _, part, windows in self._runs)

    def _runs_within(self, part: Part, windows: list[Place] | None, start: int, end: int) -> bool:
        looks = part.shape.behind or part.shape.ahead != 0
        for low, high in ((start, end),) if windows is None else _cut(windows, start, end):
            if looks:
                return part.compiled.search(self.text[start:end], low - start) is not None
            if part.compiled.search(self.text, low, high) is not None:
                return True
        return False

    def spans(self, start: int, end: int) -> list[Place]:
        """Every match of every expression in a stretch, in order; those of different expressions may overlap."""
        if not self.live:
            return []
        key = (start, end)
        found = self._spans.get(key)
        if found is None:
            found = self._spans[key] = []
            reached: dict[int, int] = {}
            for place, number, sure, stop, _, part in self._between(start, end):
                if sure > end:
                    match = part.compiled.match(self.text, place, end)
                    stop = match.end() if match else -1
                if stop >= 0 and place >= reached.get(number, 0):
                    reached[number] = stop
                    found.append((place, stop))
            if self._runs:
                found += [match.span() for _, match in self._run(start, end)]
            if self._several:
                found.sort()
        return found

    def matches(self) -> Iterator[tuple[int, re.Match[str]]]:
        """All matches in the text, those of each expression as `finditer` finds them, with the expression's number."""
        reached: dict[int, int] = {}
        for place, number, _, stop, match, part in self._between(0, len(self.text)):
            if stop >= 0 and place >= reached.get(number, 0):
                match = match or part.compiled.match(self.text, place)
                if match is not None:
                    reached[number] = stop
                    yield number, match
        yield from self._run(0, len(self.text))

    def _between(self, start: int, end: int) -> list[Row]:
        """The places where a match may begin in a stretch."""
        if self._failing and end < len(self.text):
            self._complete()
        first = bisect_left(self._starts, start)
        rows = self._rows[first : bisect_left(self._starts, end, first)]
        return sorted(rows + self._at_end(start, end)) if self._ending else rows

    def _at_end(self, start: int, end: int) -> list[Row]:
        """What matches at a stretch's end only."""
        rows: list[Row] = []
        for place, number, part in self._near(start, end):
            match = part.compiled.match(self.text, place, end)
            if match is not None:
                rows.append((place, number, end, match.end(), match, part))
        return rows

    def _near(self, start: int, end: int) -> list[tuple[int, int, Part]]:
        """Where those that match at a stretch's end only may begin."""
        near: list[tuple[int, int, Part]] = []
        for number, part, begun, reach in self._ending:
            at = bisect_left(begun, start if end - start <= reach else end - reach)
            while at < len(begun) and begun[at] < end:
                near.append((begun[at], number, part))
                at += 1
        return near

    def _complete(self) -> None:
        """Add the places where an expression fails in the whole text; in a stretch that ends or begins there it may match."""
        matching = {row[:2] for row in self._rows}
        for number, part, begun, reach in self._failing:
            for place in begun:
                if (place, number) not in matching:
                    self._rows.append((place, number, min(place + reach, len(self.text)), -1, None, part))
        self._failing = []
        self._rows.sort()
        self._starts = [row[0] for row in self._rows]

    def _run(self, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
        for number, part, windows in self._runs:
            for low, high in ((start, end),) if windows is None else _cut(windows, start, end):
                for match in part.compiled.finditer(self.text, low, high):
                    yield number, match

    def _stands(self, start: int, end: int) -> bool:
        """Whether any expression may match in a stretch."""
        at = bisect_left(self._starts, start)
        if self._ending or (at < len(self._starts) and self._starts[at] < end):
            return True
        return any(windows is None or next(_cut(windows, start, end), None) is not None for _, _, windows in self._runs)


def _note(rows: list[Row], number: int, part: Part, sought: Sought) -> None:
    """Note where one of its words stands, all that an expression matches."""
    for need, starts in sought:
        size = len(need.word)
        for place in starts:
            rows.append((place, number, place + size, place + size, None, part))


def _try(rows: list[Row], text: str, number: int, part: Part, begun: list[int], reach: int) -> None:
    """Try an expression wherever it may begin.

    One that does not look about matches in a stretch only where it matches in the whole text, and alike where that match ends in
    the stretch. One that looks ahead must be tried again wherever the stretch ends within its reach, one that looks behind in a
    stretch that is taken for itself.
    """
    match_at, size = part.compiled.match, len(text)
    for place in begun:
        match = match_at(text, place)
        if match is not None:
            stop = match.end()
            rows.append((place, number, min(place + reach, size) if reach else stop, stop, match, part))


def _reach(shape: Shape, size: int) -> int:
    """How far behind its beginning an expression looks in a text, at most."""
    return size if shape.most is None or shape.ahead is None else shape.most + shape.ahead


def _cut(windows: list[Place], start: int, end: int) -> Iterator[Place]:
    """The parts of some stretches within another."""
    for at in range(max(0, bisect_left(windows, (start, start)) - 1), len(windows)):
        low, high = windows[at]
        if low >= end:
            break
        if high > start:
            yield max(low, start), min(high, end)


def _begun(shape: Shape, sought: Sought) -> list[int] | None:
    """Every place where an expression may begin, where its words leave few; None where they leave many."""
    room = FEW_PLACES if shape.most is not None and shape.ahead is not None else MOST_PLACES
    for need, _ in sought:
        if need.most is None or need.most - need.least > room:
            return None
    if len(sought) == 1:
        need, starts = sought[0]
        if need.most == 0:
            return starts
        if need.most == need.least:
            return [place - need.least for place in starts if place >= need.least]
    begun: set[int] = set()
    for (_, least, most), starts in sought:
        for back in range(least, (most or 0) + 1):
            begun.update([place - back for place in starts if place >= back] if back else starts)
    return sorted(begun)


def _merged(shape: Shape, sought: Sought, size: int) -> list[Place]:
    """The stretches outside which an expression cannot match; apart from each other, so that no match lies in two."""
    reach = None if shape.most is None or shape.ahead is None else shape.most + shape.ahead
    stretches = sorted(
        (
            0 if need.most is None or need.most > place else place - need.most,
            size if reach is None else place - need.least + reach,
        )
        for need, starts in sought
        for place in starts
    )
    windows: list[Place] = []
    first, last = stretches[0]
    for low, high in stretches:
        if low > last:
            windows.append((first, last))
            first, last = low, high
        elif high > last:
            last = high
    windows.append((first, last))
    return windows
