"""`notices`: what was seen, its versions and facts, what changed, full-text search."""

from __future__ import annotations

import sys
from typing import Any, get_args

import click

from noticewatch import codec, compare
from noticewatch.cli import PartGroup
from noticewatch.cli.common import configuration, json_option, limit_option, print_json, reading, short_time, shown_time
from noticewatch.config import Config
from noticewatch.model import Facts, Verdict
from noticewatch.records import Notice, Version
from noticewatch.render.lexicon import words_of
from noticewatch.render.phrases import count_phrase
from noticewatch.render.stories import judged_json, notice_json
from noticewatch.render.terminal import print_table, safe
from noticewatch.store import shown
from noticewatch.text import clean_text, fold

AROUND = 40  # characters shown either side of a word that was searched for


PARTS = {"judge": "marking:judge", "sample": "sampling:sample", "signoff": "sampling:signoff"}


@click.group(cls=PartGroup, parts=PARTS)
def notices() -> None:
    """What was seen: notices, their versions and facts."""


@notices.command(name="list")
@click.option("--verdict", type=click.Choice(get_args(Verdict)), default=None, help="Only those judged so.")
@click.option("--source", "source_id", default="", metavar="ID", help="Only those of one source.")
@limit_option
@json_option
@click.pass_context
def list_notices(context: click.Context, verdict: str | None, source_id: str, limit: int, as_json: bool) -> None:
    """Show the notices that were read, newest first."""
    config = configuration(context)
    with reading(config) as db:
        found = list(shown.notices(db, verdict=verdict or "", source_id=source_id, most=limit))
    if as_json:
        print_json([notice_json(notice, config.settings.timezone) for notice in found])
        return
    rows = [
        [n.id, n.published or "–", n.facts.verdict, n.facts.organization or "–", counted(n.facts), _version_mark(n), n.title]
        for n in found
    ]
    print_table(["notice", "published", "verdict", "organization", "affected", "version", "title"], rows)


def _version_mark(notice: Notice) -> str:
    return f"v{notice.current}" + (" withdrawn" if notice.is_withdrawn else "")


def counted(facts: Facts) -> str:
    """How many of what, in a table; "–" where the notice does not say."""
    return count_phrase(facts.affected_headline, words_of("en")) if facts.affected_headline else "–"


def _find(context: click.Context, name: str) -> tuple[Config, Notice, tuple[Version, ...]]:
    config = configuration(context)
    with reading(config) as db:
        notice = shown.notice_named(db, name)
        return config, notice, shown.versions(db, notice.id)


@notices.command()
@click.argument("notice_id", metavar="ID")
@json_option
@click.pass_context
def show(context: click.Context, notice_id: str, as_json: bool) -> None:
    """Show one notice: its text, and its facts with the words that prove them. ID may be its beginning, or an address."""
    config, notice, versions = _find(context, notice_id)
    if as_json:
        made = {"id": notice.id, "url": notice.url, "title": notice.title}
        judged = {"judged": judged_json(notice.judged, config.settings.timezone)} if notice.judged else {}
        print_json({**made, **judged, "versions": [_version_json(v, config) for v in versions]})
        return
    current = next(version for version in versions if version.number == notice.current)
    click.echo(safe(notice.title))
    click.echo(f"{notice.id}  {notice.url}")
    gone = notice.gone_at and f", {'withdrawn' if notice.is_withdrawn else 'gone'} since {short_time(notice.gone_at, config)}"
    seen = f"first seen {short_time(notice.first_seen_at, config)}, version {notice.current} of {notice.versions}"
    click.echo(seen + (gone or ""))
    if current.left_out:
        click.echo(f"left out: {safe(current.left_out)}")
    rows = [
        [name, codec.dumps(value) if value not in (None, []) else "–", _proof(notice, current, name)]
        for name, value in codec.facts_to_json(current.extraction.facts).items()
        if value not in (None, []) or name in notice.judged
    ]
    print_table(["fact", "value", "proof"], rows)
    click.echo()
    click.echo(clean_text(current.text))


