"""What makes a feed valid: RSS 2.0 with the profile of its board, Atom by RFC 4287, JSON Feed 1.1.

The rules are written here from the formats' own texts and from what the W3C's feed validator checks; nothing of ours is imported.
Each function returns what is wrong with a file, in words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = Path(__file__).parent / "golden" / "feeds" / "atom.rng"
PART = r"(?:[A-Za-z0-9;:@&=+$.\-_!~*'(),/]|%[0-9A-Fa-f]{2})"  # RFC 3986, 3.3
URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*:(?://\[[0-9A-Fa-f:.]+\])?{PART}+(?:\?(?:{PART}|\?)*)?(?:#(?:{PART}|\?)*)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)"
)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
CHANNEL = {
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate",
    "category", "generator", "docs", "cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays", "item",
}  # fmt: skip
ITEM = {"title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source"}
MANY = {"category", "item"}
# C1 controls and the sign of lost characters: what the validator calls bad characters
BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
INERT = {"p", "table", "thead", "tbody", "tr", "th", "td", "del", "ins", "q", "br"}
VOID = {"br"}


class Markup(HTMLParser):
    """What a browser would make of a body: its tags, attributes and words, and what is not closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[object] = []
        self.others: list[str] = []
        self.words = ""
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@lru_cache(maxsize=400)
def markup_of(body: str) -> Markup:
    """A body's markup; the same one stands in several formats."""
    return Markup(body)


def problems(name: str, content: bytes) -> list[str]:
    """What is wrong with a feed's file, by its ending."""
    rules = {"rss": _rss, "atom": _atom, "json": _json}[name.rpartition(".")[2]]
    return [f"{name}: {problem}" for problem in rules(content)]


