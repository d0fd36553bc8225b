"""What a month's report asks the database."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from noticewatch import misses
from noticewatch.config import Config
from noticewatch.monthly import NOT_REGISTERED, Added, Alerted, FalseAlert, Month, best_tier
from noticewatch.severity import LEVELS
from noticewatch.store import rows
from noticewatch.store.coverage import coverage
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
    alerted = _alerted(db, during)
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
        false_alerts=_false_alerts(db, during),
        missed=_missed(db, during),
        added=_added(db, config, during),
        signed=misses.signed(verdicts),
        samples=len(verdicts),
    )


def _alerted(db: Database, during: dict[str, Any]) -> tuple[Alerted, ...]:
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
    marks = _marks(db, during["until"])
    return tuple(
        _one(incident, row, tellings[incident], further.get(incident, []), marks.get(incident, ("new", "")))
        for incident, row in first.items()
    )


def _one(incident: str, row: rows.Row, tellings: list[rows.Row], further: list[dict[str, Any]], mark: tuple[str, str]) -> Alerted:
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
        state=mark[0],
        owner=mark[1],
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


def _has(db: Database, table: str) -> bool:
    return bool(list(db.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table])))


def _marks(db: Database, until: str) -> dict[str, tuple[str, str]]:
    """What persons made of incidents by then, state and owner."""
    if not _has(db, "marks"):
        return {}
    sql = """
        SELECT incident_id, mark FROM marks
        WHERE number IN (SELECT max(number) FROM marks WHERE at < ? GROUP BY incident_id)
    """
    made = {row["incident_id"]: json.loads(row["mark"]) for row in db.query(sql, [until])}
    return {incident: (mark["state"], mark.get("owner", "")) for incident, mark in made.items()}


def _false_alerts(db: Database, during: dict[str, Any]) -> tuple[FalseAlert, ...]:
    """What was told and was called irrelevant, or something else than an incident, in the period."""
    found: list[FalseAlert] = []
    if _has(db, "marks"):
        sql = """
            SELECT marks.incident_id, marks.at, mark,
                (SELECT title FROM notices WHERE notices.incident_id = marks.incident_id ORDER BY number LIMIT 1) AS title
            FROM marks WHERE at >= :since AND at < :until AND json_extract(mark, '$.state') = 'irrelevant'
            AND number IN (SELECT max(number) FROM marks WHERE at < :until GROUP BY incident_id) ORDER BY at
        """
        found += [
            FalseAlert(row["incident_id"], row["title"] or "", "irrelevant", _by(row["mark"]), rows.moment(row["at"]))
            for row in db.query(sql, during)
        ]
    if _has(db, "judgements"):
        sql = """
            SELECT judgements.notice_id, at, by, title, json_extract(standing, '$.verdict') AS verdict, standing
            FROM judgements JOIN notices ON notices.id = judgements.notice_id
            WHERE at >= :since AND at < :until AND notices.told
            AND judgements.number IN (SELECT max(number) FROM judgements WHERE at < :until GROUP BY notice_id) ORDER BY at
        """
        for row in db.query(sql, during):
            verdict = _judged_verdict(row["standing"])
            if verdict not in ("", "incident"):
                found.append(FalseAlert(row["notice_id"], row["title"], verdict, row["by"], rows.moment(row["at"])))
    return tuple(found)


def _by(mark: str) -> str:
    return str(json.loads(mark)["by"])


def _judged_verdict(standing: str) -> str:
    """The verdict that stands by a person's word, "" for none; a judged fact is its value, or holds it with who and when."""
    one = json.loads(standing).get("verdict", "")
    return str(one.get("value", "")) if isinstance(one, dict) else str(one)


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
