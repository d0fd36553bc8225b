"""What of a notice is compared with others: its parties, days, numbers, title; and the keys by which likely others are found.

Core; imports model, records, names, links and text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from noticewatch.links import canonical_url
from noticewatch.model import Facts
from noticewatch.names import Spellings, organization_key, plain_name
from noticewatch.records import Member
from noticewatch.text import letters

LONGEST = timedelta(days=400)  # between the first sight of two notices of one incident; years of data go by a number or a hand
TELLING_COUNT = 1000  # persons or records from which the same number is hardly chance
SHORTEST_SERVICE = 4  # letters of a service's name that says something
MOST_ADDRESSES = 30  # of one notice, that are looked at
OPENING, LATIN_OPENING = 3, 6  # letters of a name by which likely others are found
LONGEST_TEXT = 6000  # characters of a text in which names of others are sought
SHORTEST_NAME = 3  # letters of a name, or of a part of one, that is compared
OFFICES = "都道府県市区町村"

# 【…#2023-492】, [Case #41], (#118): a label that ends in a number sign and a serial number.
_SERIAL = re.compile(r"[【\[(（][^】\])）\n]{0,40}[#＃№]\s?(\d[\d\-]{0,14})[】\])）]")

# What tells one report from another in a title: 第2報, 続報, (最終報), Update #3, second report; and any number.
REPORT_MARK = re.compile(
    r"第\s?[0-9〇一二三四五六七八九十]{1,3}\s?報|最終報告?|続報|確報|追加(?:の)?(?:報告|のお知らせ)|その後|調査結果|調査報告"
    r"|\b(?:updated?|supplement(?:al|ary)?|further|additional|second|third|fourth|final|follow-?up|substitute)\b"
)
_FIRST_REPORT = re.compile(r"第\s?[1一]\s?報")
_CASUAL = re.compile(r"[\W\d_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BLANKS = re.compile(r"[\s\u3000]+")
_PREFECTURE = re.compile(r"^(?:東京都|北海道|(?:京都|大阪)府|..県|(?:神奈川|和歌山|鹿児島)県)(?=.*[市区町村])")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]{4,500}")
# Words with which many names begin: no key.
OPENING_WORDS = re.compile(
    r"(?:the |city of |county of |state of |town of |university of |department of |first |national |american |united |saint )+"
)


def serial_number(title: str) -> str | None:
    """The number that a collector gave a case, where the title bears one in brackets.

    >>> serial_number("【事件簿#2023-492】みなと市 委託先への不正アクセス")
    '2023-492'
    """
    match = _SERIAL.search(title)
    return match[1] if match else None


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a date of stated precision may mean.

    >>> Days.of("2026-02")
    Days(first=datetime.date(2026, 2, 1), last=datetime.date(2026, 2, 28))
    """

    first: date
    last: date

    @classmethod
    def of(cls, text: str | None) -> Days | None:
        """Days of an ISO date; None without one, or with a year alone, which says too little."""
        parts = [int(part) for part in text.split("-")] if text else []
        if len(parts) < 2:
            return None
        year, month = parts[0], parts[1]
        if len(parts) == 3:
            day = date(year, month, parts[2])
            return cls(day, day)
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def apart(self, other: Days) -> int:
        """Days between the two, 0 where they may be one."""
        return max((other.first - self.last).days, (self.first - other.last).days, 0)


@dataclass(frozen=True, slots=True)
class Signs:
    """A notice as it is compared. Names are keys (`names.organization_key`, one for all configured spellings), "" for none."""

    member: Member
    organization: str
    parts: frozenset[str]  # of the organization's name: 医療法人沢良会 沢良中央病院
    vendor: str
    site: str
    number: str | None  # the collector's
    title: str  # letters without numbers and marks of reports
    whole_title: str  # letters
    occurred: Days | None
    discovered: Days | None
    told_on: date
    follows: bool  # it calls itself a later report
    services: frozenset[str]


def signs_of(member: Member, spellings: Spellings) -> Signs:
    """What of a notice is compared."""
    facts = member.facts
    folded, title = _folded_title(member.title)
    told = Days.of(member.published or facts.published)
    return Signs(
        member=member,
        organization=spellings.key(facts.organization) if facts.organization else "",
        parts=frozenset(_parts(facts.organization, spellings)) if facts.organization else frozenset(),
        vendor=spellings.key(facts.vendor) if facts.vendor else "",
        site=urlsplit(member.address).hostname or "",
        number=serial_number(member.title),
        title=title,
        whole_title=letters(folded),
        occurred=Days.of(facts.occurred_start),
        discovered=Days.of(facts.discovered),
        told_on=told.first if told and told.exact else member.first_seen_at.date(),
        follows=facts.stage in ("update", "final") or _is_later_report(folded),
        services=frozenset(_services(facts)),
    )


