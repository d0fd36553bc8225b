"""`report`: a month for those who answer for the watch, in Japanese or English."""

from __future__ import annotations

from typing import get_args

import click

from noticewatch.cli.common import configuration, reading, write_whole
from noticewatch.clock import Clock
from noticewatch.monthly import month_bounds
from noticewatch.render.papers import Form


@click.command(
    short_help="A month's report as Markdown, HTML or CSV.",
    epilog="""\b
Examples:
  noticewatch report --month 2026-10 --format html --output october.html
  noticewatch report --month 2026-10 --language ja > october.md
  noticewatch report --month 2026-10 --format csv --output october.csv
What the coverage in it means is in docs/coverage.md.
""",
)
@click.option(
    "--month", "name", required=True, metavar="YYYY-MM", help="By the configured zone's clock; the running one: so far."
)
@click.option("--format", "form", type=click.Choice(get_args(Form)), default="md", help="Default: md.")
@click.option("--language", type=click.Choice(("ja", "en")), default=None, help="Default: the feed's (`language` in [feed]).")
@click.option("--output", metavar="FILE", default="-", help="Written whole or not at all; default: standard output.")
@click.pass_context
def report(context: click.Context, name: str, form: Form, language: str | None, output: str) -> None:
    """Report a month: incidents by tier and severity, how soon they were told, what is open, not seen, wrong, new."""
    from noticewatch.render.lexicon import words_of
    from noticewatch.render.months import month_report
    from noticewatch.store.monthly import month

    config, now = configuration(context), Clock().now()
    zone = config.settings.timezone
    try:
        since, until = month_bounds(name, zone)
    except (ValueError, OverflowError):
        raise click.UsageError(f"--month {name}: not a month such as 2026-10.") from None
    if since > now:
        raise click.UsageError(f"--month {name} lies in the future.")
    with reading(config) as db:
        found = month(db, config, name, since, until, now)
    write_whole([month_report(found, form, words_of(language or config.feed.language), zone)], output)
    if output != "-":
        click.echo(f"{name} written to {output}", err=True)
