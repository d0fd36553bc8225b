"""Why it happened: the most specific cause that the text supports.

Core; imports scope and page. A cause is named by one word (ransomware) or told by several that each say little: who, what was
done, to what, against whose will. Causes are weighed by where they stand: a section on causes and the title tell most, an event
told in the past next; prevention, advice and background little or nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from noticewatch.extract.lexicon.wording import Marks, Telling
from noticewatch.extract.masthead import masthead
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Cause

# Set on invented notices of every cause: a title must outweigh two mentions, a stated cause one title.
IN_TITLE, IN_CAUSE_SECTION, TOLD, NAMED = 3, 4, 2, 1
LEAST = 2  # below this a word is only a word
MOST = 60  # no cause gains by being said for ever
ENOUGH_TO_EXPLAIN = 0.25  # share of the strongest cause's weight from which a more specific one explains it away
DESK_REACH = 160  # characters: what stands farther below a heading on contacts is not of it (a menu's "Contact")
LEAST_TO_EXPLAIN = 4  # one event told plainly; less cannot stand for another cause
SHORT = 400  # characters; what is no longer has no second half
LEAD = 0.5  # of the text: what happened is told in its first half, what others were told and do now in the second
_DECIDES: frozenset[Cause] = frozenset({"ransomware"})  # told once, it is the cause, however much is said of the access
_SILENT = frozenset({"prevention", "advice", "contact"})
_LABEL = re.compile(r"[^:|\n]{3,48}[:|]")
_PAST = re.compile(r"[a-z]{3}ed\b")  # a regular English verb
_WORD = re.compile("[a-z]+")


def find_cause(survey: Survey) -> Found[Cause] | None:
    """The cause with the words that prove it, or None where the text gives none; derived where words of little weight tell it."""
    unreal = tuple(survey.hits(survey.wording.cause.not_cause))
    weighing = _Weighing(survey, unreal)
    notions = _Notions(survey, unreal)
    for cause, pattern, weight in survey.wording.cause.causes:
        weighing.named(cause, survey.hits(pattern), weight, notions)
    for telling in survey.wording.cause.tellings:
        weighing.told(telling, notions)
    best = weighing.most_specific()
    if best is not None:
        return Found(best, (weighing.proofs[best][1],))
    for telling in survey.wording.cause.resorts:
        weighing.told(telling, notions)
    best = weighing.most_specific()
    if best is not None:
        return Found(best, (weighing.proofs[best][1],), "derived")
    for start, end in survey.hits(survey.wording.cause.unknown_cause):
        if told_in(survey, start) not in _SILENT:
            return Found("under_investigation", ((start, end),))
    return None


def told_in(survey: Survey, start: int) -> str:
    """The kind of section a place stands in, as far as what happened is told there.

    One on contacts reaches a few lines, one of questions up to the next question; a heading that names the event is a title.
    """
    section = survey.layout.section_at(start)
    if section.kind in _SILENT and survey.wording.verdict.leak.search(survey.lowered, section.heading_start, section.start):
        return "other"
    if section.kind in _SILENT and _blamed(survey, start):
        return "other"
    if section.kind == "contact" and start - section.start > DESK_REACH:
        return "other"
    if section.kind in _SILENT and survey.lowered.find("?\n", section.start, start) >= 0:
        return "other"
    return section.kind


def _titled(survey: Survey, start: int) -> bool:
    """Whether a place stands in the title, or in an opening line that names the event as a title does."""
    if start < survey.page.title_end:
        return True
    line = next((line for line in masthead(survey) if line.start <= start < line.end), None)
    return line is not None and survey.wording.verdict.event_title.search(survey.lowered, line.start, line.end) is not None


def _labelled(survey: Survey, start: int) -> bool:
    """Whether a place stands behind the label of its line, as in a form: "Type of breach: hacking"."""
    line = survey.layout.line_at(start)
    label = _LABEL.match(survey.lowered, line.start, min(line.end, start))
    causes = survey.wording.layout.headings["cause"]
    return label is not None and causes.search(survey.lowered, line.start, label.end()) is not None


def _blamed(survey: Survey, start: int) -> bool:
    """Whether the sentence that holds a place says that this was the cause."""
    sentence = survey.sentence(start)
    return survey.wording.cause.blamed.search(survey.lowered, sentence.start, sentence.end) is not None


@dataclass(slots=True)
class _Weighing:
    """What speaks for each cause, and the place that speaks best."""

    survey: Survey
    unreal: tuple[Place, ...]
    weights: dict[Cause, float] = field(default_factory=dict)
    proofs: dict[Cause, tuple[int, Place]] = field(default_factory=dict)

    def named(self, cause: Cause, hits: Iterator[Place], weight: int, notions: _Notions) -> None:
        """Weigh the words that name a cause."""
        reached = -1
        for start, end in hits:
            if start < reached or any(first <= start and end <= last for first, last in self.unreal):
                continue
            worth = self._worth(start, end, notions)
            if worth:
                reached = end  # two expressions that meet the same words tell it once
                self._add(cause, worth, weight, (start, end))

    def told(self, telling: Telling, notions: _Notions) -> None:
        """Weigh a cause told in several words, once a sentence."""
        heads, others = notions.heads(telling.notions[0]), telling.notions[1:]
        if not heads or (others and not notions.of(others[0])):
            return
        seen = -1
        for head, sentence, kind in heads:
            if sentence == seen:
                continue
            places = notions.complete(telling, head, sentence)
            if not places or not notions.said(places):
                continue
            seen = sentence
            worth = IN_TITLE if head[0] < self.survey.page.title_end else IN_CAUSE_SECTION if kind == "cause" else TOLD
            self._add(telling.cause, worth, telling.weight, head)

    def _add(self, cause: Cause, worth: int, weight: int, place: Place) -> None:
        early = place[0] <= max(len(self.survey.lowered) * LEAD, SHORT)
        self.weights[cause] = min(self.weights.get(cause, 0) + worth * weight * (1 if early else LEAD), MOST)
        if cause not in self.proofs or worth > self.proofs[cause][0]:
            self.proofs[cause] = (worth, place)

    def _worth(self, start: int, end: int, notions: _Notions) -> int:
        survey = self.survey
        kind = told_in(survey, start)
        if kind in _SILENT or not notions.said(((start, end),)):
            return 0
        if _titled(survey, start):
            return IN_TITLE
        if kind == "cause" or _labelled(survey, start):
            return IN_CAUSE_SECTION
        if kind == "background":
            return NAMED
        clause, last = survey.clause(start)[0], survey.sentence(start).end
        realized = survey.wording.verdict.realized.glance(survey.lowered, clause, last) or _PAST.search(
            survey.lowered, clause, last
        )
        return TOLD if realized else NAMED

    def most_specific(self) -> Cause | None:
        """The heaviest cause, or the one that explains it."""
        weights = {cause: weight for cause, weight in self.weights.items() if weight >= LEAST}
        if not weights:
            return None
        best = max(weights, key=lambda cause: weights[cause])
        for _ in range(3):
            over = [
                cause
                for cause, weight in weights.items()
                if best in self.survey.wording.cause.over.get(cause, ())
                and (cause in _DECIDES or weight >= max(weights[best] * ENOUGH_TO_EXPLAIN, LEAST_TO_EXPLAIN))
                and self.proofs[cause][0] >= min(TOLD, self.proofs[best][0])
            ]
            if not over:
                break
            best = max(over, key=lambda cause: weights[cause])
        return best


class _Notions:
    """Where the notions of the tellings stand, found when first asked for."""

    def __init__(self, survey: Survey, unreal: tuple[Place, ...]) -> None:
        self._survey = survey
        self._unreal = unreal
        self._places: dict[str, tuple[Place, ...]] = {}
        self._heads: dict[str, list[tuple[Place, int, str]]] = {}
        self._words = frozenset(_WORD.findall(survey.lowered))
        self._denials: tuple[Place, ...] | None = None
        self._starts = [sentence.start for sentence in survey.page.sentences]

    def of(self, notion: str) -> tuple[Place, ...]:
        """The places of a notion."""
        places = self._places.get(notion)
        if places is None:
            meant = self._survey.wording.cause.notions[notion]
            hits = list(self._survey.hits(meant.phrases))
            if meant.terms:
                for term in meant.terms & self._words:
                    hits += _standing(self._survey.lowered, term)
                hits.sort()
            if self._unreal:
                hits = [place for place in hits if not _inside(self._unreal, place[0])]
            places = self._places[notion] = tuple(hits)
        return places

    def heads(self, notion: str) -> list[tuple[Place, int, str]]:
        """The places of a notion where a cause may be told, each with the number of its sentence and the kind of its section."""
        heads = self._heads.get(notion)
        if heads is None:
            heads = self._heads[notion] = []
            for place in self.of(notion):
                kind = told_in(self._survey, place[0])
                if kind not in _SILENT:
                    heads.append((place, bisect_right(self._starts, place[0]) - 1, kind))
        return heads

    def said(self, places: tuple[Place, ...]) -> bool:
        """Whether the first of some places is said as a fact; a mark that one of them holds does not turn it."""
        survey, (start, end) = self._survey, places[0]
        if survey.advised(start):
            return False
        clause = survey.clause(start)
        if any(clause[0] <= place[0] < start for place in self._nobody()):
            return False
        for turned, marks in (
            (survey.denied, survey.wording.scope.negation),
            (survey.supposed, survey.wording.scope.hypothetical),
        ):
            if turned(start, end) and self._turns(marks, places, clause):
                return False
        return True

    def _turns(self, marks: Marks, places: tuple[Place, ...], clause: Place) -> bool:
        """Whether a mark in the clause turns the first place from outside all of them."""
        (start, end), no_mark = places[0], (*places, *self._unreal, *self._survey.hits(self._survey.wording.scope.not_negation))
        for pattern, first, last in ((marks.turns_later, clause[0], start), (marks.turns_earlier, end, clause[1])):
            for mark in self._survey.hits(pattern, first, last) if pattern else ():
                if not any(place[0] <= mark[0] < place[1] for place in no_mark):
                    return True
        return False

    def _nobody(self) -> tuple[Place, ...]:
        if self._denials is None:
            self._denials = tuple(self._survey.hits(self._survey.wording.cause.nobody))
        return self._denials

    def complete(self, telling: Telling, head: Place, sentence: int) -> tuple[Place, ...]:
        """The places of all notions, the head's first: in its sentence, each in words of its own; empty where one is missing."""
        at = max(sentence, 0)
        first, last = (max(at - 1, 0), at + 1) if telling.near else (at, at)
        start = self._starts[first] if self._starts else 0
        end = self._starts[last + 1] if last + 1 < len(self._starts) else len(self._survey.lowered)
        taken: tuple[Place, ...] = (head,)
        for notion in telling.notions[1:]:
            place = self._within(notion, start, end, taken)
            if place is None:
                return ()
            taken = (*taken, place)
        return () if any(self._within(notion, start, end, ()) for notion in telling.without) else taken

    def _within(self, notion: str, start: int, end: int, taken: tuple[Place, ...]) -> Place | None:
        places = self.of(notion)
        for at in range(bisect_right(places, (start, 0)), len(places)):
            place = places[at]
            if place[0] >= end:
                return None
            if not _overlaps(place, taken):
                return place
        return None


def _standing(text: str, word: str) -> list[Place]:
    """Where a word stands by itself."""
    found: list[Place] = []
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
            found.append((start, end))
        start = text.find(word, end)
    return found


def _overlaps(place: Place, others: tuple[Place, ...]) -> bool:
    start, end = place
    for first, last in others:  # noqa: SIM110  (asked thousands of times a page)
        if start < last and first < end:
            return True
    return False


def _inside(places: tuple[Place, ...], offset: int) -> bool:
    for start, end in places:  # noqa: SIM110  (likewise)
        if start <= offset < end:
            return True
    return False
