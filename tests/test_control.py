"""The daemon's socket by itself: who may open it, and clients that are broken, hostile, slow or many."""

from __future__ import annotations

import asyncio
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from noticewatch import control
from noticewatch.control import CUT_SHORT, MOST, STOPPING, Control, address_of, bound, socket_path
from noticewatch.errands import LARGEST, Alive, Answer, Done, Each, Errand, Failed, answer_of, errand_line
from noticewatch.errors import ConfigError, NoticewatchError, Problem

EVERY = errand_line(Errand("count", {"to": 3}))


class Counter:
    """Counts when it is asked to; "wait" waits until it is let go."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.gate = asyncio.Event()

    async def perform(self, errand: Errand, each: Callable[[Any], None]) -> Any:
        match errand.do:
            case "wait":
                await self.gate.wait()
            case "refuse":
                raise ConfigError([Problem("a.toml", 2, "x", "is wrong")])
            case "break":
                raise KeyError("secret words")
            case "count":
                for number in range(errand.arguments["to"]):
                    each(number)
            case "flood":
                for _ in range(errand.arguments["lines"]):
                    each("x" * 1_000_000)
        self.done.append(errand.do)
        return errand.do


@pytest.fixture
async def counter() -> Counter:
    return Counter()


@pytest.fixture
async def ear(tmp_path: Path, counter: Counter) -> AsyncIterator[Control]:
    made = Control(tmp_path / "noticewatch.db", counter.perform)
    await made.start()
    yield made
    counter.gate.set()
    await made.stop()


async def said(ear: Control, sent: bytes, *, end: bool = False) -> list[Answer]:
    """What is answered to some bytes, until the connection is closed."""
    reader, writer = await asyncio.open_unix_connection(str(ear.path), limit=2**24)
    answers = []
    try:
        writer.write(sent)
        if end:
            writer.write_eof()
        async with asyncio.timeout(20):
            while line := await reader.readline():
                answers.append(answer_of(line))
    except ConnectionError:
        pass
    finally:
        writer.close()
    return answers


async def test_an_errand_is_done_and_told_as_it_goes(ear: Control, counter: Counter) -> None:
    assert await said(ear, EVERY) == [Each(0), Each(1), Each(2), Done("count")]
    assert await said(ear, errand_line(Errand("refuse", {}))) == [
        Failed("a.toml:2: x: is wrong", (Problem("a.toml", 2, "x", "is wrong"),))
    ]
    [broken] = await said(ear, errand_line(Errand("break", {})))
    assert isinstance(broken, Failed)
    assert "KeyError" in broken.message
    assert "secret words" not in broken.message
    assert counter.done == ["count"]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"\n", "no line of JSON"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "no line of JSON"),
        (b"\x16\x03\x01\x02\x00" * 100 + b"\n", "no line of JSON"),
        (b"[" * 50_000 + b"\n", "no line of JSON"),
        (b'{"noticewatch":"0.0.1","do":"count","arguments":{}}\n', "restart the daemon"),
        (EVERY[:20], "halfway"),
        (EVERY[:-1], "halfway"),
        (b"", "halfway"),
    ],
)
async def test_what_is_no_errand_is_refused(ear: Control, counter: Counter, sent: bytes, why: str) -> None:
    [refused] = await said(ear, sent, end=True)
    assert isinstance(refused, Failed)
    assert why in refused.message
    assert counter.done == []
    assert (await said(ear, EVERY))[-1] == Done("count")


async def test_a_hundred_megabytes_are_not_read(ear: Control, counter: Counter) -> None:
    taken = 0
    _reader, writer = await asyncio.open_unix_connection(str(ear.path))
    try:
        for _ in range(100):
            writer.write(b"x" * 2**20)
            taken += 1
            await writer.drain()
    except ConnectionError:
        pass
    writer.close()
    assert taken < 20
    assert counter.done == []
    [refused] = await said(ear, b"x" * (LARGEST + 10))
    assert isinstance(refused, Failed)
    assert "128 KiB" in refused.message
    assert (await said(ear, EVERY))[-1] == Done("count")


async def test_who_says_nothing_is_left_after_a_while(ear: Control, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "ASKING", 0.05)
    [refused] = await said(ear, EVERY[:-1])
    assert isinstance(refused, Failed)
    assert "no whole errand came" in refused.message


async def test_who_takes_nothing_is_left_and_the_work_is_done(
    ear: Control, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control, "ASKING", 0.05)
    monkeypatch.setattr(control, "UNREAD", 2**20)
    _reader, writer = await asyncio.open_unix_connection(str(ear.path))
    writer.write(errand_line(Errand("flood", {"lines": 50})))
    await until(lambda: counter.done)
    assert (await said(ear, EVERY))[-1] == Done("count")
    writer.close()
    _reader, writer = await asyncio.open_unix_connection(str(ear.path))
    writer.write(errand_line(Errand("wait", {})))
    await until(lambda: ear.works)
    writer.transport.abort()
    counter.gate.set()
    await until(lambda: counter.done[-1] == "wait")


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.01)


async def test_who_waits_hears_that_it_goes_on(ear: Control, counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "BEATING", 0.01)
    reader, writer = await asyncio.open_unix_connection(str(ear.path))
    writer.write(errand_line(Errand("wait", {})))
    assert answer_of(await reader.readline()) == Alive()
    counter.gate.set()
    while (found := answer_of(await reader.readline())) == Alive():
        pass
    assert found == Done("wait")
    writer.close()


async def test_a_hundred_at_once_are_all_served_and_more_are_told(ear: Control, counter: Counter) -> None:
    together = await asyncio.gather(*(said(ear, EVERY) for _ in range(100)))
    assert all(answers[-1] == Done("count") for answers in together)
    waiting = [asyncio.create_task(said(ear, errand_line(Errand("wait", {})))) for _ in range(MOST)]
    await until(lambda: len(ear.works) == MOST)
    [refused] = await said(ear, EVERY)
    assert isinstance(refused, Failed)
    assert "already" in refused.message
    counter.gate.set()
    assert {tuple(answers)[-1] for answers in await asyncio.gather(*waiting)} == {Done("wait")}
    assert (await said(ear, EVERY))[-1] == Done("count")


async def test_the_end_finishes_or_refuses(ear: Control, counter: Counter) -> None:
    waiting = asyncio.create_task(said(ear, errand_line(Errand("wait", {}))))
    await until(lambda: ear.works)
    ear.refuse()
    assert await said(ear, EVERY) == [Failed(STOPPING)]
    await ear.stop()
    assert await waiting == [Failed(CUT_SHORT)]
    assert not ear.path.exists()
    assert counter.done == []


# The socket's place


async def test_only_its_owner_may_open_it(ear: Control) -> None:
    found = ear.path.lstat()
    assert stat.S_ISSOCK(found.st_mode)
    assert stat.S_IMODE(found.st_mode) == 0o600
    assert found.st_uid == os.geteuid()


STRANGER = """
import os, socket, sys
os.setgid(65534); os.setuid(65534)
door = socket.socket(socket.AF_UNIX)
door.connect(sys.argv[1])
try:
    door.sendall(sys.argv[2].encode())
