"""What a check proves, beside the source's own history; when our own side is at fault; what the schedule forgot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from noticewatch import health, proof
from noticewatch.config import Channel, Source
from noticewatch.errors import FetchError, ReadError
from noticewatch.health import Surroundings, surroundings_of
from noticewatch.model import Document, Item, Reading
from noticewatch.proof import judge, quiet
from noticewatch.records import Fault, Health, Shape, SourceState
from tests.conftest import NOW, make_config

TODAY = date(2026, 11, 22)
CHANNEL = Channel(name="soc", type="webhook")
BAD = Health("FAILED", "dns", "the name is not known", proves=False)


def items(*numbers: int, dated: bool = True, title: str = "お知らせ第{}号") -> tuple[Item, ...]:
    return tuple(
        Item(f"https://city.example/n/{number}.html", title.format(number), f"2026-11-{number:02}" if dated else None)
        for number in numbers
    )


def shape_of(kind: str, shown: tuple[Item, ...], before: Shape, **more: Any) -> Shape:
    documents = tuple(Document(one.url, one.title, one.title, one.published) for one in shown) if kind == "page" else ()
    reading = Reading(kind, items=() if documents else shown, documents=documents, **more)  # type: ignore[arg-type]
    return proof.shape_of(reading, before, TODAY)


LIST = items(*range(20, 0, -1))
SHAPE = shape_of("listing", LIST, Shape())


def code_of(now: tuple[Item, ...], kind: str = "listing", before: Shape = SHAPE) -> str:
    found = judge(before, shape_of(kind, now, before), now)
    assert found.proves == (found.state in ("OK", "DEGRADED"))
    return found.code


def test_a_list_that_goes_on_is_ok() -> None:
    assert code_of(LIST) == ""
    assert code_of((*items(22, 21), *LIST[:18])) == ""  # two came, two rolled off
    assert code_of((LIST[0], *LIST[2:4], *LIST[5:])) == ""  # two were taken down
    assert code_of(items(*range(20, 0, -1), title="【重要】お知らせ第{}号")) == ""  # titles edited, addresses kept
    moved = tuple(replace(item, url=item.url.replace("/n/", "/archive/")) for item in LIST)
    assert code_of(moved) == ""  # addresses changed, titles kept
    assert judge(Shape(), SHAPE, LIST) == Health()  # the first read is what there is


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (items(*range(40, 20, -1)), "replaced"),
        (LIST[:8], "fewer"),
        (LIST[10:], "lost"),
        (LIST[::2], "lost"),
        (tuple(replace(item, title="縺顔衍繧峨○\ufffd" + item.title) for item in LIST), "garbled"),
        (tuple(replace(item, published=None) for item in LIST), "undated"),
    ],
)
def test_a_list_that_lost_something_is_not_ok(now: tuple[Item, ...], code: str) -> None:
    assert code_of(now) == code


def test_how_many_entries_a_feed_shows_is_its_own_affair() -> None:
    feed = shape_of("feed", items(*range(6, 0, -1)), Shape())
    assert code_of(items(6, 5, 4), kind="feed", before=feed) == "fewer"
    found = judge(feed, shape_of("feed", items(6, 5, 4), feed), items(6, 5, 4))
    assert (found.state, found.proves) == ("DEGRADED", True)
    assert not judge(feed, shape_of("feed", items(3, 2, 1), feed), items(3, 2, 1)).proves  # the newest are gone


def test_a_list_that_reads_as_a_page_is_suspect() -> None:
    assert code_of(items(1), kind="page") == "kind"
    one = shape_of("page", items(1), Shape())
    assert code_of(items(2), kind="page", before=one) == "rewritten"


def test_short_lists_are_judged_by_what_is_gone_alone() -> None:
    before = shape_of("listing", items(3, 2, 1), Shape())
    assert code_of(items(3), before=before) == ""
    assert code_of(items(9), before=before) == "replaced"


def test_numbers_are_remembered_for_ten_reads() -> None:
    shape = SHAPE
    for _ in range(14):
        shape = shape_of("listing", LIST[:18], shape)
    assert shape.counts == (18,) * 10
    assert shape.newest == "2026-11-20"
    assert shape.gap == 1


def test_a_list_that_is_quiet_for_longer_than_is_its_way_is_degraded() -> None:
    assert quiet(SHAPE, TODAY) == Health()
    assert quiet(SHAPE, TODAY + timedelta(days=200)).code == "quiet"
    rare = tuple(Item(f"https://c.example/{year}", "x", f"{year}-04-01") for year in range(2026, 2020, -1))
    assert quiet(shape_of("listing", rare, Shape()), TODAY + timedelta(days=200)) == Health()
    undated = replace(SHAPE, dated=0.5, newest=None, gap=None)
    assert quiet(undated, TODAY + timedelta(days=90)) == Health()
    assert quiet(undated, TODAY + timedelta(days=91)).code == "quiet"  # counted from what it last showed for the first time
    assert quiet(replace(SHAPE, kind="page"), TODAY + timedelta(days=200)) == Health()  # a notice stands as it is
    assert quiet(Shape(), TODAY) == Health()


def test_a_list_begun_anew_is_usual_once_it_was_told_and_goes_on_in_time() -> None:
    told = SourceState("city", "u", told_failing=True, failing_since=NOW - timedelta(hours=25), shape=SHAPE)
    anew = shape_of("listing", items(28, 27, 26, 25, 24), Shape())
    assert proof.is_usual_by_now(told, anew, NOW)
    assert not proof.is_usual_by_now(replace(told, told_failing=False), anew, NOW)
    assert not proof.is_usual_by_now(replace(told, failing_since=NOW - timedelta(hours=3)), anew, NOW)
    menu = shape_of("listing", items(1, 2, 3, 4, dated=False), Shape())
    assert not proof.is_usual_by_now(told, menu, NOW)
    older = shape_of("listing", items(3, 2, 1), Shape())
    assert not proof.is_usual_by_now(told, older, NOW)


def test_failures_have_codes() -> None:
    assert health.failure(FetchError("dns", "no such name")).code == "dns"
    assert health.failure(FetchError("status", "answered 503", status=503)).code == "http-503"
    assert health.failure(ReadError("the list has 0 items")).code == "empty"
    assert health.failure(ReadError("the page is a login form: Login")).code == "page"


# Our side


def test_our_side_is_at_fault_when_nearly_all_hosts_are_silent_or_all_say_the_same() -> None:
    silent = [(f"h{n}", "dns", "") for n in range(9)]
    assert surroundings_of([*silent, ("h9", "", "")]).ours
    assert not surroundings_of([*silent[:8], ("h9", "", ""), ("h10", "", "")]).ours
    assert not surroundings_of(silent).ours  # nine hosts say nothing of the tenth
    assert not surroundings_of([*silent, ("h9", "dns", ""), ("h8", "", ""), ("h7", "", "")]).ours
    assert not surroundings_of([(f"h{n}", "http-500", "") for n in range(12)]).ours
    assert surroundings_of([(f"h{n}", "page", "same") for n in range(12)]).ours
    assert not surroundings_of([*((f"h{n}", "page", "same") for n in range(12)), ("h12", "", "")]).ours


OURS = Surroundings(12, 12, 0)


def test_our_own_fault_is_told_once_in_place_of_the_sources(source: Source) -> None:
    config = make_config(source, channels=(CHANNEL,), failing_after=timedelta(minutes=30))
    state, fault, told = SourceState("city", source.url, checked_at=NOW), None, []
    for check in range(6):
        at = NOW + timedelta(minutes=15 * check)
        outcome = health.source_checked(
            state, BAD, config=config, source=source, now=at, rng=Random(1), surroundings=OURS, fault=fault
        )
        assert outcome.source
        state, fault = outcome.source, outcome.fault or fault
        told += [event.type for event in outcome.events]
        assert len(outcome.deliveries) == len(outcome.events)
    assert told == ["system.failing"]
    assert fault
    assert not state.told_failing
    still = health.source_checked(
        state, Health(), config=config, source=source, now=NOW, rng=Random(1), surroundings=OURS, fault=fault
    )
    assert still.events == ()  # one that answers is not yet the network
    over = health.source_checked(state, Health(), config=config, source=source, now=NOW, rng=Random(1), fault=fault)
    assert [event.type for event in over.events] == ["system.recovered"]
    assert over.fault_over == "network"
    assert "12 of 12 hosts" in over.events[0].reason


# History


def test_spans_begin_when_the_state_changes_and_when_nobody_looked(source: Source) -> None:
    config = make_config(source, channels=(CHANNEL,))
    state = SourceState("city", source.url)
    found: list[tuple[int, str]] = []
    for minute, outcome in ((0, Health()), (15, Health()), (30, BAD), (45, BAD), (60, Health()), (600, Health())):
        at = NOW + timedelta(minutes=minute)
        made = health.source_checked(state, outcome, config=config, source=source, now=at, rng=Random(1))
        assert made.source
        state = made.source
        found += [(round((span.since - NOW).total_seconds() / 60), span.health.state) for span in made.spans]
    assert found == [(0, "OK"), (30, "FAILED"), (60, "OK"), (75, "STALE"), (600, "OK")]


# What the schedule forgot


def test_a_source_that_should_have_been_checked_is_found(source: Source) -> None:
    config = make_config(source, channels=(CHANNEL,))
    started, interval = NOW - timedelta(days=1), config.settings.interval

    def late(state: SourceState | None, at: timedelta = timedelta()) -> bool:
        return bool(health.forgotten({"city": state} if state else {}, config, started, NOW + at))

    checked = SourceState("city", source.url, checked_at=NOW, next_check_at=NOW + interval)
    assert late(None)
    assert not late(checked, interval * 2)
    assert late(checked, interval * 3)
    assert late(replace(checked, next_check_at=None), interval * 3)
    assert late(replace(checked, next_check_at=NOW + timedelta(days=900)), timedelta(hours=25))
    assert not late(replace(checked, next_check_at=NOW + timedelta(hours=5)), timedelta(hours=5))  # asked to wait
    assert not late(replace(checked, told_failing=True), interval * 5)
    assert late(replace(checked, told_failing=True), interval * 9)
    assert not health.forgotten({}, config, NOW, NOW + interval)  # it has only just begun


def test_a_source_that_is_held_back_for_long_is_told(source: Source) -> None:
    config = make_config(source, channels=(CHANNEL,), interval=timedelta(hours=1))
    asked = timedelta(hours=6)
    state = SourceState(
        "city",
        source.url,
        checked_at=NOW,
        good_at=NOW - timedelta(hours=1),
        failures=1,
        failing_since=NOW,
        next_check_at=NOW + asked,
    )

    def told(state: SourceState, hours: float) -> list[str]:
        outcomes = health.held_back({"city": state}, config, NOW + timedelta(hours=hours))
        assert all(outcome.source and outcome.source.told_failing and outcome.deliveries for outcome in outcomes)
        return [event.type for outcome in outcomes for event in outcome.events]

    assert told(state, 1.9) == []
    assert told(state, 2) == ["source.failing"]
    assert told(replace(state, told_failing=True), 2) == []
    assert told(replace(state, failing_since=None), 2) == []  # a good source whose server asked for time proves what it shows
    assert told(state, 7) == []  # it is due, and its check will say


def test_what_was_forgotten_is_told_once_and_its_end(source: Source) -> None:
    config = make_config(source, channels=(CHANNEL,))
    told = health.schedule_fault(("a", "b", "c", "d", "e", "f"), None, config, NOW)
    assert [event.type for event in told.events] == ["system.failing"]
    assert "6 sources" in told.events[0].reason
    assert "and 1 more" in told.events[0].reason
    fault = told.fault
    assert fault == Fault("schedule", NOW, fault.reason if fault else "")
    assert health.schedule_fault(("a",), fault, config, NOW).events == ()
    over = health.schedule_fault((), fault, config, NOW)
    assert [event.type for event in over.events] == ["system.recovered"]
    assert over.fault_over == "schedule"
    assert health.schedule_fault((), None, config, NOW).events == ()


def test_what_is_told_of_a_source_is_told_as_values_too(source: Source) -> None:
    config = make_config(source, channels=(CHANNEL,))
    shape = replace(SHAPE, counts=(48, 52, 50))
    state = SourceState(
        source.id, source.url, failures=4, failing_since=NOW - timedelta(hours=2), good_at=NOW - timedelta(hours=2.5), shape=shape
    )
    empty = health.failure(ReadError("the list has 0 items"))
    outcome = health.source_checked(state, empty, config=config, source=source, now=NOW, rng=Random(1))
    [trouble] = [event.trouble for event in outcome.events]
    assert trouble
    assert (trouble.code, trouble.checks, trouble.since, trouble.good_at) == (
        "empty", 5, NOW - timedelta(hours=2), NOW - timedelta(hours=2.5),
    )  # fmt: skip
    assert trouble.values == {"items": 0, "status": 200, "usual_low": 48, "usual_high": 52}
    assert outcome.source
    over = health.source_checked(outcome.source, Health(), config=config, source=source, now=NOW, rng=Random(1))
    [told] = [event.trouble for event in over.events]
    assert told
    assert (told.code, told.checks, told.values) == ("empty", 5, {})


def test_what_a_page_lost_is_told_as_values_too() -> None:
    lost = judge(SHAPE, shape_of("listing", LIST[10:], SHAPE), LIST[10:])
    assert lost.values == {"missing": 10, "of": 20, "status": 200}
