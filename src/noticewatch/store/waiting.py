"""What grouping asks the database: what waits for a channel, what it was told of late; and how a group is stored.

Imports core and the store's own modules.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from noticewatch import codec
from noticewatch.grouping import HISTORY, OLD, Past, Told, Waiting, Way, within_a_day
from noticewatch.model import Event, Facts
from noticewatch.records import ChannelState, Delivery
from noticewatch.store import rows
from noticewatch.store.commit import store_events
from noticewatch.store.connection import transaction
from noticewatch.store.further import count_in
from noticewatch.store.likely import COUNTED

LOOK_BACK = timedelta(days=2)  # at what was put into the outbox, for what was told within a day
AT_ONCE = 500  # ids that one statement names

_INCIDENT = "coalesce(notices.incident_id, events.incident_id, '') AS incident"  # where its notice belongs now
_JOINED = "deliveries JOIN events ON events.id = event_id LEFT JOIN notices ON notices.id = events.notice_id"


def waiting_mark(db: Database, channel: str) -> tuple[int, int]:
    """What differs whenever something else waits for a channel than before."""
    sql = "SELECT count(*) AS number, coalesce(max(event_number), 0) AS last FROM deliveries WHERE channel = ? AND state = 'due'"
    found = next(db.query(sql, [channel]))
    return found["number"], found["last"]


def waiting(db: Database, state: ChannelState, now: datetime, *, eager: bool = False) -> tuple[Waiting, ...]:
    """What waits for a channel and is to be thought over now, in the order of the events.

    That is what was never tried, and what was and is due again; beside them, of the incidents of the former, what was tried.
    `eager`, or where the channel was down: all, due or not. What only waits for its next attempt is not read, for it may be
    thousands.
    """
    fresh_or_due = "(attempts = 0 AND unsure = 0 OR next_attempt_at <= :now)"
    given: dict[str, object] = {"channel": state.name, "now": rows.stamp(now)}
    if eager or _has_late(db, state):
        return _planned_for(db, "1", given)
    found = _planned_for(db, fresh_or_due, given)
    stirred = sorted({one.incident for one in found if one.incident and not (one.fixed or one.unsure)})
    if not stirred:
        return found
    theirs = f"NOT {fresh_or_due} AND incident IN (SELECT value FROM json_each(:incidents))"  # noqa: S608 - our own words
    found += _planned_for(db, theirs, {**given, "incidents": json.dumps(stirred)})
    return tuple(sorted(found, key=lambda one: one.number))


def _has_late(db: Database, state: ChannelState) -> bool:
    """Whether anything waits that a channel did not take while it was down."""
    if state.back_at is None or state.down_at is None:
        return False
    sql = "SELECT 1 FROM deliveries WHERE channel = ? AND state = 'due' AND unsure = 0 AND created_at BETWEEN ? AND ? LIMIT 1"
    return bool(list(db.query(sql, [state.name, rows.stamp(state.down_at - OLD), rows.stamp(state.back_at - OLD)])))


def _planned_for(db: Database, which: str, given: dict[str, object]) -> tuple[Waiting, ...]:
    sql = f"""
        SELECT event_id, events.type, severity, event_number, deliveries.created_at, next_attempt_at, {_INCIDENT},
        deliveries.source_id, attempts, unsure FROM {_JOINED}
        WHERE channel = :channel AND state = 'due' AND {which} ORDER BY event_number
    """  # noqa: S608 - our own words
    return tuple(
        Waiting(
            row["event_id"],
            row["type"],
            row["severity"],
            row["event_number"],
            rows.moment(row["created_at"]),
            rows.moment(row["next_attempt_at"]),
            row["incident"],
            row["source_id"],
            fixed=row["attempts"] > 0,
            unsure=bool(row["unsure"]),
        )
        for row in db.query(sql, given)
    )


def next_attempt(db: Database, channel: str, now: datetime) -> datetime | None:
    """When the first of what waits for a channel, and is not due yet, falls due."""
    sql = "SELECT min(next_attempt_at) AS next FROM deliveries WHERE channel = ? AND state = 'due' AND next_attempt_at > ?"
    found = next(db.query(sql, [channel, rows.stamp(now)]))["next"]
    return rows.moment(found) if found else None


def tried_before(db: Database, channel: str, source_id: str, number: int) -> Iterator[str]:
    """The events of a source before one that wait for a channel and were tried by themselves, in their order."""
    sql = """
        SELECT event_id FROM deliveries WHERE channel = ? AND state = 'due' AND source_id = ? AND event_number < ?
        AND (attempts > 0 OR unsure) ORDER BY event_number
    """
    return (row["event_id"] for row in db.query(sql, [channel, source_id, number]))


def past(db: Database, state: ChannelState, now: datetime) -> Past:
    """What a channel was told of late."""
    sql = f"""
        SELECT severity, {_INCIDENT}, deliveries.created_at, done_at, grouped_in, summaries.made_at AS grouped_at
        FROM {_JOINED} LEFT JOIN events AS summaries ON summaries.id = grouped_in
        WHERE channel = ? AND state IN ('done', 'dead', 'grouped') AND deliveries.created_at >= ?
        AND events.type NOT IN ('summary', 'test') AND (events.incident_id IS NOT NULL OR notices.incident_id IS NOT NULL)
    """  # noqa: S608
    told: dict[str, list[Told]] = {}
    storms = set[str]()
    found = list(db.query(sql, [state.name, rows.stamp(now - LOOK_BACK)]))
    kinds = {group: _kind(db, group) for group in {row["grouped_in"] for row in found} - {""}}
    for row in found:
        at = rows.moment(row["grouped_at"] or row["done_at"] or row["created_at"])
        way: Way = "single" if not row["grouped_in"] else "member" if kinds[row["grouped_in"]] == "storm" else "other"
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


def _kind(db: Database, summary_id: str) -> str | None:
    """A summary's kind; read once a summary, which may be long and tell of thousands."""
    found = list(db.query("SELECT json_extract(event, '$.summary.kind') AS kind FROM events WHERE id = ?", [summary_id]))
    return found[0]["kind"] if found else None


