"""The week's report: when it is due, that it is made once, what it counts, and that it is readable at any size."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from noticewatch.codec import event_from_json, event_to_json
from noticewatch.config import Backfill, Config, Feed, Server, Settings, Source
from noticewatch.config.hours import report
from noticewatch.model import Event
from noticewatch.records import Health, Span
from noticewatch.render.lines import message_lines
from noticewatch.render.reports import MOST_LINES
from noticewatch.render.slack import slack_message
from noticewatch.render.webhook import LARGEST_BODY, webhook_body
from noticewatch.reporting import report_told, watched
from noticewatch.store.weekly import settle_report
from noticewatch.weekly import Unseen, Waiting, Week
from noticewatch.windows import last_time
from tests.event_samples import TOKYO
from tests.flow_stage import NOTICE, ORDINARY, city_routes, stage

HOUR = timedelta(hours=1)
SINCE = datetime(2026, 11, 16, 9, 0, tzinfo=TOKYO)
UNTIL = SINCE + timedelta(days=7)


def configured(folder: Path, count: int, **settings: object) -> Config:
    made = tuple(Source(id=f"s{n}", url=f"https://s{n}.example/", name=f"第{n}市 新着情報") for n in range(count))
    return Config(
        settings=Settings(database=folder / "n.db", **settings),  # type: ignore[arg-type]
        feed=Feed(path=folder / "feed"),
        server=Server(listen=""),
        channels=(),
        sources=made,
        path=folder / "sources.toml",
    )


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        ("Asia/Tokyo", "2026-11-23T09:00:00+09:00", "2026-11-23T09:00:00+09:00"),
        ("Asia/Tokyo", "2026-11-23T08:59:59+09:00", "2026-11-16T09:00:00+09:00"),
        ("Asia/Tokyo", "2026-11-29T23:00:00+09:00", "2026-11-23T09:00:00+09:00"),
        ("Asia/Tokyo", "2026-11-22T23:59:00+00:00", "2026-11-16T09:00:00+09:00"),
        ("Europe/Berlin", "2026-10-26T08:30:00+00:00", "2026-10-26T09:00:00+01:00"),
        ("Europe/Berlin", "2026-10-26T07:30:00+00:00", "2026-10-19T09:00:00+02:00"),
    ],
)
def test_when_the_last_one_was_due(zone: str, now: str, due: str) -> None:
    table = report("monday 09:00")
    assert table
    assert last_time(table, datetime.fromisoformat(now), ZoneInfo(zone)) == datetime.fromisoformat(due)


@pytest.mark.parametrize("word", ["monday", "9:00 monday", "monday 9:00", "monday 24:00", "montag 09:00", 9, None])
def test_a_time_that_is_none_is_refused(word: object) -> None:
    with pytest.raises(ValueError, match="monday 09:00"):
        report(word)


def span(source: str, since: datetime, state: str, reason: str = "", code: str = "") -> Span:
    return Span(source, since, Health(state, code, reason, proves=state in ("OK", "DEGRADED")))  # type: ignore[arg-type]


def test_what_was_not_seen_is_counted_from_the_spans(tmp_path: Path) -> None:
    config = configured(tmp_path, 4)
    begun = SINCE - timedelta(days=30)
    spans = {
        "s0": [span("s0", begun, "OK")],
        "s1": [
            span("s1", begun, "FAILED", "no answer", "timeout"),
            span("s1", SINCE + 2 * HOUR, "OK"),
            span("s1", SINCE + 50 * HOUR, "SUSPECT", "the list has 0 items", "empty"),
            span("s1", SINCE + 60 * HOUR, "OK"),
        ],
        "s2": [span("s2", SINCE + 100 * HOUR, "FAILED", "404", "http-404")],
    }
    share, unseen = watched(config, spans, SINCE, UNTIL)
    assert [(one.id, one.lasted, one.over) for one in unseen] == [
        ("s3", 168 * HOUR, False),
        ("s2", 68 * HOUR, False),
        ("s1", 12 * HOUR, True),
    ]
    assert (unseen[2].reason, unseen[2].since) == ("the list has 0 items", begun)
    assert share == pytest.approx((168 + 156) / (168 + 168 + 68))


async def test_it_is_made_once_a_week_and_not_for_a_week_before_the_watch(tmp_path: Path) -> None:
    routes = city_routes(*ORDINARY)
    async with stage(tmp_path, routes, interval=24 * HOUR) as s:  # Sunday morning in Tokyo

        async def due(hours: float) -> list[Event]:
            s.clock.pass_by(hours * 3600)
            return list((await s.service.writer(settle_report, s.config, s.clock.now())).events)

        assert await due(0) == []  # nothing was watched yet
        await s.check()
        assert await due(0) == []
        s.routes |= city_routes(NOTICE, *ORDINARY)
        await s.check()
        [event] = await due(24)
        assert (event.type, event.id.startswith("evt_")) == ("summary", True)
        assert await due(1) == []
        assert event.week is not None
        assert (event.week.sources, event.week.checks, event.week.good, event.week.unseen_all) == (1, 2, 2, 0)
        assert event.week.told == (("notice.new", 1),)
        assert event.week.verdicts == (("incident", 1),)
        assert dict(event.week.sent) == {"siem": 1, "soc": 1}
        assert (dict(event.week.untold), event.week.listed) == ({"other": 1}, 1)
        await s.service.deliverer.deliver_due()
        assert s.hook.events[-1]["report"]["sources"] == 1
        assert "WEEK to Nov 23" in json.loads(s.slack.got[-1].body)["text"]
        [second] = await due(24 * 20)  # of the weeks that were slept through the last one is told
        assert second.id != event.id
        s.config = replace(s.config, settings=replace(s.config.settings, report=None))
        assert await due(24 * 7) == []


async def test_what_waits_is_told_with_what_its_channel_is(tmp_path: Path) -> None:
    async with stage(tmp_path, city_routes(NOTICE, *ORDINARY), backfill=Backfill("all")) as s:
        s.hook.answers = [b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"]
        await s.check()
        s.config = replace(s.config, channels=s.config.channels[:1])
        s.clock.pass_by(2 * 24 * 3600)
        [event] = (await s.service.writer(settle_report, s.config, s.clock.now())).events
        assert event.week is not None
        [waiting] = event.week.waiting
        assert (waiting.channel, waiting.due, waiting.dead, waiting.state) == ("siem", 1, 0, "paused")


def week(sources: int, bad: int) -> Week:
    unseen = tuple(
        Unseen(
            f"s{n}",
            f"第{n}市 新着情報",
            SINCE,
            timedelta(hours=200 - n),
            "FAILED",
            "timeout",
            "no whole answer within 30 s",
            n % 2 == 0,
        )
        for n in range(min(bad, 40))
    )
    return Week(
        SINCE, UNTIL, sources, sources * 672, sources * 670, 0.9912, unseen, bad, (("timeout", bad),) if bad else (),
        told=(("notice.new", 12), ("notice.changed", 3)), severities=(("medium", 9), ("high", 3)),
        verdicts=(("incident", 11), ("unclassified", 1)), others=(("source.failing", 4),), sent=(("soc", 14),),
        waiting=(Waiting("siem", 3, 1, SINCE, "paused"),) if bad else (), untold=(("other", 210), ("guidance", 14)),
        listed=1204, repeats=5,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("sources", "bad"), [(5, 0), (5, 2), (600, 150)])
def test_it_is_readable_at_any_size(tmp_path: Path, language: str, sources: int, bad: int) -> None:
    config = configured(tmp_path, 1)
    [event] = report_told(week(sources, bad), config, UNTIL).events
    lines = message_lines(event, language=language, timezone=TOKYO)
    assert len(lines[0]) <= 90
    assert len(lines) <= 12 + MOST_LINES
    assert all(len(line) <= 300 for line in lines)
    shown = "\n".join(lines)
    assert f"{sources:,}" in shown
    assert "99.1 %" in shown
    assert ("150" in shown) == (bad == 150)
    assert "None" not in shown
    assert len(json.dumps(json.loads(slack_message(event, language=language, timezone=TOKYO)))) < 40_000
    assert len(webhook_body(event)) <= LARGEST_BODY
    assert event_from_json(event_to_json(event)) == event


def test_a_week_without_anything_says_so(tmp_path: Path) -> None:
    empty = Week(SINCE, UNTIL, 3, 0, 0, 1.0)
    [event] = report_told(empty, configured(tmp_path, 3), UNTIL).events
    lines = message_lines(event, language="en", timezone=TOKYO)
    assert "Told: no notice" in lines
    assert "Not seen: nothing; each source was OK all the time" in lines
