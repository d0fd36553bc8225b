"""Several posts on one page, each a document, however the page sets them apart."""
# ruff: noqa: E501

import pytest

from noticewatch.model import Document
from noticewatch.read import ReadHint, read, read_bytes
from pages import URL, answer

POSTS = (
    ("【漏えい記録簿#2026-041】潮見製作所 顧客名簿の誤送信", "潮見製作所は、取引先の一社に顧客名簿を誤って送信したと公表した。対象は120名。", "経緯", "送信先からの連絡で気づき、削除を依頼したという。"),
    ("【漏えい記録簿#2026-042】学校法人楓 入試サイトの不具合", "出願者の情報が別の出願者の画面に表示されていたことが分かった。", "対象", "67名の氏名と住所が含まれる。"),
    ("秋の散歩と喫茶店めぐりの記録", "川沿いの道を一時間ほど歩き、古い喫茶店でひと休みした。", "豆の話", "深煎りの豆を使っているとのこと。"),
    ("【漏えい記録簿#2026-042】若竹市 委託先での書類紛失", "若竹市は、委託先の会社が申請書の綴りを紛失したと発表した。", "対象", "46名の氏名、住所。"),
)  # fmt: skip
SIDE = '<div class="sidebar"><h2>アーカイブ</h2><ul><li><a href="/2026/11">11月（4）</a></li><li><a href="/2026/10">10月（9）</a></li></ul></div>'


def shell(main: str) -> str:
    return f'<html><head><title>漏えい記録簿のページ</title></head><body><div id="header"><h1><a href="/">漏えい記録簿のページ</a></h1><p>毎日の記録</p></div><div id="blog">{main}</div>{SIDE}<div id="footer">Copyright 2026</div></body></html>'


def paragraphs(post: tuple[str, ...]) -> str:
    return f"<p>{post[1]}</p><p><b>{post[2]}</b></p><p>{post[3]}</p>"


def breaks(post: tuple[str, ...]) -> str:
    return f"{post[1]}<br><br>{post[2]}<br><br>{post[3]}"


def each(drawn: str, body=paragraphs) -> str:
    return "".join(drawn.format(title=post[0], body=body(post), n=n, m=12 - n) for n, post in enumerate(POSTS))


MANNERS = {
    "hentry": each("<div class=date-outer><h2 class=date-header>2026年11月{m}日</h2><div class='post hentry'><h3 class=entry-title><a href='/2026/p{n}.html'>{title}</a></h3><div class=post-body>{body}</div><div class=post-footer>投稿者 x 時刻: <abbr class=published title='2026-11-{m}T10:00:00+09:00'>10:00</abbr></div></div></div>"),
    "articles": each("<article><h2>{title}</h2>{body}</article>"),
    "sections": each("<section><h2>{title}</h2>{body}</section>"),
    "flat headings": each("<h2>{title}</h2>{body}"),
    "flat headings, permalinks": each("<h3><a href='p{n}.html'>{title}</a></h3>{body}"),
    "boxes": each("<div class='kiji k{n}'><h4>{title}</h4>{body}</div>"),
    "bold lines": each("<b>{title}</b><br><br><br>{body}<br><br>", breaks),
    "bold lines, close": each("<b>{title}</b><br><br>{body}<br><br>", breaks),
    "bold paragraphs": each("<p><strong>{title}</strong></p>{body}"),
    "preformatted": "<pre>" + "\n\n".join(f"{post[0]}\n\n\n{post[1]}\n\n{post[2]}\n\n{post[3]}" for post in POSTS) + "</pre>",
    "cells": "<table>" + each("<tr><td>{title}</td></tr><tr><td>{body}</td></tr>", breaks) + "</table>",
    "cells side by side": "<table>" + each("<tr><td>{title}</td><td>{body}</td></tr>", breaks) + "</table>",
    "terms": "<dl>" + each("<dt>{title}</dt><dd>{body}</dd>", breaks) + "</dl>",
    "titled by class": each("<p class=midashi>{title}</p>{body}"),
}  # fmt: skip


