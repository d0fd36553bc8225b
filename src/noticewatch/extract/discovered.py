"""The day the announcer noticed, or was first told.

Core; imports the lexicon's tables, dates and moments. It is the announcer's own day, not a contractor's and not the end of a
review.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from noticewatch.dates import WrittenDate
from noticewatch.extract.moments import AHEAD, CLOSE, Moments, Sighting, Stretch, best_of
from noticewatch.extract.page import Found
from noticewatch.extract.parties import Parties
from noticewatch.text import Span, sentence_at

_CONTENT = 8  # characters from what happened to how it became known, when the one is what the other tells: 感染を検知
_OBJECT = 24  # the same where the language puts it the other way round: became aware of the attack
_BRACKETS = " \n】])〉>:"  # what may stand between a date that heads a block and the block
CLOSE_BY = 8  # characters from what was done to the word that it led to something: 調査を依頼したところ
_SUBJECT = 8  # characters before a cue that is told of a date
_BEFORE_CUE = 30  # characters before a cue in which its subject is sought, where the cue may stand far from its date
_SHORT_NAME = 5  # letters; a shorter word may be any word
_AFTER = 5  # sentences after what happened in which it may be told that it was noticed at once


def nobody() -> Parties:
    """No party is named."""
    return Parties(None, None)


def find_discovered(moments: Moments, happened: WrittenDate | None, parties: Callable[[], Parties] = nobody) -> Found[str] | None:
    """The announcer's own day; `happened` is that of the event, which is the same where it was noticed at once."""
    engine = Discovered(moments, parties)
    best = best_of([found for stretch in moments.stretches if (found := engine.sighting(stretch)) is not None])
    if best is None and happened is not None and happened.day is not None:
        best = engine.at_once(happened)
    return best.found if best else None


