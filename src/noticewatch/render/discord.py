"""An event as the JSON of a Discord webhook: line one as its content, the rest as an embed, within Discord's limits.

Imports words and core. Discord makes formatting, links, mentions and invitations of all text but a footer's; so each sign that
could begin one is escaped, nobody may be mentioned, and the only links are the ones made here. Limits:
https://docs.discord.com/developers/resources/message (embed limits) and .../resources/webhook (content).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo

from noticewatch.codec import dumps
from noticewatch.model import Event, Json, Severity
from noticewatch.render.bare import message_or_bare
from noticewatch.render.lines import message_of
from noticewatch.render.message import Message

LONGEST_CONTENT = 2000
LONGEST_DESCRIPTION = 4096
LONGEST_FOOTER = 2048
LONGEST_EMBED = 6000  # title, description, footer and the rest of an embed together
LONGEST_LINKS = 1500  # all of a message's; what is beyond is left out, for a cut address leads nowhere

# What begins formatting, a masked link, a mention, an address (https://), an invitation (discord.gg/x) or a spoiler (||); and
# where a line begins a heading, a list or a quotation. The sign is a match's last letter. All else stands bare: notifications
# show the backslashes.
_SIGN = re.compile(r"[\\*_~`<\[\]@]|:(?=//)|(?<=[A-Za-z])/|\|(?=\|)|(?<=\|)\||^[#>+-]|(?<=^-)#|^[0-9]{1,20}[.)]")
_BESIDE = {ord(sign): f"%{ord(sign):02X}" for sign in "()[]<>*_~`|\\"}  # what would end or format a link's address
_COLOUR: dict[Severity, int] = {"low": 0x2EB67D, "medium": 0xECB22E, "high": 0xE8912D, "critical": 0xE01E5A}


def discord_message(event: Event, *, language: str, timezone: tzinfo, plain: bool = False) -> bytes:
    """The message's body. `plain`: content alone, for when the embed was refused or could not be made; it never fails."""
    if plain:
        message = message_or_bare(event, language=language, timezone=timezone)
        return _body({"content": _plain_text(message)})
    message = message_of(event, language=language, timezone=timezone)
    made: dict[str, Json] = {"content": escaped(message.first, LONGEST_CONTENT)}
    if embed := _embed(message):
        made["embeds"] = [{**embed, "color": _COLOUR[event.severity]}]
    return _body(made)


def escaped(text: str, room: int) -> str:
    """Text as Discord shows it letter by letter, cut so that no more than `room` UTF-16 units leave, and no escape in half.

    Discord does not say whether it counts code points or UTF-16 units; of these there are never fewer.

    >>> escaped("**@everyone** https://a.example", 100)
    '\\\\*\\\\*\\\\@everyone\\\\*\\\\* https\\\\://a.example'
    >>> escaped("a**", 4)
    'a\\\\*…'
    """
    signs = {match.end() - 1 for match in _SIGN.finditer(text)}
    pieces = [("\\" if at in signs else "") + letter for at, letter in enumerate(text)]
    return "".join(pieces) if sum(map(_units, pieces)) <= room else _cut(pieces, room)


def _cut(pieces: Iterable[str], room: int) -> str:
    made, left = [], room - 1
    for piece in pieces:
        left -= _units(piece)
        if left < 0:
            break
        made.append(piece)
    return "".join(made) + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _body(message: dict[str, Json]) -> bytes:
    made = dumps({**message, "allowed_mentions": {"parse": []}})
    return made.encode("utf-8", "replace")


def _embed(message: Message) -> dict[str, Json]:
    links = " ".join(_links(message))
    footer = message.footer if _units(message.footer) <= LONGEST_FOOTER else _cut(message.footer, LONGEST_FOOTER)
    room = min(LONGEST_DESCRIPTION, LONGEST_EMBED - _units(footer)) - _units(links) - 1
    lines: list[str] = []
    for line in message.details:
        piece = escaped(line, LONGEST_DESCRIPTION // 2)
        room -= _units(piece) + 1
        if room < 0:
            break
        lines.append(piece)
    description = "\n".join([*lines, links] if links else lines)
    embed: dict[str, Json] = {"description": description} if description else {}
    if footer:
        embed["footer"] = {"text": footer}
    return embed


def _links(message: Message) -> list[str]:
    """As many links, from the first on, as leave room for the rest."""
    made: list[str] = []
    for label, address in message.links:
        link = f"[{escaped(label, 100)}]({address.translate(_BESIDE)})"
        if sum(map(_units, made)) + _units(link) <= LONGEST_LINKS:
            made.append(link)
    return made


def _plain_text(message: Message) -> str:
    """All lines there is room for; the id in any case, the address unless it is a very long one."""
    head = escaped(message.first, LONGEST_CONTENT // 2)
    tail = [*(f"<{link.partition('](')[2][:-1]}>" for link in _links(message)[:1]), escaped(message.footer, 400)]
    tail = [line for line in tail if line and _units(line) < 600]
    room = LONGEST_CONTENT - _units(head) - sum(_units(line) + 1 for line in tail)
    between = [escaped(" / ".join(message.details), room - 1)] if message.details and room > 100 else []
    return "\n".join(line for line in (head, *between, *tail) if line)
