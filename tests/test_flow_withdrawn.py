"""Notices that go: withdrawn, moved, or only out of sight for a while."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from noticewatch.config import Backfill
from noticewatch.model import Event
from tests.flow_stage import LOSS, NOTICE, ORDINARY, Stage, html, listing, stage
from tests.loopback_site import Behaviour, answer

ALL = Backfill("all", None)
PAGES: dict[str, bytes | Behaviour] = {
    path: html(f"<h1>{title}</h1><p>窓口でご案内しています。</p>") for path, _, title in ORDINARY
}
MISSING = answer(b"<h1>404</h1>", "404 Not Found", Content_Type="text/html")
SOFT = html("<h1>お探しのページは見つかりませんでした</h1><p>アドレスをお確かめください。</p>", "ページが見つかりません｜")


def site() -> dict[str, bytes | Behaviour]:
    return {**PAGES, "/": listing(NOTICE, *ORDINARY), "/n/3.html": html(LOSS.format(count=25))}


async def types(s: Stage) -> list[str]:
    return [event.type for event in await s.told()]


@pytest.mark.parametrize("gone", [MISSING, answer(b"", "410 Gone"), SOFT], ids=["404", "410", "soft"])
async def test_a_notice_that_is_gone_twice_is_told_as_withdrawn_once(tmp_path: Path, gone: bytes) -> None:
    async with stage(tmp_path, site(), backfill=ALL) as s:
        assert await types(s) == ["notice.new"]
        s.routes |= {"/": listing(*ORDINARY), "/n/3.html": gone}
        assert await types(s) == []
        [event] = await s.told()
        assert event.type == "notice.withdrawn"
        assert event.facts
        assert event.facts.organization == "灯台市"
        assert event.evidence["cause"]
        assert "gone since" in event.reason
        assert await types(s) == []
        assert s.hook.events[-1]["type"] == "notice.withdrawn"


async def test_what_comes_back_unchanged_is_told_no_more(tmp_path: Path) -> None:
    async with stage(tmp_path, site(), backfill=ALL) as s:
        await s.check()
        for _ in range(2):
            s.routes["/n/3.html"] = MISSING
            await s.check()
            told = await types(s)
            s.routes["/n/3.html"] = html(LOSS.format(count=25))
            assert await types(s) == []
        assert told == []  # the second time it is gone tells nothing that was not told


async def test_a_second_look_follows_within_a_quarter_of_an_hour(tmp_path: Path) -> None:
    async with stage(tmp_path, site(), backfill=ALL, interval=timedelta(hours=2)) as s:
        await s.check()
        s.routes["/n/3.html"] = MISSING
        await s.check()
        s.clock.pass_by(16 * 60 - 3600)
        s.city.requests.clear()
        assert [event.type for event in await s.told(everything=False)] == ["notice.withdrawn"]
        assert s.city.paths == ["/n/3.html", "/"]  # the list is not due: the first page shows that the site lives


async def test_a_look_between_checks_finds_a_dead_site_dead(tmp_path: Path) -> None:
    async with stage(tmp_path, site(), backfill=ALL, interval=timedelta(hours=2)) as s:
        await s.check()
        s.routes["/n/3.html"] = MISSING
        await s.check()
        s.clock.pass_by(16 * 60 - 3600)
        s.routes["/"] = MISSING
        assert await s.told(everything=False) == []


async def test_a_whole_site_that_is_away_withdraws_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, site(), backfill=ALL) as s:
        await s.check()
        kept = dict(s.routes)
        for path in kept:
            s.routes[path] = MISSING
        for _ in range(2):
            await s.check()
        s.routes |= kept
        assert "notice.withdrawn" not in await types(s)
        assert "notice.withdrawn" not in [event["type"] for event in s.hook.events]


async def test_a_notice_of_the_same_text_elsewhere_has_moved(tmp_path: Path) -> None:
    async with stage(tmp_path, site(), backfill=ALL) as s:
        await s.check()
        page = html(LOSS.format(count=25))
        s.routes |= {"/": listing(("/old/3.html", *NOTICE[1:]), *ORDINARY), "/old/3.html": page, "/n/3.html": MISSING}
        assert [await types(s) for _ in range(3)] == [[], [], []]
        s.routes["/old/3.html"] = html(LOSS.format(count=31))
        assert await types(s) == ["notice.changed"]
        s.routes["/old/3.html"] = MISSING
        assert [await types(s) for _ in range(2)] == [[], ["notice.withdrawn"]]


async def test_a_page_that_leads_to_the_first_page_is_neither_changed_nor_withdrawn(tmp_path: Path) -> None:
    async with stage(tmp_path, site(), backfill=ALL) as s:
        await s.check()
        s.routes["/n/3.html"] = answer(b"", "301 Moved Permanently", Location="/")
        assert [await types(s) for _ in range(2)] == [[], []]


async def test_the_second_look_comes_after_the_interval_where_that_is_short(tmp_path: Path) -> None:
    async with stage(tmp_path, site(), backfill=ALL, interval=timedelta(minutes=2)) as s:
        assert await types(s) == ["notice.new"]
        s.routes |= {"/": listing(*ORDINARY), "/n/3.html": MISSING}
        s.clock.pass_by(180)
        told = [event.type for _ in range(3) for event in await passed(s, 150)]
        assert told == ["notice.withdrawn"]


async def passed(s: Stage, seconds: float) -> list[Event]:
    """The events of a pass over what is due, some time after the last."""
    s.clock.pass_by(seconds)
    [report] = await s.service.check(s.config.sources, everything=False)
    return report.events
