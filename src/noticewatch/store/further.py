"""Further notices that a channel was not told because they add no facts: which the next message of their incident counts.

Imports the store's own modules. That a message counts one is written into its row with the message itself, so that none is
counted twice or forgotten, whatever happens between.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from noticewatch.model import Event


def untold_beside(db: Database, channel: str, event: Event) -> tuple[str, ...]:
    """The events that the message of an event counts: of the incident to which it belongs now, each that none counted so far."""
    sql = """
        SELECT coalesce(notices.incident_id, (SELECT incident_id FROM incident_aliases WHERE id = events.incident_id),
        events.incident_id) AS incident FROM events LEFT JOIN notices ON notices.id = notice_id WHERE events.id = ?
    """
    incidents = [row["incident"] for row in db.query(sql, [event.id]) if row["incident"]]
    return tuple(one for some in untold_of(db, channel, incidents, [event.id]).values() for one in some)


def untold_of(db: Database, channel: str, incidents: Sequence[str], messages: Sequence[str]) -> dict[str, list[str]]:
    """Of each incident the events that were not told on a channel, and which no message but some of these `messages` counts."""
    sql = """
        SELECT notices.incident_id AS incident, event_id FROM notices JOIN events ON notice_id = notices.id
        JOIN deliveries ON event_id = events.id
        WHERE notices.incident_id IN (SELECT value FROM json_each(?)) AND channel = ? AND state = 'untold'
        AND (grouped_in = '' OR grouped_in IN (SELECT value FROM json_each(?))) ORDER BY event_number
    """
    found: dict[str, list[str]] = {}
    for row in db.query(sql, [json.dumps(list(incidents)), channel, json.dumps(list(messages))]):
        found.setdefault(row["incident"], []).append(row["event_id"])
    return found


def count_in(db: Database, channel: str, message: str, events: Iterable[str]) -> None:
    """Note that a message counts some events; within the transaction that stores the message."""
    which = "channel = ? AND state = 'untold' AND event_id IN (SELECT value FROM json_each(?))"
    sql = f"UPDATE deliveries SET grouped_in = ? WHERE {which}"  # noqa: S608 - our own words
    db.execute(sql, [message, channel, json.dumps(list(events))])
