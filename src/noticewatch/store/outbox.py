"""What delivering and publishing ask the database: deliveries, channels, events; and what robots.txt files said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from noticewatch.fetch import RobotsRecord
from noticewatch.model import Event
from noticewatch.records import ChannelState, Delivery, Thread
from noticewatch.store import rows
from noticewatch.store.commit import store_channel, store_deliveries, store_events
from noticewatch.store.connection import transaction
from noticewatch.store.further import count_in

THREAD_KEPT = timedelta(days=730)  # after the last message: an incident's notices are looked at for a year and a quarter


def due_deliveries(
    db: Database, channel: str, until: datetime, most: int = 50, after: str = ""
) -> tuple[tuple[Delivery, Event], ...]:
    """A channel's deliveries that are due until a moment, with their events, in the order in which the events were made.

    `after`: only those of events made after this one.
    """
    sql = """
        SELECT deliveries.*, event FROM deliveries JOIN events ON events.id = event_id
        WHERE channel = ? AND state = 'due' AND next_attempt_at <= ?
        AND event_number > coalesce((SELECT number FROM events WHERE id = ?), 0) ORDER BY event_number LIMIT ?
    """
    return tuple((rows.delivery(row), rows.event(row)) for row in db.query(sql, [channel, rows.stamp(until), after, most]))


def earlier_waiting(db: Database, channel: str, event_id: str, held: int) -> tuple[Delivery, Event] | None:
    """The first delivery of an event's source that waits for a channel, due or not, and was put off less than `held` times.

    None where the event's own is the first.
    """
    sql = """
        SELECT deliveries.*, event FROM deliveries JOIN events ON events.id = event_id
        WHERE channel = ? AND state = 'due' AND held < ?
        AND deliveries.source_id = (SELECT source_id FROM events WHERE id = ?)
        AND event_number < (SELECT number FROM events WHERE id = ?) ORDER BY event_number LIMIT 1
    """
    found = list(db.query(sql, [channel, held, event_id, event_id]))
    return (rows.delivery(found[0]), rows.event(found[0])) if found else None


def told_of_incident(db: Database, incident_id: str) -> dict[str, list[Event]]:
    """What each channel was told of an incident's notices, or waits to be told, oldest first."""
    sql = """
        SELECT channel, event FROM events JOIN deliveries ON event_id = events.id
        WHERE incident_id = ? AND type LIKE 'notice.%' AND state IN ('due', 'done', 'grouped') ORDER BY events.number
    """
    told: dict[str, list[Event]] = {}
    for row in db.query(sql, [incident_id]):
        told.setdefault(row["channel"], []).append(rows.event(row))
    return told


def forsaken(db: Database, channels: Sequence[str]) -> tuple[tuple[str, int, str], ...]:
    """For which channels other than the configured ones deliveries wait: the name, how many, their last event's id."""
    sql = f"""
        SELECT channel, count(*) AS waiting, max(event_number) AS number, event_id AS last FROM deliveries
        WHERE state = 'due' AND channel NOT IN ({", ".join("?" * len(channels))}) GROUP BY channel ORDER BY channel
    """  # noqa: S608 - marks only
    return tuple((row["channel"], row["waiting"], row["last"]) for row in db.query(sql, list(channels)))


def keep_delivery(db: Database, delivery: Delivery, counted: Sequence[str] = ()) -> None:
    """Store a delivery as it is, before it is sent; `counted`: untold events that its message counts."""
    with transaction(db):
        store_deliveries(db, [delivery])
        count_in(db, delivery.channel, delivery.event_id, counted)


def record_attempt(
    db: Database,
    delivery: Delivery,
    channel: ChannelState,
    events: Sequence[Event] = (),
    further: Sequence[Delivery] = (),
    thread: Thread | None = None,
) -> None:
    """Store what came of an attempt, with the events that follow from it and the thread it stands in, in one transaction."""
    with transaction(db):
        store_deliveries(db, [delivery])
        if delivery.state in ("done", "dead"):
            _settle_covered(db, delivery)
        store_channel(db, channel)
        store_events(db, events, further)
        if thread:
            db.table("threads").insert(_thread_row(thread), replace=True)
            db.execute("DELETE FROM threads WHERE used_at < ?", [rows.stamp(thread.used_at - THREAD_KEPT)])


