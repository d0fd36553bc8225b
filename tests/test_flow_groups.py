"""Events that become groups on their way to people, over real sockets and rows: told once, whatever happens in between."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from noticewatch.alerts import deliveries_for, resumed
from noticewatch.cli import cli
from noticewatch.clock import Clock
from noticewatch.config import Channel, Config, Timetable
from noticewatch.config.hours import clock, quiet_hours
from noticewatch.model import Count, Event, Facts, IncidentRef, NoticeRef, Severity, SourceRef
from noticewatch.records import Outcome
from noticewatch.store import outbox, shown, waiting
from noticewatch.store.commit import commit
from tests.flow_stage import SECRET, Stage, stage, write_configuration
from tests.loopback_site import answer

CITY = SourceRef("city", "灯台市 新着情報", "https://c.example/")


@pytest.fixture
async def s(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, {}) as made:
        yield made


def incident_event(s: Stage, number: int, severity: Severity = "high", incident: str = "inc_1") -> Event:
    """One city's notice of a vendor's incident."""
    now, name = s.clock.now(), f"第{number}市"
    facts = Facts(
        verdict="incident", organization=name, vendor="株式会社帆船", cause="loss", affected_headline=Count(number, "person")
    )
    notice = NoticeRef(f"ntc_{number}", f"https://c.example/{number}", f"{name}の紛失", None, now, 1)
    ref = IncidentRef(incident, number, (name,)) if incident else None
    return Event(f"evt_{number:03}", "notice.new", now, severity, CITY, notice, ref, facts)


async def put(s: Stage, *events: Event) -> None:
    deliveries = deliveries_for(events, s.config.channels, s.config.sources[0], s.clock.now())
    # the events' notices are not there, and no foreign key is asked for in these rows
    await s.service.writer(lambda db: db.execute("PRAGMA foreign_keys = OFF"))
    await s.service.writer(commit, Outcome(events=events, deliveries=deliveries))


def configure(s: Stage, **more: Any) -> None:
    channels = tuple(replace(one, **more) if one.type == "slack" else one for one in s.config.channels)
    s.config = replace(s.config, channels=channels)
    s.service.adopt(s.config)


def soc(config: Config) -> Channel:
    return next(one for one in config.channels if one.name == "soc")


async def beat(s: Stage, seconds: float, *, step: float = 1.0) -> None:
    """The daemon's heartbeat for a while."""
    until = s.clock.seconds + seconds
    while s.clock.seconds < until:
        await s.service.deliverer.deliver_to(soc(s.config))
        s.clock.pass_by(step)


def texts(s: Stage) -> list[str]:
    return [json.loads(request.body)["text"] for request in s.slack.got]


def whole(s: Stage, number: int) -> str:
    return str(s.slack.got[number].body.decode())


async def states(s: Stage, channel: str = "soc") -> dict[str, str]:
    rows = await s.service.writer(lambda db: list(shown.outbox(db)))
    return {row["delivery"].event_id: row["delivery"].state for row in rows if row["delivery"].channel == channel}


async def test_a_storm_is_five_messages_and_a_group_and_the_webhook_gets_each(s: Stage) -> None:
    await put(s, *(incident_event(s, number) for number in range(1, 21)))
    await s.service.deliverer.deliver_due()  # as `check` does: it waits for nothing
    assert len(s.hook.got) == 20
    assert len(s.slack.got) == 6
    group = whole(s, 5)
    assert texts(s)[5] == "🟠 HIGH | loss at 株式会社帆船: told by 15 organizations"
    assert "15 events" in group
    assert "inc_1" in group
    assert all(f"evt_{number:03}" in group for number in range(6, 21))
    after = await states(s)
    assert set(after.values()) == {"done"}
    assert len(after) == 21


async def test_the_daemon_gathers_for_a_minute(s: Stage) -> None:
    for number in range(1, 9):
        await put(s, incident_event(s, number))
        await beat(s, 5)
    assert len(s.slack.got) == 5
    await beat(s, 60)
    assert len(s.slack.got) == 6
    assert "3 events" in whole(s, 5)


