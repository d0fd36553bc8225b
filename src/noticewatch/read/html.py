"""The notice on a page: its title, and its own text without what the site puts around it.

Core; imports the tree, lines, head, dateline and tables. The text is made of the page's own words, line by line; only whole
lines are left out: navigation, counters, date stamps, the desk for questions about the page, links to other pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from noticewatch.errors import GonePage, ReadError
from noticewatch.links import linked_address
from noticewatch.model import Document
from noticewatch.read.dateline import date_in
from noticewatch.read.head import Head, head_of, publisher_of, titled, untitled_line
from noticewatch.read.lexicon import CHALLENGE, CHALLENGE_MARK, EVENT_LABEL, FURNITURE_HEADING, NOTHING_THERE, OUT_OF_ORDER
from noticewatch.read.lines import Line, among_links, folded_line, is_furniture, is_furniture_line, joined, lines_of
from noticewatch.read.listing import based
from noticewatch.read.tree import Node, Page
from noticewatch.text import letters

_NEAR_TITLE = 3  # lines after the title in which a bare date is the page's date line
_LONGEST_DATELINE = 60  # characters
_LONGEST_STAMP = 30  # characters of a line above the title that holds a date and, say, a category
_LABEL_LENGTH = 12  # characters; what is shorter above a title is a category, not text
ELSEWHERE = "watch the site's feed, its sitemap or another of its pages instead"  # of what no page shows without a browser
_MOST_LINKS = 30  # of a notice's own that are kept
_LITTLE = 200  # characters of prose; a page with a password field or a challenge and no more than this is that


@dataclass(frozen=True, slots=True)
class MainText:
    """A page's main part: where it is, its lines without furniture, and the line that bears the title."""

    node: Node
    lines: list[Line]
    title: str
    publisher: str | None
    title_line: Line | None
    head: Head


def document_of(page: Page, url: str, main: MainText | None = None) -> Document:
    """The notice that a page shows; `main` is its main text where that is known already.

    Raises ReadError where it shows none: an empty or script-only page, a login form, a robot check, an error page;
    GonePage where it only says that nothing stands there.
    """
    main = main or main_text(page)
    body, published = notice_lines(main.lines, main.title, main.title_line)
    refuse_walls(page, main, body)
    text = f"{main.title}\n\n{joined(body)}" if body else main.title
    dated, links = main.head.published or published, links_in(body, based(page, url))
    return Document(url, main.title, text.strip(), dated, main.publisher, links=links)


def links_in(lines: Iterable[Line], base: str) -> tuple[str, ...]:
    """The canonical addresses that some lines link to, each once, the first of many; `base` leads relative ones.

    A box that shows more than its lines holds other links too, and none of it is taken.
    """
    nodes: dict[int, tuple[Node, int]] = {}
    for line in lines:
        nodes[id(line.node)] = line.node, nodes.get(id(line.node), (line.node, 0))[1] + len(line.text)
    found: dict[str, None] = {}
    for node, shown in nodes.values():
        if not node.linked or node.size > 1.5 * shown:
            continue
        for link in node.nodes():
            if link.tag == "a" and (address := linked_address(link.attrs.get("href", ""), base)):
                found[address] = None
        if len(found) >= _MOST_LINKS:
            break
    return tuple(found)[:_MOST_LINKS]


def main_text(page: Page) -> MainText:
    """Find title and main part."""
    head = head_of(page)
    if page.selected is not None:
        if not page.selected:
            raise ReadError("content_selector finds nothing on the page")
        return _selected_text(page, page.selected, head)
    root = _landmark(page.body)
    lines = lines_of(root, whole=page.body)
    title, publisher, line = titled(head, lines)
    if line is None or (root is not page.body and not line.level):
        everything = lines_of(page.body, keep=True) if root is page.body else lines_of(page.body)
        outside_title, outside_publisher, outside = titled(head, [one for one in everything if one.level])
        if outside is not None and letters(outside_title) in letters(head.title or outside_title):
            title, publisher, line = outside_title, outside_publisher, line
    beside = among_links(lines, line)
    lines = [one for one in lines if id(one) not in beside or one.is_link]
    if line is None and root is page.body and (line := untitled_line(head, lines)):
        title, publisher = line.text, publisher_of(head, line.text)
    node = _best_part(root, lines, line)
    inside = [one for one in lines if _within(one.node, node)]
    return MainText(node, inside, title, publisher, line if line in inside else None, head)


