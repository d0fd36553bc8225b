"""`incidents`: what happened, and which notices tell of it."""

from __future__ import annotations

import sys
from datetime import tzinfo
from itertools import groupby, islice

import click

from noticewatch.cli import PartGroup
from noticewatch.cli.common import (
    configuration,
    json_option,
    limit_option,
    moment_since,
    organization_option,
    print_json,
    reading,
    severity_option,
    short_time,
    since_option,
)
from noticewatch.config import Config
from noticewatch.judgements import STATES, MarkState
from noticewatch.model import Severity
from noticewatch.render.stories import story_json
from noticewatch.render.terminal import Block, print_blocks, print_pairs, print_table, safe
from noticewatch.render.timeline import Entry, entries_of, head_lines, is_long, known_phrase, what_phrase, who_phrase
from noticewatch.store import shown, stories
from noticewatch.story import Story

PARTS = {
    "export": "incident_export:export",
    "mark": "marking:mark",
    "merge": "linking:merge",
    "split": "linking:split",
}


@click.group(cls=PartGroup, parts=PARTS, short_help="What happened, and which notices tell of it.")
def incidents() -> None:
    """What happened: one or more notices, of one or more organizations, tell of each."""


@incidents.command(
    name="list",
    epilog="""\b
Examples:
  noticewatch incidents list --since 7d
  noticewatch incidents list --organization 千葉 --severity high
  noticewatch incidents list --state watching --owner ken
""",
)
@since_option
@organization_option
@severity_option
@click.option("--state", type=click.Choice(STATES), default=None, help="Only those marked so; what nobody marked is new.")
@click.option("--owner", default="", metavar="NAME", help="Only those of this owner.")
@limit_option
@json_option
@click.pass_context
def list_incidents(
    context: click.Context,
    since: str,
    organization: str,
    severity: Severity,
    state: MarkState | None,
    owner: str,
    limit: int,
    as_json: bool,
) -> None:
    """Show the incidents, the one heard of last first."""
    config = configuration(context)
    with reading(config) as db:
        names = stories.incident_ids(db, since=moment_since(since, config))
        asked = {"organization": organization, "state": state or "", "owner": owner}
        found = list(islice(stories.chosen(db, names, config.severity, severity=severity, **asked), limit or None))
    zone = config.settings.timezone
    if as_json:
        print_json([story_json(one, zone) for one in found])
    elif not found:
        click.echo("No incident: nothing that was read tells of one, or of one like that.", err=True)
    elif sys.stdout.isatty():
        rows = [[one.id, one.severity, one.changed_at.astimezone(zone).strftime("%m-%d %H:%M"), _in_short(one)] for one in found]
        print_table(["incident", "severity", "last", "who, what, how many"], rows)
    else:
        head = ["incident", "severity", "last", "notices", "affected", "organizations", "what", "state"]
        print_table(head, [_row(one, config) for one in found])


def _in_short(one: Story) -> str:
    parts = (who_phrase(one, 4), known_phrase(one.known), what_phrase(one))
    number = f"{len(one.accounts)} notices" if len(one.accounts) > 1 else ""
    state = "" if _state(one) == "new" else _state(one)
    return " | ".join(part for part in (*parts, number, state) if part)


def _state(one: Story) -> str:
    """What the team made of it, and whose it is."""
    if one.mark is None:
        return "new"
    return one.mark.state + (f" ({safe(one.mark.owner)})" if one.mark.owner else "")


def _row(one: Story, config: Config) -> list[str]:
    last, number = short_time(one.changed_at, config), str(len(one.accounts))
    who, what = who_phrase(one), what_phrase(one)
    return [one.id, one.severity, last, number, known_phrase(one.known) or "–", who, what or "–", _state(one)]


@incidents.command(
    short_help="Show one incident and its timeline.",
    epilog="""\b
Examples:
  noticewatch incidents show inc_52d0             its beginning is enough
  noticewatch incidents show inc_52d0 --full      every notice with its title, address and reasons
  noticewatch incidents show inc_52d0 --json      all of it, for programs
""",
)
@click.argument("incident_id", metavar="ID")
@click.option("--full", is_flag=True, help="Shorten nothing, however long the timeline is.")
@json_option
@click.pass_context
def show(context: click.Context, incident_id: str, full: bool, as_json: bool) -> None:
    """Show one incident: what it comes to, then what was said when and by whom, how facts moved, what was told where.

    ID may be an incident's beginning. In a pipe each moment is one line, nothing is cut.
    """
    config = configuration(context)
    with reading(config) as db:
        one = stories.story(db, shown.incident_named(db, incident_id), config.severity)
    zone = config.settings.timezone
    if as_json:
        print_json(story_json(one, zone))
        return
    click.echo(f"{one.id}: {safe(who_phrase(one, 4))}")
    print_pairs(head_lines(one, zone))
    click.echo()
    if sys.stdout.isatty():
        short = is_long(one) and not full
        _draw(entries_of(one, zone, short=short), zone, short=short)
        if short:
            click.echo("\nShortened: --full shows each notice's title, address, ids, reasons, and what was told where.")
        return
    rows = [
        [short_time(entry.at, config), entry.what, entry.who, entry.says, entry.title, entry.address, "; ".join(entry.notes)]
        for entry in entries_of(one, zone)
    ]
    print_table(["when", "what", "organization", "says", "title", "address", "notes"], rows)


def _draw(entries: tuple[Entry, ...], zone: tzinfo, *, short: bool) -> None:
    """A day's heading, then its moments; short: the line that matters of each."""
    for day, moments in groupby(entries, key=lambda entry: entry.at.astimezone(zone).date()):
        print_blocks(f"{day:%Y-%m-%d %a}", [_block(entry, zone, short=short) for entry in moments])


def _block(entry: Entry, zone: tzinfo, *, short: bool) -> Block:
    below = () if short else tuple(line for line in (entry.title, entry.address, *entry.notes) if line)
    time = f"{entry.at.astimezone(zone):%H:%M}" if entry.what else ""
    return Block(time, entry.what, entry.who, entry.says, below)
