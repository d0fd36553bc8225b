# ruff: noqa: E501  (tables: a row a line)
"""Counts told otherwise: another number, another writing of it, another unit, another qualifier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from noticewatch.model import Count, Qualifier, Unit
from tests.mutations import Change, Notice, changed, recounted

Writing = Callable[[int], "str | None"]

_WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_KANJI = "〇一二三四五六七八九"
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]  # fmt: skip
_SMALL = 32  # below it, a number may be a day, a month or an item's


# How a number is written


def _below_ten_thousand(value: int) -> str:
    out = ""
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            out += (_KANJI[digit] if digit > 1 or scale == 1 else "") + word
    return out


def kanji(value: int) -> str | None:
    high, low = divmod(value, 10_000)
    if high >= 10_000 or value < 1:
        return None
    top = ("一万" if high == 1 else _below_ten_thousand(high) + "万") if high else ""
    return top + _below_ten_thousand(low)


def _in_ten_thousands(value: int, low_form: str) -> str | None:
    """1万2000, 1万2,000, 1万2千."""
    high, low = divmod(value, 10_000)
    if not high or value >= 10**8:
        return None
    if not low:
        return f"{high}万"
    if low_form == "千":
        return f"{high}万{low // 1000}千" if low % 1000 == 0 else None
    return f"{high}万{low:{low_form}}"


def _decimal(value: int) -> str | None:
    """1.2万."""
    return f"{value // 10_000}.{value % 10_000 // 1000}万" if value > 10_000 and value % 1000 == 0 and value % 10_000 else None


def _words(value: int) -> str | None:
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{_ONES[value // 100]} hundred" + (f" and {_words(value % 100)}" if value % 100 else "")
    return None


def _capital(value: int) -> str | None:
    words = _words(value)
    return words.capitalize() if words else None


def _scaled(value: int, word: str, scale: int) -> str | None:
    """1.2 million."""
    if value < scale or value % (scale // 100):
        return None
    return f"{value / scale:.2f}".rstrip("0").rstrip(".") + f" {word}"


def _wide(writing: Writing) -> Writing:
    def wide(value: int) -> str | None:
        written = writing(value)
        return written.translate(_WIDE) if written else None

    return wide


_DIGITS: tuple[Writing, ...] = (lambda value: f"{value:,}", str)
_JA: tuple[Writing, ...] = (
    *_DIGITS,
    lambda value: _in_ten_thousands(value, ",d"),
    lambda value: _in_ten_thousands(value, "d"),
    lambda value: _in_ten_thousands(value, "千"),
    _decimal,
)
_WRITINGS: dict[str, tuple[Writing, ...]] = {
    "ja": (*_JA, *map(_wide, _JA), kanji),
    "en": (
        *_DIGITS, _words, _capital,
        *(lambda value, word=word, scale=scale: _scaled(value, word, scale)
          for word, scale in (("thousand", 10**3), ("million", 10**6), ("billion", 10**9))),
    ),
}  # fmt: skip

_JA_UNIT = r"\s?(?:人|名|件|世帯|社|通|冊|枚|口座|団体|法人|アカウント|ファイル|アドレス|方|家族|レコード)"
_AROUND = {
    "ja": (
        r"(?<![0-9０-９])(?<![0-9０-９][.,，．:：/／-])(?<![第.．])",
        r"(?![0-9０-９万千百億]|[.,，．][0-9０-９]|\s?(?:年|月|日|時|分|秒|歳|か月|ヶ月|カ月|%|％|丁目|番|号|階|[:：/／-][0-9０-９]))",
    ),
    "en": (
        r"(?<![\w$£€#])(?<![\d][.,:/-])(?<!-)(?<!(?:uary|arch|pril|June|July|gust|mber|ober) )(?<!May )(?<!(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec) )(?<!Sept )(?<![a-z]{3}\. )",
        r"(?![\w%])(?![.,:/-]\d)(?!-[a-z])(?! (?:hundred|thousand|million|billion|percent|months?|years?|days?|hours?|weeks?|minutes?|[ap]\.?m"
        r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))",
    ),
}
_KANJI_AROUND = (r"(?<![〇一二三四五六七八九十百千万億第])", r"(?![〇一二三四五六七八九十百千万億月日年時])" + f"(?={_JA_UNIT})")


def _pattern(written: str, value: int, language: str) -> str:
    """Where a number stands as a number of its own, and is no part of a date, a time or an address."""
    left, right = _AROUND[language]
    if language == "ja" and written[0] in _KANJI + "十百千万":
        left, right = _KANJI_AROUND
    elif language == "ja" and value < _SMALL:
        right += f"(?={_JA_UNIT})"
    return left + re.escape(written) + right


def _forms(value: int, language: str) -> Iterator[tuple[str, Writing]]:
    """Every writing of a value, the longest first."""
    made = {written: writing for writing in reversed(_WRITINGS[language]) if (written := writing(value))}
    yield from sorted(made.items(), key=lambda item: -len(item[0]))


def _occurrences(value: int, language: str, follows: str = "") -> re.Pattern[str]:
    return re.compile(
        "(?P<number>" + "|".join(_pattern(form, value, language) for form, _ in _forms(value, language)) + ")" + follows
    )


# Another number


def _headline(notice: Notice) -> Count | None:
    """The headline, where it is stated and its number stands in its evidence."""
    count = notice.found.facts.affected_headline
    if count is None or count.derived or count.value < 2:
        return None
    quotes = [piece.quote for piece in notice.found.evidence["affected_headline"]]
    pattern = _occurrences(count.value, notice.language)
    return count if any(pattern.search(quote) for quote in quotes) else None


def _numbers(text: str) -> set[int]:
    return {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]{0,12}", unicodedata.normalize("NFKC", text))}


def _addends(total: int, values: Iterable[int]) -> tuple[int, ...]:
    """The numbers that add up to a total, or none."""
    smaller = sorted({value for value in values if 0 < value < total}, reverse=True)[:10]
    for size in range(2, len(smaller) + 1):
        for some in combinations(smaller, size):
            if sum(some) == total:
                return some
    return ()


def _others(value: int, notice: Notice, known: set[int]) -> Iterator[int]:
    """Numbers as long and as round as a value, on the same side of all other numbers as it, the page's own choice first."""
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    near = known | _numbers(notice.text) if value >= 100 else known
    low = max((one for one in near if one < value), default=0)
    high = min((one for one in near if one > value), default=value * 10)
    made = [
        one for one in range(value - 40 * step, value + 41 * step, step) if low < one < high and len(str(one)) == len(str(value))
    ]
    first = notice.choose(len(made)) if made else 0
    for one in made[first:] + made[:first]:
        if one not in near and one > 1 and one % (step * 10):
            yield one


