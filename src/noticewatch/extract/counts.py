"""How many were hit: the counts of a notice that are of people and records exposed, and the one a person would quote.

Core; imports the lexicon's tables, numbers, page, model and text. A count that the text does not give is not made up: what is not
plainly a count of those affected is left out.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.lexicon.counting import CountWords
from noticewatch.extract.numbers import WrittenCount, find_counts
from noticewatch.extract.page import Found, Page
from noticewatch.model import Count, Qualifier, Unit
from noticewatch.text import sentence_at

_NEAR = 120  # characters before and after a count, within its sentence, that may speak of it
_LABEL = 60  # characters of a line that may be a heading, or of what stands before a count in its line
_LINES_UP = 12  # lines above a count among which its heading is sought
_ROWS_APART = 160  # characters from one row of a table or list to the next
_LIST_APART = 40  # characters between two counts of one sentence that are told side by side
_MOST = 400  # counts of one document that are weighed: notices have a dozen, tables of statistics thousands

_RECORDS: tuple[Unit, ...] = ("record", "account", "email")
_ORDER: tuple[tuple[Unit, ...], ...] = (
    ("person",),
    _RECORDS,
    ("card",),
    ("household",),
    ("file",),
    ("device",),
    ("organization",),
    ("other",),
)


@dataclass(frozen=True, slots=True)
class Affected:
    """The counts of what was or may have been exposed, in the text's order, and the one number that a person would quote."""

    counts: tuple[Found[Count], ...] = ()
    headline: Found[Count] | None = None


Place = Literal["alone", "total", "part", "inner"]  # inner: a part of a part


@dataclass(frozen=True, slots=True)
class _Claim:
    """A count taken for one of those affected, and its place among them."""

    count: WrittenCount
    place: Place
    row: int = -1  # which table, list or enumeration of disjoint parts it stands in
    titled: bool = False  # it stands in the title, which says least about it

    @property
    def value(self) -> int:
        return self.count.value

    @property
    def span(self) -> tuple[int, int]:
        return self.count.start, self.count.end


def find_affected(page: Page) -> Affected:
    """The counts of those affected, and the headline; both empty where the text gives no number.

    >>> from noticewatch.extract.page import page_of
    >>> from noticewatch.model import Document
    >>> text = "名簿の紛失\\n会員30名、職員12名の氏名が漏えいした可能性があります。定員80名。"
    >>> affected = find_affected(page_of(Document("", "", text), "ja"))
    >>> [found.value.value for found in affected.counts], affected.headline.value.value, affected.headline.how
    ([30, 12], 42, 'derived')
    """
    words = wording_of(page.language).counts
    claims = _rows(page.text, _claims(page, words), words)
    if not claims:
        return Affected()
    headline, total = _headline(claims)
    return Affected(tuple(_listed(claims, total)), headline)


# Which counts are of those affected


def _claims(page: Page, words: CountWords) -> list[_Claim]:
    reader = _Reader(page, words)
    claims: list[_Claim] = []
    sent_to: list[_Claim] = []
    for count in find_counts(page.text, words)[:_MOST]:
        if _is_mark(page.folded.quote(count.number_start, count.number_end)):
            continue
        verdict = reader.judge(count)
        if verdict == "no":
            continue
        if verdict == "recipient":
            sent_to.append(_Claim(count, "alone"))
            continue
        claims.append(_Claim(count, reader.place(count, claims), titled=count.start < page.title_end))
    if not claims and sent_to and words.recipients_exposed.search(page.text):
        return sent_to
    return claims


def _is_mark(written: str) -> bool:
    """Whether a number was written as the mark of a list's item, such as ②."""
    return any(unicodedata.category(character) == "No" for character in written)


