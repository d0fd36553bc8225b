"""The database's schema, written down, and the numbered migrations that lead to it.

A migration is never changed once released; a new one is added. Moments are text in UTC with microseconds, so that they compare as
text; facts, evidence and events are JSON as `codec` writes them.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from noticewatch.incidents import addresses_in
from noticewatch.store import rows
from noticewatch.store.judgedtables import TABLES
from noticewatch.store.likely import store_keys
from noticewatch.store.waiting_schema import IN_ORDER

migrations = Migrations("noticewatch")

_FIRST = """
-- what is known of each configured source between two checks
CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- as found: listing, page, posts; auto until the first good read
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    body_sha TEXT NOT NULL,             -- of the last good body
    items INTEGER NOT NULL,             -- links or notices that the last good read found
    checked_at TEXT, good_at TEXT, full_at TEXT, next_check_at TEXT, baseline_at TEXT,
    failures INTEGER NOT NULL,          -- bad checks in a row
    failing_since TEXT,
    told_failing INTEGER NOT NULL,
    error TEXT NOT NULL
) STRICT;
CREATE INDEX sources_due ON sources (next_check_at);

-- the links of the lists
CREATE TABLE items (
    source_id TEXT NOT NULL,
    key TEXT NOT NULL,                  -- canonical address
    url TEXT NOT NULL, title TEXT NOT NULL, published TEXT,
    first_seen_at TEXT NOT NULL,
    state TEXT NOT NULL,                -- listed, pending, read
    baseline INTEGER NOT NULL,
    attempts INTEGER NOT NULL, retry_at TEXT, error TEXT NOT NULL,
    PRIMARY KEY (source_id, key)        -- the rowid keeps the list's order
) STRICT;
CREATE INDEX items_pending ON items (source_id) WHERE state = 'pending';

CREATE TABLE incidents (
    id TEXT PRIMARY KEY,
    opened_at TEXT NOT NULL
) STRICT;

CREATE TABLE notices (
    number INTEGER PRIMARY KEY,         -- order of first sight; the search index's rowid
    id TEXT NOT NULL UNIQUE,
    source_id TEXT NOT NULL,
    address TEXT NOT NULL, site TEXT NOT NULL,
    url TEXT NOT NULL, title TEXT NOT NULL, published TEXT,
    first_seen_at TEXT NOT NULL, changed_at TEXT NOT NULL, looked_at TEXT NOT NULL, next_look_at TEXT,
    current INTEGER NOT NULL, versions INTEGER NOT NULL,
    verdict TEXT NOT NULL, facts TEXT NOT NULL,         -- of the current version
    own_page INTEGER NOT NULL, told INTEGER NOT NULL, baseline INTEGER NOT NULL,
    incident_id TEXT REFERENCES incidents (id),
    etag TEXT NOT NULL, last_modified TEXT NOT NULL, body_sha TEXT NOT NULL,
    failures INTEGER NOT NULL, error TEXT NOT NULL
) STRICT;
CREATE INDEX notices_source ON notices (source_id, next_look_at);
CREATE INDEX notices_due ON notices (next_look_at, source_id) WHERE own_page;
CREATE INDEX notices_incident ON notices (incident_id) WHERE incident_id IS NOT NULL;

-- every address a notice was seen at
CREATE TABLE addresses (
    address TEXT PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    number INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, text_sha TEXT NOT NULL,
    facts TEXT NOT NULL, evidence TEXT NOT NULL, reasons TEXT NOT NULL,
    extractor TEXT NOT NULL,
    PRIMARY KEY (notice_id, number)
) STRICT;
CREATE INDEX versions_text ON versions (text_sha);

-- pairs of letters of the current version's text
CREATE VIRTUAL TABLE search USING fts5 (grams, content = '', tokenize = "unicode61 remove_diacritics 0");

