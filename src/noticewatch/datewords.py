"""How languages write dates, as tables: spellings, names of months, eras, and words for days told by another day.

Core; imports the standard library only. The engine is `dates`. A spelling is a pattern with named groups: `era`, `year`,
`fiscal`, `month` (digits) or `name`, `day`, `day2` after `join` (the last day of a period), `part` (of a month), `weekday`,
`near` and `today` (words of the tables below), `at` (what of the match is the date, where not all of it is).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NEVER = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language writes dates."""

    spellings: tuple[re.Pattern[str], ...]
    months: Mapping[str, int] = field(default_factory=dict)  # first three letters, lower case
    weekdays: Mapping[str, int] = field(default_factory=dict)  # Monday is 0; first letters as the spelling catches them
    eras: Mapping[str, int] = field(default_factory=dict)  # the year before the era's first
    near: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # told by the date before: ("day", 1) is the day after it
    today: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # told by the day of writing
    joins: re.Pattern[str] = NEVER  # the whole of what stands between the two ends of a period
    weak_joins: re.Pattern[str] = NEVER  # the same, where `opens` stands before the first
    lists: re.Pattern[str] = NEVER  # the whole of what stands between two days of one month
    opens: re.Pattern[str] = NEVER  # searched in what stands before a date: a period begins with it
    begins: re.Pattern[str] = NEVER  # matched after a date whose period has no written end
    closes: re.Pattern[str] = NEVER  # matched after a date whose period has no written beginning
    until: re.Pattern[str] = NEVER  # searched in what stands before such a date
    statutes: re.Pattern[str] = NEVER  # matched after a date that names a law, and so tells no other date its year


# Japanese

_N = r"(?:\d{1,2}|[〇一二三四五六七八九十]{1,3})"
_WEEKDAY = r"\s?[(\[]\s?(?P<weekday>[月火水木金土日])(?:曜日?)?(?:[・,、/]\s?[祝休振]日?)?\s?[)\]]"
_ENDING = r"(?:" + _WEEKDAY + r"|\s?(?P<weekday2>[月火水木金土日])曜日?)?"
_DAY = rf"(?:(?P<day>{_N})\s?日|(?P<part>上旬|中旬|下旬|初旬|初め|はじめ|半ば|末|頃|ごろ))"
_TAIL = rf"(?:\s{{0,3}}(?P<month>{_N})\s?月(?:\s{{0,3}}{_DAY}{_ENDING})?)?"
_PAREN_WESTERN = r"(?:\s?[(/]\s?(?:西暦)?\d{4}\s?年?\s?\)?)?"
_PAREN_ERA = r"(?:\s?[(/]\s?(?:令和|平成|昭和|R|H|S)\s?(?:元|\d{1,2})\s?年?\s?\)?)?"
_TIME = r"\s?(?:午前|午後|早朝|未明|深夜|夕方|朝|夜|昼)?\s?(?:\d{1,2}\s?[時:]\s?(?:\d{1,2}\s?分?|半)?)?\s?(?:頃|ごろ)?"

NUMERIC = (
    re.compile(
        r"(?<![\d./-])(?P<year>(?:19|20)\d\d)\s?[./-]\s?(?P<month>\d{1,2})\s?[./-]\s?(?P<day>\d{1,2})(?![\d%])(?:"
        + _WEEKDAY
        + ")?"
    ),
    re.compile(r"(?<![\d./-])(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})(?![\d/%])"),
)

