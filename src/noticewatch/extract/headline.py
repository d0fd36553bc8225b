"""The list of counts, and the one number a person would quote: totals and parts, rows that add up, counts that overlap.

Core; imports counted, the lexicon's shape, page and model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from noticewatch.extract.counted import Claim
from noticewatch.extract.lexicon.counting import CountWords
from noticewatch.extract.page import Found
from noticewatch.model import Count, Qualifier, Unit

_LABEL = 60  # characters before a count, in its line, that may be its label
_ROWS_APART = 160  # characters from one row of a table or list to the next
_LIST_APART = 40  # characters between two counts of one sentence that are told side by side

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
_SAME: tuple[Unit, ...] = ("card", "email", "account", "file")  # what records may turn out to be


# Rows and enumerations


def settled(text: str, claims: list[Claim], words: CountWords) -> list[Claim]:
    """The claims with their rows, sums and units settled by each other."""
    return _rows(text, _sums(_parts_of_same(_same_units(claims))), words)


def _same_units(claims: list[Claim]) -> list[Claim]:
    """One number of records and of cards is the same cards."""
    known = {claim.value: claim.count.unit for claim in claims if claim.count.unit in _SAME}
    return [
        replace(claim, count=replace(claim.count, unit=known[claim.value]))
        if claim.count.unit == "record" and claim.value in known
        else claim
        for claim in claims
    ]


def _parts_of_same(claims: list[Claim]) -> list[Claim]:
    """Records told right behind a number of cards or addresses that add up to it are of them."""
    out = list(claims)
    for at, claim in enumerate(claims):
        if claim.count.unit not in _SAME:
            continue
        end, total = at + 1, 0
        while end < len(claims) and claims[end].count.unit == "record" and total < claim.value:
            total += claims[end].value
            end += 1
        if total == claim.value and end - at > 2:
            while end < len(claims) and claims[end].place in ("part", "inner") and claims[end].count.unit == "record":
                end += 1
            out[at + 1 : end] = [replace(one, count=replace(one.count, unit=claim.count.unit)) for one in claims[at + 1 : end]]
    return out


def _sums(claims: list[Claim]) -> list[Claim]:
    """Mark a count as the total where others next to it add up to it."""
    out = list(claims)
    for at, claim in enumerate(claims):
        if claim.place == "inner":
            continue
        for step in (1, -1):
            parts = _adding_up(out, at, step)
            if parts:
                out[at] = replace(out[at], place="total")
                for part in parts:
                    out[part] = replace(out[part], place="part", row=-1)
    return out


def _adding_up(claims: list[Claim], at: int, step: int) -> list[int]:
    """The claims next to one, before or after it, that add up to it; at least two."""
    parts: list[int] = []
    total, other = 0, at + step
    while 0 <= other < len(claims):
        claim = claims[other]
        if claim.count.unit == claims[at].count.unit:
            if claim.place == "total" or claim.value >= claims[at].value or total + claim.value > claims[at].value:
                break
            total += claim.value
            parts.append(other)
            if total == claims[at].value:
                return parts if len(parts) > 1 else []
        other += step
    return []


def _rows(text: str, claims: list[Claim], words: CountWords) -> list[Claim]:
    """Mark counts that stand side by side as disjoint parts: rows of a table or a list, or an enumeration in one sentence."""
    out = list(claims)
    row = 0
    last: dict[Unit, int] = {}
    for index, claim in enumerate(out):
        unit = claim.count.unit
        before = last.get(unit)
        if claim.place in ("part", "inner"):
            if claim.place == "part" and before is not None and out[before].row >= 0:
                out[index] = replace(claim, place="inner")
            continue
        if claim.place == "total":
            last.pop(unit, None)
            continue
        if before is not None and (_added(text, claim, words) or _side_by_side(text, out[before], claim, words)):
            if out[before].row < 0:
                row += 1
                out[before] = replace(out[before], row=row)
            out[index] = replace(claim, row=out[before].row)
        last[unit] = index
    return _inside_rows(out)


def _inside_rows(claims: list[Claim]) -> list[Claim]:
    """A part told after a row is within that row, though the row showed as one only later."""
    out: list[Claim] = []
    for claim in claims:
        if claim.place == "part" and out and (out[-1].row >= 0 or out[-1].place == "inner"):
            claim = replace(claim, place="inner")
        out.append(claim)
    return out


def _added(text: str, claim: Claim, words: CountWords) -> bool:
    """Whether a count comes on top of the one before it: "an additional 300 people"."""
    start = claim.count.start
    return words.added.search(text, max(0, start - _LIST_APART), start) is not None


def _side_by_side(text: str, first: Claim, second: Claim, words: CountWords) -> bool:
    start, end = first.count.end, second.count.start
    if end <= start or end - start > _ROWS_APART:
        return False
    between = text[start:end]
    if "\n" not in between:
        return (
            end - start <= _LIST_APART
            and words.lists.fullmatch(between) is not None
            and not _of_kinds(text, first, between, words)
        )
    if "。" in between or ". " in between:
        return False
    line = between.rpartition("\n")[2]
    opening = text.rfind("\n", max(0, first.count.start - _ROWS_APART), first.count.start) + 1
    label = text[max(opening, first.count.start - _LABEL) : first.count.start]
    if _is_prose(text, second.count.end) or _is_prose(text, start):
        return False
    return not (words.kinds_only.fullmatch(line) and words.kinds_only.fullmatch(label))


def _of_kinds(text: str, first: Claim, between: str, words: CountWords) -> bool:
    """Whether two counts of one sentence are of two kinds of data, which the same people have: 氏名500件、住所300件."""
    second = between.strip(" 、,・及びと")
    label = re.split(r"[、。,:はがの(]", text[max(0, first.count.start - _LIST_APART) : first.count.start])[-1]
    return bool(second and label and words.kinds_only.fullmatch(second) and words.kinds_only.fullmatch(label))


def _is_prose(text: str, end: int) -> bool:
    """Whether a count's line goes on as a sentence."""
    rest = text[end : end + _LABEL].partition("\n")[0]
    return "。" in rest or rest.endswith(".")


