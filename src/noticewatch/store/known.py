"""What a check asks the database: states, links, notices and what they are compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlite_utils import Database

from noticewatch import identity, schedule
from noticewatch.compare import text_sha
from noticewatch.health import Surroundings, surroundings_of
from noticewatch.identity import KnownPosts
from noticewatch.model import Facts
from noticewatch.records import Fault, KnownItem, KnownNotice, Notice, Seen, SourceState, Span
from noticewatch.store import rows
from noticewatch.store.connection import transaction

MOST_POSTS = 200  # of a page, that a post without a permalink is compared with


def source_state(db: Database, source_id: str) -> SourceState | None:
    """A source's state, None before its first check."""
    found = list(db.query("SELECT * FROM sources WHERE id = ?", [source_id]))
    return rows.source_state(found[0]) if found else None


def source_states(db: Database) -> dict[str, SourceState]:
    """Every source's state, by id, those no longer configured too."""
    return {row["id"]: rows.source_state(row) for row in db.query("SELECT * FROM sources")}


def spans(db: Database, source_id: str) -> tuple[Span, ...]:
    """A source's history, oldest first."""
    return tuple(rows.span(row) for row in db.query("SELECT * FROM spans WHERE source_id = ? ORDER BY since", [source_id]))


def reasons_since(db: Database, source_id: str, since: datetime) -> tuple[str, ...]:
    """For what a source failed since a moment, each reason once, oldest first."""
    bad = (one for one in spans(db, source_id) if one.since >= since and not one.health.proves and one.health.state != "STALE")
    return tuple(dict.fromkeys(one.health.reason for one in bad))


def fault(db: Database, name: str) -> Fault | None:
    """A fault of our own side that was told and is not over."""
    found = list(db.query("SELECT * FROM faults WHERE name = ?", [name]))
    return Fault(found[0]["name"], rows.moment(found[0]["since"]), found[0]["reason"]) if found else None


def surroundings(db: Database, since: datetime) -> Surroundings:
    """How the checks since a moment went, by host."""
    checks = db.query("SELECT url, code, answer FROM sources WHERE checked_at >= ?", [rows.stamp(since)])
    return surroundings_of([(urlsplit(row["url"]).netloc, row["code"], row["answer"]) for row in checks])


def due_sources(db: Database, now: datetime) -> tuple[str, ...]:
    """The sources whose check or one of whose looks is due, longest waiting first (`schedule.is_check_due` says which)."""
    sql = """
        SELECT id, min(due) AS due FROM (
            SELECT id, next_check_at AS due FROM sources WHERE next_check_at <= :now OR checked_at > :ahead
            UNION ALL
            SELECT source_id, next_look_at FROM notices WHERE own_page AND next_look_at <= :now
        ) GROUP BY id ORDER BY due
    """
    ahead = now + schedule.CLOCK_SET_BACK
    return tuple(row["id"] for row in db.query(sql, {"now": rows.stamp(now), "ahead": rows.stamp(ahead)}))


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
    numbers = db.query("SELECT text_sha, number FROM versions WHERE notice_id = ? ORDER BY number", [notice.id])
    shas = {row["text_sha"]: row["number"] for row in numbers}
    return KnownNotice(notice, rows.version(current), shas)


def partly_read(db: Database, source_id: str, since: datetime) -> tuple[str, ...]:
    """A source's notices that came after the watch began, or changed, since then and were read but in part, with what was not."""
    sql = """
        SELECT address, left_out FROM notices JOIN versions ON notice_id = notices.id AND versions.number = notices.current
        WHERE source_id = ? AND own_page AND left_out <> '' AND NOT baseline AND changed_at >= ? AND gone_at IS NULL
        ORDER BY changed_at DESC LIMIT 20
    """
    return tuple(f"{row['address']}: {row['left_out']}" for row in db.query(sql, [source_id, rows.stamp(since)]))


def other_addresses(db: Database, notice: Notice) -> tuple[str, ...]:
    """Where else a notice was seen, the latest first: pages of its own, not posts."""
    sql = "SELECT address FROM addresses WHERE notice_id = ? AND address NOT IN (?, ?) AND instr(address, '#') = 0"
    return tuple(row["address"] for row in db.query(sql, [notice.id, notice.address, notice.url]))


def gone_addresses(db: Database, source_id: str) -> tuple[str, ...]:
    """All addresses of a source's notices whose own pages say that they are gone, while their sites live."""
    sql = """
        SELECT addresses.address FROM addresses JOIN notices ON notices.id = notice_id
        WHERE source_id = ? AND own_page AND gone_at IS NOT NULL
    """
    return tuple(row["address"] for row in db.query(sql, [source_id]))


