"""Which numbers of a notice are of those affected, and which one a person would quote. Every text here is made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticewatch.extract.counts import find_affected
from noticewatch.extract.page import Page, page_of
from noticewatch.model import Document
from tests.counted_sentences import EN_HEADLINES, EN_SILENT, JA_HEADLINES, JA_SILENT
from tests.linear import assert_linear


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


def test_bare_numbers_that_add_up_to_the_count_before_them_are_its_parts() -> None:
    assert listed("The register lists 90 players (juniors 60, seniors 30).", "en") == [
        (90, "person", "exact", "total"),
        (60, "person", "exact", "part"),
        (30, "person", "exact", "part"),
    ]
    assert listed("The register lists 90 players (juniors 60, page 31).", "en") == [(90, "person", "exact", "total")]


def test_a_bare_number_of_these_is_a_part_of_the_count_before_it() -> None:
    assert listed("The data of 400 patients was taken. Of these, 31 were under 18.", "en") == [
        (400, "person", "exact", "total"),
        (31, "person", "exact", "part"),
    ]
    assert listed("We helped 400 patients. Of these, 31 were under 18.", "en") == []


def test_a_sum_of_the_counts_before_it_is_the_total_without_a_heading() -> None:
    text = "対象\n(1)在校生の氏名 40名\n(2)卒業生の氏名 21名\n\n計61名"
    assert listed(text)[-1] == (61, "person", "exact", "total")
    affected = find_affected(page(text))
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.derived) == (61, False)


def test_the_merged_number_wins_over_the_cumulative_one() -> None:
    affected = find_affected(page("流出件数 31,200件(重複を除いた件数) ※延べでは35,900件"))
    assert affected.headline is not None
    assert affected.headline.value.value == 31200


def test_people_of_two_kinds_of_data_are_the_same_people() -> None:
    affected = find_affected(page("流出した個人情報は、氏名450件、住所320件です。"))
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.derived) == (450, False)


def test_what_stands_in_brackets_behind_a_count_shares_its_fate() -> None:
    assert listed("閲覧者 22名(町内20名、町外2名)\n漏えいした情報は氏名です。") == []


def test_accounts_of_people_are_accounts() -> None:
    assert listed("Someone gained access to the mailboxes of three employees.", "en") == [(3, "account", "exact", "total")]


def test_a_whole_told_again_is_the_total() -> None:
    assert listed("The files held 900 records. 75 of the 900 records show a birth date.", "en") == [
        (900, "record", "exact", "total"),
        (75, "record", "exact", "part"),
    ]


def test_addresses_that_recipients_saw_are_counted_by_the_mails_sent() -> None:
    assert listed("BCC欄に入れるべきところ誤って宛先欄に入れ、アドレスが見える状態で送信した(送信件数:52件)。") == [
        (52, "email", "exact", "total")
    ]


def test_the_number_of_a_heading_is_no_count() -> None:
    assert listed("1 事業者の名称\n漏えいの有無は調査中です。") == []
    assert listed("The file was exposed on the afternoon of 11 October and files were removed.", "en") == []


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("個人情報保護法に基づき、1,000人を超える漏えいに該当するため報告しました。", "ja"),
        ("漏えいの対象\n委託元は約50団体とのことです。", "ja"),
        ("更新の時期を迎えた316件の許可書をお送りしました。漏えいの有無は調査中です。", "ja"),
        ("誤送信先の18名全員に削除をお願いしました。漏えいした情報は氏名です。", "ja"),
        ("漏えいした情報は氏名です。閲覧された9名の方には削除をお願いしました。", "ja"),
        ("We reset the passwords of all 65,000 users after the breach.", "en"),
        ("The breach did not affect the 5,000 customers of our other shop.", "en"),
    ],
)
def test_numbers_near_an_incident_that_are_of_nobody_affected(text: str, language: str) -> None:
    assert listed(text, language) == []


def test_years_of_school_do_not_part_an_enumeration() -> None:
    affected = find_affected(page("漏えいの対象:1年生 24名、2年生 31名、3年生 28名"))
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.derived) == (83, True)


def test_a_list_after_a_sentence_that_announces_it() -> None:
    text = (
        "調査の結果、外部からの侵入により次の情報が社外に流れ出たものと判断しており、皆様には心よりお詫び申し上げますとともに、"
        "経緯を順にご報告いたします。\n・会員 320名\n・職員 12名\n"
    )
    assert [value for value, *_ in listed(text)] == [320, 12]


def test_a_count_on_top_of_another_is_added() -> None:
    text = "Notice\nThe file exposed 3,120 records of students. The other exposed an additional 8,455 individual records."
    affected = find_affected(page_of(Document("", "Notice", text), "en"))
    assert affected.headline is not None
    assert (affected.headline.value.value, affected.headline.value.derived) == (11575, True)


@pytest.mark.parametrize(
    ("text", "language", "qualifier", "quote"),
    [
        ("会員5万人のうち約2割の情報が漏えいしました。", "ja", "about", "5万人のうち約2割"),
        ("Up to 12 percent of our 50,000 customers were affected.", "en", "up_to", "12 percent of our 50,000 customers"),
    ],
)
def test_a_share_of_a_stated_whole_is_worked_out_and_marked_so(text: str, language: str, qualifier: str, quote: str) -> None:
    one = page(text, language)
    headline = find_affected(one).headline
    assert headline is not None
    assert (headline.value.qualifier, headline.value.derived, headline.how) == (qualifier, True, "derived")
    assert [one.folded.quote(*span) for span in headline.spans] == [quote]


@pytest.mark.parametrize(
    ("text", "language", "qualifier"),
    [
        ("漏えいした可能性がある保険契約 1,024契約", "ja", "exact"),
        ("漏えいした情報は1,000~1,500件です。", "ja", "up_to"),
        ("Between 1,000 and 1,500 donors were affected.", "en", "up_to"),
    ],
)
def test_a_qualifier_is_a_word_of_its_own(text: str, language: str, qualifier: str) -> None:
    headline = find_affected(page(text, language)).headline
    assert headline is not None
    assert headline.value.qualifier == qualifier
