"""Storing what was decided: any number of outcomes in one transaction, or none of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from noticewatch.codec import dumps, link_reasons_to_json
from noticewatch.model import Event
from noticewatch.records import ChannelState, Delivery, IncidentLink, Notice, Outcome, Version, member_of
from noticewatch.store import rows
from noticewatch.store.connection import transaction
from noticewatch.store.judged import keep_mark
from noticewatch.store.likely import store_keys
from noticewatch.text import bigrams

# What an outbox row keeps of its event, so that what waits can be ordered and planned without reading events.
_OF_EVENT = {
    "event_number": "number",
    "source_id": "coalesce(source_id, '')",
    "severity": "json_extract(event, '$.severity')",
}


def commit(db: Database, *outcomes: Outcome) -> None:
    """Store outcomes in their order, all in one transaction. An event made before is not made again, nor are its deliveries."""
    with transaction(db):
        for outcome in outcomes:
            _store(db, outcome)


def _store(db: Database, outcome: Outcome) -> None:
    if outcome.source:
        db.table("sources").insert(rows.source_row(outcome.source), replace=True)
    for item in outcome.items:
        db.table("items").insert(rows.item_row(item), replace=True)
    if outcome.link:
        _open_incident(db, outcome.link)
    if outcome.notice:
        _store_notice(db, outcome.notice)
    for address, notice_id in outcome.aliases:
        db.execute("INSERT OR IGNORE INTO addresses VALUES (?, ?)", [address, notice_id])
    if outcome.link:
        _store_link(db, outcome.link)
    if outcome.version:
        number = _store_version(db, outcome.version)
        if outcome.notice and outcome.notice.incident_id:
            store_keys(db, number, member_of(outcome.notice), outcome.links)
    for span in outcome.spans:
        db.table("spans").insert(rows.span_row(span), replace=True)
    if outcome.fault:
        db.table("faults").insert(
            {"name": outcome.fault.name, "since": rows.stamp(outcome.fault.since), "reason": outcome.fault.reason}, replace=True
        )
    if outcome.fault_over:
        db.execute("DELETE FROM faults WHERE name = ?", [outcome.fault_over])
    if outcome.mark:
        keep_mark(db, outcome.mark)
    store_events(db, outcome.events, outcome.deliveries)


def _open_incident(db: Database, link: IncidentLink) -> None:
    db.execute("INSERT OR IGNORE INTO incidents VALUES (?, ?)", [link.incident_id, rows.stamp(link.linked_at)])


def _store_link(db: Database, link: IncidentLink) -> None:
    row = [link.notice_id, link.incident_id, dumps(link_reasons_to_json(link.reasons)), rows.stamp(link.linked_at)]
    db.execute("INSERT OR REPLACE INTO incident_links VALUES (?, ?, ?, ?)", row)


_KEPT = {
    "incident_id": "coalesce(incident_id, :{0})",
    **dict.fromkeys(("facts", "verdict"), "CASE WHEN judged = :judged THEN :{0} ELSE {0} END"),
}


def _store_notice(db: Database, notice: Notice) -> None:
    # An UPDATE first: replacing the row would give it a new number, and the search index would lose it. The incident that
    # it was once put to stays: only a person's word (`store.byhand`) puts it to another one. So do its facts where they were
    # judged since it was read from here (`store.judged`).
    row = rows.notice_row(notice)
    names = [name for name in row if name not in ("id", "judged")]
    marks = ", ".join(f"{name} = {_KEPT.get(name, ':{}').format(name)}" for name in names)
    changed = db.execute(f"UPDATE notices SET {marks} WHERE id = :id", row)  # noqa: S608 - names are our own
    if changed.rowcount == 0:
        db.table("notices").insert(row)


def _store_version(db: Database, version: Version) -> int:
    """The number of the notice."""
    number: int = next(db.query("SELECT number FROM notices WHERE id = ?", [version.notice_id]))["number"]
    before = list(db.query("SELECT text FROM versions WHERE notice_id = ? ORDER BY number DESC LIMIT 1", [version.notice_id]))
    if before:
        db.execute("INSERT INTO search (search, rowid, grams) VALUES ('delete', ?, ?)", [number, bigrams(before[0]["text"])])
    db.execute("INSERT INTO search (rowid, grams) VALUES (?, ?)", [number, bigrams(version.text)])
    db.table("versions").insert(rows.version_row(version), replace=True)
    return number


def store_events(db: Database, events: Iterable[Event], deliveries: Iterable[Delivery]) -> None:
    """Store events with their deliveries; one made before, with its deliveries, stays as it is. Within a caller's transaction."""
    made = {event.id for event in events if _store_event(db, event)}
    store_deliveries(db, (delivery for delivery in deliveries if delivery.event_id in made))


def _store_event(db: Database, event: Event) -> bool:
    """Whether the event is new."""
    row = rows.event_row(event)
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    stored = db.execute(f"INSERT OR IGNORE INTO events ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608
    return stored.rowcount == 1


def store_deliveries(db: Database, deliveries: Iterable[Delivery]) -> None:
    """Store outbox rows, new or changed; within a transaction of the caller's."""
    for delivery in deliveries:
        row = rows.delivery_row(delivery)
        values = list(row.values())
        marks = ", ".join(f"{name} = ?" for name in row)
        changed = f"UPDATE deliveries SET {marks} WHERE event_id = ? AND channel = ?"  # noqa: S608 - names are our own
        if db.execute(changed, [*values, delivery.event_id, delivery.channel]).rowcount == 0:
            of_event = ", ".join(f"(SELECT {value} FROM events WHERE id = ?)" for value in _OF_EVENT.values())  # noqa: S608
            names, marks = ", ".join([*row, *_OF_EVENT]), ", ".join("?" * len(row))
            new = f"INSERT INTO deliveries ({names}) VALUES ({marks}, {of_event})"  # noqa: S608
            db.execute(new, [*values, *[delivery.event_id] * len(_OF_EVENT)])


def store_channel(db: Database, state: ChannelState) -> None:
    """Store a channel's state; within a transaction of the caller's."""
    db.table("channels").insert(rows.channel_row(state), replace=True)
