"""A share of a stated whole: "about 4 percent of our 250,000 customers", 会員5万人のうち約2割.

Core; imports the lexicon's shape and numbers. The number that follows is worked out and marked so; it is never exact.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from noticewatch.extract.lexicon.counting import CountWords
from noticewatch.extract.numbers import WrittenCount
from noticewatch.model import Qualifier

_NEAR = 60  # characters before or after a whole in which its share is told


def share_of(text: str, low: int, whole: WrittenCount, words: CountWords) -> WrittenCount | None:
    """What a told share of a whole comes to, quoted with both; None where no share of it is told.

    `low`: where the whole's sentence begins. Of a whole that is exposed itself, a share among them tells of something else.

    >>> from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
    >>> from noticewatch.extract.numbers import find_counts
    >>> text = "当社会員5万人のうち約2割の情報が漏えいしました。"
    >>> one = share_of(text, 0, find_counts(text, JA_COUNTS)[0], JA_COUNTS)
    >>> one.value, one.qualifier, text[one.start : one.end]
    (10000, 'about', '5万人のうち約2割')
    """
    before = words.share_before.search(text, max(0, whole.start - _NEAR), whole.start)
    told = before or words.share_after.match(text, whole.end, whole.end + _NEAR)
    if told is None or (told.groupdict().get("among") and words.exposure.search(text, low, whole.start)):
        return None
    share = _fraction(told, words)
    if not 0 < share < 1:
        return None
    start, end = (told.start(), whole.end) if before else (whole.start, told.end())
    return replace(whole, start=start, end=end, value=round(whole.value * share), qualifier=_qualifier(told, words))


def _fraction(told: re.Match[str], words: CountWords) -> Fraction:
    said = {name: value for name, value in told.groupdict().items() if value}
    if "percent" in said:
        return Fraction(said["percent"]) / 100
    if "tenths" in said:
        return Fraction(_number(said["tenths"], words), 10)
    if "part" in said:
        of = _number(said["of"], words)
        return Fraction(_number(said["part"], words), of) if of else Fraction(0)
    return words.fractions[said["word"].lower()]


def _number(written: str, words: CountWords) -> int:
    return int(written) if written.isdecimal() else words.numbers.ones.get(written.lower(), 0)


def _qualifier(told: re.Match[str], words: CountWords) -> Qualifier:
    """The qualifier that stands before the share itself; a share that bears none is still rounded."""
    low = max(0, told.start("said") - _NEAR)
    qualifiers = (which for before, which in words.qualifiers_before if before.search(told.string, low, told.start("said")))
    return next(qualifiers, "about")
