"""A channel's waiting deliveries → what they become now: single messages, groups, and what is held until when.

Core; imports model, config and the core's own modules. Everything follows from rows: what waits, and what was told on this
channel of late. So a restart forgets nothing, and a changed configuration holds at once. For channels that people read; a webhook
gets each event by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from noticewatch.config import Channel, Timetable
from noticewatch.model import EventType, Severity, SummaryKind
from noticewatch.severity import LEVELS
from noticewatch.windows import DAY, HOUR, last_quiet, last_time, next_time, quiet_until

SINGLY = 5  # events of one incident within a day that are told one by one (contract: from the sixth within an hour, groups)
MOST_GROUPS = 5  # of one storm within a day: with the five before them ten messages
GATHERING = timedelta(seconds=60)  # that a group waits for further events, once its time has come
STEP = timedelta(minutes=10)  # until a storm's next group; each is GROWTH times as long as the one before
GROWTH = 5  # 10 min, 50 min, 4 h, 21 h: the fifth group lies behind a storm of 24 hours and the hour that ends it
SILENCE = timedelta(hours=1)  # without an event, after which a storm is over and what is held of it goes
OLD = timedelta(hours=1)  # that something waited for its channel, after which it is no news
FEW = 5  # of what is old that still goes one by one
HISTORY = timedelta(hours=3)  # of messages that max_per_hour looks back at
PROMPTLY = timedelta(seconds=1)
SOONER = timedelta(minutes=10)  # at the latest it is thought over again
ALONE: frozenset[EventType] = frozenset({"summary", "test"})  # what is no part of a group

TOP = len(LEVELS) - 1

Way = Literal["single", "other", "storm", "member"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that waits, as grouping sees it.

    `number`: the order of events; `since`: when it was put into the outbox; `next_at`: its next attempt. `fixed`: it was tried
    by itself, and goes on so; `unsure`: it may have been told so already, and can be in no group whatever happens.
    """

    event_id: str
    type: EventType
    severity: Severity
    number: int
    since: datetime
    next_at: datetime
    incident: str = ""
    source: str = ""
    fixed: bool = False
    unsure: bool = False

    @property
    def level(self) -> int:
        """Its severity as a number."""
        return LEVELS.index(self.severity)


@dataclass(frozen=True, slots=True)
class Told:
    """What a channel was told of an incident: an event by itself or in a group of another kind, a storm's group, its members."""

    at: datetime
    severity: Severity
    way: Way = "single"


