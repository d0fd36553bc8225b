"""Posts whose titles are no headings, and lists whose excerpts end in "learn more"."""

from __future__ import annotations

import pytest

from noticewatch.model import Response
from noticewatch.read import ReadHint, read


def reading(body: str, kind: str = "auto"):  # type: ignore[no-untyped-def]
    answer = Response(
        "https://a.example/", "https://a.example/", "text/html", "utf-8", f"<html><body>{body}</body></html>".encode()
    )
    return read(answer, ReadHint(kind=kind))  # type: ignore[arg-type]


POSTS = [
    ("市立図書館で名簿紛失", "利用者12名の氏名を記した名簿をなくしたと発表した。"),
    ("柿を干した", "軒先に吊るす。今年は甘い。"),
    ("朝の散歩", "川に鴨がいた。"),
]


def test_bold_lines_in_one_cell_are_titles_where_posts_are_known() -> None:
    body = "<br><br>".join(f"<b>{title}</b><br>2026/11/0{day}<br>{text}" for day, (title, text) in enumerate(POSTS, 1))
    found = reading(f"<h1>手帖</h1><table><tr><td>{body}</td></tr></table>", "posts")
    assert [document.title for document in found.documents] == [title for title, _ in POSTS]
    assert [document.published for document in found.documents] == ["2026-11-01", "2026-11-02", "2026-11-03"]


def test_terms_of_a_definition_list_are_titles_where_posts_are_known() -> None:
    body = "".join(f"<dt>{title}</dt><dd><p>{text}</p></dd>" for title, text in POSTS)
    found = reading(f"<h1>手帖</h1><dl>{body}</dl>", "posts")
    assert [document.title for document in found.documents] == [title for title, _ in POSTS]


def test_bold_subheadings_of_one_notice_are_no_posts() -> None:
    body = "".join(
        f"<p><b>{head}</b></p><p>{text}</p>"
        for head, text in [("経緯", "十日に紛失した。"), ("対象", "氏名。"), ("対応", "謝罪した。")]
    )
    found = reading(f"<h1>名簿の紛失について</h1>{body}", "posts")
    assert len(found.documents) == 1


def test_excerpts_that_end_in_learn_more_make_a_list() -> None:
    rows = "".join(
        f"<div class=row><div>11/0{9 - day}/2026</div><div><h3>{title}</h3>"
        f"<p>{text[:60]}... <a href='/n/{day}'>Learn more</a></p></div></div>"
        for day, (title, text) in enumerate(
            [
                (
                    "Notice regarding pharmacy letters",
                    "Ashby Pharmacy sent letters to other patients in October and is sorry for it.",
                ),
                ("Flu clinic dates", "Walk in on Mondays and Thursdays from eight to noon, no booking is needed."),
                ("New parking rules", "The east car park closes for works until the spring; use the west one."),
            ],
            1,
        )
    )
    found = reading(f"<h1>Announcements</h1>{rows}")
    assert found.kind == "listing"
    assert [item.title for item in found.items] == ["Notice regarding pharmacy letters", "Flu clinic dates", "New parking rules"]


MARKED = [
    ("【控え#26-3】灯台市が名簿を紛失", "利用者12名の氏名を記した名簿をなくしたと発表した。"),
    ("豆を煮る", "弱火で四十分。塩はあとから加える。"),
    ("【控え#26-2】岬町がメールを誤送信", "参加者40名のアドレスが見える形で送ったと発表した。"),
    ("【控え#26-1】椋鳥商会のサイトに不正アクセス", "会員870名の情報が流出したおそれがあると発表した。"),
]
MANNERS = {
    "cards": '<div class="card"><div class="card-title">{0}</div><div class="card-text">{1}</div></div>',
    "an entry's head": '<div class="entry"><div class="entry-head">{0}</div><blockquote><p>{1}</p></blockquote></div>',
    "details": "<details><summary>{0}</summary><div>{1}</div></details>",
    "rows": "<table><tr><th>{0}</th></tr><tr><td>{1}</td></tr></table>",
    "terms": "<dl><dt>{0}</dt><dd>{1}</dd></dl>",
    "larger letters": "<font size=5>{0}</font><br><br>{1}<br><br><br><br>",
}


@pytest.mark.parametrize("kind", ["posts", "auto"])
@pytest.mark.parametrize("manner", MANNERS)
def test_a_short_title_without_the_mark_is_a_post_too(manner: str, kind: str) -> None:
    body = "".join(MANNERS[manner].format(title, text) for title, text in MARKED)
    found = reading(f"<h1>控え</h1>{body}", kind)
    assert [document.title for document in found.documents] == [title for title, _ in MARKED]


@pytest.mark.parametrize("manner", ["cards", "an entry's head", "details", "rows", "terms"])
def test_posts_without_marks_are_set_apart_where_posts_are_known(manner: str) -> None:
    body = "".join(MANNERS[manner].format(title, text) for title, text in POSTS)
    found = reading(f"<h1>手帖</h1>{body}", "posts")
    assert [document.title for document in found.documents] == [title for title, _ in POSTS]


FOLDED = "".join(
    f"<details class=acc id=n{n}><summary><span>2026/11/{20 - n}</span> {title}</summary><div>{text}</div></details>"
    for n, (title, text) in enumerate(
        (
            ("名簿の紛失について", "<h4>経緯</h4><p>会員12名分の名簿を紛失しました。お詫び申し上げます。</p>"),
            ("冬の休業について", "<p>年末は二十九日から休業します。</p>"),
            ("(再掲)名簿について", "<p>名簿は見つかっていません。引き続き捜しています。</p>"),
        )
    )
)


def test_folded_notices_are_posts_and_their_dates_are_no_titles() -> None:
    found = reading(f"<main><h1>お知らせ</h1>{FOLDED}</main>")
    assert found.kind == "posts"
    assert [(one.title, one.published) for one in found.documents] == [
        ("名簿の紛失について", "2026-11-20"),
        ("冬の休業について", "2026-11-19"),
        ("(再掲)名簿について", "2026-11-18"),
    ]


def test_sections_by_day_are_one_notice() -> None:
    days = "".join(
        f"<section><h3>2026年11月{n}日 {what}</h3><p>{what}したため、担当者が確かめました。</p></section>"
        for n, what in ((18, "発見"), (19, "報告"))
    )
    assert reading(f"<main><h1>名簿の紛失について</h1><p>経過は次のとおりです。</p>{days}</main>").kind == "page"


def test_excerpts_with_labels_after_them_are_a_list() -> None:
    rows = "".join(
        f'<li class="post type-post"><h2><a href="/b/{n}/">Notice {n} of our harbour works</a></h2>'
        f'<time datetime="2026-11-{20 - n}">x</time><div class=excerpt><p>The harbour master would like to let all of our'
        f' customers know that…</p></div><a href="/c/">press</a></li>'
        for n in range(6)
    )
    found = reading(f"<main><h1>News</h1><ul>{rows}</ul></main>")
    assert (found.kind, len(found.items)) == ("listing", 6)
