"""The day it happened, or the period of exposure.

Core; imports the lexicon's tables, dates and moments. A one-day event has a start only.
"""

from __future__ import annotations

import re
from itertools import pairwise

from noticewatch.dates import WrittenDate
from noticewatch.extract.discovered import Discovered
from noticewatch.extract.moments import CLOSE, LABEL, Moments, Sighting, Stretch, best_of
from noticewatch.extract.page import Found
from noticewatch.text import sentence_at

_CONTENT = 8  # characters from what happened to how it became known, when the one is what the other tells: 感染を検知
_PERIOD = 60  # characters between the two ends of a period
_BEFORE = 100  # characters from a cue to a date after it
_ROW_APART = 160  # characters from one row's days to the next one's
_FEWEST_ROWS = 2
_REMOVED = 70  # characters before a date in which it may be told that data was taken down: "within 15 minutes of the call, on"
_SAID = 24  # characters before a date in which it may be told that it is one of an announcement
_ABOUT = 14  # characters before a cue that may tell what was done about it: were emailed
_OBJECT = 24  # the same where the language puts it the other way round: became aware of the attack


def find_occurred(moments: Moments) -> tuple[Sighting | None, Found[str] | None]:
    """The first day and the last; the last only of a period."""
    engine = _Occurred(moments)
    sightings = [found for stretch in moments.stretches if (found := engine.sighting(stretch)) is not None]
    if (rows := engine.tabled()) is not None:
        return rows
    first = best_of([one for one in sightings if one.date.role != "to" or one.grade > 1]) or best_of(sightings)
    if first is None:
        return None, None
    if first.date.role == "to":
        return None, first.found
    return first, engine.end(first)


def end_of(moments: Moments, first: Sighting) -> Found[str] | None:
    """The last day of what began on another, where it is no written period but something stopped it."""
    return _Occurred(moments).end(first)


