"""Event → deliveries; a receiver's answer → what becomes of the delivery.

Core; imports model, records, answers, names, severity and config.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from fnmatch import fnmatchcase
from random import Random

from noticewatch.answers import Attempt, judged, problem_of
from noticewatch.config import Channel, Filter, Source
from noticewatch.model import Event, EventType, Facts, SourceRef, Trouble
from noticewatch.names import same_organization
from noticewatch.records import ChannelState, Delivery, derived_id
from noticewatch.severity import LEVELS

# The contract's timetable after a failed attempt; behind the last one a delivery is dead.
RETRY_AFTER: tuple[timedelta, ...] = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
JITTER = 0.1
MOST_HELD = 10  # times that a receiver may ask for time for one delivery; from then on the timetable counts, lest one message
# that is always put off keep all behind it from ever being sent
LEAST_WAIT = timedelta(seconds=1)  # of a Retry-After, which may be 0 or a moment that is past
WITHOUT_SUCCESS = timedelta(minutes=30)  # of failed attempts, after which a channel is told as failing (contract)


def source_ref(source: Source) -> SourceRef:
    """A source as an event made now tells of it."""
    return SourceRef(source.id, source.name, source.url, source.tags, source.organization)


def passes(wanted: Filter, event: Event, source: Source | SourceRef | None) -> bool:
    """Whether an event is for a channel or a feed: all its filters hold, within a list any.

    `source` is the event's own, as configured or as the event tells it. Events of sources pass by their source's organization
    and tags; those of channels and of the system by type and severity; what bears no facts by anything
    that is asked of facts.
    """
    if not any(fnmatchcase(event.type, pattern) for pattern in wanted.events):
        return False
    if LEVELS.index(event.severity) < LEVELS.index(wanted.min_severity):
        return False
    if event.facts and not _of_a_kind_asked_for(wanted, event.facts):
        return False
    if wanted.registers and _is_about_some(event) and not {one.register for one in event.watch} & set(wanted.registers):
        return False
    if event.source is None:
        return True
    if wanted.tags and not set(wanted.tags) & set(source.tags if source else ()):
        return False
    if not wanted.organizations:
        return True
    named = [event.facts.organization, event.facts.vendor] if event.facts else [source.organization if source else None]
    return any(name and same_organization(name, one) for name in named for one in wanted.organizations)


def _is_about_some(event: Event) -> bool:
    """Whether an event is about organizations, and not about a channel, our own side or others' events."""
    return event.type.startswith(("notice.", "source.", "incident."))


def _of_a_kind_asked_for(wanted: Filter, facts: Facts) -> bool:
    """Whether facts pass the verdicts and languages; a language that could not be told passes, as en-GB does for en."""
    if wanted.verdicts and facts.verdict not in wanted.verdicts:
        return False
    if not wanted.languages or facts.language == "und":
        return True
    language = facts.language.lower()
    return any(f"{language}-".startswith(f"{one.lower()}-") for one in wanted.languages)


def deliveries_for(
    events: Iterable[Event], channels: Iterable[Channel], source: Source | None, now: datetime
) -> tuple[Delivery, ...]:
    """The outbox rows of some events."""
    channels = tuple(channels)
    return tuple(
        Delivery(event.id, channel.name, "due", 0, now, now)
        for event in events
        for channel in channels
        if passes(channel, event, source)
    )


def after_attempt(delivery: Delivery, kind: str, attempt: Attempt, now: datetime, rng: Random) -> Delivery:
    """A delivery after an attempt: done, due again, or dead.

    A receiver that names a time is asked again then, which uses up no attempt until it did so too often; one that is gone keeps
    what waits for it. An attempt out of turn, before the delivery was due again, counts only where it is accepted or refused.
    """
    judgement = judged(kind, attempt)
    error = "" if judgement == "accepted" else problem_of(kind, attempt)
    tried = replace(delivery, attempts=delivery.attempts + 1, last_status=attempt.status, last_error=error)
    if judgement == "accepted":
        return replace(tried, state="done", done_at=now, body=None)
    if judgement == "refused":
        return replace(tried, state="dead") if delivery.plain else replace(tried, plain=True, next_attempt_at=now)
    same = replace(tried, attempts=delivery.attempts)
    if judgement == "gone" or delivery.next_attempt_at > now:
        return replace(same, held=delivery.held + (judgement == "later"))
    asked_for = max(timedelta(seconds=attempt.retry_after or 0), LEAST_WAIT) if judgement == "later" else timedelta()
    if judgement == "later" and delivery.held < MOST_HELD:
        return replace(same, held=delivery.held + 1, next_attempt_at=now + asked_for)
    if delivery.attempts >= len(RETRY_AFTER):
        return replace(tried, state="dead")
    wait = RETRY_AFTER[delivery.attempts] * (1 + rng.uniform(0, JITTER))
    return replace(tried, next_attempt_at=now + max(wait, asked_for))


