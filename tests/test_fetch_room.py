"""Room for large bodies: handed out in order, and given back when a page was read or its task ends."""

from __future__ import annotations

import asyncio
import gzip
import random
import zlib

import pytest

from noticewatch.errors import FetchError
from noticewatch.fetch.body import read_body
from noticewatch.fetch.room import SMALL, Room
from tests.test_fetch_body import response

LARGE = random.Random(3).randbytes(1000) * 3000  # 3 MB that pack well
MOST = 4 << 20


@pytest.mark.parametrize("size", [977, 65536, 10**7])
@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("", LARGE),
        ("gzip", gzip.compress(LARGE)),
        ("gzip", gzip.compress(LARGE[:SMALL]) + gzip.compress(LARGE[SMALL:]) + b"\0padding"),
        ("deflate", zlib.compress(LARGE)),
        ("gzip", gzip.compress(bytes(SMALL + 1))),
    ],
)
async def test_a_large_body_is_the_same_in_a_room(coding: str, packed: bytes, size: int) -> None:
    room = Room()
    alone = await read_body(response(packed, size, content_encoding=coding), MOST)
    assert await read_body(response(packed, size, content_encoding=coding), MOST, room=room) == alone
    if coding:
        half = response(packed[: len(packed) // 2], size, content_encoding=coding, content_length="9")
        with pytest.raises(FetchError, match="breaks off"):
            await read_body(half, MOST, room=room)
    with pytest.raises(FetchError, match="longer"):
        await read_body(response(packed, size, content_encoding=coding), len(alone) - 1, room=room)


async def test_small_ones_need_none() -> None:
    room = Room(0)
    assert len(await read_body(response(bytes(SMALL)), MOST, room=room)) == SMALL


async def test_what_is_unpacked_waits_before_it_is_large() -> None:
    room, gate = Room(MOST), asyncio.Event()
    seen = []

    async def first() -> None:
        await room.take(MOST)
        await gate.wait()

    async def second() -> None:
        seen.append(len(await read_body(response(gzip.compress(LARGE), content_encoding="gzip"), MOST, room=room)))

    tasks = [asyncio.create_task(first()), asyncio.create_task(second())]
    await asyncio.sleep(0.05)
    assert seen == []
    gate.set()
    await asyncio.gather(*tasks)
    assert seen == [len(LARGE)]


async def test_room_is_given_in_order_and_comes_back() -> None:
    room, order = Room(10), list[str]()

    async def holder(name: str, size: int, until: asyncio.Event) -> None:
        await room.take(size)
        order.append(name)
        await until.wait()

    ends = {name: asyncio.Event() for name in "abcd"}
    tasks = {name: asyncio.create_task(holder(name, size, ends[name])) for name, size in zip("abcd", (6, 6, 3, 99), strict=True)}
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert order == ["a"]  # c would fit, but b was first
    tasks["b"].cancel()
    ends["a"].set()
    await asyncio.wait([tasks["a"], tasks["b"]])
    await asyncio.sleep(0.01)
    assert order == ["a", "c"]
    ends["c"].set()
    await tasks["c"]
    await asyncio.sleep(0.01)
    assert order == ["a", "c", "d"]  # what is more than all there is gets all there is
    ends["d"].set()
    await tasks["d"]
    await asyncio.sleep(0)
    assert room._free == 10
    assert not room._held


async def test_a_waiter_that_was_cancelled_when_it_had_its_room_gives_it_back() -> None:
    room = Room(10)
    await room.take(10)
    waiting = asyncio.create_task(room.take(10))
    await asyncio.sleep(0)
    room.settle(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await asyncio.sleep(0)
    assert room._free == 10
