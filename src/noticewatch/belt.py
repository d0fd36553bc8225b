"""The second look at every connection that this process makes: an audit hook beneath all clients, shut unless a door is open.

Shell; imports the standard library only. The guard judges what a name resolves to; this judges the number that is dialled,
whoever dials it: a library that connects by itself, or a client that passes the guard by after an upgrade, gets nowhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Judge = Callable[[str, int], str | None]  # of an address and a port: why it may not be connected to; None where it may

_SENDING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_judge: ContextVar[Judge | None] = ContextVar("judge", default=None)


class Refused(PermissionError):
    """A connection that the guard had let pass, or was not asked about."""


def wear() -> None:
    """Judge every connection from now on, for as long as the process lives; a hook cannot be taken off again."""
    sys.addaudithook(_look)


@contextmanager
def opened(judge: Judge) -> Iterator[None]:
    """Open the door for what this task, and those it starts, connect to within; the judge has the last word."""
    before = _judge.set(judge)
    try:
        yield
    finally:
        _judge.reset(before)


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _SENDING or not isinstance(arguments[1], tuple):  # sockets of this machine are known by a path
        return
    address, port = arguments[1][:2]
    judge = _judge.get()
    refusal = judge(str(address), int(port)) if judge else "no door is open"
    if refusal:
        raise Refused(f"refused when it was dialled: {address}, port {port}: {refusal}")
