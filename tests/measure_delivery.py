"""Weeks of deliveries in minutes: receivers that fail in every way, kills at any moment, and an oracle that saw every attempt.

`python -m tests.measure_delivery --events 10000` gives row 13 of docs/reliability.md; exit 1 where a bar is missed. With `--week`
all receivers are down for a week, then well: nothing may be lost, and of each source what came first must be delivered first.
Deliverer, sender and database are the real ones; the transport beneath the sender, the clock and the process are made up.
Each restart is an upgrade, too: it writes its bodies otherwise, and its Slack channel in the other language.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import structlog
from sqlite_utils import Database

from noticewatch import sending
from noticewatch.alerts import deliveries_for
from noticewatch.config import Channel, Config, Feed, Secret, Server, Settings, Source
from noticewatch.model import Event, SourceRef
from noticewatch.parsing import Parser
from noticewatch.records import Outcome, derived_id
from noticewatch.service import Service
from noticewatch.store import outbox
from noticewatch.store.commit import commit
from noticewatch.store.waiting import next_attempt
from tests.delivery_oracle import PATIENCE, Oracle, Seen
from tests.delivery_world import START, Killed, Receiver, VirtualClock, Wire, moods
from tests.simulate import AtOnce
from tests.virtual_time import run

KEYS = tuple(f"whsec_{name * 8}" for name in ("b2xk", "bmV3", "bmV4"))  # three keys, one after the other
OVERLAP = timedelta(hours=30)  # in which the old key and the new one sign
STEP = 900.0  # seconds between two looks of the operator, and between two rounds while nothing is due
SOURCES = 120


class Mortal(AtOnce):
    """The writing thread of a process that may be killed before or after anything that it does."""

    may_die: Callable[[], None] = staticmethod(lambda: None)

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it."""

        def mortal() -> Any:
            Mortal.may_die()
            result = function(*args, **kwargs)
            Mortal.may_die()
            return result

        return super().submit(mortal)


