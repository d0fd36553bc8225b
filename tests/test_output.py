"""Hostile strings through every way out, a short form of `python -m tests.measure_output`."""

from __future__ import annotations

import re

import pytest

from tests.hostile_strings import CLASSES, hostile_strings
from tests.measure_output import SINKS, measured
from tests.output_tally import Tally

COUNT = 330  # every attack alone, and some joined


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return measured(COUNT, seed=3)


@pytest.mark.parametrize("sink", SINKS)
def test_nothing_hostile_is_active_invalid_unreadable_or_altered(tallies: dict[str, Tally], sink: str) -> None:
    tally = tallies[sink]
    assert tally.clean, tally.examples
    assert tally.outputs >= COUNT


def test_the_strings_are_the_same_each_time_and_hold_every_attack() -> None:
    strings = list(hostile_strings(600, seed=5))
    assert strings == list(hostile_strings(600, seed=5))
    assert {piece for pieces in CLASSES for piece in pieces} <= set(strings)
    assert max(map(len, strings)) > 2000


def test_what_escapes_too_little_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noticewatch.render.slack._ESCAPED", {})
    monkeypatch.setattr("noticewatch.render.body.html.escape", lambda text: text)
    monkeypatch.setattr("noticewatch.render.body.nh3.clean", lambda text, **_: text)
    found = measured(60, seed=3)
    assert found["slack"].active
    assert found["rss"].active
    assert found["json"].active


def test_what_cleans_too_little_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noticewatch.text._UNFIT", re.compile("[\ud800-\udfff]"))
    monkeypatch.setattr("noticewatch.cli.common._UNSEEN", re.compile("(?!)"))
    found = measured(60, seed=3)
    assert found["terminal"].active
    assert found["log"].active
    assert found["slack"].invalid
    assert found["atom"].unequal
