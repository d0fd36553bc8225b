"""Plain text as documents: where one post ends and the next begins.

Core; imports model, text, dateline. A post begins at a line that stands alone and bears the text's recurring mark
(【…#2023-499】: one bracketed label with a changing number) or is a heading set off like the others. The same rule serves HTML
whose posts are only set off by lines.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from noticewatch.errors import ReadError
from noticewatch.model import Document
from noticewatch.read.dateline import date_in
from noticewatch.read.lexicon import EVENT_LABEL, SECTION_TITLE
from noticewatch.text import clean_text, letters

_LONGEST_HEADING = 160  # characters
_LONGEST_TITLE = 500
_LEAST_TITLE = 12  # characters of a bold line without the mark that may be a title and not a subheading
_LEAST_PREAMBLE = 80  # characters before the first post that are worth being told as a document
_NEAR_TITLE = 4  # lines in which a date line is looked for
_MARK = re.compile(r"[【\[〔(<《「『]\s?([^】\]〕)>》」』]{2,60})\s?[】\]〕)>》」』]|(\S[^#\n]{1,30}?#\s?\d[\d-]*)\s?[::\s]")
_NUMBER = re.compile(r"\d+")
_SERIAL = re.compile(r"#|\bno\.|\bvol\.|\bid|\d{2}|\d-\d|第\s?\d+\s?(?:号|回|話|弾)")
# Labels with numbers that stand within one notice.
_WITHIN = re.compile(
    r"^(?:問|質問|回答|答|q|a|q&a|図|表|写真|別紙|別表|資料|参考|添付|注|※|項目|対象|手順|ステップ|step|table|figure|fig\.?|note|appendix|exhibit|section|part|第0報|第0条|第0章|第0項|令和|平成|昭和|西暦|約|計|合計)"
    r"|^0{1,4}[年月日時件名人円/.-]|^[\d./年月日時分 -]*$"
    r"|0\s?(?:年|月|日|時|分|件|名|人|円|報)(?:現在|分|付|更新|追記|掲載|公開)?$"
)
_ENUMERATED = re.compile(
    r"^(?:[(]?\d{1,2}[).、::]|\d{1,2}\s|第?[一二三四五六七八九十\d]{1,3}[章節条項]|[■●◆◇○◎・※*•\-–□▼▶►☆★]|[a-zA-Z][.)]\s)"
)
_HEADS = re.compile(r"\s*(?:\[[^\]]{1,30}\]|〔[^〕]{1,30}〕)\s*$")  # a day in brackets heads what happened on it
_SENTENCE_END = re.compile(r"[。.!?::;、,]$")


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line and how it is set off: blank lines before and after, its style (equal for lines written alike), its weight."""

    text: str
    before: int
    after: int
    style: str = ""
    strong: bool = False  # the style is a heading's, which running text does not have
    heading: bool = False  # it is marked up as a heading, whose level the style names


def mark_of(line: str) -> str:
    """What a line's mark shares with the others of its series, its numbers as 0; "" for none.

    >>> mark_of("【漏えい日誌#2026-014】潮見市 名簿の紛失"), mark_of("【問12】対象は何人ですか"), mark_of("[2026-11-20] Update")
    ('漏えい日誌#0-0', '', '')
    """
    folded = unicodedata.normalize("NFKC", line[:_LONGEST_HEADING]).casefold()
    match = _MARK.match(folded)
    if not match:
        return ""
    label = (match[1] or match[2]).strip()
    key = _NUMBER.sub("0", label)
    if key == label or not _SERIAL.search(label) or _WITHIN.search(key) or len(letters(key.replace("0", ""))) < 2:
        return ""
    return key


def post_starts(lines: Sequence[SetLine]) -> list[int]:
    """The numbers of the lines at which posts begin; empty where no mark recurs."""
    marks = {number: mark for number, line in enumerate(lines) if _stands_alone(line, number) and (mark := mark_of(line.text))}
    counts = Counter(marks.values())
    if not counts:
        return []
    mark, times = counts.most_common(1)[0]
    marked = [number for number in marks if marks[number] == mark]
    if times < 2 or len({letters(lines[number].text) for number in marked}) < 2:
        return []
    style = Counter(lines[number].style for number in marked).most_common(1)[0][0]
    after = Counter(lines[number].after for number in marked).most_common(1)[0][0]
    before = Counter(lines[number].before for number in marked[1:]).most_common(1)[0][0]
    # Where hardly any other line has as many blank lines before it as the marked ones, that alone tells a title.
    far = before >= 2 and 2 * sum(line.before >= before for line in lines) <= 3 * len(marked) + 2
    telling = after >= 2 or _is_telling(lines, style, len(marked), _count_alike(lines, marks, style, after))
    likely = [
        n
        for n, line in enumerate(lines)
        if n not in marks
        and line.style == style
        and _may_head(line, n)
        and ((telling and line.after == after) or (far and line.before >= before))
    ]
    return sorted({*marked, *(n for n in likely if after >= 2 or _may_be_short(lines[n], before))})


