"""An event → what a feed says of it, drawn once: title, body, address, categories, and the facts for programs.

Imports words and core. Everything foreign in it is clean: fit for XML and for JSON, without a character that is not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import cast

from noticewatch.codec import JsonObject, event_to_json
from noticewatch.model import Event, Json
from noticewatch.records import Entry
from noticewatch.render.body import entry_body
from noticewatch.render.lines import entry_title
from noticewatch.render.plain import clean_json, one_line, web_address
from noticewatch.render.webhook import within_limit

_PLACED = ("source", "notice")  # the parts that bear an address


def entry_of(event: Event, *, language: str, timezone: tzinfo, related: Sequence[str] = ()) -> Entry:
    """An event's entry; `related` are the addresses of its incident's other notices, as pages gave them.

    What the team made of the incident, and who judged a fact, is nobody's but the team's, and stands in no feed.
    """
    nameless = {name: tuple(replace(piece, by="") for piece in pieces) for name, pieces in event.evidence.items()}
    event = replace(event, mark=None, evidence=nameless)
    return Entry(
        id=one_line(event.id),
        title=entry_title(event, language=language),
        body=entry_body(event, language=language),
        time=event.time.astimezone(timezone).replace(microsecond=0),
        url=web_address(event.notice.url if event.notice else event.source.url if event.source else ""),
        author=(one_line(event.source.name) or one_line(event.source.id) if event.source else "") or "noticewatch",
        tags=_tags(event),
        related=tuple(dict.fromkeys(filter(None, map(web_address, related)))),
        told=_told(event),
    )


def bare_entry(event: Event, *, timezone: tzinfo) -> Entry:
    """What is left of an entry that cannot be drawn: that there is an event, of which type."""
    known = one_line(event.id)
    time = event.time.astimezone(timezone).replace(microsecond=0)
    return Entry(known, f"[{event.type}] {known}", f"<p>{known}</p>", time, "", "noticewatch")


def _tags(event: Event) -> tuple[tuple[str, str], ...]:
    made: list[tuple[str, str]] = [("type", event.type), ("severity", event.severity)]
    if event.incident:
        made.append(("incident", one_line(event.incident.id)))
    if event.source:
        made += (("tag", one_line(tag)) for tag in event.source.tags)
    return tuple((what, word) for what, word in made if word)


def _told(event: Event) -> JsonObject:
    """The event as the webhook tells it, within its limit; without the diff, which the body shows."""
    made = cast(JsonObject, clean_json(event_to_json(replace(event, diff=""))))
    made.pop("diff", None)
    for part in _PLACED:
        if part in made:
            made[part] = _with_safe_address(made[part])
    return within_limit(made)


def _with_safe_address(part: Json) -> Json:
    return {**part, "url": web_address(str(part["url"]))} if isinstance(part, dict) else part
