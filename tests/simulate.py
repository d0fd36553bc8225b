"""Months of a watch in minutes: made-up sites, faults and noise on a hand-driven clock, and an oracle that knows all.

`python -m tests.simulate --days 90 --sources 200` gives rows 11 and 12 of docs/reliability.md; exit 1 where a bar is missed.
The service, its checker, its timetable and its database are the real ones; only network and clock are made up.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import structlog

from noticewatch.codec import JsonObject
from noticewatch.config import Config, Feed, Server, Settings, Source
from noticewatch.config.durations import recheck_step
from noticewatch.jobs import answered
from noticewatch.model import Event
from noticewatch.parsing import Parser
from noticewatch.service import Service
from noticewatch.settle import settle_sweep
from noticewatch.store import known
from tests.loopback_site import HandClock
from tests.simulated_world import HOUR, Episode, MadeSite, Published, World, make_site

STEP = timedelta(minutes=5)
INTERVAL = HOUR
LATE = 3 * INTERVAL  # for which a source may be unverified without an alarm
MONTH = 30


class AtOnce(Executor):
    """Does what is handed to it at once, on the caller's thread: the hours of 200 sources are too many for handing over."""

    def __init__(self, *_: object, **__: object) -> None:
        """As ThreadPoolExecutor's."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it."""
        done: Future[Any] = Future()
        try:
            done.set_result(function(*args, **kwargs))
        except BaseException as problem:
            done.set_exception(problem)
        return done

    async def ask(self, job: JsonObject, body: bytes, seconds: int) -> JsonObject:
        """A parser's worker."""
        return answered(job, body)

    async def close(self) -> None:
        """Nothing to end."""


@dataclass
class Oracle:
    """What was told of each source, beside what was true."""

    told: set[tuple[str, str]] = field(default_factory=set)  # source and notice's path
    alarms: dict[str, list[tuple[datetime, datetime | None]]] = field(default_factory=dict)  # "" for our own side
    verified: dict[str, datetime] = field(default_factory=dict)
    false_alarms: list[str] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    blind: Counter[str] = field(default_factory=Counter)  # checks that were taken for good though the answer hid something
    events: Counter[str] = field(default_factory=Counter)
    checks: int = 0
    faults_since: dict[str, datetime] = field(default_factory=dict)

    def heard(self, event: Event, now: datetime, site: MadeSite | None, world: World) -> None:
        self.events[event.type] += 1
        name = event.source.id if event.source and event.type.startswith("source.") else ""
        if event.type == "notice.new" and event.notice and event.source:
            self.told.add((event.source.id, event.notice.url.partition(".example")[2]))
        elif event.type.endswith(".failing"):
            self.alarms.setdefault(name, []).append((now, None))
            if not _excused(site, world, now):
                self.false_alarms.append(f"{now:%m-%d %H:%M} {name} {event.reason}")
        elif event.type.endswith(".recovered"):
            begun = self.alarms[name].pop()[0]
            self.alarms[name].append((begun, now))

    def alarmed(self, source_id: str, since: datetime, until: datetime) -> bool:
        """Whether an alarm of a source, or of our own side, stood at any moment of a stretch."""
        return any(
            begun <= until and (ended is None or ended >= since)
            for name in (source_id, "")
            for begun, ended in self.alarms.get(name, ())
        )


def _excused(site: MadeSite | None, world: World, now: datetime) -> bool:
    """Whether an alarm has a cause: a real fault now or within the last hours, or the network's."""
    since = now - LATE
    faults = [*world.outages, *([one for one in site.episodes if not one.noise] if site else [])]
    return any(one.since <= now and one.until >= since for one in faults)


def _outages(start: datetime, days: int, rng: Random) -> list[Episode]:
    """Every 20 days our own side is down, or a portal answers for everybody."""
    found, now = list[Episode](), start + timedelta(days=2)
    while (now := now + timedelta(days=rng.expovariate(1 / 20))) < start + timedelta(days=days):
        found.append(Episode(rng.choice(("dns", "timeout", "portal")), now, now + timedelta(hours=rng.uniform(2, 10))))
    return found


