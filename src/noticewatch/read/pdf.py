"""The notice in a PDF: its text, its title and the date at its head.

Core; imports errors, model, dateline, pdfpages and pdflayout. What PDFium gives is judged before it is believed: scanned pages
and fonts without a table of characters give nothing or noise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from noticewatch.errors import ReadError
from noticewatch.model import Document
from noticewatch.read.dateline import date_in
from noticewatch.read.pdflayout import Paragraph, body_size, is_item, paragraphs_of
from noticewatch.read.pdfpages import MOST_OF_PAGE, Pages, read_pages
from noticewatch.text import clean_text, letters, sentences

_LONGEST_TITLE = 500  # characters
_LONGEST_HEADING = 120
_NEAR_HEAD = 14  # paragraphs at the top in which title and date are looked for
_BAD_AT_MOST = 0.15  # share of characters that may stand for nothing
_LETTERS_AT_LEAST = 0.4  # share of what is read that must be letters or figures
_FEW = 8  # letters; a file with fewer has no text, but a stamp or a page number
_STRAY_AT_MOST = 0.02  # share of Japanese letters that may have a western sign beside them
_JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff]")
_STRAY = re.compile("(?<=[\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff])[{|}^`¡-¯²³´¶-Öà-öØ-ßø-ÿ](?![\u0041-\u007a])")
_NO_TITLE = re.compile(
    r"untitled|no title|無題|名称未設定|microsoft (?:word|powerpoint|excel)\b.{0,100}|document\d{0,3}"
    r"|文書\s?\d{0,3}|スライド\s?\d{0,3}|powerpoint プレゼンテーション"
    r"|.{0,200}\.(?:docx?|xlsx?|pptx?|pdf|indd|ai|jtdc?|html?|txt|tif|jpe?g)",
    re.I,
)
_ADDRESSED = re.compile(r".{0,40}(?:各位|皆様(?:へ)?|様|殿|御中|の皆さまへ|みなさまへ)$|(?:dear|to) .{0,60}$", re.I)
_SENT_BY = re.compile(
    r"^(?:(?:一般)?(?:社団|財団|学校|医療|独立行政)法人|株式会社|有限会社)"
    r"|(?:株式会社|法人|市長|町長|村長|知事|社長|理事長|学長|院長|代表取締役)(?:[\s　].{0,20})?$"
)
_NUMBERED = re.compile(
    r".{0,14}第\s?\d{1,5}\s?号|(?:press release|news release|ニュースリリース|プレスリリース|報道発表資料?|news|記者発表資料?)$",
    re.I,
)
_SAYS_TITLE = re.compile(
    r"(?:について|に関して|に関する(?:お知らせ|お詫び|ご報告|件)|お知らせ|お詫び|ご報告|報告書?|[るたの]件|状況|公表|経緯|第[一二三四五\d]{1,2}報)"
    r"[」』）)\]】]{0,2}(?:[（(].{1,30}[)）])?$"
    r"|\b(?:notice|notification|announcement|statement|incident|breach|report|update|letter)\b",
    re.I,
)


def read_pdf(body: bytes, url: str = "") -> Document:
    """Read a PDF as one document; `left_out` says which of its pages were not read.

    Raises ReadError for one that is encrypted, scanned, broken, too large, or whose characters stand for nothing.
    """
    pages = read_pages(body)
    _refuse_unread(pages)
    paragraphs = paragraphs_of(pages.pages)
    if pages.bad > _BAD_AT_MOST * pages.letters:
        raise ReadError(f"the PDF's text is garbage: {pages.bad:,} of {pages.letters:,} characters stand for nothing")
    text = "".join(paragraph.text for paragraph in paragraphs)
    told = letters(text)
    if len(told) < _FEW:
        raise ReadError(f"a scanned PDF: {_count(pages.total)} without text")
    if _is_mixed_up(text):
        raise ReadError("the PDF's text is garbage: signs stand where Japanese letters should")
    if len(told) < _LETTERS_AT_LEAST * len(re.sub(r"[\s.…・_―—–-]", "", text)):
        raise ReadError("the PDF's text is garbage: hardly any of its characters are letters")
    title, used = _title(paragraphs, pages.title)
    rest = [paragraph for paragraph in paragraphs if not any(paragraph is one for one in used)]
    whole = f"{title}\n\n{_text(rest)}".strip()
    return Document(url, title, whole, _published(paragraphs), left_out=_left_out(pages))


def _refuse_unread(pages: Pages) -> None:
    if not pages.total:
        raise ReadError("the PDF has no pages")
    if pages.broken == len(pages.pages):
        raise ReadError("the PDF is broken: none of its pages can be read")
    if not pages.letters:
        raise ReadError(f"a scanned PDF: {_count(pages.total)} without text")


def _is_mixed_up(text: str) -> bool:
    """Whether western letters and signs stand among Japanese ones, as where a font's table was lost for some of them."""
    wide = len(_JAPANESE.findall(text))
    return wide > 0.2 * len(text) and len(_STRAY.findall(text)) > max(4, _STRAY_AT_MOST * wide)


def _count(pages: int) -> str:
    return f"{pages} page" if pages == 1 else f"{pages} pages"


