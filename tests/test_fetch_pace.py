"""Whose turn it is, on a clock that is moved by hand."""

from __future__ import annotations

import asyncio

import pytest

from loopback_site import HandClock
from noticewatch.errors import FetchError
from noticewatch.fetch.pace import Pace


async def test_a_host_is_left_alone_for_the_delay_after_each_request() -> None:
    clock, begun = HandClock(), list[float]()
    pace = Pace(clock, 5)

    async def request() -> None:
        async with pace.turn("a.test", 2.0):
            begun.append(clock.seconds)
            clock.pass_by(0.5)

    await asyncio.gather(*(request() for _ in range(3)))
    assert begun == [1000.0, 1002.5, 1005.0]


async def test_hosts_do_not_wait_for_each_other_and_no_delay_is_no_wait() -> None:
    clock = HandClock()
    pace = Pace(clock, 5)
    for host in ("a.test", "b.test", "c.test"):
        async with pace.turn(host, 9.0):
            pass
    for _ in range(3):
        async with pace.turn("d.test", 0.0):
            pass
    assert clock.slept == []


async def test_one_request_at_a_time_to_a_host_and_so_many_altogether() -> None:
    pace, here, altogether = Pace(HandClock(), 3), dict.fromkeys("abcdef", 0), 0
    most_here = most_altogether = 0

    async def request(host: str) -> None:
        nonlocal altogether, most_here, most_altogether
        async with pace.turn(host, 0.0):
            here[host] += 1
            altogether += 1
            most_here, most_altogether = max(most_here, here[host]), max(most_altogether, altogether)
            await asyncio.sleep(0.001)
            here[host] -= 1
            altogether -= 1

    await asyncio.gather(*(request(host) for host in "abcdef" * 4))
    assert (most_here, most_altogether) == (1, 3)


async def test_a_place_is_not_held_while_waiting_for_a_host() -> None:
    pace = Pace(HandClock(), 2)
    release = asyncio.Event()

    async def hang() -> None:
        async with pace.turn("slow.test", 0.0):
            await release.wait()

    hanging = [asyncio.ensure_future(hang()) for _ in range(5)]
    await asyncio.sleep(0.001)
    async with asyncio.timeout(1), pace.turn("good.test", 0.0):
        pass
    release.set()
    await asyncio.gather(*hanging)


async def test_the_pause_follows_a_failed_or_cancelled_request_too() -> None:
    clock = HandClock()
    pace = Pace(clock, 1)
    with pytest.raises(ValueError, match="x"):
        async with pace.turn("a.test", 3.0):
            raise ValueError("x")
    async with pace.turn("a.test", 0.0):
        assert clock.slept == [3.0]


async def test_a_host_that_asked_to_be_left_alone_is_waited_for_shortly_or_not_at_all() -> None:
    clock = HandClock()
    pace = Pace(clock, 1)
    pace.hold("a.test", 7.0)
    async with pace.turn("a.test", 0.0):
        assert clock.slept == [7.0]
    pace.hold("a.test", 3600.0)
    with pytest.raises(FetchError) as caught:
        async with pace.turn("a.test", 0.0):
            pytest.fail("asked all the same")
    assert (caught.value.kind, caught.value.status, caught.value.retry_after) == ("status", 429, 3600.0)
    clock.pass_by(3600.0)
    async with pace.turn("a.test", 0.0):
        assert clock.slept == [7.0]


async def test_hosts_long_past_are_forgotten_and_those_still_held_are_not() -> None:
    clock = HandClock()
    pace = Pace(clock, 1)
    pace.hold("held.test", 50.0)
    for n in range(2000):
        async with pace.turn(f"{n}.test", 0.0):
            pass
        clock.pass_by(0.001)
    assert len(pace._lanes) <= 1001
    async with pace.turn("held.test", 0.0):
        assert clock.slept == [pytest.approx(48.0)]
