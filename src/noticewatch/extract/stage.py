"""Which report of an incident this is. Core; imports scope, masthead and page."""

from __future__ import annotations

from noticewatch.extract.lexicon.screen import Words
from noticewatch.extract.masthead import masthead
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Place, Survey
from noticewatch.model import Stage

LEAD = 700  # folded characters within which a text says that it was not the first
SHORT_LINE = 24  # a line that says 続報 and little else


def find_stage(survey: Survey) -> Found[Stage]:
    """The stage, by the first of these that says it.

    The lines a text opens with; words that nothing more will be told; what the lead says of earlier announcements; short lines
    of its own. What is concluded is final only where it was announced before or opens the text; else it is a first announcement.
    """
    words, top = survey.wording.stage, masthead(survey)
    begin = top[-1].end if top else survey.page.title_end
    for stage, pattern in words.stages:
        for line in top:
            for start, end in survey.hits(pattern, line.start, line.end):
                return Found(stage, ((start, end),))
    lead = begin, min(len(survey.lowered), begin + LEAD)
    if closing := _first(survey, words.closing, begin, len(survey.lowered)):
        return Found("final", (closing,))
    earlier = _first(survey, words.earlier, *lead)
    concluded = _first(survey, words.concluded, *lead, untitled=True)
    if earlier and concluded:
        return Found("final", (earlier, concluded))
    if concluded and concluded[0] < survey.sentence(_first_letter(survey.lowered, begin)).end:
        return Found("final", (concluded,))  # it opens with that
    if earlier:
        return Found("update", (earlier,))
    for line in survey.layout.lines:
        if line.end - line.start <= SHORT_LINE and line.start >= begin:
            for start, end in survey.hits(words.marks, line.start, line.end):
                return Found("update", ((start, end),))
    return Found("initial", ())


def _first_letter(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _first(survey: Survey, pattern: Words, start: int, end: int, *, untitled: bool = False) -> Place | None:
    """The first plain words of a kind; with `untitled` those only that are not quoted as another announcement's title."""
    plain = (place for place in survey.hits(pattern, start, end) if survey.plain(*place))
    return next((place for place in plain if not (untitled and _titles(survey, place))), None)


def _titles(survey: Survey, place: Place) -> bool:
    """Whether words stand within quotation marks, as the title of an announcement does."""
    sentence = survey.sentence(place[0])
    opened = max(survey.lowered.rfind(mark, sentence.start, place[0]) for mark in "「『")
    return opened >= 0 and not any(mark in survey.lowered[opened : place[0]] for mark in "」』")
