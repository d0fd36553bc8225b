"""What waits in the outbox: kept whole over upgrades and full disks, in order, told where nobody else could tell it."""

from __future__ import annotations

import json
import sqlite3
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from noticewatch import sending
from noticewatch.alerts import deliveries_for
from noticewatch.config import Backfill, Channel, Secret
from noticewatch.errors import FetchError, StoreError
from noticewatch.model import Event, SourceRef
from noticewatch.records import Outcome
from noticewatch.store import outbox, shown
from noticewatch.store.commit import commit
from tests.flow_stage import NOTICE, ORDINARY, Stage, city_routes, stage
from tests.loopback_site import Site, answer
from tests.test_wire_sender import sender
from tests.told_events import told_events

OOPS = answer(b"", "500 Oops")


@pytest.fixture
async def s(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, {}) as made:
        yield made


def use(s: Stage, *channels: Channel) -> None:
    s.config = replace(s.config, channels=channels)
    s.service.adopt(s.config)


async def put(s: Stage, number: int, source: str = "city") -> None:
    now = s.clock.now()
    event = Event(
        f"evt_{number}", "source.failing", now, "medium", SourceRef(source, "灯台市", "https://c.example/"), reason="why"
    )
    made = deliveries_for([event], s.config.channels, s.config.sources[0], now)
    await s.service.writer(commit, Outcome(events=(event,), deliveries=made))


async def round_after(s: Stage, seconds: float) -> dict[str, str]:
    s.clock.pass_by(seconds)
    return await s.service.deliverer.deliver_due()


async def states(s: Stage) -> dict[tuple[str, str], str]:
    rows = await s.service.writer(lambda db: list(shown.outbox(db)))
    return {(row["delivery"].event_id, row["delivery"].channel): row["delivery"].state for row in rows}


async def told(s: Stage) -> list[Event]:
    return list(reversed(await s.service.writer(told_events, "channel.")))