@lru_cache(maxsize=4096)
def _folded_title(title: str) -> tuple[str, str]:
    folded = title.casefold()
    return folded, _CASUAL.sub("", REPORT_MARK.sub("", folded))


def _is_later_report(title: str) -> bool:
    return REPORT_MARK.search(_FIRST_REPORT.sub("", title)) is not None


def _parts(name: str, spellings: Spellings) -> Iterator[str]:
    """The names within a Japanese one: what blanks part, and a town's without its prefecture."""
    if not _CJK.search(name):
        return
    for part in (*_BLANKS.split(name), _PREFECTURE.sub("", name)):
        key = spellings.key(part)
        if len(key) >= SHORTEST_NAME:
            yield key


def _services(facts: Facts) -> Iterator[str]:
    for name in facts.services:
        key = letters(name.casefold())
        if len(key) >= SHORTEST_SERVICE:
            yield key


def is_latin(key: str) -> bool:
    """Whether a name is written without kana and han."""
    return _CJK.search(key) is None


def name_opening(name: str) -> str:
    """The beginning of a name that its spellings, long and short ones, have in common; a key to find likely others by.

    >>> name_opening("Larkfield Systems, Inc."), name_opening("The City of Larkfield"), name_opening("株式会社ミナト印刷情報")
    ('larkfi', 'larkfi', 'ミナト')
    """
    return _opening(organization_key(OPENING_WORDS.sub("", name.casefold())) or organization_key(name))


def _opening(key: str) -> str:
    return key[: LATIN_OPENING if is_latin(key) else OPENING]


def openings_in(text: str) -> tuple[str, ...]:
    """Every beginning of a name that a text may hold; of a long text's first part."""
    folded = letters(text[:LONGEST_TEXT])
    short = (folded[at : at + OPENING] for at in range(len(folded) - OPENING + 1))
    long = (folded[at : at + LATIN_OPENING] for at in range(len(folded) - LATIN_OPENING + 1))
    return tuple({*(one for one in short if not is_latin(one)), *(one for one in long if is_latin(one))})


def party_names(facts: Facts, spellings: Spellings) -> dict[str, str]:
    """A notice's parties and services that can be sought in a text, by their keys: no short ones, no towns, which many name."""
    given = [name for one in (facts.organization, facts.vendor) if one for name in spellings.names(one)]
    names = {organization_key(name): plain_name(name) for name in given} | {letters(name): name for name in facts.services}
    return {key: name for key, name in names.items() if can_be_sought(key)}


def can_be_sought(key: str) -> bool:
    """Whether a name says something where it stands in a text."""
    return len(key) >= (LATIN_OPENING if is_latin(key) else SHORTEST_SERVICE) and key[-1] not in OFFICES


def blocking_keys(member: Member, spellings: Spellings) -> tuple[tuple[str, str], ...]:
    """The keys one of which a notice shares with each that it may be linked to; beside that of a name's opening, the name's key.

    They are stored for known notices with no configured spellings, and asked for with them.
    """
    facts, site = member.facts, urlsplit(member.address).hostname or ""
    keys = [(f"site:{site}", "")]
    if number := serial_number(member.title):
        keys.append((f"number:{site}:{number}", ""))
    for given in filter(None, (facts.organization, facts.vendor)):
        for name in spellings.names(given):
            keys += ((f"name:{_opening(key)}", key) for key in (organization_key(name), *_parts(name, spellings)) if key)
            keys.append((f"name:{name_opening(name)}", organization_key(name)))
    keys += ((f"service:{_opening(key)}", key) for key in _services(facts))
    count = facts.affected_headline
    if count and count.value >= TELLING_COUNT:
        keys.append((f"count:{count.value}", ""))
    return tuple(dict.fromkeys(keys))


def addresses_in(text: str, links: Iterable[str] = ()) -> tuple[str, ...]:
    """The canonical addresses that a text names and a page links to."""
    named = (match[0].rstrip(".,;:!?'") for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(canonical_url(address) for address in (*links, *named)))[:MOST_ADDRESSES]
