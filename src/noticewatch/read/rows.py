"""One row of a list: which of its links is the notice's, its title, the date it bears.

Core; imports the tree, lines, columns, dateline and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from noticewatch.read.above import Above
from noticewatch.read.columns import posted_date, title_cell
from noticewatch.read.dateline import DateIn, YearIn, date_in, row_date_in
from noticewatch.read.lexicon import (
    ARCHIVE_LINK,
    CODE_LINK,
    DOCUMENT_LINK,
    FILE_PLACE,
    GENERIC_LINK,
    LABEL_NAMES,
    PAGER_LINK,
    TITLE_NAMES,
)
from noticewatch.read.lines import HEADINGS, folded_line
from noticewatch.read.tree import INLINE, Node, squeeze
from noticewatch.text import letters

OWN, ROW, LINE, WEAK = (
    1.0,
    0.75,
    0.6,
    0.2,
)  # how far titles tell: a link's words, a cell's, the whole row's, "Agenda"
_DATED = 25.0  # what a date is worth, in letters of a title
_FILED = 8.0  # what a link to a document is worth: menus have none
_EXTRA_NAME = 6.0  # what each further link with words of its own takes from that: a box of several titles is no row
_REMEMBERED = 4096  # texts: a row's is asked about at each of the boxes around its link
_LONGEST_TITLE = 500
_LONGEST_BESIDE = 60  # characters of a piece that bears a date and more; what is longer is a sentence
_LONGEST_LINE = 160  # characters of a row whose whole text may be its title
_NO_TITLES = (GENERIC_LINK, DOCUMENT_LINK, CODE_LINK, PAGER_LINK, ARCHIVE_LINK)
_DIGIT = re.compile(r"\d")
_SHORTEST_PIECED, _LONGEST_PIECED, _MOST_PIECES = 4, 24, 4  # characters of a box that writes a date in pieces; the pieces
_A_YEAR = re.compile(r"(?:19|20)\d\d[./-]?")
_LONGEST_ICON = 5  # characters of a picture's text that is no title
_A_NAME = 12  # characters; the first piece of a row that is as long names it
_FILE_NOTE = re.compile(
    r"(?:\s{0,3}[\[(（【［]\s{0,3}(?:(?:pdf|word|excel|docx?|xlsx?|zip)[^\])）】］]{0,30}"
    r"|(?:別|新しい)(?:ウ[ィイ]ンドウ|タブ|画面)[^\])）】］]{0,12}|外部(?:リンク|サイト)[^\])）】］]{0,8}"
    r"|opens in (?:a )?new (?:window|tab))[\])）】］]){1,3}\s{0,3}$",
    re.I,
)
_NEW_NOTE = re.compile(r"^(?:NEW!?|新着|UP!?)\s{1,3}|\s{1,3}(?:NEW!?|New!|新着)$")
_AT_START = re.compile(r"^[\s\u200b■●◆◇○・※★☆□▼▶►>»:：\-–|｜~〜　]+")
_FILE_NAME = re.compile(r"^\S{1,120}\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|zip|html?)$", re.I)
_HOUR = r"\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|noon)?"
_CLOCK = re.compile(rf"^\W{{0,3}}{_HOUR}(?:\s?[-–~〜]\s?{_HOUR})?\W{{0,3}}$", re.I)


@dataclass(frozen=True, slots=True)
class Title:
    """A row's address and title.

    `strength` is how far it tells of a notice, `names` how many of its links bear words of their own.
    """

    url: str = ""
    text: str = ""
    strength: float = WEAK
    names: int = 0

    @property
    def length(self) -> float:
        """Its length in wide letters, at most 40."""
        return min(
            40.0, 0.5 * len(self.text) if self.text.isascii() else sum(1.0 if c > "\u2e7f" else 0.5 for c in self.text[:80])
        )


@dataclass(slots=True)
class Row:
    """One row: where it is, its notice's link, title and date."""

    node: Node
    title: Title
    date: DateIn | None = None
    over: Above = field(default_factory=Above)
    links: tuple[str, ...] = ()  # all addresses in it
    place: int = 0  # of its first link among the page's
    sharing: int = 1  # rows that bear the date of one heading
    own: bool = False  # the date stands in the row itself

    @property
    def url(self) -> str:
        """The notice's address."""
        return self.title.url

    @property
    def is_file(self) -> bool:
        """Whether it leads to a document of a file's type."""
        return FILE_PLACE.search(self.title.url) is not None

    @property
    def told(self) -> float:
        """How much it tells of a notice: less where its date is lent to others too, or its title is not its link's own."""
        lent = _DATED * (1 - 1 / self.sharing) if self.sharing > 1 else 0.0
        return max(0.0, self.worth - lent) * self.title.strength

    @property
    def worth(self) -> float:
        """How much it looks like a notice's row."""
        worth = self.title.length - 4 + (_DATED if self.date else 0.0) + (_FILED if self.is_file else 0.0)
        return max(0.0, worth - _EXTRA_NAME * max(0, self.title.names - 1))


