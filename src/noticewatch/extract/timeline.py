"""What happened when: the day it happened or the period of exposure, the day it was noticed, the day the notice bears.

Core; imports the lexicon's tables, dates, page, model and text. `discovered` is the announcer's own day, not a contractor's
and not the end of a review; a one-day event has a start only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from noticewatch.dates import WrittenDate, find_dates, is_bare_date, parse_date
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.lexicon.timing import TimeWords
from noticewatch.extract.page import Found, Page
from noticewatch.text import sentence_at

_AHEAD = 160  # characters after a date in which its cue is sought
_BEHIND = 110  # characters before it
_CLOSE = 14  # characters between a date and a cue that plainly belong together
_CONTENT = 8  # characters from what happened to how it became known, when the one is what the other tells: 感染を検知
_OBJECT = 24  # the same where the language puts it the other way round: became aware of the attack
_LABEL = 40  # characters of a line that may be a label or a heading
_TOP, _BOTTOM = 400, 300  # characters at a text's two ends among which its date line is sought
_LINES_UP = 3  # lines above a period among which its heading is sought
_LETTER_DAYS = 92  # days by which the date on a letter may precede its page's
_MOST = 300  # dates of one document that are weighed

_URL_DATE = re.compile(r"(?<!\d)(20[0-4]\d)[/_-]?(0[1-9]|1[0-2])(?:[/_-]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_URL_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Timeline:
    """ISO dates of stated precision; `published` has no span where only the page's furniture bears it."""

    occurred_start: Found[str] | None = None
    occurred_end: Found[str] | None = None
    discovered: Found[str] | None = None
    published: Found[str] | None = None


def find_timeline(page: Page) -> Timeline:
    """When it happened, was noticed and was told, as far as the text says.

    >>> from noticewatch.extract.page import page_of
    >>> from noticewatch.model import Document
    >>> text = "名簿の紛失\\n令和6年5月7日に職員が名簿を紛失し、翌日に市民からの連絡により判明しました。"
    >>> line = find_timeline(page_of(Document("", "", text), "ja"))
    >>> line.occurred_start.value, line.occurred_end, line.discovered.value
    ('2024-05-07', None, '2024-05-08')
    """
    words = wording_of(page.language).times
    published = _published(page, words)
    writing = _day(published.value) if published else None
    dates = find_dates(page.text, words.dates, anchor=writing or _anchor(page), published=writing)[:_MOST]
    reader = _Reader(page, words, dates)
    start, end = reader.occurred()
    return Timeline(start, end, reader.discovered(), published)


# The day of writing


def _published(page: Page, words: TimeWords) -> Found[str] | None:
    """The date on the letter itself, else the one its page bears."""
    furniture = parse_date(page.document.published) if page.document.published else None
    line = _date_line(page, words, _day(furniture) if furniture else None)
    if line is not None and (furniture is None or _is_letters(line.value, furniture)):
        return line
    if furniture is None:
        return None
    return Found(furniture, line.spans if line is not None and line.value == furniture else ())


def _is_letters(line: str, furniture: str) -> bool:
    written, shown = _day(line), _day(furniture)
    return written is not None and shown is not None and len(line) == 10 and 0 <= (shown - written).days <= _LETTER_DAYS


def _date_line(page: Page, words: TimeWords, anchor: date | None) -> Found[str] | None:
    """A line at the top or at the bottom that is a date and nothing else, or a newspaper's dateline."""
    text = page.text
    low = min(page.title_end, len(text))
    for start, stop in ((low, min(len(text), low + _TOP)), (max(low, len(text) - _BOTTOM), len(text))):
        for found in find_dates(text[start:stop], words.dates, anchor=anchor)[:6]:
            if found.iso is None or found.month is None or found.role != "day":
                continue
            first, last = start + found.start, start + found.end
            opening = text.rfind("\n", 0, first) + 1
            closing = text.find("\n", last)
            line = text[opening : closing if closing >= 0 else len(text)]
            above = text[max(0, opening - _LABEL) : max(0, opening - 1)].rpartition("\n")[2]
            if words.not_published.search(above[-_LABEL:]) or words.not_published.search(text, opening, first):
                continue
            if is_bare_date(line, first - opening, last - opening) or _is_dateline(text, opening, first, last, words):
                return Found(found.iso, ((first, last),), found.how)
    return None


def _is_dateline(text: str, opening: int, first: int, last: int, words: TimeWords) -> bool:
    place = text[opening:first]
    return (
        len(place) <= _LABEL
        and "." not in place.strip(". ")
        and place[:1].isupper()
        and words.dateline.match(text, last) is not None
    )


def _anchor(page: Page) -> date | None:
    """A day near which the notice was written, by the date or the year in its address or its title."""
    for text in (page.document.url, page.text[: page.title_end]):
        if match := _URL_DATE.search(text):
            return _day("-".join(part for part in match.groups() if part))
        if match := _URL_YEAR.search(text):
            return date(int(match[1]), 12, 31)
    return None


