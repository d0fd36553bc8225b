"""A page's list of notices: the repeated group of links that is the list, each with its title and date.

Core; imports links, the tree, lines, groups and what they import.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from noticewatch.links import canonical_url, linked_address
from noticewatch.model import Item
from noticewatch.read.above import above_of
from noticewatch.read.groups import MOSTLY, Group, Links, best_group, distinct
from noticewatch.read.lines import is_furniture
from noticewatch.read.rowdates import Neighbours
from noticewatch.read.rows import Row, full_title, own_date, title_of
from noticewatch.read.tree import Node, Page

__all__ = ["MOST_ITEMS", "Group", "items_of", "left_out_of", "list_of", "selected_rows"]

MOST_ITEMS = 2_000
_MOST_AROUND = 3  # links around a link
_TELLING = 3  # dates from which on their order tells something
_NEARLY_ALL = 0.9  # of items that must bear dates to be put in order by them


def list_of(page: Page, url: str) -> Group | None:
    """The group of rows that is the page's list, or None where nothing on it looks like one."""
    base, here = based(page, url), canonical_url(url)
    links = [(node, to) for node in _anchors(page.body) if (to := _target(node, base, here))]
    over = above_of(page.body, [node for node, _ in links])
    best = best_group(page.body, _without_furniture(page.body, links), over)
    if best is not None and best.is_plausible:
        return best
    best = best_group(page.body, links, over)  # a list may stand in a box named like furniture; then its dates must speak for it
    return replace(best, beside=True) if best is not None and best.dated >= MOSTLY else None


def _anchors(body: Node) -> Iterator[Node]:
    """The shown links, but for those within many others: HTML has none such, and each would be read again with all around it."""
    within: dict[int, int] = {}
    for node in body.nodes():
        around = within.get(id(node.parent), 0)
        within[id(node)] = around + (node.tag == "a")
        if node.tag == "a" and node.shown and around <= _MOST_AROUND:
            yield node


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
        if (title := title_of(row, [(link, to)])).text:
            rows.append(Row(row, title, own_date(row, title.text)))
    nearby = Neighbours([one.node for one in rows])
    for one in rows:
        one.date = one.date or nearby.date(one.node)
    return distinct(rows)


def _others(node: Node, chosen: dict[int, tuple[Node, str]], to: str) -> bool:
    return any(id(below) in chosen and chosen[id(below)][1] != to for below in node.nodes())


def items_of(rows: Sequence[Row]) -> tuple[Item, ...]:
    """Rows as items, newest first; at most 2,000."""
    items = [Item(row.url, full_title(row), row.date.day if row.date else None) for row in rows]
    days = [item.published for item in items if item.published]
    if len(days) >= _TELLING and days[0] < days[-1] and days == sorted(days):
        items.reverse()
    if len(days) >= max(_TELLING, _NEARLY_ALL * len(items)):
        items = _by_day(items)
    return tuple(items[:MOST_ITEMS])


def left_out_of(rows: Sequence[Row]) -> str:
    """What `items_of` leaves out, "" for nothing."""
    left = len(rows) - MOST_ITEMS
    return f"{left:,} of {len(rows):,} items, the last" if left > 0 else ""


def _by_day(items: Sequence[Item]) -> list[Item]:
    """Items from the newest day on, in their own order within one; an undated one stays with the one before it."""
    keyed: list[tuple[str, Item]] = []
    for item in items:
        keyed.append((item.published or (keyed[-1][0] if keyed else "9999"), item))
    return [item for _, item in sorted(keyed, key=lambda pair: pair[0], reverse=True)]


def based(page: Page, url: str) -> str:
    try:
        return urljoin(url, page.base)
    except ValueError:
        return url


def _target(node: Node, base: str, here: str) -> str:
    """The address a link leads to in canonical form; "" for scripts, mail, places on this page."""
    href = node.attrs.get("href", "").strip()
    to = "" if href.startswith("#") else linked_address(href, base)
    return "" if to == here else to


def _without_furniture(body: Node, links: Links) -> Links:
    known: dict[int, bool] = {}

    def inside(node: Node) -> bool:
        for above in node.ancestors():
            if id(above) not in known:
                known[id(above)] = is_furniture(above, body)
            if known[id(above)]:
                return True
        return False

    return [(node, to) for node, to in links if not inside(node)]
