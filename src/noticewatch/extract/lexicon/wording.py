"""The shape of one language's words: what the engines of `extract` match with. Engines know no language.

Core; imports model, the other shapes and the standard library. All patterns run on folded, lower-cased text and in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Literal

from noticewatch.extract.lexicon.counting import CountWords
from noticewatch.extract.lexicon.screen import Weighed, Words, either, words
from noticewatch.extract.lexicon.timing import TimeWords
from noticewatch.model import Cause, DataType, Group, Regulator, Sector, Stage

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
    pointer: Words  # a line that only leads to the document that tells
    elsewhere: Words  # what happened, happened to somebody else
    outage: Words  # in a title: something did not work, was slow, was mended; was charged wrongly, was embezzled
    harm: Words  # what befalls data or what holds it, in any words
    own_voice: Words  # the announcer speaks
    own_thing: Words  # what is the announcer's own, or the reader's
    release: Words  # what an announcer says and does, by whatever name; NEVER in a language that needs no subject
    titled: Words  # right behind a name in a title: this one's statement, notice, letter
    office: re.Pattern[str]  # an office that writes of itself, with the capital that a paper does not give it: "the City"
    introduces: Words  # at the end of a line: somebody says what follows
    offers: Words  # a text that others may use follows, to the page's end
    reported: Words  # somebody else tells of it: a newspaper, an agency, a lawyer
    hearsay: Words  # those of them that hardly any announcer uses
    admits: Words  # what only the one says whose fault it was; NEVER where own_voice tells as much
    declares: Words  # the words by which a notice is given: "is providing notice of an event"
    several: Words  # incidents in the plural, or counted
    promotion: Words  # it sells something, or teaches
    venue: Words  # marks of where many write: a forum, a blog with comments, somebody's guesses
    genre: Words  # marks of newspapers, forums, studies, stories, regulators, collections of letters
    warning: Words  # what a warning of somebody else's fraud tells its readers
    flood: Words  # an attack that stops a line and touches no data
    untouched: Words  # nobody's data was hit
    claims: Words  # somebody seeks clients for a claim, or pays claims
    unreal: Words  # the page says itself that what it tells is made up
    fiscal: Words  # what a report to investors says of any risk
    filing: Words  # in an opening line: a report to investors of one event, which speaks so too


@dataclass(frozen=True, slots=True)
class PartyWords:
    """How the parties are introduced."""

    mark: re.Pattern[str]  # a collector's or an editor's mark before a title
    own: re.Pattern[str]  # the announcer's pronoun
    defined: re.Pattern[str]  # right behind a name: (以下「当社」といいます)
    own_before: re.Pattern[str]  # right before a name: 当社(
    kinds: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]  # a pronoun that tells a kind, and what such a name ends with
    announces: Words  # right behind a name: the predicate of an announcement
    own_place: Words  # right behind a name: it happened at the announcer
    title_link: Words  # right behind a name in a title
    entrusts: Words  # right behind a name: it has work done by a vendor
    before: Weighed  # with weight, right before a name: who speaks
    after: Weighed  # with weight, right behind a name: who speaks
    not_own_before: Words  # right before a name: it is told, hired or meant, and does not speak
    not_own_after: Words
    vendor_before: Weighed  # with weight, right before a name: a vendor's role
    vendor_after: Weighed  # with weight, right behind a name: a vendor's role
    tells: re.Pattern[str]  # all between a vendor's name and the announcer's: "Nuvocare informed Hollis Regional"
    vendor_alias: Words  # a role with a short name that stands for the whole: 発送代行先(以下「X社」)
    not_vendor_before: Words
    not_vendor_after: Words
    address: re.Pattern[str]  # of the desk; what names the municipality is the first group
    public: re.Pattern[str]  # a municipality speaks
    plain_letterhead: re.Pattern[str]  # a whole line that is a name by its ending
    brand: re.Pattern[str]  # a name that the readers are thanked for using, in one of its groups
    plain_signature: re.Pattern[str]  # a whole line at the end that names who signs, in one of its groups
    not_brand: re.Pattern[str]  # what such a name is none by
    not_letterhead: re.Pattern[str]  # in such a line: it is none


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """What headings and labels say of what stands under or behind them."""

    headings: Mapping[SectionKind, Words]
    labels: Words  # at a line's start: the label of a list of exposed data
    heading: Words = field(init=False)  # one of any kind

    def __post_init__(self) -> None:
        object.__setattr__(self, "heading", either(self.headings.values()))


@dataclass(frozen=True, slots=True)
class Notion:
    """Words of one meaning: single words, which are looked up, and expressions, which are searched for."""

    terms: frozenset[str]
    phrases: Words


def notion(terms: str, *phrases: str) -> Notion:
    """A notion from its single words, in one string, and its expressions."""
    return Notion(frozenset(terms.split()), words(*phrases))


@dataclass(frozen=True, slots=True)
class Telling:
    """A cause told in words that each tell little: all notions within one sentence."""

    cause: Cause
    weight: int
    notions: tuple[str, ...]  # the first is the one that must be said as a fact
    without: tuple[str, ...] = ()  # notions that may not stand in the sentence
    near: bool = False  # the others may stand in the sentence before or after


@dataclass(frozen=True, slots=True)
class CauseWords:
    """Why it happened."""

    causes: tuple[tuple[Cause, Words, int], ...]  # with weight
    not_cause: Words  # looks like a cause's word and is none: identity theft, "guidance on phishing"
    nobody: Words  # a subject that denies what is told of it
    notions: Mapping[str, Notion]
    tellings: tuple[Telling, ...]
    resorts: tuple[Telling, ...]  # asked only where nothing else tells a cause
    over: Mapping[Cause, frozenset[Cause]]  # what a more specific cause explains away
    unknown_cause: Words
    blamed: Words  # it was the cause, wherever that is said


@dataclass(frozen=True, slots=True)
class KindWords:
    """Which kinds of data were exposed, and which were not."""

    data_types: Mapping[str, DataType]  # literal words
    weak_types: Mapping[str, DataType]  # count only beside another type in a list, or where somebody has them
    no_kinds: frozenset[str]  # literal words that hold a word for a kind and name none
    terms: tuple[str, ...]  # all of them
    verb_last: bool  # what is said of a list stands behind it, as a rule
    type_spoilers: Words  # right behind a type: it is not what was exposed
    owned: Words  # ends with a weak type: somebody has it
    not_after: Words  # ends right before a type: it is not what was exposed
    glue: re.Pattern[str]  # all that stands between two items of one list
    apart: Words  # between two items: they belong to two lists
    introduces: Words  # in a line: the lines below are what it tells of
    denying: Words  # in such a line: they are what it leaves out
    exposed: Words  # a predicate or a noun that tells what was exposed
    custody: Words  # one that only tells who keeps it, unless it is denied
    holding: Words  # of the latter, one that says what was in the thing that was exposed
    away: Words  # unless that thing is another one
    nothing: Words  # right behind a list: there was none
    undone: Words  # right behind a predicate: it did not happen
    noted: Words  # a sentence that speaks to the reader, and tells
    hashed: Words  # a sentence that tells of passwords that cannot be read
    misused: Words  # a denial of misuse leaves open what was exposed
    except_for: Words  # right behind types, or right before them: the others are meant
    only: Words  # right behind types: nothing else
    remark: Words  # where a remark begins that does not turn what stands before it
    unrelated: Words  # a sentence whose data is somebody's address, not what was exposed
    unreal: Words  # a sentence that tells of no data at hand: a lure, a definition, a policy


@dataclass(frozen=True, slots=True)
class ExposureWords:
    """Whether data was exposed, and whether it was misused."""

    used: Words  # the data was put to a bad use
    harmed: Words  # so was it, as told by what came of it: charges, calls, loans in other names
    posed: Words  # mails in the announcer's name, which may come of anything
    not_used: Words  # a bad use is denied, in one expression
    denies: Words  # in one sentence before one of the next, so it is
    uses: Words
    taken: Words  # data did leave
    seen: Words  # data that lay open was looked at, data on a lost thing read
    reached: Words  # data was looked at or could be, by those who got in
    inquirers: Words  # who looks at data too, to find out what happened
    given: Words  # data was handed to those who asked for it
    doubt: Words  # beside what is told of data: it may be so
    possible: Words
    partly: Words  # before what is spared, in its clause: it is but a part of the data
    spared: Words  # no personal data was affected at all


@dataclass(frozen=True, slots=True)
class AuthorityWords:
    """To whom it was reported."""

    regulators: tuple[tuple[Regulator, Words], ...]
    told_by: Words  # right behind a regulator: it is the one that speaks
    addressed: Words | None  # right behind a regulator: it is told; None where word order does not tell
    not_told: Words  # right behind a regulator and its predicate: somebody else told it
    report: Marks
    received: Words  # right behind a report: it came from there
    headed: Words  # a heading over those who were told
    predicate: Words  # a line with one is no bare list of names
    dated: Words  # a report that bears a day was made
    elsewhere: Words  # in the clause before: somebody else reports
    unreal: Words  # a sentence that tells of no report
    answered: Words  # right behind a question: yes


@dataclass(frozen=True, slots=True)
class StageWords:
    """First, further and final reports."""

    stages: tuple[tuple[Stage, Words], ...]  # in a line that a text opens with
    marks: Words  # in a short line further down: a further report was added
    earlier: Words  # in the lead: it was announced before
    closing: Words  # what says by itself that nothing more will be told
    concluded: Words  # in the lead: what was looked into is known


@dataclass(frozen=True, slots=True)
class DeskWords:
    """Where to ask."""

    desk: Words  # a line or sentence that names where to ask
    not_desk: Words  # right before a number or an address: not the desk's
    other_desk: Words  # in the same sentence or line: somebody else's desk
    site: Words  # in a sentence with a page's address: one asks there


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """What makes words the name of a service, a system, a shop, an event or a contract.

    Those about quoted names are matched on text with its capitals.
    """

    before: Words  # ends right before a quoted name
    behind: Words  # right behind a quoted name
    inside: Words  # a quoted name with such words is one
    not_before: Words  # ends right before a quoted name: a short name, a subject, a programme that attacks
    not_name: Words  # a name with such words is none: a title, a file, a law, a short name
    labels: Words  # a label, up to where the name begins
    plain: Words  # a name that nothing marks, or its last words where `stem` finds the others
    stem: re.Pattern[str] | None  # ends where `plain` begins, on text with its capitals; None where `plain` is the whole name
    article: Words  # at the start of a plain name, no part of it
    generic: Words  # a plain name that is this and no more tells a kind, and names none
    unrelated: Words  # a sentence about services that are offered to the people affected


GroupWord = Literal[Group, "user", "guardian"]  # a user of what the announcer offers; whom the announcer's kind tells


@dataclass(frozen=True, slots=True)
class GroupWords:
    """Whose data it was."""

    groups: tuple[tuple[GroupWord, Words], ...]
    behind: Words  # right behind a group: its data, or how many
    before: Words  # ends right before a group: data of, or how many
    listed: Words  # the heading of a list of groups
    told: Words  # right behind a group that is spoken to, or of as those concerned
    not_behind: Words  # right behind a group: it acts, or is something else
    unrelated: Words  # a sentence about those who were told, or asked


@dataclass(frozen=True, slots=True)
class SectorWords:
    """What an announcer is, by the form of its name and by what it says of itself; the first that fits tells."""

    names: tuple[tuple[Sector, Words], ...]
    own: tuple[tuple[Sector, Words], ...]


@dataclass(frozen=True, slots=True)
class FurtherWords:
    """What few other facts rest on: services, groups, sector, what is open, who was told."""

    services: ServiceWords
    groups: GroupWords
    sector: SectorWords
    pending: tuple[tuple[str, Words], ...]  # a field, with what says that it is still looked into
    open: Words  # a sentence that says so of whatever it names
    objects: tuple[tuple[str, Words], ...]  # what such a sentence names, with the field
    not_open: Words  # a sentence whose open question is another, or was answered
    notified: Words
    to_be_notified: Words
    not_notified: Words  # right around such words: the authorities, the press, an apology to all


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything the engines need to know of a language."""

    language: str
    layout: LayoutWords
    scope: ScopeWords
    verdict: VerdictWords
    party: PartyWords
    cause: CauseWords
    kinds: KindWords
    exposure: ExposureWords
    authority: AuthorityWords
    stage: StageWords
    desk: DeskWords
    further: FurtherWords
    counts: CountWords
    times: TimeWords


def all_words(table: object) -> Iterator[Words]:
    """Every alternation of a table of words, at any depth."""
    if isinstance(table, Words):
        yield table
    elif isinstance(table, tuple):
        for one in table:
            yield from all_words(one)
    elif isinstance(table, Mapping):
        for one in table.values():
            yield from all_words(one)
    elif is_dataclass(table):
        for one in fields(table):
            yield from all_words(getattr(table, one.name))
