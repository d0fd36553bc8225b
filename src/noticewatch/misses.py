"""What may have been missed: incidents that others tell of while the organization's own source shows nothing, and how many
untold notices a sample says should have been told.

Core; imports the words, alerts, config and owners. Chance comes in as a generator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from math import exp, fsum, lgamma, log, log1p
from random import Random

from noticewatch import alerts
from noticewatch.config import Config, Source
from noticewatch.model import Event, Facts, IncidentRef, Severity
from noticewatch.owners import Owners
from noticewatch.records import Delivery, Outcome, SourceState, derived_id
from noticewatch.severity import LEVELS
from noticewatch.weekly import Missed, Signed

WAIT = timedelta(hours=72)  # for which an organization's own source may show nothing yet
CONSIDERED = timedelta(days=7)  # for which what was told is looked at after that, should nothing run meanwhile
BEFORE = timedelta(days=120)  # what an own source showed earlier: collectors tell of some incidents late
ONCE = timedelta(days=7)  # for which one organization's own source is told of once
SAMPLE = 20  # untold notices a week
CONFIDENCE = 0.95
JUDGED = ("other", "guidance", "roundup")  # verdicts that keep a notice untold
_SAME_DAYS = 3  # between two days of one occurrence
_VAGUE = ("under_investigation", "other", None)
_FACTOR = 2  # between two numbers of one incident


@dataclass(frozen=True, slots=True)
class Telling:
    """A told notice of an incident: through which source, when, and as which event."""

    notice_id: str
    source_id: str
    url: str
    facts: Facts
    published: str | None
    incident_id: str
    told_at: datetime
    severity: Severity


@dataclass(frozen=True, slots=True)
class Shown:
    """What an own source showed that tells of an incident, or may."""

    source_id: str
    incident_id: str
    facts: Facts
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Miss:
    """A telling of which an organization's own source shows nothing."""

    telling: Telling
    organization: str
    role: str
    key: str
    own: Source


def misses(
    tellings: Sequence[Telling],
    owners: Owners,
    states: Mapping[str, SourceState],
    shown: Mapping[str, Sequence[Shown]],
    config: Config,
    now: datetime,
) -> tuple[Miss, ...]:
    """The organizations whose incident somebody else told of, while their own sources showed nothing for 72 hours.

    `shown`: by source. A source that was not yet watched when the incident was published says nothing by its silence.
    """
    found: dict[str, Miss] = {}
    for telling in sorted(tellings, key=lambda one: one.told_at):
        if now - telling.told_at < WAIT:
            continue
        for role, name in (("organization", telling.facts.organization), ("vendor", telling.facts.vendor)):
            own = owners.of(name) if name else ()
            if not name or not own or any(source.id == telling.source_id for source in own):
                continue
            begun = _begun(telling, config.settings.timezone)
            watching = [source for source in own if _watched_since(states.get(source.id), begun)]
            if not watching or any(_tells(one, telling) for source in own for one in shown.get(source.id, ())):
                continue
            key = config.spellings.key(name)
            found.setdefault(key, Miss(telling, name, role, key, watching[0]))
    return tuple(found.values())


def _begun(telling: Telling, zone: tzinfo) -> datetime:
    """When the incident was first published, as far as is known."""
    days = [day for day in (telling.facts.published, telling.published) if day and len(day) == len("2026-11-21")]
    published = [datetime.combine(date.fromisoformat(day), time(), zone) for day in days]
    return min((telling.told_at, *published))


def _watched_since(state: SourceState | None, moment: datetime) -> bool:
    return state is not None and state.baseline_at is not None and state.baseline_at <= moment


def _tells(one: Shown, telling: Telling) -> bool:
    """Whether what an own source showed may be the incident in question."""
    if one.incident_id and one.incident_id == telling.incident_id:
        return True
    near = telling.told_at - BEFORE <= one.seen_at <= telling.told_at + WAIT
    return near and not _is_another(one.facts, telling.facts)


