"""A page's list of notices: the repeated group of links that is the list, each with its title and date.

Core; imports links, the tree, lines, dateline and tables. Rows are what repeats under one parent (li, tr, dd, article, links
between line breaks); the group wins whose rows say most: dates and long titles, away from navigation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from noticewatch.links import canonical_url
from noticewatch.model import Item
from noticewatch.read.dateline import DateIn, date_in
from noticewatch.read.lexicon import LIST_NAMES, MEANWHILE_NAMES
from noticewatch.read.lines import is_furniture
from noticewatch.read.rows import own_date, title_of
from noticewatch.read.tree import Node, Page, squeeze

MOST_ITEMS = 2_000
_LINKS_IN_ROW = 4  # a row holds its title's link, and perhaps one of its category, its letter, its "more"
_ROW_HEIGHT = 10  # levels from a link up to its row
_DATED = 25.0  # what a date is worth, in letters of a title
_MOSTLY, _SURELY = 0.5, 0.6  # shares of rows that bear dates
_TITLE_WORTH = 5.0  # mean worth of undated rows; menus' titles are shorter
_LONGEST_ROW = 400  # characters beside its links; a box that says more is a page's text
_CELL = 0.9  # of a group of cells: the rows that hold them are the better rows
_EXTRA_LINK = 6.0  # what each further link takes from that: a box of several links is no row
_LONGEST_DATE_HEADING = 40  # characters
_LONGEST_GAP, _LONGEST_GAP_ASCII = 20, 30  # characters between two rows that hold a date and, say, a category


@dataclass(slots=True)
class Row:
    """One row: where it is, its notice's link, title and date; `own` whether the date stands in the row itself."""

    node: Node
    url: str
    title: str
    date: DateIn | None = None
    links: int = 1  # different ones in it
    linked: bool = True  # the title is a link's own words

    @property
    def worth(self) -> float:
        """How much it looks like a notice's row."""
        length = sum(1.0 if ord(c) > 0x2E7F else 0.5 for c in self.title[:80])
        worth = min(length, 40.0) - 4 + (_DATED if self.date else 0.0) - _EXTRA_LINK * (self.links - 1)
        return max(0.0, worth if self.linked else worth / 2)


@dataclass(slots=True)
class Group:
    """Rows under one parent, or under several written alike."""

    parent: Node
    tag: str
    rows: list[Row] = field(default_factory=list)
    factor: float = 1.0

    @property
    def score(self) -> float:
        """How much it looks like the page's list."""
        return self.factor * sum(row.worth for row in self.rows)

    @property
    def is_plausible(self) -> bool:
        """Whether it can be a list of notices: dated, or of titles longer than a menu's."""
        mean = sum(row.worth for row in self.rows) / len(self.rows) if self.rows else 0.0
        if self.dated >= _MOSTLY:
            return True
        linked = all(row.linked for row in self.rows)
        return linked and (
            (len(self.rows) >= 2 and mean >= _TITLE_WORTH) or (len(self.rows) >= 8 and mean > 1 and self.factor > 1)
        )

    @property
    def dated(self) -> float:
        """The share of rows that bear a date."""
        return sum(row.date is not None for row in self.rows) / len(self.rows) if self.rows else 0.0


def list_of(page: Page, url: str) -> Group | None:
    """The group of rows that is the page's list, or None where nothing on it looks like one."""
    base = based(page, url)
    links = [(node, to) for node in page.body.nodes() if node.tag == "a" and node.shown and (to := _target(node, base, url))]
    outside = _without_furniture(page.body, links)
    best = _best(page.body, outside)
    if best is not None and best.is_plausible:
        return best
    best = _best(page.body, links)  # a list may stand in a box named like furniture; then its dates must speak for it
    return best if best is not None and best.dated >= _MOSTLY else None


def selected_rows(page: Page, url: str) -> list[Row]:
    """The rows of the links that the configured selector chose."""
    base = based(page, url)
    chosen: dict[int, tuple[Node, str]] = {}
    for node in page.selected or ():
        inner = next((below for below in node.nodes() if below.tag == "a"), None)
        link = inner or next((above for above in node.ancestors() if above.tag == "a"), None)
        if link is not None and (to := _target(link, base, "")):
            chosen[id(link)] = (link, to)
    rows: list[Row] = []
    for link, to in chosen.values():
        row = link
        while row.parent is not None and row.parent.tag != "body" and not _others(row.parent, chosen, to):
            row = row.parent
        if title := title_of(row, [(link, to)])[1]:
            rows.append(Row(row, to, title, own_date(row, title)))
    ends = {id(one.node) for one in rows}
    for one in rows:
        one.date = one.date or next(_dates_between(one.node, ends), None)
    return _distinct(rows)


def _others(node: Node, chosen: dict[int, tuple[Node, str]], to: str) -> bool:
    return any(id(below) in chosen and chosen[id(below)][1] != to for below in node.nodes())


def items_of(rows: Sequence[Row]) -> tuple[Item, ...]:
    """Rows as items, newest first; at most 2,000."""
    items = [Item(row.url, row.title, row.date.day if row.date else None) for row in rows]
    days = [item.published for item in items if item.published]
    if len(days) >= 3 and days[0] < days[-1] and days == sorted(days):
        items.reverse()
    return tuple(items[:MOST_ITEMS])


def based(page: Page, url: str) -> str:
    """A page's address for its relative links: its own `<base>` where that can be read."""
    try:
        return urljoin(url, page.base)
    except ValueError:
        return url


