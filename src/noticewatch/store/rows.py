"""Rows ↔ values: one pair of functions a table.

Imports the words and what reads their JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from noticewatch import codec
from noticewatch.judgements import judged_from_json, judged_to_json
from noticewatch.model import Event, Extraction, Facts, Validators
from noticewatch.records import (
    ChannelState,
    Delivery,
    FileMark,
    Health,
    KnownItem,
    Member,
    Notice,
    Shape,
    SourceState,
    Span,
    Version,
)

Row = Mapping[str, Any]


def stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC, of one width, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def stamp_or_none(moment: datetime | None) -> str | None:
    """The same, where there may be none."""
    return None if moment is None else stamp(moment)


def moment(text: str) -> datetime:
    """A stored moment."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """The same, where there may be none."""
    return None if text is None else datetime.fromisoformat(text)


def source_row(state: SourceState) -> dict[str, Any]:
    """A source's state as a row."""
    return {
        "id": state.id,
        "url": state.url,
        "kind": state.kind,
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "body_sha": state.body_sha,
        "items": state.items,
        "checked_at": stamp_or_none(state.checked_at),
        "good_at": stamp_or_none(state.good_at),
        "full_at": stamp_or_none(state.full_at),
        "next_check_at": stamp_or_none(state.next_check_at),
        "baseline_at": stamp_or_none(state.baseline_at),
        "failures": state.failures,
        "failing_since": stamp_or_none(state.failing_since),
        "told_failing": int(state.told_failing),
        "error": state.error,
        "state": state.state,
        "code": state.code,
        "shape": codec.dumps(asdict(state.shape)),
        "answer": state.answer,
    }


def source_state(row: Row) -> SourceState:
    """A source's state from its row."""
    return SourceState(
        id=row["id"],
        url=row["url"],
        kind=row["kind"],
        validators=Validators(row["etag"], row["last_modified"]),
        body_sha=row["body_sha"],
        items=row["items"],
        checked_at=moment_or_none(row["checked_at"]),
        good_at=moment_or_none(row["good_at"]),
        full_at=moment_or_none(row["full_at"]),
        next_check_at=moment_or_none(row["next_check_at"]),
        baseline_at=moment_or_none(row["baseline_at"]),
        failures=row["failures"],
        failing_since=moment_or_none(row["failing_since"]),
        told_failing=bool(row["told_failing"]),
        error=row["error"],
        state=row["state"],
        code=row["code"],
        shape=_shape(json.loads(row["shape"])),
        answer=row["answer"],
    )


def _shape(data: Mapping[str, Any]) -> Shape:
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Shape(**made)


def span_row(span: Span) -> dict[str, Any]:
    """A span of a source's history as a row."""
    health = span.health
    return {
        "source_id": span.source_id,
        "since": stamp(span.since),
        "begins": stamp(span.begun),
        "state": health.state,
        "code": health.code,
        "reason": health.reason,
        "proves": int(health.proves),
    }


def span(row: Row) -> Span:
    """A span from its row."""
    health = Health(row["state"], row["code"], row["reason"], bool(row["proves"]))
    return Span(row["source_id"], moment(row["since"]), health, moment(row["begins"]))


def item_row(item: KnownItem) -> dict[str, Any]:
    """A list's link as a row."""
    return {
        "source_id": item.source_id,
        "key": item.key,
        "url": item.url,
        "title": item.title,
        "published": item.published,
        "first_seen_at": stamp(item.first_seen_at),
        "state": item.state,
        "baseline": int(item.baseline),
        "attempts": item.attempts,
        "retry_at": stamp_or_none(item.retry_at),
        "error": item.error,
    }


def known_item(row: Row) -> KnownItem:
    """A list's link from its row."""
    return KnownItem(
        source_id=row["source_id"],
        key=row["key"],
        url=row["url"],
        title=row["title"],
        published=row["published"],
        first_seen_at=moment(row["first_seen_at"]),
        state=row["state"],
        baseline=bool(row["baseline"]),
        attempts=row["attempts"],
        retry_at=moment_or_none(row["retry_at"]),
        error=row["error"],
    )


