"""Predicted and gold facts → precision, recall and F1 a field, and every miss.

Core; imports names and the standard library. Facts are JSON as `codec.facts_to_json` has them; the rules of comparing are the
schema's: names without legal forms, dates to the coarser precision, lists as sets, further values under `accept`. The fields of
`FURTHER` are scored where a gold line judges them, beside the others and outside the mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from noticewatch.names import organization_key

JsonFacts = Mapping[str, Any]

NAMES = frozenset({"organization", "vendor"})
DATES = frozenset({"occurred_start", "occurred_end", "discovered", "published"})
LISTS = frozenset(
    {"data_types", "data_types_excluded", "regulators", "affected", "contacts", "services", "affected_groups", "pending"}
)
FIELDS = (
    "stage", "organization", "vendor", "cause", "affected_headline", "exposure", "occurred_start", "occurred_end", "discovered",
    "published", "misuse", "data_types", "data_types_excluded", "regulators", "affected", "contacts",
)  # fmt: skip
FURTHER = ("services", "affected_groups", "pending", "notified", "sector")  # few gold lines judge these
IS_INCIDENT = "is-incident"
_ONE_UNIT = {"account": "record", "email": "record"}  # of a headline: records by another name
_LEAST_CONTAINED = 2  # letters of a name that may stand for a longer one


@dataclass(slots=True)
class Score:
    """What was right (`hits`), said though gold does not (`extra`), and left unsaid or said otherwise (`missed`)."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was said, how much is right; None where nothing was said."""
        said = self.hits + self.extra
        return self.hits / said if said else None

    @property
    def recall(self) -> float | None:
        """Of what there is to say, how much was said rightly; None where there is nothing."""
        there = self.hits + self.missed
        return self.hits / there if there else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where nothing was said and nothing was to be said."""
        weight = 2 * self.hits + self.extra + self.missed
        return 2 * self.hits / weight if weight else None


@dataclass(frozen=True, slots=True)
class Miss:
    """One value that is wrong, in one document."""

    document: str
    field: str
    got: Any
    want: Any


@dataclass(slots=True)
class Evaluation:
    """The scores of some documents, by field, and their misses."""

    documents: int = 0
    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in (IS_INCIDENT, *FIELDS)})
    further: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in FURTHER})
    misses: list[Miss] = field(default_factory=list)

    @property
    def macro_f1(self) -> float | None:
        """The plain mean of the fields' F1, those left out of which there is nothing to score."""
        known = [f1 for score in self.scores.values() if (f1 := score.f1) is not None]
        return sum(known) / len(known) if known else None


def evaluate(gold: Iterable[JsonFacts], predicted: Mapping[str, JsonFacts]) -> Evaluation:
    """Score predictions, by document id, against gold facts; documents without a prediction are left out."""
    made = Evaluation()
    for want in gold:
        got = predicted.get(want["id"])
        if got is None:
            continue
        made.documents += 1
        said = got["verdict"] == "incident"
        there = said if got["verdict"] in _accepted("verdict", want) else want["verdict"] == "incident"
        _score(made, IS_INCIDENT, want, *_counted_one(said, there), got["verdict"])
        if want["verdict"] != "incident":
            continue
        for name in (*FIELDS, *FURTHER):
            if name == "organization" and want.get(name) is None:
                continue  # there the address or the configuration may rightly give it
            if name in FURTHER and name not in want:
                continue
            said = got.get(name)
            counts = _list_counts(name, said or [], want) if name in LISTS else _value_counts(name, said, want)
            _score(made, name, want, *counts, said)
    return made


def _score(made: Evaluation, name: str, want: JsonFacts, hits: int, extra: int, missed: int, said: Any) -> None:
    score = made.further[name] if name in FURTHER else made.scores[name]
    score.hits, score.extra, score.missed = score.hits + hits, score.extra + extra, score.missed + missed
    if extra or missed:
        made.misses.append(Miss(want["id"], name, said, want["verdict"] if name == IS_INCIDENT else want.get(name)))


