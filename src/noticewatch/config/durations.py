"""Spans of time as the configuration writes them: `15m`, `1h30m`, `14d each`. Imports the standard library only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

LONGEST = timedelta(days=3650)  # ten years: a longer one is a slip of the pen, and timedelta and SQLite have their ends too
FORM = re.compile(
    r"(?:(?P<weeks>[0-9]+)w)?(?:(?P<days>[0-9]+)d)?(?:(?P<hours>[0-9]+)h)?(?:(?P<minutes>[0-9]+)m)?(?:(?P<seconds>[0-9]+)s)?"
)
EVERY: dict[str, timedelta | None] = {"each": None, "daily": timedelta(days=1), "weekly": timedelta(weeks=1)}
EXAMPLES = "'30s', '15m', '1h30m' or '14d'"


@dataclass(frozen=True, slots=True)
class Backfill:
    """What a source's first check may tell: nothing, everything, or what is no older than `age` (set for mode `age` only)."""

    mode: Literal["none", "all", "age"]
    age: timedelta | None = None


@dataclass(frozen=True, slots=True)
class RecheckStep:
    """Until an age of `for_`, a known notice is looked at `every` so often; None: at each check of its source."""

    for_: timedelta
    every: timedelta | None


def duration(word: object) -> timedelta:
    """Read a span of time; zero is one, a negative one is not.

    >>> duration("1h30m")
    datetime.timedelta(seconds=5400)
    >>> duration("14 days")
    Traceback (most recent call last):
    ValueError: '14 days' is not a span of time such as '30s', '15m', '1h30m' or '14d'
    """
    if not isinstance(word, str):
        raise ValueError(f"must be a span of time in quotes, such as {EXAMPLES}")
    match = FORM.fullmatch(word)
    if not match or not word:
        raise ValueError(f"{word[:40]!r} is not a span of time such as {EXAMPLES}")
    parts = {unit: number.lstrip("0") or "0" for unit, number in match.groupdict().items() if number}
    span = timedelta(**{unit: int(number) for unit, number in parts.items()}) if _short(parts) else None
    if span is None or span > LONGEST:
        raise ValueError(f"{word[:40]!r} is longer than {LONGEST.days} days")
    return span


def spoken(span: timedelta) -> str:
    """A span of time as the configuration writes it, in its two largest units.

    >>> spoken(timedelta(days=2, hours=3, minutes=4)), spoken(timedelta(seconds=5))
    ('2d3h', '5s')
    """
    seconds = int(span.total_seconds())
    parts: list[str] = []
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m"), (1, "s")):
        number, seconds = divmod(seconds, size)
        if number or parts:
            parts.append(f"{number}{unit}" if number else "")
    return "".join(parts[:2]) or "0s"


def written(span: timedelta) -> str:
    """A span of time as the configuration writes it, whole: `duration` reads the same from it.

    >>> written(timedelta(days=2, hours=3, seconds=4))
    '2d3h4s'
    """
    seconds = int(span.total_seconds())
    hours, minutes = divmod(seconds // 60, 60)
    parts = ((hours // 24, "d"), (hours % 24, "h"), (minutes, "m"), (seconds % 60, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def _short(parts: dict[str, str]) -> bool:
    """Whether each number is within what `int` and `timedelta` take, whatever its unit."""
    return all(len(number) <= 9 for number in parts.values())


def backfill(word: object) -> Backfill:
    """Read how far back a first check tells.

    >>> backfill("none"), backfill("14d").age
    (Backfill(mode='none', age=None), datetime.timedelta(days=14))
    """
    if word == "none":
        return Backfill("none")
    if word == "all":
        return Backfill("all")
    try:
        return Backfill("age", duration(word))
    except ValueError as error:
        raise ValueError(f'must be "none", "all" or an age: {error}') from None


def recheck_step(phrase: object) -> RecheckStep:
    """Read one step of how long and how often known notices are looked at again.

    >>> recheck_step("90d daily")
    RecheckStep(for_=datetime.timedelta(days=90), every=datetime.timedelta(days=1))
    """
    words = phrase.split() if isinstance(phrase, str) else []
    if len(words) != 2 or words[1] not in EVERY:
        raise ValueError(f"must be an age and one of {', '.join(EVERY)}, such as '90d daily'")
    return RecheckStep(duration(words[0]), EVERY[words[1]])