def _document(content: bytes) -> Iterator[str | etree._Element]:
    """The root, or what keeps it from being read; UTF-8 that says so, without a document type."""
    if not content.startswith((b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="UTF-8"?>')):
        yield "its encoding is not declared as UTF-8"
    if b"<!DOCTYPE" in content[:200]:
        yield "it has a document type"
    try:
        content.decode("utf-8")
        expat.ParserCreate().Parse(content, True)
        root = etree.fromstring(content)
    except (ValueError, expat.ExpatError, etree.XMLSyntaxError) as fault:
        yield f"is not well-formed: {fault}"
        return
    texts = (text for element in root.iter() for text in (element.text, element.tail, *element.attrib.values()) if text)
    yield from (f"holds the character {found[0]!r}" for found in map(BAD.search, texts) if found)
    yield root


def _rss(content: bytes) -> Iterator[str]:
    for part in _document(content):
        if isinstance(part, str):
            yield part
            continue
        if part.tag != "rss" or part.get("version") != "2.0" or [child.tag for child in part] != ["channel"]:
            yield "is no rss 2.0 with one channel"
            continue
        yield from _channel(part[0])


def _channel(channel: etree._Element) -> Iterator[str]:
    yield from _children(channel, CHANNEL, ("title", "link", "description"))
    names = [child.tag for child in channel]
    if "item" in names and any(name != "item" for name in names[names.index("item") :]):
        yield "an item stands before what belongs to the channel"
    if not LANGUAGE.fullmatch(channel.findtext("language") or ""):
        yield "its language is none"
    yield from _uri("link", channel.findtext("link"))
    yield from _date_822("lastBuildDate", channel.findtext("lastBuildDate"))
    links = channel.findall(f"{ATOM}link")
    if any(link.get("rel") == "self" and not link.get("href", "").startswith("http") for link in links):
        yield "its own address is none"
    guids: list[str | None] = []
    for item in channel.findall("item"):
        guids.append(item.findtext("guid"))
        yield from (f"item {guids[-1]}: {fault}" for fault in _item(item))
    if len(set(guids)) != len(guids):
        yield "two items have one guid"


def _item(item: etree._Element) -> Iterator[str]:
    yield from _children(item, ITEM, ("title", "description", "guid", "pubDate"))
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink") != "false":
        yield "its guid would be an address"
    if item.find("link") is not None:
        yield from _web("link", item.findtext("link"))
    yield from _date_822("pubDate", item.findtext("pubDate"))
    yield from _body(item.findtext("description") or "")
    for category in item.findall("category"):
        if not (category.text or "").strip() or not URI.fullmatch(category.get("domain", "urn:x")):
            yield "a category is empty, or its domain no address"
    yield from _links(item)


def _children(parent: etree._Element, known: set[str], needed: tuple[str, ...]) -> Iterator[str]:
    names = [str(child.tag) for child in parent]
    yield from (f"<{name}> is missing" for name in needed if not (parent.findtext(name) or "").strip())
    yield from (f"<{name}> is unknown" for name in set(names) if name not in known and not name.startswith("{"))
    yield from (f"<{name}> stands twice" for name in known - MANY if names.count(name) > 1)
    yield from (f"<{child.tag}> has a child" for child in parent if child.tag in ITEM and len(child))


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(GRAMMAR))


def _atom(content: bytes) -> Iterator[str]:
    for part in _document(content):
        if isinstance(part, str):
            yield part
            continue
        grammar = _grammar()
        if not grammar.validate(part):
            yield from (f"RFC 4287: {error.message}" for error in grammar.error_log)
        ids = [entry.findtext(f"{ATOM}id") for entry in part.iter(f"{ATOM}entry")]
        if len(set(ids)) != len(ids):
            yield "two entries have one id"
        yield from _links(part)
        for entry in part.iter(f"{ATOM}entry"):
            yield from (f"entry {entry.findtext(f'{ATOM}id')}: {fault}" for fault in _entry(entry))


def _entry(entry: etree._Element) -> Iterator[str]:
    content = entry.find(f"{ATOM}content")
    if content is None or content.get("type") != "html":
        yield "its content is not HTML"
    else:
        yield from _body(content.text or "")
    yield from _uri("id", entry.findtext(f"{ATOM}id"))
    yield from _links(entry)


def _links(parent: etree._Element) -> Iterator[str]:
    links = [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in parent.findall(f"{ATOM}link")]
    if sum(kind == ("alternate", None, None) for kind in links) > 1:
        yield "two links lead to the same thing in other words (RFC 4287, 4.1.1)"
    for link in parent.findall(f"{ATOM}link"):
        rel = link.get("rel", "alternate")
        yield from _uri(rel, link.get("href")) if parent.tag != f"{ATOM}entry" else _web(rel, link.get("href"))


def _json(content: bytes) -> Iterator[str]:
    try:
        feed = json.loads(content.decode("utf-8"), parse_constant=_no_number)
    except ValueError as fault:
        yield f"is no JSON: {fault}"
        return
    if found := BAD.search(content.decode("utf-8")):
        yield f"holds the character {found[0]!r}"
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "its version is not 1.1"
    if not isinstance(feed.get("title"), str) or not feed["title"].strip() or not isinstance(feed.get("items"), list):
        yield "title or items are missing"
        return
    yield from (fault for key in ("home_page_url", "feed_url") if key in feed for fault in _web(key, feed[key]))
    yield from _named(feed)
    ids = [item.get("id") for item in feed["items"]]
    if len(set(ids)) != len(ids) or not all(isinstance(one, str) and one for one in ids):
        yield "ids are missing, or not all different"
    for item in feed["items"]:
        yield from (f"item {item.get('id')}: {fault}" for fault in _json_item(item))


def _json_item(item: dict[str, Any]) -> Iterator[str]:
    yield from _named(item)
    if not isinstance(item.get("content_html"), str):
        yield "has no content"
    else:
        yield from _body(item["content_html"])
    if "url" in item:
        yield from _web("url", item["url"])
    if not RFC_3339.fullmatch(str(item.get("date_published"))):
        yield f"date_published is {item.get('date_published')!r}"
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
        yield "a tag is no word"


def _named(thing: dict[str, Any]) -> Iterator[str]:
    known = {
        "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon", "authors",
        "language", "expired", "hubs", "items", "id", "url", "external_url", "content_html", "content_text", "summary", "image",
        "banner_image", "date_published", "date_modified", "tags", "attachments",
    }  # fmt: skip
    for key, value in thing.items():
        if key not in known and not (key.startswith("_") and key[1:2].isalpha() and isinstance(value, dict)):
            yield f"{key} is unknown, or no extension"
    for author in thing.get("authors", []):
        if not any(isinstance(author.get(key), str) and author[key].strip() for key in ("name", "url", "avatar")):
            yield "an author has neither name nor address"


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _body(body: str) -> Iterator[str]:
    made = markup_of(body)
    yield from made.wrong
    if not body.strip():
        yield "its body is empty"
    if set(made.tags) - INERT or made.attributes or made.others:
        yield f"its body holds {sorted(set(made.tags) - INERT)} {made.attributes[:3]} {made.others[:3]}"


def _uri(what: str, address: str | None) -> Iterator[str]:
    if not URI.fullmatch(address or ""):
        yield f"{what} is no address: {address!r}"


def _web(what: str, address: str | None) -> Iterator[str]:
    if not URI.fullmatch(address or "") or not (address or "").startswith(("http://", "https://")):
        yield f"{what} is no web address: {address!r}"


def _date_822(what: str, date: str | None) -> Iterator[str]:
    match = RFC_822.fullmatch(date or "")
    if not match or parsedate_to_datetime(date or "").strftime("%a") != match[1]:
        yield f"{what} is no date of RFC 822: {date!r}"
    elif not datetime(1970, 1, 1).year <= parsedate_to_datetime(date or "").year < 9999:
        yield f"{what} is no likely date: {date!r}"