def _day(iso: str) -> date | None:
    """The last day an ISO date of any precision surely has."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    try:
        return date(int(year), int(month or 12), int(day or 28))
    except ValueError:
        return None


# What happened, and when it was noticed


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A date, and the part of its sentence that speaks of it and of no other date."""

    date: WrittenDate
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A date that was found to be of one kind; the higher the grade, the surer."""

    date: WrittenDate
    grade: int
    start: int
    end: int

    @property
    def found(self) -> Found[str]:
        return Found(self.date.iso or "", ((self.start, self.end),), self.date.how)


class _Reader:
    """One page's dates, and what its sentences say of each."""

    def __init__(self, page: Page, words: TimeWords, dates: Sequence[WrittenDate]) -> None:
        self.page, self.text, self.words = page, page.text, words
        self.dates = dates
        self.stretches = [
            self._stretch(index) for index, found in enumerate(dates) if found.iso and not words.never.match(self.text, found.end)
        ]

    def _stretch(self, index: int) -> _Stretch:
        found = self.dates[index]
        span = sentence_at(self.page.sentences, found.start)
        low, high = (span.start, span.end) if span else (found.start, found.end)
        low, high = max(low, found.start - _BEHIND), max(found.end, min(high, found.end + _AHEAD))
        for other in self.dates[max(0, index - 2) : index]:
            if other.end <= found.start and not (found.role == "to" and other.role == "from"):
                low = max(low, other.end)
        for other in self.dates[index + 1 : index + 3]:
            if other.start >= found.end and not (found.role == "from" and other.role == "to"):
                high = min(high, other.start)
        return _Stretch(found, low, high)

    def discovered(self) -> Found[str] | None:
        """The announcer's own day."""
        sightings = [found for stretch in self.stretches if (found := self._discovered(stretch)) is not None]
        if not sightings:
            return None
        best = max(sighting.grade for sighting in sightings)
        return min((s for s in sightings if s.grade == best), key=lambda s: (s.date.iso or "", s.start)).found

    def _discovered(self, stretch: _Stretch) -> _Sighting | None:
        words, found = self.words, stretch.date
        if found.month is None or found.role != "day":
            return None
        if words.announced.search(self.text, found.end, stretch.high):
            return None
        if words.discovered_labels.search(self.text, max(0, found.start - _LABEL), found.start):
            return _Sighting(found, 2, found.start, found.end)
        cue = self._first(words.discovered, found.end, stretch.high)
        if cue is not None and not words.discovered_not.match(self.text, cue.end()) and not self._is_of_next(cue, stretch):
            between = self.text[found.end : cue.start()]
            if not words.discovered_never.search(between + cue[0]) and not self._is_of_something_else(found.end, cue.start()):
                told = words.told.search(self.text, found.end, min(stretch.high, cue.end() + 8))
                return _Sighting(found, 2 if told else 1, found.start, cue.end())
        cue = self._last(words.discovered, stretch.low, found.start) if words.cue_first else None
        if cue is not None and self._reaches(cue, found.start):
            if words.discovered_never.search(self.text, stretch.low, found.start):
                return None
            told = words.told.search(self.text, cue.start(), found.start)
            return _Sighting(found, 2 if told else 1, cue.start(), found.end)
        return None

    def _is_of_something_else(self, start: int, end: int) -> bool:
        """Whether what stands between a date and a cue tells that the date is not the cue's: of what was done about it that day,
        or of what happened, which became known some time."""
        words = self.words
        other = words.other.search(self.text, start, end)
        if other is not None and words.separators.search(self.text, other.end(), end) is not None:
            return True
        happened = words.occurred.search(self.text, start, end)
        if happened is None or happened.start() - start > _CLOSE or end - happened.end() <= _CONTENT:
            return False
        if words.topic.match(self.text, start, happened.start()):
            return False
        return words.followed.search(self.text, happened.end(), end) is None

    def _is_of_next(self, cue: re.Match[str], stretch: _Stretch) -> bool:
        """Whether a cue after a date leads up to the next date: "… on May 2 and notified us on May 20"."""
        if not any(other.start == stretch.high for other in self._after(stretch.date)):
            return False
        return self.words.linked.fullmatch(self.text, cue.end(), stretch.high) is not None

    def _after(self, found: WrittenDate) -> Sequence[WrittenDate]:
        at = bisect_right(self.dates, found.start, key=lambda other: other.start)
        return self.dates[at : at + 2]

    def _reaches(self, cue: re.Match[str], end: int) -> bool:
        """Whether a cue that stands before a date speaks of it: "became aware of the attack on", not "learned that … on"."""
        words = self.words
        if words.clause.search(self.text, cue.end(), end) or words.other.search(self.text, cue.end(), end):
            return False
        happened = words.occurred.search(self.text, cue.end(), end)
        return happened is None or happened.start() - cue.end() <= _OBJECT

    def _first(self, cues: re.Pattern[str], low: int, high: int) -> re.Match[str] | None:
        return cues.search(self.text, low, high)

    def _last(self, cues: re.Pattern[str], low: int, high: int) -> re.Match[str] | None:
        last = None
        for cue in cues.finditer(self.text, low, high):
            last = cue
        return last

    def occurred(self) -> tuple[Found[str] | None, Found[str] | None]:
        """The first and the last day; the last only of a period."""
        sightings = [found for stretch in self.stretches if (found := self._occurred(stretch)) is not None]
        if not sightings:
            return None, None
        best = max(sighting.grade for sighting in sightings)
        first = min((s for s in sightings if s.grade == best), key=lambda s: (s.date.iso or "", s.date.start))
        if first.date.role == "to":
            return None, first.found
        return first.found, self._end(first)

    def _end(self, first: _Sighting) -> Found[str] | None:
        """The other end of a period that is longer than a day."""
        following = self.dates[self.dates.index(first.date) + 1 :][:1]
        if first.date.role != "from" or not following or following[0].role != "to":
            return None
        last = following[0]
        if last.iso is None or last.iso == first.date.iso:
            return None
        return Found(last.iso, ((first.date.start, last.end),), last.how)

    def _occurred(self, stretch: _Stretch) -> _Sighting | None:
        found = stretch.date
        if self.words.occurred_labels.search(self.text, max(0, found.start - _LABEL), found.start):
            return _Sighting(found, 4, found.start, found.end)
        if found.role != "day":
            return self._period(stretch)
        if found.month is None or self.words.announced.search(self.text, found.end, stretch.high):
            return None
        return self._one_day(stretch)

    def _period(self, stretch: _Stretch) -> _Sighting | None:
        """A period of exposure; not one of opening hours or of registrations."""
        words, found = self.words, stretch.date
        if found.role == "to" and self._has_start(found):
            return None
        about = self.text[stretch.low : stretch.high]
        heading = self._heading(found)
        always = words.period_always.search(about) or words.period_always.search(heading)
        if not always and (words.period_never.search(about) or words.period_never.search(heading)):
            return None
        if words.period_labels.search(heading) or (found.role == "from" and words.occurred.search(about)):
            return _Sighting(found, 3, found.start, found.end)
        return _Sighting(found, 1, found.start, found.end) if words.occurred.search(about) else None

    def _has_start(self, found: WrittenDate) -> bool:
        index = bisect_right(self.dates, found.start, key=lambda other: other.start) - 1
        return any(other.role == "from" for other in self.dates[max(0, index - 1) : index + 1])

    def _heading(self, found: WrittenDate) -> str:
        """What stands before a date in its line, and the short lines above it."""
        opening = self.text.rfind("\n", 0, found.start) + 1
        parts = [self.text[max(opening, found.start - _LABEL) : found.start]]
        for _ in range(_LINES_UP):
            closing = opening - 1
            if closing <= 0:
                break
            opening = self.text.rfind("\n", 0, closing) + 1
            if 0 < closing - opening <= _LABEL:
                parts.append(self.text[opening:closing])
        return "\n".join(parts)

    def _one_day(self, stretch: _Stretch) -> _Sighting | None:
        words, found = self.words, stretch.date
        cue = self._first(words.occurred, found.end, stretch.high)
        if cue is not None and not self._is_of_next(cue, stretch) and self._is_its_own(found.end, cue, stretch.high):
            grade: Literal[2, 1] = 2 if cue.start() - found.end <= _CLOSE else 1
            return _Sighting(found, grade, found.start, cue.end())
        cue = self._last(words.occurred, stretch.low, found.start) if words.cue_first else None
        if cue is None or found.start - cue.end() > _LABEL or not self._is_told_of(stretch.low, cue, found.start):
            return None
        return _Sighting(found, 2, cue.start(), found.end)

    def _is_told_of(self, low: int, cue: re.Match[str], end: int) -> bool:
        """Whether a cue before a date tells what happened then, and is not what was noticed then."""
        words = self.words
        if words.discovered.search(self.text, cue.end(), end) or words.other.search(self.text, cue.end(), end):
            return False
        if words.other.match(self.text, cue.start()):
            return False
        known = self._last(words.discovered, low, cue.start())
        if known is None or words.clause.search(self.text, known.end(), cue.start()):
            return True
        return cue.start() - known.end() > _OBJECT

    def _is_its_own(self, start: int, cue: re.Match[str], high: int) -> bool:
        """Whether a date is that of what happened, and not of how it became known or of what was done about it."""
        words = self.words
        between = self.text[start : cue.start()]
        if words.discovered.search(between + cue[0]) or words.other.search(between):
            return False
        other = words.other.match(self.text, cue.start())
        if other is not None and other.end() >= cue.end():
            return False
        known = words.discovered.search(self.text, cue.end(), high)
        if known is None or words.separators.search(self.text, cue.end(), known.start()):
            return True
        return (
            known.start() - cue.end() > _CONTENT
            and cue.start() - start <= _CLOSE
            and words.topic.match(self.text, start, cue.start()) is None
        )