CREATE TABLE incident_links (
    notice_id TEXT PRIMARY KEY REFERENCES notices (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    reasons TEXT NOT NULL,
    linked_at TEXT NOT NULL
) STRICT;

CREATE TABLE events (
    number INTEGER PRIMARY KEY,         -- order of making
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    made_at TEXT NOT NULL,
    source_id TEXT, notice_id TEXT REFERENCES notices (id), incident_id TEXT REFERENCES incidents (id),
    event TEXT NOT NULL                 -- JSON, whole
) STRICT;
CREATE INDEX events_made ON events (made_at);

-- the outbox
CREATE TABLE deliveries (
    event_id TEXT NOT NULL REFERENCES events (id),
    channel TEXT NOT NULL,
    state TEXT NOT NULL,                -- due, done, dead, untold, grouped
    attempts INTEGER NOT NULL,
    next_attempt_at TEXT NOT NULL, created_at TEXT NOT NULL,
    last_status INTEGER, last_error TEXT NOT NULL, done_at TEXT,
    plain INTEGER NOT NULL,
    PRIMARY KEY (event_id, channel)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE state = 'due';

CREATE TABLE channels (
    name TEXT PRIMARY KEY,
    paused_at TEXT, reason TEXT NOT NULL, not_before TEXT, success_at TEXT, failing_since TEXT, told_failing INTEGER NOT NULL
) STRICT;

CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    fetched_at TEXT NOT NULL,
    status INTEGER,                     -- NULL: no answer
    body TEXT NOT NULL
) STRICT;
"""


def _statements(script: str) -> list[str]:
    """A script's statements one by one: `executescript` would commit the migration's transaction."""
    bare = "\n".join(line.split("--")[0].rstrip() for line in script.splitlines())
    return [statement.strip() for statement in bare.split(";") if statement.strip()]


@migrations()
def m0001_first(db: Database) -> None:
    """Everything of the first release."""
    for statement in _statements(_FIRST):
        db.execute(statement)


@migrations()
def m0002_withdrawals(db: Database) -> None:
    """Since when a notice's page says that it is gone, and the version whose withdrawal was told."""
    db.execute("ALTER TABLE notices ADD COLUMN gone_at TEXT")
    db.execute("ALTER TABLE notices ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0")


_HEALTH = """
-- what a source's health became, and when; each holds until the next
CREATE TABLE spans (
    source_id TEXT NOT NULL,
    since TEXT NOT NULL,
    state TEXT NOT NULL,                -- OK, DEGRADED, SUSPECT, FAILED, STALE
    code TEXT NOT NULL, reason TEXT NOT NULL,
    proves INTEGER NOT NULL,            -- whether what the source showed was proved
    PRIMARY KEY (source_id, since)
) STRICT, WITHOUT ROWID;

-- faults of our own side that were told and are not over
CREATE TABLE faults (
    name TEXT PRIMARY KEY,
    since TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;

ALTER TABLE sources ADD COLUMN state TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN shape TEXT NOT NULL DEFAULT '{}';
ALTER TABLE sources ADD COLUMN answer TEXT NOT NULL DEFAULT ''
"""


@migrations()
def m0003_health(db: Database) -> None:
    """Each source's state with its history, what its page looked like, and faults of our own side."""
    for statement in _statements(_HEALTH):
        db.execute(statement)


@migrations()
def m0004_wavering(db: Database) -> None:
    """Sentences of a notice that came or went at the last look, and those that do so at each."""
    db.execute("ALTER TABLE notices ADD COLUMN wavering TEXT NOT NULL DEFAULT ''")


@migrations()
def m0005_left_out(db: Database) -> None:
    """What of a version's document was not read."""
    db.execute("ALTER TABLE versions ADD COLUMN left_out TEXT NOT NULL DEFAULT ''")


_LINKING = """
-- what each notice of an incident shares with others that it may be linked to: names' openings, sites, numbers, links
CREATE TABLE linking (
    key TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES notices (number),
    whole TEXT NOT NULL,                -- of a name, its whole key
    PRIMARY KEY (key, number, whole)
) STRICT, WITHOUT ROWID;
CREATE INDEX linking_number ON linking (number);

-- incidents that were merged into others, by hand
CREATE TABLE incident_aliases (
    id TEXT PRIMARY KEY REFERENCES incidents (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id)
) STRICT, WITHOUT ROWID;

-- notices that were split off by hand, and from what
CREATE TABLE apart (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    PRIMARY KEY (notice_id, incident_id)
) STRICT, WITHOUT ROWID
"""


@migrations()
def m0006_linking(db: Database) -> None:
    """The keys by which notices of one incident find each other, and what was merged and split by hand."""
    for statement in _statements(_LINKING):
        db.execute(statement)
    sql = """
        SELECT notices.number, id, incident_id, address, notices.title, notices.facts, first_seen_at, published, '' AS apart, text
        FROM notices JOIN versions ON notice_id = id AND versions.number = current WHERE incident_id IS NOT NULL
    """
    for row in list(db.query(sql)):
        store_keys(db, row["number"], rows.member(row), addresses_in(row["text"]))


_GROUPS = """
ALTER TABLE deliveries ADD COLUMN grouped_in TEXT NOT NULL DEFAULT '';   -- the summary that tells of it
ALTER TABLE deliveries ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;     -- an attempt may have been accepted without an answer
CREATE INDEX deliveries_grouped ON deliveries (grouped_in) WHERE grouped_in != '';
CREATE INDEX deliveries_waiting ON deliveries (channel) WHERE state = 'due';
CREATE INDEX deliveries_made ON deliveries (channel, created_at);
CREATE INDEX deliveries_done ON deliveries (channel, done_at) WHERE state = 'done';

-- from when to when it last took nothing
ALTER TABLE channels ADD COLUMN down_at TEXT;
ALTER TABLE channels ADD COLUMN back_at TEXT
"""


@migrations()
def m0007_groups(db: Database) -> None:
    """Events that are told in groups, and since when a channel takes messages again."""
    for statement in _statements(_GROUPS):
        db.execute(statement)


_THREADS = """
-- beneath which message of a Slack channel an incident's messages stand
CREATE TABLE threads (
    channel TEXT NOT NULL,              -- Slack's id
    incident_id TEXT NOT NULL,
    ts TEXT NOT NULL,
    severity TEXT NOT NULL,             -- the gravest told there
    used_at TEXT NOT NULL,
    PRIMARY KEY (channel, incident_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS events_notice ON events (notice_id) WHERE notice_id IS NOT NULL
"""


@migrations()
def m0008_threads(db: Database) -> None:
    """Where a bot's messages about an incident stand."""
    for statement in _statements(_THREADS):
        db.execute(statement)


_BODIES = """
ALTER TABLE deliveries ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN body BLOB;
ALTER TABLE deliveries ADD COLUMN made_for TEXT NOT NULL DEFAULT ''
"""


@migrations()
def m0009_bodies(db: Database) -> None:
    """What every attempt of a delivery sends, and how often its receiver asked for time."""
    for statement in _statements(_BODIES):
        db.execute(statement)


@migrations()
def m0010_files(db: Database) -> None:
    """The files in which a notice stands, each as it was last read."""
    db.execute("ALTER TABLE notices ADD COLUMN files TEXT NOT NULL DEFAULT '[]'")


_FEEDS = """
-- the feeds that were ever published
CREATE TABLE feeds (
    name TEXT PRIMARY KEY,
    through INTEGER NOT NULL            -- the number of the last event that was considered for it
) STRICT;

-- what stands in them, as it was drawn when it was published
CREATE TABLE entries (
    feed TEXT NOT NULL REFERENCES feeds (name),
    number INTEGER NOT NULL,            -- the event's
    made_at TEXT NOT NULL,              -- the event's time
    entry TEXT NOT NULL,                -- JSON, whole
    PRIMARY KEY (feed, number)
) STRICT;
CREATE INDEX entries_newest ON entries (feed, made_at, number);
CREATE INDEX IF NOT EXISTS events_incident ON events (incident_id) WHERE incident_id IS NOT NULL
"""


@migrations()
def m0011_feeds(db: Database) -> None:
    """The entries of each feed, kept as they were published."""
    for statement in _statements(_FEEDS):
        db.execute(statement)


@migrations()
def m0012_checks(db: Database) -> None:
    """How many checks there were in each hour, and how many of them proved what their source shows."""
    db.execute("CREATE TABLE checks (hour TEXT PRIMARY KEY, made INTEGER NOT NULL, good INTEGER NOT NULL) STRICT")


@migrations()
def m0013_watch(db: Database) -> None:
    """The organizations of the registers that a notice's text was about when it was last read."""
    db.execute("ALTER TABLE notices ADD COLUMN watch TEXT NOT NULL DEFAULT '[]'")


@migrations()
def m0014_judgements(db: Database) -> None:
    """What persons judged of notices, what teams made of incidents, and what is found otherwise by a better extractor."""
    for statement in _statements(TABLES):
        db.execute(statement)


_COVERAGE = """
-- from when on a span counts: the look before it, where what it found is worse than what that one did
ALTER TABLE spans ADD COLUMN begins TEXT;
UPDATE spans SET begins = since;

-- notices that were read and not told, a week's drawn at random for a person to look at
CREATE TABLE samples (
    week TEXT PRIMARY KEY,              -- the day on which the week ended
    since TEXT NOT NULL, until TEXT NOT NULL, drawn_at TEXT NOT NULL,
    seed TEXT NOT NULL,                 -- of the generator that drew them from the ids in their order
    population INTEGER NOT NULL         -- how many there were to draw from
) STRICT, WITHOUT ROWID;
CREATE TABLE sampled (
    week TEXT NOT NULL REFERENCES samples (week),
    place INTEGER NOT NULL,             -- order of the draw
    notice_id TEXT NOT NULL REFERENCES notices (id),
    verdict TEXT NOT NULL,              -- right, missed; empty until somebody says so
    signed_by TEXT NOT NULL, signed_at TEXT, note TEXT NOT NULL,
    PRIMARY KEY (week, notice_id)
) STRICT, WITHOUT ROWID
"""


@migrations()
def m0015_coverage(db: Database) -> None:
    """From when on each span counts, and the weekly samples of what was read and not told."""
    for statement in _statements(_COVERAGE):
        db.execute(statement)


@migrations()
def m0017_in_order(db: Database) -> None:
    """What waits is found in the order of events, and of one source, however much waits."""
    for statement in _statements(IN_ORDER):
        db.execute(statement)
