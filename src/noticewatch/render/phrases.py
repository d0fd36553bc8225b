"""Facts as short phrases of one language: counts, days, moments, values of the vocabularies.

Imports words and core. Everything returned is plain text on one line, not escaped for any sink.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import cast, get_args

from noticewatch.model import Count, Event, Facts, Json, Qualifier, Reason, Unit
from noticewatch.render.plain import one_line, shorten
from noticewatch.render.words import PLACELESS, Words

_BEFORE = 16  # characters that are shown before a number in a quote that is cut
_DAY = re.compile("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")


def count_phrase(count: Count, words: Words) -> str:
    """How many of what, thousands apart.

    >>> from noticewatch.render.lexicon import EN, JA
    >>> count_phrase(Count(1369, "person", "up_to"), EN), count_phrase(Count(1369, "person", "up_to"), JA)
    ('up to 1,369 people', '最大1,369人分')
    """
    return _of_unit(f"{count.value:,}", count, words)


def _of_unit(number: str, count: Count, words: Words) -> str:
    one, several = words.units[count.unit]
    template = one if count.value == 1 and number == "1" else several
    return words.qualifiers[count.qualifier].format(count=template.format(n=number))


def count_of(value: Json) -> Count | None:
    """A count as JSON has it, as a value; None where it is none. A lone value counts people.

    >>> count_of({"value": 25})
    Count(value=25, unit='person', qualifier='exact', scope='part', derived=False)
    """
    number = value.get("value") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(number, int):
        return None
    unit, qualifier = value.get("unit"), value.get("qualifier")
    return Count(
        number,
        cast(Unit, unit) if unit in get_args(Unit) else "person",
        cast(Qualifier, qualifier) if qualifier in get_args(Qualifier) else "exact",
        derived=value.get("derived") is True,
    )


def count_change(old: Count | None, new: Count | None, words: Words) -> str:
    """How a count moved, in one phrase.

    >>> from noticewatch.render.lexicon import EN
    >>> count_change(Count(25, "person"), Count(38, "person"), EN)
    '25→38 people'
    >>> count_change(None, Count(38, "record"), EN)
    'not stated → 38 records'
    """
    if old and new and (old.unit, old.qualifier) == (new.unit, new.qualifier):
        return _of_unit(f"{old.value:,}→{new.value:,}", new, words)
    sides = [count_phrase(side, words) if side else words.sentences["not_stated"] for side in (old, new)]
    return " → ".join(sides)


def day_phrase(day: str, year: int, words: Words) -> str:
    """A day, month or year as people write it; the year is left out where it is `year`.

    >>> from noticewatch.render.lexicon import EN, JA
    >>> day_phrase("2023-12-10", 2023, EN), day_phrase("2023-12-10", 2024, JA), day_phrase("2017-03", 2024, EN)
    ('Dec 10', '2023/12/10', 'Mar 2017')
    """
    written = _DAY.fullmatch(day)
    if not written or not 1 <= int(written["month"]) <= 12:
        return one_line(day)
    own, month, rest = int(written["year"]), int(written["month"]), int(written["day"] or 0)
    if not words.months:
        shown = [month, rest] if rest and own == year else [own, month, rest]
        return "/".join(str(part) for part in shown if part)
    name = words.months[month - 1]
    if not rest:
        return f"{name} {own}"
    return f"{name} {rest}" if own == year else f"{name} {rest}, {own}"


def moment_phrase(at: datetime, timezone: tzinfo, words: Words) -> str:
    """A moment in the reader's zone: day and minute.

    >>> from datetime import UTC
    >>> from noticewatch.render.lexicon import EN, JA
    >>> moment_phrase(datetime(2026, 11, 22, 1, 45, tzinfo=UTC), UTC, EN)
    'Nov 22 01:45'
    """
    there = at.astimezone(timezone)
    return f"{day_phrase(date.isoformat(there.date()), there.year, words)} {there:%H:%M}"


def value_phrase(field: str, value: Json, words: Words) -> str:
    """One field's value as its table or a change shows it; the vocabulary's own word where no table has it.

    >>> from noticewatch.render.lexicon import EN, JA
    >>> value_phrase("cause", "loss", JA), value_phrase("data_types", ["name", "phone"], EN), value_phrase("vendor", None, EN)
    ('紛失', 'name, phone', 'not stated')
    """
    if value is None or value == [] or value == "":
        return words.sentences["not_stated"]
    if isinstance(value, list):
        between = words.comma if field.startswith("data_types") else words.inner
        return between.join(_item_phrase(field, one, words) for one in value)
    return _item_phrase(field, value, words)


def _item_phrase(field: str, value: Json, words: Words) -> str:
    if isinstance(value, dict):
        if count := count_of(value):
            return count_phrase(count, words) + (words.sentences["summed"] if count.derived else "")
        return one_line(str(value.get("value", "")))
    if field == "pending":
        return words.labels.get(str(value), one_line(str(value)))
    table: Mapping[str, str] = words.values.get("data_types" if field == "data_types_excluded" else field, {})
    return table.get(str(value)) or one_line(str(value))


def what_happened(facts: Facts, words: Words, *, vendor: str | None = None, thing: str = "") -> str:
    """Cause and place in one phrase, as line one has it; `vendor` stands in for the facts' own, "" for none.

    `thing`: what was lost or stolen, in the reader's language.

    >>> from noticewatch.render.lexicon import EN, JA
    >>> facts = Facts(vendor="株式会社みなと", cause="unauthorized_access")
    >>> what_happened(facts, EN), what_happened(facts, JA)
    ('break-in at contractor 株式会社みなと', '委託先 株式会社みなと に不正アクセス')
    """
    place = one_line(facts.vendor or "") if vendor is None else vendor
    cause = _cause_phrase(facts.cause, words, thing)
    if not place or not cause:
        return words.sentences["vendor"].format(vendor=place) if place else cause
    if facts.cause in PLACELESS:
        return words.sentences["beside_vendor"].format(vendor=place, cause=cause)
    there = cause if thing else words.values.get("cause_at", {}).get(facts.cause or "", cause)
    return words.sentences["at_vendor"].format(vendor=place, cause=there)


def _cause_phrase(cause: str | None, words: Words, thing: str) -> str:
    if thing and cause and cause in words.values["cause_thing"]:
        return words.values["cause_thing"][cause].format(thing=thing)
    return words.values["cause_alone"].get(cause or "") or words.values["cause"].get(cause or "", "")


def thing_of(event: Event, words: Words) -> str:
    """What was lost or stolen, where the words that prove the cause, or the title, name it: USB memory, papers; else "".

    The title goes first: it says what the notice is about.
    """
    if event.facts is None or event.facts.cause not in words.values["cause_thing"] or event.notice is None:
        return ""
    for text in (event.notice.title, *(piece.quote for piece in event.evidence.get("cause", ()))):
        folded = unicodedata.normalize("NFKC", text).casefold()
        for needle, thing in words.things:
            if needle.casefold() in folded:
                return thing
    return ""


def span_phrase(span: timedelta, words: Words) -> str:
    """A stretch of time as its two largest units, in whole minutes.

    >>> from noticewatch.render.lexicon import EN, JA
    >>> span_phrase(timedelta(hours=2, minutes=10), EN), span_phrase(timedelta(days=1, minutes=9), JA)
    ('2 h 10 min', '1日')
    """
    minutes = max(0, round(span / timedelta(minutes=1)))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [("days", days), ("hours", hours), ("minutes", 0 if days else rest)]
    said = [words.standing[unit].format(n=n) for unit, n in parts if n]
    return ("" if words.language == "ja" else " ").join(said) or words.standing["minutes"].format(n=0)


def brief_count(count: Count, words: Words) -> str:
    """A count among others, as short as it can be said: 20人, 20 people.

    >>> from noticewatch.render.lexicon import EN, JA
    >>> brief_count(Count(20, "person"), JA), brief_count(Count(20, "record"), JA)
    ('20人', '20件')
    """
    said = count_phrase(count, words)
    return said.replace("人分", "人") if words.language == "ja" else said


def quote_with(quote: str, number: int | None, room: int) -> str:
    """A quote of at most `room` characters, cut so that a number in it is seen; before the number from a comma on.

    >>> quote_with("氏名、住所、電話番号、性別、血圧、血液検査結果、尿検査結果、問診項目) 25人分", 25, 30)
    '…尿検査結果、問診項目) 25人分'
    """
    line = one_line(quote)
    found = None if number is None else re.search(f"(?<![0-9０-９]){_digits(number)}", unicodedata.normalize("NFKC", line))
    if len(line) <= room or found is None or found.end() <= room - 4 or len(unicodedata.normalize("NFKC", line)) != len(line):
        return shorten(line, room)
    start = found.start() - _BEFORE
    comma = re.search(r"[、,，]\s?", line[start : found.start()])
    start += comma.end() if comma else 0
    return "…" + shorten(line[start:], room - 1)


def _digits(number: int) -> str:
    return f"(?:{number}|{number:,})(?![0-9])"


def reason_phrase(reason: Reason, words: Words) -> str:
    """One reason of a severity in words; "" for one that this version does not know.

    >>> from noticewatch.render.lexicon import EN
    >>> reason_phrase(Reason("cause", ["ransomware"]), EN), reason_phrase(Reason("unknown", ["cause"]), EN)
    ('ransomware', 'cause not known')
    """
    code, value = reason.code, reason.value
    if code == "affected" and (count := count_of(value)):
        return count_phrase(count, words)
    if code == "organizations":
        return words.sentences["organizations"].format(n=value)
    if code == "watch" and isinstance(value, list):
        tiers = "".join(words.sentences["of_tier"].format(tier=one) for one in value if one)
        return words.sentences["on_register"].format(tier=tiers)
    if code == "unknown" and isinstance(value, list):
        return words.inner.join(words.sentences.get(f"unknown.{name}", one_line(str(name))) for name in value)
    if code not in words.labels:
        return ""
    return words.inner.join(value_phrase(code, [one], words) for one in (value if isinstance(value, list) else [value]))


def further_phrase(number: int, words: Words) -> str:
    """How many further notices of an incident were not told, as they add no facts; "" for none."""
    return words.sentences["further" if number > 1 else "further_one"].format(n=f"{number:,}") if number else ""


def link_phrase(reason: Reason, words: Words) -> str:
    """One reason for which a notice was put to an incident; its bare values for a code that this version does not know.

    >>> from noticewatch.render.lexicon import EN, JA
    >>> one = Reason("kinds", {"one": "phishing", "other": "unauthorized_access"})
    >>> link_phrase(one, EN), link_phrase(Reason("organization", {"name": "灯台市"}), JA)
    ('kinds that agree: phishing, break-in', 'どちらも灯台市の公表')
    """
    values = reason.value if isinstance(reason.value, dict) else {}
    causes = words.values["cause"] if reason.code in ("kind", "kinds") else {}
    shown = {
        name: f"{value:,}" if isinstance(value, int) else causes.get(str(value), one_line(str(value)))
        for name, value in values.items()
    }
    template = words.links.get(reason.code)
    try:
        return template.format(**shown) if template else words.inner.join(shown.values()) or reason.code
    except KeyError:  # of a later version, with other values
        return words.inner.join(shown.values()) or reason.code
