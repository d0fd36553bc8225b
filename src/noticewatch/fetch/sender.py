"""Sending a delivery: where the operator pointed it, and nowhere else.

Shell; imports the words, the guard's resolver, the clock and its own package. The configured address is the opt-in, so
the guard lets it be anywhere; a redirect is not followed, since the secret in the address is that host's only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import httpx

from noticewatch.belt import opened
from noticewatch.clock import Clock
from noticewatch.errors import FetchError
from noticewatch.fetch.address import origin_of, parse_url, port_of, retry_after_seconds
from noticewatch.fetch.policy import Budget
from noticewatch.fetch.transport import guarded_transport, mapped_faults, proxy_at, tls_context
from noticewatch.guard import ANYWHERE, Reach, Resolver, refusal

MOST_ANSWER_BYTES = 64 << 10


@dataclass(frozen=True, slots=True)
class Answer:
    """A receiver's answer; `body` is its beginning, 64 KiB at most, `retry_after` in seconds."""

    status: int
    body: bytes
    retry_after: float | None = None


class Sender:
    """Posts to configured receivers, one connection an attempt: a receiver is told seldom."""

    def __init__(self, *, user_agent: str, clock: Clock, proxy_url: str = "", ca_file: str = "", deadline: float = 15.0) -> None:
        """Raises OSError where `ca_file` cannot be read, ValueError for a `proxy_url` that is none."""
        self._user_agent, self._clock, self._deadline = user_agent, clock, deadline
        self._tls = tls_context(ca_file)
        self._proxy = proxy_at(proxy_url, self._tls)
        self._resolver = Resolver()

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Post a body as it is; whatever status comes is an answer. Raises FetchError where none came in time.

        A status is an answer even where the body after it breaks off or stalls.
        """
        request = self._request(url, body, headers)
        origin, budget, read = origin_of(request.url), Budget(self._deadline), bytearray()
        reach = Reach(ANYWHERE, frozenset({port_of(self._proxy.url if self._proxy else request.url)}))
        transport = guarded_transport(self._tls, self._resolver.addresses, reach, self._proxy)
        sent = False

        async def trace(name: str, _: object) -> None:
            nonlocal sent
            sent = sent or name.startswith("http11.send_request")

        request.extensions["trace"] = trace
        try:
            async with budget.spend():
                with mapped_faults(origin), opened(partial(refusal, reach=reach)):
                    response = await transport.handle_async_request(request)
            with contextlib.suppress(FetchError):
                async with budget.spend():
                    with mapped_faults(origin, answered=True):
                        await _read_beginning(response, read)
        except FetchError as problem:
            problem.sent = sent
            raise
        finally:
            with contextlib.suppress(httpx.HTTPError, OSError, RuntimeError):
                await transport.aclose()
        wait = retry_after_seconds(response.headers.get("retry-after"), self._clock.now())
        return Answer(response.status_code, bytes(read[:MOST_ANSWER_BYTES]), wait)

    def _request(self, url: str, body: bytes, headers: Mapping[str, str]) -> httpx.Request:
        common = {"User-Agent": self._user_agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
        named = {name.lower() for name in headers}
        kept = {name: value for name, value in common.items() if name.lower() not in named} | dict(headers)
        pairs = [(name.encode(), value.encode()) for name, value in kept.items()]
        return httpx.Request("POST", _address(url), content=body, headers=pairs)

    async def aclose(self) -> None:
        """Nothing is kept open between attempts; here so that both doors close alike."""


def _address(url: str) -> httpx.URL:
    """The configured address, which may be a secret: what is wrong with it is said without it."""
    try:
        return parse_url(url)
    except FetchError:
        raise FetchError("address", "the channel's address is none that can be posted to", transient=False) from None


async def _read_beginning(response: httpx.Response, read: bytearray) -> None:
    async for chunk in response.aiter_raw():
        read += chunk
        if len(read) >= MOST_ANSWER_BYTES:
            return
