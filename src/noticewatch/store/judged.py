"""What persons judged of notices and made of incidents, as rows; what is read afterwards is laid over what was found.

Imports core and the store's own modules. A row of a history is never changed or deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Any

from sqlite_utils import Database

from noticewatch import codec
from noticewatch.config import SeverityTable
from noticewatch.judgement import facts_overlaid, merged_mark, overlaid
from noticewatch.judgements import (
    Judged,
    Judgement,
    KeptMark,
    Standing,
    judged_from_json,
    judged_to_json,
    mark_from_json,
    mark_to_json,
    standing_from_json,
    standing_to_json,
)
from noticewatch.model import Facts, Severity
from noticewatch.records import Notice, Version
from noticewatch.severity import LEVELS, said, severity_of
from noticewatch.store import rows
from noticewatch.store.known import former_facts
from noticewatch.store.likely import incident_members, renew_keys
from noticewatch.worsening import standing_of, together

# Judgements of notices


def judgements_of(db: Database, notice_id: str) -> dict[int, Judgement]:
    """A notice's history by number, oldest first."""
    found = db.query("SELECT * FROM judgements WHERE notice_id = ? ORDER BY number", [notice_id])
    return {row["number"]: _judgement(row) for row in found}


def all_judgements(db: Database, since: datetime | None = None) -> tuple[Judgement, ...]:
    """The history of all notices since a moment, the newest row first."""
    sql = "SELECT * FROM judgements WHERE at >= ? ORDER BY number DESC"
    return tuple(_judgement(row) for row in db.query(sql, [rows.stamp(since) if since else ""]))


def newest_judgements(db: Database, until: datetime) -> tuple[Judgement, ...]:
    """The judgement of each notice that counted just before a moment, in the order in which they were given."""
    sql = """
        SELECT * FROM judgements WHERE number IN
        (SELECT max(number) FROM judgements WHERE at < ? GROUP BY notice_id) ORDER BY number
    """
    return tuple(_judgement(row) for row in db.query(sql, [rows.stamp(until)]))


def _judgement(row: rows.Row) -> Judgement:
    return Judgement(
        row["notice_id"],
        row["by"],
        rows.moment(row["at"]),
        row["version"],
        json.loads(row["given"]),
        judged_from_json(json.loads(row["standing"])),
        row["note"],
        bool(row["undo"]),
        row["before"],
        row["number"],
    )


def keep_judgement(db: Database, judgement: Judgement) -> None:
    """Add a row to a notice's history, and lay what stands from now on over what was found; within a caller's transaction."""
    row: dict[str, Any] = {
        "notice_id": judgement.notice_id,
        "version": judgement.version,
        "at": rows.stamp(judgement.at),
        "by": judgement.by,
        "note": judgement.note,
        "given": codec.dumps(judgement.given),
        "standing": codec.dumps(judged_to_json(judgement.standing)),
        "undo": int(judgement.undo),
        "before": judgement.before,
    }
    db.table("judgements").insert(row)
    lay(db, judgement.notice_id, judgement.standing)


def lay(db: Database, notice_id: str, judged: Judged) -> None:
    """Make judged facts those that every reader sees of a notice, of all its versions; within a caller's transaction."""
    for row in list(db.query("SELECT * FROM versions WHERE notice_id = ?", [notice_id])):
        keep_version(db, laid(rows.version(row), judged))
    [row] = db.query("SELECT * FROM notices WHERE id = ?", [notice_id])
    sql = "SELECT * FROM versions WHERE notice_id = ? AND number = ?"
    current = rows.version(next(db.query(sql, [notice_id, row["current"]])))
    db.execute("UPDATE notices SET judged = ? WHERE id = ?", [codec.dumps(judged_to_json(judged)), notice_id])
    keep_facts(db, replace(rows.notice(row), judged=judged, facts=facts_overlaid(current.page_says, judged)))


def laid(version: Version, judged: Judged) -> Version:
    """A version with what is judged of its notice over what was found in it."""
    found = replace(version.found, reasons=version.extraction.reasons) if version.found else version.extraction
    return replace(version, extraction=overlaid(found, judged), found=found if judged else None)


def keep_version(db: Database, version: Version) -> None:
    """Store a known version's facts anew; its text stays as it is, and so does the search index."""
    row = rows.version_row(version)
    names = ("facts", "evidence", "reasons", "extractor", "found")
    marks = ", ".join(f"{name} = :{name}" for name in names)
    db.execute(f"UPDATE versions SET {marks} WHERE notice_id = :notice_id AND number = :number", row)  # noqa: S608


