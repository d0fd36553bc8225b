"""When a source and a notice are looked at again, and when a source is failing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from noticewatch import schedule
from noticewatch.config import RecheckStep
from noticewatch.model import Verdict
from noticewatch.records import KnownItem, SourceState

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
STEPS = (
    RecheckStep(timedelta(days=14), None),
    RecheckStep(timedelta(days=90), timedelta(days=1)),
    RecheckStep(timedelta(days=365), timedelta(days=7)),
)


def wait(failures: int, interval: timedelta, retry_after: float | None = None, *, told: bool = True) -> timedelta:
    state = SourceState("a", "https://a.example/", failures=failures, told_failing=told and failures > 2)
    return schedule.next_check_at(state, interval, NOW, Random(1), retry_after) - NOW


def near(got: timedelta, wanted: timedelta) -> bool:
    return wanted * 0.9 <= got <= wanted * 1.05


def test_a_good_source_is_due_after_its_interval_with_jitter() -> None:
    waits = {schedule.next_check_at(SourceState("a", "u"), QUARTER, NOW, Random(n)) - NOW for n in range(20)}
    assert len(waits) > 10
    assert all(near(one, QUARTER) for one in waits)


@pytest.mark.parametrize(
    ("failures", "hours", "expected"),
    [(1, 6, 0.25), (2, 6, 0.25), (3, 6, 6), (4, 6, 12), (5, 6, 18), (6, 6, 24), (60, 6, 24), (1, 0.1, 0.1)],
)
def test_a_failing_source_gets_a_second_look_and_then_backs_off_to_four_intervals(
    failures: int, hours: float, expected: float
) -> None:
    assert near(wait(failures, timedelta(hours=hours)), timedelta(hours=expected))


@pytest.mark.parametrize("failures", [1, 2, 3, 9])
def test_until_it_is_told_a_failing_source_is_looked_at_again_within_15_minutes(failures: int) -> None:
    state = SourceState("a", "u", failures=failures)
    waits = [schedule.next_check_at(state, timedelta(days=1), NOW, Random(n)) - NOW for n in range(50)]
    assert timedelta(minutes=13) < min(waits)
    assert max(waits) <= QUARTER


def test_a_failing_source_is_checked_every_four_intervals_at_least() -> None:
    state = SourceState("a", "u", failures=99, told_failing=True)
    assert max(schedule.next_check_at(state, QUARTER, NOW, Random(n)) - NOW for n in range(50)) <= 4 * QUARTER


def test_retry_after_is_obeyed_where_it_is_later() -> None:
    assert wait(0, QUARTER, 3600) == timedelta(hours=1)
    assert near(wait(0, QUARTER, 3), QUARTER)


@pytest.mark.parametrize(
    ("days", "verdict", "expected"),
    [
        (0, "other", QUARTER),
        (13, "incident", QUARTER),
        (15, "incident", timedelta(days=1)),
        (103, "incident", timedelta(days=1)),
        (105, "unclassified", timedelta(days=7)),
        (468, "incident", timedelta(days=7)),
        (470, "incident", None),
        (15, "guidance", timedelta(days=7)),
        (103, "other", timedelta(days=7)),
        (105, "other", None),
    ],
)
def test_known_notices_are_looked_at_by_the_timetable(days: int, verdict: Verdict, expected: timedelta | None) -> None:
    at = schedule.next_look_at(NOW - timedelta(days=days), verdict, STEPS, QUARTER, NOW)
    assert (at - NOW if at else None) == expected


def test_without_a_timetable_nothing_is_looked_at_again() -> None:
    assert schedule.next_look_at(NOW, "incident", (), QUARTER, NOW) is None


def test_a_source_is_failing_after_three_bad_checks_and_no_sooner_than_told() -> None:
    state = SourceState("a", "u")
    for minute in (0, 15, 30):
        assert not schedule.is_failing(state, timedelta(hours=1), NOW)
        state = schedule.after_bad_check(state, "stalled", NOW + timedelta(minutes=minute))
    assert (state.failures, state.failing_since, state.error) == (3, NOW, "stalled")
    assert not schedule.is_failing(state, timedelta(hours=1), NOW + timedelta(minutes=59))
    assert schedule.is_failing(state, timedelta(hours=1), NOW + timedelta(minutes=60))
    good = schedule.after_good_check(state, NOW + timedelta(hours=2))
    assert (good.failures, good.failing_since, good.error) == (0, None, "")
    assert good.baseline_at == NOW + timedelta(hours=2)


def test_a_source_is_read_without_validators_after_a_failure_and_once_a_day() -> None:
    state = SourceState("a", "u", full_at=NOW)
    assert not schedule.must_read_fully(state, NOW + timedelta(hours=23))
    assert schedule.must_read_fully(state, NOW + timedelta(hours=24))
    assert schedule.must_read_fully(replace(state, failures=1), NOW)
    assert schedule.must_read_fully(replace(state, full_at=None), NOW)


def test_an_item_that_cannot_be_read_is_tried_three_times_then_daily() -> None:
    item = KnownItem("a", "k", "u", "t", None, NOW, "pending")
    for attempt in (1, 2):
        item = schedule.after_failed_attempt(item, "broken", NOW)
        assert item.attempts == attempt
        assert schedule.is_due(item, NOW)
    item = schedule.after_failed_attempt(item, "broken", NOW)
    assert not schedule.is_due(item, NOW + timedelta(hours=23))
    assert schedule.is_due(item, NOW + timedelta(days=1))
    assert not schedule.is_due(replace(item, state="read"), NOW + timedelta(days=1))
