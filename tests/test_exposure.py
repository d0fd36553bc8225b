"""Exposure, misuse, and whether the people were told."""

from __future__ import annotations

import pytest

from noticewatch.extract import extract
from noticewatch.extract.exposure import exposure_by_cause, find_exposure, find_misuse
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import Found, page_of
from noticewatch.extract.scope import Survey, survey
from noticewatch.model import Cause, Document, Facts


def facts(body: str, title: str = "名簿の紛失について", language: str = "ja") -> Facts:
    return extract(Document("", title, f"{title}\n\n{body}"), organization="雲居市", language=language).facts


def seen(text: str) -> Survey:
    page = page_of(Document("", "", f"Notice\n\n{text}"), "en" if text.isascii() else "ja")
    return survey(page, wording_of(page.language))


@pytest.mark.parametrize(
    ("cause", "text", "exposure"),
    [
        ("unauthorized_access", "The intruder copied records of 12 members.", "confirmed"),
        ("unauthorized_access", "Records of 12 members may have been copied.", "possible"),
        ("unauthorized_access", "We have no evidence that records of members were copied.", "possible"),
        ("unauthorized_access", "Records of 12 members were opened.", "confirmed"),
        ("unauthorized_access", "No personal data was affected.", "none"),
        (
            "unauthorized_access",
            "A forensics team looked at records. Personal information was in the mailbox.",
            "possible",
        ),
        ("misconfiguration", "The boards with personal information were opened by somebody who was not a member.", "confirmed"),
        ("unauthorized_access", "No other personal data was affected. The names of members stand in the mailbox.", "possible"),
        ("unauthorized_access", "The platform is back.", None),
        ("insider", "We found no evidence that records were copied.", "possible"),
        ("insider", "She viewed records of 12 members.", "confirmed"),
        ("misdelivery", "The letter holds the personal information of a member.", "confirmed"),
        ("loss", "The tablet holds personal information of members.", "possible"),
        ("misconfiguration", "The list of names was downloaded twice.", "confirmed"),
        ("misconfiguration", "The list with personal information of members was open to all.", "possible"),
        ("phishing", "She gave the caller the list of members.", "confirmed"),
        ("improper_disposal", "A man bought the disks and saw personal information.", "confirmed"),
        (None, "Records may have been copied.", "possible"),
        (None, "The shop is closed on Mondays.", None),
        ("unauthorized_access", "会員の情報が抜き取られ、外部に出ていました。", "confirmed"),
        ("unauthorized_access", "会員の情報が抜き取られた跡は見つかっていません。", "possible"),
        ("unauthorized_access", "会員の個人情報の漏えいはありません。", "none"),
        ("unauthorized_access", "カード情報の漏えいはありません。会員の氏名の一覧を置いた場所です。", "possible"),
        ("loss", "会員の氏名を記した用紙です。", "possible"),
    ],
)
def test_exposure_as_told_and_as_the_cause_makes_it(cause: Cause | None, text: str, exposure: str | None) -> None:
    found = find_exposure(seen(text), cause)
    assert (found.value if found else None) == exposure


@pytest.mark.parametrize(
    ("text", "misuse"),
    [
        ("No instance of any record being put to improper use is known to us.", "not_observed"),
        ("Nothing leads us to think that the details were misused.", "not_observed"),
        ("We have no evidence that records were opened.", None),
        ("Is it being misused? Not that we know.", "not_observed"),
        ("Two members told us of calls in our name.", "observed"),
        ("Spam messages were sent from the mailbox.", "observed"),
        ("Spam messages were sent from the mailbox. We are not aware of fraud.", "not_observed"),
        ("Why have I received the phishing email?", None),
        ("Has anybody used my details? We have watched for it and have seen nothing that suggests it.", "not_observed"),
        ("Has anybody used my details? We will tell you as soon as we know.", None),
        ("Two fraudulent tax returns have since been attempted.", "observed"),
        ("情報が使われたとの連絡は届いておりません。", "not_observed"),
        ("漏えいした事実は確認されておりません。", None),
        ("ポイントが使われていました。", "observed"),
        ("職員の名をかたるメールが取引先に送られています。", "observed"),
    ],
)
def test_misuse_in_whatever_words(text: str, misuse: str | None) -> None:
    found = find_misuse(seen(text))
    assert (found.value if found else None) == misuse


@pytest.mark.parametrize(
    ("cause", "exposure"),
    [("insider", "confirmed"), ("theft", "possible"), ("ransomware", "possible"), ("under_investigation", None)],
)
def test_what_a_cause_alone_says(cause: Cause, exposure: str | None) -> None:
    found = exposure_by_cause(Found(cause, ((0, 4),)))
    assert (found.value if found else None) == exposure
    assert exposure_by_cause(None) is None


LOST = "本市の職員が、個人情報を記した書類を紛失しました。深くお詫び申し上げます。"


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
