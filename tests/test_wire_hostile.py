"""The door outward against a server that does its worst: an end in time, under the right name."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from loopback_door import IN_TIME, PAGE, fault, fetcher, read
from loopback_site import LONG, Request, Site, answer, drips
from noticewatch.fetch import Fetcher
from tests.hostile_answers import HOSTILE


@pytest.fixture
async def door() -> AsyncIterator[Fetcher]:
    opened = fetcher()
    yield opened
    await opened.aclose()


@pytest.mark.parametrize("name", HOSTILE)
async def test_whatever_a_server_does_ends_in_time_under_its_own_name(door: Fetcher, name: str) -> None:
    behaviour, kind = HOSTILE[name]
    async with Site({"/": behaviour, "/good": answer(PAGE)}) as site:
        begun = time.monotonic()
        error = await fault(door, site)
        assert (error.kind, site.paths[:1]) == (kind, ["/robots.txt"])
        assert time.monotonic() - begun < IN_TIME
        assert str(error).isprintable()
        assert len(str(error)) < 600
        assert (await read(door, site, "/good")).body == PAGE  # and the next fetch there is none the worse


async def test_robots_txt_that_hangs_ends_within_the_same_deadline(door: Fetcher) -> None:
    async with Site({"/robots.txt": drips(b"x", LONG), "/": answer(PAGE)}) as site:
        begun = time.monotonic()
        assert (await fault(door, site)).kind == "timeout"
        assert time.monotonic() - begun < IN_TIME
        assert site.paths == ["/robots.txt"]
        assert (await read(door, site, robots="ignore")).body == PAGE


async def test_the_deadline_is_one_for_all_hops() -> None:
    async def slowly(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.12)
        writer.write(answer(b"", "302 Found", Location=request.path + "x"))

    door = fetcher()
    async with Site({"/" + "x" * n: slowly for n in range(9)}) as site:
        begun = time.monotonic()
        assert (await fault(door, site, robots="ignore")).kind == "timeout"
        assert time.monotonic() - begun < IN_TIME
        assert len(site.requests) == 3
    await door.aclose()


@pytest.mark.parametrize("more", [answer(b"another"), b"HTTP/1.1 200 OK\r\nContent-Le", b"garbage"])
async def test_what_comes_behind_an_answer_is_not_the_answer_to_the_next_question(door: Fetcher, more: bytes) -> None:
    async with Site({"/": answer(PAGE) + more, "/good": answer(b"good")}) as site:
        for _ in range(2):
            assert (await read(door, site, robots="ignore")).body == PAGE
            assert (await read(door, site, "/good", robots="ignore")).body == b"good"
        assert site.paths == ["/", "/good"] * 2