def notice_row(notice: Notice) -> dict[str, Any]:
    """A notice as a row, without its number."""
    return {
        "id": notice.id,
        "source_id": notice.source_id,
        "address": notice.address,
        "site": urlsplit(notice.address).hostname or "",
        "url": notice.url,
        "title": notice.title,
        "published": notice.published,
        "first_seen_at": stamp(notice.first_seen_at),
        "changed_at": stamp(notice.changed_at),
        "looked_at": stamp(notice.looked_at),
        "next_look_at": stamp_or_none(notice.next_look_at),
        "current": notice.current,
        "versions": notice.versions,
        "verdict": notice.facts.verdict,
        "facts": codec.dumps(codec.facts_to_json(notice.facts)),
        "own_page": int(notice.own_page),
        "told": int(notice.told),
        "baseline": int(notice.baseline),
        "incident_id": notice.incident_id,
        "etag": notice.validators.etag,
        "last_modified": notice.validators.last_modified,
        "body_sha": notice.body_sha,
        "failures": notice.failures,
        "error": notice.error,
        "gone_at": stamp_or_none(notice.gone_at),
        "withdrawn": notice.withdrawn,
        "wavering": " ".join(notice.wavering),
        "files": codec.dumps(
            [[one.url, one.validators.etag, one.validators.last_modified, one.body_sha] for one in notice.files]
        ),
        "watch": codec.dumps(codec.watch_to_json(notice.watch)),
        "judged": codec.dumps(judged_to_json(notice.judged)),
    }


def notice(row: Row) -> Notice:
    """A notice from its row."""
    return Notice(
        id=row["id"],
        source_id=row["source_id"],
        address=row["address"],
        url=row["url"],
        title=row["title"],
        published=row["published"],
        first_seen_at=moment(row["first_seen_at"]),
        changed_at=moment(row["changed_at"]),
        looked_at=moment(row["looked_at"]),
        next_look_at=moment_or_none(row["next_look_at"]),
        current=row["current"],
        versions=row["versions"],
        facts=codec.facts_from_json(json.loads(row["facts"])),
        own_page=bool(row["own_page"]),
        told=bool(row["told"]),
        baseline=bool(row["baseline"]),
        incident_id=row["incident_id"],
        validators=Validators(row["etag"], row["last_modified"]),
        body_sha=row["body_sha"],
        failures=row["failures"],
        error=row["error"],
        gone_at=moment_or_none(row["gone_at"]),
        withdrawn=row["withdrawn"],
        wavering=tuple(row["wavering"].split()),
        files=tuple(FileMark(url, Validators(*given), sha) for url, *given, sha in json.loads(row["files"])),
        watch=codec.watch_from_json(json.loads(row["watch"])),
        judged=judged_from_json(json.loads(row["judged"])),
    )


def facts(row: Row) -> Facts:
    """What a version, or a notice at its current one, says."""
    return _facts(row["facts"])


@lru_cache(maxsize=2048)
def _facts(text: str) -> Facts:
    """Facts from their JSON; the notices of a large incident are asked for with each further one."""
    return codec.facts_from_json(json.loads(text))


def member(row: Row, *, pointed: bool = False, named: frozenset[str] = frozenset()) -> Member:
    """A notice as incident linking sees it, from its row; `apart` holds ids, parted by blanks."""
    apart = tuple((row["apart"] or "").split())
    watch = codec.watch_from_json(json.loads(row.get("watch") or "[]"))  # a migration asks for less
    seen_at, told = moment(row["first_seen_at"]), bool(row.get("told"))
    known = (row["id"], row["incident_id"], row["address"], row["title"], facts(row), seen_at, row["published"])
    return Member(*known, pointed, named, apart, told, watch)


def version_row(version: Version) -> dict[str, Any]:
    """A version as a row."""
    return {
        "notice_id": version.notice_id,
        "number": version.number,
        "seen_at": stamp(version.seen_at),
        "title": version.title,
        "text": version.text,
        "text_sha": version.text_sha,
        "facts": codec.dumps(codec.facts_to_json(version.extraction.facts)),
        "evidence": codec.dumps(codec.evidence_to_json(version.extraction.evidence)),
        "reasons": codec.dumps(list(version.extraction.reasons)),
        "extractor": version.extractor,
        "left_out": version.left_out,
        "found": _found_text(version.found),
    }


