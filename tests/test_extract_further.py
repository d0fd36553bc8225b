"""Notices in many phrasings and the news beside them: what is told, and what must stay silent."""

from __future__ import annotations

from typing import Any

import pytest

from noticewatch.extract import extract
from noticewatch.model import Document, Facts
from tests.further_notices import FURTHER_INCIDENTS, FURTHER_LOOK_ALIKES
from tests.invented_notices import Invented


def facts_of(page: Invented) -> Facts:
    return extract(Document("", page.title, f"{page.title}\n{page.body}"), organization=page.organization).facts


def found(facts: Facts, name: str) -> Any:
    value = getattr(facts, name)
    if name == "affected_headline":
        return value and value.value
    return set(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("page", FURTHER_INCIDENTS, ids=lambda page: page.name)
def test_facts_of_further_pages(page: Invented) -> None:
    facts = facts_of(page)
    assert facts.verdict == "incident"
    assert {name: found(facts, name) for name in page.facts} == page.facts


@pytest.mark.parametrize("page", FURTHER_LOOK_ALIKES, ids=lambda page: page.name)
def test_look_alikes_stay_silent(page: Invented) -> None:
    assert facts_of(page).verdict in ("other", "guidance", "roundup")
