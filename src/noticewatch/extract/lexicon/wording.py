"""The shape of one language's words: what the engines of `extract` match with. Engines know no language.

Core; imports model, the other shapes and the standard library. All patterns run on folded, lower-cased text and in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from noticewatch.extract.lexicon.counting import CountWords
from noticewatch.extract.lexicon.screen import Words
from noticewatch.extract.lexicon.timing import TimeWords
from noticewatch.model import Cause, DataType, Exposure, Misuse, Regulator, Stage

SectionKind = Literal["data", "cause", "contact", "prevention", "advice", "response", "background", "other"]


def literal(terms: Iterable[str]) -> str:
    """Terms as one alternation, the longest first, so that it matches the whole of each."""
    return "|".join(re.escape(term) for term in sorted(terms, key=lambda term: (-len(term), term)))


@dataclass(frozen=True, slots=True)
class Marks:
    """Words that turn what stands before or after them, within one clause."""

    turns_later: Words | None = None  # stands before what it turns: "no customer data", 万が一
    turns_earlier: Words | None = None  # stands after what it turns: は含まれておりません, "was not involved"


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """What takes a statement out of the plain past."""

    clause_end: Words  # a clause ends where this match ends
    negation: Marks
    not_negation: Words  # looks like a negation and is none (否定できません)
    hypothetical: Marks
    planned: Marks
    advice: Words  # anywhere later in a sentence: it speaks to the reader
    contrast: Words  # what stands before it is no advice


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """Signals for and against an announcement of one's own incident."""

    event_title: Words  # a title's word for an event
    leak: Words  # something came out, whatever the cause
    realized: Words  # it did happen
    happening: Words  # what makes a title an announcement
    personal: Words  # what was exposed
    thing: Words  # what was lost, sent or shown, when it held personal data
    apology: Words
    response: Words
    guidance_title: Words
    other_title: Words
    not_event: Words  # right behind a title's word for an event: it names none (漏えい防止, "breach prevention")
    modifies: Words  # all between a word for something else and the event behind it: the first only tells which event
    guidance_body: Words
    template: Words
    roundup_title: Words
    roundup_entry: Words  # words that tell what an entry of a list is about
    subject: Words  # what makes advice a security advice
    elsewhere: Words  # what happened, happened to somebody else


@dataclass(frozen=True, slots=True)
class PartyWords:
    """How the parties are introduced."""

    mark: re.Pattern[str]  # a collector's or an editor's mark before a title
    own: re.Pattern[str]  # the announcer's pronoun
    defined: re.Pattern[str]  # right behind a name: (以下「当社」といいます)
    own_before: re.Pattern[str]  # right before a name: 当社(
    announces: Words  # right behind a name: the predicate of an announcement
    own_place: Words  # right behind a name: it happened at the announcer
    title_link: Words  # right behind a name in a title
    entrusts: Words  # right behind a name: it has work done by a vendor
    vendor_before: Words  # right before a name: a vendor's role
    vendor_after: Words  # right behind a name: a vendor's role
    not_vendor_before: Words
    not_vendor_after: Words


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """What headings and labels say of what stands under or behind them."""

    headings: Mapping[SectionKind, Words]
    labels: Words  # at a line's start: the label of a list of exposed data


@dataclass(frozen=True, slots=True)
class CauseWords:
    """Why it happened."""

    causes: tuple[tuple[Cause, Words, int], ...]  # with weight
    over: Mapping[Cause, frozenset[Cause]]  # what a more specific cause explains away
    unknown_cause: Words


@dataclass(frozen=True, slots=True)
class ExposureWords:
    """What was exposed, whether it was, whether it was misused, and whether the people were told."""

    data_types: Mapping[str, DataType]  # literal words
    weak_types: Mapping[str, DataType]  # count only beside another type in a list
    type_spoilers: Words  # right behind a type: it is not what was exposed
    exposed: Words  # a sentence that tells what was exposed
    not_exposed: Words  # a clause of exclusion
    except_for: Words  # right behind types that are left out of an exclusion
    unrelated: Words  # a sentence whose data is somebody's address, not what was exposed
    misuse: tuple[tuple[Misuse, Words], ...]
    exposure: tuple[tuple[Exposure, Words], ...]
    notified: Words
    to_be_notified: Words


@dataclass(frozen=True, slots=True)
class AuthorityWords:
    """To whom it was reported."""

    regulators: tuple[tuple[Regulator, Words], ...]
    told_by: Words  # right behind a regulator: it is the one that speaks
    report: Marks


@dataclass(frozen=True, slots=True)
class StageWords:
    """First, further and final reports; what is still being looked into."""

    stages: tuple[tuple[Stage, Words], ...]  # in a title or a heading
    stages_body: tuple[tuple[Stage, Words], ...]
    pending: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class DeskWords:
    """Where to ask."""

    desk: Words  # a line or sentence that names where to ask
    not_desk: Words


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything the engines need to know of a language."""

    language: str
    layout: LayoutWords
    scope: ScopeWords
    verdict: VerdictWords
    party: PartyWords
    cause: CauseWords
    exposure: ExposureWords
    authority: AuthorityWords
    stage: StageWords
    desk: DeskWords
    counts: CountWords
    times: TimeWords
