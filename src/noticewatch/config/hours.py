"""Hours as the configuration writes them: `daily 09:00`, `monday 09:00`, and the hours at which nobody is to be woken.

Imports the standard library, model and this package's own modules. When such an hour comes is worked out in `windows`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Literal, cast

from noticewatch.config.words import nearest
from noticewatch.model import Severity

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
DIGESTS = "'hourly', 'daily 09:00' or 'weekly monday 09:00'"
REPORTS = "a day and a time such as 'monday 09:00', or '' for none"
BELOW = ("medium", "high", "critical")  # nothing is below low, and critical never waits


@dataclass(frozen=True, slots=True)
class Timetable:
    """When what is gathered is told, by the settings' timezone: at each full hour, or `at` a time each day or each `weekday`.

    Monday is 0.
    """

    every: Literal["hourly", "daily", "weekly"]
    at: time = time(0)
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when to when, by the settings' timezone and over midnight if need be, events less grave than `below` wait."""

    begins: time
    ends: time
    below: Severity


def digest(phrase: object) -> Timetable:
    """Read when a channel's digest goes.

    >>> digest("weekly monday 09:00")
    Timetable(every='weekly', at=datetime.time(9, 0), weekday=0)
    """
    words = phrase.split() if isinstance(phrase, str) else []
    if words == ["hourly"]:
        return Timetable("hourly")
    if len(words) == 2 and words[0] == "daily":
        return Timetable("daily", clock(words[1]))
    if len(words) == 3 and words[0] == "weekly":
        return _weekly(words[1], words[2])
    raise ValueError(f"must be {DIGESTS}")


def report(phrase: object) -> Timetable | None:
    """Read when the week's report is due; "" for never.

    >>> report("monday 09:00")
    Timetable(every='weekly', at=datetime.time(9, 0), weekday=0)
    """
    if phrase == "":
        return None
    words = phrase.split() if isinstance(phrase, str) else []
    if len(words) != 2:
        raise ValueError(f"must be {REPORTS}")
    try:
        return _weekly(*words)
    except ValueError as error:
        raise ValueError(f"must be {REPORTS}: {error}") from None


def _weekly(day: str, at: str) -> Timetable:
    name = day.casefold()
    if name not in WEEKDAYS:
        raise ValueError(f"{day[:20]!r} is no weekday: {', '.join(WEEKDAYS)}{nearest(name[:20], WEEKDAYS)}")
    return Timetable("weekly", clock(at), WEEKDAYS.index(name))


def clock(word: object) -> time:
    """Read a time of day.

    >>> clock("07:30")
    datetime.time(7, 30)
    """
    match = CLOCK.fullmatch(word) if isinstance(word, str) else None
    if match is None:
        raise ValueError("must hold a time of day such as '09:00', from 00:00 to 23:59")
    return time(int(match[1]), int(match[2]))


def quiet_hours(table: object) -> QuietHours:
    """Read a channel's quiet hours: a table of `from`, `to` and `below`."""
    if not isinstance(table, dict):
        raise ValueError('must be a table such as { from = "22:00", to = "07:00", below = "high" }')
    for key in table:
        if key not in ("from", "to", "below"):
            raise ValueError(f"no such key: {str(key)[:20]!r}; it holds from, to and below")
    for key in ("from", "to"):
        if key not in table:
            raise ValueError(f"{key} is missing")
    below = table.get("below", "high")
    if below not in BELOW:
        raise ValueError(f"below must be one of {', '.join(BELOW)}")
    begins, ends = clock(table["from"]), clock(table["to"])
    if begins == ends:
        raise ValueError("from and to are the same: for a channel that never tells at once there is digest")
    return QuietHours(begins, ends, cast(Severity, below))
