"""`incidents mark`, `notices judge`: what a person says of an incident, and of a notice's facts."""

from __future__ import annotations

import click

from noticewatch import judgement
from noticewatch.cli.common import configuration
from noticewatch.cli.handing import done, echo_lines
from noticewatch.judgements import STATES, Judge, MarkAsked

by_option = click.option("--by", required=True, metavar="NAME", help="Who says so.")
note_option = click.option("--note", default="", metavar="TEXT", help="Why, in a sentence.")


@click.command(
    short_help="Say what the team makes of an incident.",
    epilog="""\b
Examples:
  noticewatch incidents mark inc_52d0 --state watching --by hana --owner ken
  noticewatch incidents mark inc_52d0 --state irrelevant --by hana --note "no vendor of ours"
""",
)
@click.argument("incident_id", metavar="ID")
@click.option("--state", required=True, type=click.Choice(STATES), help="irrelevant: silent until something of it grows worse.")
@by_option
@note_option
@click.option("--owner", default=None, metavar="NAME", help='Whose it is from now on; "" for nobody\'s.')
@click.pass_context
def mark(context: click.Context, incident_id: str, state: str, by: str, note: str, owner: str | None) -> None:
    """Mark an incident new, watching, handled or irrelevant. ID may be its beginning.

    The newest mark counts, and the others are kept. An irrelevant incident is told on no channel until a number rises, exposure
    is confirmed, or something else of it is worse: then it is told with that reason, and is new again.
    """
    echo_lines(done(configuration(context), "incidents mark", MarkAsked(incident_id, state, by, note, owner)))


@click.command(
    short_help="Say what a notice's facts are.",
    epilog="""\b
Examples:
  noticewatch notices judge ntc_19ab --verdict other --by hana --note "a drill"
  noticewatch notices judge ntc_19ab --set affected_headline=38 --set cause=misdelivery --by hana
  noticewatch notices judge ntc_19ab --set data_types=name,phone --set data_types=address --by hana
  noticewatch notices judge ntc_19ab --set "affected_headline=about 1,200 record" --clear vendor --by hana
  noticewatch notices judge ntc_19ab --undo --by hana
""",
)
@click.argument("notice_id", metavar="ID")
@click.option("--verdict", default="", metavar="V", help=f"{', '.join(judgement.VERDICTS)}.")
@click.option("--set", "sets", multiple=True, metavar="FIELD=VALUE", help="A fact as it is; of a list again for each value.")
@click.option("--clear", "clears", multiple=True, metavar="FIELD", help="A fact that the text does not state.")
@click.option("--undo", is_flag=True, help="Take the newest judgement of the notice back.")
@by_option
@note_option
@click.pass_context
def judge(
    context: click.Context,
    notice_id: str,
    verdict: str,
    sets: tuple[str, ...],
    clears: tuple[str, ...],
    undo: bool,
    by: str,
    note: str,
) -> None:
    """Judge a notice's facts: they stand above whatever is found in it, now and later. ID may be its beginning, or an address.

    Fields and their values are those of `notices show --json`; a day is written 2026-03-02, 2026-03 or 2026. What was said before
    stays in the history (`noticewatch judgements list --all`).
    """
    if undo and (verdict or sets or clears):
        raise click.UsageError("--undo takes the newest judgement back, and goes with no other judgement.")
    if not undo:
        try:
            given = judgement.fields_of(sets, clears, verdict)
        except ValueError as problem:
            raise click.UsageError(f"{problem}.") from None
        if not given:
            raise click.UsageError("nothing is judged: --verdict, --set FIELD=VALUE or --clear FIELD says what.")
    echo_lines(done(configuration(context), "notices judge", Judge(notice_id, by, verdict, sets, clears, note, undo)))
