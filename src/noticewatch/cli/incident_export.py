"""`incidents export`: incidents for a spreadsheet, a program, or another platform of threat intelligence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import tzinfo
from typing import get_args

import click

from noticewatch.cli.common import (
    configuration,
    moment_since,
    organization_option,
    reading,
    severity_option,
    since_option,
    write_whole,
)
from noticewatch.errors import NoticewatchError
from noticewatch.model import Severity
from noticewatch.render.sheet import Rows, sheet
from noticewatch.render.stories import story_line
from noticewatch.render.terminal import progress
from noticewatch.store import stories
from noticewatch.story import Story

NO_STIX = "STIX needs the library stix2, which is not installed: pip install 'noticewatch[stix]'"


@click.command(
    short_help="Write incidents as CSV, JSON Lines or STIX 2.1.",
    epilog="""\b
Examples:
  noticewatch incidents export > incidents.csv                     for a spreadsheet, a row an incident
  noticewatch incidents export --rows notices --since 30d          a row a notice
  noticewatch incidents export --format jsonl | jq .organizations  everything, an incident a line
  noticewatch incidents export --format stix --output stix.json    a STIX 2.1 bundle
""",
)
@click.option("--format", "form", type=click.Choice(("csv", "jsonl", "stix")), default="csv", help="Default: csv.")
@click.option("--rows", type=click.Choice(get_args(Rows)), default=None, help="Of CSV: what a row is. Default: incidents.")
@since_option
@organization_option
@severity_option
@click.option("--output", metavar="FILE", default="-", help="Written whole or not at all; default: standard output.")
@click.pass_context
def export(
    context: click.Context, form: str, rows: Rows | None, since: str, organization: str, severity: Severity, output: str
) -> None:
    """Write the incidents with what is known of them, for a spreadsheet, a program or a threat-intelligence platform.

    Columns, keys and objects are described in docs/export.md. What is exported twice has the same ids.
    """
    if rows and form != "csv":
        raise click.UsageError(f"--rows is for --format csv; {form} holds incidents with their notices.")
    config = configuration(context)
    kept: list[str] = []

    def counted(found: Iterable[Story]) -> Iterator[Story]:
        for one in found:
            kept.append(one.id)
            yield one

    with reading(config) as db:
        names = stories.incident_ids(db, since=moment_since(since, config))
        shown = output != "-" or not sys.stdout.isatty()  # a bar would run through the text
        with progress(len(names), "exporting") if shown else nullcontext(lambda: None) as step:
            stepped = _stepped(names, step)
            found = stories.chosen(db, stepped, config.severity, organization=organization, severity=severity)
            write_whole(_pieces(counted(found), form, rows or "incidents", config.settings.timezone), output)
    if output != "-":
        click.echo(f"{len(kept)} {'incident' if len(kept) == 1 else 'incidents'} written to {output}", err=True)


def _stepped(names: Iterable[str], step: Callable[[], None]) -> Iterator[str]:
    for name in names:
        yield name
        step()


def _pieces(found: Iterable[Story], form: str, rows: Rows, zone: tzinfo) -> Iterator[str]:
    if form == "csv":
        return sheet(found, zone, rows)
    if form == "jsonl":
        return (story_line(one, zone) for one in found)
    try:
        from noticewatch.render.stix import bundle  # an extra, and half a second of imports
    except ModuleNotFoundError as problem:
        raise NoticewatchError(NO_STIX) from problem
    return bundle(found, zone)
