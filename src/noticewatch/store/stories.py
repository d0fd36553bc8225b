"""What the database holds of incidents, as stories: their notices with all versions, what was told, and on which channel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlite_utils import Database

from noticewatch.codec import link_reasons_from_json
from noticewatch.config import SeverityTable
from noticewatch.model import Severity
from noticewatch.severity import LEVELS
from noticewatch.store import rows
from noticewatch.store.judged import marks_of, newest_marks
from noticewatch.story import Account, Story, names_organization, story_of


def incident_ids(db: Database, *, since: datetime | None = None, most: int = 0) -> tuple[str, ...]:
    """The incidents that notices tell of, the one heard of last first; `since`: only if anything was seen or told."""
    sql = """
        SELECT incident_id AS id, max(first_seen_at) AS last, max(changed_at) AS changed, max(made) AS made
        FROM notices LEFT JOIN (SELECT notice_id, max(made_at) AS made FROM events GROUP BY notice_id) ON notice_id = notices.id
        WHERE incident_id IS NOT NULL GROUP BY incident_id HAVING max(last, changed, coalesce(made, '')) >= ?
        ORDER BY last DESC, incident_id LIMIT ?
    """
    return tuple(row["id"] for row in db.query(sql, [rows.stamp(since) if since else "", most or -1]))


def chosen(
    db: Database,
    ids: Iterable[str],
    table: SeverityTable,
    *,
    organization: str = "",
    severity: Severity = "low",
    state: str = "",
    owner: str = "",
) -> Iterator[Story]:
    """The stories of incidents, those that name an organization (any for "") and are at least so grave.

    `state`, `owner`: of their marks, any for ""; what nobody marked is `new`.
    """
    told, marks = _told(db), newest_marks(db)
    for name in ids:
        mark = marks[name].mark if name in marks else None
        if (state and state != (mark.state if mark else "new")) or (owner and owner != (mark.owner if mark else "")):
            continue
        one = _story(db, name, told.get(name, ()), table)
        if names_organization(one, organization) and LEVELS.index(one.severity) >= LEVELS.index(severity):
            yield one


def story(db: Database, incident_id: str, table: SeverityTable) -> Story:
    """One incident of which at least one notice tells."""
    return _story(db, incident_id, _told(db).get(incident_id, ()), table)


def _told(db: Database) -> dict[str, list[int]]:
    """The numbers of the events of each incident, in one pass: of those about a notice, of the incident it belongs to now."""
    sql = """
        SELECT events.number AS number, coalesce(notices.incident_id, events.incident_id) AS incident
        FROM events LEFT JOIN notices ON notices.id = notice_id WHERE incident IS NOT NULL ORDER BY events.number
    """
    found: dict[str, list[int]] = {}
    for row in db.query(sql):
        found.setdefault(row["incident"], []).append(row["number"])
    return found


def _story(db: Database, incident_id: str, numbers: Sequence[int], table: SeverityTable) -> Story:
    events = "SELECT event FROM events WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"
    deliveries = """
        SELECT deliveries.* FROM events JOIN deliveries ON event_id = events.id
        WHERE events.number IN (SELECT value FROM json_each(?)) ORDER BY events.number, channel
    """
    wanted = [json.dumps(list(numbers))]
    return story_of(
        incident_id,
        tuple(_accounts(db, incident_id)),
        [rows.event(row) for row in db.query(events, wanted)],
        [rows.delivery(row) for row in db.query(deliveries, wanted)],
        table,
        [one.mark for one in marks_of(db, incident_id)],
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
        yield Account(
            rows.notice(row),
            stored,
            link_reasons_from_json(json.loads(row["reasons"] or "[]")),
            rows.moment_or_none(row["linked_at"]),
        )
