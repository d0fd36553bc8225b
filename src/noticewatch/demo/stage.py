"""The made-up sites and the receivers as servers on loopback, each on a port of its own that happened to be free.

Shell; imports the standard library, standardwebhooks and the sites. Nothing beyond 127.0.0.1 is listened at or asked.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

from noticewatch.demo.sites import Site

HOST = "127.0.0.1"
LARGEST = 1_000_000  # bytes of a request's body; a webhook's has 20,000 at most
PATIENCE = 10.0  # seconds for a request to come in whole


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered."""

    status: str = "200 OK"
    body: bytes = b""
    type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Hooked:
    """One event as the webhook's receiver got it."""

    event: dict[str, Any]
    verified: bool  # by the standardwebhooks library, with the shared secret
    size: int


@dataclass
class Stage:
    """The sites, the stand-in for Slack and a webhook's receiver; used as an async context manager.

    `slack` and `hooked`: what was received, in order. `fetched`: the addresses that were asked for, and when, in order.
    """

    sites: Sequence[Site]
    slack: list[dict[str, Any]] = field(default_factory=list)
    hooked: list[Hooked] = field(default_factory=list)
    fetched: list[tuple[str, datetime]] = field(default_factory=list)

    async def __aenter__(self) -> Stage:
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._key = secrets.token_urlsafe(18)
        self.hook_secret = "whsec_" + b64encode(secrets.token_bytes(32)).decode()
        for site in self.sites:
            site.origin = await self._serve(lambda request, site=site: self._site(site, request))  # type: ignore[misc]
        receivers = await self._serve(self._receive)
        self.slack_url, self.hook_url = f"{receivers}/services/{self._key}", f"{receivers}/hook"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def fetched_at(self, address: str, since: datetime) -> datetime | None:
        """When an address was first asked for since a moment; None where it was not."""
        return next((at for asked, at in self.fetched if asked == address and at >= since), None)

    # What is answered

    def _site(self, site: Site, request: Request) -> Answer:
        self.fetched.append((site.origin + request.path, datetime.now(UTC)))
        page = site.page(request.path)
        if page is None:
            return Answer("404 Not Found", b"nothing here")
        return Answer(body=page.encode(), type="text/html; charset=utf-8")

    def _receive(self, request: Request) -> Answer:
        if request.method != "POST":
            return Answer("405 Method Not Allowed")
        if request.path == f"/services/{self._key}":
            self.slack.append(json.loads(request.body))
            return Answer(body=b"ok")
        if request.path == "/hook":
            return self._hook(request)
        return Answer("404 Not Found", b"no_service")

    def _hook(self, request: Request) -> Answer:
        try:
            Webhook(self.hook_secret).verify(request.body, request.headers)
            verified = True
        except WebhookVerificationError:
            verified = False
        self.hooked.append(Hooked(json.loads(request.body), verified, len(request.body)))
        return Answer("204 No Content" if verified else "401 Unauthorized")

    # HTTP, as much of it as is needed

    async def _serve(self, answer: Callable[[Request], Answer]) -> str:
        """Listen on a free port; where."""

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(_answered(reader, writer, answer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        server = await asyncio.start_server(connected, HOST, 0)
        self._servers.append(server)
        return f"http://{HOST}:{server.sockets[0].getsockname()[1]}"


async def _answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Callable[[Request], Answer]) -> None:
    """One request, one answer, and the connection ends."""
    try:
        with contextlib.suppress(OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            request = await asyncio.wait_for(_request(reader), PATIENCE)
            made = answer(request)
            head = f"HTTP/1.1 {made.status}\r\nContent-Type: {made.type}\r\nContent-Length: {len(made.body)}\r\n"
            writer.write(head.encode("latin-1") + b"Connection: close\r\n\r\n" + (b"" if request.method == "HEAD" else made.body))
            await writer.drain()
    finally:
        writer.close()


async def _request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    size = int(headers.get("content-length", 0))
    if not 0 <= size <= LARGEST:
        raise ValueError("a body too large")
    return Request(method, path, headers, await reader.readexactly(size))
