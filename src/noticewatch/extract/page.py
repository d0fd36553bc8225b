"""What every finder of facts is given, and what it gives back.

Core; imports model and text. Finders match on the folded text and answer with spans of it; the facade turns those into evidence
with the original's offsets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from noticewatch.model import Document, How
from noticewatch.text import Folded, Span, fold, lower, sentences

LONGEST_TITLE = 200  # characters
SHORT_TITLE = 110  # bytes of UTF-8; a title may end as a sentence does, but a sentence of an announcement is longer
_SENTENCE = re.compile(r"[。]|[a-z)][.!?](?:\s|$)")
# A line's end within a sentence, in texts that are set to a width.
# not before a day in figures, which opens an entry of a timeline, nor before a place in capitals, which opens a dateline.
_WRAPPED = re.compile(
    r"\n(?<=[^\n]{39}[^\n.!?:;]\n)(?=[a-z0-9(])(?!(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}[ :]|\([A-Z]{3})"
)
# The same where a line is broken off at a word that no sentence and no heading ends with.
_BROKEN_OFF = re.compile(
    r"( (?:an?|the|of|to|in|on|at|by|from|into|between|and|or|that|which|who|with|for|our|its|their"
    r"|was|were|is|are|has|had|have|been))"
    r"\n(?<=[^\n]{24}\n)(?=[A-Za-z0-9(])"
)
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """A value, and the half-open spans of the folded text that prove it (more than one where parts were summed)."""

    value: T_co
    spans: tuple[tuple[int, int], ...]
    how: How = "stated"


@dataclass(frozen=True, slots=True)
class Page:
    """One document, folded and cut once for all finders.

    `title_end` is the offset in the folded text where the title's line ends; `sentences` cover title and body.
    """

    document: Document
    folded: Folded
    lowered: str  # the folded text in lower case, as long as it
    sentences: tuple[Span, ...]
    language: str  # of the lexicon to read it with: "ja" or "en"
    title_end: int

    @property
    def text(self) -> str:
        """The folded text that rules match on."""
        return self.folded.text


def page_of(document: Document, language: str) -> Page:
    """Fold and cut a document; an English sentence that goes on in the next line is one."""
    folded = fold(document.text)
    if language == "en":
        folded = replace(folded, text=_BROKEN_OFF.sub(r"\1 ", _WRAPPED.sub(" ", folded.text)))
    first = folded.text.find("\n")
    title_end = _title_end(folded.text, len(folded.text) if first < 0 else first)
    return Page(document, folded, lower(folded.text), sentences(folded.text), language, title_end)


def _title_end(text: str, end: int) -> int:
    """Where the title ends; 0 for a text without one, which opens with its first sentence."""
    prose = end > LONGEST_TITLE or (len(text[:end].encode()) > SHORT_TITLE and _SENTENCE.search(text, 0, end) is not None)
    return 0 if prose else end
