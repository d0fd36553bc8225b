"""Hostile strings through every way out: what of them is active, invalid, unreadable or not what was put in.

    python -m tests.measure_output [--count 10000] [--seed 1]

Row 9 of the scorecard in docs/reliability.md. Each string stands in titles, names, quotes, changes, diffs, reasons and addresses
of events, which go to each sink; each sink is then read by parsers that are not ours. Prints JSON; exit 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import feedparser
import pydantic_core
import structlog
from lxml import etree
from standardwebhooks import Webhook

from noticewatch.cli.common import log_to_stderr
from noticewatch.model import Event
from noticewatch.render.feeds import FeedHead, draw_entry, feed_files
from noticewatch.render.lines import entry_title, message_lines
from noticewatch.render.slack import slack_message
from noticewatch.render.terminal import print_fitted, print_table
from noticewatch.render.webhook import LARGEST_BODY, signed_headers, webhook_body
from tests.event_samples import CHANGED, NEW, TOKYO, UNCLASSIFIED, hostile_event, hostile_health_event
from tests.feed_rules import ATOM, INERT, markup_of, problems
from tests.hostile_strings import hostile_strings

BATCH = 100  # strings in one feed
HEAD = FeedHead("feed", "Notices", "https://watch.example/", "https://watch.example/feeds/")
NW = "{urn:noticewatch:facts:1}"
KEY = "whsec_aG9zdGlsZSBzdHJpbmdzIGdvIG91dCBoZXJl"
# What no line on a terminal or in a log may hold: controls, what turns the order of letters, ends of lines, halves of pairs.
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
OWN_LINK = re.compile(r"<https?://[^<>|\s]+\|(?:Page|open page|原文|ページを開く)>")


@dataclass
class Tally:
    """What was found wrong in one sink; `examples` are the first few."""

    outputs: int = 0
    active: int = 0
    invalid: int = 0
    unreadable: int = 0
    unequal: int = 0
    examples: list[str] = field(default_factory=list)

    def note(self, kind: str, what: object) -> None:
        """Count something wrong."""
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.examples) < 5:
            self.examples.append(f"{kind}: {what!r:.300}")

    @property
    def clean(self) -> bool:
        """Whether nothing was found wrong."""
        return not (self.active or self.invalid or self.unreadable or self.unequal)


def events_of(texts: Iterable[str], first: int) -> list[Event]:
    """An event for each text, of every shape in turn, with an id of its own."""
    made = []
    for number, text in enumerate(texts, first):
        base = (NEW, CHANGED, UNCLASSIFIED)[number % 3]
        event = hostile_health_event(text) if number % 10 == 9 else hostile_event(text, base)
        event = replace(event, id=f"evt_{number}")
        if event.notice and number % 7 == 0:
            event = replace(event, notice=replace(event.notice, url=text))
        made.append(event)
    return made


def visible(text: str) -> str:
    """What of a text is to come out, told by Unicode's own categories and not by our table: line ends as one, nothing unseen."""
    text = text.replace("\r\n", "\n")
    text = re.sub("[\r\x85\u2028\u2029]", "\n", text)
    return "".join(letter for letter in text if letter in "\t\n" or not _unseen(letter))


def _unseen(letter: str) -> bool:
    code = ord(letter)
    if unicodedata.category(letter) in ("Cc", "Cs", "Cf"):
        return True
    return 0xFDD0 <= code <= 0xFDEF or code in (0xFFFE, 0xFFFF)


# Feeds


