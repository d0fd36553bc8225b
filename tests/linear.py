"""Whether a function's time grows with its text and no faster; in CPU seconds of this thread, the best of several runs."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

RATIO = 2.5  # of the time at twice the text, at most
MOST = 0.2  # seconds at 100,000 characters
FAST = 0.002  # seconds, below which times are noise and say nothing
RUNS = 5
TRIES = 6  # noise strikes some of them; a rule that is too slow is so each time


def assert_linear(function: Callable[[T], object], made: Callable[[int], T]) -> None:
    """Eight times the text may take three times its share; a quadratic rule would take 64 times as long."""
    small, large = made(1_500), made(12_000)
    least, most = 9.0, 0.0
    for _ in range(TRIES):
        least = min(least, best_of(lambda: function(large), 1))
        most = max(most, best_of(lambda: function(small), 1))
        if least < 24 * most + 0.05:
            return
    raise AssertionError(f"{least:.4f} s for eight times what takes {most:.4f} s")


def assert_soon(function: Callable[[], T], most: float) -> T:
    """What a function returns, which takes less than so many seconds of CPU at one of several tries."""
    found: list[T] = []
    least = best_of(lambda: found.append(function()), TRIES, most)
    assert least < most, f"{least:.3f} s"
    return found[-1]


def best_of(function: Callable[[], object], runs: int = RUNS, enough: float = FAST) -> float:
    """The least CPU time of some runs; no more of them once one was fast enough."""
    best = 99.0
    with unwatched():
        for _ in range(runs):
            before = time.thread_time()
            function()
            best = min(best, time.thread_time() - before)
            if best <= enough:
                break
    return best


@contextmanager
def unwatched() -> Iterator[None]:
    """Where coverage is measured, each line is watched, which takes longer than what it does: not in this block."""
    watching = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(watching)


def growth(run: Callable[[str], object], piece: str, size: int) -> tuple[float, float]:
    """The seconds for so much of a repeated piece, and how many times that twice as much takes; 1 where both are fast.

    At its end stands what no expression wants, so that whatever was taken is given back.
    """
    whole = (piece * (2 * size // len(piece) + 1))[: 2 * size]
    text, half = whole + "\0", whole[:size] + "\0"
    once = best_of(lambda: run(half), 1)
    if once <= FAST:
        return once, 1.0
    once = best_of(lambda: run(half))
    twice = best_of(lambda: run(text))
    if twice > RATIO * once:  # noise strikes one of the two
        once, twice = max(once, best_of(lambda: run(half))), min(twice, best_of(lambda: run(text)))
    return once, twice / once if once > FAST else 1.0


class Endless(Exception):
    """Something took longer than it was given."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise Endless in the block after so many seconds of CPU; what `re` does can be broken off, too."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Endless

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
