"""Walks over whole sites on loopback: the right page is found, and no site is asked for more than it should be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from ipaddress import ip_network
from pathlib import Path

import pytest

from noticewatch.clock import Clock
from noticewatch.config import Register
from noticewatch.config.registers import Registered
from noticewatch.errors import StoreError
from noticewatch.fetch import Fetcher, FetchPolicy, Remembered
from noticewatch.parsing import Parser
from noticewatch.scout import MOST_PAGES, Scout, Scouted
from noticewatch.scouting import Shelf, Target, target_of, targets_of, walk_over
from tests.flow_stage import ORDINARY, html, listing
from tests.home_pages.english import ENGLISH
from tests.home_pages.held_out import HELD_OUT
from tests.home_pages.japanese import JAPANESE
from tests.home_pages.later import BLOGGED, LATER
from tests.inline_worker import InlineWorker
from tests.loopback_site import Site, answer
from tests.measure_discovery import AMONG_THREE, FIRST, WORLD, measured, measured_world, shares

TODAY = date(2026, 11, 22)
LIST = listing(*ORDINARY)


@pytest.mark.parametrize("homes", [JAPANESE[::3], ENGLISH[::3], HELD_OUT[::3], LATER[::2]], ids=["ja", "en", "held-out", "later"])
async def test_the_right_page_is_found(homes: tuple[object, ...]) -> None:
    outcomes = await measured(homes)  # type: ignore[arg-type]
    first, three = shares(outcomes)
    assert first >= FIRST, [(one.name, one.place) for one in outcomes]
    assert three >= AMONG_THREE
    assert all(one.pages <= MOST_PAGES for one in outcomes)


@pytest.mark.skipif(not WORLD.is_file(), reason="the shared world lies outside of the project")
async def test_the_right_page_is_found_in_the_shared_world() -> None:
    outcomes = await measured_world(WORLD, ("municipal", "corporate"))
    assert [one.place for one in outcomes] == [1] * len(outcomes)
    assert len(outcomes) >= 6


@pytest.fixture
async def scout() -> AsyncIterator[Scout]:
    robots = Remembered()
    policy = FetchPolicy(user_agent="noticewatch/test", per_host_delay=0.0, allow_networks=(ip_network("127.0.0.0/8"),))
    fetcher, parser = Fetcher(policy, robots, Clock()), Parser(InlineWorker)
    yield Scout(fetcher, parser, robots, TODAY)
    await fetcher.aclose()
    await parser.close()


async def test_a_site_of_endless_links_is_left_after_so_many_pages(scout: Scout) -> None:
    hub = html("<h1>案内</h1>" + "".join(f'<a href="/news/{chr(97 + n)}/">お知らせ{chr(97 + n)}</a>' for n in range(20)))
    routes = {"/": hub} | {f"/news/{chr(97 + n)}/": hub for n in range(20)}
    async with Site(routes, host="127.0.0.41") as site:
        found = await scout.scout(site.url("/"))
        assert (found.pages, found.candidates) == (MOST_PAGES, [])
        assert len([path for path in site.paths if path != "/robots.txt"]) == MOST_PAGES
        assert len(site.paths) == len(set(site.paths))


async def test_robots_are_obeyed_and_asked_for_sitemaps(scout: Scout) -> None:
    routes = {"/": html('<a href="/news/">お知らせ</a>'), "/news/": LIST}
    async with Site(routes, host="127.0.0.42") as site:
        rules = f"User-agent: *\nDisallow: /news/\nsitemap: {site.url('/s.xml')}\nSitemap: file:///etc/passwd"
        routes["/robots.txt"] = answer(rules.encode(), Content_Type="text/plain")
        where = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{site.url('/info/')}</loc></url></urlset>"
        routes |= {"/s.xml": answer(where.encode(), Content_Type="application/xml"), "/info/": LIST}
        found = await scout.scout(site.url("/"))
        assert site.paths[0] == "/robots.txt"
        assert "/news/" not in site.paths
        assert found.candidates[0].url == site.url("/info/")


async def test_what_else_speaks_against_is_read_as_a_last_resort() -> None:
    [outcome] = await measured([BLOGGED])
    assert (outcome.place, outcome.candidates[0].what) == (1, "list")


async def test_a_good_list_ends_the_walk(scout: Scout) -> None:
    routes = {"/": html('<a href="/news/">お知らせ</a><a href="/about/">会社概要</a><a href="/shop/">商品</a>'), "/news/": LIST}
    async with Site(routes, host="127.0.0.43") as site:
        found = await scout.scout(site.url("/"))
        assert [one.url for one in found.candidates] == [site.url("/news/")]
        assert site.paths == ["/robots.txt", "/", "/news/"]


async def test_where_a_page_moved_for_good_its_new_address_is_told(scout: Scout) -> None:
    routes = {
        "/": answer(b"", "302 Found", Location="/top.html"),
        "/top.html": html('<a href="/old/">お知らせ</a><a href="/same/">新着情報</a>'),
        "/old/": answer(b"", "301 Moved", Location="/new/"),
        "/same/": answer(b"", "302 Found", Location="/new/"),
        "/new/": LIST,
    }
    async with Site(routes, host="127.0.0.44") as site:
        found = await scout.scout(site.url("/"))
        assert [one.url for one in found.candidates] == [site.url("/new/")]


async def test_a_site_s_failure_is_its_own(scout: Scout, tmp_path: Path) -> None:
    routes = {"/": html('<a href="/news/">お知らせ</a>'), "/news/": LIST}
    async with Site(routes, host="127.0.0.45") as good, Site({}, host="127.0.0.46") as empty:
        targets = [
            Target("good", (good.url("/"),)),
            Target("empty", (empty.url("/"),)),
            Target("second", (empty.url("/x"), good.url("/"))),
            Target("broken", ("http://[::1",)),
        ]
        shelf = Shelf(tmp_path, "vendors")
        await walk_over(targets, scout, 2, shelf.keep)
        assert set(shelf.sites) == {"good", "empty", "second", "broken"}
        assert [shelf.sites[name].problem for name in ("good", "second")] == ["", ""]
        assert "404" in shelf.sites["empty"].problem
        assert shelf.sites["broken"].problem
        again = Shelf(tmp_path, "vendors")
        assert again.sites == shelf.sites
        assert [one.key for one in again.left(targets)] == ["empty", "broken"]


async def test_a_bug_at_one_site_ends_no_other(tmp_path: Path, scout: Scout) -> None:
    shelf = Shelf(tmp_path, "vendors")
    scout.page = lambda: 1 / 0  # type: ignore[assignment, return-value]
    await walk_over([Target("a", ("http://127.0.0.1/",)), Target("b", ("http://127.0.0.1/",))], scout, 1, shelf.keep)
    assert all("please report it" in shelf.sites[name].problem for name in ("a", "b"))


def test_what_is_kept_survives_a_line_that_was_broken_off(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "vendors")
    shelf.keep(target_of("a.example"), Scouted("https://a.example/", [], 3))
    shelf.decline("https://a.example/blog")
    with shelf.path.open("a", encoding="utf-8") as out:
        out.write('{"site": "b.example", "homepage": "ht')
    again = Shelf(tmp_path, "vendors")
    assert (set(again.sites), again.declined) == ({"a.example"}, {"https://a.example/blog"})
    anew = Shelf(tmp_path, "vendors", again=True)
    assert (anew.sites, anew.declined, anew.path.exists()) == ({}, set(), False)


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "discovered").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be"):
        Shelf(tmp_path, "vendors").decline("https://a.example/")


def test_the_sites_of_a_register() -> None:
    rows = (
        Registered(register="vendors", id="v1", name="株式会社北の灯", domains=("a.example", "www.b.example"), tags=("x",)),
        Registered(register="vendors", id="v2", name="北の灯販売", domains=("a.example",)),
        Registered(register="vendors", id="v3", name="南の灯"),
    )
    targets, without = targets_of(Register(name="vendors", file=Path("v.csv"), rows=rows))
    assert [(one.key, one.organization, one.tags) for one in targets] == [
        ("a.example", "株式会社北の灯", ("x",)), ("www.b.example", "株式会社北の灯", ("x",)),
    ]  # fmt: skip
    assert targets[0].homepages == ("https://a.example/", "https://www.a.example/", "http://a.example/")
    assert targets[1].homepages == ("https://www.b.example/", "http://www.b.example/")
    assert without == ["v3"]
    assert target_of("http://c.example/x").homepages == ("http://c.example/x",)
