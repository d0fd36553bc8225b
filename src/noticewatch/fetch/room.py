"""How much memory large bodies may take altogether, from when they are read until their page was made something of.

Shell; imports the standard library only. Fifty sources that send all that is taken of one would else fill half a gigabyte.
"""

from __future__ import annotations

import asyncio
from collections import deque

SMALL = 512 << 10  # bytes that any body may have without asking


class Room:
    """Bytes for large bodies, handed out in the order in which they are asked for.

    What a task was given it holds until it asks for its next page, or ends: a page is read before the next is fetched.
    """

    def __init__(self, most: int = 64 << 20) -> None:
        self._free = self._most = most
        self._held: dict[asyncio.Task[object] | None, int] = {}
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    async def take(self, size: int) -> None:
        """Wait until there is room for so many bytes, and hold them for the task at work."""
        size = min(size, self._most)
        if self._waiting or size > self._free:
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append((size, turn))
            try:
                await turn
            except asyncio.CancelledError:
                self._give(size if turn.done() and not turn.cancelled() else 0)
                raise
        else:
            self._free -= size
        task = asyncio.current_task()
        if task is not None and task not in self._held:
            task.add_done_callback(self._leave)
        self._held[task] = self._held.get(task, 0) + size

    def settle(self, size: int) -> None:
        """Keep so many bytes only, where more were held."""
        task = asyncio.current_task()
        held = self._held.get(task, 0)
        if held > size:
            self._held[task] = size
            self._give(held - size)

    def _leave(self, task: asyncio.Task[object]) -> None:
        self._give(self._held.pop(task, 0))

    def _give(self, size: int) -> None:
        self._free += size
        while self._waiting and (self._waiting[0][1].done() or self._waiting[0][0] <= self._free):
            wanted, turn = self._waiting.popleft()
            if not turn.done():
                self._free -= wanted
                turn.set_result(None)
