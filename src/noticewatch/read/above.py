"""What stands over the rows of a list: the date or the year of the heading, cell or line before them.

Core; imports the tree, lines and dateline. One walk over the page; what a box says holds for what follows it in its parent,
and for nothing outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from noticewatch.read.dateline import DateIn, YearIn, date_in, edge_date_in, row_date_in, year_in
from noticewatch.read.lines import HEADINGS
from noticewatch.read.tree import Node, siblings_of, squeeze

_LONGEST = 100  # characters of a box that may be a heading
_LONGEST_YEAR = 20  # characters of such a text outside a box
_BEHIND_DATE = re.compile(r"\s[-–—|]\s|\s?[(（]")
_SIBLINGS = 30  # short boxes before a container, among which its date heading is sought
_NEAR = 7  # levels that a heading's date holds downwards
_CLOSES = {*HEADINGS, "dt", "th", "caption", "summary", "legend"}  # a heading without a date ends one before of its rank
_NO_HEADING = 7  # the rank of what heads something and is no h1 to h6
_BOLD = {"b", "strong", "dt", "th"}
_A_DAY = len("2026-11-20")


@dataclass(frozen=True, slots=True)
class Above:
    """What a row stands under; `by` tells which node gave the date."""

    date: DateIn | None = None
    by: int = 0
    depth: int = 0
    rank: int = _NO_HEADING  # of the heading that gave it: 1 for h1
    year: YearIn | None = None
    heading: str = ""


def above_of(body: Node, links: Sequence[Node]) -> dict[int, Above]:
    """For each link, by its identity, what stands over it."""
    holders: set[int] = set()
    for link in links:
        for above in link.ancestors():
            if id(above) in holders:
                break
            holders.add(id(above))
    wanted = {id(link) for link in links}
    found: dict[int, Above] = {}
    stack: list[tuple[Node, Above]] = [(body, Above())]
    while stack:
        node, over = stack.pop()
        if id(node) in wanted:
            found[id(node)] = over
            continue
        for child in node.children:
            if isinstance(child, str):
                over = _under_text(over, squeeze(child))
            elif id(child) in holders:
                stack.append((child, over))
            elif child.shown and 0 < child.size <= _LONGEST:
                over = _under(over, child)
    return found


def _under(over: Above, box: Node) -> Above:
    """What holds behind a short box."""
    text = box.text()
    date = row_date_in(_BEHIND_DATE.split(text, maxsplit=1)[0], over.year)
    heads = next((below for below in box.nodes() if below.tag in _CLOSES), None)
    rank = HEADINGS.get(heads.tag, _NO_HEADING) if heads is not None else _NO_HEADING
    if date is not None and not date.alone and _heads(box, rank):
        date = edge_date_in(text, over.year)
        date = date if date is not None and len(date.day or "") == _A_DAY else None
    of_day = date is not None and len(date.day or "") == _A_DAY
    year = (None if of_day else year_in(text)) or over.year
    if date is not None and date.alone and date.day and box.linked == 0:
        return replace(over, date=date, by=id(box), depth=box.depth, rank=rank, year=year, heading=text)
    if not of_day and year is not over.year:
        return replace(over, date=None, by=0, year=year, heading=text)
    if heads is None:
        return over
    return replace(over, heading=text) if rank > over.rank else replace(over, date=None, by=0, heading=text)


def _heads(box: Node, rank: int) -> bool:
    """Whether a box stands out as a heading does; then a date at its end is that of what follows: "Published on May 20:"."""
    return rank < _NO_HEADING or any(below.tag in _BOLD and below.size * 10 >= box.size * 9 for below in box.nodes())


def _under_text(over: Above, text: str) -> Above:
    """What holds behind a text that stands in no box of its own: a year, if it is one."""
    year = year_in(text) if text[:4].isdigit() else None
    return replace(over, date=None, by=0, year=year, heading=text) if year and len(text) <= _LONGEST_YEAR else over


def near(over: Above, link: Node) -> bool:
    """Whether a heading's date is not too far above a link."""
    return over.date is not None and link.depth - over.depth <= _NEAR


def date_above(node: Node, body: Node) -> str | None:
    """The date heading that stands over a container, if one does."""
    for above in list(node.ancestors())[:2]:
        if above is body or above.parent is None:
            return None
        siblings, places = siblings_of(above.parent)
        at = places[id(above)]
        for sibling in reversed(siblings[max(0, at - _SIBLINGS) : at]):
            found = date_in(sibling.text()) if sibling.size <= 40 else None
            if found and found.alone and found.day:
                return found.day
            if sibling.size > 40:
                break
    return None