async def test_an_upgrade_between_two_attempts_changes_nothing_of_what_is_sent(s: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await put(s, 1)
    s.hook.answers, s.slack.answers = [OOPS], [OOPS]
    await round_after(s, 0)
    monkeypatch.setattr(sending, "webhook_body", lambda event: b'{"id": "evt_1", "new": 1}')
    use(s, *(replace(channel, language="ja") for channel in s.config.channels))
    await round_after(s, 10)
    for receiver in (s.hook, s.slack):
        assert len(receiver.got) == 2
        assert len({request.body for request in receiver.got}) == 1
    first, second = (request.headers for request in s.hook.got)
    assert first["webhook-id"] == second["webhook-id"]
    assert first["webhook-timestamp"] != second["webhook-timestamp"]
    assert first["webhook-signature"] != second["webhook-signature"]
    rows = await s.service.writer(lambda db: [row["delivery"].body for row in shown.outbox(db)])
    assert rows == [None, None]  # what was accepted needs it no more


async def test_under_another_type_of_channel_the_body_is_made_for_that(s: Stage) -> None:
    await put(s, 1)
    s.hook.answers = [OOPS]
    await round_after(s, 0)
    hook, slack = s.config.channels
    use(s, Channel(name=hook.name, type="slack", url=hook.url), slack)
    await round_after(s, 10)
    assert "text" in json.loads(s.hook.got[-1].body)


async def test_what_could_not_be_recorded_is_recorded_before_anything_is_sent_again(
    s: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(s, 1)
    real = outbox.record_attempt

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(outbox, "record_attempt", full)
    for _ in range(3):
        with pytest.raises(StoreError):
            await round_after(s, 1)
    monkeypatch.setattr(outbox, "record_attempt", real)
    assert await round_after(s, 1) == {}
    assert len(s.hook.got) == len(s.slack.got) == 1
    assert set((await states(s)).values()) == {"done"}


async def test_the_only_channels_failure_is_told_in_the_feed_and_on_itself_when_it_is_back(s: Stage) -> None:
    use(s, s.config.channels[1])
    await put(s, 1)
    s.slack.answers = [OOPS] * 20
    for seconds in (0, 6, 400, 1900, 60):
        await round_after(s, seconds)
    assert [event.type for event in await told(s)] == ["channel.failing"]
    assert "health.rss" in await s.service.publish()
    s.slack.answers = []
    await round_after(s, 8000)
    await round_after(s, 2)
    assert [event.type for event in await told(s)] == ["channel.failing", "channel.recovered"]
    taken = [json.loads(request.body)["text"] for request in s.slack.got[-3:]]
    assert ["灯台市" in text for text in taken] == [True, False, False]
    assert set((await states(s)).values()) == {"done"}


async def test_a_poisoned_message_of_the_only_channel_is_told_on_it(s: Stage) -> None:
    use(s, s.config.channels[1])
    await put(s, 1)
    s.slack.answers = [answer(b"invalid_blocks", "400 Bad Request"), answer(b"no_text", "400 Bad Request")]
    await round_after(s, 0)
    await round_after(s, 1)
    [event] = await told(s)
    assert "evt_1" in event.reason
    assert "no_text" in event.reason
    assert (await states(s))[event.id, "soc"] == "done"


async def test_what_waited_for_a_failing_channel_comes_in_order_and_at_once(s: Stage) -> None:
    s.hook.answers = [OOPS] * 40
    for number, seconds in enumerate((0, 6, 400, 1900, 60)):
        await put(s, number)
        await round_after(s, seconds)
    assert "channel.failing" in [event.type for event in await told(s)]
    s.hook.answers = []
    s.hook.got.clear()
    await put(s, 9)
    await round_after(s, 1)
    taken = [event["id"] for event in s.hook.events if event["type"].startswith("source")]
    assert taken == ["evt_0", "evt_1", "evt_2", "evt_3", "evt_4", "evt_9"]


async def test_a_poisoned_first_does_not_keep_the_others_of_its_source(s: Stage) -> None:
    async def refuses_the_first(request: object, writer: object) -> None:
        s.hook.answers = [OOPS] if b"evt_1" in request.body else [answer(b"")]  # type: ignore[attr-defined]
        await s.hook.take(request, writer)  # type: ignore[arg-type]

    s.hook.site.routes["/hook"] = refuses_the_first  # type: ignore[index]
    await put(s, 1)
    for seconds in (0, 6, 400, 1900, 60):
        await round_after(s, seconds)
    assert "channel.failing" in [event.type for event in await told(s)]
    await put(s, 2)
    await round_after(s, 1)
    after = await states(s)
    assert (after["evt_1", "siem"], after["evt_2", "siem"]) == ("due", "done")


async def test_deliveries_for_a_channel_that_is_gone_from_the_configuration_are_told_once_and_kept(s: Stage) -> None:
    hook, slack = s.config.channels
    await put(s, 1)
    s.hook.answers = [OOPS]
    await round_after(s, 0)
    use(s, slack)
    for _ in range(3):
        await round_after(s, 60)
    [event] = await told(s)
    assert event.reason.startswith("siem: is no longer in the configuration, and 1 deliveries wait")
    assert (await states(s))[event.id, "soc"] == "done"
    use(s, hook, slack)
    await round_after(s, 600)
    assert len(s.hook.got) == 2
    assert (await states(s))["evt_1", "siem"] == "done"


@pytest.mark.parametrize("place", ["user:hunter2@hooks.example", "hooks.example:99999999", "a\u3000b"])
async def test_an_address_that_cannot_be_used_is_not_shown(place: str) -> None:
    with pytest.raises(FetchError) as caught:
        await sender().post(f"https://{place}/hunter2", b"{}", {})
    assert "hunter2" not in str(caught.value)


# Edits of the configuration


async def test_no_edit_of_the_configuration_tells_anything_twice(s: Stage) -> None:
    hook, slack = s.config.channels
    source = s.config.sources[0]
    for number in range(3):
        await put(s, number)
    await round_after(s, 0)
    other = replace(slack, name="soc-2")
    edits = [
        {"channels": (slack, hook)},
        {"channels": (hook, slack, other)},
        {"channels": (hook, other)},
        {"channels": (hook,)},
        {"channels": (hook, slack)},
        {"channels": (replace(hook, language="ja", min_severity="high"), slack)},
        {"channels": (replace(hook, url=Secret(slack.url.reveal())), slack)},
        {"channels": (hook, slack), "sources": (replace(source, id="town"),)},
        {"sources": (replace(source, name="別の名", tags=("x",)),)},
        {"sources": (replace(source, url=source.url.replace("http:", "https:")),)},
        {"sources": (source,)},
    ]
    for edit in edits:
        s.config = replace(s.config, **edit)  # type: ignore[arg-type]
        s.service.adopt(s.config)
        for seconds in (0, 3600):
            await round_after(s, seconds)
    assert len(s.hook.got) == len(s.slack.got) == 3
    assert await told(s) == []
    rows = await s.service.writer(lambda db: list(db.query("SELECT count(*) AS n FROM deliveries")))
    assert rows == [{"n": 6}]


async def test_a_site_that_moves_to_https_is_not_told_again(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.21").configure_cert(tls)
    routes = city_routes(NOTICE, *ORDINARY)
    more = {"backfill": Backfill("all"), "ca_file": tmp_path / "ca.pem"}
    async with stage(tmp_path, routes, **more) as s, Site(routes, host="127.0.0.21", tls=tls) as safe:
        assert [event.type for event in await s.told()] == ["notice.new"]
        [source] = s.config.sources
        for edit in ({"url": safe.url()}, {"id": "town", "url": safe.url()}, {"id": "town", "name": "別の名", "url": safe.url()}):
            s.config = replace(s.config, sources=(replace(source, **edit),))  # type: ignore[arg-type]
            s.service.adopt(s.config)
            for _ in range(2):
                assert [event for event in await s.told() if event.type.startswith("notice.")] == []
        assert [event["type"] for event in s.hook.events].count("notice.new") == 1
        assert safe.requests
