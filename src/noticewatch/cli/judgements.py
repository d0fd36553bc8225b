"""`judgements`: what persons judged, and as gold facts that `evaluate` reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from sqlite_utils import Database

from noticewatch import codec
from noticewatch.cli.common import configuration, json_option, moment_since, print_json, reading, short_time, write_whole
from noticewatch.config import Config
from noticewatch.errors import NoticewatchError
from noticewatch.judgements import Judgement
from noticewatch.records import Notice, Version
from noticewatch.render.gold import gold_line
from noticewatch.render.stories import judged_json, moment_json
from noticewatch.render.terminal import print_table, safe
from noticewatch.store import judged, shown

since_option = click.option(
    "--since", default="", metavar="WHEN", help="Only what was judged since then: a day (2026-11-20) or an age (7d)."
)


@click.group()
def judgements() -> None:
    """What persons judged of notices: a list, and gold facts."""


@judgements.command(name="list")
@since_option
@click.option("--all", "everything", is_flag=True, help="Each judgement, also those that a later one replaced or took back.")
@json_option
@click.pass_context
def list_judgements(context: click.Context, since: str, everything: bool, as_json: bool) -> None:
    """Show what is judged, the newest first: of each notice the judgement that counts."""
    config = configuration(context)
    with reading(config) as db:
        found = list(_chosen(db, since, config, everything=everything))
        titles = {one.notice_id: shown.find_notices(db, one.notice_id)[0].title for one in found}
    if as_json:
        print_json([_as_json(one, titles[one.notice_id], config) for one in found])
        return
    if not found:
        click.echo("Nothing is judged: `noticewatch notices judge` does.", err=True)
        return
    rows = [[one.notice_id, short_time(one.at, config), one.by, _in_short(one), one.note, titles[one.notice_id]] for one in found]
    print_table(["notice", "when", "by", "judged", "note", "title"], rows)


def _chosen(db: Database, since: str, config: Config, *, everything: bool = False) -> Iterator[Judgement]:
    """The judgements since then, newest first; of each notice the one that counts, if anything stands, unless all are wanted."""
    seen: set[str] = set()
    for one in judged.all_judgements(db, moment_since(since, config)):
        if everything or (one.notice_id not in seen and one.standing):
            yield one
        seen.add(one.notice_id)


def _in_short(one: Judgement) -> str:
    if one.undo:
        return "taken back"
    return "; ".join(f"{name} = {codec.dumps(value)}" for name, value in one.given.items())


def _as_json(one: Judgement, title: str, config: Config) -> codec.JsonObject:
    return {
        "notice": one.notice_id,
        "title": title,
        "version": one.version,
        "at": moment_json(one.at, config.settings.timezone),
        "by": one.by,
        "note": one.note,
        "undo": one.undo,
        "given": dict(one.given),
        "standing": judged_json(one.standing, config.settings.timezone),
    }


@judgements.command(
    epilog="""\b
Examples:
  noticewatch judgements export --output gold.jsonl --texts texts/
  noticewatch evaluate gold.jsonl --texts texts/ --misses
  noticewatch judgements export --since 30d > gold.jsonl
"""
)
@since_option
@click.option("--output", metavar="FILE", default="-", help="Written whole or not at all; default: standard output.")
@click.option("--texts", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write each text to DIR/ID.txt.")
@click.pass_context
def export(context: click.Context, since: str, output: str, texts: Path | None) -> int:
    """Write the judged notices as gold facts, a line each, as `evaluate` reads them: the version that was judged.

    What a person did not judge of a notice stands as it was found: whoever judges one thing has seen the others. A notice whose
    verdict was found to be unclassified and is not judged is left out, and named.
    """
    config = configuration(context)
    with reading(config) as db:
        found = [(one, *_judged_version(db, one)) for one in _chosen(db, since, config)]
    gold = [(notice, version, gold_line(notice, version, one)) for one, notice, version in found]
    try:
        if texts:
            texts.mkdir(parents=True, exist_ok=True)
            for notice, version, line in gold:
                if line:
                    (texts / f"{notice.id}.txt").write_text(version.text, "utf-8")
    except OSError as problem:
        raise NoticewatchError(f"{problem.filename}: {problem.strerror}") from None
    write_whole((line for _, _, line in gold), output)
    left = [notice.id for notice, _, line in gold if not line]
    for name in left:
        click.echo(f"noticewatch: {safe(name)}: left out: its verdict is unclassified; judge it with --verdict", err=True)
    return 1 if left else 0


def _judged_version(db: Database, one: Judgement) -> tuple[Notice, Version]:
    [notice] = shown.find_notices(db, one.notice_id)
    version = next(each for each in shown.versions(db, notice.id) if each.number == one.version)
    return notice, version