def in_feeds(events: list[Event], tallies: dict[str, Tally]) -> None:
    """RSS, Atom and JSON Feed of some events, each by three parsers."""
    made = feed_files(HEAD, [draw_entry(event, language="en", timezone=TOKYO) for event in events])
    for name, content in made.items():
        ending = name.rpartition(".")[2]
        tally = tallies[ending]
        tally.outputs += len(events)
        for problem in problems(name, content):
            tally.note("active" if "body holds" in problem or "web address" in problem else "invalid", problem)
        for reading in READERS[ending]:
            try:
                read = reading(content)
            except Exception as fault:
                tally.note("unreadable", fault)
                continue
            if len(read) != len(events):
                tally.note("unreadable", (reading.__name__, len(read)))
            for event, entry in zip(events, read, strict=False):
                for what, (put, got) in _compared(event, entry).items():
                    if put != got and not _is_cut(put, got):
                        tally.note("unequal", (reading.__name__, what, put[:80], (got or "")[:80]))


def _is_cut(put: str, got: str | None) -> bool:
    """Whether a text is long, and what came out is its beginning: facts are cut where an entry's would exceed 20 kB."""
    return got is not None and len(put) > 500 and len(got) > 50 and got.endswith("…") and put.startswith(got[:-1])


def _compared(event: Event, entry: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    """What was put into an entry beside what was read of it."""
    made = {
        "id": (event.id, str(entry["id"]).removeprefix("urn:noticewatch:")),
        "title": (entry_title(event), entry["title"]),
        "reason": (visible(event.reason), entry["reason"]),
    }
    markup = markup_of(entry["body"])
    title = event.notice.title if event.notice else event.source.name if event.source else ""
    if len(title) < 400 and markup.words is not None:
        words = " ".join(visible(title).split())
        made["words of the body"] = (words, words if words in " ".join(markup.words.split()) else None)
    if event.facts and event.facts.organization is not None and len(title) < 400:
        made["organization"] = (visible(event.facts.organization), entry["organization"])
        made["quote"] = (visible(event.evidence["cause"][0].quote), entry["quote"])
    if set(markup.tags) - INERT or markup.attributes:
        made["body"] = ("inert", "active")
    return made


def _by_elements(root: Any) -> list[dict[str, Any]]:
    found = []
    for item in [*root.iter("item"), *root.iter(f"{ATOM}entry")]:
        rss = item.tag == "item"
        quotes = {element.get("field"): element.text for element in item.iter(f"{NW}evidence")}
        found.append(
            {
                "id": item.findtext("guid" if rss else f"{ATOM}id"),
                "title": item.findtext("title" if rss else f"{ATOM}title"),
                "body": item.findtext("description" if rss else f"{ATOM}content"),
                "reason": item.findtext(f"{NW}reason", ""),
                "organization": item.findtext(f"{NW}organization", ""),
                "quote": quotes.get("cause", ""),
            }
        )
    return found


def expat(content: bytes) -> list[dict[str, Any]]:
    """Read by expat."""
    return [{key: value or "" for key, value in one.items()} for one in _by_elements(ElementTree.fromstring(content))]


def libxml2(content: bytes) -> list[dict[str, Any]]:
    """Read by libxml2."""
    return [{key: value or "" for key, value in one.items()} for one in _by_elements(etree.fromstring(content))]


def by_feedparser(content: bytes) -> list[dict[str, Any]]:
    """Read by feedparser, which must not mend anything; it trims texts, and of quotes it keeps none."""
    read = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if read.bozo:
        raise ValueError(str(read.get("bozo_exception")))
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "body": entry.content[0].value if "content" in entry else entry.summary,
            "reason": Trimmed(entry.get("nw_reason", "")),
            "organization": Trimmed(entry.get("nw_organization", "")),
            "quote": Anything(),
        }
        for entry in read.entries
    ]


class Trimmed(str):
    """A text that a parser trimmed: equal to what it was before."""

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and other.strip() == self.strip()

    def __ne__(self, other: object) -> bool:
        return not self == other


class Anything(str):
    """What a parser does not give."""

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False


