"""A page's dates, and the words that speak of each: its stretch of the sentence, the label before it, the lines above it.

Core; imports the lexicon's tables, dates and page. What the words mean is for `discovered` and `occurred` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from noticewatch.dates import WrittenDate
from noticewatch.extract.lexicon.screen import Words
from noticewatch.extract.lexicon.timing import TimeWords
from noticewatch.extract.page import Found, Page
from noticewatch.text import sentence_at

AHEAD = 160  # characters after a date in which its cue is sought
_BEHIND = 110  # characters before it
CLOSE = 14  # characters between a date and a cue that plainly belong together
LABEL = 40  # characters of a line that may be a label or a heading
_LINES_UP = 3  # lines above a period among which its heading is sought
_ASIDE = 30  # characters between a bracket and the date in it
_ENTRY = re.compile(
    r",?(?: (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?(?: [a-z]{2,4})?)?(?: [-–—|] ?|: )(?=[^\W\d])"
)  # of a timeline
_SHORT = 10  # characters; a shorter line under a date is the next row's label, not what happened
_CARRIED = 3  # lines that one broken off sentence may go on over
_FULL = 28  # characters; a line of prose that is broken off is at least as long
_ENDS = "。.!?:：)」】"
_NEXT = re.compile(r"[ぁ-んァ-ヶ一-龥a-z「『]")  # what a broken sentence goes on with
# Possessive: what an alternative took is not tried anew, which "(7.(7.(7." would make endless.
_MARK = re.compile(r"(?:[\s・●■○◆◇*•【\[〈<(#-]|\(?\d{1,2}[).]|[①-⑳])*+\Z")
_ALONE = re.compile(
    r"[^\S\n]?(?:[\s:()\[\]】》〉>、,.~〜・-]|午前|午後|[ap]\.?m\.?|\d{1,2}[:時]\d{0,2}分?|\d{1,2}分|頃から|頃|ごろ)*+\Z"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A date, and the part of its sentence that speaks of it and of no other date."""

    date: WrittenDate
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """A date that was found to be of one kind; the higher the grade, the surer."""

    date: WrittenDate
    grade: int
    start: int
    end: int

    @property
    def found(self) -> Found[str]:
        """The fact, with the words that prove it."""
        return Found(self.date.iso or "", ((self.start, self.end),), self.date.how)


def best_of(sightings: Sequence[Sighting]) -> Sighting | None:
    """The earliest among the surest."""
    if not sightings:
        return None
    grade = max(sighting.grade for sighting in sightings)
    return min((one for one in sightings if one.grade == grade), key=lambda one: (one.date.iso or "", one.start))


