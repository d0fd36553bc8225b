"""An event loop on which time passes by itself while nothing happens: hours take no time. Not for sockets or threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
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

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:
        """As any loop's; what an executor does at once is handed over without a thread's waking calls."""
        if executor is None or not (done := executor.submit(func, *args)).done():
            return super().run_in_executor(executor, func, *args) if executor is None else asyncio.wrap_future(done, loop=self)
        handed = self.create_future()
        self.call_soon(_hand_over, done, handed)
        return handed


def _hand_over(done: Future[Any], handed: asyncio.Future[Any]) -> None:
    if handed.done():
        return
    if problem := done.exception():
        handed.set_exception(problem)
    else:
        handed.set_result(done.result())


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
