"""The shape of a language's tables for what happened when. Core; imports the standard library, datewords and the screen."""

from __future__ import annotations

from dataclasses import dataclass

from noticewatch.datewords import DateWords
from noticewatch.extract.lexicon.screen import Words


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """How a language writes the date that a notice itself bears, in lower case."""

    labels: Words  # ends right before the date: 公開日:, published on
    loose: Words  # the same where only a text's opening or its end is read
    changes: Words  # the same for a page's last change: 更新日:
    marks: Words  # matched after a date: 付, 発表
    site: Words  # a short sentence with it is the site's own, as in 「ここから本文です。」
    todays: Words  # right before a date: 本日, today
    titled: Words  # ends right before a date at a title's end
    salutation: Words  # matched after a date in a letter whose lines were run together
    dateline: Words  # matched after a date that opens a text as newspapers do
    not_published: Words  # a label above or before a line that is a date: it is no date of writing


@dataclass(frozen=True, slots=True)
class TimeWords:
    """How a language tells when something was noticed and when it happened.

    Cues are searched, in lower case, in the date's own stretch of its sentence: up to the dates before and after it.
    """

    dates: DateWords
    written: DatelineWords
    comma: str
    cue_first: bool  # whether a cue may also stand before its date ("was sent on March 5")
    predicate: Words  # what stands right before a date that is told of what stands before it: 気づいたのは9月17日です
    never: Words  # matched after a date that is only a bound or that of an event: 以前, 現在, に開催する
    discovered: Words
    tells: Words  # right behind the vendor's name: it told the one that is named behind
    told: Words  # the announcer was told by another: its own day, where the other's is told too
    own: Words  # the announcer as the one who notices: its own day as well
    lasting: Words  # ends right before a date that tells how long something went on: nobody notices during a month
    foreign: Words  # before a date or cue: another party notices, and does not tell the announcer
    discovered_never: Words  # between date and cue: another party's day, or the end of a review
    discovered_not: Words  # matched at the cue's end: it is denied
    discovered_labels: Words
    content: Words  # what was told, not what happened then: 感染したとの連絡
    at_once: Words  # in a sentence without a date that follows what happened: it was noticed the same day
    occurred: Words
    neutral: Words  # of them, acts that may be no harm: what was sent, put up, printed
    amiss: Words  # what makes such an act the event, where it stands in the same stretch
    occurred_labels: Words
    both_labels: Words  # one label for the day it happened and was noticed
    period_labels: Words
    period_never: Words  # a period of something else: opening hours, registrations
    period_of_others: Words  # matched after a period: what people did in it, whose data it was
    period_alone: Words  # a period beside which this stands is that of exposure though nothing is told to have happened in it
    period_always: Words  # … unless this stands beside it: use of cards
    columns: Words  # the head of a table with a column of first days and one of last ones
    shown: Words  # what happened is that data could be seen from then on
    removed: Words  # and this ended it
    perfect: Words  # between what happened and how it became known: the date is the former's: 紛失していたことが判明
    ended: Words  # matched after a date with which a state of things ended: まで継続
    until: Words  # ends right before such a date: until we shut it down on
    asker: Words  # opens a question of the readers' own: its days are theirs
    other: Words  # what was done about it afterwards
    announced: Words  # what a date's stretch holds when the date is that of an announcement
    separators: Words  # between what happened and how it became known, when the date is the former's
    clause: Words  # after a cue, what opens a clause of its own whose dates are not the cue's
    linked: Words  # the whole of what stands between a cue and the date after it, when the cue is of that date only
    during: Words  # matched after a date: a stretch of that day, in which something went on until it was noticed
    occasions: Words  # matched after a date on which something was done more than once: nobody notices twice
    at: Words  # matched after a date that tells when, within a sentence about something else
    topic: Words  # matched after a date that the whole sentence is about
    followed: Words  # between what happened and how it became known, when both were that day
