"""A page with links without end, cut so that it can be read: its beginning and its end stay, since either may hold the newest.

Core; imports the standard library. The cut is made where rows begin, before a tree is made of the page.
"""

from __future__ import annotations

import re

MOST_LINKS = 4_000  # of one page; more take longer than a page is worth

_LINK = re.compile(r"<a\s[^<>]{0,400}href", re.IGNORECASE)
_ROW = re.compile(r"<(?:li|tr|dt|div|article|section|p|h[1-6]|option|br)\b", re.IGNORECASE)
_REACH = 2_000  # characters before a link in which its row begins


def without_middle(text: str) -> tuple[str, str]:
    """The page's text, its middle gone where it has too many links; and what was left out, "" for nothing.

    >>> rows = "".join(f"<li><a href=/{n}>{n}</a>" for n in range(6_000))
    >>> text, left_out = without_middle(f"<ul>{rows}</ul>")
    >>> left_out, text.count("<a"), text[:26], text[-27:]
    ('2,000 of 6,000 links, in the middle', 4000, '<ul><li><a href=/0>0</a><l', '<a href=/5999>5999</a></ul>')
    """
    if text.count("<a") + text.count("<A") <= MOST_LINKS:
        return text, ""
    starts = [match.start() for match in _LINK.finditer(text)]
    if len(starts) <= MOST_LINKS:
        return text, ""
    half = MOST_LINKS // 2
    first, last = _row(text, starts[half]), _row(text, starts[-half])
    return text[:first] + text[last:], f"{len(starts) - MOST_LINKS:,} of {len(starts):,} links, in the middle"


def _row(text: str, link: int) -> int:
    """Where the row of a link begins, as far as its nearest tag tells; a link that follows another begins its own."""
    low = max(text.rfind("</a", max(0, link - _REACH), link), link - _REACH, 0)
    rows = [match.start() for match in _ROW.finditer(text, low, link)]
    return rows[0] if rows else link
