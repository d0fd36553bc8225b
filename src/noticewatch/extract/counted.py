"""Which counts of a notice are of those affected, and what each is to the others.

Core; imports the lexicon's shape, numbers, tabled, page and text. What is not plainly a count of those affected is left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from noticewatch.extract.lexicon.counting import CountWords
from noticewatch.extract.numbers import WrittenCount, WrittenNumber, find_counts, find_numbers
from noticewatch.extract.page import Page
from noticewatch.extract.shares import share_of
from noticewatch.extract.tabled import bare_parts, table_counts
from noticewatch.text import sentence_at

_NEAR = 120  # characters before and after a count, within its sentence, that may speak of it
_LABEL = 60  # characters of a line that may be a heading, or of what stands before a count in its line
_LINES_UP = 12  # lines above a count among which its heading is sought
_REACH = 160  # characters from a whole to the part that is told after it
_MOST = 400  # counts of one document that are weighed: notices have a dozen, tables of statistics thousands

_LEAST = 20  # a smaller number may be of anything
_OF_PEOPLE = frozenset({"person", "account", "email", "card", "record"})
_LINE_END = re.compile("\n")
_BEHIND_BARE = " ,、。.;)\n"  # what may follow a number that has no unit
_MARKS = ("0123456789", "アイウエオカキク", "一二三四五六七八九十")
_KIND_OF_MARK = {letter: letters[1] for letters in _MARKS for letter in letters}

Verdict = Literal["yes", "no", "untold", "recipient"]  # untold: nothing speaks for it, nothing against it
Place = Literal["alone", "total", "part", "inner"]  # inner: a part of a part


@dataclass(frozen=True, slots=True)
class Claim:
    """A count taken for one of those affected, and its place among them."""

    count: WrittenCount
    place: Place
    row: int = -1  # which table, list or enumeration of disjoint parts it stands in
    titled: bool = False  # it stands in the title, which says least about it
    cumulative: bool = False  # it counts some twice
    derived: bool = False  # it was worked out as a share of a whole

    @property
    def value(self) -> int:
        return self.count.value

    @property
    def span(self) -> tuple[int, int]:
        return self.count.start, self.count.end


def find_claims(page: Page, words: CountWords) -> list[Claim]:
    """The counts of those affected, in the text's order."""
    numbers = find_numbers(page.text, words.numbers)
    tabled = table_counts(page.text, words)
    cells = {one.count.number_start for one in tabled}
    reader = _Reader(page, words)
    claims = [Claim(one.count, one.place) for one in tabled]
    sent_to: list[Claim] = []
    refused: tuple[WrittenCount, Verdict] | None = None
    for count in find_counts(page.text, words, numbers)[:_MOST]:
        if count.number_start in cells or _is_mark(page.folded.quote(count.number_start, count.number_end)):
            continue
        if (share := reader.share(count)) is not None:
            claims.append(Claim(share, "alone", derived=True))
            continue
        verdict: Verdict = reader.judge(count, claims)
        if refused and _bracketed(page.text, refused[0], count):
            verdict = refused[1]
        elif verdict != "yes":
            refused = count, verdict
        if verdict in ("no", "untold"):
            reader.wholes(count, claims)
            continue
        count = reader.named(count, claims)
        place = reader.place(count, claims)
        claim = Claim(count, place, -1, count.start < page.title_end, reader.cumulative(count))
        (sent_to if verdict == "recipient" else claims).append(claim)
    if not claims and sent_to and words.recipients_exposed.search(page.text):
        return [replace(_addressed(claim, page, words), place="alone") for claim in sent_to]
    return _with_parts(page.text, sorted(claims, key=lambda claim: claim.count.number_start), numbers)


def only_claim(page: Page, words: CountWords) -> Claim | None:
    """The one number of people or of what is theirs that an announcement gives, though no word says that they are affected.

    Others of the kind are dropped as what they plainly count.
    """
    reader = _Reader(page, words)
    left: dict[int, WrittenCount] = {}
    for count in find_counts(page.text, words, find_numbers(page.text, words.numbers))[:_MOST]:
        if count.value < _LEAST or count.unit not in _OF_PEOPLE or reader.judge(count, ()) != "untold":
            continue
        if words.whole_before.search(reader.lowered, reader.line(count), count.start) is None:
            left.setdefault(count.value, count)
    return Claim(next(iter(left.values())), "total") if len(left) == 1 else None


def _addressed(claim: Claim, page: Page, words: CountWords) -> Claim:
    """A number of messages sent, where their recipients saw each other's addresses, is one of addresses."""
    if claim.count.unit != "record" or not words.addresses.search(page.text):
        return claim
    return replace(claim, count=replace(claim.count, unit="email"))