class Discovered:
    """What a page's sentences say of when it was noticed."""

    def __init__(self, moments: Moments, parties: Callable[[], Parties] = nobody) -> None:
        self.moments, self.words, self.text, self.parties = moments, moments.words, moments.text, parties

    def sighting(self, stretch: Stretch) -> Sighting | None:
        """Whether a date is that of noticing."""
        words, found = self.words, stretch.date
        if found.month is None or found.role == "to":
            return None
        if self.moments.label(found, words.discovered_labels) or self.moments.label(found, words.both_labels):
            return Sighting(found, 3, found.start, found.end)
        if found.role != "day" or words.announced.search(self.text, found.end, stretch.high):
            return None
        if words.lasting.search(self.text, max(0, found.start - _BEFORE_CUE), found.start):
            return None
        before = self.before(stretch) if words.cue_first else None
        if before is not None and before.grade > 1:
            return before
        cue = words.discovered.search(self.text, found.end, stretch.high)
        if cue is None and (by := self._told_by_vendor(stretch)) is not None:
            return by
        if cue is not None and self._is_its_own(cue, stretch):
            return Sighting(found, self._grade(stretch.low, found.end, cue, stretch.high), found.start, cue.end())
        told = self.moments.predicate(stretch, words.discovered)
        if told is not None and not words.discovered_never.glance(self.text, told.start() - _SUBJECT, found.start):
            return Sighting(found, 2, told.start(), found.end)
        return before or self._across(stretch)

    def _across(self, stretch: Stretch) -> Sighting | None:
        """A day on which something was told of another day: "5月9日、4日に感染したとの報告があった"."""
        at = self.moments.index(stretch.date)
        following = self.moments.dates[at + 1 : at + 2]
        if not following or stretch.high != following[0].start:
            return None
        sentence = sentence_at(self.moments.page.sentences, following[0].start)
        if sentence is None or self.text[stretch.date.end : max(stretch.date.end, sentence.start)].strip(_BRACKETS):
            return None
        told = self.words.content.glance(self.text, following[0].end, min(sentence.end, following[0].end + AHEAD))
        return Sighting(stretch.date, 2, stretch.date.start, told.end()) if told else None

    def _grade(self, low: int, start: int, cue: re.Match[str], high: int) -> int:
        words = self.words
        told = words.told.glance(self.text, start, min(high, cue.end() + 8))
        own = words.own.glance(self.text, low, cue.end())
        return 2 if told or own or self._is_announcers(low, cue.start()) else 1

    def _is_its_own(self, cue: re.Match[str], stretch: Stretch) -> bool:
        """Whether a cue after a date tells that the announcer noticed then."""
        words, start = self.words, stretch.date.end
        if words.discovered_not.match(self.text, cue.end()) or self.moments.is_of_next(cue, stretch):
            return False
        if words.occasions.match(self.text, start):
            return False
        told = words.told.glance(self.text, start, min(stretch.high, cue.end() + 8))
        low = stretch.low if not words.cue_first else max(stretch.low, cue.start() - _BEFORE_CUE)
        if not told and (words.foreign.glance(self.text, low, cue.end()) or self._is_vendors(stretch.low, cue.start())):
            return False
        never = words.discovered_never.glance(self.text[start : cue.end()]) is not None
        return not never and not self._is_of_something_else(start, cue.start())

    def _is_of_something_else(self, start: int, end: int) -> bool:
        """Whether what stands between a date and a cue tells that the date is not the cue's: of what was done about it that day,
        or of what happened, which became known some time."""
        words = self.words
        other = words.other.glance(self.text, start, end)
        if other is not None and words.separators.glance(self.text, other.end(), end) is not None:
            led = not words.cue_first and words.followed.glance(self.text, other.end(), min(end, other.end() + CLOSE_BY))
            if not led:
                return True
        happened = words.occurred.search(self.text, start, end)
        if happened is None or happened.start() - start > CLOSE:
            return False
        topic = words.topic.match(self.text, start, happened.start())
        if topic is None and words.content.glance(self.text, happened.end(), end + CLOSE):
            return True
        if end - happened.end() <= _CONTENT and words.perfect.glance(self.text, happened.end(), end) is None:
            return False
        if topic is not None:
            return False
        return words.followed.search(self.text, happened.end(), end) is None

    def _is_vendors(self, low: int, start: int) -> bool:
        """Whether the vendor, by its name, is right before a cue: it noticed, not the announcer."""
        return self.words.cue_first and self._noticed(self.parties().vendor, low, start)

    def _is_announcers(self, low: int, start: int) -> bool:
        """Whether the announcer, by its name, is right before a cue."""
        return self.words.cue_first and self._noticed(self.parties().organization, low, start)

    def _noticed(self, party: Found[str] | None, low: int, start: int) -> bool:
        name = party.value.lower() if party else ""
        for called in (name, name.partition(" ")[0]):
            at = self.text.rfind(called, max(low, start - len(called) - _BEFORE_CUE), start) if len(called) >= _SHORT_NAME else -1
            if at >= 0 and "," not in self.text[at + len(called) : start]:
                return True
        return False

    def _told_by_vendor(self, stretch: Stretch) -> Sighting | None:
        """A day on which the vendor told somebody by name: "On July 16, Nuvocare informed Hollis"."""
        found = stretch.date
        told = self.words.tells.search(self.text, found.end, stretch.high)
        if told is None or not self.moments.page.text[told.end() : told.end() + 1].isupper():
            return None
        vendors = self._noticed(self.parties().vendor, found.end, told.start() + 1)
        return Sighting(found, 2, found.start, told.end()) if vendors else None

    def before(self, stretch: Stretch) -> Sighting | None:
        """The same by a cue that stands before its date."""
        words, found = self.words, stretch.date
        cue = self.moments.last(words.discovered, stretch.low, found.start)
        if cue is None or not self._reaches(cue, found.start) or words.discovered_not.match(self.text, cue.end()):
            return None
        told = words.told.glance(self.text, cue.start(), found.start)
        foreign = words.foreign.glance(self.text, max(stretch.low, cue.start() - _BEFORE_CUE), cue.start())
        if told is None and (foreign or self._is_vendors(stretch.low, cue.start())):
            return None
        if words.discovered_never.glance(self.text, stretch.low, found.start):
            return None
        if words.announced.search(self.text, stretch.low, found.start):
            return None
        own = words.own.glance(self.text, stretch.low, cue.end()) or self._is_announcers(stretch.low, cue.start())
        return Sighting(found, 2 if told or own else 1, cue.start(), found.end)

    def _reaches(self, cue: re.Match[str], end: int) -> bool:
        """Whether a cue that stands before a date speaks of it: "became aware of the attack on", not "learned that … on"."""
        words = self.words
        if words.clause.glance(self.text, cue.end(), end):
            return False
        if words.other.glance(self.text, cue.end(), end):  # what was done about it, unless within minutes
            removed, soon = words.removed.glance(self.text, cue.end(), end), words.at_once.glance(self.text, cue.end(), end)
            return removed is not None and soon is not None
        happened = words.occurred.search(self.text, cue.end(), end)
        return happened is None or happened.start() - cue.end() <= _OBJECT

    def at_once(self, happened: WrittenDate) -> Sighting | None:
        """The day of the event, where a sentence about it, without a date of its own, tells that it was noticed at once."""
        words = self.words
        for sentence in self._following(happened):
            soon = words.at_once.search(self.text, sentence.start, sentence.end)
            if soon is None:
                continue
            cue = words.discovered.search(self.text, sentence.start, sentence.end)
            if (
                cue is None
                or words.discovered_not.match(self.text, cue.end())
                or words.other.glance(self.text, soon.end(), cue.start())
            ):
                continue
            if words.discovered_never.glance(self.text, sentence.start, cue.end()):
                continue
            return Sighting(happened, 0, cue.start(), cue.end())
        return None

    def _following(self, happened: WrittenDate) -> list[Span]:
        """The sentences after that of the event, up to the next date."""
        same = [other for other in self.moments.dates if other.iso == happened.iso]
        return [span for one in same for span in self._after(one)]

    def _after(self, happened: WrittenDate) -> list[Span]:
        at = self.moments.index(happened)
        later = (other.start for other in self.moments.dates[at + 1 : at + 4] if other.iso != happened.iso)
        limit = next(later, len(self.text))
        first = bisect_right(self.moments.page.sentences, happened.end, key=lambda span: span.start)
        return [span for span in self.moments.page.sentences[first : first + _AFTER] if span.end <= limit]
