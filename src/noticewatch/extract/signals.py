"""What a page shows for and against being an announcement of one's own incident, each sign with its words.

Core; imports scope, masthead, voices and the finders of counts, data and reports. Signs are found here and weighed in `verdict`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from noticewatch.extract.authorities import find_regulators
from noticewatch.extract.cause import find_cause
from noticewatch.extract.counts import Affected, find_affected
from noticewatch.extract.exposure import find_exposure, find_misuse
from noticewatch.extract.kinds import find_data_types, kinds_named
from noticewatch.extract.lexicon.screen import NEVER
from noticewatch.extract.masthead import masthead
from noticewatch.extract.naming import names_in
from noticewatch.extract.page import Found
from noticewatch.extract.parties import parties_named
from noticewatch.extract.pending import find_notified
from noticewatch.extract.scope import Place, Survey
from noticewatch.extract.timeline import Timeline, find_timeline
from noticewatch.extract.voices import introduced, own_page, quotations, writes_of_itself
from noticewatch.model import Cause, DataType, Exposure, Misuse, Notified, Regulator
from noticewatch.text import Span

_ATTACKS = frozenset({"ransomware", "malware", "unauthorized_access", "phishing"})
_OFF_TOPIC = (
    "title_guidance",
    "title_other",
    "headline_guidance",
    "headline_other",
    "untouched",
    "elsewhere",
    "genre",
    "template",
)
_SILENT = frozenset({"prevention", "advice"})
_SERIAL = re.compile(r"[#0-9]")  # in a mark before a title: one of a collector's numbered posts
FEWEST_SUBJECTS = 3  # organizations to which something happened, from which a page is a list
SHORTEST_SENTENCE = 9  # characters; what is shorter tells and advises nothing
LISTED = 60  # characters before a name in an entry of a list
OPENING = 12  # characters before a name that opens a sentence: a bullet, "On Monday, "

LONG = 600  # characters in which an announcer is heard; a short post may tell the bare facts
COPIED = 0.6  # the part of a text in quotation marks from which it is the quoted one's text
_BULLET = re.compile(r"\s*(?:[-*•·▪►–—]|[0-9]{1,3}[.)]) ?")


@dataclass(frozen=True, slots=True)
class Findings:
    """Facts that are signs too: found once, for the verdict and for the answer."""

    timeline: Timeline
    affected: Affected
    given: tuple[Found[DataType], ...]
    excluded: tuple[Found[DataType], ...]
    regulators: tuple[Found[Regulator], ...]
    misuse: Found[Misuse] | None
    notified: Found[Notified] | None
    cause: Found[Cause] | None
    exposure: Found[Exposure] | None


def findings_of(survey: Survey) -> Findings:
    """What the finders of facts say of a page, whatever it is."""
    given, excluded = find_data_types(survey)
    cause = find_cause(survey)
    return Findings(
        find_timeline(survey.page, lambda: survey.once(parties_named)),
        find_affected(survey.page),
        given,
        excluded,
        find_regulators(survey),
        find_misuse(survey),
        find_notified(survey),
        cause,
        find_exposure(survey, cause.value if cause else None),
    )


@dataclass(slots=True)
class Signs:
    """How often each sign was seen, with the first words that show it.

    `told` are the sentences that tell of an event, `quoted` the stretches in quotation marks, which are not the page's own voice.
    """

    quoted: list[Place]
    seen: dict[str, int] = field(default_factory=dict)
    words: dict[str, Place] = field(default_factory=dict)
    told: list[Place] = field(default_factory=list)

    def add(self, name: str, place: Place | None = None, times: int = 1) -> None:
        """Count a sign."""
        self.seen[name] = self.seen.get(name, 0) + times
        if place is not None:
            self.words.setdefault(name, place)

    def __getitem__(self, name: str) -> int:
        return self.seen.get(name, 0)


def signs_of(survey: Survey, findings: Findings) -> Signs:
    """Everything a page shows."""
    signs = Signs(sorted((*quotations(survey.lowered), *introduced(survey))))
    _headlines(survey, signs)
    _events(survey, signs)
    _facts(survey, findings, signs)
    words = survey.wording.verdict
    for name, pattern in (
        ("promotion", words.promotion),
        ("guidance", words.guidance_body),
        ("several", words.several),
        ("template", words.template),
        ("elsewhere", words.elsewhere),
        ("genre", words.genre),
        ("untouched", words.untouched),
        ("warning", words.warning),
        ("flood", words.flood),
    ):
        for place in _distinct(survey, survey.hits(pattern, after_mark(survey))):
            signs.add(name, place)
    _attack(findings, signs)
    if survey.page.document.post and signs.told and not signs["collected"]:
        signs.add("collected", signs.told[0])  # whatever its title says
    _voice(survey, signs)
    for name, pattern in (("apology", words.apology), ("response", words.response)):
        for place in _distinct(survey, survey.hits(pattern)):
            if survey.plain(*place):
                signs.add(name, place)
    _subjects(survey, signs)
    _own_events(survey, findings, signs)
    return signs


def _attack(findings: Findings, signs: Signs) -> None:
    """Take an attack that is told in words that name none, unless the page is about something else."""
    cause = findings.cause
    if cause is None or cause.how != "stated" or cause.value not in _ATTACKS:
        return
    if not any(signs[name] for name in ("attack", *_OFF_TOPIC)):
        signs.add("attack", cause.spans[0])


def after_mark(survey: Survey) -> int:
    """Where a title begins behind a collector's mark, which may call itself 事件簿."""
    mark = survey.wording.party.mark.match(survey.lowered, 0, survey.page.title_end)
    return mark.end() if mark else 0


