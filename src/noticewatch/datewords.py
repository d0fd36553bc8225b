"""How languages write dates, as tables: spellings, names of months, eras, and words for days told by another day.

Core; imports expressions and screen. The engine is `dates`. A spelling is an expression with named groups: `era`, `year`,
`fiscal`, `month` (digits) or `name`, `day`, `day2` after `join` (the last day of a period), `part` (of a month), `weekday`,
`near` and `today` (words of the tables below), `at` (what of the match is the date, where not all of it is).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from noticewatch.expressions import Part
from noticewatch.screen import Screen

NEVER = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language writes dates."""

    spellings: tuple[Part, ...]
    months: Mapping[str, int] = field(default_factory=dict)  # first three letters, lower case
    weekdays: Mapping[str, int] = field(default_factory=dict)  # Monday is 0; first letters as the spelling catches them
    eras: Mapping[str, int] = field(default_factory=dict)  # the year before the era's first
    near: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # told by the date before: ("day", 1) is the day after it
    today: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # told by the day of writing
    joins: re.Pattern[str] = NEVER  # the whole of what stands between the two ends of a period
    weak_joins: re.Pattern[str] = NEVER  # the same, where `opens` stands before the first
    lists: re.Pattern[str] = NEVER  # the whole of what stands between two days of one month
    slashed: re.Pattern[str] = NEVER  # the whole of a date whose first number may be the month or the day
    day_first: re.Pattern[str] = NEVER  # a text that writes days before months, and …
    month_first: re.Pattern[str] = NEVER  # … months before days
    within: re.Pattern[str] = NEVER  # the same, where `between` stands after the second
    between: re.Pattern[str] = NEVER  # matched after the second end
    loose: re.Pattern[str] = NEVER  # matched after a day alone that is one of the month told last
    opens: re.Pattern[str] = NEVER  # searched in what stands before a date: a period begins with it
    begins: re.Pattern[str] = NEVER  # matched after a date whose period has no written end
    closes: re.Pattern[str] = NEVER  # matched after a date whose period has no written beginning
    until: re.Pattern[str] = NEVER  # searched in what stands before such a date
    statutes: re.Pattern[str] = NEVER  # matched after a date that names a law, and so tells no other date its year
    leads: re.Pattern[str] = NEVER  # ends right before a date whose month has a name, and is a part of it: a weekday, early
    screen: Screen = field(init=False, compare=False)  # of the spellings

    def __post_init__(self) -> None:
        object.__setattr__(self, "screen", Screen((self.spellings,)))


# Japanese

_N = r"(?:\d{1,2}|[〇一二三四五六七八九十]{1,3})"
_WEEKDAY = r"\s?[(\[]\s?(?P<weekday>[月火水木金土日])(?:曜日?)?(?:[・,、/]\s?[祝休振]日?)?\s?[)\]]"
_ENDING = r"(?:" + _WEEKDAY + r"|\s?(?P<weekday2>[月火水木金土日])曜日?)?"
_DAY = rf"(?:(?P<day>{_N})\s?日|(?P<part>上旬|中旬|下旬|初旬|初め|はじめ|半ば|末|頃|ごろ))"
_TAIL = rf"(?:\s{{0,3}}(?P<month>{_N})\s?月(?:\s{{0,3}}{_DAY}{_ENDING})?)?"
_WITHIN = r"(?:\((?:19|20)\d\d\)|\((?:令和|平成|昭和|[RHS])(?:元|\d{1,2})\))?\s?"  # 令和8(2026)年, 2026(令和8)年
_PAREN_WESTERN = r"(?:\s?[(/]\s?(?:西暦)?\d{4}\s?年?\s?\)?)?"
_PAREN_ERA = r"(?:\s?[(/]\s?(?:令和|平成|昭和|R|H|S)\s?(?:元|\d{1,2})\s?年?\s?\)?)?"
_TIME = r"\s?(?:午前|午後|早朝|未明|深夜|夕方|朝|夜|昼)?\s?(?:\d{1,2}\s?[時:]\s?(?:\d{1,2}\s?分?|半)?)?\s?(?:頃|ごろ)?"

NUMERIC = (
    Part(
        r"(?<![\d./-])(?P<year>(?:19|20)\d\d)\s?[./-]\s?(?P<month>\d{1,2})\s?[./-]\s?(?P<day>\d{1,2})(?![\d%])(?:"
        + _WEEKDAY
        + ")?"
    ),
    Part(r"(?<![\d./-])(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})(?![\d/%])"),
)

