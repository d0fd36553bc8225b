"""HTML as a tree of plain nodes, within bounds.

Core; imports errors, text, BeautifulSoup and lxml. A first pass of lxml's parser only counts, so that BeautifulSoup never gets
a page that would keep it busy; lxml's own tree is not used, since it silently loses what stands deep.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import soupsieve
from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, NavigableString, ParserRejectedMarkup, Tag, XMLParsedAsHTMLWarning
from bs4.element import PageElement
from lxml import etree

from noticewatch.errors import ReadError
from noticewatch.text import clean_text

LARGEST = 10 * 1024 * 1024  # characters
_DEEPEST, _MOST_TAGS, _MOST_ATTRIBUTES = 500, 200_000, 1_000

_UNSEEN = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "canvas",
    "audio",
    "video",
    "math",
    "map",
    "noframes",
}
_NO_TEXT = frozenset(("title", "script", "style"))
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text|visuallyhidden)(?:\s|$)", re.I)


for _usual in (XMLParsedAsHTMLWarning, MarkupResemblesLocatorWarning):  # XHTML, and a page of one word
    warnings.filterwarnings("ignore", category=_usual)


class Node:
    """One element: `size` and `linked` count the characters shown in it, in all and within links."""

    __slots__ = ("attrs", "children", "depth", "linked", "parent", "shown", "size", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], parent: Node | None) -> None:
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.children: list[Node | str] = []
        self.depth: int = parent.depth + 1 if parent else 0
        self.size = self.linked = 0
        self.shown: bool = (parent.shown if parent else True) and not _is_hidden(tag, attrs)

    def nodes(self) -> Iterator[Node]:
        """This node and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def elements(self) -> list[Node]:
        """The child elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def ancestors(self) -> Iterator[Node]:
        """This node and those that hold it, outwards."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        """The text shown in it, blanks run together."""
        return squeeze("".join(self._pieces()))

    def _pieces(self) -> Iterator[str]:
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                yield item
            elif item.shown:
                if item.tag not in INLINE:
                    yield " "
                    stack.append(" ")
                stack.extend(reversed(item.children))

    @property
    def names(self) -> str:
        """Its class and id, as written."""
        return f"{self.attrs.get('class', '')} {self.attrs.get('id', '')}".strip()


INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "img",
}  # fmt: skip


@dataclass(slots=True)
class Page:
    """A parsed page. `linked` holds its JSON-LD as written; `selected` what the selector chose, None without one."""

    body: Node
    title: str = ""
    language: str = ""  # as <html lang> says it
    base: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)
    scripts: int = 0
    selected: list[Node] | None = None


@lru_cache(maxsize=2)
def siblings_of(parent: Node) -> tuple[list[Node], dict[int, int]]:
    """A node's elements and their places, asked for by each of them."""
    siblings = parent.elements()
    return siblings, {id(node): place for place, node in enumerate(siblings)}


def _is_hidden(tag: str, attrs: dict[str, str]) -> bool:
    if tag in _UNSEEN or "hidden" in attrs or attrs.get("aria-hidden") == "true":
        return True
    style, names = attrs.get("style"), attrs.get("class")
    return bool((style and _HIDDEN_STYLE.search(style)) or (names and _HIDDEN_CLASS.search(names)))


_BLANK = re.compile(r"[ \t\r\n\f\xa0]+")
_WIDE = "[\u3000-\u9fff\uf900-\ufaff\uff01-\uff60]"
_WIDE_BREAK = re.compile(rf"({_WIDE})[ \t]*\r?\n\s*({_WIDE})")


def squeeze(text: str) -> str:
    """A run of text as it is shown: blanks run together, a source's line break between two wide letters gone.

    >>> squeeze(" 個人情報の\\n  紛失  について ")
    '個人情報の紛失 について'
    """
    if "\n" in text:
        text = _WIDE_BREAK.sub(r"\1\2", _WIDE_BREAK.sub(r"\1\2", text))  # twice, as a letter may stand between two breaks
    return _BLANK.sub(" ", text).strip(" \u3000")


