"""A PDF's pages as lines of cells, each with its place; what stands where, and nothing of what it means.

Core; imports errors, text and pypdfium2, which is not thread-safe: one caller at a time. Places are in points, along a line from
its start to its end, and down the page; for vertical writing along the column, and from the right to the left.
"""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, NamedTuple

from noticewatch.errors import ReadError
from noticewatch.text import clean_text, without_radicals

LARGEST = 32 * 1024 * 1024  # bytes
_MOST_PAGES, _PAGES_OF_MANY = 200, 50  # of a file of more pages than the first, the second number is read
_MOST_CHARACTERS, MOST_OF_PAGE = 400_000, 60_000
_CELL_GAP, _WIDE_CELL_GAP = 1.5, 1.0  # ems between two words, or two wide letters, that are two cells
_SET_APART = 0.4  # ems; typesetters put less than this between a figure and a wide letter
_NO_GAP = 0.1  # ems; a blank narrower than this is none between two wide letters
_HYPHEN = "\u00ad"  # a hyphen that breaks a word at a line's end
_PASSWORD, _SECURITY = 4, 5  # PDFium's errors
_GENERATED = "\ufdd0"  # stands for a blank that PDFium put where it saw a gap
_STOPS = ".,:;)]"  # behind these a blank is meant
_BLANK = _GENERATED + " \t\u00a0\u2002\u2003\u2009\r\n"
_WIDE = "\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\u3400-\u4dbf々〇"
_SPREAD_WIDE = re.compile(rf"(?<![^ \u3000])[{_WIDE}](?:[ \u3000][{_WIDE}]){{2,60}}(?![^ \u3000、。：:])")
_SPREAD_ANY = re.compile(rf"(?<![^ \u3000])[{_WIDE}\w](?: [{_WIDE}\w、。・（）()]){{4,80}}(?![^ \u3000])")
_LABEL = re.compile(rf"([{_WIDE}])[ \u3000]([{_WIDE}])(?=[ \u3000]{{2}})")
_PAIR = re.compile(rf"([{_WIDE}])[ \u3000]{{1,4}}([{_WIDE}])")
# Ligatures of TeX's fonts, which bear no table of their own, and PDFium's mark for a hyphen at a line's end.
_LETTERS = {
    "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl", "\x0b": "ff", "\x0c": "fi", "\x0e": "ffi",
    "\x0f": "ffl", "\x02": _HYPHEN, "\ufffe": _HYPHEN, "\x88": "•",
    "︑": "、", "︒": "。", "︵": "（", "︶": "）", "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』", "︱": "―", "︓": "：",
}  # fmt: skip


class Glyph(NamedTuple):
    """One character and its box: `start` to `end` along the x axis, `top` to `bottom` down the page."""

    text: str
    start: float
    end: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line without a wide gap in it."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line: its cells in order, its extent across, its letters' height, the number of its page from 0."""

    cells: tuple[Cell, ...]
    top: float
    bottom: float
    size: float
    page: int
    vertical: bool = False

    @property
    def text(self) -> str:
        """Its words; cells are two blanks apart, as in a page's tables."""
        return "  ".join(cell.text for cell in self.cells)

    @property
    def start(self) -> float:
        """Where its first cell begins."""
        return self.cells[0].start

    @property
    def end(self) -> float:
        """Where its last cell ends."""
        return self.cells[-1].end


@dataclass(slots=True)
class Pages:
    """What was read of a file: its lines in the order they are drawn, page by page."""

    total: int
    title: str = ""  # of the file's own description
    pages: list[list[PdfLine]] = field(default_factory=list)
    letters: int = 0  # characters read
    bad: int = 0  # those of them that stand for nothing: unmapped, private, control characters
    broken: int = 0  # pages that cannot be read
    cut: int = 0  # pages of more characters than are read


def read_pages(body: bytes) -> Pages:
    """The lines of a PDF. Raises ReadError for what is no PDF, is encrypted or too large."""
    import pypdfium2 as pdfium  # loads a library of 7 MB, which hardly a command needs

    if len(body) > LARGEST:
        raise ReadError(f"the PDF has {len(body):,} bytes, more than are read")
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as fault:
        if getattr(fault, "err_code", None) in (_PASSWORD, _SECURITY):
            raise ReadError("the PDF is encrypted and needs a password") from fault
        raise ReadError("the PDF is broken") from fault
    try:
        pages = Pages(len(document), _title(document))
        for number in range(pages.total if pages.total <= _MOST_PAGES else _PAGES_OF_MANY):
            if pages.letters >= _MOST_CHARACTERS:
                break
            _read_page(document, number, pages)
    finally:
        document.close()
    return pages


