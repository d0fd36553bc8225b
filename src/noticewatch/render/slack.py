"""An event as the JSON of a Slack incoming webhook, within Slack's limits and with nothing of a page's text active.

Imports words and core. What a page wrote stands in rich text, of which Slack parses nothing, and where it holds `& < >` in
plain_text objects, escaped all the same; never in mrkdwn. The only links are the ones made here.
Limits: https://docs.slack.dev/reference/block-kit/blocks and, for all blocks together,
about 13,000 characters (`msg_blocks_too_long`, found by others, not documented).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from noticewatch.codec import dumps
from noticewatch.model import Event, Json
from noticewatch.render.bare import message_or_bare
from noticewatch.render.lines import message_of
from noticewatch.render.message import GAP, Mark, Message

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
    links = _short_links(message)
    footer = escaped(message.footer, LONGEST_FOOTER)
    room = LONGEST_ALL - LONGEST_HEADER - sum(len(address) + len(label) for label, address in links) - len(footer)
    rich: list[Json] = []  # elements of the rich text that is being written
    for number, line in enumerate(message.details):
        room -= len(escaped(line, LONGEST_SECTION))
        if room < 0:
            break
        marks = [mark for mark in message.marks if mark.line == number]
        if any(sign in line for sign in _ESCAPED):
            rich = []
            _add_section(blocks, line)
            continue
        if not rich:
            blocks.append({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": rich}]})
        rich += [*([_text("\n")] if rich else []), *_elements(line, marks, links)]
        if any(mark.kind == "links" for mark in marks):
            links = []
    if links:
        anchors = "   ".join(f"<{escaped(address, len(address) * 5)}|{label}>" for label, address in links)
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": anchors}})
    if footer and rich and not links and " " not in message.footer:
        rich.append(_text(f"{GAP}{message.footer}"))
    elif footer:
        blocks.append({"type": "context", "elements": [_plain(footer)]})
    return blocks


def _elements(line: str, marks: Sequence[Mark], links: Sequence[tuple[str, str]]) -> list[Json]:
    """A line as elements of rich text: changed words struck or bold, the links where they have their place.

    Rich text is not parsed, and so holds no entities; what could be read as one, or as a mention, stands in plain text instead.
    """
    made: list[Json] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        before, within, after = line[at : mark.start], line[mark.start : mark.end], line[mark.end :]
        if mark.kind == "links" and not links:
            made += _said(before + within)
        elif mark.kind == "links":
            gap = "" if within else GAP
            made += _said(f"{before}{gap if before else ''}[")
            for number, (label, address) in enumerate(links):
                made += [*_said("] [" if number else ""), {"type": "link", "url": address, "text": label}]
            made += _said(f"]{gap if after and not after.startswith(GAP) else ''}")
        else:
            made += _said(before)
            made += _said(within, {"strike": True} if mark.kind == "gone" else {"bold": True})
        at = mark.end
    return [*made, *_said(line[at:])]


def _said(text: str, style: dict[str, Json] | None = None) -> list[Json]:
    return [_text(text, style)] if text else []


def _text(text: str, style: dict[str, Json] | None = None) -> Json:
    made: dict[str, Json] = {"type": "text", "text": text}
    return {**made, "style": style} if style else made


def _add_section(blocks: list[Json], line: str) -> None:
    """A line as plain text, together with those before it where there is room."""
    piece, last = escaped(line, LONGEST_SECTION), blocks[-1]
    if isinstance(last, dict) and last["type"] == "section" and isinstance(last["text"], dict):
        before = str(last["text"]["text"])
        if len(before) + 1 + len(piece) <= LONGEST_SECTION:
            last["text"] = _plain(f"{before}\n{piece}")
            return
    blocks.append({"type": "section", "text": _plain(piece)})


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def _short_links(message: Message) -> list[tuple[str, str]]:
    """The links whose addresses are not too long once they are escaped."""
    return [(label, address) for label, address in message.links if len(escaped(address, len(address) * 5)) <= LONGEST_LINK]


def _plain_text(event: Event, language: str, timezone: tzinfo) -> str:
    """All lines there is room for; the barest ones where those cannot be made."""
    message = message_or_bare(event, language=language, timezone=timezone)
    head = escaped(message.first, LONGEST_SECTION)
    tail = [escaped(address, len(address) * 5) for _, address in _short_links(message)] + [
        escaped(message.footer, LONGEST_FOOTER)
    ]
    room = LONGEST_TEXT - len(head) - sum(len(line) + 1 for line in tail)
    details = "\n".join(message.details)
    between = [escaped(details, room - 1)] if details and room > 100 else []
    return "\n".join(line for line in (head, *between, *tail) if line)
