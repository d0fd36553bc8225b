"""`sources test|add|import|export` as a user gives them, on sites of loopback."""

from __future__ import annotations

import asyncio
import io
import json
import os
import stat
import subprocess
import sys
import threading
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from noticewatch.added import append_sources
from noticewatch.cli import cli
from noticewatch.config import load_config
from noticewatch.errors import ConfigError, NoticewatchError
from tests.flow_stage import LOSS, NOTICE, ORDINARY, SECRET, Receiver, city_routes, html, write_configuration
from tests.inline_worker import InlineWorker
from tests.loopback_site import Behaviour, Site, answer
from tests.test_wire_cli import Desk

ROWS = (("/n/3.html", "2026-11-21", "申請書の紛失について"), ("/n/1.html", "2026-11-10", "水道料金の改定について"))
UL = "".join(f'<li><span>{day}</span><a href="{path}">{title}</a></li>' for path, day, title in ROWS)
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
    routes = city_routes(NOTICE, *ORDINARY)
    async with Site(routes, host="127.0.0.33") as site:
        yield site


@pytest.fixture
async def desk(
    city: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    monkeypatch.setattr("noticewatch.parsing.Process", InlineWorker)
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    async with Site({}, host="127.0.0.34") as receivers:
        write_configuration(tmp_path, city, receivers)
        assert isinstance(city.routes, dict)
        yield Desk(tmp_path, city.routes, Receiver(receivers), capsys, monkeypatch)


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


async def test_add_writes_what_was_suggested_and_what_was_asked_for(desk: Desk, city: Site) -> None:
    desk.routes["/list"] = html(f"<h1>お知らせ一覧</h1><ul>{UL}</ul>", "お知らせ一覧｜")
    result = await desk.run(
        "sources",
        "add",
        city.url("/list"),
        "--id",
        "todai-list",
        "--tag",
        "city",
        "--tag",
        'a "b"',
        "--interval",
        "2h",
        "--organization",
        "",
    )
    assert result.code == 0, result.err
    assert "SIGHUP" in result.out
    file = desk.folder / "sources.d" / "added.toml"
    [_, added] = load_config(desk.folder / "sources.toml", {}, secrets=False).sources
    assert (added.id, added.tags, added.organization, added.kind) == ("todai-list", ("city", 'a "b"'), None, "listing")
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE((desk.folder / "sources.toml").stat().st_mode) & 0o644
    assert "1 sources checked, 0 failed" in (await desk.run("check", "todai-list")).out
    file.chmod(0o600)
    before = file.read_bytes()
    for arguments, said in (
        ((city.url("/list#x"),), "already watched, as todai-list"),
        ((city.url("/n/3.html"), "--id", "todai"), "the id todai is taken"),
    ):
        refused = await desk.run("sources", "add", *arguments)
        assert (refused.code, said in refused.err) == (1, True)
    assert (await desk.run("sources", "add", "todai")).code == 2
    assert (await desk.run("sources", "add", city.url("/n/3.html"), "--id", "Not An Id")).code == 2
    assert file.read_bytes() == before
    assert (await desk.run("sources", "add", city.url("/n/3.html"), "--yes")).code == 0
    assert file.read_bytes().startswith(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(os.listdir(file.parent)) == ["added.toml"]


async def test_add_asks_on_a_terminal(desk: Desk, city: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for said, ids in (("n\n", ["todai"]), ("y\n", ["todai", "loss"])):
        monkeypatch.setattr("sys.stdin", Terminal(said))
        result = await desk.run("sources", "add", city.url("/n/3.html"), "--id", "loss")
        assert (result.code, "Add it?" in result.out) == (0, True)
        assert [source.id for source in load_config(desk.folder / "sources.toml", {}, secrets=False).sources] == ids


async def test_a_configuration_that_leaves_the_file_out_is_told_and_nothing_stays(desk: Desk, city: Site) -> None:
    path = desk.folder / "sources.toml"
    path.write_text(path.read_text().replace("[settings]", '[settings]\ninclude = ["more/*.toml"]'))
    result = await desk.run("sources", "add", city.url("/n/3.html"))
    assert result.code == 2
    assert 'include = ["more/*.toml", "sources.d/*.toml"]' in result.err
    assert not (desk.folder / "sources.d").exists()


def configured(folder: Path, more: str = "") -> Path:
    path = folder / "sources.toml"
    path.write_text(f'[server]\nlisten = ""\n{more}')
    path.chmod(0o644)
    return path


def test_a_faulty_result_is_undone(tmp_path: Path) -> None:
    path = configured(tmp_path)
    file = append_sources(path, [{"id": "a", "url": "https://a.example/"}], {})
    before = file.read_bytes()
    for faulty in ({"id": "b", "url": "ftp://b.example/"}, {"id": "c", "url": "https://c.example/", "kind": "x"}):
        with pytest.raises(NoticewatchError, match="must"):
            append_sources(path, [{"id": "d", "url": "https://d.example/"}, faulty], {})
        assert file.read_bytes() == before
    assert [source.id for source in load_config(path, {}).sources] == ["a"]
    path.write_text(path.read_text() + "[feeed]\n")
    with pytest.raises(NoticewatchError, match="feeed"):
        append_sources(path, [{"id": "e", "url": "https://e.example/"}], {})
    assert file.read_bytes() == before


def test_a_service_can_read_what_is_added_whatever_the_umask(tmp_path: Path) -> None:
    path = configured(tmp_path)
    tmp_path.chmod(0o755)
    before = os.umask(0o077)
    try:
        file = append_sources(path, [{"id": "a", "url": "https://a.example/"}], {})
    finally:
        os.umask(before)
    assert [stat.S_IMODE(place.stat().st_mode) for place in (file.parent, file)] == [0o755, 0o644]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = configured(tmp_path)
    (tmp_path / "sources.d").write_text("")
    with pytest.raises(NoticewatchError, match="cannot be written"):
        append_sources(path, [{"id": "a", "url": "https://a.example/"}], {})


def test_two_commands_at_once_both_add(tmp_path: Path) -> None:
    path = configured(tmp_path)
    code = (
        "import sys; from pathlib import Path; from noticewatch.added import append_sources\n"
        "for n in range(5):\n"
        "    name = sys.argv[2] + str(n)\n"
        "    append_sources(Path(sys.argv[1]), [{'id': name, 'url': f'https://{name}.example/'}], {})"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "ab"]
    assert [process.wait(60) for process in both] == [0, 0]
    assert {source.id for source in load_config(path, {}).sources} == {f"{name}{n}" for name in "ab" for n in range(5)}


async def test_import_takes_all_or_nothing(desk: Desk) -> None:
    table = desk.folder / "vendors.csv"
    city = json.loads((await desk.run("sources", "list", "--json")).out)[0]["url"]
    table.write_text(f'id,url,tags,organization\na,https://a.example/news/,vendor;"x;y",\'=A\n,{city},,\n,https://b.example/,,\n')
    result = await desk.run("sources", "import", str(table))
    assert result.code == 0, result.err
    assert f"left out: {city} is watched already, as todai" in result.out
    assert "Added 2 sources" in result.out
    config = load_config(desk.folder / "sources.toml", {}, secrets=False)
    assert [source.id for source in config.sources] == ["todai", "a", "b"]
    again = await desk.run("sources", "import", str(table))
    assert (again.code, "Nothing to add" in again.out) == (0, True)
    table.write_text("url,kind\nhttps://c.example/,listing\nhttps://d.example/,lst\nx,auto\n")
    wrong = await desk.run("sources", "import", str(table))
    assert wrong.code == 2
    assert "vendors.csv:3: kind:" in wrong.err
    assert "vendors.csv:4: url:" in wrong.err
    assert "2 mistakes; nothing was added" in wrong.err
    assert load_config(desk.folder / "sources.toml", {}, secrets=False) == config
    table.write_bytes("url,name\nhttps://c.example/,灯台市\n".encode("cp932"))
    assert "vendors.csv:2: is not UTF-8" in (await desk.run("sources", "import", str(table))).err
    assert (await desk.run("sources", "import", "no-such-file")).code == 2


async def test_what_is_exported_can_be_imported_elsewhere(desk: Desk, tmp_path: Path) -> None:
    path = desk.folder / "sources.toml"
    path.write_text(
        path.read_text()
        + 'tags = ["@city", "a;b"]\ninterval = "1h30m"\nrobots = "ignore"\ninclude = ["漏えい|紛失", "-x"]\n'
        + '[[sources]]\nid = "feed"\nurl = "https://f.example/rss"\nname = "F & Co"\nkind = "feed"\ntags = ["t"]\n'
    )
    (tmp_path / "other").mkdir()
    other = configured(tmp_path / "other")
    exported = await desk.run("sources", "export")
    file = tmp_path / "out.csv"
    file.write_bytes(exported.out.encode())
    feeds = await desk.run("sources", "export", "--format", "opml")
    assert "1 of 2 sources are no feeds" in feeds.err
    (tmp_path / "out.opml").write_text(feeds.out)
    desk.folder = tmp_path / "other"
    assert (await desk.run("sources", "import", str(file))).code == 0
    assert load_config(other, {}).sources == load_config(path, {}, secrets=False).sources
    (tmp_path / "other" / "sources.d" / "added.toml").unlink()
    assert (await desk.run("sources", "import", str(tmp_path / "out.opml"))).code == 0
    [feed] = load_config(other, {}).sources
    assert (feed.id, feed.name, feed.url, feed.kind, feed.tags) == (
        "f",
        "F & Co",
        "https://f.example/rss",
        "feed",
        ("t",),
    )


@contextmanager
def served(routes: dict[str, bytes | Behaviour]) -> Iterator[Site]:
    """A site whose loop runs on a thread of its own, so that a command may run on this one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    site = Site(routes, host="127.0.0.36")
    try:
        asyncio.run_coroutine_threadsafe(site.__aenter__(), loop).result(10)
        yield site
        asyncio.run_coroutine_threadsafe(site.__aexit__(None, None, None), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def test_from_a_trial_to_a_watched_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noticewatch.parsing.Process", InlineWorker)
    rows = "".join(f"<li>2026-11-{20 - n} <a href='/m/{n}.html'>個人情報の紛失 その{n}</a></li>" for n in range(5))
    routes = city_routes(NOTICE, *ORDINARY) | {"/oshirase": html(f"<ul>{rows}</ul>")}
    path = configured(tmp_path, '[settings]\nallow_networks = ["127.0.0.0/8"]\nper_host_delay = "0s"\n')

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, ["--config", str(path), "sources", *words], standalone_mode=False)

    with served(routes) as site:
        tested = run("test", site.url("/"))
        assert (tested.return_value, "To watch it:" in tested.stdout) == (0, True)
        as_json = run("test", site.url("/"), "--json")
        unread = run("test", site.url("/oshirase"), "--json")
        added = run("add", site.url("/"), "--id", "todai", "--organization", "")
        partly = run("add", site.url("/oshirase"), "--name", "お知らせ")
    assert json.loads(as_json.stdout)["kind"] == "listing"
    assert (unread.return_value, json.loads(unread.stdout)["newest"]) == (1, None)
    assert (added.return_value, partly.return_value) == (0, 1)
    first, second = load_config(path, {}).sources
    assert (first.id, first.organization, second.name) == ("todai", None, "お知らせ")


def test_without_a_configuration_public_addresses_can_be_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NOTICEWATCH_CONFIG", raising=False)

    def problem(*words: str) -> BaseException | None:
        return CliRunner().invoke(cli, [*words], standalone_mode=False).exception

    refused = problem("sources", "test", "http://127.0.0.1:9/")
    assert isinstance(refused, NoticewatchError)
    assert "settings.allow_networks" in str(refused)
    for words in (
        ("sources", "test", "todai"),
        ("sources", "add", "https://a.example/"),
        ("--config", "x.toml", "sources", "export"),
    ):
        assert isinstance(problem(*words), ConfigError)


def test_what_is_piped_in_is_imported(tmp_path: Path) -> None:
    path = configured(tmp_path)
    words = ["--config", str(path), "sources", "import", "-"]
    result = CliRunner().invoke(cli, words, input="url\nhttps://a.example.org/news/\n", standalone_mode=False)
    assert "Added 1 source to" in result.stdout
    assert [source.id for source in load_config(path, {}).sources] == ["a-example-news"]


async def test_as_a_process(city: Site, tmp_path: Path) -> None:
    async with Site({}, host="127.0.0.35") as receivers:
        path = write_configuration(tmp_path, city, receivers)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "noticewatch", "--config", str(path), "sources", "test", "todai", "--json",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        out, err = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, err.decode()) == (0, "")
    assert [item["url"] for item in json.loads(out)["items"]] == [city.url(f"/n/{n}.html") for n in (3, 2, 1)]
