"""Whether a function's time grows with its text and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def assert_linear(function: Callable[[T], object], made: Callable[[int], T]) -> None:
    """Eight times the text may take three times its share; a quadratic rule would take 64 times as long. In CPU seconds."""

    def seconds(size: int) -> float:
        argument, best = made(size), 9.0
        for _ in range(2):
            before = time.process_time()
            function(argument)
            best = min(best, time.process_time() - before)
        return best

    assert seconds(12_000) < 24 * seconds(1_500) + 0.05
