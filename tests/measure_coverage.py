"""The proof of coverage against an oracle of every fault: what it calls blind, and what was.

`python -m tests.measure_coverage --days 90 --sources 30` runs the simulated world (tests/simulate.py) with stops besides;
exit 1 where a bar is missed. The totals are worked out a second time by the SQL of docs/coverage.md.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import structlog
from sqlite_utils import Database

from noticewatch.config import Config, Source
from noticewatch.coverage import LIGHTS, Coverage, blindnesses
from noticewatch.proof import SETTLED
from noticewatch.service import Service
from noticewatch.store import known, rows
from noticewatch.store.connection import open_for_reading
from noticewatch.store.coverage import coverage
from tests.loopback_site import HandClock
from tests.simulate import INTERVAL, Simulation
from tests.simulated_world import NETWORK, STUCK, Episode

MOST_EXCESS = 0.05  # of the true blind time (the bar)
CLOSE = timedelta(seconds=1)

Times = list[tuple[datetime, datetime]]


class StoppingClock(HandClock):
    """A clock that jumps over the times in which nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self.stops: Times = []

    def pass_by(self, seconds: float) -> None:
        super().pass_by(seconds)
        now = self.now()
        for begins, ends in self.stops:
            if begins <= now < ends:
                super().pass_by((ends - now).total_seconds())


@dataclass(frozen=True)
class Look:
    """One look at a source's page: what was wrong with the answer ("" for nothing), whether it hid the newest notice.

    `proved`: it was taken for good.
    """

    at: datetime
    fault: str
    hides: bool
    proved: bool = True


class Observed(Simulation):
    """The simulation with stops of the daemon, in which every look is noted beside the truth."""

    def __init__(self, folder: Path, *, days: int, sources: int, seed: int = 1, every: float = 15.0, stops: float = 8.0) -> None:
        """`stops`: days between two stops of the daemon."""
        super().__init__(folder, days=days, sources=sources, seed=seed, every=every)
        self.clock = self.world.clock = clock = StoppingClock()
        clock.stops = _stops(self.start, days, Random(seed + 1), stops)
        self.looks: dict[str, list[Look]] = {name: [] for name in self.sites}

    async def _check(self, service: Service, source: Source) -> None:
        await super()._check(service, source)
        now, site = self.clock.now(), self.sites[source.id]
        if site.served == "(not asked)":
            return
        outage = self.world.outage(now)
        fault = outage.kind if outage else site.served
        hides = bool(fault) and (bool(outage) or self._hides(source.id, site.at(now), now))
        state = await service.writer(known.source_state, source.id)
        self.looks[source.id].append(Look(now, fault, hides, state is None or state.failures == 0))

    def _hides(self, name: str, episode: Episode | None, now: datetime) -> bool:
        """Whether an answer under a fault lacks the newest notice of the list."""
        site = self.sites[name]
        if episode is None or episode.kind in NETWORK:
            return True
        if episode.kind in STUCK:
            return site.shown(now) != site.shown(episode.since)
        shown = site.shown(now)
        return bool(shown) and shown[0].entry.path.encode() not in site.body(now, episode)[0]


def _stops(start: datetime, days: int, rng: Random, every: float) -> Times:
    found, now = Times(), start + timedelta(days=1)
    while (now := now + timedelta(days=rng.expovariate(1 / every))) < start + timedelta(days=days):
        found.append((now, now + timedelta(hours=rng.choice((3, 6, 14, 40)) * rng.uniform(1, 1.3))))
        now = found[-1][1]
    return found


@dataclass(frozen=True)
class Result:
    """Hours: truly blind, not reported of it, reported in all and beyond every fault, hidden unseen by old copies and usual gaps.

    `raw`: the faults' own times, whenever anybody looked; `sql`: whether the SQL says the same.
    """

    true: float
    unreported: float
    reported: float
    excess: float
    stuck: float
    raw: float
    sql: bool
    lines: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return self.unreported == 0 and self.excess <= MOST_EXCESS * self.true and self.sql


def compared(simulation: Observed) -> Result:
    """What the proof says of the whole time, beside the truth."""
    since, until = simulation.start, simulation.clock.now()
    db = open_for_reading(simulation.config.settings.database)
    try:
        found = coverage(db, simulation.config, since, until, until)
        sql = totals_by_sql(db, simulation.config, since, until, until) == totals(found)
    finally:
        db.close()
    true = unreported = reported = excess = stuck = raw = timedelta()
    lines: list[str] = []
    for source in found.sources:
        blind = [(one.begins, one.ends) for one in blindnesses(source.stretches)]
        must, faulty, hidden = _truth(simulation, source.id, until)
        missing = _less(must, blind)
        for begins, ends in missing:
            kinds = {one.fault for one in simulation.looks[source.id] if begins <= one.at <= ends}
            lines.append(f"{source.id} not reported: {begins:%m-%d %H:%M} to {ends:%m-%d %H:%M}: {', '.join(sorted(kinds))}")
        for begins, ends in _less(blind, faulty):
            why = {
                one.health.reason for one in source.stretches if one.begins < ends and one.ends > begins and one.light == "blind"
            }
            lines.append(f"{source.id} beyond every fault: {begins:%m-%d %H:%M} to {ends:%m-%d %H:%M}: {'; '.join(sorted(why))}")
        true, unreported, reported = true + _sum(must), unreported + _sum(missing), reported + _sum(blind)
        excess, stuck = excess + _sum(_less(blind, faulty)), stuck + _sum(_less(hidden, blind))
        raw += _sum(_union(_raw(simulation, source.id, until)))
    hours = [one / timedelta(hours=1) for one in (true, unreported, reported, excess, stuck, raw)]
    return Result(*hours, sql, tuple(lines))


