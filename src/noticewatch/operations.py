"""What commands may have done to the database by name: by themselves, or by the daemon that holds it.

Shell. To add one is a line of `OPERATIONS`: a `Writing`, whose work gets the writing connection and runs in one transaction, or a
`Serving`, whose work needs more of the service. Arguments are a dataclass of plain values; what comes back is what JSON can hold,
most often the lines to print. Neither knows in which process it runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from sqlite_utils import Database

from noticewatch.alerts import resumed
from noticewatch.clock import Clock
from noticewatch.config import Config, Source
from noticewatch.errands import Errand, arguments_of
from noticewatch.errors import NoticewatchError
from noticewatch.judgements import Judge, MarkAsked
from noticewatch.judging import judge, mark, noted, person
from noticewatch.report import Report
from noticewatch.settle import settle_merge
from noticewatch.store import byhand, misses, outbox
from noticewatch.store.connection import Writer, transaction

A = TypeVar("A")
T = TypeVar("T")
Tell = Callable[[Any], None]  # takes one of several results as soon as it is there


class Worker(Protocol):
    """Who does the work: the daemon, or a command that holds the database itself."""

    @property
    def config(self) -> Config:
        """What it works by."""

    @property
    def clock(self) -> Clock:
        """Its door to time."""

    @property
    def writer(self) -> Writer:
        """The writing connection."""

    async def check(self, sources: Sequence[Source], each: Callable[[Report], None]) -> None:
        """One pass over some sources, due or not; `each` gets their reports as they end. Raises StoreError."""

    async def send_due(self, since: float) -> dict[str, str]:
        """A round of deliveries for each channel; those that failed since then (steady seconds), with why."""

    async def publish(self) -> str:
        """Write the feeds; why they cannot be written, "" where they can."""

    def reload(self) -> Config:
        """Take the configuration as its files are now. Raises ConfigError, and keeps the old one."""


@dataclass(frozen=True, slots=True)
class Writing(Generic[A]):
    """What is done to the database alone, in one transaction. The work raises NoticewatchError where it refuses."""

    arguments: type[A]
    work: Callable[[Database, Config, A, datetime], Any]

    def within(self, db: Database, config: Config, asked: A, now: datetime) -> Any:
        """Do it, whole or not at all."""
        with transaction(db):
            return self.work(db, config, asked, now)


@dataclass(frozen=True, slots=True)
class Serving(Generic[A]):
    """What takes time, pages or receivers: done in steps, each of which is whole."""

    arguments: type[A]
    work: Callable[[Worker, A, Tell], Awaitable[Any]]


async def performed(worker: Worker, errand: Errand, tell: Tell) -> Any:
    """Do an errand; what came of it. Raises NoticewatchError where it is refused or fails."""
    operation = operation_of(errand.do)
    asked = arguments_of(operation.arguments, errand.arguments)
    if isinstance(operation, Writing):
        return await _to_its_end(worker.writer(operation.within, worker.config, asked, worker.clock.now()))
    return await operation.work(worker, asked, tell)


def operation_of(name: str) -> Writing[Any] | Serving[Any]:
    """The operation of that name. Raises NoticewatchError."""
    if name not in OPERATIONS:
        raise NoticewatchError(f"the running daemon knows no {name[:40]!r}")
    return OPERATIONS[name]


async def _to_its_end(work: Awaitable[T]) -> T:
    """A transaction cannot be called back: whoever asked for it is told what became of it, whatever ends meanwhile."""
    task = asyncio.ensure_future(work)
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                raise
        except Exception:
            break
    return task.result()


# The work


@dataclass(frozen=True, slots=True)
class Check:
    """One pass over the named sources; over all where none is named."""

    source_ids: tuple[str, ...]


async def _check(worker: Worker, asked: Check, tell: Tell) -> dict[str, object]:
    since = worker.clock.steady()
    known = {source.id: source for source in worker.config.sources}
    if unknown := [name for name in asked.source_ids if name not in known]:
        raise NoticewatchError(f"the running daemon does not watch {', '.join(unknown)} yet: `noticewatch reload`, then again")
    sources = [known[name] for name in dict.fromkeys(asked.source_ids)] or list(known.values())
    await worker.check(sources, lambda report: tell(_report_json(report)))
    unpublished = await worker.publish()  # feeds that cannot be written hold up no alert
    failed = await worker.send_due(since)
    unpublished = unpublished or await worker.publish()  # what became of channels stands in the health feed
    return {"channels": failed, "feeds": unpublished}


def _report_json(report: Report) -> dict[str, object]:
    return {
        "source": report.source_id,
        "ok": report.ok,
        "unchanged": report.unchanged,
        "items": report.items,
        "read": report.read,
        "events": [{"id": event.id, "type": event.type} for event in report.events],
        "problems": report.problems,
        "left_out": list(report.notes),
        "seconds": round(report.seconds, 3),
    }


@dataclass(frozen=True, slots=True)
class Merge:
    """Incidents of which one is made: the one named first."""

    incident_ids: tuple[str, ...]


def _merge(db: Database, config: Config, asked: Merge, now: datetime) -> list[str]:
    kept = settle_merge(db, config, asked.incident_ids, now)
    return [f"{kept} holds the notices of all: `noticewatch incidents show {kept}`"]


@dataclass(frozen=True, slots=True)
class Split:
    """Notices, by id or address, that become an incident of their own."""

    incident_id: str
    notice_ids: tuple[str, ...]


def _split(db: Database, config: Config, asked: Split, now: datetime) -> list[str]:
    made = byhand.split(db, asked.incident_id, asked.notice_ids, now, _day(config, now))
    return [f"{made} holds what was split off: `noticewatch incidents show {made}`"]


def _day(config: Config, now: datetime) -> str:
    return now.astimezone(config.settings.timezone).date().isoformat()


@dataclass(frozen=True, slots=True)
class Draw:
    """That the last whole week's sample is to be drawn, if it was not yet, by this seed."""

    seed: int


