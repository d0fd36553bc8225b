"""What a regular expression needs and how far it reaches, read from how it is written; so it is tried only where it can match.

Core; the standard library only. What is not understood counts as needing nothing and reaching for ever, which only costs time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

NARROW = 4  # places about a word at which an expression is worth trying one by one
MOST_WAYS = 32  # to spell a stretch of an expression; of more, only its parts are sought

_ZERO_WIDTH = frozenset("bBAZ")
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_CODE = {"x": 4, "u": 6, "U": 10}  # length of an escape that names a character by its number
_COUNTED = re.compile(r"\{(\d*)(,?)(\d*)\}")
_PLAIN = re.compile(r"[^\\.^$*+?{\[|()]+")  # letters that stand for themselves
_NESTING = re.compile(r"[\\\[()]")
_BAR_OR_NESTING = re.compile(r"[\\\[(|]")
_GROUP = re.compile(r"\(\?P<\w+>|\(\?:|\((?!\?)")
_LETTERS = re.compile(r"\[[^\\^\[\]-]{1,10}\]")  # a class that is a short list of letters
_DIGIT = "[0-9]"
_LOOK = re.compile(r"\(\?<?[=!]")


class Need(NamedTuple):
    """A word, and how many characters of a match stand before it: at least `least`, at most `most` (None without end)."""

    word: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Shape:
    """An expression's least and greatest length, how far it looks past its end, and words one of which every match holds."""

    least: int
    most: int | None
    ahead: int | None = 0
    needs: tuple[Need, ...] = ()  # empty where none is known
    spelled: tuple[str, ...] = ()  # all that the expression can match, where that is a short list
    behind: bool = False  # whether it looks at what stands before its match
    ends: bool = False  # whether it matches at the text's end only
    heads: tuple[Need, ...] = ()  # the same as `needs`, but words that tell where a match begins, though they may be less rare

    @property
    def narrow(self) -> bool:
        """Whether the words that it needs tell where a match begins."""
        return _narrow(self.needs)


_ENDLESS = Shape(0, None, None, behind=True)
_CHARACTER = Shape(1, 1)


def branches(expression: str) -> list[str]:
    """An expression's alternatives at its top level.

    >>> branches(r"a|(?:b|c)d|[|]")
    ['a', '(?:b|c)d', '[|]']
    """
    if "|" not in expression:
        return [expression]
    found: list[str] = []
    first = at = 0
    while bar := _BAR_OR_NESTING.search(expression, at):
        if bar[0] == "|":
            found.append(expression[first : bar.start()])
            first = at = bar.end()
        else:
            at = _piece_end(expression, bar.start())
    found.append(expression[first:])
    return found


@cache
def shape_of(expression: str) -> Shape:
    """The shape of an expression.

    >>> shape = shape_of(r"(?:誤|不)送信.{0,3}|.紛失$")
    >>> shape.least, shape.most, shape.ahead, shape.needs[2]
    (3, 6, 2, Need(word='紛失', least=1, most=1))
    """
    return _either([_shape(branch) for branch in branches(expression)])


