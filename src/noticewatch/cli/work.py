"""The commands that work: run, check, config check, demo."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from typing import Any, TypeAlias

import click

from noticewatch.cli.common import config_path, configuration, json_option, log_to_stderr, print_json
from noticewatch.cli.handing import done, tell_channels
from noticewatch.config import Config, Source, config_problems, load_config
from noticewatch.errors import NoticewatchError
from noticewatch.operations import Check, Reload
from noticewatch.render.terminal import print_table, progress, safe

Report: TypeAlias = dict[str, Any]  # what became of one source, as `check --json` prints it


@click.command(
    short_help="The daemon: check, publish, deliver, until SIGTERM.",
    epilog="Stops cleanly on SIGTERM; takes a changed configuration on SIGHUP.",
)
@click.pass_context
def run(context: click.Context) -> None:
    """Run the daemon: check sources on schedule, write and serve the feeds, deliver alerts."""
    from noticewatch.daemon import Daemon

    log_to_stderr()
    daemon = Daemon(configuration(context, secrets=True), os.environ)
    asyncio.run(daemon.run())


@click.command(
    short_help="One pass now over all or the named sources.",
    epilog="""\b
Examples:
  noticewatch check                 all sources, due or not, and the notices still watched
  noticewatch check chiba-city      one source
""",
)
@click.argument("source_ids", metavar="[SOURCE]...", nargs=-1)
@json_option
@click.pass_context
def check(context: click.Context, source_ids: tuple[str, ...], as_json: bool) -> int:
    """One pass now over all or the named sources; then the feeds are written and what is due is sent once."""
    config = configuration(context)
    places = {source.id: place for place, source in enumerate(named_sources(config, source_ids))}
    reports: list[Report] = []
    try:
        with progress(len(places), "Checking sources") as step:

            def found(report: Report) -> None:
                reports.append(report)
                step()

            outcome = done(config, "check", Check(source_ids), found)
    except NoticewatchError:
        if reports:  # what was checked before it broke off
            _tell_reports(reports, places, as_json=as_json)
        raise
    _tell_reports(reports, places, as_json=as_json)
    code = tell_channels(outcome["channels"])
    if outcome["feeds"]:
        click.echo(f"noticewatch: {safe(outcome['feeds'])}", err=True)
    unknown = places.keys() - {report["source"] for report in reports}
    for name in sorted(unknown, key=places.__getitem__):
        click.echo(f"noticewatch: {name}: not checked: the running daemon does not watch it yet (`noticewatch reload`)", err=True)
    return 1 if code or outcome["feeds"] or unknown or any(report["problems"] for report in reports) else 0


def _tell_reports(reports: list[Report], places: Mapping[str, int], *, as_json: bool) -> None:
    reports.sort(key=lambda one: places.get(one["source"], len(places)))
    if as_json:
        print_json(reports)
    else:
        _print_reports(reports)
    for report in reports:
        for problem in report["problems"]:
            click.echo(f"noticewatch: {report['source']}: {safe(problem)}", err=True)
        for note in report["left_out"]:
            click.echo(f"noticewatch: {report['source']}: left out: {safe(note)}", err=True)


def named_sources(config: Config, source_ids: tuple[str, ...]) -> list[Source]:
    """The sources of these ids, all where none is named. Raises UsageError."""
    known = {source.id: source for source in config.sources}
    unknown = [name for name in source_ids if name not in known]
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0], known, 1)
        hint = f" Did you mean {near[0]}?" if near else " `noticewatch sources list` shows all."
        raise click.UsageError(f"no source {', '.join(unknown)} in {config.path}.{hint}")
    return [known[name] for name in dict.fromkeys(source_ids)] or list(config.sources)


def _print_reports(reports: list[Report]) -> None:
    rows = []
    for report in reports:
        state = "FAILED" if report["problems"] else "unchanged" if report["unchanged"] else "read"
        told = ", ".join(f"{event['type']} {event['id']}" for event in report["events"])
        rows.append([report["source"], state, str(report["items"]), str(report["read"]), told or "–"])
    print_table(["source", "outcome", "listed", "read", "told"], rows)
    events = sum(len(report["events"]) for report in reports)
    bad = sum(bool(report["problems"]) for report in reports)
    click.echo(f"{len(reports)} sources checked, {bad} failed, {events} events")


@click.command(epilog="The same as SIGHUP (systemctl reload noticewatch), and tells what came of it.")
@click.pass_context
def reload(context: click.Context) -> None:
    """Have the running daemon take its configuration as the files are now; the old one stays where they hold a mistake."""
    taken = done(configuration(context, sourceless=True), "reload", Reload())
    click.echo(f"{taken['path']}: the daemon has taken {len(taken['sources'])} sources and {taken['channels']} channels")


@click.group()
def config() -> None:
    """Look after the configuration."""


@config.command(name="check")
@json_option
@click.pass_context
def config_check(context: click.Context, as_json: bool) -> int:
    """Name every mistake in the configuration, with file, table and key."""
    path = config_path(context)
    problems = config_problems(path, os.environ)
    if as_json:
        print_json([{"file": p.file, "line": p.line, "place": p.place, "message": p.message} for p in problems])
    else:
        for problem in problems:
            click.echo(str(problem), err=True)
        if not problems:
            good = load_config(path, os.environ)
            for one in good.replaced:
                click.echo(f"{one.id} of the catalogue {one.catalog} is left out: your own {one.by} stands in its place")
            shelved = f" ({len(good.catalogs)} of them from catalogues)" if good.catalogs else ""
            click.echo(f"{path}: {len(good.sources)} sources{shelved}, {len(good.channels)} channels, no mistakes")
    return 2 if problems else 0


@click.command(
    short_help="See it work, without any network.",
    epilog="Needs no network: all of it happens on this machine's loopback addresses, and ends by itself.",
)
@click.option("--fast", is_flag=True, help="Without the pauses that let a person read along.")
@click.option("--keep", metavar="DIR", type=click.Path(file_okay=False), help="Keep the configuration, database and feeds there.")
def demo(fast: bool, keep: str | None) -> int:
    """Watch a breach, its message and a quiet correction, told by the real daemon about made-up organizations."""
    from noticewatch.demo.show import run_demo

    return run_demo(fast=fast, keep=keep, out=sys.stdout)