def title_of(row: Node, links: Sequence[tuple[Node, str]]) -> Title:
    """A row's link and title; no text where no link can be a notice's."""
    best: tuple[float, str, str] = (0.0, "", "")
    named: set[str] = set()
    for link, to in links:
        text, rank = _link_title(link)
        if text:
            named.add(to)
        in_heading = any(above.tag in HEADINGS for above in link.ancestors() if above.depth >= row.depth)
        in_heading = in_heading or any(below.tag in HEADINGS for below in link.nodes())
        rank += 100 if in_heading or TITLE_NAMES.search(link.names) else 0
        rank -= 50 if LABEL_NAMES.search(link.names) or (link.parent is not None and LABEL_NAMES.search(link.parent.names)) else 0
        if (text and not best[2]) or rank > best[0]:
            best = (rank, to, text) if text else best
    if best[2]:
        return Title(best[1], best[2][:_LONGEST_TITLE], OWN, len(named))
    if not links or any(PAGER_LINK.match(folded_line(link.text())) for link, _ in links):
        return Title()
    return _title_by_row(row, links)


def _title_by_row(row: Node, links: Sequence[tuple[Node, str]]) -> Title:
    """The title of a row whose links say nothing of their own: "Agenda", "Details", a date."""
    link, to = links[0]
    own, whole = _AT_START.sub("", squeeze(link.text())), _AT_START.sub("", row.text())
    if GENERIC_LINK.match(folded_line(whole)):
        return Title()
    if picture := next((text for link, _ in links if (text := _picture_title(link))), ""):
        return Title(to, picture[:_LONGEST_TITLE], ROW)
    if all(_is_month(link) and not FILE_PLACE.search(to) for link, to in links):
        return Title()  # an archive's pages
    if words := _words_of(row):
        return Title(to, words[:_LONGEST_TITLE], ROW)
    if not letters(whole) or (not own and _is_date(whole) and not FILE_PLACE.search(to)):
        return Title()
    dated = row_date_in(own)
    if letters(own) != letters(whole) or (dated is not None and (dated.day or (_DIGIT.search(own) and FILE_PLACE.search(to)))):
        return Title(to, whole[:_LONGEST_LINE], LINE)
    return Title(to, own[:_LONGEST_LINE], WEAK)


def _link_title(link: Node) -> tuple[str, float]:
    """A link's own title, and how much of one it is; "" for "read more", "Agenda", pagers, dates and bare pictures."""
    pieces = [child for child in link.nodes() if child is not link and child.tag not in ("img", "br") and child.shown]
    named = next((node for node in pieces if node.tag in HEADINGS or (TITLE_NAMES.search(node.names))), None)
    if named is not None:
        text = tidy(named.text())
    elif any(piece.tag not in INLINE or LABEL_NAMES.search(piece.names) or piece.tag == "time" for piece in pieces):
        text = _longest_piece(link)
    else:
        text = tidy(link.text())
    if not letters(text) or says_nothing(text):
        return "", 0.0
    return text, float(min(len(text), 80))


def _is_month(link: Node) -> bool:
    if ARCHIVE_LINK.match(folded_line(link.text())):
        return True
    found = row_date_in(squeeze(link.text()))
    return found is not None and found.alone and not found.day


def _picture_title(link: Node) -> str:
    """What a link that is a picture says of it; "" where that is no title."""
    said = (tidy(node.attrs.get("alt", "")) for node in link.nodes() if node.tag == "img") if not link.size else ()
    return next((text for text in said if len(text) > _LONGEST_ICON and letters(text) and not says_nothing(text)), "")


@lru_cache(maxsize=_REMEMBERED)
def says_nothing(text: str) -> bool:
    """Whether link words are no title: "read more", "Agenda", a pager's, a date, a file's name.

    >>> says_nothing("Meeting Minutes (PDF)"), says_nothing("Minutes of June: theft of a laptop"), says_nothing("SC20165")
    (True, False, True)
    """
    folded = folded_line(text)
    return any(words.match(folded) for words in _NO_TITLES) or _FILE_NAME.match(folded) is not None or _is_date(text)


def _longest_piece(link: Node) -> str:
    """Of a link that wraps a whole card, the first piece that is no date and no label; the longest where none stands out."""
    texts: list[str] = []
    for child in link.children:
        if isinstance(child, str):
            texts.append(tidy(child))
        elif child.shown and child.tag != "time" and not LABEL_NAMES.search(child.names) and not _is_dated_term(child):
            texts.append(tidy(child.text()) if child.tag in INLINE or not child.elements() else _longest_piece(child))
    texts = [text for text in texts if letters(text) and not _is_date(text)]
    return next((text for text in texts if len(text) >= _A_NAME), max(texts, key=len, default=""))


