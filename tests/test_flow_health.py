"""Sources that fail in ways that no status shows: rot, walls, lists that shrink or are replaced, a network that is gone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from noticewatch.config import Backfill
from noticewatch.store import known
from tests.flow_stage import LOSS, NOTICE, Stage, html, listing, stage
from tests.loopback_site import Behaviour, Site, answer

NONE = Backfill("none", None)
LISTED = tuple((f"/n/{number}.html", f"2026年11月{number:02}日", f"催しのご案内 第{number}回") for number in range(20, 8, -1))
PAGES: dict[str, bytes | Behaviour] = {
    path: html(f"<h1>{title}</h1><p>窓口でご案内しています。</p>") for path, _, title in LISTED
}


async def state_of(s: Stage) -> tuple[str, str]:
    state = await s.service.writer(known.source_state, "city")
    assert state
    return state.state, state.code


async def test_a_list_that_lost_its_newest_items_is_told_and_recovers(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*LISTED)}, backfill=NONE) as s:
        await s.check()
        assert await state_of(s) == ("OK", "")
        s.routes["/"] = listing(*LISTED[6:])
        told = [event for _ in range(4) for event in await s.told()]
        assert [event.type for event in told] == ["source.failing"]
        assert "missing" in told[0].reason or "usually 12" in told[0].reason
        assert (await state_of(s))[0] == "SUSPECT"
        s.routes["/"] = listing(*LISTED)
        assert [event.type for event in await s.told()] == ["source.recovered"]
        assert await state_of(s) == ("OK", "")


async def test_a_list_that_leads_to_another_owners_host_is_no_plain_ok(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*LISTED)}, backfill=NONE) as s:
        await s.check()
        async with Site({"/": listing(*LISTED)}, host="127.0.0.23", port=s.city.port) as elsewhere:
            s.routes["/"] = answer(b"", "302 Found", Location=elsewhere.url("/"))
            for _ in range(4):
                assert await s.told() == []
                assert await state_of(s) == ("DEGRADED", "elsewhere")
        s.routes["/"] = listing(*LISTED)
        await s.check()
        assert await state_of(s) == ("OK", "")


async def test_what_a_doubtful_list_shows_is_read_all_the_same(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*LISTED)}, backfill=NONE) as s:
        await s.check()
        s.routes |= {"/": listing(NOTICE), "/n/3.html": html(LOSS.format(count=25))}
        assert [event.type for event in await s.told()] == ["notice.new"]
        assert await state_of(s) == ("SUSPECT", "replaced")


async def test_a_list_of_a_new_year_is_usual_once_it_was_told(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*LISTED)}, backfill=NONE) as s:
        await s.check()
        new = tuple((f"/y/{n}.html", f"2026年11月{n}日", f"新年度の催し 第{n}回") for n in range(27, 22, -1))
        s.routes |= {path: html(f"<h1>{title}</h1><p>窓口でご案内しています。</p>") for path, _, title in new}
        s.routes["/"] = listing(*new)
        told = [event.type for _ in range(30) for event in await s.told()]
        assert told == ["source.failing", "source.recovered"]
        assert await state_of(s) == ("OK", "")


async def test_spans_say_when_it_could_be_read_and_an_unchanged_round_adds_none(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*LISTED)}, backfill=NONE, interval=timedelta(hours=1)) as s:
        for _ in range(3):
            await s.check()
        s.routes["/"] = answer(b"", "503 Busy")
        for _ in range(3):
            await s.check()
        s.routes["/"] = listing(*LISTED)
        await s.check()
        spans = await s.service.writer(known.spans, "city")
        assert [(span.health.state, span.health.code) for span in spans] == [("OK", ""), ("FAILED", "http-503"), ("OK", "")]


async def test_another_reason_is_shown_and_all_must_be_right_again(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*LISTED)}, backfill=NONE) as s:
        await s.check()
        s.routes |= {"/": listing(NOTICE, *LISTED), "/n/3.html": answer(b"", "500 Oops")}
        told = [event for _ in range(4) for event in await s.told()]
        assert [event.type for event in told] == ["source.failing"]
        assert "/n/3.html" in told[0].reason
        s.routes["/"] = answer(b"", "503 Busy")
        assert [event for _ in range(4) for event in await s.told()] == []
        assert await state_of(s) == ("FAILED", "http-503")
        s.routes["/"] = listing(NOTICE, *LISTED)
        assert [event for _ in range(2) for event in await s.told()] == []
        assert await state_of(s) == ("DEGRADED", "unreadable")
        s.routes["/n/3.html"] = html(LOSS.format(count=25))
        new, recovered = await s.told()
        assert (new.type, recovered.type) == ("notice.new", "source.recovered")
        assert "status 500" in recovered.reason
        assert "503" in recovered.reason.partition("; then ")[2]


async def test_a_row_that_the_schedule_lost_is_found(tmp_path: Path) -> None:
    from noticewatch.settle import settle_sweep

    async with stage(tmp_path, {**PAGES, "/": listing(*LISTED)}, backfill=NONE) as s:
        await s.check()
        started = s.clock.now()
        for sql in ("DELETE FROM sources", "UPDATE sources SET next_check_at = '9999-01-01T00:00:00.000000+00:00'"):
            await s.check()
            await s.service.writer(lambda db, sql=sql: db.conn.execute(sql))
            s.clock.pass_by(2 * 86400)
            late, outcome = await s.service.writer(settle_sweep, s.config, started, s.clock.now())
            assert late == ("city",)
            assert [event.type for event in outcome.events] == ["system.failing"]
            await s.check()
            late, outcome = await s.service.writer(settle_sweep, s.config, started, s.clock.now())
            assert late == ()
            assert [event.type for event in outcome.events] == ["system.recovered"]


def sitemap(s: Stage, *paths: str, inside: str = "url") -> bytes:
    rows = "".join(f"<{inside}><loc>{s.city.url(path)}</loc></{inside}>" for path in paths)
    outside = "urlset" if inside == "url" else "sitemapindex"
    return answer(f'<?xml version="1.0"?><{outside}>{rows}</{outside}>'.encode(), Content_Type="application/xml")


async def test_an_index_of_sitemaps_is_followed_and_one_that_fails_is_told(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES}, backfill=NONE, kind="sitemap", path="/sitemap.xml") as s:
        s.routes["/sitemap.xml"] = sitemap(s, "/news.xml", "/other.xml", inside="sitemap")
        s.routes["/news.xml"] = sitemap(s, *(path for path, _, _ in LISTED))
        s.routes["/other.xml"] = sitemap(s, "/x.html")
        await s.check()
        assert s.city.paths.count("/n/20.html") == 0  # a whole site's old pages are not read
        s.routes["/news.xml"] = sitemap(s, "/n/3.html", *(path for path, _, _ in LISTED))
        s.routes["/n/3.html"] = html(LOSS.format(count=25))
        assert [event.type for event in await s.told()] == ["notice.new"]
        s.routes["/other.xml"] = answer(b"", "500 Oops")
        [report] = await s.check()
        assert "/other.xml" in report.faults[0]
        assert await state_of(s) == ("DEGRADED", "unreadable")


async def test_a_burst_is_followed_over_the_lists_pages_until_something_known_is_met(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*LISTED)}, backfill=NONE) as s:
        await s.check()
        burst = tuple((f"/b/{n}.html", f"2026年11月{20 + n // 10}日", f"お知らせ 第{n}号") for n in range(40))
        pages = [burst[:15], burst[15:30], (*burst[30:39], NOTICE, *LISTED[:3])]
        s.routes |= {path: html(f"<h1>{title}</h1><p>窓口にあります。</p>") for path, _, title in burst}
        s.routes |= {"/n/3.html": html(LOSS.format(count=25))}
        for number, rows in enumerate(pages):
            more = f'<div class="pager"><a href="/page{number + 1}.html">次のページ</a></div>'.encode() if number < 2 else b""
            page = listing(*rows).partition(b"\r\n\r\n")[2].replace(b'<div id="footer">', more + b'<div id="footer">')
            s.routes["/" if number == 0 else f"/page{number}.html"] = answer(page, Content_Type="text/html; charset=utf-8")
        assert [event.type for event in await s.told()] == ["notice.new"]
        assert await state_of(s) == ("OK", "")
        assert s.city.paths.count("/page2.html") == 1
        await s.check()
        assert s.city.paths.count("/page1.html") == 1  # what is known is met on the first page
