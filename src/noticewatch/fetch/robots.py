"""What a host's robots.txt forbids, and the pause it asks for (RFC 9309).

Shell; imports the words, the clock and protego. Kept for a day: 2xx is parsed, 3xx (too many of them) and 4xx allow all,
5xx or no answer forbids until it answers.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

import httpx
from protego import Protego

from noticewatch.clock import Clock
from noticewatch.errors import FetchError
from noticewatch.fetch.address import origin_of
from noticewatch.fetch.pace import LONGEST_WAIT
from noticewatch.fetch.policy import RobotsMemory, RobotsRecord

MOST_BYTES = 500 << 10  # what RFC 9309 demands to be read; the rest is not parsed

_KEPT_FOR = timedelta(hours=24)
# A host that did not answer is not asked again for the notices queued behind the first; the next check asks anew.
_FAILED_SECONDS = 20.0
_PARSED_KEPT = 300
_LONG = 50_000  # characters; from here on parsing takes over 20 ms, and is done beside the loop
_AGENT_LINE = re.compile(r"\s*user[\s-]*agent[\s:]+([\w-]*\*?)", re.IGNORECASE)

Retrieve = Callable[[], Awaitable[RobotsRecord]]


def robots_body(media_type: str, body: bytes) -> str:
    """The rules in an answer; "" for a page that stands where they should be.

    >>> robots_body("text/html", b"<!doctype html>Disallow: /")
    ''
    """
    text = body.decode("utf-8-sig", errors="replace")
    return "" if media_type == "text/html" or text.lstrip().startswith("<") else text


def robot_names(user_agent: str) -> frozenset[str]:
    """The names in a User-Agent that rules may be addressed to: its words, without versions and addresses.

    >>> sorted(robot_names("noticewatch/0.1 (+https://example.org/bot)"))
    ['noticewatch']
    """
    words = re.sub(r"\S*://\S*", " ", user_agent.lower())
    return frozenset(word for word in re.findall(r"[\w-]+", words, re.ASCII) if not word.isdigit())


def _concerning(body: str, names: frozenset[str]) -> str:
    """The same rules with all robots that we are not under one name.

    The parser copies every rule to every robot of its group: half a megabyte of robots and rules would cost gigabytes.
    """
    lines = []
    for line in body.splitlines():
        agent = _AGENT_LINE.match(line)
        if agent:
            name = agent[1].lower()
            name = name if name == "*" else name.rstrip("*")
            line = f"User-agent: {name if name == '*' or name in names else '-another-'}"
        lines.append(line)
    return "\n".join(lines)


class Robots:
    """The rules of every host that is fetched from."""

    def __init__(self, user_agent: str, memory: RobotsMemory, clock: Clock) -> None:
        self._names = robot_names(user_agent)
        self._memory, self._clock = memory, clock
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._parsed: OrderedDict[tuple[str, datetime], Protego] = OrderedDict()
        self._failed: dict[str, tuple[float, FetchError]] = {}  # origin → until when on the steady clock

    async def crawl_delay(self, url: httpx.URL, retrieve: Retrieve) -> float:
        """Give the seconds that the host asks to keep between requests, a minute at most, 0 where it asks nothing.

        `retrieve` asks for the host's robots.txt, where none is known; of several callers one does. Raises FetchError
        "robots": for good where the rules forbid this address, transient where robots.txt is not to be had; and what
        `retrieve` raises where the host cannot be reached at all.
        """
        record = await self._record(origin_of(url), retrieve)
        if not _is_success(record):
            return 0.0
        name = " ".join(sorted(self._names))
        rules = await self._rules(record)
        name = " ".join(sorted(self._names))
        if not rules.can_fetch(str(url), name):
            raise FetchError(
                "robots", f"{record.origin}/robots.txt forbids to fetch {url.raw_path.decode('ascii')}", transient=False
            )
        return min(rules.crawl_delay(name) or 0.0, LONGEST_WAIT)

    async def _record(self, origin: str, retrieve: Retrieve) -> RobotsRecord:
        lock = self._locks.setdefault(origin, asyncio.Lock())
        async with lock:
            known = self._memory.robots(origin)
            if known and timedelta(0) <= self._clock.now() - known.fetched_at < _KEPT_FOR and _answered(known):
                return known
            until, fault = self._failed.get(origin, (0.0, None))
            if fault and self._clock.steady() < until:
                raise FetchError(fault.kind, str(fault), status=fault.status, transient=fault.transient)
            try:
                record = _usable(await retrieve())
            except FetchError as error:
                self._failed[origin] = self._clock.steady() + _FAILED_SECONDS, error
                raise
            self._failed.pop(origin, None)
            await self._memory.keep_robots(record)
            return record

    async def _rules(self, record: RobotsRecord) -> Protego:
        key = record.origin, record.fetched_at
        rules = self._parsed.get(key)
        if rules is None:
            body = _concerning(record.body, self._names)
            rules = await asyncio.to_thread(Protego.parse, body) if len(body) > _LONG else Protego.parse(body)
            self._parsed[key] = rules
            if len(self._parsed) > _PARSED_KEPT:
                self._parsed.popitem(last=False)
        self._parsed.move_to_end(key)
        return rules


def _answered(record: RobotsRecord) -> bool:
    return record.status is not None and record.status < 500


def _is_success(record: RobotsRecord) -> bool:
    return record.status is not None and 200 <= record.status < 300


def _usable(record: RobotsRecord) -> RobotsRecord:
    if _answered(record):
        return record
    said = f"{record.origin}/robots.txt: status {record.status}; nothing is fetched there until it answers"
    raise FetchError("robots", said, status=record.status)
