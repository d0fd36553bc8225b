"""Which message goes to a channel next: what waits is planned, groups are stored, and one delivery is given back to be sent.

Shell; runs within one turn of the writing thread, so that nothing comes in between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from sqlite_utils import Database

from noticewatch.config import Channel
from noticewatch.grouping import GATHERING, Group, Plan, Waiting, plan
from noticewatch.model import Event
from noticewatch.records import ChannelState, Delivery
from noticewatch.store import waiting as rows
from noticewatch.store.connection import transaction
from noticewatch.store.further import untold_of
from noticewatch.store.outbox import channel_state, last_event_number
from noticewatch.summarize import summary_event, summary_ids


@dataclass(frozen=True, slots=True)
class Prepared:
    """What may be sent one after the other without thinking again, as long as what it rests on stays as it was.

    `basis`: the last event, when the channel took something again, and whether all that waits follows.
    """

    basis: tuple[int, datetime | None, bool]
    singles: tuple[Waiting, ...]
    wake_at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """One round for one channel: what was tried in it already, and how it goes.

    `gathering`: how long a group waits for more. `failing`: the channel is told as failing, so that what waits of a source goes
    in order; `eager`: it has just taken something again.
    """

    channel: Channel
    zone: tzinfo
    gathering: timedelta = GATHERING
    tried: frozenset[str] = frozenset()
    failing: bool = False
    eager: bool = False
    prepared: Prepared | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing is to be sent to a channel until a moment, as it looked at `since`."""

    mark: tuple[int, int]  # of what waited
    gathering: timedelta
    back_at: datetime | None
    since: datetime
    until: datetime

    def holds(self, mark: tuple[int, int], gathering: timedelta, back_at: datetime | None, now: datetime) -> bool:
        """Whether nothing else waits, and nothing else could have become due."""
        return (self.mark, self.gathering, self.back_at) == (mark, gathering, back_at) and self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Next:
    """A delivery to be sent with its event, and what was prepared beside it."""

    delivery: Delivery
    event: Event
    prepared: Prepared


def next_message(db: Database, this: Round, now: datetime) -> Next | Rest:
    """The delivery to be sent next; when to look again where there is none now."""
    with transaction(db):
        state = channel_state(db, this.channel.name)
        basis = (last_event_number(db), state.back_at, this.eager)
        if this.prepared and this.prepared.basis == basis and (found := _next_of(db, this.prepared, this)):
            return found
        prepared = _prepare(db, this, state, now)
        mark = rows.waiting_mark(db, this.channel.name)
        return _next_of(db, prepared, this) or Rest(mark, this.gathering, state.back_at, now, prepared.wake_at)


def _prepare(db: Database, this: Round, state: ChannelState, now: datetime) -> Prepared:
    """Plan all that waits; what becomes a group is stored as one, and then waits like any other."""
    made = _plan(db, this, state, now)
    if made.groups:
        for group in made.groups:
            _store(db, group, this, now)
        made = _plan(db, this, state, now)
    next_at = rows.next_attempt(db, this.channel.name, now)
    wake_at = min(made.wake_at, next_at) if next_at else made.wake_at
    return Prepared((last_event_number(db), state.back_at, this.eager), made.singles, wake_at)


def _next_of(db: Database, prepared: Prepared, this: Round) -> Next | None:
    for place, one in enumerate(prepared.singles):
        if one.event_id in this.tried:
            continue
        found = rows.one_waiting(db, this.channel.name, _first(db, one, this))
        if found:
            return Next(*found, replace(prepared, singles=prepared.singles[place:]))
    return None


def planned(db: Database, channel: Channel, zone: tzinfo, now: datetime) -> Plan:
    """What becomes of what waits for a channel, told and not done."""
    state = channel_state(db, channel.name)
    return _plan(db, Round(channel, zone), state, now)


def _plan(db: Database, this: Round, state: ChannelState, now: datetime) -> Plan:
    waiting = rows.waiting(db, state, now, eager=this.eager)
    past = rows.past(db, state, now)
    return plan(this.channel, waiting, past, now, this.zone, gathering=this.gathering, eager=this.eager)


def _store(db: Database, group: Group, this: Round, now: datetime) -> None:
    listed = rows.events_of(db, summary_ids(group))
    notices = rows.facts_of_incident(db, group.incident) if group.incident else ()
    ids, incidents = [one.event_id for one in group.members], {one.incident for one in group.members if one.incident}
    counted = untold_of(db, this.channel.name, sorted(incidents), ids)
    summary = summary_event(group, listed, notices, this.channel, now, this.zone, further=counted)
    delivery = Delivery(summary.id, this.channel.name, "due", 0, now, now)
    rows.store_group(db, summary, delivery, ids, [one for some in counted.values() for one in some])


def _first(db: Database, one: Waiting, this: Round) -> str:
    """What was tried before of the same source and waits still, while the channel fails: nothing overtakes it. An event's id."""
    if not (this.failing and one.source):
        return one.event_id
    before = rows.tried_before(db, this.channel.name, one.source, one.number)
    return next((event_id for event_id in before if event_id not in this.tried), one.event_id)
