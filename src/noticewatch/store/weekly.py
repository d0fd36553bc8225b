"""What the week's report asks the database, and the count of checks that it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from noticewatch import reporting
from noticewatch.config import Config
from noticewatch.records import Outcome, Span
from noticewatch.store import rows
from noticewatch.store.commit import commit
from noticewatch.store.misses import sample
from noticewatch.weekly import Counts, Week
from noticewatch.windows import last_time

_MISSED = "SELECT '' AS name, count(*) AS n FROM events WHERE type = 'summary' AND json_extract(event, '$.missed') IS NOT NULL"
KEPT = timedelta(days=60)  # of the counts of checks
_REPEATS = "SELECT '' AS name, count(*) AS n FROM deliveries WHERE state = 'untold' AND last_error LIKE 'no new facts%'"


def count_check(db: Database, good: bool, now: datetime) -> None:
    """Count a check in its hour; within a transaction of the caller's."""
    sql = """
        INSERT INTO checks (hour, made, good) VALUES (:hour, 1, :good)
        ON CONFLICT (hour) DO UPDATE SET made = made + 1, good = good + :good
    """
    db.execute(sql, {"hour": _hour(now), "good": int(good)})
    db.execute("DELETE FROM checks WHERE hour < ?", [_hour(now - KEPT)])


def _hour(moment: datetime) -> str:
    return rows.stamp(moment)[:13]


def settle_report(db: Database, config: Config, now: datetime) -> Outcome:
    """Make the last report that was due, unless it was made, none is wanted, or nothing was watched before it was due."""
    if config.settings.report is None:
        return Outcome()
    until = last_time(config.settings.report, now, config.settings.timezone).astimezone(config.settings.timezone)
    [first] = db.query("SELECT min(since) AS since FROM spans")
    made = list(db.query("SELECT 1 FROM events WHERE id = ?", [reporting.report_id(until)]))
    if made or first["since"] is None or rows.moment(first["since"]) >= until:
        return Outcome()
    since = max(until - reporting.WEEK, rows.moment(first["since"]))
    outcome = reporting.report_told(_week(db, config, since, until), config, now)
    commit(db, outcome)
    return outcome


def _week(db: Database, config: Config, since: datetime, until: datetime) -> Week:
    during = {"since": rows.stamp(since), "until": rows.stamp(until)}
    ok, unseen = reporting.watched(config, _spans(db, during), since, until)
    hours = {"since": _hour(since), "until": _hour(until)}
    sql = "SELECT total(made) AS made, total(good) AS good FROM checks WHERE hour >= :since AND hour < :until"
    [checks] = db.query(sql, hours)
    week = Week(since, until, len(config.sources), int(checks["made"]), int(checks["good"]), ok)
    states = {row["name"]: rows.channel_state(row) for row in db.query("SELECT * FROM channels")}
    return replace(
        week,
        unseen=unseen[: reporting.MOST_UNSEEN],
        unseen_all=len(unseen),
        codes=reporting.codes_of(unseen),
        told=_counts(db, "SELECT type AS name, count(*) AS n FROM events WHERE type LIKE 'notice.%'", "made_at", during),
        severities=_new(db, "$.severity", during),
        verdicts=_new(db, "$.facts.verdict", during),
        others=_counts(db, "SELECT type AS name, count(*) AS n FROM events WHERE type NOT LIKE 'notice.%'", "made_at", during),
        sent=_counts(db, "SELECT channel AS name, count(*) AS n FROM deliveries WHERE state = 'done'", "done_at", during),
        waiting=reporting.waiting_of(config, _waiting(db), states),
        untold=_counts(db, "SELECT verdict AS name, count(*) AS n FROM notices WHERE NOT told", "first_seen_at", during),
        listed=_sum(db, "SELECT '' AS name, count(*) AS n FROM items WHERE state = 'listed'", "first_seen_at", during),
        missed=_sum(db, _MISSED, "made_at", during),
        sample=sample(db, until.date().isoformat()),
        repeats=_sum(db, _REPEATS, "created_at", during),
    )


def _spans(db: Database, during: dict[str, Any]) -> dict[str, list[Span]]:
    """By source, oldest first: the spans that began in the week, and the one before them, which held at its beginning."""
    sql = """
        SELECT * FROM spans WHERE since < :until AND since >= coalesce(
            (SELECT max(since) FROM spans AS before WHERE before.source_id = spans.source_id AND before.since <= :since), '')
        ORDER BY source_id, since
    """
    found: dict[str, list[Span]] = {}
    for row in db.query(sql, during):
        found.setdefault(row["source_id"], []).append(rows.span(row))
    return found


def _counts(db: Database, sql: str, moment: str, during: dict[str, Any]) -> Counts:
    """How many of each name there are in the week, the most first."""
    sql = f"{sql} AND {moment} >= :since AND {moment} < :until GROUP BY name ORDER BY n DESC, name"
    return tuple((row["name"], row["n"]) for row in db.query(sql, during))


def _sum(db: Database, sql: str, moment: str, during: dict[str, Any]) -> int:
    return sum(number for _, number in _counts(db, sql, moment, during))


def _new(db: Database, path: str, during: dict[str, Any]) -> Counts:
    """The week's new notices by what stands at a place of their events."""
    sql = "SELECT json_extract(event, :path) AS name, count(*) AS n FROM events WHERE type = 'notice.new'"
    return _counts(db, sql, "made_at", {**during, "path": path})


def _waiting(db: Database) -> list[tuple[str, int, int, datetime]]:
    sql = """
        SELECT channel, total(state = 'due') AS due, total(state = 'dead') AS dead, min(created_at) AS since
        FROM deliveries WHERE state IN ('due', 'dead') GROUP BY channel ORDER BY channel
    """
    return [(row["channel"], int(row["due"]), int(row["dead"]), rows.moment(row["since"])) for row in db.query(sql)]
