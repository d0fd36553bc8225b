"""What two notices have in common that says they tell of one incident, and what speaks against it, in points.

Core; imports model, records, names, links and signs of this package. A pair is one incident from `ENOUGH` points on. The points
were set by hand and checked on invented incidents (`python -m tests.measure_linking`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from noticewatch.incidents.signs import (
    LATIN_OPENING,
    OFFICES,
    OPENING_WORDS,
    SHORTEST_NAME,
    TELLING_COUNT,
    Days,
    Signs,
    can_be_sought,
    is_latin,
)
from noticewatch.model import Cause, Count, Json, Reason
from noticewatch.names import organization_key, plain_name
from noticewatch.text import letters

ENOUGH = 6.0

# Who: without one of these nothing else counts, but for a telling number with a day.
POINTS = {
    "number": 12.0,  # the collector's own number on the collector's own site
    "pointed": 3.0,
    "organization": 3.0,
    "nearly": 2.0,  # a part of the name, a short form of it, an office of a town
    "title": 2.0,  # one names nobody, and its title names the other's organization
    "site": 2.0,  # one site, and one names nobody, or in another script
    "vendor": 3.0,
    "vendor too": 2.0,  # beside the organization
    "service": 2.0,
    "named": 2.0,  # a party of the one stands in the other's text
    "vendor named": 2.5,  # that party is the one's vendor
    # when
    "same day": 3.0,
    "near days": 1.0,
    "month": 1.0,
    "other days": -6.0,
    # what
    "attack": 2.0,  # the same kind, of those that do not befall one organization twice a month
    "slip": 1.0,  # the same kind, of those that do
    "unsettled": 1.0,  # an attack, and a cause still sought
    "other kind": -3.0,
    "count 1000": 3.0,
    "count 100": 2.0,
    "count 10": 1.0,
    "other count": -4.0,
    "other count of an attack": -1.0,
    # how told
    "later report": 2.0,
    "same title": 1.0,
    "told soon": 2.0,
    "told close": 1.0,
    "told late": -1.0,
    "told very late": -2.0,
    "other number": -3.0,
}

SAME_TITLE = 85.0  # ratio of two titles' letters, numbers and marks of reports aside
SAME_DAYS = 14  # between the days at which two customers of one vendor put the same event
REVISED_DAYS = 3  # between the days at which one organization's reports put the same event
FOUND_EARLIER = 120  # days by which a later report may put the break-in earlier
UNTIL_NOTICED = 400  # days between an event and its being noticed
SOON, CLOSE, FOLLOWED, LATE, VERY_LATE = 10, 45, 60, 90, 180  # days between two notices
RETOLD = 7  # days within which others tell what an organization told
LEAST_SHARE = 0.5  # of a name's letters that its short form has

BREAK_IN = frozenset({"unauthorized_access", "ransomware", "malware", "phishing"})
SLIPS = frozenset({"misdelivery", "loss", "theft", "publication_error", "improper_disposal"})
VAGUE = frozenset({None, "under_investigation", "other"})

PREFECTURES = (
    ("北海道", "hokkaido"), ("青森", "aomori"), ("岩手", "iwate"), ("宮城", "miyagi"), ("秋田", "akita"), ("山形", "yamagata"),
    ("福島", "fukushima"), ("茨城", "ibaraki"), ("栃木", "tochigi"), ("群馬", "gunma"), ("埼玉", "saitama"), ("千葉", "chiba"),
    ("東京", "tokyo"), ("神奈川", "kanagawa"), ("新潟", "niigata"), ("富山", "toyama"), ("石川", "ishikawa"), ("福井", "fukui"),
    ("山梨", "yamanashi"), ("長野", "nagano"), ("岐阜", "gifu"), ("静岡", "shizuoka"), ("愛知", "aichi"), ("三重", "mie"),
    ("滋賀", "shiga"), ("京都", "kyoto"), ("大阪", "osaka"), ("兵庫", "hyogo"), ("奈良", "nara"), ("和歌山", "wakayama"),
    ("鳥取", "tottori"), ("島根", "shimane"), ("岡山", "okayama"), ("広島", "hiroshima"), ("山口", "yamaguchi"),
    ("徳島", "tokushima"), ("香川", "kagawa"), ("愛媛", "ehime"), ("高知", "kochi"), ("福岡", "fukuoka"), ("佐賀", "saga"),
    ("長崎", "nagasaki"), ("熊本", "kumamoto"), ("大分", "oita"), ("宮崎", "miyazaki"), ("鹿児島", "kagoshima"),
    ("沖縄", "okinawa"),
)  # fmt: skip


class Sign(NamedTuple):
    """One sign: its name in `POINTS`, and for people what was found (None for what speaks against)."""

    name: str
    found: Reason | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """What two notices have in common. `own`: they tell of one organization's, and are not only tied by a vendor or a service."""

    points: float
    reasons: tuple[Reason, ...]
    own: bool
    denied: bool  # one organization, and something says that these are two incidents

    @property
    def linked(self) -> bool:
        """Whether they tell of one incident."""
        return self.points >= ENOUGH


