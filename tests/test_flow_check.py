"""Whole passes over lists and pages: from a page to rows, events and deliveries, with a real SQLite and real sockets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from noticewatch.config import Backfill
from noticewatch.extract import facade
from noticewatch.store import known, shown
from tests.flow_stage import LOSS, MENU, NOTICE, ORDINARY, OUTAGE, html, listing, stage
from tests.loopback_site import answer

NONE = Backfill("none", None)


def city() -> dict:  # type: ignore[type-arg]
    return {
        "/": listing(*ORDINARY),
        "/n/1.html": html("<h1>水道料金の改定について</h1><p>来年四月から水道料金を改定します。</p>"),
        "/n/2.html": html("<h1>図書館の休館日について</h1><p>館内整理のため休館します。</p>"),
        "/n/3.html": html(LOSS.format(count=25)),
    }


async def test_silence_a_notice_silence_a_correction(tmp_path: Path) -> None:
    async with stage(tmp_path, city(), backfill=NONE) as s:
        assert await s.told() == []
        s.routes["/"] = listing(NOTICE, *ORDINARY)
        [event] = await s.told()
        assert event.type == "notice.new"
        assert event.facts
        assert event.facts.affected_headline
        assert (event.facts.organization, event.facts.cause, event.facts.affected_headline.value) == ("灯台市", "loss", 25)
        assert [e["id"] for e in s.hook.events] == [event.id]
        assert len(s.slack.got) == 1
        assert await s.told() == []
        s.routes["/n/3.html"] = html(LOSS.format(count=38))
        [changed] = await s.told()
        assert changed.type == "notice.changed"
        assert [(c.field, c.old["value"], c.new["value"]) for c in changed.changes if c.field == "affected_headline"] == [  # type: ignore[index, call-overload]
            ("affected_headline", 25, 38)
        ]
        assert await s.told() == []
        assert (tmp_path / "feed" / "feed.rss").read_text().count("<item>") == 2
        assert len(s.hook.got) == len(s.slack.got) == 2
        # a page that goes back to what it said is told no more
        s.routes["/n/3.html"] = html(LOSS.format(count=25))
        assert await s.told() == []


async def test_quotes_stand_where_they_are_said_to(tmp_path: Path) -> None:
    async with stage(tmp_path, city() | {"/": listing(NOTICE)}, backfill=Backfill("all", None)) as s:
        [event] = await s.told()
        assert event.notice
        [version] = await s.service.writer(shown.versions, event.notice.id)
        assert event.evidence
        for pieces in event.evidence.values():
            assert all(version.text[piece.start : piece.end] == piece.quote for piece in pieces)


async def test_known_pages_are_asked_for_with_their_validators(tmp_path: Path) -> None:
    routes = city() | {"/": listing(NOTICE)}
    page = routes["/n/3.html"].split(b"\r\n\r\n", 1)[1]
    routes["/n/3.html"] = answer(page, Content_Type="text/html; charset=utf-8", ETag='W/"odd one"')
    async with stage(tmp_path, routes) as s:
        await s.check()
        s.routes["/n/3.html"] = answer(b"", "304 Not Modified", ETag='W/"odd one"')
        [report] = await s.check()
        assert report.ok
        assert [r.headers.get("if-none-match") for r in s.city.requests if r.path == "/n/3.html"] == [None, 'W/"odd one"']


async def test_an_outage_that_turns_into_an_incident_is_told_as_new(tmp_path: Path) -> None:
    routes = city() | {"/": listing(("/n/4.html", "2026年11月20日", "ホームページの障害について"))}
    routes["/n/4.html"] = html(OUTAGE.format(when="昨日"))
    async with stage(tmp_path, routes) as s:
        assert await s.told() == []
        s.routes["/n/4.html"] = html(
            OUTAGE.format(when="昨日")
            + "<p>調査の結果、サーバーがランサムウェアに感染し、利用者120名の氏名が流出した可能性があることが判明しました。</p>"
        )
        [event] = await s.told()
        assert event.type == "notice.new"
        assert event.facts
        assert event.facts.cause == "ransomware"


async def test_what_cannot_be_read_is_a_problem_and_is_tried_again(tmp_path: Path) -> None:
    async with stage(tmp_path, city(), backfill=NONE) as s:
        await s.check()
        s.routes |= {"/": listing(NOTICE, *ORDINARY), "/n/3.html": answer(b"", "500 Oops")}
        [report] = await s.check()
        assert not report.ok
        assert "/n/3.html" in report.problems[0]
        s.routes["/n/3.html"] = html(LOSS.format(count=25))
        [event] = await s.told()
        assert event.type == "notice.new"


async def test_a_list_that_empties_or_breaks_is_told_as_failing_and_recovered(tmp_path: Path) -> None:
    async with stage(tmp_path, city(), kind="listing", failing_after=timedelta(hours=1)) as s:
        await s.check()
        told = []
        for page in (html("<h1>新着情報</h1>"), answer(b"", "503 Busy"), answer(b"\x89PNG\r\n", Content_Type="image/png")):
            s.routes["/"] = page
            [report] = await s.check()
            assert report.problems
            told += [event.type for event in report.events]
        assert told == ["source.failing"]
        s.routes["/"] = listing(*ORDINARY)
        assert [event.type for event in await s.told()] == ["source.recovered"]
        assert (tmp_path / "feed" / "health.rss").read_text().count("<item>") == 2


async def test_a_page_that_robots_keep_closed_is_told_but_no_fault_of_the_source(tmp_path: Path) -> None:
    routes = city() | {"/robots.txt": answer(b"User-agent: *\nDisallow: /closed/\n", Content_Type="text/plain")}
    routes["/"] = listing(("/closed/4.html", "2026年11月20日", "個人情報に関するお知らせ"), *ORDINARY)
    async with stage(tmp_path, routes, failing_after=timedelta(0)) as s:
        for _ in range(4):
            [report] = await s.check()
            assert report.events == []
        assert "/closed/4.html" not in s.city.paths
        state = await s.service.writer(known.source_state, "city")
        assert state
        assert state.failures == 0


async def test_one_notice_at_two_addresses_is_one(tmp_path: Path) -> None:
    routes = city() | {"/": listing(NOTICE, ("/copy/3.html", "2026年11月21日", "申請書の紛失について"))}
    routes["/copy/3.html"] = routes["/n/3.html"]
    async with stage(tmp_path, routes) as s:
        assert [event.type for event in await s.told()] == ["notice.new"]
        [notice] = await s.service.writer(lambda db: list(shown.notices(db)))
        assert notice.url.endswith("/n/3.html")
        assert await s.told() == []


async def test_a_moved_notice_is_the_same(tmp_path: Path) -> None:
    async with stage(tmp_path, city() | {"/": listing(NOTICE)}) as s:
        assert len(await s.told()) == 1
        s.routes["/moved/3.html"] = s.routes["/n/3.html"]
        s.routes["/n/3.html"] = answer(b"", "301 Moved Permanently", Location="/moved/3.html")
        s.routes["/"] = listing(("/moved/3.html", "2026年11月21日", "申請書の紛失について"))
        assert await s.told() == []


async def test_a_renamed_source_tells_nothing_again_and_goes_on_watching(tmp_path: Path) -> None:
    async with stage(tmp_path, city() | {"/": listing(NOTICE)}) as s:
        assert len(await s.told()) == 1
        renamed = replace(s.config, sources=(replace(s.config.sources[0], id="todai"),))
        s.config = renamed
        s.service.adopt(renamed)
        s.routes["/"] = listing(*ORDINARY)  # what is known has rolled off the list meanwhile
        assert await s.told() == []
        s.routes["/n/3.html"] = html(LOSS.format(count=38))
        assert [event.type for event in await s.told()] == ["notice.changed"]
        await s.service.retire(s.service._doors[:2], ())


async def test_an_incident_with_a_late_first_date_stays_silent_at_baseline_and_its_change_is_told(tmp_path: Path) -> None:
    async with stage(tmp_path, city() | {"/": listing(NOTICE)}, backfill=NONE) as s:
        assert await s.told() == []
        s.routes["/n/3.html"] = html(LOSS.format(count=38))
        assert [event.type for event in await s.told()] == ["notice.changed"]


async def test_a_page_is_a_notice_itself(tmp_path: Path) -> None:
    async with stage(tmp_path, {"/n/3.html": html(LOSS.format(count=25))}, kind="page", path="/n/3.html") as s:
        [event] = await s.told()
        assert event.notice
        assert event.notice.url.endswith("/n/3.html")
        s.routes["/n/3.html"] = html(LOSS.format(count=26))
        assert [event.type for event in await s.told()] == ["notice.changed"]


async def test_a_better_extractor_rewrites_facts_and_tells_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage(tmp_path, city() | {"/": listing(NOTICE)}) as s:
        [event] = await s.told()
        assert event.notice

        def forget(db) -> None:  # type: ignore[no-untyped-def]
            db.execute("UPDATE versions SET extractor = '0', facts = '{\"verdict\":\"incident\"}'")

        await s.service.writer(forget)
        s.routes["/n/3.html"] = html(LOSS.format(count=25) + "<!-- other bytes -->")
        assert await s.told() == []
        [version] = await s.service.writer(shown.versions, event.notice.id)
        assert version.extractor == facade.EXTRACTOR
        assert version.extraction.facts.cause == "loss"


async def test_between_two_checks_only_the_looks_that_are_due_are_taken(tmp_path: Path) -> None:
    async with stage(
        tmp_path, city() | {"/": listing(NOTICE, ("/m.html", "2026年11月1日", "給食の献立について")), "/m.html": html(MENU)}
    ) as s:
        await s.check()
        before = len(s.city.requests)
        s.clock.pass_by(-3600)
        [report] = await s.check(everything=False)
        assert report.items == 0
        assert len(s.city.requests) == before
        s.clock.pass_by(3600)
        [report] = await s.check(everything=False)
        assert report.unchanged
        assert len(s.city.requests) > before


async def test_what_a_pass_has_read_is_not_fetched_again_in_it(tmp_path: Path) -> None:
    other = ("/n/5.html", "2026年11月21日", "USBメモリの紛失について")
    async with stage(tmp_path, city() | {"/": listing(NOTICE, other, *ORDINARY)}, backfill=NONE) as s:

        async def serve(request: Any, writer: Any) -> None:
            s.clock.pass_by(1)  # time goes on within a pass
            writer.write(html(LOSS.format(count=31 if request.path == "/n/5.html" else 25)))

        s.routes |= {"/n/3.html": serve, "/n/5.html": serve}
        await s.check()
        assert s.city.paths.count("/n/3.html") == 1
        await s.check()
        assert s.city.paths.count("/n/3.html") == 2
