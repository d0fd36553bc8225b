"""What happened when: the day it happened or the period of exposure, the day it was noticed, the day the notice bears.

Core; imports the lexicon's tables, dates, page and the engines of each date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from noticewatch.dates import Dates, WrittenDate, is_bare_date
from noticewatch.extract.discovered import find_discovered, nobody
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.lexicon.timing import TimeWords
from noticewatch.extract.moments import Moments
from noticewatch.extract.occurred import find_occurred
from noticewatch.extract.page import Found, Page
from noticewatch.extract.parties import Parties
from noticewatch.extract.published import find_published, last_day

_MASTHEAD, _LINE = 300, 40  # characters of the opening, and of a line in it that says no more than when it was written
_MOST = 300  # dates of one document that are weighed

_URL_DATE = re.compile(r"(?<!\d)(20[0-4]\d)[/_-]?(0[1-9]|1[0-2])(?:[/_-]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_URL_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Timeline:
    """ISO dates of stated precision; `published` has no span where only the page's furniture bears it."""

    occurred_start: Found[str] | None = None
    occurred_end: Found[str] | None = None
    discovered: Found[str] | None = None
    published: Found[str] | None = None
    moments: Moments | None = field(default=None, repr=False, compare=False)  # what it was read from


def find_timeline(page: Page, parties: Callable[[], Parties] = nobody) -> Timeline:
    """When it happened, was noticed and was told, as far as the text says; of `parties` the vendor's day is its own.

    >>> from noticewatch.extract.page import page_of
    >>> from noticewatch.model import Document
    >>> text = "名簿の紛失\\n令和6年5月7日に職員が名簿を紛失し、翌日に市民からの連絡により判明しました。"
    >>> line = find_timeline(page_of(Document("", "", text), "ja"))
    >>> line.occurred_start.value, line.occurred_end, line.discovered.value
    ('2024-05-07', None, '2024-05-08')
    """
    words = wording_of(page.language).times
    anchor = _anchor(page)
    read = Dates(page.text, words.dates)
    dates = read.settled(anchor=anchor)[:_MOST]
    published = find_published(page, words, dates)
    if published is not None:
        writing = last_day(published.value)
        dates = read.settled(anchor=writing or anchor, published=writing)[:_MOST]
    moments = Moments(page, words, page.lowered, [found for found in dates if not _bears(page, published, found)])
    start, end = find_occurred(moments)
    discovered = find_discovered(moments, start.date if start else None, parties)
    occurred = start.found if start else None
    if occurred and discovered and end is None and _only_told(page, words, occurred, discovered):
        occurred = None
    return Timeline(occurred, end, discovered, published, moments)


def _only_told(page: Page, words: TimeWords, occurred: Found[str], discovered: Found[str]) -> bool:
    """Whether a date is only that of word from another: "on that day the police told us that the site had been altered"."""
    (start, last), (other, behind) = occurred.spans[0], discovered.spans[0]
    if occurred.value != discovered.value or start != other:
        return False
    if words.followed.search(page.lowered, min(last, behind), max(last, behind)) is not None:
        return False  # it happened, and then word came
    return words.told.glance(page.lowered, start, max(last, behind)) is not None


def _bears(page: Page, published: Found[str] | None, found: WrittenDate) -> bool:
    """Whether a date is the one the notice bears, in a place where a notice bears it."""
    if published is None or found.iso != published.value or found.how != "stated":
        return False
    if any(start < found.end and found.start < end for start, end in published.spans):
        return True
    start = page.text.rfind("\n", 0, found.start) + 1
    end = page.text.find("\n", found.end)
    end = len(page.text) if end < 0 else end
    if is_bare_date(page.text[start:end], found.start - start, found.end - start) or end <= page.title_end:
        return True
    return end <= _MASTHEAD and end - start <= _LINE and "。" not in page.text[start:end]


def _anchor(page: Page) -> date | None:
    """A day near which the notice was written, by the date or the year in its address or its title."""
    for text in (page.document.url, page.text[: page.title_end]):
        if match := _URL_DATE.search(text):
            return last_day("-".join(part for part in match.groups() if part))
        if match := _URL_YEAR.search(text):
            return date(int(match[1]), 12, 31)
    return None
