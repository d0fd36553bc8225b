"""`sources test` and `sources add`: what would be read from an address, and the configuration that watches it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from noticewatch.added import append_sources, refuse_doubles
from noticewatch.cli.common import config_path, configuration, json_option, log_to_stderr, print_json, reading
from noticewatch.cli.extracting import document_json, print_document
from noticewatch.cli.fetching import configuration_or_none, door
from noticewatch.cli.handing import watched_by_daemon
from noticewatch.cli.work import named_sources
from noticewatch.config import Config, Settings, Source, Words, source_block, source_of
from noticewatch.errors import NoticewatchError, SourceError, StoreError
from noticewatch.links import canonical_url
from noticewatch.parsing import Parser
from noticewatch.probe import Probe, Prober
from noticewatch.records import Shape
from noticewatch.render.terminal import print_table, safe, steps
from noticewatch.store import known
from noticewatch.suggest import advice

Command = TypeVar("Command", bound=Callable[..., Any])
SHOWN = 50  # rows of the table; `--json` has all


def _hints(command: Command) -> Command:
    """Options that say how an address is to be read."""
    for option in (
        click.option("--content-selector", metavar="CSS", help="Where a notice's text is."),
        click.option("--link-selector", metavar="CSS", help="Where the links are, if the list is not found by itself."),
        click.option("--kind", metavar="KIND", help="listing, page, posts, feed, sitemap or pdf, if not found by itself."),
    ):
        command = option(command)
    return command


@click.command(
    short_help="What would be read from an address.",
    epilog="""\b
Examples:
  noticewatch sources test https://www.city.example.org/news/    an address, with or without a configuration
  noticewatch sources test chiba-city                            a source, as it is configured
  noticewatch sources test https://… --json | jq -r .config      the suggested [[sources]] block alone
""",
)
@click.argument("where", metavar="URL|ID")
@_hints
@json_option
@click.pass_context
def test(context: click.Context, /, where: str, as_json: bool, **given: str | None) -> int:
    """Show what would be read from an address: its kind, its items, the facts of its newest notice, and how to configure it."""
    words = _given(given)
    configured = "://" not in where
    config = configuration(context) if configured else configuration_or_none(context)
    source = _configured(config, where, words) if config and configured else _addressed(where, words)
    probe = _probed(config, source, words, configured=configured)
    return _tell(probe, source, where, as_json=as_json)


@click.command(
    short_help="Test an address and watch it.",
    epilog="""\b
Examples:
  noticewatch sources add https://www.city.example.org/news/ --id example-city --tag municipality
  noticewatch sources add https://www.example.org/feed.xml --yes