def _by_items(feed: Any) -> list[dict[str, Any]]:
    found = []
    for item in feed["items"]:
        told = item["_noticewatch"]
        quotes = told.get("evidence", {}).get("cause") or [{"quote": ""}]
        found.append(
            {
                "id": item["id"],
                "title": item["title"],
                "body": item["content_html"],
                "reason": told.get("reason", ""),
                "organization": told.get("facts", {}).get("organization"),
                "quote": quotes[0]["quote"],
            }
        )
    return found


def python_json(content: bytes) -> list[dict[str, Any]]:
    """Read by Python's json."""
    return _by_items(json.loads(content))


def jiter(content: bytes) -> list[dict[str, Any]]:
    """Read by jiter, in Rust."""
    return _by_items(pydantic_core.from_json(content, allow_inf_nan=False))


def sqlite_json(content: bytes) -> list[dict[str, Any]]:
    """Read by SQLite."""
    with sqlite3.connect(":memory:") as db:
        rows = db.execute("SELECT value FROM json_each(?, '$.items')", [content.decode("utf-8")]).fetchall()
        fields = ("$.id", "$.title", "$.content_html", "$._noticewatch.reason", "$._noticewatch.facts.organization",
                  "$._noticewatch.evidence.cause[0].quote")  # fmt: skip
        names = ("id", "title", "body", "reason", "organization", "quote")
        picked = ", ".join("json_extract(?1, ?)" for _ in fields)
        read = []
        for (row,) in rows:
            marks = picked.replace("?)", "{})").format(*(f"?{number + 2}" for number in range(len(fields))))
            values = db.execute(f"SELECT {marks}", [row, *fields]).fetchone()
            read.append({name: value if value is not None else "" for name, value in zip(names, values, strict=True)})
    return read


READERS: dict[str, tuple[Callable[[bytes], list[dict[str, Any]]], ...]] = {
    "rss": (expat, libxml2, by_feedparser),
    "atom": (expat, libxml2, by_feedparser),
    "json": (python_json, jiter, sqlite_json),
}


# Slack


def in_slack(event: Event, text: str, tally: Tally) -> None:
    """The message and the plain one: only our own links are active, everything within Slack's limits."""
    for plain in (False, True):
        tally.outputs += 1
        body = slack_message(event, language="en" if plain else "ja", timezone=TOKYO, plain=plain)
        try:
            made = json.loads(body.decode("utf-8"))
        except ValueError as fault:
            tally.note("unreadable", fault)
            continue
        shown = list(_slack_texts(made))
        if len(made.get("blocks", [])) > 50 or sum(len(words) for _, words, _ in shown) > 13_000:
            tally.note("invalid", "too much altogether")
        for kind, words, most in shown:
            rest = OWN_LINK.sub("", words) if kind == "mrkdwn" else words
            if re.search(r"[<>]|&(?!amp;|lt;|gt;)", rest):
                tally.note("active", rest)
            if not 1 <= len(words) <= most or STEERS.search(words.replace("\n", "")):
                tally.note("invalid", words)
        short = " ".join(visible(text).split())
        if plain and 0 < len(short) < 40 and event.facts is None:
            whole = "\n".join(_unescaped(words) for _, words, _ in shown)
            if short not in whole:
                tally.note("unequal", (short, whole[:200]))