def _left_out(pages: Pages) -> str:
    """What of the file is not in the text."""
    said = []
    if len(pages.pages) < pages.total:
        said.append(f"all but the first {len(pages.pages)} of {pages.total} pages")
    empty = sum(not page for page in pages.pages) - pages.broken
    if empty:
        said.append(f"{empty} of {len(pages.pages)} pages without text")
    if pages.broken:
        said.append(f"{_count(pages.broken)} that cannot be read")
    if pages.cut:
        said.append(f"{_count(pages.cut)} but for their first {MOST_OF_PAGE:,} characters")
    return ", ".join(said)


def _text(paragraphs: Sequence[Paragraph]) -> str:
    pieces: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        pieces.append("" if not number else "\n\n" if paragraph.gap else "\n")
        pieces.append(paragraph.text.replace("\u00ad", "-").strip())
    return clean_text("".join(pieces))


# The title


def _title(paragraphs: Sequence[Paragraph], described: str) -> tuple[str, list[Paragraph]]:
    """The title, and the paragraphs that are it: the file's own where the text bears it out, else what looks most like one."""
    head = [paragraph for paragraph in paragraphs[:_NEAR_HEAD] if paragraph.lines[0].page == paragraphs[0].lines[0].page]
    if (named := _described(described)) and (used := _said(head, named)):
        return _clean("".join(_spaced(used))), used
    best = max(head, key=lambda one: (_likeness(one, paragraphs), -head.index(one)))
    if _likeness(best, paragraphs) > 0:
        return _clean(best.text), [best]
    if named and letters(named) not in ("", letters(head[0].text)):
        return _clean(named), []
    first = next((one for one in head if not _is_beside(one)), head[0])
    words = first.text.strip()
    if len(words) <= _LONGEST_HEADING and not words.endswith("。"):
        return _clean(words), [first]
    return _clean(_first_sentence(words[: 2 * _LONGEST_TITLE])[:_LONGEST_HEADING]), []


def _first_sentence(text: str) -> str:
    """A text's first sentence, with all of the brackets that it opens."""
    taken = ""
    for sentence in sentences(text):
        taken = text[: sentence.end]
        if sum(map(taken.count, "(（「")) <= sum(map(taken.count, ")）」")):
            break
    return taken


def _clean(text: str) -> str:
    return clean_text(text.replace("\u00ad", "-")).replace("\n", " ").strip()[:_LONGEST_TITLE]


def _described(title: str) -> str:
    """The file's own title where it can be one: no file's name, no editor's."""
    title = re.sub(r"^microsoft (?:word|powerpoint|excel) - ", "", title.strip(), flags=re.I)
    return "" if _NO_TITLE.fullmatch(title) or len(letters(title)) < 4 or title.isdigit() else title


def _said(head: Sequence[Paragraph], title: str) -> list[Paragraph]:
    """The one or two paragraphs that are a title, word for word."""
    key = letters(title)
    for one in head:
        if letters(one.text) == key:
            return [one]
    return next(([one, other] for one, other in pairwise(head) if letters(one.text + other.text) == key), [])


def _spaced(used: Sequence[Paragraph]) -> Iterator[str]:
    for number, one in enumerate(used):
        yield " " * bool(number) + one.text


def _is_beside(paragraph: Paragraph) -> bool:
    """Whether a line at the head is a date, a number, an addressee, who sends it, or an item of a list."""
    text = unicodedata.normalize("NFKC", paragraph.text).strip()
    found = date_in(text)
    return bool(
        (found and found.alone)
        or is_item(text)
        or _ADDRESSED.fullmatch(text)
        or _NUMBERED.fullmatch(text)
        or _SENT_BY.search(text)
    )


def _likeness(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> float:
    """How much a paragraph at the head looks like the title; 0 and less for what does not."""
    text = paragraph.text.strip()
    if _is_beside(paragraph) or len(text) > _LONGEST_HEADING or len(letters(text)) < 3 or text.endswith(("。", "、", "，", ",")):
        return -1.0
    lines = [line for one in paragraphs for line in one.lines]
    ratio = paragraph.size / max(body_size(lines), 1.0)
    page = [line for line in lines if line.page == paragraph.lines[0].page]
    left, right = min(line.start for line in page), max(line.end for line in page)
    line = paragraph.lines[0]
    centred = abs((line.start + line.end) - (left + right)) < 0.08 * (right - left) and line.start > left + 0.05 * (right - left)
    sided = line.start > left + 0.55 * (right - left)
    likeness = 6 * min(max(ratio - 1.05, 0.0), 1.0) + 1.0 * centred - 2.0 * sided - 1.0 * (len(line.cells) > 1)
    return likeness + (1.5 if _SAYS_TITLE.search(text) else 0.0)


# The date at the head


def _published(paragraphs: Sequence[Paragraph]) -> str | None:
    """The day that stands on a line of its own at the top of the first page, or at the end, as letters have it."""
    near = [*paragraphs[:_NEAR_HEAD], *paragraphs[-3:]]
    found = [dated for one in near if len(one.text) <= 60 and (dated := date_in(one.text)) is not None]
    return next((dated.day for dated in found if dated.alone and dated.day), None)
