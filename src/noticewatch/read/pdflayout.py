"""Lines of a PDF as paragraphs: without page numbers and running heads, in reading order, broken lines joined again.

Core; imports pdfpages. A line is joined to the next only where it fills its column; headings, items of lists, rows of tables and
short lines stay lines.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from noticewatch.read.pdfpages import PdfLine

_EDGE = 2  # lines at a page's top and foot that may be a running head
_FULL, _FULL_SENTENCE = 2.2, 1.05  # ems that may be missing at the end of a full line of wide letters, and behind a 。
_RIGHT_HALF = 0.4  # of a column's width; a line that begins behind this is set to the right
_LONG, _SHORT = 14, 7  # ems; a line shorter than the first is full only where others end at its place, than the second never
_LARGER = 1.15  # a heading's letters against those of the text
_AGAIN = 1.35  # a gap larger than this many usual ones sets a line off
_ROWS = 4.5  # letters' heights that two rows of a table may lie apart
_MOST_LINES = 1_500  # of a page; of more none is joined
_LABEL = 14  # ems; a table's first column is no wider, and a column of text is no narrower
_MOST_COLUMNS = 60  # blocks of a page among which columns of tables are looked for
_MOST_BLOCKS = 400  # of a page; more are left in the order they are drawn
_PAGE_NUMBER = re.compile(
    r"[-–—―ー‐(〔\[]?\s{0,3}(?:p(?:age|\.)?\s{0,3})?(\d{1,3})\s{0,3}(?:(?:/|of|／|中)\s{0,3}(\d{1,3})\s{0,3})?(?:頁|ページ)?\s{0,3}[-–—―ー‐)〕\]]?",
    re.I,
)
_LAST_NUMBER = re.compile(r"\s{1,4}[-–—]?\s?\d{1,3}(?:\s?/\s?\d{1,3})?\s?[-–—]?$")
_STAMP = re.compile(
    r"\d{1,4}/\d{1,2}/\d{1,4},?\s\d{1,2}:\d{2}(?:\s?[AP]M)?(?:\s|$)"
)  # a browser prints it above the page's title
_PRINTED_FROM = re.compile(r"(?:https?|file)://\S{1,2000}(?:\s{1,4}\d{1,3}/\d{1,3})?$")
_BULLET = re.compile(
    r"[・•●○◎◆◇■□▪▫◦‣※＊*►▶▷→⇒–—-][\s　]?\S"
    r"|[（(][0-9０-９一二三四五六七八九十a-zアイウエオ]{1,3}[)）]|[0-9０-９]{1,2}[.．、)）](?:\s|[A-Z]|[^\x00-\x7f])|[①-⑳⑴-⑽ⅰ-ⅹⅠ-Ⅹ]"
    r"|第[0-9０-９一二三四五六七八九十]{1,3}[章条節項]?\s|【|＜|［|〔|<|(?:Q|A|問|答)\s?\d{0,2}[.．：:]|[一二三四五六七八九十][、．]"
)
_WORD = re.compile(r"[!-~]{1,60}")
_ENDS_WORD = re.compile(r"[A-Za-z]{2}[-\u00ad]$")


@dataclass(slots=True)
class Paragraph:
    """One line of the text: `gap` says that it is set off from the one before; `lines` are those it was made of."""

    text: str
    lines: list[PdfLine]
    gap: bool = False

    @property
    def size(self) -> float:
        """Its letters' height."""
        return self.lines[0].size


def paragraphs_of(pages: Sequence[Sequence[PdfLine]]) -> list[Paragraph]:
    """The text of pages, in reading order."""
    found: list[Paragraph] = []
    cleared = without_furniture(pages)
    body = body_size(line for page in cleared for line in page)
    for page in cleared:
        for block in _in_reading_order(_with_rows(_blocks(page))):
            found.extend(_paragraphs(block, page, body, found[-1] if found else None))
    return found


