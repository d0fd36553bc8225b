"""Who speaks on a page, of whom, and of how many: the announcer of what befell it, or somebody who tells of others.

Core; imports voices, naming, signs and findings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from noticewatch.extract.findings import Findings
from noticewatch.extract.kinds import kinds_named
from noticewatch.extract.lexicon.screen import NEVER
from noticewatch.extract.naming import Name, names_in
from noticewatch.extract.scope import Place, Survey
from noticewatch.extract.signs import Signs, distinct, inside
from noticewatch.extract.voices import introduced, offered, own_page, quotations, writes_of_itself
from noticewatch.text import Span

LONG = 600  # characters in which an announcer is heard; a short post may tell the bare facts
COPIED = 0.55  # the part of a text in quotation marks from which it is the quoted one's text
FEWEST_SUBJECTS = 3  # organizations to which something happened, from which a page is a list
FEWEST_HEADS = 2  # organizations that each head what is told of them, from which it is one
LISTED = 60  # characters before a name in an entry of a list
OPENING = 12  # characters before a name that opens a sentence: a bullet, "On Monday, "
_BULLET = re.compile(r"\s*(?:[-*•·▪►–—]|[0-9]{1,3}[.)]) ?")


def heard_in(survey: Survey) -> list[Place]:
    """The stretches in which others are heard; none where nearly all of a page is what one says for himself, and its own text."""
    marked, following = quotations(survey.lowered), list(introduced(survey))
    own = [place for place in following if next(survey.hits(survey.wording.verdict.own_voice, *place), None)]
    copied = sum(end - start for start, end in _merged(sorted((*marked, *own))))
    return [] if copied >= COPIED * len(survey.lowered) else sorted((*marked, *following, *offered(survey)))


def find_speakers(survey: Survey, findings: Findings, signs: Signs) -> None:
    """Add the signs of who speaks, of what is whose, and of several subjects."""
    _voice(survey, signs)
    _subjects(survey, signs)
    _heads(survey, signs)
    _own_events(survey, findings, signs)


def _merged(places: list[Place]) -> Iterator[Place]:
    last = 0
    for start, end in places:
        if end > last:
            yield max(start, last), end
            last = end


def _voice(survey: Survey, signs: Signs) -> None:
    """Who speaks: the announcer, or somebody who tells of it; what stands in quotation marks is not the page's own voice."""
    words = survey.wording.verdict
    for name, pattern in (("own_voice", words.own_voice), ("reported", words.reported)):
        for start, end in survey.hits(pattern):
            if name == "own_voice" and inside(start, signs.quoted):
                signs.add("quoted_voice", (start, end))
            else:
                signs.add(name, (start, end))
    for place in distinct(survey, survey.hits(words.release)):
        if not inside(place[0], signs.quoted):
            signs.add("release", place)
    for place in survey.hits(words.declares):
        if not inside(place[0], signs.quoted):
            signs.add("declares", place)
    if signs["own_voice"] or signs["collected"]:
        return
    if words.release is NEVER:
        signs.add("hearsay", times=len(list(survey.hits(words.hearsay))) // 2)
        return
    if own_page(survey) or writes_of_itself(survey, signs["reported"]):
        signs.add("signed")
        return
    signs.add("hearsay", times=signs["reported"])
    if not signs["quoted_voice"] and not signs["release"] and len(survey.lowered) >= LONG:
        signs.add("nobody")


def _own_events(survey: Survey, findings: Findings, signs: Signs) -> None:
    """In how many sentences that tell of an event or of data the announcer speaks, and of what is its own."""
    words, quoted = survey.wording.verdict, signs.quoted
    attributions = [start for start, _ in survey.hits(words.reported)]
    voices = sorted(start for start, _ in survey.hits(words.own_voice) if not inside(start, quoted))
    named = sorted(place[0] for place in (*survey.hits(words.personal), *kinds_named(survey)) if survey.plain(*place))
    starts = {place[0] for place in signs.told}
    starts |= {one.spans[0][0] for one in (*findings.given, findings.cause, findings.affected.headline) if one and one.spans}
    starts |= {start for start, end in survey.hits(words.harm) if survey.plain(start, end)}
    for sentence in _sentences(survey, signs, starts):
        if _any_within(named, sentence):
            signs.add("hit", (sentence.start, sentence.end))
        if _any_within(attributions, sentence):
            signs.add("attributed", (sentence.start, sentence.end))
        own = next(words.own_thing.spans(survey.lowered, sentence.start, sentence.end), None)
        if own and not inside(own[0], quoted):
            signs.add("own_event", own)
    timeline = findings.timeline
    further = (findings.exposure, timeline.discovered, timeline.occurred_start, findings.misuse, findings.notified)
    starts |= {one.spans[0][0] for one in (*further, *findings.regulators) if one and one.spans}
    for sentence in _sentences(survey, signs, starts):
        if _any_within(voices, sentence):
            signs.add("own_told", (sentence.start, sentence.end))


def _sentences(survey: Survey, signs: Signs, starts: Iterable[int]) -> Iterator[Span]:
    """The body's own sentences that hold one of some places, each once."""
    known: set[int] = set()
    for start in sorted(starts):
        sentence = survey.sentence(start)
        if sentence.start in known or start < survey.page.title_end or inside(start, signs.quoted):
            continue
        known.add(sentence.start)
        yield sentence


def _any_within(starts: list[int], sentence: Span) -> bool:
    at = bisect_left(starts, sentence.start)
    return at < len(starts) and starts[at] < sentence.end


def _subjects(survey: Survey, signs: Signs) -> None:
    """How many organizations the events are told of: each that opens a line or a sentence with an event, or with what it did."""
    words, announces = survey.wording.verdict, survey.wording.party.announces
    named: dict[str, Place] = {}
    for name in _organizations(survey):
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


def _heads(survey: Survey, signs: Signs) -> None:
    """How many organizations head what is told of them: a name alone in a line, and again at the start of the next one."""
    names = {name.start: name for name in _organizations(survey)}
    lines = [line for line in survey.layout.lines if line.end > line.start and line.start >= survey.page.title_end]
    heads: dict[str, Place] = {}
    for line, following in pairwise(lines):
        head, subject = names.get(line.start), names.get(following.start)
        if head and subject and head.end == line.end and (subject.key in head.key or head.key in subject.key):
            heads.setdefault(head.key, (line.start, line.end))
    if len(heads) >= FEWEST_HEADS:
        signs.add("heads", next(iter(heads.values())), len(heads))


def _organizations(survey: Survey) -> Iterator[Name]:
    """The names in a page's body that are an organization's by their form, or of several words."""
    for name in names_in(survey.page.text, survey.wording.language):
        if name.start >= survey.page.title_end and (name.sure or " " in name.text):
            yield name


def _listed(survey: Survey, offset: int) -> bool:
    """Whether a place stands in an entry of a list, or in the first sentence of a paragraph."""
    line = survey.layout.line_at(offset)
    return _BULLET.match(survey.lowered, line.start) is not None or offset - line.start <= OPENING
