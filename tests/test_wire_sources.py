"""`sources test` as a user gives it, on sites of loopback."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.flow_stage import LOSS, NOTICE, ORDINARY, city_routes, html
from tests.loopback_site import Behaviour, Site, answer
from tests.sources_desk import ROWS, UL, sources_desk
from tests.test_wire_cli import Desk

TABLE = "".join(f'<tr><td>{day}</td><td><a href="{path}">{title}</a></td></tr>' for path, day, title in ROWS)
POST = """<div class="post"><h3 class="post-title"><a href="/p/{n}.html">{title}</a></h3><p class="date">2026年11月{day}日</p>
<div class="entry-content"><p>{who}は、市民{n}名の氏名と住所を記した名簿を紛失したと発表した。</p>
<p>悪用の確認はないという。警察に届け出た。</p></div></div>"""
POSTS = "".join(
    POST.format(n=n, day=day, title=title, who=who)
    for n, day, title, who in (
        (31, 20, "灯台市で名簿を紛失", "灯台市"),
        (32, 18, "岬町で名簿を紛失", "岬町"),
        (33, 12, "帆船商会で名簿を紛失", "株式会社帆船商会"),
    )
)
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>灯台市</title><link>http://x.example/</link>{items}</channel></rss>"""
RSS_ITEMS = "".join(
    f"<item><title>{title}</title><link>{path}</link><pubDate>Sat, {day[-2:]} Nov 2026 10:00:00 +0900</pubDate></item>"
    for path, day, title in reversed(ROWS)
)


def urlset(site: Site, *rows: tuple[str, str]) -> bytes:
    inner = "".join(f"<url><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></url>" for path, day in rows)
    return xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>')


def xml(text: str) -> bytes:
    return answer(text.encode(), Content_Type="application/xml")


@pytest.fixture
async def city() -> AsyncIterator[Site]:
    async with Site(city_routes(NOTICE, *ORDINARY), host="127.0.0.33") as site:
        yield site


