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


@pytest.mark.parametrize(
    ("title", "body", "organization", "count", "cause"),
    [
        (
            "Website error showed other customers' bills",
            "On May 3, 2026 a software error on the Tarn Water customer portal displayed bills of other customers.\n"
            "Names and addresses of 41 customers could be seen by others. The error was fixed the same day.",
            "Tarn Water",
            41,
            "system_error",
        ),
        (
            "Stolen laptop",
            "A laptop belonging to the County of Merrin's health department was stolen from a parked car on May 3, 2026.\n"
            "The laptop contained names and health information of 318 residents. The theft was reported to the police.",
            "County of Merrin",
            318,
            "theft",
        ),
        (
            "Papers in a recycling bin",
            "Paper files of Oake & Lind Insurance Agency were placed in a public bin by mistake instead of being shredded.\n"
            "We learned of this on May 4. "
            "The files contained names and Social Security numbers of 77 clients. All files have been recovered.",
            "Oake & Lind Insurance Agency",
            77,
            "improper_disposal",
        ),
        (
            "List on our website",
            "The Borough of Harrowby apologises for publishing a list containing the names and addresses of 1,260 permit "
            "holders on its website on 12 March 2026. The list has been removed.",
            "Borough of Harrowby",
            1260,
            "publication_error",
        ),
    ],
)
def test_plain_english_notices(title: str, body: str, organization: str, count: int, cause: str) -> None:
    facts = extract(Document("", title, f"{title}\n\n{body}")).facts
    assert facts.affected_headline
    assert (facts.verdict, facts.organization, facts.affected_headline.value, facts.cause) == (
        "incident",
        organization,
        count,
        cause,
    )
