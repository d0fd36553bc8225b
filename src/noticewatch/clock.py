"""The one door to time: the wall clock, a clock that does not jump, and waiting.

Shell; imports the standard library only. Core takes `now` as an argument and never asks here.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    """The machine's clocks. Tests hand in a subclass that they move themselves."""

    def now(self) -> datetime:
        """The wall clock, aware, in UTC: for what is shown and stored."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds on a clock that no one sets and that runs through suspend: for intervals and deadlines."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    async def sleep(self, seconds: float) -> None:
        """Wait; returns at once for nothing or less."""
        if seconds > 0:
            await asyncio.sleep(seconds)