async def test_a_group_is_retried_with_one_id_and_one_body_and_its_members_share_its_fate(s: Stage) -> None:
    await put(s, *(incident_event(s, number) for number in range(1, 11)))
    s.slack.answers = [answer(b"ok")] * 5 + [answer(b"", "500 Oops")] * 9
    await s.service.deliverer.deliver_due()
    assert list((await states(s)).values()).count("grouped") == 5
    await put(s, incident_event(s, 11))  # comes while the group waits: it is no part of it
    for seconds in (6, 400, 2000, 8000, 20000, 40000, 60000, 90000, 90000, 90000):
        s.clock.pass_by(seconds)
        await s.service.deliverer.deliver_to(soc(s.config))
    sent = [request.body for request in s.slack.got[5:]]
    group = [body for body in sent if b"5 events" in body]
    assert len(group) > 1
    assert len(set(group)) == 1


async def test_a_dead_group_is_brought_back_by_any_of_its_events(s: Stage) -> None:
    await put(s, *(incident_event(s, number) for number in range(1, 11)))
    s.slack.answers = [answer(b"ok")] * 5 + [answer(b"invalid_blocks", "400 Bad Request"), answer(b"no_text", "400 Bad Request")]
    await s.service.deliverer.deliver_due()
    after = await states(s)
    assert [after[f"evt_{number:03}"] for number in (5, 6, 10)] == ["done", "dead", "dead"]
    assert list(after.values()).count("dead") == 6
    for ids in (("evt_007",), ()):
        assert await s.service.writer(outbox.revive, ids, s.clock.now()) == 1
        revived = await states(s)
        assert (revived["evt_006"], list(revived.values()).count("due")) == ("grouped", 1)
        s.slack.answers = [answer(b"no_text", "400 Bad Request")] if ids else []
        await s.service.deliverer.deliver_due()
    assert set((await states(s)).values()) == {"done"}
    assert s.slack.got[5].body != s.slack.got[6].body  # rich, then plain
    assert s.slack.got[6].body == s.slack.got[7].body == s.slack.got[8].body


@pytest.mark.parametrize("place", [0, 3, 5, 6])
@pytest.mark.parametrize("step", ["keep_delivery", "record_attempt", "store_group"])
async def test_a_kill_between_the_steps_loses_nothing_and_tells_nothing_under_two_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, place: int
) -> None:
    """Each of the outbox's writes fails once, before or after the message left; then another process goes on."""

    class Killed(BaseException):
        pass

    async with stage(tmp_path, {}) as s:
        await put(s, *(incident_event(s, number) for number in range(1, 11)))
        module = waiting if step == "store_group" else outbox
        real: Callable[..., None] = getattr(module, step)
        calls = 0

        def dies(*arguments: object) -> None:
            nonlocal calls
            calls += 1
            if calls == place + 1:
                raise Killed
            real(*arguments)

        monkeypatch.setattr(module, step, dies)
        for _ in range(3):
            try:
                await s.service.deliverer.deliver_to(soc(s.config))
            except Killed:
                s.service.adopt(s.config)  # a deliverer that remembers nothing
                await put(s, incident_event(s, 11))
            s.clock.pass_by(61)
        s.clock.pass_by(30 * 3600)
        await s.service.deliverer.deliver_to(soc(s.config))
        told: dict[str, set[str]] = {}
        for request in s.slack.got:
            body = request.body.decode()
            message = body.rpartition("evt_")[2][:12]
            for number in range(1, 12):
                if f"evt_{number:03}" in body:
                    told.setdefault(f"evt_{number:03}", set()).add(message)
        expected = 11 if place < 2 or calls > place else 10
        assert len(told) >= expected - 1
        assert {len(messages) for messages in told.values()} == {1}
        after = await states(s)
        assert set(after.values()) == {"done"}


