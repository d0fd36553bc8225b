"""A tree's text as lines: what stands on a line of its own, how it is set off, and where it came from.

Core; imports the tree and the tables of furniture. Offsets play no part here: a document's text is made of these lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from noticewatch.read.lexicon import (
    ENTRY_NAMES,
    FURNITURE_LINE,
    FURNITURE_NAMES,
    FURNITURE_ROLES,
    FURNITURE_TAGS,
    HEAD_NAMES,
    MAYBE_NAMES,
)
from noticewatch.read.tree import INLINE, Node, squeeze

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SET_OFF = {"p", "ul", "ol", "dl", "table", "pre", "blockquote", "section", "article", "fieldset", "figure", "hr", *HEADINGS}
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "u", "big"}
_LONGEST_ROW = 400  # characters; a row of cells longer than this is layout, not a table's row
_LINK_WORTH = 0.3  # what a link's letter takes off: a column of navigation weighs, three attachments do not
_LONGEST_CELL = 40  # characters; a cell of several lines and more than this between breaks is text of its own
_NOT_IN_ROW = {"table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "form"}
_MAYBE_SHARE = 0.3  # of a page's own text; a box of doubtful name that holds more is no furniture
_SENTENCE = re.compile(r"[。！？!?]|\.(?:\s|$)|です|ます|した")


@dataclass(slots=True)
class Line:
    """One line: its block, the blank lines before it, and how it is written."""

    text: str
    node: Node
    before: int = 0
    linked: int = 0  # characters of it within links
    bold: bool = False
    level: int = 0  # of a heading, else 0

    @property
    def style(self) -> str:
        """Equal for lines written alike: the path of tags, whether all of it is bold."""
        return f"{_place(self.node)}{'!' if self.bold else ''}"

    @property
    def is_link(self) -> bool:
        """Whether it is a link and little else."""
        return self.linked * 10 >= len(self.text) * 6

    @property
    def is_sentence(self) -> bool:
        """Whether it tells something, and is neither a link nor furniture."""
        return not self.is_link and self.worth >= len(self.text)

    @property
    def worth(self) -> float:
        """How much it speaks for its box being the notice: sentences do, links and furniture speak against."""
        if self.is_link:
            return -_LINK_WORTH * len(self.text)
        if is_furniture_line(self.text):
            return -float(len(self.text))
        if _SENTENCE.search(self.text) or len(self.text) > 80:
            return float(len(self.text))
        return 0.3 * len(self.text)


_CAMEL = re.compile(r"([a-z])([A-Z])")
_PLACINGS = frozenset({"pull", "push", "float", "text", "align"})  # "pull-left" places a box and names nothing
_DENIALS = frozenset({"no", "not", "non", "has", "with", "without"})  # "has-sidebar" is the box beside one
_RESULTS = frozenset({"list", "result", "results", "table", "grid", "items"})  # "search-results" are what was sought
_NOT_NAME = re.compile(r"[^a-z0-9]+")


def names_of(node: Node) -> frozenset[str]:
    """The words of a node's class and id.

    >>> sorted(names_of(Node("div", {"class": "sectionFooter", "id": "side_2"}, None)))
    ['2', 'footer', 'section', 'sectionfooter', 'side', 'side_2']
    """
    if "class" not in node.attrs and "id" not in node.attrs:
        return frozenset()
    words: set[str] = set()
    for name in node.names.split():
        words.add(name.lower())
        parts = _NOT_NAME.split(_CAMEL.sub(r"\1-\2", name).lower())
        if parts[0] in _PLACINGS:
            continue
        denied = next((at for at, part in enumerate(parts) if part in _DENIALS), len(parts))
        words.update(parts[:denied])
        if "search" in parts and not _RESULTS.isdisjoint(parts):
            words.discard("search")
    words.discard("")
    return frozenset(words)


def folded_line(text: str) -> str:
    """A line as the tables of words are matched on it."""
    return unicodedata.normalize("NFKC", text[:300]).casefold().strip()


def is_furniture_line(text: str) -> bool:
    """Whether a line of its own is a counter, a clock, a tool or a copyright notice.

    >>> is_furniture_line("本日のアクセス数 4,123 表示時刻 12:03:11"), is_furniture_line("閲覧された可能性があります")
    (True, False)
    """
    return len(text) <= 200 and FURNITURE_LINE.match(folded_line(text)) is not None


def is_furniture(node: Node, whole: Node) -> bool:
    """Whether a node is a box of the site's (navigation, footer, related links …) within `whole`."""
    if not node.shown:
        return True
    tag = node.tag
    if tag in INLINE or tag in ("main", "body", "article", "tr", "td", "tbody", "p", "li"):
        named = tag in ("p", "li", "td") and bool(names_of(node) & FURNITURE_NAMES)
        return named and _is_small(node, whole) and not _fills_main(node)
    if tag in FURNITURE_TAGS or node.attrs.get("role", "") in FURNITURE_ROLES:
        return tag != "menu" or node.linked > 0
    if tag == "form":  # of which some systems make the whole page
        return _is_small(node, whole) and node.size < whole.size and not any(below.tag == "h1" for below in node.nodes())
    if tag == "header":
        return not any(above.tag in ("article", "main", "section") for above in node.ancestors() if above is not node)
    names = names_of(node)
    if names & FURNITURE_NAMES:
        return (_is_small(node, whole) or node.linked * 10 > node.size * 7) and not _fills_main(node)
    if names & HEAD_NAMES and (names | (names_of(node.parent) if node.parent else frozenset())) & ENTRY_NAMES:
        return False
    return bool(names & MAYBE_NAMES) and not _in_content(node) and _is_small(node, whole) and tag == "div"


