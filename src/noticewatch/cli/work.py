"""The commands that work: run, check, config check, demo."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

import click

from noticewatch.cli.common import config_path, configuration, json_option, log_to_stderr, print_json
from noticewatch.config import Config, Source, config_problems, load_config
from noticewatch.errors import NoticewatchError
from noticewatch.render.terminal import print_table, progress, safe

if TYPE_CHECKING:
    from noticewatch.report import Report  # what it stands on takes a second to load; `config check` needs none of it
    from noticewatch.service import Service


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
    config = configuration(context, secrets=True)
    sources = named_sources(config, source_ids)
    log_to_stderr(quiet=True)
    reports, failed_channels, unpublished = asyncio.run(_check(config, sources))
    if as_json:
        print_json([_report_json(report) for report in reports])
    else:
        _print_reports(reports)
    for report in reports:
        for problem in report.problems:
            click.echo(f"noticewatch: {report.source_id}: {safe(problem)}", err=True)
        for note in report.notes:
            click.echo(f"noticewatch: {report.source_id}: left out: {safe(note)}", err=True)
    for name, problem in failed_channels.items():
        click.echo(f"noticewatch: channel {name}: {safe(problem)}", err=True)
    if unpublished:
        click.echo(f"noticewatch: {safe(unpublished)}", err=True)
    return 1 if unpublished or failed_channels or any(report.problems for report in reports) else 0


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


async def _check(config: Config, sources: list[Source]) -> tuple[list[Report], dict[str, str], str]:
    from noticewatch.service import Service

    async with Service(config, os.environ) as service:
        with progress(len(sources), "Checking sources") as step:
            reports = await service.check(sources, everything=True, progress=step)
        problem = await _published(service)  # feeds that cannot be written hold up no alert
        failed = await service.deliverer.deliver_due()
        problem = problem or await _published(service)  # what became of channels stands in the health feed
        return reports, failed, problem


async def _published(service: Service) -> str:
    """Write the feeds; why they cannot be written, "" where they can."""
    try:
        await service.publish()
    except NoticewatchError as problem:
        return str(problem)
    return ""


def _report_json(report: Report) -> dict[str, object]:
    return {
        "source": report.source_id,
        "ok": report.ok,
        "unchanged": report.unchanged,
        "items": report.items,
        "read": report.read,
        "events": [{"id": event.id, "type": event.type} for event in report.events],
        "problems": report.problems,
        "left_out": list(report.notes),
        "seconds": round(report.seconds, 3),
    }


def _print_reports(reports: list[Report]) -> None:
    rows = []
    for report in reports:
        state = "unchanged" if report.unchanged else "read"
        told = ", ".join(f"{event.type} {event.id}" for event in report.events)
        rows.append([report.source_id, "FAILED" if report.problems else state, str(report.items), str(report.read), told or "–"])
    print_table(["source", "outcome", "listed", "read", "told"], rows)
    events = sum(len(report.events) for report in reports)
    bad = sum(bool(report.problems) for report in reports)
    click.echo(f"{len(reports)} sources checked, {bad} failed, {events} events")


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
