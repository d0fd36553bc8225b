"""What the notices of one incident say together: who told, how many are known to be affected, what the vendor says.

Core; imports model and names' letters. Nothing is guessed: a notice without a number is counted as one without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from noticewatch.model import Count, DataType, Facts, Tally
from noticewatch.names import organization_key

T = TypeVar("T")


def tally(notices: Sequence[Facts]) -> Tally:
    """Add up what an incident's notices state, given in the order in which they were first seen.

    Of an organization that told more than once the last number counts, for it told of the same people. The vendor's own number
    stands apart: its customers' are parts of it.
    """
    vendor = _commonest(facts.vendor for facts in notices)
    last = last_words(notices)
    known = [number for number in last.customers.values() if number]
    sectors = {facts.sector for number, facts in enumerate(notices) if _key(facts, number) in last.customers}
    return Tally(
        organizations=len(last.customers),
        counted=len(known),
        silent=len(last.customers) - len(known),
        known=_sums(known),
        vendor=vendor,
        vendor_says=last.vendor,
        cause=_commonest(facts.cause for facts in notices if facts.cause != "under_investigation")
        or _commonest(facts.cause for facts in notices),
        sector=next(iter(sectors)) if len(sectors) == 1 else None,
        data_types=_by_frequency(kind for facts in notices for kind in facts.data_types),
        misuse="observed" if any(facts.misuse == "observed" for facts in notices) else _commonest(f.misuse for f in notices),
    )


class LastWords(NamedTuple):
    """The last number of each organization that told, by its name's key; and that of the vendor through which it happened."""

    customers: dict[str, Count | None]
    vendor: Count | None
    tellers: int  # customers and vendor


def last_words(notices: Sequence[Facts]) -> LastWords:
    """What each organization says of how many, of its notices the last that gives a number; oldest notice first."""
    vendors = {organization_key(facts.vendor) for facts in notices if facts.vendor}
    last: dict[str, Count | None] = {}
    for number, facts in enumerate(notices):
        key = _key(facts, number)
        last[key] = facts.affected_headline or last.get(key)
    own = next((count for key, count in last.items() if key in vendors and count), None)
    return LastWords({key: count for key, count in last.items() if key not in vendors}, own, len(last))


def _key(facts: Facts, number: int) -> str:
    return organization_key(facts.organization or "") or f"#{number}"  # who is not named is nobody who was named


def sum_of(counts: Sequence[Count]) -> Count:
    """The sum of counts in one unit, at least one; about, where not all are meant alike.

    >>> sum_of([Count(25, "person"), Count(13, "person")]).value
    38
    """
    if len(counts) == 1:
        return counts[0]
    qualifiers = {count.qualifier for count in counts}
    qualifier = qualifiers.pop() if len(qualifiers) == 1 else "about"
    return Count(sum(count.value for count in counts), counts[0].unit, qualifier, "total", derived=True)


def _commonest(values: Iterable[T | None]) -> T | None:
    """The value that most have, of several the first."""
    found = Counter(value for value in values if value is not None).most_common(1)
    return found[0][0] if found else None


def _by_frequency(kinds: Iterable[DataType]) -> tuple[DataType, ...]:
    return tuple(kind for kind, _ in Counter(kinds).most_common())


def _sums(counts: Sequence[Count]) -> tuple[Count, ...]:
    """One sum a unit, that of most notices first."""
    units = Counter(count.unit for count in counts)
    return tuple(sum_of([count for count in counts if count.unit == unit]) for unit, _ in units.most_common())