@dataclass(frozen=True, slots=True)
class Past:
    """What was told on a channel of late: of each incident within a day, and when messages were accepted within HISTORY.

    `down_at`, `back_at`: from when to when the channel last took nothing.
    """

    told: Mapping[str, Sequence[Told]] = field(default_factory=dict)
    sent: Sequence[datetime] = ()
    down_at: datetime | None = None
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Waiting deliveries that become one message; `since`: from when on they were gathered, `next_at`: when the next may come."""

    kind: SummaryKind
    members: tuple[Waiting, ...]
    since: datetime
    next_at: datetime | None = None
    incident: str = ""

    @property
    def level(self) -> int:
        """The gravest member's."""
        return max(one.level for one in self.members)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now: `groups` to make, `singles` to send in this order; `held`: why something waits, and until when.

    `wake_at`: when it is to be thought over again, unless something comes before.
    """

    singles: tuple[Waiting, ...]
    groups: tuple[Group, ...]
    held: Mapping[str, tuple[SummaryKind, datetime]]
    wake_at: datetime


@dataclass(slots=True)
class _Draft:
    singles: list[Waiting] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    held: dict[str, tuple[SummaryKind, datetime]] = field(default_factory=dict)

    def hold(self, some: Iterable[Waiting], kind: SummaryKind, until: datetime) -> None:
        self.held |= {one.event_id: (kind, until) for one in some}

    def gather(self, group: Group) -> None:
        """A group of one is that one itself, but for a digest, which is expected."""
        if len(group.members) == 1 and group.kind != "digest":
            self.singles.extend(group.members)
        else:
            self.groups.append(group)


def plan(
    channel: Channel,
    waiting: Sequence[Waiting],
    past: Past,
    now: datetime,
    zone: tzinfo,
    *,
    gathering: timedelta = GATHERING,
    eager: bool = False,
) -> Plan:
    """What becomes of all that waits for a channel.

    `gathering`: how long a group waits for more; nothing where nobody comes back soon. `eager`: the channel has just taken
    something after a failure, so that what waits by the timetable follows at once.
    """
    draft, fresh = _Draft(), []
    for one in sorted(waiting, key=lambda one: one.number):
        if not (one.fixed or one.unsure or one.type in ALONE):
            fresh.append(one)
        elif eager or one.next_at <= now:
            draft.singles.append(one)
    if channel.digest:
        _digest(draft, channel.digest, fresh, now, zone)
    else:
        fresh = _without_quiet(draft, channel, fresh, now, zone)
        late = _late(draft, waiting, past)
        fresh = [one for one in fresh if one.event_id not in late]
        draft.singles = [one for one in draft.singles if one.event_id not in late]
        fresh = _without_quiet_over(draft, channel, fresh, now, zone)
        alone = [one for one in waiting if (one.fixed or one.unsure) and one.type not in ALONE]
        fresh = _without_storms(draft, fresh, alone, past, now, gathering)
        _within_limit(draft, channel, fresh, past, now)
    later = [until for _, until in draft.held.values()] + [one.next_at for one in waiting if one.next_at > now]
    wake_at = min([now + SOONER, *(moment for moment in later if moment > now)])
    return Plan(_in_order(draft.singles), tuple(draft.groups), draft.held, wake_at)


def _in_order(singles: Sequence[Waiting]) -> tuple[Waiting, ...]:
    """Critical ones first, then the oldest; what came before a critical one of the same incident goes before it."""
    lifted: dict[str, int] = {}
    for one in singles:
        if one.severity == "critical" and one.incident:
            lifted[one.incident] = max(lifted.get(one.incident, 0), one.number)

    def key(one: Waiting) -> tuple[bool, int]:
        return one.severity != "critical" and one.number > lifted.get(one.incident, -1), one.number

    return tuple(sorted(singles, key=key))


def _digest(draft: _Draft, digest: Timetable, fresh: Sequence[Waiting], now: datetime, zone: tzinfo) -> None:
    """All that came before the last digest's time goes now, as one; the rest waits for the next."""
    before, after = last_time(digest, now, zone), next_time(digest, now, zone)
    ripe = tuple(one for one in fresh if one.since < before)
    if ripe:
        draft.gather(Group("digest", ripe, min(one.since for one in ripe), after))
    draft.hold((one for one in fresh if one.since >= before), "digest", after)


def _waits_when_quiet(channel: Channel, one: Waiting) -> bool:
    return channel.quiet_hours is not None and one.level < LEVELS.index(channel.quiet_hours.below)


def _without_quiet(draft: _Draft, channel: Channel, fresh: Sequence[Waiting], now: datetime, zone: tzinfo) -> list[Waiting]:
    """What is left while it is quiet: what is grave enough."""
    until = quiet_until(channel.quiet_hours, now, zone) if channel.quiet_hours else None
    if until is None:
        return list(fresh)
    draft.hold((one for one in fresh if _waits_when_quiet(channel, one)), "quiet", until)
    return [one for one in fresh if not _waits_when_quiet(channel, one)]


def _without_quiet_over(draft: _Draft, channel: Channel, fresh: Sequence[Waiting], now: datetime, zone: tzinfo) -> list[Waiting]:
    """What is left once the quiet hours are over and what waited for their end has become a group."""
    if channel.quiet_hours is None or quiet_until(channel.quiet_hours, now, zone):
        return list(fresh)
    begins, ends = last_quiet(channel.quiet_hours, now, zone)
    waited = {one.event_id: one for one in fresh if begins <= one.since < ends and _waits_when_quiet(channel, one)}
    if len(waited) < 2:
        return list(fresh)
    draft.gather(Group("quiet", tuple(waited.values()), begins))
    return [one for one in fresh if one.event_id not in waited]


def _late(draft: _Draft, waiting: Sequence[Waiting], past: Past) -> set[str]:
    """Make a group of what the channel did not take for too long, once it takes something again, if it is more than a few.

    What was tried by itself and refused is a part of it, due or not; what may have been told is not.
    """
    if past.back_at is None or past.down_at is None:
        return set()
    until, since = past.back_at - OLD, past.down_at - OLD
    old = tuple(
        one for one in sorted(waiting, key=lambda one: one.number)
        if since <= one.since <= until and not one.unsure and one.type not in ALONE and one.event_id not in draft.held
    )  # fmt: skip
    if len(old) <= FEW:
        return set()
    draft.gather(Group("late", old, min(one.since for one in old)))
    return {one.event_id for one in old}