class _Reader:
    """One page, and what stands about each of its counts."""

    def __init__(self, page: Page, words: CountWords) -> None:
        self.page, self.text, self.words = page, page.text, words
        self.lines = [0]
        at = self.text.find("\n")
        while at >= 0:
            self.lines.append(at + 1)
            at = self.text.find("\n", at + 1)

    def judge(self, count: WrittenCount) -> Literal["yes", "no", "recipient"]:
        """Whether a count is of those affected."""
        words = self.words
        low, high = self._sentence(count)
        if (
            words.never_before.search(self.text, low, count.start)
            or words.never_after.match(self.text, count.end, high)
            or words.never_near.search(self.text, low, high)
            or words.base_before.search(self.text, low, count.start)
            or words.base_after.match(self.text, count.end, high)
        ):
            return "no"
        if words.doing_before.search(self.text, low, count.start) and words.doing_after.match(self.text, count.end, high):
            return "no"
        if words.recipients_before.search(self.text, low, count.start) or words.recipients_after.match(
            self.text, count.end, high
        ):
            return "recipient"
        beside = self._beside_kinds(count, low, high)
        if count.value == 1 and not beside:
            return "no"
        if beside:
            return "yes"
        if words.exposure.search(self.text, low, high):
            return "no" if count.unit == "organization" else "yes"
        return "yes" if self._headed(count) else "no"

    def place(self, count: WrittenCount, claims: Sequence[_Claim]) -> Place:
        """What a count is to those told before it."""
        words = self.words
        low, high = self._sentence(count)
        if words.part_before.search(self.text, low, count.start) or words.part_headings.search(
            self.text, self._line(count), count.start
        ):
            return "inner" if claims and claims[-1].place in ("part", "inner") else "part"
        if words.part_after.match(self.text, count.end, high):
            return "part"
        if words.total_before.search(self.text, low, count.start) or words.total_after.match(self.text, count.end, high):
            return "total"
        return "alone"

    def _sentence(self, count: WrittenCount) -> tuple[int, int]:
        """The part of the count's sentence that may speak of it."""
        span = sentence_at(self.page.sentences, count.number_start)
        low, high = (span.start, span.end) if span else (count.start, count.end)
        return max(low, count.start - _NEAR), max(count.end, min(high, count.end + _NEAR))

    def _beside_kinds(self, count: WrittenCount, low: int, high: int) -> bool:
        if self.words.kinds_after.match(self.text, count.end, high):
            return True
        return self.words.kinds_before.search(self.text, low, count.start) is not None

    def _line(self, count: WrittenCount) -> int:
        """The start of a count's line, or of what before it may be its label."""
        return max(self.lines[bisect_right(self.lines, count.start) - 1], count.start - _LABEL)

    def _headed(self, count: WrittenCount) -> bool:
        """Whether the count's label, or the heading it stands under, is one under which the affected are counted."""
        words = self.words
        if words.headings.search(self.text, self._line(count), count.start):
            return True
        at = bisect_right(self.lines, count.start) - 1
        for index in range(at - 1, max(-1, at - 1 - _LINES_UP), -1):
            start, end = self.lines[index], self.lines[index + 1] - 1
            if end - start > _LABEL or start >= end:
                continue
            if words.other_headings.search(self.text, start, end):
                return False
            if words.headings.search(self.text, start, end):
                return True
            if words.heading_marks.match(self.text, start, end):
                return False
        return False


# Rows and enumerations


def _rows(text: str, claims: list[_Claim], words: CountWords) -> list[_Claim]:
    """Mark counts that stand side by side as disjoint parts: rows of a table or a list, or an enumeration in one sentence."""
    out = list(claims)
    row = 0
    last: int | None = None
    for index, claim in enumerate(out):
        if claim.place in ("part", "inner"):
            if claim.place == "part" and last is not None and out[last].row >= 0:
                out[index] = replace(claim, place="inner")
            continue
        if claim.place == "total":
            last = None
            continue
        if last is not None and out[last].count.unit == claim.count.unit and _side_by_side(text, out[last], claim, words):
            if out[last].row < 0:
                row += 1
                out[last] = replace(out[last], row=row)
            out[index] = replace(claim, row=out[last].row)
        last = index
    return _inside_rows(out)


def _inside_rows(claims: list[_Claim]) -> list[_Claim]:
    """A part told after a row is within that row, though the row showed as one only later."""
    out: list[_Claim] = []
    for claim in claims:
        if claim.place == "part" and out and (out[-1].row >= 0 or out[-1].place == "inner"):
            claim = replace(claim, place="inner")
        out.append(claim)
    return out


