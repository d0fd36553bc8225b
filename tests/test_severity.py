"""How grave an incident is, why, and that what is not known never lowers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config_samples import DOCUMENT, SOURCE, loader
from noticewatch import model
from noticewatch.config import SeverityRow, SeverityTable
from noticewatch.model import Count, Facts, Reason
from noticewatch.severity import DEFAULT, LEVELS, rows_of, said, severity_of

PLAIN = SeverityTable()


def people(number: int, **more: Any) -> Facts:
    return Facts(**{"verdict": "incident", "cause": "loss", "affected_headline": Count(number, "person")} | more)


def level(notices: Sequence[Facts], table: SeverityTable = PLAIN) -> int:
    return LEVELS.index(severity_of(notices, table).severity)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (people(5), "low"),
        (people(100), "medium"),
        (people(10_000), "high"),
        (people(100_000), "critical"),
        (people(5, data_types=("name", "health")), "medium"),
        (people(5, affected_groups=("student",)), "medium"),
        (people(5, cause="unauthorized_access"), "medium"),
        (people(5, cause="unauthorized_access", data_types=("health",)), "high"),
        (people(5, cause="ransomware"), "high"),
        (people(12_400, cause="ransomware"), "high"),
        (people(5, misuse="observed"), "high"),
        (people(5, misuse="observed", cause="ransomware"), "critical"),
        (people(20_000, misuse="observed"), "critical"),
        (Facts(verdict="incident", cause="loss"), "medium"),
        (Facts(verdict="incident", affected_headline=Count(5, "person")), "medium"),
        (people(5, cause="under_investigation"), "medium"),
        (people(5, verdict="unclassified"), "medium"),
        (Facts(), "medium"),
    ],
)
def test_severity_by_the_default_table(facts: Facts, expected: str) -> None:
    assert severity_of([facts], PLAIN).severity == expected


def test_the_incidents_that_the_contract_draws_have_the_severities_that_it_draws() -> None:
    city = people(25, organization="千葉市", cause="unauthorized_access", data_types=("name", "health"), misuse="not_observed")
    assert severity_of([people(20, organization="伊丹市"), city], PLAIN).severity == "high"
    assert (
        severity_of([people(38, affected_groups=("student",), data_types=("name", "address", "phone"))], PLAIN).severity
        == "medium"
    )
    towns = [people(1_200, organization=f"第{n}市", cause="ransomware") for n in range(40)]
    assert severity_of(towns, PLAIN).severity == "critical"


def test_the_reasons_are_those_of_the_severity_reached() -> None:
    judged = severity_of([people(120, cause="ransomware", data_types=("health",)), people(12_400)], PLAIN)
    count = {"value": 12_400, "unit": "person", "qualifier": "exact", "scope": "part"}
    assert judged.severity == "high"
    assert judged.reasons == (
        Reason("cause", ["ransomware"]),
        Reason("affected", count),
        Reason("data_types", ["health"]),
    )
    assert severity_of([people(5)], PLAIN).reasons == ()
    assert severity_of([Facts(cause="loss")], PLAIN).reasons == (Reason("unknown", ["affected_headline", "verdict"]),)
    six = [people(3, organization=f"第{n}市") for n in range(6)]
    assert severity_of([*six, six[0]], PLAIN).reasons == (Reason("organizations", 6),)


def test_what_one_notice_says_of_the_cause_and_another_of_the_data_counts_together() -> None:
    assert severity_of([people(5, cause="malware"), people(6, data_types=("password",))], PLAIN).severity == "high"


def test_a_configured_table_takes_the_place_of_a_severitys_rows() -> None:
    own = SeverityTable(unknown="high", medium=(), critical=(SeverityRow(sector=("healthcare",), exposure=("confirmed",)),))
    assert severity_of([people(5000)], own).severity == "low"
    assert severity_of([people(5000, misuse="observed")], own).severity == "high"
    assert severity_of([people(200_000)], own).severity == "high"
    assert severity_of([people(5, sector="healthcare")], own).severity == "low"
    judged = severity_of([people(5, sector="healthcare", exposure="confirmed")], own)
    assert judged == severity_of([people(5, exposure="confirmed"), people(5, sector="healthcare")], own)
    assert (judged.severity, judged.reasons) == (
        "critical",
        (Reason("exposure", ["confirmed"]), Reason("sector", ["healthcare"])),
    )
    assert severity_of([Facts(verdict="incident", cause="loss")], own).severity == "high"


def test_the_documented_table_is_the_default_one(tmp_path: Path) -> None:
    shown = re.search(r"The default table:\n\n```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert shown
    table = loader(tmp_path)(shown[1] + SOURCE).severity
    assert table.unknown == PLAIN.unknown
    assert {name: rows_of(table, name) for name in DEFAULT} == DEFAULT


def test_what_was_said_is_what_the_newest_version_says_that_says_anything() -> None:
    first = people(900, cause="ransomware", organization="月見野市", data_types=("name",))
    later = Facts(verdict="unclassified", cause="under_investigation", misuse="not_observed", data_types=("email",))
    told = said([first, later])
    assert (told.verdict, told.cause, told.misuse, told.data_types) == ("incident", "ransomware", "not_observed", ("email",))
    assert told.affected_headline == Count(900, "person")
    assert said([later]) is later
    assert severity_of([said([first, people(9)])], PLAIN).severity == "low"  # it says otherwise, and is believed


FACTS = st.builds(
    Facts,
    verdict=st.sampled_from(["incident", "unclassified"]),
    organization=st.sampled_from([None, *(f"第{n}市" for n in range(30))]),
    cause=st.none() | st.sampled_from(get_args(model.Cause)),
    affected_headline=st.none() | st.builds(Count, st.sampled_from([0, 5, 99, 100, 9_999, 10_000, 10**6]), st.just("person")),
    exposure=st.none() | st.sampled_from(get_args(model.Exposure)),
    data_types=st.lists(st.sampled_from(get_args(model.DataType)), max_size=4, unique=True).map(tuple),
    affected_groups=st.lists(st.sampled_from(get_args(model.Group)), max_size=2, unique=True).map(tuple),
    misuse=st.none() | st.sampled_from(get_args(model.Misuse)),
    sector=st.none() | st.sampled_from(get_args(model.Sector)),
)
INCIDENT = st.lists(FACTS, min_size=1, max_size=6)
ROW = st.sampled_from([row for rows in DEFAULT.values() for row in rows])
ROWS = st.none() | st.lists(ROW, max_size=4).map(tuple)
TABLE = st.builds(SeverityTable, unknown=st.sampled_from(LEVELS[1:]), medium=ROWS, high=ROWS, critical=ROWS)
UNKNOWN: tuple[dict[str, Any], ...] = (
    {"affected_headline": None},
    {"cause": None},
    {"cause": "under_investigation"},
    {"verdict": "unclassified"},
)


@given(INCIDENT, TABLE, st.sampled_from(UNKNOWN), st.integers(0, 5))
def test_what_is_not_known_is_never_low(notices: list[Facts], table: SeverityTable, unknown: dict[str, Any], which: int) -> None:
    """Whatever the rest says: an unknown count, cause or verdict of any notice is at least as grave as `unknown` has it."""
    at = which % len(notices)
    notices[at] = replace(notices[at], **unknown)
    assert level(notices, table) >= LEVELS.index(table.unknown)


@given(INCIDENT, TABLE, st.sampled_from(UNKNOWN), st.integers(0, 5))
def test_a_fact_not_known_takes_no_weight_from_the_others(
    notices: list[Facts], table: SeverityTable, unknown: dict[str, Any], which: int
) -> None:
    """Beside anything known in its place that is grave by itself, the unknown weighs less; beside what is not, never."""
    at = which % len(notices)
    harmless = {"affected_headline": Count(0, "person"), "cause": "other", "verdict": "incident"}
    known = [*notices[:at], replace(notices[at], **{name: harmless[name] for name in unknown}), *notices[at + 1 :]]
    left_open = [*notices[:at], replace(notices[at], **unknown), *notices[at + 1 :]]
    assert level(left_open, table) >= level(known, table)


@given(INCIDENT, TABLE, FACTS)
def test_a_further_notice_never_lowers_an_incident(notices: list[Facts], table: SeverityTable, further: Facts) -> None:
    assert level([*notices, further], table) >= level(notices, table)


@given(
    INCIDENT, TABLE, st.lists(st.sampled_from((*UNKNOWN, {"misuse": None}, {"data_types": ()}, {"exposure": None})), max_size=4)
)
def test_a_version_that_says_less_never_lowers_an_incident(
    notices: list[Facts], table: SeverityTable, lost: list[dict[str, Any]]
) -> None:
    versions = [notices[0]]
    for unknown in lost:
        versions.append(replace(versions[-1], **unknown))
    assert level([said(versions), *notices[1:]], table) >= level(notices, table)
