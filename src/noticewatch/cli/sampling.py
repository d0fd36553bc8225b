"""`notices sample`, `notices signoff`: untold notices drawn at random, and what a person says of them."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom

import click

from noticewatch.cli.common import configuration, json_option, print_json, reading
from noticewatch.cli.handing import done, echo_lines
from noticewatch.cli.marking import by_option, note_option
from noticewatch.clock import Clock
from noticewatch.config import Config
from noticewatch.errors import NoticewatchError
from noticewatch.operations import Draw, SignedVerdict, SignOff
from noticewatch.records import Notice
from noticewatch.render.lexicon import words_of
from noticewatch.render.reports import bound_line
from noticewatch.render.terminal import print_table
from noticewatch.store import misses
from noticewatch.weekly import Sample, Signed


@click.command(
    short_help="Untold notices of a week, drawn at random.",
    epilog="""\b
Examples:
  noticewatch notices sample                      the last whole week's
  noticewatch notices sample --week 2026-11-16    that of the week which ended on that day
  noticewatch notices show ntc_1a2b               what one of them says
  noticewatch notices signoff ntc_1a2b --verdict right --by hana
""",
)
@click.option("--week", default="", metavar="DATE", help="The day on which the week ended, as the weekly report names it.")
@json_option
@click.pass_context
def sample(context: click.Context, week: str, as_json: bool) -> None:
    """Show twenty notices of a week that were read and not told, drawn at random, to be signed off.

    The daemon draws them with the weekly report; where it has not, they are drawn now.
    """
    config = configuration(context)
    last = misses.week_before(config, Clock().now())[1].date().isoformat()
    found = _asked(config, week or last)
    if found is None and week in ("", last):
        done(config, "notices sample", Draw(SystemRandom().getrandbits(64)))
        found = _asked(config, last)
    if found is None:
        raise NoticewatchError(f"no sample of a week that ended on {week}: `noticewatch notices sample` shows the last one")
    drawn, notices = found
    if as_json:
        print_json(_sample_json(drawn, notices))
        return
    rows = [[n.id, n.facts.verdict, said or "–", by or "–", n.title, n.url] for n, said, by in notices]
    print_table(["notice", "verdict", "signed off", "by", "title", "address"], rows, title=f"Week to {drawn.week}")
    click.echo(f"{drawn.drawn} of {drawn.population:,} untold notices of the week to {drawn.week}, drawn at random")
    words = words_of("en")
    for one, weeks in ((drawn.signed, 1), (drawn.together, drawn.weeks)):
        click.echo(bound_line(one, words.report["weeks"].format(n=weeks), words))


def _asked(config: Config, week: str) -> tuple[Sample, Sequence[tuple[Notice, str, str]]] | None:
    with reading(config) as db:
        drawn = misses.sample(db, week)
        return (drawn, misses.sampled(db, drawn.week)) if drawn else None


def _sample_json(drawn: Sample, notices: Sequence[tuple[Notice, str, str]]) -> dict[str, object]:
    return {
        "week": drawn.week,
        "drawn": drawn.drawn,
        "population": drawn.population,
        "signed": _signed_json(drawn.signed),
        "weeks": drawn.weeks,
        "together": _signed_json(drawn.together),
        "notices": [
            {"id": n.id, "verdict": n.facts.verdict, "title": n.title, "url": n.url, "signed_off": said or None, "by": by or None}
            for n, said, by in notices
        ],
    }


def _signed_json(one: Signed) -> dict[str, object]:
    return {"looked": one.looked, "missed": one.missed, "bound": round(one.bound, 4)}


@click.command(
    short_help="Say of sampled notices that they were rightly not told, or missed.",
    epilog="""\b
Examples:
  noticewatch notices signoff ntc_1a2b ntc_3c4d --verdict right --by hana
  noticewatch notices signoff ntc_5e6f --verdict missed --by hana --note "a leak, in its last sentence"
""",
)
@click.argument("notice_ids", metavar="NOTICE...", nargs=-1, required=True)
@click.option(
    "--verdict", type=click.Choice(("right", "missed")), required=True, help="right: no incident; missed: should be told."
)
@by_option
@note_option
@click.pass_context
def signoff(context: click.Context, notice_ids: tuple[str, ...], verdict: SignedVerdict, by: str, note: str) -> None:
    """Keep what a person says of notices of a sample, with name and time; said again, the last word counts."""
    echo_lines(done(configuration(context), "notices signoff", SignOff(notice_ids, verdict, by, note)))
    if verdict == "missed":
        click.echo("What such a notice is, is kept by: noticewatch notices judge NOTICE --verdict incident --by NAME", err=True)