def _proof(notice: Notice, version: Version, name: str) -> str:
    """The words that prove a fact; of one that is judged who says so, and what the extractor says."""
    extraction = version.found or version.extraction
    quote = "“" + safe(pieces[0].quote) + "”" if (pieces := extraction.evidence.get(name)) else ""
    judged = notice.judged.get(name)
    if judged is None:
        return quote
    found = codec.fact_to_json(getattr(extraction.facts, name))
    says = f"the extractor says {codec.dumps(found)} {quote}".strip() if found not in (None, []) else "the extractor says nothing"
    return f"judged by {safe(judged.by)} on {judged.at.date()}; {says}"


def _version_json(version: Version, config: Config) -> dict[str, Any]:
    return {
        "version": version.number,
        "seen": shown_time(version.seen_at, config),
        "title": version.title,
        "text": version.text,
        "left_out": version.left_out,
        "facts": codec.facts_to_json(version.extraction.facts),
        "evidence": codec.evidence_to_json(version.extraction.evidence),
        **({"extracted": codec.facts_to_json(version.page_says)} if version.found else {}),
    }


@notices.command()
@click.argument("notice_id", metavar="ID")
@click.option("--from", "first", type=int, default=None, metavar="N", help="The earlier version; the one before --to by default.")
@click.option("--to", "second", type=int, default=None, metavar="N", help="The later version; the newest by default.")
@json_option
@click.pass_context
def diff(context: click.Context, notice_id: str, first: int | None, second: int | None, as_json: bool) -> None:
    """Show what changed between two versions of a notice: facts, and sentences."""
    _, notice, versions = _find(context, notice_id)
    by_number = {version.number: version for version in versions}
    second = notice.versions if second is None else second
    first = max(1, second - 1) if first is None else first
    for number in (first, second):
        if number not in by_number:
            raise click.UsageError(f"notice {notice.id} has no version {number}; it has 1 to {notice.versions}.")
    old, new = by_number[first], by_number[second]
    changes = compare.fact_changes(old.page_says, new.page_says)
    text = compare.unified_diff(old.text, new.text)
    if as_json:
        listed = [{"field": change.field, "old": change.old, "new": change.new} for change in changes]
        print_json({"from": first, "to": second, "changes": listed, "diff": text})
        return
    if first == second:
        click.echo(f"{notice.id} has one version only: nothing has changed since it was first seen")
        return
    print_table(["fact", "old", "new"], [[c.field, codec.dumps(c.old), codec.dumps(c.new)] for c in changes])
    _print_diff(text)


def _print_diff(text: str) -> None:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    for line in text.splitlines():
        click.echo(click.style(safe(line), fg=colours.get(line[:1])) if sys.stdout.isatty() else safe(line))


@notices.command()
@click.argument("words", nargs=-1, required=True)
@limit_option
@json_option
@click.pass_context
def search(context: click.Context, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find notices whose text holds every one of WORDS, inside Japanese sentences too."""
    config = configuration(context)
    asked = " ".join(words)
    with reading(config) as db:
        found = list(shown.search(db, asked, limit or 50))
    if as_json:
        print_json(
            [{**notice_json(notice, config.settings.timezone), "excerpt": _excerpt(text, asked)} for notice, text in found]
        )
        return
    rows = [[n.id, n.published or "–", n.facts.verdict, n.facts.organization or "–", _excerpt(text, asked)] for n, text in found]
    print_table(["notice", "published", "verdict", "organization", "where"], rows)


def _excerpt(text: str, words: str) -> str:
    """The text around the first of some words."""
    folded = fold(text)
    haystack = folded.text.casefold()
    if len(haystack) != len(folded.text):
        haystack = folded.text  # case folding changed lengths: offsets would not hold
    places = [(at, len(word)) for word in fold(words).text.casefold().split() if (at := haystack.find(word)) >= 0]
    at, size = min(places, default=(0, 0))
    start, end = max(0, at - AROUND), min(len(haystack), at + size + AROUND)
    cut = folded.quote(start, end).replace("\n", " ")
    return ("…" if start else "") + cut + ("…" if end < len(haystack) else "")
