"""An entry's facts as XML elements of our own namespace, the same in RSS and Atom; docs/feeds.md tells what they mean.

Imports words only, and lxml to build elements. A plain value is an element's text, a value of several parts an element's
attributes, a list the element again for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from noticewatch.codec import JsonObject, dumps
from noticewatch.model import Json
from noticewatch.records import Entry

NAMESPACE = "urn:noticewatch:facts:1"
PREFIX = "nw"
ATOM = "http://www.w3.org/2005/Atom"


class FactsOfFeed(BaseExtension):  # type: ignore[misc]
    """Declares the namespace, once a feed."""

    def extend_ns(self) -> dict[str, str]:
        """The prefix that the feed's elements bear."""
        return {PREFIX: NAMESPACE}


class FactsOfEntry(BaseEntryExtension):  # type: ignore[misc]
    """Puts an entry's facts, and links to its incident's other notices, into its element."""

    def __init__(self) -> None:
        self.entry: Entry | None = None

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """The item with its facts."""
        return self.extend_atom(feed)

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """The entry with its facts."""
        if self.entry:
            for address in self.entry.related:  # feedgen forgets what a link of an entry is for
                etree.SubElement(feed, f"{{{ATOM}}}link", {"rel": "related", "href": address})
            _add(feed, self.entry.told)
        return feed


def _add(parent: etree._Element, told: object) -> None:
    told = cast(JsonObject, told)
    for name, value in _values(told):
        _put(parent, name, value)
    for field, pieces in _object(told.get("evidence")).items():
        for piece in _list(pieces):
            _put_quote(parent, field, _object(piece))
    for change in map(_object, _list(told.get("changes"))):
        element = _element(parent, "change", {"field": str(change["field"])})
        _put(element, "old", change["old"])
        _put(element, "new", change["new"])


def _values(told: JsonObject) -> Iterator[tuple[str, Json]]:
    """The elements' names with their values, in their order."""
    source, notice, incident = (_object(told.get(part)) for part in ("source", "notice", "incident"))
    yield "event", told.get("id")
    yield "type", told.get("type")
    yield "severity", told.get("severity")
    yield "source", source.get("id")
    yield "source_name", source.get("name")
    yield "source_url", source.get("url")
    yield "source_tag", source.get("tags")
    yield "notice", notice.get("id")
    yield "version", notice.get("version")
    yield "notice_title", notice.get("title")
    yield "notice_published", notice.get("published")
    yield "first_seen", notice.get("first_seen")
    yield "incident", incident.get("id")
    yield "incident_notices", incident.get("notices")
    yield "incident_organization", incident.get("organizations")
    yield from _object(told.get("facts")).items()
    yield "reason", told.get("reason")


def _put(parent: etree._Element, name: str, value: Json) -> None:
    if isinstance(value, list):
        for one in value:
            _put(parent, name, one)
    elif isinstance(value, dict):
        _element(parent, name, {key: _text(one) for key, one in value.items() if one is not None})
    elif value is not None and value != "":
        _element(parent, name, {}).text = _text(value)


def _put_quote(parent: etree._Element, field: str, piece: JsonObject) -> None:
    quote = _text(piece.get("quote"))
    rest = {key: _text(value) for key, value in piece.items() if key != "quote"}
    _element(parent, "evidence", {"field": field, **rest}).text = quote


def _element(parent: etree._Element, name: str, attributes: dict[str, str]) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _text(value: Json) -> str:
    return value if isinstance(value, str) else str(value) if type(value) is int else dumps(value)


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
