"""The answers: feed files with their validators (RFC 9110, 8.8 and 13), `/healthz`, `/metrics`, and "not found".

Shell; imports words only. Nothing a request holds is ever echoed, and nothing outside the feeds' own names is opened.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEDIA_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
FEED_NAMES = tuple(f"{name}.{ending}" for name in ("feed", "health") for ending in MEDIA_TYPES)
_SECURITY = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


def create_app(feed_folder: Path, health: Callable[[], dict[str, object]], metrics: Callable[[], bytes]) -> ASGIApp:
    """The application; `health` and `metrics` are asked at each request, on the loop, and must not wait."""

    def feed_route(name: str) -> Route:
        async def feed(request: Request) -> Response:
            return await asyncio.to_thread(_feed_response, feed_folder / name, request)

        return Route(f"/{name}", feed)

    async def healthz(_: Request) -> Response:
        state = health()
        status = 503 if state.get("ok") is False else 200
        return JSONResponse(state, status_code=status, headers={"cache-control": "no-store"})

    async def metricsz(_: Request) -> Response:
        return Response(metrics(), headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"})

    routes = [*map(feed_route, FEED_NAMES), Route("/healthz", healthz), Route("/metrics", metricsz)]
    return _Guarded(Starlette(routes=routes, exception_handlers={404: _not_found, 500: _broken}))


async def _not_found(_: Request, __: Exception) -> Response:
    return PlainTextResponse("not found\n", status_code=404)


async def _broken(_: Request, __: Exception) -> Response:
    return PlainTextResponse("something went wrong; the log says what\n", status_code=500)


def _feed_response(path: Path, request: Request) -> Response:
    """A feed's file as it stands now; 304 where the reader has it. A file not yet written is not found."""
    try:
        with path.open("rb") as file:
            content, changed = file.read(), int(os.fstat(file.fileno()).st_mtime)
    except OSError:
        return PlainTextResponse("not found\n", status_code=404)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"etag": etag, "last-modified": formatdate(changed, usegmt=True), "cache-control": "no-cache"}
    if _is_known(request, etag, changed):
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "content-type": MEDIA_TYPES[path.suffix[1:]]})


def _is_known(request: Request, etag: str, changed: int) -> bool:
    """If-None-Match by weak comparison; If-Modified-Since only without it (RFC 9110, 13.2.2)."""
    given = request.headers.getlist("if-none-match")
    if given:
        tags = [tag.strip().removeprefix("W/") for tag in ",".join(given).split(",")]
        return "*" in tags or etag in tags
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return datetime.fromtimestamp(changed, UTC) <= (since if since.tzinfo else since.replace(tzinfo=UTC))


class _Guarded:
    """Puts the headers that keep a browser from doing anything with an answer on every one, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, send_guarded)
