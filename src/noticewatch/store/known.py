"""What a check asks the database: states, links, notices and what they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from noticewatch.records import KnownItem, KnownNotice, Member, Notice, SourceState
from noticewatch.store import rows


def source_state(db: Database, source_id: str) -> SourceState | None:
    """A source's state, None before its first check."""
    found = list(db.query("SELECT * FROM sources WHERE id = ?", [source_id]))
    return rows.source_state(found[0]) if found else None


def source_states(db: Database) -> dict[str, SourceState]:
    """Every source's state, by id, those no longer configured too."""
    return {row["id"]: rows.source_state(row) for row in db.query("SELECT * FROM sources")}


def due_sources(db: Database, now: datetime) -> tuple[str, ...]:
    """The sources whose check or one of whose looks is due, longest waiting first."""
    sql = """
        SELECT id, min(due) AS due FROM (
            SELECT id, next_check_at AS due FROM sources WHERE next_check_at <= :now
            UNION ALL
            SELECT source_id, next_look_at FROM notices WHERE own_page AND next_look_at <= :now
        ) GROUP BY id ORDER BY due
    """
    return tuple(row["id"] for row in db.query(sql, {"now": rows.stamp(now)}))


def known_items(db: Database, source_id: str) -> dict[str, KnownItem]:
    """Every link that a source's list has shown, by canonical address."""
    return {row["key"]: rows.known_item(row) for row in db.query("SELECT * FROM items WHERE source_id = ?", [source_id])}


def pending_items(db: Database, source_id: str) -> tuple[KnownItem, ...]:
    """A source's links still to be read, in the list's order."""
    sql = "SELECT * FROM items WHERE source_id = ? AND state = 'pending' ORDER BY first_seen_at, rowid"
    return tuple(rows.known_item(row) for row in db.query(sql, [source_id]))


def known_notice(db: Database, addresses: Sequence[str]) -> KnownNotice | None:
    """The notice that stands at one of some addresses, the first that is known."""
    for address in addresses:
        sql = "SELECT notices.* FROM addresses JOIN notices ON notices.id = notice_id WHERE addresses.address = ?"
        found = list(db.query(sql, [address]))
        if found:
            return _with_versions(db, rows.notice(found[0]))
    return None


def notice_by_text(db: Database, text_sha: str, site: str) -> KnownNotice | None:
    """The notice of a site whose current text this is."""
    sql = """
        SELECT notices.* FROM versions JOIN notices ON notices.id = notice_id AND versions.number = notices.current
        WHERE text_sha = ? AND site = ? LIMIT 1
    """
    found = list(db.query(sql, [text_sha, site]))
    return _with_versions(db, rows.notice(found[0])) if found else None


def notice_by_id(db: Database, notice_id: str) -> KnownNotice | None:
    """A notice with its current version."""
    found = list(db.query("SELECT * FROM notices WHERE id = ?", [notice_id]))
    return _with_versions(db, rows.notice(found[0])) if found else None


def _with_versions(db: Database, notice: Notice) -> KnownNotice:
    current = next(db.query("SELECT * FROM versions WHERE notice_id = ? AND number = ?", [notice.id, notice.current]))
    shas = frozenset(row["text_sha"] for row in db.query("SELECT text_sha FROM versions WHERE notice_id = ?", [notice.id]))
    return KnownNotice(notice, rows.version(current), shas)


def watched_notices(db: Database, source_id: str, due_by: datetime | None) -> tuple[Notice, ...]:
    """A source's notices on pages of their own that are still looked at; with `due_by`, those whose look is due."""
    sql = "SELECT * FROM notices WHERE source_id = ? AND own_page AND next_look_at IS NOT NULL"
    arguments: list[object] = [source_id]
    if due_by:
        sql += " AND next_look_at <= ?"
        arguments.append(rows.stamp(due_by))
    return tuple(rows.notice(row) for row in db.query(f"{sql} ORDER BY next_look_at, number", arguments))


def posts_of(db: Database, source_id: str, most: int = 200) -> tuple[tuple[str, str, str], ...]:
    """A source's posts as (notice id, title, text), the ones seen last first."""
    sql = """
        SELECT id, notices.title AS title, text FROM notices JOIN versions ON notice_id = id AND versions.number = current
        WHERE source_id = ? AND NOT own_page ORDER BY looked_at DESC, notices.number DESC LIMIT ?
    """
    return tuple((row["id"], row["title"], row["text"]) for row in db.query(sql, [source_id, most]))


def incident_members(db: Database, since: datetime) -> tuple[Member, ...]:
    """The notices that tell of incidents and were first seen since a moment."""
    sql = """
        SELECT id, incident_id, address, title, facts, first_seen_at FROM notices
        WHERE incident_id IS NOT NULL AND first_seen_at >= ?
    """
    return tuple(rows.member(row) for row in db.query(sql, [rows.stamp(since)]))