def _is_dated_term(node: Node) -> bool:
    """Whether a <dt> bears the date and perhaps a category, so that its <dd> says what it is about."""
    return node.tag == "dt" and any(_is_date(text) for below in node.nodes() for text in below.children if isinstance(text, str))


def _words_of(row: Node) -> str:
    """What names a row whose links say nothing: its heading, the cell under "title", its first long piece."""
    if (cell := title_cell(row)) is not None and letters(text := tidy(cell.text())):
        return text
    heading = next(
        (node for node in row.nodes() if node.tag in HEADINGS or (node is not row and TITLE_NAMES.search(node.names))), None
    )
    if heading is not None and (text := tidy(heading.text())) and not _is_date(text):
        return text
    for text in _texts_beside_links(row):
        if len(text) >= _A_NAME and letters(text) and not says_nothing(text) and not _CLOCK.match(text):
            return text
    return ""


def _texts_beside_links(row: Node) -> Iterator[str]:
    """The row's texts outside its links, box by box."""
    stack: list[Node | str] = [row]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield tidy(node)
        elif node.shown and not (node.tag == "a" and node.attrs.get("href")):
            if node.linked or any(child.tag not in INLINE for child in node.elements()):
                stack.extend(reversed(node.children))
            elif node.size:
                yield tidy(node.text())


def _is_date(text: str) -> bool:
    found = row_date_in(text) if len(text) <= _LONGEST_BESIDE else None
    return found is not None and found.alone


@lru_cache(maxsize=_REMEMBERED)
def tidy(text: str) -> str:
    """A title without marks before it, notes of file type and newness after it, and a date that leads it.

    >>> tidy("■ 2026.11.20　情報漏えいについて［PDF：88KB］")
    '情報漏えいについて'
    """
    text = _NEW_NOTE.sub("", _FILE_NOTE.sub("", _AT_START.sub("", squeeze(text))))
    for stop in (" ", "　", ":", "："):
        head, _, tail = text.partition(stop)
        if len(head) <= 20 and letters(tail) and (found := date_in(head)) and found.alone:
            return _AT_START.sub("", tail).strip(" 　")
    return text.strip(" 　")


def own_date(row: Node, title: str, year: YearIn | None = None) -> DateIn | None:
    """The date in a row: of a <time>, else of a piece that is nothing else, else of one beside the title.

    No title stands for one made of the row's own words, date and all; `year` is a heading's.
    """
    if not title and row.size <= _LONGEST_LINE and (whole := row_date_in(row.text())) is not None and whole.day:
        return whole
    if (posted := posted_date(row, year)) is not None:
        return posted
    beside: DateIn | None = None
    for node in row.nodes():
        if (found := _date_in_pieces(node, year)) is not None:
            return found
        if node.tag == "time" and (found := date_in(node.attrs.get("datetime", "") or node.text())):
            return found
        for text in (squeeze(child) for child in node.children if isinstance(child, str)):
            if not text or not (found := row_date_in(text, year)):
                continue
            if found.alone and found.day:
                return found
            wanted = beside is None or bool(found.day and not beside.day)
            alone = found.alone and _DIGIT.search(text) is not None
            if wanted and (alone or (len(text) <= _LONGEST_BESIDE and _is_beside(text, title))):
                beside = found
    return beside


def _date_in_pieces(node: Node, year: YearIn | None) -> DateIn | None:
    """The date that a small box writes in boxes of their own: a day, a month, a year."""
    if node.linked or not _SHORTEST_PIECED <= node.size <= _LONGEST_PIECED or not node.elements() or node.tag == "time":
        return None
    pieces = [
        text
        for below in node.nodes()
        if below.shown
        for child in below.children
        if isinstance(child, str) and (text := squeeze(child))
    ]
    if not 1 < len(pieces) <= _MOST_PIECES:
        return None
    pointed = [re.sub(r"[/-]", ".", piece).strip(".") for piece in sorted(pieces, key=lambda piece: not _A_YEAR.fullmatch(piece))]
    for text in (" ".join(pieces), ".".join(pointed)):
        if (found := row_date_in(text, year)) is not None and found.alone and found.day:
            return found
    return None


def _is_beside(text: str, title: str) -> bool:
    return text not in title or _AT_START.sub("", text) != tidy(text) or says_nothing(title)


def full_title(row: Row) -> str:
    """A row's title; with its heading before it where it is a mere "Agenda" or "June".

    Rows without a heading keep what they have.
    """
    text, heading = row.title.text, row.over.heading
    if (
        row.title.strength > WEAK
        or not heading
        or not says_nothing(text)
        or (row.date and row.date.day and row.date is not row.over.date)
    ):
        return text
    return f"{heading} {text}"
