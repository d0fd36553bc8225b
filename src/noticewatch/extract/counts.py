"""How many were hit: the counts of a notice that are of people and records exposed, and the one a person would quote.

Core; imports the lexicon, counted, headline, page and model. A count that the text does not give is not made up: what is not
plainly a count of those affected is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from noticewatch.extract.counted import find_claims, only_claim
from noticewatch.extract.headline import headline, listed, settled
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import Found, Page
from noticewatch.model import Count


@dataclass(frozen=True, slots=True)
class Affected:
    """The counts of what was or may have been exposed, in the text's order, and the one number that a person would quote."""

    counts: tuple[Found[Count], ...] = ()
    headline: Found[Count] | None = None


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
    claims = settled(page.text, find_claims(page, words), words)
    if not claims:
        return Affected()
    best, total = headline(claims)
    return Affected(tuple(listed(claims, total)), best)


def find_only_count(page: Page) -> Affected:
    """The one number that is left where nothing is told of any: asked of a page that is known to announce an incident."""
    claim = only_claim(page, wording_of(page.language).counts)
    if claim is None:
        return Affected()
    best, total = headline([claim])
    return Affected(tuple(listed([claim], total)), best)
