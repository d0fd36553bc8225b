"""What the reading commands ask the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from noticewatch.errors import StoreError
from noticewatch.records import Notice, Version
from noticewatch.store import rows
from noticewatch.text import clean_text, letters


def notices(db: Database, *, verdict: str = "", source_id: str = "", most: int = 0) -> Iterator[Notice]:
    """The notices, newest first."""
    sql, arguments = "SELECT * FROM notices WHERE 1", list[object]()
    if verdict:
        sql, arguments = f"{sql} AND verdict = ?", [*arguments, verdict]
    if source_id:
        sql, arguments = f"{sql} AND source_id = ?", [*arguments, source_id]
    sql += " ORDER BY number DESC"
    if most:
        sql, arguments = f"{sql} LIMIT ?", [*arguments, most]
    return (rows.notice(row) for row in db.query(sql, arguments))


def find_notices(db: Database, name: str) -> tuple[Notice, ...]:
    """The notices that a name may mean: an id, the beginning of one, an address; several for a page of posts."""
    sql = """
        SELECT * FROM notices WHERE id = :name OR url = :name
        OR id IN (SELECT notice_id FROM addresses WHERE address = :name)
        OR (length(:name) >= 6 AND substr(id, 1, length(:name)) = :name) ORDER BY number DESC
    """
    return tuple(rows.notice(row) for row in db.query(sql, {"name": name}))


def notice_named(db: Database, name: str) -> Notice:
    """The one notice that a name means. Raises StoreError, with the ids and titles of several."""
    found = find_notices(db, name)
    if not found:
        raise StoreError(f"no notice {name}: `noticewatch notices list` shows all")
    if len(found) > 1:
        listed = "\n".join(f"  {one.id}  {' '.join(clean_text(one.title).split())}" for one in found[:20])
        raise StoreError(f"{name} may mean {len(found)} notices; give the id of one:\n{listed}")
    return found[0]


def versions(db: Database, notice_id: str) -> tuple[Version, ...]:
    """A notice's versions, oldest first."""
    return tuple(rows.version(row) for row in db.query("SELECT * FROM versions WHERE notice_id = ? ORDER BY number", [notice_id]))


def search(db: Database, words: str, most: int = 50) -> Iterator[tuple[Notice, str]]:
    """The notices whose current text holds every word, newest first, with that text.

    Words are parted by blanks; each is found inside sentences too, in any width and case.
    """
    phrases = [_phrase(word) for word in words.split()]
    query = " ".join(phrase for phrase in phrases if phrase)
    if not query:
        return iter(())
    sql = """
        SELECT notices.*, text FROM search JOIN notices ON notices.number = search.rowid
        JOIN versions ON notice_id = notices.id AND versions.number = current
        WHERE search MATCH ? ORDER BY notices.number DESC LIMIT ?
    """
    return ((rows.notice(row), row["text"]) for row in db.query(sql, [query, most]))


def _phrase(word: str) -> str:
    """A word as a phrase of the index: its pairs of letters in a row; a single letter as the beginning of a pair."""
    key = letters(word)
    if not key:
        return ""
    if len(key) == 1:
        return f'"{key}" *'
    return '"' + " ".join(key[at : at + 2] for at in range(len(key) - 1)) + '"'


def find_incidents(db: Database, name: str) -> tuple[str, ...]:
    """The incidents that a name may mean: an id, or the beginning of several, of six characters at least.

    The id of one that was merged into another means the other.
    """
    sql = """
        SELECT DISTINCT coalesce(incident_aliases.incident_id, incidents.id) AS id
        FROM incidents LEFT JOIN incident_aliases ON incident_aliases.id = incidents.id
        WHERE incidents.id = :name OR (length(:name) >= 6 AND substr(incidents.id, 1, length(:name)) = :name) ORDER BY 1
    """
    return tuple(str(row["id"]) for row in db.query(sql, {"name": name}))


def incident_named(db: Database, name: str) -> str:
    """The id of the one incident that a name means. Raises StoreError, with the ids of several."""
    found = find_incidents(db, name)
    if not found:
        raise StoreError(f"no incident {name}: `noticewatch incidents list` shows all")
    if len(found) > 1:
        raise StoreError(f"{name} is the beginning of {', '.join(found[:5])}{' …' if len(found) > 5 else ''}")
    return found[0]


def outbox(db: Database, state: str = "", most: int = 0) -> Iterator[dict[str, Any]]:
    """The deliveries with what they are about, newest event first."""
    sql = "SELECT deliveries.*, type, event FROM deliveries JOIN events ON events.id = event_id"
    arguments: list[object] = []
    if state:
        sql, arguments = f"{sql} WHERE state = ?", [state]
    sql += " ORDER BY events.number DESC, channel"
    if most:
        sql, arguments = f"{sql} LIMIT ?", [*arguments, most]
    for row in db.query(sql, arguments):
        yield {"delivery": rows.delivery(row), "event": rows.event(row)}


def counts(db: Database) -> dict[str, int]:
    """How much there is of what, and how much waits."""
    sql = """
        SELECT (SELECT count(*) FROM notices) AS notices, (SELECT count(DISTINCT incident_id) FROM notices) AS incidents,
        (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM versions) AS versions,
        (SELECT count(*) FROM items WHERE state = 'pending') AS pending_items,
        (SELECT count(*) FROM deliveries WHERE state = 'due') AS deliveries_due,
        (SELECT count(*) FROM deliveries WHERE state = 'dead') AS deliveries_dead
    """
    return dict(next(db.query(sql)))
