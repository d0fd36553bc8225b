"""A person's word on what was found: judged facts of a notice, the mark of an incident; and what is found otherwise later.

Words; imports the standard library only (model for its types). Values, and their JSON as it is stored, printed and sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from noticewatch.model import Json

MarkState = Literal["new", "watching", "handled", "irrelevant"]
STATES: tuple[MarkState, ...] = get_args(MarkState)
PROGRAM = "noticewatch"  # who takes a mark back, where no person does


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """One fact as a person judged it: the schema's JSON of its value, who, when, and the version of the notice that was read."""

    value: Json
    by: str
    at: datetime
    version: int


Judged: TypeAlias = Mapping[str, JudgedFact]  # by field of the facts


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of a notice's history: what was `given` then, and what stood from then on.

    `undo`: it took the one before it back. `before`: the number of the row whose `standing` held before, 0 for none.
    """

    notice_id: str
    by: str
    at: datetime
    version: int
    given: Mapping[str, Json]
    standing: Judged
    note: str = ""
    undo: bool = False
    before: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What a team made of an incident. `worse`: what is worse since, for which it is told again all the same."""

    state: MarkState
    by: str
    at: datetime
    owner: str = ""
    note: str = ""
    worse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an incident can only grow worse, as it stood when it was marked (see `worsening`).

    `affected`: the greatest number in each unit; `parties`: the keys of the organizations and contractors named; `watched`: what
    of the registers is in it.
    """

    severity: str = "low"
    verdict: str = ""
    affected: Mapping[str, int] = field(default_factory=dict)
    exposure: str = ""
    misuse: str = ""
    causes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    watched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KeptMark:
    """A mark as it is kept: one row of an incident's history, with what the incident came to then."""

    incident_id: str
    mark: Mark
    basis: Standing = Standing()


@dataclass(frozen=True, slots=True)
class FoundAnew:
    """A notice of which a better extractor says otherwise than was told, or than was not told at all.

    `told` and `found` are verdict and `affected_headline` as JSON has them; `told` is empty for a notice that was not told.
    """

    notice: str
    url: str
    title: str
    organization: str
    incident: str
    event: str
    told: Mapping[str, Json]
    found: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Judge:
    """A person's word on a notice: `sets` as FIELD=VALUE, `clears` fields; `undo` takes the newest one back instead."""

    notice: str
    by: str
    verdict: str = ""
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    note: str = ""
    undo: bool = False


@dataclass(frozen=True, slots=True)
class MarkAsked:
    """What a team makes of an incident; an `owner` of None leaves the one that it has, "" takes it away."""

    incident: str
    state: str
    by: str
    note: str = ""
    owner: str | None = None


def judged_to_json(judged: Judged) -> dict[str, Json]:
    """Judged facts by field, as `judged_from_json` reads them."""
    return {
        name: {"value": one.value, "by": one.by, "at": one.at.isoformat(timespec="seconds"), "version": one.version}
        for name, one in judged.items()
    }


def judged_from_json(data: Mapping[str, Any]) -> Judged:
    """Judged facts as they were written."""
    return {
        name: JudgedFact(one["value"], one["by"], datetime.fromisoformat(one["at"]), one["version"]) for name, one in data.items()
    }


def mark_to_json(mark: Mark) -> dict[str, Json]:
    """A mark as events and commands show it."""
    made: dict[str, Json] = {"state": mark.state, "by": mark.by, "at": mark.at.isoformat(timespec="seconds"), "owner": mark.owner}
    made["note"] = mark.note
    if mark.worse:
        made["worse"] = list(mark.worse)
    return made


def mark_from_json(data: Mapping[str, Any]) -> Mark:
    """A mark as it was written."""
    at = datetime.fromisoformat(data["at"])
    return Mark(data["state"], data["by"], at, data.get("owner", ""), data.get("note", ""), tuple(data.get("worse", ())))


def standing_to_json(standing: Standing) -> dict[str, Json]:
    """What an incident came to, as it is stored."""
    made: dict[str, Json] = {}
    for one in fields(standing):
        value = getattr(standing, one.name)
        made[one.name] = sorted(value) if isinstance(value, frozenset) else dict(value) if isinstance(value, Mapping) else value
    return made


def standing_from_json(data: Mapping[str, Any]) -> Standing:
    """What an incident came to, as it was stored."""
    made: dict[str, Any] = {name: frozenset(value) if isinstance(value, list) else value for name, value in data.items()}
    return Standing(**{one.name: made[one.name] for one in fields(Standing) if one.name in made})


def found_anew_to_json(found: FoundAnew) -> dict[str, Json]:
    """A finding as events show it and the database keeps it."""
    return {one.name: dict(value) if isinstance(value := getattr(found, one.name), Mapping) else value for one in fields(found)}


def found_anew_from_json(data: Mapping[str, Any]) -> FoundAnew:
    """A finding as it was written."""
    return FoundAnew(**{one.name: data[one.name] for one in fields(FoundAnew)})
