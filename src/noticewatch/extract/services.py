"""Which services, systems, shops, events and contracts are affected, as the text names them.

Core; imports names, scope and page. A name is one that stands in quotation marks beside a word for its kind, behind a label, or
in a form that only such names have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.names import organization_key

MOST = 8  # names; a text that quotes more of them is a list of something else
LONGEST = 44  # letters of a name without its address
WINDOW = 30  # characters before a name in which its kind stands
STEM = 60  # characters of what stands before the last words of a plain name
_SILENT = frozenset({"prevention", "advice", "contact"})
_QUOTED = re.compile(r"「([^「」\n]{2,90})」|『([^『』\n]{2,90})』|\"([^\"\n]{2,90})\"|“([^“”\n]{2,90})”")
_ADDRESS = re.compile(r"\s{0,9}[(<]?https?://")
_VALUE = re.compile(r"[^\n、。「」]{4,60}")
_TRIM = ' \t:：・-–—,."“”'


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    text: str


def find_services(survey: Survey) -> tuple[Found[str], ...]:
    """The names, in the text's order and spelling, each once; what is said to be unaffected is left out."""
    kept: dict[str, Found[str]] = {}
    reached = 0
    for one in sorted((*_quoted(survey), *_labelled(survey), *_plain(survey)), key=lambda one: (one.start, -one.end)):
        key = organization_key(one.text)
        if (
            one.start < reached
            or len(key) < 2
            or any(key in known or known in key for known in kept)
            or not _affected(survey, one)
        ):
            continue
        kept[key] = Found(one.text, ((one.start, one.end),))
        reached = one.end
    return tuple(kept.values()) if len(kept) <= MOST else ()


def _affected(survey: Survey, one: _Named) -> bool:
    """Whether a name stands where the incident is told."""
    if survey.layout.section_at(one.start).kind in _SILENT or survey.advised(one.start):
        return False
    sentence = survey.sentence(one.start)
    unrelated = survey.wording.further.services.unrelated
    return not survey.denied(one.start, one.end) and unrelated.search(survey.lowered, sentence.start, sentence.end) is None


def _quoted(survey: Survey) -> Iterator[_Named]:
    """Names in quotation marks, with a word for their kind around or inside."""
    words, text = survey.wording.further.services, survey.page.text
    for match in _QUOTED.finditer(text):
        number = match.lastindex or 0
        start, end = match.span(number)
        address = _ADDRESS.search(text, start, end)
        end = address.start() if address else end
        name = text[start:end].strip(_TRIM)
        window = max(0, match.start() - WINDOW)
        if (
            not 2 <= len(name) <= LONGEST
            or words.not_name.search(name)
            or words.generic.match(name) is not None
            or words.not_before.search(text, window, match.start())
        ):
            continue
        if words.before.search(text, window, match.start()) or words.behind.match(text, match.end()) or words.inside.search(name):
            yield _Named(start, end, name)


def _labelled(survey: Survey) -> Iterator[_Named]:
    """Names behind a label, in its line or the next."""
    words, text = survey.wording.further.services, survey.page.text
    for _, end in survey.hits(words.labels):
        value = _VALUE.match(text, end)
        if value is not None:
            name = value[0].strip(_TRIM)
            if not words.not_name.search(name):
                yield _Named(value.start(), value.end(), name)


def _plain(survey: Survey) -> Iterator[_Named]:
    """Names that nothing marks, known by their form."""
    words, text = survey.wording.further.services, survey.page.text
    for start, end in survey.hits(words.plain):
        if words.stem is not None:
            stem = words.stem.search(text, max(0, start - STEM), start)
            if stem is None:
                continue
            start = stem.start()
        while (article := words.article.match(text, start, end)) is not None and article.end() > start:
            start = article.end()
        name = text[start:end]
        generic = words.generic.match(name)
        if len(name) < 4 or (generic is not None and generic.end() == len(name)) or words.not_name.search(name):
            continue
        yield _Named(start, end, name)