except BrokenPipeError:
    pass  # refused already
print(door.makefile().readline())
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
async def test_another_user_is_refused_by_the_mode_and_by_the_kernels_word(counter: Counter) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # let it come as far as the socket
        ear = Control(Path(folder) / "noticewatch.db", counter.perform)
        await ear.start()
        command = [sys.executable, "-c", STRANGER, str(ear.path), EVERY.decode()]

        async def stranger() -> str:
            done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, timeout=30, check=False)
            return str(done.stdout + done.stderr)

        assert "PermissionError" in await stranger()
        ear.path.chmod(0o666)
        assert "own user and root" in await stranger()
        await ear.stop()
    assert counter.done == []


def test_what_a_killed_daemon_left_goes_and_nothing_else(tmp_path: Path) -> None:
    path = socket_path(tmp_path / "noticewatch.db")
    bound(path).close()
    assert stat.S_ISSOCK(path.lstat().st_mode)
    bound(path).close()
    target = tmp_path / "target"
    bound(target).close()
    for make in (
        lambda: path.symlink_to(target),
        lambda: path.symlink_to(tmp_path / "nowhere"),
        lambda: path.write_text("mine"),
        path.mkdir,
    ):
        path.rmdir() if path.is_dir() else path.unlink()
        make()
        with pytest.raises(NoticewatchError, match="in the way"):
            bound(path)
    assert stat.S_ISSOCK(target.lstat().st_mode)
    assert path.is_dir()


def test_a_long_path_is_no_hindrance_and_a_long_name_is_told(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * 120)
    folder.mkdir()
    listener = bound(socket_path(folder / "noticewatch.db"))
    listener.listen()
    with socket.socket(socket.AF_UNIX) as client, address_of(socket_path(folder / "noticewatch.db")) as address:
        client.connect(address)
    listener.close()
    with pytest.raises(NoticewatchError, match="too long a name"):
        bound(socket_path(folder / f"{'n' * 120}.db"))
    with pytest.raises(NoticewatchError, match="no socket at"):
        bound(socket_path(tmp_path / "missing" / "noticewatch.db"))
    assert os.umask(0o022) == 0o022
