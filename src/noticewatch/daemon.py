"""`noticewatch run`: one event loop, a heartbeat that asks the database what is due, the feeds served, a clean end.

Shell. APScheduler is the heartbeat only: the timetable lives in rows, so that a restart neither forgets nor floods.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from noticewatch import __version__, alerts
from noticewatch.clock import Clock
from noticewatch.config import Channel, Config, Source, load_config
from noticewatch.control import Control
from noticewatch.errands import Errand
from noticewatch.errors import NoticewatchError
from noticewatch.operations import performed
from noticewatch.registerfiles import RegisterFiles
from noticewatch.report import Report
from noticewatch.service import Service
from noticewatch.settle import settle_sweep
from noticewatch.store import known, outbox, shown
from noticewatch.store.connection import Writer
from noticewatch.store.misses import settle_misses, settle_sample
from noticewatch.store.weekly import settle_report
from noticewatch.web.server import WebServer

BEAT = 1.0  # seconds between two looks at what is due
COUNTING = 10.0  # seconds between two counts for /healthz and /metrics
LOOKING = 10.0  # seconds between two looks at the registers' files
REREADING = 2.0  # seconds between two passes over what an older extractor read: some 10,000 notices in an hour
SWEEPING = 60.0  # seconds between two looks for sources that the schedule forgot
HELD = timedelta(minutes=1)  # a source of whose check nothing could be stored, on a full disk say
GRACE = 6.0  # seconds that checks and deliveries under way have at the end, within the contract's 10

T = TypeVar("T")

log = structlog.get_logger()


class Metrics:
    """What `/metrics` shows; no label a source, which would grow without bound."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.checks = Counter("noticewatch_checks", "Checks of sources, by outcome", ["outcome"], registry=self.registry)
        self.events = Counter("noticewatch_events", "Events made, by type", ["type"], registry=self.registry)
        self.rounds = Counter("noticewatch_delivery_rounds", "Rounds of delivering what is due", registry=self.registry)
        self.waiting = Gauge("noticewatch_deliveries_due", "Deliveries not yet accepted", registry=self.registry)
        self.dead = Gauge("noticewatch_deliveries_dead", "Deliveries given up, kept for alerts retry", registry=self.registry)
        self.sources = Gauge("noticewatch_sources", "Configured sources, by state", ["state"], registry=self.registry)
        info = Gauge("noticewatch_build", "Version", ["version"], registry=self.registry)
        info.labels(__version__).set(1)

    def text(self) -> bytes:
        """In Prometheus' text format."""
        return generate_latest(self.registry)


