"""`sources`: state and health of each at a glance."""

from __future__ import annotations

import click

from noticewatch.cli import PartGroup
from noticewatch.cli.common import configuration, json_option, print_json, reading, short_time, shown_time
from noticewatch.config import Config, Source
from noticewatch.records import SourceState
from noticewatch.render.terminal import print_table
from noticewatch.store import known


@click.group(cls=PartGroup, later=("history", "test", "add", "import", "export", "discover"))
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
    rows = []
    for source in config.sources:
        state = states.get(source.id)
        kind = source.kind if source.kind != "auto" or state is None else state.kind
        note = (state.error if state else "") + (" (robots.txt ignored)" if source.robots == "ignore" else "")
        good, due = (short_time(moment, config) for moment in ((state.good_at, state.next_check_at) if state else (None, None)))
        rows.append([source.id, state_name(state), kind, str(state.items) if state else "–", good, due, note.strip()])
    print_table(["source", "state", "kind", "listed", "last good check", "next check", "note"], rows)


def state_name(state: SourceState | None) -> str:
    """One word for a source's state: new, OK, or FAILED once its last check proved nothing."""
    if state is None or state.checked_at is None:
        return "new"
    return f"FAILED ({state.failures})" if state.failures else "OK"


def _as_json(source: Source, state: SourceState | None, config: Config) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "url": source.url,
        "kind": state.kind if state and source.kind == "auto" else source.kind,
        "robots": source.robots,
        "tags": list(source.tags),
        "state": state_name(state).split()[0],
        "items": state.items if state else None,
        "failures": state.failures if state else 0,
        "failing_since": shown_time(state.failing_since, config) or None if state else None,
        "error": state.error if state else "",
        "checked": shown_time(state.checked_at, config) or None if state else None,
        "good": shown_time(state.good_at, config) or None if state else None,
        "next": shown_time(state.next_check_at, config) or None if state else None,
    }
