"""Kinds of data exposed and excluded, exposure, misuse, and whether the people were told."""

from __future__ import annotations

import pytest

from noticewatch.extract import extract
from noticewatch.model import Document, Facts


def facts(body: str, title: str = "名簿の紛失について", language: str = "ja") -> Facts:
    return extract(Document("", title, f"{title}\n\n{body}"), organization="雲居市", language=language).facts


LOST = "本市の職員が、個人情報を記した書類を紛失しました。深くお詫び申し上げます。"


@pytest.mark.parametrize(
    ("more", "given", "excluded"),
    [
        ("書類には氏名と生年月日が記載されていました。", {"name", "date_of_birth"}, set()),
        ("氏名が記載されていましたが、住所、電話番号は含まれておりません。", {"name"}, {"address", "phone"}),
        ("氏名、住所以外の情報は含まれておりません。", set(), set()),
        ("\n■記載されていた項目\n・氏名\n・電話\n・メールアドレス\n", {"name", "email"}, set()),
        ("項目：氏名、電話、住所\n", {"name", "phone", "address"}, set()),
        ("直ちにパスワードを変更しました。", set(), set()),
        ("お問い合わせは、氏名、電話番号を明記のうえ窓口までお願いします。", set(), set()),
        ("口座番号は保有しておらず、漏えいはございません。", set(), {"bank_account"}),
        ("対象となる方に電話で謝罪しました。", set(), set()),
    ],
)
def test_data_types(more: str, given: set[str], excluded: set[str]) -> None:
    found = facts(LOST + more)
    assert set(found.data_types) == given
    assert set(found.data_types_excluded) == excluded


@pytest.mark.parametrize(
    ("body", "exposure"),
    [
        ("市民の氏名を記した書類を誤って別の方に送付しました。", "confirmed"),
        ("市民の氏名を記した書類を紛失しました。", "possible"),
        ("サーバーが不正アクセスを受け、市民の氏名が流出した可能性があります。", "possible"),
        ("サーバーが不正アクセスを受け、市民の氏名が流出したことが判明しました。", "confirmed"),
        ("サーバーが不正アクセスを受け、停止しました。個人情報の流出はありません。", "none"),
        ("サーバーが不正アクセスを受け、停止しました。", None),
    ],
)
def test_exposure(body: str, exposure: str | None) -> None:
    assert facts(body + "深くお詫び申し上げます。警察に届け出ました。", "事案の発生について").exposure == exposure


@pytest.mark.parametrize(
    ("more", "misuse"),
    [
        ("現時点で悪用された事実は確認されておりません。", "not_observed"),
        ("これまでに二次被害の報告は受けておりません。", "not_observed"),
        ("流出した情報が悪用されたことが判明しました。", "observed"),
        ("悪用が疑われる場合はご連絡ください。", None),
    ],
)
def test_misuse(more: str, misuse: str | None) -> None:
    assert facts(LOST + more).misuse == misuse


@pytest.mark.parametrize(
    ("more", "notified"),
    [
        ("対象の方に電話でお詫びしました。", "done"),
        ("対象の方には今後、文書で通知する予定です。", "planned"),
        ("対象の方から連絡がありました。", None),
    ],
)
def test_notified(more: str, notified: str | None) -> None:
    assert facts(LOST + more).notified == notified


@pytest.mark.parametrize(
    ("more", "given", "excluded"),
    [
        ("The file contained names and email addresses.", {"name", "email"}, set()),
        ("The file contained names, but it did not include Social Security numbers.", {"name"}, {"national_id"}),
        ("The file contained names. Credit card numbers were not involved.", {"name"}, {"credit_card"}),
        ("Please change your password and review your bank account statements.", set(), set()),
    ],
)
def test_english_data_types(more: str, given: set[str], excluded: set[str]) -> None:
    body = f"A former contractor's laptop was stolen from our office. We apologize to our customers. We told police. {more}"
    found = facts(body, "Notice of Data Breach", "en")
    assert set(found.data_types) == given
    assert set(found.data_types_excluded) == excluded
