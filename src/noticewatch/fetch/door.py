"""Fetching a page: robots, pace, guard and caps at every hop; a whole answer, "not modified", or a FetchError.

Shell; imports the words, the guard, the clock and its own package.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Literal, TypeAlias, TypeVar

import httpx

from noticewatch.belt import opened
from noticewatch.clock import Clock
from noticewatch.errors import FetchError
from noticewatch.fetch.address import host_of, origin_of, parse_url, port_of, redirected, retry_after_seconds
from noticewatch.fetch.body import ACCEPTED_CODINGS, read_body
from noticewatch.fetch.pace import Pace
from noticewatch.fetch.policy import Budget, FetchPolicy, RobotsMemory, RobotsRecord
from noticewatch.fetch.robots import MOST_BYTES, Robots, robots_body
from noticewatch.fetch.room import Room
from noticewatch.fetch.transport import Transports, drain, guarded_transport, proxy_at, tls_context
from noticewatch.guard import ANYWHERE, WEB_PORTS, Reach, Resolver, permitted_addresses, refusal
from noticewatch.model import NotModified, Response, Validators

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
# Statuses below 500 that may be gone at the next look; 401 and 403 are how bot walls and maintenance often answer.
_PASSING = frozenset({401, 403, 408, 425, 429})
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.8"
_UNREACHED = frozenset({"address", "dns", "connect", "tls", "timeout"})
_PROXY_DNS_SECONDS = 2.0  # behind a proxy names need not resolve here

_NO_VALIDATORS = Validators()

Part = TypeVar("Part")
Header: TypeAlias = "tuple[bytes, bytes]"


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: bytes
    status: int


class Fetcher:
    """Fetches pages, politely and from permitted addresses only."""

    def __init__(self, policy: FetchPolicy, memory: RobotsMemory, clock: Clock) -> None:
        """Raises OSError where `policy.ca_file` cannot be read, ValueError for a `proxy_url` that is none."""
        self._policy, self._clock = policy, clock
        self._tls = tls_context(policy.ca_file)
        self._proxy = proxy_at(policy.proxy_url, self._tls)
        self._resolver = Resolver()
        self._room = Room()
        self._pace = Pace(clock, policy.max_concurrency)
        self._robots = Robots(policy.user_agent, memory, clock)
        self._transports = Transports(self._transport, clock)

    def _transport(self, url: httpx.URL) -> httpx.AsyncBaseTransport:
        return guarded_transport(self._tls, self._resolver.addresses, self._dialled(url), self._proxy)

    def _dialled(self, url: httpx.URL) -> Reach:
        """What may be dialled for a page: the proxy, where there is one."""
        return Reach(ANYWHERE, frozenset({port_of(self._proxy.url)})) if self._proxy else self._reach(url)

    def _reach(self, url: httpx.URL) -> Reach:
        return Reach(self._policy.allow_networks, frozenset({port_of(url)}))

    async def fetch(
        self,
        url: str,
        *,
        validators: Validators = _NO_VALIDATORS,
        robots: Literal["obey", "ignore"] = "obey",
        ports: frozenset[int] = frozenset(),
    ) -> Response | NotModified:
        """Fetch a page; raises FetchError for whatever is not a whole answer of status 200, or a 304 to `validators`.

        `ports`: what may be connected to besides 80 and 443; the configured source's own.
        """
        self._room.settle(0)  # the page before was made something of
        budget = Budget(self._policy.deadline)
        headers = [(b"Accept", _ACCEPT.encode()), *_conditions(validators)]

        async def visit(here: httpx.URL) -> Response | NotModified | _Redirect:
            delay = 0.0
            if robots == "obey":
                delay = await self._robots.crawl_delay(here, lambda: self._ask_robots(here, ports, budget))
            return await self._visit(here, headers, delay, budget, lambda answer: self._page(answer, here, url, bool(validators)))

        page: Response | NotModified | _Redirect
        page, end, statuses = await self._travel(parse_url(url), ports, visit)
        if isinstance(page, _Redirect):
            raise FetchError("redirect", f"{end}: more than {self._policy.most_redirects} redirects", status=page.status)
        if isinstance(page, NotModified) or not statuses:
            return page
        return replace(page, url=str(end), moved=_PERMANENT.issuperset(statuses))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transports.aclose()

    async def _travel(
        self, start: httpx.URL, ports: frozenset[int], visit: Callable[[httpx.URL], Awaitable[Part | _Redirect]]
    ) -> tuple[Part | _Redirect, httpx.URL, list[int]]:
        """Visit, and where that redirects visit there; gives the last redirect where there are too many."""
        here, statuses = start, list[int]()
        while True:
            port = port_of(here)
            if port not in WEB_PORTS | ports:
                raise FetchError("address", f"{origin_of(here)}: port {port} is not permitted", transient=False)
            found = await visit(here)
            if not isinstance(found, _Redirect) or len(statuses) == self._policy.most_redirects:
                return found, here, statuses
            statuses.append(found.status)
            here = redirected(here, found.location)

    async def _visit(
        self,
        url: httpx.URL,
        headers: list[Header],
        delay: float,
        budget: Budget,
        read: Callable[[httpx.Response], Awaitable[Part | _Redirect]],
    ) -> Part | _Redirect:
        common = [(b"User-Agent", self._policy.user_agent.encode()), (b"Accept-Encoding", ACCEPTED_CODINGS.encode())]
        request = httpx.Request("GET", url, headers=[*common, *headers])
        async with self._pace.turn(host_of(url), max(delay, self._policy.per_host_delay)), budget.spend():
            if self._proxy:
                await self._refuse_before_proxy(url)
            with opened(partial(refusal, reach=self._dialled(url))):
                async with self._transports.exchange(request) as answer:
                    if answer.status_code in _REDIRECTS and "location" in answer.headers:
                        await drain(answer)
                        return _Redirect(_raw_header(answer, b"location"), answer.status_code)
                    return await read(answer)

    async def _refuse_before_proxy(self, url: httpx.URL) -> None:
        """What can be judged from here is; where the name leads from the proxy on is the proxy's to judge."""
        host, port = host_of(url), port_of(url)
        try:
            async with asyncio.timeout(_PROXY_DNS_SECONDS):
                await permitted_addresses(host, port, self._reach(url), self._resolver.addresses)
        except TimeoutError:
            return
        except FetchError as error:
            if error.kind != "dns":
                raise

    async def _page(
        self, answer: httpx.Response, here: httpx.URL, requested: str, conditional: bool
    ) -> Response | NotModified | _Redirect:
        """Read a page's answer; the union is as wide as a visit's."""
        status = answer.status_code
        if status == 304 and conditional:
            await drain(answer)
            return NotModified(requested)
        if status == 200:
            body = await read_body(answer, self._policy.most_bytes, room=self._room)
            media_type, charset = _content_type(answer.headers.get("content-type", ""))
            etag, last_modified = _raw_header(answer, b"etag"), _raw_header(answer, b"last-modified")
            validators = Validators(etag.decode("latin-1"), last_modified.decode("latin-1"))
            return Response(requested, requested, media_type, charset, body, validators)
        await drain(answer)
        if status == 304:
            raise FetchError("protocol", f"{here}: not modified, though nothing was asked to compare with", status=304)
        wait = retry_after_seconds(answer.headers.get("retry-after"), self._clock.now())
        if status == HTTPStatus.TOO_MANY_REQUESTS and wait:
            self._pace.hold(host_of(here), wait)
        passing = status >= 500 or status in _PASSING
        raise FetchError("status", f"{here}: status {status}", status=status, retry_after=wait, transient=passing)

    async def _ask_robots(self, page: httpx.URL, ports: frozenset[int], budget: Budget) -> RobotsRecord:
        """Ask an origin for its robots.txt; what fails before the host has answered keeps its own kind."""
        answered = False

        async def visit(here: httpx.URL) -> tuple[int, str] | _Redirect:
            nonlocal answered
            found = await self._visit(here, [(b"Accept", b"text/plain,*/*;q=0.5")], 0.0, budget, _robots_answer)
            answered = True
            return found

        try:
            found, _, _ = await self._travel(page.join("/robots.txt"), ports, visit)
        except FetchError as error:
            if error.kind in _UNREACHED and not answered:
                raise
            raise FetchError("robots", f"{origin_of(page)}/robots.txt cannot be read: {error}") from error
        status, body = (found.status, "") if isinstance(found, _Redirect) else found
        return RobotsRecord(origin_of(page), self._clock.now(), status, body)


async def _robots_answer(answer: httpx.Response) -> tuple[int, str] | _Redirect:
    if not answer.is_success:
        await drain(answer)
        return answer.status_code, ""
    body = await read_body(answer, MOST_BYTES, cut=True)
    return answer.status_code, robots_body(_content_type(answer.headers.get("content-type", ""))[0], body)


def _conditions(validators: Validators) -> list[Header]:
    pairs = ((b"If-None-Match", validators.etag), (b"If-Modified-Since", validators.last_modified))
    return [(name, value.encode("latin-1", "replace")) for name, value in pairs if value]


def _raw_header(answer: httpx.Response, name: bytes) -> bytes:
    return next((value for key, value in answer.headers.raw if key.lower() == name), b"")


def _content_type(header: str) -> tuple[str, str]:
    """Media type in lower case, and the charset's label as sent.

    >>> _content_type('Text/HTML; Charset="Shift_JIS"')
    ('text/html', 'Shift_JIS')
    """
    media_type, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.strip().lower(), value.strip().strip("\"'")
    return media_type.strip().lower(), ""
