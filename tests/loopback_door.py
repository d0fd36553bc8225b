"""Shared by the tests of the door outward on the wire: a door to loopback, and how to walk through it."""

from __future__ import annotations

import ipaddress

import pytest

from noticewatch.clock import Clock
from noticewatch.errors import FetchError
from noticewatch.fetch import Fetcher, FetchPolicy, Remembered
from noticewatch.model import Response
from tests.loopback_site import Site

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
PAGE = "<html><body>潮風町からのお知らせ</body></html>".encode()
DEADLINE = 0.3
IN_TIME = DEADLINE + 4  # as a busy machine sees the end of what would else never end


def fetcher(clock: Clock | None = None, memory: Remembered | None = None, **policy: object) -> Fetcher:
    settings: dict[str, object] = {"per_host_delay": 0.0, "allow_networks": LOOPBACK, "deadline": DEADLINE, "most_bytes": 100_000}
    return Fetcher(FetchPolicy("noticewatch/0.1", **(settings | policy)), memory or Remembered(), clock or Clock())  # type: ignore[arg-type]


async def read(door: Fetcher, site: Site, path: str = "/", **options: object) -> Response:
    found = await door.fetch(site.url(path), ports=site.ports, **options)  # type: ignore[arg-type]
    assert isinstance(found, Response)
    return found


async def fault(door: Fetcher, site: Site, path: str = "/", **options: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await door.fetch(site.url(path), ports=site.ports, **options)  # type: ignore[arg-type]
    return caught.value
