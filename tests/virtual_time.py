"""An event loop on which time passes by itself while nothing happens: hours take no time. Not for sockets or threads."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from noticewatch.clock import Clock

Result = TypeVar("Result")


class VirtualLoop(asyncio.SelectorEventLoop):
    """Goes on to the next timer at once."""

    def __init__(self) -> None:
        self._passed = 0.0
        super().__init__()
        select = self._selector.select  # type: ignore[attr-defined]

        def pass_by(timeout: float | None = None) -> list[Any]:
            if timeout is None:
                raise RuntimeError("all tasks wait for something that never comes")
            self._passed += timeout
            return list(select(0))

        self._selector.select = pass_by  # type: ignore[attr-defined]

    def time(self) -> float:
        return self._passed


class LoopClock(Clock):
    """The loop's time."""

    def steady(self) -> float:
        return asyncio.get_running_loop().time()


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Like asyncio.run."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
