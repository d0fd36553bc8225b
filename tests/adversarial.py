"""Texts that are bad for one expression: made of its own words, of what it repeats, and of what nearly matches it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, getattr(_constants, "POSSESSIVE_REPEAT", None))
MANY = 20  # a repetition of as many is one to be fed
_BY_CATEGORY = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_DIGIT": "a",
                "CATEGORY_NOT_SPACE": "a", "CATEGORY_NOT_WORD": "-"}  # fmt: skip


def attacks(pattern: re.Pattern[str]) -> Iterator[str]:
    """Pieces which, repeated, keep an expression busy; each shorter than some hundred characters."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    seen = dict.fromkeys(["a", " ", "7", "あ", "\n", "。", "a ", "、漢"])
    for branch in range(3):
        short, long = _sample(parsed, branch, 0), _sample(parsed, branch, 9)
        seen |= dict.fromkeys([short, short[:-1], short + "\n", long, long[:-1], long + "\0", short[: len(short) // 2]])
    for inner in _repeated(parsed):
        piece = _sample(inner, 0, 1)
        seen |= dict.fromkeys([piece, _sample(inner, 1, 1), _sample(parsed, 0, 0)[:3] + piece * 40])
    return (piece for piece in seen if piece)


def _repeated(parsed: Any) -> Iterator[Any]:
    """What is repeated many times, at any depth."""
    for name, argument in parsed:
        if name in REPEATS:
            if argument[1] >= MANY:
                yield argument[2]
            yield from _repeated(argument[2])
        elif name is _constants.BRANCH:
            for one in argument[1]:
                yield from _repeated(one)
        elif name in (_constants.SUBPATTERN, _constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeated(argument[-1])


def _sample(parsed: Any, branch: int, more: int) -> str:
    """A text that an expression may match: the so-manieth branch of each choice, each repetition a few times over its least."""
    made = ""
    for name, argument in parsed:
        if name is _constants.LITERAL:
            made += chr(argument)
        elif name is _constants.NOT_LITERAL:
            made += "a" if argument != ord("a") else "b"
        elif name is _constants.ANY:
            made += "a"
        elif name is _constants.IN:
            made += _member(argument, branch)
        elif name is _constants.BRANCH:
            made += _sample(argument[1][(branch * 7) % len(argument[1])], branch, more)
        elif name in REPEATS:
            least, most, inner = argument
            made += _sample(inner, branch, 0 if more < 9 else 1) * min(int(most), int(least) + more, 60)
        elif name in (_constants.SUBPATTERN, _constants.ASSERT):
            made += _sample(argument[-1], branch, more)
        if len(made) > 300:
            break
    return made


def _member(members: Any, branch: int) -> str:
    """A letter of a set."""
    letters = []
    for name, argument in members:
        if name is _constants.NEGATE:
            return next((letter for letter in "aあ7 -\n\0" if not _is_member(members[1:], letter)), "")
        if name is _constants.LITERAL:
            letters.append(chr(argument))
        elif name is _constants.RANGE:
            letters.append(chr(argument[0]))
        else:
            letters.append(_BY_CATEGORY[str(argument)])
    return letters[branch % len(letters)]


def _is_member(members: Any, letter: str) -> bool:
    for name, argument in members:
        if name is _constants.LITERAL and chr(argument) == letter:
            return True
        if name is _constants.RANGE and argument[0] <= ord(letter) <= argument[1]:
            return True
        if name is _constants.CATEGORY and _in_category(str(argument), letter):
            return True
    return False


def _in_category(category: str, letter: str) -> bool:
    kind = category.rpartition("_")[2]
    holds = {"DIGIT": letter.isdigit(), "SPACE": letter.isspace(), "WORD": letter.isalnum() or letter == "_"}[kind]
    return holds != ("_NOT_" in category)
