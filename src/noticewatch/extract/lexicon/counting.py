"""The shape of a language's tables for numbers and for what notices count. Core; imports the standard library and model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from noticewatch.model import Qualifier, Unit

NEVER = re.compile("\0(?!)")  # a letter that it needs, so that no place of a text is tried


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How a language writes numbers.

    `token` matches a string of digits or one number word; `gap` the whole of what may stand between two tokens of a number.
    """

    token: re.Pattern[str]
    gap: re.Pattern[str]
    ones: Mapping[str, int]  # words that are a number by themselves, lower case
    small: Mapping[str, int]  # multiply what stands before them: 十 百 千, hundred
    large: Mapping[str, int]  # multiply all since the last of their kind: 万 億, thousand million


@dataclass(frozen=True, slots=True)
class CountWords:
    """How a language counts people and records, and tells what it counts.

    Patterns ending in `_before` are searched in the few characters before a count (they end in `$` where they must touch
    it), those in `_after` are matched at its end. Those that read a whole sentence or line run on lower-cased text: to ignore
    case costs five times as much.
    """

    numbers: NumberWords
    unit_follows: re.Pattern[str]  # matched after a number; where it fails, no unit follows
    units: tuple[tuple[re.Pattern[str], Unit], ...]  # matched after the number, the first that fits
    prefixed: re.Pattern[str]  # searched before a number that is a part of something else: 第, No., ¥
    numbered: re.Pattern[str]  # matched behind a small number that opens a line: it numbers a heading
    dated_after: re.Pattern[str]  # matched behind a number that is a day
    unitless: re.Pattern[str]  # matched after a number that may stand without a unit
    implied: tuple[tuple[re.Pattern[str], Unit], ...]  # searched before a number that has no unit: a label such as 人数:
    nouns: tuple[tuple[re.Pattern[str], Unit], ...]  # searched before a count of records: what the records are
    nouns_after: tuple[tuple[re.Pattern[str], Unit], ...]  # matched behind a count of records
    held_by: re.Pattern[str]  # searched before a count of people: what was hit are their accounts, one each
    echo_before: re.Pattern[str]  # searched before a bare number that is a part of the count before it …
    echo_verb: re.Pattern[str]  # … when this follows it
    echo_after: re.Pattern[str]  # matched behind a bare number that is such a part, whatever stands before it
    qualifiers_before: tuple[tuple[re.Pattern[str], Qualifier], ...]
    qualifiers_after: tuple[tuple[re.Pattern[str], Qualifier], ...]
    total_before: re.Pattern[str]
    total_after: re.Pattern[str]
    part_before: re.Pattern[str]  # within the count told before
    part_after: re.Pattern[str]
    cumulative: re.Pattern[str]  # searched before a count that counts somebody twice
    overlapping: re.Pattern[str]  # matched behind a count whose people are counted elsewhere too
    added: re.Pattern[str]  # ends right before a count that comes on top of the one before it
    lists: re.Pattern[str]  # the whole of what may stand between two disjoint counts of one sentence
    never_before: re.Pattern[str]  # what rules out that these are the affected
    never_after: re.Pattern[str]
    mailed_after: re.Pattern[str]  # letters sent to those whom they concern …
    misdirected: re.Pattern[str]  # … unless the sentence says this
    never_near: re.Pattern[str]  # anywhere in the sentence
    never_organizations: re.Pattern[str]  # in the sentence of a count of organizations: they are clients, or were told
    viewers_before: re.Pattern[str]  # those who saw it, unless kinds of data follow
    told_after: re.Pattern[str]  # those who are apologized to: the affected
    contained_before: re.Pattern[str]  # what holds data, and that it holds …
    recipients_before: re.Pattern[str]  # people something was sent to …
    recipients_after: re.Pattern[str]
    recipients_exposed: re.Pattern[
        str
    ]  # … who are the affected where the text says this: their addresses were shown to each other
    addresses: re.Pattern[str]  # somewhere in a text whose recipients were shown each other's addresses
    doing_before: re.Pattern[str]  # people who may be doers …
    doing_after: re.Pattern[str]  # … and are, when this follows
    base_before: re.Pattern[str]  # the whole out of which another count is taken
    base_after: re.Pattern[str]
    whole_before: re.Pattern[str]  # searched before a count of all there are, of whom nothing else is told
    # A share of such a whole, `said`: in `percent`, in `tenths`, as `part` and `of`, or as a `word` of `fractions`.
    share_before: re.Pattern[str]
    share_after: re.Pattern[str]
    fractions: Mapping[str, Fraction]
    part_headings: re.Pattern[str]  # searched in a count's own label: it is within another
    breakdown: re.Pattern[str]  # a line between a count and those that are within it
    exposure: re.Pattern[str]  # a sentence that tells of exposure
    headings: re.Pattern[str]  # a heading or label under which the affected are counted
    other_headings: re.Pattern[str]  # a heading under which they are not
    heading_marks: re.Pattern[str]  # matched at the start of a line that is a heading
    kinds_before: re.Pattern[str]  # kinds of data beside a count
    kinds_after: re.Pattern[str]
    introduces: re.Pattern[str]  # a sentence whose list follows
    table_units: tuple[tuple[re.Pattern[str], Unit], ...]  # what a table of bare numbers counts, by its heading
    kinds_only: re.Pattern[str]  # the whole of a row's label that names nothing but kinds of data: such rows overlap
