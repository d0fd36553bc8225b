"""`sources discover`: looks sites over for the pages where they post notices, and adds those that a person accepts."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import click

from noticewatch.added import append_sources
from noticewatch.cli.accepting import Accepted, Wanted, ask, words_for
from noticewatch.cli.common import config_path, configuration, json_option, log_to_stderr, print_json
from noticewatch.cli.fetching import configuration_or_none
from noticewatch.cli.handing import watched_by_daemon
from noticewatch.clock import Clock
from noticewatch.config import Config, Feed, Register, Server, Settings
from noticewatch.errors import SourceError
from noticewatch.fetch import Remembered
from noticewatch.links import canonical_url
from noticewatch.parsing import Parser
from noticewatch.render.terminal import print_table, progress, safe
from noticewatch.scout import MOST_PAGES, Scout, Scouted
from noticewatch.scouting import Shelf, Target, target_of, targets_of, walk_over
from noticewatch.service import open_fetcher

SHOWN = 5  # candidates of a site in a table; `--json` has all


@dataclass(frozen=True, slots=True)
class Result:
    """A site with what the walk over it gave."""

    target: Target
    scouted: Scouted


@click.command(
    short_help="Find the pages of a site that are worth watching.",
    epilog=f"""\b
Of a site {MOST_PAGES} pages are read at most, one at a time, as robots.txt permits. Nothing is watched that was not
accepted: on a terminal each candidate is asked for; --accept takes the first of each site of which none is watched yet.
\b
Examples:
  noticewatch sources discover https://www.city.example.org/
  noticewatch sources discover --register vendors            goes on where it ended; --again begins anew
  noticewatch sources discover --register vendors --accept
  noticewatch sources discover https://… --json | jq -r '.[].candidates[0].url'
""",
)
@click.argument("homepage", metavar="[HOMEPAGE]", required=False)
@click.option(
    "--register", "register_name", metavar="NAME", help="The sites of a register's organizations, by its column `domains`."
)
@click.option("--again", is_flag=True, help="Walk over all of the register's sites anew.")
@click.option("--accept", is_flag=True, help="Watch the first candidate of each site, without asking.")
@json_option
@click.pass_context
def discover(
    context: click.Context, homepage: str | None, register_name: str | None, again: bool, accept: bool, as_json: bool
) -> int:
    """Look over a site, or those of a register, for its news list, important notices, feeds, status page and the like."""
    if (homepage is None) == (register_name is None):
        raise click.UsageError("Give either a HOMEPAGE or --register NAME.")
    if again and not register_name:
        raise click.UsageError("--again is for --register: a single site is walked over each time.")
    log_to_stderr(quiet=True)
    asked = not as_json and not accept and sys.stdin.isatty() and sys.stdout.isatty()
    config = configuration(context, sourceless=True) if accept or asked or register_name else configuration_or_none(context)
    shelf: Shelf | None = None
    if register_name and config is not None:
        register = _register(config, register_name)
        shelf = Shelf(config.settings.database.parent, register.name, again=again)
        results = _of_register(config, register, shelf)
    else:
        results = _walked(config, [target_of(str(homepage))], lambda target, result: None)
    watched = {canonical_url(source.url): source.id for source in config.sources} if config else {}
    if not as_json:
        _print(results, watched)
    failed = _told_failures(results)
    wanted = [] if not (accept or asked) else _first(results, watched) if accept else ask(_open(results, watched, shelf), shelf)
    added, refused = _added(config_path(context), config, wanted) if wanted and config else (Accepted(), False)
    if as_json:
        print_json([_as_json(result, watched, added.ids) for result in results])
    return 1 if failed or refused or not any(one.scouted.candidates for one in results) else 0


def _register(config: Config, name: str) -> Register:
    found = next((one for one in config.registers if one.name == name), None)
    if found is None:
        there = ", ".join(one.name for one in config.registers) or "none"
        raise click.UsageError(f"there is no register {name} in the configuration (there is: {there})")
    return found


def _of_register(config: Config, register: Register, shelf: Shelf) -> list[Result]:
    """What is known of a register's sites, once those are walked over that are left."""
    targets, without = targets_of(register)
    left = shelf.left(targets)
    if len(left) < len(targets):
        kept = len(targets) - len(left)
        click.echo(
            f"noticewatch: {kept} of {len(targets)} sites are known from before ({shelf.path}); --again walks anew", err=True
        )
    if without:
        click.echo(f"noticewatch: without a domain in {register.file}: {', '.join(map(safe, without))}", err=True)
    _walked(config, left, shelf.keep)
    return [Result(target, shelf.sites[target.key]) for target in targets if target.key in shelf.sites]


def _walked(config: Config | None, targets: Sequence[Target], keep: Callable[[Target, Scouted], None]) -> list[Result]:
    """Walk over sites with a bar on a terminal, else with a line for each; every result is handed to `keep` as it comes."""
    results: dict[str, Result] = {}
    many = len(targets) > 1 and not sys.stderr.isatty()
    with progress(len(targets) if len(targets) != 1 else MOST_PAGES, "Looking sites over") as step:

        def done(target: Target, result: Scouted) -> None:
            keep(target, result)
            results[target.key] = Result(target, result)
            if many:
                said = result.problem or f"{len(result.candidates)} candidates, {result.pages} pages"
                click.echo(f"[{len(results)}/{len(targets)}] {target.key}: {safe(said)}", err=True)
            if len(targets) > 1:
                step()

        if targets:
            asyncio.run(_walk(config, targets, done, step if len(targets) == 1 else lambda: None))
    return [results[target.key] for target in targets]


