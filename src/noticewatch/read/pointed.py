"""The files to which a page leads that says next to nothing itself: the notice stands in them.

Core; imports links, the tree's lines and listing. Only PDFs of a page that is short without them, and no more than a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from noticewatch.links import linked_address
from noticewatch.read.html import MainText
from noticewatch.read.lines import Line
from noticewatch.read.listing import based
from noticewatch.read.tree import Page
from noticewatch.text import letters

MOST_FILES = 3  # of one notice; more are a collection
LITTLE = 120  # characters of sentences, from which a page tells enough itself


def files_of(page: Page, url: str, main: MainText) -> tuple[str, ...]:
    """The addresses of the PDFs in which a page's notice stands; () where it tells it itself, or leads to many."""
    title = letters(main.title)
    own = [line for line in main.lines if line is not main.title_line and not line.is_link and letters(line.text) != title]
    if sum(len(line.text) for line in own) >= LITTLE:
        return ()
    found = tuple(dict.fromkeys(to for line in main.lines for to in _pdfs(line, based(page, url))))
    return found if len(found) <= MOST_FILES else ()


def _pdfs(line: Line, base: str) -> Sequence[str]:
    found: list[str] = []
    for node in line.node.nodes():
        to = linked_address(node.attrs.get("href", ""), base) if node.tag == "a" and node.shown else ""
        if urlsplit(to).path.lower().endswith(".pdf"):
            found.append(to)
    return found
