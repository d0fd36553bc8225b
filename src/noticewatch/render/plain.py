"""Foreign text and addresses made fit to be shown: one line, no unseen characters, no longer than there is room.

Imports model and text only.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from noticewatch.model import Json
from noticewatch.text import clean_text

LONGEST_ADDRESS = 2000  # characters; Slack refuses a section over 3,000, and no notice seen had an address over 400

_BLANKS = re.compile(r"\s+")
_KEPT = "%/:=&?~+!$,;'@()*-._"  # what a path, query or fragment may hold besides letters and digits (RFC 3986)
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def one_line(text: str) -> str:
    """Text on one line: unfit characters gone, runs of blanks as one.

    >>> one_line(" 潮見市\\r\\n\\x1b[31m 漏えい\\u202e ")
    '潮見市 [31m 漏えい'
    """
    return _BLANKS.sub(" ", clean_text(text)).strip()


def shorten(text: str, room: int) -> str:
    """One line of at most `room` characters, cut at a blank near the end where there is one.

    >>> shorten("Seaside Clinic Group, Inc. and others", 30)
    'Seaside Clinic Group, Inc…'
    """
    line = one_line(text)
    if len(line) <= room:
        return line
    if room < 2:
        return line[: max(room, 0)]
    cut = line[: room - 1]
    blank = cut.rfind(" ")
    if blank >= room - 12 and blank > 0:
        cut = cut[:blank]
    return cut.rstrip(" ,.;:、。|｜(（") + "…"


def clean_json(value: Json) -> Json:
    """A value whose texts are all fit for any sink, line by line as they were.

    >>> clean_json({"quote": "25名\\x00\\r\\n", "start": 3})
    {'quote': '25名\\n', 'start': 3}
    """
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean_json(one) for one in value]
    if isinstance(value, dict):
        return {clean_text(key): clean_json(one) for key, one in value.items()}
    return value


def joined(by: str, *parts: str) -> str:
    """What there is of some parts, with `by` between them.

    >>> joined(" | ", "a", "", "b")
    'a | b'
    """
    return by.join(part for part in parts if part)


def web_address(url: str) -> str:
    """The address in ASCII, fit for a link in any sink; "" where it is no http(s) address, or too long.

    A user name or password in it is left out.

    >>> web_address("https://shiomi.example/お知らせ/1?a=1&b=<x>|y")
    'https://shiomi.example/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B/1?a=1&b=%3Cx%3E%7Cy'
    >>> web_address("https://shiomi.example/100%/?list[]=1#a#b")
    'https://shiomi.example/100%25/?list%5B%5D=1#a%23b'
    >>> web_address("javascript:alert(1)"), web_address("https://%zz/"), web_address("http://[fe80::1%25eth0]/")
    ('', '', '')
    """
    try:
        parts = urlsplit(one_line(url))
        host, port = parts.hostname or "", parts.port
        place = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        return ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", place):
        return ""
    made = f"{parts.scheme}://{f'[{place}]' if ':' in place else place}{'' if port is None else f':{port}'}"
    made += _quoted(parts.path)
    made += f"?{_quoted(parts.query)}" if parts.query else ""
    made += f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    return made if len(made) <= LONGEST_ADDRESS else ""


def _quoted(part: str) -> str:
    return _BARE_PERCENT.sub("%25", quote(part, safe=_KEPT))