NOTHING = Pair(0.0, (), own=False, denied=False)


def kinds_agree(one: Cause | None, other: Cause | None) -> bool:
    """Whether two causes can be one event's: equal, both break-ins, an outage that turned out to be one, or one not settled."""
    kinds = {one, other}
    outage = "system_error" in kinds and bool(kinds & BREAK_IN)
    return one == other or bool(kinds & VAGUE) or kinds <= BREAK_IN or outage


def compared(one: Signs, other: Signs) -> Pair:
    """Weigh two notices; the earlier told one may be either."""
    if one.number and one.number == other.number and one.site == other.site:
        return Pair(POINTS["number"], (because("number", number=one.number),), own=True, denied=False)
    ties = tuple(_who(one, other))
    own = any(tie.name in ("pointed", "organization", "nearly", "title", "site") for tie in ties)
    vendor = any(tie.name in ("vendor", "vendor too") for tie in ties)
    if not ties and not _may_be_one_name(one, other):
        return NOTHING
    if _namesakes(one, other) and not vendor:
        return NOTHING
    when = tuple(_when(one, other, own=own))
    what = tuple(_what(one, other, own=own))
    names = {sign.name for sign in (*when, *what)}
    if not ties and not ({"same day", "count 1000"} <= names):
        return NOTHING
    if ties and all(tie.name in ("service", "named", "vendor named") for tie in ties) and not _may_strike_many(one, other):
        return NOTHING
    pointed_only = all(tie.name == "pointed" for tie in ties) and not _may_be_one_name(one, other)
    if pointed_only and not names & {"same day", "count 1000", "count 100"}:
        return NOTHING  # a collector's related posts, an organization's other incidents
    signs = (*ties, *when, *what, *_how(one, other, own=own, vendor=vendor or any(tie.name == "vendor named" for tie in ties)))
    reasons = tuple(sign.found for sign in signs if sign.found)
    denied = any(tie.name == "organization" for tie in ties) and bool(names & {"other days", "other kind", "other count"})
    return Pair(sum(POINTS[sign.name] for sign in signs), reasons, own=own, denied=denied)


def because(code: str, **values: Json) -> Reason:
    """A reason for which a notice is put to an incident: its code, a key of the lexicons' `links`, and what was found."""
    return Reason(code, values)


# Who


def _who(one: Signs, other: Signs) -> Iterator[Sign]:
    a, b = one.member.facts, other.member.facts
    own = _one_organization(one, other)
    if own:
        yield own
    pairs = ((one.vendor, other.vendor), (one.vendor, other.organization), (one.organization, other.vendor))
    names = ((a.vendor, b.vendor), (a.vendor, b.organization), (a.organization, b.vendor))
    if any(x and x == y for x, y in pairs) or any(_begins(x, y) for x, y in names):
        yield Sign("vendor too" if own else "vendor", because("vendor", name=a.vendor or b.vendor))
    elif not own and any(_is_short_form(x, y) for x, y in pairs):
        yield Sign("nearly", because("nearly", one=a.vendor or a.organization, other=b.vendor or b.organization))
    named = frozenset(filter(can_be_sought, one.member.named | other.member.named))
    services = one.services | other.services
    if shared := (one.services & other.services) | (named & services):
        yield Sign("service", because("service", name=_shown_name(shared, (*a.services, *b.services))))
    if (parties := named - services) and not own and not any(x and x == y for x, y in pairs):
        name = _shown_name(parties, (a.vendor, b.vendor, a.organization, b.organization))
        yield Sign("vendor named" if parties & {one.vendor, other.vendor} else "named", because("named", name=name))
    if one.member.pointed or other.member.pointed:
        yield Sign("pointed", because("pointed"))