def _side_by_side(text: str, first: _Claim, second: _Claim, words: CountWords) -> bool:
    start, end = first.count.end, second.count.start
    if end <= start or end - start > _ROWS_APART:
        return False
    between = text[start:end]
    if "\n" not in between:
        return end - start <= _LIST_APART and words.lists.fullmatch(between) is not None
    if "。" in between or ". " in between:
        return False
    line = between.rpartition("\n")[2]
    opening = text.rfind("\n", max(0, first.count.start - _ROWS_APART), first.count.start) + 1
    label = text[max(opening, first.count.start - _LABEL) : first.count.start]
    if _is_prose(text, second.count.end) or _is_prose(text, start):
        return False
    return not (words.kinds_only.fullmatch(line) and words.kinds_only.fullmatch(label))


def _is_prose(text: str, end: int) -> bool:
    """Whether a count's line goes on as a sentence."""
    rest = text[end : end + _LABEL].partition("\n")[0]
    return "。" in rest or rest.endswith(".")


# The list and the headline


def _listed(claims: Sequence[_Claim], total: _Claim | None) -> Iterable[Found[Count]]:
    """The counts, each value and unit once; a part within a part is left out."""
    seen: set[tuple[int, Unit]] = set()
    of_unit: dict[Unit, set[int]] = {}
    for claim in claims:
        if claim.place != "inner":
            of_unit.setdefault(claim.count.unit, set()).add(claim.value)
    for claim in claims:
        key = (claim.value, claim.count.unit)
        if claim.place == "inner" or key in seen:
            continue
        seen.add(key)
        whole = claim.place == "total" or claim is total or (claim.place == "alone" and len(of_unit[claim.count.unit]) == 1)
        yield Found(Count(claim.value, claim.count.unit, claim.count.qualifier, "total" if whole else "part"), (claim.span,))


def _headline(claims: Sequence[_Claim]) -> tuple[Found[Count] | None, _Claim | None]:
    """The number to quote, and the claim that states it as the whole, if one does.

    The stated total of people, else of records; where only parts are stated, their sum when they are disjoint, else the largest.
    """
    second_best: tuple[Found[Count], _Claim | None] | None = None
    for units in _ORDER:
        group = [claim for claim in claims if claim.count.unit in units and claim.place != "inner"]
        if not group:
            continue
        best = _of_unit(group)
        if best[0].value.scope == "total":
            return best
        second_best = second_best or best
    return second_best or (None, None)


def _of_unit(group: list[_Claim]) -> tuple[Found[Count], _Claim | None]:
    totals = [claim for claim in group if claim.place == "total"]
    if totals:
        return _stated(max(totals, key=_by_value), "total")
    largest = max(group, key=_by_value)
    rows: dict[int, list[_Claim]] = {}
    for claim in group:
        if claim.row >= 0:
            rows.setdefault(claim.row, []).append(claim)
    for parts in sorted(rows.values(), key=lambda row: -sum(claim.value for claim in row)):
        total = sum(claim.value for claim in parts)
        if 2 * largest.value == total and largest in parts:
            return _stated(largest, "total")  # one row is the sum of the others
        if largest not in parts and largest.value >= total:
            return _stated(largest, "total")
        return _summed(parts, total), None
    alone = len({claim.value for claim in group}) == 1 and largest.place != "part"
    rest = {claim.value for claim in group} - {largest.value}
    first = group[0].value == largest.value and largest.place != "part" and bool(rest) and sum(rest) <= largest.value
    return _stated(largest, "total" if alone or first else "part")


def _by_value(claim: _Claim) -> tuple[int, bool, int]:
    return claim.value, not claim.titled, -claim.count.start


def _stated(claim: _Claim, scope: Literal["total", "part"]) -> tuple[Found[Count], _Claim | None]:
    found = Found(Count(claim.value, claim.count.unit, claim.count.qualifier, scope), (claim.span,))
    return found, claim if scope == "total" else None


def _summed(parts: Sequence[_Claim], total: int) -> Found[Count]:
    qualifiers = {claim.count.qualifier for claim in parts}
    qualifier: Qualifier = next(iter(qualifiers)) if len(qualifiers) == 1 else "about"
    return Found(
        Count(total, parts[0].count.unit, qualifier, "total", derived=True), tuple(claim.span for claim in parts), "derived"
    )
