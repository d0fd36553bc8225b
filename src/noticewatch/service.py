"""The parts of the shell put together: what `run` and `check` both stand on.

Shell. Opens the database, the doors outward and the parser once, and closes them in order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from random import Random, SystemRandom
from typing import Any, TypeAlias

import structlog

from noticewatch.check import Checker
from noticewatch.clock import Clock
from noticewatch.config import Config, Register, Source, proxy_url
from noticewatch.deliver import Deliverer
from noticewatch.errors import ConfigError, Problem, StoreError
from noticewatch.feeds import Feeds
from noticewatch.fetch import Fetcher, FetchPolicy, RobotsMemory, RobotsRecord, Sender
from noticewatch.parsing import Parser
from noticewatch.report import Report
from noticewatch.rereading import AT_A_CHECK, AT_ONCE, read_some_again
from noticewatch.store import known, outbox
from noticewatch.store.connection import Writer

log = structlog.get_logger()


Door: TypeAlias = "Fetcher | Sender"


def open_fetcher(config: Config, env: Mapping[str, str], robots: RobotsMemory, clock: Clock) -> Fetcher:
    """The door to pages, as the configuration has it. Raises ConfigError."""
    settings = config.settings
    with _told_as_mistakes(config):
        policy = FetchPolicy(
            user_agent=settings.user_agent,
            per_host_delay=settings.per_host_delay.total_seconds(),
            max_concurrency=settings.max_concurrency,
            allow_networks=settings.allow_networks,
            proxy_url=proxy_url(settings, env),
            ca_file=str(settings.ca_file or ""),
        )
        return Fetcher(policy, robots, clock)


def open_sender(config: Config, env: Mapping[str, str], clock: Clock) -> Sender:
    """The door to receivers, as the configuration has it. Raises ConfigError."""
    settings = config.settings
    with _told_as_mistakes(config):
        proxy, ca_file = proxy_url(settings, env), str(settings.ca_file or "")
        return Sender(user_agent=settings.user_agent, clock=clock, proxy_url=proxy, ca_file=ca_file)


@contextmanager
def _told_as_mistakes(config: Config) -> Iterator[None]:
    """What a door cannot be made of is a mistake of the settings. A proxy's address may hold a password and is not shown."""
    settings = config.settings
    try:
        yield
    except OSError as problem:
        message = f"ca_file: {settings.ca_file}: {problem.strerror or problem}"
        raise ConfigError([Problem(str(config.path), None, "settings", message)]) from problem
    except ValueError:
        message = f"proxy_url_env: ${settings.proxy_url_env} does not hold the address of a proxy: http://host:port"
        raise ConfigError([Problem(str(config.path), None, "settings", message)]) from None


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

    def __init__(
        self,
        config: Config,
        env: Mapping[str, str],
        *,
        clock: Clock | None = None,
        rng: Random | None = None,
        parser: Parser | None = None,
        what: str = "a command",
    ) -> None:
        self.env, self.clock = env, clock or Clock()
        self.rng = rng or SystemRandom()
        self.writer = Writer(config.settings.database, what)
        self._parser = parser or Parser()
        self._robots = RobotsShelf(self.writer)
        self.feeds = Feeds(config, env, self.writer, self.clock)
        self._doors: list[Door] = []
        try:
            self.adopt(config)
        except BaseException:
            self.writer.close()
            raise

    def adopt(self, config: Config) -> tuple[Door, ...]:
        """Work by a configuration from now on; what is under way ends by the old one, through the doors that are given back.

        The database stays where it is. Raises ConfigError, and leaves all as it was, where no doors can be made by it.
        """
        sender = open_sender(config, self.env, self.clock)
        fetcher = open_fetcher(config, self.env, self._robots, self.clock)
        self.writer.now(known.adopt_renamed, {source.id: source.url for source in config.sources})
        self.config = config
        old = tuple(self._doors)
        self._doors += [fetcher, sender]
        self.checker = Checker(config, fetcher, self.writer, self._parser, self.clock, self.rng)
        self.deliverer = Deliverer(config, sender, self.writer, self.clock, self.rng, self.env)
        self.feeds.adopt(config)
        return old

    def adopt_registers(self, registers: tuple[Register, ...]) -> None:
        """Match by these registers from now on; all else of the configuration stays."""
        self.config = self.checker.config = replace(self.config, registers=registers)

    async def __aenter__(self) -> Service:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.retire(tuple(self._doors), ())
        await self._parser.close()
        self.writer.close()

    async def retire(self, doors: Iterable[Door], users: Iterable[asyncio.Task[Any]]) -> None:
        """Close doors that a reload left behind, once the tasks that may use them have ended."""
        if pending := [task for task in users if not task.done()]:
            await asyncio.wait(pending)
        for door in doors:
            if door in self._doors:
                self._doors.remove(door)
                await door.aclose()

    async def check(
        self, sources: Sequence[Source], *, everything: bool = False, each: Callable[[Report], None] = lambda _: None
    ) -> list[Report]:
        """One pass over some sources, side by side; a source's bug ends in its report and the log. Raises StoreError.

        `each` gets every report as soon as it is there.
        """

        async def one(source: Source) -> Report:
            report = await self.check_one(source, everything=everything)
            each(report)
            return report

        reports = []
        for result in await asyncio.gather(*map(one, sources), return_exceptions=True):
            if isinstance(result, BaseException):
                raise result
            reports.append(result)
        return reports

    async def check_one(self, source: Source, *, everything: bool = False) -> Report:
        """One pass over one source, logged."""
        checker = self.checker
        try:
            report = await checker.check(source, everything=everything)
        except StoreError:
            raise
        except Exception as bug:
            log.exception("check failed by a bug of noticewatch", source=source.id)
            return await checker.give_up(source, f"a bug of noticewatch: {bug!r}")
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

    async def read_again(self, *, at_once: bool = True) -> bool:
        """Read some of what an older extractor read again: a few beside the checks, or more behind one; whether any was left."""
        most = AT_ONCE if at_once else AT_A_CHECK
        return await read_some_again(self.writer, self._parser, self.config, self.clock, most)

    async def publish(self) -> tuple[str, ...]:
        """Write the feeds where an event came since; the names of the files that changed."""
        return await self.feeds.publish()
