"""Which year, month or day a written date means that does not write it out.

Core; imports datewords and model. Used by `dates` alone. A year is taken from the other end of a period, from a date in the same
sentence, from the day of writing, from other dates of the text, from a fiscal year, and from a weekday among those near it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from noticewatch.datewords import DateWords
from noticewatch.model import How

Role = Literal["day", "from", "to"]  # alone; the first or the last of a period

_LATEST = 65  # days after the day of writing in which a date without a year is sought, before it is one of the year before
_REACH = 60  # characters to a date in the same sentence that lends its year
_NEAR = 300  # characters from a date to a day alone that is one of its month
_WEEKDAY_YEARS = 3  # years about the likely one in which a weekday may settle the year: it fits again after five or six


@dataclass(slots=True, eq=False)
class Mark:
    """A date under work."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    fiscal: bool = False
    bare: bool = False  # a day or a month alone: a date only beside another
    near: tuple[str, int] | None = None
    today: tuple[str, int] | None = None
    how: How = "stated"
    role: Role = "day"
    partner: Mark | None = None
    stands: bool = True
    lends: bool = True  # its year to others


def possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether a calendar has it; without a year, whether that of a leap year has."""
    try:
        date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


class Settling:
    """One walk over a text's dates, in which each may lend its year to those after it."""

    def __init__(self, text: str, words: DateWords, anchor: date | None, published: date | None) -> None:
        self.text, self.words, self.anchor, self.published = text, words, anchor, published
        self.last: Mark | None = None  # the last date with a year and a month
        self.fiscal: int | None = None

    def run(self, marks: list[Mark]) -> None:
        following = self._lenders(marks)
        for mark, after in zip(marks, following, strict=True):
            self._settle(mark, after)
            if mark.stands and mark.year is not None and mark.month is not None and mark.lends:
                self.last = mark

    def _lenders(self, marks: list[Mark]) -> list[Mark | None]:
        """For each mark the next one that bears a year and a month; and the first fiscal year, if any."""
        found: list[Mark | None] = []
        lender: Mark | None = None
        for mark in reversed(marks):
            found.append(lender)
            if mark.fiscal and self.anchor is None and not self._spans(mark):
                self.fiscal = mark.year
            elif mark.year is not None and mark.month is not None and mark.lends:
                lender = mark
        found.reverse()
        return found

    def _settle(self, mark: Mark, after: Mark | None) -> None:
        if mark.fiscal:
            self._settle_fiscal(mark)
        elif mark.near is not None:
            self._settle_from(mark, mark.near, _day_of(self.last) if self.last else None, self.last)
        elif mark.today is not None:
            self._settle_from(mark, mark.today, self.published, None)
        elif mark.bare:
            self._settle_bare(mark)
        if mark.stands and mark.year is None and mark.month is not None:
            mark.year, mark.how = self._likely_year(mark, after), "derived"

    def _settle_fiscal(self, mark: Mark) -> None:
        """A fiscal year runs from April to March; alone it is no date, but the first tells others theirs."""
        if self.fiscal is None and not self._spans(mark):
            self.fiscal = mark.year
        if mark.year is None or mark.month is None:
            mark.stands = False
        elif mark.month <= 3:
            mark.year, mark.how = mark.year + 1, "derived"

    def _spans(self, mark: Mark) -> bool:
        """Whether a fiscal year is the first of several: they tell of the data, and at most the last one of the event."""
        return self.words.begins.match(self.text, mark.end) is not None or self.words.joins.match(self.text, mark.end) is not None

    def _settle_from(self, mark: Mark, told: tuple[str, int], base: date | None, source: Mark | None) -> None:
        """A date told by another: the same day, the month before, last year."""
        unit, step = told
        if base is None or (unit == "day" and source is not None and source.day is None):
            mark.stands = mark.month is not None
            return
        mark.how = "derived"
        if unit == "day":
            told_day = base + timedelta(days=step)
            mark.year, mark.month, mark.day = told_day.year, told_day.month, told_day.day
        elif unit == "month":
            months = base.year * 12 + base.month - 1 + step
            mark.year, mark.month = months // 12, months % 12 + 1
        else:
            mark.year = base.year + step
        mark.stands = possible(mark.year, mark.month, mark.day)

    def _settle_bare(self, mark: Mark) -> None:
        partner = mark.partner
        if partner is None or not partner.stands or (mark.month is None and partner.month is None):
            mark.stands = self._month_by_last(mark)
            return
        if mark.month is None:
            mark.year, mark.month, mark.how = partner.year, partner.month, partner.how
            mark.stands = possible(mark.year, mark.month, mark.day)

    def _month_by_last(self, mark: Mark) -> bool:
        """Give a day such as 「15日(金)」 the month of the date before it, where the weekday agrees; a day without a weekday
        only where it is not far and not earlier."""
        last = self.last
        if last is None or mark.day is None or not possible(last.year, last.month, mark.day):
            return False
        mark.year, mark.month, mark.how = last.year, last.month, "derived"
        if mark.weekday is None:
            near = last.day is not None and last.day <= mark.day and mark.start - last.end <= _NEAR
            return near and self.words.loose.match(self.text, mark.end) is not None
        day = _day_of(mark)
        return day is not None and day.weekday() == mark.weekday

    def _likely_year(self, mark: Mark, after: Mark | None) -> int | None:
        """The year a month and day were meant in, or None where nothing tells."""
        month, day = mark.month or 1, mark.day or 1
        centre = self._centre(mark, after)
        if centre is None:
            return None
        if mark.weekday is not None and mark.day is not None and not self._is_end(mark):
            for year in sorted(range(centre - _WEEKDAY_YEARS, centre + _WEEKDAY_YEARS + 1), key=lambda y: (abs(y - centre), y)):
                if possible(year, month, day) and date(year, month, day).weekday() == mark.weekday:
                    return year
        return centre if possible(centre, month, day) else None

    def _is_end(self, mark: Mark) -> bool:
        """Whether the other end of its period tells a date's year, whatever its weekday says."""
        return mark.partner is not None and mark.partner.year is not None and mark.partner.month is not None

    def _centre(self, mark: Mark, after: Mark | None) -> int | None:
        """The year that the surroundings speak for."""
        partner = mark.partner
        if partner is not None and partner.year is not None and partner.month is not None:
            return _beside(partner, mark)
        if self.last is not None and self._same_sentence(self.last, mark):
            return _beside(self.last, mark) if mark.role == "to" else _after(self.last, mark)
        if self.anchor is not None:
            return _before(self.anchor, mark)
        if self.last is not None:
            return _after(self.last, mark)
        if self.fiscal is not None:
            return self.fiscal + (1 if (mark.month or 1) <= 3 else 0)
        return _after(after, mark) if after is not None else None

    def _same_sentence(self, first: Mark, second: Mark) -> bool:
        if second.start - first.end > _REACH:
            return False
        between = self.text[first.end : second.start]
        return "\n" not in between and "。" not in between and ". " not in between


def _day_of(mark: Mark) -> date | None:
    if mark.year is None or mark.month is None or not possible(mark.year, mark.month, mark.day):
        return None
    return date(mark.year, mark.month, mark.day or 1)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.month or 1, mark.day or 1


def _beside(partner: Mark, mark: Mark) -> int:
    """The year of one end of a period, by the other end's."""
    year = partner.year or 0
    if mark.role == "from":
        return year if _place(mark) <= _place(partner) else year - 1
    return year if _place(mark) >= (partner.month or 1, partner.day or 1) else year + 1


def _after(last: Mark, mark: Mark) -> int:
    """The year of a date by the one told before it: the same, unless more than half a year would lie between."""
    return (last.year or 0) + _turn((mark.month or 1) - (last.month or 1))


def _turn(months: int) -> int:
    return 1 if months < -6 else -1 if months > 6 else 0


def _before(anchor: date, mark: Mark) -> int:
    """The latest year in which the date is not far after the anchor."""
    month, day = _place(mark)
    return anchor.year if date(anchor.year, month, min(day, 28)) <= anchor + timedelta(days=_LATEST) else anchor.year - 1