def _count_alike(lines: Sequence[SetLine], marks: Mapping[int, str], style: str, after: int) -> int:
    return sum(
        n not in marks and line.style == style and _may_head(line, n) and line.after == after for n, line in enumerate(lines)
    )


def _may_be_short(line: SetLine, before: int) -> bool:
    """Whether an unmarked line is a title though it is short: marked up as a heading, or set off as far as the marked ones."""
    heading = line.heading and SECTION_TITLE.match(unicodedata.normalize("NFKC", line.text).casefold()) is None
    return heading or len(line.text) >= _LEAST_TITLE or line.before == before >= 2


def _stands_alone(line: SetLine, number: int) -> bool:
    return number == 0 or line.before > 0 or line.strong


def _may_head(line: SetLine, number: int) -> bool:
    folded = unicodedata.normalize("NFKC", line.text).strip()
    return (
        _stands_alone(line, number)
        and len(folded) <= _LONGEST_HEADING
        and not _ENUMERATED.match(folded)
        and not _SENTENCE_END.search(folded)
        and bool(letters(folded))
    )


def _is_telling(lines: Sequence[SetLine], style: str, marked: int, likely: int) -> bool:
    """Whether a style alone tells titles: a heading's that is not on every other line, or one that hardly any other line has."""
    alike = [line for line in lines if line.style == style]
    if alike and alike[0].strong:
        return likely <= 3 * marked + 2
    return bool(style) and 2 * len(alike) <= 3 * marked + 2


def read_text(text: str, *, url: str = "", whole: bool = False) -> tuple[Document, ...]:
    """The documents of a plain text, split into posts unless `whole`.

    Raises ReadError for a text without letters.
    """
    text = clean_text(text)
    if not letters(text[:100_000]):
        raise ReadError("the text is empty")
    lines = [line.rstrip() for line in text.split("\n")]
    starts = [] if whole else _starts_in_text(lines)
    if not starts:
        return (_document("\n".join(lines).strip("\n"), url, ""),)
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if starts[0] != first and sum(map(len, lines[first : starts[0]])) >= _LEAST_PREAMBLE:
        starts.insert(0, first)
    pieces = ["\n".join(lines[start:end]).strip("\n") for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    keys = post_keys([piece.partition("\n")[0] for piece in pieces])
    return tuple(_document(piece, url, key) for piece, key in zip(pieces, keys, strict=True))


def _starts_in_text(lines: Sequence[str]) -> list[int]:
    full = [number for number, line in enumerate(lines) if line.strip()]
    following = [*full[1:], len(lines)]
    previous = [-1, *full[:-1]]
    around = zip(full, previous, following, strict=True)
    set_lines = [SetLine(lines[at].strip(), at - before - 1, after - at - 1) for at, before, after in around]
    return [full[number] for number in post_starts(set_lines)]


def _document(text: str, url: str, key: str) -> Document:
    first, _, rest = text.partition("\n")
    title = first.strip()[:_LONGEST_TITLE]
    near = [title, *(line for line in rest.split("\n", 40)[:40] if line.strip())][: _NEAR_TITLE + 1]
    dates = [
        found
        for above, line in pairwise(near)
        if (found := date_in(line))
        and found.alone
        and found.day
        and not (EVENT_LABEL.fullmatch(above.strip()) or _HEADS.match(line))
    ]
    text = text if first.strip() == title else f"{title}\n{first.strip()[len(title) :]}\n{rest}"
    return Document(url, title, text.strip(), dates[0].day if dates else None, None, key, bool(key))


def post_keys(titles: Sequence[str]) -> list[str]:
    """Keys by which the posts of a page are known again: of their titles' letters, counted where two are equal."""
    seen: Counter[str] = Counter()
    keys: list[str] = []
    for title in titles:
        key = hashlib.sha256(letters(title).encode()).hexdigest()[:16]
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return keys
