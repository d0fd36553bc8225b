"""When each source could be read, when what it showed was doubtful, and when nothing of it was known.

Core; imports the words, health and names. What it says follows from stored spans alone: docs/coverage.md has it as SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from noticewatch.config import Config
from noticewatch.health import UNCHECKED, is_overdue
from noticewatch.records import Health, SourceState, Span
from noticewatch.weekly import Counts

Light = Literal["ok", "doubtful", "blind"]
LIGHTS: tuple[Light, ...] = ("ok", "doubtful", "blind")

NEVER = Health("", "never", "never checked", proves=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a source was of one state."""

    source_id: str
    begins: datetime
    ends: datetime
    health: Health

    @property
    def light(self) -> Light:
        return light_of(self.health)

    @property
    def lasted(self) -> timedelta:
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Blindness:
    """A time of a source without any break in which nothing of it was proved, for whatever reasons, in their order."""

    source_id: str
    begins: datetime
    ends: datetime
    reasons: tuple[str, ...]

    @property
    def lasted(self) -> timedelta:
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """What a period was for one source; no stretch where it was not yet, or no longer, watched. `configured`: it still is."""

    id: str
    name: str
    configured: bool
    stretches: tuple[Stretch, ...]

    def lasted(self, light: Light) -> timedelta:
        """How long it was so in all."""
        return sum((one.lasted for one in self.stretches if one.light == light), timedelta())

    @property
    def longest(self) -> Blindness | None:
        """Its longest blind time."""
        return max(blindnesses(self.stretches), key=lambda one: one.lasted, default=None)


@dataclass(frozen=True, slots=True)
class Unwatched:
    """A registered organization that no source of its own is configured for."""

    register: str
    id: str
    name: str
    tier: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """What was read in a period and what of it was told, by verdict; `titles`: links that were kept by their title only."""

    read: Counts = ()
    told: Counts = ()
    untold: Counts = ()
    titles: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a period was for all sources.

    `stopped`: the times in which no source at all was looked at, as when the daemon does not run.
    """

    since: datetime
    until: datetime
    sources: tuple[SourceCoverage, ...]
    stopped: tuple[tuple[datetime, datetime], ...] = ()
    unwatched: tuple[Unwatched, ...] = ()
    registered: int = 0
    unread: Unread = Unread()

    def lasted(self, light: Light) -> timedelta:
        """How long all sources were so, added."""
        return sum((one.lasted(light) for one in self.sources), timedelta())

    @property
    def longest(self) -> Blindness | None:
        """The longest blind time of any source."""
        return max((one.longest for one in self.sources if one.longest), key=lambda one: one.lasted, default=None)


def light_of(health: Health) -> Light:
    """What a state is worth to a proof: what proves nothing is blind, what proves with a reserve doubtful.

    >>> light_of(Health()), light_of(Health("DEGRADED")), light_of(Health("SUSPECT", proves=False))
    ('ok', 'doubtful', 'blind')
    """
    if not health.proves:
        return "blind"
    return "ok" if health.state == "OK" else "doubtful"


def coverage_of(
    config: Config,
    spans: Mapping[str, Sequence[Span]],
    states: Mapping[str, SourceState],
    since: datetime,
    until: datetime,
    now: datetime,
) -> tuple[SourceCoverage, ...]:
    """What a period was for each source: the configured ones in their order, then those that were watched in it and are no more.

    `spans`: by source, oldest first, from the one that held at `since` on.
    """
    until, found = max(since, min(until, now)), list[SourceCoverage]()
    for source in config.sources:
        marks = _marks(spans.get(source.id, ()), states.get(source.id), now) or [(since, NEVER)]
        found.append(SourceCoverage(source.id, source.name, True, _stretches(source.id, marks, since, until)))
    configured = {source.id for source in config.sources}
    for name in sorted(spans.keys() - configured):
        state = states.get(name)
        end = min(until, state.checked_at) if state and state.checked_at else since
        marks = [(span.begun, span.health) for span in spans[name]]
        if stretches := _stretches(name, marks, since, end):
            found.append(SourceCoverage(name, "", False, stretches))
    return tuple(found)


def _marks(spans: Sequence[Span], state: SourceState | None, now: datetime) -> list[tuple[datetime, Health]]:
    """What a source became when; what was not looked at since its last check for too long is blind from that check on."""
    marks = [(span.begun, span.health) for span in spans]
    if state and state.checked_at and is_overdue(state, now):
        marks.append((state.checked_at, UNCHECKED))
    return marks


def _stretches(source_id: str, marks: Sequence[tuple[datetime, Health]], since: datetime, until: datetime) -> tuple[Stretch, ...]:
    ends = [*(begins for begins, _ in marks[1:]), until]
    cut = [(max(begins, since), min(end, until), health) for (begins, health), end in zip(marks, ends, strict=True)]
    return tuple(Stretch(source_id, begins, end, health) for begins, end, health in cut if end > begins)


def blindnesses(stretches: Iterable[Stretch]) -> tuple[Blindness, ...]:
    """The blind times of a source, each whole where reasons follow upon each other without a break."""
    found: list[Blindness] = []
    for one in stretches:
        if one.light != "blind":
            continue
        reason = one.health.reason or one.health.code
        if found and found[-1].ends == one.begins:
            reasons = tuple(dict.fromkeys((*found[-1].reasons, reason)))
            found[-1] = Blindness(one.source_id, found[-1].begins, one.ends, reasons)
        else:
            found.append(Blindness(one.source_id, one.begins, one.ends, (reason,)))
    return tuple(found)


def stopped(sources: Sequence[SourceCoverage]) -> tuple[tuple[datetime, datetime], ...]:
    """The times in which none of the sources that were watched then was looked at.

    >>> from datetime import UTC
    >>> at = datetime(2026, 11, 22, tzinfo=UTC)
    >>> hours = [at + timedelta(hours=n) for n in range(6)]
    >>> def source(*marks: tuple[int, int, Health]) -> SourceCoverage:
    ...     return SourceCoverage("", "", True, tuple(Stretch("", hours[a], hours[b], health) for a, b, health in marks))
    >>> [(a.hour, b.hour) for a, b in stopped([source((0, 2, Health()), (2, 5, UNCHECKED)), source((1, 4, UNCHECKED))])]
    [(2, 5)]
    """
    steps: list[tuple[datetime, int, int]] = []  # how many are watched, how many of them are not looked at
    for source in sources:
        for one in source.stretches:
            idle = int(one.health.code in (UNCHECKED.code, NEVER.code))
            steps += [(one.begins, 1, idle), (one.ends, -1, -idle)]
    watched = idle = 0
    found: list[tuple[datetime, datetime]] = []
    moments = sorted({moment for moment, _, _ in steps})
    changes: dict[datetime, list[int]] = {moment: [0, 0] for moment in moments}
    for moment, more, more_idle in steps:
        changes[moment][0] += more
        changes[moment][1] += more_idle
    for begins, ends in pairwise(moments):
        watched, idle = watched + changes[begins][0], idle + changes[begins][1]
        if not watched or idle < watched:
            continue
        if found and found[-1][1] == begins:
            found[-1] = (found[-1][0], ends)
        else:
            found.append((begins, ends))
    return tuple(found)