def _is_another(one: Facts, other: Facts) -> bool:
    """Whether two notices of one organization surely tell of two incidents: another cause, another day, quite another number.

    >>> _is_another(Facts(cause="loss"), Facts(cause="phishing")), _is_another(Facts(cause="loss"), Facts())
    (True, False)
    """
    if one.cause not in _VAGUE and other.cause not in _VAGUE and one.cause != other.cause:
        return True
    days = [facts.occurred_start for facts in (one, other)]
    if all(day and len(day) == len("2026-11-21") for day in days):
        first, second = (date.fromisoformat(str(day)) for day in days)
        if abs((first - second).days) > _SAME_DAYS:
            return True
    counts = (one.affected_headline, other.affected_headline)
    if counts[0] and counts[1] and counts[0].unit == counts[1].unit:
        low, high = sorted(count.value for count in counts if count)
        return high > _FACTOR * low
    return False


def misses_told(
    found: Iterable[Miss],
    config: Config,
    incidents: Mapping[str, IncidentRef],
    blind: Iterable[str],
    now: datetime,
) -> Outcome:
    """The events that tell of misses, with their deliveries. `blind`: the own sources that could not be read all the time."""
    names = {source.id: source for source in config.sources}
    blind, events, deliveries = set(blind), list[Event](), list[Delivery]()
    zone = config.settings.timezone
    for one in found:
        teller = names.get(one.telling.source_id)
        missed = Missed(
            organization=one.organization,
            role=one.role,
            teller=(teller.name if teller else "") or one.telling.source_id,
            told_url=one.telling.url,
            told_at=one.telling.told_at.astimezone(zone),
            source_id=one.own.id,
            source_name=one.own.name,
            source_url=one.own.url,
            hours=int(WAIT / timedelta(hours=1)),
            blind=one.own.id in blind,
        )
        why = "; it could not be read at times" if missed.blind else ""
        event = Event(
            id=missed_id(one),
            type="summary",
            time=now.astimezone(zone),
            severity=max(one.telling.severity, "medium", key=LEVELS.index),
            source=alerts.source_ref(one.own),
            incident=incidents.get(one.telling.incident_id),
            reason=f"{missed.teller} tells of an incident at {one.organization} ({missed.told_url}), and its own source shows "
            f"nothing of it after {missed.hours} hours ({missed.source_url}){why}",
            missed=missed,
        )
        events.append(event)
        deliveries += alerts.deliveries_for([event], config.channels, one.own, now)
    return Outcome(events=tuple(events), deliveries=tuple(deliveries))


def missed_id(one: Miss) -> str:
    """The id of the event that tells of a miss: one for an organization and an incident."""
    return derived_id("evt", "summary", "missed", one.telling.incident_id or one.telling.notice_id, one.key)


# The weekly sample


def draw(ids: Sequence[str], rng: Random, number: int = SAMPLE) -> tuple[str, ...]:
    """Some of the ids, each as likely as any other: those that a generator gives of the ids in their order.

    >>> draw(["a", "b", "c"], Random(1), 2) == draw(["c", "b", "a"], Random(1), 2)
    True
    """
    return tuple(rng.sample(sorted(ids), min(number, len(ids))))


def signed(verdicts: Iterable[str]) -> Signed:
    """What sign-offs (`right`, `missed`) come to."""
    given = [verdict for verdict in verdicts if verdict]
    missed = given.count("missed")
    return Signed(len(given), missed, upper_bound(missed, len(given)))


def upper_bound(missed: int, looked: int, confidence: float = CONFIDENCE) -> float:
    """The largest share of misses that a sample allows: at a larger one, so few are found with a chance below 1 - confidence.

    The exact binomial bound, one-sided (Clopper and Pearson, Biometrika 26, 1934). Where a large part of all was looked at, the
    truth lies lower: a finite population is not taken into account.

    >>> round(upper_bound(0, 20), 4), round(upper_bound(1, 20), 4), upper_bound(20, 20), upper_bound(0, 0)
    (0.1391, 0.2161, 1.0, 1.0)
    """
    if missed >= looked:
        return 1.0
    low, high = 0.0, 1.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        if _at_most(missed, looked, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def _at_most(missed: int, looked: int, share: float) -> float:
    """The probability of so few misses, or fewer, at a share between 0 and 1 (neither)."""
    terms = (
        lgamma(looked + 1) - lgamma(k + 1) - lgamma(looked - k + 1) + k * log(share) + (looked - k) * log1p(-share)
        for k in range(missed + 1)
    )
    return fsum(exp(term) for term in terms)