def _in_content(node: Node) -> bool:
    return any(above.tag in ("article", "main") for above in node.ancestors())


def _fills_main(node: Node) -> bool:
    """Whether a node is most of what the page's <main> says."""
    main = next((above for above in node.ancestors() if above.tag == "main" or above.attrs.get("role") == "main"), None)
    return main is not None and node.size > 60 and node.size * 2 > main.size


def _is_small(node: Node, whole: Node) -> bool:
    """Whether the rest of the whole says more than this node does, and the node does not hold the main part."""
    own, all_of_it = node.size - node.linked, whole.size - whole.linked
    if own > 60 and own > all_of_it * (1 - _MAYBE_SHARE):
        return False
    return node.size < 200 or not any(below.tag in ("main", "article") for below in node.nodes())


class _Writer:
    """Grows lines out of a walk over the tree."""

    def __init__(self, root: Node, whole: Node, keep: bool) -> None:
        self.root, self.whole, self.keep = root, whole, keep
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.linked = self.bold = self.shown = 0  # characters of the line under way
        self.blanks, self.breaks = 0, 0
        self.block = root
        self.bold_ended = False  # just now, all of the line so far being bold

    def text(self, text: str, link: bool, bold: bool) -> None:
        if self.bold_ended and text.lstrip(" \t\r").startswith("\n"):
            self.end_line()  # a bold line of its own in the source, though shown in one with the next
        self.bold_ended = False
        self.pieces.append(text)
        length = len(text.strip())
        self.shown += length
        self.linked += length if link else 0
        self.bold += length if bold else 0

    def end_line(self) -> bool:
        """Close the line under way; whether it said anything."""
        text = squeeze("".join(self.pieces))
        if text:
            level = next((HEADINGS[a.tag] for a in islice(self.block.ancestors(), 3) if a.tag in HEADINGS), 0)
            whole_bold = self.bold * 10 >= len(text.replace(" ", "")) * 9
            self.lines.append(Line(text, self.block, self.blanks, self.linked, whole_bold, level))
            self.blanks = 0
        self.pieces.clear()
        self.linked = self.bold = self.shown = 0
        self.bold_ended = False
        return bool(text)

    def set_off(self) -> None:
        self.blanks = max(self.blanks, 1)


def lines_of(root: Node, *, whole: Node | None = None, keep: bool = False) -> list[Line]:
    """The lines of a node, in reading order; boxes of furniture are left out unless `keep`."""
    writer = _Writer(root, whole or root, keep)
    _walk(writer, root)
    writer.end_line()
    return writer.lines


def _walk(writer: _Writer, root: Node) -> None:
    """Depth first without recursion: pages nest deeper than Python's stack likes."""
    stack: list[tuple[Node | str, bool, bool, bool, bool]] = [
        (root, False, False, False, False)
    ]  # item, leaving, link, bold, pre
    while stack:
        item, leaving, link, bold, pre = stack.pop()
        if isinstance(item, str):
            _write(writer, item, link, bold, pre)
        elif leaving:
            _leave(writer, item)
        elif item is root or (not (is_furniture(item, writer.whole) and not writer.keep) and item.shown):
            if item.tag == "br":
                _break(writer)
                continue
            if item.tag == "tr" and (row := row_text(item)):
                _row(writer, item, row)
                continue
            _enter(writer, item)
            link = link or (item.tag == "a" and bool(item.attrs.get("href")))
            bold, pre = bold or item.tag in _BOLD, pre or item.tag == "pre"
            stack.append((item, True, link, bold, pre))
            stack.extend((child, False, link, bold, pre) for child in reversed(item.children))