def watched_notices(db: Database, source_id: str, due_by: datetime | None) -> tuple[Notice, ...]:
    """A source's notices on pages of their own that are still looked at; with `due_by`, those whose look is due."""
    sql = "SELECT * FROM notices WHERE source_id = ? AND own_page AND next_look_at IS NOT NULL"
    arguments: list[object] = [source_id]
    if due_by:
        sql += " AND next_look_at <= ?"
        arguments.append(rows.stamp(due_by))
    return tuple(rows.notice(row) for row in db.query(f"{sql} ORDER BY next_look_at, number", arguments))


def known_posts(db: Database, source_id: str, posts: Sequence[Seen]) -> KnownPosts:
    """What the posts of a source's page are to be matched with."""
    sql = """
        SELECT * FROM notices WHERE source_id = :source AND NOT own_page
        AND looked_at = (SELECT max(looked_at) FROM notices WHERE source_id = :source AND NOT own_page)
        ORDER BY number DESC LIMIT :most
    """
    shown = [rows.notice(row) for row in db.query(sql, {"source": source_id, "most": MOST_POSTS})]
    twins: dict[str, KnownNotice] = {}
    for seen in filter(identity.may_have_twin, posts):
        sha = text_sha(seen.document.text)
        twin = notice_by_text(db, sha, urlsplit(seen.address).hostname or "")
        if twin:
            twins[sha] = twin
    return KnownPosts(
        {seen.address: tuple(_namesakes(db, seen.address)) for seen in posts},
        tuple(_with_versions(db, notice) for notice in shown),
        twins,
    )


def _namesakes(db: Database, address: str) -> Iterator[KnownNotice]:
    while known := known_notice(db, [address]):
        yield known
        address += "~"


def notice_of_item(db: Database, seen: Seen, item: KnownItem) -> KnownNotice | None:
    """The known notice that a list's link led to: by its address, by where it ended, by its text."""
    # Where a passing redirect ends names an incident only: whole sites are sent to one page while they are under repair.
    landed = [seen.landed] if seen.landed and seen.extraction.facts.verdict == "incident" else []
    found = known_notice(db, [item.key, seen.address, *landed])
    if found or not identity.may_have_twin(seen):
        return found
    return notice_by_text(db, text_sha(seen.document.text), urlsplit(seen.address).hostname or "")


def notices_titled(db: Database, title: str, site: str) -> Iterator[KnownNotice]:
    """The notices of a site that bear a title now, on pages of their own, the latest first."""
    sql = "SELECT * FROM notices WHERE site = ? AND title = ? AND own_page ORDER BY number DESC LIMIT 20"
    for row in list(db.query(sql, [site, title])):
        yield _with_versions(db, rows.notice(row))


def adopt_renamed(db: Database, configured: Mapping[str, str]) -> None:
    """Give what was known of sources that are no longer configured to those that now have their addresses.

    `configured`: each source's address by its id. A renamed source goes on where the old one stopped.
    """
    ids_by_url = {url: source_id for source_id, url in configured.items()}
    for row in list(db.query("SELECT id, url FROM sources")):
        new = ids_by_url.get(row["url"])
        if row["id"] in configured or new is None:
            continue
        with transaction(db):
            db.execute("UPDATE notices SET source_id = ? WHERE source_id = ?", [new, row["id"]])
            db.execute("UPDATE OR REPLACE items SET source_id = ? WHERE source_id = ?", [new, row["id"]])
            db.execute("UPDATE OR REPLACE spans SET source_id = ? WHERE source_id = ?", [new, row["id"]])
            db.execute("UPDATE OR IGNORE sources SET id = ? WHERE id = ?", [new, row["id"]])
            db.execute("DELETE FROM sources WHERE id = ?", [row["id"]])


def former_facts(db: Database, incident_id: str, notice_id: str = "") -> dict[str, tuple[Facts, ...]]:
    """What the versions of notices said that tell of an incident and have more than one, by notice, oldest first.

    `notice_id`: of this one too, whatever it tells of.
    """
    sql = """
        SELECT notice_id, versions.facts FROM versions JOIN notices ON notices.id = notice_id
        WHERE notices.versions > 1 AND (incident_id = ? OR notices.id = ?) ORDER BY versions.number
    """
    found: dict[str, tuple[Facts, ...]] = {}
    for row in db.query(sql, [incident_id, notice_id]):
        found[row["notice_id"]] = (*found.get(row["notice_id"], ()), rows.facts(row))
    return found
