"""Whether sentences that came or went are there to stay, or come and go with each request: a day's motto, a reader's comment.

Core; imports text. A sentence that came must be there at two looks; one that came and went is remembered as noise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from noticewatch.text import letters

MOST_NOISE = 60  # sentences that are remembered to come and go
_CAME, _GONE, _NOISE = "+", "-", "~"  # before a sentence's mark
_OLD = "@"  # before the moment of the last look that saw the text that stands


def weighed(before: Sequence[str], came: Iterable[str], gone: Iterable[str]) -> tuple[bool, tuple[str, ...]]:
    """Whether what came and went since the version that stands was so at the last look too; and what is to be remembered.

    `before`: what was remembered at the last look. What was replaced by something else at each of two looks has not gone: it
    takes turns. Nothing remembered means that nothing is awaited.
    """
    noise = _of(before, _NOISE)
    shown = _marks(came)
    new, old = shown - noise.keys(), _marks(gone) - noise.keys()
    came_before, gone_before = _of(before, _CAME).keys(), _of(before, _GONE).keys()
    stays = bool(new & came_before) or len(old & gone_before) > max(len(shown), len(came_before))
    if stays:
        return True, _words(noise, _NOISE)
    turned = [*noise, *sorted(came_before - new), *sorted(gone_before - old)]
    left = dict.fromkeys(turned[-MOST_NOISE:])
    return False, (*_words(sorted(new - left.keys()), _CAME), *_words(sorted(old - left.keys()), _GONE), *_words(left, _NOISE))


def awaits(remembered: Sequence[str]) -> bool:
    """Whether something came or went of which a second look must say whether it stays."""
    return any(not word.startswith(_NOISE) for word in remembered)


def with_last_look(remembered: Sequence[str], at: datetime) -> tuple[str, ...]:
    """What is remembered, with the last look that saw the old text, where one is awaited that says whether it has gone."""
    return (*remembered, f"{_OLD}{at.isoformat()}") if awaits(remembered) else tuple(remembered)


def last_look(remembered: Iterable[str]) -> datetime | None:
    """The last look that saw the old text, as `with_last_look` noted it."""
    return next((datetime.fromisoformat(word[1:]) for word in remembered if word.startswith(_OLD)), None)


def _marks(sentences: Iterable[str]) -> set[str]:
    return {hashlib.sha256(letters(sentence).encode()).hexdigest()[:8] for sentence in sentences}


def _of(words: Iterable[str], sign: str) -> dict[str, None]:
    return dict.fromkeys(word[1:] for word in words if word.startswith(sign))


def _words(marks: Collection[str], sign: str) -> tuple[str, ...]:
    return tuple(sign + mark for mark in marks)