def _shown_name(keys: frozenset[str], names: Iterable[str | None]) -> str:
    """A name as it was written, by its key; the key of an alias."""
    written = (name for name in names if name and ({organization_key(name), letters(name)} & keys))
    return next(written, min(keys))


def _one_organization(one: Signs, other: Signs) -> Sign | None:
    """Whether both tell of one organization's own, as far as their names go."""
    x, y = one.organization, other.organization
    a, b = one.member.facts.organization, other.member.facts.organization
    if x and y:
        if x == y:
            return Sign("organization", because("organization", name=a))
        if one.parts & other.parts or x in other.parts or y in one.parts:
            return Sign("organization", because("one organization", one=a, other=b))
        if _is_short_form(x, y) or _is_office(x, y):
            part, whole = (a, b) if len(y) < len(x) else (b, a)
            return Sign("nearly", because("part", one=part, other=whole))
        two_scripts = is_latin(x) != is_latin(y)
        return Sign("site", because("languages", one=a, other=b)) if two_scripts and _one_site(one, other) else None
    for key, name, silent in ((x, a, other), (y, b, one)):
        if len(key) >= SHORTEST_NAME and not silent.organization and key in silent.whole_title:
            return Sign("title", because("title", name=name))
    return Sign("site", because("site", site=one.site)) if _one_site(one, other) and not (one.number or other.number) else None


def _one_site(one: Signs, other: Signs) -> bool:
    """Whether two hosts are one, or one stands below the other."""
    here, there = one.site.removeprefix("www."), other.site.removeprefix("www.")
    return here == there or here.endswith(f".{there}") or there.endswith(f".{here}")


def _begins(one: str | None, other: str | None) -> bool:
    """Whether one Latin name is the first words of the other: Larkfield, Larkfield Systems Inc."""
    if not one or not other:
        return False
    short, long = sorted((plain_name(one), plain_name(other)), key=len)
    return (
        len(short) >= LATIN_OPENING and is_latin(short) and long.startswith(f"{short} ") and not OPENING_WORDS.match(f"{short} ")
    )


def _is_short_form(one: str, other: str) -> bool:
    """Whether one name is the other's beginning: Larkfield, Larkfield Systems."""
    short, long = sorted((one, other), key=len)
    least = 6 if is_latin(short) else 4
    return len(short) >= least and len(short) < len(long) and long.startswith(short) and len(short) >= LEAST_SHARE * len(long)


def _is_office(one: str, other: str) -> bool:
    """Whether one is an office of the other: 楓丘市, 楓丘市教育委員会."""
    town, office = sorted((one, other), key=len)
    return len(town) >= SHORTEST_NAME and town[-1] in OFFICES and office.startswith(town) and office != town


def _may_be_one_name(one: Signs, other: Signs) -> bool:
    """Whether names do not say otherwise: one names nobody, or they are written in two scripts."""
    x, y = one.organization, other.organization
    return not x or not y or is_latin(x) != is_latin(y)


def _namesakes(one: Signs, other: Signs) -> bool:
    """Whether two towns of one name lie in two prefectures, as name, title or address say."""
    if not one.organization or one.organization[-1] not in OFFICES:
        return False
    here, there = _prefectures(one), _prefectures(other)
    return bool(here) and bool(there) and not here & there


def _prefectures(signs: Signs) -> frozenset[str]:
    labels = signs.site.split(".")
    told = f"{signs.member.facts.organization or ''} {signs.member.title}"
    return frozenset(roman for name, roman in PREFECTURES if roman in labels or name in told)


# When


