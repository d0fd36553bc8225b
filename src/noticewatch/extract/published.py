"""The date that a notice itself bears: in a letterhead, a label, a dateline, a title or under its signature.

Core; imports the lexicon's tables, dates and page. A letter's own date goes before the date of the page that shows it, as long
as the one may be the other's letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from noticewatch.dates import WrittenDate, is_bare_date, parse_date
from noticewatch.extract.lexicon.timing import TimeWords
from noticewatch.extract.page import Found, Page

_LINE = 110  # characters; longer lines are prose
_OPENING = 1200  # characters among which the lines before the first sentence are sought
_HEAD = 600  # characters of a text whose lines were run together in which its date and salutation are sought
_PLACE = 60  # characters of place and date before a newspaper's dash
_BODY = 700  # characters at the top among which a date behind a title counts even after a sentence
_LABEL = 40  # characters of a line that may be a label
_CAPTION = 70  # characters of a line under a date that does not go on from it
_LETTER_DAYS = 92  # days by which the date on a letter may precede its page's
_SHORT = 24  # characters; a shorter sentence may be the page's furniture
_MOST_TODAY = 8  # dates of a text that may be told as today's
_MOST_DATES = 4  # dates of a line of prose that are looked at
_MOST_LINES = 150

_SENTENCE = re.compile(r"[。！？]|[a-z]{2}\)?[.!?](?:\s+[A-Z\"“(]|\s*$)|\s\d{4}\.$")
_EDGE_LEFT = re.compile(r"(?:^|[\s|/,、・(\[【「〔:#<>=~·•–—-])\Z")
_EDGE_RIGHT = re.compile(r"\s?(?:\([a-z]{3,9}\.?\)|[|/・)\]】」〕:>·•–—-]|\s)")
_AFTER = re.compile(
    r"[\s|)\]】」〕>.,·*_-]{0,6}(?:\([a-z]{3,9}\.?\))?(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?\s?[a-z]{0,4})?[\s|)\]】」〕>.·*_-]{0,6}\Z"
)
_ROW = re.compile(
    r"[・*-]?\s?(?:(?:19|20)\d\d[-/.年]|令和|平成|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4} |\d{1,2} [A-Z][a-z]{2,8} \d{4} )"
)
_FILLED = re.compile(r"\S(?:[^\n]*\S)?")  # a line without the blanks about it
_STATED = re.compile(r"^\s{0,3}date\s\Z")


@dataclass(slots=True)
class _Seen:
    """The first date of each kind."""

    top: Found[str] | None = None
    signature: Found[str] | None = None
    label: Found[str] | None = None
    change: Found[str] | None = None
    tail: Found[str] | None = None  # at one end of a line of names below the text
    edge: Found[str] | None = None  # at one end of a line of names or of a title
    body: list[Found[str]] = field(default_factory=list)


def find_published(page: Page, words: TimeWords, dates: Sequence[WrittenDate]) -> Found[str] | None:
    """The date on the letter itself, else the one its page bears; without a span where only the page's furniture bears it."""
    furniture = parse_date(page.document.published) if page.document.published else None
    seen = _Walk(page, words, dates).run()
    shown = seen.label or (Found(furniture, ()) if furniture else None)
    letter = seen.top
    if seen.signature is not None and (letter is None or is_letters(seen.signature.value, letter.value)):
        letter = seen.signature
    if letter is None and seen.label is None:
        letter = seen.edge or seen.tail or (seen.body[0] if len(seen.body) == 1 else None)
    if seen.label is not None and furniture is not None and not is_letters(seen.label.value, furniture):
        shown = Found(furniture, ())
    shown = shown or seen.change
    if letter is None or shown is None:
        return letter or shown or _of_today(page.lowered, words, dates)
    return letter if is_letters(letter.value, shown.value) else shown


def is_letters(line: str, furniture: str) -> bool:
    """Whether one ISO date may be that of a letter which a page of the other date shows."""
    written, shown = last_day(line), last_day(furniture)
    return written is not None and shown is not None and len(line) == 10 and 0 <= (shown - written).days <= _LETTER_DAYS