def _swap(pairs: dict[int, int], language: str) -> Callable[[str], str]:
    """Every number of its own that is a key, in whatever writing, becomes its value in the same writing."""
    patterns = {old: _occurrences(old, language) for old in pairs}

    def rewrite(text: str) -> str:
        found = [(match.start(), match.end(), old) for old, pattern in patterns.items() for match in pattern.finditer(text)]
        for start, end, old in sorted(found, reverse=True):
            writing = dict(_forms(old, language))[text[start:end]]
            text = text[:start] + str(writing(pairs[old])) + text[end:]
        return text

    return rewrite


def _parts(old: int, notice: Notice, values: set[int]) -> tuple[int, ...] | None:
    """The counts that a count is the sum of; None where sums hang together otherwise."""
    if any(one - old in values or _addends(one - old, values) for one in values if one > old):
        return None  # it is itself a part of a sum
    parts = _addends(old, values)
    numbers = _numbers(notice.text)
    if any(_addends(part, values) for part in parts):
        return None
    if not parts and any(old - one in numbers for one in numbers if _SMALL <= one < old):
        return None  # it may be a sum of what is no count
    return parts


def digits(notice: Notice) -> Change | None:
    """Another headline number; where it is the sum of others, the largest of them grows with it."""
    count = _headline(notice)
    if count is None:
        return None
    facts, old, language = notice.found.facts, count.value, notice.language
    values = {one.value for one in facts.affected}
    parts = _parts(old, notice, values)
    if parts is None:
        return None
    for new in _others(old, notice, values):
        pairs = {old: new} | {part: part + new - old for part in parts[:1]}
        if all(told > 1 and told not in values for told in pairs.values()) and _writable(pairs, notice):
            return changed(notice, _swap(pairs, language), recounted(facts, _revalued(pairs)))
    return None


def _revalued(pairs: dict[int, int]) -> Callable[[Count], Count]:
    return lambda count: replace(count, value=pairs.get(count.value, count.value))


def _writable(pairs: dict[int, int], notice: Notice) -> bool:
    """Whether every writing of the old numbers that the text has can write the new ones."""
    return all(
        writing(new)
        for old, new in pairs.items()
        for form, writing in _forms(old, notice.language)
        if re.search(_pattern(form, old, notice.language), notice.text)
    )


# Another writing


def scale(notice: Notice) -> Change | None:
    """The headline number in another writing: 1,200, 1200, 千二百, 1万2千, twelve."""
    count = _headline(notice)
    if count is None:
        return None
    value, pattern = count.value, _occurrences(count.value, notice.language)
    match = pattern.search(notice.text)
    if match is None:
        return None
    ways = [*_JA, kanji] if notice.language == "ja" else [*_DIGITS, _words if value < 100 else str]
    forms = list(dict.fromkeys(form for way in ways if (form := way(value)) and form != match["number"]))
    if not forms:
        return None
    form = forms[notice.choose(len(forms))]
    return changed(notice, lambda text: pattern.sub(form, text))


# Another unit