def _write(writer: _Writer, text: str, link: bool, bold: bool, pre: bool) -> None:
    if not pre:
        writer.text(text, link, bold)
        return
    for number, piece in enumerate(text.split("\n")):
        if number:
            _break(writer)
        writer.text(piece, link, bold)


def _break(writer: _Writer) -> None:
    if writer.end_line():
        writer.breaks = 0
    else:
        writer.breaks += 1
        writer.blanks = min(3, max(writer.blanks, writer.breaks))


def _enter(writer: _Writer, node: Node) -> None:
    if node.tag in INLINE:
        return
    if writer.end_line():
        writer.breaks = 0
    if node.tag in _SET_OFF:
        writer.set_off()
    writer.block = node


def _leave(writer: _Writer, node: Node) -> None:
    if node.tag in INLINE:
        writer.bold_ended = node.tag in ("b", "strong") and 0 < writer.shown == writer.bold
        return
    said = writer.end_line()
    writer.breaks = 0
    if node.tag in _SET_OFF:
        if not said and node.tag == "p" and not node.size and writer.lines:
            writer.blanks = min(3, writer.blanks + 1)
        writer.set_off()
    if node.parent is not None and node is not writer.root:
        writer.block = node.parent


def _place(node: Node) -> str:
    """Where lines of a block stand, the same for all that are written alike."""
    parts: list[str] = []
    for above in node.ancestors():
        if above.tag in ("td", "th") and above.parent is not None:
            parts.append(f"{above.tag}{above.parent.elements().index(above)}")
        elif above.tag not in INLINE:
            parts.append(above.tag)
        if len(parts) == 3:
            break
    return "<".join(parts) + "." + re.sub(r"\d+", "", node.attrs.get("class", ""))


def row_text(row: Node) -> str:
    """A table row as one line, its cells two spaces apart; "" for a row of layout and for one of a single cell."""
    cells = [cell for cell in row.elements() if cell.tag in ("td", "th")]
    if len(cells) < 2 or row.size > _LONGEST_ROW:
        return ""
    if any(below.tag in _NOT_IN_ROW for below in row.nodes()) or any(_is_prose(cell) for cell in cells):
        return ""
    texts = [text for cell in cells if (text := cell.text())]
    return "  ".join(texts) if len(texts) > 1 else ""


def _is_prose(cell: Node) -> bool:
    breaks = sum(below.tag in ("br", "p", "pre") for below in cell.nodes())
    return cell.size * breaks > 2 * _LONGEST_CELL


def _row(writer: _Writer, row: Node, text: str) -> None:
    writer.end_line()
    headers = all(cell.tag == "th" for cell in row.elements())
    writer.lines.append(Line(text, row, writer.blanks, row.linked, headers))
    writer.blanks = writer.breaks = 0


def among_links(lines: Sequence[Line], keep: Line | None) -> set[int]:
    """The ids of lines in boxes that are mostly links (a banner in a column of navigation).

    No box counts that holds `keep` or most of what is said outside links.
    """
    counts: dict[int, list[int]] = {}  # lines, links among them, characters outside links
    said = 0
    for line in lines:
        own = 0 if line.is_link else len(line.text)
        said += own
        for above in line.node.ancestors():
            count = counts.setdefault(id(above), [0, 0, 0])
            count[0] += 1
            count[1] += line.is_link
            count[2] += own
    safe = {id(above) for above in keep.node.ancestors()} if keep is not None else set()
    beside = {
        key
        for key, (all_of_it, links, own) in counts.items()
        if 2 <= links < all_of_it < 2 * links and 2 * own < said and key not in safe
    }
    return {id(line) for line in lines if any(id(above) in beside for above in line.node.ancestors())}


def joined(lines: Sequence[Line]) -> str:
    """Lines as text: a blank line between paragraphs, none within a list, a table or broken lines."""
    return "".join(_joined(lines))


def _joined(lines: Sequence[Line]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number:
            yield "\n\n" if line.before else "\n"
        yield line.text
