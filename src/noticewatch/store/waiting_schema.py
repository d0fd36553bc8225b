"""What the outbox keeps so that what waits is found however much it is: the statements of a migration, for `schema`."""

from __future__ import annotations

IN_ORDER = """
-- what sending asks of an event again and again, without reading the event; an event never changes
ALTER TABLE deliveries ADD COLUMN event_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN source_id TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN severity TEXT NOT NULL DEFAULT '';
UPDATE deliveries SET (event_number, source_id, severity) = (
    SELECT number, coalesce(source_id, ''), json_extract(event, '$.severity') FROM events WHERE id = event_id
);

-- with the state, though it is one and the same: an index that lacks it does not do without the table
CREATE INDEX deliveries_in_order ON deliveries (channel, state, event_number, next_attempt_at, attempts, unsure)
    WHERE state = 'due';
CREATE INDEX deliveries_next ON deliveries (channel, state, next_attempt_at) WHERE state = 'due';
CREATE INDEX deliveries_since ON deliveries (channel, state, created_at, unsure) WHERE state = 'due';
CREATE INDEX deliveries_of_source ON deliveries (channel, source_id, event_number) WHERE state = 'due';
CREATE INDEX deliveries_dead ON deliveries (state) WHERE state = 'dead';
DROP INDEX deliveries_waiting
"""
