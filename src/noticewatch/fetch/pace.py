"""Whose turn it is: one request at a time to a host, a pause after each, and only so many in flight altogether.

Hosts that did not answer when they were last asked share half of the places: however many hang, the others find one.

Shell; imports the words and the clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from noticewatch.clock import Clock
from noticewatch.errors import FetchError

LONGEST_WAIT = 60.0  # seconds; a Crawl-delay is capped to it, and what asks for more is not waited for in line
_LANES_KEPT = 1000
_NO_ANSWER = frozenset({"timeout", "connect", "dns"})


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    not_before: float = 0.0  # on the steady clock
    held_until: float = 0.0  # the host asked for it (429)
    silent: bool = False  # it did not answer when it was last asked


class Pace:
    """The order of requests to each host."""

    def __init__(self, clock: Clock, max_concurrency: int) -> None:
        self._clock = clock
        self._places = asyncio.Semaphore(max_concurrency)
        self._places_of_silent = asyncio.Semaphore(max(1, max_concurrency // 2))
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay: float) -> AsyncIterator[None]:
        """Wait for this host's turn, then for a place; `delay` seconds pass from its end to the host's next turn.

        Raises FetchError "status" (429) where the host asked to be left alone for longer than is waited in line.
        """
        lane = self._lane(host)
        lane.waiting += 1
        try:
            async with lane.lock:
                held = lane.held_until - self._clock.steady()
                if held > LONGEST_WAIT:
                    raise FetchError(
                        "status", f"{host} asked to be left alone for another {held:.0f} s", status=429, retry_after=held
                    )
                await self._clock.sleep(max(lane.not_before, lane.held_until) - self._clock.steady())
                async with AsyncExitStack() as places:
                    if lane.silent:
                        await places.enter_async_context(self._places_of_silent)
                    await places.enter_async_context(self._places)
                    try:
                        yield
                        lane.silent = False
                    except FetchError as error:
                        lane.silent = error.kind in _NO_ANSWER
                        raise
                    finally:
                        lane.not_before = self._clock.steady() + delay
        finally:
            lane.waiting -= 1

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, as it asked."""
        self._lane(host).held_until = self._clock.steady() + seconds

    def _lane(self, host: str) -> _Lane:
        if host not in self._lanes and len(self._lanes) >= _LANES_KEPT:
            now = self._clock.steady()
            self._lanes = {
                name: lane for name, lane in self._lanes.items() if lane.waiting or max(lane.not_before, lane.held_until) > now
            }
        return self._lanes.setdefault(host, _Lane())
