"""Comparing facts with gold facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from noticewatch.codec import facts_to_json
from noticewatch.evaluate import FIELDS, FURTHER, IS_INCIDENT, Evaluation, evaluate
from noticewatch.model import Contact, Count, Facts

GOLD = Facts(
    verdict="incident",
    stage="initial",
    organization="株式会社青い波",
    cause="loss",
    affected=(Count(12, "person"), Count(30, "record")),
    affected_headline=Count(12, "person"),
    data_types=("name", "email"),
    discovered="2026-03-02",
    contacts=(Contact("phone", "000-111-2222"), Contact("email", "desk@wave.example")),
)

LOST_LIST = """灯台市 名簿の紛失について

2026年4月7日

1 概要
灯台市は、2026年4月3日に、市民7名の氏名を記した名簿を紛失しました。
2 対応
対象の方に電話でお詫びしました。
個人情報の適正な管理に努めてまいります。ご迷惑をおかけし、深くお詫び申し上げます。
"""


def scored(predicted: Facts, gold: Facts = GOLD, **accept: Any) -> Evaluation:
    want = facts_to_json(gold) | {"id": "a", "accept": accept}
    return evaluate([want], {"a": facts_to_json(predicted)})


def counts(result: Evaluation, name: str) -> tuple[int, int, int]:
    score = result.scores[name]
    return score.hits, score.extra, score.missed


def changed(**facts: Any) -> Facts:
    from dataclasses import replace

    return replace(GOLD, **facts)


def test_gold_against_itself_is_perfect() -> None:
    result = scored(GOLD)
    assert result.macro_f1 == 1.0
    assert result.misses == []
    assert {name for name, score in result.scores.items() if score.f1 is None} == {
        "vendor", "exposure", "occurred_start", "occurred_end", "published", "misuse", "data_types_excluded", "regulators",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "name", "expected"),
    [
        ({"cause": None}, "cause", (0, 0, 1)),
        ({"cause": "theft"}, "cause", (0, 1, 1)),
        ({"vendor": "帆船"}, "vendor", (0, 1, 0)),
        ({"organization": "青い波"}, "organization", (1, 0, 0)),
        ({"organization": "青い波ホールディングス"}, "organization", (1, 0, 0)),
        ({"organization": "波"}, "organization", (0, 1, 1)),
        ({"discovered": "2026-03"}, "discovered", (1, 0, 0)),
        ({"discovered": "2026"}, "discovered", (0, 1, 1)),
        ({"affected_headline": Count(13, "person")}, "affected_headline", (0, 1, 1)),
        ({"affected_headline": Count(12, "record")}, "affected_headline", (0, 1, 1)),
        ({"data_types": ("name", "phone")}, "data_types", (1, 1, 1)),
        ({"affected": (Count(12, "person"),)}, "affected", (1, 0, 1)),
        ({"affected": (Count(12, "household"), Count(30, "record"))}, "affected", (1, 1, 1)),
        (
            {"contacts": (Contact("phone", "０００（１１１）２２２２"), Contact("email", "Desk@wave.example"))},
            "contacts",
            (2, 0, 0),
        ),
        ({"verdict": "unclassified"}, IS_INCIDENT, (0, 0, 1)),
    ],
)
def test_what_is_right_extra_and_missed(facts: dict[str, Any], name: str, expected: tuple[int, int, int]) -> None:
    result = scored(changed(**facts))
    assert counts(result, name) == expected
    assert bool(result.misses) is (expected[1:] != (0, 0))
    assert all(miss.field == name for miss in result.misses)


def test_records_by_another_name_are_one_unit_in_the_headline() -> None:
    gold = changed(affected_headline=Count(5, "account"))
    assert counts(scored(changed(affected_headline=Count(5, "email")), gold), "affected_headline") == (1, 0, 0)


def test_accepted_values_count_as_right() -> None:
    assert counts(scored(changed(cause="theft"), cause=["theft"]), "cause") == (1, 0, 0)
    assert counts(scored(changed(cause=None), cause=[None]), "cause") == (0, 0, 0)
    assert counts(scored(changed(data_types=("phone",)), data_types=[["phone"]]), "data_types") == (1, 0, 0)
    assert counts(scored(changed(data_types=("name", "email", "phone")), data_types=["phone"]), "data_types") == (2, 0, 0)
    assert counts(scored(changed(vendor="帆船"), vendor=["株式会社帆船"]), "vendor") == (1, 0, 0)


def test_what_is_no_incident_in_gold_is_scored_by_its_verdict_only() -> None:
    result = scored(GOLD, Facts(verdict="other"))
    assert counts(result, IS_INCIDENT) == (0, 1, 0)
    assert all(counts(result, name) == (0, 0, 0) for name in FIELDS)
    assert result.misses[0].want == "other"


def test_an_organization_that_gold_does_not_name_is_not_compared() -> None:
    assert counts(scored(GOLD, changed(organization=None)), "organization") == (0, 0, 0)


FURTHER_GOLD = changed(
    services=("こもれび文具オンライン", "予約サイト"), affected_groups=("customer", "employee"), notified="done", sector="retail"
)


def further_counts(result: Evaluation, name: str) -> tuple[int, int, int]:
    score = result.further[name]
    return score.hits, score.extra, score.missed


@pytest.mark.parametrize(
    ("facts", "name", "expected"),
    [
        ({"services": ("こもれび文具",), "notified": "done", "sector": "retail"}, "services", (1, 0, 1)),
        ({"services": ("予約サイト", "帆船", "予約サイトの画面")}, "services", (1, 1, 1)),
        ({"affected_groups": ("employee", "patient")}, "affected_groups", (1, 1, 1)),
        ({"pending": ("cause",)}, "pending", (0, 1, 0)),
        ({"notified": "planned"}, "notified", (0, 1, 1)),
        ({"notified": "done"}, "notified", (1, 0, 0)),
        ({"sector": None}, "sector", (0, 0, 1)),
    ],
)
def test_further_fields_are_scored_beside_the_others(facts: dict[str, Any], name: str, expected: tuple[int, int, int]) -> None:
    result = scored(changed(**facts), FURTHER_GOLD)
    assert further_counts(result, name) == expected
    assert result.macro_f1 == 1.0
    assert name not in result.scores


def test_further_fields_that_a_gold_line_does_not_judge_are_not_scored() -> None:
    want = {key: value for key, value in facts_to_json(GOLD).items() if key not in FURTHER} | {"id": "a"}
    result = evaluate([want], {"a": facts_to_json(FURTHER_GOLD)})
    assert all(score.f1 is None for score in result.further.values())
    assert result.misses == []


def test_accepted_services() -> None:
    result = scored(changed(services=("帆船",)), changed(services=("予約サイト",)), services=[["帆船丸"]])
    assert further_counts(result, "services") == (1, 0, 0)


def test_documents_without_a_prediction_are_left_out() -> None:
    result = evaluate([facts_to_json(GOLD) | {"id": "a"}], {})
    assert (result.documents, result.macro_f1) == (0, None)
    assert result.scores["cause"].precision is None
    assert result.scores["cause"].recall is None


def run(*arguments: str) -> tuple[int, str]:
    from click.testing import CliRunner

    from noticewatch.cli import cli

    result = CliRunner().invoke(cli, ["evaluate", *arguments], standalone_mode=False)
    code = result.return_value if isinstance(result.return_value, int) else 2
    return code, result.output + str(result.exception or "")


def test_the_command_prints_a_row_a_field_and_the_misses(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    facts = Facts(language="ja", verdict="incident", organization="灯台市", cause="theft", affected_headline=Count(7, "person"))
    english = Facts(language="en", verdict="other")
    lines = [facts_to_json(facts) | {"id": "a"}, facts_to_json(english) | {"id": "b"}, facts_to_json(english) | {"id": "c"}]
    gold.write_text("\n".join(json.dumps(line) for line in lines))
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(LOST_LIST)
    (texts / "b.txt").write_text("New opening hours\n\nOur library opens at nine from Monday on.\n")
    code, out = run(str(gold), "--texts", str(texts), "--misses")
    assert code == 1  # c has no text
    assert "c: no text" in out
    assert "all: 2 documents" in out
    assert "ja: 1 documents" in out
    assert "a\tcause\tloss\ttheft" in out.splitlines()
    head, *misses = [line.split("\t") for line in out.splitlines() if line.count("\t") == 3]
    assert head == ["document", "field", "found", "gold"]
    fields = [miss[1] for miss in misses]
    assert fields == sorted(fields, key=[IS_INCIDENT, *FIELDS, *FURTHER].index)
    assert "further" in [line.strip() for line in out.splitlines()]
    (texts / "c.txt").write_text("Concert\n\nThe choir sings on Sunday.\n")
    code, out = run(str(gold), "--texts", str(texts), "--json")
    assert code == 0
    assert json.loads(out)["all"]["fields"]["cause"]["missed"] == 1


@pytest.mark.parametrize(
    ("line", "what"), [("{", "not JSON"), ("[]", "not an object"), ('{"id": "a"}', "lacks"), ("", "no gold facts")]
)
def test_a_gold_file_that_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, what: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line + "\n")
    code, out = run(str(gold), "--texts", str(tmp_path))
    assert code == 2
    assert what in out


@pytest.fixture
def lost_list(tmp_path: Path) -> tuple[str, str, str]:
    """The arguments that evaluate one notice, whose cause is found and whose vendor is not."""
    facts = Facts(language="ja", verdict="incident", organization="灯台市", cause="loss", vendor="帆船社")
    (tmp_path / "one.jsonl").write_text(json.dumps(facts_to_json(facts) | {"id": "a"}) + "\n")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(LOST_LIST)
    return str(tmp_path / "one.jsonl"), "--texts", str(texts)


@pytest.mark.parametrize(
    ("floors", "code", "told"),
    [
        ({"all cause": 1, "ja organization": 0.9, "one is-incident": 1.0}, 0, None),
        ({"all vendor": 0.5}, 1, "all vendor: F1 0.000 is below 0.500"),
        ({"one macro F1": 0.99}, 1, "one macro F1: F1"),
        ({"ja contacts": 0.1}, 1, "ja contacts: F1 – is below 0.100"),
        ({"other cause": 1}, 0, None),
        ({"cause": 1}, 2, "a key is a set and a field"),
        ({"all weather": 1}, 2, "a key is a set and a field"),
        ({"all cause": 88}, 2, "no F1"),
        (["all cause"], 2, "not an object"),
    ],
)
def test_floors(lost_list: tuple[str, str, str], tmp_path: Path, floors: Any, code: int, told: str | None) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps(floors))
    got, out = run(*lost_list, "--floors", str(path))
    assert got == code
    assert (told or "macro F1") in out


def test_floors_that_are_no_json(lost_list: tuple[str, str, str], tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text("{")
    assert run(*lost_list, "--floors", str(path)) == (
        2,
        f"{path}: not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    )


def test_counts_and_contacts_are_told_in_few_letters(lost_list: tuple[str, str, str]) -> None:
    _, out = run(*lost_list, "--misses")
    assert "a\taffected\t7 person\t–" in out or "a\taffected\t7 person (total)\t–" in out
    assert "a\tvendor\t–\t帆船社" in out


def test_texts_that_are_not_there(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(facts_to_json(GOLD) | {"id": "a"}) + "\n")
    _, out = run(str(gold), "--texts", str(tmp_path))
    assert "a.txt" in out


def test_a_verdict_that_gold_accepts_too_is_right() -> None:
    other = changed(verdict="other")
    assert counts(scored(GOLD, other, verdict=["incident"]), IS_INCIDENT) == (1, 0, 0)
    assert counts(scored(other, GOLD, verdict=["other"]), IS_INCIDENT) == (0, 0, 0)
    assert counts(scored(GOLD, other), IS_INCIDENT) == (0, 1, 0)
