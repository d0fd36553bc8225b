"""What a language must say in messages and feeds: the shape of its tables; and the marks that need no words.

Imports the standard library only. Quotes and names are never translated. The tables themselves are in `lexicon`, a module a
language; they cover the closed vocabularies of the model, and a test keeps them complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SEVERITY_MARK = {"low": "🟢", "medium": "🟡", "high": "🟠", "critical": "🔴"}
EVENT_MARK = {
    "notice.changed": "🔄",
    "notice.withdrawn": "🗑",
    "source.failing": "⚫",
    "source.recovered": "🟢",
    "incident.linked": "🔗",
    "channel.failing": "⚫",
    "channel.recovered": "🟢",
    "system.failing": "⚫",
    "system.recovered": "🟢",
    "test": "🔧",
}

# Causes that are no deed done at a place: "at contractor X" would read wrong after them.
PLACELESS = ("under_investigation", "other")


@dataclass(frozen=True, slots=True)
class Words:
    """One language: punctuation, templates with named fields, and a word for each value of each vocabulary."""

    language: str
    bar: str  # between the parts of a line
    comma: str  # between kinds of data, and between names
    inner: str  # between the items of any other list
    beside: str  # between quotes
    colon: str  # after a label
    after_who: str  # between an organization and how many
    after_number: str  # between how many and whether it leaked
    feed_comma: str  # the same, in a feed's title
    quoted: str
    brackets: str  # around a feed title's cause
    labels: Mapping[str, str]  # fields of the facts, and the lines' own labels
    sentences: Mapping[str, str]
    loud: Mapping[str, str]  # severities as line one shouts them
    told: Mapping[str, str]  # event types as line one and a feed's title say them
    values: Mapping[str, Mapping[str, str]]  # by field
    units: Mapping[str, tuple[str, str]]  # one, several
    qualifiers: Mapping[str, str]
    months: tuple[str, ...]  # "" where the number stands
    summary: Mapping[str, str]  # what summaries say, with named fields
    report: Mapping[str, str]  # what the week's report says, with named fields
    month: Mapping[str, str]  # what a month's report says, with named fields
    standing: Mapping[str, str]  # what messages on sources, channels and our own side say, with named fields
    links: Mapping[str, str]  # why a notice was put to an incident, by code, with the values' names
    troubles: Mapping[
        str, str
    ]  # what is wrong, by code, with the values' names; a text in `found` is the receiver's or the page's
    was: Mapping[str, str]  # the same in few words and without values, by code
    things: tuple[tuple[str, str], ...]  # what is lost or stolen, as a notice calls it, and as this language does
    selves: tuple[tuple[str, str], ...]  # what an organization's name ends with, and what it is in this language
