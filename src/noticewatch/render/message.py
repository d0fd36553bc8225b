"""What a message to people consists of, before a sink sets it its own way. Imports nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LONGEST_FIRST_LINE = 90  # characters; the contract's: a phone shows no more of a notification
GAP = "   "  # between what stands in one line beside the links


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands out in a line of the details, by its characters: words that went or came, or where the links have their place.

    A sink that can show none of it leaves it out: the line reads well without.
    """

    line: int
    start: int
    end: int
    kind: Literal["gone", "come", "links"]


@dataclass(frozen=True, slots=True)
class Message:
    """One event as it is told: `links` are (label, address in ASCII) and may be clicked, all else is plain text."""

    first: str
    details: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    marks: tuple[Mark, ...] = ()
