"""Who announces the incident as its own, and through which third party it happened.

Core; imports naming, scope and page. Every name is a candidate, weighed by the words around it; the strongest wins, if it is
strong enough against what the source's configuration says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from noticewatch.extract.naming import Name, names_in
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.names import organization_key

# Weights of where a name stands. Only what is CLEARLY the announcer beats the source's configuration.
DEFINED, ANNOUNCES, TITLE_HEAD, SIGNATURE, ENTRUSTS, SUBJECT, LETTERHEAD, PLACE, IN_TITLE = 10, 7, 8, 7, 6, 5, 4, 4, 3
CLEARLY, ENOUGH, UNSURE = 7, 4, 5
LABELLED, ROLE_BEFORE, ROLE_BEHIND = 5, 4, 4
OWN_BEFORE = 6  # characters of a pronoun and a bracket right before a name
LEAD = 600  # characters: a text names its announcer at its beginning or at its end
LAST_LINES, LONGEST_SIGNATURE, BESIDE_SIGNATURE = 6, 48, 34
BEFORE, BEHIND = 60, 160  # characters looked at around a name


_PARTICLES = frozenset("はがをにのでとへも")


@dataclass(frozen=True, slots=True)
class Parties:
    """The announcer (no spans where only the configuration knows it) and the vendor."""

    organization: Found[str] | None
    vendor: Found[str] | None


@dataclass(slots=True)
class _Candidate:
    name: Name
    weight: float = 0.0
    clear: bool = False


def find_parties(survey: Survey, organization: str | None) -> Parties:
    """Weigh every name as announcer and as vendor; `organization` is what the source's configuration or its site says."""
    authorities = {place[0] for _, pattern in survey.wording.authority.regulators for place in survey.hits(pattern)}
    kinds = _words_of_kinds(tuple(survey.wording.exposure.data_types))
    names = tuple(
        name
        for name in names_in(survey.page.text, survey.page.language)
        if not any(name.start <= place < name.end for place in authorities) and name.text.lower() not in kinds
    )
    own = organization_key(organization) if organization else ""
    vendor, sure = _vendor(survey, names, own)
    announcer = _announcer(survey, names, vendor, organization)
    if announcer is None and vendor and not sure and survey.wording.party.own.search(survey.lowered):
        return Parties(vendor, None)  # 「Xが提供するサービスにおいて…当社」: it is the announcer's own
    if announcer and vendor and _same(organization_key(announcer.value), organization_key(vendor.value)):
        vendor = None
    return Parties(announcer, vendor)


@lru_cache(maxsize=8)
def _words_of_kinds(kinds: tuple[str, ...]) -> frozenset[str]:
    """What kinds of data begin with: National Insurance, Social Security and Medicare are no announcers."""
    openings = (kind.split(" ") for kind in kinds)
    return frozenset(" ".join(parts[:length]) for parts in openings for length in range(1, len(parts) + 1))


def _same(one: str, other: str) -> bool:
    return bool(one) and bool(other) and (one in other or other in one)


# The vendor


def _vendor(survey: Survey, names: tuple[Name, ...], own: str) -> tuple[Found[str] | None, bool]:
    words, text = survey.wording.party, survey.lowered
    weights: dict[str, float] = {}
    best: dict[str, tuple[float, Name]] = {}
    sure: set[str] = set()
    for name in names:
        key = name.key
        if not key or _same(key, own):
            continue
        before = text[max(0, name.start - BEFORE) : name.start]
        if words.not_vendor_before.search(before) or words.not_vendor_after.match(text, name.end):
            weights[key] = weights.get(key, 0) - ROLE_BEHIND
            continue
        worth = ROLE_BEFORE if words.vendor_before.search(before) else 0
        if worth and "\n" not in before[-4:] and _opens_line(survey, name):
            worth = LABELLED
        if not worth and words.vendor_after.match(text, name.end, min(len(text), name.end + BEHIND)):
            worth = ROLE_BEHIND
        if worth and (survey.advised(name.start) or survey.layout.section_at(name.start).kind == "prevention"):
            worth = 0
        if worth and words.defined.match(text, name.end, min(len(text), name.end + BEHIND)) and survey.wording.language == "ja":
            worth = 0
        if worth:
            if words.vendor_before.search(before):
                sure.add(key)
            weights[key] = weights.get(key, 0) + worth
            if key not in best or worth > best[key][0]:
                best[key] = (worth, name)
    ranked = [key for key in best if weights[key] > 0]
    if not ranked:
        return None, False
    key = max(ranked, key=lambda key: weights[key])
    name = best[key][1]
    return Found(name.text, ((name.start, name.end),)), key in sure


def _opens_line(survey: Survey, name: Name) -> bool:
    line = survey.layout.line_at(name.start)
    return line.end - name.end < 2 and name.start - line.start < 24


# The announcer


def _announcer(survey: Survey, names: tuple[Name, ...], vendor: Found[str] | None, configured: str | None) -> Found[str] | None:
    shunned = organization_key(vendor.value) if vendor else ""
    candidates: dict[str, _Candidate] = {}
    for name in names:
        key = name.key
        if not key or (shunned and key == shunned):
            continue
        weight = _weight(survey, name)
        if not weight:
            continue
        held = candidates.setdefault(key, _Candidate(name))
        if weight > held.weight and len(name.text) >= len(held.name.text):
            held.name = name
        held.clear = held.clear or weight >= CLEARLY
        held.weight = max(held.weight, weight) + (0.5 if held.weight else 0)
    _share_beside(survey.page.text, names, candidates)
    plain = _plain_title_name(survey)
    if plain and not candidates:
        candidates[plain.key] = _Candidate(plain, UNSURE)
    best = max(candidates.values(), key=lambda one: (one.weight, -one.name.start), default=None)
    if configured:
        return _against_configuration(survey, names, best, configured)
    if best is None or best.weight < ENOUGH:
        return _only_one(survey, names, shunned)
    return Found(best.name.text, ((best.name.start, best.name.end),))


