"""What becomes of candidates that are accepted: asked for one by one, tried as `sources add` tries them, put into words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import click

from noticewatch.cli.fetching import door
from noticewatch.config import Config, Words, source_of
from noticewatch.discover.scoring import Candidate
from noticewatch.errors import SourceError
from noticewatch.links import canonical_url
from noticewatch.parsing import Parser
from noticewatch.probe import Prober
from noticewatch.render.terminal import safe
from noticewatch.scouting import Shelf, Target
from noticewatch.suggest import free_id


@dataclass(frozen=True, slots=True)
class Wanted:
    """A candidate of a site."""

    target: Target
    candidate: Candidate


@dataclass(slots=True)
class Accepted:
    """The words of the sources to be added, what could not be read (address, why), and the new ids by address."""

    blocks: list[dict[str, str | list[str]]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)


def ask(wanted: Sequence[Wanted], shelf: Shelf | None) -> list[Wanted]:
    """Ask for each candidate; q ends the questions, and a register remembers what was declined."""
    accepted: list[Wanted] = []
    for one in wanted:
        said = f"{one.candidate.what}, {one.candidate.score} points: {safe(one.candidate.url)}"
        answer = click.prompt(f"Watch {said}", type=click.Choice(("y", "n", "q")), default="n", show_choices=True)
        if answer == "q":
            break
        if answer == "y":
            accepted.append(one)
        elif shelf is not None:
            shelf.decline(one.candidate.url)
    return accepted


async def words_for(config: Config, wanted: Sequence[Wanted], step: Callable[[], None]) -> Accepted:
    """Read each accepted candidate as `sources add` does, in parallel, and make the words of its source."""
    parser, accepted = Parser(), Accepted()
    today = datetime.now(config.settings.timezone).date()
    try:
        async with door(config) as fetcher:
            prober = Prober(fetcher, parser, today, lambda number: None, lambda: None)
            found = await asyncio.gather(*(_tried(prober, one, step) for one in wanted))
    finally:
        await parser.close()
    ids = {source.id for source in config.sources}
    addresses = {canonical_url(source.url) for source in config.sources}
    for one, words in zip(wanted, found, strict=True):
        if isinstance(words, str):
            accepted.problems.append((one.candidate.url, words))
            continue
        address = canonical_url(str(words["url"]))
        if address in addresses:
            accepted.problems.append((one.candidate.url, "its address is watched already"))
            continue
        block = {key: value if isinstance(value, str) else list(value) for key, value in words.items()}
        block["id"] = free_id(str(words["id"]), ids)
        ids.add(str(block["id"]))
        addresses.add(address)
        accepted.blocks.append(block)
        accepted.ids[canonical_url(one.candidate.url)] = str(block["id"])
    return accepted


async def _tried(prober: Prober, one: Wanted, step: Callable[[], None]) -> Words | str:
    """The words of a candidate's source; why it cannot be one."""
    given: dict[str, str | list[str]] = {"organization": one.target.organization} if one.target.organization else {}
    if one.target.tags:
        given["tags"] = list(one.target.tags)
    try:
        source, faults = source_of({"id": "source", "url": one.candidate.url, **given})
        if source is None:
            return "; ".join(f"{key}: {message}" for key, message in faults)
        return (await prober.probe(source, configured=False, given=given, taken=())).words
    except SourceError as problem:
        return str(problem).removeprefix(f"{one.candidate.url}: ")
    finally:
        step()
