"""What a channel's waiting events become: storms, digests, quiet hours, limits, what is old; each on a clock of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from noticewatch.config import QuietHours, Timetable
from noticewatch.config.hours import clock
from noticewatch.grouping import MOST_GROUPS, SINGLY, Past, Told, plan
from noticewatch.model import Severity
from tests.channel_model import ChannelModel, Sent, slack
from tests.event_samples import TOKYO

NOON = datetime(2026, 11, 22, 12, tzinfo=TOKYO)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MOST = SINGLY + MOST_GROUPS


def storm(moments: list[timedelta], severities: list[Severity], hours: float = 60) -> tuple[list[Sent], dict[str, datetime]]:
    """What is told of one incident, and when each of its events came."""
    model = ChannelModel(slack(), NOON)
    events = [model.event(NOON + moment, severity, "inc_1") for moment, severity in zip(moments, severities, strict=True)]
    sent = model.run(events, NOON + HOUR * hours)
    told = Counter(one.event_id for message in sent for one in message.events)
    assert told == {one.event_id: 1 for one in events}  # all of them, once each
    return sent, {one.event_id: one.since for one in events}


def even(number: int, over: timedelta) -> list[timedelta]:
    return [over / number * place for place in range(number)]


SPREAD = {
    "at once": [timedelta()] * 200,
    "within a minute": even(200, MINUTE),
    "over an hour": even(200, HOUR),
    "over 24 hours": even(200, 24 * HOUR),
    "five each hour, in one go": [HOUR * (number // 5) for number in range(120)],
    "five each hour, evenly": even(120, 24 * HOUR),
    "ten each two hours": [HOUR * 2 * (number // 10) for number in range(120)],
    "one in 20 minutes": even(72, 24 * HOUR),
    "a handful, then the flood": [*even(5, HOUR), *(HOUR * 3 + moment for moment in even(195, 10 * MINUTE))],
    "slow, then fast": [HOUR * 24 * (number / 200) ** 0.25 for number in range(200)],
}


@pytest.mark.parametrize("severity", ["low", "medium", "high", "critical"])
@pytest.mark.parametrize("moments", SPREAD.values(), ids=SPREAD)
def test_a_vendors_incident_told_by_many_is_ten_messages_at_most(moments: list[timedelta], severity: Severity) -> None:
    sent, came = storm(moments, [severity] * len(moments))
    assert sent[0].at - NOON <= MINUTE
    assert [len(message.events) for message in sent[:SINGLY]] == [1] * SINGLY
    for message in sent:
        within = [one for one in sent if message.at <= one.at < message.at + 24 * HOUR]
        assert len(within) <= MOST
    if max(moments) <= 24 * HOUR and len(moments) == 200:
        assert len(sent) <= MOST
    sixth = sent[SINGLY]
    assert sixth.at - came[sixth.events[0].event_id] <= 2 * MINUTE


RAISED: list[list[Severity]] = [
    ["low"] * 100 + ["medium"] * 50 + ["high"] * 30 + ["critical"] * 20,
    ["medium"] * 150 + ["critical"] * 50,
    ["high"] * 199 + ["critical"],
    [("low", "medium", "high", "critical")[place % 4] for place in range(200)],  # type: ignore[misc]
    ["low"] * 195 + ["critical"] * 5,
]


@pytest.mark.parametrize("severities", RAISED, ids=["step by step", "by two", "by the last", "mixed", "late"])
@pytest.mark.parametrize("over", [MINUTE, HOUR, 24 * HOUR], ids=str)
def test_what_raises_an_incident_goes_at_once_and_ten_are_enough(severities: list[Severity], over: timedelta) -> None:
    sent, came = storm(even(200, over), severities)
    assert len(sent) <= MOST
    order = ("low", "medium", "high", "critical")
    for level in order:
        at = next(message.at for message in sent if any(order.index(e.severity) >= order.index(level) for e in message.events))
        first = next(came[f"evt_{place + 1}"] for place, one in enumerate(severities) if order.index(one) >= order.index(level))
        assert at - first <= timedelta(seconds=15)  # the messages before it take a second each


def test_the_graver_the_oftener() -> None:
    at = {}
    for severity in ("critical", "high", "medium", "low"):
        sent, _ = storm(even(200, 24 * HOUR), [severity] * 200)  # type: ignore[list-item]
        at[severity] = [round((message.at - NOON) / MINUTE) for message in sent[SINGLY:]]
    # by the 7.2 minutes between two events and the minute for gathering; the last one when the first five are a day old
    assert at == {
        "critical": [37, 47, 97, 347, 1443],
        "high": [37, 87, 337, 1443],
        "medium": [37, 287, 1443],
        "low": [37, 1287, 1493],
    }


def test_a_group_says_when_the_next_may_come() -> None:
    sent, _ = storm(even(200, HOUR), ["critical"] * 200)
    groups = [message for message in sent if message.group]
    for this, following in pairwise(groups[:-1]):
        assert this.group
        assert this.group.next_at
        assert abs(following.at - this.group.next_at) < MINUTE


def test_other_incidents_go_on_one_by_one_in_a_storm() -> None:
    model = ChannelModel(slack(), NOON)
    events = [model.event(NOON + number * timedelta(seconds=1), "high", "inc_1") for number in range(60)]
    other = model.event(NOON + timedelta(seconds=30), "low", "inc_2")
    source = model.event(NOON + timedelta(seconds=31), "medium", type="source.failing")
    sent = model.run([*events, other, source], NOON + HOUR)
    for one in (other, source):
        [message] = [message for message in sent if one in message.events]
        assert message.group is None
        assert message.at - one.since < timedelta(seconds=5)


def test_critical_goes_first_and_the_order_of_an_incident_stays() -> None:
    model = ChannelModel(slack(), NOON)
    waiting = [
        model.event(NOON, "low", "inc_1"),
        model.event(NOON, "high", "inc_2"),
        model.event(NOON, "low"),
        model.event(NOON, "critical", "inc_2"),
        model.event(NOON, "low", "inc_2"),
    ]
    made = plan(model.channel, waiting, Past(), NOON, TOKYO)
    assert [one.number for one in made.singles] == [2, 4, 1, 3, 5]


def test_what_was_tried_by_itself_goes_on_so_and_counts_as_told() -> None:
    model = ChannelModel(slack(), NOON)
    tried = [model.event(NOON, incident="inc_1", fixed=True, next_at=NOON + MINUTE) for _ in range(3)]
    unsure = [model.event(NOON, incident="inc_1", unsure=True)]
    fresh = [model.event(NOON, incident="inc_1") for _ in range(4)]
    made = plan(model.channel, [*tried, *unsure, *fresh], Past(), NOON, TOKYO)
    assert [one.event_id for one in made.singles] == ["evt_4", "evt_5"]
    assert set(made.held) == {"evt_6", "evt_7", "evt_8"}
    later = plan(model.channel, [*tried, *unsure, *fresh], Past(), NOON, TOKYO, eager=True)
    assert [one.event_id for one in later.singles] == ["evt_1", "evt_2", "evt_3", "evt_4", "evt_5"]


# Digests


def test_a_digest_holds_everything_until_its_time_and_says_nothing_of_nothing() -> None:
    model = ChannelModel(slack(digest=Timetable("daily", clock("09:00"))), NOON)
    events = [model.event(NOON + HOUR * place, severity) for place, severity in enumerate(("low", "critical", "high"))]
    events.append(model.event(NOON + HOUR * 47, "low"))
    sent = model.run(events, NOON + HOUR * 96)
    assert [(message.at.astimezone(TOKYO).isoformat()[:16], len(message.events)) for message in sent] == [
        ("2026-11-23T09:00", 3),
        ("2026-11-25T09:00", 1),
    ]
    assert all(message.group and message.group.kind == "digest" for message in sent)
    assert sent[0].group
    assert sent[0].group.next_at == datetime(2026, 11, 24, 9, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("digest", "day"), [(Timetable("weekly", clock("09:00"), 0), "2026-11-23T09:00"), (Timetable("hourly"), "2026-11-22T13:00")]
)
def test_a_digest_comes_weekly_and_hourly_too(digest: Timetable, day: str) -> None:
    model = ChannelModel(slack(digest=digest), NOON)
    [message] = model.run([model.event(NOON + MINUTE)], NOON + HOUR * 24 * 14)
    assert message.at.astimezone(TOKYO).isoformat()[:16] == day


# Quiet hours

QUIET = QuietHours(clock("22:00"), clock("07:00"), "high")


def test_quiet_hours_hold_what_is_less_grave_and_tell_it_as_one_at_their_end() -> None:
    model = ChannelModel(slack(quiet_hours=QUIET), NOON)
    evening = NOON + HOUR * 11
    events = [model.event(evening + MINUTE * place, "medium", f"inc_{place}") for place in range(4)]
    grave = [model.event(evening + MINUTE, "high"), model.event(evening + MINUTE, "critical", "inc_9")]
    sent = model.run([*events, *grave, model.event(NOON, "low")], NOON + HOUR * 30)
    assert [len(message.events) for message in sent] == [1, 1, 1, 4]
    assert [message.events[0].severity for message in sent] == ["low", "critical", "high", "medium"]
    assert sent[3].group
    assert sent[3].group.kind == "quiet"
    assert sent[3].at == datetime(2026, 11, 23, 7, tzinfo=TOKYO)


def test_one_event_of_a_quiet_night_comes_as_itself() -> None:
    model = ChannelModel(slack(quiet_hours=QUIET), NOON)
    [message] = model.run([model.event(NOON + HOUR * 15, "low", "inc_1")], NOON + HOUR * 30)
    assert message.group is None
    assert message.at == datetime(2026, 11, 23, 7, tzinfo=TOKYO)


def test_quiet_hours_within_a_day() -> None:
    model = ChannelModel(slack(quiet_hours=QuietHours(clock("12:00"), clock("13:00"), "critical")), NOON)
    sent = model.run([model.event(NOON + MINUTE * place, "high") for place in range(3)], NOON + HOUR * 3)
    assert [(len(message.events), message.at) for message in sent] == [(3, NOON + HOUR)]


# A limit


def test_what_is_over_the_limit_comes_as_one_when_the_hour_allows() -> None:
    model = ChannelModel(slack(max_per_hour=5), NOON)
    events = [model.event(NOON + MINUTE * place, "medium", f"inc_{place}") for place in range(12)]
    critical = model.event(NOON + MINUTE * 8, "critical", "inc_99")
    sent = model.run([*events, critical], NOON + HOUR * 4)
    assert [len(message.events) for message in sent] == [1] * 6 + [7]
    assert sent[5].events == (critical,)
    assert sent[5].at - critical.since <= timedelta(seconds=2)
    assert sent[6].group
    assert sent[6].group.kind == "rate"
    # critical ones take room as well: there is some again when the second message is an hour old
    assert HOUR <= sent[6].at - sent[0].at <= HOUR + 2 * MINUTE


def test_a_limit_is_kept_over_a_day_and_nothing_is_dropped() -> None:
    model = ChannelModel(slack(max_per_hour=3), NOON)
    events = [model.event(NOON + MINUTE * 4 * place, "low", f"inc_{place}") for place in range(300)]
    sent = model.run(events, NOON + HOUR * 30)
    assert sorted(one.number for message in sent for one in message.events) == list(range(1, 301))
    for message in sent:
        assert sum(message.at <= one.at < message.at + HOUR for one in sent) <= 3


# What is old


def waiting_since(model: ChannelModel, number: int, **more: object) -> None:
    model.waiting = [model.event(NOON + MINUTE * place, "medium", f"inc_{place}", **more) for place in range(number)]


def test_what_waited_for_its_channel_for_long_goes_as_one() -> None:
    model = ChannelModel(slack(), NOON + HOUR * 30, down_at=NOON, back_at=NOON + HOUR * 30)
    waiting_since(model, 40)
    model.waiting[3] = replace(model.waiting[3], fixed=True, next_at=NOON + HOUR * 40)  # refused: its timetable counts no more
    model.waiting[4] = replace(model.waiting[4], unsure=True)  # may have been told
    new = model.event(NOON + HOUR * 29.5, "medium", "inc_99")
    model.waiting.append(new)
    model.round()
    assert [len(message.events) for message in model.sent] == [39, 1, 1]
    assert model.sent[0].group
    assert model.sent[0].group.kind == "late"
    assert {message.events[0].number for message in model.sent[1:]} == {5, new.number}


def test_a_few_old_ones_and_what_waited_less_than_an_hour_go_by_themselves() -> None:
    for number, back in ((5, 30 * HOUR), (8, timedelta(minutes=50))):
        model = ChannelModel(slack(), NOON + back, down_at=NOON, back_at=NOON + back)
        waiting_since(model, number)
        model.round()
        assert [len(message.events) for message in model.sent] == [1] * number


def test_nothing_is_old_before_the_channel_takes_something() -> None:
    model = ChannelModel(slack(), NOON + HOUR * 30)
    waiting_since(model, 8, fixed=True, next_at=NOON + HOUR * 31)
    model.round()
    assert model.sent == []


def test_an_old_group_waits_for_the_end_of_the_night() -> None:
    night = datetime(2026, 11, 22, 23, 30, tzinfo=TOKYO)
    model = ChannelModel(slack(quiet_hours=QUIET), night, down_at=NOON, back_at=night)
    waiting_since(model, 9)
    assert model.run([], night + HOUR) == []
    assert [len(message.events) for message in model.run([], night + HOUR * 9)] == [9]


def test_a_changed_configuration_holds_for_what_waits() -> None:
    model = ChannelModel(slack(digest=Timetable("weekly", clock("09:00"), 3)), NOON)
    model.run([model.event(NOON, incident=f"inc_{place}") for place in range(3)], NOON + HOUR)
    assert model.sent == []
    model.channel = slack()
    model.round()
    assert [len(message.events) for message in model.sent] == [1, 1, 1]


def test_what_was_told_long_ago_is_no_storm() -> None:
    model = ChannelModel(slack(), NOON)
    fresh = [model.event(NOON, incident="inc_1") for _ in range(3)]
    told = {"inc_1": [Told(NOON - HOUR, "high")] * 5}
    assert plan(model.channel, fresh, Past(told), NOON, TOKYO).singles == ()
    assert len(plan(model.channel, fresh, Past(), NOON.astimezone(UTC), TOKYO).singles) == 3
