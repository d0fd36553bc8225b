"""What messages and feeds say in each language: one module of tables a language."""

from __future__ import annotations

from noticewatch.render.lexicon.en import EN
from noticewatch.render.lexicon.ja import JA
from noticewatch.render.words import Words

__all__ = ["EN", "JA", "words_of"]


def words_of(language: str) -> Words:
    """The tables of a channel's language; English where there are none of its own.

    >>> words_of("ja").loud["high"]
    '高'
    """
    return JA if language.casefold().split("-")[0] == "ja" else EN
