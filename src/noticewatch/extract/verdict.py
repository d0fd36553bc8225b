"""Whether a page announces an organization's own incident: signals weighed, and the reasons kept.

Core; imports scope, page and the finders of counts, data and reports. It fails open: where signals conflict the verdict is
`unclassified`, never silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from noticewatch.extract.authorities import find_regulators
from noticewatch.extract.counts import find_affected
from noticewatch.extract.exposure import find_data_types
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Verdict

# Weights, set on invented notices and look-alikes: a title that announces an event, or two events told in the past with personal
# data, must reach SURE by themselves or with one sign of response; an apology alone must not.
TITLE_EVENT, TITLE_ANNOUNCES = 3, 1
TOLD, TOLD_TWICE, PERSONAL = 2, 1, 2
APOLOGY, RESPONSE, RESPONSE_TWICE = 1, 1, 1
TITLE_AGAINST, TITLE_AGAINST_EVENT, TEMPLATE, DENIED_ONLY, SUPPOSED_ONLY, ELSEWHERE = -5, -4, -5, -4, -2, -6
ATTACK = 1
SURE, DOUBT = 5, 3
SHORT = 40  # characters of a body that tells nothing
_ATTACKS = frozenset({"ransomware", "malware", "unauthorized_access"})
FEWEST_ENTRIES = 3
_LISTED_FIELD = re.compile(r"(?:原因|件数|被害|cause|affected|records)\s*:")
_ENTRY_MARK = re.compile(r"【[^】\n]{0,30}#[^】\n]{1,20}】")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the words that made it, how many incidents a roundup lists, and the reasons in short sentences."""

    verdict: Found[Verdict]
    entries: Found[int] | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Events:
    told: tuple[Place, ...]
    supposed: int
    denied: int
    personal: bool
    attack: bool


def judge(survey: Survey) -> Judgement:
    """Weigh a page."""
    entries = _entries(survey)
    if entries is not None:
        reason = f"It lists {entries.value} incidents of several organizations."
        return Judgement(Found("roundup", entries.spans[:1]), entries, (reason,))
    events = _events(survey)
    score, reasons, against = _title(survey, events)
    score, proof = _body(survey, events, score, reasons)
    verdict = _decide(survey, score, against, events)
    reasons.append(f"Score {score}: {SURE} or more is an incident, {DOUBT} or more is in doubt.")
    return Judgement(Found(verdict, proof if verdict in ("incident", "unclassified") else ()), None, tuple(reasons))


def _title(survey: Survey, events: _Events) -> tuple[int, list[str], Verdict | None]:
    words, end = survey.wording.verdict, survey.page.title_end
    reasons: list[str] = []
    score = 0
    named = survey.hits(words.event_title, 0, end)
    event = next((place for place in named if not words.not_event.match(survey.lowered, place[1], end)), None)
    against: Verdict | None = None
    for verdict, pattern in (("guidance", words.guidance_title), ("other", words.other_title)):
        if place := next(survey.hits(pattern, 0, end), None):
            if event and place[1] <= event[0] and words.modifies.match(survey.lowered, place[1], event[0]):
                continue  # 講座の案内メールの誤送信: what comes last is what the title is about
            against = "guidance" if verdict == "guidance" else "other"
            score += TITLE_AGAINST_EVENT if event else TITLE_AGAINST
            reasons.append(f"The title speaks of something else ({survey.lowered[slice(*place)]}).")
            break
    if event:
        score += TITLE_EVENT
        reasons.append(f"The title names an event ({survey.lowered[slice(*event)]}).")
        if next(survey.hits(words.happening, 0, end), None) and against is None:
            score += TITLE_ANNOUNCES
    return score, reasons, against


def _events(survey: Survey) -> _Events:
    """What the body tells of events: told as facts, supposed, denied."""
    words, told = survey.wording.verdict, []
    supposed = denied = 0
    personal = attack = False
    patterns = [("", words.leak), *((cause, pattern) for cause, pattern, _ in survey.wording.cause.causes)]
    seen: set[int] = set()
    for cause, pattern in patterns:
        for start, end in survey.hits(pattern, survey.page.title_end):
            sentence = survey.sentence(start)
            if survey.layout.section_at(start).kind in ("prevention", "advice"):
                continue
            if survey.supposed(start, end) or survey.advised(start):
                supposed += 1
            elif survey.denied(start, end):
                denied += 1
            elif words.realized.search(survey.lowered, sentence.start, sentence.end):
                if not words.thing.search(survey.lowered, sentence.start, sentence.end):
                    continue
                attack = attack or cause in _ATTACKS
                if sentence.start in seen:
                    continue
                seen.add(sentence.start)
                told.append((sentence.start, sentence.end))
    told.sort()
    if not told and (implied := _counted(survey) or _reported(survey)):
        told = [implied]
    if told:
        personal = any(words.personal.search(survey.lowered, *place) for place in told) or any(
            survey.plain(*place) for place in survey.hits(words.personal)
        )
    return _Events(tuple(told), supposed, denied, personal, attack)