JA_DATES = DateWords(
    spellings=(
        Part(
            rf"(?P<era>令和|平成|昭和|大正)\s?(?P<year>元|{_N})\s?{_WITHIN}年(?P<fiscal>度)?" + _PAREN_WESTERN + _TAIL,
        ),
        Part(
            r"(?<![\d〇一二三四五六七八九])(?P<year>(?:19|20)\d\d|[一二][〇九][〇一二三四五六七八九]{2})\s?"
            + _WITHIN
            + r"年(?P<fiscal>度)?"
            + _PAREN_ERA
            + _TAIL
        ),
        Part(
            r"(?<![A-Za-z\d.])(?P<era>[RHS])\s?(?P<year>元"
            r"|\d{1,2})\s?[./年-]\s?(?P<month>\d{1,2})\s?[./月-]\s?(?P<day>\d{1,2})(?!\d)日?"
            + _ENDING
        ),
        Part(r"(?P<near>同年|翌年|翌々年)" + rf"\s?(?P<month>{_N})\s?月(?:\s{{0,3}}{_DAY}{_ENDING})?"),
        Part(rf"(?P<near>同)\s?(?P<month>{_N})\s?月(?:\s{{0,3}}{_DAY}{_ENDING})?"),
        Part(r"(?P<today>本年|今年|昨年|去年|一昨年|前年|来年)" + rf"\s?(?P<month>{_N})\s?月(?:\s{{0,3}}{_DAY}{_ENDING})?"),
        Part(r"(?P<near>同月|翌月|前月)\s?" + _DAY + _ENDING),
        Part(r"(?P<today>今月|本月|先月|来月)\s?" + _DAY + _ENDING),
        Part(
            rf"(?<![\d年])(?P<month>{_N})(?:\s?月\s{{0,3}}{_DAY}{_ENDING}"
            r"|(?<=\d)\s?(?:月(?=[にのかよ以、~〜-])|(?P<bare>月)(?![\d号期度分間額])))"
        ),
        Part(r"(?<![\d/.])(?P<month>\d{1,2})/(?P<day>\d{1,2})" + _WEEKDAY),
        Part(
            r"(?<![\d/.A-Za-z-])(?P<month>\d{1,2})/(?P<day>\d{1,2})"
            r"(?=\s?(?:に(?!相当|な|あた|当た|減|増|達|満)|から(?!成|な)|より|まで|の(?:早朝|未明|深夜|夜|朝|夕方|昼|午前|午後)|午前|午後|早朝|未明|深夜|夜|朝|夕方|頃|ごろ|\d{1,2}[時:]|[~〜]\s?\d{1,2}/))"
        ),
        Part(r"(?<=[\n・●■○|])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=[ \t:|])"),
        Part(r"(?P<near>前日|翌日|同日)の?\s?(?P<day>\d{1,2})\s?日" + _ENDING),
        Part(r"(?P<near>翌)の?\s?(?P<day>\d{1,2})\s?日" + _ENDING),
        Part(rf"(?<![\d月第])(?P<day>\d{{1,2}})\s?日(?:{_WEEKDAY}|(?![間目程前後以本]))"),
        Part(r"(?P<near>同日|翌日|翌々日|前日|翌朝|前夜|当日|その日|同じ日)(?!券|分|付)"),
        Part(r"(?P<today>本日|昨日|一昨日|今日|今朝|昨夜|昨晩)"),
        *NUMERIC,
    ),
    weekdays={"月": 0, "火": 1, "水": 2, "木": 3, "金": 4, "土": 5, "日": 6},
    eras={"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "R": 2018, "H": 1988, "S": 1925},
    near={
        "同年": ("year", 0), "翌年": ("year", 1), "翌々年": ("year", 2), "同": ("year", 0),
        "同月": ("month", 0), "翌月": ("month", 1), "前月": ("month", -1),
        "同日": ("day", 0), "翌日": ("day", 1), "翌々日": ("day", 2), "前日": ("day", -1),
        "翌": ("day", 1), "翌朝": ("day", 1), "前夜": ("day", -1), "当日": ("day", 0), "その日": ("day", 0), "同じ日": ("day", 0),
    },
    today={
        "本年": ("year", 0), "今年": ("year", 0), "昨年": ("year", -1), "去年": ("year", -1), "前年": ("year", -1),
        "一昨年": ("year", -2), "来年": ("year", 1),
        "今月": ("month", 0), "本月": ("month", 0), "先月": ("month", -1), "来月": ("month", 1),
        "本日": ("day", 0), "今日": ("day", 0), "昨日": ("day", -1), "一昨日": ("day", -2),
        "今朝": ("day", 0), "昨夜": ("day", -1), "昨晩": ("day", -1),
    },
    joins=re.compile(_TIME + r"の?(?:朝|昼|夕方|夜|深夜|未明)?\s?(?:~|〜|∼|-|–|—|−|→|から|より|乃至)\s?"),
    within=re.compile(r"\s?(?:と|及び|および)\s?"),
    between=re.compile(_TIME + r"\s?の間"),
    begins=re.compile(_TIME + r"\s?(?:から|より|以降|以来|~|〜)(?!\s?\d{1,2}(?:時|分|:\d))"),
    closes=re.compile(_TIME + r"\s?(?:まで|以前)"),
    until=re.compile(r"(?:~|〜)\s?\Z"),
    lists=re.compile(r"\s?(?:、|,|・|と|及び|および|並びに)\s?"),
    loose=re.compile(r"[にの、朝夕夜午未早深正]|\d{1,2}時|\Z"),
    statutes=re.compile(r"\s?(?:法律|政令|条例|省令|告示|規則|要綱|施行)"),
)  # fmt: skip


# English

_NAME = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\.?"
)
_JOIN = r"\s?(?P<join>-|–|—|to|through|until|and)\s?(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?![\d,.]{0,12}\d|\s?[ap]\.?m)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_PART_OF_DAY = r"(?:the (?:evening|night|morning|afternoon|early hours) of )?"
_I = re.IGNORECASE


