"""What robots.txt forbids, for how long that is known, and what its absence means."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpx
import pytest

from loopback_site import HandClock
from noticewatch.errors import FetchError
from noticewatch.fetch import Remembered, RobotsRecord
from noticewatch.fetch.robots import Robots, robot_names, robots_body

ORIGIN = "https://shiomi.example"
PAGE = httpx.URL(f"{ORIGIN}/news/1.html")
AGENT = "noticewatch/0.1 (+https://example.org/bot)"


class Asked:
    """Answers with what it is told to, and counts."""

    def __init__(self, clock: HandClock, body: str = "", status: int | None = 200) -> None:
        self.clock, self.body, self.status, self.times = clock, body, status, 0

    async def __call__(self) -> RobotsRecord:
        self.times += 1
        await asyncio.sleep(0)
        return RobotsRecord(ORIGIN, self.clock.now(), self.status, self.body)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def robots(clock: HandClock) -> Robots:
    return Robots(AGENT, Remembered(), clock)


async def permitted(robots: Robots, path: str, retrieve: Callable[[], Awaitable[RobotsRecord]]) -> bool:
    try:
        await robots.crawl_delay(httpx.URL(ORIGIN + path), retrieve)
    except FetchError as error:
        if error.kind != "robots" or error.transient or "shiomi.example" not in str(error):
            raise
        return False
    return True


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("User-agent: *\nDisallow: /news/", "/news/1.html", False),
        ("User-agent: *\nDisallow: /news/", "/about", True),
        ("User-agent: *\nDisallow:", "/news/1.html", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1.html", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/letter.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/letter.pdf?x", True),
        ("User-agent: *\nDisallow: /お知らせ", "/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B/1", False),
        ("User-agent: NoticeWatch\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: noticewatch/2.0\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: watch\nUser-agent: bot\nUser-agent: example\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: noticewatch\nDisallow: /", "/a", False),
        ("User-agent: other\nDisallow: /\n\nuser agent : *\nDisallow: /b", "/a", True),
        ("\ufeffUser-agent: *\r\nDisallow: /a # not this", "/a", False),
        ("nonsense\nDisallow: /", "/a", True),
    ],
)
async def test_rules_are_obeyed(robots: Robots, clock: HandClock, rules: str, path: str, expected: bool) -> None:
    assert await permitted(robots, path, Asked(clock, robots_body("text/plain", rules.encode()))) is expected


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [("Crawl-delay: 10", 10.0), ("Crawl-delay: 0.5", 0.5), ("Crawl-delay: 86400", 60.0), ("Crawl-delay: soon", 0.0), ("", 0.0)],
)
async def test_the_pause_asked_for_is_a_minute_at_most(robots: Robots, clock: HandClock, rules: str, seconds: float) -> None:
    assert await robots.crawl_delay(PAGE, Asked(clock, f"User-agent: *\n{rules}\n")) == seconds


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 429])
async def test_without_a_robots_txt_all_is_permitted(robots: Robots, clock: HandClock, status: int) -> None:
    asked = Asked(clock, "User-agent: *\nDisallow: /", status)
    assert await robots.crawl_delay(PAGE, asked) == 0.0
    assert await robots.crawl_delay(PAGE, asked) == 0.0
    assert asked.times == 1


@pytest.mark.parametrize("status", [500, 503, None])
async def test_a_host_in_trouble_forbids_until_it_answers(robots: Robots, clock: HandClock, status: int | None) -> None:
    asked = Asked(clock, status=status)
    for _ in range(3):  # the notices of one check: the host is asked once
        with pytest.raises(FetchError) as caught:
            await robots.crawl_delay(PAGE, asked)
        assert (caught.value.kind, caught.value.transient, caught.value.status) == ("robots", True, status)
    assert asked.times == 1
    clock.pass_by(21)
    asked.status = 200
    assert await robots.crawl_delay(PAGE, asked) == 0.0


async def test_what_kept_the_host_from_being_asked_is_told_as_it_was(robots: Robots, clock: HandClock) -> None:
    async def refused() -> RobotsRecord:
        raise FetchError("connect", "Connection refused")

    for _ in range(2):
        with pytest.raises(FetchError, match="Connection refused") as caught:
            await robots.crawl_delay(PAGE, refused)
        assert (caught.value.kind, caught.value.transient) == ("connect", True)


async def test_rules_are_kept_for_a_day(clock: HandClock) -> None:
    memory, asked = Remembered(), Asked(clock, "User-agent: *\nDisallow: /news/")
    assert not await permitted(Robots(AGENT, memory, clock), "/news/", asked)
    clock.pass_by(86399)
    assert not await permitted(Robots(AGENT, memory, clock), "/news/", asked)  # another process
    assert asked.times == 1
    clock.pass_by(1)
    asked.body = ""
    robots = Robots(AGENT, memory, clock)
    assert await permitted(robots, "/news/", asked)
    assert asked.times == 2
    kept = memory.robots(ORIGIN)
    assert kept is not None
    await memory.keep_robots(replace(kept, fetched_at=clock.now().replace(year=2030)))
    assert await permitted(robots, "/news/", asked)  # a clock that was set back does not keep it for years
    assert asked.times == 3


async def test_of_many_at_once_one_asks(robots: Robots, clock: HandClock) -> None:
    asked = Asked(clock)
    await asyncio.gather(*(robots.crawl_delay(PAGE, asked) for _ in range(20)))
    assert asked.times == 1


async def test_who_waited_asks_where_the_asking_was_cancelled(robots: Robots, clock: HandClock) -> None:
    async def stalls() -> RobotsRecord:
        await asyncio.sleep(60)
        raise AssertionError

    asked = Asked(clock)
    first = asyncio.ensure_future(robots.crawl_delay(PAGE, stalls))
    await asyncio.sleep(0)
    second = asyncio.ensure_future(robots.crawl_delay(PAGE, asked))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 0.0
    assert asked.times == 1


def test_a_page_in_place_of_rules_is_no_rules() -> None:
    assert robots_body("text/html", b"User-agent: *\nDisallow: /") == ""
    assert robots_body("text/plain", b" <!doctype html><pre>\nUser-agent: *\nDisallow: /") == ""
    assert robots_body("", b"\xef\xbb\xbfUser-agent: *\nDisallow: /\xff") == "User-agent: *\nDisallow: /\ufffd"


def test_names_in_a_user_agent() -> None:
    assert robot_names("Mozilla/5.0 (compatible; Harbour-Watch/2; +http://harbour.example/why)") == {
        "mozilla",
        "compatible",
        "harbour-watch",
    }


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"User-agent: a{n}\n" for n in range(16_000)) + "".join(f"Disallow: /{n}\n" for n in range(16_000)),
        "User-agent: *\n" + "Disallow: /*a*b$\n" * 29_000,
        "User-agent: *\nDisallow: /" + "a*" * 250_000,
        "user" * 125_000,
    ],
    ids=["robots-times-rules", "wildcards", "one-long-rule", "no-rules"],
)
async def test_half_a_megabyte_of_rules_costs_little(robots: Robots, clock: HandClock, body: str) -> None:
    begun = time.thread_time()
    assert await permitted(robots, "/" + "a" * 500, Asked(clock, body))
    assert time.thread_time() - begun < 6.0  # half a second here; minutes and gigabytes without care


async def test_parsed_rules_are_kept_for_some_hosts_only(robots: Robots, clock: HandClock) -> None:
    for n in range(310):
        origin = f"https://host{n}.example"

        async def retrieve(origin: str = origin) -> RobotsRecord:
            return RobotsRecord(origin, clock.now(), 200, "User-agent: *\nDisallow: /")

        with pytest.raises(FetchError):
            await robots.crawl_delay(httpx.URL(origin + "/"), retrieve)
    assert len(robots._parsed) == 300
