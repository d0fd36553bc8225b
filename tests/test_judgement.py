"""Judged facts: how a person writes them, that they stand above whatever is found, and what stands when some are taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticewatch import codec
from noticewatch.judgement import VERDICTS, fields_of, is_dismissed, judged_anew, merged_mark, overlaid, taken_back
from noticewatch.judgements import (
    JudgedFact,
    Judgement,
    KeptMark,
    Mark,
    MarkState,
    judged_from_json,
    judged_to_json,
)
from noticewatch.model import Cause, Contact, Count, DataType, Evidence, Extraction, Facts, Verdict
from tests.conftest import NOW

FOUND = Extraction(
    Facts(verdict="incident", organization="灯台市", cause="loss", affected_headline=Count(25, "person"), data_types=("name",)),
    {"cause": (Evidence("紛失", 4, 6),), "organization": (Evidence("灯台市", 0, 3),), "verdict": (Evidence("紛失", 4, 6),)},
)


PEOPLE = {"value": 38, "unit": "person", "qualifier": "exact", "scope": "total"}


def said(**values: Any) -> dict[str, JudgedFact]:
    return {name: JudgedFact(value, "hana", NOW, 1) for name, value in values.items()}


@pytest.mark.parametrize(
    ("sets", "made"),
    [
        (["cause=ransomware"], {"cause": "ransomware"}),
        (["affected_headline=38"], {"affected_headline": PEOPLE}),
        (
            ["affected_headline=about 1,204 record part"],
            {"affected_headline": {"value": 1204, "unit": "record", "qualifier": "about", "scope": "part"}},
        ),
        (["affected=25;13 card part"], {"affected": [
            {"value": 25, "unit": "person", "qualifier": "exact", "scope": "total"},
            {"value": 13, "unit": "card", "qualifier": "exact", "scope": "part"},
        ]}),
        (["data_types=name,phone", "data_types=phone;address"], {"data_types": ["name", "phone", "address"]}),
        (["services=電子申請, 窓口;帳票"], {"services": ["電子申請, 窓口", "帳票"]}),
        (["contacts=phone:090-0000-1234"], {"contacts": [{"kind": "phone", "value": "090-0000-1234"}]}),
        (["discovered=2026-03"], {"discovered": "2026-03"}),
        (["occurred_start= 2026 "], {"occurred_start": "2026"}),
        (["entries=1,204"], {"entries": 1204}),
        (["vendor=株式会社  ほしぞら\x00計算"], {"vendor": "株式会社 ほしぞら計算"}),
        (["pending=cause"], {"pending": ["cause"]}),
        (["verdict=other", "language=en"], {"verdict": "other", "language": "en"}),
    ],
)  # fmt: skip
def test_a_value_is_read_as_the_schema_has_it(sets: list[str], made: dict[str, Any]) -> None:
    assert fields_of(sets, ()) == made
    codec.facts_from_json(codec.facts_to_json(Facts()) | made)


@pytest.mark.parametrize(
    ("sets", "clears", "verdict", "names"),
    [
        (["colour=red"], (), "", "the fields are language, verdict, stage"),
        ((), ["colour"], "", "no such field"),
        (["cause"], (), "", "FIELD=VALUE"),
        (["cause=fire"], (), "", "it is one of unauthorized_access, ransomware"),
        (["data_types=name,shoe"], (), "", "it is one of name, address"),
        (["affected_headline=many"], (), "", "unit: person, record"),
        (["affected_headline=person"], (), "", "a count has a number"),
        (["affected_headline=25 person record"], (), "", "two words for its unit"),
        (["affected_headline=25 38"], (), "", "a count is a number"),
        (["affected_headline=-3"], (), "", "a count is a number"),
        (["discovered=March"], (), "", "2026-03-02"),
        (["discovered=2026-02-30"], (), "", "there is no such day"),
        (["discovered=２０２６"], (), "", "2026-03-02"),
        (["entries=three"], (), "", "a whole number"),
        (["contacts=090-0000-1234"], (), "", "phone:"),
        (["language=Japanese"], (), "", "ISO 639-1"),
        (["vendor="], (), "", "--clear vendor"),
        (["data_types=;"], (), "", "nothing is given"),
        (["services=" + "s;" * 101], (), "", "at most 100"),
        (["vendor=" + "v" * 501], (), "", "at most 500"),
        (["cause=loss", "cause=theft"], (), "", "was given two"),
        (["cause=loss"], ["cause"], "", "both set and cleared"),
        (["verdict=other"], (), "incident", "given twice"),
        ((), ["verdict"], "", "cannot be empty"),
        ((), (), "unclassified", "it is one of incident, roundup, guidance, other"),
    ],
)
def test_a_bad_field_or_value_names_what_is_allowed(sets: list[str], clears: list[str], verdict: str, names: str) -> None:
    with pytest.raises(ValueError, match=re.escape(names)):
        fields_of(sets, clears, verdict)


def test_what_is_cleared_is_silence() -> None:
    assert fields_of((), ["vendor", "data_types"]) == {"vendor": None, "data_types": []}


def test_a_judged_fact_stands_and_names_who_judged_it() -> None:
    made = overlaid(FOUND, said(cause="theft", data_types=["name", "phone"], vendor=None))
    assert (made.facts.cause, made.facts.data_types, made.facts.vendor) == ("theft", ("name", "phone"), None)
    assert made.facts.organization == "灯台市"
    [piece] = made.evidence["cause"]
    assert (piece.how, piece.by, piece.quote, piece.start, piece.end) == ("judged", "hana", "", 0, 0)
    assert [piece.value for piece in made.evidence["data_types"]] == ["name", "phone"]
    assert made.evidence["organization"] == FOUND.evidence["organization"]
    assert codec.evidence_from_json(codec.evidence_to_json(made.evidence)) == made.evidence


def test_of_no_incident_nothing_is_left_but_what_was_judged() -> None:
    judged = said(verdict="other", affected_headline={"value": 38, "unit": "person"})
    made = overlaid(FOUND, judged)
    assert is_dismissed(judged)
    assert made.facts == Facts(verdict="other", affected_headline=Count(38, "person"))
    assert set(made.evidence) == {"verdict", "affected_headline"}
    assert not is_dismissed(said(verdict="incident"))


CAUSES = st.sampled_from(get_args(Cause))
COUNTS = st.builds(Count, st.integers(0, 10**6), st.sampled_from(["person", "record"]))
FACTS = st.builds(
    Facts,
    verdict=st.sampled_from(get_args(Verdict)),
    organization=st.none() | st.text(max_size=9),
    vendor=st.none() | st.text(max_size=9),
    cause=st.none() | CAUSES,
    affected=st.lists(COUNTS, max_size=3).map(tuple),
    affected_headline=st.none() | COUNTS,
    data_types=st.lists(st.sampled_from(get_args(DataType)), max_size=3).map(tuple),
    discovered=st.none() | st.just("2026-03-01"),
    contacts=st.lists(st.builds(Contact, st.just("phone"), st.text(max_size=5)), max_size=2).map(tuple),
)
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "verdict": st.sampled_from(VERDICTS),
        "cause": st.none() | CAUSES,
        "vendor": st.none() | st.text(min_size=1, max_size=9),
        "data_types": st.lists(st.sampled_from(get_args(DataType)), max_size=3, unique=True),
        "affected_headline": st.none() | COUNTS.map(codec.count_to_json),
        "discovered": st.none() | st.just("2026-02"),
    },
)


@given(st.lists(FACTS, min_size=1, max_size=4), GIVEN)
def test_whatever_is_found_afterwards_judged_fields_stand(found: list[Facts], given: dict[str, Any]) -> None:
    judged = said(**given)
    for facts in found:
        made = overlaid(Extraction(facts), judged)
        shown = codec.facts_to_json(made.facts)
        assert {name: shown[name] for name in given} == given
        assert overlaid(made, judged) == made  # laying it twice changes nothing
        if shown["verdict"] in ("incident", "unclassified"):
            was = codec.facts_to_json(facts)
            assert {name: value for name, value in shown.items() if name not in given} == {
                name: value for name, value in was.items() if name not in given
            }
    assert judged_from_json(judged_to_json(judged)) == judged


def history(*rows: Judgement) -> dict[int, Judgement]:
    return {number: replace(row, number=number) for number, row in enumerate(rows, 1)}


def test_what_is_said_later_adds_to_what_was_said_and_is_taken_back_step_by_step() -> None:
    first = history(judged_anew(None, "ntc_1", {"cause": "theft", "verdict": "incident"}, "hana", "", 1, NOW))
    two = history(*first.values(), judged_anew(first[1], "ntc_1", {"cause": "loss"}, "ken", "", 2, NOW + timedelta(days=1)))
    assert {name: (one.value, one.by, one.version) for name, one in two[2].standing.items()} == {
        "cause": ("loss", "ken", 2),
        "verdict": ("incident", "hana", 1),
    }
    back = taken_back(two, "ken", "wrong page", NOW)
    assert back
    assert back.standing == two[1].standing
    assert (back.undo, back.by, back.note) == (True, "ken", "wrong page")
    three = history(*two.values(), back)
    again = taken_back(three, "hana", "", NOW)
    assert again
    assert again.standing == {}
    assert taken_back(history(*three.values(), again), "hana", "", NOW) is None
    assert taken_back({}, "hana", "", NOW) is None


def kept(state: MarkState, hours: int = 0, owner: str = "") -> KeptMark:
    return KeptMark("inc_1", Mark(state, "hana", NOW + timedelta(hours=hours), owner))


@pytest.mark.parametrize(
    ("own", "others", "state", "owner"),
    [
        (None, [None], None, ""),
        (None, [kept("watching", owner="ken")], "watching", "ken"),
        (None, [kept("irrelevant")], None, ""),
        (kept("irrelevant"), [None], "new", ""),
        (kept("irrelevant"), [kept("new", 1)], "new", ""),
        (kept("irrelevant"), [kept("irrelevant", 1, "ken")], "irrelevant", "ken"),
        (kept("irrelevant", 2), [kept("handled", 1, "ken")], "handled", "ken"),
        (kept("watching", 1, "ken"), [kept("handled", 2)], "handled", "ken"),
        (kept("watching", 2), [kept("handled", 1), None], None, ""),
        (kept("new", 2), [kept("new", 1)], None, ""),
    ],
)
def test_silence_does_not_spread_by_a_merge(
    own: KeptMark | None, others: list[KeptMark | None], state: str | None, owner: str
) -> None:
    made = merged_mark(own, others, NOW + timedelta(days=1))
    assert (made.state if made else None) == state
    assert (made.owner if made else "") == owner
