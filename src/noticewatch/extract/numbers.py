"""Numbers as a language writes them, and counts: a number with its qualifier and its unit.

Core; imports the lexicon's shapes and model. What is counted, and whether it matters, is for `counts` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from noticewatch.expressions import Part, branches
from noticewatch.extract.lexicon.counting import CountWords, NumberWords
from noticewatch.model import Qualifier, Unit
from noticewatch.screen import Screen

_LONGEST = 15  # characters of one string of digits; longer ones are serial numbers, and costly to read
_MOST_TOKENS = 24  # of one number: 九千九百九十九兆… is far below
_LARGEST = 10**10  # more people than live; above it a number is no count
_BEFORE = 32  # characters before a number in which its qualifier and noun are sought
_LABEL = 80  # characters before a number, in its line, that may be its label
_PREFIX = 16  # characters before a number that may make it a part of something else
_FEW = 10  # below it, a number at a line's start may be the line's own
_LABELLED = re.compile(r"  |:")
_ECHO = 200  # characters from a count to a bare number that is a part of it


class WrittenNumber(NamedTuple):
    """A whole number; `start` and `end` are half-open offsets of the folded text."""

    start: int
    end: int
    value: int


@dataclass(frozen=True, slots=True)
class WrittenCount:
    """A number of something; `start` and `end` include the unit, `number_start` and `number_end` are the number's own."""

    start: int
    end: int
    value: int
    unit: Unit
    qualifier: Qualifier
    number_start: int
    number_end: int
    echo: bool = False  # it has no unit of its own and takes that of the count before: "of these, 12 were …"


def find_numbers(text: str, words: NumberWords) -> tuple[WrittenNumber, ...]:
    """All whole numbers of a folded text, in its order; fractions and impossible spellings are left out.

    >>> from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
    >>> [n.value for n in find_numbers("924 万 4,553 件、約1万2千人、九十三万、1.5億", JA_COUNTS.numbers)]
    [9244553, 12000, 930000, 150000000]
    """
    found: list[WrittenNumber] = []
    run: list[re.Match[str]] = []
    digits = False  # whether the run ends in digits
    for token in tokens(text, words.token):
        last, digits = digits, token[0][0].isdecimal()
        if run and ((last and digits) or not _continues(run, token, words)):
            _add(found, run, words)
            run = []
        run.append(token)
    if run:
        _add(found, run, words)
    return tuple(found)


@lru_cache(maxsize=8)
def _kinds_of_token(token: re.Pattern[str]) -> Screen:
    return Screen((tuple(Part(branch, token.flags) for branch in branches(token.pattern)),))


def tokens(text: str, token: re.Pattern[str]) -> Iterable[re.Match[str]]:
    """Every token, each kind of it sought by itself: number words are rare, and dear where they are tried at each letter."""
    kinds = _kinds_of_token(token).reading(text).found()
    found: list[re.Match[str]] = []
    reached = 0
    for _, _, match in sorted((match.start(), number, match) for number, match in kinds.matches()):
        if match.start() >= reached:
            found.append(match)
            reached = match.end()
        elif match.end() > reached:  # it hides what the alternation finds behind the one before it
            return token.finditer(text)
    return found


def _continues(run: list[re.Match[str]], token: re.Match[str], words: NumberWords) -> bool:
    """Whether a token belongs to the number before it: one of the two must be a word, and the other may be digits."""
    last = run[-1]
    if len(run) >= _MOST_TOKENS or not words.gap.fullmatch(last.string, last.end(), token.start()):
        return False
    return _scale(last[0], words) > 0 or _scale(token[0], words) > 0 or _is_tens_and_ones(last[0], token[0], words)


def _scale(token: str, words: NumberWords) -> int:
    word = token.lower()
    return words.small.get(word) or words.large.get(word) or 0


def _is_tens_and_ones(tens: str, ones: str, words: NumberWords) -> bool:
    first, second = words.ones.get(tens.lower(), 0), words.ones.get(ones.lower(), 0)
    return first >= 20 and first % 10 == 0 and 0 < second < 10


def _add(found: list[WrittenNumber], run: list[re.Match[str]], words: NumberWords) -> None:
    first = run[0][0]
    if len(run) == 1 and first.isdecimal() and first.isascii() and len(first) <= _LONGEST:
        if (plain := int(first)) < _LARGEST:
            found.append(WrittenNumber(*run[0].span(), plain))
        return
    value = _value([token[0] for token in run], words)
    if value is not None and value < _LARGEST:
        found.append(WrittenNumber(run[0].start(), run[-1].end() - _trailing(run[-1][0]), value))


def _trailing(token: str) -> int:
    return len(token) - len(token.rstrip(","))


def _value(tokens: list[str], words: NumberWords) -> int | None:
    """A number's value by its tokens, or None where they make none."""
    total, section, current = Decimal(0), Decimal(0), None
    ceiling: int | None = None
    for token in tokens:
        word = token.lower()
        if word in words.small:
            section += (1 if current is None else current) * words.small[word]
            current = None
        elif word in words.large:
            scale = words.large[word]
            amount = section + (current or 0)
            if not amount or (ceiling is not None and scale >= ceiling):
                return None
            total, section, current, ceiling = total + amount * scale, Decimal(0), None, scale
        else:
            plain = _plain(word, words)
            if plain is None:
                return None
            current = plain if current is None else current + plain
    total += section + (current or 0)
    return int(total) if total == int(total) else None


