"""Plain text: where posts begin, and what must stay one document."""

from pathlib import Path

import pytest

from noticewatch.errors import ReadError
from noticewatch.read import read_text
from noticewatch.read.plain import mark_of

SHARED = Path(__file__).parents[2] / "shared"

POSTS = """\
【漏えい記録簿#2026-031】潮見製作所 顧客名簿の誤送信


潮見製作所は、取引先に顧客名簿を誤って送信したと公表した。

1.経緯

11月3日に判明。

4.件数


名簿 120件

【漏えい記録簿#2026-032】学校法人楓 入試サイトの不具合


出願者の情報が別の出願者に表示された。

対象

67名

秋の散歩と喫茶店めぐりの記録


川沿いを歩いた。

【漏えい記録簿#2026-032】続き

同じ件の続報。
"""


def test_posts_by_their_mark_and_one_without_it() -> None:
    documents = read_text(POSTS.replace("\n", "\r\n"), url="https://example.jp/")
    assert [d.title[-8:] for d in documents] == ["顧客名簿の誤送信", "試サイトの不具合", "茶店めぐりの記録", "6-032】続き"]
    assert documents[0].text.endswith("名簿 120件")
    assert "\n\n\n".join(d.text.split("\n", 1)[0] for d in documents).count("【") == 3
    assert len({d.key for d in documents}) == 4
    assert all(d.url == "https://example.jp/" and d.text.startswith(d.title) for d in documents)


def test_whole_forbids_splitting() -> None:
    (document,) = read_text(POSTS, whole=True)
    assert document.text == POSTS.strip()
    assert document.key == ""


@pytest.mark.parametrize(
    "marks",
    [
        ["1.概要", "2.経緯", "3.対象"],
        ["【問10】対象は何人ですか", "【問11】原因は何ですか", "【問12】連絡先は"],
        ["【第1報】", "【第2報】", "【第3報】"],
        ["【表12】内訳", "【表13】推移", "【表14】地域"],
        ["[2026-11-20] 判明", "[2026-11-21] 報告", "[2026-11-22] 公表"],
        ["【概要】", "【対象】", "【対応】"],
        ["【25名】", "【38名】", "【40名】"],
    ],
)
def test_one_notice_stays_one(marks: list[str]) -> None:
    text = "個人情報の紛失について\n\n\n" + "\n\n\n".join(f"{mark}\n\n\n担当者が確認しました。" for mark in marks)
    assert len(read_text(text)) == 1


def test_marks_in_running_text_do_not_count() -> None:
    text = "題名の行\n【記録#2026-01】は前に書いた。\n【記録#2026-02】も同じ。\n"
    assert len(read_text(text)) == 1


def test_without_a_second_blank_line_nothing_unmarked_is_a_post() -> None:
    text = "【記録#101】甲\n\n本文。\n\n小見出し\n\n本文。\n\n【記録#102】乙\n\n本文。"
    assert len(read_text(text)) == 2


def test_a_preamble_that_says_something_is_kept() -> None:
    preamble = "このページでは、身近で起きた漏えいの発表を集めています。" * 4
    posts = "\n\n".join(f"【記録#10{n}】{name}社の件\n\n本文{n}。" for n, name in enumerate("甲乙"))
    assert len(read_text(f"はじめに\n{preamble}\n\n{posts}")) == 3
    assert len(read_text(f"記録帳\n\n{posts}")) == 2


def test_equal_titles_get_keys_apart() -> None:
    text = "【記録#101】甲\n\n本文。\n\n【記録#102】乙\n\n本文。\n\n【記録#101】甲\n\n別の本文。"
    keys = [d.key for d in read_text(text)]
    assert len(set(keys)) == 3
    assert keys[2] == f"{keys[0]}-2"


def test_english_digests() -> None:
    text = "Breach digest #41: Acme Widgets\n\nLost laptop.\n\nBreach digest #42: Harbor Clinic\n\nStolen files."
    assert [d.title for d in read_text(text)] == ["Breach digest #41: Acme Widgets", "Breach digest #42: Harbor Clinic"]


def test_the_date_line_below_the_title() -> None:
    assert read_text("名簿の紛失\n\n2026年11月20日\n\n本文。")[0].published == "2026-11-20"
    assert read_text("名簿の紛失\n\n11月20日に紛失しました。")[0].published is None


def test_a_title_without_end_is_cut() -> None:
    (document,) = read_text("題" * 900 + "\n本文")
    assert len(document.title) == 500
    assert document.text.startswith(document.title + "\n")


@pytest.mark.parametrize("text", ["", "\n \n", "。。。\n---"])
def test_an_empty_text(text: str) -> None:
    with pytest.raises(ReadError, match="empty"):
        read_text(text)


def test_marks() -> None:
    assert mark_of("〔日報 No.12〕 甲") == mark_of("〔日報 No.13〕 乙") != ""
    assert mark_of("普通の行") == mark_of("【12】") == mark_of("【令和8年11月】") == ""


@pytest.mark.skipif(not SHARED.exists(), reason="the collection of texts is not here")
def test_the_collectors_page_gives_its_eight_posts() -> None:
    (page,) = (SHARED / "seeds").glob("*.txt")
    expected = {path.read_text().strip() for path in (SHARED / "corpus" / "seeds").glob("*.txt")}
    assert {d.text for d in read_text(page.read_text())} == expected
    assert all(len(read_text(text)) == 1 for text in expected)
