"""Dates as lists and date lines bear them: where one stands in a line, and whether the line is anything more.

Core; imports dates (which reads them) and the lexicon of labels. No judgement on sentences: those are the extractor's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from noticewatch.dates import parse_date
from noticewatch.read.lexicon import PUBLISHED_LABEL, UPDATED_LABEL

_REMEMBERED = 4096  # texts: one is asked about at each of the boxes around it
_LONGEST = 120  # characters of a line that may be a date line
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
_ERA = r"(?:令和|平成|[rh])\s?\.?"
_OTHER = r"\s?(?:\((?:(?:19|20)\d\d|(?:令和|平成|[rh])(?:元|\d{1,2}))\s?年?\)\s?)?"  # the same year in the other reckoning
_DATE = re.compile(
    rf"(?:19|20)\d\d{_OTHER}年{_OTHER}\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"
    rf"|{_ERA}(?:元|\d{{1,2}}){_OTHER}年{_OTHER}\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"
    rf"|(?:19|20)\d\d\s?[./-]\s?\d{{1,2}}\s?[./-]\s?\d{{1,2}}|\b{_ERA}\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d|\b\d{{1,2}}(?:st|nd|rd|th)?[\s-]{_MONTH},?[\s-](?:19|20)\d\d"
    r"|\b\d{1,2}/\d{1,2}/(?:19|20)\d\d|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月|\d{1,2}\s?月\s?\d{1,2}\s?日",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\((?:月|火|水|木|金|土|日)(?:曜日?)?(?:[・,]祝日?)?\)|(?:月|火|水|木|金|土|日)曜日?"
    r"|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\d{1,2}:\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?(?:jst|utc|[ec][sd]t))?"
    r"|\d{1,2}時(?:\d{1,2}分)?"
    r"|(?:午前|午後)|t\d{2}:\d{2}:\d{2}\S{0,10}"
    r"|(?:ページ|記事)\s?(?:id|番号)\s?:?\s?[\w-]{1,20}|\bby\s[\w .]{1,40}$|\bat\b|現在|付け?"
)
_NOTHING = re.compile(r"[\s\W_]{0,40}")


@dataclass(frozen=True, slots=True)
class DateIn:
    """A date found in a line: `day` None where it bears no year; `alone` when the line says nothing else.

    `label` tells what the line calls it: "published", "updated" or "".
    """

    day: str | None
    alone: bool
    label: str


@lru_cache(maxsize=_REMEMBERED)
def date_in(line: str) -> DateIn | None:
    """The first date of a short line, or None.

    >>> date_in("更新日：令和5年12月20日　ページID：1004307")
    DateIn(day='2023-12-20', alone=True, label='updated')
    >>> date_in("12月18日に判明しました。").alone
    False
    """
    if len(line) > _LONGEST:
        line = line[:_LONGEST]
    if not any(c.isdigit() for c in line):
        return None
    folded = unicodedata.normalize("NFKC", line)
    match = _DATE.search(folded)
    if not match:
        return None
    published = _labelled_published(folded) if UPDATED_LABEL.search(folded[: match.start()].lower()) else None
    match = published or match
    before, after = folded[: match.start()].lower(), folded[match.end() :].lower()
    bare = PUBLISHED_LABEL.sub("", UPDATED_LABEL.sub("", _AROUND.sub("", _DATE.sub("", before + after))))
    label = "published" if published else _label(before) or _label(after)
    return DateIn(parse_date(match[0]), _NOTHING.fullmatch(bare) is not None, label)


def _labelled_published(folded: str) -> re.Match[str] | None:
    """Of a line's dates the one before which its word for publishing stands: "更新日 5月13日 登録日 5月12日"."""
    end = 0
    for match in _DATE.finditer(folded):
        if PUBLISHED_LABEL.search(folded[end : match.start()].lower()):
            return match
        end = match.end()
    return None


