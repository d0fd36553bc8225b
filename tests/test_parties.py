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
        ("訪問看護ステーションこだちの看護師", ["訪問看護ステーションこだち"]),
        ("雲居町教育委員会は", ["雲居町教育委員会"]),
        ("峰高等学校同窓会 会員の皆様", ["峰高等学校同窓会"]),
        ("雲居市立ひなた病院における", ["雲居市立ひなた病院"]),
        ("雲居町長 風間 太郎", ["雲居町"]),
        ("雲居町税務課において", ["雲居町"]),
        ("株式会社みなと光ネットは、株式会社はなまるが運営する", ["株式会社みなと光ネット", "株式会社はなまる"]),
        ("そこに本市の職員が", []),
        ("入力補助(株式会社はなまる提供)が", ["株式会社はなまる"]),
        ("第三者の窓口(Plumtree Desk, Inc. が提供)", ["Plumtree Desk, Inc."]),
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
        ("Larch, Moss & Reed LLP wrote", ["Larch, Moss & Reed LLP"]),
        ("we heard from Fernwood Valve Mfg. Co., Ltd. and", ["Fernwood Valve Mfg. Co., Ltd."]),
        ("FERNWOOD COMMUNITY CREDIT UNION", ["FERNWOOD COMMUNITY CREDIT UNION"]),
        ("St. Odo's Hospital said", ["St. Odo's Hospital"]),
        ("Fernwood Clinic Data Breach Notice", ["Fernwood Clinic"]),
        ("Payment Notice for Guests of The Fernwood Hotels", ["Fernwood Hotels"]),
        ("Ashby and Fenwick constabularies have", ["Ashby and Fenwick constabularies"]),
        ("letters from Health NZ", ["Health NZ"]),
        ("Dear District 45 Families", ["District 45"]),
        ("the College Loans Exchange Trust told", ["College Loans Exchange Trust"]),
    ],
)
def test_english_names(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text, "en") if name.sure or not names] == names


def facts(title: str, body: str, organization: str | None = None) -> Facts:
    return extract(Document("", title, f"{title}\n\n{body}"), organization=organization).facts


@pytest.mark.parametrize(
    "text",
    [
        "Skip Navigation",
        "SUBSTITUTE NOTICE",
        "Technology Department",
        "our Company-issued laptop",
        "the UK and New Zealand",
        "on March 4 in New York",
        "Frequently Asked Questions",
        "We told the FBI, Experian and Google.",
        "Mr Harlan Fenwick",
        "Harlan Fenwick, Superintendent",
        "the Health Records Protection Act",
    ],
)
def test_what_is_no_organization(text: str) -> None:
    assert names_in(text, "en") == ()


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


COPIED = "An unauthorized person copied files with the names and Social Security numbers of 310 people. We apologize."


@pytest.mark.parametrize(
    ("title", "body", "organization"),
    [
        (
            "Skip Navigation",
            "Notice of data breach\n\nDear Parent,\nFenwick Hill Schools (FHS) writes to you. " + COPIED,
            "Fenwick Hill Schools",
        ),
        ("Security notice", "Dear Plumtree Customer,\nWe learned of a breach. " + COPIED, "Plumtree"),
        (
            "UK: Statement on a data breach",
            "Ashby and Fenwick constabularies have found an error. " + COPIED,
            "Ashby and Fenwick constabularies",
        ),
        ("Notice of data breach", "At Meadow Dental, our patients come first. " + COPIED, "Meadow Dental"),
        (
            "Notice of data breach",
            "Plumtree.com's database was read by strangers. Visitors of Plumtree.com may ask us. " + COPIED,
            "Plumtree.com",
        ),
        (
            "A data breach",
            "Statement from Ada Moss, Chief Executive, Fenwick Hospitals Trust\n\n" + COPIED,
            "Fenwick Hospitals Trust",
        ),
        ("A data breach", "Fenwick House | Updates | Donate\n\nWe have sad news. " + COPIED, "Fenwick House"),
        ("A data breach", COPIED + "\n\n\u00a9 2021 Plumtree Games", "Plumtree Games"),
        (
            "Data breach",
            "Larch & Reed CPAs, LLP (\"LRC\") does accounts. LRC learned of it on May 2, 2020. LRC wrote to all. " + COPIED,
            "Larch & Reed CPAs, LLP",
        ),
        (
            "Data breach",
            "The Fenwick County Sheriff's Office was notified of a data breach. " + COPIED,
            "Fenwick County Sheriff's Office",
        ),
        ("Data breach", "The IT Department found it. Experian offers credit monitoring. " + COPIED, None),
    ],
)  # fmt: skip
def test_english_announcers(title: str, body: str, organization: str | None) -> None:
    assert facts(title, body).organization == organization


