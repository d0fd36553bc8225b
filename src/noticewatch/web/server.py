"""The listening server, on the loop it is started on; signals stay the daemon's.

Shell; imports words only.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from noticewatch.errors import NoticewatchError
from noticewatch.web.access import Tokens
from noticewatch.web.app import create_app

_MOST_CONNECTIONS = 200  # at once; more are answered with 503. Feed readers and a scraper need a handful
_STOP_WITHIN = 3  # seconds that open answers are waited for


class WebServer:
    """Serves the feeds' folder, `/healthz` and `/metrics` at one address, `host:port` or `[host]:port`."""

    def __init__(
        self, *, listen: str, feed_folder: Path, tokens_of: Callable[[str], Tokens | None],
        health: Callable[[], dict[str, object]], metrics: Callable[[], bytes],
    ) -> None:  # fmt: skip
        self._listen = listen
        self._app = create_app(feed_folder, tokens_of, health, metrics)
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> str:
        """Listen, and tell the address bound to (its port, where 0 was asked for).

        Raises NoticewatchError when the address cannot be had.
        """
        bound = _bound_socket(self._listen)
        config = uvicorn.Config(
            self._app,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=_STOP_WITHIN,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[bound]), name="web")
        ready = asyncio.create_task(self._server.ready.wait())
        await asyncio.wait({self._task, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if self._task.done():
            self._task.result()
        return _address(bound)

    async def stop(self) -> None:
        """Stop listening, let open answers end within three seconds; does nothing when it was not started."""
        if self._server is None or self._task is None:
            return
        self._server.should_exit = True
        await self._task
        self._server = self._task = None


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, and with an event for when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _bound_socket(listen: str) -> socket.socket:
    """A socket bound here, since uvicorn ends the process where a port is busy."""
    host, _, port = listen.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
        raise NoticewatchError(f"server.listen: {listen!r} is not host:port")
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host.strip("[]"), int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind)
    except OSError as problem:
        raise NoticewatchError(f"cannot listen on {listen}: {problem.strerror}") from problem
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as problem:
        made.close()
        raise NoticewatchError(f"cannot listen on {listen}: {problem.strerror}; is another noticewatch running?") from problem
    made.setblocking(False)
    return made


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
