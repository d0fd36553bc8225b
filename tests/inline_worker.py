"""Jobs done in the test's own process, so that a test can reach into them and need not wait for a process."""

from __future__ import annotations

import asyncio

from noticewatch.codec import JsonObject
from noticewatch.jobs import answered


class InlineWorker:
    """Does jobs on a thread."""

    async def ask(self, job: JsonObject, body: bytes, seconds: int) -> JsonObject:
        return await asyncio.to_thread(answered, job, body)

    async def close(self) -> None:
        """Nothing to end."""