def _draw(db: Database, config: Config, asked: Draw, now: datetime) -> list[str]:
    return [misses.settle_sample(db, config, now, asked.seed)]


SignedVerdict: TypeAlias = Literal["right", "missed"]


@dataclass(frozen=True, slots=True)
class SignOff:
    """What a person says of notices of samples."""

    notice_ids: tuple[str, ...]
    verdict: SignedVerdict
    by: str
    note: str = ""


def _sign_off(db: Database, _: Config, asked: SignOff, now: datetime) -> list[str]:
    return misses.sign_off(db, asked.notice_ids, asked.verdict, person(asked.by), noted(asked.note), now)


@dataclass(frozen=True, slots=True)
class Retry:
    """Events whose dead deliveries are tried again; all where none is named."""

    event_ids: tuple[str, ...]


async def _retry(worker: Worker, asked: Retry, _: Tell) -> dict[str, object]:
    since = worker.clock.steady()
    revived = await _to_its_end(worker.writer(outbox.revive, asked.event_ids, worker.clock.now()))
    if asked.event_ids and not revived:
        named = ", ".join(asked.event_ids)
        raise NoticewatchError(f"no dead delivery of {named}: `noticewatch alerts list --state dead` shows them")
    failed = await worker.send_due(since) if revived else {}
    return {"lines": [f"{revived} dead {'delivery is' if revived == 1 else 'deliveries are'} due again"], "channels": failed}


@dataclass(frozen=True, slots=True)
class Resume:
    """The channel that is to go on."""

    channel: str


async def _resume(worker: Worker, asked: Resume, _: Tell) -> dict[str, object]:
    name, since = asked.channel, worker.clock.steady()
    if all(channel.name != name for channel in worker.config.channels):
        raise NoticewatchError(f"the running daemon has no channel {name} yet: `noticewatch reload`, then again")
    if not await _to_its_end(worker.writer(_resumed, name, worker.clock.now())):
        return {"lines": [f"{name} is not paused"], "channels": {}}
    failed = {channel: why for channel, why in (await worker.send_due(since)).items() if channel == name}
    return {"lines": [] if failed else [f"{name} goes on"], "channels": failed}


def _resumed(db: Database, name: str, now: datetime) -> bool:
    """Let a channel go on; False where it was not paused."""
    with transaction(db):
        state = outbox.channel_state(db, name)
        if state.paused_at is None:
            return False
        outbox.keep_channel(db, resumed(state, now))
        return True


@dataclass(frozen=True, slots=True)
class Reload:
    """The configuration's files are to be read again."""


async def _reload(worker: Worker, _: Reload, __: Tell) -> dict[str, object]:
    config = worker.reload()
    return {
        "path": str(config.path.absolute()),
        "sources": [source.id for source in config.sources],
        "channels": len(config.channels),
    }


OPERATIONS: Mapping[str, Writing[Any] | Serving[Any]] = {
    "check": Serving(Check, _check),
    "incidents merge": Writing(Merge, _merge),
    "incidents split": Writing(Split, _split),
    "notices sample": Writing(Draw, _draw),
    "notices signoff": Writing(SignOff, _sign_off),
    "incidents mark": Writing(MarkAsked, mark),
    "notices judge": Writing(Judge, judge),
    "alerts retry": Serving(Retry, _retry),
    "alerts resume": Serving(Resume, _resume),
    "reload": Serving(Reload, _reload),
}
