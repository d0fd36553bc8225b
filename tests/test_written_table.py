"""Item 7 of the hostile pages: a table of more than a thousand written days and numbers, each with what it is, or that it is nothing."""
# ruff: noqa: E501  (tables: a row a line)

from __future__ import annotations

from datetime import date, timedelta

import pytest

from noticewatch.dates import find_dates, parse_date
from noticewatch.datewords import EN_DATES, JA_DATES
from noticewatch.extract.lexicon.en.counting import EN_COUNTS
from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
from noticewatch.extract.numbers import find_counts
from noticewatch.text import fold

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")
DIGITS = "〇一二三四五六七八九"


def kanji(number: int) -> str:
    """A number below 100,000,000 in Japanese words."""
    if number >= 10_000:
        return kanji(number // 10_000) + "万" + (kanji(number % 10_000) if number % 10_000 else "")
    made = ""
    for size, word in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        made += ("" if digit == 1 and word else DIGITS[digit] if digit else "") + (word if digit else "")
    return made


def spellings(day: date) -> list[str]:
    """A day as lists and notices write it."""
    era = day.year - 2018
    month = MONTHS[day.month - 1]
    return [
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%Y.%m.%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month}月{day.day}日".translate(WIDE),
        f"令和{era}年{day.month}月{day.day}日",
        f"R{era}.{day.month}.{day.day}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day.isoformat()}T10:00:00+09:00",
    ]


def counted(number: int) -> list[tuple[str, str]]:
    """A number of people as notices write it, with the language."""
    return [
        (f"{number}名の氏名", "ja"),
        (f"{number:,}人分の情報", "ja"),
        (f"{number:,}名".translate(WIDE), "ja"),
        (f"約{kanji(number)}人", "ja"),
        (f"{number:,} people were affected", "en"),
        (f"approximately {number} customers", "en"),
    ]


DAYS = [date(2019, 5, 1) + timedelta(days=47 * number) for number in range(62)]
NUMBERS = [1, 2, 7, 10, 11, 12, 19, 20, 21, 25, 99, 100, 101, 110, 111, 120, 300, 365, 500, 808, 999, 1_000, 1_001, 1_010, 1_100, 1_234,
           2_000, 2_420, 3_003, 5_555, 8_765, 9_999, 10_000, 10_001, 12_345, 20_050, 48_210, 61_350, 99_999, 100_000, 123_456, 500_000,
           924_455, 999_999, 1_000_000, 1_234_567, 3_200_000, 9_244_553, 10_000_000, 12_345_678, 98_765_432]  # fmt: skip
NO_DAYS = [f"{year}{mark}{month}{mark}{day}" for year in (2026, 2025) for mark in ("-", "/", ".")
           for month, day in ((2, 30), (13, 1), (0, 1), (4, 31), (11, 0), (6, 99), (99, 9), (2, 29))]  # fmt: skip
NO_DAYS += [
    f"{year}年{month}月{day}日" for year in (2026, 2025) for month, day in ((2, 30), (13, 1), (0, 1), (4, 31), (11, 0), (99, 99))
]
NO_DAYS += ["99月99日", "令和99999年1月1日", "2月30日", "NaN", "Infinity", "10" + "0" * 400, "9" * 80, "2026-11-20" * 9, "0000-00-00",
            "二〇二六年十三月一日", "31 February 2026", "February 30, 2026", "32 November 2026", "Nov 31, 2026", "99/99/9999", "²⁰²⁶-1",
            "1/2/3/4", "12:61:99", "T", "Z", "年月日", "令和年月日", "2026", "お知らせ", "", " ", "\ud800", "\0"]  # fmt: skip
NO_COUNTS = ["10" + "0" * 400 + "人", "9" * 16 + "名", "NaN人", "-人", "1,23,4,人", "第3人目ではない", "0名", "99兆人", "1/3人", "3.14人", "1e99人", "No. 12",
             "二三四五六七八九〇一二三四五六七八九人", "1,2,3人", "兆人", "infinite people", "NaN people", "10" + "0" * 400 + " people",
             "9,99,999 people", "half of the people", "zero people", "0 people", "room 12", "§ 12", "12%", "12円"]  # fmt: skip

LINES = len(DAYS) * 10 + len(NUMBERS) * 6 + len(NO_DAYS) + len(NO_COUNTS)


def test_it_has_a_thousand_lines() -> None:
    assert LINES >= 1_000


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_days_are_read_in_every_spelling(day: date) -> None:
    for written in spellings(day):
        assert parse_date(written) == day.isoformat(), written
    for written, words in ((spellings(day)[3], JA_DATES), (spellings(day)[7], EN_DATES)):
        [found] = find_dates(f"({written})", words, anchor=None)
        assert (found.iso, found.how, f"({written})"[found.start : found.end]) == (day.isoformat(), "stated", written)


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_read_in_every_spelling(number: int) -> None:
    for written, language in counted(number):
        folded = fold(written).text
        found = find_counts(folded, JA_COUNTS if language == "ja" else EN_COUNTS)
        assert [one.value for one in found] == [number], written


@pytest.mark.parametrize("written", NO_DAYS, ids=lambda written: ascii(written[:30]))
def test_what_no_calendar_has_is_no_day(written: str) -> None:
    found = parse_date(written)
    assert found is None or len(found) < 10  # a year, or a month, may be all that is stated


@pytest.mark.parametrize("written", NO_COUNTS, ids=lambda written: ascii(written[:30]))
def test_what_is_no_number_of_anybody_is_none(written: str) -> None:
    for words in (JA_COUNTS, EN_COUNTS):
        assert [
            one.value for one in find_counts(fold(written).text, words) if one.qualifier == "exact" and one.value > 10**6
        ] == []
