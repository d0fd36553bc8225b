# ruff: noqa: E501  (tables: a row a line)
"""Dates told otherwise: in another calendar, in another order, with other words, and all of them a year later."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.mutations import DATES, Change, Notice, Rewrite, changed, view

_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_NUMBER = r"(?:元|[0-9０-９]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WESTERN = re.compile(
    r"(?<![0-9０-９(（])(?P<year>(?:20|２０)[0-9０-９]{2})(?P<gap>\s?)年(?P<month>\s?(?P<number>[0-9０-９]{1,2})\s?月)?(?!\s?[(（/])"
)
_ERA = re.compile(
    rf"(?<![(（])(?P<era>令和|平成)(?P<gap>\s?)(?P<year>{_NUMBER})\s?年(?P<month>\s?(?P<number>[0-9０-９]{{1,2}})\s?月)?(?!\s?[(（/]\s?(?:西暦|20|２０))"
)
_ERA_BEFORE = {"令和": 2018, "平成": 1988}
_HEISEI_ENDS = (2019, 4)


def _value(written: str) -> int:
    if written == "元":
        return 1
    if written[0] in _KANJI_DIGITS or "十" in written:
        tens, ten, ones = written.rpartition("十")
        return (_KANJI_DIGITS.get(tens, 1) * 10 if ten else 0) + _KANJI_DIGITS.get(ones, 0)
    return int(written)


def _in_era(year: int, month: int | None) -> str:
    if (year, month or 12) <= _HEISEI_ENDS:
        return f"平成{year - 1988}年"
    return "令和" + ("元" if year == 2019 else str(year - 2018)) + "年"


def _to_era(match: re.Match[str]) -> str:
    number = match["number"]
    return _in_era(int(match["year"]), int(number) if number else None) + (match["month"] or "")


def _to_western(match: re.Match[str]) -> str:
    return f"{_ERA_BEFORE[match['era']] + _value(match['year'])}年" + (match["month"] or "")


def era(notice: Notice) -> Change | None:
    """Western years become years of an era, or, where there are none, the other way round."""
    if notice.language != "ja":
        return None
    return changed(notice, lambda text: _WESTERN.sub(_to_era, text)) or changed(notice, lambda text: _ERA.sub(_to_western, text))


_PLAIN_DAY = re.compile(r"(?<![0-9０-９])(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日(?!\s?[0-9０-９])")


def numeric(notice: Notice) -> Change | None:
    """2024年5月7日 becomes 2024/5/7 or 2024.05.07."""
    if notice.language != "ja":
        return None
    if notice.choose(2):
        return changed(notice, lambda text: _PLAIN_DAY.sub(r"\g<year>/\g<month>/\g<day>", text))
    return changed(
        notice, lambda text: _PLAIN_DAY.sub(lambda day: f"{day['year']}.{int(day['month']):02}.{int(day['day']):02}", text)
    )


# English

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]  # fmt: skip
_SHORT = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]  # fmt: skip
_NAME = "|".join(_MONTHS)
_ALONE = r"(?!(?:st|nd|rd|th|\d|[:/]|\s?[-–—]\s?\d|,? (?:and|or|to|through|until) \d{1,2}(?:st|nd|rd|th)?(?![\d:,]|\s?[ap]\.?m)))"
_MONTH_FIRST = re.compile(rf"\b(?P<name>{_NAME}) (?P<day>\d{{1,2}}){_ALONE}(?:,? (?P<year>20\d\d)(?!\d))?")
_DAY_FIRST = re.compile(
    rf"(?<![\d.,:/–-])(?<!\d and )(?<!\d to )(?<!\d  )(?P<day>\d{{1,2}}) (?P<name>{_NAME})\b(?! \d{{1,2}}(?!\d))(?:,? (?P<year>20\d\d)(?!\d))?"
)
_SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")


def _ordinal(day: int) -> str:
    return f"{day}" + ("th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th"))


def _month_first(match: re.Match[str]) -> str:
    return f"{match['name']} {match['day']}" + (f", {match['year']}" if match["year"] else "")


def _day_first(match: re.Match[str]) -> str:
    return f"{match['day']} {match['name']}" + (f" {match['year']}" if match["year"] else "")


def _ordinal_day(match: re.Match[str]) -> str:
    return f"{match['name']} {_ordinal(int(match['day']))}" + (f", {match['year']}" if match["year"] else "")


def _short_month(match: re.Match[str]) -> str:
    name = _SHORT[_MONTHS.index(match["name"])]
    return f"{name} {match['day']}" + (f", {match['year']}" if match["year"] else "")


def day_order(notice: Notice) -> Change | None:
    """March 4, 2024 becomes 4 March 2024, and the other way round."""
    if notice.language != "en" or _SLASHED.search(notice.text):
        return None
    return changed(notice, lambda text: _MONTH_FIRST.sub(_day_first, text)) or changed(
        notice, lambda text: _DAY_FIRST.sub(_month_first, text)
    )


def day_words(notice: Notice) -> Change | None:
    """March 4, 2024 becomes March 4th, 2024 or Mar. 4, 2024."""
    if notice.language != "en":
        return None
    told: Callable[[re.Match[str]], str] = (_ordinal_day, _short_month)[notice.choose(2)]
    return changed(notice, lambda text: _MONTH_FIRST.sub(told, text))


# A year later

_YEAR_JA = re.compile(r"(?<![0-9０-９-])(?P<year>(?:19|20|１９|２０)[0-9０-９]{2})(?=[)）]?\s?年|[/.-][0-9]{1,3}(?![0-9]))")
_YEAR_EN = re.compile(r"(?<![\w$£€,#-])(?<!\D\.)(?P<year>20[012]\d)(?![\w%]|[,.]\d|-\d{3})")
_YEAR_ERA = re.compile(rf"(?P<era>令和|平成|(?<![A-Za-z])[RH])(?P<gap>\s?)(?P<year>{_NUMBER})(?=\s?年|[./-])")
_WEEKDAY_JA = re.compile(r"\s?[(（][月火水木金土日](?:曜日?)?(?:[・,、/]\s?[祝休振]日?)?[)）]|(?<=日)[月火水木金土日]曜日?")
_WEEKDAY_EN = re.compile(
    rf"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?=(?:the )?\d{{1,2}}(?:st|nd|rd|th)? |(?:{_NAME}|[A-Z][a-z]{{2}}\.?) \d)"
)
_LEAP = re.compile(r"[2２二]月(?:29|２９|二十九)日|(?:February|Feb\.?) 29|29 (?:February|Feb)|(?<!\d)0?2[/.-]29(?!\d)")


def _later_in_era(match: re.Match[str]) -> str:
    short = match["era"] in "RH"
    year = {"R": 2018, "H": 1988}.get(match["era"]) or _ERA_BEFORE[match["era"]]
    year += _value(match["year"]) + 1
    if year > 2019:
        return ("R" if short else "令和") + match["gap"] + str(year - 2018)
    return match["era"] + match["gap"] + str(year - (2018 if match["era"] in ("R", "令和") else 1988))


def _year_later_ja(text: str) -> str:
    text = _WEEKDAY_JA.sub("", text)
    text = _YEAR_JA.sub(lambda match: str(int(match["year"]) + 1), text)
    return _YEAR_ERA.sub(_later_in_era, text)


def _year_later_en(text: str) -> str:
    return _YEAR_EN.sub(lambda match: str(int(match["year"]) + 1), _WEEKDAY_EN.sub("", text))


def year_later(notice: Notice) -> Change | None:
    """Every written year is the next one, and no weekday is written."""
    if _LEAP.search(notice.text) or re.search("平成(?:30|31|３０|３１)年|H3[01]", notice.text):
        return None
    rewrite: Rewrite = _year_later_ja if notice.language == "ja" else _year_later_en
    expected = view(notice.found.facts)
    for name in DATES:
        if expected[name]:
            expected[name] = f"{int(expected[name][:4]) + 1}{expected[name][4:]}"
    return changed(notice, rewrite, expected, dated=True)
