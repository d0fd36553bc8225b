"""Rows that repeat on a page, and which of them are its list.

Core; imports the tree, lines, rows, above, columns and tables. Rows are what repeats under one parent (li, tr, dd, article,
links or lines between breaks); groups written alike are pieces of one list; the list wins whose rows say most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from noticewatch.read.above import Above
from noticewatch.read.broken import BROKEN_ROW, block_of, broken_rows
from noticewatch.read.columns import Spans
from noticewatch.read.lexicon import LIST_NAMES, MEANWHILE_NAMES
from noticewatch.read.rowdates import date_by_titles, lend_dates
from noticewatch.read.rows import OWN, ROW, Row, Title, own_date, title_of
from noticewatch.read.tree import Node

Links = Sequence[tuple[Node, str]]  # links, each with the address it leads to

_LINKS_IN_ROW = 30  # a row holds its title's link, and perhaps its category, its letters, its "more"
_ROW_HEIGHT = 10  # levels from a link up to its row
MOSTLY, _SURELY = 0.5, 0.6  # shares of rows that bear dates
_ALL_FILES = 0.8
_UNDATED = 0.5  # of a group without dates: a column of services may be longer than the list
_NEWS_WORTH = 16.0  # mean worth of undated rows that are titles of news; what is shorter may be a menu's
_TITLE_WORTH = 5.0  # mean worth of undated rows; menus' titles are shorter
_LONGEST_ROW = 400  # characters beside its links; a box that says more is a page's text
_CELL = 0.9  # of a group of cells: the rows that hold them are the better rows
_LINE = 0.97  # of a group of lines: a box around each is the better row
_LONGEST_FURTHER = 100  # characters beside the links of a row that joins a list; what says more is a sentence
_COMMON = 5  # links to one address, from which on it is a category's or an author's
_SURELY_ALIKE = 3  # boxes written alike, from which on what they have in common is no chance
_SAME_HEADING = 3  # undated rows under one dated heading, from which on it is the list's and not theirs


@dataclass(slots=True)
class Group:
    """Rows under one parent, or under several written alike."""

    parent: Node
    tag: str
    rows: list[Row] = field(default_factory=list)
    factor: float = 1.0
    beside: bool = False  # found only in boxes that are named as furniture

    @property
    def score(self) -> float:
        """How much it looks like the page's list, beside other groups."""
        told = self.factor * sum(row.told for row in self.rows)
        if self.dated >= MOSTLY or self.is_of_files or not self.rows:
            return told
        return told * _UNDATED * min(1.0, sum(row.worth for row in self.rows) / len(self.rows) / _NEWS_WORTH)

    @property
    def strength(self) -> float:
        """How far its titles tell of notices, on average."""
        return sum(row.title.strength for row in self.rows) / len(self.rows) if self.rows else 0.0

    @property
    def weight(self) -> float:
        """How much it says, beside a page's prose."""
        return self.factor * sum(row.worth for row in self.rows)

    @property
    def is_plausible(self) -> bool:
        """Whether it can be a list of notices: dated, of documents, or of titles longer than a menu's."""
        mean = sum(row.worth for row in self.rows) / len(self.rows) if self.rows else 0.0
        if self.dated >= MOSTLY or (self.is_of_files and len(self.rows) > 1):
            return True
        linked = all(row.title.strength >= ROW for row in self.rows)
        return linked and (
            (len(self.rows) >= 2 and mean >= _TITLE_WORTH) or (len(self.rows) >= 8 and mean > 1 and self.factor > 1)
        )

    @property
    def dated(self) -> float:
        """The share of rows that bear a date."""
        return sum(row.date is not None for row in self.rows) / len(self.rows) if self.rows else 0.0

    @property
    def is_of_files(self) -> bool:
        """Whether nearly all rows lead to documents."""
        return sum(row.is_file for row in self.rows) >= _ALL_FILES * len(self.rows)


def best_group(body: Node, links: Links, over: Mapping[int, Above]) -> Group | None:
    """The group of rows that says most, with all its pieces in document order."""
    places = {id(link): place for place, (link, _) in enumerate(links)}
    times = Counter(to for _, to in links)
    common = {to for to, number in times.items() if number >= _COMMON}
    sets = _alike(_groups(_candidates(links), body, over, places, common))
    sets.sort(key=_rank, reverse=True)
    best = next((group for group in sets if len(group.rows) > 1), None)
    if best is None or best.dated <= _SURELY:
        best = next(iter(sets), None)
    return _extended(_outer(best, sets) or best, sets) if best is not None else None


def _outer(best: Group, sets: Sequence[Group]) -> Group | None:
    """The dated and named rows in which the best group's are mere documents ("Agenda", "minutes_3.pdf"), if there are such."""
    if best.strength >= ROW:
        return None
    return next((group for group in sets if group.strength >= ROW and _holds(group, best)), None)


