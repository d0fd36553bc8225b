"""The most specific cause that a text supports; who was told; what stage it is; where to ask."""

from __future__ import annotations

import pytest

from noticewatch.extract import extract
from noticewatch.model import Document, Facts


def facts(body: str, title: str = "個人情報の漏えいについて", language: str = "ja") -> Facts:
    return extract(Document("", title, f"{title}\n\n{body}"), organization="雲居市", language=language).facts


SORRY = "深くお詫び申し上げます。"


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("本市のサーバーが不正アクセスを受け、調査の結果ランサムウェアに感染したことが判明しました。", "ransomware"),
        (
            "第三者が本市のサーバーに不正アクセスし、氏名が流出しました。再発防止策としてランサムウェア対策製品を導入しました。",
            "unauthorized_access",
        ),
        ("車上荒らしに遭い、氏名を記した書類を入れた鞄を盗まれ、紛失しました。", "theft"),
        ("封筒の宛名を取り違え、氏名を記した通知を別の世帯に送付しました。", "misdelivery"),
        ("氏名を含むファイルを誤ってホームページに掲載しました。", "publication_error"),
        ("フォームの公開範囲の設定を誤り、氏名が閲覧できる状態でした。", "misconfiguration"),
        ("システムの不具合により、別の申請者の画面に氏名が表示されました。", "system_error"),
        ("氏名を記した申請書を誤って廃棄しました。", "improper_disposal"),
        ("元職員が氏名の一覧を不正に持ち出したことが判明しました。", "insider"),
        ("氏名が流出していることが判明しました。\n1 原因\n調査中です。", "under_investigation"),
        ("氏名が流出していることが判明しました。", None),
    ],
)
def test_cause(body: str, cause: str | None) -> None:
    assert facts(body + SORRY).cause == cause


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("個人情報保護委員会に報告しました。", {"ppc_japan"}),
        ("県警および個人情報保護委員会に報告しています。", {"ppc_japan", "police"}),
        ("警察署に遺失届を提出しました。", {"police"}),
        ("警察へ相談し、被害届の提出も検討します。", set()),
        ("個人情報保護委員会に報告する予定です。", set()),
        ("警察からの連絡を受け、調査しました。", set()),
        ("個人情報保護委員会への報告は行っておりません。", set()),
        ("不審な点があれば警察に相談してください。", set()),
        ("監督官庁に報告いたしました。", {"other_authority"}),
    ],
)
def test_regulators(sentence: str, told: set[str]) -> None:
    assert set(facts("本市の職員が、市民の氏名を記した名簿を紛失しました。" + SORRY + sentence).regulators) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("We reported this to the police.", {"police"}),
        ("The Attorney General has been notified.", {"state_attorney_general"}),
        ("Police told us about the theft.", set()),
        ("We will notify the Information Commissioner's Office.", set()),
    ],
)
def test_english_regulators(sentence: str, told: set[str]) -> None:
    body = f"A laptop with patient names was stolen from our office. We apologize. {sentence}"
    assert set(facts(body, "Notice of data breach", "en").regulators) == told


@pytest.mark.parametrize(
    ("title", "lead", "stage"),
    [
        ("個人情報の漏えいについて（第1報）", "", "initial"),
        ("個人情報の漏えいについて（第3報）", "", "update"),
        ("個人情報の漏えいに関する最終報告", "", "final"),
        ("個人情報の漏えいについて", "調査が完了しましたので報告します。", "final"),
        ("個人情報の漏えいについて", "", "initial"),
        ("個人情報の漏えいについて", "詳しくは次のとおりです。\n続報\n人数を改めました。\n", "update"),
    ],
)
def test_stage(title: str, lead: str, stage: str) -> None:
    assert facts(f"{lead}本市の職員が、市民の氏名を記した名簿を紛失しました。{SORRY}", title).stage == stage


def test_contacts_are_those_of_the_desk() -> None:
    body = (
        "本市の職員が、市民の氏名を記した名簿を紛失しました。" + SORRY + "\n"
        "名簿の管理番号 2024-0512-0001\n\n\n\n\n\n\n\n\n電話番号ではない 03-0000-9999\n"
        "■お問い合わせ\n雲居市総務課\n電話 012-345-6789 FAX 012-345-6780\nsoumu@kumoi.example\n"
    )
    assert [contact.value for contact in facts(body).contacts] == ["012-345-6789", "soumu@kumoi.example"]


def test_pending() -> None:
    body = "氏名が流出したおそれがあります。件数については精査中です。原因は調査を進めています。" + SORRY
    assert set(facts(body).pending) == {"affected", "cause"}
