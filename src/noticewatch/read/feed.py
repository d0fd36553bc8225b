"""Feeds: RSS 0.9x to 2.0, Atom and JSON Feed, as items (entries with a link) and documents (entries that are all there is).

Core; imports errors, model, xml and entries. The XML formats are read by feedparser, which is handed UTF-8 without declaration
and DTD, and never anything but a stream: a string or bytes it may take for a file's name.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from noticewatch.errors import ReadError
from noticewatch.links import linked_address
from noticewatch.model import Reading
from noticewatch.read.charset import decode
from noticewatch.read.entries import Entry, content_text, reading_of, texts, title_text
from noticewatch.read.kinds import names_list
from noticewatch.read.xml import xml_text
from noticewatch.text import clean_text

LARGEST = 10 * 1024 * 1024  # bytes
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_LONGEST_KEY = 1_000  # characters
_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|rdf|feed)\s{0,20}>|<(?:[\w.-]{1,40}:)?feed\b[^<>]{0,2000}/>", re.I)


def read_feed(body: bytes, url: str, charset: str = "", language: str = "") -> Reading:
    """Read an RSS or Atom feed.

    `language` is what the source's configuration says; else the feed's own word counts.
    Raises ReadError for what is no feed, for one that breaks off, and for entries of which none says anything.
    """
    _refuse_large(body)
    text = xml_text(body, charset, "the feed")
    parsed = _parsed(text)
    if not parsed.get("version"):
        raise ReadError("this is XML, but no feed")
    if not _END.search(text):
        raise ReadError("the feed is cut off")  # which would lose entries in silence
    feed = parsed.get("feed") or {}
    language = language or texts([feed.get("language")])
    is_rss = str(parsed["version"]).startswith("rss")
    entries = [_entry(dict(entry), is_rss=is_rss) for entry in parsed.get("entries", ())]
    return _named(reading_of(entries, url, language=language, publisher=_publisher(feed)), feed)


def read_json_feed(body: bytes, url: str, charset: str = "", language: str = "") -> Reading:
    """Read a JSON Feed (1.0, 1.1). Raises ReadError as `read_feed` does."""
    _refuse_large(body)
    feed = _json(decode(body, charset or "utf-8"))
    if not isinstance(feed, dict) or "jsonfeed.org/version/1" not in str(feed.get("version")):
        raise ReadError("this is JSON, but no JSON Feed")
    items = feed.get("items")
    if not isinstance(items, list):
        raise ReadError("the JSON Feed has no list of items")
    entries = [_json_entry(one) for one in items if isinstance(one, dict)]
    language = language or texts([feed.get("language")])
    return _named(reading_of(entries, url, language=language, publisher=_publisher(feed)), feed)


def _named(reading: Reading, feed: Mapping[str, Any]) -> Reading:
    return replace(reading, name=title_text(texts([feed.get("title")])))


def feed_about(body: bytes, charset: str = "") -> tuple[str, str]:
    """A feed's title and language, as it gives them. Raises ReadError as `read_feed` does."""
    _refuse_large(body)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        feed = _json(decode(body, charset or "utf-8"))
        feed = feed if isinstance(feed, dict) else {}
    else:
        feed = _parsed(xml_text(body, charset, "the feed")).get("feed") or {}
    return title_text(texts([feed.get("title")]))[:300], texts([feed.get("language")])[:20].lower()


def _refuse_large(body: bytes) -> None:
    if len(body) > LARGEST:
        raise ReadError(f"the feed has {len(body):,} bytes, more than are read")


def _parsed(text: str) -> Mapping[str, Any]:
    import feedparser  # half of the commands read no feed, and it takes its time to load

    try:
        return feedparser.parse(  # type: ignore[no-any-return]
            io.BytesIO(text.encode()), response_headers=_HEADERS, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as fault:  # whatever a foreign parser trips over, the feed could not be read
        raise ReadError(f"the feed cannot be parsed: {fault!r:.200}") from fault


def _entry(entry: Mapping[str, Any], *, is_rss: bool) -> Entry:
    key = clean_text(texts([entry.get("id")]))[:_LONGEST_KEY].strip()
    text = _content(entry)
    parsed = entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed")
    written = texts([entry.get("published"), entry.get("updated"), entry.get("created")])
    return Entry(
        _link(entry, key, is_rss=is_rss, bare=not text),
        key,
        title_text(texts([entry.get("title")])),
        text,
        written,
        _guessed(parsed, written),
    )


def _guessed(parsed: Sequence[int] | None, written: str) -> str | None:
    """The day that feedparser makes of a date; of figures between ideographs it makes wrong ones."""
    if not parsed or not written.isascii() or not 1990 <= parsed[0] <= 2100:
        return None
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}"


def _link(entry: Mapping[str, Any], key: str, *, is_rss: bool, bare: bool) -> str:
    """The entry's own page: its link, else the permanent name that is one, else a PDF that hangs on it."""
    links = [link for link in entry.get("links") or () if isinstance(link.get("href"), str)]
    own = [link["href"] for link in links if link.get("rel", "alternate") == "alternate"]
    pdf = [link["href"] for link in links if link.get("rel") == "enclosure" and "pdf" in str(link.get("type")).lower()]
    named = [key] if key.startswith(("http://", "https://")) and (is_rss or bare) else []
    # feedparser resolves by xml:base; against the feed's address it is resolved later.
    return next((link for link in (*own, *named, *pdf) if linked_address(link, "https://feed.invalid/")), "")


def _content(entry: Mapping[str, Any]) -> str:
    contents = [one for one in entry.get("content") or () if isinstance(one.get("value"), str)]
    contents.append({"value": texts([entry.get("summary")]), "type": (entry.get("summary_detail") or {}).get("type")})
    best = max(contents, key=lambda one: len(one["value"]))
    return content_text(best["value"], markup="html" in str(best.get("type")))


def _publisher(feed: Mapping[str, Any]) -> str | None:
    """The feed's title where that is a site's name and no list's (新着情報)."""
    title = title_text(texts([feed.get("title")]))[:100]
    return title if title and not names_list(title) else None


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as fault:  # the second for what is nested deep
        raise ReadError(f"the JSON is broken: {str(fault)[:200]}") from fault


def _json_entry(one: Mapping[str, object]) -> Entry:
    key = one.get("id")
    key = clean_text(str(key)[:_LONGEST_KEY]).strip() if isinstance(key, str | int | float) else ""
    rich, plain = texts([one.get("content_html")]), texts([one.get("content_text"), one.get("summary")])
    text = content_text(rich, markup=True) if rich else clean_text(plain).strip()
    named = key if key.startswith(("http://", "https://")) and not text else ""
    link = texts([one.get("url"), one.get("external_url"), named])
    written = texts([one.get("date_published"), one.get("date_modified")])
    return Entry(link, key, title_text(texts([one.get("title")])), text, written)
