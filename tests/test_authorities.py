"""To whom it was reported, and who only spoke of it."""

from __future__ import annotations

import pytest

from noticewatch.extract.authorities import find_regulators
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import page_of
from noticewatch.extract.scope import survey
from noticewatch.model import Document


def told(body: str, language: str) -> set[str]:
    title = "書類の紛失について" if language == "ja" else "Notice to our customers"
    page = page_of(Document("", title, f"{title}\n\n{body}"), language)
    return {one.value for one in find_regulators(survey(page, wording_of(language)))}


@pytest.mark.parametrize(
    ("body", "regulators"),
    [
        ("個人情報保護委員会に報告し、警察署へ被害届を提出しました。", {"ppc_japan", "police"}),
        ("県警のサイバー犯罪対策課に相談しております。", {"police"}),
        ("■ 関係機関への報告\n個人情報保護委員会(速報 5月2日)\n", {"ppc_japan"}),
        ("監督官庁、個人情報保護委員会および総務省には報告済みです。", {"ppc_japan", "other_authority"}),
        ("所管省庁には同日報告し、警察への相談を予定しております。", {"other_authority"}),
        ("Q 警察には届けましたか。\nA はい、6月3日に届け出ました。", {"police"}),
        ("Q 警察には届けましたか。\nA お答えを控えます。", set()),
        ("警察からの連絡により判明しました。", set()),
        ("警察、弁護士、個人情報保護委員会等に相談することも検討します。", set()),
        ("委託先が警察に届け出ました。", set()),
        ("警察署に遺失物としての届け出はありません。", set()),
        ("町や警察を名乗る電話にご注意ください。", set()),
    ],
)
def test_japanese_reports(body: str, regulators: set[str]) -> None:
    assert told(body, "ja") == regulators


@pytest.mark.parametrize(
    ("body", "regulators"),
    [
        ("We have reported the matter to the ICO and the police.", {"ico_uk", "police"}),
        ("The Office of the Privacy Commissioner and Garda have been told.", {"other_authority", "police"}),
        ("We made the Information Commissioner's Office and Kent Police aware.", {"ico_uk", "police"}),
        ("The FBI, to which it was reported at once, is looking into it.", {"fbi"}),
        ("Who we have told\nThe OAIC and Victoria Police.", {"oaic_australia", "police"}),
        ("We are working with the relevant authorities, including the ICO.", {"other_authority", "ico_uk"}),
        ("We notified the Office for Civil Rights and several attorneys general.", {"hhs_ocr", "state_attorney_general"}),
        ("Has this been reported to the ICO?\nWe are looking into that.", set()),
        ("Has this been reported to the ICO?\nYes, on 4 May.", {"ico_uk"}),
        ("Law enforcement informed us of the breach on May 3.", set()),
        ("We will report this to the police.", set()),
        ("You may report identity theft to your local police or the attorney general.", set()),
        ("We did not report this to the police.", set()),
    ],
)
def test_english_reports(body: str, regulators: set[str]) -> None:
    assert told(body, "en") == regulators
