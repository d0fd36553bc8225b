"""When it happened, when it was noticed, and the date a notice bears. Every text here is made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import Found, Page, page_of
from noticewatch.extract.parties import parties_named
from noticewatch.extract.scope import survey
from noticewatch.extract.timeline import Timeline, find_timeline
from noticewatch.model import Document
from tests.linear import assert_linear


def page(text: str, language: str = "ja", published: str | None = None, url: str = "", title: str = "お詫び") -> Page:
    return page_of(Document(url, title, f"{title}\n{text}", published), language)


def days(
    text: str, language: str = "ja", published: str | None = None, url: str = "", title: str = "お詫び"
) -> tuple[str | None, ...]:
    """Start, end and noticing."""
    found = find_timeline(page(text, language, published, url, title))
    return tuple(fact.value if fact else None for fact in (found.occurred_start, found.occurred_end, found.discovered))


JA = [
    ("2024年5月7日に職員が名簿を紛失しました。", ("2024-05-07", None, None)),
    ("2024年5月7日、職員が点検したところ、名簿の所在が不明であることが判明しました。", (None, None, "2024-05-07")),
    ("不正アクセスは5月7日(火)に行われ、5月9日(木)に委託先が確認し、5月13日(月)に本町へ第1報がありました。令和6年度の事業です。",
     ("2024-05-07", None, "2024-05-13")),
    ("2024年3月1日から2024年5月7日までの間、名簿が閲覧できる状態でした。", ("2024-03-01", "2024-05-07", None)),
    ("閲覧可能であった期間\n2021年4月~2024年5月7日", ("2021-04", "2024-05-07", None)),
    ("掲載期間\n2024年5月1日から5月7日まで", ("2024-05-01", "2024-05-07", None)),
    ("発生日時:2024年5月7日\n発覚日時:2024年5月9日", ("2024-05-07", None, "2024-05-09")),
    ("2024年5月7日、お客様からのご指摘により判明しました。", (None, None, "2024-05-07")),
    ("2024年5月7日に警察から、情報が流出している旨の連絡を受けました。", (None, None, "2024-05-07")),
    ("2024年5月7日午後3時、案内メールを一斉送信した後、受信者からのご指摘により発覚しました。",
     ("2024-05-07", None, "2024-05-07")),
    ("2024年5月7日に発送した封筒の宛名を取り違えていたことが判明しました。", ("2024-05-07", None, None)),
    ("2024年5月7日に感染を検知しました。2024年8月1日に調査が完了し、流出が判明しました。", (None, None, "2024-05-07")),
    ("2024年5月7日に個人情報保護委員会に報告しました。", (None, None, None)),
    ("2024年5月7日に設定を修正しました。", (None, None, None)),
    ("2024年5月7日現在、悪用は確認されておりません。", (None, None, None)),
    ("対象は2019年4月1日から2024年3月31日までに会員登録されたお客様です。", (None, None, None)),
    ("2024年2月1日から2024年5月7日の期間にカード決済をされたお客様の情報が流出した可能性があります。",
     ("2024-02-01", "2024-05-07", None)),
    ("受付期間\n2024年5月1日から5月31日まで", (None, None, None)),
    ("霞原市は2024年5月7日、名簿を紛失したと発表しました。", (None, None, None)),
    ("2024年5月7日、同社が異常を検知しました。翌日、本市に報告がありました。", (None, None, "2024-05-08")),
    ("令和6年5月上旬に書類を誤送付しました。", ("2024-05", None, None)),
    ("2月30日に紛失しました。", (None, None, None)),
    ("5月7日に紛失しました。", (None, None, None)),
    ("流出は2020年5月以降に発生しました。", ("2020-05", None, None)),
    ("2017年9月以前のサーバーに不正アクセスされた可能性があります。", (None, None, None)),
    ("2020年5月7日まで閲覧できる状態でした。", (None, "2020-05-07", None)),
    ("紛失日 2024年5月7日\n紛失日 2024年5月7日", ("2024-05-07", None, None)),
]  # fmt: skip

EN = [
    ("On May 7, 2024, we discovered unusual activity on our network.", (None, None, "2024-05-07")),
    ("Between May 1 and May 7, 2024, an unauthorized party had access to files.", ("2024-05-01", "2024-05-07", None)),
    ("The e-mail was sent on May 7, 2024.", ("2024-05-07", None, None)),
    ("The break-in occurred on May 7, 2024. We became aware of it on May 9, 2024.", ("2024-05-07", None, "2024-05-09")),
    ("Our vendor became aware of the attack on May 2, 2024 and notified us on May 20, 2024.", (None, None, "2024-05-20")),
    ("We completed our review on August 1, 2024 and mailed letters on August 9, 2024.", (None, None, None)),
    ("We detected the attack on May 7, 2024. On August 1, 2024, our investigation concluded and identified the files.",
     (None, None, "2024-05-07")),
    ("On May 7, 2024, files on our servers were encrypted.", ("2024-05-07", None, None)),
    ("Patients seen between May 1, 2019 and May 7, 2024 are concerned.", (None, None, None)),
    ("Date of breach: May 7, 2024\nDate breach was discovered: May 9, 2024", ("2024-05-07", None, "2024-05-09")),
    ("The data was accessible from March 2021 to May 2024.", ("2021-03", "2024-05", None)),
    ("On May 9, 2024, we learned that on May 7, 2024 a laptop was stolen.", ("2024-05-07", None, "2024-05-09")),
    ("We notified affected individuals on May 7, 2024.", (None, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JA)
def test_japanese(text: str, expected: tuple[str | None, ...]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(("text", "expected"), EN)
def test_english(text: str, expected: tuple[str | None, ...]) -> None:
    assert days(text, "en", title="Notice") == expected


JA_MANNERS = [
    ("5月29日(月) 職員がはがきを発送\n5月31日(水) 受け取った市民から電話が入り、印刷ずれが分かった。\n令和5年度の事業です。",
     ("2023-05-29", None, "2023-05-31")),
    ("【2024年5月7日】\n書庫へ移そうとした職員が、1箱が見当たらないことに気づきました。", (None, None, "2024-05-07")),
    ("2024年5月7日に送信した案内で、宛先を取り違えました。送信から15分後、受信者の指摘で気づきました。",
     ("2024-05-07", None, "2024-05-07")),
    ("発送は去る2024年5月7日、受取人からお電話をいただいて気づいたのが5月9日です。", ("2024-05-07", None, "2024-05-09")),
    ("2024年5月9日、委託先から、5月7日にランサムウェアに感染した旨の報告がありました。", ("2024-05-07", None, "2024-05-09")),
    ("2024年5月7日、当社が業務を委託している株式会社みほん(以下、「みほん社」という。)のサーバーが感染しました。",
     ("2024-05-07", None, None)),
    ("2024年5月7日に、申請者へお送りした書類を封筒に入れる際、\n別の方の書類を誤って封入しておりました。",
     ("2024-05-07", None, None)),
    ("2024年5月20日に開催する講座の案内を、5月7日に誤送信しました。", ("2024-05-07", None, None)),
    ("委託の期間\n2024年4月1日から2024年5月31日まで\n2024年5月7日、端末が盗まれました。", ("2024-05-07", None, None)),
    ("2024年5月7日に名簿をホームページに掲載しました。5月9日に公開を停止しました。", ("2024-05-07", "2024-05-09", None)),
    ("2024年4月1日から設定に誤りがあり、11月22日までの間、名簿を閲覧できました。", ("2024-04-01", "2024-11-22", None)),
    ("最後に確認したのは2024年5月7日です。", (None, None, None)),
    ("2024年5月7日、対象の保護者へ説明の文書を配布しました。", (None, None, None)),
    ("2024年5月1日から5月7日の期間にカードでお支払いの方が対象です。", ("2024-05-01", "2024-05-07", None)),
    ("2024年5月7日13時05分~30分に名簿を誤って送信しました。", ("2024-05-07", None, None)),
]  # fmt: skip

EN_MANNERS = [
    ("On May 7, 2024, Lantern informed the Fund that its files had been copied on May 1 and May 2, 2024.",
     ("2024-05-01", "2024-05-02", "2024-05-07")),
    ("Letters meant for others were found by a neighbor on May 7, 2024. They had been placed there the day before.",
     ("2024-05-06", None, "2024-05-07")),
    ("The list was published on May 7, 2024. It was taken down on May 9, 2024.", ("2024-05-07", "2024-05-09", None)),
    ("The list was placed online on May 7, 2024 (Tue.) by our clerk.", ("2024-05-07", None, None)),
    ("The Privacy Commissioner was informed on May 7, 2024.", (None, None, None)),
    ("We told you on May 7, 2024 that files were stolen.", (None, None, None)),
    ("The script was active from May 1, 2024 until we removed it on May 7, 2024.", ("2024-05-01", "2024-05-07", None)),
    ("Between 9 pm on May 1 and 7 am on May 7, 2024, thieves broke into our office.", ("2024-05-01", "2024-05-07", None)),
    ("Tokens were accessible between May 1-7, 2024.", ("2024-05-01", "2024-05-07", None)),
    ("On May 7, 2024 a clerk e-mailed the wrong list. He noticed ten minutes later.", ("2024-05-07", None, "2024-05-07")),
    ("Since May 7, 2024 we have been seeing phishing mails.", (None, None, None)),
    ("Images of deeds from 1988 to 2003 were made available on May 7, 2024.", ("2024-05-07", None, None)),
    ("An intruder had access between Apr. 20, 2024, and May 7, 2024.", ("2024-04-20", "2024-05-07", None)),
    ("The intrusion began in about March 2023 and ended in about May 2024.", ("2023-03", "2024-05", None)),
    ("On May 7, 2024, the investigation revealed that mailboxes may have been accessed.", (None, None, None)),
    ("People who bought during April and May 2024 were then notified of fraudulent charges.", (None, None, None)),
    ("After a long review, we discovered on May 7, 2024, that some information was contained in it.", (None, None, None)),
    ("Letters to all of them were sent by the Fund on May 7, 2024.", (None, None, None)),
    ("They discovered and stopped an attack on May 7, 2024.", (None, None, None)),
    ("The spring term began on May 7, 2024.", (None, None, None)),
    ("Everyone on the list was contacted between May 1 and May 7, 2024.", (None, None, None)),
    ("The review determined that an intruder had access from May 1, 2024 to May 7, 2024.", ("2024-05-01", "2024-05-07", None)),
    ("We have found nothing as of May 7, 2024.", (None, None, None)),
    ("When | May 1, 2024 to May 7, 2024\nHow we found out | A member rang us on May 9, 2024",
     ("2024-05-01", "2024-05-07", "2024-05-09")),
    ("On May 7, 2024 the list was sent to the wrong members. The mistake was spotted at about 4.15pm.",
     ("2024-05-07", None, "2024-05-07")),
    ("The intruder first gained access on May 1, 2024 and was removed on May 7, 2024.", ("2024-05-01", "2024-05-07", None)),
    ("Access took place in the weeks beginning May 1, 2024 and ending May 7, 2024.", ("2024-05-01", "2024-05-07", None)),
    ("It was brought to our attention on May 7, 2024 that files could be seen.", (None, None, "2024-05-07")),
    ("Between the evening of May 1, 2024 and the morning of May 7, 2024 our office was broken into.",
     ("2024-05-01", "2024-05-07", None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JA_MANNERS)
def test_manners_of_japanese_notices(text: str, expected: tuple[str | None, ...]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(("text", "expected"), EN_MANNERS)
def test_manners_of_english_notices(text: str, expected: tuple[str | None, ...]) -> None:
    assert days(text, "en", title="Notice") == expected


def published(text: str, language: str = "ja", furniture: str | None = None) -> Found[str] | None:
    return find_timeline(page(text, language, furniture)).published


@pytest.mark.parametrize(
    ("text", "language", "furniture", "iso"),
    [
        ("令和6年5月20日\n株式会社みほん\n名簿を紛失しました。", "ja", None, "2024-05-20"),
        ("名簿を紛失しました。\n以上\n2024年5月20日\n株式会社みほん", "ja", None, "2024-05-20"),
        ("更新日:2024年5月20日\n名簿を紛失しました。", "ja", None, "2024-05-20"),
        ("June 9, 2023\nDear customer,\nwe lost a laptop.", "en", None, "2023-06-09"),
        ("9\nJune\n2023\nWe lost a laptop.", "en", None, "2023-06-09"),
        ("OLDMARK, Ohio - June 9, 2023 - We lost a laptop.", "en", None, "2023-06-09"),
        ("FOR IMMEDIATE RELEASE: June 9, 2023\nWe lost a laptop.", "en", None, "2023-06-09"),
        ("名簿を紛失しました。", "ja", "2024-05-20", "2024-05-20"),
        ("2024年5月13日\n名簿を紛失しました。", "ja", "2024-05-20", "2024-05-13"),
        ("2022年5月13日\n名簿を紛失しました。", "ja", "2024-05-20", "2024-05-20"),
        ("2024年5月20日\n名簿を紛失しました。", "ja", "2024年5月20日", "2024-05-20"),
        ("発生日時\n2024年5月7日\n名簿を紛失しました。", "ja", None, None),
        ("2024年5月7日に名簿を紛失しました。", "ja", None, None),
        ("名簿を紛失しました。", "ja", "先日", None),
        ("ニュース / 2024.05.20\n名簿を紛失しました。", "ja", None, "2024-05-20"),
        ("(令和6年5月20日発表)名簿の紛失について\n名簿を紛失しました。", "ja", None, "2024-05-20"),
        ("市の名簿の紛失について 2024年5月20日\n名簿を紛失しました。", "ja", None, "2024-05-20"),
        ("発表日:2024年5月20日\n更新日:2024年6月3日\n名簿を紛失しました。", "ja", None, "2024-05-20"),
        ("2024.5.27\n名簿を紛失しました。\n令和6年5月20日\nみほん病院\n院長", "ja", None, "2024-05-20"),
        ("名簿を紛失しました。\n令和6年5月20日 検定部長 灯台 守", "ja", None, "2024-05-20"),
        ("名簿を紛失しました。\n経過は次のとおりです。\n2024年5月7日 名簿を紛失\n2024年5月9日 警察に届出", "ja", None, None),
        ("名簿を紛失しました。\n2024年5月7日\n受付の職員が名簿を持ち出しました。", "ja", None, None),
        ("本日(2024年5月20日)、名簿の紛失が判明しました。", "ja", None, "2024-05-20"),
        (
            "2024年5月20日 お客様各位 弊社の名簿を紛失いたしましたので、次のとおりお知らせいたします。"
            + "皆様には深くお詫び申し上げます。" * 4,
            "ja",
            None,
            "2024-05-20",
        ),
        ("Letter to families sent June 9, 2023\nDear families,\nwe lost a laptop.", "en", None, "2023-06-09"),
        ("date 2023-06-09 OLDMARK, Ohio, Jun. 09, 2023 (NEWS WIRE) -- We lost a laptop.", "en", None, "2023-06-09"),
        ("Post Date:06/09/2023 2:09 PM\nWe lost a laptop.", "en", None, "2023-06-09"),
        ("Fen Trust, 9th June 2023\nWe lost a laptop.", "en", None, "2023-06-09"),
        ("We lost a laptop.\nReleased 9 June 2023", "en", None, "2023-06-09"),
        ("We lost a laptop on May 7, 2023.\nThe laptop was sent on May 7, 2023.", "en", None, None),
        ("An incident of June 9, 2023\nWe lost a laptop.", "en", None, None),
        ("Fen Trust\nA notice to our readers of a lost laptop June 9, 2023\nWe lost a laptop.", "en", None, "2023-06-09"),
        ("A. Reader 4 Any Street Fen 9 June 2023 Notice of a lost laptop " + "We lost a laptop. " * 8, "en", None, "2023-06-09"),
        ("June 9, 2023 «Reader» 4 Any Street Fen Dear «Reader»: " + "We lost a laptop. " * 8, "en", None, "2023-06-09"),
        ("2023-06-09 16:30: We lost a laptop", "en", None, "2023-06-09"),
        ("By A. Reader • June 9, 2023\nWe lost a laptop.", "en", None, "2023-06-09"),
        ("A notice of a lost laptop (June 9, 2023)\nWe lost a laptop.", "en", None, "2023-06-09"),
        ("Fen Trust was notified on June 9, 2023 by Oldmark, its carrier. " + "A laptop was lost. " * 8, "en", None, None),
    ],
)
def test_the_date_of_writing(text: str, language: str, furniture: str | None, iso: str | None) -> None:
    found = published(text, language, furniture)
    assert (found.value if found else None) == iso


def test_a_date_in_the_furniture_alone_has_no_span() -> None:
    found = published("名簿を紛失しました。", furniture="2024-05-20")
    assert found is not None
    assert found.spans == ()


def test_years_come_from_the_day_of_writing() -> None:
    assert days("12月10日に紛失しました。昨日判明しました。", published="2024-01-05") == ("2023-12-10", None, "2024-01-04")
    assert find_timeline(page("12月10日に紛失しました。", published="2024-01-05")).occurred_start == Found(
        "2023-12-10", ((4, 13),), "derived"
    )


@pytest.mark.parametrize(
    ("url", "title", "start"),
    [
        ("https://example.org/news/20240520", "お詫び", "2024-05-07"),
        ("https://example.org/2024/05/", "お詫び", "2024-05-07"),
        ("https://example.org/n/2024/loss", "お詫び", "2024-05-07"),
        ("https://example.org/n/loss", "漏えい記録#2024-12 名簿の紛失", "2024-05-07"),
        ("https://example.org/n/loss", "お詫び", None),
    ],
)
def test_years_come_from_the_address_or_the_title(url: str, title: str, start: str | None) -> None:
    assert days("5月7日に名簿を紛失しました。", url=url, title=title)[0] == start


@given(
    st.text(
        alphabet="2024年5月7日に紛失判明から~まで同翌昨報告を受け、。\n May 7, 2024 discovered sent between and", max_size=200
    )
)
@settings(deadline=None)
def test_spans_lie_in_the_text(text: str) -> None:
    for language in ("ja", "en"):
        found = page(text, language, "2024-06-01")
        line: Timeline = find_timeline(found)
        for fact in (line.occurred_start, line.occurred_end, line.discovered, line.published):
            if fact is not None:
                assert all(0 <= start < end <= len(found.text) for start, end in fact.spans)


@pytest.mark.parametrize(
    "piece",
    [
        "2024年5月7日",
        "5月7日に",
        "2024年5月7日から",
        "判明",
        "同日",
        "May 7, 2024 ",
        "between May 1 and ",
        "sent ",
        "2024-",
        "9",
        "\n",
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_time_grows_with_the_text_and_no_faster(piece: str, language: str) -> None:
    assert_linear(find_timeline, lambda size: page(piece * (size // len(piece)), language))


def test_a_vendors_day_is_its_own() -> None:
    text = (
        "Notice\nBright Pages uses an application supplied by Tillwright, a software provider. On August 3, 2021, Tillwright"
        " provided notice to Bright Pages of an incident. Tillwright identified the attack on May 11, 2021."
    )
    found = page_of(Document("", "Notice", text), "en")
    line = find_timeline(found, lambda: parties_named(survey(found, wording_of("en"))))
    assert line.discovered is not None
    assert line.discovered.value == "2021-08-03"


def test_a_title_is_no_label_of_the_date_below_it() -> None:
    found = find_timeline(page("June 9, 2023\nWe lost a laptop.", "en", title="Data Incident")).published
    assert found is not None
    assert found.value == "2023-06-09"
