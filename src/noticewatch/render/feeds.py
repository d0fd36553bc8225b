"""Entries → the files of a feed: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1, valid whatever the pages held.

Imports words and core. The same entries give the same bytes: no clock is asked, the newest entry dates the feed. One event
that cannot be drawn leaves a bare entry behind and never breaks its feed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from noticewatch.codec import dumps
from noticewatch.model import Event, Json
from noticewatch.records import Entry
from noticewatch.render.entry import bare_entry, entry_of
from noticewatch.render.namespace import FactsOfEntry, FactsOfFeed
from noticewatch.render.plain import one_line, web_address

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # dates a feed without entries, since Atom demands a date
_VERSION = "https://jsonfeed.org/version/1.1"
_ABOUT = "https://github.com/noticewatch/noticewatch/blob/main/docs/feeds.md"
_EXTENSION = "facts"
ENDINGS = ("rss", "atom", "json")


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed says of itself. `url`: the address of the folder that its files are served from, "" where it is not known."""

    name: str
    title: str
    link: str
    url: str = ""
    language: str = "en"

    def address(self, ending: str) -> str:
        """Where the file with this ending is served, "" where that is not known."""
        folder = web_address(self.url).rstrip("/")
        return f"{folder}/{self.name}.{ending}" if folder else ""


def draw_entry(event: Event, *, language: str, timezone: tzinfo, related: Sequence[str] = ()) -> Entry:
    """An event's entry, tried in XML: what cannot be drawn leaves a bare one."""
    try:
        made = entry_of(event, language=language, timezone=timezone, related=related)
        _for_atom(made).atom_entry()  # lxml refuses here what XML cannot hold, while it can still be put aside
        _for_rss(made).rss_entry()
        _json_bytes(_json_item(made))
    except Exception:
        return bare_entry(event, timezone=timezone)
    return made


def feed_files(head: FeedHead, entries: Sequence[Entry]) -> dict[str, bytes]:
    """The files by name, each holding all the entries in their order; which those are, the caller decides."""
    makers = {"rss": _rss, "atom": _atom, "json": _json}
    updated = max((entry.time for entry in entries), default=_NEVER)
    return {f"{head.name}.{ending}": makers[ending](head, entries, updated) for ending in ENDINGS}


def _generator(head: FeedHead, ending: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension(_EXTENSION, FactsOfFeed, FactsOfEntry)
    title = one_line(head.title) or "noticewatch"
    feed.id(f"urn:noticewatch:{head.name}")
    feed.title(title)
    feed.description(title)
    feed.author(name="noticewatch")
    feed.generator("noticewatch")
    feed.language(head.language)
    if address := head.address(ending):
        feed.link(href=address, rel="self")
    link = web_address(head.link) or f"urn:noticewatch:{head.name}"
    feed.link(href=link, rel="alternate")  # RSS takes the last one, and demands one
    return feed


def _rss(head: FeedHead, entries: Sequence[Entry], updated: datetime) -> bytes:
    feed = _generator(head, "rss")
    feed.lastBuildDate(updated.astimezone(UTC))
    for entry in entries:
        feed.add_entry(_for_rss(entry), order="append")
    made: bytes = feed.rss_str(pretty=True)
    return made


def _for_rss(entry: Entry) -> FeedEntry:
    item = _common(entry)
    item.guid(entry.id, permalink=False)
    item.pubDate(entry.time.astimezone(UTC))
    return item


def _atom(head: FeedHead, entries: Sequence[Entry], updated: datetime) -> bytes:
    feed = _generator(head, "atom")
    feed.updated(updated)
    for entry in entries:
        feed.add_entry(_for_atom(entry), order="append")
    made: bytes = feed.atom_str(pretty=True)
    return made


def _for_atom(entry: Entry) -> FeedEntry:
    item = _common(entry)
    item.id(f"urn:noticewatch:{entry.id}")
    item.author(name=entry.author)
    item.updated(entry.time)
    item.published(entry.time)
    return item


def _common(entry: Entry) -> FeedEntry:
    item = FeedEntry()
    item.title(entry.title)
    item.content(entry.body, type="html")
    if entry.url:
        item.link(href=entry.url, rel="alternate")
    for what, word in entry.tags:
        item.category(term=word, scheme=f"urn:noticewatch:{what}")
    item.register_extension(_EXTENSION, FactsOfEntry)
    item.facts.entry = entry
    return item


def _json(head: FeedHead, entries: Sequence[Entry], _: datetime) -> bytes:
    made: dict[str, Json] = {"version": _VERSION, "title": one_line(head.title) or "noticewatch"}
    if link := web_address(head.link):
        made["home_page_url"] = link
    if address := head.address("json"):
        made["feed_url"] = address
    made |= {"language": head.language, "authors": [{"name": "noticewatch"}], "_noticewatch": {"about": _ABOUT}}
    made["items"] = [_json_item(entry) for entry in entries]
    return _json_bytes(made)


def _json_bytes(value: Json) -> bytes:
    return dumps(value).encode() + b"\n"


def _json_item(entry: Entry) -> Json:
    item: dict[str, Json] = {"id": entry.id}
    if entry.url:
        item["url"] = entry.url
    item |= {
        "title": entry.title,
        "content_html": entry.body,
        "date_published": entry.time.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": [word for _, word in entry.tags],
    }
    if entry.told:
        related: dict[str, Json] = {"related": list(entry.related)} if entry.related else {}
        item["_noticewatch"] = dict(entry.told) | related
    return item
