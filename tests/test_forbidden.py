"""In a namespace where every address of the internet answers: what is not to be reached is not, by either layer alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests import namespace
from tests.address_blocks import BLOCKS, is_forbidden


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, Any]]:
    """The short form, by the layers that were on."""
    if reason := namespace.unavailable():
        pytest.skip(reason)
    done = namespace.run("-m", "tests.measure_forbidden", "--inside", "--short", seconds=400)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("layer", ["guard", "belt"])
def test_either_layer_alone_keeps_out_of_everything_forbidden(measured: dict[str, dict[str, Any]], layer: str) -> None:
    found = measured[layer]
    assert found["forbidden reached"] == {}
    assert found["other ports reached"] == []
    assert found["cases"] >= 900
    assert found["refused by"][layer] >= 300
    assert found["refused by"].get("belt", 0) == 0 or layer == "belt"


@pytest.mark.parametrize("layer", ["guard", "belt"])
def test_what_is_public_is_reached(measured: dict[str, dict[str, Any]], layer: str) -> None:
    assert measured[layer]["controls missed"] == {}
    assert measured[layer]["controls"] >= 200
    assert measured[layer]["rebinds that were read"] > 0


def test_without_any_layer_the_forbidden_is_reached(measured: dict[str, dict[str, Any]]) -> None:
    """The tests above prove something: with both layers stubbed, a quarter of the same cases reaches dozens of addresses."""
    assert len(measured["none"]["forbidden reached"]) >= 40
    assert measured["none"]["controls missed"] == {}


def test_the_oracle_knows_every_block_by_itself() -> None:
    for block, _, _ in BLOCKS:
        assert is_forbidden(block.partition("/")[0])
    assert not is_forbidden("1.1.1.1")
