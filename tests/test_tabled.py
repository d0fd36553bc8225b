"""Tables of bare numbers that add up. Every table here is made up."""

from __future__ import annotations

import pytest

from noticewatch.extract.lexicon.en.counting import EN_COUNTS
from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
from noticewatch.extract.numbers import find_counts, find_numbers
from noticewatch.extract.tabled import bare_parts, table_counts
from tests.linear import assert_linear

FLATTENED = """紛失した書類に記載されていた個人情報の人数 単位:人

区分

氏名

住所

市民

61

61

47

業者

93

38

職員

118

24

7

272

109

36

2 経過
"""

ROWS = """Information of clients was on the lost stick.
Program  Clients on the stick  Service dates
Travel clinic  611  2016 - 2019
Hearing tests  247  2018 - 2019
Smoking  93  2019
Total  951
"""


def test_a_table_flattened_into_lines() -> None:
    found = [(one.count.value, one.count.unit, one.place) for one in table_counts(FLATTENED, JA_COUNTS)]
    assert found == [
        (61, "person", "part"),
        (93, "person", "part"),
        (118, "person", "part"),
        (272, "person", "total"),
        (109, "person", "part"),
        (36, "person", "part"),
    ]


def test_a_table_of_rows() -> None:
    found = [(one.count.value, one.count.unit, one.place) for one in table_counts(ROWS, EN_COUNTS)]
    assert found == [(611, "person", "part"), (247, "person", "part"), (93, "person", "part"), (951, "person", "total")]


@pytest.mark.parametrize(
    "text",
    [
        ROWS.replace("951", "952"),
        ROWS.replace("Clients on the stick", "Boxes"),
        "Opening hours\nMonday  9\nTuesday  8\nTotal  17\n",
        "紛失\n甲\n\n3\n\n乙\n\n4\n",
        "",
    ],
)
def test_no_table_without_a_sum_and_a_unit(text: str) -> None:
    assert table_counts(text.replace("clients", "boxes"), EN_COUNTS) == ()


def test_tables_apart_are_not_summed_together() -> None:
    apart = "漏えいした人数\n東\n\n3\n\n" + "西の拠点については調査を続けております。" * 8 + "\n\n4\n\n計\n\n7\n"
    assert table_counts(apart, JA_COUNTS) == ()


def test_parts_behind_a_count_must_add_up() -> None:
    for text, parts in (
        ("71 accounts: 64 savings and 7 credit.", [64, 7]),
        ("71 accounts: 64 savings and 8 credit.", []),
        ("71 accounts. 64 savings and 7 credit.", []),
        ("71 accounts (71 in all).", []),
    ):
        numbers = find_numbers(text, EN_COUNTS.numbers)
        whole = find_counts(text, EN_COUNTS)[0]
        assert [part.value for part in bare_parts(text, whole, numbers[1:])] == parts


@pytest.mark.parametrize("piece", ["1\n", "a\n1\n", "1  2  ", "人数\n7\n", "|3|"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert_linear(lambda text: table_counts(text, JA_COUNTS), lambda size: piece * (size // len(piece)))