class Moments:
    """One page's dates in their sentences; `text` is in lower case."""

    def __init__(self, page: Page, words: TimeWords, lowered: str, dates: Sequence[WrittenDate]) -> None:
        self.page, self.text, self.words = page, lowered, words
        self.dates = dates
        self._places = {id(found): at for at, found in enumerate(dates)}
        self.asides = [self._aside(found) for found in dates]
        self.mute = [words.never.match(lowered, found.end) is not None for found in dates]
        self.stretches = [
            self._stretch(index)
            for index, found in enumerate(dates)
            if found.iso
            and not self.mute[index]
            and not (found.role != "day" and lowered[found.start : found.end] in words.dates.today)
        ]

    def _aside(self, found: WrittenDate) -> tuple[int, int] | None:
        """The brackets a date stands in with words of its own: (published in July 2021)."""
        text = self.text
        left = text.rfind("(", max(0, found.start - _ASIDE), found.start)
        if left < 0 or text.find(")", left, found.start) >= 0 or "\n" in text[left : found.start]:
            return None
        right = text.find(")", found.end, found.end + _ASIDE)
        if right < 0 or "\n" in text[found.end : right]:
            return None
        words = text[left + 1 : found.start] + text[found.end : right]
        return (left + 1, right) if sum(letter.isalpha() for letter in words) > 1 else None

    def _stretch(self, index: int) -> Stretch:
        found = self.dates[index]
        aside = self.asides[index]
        if aside is not None:
            return Stretch(found, aside[0], aside[1])
        low, high = self._entry(found) or self._sentence(found)
        for at in range(max(0, index - 2), index):
            other = self.dates[at]
            if self._cuts(at, found) and other.end <= found.start and not (found.role == "to" and other.role == "from"):
                low = max(low, other.end)
        for at in range(index + 1, min(index + 3, len(self.dates))):
            other = self.dates[at]
            if self._cuts(at, found) and other.start >= found.end and not self._go_together(found, other):
                high = min(high, other.start)
        return Stretch(found, low, max(high, found.end))

    def _entry(self, found: WrittenDate) -> tuple[int, int] | None:
        """The line that a date opens as an entry of a timeline does: "2023-02-10 22:03 - engineer closes the bucket"."""
        if _ENTRY.match(self.text, found.end) is None:
            return None
        line = self.text.rfind("\n", 0, found.start) + 1
        if _MARK.match(self.text, line, found.start) is None:
            return None
        closing = self.text.find("\n", found.end, found.end + AHEAD)
        return line, closing if closing >= 0 else min(len(self.text), found.end + AHEAD)

    def _cuts(self, at: int, found: WrittenDate) -> bool:
        """Whether a date ends what is said of another: not one in brackets, nor that of an event, nor a year beside a day."""
        if self.asides[at] is not None or self.mute[at]:
            return False
        return self.dates[at].month is not None or found.month is None

    def _go_together(self, first: WrittenDate, second: WrittenDate) -> bool:
        """Whether two dates are a period's ends, or days told in one breath: "on May 1 and May 3"."""
        if first.role == "from" and second.role == "to":
            return True
        joins = self.words.dates.lists
        return joins.fullmatch(self.page.text, first.end, second.start) is not None

    def _sentence(self, found: WrittenDate) -> tuple[int, int]:
        """The date's sentence; for a date that stands alone in its line, what stands under it."""
        span = sentence_at(self.page.sentences, found.start)
        low, high = (span.start, span.end) if span else (found.start, found.end)
        low, high = max(low, found.start - _BEHIND), max(found.end, min(high, found.end + AHEAD))
        closing = self.text.find("\n", found.end)
        if closing < 0 or closing - found.end > LABEL or _ALONE.match(self.text[found.end : closing]) is None:
            return low, self._carried(high, found.end + AHEAD)
        line = self.text.rfind("\n", 0, found.start) + 1
        if _MARK.match(self.text, line, found.start) is None:
            return low, high
        opening = closing + 1
        while self.text[opening : opening + 1] in ("\n", " "):
            opening += 1
        end = self.text.find("\n", opening)
        end = len(self.text) if end < 0 else end
        return (low, high) if end - opening < _SHORT else (low, min(end, opening + AHEAD))

    def _carried(self, high: int, most: int) -> int:
        """The end of a sentence that a bracketed full stop, or a line's end within it, seemed to end."""
        text = self.text
        for _ in range(_CARRIED):
            if high >= most or high >= len(text):
                break
            if text[high] in ")」" and text[high - 1] in "。.":
                after = sentence_at(self.page.sentences, high)
                high = min(after.end if after else high, most)
            elif text[high] == "\n" and text[high - 1] not in _ENDS and _NEXT.match(self.page.text, high + 1):
                start = text.rfind("\n", 0, high) + 1
                if (
                    high - start < _FULL
                    and text[high - 1] != "、"
                    and text.rfind("「", start, high) <= text.rfind("」", start, high)
                ):
                    break
                after = sentence_at(self.page.sentences, high + 1)
                high = min(after.end if after else high, most)
            else:
                break
        return high

    def index(self, found: WrittenDate) -> int:
        """The place of a date among the page's dates."""
        return self._places[id(found)]

    def last(self, cues: Words, low: int, high: int) -> re.Match[str] | None:
        """The last match in a stretch."""
        return cues.last(self.text, low, high)

    def is_of_next(self, cue: re.Match[str], stretch: Stretch) -> bool:
        """Whether a cue after a date leads up to the next date: "… on May 2 and notified us on May 20"."""
        at = self.index(stretch.date)
        if not any(other.start == stretch.high for other in self.dates[at + 1 : at + 3]):
            return False
        linked = self.words.linked.match(self.text, cue.end(), stretch.high)
        return linked is not None and linked.end() == stretch.high

    def predicate(self, stretch: Stretch, cues: Words) -> re.Match[str] | None:
        """A cue of which the date is told: "noticed it was on …", where the language puts the date last."""
        found = stretch.date
        link = self.words.predicate.search(self.text, stretch.low, found.start)
        if link is None:
            return None
        opening = max(stretch.low, self.text.rfind("、", stretch.low, link.start()) + 1, link.start() - LABEL)
        return self.last(cues, opening, found.start)

    def label(self, found: WrittenDate, labels: Words) -> bool:
        """Whether a label stands right before a date."""
        return labels.search(self.text, max(0, found.start - LABEL), found.start) is not None

    def heading(self, found: WrittenDate) -> str:
        """What stands before a date in its line, and the short lines above it."""
        opening = self.text.rfind("\n", 0, found.start) + 1
        parts = [self.text[max(opening, found.start - LABEL) : found.start].rpartition("。")[2]]
        for _ in range(_LINES_UP):
            closing = opening - 1
            if closing <= 0:
                break
            opening = self.text.rfind("\n", 0, closing) + 1
            if 0 < closing - opening <= LABEL:
                parts.append(self.text[opening:closing])
        return "\n".join(parts)