async def _walk(
    config: Config | None, targets: Sequence[Target], done: Callable[[Target, Scouted], None], page: Callable[[], None]
) -> None:
    config = config or Config(settings=Settings(), feed=Feed(), server=Server(), channels=(), sources=(), path=Path())
    robots, parser = Remembered(), Parser()
    fetcher = open_fetcher(config, os.environ, robots, Clock())
    try:
        today = datetime.now(config.settings.timezone).date()
        await walk_over(targets, Scout(fetcher, parser, robots, today, page), config.settings.max_concurrency, done)
    finally:
        await fetcher.aclose()
        await parser.close()


def _first(results: Sequence[Result], watched: Mapping[str, str]) -> list[Wanted]:
    """The first candidate of each site of which none is watched yet."""
    return [
        Wanted(one.target, one.scouted.candidates[0])
        for one in results
        if one.scouted.candidates and not any(canonical_url(candidate.url) in watched for candidate in one.scouted.candidates)
    ]


def _open(results: Sequence[Result], watched: Mapping[str, str], shelf: Shelf | None) -> list[Wanted]:
    """The candidates that a person may be asked for: neither watched nor declined before."""
    declined = shelf.declined if shelf else set()
    return [
        Wanted(one.target, candidate)
        for one in results
        for candidate in one.scouted.candidates[:SHOWN]
        if canonical_url(candidate.url) not in watched and candidate.url not in declined
    ]


def _added(path: Path, config: Config, wanted: Sequence[Wanted]) -> tuple[Accepted, bool]:
    """Try what was accepted as `sources add` does, and add what can be read; whether something could not."""
    with progress(len(wanted), "Trying what was accepted") as step:
        accepted = asyncio.run(words_for(config, wanted, step))
    for url, problem in accepted.problems:
        said = str(problem) if isinstance(problem, SourceError) else problem
        click.echo(f"noticewatch: {safe(url)}: not added: {safe(said)}", err=True)
    if accepted.blocks:
        file = append_sources(path, accepted.blocks, os.environ)
        number = len(accepted.blocks)
        click.echo(f"Added {number} {'source' if number == 1 else 'sources'} to {file}.", err=True)
        click.echo(watched_by_daemon(config, [str(block["id"]) for block in accepted.blocks]), err=True)
    return accepted, bool(accepted.problems)


def _print(results: Sequence[Result], watched: Mapping[str, str]) -> None:
    """A table of all sites in a pipe; on a terminal a table for each, with the reasons and the newest titles below it."""
    if not sys.stdout.isatty():
        columns = ["site", "no", "points", "what", "kind", "items", "newest", "watched", "address", "why"]
        print_table(columns, [[safe(one.target.key), *row] for one in results for row in _rows(one, watched, why=True)])
        return
    for one in results:
        if not one.scouted.candidates:
            continue
        click.secho(f"\n{safe(one.target.organization)}  {one.target.key}".strip(), bold=True)
        for row, candidate in zip(_rows(one, watched, why=False), one.scouted.candidates, strict=False):
            number, points, what, kind, items, newest, source_id, url = row
            note = f", watched as {source_id}" if source_id != "–" else ""
            click.echo(f"  {number}  {points} points: {what}, a {kind} of {items}, newest {newest}{note}")
            click.secho(f"     {safe(url)}", fg="cyan")
            click.secho(f"     {safe('; '.join(candidate.reasons))}", dim=True)
            for title in candidate.titles[:3]:
                click.echo(f"       {safe(title)}")


def _rows(one: Result, watched: Mapping[str, str], *, why: bool) -> list[list[str]]:
    return [
        [
            str(number),
            str(candidate.score),
            candidate.what,
            candidate.kind,
            str(candidate.items),
            candidate.newest or "–",
            watched.get(canonical_url(candidate.url), "–"),
            candidate.url,
            *(["; ".join(candidate.reasons)] if why else []),
        ]
        for number, candidate in enumerate(one.scouted.candidates[:SHOWN], 1)
    ]


def _told_failures(results: Sequence[Result]) -> bool:
    """Name on stderr the sites that could not be looked over, and those without a candidate; whether there are failures."""
    for one in results:
        if one.scouted.problem:
            click.echo(f"noticewatch: {safe(one.target.key)}: {safe(one.scouted.problem)}", err=True)
        elif not one.scouted.candidates:
            said = f"no list of notices was found on {one.scouted.pages} pages: `sources test URL` tries an address that you know"
            note = f" (the first page: {one.scouted.note})" if one.scouted.note else ""
            click.echo(f"noticewatch: {safe(one.target.key)}: {said}{safe(note)}", err=True)
    return any(one.scouted.problem for one in results)


def _as_json(one: Result, watched: Mapping[str, str], added: Mapping[str, str]) -> dict[str, object]:
    known = {**watched, **added}
    return {
        "site": one.target.key,
        "organization": one.target.organization or None,
        "homepage": one.scouted.homepage,
        "pages": one.scouted.pages,
        "problem": one.scouted.problem or None,
        "candidates": [asdict(each) | {"watched": known.get(canonical_url(each.url))} for each in one.scouted.candidates],
    }
