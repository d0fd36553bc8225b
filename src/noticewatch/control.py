"""The daemon's socket for commands, beside the database: who may open it, and what is asked there, one errand a connection.

Shell. Only the daemon's own user, and root, are heard: the socket's mode is 0600 from its first moment, and the kernel says who
is at the other end. Whatever a client sends or leaves unsaid costs bounded memory and time, and never the daemon.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import stat
import struct
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import structlog

from noticewatch.errands import LARGEST, Alive, Answer, Done, Each, Errand, Failed, answer_line, as_sent, errand_of, failure_of
from noticewatch.errors import NoticewatchError

ASKING = 10.0  # seconds in which a whole errand must have come, and in which its answer must have been taken
BEATING = 5.0  # seconds between two words to a command that waits
MOST = 128  # connections at once; with as much of an errand as is read of each, 32 MiB
UNREAD = 32 * 2**20  # bytes of answers that a client may leave untaken
LONGEST = 107  # bytes of a socket's path (unix(7))
STOPPING = "the daemon is stopping: nothing was done; try again when it has ended or is there again"
CUT_SHORT = "the daemon was stopped before all of it was done; what was done is kept, the rest follows at its next start"

Perform = Callable[[Errand, Callable[[Any], None]], Awaitable[Any]]

log = structlog.get_logger()


def socket_path(database: Path) -> Path:
    """Where the daemon that holds a database listens."""
    return database.with_name(f"{database.name}.sock")


@contextlib.contextmanager
def address_of(path: Path) -> Iterator[str]:
    """What to bind or connect to: a path that is too long for a socket is gone by its folder. Raises NoticewatchError."""
    if len(os.fsencode(path)) <= LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        short = f"/proc/self/fd/{folder}/{path.name}"
        if len(os.fsencode(short)) > LONGEST:
            raise NoticewatchError(f"{path.name} is too long a name for a socket: give settings.database a shorter one")
        yield short
    finally:
        os.close(folder)


def peer_uid(connection: socket.socket) -> int:
    """The user at the other end, as the kernel has it."""
    size = struct.calcsize("3i")
    return int(struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))[1])


def bound(path: Path) -> socket.socket:
    """A socket at a path, for its owner only. What a daemon that was killed left there goes.

    The caller holds the database, so that no living daemon listens there. Raises NoticewatchError where something else than a
    socket stands in its place, or none can be made.
    """
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
    before = os.umask(0o177)
    try:
        _make_way(path)
        with address_of(path) as address:
            listener.bind(address)
        if stat.S_IMODE(path.lstat().st_mode) != 0o600:
            raise NoticewatchError(f"{path} could be opened by others: its file system does not keep modes")
    except OSError as problem:
        listener.close()
        raise NoticewatchError(f"no socket at {path}: {problem.strerror or problem}") from problem
    except BaseException:
        listener.close()
        raise
    finally:
        os.umask(before)
    return listener


def _make_way(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.lstat().st_mode):  # of a symbolic link itself, not of where it leads
            raise NoticewatchError(f"{path} is in the way, and no socket: look what it is, and remove it")
        path.unlink()


class Control:
    """The socket of one daemon, open from `start` to `stop`."""

    def __init__(self, database: Path, perform: Perform) -> None:
        self.path, self._perform = socket_path(database), perform
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[Any]] = set()
        self._stopping = False
        self.works: set[asyncio.Task[Any]] = set()  # errands under way

    async def start(self) -> None:
        """Listen. Raises NoticewatchError."""
        self._server = await asyncio.start_unix_server(self._accept, sock=bound(self.path), limit=LARGEST, backlog=2 * MOST)

    def refuse(self) -> None:
        """Take no further errand; those under way go on."""
        self._stopping = True

    async def stop(self) -> None:
        """Tell those that wait what became of their errands, which have ended or been cancelled, and close."""
        if self._server is None:
            return
        self.refuse()
        self._server.close()
        for work in self.works:
            work.cancel()
        if self._talks:
            _, late = await asyncio.wait(self._talks, timeout=1.0)
            for talk in late:
                talk.cancel()
        with contextlib.suppress(OSError):
            self.path.unlink()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.create_task(self._talk(reader, writer))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
            async with asyncio.timeout(ASKING):
                await writer.drain()
                writer.close()
                await writer.wait_closed()
        except (OSError, TimeoutError, asyncio.CancelledError):
            pass  # the client went away, or takes nothing; what it asked for is done all the same
        finally:
            writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def tell(answer: Answer) -> None:
            if writer.transport.get_write_buffer_size() > UNREAD:
                writer.transport.abort()
            if not writer.transport.is_closing():
                writer.write(answer_line(answer))

        uid = peer_uid(writer.get_extra_info("socket"))
        if uid not in (os.geteuid(), 0):
            log.warning("an errand was refused: it came from another user", uid=uid)
            tell(Failed("only the daemon's own user and root may give it commands"))
            return
        try:
            errand = await self._errand(reader)
            if self._stopping:
                raise NoticewatchError(STOPPING)
        except NoticewatchError as problem:
            tell(failure_of(problem))
            return
        work = asyncio.create_task(self._done(errand, lambda value: tell(Each(value))))
        self.works.add(work)
        work.add_done_callback(self.works.discard)
        while not work.done():
            await asyncio.wait({work}, timeout=BEATING)
            if not work.done():
                tell(Alive())
        tell(Failed(CUT_SHORT) if work.cancelled() else work.result())

    async def _errand(self, reader: asyncio.StreamReader) -> Errand:
        if len(self._talks) > MOST:
            raise NoticewatchError(f"the daemon has {MOST} commands at once already: try again")
        try:
            async with asyncio.timeout(ASKING):
                line = await reader.readuntil(b"\n")
        except TimeoutError:
            raise NoticewatchError(f"no whole errand came within {ASKING:.0f} seconds") from None
        except asyncio.IncompleteReadError:
            raise NoticewatchError("the errand ended halfway; nothing was done") from None
        except asyncio.LimitOverrunError:
            raise NoticewatchError(f"an errand has {LARGEST // 1024} KiB at most") from None
        return errand_of(line)

    async def _done(self, errand: Errand, each: Callable[[Any], None]) -> Answer:
        log.info("a command's errand", do=errand.do)
        try:
            return Done(as_sent(await self._perform(errand, each)))
        except NoticewatchError as problem:
            return failure_of(problem)
        except Exception as bug:
            log.exception("an errand failed by a bug of noticewatch", do=errand.do)
            return Failed(f"a bug of noticewatch ({type(bug).__name__}): the daemon's log has it")
