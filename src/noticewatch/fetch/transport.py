"""Connections: the guard beneath httpx, one small transport a host, and every fault under its own name.

Shell; imports the words, the guard and the clock; httpx and httpcore. One transport a host, because httpx's pool loses
answers under load (encode/httpcore#1110) and scans all its connections at each request; they share one TLS context, whose
making costs 40 ms. Environment variables (proxies, .netrc) are not read; there is no cookie jar; HTTP/1.1 only.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache

import certifi
import httpcore
import httpx

from noticewatch.belt import Refused
from noticewatch.clock import Clock
from noticewatch.errors import FetchError, FetchFault
from noticewatch.fetch.address import origin_of
from noticewatch.guard import Lookup, Reach, permitted_addresses

MakeTransport = Callable[[httpx.URL], httpx.AsyncBaseTransport]

_CONNECT_SECONDS = 10.0  # for one address
_NEXT_SECONDS = 5.0  # for one that others can stand in for: a dead IPv6 way must not cost the whole deadline
_ADDRESSES_TRIED = 4
_TRANSPORTS_KEPT = 200
_IDLE_SECONDS = 60.0
_DRAIN_SECONDS = 1.0
_DRAINED = 16 << 10  # bytes of an unwanted body that are read to keep its connection


def tls_context(ca_file: str) -> ssl.SSLContext:
    """The machine's certificate authorities, Mozilla's, and the file's. Raises OSError for a file that cannot be read."""
    if not ca_file:
        return _public_context()
    context = _public_context.__wrapped__()
    context.load_verify_locations(ca_file)
    return context


@cache
def _public_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Stream(httpcore.AsyncNetworkStream):
    """A connection that is closed where its handshake is cancelled: httpcore would leave it open."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self.read, self.write, self.aclose = inner.read, inner.write, inner.aclose  # type: ignore[method-assign]
        self.get_extra_info = inner.get_extra_info  # type: ignore[method-assign]

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await self._inner.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            await self._inner.aclose()
            raise


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Dials the addresses that the guard permits, never a name."""

    def __init__(self, lookup: Lookup, reach: Reach) -> None:
        self._lookup, self._reach = lookup, reach
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that answers; raises FetchError for what is refused or not found."""
        addresses = await permitted_addresses(host, port, self._reach, self._lookup)
        *others, last = addresses[:_ADDRESSES_TRIED]
        for address in others:
            with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return _Stream(await self._inner.connect_tcp(address, port, _NEXT_SECONDS, local_address, socket_options))
        seconds = timeout or _CONNECT_SECONDS
        return _Stream(await self._inner.connect_tcp(last, port, seconds, local_address, socket_options))

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: a URL never leads to one."""
        raise httpcore.ConnectError("sockets of this machine are not connected to")


def proxy_at(url: str, tls: ssl.SSLContext) -> httpx.Proxy | None:
    """The forward proxy at an address; None for "". Raises ValueError for what is no http or https address."""
    if not url:
        return None
    try:
        proxy = httpx.Proxy(url, ssl_context=tls if url.lower().startswith("https:") else None)
    except httpx.InvalidURL as error:
        raise ValueError(f"not a proxy's address: {error}") from error
    if proxy.url.scheme not in ("http", "https") or not proxy.url.host:
        raise ValueError("a proxy's address begins with http:// or https://")
    return proxy


def guarded_transport(
    tls: ssl.SSLContext, lookup: Lookup, reach: Reach, proxy: httpx.Proxy | None = None
) -> httpx.AsyncHTTPTransport:
    """A transport for one host; through a proxy it is the proxy that is dialled, and `reach` speaks of it."""
    limits = httpx.Limits(max_connections=2, max_keepalive_connections=1)
    transport = httpx.AsyncHTTPTransport(verify=tls, trust_env=False, proxy=proxy, limits=limits)
    transport._pool._network_backend = GuardedBackend(lookup, reach)  # the one private name; a test pins that it is in use
    return transport


@dataclass(slots=True)
class _Kept:
    transport: httpx.AsyncBaseTransport
    users: int
    used_at: float  # on the steady clock


