"""`sources add|import|export` as a user gives them, on sites of loopback; what they leave in the file."""

from __future__ import annotations

import asyncio
import io
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from noticewatch.added import append_sources
from noticewatch.cli import cli
from noticewatch.config import load_config
from noticewatch.errors import ConfigError, NoticewatchError
from tests.flow_stage import NOTICE, ORDINARY, city_routes, html, write_configuration
from tests.inline_worker import InlineWorker
from tests.loopback_site import Behaviour, Site
from tests.sources_desk import UL, sources_desk
from tests.test_wire_cli import Desk


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