def _holds(outer: Group, inner: Group) -> bool:
    """Whether nearly all rows of a group stand in rows of another that bear one date each, and theirs."""
    holders = {url: row for row in outer.rows if row.own and row.date is not None and row.date.day for url in row.links}
    same = 0
    for row in inner.rows:
        holder = holders.get(row.url)
        if holder is not None and holder.date is not None:
            same += row.date is None or row.date.day in (None, holder.date.day)
    return len(outer.rows) > 1 and same >= _ALL_FILES * len(inner.rows)


def _extended(best: Group, sets: Sequence[Group]) -> Group:
    """A list in several pieces, with what else between them is dated, or leads to documents, as its rows are."""
    region = _common([row.node for row in best.rows])
    if region is None or region.parent is None:
        return best
    covered = {url for row in best.rows for url in row.links}
    held = Counter(id(above) for row in best.rows for above in row.node.ancestors())
    rows = list(best.rows)
    for group in sorted(sets, key=lambda one: one.tag != best.tag):
        if group is best or not ((best.dated >= MOSTLY and group.dated >= MOSTLY) or (best.is_of_files and group.is_of_files)):
            continue
        if region is best.parent and group.tag != best.tag:
            continue
        for row in group.rows:
            fits = (row.date is not None or row.is_file) and covered.isdisjoint(row.links)
            fits = fits and row.node.size - row.node.linked <= _LONGEST_FURTHER and (row.own or not _is_extra(row, held))
            if fits and any(above is region for above in row.node.ancestors()):
                rows.append(row)
                covered.update(row.links)
                held.update(id(above) for above in row.node.ancestors())
    rows.sort(key=lambda row: row.place)
    return replace(best, rows=rows)


def _is_extra(row: Row, held: Mapping[int, int]) -> bool:
    """Whether a row stands in the box of a single other: in its table row or item, or as a mere "PDF" below its title."""
    box = next((above for above in row.node.ancestors() if above.tag in ("tr", "li", "dd", "article")), row.node)
    return held.get(id(box)) == 1 or (
        row.title.strength < ROW and any(held.get(id(above)) == 1 for above in row.node.ancestors())
    )


def _common(nodes: Sequence[Node]) -> Node | None:
    """The innermost node that holds all."""
    shared: list[Node] | None = None
    for node in nodes:
        above = list(node.ancestors())[1:][::-1]
        if shared is None:
            shared = above
            continue
        same = 0
        while same < min(len(shared), len(above)) and shared[same] is above[same]:
            same += 1
        del shared[same:]
    return shared[-1] if shared else None


def _rank(group: Group) -> tuple[float, int]:
    return group.score, group.parent.depth


_Titles = dict[tuple[int, int, int, bool], Title]  # of boxes that hold the same and nothing more
_Found = tuple[Node, list[tuple[Node, str]]]  # a row and the links in it, each with its address


def _candidates(links: Links) -> dict[tuple[int, str], list[_Found]]:
    """What may be rows, by parent and tag: every box around a link, and every broken line, of few links and little else."""
    below: dict[int, dict[str, None]] = {}
    for node, to in links:
        for above in node.ancestors():
            below.setdefault(id(above), {})[to] = None
    rows: dict[int, _Found] = {}
    for node, to in links:
        row = node
        for _ in range(_ROW_HEIGHT):
            if row.parent is None or len(below[id(row)]) > _LINKS_IN_ROW or row.size - row.linked > _LONGEST_ROW:
                break
            rows.setdefault(id(row), (row, []))[1].append((node, to))
            row = row.parent
    found: dict[tuple[int, str], list[_Found]] = {}
    for row, inside in [*rows.values(), *_broken(links)]:
        found.setdefault((id(row.parent), row.tag), []).append((row, inside))
    return found


def _broken(links: Links) -> Iterator[_Found]:
    blocks: dict[int, tuple[Node, dict[int, str]]] = {}
    for link, to in links:
        block = block_of(link)
        blocks.setdefault(id(block), (block, {}))[1][id(link)] = to
    for block, wanted in blocks.values():
        for row in broken_rows(block):
            inside = [(node, wanted[id(node)]) for node in row.nodes() if id(node) in wanted]
            if 0 < len(inside) <= _LINKS_IN_ROW and row.size - row.linked <= _LONGEST_ROW:
                yield row, inside


def _groups(
    found: dict[tuple[int, str], list[_Found]], body: Node, over: Mapping[int, Above], places: Mapping[int, int], common: set[str]
) -> list[Group]:
    factors: dict[int, tuple[bool, bool]] = {}
    titles: _Titles = {}
    groups: list[Group] = []
    for (_, tag), rows in found.items():
        parent = rows[0][0].parent or body
        factor = _factor(parent, body, factors) * (_CELL if tag in ("td", "th") else _LINE if tag == BROKEN_ROW else 1.0)
        groups.append(Group(parent, tag, list(_rows(rows, over, places, common, titles)), factor))
    alike: dict[tuple[str, str], list[Row]] = {}
    for group in groups:
        alike.setdefault((_written(group.parent), group.tag), []).extend(group.rows)
    for some in alike.values():
        date_by_titles(some)
    spans = Spans()
    for group in groups:
        group.rows = lend_dates(group.rows, spans)
    return [group for group in groups if group.weight > 0]