def keep_facts(db: Database, notice: Notice) -> None:
    """Store a known notice's facts anew, and by what it is found when others are linked."""
    row = rows.notice_row(notice)
    db.execute("UPDATE notices SET facts = :facts, verdict = :verdict WHERE id = :id", row)
    if notice.incident_id:
        renew_keys(db, notice)


# Marks of incidents


def mark_of(db: Database, incident_id: str) -> KeptMark | None:
    """The mark of an incident that counts: the newest; None where nobody marked it."""
    found = marks_of(db, incident_id)
    return found[-1] if found else None


def marks_of(db: Database, incident_id: str) -> tuple[KeptMark, ...]:
    """All marks of an incident, oldest first."""
    return tuple(_mark(row) for row in db.query("SELECT * FROM marks WHERE incident_id = ? ORDER BY number", [incident_id]))


def newest_marks(db: Database, until: datetime | None = None) -> dict[str, KeptMark]:
    """The mark that counts of each incident that has one, or that counted just before a moment."""
    sql = """
        SELECT * FROM marks WHERE number IN
        (SELECT max(number) FROM marks WHERE :until IS NULL OR at < :until GROUP BY incident_id) ORDER BY number
    """
    return {row["incident_id"]: _mark(row) for row in db.query(sql, {"until": rows.stamp_or_none(until)})}


def _mark(row: rows.Row) -> KeptMark:
    mark, basis = mark_from_json(json.loads(row["mark"])), standing_from_json(json.loads(row["basis"]))
    return KeptMark(row["incident_id"], mark, basis)


def keep_mark(db: Database, kept: KeptMark) -> None:
    """Add a mark to an incident's history; within a caller's transaction."""
    mark, basis = codec.dumps(mark_to_json(kept.mark)), codec.dumps(standing_to_json(kept.basis))
    row = [kept.incident_id, rows.stamp(kept.mark.at), mark, basis]
    db.execute("INSERT INTO marks (incident_id, at, mark, basis) VALUES (?, ?, ?, ?)", row)


def standing_in(db: Database, incident_id: str, table: SeverityTable, watched: Iterable[str] = ()) -> Standing:
    """What an incident comes to now; as grave as it was told at most, for more than facts may make it graver."""
    facts = said_in(db, incident_id)
    sql = "SELECT DISTINCT json_extract(event, '$.severity') AS level FROM events WHERE incident_id = ?"
    levels: list[Severity] = [row["level"] for row in db.query(sql, [incident_id])]
    return standing_of(facts, max([*levels, severity_of(facts, table).severity], key=LEVELS.index), watched)


def said_in(db: Database, incident_id: str) -> list[Facts]:
    """What each notice of an incident has said so far."""
    former = former_facts(db, incident_id)
    return [said([*former.get(one.notice_id, ()), one.facts]) for one in incident_members(db, incident_id)]


def watched_in(db: Database, incident_id: str) -> frozenset[str]:
    """What of the registers an incident is about, by its notices and by what was told of it, each as register:id."""
    name = "json_extract(one.value, '$.register') || ':' || json_extract(one.value, '$.id') AS name"
    sql = f"""
        SELECT {name} FROM events, json_each(event, '$.watch') AS one WHERE incident_id = :id
        UNION SELECT {name} FROM notices, json_each(watch) AS one WHERE incident_id = :id
    """  # noqa: S608 - our own words
    return frozenset(str(row["name"]) for row in db.query(sql, {"id": incident_id}))


def merge_marks(db: Database, kept: str, others: Sequence[str], now: datetime) -> None:
    """Give an incident the mark that follows from its own and from those of others that were merged into it."""
    own, theirs = mark_of(db, kept), [mark_of(db, one) for one in others]
    mark = merged_mark(own, theirs, now)
    if mark is not None:
        bases = [one.basis for one in (own, *theirs) if one]
        keep_mark(db, KeptMark(kept, mark, reduce(together, bases)))


def split_marks(db: Database, incident_id: str, made: str) -> None:
    """Give what was split off an incident its mark; each is measured from now on by what it says itself."""
    kept = mark_of(db, incident_id)
    if kept is None:
        return
    for one in (incident_id, made):
        own = standing_of(said_in(db, one), "low", kept.basis.watched)
        keep_mark(db, KeptMark(one, kept.mark, replace(own, severity=kept.basis.severity)))