class _Occurred:
    def __init__(self, moments: Moments) -> None:
        self.moments, self.words, self.text = moments, moments.words, moments.text
        self.discovered = Discovered(moments)

    def tabled(self) -> tuple[Sighting, Found[str]] | None:
        """The first day and the last of a table that has a column of each: shops, and from when to when cards were read there."""
        columns = self.words.columns
        head = next(columns.spans(self.text, 0, len(self.text)), None)
        if head is None:
            return None
        rows: list[tuple[WrittenDate, WrittenDate]] = []
        below = [one for one in self.moments.dates if one.start >= head[1] and one.day is not None and one.iso is not None]
        for first, last in pairwise(below):
            if first.start - (rows[-1][1].end if rows else head[1]) > _ROW_APART:
                break
            if "\n" not in self.text[first.end : last.start] and (first.iso or "") <= (last.iso or ""):
                rows.append((first, last))
        if len(rows) < _FEWEST_ROWS:
            return None
        start = min((first for first, _ in rows), key=lambda one: one.iso or "")
        end = max((last for _, last in rows), key=lambda one: one.iso or "")
        return Sighting(start, 4, start.start, start.end), Found(end.iso or "", ((end.start, end.end),), end.how)

    def end(self, first: Sighting) -> Found[str] | None:
        """The other end of a period that is longer than a day."""
        start = first.date
        last = self._partner(start)
        if last is None:
            stretches = self.moments.stretches
            last = next((stretch.date for stretch in stretches if self._closes(stretch, start)), None)
            if last is None and self._is_shown(first):
                last = next((stretch.date for stretch in stretches if self._removes(stretch, start)), None)
        if last is None or last.iso is None or last.iso == start.iso:
            return None
        return Found(last.iso, ((start.start, last.end) if last.start - start.end < LABEL else (last.start, last.end),), last.how)

    def _is_shown(self, first: Sighting) -> bool:
        """Whether what happened is that data could be seen from then on, by what is told of that day."""
        told = next((one for one in self.moments.stretches if one.date is first.date), None)
        low, high = (told.low, told.high) if told and self.words.cue_first else (first.start, first.end)
        return self.words.shown.search(self.text, min(low, first.start), max(high, first.end)) is not None

    def _partner(self, start: WrittenDate) -> WrittenDate | None:
        """The written end of the period that a date begins."""
        following = self.moments.dates[self.moments.index(start) + 1 :][:2]
        if start.role == "day" and start.day and following and self._listed(start, *following):
            return following[0]
        if start.role != "from" or not following or following[0].role != "to":
            return None
        return following[0] if following[0].start - start.end <= _PERIOD else None

    def _listed(self, start: WrittenDate, other: WrittenDate, after: WrittenDate | None = None) -> bool:
        """Whether two days, and no third, are told in one breath: "on May 1 and May 3"."""
        joins, text = self.words.dates.lists, self.moments.page.text
        if other.role != "day" or not other.day or (other.iso or "") <= (start.iso or ""):
            return False
        if joins.fullmatch(text, start.end, other.start) is None:
            return False
        return after is None or joins.fullmatch(text, other.end, after.start) is None

    def _removes(self, stretch: Stretch, start: WrittenDate) -> bool:
        """Whether a later day is told as that on which data could no longer be seen."""
        last = stretch.date
        if last is start or (last.iso or "") <= (start.iso or "") or last.day is None or last.role != "day":
            return False
        removed = self.words.removed
        if removed.search(self.text, last.end, stretch.high):
            return True
        return self.words.cue_first and removed.search(self.text, max(stretch.low, last.start - _REMOVED), last.start) is not None

    def _closes(self, stretch: Stretch, start: WrittenDate) -> bool:
        """Whether a later date is told as the end of what began on another."""
        last = stretch.date
        if last.start < start.end or (last.iso or "") <= (start.iso or "") or (last.day is None and start.day is not None):
            return False
        if self.words.ended.match(self.text, last.end, stretch.high):
            return True
        if last.role != "to" and self.words.until.search(self.text, stretch.low, last.start):
            return True
        return last.role == "to" and not self._has_start(last) and self._period(stretch) is not None

    def sighting(self, stretch: Stretch) -> Sighting | None:
        """Whether a date is that of what happened."""
        found = stretch.date
        label = self.moments.label
        if self._is_asked(found):
            return None
        if label(found, self.words.both_labels) or (
            label(found, self.words.occurred_labels) and not label(found, self.words.discovered_labels)
        ):
            return Sighting(found, 4, found.start, found.end)
        if found.role != "day":
            return self._period(stretch)
        if found.month is None or self.words.announced.search(self.text, found.end, stretch.high):
            return None
        return self._one_day(stretch)

    def _is_asked(self, found: WrittenDate) -> bool:
        """Whether a date stands in a question that a reader asks of himself."""
        span = sentence_at(self.moments.page.sentences, found.start)
        return span is not None and span.text.endswith("?") and self.words.asker.match(span.text.lower()) is not None

    def _period(self, stretch: Stretch) -> Sighting | None:
        """A period of exposure; not one of opening hours or of registrations."""
        words, found = self.words, stretch.date
        if found.role == "to" and self._has_start(found):
            return None
        about = self.text, stretch.low, stretch.high
        heading = self.moments.heading(found)
        if self._is_of_others(found, stretch.high):
            return None
        always = words.period_always.within(*about) or words.period_always.search(heading)
        if not always and (words.period_never.within(*about) or words.period_never.search(heading)):
            return None
        alone = words.period_alone.within(*about) or words.period_alone.search(heading)
        grade = self._grade(found, bool(alone), bool(words.period_labels.search(heading)), self._happens(stretch))
        told = self.moments.last(words.clause, stretch.low, found.start) if words.cue_first else None
        clause = max(stretch.low, self.text.rfind(words.comma, stretch.low, found.start) + 1, told.end() if told else 0)
        if grade < 3 and words.other.glance(self.text, clause, stretch.high):
            return None
        return Sighting(found, grade, found.start, found.end) if grade else None

    def _happens(self, stretch: Stretch) -> bool:
        """Whether something is told to have happened, in words that are not part of what was done about it."""
        about = self.text, stretch.low, stretch.high
        if not self.words.cue_first:
            return self.words.occurred.within(*about)
        done = list(self.words.other.spans(*about))
        return any(not any(low <= start < high for low, high in done) for start, _ in self.words.occurred.spans(*about))

    def _is_of_others(self, found: WrittenDate, high: int) -> bool:
        """Whether a period is plainly that in which people joined or were served, whatever was told before it."""
        last = self._partner(found) or found
        return self.words.period_of_others.match(self.text, last.end, high) is not None

    def _grade(self, found: WrittenDate, alone: bool, labelled: bool, happened: bool) -> int:
        """How surely a period is that of exposure; 0 for not at all."""
        whole = self._partner(found) is not None
        if not (happened or labelled or (alone and whole)):
            return 0
        if found.month is None:
            return 1
        return 3 if whole and (happened or labelled) else 2 if found.role == "from" or labelled else 1

    def _has_start(self, found: WrittenDate) -> bool:
        index = self.moments.index(found)
        return any(other.role == "from" for other in self.moments.dates[max(0, index - 1) : index + 1])

    def _one_day(self, stretch: Stretch) -> Sighting | None:
        words, found = self.words, stretch.date
        if words.cue_first and words.announced.search(self.text, max(stretch.low, found.start - _SAID), found.start):
            return None
        cue = words.occurred.search(self.text, found.end, stretch.high)
        if cue is not None and words.cue_first and self._is_content(found.end, cue) and self.discovered.before(stretch):
            return None
        if cue is not None and not self.moments.is_of_next(cue, stretch) and self._is_its_own(found.end, cue, stretch.high):
            return Sighting(found, self._harm(stretch, cue), found.start, cue.end())
        told = self.moments.predicate(stretch, words.occurred)
        if told is not None and not words.discovered.search(self.text, told.end(), found.start):
            return Sighting(found, 2, told.start(), found.end)
        cue = self.moments.last(words.occurred, stretch.low, found.start) if words.cue_first else None
        if cue is None or found.start - cue.end() > _BEFORE or not self._is_told_of(stretch.low, cue, found.start):
            return None
        return Sighting(found, 2, cue.start(), found.end)

    def _harm(self, stretch: Stretch, cue: re.Match[str]) -> int:
        """How surely what is told to have happened is the event: what was sent or put up may be the ordinary course of things."""
        words = self.words
        neutral = words.neutral.match(self.text, cue.start()) is not None
        return 1 if neutral and not words.amiss.within(self.text, stretch.low, stretch.high) else 2

    def _is_content(self, start: int, cue: re.Match[str]) -> bool:
        """Whether what happened stands in a clause of its own behind a date: "we learned on May 7 that files were seen"."""
        return cue.start() - start > CLOSE or self.words.clause.search(self.text, start, cue.start()) is not None

    def _is_told_of(self, low: int, cue: re.Match[str], end: int) -> bool:
        """Whether a cue before a date tells what happened then, and is not what was noticed then."""
        words = self.words
        if words.discovered.search(self.text, cue.end(), end):
            return False
        if words.other.glance(self.text, max(low, cue.start() - _ABOUT), end):
            return False
        done = words.other.search(self.text, max(low, cue.start() - _BEFORE), cue.end())
        if done is not None and done.end() >= cue.end():
            return False  # "letters to all of them were sent on"
        known = self.moments.last(words.discovered, low, cue.start())
        if known is None or words.clause.glance(self.text, known.start(), cue.start()):
            return True
        return cue.start() - known.end() > _OBJECT

    def _is_its_own(self, start: int, cue: re.Match[str], high: int) -> bool:
        """Whether a date is that of what happened, and not of how it became known or of what was done about it."""
        words = self.words
        if words.discovered.within(self.text, start, cue.end()) or words.other.glance(self.text[start : cue.start()]):
            return False
        other = words.other.match(self.text, cue.start())
        if other is not None and other.end() >= cue.end():
            return False
        if cue.start() - start > CLOSE and words.content.glance(self.text, cue.end(), high):
            return words.at.match(self.text, start) is not None
        known = words.discovered.search(self.text, cue.end(), high)
        if known is None or words.separators.glance(self.text, cue.end(), known.start()) or words.during.match(self.text, start):
            return True
        return (
            (
                known.start() - cue.end() > _CONTENT
                or words.perfect.glance(self.text, cue.end(), known.start()) is not None
                or words.content.glance(self.text, cue.end(), known.end()) is not None
            )
            and cue.start() - start <= CLOSE
            and words.topic.match(self.text, start, cue.start()) is None
        )
