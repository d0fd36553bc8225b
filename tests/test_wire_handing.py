"""Commands that write, beside the daemon that holds the database: it does their work, and they print what they would have."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import structlog

from noticewatch import daemon as daemon_module
from noticewatch.cli import handing
from noticewatch.control import STOPPING, bound, socket_path
from noticewatch.daemon import Daemon
from noticewatch.errands import Errand, answer_of, errand_line
from noticewatch.operations import OPERATIONS
from noticewatch.store.connection import Hold
from tests.daemon_stage import Scene, at_work, daemon_scene, until
from tests.flow_stage import NOTICE, ORDINARY, city_routes, html, listing
from tests.loopback_site import Request, Site, answer
from tests.test_wire_cli import Desk, Result

OTHER = ("/n/4.html", "2026年11月22日", "不正アクセスによる個人情報の漏えいについて")
BREACH = """<h1>不正アクセスによる個人情報の漏えいについて</h1><p>岬町の委託先である株式会社帆船のサーバーが不正アクセスを受け、
町民12名の氏名と住所が漏えいしました。深くお詫び申し上げます。</p><p>令和8年11月20日に判明しました。</p>"""


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())  # the daemon's lines are not the commands'
    async with daemon_scene(tmp_path, monkeypatch, settings='interval = "1h"\nbackfill = "all"') as made:
        yield made


@pytest.fixture
def desk(scene: Scene, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(scene.folder, scene.routes, scene.hook, capsys, monkeypatch)


async def beside(scene: Scene, act: Callable[[Daemon], object]) -> None:
    """The daemon at work, after its first look at the city's list."""

    async def acting(daemon: Daemon) -> None:
        await until(lambda: daemon._control.path.exists() and not daemon._running)
        await act(daemon)  # type: ignore[misc]

    await at_work(scene, acting, looks=1)


async def as_process(scene: Scene, *words: str) -> asyncio.subprocess.Process:
    command = [sys.executable, "-m", "noticewatch", "--config", str(scene.path), *words]
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)


async def ended(process: asyncio.subprocess.Process) -> Result:
    async with asyncio.timeout(30):
        out, err = await process.communicate()
    assert process.returncode is not None
    return Result(process.returncode, out.decode(), err.decode())


async def test_check_is_done_by_the_daemon_as_it_would_be_without(scene: Scene, desk: Desk) -> None:
    before = await desk.run("check", "--json")

    async def act(_: Daemon) -> None:
        scene.routes["/"] = listing(NOTICE, *ORDINARY)
        told = await desk.run("check", "todai", "--json")
        assert (told.code, told.err) == (0, "")
        [report] = told.json
        assert report.keys() == before.json[0].keys()
        assert [event["type"] for event in report["events"]] == ["notice.new"]
        assert [event["id"] for event in scene.hook.events] == [report["events"][0]["id"]]
        assert report["events"][0]["id"] in (scene.folder / "feed" / "feed.rss").read_text()
        again = await desk.run("check")
        assert again.out.splitlines()[0].split() == ["source", "outcome", "listed", "read", "told"]
        assert again.out.splitlines()[-1] == "1 sources checked, 0 failed, 0 events"
        scene.routes["/"] = answer(b"", "500 Oops")
        scene.hook.answers = [answer(b"", "500 Oops")] * 9
        failed = await desk.run("check")
        assert failed.code == 1
        assert "noticewatch: todai: " in failed.err
        assert "500" in failed.err
        assert "FAILED" in failed.out
        assert (await desk.run("check", "todia")).code == 2

    await beside(scene, act)
    after = await desk.run("check")
    assert (after.code, "FAILED" in after.out) == (1, True)


async def test_a_channel_that_fails_is_named_and_the_exit_code_is_one(scene: Scene, desk: Desk) -> None:
    async def act(_: Daemon) -> None:
        scene.routes["/"] = listing(NOTICE, *ORDINARY)
        scene.hook.answers = [answer(b"", "410 Gone")]
        checked = await desk.run("check")
        assert (checked.code, "channel siem: answered 410" in checked.err) == (1, True)
        scene.hook.answers = [answer(b"", "410 Gone")]
        again = await desk.run("alerts", "resume", "siem")
        assert (again.code, again.out, "answered 410" in again.err) == (1, "", True)
        resumed = await desk.run("alerts", "resume", "siem")
        assert (resumed.code, resumed.out) == (0, "siem goes on\n")
        assert (await desk.run("alerts", "resume", "siem")).out == "siem is not paused\n"
        nothing = await desk.run("alerts", "retry", "evt_nothing")
        assert (nothing.code, "no dead delivery of evt_nothing" in nothing.err) == (1, True)
        assert (await desk.run("alerts", "retry")).out == "0 dead deliveries are due again\n"

    await beside(scene, act)
    told = [event["id"] for event in scene.hook.events if event["type"] == "notice.new"]
    assert len(told) == 3
    assert len(set(told)) == 1


