"""The most specific cause that a text supports; who was told; what stage it is; where to ask."""

from __future__ import annotations

import pytest

from noticewatch.extract import extract
from noticewatch.extract.cause import find_cause
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import Found, page_of
from noticewatch.extract.scope import survey
from noticewatch.model import Cause, Document, Facts


def cause_of(body: str) -> Found[Cause] | None:
    page = page_of(Document("", "", f"Notice\n\n{body}"), "en" if body.isascii() else "ja")
    return find_cause(survey(page, wording_of(page.language)))


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
    ("text", "cause"),
    [
        ("An outsider got into the mailbox of a clerk and could read names of members.", "unauthorized_access"),
        ("Somebody with no right to do so copied records of 40 members.", "unauthorized_access"),
        ("Nobody has hacked our servers. A fault in the new release showed members the names of other members.", "system_error"),
        ("A caller who claimed to be from the bank persuaded a clerk to read out the code.", "phishing"),
        ("A clerk opened files of patients although her work did not call for it.", "insider"),
        ("The register was lent to a printer; a volunteer left it on a bus and it has not turned up.", "loss"),
        ("A camera was taken from a locked car overnight. The thief also smashed the window.", "theft"),
        ("Old disks were sold at an auction and had never been wiped.", "improper_disposal"),
        ("The letter for one member was handed to another member.", "misdelivery"),
        ("A list of members was put on our website by mistake.", "publication_error"),
        ("The folder was open to anyone who had the link, since the sharing option had been left on.", "misconfiguration"),
        ("The attackers left a note asking for money and made files on the server unreadable.", "ransomware"),
        ("The event happened at a cyber security firm; a cyber attack was the reason.", "unauthorized_access"),
        ("Criminals got into our server. Beware of phishing emails in the coming weeks.", "unauthorized_access"),
        (
            "Entity: Marrow Hill.\n\n" + "It names residents.\n" * 25 + "Type of breach: hacking",
            "unauthorized_access",
        ),
        ("A clerk had been opening charts of people to whom she was not providing care.", "insider"),
        ("We value your privacy and have no news of any loss.", None),
    ],
)
def test_a_cause_told_in_several_words(text: str, cause: str | None) -> None:
    found = cause_of(text)
    assert (found.value if found else None) == cause


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("何者かが社内の保管庫サーバーに入り込み、会員の情報を抜き取っていました。", "unauthorized_access"),
        ("配送業者を装った電話を受け、職員が暗証番号を伝えてしまいました。", "phishing"),
        ("職員が、頼まれて知人の住所を端末で調べ、伝えていました。", "insider"),
        ("同姓同名の別の方に結果の用紙をお渡ししていました。", "misdelivery"),
        ("画面に別の会員の方のお名前が出る不具合がありました。", "system_error"),
        ("誰でも開ける設定のまま、名簿を置いていました。", "misconfiguration"),
        ("窓口に置いた冊子に、本来お見せすべきでない住所が含まれていました。", "publication_error"),
        ("サーバーのファイルが開けなくなり、金銭を求める文面が残されていました。", "ransomware"),
        ("突然「ウイルスに感染しました」という画面が出て、電話をかけ、遠隔操作を許しました。", "phishing"),
        ("信頼を失うこととなり、申し訳ありません。", None),
    ],
)
def test_a_japanese_cause_told_in_several_words(text: str, cause: str | None) -> None:
    found = cause_of(text)
    assert (found.value if found else None) == cause


def test_a_cause_told_by_little_is_derived() -> None:
    found = cause_of("Our newsletter firm told us of a data breach.")
    assert found is not None
    assert (found.value, found.how) == ("unauthorized_access", "derived")


def test_a_heading_on_contacts_reaches_a_few_lines() -> None:
    menu = "Contact\n" + "Our services are listed below.\n" * 8
    found = cause_of(menu + "Hackers got into our server.")
    assert found is not None
    assert found.value == "unauthorized_access"
    assert cause_of("Contact\nAsk us how hackers got into our server.") is None


def test_a_question_ends_a_section_of_advice() -> None:
    found = cause_of("What can I do?\nAsk your bank.\nWhat came to pass?\nHackers got into our server.")
    assert found is not None
    assert found.value == "unauthorized_access"


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
        ("個人情報の漏えいについて", "お知らせします。（第3報）詳しくは次のとおりです。", "update"),
        ("個人情報の漏えいについて", "お知らせします。本件に関する最終報告といたします。", "final"),
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
