"""What a body is, by its first bytes before its label; and whether an HTML page is a list, posts or one notice.

Core; imports errors and the tables. A server's media type is a hint; bytes that say otherwise are believed.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from noticewatch.read.dateline import row_date_in
from noticewatch.read.html import MainText
from noticewatch.read.lexicon import ATTACHED_HEADING, LIST_TITLE
from noticewatch.read.lines import Line, folded_line
from noticewatch.read.listing import Group
from noticewatch.read.rows import Row
from noticewatch.read.tree import INLINE, Node, Page, squeeze

Body = Literal["html", "text", "pdf", "rss", "atom", "sitemap", "xml", "jsonfeed", "json", "gzip", "image", "binary", "empty"]
SPOKEN = {
    "html": "a page",
    "text": "plain text",
    "pdf": "a PDF",
    "rss": "an RSS feed",
    "atom": "an Atom feed",
    "sitemap": "a sitemap",
    "xml": "XML of an unknown kind",
    "jsonfeed": "a JSON Feed",
    "json": "JSON",
    "gzip": "a gzip file",
    "image": "an image",
    "binary": "neither text nor HTML",
    "empty": "empty",
}

_HEAD = 4096
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(rss|rdf|feed|urlset|sitemapindex)[\s>/]")
_ROOTS: dict[bytes, Body] = {b"rss": "rss", b"rdf": "rss", b"feed": "atom", b"urlset": "sitemap", b"sitemapindex": "sitemap"}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_BINARIES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x7fELF")
_HTML = re.compile(
    rb"<(?:!doctype html|html|head|body|title|meta|div|table|p|h[1-6]|ul|center|font|a|br|span|article|main|dl|pre)[\s>/]",
    re.I,
)
_JSON_FEED = re.compile(rb"\"version\"\s{0,9}:\s{0,9}\"https?:\\?/\\?/jsonfeed\.org\\?/version")
_PARTS = re.compile(r"\s{0,3}[|｜»«]\s{0,3}|\s[-–—:：]\s|：")
_ROWS_FOR_BOXES, _LONGEST_BOX = 3, 400  # from so many rows on, a box around one alone is its own, up to so many characters
_NEARLY_EACH = 0.8  # of the rows of a list that must be followed by a line, for such lines to be its own
_LONGEST_LEAD = 25  # characters before a row's link; what says more without a date is a sentence
_FEW = 3  # rows; fewer are a list where the page is called one, or each bears its date
_LITTLE = 40  # characters of prose that a list may have beside it
_LITTLE_FOR_A_PAGE = 200  # characters of prose; what is called a list and has less than this is a list without items


def body_kind(body: bytes, media_type: str = "") -> Body:
    """What a body is.

    >>> body_kind(b"%PDF-1.7"), body_kind(b"<?xml version='1.0'?><rss version='2.0'>"), body_kind(b"To all", "text/plain")
    ('pdf', 'rss', 'text')
    """
    start = body[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        return "empty"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", "ignore").encode()
    if b"%PDF-" in start[:1024] and not _HTML.search(start[:256]):
        return "pdf"
    if start.startswith(_IMAGES) or media_type.startswith("image/"):
        return "image"
    if start.startswith(b"\x1f\x8b"):
        return "gzip"
    if start.startswith(_BINARIES):
        return "binary"
    lowered = start.lower()
    root = _ROOT.search(lowered)
    if root and not _HTML.search(lowered[: root.start()]):
        return _ROOTS[root[1]]
    if start.startswith(b"{") and _JSON_FEED.search(start):
        return "jsonfeed"
    if media_type == "text/plain":
        return "text"
    if "html" not in media_type and re.match(rb"\{\s{0,20}\"", start):
        return "json"  # which may hold HTML
    if _HTML.search(start) or "html" in media_type:
        return "html"
    if lowered.startswith(b"<?xml"):
        return "xml"
    if start[:1] in (b"{", b"[") and ("json" in media_type or re.match(rb"[\[{]\s{0,20}[\"{\[\]}]", start)):
        return "json"
    return "html" if not media_type and _HTML.search(body) else "text"


def is_list(group: Group | None, page: Page, main: MainText) -> bool:
    """Whether a page is its list of links, and not a notice with some links beside it."""
    if group is None or not group.rows:
        return False
    if _is_beside_article(group, page, main) or _are_mentions(group):
        return False
    prose, named = _prose(group, main, page), names_list(page.title) or names_list(main.title)
    if (group.beside or _is_attached(group)) and not named:
        return prose < _LITTLE and len(group.rows) >= _FEW
    if len(group.rows) < _FEW and not named and (len(group.rows) == 1 or not all(row.own for row in group.rows)):
        return False
    weight = group.weight * (3.0 if named else 1.0)
    if group.dated >= 0.5:
        return weight >= prose
    return (len(group.rows) >= 5 and weight >= 2 * prose) or (named and prose < _LITTLE)


def names_list(title: str) -> bool:
    """Whether a title, or a part of it beside the site's name, is a list's.

    >>> names_list("新着情報｜潮見市"), names_list("断水のお知らせ｜潮見市"), names_list("Reported Data Breaches - State")
    (True, False, True)
    """
    return any(LIST_TITLE.fullmatch(folded_line(part)) for part in _PARTS.split(title[:300]))


def is_emptied_list(page: Page, main: MainText) -> bool:
    """Whether a page bears a list's title and has next to nothing below it."""
    return names_list(page.title) and little_prose(main) and not _tells(main)


