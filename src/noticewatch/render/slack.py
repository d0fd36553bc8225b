"""An event as the JSON of a Slack incoming webhook, within Slack's limits and with nothing of a page's text active.

Imports words and core. What a page wrote stands in plain_text objects only, with `& < >` escaped all the same; the only
links are the ones made here. Limits: https://docs.slack.dev/reference/block-kit/blocks and, for all blocks together,
about 13,000 characters (`msg_blocks_too_long`, found by others, not documented).
"""

from __future__ import annotations

from datetime import tzinfo

from noticewatch.codec import dumps
from noticewatch.model import Event, Json
from noticewatch.render.bare import message_or_bare
from noticewatch.render.lines import message_of
from noticewatch.render.message import Message

LONGEST_HEADER = 150
LONGEST_SECTION = 2900  # Slack's 3,000, less what its own counting of emoji may add
LONGEST_TEXT = 3900  # Slack advises 4,000
LONGEST_LINK = 2000  # escaped; a longer address is left out, for a cut one leads nowhere
LONGEST_FOOTER = 900
LONGEST_ALL = 12_000

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def slack_message(event: Event, *, language: str, timezone: tzinfo, plain: bool = False) -> bytes:
    """The message's body. `plain`: text alone, for when Slack refused the blocks or they could not be made; it never fails."""
    if plain:
        return _body({"text": _plain_text(event, language, timezone)})
    message = message_of(event, language=language, timezone=timezone)
    return _body({"text": escaped(message.first, LONGEST_TEXT), "blocks": _blocks(message)})


def escaped(text: str, room: int) -> str:
    """Text escaped for Slack, cut so that no more than `room` characters leave, and no escape in half.

    >>> escaped("<!channel> A & B", 100)
    '&lt;!channel&gt; A &amp; B'
    >>> escaped("a&&", 8)
    'a&amp;…'
    """
    made, whole = [], "".join(_ESCAPED.get(letter, letter) for letter in text)
    if len(whole) <= room:
        return whole
    left = room - 1
    for letter in text:
        piece = _ESCAPED.get(letter, letter)
        left -= len(piece)
        if left < 0:
            break
        made.append(piece)
    return "".join(made) + "…"


def _body(message: dict[str, Json]) -> bytes:
    return dumps({**message, "unfurl_links": False, "unfurl_media": False}).encode("utf-8", "replace")


def _blocks(message: Message) -> list[Json]:
    blocks: list[Json] = [{"type": "header", "text": _plain(escaped(message.first, LONGEST_HEADER))}]
    links = "   ".join(f"<{address}|{label}>" for label, address in _short_links(message))
    footer = escaped(message.footer, LONGEST_FOOTER)
    room = LONGEST_ALL - LONGEST_HEADER - len(links) - len(footer)
    for text in _sections(message.details, room):
        blocks.append({"type": "section", "text": _plain(text)})
    if links:
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": links}})
    if footer:
        blocks.append({"type": "context", "elements": [_plain(footer)]})
    return blocks


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def _sections(lines: tuple[str, ...], room: int) -> list[str]:
    """Escaped lines put together into as few sections as hold them, until `room` characters are used."""
    sections: list[str] = []
    for line in lines:
        piece = escaped(line, LONGEST_SECTION)
        if sum(map(len, sections)) + len(piece) > room:
            break
        if sections and len(sections[-1]) + 1 + len(piece) <= LONGEST_SECTION:
            sections[-1] += f"\n{piece}"
        else:
            sections.append(piece)
    return sections


def _short_links(message: Message) -> list[tuple[str, str]]:
    links = [(label, escaped(address, len(address) * 5)) for label, address in message.links]
    return [(label, address) for label, address in links if len(address) <= LONGEST_LINK]


def _plain_text(event: Event, language: str, timezone: tzinfo) -> str:
    """All lines there is room for; the barest ones where those cannot be made."""
    message = message_or_bare(event, language=language, timezone=timezone)
    head = escaped(message.first, LONGEST_SECTION)
    tail = [address for _, address in _short_links(message)] + [escaped(message.footer, LONGEST_FOOTER)]
    room = LONGEST_TEXT - len(head) - sum(len(line) + 1 for line in tail)
    details = "\n".join(message.details)
    between = [escaped(details, room - 1)] if details and room > 100 else []
    return "\n".join(line for line in (head, *between, *tail) if line)