def _counted_one(said: bool, there: bool) -> tuple[int, int, int]:
    return int(said and there), int(said and not there), int(there and not said)


def _accepted(name: str, want: JsonFacts) -> Sequence[Any]:
    accept = want.get("accept") or {}
    return accept.get(name) or ()


def _value_counts(name: str, said: Any, want: JsonFacts) -> tuple[int, int, int]:
    """Hits, extra and missed of a field with one value."""
    wanted = [want.get(name), *_accepted(name, want)]
    if said is None:
        return (0, 0, 0) if None in wanted else (0, 0, 1)
    if any(one is not None and _same(name, said, one) for one in wanted):
        return 1, 0, 0
    return 0, 1, int(want.get(name) is not None)


def _list_counts(name: str, said: Sequence[Any], want: JsonFacts) -> tuple[int, int, int]:
    """Hits, extra and missed of a list, against the gold list or the accepted one that fits best."""
    accepted = _accepted(name, want)
    wanted = [want.get(name) or [], *(one for one in accepted if isinstance(one, list))]
    allowed = [one for one in accepted if one is not None and not isinstance(one, list)]
    count = _name_counts if name == "services" else _set_counts
    counted = [count(name, said, one, allowed) for one in wanted]
    return min(counted, key=lambda counts: (counts[1] + counts[2], -counts[0]))


def _set_counts(name: str, said: Sequence[Any], wanted: Sequence[Any], allowed: Sequence[Any]) -> tuple[int, int, int]:
    key = _LIST_KEYS.get(name, _itself)
    got, there = {key(one) for one in said}, {key(one) for one in wanted}
    return len(got & there), len(got - there - {key(one) for one in allowed}), len(there - got)


def _name_counts(_: str, said: Sequence[Any], wanted: Sequence[Any], allowed: Sequence[Any]) -> tuple[int, int, int]:
    """Hits, extra and missed of a list of names, one of which may stand for a longer one."""
    missed = [one for one in wanted if not any(same_name(one, other) for other in said)]
    extra = [one for one in said if not any(same_name(one, other) for other in (*wanted, *allowed))]
    return len(wanted) - len(missed), len(extra), len(missed)


def _same(name: str, said: Any, wanted: Any) -> bool:
    if name in NAMES:
        return same_name(said, wanted)
    if name in DATES:
        return same_date(said, wanted)
    if name == "affected_headline":
        return _headline(said) == _headline(wanted)
    return bool(said == wanted)


def same_name(one: str, other: str) -> bool:
    """Whether two names count as one: equal without legal forms, or one within the other.

    >>> same_name("株式会社青い波", "青い波"), same_name("Fen County", "Fen County Health"), same_name("青い波", "赤い波")
    (True, True, False)
    """
    short, long = sorted((organization_key(one), organization_key(other)), key=len)
    return short == long or (len(short) >= _LEAST_CONTAINED and short in long)


def same_date(one: str, other: str) -> bool:
    """Whether two dates agree to the coarser's precision; a year alone agrees only with a year alone.

    >>> same_date("2026-03-02", "2026-03"), same_date("2026-03-02", "2026"), same_date("2026", "2026")
    (True, False, True)
    """
    if (len(one) == 4) != (len(other) == 4):
        return False
    short, long = sorted((one, other), key=len)
    return long.startswith(short)


def _headline(count: Mapping[str, Any]) -> tuple[int, str]:
    return count["value"], _ONE_UNIT.get(count["unit"], count["unit"])


def _itself(value: Any) -> Hashable:
    return str(value)


def _count_key(value: Mapping[str, Any]) -> Hashable:
    return value["value"], value["unit"]


def _contact_key(value: Mapping[str, Any]) -> Hashable:
    if value["kind"] == "phone":
        return "phone", re.sub(r"\D", "", unicodedata.normalize("NFKC", value["value"]))
    return value["kind"], value["value"].strip().rstrip("/").casefold()


_LIST_KEYS: dict[str, Callable[[Any], Hashable]] = {"affected": _count_key, "contacts": _contact_key}
