"""What fetching is told, what it keeps between runs, and how much time one fetch has left.

Shell; imports the words and the guard's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from noticewatch.errors import FetchError
from noticewatch.guard import Network


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How fetches behave towards others, and what they may cost. Times in seconds, sizes in bytes."""

    user_agent: str
    per_host_delay: float = 1.0  # between two requests to one host
    max_concurrency: int = 50  # requests in flight altogether
    allow_networks: tuple[Network, ...] = ()
    proxy_url: str = ""  # an explicit forward proxy
    ca_file: str = ""
    deadline: float = 30.0  # for one fetch with its redirects; waiting for pace and for a place is not counted
    most_bytes: int = 10 << 20  # on the wire, and unpacked
    most_redirects: int = 5


@dataclass(frozen=True, slots=True)
class RobotsRecord:
    """A host's answer to the question for its robots.txt, kept for 24 hours."""

    origin: str  # scheme://host or scheme://host:port
    fetched_at: datetime
    status: int | None  # None: no answer
    body: str


class RobotsMemory(Protocol):
    """Where robots.txt answers outlive the process: the database; in tests a dictionary."""

    def robots(self, origin: str) -> RobotsRecord | None:
        """The last record kept for this origin, however old."""
        ...

    async def keep_robots(self, record: RobotsRecord) -> None:
        """Keep a record in place of the origin's former one."""
        ...


class Remembered:
    """The robots.txt answers of one command, kept for as long as it runs."""

    def __init__(self) -> None:
        self._records: dict[str, RobotsRecord] = {}

    def robots(self, origin: str) -> RobotsRecord | None:
        """The record of this origin, if the command has asked for it."""
        return self._records.get(origin)

    async def keep_robots(self, record: RobotsRecord) -> None:
        """Keep a record in place of the origin's former one."""
        self._records[record.origin] = record


class Budget:
    """The time that one fetch may take, spent over its requests."""

    def __init__(self, seconds: float) -> None:
        self.whole = self.left = seconds

    @asynccontextmanager
    async def spend(self) -> AsyncIterator[None]:
        """Run a request on what is left; raises FetchError "timeout" when that is gone."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            async with asyncio.timeout(max(self.left, 0.0)):
                yield
        except TimeoutError as error:
            raise FetchError("timeout", f"no whole answer within {self.whole:g} s") from error
        finally:
            self.left -= loop.time() - begun