def body_size(lines: object) -> float:
    """The height of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:  # type: ignore[attr-defined]
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


# What stands on every page


def without_furniture(pages: Sequence[Sequence[PdfLine]]) -> list[list[PdfLine]]:
    """Pages without their numbers, running heads and what a browser prints about them."""
    edges = [_edge_lines(page) for page in pages]
    heads = _running(edges)
    offset = _numbered_from(edges)
    kept = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        outer = {id(line) for line in edge}
        kept.append(
            [
                line
                for line in page
                if id(line) not in outer or not (_key(line) in heads or _is_number(line, number, len(pages), offset))
            ]
        )
    return kept


def _edge_lines(page: Sequence[PdfLine]) -> list[PdfLine]:
    """The outermost lines of a page; of vertical writing, by its own direction, none."""
    lines = sorted((line for line in page if not line.vertical), key=lambda line: line.top)
    return list({id(line): line for line in (*lines[:_EDGE], *lines[-_EDGE:])}.values())


def _key(line: PdfLine) -> tuple[str, int]:
    """What a running head is known by: its words but for a page's number at their end, and about where it stands."""
    return _LAST_NUMBER.sub("", unicodedata.normalize("NFKC", line.text)), round(line.top / 12)


def _running(edges: Sequence[Sequence[PdfLine]]) -> set[tuple[str, int]]:
    """What stands at the edge of most pages; a sentence that does is no head."""
    times = Counter(key for edge in edges for key in {_key(line) for line in edge})
    least = max(2, (len(edges) + 1) // 2)
    return {key for key, count in times.items() if count >= least and key[0] and not _ends_sentence(key[0])}


def _number(line: PdfLine) -> re.Match[str] | None:
    text = unicodedata.normalize("NFKC", line.text).strip()
    return _PAGE_NUMBER.fullmatch(text) if len(text) <= 20 else None


def _numbered_from(edges: Sequence[Sequence[PdfLine]]) -> int | None:
    """What bare numbers at the edge count from, where they count pages on."""
    offsets: Counter[int] = Counter()
    for page, edge in enumerate(edges):
        offsets.update({int(match[1]) - page for line in edge if (match := _number(line)) is not None})
    best, count = max(offsets.items(), key=lambda one: one[1], default=(0, 0))
    return best if count * 2 > len(edges) and (best == 1 or count > 1) else None


def _is_number(line: PdfLine, page: int, pages: int, offset: int | None) -> bool:
    text = unicodedata.normalize("NFKC", line.text).strip()
    if _STAMP.match(text) or _PRINTED_FROM.fullmatch(text):
        return True
    match = _number(line)
    if match is None:
        return False
    if match[2] and int(match[1]) <= int(match[2]):
        return True
    return offset is not None and int(match[1]) - page == offset and (pages > 1 or offset == 1 or not text.isdigit())


# Reading order


def _blocks(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Lines drawn one after the other, each below the last and sharing its width."""
    blocks: list[list[PdfLine]] = []
    for line in lines:
        last = blocks[-1][-1] if blocks else None
        if last is not None and last.vertical == line.vertical and _follows(last, line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _follows(last: PdfLine, line: PdfLine) -> bool:
    below = line.top - last.top
    if not 0.85 < line.size / max(last.size, 1) < 1.18:
        return False
    return 0.3 * last.size < below < 4 * max(last.size, line.size) and min(last.end, line.end) > max(last.start, line.start)


def _with_rows(blocks: list[list[PdfLine]]) -> list[list[PdfLine]]:
    """Blocks of which those are one that are the columns of a table: short lines, each on a level with one beside it."""
    if len(blocks) > _MOST_COLUMNS:
        return blocks
    made: list[list[PdfLine]] = []
    for block in blocks:
        left = next((one for one in made if _is_first_column(one, block)), None)
        if left is None:
            made.append(block)
        else:
            left[:] = _side_by_side(left, block)
    return made


def _is_first_column(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> bool:
    if len(left) < 2 or len(right) < 2 or left[0].vertical or right[0].vertical:
        return False
    if max(line.end for line in left) >= min(line.start for line in right):
        return False
    width = median(line.cells[-1].end - line.cells[-1].start for line in left)
    level = sum(any(_is_level(line, other) for other in right) for line in left)
    return width <= _LABEL * left[0].size and level >= 2 and level >= 0.75 * min(len(left), len(right))


def _is_level(line: PdfLine, other: PdfLine) -> bool:
    shared = min(line.bottom, other.bottom) - max(line.top, other.top)
    return shared > 0.6 * min(line.bottom - line.top, other.bottom - other.top)


def _side_by_side(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> list[PdfLine]:
    rows = list(left)
    for line in right:
        at = next((number for number, row in enumerate(rows) if _is_level(row, line)), None)
        if at is None:
            rows.append(line)
        else:
            rows[at] = replace(rows[at], cells=(*rows[at].cells, *line.cells))
    return sorted(rows, key=lambda row: row.top)


def _in_reading_order(blocks: list[list[PdfLine]]) -> list[list[PdfLine]]:
    """Blocks so that what stands above is read before what stands below it in the same column; else as drawn."""
    if len(blocks) > _MOST_BLOCKS:
        return blocks
    spans = [
        (min(one.start for one in block), max(one.end for one in block), block[0].top, block[-1].bottom, block[0].vertical)
        for block in blocks
    ]
    above: list[set[int]] = [
        {at for at, one in enumerate(spans) if at != number and _is_above(one, span)} for number, span in enumerate(spans)
    ]
    left, order = list(range(len(blocks))), []
    while left:
        # What is drawn across others may stand above and below at once; then the first goes first.
        chosen = next((number for number in left if not above[number].intersection(left)), left[0])
        left.remove(chosen)
        order.append(blocks[chosen])
    return order


_Span = tuple[float, float, float, float, bool]


def _is_above(one: _Span, other: _Span) -> bool:
    if one[4] != other[4]:
        return False
    shared = min(one[1], other[1]) - max(one[0], other[0])
    if shared > 0.3 * min(one[1] - one[0], other[1] - other[0]):
        return one[2] < other[2] and one[3] < other[3]
    return one[4] and one[1] <= other[0]  # of vertical writing, the upper row of columns


# Paragraphs


def _paragraphs(block: Sequence[PdfLine], page: Sequence[PdfLine], body: float, before: Paragraph | None) -> list[Paragraph]:
    found: list[Paragraph] = []
    usual = _usual_gap(page)
    for line in block:
        last = found[-1] if found else before
        if last is not None and _continues(last, line, page, body, usual):
            last.text = _joined(last.text, line.text)
            last.lines.append(line)
        else:
            near = last is not None and last.lines[-1].page == line.page
            gap = not near or last is None or _is_set_off(last.lines[-1], line, usual, body)
            found.append(Paragraph(line.text, [line], gap))
    return found


def _usual_gap(page: Sequence[PdfLine]) -> float:
    """How far lines lie apart on a page, in letters' heights."""
    gaps = [
        (line.top - last.top) / last.size
        for last, line in itertools.pairwise(page)
        if 0.7 < (line.top - last.top) / max(last.size, 1) < 3 and 0.85 < line.size / max(last.size, 1) < 1.18
    ]
    return min(sorted(gaps)[(len(gaps) - 1) // 4], 2.6) if gaps else 1.7


def _is_set_off(last: PdfLine, line: PdfLine, usual: float, body: float) -> bool:
    if last.vertical != line.vertical:
        return True
    down = line.top - last.top
    if len(last.cells) > 1 and len(line.cells) > 1 and abs(last.size - line.size) < 0.15 * line.size:
        return not 0 < down < _ROWS * line.size
    heading = max(last.size, line.size) >= _LARGER * body
    return (
        down < 0
        or down > _AGAIN * usual * max(last.size, line.size)
        or (heading and abs(last.size - line.size) > 0.1 * line.size)
    )


def _continues(last: Paragraph, line: PdfLine, page: Sequence[PdfLine], body: float, usual: float) -> bool:
    """Whether a line goes on with the paragraph before it."""
    end = last.lines[-1]
    if end.vertical != line.vertical or not 0.88 < line.size / max(end.size, 1) < 1.14 or len(line.cells) > 1:
        return False
    if len(page) > _MOST_LINES:
        return False
    if _BULLET.match(line.text):
        return False
    if end.page != line.page:
        return _goes_on_overleaf(last, line)
    down = line.top - end.top
    new_column = down < 0
    if not new_column and not 0.3 * end.size < down < _AGAIN * usual * end.size:
        return False
    if _breaks_word(last.text, line.text):
        return True
    if line.size >= _LARGER * body and not new_column:
        return _is_one_heading(end, line)
    if not _is_full(end, line, page, inside=len(last.lines[0].cells) > 1):
        return False
    first = end.cells[-1].start if len(end.cells) > 1 else last.lines[0].start
    if new_column:
        return not _is_indented(line, page) and not _ends_sentence(last.text)
    if _BULLET.match(last.text):
        return line.start >= first - 0.6 * line.size
    return line.start <= max(end.start if len(last.lines) > 1 else first, first) + 0.6 * line.size


def _goes_on_overleaf(last: Paragraph, line: PdfLine) -> bool:
    """A paragraph over two pages: it ends within a sentence, in a line that is long."""
    end = last.lines[-1]
    return len(end.cells) == 1 and len(end.text) >= 12 and not _ends_sentence(last.text) and _is_mid_sentence(end, line)


def _is_mid_sentence(end: PdfLine, line: PdfLine) -> bool:
    width = max(end.end - end.start, 1.0)
    return line.start <= end.start + 0.6 * line.size and (line.end - line.start > 0.3 * width) and width > 15 * end.size


def _is_one_heading(end: PdfLine, line: PdfLine) -> bool:
    """A heading over two lines: centred alike, or begun at one place and long."""
    middle = abs((end.start + end.end) - (line.start + line.end)) / 2
    return middle < line.size or (abs(end.start - line.start) < line.size and end.end - end.start > 12 * end.size)


def _is_full(end: PdfLine, line: PdfLine, page: Sequence[PdfLine], *, inside: bool) -> bool:
    """Whether a line reaches the end of its column, so that the next word would not have had room.

    `inside`: it stands in a table's row, and may begin anywhere.
    """
    column = _column(end, page)
    left, right = min(one.start for one in column), max(one.end for one in column)
    if not inside and end.start > left + _RIGHT_HALF * (right - left):
        return False
    alike = [one for one in column if abs(one.size - end.size) < 0.15 * end.size]
    margin = max(one.end for one in alike if one is end or inside or one.start <= left + _RIGHT_HALF * (right - left))
    room = _room(end, line)
    if end.end < margin - room:
        return False
    width = end.end - (end.cells[-1].start if inside else left)
    return width > _LONG * end.size or (width > _SHORT * end.size and sum(one.end >= margin - room for one in alike) >= 3)


def _room(end: PdfLine, line: PdfLine) -> float:
    """How much may be missing at a full line's end: what the next word takes, or what a mark drew after it that begins no line.

    Behind a sentence's end less may be missing, as a paragraph may end there too.
    """
    ends = _ends_sentence(end.text)
    if word := _WORD.match(line.text):
        return max((0.45 if ends else 0.62) * len(word[0]) + 0.3, 1.0) * line.size
    return (_FULL_SENTENCE if ends else _FULL) * end.size


def _column(end: PdfLine, page: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines of a line's column: they share its width, and run over nothing that stands beside it."""
    alike = [one for one in page if one.vertical == end.vertical]
    level = [one for one in alike if one.top < end.bottom and one.bottom > end.top]
    after = min((one.start for one in level if one.start > end.end), default=float("inf"))
    before = max((one.end for one in level if one.end < end.start), default=float("-inf"))
    return [
        one
        for one in alike
        if one is end or (min(one.end, end.end) > max(one.start, end.start) and one.end <= after and one.start >= before)
    ]


def _is_indented(line: PdfLine, page: Sequence[PdfLine]) -> bool:
    starts = [one.start for one in page if abs(one.start - line.start) < 3 * line.size]
    return line.start > min(starts) + 0.6 * line.size


def _ends_sentence(text: str) -> bool:
    return text.rstrip("」』）)\"'”’ ").endswith(("。", ".", "!", "?", "！", "？", ":", "："))


def _joined(text: str, more: str) -> str:
    """Two lines of a paragraph as one: a hyphen undone, a blank between words, none beside a wide letter."""
    if _breaks_word(text, more):
        return text[:-1] + more
    if text.endswith("-") or (ord(text[-1:] or " ") > 0x2E7F or ord(more[:1] or " ") > 0x2E7F):
        return text + more
    return f"{text} {more}"


def _breaks_word(text: str, more: str) -> bool:
    return more[:1].islower() and _ENDS_WORD.search(text[-3:]) is not None


def is_item(text: str) -> bool:
    """Whether a line is an item of a list; a title may begin with a bracket.

    >>> is_item("・氏名"), is_item("(1) 書類"), is_item("【重要】紛失について"), is_item("2026年11月20日")
    (True, True, False, False)
    """
    return _BULLET.match(text) is not None and text[:1] not in "【＜［〔<「"
