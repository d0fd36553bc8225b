"""`incidents`: what happened, and which notices tell of it."""

from __future__ import annotations

from typing import Any

import click

from noticewatch.cli.common import configuration, json_option, limit_option, print_json, reading, short_time
from noticewatch.cli.notices import counted, notice_json
from noticewatch.config import Config
from noticewatch.errors import NoticewatchError
from noticewatch.render.terminal import print_table, safe
from noticewatch.store import shown


@click.group(short_help="What happened, and which notices tell of it.")
def incidents() -> None:
    """What happened: one or more notices, of one or more organizations, tell of each."""


@incidents.command(name="list")
@limit_option
@json_option
@click.pass_context
def list_incidents(context: click.Context, limit: int, as_json: bool) -> None:
    """Show the incidents, the one told of last first."""
    config = configuration(context)
    with reading(config) as db:
        found = list(shown.incidents(db, limit))
    if as_json:
        print_json([_as_json(one, config) for one in found])
        return
    rows = []
    for one in found:
        last = one["notices"][-1][0]
        rows.append([one["id"], _named(one), _first(one, "vendor"), _first(one, "cause"), str(len(one["notices"])), last.title])
    print_table(["incident", "organizations", "vendor", "cause", "notices", "told last"], rows)


@incidents.command()
@click.argument("incident_id", metavar="ID")
@json_option
@click.pass_context
def show(context: click.Context, incident_id: str, as_json: bool) -> None:
    """Show one incident: what was said when and by whom, and why each notice belongs to it. ID may be its beginning."""
    config = configuration(context)
    with reading(config) as db:
        name = shown.find_incident(db, incident_id)
        if name is None:
            raise NoticewatchError(f"no incident {incident_id}: `noticewatch incidents list` shows all")
        one = shown.incident(db, name)
        told = {notice.id: shown.events_of_notice(db, notice.id) for notice, _ in one["notices"]}
    if as_json:
        timeline = [
            {"event": event.id, "type": event.type, "time": event.time.isoformat(), "notice": notice_id}
            for notice_id, events in told.items()
            for event in events
        ]
        print_json({**_as_json(one, config), "timeline": sorted(timeline, key=lambda line: line["time"])})
        return
    click.echo(f"{one['id']}: {safe(_named(one))}")
    rows = []
    for notice, reasons in one["notices"]:
        when = short_time(notice.first_seen_at, config)
        rows.append([when, notice.facts.organization or "–", counted(notice.facts), notice.id, notice.title, "; ".join(reasons)])
        rows += [
            [
                short_time(event.time, config),
                "",
                "changed: " + ", ".join(change.field for change in event.changes),
                event.id,
                "",
                "",
            ]
            for event in told[notice.id]
            if event.type == "notice.changed"
        ]
    print_table(["when", "organization", "affected", "id", "title", "why here"], rows)


def _as_json(one: dict[str, Any], config: Config) -> dict[str, Any]:
    listed = [{**notice_json(notice, config), "reasons": reasons} for notice, reasons in one["notices"]]
    names = [notice.facts.organization for notice, _ in one["notices"]]
    return {"id": one["id"], "organizations": list(dict.fromkeys(name for name in names if name)), "notices": listed}


def _named(one: dict[str, Any]) -> str:
    names = dict.fromkeys(notice.facts.organization for notice, _ in one["notices"] if notice.facts.organization)
    return ", ".join(names) or "–"


def _first(one: dict[str, Any], field: str) -> str:
    """The first notice's word that is not silence."""
    return next((value for notice, _ in one["notices"] if (value := getattr(notice.facts, field))), "–")
