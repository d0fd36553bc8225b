"""One row of a list: which of its links is the notice's, its title, the date it bears.

Core; imports the tree, lines, dateline and tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from noticewatch.read.dateline import DateIn, date_in
from noticewatch.read.lexicon import GENERIC_LINK, LABEL_NAMES, PAGER_LINK, TITLE_NAMES
from noticewatch.read.lines import HEADINGS, folded_line
from noticewatch.read.tree import INLINE, Node, squeeze
from noticewatch.text import letters

_LONGEST_TITLE = 500
_FILE_NOTE = re.compile(r"\s{0,3}[\[(（【［]\s{0,3}(?:pdf|word|excel|docx?|xlsx?|zip)[^\])）】］]{0,30}[\])）】］]\s{0,3}$", re.I)
_NEW_NOTE = re.compile(r"^(?:NEW!?|新着|UP!?)\s{1,3}|\s{1,3}(?:NEW!?|New!|新着)$")
_AT_START = re.compile(r"^[\s■●◆◇○・※★☆□▼▶►>»:：\-–|｜~〜　]+")


def title_of(row: Node, links: Sequence[tuple[Node, str]]) -> tuple[str, str, bool]:
    """A row's link and title, and whether that is the link's own words; no title where no link can be a notice's."""
    best: tuple[float, str, str] = (0.0, "", "")
    for link, to in links:
        text, rank = _link_title(link)
        in_heading = any(above.tag in HEADINGS for above in link.ancestors() if above.depth >= row.depth)
        rank += 100 if in_heading or TITLE_NAMES.search(link.names) else 0
        rank -= 50 if LABEL_NAMES.search(link.names) or (link.parent is not None and LABEL_NAMES.search(link.parent.names)) else 0
        if (text and not best[2]) or rank > best[0]:
            best = (rank, to, text) if text else best
    if best[2]:
        return best[1], best[2][:_LONGEST_TITLE], True
    if not links or any(PAGER_LINK.match(folded_line(link.text())) for link, _ in links):
        return "", "", False
    return links[0][1], _words_of(row)[:_LONGEST_TITLE], False


def _link_title(link: Node) -> tuple[str, float]:
    """A link's own title, and how much of one it is; "" for "read more", pagers, dates and bare pictures."""
    pieces = [child for child in link.nodes() if child is not link and child.tag not in ("img", "br") and child.shown]
    named = next((node for node in pieces if node.tag in HEADINGS or (TITLE_NAMES.search(node.names))), None)
    if named is not None:
        text = tidy(named.text())
    elif any(piece.tag not in INLINE or LABEL_NAMES.search(piece.names) or piece.tag == "time" for piece in pieces):
        text = _longest_piece(link)
    else:
        text = tidy(link.text())
    if not text:
        text = next(
            (
                tidy(node.attrs.get("alt", ""))
                for node in link.nodes()
                if node.tag == "img" and len(node.attrs.get("alt", "")) > 5
            ),
            "",
        )
    folded = folded_line(text)
    if not letters(folded) or GENERIC_LINK.match(folded) or PAGER_LINK.match(folded) or _is_date(text):
        return "", 0.0
    return text, float(min(len(text), 80))


def _longest_piece(link: Node) -> str:
    """Of a link that wraps a whole card, the first piece that is no date and no label; the longest where none stands out."""
    texts: list[str] = []
    for child in link.children:
        if isinstance(child, str):
            texts.append(tidy(child))
        elif child.shown and child.tag != "time" and not LABEL_NAMES.search(child.names):
            texts.append(tidy(child.text()) if child.tag in INLINE or not child.elements() else _longest_piece(child))
    texts = [text for text in texts if letters(text) and not _is_date(text)]
    return next((text for text in texts if len(text) >= 12), max(texts, key=len, default=""))


def _words_of(row: Node) -> str:
    """The title of a row whose links say nothing: its heading, else its longest words."""
    heading = next(
        (node for node in row.nodes() if node.tag in HEADINGS or (node is not row and TITLE_NAMES.search(node.names))), None
    )
    if heading is not None and (text := tidy(heading.text())):
        return text
    texts = [tidy(node.text()) for node in row.nodes() if not node.elements() and node.tag != "a"]
    texts += [tidy(child) for node in row.nodes() for child in node.children if isinstance(child, str) and node.tag != "a"]
    texts = [text for text in texts if letters(text) and not _is_date(text) and not GENERIC_LINK.match(folded_line(text))]
    return max(texts, key=len, default="")


def _is_date(text: str) -> bool:
    found = date_in(text) if len(text) <= 60 else None
    return found is not None and found.alone


def tidy(text: str) -> str:
    """A title without marks before it, notes of file type and newness after it, and a date that leads it.

    >>> tidy("■ 2026.11.20　情報漏えいについて［PDF：88KB］")
    '情報漏えいについて'
    """
    text = _NEW_NOTE.sub("", _FILE_NOTE.sub("", _AT_START.sub("", squeeze(text))))
    for stop in (" ", "　", ":", "："):
        head, _, tail = text.partition(stop)
        if len(head) <= 20 and letters(tail) and _is_date(head):
            return _AT_START.sub("", tail).strip(" 　")
    return text.strip(" 　")


def own_date(row: Node, title: str) -> DateIn | None:
    """The date in a row: of a <time>, else of a piece that is nothing else, else of one beside the title."""
    beside: DateIn | None = None
    for node in row.nodes():
        if node.tag == "time" and (found := date_in(node.attrs.get("datetime", "") or node.text())):
            return found
        for child in node.children:
            text = squeeze(child) if isinstance(child, str) else ""
            if not any(c.isdigit() for c in text) or not (found := date_in(text)):
                continue
            if found.alone:
                return found
            if beside is None and (text not in title or _AT_START.sub("", text) != tidy(text)):
                beside = found
    return beside
