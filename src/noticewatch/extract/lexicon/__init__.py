"""Languages' words. A language is a package of tables here; engines ask `wording_of` and know none by name."""

from __future__ import annotations

from noticewatch.extract.lexicon.wording import Wording


def wording_of(language: str) -> Wording:
    """A language's words, loaded when a document first speaks it; English for a language that has none here."""
    if language == "ja":
        from noticewatch.extract.lexicon.ja import JA

        return JA
    from noticewatch.extract.lexicon.en import EN

    return EN