def _bracketed(text: str, whole: WrittenCount, count: WrittenCount) -> bool:
    """Whether a count stands in the brackets that follow another of its unit."""
    return (
        whole.unit == count.unit
        and text.startswith("(", whole.end)
        and count.start - whole.end < _LABEL
        and ")" not in text[whole.end : count.start]
    )


def _is_mark(written: str) -> bool:
    """Whether a number was written as the mark of a list's item, such as ②."""
    return any(unicodedata.category(character) == "No" for character in written)


def _with_parts(text: str, claims: list[Claim], numbers: tuple[WrittenNumber, ...]) -> list[Claim]:
    """The claims, with the bare numbers behind each that add up to it."""
    taken = {claim.count.number_start for claim in claims}
    out: list[Claim] = []
    for claim in claims:
        out.append(claim)
        if claim.value < 10:
            continue
        at = bisect_right(numbers, claim.count.number_start, key=lambda number: number.start)
        bare = [number for number in numbers[at : at + 8] if text[number.end : number.end + 1] in _BEHIND_BARE]
        for part in bare_parts(text, claim.count, bare):
            if part.number_start not in taken:
                taken.add(part.number_start)
                out.append(Claim(part, "part"))
    return out


class _Reader:
    """One page, and what stands about each of its counts."""

    def __init__(self, page: Page, words: CountWords) -> None:
        self.page, self.text, self.lowered, self.words = page, page.text, page.lowered, words
        self.base: WrittenCount | None = None  # the last count that was all there are, of which others are taken
        self.lines = [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def judge(self, count: WrittenCount, claims: Sequence[Claim]) -> Verdict:
        """Whether a count is of those affected."""
        words, text = self.words, self.text
        low, high = self._sentence(count)
        if self._totals(count, claims):
            return "yes"
        before, after = (low, count.start), (count.end, high)
        if (
            words.never_before.search(self.lowered, *before)
            or words.never_after.match(text, *after)
            or words.never_near.search(self.lowered, low, high)
        ):
            self.base = count if words.never_after.match(text, *after) else self.base
            return "no"
        if words.base_before.search(self.lowered, *before) or words.base_after.match(text, *after):
            self.base = count
            return "no"
        if count.unit == "organization" and words.never_organizations.search(text, low, high):
            return "no"
        if words.doing_before.search(text, *before) and words.doing_after.match(text, *after):
            self.base = count
            return "no"
        if words.viewers_before.search(text, *before) and not words.kinds_after.match(text, *after):
            return "no"
        told = count.value > 1 and words.told_after.match(text, *after) is not None
        if words.mailed_after.match(text, *after) and not words.misdirected.search(text, low, high):
            return "no"
        if words.recipients_before.search(self.lowered, *before) or (not told and words.recipients_after.match(text, *after)):
            return "recipient"
        if self._follows(count, claims) and (count.echo or self._within_last(count, claims)):
            return "yes"
        if count.echo and not (self.base and 0 <= count.start - self.base.end <= _REACH):
            return "no"
        return "yes" if told or self._is_affected(count, low, high) else "untold"

    def _is_affected(self, count: WrittenCount, low: int, high: int) -> bool:
        words, text = self.words, self.text
        if self._beside_kinds(count, low, high):
            return True
        if count.value == 1:
            return words.headings.search(self.lowered, self.line(count), count.start) is not None and count.unit == "person"
        if count.unit != "organization" and (
            words.exposure.search(self.lowered, low, high) or words.contained_before.search(text, low, count.number_start)
        ):
            return True
        return self._headed(count)

    def _totals(self, count: WrittenCount, claims: Sequence[Claim]) -> bool:
        """Whether a count is said to be the total of the last ones, and is."""
        if len(claims) < 2 or self.words.total_before.search(self.lowered, self.line(count), count.start) is None:
            return False
        total = 0
        for claim in reversed(claims):
            if claim.count.unit == count.unit:
                total += claim.value
                if total >= count.value:
                    break
        return total == count.value

    def _within_last(self, count: WrittenCount, claims: Sequence[Claim]) -> bool:
        """Whether a count is said to be a part of the count before it."""
        return (
            bool(claims)
            and self.words.part_before.search(self.lowered, max(claims[-1].count.end, self.line(count)), count.start) is not None
        )

    def _follows(self, count: WrittenCount, claims: Sequence[Claim]) -> bool:
        return bool(claims) and 0 <= count.start - claims[-1].count.end <= _REACH

    def named(self, count: WrittenCount, claims: Sequence[Claim]) -> WrittenCount:
        """A part of records is of what the whole is of."""
        if count.unit == "record" and self._follows(count, claims) and self._within_last(count, claims):
            between = max(claims[-1].count.end, self.line(count)), count.start
            if claims[-1].count.unit in ("email", "card", "account", "file") and not self.words.kinds_before.search(
                self.text, *between
            ):
                return replace(count, unit=claims[-1].count.unit)
        return count

    def wholes(self, count: WrittenCount, claims: list[Claim]) -> None:
        """Mark a claim as the whole where its number is told again as what others are a part of."""
        low, high = self._sentence(count)
        if not (
            self.words.base_before.search(self.lowered, low, count.start)
            or self.words.base_after.match(self.text, count.end, high)
        ):
            return
        for at, claim in enumerate(claims):
            if claim.value == count.value and claim.count.unit == count.unit and claim.place == "alone":
                claims[at] = replace(claim, place="total")

    def share(self, whole: WrittenCount) -> WrittenCount | None:
        """What a told share of a whole comes to, where that many are affected."""
        low, high = self._sentence(whole)
        share = share_of(self.text, low, whole, self.words)
        if share is None or not self._is_affected(share, low, high):
            return None
        self.base = whole
        return share

    def cumulative(self, count: WrittenCount) -> bool:
        """Whether some are counted twice."""
        return self.words.cumulative.search(self.text, self.line(count), count.start) is not None

    def place(self, count: WrittenCount, claims: Sequence[Claim]) -> Place:
        """What a count is to those told before it."""
        words = self.words
        low, high = self._sentence(count)
        if (
            count.echo
            or words.part_before.search(self.lowered, low, count.start)
            or words.part_headings.search(self.text, self.line(count), count.start)
        ):
            nested = claims and claims[-1].place in ("part", "inner") and not self._beside_last(count, claims)
            return "inner" if nested and not count.echo else "part"
        if self._broken_down(count, claims):
            return "part"
        if words.part_after.match(self.text, count.end, high) or words.overlapping.match(self.text, count.end, high):
            return "part"
        if words.total_before.search(self.lowered, low, count.start) or words.total_after.match(self.text, count.end, high):
            return "total"
        return "alone"

    def _broken_down(self, count: WrittenCount, claims: Sequence[Claim]) -> bool:
        """Whether a count stands below a line that says that what follows is within the count before it."""
        for at in range(len(claims) - 1, -1, -1):
            whole = claims[at]
            end = claims[at + 1].count.start if at + 1 < len(claims) else count.start
            if self.words.breakdown.search(self.text, whole.count.end, end):
                return whole.count.unit == count.unit and whole.value >= count.value and count.start - whole.count.end <= _MOST
            if whole.place != "part":
                return False
        return False

    def _beside_last(self, count: WrittenCount, claims: Sequence[Claim]) -> bool:
        """Whether a count goes on the enumeration of parts that the last one stands in."""
        between = self.text[claims[-1].count.end : count.start]
        if "\n" in between:
            return claims[-1].place == "part"
        return len(between) <= _LABEL and self.words.lists.match(between) is not None

    def _sentence(self, count: WrittenCount) -> tuple[int, int]:
        """The part of the count's sentence that may speak of it."""
        span = sentence_at(self.page.sentences, count.number_start)
        low, high = (span.start, span.end) if span else (count.start, count.end)
        return max(low, count.start - _NEAR), max(count.end, min(high, count.end + _NEAR))

    def _beside_kinds(self, count: WrittenCount, low: int, high: int) -> bool:
        if self.words.kinds_after.match(self.text, count.end, high):
            return True
        return self.words.kinds_before.search(self.text, low, count.start) is not None

    def line(self, count: WrittenCount) -> int:
        """The start of a count's line, or of what before it may be its label."""
        return max(self.lines[bisect_right(self.lines, count.start) - 1], count.start - _LABEL)

    def _headed(self, count: WrittenCount) -> bool:
        """Whether the count's label, or the heading it stands under, is one under which the affected are counted."""
        words = self.words
        if words.headings.search(self.lowered, self.line(count), count.start):
            return True
        at = bisect_right(self.lines, count.start) - 1
        own = self._mark(self.lines[at], count.end)
        for index in range(at - 1, max(-1, at - 1 - _LINES_UP), -1):
            start, end = self.lines[index], self.lines[index + 1] - 1
            if end - start > _LABEL:
                if self._introduces(start, end):
                    return True
                continue
            if start >= end:
                continue
            if words.other_headings.search(self.lowered, start, end):
                return False
            if words.headings.search(self.lowered, start, end):
                return True
            mark = self._mark(start, end)
            if mark and mark != own:
                return False
        return False

    def _introduces(self, start: int, end: int) -> bool:
        """Whether a line of prose says that what follows was exposed."""
        start = max(start, end - _REACH)
        return bool(
            self.words.introduces.search(self.lowered, start, end) and self.words.exposure.search(self.lowered, start, end)
        )

    def _mark(self, start: int, end: int) -> str:
        """The kind of mark that a line opens with; empty where it has none."""
        match = self.words.heading_marks.match(self.text, start, end)
        return "".join(_KIND_OF_MARK.get(letter, letter) for letter in match[0].strip()) if match else ""
