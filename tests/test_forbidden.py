"""In a namespace where every address of the internet answers: what is not to be reached is not, by either layer alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests import namespace
from tests.address_blocks import BLOCKS, is_forbidden


def measured() -> dict[str, dict[str, Any]]:
    """The short form, by the layers that were on."""
    if reason := namespace.unavailable():
        pytest.skip(reason)
    done = namespace.run("-m", "tests.measure_forbidden", "--inside", "--short", seconds=400)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def test_either_layer_alone_keeps_out_of_all_that_is_forbidden_and_of_nothing_else() -> None:
    by_layer = measured()
    for layer in ("guard", "belt"):
        found = by_layer[layer]
        assert found["forbidden reached"] == {}
        assert found["other ports reached"] == []
        assert found["cases"] >= 900
        assert found["refused by"][layer] >= 300
        assert layer == "belt" or "belt" not in found["refused by"]
        assert found["controls missed"] == {}
        assert found["controls"] >= 200
        assert found["rebinds that were read"] > 0
    # All that proves something: with both layers stubbed, a quarter of the same cases reaches dozens of addresses.
    assert len(by_layer["none"]["forbidden reached"]) >= 40
    assert by_layer["none"]["controls missed"] == {}


def test_the_oracle_knows_every_block_by_itself() -> None:
    for block, _, _ in BLOCKS:
        assert is_forbidden(block.partition("/")[0])
    assert not is_forbidden("1.1.1.1")