async def test_what_waited_in_a_pause_goes_as_one_after_it(s: Stage) -> None:
    s.slack.answers = [answer(b"no_service", "404 Not Found")]
    await put(s, incident_event(s, 1, incident=""))
    await s.service.deliverer.deliver_due()
    for number in range(2, 32):
        s.clock.pass_by(600)
        await put(s, incident_event(s, number, "critical" if number == 9 else "medium", incident=f"inc_{number}"))
        await s.service.deliverer.deliver_due()
    assert len(s.slack.got) == 1
    await s.service.writer(lambda db: outbox.keep_channel(db, resumed(outbox.channel_state(db, "soc"), s.clock.now())))
    await s.service.deliverer.deliver_due()
    late = [body for body in texts(s)[1:] if "could not be sent" in body]
    assert len(late) == 1
    assert late[0].startswith("🔴 CRITICAL")
    # the first was refused, so it is surely not told yet; of the last hour each comes by itself
    assert len(s.slack.got) == 1 + 1 + 5 + 1  # among them that the channel failed: it was told on the webhook only
    assert set((await states(s)).values()) == {"done"}


async def test_at_the_first_success_after_a_failure_what_is_old_goes_as_one(s: Stage) -> None:
    s.slack.answers = [answer(b"", "500 Oops")] * 200
    for number in range(1, 13):
        await put(s, incident_event(s, number, incident=f"inc_{number}"))
        await s.service.deliverer.deliver_to(soc(s.config))
        s.clock.pass_by(5)
    for _ in range(3):
        s.clock.pass_by(3600)
        await s.service.deliverer.deliver_to(soc(s.config))
    s.slack.answers = []
    s.clock.pass_by(8 * 3600)
    before = len(s.slack.got)
    await s.service.deliverer.deliver_to(soc(s.config))
    after = texts(s)[before:]
    assert len(after) == 2  # the one that found the channel well, and all others
    assert "could not be sent: 11 events" in after[1]
    assert set((await states(s)).values()) == {"done"}


async def test_a_digest_is_one_message_a_day_and_readable_for_one_and_for_300(s: Stage) -> None:
    configure(s, digest=Timetable("daily", clock("09:00")))
    await put(s, incident_event(s, 1, "medium"))
    await beat(s, 3600, step=60)
    assert s.slack.got == []
    await beat(s, 24 * 3600, step=600)
    [request] = s.slack.got
    assert b"digest: 1 event (1 medium)" in request.body
    levels: tuple[Severity, ...] = ("low", "low", "medium", "critical")
    await put(s, *(incident_event(s, number, levels[number % 4], f"inc_{number % 40}") for number in range(2, 302)))
    await beat(s, 24 * 3600, step=600)
    assert len(s.slack.got) == 2
    text = texts(s)[1]
    assert text.startswith("🔴 CRITICAL | digest: 300 events (75 critical, 75 medium, 150 low)")
    assert len(text) <= 90
    assert whole(s, 1).count("more of inc_") == 30
    assert set((await states(s)).values()) == {"done"}


async def test_quiet_hours_in_the_settings_timezone(s: Stage) -> None:
    configure(s, quiet_hours=quiet_hours({"from": "09:00", "to": "12:00", "below": "high"}))
    await put(s, *(incident_event(s, number, "medium", f"inc_{number}") for number in range(1, 4)))  # 09:00 in Tokyo
    await put(s, incident_event(s, 9, "high", "inc_9"))
    await beat(s, 3600, step=30)
    assert len(s.slack.got) == 1
    assert "第9市" in texts(s)[0]
    await beat(s, 2 * 3600 + 60, step=30)
    assert len(s.slack.got) == 2
    assert "held in quiet hours: 3 events" in texts(s)[1]


async def test_a_limit_holds_and_a_group_goes_wherever_its_events_go(s: Stage) -> None:
    configure(s, max_per_hour=4, events=("notice.*",))
    await put(s, *(incident_event(s, number, "medium", f"inc_{number}") for number in range(1, 13)))
    await beat(s, 600, step=10)
    assert len(s.slack.got) == 4
    await beat(s, 3600, step=10)
    assert len(s.slack.got) == 5
    assert "more than the hour takes: 8 events" in texts(s)[4]


