"""The edges of deliveries, of doors that stay shut, and of the daemon's beats and reloads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from noticewatch import sending
from noticewatch.alerts import deliveries_for
from noticewatch.config import Backfill
from noticewatch.daemon import Daemon, _logged
from noticewatch.errors import ConfigError
from noticewatch.model import Event, SourceRef
from noticewatch.records import Outcome
from noticewatch.service import Service
from noticewatch.store import shown
from noticewatch.store.commit import commit
from tests.flow_stage import ORDINARY, Stage, html, listing, stage
from tests.loopback_site import answer
from tests.told_events import told_events

NONE, ALL = Backfill("none", None), Backfill("all", None)


PAGES = {path: html(f"<h1>{title}</h1><p>窓口でご案内しています。</p>") for path, _, title in ORDINARY}


async def put(s: Stage, number: int) -> None:
    now = s.clock.now()
    event = Event(f"evt_{number}", "source.failing", now, "medium", SourceRef("city", "灯台市", "https://c.example/"), reason="x")
    await s.service.writer(
        commit, Outcome(events=(event,), deliveries=deliveries_for([event], s.config.channels, s.config.sources[0], now))
    )


async def outbox_states(s: Stage) -> dict[tuple[str, str], str]:
    rows = await s.service.writer(lambda db: list(shown.outbox(db)))
    return {(row["delivery"].event_id, row["delivery"].channel): row["delivery"].state for row in rows}


async def test_a_message_that_trips_a_bug_dies_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sending.webhook_body

    def trips(event: Event) -> bytes:
        if event.id == "evt_1":
            raise KeyError("bug")
        return real(event)

    monkeypatch.setattr(sending, "webhook_body", trips)
    async with stage(tmp_path, {}) as s:
        for number in (1, 2):
            await put(s, number)
        failed = await s.service.deliverer.deliver_due()
        assert set(failed) == {"siem"}
        states = await outbox_states(s)
        assert (states["evt_1", "siem"], states["evt_2", "siem"]) == ("due", "done")


async def test_a_round_attempts_everything_that_is_due(tmp_path: Path) -> None:
    async with stage(tmp_path, {}) as s:
        s.config = replace(s.config, channels=s.config.channels[:1])
        s.service.adopt(s.config)
        for number in range(120):
            await put(s, number)
        await s.service.deliverer.deliver_due()
        assert len({request.headers["webhook-id"] for request in s.hook.got}) == len(s.hook.got) == 120


async def test_two_channels_that_refuse_everything_do_not_tell_of_each_other_for_ever(tmp_path: Path) -> None:
    async with stage(tmp_path, {}) as s:
        slack = s.config.channels[1]
        s.config = replace(s.config, channels=(slack, replace(slack, name="soc2")))
        s.service.adopt(s.config)
        await put(s, 1)
        s.slack.answers = [answer(b"invalid_blocks", "400 Bad Request")] * 99
        for _ in range(6):
            await s.service.deliverer.deliver_due()
            s.clock.pass_by(1)
        told = await s.service.writer(told_events, "channel.")
        assert len(told) == 4  # that an event is dead, and that the word of it is: the latter goes to nobody


async def test_a_channel_held_back_for_long_is_told_after_half_an_hour(tmp_path: Path) -> None:
    async with stage(tmp_path, {}) as s:
        await put(s, 1)
        s.hook.answers = [answer(b"", "503 Busy", Retry_After="7200")]
        await s.service.deliverer.deliver_due()
        s.clock.pass_by(29 * 60)
        await s.service.deliverer.deliver_due()
        assert len(s.slack.got) == 1
        for _ in range(3):
            s.clock.pass_by(60)
            await s.service.deliverer.deliver_due()
        assert len(s.slack.got) == 2
        [told] = await s.service.writer(told_events, "channel.")
        assert "+09:00" in told.reason
        assert len(s.hook.got) == 1


# Beginning and reloading


@pytest.mark.parametrize(
    ("settings", "word"), [({"ca_file": Path("/nowhere/ca.pem")}, "ca_file"), ({"proxy_url_env": "PROXY"}, "proxy_url_env")]
)
async def test_doors_that_cannot_be_made_are_mistakes_of_the_configuration(
    tmp_path: Path, settings: dict[str, Any], word: str
) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*ORDINARY)}) as s:
        s.service.env = {"PROXY": "ftp://proxy.example:21"}  # type: ignore[assignment]
        faulty = replace(s.config, settings=replace(s.config.settings, **settings))
        with pytest.raises(ConfigError, match=word):
            s.service.adopt(faulty)
        assert s.service.config is s.config
        assert (await s.check())[0].ok


async def test_a_service_that_cannot_begin_lets_the_database_go(tmp_path: Path) -> None:
    async with stage(tmp_path, {}) as s:
        config = s.config
    faulty = replace(config, settings=replace(config.settings, ca_file=Path("/nowhere/ca.pem")))
    with pytest.raises(ConfigError):
        Service(faulty, {})
    async with Service(config, {}):
        pass


async def test_a_reload_during_a_check_leaves_its_door_open_until_it_ends(tmp_path: Path) -> None:
    arrived, go = asyncio.Event(), asyncio.Event()

    async def slow(request: Any, writer: Any) -> None:
        arrived.set()
        await go.wait()
        writer.write(listing(*ORDINARY))

    async with stage(tmp_path, {**PAGES, "/": slow}) as s:
        under_way = asyncio.create_task(s.service.check(s.config.sources))
        await arrived.wait()
        old = s.service.adopt(s.config)
        closing = asyncio.create_task(s.service.retire(old, {under_way}))
        await asyncio.sleep(0)
        go.set()
        [report] = await under_way
        await closing
        assert report.ok
        assert len(s.service._doors) == 2


# The daemon's heartbeat


@asynccontextmanager
async def daemon_of(tmp_path: Path, routes: dict[str, Any]) -> AsyncIterator[tuple[Daemon, Stage]]:
    """A daemon whose heartbeats the test gives, on a stage of its own."""
    (tmp_path / "sites").mkdir()
    async with stage(tmp_path / "sites", routes) as s:
        daemon = Daemon(replace(s.config, settings=replace(s.config.settings, database=tmp_path / "daemon.db")), {})
        async with daemon._service:
            yield daemon, replace(s, service=daemon._service)
            await daemon._wind_up()


async def test_a_slow_channel_holds_up_no_other(tmp_path: Path) -> None:
    go = asyncio.Event()

    async with daemon_of(tmp_path, {}) as (daemon, s):

        async def slow(request: Any, writer: Any) -> None:
            await go.wait()
            writer.write(answer(b"ok"))

        s.hook.site.routes["/hook"] = slow  # type: ignore[index]
        await put(s, 1)
        await daemon._deliveries()
        await daemon._delivering["soc"]
        daemon._service.deliverer._sent_at.clear()
        await put(s, 2)
        await daemon._deliveries()
        await daemon._delivering["soc"]
        assert len(s.slack.got) == 2
        go.set()


async def test_a_source_of_which_nothing_can_be_stored_is_not_asked_at_every_beat(tmp_path: Path) -> None:
    async with daemon_of(tmp_path, {**PAGES, "/": listing(*ORDINARY)}) as (daemon, s):
        await daemon._service.writer(lambda db: db.execute("DROP TABLE items"))
        with capture_logs() as logs:
            for _ in range(3):
                await daemon._checks()
                await asyncio.gather(*daemon._running.values())
        assert [line["event"] for line in logs] == ["a check could not be ended"]
        assert s.city.paths.count("/") == 1


async def test_feeds_that_cannot_be_written_are_told_once_and_a_failed_beat_is_told(tmp_path: Path) -> None:
    async with daemon_of(tmp_path, {}) as (daemon, s):
        (tmp_path / "file").touch()
        feed = replace(daemon._service.config.feed, path=tmp_path / "file" / "feed")
        daemon._service.feeds.adopt(replace(daemon._service.config, feed=feed))
        with capture_logs() as logs:
            await put(s, 1)
            for _ in range(3):
                await daemon.publish()
        assert [line["event"] for line in logs] == ["the feeds cannot be written"]

        async def trips() -> None:
            raise KeyError("x")

        with capture_logs() as logs:
            await _logged(trips)()
        assert [line["job"] for line in logs] == ["trips"]


async def test_a_reload_takes_a_good_configuration_and_closes_the_old_doors(tmp_path: Path) -> None:
    async with daemon_of(tmp_path, {}) as (daemon, s):
        path = s.config.path
        path.write_text("[settings]\ninterval = 'soon'\n")
        with capture_logs() as logs, pytest.raises(ConfigError):
            daemon.reload()
        assert logs[0]["event"].startswith("reload: the new configuration is faulty")
        old = daemon._service.config
        path.write_text("[[sources]]\nid = 'a'\nname = 'A'\nurl = 'https://a.example/'\n")
        path.chmod(0o600)
        with capture_logs() as logs:
            daemon.reload()
        assert [line["log_level"] for line in logs] == ["warning", "info"]  # the database's place is another one
        assert daemon._service.config is not old
        await asyncio.gather(*daemon._retiring)
        assert len(daemon._service._doors) == 2
