"""Counts that bear no unit of their own: the cells of a table that add up, and parts that add up to the count before them.

Core; imports the lexicon's shape and numbers. A sum that comes out right is proof enough; without one a bare number is no count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from noticewatch.extract.lexicon.counting import CountWords
from noticewatch.extract.numbers import WrittenCount, WrittenNumber
from noticewatch.model import Unit
from noticewatch.text import lower

_CELL = re.compile(
    r"(?m)(?:^|(?<=  )|(?<=[\t|]))[ \t]{0,4}(?:(?:約|およそ|最大|延べ|のべ|about|up to)[ \t]?)?"
    r"(\d[\d,]{0,12})[ \t]{0,4}(?=$|  |[\t|])"
)
_CELL_END = re.compile(r"(?m)\d(?=[ \t]{0,4}(?:$|  |[\t|]))")  # what every cell ends with, found faster: its line is read then
_QUALIFIED = 12  # characters before a cell's number that may qualify it
_APART = 120  # characters from one cell of numbers to the next of the same table
_HEADING = 300  # characters before a table's first number that may say what it counts
_MOST_ROWS = 60
_COLUMNS = 12
_PARTS = 200  # characters behind a count within which its parts are told
_SENTENCE = re.compile(r"[。\n]|\.\s")


@dataclass(frozen=True, slots=True)
class Tabled:
    """A cell of a table, taken for a count."""

    count: WrittenCount
    place: Literal["total", "part"]


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    value: int


def table_counts(text: str, words: CountWords) -> tuple[Tabled, ...]:
    """The counts of tables whose first column of numbers adds up to a total, where a heading says what they count.

    >>> from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
    >>> table = "漏えいした人数\\n\\n東支店\\n\\n20\\n\\n西支店\\n\\n12\\n\\n計\\n\\n32\\n"
    >>> [(t.count.value, t.count.unit, t.place) for t in table_counts(table, JA_COUNTS)]
    [(20, 'person', 'part'), (12, 'person', 'part'), (32, 'person', 'total')]
    """
    ends = [match.start() for match in _CELL_END.finditer(text)]
    if len(ends) < 3:
        return ()
    lines = dict.fromkeys(text.rfind("\n", 0, end) + 1 for end in ends)
    cells = [
        _Cell(match.start(1), match.end(1), int(match[1].replace(",", "")))
        for line in lines
        for match in _CELL.finditer(text, line, _line_end(text, line))
        if match.end(1) - match.start(1) <= 11
    ]
    if len(cells) < 3:
        return ()
    return tuple(tabled for block in _blocks(text, cells) for tabled in _summed(text, block, words))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _blocks(text: str, cells: Sequence[_Cell]) -> Iterator[list[list[_Cell]]]:
    """Tables, each as rows of cells; a row begins where other words stand before a number."""
    block: list[list[_Cell]] = []
    for at, cell in enumerate(cells):
        between = text[cells[at - 1].end : cell.start] if at else ""
        if at and (len(between) > _APART or "。" in between or len(block) >= _MOST_ROWS):
            yield block
            block = []
        if block and not between.strip(" \t\n|"):
            block[-1].append(cell)
        else:
            block.append([cell])
    yield block


def _summed(text: str, rows: list[list[_Cell]], words: CountWords) -> Iterator[Tabled]:
    found = _total(rows)
    if found is None:
        return
    parts, total, rest = found
    low = max(0, parts[0].start - _HEADING)
    unit = next((unit for heading, unit in words.table_units if heading.search(text, low, parts[0].start)), None)
    lowered = lower(text)
    if unit is None or not (
        words.exposure.search(lowered, max(0, low - _HEADING), parts[0].start)
        or words.headings.search(lowered, low, parts[0].start)
    ):
        return
    for part in parts:
        yield Tabled(_counted(text, part, unit, words), "part")
    yield Tabled(_counted(text, total, unit, words), "total")
    for other in rest:
        yield Tabled(_counted(text, other, unit, words), "part")


def _total(rows: list[list[_Cell]]) -> tuple[list[_Cell], _Cell, list[_Cell]] | None:
    """Cells that add up, the cell that holds their sum, and what stands beside it in the totals' row."""
    firsts = [row[0] for row in rows]
    for start in range(len(firsts) - 1):
        total = firsts[start].value
        for at in range(start + 1, len(firsts)):
            total += firsts[at].value
            if at + 1 < len(firsts) and firsts[at + 1].value == total:
                return firsts[start : at + 1], firsts[at + 1], []
            for place, cell in enumerate(rows[at][1:_COLUMNS], 1):
                if cell.value == total:
                    rest = [other for other in rows[at][place + 1 :] if other.value < total]
                    return firsts[start : at + 1], cell, rest
    return None


def _counted(text: str, cell: _Cell, unit: Unit, words: CountWords) -> WrittenCount:
    low = max(0, cell.start - _QUALIFIED)
    for before, qualifier in words.qualifiers_before:
        if match := before.search(text, low, cell.start):
            return WrittenCount(match.start(), cell.end, cell.value, unit, qualifier, cell.start, cell.end)
    return WrittenCount(cell.start, cell.end, cell.value, unit, "exact", cell.start, cell.end)


def bare_parts(text: str, whole: WrittenCount, numbers: Sequence[WrittenNumber]) -> tuple[WrittenCount, ...]:
    """Numbers right behind a count that add up to it: (juniors 1,047, seniors 265).

    `numbers` are those behind the count, in order.
    """
    end = _SENTENCE.search(text, whole.end)
    high = min(whole.end + _PARTS, end.start() + 1 if end else len(text))
    parts: list[WrittenNumber] = []
    total = 0
    for number in numbers:
        if number.start >= high or number.value >= whole.value:
            break
        parts.append(number)
        total += number.value
        if total >= whole.value:
            break
    if total != whole.value or len(parts) < 2:
        return ()
    return tuple(WrittenCount(part.start, part.end, part.value, whole.unit, "exact", part.start, part.end) for part in parts)
