"""Which report of an incident this is, and what it says is still open. Core; imports scope and page."""

from __future__ import annotations

from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.model import Stage

LEAD = 700  # folded characters within which a text says what kind of report it is
SHORT_LINE = 24  # a line that says 続報 and little else


def find_stage(survey: Survey) -> Found[Stage]:
    """The stage: by title, then by a heading of its own, then by the opening sentences; else a first announcement."""
    title_end = survey.page.title_end
    for stage, pattern in survey.wording.stage.stages:
        for start, end in survey.hits(pattern, 0, title_end):
            return Found(stage, ((start, end),))
    update = next(pattern for stage, pattern in survey.wording.stage.stages if stage == "update")
    for line in survey.layout.lines:
        if (line.heading or line.end - line.start <= SHORT_LINE) and line.start >= title_end:
            for start, end in survey.hits(update, line.start, line.end):
                return Found("update", ((start, end),))
    for stage, pattern in survey.wording.stage.stages_body:
        for start, end in survey.hits(pattern, title_end, min(len(survey.lowered), title_end + LEAD)):
            if survey.plain(start, end):
                return Found(stage, ((start, end),))
    return Found("initial", ())


def find_pending(survey: Survey) -> tuple[Found[str], ...]:
    """Fields that the text says are still being looked into."""
    found: list[Found[str]] = []
    for field, pattern in survey.wording.stage.pending:
        for start, end in survey.hits(pattern):
            if not survey.supposed(start, end):
                found.append(Found(field, ((start, end),)))
                break
    if all(one.value != "cause" for one in found):
        for section in survey.layout.sections:
            if section.kind == "cause" and section.end - section.start < 40:
                for start, end in survey.hits(survey.wording.cause.unknown_cause, section.start, section.end):
                    found.append(Found("cause", ((start, end),)))
                    return tuple(found)
    return tuple(found)