async def test_incidents_are_merged_and_split_by_the_daemon(scene: Scene, desk: Desk) -> None:
    scene.routes |= {"/": listing(NOTICE, OTHER, *ORDINARY), "/n/4.html": html(BREACH)}
    await desk.run("check")
    one, other = [found["id"] for found in (await desk.run("incidents", "list", "--json")).json]

    async def act(_: Daemon) -> None:
        merged = await desk.run("incidents", "merge", one, other)
        assert (merged.code, merged.out) == (0, merged_line(one))
        again = await desk.run("incidents", "merge", one, other)
        assert (again.code, "are one incident already" in again.err) == (1, True)
        address = scene.city.url("/n/4.html")
        split = await desk.run("incidents", "split", one, address)
        assert (split.code, "holds what was split off" in split.out) == (0, True)
        refused = await desk.run("incidents", "split", one, address)
        assert refused.code == 1
        assert len((await desk.run("incidents", "list", "--json")).json) == 2

    await beside(scene, act)
    one, other = [found["id"] for found in (await desk.run("incidents", "list", "--json")).json]
    by_itself = await desk.run("incidents", "merge", one, other)
    assert (by_itself.code, by_itself.out) == (0, merged_line(one))


def merged_line(name: str) -> str:
    return f"{name} holds the notices of all: `noticewatch incidents show {name}`\n"


async def test_a_source_that_is_added_is_watched_at_once(scene: Scene, desk: Desk) -> None:
    scene.path.write_text(scene.path.read_text().replace("[settings]", '[settings]\ninclude = ["sources.d/*.toml"]'))
    async with Site(city_routes(*ORDINARY), host="127.0.0.43") as second:

        async def act(_: Daemon) -> None:
            added = await desk.run("sources", "add", second.url("/"), "--id", "minato", "--yes")
            assert (added.code, "The running daemon watches it from now on." in added.out) == (0, True)
            seen = len(second.requests)
            await until(lambda: second.paths[seen:].count("/"))

        await beside(scene, act)
        table = scene.folder / "more.csv"
        table.write_text(f"url,id\n{second.url('/other')},other\n")
        imported = await desk.run("sources", "import", str(table))
        assert (imported.code, "SIGHUP" in imported.out) == (0, True)


async def test_reload_tells_what_came_of_it(scene: Scene, desk: Desk) -> None:
    good = scene.path.read_text()

    async def act(daemon: Daemon) -> None:
        taken = await desk.run("reload")
        assert (taken.code, taken.out) == (0, f"{scene.path}: the daemon has taken 1 sources and 1 channels\n")
        # The daemon's own surroundings are what counts: here a mistake that only it can see.
        daemon._env = {}
        faulty = await desk.run("reload")
        assert faulty.code == 2
        assert f"{scene.path}:" in faulty.err
        assert "HOOK_SECRET is not set" in faulty.err
        scene.path.write_text(good + '[[sources]]\nid = "minato"\nname = "港町"\nurl = "https://minato.example/"\n')
        unknown = await desk.run("check", "minato")
        assert (unknown.code, "does not watch minato yet: `noticewatch reload`" in unknown.err) == (1, True)
        assert (await desk.run("check", "todai")).code == 0
        partly = await desk.run("check")
        assert (partly.code, "minato: not checked: the running daemon does not watch it yet" in partly.err) == (1, True)
        assert "1 sources checked, 0 failed" in partly.out

    await beside(scene, act)
    scene.path.write_text(good)
    alone = await desk.run("reload")
    assert (alone.code, "no daemon holds the database" in alone.err) == (1, True)


