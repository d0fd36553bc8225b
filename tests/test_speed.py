"""Extraction stays fast: half of all notices within a bound that a slower rule breaks, and a busy machine does not."""

from __future__ import annotations

import sys

import pytest

from tests import speed

BOUND = 0.055  # seconds of CPU for a notice of 3,000 characters: three times what the slowest machine tried takes
TRIES = 7


def _traced() -> bool:
    """Whether each line is watched, which takes longer than reading it."""
    coverage = sys.modules.get("coverage")
    return sys.gettrace() is not None or (coverage is not None and coverage.Coverage.current() is not None)


@pytest.mark.skipif(_traced(), reason="coverage is measured: times mean nothing")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_half_of_all_notices_are_read_in_time(language: str) -> None:
    documents = speed.notices(language)[:12]
    assert len(documents) >= 4
    assert all(len(document.text) == speed.SIZE for document in documents)
    speed.seconds(documents[:2], 1)  # tables are filled by the first texts
    assert min(speed.share(speed.seconds(documents, 1), 0.5) for _ in range(TRIES)) < BOUND
