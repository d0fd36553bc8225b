"""`sources`: state and health of each at a glance."""

from __future__ import annotations

from datetime import datetime

import click

from noticewatch import health
from noticewatch.cli import PartGroup
from noticewatch.cli.common import configuration, json_option, print_json, reading, short_time, shown_time
from noticewatch.clock import Clock
from noticewatch.config import Config, Source
from noticewatch.config.durations import spoken
from noticewatch.errors import NoticewatchError
from noticewatch.records import SourceState, Span
from noticewatch.render.terminal import print_table
from noticewatch.store import known

PARTS = {
    "test": "onboarding:test",
    "add": "onboarding:add",
    "import": "exchanging:import_sources",
    "export": "exchanging:export",
    "discover": "discovering:discover",
    "catalogs": "shelves:list_catalogs",
}


@click.group(cls=PartGroup, parts=PARTS)
def sources() -> None:
    """The places that are watched."""


@sources.command(name="list")
@json_option
@click.pass_context
def list_sources(context: click.Context, as_json: bool) -> None:
    """Show each source's state: when it was read, what it holds, what is wrong."""
    config = configuration(context)
    with reading(config) as db:
        states = known.source_states(db)
    if as_json:
        print_json([_as_json(source, states.get(source.id), config) for source in config.sources])
        return
    rows = [_row(source, states.get(source.id), config) for source in config.sources]
    print_table(["source", "state", "since", "kind", "listed", "last good check", "next check", "note"], rows)


def _row(source: Source, state: SourceState | None, config: Config) -> list[str]:
    kind = source.kind if source.kind != "auto" or state is None else state.kind
    note = (state.error if state else "") + (" (robots.txt ignored)" if source.robots == "ignore" else "")
    note += "".join(f" (in place of {one.id} of {one.catalog})" for one in config.replaced if one.by == source.id)
    since = short_time(state.failing_since, config) if state and state.failing_since else ""
    good, due = (short_time(moment, config) for moment in ((state.good_at, state.next_check_at) if state else (None, None)))
    listed = str(state.items) if state else "–"
    return [source.id, state_name(state, source, config), since, kind, listed, good, due, note.strip()]


def state_name(state: SourceState | None, source: Source, config: Config) -> str:
    """One word for a source's state: new, OK, DEGRADED, SUSPECT, FAILED; STALE once its check is long overdue."""
    if state is None or state.checked_at is None:
        return "new"
    interval = source.interval or config.settings.interval
    due = max(state.next_check_at or state.checked_at, state.checked_at)
    if Clock().now() - due > health.HOLE * interval:
        return "STALE"
    return state.state or ("FAILED" if state.failures else "OK")


@sources.command()
@click.argument("source_id", metavar="ID")
@json_option
@click.pass_context
def history(context: click.Context, source_id: str, as_json: bool) -> None:
    """Show when a source could be read and when not, and why."""
    config = configuration(context)
    with reading(config) as db:
        spans = known.spans(db, source_id)
        state = known.source_state(db, source_id)
    if not spans and all(source.id != source_id for source in config.sources):
        raise NoticewatchError(f"no source {source_id}: `noticewatch sources list` shows all")
    ends = [*(span.since for span in spans[1:]), state.checked_at if state else None]
    if as_json:
        print_json([_span_json(span, end, config) for span, end in zip(spans, ends, strict=False)])
        return
    rows = [
        [short_time(span.since, config), short_time(end, config), _lasted(span, end), span.health.state, span.health.reason]
        for span, end in zip(spans, ends, strict=False)
    ]
    print_table(["from", "to", "lasted", "state", "reason"], rows)


def _lasted(span: Span, end: datetime | None) -> str:
    return spoken((end or span.since) - span.since)


def _span_json(span: Span, end: datetime | None, config: Config) -> dict[str, object]:
    return {
        "from": shown_time(span.since, config),
        "to": shown_time(end, config) or None,
        "state": span.health.state,
        "code": span.health.code,
        "reason": span.health.reason,
        "proved": span.health.proves,
    }


def _as_json(source: Source, state: SourceState | None, config: Config) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "url": source.url,
        "kind": state.kind if state and source.kind == "auto" else source.kind,
        "robots": source.robots,
        "tags": list(source.tags),
        "catalog": config.catalogs.get(source.id),
        "replaces": [one.id for one in config.replaced if one.by == source.id],
        "state": state_name(state, source, config),
        "items": state.items if state else None,
        "failures": state.failures if state else 0,
        "failing_since": shown_time(state.failing_since, config) or None if state else None,
        "error": state.error if state else "",
        "checked": shown_time(state.checked_at, config) or None if state else None,
        "good": shown_time(state.good_at, config) or None if state else None,
        "next": shown_time(state.next_check_at, config) or None if state else None,
    }
