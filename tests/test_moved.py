"""What changed, as facts and as sentences with the changed words marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from event_samples import CHANGED, FACTS, TOKYO
from noticewatch.compare import unified_diff
from noticewatch.model import Change, Event, Evidence
from noticewatch.render.lexicon import EN, JA
from noticewatch.render.lines import message_of
from noticewatch.render.moved import (
    LONGEST_LINE,
    MOST_LINES,
    Moved,
    change_phrase,
    line_one_phrases,
    marked_pair,
    moved_sentences,
    told_changes,
)
from tests.linear import assert_soon


def changed(old: str, new: str, **more: Any) -> Event:
    return replace(CHANGED, changes=(), diff=unified_diff(old, new), **more)


def words_of(one: Moved) -> list[str]:
    return [one.text[start:end] for start, end in one.spans]


@pytest.mark.parametrize(
    ("change", "english", "japanese"),
    [
        (
            Change("cause", "under_investigation", "ransomware"),
            "cause: under investigation → ransomware",
            "原因：調査中 → ランサムウェア感染",
        ),
        (Change("data_types", ["name", "phone"], ["name", "health"]), "data: +health −phone", "項目：+健康情報 −電話"),
        (Change("regulators", [], ["police"]), "reported to: +police", "報告先：+警察"),
        (
            Change("affected", [{"value": 3, "unit": "card"}], [{"value": 3, "unit": "card"}, {"value": 9, "unit": "person"}]),
            "counts: +9 people",
            "件数の内訳：+9人分",
        ),
        (Change("affected_headline", {"value": 25}, {"value": 38}), "affected: 25→38 people", "件数：25→38人分"),
        (Change("misuse", None, "observed"), "misuse: not stated → misuse seen", "悪用：記載なし → 悪用を確認"),
        (Change("vendor", "甲社", None), "contractor: 甲社 → not stated", "委託先：甲社 → 記載なし"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_a_fact(change: Change, english: str, japanese: str) -> None:
    assert change_phrase(change, EN) == english
    assert change_phrase(change, JA) == japanese


def test_line_one_names_what_was_replaced_the_weightiest_first_and_less_where_there_is_less_room() -> None:
    moved = (
        Change("organization", "甲市", "乙市"),
        Change("cause", "under_investigation", "ransomware"),
        Change("affected_headline", {"value": 25}, {"value": 38}),
        Change("misuse", None, "observed"),
    )
    event = replace(CHANGED, changes=moved, facts=replace(FACTS, affected_headline=None))
    assert line_one_phrases(event, EN) == (
        "25→38 people, cause: under investigation → ransomware, organization: 甲市 → 乙市",
        "25→38 people, cause: under investigation → ransomware",
        "25→38 people",
    )
    told = message_of(event, language="en", timezone=TOKYO)
    assert told.first == "🔄 MEDIUM | 月見野市: 25→38 people, cause: under investigation → ransomware"
    assert told.details[:3] == (
        "contractor: 株式会社ほしぞら計算",
        "misuse: not stated → misuse seen",
        "organization: 甲市 → 乙市",
    )
    assert [change.field for change in told_changes(event.changes)] == ["affected_headline", "cause", "misuse", "organization"]
    added = replace(event, changes=(Change("misuse", None, "observed"),))
    assert line_one_phrases(added, JA)[0] == "悪用：記載なし → 悪用を確認"


def test_the_changed_words_of_a_sentence_are_marked_and_long_runs_are_cut() -> None:
    old, new = marked_pair("対象は25名で、氏名が含まれます。", "対象は38名で、氏名と住所が含まれます。")
    assert (words_of(old), words_of(new)) == (["25"], ["38", "と住所"])
    long = "この度は多大なるご迷惑とご心配をおかけしておりますことを心よりお詫び申し上げますとともに、"
    old, new = marked_pair(f"{long}対象は25名です。{long}", f"{long}対象は38名です。{long}")
    assert new.text == "…心よりお詫び申し上げますとともに、対象は38名です。この度は多大なるご迷惑とご心配を…"
    assert (words_of(old), words_of(new)) == (["25"], ["38"])
    english = "We are very sorry for the trouble that this has caused to all of our customers and to their families, and "
    _, new = marked_pair(f"{english}25 people are affected.", f"{english}38 people are affected.")
    assert new.text == "…customers and to their families, and 38 people are affected."
    between = marked_pair(f"第1班{long}甲", f"第2班{long}乙")[1]
    assert between.text == "第2班この度は多大なるご…し上げますとともに、乙"
    assert words_of(between) == ["2", "乙"]


def test_sentences_are_paired_and_stamps_and_moves_left_out() -> None:
    event = changed(
        "題名。\n更新日：2026年3月1日\n対象は12名です。\n警察に届け出ました。\n甲に続く文です。",
        "題名。\n更新日：2026年3月2日\n甲に続く文です。\n対象は21名です。\n外部の専門家が原因を調べています。",
    )
    shown, more = moved_sentences(event)
    assert more == 0
    assert [(one.kind, one.text) for one in shown] == [
        ("gone", "対象は12名です。"),
        ("come", "対象は21名です。"),
        ("come", "外部の専門家が原因を調べています。"),
        ("gone", "警察に届け出ました。"),
    ]
    assert line_one_phrases(event, EN)[0] == "text changed (1 added, 1 removed, 1 reworded)"
    assert line_one_phrases(event, JA)[0] == "文面を変更（追加1文・削除1文・書き換え1文）"


def test_what_proves_a_changed_fact_comes_first_and_the_rest_is_counted() -> None:
    rest = [f"{letter}についての別の長い説明をここに加えます。" for letter in "甲乙丙丁戊己庚"]
    event = changed("題名。\n対象は12名です。", "題名。\n" + "\n".join(rest) + "\n対象は21名です。")
    event = replace(event, changes=CHANGED.changes, evidence={"affected_headline": (Evidence("対象は21名", 0, 6),)})
    shown, more = moved_sentences(event)
    assert (shown[0].text, shown[1].text) == ("対象は12名です。", "対象は21名です。")
    assert (len(shown), more) == (MOST_LINES, 3)
    assert "and 3 more changed sentences" in message_of(event, language="en", timezone=TOKYO).details


@given(st.text(max_size=300), st.text(max_size=300))
def test_marks_lie_within_their_text(old: str, new: str) -> None:
    for one in marked_pair(old, new):
        assert len(one.text) <= LONGEST_LINE
        assert all(0 <= start < end <= len(one.text) for start, end in one.spans)


def test_a_rewritten_page_is_drawn_at_once() -> None:
    old = "\n".join(f"第{n}項では、甲の扱いと乙の扱いについて詳しく述べています（{n}）。" for n in range(300))
    event = changed(old, old.replace("甲", "丙"))
    shown, more = assert_soon(lambda: moved_sentences(event), 2)
    assert (len(shown), more > 100) == (MOST_LINES, True)
    huge = changed("あ" * 50_000 + "。", "い" * 50_000 + "。")
    assert all(len(one.text) <= LONGEST_LINE for one in moved_sentences(huge)[0])