def _plain(token: str, words: NumberWords) -> Decimal | None:
    """A string of digits or a number word; commas must group by thousands."""
    if token in words.ones:
        return Decimal(words.ones[token])
    digits = token.replace(" ", "").rstrip(",")
    if not digits or len(digits) > _LONGEST:
        return None
    if digits[0] in words.ones:  # 二〇二三: kanji, digit by digit
        return Decimal("".join(str(words.ones[digit]) for digit in digits))
    whole, _, fraction = digits.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and (not 0 < len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    return Decimal("".join(groups) + ("." + fraction if fraction else ""))


def find_counts(text: str, words: CountWords, numbers: tuple[WrittenNumber, ...] | None = None) -> tuple[WrittenCount, ...]:
    """All numbers of people, records and the like, whatever they count, in the text's order.

    `numbers` are the text's, where they were found before.

    >>> from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
    >>> [(c.value, c.unit, c.qualifier) for c in find_counts("約1,200人分、最大93件、3時間、12ページ", JA_COUNTS)]
    [(1200, 'person', 'about'), (93, 'record', 'up_to')]
    """
    found: list[WrittenCount] = []
    last: WrittenNumber | None = None
    for number in find_numbers(text, words.numbers) if numbers is None else numbers:
        if (
            last
            and last.value == number.value
            and text[last.end : number.start].strip() == "("
            and text.startswith(")", number.end)
        ):
            number = WrittenNumber(last.start, number.end + 1, number.value)  # "forty (40) patients"
        last = number
        count = _counted(text, number, words) or (_echoed(text, number, words, found) if found else None)
        if count is not None:
            found.append(count)
    return tuple(found)


def _counted(text: str, number: WrittenNumber, words: CountWords) -> WrittenCount | None:
    if not number.value or (text[number.start] == "0" and number.end - number.start > 1):  # of a telephone's number
        return None
    measured = _unit(text, number, words)
    if measured is None or _prefixed(text, number, words):
        return None
    if words.dated_after.match(text, number.end) or _numbers_heading(text, number, words):
        return None
    return _qualified(text, number, words, *measured)


def _prefixed(text: str, number: WrittenNumber, words: CountWords) -> bool:
    """Whether a number is a part of something else: 第3, No. 12, Room 7."""
    return words.prefixed.search(text, max(0, number.start - _PREFIX), number.start) is not None


def _numbers_heading(text: str, number: WrittenNumber, words: CountWords) -> bool:
    """Whether a small number opens a line as its number: "2 事業者の名称"."""
    if number.value >= _FEW or (number.start and text[number.start - 1] != "\n"):
        return False
    return words.numbered.match(text, number.end) is not None


def _qualified(text: str, number: WrittenNumber, words: CountWords, unit: Unit, end: int, echo: bool = False) -> WrittenCount:
    low = max(0, number.start - _BEFORE)
    for before, qualifier in words.qualifiers_before:
        if match := before.search(text, low, number.start):
            return WrittenCount(match.start(), end, number.value, unit, qualifier, number.start, number.end, echo)
    for after, qualifier in words.qualifiers_after:
        if match := after.match(text, end) or after.match(text, number.end):  # 1,200名余り, 1,200余名
            return WrittenCount(
                number.start, max(end, match.end()), number.value, unit, qualifier, number.start, number.end, echo
            )
    return WrittenCount(number.start, end, number.value, unit, "exact", number.start, number.end, echo)


def _echoed(text: str, number: WrittenNumber, words: CountWords, found: list[WrittenCount]) -> WrittenCount | None:
    """A bare number that is a part of what was counted just before."""
    last = next((one for one in reversed(found[-3:]) if one.value > number.value), None)
    if last is None or number.value <= 1 or not 0 <= number.start - last.end <= _ECHO:
        return None
    if not words.echo_after.match(text, number.end) and not (
        words.echo_before.search(text, max(last.end, number.start - _BEFORE), number.start)
        and words.echo_verb.match(text, number.end)
    ):
        return None
    if _prefixed(text, number, words):
        return None
    return _qualified(text, number, words, last.unit, number.end, echo=True)


def _unit(text: str, number: WrittenNumber, words: CountWords) -> tuple[Unit, int] | None:
    """What a number counts, by its unit or its label, and where the unit ends; None where it counts nothing known."""
    for pattern, unit in words.units if words.unit_follows.match(text, number.end) else ():
        match = pattern.match(text, number.end)
        if match and not (text.startswith("\n", number.end) and _LABELLED.search(text, _line(text, number), number.start)):
            return _named(text, max(0, number.start - _BEFORE), number, match.end(), unit, words), match.end()
    if words.unitless.match(text, number.end) and not _prefixed(text, number, words):
        low = _line(text, number)
        for label, unit in words.implied:
            if label.search(text, low, number.start):
                return unit, number.end
    return None


def _line(text: str, number: WrittenNumber) -> int:
    """Where the line of a number begins, as far as its label may reach."""
    low = max(0, number.start - _LABEL)
    return max(low, text.rfind("\n", low, number.start) + 1)


def _named(text: str, low: int, number: WrittenNumber, end: int, unit: Unit, words: CountWords) -> Unit:
    """What records are, by the noun before or behind their count, and whose accounts are meant by a count of people."""
    if unit == "person" and words.held_by.search(text, low, number.start):
        return "account"
    if unit != "record":
        return unit
    for noun, named in words.nouns:
        if noun.search(text, low, number.start):
            return named
    return next((named for noun, named in words.nouns_after if noun.match(text, end)), unit)
