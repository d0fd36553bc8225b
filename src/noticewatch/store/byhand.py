"""Incidents merged and split by hand: a person's word, which linking never goes against.

A merged incident's id goes on to find what it became. A notice that was split off is remembered as no part of what it was split
from (`incidents.linked_incident` keeps to it); a later merge takes that back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from noticewatch.codec import dumps, link_reasons_to_json
from noticewatch.errors import StoreError
from noticewatch.model import Reason
from noticewatch.records import derived_id
from noticewatch.store import rows, shown
from noticewatch.store.connection import transaction
from noticewatch.store.judged import merge_marks, split_marks


def merge(db: Database, names: Sequence[str], now: datetime, day: str) -> str:
    """Make one incident of several, the one named first; its id. `day`: of today, for the reasons.

    Raises StoreError where a name finds no incident, or all find one.
    """
    with transaction(db):
        kept, *others = dict.fromkeys(shown.incident_named(db, name) for name in names)
        if not others:
            raise StoreError(f"{' and '.join(names)} are one incident already: {kept}")
        for other in others:
            _move(db, _notices_of(db, other), kept, Reason("merged", {"day": day, "of": other}), now)
            db.execute("UPDATE events SET incident_id = ? WHERE incident_id = ?", [kept, other])
            db.execute("UPDATE OR IGNORE threads SET incident_id = ? WHERE incident_id = ?", [kept, other])
            db.execute("UPDATE incident_aliases SET incident_id = ? WHERE incident_id = ?", [kept, other])
            db.execute("INSERT OR REPLACE INTO incident_aliases VALUES (?, ?)", [other, kept])
            db.execute("UPDATE OR REPLACE apart SET incident_id = ? WHERE incident_id = ?", [kept, other])
        merge_marks(db, kept, others, now)
        together = "DELETE FROM apart WHERE incident_id = ? AND notice_id IN (SELECT id FROM notices WHERE incident_id = ?)"
        db.execute(together, [kept, kept])
        return kept


def split(db: Database, name: str, notice_names: Sequence[str], now: datetime, day: str) -> str:
    """Make an incident of its own of some of an incident's notices; its id. `day`: of today, for the reasons.

    Raises StoreError where a name finds nothing, or nothing would be left.
    """
    with transaction(db):
        incident_id = shown.incident_named(db, name)
        chosen = tuple(dict.fromkeys(_notice(db, one, incident_id) for one in notice_names))
        if len(chosen) == len(_notices_of(db, incident_id)):
            raise StoreError(f"{incident_id} has no other notice: nothing would be left of it")
        made = derived_id("inc", "split", incident_id, *sorted(chosen))
        db.execute("INSERT OR IGNORE INTO incidents VALUES (?, ?)", [made, rows.stamp(now)])
        db.execute("DELETE FROM incident_aliases WHERE id = ?", [made])
        _move(db, chosen, made, Reason("split", {"day": day, "of": incident_id}), now)
        db.conn.executemany("INSERT OR IGNORE INTO apart VALUES (?, ?)", [(one, incident_id) for one in chosen])
        split_marks(db, incident_id, made)
        return made


def _notice(db: Database, name: str, incident_id: str) -> str:
    found = [notice.id for notice in shown.find_notices(db, name) if notice.incident_id == incident_id]
    if len(found) != 1:
        what = "several notices" if found else "no notice"
        raise StoreError(f"{name} names {what} of {incident_id}: `noticewatch incidents show {incident_id}` shows them")
    return found[0]


def _notices_of(db: Database, incident_id: str) -> tuple[str, ...]:
    return tuple(row["id"] for row in db.query("SELECT id FROM notices WHERE incident_id = ?", [incident_id]))


def _move(db: Database, notice_ids: Sequence[str], incident_id: str, reason: Reason, now: datetime) -> None:
    """Put notices to an incident, and the events that told of them; the reasons for which they were linked before stay.

    An event's own words, its incident's id among them, stay as they were told.
    """
    for notice_id in notice_ids:
        db.execute("UPDATE notices SET incident_id = ? WHERE id = ?", [incident_id, notice_id])
        db.execute("UPDATE events SET incident_id = ? WHERE notice_id = ?", [incident_id, notice_id])
        known = db.execute("SELECT reasons FROM incident_links WHERE notice_id = ?", [notice_id]).fetchone()
        reasons = [*link_reasons_to_json([reason]), *(json.loads(known[0]) if known else ())]
        link = [notice_id, incident_id, dumps(reasons), rows.stamp(now)]
        db.execute("INSERT OR REPLACE INTO incident_links VALUES (?, ?, ?, ?)", link)