def _tells(main: MainText) -> bool:
    """Whether sentences stand under a heading that is no list's name and not the site's: a short notice of a section."""
    line = main.title_line
    if line is None or not line.level or names_list(line.text) or line.text == main.publisher:
        return False
    return sum(one.is_sentence for one in main.lines) > 1


def little_prose(main: MainText) -> bool:
    """Whether a page says next to nothing in sentences."""
    return _prose(None, main, None) < _LITTLE_FOR_A_PAGE


def _prose(group: Group | None, main: MainText, page: Page | None) -> float:
    """Characters of sentences in the page's main part that are not the list's own."""
    own = _boxes(group) if group else set()
    said = [line for line in main.lines if line.is_sentence and not any(id(above) in own for above in line.node.ancestors())]
    between = _between(group, said, page) if group and page else set()
    return sum(max(0.0, line.worth) for line in said if id(line) not in between)


def _between(group: Group, said: Sequence[Line], page: Page) -> set[int]:
    """The ids of lines that stand between a list's rows, written alike behind nearly each: what it says of its items."""
    places = {id(node): place for place, node in enumerate(page.body.nodes())}
    rows = sorted(place for row in group.rows if (place := places.get(id(row.node))) is not None)
    if len(rows) < _ROWS_FOR_BOXES:
        return set()
    gaps: dict[str, Counter[int]] = {}
    behind = {id(line): bisect(rows, places.get(id(line.node), -1)) for line in said}
    for line in said:
        gaps.setdefault(line.style, Counter())[behind[id(line)]] += 1
    own = {style for style, found in gaps.items() if sum(0 < gap < len(rows) for gap in found) >= _NEARLY_EACH * (len(rows) - 1)}
    most = {style: max(gaps[style][gap] for gap in range(1, len(rows))) for style in own}
    last = Counter[str]()
    between: set[int] = set()
    for line in said:
        if line.style not in own or behind[id(line)] == 0:
            continue
        last[line.style] += behind[id(line)] == len(rows)
        if last[line.style] <= most[line.style]:
            between.add(id(line))
    return between


def _are_mentions(group: Group) -> bool:
    """Whether nearly each row is a sentence that names another page ("… is mended, see the manual")."""
    return sum(map(_is_mention, group.rows)) >= _NEARLY_EACH * len(group.rows)


def _is_mention(row: Row) -> bool:
    link = next((node for node in row.node.nodes() if node.tag == "a" and node.text().strip() == row.title.text), None)
    if link is None or link.parent is None:
        return False
    said: list[str] = []
    for one in reversed(link.parent.children[: link.parent.children.index(link)]):
        if isinstance(one, Node) and (one.linked or one.tag not in INLINE):
            break
        said.append(one if isinstance(one, str) else one.text())
    before = squeeze("".join(reversed(said)))
    return len(before) >= _LONGEST_LEAD and len(before) > len(row.title.text) and row_date_in(before) is None


def _is_attached(group: Group) -> bool:
    """Whether rows stand under a heading such as "Attachments"."""
    return all(ATTACHED_HEADING.match(folded_line(row.over.heading)) for row in group.rows)


def _is_beside_article(group: Group, page: Page, main: MainText) -> bool:
    """Whether the page's heading stands in an <article> of several sentences, outside of which all rows stand."""
    within = {id(above) for row in group.rows for above in row.node.ancestors()}
    title = main.title_line.node if main.title_line is not None else None
    article = next((above for above in title.ancestors() if above.tag == "article"), None) if title is not None else None
    if article is None or id(article) in within:
        return False
    return sum(line.is_sentence and any(above is article for above in line.node.ancestors()) for line in main.lines) > 1


def _boxes(group: Group) -> set[int]:
    """The ids of the boxes that hold one row each, with what is said in them beside its links."""
    held: dict[int, int] = {}
    for row in group.rows:
        for above in row.node.ancestors():
            held[id(above)] = held.get(id(above), 0) + 1
    boxes = {id(row.node) for row in group.rows}
    if len(group.rows) < _ROWS_FOR_BOXES:
        return boxes
    for row in group.rows:
        for above in row.node.ancestors():
            if held[id(above)] > 1 or above.size - above.linked > _LONGEST_BOX:
                break
            boxes.add(id(above))
    return boxes