def _distinct(survey: Survey, places: Iterator[Place]) -> Iterator[Place]:
    """Places of different words: one word said ten times is one sign."""
    known: set[str] = set()
    for place in places:
        word = survey.lowered[slice(*place)]
        if word not in known:
            known.add(word)
            yield place


def _headlines(survey: Survey, signs: Signs) -> None:
    """What the title, and the other lines a text opens with, are about."""
    words = survey.wording.verdict
    for number, line in enumerate(masthead(survey)):
        whose = "title" if line.start < survey.page.title_end or not number else "headline"
        events = _named_events(survey, line.start, line.end)
        turned = False
        for name, pattern in (("guidance", words.guidance_title), ("other", words.other_title)):
            place = next(survey.hits(pattern, line.start, line.end), None)
            if name == "guidance" and next(survey.hits(words.apology, line.start, line.end), None):
                continue  # nobody apologizes for a warning: it is about something of one's own
            if place and not turned and not _only_modifies(survey, place, events):
                turned = True
                signs.add(f"{whose}_{name}", place)
        if events:
            signs.add(f"{whose}_event", events[0])
            post = survey.page.document.post or _SERIAL.search(survey.lowered, 0, after_mark(survey))
            if whose == "title" and post:
                signs.add("collected", events[0])
            happening = next(survey.hits(words.happening, line.start, line.end), None)
            if happening and not turned:
                signs.add(f"{whose}_announces", happening)
        outages = list(survey.hits(words.outage, line.start, line.end))
        if outages and all(any(a < last and first < b for a, b in outages) for first, last in events):
            signs.add("outage", outages[0])
        roundup = next(survey.hits(words.roundup_title, max(line.start, after_mark(survey)), line.end), None)
        if roundup:
            signs.add(f"{whose}_roundup", roundup)


def _named_events(survey: Survey, start: int, end: int) -> list[Place]:
    """The words for events in a line that do name one (not 漏えい防止)."""
    words = survey.wording.verdict
    named = survey.hits(words.event_title, start, end)
    return [place for place in named if not words.not_event.match(survey.lowered, place[1], end)]


def _only_modifies(survey: Survey, place: Place, events: list[Place]) -> bool:
    """Whether a word for something else only tells which event: 講座の案内メールの誤送信 is about what comes last."""
    modifies = survey.wording.verdict.modifies
    return any(
        (event[0] <= place[0] and place[1] <= event[1])
        or (place[1] <= event[0] and modifies.match(survey.lowered, place[1], event[0]) is not None)
        for event in events
    )


