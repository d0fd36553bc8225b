"""The edges of whole passes: bugs that must stay where they are, temporary redirects, posts of one name, doors that stay shut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from noticewatch import jobs, sending
from noticewatch.alerts import deliveries_for
from noticewatch.config import Backfill
from noticewatch.daemon import Daemon, _logged
from noticewatch.errors import ConfigError, StoreError
from noticewatch.model import Event, SourceRef
from noticewatch.records import Outcome
from noticewatch.service import Service
from noticewatch.store import known, shown
from noticewatch.store.commit import commit
from tests.flow_stage import LOSS, NOTICE, ORDINARY, Stage, html, listing, stage
from tests.loopback_site import answer
from tests.told_events import told_events

NONE, ALL = Backfill("none", None), Backfill("all", None)
OTHER = ("/n/5.html", "2026年11月21日", "USBメモリの紛失について")
PAGES = {path: html(f"<h1>{title}</h1><p>窓口でご案内しています。</p>") for path, _, title in ORDINARY}
STICK = LOSS.replace("申請書", "USBメモリ")


async def put(s: Stage, number: int) -> None:
    now = s.clock.now()
    event = Event(f"evt_{number}", "source.failing", now, "medium", SourceRef("city", "灯台市", "https://c.example/"), reason="x")
    await s.service.writer(
        commit, Outcome(events=(event,), deliveries=deliveries_for([event], s.config.channels, s.config.sources[0], now))
    )


async def outbox_states(s: Stage) -> dict[tuple[str, str], str]:
    rows = await s.service.writer(lambda db: list(shown.outbox(db)))
    return {(row["delivery"].event_id, row["delivery"].channel): row["delivery"].state for row in rows}


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


# Deliveries


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
