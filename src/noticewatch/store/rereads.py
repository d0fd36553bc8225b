"""What reading known notices again asks the database: what an older extractor read, what was told, what is to be told of it."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlite_utils import Database

from noticewatch import codec
from noticewatch.judgements import FoundAnew, found_anew_from_json, found_anew_to_json
from noticewatch.model import Event, Severity
from noticewatch.records import Version
from noticewatch.store import rows


class Finding(NamedTuple):
    """What is found otherwise than it was told, and how grave it is now."""

    finding: FoundAnew
    severity: Severity


def outdated(db: Database, extractor: str, most: int) -> tuple[Version, ...]:
    """Some versions that another extractor read, the newest first."""
    # Two ranges of the index instead of `<>`, which would look at every version at each pass.
    sql = """
        SELECT * FROM (SELECT * FROM versions WHERE extractor < :now ORDER BY extractor DESC, seen_at DESC LIMIT :most)
        UNION ALL
        SELECT * FROM (SELECT * FROM versions WHERE extractor > :now ORDER BY extractor DESC, seen_at DESC LIMIT :most)
        LIMIT :most
    """
    return tuple(rows.version(row) for row in db.query(sql, {"now": extractor, "most": most}))


def last_told(db: Database, notice_id: str, version: int) -> Event | None:
    """The last event that told of a version of a notice."""
    sql = """
        SELECT event FROM events WHERE notice_id = ? AND type IN ('notice.new', 'notice.changed')
        AND json_extract(event, '$.notice.version') = ? ORDER BY number DESC LIMIT 1
    """
    return next((rows.event(row) for row in db.query(sql, [notice_id, version])), None)


def keep_finding(db: Database, finding: FoundAnew, extractor: str, severity: Severity) -> None:
    """Keep what is to be told of a notice, in place of what was before; within a caller's transaction."""
    row = [finding.notice, extractor, severity, codec.dumps(found_anew_to_json(finding))]
    db.execute("INSERT OR REPLACE INTO found_anew VALUES (?, ?, ?, ?)", row)


def findings(db: Database) -> tuple[Finding, ...]:
    """All that is to be told."""
    found = db.query("SELECT found, severity FROM found_anew ORDER BY notice_id")
    return tuple(Finding(found_anew_from_json(json.loads(row["found"])), row["severity"]) for row in found)


def forget_findings(db: Database) -> None:
    """Let go of what was told; within a caller's transaction."""
    db.execute("DELETE FROM found_anew")
