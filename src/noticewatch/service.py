"""The parts of the shell put together: what `run` and `check` both stand on.

Shell. Opens the database, the doors outward and the parser once, and closes them in order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random, SystemRandom

import structlog

from noticewatch.check import Checker, Report
from noticewatch.clock import Clock
from noticewatch.config import Config, Source, proxy_url
from noticewatch.deliver import Deliverer
from noticewatch.fetch import Fetcher, FetchPolicy, RobotsRecord, Sender
from noticewatch.model import Event
from noticewatch.parsing import Parser
from noticewatch.publish import publish
from noticewatch.render.feeds import FeedSettings, feed_files
from noticewatch.store import outbox
from noticewatch.store.connection import Writer

KEPT_IN_FEED = timedelta(days=30)  # everything of these days stands in the feeds, however much it is (contract)
HEALTH_TYPES = ("source.", "channel.", "system.")

log = structlog.get_logger()


class RobotsShelf:
    """The robots.txt answers of the database, each read once."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._records: dict[str, RobotsRecord | None] = {}

    def robots(self, origin: str) -> RobotsRecord | None:
        """The last record kept for this origin, however old."""
        if origin not in self._records:
            self._records[origin] = self._writer.now(outbox.robots_record, origin)
        return self._records[origin]

    async def keep_robots(self, record: RobotsRecord) -> None:
        """Keep a record in place of the origin's former one."""
        self._records[record.origin] = record
        await self._writer(outbox.keep_robots, record)


class Service:
    """Everything a pass over the sources needs, closed by `async with`. Making one raises StoreError and ConfigError."""

    def __init__(self, config: Config, env: Mapping[str, str], *, clock: Clock | None = None, rng: Random | None = None) -> None:
        self.env, self.clock = env, clock or Clock()
        self._rng = rng or SystemRandom()
        self.writer = Writer(config.settings.database)
        self._parser = Parser()
        self._robots = RobotsShelf(self.writer)
        self._published = -1  # the number of the newest event that stands in the feeds
        self._publishing = asyncio.Lock()
        self._doors: list[Fetcher | Sender] = []
        self.adopt(config)

    def adopt(self, config: Config) -> None:
        """Work by a configuration from now on; what is under way ends by the old one. The database stays where it is."""
        settings = config.settings
        ca_file, proxy = str(settings.ca_file or ""), proxy_url(settings, self.env)
        policy = FetchPolicy(
            user_agent=settings.user_agent,
            per_host_delay=settings.per_host_delay.total_seconds(),
            max_concurrency=settings.max_concurrency,
            allow_networks=settings.allow_networks,
            proxy_url=proxy,
            ca_file=ca_file,
        )
        fetcher = Fetcher(policy, self._robots, self.clock)
        sender = Sender(user_agent=settings.user_agent, clock=self.clock, proxy_url=proxy, ca_file=ca_file)
        self.config = config
        self._doors += [fetcher, sender]
        self.checker = Checker(config, fetcher, self.writer, self._parser, self.clock, self._rng)
        self.deliverer = Deliverer(config, sender, self.writer, self.clock, self._rng, self.env)
        self._published = -1

    async def __aenter__(self) -> Service:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._close_doors(keep=0)
        self._parser.close()
        self.writer.close()

    async def close_old_doors(self) -> None:
        """Close what a reload left behind, once nothing uses it any more."""
        await self._close_doors(keep=2)

    async def _close_doors(self, keep: int) -> None:
        old, self._doors = self._doors[: len(self._doors) - keep], self._doors[len(self._doors) - keep :]
        for door in old:
            await door.aclose()

    async def check(
        self, sources: Sequence[Source], *, everything: bool = False, progress: Callable[[], None] | None = None
    ) -> list[Report]:
        """One pass over some sources, side by side; a source's bug ends in its report and the log."""
        return list(
            await asyncio.gather(*(self.check_one(source, everything=everything, progress=progress) for source in sources))
        )

    async def check_one(self, source: Source, *, everything: bool = False, progress: Callable[[], None] | None = None) -> Report:
        """One pass over one source, logged."""
        try:
            report = await self.checker.check(source, everything=everything, progress=progress)
        except Exception as bug:
            log.exception("check failed by a bug of noticewatch", source=source.id)
            return await self.checker.give_up(source, f"a bug of noticewatch: {bug!r}")
        tell = log.warning if report.problems else log.info
        tell(
            "checked",
            source=source.id,
            ok=report.ok,
            unchanged=report.unchanged,
            items=report.items,
            read=report.read,
            events=[f"{event.type} {event.id}" for event in report.events],
            seconds=round(report.seconds, 2),
            **({"problems": report.problems[:5]} if report.problems else {}),
        )
        return report

    async def publish(self) -> tuple[str, ...]:
        """Write the feeds where an event came since; the names of the files that changed."""
        async with self._publishing:
            number = await self.writer(outbox.last_event_number)
            if number == self._published:
                return ()
            since = self.clock.now() - KEPT_IN_FEED
            notices = await self.writer(outbox.newest_events, ("notice.",), self.config.feed.max_items, since)
            health = await self.writer(outbox.newest_events, HEALTH_TYPES, self.config.feed.max_items, since)
            written = await asyncio.to_thread(_write_feeds, self.config, notices, health)
            self._published = number
            return written


def _write_feeds(config: Config, notices: Sequence[Event], health: Sequence[Event]) -> tuple[str, ...]:
    feed, zone = config.feed, config.settings.timezone
    settings = FeedSettings(title=feed.title, link=feed.link, max_items=feed.max_items)
    files = feed_files("feed", notices, settings, timezone=zone)
    files |= feed_files("health", health, replace(settings, title=f"{feed.title}: health"), timezone=zone)
    return publish(feed.path, files)
