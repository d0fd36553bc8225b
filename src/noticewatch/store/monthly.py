"""What a month's report asks the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from noticewatch import misses
from noticewatch.config import Config
from noticewatch.judgement import is_dismissed
from noticewatch.judgements import KeptMark
from noticewatch.monthly import NOT_REGISTERED, Added, Alerted, FalseAlert, Month, best_tier
from noticewatch.severity import LEVELS
from noticewatch.store import rows
from noticewatch.store.coverage import coverage
from noticewatch.store.judged import newest_judgements, newest_marks
from noticewatch.weekly import Counts, Missed

# The moment at which a channel took an event's message: its own, or that of the group that told it.
_TAKEN = """
    SELECT min(coalesce(own.done_at, grouped.done_at)) FROM deliveries AS own
    LEFT JOIN deliveries AS grouped ON grouped.event_id = own.grouped_in AND grouped.channel = own.channel
    WHERE own.event_id = events.id
"""


def month(db: Database, config: Config, name: str, since: datetime, until: datetime, now: datetime) -> Month:
    """All of a month, by its first and last moment; it ends `now` at the latest."""
    until = max(since, min(until, now))
    during = {"since": rows.stamp(since), "until": rows.stamp(until)}
    marks = newest_marks(db, until)
    alerted = _alerted(db, during, marks)
    told = tuple(one for one in alerted if one.made_at >= since)
    verdicts = _sign_offs(db, config, since, until)
    return Month(
        name=name,
        since=since,
        until=until,
        alerted=told,
        open=tuple(one for one in alerted if one.is_open),
        told=_told(db, during),
        coverage=coverage(db, config, since, until, now),
        false_alerts=_false_alerts(db, marks.values(), since, until),
        missed=_missed(db, during),
        added=_added(db, config, during),
        signed=misses.signed(verdicts),
        samples=len(verdicts),
    )


def _alerted(db: Database, during: dict[str, Any], marks: Mapping[str, KeptMark]) -> tuple[Alerted, ...]:
    """The incidents that were told until the period's end, each as it was told first."""
    sql = f"""
        SELECT events.id, events.made_at, events.incident_id, event, notices.first_seen_at, notices.baseline, ({_TAKEN}) AS taken,
            EXISTS (SELECT 1 FROM deliveries WHERE event_id = events.id AND state != 'untold') AS sent
        FROM events JOIN notices ON notices.id = events.notice_id
        WHERE type = 'notice.new' AND made_at < :until ORDER BY events.number
    """  # noqa: S608 - the parts are our own
    first: dict[str, rows.Row] = {}
    tellings: dict[str, list[rows.Row]] = {}
    for row in db.query(sql, during):
        incident = row["incident_id"] or row["id"]
        first.setdefault(incident, row)
        tellings.setdefault(incident, []).append(row)
    further = _further(db, during)
    return tuple(
        _one(incident, row, tellings[incident], further.get(incident, []), marks.get(incident)) for incident, row in first.items()
    )


def _one(incident: str, row: rows.Row, tellings: list[rows.Row], further: list[dict[str, Any]], kept: KeptMark | None) -> Alerted:
    told = [json.loads(one["event"]) for one in tellings]
    notice, watch = told[0]["notice"], [one for event in (*told, *further) for one in event.get("watch") or ()]
    names = [event["facts"].get("organization") for event in told if event.get("facts")]
    published = notice.get("published") or (told[0].get("facts") or {}).get("published")
    return Alerted(
        incident_id=incident,
        title=notice["title"],
        url=notice["url"],
        organizations=tuple(dict.fromkeys(name for name in names if name)),
        severity=max((event["severity"] for event in (*told, *further)), key=LEVELS.index),
        tier=best_tier([one.get("tier", "") for one in watch]) if watch else NOT_REGISTERED,
        published=published,
        seen_at=rows.moment(row["first_seen_at"]),
        made_at=rows.moment(row["made_at"]),
        told_at=rows.moment(row["taken"]) if row["taken"] else None if row["sent"] else rows.moment(row["made_at"]),
        baseline=bool(row["baseline"]),
        state=kept.mark.state if kept else "new",
        owner=kept.mark.owner if kept else "",
    )


def _further(db: Database, during: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What else was told of each incident, which may be graver, or name a registered organization for the first time."""
    sql = """
        SELECT events.incident_id AS incident_id, event FROM events
        WHERE type IN ('notice.changed', 'incident.linked') AND made_at < :until AND events.incident_id IS NOT NULL
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for row in db.query(sql, during):
        found.setdefault(row["incident_id"], []).append(json.loads(row["event"]))
    return found


def _false_alerts(db: Database, marks: Iterable[KeptMark], since: datetime, until: datetime) -> tuple[FalseAlert, ...]:
    """What was told and was called irrelevant, or something else than an incident, in the period; `marks`: those of its end."""
    found: list[FalseAlert] = []
    for kept in marks:
        if kept.mark.state == "irrelevant" and kept.mark.at >= since:
            first = (
                "SELECT title FROM notices WHERE incident_id = ? AND told ORDER BY number LIMIT 1"  # none once it was merged away
            )
            told = db.query(first, [kept.incident_id])
            found += [FalseAlert(kept.incident_id, row["title"], kept.mark.state, kept.mark.by, kept.mark.at) for row in told]
    for one in newest_judgements(db, until):
        if one.at >= since and is_dismissed(one.standing):
            verdict = str(one.standing["verdict"].value)
            told = db.query("SELECT title FROM notices WHERE id = ? AND told", [one.notice_id])
            found += [FalseAlert(one.notice_id, row["title"], verdict, one.by, one.at) for row in told]
    return tuple(found)


def _told(db: Database, during: dict[str, Any]) -> Counts:
    sql = """
        SELECT type, count(*) AS n FROM events WHERE type LIKE 'notice.%' AND made_at >= :since AND made_at < :until
        GROUP BY type ORDER BY n DESC, type
    """
    return tuple((row["type"], row["n"]) for row in db.query(sql, during))


def _missed(db: Database, during: dict[str, Any]) -> tuple[Missed, ...]:
    sql = """
        SELECT event FROM events WHERE type = 'summary' AND made_at >= :since AND made_at < :until
        AND json_extract(event, '$.missed') IS NOT NULL ORDER BY number
    """
    found = (rows.event(row).missed for row in db.query(sql, during))
    return tuple(one for one in found if one)


def _added(db: Database, config: Config, during: dict[str, Any]) -> tuple[Added, ...]:
    sql = """
        SELECT source_id, min(since) AS first FROM spans GROUP BY source_id
        HAVING first >= :since AND first < :until ORDER BY first, source_id
    """
    names = {source.id: source.name for source in config.sources}
    found = db.query(sql, during)
    return tuple(Added(row["source_id"], names.get(row["source_id"], ""), rows.moment(row["first"])) for row in found)


def _sign_offs(db: Database, config: Config, since: datetime, until: datetime) -> list[str]:
    """What was said of the samples of the weeks that ended in the period, "" for what nobody signed off."""
    zone = config.settings.timezone
    days = [moment.astimezone(zone).date().isoformat() for moment in (since, until)]
    sql = "SELECT verdict FROM sampled WHERE week >= ? AND week < ? ORDER BY week, place"
    return [row["verdict"] for row in db.query(sql, days)]