""",
)
@click.argument("url", metavar="URL")
@click.option("--id", "id_", metavar="ID", help="Its id. Default: made of the address.")
@click.option("--name", metavar="NAME", help="Its name. Default: what the page calls itself.")
@click.option("--organization", metavar="NAME", help="For whom it speaks; an empty one for a collector of many.")
@click.option("--language", metavar="LANGUAGE", help="Of its notices: ja or en.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="For channels to choose by; may be given more than once.")
@click.option("--interval", metavar="SPAN", help="How often it is checked. Default: the settings'.")
@_hints
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def add(
    context: click.Context,
    /,
    url: str,
    id_: str | None,
    tags: tuple[str, ...],
    organization: str | None,
    yes: bool,
    **given: str | None,
) -> int:
    """Test an address, then add the suggested source to sources.d/added.toml beside the configuration."""
    if "://" not in url:
        raise click.UsageError(f"{url} is not an address: it begins with http:// or https://")
    path, config = config_path(context), configuration(context, sourceless=True)
    words = _given(given | {"id": id_, "organization": organization}) | ({"tags": list(tags)} if tags else {})
    source = _addressed(url, words)
    refuse_doubles(config, [{"url": source.url} | ({"id": id_} if id_ else {})])
    probe = _probed(config, source, words, configured=False)
    if organization == "":
        probe.words.pop("organization", None)
    return _added(path, config, probe, source, ask=not yes)


def _added(path: Path, config: Config, probe: Probe, source: Source, *, ask: bool) -> int:
    """Show what was seen, and add the source that it suggests, if nobody at a terminal objects."""
    code = _tell(probe, source, source.url)
    if ask and sys.stdin.isatty() and not click.confirm("\nAdd it?", default=True):
        click.echo("Nothing was added.")
        return code
    file = append_sources(path, [probe.words], os.environ)
    click.echo(f"Added {probe.words['id']} to {file}.")
    click.echo(watched_by_daemon(config, [str(probe.words["id"])]))
    return code


def _given(options: dict[str, str | None]) -> dict[str, str | list[str]]:
    return {key: value for key, value in options.items() if value}


def _configured(config: Config, source_id: str, words: Words) -> Source:
    """A source of the configuration, read as it is told there or on the command line. Raises UsageError."""
    [source] = named_sources(config, (source_id,))
    made, faults = source_of({"id": source.id, "url": source.url, **words})
    if made is None:
        raise _refusal(faults)
    return replace(source, **{key: getattr(made, key) for key in words})


def _addressed(url: str, words: Words) -> Source:
    """A source of no configuration yet. Raises UsageError."""
    made, faults = source_of({"id": "source", "url": url.partition("#")[0], **words})
    if made is None:
        raise _refusal(faults)
    return made


def _refusal(faults: list[tuple[str, str]]) -> click.UsageError:
    return click.UsageError("\n".join(f"{key}: {message}" for key, message in faults))


def _probed(config: Config | None, source: Source, words: Words, *, configured: bool) -> Probe:
    log_to_stderr(quiet=True)
    try:
        return asyncio.run(_probe(config, source, words, configured=configured))
    except SourceError as problem:
        who = source.id if configured else source.url
        said = str(problem).removeprefix(f"{source.url}: ")
        do = advice(problem)
        raise NoticewatchError(f"{who}: {safe(said)}" + (f"\n  {do}" if do else "")) from problem


async def _probe(config: Config | None, source: Source, words: Words, *, configured: bool) -> Probe:
    today = datetime.now((config.settings if config else Settings()).timezone).date()
    taken = {one.id for one in config.sources} if config else set()
    before = Shape()
    if config and configured:
        # A trial needs no history: one that cannot be read now is no reason not to try.
        with suppress(StoreError), reading(config) as db:
            state = known.source_state(db, source.id)
            before = state.shape if state and state.url == source.url and not words else before
    parser = Parser()
    try:
        async with door(config) as fetcher:
            with steps(f"Reading {source.url}") as bar:
                prober = Prober(fetcher, parser, today, bar.expect, bar.done)
                probe = await prober.probe(source, configured=configured, given=words, taken=taken, before=before)
    finally:
        await parser.close()
    same = [one.id for one in config.sources if canonical_url(one.url) == canonical_url(source.url)] if config else []
    if same and not configured:
        probe.doubts.append(f"it is already watched, as {same[0]}")
    return probe


def _tell(probe: Probe, source: Source, who: str, *, as_json: bool = False) -> int:
    """Print what was seen; the exit code."""
    for problem in probe.problems:
        click.echo(f"noticewatch: {who}: {safe(problem)}", err=True)
    block = source_block(probe.words)
    if as_json:
        print_json(_as_json(probe, block))
        for doubt in (*probe.doubts, *_feed_hint(probe)):
            click.echo(f"noticewatch: note: {safe(doubt)}", err=True)
    else:
        _print_probe(probe, block, source.url)
    return 1 if probe.problems else 0


def _feed_hint(probe: Probe) -> list[str]:
    feeds = probe.shown.about.feeds
    return [f"this page announces a feed: {', '.join(feeds)}"] if feeds else []


def _as_json(probe: Probe, block: str) -> dict[str, object]:
    items = [post.item for post in probe.posts]
    return {
        "kind": probe.shown.reading.kind,
        "items": [{"url": item.url, "title": item.title, "published": item.published} for item in items],
        "newest": document_json(*probe.newest) if probe.newest else None,
        "config": block,
    }


def _print_probe(probe: Probe, block: str, url: str) -> None:
    click.secho(safe(url), bold=True)
    click.echo(f"kind: {probe.shown.reading.kind}, for {safe(probe.why)}\n")
    rows = [
        [post.item.published or "–", "yes" if post.item.url in probe.read else "no", post.item.title or "–", post.item.url]
        for post in probe.posts
    ]
    few = sys.stdout.isatty() and len(rows) > SHOWN
    print_table(["date", "read", "title", "address"], rows[:SHOWN] if few else rows)
    if few:
        click.echo(f"… and {len(rows) - SHOWN} more: --json prints all")
    if probe.shown.reading.kind == "listing" and any(row[1] == "no" for row in rows):
        click.echo("read: yes – its page is opened; no – title and address rule an incident out, and it is known by these alone")
    for doubt in (*probe.doubts, *_feed_hint(probe)):
        click.secho(f"! {safe(doubt)}", fg="yellow")
    if probe.newest:
        click.echo("\nThe newest notice that would be read:")
        print_document(*probe.newest)
        click.echo(safe(probe.newest[0].url))
    click.echo("\nTo watch it:\n")
    click.echo(block, nl=False)