def _title(document: Any) -> str:
    try:
        return clean_text(document.get_metadata_value("Title"))[:500].strip()
    except UnicodeDecodeError:
        return ""


def _read_page(document: Any, number: int, pages: Pages) -> None:
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        text = page.get_textpage()
    except PdfiumError:
        pages.broken += 1
        pages.pages.append([])
        return
    glyphs: list[Glyph | None] = []
    for glyph in _glyphs(text, page.get_rotation(), pages):
        glyphs.append(glyph)
    text.close()
    page.close()
    pages.pages.append(_merged([line for run in _runs(glyphs) if (line := _line(run, number)) is not None]))


def _glyphs(textpage: Any, rotation: int, pages: Pages) -> Iterator[Glyph | None]:
    """Characters with their boxes in the page as it is shown; None where PDFium ends a line."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    count = textpage.count_chars()
    pages.cut += count > MOST_OF_PAGE
    for index in range(min(count, MOST_OF_PAGE)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        letter = chr(code) if 0 < code < 0x110000 else ""
        if letter in ("\r", "\n"):
            yield None
            continue
        if letter not in _BLANK:
            pages.letters += 1
        elif raw.FPDFText_IsGenerated(textpage, index) == 1:
            letter = _GENERATED
        shown = _shown(letter, pages)
        if shown and raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            yield _placed(shown, (box.left, box.bottom, box.right, box.top), rotation)


def _shown(letter: str, pages: Pages) -> str:
    """What a character stands for; "" for nothing, which is counted."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    if "\ue000" <= letter <= "\uf8ff" or letter >= "\U000f0000" or letter == "\ufffd":
        pages.bad += 1
        return "\ufffd"
    cleaned = letter if letter in _BLANK else clean_text(letter)
    if not cleaned and letter not in "\u200b\u200c\u200d\ufeff\u200e\u200f":
        pages.bad += 1
    return without_radicals(cleaned)


def _placed(text: str, box: tuple[float, float, float, float], rotation: int) -> Glyph:
    left, bottom, right, top = box
    if rotation == 90:
        left, right, top, bottom = bottom, top, left, right
    elif rotation == 180:
        left, right, top, bottom = -right, -left, bottom, top
    elif rotation == 270:
        left, right, top, bottom = -top, -bottom, -right, -left
    else:
        top, bottom = -top, -bottom
    return Glyph(text, min(left, right), max(left, right), min(top, bottom), max(top, bottom))


def _runs(glyphs: Sequence[Glyph | None]) -> Iterator[list[Glyph]]:
    """Characters that stand in one line: PDFium's own lines, cut where the next letter is neither beside nor below."""
    run: list[Glyph] = []
    for glyph in glyphs:
        last = next((one for one in reversed(run) if one.text not in _BLANK), None)
        if run and (glyph is None or (last and glyph.text not in _BLANK and not _adjoin(last, glyph))):
            yield run
            run = []
        if glyph is not None:
            run.append(glyph)
    if run:
        yield run


def _adjoin(last: Glyph, glyph: Glyph) -> bool:
    beside = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    below = min(last.end, glyph.end) - max(last.start, glyph.start)
    return beside > 0.1 * (last.bottom - last.top) or below > 0.3 * (last.end - last.start)


def _line(run: Sequence[Glyph], page: int) -> PdfLine | None:
    seen = [glyph for glyph in run if glyph.text not in _BLANK]
    if not seen or _is_slanted(seen):
        return None
    vertical = _is_vertical(seen)
    if vertical:
        run = [glyph._replace(start=glyph.top, end=glyph.bottom, top=-glyph.end, bottom=-glyph.start) for glyph in run]
        seen = [glyph for glyph in run if glyph.text not in _BLANK]
    size = median(glyph.bottom - glyph.top for glyph in seen)
    cells = _cells(run, max(size, 1.0))
    if not cells:
        return None
    return PdfLine(cells, min(g.top for g in seen), max(g.bottom for g in seen), size, page, vertical)


