"""Where a list goes on: the address of its next page.

Core; imports the tree. A page says it by `rel="next"`, by a link called so, or by the number after the page's own among numbers.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from noticewatch.read.lines import folded_line
from noticewatch.read.listing import based
from noticewatch.read.tree import Node, Page

_NEXT = re.compile(
    r"^[\W_]{0,4}(?:(?:次|つぎ)(?:の|へ)?(?:\d{1,3}件|ページ|記事|一覧|頁)?(?:へ|を見る)?|next(?: page| \d{1,3})?"
    r"|older(?: posts| entries| news)?)[\W_]{0,4}$"
)
_MORE = re.compile(
    r"^[\W_]{0,4}(?:もっと(?:見る|みる|読む|表示(?:する)?)|(?:さらに|続きを)(?:見る|みる|表示(?:する)?|読み込む)"
    r"|(?:load|show|view|see) more(?: news| posts| results| items)?)[\W_]{0,4}$"
)
_NUMBERED = re.compile(
    r"(?:^|[/?&_-])(?:p|pg|page|paged|pageno|page_no|offset|start|from|index|list|no)?[=/_-]?\d{1,3}(?:[/&._-]|\?|$)"
)
_PLACE = "/#"  # where a page's number stands
_NEXT_MARK = re.compile(r"^[›»＞>→]{1,2}$")
_PAGER = re.compile(r"pag(?:er|ing|ination|enav|e-?num)|wp-pagenavi|nav-links", re.I)
_NUMBER = re.compile(r"^\d{1,4}$")


def next_page(page: Page, url: str) -> str:
    """The address of the page on which the list goes on; "" where none is named, and for one on another host."""
    base = based(page, url)
    links = [node for node in page.body.nodes() if node.tag == "a" and node.shown and node.attrs.get("href")]
    for node in links:
        if "next" in node.attrs.get("rel", "").lower().split() and (found := _address(node, base, url)):
            return found
    for node in links:
        text = folded_line(node.text())
        if (_NEXT.match(text) or (_NEXT_MARK.match(text) and _in_pager(node))) and (found := _address(node, base, url)):
            return found
    for node in links:
        if _MORE.match(folded_line(node.text())) and (found := _address(node, base, url)) and _is_further(found, url):
            return found
    return _after_own_number(links, base, url)


def _is_further(found: str, url: str) -> bool:
    """Whether an address is a page's own with a number put in, or another one in its place: "more" may lead anywhere.

    >>> _is_further("https://a.example/news/p2/", "https://a.example/news/"), _is_further("https://a.example/all/", "https://a.example/")
    (True, False)
    >>> _is_further("https://a.example/news/p3/", "https://a.example/news/p2/")
    True
    """
    own, further = urlsplit(url), urlsplit(found)
    if _NUMBERED.sub(_PLACE, found) == _NUMBERED.sub(_PLACE, url):
        return True
    start = own.path.rpartition("/")[0] + "/"
    rest = f"{further.path.removeprefix(start)}?{further.query}"
    return further.path.startswith(start) and (len(start) > 1 or further.path == own.path) and _NUMBERED.search(rest) is not None


def _after_own_number(links: list[Node], base: str, url: str) -> str:
    """The link "2" of a row of numbers in which 1 is the page itself, or after whichever number is no link."""
    numbers = [(int(text), node) for node in links if _NUMBER.match(text := node.text()) and _in_pager(node)]
    linked = {number for number, _ in numbers}
    for number, node in numbers:
        if number >= 2 and number - 1 not in linked and (found := _address(node, base, url)):
            return found
    return ""


def _in_pager(node: Node) -> bool:
    return any(_PAGER.search(above.names) for above in node.ancestors())


def _address(node: Node, base: str, url: str) -> str:
    try:
        to = urljoin(base, node.attrs["href"].strip()).partition("#")[0]
        same = urlsplit(to).netloc == urlsplit(url).netloc
    except ValueError:
        return ""
    return to if same and to.startswith(("http://", "https://")) and to != url.partition("#")[0] else ""