class _Bounds:
    """lxml's parser target: counts, and refuses what is too deep or too much before a tree is made of it."""

    def __init__(self) -> None:
        self.tags = self.depth = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self.tags += 1
        self.depth += 1
        if self.tags > _MOST_TAGS:
            raise ReadError(f"the page has more than {_MOST_TAGS:,} tags")
        if len(attrs) > _MOST_ATTRIBUTES:
            raise ReadError(f"a tag of the page has {len(attrs):,} attributes")
        if self.depth > _DEEPEST:
            raise ReadError(f"the page's tags are nested more than {_DEEPEST} deep")

    def end(self, tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        """Nothing is kept."""


def parse(text: str, selector: str = "", *, hidden: bool = False) -> Page:
    """The tree of a page's text; `selector` (CSS) marks the nodes to be found in `selected`; `hidden` keeps what is not shown.

    Raises ReadError for pages too large, too deep or with too many tags, and for a selector that cannot be read.
    """
    if len(text) > LARGEST:
        raise ReadError(f"the page has {len(text):,} characters, more than are read")
    text = text.replace("\0", "") or " "
    try:
        bounds = etree.HTMLParser(target=_Bounds(), huge_tree=True, recover=True)  # type: ignore[arg-type]  # fed str, hands on str
        bounds.feed(text)
        bounds.close()
        soup = BeautifulSoup(text, "lxml", multi_valued_attributes=None)
    except (etree.LxmlError, AssertionError, ParserRejectedMarkup) as error:
        raise ReadError(f"the page is not HTML that can be read: {error}") from error
    made = _Made(soup, hidden)
    if selector:
        made.page.selected = made.chosen(soup, selector)
    return made.page


class _Made:
    """A soup as nodes; what stands outside the tree (title, meta data) as the page's own fields."""

    def __init__(self, soup: BeautifulSoup, hidden: bool) -> None:
        self.page = Page(Node("body", {}, None))
        self.nodes: dict[int, Node] = {}  # by the identity of the soup's tag
        made = [self.page.body]
        stack: list[tuple[PageElement, Node]] = [(child, self.page.body) for child in reversed(soup.contents)]
        while stack:
            element, parent = stack.pop()
            if isinstance(element, Tag):
                node = self._node(element, parent)
                if node is not parent:
                    made.append(node)
                stack.extend((child, node) for child in reversed(element.contents))
            elif type(element) is NavigableString and (parent.shown or hidden) and parent.tag not in _NO_TEXT:
                parent.children.append(clean_text(element))
        _measure(made)

    def _node(self, element: Tag, parent: Node) -> Node:
        """The node for a tag, put into its parent; html, head and body are no nodes of their own."""
        attrs = {name: str(value) for name, value in element.attrs.items()}
        tag = element.name
        if tag in ("html", "body", "head"):
            if tag == "body":
                self.page.body.attrs.update(attrs)
            elif tag == "html":
                self.page.language = (attrs.get("lang") or attrs.get("xml:lang") or "").strip()[:20].lower()
            self.nodes[id(element)] = parent
            return parent
        self._note(element, attrs)
        node = Node(tag, attrs, parent)
        parent.children.append(node)
        self.nodes[id(element)] = node
        return node

    def _note(self, element: Tag, attrs: dict[str, str]) -> None:
        page = self.page
        if element.name == "meta":
            name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").lower()
            page.meta.setdefault(name, clean_text(attrs.get("content") or ""))
        elif element.name == "base":
            page.base = page.base or (attrs.get("href") or "").strip()
        elif element.name == "script":
            page.scripts += 1
            if "ld+json" in attrs.get("type", ""):
                page.linked.append("".join(element.strings))
        elif element.name == "title" and not page.title:
            page.title = squeeze(clean_text("".join(element.strings)))

    def chosen(self, soup: BeautifulSoup, selector: str) -> list[Node]:
        """The nodes of what a selector finds. Raises ReadError for one that cannot be read."""
        try:
            return [self.nodes[id(element)] for element in soup.select(selector)]
        except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:
            raise ReadError(f"the selector {selector!r} cannot be read: {error}") from error


def _measure(made: list[Node]) -> None:
    """Count what each node shows, from the leaves up; `made` in document order."""
    for node in reversed(made):
        node.size += sum(len(child.strip()) for child in node.children if isinstance(child, str))
        if node.tag == "a" and node.attrs.get("href"):
            node.linked = node.size
        if node.parent is not None:
            node.parent.size += node.size
            node.parent.linked += node.linked
