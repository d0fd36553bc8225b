"""Who announces the incident as its own, and through which third party it happened.

Core; imports announcer, vendor, naming, scope and page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from noticewatch.extract.announcer import find_announcer
from noticewatch.extract.name import Name
from noticewatch.extract.naming import names_in
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.extract.vendor import find_vendor
from noticewatch.names import organization_key

LONGEST_GIVING = 30  # characters between a long name and its short one
_GIVES = re.compile(r",? ?\((?:the |hereinafter,? |referred to as |collectively,? |以下[、,]?)?[\"“'‘「『]?(?:the )?")
_SITE = re.compile(r"[^\s|–—-] ?(?:[|–—]| -) ?\Z")  # before the last part of a title
OPENING = 200  # characters behind the title in which a notice names who speaks


@dataclass(frozen=True, slots=True)
class Parties:
    """The announcer (no spans where only the configuration knows it) and the vendor."""

    organization: Found[str] | None
    vendor: Found[str] | None


def find_parties(survey: Survey, organization: str | None) -> Parties:
    """Weigh every name as announcer and as vendor; `organization` is what the source's configuration says."""
    site = survey.page.document.publisher
    kinds = _words_of_kinds(tuple(survey.wording.kinds.data_types))
    found = tuple(name for name in names_in(survey.page.text, survey.page.language) if name.text.lower() not in kinds)
    names = tuple(_unruled(survey, _with_aliases(survey.page.text, found)))
    own = organization_key(organization or site or "")
    vendor = find_vendor(survey, names, own)
    key = organization_key(vendor.found.value) if vendor else ""
    announcer = find_announcer(survey, names, key, organization, site)
    if vendor is None:
        return Parties(announcer, None)
    japanese = survey.wording.language == "ja"
    if announcer is None and not vendor.sure and japanese and survey.wording.party.own.search(survey.lowered):
        return Parties(vendor.found, None)  # 「Xが提供するサービスにおいて…当社」: it is the announcer's own
    if announcer and (organization_key(announcer.value) in key or key in organization_key(announcer.value)):
        return Parties(announcer, None)
    return Parties(announcer, vendor.found)


def parties_named(survey: Survey) -> Parties:
    """The parties as far as the page alone tells."""
    return find_parties(survey, None)


def _with_aliases(text: str, names: tuple[Name, ...]) -> Iterator[Name]:
    """The names, each short one with the long one it was given to: NAME ("ALIAS"), 株式会社X(以下「X社」)."""
    given: dict[str, str] = {}
    for one, other in pairwise(names):
        new = other.start - one.end < LONGEST_GIVING and other.key not in given and one.key not in given
        if new and _GIVES.fullmatch(text, one.end, other.start) and text[other.end : other.end + 1] in "\"”'’)」』":
            given[other.key] = one.key
    for name in names:
        key = given.get(name.key)
        yield replace(name, stands_for=key) if key and key != name.key else name


def _unruled(survey: Survey, names: Iterable[Name]) -> Iterator[Name]:
    """The names without the authorities that were told; one that opens the notice itself is its announcer."""
    told = sorted(place[0] for _, pattern in survey.wording.authority.regulators for place in survey.hits(pattern))
    for name in names:
        at = bisect_left(told, name.start)
        if at == len(told) or told[at] >= name.end or _heads_title(survey, name) or _opens_notice(survey, name):
            yield name


def _heads_title(survey: Survey, name: Name) -> bool:
    """Whether a name stands in the title, and not only as the site that keeps others' notices."""
    return name.start < survey.page.title_end and not _SITE.search(survey.page.text, 0, name.start)


def _opens_notice(survey: Survey, name: Name) -> bool:
    line = survey.layout.line_at(name.start)
    if (line.start, line.end) == (name.start, name.end):
        return True
    if name.start > survey.page.title_end + OPENING or survey.sentence(name.start).start < name.start - 5:
        return False
    return survey.wording.party.announces.match(survey.lowered, name.end) is not None


@lru_cache(maxsize=8)
def _words_of_kinds(kinds: tuple[str, ...]) -> frozenset[str]:
    """What kinds of data begin with: National Insurance, Social Security and Medicare are no announcers."""
    openings = (kind.split(" ") for kind in kinds)
    return frozenset(" ".join(parts[:length]) for parts in openings for length in range(1, len(parts) + 1))
