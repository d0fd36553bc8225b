"""Verdicts at their edges; the pages of `invented_notices` hold the plain cases."""

from __future__ import annotations

import pytest

from noticewatch.extract import extract
from noticewatch.model import Document


def verdict(title: str, body: str) -> str:
    return extract(Document("", title, f"{title}\n\n{body}")).facts.verdict


def test_attack_without_confirmed_data_is_an_incident() -> None:
    body = (
        "社内サーバーがランサムウェアに感染し、業務システムを停止しました。情報流出の有無を調査しています。お詫び申し上げます。"
    )
    assert verdict("システム障害のお知らせ", body) == "incident"


def test_same_words_as_a_condition_are_none() -> None:
    body = "サーバーがランサムウェアに感染した場合、業務システムを停止します。情報が流出した場合は報告します。"
    assert verdict("事業継続計画を見直しました", body) == "other"


def test_bland_title_does_not_hide_an_incident() -> None:
    body = "本会の職員が、会員45名の氏名と住所を記した名簿を電車内に置き忘れました。深くお詫び申し上げます。警察に届け出ました。"
    assert verdict("会員の皆様へ", body) == "incident"


def test_warning_in_the_title_with_an_event_told_is_not_silenced() -> None:
    body = (
        "弊社のメールサーバーが不正アクセスを受け、お客様の氏名とメールアドレスが流出したことが判明しました。"
        "深くお詫び申し上げます。弊社を装った不審なメールが送信されています。警察に相談しました。"
    )
    assert verdict("【お詫び】弊社を装った不審なメールにご注意ください", body) in ("incident", "unclassified")


@pytest.mark.parametrize("marks", [2, 3])
def test_page_of_several_posts_is_a_roundup(marks: int) -> None:
    posts = "\n".join(
        f"【漏えい帖#2024-{number:03}】名もない町 書類の紛失について\n書類を紛失しました。" for number in range(marks)
    )
    found = extract(Document("", "漏えい帖", "漏えい帖\n\n" + posts)).facts
    assert (found.verdict, found.entries) == ("roundup", marks)


def test_blocks_of_cause_and_number_are_a_roundup() -> None:
    body = "原因:紛失\n件数:12名\n\n原因:誤送信\n件数:30名\n\n原因:不正アクセス\n件数:5,000名\n"
    found = extract(Document("", "三つの事故", "三つの事故\n\n" + body)).facts
    assert (found.verdict, found.entries) == ("roundup", 3)


def test_several_counts_of_one_incident_are_no_roundup() -> None:
    body = (
        "当社のサーバーが不正アクセスを受け、お客様の氏名が流出しました。お詫びします。\n"
        "・東店 会員 流出 12名\n・西店 会員 流出 30名\n・南店 会員 流出 5名\n"
    )
    assert verdict("不正アクセスによる個人情報の流出について", body) == "incident"


def test_a_lost_folder_in_plain_words_is_an_incident_and_found_property_is_none() -> None:
    body = "We are sorry: a nurse of ours lost a folder on a train.\nIt held the names and dates of birth of 52 patients."
    assert verdict("Alder Clinic loses a folder", body) == "incident"
    told = "Alder Clinic said that a nurse lost a folder on a train.\nIt held the names and dates of birth of 52 patients."
    assert verdict("Alder Clinic loses a folder", told) == "other"  # somebody else tells what the clinic said
    found = "Two umbrellas and a folder were found in the lobby.\nThe folder held drawings. Call us if you lost it."
    assert verdict("Lost and found at the town hall", found) == "other"


def test_a_list_attached_by_mistake_is_a_misdelivery() -> None:
    body = "We apologize for an e-mail to 18 parents.\nBy mistake a list with the names and grades of 96 students was attached."
    facts = extract(Document("", "t", f"An e-mail of last week\n\n{body}"), organization="Alder School District").facts
    assert (facts.verdict, facts.cause) == ("incident", "misdelivery")
    assert facts.affected_headline
    assert facts.affected_headline.value == 96


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "We apologize for the delay",
            "We apologize for sending bills late. Names are printed by our supplier for 900 customers.",
        ),
        ("How other customers use our product", "See how other customers displayed their invoices with our app."),
        ("Corrected tax bills", "Tax bills mailed on May 1 listed a wrong due date. 3,000 residents will get new bills."),
        ("電話番号変更のお知らせ", "窓口の電話番号が変わります。ご不便をおかけしお詫び申し上げます。"),
        ("研修会を開催しました", "情報漏えいの事例を学ぶ研修会に職員45名が参加しました。"),
    ],
)
def test_what_only_uses_an_incidents_words_is_none(title: str, body: str) -> None:
    assert verdict(title, body) not in ("incident", "unclassified")


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("申込書の紛失について", "詳しくは下記のファイルをご覧ください。\n\n申込書の紛失について（PDF：90KB）", "unclassified"),
        ("不正アクセスについて", "本日、別添のとおり公表しました。\n\n別添資料（PDF形式：120キロバイト）", "unclassified"),
        ("Notice of data incident", "Please see the attached letter for details.\n\nNotice letter (PDF, 120 KB)", "unclassified"),
        ("申請様式の変更について", "詳しくは下記のファイルをご覧ください。\n\n様式（PDF：90KB）", "other"),
        (
            "不正アクセスについて",
            "詳しくはこちらをご覧ください。\n\n" + "毎月の点検では異常がなく、計画どおりに運用しています。" * 3,
            "other",
        ),
    ],
)
def test_a_page_that_only_leads_to_a_document_is_judged_by_its_title(title: str, body: str, expected: str) -> None:
    assert verdict(title, body) == expected
