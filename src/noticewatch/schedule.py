"""When to look again, and when a source counts as failing.

Core; imports model, records and config. `now` is an argument; chance comes in as a generator.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol

from noticewatch.config import Backfill
from noticewatch.model import Verdict
from noticewatch.records import KnownItem, SourceState

BAD_CHECKS = 3  # in a row, before a source is told as failing (contract)
SLOWEST = 4  # intervals between two checks of a failing source, at most (contract)
JITTER = 0.1  # of the interval, so that sources of one interval spread out
FULL_READ = timedelta(hours=24)  # a source is read without validators this often, against a stuck 304
SECOND_LOOK = timedelta(minutes=15)  # a doubtful state is looked at again this soon (contract)
OTHERS_WEEKLY = timedelta(days=90)  # notices that are no incidents, after the first step (contract)
WEEK = timedelta(days=7)
EAGER_ATTEMPTS = 3  # an item that cannot be read is tried at each check so often, then daily
MOST_ATTEMPTS = 33  # a month; what cannot be read by then is read again only when its list shows it anew
DAY = timedelta(days=1)
LONGEST_HOLD = timedelta(hours=24)  # that a server may ask for by Retry-After
CLOCK_SET_BACK = timedelta(minutes=1)  # from which on it is no mere correction


class Step(Protocol):
    """One step of `recheck`: for how long, and how often (None: at each check)."""

    @property
    def for_(self) -> timedelta: ...
    @property
    def every(self) -> timedelta | None: ...


def next_check_at(
    state: SourceState, interval: timedelta, now: datetime, rng: Random, retry_after: float | None = None
) -> datetime:
    """When a source is due again: its interval with jitter; longer while it fails, and not before its Retry-After.

    A bad check is followed by another look within 15 minutes, whatever the interval is, until the source is told as failing;
    then it is left alone for longer and longer.
    """
    if not state.failures:
        wait = interval * (1 + rng.uniform(-JITTER, JITTER / 2))
    else:
        slower = interval * max(1, min(SLOWEST, state.failures - BAD_CHECKS + 1))
        # Both are the contract's limits, so chance only shortens them.
        wait = (slower if state.told_failing else min(interval, SECOND_LOOK)) * (1 - rng.uniform(0, JITTER))
    if retry_after is not None:
        wait = max(wait, timedelta(seconds=retry_after))
    return now + wait


def next_look_at(
    since: datetime, verdict: Verdict, recheck: Sequence[Step], interval: timedelta, now: datetime
) -> datetime | None:
    """When a known notice is looked at again, or None once it is no longer watched.

    `since` is when it was first seen or last changed. The first step holds for every notice; the further ones follow upon each
    other for incidents and what may be one, while others are looked at weekly for 90 days.
    """
    if not recheck:
        return None
    age = now - since
    first = recheck[0]
    if age < first.for_:
        return now + (first.every or interval)
    if verdict not in ("incident", "unclassified"):
        return now + WEEK if age < first.for_ + OTHERS_WEEKLY else None
    end = first.for_
    for step in recheck[1:]:
        end += step.for_
        if age < end:
            return now + (step.every or interval)
    return None


def must_read_fully(state: SourceState, now: datetime) -> bool:
    """Whether to ask without validators: after a bad check, and once a day."""
    return state.failures > 0 or state.full_at is None or now - state.full_at >= FULL_READ


def is_check_due(state: SourceState, now: datetime) -> bool:
    """Whether a source is to be checked now; a last check in the future means that the clock was set back since."""
    ahead = state.checked_at is not None and state.checked_at > now + CLOCK_SET_BACK
    return ahead or state.next_check_at is None or state.next_check_at <= now


def at_new_address(state: SourceState, url: str) -> SourceState:
    """A source whose address was changed: nothing is known of it but how its last checks went."""
    return SourceState(
        state.id,
        url,
        failures=state.failures,
        failing_since=state.failing_since,
        told_failing=state.told_failing,
        error=state.error,
    )


def after_good_check(state: SourceState, now: datetime) -> SourceState:
    """A check that proved what the source shows."""
    return replace(
        state, checked_at=now, good_at=now, baseline_at=state.baseline_at or now, failures=0, failing_since=None, error=""
    )


def after_bad_check(state: SourceState, error: str, now: datetime) -> SourceState:
    """A check that proved nothing."""
    return replace(state, checked_at=now, failures=state.failures + 1, failing_since=state.failing_since or now, error=error)


def is_failing(state: SourceState, failing_after: timedelta, now: datetime) -> bool:
    """Whether a source is to be told as failing: three bad checks in a row, and no sooner than `failing_after`."""
    since = state.failing_since
    return state.failures >= BAD_CHECKS and since is not None and now - since >= failing_after


def after_failed_attempt(item: KnownItem, error: str, now: datetime) -> KnownItem:
    """An item that could not be read: tried again at the next checks, later daily, for a month."""
    attempts = item.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        return replace(item, state="listed", attempts=attempts, error=error, retry_at=None)
    return replace(item, attempts=attempts, error=error, retry_at=now + DAY if attempts >= EAGER_ATTEMPTS else None)


def is_due(item: KnownItem, now: datetime) -> bool:
    """Whether a pending item is to be read now."""
    return item.state == "pending" and (item.retry_at is None or item.retry_at <= now)


def is_recent(published: str | None, backfill: Backfill, today: date) -> bool:
    """Whether a notice of a source's first check is recent enough to be told; one without a date only where all are."""
    if backfill.mode != "age" or backfill.age is None:
        return backfill.mode == "all"
    if published is None:
        return False
    parts = [int(part) for part in published.split("-")]
    # A month or a year counts from its end, so that what may be recent is told.
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else monthrange(year, month)[1]
    return today - date(year, month, day) <= backfill.age
