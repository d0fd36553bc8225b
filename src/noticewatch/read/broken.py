"""Rows that only line breaks set apart: `Jan. 16 <a>Minutes</a><br>Feb. 13 <a>Minutes</a>` as nodes of their own.

In preformatted text a line of the source is one.

Core; imports the tree.
"""

from __future__ import annotations

from collections.abc import Iterator

from noticewatch.read.tree import INLINE, Node

BROKEN_ROW = "br-row"  # the tag of such a node; no page can bear it
_Piece = Node | str | None  # None where a line ends


def block_of(link: Node) -> Node:
    """The block a link stands in."""
    return next((above for above in link.ancestors() if above.tag not in INLINE), link)


def broken_rows(block: Node) -> list[Node]:
    """The lines of a block that breaks set apart, without its inner blocks; empty where nothing breaks it."""
    pieces = list(_pieces(block))
    if None not in pieces:
        return []
    rows: list[Node] = []
    line: list[Node | str] = []
    for piece in [*pieces, None]:
        if piece is not None:
            line.append(piece)
            continue
        if any(isinstance(part, Node) for part in line):
            rows.append(_row(block, line))
        line = []
    return rows


def _row(block: Node, line: list[Node | str]) -> Node:
    row = Node(BROKEN_ROW, {}, block)
    row.children = line
    row.size = sum(part.size if isinstance(part, Node) else len(part.strip()) for part in line)
    row.linked = sum(part.linked for part in line if isinstance(part, Node))
    return row


def _pieces(block: Node) -> Iterator[_Piece]:
    """The block's inline content, opened where a break stands inside."""
    stack: list[_Piece] = list(reversed(block.children))
    written = any(above.tag == "pre" for above in block.ancestors())
    while stack:
        piece = stack.pop()
        if isinstance(piece, str) and written and "\n" in piece:
            yield from _lines(piece)
        elif not isinstance(piece, Node):
            yield piece
        elif piece.tag == "br" or (piece.tag not in INLINE and piece.shown):
            yield None
        elif piece.tag == "a":
            yield from _link(piece)
        elif any(below.tag == "br" for below in piece.nodes()):
            stack.extend(reversed(piece.children))
        elif piece.shown:
            yield piece


def _lines(text: str) -> Iterator[_Piece]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield None
        yield line


def _link(link: Node) -> Iterator[_Piece]:
    """A link, with the breaks that stand at its own start and end."""
    said = [child for child in link.nodes() if child.tag == "br" or (child is not link and child.size)]
    if said and said[0].tag == "br" and not _says(link, before=True):
        yield None
    yield link
    if said and said[-1].tag == "br" and not _says(link, before=False):
        yield None


def _says(link: Node, *, before: bool) -> bool:
    """Whether the link has text of its own before its first child element, or behind its last."""
    for child in link.children if before else reversed(link.children):
        if isinstance(child, Node):
            return bool(child.size) and child.tag != "br"
        if child.strip():
            return True
    return False