def _label(text: str) -> str:
    return "updated" if UPDATED_LABEL.search(text) else "published" if PUBLISHED_LABEL.search(text) else ""


# Dates as rows of lists bear them, where a heading gives the year

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\b\.?"
)
_YEARLESS = re.compile(
    rf"\b({_MONTH_NAME})\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?![:/.]\d)|(?<![\d年])(\d{{1,2}})\s?月\s?(\d{{1,2}})\s?日"
    rf"|(?<![\d:/.])\b(\d{{1,2}})(?:st|nd|rd|th)?\s({_MONTH_NAME})(?!\s?\d)",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?![\d.])")  # day first, as on the continent
_DAY_ONLY = re.compile(r"(?<![\d月年.])(\d{1,2})\s?日(?!間|目|以)")
_NAMED = re.compile(rf"\b({_MONTH_NAME})\s(\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s?((?:19|20)\d\d)\b", re.IGNORECASE)
_DASHED = re.compile(r"(?<![\d./-])(\d{1,2})([-/])(\d{1,2})\2((?:19|20)?\d\d)(?![\d./-])")
_MONTHLY = re.compile(rf"\b{_MONTH_NAME}\s(?:19|20)\d\d\b", re.IGNORECASE)
_BARE_MONTH = re.compile(rf"{_MONTH_NAME}", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/.-])\s?(年度)?|(令和|平成)\s?(元|\d{1,2})\s?年(度)?")
_OF_YEAR = re.compile(r"\s?年?\s?(\d{1,2})\s?月")
_LONGEST_YEAR_HEADING = 40  # characters
_ERAS = {"令和": 2018, "平成": 1988}
_LAST_FISCAL_MONTH = 3


@dataclass(frozen=True, slots=True)
class YearIn:
    """The year a heading names; `fiscal` where it begins in April."""

    year: int
    fiscal: bool = False
    month: int = 0  # that it names too, of which rows give the day alone

    def of(self, month: int) -> int:
        """The calendar year of one of its months."""
        return self.year + (self.fiscal and month <= _LAST_FISCAL_MONTH)


def year_in(heading: str) -> YearIn | None:
    """The one year that a short heading names, or None.

    >>> year_in("令和7年度"), year_in("発表 2026年5月"), year_in("2018-2019"), year_in("Elected in 2011 and 2015")
    (YearIn(year=2025, fiscal=True, month=0), YearIn(year=2026, fiscal=False, month=5), None, None)
    """
    if len(heading) > _LONGEST_YEAR_HEADING or not any(c.isdigit() for c in heading):
        return None
    found = list(_YEAR.finditer(unicodedata.normalize("NFKC", heading)))
    if len(found) != 1:
        return None
    one = found[0]
    month = _OF_YEAR.match(one.string, one.end())
    named = int(month[1]) if month and 1 <= int(month[1]) <= len(_MONTHS) else 0
    if one[1]:
        return YearIn(int(one[1]), bool(one[2]), named)
    return YearIn(_ERAS[one[3]] + (1 if one[4] == "元" else int(one[4])), bool(one[5]), named)


@lru_cache(maxsize=_REMEMBERED)
def row_date_in(text: str, year: YearIn | None = None) -> DateIn | None:
    """The date in a row's text: as `date_in`, also one without its year (`year` is then a heading's), and a month alone.

    >>> row_date_in("Jan. 16 Minutes", YearIn(2018)).day, row_date_in("4-24-18"), row_date_in("March 2019")
    ('2018-01-16', DateIn(day='2018-04-24', alone=True, label=''), DateIn(day=None, alone=True, label=''))
    """
    text = text[:_LONGEST]
    found = date_in(text)
    if found is not None and found.day:
        return found
    folded = unicodedata.normalize("NFKC", text)
    for pattern, day_of in (
        (_NAMED, _named_day),
        (_DASHED, _dashed_day),
        (_POINTED, _pointed_day),
        (_YEARLESS, _yearless_day),
        (_DAY_ONLY, _day_only),
    ):
        if (match := pattern.search(folded)) and (day := day_of(match, year)) is not False:
            return DateIn(day or None, _is_rest_nothing(folded, match), "")
    if match := _MONTHLY.search(folded) or _BARE_MONTH.fullmatch(folded.strip()):
        return DateIn(None, _is_rest_nothing(folded, match), "")
    return found


