"""What the database holds of incidents, as stories: their notices with all versions, what was told, and on which channel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlite_utils import Database

from noticewatch.alerts import LEVELS
from noticewatch.model import Severity
from noticewatch.store import rows
from noticewatch.story import Account, Story, names_organization, story_of


def incident_ids(db: Database, *, since: datetime | None = None, most: int = 0) -> tuple[str, ...]:
    """The incidents that notices tell of, the one heard of last first; `since`: only if anything was seen or told."""
    sql = """
        SELECT incident_id AS id, max(first_seen_at) AS last, max(changed_at) AS changed,
        (SELECT max(made_at) FROM events WHERE events.incident_id = notices.incident_id) AS told
        FROM notices WHERE incident_id IS NOT NULL GROUP BY incident_id HAVING max(last, changed, coalesce(told, '')) >= ?
        ORDER BY last DESC, incident_id LIMIT ?
    """
    return tuple(row["id"] for row in db.query(sql, [rows.stamp(since) if since else "", most or -1]))


def chosen(db: Database, ids: Iterable[str], organization: str = "", severity: Severity = "low") -> Iterator[Story]:
    """The stories of incidents, those that name an organization (any for "") and are at least so grave."""
    for name in ids:
        one = story(db, name)
        if names_organization(one, organization) and LEVELS.index(one.severity) >= LEVELS.index(severity):
            yield one


def story(db: Database, incident_id: str) -> Story:
    """One incident of which at least one notice tells."""
    accounts = tuple(_accounts(db, incident_id))
    events = """
        SELECT event FROM events WHERE incident_id = :id OR notice_id IN (SELECT id FROM notices WHERE incident_id = :id)
        ORDER BY number
    """
    deliveries = """
        SELECT deliveries.* FROM deliveries JOIN events ON events.id = event_id
        WHERE incident_id = :id OR notice_id IN (SELECT id FROM notices WHERE incident_id = :id)
        ORDER BY events.number, channel
    """
    words = {"id": incident_id}
    told = [rows.event(row) for row in db.query(events, words)]
    of_others = {one.id for one in told if one.notice and one.notice.id not in {account.notice.id for account in accounts}}
    return story_of(
        incident_id,
        accounts,
        [one for one in told if one.id not in of_others],
        [rows.delivery(row) for row in db.query(deliveries, words)],
    )


def _accounts(db: Database, incident_id: str) -> Iterator[Account]:
    sql = """
        SELECT notices.*, reasons, linked_at FROM notices LEFT JOIN incident_links ON notice_id = notices.id
        WHERE notices.incident_id = ? ORDER BY number
    """
    told = "SELECT * FROM versions WHERE notice_id IN (SELECT id FROM notices WHERE incident_id = ?) ORDER BY notice_id, number"
    versions: dict[str, list[object]] = {}
    for row in db.query(told, [incident_id]):
        versions.setdefault(row["notice_id"], []).append(row)
    for row in list(db.query(sql, [incident_id])):
        stored = tuple(rows.version(one) for one in versions.get(row["id"], ()))  # type: ignore[arg-type]
        yield Account(rows.notice(row), stored, tuple(json.loads(row["reasons"] or "[]")), rows.moment_or_none(row["linked_at"]))