def _events(survey: Survey, signs: Signs) -> None:
    """What the body tells of events: told as facts, supposed, denied."""
    words = survey.wording.verdict
    known: set[int] = set()
    telling: dict[Place, bool] = {}  # of the sentences met, whether they tell of something that happened to data
    patterns = [("", words.leak), *((cause, pattern) for cause, pattern, _ in survey.wording.cause.causes)]
    for cause, pattern in patterns:
        for start, end in survey.hits(pattern, survey.page.title_end):
            if survey.layout.section_at(start).kind in _SILENT:
                continue
            sentence = survey.sentence(start)
            if survey.supposed(start, end) or survey.advised(start):
                signs.add("supposed", (start, end))
            elif survey.denied(start, end):
                signs.add("denied", (start, end))
            else:
                place = sentence.start, sentence.end
                if place not in telling:
                    telling[place] = _tells(survey, sentence)
                if not telling[place]:
                    continue
                if cause in _ATTACKS:
                    signs.add("attack", (start, end))
                if sentence.start not in known:
                    known.add(sentence.start)
                    signs.told.append((sentence.start, sentence.end))
    for start, end in survey.hits(words.harm, survey.page.title_end):
        if survey.plain(start, end) and survey.layout.section_at(start).kind not in _SILENT:
            signs.add("harm", (start, end))
    signs.told.sort()
    for place in signs.told:
        signs.add("told_quoted" if _inside(place[0] + 1, signs.quoted) else "told", place)


def _tells(survey: Survey, sentence: Span) -> bool:
    """Whether a sentence tells that something happened to data, and does not ask it."""
    words, stretch = survey.wording.verdict, (survey.lowered, sentence.start, sentence.end)
    if sentence.text.endswith(("?", "か。")) or words.realized.glance(*stretch) is None:
        return False
    return words.thing.glance(*stretch) is not None


def _inside(offset: int, places: list[Place]) -> bool:
    return any(first <= offset < last for first, last in places)