def channel_after(state: ChannelState, kind: str, attempt: Attempt, now: datetime) -> ChannelState:
    """A channel after an attempt: in order, held back by Retry-After, failing since, or paused by the receiver's own word."""
    judgement = judged(kind, attempt)
    if judgement == "accepted":
        if state.failing_since:
            state = replace(state, down_at=state.failing_since, back_at=now)
        return replace(state, success_at=now, failing_since=None, not_before=None)
    problem = problem_of(kind, attempt)
    if judgement == "gone":
        reason = f"the receiver {problem}: it is gone"
        return replace(state, paused_at=now, reason=reason, failing_since=state.failing_since or now)
    if judgement == "later":
        state = replace(state, not_before=now + max(timedelta(seconds=attempt.retry_after or 0), LEAST_WAIT))
    if judgement == "refused":
        return state
    return replace(state, failing_since=state.failing_since or now, reason=problem)


def is_without_success(state: ChannelState, now: datetime) -> bool:
    """Whether a channel had 30 minutes without success, which `/healthz` answers with 503."""
    return state.failing_since is not None and now - state.failing_since >= WITHOUT_SUCCESS


def resumed(state: ChannelState, now: datetime) -> ChannelState:
    """A paused channel that is let go on."""
    return replace(state, paused_at=None, not_before=None, down_at=state.failing_since or state.paused_at, back_at=now)


def is_channel_failing(state: ChannelState, now: datetime) -> bool:
    """Whether a channel is to be told as failing: paused, or 30 minutes without success."""
    return state.paused_at is not None or is_without_success(state, now)


def channel_told(
    name: str, before: ChannelState, after: ChannelState, zone: tzinfo, now: datetime
) -> tuple[ChannelState, tuple[Event, ...]]:
    """What of a channel's state is to be told on the others: that it fails, or that it is well again, once each."""
    if is_channel_failing(after, now) and not before.told_failing:
        since = after.failing_since or now
        shown = since.astimezone(zone).isoformat(timespec="seconds")
        reason = f"{name}: no delivery accepted since {shown}: {after.reason}"
        code = "paused" if after.paused_at else "unaccepted"
        trouble = Trouble(since.astimezone(zone), code, name, values={"found": after.reason})
        event = _channel_event("channel.failing", name, since.isoformat(), reason, trouble, zone, now)
        return replace(after, told_failing=True), (event,)
    if before.told_failing and after.failing_since is None:
        since = before.failing_since or now
        shown = since.astimezone(zone).isoformat(timespec="seconds")
        reason = f"{name}: deliveries are accepted again; none was since {shown}: {before.reason}"
        trouble = Trouble(since.astimezone(zone), "", name, values={"found": before.reason})
        event = _channel_event("channel.recovered", name, since.isoformat(), reason, trouble, zone, now)
        return replace(after, told_failing=False), (event,)
    return after, ()


def death_told(delivery: Delivery, state: ChannelState, zone: tzinfo, now: datetime) -> tuple[Event, ...]:
    """What is told of a delivery after an attempt: that it is dead; `state`: its channel's, after that attempt.

    While the channel accepts nothing, the first death stands for all: a week's outage would else be a thousand alarms.
    """
    if delivery.state != "dead":
        return ()
    name, first = delivery.channel, f"event {delivery.event_id} was not accepted in {delivery.attempts} attempts"
    what, reason = f"{delivery.event_id} {delivery.created_at.isoformat()}", f"{name}: {first} and is kept for `alerts retry`"
    values: dict[str, int | str] = {"found": delivery.last_error, "event": delivery.event_id, "attempts": delivery.attempts}
    if state.failing_since is not None:
        what = f"given up {state.failing_since.isoformat()}"
        reason = f"{name}: deliveries are given up and kept for `alerts retry`, the first of them: {first}"
    trouble = Trouble(delivery.created_at.astimezone(zone), "dead", name, values=values)
    return (_channel_event("channel.failing", name, what, f"{reason}: {delivery.last_error}", trouble, zone, now),)


def forsaken_told(name: str, waiting: int, last_event_id: str, zone: tzinfo, now: datetime) -> Event:
    """What is told of deliveries that wait for a channel which is no longer configured; `last_event_id`: of their last event."""
    reason = (
        f"{name}: is no longer in the configuration, and {waiting} deliveries wait for it: they are sent when it is there again "
        f"(`noticewatch alerts list --state due` shows them)"
    )
    trouble = Trouble(now.astimezone(zone), "forsaken", name, values={"waiting": waiting})
    return _channel_event("channel.failing", name, f"not configured {last_event_id}", reason, trouble, zone, now)


def deliveries_beside(
    event: Event, of: str, channels: Sequence[Channel], about: Event | None, now: datetime
) -> tuple[Delivery, ...]:
    """Where an event about the channel `of` goes: to the others that let it through, and where none does, to that channel itself.

    `about`: the event whose delivery is dead, if that is what is told. Of one that was itself about a channel nothing is sent,
    for two channels that refuse everything would tell of each other for ever: that stands in the health feed only.
    """
    if about is not None and about.type.startswith("channel."):
        return ()
    others = deliveries_for([event], [channel for channel in channels if channel.name != of], None, now)
    return others or deliveries_for([event], [channel for channel in channels if channel.name == of], None, now)


def _channel_event(type: EventType, name: str, what: str, reason: str, trouble: Trouble, zone: tzinfo, now: datetime) -> Event:
    return Event(derived_id("evt", type, name, what), type, now.astimezone(zone), "high", reason=reason, trouble=trouble)
