"""What is a change of a notice, and what is none."""

from __future__ import annotations

import pytest

from noticewatch.compare import difference, fact_changes, same_post, sentences_moved, text_sha, unified_diff
from noticewatch.model import Change, Count, Document, Facts

OLD = """書類の紛失について

灯台市は、窓口で受け付けた申請書を紛失しました。
対象は12名です。
深くお詫びします。
"""


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        OLD.replace("紛失しました", "紛失いたしました"),
        OLD.replace("深くお詫びします。", "深くお詫び申し上げます。"),
        OLD.replace("。\n", "。"),
        "\n".join(reversed(OLD.splitlines())),
        OLD + "\n更新日：2026年3月2日\n",
        OLD + "\n2026年3月2日 10:15 更新\n",
        OLD.replace("12名", "１２名").replace("。", "｡"),
    ],
)
def test_typography_order_and_stamps_are_no_change(new: str) -> None:
    facts = Facts(verdict="incident", published="2026-03-01")
    assert difference(facts, OLD, Facts(verdict="incident", published="2026-03-02"), new) is None


@pytest.mark.parametrize(
    "new",
    [
        OLD + "警察に遺失届を提出しました。\n",
        OLD.replace("深くお詫びします。\n", ""),
        OLD.replace("対象は12名です。", "発見された書類はすべて回収を終え、外部への流出は認められません。"),
    ],
)
def test_a_whole_sentence_that_comes_or_goes_is_a_change(new: str) -> None:
    found = difference(Facts(), OLD, Facts(), new)
    assert found is not None
    assert found.changes == ()
    assert found.diff


def test_a_changed_fact_always_is_a_change() -> None:
    old, new = Facts(affected_headline=Count(12, "person")), Facts(affected_headline=Count(21, "person"))
    found = difference(old, OLD, new, OLD.replace("12名", "21名"))
    assert found is not None
    assert [change.field for change in found.changes] == ["affected_headline"]
    assert found.changes[0].new == {"value": 21, "unit": "person", "qualifier": "exact", "scope": "part"}
    assert "-対象は12名です。\n+対象は21名です。" in found.diff


def test_lists_are_compared_as_sets() -> None:
    assert fact_changes(Facts(data_types=("name", "email")), Facts(data_types=("email", "name"))) == ()
    assert fact_changes(Facts(regulators=()), Facts(regulators=("police",))) == (Change("regulators", [], ["police"]),)


def test_sentences_moved_in_english() -> None:
    old = "We found the breach. We are sorry."
    new = "We found the breach on Monday. We are sorry. Call us at our desk."
    assert sentences_moved(old, new) == ((), ("Call us at our desk.",))


def test_the_same_sentence_twice_is_counted() -> None:
    assert sentences_moved("同文です。別の文が間にあります。", "同文です。同文です。別の文が間にあります。") == ((), ())


def test_the_diff_has_no_file_headers() -> None:
    assert not unified_diff("一。", "二。").startswith("---")


def test_blank_space_does_not_tell_texts_apart() -> None:
    assert text_sha("a\n\n  b ") == text_sha("a\nb")
    assert text_sha("a\nb") != text_sha("a b")


def test_a_post_without_permalink_is_known_again_after_an_edit() -> None:
    body = "灯台市は、申請書を紛失したと発表しました。対象は{}名の氏名と住所。悪用は確認されていません。"
    edited = Document("https://d.example/", "灯台市が申請書を紛失、21名分", "灯台市が申請書を紛失、21名分\n\n" + body.format(21))
    before = ("n1", "灯台市が申請書を紛失、12名分", "灯台市が申請書を紛失、12名分\n\n" + body.format(12))
    assert same_post(edited, [before]) == "n1"
    assert same_post(edited, [("n2", "今日の献立", "今日の献立\n\n焼き魚と味噌汁。")]) is None
    assert same_post(edited, []) is None