def _when(one: Signs, other: Signs, *, own: bool) -> Iterator[Sign]:
    """What the days say on which it happened or was noticed; each customer of a vendor notices on a day of its own."""
    same = [(one.occurred, other.occurred)] + ([(one.discovered, other.discovered)] if own else [])
    crossed = [(one.occurred, other.discovered), (one.discovered, other.occurred)]
    alike = [(a, b) for a, b in same if a and b]
    pairs = [*alike, *((a, b) for a, b in crossed if a and b)]
    agreeing = [(a, b) for a, b in pairs if a.apart(b) == 0]
    exact = [a for a, b in agreeing if a.exact and b.exact]
    if exact:
        yield Sign("same day", because("day", day=exact[0].first.isoformat()))
        return
    if agreeing:
        yield Sign("month", because("month", month=f"{agreeing[0][0].first:%Y-%m}"))
        return
    apart = min((a.apart(b) for a, b in alike), default=None)
    if apart is None:
        if not all(_in_order(a, b) for a, b in ((one.occurred, other.discovered), (other.occurred, one.discovered))):
            yield Sign("other days")
    elif not own and apart <= SAME_DAYS:
        yield Sign("near days", because("near days", days=_shown(alike)))
    elif apart > (REVISED_DAYS if own else SAME_DAYS) and not _found_earlier(one, other):
        yield Sign("other days")


def _shown(pairs: list[tuple[Days, Days]]) -> str:
    return ", ".join(day.first.isoformat() for day in pairs[0])


def _in_order(occurred: Days | None, noticed: Days | None) -> bool:
    """Whether an event can be the one that was noticed on that day."""
    if not occurred or not noticed:
        return True
    return occurred.first <= noticed.last and (noticed.first - occurred.last).days <= UNTIL_NOTICED


def _found_earlier(one: Signs, other: Signs) -> bool:
    """Whether the later report of an attack puts its beginning earlier, and says nothing else of when."""
    first, later = sorted((one, other), key=lambda signs: signs.told_on)
    if not later.follows or not _is_attack(one, other) or (first.discovered and later.discovered):
        return False
    if not first.occurred or not later.occurred:
        return True
    return 0 <= (first.occurred.first - later.occurred.first).days <= FOUND_EARLIER


# What


def _is_attack(one: Signs, other: Signs) -> bool:
    return not {one.member.facts.cause, other.member.facts.cause} & SLIPS


def _may_strike_many(one: Signs, other: Signs) -> bool:
    """Whether a service's failing may be what both tell of: its customers' own slips and phished accounts are their own."""
    return not {one.member.facts.cause, other.member.facts.cause} & {*SLIPS, "phishing", "misconfiguration", "insider"}


def _what(one: Signs, other: Signs, *, own: bool) -> Iterator[Sign]:
    a, b = one.member.facts, other.member.facts
    if not kinds_agree(a.cause, b.cause):
        yield Sign("other kind")
    elif a.cause in VAGUE or b.cause in VAGUE:
        if a.cause in BREAK_IN or b.cause in BREAK_IN:
            yield Sign("unsettled")
    else:
        found = because("kind", one=a.cause) if a.cause == b.cause else because("kinds", one=a.cause, other=b.cause)
        yield Sign("slip" if a.cause in SLIPS else "attack", found)
    yield from _counted(a.affected_headline, b.affected_headline, one, other, own=own)


def _counted(x: Count | None, y: Count | None, one: Signs, other: Signs, *, own: bool) -> Iterator[Sign]:
    if not x or not y:
        return
    if x.value == y.value:
        for least in (TELLING_COUNT, 100, 10):
            if x.value >= least:
                yield Sign(f"count {least}", because("count", value=x.value))
                return
    elif own and not one.follows and not other.follows and x.qualifier == y.qualifier == "exact" and not (x.derived or y.derived):
        yield Sign("other count of an attack" if _is_attack(one, other) else "other count")


# How told


def _how(one: Signs, other: Signs, *, own: bool, vendor: bool) -> Iterator[Sign]:
    apart = abs((one.told_on - other.told_on).days)
    later = max(one, other, key=lambda signs: (signs.told_on, signs.member.first_seen_at))
    one_site = _one_site(one, other)
    if own:
        if later.follows:
            yield Sign("later report", because("further report"))
        if one.title and fuzz.ratio(one.title, other.title) >= SAME_TITLE:
            yield Sign("same title", because("same title"))
        if one_site and one.number != other.number:
            yield Sign("other number")
        if (later.follows and apart <= FOLLOWED) or (not one_site and apart <= RETOLD):
            yield Sign("told close")
    elif _is_attack(one, other) and apart <= CLOSE:
        yield Sign("told soon" if apart <= SOON and vendor else "told close")
    if apart > LATE:
        yield Sign("told very late" if apart > VERY_LATE else "told late")