def thread(db: Database, channel: str, incident_id: str) -> Thread | None:
    """The thread of an incident in a Slack channel; of one that was merged into another, the other's."""
    sql = """
        SELECT * FROM threads WHERE channel = ?
        AND incident_id = coalesce((SELECT incident_id FROM incident_aliases WHERE id = ?), ?)
    """
    found = list(db.query(sql, [channel, incident_id, incident_id]))
    return _thread(found[0]) if found else None


def _thread_row(thread: Thread) -> dict[str, Any]:
    """A thread as a row."""
    return {
        "channel": thread.channel,
        "incident_id": thread.incident_id,
        "ts": thread.ts,
        "severity": thread.severity,
        "used_at": rows.stamp(thread.used_at),
    }


def _thread(row: rows.Row) -> Thread:
    """A thread from its row."""
    return Thread(row["channel"], row["incident_id"], row["ts"], row["severity"], rows.moment(row["used_at"]))


def _settle_covered(db: Database, delivery: Delivery) -> None:
    """What a summary stands for shares its fate."""
    sql = "UPDATE deliveries SET state = ?, done_at = ? WHERE grouped_in = ? AND channel = ? AND state = 'grouped'"
    db.execute(sql, [delivery.state, rows.stamp_or_none(delivery.done_at), delivery.event_id, delivery.channel])


def channel_state(db: Database, name: str) -> ChannelState:
    """A channel's state; a fresh one for a channel never used."""
    found = list(db.query("SELECT * FROM channels WHERE name = ?", [name]))
    return rows.channel_state(found[0]) if found else ChannelState(name)


def keep_channel(db: Database, state: ChannelState, events: Sequence[Event] = (), further: Sequence[Delivery] = ()) -> None:
    """Store a channel's state, with the events that follow from it, in one transaction."""
    with transaction(db):
        store_channel(db, state)
        store_events(db, events, further)


def revive(db: Database, ids: Sequence[str], now: datetime) -> int:
    """Make dead deliveries due again, all or those of some events; how many they were.

    Of those that a summary stood for it is the summary that is sent again.
    """
    named = f"AND (event_id IN ({', '.join('?' * len(ids))}))" if ids else ""
    chosen = f"SELECT rowid, grouped_in, channel FROM deliveries WHERE state = 'dead' {named}"  # noqa: S608 - marks only
    due = f"""
        UPDATE deliveries SET state = 'due', attempts = 0, held = 0, next_attempt_at = ?, created_at = ?
        WHERE state = 'dead' AND grouped_in = '' AND (rowid IN (SELECT rowid FROM ({chosen}))
        OR EXISTS (SELECT 1 FROM ({chosen}) AS one WHERE one.grouped_in = event_id AND one.channel = deliveries.channel))
    """  # noqa: S608
    covered = """
        UPDATE deliveries SET state = 'grouped' WHERE state = 'dead' AND grouped_in != '' AND EXISTS (
        SELECT 1 FROM deliveries AS one WHERE one.event_id = deliveries.grouped_in AND one.channel = deliveries.channel
        AND one.state = 'due')
    """
    with transaction(db):
        revived = int(db.execute(due, [rows.stamp(now), rows.stamp(now), *ids, *ids]).rowcount)
        db.execute(covered)
    return revived


def last_event_number(db: Database) -> int:
    """How many events were made; it grows with each."""
    return int(next(db.query("SELECT coalesce(max(number), 0) AS number FROM events"))["number"])


def robots_record(db: Database, origin: str) -> RobotsRecord | None:
    """What an origin's robots.txt last said."""
    found = list(db.query("SELECT * FROM robots WHERE origin = ?", [origin]))
    if not found:
        return None
    row = found[0]
    return RobotsRecord(row["origin"], rows.moment(row["fetched_at"]), row["status"], row["body"])


def keep_robots(db: Database, record: RobotsRecord) -> None:
    """Store what an origin's robots.txt says."""
    row = {"origin": record.origin, "fetched_at": rows.stamp(record.fetched_at), "status": record.status, "body": record.body}
    with transaction(db):
        db.table("robots").insert(row, replace=True)
