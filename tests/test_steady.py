"""What comes and goes with each request is no change; what stays for two looks is."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from noticewatch.config import Backfill
from noticewatch.steady import MOST_NOISE, awaits, weighed
from tests.flow_stage import LOSS, NOTICE, ORDINARY, Stage, city_routes, html, stage

ALL = Backfill("all", None)
MOTTOES = (
    "急がば回れと申します。",
    "備えあれば憂いなしでございます。",
    "石の上にも三年かかるものです。",
    "笑う門には福が来ます。",
)
ADDED = "本件につきまして、市長が記者会見を行いました。"


def looks(*seen: tuple[str, str]) -> list[bool]:
    """Whether each of some looks, as (what came, what is gone), one letter a sentence, is told."""
    remembered: tuple[str, ...] = ()
    told = []
    for came, gone in seen:
        stays, remembered = weighed(remembered, came, gone)
        told.append(stays)
    return told


def test_what_stays_is_told_at_the_second_look() -> None:
    assert looks(("x", ""), ("x", "")) == [False, True]
    assert looks(("", "x"), ("", "x")) == [False, True]
    assert looks(("x", "a"), ("x", "a")) == [False, True]


def test_what_takes_turns_is_not_told() -> None:
    assert looks(("b", "a"), ("c", "a"), ("d", "a"), ("b", "a"), ("c", "a"), ("", "")) == [False] * 6
    assert looks(("b", ""), ("", ""), ("b", ""), ("b", "")) == [False] * 4  # once it went again it is noise


def test_a_change_amid_turns_is_told() -> None:
    assert looks(("bx", "a"), ("cx", "a")) == [False, True]
    assert looks(("b", "ax"), ("c", "ax")) == [False, True]  # more is gone than was replaced


@given(st.lists(st.tuples(st.text("abcdefgh"), st.text("abcdefgh"))))
def test_what_is_remembered_stays_small(seen: list[tuple[str, str]]) -> None:
    remembered: tuple[str, ...] = ()
    for came, gone in seen:
        stays, remembered = weighed(remembered, came, gone)
        assert not (stays and awaits(remembered))
        assert len(remembered) <= MOST_NOISE + 16


def page(more: str = "", motto: str = "", count: int = 25) -> bytes:
    return html(f"{LOSS.format(count=count)}<p>{more}</p><p>{motto}</p>")


async def types(s: Stage) -> list[str]:
    return [event.type for event in await s.told()]


async def test_a_motto_that_changes_is_no_change_and_a_sentence_added_is(tmp_path: Path) -> None:
    routes = city_routes(NOTICE, *ORDINARY) | {"/n/3.html": page(motto=MOTTOES[0])}
    async with stage(tmp_path, routes, backfill=ALL) as s:
        assert await types(s) == ["notice.new"]
        for motto in MOTTOES[1:]:
            s.routes["/n/3.html"] = page(motto=motto)
            assert await types(s) == []
        s.routes["/n/3.html"] = page(ADDED, MOTTOES[1])
        assert await types(s) == []
        [event] = await s.told()
        assert (event.type, event.changes) == ("notice.changed", ())
        assert ADDED in event.diff
        assert [await types(s) for _ in range(3)] == [[], [], []]


async def test_a_fact_is_told_at_once_and_the_second_look_is_soon(tmp_path: Path) -> None:
    routes = city_routes(NOTICE, *ORDINARY) | {"/n/3.html": page()}
    async with stage(tmp_path, routes, backfill=ALL) as s:
        assert await types(s) == ["notice.new"]
        s.routes["/n/3.html"] = page(count=31)
        assert await types(s) == ["notice.changed"]
        s.routes["/n/3.html"] = page(ADDED, count=31)
        assert await types(s) == []
        s.clock.pass_by(15 * 60)
        [report] = await s.service.check(s.config.sources, everything=False)
        assert [event.type for event in report.events] == ["notice.changed"]
