"""From a register to channels and feeds: who is told what, and that nothing of a register goes where it may not be shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from noticewatch.config import Channel, Register, Registered
from noticewatch.config.registers import read_register
from noticewatch.settle import settle_merge
from noticewatch.store import byhand
from tests.flow_stage import LOSS, NOTICE, ORDINARY, Receiver, Stage, city_routes, html, listing, stage
from tests.loopback_site import answer

# What stands in the register alone, and in no page: its ids, names, owners, the register's own name.
ROWS = """id,name,aliases,domains,tier,owner,tags,note
CANARY-1,CANARYカイウン株式会社,岬海運,,A,CANARY-OWNER,CANARY-TAG,CANARY-NOTE
CANARY-2,CANARYシティ,灯台市,,,CANARY-MAYOR,,
CANARY-3,CANARY物産,渚物産,,B,,,
"""
SHIPPED = LOSS.replace(
    "<h2>紛失した申請書</h2>", "<p>委託先の岬海運の倉庫からの搬送中に紛失したものです。</p><h2>紛失した申請書</h2>"
)


def register(text: str = ROWS) -> Register:
    rows, faults = read_register("canary-register", text.encode())
    assert not faults
    return Register(name="canary-register", file=Path("vendors.csv"), rows=rows)


def configure(s: Stage, *rows: Registered, **of_channels: dict[str, Any]) -> None:
    """The stage with the register, its channels with what is given to each by its name."""
    channels = tuple(replace(one, **of_channels.get(one.name, {})) for one in s.config.channels)
    known = replace_rows(register(), rows)
    s.config = replace(s.config, channels=channels, registers=(known,))
    s.service.adopt(s.config)


def replace_rows(known: Register, rows: tuple[Registered, ...]) -> Register:
    return Register(name=known.name, file=known.file, rows=rows or known.rows)


@pytest.fixture
async def s(tmp_path: Path) -> AsyncIterator[Stage]:
    routes = city_routes(*ORDINARY)
    routes["/n/3.html"] = html(SHIPPED.format(count=25))
    async with stage(tmp_path, routes) as made:
        yield made


def told(receiver: Receiver) -> str:
    return "\n".join(request.body.decode() for request in receiver.got)


async def publish_loss(s: Stage) -> None:
    await s.check()
    s.routes["/"] = listing(NOTICE, *ORDINARY)
    await s.check()


SHIPPER = register().rows[:1]


async def test_a_match_is_shown_where_it_may_be_and_nowhere_else(s: Stage) -> None:
    configure(s, *SHIPPER, siem={"show_watch": True}, soc={"show_watch": False})
    await publish_loss(s)
    [event] = s.hook.events
    assert event["watch"] == [
        {
            "register": "canary-register", "id": "CANARY-1", "name": "CANARYカイウン株式会社", "role": "mentioned",
            "matched": "岬海運", "by": "alias", "tier": "A", "owner": "CANARY-OWNER",
            "quote": "委託先の岬海運の倉庫からの搬送中に紛失したものです。",
        }
    ]  # fmt: skip
    assert event["severity"] == "high"
    assert event["severity_reasons"][0] == {"code": "watch", "value": ["A"]}
    assert s.slack.got
    assert "CANARY" not in told(s.slack).upper()
    assert "register" not in told(s.slack)
    for file in (s.config.feed.path).iterdir():
        assert "canary" not in file.read_text().lower(), file.name
        assert "watch" not in file.read_text().replace("noticewatch", ""), file.name


async def test_a_webhook_that_may_not_show_it_gets_nothing_of_the_register(s: Stage) -> None:
    configure(s, *SHIPPER, soc={"show_watch": True, "language": "ja"})
    await publish_loss(s)
    [event] = s.hook.events
    assert "watch" not in event
    assert event["severity"] == "high"
    assert "CANARY" not in told(s.hook).upper()
    assert "watch" not in {reason["code"] for reason in event.get("severity_reasons", ())}
    shown = told(s.slack)
    assert "登録先：CANARYカイウン株式会社（言及・別名 岬海運・区分A・担当 CANARY-OWNER）" in shown


@pytest.mark.parametrize("type_", ["teams", "discord", "apprise"])
async def test_every_sink_shows_it_and_keeps_it_to_itself(s: Stage, type_: str) -> None:
    configure(s, *SHIPPER, siem={"show_watch": True})
    await publish_loss(s)
    [event] = [event for event in await s.service.writer(all_events) if event.type == "notice.new"]
    channel = Channel(name="c", type=type_, url=s.config.channels[0].url)  # type: ignore[arg-type]
    for show in (True, False):
        body = s.service.deliverer._sending.body(replace(channel, show_watch=show), event)
        assert isinstance(body, bytes)
        assert ("CANARY-OWNER" in body.decode().replace("\\-", "-")) is show
        assert ("CANARY" in body.decode()) is show


def all_events(db: Any) -> list[Any]:
    from noticewatch.store import rows

    return [rows.event(row) for row in db.query("SELECT event FROM events ORDER BY number")]


async def test_channels_choose_by_register(s: Stage) -> None:
    configure(s, *register().rows[2:], siem={"registers": ("canary-register",)})
    await publish_loss(s)
    assert s.hook.got == []
    assert len(s.slack.got) == 1


async def test_what_concerns_one_of_the_register_passes(s: Stage) -> None:
    configure(s, *SHIPPER, siem={"registers": ("other", "canary-register")}, soc={"registers": ("other",)})
    await publish_loss(s)
    assert [event["type"] for event in s.hook.events] == ["notice.new"]
    assert s.slack.got == []


async def test_the_extractors_facts_give_the_role_and_nothing_else(s: Stage) -> None:
    configure(s, siem={"show_watch": True})
    await publish_loss(s)
    [event] = s.hook.events
    roles = {one["id"]: one["role"] for one in event["watch"]}
    vendor = "vendor" if event["facts"]["vendor"] else "mentioned"
    assert roles == {"CANARY-2": "announcer", "CANARY-1": vendor}


async def test_a_later_version_that_names_one_is_told_to_its_channel(s: Stage) -> None:
    configure(s, *SHIPPER, siem={"registers": ("canary-register",), "show_watch": True})
    s.routes["/n/3.html"] = html(LOSS.format(count=25))
    await publish_loss(s)
    assert s.hook.got == []
    s.routes["/n/3.html"] = html(SHIPPED.format(count=25))
    await s.check()
    await s.check()
    assert [(event["type"], event["watch"][0]["id"]) for event in s.hook.events] == [("notice.changed", "CANARY-1")]


async def test_a_blind_source_bears_the_tier_of_whom_it_blinds(s: Stage) -> None:
    configure(s, replace(register().rows[1], tier="A"), siem={"registers": ("canary-register",), "show_watch": True})
    await s.check()
    s.routes["/"] = answer(b"", status=500)
    for _ in range(4):
        await s.check()
    [event] = s.hook.events
    assert (event["type"], event["severity"]) == ("source.failing", "high")
    assert [(one["id"], one["tier"], one["role"]) for one in event["watch"]] == [("CANARY-2", "A", "announcer")]
    assert "CANARY" not in told(s.slack)
    s.routes["/"] = listing(*ORDINARY)
    await s.check()
    assert [(one["type"], one["severity"]) for one in s.hook.events[1:]] == [("source.recovered", "high")]


async def test_incidents_merged_by_hand_tell_the_registers_channels_whom_that_brings_in(s: Stage) -> None:
    other = LOSS.replace("申請書", "通帳").replace("25", "7").replace("市民", "職員")
    s.routes["/n/4.html"] = html(other.format(count=7))
    configure(s, *SHIPPER, siem={"registers": ("canary-register",), "show_watch": True})
    await publish_loss(s)
    s.routes["/"] = listing(("/n/4.html", "2026年11月22日", "通帳の紛失について"), NOTICE, *ORDINARY)
    await s.check()
    incidents = [event.incident.id for event in await s.service.writer(all_events) if event.incident]
    assert len(set(incidents)) == 2
    assert len(s.hook.got) == 1
    before = len(s.slack.got)
    kept = await s.service.writer(settle_merge, s.config, tuple(incidents), s.clock.now())
    await s.service.deliverer.deliver_due()
    assert len(s.slack.got) == before
    linked = s.hook.events[-1]
    assert (linked["type"], linked["incident"]["id"], linked["severity"]) == ("incident.linked", kept, "high")
    assert [one["id"] for one in linked["watch"]] == ["CANARY-1"]
    again = await s.service.writer(all_events)
    await s.service.writer(byhand.split, kept, [again[-2].notice.id], s.clock.now(), "2026-11-23")
    assert len(await s.service.writer(all_events)) == len(again)
