"""`incidents merge`, `incidents split`: which notices tell of one incident, said by a person."""

from __future__ import annotations

import click

from noticewatch.cli.common import configuration
from noticewatch.clock import Clock
from noticewatch.store import byhand
from noticewatch.store.connection import Writer


@click.command()
@click.argument("incident_ids", metavar="ID ID...", nargs=-1, required=True)
@click.pass_context
def merge(context: click.Context, incident_ids: tuple[str, ...]) -> None:
    """Make one incident of several: the first named. The others' ids go on to find it; nothing is told anew."""
    if len(incident_ids) < 2:
        raise click.UsageError("name two incidents at least; the notices of the others come to the first.")
    config = configuration(context)
    now = Clock().now()
    day = now.astimezone(config.settings.timezone).date().isoformat()
    writer = Writer(config.settings.database)
    try:
        kept = writer.now(byhand.merge, incident_ids, now, day)
    finally:
        writer.close()
    click.echo(f"{kept} holds the notices of all: `noticewatch incidents show {kept}`")


@click.command()
@click.argument("incident_id", metavar="ID")
@click.argument("notice_ids", metavar="NOTICE...", nargs=-1, required=True)
@click.pass_context
def split(context: click.Context, incident_id: str, notice_ids: tuple[str, ...]) -> None:
    """Make an incident of its own of some of an incident's notices: ids or addresses. Later reports of them go with them."""
    config = configuration(context)
    now = Clock().now()
    day = now.astimezone(config.settings.timezone).date().isoformat()
    writer = Writer(config.settings.database)
    try:
        made = writer.now(byhand.split, incident_id, notice_ids, now, day)
    finally:
        writer.close()
    click.echo(f"{made} holds what was split off: `noticewatch incidents show {made}`")
