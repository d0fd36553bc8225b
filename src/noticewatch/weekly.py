"""What the watch says of itself, as values: a week's report, what a source did not show, how many notices are judged wrongly.

Imports the standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

Counts = tuple[tuple[str, int], ...]  # how many of what, the most first


@dataclass(frozen=True, slots=True)
class Unseen:
    """A source that was not OK at some time of the week.

    `since`: from when on, before the week perhaps; `lasted`: how long in all within the week; `state`, `code`, `reason`: of its
    longest stretch; `over`: it was OK again at the week's end.
    """

    id: str
    name: str
    since: datetime
    lasted: timedelta
    state: str
    code: str
    reason: str
    over: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is in the outbox for a channel, and what the channel is: "", failing, paused, not configured."""

    channel: str
    due: int
    dead: int
    since: datetime  # of the first of them
    state: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """That others told of an organization's incident while its own source showed nothing of it.

    `role`: what the organization was in what they told. `told_at`: when it was told through `teller`, at `told_url`; `source_id`,
    `source_name`, `source_url`: its own source, `hours` how long that was waited for. `blind`: it could not be read at times.
    """

    organization: str
    role: str
    teller: str
    told_url: str
    told_at: datetime
    source_id: str
    source_name: str
    source_url: str
    hours: int
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """What people said of untold notices that were drawn at random: how many they looked at, how many should have been told.

    `bound`: the share of all untold ones that should have been told is no larger, with 95 % confidence; 1 where nobody looked.
    """

    looked: int
    missed: int
    bound: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A week's sample of what was read and not told: `drawn` of `population`; what was said of it, and of those of `weeks`."""

    week: str
    drawn: int
    population: int
    signed: Signed
    weeks: int
    together: Signed


@dataclass(frozen=True, slots=True)
class Week:
    """What was watched, what could not be seen, what was told, what waits, what was read and not told.

    `checks`, `good`: how many, and how many of them proved what their source shows. `ok`: share of the sources' time in which
    they were OK. `unseen`: the sources that were not, the longest first, of `unseen_all`; `codes`: all of them by their reason's
    kind. `told`: notices by type, `severities` and `verdicts` of the new ones; `others`: further events by type; `sent` by
    channel. `untold`: notices that were read and not told, by verdict; `listed`: links kept by title; `repeats`: messages
    without new facts. `missed`: incidents of which an organization's own source showed nothing; `sample`: the week's.
    """

    since: datetime
    until: datetime
    sources: int
    checks: int
    good: int
    ok: float
    unseen: tuple[Unseen, ...] = ()
    unseen_all: int = 0
    codes: Counts = ()
    told: Counts = ()
    severities: Counts = ()
    verdicts: Counts = ()
    others: Counts = ()
    sent: Counts = ()
    waiting: tuple[Waiting, ...] = ()
    untold: Counts = ()
    listed: int = 0
    repeats: int = 0
    missed: int = 0
    sample: Sample | None = None