def words(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


@pytest.mark.parametrize("kind", ["posts", "auto"])
@pytest.mark.parametrize("manner", MANNERS)
def test_each_manner_gives_the_same_posts(manner: str, kind: str) -> None:
    reading = read(answer(shell(MANNERS[manner])), ReadHint(kind=kind))  # type: ignore[arg-type]
    assert reading.kind == "posts"
    assert [words(document) for document in reading.documents] == [list(post) for post in POSTS]
    assert len({document.key for document in reading.documents}) == 4
    assert {document.publisher for document in reading.documents} == {"漏えい記録簿のページ"}


@pytest.mark.parametrize("manner", MANNERS)
def test_keys_do_not_hang_on_place(manner: str) -> None:
    one = read(answer(shell(MANNERS[manner])), ReadHint(kind="posts")).documents
    more = read(answer(shell(MANNERS[manner]) + "<p class=counter>77</p>"), ReadHint(kind="posts")).documents
    assert [document.key for document in one] == [document.key for document in more]


def test_permalinks_and_dates() -> None:
    documents = read(answer(shell(MANNERS["hentry"])), ReadHint()).documents
    assert (
        [d.url for d in documents] == [d.key for d in documents] == [f"https://www.example.jp/2026/p{n}.html" for n in range(4)]
    )
    assert [d.published for d in documents] == ["2026-11-12", "2026-11-11", "2026-11-10", "2026-11-09"] or documents[3].published
    assert documents[0].published == "2026-11-12"
    assert {d.url for d in read(answer(shell(MANNERS["sections"])), ReadHint()).documents} == {URL}


def test_links_to_other_hosts_are_no_permalinks() -> None:
    main = each("<article><h2><a href='https://other.example/{n}'>{title}</a></h2>{body}</article>")
    assert {d.url for d in read(answer(shell(main)), ReadHint()).documents} == {URL}


def test_date_headings_over_posts() -> None:
    main = "".join(f"<p>2026年11月{12 - n}日</p><h3>{post[0][-14:]}</h3>{paragraphs(post)}" for n, post in enumerate(POSTS))
    documents = read(answer(shell(main)), ReadHint(kind="posts")).documents
    assert [d.title for d in documents] == [post[0][-14:] for post in POSTS]
    assert [words(d)[1:] for d in documents] == [list(post[1:]) for post in POSTS]


def test_dated_boxes_without_permalinks() -> None:
    main = "".join(
        f"<div class=day><p>2026年11月{12 - n}日</p><h3>{post[0][-12:]}</h3>{paragraphs(post)}</div>"
        for n, post in enumerate(POSTS)
    )
    documents = read(answer(shell(main)), ReadHint()).documents
    assert [d.published for d in documents] == [f"2026-11-{12 - n:02d}" for n in range(4)]


def test_anchors_are_keys_that_outlive_a_title() -> None:
    drawn = "<div class=hentry><a name='slug-{n}'></a><h3>{title}</h3>{body}</div>"
    before = read(answer(shell(each(drawn))), ReadHint()).documents
    after = read(
        answer(shell(each(drawn).replace("120名", "121名").replace("顧客名簿の誤送信", "名簿の誤送信"))), ReadHint()
    ).documents
    assert [d.key for d in before] == [d.key for d in after] == ["#slug-0", "#slug-1", "#slug-2", "#slug-3"]
    assert before[0].title != after[0].title


def test_one_post_alone() -> None:
    one = f"<div class='hentry'><h3 class=entry-title><a href='/p9.html'>{POSTS[2][0]}</a></h3>{paragraphs(POSTS[2])}</div>"
    for kind in ("posts", "auto"):
        reading = read(answer(shell(one)), ReadHint(kind=kind))  # type: ignore[arg-type]
        assert [d.url for d in reading.documents] == ["https://www.example.jp/p9.html"]
    plain = f"<div class='hentry'><h3>{POSTS[2][0]}</h3>{paragraphs(POSTS[2])}</div>"
    assert read(answer(shell(plain)), ReadHint()).kind == "page"
    assert read(answer(shell(plain)), ReadHint(kind="posts")).documents[0].title == POSTS[2][0]


SECTIONS = "<h1>書類の紛失について</h1><p>お詫びします。</p>" + "".join(
    f"<section class=part><h2>{head}</h2><p>担当者が確認し、関係者へ説明しました。詳しい事情を調べています。</p></section>"
    for head in ("1 概要", "2 経緯", "3 対象となる方", "4 再発防止")
)


@pytest.mark.parametrize("kind", ["posts", "auto"])
def test_sections_of_one_notice_are_no_posts(kind: str) -> None:
    for page in (SECTIONS, SECTIONS.replace("<section class=part>", "").replace("</section>", "")):
        reading = read(answer(f"<main>{page}</main>"), ReadHint(kind=kind))  # type: ignore[arg-type]
        assert len(reading.documents) == 1
        assert reading.documents[0].text.count("\n\n") == 9


def test_headings_alone_tell_posts_where_posts_are_known_to_be() -> None:
    main = "".join(
        f"<h3>{title}</h3><p>今日もいつもの道を歩き、気づいたことを書き留めました。</p>"
        for title in ("雨の日の記録", "晴れた日の散歩道", "風の強い午後")
    )
    assert len(read(answer(shell(main)), ReadHint(kind="posts")).documents) == 3
    assert len(read(answer(shell(main)), ReadHint()).documents) == 1


def test_excerpts_are_a_list_and_no_posts() -> None:
    cards = "".join(
        f"<article><h3><a href='/n{n}'>{post[0]}</a></h3><time datetime='2026-11-1{n}'></time><p>{post[1][:20]}…</p><a href='/n{n}'>続きを読む</a></article>"
        for n, post in enumerate(POSTS)
    )
    assert read(answer(shell(cards)), ReadHint()).kind == "listing"
    assert read(answer(shell(cards)), ReadHint(kind="posts")).kind == "posts"


def test_whole_forbids_splitting() -> None:
    page = shell(MANNERS["sections"])
    assert len(read(answer(page), ReadHint(whole=True)).documents) == 1
    assert len(read(answer(page), ReadHint(kind="page")).documents) == 1
    assert len(read_bytes(page.encode(), whole=True)) == 1
    assert len(read_bytes(page.encode())) == 4


def test_a_selector_bounds_the_posts() -> None:
    page = shell(
        "<div class=old>"
        + each("<h2>{title}</h2>{body}")
        + "</div><div class=new>"
        + "".join(f"<h2>{p[0]}</h2>{paragraphs(p)}" for p in POSTS[:2])
        + "</div>"
    )
    assert len(read(answer(page), ReadHint(kind="posts", content_selector=".new")).documents) == 2


def test_plain_text_with_posts() -> None:
    text = "\n\n".join(f"{post[0]}\n\n\n{post[1]}\n\n{post[2]}\n\n{post[3]}" for post in POSTS)
    reading = read(answer(text, media_type="text/plain"), ReadHint())
    assert reading.kind == "posts"
    assert [words(d) for d in reading.documents] == [list(post) for post in POSTS]