def _behind(words: str) -> str:
    """Right behind one of some words."""
    return "(?:" + "|".join(rf"(?<=(?<![a-z]){word}[\s-])" for word in words.split()) + ")"


EN_DATES = DateWords(
    spellings=(
        Part(
            r"(?<![a-z])" + _NAME + r"\s{1,3}(?:the\s)?(?P<day>\d{1,2})" + _ORDINAL
            + rf"(?![\d:])(?:{_JOIN})?(?:(?:\s\d{{1,2}}:\d\d:\d\d(?:\s[A-Z]{{2,5}})?|\s?,?(?:\sof)?)\s{{1,3}}{_YEAR})?", _I,
        ),
        Part(
            r"(?:the\s)?(?<![\d.,/:-])(?P<day>\d{1,2})" + _ORDINAL + rf"(?:{_JOIN})?[\s-]{{1,3}}(?:of\s)?" + _NAME
            + rf"(?:,?[\s-]{{1,3}}{_YEAR})?", _I,
        ),
        Part(
            r"(?<![a-z])" + _NAME
            + rf",?\s{{1,3}}(?:of\s)?{_YEAR}", _I,
        ),
        Part(
            _behind("in since around during early mid late from between until through")
            + r"(?P<at>" + _NAME + r")(?![\s,.]*\d)", _I,
        ),
        Part(
            _behind("in since during from between until through to and of early mid late")
            + r"(?P<at>" + _YEAR + r")(?![-/,.\d]\d)", _I,
        ),
        Part(r"(?<![\d/.])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])"),
        Part(r"(?<![\d/.-])(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<year>(?:19|20)\d\d)(?![\d/-])"),
        Part(r"(?<![\d/.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\d.]\d)"),
        Part(
            r"(?<![a-z])(?P<near>(?:the|that) (?:very )?(?:same|next|following|previous) (?:day|morning|afternoon|evening|night)"
            r"|that day|the (?:day|evening|night) before)(?![a-z])", _I,
        ),
        Part(r"(?<![a-z])(?P<today>today|yesterday|this morning|this afternoon|last night)(?![a-z'])", _I),
        Part(r"(?<![a-z])on the (?P<bare>(?P<day>\d{1,2})(?:st|nd|rd|th))(?![a-z]| floor| of )", _I),
        *NUMERIC,
    ),
    months={
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    },
    weekdays={"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6},
    near={
        f"{article} {very}{word} {part}": ("day", step)
        for article in ("the", "that")
        for very in ("", "very ")
        for word, step in (("same", 0), ("next", 1), ("following", 1), ("previous", -1))
        for part in ("day", "morning", "afternoon", "evening", "night")
    } | {"that day": ("day", 0)} | {f"the {part} before": ("day", -1) for part in ("day", "evening", "night")},
    today={
        "today": ("day", 0), "yesterday": ("day", -1), "this morning": ("day", 0), "this afternoon": ("day", 0),
        "last night": ("day", -1),
    },
    leads=re.compile(
        r"(?<![a-z])(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s{1,3}"
        r"|(?P<part>early|mid|late|beginning of|end of|middle of)[\s-]{1,3})\Z", _I,
    ),
    loose=re.compile(""),
    joins=re.compile(
        r"(?:\s?at \d{1,2}(?::\d\d)?\s?[ap]\.?m\.?)?,?\s?(?:-|–|—|→|to|through|thru|until|till|up to)\s?"
        r"(?:about |approximately |around )?(?:at least )?" + _PART_OF_DAY, _I,
    ),
    weak_joins=re.compile(
        r"(?:\s?at)?(?:\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?)?(?:\s?[a-z]{3,4})?,?\s?and\s?"
        r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)? on )?"
        r"(?:about |approximately |around |on )?" + _PART_OF_DAY, _I,
    ),
    opens=re.compile(
        r"(?:between|from|since|beginning|starting)\s(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)? (?:[a-z]{3,4} )?)?"
        r"(?:on |or |about |approximately |around |at least ){0,4}" + _PART_OF_DAY + r"\Z", _I,
    ),
    lists=re.compile(r"(?:,? and|,)\s(?:on )?(?:again on )?", _I),
    slashed=re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}"),
    day_first=re.compile(
        r"(?<![\d,:])\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} (?:19|20)\d\d"
        r"|(?<![\d/])(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{2,4}(?![\d/])"
    ),
    month_first=re.compile(
        r"(?<![\d/])\d{1,2}/(?:1[3-9]|2\d|3[01])/\d{2,4}(?![\d/])"
        r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2},? (?:19|20)\d\d"
    ),
    begins=re.compile(r"(?:\s?onwards?|\s?and later)", _I),
    until=re.compile(r"(?:until|through|till|up to)\s\Z", _I),
)  # fmt: skip

ALL_DATES = (JA_DATES, EN_DATES)
