"""What a month came to: what was told how fast, what is open, what could not be seen, what was wrong.

Core; imports the words and coverage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from statistics import median

from noticewatch.coverage import Coverage
from noticewatch.model import Severity
from noticewatch.severity import LEVELS
from noticewatch.weekly import Counts, Missed, Signed

NOT_REGISTERED = "-"  # where others have a register's tier
NO_TIER = ""  # registered, without a tier
CLOSED = ("handled", "irrelevant")  # states of an incident that is open no more
SLOWEST_FIRST = 10  # that are named


@dataclass(frozen=True, slots=True)
class Alerted:
    """An incident as it was told first, and what became of it.

    `severity`: the gravest it was told with; `tier`: the best of the organizations of registers that it names, `NO_TIER`,
    `NOT_REGISTERED`. `published`: the first notice's day; `seen_at`: when it was read first; `told_at`: when a channel took the
    first message, or the event's time where it went to no channel; None while it waits. `baseline`: found at its source's
    first check, and so older than the watch. `state`: what a person made of it, `new` where nobody did.
    """

    incident_id: str
    title: str
    url: str
    organizations: tuple[str, ...]
    severity: Severity
    tier: str
    published: str | None
    seen_at: datetime
    made_at: datetime
    told_at: datetime | None
    baseline: bool
    state: str = "new"
    owner: str = ""

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED

    def since_published(self, zone: tzinfo) -> timedelta | None:
        """How long after the beginning of its day of publication it was told: that long at most; None where either is unknown."""
        if self.told_at is None or self.baseline or not self.published or len(self.published) != len("2026-11-21"):
            return None
        begun = datetime.combine(date.fromisoformat(self.published), time(), zone)
        return max(self.told_at - begun, timedelta())

    @property
    def since_seen(self) -> timedelta | None:
        """How long after it was read first it was told."""
        return None if self.told_at is None else max(self.told_at - self.seen_at, timedelta())


@dataclass(frozen=True, slots=True)
class FalseAlert:
    """Something that was told and that a person called no incident, or none of theirs; `what`: irrelevant, or the verdict."""

    id: str
    title: str
    what: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """A source whose first check fell into the month."""

    id: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Month:
    """All of a month's report; `until` is its end, or the moment of the report within it.

    `told`: events about notices by type. `open`: all told incidents that nobody handled by the end, from earlier months too.
    """

    name: str
    since: datetime
    until: datetime
    alerted: tuple[Alerted, ...]
    open: tuple[Alerted, ...]
    told: Counts
    coverage: Coverage
    false_alerts: tuple[FalseAlert, ...] = ()
    missed: tuple[Missed, ...] = ()
    added: tuple[Added, ...] = ()
    signed: Signed = Signed(0, 0, 1.0)
    samples: int = 0


@dataclass(frozen=True, slots=True)
class Delays:
    """How long it took: of how many, the middle one, the slowest."""

    of: int
    median: timedelta
    worst: timedelta


def delays(found: Iterable[timedelta | None]) -> Delays | None:
    """What some times come to; None where there are none.

    >>> delays([timedelta(hours=1), None, timedelta(hours=4), timedelta(hours=2)])
    Delays(of=3, median=datetime.timedelta(seconds=7200), worst=datetime.timedelta(seconds=14400))
    """
    known = [one for one in found if one is not None]
    if not known:
        return None
    middle = median(one.total_seconds() for one in known)
    return Delays(len(known), timedelta(seconds=middle), max(known))


def best_tier(tiers: Sequence[str]) -> str:
    """The tier that counts of several organizations': the first of the alphabet, then none, then not registered.

    >>> best_tier(["B", "A", ""]), best_tier(["", ""]), best_tier([])
    ('A', '', '-')
    """
    return min(filter(None, tiers), default=NO_TIER) if tiers else NOT_REGISTERED


def by_tier(alerted: Iterable[Alerted]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """How many incidents of each severity, gravest first, by tier: the best first, not registered last."""
    counts = Counter((one.tier, one.severity) for one in alerted)
    tiers = sorted({tier for tier, _ in counts}, key=lambda tier: (tier == NOT_REGISTERED, tier == NO_TIER, tier))
    return tuple((tier, tuple(counts[tier, level] for level in reversed(LEVELS))) for tier in tiers)


def gravest_first(alerted: Iterable[Alerted]) -> tuple[Alerted, ...]:
    """Incidents as a person would look at them: by tier, severity, then the newest."""
    alerted = tuple(alerted)
    order = {tier: number for number, (tier, _) in enumerate(by_tier(alerted))}
    newest = sorted(alerted, key=lambda one: one.made_at, reverse=True)
    return tuple(sorted(newest, key=lambda one: (order[one.tier], -LEVELS.index(one.severity))))


def month_bounds(name: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when to when a month lasts, by a zone's clock. Raises ValueError for what is no month (`2026-11`).

    >>> from datetime import UTC
    >>> [moment.isoformat() for moment in month_bounds("2026-12", UTC)]
    ['2026-12-01T00:00:00+00:00', '2027-01-01T00:00:00+00:00']
    """
    if len(name) != len("2026-11"):
        raise ValueError(name)
    first = date.fromisoformat(f"{name}-01")
    after = (first + timedelta(days=31)).replace(day=1)
    begins, ends = (datetime.combine(day, time(), zone) for day in (first, after))
    return begins, ends