def _body(survey: Survey, events: _Events, score: int, reasons: list[str]) -> tuple[int, tuple[Place, ...]]:
    words = survey.wording.verdict
    if events.told:
        score += (ATTACK if events.attack else 0) + TOLD + (TOLD_TWICE if len(events.told) > 1 else 0)
        reasons.append(f"{len(events.told)} sentences tell of an event in the past.")
        if events.personal:
            score += PERSONAL + (
                TITLE_ANNOUNCES
                if score <= TOLD + ATTACK and next(survey.hits(words.happening, 0, survey.page.title_end), None)
                else 0
            )
            reasons.append("Personal data is named with it.")
        if any(survey.plain(*place) for place in survey.hits(words.apology)):
            score += APOLOGY
        responses = {survey.lowered[slice(*place)] for place in survey.hits(words.response) if survey.plain(*place)}
        score += (RESPONSE if responses else 0) + (RESPONSE_TWICE if len(responses) > 1 else 0)
        if responses:
            reasons.append(f"It tells what was done about it ({', '.join(sorted(responses)[:3])}).")
    elif events.denied:
        score += DENIED_ONLY
        reasons.append("Events are named only to be denied.")
    elif events.supposed:
        score += SUPPOSED_ONLY
        reasons.append("Events are named only as possible ones.")
    if words.template.search(survey.lowered):
        score += TEMPLATE
        reasons.append("It has blanks to be filled in.")
    if words.elsewhere.search(survey.lowered) and events.denied + 1 >= len(events.told):
        score += ELSEWHERE
        reasons.append("It says that somebody else was hit.")
    return score, events.told[:1]


def _counted(survey: Survey) -> Place | None:
    """The sentence that counts those hit, when the text also names kinds of their data: as good as an event told."""
    headline = find_affected(survey.page).headline
    if headline is None or headline.spans[0][0] < survey.page.title_end or not survey.plain(*headline.spans[0]):
        return None
    sentence = survey.sentence(headline.spans[0][0])
    happened = survey.wording.verdict.realized.search(survey.lowered, sentence.start, sentence.end)
    return (sentence.start, sentence.end) if happened and find_data_types(survey)[0] else None


def _reported(survey: Survey) -> Place | None:
    """The sentence that reports it to an authority, when the text names kinds of data as exposed and teaches nobody."""
    authority = next((found.spans[0] for found in find_regulators(survey) if found.value != "police"), None)
    if authority is None or next(survey.hits(survey.wording.verdict.guidance_body), None) or not find_data_types(survey)[0]:
        return None
    sentence = survey.sentence(authority[0])
    happened = survey.wording.verdict.realized.search(survey.lowered, sentence.start, sentence.end)
    return (sentence.start, sentence.end) if happened else None


def _decide(survey: Survey, score: int, against: Verdict | None, events: _Events) -> Verdict:
    words = survey.wording.verdict
    if score >= SURE:
        return "incident"
    if score >= DOUBT and (against is None or events.told):
        return "unclassified"
    if against is None and not events.told and len(survey.lowered) - survey.page.title_end < SHORT and _titled(survey):
        return "unclassified"
    secure = next(survey.hits(words.subject), None) is not None
    if against is not None:
        return against if secure else "other"
    guidance = len({survey.lowered[slice(*place)] for place in survey.hits(words.guidance_body)})
    if (secure and words.template.search(survey.lowered)) or (guidance >= 2 and events.supposed > len(events.told)):
        return "guidance"
    return "other"


def _titled(survey: Survey) -> bool:
    """Whether the title alone could be an incident's."""
    words, end = survey.wording.verdict, survey.page.title_end
    return any(next(survey.hits(pattern, 0, end), None) for pattern in (words.event_title, words.personal))


def _entries(survey: Survey) -> Found[int] | None:
    """How many incidents a page lists, where it is a list of several organizations' incidents."""
    words, text = survey.wording.verdict, survey.lowered
    mark = survey.wording.party.mark.match(text, 0, survey.page.title_end)  # a collector's mark may call itself 事件簿
    title = next(survey.hits(words.roundup_title, mark.end() if mark else 0, survey.page.title_end), None)
    marks = [match.span() for match in _ENTRY_MARK.finditer(text)]
    if len(marks) > 1:
        return Found(len(marks), (marks[0],))
    entries: list[Place] = []
    fields: list[Place] = []
    for line in survey.layout.lines:
        if line.start < survey.page.title_end or line.end - line.start > 120:
            continue
        if _LISTED_FIELD.match(text, line.start, line.end):
            fields.append((line.start, line.end))
        elif words.roundup_entry.search(text, line.start, line.end) and any(
            text[i].isdigit() for i in range(line.start, line.end)
        ):
            entries.append((line.start, line.end))
    blocks = [place for place in fields if text.startswith(("原因", "cause"), place[0])]
    if len(blocks) >= FEWEST_ENTRIES:
        return Found(len(blocks), (blocks[0],))
    if title is not None and len(entries) >= FEWEST_ENTRIES:
        return Found(len(entries), (entries[0],))
    return None
