"""`incidents merge`, `incidents split`: which notices tell of one incident, said by a person."""

from __future__ import annotations

import click

from noticewatch.cli.common import configuration
from noticewatch.cli.handing import done, echo_lines
from noticewatch.operations import Merge, Split


@click.command()
@click.argument("incident_ids", metavar="ID ID...", nargs=-1, required=True)
@click.pass_context
def merge(context: click.Context, incident_ids: tuple[str, ...]) -> None:
    """Make one incident of several: the first named. The others' ids go on to find it.

    Nothing is told anew, but for an organization of a register that comes into an incident told before: its channels are told.
    """
    if len(incident_ids) < 2:
        raise click.UsageError("name two incidents at least; the notices of the others come to the first.")
    echo_lines(done(configuration(context), "incidents merge", Merge(incident_ids)))


@click.command()
@click.argument("incident_id", metavar="ID")
@click.argument("notice_ids", metavar="NOTICE...", nargs=-1, required=True)
@click.pass_context
def split(context: click.Context, incident_id: str, notice_ids: tuple[str, ...]) -> None:
    """Make an incident of its own of some of an incident's notices: ids or addresses. Later reports of them go with them."""
    echo_lines(done(configuration(context), "incidents split", Split(incident_id, notice_ids)))