def _selected_text(page: Page, selected: Sequence[Node], head: Head) -> MainText:
    tops = [node for node in selected if not any(above in selected for above in node.ancestors() if above is not node)]
    lines = [line for node in tops for line in lines_of(node, whole=node)]
    title, publisher, line = titled(head, lines)
    if line is None or not line.level:
        elsewhere = titled(head, [one for one in lines_of(page.body) if one.level])
        if elsewhere[2] is not None:
            title, publisher = elsewhere[0], elsewhere[1]
    return MainText(tops[0], lines, title, publisher, line, head)


def _landmark(body: Node) -> Node:
    """<main>, or the only article, where it says anything; else the whole body."""
    mains = [node for node in body.nodes() if node.shown and (node.tag == "main" or node.attrs.get("role") == "main")]
    best = max(mains, key=lambda node: node.size, default=None)
    if best is not None and best.size >= 10:
        return best
    articles = [node for node in body.nodes() if node.tag == "article" and node.shown]
    if len(articles) == 1 and articles[0].size >= 10 and articles[0].linked * 2 < articles[0].size:
        return articles[0]
    return body


def _within(node: Node, part: Node) -> bool:
    return any(above is part for above in node.ancestors())


def _best_part(root: Node, lines: Sequence[Line], title: Line | None) -> Node:
    """The node whose lines are worth most together, the smallest of equals; around the title if that costs little."""
    worth: dict[int, float] = {}
    nodes: dict[int, Node] = {}
    for line in lines:
        value = line.worth
        for above in line.node.ancestors():
            worth[id(above)] = worth.get(id(above), 0.0) + value
            nodes[id(above)] = above
            if above is root:
                break
    if not nodes:
        return root
    best = max(nodes, key=lambda key: (worth[key], nodes[key].depth))
    if title is not None:
        around = [id(above) for above in title.node.ancestors() if id(above) in worth]
        kept = max(around, key=lambda key: (worth[key], nodes[key].depth))
        if worth[kept] * 2 >= worth[best] or _within(nodes[best], nodes[kept]):
            return nodes[kept]
    return nodes[best]


def notice_lines(lines: Sequence[Line], title: str, title_line: Line | None) -> tuple[list[Line], str | None]:
    """The notice's own lines below its title, and the date of its date lines."""
    at = next((number for number, line in enumerate(lines) if line is title_line), -1)
    key = letters(title)
    dates: dict[str, str] = {}
    kept: list[Line] = []
    above, below = lines[: max(at, 0)], lines[at + 1 :]
    for line in above:
        stamp = _is_dateline(line, dates, near=True) or (len(line.text) <= _LONGEST_STAMP and date_in(line.text))
        if not stamp and not line.is_link and len(line.text) > _LABEL_LENGTH:
            kept.append(line)
    label = False  # whether the line above names something that happened on the day below it
    for number, line in enumerate(_without_boxes(below)):
        near = number < _NEAR_TITLE
        if label:
            kept.append(line)
            label = False
            continue
        label = EVENT_LABEL.fullmatch(line.text.strip()) is not None
        if _is_dateline(line, dates, near=near) or is_furniture_line(line.text) or (near and letters(line.text) == key):
            continue
        kept.append(line)
    kept = [line for line in kept if not is_furniture_line(line.text)]
    published = dates.get("published") or dates.get("") or dates.get("updated")
    return _without_links(kept) or kept, published