# The list and the headline


def listed(claims: Sequence[Claim], total: Claim | None) -> Iterable[Found[Count]]:
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
        yield _found(claim, "total" if whole else "part")


def headline(claims: Sequence[Claim]) -> tuple[Found[Count] | None, Claim | None]:
    """The number to quote, and the claim that states it as the whole, if one does.

    The stated total of people, else of records; where only parts are stated, their sum when they are disjoint, else the largest.
    """
    second_best: tuple[Found[Count], Claim | None] | None = None
    for units in _ORDER:
        group = [claim for claim in claims if claim.count.unit in units and claim.place != "inner"]
        group = [claim for claim in group if not claim.cumulative] or group
        if not group:
            continue
        best = _of_unit(group)
        if best[0].value.scope == "total":
            return best
        second_best = second_best or best
    return second_best or (None, None)


def _of_unit(group: list[Claim]) -> tuple[Found[Count], Claim | None]:
    totals = [claim for claim in group if claim.place == "total"]
    largest = max((claim for claim in group if claim.place != "part"), key=_by_value, default=max(group, key=_by_value))
    if totals and max(claim.value for claim in totals) >= largest.value:
        return _stated(max(totals, key=_by_value), "total")
    rows: dict[int, list[Claim]] = {}
    for claim in group:
        if claim.row >= 0:
            rows.setdefault(claim.row, []).append(claim)
    for parts in sorted(rows.values(), key=lambda row: -sum(claim.value for claim in row)):
        total = sum(claim.value for claim in parts)
        if 2 * largest.value == total and largest in parts:
            return _stated(largest, "total")  # one row is the sum of the others
        if any(claim.row < 0 and claim.value == largest.value for claim in group):
            return _stated(largest, "total")  # told apart from the rows as well
        if largest not in parts and largest.value >= total:
            return _stated(largest, "total")
        return _summed(parts, total), None
    alone = len({claim.value for claim in group}) == 1 and largest.place != "part"
    rest = {claim.value for claim in group} - {largest.value}
    first = group[0].value == largest.value and largest.place != "part" and bool(rest) and sum(rest) <= largest.value
    return _stated(largest, "total" if alone or first else "part")


def _by_value(claim: Claim) -> tuple[int, bool, int]:
    return claim.value, not claim.titled, -claim.count.start


def _stated(claim: Claim, scope: Literal["total", "part"]) -> tuple[Found[Count], Claim | None]:
    return _found(claim, scope), claim if scope == "total" else None


def _found(claim: Claim, scope: Literal["total", "part"]) -> Found[Count]:
    count = Count(claim.value, claim.count.unit, claim.count.qualifier, scope, derived=claim.derived)
    return Found(count, (claim.span,), "derived" if claim.derived else "stated")


def _summed(parts: Sequence[Claim], total: int) -> Found[Count]:
    qualifiers = {claim.count.qualifier for claim in parts}
    qualifier: Qualifier = next(iter(qualifiers)) if len(qualifiers) == 1 else "about"
    return Found(
        Count(total, parts[0].count.unit, qualifier, "total", derived=True), tuple(claim.span for claim in parts), "derived"
    )
