"""The dates of rows that bear none themselves: of their titles, of what stands between rows, of the heading over them.

Core; imports the tree, rows, above, columns and dateline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from noticewatch.read.above import near
from noticewatch.read.columns import Spans
from noticewatch.read.dateline import DateIn, YearIn, date_in, edge_date_in, row_date_in
from noticewatch.read.rows import OWN, WEAK, Row
from noticewatch.read.tree import Node, squeeze

_LONGEST_DATE_HEADING = 40  # characters
_LONGEST_BESIDE = 120  # characters of a line that begins with a date
_BAR = re.compile(r"\s[|｜/・]\s|｜")
_LONGEST_GAP, _LONGEST_GAP_ASCII = 20, 30  # characters between two rows that hold a date and, say, a category
_ASKED = 20  # undated rows that are looked at to know on which side the dates stand
_NAMED_BY_DATES = 3  # titles from which on a date in each is theirs
_NEARLY_ALL = 0.8


def lend_dates(rows: Sequence[Row], spans: Spans) -> list[Row]:
    """Rows with the dates that stand between them and the row before (or, failing that, after), or over them."""
    for row in rows:
        row.date = row.date if row.date is not None and row.date.day else spans.date(row.node, row.over.year) or row.date
    if any(row.date is None for row in rows):
        _date_by_neighbours(rows)
    for row in rows:
        if row.date is None and near(row.over, row.node):
            row.date = row.over.date
    lent = Counter(row.over.by for row in rows if row.date is not None and row.date is row.over.date)
    for row in rows:
        row.sharing = len(rows) if row.node.tag in ("td", "th") else lent[row.over.by] if row.date is row.over.date else 1
    return [row for row in rows if not _is_archive(row)]


def _is_archive(row: Row) -> bool:
    """Whether a row is a month by itself, which leads to an archive's page unless to a document."""
    return row.title.strength == WEAK and row.date is not None and not row.date.day and not row.is_file


def date_by_titles(rows: Sequence[Row]) -> None:
    """Give rows the dates of their titles, where nearly all titles begin or end with one."""
    undated = [row for row in rows if row.date is None and row.title.strength == OWN]
    if len(undated) < _NAMED_BY_DATES:
        return
    found = [edge_date_in(row.title.text, row.over.year) for row in undated]
    if sum(date is not None for date in found) >= _NEARLY_ALL * len(found):
        for row, date in zip(undated, found, strict=True):
            row.date = date


def _date_by_neighbours(rows: Sequence[Row]) -> None:
    """Give rows without a date the one that stands before each, or behind each where the first has none before it."""
    nearby = Neighbours([row.node for row in rows])
    some = [row.node for row in rows if row.date is None][:_ASKED]
    before, after = (sum(nearby.date(node, step) is not None for node in some) for step in (-1, 1))
    behind = after > before or (after == before and nearby.date(some[0]) is None)
    heading: DateIn | None = None
    for row in rows:
        if row.date is None:
            row.date = nearby.date(row.node, 1 if behind else -1, row.over.year) or heading
        heading = row.date if row.node.tag == "dd" else heading


def _first_part(text: str) -> str:
    """What a line says before its first bar, if that is a date: "Published: 20 May 2026 | Audience: small business"."""
    part = _BAR.split(text, maxsplit=1)[0]
    return part if (found := row_date_in(part)) is not None and found.alone else ""


class Neighbours:
    """What stands between rows."""

    def __init__(self, rows: Sequence[Node]) -> None:
        self._ends = {id(row) for row in rows}
        parents = {id(row.parent): row.parent for row in rows if row.parent is not None}
        self._places = {id(child): at for parent in parents.values() for at, child in enumerate(parent.children)}

    def date(self, row: Node, step: int = -1, year: YearIn | None = None) -> DateIn | None:
        """The date between a row and the one before it, or (`step` 1) after it; `year` is a heading's."""
        siblings: list[Node | str] = row.parent.children if row.parent else []
        at = self._places.get(id(row))
        if at is None:
            return None
        at += step
        while 0 <= at < len(siblings):
            child = siblings[at]
            if isinstance(child, Node) and id(child) in self._ends:
                return None
            text = squeeze(child) if isinstance(child, str) else child.text() if child.size <= _LONGEST_BESIDE else ""
            text = text if len(text) <= _LONGEST_DATE_HEADING else _first_part(text)
            found = row_date_in(text, year) if year else date_in(text)
            found = found if found is None or found.day else date_in(text)
            if found and (found.alone or (len(text) <= (_LONGEST_GAP_ASCII if text.isascii() else _LONGEST_GAP))):
                return found
            at += step
        return None
