"""How well notices of the corpus are linked: floors that are lowered only on purpose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.measure_linking import FILES, MODES, read, replay, scores, spellings

FLOORS = json.loads((Path(__file__).parent / "linking_floors.json").read_text("utf-8"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("mode", MODES)
def test_precision_and_recall_hold_their_floors(name: str, mode: str) -> None:
    score = scores(replay(read(name, mode), spellings()))[""]
    floor = FLOORS[f"{name} {mode}"]
    assert score.precision >= floor["precision"]
    assert score.recall >= floor["recall"]


def test_the_corpus_is_as_large_as_it_must_be() -> None:
    notices = [told for name in FILES for told in read(name, "gold")]
    assert len(notices) >= 200
    assert len({told.incident for told in notices}) >= 60
    assert len({told.id for told in notices}) == len(notices)
    assert all(told.gold.organization for told in notices)
