"""An event as a title and lines of plain text, for whatever Apprise hands them to.

Imports words and core. What the receiver makes of signs is not known here, so what a page wrote is made inert for all of them:
its addresses, mentions and tags are still read, but no longer are any.
"""

from __future__ import annotations

from datetime import tzinfo

from noticewatch.model import Event
from noticewatch.render.bare import message_or_bare
from noticewatch.render.lexicon import words_of

LONGEST_BODY = 8000  # characters; Apprise cuts to what a service takes

_INERT = str.maketrans({"<": "＜", ">": "＞", "@": "＠"})


def apprise_message(event: Event, *, language: str, timezone: tzinfo) -> tuple[str, str]:
    """Title and body; it never fails."""
    message = message_or_bare(event, language=language, timezone=timezone)
    links = tuple(f"{label}{words_of(language).colon if label else ''}{address}" for label, address in message.links)
    tail = "\n".join((*links, inert(message.footer)))
    details = inert("\n".join(message.details))[: max(LONGEST_BODY - len(tail) - 1, 0)]
    return inert(message.first), "\n".join(part for part in (details, tail) if part)


def inert(text: str) -> str:
    """Text without anything that a chat, a mail program or a browser would make a link, a mention or a tag of.

    >>> inert("<!channel> @everyone [x](https://evil.example)")
    '＜!channel＞ ＠everyone [x] (https[:]//evil.example)'
    """
    return text.translate(_INERT).replace("://", "[:]//").replace("](", "] (")
