"""An event in the barest lines, for when its own cannot be made: an alert in poor words is better than none.

Imports words and core.
"""

from __future__ import annotations

from datetime import tzinfo

from noticewatch.model import Event
from noticewatch.render.lines import message_of
from noticewatch.render.message import Message
from noticewatch.render.plain import one_line, shorten, web_address


def message_or_bare(event: Event, *, language: str, timezone: tzinfo) -> Message:
    """An event's parts as `message_of` makes them, or what can be said of any event; it never fails."""
    try:
        return message_of(event, language=language, timezone=timezone)
    except Exception:
        return _bare(event)


def _bare(event: Event) -> Message:
    about = event.notice.title if event.notice else event.source.name if event.source else event.reason
    address = web_address(event.notice.url if event.notice else event.source.url if event.source else "")
    first = f"{event.severity} | {event.type} | {shorten(about, 300)}"
    return Message(first, links=(("", address),) if address else (), footer=one_line(event.id))
