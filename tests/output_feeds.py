"""Feeds with hostile strings, each read by three parsers that are not ours."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import feedparser
import pydantic_core
from lxml import etree

from noticewatch.model import Event
from noticewatch.render.feeds import FeedHead, draw_entry, feed_files
from noticewatch.render.lines import entry_title
from tests.event_samples import TOKYO
from tests.feed_rules import ATOM, INERT, markup_of, problems
from tests.output_tally import Tally, on_one_line, visible

HEAD = FeedHead("feed", "Notices", "https://watch.example/", "https://watch.example/feeds/")
NW = "{urn:noticewatch:facts:1}"


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
    return got is not None and len(put) > 500 and len(got) > 50 and got.endswith("…") and put.strip().startswith(got[:-1].strip())


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
        words = on_one_line(title)
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