_JA_UNITS: tuple[tuple[str, Unit], ...] = (("世帯", "household"), ("件", "record"), ("社", "organization"))
_EN_UNITS: tuple[tuple[str, Unit], ...] = (("households", "household"), ("records", "record"), ("accounts", "account"))
_EN_PERSON = (
    r"(?: (?:current|former|and|or|of|our|its|the|potentially|affected|individual|additional|other|registered|active|adult)){0,4}"
    r" (?P<noun>people|individuals|customers|clients|patients|employees|users|members|students|residents|guests|applicants|donors"
    r"|subscribers|participants|tenants|parents|families|children|policyholders|passengers)(?![a-z'’ -]{0,2}(?:numbers|records|accounts|files|cards))"
)


_NAMED = re.compile(r"人数")  # a label that says whatever is counted are people
_SINGLE = re.compile(r"患者|生徒|学生|児童|園児|保護者|職員|従業員|社員|市民|町民|住民|応募")  # people who are no firms
_REFINED = re.compile(r"アドレス|メール|カード|ファイル|アカウント|ID")  # what records beside them are


def unit(notice: Notice) -> Change | None:
    """Another unit for all counts of a page whose counts are all of one: people become households, records or organizations."""
    facts = notice.found.facts
    headline = facts.affected_headline
    if headline is None or headline.derived or {one.unit for one in facts.affected} != {headline.unit}:
        return None
    ja = notice.language == "ja"
    if _NAMED.search(notice.text):
        return None
    if headline.unit == "person":
        follows = r"(?P<gap>\s?)(?:人|名)(?:様)?(?!簿|義|称|前|物|事|間|権|材)" if ja else _EN_PERSON
        units = _JA_UNITS if ja else _EN_UNITS
        word, other = units[notice.choose(len(units))]
        if (word == "件" and _REFINED.search(notice.text)) or (word == "社" and _SINGLE.search(notice.text)):
            word, other = units[0]
    elif headline.unit == "record" and ja:
        follows, word, other = r"(?P<gap>\s?)件(?!名)", "世帯", "household"
    else:
        return None
    patterns = [_occurrences(one.value, notice.language, follows) for one in facts.affected]
    if not all(pattern.search(notice.text) for pattern in patterns):
        return None

    def rewrite(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(lambda match: match["number"] + (match["gap"] if ja else " ") + word, text)
        return text

    if any(_bare(one, notice, follows) for one in facts.affected):
        return None  # the same number stands elsewhere, with what may be another unit
    return changed(notice, rewrite, recounted(facts, lambda one: replace(one, unit=other)))


def _bare(count: Count, notice: Notice, follows: str) -> bool:
    every = len(_occurrences(count.value, notice.language).findall(notice.text))
    return every != len(_occurrences(count.value, notice.language, follows).findall(notice.text))


# Another qualifier

_BEFORE: dict[str, tuple[tuple[str, Qualifier], ...]] = {
    "ja": (("約", "about"), ("最大", "up_to"), ("少なくとも", "at_least")),
    "en": (("approximately ", "about"), ("up to ", "up_to"), ("at least ", "at_least")),
}
_QUALIFIED = {
    "ja": r"(?:約|およそ|最大で?|最大約|少なくとも)\s?",
    "en": r"(?i:approximately|about|roughly|up to|at least|more than|over|as many as|nearly|around) ",
}
_UNTOLD = {"ja": r"(?<!全)", "en": "(?<![Aa]ll )(?<![Ee]xactly )(?<![Ee]ach of the )"}  # 全12名: no number that is about right


def qualifier(notice: Notice) -> Change | None:
    """A qualifier is put before an exact headline wherever it stands, or taken from before a qualified one."""
    count = _headline(notice)
    if count is None:
        return None
    facts, every = notice.found.facts, _occurrences(count.value, notice.language).pattern
    told: Qualifier = "exact"
    if count.qualifier != "exact":
        before, put = _QUALIFIED[notice.language], ""
    else:
        before = _UNTOLD[notice.language]
        put, told = _BEFORE[notice.language][notice.choose(3)]
    place = re.compile(before + every)
    if len(place.findall(notice.text)) != len(re.findall(every, notice.text)):
        return None
    qualified = recounted(facts, lambda one: replace(one, qualifier=told) if one.value == count.value else one)
    return changed(notice, lambda text: place.sub(lambda match: put + match["number"], text), qualified)


def at_least(notice: Notice) -> Change | None:
    """以上 is put behind the unit of an exact headline wherever it stands."""
    count = _headline(notice)
    if count is None or notice.language != "ja" or count.qualifier != "exact":
        return None
    place = _occurrences(count.value, "ja", r"(?P<unit>\s?(?:人|名|件|世帯|社|通))(?=[のがをでに、。)]|\n|\Z)")
    if len(place.findall(notice.text)) != len(_occurrences(count.value, "ja").findall(notice.text)):
        return None
    qualified = recounted(notice.found.facts, lambda one: replace(one, qualifier="at_least") if one.value == count.value else one)
    return changed(notice, lambda text: place.sub(lambda match: match[0] + "以上", text), qualified)