async def test_a_channel_that_left_the_configuration_keeps_its_group_and_gets_it_when_it_is_back(s: Stage) -> None:
    await put(s, *(incident_event(s, number) for number in range(1, 11)))
    s.slack.answers = [answer(b"ok")] * 5 + [answer(b"", "500 Oops")]
    await s.service.deliverer.deliver_due()
    config = s.config
    s.service.adopt(replace(config, channels=(config.channels[0],)))
    s.clock.pass_by(3600)
    await s.service.deliverer.deliver_due()
    assert len(s.slack.got) == 6
    s.service.adopt(config)
    await s.service.deliverer.deliver_due()
    assert set((await states(s)).values()) == {"done"}
    assert s.slack.got[5].body == s.slack.got[6].body


async def test_five_thousand_that_waited_are_one_message(s: Stage) -> None:
    s.slack.answers = [answer(b"no_service", "404 Not Found")]
    await put(s, incident_event(s, 0, incident=""))
    await s.service.deliverer.deliver_due()
    for day in range(5):
        events = (incident_event(s, number, "medium", f"inc_{number}") for number in range(day * 1000 + 1, day * 1000 + 1001))
        await put(s, *events)
        s.clock.pass_by(24 * 3600)
    await s.service.writer(lambda db: outbox.keep_channel(db, resumed(outbox.channel_state(db, "soc"), s.clock.now())))
    await s.service.deliverer.deliver_to(soc(s.config))
    assert len(s.slack.got) == 2
    assert "5,001 events" in texts(s)[1]
    assert len(s.slack.got[1].body) < 20_000


async def test_a_group_whose_events_cannot_be_drawn_is_told_all_the_same(s: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("bug")

    await put(s, *(incident_event(s, number) for number in range(1, 11)))
    monkeypatch.setattr("noticewatch.summarize.message_of", fails)
    await s.service.deliverer.deliver_due()
    assert len(s.slack.got) == 6
    assert set((await states(s)).values()) == {"done"}


async def test_nothing_is_thought_over_while_nothing_comes(s: Stage) -> None:
    configure(s, digest=Timetable("daily", clock("09:00")))
    await put(s, *(incident_event(s, number) for number in range(1, 11)))
    asked = 0
    real = waiting.waiting

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal asked
        asked += 1
        return real(*arguments, **named)

    waiting.waiting = counted  # type: ignore[assignment]
    try:
        await beat(s, 3600)
    finally:
        waiting.waiting = real
    assert asked <= 1 + timedelta(hours=1) / timedelta(minutes=10)


async def test_the_outbox_says_what_is_held_and_what_is_told_by_which_group(s: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Clock, "now", lambda _: s.clock.now())
    await put(s, *(incident_event(s, number) for number in range(1, 8)))
    await s.service.deliverer.deliver_due()
    await put(s, *(incident_event(s, number) for number in range(8, 11)))
    folder = s.config.settings.database.parent
    path = write_configuration(folder, s.city, s.hook.site)
    path.write_text(path.read_text() + f'[[channels]]\nname = "soc"\ntype = "slack"\nurl = "{s.hook.site.url("/slack")}"\n')
    path.chmod(0o600)
    words = ["--config", str(path), "alerts", "list"]
    shown = CliRunner().invoke(cli, [*words, "--json"], env={"HOOK_SECRET": SECRET}, standalone_mode=False)
    rows = {row["event"]: row for row in json.loads(shown.stdout) if row["channel"] == "soc"}
    [summary] = [name for name, row in rows.items() if row["type"] == "summary"]
    assert (rows["evt_007"]["state"], rows["evt_007"]["summary"]) == ("done", summary)
    assert rows["evt_008"]["held"] == "held: a storm of its incident"
    assert rows["evt_008"]["next_attempt"] > s.clock.now().isoformat()
    assert (rows["evt_005"]["held"], rows["evt_005"]["summary"]) == (None, None)
    table = CliRunner().invoke(cli, words, env={"HOOK_SECRET": SECRET}, standalone_mode=False).stdout
    assert "held: a storm of its incident" in table
    assert f"in {summary}" in table
