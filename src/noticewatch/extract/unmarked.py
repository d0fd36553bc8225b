"""Days that no word marks as the event's or as that of noticing: what is left when all the others are told apart.

Core; imports dates, moments, page and timeline. Notices tell little but what happened, how it was noticed and what was done about
it, in that order: the first day of which nothing else is told is most often that of the event. Asked only of a page that is known
to announce one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from noticewatch.extract.moments import Moments, Sighting, Stretch
from noticewatch.extract.occurred import end_of
from noticewatch.extract.page import Found
from noticewatch.extract.timeline import Timeline

_SAID = 24  # characters before a date in which it may be told that it is one of an announcement
_PERIOD = 60  # characters between the two ends of a period


def with_unmarked(timeline: Timeline) -> Timeline:
    """The timeline, with the event's day, and then that of noticing, by what is left where no word tells of them."""
    moments = timeline.moments
    if moments is None or not moments.words.cue_first:  # a Japanese day that no word marks is as often one of what was done
        return timeline
    if timeline.occurred_start is None and timeline.occurred_end is None:
        start, end = _event(moments, timeline)
        timeline = replace(timeline, occurred_start=start, occurred_end=end)
    if timeline.discovered is None:
        timeline = replace(timeline, discovered=_noticed(moments, timeline))
    return timeline


def _event(moments: Moments, timeline: Timeline) -> tuple[Found[str] | None, Found[str] | None]:
    """The period of which nothing else is told; else the first such day up to that of noticing."""
    left = list(_left(moments, timeline.published))
    for stretch in left:
        last = _last(moments, stretch)
        if last is not None:
            return _found(stretch, last.date.end), Found(last.date.iso or "", ((last.date.start, last.date.end),), last.date.how)
    noticed = timeline.discovered.value if timeline.discovered else None
    days = [one for one in left if one.date.role == "day" and (noticed is None or (one.date.iso or "") < noticed)]
    first = min(days, key=lambda one: (one.date.iso or "", one.date.start), default=None)
    if first is None:
        return None, None
    seen = Sighting(first.date, 0, first.date.start, first.date.end)
    return _found(first, first.date.end), end_of(moments, seen)


def _noticed(moments: Moments, timeline: Timeline) -> Found[str] | None:
    """The first day, not before the event's, of which the announcer tells nothing else that it did."""
    happened = timeline.occurred_start.value if timeline.occurred_start else ""
    words, text = moments.words, moments.text
    for stretch in _left(moments, timeline.published):
        iso = stretch.date.iso or ""
        if stretch.date.role != "day" or stretch.date.how != "stated" or iso <= happened:
            continue
        own = words.own.within(text, stretch.low, stretch.high)
        if own and not words.foreign.within(text, stretch.low, stretch.high):
            return _found(stretch, stretch.date.end)
    return None


def _left(moments: Moments, published: Found[str] | None) -> Iterator[Stretch]:
    """The days, up to that of writing, of which no word tells what was done, announced or counted then."""
    words, text = moments.words, moments.text
    for stretch in moments.stretches:
        found = stretch.date
        about = text, stretch.low, stretch.high
        if found.day is None or (published is not None and (found.iso or "") > published.value + "-31"):
            continue
        said = text, max(stretch.low, found.start - _SAID), found.start
        if words.announced.search(text, found.end, stretch.high) or words.announced.search(*said):
            continue
        if not (words.other.within(*about) or words.period_never.within(*about)):
            yield stretch


def _last(moments: Moments, stretch: Stretch) -> Stretch | None:
    """The other end of the period that a date begins."""
    if stretch.date.role != "from":
        return None
    later = (one for one in moments.stretches if one.date.role == "to" and one.date.day)
    return next((one for one in later if 0 <= one.date.start - stretch.date.end <= _PERIOD), None)


def _found(stretch: Stretch, end: int) -> Found[str]:
    return Found(stretch.date.iso or "", ((stretch.date.start, end),), stretch.date.how)
