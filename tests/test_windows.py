"""When digests go and when it is quiet, also where a timezone's clock is set forward or back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from noticewatch.config import QuietHours, Timetable
from noticewatch.config.hours import clock, digest, quiet_hours
from noticewatch.windows import last_quiet, last_time, next_time, quiet_until

BERLIN, TOKYO, KATHMANDU = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo"), ZoneInfo("Asia/Kathmandu")
# summer time begins in Berlin on 29 March 2026 (02:00 becomes 03:00) and ends on 25 October (03:00 becomes 02:00)
SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)


@pytest.mark.parametrize("around", [SPRING, AUTUMN])
@pytest.mark.parametrize("phrase", ["daily 00:00", "daily 02:30", "daily 09:00", "daily 23:59", "weekly sunday 02:30"])
def test_each_day_has_one_digest_whatever_the_clock_does(phrase: str, around: datetime) -> None:
    made, now = digest(phrase), around - timedelta(days=15)
    moments = []
    while now < around + timedelta(days=15):
        now = next_time(made, now, BERLIN)
        assert last_time(made, now, BERLIN) == now
        assert last_time(made, now - timedelta(seconds=1), BERLIN) < now
        moments.append(now)
    days = [moment.astimezone(BERLIN).date() for moment in moments]
    step = 7 if made.every == "weekly" else 1
    assert [(b - a).days for a, b in pairwise(days)] == [step] * (len(days) - 1)
    usual = {moment.astimezone(BERLIN).time() for moment in moments if moment.astimezone(BERLIN).date() != SPRING.date()}
    assert usual == {made.at}


@pytest.mark.parametrize("zone", [TOKYO, BERLIN, KATHMANDU])
def test_an_hourly_digest_goes_at_the_zones_full_hours(zone: ZoneInfo) -> None:
    now = SPRING - timedelta(hours=3, minutes=7)
    for _ in range(30):
        after = next_time(Timetable("hourly"), now, zone)
        assert after.astimezone(zone).minute == 0
        assert timedelta() < after - now <= timedelta(hours=1)
        assert last_time(Timetable("hourly"), now, zone) == after - timedelta(hours=1)
        now = after


def test_a_week_begins_on_its_day() -> None:
    made = Timetable("weekly", clock("09:00"), 0)
    assert next_time(made, datetime(2026, 11, 22, tzinfo=TOKYO), TOKYO) == datetime(2026, 11, 23, 9, tzinfo=TOKYO)
    assert next_time(made, datetime(2026, 11, 23, 9, tzinfo=TOKYO), TOKYO) == datetime(2026, 11, 30, 9, tzinfo=TOKYO)
    assert last_time(made, datetime(2026, 11, 23, 8, 59, tzinfo=TOKYO), TOKYO) == datetime(2026, 11, 16, 9, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("hour", "until"),
    [(21, None), (22, 7), (23, 7), (0, 7), (6, 7), (7, None), (12, None)],
)
def test_a_night_is_quiet(hour: int, until: int | None) -> None:
    quiet = quiet_hours({"from": "22:00", "to": "07:00", "below": "high"})
    at = datetime(2026, 11, 22, hour, tzinfo=TOKYO)
    found = quiet_until(quiet, at, TOKYO)
    assert (found and found.astimezone(TOKYO).hour) == until
    assert found is None or at < found <= at + timedelta(hours=9)


def test_a_quiet_span_within_a_day_and_the_last_one_that_is_over() -> None:
    quiet = QuietHours(clock("12:00"), clock("13:30"), "critical")
    noon = datetime(2026, 11, 22, 12, tzinfo=TOKYO)
    assert quiet_until(quiet, noon, TOKYO) == noon + timedelta(minutes=90)
    assert quiet_until(quiet, noon - timedelta(seconds=1), TOKYO) is None
    assert last_quiet(quiet, noon, TOKYO) == (noon - timedelta(days=1), noon - timedelta(hours=22, minutes=30))
    ended = noon + timedelta(minutes=90)
    assert last_quiet(quiet, ended, TOKYO) == (noon, ended)


@pytest.mark.parametrize("around", [SPRING, AUTUMN])
def test_a_night_ends_at_its_hour_though_the_clock_is_set(around: datetime) -> None:
    quiet = QuietHours(clock("22:00"), clock("02:30"), "high")
    hours = [around - timedelta(hours=4) + timedelta(minutes=10) * step for step in range(60)]
    ends = {found for at in hours if (found := quiet_until(quiet, at, BERLIN))}
    assert len({end.astimezone(BERLIN).date() for end in ends}) == len(ends)
    assert all(quiet_until(quiet, end, BERLIN) is None for end in ends)