class Measure:
    """Some events over some days, to three receivers."""

    def __init__(
        self,
        folder: Path,
        *,
        events: int,
        days: float,
        seed: int,
        kill_one_in: int = 1500,
        down: float = 0.3,
        channels: int = 3,
    ) -> None:
        """`down`: the share of time in which a receiver is not well; `channels`: the first so many of the three."""
        self.rng, self.clock = Random(seed), VirtualClock()
        self.end = START + timedelta(days=days)
        self._secret, self._keys = folder / "secret", KEYS[:1]
        self.poison = set[str]()
        self.receivers = {
            "siem.example": Receiver(False, self._with_poison(moods(self.rng, days, down=down)), lambda _: self._keys),
            "bus.example": Receiver(False, self._with_poison(moods(self.rng, days, down=down))),
            "slack.example": Receiver(True, self._with_poison(moods(self.rng, days, down=down))),
        }
        self.kills, self.resumed = list[datetime](), list[datetime]()
        self._kill_one_in, self._restarts = kill_one_in, 0
        self.wire = Wire(self.receivers, self.clock, self.rng, self._may_die)
        self.channels = (
            Channel(name="siem", type="webhook", url=Secret("https://siem.example/hook"), secret_file=self._secret),
            Channel(name="bus", type="webhook", url=Secret("https://bus.example/hook")),
            Channel(name="soc", type="slack", url=Secret("https://slack.example/services/T0/B0/x")),
        )[:channels]
        self.receivers = dict(list(self.receivers.items())[:channels])
        sources = tuple(Source(id=f"s{n}", url=f"https://s{n}.example/", name=f"第{n}市") for n in range(SOURCES))
        self.config = Config(
            settings=Settings(database=folder / "noticewatch.db"),
            feed=Feed(path=folder / "feed"),
            server=Server(listen=""),
            channels=self.channels,
            sources=sources,
            path=folder / "sources.toml",
        )
        self.made = sorted((self._event(number, days) for number in range(events)), key=lambda event: event.time)
        self.poison |= {event.id for event in self.made if self.rng.random() < 0.005}
        self._left = list(reversed(self.made))
        self._said = START

    def _event(self, number: int, days: float) -> Event:
        """One of a source, at any time or in one of ten storms."""
        at = START + timedelta(days=days * (self.rng.randrange(10) / 10 if number % 3 == 0 else self.rng.random()))
        name = f"s{self.rng.randrange(SOURCES)}"
        reason = f"the list has {number} items" + "。長い" * self.rng.choice((0, 3, 3000))
        source = SourceRef(name, f"第{name}市", f"https://{name}.example/")
        type_ = self.rng.choice(("source.failing", "source.recovered"))
        return Event(derived_id("evt", str(number)), type_, at, "medium", source, reason=reason)  # type: ignore[arg-type]

    def _with_poison(self, mood: Callable[[datetime, str], str]) -> Callable[[datetime, str], str]:
        return lambda now, event_id: "poison" if event_id in self.poison and mood(now, event_id) == "ok" else mood(now, event_id)

    def _keys_at(self, now: datetime) -> tuple[str, ...]:
        """The keys in force: each new one signs beside the old one for a while."""
        third = (self.end - START) / 3
        number = min(int((now - START) / third), 2)
        changed = START + number * third
        return (KEYS[number], KEYS[number - 1]) if number and now - changed < OVERLAP else (KEYS[number],)

    def _may_die(self) -> None:
        if self._kill_one_in and self.clock.now() < self.end and self.rng.randrange(self._kill_one_in) == 0:
            self.kills.append(self.clock.now())
            raise Killed

    def said(self, now: datetime) -> None:
        """Say on a terminal, or to whoever reads its errors, how far it is: once for each half day."""
        if now - self._said >= timedelta(hours=12):
            self._said = now
            tries = sum(len(receiver.got) for receiver in self.receivers.values())
            left, days = len(self._left), (now - START) / timedelta(days=1)
            print(f"day {days:.1f}: {tries:,} attempts, {len(self.kills)} kills, {left:,} events to come", file=sys.stderr)

    def down_for_a_week(self, days: float = 7) -> None:
        """Have all receivers refuse everything for so long, and take everything from then on; nobody dies."""
        back = START + timedelta(days=days)
        self._kill_one_in, self.poison = 0, set()
        for receiver in self.receivers.values():
            receiver.mood = lambda now, _: "refused" if now < back else "ok"

    def seen(self) -> Seen:
        """What there is to be judged so far."""
        receivers = {channel.name: one for channel, one in zip(self.channels, self.receivers.values(), strict=True)}
        return Seen(self.config.settings.database, self.made, receivers, self.kills, self.wire.longest)

    # A process, from its start to its end

    async def run(self) -> None:
        """Live until all that was made is done or dead, through as many processes as it takes."""
        while True:
            try:
                with self._process() as service:
                    await self._live(service)
                    return
            except Killed:
                continue

    @contextlib.contextmanager
    def _process(self) -> Iterator[Service]:
        """A process by the configuration as it is now; each is another version of the program."""
        self._restarts += 1
        number, real = self._restarts, sending.webhook_body
        language = "ja" if number % 2 else "en"
        self.config = replace(self.config, channels=tuple(replace(one, language=language) for one in self.channels))  # type: ignore[arg-type]

        def upgraded(event: Event) -> bytes:
            return json.dumps(json.loads(real(event)) | {"program": number}, ensure_ascii=False).encode()

        Mortal.may_die = staticmethod(lambda: None)  # type: ignore[assignment]
        with (
            patch("noticewatch.store.connection.ThreadPoolExecutor", Mortal),
            patch("noticewatch.fetch.sender.guarded_transport", self.wire.transport),
            patch("noticewatch.sending.webhook_body", upgraded),
        ):
            service = Service(self.config, {}, clock=self.clock, rng=self.rng, parser=Parser(AtOnce))
            Mortal.may_die = self._may_die  # type: ignore[method-assign, assignment]
            try:
                yield service
            finally:
                Mortal.may_die = staticmethod(lambda: None)  # type: ignore[assignment]
                service.writer.close()

    async def _live(self, service: Service) -> None:
        rounds: dict[str, asyncio.Task[str]] = {}
        begun: dict[str, datetime] = {}
        looked = START - timedelta(days=1)
        try:
            while True:
                now = self.clock.now()
                await self._tell(service, now)
                if now - looked >= timedelta(seconds=STEP):
                    looked = now
                    self.said(now)
                    self._keys = self._keys_at(now)  # the receiver has each new one when the sender has it
                    self._secret.write_text(" ".join(self._keys))
                    self._secret.chmod(0o600)
                    await self._operate(service, now)
                waiting = await self._waiting(service)
                if not waiting and not self._left and not rounds:
                    return
                times = [looked + timedelta(seconds=STEP), *(event.time for event in self._left[-1:])]
                for channel in service.config.channels:
                    name = channel.name
                    at = waiting.get(name, begun.get(name, START) + timedelta(seconds=STEP))
                    if name not in rounds and max(at, begun.get(name, START) + timedelta(seconds=1)) <= now:
                        begun[name] = now
                        rounds[name] = asyncio.create_task(service.deliverer.deliver_to(channel))
                    elif name not in rounds:
                        times.append(max(at, begun.get(name, START) + timedelta(seconds=1)))
                await self._pass(rounds, max((min(times) - now).total_seconds(), 0.01))
        finally:
            for task in rounds.values():
                task.cancel()
            await asyncio.gather(*rounds.values(), return_exceptions=True)

    async def _pass(self, rounds: dict[str, asyncio.Task[str]], seconds: float) -> None:
        """Let time go by, until a round ends at most."""
        if not rounds:
            await asyncio.sleep(seconds)
            return
        done, _ = await asyncio.wait(rounds.values(), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for name in [name for name, task in rounds.items() if task in done]:
            rounds.pop(name).result()

    async def _waiting(self, service: Service) -> dict[str, datetime]:
        """When each channel for which something waits can be sent to again; a paused one after the operator's next look."""
        long_ago, now = START - timedelta(days=1), self.clock.now()

        def asked(db: Database) -> dict[str, datetime]:
            made = {}
            for channel in service.config.channels:
                if next_at := next_attempt(db, channel.name, long_ago):
                    state = outbox.channel_state(db, channel.name)
                    at = max(next_at, state.not_before or START)
                    made[channel.name] = now + timedelta(seconds=STEP) if state.paused_at else at
            return made

        return await service.writer(asked)

    async def _tell(self, service: Service, now: datetime) -> None:
        """Make the events whose time has come; a kill before they are stored leaves them to the next process."""
        while self._left and self._left[-1].time <= now:
            event = self._left[-1]
            source = next(one for one in self.config.sources if event.source and one.id == event.source.id)
            deliveries = deliveries_for([event], service.config.channels, source, now)
            await service.writer(commit, Outcome(events=(event,), deliveries=deliveries))
            self._left.pop()

    async def _operate(self, service: Service, now: datetime) -> None:
        """What `alerts resume` does, hours after a channel was paused."""
        for channel in service.config.channels:
            state = await service.writer(outbox.channel_state, channel.name)
            if state.paused_at and now - state.paused_at >= PATIENCE:
                self.resumed.append(now)
                await service.writer(outbox.keep_channel, replace(state, paused_at=None, not_before=None))

    async def retry(self) -> None:
        """What `alerts retry` does, and all that follows."""
        with self._process() as service:
            await service.writer(outbox.revive, (), self.clock.now())
        await self.run()


def report(measure: Measure, oracle: Oracle, seconds: float) -> bool:
    """Print the figures; whether all bars hold."""
    did = Counter(got.did for receiver in measure.receivers.values() for got in receiver.got)
    print(f"{len(measure.made):,} events to {len(measure.channels)} receivers over {(measure.end - START).days} days and what "
          f"came after: {oracle.attempts:,} attempts, {len(measure.kills)} kills, {len(measure.resumed)} times resumed; "
          f"{seconds:,.0f} s")  # fmt: skip
    print(f"delivered {oracle.delivered:,}, parked with an alarm {oracle.parked:,}, sent again after a kill {oracle.sent_again}")
    shortest = min(oracle.spans, default=None)
    print(f"retries of what was parked span {shortest} at least; the longest attempt took {measure.wire.longest:.1f} s")
    print(f"answers: {dict(did.most_common())}")
    for what, count in oracle.wrong.items():
        print(f"WRONG {count:6} {what}")
    for example in oracle.examples:
        print("  ", example)
    return not oracle.wrong


async def week(measure: Measure) -> bool:
    """A week without any receiver, their return, and the dead tried again; whether all bars hold."""
    await measure.run()
    before, wrong = measure.seen().judged(), measure.seen().out_of_order()
    print(f"after the week: delivered {before.delivered:,}, dead {before.parked:,}, out of their source's order {len(wrong)}")
    await measure.retry()
    after = measure.seen().judged()
    print(f"after `alerts retry`: delivered {after.delivered:,}, dead {after.parked:,}")
    return not wrong and not before.wrong and not after.parked


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--days", type=float, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--week", action="store_true", help="all receivers are down for a week")
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        begun = time.monotonic()
        measure = Measure(Path(folder), events=chosen.events, days=6.9 if chosen.week else chosen.days, seed=chosen.seed)
        if not chosen.week:
            run(measure.run())
            sys.exit(0 if report(measure, measure.seen().judged(), time.monotonic() - begun) else 1)
        measure.down_for_a_week()
        good = run(week(measure))
        sys.exit(0 if report(measure, measure.seen().judged(), time.monotonic() - begun) and good else 1)


if __name__ == "__main__":
    main()
