"""Deliveries to each type of channel over real sockets: what the services' stand-ins take, refuse and hold back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlite_utils import Database

from noticewatch.alerts import deliveries_for
from noticewatch.config import Channel, Config, Secret
from noticewatch.model import Event, Facts, IncidentRef, Reason, Severity
from noticewatch.parsing import Parser
from noticewatch.records import ChannelState, IncidentLink, Notice, Outcome
from noticewatch.service import Service
from noticewatch.store import byhand, outbox, shown
from noticewatch.store.commit import commit
from noticewatch.store.connection import transaction
from tests.conftest import make_config
from tests.event_samples import CHANGED, HOSTILE, NEW, NOTICE, hostile_event
from tests.inline_worker import InlineWorker
from tests.loopback_site import Behaviour, HandClock, Site, answer
from tests.receivers import DiscordHook, SlackApi, TeamsFlow, as_json


@dataclass
class Board:
    """A service with a channel of each type, which may be closed and opened again; the clock goes on."""

    config: Config
    clock: HandClock
    slack: SlackApi
    teams: TeamsFlow
    discord: DiscordHook
    service: Service

    async def put(self, *events: Event) -> None:
        now = self.clock.now()
        deliveries = deliveries_for(events, self.config.channels, None, now)
        for about in {event.incident.id for event in events if event.incident}:
            await self.service.writer(open_incident, about)
        await self.service.writer(commit, Outcome(events=events, deliveries=deliveries))

    async def told(self, *events: Event) -> dict[str, str]:
        """Put events and send what is due, an hour later; what failed."""
        self.clock.pass_by(3600)
        await self.put(*events)
        return await self.service.deliverer.deliver_due()

    async def states(self, channel: str) -> dict[str, str]:
        rows = await self.service.writer(lambda db: list(shown.outbox(db)))
        return {row["event"].id: row["delivery"].state for row in rows if row["delivery"].channel == channel}

    async def channel(self, name: str) -> ChannelState:
        return await self.service.writer(outbox.channel_state, name)

    async def restart(self) -> None:
        await self.service.__aexit__()
        self.service = opened(self.config, self.clock)


def open_incident(db: Database, id: str) -> None:
    with transaction(db):
        db.execute("INSERT OR IGNORE INTO incidents VALUES (?, '2026-11-22')", [id])


def opened(config: Config, clock: HandClock) -> Service:
    return Service(config, {}, clock=clock, rng=Random(7), parser=Parser(InlineWorker))


@asynccontextmanager
async def board(folder: Path, *names: str) -> AsyncIterator[Board]:
    routes: dict[str, bytes | Behaviour] = {}
    slack, teams, discord = SlackApi(), TeamsFlow(), DiscordHook()
    async with Site(routes, host="127.0.0.24") as site:
        routes |= {
            "/api/chat.postMessage": slack.take,
            "/flow?sig=x": teams.take,
            "/webhooks/1/t?thread_id=7&wait=true": discord.take,
        }
        token = folder / "token"
        token.write_text(slack.token + "\n")
        token.chmod(0o600)
        channels = (
            Channel(name="bot", type="slack", token_file=token, channel=slack.channel, api_url=site.url("/api/")),
            Channel(name="teams", type="teams", url=Secret(site.url("/flow?sig=x"))),
            Channel(name="discord", type="discord", url=Secret(site.url("/webhooks/1/t?thread_id=7"))),
        )
        chosen = tuple(channel for channel in channels if channel.name in names)
        config = make_config(channels=chosen, path=folder / "sources.toml", database=folder / "noticewatch.db")
        clock = HandClock()
        made = Board(config, clock, slack, teams, discord, opened(config, clock))
        try:
            yield made
        finally:
            await made.service.__aexit__()


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Board]:
    async with board(tmp_path, "bot") as made:
        yield made


def event(number: int, severity: Severity = "medium", incident: str = "inc_1", **more: Any) -> Event:
    """What is told of an incident without a notice, which the database would ask for."""
    about = IncidentRef(incident, 2, ("灯台市", "岬町")) if incident else None
    made = Event(f"evt_{number}", "incident.linked", NEW.time, severity, incident=about, reason=f"number {number}")
    return replace(made, **more)


def places(slack: SlackApi) -> list[tuple[str, bool]]:
    """Of each message the `ts` of its thread, "" for none, and whether all of the channel saw it."""
    return [(one.get("thread_ts", ""), not one.get("thread_ts") or bool(one.get("reply_broadcast"))) for one in slack.got]


# Slack with a bot's token


async def test_follow_ups_stand_beneath_the_first_alert_and_each_incident_has_its_own(bot: Board) -> None:
    assert await bot.told(event(1), event(2), event(3, incident="inc_2")) == {}
    assert await bot.told(event(4), event(5, incident="inc_2"), event(6, incident="")) == {}
    first, other = bot.slack.got[0]["ts"], bot.slack.got[2]["ts"]
    assert places(bot.slack) == [("", True), (first, False), ("", True), (first, False), (other, False), ("", True)]
    assert all("blocks" in one and one["unfurl_links"] is False for one in bot.slack.got)
    assert bot.slack.requests[0].headers["content-type"].startswith("application/json")


async def test_what_is_graver_or_critical_is_shown_to_the_whole_channel_too(bot: Board) -> None:
    levels: list[Severity] = ["medium", "low", "high", "high", "critical", "critical", "medium"]
    for number, level in enumerate(levels):
        await bot.told(event(number, level))
    assert [shown for _, shown in places(bot.slack)] == [True, False, True, False, True, True, False]


async def test_threads_outlive_a_restart(bot: Board) -> None:
    await bot.told(event(1))
    await bot.restart()
    await bot.told(event(2, "high"))
    await bot.restart()
    await bot.told(event(3, "high"))
    first = bot.slack.got[0]["ts"]
    assert places(bot.slack) == [("", True), (first, True), (first, False)]


async def test_where_the_first_message_is_dead_the_next_one_begins_the_thread(bot: Board) -> None:
    bot.slack.told += [as_json({"ok": False, "error": "invalid_blocks"}), as_json({"ok": False, "error": "no_text"})]
    assert set(await bot.told(event(1), event(2), event(3))) == {"bot"}
    assert {"evt_1": "dead", "evt_2": "done", "evt_3": "done"}.items() <= (await bot.states("bot")).items()
    assert places(bot.slack)[:2] == [("", True), (bot.slack.got[0]["ts"], False)]


async def test_what_is_told_of_a_merged_incident_stands_in_one_thread(bot: Board) -> None:
    now, writer = bot.clock.now(), bot.service.writer

    async def tell(number: int, incident: str, of: int) -> None:
        address = f"https://city.example/{of}.html"
        notice = Notice(
            f"ntc_{of}", "city", address, address, "題", None, now, now, now, None, 1, 1, Facts(), incident_id=incident, told=True
        )
        link = IncidentLink(incident, notice.id, (Reason("first", {}),), now)
        await writer(commit, Outcome(notice=notice, link=link))
        about = replace(NOTICE, id=notice.id)
        await bot.told(replace(NEW, id=f"evt_{number}", notice=about, incident=IncidentRef(incident, 1, ("灯台市",))))

    await tell(1, "inc_1", of=1)
    await tell(2, "inc_2", of=2)
    await tell(3, "inc_3", of=3)
    one, two, three = (told["ts"] for told in bot.slack.got[:3])
    await writer(byhand.merge, ["inc_1", "inc_2"], now, "2026-11-22")
    await tell(4, "inc_2", of=4)  # made before the merge, or told of under the old id
    await tell(5, "inc_1", of=5)
    assert [place for place, _ in places(bot.slack)] == ["", "", "", one, one]
    assert len({one, two, three}) == 3


async def test_a_thread_that_is_gone_is_begun_anew(bot: Board) -> None:
    await bot.told(event(1))
    bot.slack.told.append(as_json({"ok": False, "error": "thread_not_found"}))
    assert await bot.told(event(2)) == {}
    await bot.told(event(3))
    second = bot.slack.got[1]["ts"]
    assert [place for place, _ in places(bot.slack)] == ["", "", second]
    bot.slack.deleted.add(second)  # Slack takes the message and puts it into the channel
    await bot.told(event(4))
    await bot.told(event(5))
    assert bot.slack.got[4]["thread_ts"] == bot.slack.got[3]["ts"]


async def test_another_slack_channel_has_threads_of_its_own(bot: Board) -> None:
    await bot.told(event(1))
    moved = replace(bot.config.channels[0], channel="C0999999999")
    bot.config = replace(bot.config, channels=(moved,))
    bot.slack.channel = "C0999999999"
    await bot.restart()
    await bot.told(event(2))
    assert places(bot.slack) == [("", True), ("", True)]


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "channel_not_found", "is_archived", "not_in_channel"])
async def test_a_bot_that_may_not_speak_is_paused_at_once(bot: Board, error: str) -> None:
    bot.slack.told.append(as_json({"ok": False, "error": error}))
    assert await bot.told(event(1), event(2)) == {"bot": f"answered 200 ({error})"}
    assert len(bot.slack.requests) == 1
    state = await bot.channel("bot")
    assert state.paused_at
    assert state.reason == f"the receiver answered 200 ({error}): it is gone"
    assert set((await bot.states("bot")).values()) == {"due"}


async def test_a_wrong_token_is_told_and_never_shown(bot: Board) -> None:
    bot.slack.token = "xoxb-another"
    failures = await bot.told(event(1))
    assert failures == {"bot": "answered 200 (invalid_auth)"}
    rows = await bot.service.writer(lambda db: [tuple(row) for table in ("deliveries", "channels") for row in db[table].rows])
    assert "CANARY" not in repr(rows)


async def test_a_bot_is_held_back_as_long_as_slack_says(bot: Board) -> None:
    bot.slack.told.append(as_json({"ok": False, "error": "ratelimited"}, "429 Too Many Requests", Retry_After="90"))
    await bot.told(event(1), event(2))
    bot.clock.pass_by(80)
    await bot.service.deliverer.deliver_due()
    assert bot.slack.got == []
    bot.clock.pass_by(11)
    assert await bot.service.deliverer.deliver_due() == {}
    assert len(bot.slack.got) == 2


async def test_refused_blocks_are_sent_as_text_into_the_same_thread(bot: Board) -> None:
    await bot.told(event(1))
    bot.slack.told.append(as_json({"ok": False, "error": "invalid_blocks"}))
    assert await bot.told(event(2, "critical")) == {}
    plain = bot.slack.got[1]
    assert "blocks" not in plain
    assert plain["thread_ts"] == bot.slack.got[0]["ts"]
    assert plain["reply_broadcast"] is True


async def test_a_bot_speaks_once_a_second(bot: Board) -> None:
    before = bot.clock.steady() + 3600
    await bot.told(*(event(number) for number in range(5)))
    assert bot.clock.steady() - before >= 4


# Teams and Discord


async def test_teams_and_discord_take_whatever_pages_hold(tmp_path: Path) -> None:
    async with board(tmp_path, "bot", "teams", "discord") as made:
        events = [
            replace(hostile_event(text, base), id=f"evt_{number}_{base.id}", notice=None, type="summary", severity="high")
            for number, text in enumerate(one.encode(errors="replace").decode() for one in HOSTILE)  # as they are stored
            for base in (NEW, CHANGED)
        ]
        assert await made.told(*events) == {}
        assert len(made.slack.got) == len(made.teams.got) == len(made.discord.got) == len(events)
        assert all("blocks" in one for one in made.slack.got)


async def test_discord_s_own_word_pauses_and_a_proxy_s_page_does_not(tmp_path: Path) -> None:
    async with board(tmp_path, "discord") as made:
        made.discord.told += [
            answer(b"<html>blocked", "403 Forbidden"),
            as_json({"code": 10015, "message": "x"}, "404 Not Found"),
        ]
        assert await made.told(event(1)) == {"discord": "answered 403"}
        assert (await made.channel("discord")).paused_at is None
        made.clock.pass_by(6)
        assert await made.service.deliverer.deliver_due() == {"discord": "answered 404 (code 10015)"}
        assert (await made.channel("discord")).paused_at


async def test_discord_says_in_its_body_how_long_to_wait(tmp_path: Path) -> None:
    async with board(tmp_path, "discord") as made:
        limited = {"message": "You are being rate limited.", "retry_after": 64.57, "global": False}
        made.discord.told.append(as_json(limited, "429 Too Many Requests", Retry_After="65"))
        await made.told(event(1))
        state = await made.channel("discord")
        assert state.not_before
        assert 64 < (state.not_before - made.clock.now()).total_seconds() < 65


async def test_a_refused_card_is_sent_as_lines_then_given_up(tmp_path: Path) -> None:
    async with board(tmp_path, "teams", "discord") as made:
        bad = as_json({"error": {"code": "TriggerInputSchemaMismatch", "message": "x"}}, "400 Bad Request")
        made.teams.told.append(bad)
        made.discord.told += [as_json({"code": 50035}, "400 Bad Request")] * 2
        assert await made.told(event(1)) == {"discord": "answered 400 (code 50035)"}
        assert [(await made.states(name))["evt_1"] for name in ("teams", "discord")] == ["done", "dead"]
        assert "actions" not in made.teams.got[0]["attachments"][0]["content"]
        assert "embeds" in made.discord.bodies[0]
        assert "embeds" not in made.discord.bodies[1]


async def test_a_flow_that_is_switched_off_is_paused(tmp_path: Path) -> None:
    async with board(tmp_path, "teams") as made:
        made.teams.told.append(as_json({"error": {"code": "WorkflowTriggerIsNotEnabled"}}, "400 Bad Request"))
        await made.told(event(1))
        assert (await made.channel("teams")).reason == "the receiver answered 400 (WorkflowTriggerIsNotEnabled): it is gone"


# Apprise


async def test_what_apprise_sends_is_done(tmp_path: Path) -> None:
    pytest.importorskip("apprise")
    async with Site({"/hook": answer(b"ok")}, host="127.0.0.25") as site:
        channel = Channel(name="other", type="apprise", url=Secret(f"json://{site.host}:{site.port}/hook"))
        config = make_config(channels=(channel,), path=tmp_path / "sources.toml", database=tmp_path / "noticewatch.db")
        clock = HandClock()
        async with opened(config, clock) as service:
            made = Board(config, clock, SlackApi(), TeamsFlow(), DiscordHook(), service)
            assert await made.told(event(1)) == {}
            assert await made.states("other") == {"evt_1": "done"}
        [request] = site.requests
        assert "evt_1" in json.loads(request.body)["message"]
        await asyncio.sleep(0)
