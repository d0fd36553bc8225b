"""How a command that writes gets its work done: by the daemon that holds the database, else by itself.

Both ways it is one of `operations.OPERATIONS`, its arguments and what comes of it pass through the same JSON, and the command
prints what came of it: nobody need know whether a daemon runs.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from noticewatch.added import TAKEN
from noticewatch.cli.common import log_to_stderr
from noticewatch.clock import Clock
from noticewatch.config import Config, Source, load_config
from noticewatch.control import address_of, peer_uid, socket_path
from noticewatch.errands import (
    LARGEST_ANSWER,
    Alive,
    Answer,
    Done,
    Each,
    Errand,
    Failed,
    answer_of,
    arguments_of,
    as_sent,
    errand_line,
    errand_of,
)
from noticewatch.errors import Held, NoticewatchError, StoreError
from noticewatch.operations import Reload, Writing, operation_of, performed
from noticewatch.render.terminal import safe
from noticewatch.store.connection import Writer

if TYPE_CHECKING:
    from noticewatch.report import Report  # with the service, on which passes over sources stand, it takes a second to load
    from noticewatch.service import Service

PATIENCE = 5.0  # seconds for which a command waits for another one to end, or for a daemon that starts to listen
SILENCE = 60.0  # seconds without a word after which a daemon, which gives one every five, is taken for hung
LOOKING = 0.1  # seconds between two tries
Told = Callable[[Any], None]


class Unheard(Exception):
    """No daemon listens; why."""


def done(config: Config, do: str, asked: object, each: Told = lambda _: None) -> Any:
    """Have an operation done by name, with its arguments as it declares them; what came of it. Raises NoticewatchError.

    `each` takes every part of the outcome that is told on the way.
    """
    errand = Errand(do, as_sent(asked))
    line = errand_line(errand)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return handed(config, line, each)
        except Unheard as unheard:
            why = str(unheard)
        try:
            return _by_itself(config, errand_of(line), each)
        except Held as held:
            if time.monotonic() >= until:
                raise StoreError(_unanswered(config, held, why)) from None
        time.sleep(LOOKING)


def _unanswered(config: Config, held: Held, why: str) -> str:
    said = f"the database {config.settings.database} is held by {held.holder}"
    if "noticewatch run" in held.holder:
        return f"{said}, which takes no commands: {why}. Its log says more; restart it (systemctl restart noticewatch)"
    return f"{said}, which has not ended: one noticewatch writes at a time. Try again when that one is done"


def watched_by_daemon(config: Config, source_ids: Sequence[str]) -> str:
    """Have the daemon take sources that were added to the configuration; a sentence on what came of it.

    Raises NoticewatchError where it refuses its configuration, or does not find them there.
    """
    try:
        taken = handed(config, errand_line(Errand("reload", as_sent(Reload()))))
    except Unheard:
        return TAKEN
    if missing := [name for name in source_ids if name not in taken["sources"]]:
        raise NoticewatchError(f"the running daemon does not watch {', '.join(missing)}: its configuration is {taken['path']}")
    return "The running daemon watches it from now on."


def echo_lines(outcome: Any) -> None:
    """Print the lines that came of an operation."""
    for line in outcome:
        click.echo(safe(line))


def tell_channels(failed: dict[str, str]) -> int:
    """Name the channels whose deliveries failed; the exit code."""
    for name, problem in failed.items():
        click.echo(f"noticewatch: channel {name}: {safe(problem)}", err=True)
    return 1 if failed else 0


# By the daemon


def handed(config: Config, line: bytes, each: Told = lambda _: None) -> Any:
    """Hand an errand's line to the daemon; what came of it.

    Raises Unheard where none listens, NoticewatchError where the errand fails.
    """
    with _connected(config) as connection:
        connection.settimeout(SILENCE)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused at once: why can still be read
            connection.sendall(line)
        with connection.makefile("rb") as answers:
            while True:
                match _next(answers):
                    case Each(value):
                        each(value)
                    case Done(value):
                        return value
                    case Failed() as failed:
                        raise failed.error()
                    case Alive():
                        pass


def _next(answers: Any) -> Answer:
    try:
        line = answers.readline(LARGEST_ANSWER + 1)
    except TimeoutError:
        raise NoticewatchError(
            f"the running daemon has said nothing for {SILENCE:.0f} seconds; whether it did its work is not known: see its log"
        ) from None
    except OSError as problem:
        line, why = b"", f" ({problem.strerror or problem})"
    else:
        why = ""
    if not line.endswith(b"\n"):
        raise NoticewatchError(f"the daemon ended before it answered{why}: look whether it was done before you ask again")
    return answer_of(line)


def _connected(config: Config) -> socket.socket:
    """A connection to a daemon that may be trusted with the database: its owner's, our own or root's."""
    path = socket_path(config.settings.database)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
    try:
        connection.settimeout(PATIENCE)
        with address_of(path) as address:
            connection.connect(address)
        if peer_uid(connection) not in (os.geteuid(), 0, _owner(config)):
            raise NoticewatchError(f"another user listens at {path}, who does not own the database: nothing was handed over")
        return connection
    except BaseException as problem:
        connection.close()
        if isinstance(problem, PermissionError):
            raise NoticewatchError(
                f"the daemon that holds the database is another user's: {path} may be opened by that one and root only"
            ) from problem
        if isinstance(problem, FileNotFoundError | ConnectionRefusedError):
            raise Unheard(f"nobody listens at {path}") from problem
        if isinstance(problem, OSError):
            raise Unheard(f"{path}: {problem.strerror or problem}") from problem
        raise


def _owner(config: Config) -> int | None:
    try:
        return config.settings.database.stat().st_uid
    except OSError:
        return None


# By itself


def _by_itself(config: Config, errand: Errand, each: Told) -> Any:
    operation = operation_of(errand.do)
    if not isinstance(operation, Writing):
        log_to_stderr(quiet=True)
        return as_sent(asyncio.run(_served(load_config(config.path, os.environ), errand, lambda value: each(as_sent(value)))))
    asked = arguments_of(operation.arguments, errand.arguments)
    writer = Writer(config.settings.database, f"noticewatch {errand.do}")
    try:
        return as_sent(writer.now(operation.within, config, asked, Clock().now()))
    finally:
        writer.close()


async def _served(config: Config, errand: Errand, each: Told) -> Any:
    from noticewatch.service import Service

    async with Service(config, os.environ, what=f"noticewatch {errand.do}") as service:
        return await performed(_Alone(service), errand, each)


class _Alone:
    """A command that holds the database itself."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.config, self.clock, self.writer = service.config, service.clock, service.writer

    async def check(self, sources: Sequence[Source], each: Callable[[Report], None]) -> None:
        await self._service.check(sources, everything=True, each=each)
        await self._service.read_again(at_once=False)

    async def send_due(self, since: float) -> dict[str, str]:
        return await self._service.deliverer.deliver_due()

    async def publish(self) -> str:
        try:
            await self._service.publish()
        except NoticewatchError as problem:
            return str(problem)
        return ""

    def reload(self) -> Config:
        raise NoticewatchError("no daemon holds the database: `noticewatch run` begins with the configuration as it is then")
