"""What publishing asks the database: events not yet considered for a feed, and the entries that stand in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from noticewatch import codec
from noticewatch.model import Event
from noticewatch.records import Entry
from noticewatch.store import rows
from noticewatch.store.connection import transaction

LOOKED_BACK = 20_000  # events that a new feed looks through for what passes its filter; a busy watch makes 20 a day
MOST_RELATED = 10  # addresses of an incident's other notices in one entry


@dataclass(frozen=True, slots=True)
class Fresh:
    """An event that a feed is to tell, with the addresses of its incident's notices that were told before."""

    number: int
    event: Event
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What a feed holds: the newest `most` entries, and all since a moment."""

    most: int
    since: datetime


def fresh_events(db: Database, feed: str, wanted: Callable[[Event], bool], window: Window) -> tuple[int, tuple[Fresh, ...]]:
    """The number of the last event, and of those not yet considered for a feed the wanted ones that its window holds."""
    last = int(next(db.query("SELECT coalesce(max(number), 0) AS number FROM events"))["number"])
    through = next((int(row["through"]) for row in db.query("SELECT through FROM feeds WHERE name = ?", [feed])), 0)
    sql = "SELECT number, made_at, event FROM events WHERE number > ? ORDER BY made_at DESC, number DESC LIMIT ?"
    since, found = rows.stamp(window.since), list[tuple[int, Event]]()
    for row in db.query(sql, [through, LOOKED_BACK]):
        event = rows.event(row)
        if (len(found) < window.most or row["made_at"] >= since) and wanted(event):
            found.append((row["number"], event))
    return last, tuple(Fresh(number, event, _related(db, number, event)) for number, event in found)


def _related(db: Database, number: int, event: Event) -> tuple[str, ...]:
    """Addresses of the other notices of an event's incident, as the events before it tell of them, the newest first."""
    if event.incident is None or event.notice is None:
        return ()
    sql = """
        SELECT json_extract(event, '$.notice.url') AS url, max(number) AS last FROM events
        WHERE incident_id = ? AND number < ? AND notice_id IS NOT NULL AND notice_id <> ?
        GROUP BY notice_id ORDER BY last DESC LIMIT ?
    """
    return tuple(row["url"] for row in db.query(sql, [event.incident.id, number, event.notice.id, MOST_RELATED]))


def keep_entries(db: Database, feed: str, through: int, drawn: Sequence[tuple[Fresh, Entry]], window: Window) -> None:
    """Store a feed's new entries and how far it has considered events, and let go of what its window no longer holds.

    An entry that is there stays as it is.
    """
    with transaction(db):
        db.execute(
            "INSERT INTO feeds VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET through = max(through, excluded.through)",
            [feed, through],
        )
        for fresh, entry in drawn:
            row = [feed, fresh.number, rows.stamp(fresh.event.time), codec.dumps(codec.entry_to_json(entry))]
            db.execute("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?)", row)
        sql = """
            DELETE FROM entries WHERE feed = :feed AND made_at < :since AND number NOT IN
            (SELECT number FROM entries WHERE feed = :feed ORDER BY made_at DESC, number DESC LIMIT :most)
        """
        db.execute(sql, {"feed": feed, "since": rows.stamp(window.since), "most": window.most})


def entries(db: Database, feed: str, window: Window) -> tuple[Entry, ...]:
    """What stands in a feed, newest first."""
    sql = """
        SELECT entry FROM entries WHERE feed = :feed AND (made_at >= :since OR number IN
        (SELECT number FROM entries WHERE feed = :feed ORDER BY made_at DESC, number DESC LIMIT :most))
        ORDER BY made_at DESC, number DESC
    """
    found = db.query(sql, {"feed": feed, "since": rows.stamp(window.since), "most": window.most})
    return tuple(codec.entry_from_json(json.loads(row["entry"])) for row in found)


def feed_names(db: Database) -> tuple[str, ...]:
    """The feeds that were ever published."""
    return tuple(row["name"] for row in db.query("SELECT name FROM feeds ORDER BY name"))
