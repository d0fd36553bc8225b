"""Lines, headings and the sections under them.

Core; imports the shape of the lexicon. A heading is known by its looks (a number, a bullet, brackets, shortness) and its kind by
the language's words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from noticewatch.extract.lexicon.wording import SectionKind, Wording

LONGEST_HEADING = 48  # characters; headings of public notices read so far stay below 40

# Each kind of marker is a group.
NO_MARKER = 0
_MARKERS = re.compile(
    r"(#)|([■◆●□◇○▼▽★☆〇])|(第?[0-9]{1,2}(?:[.、)]|章|\s))|(\([0-9]{1,2}\))|([【\[〈<][^】\]〉>\n]{1,40}[】\]〉>]\s*$)"
)
_LISTING = re.compile(r"[^、,・/]{1,30}[、,・/][^、,・/]{1,30}[、,・/]")  # an enumeration, not what heads one
_CLOSED = "。．!?！？"
_RUN_IN = re.compile(r"[a-z][a-z' ,]{3,40}[.?:](?=\s)")  # "What happened. On March 4, …"


class Line(NamedTuple):
    """One line, its ends in the folded text, and whether it heads what follows."""

    start: int
    end: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (empty for what stands before the first) with the text under it, half-open."""

    heading_start: int
    start: int  # of the body
    end: int
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's lines and sections, in order."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    _line_starts: tuple[int, ...]
    _section_starts: tuple[int, ...]

    def section_at(self, offset: int) -> Section:
        """The section that holds an offset."""
        return self.sections[max(bisect_right(self._section_starts, offset) - 1, 0)]

    def line_at(self, offset: int) -> Line:
        """The line that holds an offset."""
        return self.lines[max(bisect_right(self._line_starts, offset) - 1, 0)]


def layout_of(lowered: str, wording: Wording, title_end: int) -> Layout:
    """Cut a folded, lower-cased text into lines and sections; the title's line heads nothing."""
    lines: list[Line] = []
    heads: list[tuple[int, int, SectionKind]] = []
    level = NO_MARKER
    at = 0
    for raw in lowered.splitlines(keepends=True):
        text = raw.strip()
        start = at + raw.index(text)
        head = _head(lowered, start, text, wording, level) if text and start >= title_end else None
        lines.append(Line(start, start + len(text), head is not None and head[0] == len(text)))
        if head is not None:
            heads.append((start, start + head[0], head[1]))
            level = head[2]
        at += len(raw)
    sections: list[Section] = []
    previous: tuple[int, int, SectionKind] = (0, 0, "other")
    for one in heads:
        sections.append(Section(previous[0], previous[1], one[0], previous[2]))
        previous = one
    sections.append(Section(previous[0], previous[1], len(lowered), previous[2]))
    lines = lines or [Line(0, 0, False)]
    starts = tuple(line.start for line in lines), tuple(section.heading_start for section in sections)
    return Layout(tuple(lines), tuple(sections), *starts)


def _head(lowered: str, start: int, text: str, wording: Wording, level: int) -> tuple[int, SectionKind, int] | None:
    """How long the heading is with which a line begins, of which kind and with which marker; None where the line has none.

    A marked line of no known kind is an item of the section above, unless it bears the marker of that section's heading.
    """
    run_in = _RUN_IN.match(text)
    if run_in and run_in.end() < len(text):
        kind = _kind(lowered, start, start + run_in.end(), wording)
        if kind is not None:
            return run_in.end(), kind, NO_MARKER
    if len(text) > LONGEST_HEADING or (text[-1] in _CLOSED and not text.endswith("?")):
        return None
    marked = _MARKERS.match(text)
    if marked is None and (":" in text[:-1] or _LISTING.match(text)):
        return None
    marker = marked.lastindex if marked and marked.lastindex else NO_MARKER
    kind = _kind(lowered, start, start + len(text), wording)
    if kind is None:
        return (len(text), "other", marker) if marked and marker == level else None
    return len(text), kind, marker


def _kind(lowered: str, start: int, end: int, wording: Wording) -> SectionKind | None:
    if not wording.layout.heading.within(lowered, start, end):
        return None
    heading = lowered[start:end]
    return next((kind for kind, pattern in wording.layout.headings.items() if pattern.glance(heading)), None)
