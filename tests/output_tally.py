"""What is put into the ways out, and what is found wrong in what comes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from noticewatch.model import Event
from tests.event_samples import CHANGED, NEW, UNCLASSIFIED, hostile_event, hostile_health_event

# What no line on a terminal or in a log may hold: controls, what turns the order of letters, ends of lines, halves of pairs.
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass
class Tally:
    """What was found wrong in one sink; `examples` are the first few."""

    outputs: int = 0
    active: int = 0
    invalid: int = 0
    unreadable: int = 0
    unequal: int = 0
    examples: list[str] = field(default_factory=list)

    def note(self, kind: str, what: object) -> None:
        """Count something wrong."""
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.examples) < 5:
            self.examples.append(f"{kind}: {what!r:.300}")

    @property
    def clean(self) -> bool:
        """Whether nothing was found wrong."""
        return not (self.active or self.invalid or self.unreadable or self.unequal)


def events_of(texts: Iterable[str], first: int) -> list[Event]:
    """An event for each text, of every shape in turn, with an id of its own."""
    made = []
    for number, text in enumerate(texts, first):
        base = (NEW, CHANGED, UNCLASSIFIED)[number % 3]
        event = hostile_health_event(text) if number % 10 == 9 else hostile_event(text, base)
        event = replace(event, id=f"evt_{number}")
        if event.notice and number % 7 == 0:
            event = replace(event, notice=replace(event.notice, url=text))
        made.append(event)
    return made


def visible(text: str) -> str:
    """What of a text is to come out, told by Unicode's own categories and not by our table: line ends as one, nothing unseen."""
    text = text.replace("\r\n", "\n")
    text = re.sub("[\r\x85\u2028\u2029]", "\n", text)
    return "".join(letter for letter in text if letter in "\t\n" or not _unseen(letter))


def on_one_line(text: str) -> str:
    """What of a text is to come out where there is one line: blanks as one."""
    return " ".join(visible(text).split())


def _unseen(letter: str) -> bool:
    code = ord(letter)
    if unicodedata.category(letter) in ("Cc", "Cs", "Cf"):
        return True
    return 0xFDD0 <= code <= 0xFDEF or code in (0xFFFE, 0xFFFF)
