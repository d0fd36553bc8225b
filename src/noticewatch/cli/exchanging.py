"""`sources import` and `sources export`: OPML and CSV in and out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from noticewatch.added import append_sources
from noticewatch.cli.common import config_path, configuration, reading
from noticewatch.cli.handing import watched_by_daemon
from noticewatch.errors import NoticewatchError
from noticewatch.exchange import LARGEST, Row, read_csv, read_opml, taken_in, write_csv, write_opml
from noticewatch.render.terminal import safe
from noticewatch.store import known


@click.command(
    name="import",
    short_help="Watch what an OPML or CSV file names.",
    epilog="""\b
Examples:
  noticewatch sources import feeds.opml
  noticewatch sources import vendors.csv        columns: url, and any of id, name, kind, organization, language, tags, …
  noticewatch sources export | noticewatch --config other.toml sources import -
""",
)
@click.argument("file", metavar="FILE|-")
@click.pass_context
def import_sources(context: click.Context, file: str) -> int:
    """Add the sources of an OPML or CSV file to sources.d/added.toml beside the configuration: all of them, or none.

    The first line of a CSV file names its columns, the keys of [[sources]]; several tags stand in one cell, parted by ";".
    Addresses that are watched already are left out. Nothing is fetched: `noticewatch check` tells what can be read.
    """
    path, config = config_path(context), configuration(context, sourceless=True)
    rows, faults = _rows(_body(file))
    found = taken_in(rows, config.sources, faults)
    if found.faults:
        for line, message in found.faults:
            click.echo(f"{file}:{line}: {safe(message)}", err=True)
        number = len(found.faults)
        raise click.UsageError(f"{file} holds {number} {'mistake' if number == 1 else 'mistakes'}; nothing was added.")
    for url, source_id in found.skipped:
        click.echo(f"left out: {safe(url)} is watched already, as {source_id}")
    if not found.added:
        click.echo("Nothing to add.")
        return 0
    target = append_sources(path, found.added, os.environ)
    for words in found.added:
        click.echo(f"{words['id']}\t{safe(str(words['url']))}")
    number = len(found.added)
    click.echo(f"Added {number} {'source' if number == 1 else 'sources'} to {target}.")
    click.echo(watched_by_daemon(config, [str(words["id"]) for words in found.added]))
    return 0


def _body(file: str) -> bytes:
    try:
        body = sys.stdin.buffer.read(LARGEST + 1) if file == "-" else Path(file).read_bytes()
    except OSError as problem:
        raise click.UsageError(f"{file}: {problem.strerror or problem}") from problem
    if len(body) > LARGEST:
        raise click.UsageError(f"{file} is larger than {LARGEST // 2**20} MiB")
    return body


def _rows(body: bytes) -> tuple[list[Row], list[tuple[int, str]]]:
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return read_opml(body)
    try:
        return read_csv(body.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        line = body.count(b"\n", 0, problem.start) + 1
        return [], [(line, 'is not UTF-8: let the spreadsheet save it as "CSV UTF-8"')]


@click.command(
    short_help="Print the sources as CSV or OPML.",
    epilog="""\b
Examples:
  noticewatch sources export > sources.csv
  noticewatch sources export --format opml > feeds.opml     those that are feeds
""",
)
@click.option("--format", "form", type=click.Choice(("csv", "opml")), default="csv", help="Default: csv, which holds everything.")
@click.pass_context
def export(context: click.Context, form: str) -> int:
    """Print the configured sources, for a spreadsheet, a feed reader, or `sources import` elsewhere."""
    config = configuration(context)
    if form == "csv":
        click.echo(write_csv(config.sources), nl=False)
        return 0
    with reading(config) as db:
        states = known.source_states(db)
    feeds = [
        source
        for source in config.sources
        if source.kind == "feed" or (source.kind == "auto" and source.id in states and states[source.id].kind == "feed")
    ]
    if not feeds:
        raise NoticewatchError("none of the sources is a feed, and OPML holds nothing else: --format csv holds all")
    click.echo(write_opml(feeds, config.feed.title), nl=False)
    if left := len(config.sources) - len(feeds):
        click.echo(f"noticewatch: {left} of {len(config.sources)} sources are no feeds and are left out", err=True)
    return 0
