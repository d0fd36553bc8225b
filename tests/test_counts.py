"""Which numbers of a notice are of those affected, and which one a person would quote. Every text here is made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticewatch.extract.counts import find_affected
from noticewatch.extract.page import Page, page_of
from noticewatch.model import Document
from tests.linear import assert_linear

JA_HEADLINES = [
    ("会員32名の氏名と住所が漏えいした可能性があります。", 32, "person"),
    ("対象は生徒1,204名の成績です。", 1204, "person"),
    ("漏えいした可能性のある件数は約1万2千件です。", 12000, "record"),
    ("申請者五十三名分の書類を紛失しました。", 53, "person"),
    ("影響を受けた可能性がある方:874名", 874, "person"),
    ("漏えいした情報\nメールアドレス 312件", 312, "email"),
    ("流出した可能性のある情報\n氏名、住所、電話番号 18人分", 18, "person"),
    ("氏名、住所、メールアドレス(2,518件)が流出しました。", 2518, "record"),
    ("メールアドレス(518件)が流出しました。", 518, "email"),
    ("最大で約30万人の個人情報が流出したおそれがあります。", 300000, "person"),
    ("1.5万件の顧客情報が閲覧可能な状態でした。", 15000, "record"),
    ("対象世帯数\n紛失した台帳には240世帯の情報が記載されていました。", 240, "household"),
    ("流出したおそれのあるカード情報 4,512件", 4512, "card"),
    ("漏えいの対象\n人数:61", 61, "person"),
    ("紛失した名簿の記載内容\n対象者数 45名", 45, "person"),
    ("対象 924 万 4,553 件の購入履歴が閲覧できる状態でした。", 9244553, "record"),
    ("利用者3名と家族2名、計5名の氏名が漏えいしました。", 5, "person"),
    ("利用者130名及び職員12名の氏名が漏えいした可能性があります。", 142, "person"),
    ("対象は合計2,310名(うち未成年者48名)の氏名です。", 2310, "person"),
    ("通知書40通(38名)を誤送付しました。", 38, "person"),
    ("会員約50万人のうち1,200名の情報が流出しました。", 1200, "person"),
    ("漏えいした個人情報\nA店 氏名、住所 120件\nB店 氏名、住所 80件\nC店 氏名 15件", 215, "record"),
    ("流出した情報\n氏名 45件\n住所 30件\n電話番号 12件", 45, "record"),
    ("漏えい件数\n東支店 30件\n西支店 12件\n合計 42件", 42, "record"),
    ("患者1名の診療情報を別の患者に手渡しました。", 1, "person"),
    ("のべ2,400名の参加者の氏名が公開されていました。", 2400, "person"),
    ("個人情報を含むファイル数:77件", 77, "file"),
    ("当該メールアカウント3アカウントが不正アクセスを受けました。", 3, "account"),
    ("参加者86名宛ての案内メールを一斉送信した際、BCC欄ではなく宛先欄に入力しました。", 86, "person"),
    ("取引先30社の担当者情報が流出した可能性があります。", 30, "organization"),
    ("少なくとも6,000人分のデータが暗号化されました。", 6000, "person"),
    ("氏名が漏えいした方は3,400名以上に上ります。", 3400, "person"),
]

JA_SILENT = [
    "定員80名、参加無料の研修会で情報漏えいを学びます。",
    "お客様23名から漏えいについてのお問い合わせをいただきました。",
    "当社から迷惑メール約4,000件が送信され、情報が流出した可能性があります。",
    "職員2名が名簿を紛失しました。",
    "会員数は約120万人です。漏えいの有無は調査中です。",
    "3時間にわたり閲覧できない状態でした。",
    "40歳から74歳までの方の情報が漏えいした可能性があります。",
    "見舞金として500円を対象の方にお送りします。",
    "お問い合わせ 0120-345-678(漏えい専用窓口)",
    "個人情報保護法第26条第1項に基づき漏えいを報告しました。",
    "漏えいした個人情報の件数は調査中です。",
    "令和6年5月7日10時30分に流出が判明しました。",
    "第三者1名が当該ページを閲覧しました。",
    "誤ったメールは15名に送信されました。漏えいした情報は氏名です。",
    "①名簿 ②件名の一覧が流出しました。",
    "多数の名義の人物が漏えいに関与したとみられます。",
    "数百件の情報が漏えいした可能性があります。",
    "一部の個人情報が漏えいした可能性があります。",
    "一人ひとりにお詫びし、漏えいの再発防止に努めます。",
    "12345678901234567890名の情報が漏えいしました。",
    "漏えいはありません。0件です。",
    "面会は1日1組2名までです。",
    "年間120件の漏えい事案があります。",
]

EN_HEADLINES = [
    ("The incident affected 41,300 current and former employees.", 41300, "person"),
    ("Approximately 2.3 million customers were impacted.", 2300000, "person"),
    ("The stolen laptop held the names and addresses of 415 patients.", 415, "person"),
    ("Twelve customers' account details were exposed.", 12, "person"),
    ("In total, 7,410 individuals are affected, including 212 residents of Oldmark.", 7410, "person"),
    ("Up to 3,000 email addresses were exposed.", 3000, "email"),
    ("Number of individuals affected: 8,821", 8821, "person"),
    ("Attackers copied 1,200 files from a server.", 1200, "file"),
    ("We are notifying 930 members whose data was taken.", 930, "person"),
    ("An attacker gained access to four employee email accounts.", 4, "account"),
    ("More than 5,600 payment card numbers were stolen.", 5600, "card"),
    ("A report with 88 customer records was published in error.", 88, "record"),
    ("Data of 40,000 of our 1.1 million registered users was viewed.", 40000, "person"),
    ("The breach exposed data of 20 students and 4 teachers.", 24, "person"),
    ("Some 3,000 identification documents and 500 customer records were stolen.", 3500, "record"),
    ("About two hundred and fifty donors were affected.", 250, "person"),
    ("We believe the data of 310 residents was lost.", 310, "person"),
]

EN_SILENT = [
    "We serve 3 million customers worldwide and take the breach seriously.",
    "Our team of 40 people is investigating the breach.",
    "We offer 24 months of credit monitoring after the breach.",
    "Call 1-800-555-0175 about the breach.",
    "The company was fined $212 million after the breach.",
    "Two employees clicked on a phishing link in the breach.",
    "We recalled 5,400 units because of exposed wiring.",
    "The venue has a capacity of 300 guests. Lost items are kept.",
    "An unknown number of customers was affected.",
    "The breach was discovered at 10:30 on 14 May 2024.",
    "A message with the file was sent to 15 people. The information was disclosed in error.",
    "One person was affected.",
]


def page(text: str, language: str = "ja", title: str = "") -> Page:
    whole = f"{title}\n{text}"
    return page_of(Document("https://example.org/notice", title, whole), language)


@pytest.mark.parametrize(("text", "value", "unit"), JA_HEADLINES)
def test_japanese_headline(text: str, value: int, unit: str) -> None:
    headline = find_affected(page(text)).headline
    assert headline is not None
    assert (headline.value.value, headline.value.unit) == (value, unit)


@pytest.mark.parametrize("text", JA_SILENT)
def test_japanese_numbers_that_are_not_of_those_affected(text: str) -> None:
    affected = find_affected(page(text))
    assert (affected.headline, affected.counts) == (None, ())


@pytest.mark.parametrize(("text", "value", "unit"), EN_HEADLINES)
def test_english_headline(text: str, value: int, unit: str) -> None:
    headline = find_affected(page(text, "en")).headline
    assert headline is not None
    assert (headline.value.value, headline.value.unit) == (value, unit)


@pytest.mark.parametrize("text", EN_SILENT)
def test_english_numbers_that_are_not_of_those_affected(text: str) -> None:
    affected = find_affected(page(text, "en"))
    assert (affected.headline, affected.counts) == (None, ())


def listed(text: str, language: str = "ja") -> list[tuple[int, str, str, str]]:
    found = find_affected(page(text, language)).counts
    return [(f.value.value, f.value.unit, f.value.qualifier, f.value.scope) for f in found]


def test_a_total_with_its_parts() -> None:
    assert listed("漏えい件数\n東支店 30件\n西支店 12件\n合計 42件") == [
        (30, "record", "exact", "part"),
        (12, "record", "exact", "part"),
        (42, "record", "exact", "total"),
    ]
    assert listed("対象は合計2,310名(うち未成年者48名)の氏名です。") == [
        (2310, "person", "exact", "total"),
        (48, "person", "exact", "part"),
    ]


def test_a_part_of_a_part_is_neither_listed_nor_summed() -> None:
    text = "漏えいした情報\n甲サイト 氏名、住所 500件\n(うち120件は受託分)\n乙サイト 氏名 40件"
    affected = find_affected(page(text))
    assert [f.value.value for f in affected.counts] == [500, 40]
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.derived, affected.headline.how) == (540, True, "derived")
    assert len(affected.headline.spans) == 2


def test_two_units_for_one_thing_are_both_listed() -> None:
    assert listed("通知書40通(38名)を誤送付しました。") == [(40, "record", "exact", "total"), (38, "person", "exact", "total")]


def test_a_count_told_twice_is_listed_once() -> None:
    assert listed("55名の氏名が漏えいしました。\n対象:55名") == [(55, "person", "exact", "total")]


@pytest.mark.parametrize(
    ("text", "language", "qualifier"),
    [
        ("約120名の氏名が漏えいしました。", "ja", "about"),
        ("最大120名の氏名が漏えいしました。", "ja", "up_to"),
        ("120名以上の氏名が漏えいしました。", "ja", "at_least"),
        ("少なくとも120名の氏名が漏えいしました。", "ja", "at_least"),
        ("120名程度の氏名が漏えいしました。", "ja", "about"),
        ("120名の氏名が漏えいしました。", "ja", "exact"),
        ("Up to 120 customers were affected.", "en", "up_to"),
        ("Fewer than 120 customers were affected.", "en", "up_to"),
        ("More than 120 customers were affected.", "en", "at_least"),
        ("At least 120 customers were affected.", "en", "at_least"),
        ("Roughly 120 customers were affected.", "en", "about"),
        ("120 customers were affected.", "en", "exact"),
    ],
)
def test_qualifiers(text: str, language: str, qualifier: str) -> None:
    assert [count[2] for count in listed(text, language)] == [qualifier]


def test_a_later_total_wins_over_an_earlier_count() -> None:
    affected = find_affected(page("対象\n被保険者7名の氏名、住所\n続報\nその後、対象は合計29名となりました。"))
    assert affected.headline is not None
    assert affected.headline.value.value == 29


def test_the_largest_where_counts_do_not_add_up() -> None:
    affected = find_affected(page("42件の氏名が漏えいしました。\n\nまた、1,310件の住所が漏えいしました。"))
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.scope, affected.headline.value.derived) == (
        1310,
        "part",
        False,
    )


def test_counts_of_two_kinds_of_data_are_no_parts_of_one_whole() -> None:
    affected = find_affected(page("カード情報(31件)及び個人情報(1,204件)が漏えいした可能性があります。"))
    assert [(f.value.value, f.value.unit) for f in affected.counts] == [(31, "card"), (1204, "record")]
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.derived) == (1204, False)


def test_parts_whose_total_is_told_apart_are_not_summed_again() -> None:
    text = "漏えいした情報は320名の氏名です。\n\n内容\n東支店 200名\n西支店 120名\n"
    affected = find_affected(page(text))
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.scope, affected.headline.value.derived) == (
        320,
        "total",
        False,
    )


def test_a_row_that_is_the_sum_of_the_others_is_the_total() -> None:
    affected = find_affected(page("漏えいした人数\n東支店 20名\n西支店 12名\n全支店 32名\n"))
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.derived) == (32, False)


def test_a_part_that_follows_its_whole() -> None:
    assert listed("300名の氏名が漏えいしました。うち12名を含む名簿は公開されていました。") == [
        (300, "person", "exact", "total"),
        (12, "person", "exact", "part"),
    ]


def test_full_width_text_is_quoted_as_it_stands() -> None:
    found = page("会員１，２３４名の氏名が漏えいしました。")
    headline = find_affected(found).headline
    assert headline is not None
    assert headline.value.value == 1234
    assert found.folded.quote(*headline.spans[0]) == "１，２３４名"


@given(st.text(alphabet="会員氏名漏えい対象計うち約1234567890,.万千百人名件分 、。\n()affected people total of", max_size=200))
@settings(deadline=None)
def test_spans_lie_in_the_text(text: str) -> None:
    for language in ("ja", "en"):
        found = page(text, language)
        affected = find_affected(found)
        for count in (*affected.counts, *((affected.headline,) if affected.headline else ())):
            assert count.value.value > 0
            assert count.spans
            assert all(0 <= start < end <= len(found.text) for start, end in count.spans)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "人",
        "1,",
        "漏えい",
        "1人",
        "1人、",
        "うち1名",
        "約",
        "千",
        "1件\n",
        "対象\n",
        "(",
        "one hundred ",
        "1 customer of ",
        "people ",
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_time_grows_with_the_text_and_no_faster(piece: str, language: str) -> None:
    assert_linear(find_affected, lambda size: page(piece * (size // len(piece)), language))
