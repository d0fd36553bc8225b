"""The links of a page as leads to where its site posts notices: what each is called, and where on the page it stands.

Core; imports links and the tree. Links are taken where they are hidden too: a menu that opens, a list for browsers without
scripts, the pages of a frame, the page to which another hands over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from noticewatch.discover.lexicon import MORE
from noticewatch.links import canonical_url, linked_address
from noticewatch.read.about import announced_feeds
from noticewatch.read.lines import folded_line
from noticewatch.read.tree import Node, Page, squeeze

Place = Literal["first page", "header", "menu", "main", "side", "footer", "feed", "frame", "sitemap"]

MOST_LEADS = 600
_LONGEST_LABEL = 120
_LONGEST_REFRESH = 1000
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"']+)", re.I)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "legend"))
_PLACES: dict[str, Place] = {"nav": "menu", "header": "header", "footer": "footer", "aside": "side"}
_NAMED: tuple[tuple[Place, tuple[str, ...]], ...] = (
    ("menu", ("nav", "menu")),
    ("footer", ("foot", "bottom")),
    ("header", ("header", "head")),
    ("side", ("side", "aside")),
)


@dataclass(frozen=True, slots=True)
class Lead:
    """An address with what the page calls it: `label`, or the heading `over` a link that only says "more"."""

    url: str
    label: str
    place: Place
    over: str = ""

    @property
    def words(self) -> str:
        """What it is called, folded."""
        folded = folded_line(self.label)
        return folded_line(self.over) if self.over and (MORE.match(folded) or not folded) else folded


@dataclass(frozen=True, slots=True)
class Leads:
    """All of a page's, none twice, with what the page calls itself and its language."""

    found: tuple[Lead, ...] = ()
    title: str = ""
    language: str = ""


def leads_of(page: Page, url: str) -> Leads:
    """The leads of a page, which must have been parsed with what is hidden."""
    base, here = linked_address(page.base, url) or url, canonical_url(url)
    found: dict[str, Lead] = {}
    for lead in (*_links(page.body, base), *(Lead(feed, "", "feed") for feed in announced_feeds(page, url))):
        known = found.get(lead.url)
        if lead.url and lead.url != here and (known is None or (not known.words and lead.words)):
            found[lead.url] = lead
    return Leads(tuple(found.values())[:MOST_LEADS], page.title, page.language)


def _links(body: Node, base: str) -> Iterator[Lead]:
    heading: tuple[str, Node] | None = None
    for node in body.nodes():
        if node.tag in _HEADINGS and (said := _label(node)):
            heading = said, _box(node)
        elif node.tag in ("frame", "iframe") and (to := linked_address(node.attrs.get("src", ""), base)):
            yield Lead(to, _label(node), "frame" if node.tag == "frame" else "main")
        elif node.tag == "meta" and node.attrs.get("http-equiv", "").lower() == "refresh":
            address = _REFRESH.search(node.attrs.get("content", "")[:_LONGEST_REFRESH])
            yield Lead(linked_address(address[1], base) if address else "", "", "frame")
        elif node.tag in ("a", "area") and (to := linked_address(node.attrs.get("href", ""), base)):
            over = heading[0] if heading is not None and any(above is heading[1] for above in node.ancestors()) else ""
            yield Lead(to, _label(node), _place(node), over)


def _box(heading: Node) -> Node:
    """The box that a heading is over: what holds it and more than it."""
    box = heading.parent or heading
    while box.parent is not None and box.size <= heading.size:
        box = box.parent
    return box


def _label(node: Node) -> str:
    """What a link or heading says: its text, else what its pictures stand for, else its own title."""
    said: list[str] = []
    pictured: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            said.append(one)
            continue
        pictured.append(one.attrs.get("alt", "") if one.tag in ("img", "area", "input") else "")
        stack.extend(reversed(one.children))
    text = squeeze("".join(said)) or squeeze(" ".join(pictured))
    return (text or squeeze(node.attrs.get("aria-label", "") or node.attrs.get("title", "")))[:_LONGEST_LABEL]


def _place(link: Node) -> Place:
    for node in link.ancestors():
        if place := _PLACES.get(node.tag):
            return place
        names = node.names.lower()
        for place, words in _NAMED if names and node.tag != "a" else ():
            if any(word in names for word in words):
                return place
    return "main"
