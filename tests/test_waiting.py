"""What waits for a channel is found by indexes: a message costs the same, whether five deliveries wait or five thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from noticewatch.config import Channel
from noticewatch.grouping import Past, Waiting, plan
from noticewatch.model import Event, IncidentRef, Severity, SourceRef
from noticewatch.records import ChannelState, Delivery, Outcome
from noticewatch.store import outbox, waiting
from noticewatch.store.commit import commit, store_deliveries
from noticewatch.store.connection import open_for_writing, transaction
from noticewatch.store.schema import migrations
from tests.conftest import NOW
from tests.event_samples import TOKYO
from tests.linear import assert_soon

LATER = NOW + timedelta(hours=2)
SOC = ChannelState("soc")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = open_for_writing(tmp_path / "noticewatch.db")
    yield made
    made.conn.close()


def put(
    db: Database,
    name: str,
    next_at: datetime = NOW,
    *,
    source: str = "s1",
    attempts: int = 0,
    incident: str = "",
    channels: tuple[str, ...] = ("soc",),
    severity: Severity = "low",
    reason: str = "why",
) -> None:
    if incident:
        db.execute("INSERT OR IGNORE INTO incidents VALUES (?, ?)", [incident, "2026-01-01T00:00:00.000000+00:00"])
    ref = IncidentRef(incident, 1, ()) if incident else None
    event = Event(name, "source.failing", NOW, severity, SourceRef(source, source, ""), incident=ref, reason=reason)
    ways = tuple(Delivery(name, channel, "due", attempts, next_at, NOW) for channel in channels)
    commit(db, Outcome(events=(event,), deliveries=ways))


def found(db: Database, state: ChannelState = SOC, *, eager: bool = False) -> list[str]:
    return [one.event_id for one in waiting.waiting(db, state, NOW, eager=eager)]


def test_what_only_waits_for_its_next_attempt_is_not_read(db: Database) -> None:
    for number in range(50):
        put(db, f"asleep{number}", LATER, attempts=1)
    put(db, "tried", NOW, attempts=1)
    put(db, "new", LATER)
    assert found(db) == ["tried", "new"]
    assert waiting.next_attempt(db, "soc", NOW) == LATER
    assert len(found(db, eager=True)) == 52
    was_down = ChannelState("soc", down_at=NOW - timedelta(hours=1), back_at=NOW + timedelta(hours=1))
    assert len(found(db, was_down)) == 52
    assert len(found(db, ChannelState("soc", down_at=LATER, back_at=LATER))) == 2


def test_what_was_tried_of_an_incident_is_read_with_what_is_new_of_it(db: Database) -> None:
    put(db, "asleep", LATER, attempts=1, incident="inc_1")
    put(db, "other", LATER, attempts=1, incident="inc_2")
    assert found(db) == []
    put(db, "new", incident="inc_1")
    assert found(db) == ["asleep", "new"]


def test_a_row_keeps_what_is_asked_of_its_event(db: Database) -> None:
    put(db, "one", source="s7", severity="high", attempts=1)
    [(delivery, _)] = outbox.due_deliveries(db, "soc", NOW)
    with transaction(db):
        store_deliveries(db, [delivery])
    [row] = db.query("SELECT event_number, source_id, severity FROM deliveries")
    assert tuple(row.values()) == (1, "s7", "high")


def test_a_database_of_before_gets_what_is_asked_of_events() -> None:
    db = Database(memory=True)
    migrations.apply(db, stop_before="m0017_in_order")
    db.execute("INSERT INTO events VALUES (4, 'e', 'source.failing', 'x', 's', NULL, NULL, '{\"severity\": \"high\"}')")
    db.execute(
        "INSERT INTO deliveries (event_id, channel, state, attempts, next_attempt_at, created_at, last_error, plain) "
        "VALUES ('e', 'soc', 'due', 0, 'x', 'x', '', 0)"
    )
    migrations.apply(db)
    [row] = db.query("SELECT event_number, source_id, severity FROM deliveries")
    assert tuple(row.values()) == (4, "s", "high")


ASKED: tuple[tuple[str, Callable[[Database], object]], ...] = (
    ("deliveries_in_order", lambda db: outbox.due_deliveries(db, "soc", NOW)),
    ("deliveries_of_source", lambda db: outbox.earlier_waiting(db, "soc", "e", 10)),
    ("deliveries_of_source", lambda db: list(waiting.tried_before(db, "soc", "s", 9))),
    ("deliveries_in_order", lambda db: waiting.waiting_mark(db, "soc")),
    ("deliveries_in_order", lambda db: waiting.waiting(db, SOC, NOW)),
    ("deliveries_next", lambda db: waiting.next_attempt(db, "soc", NOW)),
)


@pytest.mark.parametrize(("index", "asked"), ASKED)
def test_nothing_that_a_round_asks_sorts_or_reads_all_that_waits(
    db: Database, index: str, asked: Callable[[Database], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[tuple[str, object]] = []
    real = db.query

    def noted(sql: str, params: object = None) -> Iterator[dict[str, object]]:
        statements.append((sql, params))
        return real(sql, params)  # type: ignore[arg-type]

    monkeypatch.setattr(db, "query", noted)
    asked(db)
    sql, params = statements[0]
    steps = [str(row["detail"]) for row in real(f"EXPLAIN QUERY PLAN {sql}", params)]  # type: ignore[arg-type]
    assert index in steps[0]
    assert not any("TEMP B-TREE" in step or step.startswith("SCAN") for step in steps)


def test_a_round_beside_thousands_that_wait_is_quick(db: Database) -> None:
    with transaction(db):
        for number in range(3000):
            put(db, f"e{number}", LATER, source=f"s{number % 9}", attempts=1, reason="x" * (20_000 if number % 9 == 0 else 9))
        put(db, "last", NOW, source="s1")
    assert_soon(lambda: found(db), 0.02)
    assert_soon(lambda: outbox.due_deliveries(db, "soc", NOW), 0.02)
    first = assert_soon(lambda: outbox.earlier_waiting(db, "soc", "last", 10), 0.005)
    assert first
    assert first[1].id == "e1"


def test_planning_thousands_is_quick() -> None:
    some = [Waiting(f"e{n}", "source.failing", "low", n, NOW - timedelta(minutes=n % 90), NOW) for n in range(6000)]
    sent = tuple(NOW - timedelta(minutes=100, seconds=-18 * number) for number in range(100))  # the limit was reached then
    limited = Channel(name="soc", type="slack", max_per_hour=80)
    made = assert_soon(lambda: plan(limited, some, Past(sent=sent), NOW, TOKYO), 0.5)
    assert made.groups
    assert sum(len(group.members) for group in made.groups) > 1000
