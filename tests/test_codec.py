"""What is written as JSON is read back as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from event_samples import DIGEST, STORM
from noticewatch.codec import dumps, event_from_json, event_to_json, facts_from_json, facts_to_json
from noticewatch.model import (
    Change,
    Contact,
    Count,
    Event,
    Evidence,
    Facts,
    IncidentRef,
    NoticeRef,
    Reason,
    SourceRef,
    Trouble,
    Watch,
)

AT = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
FACTS = Facts(
    language="ja",
    verdict="incident",
    organization="灯台市",
    affected=(Count(12, "person", "about", "part"), Count(30, "record", scope="total", derived=True)),
    affected_headline=Count(30, "record", scope="total", derived=True),
    data_types=("name", "email"),
    contacts=(Contact("phone", "000-000-0000"),),
    entries=3,
)


def event() -> Event:
    return Event(
        "evt_1",
        "notice.changed",
        AT,
        "high",
        SourceRef("a", "A", "https://a.example/", ("municipality",), "灯台市"),
        NoticeRef("ntc_1", "https://a.example/1", "紛失", "2026-11-21", AT, 2),
        IncidentRef("inc_1", 2, ("灯台市", "岬町"), (Count(12, "person", "about"), None)),
        FACTS,
        {"cause": (Evidence("紛失", 0, 2),), "data_types": (Evidence("氏名", 3, 5, "stated", "name"),)},
        (Change("cause", None, "loss"),),
        "-a\n+b",
        "",
        severity_reasons=(
            Reason("cause", ["ransomware"]),
            Reason("affected", {"value": 12, "unit": "person"}),
            Reason("organizations", 7),
        ),
        seen_before=AT,
        correction_note=False,
        watch=(Watch("vendors", "v1", "岬サービス", "vendor", "岬サービス", "alias", "A", "佐藤", "委託先の岬サービス"),),
    )


def test_facts_go_there_and_back() -> None:
    assert facts_from_json(json.loads(dumps(facts_to_json(FACTS)))) == FACTS
    assert facts_from_json(json.loads(dumps(facts_to_json(Facts())))) == Facts()


def test_facts_have_every_field_of_the_schema_and_no_other() -> None:
    names = [
        "language", "verdict", "stage", "organization", "vendor", "cause", "affected", "affected_headline", "exposure",
        "data_types", "data_types_excluded", "occurred_start", "occurred_end", "discovered", "published", "regulators",
        "misuse", "contacts", "services", "affected_groups", "pending", "notified", "sector", "entries",
    ]  # fmt: skip
    assert list(facts_to_json(Facts())) == names


def test_events_go_there_and_back() -> None:
    assert event_from_json(json.loads(dumps(event_to_json(event())))) == event()


@pytest.mark.parametrize("told", [STORM, DIGEST], ids=["storm", "digest"])
def test_summaries_go_there_and_back(told: Event) -> None:
    assert event_from_json(json.loads(dumps(event_to_json(told)))) == told


def test_a_source_event_has_no_parts_of_a_notice() -> None:
    told = Event("evt_2", "source.failing", AT, "medium", SourceRef("a", "A", "https://a.example/"), reason="0 items")
    made = event_to_json(told)
    assert set(made) == {"id", "type", "time", "severity", "source", "reason"}
    assert event_from_json(made) == told


def test_what_is_wrong_goes_there_and_back() -> None:
    for trouble in (Trouble(AT, "empty", "", 5, AT, {"items": 0, "status": 200}), Trouble(AT, "network", "network")):
        told = Event("evt_2", "source.failing", AT, "medium", reason="0 items", trouble=trouble)
        assert event_from_json(json.loads(dumps(event_to_json(told)))) == told


def test_keys_of_another_version_are_passed_over() -> None:
    assert facts_from_json({"verdict": "other", "colour": "blue"}) == Facts(verdict="other")