class _Walk:
    """One walk over a page's lines."""

    def __init__(self, page: Page, words: TimeWords, dates: Sequence[WrittenDate]) -> None:
        self.page, self.words, self.lowered = page, words, page.lowered
        self.text = page.text
        self.lines = _lines(self.text)
        self.dated = self._by_line(dates)
        self.seen = _Seen()
        self.alone = False  # whether no prose stands under the line under work

    def run(self) -> _Seen:
        lines = self.lines
        if not self.dated:
            return self.seen
        first = next((at for at, line in enumerate(lines) if self._is_prose(*line)), len(lines))
        last = next((at for at in range(len(lines) - 1, -1, -1) if self._is_prose(*lines[at])), -1)
        for at, dates in self.dated.items():
            start, end = lines[at]
            opening = at < first and start <= _OPENING
            over = lines[at - 1] if at and lines[at - 1][0] >= self.page.title_end else (0, 0)  # a title is no label
            above = self.lowered[max(over[0], over[1] - _LABEL) : over[1]]
            below = lines[at + 1] if at + 1 < len(lines) else (end, end)
            self.alone = below[1] - below[0] <= _CAPTION and not self._is_prose(*below)
            self._read(dates, start, end, above, opening, at > last and at > 0)
        return self.seen

    def _by_line(self, dates: Sequence[WrittenDate]) -> dict[int, list[WrittenDate]]:
        """The dates that are written out, with a month at least, by the number of the line that holds them."""
        found: dict[int, list[WrittenDate]] = {}
        starts = [start for start, _ in self.lines]
        for one in dates:
            if one.how == "stated" and one.iso and one.month is not None:
                at = bisect_right(starts, one.start) - 1
                if at >= 0 and one.start < self.lines[at][1]:
                    found.setdefault(at, []).append(one)
        return found

    @cached_property
    def rows(self) -> bool:
        """Whether more than one line begins with a date."""
        return sum(_ROW.match(self.text, start) is not None for start, _ in self.lines) > 1

    def _is_prose(self, start: int, end: int) -> bool:
        if start < self.page.title_end:
            return False
        if end - start < _SHORT and self.words.written.site.glance(self.lowered, start, end):
            return False
        return end - start > _LINE or _SENTENCE.search(self.text, start, end) is not None

    def _read(self, dates: list[WrittenDate], start: int, end: int, above: str, opening: bool, closing: bool) -> None:
        if end - start > _LINE:
            if start <= _HEAD:
                self._read_long([found for found in dates if found.start < start + _HEAD], start)
            return
        for found in dates:
            self._place(found, start, max(end, found.end), above, opening, closing)

    def _place(self, found: WrittenDate, start: int, end: int, above: str, opening: bool, closing: bool) -> None:
        """Put a date of a line among those seen."""
        seen, written = self.seen, self.words.written
        first, last = found.start, found.end
        fact = Found(found.iso or "", ((first, last),), found.how)
        left = max(0, start - 1, first - _LABEL)
        outer = opening or closing
        if written.changes.glance(self.lowered, left, first):
            seen.change = seen.change or fact
        elif _STATED.search(self.lowered[start:first]) or self._is_labelled(left, start, first, end, outer):
            seen.label = seen.label or fact
        elif found.day is None or found.role != "day":
            return
        elif outer and written.marks.match(self.lowered, last, end):
            self._keep(fact, opening, closing)
        elif (
            start <= _BODY
            and not self.text[last:end].strip(")] ")
            and written.titled.glance(self.lowered, max(0, start - 1), first)
        ):
            seen.edge = seen.edge or fact
        elif self._is_of_something(above, left, first):
            return
        elif is_bare_date(self.text[start:end], first - start, last - start):
            if self.text[start] == "【" and not self.alone:
                return
            self._keep(fact, opening, closing)
        elif outer and self._is_edge(start, end, first, last, closing):
            seen.edge = seen.edge or (fact if opening else None)
            seen.tail = seen.tail or (fact if closing else None)
        elif start <= _HEAD and self._is_dateline(start, first, last):
            seen.top = seen.top or fact

    def _is_labelled(self, left: int, start: int, first: int, end: int, outer: bool) -> bool:
        written = self.words.written
        if self._is_sentence(start, end):
            return False
        if written.labels.glance(self.lowered, left, first):
            return True
        return outer and written.loose.glance(self.lowered, left, first) is not None

    def _keep(self, fact: Found[str], opening: bool, closing: bool) -> None:
        if opening:
            self.seen.top = self.seen.top or fact
        elif closing:
            self.seen.signature = self.seen.signature or fact
        if not opening and self.alone:
            self.seen.body.append(fact)

    def _is_of_something(self, above: str, left: int, first: int) -> bool:
        not_published = self.words.written.not_published
        labelled = len(above) <= _SHORT and not _SENTENCE.search(above)
        if labelled and not_published.glance(above):
            return True
        return not_published.glance(self.lowered, left, first) is not None

    def _is_sentence(self, start: int, end: int) -> bool:
        return _SENTENCE.search(self.text, start, end) is not None and start >= self.page.title_end

    def _is_edge(self, start: int, end: int, first: int, last: int, closing: bool) -> bool:
        """Whether a date stands at one end of a line of names: "Town of Fen, May 7, 2024"."""
        words, lowered = self.words, self.lowered
        if _AFTER.match(lowered, last, end) and _EDGE_LEFT.search(self.text[start:first]):
            return not (closing and words.other.glance(lowered, start, end))
        if self.text[start:first].strip("([【#*<〔 ") or not _EDGE_RIGHT.match(lowered, last, end):
            return False
        if closing and self.rows:
            return False
        return not (
            words.discovered.search(lowered, last, end)
            or words.other.glance(lowered, last, end)
            or (start >= self.page.title_end and words.occurred.search(lowered, last, end))
        )

    def _is_dateline(self, start: int, first: int, last: int) -> bool:
        place = self.text[start:first]
        if len(place) > _PLACE or self.words.written.dateline.match(self.lowered, last) is None:
            return False
        if not place:
            return not self.rows
        return place.lstrip("(")[:1].isupper() and not _SENTENCE.search(place)

    def _read_long(self, dates: list[WrittenDate], start: int) -> None:
        """A line of prose: the date it opens with, or the date of a letter whose lines were run together."""
        for found in dates[:_MOST_DATES]:
            first, last = found.start, found.end
            fact = Found(found.iso or "", ((first, last),), found.how)
            if _STATED.search(self.lowered[start:first]) or (
                first - start <= _LABEL and self.words.written.labels.glance(self.lowered, max(0, start - 1), first)
            ):
                self.seen.label = self.seen.label or fact
            elif first - start <= _LABEL and self.words.written.changes.glance(self.lowered, max(0, start - 1), first):
                self.seen.change = self.seen.change or fact
            elif found.day is not None and (
                self._is_dateline(start, first, last) or self.words.written.salutation.match(self.lowered, last)
            ):
                self.seen.top = self.seen.top or fact
                return


def _of_today(lowered: str, words: TimeWords, dates: Sequence[WrittenDate]) -> Found[str] | None:
    """A date that the text calls today's."""
    for found in dates[:_MOST_TODAY]:
        stated = found.iso and found.day and found.how == "stated" and found.role == "day"
        if found.iso and stated and words.written.todays.glance(lowered, max(0, found.start - 8), found.start):
            return Found(found.iso, ((found.start, found.end),), found.how)
    return None


def _lines(text: str) -> list[tuple[int, int]]:
    """The first lines that are not blank, without the blanks about them."""
    end = len(text)
    if text.count("\n") >= _MOST_LINES:
        end = -1
        for _ in range(_MOST_LINES):
            end = text.find("\n", end + 1)
    return [match.span() for match in _FILLED.finditer(text, 0, end)]


def last_day(iso: str | None) -> date | None:
    """The last day an ISO date of any precision surely has."""
    if iso is None:
        return None
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    try:
        return date(int(year), int(month or 12), int(day or 28))
    except ValueError:
        return None