class Transports:
    """The transports in use and lately used, one an origin."""

    def __init__(self, make: MakeTransport, clock: Clock) -> None:
        self._make, self._clock = make, clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    @asynccontextmanager
    async def exchange(self, request: httpx.Request) -> AsyncIterator[httpx.Response]:
        """Send a request and give its answer's head, the body still to be read; what fails is raised as FetchError.

        After a failure the connection is not used again, nor where more came than the answer.
        """
        origin = origin_of(request.url)
        kept = self._take(origin, request.url)
        try:
            await self._drop_idle()
            with mapped_faults(origin):
                response = await _answer(kept.transport, request)
            try:
                with mapped_faults(origin, answered=True):
                    yield response
            finally:
                with contextlib.suppress(httpx.HTTPError, OSError):
                    await response.aclose()
            if _says_more(kept.transport):
                await self._drop(origin, kept)
        except BaseException:
            await self._drop(origin, kept)
            raise
        finally:
            kept.users -= 1
            kept.used_at = self._clock.steady()

    async def _drop(self, origin: str, kept: _Kept) -> None:
        if self._kept.get(origin) is kept:
            del self._kept[origin]
        await _close(kept.transport)

    def _take(self, origin: str, url: httpx.URL) -> _Kept:
        kept = self._kept.get(origin)
        if kept is None:
            kept = self._kept[origin] = _Kept(self._make(url), 0, 0.0)
        self._kept.move_to_end(origin)
        kept.users += 1
        return kept

    async def _drop_idle(self) -> None:
        long_ago = self._clock.steady() - _IDLE_SECONDS
        idle = [(origin, kept) for origin, kept in self._kept.items() if not kept.users]
        surplus = len(self._kept) - _TRANSPORTS_KEPT
        dropped = [pair for place, pair in enumerate(idle) if place < surplus or pair[1].used_at < long_ago]
        for origin, _ in dropped:
            del self._kept[origin]
        for _, kept in dropped:
            await _close(kept.transport)

    async def aclose(self) -> None:
        """Close all connections."""
        while self._kept:
            _, kept = self._kept.popitem()
            await _close(kept.transport)


async def _close(transport: httpx.AsyncBaseTransport) -> None:
    with contextlib.suppress(httpx.HTTPError, OSError, RuntimeError):  # httpcore objects to requests still running: all end
        await transport.aclose()


def _says_more(transport: httpx.AsyncBaseTransport) -> bool:
    """Whether bytes came behind an answer: they would be taken for the answer to what is asked next on that connection."""
    pool = getattr(transport, "_pool", None)
    states = [getattr(getattr(one, "_connection", None), "_h11_state", None) for one in pool.connections] if pool else []
    return any(state.trailing_data[0] for state in states if state)


async def _answer(transport: httpx.AsyncBaseTransport, request: httpx.Request) -> httpx.Response:
    """The answer's head; asked once more where a kept connection turns out to have been dropped meanwhile."""
    dialled = False

    async def trace(name: str, _: object) -> None:
        nonlocal dialled
        dialled = dialled or name.startswith("connection.connect_tcp")

    request.extensions["trace"] = trace
    try:
        return await transport.handle_async_request(request)
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
        if dialled:
            raise
        return await transport.handle_async_request(request)


async def drain(response: httpx.Response) -> None:
    """Read past a body nobody wants, so that its connection can be kept; a long or slow one is left, whatever it does."""
    read = 0
    with contextlib.suppress(httpx.HTTPError, TimeoutError):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async for chunk in response.aiter_raw():
                read += len(chunk)
                if read > _DRAINED:
                    return


@contextmanager
def mapped_faults(origin: str, *, answered: bool = False) -> Iterator[None]:
    """Turn what httpx, TLS and the system raise into FetchErrors; `answered`: the head has come, the body is being read."""
    try:
        yield
    except (httpx.HTTPError, OSError, UnicodeError) as error:
        kind = _kind(error, answered)
        raise FetchError(kind, f"{origin}: {_said(error)[:300]}", transient=kind != "address") from error


def _kind(error: Exception, answered: bool) -> FetchFault:
    if any(isinstance(cause, Refused) for cause in _causes(error)):
        return "address"
    if _from_tls(error) and not answered:
        return "tls"
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return "timeout"
    if answered and (isinstance(error, httpx.ReadError) or "peer closed connection" in str(error)):
        return "truncated"
    if isinstance(error, (httpx.NetworkError, httpx.ProxyError, OSError)):
        return "connect"
    return "protocol"


def _from_tls(error: Exception) -> bool:
    return any(isinstance(cause, ssl.SSLError) for cause in _causes(error))


def _said(error: Exception) -> str:
    """What the system said, where it did ("Connection refused"): the layers above it only say that it failed."""
    for cause in _causes(error):
        if isinstance(cause, Refused):
            return str(cause)
        if isinstance(cause, OSError) and not isinstance(cause, ssl.SSLError) and cause.errno:
            return os.strerror(cause.errno)
    return str(error) or type(error).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
