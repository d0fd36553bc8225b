"""What the proof of coverage asks the database. The same as SQL for whoever wants to work it out anew: docs/coverage.md."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from noticewatch.config import Config
from noticewatch.coverage import Coverage, Unread, coverage_of, stopped
from noticewatch.owners import Owners
from noticewatch.records import Span
from noticewatch.store import known, rows
from noticewatch.weekly import Counts


def coverage(db: Database, config: Config, since: datetime, until: datetime, now: datetime) -> Coverage:
    """What a period was for all sources; it ends `now` at the latest."""
    until = max(since, min(until, now))
    during = {"since": rows.stamp(since), "until": rows.stamp(until)}
    sources = coverage_of(config, _spans(db, during), known.source_states(db), since, until, now)
    unwatched, registered = Owners(config).unwatched()
    return Coverage(since, until, sources, stopped(sources), unwatched, registered, unread(db, during))


def unread(db: Database, during: dict[str, Any]) -> Unread:
    """What was read in a period for the first time, and what of it was told; `during`: `since` and `until` as they are stored."""
    sql = "SELECT count(*) AS n FROM items WHERE state = 'listed' AND first_seen_at >= :since AND first_seen_at < :until"
    [titles] = db.query(sql, during)
    read, told, untold = (_verdicts(db, which, during) for which in ("1", "told", "NOT told"))
    return Unread(read, told, untold, titles["n"])


def _verdicts(db: Database, which: str, during: dict[str, Any]) -> Counts:
    sql = f"""
        SELECT verdict, count(*) AS n FROM notices WHERE {which} AND first_seen_at >= :since AND first_seen_at < :until
        GROUP BY verdict ORDER BY n DESC, verdict
    """  # noqa: S608 - the condition is our own
    return tuple((row["verdict"], row["n"]) for row in db.query(sql, during))


def _spans(db: Database, during: dict[str, Any]) -> dict[str, list[Span]]:
    """By source, oldest first: the spans that count within a period, from the one on that held at its beginning."""
    sql = """
        SELECT * FROM spans WHERE begins < :until AND since >= coalesce(
            (SELECT max(since) FROM spans AS before WHERE before.source_id = spans.source_id AND before.begins <= :since), '')
        ORDER BY source_id, since
    """
    found: dict[str, list[Span]] = {}
    for row in db.query(sql, during):
        found.setdefault(row["source_id"], []).append(rows.span(row))
    return found
