"""What a message to people consists of, before a sink sets it its own way. Imports nothing."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_FIRST_LINE = 90  # characters; the contract's: a phone shows no more of a notification


@dataclass(frozen=True, slots=True)
class Message:
    """One event as it is told: `links` are (label, address in ASCII) and may be clicked, all else is plain text."""

    first: str
    details: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    footer: str = ""
