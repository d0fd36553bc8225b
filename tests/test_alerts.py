"""Filters, and what a receiver's answer means."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from noticewatch.alerts import (
    MOST_HELD,
    RETRY_AFTER,
    after_attempt,
    channel_after,
    channel_told,
    death_told,
    deliveries_beside,
    deliveries_for,
    is_channel_failing,
    passes,
    source_ref,
)
from noticewatch.answers import Attempt, judged
from noticewatch.config import Channel, Filter, Source
from noticewatch.model import Event, Facts, SourceRef
from noticewatch.records import ChannelState, Delivery

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SOURCE = Source(id="city", url="https://city.example/", name="灯台市", organization="灯台市", tags=("municipality",))


def channel(**more: Any) -> Channel:
    return Channel(name="soc", type="webhook", **more)


def notice_event(**more: Any) -> Event:
    facts = Facts(verdict="incident", organization="岬町", vendor="株式会社帆船")
    event = Event("evt_1", "notice.new", NOW, "medium", SourceRef("city", "灯台市", SOURCE.url), facts=facts)
    return replace(event, **more)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, True),
        ({"events": ("notice.*",)}, True),
        ({"events": ("source.*", "notice.changed")}, False),
        ({"min_severity": "medium"}, True),
        ({"min_severity": "high"}, False),
        ({"tags": ("municipality", "bank")}, True),
        ({"tags": ("bank",)}, False),
        ({"organizations": ("帆船",)}, True),
        ({"organizations": ("岬町",)}, True),
        ({"organizations": ("灯台市",)}, False),
        ({"organizations": ("帆船",), "tags": ("bank",)}, False),
    ],
)
def test_filters(settings: dict[str, Any], expected: bool) -> None:
    assert passes(channel(**settings), notice_event(), SOURCE) is expected
    assert passes(Filter(**settings), notice_event(), source_ref(SOURCE)) is expected


@pytest.mark.parametrize(
    ("settings", "verdict", "language", "expected"),
    [
        ({"verdicts": ("incident",)}, "incident", "ja", True),
        ({"verdicts": ("incident",)}, "unclassified", "ja", False),
        ({"verdicts": ("incident", "unclassified")}, "unclassified", "ja", True),
        ({"languages": ("ja", "en")}, "incident", "en", True),
        ({"languages": ("ja",)}, "incident", "en", False),
        ({"languages": ("en",)}, "incident", "en-GB", True),
        ({"languages": ("en-GB",)}, "incident", "en", False),
        ({"languages": ("e",)}, "incident", "en", False),
        ({"languages": ("ja",)}, "incident", "und", True),
        ({"languages": ("ja",), "verdicts": ("unclassified",)}, "incident", "ja", False),
    ],
)
def test_verdicts_and_languages(settings: dict[str, Any], verdict: Any, language: str, expected: bool) -> None:
    event = notice_event(facts=Facts(verdict=verdict, language=language))
    assert passes(channel(**settings), event, SOURCE) is expected
    assert passes(channel(**settings), notice_event(type="source.failing", facts=None), SOURCE)


def test_a_source_event_passes_by_its_source() -> None:
    failing = notice_event(type="source.failing", facts=None)
    assert passes(channel(organizations=("灯台市",)), failing, SOURCE)
    assert not passes(channel(organizations=("岬町",)), failing, SOURCE)
    assert not passes(channel(tags=("bank",)), failing, None)


def test_a_channels_event_passes_by_type_and_severity() -> None:
    told = Event("evt_2", "channel.failing", NOW, "high", reason="soc: gone")
    assert passes(channel(tags=("bank",), organizations=("岬町",)), told, None)
    assert not passes(channel(events=("notice.*",)), told, None)


def test_deliveries_are_made_for_the_channels_that_an_event_passes() -> None:
    other = replace(channel(events=("source.*",)), name="health")
    made = deliveries_for([notice_event()], [channel(), other], SOURCE, NOW)
    assert [(d.event_id, d.channel, d.state, d.attempts, d.next_attempt_at) for d in made] == [("evt_1", "soc", "due", 0, NOW)]


@pytest.mark.parametrize(
    ("kind", "attempt", "expected"),
    [
        ("webhook", Attempt(200), "accepted"),
        ("webhook", Attempt(204), "accepted"),
        ("webhook", Attempt(302), "failed"),
        ("webhook", Attempt(404), "failed"),
        ("webhook", Attempt(403), "failed"),
        ("webhook", Attempt(410), "gone"),
        ("webhook", Attempt(400), "failed"),
        ("webhook", Attempt(429, retry_after=3), "later"),
        ("webhook", Attempt(503, retry_after=3), "later"),
        ("webhook", Attempt(429), "failed"),
        ("webhook", Attempt(500, retry_after=3), "failed"),
        ("webhook", Attempt(None, error="reset"), "failed"),
        ("slack", Attempt(200, b"ok"), "accepted"),
        ("slack", Attempt(200, b"ok\n"), "accepted"),
        ("slack", Attempt(200, b"<html>"), "failed"),
        ("slack", Attempt(404, b"no_service"), "gone"),
        ("slack", Attempt(403, b"invalid_token"), "gone"),
        ("slack", Attempt(400, b"invalid_blocks"), "refused"),
    ],
)
def test_what_an_answer_means(kind: str, attempt: Attempt, expected: str) -> None:
    assert judged(kind, attempt) == expected


DUE = Delivery("evt_1", "soc", "due", 0, NOW, NOW)


def test_the_timetable_of_retries_then_dead() -> None:
    delivery, waits, now = DUE, [], NOW
    for _ in RETRY_AFTER:
        delivery = after_attempt(delivery, "webhook", Attempt(500), now, Random(1))
        assert delivery.state == "due"
        waits.append(delivery.next_attempt_at - now)
        now = delivery.next_attempt_at
    assert all(planned <= wait <= planned * 1.1 for planned, wait in zip(RETRY_AFTER, waits, strict=True))
    dead = after_attempt(delivery, "webhook", Attempt(500), now, Random(1))
    assert (dead.state, dead.attempts, dead.last_error) == ("dead", 10, "answered 500")
    assert sum(RETRY_AFTER, timedelta()) > timedelta(hours=72)


def test_accepted_is_done() -> None:
    done = after_attempt(DUE, "slack", Attempt(200, b"ok"), NOW, Random(1))
    assert (done.state, done.done_at, done.last_error, done.attempts) == ("done", NOW, "", 1)


def test_retry_after_uses_up_no_attempt_until_it_came_too_often() -> None:
    later = after_attempt(DUE, "webhook", Attempt(429, retry_after=7.5), NOW, Random(1))
    assert (later.state, later.attempts, later.next_attempt_at) == ("due", 0, NOW + timedelta(seconds=7.5))
    at_once = after_attempt(DUE, "webhook", Attempt(503, retry_after=0.0), NOW, Random(1))
    assert at_once.next_attempt_at == NOW + timedelta(seconds=1)
    delivery, now = replace(DUE, created_at=NOW - timedelta(days=20)), NOW
    for _ in range(MOST_HELD):
        delivery = after_attempt(delivery, "webhook", Attempt(429, retry_after=600), now, Random(1))
        assert (delivery.state, delivery.attempts) == ("due", 0)
        now = delivery.next_attempt_at
    for number in range(len(RETRY_AFTER)):
        delivery = after_attempt(delivery, "webhook", Attempt(429, retry_after=600), now, Random(1))
        assert (delivery.state, delivery.attempts) == ("due", number + 1)
        assert delivery.next_attempt_at - now >= max(timedelta(seconds=600), RETRY_AFTER[number])
        now = delivery.next_attempt_at
    assert after_attempt(delivery, "webhook", Attempt(429, retry_after=600), now, Random(1)).state == "dead"


def test_an_attempt_out_of_turn_uses_up_none() -> None:
    waiting = replace(DUE, attempts=9, next_attempt_at=NOW + timedelta(hours=20))
    for attempt in (Attempt(500), Attempt(None, error="reset"), Attempt(429, retry_after=5), Attempt(410)):
        after = after_attempt(waiting, "webhook", attempt, NOW, Random(1))
        assert (after.state, after.attempts, after.next_attempt_at) == ("due", 9, waiting.next_attempt_at)
        assert after.held == (1 if attempt.status == 429 else 0)
    assert after_attempt(waiting, "webhook", Attempt(200), NOW, Random(1)).state == "done"


def test_what_slack_refuses_is_tried_once_more_as_plain_text() -> None:
    plain = after_attempt(DUE, "slack", Attempt(400, b"invalid_blocks"), NOW, Random(1))
    assert (plain.state, plain.plain, plain.next_attempt_at) == ("due", True, NOW)
    assert after_attempt(plain, "slack", Attempt(400, b"invalid_blocks"), NOW, Random(1)).state == "dead"


def test_a_receiver_that_is_gone_keeps_what_waits_and_pauses_the_channel() -> None:
    waiting = after_attempt(DUE, "webhook", Attempt(410), NOW, Random(1))
    assert (waiting.state, waiting.attempts) == ("due", 0)
    state = channel_after(ChannelState("soc"), "webhook", Attempt(410), NOW)
    assert state.paused_at == NOW
    assert is_channel_failing(state, NOW)


def test_a_channel_is_failing_after_half_an_hour_without_success() -> None:
    state = channel_after(ChannelState("soc"), "webhook", Attempt(None, error="refused"), NOW)
    later = channel_after(state, "webhook", Attempt(500), NOW + timedelta(minutes=30))
    assert later.failing_since == NOW
    assert not is_channel_failing(later, NOW + timedelta(minutes=29))
    assert is_channel_failing(later, NOW + timedelta(minutes=30))
    again = channel_after(later, "webhook", Attempt(200), NOW + timedelta(hours=1))
    assert (again.failing_since, again.success_at) == (None, NOW + timedelta(hours=1))


def test_retry_after_holds_the_whole_channel_and_a_refused_message_does_not() -> None:
    held = channel_after(ChannelState("soc"), "slack", Attempt(429, retry_after=30), NOW)
    assert held.not_before == NOW + timedelta(seconds=30)
    fresh = ChannelState("soc")
    assert channel_after(fresh, "slack", Attempt(400, b"invalid_blocks"), NOW) == fresh


def test_a_channels_failing_and_recovery_are_told_once_each() -> None:
    bad = ChannelState("soc", failing_since=NOW, reason="answered 500")
    assert channel_told("soc", bad, bad, UTC, NOW + timedelta(minutes=29)) == (bad, ())
    told, [failing] = channel_told("soc", bad, bad, UTC, NOW + timedelta(minutes=30))
    assert (told.told_failing, failing.type) == (True, "channel.failing")
    assert "answered 500" in failing.reason
    assert channel_told("soc", told, told, UTC, NOW + timedelta(hours=2)) == (told, ())
    well, [recovered] = channel_told("soc", told, replace(told, failing_since=None), UTC, NOW + timedelta(hours=3))
    assert (well.told_failing, recovered.type) == (False, "channel.recovered")
    assert failing.id != recovered.id


def test_a_death_is_told_each_time() -> None:
    dead = replace(DUE, state="dead", attempts=10, last_error="answered 500")
    [event] = death_told(dead, ChannelState("soc"), UTC, NOW)
    assert "evt_1" in event.reason
    assert "alerts retry" in event.reason
    [again] = death_told(replace(dead, created_at=NOW + timedelta(days=1)), ChannelState("soc"), UTC, NOW)
    assert again.id != event.id
    assert death_told(DUE, ChannelState("soc"), UTC, NOW) == ()


def test_of_the_deaths_of_one_outage_the_first_is_told() -> None:
    down = ChannelState("soc", failing_since=NOW)
    dead = replace(DUE, state="dead", attempts=10)
    [first], [second] = (death_told(replace(dead, event_id=name), down, UTC, NOW) for name in ("evt_1", "evt_2"))
    assert first.id == second.id
    [later] = death_told(dead, replace(down, failing_since=NOW + timedelta(days=9)), UTC, NOW)
    assert later.id != first.id


def test_what_is_told_of_a_channel_goes_to_the_others_else_to_itself() -> None:
    told = Event("evt_2", "channel.failing", NOW, "high", reason="soc: gone")
    other, deaf = replace(channel(), name="siem"), replace(channel(events=("notice.*",)), name="deaf")
    names = [[d.channel for d in deliveries_beside(told, "soc", channels, None, NOW)] for channels in (
        (channel(), other), (channel(), deaf), (channel(),), (replace(channel(), events=("notice.*",)), deaf)
    )]  # fmt: skip
    assert names == [["siem"], ["soc"], ["soc"], []]
    assert deliveries_beside(told, "soc", (channel(), other), told, NOW) == ()
