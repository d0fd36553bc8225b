"""Hostile strings through every way out: what of them is active, invalid, unreadable or not what was put in.

    python -m tests.measure_output [--count 10000] [--seed 1] [--progress FILE]

Row 9 of the scorecard in docs/reliability.md. Each string stands in titles, names, quotes, changes, diffs, reasons and addresses
of events and incidents, which go to each sink; each sink is then read by parsers that are not ours. Prints JSON; exit 1 where a
bar is missed. With a file of progress it goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import structlog

from tests.hostile_strings import hostile_strings
from tests.output_chats import in_discord, in_slack, in_teams, through_apprise
from tests.output_feeds import in_feeds
from tests.output_lines import in_the_log, in_webhook, on_a_terminal
from tests.output_sheets import hostile_story, in_csv, in_stix
from tests.output_tally import Tally, events_of

BATCH = 100  # strings in one feed, one sheet and one bundle
SINGLY = {
    "slack": in_slack,
    "teams": in_teams,
    "discord": in_discord,
    "apprise": through_apprise,
    "webhook": in_webhook,
    "terminal": on_a_terminal,
    "log": in_the_log,
}
SINKS = ("rss", "atom", "json", *SINGLY, "csv", "stix")


def measured(
    count: int, seed: int, said: Callable[[int], None] = lambda done: None, progress: Path | None = None
) -> dict[str, Tally]:
    """Each sink's tally after so many strings; those that `progress` has noted are not tried again."""
    done, tallies = _restored(progress, seed)
    strings = islice(hostile_strings(count, seed), done, None)
    with patch.dict(os.environ, {"NO_COLOR": "1"}):  # colours are escape sequences of our own
        while batch := list(islice(strings, BATCH)):
            try_some(batch, done, tallies)
            done += len(batch)
            if progress:
                _note(progress, seed, done, tallies)
            said(done)
    structlog.reset_defaults()
    return tallies


def try_some(batch: list[str], first: int, tallies: dict[str, Tally]) -> None:
    """Put some strings through every sink; `first`: the number of the first of them."""
    events = events_of(batch, first)
    in_feeds(events, tallies)
    for event, text in zip(events, batch, strict=True):
        for sink, tried in SINGLY.items():
            tried(event, text, tallies[sink])
    stories = [hostile_story(text, number) for number, text in enumerate(batch, first)]
    in_csv(stories, batch, tallies["csv"])
    in_stix(stories, batch, tallies["stix"])


def _restored(progress: Path | None, seed: int) -> tuple[int, dict[str, Tally]]:
    noted = json.loads(progress.read_text()) if progress and progress.exists() else {}
    if noted.get("seed") != seed:
        return 0, {name: Tally() for name in SINKS}
    return noted["done"], {name: Tally(**noted["tallies"][name]) for name in SINKS}


def _note(progress: Path, seed: int, done: int, tallies: dict[str, Tally]) -> None:
    new = progress.with_suffix(".new")
    new.write_text(json.dumps({"seed": seed, "done": done, "tallies": {name: asdict(tally) for name, tally in tallies.items()}}))
    new.replace(progress)


def main() -> int:
    """Measure, print, and tell whether the bar is reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--progress", type=Path, help="a file in which is noted how far it is")
    options = parser.parse_args()

    def said(done: int) -> None:
        print(f"\r{done}", end="", file=sys.stderr, flush=True)

    tallies = measured(options.count, options.seed, said, options.progress)
    print(file=sys.stderr)
    print(json.dumps({"strings": options.count, **{name: asdict(tally) for name, tally in tallies.items()}}, indent=1))
    return 0 if all(tally.clean for tally in tallies.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