JA_DATES = DateWords(
    spellings=(
        re.compile(
            rf"(?P<era>令和|平成|昭和|大正)\s?(?P<year>元|{_N})\s?年(?P<fiscal>度)?" + _PAREN_WESTERN + _TAIL,
        ),
        re.compile(
            r"(?<![\d〇一二三四五六七八九])(?P<year>(?:19|20)\d\d|[一二][〇九][〇一二三四五六七八九]{2})\s?年(?P<fiscal>度)?"
            + _PAREN_ERA
            + _TAIL
        ),
        re.compile(
            r"(?<![A-Za-z\d.])(?P<era>[RHS])\s?(?P<year>元"
            r"|\d{1,2})\s?[./年-]\s?(?P<month>\d{1,2})\s?[./月-]\s?(?P<day>\d{1,2})(?!\d)日?"
            + _ENDING
        ),
        re.compile(r"(?P<near>同年|翌年|翌々年|同)" + rf"\s?(?P<month>{_N})\s?月(?:\s{{0,3}}{_DAY}{_ENDING})?"),
        re.compile(r"(?P<today>本年|今年|昨年|去年|一昨年|前年|来年)" + rf"\s?(?P<month>{_N})\s?月(?:\s{{0,3}}{_DAY}{_ENDING})?"),
        re.compile(r"(?P<near>同月|翌月|前月)\s?" + _DAY + _ENDING),
        re.compile(r"(?P<today>今月|本月|先月|来月)\s?" + _DAY + _ENDING),
        re.compile(rf"(?<![\d年])(?P<month>{_N})\s?月\s{{0,3}}{_DAY}{_ENDING}"),
        re.compile(r"(?<![\d年])(?P<month>\d{1,2})\s?月(?=[にのかよ以、~〜-])"),
        re.compile(r"(?<![\d年])(?P<bare>(?P<month>\d{1,2})\s?月)(?![\d号期度分間額])"),
        re.compile(r"(?<![\d/.])(?P<month>\d{1,2})/(?P<day>\d{1,2})" + _WEEKDAY),
        re.compile(r"(?<![\d月第])(?P<day>\d{1,2})\s?日" + _WEEKDAY),
        re.compile(r"(?<![\d月第])(?P<bare>(?P<day>\d{1,2})\s?日)(?![間目程前後以本])"),
        re.compile(r"(?P<near>同日|翌日|翌々日|前日)"),
        re.compile(r"(?P<today>本日|昨日|一昨日|今日)"),
        *NUMERIC,
    ),
    weekdays={"月": 0, "火": 1, "水": 2, "木": 3, "金": 4, "土": 5, "日": 6},
    eras={"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "R": 2018, "H": 1988, "S": 1925},
    near={
        "同年": ("year", 0), "翌年": ("year", 1), "翌々年": ("year", 2), "同": ("year", 0),
        "同月": ("month", 0), "翌月": ("month", 1), "前月": ("month", -1),
        "同日": ("day", 0), "翌日": ("day", 1), "翌々日": ("day", 2), "前日": ("day", -1),
    },
    today={
        "本年": ("year", 0), "今年": ("year", 0), "昨年": ("year", -1), "去年": ("year", -1), "前年": ("year", -1),
        "一昨年": ("year", -2), "来年": ("year", 1),
        "今月": ("month", 0), "本月": ("month", 0), "先月": ("month", -1), "来月": ("month", 1),
        "本日": ("day", 0), "今日": ("day", 0), "昨日": ("day", -1), "一昨日": ("day", -2),
    },
    joins=re.compile(_TIME + r"\s?(?:~|〜|∼|-|–|—|−|から|より|乃至)\s?"),
    begins=re.compile(_TIME + r"\s?(?:から|より|以降|以来|~|〜)"),
    closes=re.compile(_TIME + r"\s?(?:まで|以前)"),
    until=re.compile(r"(?:~|〜)\s?\Z"),
    lists=re.compile(r"\s?(?:、|,|・|と|及び|および|並びに)\s?"),
    statutes=re.compile(r"\s?(?:法律|政令|条例|省令|告示|規則|要綱|施行)"),
)  # fmt: skip


# English

_NAME = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\.?"
)
_WEEKDAY_EN = r"(?:(?<![a-z])(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s{1,3})?"
_JOIN = r"\s?(?P<join>-|–|—|to|through|until|and)\s?(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?![\d,.]*\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_I = re.IGNORECASE

EN_DATES = DateWords(
    spellings=(
        re.compile(
            _WEEKDAY_EN + r"(?<![a-z])" + _NAME + r"\s{1,3}(?:the\s)?(?P<day>\d{1,2})" + _ORDINAL
            + rf"(?![\d:])(?:{_JOIN})?(?:\s?,?(?:\sof)?\s{{1,3}}{_YEAR})?", _I,
        ),
        re.compile(
            _WEEKDAY_EN + r"(?:the\s)?(?<![\d.,/:-])(?P<day>\d{1,2})" + _ORDINAL + rf"(?:{_JOIN})?[\s-]{{1,3}}(?:of\s)?" + _NAME
            + rf"(?:,?[\s-]{{1,3}}{_YEAR})?", _I,
        ),
        re.compile(
            r"(?:(?<![a-z])(?P<part>early|mid|late|beginning of|end of|middle of)[\s-]{1,3})?(?<![a-z])" + _NAME
            + rf",?\s{{1,3}}(?:of\s)?{_YEAR}", _I,
        ),
        re.compile(
            r"(?<![a-z])(?:in|since|around|during|early|mid|late|from|between|until"
            r"|through)[\s-](?P<at>" + _NAME + r")(?![\s,]*\d)", _I
        ),
        re.compile(
            r"(?<![a-z])(?:in|since|during|from|between|until|through|to|and|of|early|mid|late)[\s-](?P<at>" + _YEAR
            + r")(?![-/,.\d]\d)", _I,
        ),
        re.compile(r"(?<![\d/.])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])"),
        re.compile(r"(?<![\d/.-])(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<year>(?:19|20)\d\d)(?![\d/-])"),
        re.compile(r"(?<![\d/.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\d.]\d)"),
        re.compile(r"(?<![a-z])(?P<near>(?:the|that) (?:very )?(?:same|next|following|previous) day|that day)(?![a-z])", _I),
        re.compile(r"(?<![a-z])(?P<today>today|yesterday)(?![a-z'])", _I),
        *NUMERIC,
    ),
    months={
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    },
    weekdays={"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6},
    near={
        f"{article} {very}{word} day": ("day", step)
        for article in ("the", "that")
        for very in ("", "very ")
        for word, step in (("same", 0), ("next", 1), ("following", 1), ("previous", -1))
    } | {"that day": ("day", 0)},
    today={"today": ("day", 0), "yesterday": ("day", -1)},
    joins=re.compile(
        r"(?:\s?at \d{1,2}(?::\d\d)?\s?[ap]\.?m\.?)?,?\s?(?:-|–|—|to|through|thru|until|till|up to)\s?"
        r"(?:about |approximately |around )?(?:at least )?", _I,
    ),
    weak_joins=re.compile(r",?\s?and\s?(?:about |approximately |around )?", _I),
    opens=re.compile(r"(?:between|from|since|beginning|starting)\s(?:on |or |about |approximately |around |at least )*\Z", _I),
    begins=re.compile(r"(?:\s?onwards?|\s?and later)", _I),
    until=re.compile(r"(?:until|through|till|up to)\s\Z", _I),
)  # fmt: skip

ALL_DATES = (JA_DATES, EN_DATES)