def _truth(simulation: Observed, name: str, until: datetime) -> tuple[Times, Times, Times]:
    """What must be called blind, what may be, what old copies hid: each from the last clean look before to the next."""
    looks = simulation.looks[name]
    must, faulty, hidden = Times(), Times(), Times()
    for begins, ends in simulation.clock.stops:  # type: ignore[attr-defined]
        before = max((one.at for one in looks if one.at < begins), default=begins)
        after = min((one.at for one in looks if one.at >= ends), default=until)
        faulty.append((before, after))
        if ends - begins >= 2 * INTERVAL * 1.05 and ends <= until:
            must.append((begins, ends))
    clean = Look(simulation.start, "", False)
    told: datetime | None = None  # since when the fault of the moment is known to the watch
    for before, look, after in zip([clean, *looks], looks, [*looks[1:], Look(until, "", False)], strict=False):
        told = None if not look.fault else told or (None if look.proved else look.at)
        if look.fault:
            faulty.append((before.at, after.at))
        if look.hides:
            # What reads otherwise for a day while that is told, and goes on in time, is then taken for what is usual.
            usual = look.proved and told is not None and look.at - told >= SETTLED
            (hidden if look.fault in STUCK or usual else must).append((before.at, after.at))
    return _union(must), _union(faulty), _union(hidden)


def _raw(simulation: Observed, name: str, until: datetime) -> Times:
    faults = [one for one in simulation.sites[name].episodes if (not one.noise or one.kind in NETWORK) and one.kind not in STUCK]
    times = [(one.since, min(one.until, until)) for one in (*faults, *simulation.world.outages) if one.since < until]
    return [*times, *((begins, min(ends, until)) for begins, ends in simulation.clock.stops if begins < until)]  # type: ignore[attr-defined]


def _union(times: Iterable[tuple[datetime, datetime]]) -> Times:
    found = Times()
    for begins, ends in sorted(times):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        elif ends > begins:
            found.append((begins, ends))
    return found


def _less(times: Times, others: Times) -> Times:
    """What of some times lies in none of the others, but for less than a second."""
    found = Times()
    for begins, ends in times:
        cuts = [begins, *(moment for pair in _union(others) for moment in pair if begins < moment < ends), ends]
        for one, other in pairwise(cuts):
            middle = one + (other - one) / 2
            if other - one > CLOSE and not any(a <= middle <= b for a, b in others):
                found.append((one, other))
    return found


def _sum(times: Sequence[tuple[datetime, datetime]]) -> timedelta:
    return sum((ends - begins for begins, ends in times), timedelta())


def totals(found: Coverage) -> dict[tuple[str, str], int]:
    """Seconds by source and light, as the command has them."""
    made = {(source.id, light): source.lasted(light) for source in found.sources for light in LIGHTS}
    return {key: round(lasted.total_seconds()) for key, lasted in made.items() if lasted}


def totals_by_sql(db: Database, config: Config, since: datetime, until: datetime, now: datetime) -> dict[tuple[str, str], int]:
    """The same by the SQL of docs/coverage.md."""
    text = (Path(__file__).parent.parent / "docs" / "coverage.md").read_text()
    [sql] = re.findall(r"```sql\n(WITH marks.*?)```", text, re.DOTALL)
    configured = json.dumps([source.id for source in config.sources])
    moments = {"since": rows.stamp(since), "until": rows.stamp(until), "now": rows.stamp(now)}
    return {(row["source_id"], row["light"]): int(row["seconds"]) for row in db.query(sql, {**moments, "configured": configured})}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--sources", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        simulation = Observed(Path(folder), days=chosen.days, sources=chosen.sources, seed=chosen.seed)
        begun = time.monotonic()
        asyncio.run(simulation.run())
        result = compared(simulation)
        checks, stops = simulation.oracle.checks, len(simulation.clock.stops)  # type: ignore[attr-defined]
        seconds = f"{time.monotonic() - begun:,.0f} s"
        print(f"{chosen.sources} sources x {chosen.days} days: {checks:,} checks, {stops} stops in {seconds}")
        print(f"true blind time {result.true:,.1f} h, not reported {result.unreported:,.1f} h (bar 0)")
        share = 100 * result.excess / result.true
        print(f"reported {result.reported:,.1f} h, beyond every fault {result.excess:,.1f} h, {share:.2f} % (bar 5 %)")
        over = 100 * (result.reported - result.raw) / result.raw
        print(f"the faults' own times: {result.raw:,.1f} h; reported is {over:+.1f} % of that (looks are an hour apart or more)")
        print(f"old copies, and what was taken for usual after a day of alarm, hid something for {result.stuck:,.1f} h")
        print(f"totals equal the SQL: {result.sql}")
        for line in sorted(result.lines, key=lambda line: "not reported" not in line)[:40]:
            print("  ", line)
        sys.exit(0 if result.good else 1)


if __name__ == "__main__":
    main()