def _only_one(survey: Survey, names: tuple[Name, ...], shunned: str) -> Found[str] | None:
    """The one organization that an English text names at all; Japanese ones say who they are."""
    if survey.wording.language == "ja":
        return None
    sure = {name.key: name for name in reversed(names) if name.sure and name.key not in ("", shunned)}
    if len(sure) != 1:
        return None
    [name] = sure.values()
    return Found(name.text, ((name.start, name.end),))


def _against_configuration(
    survey: Survey, names: tuple[Name, ...], best: _Candidate | None, configured: str
) -> Found[str] | None:
    key = organization_key(configured)
    named = next((name for name in names if name.key == key), None)
    if best and best.name.key == key:
        return Found(configured, ((best.name.start, best.name.end),))
    if best and (_same(best.name.key, key) or (best.clear and (named is None or best.weight >= TITLE_HEAD))):
        return Found(best.name.text, ((best.name.start, best.name.end),))
    if named:
        return Found(configured, ((named.start, named.end),))
    at = survey.page.text.find(configured)
    return Found(configured, ((at, at + len(configured)),) if at >= 0 else ())


def _share_beside(text: str, names: tuple[Name, ...], candidates: dict[str, _Candidate]) -> None:
    """Give a body's weight to the legal person named right before it: 学校法人あかり野学園 あかり野中学校."""
    for one, other in pairwise(names):
        held = candidates.get(other.key)
        if held is not None and text[one.end : other.start] == " " and held.name is other and one.key:
            first = candidates.setdefault(one.key, _Candidate(one))
            first.weight = max(first.weight, held.weight + 0.5)
            first.clear = first.clear or held.clear


def _weight(survey: Survey, name: Name) -> float:
    """How strongly the words around a name make it the announcer's."""
    words, text = survey.wording.party, survey.lowered
    behind = min(len(text), name.end + BEHIND)
    if name.start < survey.page.title_end:
        return _title_weight(survey, name)
    weight = 0
    before = text[max(survey.page.title_end, name.start - OWN_BEFORE) : name.start]
    if words.defined.match(text, name.end, behind) or words.own_before.search(before):
        weight = DEFINED
    opens = survey.sentence(name.start).start >= name.start - 4
    line = survey.layout.line_at(name.start)
    in_lead = name.start < survey.page.title_end + LEAD
    if in_lead and weight < CLEARLY and words.announces.match(text, name.end, behind) and (name.sure or opens):
        weight = ANNOUNCES if opens or survey.wording.language == "ja" else SUBJECT
    if in_lead and name.sure and words.entrusts.match(text, name.end, behind):
        weight = max(weight, ENTRUSTS)
    if name.sure and _signature(survey, name, line.start, line.end):
        weight = max(weight, SIGNATURE)
    if in_lead and name.sure and line.start == name.start and line.end == name.end:
        weight = max(weight, LETTERHEAD)
    if in_lead and name.sure and words.own_place.match(text, name.end, behind):
        weight = max(weight, PLACE)
    if weight < CLEARLY and in_lead and name.sure and not opens and survey.wording.language != "ja":
        weight = max(weight, ENOUGH if words.own.search(text) else 0)
    return float(weight)


def _title_weight(survey: Survey, name: Name) -> float:
    if not name.sure and survey.wording.language == "ja":
        return 0.0
    words, title_end = survey.wording.party, survey.page.title_end
    mark = words.mark.match(survey.lowered, 0, title_end)
    at_head = name.start <= (mark.end() if mark else 0) + 1
    linked = words.title_link.match(survey.lowered, name.end, title_end)
    if at_head and linked:
        return float(TITLE_HEAD if name.sure else ENOUGH)
    return float(IN_TITLE) if name.sure else 0.0


def _signature(survey: Survey, name: Name, line_start: int, line_end: int) -> bool:
    """Whether a name stands alone on one of the last lines, or with an office or a date."""
    if line_end - line_start > LONGEST_SIGNATURE or name.start - line_start > 12:
        return False
    filled = [line for line in survey.layout.lines if line.end > line.start]
    if line_start < filled[-min(LAST_LINES, len(filled))].start:
        return False
    rest = survey.page.text[name.end : line_end]
    return len(rest) <= BESIDE_SIGNATURE and rest[:1] not in _PARTICLES and "。" not in rest and "、" not in rest


_COLLECTED = re.compile(r"([^\s:|、。<>!/=&\"']{2,30}) ")
_NUMBERED_MARK = re.compile(r"[#0-9]")


def _plain_title_name(survey: Survey) -> Name | None:
    """What a collector's title names before the first blank, behind its mark, when no legal form helps."""
    mark = survey.wording.party.mark.match(survey.lowered, 0, survey.page.title_end)
    if mark is None or _NUMBERED_MARK.search(mark[0]) is None:
        return None
    match = _COLLECTED.match(survey.page.text, mark.end(), survey.page.title_end)
    if match is None or survey.wording.verdict.event_title.search(match[1].lower()):
        return None
    return Name(match.start(1), match.end(1), match[1], False)