def _without_storms(
    draft: _Draft, fresh: Sequence[Waiting], alone: Sequence[Waiting], past: Past, now: datetime, gathering: timedelta
) -> list[Waiting]:
    """What is left when storms are dealt with: what is no part of one."""
    left, incidents = [one for one in fresh if not one.incident], dict[str, list[Waiting]]()
    for one in fresh:
        if one.incident:
            incidents.setdefault(one.incident, []).append(one)
    tried: dict[str, list[Told]] = {}
    for one in alone:
        tried.setdefault(one.incident, []).append(Told(now, one.severity))
    for incident, members in incidents.items():
        told = [*past.told.get(incident, ()), *tried.get(incident, ())]
        left += _without_storm(draft, incident, members, told, now, gathering)
    return sorted(left, key=lambda one: one.number)


def _without_storm(
    draft: _Draft, incident: str, members: list[Waiting], told: Sequence[Told], now: datetime, gathering: timedelta
) -> list[Waiting]:
    """The first five of an incident; what comes after them is grouped or held.

    The time to the next group grows with what was spent of the storm's messages: the groups told, and one for each severity that
    was not told yet, since what raises the incident to it must go at once. So they are never more than MOST_GROUPS within a day.
    """
    ways = Counter(one.way for one in told)
    free = 0 if ways["storm"] else max(0, SINGLY - ways["single"] - ways["other"])
    first, rest = members[:free], tuple(members[free:])
    if not rest:
        return first
    level = max([one.level for one in first] + [LEVELS.index(one.severity) for one in told])
    spent = ways["storm"] + max(0, ways["single"] + len(first) - SINGLY)
    reserved = TOP - level
    due_at = rest[0].since + gathering
    last = max(one.at for one in told) if spent and told else rest[0].since
    if spent:
        step_over = last + _step(spent + reserved)
        silent = max(one.since for one in rest) + SILENCE
        due_at = max(due_at, min(step_over, silent) if spent + reserved < MOST_GROUPS else step_over)
    if any(one.level > level for one in rest):
        due_at = now
    if first or due_at > now:  # what comes first is told first
        draft.hold(rest, "storm", max(due_at, now + PROMPTLY))
        return first
    reserved = TOP - max(level, *(one.level for one in rest))
    draft.gather(Group("storm", rest, min(last, rest[0].since), now + _step(spent + 1 + reserved), incident))
    return first


def _step(spent: int) -> timedelta:
    return STEP * int(GROWTH ** (min(spent, MOST_GROUPS) - 1))


def _within_limit(draft: _Draft, channel: Channel, fresh: Sequence[Waiting], past: Past, now: datetime) -> None:
    """Let go what the channel's limit allows; what is over waits, and comes as one when there is room again."""
    most = channel.max_per_hour
    if most is None:
        draft.singles.extend(fresh)
        return
    spent = [moment for moment in past.sent if moment > now - HOUR]
    urgent = [one for one in fresh if one.severity == "critical"]
    groups, draft.groups = draft.groups, []
    graver = [group for group in groups if group.level == TOP]
    room = most - len(spent) - len(draft.singles) - len(urgent) - len(graver)
    draft.singles.extend(urgent)
    draft.groups.extend(graver)
    free_at = min(spent[len(spent) - most] + HOUR, now + HOUR) if len(spent) >= most else now + GATHERING
    for group in groups:
        if group not in graver:
            if room > 0:
                draft.groups.append(group)
            else:
                draft.hold(group.members, group.kind, free_at)
            room -= 1
    common = [one for one in fresh if one.severity != "critical"]
    over = {one.event_id: one for one in _of_full_hours(common, past.sent, most, now)}
    if len(over) > 1 and room > 0:
        draft.gather(Group("rate", tuple(over.values()), min(one.since for one in over.values())))
        common = [one for one in common if one.event_id not in over]
        room -= 1
    room = max(room, 0)
    draft.singles.extend(common[:room])
    draft.hold(common[room:], "rate", free_at)


def _of_full_hours(some: Iterable[Waiting], sent: Sequence[datetime], most: int, now: datetime) -> list[Waiting]:
    """Those of some that came before the limit was last reached, or when it was."""
    sent = sorted(sent)

    def is_full(moment: datetime) -> bool:
        return bisect_right(sent, moment) - bisect_right(sent, moment - HOUR) >= most

    last = max((moment for moment in sent if moment <= now and is_full(moment)), default=None)
    return [one for one in some if (last is not None and one.since <= last) or is_full(one.since)]


def within_a_day(told: Iterable[Told], now: datetime) -> tuple[Told, ...]:
    """What still counts for a storm."""
    return tuple(one for one in told if now - one.at < DAY)


def without(some: Plan, tried: frozenset[str]) -> Plan:
    """A plan without what was tried in this round already."""
    return replace(some, singles=tuple(one for one in some.singles if one.event_id not in tried))