class Part:
    """One expression, with the words it needs and how far it reaches about them; compiled when it is first run."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.expression = expression
        self.flags = flags

    @cached_property
    def literal(self) -> bool:
        """Whether it matches its words and nothing else, wherever they stand."""
        shape = self.shape
        alone = not self.flags and not shape.behind and shape.ahead == 0 and 0 < len(shape.needs) == len(shape.spelled)
        return alone and {need.word for need in shape.needs} == set(shape.spelled)

    @cached_property
    def ending(self) -> bool:
        """Whether it matches at a text's end only."""
        return self.shape.ends and not self.flags & re.MULTILINE

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready to run."""
        return re.compile(self.expression, self.flags)

    @cached_property
    def shape(self) -> Shape:
        """What it needs and how far it reaches."""
        return shape_of(self.expression)


def _text(letters: str) -> Shape:
    whole = (Need(letters, 0, 0),)
    return Shape(len(letters), len(letters), 0, whole, (letters,), heads=whole)


def _shape(branch: str) -> Shape:
    if _PLAIN.fullmatch(branch):
        return _text(branch)
    whole = _Sequence()
    at = 0
    while at < len(branch):
        if plain := _PLAIN.match(branch, at):
            end = plain.end()
            if branch[end : end + 1] in _REPEATS and end < len(branch):
                end -= 1
            if end > at:
                whole.add(_text(branch[at:end]), 1, 1)
                at = end
                continue
        end = _piece_end(branch, at)
        least, most, after = _repeated(branch, end)
        whole.add(_inner(branch[at:end]), least, most)
        at = after
    return whole.shape()


class _Sequence:
    """Pieces one after another, as far as they were read."""

    def __init__(self) -> None:
        self.least = 0
        self.most: int | None = 0
        self.ahead: int | None = 0
        self.behind = False
        self.ends = False
        self.needs: tuple[Need, ...] = ()
        self.heads: tuple[Need, ...] = ()
        self.run: tuple[str, ...] = ("",)  # the ways to spell what was read last
        self.run_at: tuple[int, int | None] = (0, 0)
        self.spelled = True  # the run is all that was read

    def add(self, inner: Shape, least: int, most: int | None) -> None:
        ways = inner.spelled if most == 1 else ()
        if ways and not least:
            ways = (*ways, "")
        if not ways:
            if inner.most != 0:
                self._close()
                self.spelled = False
            if least and inner.needs:
                self._take(self._moved(inner.needs))
                self._take(self._moved(inner.heads))
        elif len(self.run) * len(ways) <= MOST_WAYS:
            self.run = tuple(dict.fromkeys(before + way for before in self.run for way in ways))
        else:
            self._close()
            self.spelled = False
            self.run = ways
        self.least += inner.least * least
        self.most = _sum(self.most, 0 if inner.most == 0 else None if inner.most is None or most is None else inner.most * most)
        self.ahead = None if self.ahead is None or inner.ahead is None else max(self.ahead, inner.ahead)
        self.behind = self.behind or inner.behind
        self.ends = inner.ends and least > 0
        if self.run == ("",):
            self.run_at = (self.least, self.most)

    def shape(self) -> Shape:
        spelled = self.run if self.spelled else ()
        self._close()
        return Shape(self.least, self.most, self.ahead, self.needs, spelled, self.behind, self.ends, self.heads)

    def _close(self) -> None:
        if "" not in self.run:
            self._take(tuple(Need(way, *self.run_at) for way in self.run if not way.startswith(_shorter(self.run, way))))
        self.run = ("",)
        self.run_at = (self.least, self.most)

    def _moved(self, needs: tuple[Need, ...]) -> tuple[Need, ...]:
        """The words that a piece needs, as those of the whole."""
        return tuple(Need(one.word, one.least + self.least, _sum(one.most, self.most)) for one in needs)

    def _take(self, needs: tuple[Need, ...]) -> None:
        """Keep what screens more: longer words first, then fewer."""
        if _narrow(needs) and (not self.heads or _worth(needs) > _worth(self.heads)):
            self.heads = needs
        if needs and (not self.needs or _worth(needs) > _worth(self.needs)):
            self.needs = needs


def _shorter(ways: tuple[str, ...], way: str) -> tuple[str, ...]:
    return tuple(other for other in ways if len(other) < len(way))


def _narrow(needs: tuple[Need, ...]) -> bool:
    return bool(needs) and all(need.most is not None and need.most - need.least <= NARROW for need in needs)


def _worth(needs: tuple[Need, ...]) -> tuple[int, int]:
    return min(len(need.word) for need in needs), -len(needs)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _letter(piece: str) -> str:
    """The letter that a piece stands for, if it is one."""
    if len(piece) == 1:
        return "" if piece in ".^$" else piece
    if piece[0] != "\\" or len(piece) > 2:
        return ""
    return _CONTROL.get(piece[1], "" if piece[1].isalnum() else piece[1])


def _inner(piece: str) -> Shape:
    """The shape of a piece without what tells how often it stands."""
    if letter := _letter(piece):
        return _text(letter)
    if piece in "^$":
        # `$` also stands before a line's end that ends the text
        return Shape(0, 0, 0, behind=True) if piece == "^" else Shape(0, 0, 2, ends=True)
    if piece[0] == "\\" and piece[1] in _ZERO_WIDTH:
        return Shape(0, 0, 1, behind=piece[1] != "Z", ends=piece[1] == "Z")
    if piece[0] == "\\":
        return _ENDLESS if piece[1].isdigit() else _CHARACTER
    if piece == _DIGIT or _LETTERS.fullmatch(piece):
        ways = tuple("0123456789" if piece == _DIGIT else piece[1:-1])
        listed = tuple(Need(letter, 0, 0) for letter in ways)
        return Shape(1, 1, 0, listed, ways, heads=listed)
    if piece[0] != "(":
        return _CHARACTER
    if look := _LOOK.match(piece):
        inside = shape_of(piece[look.end() : -1])
        if "<" in look[0]:
            return Shape(0, 0, inside.ahead, behind=True)
        return Shape(0, 0, _sum(inside.most, inside.ahead), behind=inside.behind)
    opening = _GROUP.match(piece)
    return shape_of(piece[opening.end() : -1]) if opening else _ENDLESS


def _either(shapes: list[Shape]) -> Shape:
    if len(shapes) == 1:
        return shapes[0]
    spelled = tuple(dict.fromkeys(way for one in shapes for way in one.spelled))
    most, ahead = [one.most for one in shapes], [one.ahead for one in shapes]
    return Shape(
        min(one.least for one in shapes),
        None if None in most else max(one for one in most if one is not None),
        None if None in ahead else max(one for one in ahead if one is not None),
        tuple(dict.fromkeys(need for one in shapes for need in one.needs)) if all(one.needs for one in shapes) else (),
        spelled if all(one.spelled for one in shapes) and len(spelled) <= MOST_WAYS else (),
        any(one.behind for one in shapes),
        all(one.ends for one in shapes),
        tuple(dict.fromkeys(need for one in shapes for need in one.heads)) if all(one.heads for one in shapes) else (),
    )


def _piece_end(expression: str, at: int) -> int:
    r"""Where the piece at a place (a letter, an escape, a class or a group) ends.

    >>> _piece_end(r"[^\]x]+", 0), _piece_end("[]x]+", 0)
    (6, 4)
    """
    letter = expression[at]
    if letter == "\\":
        return at + _CODE.get(expression[at + 1], 2)
    if letter == "[":
        first = at + (1 if expression[at + 1] != "^" else 2)
        end = first + (2 if expression[first] == "\\" else 1)
        while expression[end] != "]":
            end += 2 if expression[end] == "\\" else 1
        return end + 1
    if letter == "(":
        end = at + 1
        while nesting := _NESTING.search(expression, end):
            if nesting[0] == ")":
                return nesting.end()
            end = _piece_end(expression, nesting.start())
    return at + 1


_REPEATS = "?*+{"
_SIMPLE: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}


def _repeated(expression: str, at: int) -> tuple[int, int | None, int]:
    """How often the piece before a place is repeated, at least and at most, and where what follows begins."""
    mark = expression[at : at + 1]
    if mark in _SIMPLE:
        least, most = _SIMPLE[mark]
        at += 1
    elif mark == "{" and (counted := _COUNTED.match(expression, at)) and counted[0] not in ("{}", "{,}"):
        least = int(counted[1] or 0)
        most = int(counted[3]) if counted[3] else (None if counted[2] else least)
        at = counted.end()
    else:
        return 1, 1, at
    return least, most, at + 1 if expression[at : at + 1] in ("?", "+") and expression[at : at + 1] else at
