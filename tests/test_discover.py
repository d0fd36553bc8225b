"""Leads on a page and the points of what they lead to, without any network."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from noticewatch.discover.leads import Lead, leads_of
from noticewatch.discover.scoring import Found, called, path_points, prior, ranked
from noticewatch.model import Item, Reading
from noticewatch.read.tree import Page, parse
from tests.home_pages.drawn import TODAY
from tests.linear import assert_linear

HERE = "https://a.example/"
NOTICES = ("個人情報の紛失について", "断水のお知らせ", "窓口の変更について", "サービス停止のお詫び", "規程の改定について")
RECIPES = ("鮭のホイル焼き", "大根の煮物", "さつまいもごはん", "南瓜のスープ", "鶏の照り焼き")


def leads(body: str, head: str = "") -> list[Lead]:
    return list(leads_of(parse(f"<html><head>{head}</head><body>{body}</body></html>", hidden=True), HERE).found)


@pytest.mark.parametrize(
    ("body", "words", "place"),
    [
        ('<nav><a href="/n/">お知らせ</a></nav>', "お知らせ", "menu"),
        ('<div id="footer"><a href="/n/">ＮＥＷＳ</a></div>', "news", "footer"),
        ('<header><a href="/n/"><img src="b.gif" alt="新着情報"></a></header>', "新着情報", "header"),
        ('<a href="/n/" aria-label="Press releases"><svg></svg></a>', "press releases", "main"),
        ('<map><area href="/n/" alt="What\'s new"></map>', "what's new", "main"),
        ('<div class="mega" style="display:none"><a href="/n/">Newsroom</a></div>', "newsroom", "main"),
        ('<noscript><ul><li><a href="/n/">お知らせ</a></li></ul></noscript>', "お知らせ", "main"),
        ('<div><h2>新着情報</h2><p>三件</p><a href="/n/">もっと見る</a></div>', "新着情報", "main"),
        ('<div><h2><img alt="お知らせ"></h2><div><a href="/n/"><img alt="一覧はこちら"></a></div></div>', "お知らせ", "main"),
        (
            '<section><h2>News Flash</h2><p>x</p></section><section><p>y</p><a href="/n/">View all</a></section>',
            "view all",
            "main",
        ),
        ('<iframe src="/n/" title="Latest news"></iframe>', "latest news", "main"),
    ],
)
def test_what_a_lead_is_called_and_where_it_stands(body: str, words: str, place: str) -> None:
    [lead] = leads(body)
    assert (lead.url, lead.words, lead.place) == ("https://a.example/n/", words, place)


def test_leads_that_need_no_words() -> None:
    feed = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{path}">' for path in ("feed", "comments"))
    assert [(lead.url, lead.place) for lead in leads("", feed)] == [("https://a.example/feed", "feed")]
    framed = parse('<html><frameset><frame src="menu.html"></frameset></html>', hidden=True)
    assert [(lead.url, lead.place) for lead in leads_of(framed, HERE).found] == [("https://a.example/menu.html", "frame")]
    [away] = leads("", '<meta http-equiv="Refresh" content="0; URL=/ja/">')
    assert (away.url, away.place) == ("https://a.example/ja/", "frame")


def test_no_lead_twice_none_to_the_page_itself_and_none_elsewhere_than_the_web() -> None:
    body = '<a href="/n/"/><a href="/n/">お知らせ</a><a href="/n/">また</a><a href="#t">上</a><a href="mailto:a@b.example">m</a>'
    assert [lead.label for lead in leads(body)] == ["お知らせ"]


def test_a_page_of_nothing_but_links_is_read_in_linear_time() -> None:
    def made(size: int) -> Page:
        links = "".join(f"<p><a href='/a{n}'>一覧</a></p>" for n in range(size // 30))
        return parse(f"<div><h2>お知らせ</h2>{links}</div>", hidden=True)

    assert_linear(lambda page: leads_of(page, HERE), made)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("お知らせ一覧", "news"), ("重要なお知らせ", "important"), ("ニュースリリース", "press"), ("報道発表", "press"),
        ("irニュース", "ir"), ("障害・メンテナンス情報", "outage"), ("情報漏えいに関するお知らせ", "security"), ("news", "news"),
        ("press releases", "press"), ("security advisories", "security"), ("notice of data incident", "security"),
        ("system status", "outage"), ("investor news", "ir"), ("important notices", "important"),
    ],
)  # fmt: skip
def test_what_names_say(words: str, what: str) -> None:
    assert called(words).what == what
    assert called(words).why


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("お知らせ", "採用のお知らせ"), ("ニュース", "製品ニュース"), ("プレスリリース", "irニュース"),
        ("新着情報", "イベント情報"),
        ("お知らせ", "お問い合わせ"), ("news", "in the news"), ("media centre", "social media"), ("press", "careers"),
        ("news", "newsletter"), ("information", "voter information"), ("updates", "product updates"), ("会社情報", "商品情報"),
    ],
)  # fmt: skip
def test_some_names_are_worth_more(better: str, worse: str) -> None:
    assert called(better).points > max(0, called(worse).points) + 10


@pytest.mark.parametrize("words", ["お知らせ・イベント", "news & events", "news and resources", "お知らせ・採用情報"])
def test_a_list_of_news_and_something_else_is_a_list_of_news(words: str) -> None:
    assert called(words).what == "news"
    assert 40 <= called(words).points < called("お知らせ").points


def test_a_long_label_is_a_title_and_no_list_s_name() -> None:
    assert called("個人情報が記載された書類の紛失に関するお知らせとお詫び").points == 0


def test_addresses_languages_and_other_sites() -> None:
    news = Lead("https://a.example/news/", "ニュース", "menu")
    assert path_points(news.url) > 0 > path_points("https://a.example/recruit/")
    assert path_points("https://[bad") == 0
    assert prior(news, "ja", same_site=True) > prior(news, "ja", same_site=False)
    english = Lead("https://a.example/en/news/", "ニュース", "menu")
    assert prior(english, "ja", same_site=True) < prior(news, "ja", same_site=True) - 20
    notice = Lead("https://a.example/news/20261119.html", "ニュース", "menu")
    assert prior(notice, "ja", same_site=True) < prior(news, "ja", same_site=True) - 20
    splash = [prior(Lead(f"https://a.example/{way}/", label, "main"), "", same_site=True, first_page=True)
              for way, label in (("ja", "日本語"), ("en", "English"), ("zh", "中文"))]  # fmt: skip
    assert splash[0] > splash[1] > 0
    assert prior(Lead("https://a.example/zh/", "中文", "main"), "ja", same_site=True) < 0


def found(titles: tuple[str, ...], *, path: str = "/news/", label: str = "お知らせ", newest: date | None = TODAY,
          kind: str = "listing", place: str = "menu", items: str = "/n/", language: str = "ja") -> Found:  # fmt: skip
    days = [(newest - timedelta(days=5 * at)).isoformat() if newest else None for at in range(len(titles))]
    rows = tuple(
        Item(f"https://a.example{items}{at}", title, day) for at, (title, day) in enumerate(zip(titles, days, strict=True))
    )
    lead = Lead(f"https://a.example{path}", label, place)  # type: ignore[arg-type]
    return Found(lead.url, lead, Reading(kind, rows, name=""), TODAY, language)  # type: ignore[arg-type]


GOOD = found(NOTICES)


@pytest.mark.parametrize(
    "other",
    [
        found(RECIPES, items="/r/"),
        found(NOTICES, items="/r/", newest=date(2023, 1, 1)),
        found(NOTICES, items="/r/", newest=date(2025, 1, 1)),
        found(NOTICES, items="/r/", newest=None),
        found(NOTICES, items="/r/", newest=TODAY + timedelta(days=60)),
        found(NOTICES, items="/r/", path="/x/", label=""),
        found(NOTICES, items="/r/", path="/recruit/news/"),
        found(NOTICES[:1], items="/r/"),
        found(("A notice", "Another notice of change", "An update", "Closed", "Opens"), items="/r/"),
        found(NOTICES, path="/", label="", place="first page"),
        found(NOTICES, path="/feed", label="", place="feed", kind="feed"),
        found(NOTICES[:3], path="/important/", label="重要なお知らせ"),
        found(NOTICES, path="/sitemap.xml", label="", place="sitemap", kind="sitemap"),
    ],
    ids=["recipes", "stale", "old", "undated", "calendar", "unnamed", "recruiting", "single", "foreign", "home", "feed", "part",
         "sitemap"],
)  # fmt: skip
def test_the_list_of_notices_comes_before(other: Found) -> None:
    for pages in ((GOOD, other), (other, GOOD)):
        first = ranked(pages)[0]
        assert first.url == GOOD.url
        assert sum(int(one.rpartition("(")[2].rstrip(")")) for one in first.reasons) == first.score


def test_a_candidate_shows_what_it_is_judged_by() -> None:
    part = found(NOTICES[:3], path="/important/", label="重要なお知らせ")
    best, second = ranked([part, GOOD])
    assert (best.what, best.kind, best.items, best.newest, best.titles) == ("news", "listing", 5, TODAY.isoformat(), NOTICES)
    assert (second.what, second.part_of) == ("important", best.url)
    assert any("5 of 5 items bear dates" in one for one in best.reasons)


def test_pages_that_are_no_lists_are_no_candidates_and_the_best_of_the_poor_is_one() -> None:
    page = Found("https://a.example/x", Lead("https://a.example/x", "お知らせ", "menu"), Reading("page"), TODAY)
    assert ranked([page]) == []
    poor = found(RECIPES, path="/", label="", place="first page")
    assert [one.what for one in ranked([poor])] in ([], ["first page"])
    sitemap = found(("", "", ""), path="/sitemap.xml", label="", place="sitemap", kind="sitemap", newest=date(2026, 1, 1))
    assert [one.what for one in ranked([sitemap])] == ["sitemap"]
