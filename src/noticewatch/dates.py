"""Written dates, in any of the ways notices and lists write them, as dates of stated precision.

Core; imports datewords, dateyears, model and text. Nothing is invented: a day that the calendar does not have is no date, and a
year that neither the text nor the anchor gives stays None.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from noticewatch.datewords import ALL_DATES, DateWords
from noticewatch.dateyears import Mark, Role, Settling, possible
from noticewatch.model import How
from noticewatch.text import clean_text

_LONGEST = 80  # characters of a string that is a date and little else
_REACH = 60  # characters between the two ends of a period
_LEAD = 18  # characters before a date in which its weekday is sought
_BEFORE = 24  # characters before a date in which words of a period are sought


class WrittenDate(NamedTuple):
    """One date as a text writes it; `start` and `end` are half-open offsets of that text.

    `day` None means that no day was stated, and `month` None no month; `year` None that the year cannot be known.
    `role` tells the ends of a period: a "from" is followed by its "to" where the text gives both.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    how: How = "stated"
    role: Role = "day"

    @property
    def iso(self) -> str | None:
        """The date with the precision it was written in, or None without a year."""
        return None if self.year is None else _iso(self.year, self.month, self.day)


@lru_cache(maxsize=4096)
def _iso(year: int, month: int | None, day: int | None) -> str:
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")


def find_dates(text: str, lexicon: DateWords, *, anchor: date | None, published: date | None = None) -> tuple[WrittenDate, ...]:
    """All dates of a folded text, in its order.

    `anchor` is a day before (or shortly after) which dates without a year lie; `published` the day of writing, which
    "yesterday" counts from, and the anchor where none is given.

    >>> from noticewatch.datewords import JA_DATES
    >>> [d.iso for d in find_dates("令和5年度の事業で、12月18日(月)に報告、同日公表", JA_DATES, anchor=None)]
    ['2023-12-18', '2023-12-18']
    >>> [(d.iso, d.role) for d in find_dates("2017年3月~2023年11月22日", JA_DATES, anchor=None)]
    [('2017-03', 'from'), ('2023-11-22', 'to')]
    """
    return Dates(text, lexicon).settled(anchor=anchor, published=published)


class Dates:
    """The dates of one folded text, read once; their years may be settled by one day of writing after another."""

    def __init__(self, text: str, lexicon: DateWords) -> None:
        self._text, self._lexicon = text, lexicon
        self._marks = _marks(text, lexicon)
        _turn(text, lexicon, self._marks)
        _pair(text, lexicon, self._marks)
        for mark in self._marks:
            mark.lends = lexicon.statutes.match(text, mark.end) is None
        self._written = [(mark.year, mark.month, mark.day, mark.how) for mark in self._marks]

    def settled(self, *, anchor: date | None, published: date | None = None) -> tuple[WrittenDate, ...]:
        """All dates, as `find_dates` gives them."""
        marks = self._marks
        for mark, written in zip(marks, self._written, strict=True):
            mark.year, mark.month, mark.day, mark.how = written
            mark.stands = True
        Settling(self._text, self._lexicon, anchor or published, published).run(marks)
        return tuple(
            WrittenDate(mark.start, mark.end, mark.year, mark.month, mark.day, mark.how, mark.role)
            for mark in marks
            if mark.stands
        )


# Reading the spellings


def _marks(text: str, words: DateWords) -> list[Mark]:
    """The spellings found, the longest where they overlap, each a possible date of some year."""
    matches = sorted(
        words.screen.reading(text).found().matches(),
        key=lambda found: (found[1].start(), -found[1].end(), found[0]),
    )
    marks: list[Mark] = []
    reached = 0
    for _, match in matches:
        if match.start() >= reached:
            reached = match.end()
            marks.extend(_read(match, words))
    return marks


def _read(match: re.Match[str], words: DateWords) -> Iterator[Mark]:
    group = {name: value for name, value in match.groupdict().items() if value}
    start, end = match.span("at" if "at" in group else 0)
    year, month, day = _year(group, words), _month(group, words), _digits(group.get("day", ""))
    if (
        month is not None
        and day is not None
        and month > 12 >= day
        and "year" in group
        and match.start("month") < match.start("year")
    ):
        month, day = day, month  # 20/11/2026
    if not possible(year, month, day):
        return
    weekday = words.weekdays.get((group.get("weekday") or group.get("weekday2", "")).lower())
    bare = "bare" in group or not group.keys() & {"year", "month", "name", "near", "today"}
    mark = Mark(start, end, year, month, day, weekday, "fiscal" in group, bare)
    if "name" in group and "at" not in group:
        _lead(mark, match.string, words)
    mark.near = words.near.get(group.get("near", "").lower())
    mark.today = words.today.get(group.get("today", "").lower())
    yield mark
    if "day2" in group:
        yield from _second_day(mark, match, words)


def _lead(mark: Mark, text: str, words: DateWords) -> None:
    """Take in what stands before a date and is a part of it: the weekday of a day, a part of a month."""
    lead = words.leads.search(text, max(0, mark.start - _LEAD), mark.start)
    if lead is not None and (lead.lastgroup == "weekday") == (mark.day is not None):
        mark.start = lead.start()
        mark.weekday = words.weekdays.get((lead["weekday"] or "").lower())


def _turn(text: str, words: DateWords, marks: list[Mark]) -> None:
    """Read 3/4/2025 as the third of April where the text writes its other dates that way."""
    slashed = [mark for mark in marks if words.slashed.fullmatch(text, mark.start, mark.end)]
    if not slashed or words.day_first.search(text) is None or words.month_first.search(text):
        return
    for mark in slashed:
        if possible(mark.year, mark.day, mark.month):
            mark.month, mark.day = mark.day, mark.month


