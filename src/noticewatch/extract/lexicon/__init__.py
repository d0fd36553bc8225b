"""Languages' words. A language is a package of tables here; engines ask `wording_of` and know none by name."""

from __future__ import annotations

from functools import cache

from noticewatch.extract.lexicon.screen import screened
from noticewatch.extract.lexicon.wording import Wording, all_words


def wording_of(language: str) -> Wording:
    """A language's words, loaded when a document first speaks it; English for a language that has none here."""
    return _japanese() if language == "ja" else _english()


@cache
def _japanese() -> Wording:
    from noticewatch.extract.lexicon.ja import JA

    screened(all_words(JA))
    return JA


@cache
def _english() -> Wording:
    from noticewatch.extract.lexicon.en import EN

    screened(all_words(EN))
    return EN
