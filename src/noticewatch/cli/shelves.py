"""`sources catalogs`: the catalogues of sources that come along, and what each holds."""

from __future__ import annotations

import click

from noticewatch.cli.common import json_option, print_json
from noticewatch.cli.fetching import configuration_or_none
from noticewatch.config import Catalog, catalog, catalogs, words_of
from noticewatch.render.terminal import print_table


@click.command(
    name="catalogs",
    short_help="The catalogues of sources that come along.",
    epilog="""\b
Examples:
  noticewatch sources catalogs                what there is, and which are watched
  noticewatch sources catalogs jp-cities      the sources of one
""",
)
@click.argument("name", required=False)
@json_option
@click.pass_context
def list_catalogs(context: click.Context, name: str | None, as_json: bool) -> None:
    """Show the catalogues, or the sources of one; `catalogs = ["jp-cities"]` in [settings] watches it."""
    if name:
        _print_one(_named(name), as_json=as_json)
        return
    config = configuration_or_none(context)
    chosen = config.settings.catalogs if config else ()
    found = catalogs()
    if as_json:
        words = [(one.name, one.title, len(one.sources), one.name in chosen, one.about) for one in found]
        print_json([dict(zip(("name", "title", "sources", "watched", "about"), one, strict=True)) for one in words])
        return
    rows = [[one.name, str(len(one.sources)), "yes" if one.name in chosen else "no", one.title] for one in found]
    print_table(["catalogue", "sources", "watched", "what"], rows)


def _named(name: str) -> Catalog:
    try:
        return catalog(name)
    except ValueError as problem:
        raise click.UsageError(f"{name} {problem}") from None


def _print_one(one: Catalog, *, as_json: bool) -> None:
    if as_json:
        print_json([words_of(source) for source in one.sources])
        return
    print_table(["source", "name", "tags", "address"], [[s.id, s.name, ", ".join(s.tags), s.url] for s in one.sources])