@pytest.fixture
async def desk(
    city: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    async with sources_desk(city, tmp_path, capsys, monkeypatch) as made:
        yield made


async def tried(desk: Desk, where: str) -> dict[str, Any]:
    result = await desk.run("sources", "test", where, "--json")
    assert result.code == 0, result.err
    assert set(result.json) == {"kind", "items", "newest", "config"}
    return dict(result.json)


def block(config: str) -> dict[str, Any]:
    [table] = tomllib.loads(config)["sources"]
    return dict(table)


@pytest.mark.parametrize("form", [f"<ul class='news'>{UL}</ul>", f"<table>{TABLE}</table>"], ids=["ul", "table"])
async def test_lists_in_any_form(desk: Desk, city: Site, form: str) -> None:
    desk.routes["/oshirase/list.html"] = html(f"<h1>お知らせ一覧</h1>{form}", "お知らせ一覧｜")
    found = await tried(desk, city.url("/oshirase/list.html"))
    assert found["kind"] == "listing"
    assert found["items"] == [{"url": city.url(path), "title": title, "published": day} for path, day, title in ROWS]
    newest = found["newest"]
    assert newest["facts"]["affected_headline"]["value"] == 25
    assert newest["url"] == city.url("/n/3.html")
    assert set(newest) == {"title", "url", "facts", "evidence"}
    made = block(found["config"])
    assert made == {
        "id": f"127-0-0-33-{city.port}-oshirase",
        "name": "灯台市 お知らせ一覧",
        "url": city.url("/oshirase/list.html"),
        "kind": "listing",
        "organization": "灯台市",
        "language": "ja",
    }


async def test_what_a_person_sees(desk: Desk, city: Site) -> None:
    result = await desk.run("sources", "test", city.url("/#top"))
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[1] == "kind: listing, for 3 links make up one list; 3 bear dates"
    assert [line.split()[:2] for line in lines[4:7]] == [["2026-11-21", "yes"], ["2026-11-12", "no"], ["2026-11-10", "yes"]]
    assert "! it is already watched, as todai" in lines
    assert "25 person (total)" in result.out
    assert block(result.out.partition("To watch it:")[2])["url"] == city.url("/")
    assert result.err == ""


async def test_a_configured_source_is_read_as_it_is_configured(desk: Desk, city: Site) -> None:
    desk.routes["/"] = html(
        f"<ul class='news'>{UL}</ul><ul class='more'><li>2026-11-01 <a href='/x.html'>広報紙の紛失</a></li></ul>"
    )
    path = desk.folder / "sources.toml"
    path.write_text(path.read_text() + 'link_selector = "ul.more a"\ninterval = "45m"\nexclude = ["/x"]\n')
    result = await desk.run("sources", "test", "todai", "--json")
    assert [item["url"] for item in result.json["items"]] == [city.url("/x.html")]
    assert result.json["newest"] is None
    assert "no title could be" in result.err
    assert block(result.json["config"]) == tomllib.loads(path.read_text())["sources"][0] | {"kind": "listing"}
    near = await desk.run("sources", "test", "todia")
    assert (near.code, "Did you mean todai" in near.err) == (2, True)


async def test_a_source_that_lost_what_it_had_is_doubted(desk: Desk) -> None:
    rows = [(f"/n/{n}.html", f"2026年11月{n}日", f"第{n}号のお知らせについて") for n in range(10, 20)]
    desk.routes["/"] = html("<dl>" + "".join(f"<dt>{day}</dt><dd><a href='{p}'>{t}</a></dd>" for p, day, t in rows) + "</dl>")
    await desk.run("check")
    desk.routes["/"] = html("<dl>" + "".join(f"<dt>{day}</dt><dd><a href='{p}'>{t}</a></dd>" for p, day, t in rows[8:]) + "</dl>")
    assert "SUSPECT" in (await desk.run("sources", "test", "todai")).out


async def test_what_has_moved_for_good_is_watched_where_it_is_now(desk: Desk, city: Site) -> None:
    desk.routes["/old"] = answer(b"", "301 Moved", Location="/new")
    desk.routes["/new"] = answer(b"", "308 Moved", Location="/oshirase")
    desk.routes["/now"] = answer(b"", "302 Found", Location="/oshirase")
    desk.routes["/oshirase"] = html(f"<h1>お知らせ一覧</h1><ul>{UL}</ul>", "お知らせ一覧｜")
    moved = await desk.run("sources", "test", city.url("/old"), "--json")
    assert block(moved.json["config"])["url"] == city.url("/oshirase")
    assert "moved for good" in moved.err
    assert block((await tried(desk, city.url("/now")))["config"])["url"] == city.url("/now")


async def test_posts_are_items_at_their_own_addresses(desk: Desk, city: Site) -> None:
    desk.routes["/diary"] = html(POSTS, "漏えい日録｜")
    found = await tried(desk, city.url("/diary"))
    assert found["kind"] == "posts"
    assert [item["url"] for item in found["items"]] == [city.url(f"/p/{n}.html") for n in (31, 32, 33)]
    assert found["newest"]["facts"]["organization"] == "灯台市"
    assert found["newest"]["url"] == city.url("/p/31.html")
    assert "organization" not in block(found["config"])


async def test_a_page_is_its_own_item(desk: Desk, city: Site) -> None:
    found = await tried(desk, city.url("/n/3.html"))
    assert (found["kind"], found["newest"]["facts"]["cause"]) == ("page", "loss")
    assert found["items"] == [{"url": city.url("/n/3.html"), "title": "申請書の紛失について", "published": "2026-11-21"}]


async def test_a_feed_and_the_page_that_announces_it(desk: Desk, city: Site) -> None:
    desk.routes["/feed.xml"] = answer(RSS.format(items=RSS_ITEMS).encode(), Content_Type="application/rss+xml")
    found = await tried(desk, city.url("/feed.xml"))
    assert (found["kind"], [item["url"] for item in found["items"]]) == ("feed", [city.url(path) for path, _, _ in ROWS])
    assert block(found["config"])["organization"] == "灯台市"
    announced = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    body = desk.routes["/"]
    assert isinstance(body, bytes)
    desk.routes["/"] = answer(body.partition(b"\r\n\r\n")[2].replace(b"<title>", announced.encode() + b"<title>"))
    result = await desk.run("sources", "test", city.url("/"))
    assert f"! this page announces a feed: {city.url('/feed.xml')}" in result.out
    assert "kind: listing" in result.out


async def test_a_sitemap_index_gives_the_items_of_its_sitemaps(desk: Desk, city: Site) -> None:
    inner = "".join(f"<sitemap><loc>{city.url(path)}</loc></sitemap>" for path in ("/s1.xml", "/s2.xml"))
    desk.routes["/s.xml"] = xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>')
    desk.routes["/s1.xml"] = urlset(city, ("/n/1.html", "2026-11-10"))
    desk.routes["/s2.xml"] = urlset(city, ("/n/3.html", "2026-11-21"))
    found = await tried(desk, city.url("/s.xml"))
    assert (found["kind"], [item["url"] for item in found["items"]]) == (
        "sitemap",
        [city.url("/n/3.html"), city.url("/n/1.html")],
    )
    desk.routes["/s1.xml"] = answer(b"", "500 Oops")
    partly = await desk.run("sources", "test", city.url("/s.xml"), "--json")
    assert (partly.code, "/s1.xml" in partly.err, len(partly.json["items"])) == (1, True, 1)


async def test_the_next_notice_is_shown_where_the_newest_cannot_be_read(desk: Desk, city: Site) -> None:
    rows = "".join(f"<li>2026-11-{20 - n} <a href='/m/{n}.html'>個人情報の紛失 その{n}</a></li>" for n in range(5))
    desk.routes["/list"] = html(f"<ul>{rows}</ul>")
    desk.routes["/m/1.html"] = html(LOSS.format(count=77))
    result = await desk.run("sources", "test", city.url("/list"), "--json")
    assert (result.code, result.json["newest"]["facts"]["affected_headline"]["value"]) == (0, 77)
    assert "/m/0.html cannot be read" in result.err
    del desk.routes["/m/1.html"]
    none = await desk.run("sources", "test", city.url("/list"), "--json")
    assert (none.code, none.json["newest"], len(none.json["items"])) == (1, None, 5)
    assert none.err.count("cannot be read") == 3


SCRIPTED = answer(b"<html><body><div id=root></div><script src=/x.js></script></body></html>", Content_Type="text/html")
LOGIN = html("<h1>ログイン</h1><form><input name=i><input type=password name=p></form>")


@pytest.mark.parametrize(
    ("page", "said", "do"),
    [
        (answer(b"", "404 Not Found"), "status 404", "take the address"),
        (answer(b"", "403 Forbidden"), "status 403", "lets no program in"),
        (answer(b"", "503 Busy"), "status 503", "try again later"),
        (SCRIPTED, "no text (1 scripts)", "drawn by its scripts"),
        (LOGIN, "login form", "behind a login"),
        (answer(b"\x89PNG\r\n\x1a\n", Content_Type="image/png"), "an image", "in a browser"),
    ],
)
async def test_what_cannot_be_read_says_what_to_do(desk: Desk, city: Site, page: bytes | Behaviour, said: str, do: str) -> None:
    desk.routes["/list"] = page
    for command in ("test", "add"):
        result = await desk.run("sources", command, city.url("/list"))
        assert (result.code, result.out) == (1, "")
        assert said in result.err
        assert do in result.err
    assert not (desk.folder / "sources.d").exists()


async def test_robots_and_networks_are_heeded(desk: Desk, city: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    desk.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /list", Content_Type="text/plain")
    closed = await desk.run("sources", "test", city.url("/list"))
    assert (closed.code, "robots.txt" in closed.err, 'robots = "ignore"' in closed.err) == (1, True, True)
    assert "/list" not in city.paths
    path = desk.folder / "sources.toml"
    path.write_text(path.read_text().replace("127.0.0.0/8", "10.0.0.0/8"))
    asked = len(city.paths)
    refused = await desk.run("sources", "test", city.url("/"))
    assert (refused.code, "allow_networks" in refused.err, len(city.paths)) == (1, True, asked)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.setattr(sys, "argv", ["noticewatch", "sources", "test", city.url("/")])
    without = subprocess.run(
        [sys.executable, "-m", "noticewatch", "sources", "test", city.url("/")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (without.returncode, "allow_networks" in without.stderr) == (1, True)
    nothing = await desk.run("sources", "test", "ftp://x.example/")
    assert (nothing.code, "must begin with http" in nothing.err) == (2, True)
