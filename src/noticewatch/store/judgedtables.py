"""The tables of judgements, marks and what is found anew. Imports nothing; the migration makes them."""

from __future__ import annotations

TABLES = """
-- what persons said of notices' facts; a row stands until a later one of the same notice
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,         -- order of making
    notice_id TEXT NOT NULL REFERENCES notices (id),
    version INTEGER NOT NULL,           -- of the notice, as it was judged
    at TEXT NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL,
    given TEXT NOT NULL,                -- JSON: what was said then, by field
    standing TEXT NOT NULL,             -- JSON: all that is judged from then on
    undo INTEGER NOT NULL,
    before INTEGER NOT NULL             -- the row that stood before, 0 for none
) STRICT;
CREATE INDEX judgements_notice ON judgements (notice_id, number);

-- what teams made of incidents; of each incident the newest row counts
CREATE TABLE marks (
    number INTEGER PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    at TEXT NOT NULL,
    mark TEXT NOT NULL,                 -- JSON
    basis TEXT NOT NULL                 -- JSON: what the incident came to then
) STRICT;
CREATE INDEX marks_incident ON marks (incident_id, number);

-- what a better extractor found otherwise than it was told, until one summary tells of it
CREATE TABLE found_anew (
    notice_id TEXT PRIMARY KEY REFERENCES notices (id),
    extractor TEXT NOT NULL,
    severity TEXT NOT NULL,             -- of what is found now
    found TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;

ALTER TABLE notices ADD COLUMN judged TEXT NOT NULL DEFAULT '{}';        -- JSON: what stands of its judgements, by field
ALTER TABLE versions ADD COLUMN found TEXT NOT NULL DEFAULT '';          -- JSON: what the extractor says, where it is judged
CREATE INDEX versions_extractor ON versions (extractor, seen_at)
"""
