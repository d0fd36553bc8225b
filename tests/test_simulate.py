"""A few simulated days of rows 11 and 12 (`python -m tests.simulate` runs months), and that the oracle sees what is blind."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import structlog

from noticewatch import proof
from noticewatch.records import Health
from noticewatch.report import Report
from tests.simulate import Simulation


@pytest.fixture(autouse=True)
def _quietly() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


async def test_days_of_faults_hide_no_notice(tmp_path: Path) -> None:
    simulation = Simulation(tmp_path, days=3, sources=20, seed=11, faults=True, every=2.0)
    oracle = await simulation.run()
    lost, told, _ = simulation.missed()
    assert lost == []
    assert oracle.unverified == []
    assert oracle.false_alarms == []
    assert told >= 3
    assert oracle.events["source.failing"] >= 5


async def test_days_of_noise_alarm_nobody(tmp_path: Path) -> None:
    simulation = Simulation(tmp_path, days=2, sources=20, seed=12, faults=False)
    oracle = await simulation.run()
    assert not [name for name in oracle.events if name.endswith(".failing")]
    assert oracle.unverified == []
    assert simulation.missed()[0] == []


async def test_the_oracle_sees_a_watch_that_is_blind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Report, "outcome", property(lambda _: Health()))  # whatever fails is taken for good
    monkeypatch.setattr(proof, "judge", lambda *_: Health())
    simulation = Simulation(tmp_path, days=2, sources=12, seed=11, faults=True, every=1.0)
    oracle = await simulation.run()
    assert sum(oracle.blind.values()) > 20
    assert oracle.events["source.failing"] == 0
