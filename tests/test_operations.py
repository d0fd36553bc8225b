"""Operations by name: whole or not at all, whatever ends meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlite_utils import Database

from noticewatch import operations
from noticewatch.clock import Clock
from noticewatch.config import Config
from noticewatch.errands import Errand
from noticewatch.errors import NoticewatchError, StoreError
from noticewatch.operations import Worker, Writing, performed
from noticewatch.store.connection import Writer
from tests.conftest import make_config

RIGHTS = "INSERT INTO channels (name, reason, told_failing) VALUES (?, '', 0)"


@dataclass(frozen=True, slots=True)
class Names:
    names: tuple[str, ...]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    made = SimpleNamespace(config=make_config(), clock=Clock(), writer=Writer(tmp_path / "noticewatch.db"))
    yield cast(Worker, made)
    made.writer.close()


def written(worker: Worker) -> list[str]:
    return [row["name"] for row in worker.writer.now(lambda db: list(db.query("SELECT name FROM channels ORDER BY name")))]


def give(monkeypatch: pytest.MonkeyPatch, work: Any) -> None:
    """Make it an operation named "write"."""
    monkeypatch.setattr(operations, "OPERATIONS", {"write": Writing(Names, work)})


def write(db: Database, _: Config, asked: Names, __: datetime) -> list[str]:
    for name in asked.names:
        if name == "refused":
            raise StoreError("refused: there is no such thing")
        db.execute(RIGHTS, [name])
    return [f"{name} is written" for name in asked.names]


async def do(worker: Worker, *names: str) -> Any:
    return await performed(worker, Errand("write", {"names": list(names)}), lambda _: None)


async def test_it_is_one_transaction(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, write)
    assert await do(worker, "a", "b") == ["a is written", "b is written"]
    with pytest.raises(StoreError, match="no such thing"):
        await do(worker, "c", "refused", "d")
    assert written(worker) == ["a", "b"]


async def test_what_was_begun_is_told_though_it_is_called_back(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slowly(db: Database, config: Config, asked: Names, now: datetime) -> list[str]:
        begun.set()
        assert gate.wait(20)
        return write(db, config, asked, now)

    give(monkeypatch, slowly)
    good, refused = asyncio.create_task(do(worker, "a")), asyncio.create_task(do(worker, "b", "refused"))
    await asyncio.to_thread(begun.wait, 20)
    for task in (good, refused, good):
        task.cancel()
        await asyncio.sleep(0)
    assert not good.done()
    gate.set()
    assert await good == ["a is written"]
    with pytest.raises(StoreError, match="no such thing"):
        await refused
    assert written(worker) == ["a"]


async def test_many_at_once_are_done_in_turn(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    within: list[str] = []

    def alone(db: Database, config: Config, asked: Names, now: datetime) -> list[str]:
        assert not within
        within.append("one")
        try:
            return write(db, config, asked, now)
        finally:
            within.clear()

    give(monkeypatch, alone)
    names = [f"channel-{number:03}" for number in range(100)]
    await asyncio.gather(*(do(worker, name) for name in names))
    assert written(worker) == names


async def test_what_is_not_known_or_not_as_declared_is_refused(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, write)
    for errand, why in (
        (Errand("erase", {}), "knows no 'erase'"),
        (Errand("write", {}), "names: Field required"),
        (Errand("write", {"names": ["a"], "sure": True}), "no such argument: sure"),
    ):
        with pytest.raises(NoticewatchError, match=why):
            await performed(worker, errand, lambda _: None)
    assert written(worker) == []
