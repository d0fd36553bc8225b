"""Event → severity and deliveries; a receiver's answer → what becomes of the delivery.

Core; imports model, records, answers, names and config.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from fnmatch import fnmatchcase
from random import Random
from typing import get_args

from noticewatch.answers import Attempt, judged
from noticewatch.config import Channel, Source
from noticewatch.model import Event, EventType, Facts, Severity
from noticewatch.names import same_organization
from noticewatch.records import ChannelState, Delivery, derived_id

LEVELS: tuple[Severity, ...] = get_args(Severity)

# Persons or records from which a notice has at least this severity, however harmless the rest.
BY_COUNT: tuple[tuple[int, Severity], ...] = ((100_000, "critical"), (10_000, "high"), (100, "medium"))
GRAVE_CAUSES = frozenset({"ransomware", "malware", "insider", "unauthorized_access"})
GRAVE_KINDS = frozenset({"credit_card", "bank_account", "national_id", "password", "health", "biometric", "passport"})

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
LONGEST_WAIT = sum(RETRY_AFTER, timedelta())  # a receiver that only ever says "later" has as long as one that fails
WITHOUT_SUCCESS = timedelta(minutes=30)  # of failed attempts, after which a channel is told as failing (contract)


def severity_of(facts: Facts) -> Severity:
    """How grave a notice is, from its facts; what is unknown never lowers it.

    >>> severity_of(Facts(verdict="incident", cause="ransomware"))
    'high'
    """
    level = 0
    count = facts.affected_headline
    if count is None or facts.cause in (None, "under_investigation"):
        level = LEVELS.index("medium")
    if count is not None:
        level = max([level, *(LEVELS.index(name) for least, name in BY_COUNT if count.value >= least)])
    if facts.cause in GRAVE_CAUSES:
        level = max(level, LEVELS.index("high" if facts.cause == "ransomware" else "medium"))
    if GRAVE_KINDS & set(facts.data_types):
        level = max(level, LEVELS.index("medium"))
    if facts.misuse == "observed":
        level = min(max(level + 1, LEVELS.index("high")), len(LEVELS) - 1)
    return LEVELS[level]


def passes(channel: Channel, event: Event, source: Source | None) -> bool:
    """Whether an event is for a channel: all its filters hold, within a list any.

    Events of sources pass by their source's organization and tags; those of channels and of the system by type and severity.
    """
    if not any(fnmatchcase(event.type, pattern) for pattern in channel.events):
        return False
    if LEVELS.index(event.severity) < LEVELS.index(channel.min_severity):
        return False
    if event.source is None:
        return True
    if channel.tags and not set(channel.tags) & set(source.tags if source else ()):
        return False
    if not channel.organizations:
        return True
    named = [event.facts.organization, event.facts.vendor] if event.facts else [source.organization if source else None]
    return any(name and same_organization(name, wanted) for name in named for wanted in channel.organizations)


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

    A receiver that names a time is asked again then, which uses up no attempt; one that is gone keeps what waits for it.
    """
    judgement = judged(kind, attempt)
    error = "" if judgement == "accepted" else attempt.error or f"answered {attempt.status}"
    tried = replace(delivery, attempts=delivery.attempts + 1, last_status=attempt.status, last_error=error)
    if judgement == "accepted":
        return replace(tried, state="done", done_at=now)
    if judgement == "gone":
        return replace(delivery, last_status=attempt.status, last_error=error)
    if judgement == "later":
        if now - delivery.created_at > LONGEST_WAIT:
            return replace(tried, state="dead")
        return replace(tried, attempts=delivery.attempts, next_attempt_at=now + timedelta(seconds=attempt.retry_after or 0))
    if judgement == "refused":
        return replace(tried, state="dead") if delivery.plain else replace(tried, plain=True, next_attempt_at=now)
    if delivery.attempts >= len(RETRY_AFTER):
        return replace(tried, state="dead")
    wait = RETRY_AFTER[delivery.attempts] * (1 + rng.uniform(0, JITTER))
    return replace(tried, next_attempt_at=now + wait)


def channel_after(state: ChannelState, kind: str, attempt: Attempt, now: datetime) -> ChannelState:
    """A channel after an attempt: in order, held back by Retry-After, failing since, or paused by the receiver's own word."""
    judgement = judged(kind, attempt)
    if judgement == "accepted":
        return replace(state, success_at=now, failing_since=None, not_before=None)
    if judgement == "gone":
        reason = f"the receiver answered {attempt.status}: it is gone"
        return replace(state, paused_at=now, reason=reason, failing_since=state.failing_since or now)
    if judgement == "later":
        state = replace(state, not_before=now + timedelta(seconds=attempt.retry_after or 0))
    if judgement == "refused":
        return state
    return replace(state, failing_since=state.failing_since or now, reason=attempt.error or f"answered {attempt.status}")


def is_channel_failing(state: ChannelState, now: datetime) -> bool:
    """Whether a channel is to be told as failing: paused, or 30 minutes of failed attempts."""
    return state.paused_at is not None or (state.failing_since is not None and now - state.failing_since >= WITHOUT_SUCCESS)


def channel_told(
    name: str, before: ChannelState, after: ChannelState, zone: tzinfo, now: datetime
) -> tuple[ChannelState, tuple[Event, ...]]:
    """What of a channel's state is to be told on the others: that it fails, or that it is well again, once each."""
    if is_channel_failing(after, now) and not before.told_failing:
        since = after.failing_since or now
        shown = since.astimezone(zone).isoformat(timespec="seconds")
        reason = f"{name}: no delivery accepted since {shown}: {after.reason}"
        event = _channel_event("channel.failing", name, since.isoformat(), reason, zone, now)
        return replace(after, told_failing=True), (event,)
    if before.told_failing and after.failing_since is None:
        since = before.failing_since or now
        event = _channel_event("channel.recovered", name, since.isoformat(), f"{name}: deliveries are accepted again", zone, now)
        return replace(after, told_failing=False), (event,)
    return after, ()


def death_told(delivery: Delivery, event_type: EventType, zone: tzinfo, now: datetime) -> tuple[Event, ...]:
    """What is told on the other channels of a delivery after an attempt: that it is dead, unless it was about channels itself.

    Two channels that refuse everything would else tell of each other for ever.
    """
    if delivery.state != "dead" or event_type.startswith("channel."):
        return ()
    name = delivery.channel
    reason = f"{name}: event {delivery.event_id} was not accepted in {delivery.attempts} attempts and is kept for `alerts retry`"
    return (_channel_event("channel.failing", name, delivery.event_id, f"{reason}: {delivery.last_error}", zone, now),)


def _channel_event(type: EventType, name: str, what: str, reason: str, zone: tzinfo, now: datetime) -> Event:
    return Event(derived_id("evt", type, name, what), type, now.astimezone(zone), "high", reason=reason)
