"""When an incident that was called irrelevant is worse than it was then: the table, row by row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticewatch.judgements import standing_from_json, standing_to_json
from noticewatch.model import Count, Facts, Severity
from noticewatch.worsening import WORSE, standing_of, together, worse, worse_than_judged
from tests.test_judgement import FACTS, said

KNOWN = Facts(verdict="incident", organization="灯台市", cause="loss", affected_headline=Count(25, "person"), exposure="possible")


def grown(
    severity: Severity = "medium", watched: tuple[str, ...] = (), named: tuple[str, ...] = (), **facts: Any
) -> tuple[str, ...]:
    before = standing_of([KNOWN], "medium", ["vendors:7"])
    return worse(before, standing_of([replace(KNOWN, **facts)], severity, ["vendors:7", *watched]), named)


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, ()),
        ({"affected_headline": Count(38, "person")}, ("affected_headline",)),
        ({"affected_headline": Count(12, "person")}, ()),
        ({"affected_headline": None}, ()),
        ({"affected": (Count(300, "person"),)}, ("affected_headline",)),
        ({"affected_headline": Count(400, "record")}, ("affected_headline",)),
        ({"affected": (Count(25, "person"), Count(3, "device"))}, ()),
        ({"exposure": "confirmed"}, ("exposure",)),
        ({"exposure": "none"}, ()),
        ({"misuse": "observed"}, ("misuse",)),
        ({"misuse": "not_observed"}, ()),
        ({"cause": "ransomware"}, ("cause",)),
        ({"cause": "unauthorized_access"}, ("cause",)),
        ({"cause": "theft"}, ()),
        ({"data_types": ("name", "address")}, ()),
        ({"data_types": ("name", "health")}, ("data_types",)),
        ({"severity": "high"}, ("severity",)),
        ({"severity": "low"}, ()),
        ({"watched": ("vendors:8",)}, ("watched",)),
        ({"vendor": "株式会社ほしぞら計算", "named": ("ほしぞら計算",)}, ("organization",)),
        ({"vendor": "株式会社ほしぞら計算"}, ()),
        ({"stage": "final", "notified": "done"}, ()),
    ],
)  # fmt: skip
def test_each_row_of_the_table(more: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert grown(**more) == codes


def test_what_was_not_known_counts_once_it_is() -> None:
    silent = standing_of([Facts(verdict="unclassified")], "medium")
    assert worse(silent, standing_of([KNOWN], "medium")) == ("affected_headline", "exposure", "verdict")
    break_in = standing_of([replace(KNOWN, cause="malware")], "medium")
    assert worse(break_in, standing_of([replace(KNOWN, cause="ransomware")], "medium")) == ("cause",)
    assert worse(break_in, standing_of([replace(KNOWN, cause="phishing")], "medium")) == ()


@given(st.lists(FACTS, min_size=1, max_size=3), FACTS)
def test_nothing_is_worse_than_itself_or_than_what_holds_it(notices: list[Facts], further: Facts) -> None:
    standing = standing_of(notices, "medium", ["a:1"])
    assert worse(standing, standing) == ()
    assert worse(together(standing, standing_of([further], "low")), standing) == ()
    assert standing_from_json(standing_to_json(standing)) == standing


def test_a_page_called_no_incident_is_asked_of_again_when_it_says_worse() -> None:
    dismissed, outage = said(verdict="other"), Facts(verdict="other")
    assert worse_than_judged(outage, replace(KNOWN, cause="ransomware"), dismissed)
    assert worse_than_judged(KNOWN, replace(KNOWN, affected_headline=Count(26, "person")), dismissed) == ("affected_headline",)
    assert worse_than_judged(KNOWN, KNOWN, dismissed) == ()
    assert worse_than_judged(KNOWN, outage, dismissed) == ()
    assert worse_than_judged(KNOWN, replace(KNOWN, cause="ransomware"), said(verdict="incident")) == ()


def test_the_table_is_documented() -> None:
    text = (Path(__file__).parents[1] / "docs" / "judgement.md").read_text("utf-8")
    for code in (*(row.code for row in WORSE), "organization"):
        assert f"| `{code}` |" in text
