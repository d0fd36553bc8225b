"""The answers: feed files, `/healthz`, `/metrics`, and "not found".

Shell; imports words only. Nothing a request holds is ever echoed, and nothing outside the feeds' own names is opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from noticewatch.errors import ConfigError
from noticewatch.web.access import ASKING, Tokens, is_admitted
from noticewatch.web.files import MEDIA_TYPES, FeedFiles

_SECURITY = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}

log = structlog.get_logger()


def create_app(
    feed_folder: Path, tokens_of: Callable[[str], Tokens | None], health: Callable[[], dict[str, object]],
    metrics: Callable[[], bytes],
) -> ASGIApp:  # fmt: skip
    """The application; `tokens_of`, `health` and `metrics` are asked at each request, on the loop, and must not wait.

    `tokens_of` gives the tokens of a feed by its name, () where it is open to all, None where there is no such feed; where it
    raises ConfigError the feed stays shut.
    """
    files = FeedFiles(feed_folder)

    async def feed(request: Request) -> Response:
        name, _, ending = request.path_params["file"].rpartition(".")
        if ending not in MEDIA_TYPES:
            return await _not_found(request, None)
        try:
            tokens = tokens_of(name)
        except ConfigError as problem:
            log.error("a feed's token cannot be read: it is not served", feed=name, problem=str(problem))
            return PlainTextResponse("not available\n", status_code=503)
        if tokens is None:
            return await _not_found(request, None)
        if tokens and not is_admitted(request, tokens):
            return PlainTextResponse("a token is needed\n", status_code=401, headers=ASKING)
        found = await asyncio.to_thread(files.answer, f"{name}.{ending}", request, private=bool(tokens))
        return found or await _not_found(request, None)

    async def healthz(_: Request) -> Response:
        state = health()
        status = 503 if state.get("ok") is False else 200
        return JSONResponse(state, status_code=status, headers={"cache-control": "no-store"})

    async def metricsz(_: Request) -> Response:
        return Response(metrics(), headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"})

    routes = [Route("/healthz", healthz), Route("/metrics", metricsz), Route("/{file}", feed)]
    return _Guarded(Starlette(routes=routes, exception_handlers={404: _not_found, 500: _broken}))


async def _not_found(_: Request, __: Exception | None) -> Response:
    return PlainTextResponse("not found\n", status_code=404)


async def _broken(_: Request, __: Exception) -> Response:
    return PlainTextResponse("something went wrong; the log says what\n", status_code=500)


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
