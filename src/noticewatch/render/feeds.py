"""Events → the files of a feed: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1, valid whatever the pages held.

Imports words and core. The same events give the same bytes: no clock is asked, the newest event dates the feed. One entry
that cannot be made leaves a bare one behind and never breaks its feed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from noticewatch.model import Event
from noticewatch.render.body import entry_body
from noticewatch.render.lines import entry_title
from noticewatch.render.plain import one_line, web_address

FeedName = Literal["feed", "health"]

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # dates a feed without entries, since Atom demands a date
_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What the configuration says of the feeds.

    `self_url`: the address of the folder that the files are served from, "" where it is not known.
    """

    title: str
    link: str
    max_items: int
    self_url: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What all three formats say of one event: clean, plain text but for `body`, which is safe HTML."""

    id: str
    title: str
    body: str
    time: datetime
    url: str
    author: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    name: FeedName
    title: str
    link: str
    folder: str
    language: str
    updated: datetime

    def address(self, ending: str) -> str:
        return f"{self.folder}/{self.name}.{ending}" if self.folder else ""


def feed_files(
    name: FeedName, events: Sequence[Event], settings: FeedSettings, *, language: str = "en", timezone: tzinfo
) -> dict[str, bytes]:
    """The files by name, each holding all the events given, newest first; which events those are, the caller decides."""
    entries = [_entry(event, language, timezone) for event in sorted(events, key=lambda event: event.time, reverse=True)]
    head = _Head(
        name,
        one_line(settings.title) or "noticewatch",
        web_address(settings.link),
        web_address(settings.self_url).rstrip("/"),
        "ja" if language.startswith("ja") else "en",
        max((entry.time for entry in entries), default=_NEVER),
    )
    return {f"{name}.rss": _rss(head, entries), f"{name}.atom": _atom(head, entries), f"{name}.json": _json(head, entries)}


def _entry(event: Event, language: str, timezone: tzinfo) -> _Entry:
    time = event.time.astimezone(timezone).replace(microsecond=0)
    try:
        made = _Entry(
            one_line(event.id),
            entry_title(event, language=language),
            entry_body(event, language=language),
            time,
            web_address(event.notice.url if event.notice else event.source.url if event.source else ""),
            one_line(event.source.name or event.source.id) if event.source else "noticewatch",
            (event.type, event.severity),
        )
        _for_atom(made).atom_entry()  # lxml refuses here what XML cannot hold, while it can still be put aside
        _for_rss(made).rss_entry()
    except Exception:
        known = one_line(event.id)
        return _Entry(known, f"[{event.type}] {known}", f"<p>{known}</p>", time, "", "noticewatch", ())
    return made


def _generator(head: _Head, ending: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.id(f"urn:noticewatch:{head.name}")
    feed.title(head.title)
    feed.description(head.title)
    feed.author(name="noticewatch")
    feed.generator("noticewatch")
    feed.language(head.language)
    if address := head.address(ending):
        feed.link(href=address, rel="self")
    feed.link(href=head.link or f"urn:noticewatch:{head.name}", rel="alternate")  # RSS takes the last one, and demands one
    return feed


def _rss(head: _Head, entries: Sequence[_Entry]) -> bytes:
    feed = _generator(head, "rss")
    feed.lastBuildDate(head.updated.astimezone(UTC))
    for entry in entries:
        feed.add_entry(_for_rss(entry), order="append")
    made: bytes = feed.rss_str(pretty=True)
    return made


def _for_rss(entry: _Entry) -> FeedEntry:
    item = _common(entry)
    item.guid(entry.id, permalink=False)
    item.pubDate(entry.time.astimezone(UTC))
    return item


def _atom(head: _Head, entries: Sequence[_Entry]) -> bytes:
    feed = _generator(head, "atom")
    feed.updated(head.updated)
    for entry in entries:
        feed.add_entry(_for_atom(entry), order="append")
    made: bytes = feed.atom_str(pretty=True)
    return made


def _for_atom(entry: _Entry) -> FeedEntry:
    item = _common(entry)
    item.id(f"urn:noticewatch:{entry.id}")
    item.author(name=entry.author)
    item.updated(entry.time)
    item.published(entry.time)
    return item


def _common(entry: _Entry) -> FeedEntry:
    item = FeedEntry()
    item.title(entry.title)
    item.content(entry.body, type="html")
    if entry.url:
        item.link(href=entry.url, rel="alternate")
    for tag in entry.tags:
        item.category(term=tag)
    return item


def _json(head: _Head, entries: Sequence[_Entry]) -> bytes:
    made: dict[str, object] = {"version": _VERSION, "title": head.title}
    if head.link:
        made["home_page_url"] = head.link
    if address := head.address("json"):
        made["feed_url"] = address
    made |= {"language": head.language, "authors": [{"name": "noticewatch"}]}
    made["items"] = [_json_item(entry) for entry in entries]
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


def _json_item(entry: _Entry) -> dict[str, object]:
    item: dict[str, object] = {"id": entry.id}
    if entry.url:
        item["url"] = entry.url
    return item | {
        "title": entry.title,
        "content_html": entry.body,
        "date_published": entry.time.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": list(entry.tags),
    }