async def test_sigterm_ends_a_command_with_a_clear_word_and_never_half(
    scene: Scene, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daemon_module, "GRACE", 0.2)
    gate = asyncio.Event()
    answers: list[dict[str, object]] = []

    async def hang(request: Request, writer: asyncio.StreamWriter) -> None:
        await gate.wait()

    async def act(daemon: Daemon) -> None:
        scene.routes["/"] = hang
        seen = len(scene.city.requests)
        checking = await as_process(scene, "check")
        await until(lambda: "/" in scene.city.paths[seen:])
        reader, writer = await asyncio.open_unix_connection(str(daemon._control.path))
        os.kill(os.getpid(), signal.SIGTERM)
        await until(lambda: daemon._stop.is_set() and daemon._control._stopping)
        writer.write(errand_line(Errand("incidents merge", {"incident_ids": ["a", "b"]})))
        answers.append(json.loads(await reader.readline()))
        writer.close()
        stopped = await ended(checking)
        assert (stopped.code, stopped.out) == (1, "")
        assert "the daemon was stopped before all of it was done" in stopped.err
        assert "Traceback" not in stopped.err

    await beside(scene, act)
    gate.set()
    assert answers[0]["failed"] == STOPPING
    assert not socket_path(scene.folder / "noticewatch.db").exists()


async def test_sigterm_lets_a_command_that_is_nearly_done_end(scene: Scene, desk: Desk) -> None:
    gate = asyncio.Event()

    async def late(request: Request, writer: asyncio.StreamWriter) -> None:
        await gate.wait()
        writer.write(listing(NOTICE, *ORDINARY))
        await writer.drain()

    async def act(daemon: Daemon) -> None:
        scene.routes["/"] = late
        seen = len(scene.city.requests)
        checking = asyncio.create_task(desk.run("check", "--json"))
        await until(lambda: "/" in scene.city.paths[seen:])
        os.kill(os.getpid(), signal.SIGTERM)
        await until(lambda: daemon._control._stopping)
        gate.set()
        ended_well = await checking
        assert (ended_well.code, ended_well.err) == (0, "")
        [event] = ended_well.json[0]["events"]
        assert [told["id"] for told in scene.hook.events] == [event["id"]]

    await beside(scene, act)


async def test_the_real_process_takes_commands_and_leaves_nothing_in_the_way_of_the_next(scene: Scene, desk: Desk) -> None:
    place = socket_path(scene.folder / "noticewatch.db")
    first = await as_process(scene, "run")
    await until(lambda: place.exists() and scene.city.paths)
    assert "1 sources checked, 0 failed" in (await desk.run("check")).out
    first.kill()
    await first.wait()
    assert place.exists()
    assert "1 sources checked, 0 failed" in (await desk.run("check")).out  # by itself: nobody listens there
    left = place.lstat().st_mtime_ns
    second = await as_process(scene, "run")
    await until(lambda: place.exists() and place.lstat().st_mtime_ns != left)
    together = await asyncio.gather(*(given(scene, "check", "todai") for _ in range(2)))
    assert [result.code for result in together] == [0, 0]
    assert {result.out.splitlines()[-1] for result in together} == {"1 sources checked, 0 failed, 0 events"}
    second.send_signal(signal.SIGTERM)
    log = await ended(second)
    assert log.code == 0
    assert "Traceback" not in log.err
    assert not place.exists()


async def given(scene: Scene, *words: str) -> Result:
    return await ended(await as_process(scene, *words))


async def test_hostile_clients_do_the_daemon_no_harm(scene: Scene, desk: Desk) -> None:
    async def act(daemon: Daemon) -> None:
        place = str(daemon._control.path)
        halves = [await asyncio.open_unix_connection(place) for _ in range(60)]
        for number, (_, writer) in enumerate(halves):
            writer.write([b"", b'{"noticewatch":', b"\x00" * 1000, b"x" * 120_000][number % 4])
        no_errands = (
            b"\xff\n",
            errand_line(Errand("no such thing", {})),
            errand_line(Errand("check", {"source_ids": 7})),
            errand_line(Errand("check", {"source_ids": ["todai"], "more": 1})),
        )
        for sent in no_errands:
            reader, writer = await asyncio.open_unix_connection(place)
            writer.write(sent)
            assert "failed" in json.loads(await reader.readline())
            writer.close()
        assert (await desk.run("check")).code == 0
        assert (await scene.get("/healthz")).status_code == 200
        for _, writer in halves:
            writer.transport.abort()

    await beside(scene, act)


# Without a daemon that answers


