"""A notice's facts + the notices already known → which incident it tells of (record linkage, first form).

Core; imports model, records and names. Precision before recall: two notices are one incident only where something particular
says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from noticewatch.model import Cause, Facts
from noticewatch.names import same_organization
from noticewatch.records import Member
from noticewatch.text import letters

CLOSE = timedelta(
    days=90
)  # between the first sight of two notices of one incident: first reports to final ones take up to 60 days
CLOSE_WITHOUT_DAYS = timedelta(days=30)  # the same, for two customers of one vendor of which one names no day
SAME_DAYS = 14  # between the days at which two customers of one vendor put the same event
SAME_TITLE = 85.0  # ratio of two titles' letters, numbers of reports aside

_BREAK_IN = frozenset({"unauthorized_access", "ransomware", "malware", "phishing"})
_VAGUE = frozenset({None, "under_investigation", "other"})

# 【…#2023-492】, [Case #41], (#118): a label that ends in a number sign and a serial number.
_SERIAL = re.compile(r"[【\[(（][^】\])）\n]{0,40}[#＃№]\s?(\d[\d\-]{0,14})[】\])）]")


def serial_number(title: str) -> str | None:
    """The number that a collector gave a case, where the title bears one in brackets.

    >>> serial_number("【事件簿#2023-492】みなと市 委託先への不正アクセス")
    '2023-492'
    """
    match = _SERIAL.search(title)
    return match[1] if match else None


def kinds_agree(one: Cause | None, other: Cause | None) -> bool:
    """Whether two causes can be one event's: equal, both break-ins, or one of them not settled."""
    return one == other or one in _VAGUE or other in _VAGUE or (one in _BREAK_IN and other in _BREAK_IN)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == 10 else None


def _days_apart(one: Facts, other: Facts) -> int | None:
    """Days between what two notices say of when it happened (else of when it was noticed); None where either is silent."""
    for name in ("occurred_start", "discovered"):
        a, b = _day(getattr(one, name)), _day(getattr(other, name))
        if a and b:
            return abs((a - b).days)
    return None


def _told_of_vendor(facts: Facts, other: Facts) -> str | None:
    """The vendor through which both happened: named by both, or by one while the other is the vendor itself."""
    for a, b in ((facts, other), (other, facts)):
        if a.vendor and ((b.vendor and same_organization(a.vendor, b.vendor)) or _is(b.organization, a.vendor)):
            return a.vendor
    return None


def _is(organization: str | None, name: str) -> bool:
    return organization is not None and same_organization(organization, name)


_REPORT_NUMBER = re.compile(r"第\d+報|最終報|続報|確報|update|\d+")


def _same_subject(facts: Facts, title: str, member: Member) -> str | None:
    """What ties two notices of one organization to one event; None where nothing particular does."""
    apart = _days_apart(facts, member.facts)
    if apart == 0:
        return "the same day named for it"
    one, other = (letters(_REPORT_NUMBER.sub("", text.casefold())) for text in (title, member.title))
    if fuzz.ratio(one, other) >= SAME_TITLE and (apart is None or apart <= SAME_DAYS):
        return "nearly the same title"
    settled = facts.cause == member.facts.cause or (facts.cause in _BREAK_IN and member.facts.cause in _BREAK_IN)
    if facts.stage in ("update", "final") and (settled or member.facts.cause in _VAGUE):
        return f"a report of stage {facts.stage} on the same kind of event"
    return None


def reasons_to_link(facts: Facts, title: str, address: str, member: Member, now: datetime) -> tuple[str, ...]:
    """Why a notice tells of the same incident as a known one; empty where nothing says so."""
    if now - member.first_seen_at > CLOSE:
        return ()
    number = serial_number(title)
    if number and number == serial_number(member.title) and urlsplit(address).hostname == urlsplit(member.address).hostname:
        return (f"the collector's number {number}",)
    if not kinds_agree(facts.cause, member.facts.cause):
        return ()
    apart = _days_apart(facts, member.facts)
    vendor = _told_of_vendor(facts, member.facts)
    told_close = now - member.first_seen_at <= CLOSE_WITHOUT_DAYS
    if vendor and (apart <= SAME_DAYS if apart is not None else told_close):
        return (f"both through {vendor}",)
    if facts.organization and _is(member.facts.organization, facts.organization):
        tie = _same_subject(facts, title, member)
        if tie:
            return (f"both by {facts.organization}", tie)
    return ()


def linked_incident(
    facts: Facts, title: str, address: str, members: Iterable[Member], now: datetime
) -> tuple[str, tuple[str, ...]] | None:
    """The incident a notice belongs to, with the reasons; None where it is a new one.

    `members` are the notices that tell of incidents; of several that fit, the one seen last decides.
    """
    for member in sorted(members, key=lambda m: m.first_seen_at, reverse=True):
        reasons = reasons_to_link(facts, title, address, member, now)
        if reasons:
            return member.incident_id, reasons
    return None