@pytest.mark.parametrize(
    ("body", "vendor"),
    [
        ("Fenwick Schools was informed by Gradely, our student information system, of a data breach. " + COPIED, "Gradely"),
        (
            "Fenwick Schools writes to you. Gradely – a software vendor used by Fenwick Schools – was breached. " + COPIED,
            "Gradely",
        ),
        ("Fenwick Schools uses Gradely, Inc. to keep grades. " + COPIED, "Gradely, Inc."),
        ("Fenwick Schools writes to acknowledge the cybersecurity breach at Gradely. " + COPIED, "Gradely"),
        ("On May 2, Gradely notified Fenwick Schools of a data breach. " + COPIED, "Gradely"),
        ("Fenwick Schools hired Stonecrest Group, a forensic firm, and told Experian. " + COPIED, None),
    ],
)
def test_english_vendors(body: str, vendor: str | None) -> None:
    found = facts("Notice of data breach", body)
    assert (found.organization, found.vendor) == ("Fenwick Schools", vendor)


def test_address_confirms_a_name() -> None:
    text = "Security notice\n\nOn May 2 someone copied names of users of Larchwood, who are also users of Plumtree. We apologize."
    found = [extract(Document(url, "Security notice", text)).facts.organization for url in ("https://plumtree.example/x", "")]
    assert found == ["Plumtree", None]


@pytest.mark.parametrize(
    ("body", "vendor"),
    [
        ("本市が業務を委託する株式会社かささぎ便の再委託先業者である株式会社こがらにおいて、" + LOST, "株式会社こがら"),
        ("本市が封入を任せている株式会社かささぎ便において、" + LOST, "株式会社かささぎ便"),
        ("発送代行先(以下「カササギ社」)のシステムに侵入があり、本市の" + LOST, "カササギ"),
        ("2 受託した事業者\n株式会社かささぎ便(発送)\n3 概要\n本市の" + LOST, "株式会社かささぎ便"),
        ("本市のサイトの補助機能(株式会社かささぎ便提供)から、" + LOST, "株式会社かささぎ便"),
        ("本市のグループ会社である株式会社かささぎ便のサーバーに不正アクセスがあり、" + LOST, None),
    ],
)
def test_japanese_vendors(body: str, vendor: str | None) -> None:
    assert facts("名簿の紛失について", body, "雲居市").vendor == vendor


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("株式会社 東風(こち)\n弊社の店員が、" + LOST, "株式会社 東風"),
        ("本県は、「雲居県移住フェア」の参加者について、" + LOST, "雲居県"),
        ("公益財団法人はなの会(理事長:風間)では、" + LOST, "公益財団法人はなの会"),
        ("(公財)ひなた産業センター(以下、センターという。)で、" + LOST, "(公財)ひなた産業センター"),
        ("はなの宿 小夜亭\n当館の従業員が、" + LOST, "はなの宿 小夜亭"),
        ("いつも小夜ラジオをご利用いただきありがとうございます。" + LOST, "小夜ラジオ"),
        ("弊社の店員が、" + LOST + "\n運営会社 株式会社はなまる", "株式会社はなまる"),
        ("本町の職員が、" + LOST + "\n雲居町長 風間 太郎", "雲居町"),
        ("いつも当サイトをご利用いただきありがとうございます。" + LOST, None),
    ],
)
def test_further_japanese_announcers(text: str, organization: str | None) -> None:
    assert facts("個人情報に関するお詫び", text).organization == organization


def test_municipality_of_the_desks_address_is_derived() -> None:
    body = "市職員が、" + LOST + "\nこのページは総務課が担当しています。\n所在地:〒999-0000 風越県雲居市本町2丁目1番1号"
    found = extract(Document("", "名簿の紛失について", f"名簿の紛失について\n\n{body}"))
    assert found.facts.organization == "雲居市"
    assert [piece.how for piece in found.evidence["organization"]] == ["derived"]


def test_vendors_address_is_no_announcers() -> None:
    body = "本市の職員が、" + LOST + "\n株式会社かささぎ便\n本社:風越市中区南三丁目14"
    assert facts("名簿の紛失について", body).organization != "風越市中区"
