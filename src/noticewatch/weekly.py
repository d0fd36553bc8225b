"""What a week's report of the watch on itself says, as values. Imports the standard library only."""

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
class Week:
    """What was watched, what could not be seen, what was told, what waits, what was read and not told.

    `checks`, `good`: how many, and how many of them proved what their source shows. `ok`: share of the sources' time in which
    they were OK. `unseen`: the sources that were not, the longest first, of `unseen_all`; `codes`: all of them by their reason's
    kind. `told`: notices by type, `severities` and `verdicts` of the new ones; `others`: further events by type; `sent` by
    channel. `untold`: notices that were read and not told, by verdict; `listed`: links kept by title; `repeats`: messages
    without new facts.
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