def events_of(db: Database, ids: Sequence[str]) -> tuple[Event, ...]:
    """Some events, in the order of their ids as given."""
    found: dict[str, Event] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        sql = f"SELECT id, event FROM events WHERE id IN ({', '.join('?' * len(some))})"  # noqa: S608 - marks only
        found |= {row["id"]: rows.event(row) for row in db.query(sql, list(some))}
    return tuple(found[one] for one in ids if one in found)


def facts_of_incident(db: Database, incident_id: str) -> tuple[Facts, ...]:
    """What the notices of an incident state now, in the order in which they were first seen; none called no incident."""
    sql = f"SELECT facts FROM notices WHERE incident_id = ? AND {COUNTED} ORDER BY number"  # noqa: S608 - our own words
    return tuple(codec.facts_from_json(json.loads(row["facts"])) for row in db.query(sql, [incident_id]))


def one_waiting(db: Database, channel: str, event_id: str) -> tuple[Delivery, Event] | None:
    """A delivery that waits, with its event; None where it does no longer."""
    sql = """
        SELECT deliveries.*, event FROM deliveries JOIN events ON events.id = event_id
        WHERE event_id = ? AND channel = ? AND state = 'due'
    """
    found = list(db.query(sql, [event_id, channel]))
    return (rows.delivery(found[0]), rows.event(found[0])) if found else None


def store_group(db: Database, summary: Event, delivery: Delivery, members: Sequence[str], counted: Sequence[str]) -> None:
    """Store a summary with its delivery, which from now on stands for its members', in one transaction.

    `counted`: untold events that it counts.
    """
    with transaction(db):
        store_events(db, [summary], [delivery])
        count_in(db, delivery.channel, summary.id, counted)
        for start in range(0, len(members), AT_ONCE):
            some = members[start : start + AT_ONCE]
            sql = f"""
                UPDATE deliveries SET state = 'grouped', grouped_in = ?, body = NULL
                WHERE channel = ? AND state = 'due' AND event_id IN ({", ".join("?" * len(some))})
            """  # noqa: S608 - marks only
            db.execute(sql, [summary.id, delivery.channel, *some])
