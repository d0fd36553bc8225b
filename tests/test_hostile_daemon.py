"""The daemon's process against servers that do their worst: no check lasts, nothing is taken as good, memory stays in bounds."""

from __future__ import annotations

import asyncio

from tests.hostile_answers import HOSTILE
from tests.measure_hostile import measures

SLACK = 15.0  # seconds that a machine with other things to do may add to the short form's deadline of three


def test_every_check_ends_and_memory_stays_in_bounds() -> None:
    found = asyncio.run(measures(short=True))
    behaviours, huge = found["200 OK"], found["fifty huge ones"]
    assert behaviours["sources"] == len(HOSTILE) >= 40
    assert behaviours["longest check"][1] <= 3.0 + SLACK
    for run in (behaviours, huge):
        assert run["taken as good"] == []
        assert run["MiB more at most"] <= 150
        assert run["MiB of a worker at most"] <= 500
