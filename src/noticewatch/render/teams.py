"""An event as the JSON of a Teams webhook made with the Workflows app: an Adaptive Card in its envelope, within Teams' limit.

Imports words and core. What a page wrote stands in the runs of RichTextBlocks only, which know no Markdown
(https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features); links are buttons made here. Of a message
Teams takes about 28 kB (https://learn.microsoft.com/en-us/connectors/teams/).
"""

from __future__ import annotations

from datetime import tzinfo

from noticewatch.codec import dumps
from noticewatch.model import Event, Json, Severity
from noticewatch.render.bare import message_or_bare
from noticewatch.render.lines import message_of
from noticewatch.render.message import Message
from noticewatch.render.plain import shorten

LARGEST = 25_000  # of 28 kB, which Teams calls approximate; counted as UTF-8 and as UTF-16, for it does not say which
MOST_LINKS = 6  # buttons that Teams shows
_LONGEST_LINKS = 4000  # characters of all their addresses
_LONGEST_SUMMARY = 200
_COLOUR: dict[Severity, str] = {"low": "Good", "medium": "Warning", "high": "Attention", "critical": "Attention"}


def teams_message(event: Event, *, language: str, timezone: tzinfo, plain: bool = False) -> bytes:
    """The message's body. `plain`: lines of text alone, for when the card was refused or could not be made; it never fails."""
    if plain:
        message = message_or_bare(event, language=language, timezone=timezone)
        addresses = tuple(address for _, address in _links(message))
        return _fitted(Message(message.first, message.details[:6] + addresses, (), message.footer), None)
    return _fitted(message_of(event, language=language, timezone=timezone), event.severity)


def _fitted(message: Message, severity: Severity | None) -> bytes:
    """The body with as many of the details as there is room for."""
    details = message.details
    while True:
        body = _body(Message(message.first, details, message.links, message.footer), severity)
        if not details or max(len(body), 2 * _units(body.decode())) <= LARGEST:
            return body
        details = details[:-1]


def _links(message: Message) -> tuple[tuple[str, str], ...]:
    """As many links, from the first on, as a card shows and holds."""
    kept: list[tuple[str, str]] = []
    for label, address in message.links[:MOST_LINKS]:
        if sum(len(one) for _, one in kept) + len(address) <= _LONGEST_LINKS:
            kept.append((label, address))
    return tuple(kept)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _body(message: Message, severity: Severity | None) -> bytes:
    summary = _inert(shorten(message.first, _LONGEST_SUMMARY))
    rows: list[Json] = [_row(message.first, weight="Bolder", size="Medium", color=_COLOUR[severity] if severity else "Default")]
    rows += [_row(line) for line in message.details]
    if message.footer:
        rows.append(_row(message.footer, size="Small", isSubtle=True))
    card: dict[str, Json] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "fallbackText": summary,
        "msteams": {"width": "Full"},
        "body": rows,
    }
    if links := _links(message):
        card["actions"] = [{"type": "Action.OpenUrl", "title": label or address, "url": address} for label, address in links]
    attachment: dict[str, Json] = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    made = dumps({"type": "message", "summary": summary, "attachments": [attachment]})
    return made.encode("utf-8", "replace")


def _row(text: str, **looks: Json) -> Json:
    run: dict[str, Json] = {"type": "TextRun", "text": _inert(text), **looks}
    return {"type": "RichTextBlock", "inlines": [run]}


def _inert(text: str) -> str:
    """Text in which no card's function ({{DATE(…)}}) and no template's field (${…}) is found.

    >>> _inert("{{DATE(2026-01-01T00:00:00Z)}} ${user}")
    '{ {DATE(2026-01-01T00:00:00Z)}} $ {user}'
    """
    while "{{" in text:
        text = text.replace("{{", "{ {")
    return text.replace("${", "$ {") or " "