def _is_slanted(seen: Sequence[Glyph]) -> bool:
    """Whether a line runs across the page, as a watermark does: each of its letters lies beside and below the one before."""
    across, down = abs(seen[-1].start - seen[0].start), abs(seen[-1].top - seen[0].top)
    if len(seen) < 3 or min(across, down) <= 0.25 * max(across, down) or 2 * min(across, down) <= seen[0].bottom - seen[0].top:
        return False
    steps = [(abs(b.start - a.start), abs(b.top - a.top)) for a, b in itertools.pairwise(seen)]
    return all(min(step) > 0.1 * max(step) for step in steps)


def _is_vertical(seen: Sequence[Glyph]) -> bool:
    across = sum(abs(b.start + b.end - a.start - a.end) for a, b in itertools.pairwise(seen))
    down = sum(abs(b.top + b.bottom - a.top - a.bottom) for a, b in itertools.pairwise(seen))
    return len(seen) > 1 and down > 2 * across


def _cells(run: Sequence[Glyph], em: float) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    words: list[str] = []
    start = end = 0.0
    blanks = ""
    for glyph in run:
        if glyph.text in _BLANK or (glyph.text == "\u3000" and not words):
            blanks += glyph.text
            continue
        gap = (glyph.start - end) / em
        wide = 0 if not words else (words[-1][-1:] > "\u2e7f") + (glyph.text > "\u2e7f")
        real = len(blanks.replace(_GENERATED, ""))
        if words and (real > 1 or gap > (_WIDE_CELL_GAP if wide and not real else _CELL_GAP)):
            cells.append(Cell(closed_up("".join(words)), start, end))
            words = []
        elif words and blanks and gap > (0.0, 0.0 if real or words[-1] in _STOPS else _SET_APART, _NO_GAP)[wide]:
            words.append(" ")
        if not words:
            start = glyph.start
        words.append(glyph.text)
        end, blanks = glyph.end, ""
    if text := closed_up("".join(words)):
        cells.append(Cell(text, start, end))
    cells = [cell for cell in cells if cell.text]
    if len(cells) > 1 and all(len(cell.text) == 1 and not cell.text.isascii() for cell in cells):
        return (Cell("".join(cell.text for cell in cells), cells[0].start, cells[-1].end),)
    return tuple(cells)


def closed_up(text: str) -> str:
    """Text without the blanks between letters that are set apart, as headings and labels often are.

    >>> closed_up("株 式 会 社 星 名"), closed_up("氏　名"), closed_up("佐藤 一郎 様"), closed_up("令 和 8 年 1 1 月 2 0 日")
    ('株式会社星名', '氏名', '佐藤 一郎 様', '令和8年11月20日')
    """
    text = text.strip(" \u3000")
    if " " not in text and "\u3000" not in text:
        return text
    if pair := _PAIR.fullmatch(text):
        return pair[1] + pair[2]
    text = _LABEL.sub(r"\1\2", text, count=1) if _LABEL.match(text) else text
    text = _SPREAD_WIDE.sub(lambda match: re.sub("[ \u3000]", "", match[0]), text)
    return _SPREAD_ANY.sub(_joined_if_wide, text)


def _joined_if_wide(match: re.Match[str]) -> str:
    """Figures between wide letters are set apart with them; a row of figures alone is a table's."""
    wide = sum(letter > "\u2e7f" for letter in match[0])
    return match[0].replace(" ", "") if wide >= 3 and any(letter in "年月日名件人円" for letter in match[0]) else match[0]


def _merged(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Lines that follow one another on one level as one: cells of a table's row, a label and what stands beside it."""
    merged: list[PdfLine] = []
    for line in lines:
        last = merged[-1] if merged else None
        if last is not None and last.vertical == line.vertical and line.start >= last.end - 1 and _is_level(last, line):
            gap = line.start - last.end
            cells = (*last.cells, *line.cells)
            if gap <= _CELL_GAP * last.size:
                joint = " " if gap > 0.25 * last.size and last.text[-1:].isascii() and line.text[:1].isascii() else ""
                both = Cell(last.cells[-1].text + joint + line.cells[0].text, last.cells[-1].start, line.cells[0].end)
                cells = (*last.cells[:-1], both, *line.cells[1:])
            top, bottom = min(last.top, line.top), max(last.bottom, line.bottom)
            merged[-1] = PdfLine(cells, top, bottom, max(last.size, line.size), last.page, last.vertical)
        else:
            merged.append(line)
    return merged


def _is_level(one: PdfLine, other: PdfLine) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.6 * min(one.bottom - one.top, other.bottom - other.top) and one.size < 2 * other.size < 4 * one.size
