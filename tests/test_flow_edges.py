"""The edges of whole passes: bugs that must stay where they are, temporary redirects, posts of one name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from noticewatch import jobs
from noticewatch.config import Backfill
from noticewatch.errors import StoreError
from noticewatch.store import known, shown
from tests.flow_stage import LOSS, NOTICE, ORDINARY, html, listing, stage
from tests.loopback_site import answer

NONE, ALL = Backfill("none", None), Backfill("all", None)
OTHER = ("/n/5.html", "2026年11月21日", "USBメモリの紛失について")
PAGES = {path: html(f"<h1>{title}</h1><p>窓口でご案内しています。</p>") for path, _, title in ORDINARY}
STICK = LOSS.replace("申請書", "USBメモリ")


# Checks


async def test_a_bug_at_one_page_keeps_no_other_page_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routes = {
        **PAGES,
        "/": listing(*ORDINARY),
        "/n/3.html": html(LOSS.format(count=25)),
        "/n/5.html": html(STICK.format(count=7)),
    }
    real = jobs.extract

    def trips(document: Any, **more: Any) -> Any:
        if "USB" in document.title:
            raise RecursionError("too deep")
        return real(document, **more)

    async with stage(tmp_path, routes, backfill=NONE) as s:
        await s.check()
        monkeypatch.setattr(jobs, "extract", trips)
        s.routes["/"] = listing(OTHER, NOTICE, *ORDINARY)
        [report] = await s.check()
        assert [event.type for event in report.events] == ["notice.new"]
        assert "too deep" in report.problems[0]
        monkeypatch.setattr(jobs, "extract", real)
        assert [event.type for event in await s.told()] == ["notice.new"]


async def test_a_bug_at_one_post_keeps_no_other_post_unread_and_it_is_read_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = (
        ("岬町 申請書の紛失", LOST.format("岬町", 31, "役場の倉庫")),
        ("灯台市 名簿の紛失", LOST.format("灯台市", 870, "書庫")),
        *FILL,
    )
    real = jobs.extract

    def trips(document: Any, **more: Any) -> Any:
        if "灯台市" in document.title:
            raise ValueError("odd")
        return real(document, **more)

    async with stage(tmp_path, {"/": posts_page(*posts)}, kind="posts", backfill=ALL) as s:
        monkeypatch.setattr(jobs, "extract", trips)
        [report] = await s.check()
        assert [event.type for event in report.events] == ["notice.new"]
        assert report.faults
        monkeypatch.setattr(jobs, "extract", real)
        [report] = await s.check()
        assert [event.type for event in report.events] == ["notice.new"]
        assert report.ok


async def test_a_passing_redirect_to_a_maintenance_page_swallows_no_notice(tmp_path: Path) -> None:
    away = answer(b"", "302 Found", Location="/busy.html")
    words = "ただいま設備の点検のためページをご覧いただけません。作業は明日の朝までに終わる見込みです。" * 3
    routes = {
        **PAGES,
        "/": listing(*ORDINARY),
        "/n/3.html": away,
        "/n/5.html": away,
        "/busy.html": html(f"<h1>点検中</h1><p>{words}</p>"),
    }
    async with stage(tmp_path, routes, backfill=NONE) as s:
        await s.check()
        s.routes["/"] = listing(OTHER, NOTICE, *ORDINARY)
        await s.check()
        s.routes |= {"/n/3.html": html(LOSS.format(count=25)), "/n/5.html": html(STICK.format(count=7))}
        told = await s.told()
        assert {event.notice.url.rsplit("/", 1)[1] for event in told if event.notice} == {"3.html", "5.html"}


async def test_check_tries_again_what_is_put_off_until_tomorrow(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*ORDINARY)}, backfill=NONE) as s:
        await s.check()
        s.routes |= {"/": listing(NOTICE, *ORDINARY), "/n/3.html": answer(b"", "500 Oops")}
        for _ in range(4):
            await s.check(everything=False)
        s.routes["/n/3.html"] = html(LOSS.format(count=25))
        assert "notice.new" in [event.type for event in await s.told(everything=True)]


async def test_a_page_that_stays_unreadable_is_told_through_its_source(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*ORDINARY)}, backfill=NONE, failing_after=timedelta(hours=6)) as s:
        await s.check()
        s.routes |= {"/": listing(NOTICE, *ORDINARY), "/n/3.html": answer(b"", "500 Oops")}
        told = [event.type for _ in range(12) for event in await s.told(everything=False)]
        assert told == ["source.failing"]
        s.routes["/n/3.html"] = html(LOSS.format(count=25))
        assert sorted(e.type for e in await s.told(everything=True)) == ["notice.new", "source.recovered"]


async def test_looks_between_two_checks_use_up_no_attempts_of_unread_links(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*ORDINARY)}, backfill=NONE) as s:
        await s.check()
        s.routes |= {"/": listing(NOTICE, *ORDINARY), "/n/3.html": answer(b"", "500 Oops")}
        await s.check()
        s.clock.pass_by(-3595)
        asked = s.city.paths.count("/n/3.html")
        await s.check(everything=False)
        assert s.city.paths.count("/n/3.html") == asked


async def test_a_host_that_cannot_be_reached_is_asked_once_a_pass(tmp_path: Path) -> None:
    links = [(f"https://127.0.0.29/{n}.html", "2026年11月21日", f"名簿の紛失について（{n}）") for n in range(3)]
    async with stage(tmp_path, {**PAGES, "/": listing(*ORDINARY)}, backfill=NONE) as s:
        await s.check()
        s.routes["/"] = listing(*links, *ORDINARY)
        [report] = await s.check()
        assert (len(report.problems), len(report.faults)) == (1, 3)
        assert not report.unreachable

        def at_that_host(db: Any) -> None:
            db.execute("UPDATE notices SET url = 'https://127.0.0.29/n.html', next_look_at = looked_at")

        await s.service.writer(at_that_host)
        [report] = await s.check(everything=True)
        notices = list(await s.service.writer(lambda db: list(shown.notices(db))))
        assert [notice.failures for notice in notices] == [1] * len(notices)


async def test_a_clock_that_is_set_back_stops_no_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*ORDINARY)}) as s:
        await s.check()
        right = s.clock.now
        monkeypatch.setattr(s.clock, "now", lambda: right() - timedelta(days=400))
        assert await s.service.writer(known.due_sources, s.clock.now()) == ("city",)
        asked = s.city.paths.count("/")
        await s.check(everything=False)
        assert s.city.paths.count("/") == asked + 1
        assert await s.service.writer(known.due_sources, s.clock.now()) == ()


async def test_another_selector_reads_an_unchanged_page_anew(tmp_path: Path) -> None:
    aside = '<div id="other"><ul><li>2026年11月21日 <a href="/n/3.html">申請書の紛失について</a></li></ul></div>'
    page = listing(*ORDINARY).split(b"\r\n\r\n", 1)[1].replace(b'<div id="footer">', aside.encode() + b'<div id="footer">')
    both = answer(page, Content_Type="text/html; charset=utf-8", ETag='"a"')

    async def serve(request: Any, writer: Any) -> None:
        writer.write(answer(b"", "304 Not Modified") if "if-none-match" in request.headers else both)

    async with stage(
        tmp_path, {**PAGES, "/": serve, "/n/3.html": html(LOSS.format(count=25))}, kind="listing", backfill=ALL
    ) as s:
        source = replace(s.config.sources[0], link_selector="#main a")
        for selector, expected in (("#main a", []), ("#other a", ["notice.new"]), ("#other a", [])):
            s.config = replace(s.config, sources=(replace(source, link_selector=selector),))
            s.service.adopt(s.config)
            assert [event.type for event in await s.told()] == expected


async def test_a_source_whose_address_is_mended_recovers(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*ORDINARY), "/new": listing(*ORDINARY)}, failing_after=timedelta(0)) as s:
        s.routes.pop("/")
        assert [event.type for _ in range(3) for event in await s.told()] == ["source.failing"]
        s.config = replace(s.config, sources=(replace(s.config.sources[0], url=s.city.url("/new")),))
        s.service.adopt(s.config)
        assert [event.type for event in await s.told()] == ["source.recovered"]


async def test_a_database_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(*ORDINARY)}) as s:
        await s.service.writer(lambda db: db.execute("DROP TABLE items"))
        with pytest.raises(StoreError, match=r"noticewatch\.db"):
            await s.check()


# Posts


def posts_page(*posts: tuple[str, str]) -> bytes:
    """Headings and paragraphs, one after the other."""
    drawn = "".join(
        f"<h2>{title}</h2>" + "".join(f"<p>{line}。</p>" for line in text.split("。") if line) for title, text in (*posts, *MORE)
    )
    page = f"<html lang='ja'><head><meta charset='utf-8'><title>控え帳</title></head><body><h1>控え帳</h1>{drawn}</body></html>"
    return answer(page.encode(), Content_Type="text/html; charset=utf-8")


MORE = tuple(
    (f"{what}の作りかた", f"{what}を洗います。弱火で{n}分煮て、塩を加えます。翌日のほうがおいしくなります。")
    for n, what in ((12, "豆の煮物"), (25, "大根の汁"), (40, "魚の甘酢あん"))
)
LOST = (
    "{}は、利用者{}名の氏名と住所を記した名簿を紛失したと発表しました。{}で保管していたものです。"
    "個人情報保護委員会に報告し、警察に遺失届を提出したとのことです。対象の方には文書で謝罪しています。"
)
FILL = (
    ("豆の煮かた", "豆は一晩水に浸しておきます。弱火で四十分煮て、塩を加えます。"),
    ("本の話", "灯台の本を読みました。よい本です。"),
)


async def test_posts_of_one_title_are_told_apart_by_their_texts(tmp_path: Path) -> None:
    first, second, third = (
        ("お詫びとお知らせ", LOST.format(*words))
        for words in (("岬町", 31, "役場の倉庫"), ("株式会社椋鳥商会", 870, "本店の書庫"), ("医療法人夕映会", 15, "外来の受付"))
    )
    async with stage(tmp_path, {"/": posts_page(first, *FILL)}, kind="posts", backfill=NONE) as s:
        await s.check()
        s.routes["/"] = posts_page(second, first, *FILL)
        assert [event.type for event in await s.told()] == ["notice.new"]
        s.routes["/"] = posts_page(second, *FILL)
        assert await s.told() == []
        s.routes["/"] = posts_page((second[0], second[1].replace("870", "910")), *FILL)
        assert [event.type for event in await s.told()] == ["notice.changed"]
        s.routes["/"] = posts_page(third, (second[0], second[1].replace("870", "910")), *FILL)
        assert [event.type for event in await s.told()] == ["notice.new"]
        s.routes["/"] = posts_page(third, *FILL)
        assert await s.told() == []


async def test_a_new_post_is_no_edit_of_one_that_rolled_off(tmp_path: Path) -> None:
    old = ("【控え#2026-11】岬町 名簿の紛失", LOST.format("岬町", 31, "役場の倉庫"))
    new = ("【控え#2026-19】霧島谷市 名簿の紛失", LOST.format("霧島谷市", 31, "市の倉庫"))
    async with stage(tmp_path, {"/": posts_page(*FILL, old)}, kind="posts", backfill=NONE) as s:
        await s.check()
        s.routes["/"] = posts_page(new, *FILL)
        assert [event.type for event in await s.told()] == ["notice.new"]


async def test_a_page_of_posts_at_a_new_address_tells_nothing_again(tmp_path: Path) -> None:
    page = posts_page(("岬町 名簿の紛失", LOST.format("岬町", 31, "役場の倉庫")), *FILL)
    async with stage(tmp_path, {"/": page, "/new/": page}, kind="posts", backfill=ALL) as s:
        assert len(await s.told()) == 1
        s.config = replace(s.config, sources=(replace(s.config.sources[0], url=s.city.url("/new/")),))
        s.service.adopt(s.config)
        assert await s.told() == []