class Simulation:
    """A service over made-up sites, from one moment to another."""

    def __init__(self, folder: Path, *, days: int, sources: int, seed: int = 1, faults: bool = True, every: float = 15.0) -> None:
        """`every`: days between two faults of a source."""
        self.clock = HandClock()
        self.start, self.days = self.clock.now(), days
        rng = Random(seed)
        self.sites = {f"s{n}": make_site(n, self.start, days, rng, every=every if faults else 0.0) for n in range(sources)}
        self.world = World(list(self.sites.values()), self.clock, _outages(self.start, days, rng) if faults else [])
        made = [
            Source(id=name, url=site.url, name=f"{site.golden.name} {name}", kind=site.golden.kind, interval=INTERVAL)
            for name, site in self.sites.items()
        ]
        settings = Settings(database=folder / "noticewatch.db", interval=INTERVAL, recheck=(recheck_step("30d daily"),))
        self.config = Config(
            settings=settings,
            feed=Feed(path=folder / "feed"),
            server=Server(listen=""),
            channels=(),
            sources=tuple(made),
            path=folder / "sources.toml",
        )
        self.oracle = Oracle()
        self._late: set[str] = set()
        self.talks = False
        self._said: set[str] = set()

    async def run(self) -> Oracle:
        """Run to the end."""
        with patch("noticewatch.store.connection.ThreadPoolExecutor", AtOnce):
            made = Service(self.config, {}, clock=self.clock, rng=Random(2), parser=Parser(AtOnce))
        async with made as service:
            service.checker._pages._fetcher = self.world  # type: ignore[assignment]
            sources = {source.id: source for source in self.config.sources}
            fresh, end, swept = list(sources), self.start + timedelta(days=self.days), self.start
            while (now := self.clock.now()) < end:
                if self.talks and (now - self.start) % timedelta(days=5) < STEP:
                    self._progress(now)
                for name in dict.fromkeys([*fresh, *await service.writer(known.due_sources, now)]):
                    await self._check(service, sources[name])
                fresh = []
                if now - swept >= HOUR:
                    swept = now
                    late, outcome = await service.writer(settle_sweep, self.config, self.start, now)
                    fresh = list(late)
                    for event in outcome.events:
                        site = self.sites.get(event.source.id) if event.source else None
                        self.oracle.heard(event, now, site, self.world)
                    self._look_for_silence(now)
                self.clock.pass_by(STEP.total_seconds())
        return self.oracle

    def _progress(self, now: datetime) -> None:
        """How many are missed, unverified, false, and what of it is new."""
        missed, oracle = self.missed()[0], self.oracle
        print(f"{now:%m-%d} {len(missed)} {len(oracle.unverified)} {len(oracle.false_alarms)}", flush=True)
        for line in (*oracle.unverified, *oracle.false_alarms, *missed):
            if line not in self._said:
                print("  ", line, flush=True)
        self._said |= {*oracle.unverified, *oracle.false_alarms, *missed}

    async def _check(self, service: Service, source: Source) -> None:
        now, site, oracle = self.clock.now(), self.sites[source.id], self.oracle
        site.served = "(not asked)"
        report = await service.check_one(source)
        oracle.checks += 1
        for event in report.events:
            oracle.heard(event, now, site, self.world)
        if site.served == "(not asked)":
            return  # a look at a notice, without the source's own page
        outage = self.world.outage(now)
        if report.outcome.proves and site.served and not outage:
            oracle.blind[f"{site.served} [{report.outcome.state}]"] += 1
        if report.outcome.proves:
            oracle.verified[source.id] = now
            self._late.discard(source.id)

    def _look_for_silence(self, now: datetime) -> None:
        """Note each source that no check verified for three intervals while no alarm stands."""
        for name in self.sites:
            since = self.oracle.verified.get(name, self.start)
            if now - since > LATE and name not in self._late and not self.oracle.alarmed(name, now, now):
                self._late.add(name)
                served = self.sites[name].served
                self.oracle.unverified.append(
                    f"{now:%m-%d %H:%M} {name} since {since:%m-%d %H:%M}, served {served or 'its page'}"
                )

    def missed(self) -> tuple[list[str], int, int]:
        """Notices of incidents that were never told and had no alarm; how many were told, and how many had an alarm instead."""
        lost, told, excused = list[str](), 0, 0
        end = self.clock.now()
        for name, site in self.sites.items():
            for notice in site.notices:
                if not notice.incident or not self.start + HOUR <= notice.since < end - 6 * HOUR:
                    continue
                if (name, notice.entry.path) in self.oracle.told:
                    told += 1
                elif self._stood_long_enough(site, notice, end):
                    until = min(notice.until, end)
                    if self.oracle.alarmed(name, notice.since, until):
                        excused += 1
                    else:
                        lost.append(
                            f"{name} {site.golden.name} {notice.entry.path} {notice.since:%m-%d %H:%M} until {until:%m-%d %H:%M}"
                        )
        return lost, told, excused

    def _stood_long_enough(self, site: MadeSite, notice: Published, end: datetime) -> bool:
        """Whether it stood on the list for two intervals: a shorter one may come and go between two checks."""
        return site.was_shown(notice, notice.since + 2 * INTERVAL, min(notice.until, notice.since + 5 * INTERVAL, end))


def report(simulation: Simulation, seconds: float) -> bool:
    """Print the figures; whether all bars hold."""
    oracle, (lost, told, excused) = simulation.oracle, simulation.missed()
    months = len(simulation.sites) * simulation.days / MONTH
    faults = sum(not one.noise for site in simulation.sites.values() for one in site.episodes)
    noises = sum(one.noise for site in simulation.sites.values() for one in site.episodes)
    rate = 100 * len(oracle.false_alarms) / months
    print(f"{len(simulation.sites)} sources x {simulation.days} days: {oracle.checks:,} checks in {seconds:,.0f} s; "
          f"{faults} faults, {noises} noises, {len(simulation.world.outages)} outages of our own side")  # fmt: skip
    print(f"notices of incidents: {told} told, {excused} not told while an alarm stood, {len(lost)} missed in silence (bar 0)")
    print(f"sources unverified for more than 3 intervals without an alarm: {len(oracle.unverified)} (bar 0)")
    print(f"false alarms: {len(oracle.false_alarms)} in {months:.0f} source-months, {rate:.2f} per 100 (bar 1)")
    print(f"events: {dict(oracle.events)}")
    print(f"faulty answers that were taken for good: {dict(oracle.blind)}")
    for line in (*lost[:20], *oracle.unverified[:20], *oracle.false_alarms[:20]):
        print("  ", line)
    return not lost and not oracle.unverified and rate <= 1


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise-only", action="store_true", help="no faults: every alarm is a false one")
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        simulation = Simulation(
            Path(folder), days=chosen.days, sources=chosen.sources, seed=chosen.seed, faults=not chosen.noise_only
        )
        begun, simulation.talks = time.monotonic(), True
        asyncio.run(simulation.run())
        sys.exit(0 if report(simulation, time.monotonic() - begun) else 1)


if __name__ == "__main__":
    main()