def _target(node: Node, base: str, url: str) -> str:
    """The address a link leads to in canonical form; "" for scripts, mail, places on this page."""
    href = node.attrs.get("href", "").strip()
    if not href or href.startswith("#"):
        return ""
    try:
        to = urljoin(base, re.sub(r"[\t\r\n]", "", href))
        if urlsplit(to).scheme not in ("http", "https"):
            return ""
    except ValueError:
        return ""
    to = canonical_url(to)
    return "" if to == canonical_url(url) else to


def _without_furniture(body: Node, links: Sequence[tuple[Node, str]]) -> list[tuple[Node, str]]:
    known: dict[int, bool] = {}

    def inside(node: Node) -> bool:
        for above in node.ancestors():
            if id(above) not in known:
                known[id(above)] = is_furniture(above, body)
            if known[id(above)]:
                return True
        return False

    return [(node, to) for node, to in links if not inside(node)]


_Found = tuple[Node, list[tuple[Node, str]]]  # a row and the links in it, each with its address


def _best(body: Node, links: Sequence[tuple[Node, str]]) -> Group | None:
    found = _candidates(links)
    several = {key: rows for key, rows in found.items() if len(rows) > 1}
    best = _merged(_groups(several, body))
    if best is not None and best.dated > _SURELY:
        return best
    single = {key: rows for key, rows in found.items() if len(rows) == 1}
    return _merged(_groups(single, body) + ([best] if best is not None else []))


def _candidates(links: Sequence[tuple[Node, str]]) -> dict[tuple[int, str], list[_Found]]:
    """What may be rows, by parent and tag: every box around a link that holds few links and little else."""
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
    for row, inside in rows.values():
        found.setdefault((id(row.parent), row.tag), []).append((row, inside))
    return found


def _groups(found: dict[tuple[int, str], list[_Found]], body: Node) -> list[Group]:
    factors: dict[int, tuple[bool, bool]] = {}
    groups: list[Group] = []
    for (_, tag), rows in found.items():
        parent = rows[0][0].parent or body
        factor = _factor(parent, body, factors) * (_CELL if tag in ("td", "th") else 1.0)
        group = Group(parent, tag, _distinct(list(_rows(rows))), factor)
        if group.score > 0:
            groups.append(group)
    return groups


def _rows(found: Sequence[_Found]) -> Iterator[Row]:
    """Rows with their dates: their own, else what stands between them and the row before (or, failing that, after)."""
    rows: list[Row] = []
    for node, links in found:
        to, title, linked = title_of(node, links)
        if title:
            rows.append(Row(node, to, title, own_date(node, title), len({to for _, to in links}), linked))
    if any(row.date is None for row in rows):
        _date_by_neighbours(rows)
    yield from rows


def _date_by_neighbours(rows: Sequence[Row]) -> None:
    """Give rows without a date the one that stands before each, or behind each where the first has none before it."""
    ends = {id(row.node) for row in rows}
    behind = rows[0].date is None and next(_dates_between(rows[0].node, ends), None) is None
    heading: DateIn | None = None
    for row in rows:
        if row.date is None:
            row.date = next(_dates_between(row.node, ends, step=1 if behind else -1), None) or heading
        heading = row.date if row.node.tag == "dd" else heading


def _dates_between(node: Node, ends: set[int], step: int = -1) -> Iterator[DateIn]:
    """Dates in what stands between a row and its neighbour."""
    siblings: list[Node | str] = node.parent.children if node.parent else []
    at = next((number for number, child in enumerate(siblings) if child is node), 0) + step
    while 0 <= at < len(siblings):
        child = siblings[at]
        if isinstance(child, Node) and id(child) in ends:
            return
        text = squeeze(child) if isinstance(child, str) else child.text() if child.size <= _LONGEST_DATE_HEADING else ""
        if (found := date_in(text)) and (found.alone or (len(text) <= (_LONGEST_GAP_ASCII if text.isascii() else _LONGEST_GAP))):
            yield found
        at += step


def _distinct(rows: Sequence[Row]) -> list[Row]:
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


def _merged(groups: Sequence[Group]) -> Group | None:
    """The best group, with those written alike (a list cut by months) in document order."""
    alike: dict[tuple[str, str, bool], list[Group]] = {}
    for group in groups:
        alike.setdefault((_written(group.parent), group.tag, group.dated >= _MOSTLY), []).append(group)
    best = max(alike.values(), key=lambda some: (_total(some), max(group.parent.depth for group in some)), default=None)
    if best is None:
        return None
    top = max(best, key=lambda group: group.score)
    if not _may_merge(top, best):
        return _weeded(top)
    rows = _distinct([row for group in best for row in group.rows])
    return _weeded(Group(top.parent, top.tag, rows, top.factor))


def _weeded(group: Group) -> Group:
    """A dated list without rows that say nothing (a column of navigation beside it)."""
    if group.dated >= _MOSTLY:
        group.rows = [row for row in group.rows if row.worth > 0]
    return group


def _total(groups: Sequence[Group]) -> float:
    top = max(groups, key=lambda group: group.score)
    if not _may_merge(top, groups):
        return top.score
    return Group(top.parent, top.tag, _distinct([row for group in groups for row in group.rows]), top.factor).score


def _may_merge(top: Group, groups: Sequence[Group]) -> bool:
    """Whether groups written alike are one list cut in pieces: dated, or in boxes that bear a name; never cells of one row."""
    if len(groups) < 2 or top.parent.tag in ("td", "th", "tr"):
        return top.parent.tag != "td" and top.parent.tag != "th" and top.dated >= _MOSTLY
    return top.dated >= _MOSTLY or LIST_NAMES.search(top.parent.names) is not None


def _written(node: Node) -> str:
    parts = []
    for above in node.ancestors():
        parts.append(f"{above.tag}.{re.sub(r'[0-9]+', '', above.attrs.get('class', ''))}")
        if len(parts) == 4:
            break
    return "<".join(parts)