def _voice(survey: Survey, signs: Signs) -> None:
    """Who speaks: the announcer, or somebody who tells of it; what stands in quotation marks is not the page's own voice."""
    words = survey.wording.verdict
    for name, pattern in (("own_voice", words.own_voice), ("reported", words.reported)):
        for start, end in survey.hits(pattern):
            if name == "own_voice" and _inside(start, signs.quoted):
                signs.add("quoted_voice", (start, end))
            else:
                signs.add(name, (start, end))
    for place in _distinct(survey, survey.hits(words.release)):
        if not _inside(place[0], signs.quoted):
            signs.add("release", place)
    if sum(end - start for start, end in signs.quoted) >= COPIED * len(survey.lowered):
        signs.add("own_voice", times=signs["quoted_voice"])
    if signs["own_voice"] or signs["collected"]:
        return
    if words.release is NEVER:
        signs.add("hearsay", times=len(list(survey.hits(words.hearsay))) // 2)
        return
    if own_page(survey) or (writes_of_itself(survey) and not signs["reported"]):
        signs.add("signed")
        return
    signs.add("hearsay", times=signs["reported"])
    if not signs["quoted_voice"] and not signs["release"] and len(survey.lowered) >= LONG:
        signs.add("nobody")


def _facts(survey: Survey, findings: Findings, signs: Signs) -> None:
    """Facts that hardly any other page states: how many, which data, when, to which authority."""
    words = survey.wording.verdict
    headline = findings.affected.headline
    if headline is not None and headline.spans[0][0] >= survey.page.title_end and survey.plain(*headline.spans[0]):
        signs.add("counted", headline.spans[0])
    timeline = findings.timeline
    for name, facts in (
        ("data", findings.given),
        ("authority", findings.regulators),
        ("dated", (timeline.discovered, timeline.occurred_start)),
        ("misuse", (findings.misuse,)),
        ("notified", (findings.notified,)),
        ("cause", (_told_cause(findings, signs),)),
        ("exposure", (findings.exposure if findings.exposure and findings.exposure.value != "none" else None,)),
    ):
        for one in facts:
            if one is not None and one.spans and not (name == "exposure" and survey.denied(*one.spans[0])):
                signs.add(name, one.spans[0])
    for place in survey.hits(words.personal):
        if survey.plain(*place):
            signs.add("personal", place)
    for place in kinds_named(survey):
        signs.add("kinds", place)
    signs.add("advice_share", times=_advice_share(survey))


def _advice_share(survey: Survey) -> int:
    """How many of a hundred sentences are advice or suppose something."""
    scope = survey.wording.scope
    tables = (scope.advice, scope.hypothetical.turns_later, scope.hypothetical.turns_earlier)
    marks = sorted(offset for table in tables if table for place in survey.hits(table) for offset in place)
    sentences = [one for one in survey.page.sentences if one.end - one.start >= SHORTEST_SENTENCE]
    advised = 0
    for one in sentences:
        at = bisect_left(marks, one.start)
        if at < len(marks) and marks[at] <= one.end:  # few sentences hold a mark
            advised += survey.advised(one.start) or survey.supposed(one.start, one.start + 1)
    return round(100 * advised / len(sentences)) if sentences else 0


def _told_cause(findings: Findings, signs: Signs) -> Found[Cause] | None:
    """A cause that is told as what happened to somebody's data or in an attack; outages and wrong bills have causes too."""
    cause = findings.cause
    if cause is None or cause.how != "stated" or cause.value == "under_investigation":
        return None
    return cause if findings.given or findings.affected.headline or signs["attack"] else None


def _own_events(survey: Survey, findings: Findings, signs: Signs) -> None:
    """In how many sentences that tell of an event or of data the announcer speaks of what is its own."""
    words, quoted = survey.wording.verdict, signs.quoted
    attributions = [start for start, _ in survey.hits(words.reported)]
    named = sorted(place[0] for place in (*survey.hits(words.personal), *kinds_named(survey)) if survey.plain(*place))
    starts = {place[0] for place in signs.told}
    starts |= {one.spans[0][0] for one in (*findings.given, findings.cause, findings.affected.headline) if one and one.spans}
    starts |= {start for start, end in survey.hits(words.harm) if survey.plain(start, end)}
    known: set[int] = set()
    for start in sorted(starts):
        sentence = survey.sentence(start)
        if sentence.start in known or start < survey.page.title_end or _inside(start, quoted):
            continue
        known.add(sentence.start)
        if _any_within(named, sentence):
            signs.add("hit", (sentence.start, sentence.end))
        if _any_within(attributions, sentence):
            signs.add("attributed", (sentence.start, sentence.end))
        own = next(words.own_thing.spans(survey.lowered, sentence.start, sentence.end), None)
        if own and not _inside(own[0], quoted):
            signs.add("own_event", own)


def _any_within(starts: list[int], sentence: Span) -> bool:
    at = bisect_left(starts, sentence.start)
    return at < len(starts) and starts[at] < sentence.end


def _subjects(survey: Survey, signs: Signs) -> None:
    """How many organizations the events are told of: each that opens a line or a sentence with an event, or with what it did."""
    words, announces = survey.wording.verdict, survey.wording.party.announces
    named: dict[str, Place] = {}
    for name in names_in(survey.page.text, survey.wording.language):
        if name.start < survey.page.title_end or not (name.sure or " " in name.text):
            continue
        sentence = survey.sentence(name.start)
        listed = _listed(survey, name.start)
        if name.start - sentence.start > (LISTED if listed else OPENING):
            continue
        if words.roundup_entry.glance(survey.lowered, name.end, sentence.end) or (
            listed and (announces.match(survey.lowered, name.end) or words.harm.glance(survey.lowered, name.end, sentence.end))
        ):
            named.setdefault(name.key, (name.start, name.end))
    keys = [key for key in named if not any(key != other and key in other for other in named)]
    if len(keys) >= FEWEST_SUBJECTS:
        signs.add("subjects", named[keys[-1]], len(keys))


def _listed(survey: Survey, offset: int) -> bool:
    """Whether a place stands in an entry of a list, or in the first sentence of a paragraph."""
    line = survey.layout.line_at(offset)
    return _BULLET.match(survey.lowered, line.start) is not None or offset - line.start <= OPENING
