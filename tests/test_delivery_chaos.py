"""The short form of row 13: receivers that fail in every way, kills and upgrades between; and a week without any receiver."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery_world import TAKEN
from tests.measure_delivery import Measure, week
from tests.virtual_time import run

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def test_nothing_is_lost_or_told_under_two_ids_whatever_the_receivers_do(tmp_path: Path) -> None:
    measure = Measure(tmp_path, events=40, days=1.5, seed=5, kill_one_in=150, down=0.5)
    measure.poison.add(measure.made[0].id)
    run(measure.run())
    oracle = measure.seen().judged()
    assert not oracle.wrong, oracle.examples
    assert oracle.delivered >= 3 * 40 - 3
    assert oracle.parked >= 1  # the poisoned one
    assert len(measure.kills) >= 3
    assert {got.did for receiver in measure.receivers.values() for got in receiver.got} - set(TAKEN)


def test_the_oracle_sees_what_would_be_wrong(tmp_path: Path) -> None:
    measure = Measure(tmp_path, events=12, days=0.5, seed=2, kill_one_in=0, down=0)
    run(measure.run())
    measure.receivers["bus.example"].got *= 2  # as if each had been sent again
    measure.kills.clear()
    wrong = measure.seen().judged().wrong
    assert wrong["sent again though it was accepted"]


def test_after_a_week_without_receivers_all_is_there_and_in_order(tmp_path: Path) -> None:
    measure = Measure(tmp_path, events=24, days=6.9, seed=3, channels=1)
    measure.down_for_a_week()
    assert run(week(measure))
    oracle = measure.seen().judged()
    assert not oracle.wrong, oracle.examples
    assert oracle.delivered >= 24
