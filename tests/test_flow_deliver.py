"""Deliveries over real sockets: accepted once, repeated by the timetable, held back, paused, dead, told on the others."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from noticewatch.model import Event, SourceRef
from noticewatch.records import Outcome
from noticewatch.store import outbox, shown
from noticewatch.store.commit import commit
from tests.flow_stage import SECRET, Stage, stage
from tests.loopback_site import answer
from tests.told_events import told_events


@pytest.fixture
async def s(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, {}) as made:
        yield made


async def put(s: Stage, number: int = 1) -> Event:
    """An event of a source, for both channels."""
    from noticewatch.alerts import deliveries_for

    now = s.clock.now()
    event = Event(
        f"evt_{number}",
        "source.failing",
        now,
        "medium",
        SourceRef("city", "灯台市", "https://c.example/"),
        reason="stalled since noon",
    )
    deliveries = deliveries_for([event], s.config.channels, s.config.sources[0], now)
    await s.service.writer(commit, Outcome(events=(event,), deliveries=deliveries))
    return event


async def states(s: Stage) -> dict[str, str]:
    rows = await s.service.writer(lambda db: list(shown.outbox(db)))
    return {f"{row['delivery'].event_id} {row['delivery'].channel}": row["delivery"].state for row in rows}


async def test_a_webhook_is_signed_and_verified_by_the_standards_own_library(s: Stage) -> None:
    event = await put(s)
    assert await s.service.deliverer.deliver_due() == {}
    [request] = s.hook.got
    signed_at = datetime.fromtimestamp(int(request.headers["webhook-timestamp"]), tz=s.clock.now().tzinfo)
    assert abs(signed_at - s.clock.now()) < timedelta(seconds=2)
    # the library refuses old timestamps by the real clock, which the stage's is not: its own signature is compared instead
    assert request.headers["webhook-signature"] == Webhook(SECRET).sign(event.id, signed_at, request.body.decode())
    assert request.headers["webhook-id"] == event.id
    assert json.loads(request.body)["reason"] == "stalled since noon"


async def test_what_was_accepted_is_not_sent_again(s: Stage) -> None:
    await put(s)
    for _ in range(3):
        await s.service.deliverer.deliver_due()
        s.clock.pass_by(600)
    assert len(s.hook.got) == len(s.slack.got) == 1


async def test_failures_are_repeated_with_one_id_and_one_body(s: Stage) -> None:
    await put(s)
    s.hook.answers = [answer(b"", "500 Oops"), answer(b"", "302 Found", Location="http://127.0.0.23/"), answer(b"", "204 Done")]
    assert set(await s.service.deliverer.deliver_due()) == {"siem"}
    assert await s.service.deliverer.deliver_due() == {}  # not due yet
    s.clock.pass_by(6)
    await s.service.deliverer.deliver_due()
    s.clock.pass_by(400)
    await s.service.deliverer.deliver_due()
    assert len({request.body for request in s.hook.got}) == 1
    assert [request.headers["webhook-id"] for request in s.hook.got] == ["evt_1"] * 3
    assert (await states(s))["evt_1 siem"] == "done"


async def test_retry_after_holds_the_channel_and_no_other(s: Stage) -> None:
    await put(s, 1)
    await put(s, 2)
    s.hook.answers = [answer(b"", "429 Too Many Requests", Retry_After="120")]
    failed = await s.service.deliverer.deliver_due()
    assert set(failed) == {"siem"}
    assert (len(s.hook.got), len(s.slack.got)) == (1, 2)
    s.clock.pass_by(100)
    await s.service.deliverer.deliver_due()
    assert len(s.hook.got) == 1
    s.clock.pass_by(21)
    await s.service.deliverer.deliver_due()
    assert [json.loads(r.body)["id"] for r in s.hook.got] == ["evt_1", "evt_1", "evt_2"]


async def test_slack_is_sent_one_message_a_second(s: Stage) -> None:
    for number in range(4):
        await put(s, number)
    before = s.clock.steady()
    await s.service.deliverer.deliver_due()
    assert len(s.slack.got) == 4
    assert s.clock.steady() - before >= 3


async def test_what_slack_refuses_is_sent_as_plain_text_at_once(s: Stage) -> None:
    await put(s)
    s.slack.answers = [answer(b"invalid_blocks", "400 Bad Request")]
    await s.service.deliverer.deliver_due()
    rich, plain = (json.loads(request.body) for request in s.slack.got)
    assert "blocks" in rich
    assert "blocks" not in plain
    assert plain["text"] == rich["text"] or rich["text"] in plain["text"]
    assert (await states(s))["evt_1 soc"] == "done"


async def test_a_poison_message_dies_and_the_others_go_on(s: Stage) -> None:
    await put(s, 1)
    await put(s, 2)
    s.slack.answers = [answer(b"invalid_blocks", "400 Bad Request"), answer(b"no_text", "400 Bad Request")]
    await s.service.deliverer.deliver_due()
    after = await states(s)
    assert (after["evt_1 soc"], after["evt_2 soc"]) == ("dead", "done")
    # told on the other channel, never on the one itself
    told = [name for name in after if not name.startswith(("evt_1 ", "evt_2 "))]
    assert [name.split()[1] for name in told] == ["siem"]
    assert await s.service.writer(outbox.revive, (), s.clock.now()) == 1
    await s.service.deliverer.deliver_due()
    assert (await states(s))["evt_1 soc"] == "done"


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "410 Gone"])
async def test_a_slack_that_is_gone_is_paused_and_told_on_the_other(s: Stage, status: str) -> None:
    await put(s, 1)
    await put(s, 2)
    s.slack.answers = [answer(b"no_service", status)] * 9
    for _ in range(3):
        await s.service.deliverer.deliver_due()
        s.clock.pass_by(7200)
    assert len(s.slack.got) == 1
    assert [e["type"] for e in s.hook.events if e["type"].startswith("channel")] == ["channel.failing"]
    assert (await states(s))["evt_1 soc"] == "due"


async def test_a_channel_without_success_for_half_an_hour_is_told_once_and_its_recovery_too(s: Stage) -> None:
    await put(s)
    s.hook.answers = [answer(b"", "500 Oops")] * 3
    for minutes in (0, 6, 40):
        s.clock.pass_by(60 * minutes)
        await s.service.deliverer.deliver_due()
    await s.service.deliverer.deliver_due()
    kinds = [json.loads(r.body)["text"] for r in s.slack.got]
    assert len(kinds) == 2
    s.clock.pass_by(3 * 3600)
    await s.service.deliverer.deliver_due()
    await s.service.deliverer.deliver_due()
    assert len(s.slack.got) == 3
    told = await s.service.writer(told_events, "channel.")
    assert [event.type for event in told] == ["channel.recovered", "channel.failing"]


async def test_an_answer_that_is_not_slacks_is_a_failure(s: Stage) -> None:
    await put(s)
    s.slack.answers = [answer(b"<html>welcome to the hotel network</html>")]
    assert set(await s.service.deliverer.deliver_due()) == {"soc"}
    assert (await states(s))["evt_1 soc"] == "due"


async def test_the_feeds_are_written_only_when_an_event_came(s: Stage) -> None:
    await put(s)
    assert "health.rss" in await s.service.publish()
    assert await s.service.publish() == ()
    await put(s, 2)
    assert set(await s.service.publish()) == {"health.rss", "health.atom", "health.json"}
