"""What grouping asks the database: what waits for a channel, what it was told of late; and how a group is stored.

Imports core and the store's own modules.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from noticewatch import codec
from noticewatch.grouping import HISTORY, Past, Told, Waiting, Way, within_a_day
from noticewatch.model import Event, Facts
from noticewatch.records import ChannelState, Delivery
from noticewatch.store import rows
from noticewatch.store.commit import store_events
from noticewatch.store.connection import transaction

LOOK_BACK = timedelta(days=2)  # at what was put into the outbox, for what was told within a day
AT_ONCE = 500  # ids that one statement names

_EVENT = "json_extract(events.event, '$.severity') AS severity"
_INCIDENT = "coalesce(notices.incident_id, events.incident_id, '') AS incident"  # where its notice belongs now
_JOINED = "deliveries JOIN events ON events.id = event_id LEFT JOIN notices ON notices.id = events.notice_id"


def waiting_mark(db: Database, channel: str) -> tuple[int, int]:
    """What differs whenever something else waits for a channel than before."""
    sql = "SELECT count(*) AS number, coalesce(max(rowid), 0) AS last FROM deliveries WHERE channel = ? AND state = 'due'"
    found = next(db.query(sql, [channel]))
    return found["number"], found["last"]


def waiting(db: Database, channel: str) -> tuple[Waiting, ...]:
    """All that waits for a channel, due or not, in the order of the events."""
    sql = f"""
        SELECT event_id, events.type, {_EVENT}, events.number, deliveries.created_at, next_attempt_at, {_INCIDENT},
        events.source_id, attempts, unsure FROM {_JOINED}
        WHERE channel = ? AND state = 'due' ORDER BY events.number
    """  # noqa: S608 - our own words
    return tuple(
        Waiting(
            row["event_id"],
            row["type"],
            row["severity"],
            row["number"],
            rows.moment(row["created_at"]),
            rows.moment(row["next_attempt_at"]),
            row["incident"],
            row["source_id"] or "",
            fixed=row["attempts"] > 0,
            unsure=bool(row["unsure"]),
        )
        for row in db.query(sql, [channel])
    )


def past(db: Database, state: ChannelState, now: datetime) -> Past:
    """What a channel was told of late."""
    sql = f"""
        SELECT {_EVENT}, {_INCIDENT}, deliveries.created_at, done_at, grouped_in, summaries.made_at AS grouped_at,
        json_extract(summaries.event, '$.summary.kind') AS kind
        FROM {_JOINED} LEFT JOIN events AS summaries ON summaries.id = grouped_in
        WHERE channel = ? AND state IN ('done', 'dead', 'grouped') AND deliveries.created_at >= ?
        AND events.type NOT IN ('summary', 'test') AND (events.incident_id IS NOT NULL OR notices.incident_id IS NOT NULL)
    """  # noqa: S608
    told: dict[str, list[Told]] = {}
    storms = set[str]()
    for row in db.query(sql, [state.name, rows.stamp(now - LOOK_BACK)]):
        at = rows.moment(row["grouped_at"] or row["done_at"] or row["created_at"])
        way: Way = "single" if not row["grouped_in"] else "member" if row["kind"] == "storm" else "other"
        some = told.setdefault(row["incident"], [])
        some.append(Told(at, row["severity"], way))
        if way == "member" and row["grouped_in"] not in storms:
            storms.add(row["grouped_in"])
            some.append(Told(at, row["severity"], "storm"))
    sql = """
        SELECT done_at FROM deliveries
        WHERE channel = ? AND state = 'done' AND grouped_in = '' AND done_at >= ? ORDER BY done_at
    """
    sent = db.query(sql, [state.name, rows.stamp(now - HISTORY)])
    return Past(
        {incident: within_a_day(some, now) for incident, some in told.items()},
        tuple(rows.moment(row["done_at"]) for row in sent),
        state.down_at,
        state.back_at,
    )


def events_of(db: Database, ids: Sequence[str]) -> tuple[Event, ...]:
    """Some events, in the order of their ids as given."""
    found: dict[str, Event] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        sql = f"SELECT id, event FROM events WHERE id IN ({', '.join('?' * len(some))})"  # noqa: S608 - marks only
        found |= {row["id"]: rows.event(row) for row in db.query(sql, list(some))}
    return tuple(found[one] for one in ids if one in found)


def facts_of_incident(db: Database, incident_id: str) -> tuple[Facts, ...]:
    """What the notices of an incident state now, in the order in which they were first seen."""
    sql = "SELECT facts FROM notices WHERE incident_id = ? ORDER BY number"
    return tuple(codec.facts_from_json(json.loads(row["facts"])) for row in db.query(sql, [incident_id]))


def one_waiting(db: Database, channel: str, event_id: str) -> tuple[Delivery, Event] | None:
    """A delivery that waits, with its event; None where it does no longer."""
    sql = """
        SELECT deliveries.*, event FROM deliveries JOIN events ON events.id = event_id
        WHERE event_id = ? AND channel = ? AND state = 'due'
    """
    found = list(db.query(sql, [event_id, channel]))
    return (rows.delivery(found[0]), rows.event(found[0])) if found else None


def store_group(db: Database, summary: Event, delivery: Delivery, members: Sequence[str]) -> None:
    """Store a summary with its delivery, which from now on stands for its members', in one transaction."""
    with transaction(db):
        store_events(db, [summary], [delivery])
        for start in range(0, len(members), AT_ONCE):
            some = members[start : start + AT_ONCE]
            sql = f"""
                UPDATE deliveries SET state = 'grouped', grouped_in = ?, body = NULL
                WHERE channel = ? AND state = 'due' AND event_id IN ({", ".join("?" * len(some))})
            """  # noqa: S608 - marks only
            db.execute(sql, [summary.id, delivery.channel, *some])
