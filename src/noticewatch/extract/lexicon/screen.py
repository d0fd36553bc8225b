"""Alternations that are tried only where they can match: each alternative with the words one of which it needs.

Core; the standard library only. A page holds few of a lexicon's words, and finding a plain word in a text costs a hundredth of
running a pattern over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

_CLASSES = frozenset("bBdDsSwWAZn")


class Words:
    """One alternation; `search` and `match` for short stretches, `spans` for a whole text.

    Expressions are compiled when a text first needs them: a language that is not met costs nothing, and most alternatives
    never find a word of theirs.
    """

    __slots__ = ("_alternatives", "_live", "_parts", "_pattern")

    def __init__(self, alternatives: tuple[str, ...]) -> None:
        self._alternatives = alternatives
        self._pattern: re.Pattern[str] | None = None
        self._parts: tuple[_Part, ...] | None = None
        self._live: tuple[str, tuple[_Part, ...]] = ("", ())  # the text seen last, and the parts that may match in it

    @property
    def pattern(self) -> re.Pattern[str]:
        """All alternatives as one expression."""
        if self._pattern is None:
            self._pattern = re.compile("|".join(self._alternatives) or r"[^\s\S]")
        return self._pattern

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in a stretch."""
        return self.pattern.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The match at a place."""
        return self.pattern.match(text, start, len(text) if end is None else end)

    def spans(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Every match of every alternative in a stretch, in order; alternatives may overlap."""
        found = [match.span() for part in self._parts_in(text) for match in part.compiled().finditer(text, start, end)]
        found.sort()
        return iter(found)

    def _parts_in(self, text: str) -> tuple[_Part, ...]:
        """The alternatives one of whose words stands in a text."""
        last, live = self._live
        if last is text:
            return live
        if self._parts is None:
            split = (branch for alternative in self._alternatives for branch in branches(alternative))
            self._parts = tuple(_Part(branch) for branch in split if branch)
        stands = _standing(text)
        live = tuple(part for part in self._parts if not part.needed or any(map(stands, part.needed)))
        self._live = (text, live)
        return live


class _Part:
    """One alternative, with the words one of which it needs."""

    __slots__ = ("_compiled", "branch", "needed")

    def __init__(self, branch: str) -> None:
        self.branch = branch
        self.needed = needed(branch)
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self.branch)
        return self._compiled


@lru_cache(maxsize=4)
def _standing(text: str) -> Callable[[str], bool]:
    """Whether a word stands in a text; each word is sought once."""
    known: dict[str, bool] = {}

    def stands(word: str) -> bool:
        if word not in known:
            known[word] = word in text
        return known[word]

    return stands


NEVER = Words(())


def words(*alternatives: str) -> Words:
    """One alternation of regular expressions.

    >>> list(words("誤(?:送信|送付)", "紛失").spans("誤送付と紛失", 0, 6))
    [(0, 3), (4, 6)]
    """
    return Words(alternatives)


def needed(branch: str) -> frozenset[str]:
    """Words one of which every match of an expression without a bar holds; empty where none is known.

    >>> sorted(needed(r"(?:誤|不)送信(?:した)?")), sorted(needed(r"(?:警察|県警)[^。]{0,4}に"))
    (['送信'], ['県警', '警察'])
    """
    best: frozenset[str] = frozenset()
    run = ""
    at = 0
    while at <= len(branch):
        piece, at = _piece(branch, at)
        optional = branch[at : at + 1] in ("?", "*") or branch.startswith("{0", at)
        literal = (len(piece) == 1 and piece not in ".^$") or (piece[:1] == "\\" and piece[1:] not in _CLASSES)
        if literal and not optional:
            run += piece[-1]
            if branch[at : at + 1] not in ("+", "{"):
                continue
        best = _better(best, frozenset({run}) if run else frozenset())
        run = ""
        if piece.startswith("(") and not optional:
            inner = [needed(one) for one in branches(piece[piece.find(":") + 1 : -1] if piece.startswith("(?:") else piece[1:-1])]
            if all(inner):
                best = _better(best, frozenset().union(*inner))
        at = _past_quantifier(branch, at)
        if not piece:
            break
    return best


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The set that screens more: longer words first, then fewer."""
    if not one or not other:
        return one or other
    return max(one, other, key=lambda words: (min(len(word) for word in words), -len(words)))


def branches(expression: str) -> list[str]:
    """An expression's alternatives at its top level.

    >>> branches(r"a|(?:b|c)d|[|]")
    ['a', '(?:b|c)d', '[|]']
    """
    found: list[str] = []
    first = at = 0
    while at < len(expression):
        if expression[at] == "|":
            found.append(expression[first:at])
            first = at = at + 1
        else:
            _, at = _piece(expression, at)
    found.append(expression[first:])
    return found


def _piece(expression: str, at: int) -> tuple[str, int]:
    """The piece at a place (a letter, an escape, a class or a group) and where the next one begins."""
    letter = expression[at : at + 1]
    if letter == "\\":
        return expression[at : at + 2], at + 2
    if letter == "[":
        end = at + (2 if expression[at + 1 : at + 2] != "^" else 3)
        while expression[end] != "]":
            end += 2 if expression[end] == "\\" else 1
        return expression[at : end + 1], end + 1
    if letter == "(":
        end = at + 1
        while expression[end] != ")":
            _, end = _piece(expression, end)
        return expression[at : end + 1], end + 1
    return letter, at + 1


def _past_quantifier(expression: str, at: int) -> int:
    if expression[at : at + 1] == "{":
        at = expression.index("}", at) + 1
    elif expression[at : at + 1] in ("?", "*", "+") and expression[at : at + 1]:
        at += 1
    return at + 1 if expression[at : at + 1] == "?" else at