def _rows(
    found: Sequence[_Found], over: Mapping[int, Above], places: Mapping[int, int], common: set[str], titles: _Titles
) -> Iterator[Row]:
    """Rows with their titles and the dates that stand in them."""
    for node, links in found:
        key = (id(links[0][0]), len(links), node.size, node.tag == "tr")
        if (title := titles.get(key)) is None:
            title = titles[key] = title_of(node, [(link, to) for link, to in links if to not in common] or links)
        if title.text:
            above = over.get(id(links[0][0]), Above())
            date = own_date(node, title.text if title.strength == OWN else "", above.year)
            addresses = tuple(dict.fromkeys(to for _, to in links))
            yield Row(node, title, date, above, addresses, places[id(links[0][0])], own=date is not None)


def distinct(rows: Sequence[Row]) -> list[Row]:
    """Rows without second ones of the same address; a dated one is kept before one without."""
    kept: dict[str, Row] = {}
    for row in rows:
        if row.url not in kept or (row.date and not kept[row.url].date):
            kept[row.url] = row
    return list(kept.values())


def _factor(parent: Node, body: Node, known: dict[int, tuple[bool, bool]]) -> float:
    """How far the place of a group speaks for it."""
    factor = 1.0
    for above in parent.ancestors():
        if above is body:
            break
        if above.tag in ("main", "article") or above.attrs.get("role") == "main":
            factor *= 1.5
        if id(above) not in known:
            names = above.names
            named = bool(names) and LIST_NAMES.search(names) is not None
            known[id(above)] = named, bool(names) and not named and MEANWHILE_NAMES.search(names) is not None
        named, beside = known[id(above)]
        factor = factor * 0.4 if beside else max(factor, 1.2) if named else factor
    return factor


def _alike(groups: Sequence[Group]) -> list[Group]:
    """Groups with those written alike (a list cut by months), where such are pieces of one list."""
    alike: dict[tuple[str, str, bool], list[Group]] = {}
    for group in groups:
        alike.setdefault((_written(group.parent), group.tag, group.dated >= MOSTLY), []).append(group)
    made: list[Group] = []
    for some in map(_without_attachments, alike.values()):
        top = max(some, key=_rank)
        rows = [row for group in some for row in group.rows] if _may_merge(top, some) else top.rows
        made.append(_weeded(Group(top.parent, top.tag, distinct(_under_own_headings(rows)), top.factor)))
    return made


def _without_attachments(groups: Sequence[Group]) -> Sequence[Group]:
    """Groups written alike without links that say nothing, where nearly each holds one that does: "PDF" under a title."""
    named = [sum(row.title.strength >= ROW for row in group.rows) for group in groups]
    if len(groups) < _SURELY_ALIKE or sum(number == 1 for number in named) < _ALL_FILES * len(groups):
        return groups
    for group, number in zip(groups, named, strict=True):
        if number == 1:
            group.rows = [row for row in group.rows if row.title.strength >= ROW]
    return groups


def _under_own_headings(rows: Sequence[Row]) -> list[Row]:
    """Rows without the date of a heading that stands over all of them: that is the list's, or a clock's."""
    lent = [row for row in rows if row.date is not None and row.date is row.over.date]
    if len(lent) < _SAME_HEADING or len({row.over.by for row in lent}) > 1 or len(lent) < len(rows):
        return list(rows)
    return [replace(row, date=None) for row in rows]


def _weeded(group: Group) -> Group:
    """A dated list without rows that say nothing (a column of navigation beside it)."""
    if group.dated >= MOSTLY:
        group.rows = [row for row in group.rows if row.worth > 0]
    return group


def _may_merge(top: Group, groups: Sequence[Group]) -> bool:
    """Whether groups written alike are one list cut in pieces: dated, of files, or in boxes that bear a name."""
    if top.dated >= MOSTLY or top.is_of_files:
        return True
    if len(groups) < 2 or top.parent.tag in ("td", "th", "tr"):
        return False
    return LIST_NAMES.search(top.parent.names) is not None


_STATE = re.compile(
    r"(?<!\S)[^\s\d]*\d\S*|(?<![\w-])(?:active|in|show|fade|collapsed?|open(?:ed)?|expanded|current|selected|first|last|odd|even|alt\w*)(?![\w-])",
    re.I,
)


def _written(node: Node) -> str:
    """How a box and those around it are written, without what tells one of them from the next."""
    parts = []
    for above in node.ancestors():
        parts.append(f"{above.tag}.{' '.join(_STATE.sub('', above.attrs.get('class', '')).split())}")
        if len(parts) == 4:
            break
    return "<".join(parts)
