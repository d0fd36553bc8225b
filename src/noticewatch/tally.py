"""What the notices of one incident say together: who told, how many are known to be affected, what the vendor says.

Core; imports model and names' letters. Nothing is guessed: a notice without a number is counted as one without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from noticewatch.model import Count, DataType, Facts, Tally
from noticewatch.names import same_organization
from noticewatch.text import letters

T = TypeVar("T")


def tally(notices: Sequence[Facts]) -> Tally:
    """Add up what an incident's notices state, given in the order in which they were first seen.

    Of an organization that told more than once the last number counts, for it told of the same people. The vendor's own number
    stands apart: its customers' are parts of it.
    """
    vendor = _commonest(facts.vendor for facts in notices)
    own = [facts for facts in notices if vendor and facts.organization and same_organization(facts.organization, vendor)]
    tellers: dict[str, list[Facts]] = {}
    for number, facts in enumerate(notices):
        if facts not in own:
            tellers.setdefault(letters(facts.organization or "") or f"#{number}", []).append(facts)
    numbers = [_last(facts.affected_headline for facts in told) for told in tellers.values()]
    known = [number for number in numbers if number]
    sectors = {facts.sector for told in tellers.values() for facts in told}
    return Tally(
        organizations=len(tellers),
        counted=len(known),
        silent=len(numbers) - len(known),
        known=_sums(known),
        vendor=vendor,
        vendor_says=_last(facts.affected_headline for facts in own),
        cause=_commonest(facts.cause for facts in notices if facts.cause != "under_investigation")
        or _commonest(facts.cause for facts in notices),
        sector=next(iter(sectors)) if len(sectors) == 1 else None,
        data_types=_by_frequency(kind for facts in notices for kind in facts.data_types),
        misuse="observed" if any(facts.misuse == "observed" for facts in notices) else _commonest(f.misuse for f in notices),
    )


def _commonest(values: Iterable[T | None]) -> T | None:
    """The value that most have, of several the first."""
    found = Counter(value for value in values if value is not None).most_common(1)
    return found[0][0] if found else None


def _last(counts: Iterable[Count | None]) -> Count | None:
    known = [count for count in counts if count]
    return known[-1] if known else None


def _by_frequency(kinds: Iterable[DataType]) -> tuple[DataType, ...]:
    return tuple(kind for kind, _ in Counter(kinds).most_common())


def _sums(counts: Sequence[Count]) -> tuple[Count, ...]:
    """One sum a unit, that of most notices first; about, where not all are meant alike."""
    units = Counter(count.unit for count in counts)
    made = []
    for unit, number in units.most_common():
        alike = [count for count in counts if count.unit == unit]
        qualifiers = {count.qualifier for count in alike}
        qualifier = qualifiers.pop() if len(qualifiers) == 1 else "about"
        made.append(Count(sum(count.value for count in alike), unit, qualifier, "total", derived=number > 1))
    return tuple(made)