def _slack_texts(made: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    yield "mrkdwn", made["text"], 4000
    for block in made.get("blocks", []):
        if block["type"] == "rich_text":  # which Slack does not parse
            for section in block["elements"]:
                yield "plain_text", "".join(element.get("text", "") for element in section["elements"]), 12_000
        elif block["type"] == "context":
            yield from ((element["type"], element["text"], 3000) for element in block["elements"])
        else:
            yield block["text"]["type"], block["text"]["text"], 150 if block["type"] == "header" else 3000


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


# The webhook


def in_webhook(event: Event, text: str, tally: Tally) -> None:
    """The signed body: JSON by three parsers, within its size, verified by the standard's library."""
    tally.outputs += 1
    body = webhook_body(event)
    headers = signed_headers(body, id=event.id, at=datetime.now(UTC), secrets=[KEY])
    if len(body) > LARGEST_BODY:
        tally.note("invalid", len(body))
    try:
        Webhook(KEY).verify(body, headers)
        made = json.loads(body.decode("utf-8"), parse_constant=lambda word: 1 / 0)
        again = pydantic_core.from_json(body, allow_inf_nan=False)
        with sqlite3.connect(":memory:") as db:
            [(valid,)] = db.execute("SELECT json_valid(?)", [body.decode("utf-8")]).fetchall()
    except Exception as fault:
        tally.note("unreadable", fault)
        return
    if made != again or not valid:
        tally.note("unreadable", "parsers differ")
    if len(text) < 300:
        put = text.encode("utf-8", "replace").decode("utf-8")
        places = [made.get("reason", ""), made["source"]["name"]]
        places += [made["notice"]["title"]] if "notice" in made and event.facts and event.facts.vendor is not None else []
        if any(place != put for place in places):
            tally.note("unequal", (put, places))


# Terminal and log


def on_a_terminal(event: Event, text: str, tally: Tally) -> None:
    """A table, a row and the lines of a message, as a pipe gets them: no character that steers, a row a line."""
    tally.outputs += 1
    out = io.StringIO()
    with redirect_stdout(out):
        print_table(["id", "name"], [[event.id, text]])
        print_fitted(["id", "name"], [[event.id, text]])
    lines = out.getvalue().split("\n")
    if len(lines) != 5:
        tally.note("invalid", lines)
    lines += message_lines(event, language="en", timezone=TOKYO)
    for line in lines:
        if STEERS.search(line.replace("\t", "")):
            tally.note("active", line)
    if " ".join(visible(text).split()) != " ".join(lines[1].split()[1:]):
        tally.note("unequal", (text, lines[1]))


class _Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def in_the_log(event: Event, text: str, tally: Tally) -> None:
    """A line of the log: one JSON object that gives the text back; on a terminal a line for people. Nothing steers in either."""
    for out in (io.StringIO(), _Screen()):
        tally.outputs += 1
        with redirect_stderr(out):
            log_to_stderr()
            structlog.get_logger().warning("checked", source=text, problems=[text])
        written = out.getvalue()
        if not written.endswith("\n") or STEERS.search(written[:-1]):
            tally.note("active", written)
        if out.isatty():
            continue
        try:
            made = json.loads(written)
        except ValueError as fault:
            tally.note("unreadable", fault)
            continue
        if made["source"] != text or made["problems"] != [text]:
            tally.note("unequal", (text, made))


def measured(count: int, seed: int, progress: Callable[[int], None] = lambda done: None) -> dict[str, Tally]:
    """Each sink's tally after so many strings."""
    tallies = {name: Tally() for name in ("rss", "atom", "json", "slack", "webhook", "terminal", "log")}
    strings = hostile_strings(count, seed)
    done = 0
    with patch.dict(os.environ, {"NO_COLOR": "1"}):  # colours are escape sequences of our own
        while batch := list(islice(strings, BATCH)):
            events = events_of(batch, done)
            in_feeds(events, tallies)
            for event, text in zip(events, batch, strict=True):
                in_slack(event, text, tallies["slack"])
                in_webhook(event, text, tallies["webhook"])
                on_a_terminal(event, text, tallies["terminal"])
                in_the_log(event, text, tallies["log"])
            done += len(batch)
            progress(done)
    structlog.reset_defaults()
    return tallies


def main() -> int:
    """Measure, print, and tell whether the bar is reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tallies = measured(options.count, options.seed, lambda done: print(f"\r{done}", end="", file=sys.stderr, flush=True))
    print(file=sys.stderr)
    print(json.dumps({"strings": options.count, **{name: asdict(tally) for name, tally in tallies.items()}}, indent=1))
    return 0 if all(tally.clean for tally in tallies.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