async def test_a_second_command_waits_shortly(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hold = Hold(desk.folder / "noticewatch.db", "noticewatch check")
    waits: list[float] = []

    def wait(seconds: float) -> None:
        """Instead of waiting, the other command ends at the second look."""
        waits.append(seconds)
        if len(waits) == 2:
            hold.release()

    monkeypatch.setattr(handing, "time", SimpleNamespace(monotonic=time.monotonic, sleep=wait))
    checked = await desk.run("check")
    assert (checked.code, len(waits)) == (0, 2)
    assert "1 sources checked, 0 failed" in checked.out


@pytest.mark.parametrize(
    ("holder", "why"),
    [
        ("noticewatch run", "(noticewatch run), which takes no commands: nobody listens at"),
        ("noticewatch check", "(noticewatch check), which has not ended: one noticewatch writes at a time"),
    ],
)
async def test_who_holds_the_database_is_named_with_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, holder: str, why: str
) -> None:
    monkeypatch.setattr(handing, "PATIENCE", 0.0)
    hold = Hold(desk.folder / "noticewatch.db", holder)
    for words in (("check",), ("incidents", "merge", "a", "b"), ("alerts", "retry"), ("reload",)):
        refused = await desk.run(*words)
        assert (refused.code, refused.out) == (1, "")
        assert f"is held by process {os.getpid()} {why}" in refused.err
        assert "Traceback" not in refused.err
    hold.release()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"", "ended before it answered"),
        (b'{"done"', "ended before it answered"),
        (b'{"each":1}\n', "ended before it answered"),
        (b"HTTP/1.1 400 Bad Request\n", "no line of JSON"),
        (b'{"other":1}\n', "no answer of noticewatch"),
        (None, "has said nothing for"),
    ],
)
async def test_what_answers_badly_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch, sent: bytes | None, why: str) -> None:
    monkeypatch.setattr(handing, "SILENCE", 0.2)
    listener = bound(socket_path(desk.folder / "noticewatch.db"))
    listener.listen()
    listener.settimeout(20)

    def badly() -> socket.socket:
        connection, _ = listener.accept()
        connection.makefile("rb").readline()
        if sent is not None:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_RDWR)
        return connection

    answering = asyncio.create_task(asyncio.to_thread(badly))
    told = await desk.run("alerts", "retry")
    (await answering).close()
    listener.close()
    assert (told.code, told.out) == (1, "")
    assert why in told.err
    assert "Traceback" not in told.err


async def test_a_socket_that_is_in_the_way_ends_no_daemon(scene: Scene, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "PATIENCE", 0.0)
    place = socket_path(scene.folder / "noticewatch.db")
    place.symlink_to(scene.folder / "elsewhere")

    async def act(_: Daemon) -> None:
        refused = await desk.run("check")
        assert refused.code == 1
        assert "(noticewatch run), which takes no commands" in refused.err

    await at_work(scene, act, looks=1)
    assert place.is_symlink()


def test_each_operation_is_a_command_of_that_name() -> None:
    from click import Command, Context, Group

    from noticewatch.cli import cli

    for name in OPERATIONS:
        command: Command | None = cli
        for word in name.split():
            assert isinstance(command, Group)
            command = command.get_command(Context(command), word)
        assert command is not None


async def test_an_answer_of_another_version_is_told(scene: Scene) -> None:
    async def act(daemon: Daemon) -> None:
        reader, writer = await asyncio.open_unix_connection(str(daemon._control.path))
        writer.write(errand_line(Errand("check", {"source_ids": []}, "99.0")))
        assert "restart the daemon after an upgrade" in str(answer_of(await reader.readline()))
        writer.close()

    await beside(scene, act)


FOREIGN = """
import os, socket, sys
os.setgid(65534); os.setuid(65534)
door = socket.socket(socket.AF_UNIX)
door.bind(sys.argv[1]); door.listen()
print("ready", flush=True)
door.accept()[0].recv(1)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
async def test_nothing_is_handed_to_a_stranger_who_listens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        database = Path(folder) / "noticewatch.db"
        path = desk.folder / "sources.toml"
        path.write_text(path.read_text().replace("[settings]", f'[settings]\ndatabase = "{database}"'))
        pipe = asyncio.subprocess.PIPE
        stranger = await asyncio.create_subprocess_exec(sys.executable, "-c", FOREIGN, str(socket_path(database)), stdout=pipe)
        assert stranger.stdout
        assert await stranger.stdout.readline() == b"ready\n"
        refused = await desk.run("alerts", "retry")
        assert (refused.code, refused.out) == (1, "")
        assert "another user listens at" in refused.err
        async with asyncio.timeout(20):
            await stranger.wait()
