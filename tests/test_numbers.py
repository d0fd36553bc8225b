"""Numbers as they are written, and what they are numbers of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticewatch.extract.lexicon.counting import NumberWords
from noticewatch.extract.lexicon.en.counting import EN_COUNTS
from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
from noticewatch.extract.numbers import find_counts, find_numbers, tokens


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,369件", [1369]),
        ("約1万2千人", [12000]),
        ("九十三万人", [930000]),
        ("924 万 4,553 件", [9244553]),
        ("百二十三名", [123]),
        ("二〇二三", [2023]),
        ("1.5億", [150000000]),
        ("93.5万", [935000]),
        ("12億3,456万7,890", [1234567890]),
        ("1.25", []),
        ("1.00005万", []),
        ("1,2345", []),
        ("1234,567", []),
        ("9" * 16, []),
        ("万", []),
        ("5万6億", []),
        ("9999億", []),
        ("一二三百", [12300]),
        ("3 25", [3, 25]),
        ("1," * 20, []),
        ("12,", [12]),
    ],
)
def test_japanese_numbers(text: str, values: list[int]) -> None:
    assert [number.value for number in find_numbers(text, JA_COUNTS.numbers)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twelve", [12]),
        ("twenty-five", [25]),
        ("two hundred and fifty thousand", [250000]),
        ("1.8 million", [1800000]),
        ("12k", [12000]),
        ("three hundred", [300]),
        ("one two", [1, 2]),
        ("someone alone", []),
        ("41,207", [41207]),
        ("TWENTY", [20]),
    ],
)
def test_english_numbers(text: str, values: list[int]) -> None:
    assert [number.value for number in find_numbers(text, EN_COUNTS.numbers)] == values


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("25名分の氏名", [(25, "person", "exact", "25名")]),
        ("最大で約3,000人", [(3000, "person", "up_to", "最大で約3,000人")]),
        ("3,000名以上", [(3000, "person", "at_least", "3,000名以上")]),
        ("およそ50世帯", [(50, "household", "about", "およそ50世帯")]),
        ("人数:25", [(25, "person", "exact", "25")]),
        ("件数 294\n", [(294, "record", "exact", "294")]),
        ("ファイル数:1,369件", [(1369, "file", "exact", "1,369件")]),
        ("メールアドレス 214件", [(214, "email", "exact", "214件")]),
        ("120口座、3社、7アカウント、9ファイル", [(120, "account", "exact", "120口座"), (3, "organization", "exact", "3社"),
                                       (7, "account", "exact", "7アカウント"), (9, "file", "exact", "9ファイル")]),
        ("50万円、40歳、12ページ、第3者、2人材、3名簿、5社員、0件", []),
    ],
)  # fmt: skip
def test_japanese_counts(text: str, counts: list[tuple[int, str, str, str]]) -> None:
    assert [(c.value, c.unit, c.qualifier, text[c.start : c.end]) for c in find_counts(text, JA_COUNTS)] == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("12,000 current and former employees", [(12000, "person", "exact", "12,000 current and former employees")]),
        ("up to 3,000 email addresses", [(3000, "email", "up_to", "up to 3,000 email addresses")]),
        ("more than 40 payment cards", [(40, "card", "at_least", "more than 40 payment cards")]),
        ("100 customers or more", [(100, "person", "at_least", "100 customers or more")]),
        ("Number of individuals affected: 9,318", [(9318, "person", "exact", "9,318")]),
        ("Persons affected: 2,146", [(2146, "person", "exact", "2,146")]),
        ("Persons affected: at least 2,146", [(2146, "person", "at_least", "at least 2,146")]),
        ("about 456 rising Fen High seniors", [(456, "person", "about", "about 456 rising Fen High seniors")]),
        ("88 customer records", [(88, "record", "exact", "88 customer records")]),
        ("1-800-555-0142, $212 million, 24 months, 5,400 units, v2 users", []),
    ],
)
def test_english_counts(text: str, counts: list[tuple[int, str, str, str]]) -> None:
    assert [(c.value, c.unit, c.qualifier, text[c.start : c.end]) for c in find_counts(text, EN_COUNTS)] == counts


def kanji(value: int) -> str:
    """A number below a hundred million as it is written out: 1234567 is 百二十三万四千五百六十七."""
    out = ""
    for part, scale in ((value // 10**4, "万"), (value % 10**4, "")):
        if not part:
            continue
        for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = part // power % 10
            if digit:
                out += ("" if digit == 1 and word else "〇一二三四五六七八九"[digit]) + word
        out += scale
    return out


@given(st.integers(1, 10**8 - 1))
def test_a_number_written_is_read_back(value: int) -> None:
    for text in (f"{value:,}", str(value), kanji(value), f"{value // 10**4}万{value % 10**4}" if value > 10**4 else str(value)):
        assert [number.value for number in find_numbers(text, JA_COUNTS.numbers)] == [value]


@given(st.text(alphabet="0123456789,.万千百十億〇一二 人名件約-", max_size=100) | st.text(max_size=100))
@settings(deadline=None)
def test_no_text_raises_and_offsets_lie_within(text: str) -> None:
    for words in (JA_COUNTS, EN_COUNTS):
        for count in find_counts(text, words):
            assert 0 <= count.start <= count.number_start < count.number_end <= count.end <= len(text)
            assert count.value > 0


@given(st.sampled_from([JA_COUNTS.numbers, EN_COUNTS.numbers]), st.data())
def test_tokens_sought_kind_by_kind_are_those_of_the_whole_expression(words: NumberWords, data: st.DataObject) -> None:
    piece = st.sampled_from(
        [" ", ",", ".", "1", "23", "456", " 789", "０", "٣", "件", "千", "〇一", "Two", "million", "twenty-one", "x"]
    )
    text = "".join(data.draw(st.lists(piece, max_size=24)))
    assert [one.span() for one in tokens(text, words.token)] == [one.span() for one in words.token.finditer(text)]
