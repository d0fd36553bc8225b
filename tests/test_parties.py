"""Names in running text, who announces, and through whom it happened."""

from __future__ import annotations

import pytest

from noticewatch.extract import extract
from noticewatch.extract.naming import names_in
from noticewatch.model import Document, Facts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("株式会社はなまる商会は、", ["株式会社はなまる商会"]),
        ("株式会社みらいが", ["株式会社みらい"]),
        ("委託先の青空物産株式会社において", ["青空物産株式会社"]),
        ("さざなみ薬局株式会社は、", ["さざなみ薬局株式会社"]),
        ("ミナモ データ株式会社は", ["ミナモ データ株式会社"]),
        ("(株)いずみの森ファームから", ["(株)いずみの森ファーム"]),
        ("今回雲居市では、市民の皆様と都市計画を", ["雲居市"]),
        ("つつじが丘市は、", ["つつじが丘市"]),
        ("本市、当院、各大学、地区、市町村", []),
        ("風越県社会福祉協議会は", ["風越県社会福祉協議会"]),
        ("雲居市立峰小学校の教諭", ["雲居市立峰小学校"]),
        ("学校法人つばめ学園 つばめ高等学校", ["学校法人つばめ学園", "つばめ高等学校"]),
        ("株式会社の社員", []),
        ("株式会社ABC&Dの社員", ["株式会社ABC&D"]),
        ("株式会社 風車", ["株式会社 風車"]),
        ("株式会社東 Tech", ["株式会社東"]),
        ("株式会社カゼ Tech", ["株式会社カゼ Tech"]),
        ("東京都は", ["東京都"]),
    ],
)
def test_japanese_names(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text, "ja")] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On May 2, Fernwood Labs, Inc. learned", ["Fernwood Labs, Inc."]),
        ("The University of Ashby said", ["University of Ashby"]),
        ("City of Fenwick notice", ["City of Fenwick"]),
        ("Dear Customer,", []),
        ("We told Moss & Reed LLP and", ["Moss & Reed LLP"]),
    ],
)
def test_english_names(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text, "en") if name.sure or not names] == names


def facts(title: str, body: str, organization: str | None = None) -> Facts:
    return extract(Document("", title, f"{title}\n\n{body}"), organization=organization).facts


LOST = "市民12名の氏名を記した名簿を紛失しました。深くお詫び申し上げます。個人情報保護委員会に報告しました。"


def test_title_names_the_announcer() -> None:
    assert facts("雲居市 名簿の紛失について", f"本市の職員が、{LOST}").organization == "雲居市"


def test_collector_names_without_a_legal_form() -> None:
    assert facts("【漏えい帖#12】こもれび堂 名簿の紛失について", f"弊社の店員が、{LOST}").organization == "こもれび堂"


def test_editors_mark_is_no_collectors_mark() -> None:
    assert facts("【重要】名簿 紛失のお詫び", f"弊社の店員が、{LOST}").organization is None


def test_letterhead() -> None:
    assert facts("名簿の紛失について", f"株式会社こもれび堂\n弊社の店員が、{LOST}").organization == "株式会社こもれび堂"


def test_weak_name_does_not_overrule_the_configuration() -> None:
    body = f"風越高等学校において、{LOST}"
    assert facts("名簿の紛失について", body, "風越県教育委員会").organization == "風越県教育委員会"


@pytest.mark.parametrize(
    "body",
    [
        "本市が配送を委託している株式会社かささぎ便が、" + LOST,
        "再委託先である株式会社かささぎ便において、" + LOST,
        "本市は株式会社かささぎ便に書類の配送を委託しており、同社が" + LOST,
        "1 委託の概要\n委託事業者 株式会社かささぎ便\n2 概要\n同社が" + LOST,
        "株式会社かささぎ便から、書類がなくなったとの報告を受けました。同社は" + LOST,
    ],
)
def test_vendor(body: str) -> None:
    found = facts("名簿の紛失について", body, "雲居市")
    assert (found.organization, found.vendor) == ("雲居市", "株式会社かささぎ便")


@pytest.mark.parametrize(
    "body",
    [
        "本市の職員が" + LOST + "調査会社の株式会社しらべに調査を依頼しました。",
        "本市の職員が" + LOST,
        "本市の職員が、株式会社みずきへ誤って送付しました。" + LOST,
    ],
)
def test_no_vendor(body: str) -> None:
    assert facts("名簿の紛失について", body, "雲居市").vendor is None


def test_announcer_that_speaks_as_vendor_has_none() -> None:
    body = "株式会社かささぎ便（以下「当社」といいます。）は、雲居市から業務の委託を受けておりますが、" + LOST
    found = facts("名簿の紛失について", body)
    assert (found.organization, found.vendor) == ("株式会社かささぎ便", None)


def test_english_definition_and_forensic_firm() -> None:
    body = (
        'Fernwood Labs, Inc. ("Fernwood") discovered on May 2 that an unauthorized party copied files with employee names. '
        "We engaged Stonecrest Group, a forensic firm, to investigate. We notified law enforcement."
    )
    found = facts("Notice of Data Breach", body)
    assert (found.organization, found.vendor) == ("Fernwood Labs, Inc.", None)


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        (
            "株式会社栃の実書房\n代表取締役\n\n弊社の通販サイトに不正アクセスがあり、お客様12件のカード番号が漏えいしました。",
            "株式会社栃の実書房",
        ),
        ("株式会社胡椒電機の元従業員が、顧客45人分の氏名を不正に持ち出していたことが判明しました。", "株式会社胡椒電機"),
        ("当社（株式会社桑苺体操）のアプリの不具合により、会員9名の氏名が別の会員に表示されました。", "株式会社桑苺体操"),
    ],
)
def test_japanese_announcers_by_their_place(text: str, organization: str) -> None:
    facts = extract(Document("", "お詫び", f"個人情報に関するお詫び\n\n{text}")).facts
    assert facts.organization == organization
