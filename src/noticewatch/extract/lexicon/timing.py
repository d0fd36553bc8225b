"""The shape of a language's tables for what happened when. Core; imports the standard library and datewords."""

from __future__ import annotations

import re
from dataclasses import dataclass

from noticewatch.datewords import DateWords


@dataclass(frozen=True, slots=True)
class TimeWords:
    """How a language tells when something was noticed and when it happened.

    Cues are searched in the date's own stretch of its sentence: up to the dates before and after it.
    """

    dates: DateWords
    cue_first: bool  # whether a cue may also stand before its date ("was sent on March 5")
    never: re.Pattern[str]  # matched after a date that is only a bound: 以前, 現在
    discovered: re.Pattern[str]
    told: re.Pattern[str]  # the announcer was told by another: its own day, where the other's is told too
    discovered_never: re.Pattern[str]  # between date and cue: another party's day, or the end of a review
    discovered_not: re.Pattern[str]  # matched at the cue's end: it is denied
    discovered_labels: re.Pattern[str]
    occurred: re.Pattern[str]
    occurred_labels: re.Pattern[str]
    period_labels: re.Pattern[str]
    period_never: re.Pattern[str]  # a period of something else: opening hours, registrations
    period_always: re.Pattern[str]  # … unless this stands beside it: use of cards
    other: re.Pattern[str]  # what was done about it afterwards
    announced: re.Pattern[str]  # what a date's stretch holds when the date is that of an announcement
    separators: re.Pattern[str]  # between what happened and how it became known, when the date is the former's
    clause: re.Pattern[str]  # after a cue, what opens a clause of its own whose dates are not the cue's
    linked: re.Pattern[str]  # the whole of what stands between a cue and the date after it, when the cue is of that date only
    topic: re.Pattern[str]  # matched after a date that the whole sentence is about
    followed: re.Pattern[str]  # between what happened and how it became known, when both were that day
    dateline: re.Pattern[str]  # matched after a date that opens a text as newspapers do
    not_published: re.Pattern[str]  # a label above or before a line that is a date: it is no date of writing
