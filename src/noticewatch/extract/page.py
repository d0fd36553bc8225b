"""What every finder of facts is given, and what it gives back.

Core; imports model and text. Finders match on the folded text and answer with spans of it; the facade turns those into evidence
with the original's offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from noticewatch.model import Document, How
from noticewatch.text import Folded, Span, fold, sentences

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
    sentences: tuple[Span, ...]
    language: str  # of the lexicon to read it with: "ja" or "en"
    title_end: int

    @property
    def text(self) -> str:
        """The folded text that rules match on."""
        return self.folded.text


def page_of(document: Document, language: str) -> Page:
    """Fold and cut a document."""
    folded = fold(document.text)
    title_end = folded.text.find("\n")
    return Page(document, folded, sentences(folded.text), language, len(folded.text) if title_end < 0 else title_end)