class Daemon:
    """The service at work until it is told to stop."""

    def __init__(self, config: Config, env: Mapping[str, str]) -> None:
        self._env = env
        self._service = Service(config, env, what="noticewatch run")
        self._control = Control(config.settings.database, self._perform)
        self._metrics = Metrics()
        self._running: dict[str, asyncio.Task[Any]] = {}  # passes, by source
        self._fresh: list[str] | None = None  # sources never checked; None: to be found out
        self._held: dict[str, datetime] = {}  # sources of which nothing could be stored: not before
        self._delivering: dict[str, asyncio.Task[None]] = {}  # by channel
        self._undelivered: dict[str, list[tuple[float, str]]] = {}  # by channel: why rounds failed, and when last so (steady)
        self._retiring: set[asyncio.Task[None]] = set()
        self._feed_problem = ""
        self._registers = RegisterFiles(env)
        self._reread = False  # all that an older extractor read was read again
        self._stop = asyncio.Event()
        self._started = self._service.clock.now()
        self._health: dict[str, Any] = {"ok": True, "version": __version__}
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}, timezone="UTC"
        )

    async def run(self) -> None:
        """Serve, check and deliver until SIGTERM or SIGINT. Raises NoticewatchError where it cannot begin."""
        async with self._service:
            server = self._server()
            if server:
                address = await server.start()
                log.info("serving", address=address)
            self._listen_to_signals()
            await self._listen_to_commands()
            await self._service.publish()
            await self._count()
            self._started = self._service.clock.now()
            jobs = {self._checks: BEAT, self._deliveries: BEAT, self.publish: BEAT, self._count: COUNTING}
            jobs |= {self._look_at_registers: LOOKING, self._sweep: SWEEPING}
            jobs[self._read_again] = REREADING
            for job, seconds in jobs.items():
                self._scheduler.add_job(_logged(job), "interval", seconds=seconds, next_run_time=self._started)
            self._scheduler.start()
            _notify("READY=1")
            log.info("ready", sources=len(self._service.config.sources), channels=len(self._service.config.channels))
            await self._stop.wait()
            _notify("STOPPING=1")
            self._scheduler.shutdown(wait=False)
            self._control.refuse()
            await self._wind_up()
            await self._control.stop()
            if server:
                await server.stop()
        log.info("stopped")

    # The heartbeat's jobs

    async def _checks(self) -> None:
        service = self._service
        sources = {source.id: source for source in service.config.sources}
        if self._fresh is None:
            states = await service.writer(known.source_states)
            self._fresh = [source_id for source_id, source in sources.items() if _is_fresh(source, states)]
        now = service.clock.now()
        fresh, self._fresh = self._fresh, [source_id for source_id in self._fresh if source_id in self._running]
        due = await service.writer(known.due_sources, now)
        for source_id in dict.fromkeys([*fresh, *due]):
            if source_id in sources and source_id not in self._running and self._held.get(source_id, now) <= now:
                self._begin(source_id, self._check(sources[source_id]))

    def _begin(self, source_id: str, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin the one pass over a source that may be under way."""
        task = self._running[source_id] = asyncio.create_task(work)
        task.add_done_callback(lambda _: self._running.pop(source_id, None))
        return task

    async def _check(self, source: Source) -> None:
        try:
            await self._pass(source)
        except Exception:
            # Nothing could be stored, so the source is still due; its server must not be asked at every heartbeat for that.
            self._held[source.id] = self._service.clock.now() + HELD
            log.exception("a check could not be ended", source=source.id)

    async def _pass(self, source: Source, *, everything: bool = False) -> Report:
        """One pass over one source, and all that follows from it."""
        report = await self._service.check_one(source, everything=everything)
        self._metrics.checks.labels("good" if report.ok else "bad").inc()
        for event in report.events:
            self._metrics.events.labels(event.type).inc()
        if report.events:
            await self.publish()
            await self._deliveries()
        self._alive()
        return report

    async def _sweep(self) -> None:
        """Find sources that should have been checked and were not, whatever the timetable says: a row that is lost, or wrong."""
        service = self._service
        late, outcome = await service.writer(settle_sweep, service.config, self._started, service.clock.now())
        for event in outcome.events:
            log.error("the schedule", type=event.type, reason=event.reason)
        await service.writer(settle_sample, service.config, service.clock.now(), service.rng.getrandbits(64))
        for event in (await service.writer(settle_misses, service.config, service.clock.now())).events:
            log.warning("perhaps missed", event_id=event.id, reason=event.reason)
        for event in (await service.writer(settle_report, service.config, service.clock.now())).events:
            log.info("the week's report", event_id=event.id, reason=event.reason)
        await service.deliverer.tell_forsaken()
        running = set(self._running)
        self._fresh = [*(self._fresh or ()), *(name for name in late if name not in running)] if late else self._fresh

    async def _look_at_registers(self) -> None:
        await self._registers.look(self._service)

    async def _read_again(self) -> None:
        """After an upgrade, read a few known notices again by the better extractor, until all are."""
        if not self._reread:
            self._reread = not await self._service.read_again()

    async def _deliveries(self) -> None:
        """Start a round of deliveries for each channel that has none under way: a slow one holds up no other."""
        for channel in self._service.config.channels:
            under_way = self._delivering.get(channel.name)
            if under_way is None or under_way.done():
                self._delivering[channel.name] = asyncio.create_task(self._deliver(channel))

    async def _deliver(self, channel: Channel) -> None:
        try:
            if problem := await self._service.deliverer.deliver_to(channel):
                self._failed(channel, problem)
            self._metrics.rounds.inc()
            self._alive()
        except Exception:
            self._failed(channel, "a round broke off: the daemon's log has it")
            log.exception("deliveries failed", channel=channel.name)

    def _failed(self, channel: Channel, why: str) -> None:
        known = [one for one in self._undelivered.get(channel.name, ()) if one[1] != why]
        self._undelivered[channel.name] = [*known[-4:], (self._service.clock.steady(), why)]

    def _alive(self) -> None:
        """Tell the watchdog; what ends after the stop was told says nothing more."""
        if not self._stop.is_set():
            _notify("WATCHDOG=1")

    async def publish(self) -> str:
        """Write the feeds where an event came since; why they cannot be written, "" where they can."""
        problem = ""
        try:
            written = await self._service.publish()
            if written:
                log.info("published", files=list(written))
        except (OSError, NoticewatchError) as raised:
            problem = str(raised)
        if problem and problem != self._feed_problem:  # tried again at each heartbeat, told once
            log.error("the feeds cannot be written", problem=problem)
        self._feed_problem = problem
        return problem

    async def _count(self) -> None:
        """What `/healthz` and `/metrics` answer until the next heartbeat."""
        service = self._service
        numbers = await service.writer(shown.counts)
        states = await service.writer(known.source_states)
        names = {source.id for source in service.config.sources}
        failing = sorted(name for name in names if name in states and states[name].told_failing)
        channels, silent = [], False
        for channel in service.config.channels:
            state = await service.writer(outbox.channel_state, channel.name)
            silent = silent or alerts.is_without_success(state, service.clock.now())
            if state.told_failing:
                channels.append(channel.name)
        self._metrics.waiting.set(numbers["deliveries_due"])
        self._metrics.dead.set(numbers["deliveries_dead"])
        self._metrics.sources.labels("failing").set(len(failing))
        self._metrics.sources.labels("not failing").set(len(names) - len(failing))
        self._health = {
            "ok": not silent,
            "version": __version__,
            "sources": len(names),
            "failing_sources": failing,
            "failing_channels": channels,
            **numbers,
        }

    # What commands hand over: `operations.Worker`

    @property
    def config(self) -> Config:
        """What it works by now."""
        return self._service.config

    @property
    def clock(self) -> Clock:
        """The door to time."""
        return self._service.clock

    @property
    def writer(self) -> Writer:
        """The writing connection."""
        return self._service.writer

    async def check(self, sources: Sequence[Source], each: Callable[[Report], None]) -> None:
        """One pass over some sources, each after the one that is under way; all that follows from it as after any other."""

        async def one(source: Source) -> None:
            while under_way := self._running.get(source.id):
                await asyncio.wait({under_way})
            each(await self._begin(source.id, self._pass(source, everything=True)))

        for result in await asyncio.gather(*map(one, sources), return_exceptions=True):
            if result is not None:
                raise result

    async def send_due(self, since: float) -> dict[str, str]:
        """A round for each channel after the one that is under way; the channels that failed since then, with why."""
        await self._delivered()
        await self._deliveries()
        await self._delivered()
        failed = {name: [why for ended, why in told if ended >= since] for name, told in self._undelivered.items()}
        return {name: told[0] for name, told in failed.items() if told}  # what the receiver said; later rounds say that it waits

    async def _delivered(self) -> None:
        """Wait for the rounds that are under way."""
        if under_way := [task for task in self._delivering.values() if not task.done()]:
            await asyncio.wait(under_way)

    async def _perform(self, errand: Errand, tell: Callable[[Any], None]) -> Any:
        return await performed(self, errand, tell)

    async def _listen_to_commands(self) -> None:
        try:
            await self._control.start()
        except NoticewatchError as problem:  # the watch goes on without it; a command tells where it looked in vain
            log.error("commands cannot be taken", problem=str(problem))

    # Beginning, reloading, ending

    def _server(self) -> WebServer | None:
        config = self._service.config
        if not config.server.listen:
            return None
        return WebServer(
            listen=config.server.listen,
            feed_folder=config.feed.path,
            tokens_of=self._service.feeds.tokens_of,
            health=lambda: dict(self._health),
            metrics=self._metrics.text,
        )

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        reactions: dict[signal.Signals, Callable[[], object]] = {
            signal.SIGTERM: self._stop.set,
            signal.SIGINT: self._stop.set,
            signal.SIGHUP: self._reload,
        }
        for number, reaction in reactions.items():
            loop.add_signal_handler(number, reaction)

    def _reload(self) -> None:
        with contextlib.suppress(NoticewatchError):  # told in the log
            self.reload()

    def reload(self) -> Config:
        """Take the configuration file as it is now; keep the old one where the new is faulty, and raise NoticewatchError."""
        old = self._service.config
        try:
            config = load_config(old.path, self._env)
            doors = self._service.adopt(config)
        except NoticewatchError as problem:
            log.error("reload: the new configuration is faulty, the old one stays", problems=str(problem).splitlines())
            raise
        if (config.settings.database, config.server, config.feed.path) != (old.settings.database, old.server, old.feed.path):
            log.warning("reload: the places of the database and the feeds and the server's address need a restart")
        self._fresh = None
        self._registers.forget()
        task = asyncio.get_running_loop().create_task(self._service.retire(doors, self._under_way()))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)
        log.info("reloaded", sources=len(config.sources), channels=len(config.channels))
        return config

    async def _wind_up(self) -> None:
        """Let what is under way end, for a moment; what does not is taken up again at the next start."""
        if tasks := self._under_way():
            await asyncio.wait(tasks, timeout=GRACE)
        late = self._under_way()
        for task in late:
            task.cancel()
        await asyncio.gather(*late, *self._retiring, return_exceptions=True)

    def _under_way(self) -> set[asyncio.Task[Any]]:
        tasks = (*self._running.values(), *self._delivering.values(), *self._control.works)
        return {task for task in tasks if not task.done()}


def _logged(job: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """A heartbeat's job whose failure is told; the next beat tries it again."""

    async def beat() -> None:
        try:
            await job()
        except Exception:
            log.exception("a heartbeat failed", job=getattr(job, "__name__", ""))

    return beat


def _is_fresh(source: Source, states: Mapping[str, Any]) -> bool:
    """Whether a source was never checked at its present address, or its check never came to an end."""
    state = states.get(source.id)
    return state is None or state.url != source.url or state.next_check_at is None


def _notify(message: str) -> None:
    """Tell systemd, where it listens (sd_notify(3))."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as door:
        door.connect("\0" + address[1:] if address.startswith("@") else address)
        door.send(message.encode())