def _found_text(found: Extraction | None) -> str:
    return codec.dumps([codec.facts_to_json(found.facts), codec.evidence_to_json(found.evidence)]) if found else ""


def _found(text: str) -> Extraction | None:
    if not text:
        return None
    said, evidence = json.loads(text)
    return Extraction(codec.facts_from_json(said), codec.evidence_from_json(evidence))


def version(row: Row) -> Version:
    """A version from its row."""
    extraction = Extraction(
        codec.facts_from_json(json.loads(row["facts"])),
        codec.evidence_from_json(json.loads(row["evidence"])),
        tuple(json.loads(row["reasons"])),
    )
    return Version(
        row["notice_id"],
        row["number"],
        moment(row["seen_at"]),
        row["title"],
        row["text"],
        row["text_sha"],
        extraction,
        row["extractor"],
        row["left_out"],
        _found(row["found"]),
    )


def event_row(event: Event) -> dict[str, Any]:
    """An event as a row, without its number."""
    return {
        "id": event.id,
        "type": event.type,
        "made_at": stamp(event.time),
        "source_id": event.source.id if event.source else None,
        "notice_id": event.notice.id if event.notice else None,
        "incident_id": event.incident.id if event.incident else None,
        "event": codec.dumps(codec.event_to_json(event)),
    }


def event(row: Row) -> Event:
    """An event from its row."""
    return codec.event_from_json(json.loads(row["event"]))


def delivery_row(delivery: Delivery) -> dict[str, Any]:
    """An outbox row."""
    return {
        "event_id": delivery.event_id,
        "channel": delivery.channel,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt_at": stamp(delivery.next_attempt_at),
        "created_at": stamp(delivery.created_at),
        "last_status": delivery.last_status,
        "last_error": delivery.last_error,
        "done_at": stamp_or_none(delivery.done_at),
        "plain": int(delivery.plain),
        "held": delivery.held,
        "body": delivery.body,
        "made_for": delivery.made_for,
        "grouped_in": delivery.grouped_in,
        "unsure": int(delivery.unsure),
    }


def delivery(row: Row) -> Delivery:
    """A delivery from its outbox row."""
    return Delivery(
        event_id=row["event_id"],
        channel=row["channel"],
        state=row["state"],
        attempts=row["attempts"],
        next_attempt_at=moment(row["next_attempt_at"]),
        created_at=moment(row["created_at"]),
        last_status=row["last_status"],
        last_error=row["last_error"],
        done_at=moment_or_none(row["done_at"]),
        plain=bool(row["plain"]),
        held=row["held"],
        body=row["body"],
        made_for=row["made_for"],
        grouped_in=row["grouped_in"],
        unsure=bool(row["unsure"]),
    )


def channel_row(state: ChannelState) -> dict[str, Any]:
    """A channel's state as a row."""
    return {
        "name": state.name,
        "paused_at": stamp_or_none(state.paused_at),
        "reason": state.reason,
        "not_before": stamp_or_none(state.not_before),
        "success_at": stamp_or_none(state.success_at),
        "failing_since": stamp_or_none(state.failing_since),
        "told_failing": int(state.told_failing),
        "down_at": stamp_or_none(state.down_at),
        "back_at": stamp_or_none(state.back_at),
    }


def channel_state(row: Row) -> ChannelState:
    """A channel's state from its row."""
    return ChannelState(
        name=row["name"],
        paused_at=moment_or_none(row["paused_at"]),
        reason=row["reason"],
        not_before=moment_or_none(row["not_before"]),
        success_at=moment_or_none(row["success_at"]),
        failing_since=moment_or_none(row["failing_since"]),
        told_failing=bool(row["told_failing"]),
        down_at=moment_or_none(row["down_at"]),
        back_at=moment_or_none(row["back_at"]),
    )
