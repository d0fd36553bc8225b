"""What the door outward reads, and its manners, against a server that counts."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from collections.abc import AsyncIterator

import pytest

from loopback_door import PAGE, fault, fetcher, read
from loopback_site import (
    CHUNKED,
    HEAD,
    LONG,
    Behaviour,
    HandClock,
    Request,
    Site,
    answer,
    chunked,
    drips,
    reset,
    says_and_closes,
)
from noticewatch.errors import FetchError
from noticewatch.fetch import Fetcher
from noticewatch.fetch import transport as connections
from noticewatch.model import NotModified, Response, Validators


@pytest.fixture
async def door() -> AsyncIterator[Fetcher]:
    opened = fetcher()
    yield opened
    await opened.aclose()


# What it reads


async def test_a_page_comes_with_its_type_its_charset_and_its_validators(door: Fetcher) -> None:
    headers = {"Content_Type": 'Text/HTML; charset="Shift_JIS"', "ETag": 'W/"x\xe9"', "Last_Modified": "yesterday"}
    async with Site({"/": answer(PAGE, **headers)}) as site:
        found = await read(door, site)
        assert found == Response(
            site.url(), site.url(), "text/html", "Shift_JIS", PAGE, Validators('W/"x\xe9"', "yesterday"), moved=False
        )
        asked = site.requests[-1].headers
        assert asked["user-agent"] == "noticewatch/0.1"
        assert asked["accept-encoding"] == "gzip, deflate"
        assert asked["host"] == f"{site.host}:{site.port}"
        assert not {"cookie", "authorization", "if-none-match"} & set(asked)


@pytest.mark.parametrize(
    "sent",
    [
        answer(gzip.compress(PAGE), Content_Encoding="gzip"),
        answer(zlib.compress(PAGE), Content_Encoding="deflate"),
        CHUNKED + chunked(PAGE[:9], PAGE[9:], b""),
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer(PAGE),
    ],
)
async def test_every_framing_gives_the_same_page(door: Fetcher, sent: bytes) -> None:
    async with Site({"/": sent}) as site:
        assert (await read(door, site)).body == PAGE
    async with Site({"/": says_and_closes(HEAD + b"\r\n" + PAGE)}) as site:
        assert (await read(door, site)).body == PAGE


async def test_validators_are_sent_back_to_the_letter(door: Fetcher) -> None:
    async def conditional(request: Request, writer: asyncio.StreamWriter) -> None:
        same = request.headers.get("if-none-match") == 'W/"\xe9 1"' and request.headers.get("if-modified-since") == "a  date"
        writer.write(answer(b"", "304 Not Modified", Content_Length="") if same else answer(PAGE))

    async with Site({"/": conditional}) as site:
        found = await door.fetch(site.url(), validators=Validators('W/"\xe9 1"', "a  date"), ports=site.ports)
        assert found == NotModified(site.url())
        assert isinstance(await door.fetch(site.url(), validators=Validators("other"), ports=site.ports), Response)
        assert site.connections == 1  # robots, the 304 and the page on one


async def test_nothing_is_kept_of_cookies(door: Fetcher) -> None:
    async with Site({"/": answer(PAGE, Set_Cookie="id=1; Path=/")}) as site:
        await read(door, site)
        await read(door, site)
        assert all("cookie" not in request.headers for request in site.requests)


@pytest.mark.parametrize(
    ("status", "retry", "transient", "seconds"),
    [
        ("404 Not Found", "", False, None),
        ("410 Gone", "", False, None),
        ("403 Forbidden", "", True, None),
        ("500 Oops", "", True, None),
        ("503 Busy", "120", True, 120.0),
        ("503 Busy", "Sun, 22 Nov 2026 00:01:00 GMT", True, 60.0),
        ("503 Busy", "99999999", True, 86400.0),
        ("503 Busy", "later", True, None),
        ("599 What", "", True, None),
    ],
)
async def test_other_statuses_say_whether_and_when_to_come_again(
    status: str, retry: str, transient: bool, seconds: float | None
) -> None:
    door = fetcher(HandClock())
    async with Site({"/": answer(PAGE, status, Retry_After=retry)}) as site:
        error = await fault(door, site)
        assert (error.kind, error.status) == ("status", int(status[:3]))
        assert (error.transient, error.retry_after) == (transient, seconds)
    await door.aclose()


async def test_a_host_that_says_too_many_requests_is_left_alone_as_long_as_it_asks() -> None:
    clock = HandClock()
    door = fetcher(clock)
    async with Site({"/": answer(PAGE, "429 Slow Down", Retry_After="3600"), "/other": answer(PAGE)}) as site:
        assert (await fault(door, site)).retry_after == 3600.0
        error = await fault(door, site, "/other")
        assert (error.status, error.retry_after) == (429, 3600.0)
        assert site.paths == ["/robots.txt", "/"]
        clock.pass_by(3600)
        assert (await read(door, site, "/other")).body == PAGE
    await door.aclose()


# Redirects


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((308,), True), ((301, 308, 301), True), ((302,), False), ((301, 307), False), ((303,), False)],
)
async def test_a_page_that_was_moved_says_so(door: Fetcher, statuses: tuple[int, ...], moved: bool) -> None:
    routes = {f"/{n}": answer(b"", f"{status} Moved", Location=f"/{n + 1}") for n, status in enumerate(statuses)}
    async with Site({**routes, f"/{len(statuses)}": answer(PAGE)}) as site:
        found = await read(door, site, "/0")
        assert (found.requested, found.url, found.moved) == (site.url("/0"), site.url(f"/{len(statuses)}"), moved)


async def test_five_redirects_are_followed_and_a_sixth_is_not(door: Fetcher) -> None:
    routes: dict[str, bytes | Behaviour] = {f"/{n}": answer(b"", "302 Found", Location=f"{n + 1}#part") for n in range(6)}
    async with Site({**routes, "/6": answer(PAGE)}) as site:
        assert (await read(door, site, "/1")).url == site.url("/6")
        error = await fault(door, site, "/0")
        assert (error.kind, error.transient) == ("redirect", True)


async def test_each_hop_keeps_the_robots_rules_of_its_host(door: Fetcher) -> None:
    rules = answer(b"User-agent: *\nDisallow: /private/", Content_Type="text/plain")
    async with Site({"/private/a": answer(PAGE), "/robots.txt": rules}, host="127.0.0.6") as other:
        leads = {"/": answer(b"", "302 Found", Location=other.url("/private/a"))}
        async with Site(leads) as site:
            with pytest.raises(FetchError) as caught:
                await door.fetch(site.url(), ports=site.ports | other.ports)
            assert (caught.value.kind, caught.value.transient) == ("robots", False)
            assert other.paths == ["/robots.txt"]


# Robots, pace, places


async def test_robots_txt_comes_first_and_is_asked_once_for_many(door: Fetcher) -> None:
    async with Site({f"/{n}": answer(PAGE) for n in range(10)}) as site:
        await asyncio.gather(*(read(door, site, f"/{n}") for n in range(10)))
        assert site.paths[0] == "/robots.txt"
        assert sorted(site.paths[1:]) == [f"/{n}" for n in range(10)]


async def test_rules_forbid_and_can_be_ignored(door: Fetcher) -> None:
    rules = answer(b"User-agent: noticewatch\nDisallow: /members/")
    async with Site({"/robots.txt": rules, "/members/": answer(PAGE)}) as site:
        error = await fault(door, site, "/members/")
        assert (error.kind, error.transient) == ("robots", False)
        assert (await read(door, site, "/members/", robots="ignore")).body == PAGE


@pytest.mark.parametrize(
    ("robots", "status"),
    [
        (answer(b"busy", "503 Busy"), 503),
        (answer(b"User-agent: *", Content_Encoding="br"), None),
        (says_and_closes(LONG + b"User-agent: *"), None),
        (answer(b"", "301 Moved", Location="gopher://x/"), None),
    ],
)
async def test_a_robots_txt_that_cannot_be_had_forbids(door: Fetcher, robots: bytes | Behaviour, status: int | None) -> None:
    async with Site({"/robots.txt": robots, "/": answer(PAGE)}) as site:
        error = await fault(door, site)
        assert (error.kind, error.transient, error.status) == ("robots", True, status)
        assert site.paths == ["/robots.txt"]


async def test_a_robots_txt_elsewhere_is_followed_and_one_without_end_is_none(door: Fetcher) -> None:
    rules = answer(b"User-agent: *\nDisallow: /a")
    moved = {"/robots.txt": answer(b"", "301 Moved", Location="/else/robots.txt"), "/else/robots.txt": rules, "/b": answer(PAGE)}
    async with Site(moved) as site:
        assert (await fault(door, site, "/a")).kind == "robots"
        assert (await read(door, site, "/b")).body == PAGE
    async with Site({"/robots.txt": answer(b"", "301 Moved", Location="/robots.txt"), "/a": answer(PAGE)}) as site:
        assert (await read(door, site, "/a")).body == PAGE
        assert site.paths.count("/robots.txt") == 6


async def test_of_a_robots_txt_beyond_the_cap_the_beginning_counts(door: Fetcher) -> None:
    rules = b"User-agent: *\nDisallow: /a\n" + b"# nothing\n" * 60_000 + b"Disallow: /b\n"
    async with Site({"/robots.txt": answer(rules), "/b": answer(PAGE)}) as site:
        assert (await fault(door, site, "/a")).kind == "robots"
        assert (await read(door, site, "/b")).body == PAGE


async def test_requests_to_one_host_keep_their_distance_robots_and_hops_included() -> None:
    clock = HandClock()
    door, times = fetcher(clock, per_host_delay=1.0), list[float]()

    async def timed(request: Request, writer: asyncio.StreamWriter) -> None:
        times.append(clock.seconds)
        writer.write(answer(b"", "302 Found", Location="/b") if request.path == "/a" else answer(PAGE))

    async with Site({"/a": timed, "/b": timed, "/c": timed}) as site:
        await read(door, site, "/a")
        await read(door, site, "/c")
        assert times == [1001.0, 1002.0, 1003.0]
    await door.aclose()


async def test_a_crawl_delay_moves_the_pace() -> None:
    clock = HandClock()
    door = fetcher(clock, per_host_delay=1.0)
    async with Site({"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 7"), "/": answer(PAGE)}) as site:
        for _ in range(3):
            await read(door, site)
        assert clock.slept == [1.0, 7.0, 7.0]
    await door.aclose()


async def test_hosts_that_hang_hold_up_no_other() -> None:
    door = fetcher(max_concurrency=3, deadline=5.0)
    async with Site({"/": drips(b"")}) as dead, Site({"/": answer(PAGE)}, host="127.0.0.6") as site:
        hanging = [asyncio.ensure_future(fault(door, dead, robots="ignore")) for _ in range(4)]
        await asyncio.sleep(0.05)
        begun = time.monotonic()
        await read(door, site)
        assert time.monotonic() - begun < 4.0
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
    await door.aclose()


# Connections


async def test_a_kept_connection_that_was_dropped_is_replaced_at_once(door: Fetcher) -> None:
    async def once(request: Request, writer: asyncio.StreamWriter) -> None:
        if sum(asked.path == "/b" for asked in site.requests) == 1:
            reset(writer)
        else:
            writer.write(answer(PAGE))

    async with Site({"/a": answer(PAGE), "/b": once}) as site:
        await read(door, site, "/a", robots="ignore")
        assert (await read(door, site, "/b", robots="ignore")).body == PAGE
        assert site.paths == ["/a", "/b", "/b"]
        assert site.connections == 2


async def test_nobody_there_is_said_as_the_system_says_it(door: Fetcher) -> None:
    async with Site() as site:
        pass
    error = await fault(door, site)
    assert (error.kind, error.transient) == ("connect", True)
    assert "refused" in str(error)


async def test_connections_long_idle_are_dropped_and_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_TRANSPORTS_KEPT", 2)
    clock = HandClock()
    door = fetcher(clock)
    sites = [Site({"/": answer(PAGE)}, host=f"127.0.0.{n}") for n in range(20, 24)]
    for site in sites:
        async with site:
            await read(door, site, robots="ignore")
    assert len(door._transports._kept) == 2
    clock.pass_by(61)
    async with Site({"/": answer(PAGE)}) as site:
        await read(door, site, robots="ignore")
        assert len(door._transports._kept) == 1
        await read(door, site, robots="ignore")
        assert site.connections == 1
        await door.aclose()


async def test_a_fetch_that_is_cancelled_leaves_nothing_behind(door: Fetcher) -> None:
    async with Site({"/": drips(b"x", LONG), "/good": answer(PAGE)}) as site:
        task = asyncio.ensure_future(door.fetch(site.url(), ports=site.ports))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await read(door, site, "/good")).body == PAGE
