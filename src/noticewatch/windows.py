"""When digests and reports go and when it is quiet, by a timezone's clock: moments worked out from what the configuration says.

Core; imports config. A time that the clock skips (as summer time begins) is taken where the clock goes on; one that comes twice
is taken the first time: each day has one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from noticewatch.config import QuietHours, Timetable

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FURTHEST = 8  # days between which the next or the last one lies


def last_time(table: Timetable, now: datetime, zone: tzinfo) -> datetime:
    """The last moment up to `now` that a timetable names, in UTC.

    >>> last_time(Timetable("daily", time(9)), datetime(2026, 11, 22, 8, tzinfo=UTC), UTC)
    datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.timezone.utc)
    """
    return max(moment for moment in _times(table, now, zone) if moment <= now)


def next_time(table: Timetable, now: datetime, zone: tzinfo) -> datetime:
    """The first moment after `now` that a timetable names, in UTC."""
    return min(moment for moment in _times(table, now, zone) if moment > now)


def _times(table: Timetable, now: datetime, zone: tzinfo) -> list[datetime]:
    """All the moments of a timetable around one."""
    if table.every == "hourly":
        # The zone's full hours, which are not everywhere those of UTC; none is skipped or doubled, since time itself is not.
        past = timedelta(minutes=now.astimezone(zone).minute, seconds=now.second, microseconds=now.microsecond)
        full = now.astimezone(UTC) - past
        return [full, full + HOUR]
    today = now.astimezone(zone).date()
    days = (today + DAY * offset for offset in range(-FURTHEST, FURTHEST + 1))
    return [_at(day, table.at, zone) for day in days if table.every == "daily" or day.weekday() == table.weekday]


def quiet_until(quiet: QuietHours, at: datetime, zone: tzinfo) -> datetime | None:
    """When the quiet hours end within which a moment lies, in UTC; None where it lies in none."""
    return next((ends for begins, ends in _spans(quiet, at, zone) if begins <= at < ends), None)


def last_quiet(quiet: QuietHours, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The last quiet hours that are over: when they began and when they ended, in UTC."""
    return max(span for span in _spans(quiet, now, zone) if span[1] <= now)


def _spans(quiet: QuietHours, at: datetime, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    today = at.astimezone(zone).date()
    over_midnight = quiet.ends < quiet.begins
    days = (today + DAY * offset for offset in (-3, -2, -1, 0, 1))
    return [(_at(day, quiet.begins, zone), _at(day + DAY if over_midnight else day, quiet.ends, zone)) for day in days]


def _at(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