def edge_date_in(title: str, year: YearIn | None = None) -> DateIn | None:
    """The full date with which a title begins or ends, or None.

    >>> edge_date_in("Board Meeting Agenda - January 12, 2024.pdf").day, edge_date_in("Loss of 4/5/2026 files in May")
    ('2024-01-12', None)
    """
    folded = unicodedata.normalize("NFKC", title[:_LONGEST])
    for pattern in (_DATE, _NAMED, _DASHED, _YEARLESS):
        match = pattern.search(folded)
        if match and (_EDGE.fullmatch(folded[: match.start()]) or _EDGE.fullmatch(folded[match.end() :])):
            found = row_date_in(match[0], year)
            return found if found is not None and found.day else None
    return None


def after_date(title: str) -> tuple[str, str] | None:
    """The full date with which a title begins, and the rest of it; None where it begins otherwise or says nothing else.

    >>> after_date("2026/11/20 名簿の紛失について"), after_date("11月20日の催し")
    (('2026-11-20', '名簿の紛失について'), None)
    """
    folded = unicodedata.normalize("NFKC", title[:_LONGEST])
    match = _DATE.search(folded)
    if match is None or len(folded) != len(title[:_LONGEST]) or not _EDGE.fullmatch(folded[: match.start()]):
        return None
    day, rest = parse_date(match[0]), _BEHIND_DATE.sub("", title[match.end() :])
    return (day, rest) if day and rest else None


_BEHIND_DATE = re.compile(r"^(?:\s?[(（][月火水木金土日][^)）]{0,4}[)）])?[\s:：|｜・.、,)）】\]-]{0,6}")
_EDGE = re.compile(
    r"[\s\W_]{0,6}(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s)?(?:\.?(?:pdf|docx?))?[\s\W_]{0,6}", re.I
)


def _is_rest_nothing(folded: str, match: re.Match[str]) -> bool:
    bare = _AROUND.sub("", (folded[: match.start()] + folded[match.end() :]).lower())
    return _NOTHING.fullmatch(bare) is not None


def _iso(year: int, month: int, day: int) -> str | None:
    return parse_date(f"{year}-{month:02}-{day:02}")


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _named_day(match: re.Match[str], year: YearIn | None) -> str | None:
    return _iso(int(match[3]), _month_number(match[1]), int(match[2]))


def _dashed_day(match: re.Match[str], year: YearIn | None) -> str | Literal[False] | None:
    """4-24-18 and 4/24/2018; False for what may as well be no date, "" for one that can be read in two ways."""
    month, day, written = int(match[1]), int(match[3]), match[4]
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return False
    if len(written) == 2:
        return _iso(2000 + int(written), month, day) if day > 12 or int(written) > 31 else ""
    return _iso(int(written), month, day)


def _yearless_day(match: re.Match[str], year: YearIn | None) -> str | Literal[False] | None:
    if match[1]:
        month, day = _month_number(match[1]), int(match[2])
    else:
        month, day = (_month_number(match[6]), int(match[5])) if match[6] else (int(match[3]), int(match[4]))
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return False
    return _iso(year.of(month), month, day) if year else None


def _pointed_day(match: re.Match[str], year: YearIn | None) -> str | Literal[False] | None:
    return _iso(int(match[3]), int(match[2]), int(match[1])) or False


def _day_only(match: re.Match[str], year: YearIn | None) -> str | Literal[False] | None:
    """A day of the month that the heading names; False where it names none."""
    return (_iso(year.year, year.month, int(match[1])) if year and year.month else None) or False