def _second_day(mark: Mark, match: re.Match[str], words: DateWords) -> Iterator[Mark]:
    """The other day of "November 1-5, 2023"; none for "November 1 and 12 people"."""
    weak = words.weak_joins.fullmatch(f" {match['join']} ") is not None
    opened = words.opens.search(match.string, max(0, mark.start - _BEFORE), mark.start) is not None
    second = int(match["day2"])
    if not possible(mark.year, mark.month, second) or (weak and not opened and mark.year is None):
        if match.start("day2") > match.start("name"):
            mark.end = match.start("join")
        return
    other = replace(mark, day=second, weekday=None)
    if not weak or opened:
        mark.role, other.role = "from", "to"
        mark.partner, other.partner = other, mark
    yield other


def _year(group: dict[str, str], words: DateWords) -> int | None:
    written = group.get("year")
    if not written:
        return None
    number = 1 if written == "元" else _digits(written)
    if number is None:
        return None
    if "era" in group:
        return words.eras[group["era"]] + number if number else 0
    return number + 2000 if number < 100 else number


def _month(group: dict[str, str], words: DateWords) -> int | None:
    if "name" in group:
        return words.months[group["name"][:3].lower()]
    return _digits(group.get("month", ""))


_KANJI = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}


def _digits(written: str) -> int | None:
    """A number below 100, or a year digit by digit, in digits or in kanji.

    >>> _digits("十二"), _digits("二〇二三"), _digits("31"), _digits("")
    (12, 2023, 31, None)
    """
    if not written:
        return None
    if written.isdecimal():
        return int(written)
    if "十" not in written:
        return int("".join(str(_KANJI[digit]) for digit in written))
    tens, _, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)


# Periods


def _pair(text: str, words: DateWords, marks: list[Mark]) -> None:
    """Join the two ends of each written period, and give days that stand alone their month."""
    for first, second in pairwise(marks):
        if first.start == second.start or second.start - first.end > _REACH:
            continue
        if _is_period(text, words, first, second):
            first.partner, second.partner = second, first
            first.role, second.role = "from", "to"
        elif second.bare and second.day and first.day and words.lists.fullmatch(text, first.end, second.start):
            second.partner = first
    for mark in marks:
        if mark.role != "day" or mark.partner is not None:
            continue
        before = max(0, mark.start - _BEFORE)
        if words.begins.match(text, mark.end) or words.opens.search(text, before, mark.start):
            mark.role = "from"
        elif words.closes.match(text, mark.end) or words.until.search(text, before, mark.start):
            mark.role = "to"
    for first, second in pairwise(marks):
        apart = (first.role, second.role) == ("from", "to") and first.partner is second.partner is None and not first.bare
        if apart and second.start - first.end <= _REACH and "。" not in text[first.end : second.start]:
            first.partner, second.partner = second, first


def _is_period(text: str, words: DateWords, first: Mark, second: Mark) -> bool:
    if first.role != "day" or first.bare or first.fiscal or (second.bare and second.day and not first.day):
        return False
    if words.joins.fullmatch(text, first.end, second.start):
        return True
    if words.within.fullmatch(text, first.end, second.start) and words.between.match(text, second.end):
        return True
    opened = words.opens.search(text, max(0, first.start - _BEFORE), first.start)
    return opened is not None and words.weak_joins.fullmatch(text, first.end, second.start) is not None


# Strings that are dates

_FURNITURE = re.compile(
    r"[+-]\d\d:?\d\d|[\s()\[\]{}<>〈〉《》【】「」〔〕:;,.、。|/・●■◆*+@~-]|更新日?|公開日?|掲載日?|登録日?|作成日?|発表日?|投稿日?|最終|日時|日付|付け?|現在"
    r"|午前|午後|T?\d{1,2}[:時]\d{1,2}(?:[:分]\d{1,2})?(?:\.\d{1,9})?[分秒]?|\d{1,2}時|Z"
    r"|(?i:for|immediate|last|posted|published|publication|release[d]?|updated?|modified|date|on|at|of|am|pm|gmt|utc|jst|[ecmp][sd]?t)(?![a-z])"
)


def _is_furniture(text: str) -> bool:
    return not _FURNITURE.sub("", text)


def is_bare_date(line: str, start: int, end: int) -> bool:
    """Whether a line holds the date at `start` to `end` and else only blanks, brackets, a time and words such as 更新日."""
    return len(line) <= _LONGEST and _is_furniture(line[:start]) and _is_furniture(line[end:])


def parse_date(text: str) -> str | None:
    """One date as list pages and feeds write it, as ISO of stated precision; None for what is no date or bears no year.

    Blanks, brackets, times of day and words such as 更新日 about it do not matter; other words do.

    >>> parse_date(" [令和８年１１月２０日更新] "), parse_date("R8.11.20"), parse_date("11/20/2026"), parse_date("20 Nov 2026")
    ('2026-11-20', '2026-11-20', '2026-11-20', '2026-11-20')
    >>> parse_date("2026-11-20T10:00:00+09:00"), parse_date("2026年11月"), parse_date("2月30日"), parse_date("お知らせ")
    ('2026-11-20', '2026-11', None, None)
    """
    folded = unicodedata.normalize("NFKC", clean_text(text[: 4 * _LONGEST])).strip()
    if len(folded) > _LONGEST:
        return None
    for words in ALL_DATES:
        for found in find_dates(folded, words, anchor=None)[:1]:
            if found.iso and is_bare_date(folded, found.start, found.end):
                return found.iso
    return None
