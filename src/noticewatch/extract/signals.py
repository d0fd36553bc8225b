"""What a page shows for and against being an announcement of one's own incident, each sign with its words.

Core; imports scope, masthead, findings and speakers. Signs are found here and weighed in `verdict`.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from noticewatch.extract.findings import Findings
from noticewatch.extract.kinds import kinds_named
from noticewatch.extract.masthead import masthead, menus_in
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.extract.signs import Signs, after_mark, distinct, inside
from noticewatch.extract.speakers import find_speakers, heard_in
from noticewatch.model import Cause
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
    "venue",
    "template",
)
_SILENT = frozenset({"prevention", "advice"})
_SERIAL = re.compile(r"[#0-9]")  # in a mark before a title: one of a collector's numbered posts
SHORTEST_SENTENCE = 9  # characters; what is shorter tells and advises nothing


def signs_of(survey: Survey, findings: Findings) -> Signs:
    """Everything a page shows."""
    signs = Signs(heard_in(survey))
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
        ("claims", words.claims),
        ("admits", words.admits),
        ("venue", words.venue),
        ("unreal", words.unreal),
        ("fiscal", words.fiscal),
    ):
        for place in distinct(survey, survey.hits(pattern, after_mark(survey))):
            signs.add(name, place)
    _attack(findings, signs)
    if survey.page.document.post and signs.told and not signs["collected"]:
        signs.add("collected", signs.told[0])  # whatever its title says
    for name, pattern in (("apology", words.apology), ("response", words.response)):
        own = (place for place in survey.hits(pattern) if survey.plain(*place) and not inside(place[0], signs.quoted))
        for place in distinct(survey, own):
            signs.add(name, place)
    find_speakers(survey, findings, signs)
    return signs


def _attack(findings: Findings, signs: Signs) -> None:
    """Take an attack that is told in words that name none, unless the page is about something else."""
    cause = findings.cause
    if cause is None or cause.how != "stated" or cause.value not in _ATTACKS:
        return
    if not any(signs[name] for name in ("attack", *_OFF_TOPIC)):
        signs.add("attack", cause.spans[0])


def _headlines(survey: Survey, signs: Signs) -> None:
    """What the title, and the other lines a text opens with, are about."""
    words, menus = survey.wording.verdict, menus_in(survey)
    for number, line in enumerate(masthead(survey)):
        if number and line in menus:
            continue
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
        filing = next(survey.hits(words.filing, line.start, line.end), None)
        if filing:
            signs.add("filing", filing)
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
        signs.add("told_quoted" if inside(place[0] + 1, signs.quoted) else "told", place)


def _tells(survey: Survey, sentence: Span) -> bool:
    """Whether a sentence tells that something happened to data, and does not ask it."""
    words, stretch = survey.wording.verdict, (survey.lowered, sentence.start, sentence.end)
    if sentence.text.endswith(("?", "か。")) or words.realized.glance(*stretch) is None:
        return False
    return words.thing.glance(*stretch) is not None


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
            if one is None or not one.spans or inside(one.spans[0][0], signs.quoted):
                continue
            if name != "exposure" or not survey.denied(*one.spans[0]):
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
