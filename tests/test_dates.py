"""Written dates of every spelling: what they say, what they do not say, and that nothing is invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticewatch.dates import WrittenDate, find_dates, is_bare_date, parse_date
from noticewatch.datewords import ALL_DATES, EN_DATES, JA_DATES
from tests.linear import assert_linear

WHOLE = [
    ("2026年11月20日", "2026-11-20"),
    ("２０２６年１１月２０日", "2026-11-20"),
    ("2026年 11月 20日(金曜日)", "2026-11-20"),
    ("令和8年11月20日", "2026-11-20"),
    ("令和八年十一月二十日", "2026-11-20"),
    ("令和元年5月1日", "2019-05-01"),
    ("令和8年(2026年)11月20日", "2026-11-20"),
    ("2026年(令和8年)11月20日", "2026-11-20"),
    ("平成30年1月9日", "2018-01-09"),
    ("昭和63年12月1日", "1988-12-01"),
    ("二〇二六年十一月二十日", "2026-11-20"),
    ("R8.11.20", "2026-11-20"),
    ("H31/4/30", "2019-04-30"),
    ("2026.11.20", "2026-11-20"),
    ("2026. 11. 20", "2026-11-20"),
    ("2026/11/20", "2026-11-20"),
    ("2026-11-20", "2026-11-20"),
    ("11/20/2026", "2026-11-20"),
    ("20/11/2026", "2026-11-20"),
    ("20.11.2026", "2026-11-20"),
    ("11-20-2026", "2026-11-20"),
    ("11/20/26", "2026-11-20"),
    ("November 20, 2026", "2026-11-20"),
    ("Nov. 20, 2026", "2026-11-20"),
    ("NOV 20, 2026", "2026-11-20"),
    ("November 20th 2026", "2026-11-20"),
    ("20 Nov 2026", "2026-11-20"),
    ("20-Nov-2026", "2026-11-20"),
    ("20th of November, 2026", "2026-11-20"),
    ("Friday, November 20, 2026", "2026-11-20"),
    ("Fri, 20 Nov 2026 10:00:00 +0900", "2026-11-20"),
    ("2026-11-20T10:00:00+09:00", "2026-11-20"),
    ("2026-11-20T10:00:00.123Z", "2026-11-20"),
    ("2026年11月20日 10時30分", "2026-11-20"),
    ("[2026年11月20日更新]", "2026-11-20"),
    ("更新日:2026年11月20日", "2026-11-20"),
    ("  (2026/11/20)  ", "2026-11-20"),
    ("Posted on November 20, 2026", "2026-11-20"),
    ("2026年11月", "2026-11"),
    ("November 2026", "2026-11"),
    ("2026/11", "2026-11"),
]

NO_DATE = [
    "", "お知らせ", "2026年2月30日", "2026年13月1日", "令和99日", "2月30日", "99日", "11月20日", "03-1234-5678", "1.2.3", "24/7",
    "12345678",
    "2026年11月20日のお知らせ", "November 31, 2026", "February 29, 2023", "0/0/2026", "2026-00-10", "x" * 500, "令和〇年",
    "十十年", "May",
]  # fmt: skip


@pytest.mark.parametrize(("written", "iso"), WHOLE)
def test_a_string_that_is_a_date(written: str, iso: str) -> None:
    assert parse_date(written) == iso


@pytest.mark.parametrize("written", NO_DATE)
def test_a_string_that_is_no_date(written: str) -> None:
    assert parse_date(written) is None


def told(text: str, language: str = "ja", anchor: date | None = None, published: date | None = None) -> list[str]:
    words = JA_DATES if language == "ja" else EN_DATES
    mark = {"day": "", "from": ">", "to": "<"}
    return [
        mark[d.role] + (d.iso or "?") + ("*" if d.how == "derived" else "")
        for d in find_dates(text, words, anchor=anchor, published=published)
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2017年3月~2023年11月22日まで", [">2017-03", "<2023-11-22"]),
        ("2014年~2019年に", [">2014", "<2019"]),
        ("2023年11月1日から11月5日まで", [">2023-11-01", "<2023-11-05*"]),
        ("2023年11月1日から5日まで", [">2023-11-01", "<2023-11-05"]),
        ("2023年12月28日から1月5日まで", [">2023-12-28", "<2024-01-05*"]),
        ("2023年12月20日 午前10時~12月21日 午後3時", [">2023-12-20", "<2023-12-21*"]),
        ("2024年4月以降", [">2024-04"]),
        ("2024年4月3日までに", ["<2024-04-03"]),
        ("令和6年3月4日、5日に", ["2024-03-04", "2024-03-05"]),
        ("2023年12月3日、同月15日に", ["2023-12-03", "2023-12-15*"]),
        ("2023年12月31日、翌日と同日", ["2023-12-31", "2024-01-01*", "2024-01-01*"]),
        ("2023年5月、同年6月2日、翌年1月8日", ["2023-05", "2023-06-02*", "2024-01-08*"]),
        ("2023年12月3日、翌月5日", ["2023-12-03", "2024-01-05*"]),
        ("2023年12月初旬に", ["2023-12"]),
        ("令和5年度の12月18日(月)", ["2023-12-18*"]),
        ("令和5年度の3月4日", ["2024-03-04*"]),
        ("令和5年度3月", ["2024-03*"]),
        ("令和5年度の事業", []),
        ("12月18日(月)。令和5年度の事業。", ["2023-12-18*"]),
        ("令和4年10月3日に始まり。\n1月10日に判明", ["2022-10-03", "2023-01-10*"]),
        ("1月10日に始まり。\n2023年2月3日に判明", ["2023-01-10*", "2023-02-03"]),
        ("2023年12月14日、15日(金)に", ["2023-12-14", "2023-12-15"]),
        ("2023年12月14日に連絡し。15日(金)に再開", ["2023-12-14", "2023-12-15*"]),
        ("2023年12月14日に連絡し。15日(日)に再開", ["2023-12-14"]),
        ("12月10日に", ["?*"]),
        ("同月15日、翌日、昨日", []),
        ("15日に", []),
        ("3日間、20日以内、第5日", []),
        ("2023年2月30日、13月1日、2月31日", []),
        ("平成15年5月30日法律第57号。1月10日に判明", ["2003-05-30", "?*"]),
        ("2023年8月31日から9月31日まで", [">2023-08-31"]),
    ],
)  # fmt: skip
def test_japanese_dates_in_sentences(text: str, dates: list[str]) -> None:
    assert told(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("between March 3, 2023 and April 7, 2023", [">2023-03-03", "<2023-04-07"]),
        ("from November 1 to November 5, 2023", [">2023-11-01*", "<2023-11-05"]),
        ("from 1 to 5 November 2023", [">2023-11-01", "<2023-11-05"]),
        ("November 1-5, 2023", [">2023-11-01", "<2023-11-05"]),
        ("between May 7 and 9, 2023", [">2023-05-07", "<2023-05-09"]),
        ("between Mar. 3, 2023 and Apr. 7, 2023", [">2023-03-03", "<2023-04-07"]),
        ("May 7 and 9, 2023", ["2023-05-07", "2023-05-09"]),
        ("on March 5, 2024 and 12 people", ["2024-03-05"]),
        ("On March 5 and 12 people", ["?*"]),
        ("December 28, 2022 through January 3, 2023", [">2022-12-28", "<2023-01-03"]),
        ("from December 28 to January 3, 2023", [">2022-12-28*", "<2023-01-03"]),
        ("on or about 11/20/2026", ["2026-11-20"]),
        ("in early January 2024", ["2024-01"]),
        ("from 2014 to 2019", [">2014", "<2019"]),
        ("since March 2021", [">2021-03"]),
        ("until May 4, 2021", ["<2021-05-04"]),
        ("May 7, 2023. The next day", ["2023-05-07", "2023-05-08*"]),
        ("between 12 and 15 customers", []),
        ("9\nJune\n2023", ["2023-06-09"]),
        ("the following day, today, 1/2, 24/7", []),
        ("February 30, 2023", []),
        ("January 30-35, 2023", ["2023-01-30"]),
    ],
)  # fmt: skip
def test_english_dates_in_sentences(text: str, dates: list[str]) -> None:
    assert told(text, "en") == dates


@pytest.mark.parametrize(
    ("text", "anchor", "dates"),
    [
        ("12月10日に", date(2024, 1, 5), ["2023-12-10*"]),
        ("1月20日に", date(2024, 1, 5), ["2024-01-20*"]),
        ("12月10日(日)に", date(2024, 6, 1), ["2023-12-10*"]),
        ("12月10日(土)に", date(2024, 1, 5), ["2022-12-10*"]),
        ("2月29日に", date(2024, 3, 5), ["2024-02-29*"]),
        ("2月29日に", date(2025, 3, 5), ["?*"]),
        ("昨日、本日、一昨日", date(2024, 3, 1), ["2024-02-29*", "2024-03-01*", "2024-02-28*"]),
        ("昨年12月3日、今年1月9日", date(2024, 3, 1), ["2023-12-03*", "2024-01-09*"]),
        ("先月5日", date(2024, 1, 31), ["2023-12-05*"]),
        ("2021年7月10日に送付し、7月15日に判明", date(2022, 12, 1), ["2021-07-10", "2021-07-15*"]),
        ("8月に", date(2022, 12, 1), ["2022-08*"]),
        ("12/15(金)に", date(2023, 12, 20), ["2023-12-15*"]),
    ],
)
def test_years_by_the_day_of_writing(text: str, anchor: date, dates: list[str]) -> None:
    assert told(text, anchor=anchor, published=anchor) == dates


def test_a_written_date_of_any_precision() -> None:
    assert WrittenDate(0, 1, None, 5, 6).iso is None
    assert WrittenDate(0, 1, 2024, None, None).iso == "2024"
    assert WrittenDate(0, 1, 2024, 5, None).iso == "2024-05"


def test_a_line_that_is_a_date() -> None:
    assert is_bare_date("(公開日 2024-05-06 10:00)", 5, 15)
    assert not is_bare_date("発覚日 2024-05-06", 4, 14)


JAPANESE = ["{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month:02d}.{0.day:02d}", "{0.year}/{0.month}/{0.day}", "{0:%Y-%m-%d}"]
ENGLISH = ["{0:%B} {0.day}, {0.year}", "{0.day} {0:%b} {0.year}", "{0:%m/%d/%Y}", "{0:%A}, {0:%B} {0.day}, {0.year}"]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(JAPANESE + ENGLISH))
def test_a_date_written_is_read_back(day: date, spelling: str) -> None:
    assert parse_date(spelling.format(day)) == day.isoformat()


@given(st.dates(date(2019, 5, 1), date(2049, 12, 31)))
def test_an_era_is_read_back(day: date) -> None:
    assert parse_date(f"令和{day.year - 2018}年{day.month}月{day.day}日") == day.isoformat()
    assert parse_date(f"R{day.year - 2018}.{day.month}.{day.day}") == day.isoformat()


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.integers(-300, 30))
def test_a_weekday_gives_the_year(day: date, offset: int) -> None:
    anchor = date.fromordinal(day.toordinal() - offset)
    weekday = "月火水木金土日"[day.weekday()]
    found = find_dates(f"{day.month}月{day.day}日({weekday})に", JA_DATES, anchor=anchor)
    assert [d.iso for d in found] == [day.isoformat()]


@given(
    st.text(
        alphabet="令和平成元年度月日火上旬同翌本昨(~から、まで)0123456789./-〇一二三十R Nov ember May and to from between,th\n",
        max_size=120,
    )
)
@settings(deadline=None)
def test_offsets_lie_in_the_text_and_dates_exist(text: str) -> None:
    parse_date(text)
    for words in ALL_DATES:
        last = 0
        for found in find_dates(text, words, anchor=date(2024, 2, 29), published=date(2024, 2, 29)):
            assert 0 <= found.start < found.end <= len(text)
            assert found.start >= last
            last = found.start
            if found.year is not None:
                date(found.year, found.month or 1, found.day or 1)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    parse_date(text)
    for words in ALL_DATES:
        find_dates(text, words, anchor=None)


@pytest.mark.parametrize(
    "piece",
    ["9", "1/", "1月", "1日", "2024年", "令和", "2024-", "May 1 ", "between May 1 and ", "11:", " ", "(", "1日、", "同日", "十"],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def read(text: str) -> None:
        parse_date(text)
        for words in ALL_DATES:
            find_dates(text, words, anchor=None)

    assert_linear(read, lambda size: piece * (size // len(piece)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年5月30日に置き忘れ、翌31日に見つかった。", ["2024-05-30", "2024-05-31"]),
        ("2024年5月8日に公開し、9日0時過ぎに気づいた。", ["2024-05-08", "2024-05-09"]),
        ("2024年5月8日に公開し、7日に届いた。", ["2024-05-08"]),
        ("2024年5月8日の夜から9日(木)の朝にかけて", ["2024-05-08 from", "2024-05-09 to"]),
        ("2024年8月19日と8月27日の間に", ["2024-08-19 from", "2024-08-27 to"]),
        ("令和5年7月19日(水)以降、8月3日(水)までの間", ["2023-07-19 from", "2023-08-03 to"]),
        ("令和5年度の申請を、令和6年度も続ける方に3月4日に送った。", ["2024-03-04"]),
        ("2024年5月8日に失い、当日のうちに届けた。", ["2024-05-08", "2024-05-08"]),
        ("2024年5月8日10時から12時", ["2024-05-08"]),
    ],
)
def test_days_told_by_others(text: str, expected: list[str]) -> None:
    found = [date for date in find_dates(text, JA_DATES, anchor=None) if date.iso]
    assert [f"{date.iso}" + (f" {date.role}" if date.role != "day" else "") for date in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 1.00pm on 14 June and 9.40am on 17 June 2019", ["2019-06-14 from", "2019-06-17 to"]),
        ("on June 3, 2019. A neighbor saw it on the 5th.", ["2019-06-03", "2019-06-05"]),
        ("on June 3, 2019, and the following morning", ["2019-06-03", "2019-06-04"]),
        ("stolen June 3, 2019, found the night before", ["2019-06-03", "2019-06-02"]),
        ("June 3, 2019 → June 5, 2019", ["2019-06-03 from", "2019-06-05 to"]),
        ("between 9 pm on April 17 and 7 am on April 22, 2014", ["2014-04-17 from", "2014-04-22 to"]),
    ],
)
def test_english_days_told_by_others(text: str, expected: list[str]) -> None:
    found = [date for date in find_dates(text, EN_DATES, anchor=None) if date.iso]
    assert [f"{date.iso}" + (f" {date.role}" if date.role != "day" else "") for date in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Put online on 3/4/2025. 14 April 2025", ["2025-04-03", "2025-04-14"]),
        ("Put online on 3/4/2025. April 14, 2025", ["2025-03-04", "2025-04-14"]),
        ("Put online on 3/4/2025.", ["2025-03-04"]),
        ("Put online on 3/4/2025, found on 30/4/2025.", ["2025-04-03", "2025-04-30"]),
        ("Put online on 3/4/2025, found on 4/30/2025.", ["2025-03-04", "2025-04-30"]),
        ("Put online on 20/4/2025. 14 April 2025", ["2025-04-20", "2025-04-14"]),
    ],
)
def test_days_before_months_where_the_text_writes_them_so(text: str, expected: list[str]) -> None:
    assert [date.iso for date in find_dates(text, EN_DATES, anchor=None)] == expected
