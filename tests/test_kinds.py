"""Kinds of data exposed and excluded: lists, headings, denials, and what only looks like a kind."""

from __future__ import annotations

import pytest

from noticewatch.extract.kinds import find_data_types, kinds_named
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import page_of
from noticewatch.extract.scope import Survey, survey
from noticewatch.model import Document

LOST = "本市の職員が、個人情報を記した書類を紛失しました。深くお詫び申し上げます。"
BROKEN_INTO = "On 4 May 2026 somebody broke into a server of Pellmere Housing."


def surveyed(body: str, language: str) -> Survey:
    title = "書類の紛失について" if language == "ja" else "Notice to our customers"
    page = page_of(Document("", title, f"{title}\n\n{body}"), language)
    return survey(page, wording_of(language))


def found(body: str, language: str) -> tuple[set[str], set[str]]:
    given, excluded = find_data_types(surveyed(body, language))
    return {one.value for one in given}, {one.value for one in excluded}


@pytest.mark.parametrize(
    ("more", "given", "excluded"),
    [
        ("書類には氏名と生年月日が記載されていました。", {"name", "date_of_birth"}, set()),
        ("氏名が記載されていましたが、住所、電話番号は含まれておりません。", {"name"}, {"address", "phone"}),
        ("氏名、住所以外の情報は含まれておりません。", {"name", "address"}, set()),
        ("\n■記載されていた項目\n・氏名\n・電話\n・メールアドレス\n", {"name", "email", "phone"}, set()),
        ("項目：氏名、電話、住所\n", {"name", "phone", "address"}, set()),
        ("\n(データ項目：氏名、続柄、軽自動車の車台番号)\n", {"name", "family", "other"}, set()),
        ("12名分の個人情報(氏名、住所、年代、職業)が閲覧できる状態でした。", {"name", "address", "age", "employment"}, set()),
        ("氏名が9件(12人分)、住所が4件(6人分)、生年月日が2件です。", {"name", "address", "date_of_birth"}, set()),
        ("会員IDとメールアドレスのみで、氏名は含まれません。", {"customer_id", "email"}, {"name"}),
        ("口座番号は保有しておらず、漏えいはございません。", set(), {"bank_account"}),
        ("マイナンバーは別のシステムで管理しており、影響を受けておりません。", set(), {"national_id"}),
        ("カードの番号は決済会社に任せており、当市には残らない仕組みです。", set(), {"credit_card"}),
        ("給食費の口座振替の記録(暗証番号は含みません)、氏名が入っていました。", {"bank_account", "name"}, {"password"}),
        ("\n1)診察券番号(妻)　※病院の名前は含まれておりません\n", set(), set()),
        ("\n見られたおそれのある情報は次のとおりです。\n・お名前\n・写真\n・成績\n", {"name", "photo", "education"}, set()),
        ("\n流出していない情報\n・口座番号\n・パスワード\n", set(), {"bank_account", "password"}),
        ("ハッシュ化されたパスワードが流出しました。", {"password_hash"}, set()),
        ("直ちにパスワードを変更しました。", set(), set()),
        ("端末はパスワードで保護されています。", set(), set()),
        ("お問い合わせは、氏名、電話番号を明記のうえ窓口までお願いします。", set(), set()),
        ("対象となる方に電話で謝罪しました。", set(), set()),
        ("他社のサービスから流出したメールアドレスとパスワードが試されました。", set(), set()),
        ("口座番号も漏れたのでしょうか。", set(), set()),
        ("氏名が悪用された事実は確認しておりません。", set(), set()),
    ],
)
def test_japanese_kinds(more: str, given: set[str], excluded: set[str]) -> None:
    assert found(f"{LOST}{more}", "ja") == (given, excluded)


@pytest.mark.parametrize(
    ("more", "given", "excluded"),
    [
        (
            "The files held tenants' names, dates of birth and National Insurance numbers.",
            {"name", "date_of_birth", "national_id"},
            set(),
        ),
        ("Names, home addresses and rent arrears were on it.", {"name", "address", "transaction"}, set()),
        ("What information was involved?\n- name\n- telephone\n- pay slips", {"name", "phone", "salary_or_income"}, set()),
        ("Data involved: name, e-mail, last four digits of the card.", {"name", "email", "credit_card"}, set()),
        ("They could see your email address and your order history.", {"email", "transaction"}, set()),
        ("The server did not contain bank details, passports or medical records.", set(), {"bank_account", "passport", "health"}),
        ("The records DO NOT include grades, or social security numbers.", set(), {"education", "national_id"}),
        ("Passport numbers were, so far as we know, not touched.", set(), {"passport"}),
        ("Names were copied (not Social Security numbers).", {"name"}, {"national_id"}),
        ("Card numbers are stored elsewhere.", set(), {"credit_card"}),
        ("They were not able to see full card numbers.", set(), {"credit_card"}),
        ("No data other than name and address was taken.", {"name", "address"}, set()),
        ("The file may include, but is not limited to, names and addresses.", {"name", "address"}, set()),
        ("Usernames and the hashed passwords of members were taken.", {"login_id", "password_hash"}, set()),
        ("What was not affected\nPayment details, passwords.", set(), {"transaction", "password"}),
        ("The following were not involved:\n- passport\n- bank account number", set(), {"passport", "bank_account"}),
        ("A phishing email is an attempt to acquire usernames and passwords.", set(), set()),
        ("Please change your password and check your credit card statements.", set(), set()),
        ("We are mailing letters to last known addresses.", set(), set()),
        ("The laptop was protected by a password.", set(), set()),
        ("Was my bank account number taken?", set(), set()),
        ("Your name will never be used, and we will never ask for your PIN or password.", set(), set()),
    ],
)
def test_english_kinds(more: str, given: set[str], excluded: set[str]) -> None:
    assert found(f"{BROKEN_INTO}\n{more}", "en") == (given, excluded)


def test_a_kind_both_exposed_and_excluded_counts_as_exposed() -> None:
    body = f"{BROKEN_INTO}\nNames of tenants were taken. The names of staff were not taken."
    assert found(body, "en") == ({"name"}, set())


def test_kinds_are_named_outside_of_advice() -> None:
    seen = surveyed(f"{LOST}氏名と住所が記載されていました。\n\n■お願い\nパスワードと暗証番号をお確かめください。", "ja")
    assert {seen.lowered[slice(*place)] for place in kinds_named(seen)} == {"氏名", "住所"}
