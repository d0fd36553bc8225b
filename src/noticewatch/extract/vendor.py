"""The third party at which or through which an incident happened.

Core; imports name, page and scope. A vendor is known by the words of its role right before or behind its name; of several, the
one farthest down the chain wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from noticewatch.extract.masthead import masthead
from noticewatch.extract.name import Name
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.names import organization_key

LABELLED, ALIASED, TELLS, AGAINST = 5, 4, 3, 4
SURE = 4  # a role of this weight is nobody else's
BEFORE, BEHIND = 80, 160  # characters looked at around a name
LONGEST_LABEL = 24  # characters before a name that fills the rest of its line
_BESIDE = frozenset({"prevention", "advice"})
_PUBLIC_BODY = re.compile(r"[都道府県市区町村省庁]\Z|教育委員会\Z")  # has work done, and does none for others


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor; `sure` where its role says that it is not the announcer."""

    found: Found[str]
    sure: bool


@dataclass(slots=True)
class _Candidate:
    name: Name
    worth: int
    weight: float = 0.0
    sure: bool = False


def find_vendor(survey: Survey, names: tuple[Name, ...], own: str) -> Vendor | None:
    """Weigh every name as a vendor's; `own` is the key of what the source's configuration says, or ""."""
    against: dict[str, int] = {}
    candidates: dict[str, _Candidate] = {}
    aliases = tuple(_aliases(survey))
    for name in (*names, *aliases):
        key = name.key
        if len(key) < 2 or (own and (key in own or own in key)) or _PUBLIC_BODY.search(name.text):
            continue
        worth, sure = (ALIASED, True) if name in aliases else _worth(survey, name)
        if worth < 0:
            against[key] = against.get(key, 0) - worth
        if worth <= 0:
            continue
        held = candidates.setdefault(key, _Candidate(name, worth))
        if worth > held.worth:
            held.name, held.worth = name, worth
        held.weight = max(held.weight, worth) + (0.5 if held.weight else 0)
        held.sure = held.sure or sure
    for name in _tellers(survey, names):
        held = candidates.setdefault(name.key, _Candidate(name, TELLS))
        held.weight += TELLS
    ranked = [one for key, one in candidates.items() if one.weight - against.get(key, 0) > 0]
    best = max(ranked, key=lambda one: one.weight - against.get(one.name.key, 0), default=None)
    if best is None:
        return None
    return Vendor(Found(best.name.text, ((best.name.start, best.name.end),)), best.sure)


def _tellers(survey: Survey, names: tuple[Name, ...]) -> Iterator[Name]:
    """Names that tell the body named right behind them, and that no title names: it hears of it from its vendor."""
    words, text = survey.wording.party, survey.lowered
    head = masthead(survey)
    top = max(head[-1].end if head else 0, survey.page.title_end)
    titled = {
        name.key
        for name in names
        if name.start < top and (name.start < survey.page.title_end or words.title_link.match(text, name.end))
    }
    for one, other in pairwise(names):
        told = one.key and one.key != other.key and other.sure and one.key not in titled
        if told and survey.wording.party.tells.fullmatch(survey.lowered, one.end, other.start):
            yield one


def _worth(survey: Survey, name: Name) -> tuple[int, bool]:
    """What the words around a name make of it, negative where they make it no vendor; and whether that is a role of its own."""
    words, text = survey.wording.party, survey.lowered
    line = survey.layout.line_at(name.start)
    low = max(0, name.start - BEFORE)
    behind = min(len(text), name.end + BEHIND)
    if words.not_vendor_before.within(text, low, name.start) or words.not_vendor_after.match(text, name.end, behind):
        return -AGAINST, False
    if words.defined.match(text, name.end, behind) and words.own.search(text, name.end, min(behind, name.end + 40)):
        return -AGAINST, False
    worth = words.vendor_before.within(text, low, name.start)
    if (
        worth
        and "\n" not in text[max(low, name.start - 4) : name.start]
        and line.end - name.end < 2
        and name.start - line.start < LONGEST_LABEL
    ):
        worth = max(worth, LABELLED)
    worth = max(worth, words.vendor_after.match(text, name.end, behind))
    if 0 < worth < SURE and (survey.layout.section_at(name.start).kind in _BESIDE or survey.advised(name.start)):
        return 0, False
    return worth, worth >= SURE


def _aliases(survey: Survey) -> Iterator[Name]:
    """Short names that stand for a vendor whose own name the text does not give: 発送代行先(以下「ホクメイ社」)."""
    for start, end in survey.hits(survey.wording.party.vendor_alias):
        opening = max(survey.lowered.rfind(bracket, start, end) for bracket in '「『"“(')
        text = survey.page.text[opening + 1 : end].strip('、, 」』"”)')
        text = text.removesuffix("社") if len(text) > 2 else text
        if len(organization_key(text)) > 1:
            at = survey.page.text.find(text, opening, end)
            yield Name(at, at + len(text), text, True)