def _is_dateline(line: Line, dates: dict[str, str], *, near: bool) -> bool:
    """Whether a line is the page's date line; its date is noted by its label."""
    if len(line.text) > 100:
        return False
    found = date_in(line.text)
    if found is None:
        return False
    category = near and found.day is not None and len(line.text) <= 24 and not line.text.isascii() and "。" not in line.text
    if found.day and (found.label or near) and len(line.text) <= _LONGEST_DATELINE and "。" not in line.text:
        dates.setdefault(found.label, found.day)
    return (found.alone and (bool(found.label) or near)) or (
        category and not found.alone and not line.level and _names_date(line)
    )


def _names_date(line: Line) -> bool:
    return any(word in line.node.names.lower() for word in ("date", "time", "meta", "day", "info", "update"))


def _without_boxes(lines: Sequence[Line]) -> list[Line]:
    """Lines without the boxes that a heading of furniture opens."""
    kept: list[Line] = []
    closed_by: Line | None = None
    box: Node | None = None
    for line in lines:
        if closed_by is not None:
            if box is not None and _within(line.node, box):
                continue
            if box is None and not (line.level and line.level <= (closed_by.level or 6)):
                continue
            closed_by = box = None
        if len(line.text) <= 60 and FURNITURE_HEADING.match(folded_line(line.text)) and "。" not in line.text:
            closed_by, box = line, _box_of(line, kept)
            continue
        kept.append(line)
    return kept


def _box_of(heading: Line, before: Sequence[Line]) -> Node | None:
    """The element that a furniture's heading opens: the largest that begins with it; None where it opens none."""
    box: Node | None = None
    for above in heading.node.ancestors():
        if any(_within(line.node, above) for line in before):
            break
        if above is not heading.node:
            box = above
    return box


def _without_links(lines: Sequence[Line]) -> list[Line]:
    """Lines without lists of links: two and more in a row that are links and nothing else."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.is_link and not line.level:
            run.append(line)
            continue
        if len(run) == 1:
            kept.extend(run)
        run.clear()
        if line is not None:
            kept.append(line)
    return kept


def refuse_walls(page: Page, main: MainText, body: Sequence[Line]) -> None:
    """Raise ReadError where the page is a wall and no notice: script only, login, robot check, an error's page."""
    prose = sum(len(line.text) for line in body if not line.is_link)
    heading = folded_line(main.title)
    first = [heading, *(folded_line(line.text) for line in body[:3])]
    if prose < _LITTLE and any(NOTHING_THERE.search(line) for line in (folded_line(page.title), *first)):
        raise GonePage(f"the page says that there is nothing: {main.title[:60]}")
    if OUT_OF_ORDER.match(heading) and prose < _LITTLE:
        raise ReadError(f"the page is a server's error page: {main.title[:60]}")
    if prose < 3 * _LITTLE and any(CHALLENGE.search(line) for line in first):
        raise ReadError(f"the page is a robot check: {main.title[:60]}")
    if prose < _LITTLE and _has_password(page.body):
        raise ReadError(f"the page is a login form: {main.title[:60]}")
    if prose < 60 and not main.title_line and _has_challenge(page.body):
        raise ReadError("the page is a robot check (captcha)")
    if not body and main.title_line is None:
        drawn = f" ({page.scripts} scripts); if one draws it: {ELSEWHERE}" if page.scripts else ""
        raise ReadError(f"the page shows no text{drawn}")


def _has_password(body: Node) -> bool:
    for node in body.nodes():
        if node.tag == "input" and node.attrs.get("type", "").lower() == "password":
            boxes = (above for above in node.ancestors() if above.tag != "form")
            if not any(is_furniture(above, body) for above in boxes):
                return True
    return False


def _has_challenge(body: Node) -> bool:
    return any(CHALLENGE_MARK.search(text) for node in body.nodes() for text in _marks(node))


def _marks(node: Node) -> Iterable[str]:
    yield node.names
    yield from (key for key in node.attrs if key.startswith("data-"))
