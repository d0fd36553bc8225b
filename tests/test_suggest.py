"""What a page says of itself, and the configuration that this suggests: names, who speaks, the language, doubts, advice."""

from __future__ import annotations

from datetime import date

import pytest

from noticewatch.errors import FetchError, ReadError
from noticewatch.model import Document, Item, Reading, Response, SourceKind
from noticewatch.read.about import About, about
from noticewatch.records import Shape
from noticewatch.suggest import Shown, advice, doubts, id_of, suggested, why

URL = "https://www.todai.example/news/"
JA = ("申請書の紛失について", "水道料金の改定について", "図書館の休館日について")
EN = ("Update on our offices", "Notice of a data incident", "New opening hours")


def page(head: str, body: str = "", url: str = URL, kind: str = "text/html") -> About:
    return about(Response(url, url, kind, "utf-8", f"<html lang='ja'><head>{head}</head><body>{body}</body></html>".encode()))


def shown(
    titles: tuple[str, ...] = JA,
    *,
    kind: SourceKind = "listing",
    site: str = "灯台市",
    title: str = "新着情報",
    language: str = "",
    publisher: str | None = None,
    host: str = "www.todai.example",
    tells_of: str | None = None,
) -> Shown:
    items = [Item(f"https://{host}/n/{n}", text, "2026-11-20") for n, text in enumerate(titles)]
    newest = Document(f"https://{host}/n/0", titles[0] if titles else "", titles[0] if titles else "", publisher=publisher)
    return Shown(
        Reading(kind, items=tuple(items)), items, About("a page", title, site, f"{title}｜{site}", language), newest, tells_of
    )


def test_a_page_says_what_it_is_and_calls_itself() -> None:
    found = page("<title>新着情報｜灯台市公式ウェブサイト</title>", "<h1>新着情報</h1><p>お知らせの一覧です。</p>")
    assert (found.what, found.title, found.site, found.language) == ("a page", "新着情報", "灯台市", "ja")
    assert page("<title>灯台市</title><meta property='og:site_name' content='灯台市'>", "<p>ようこそ。</p>").title == ""
    assert page("<title>x</title><script src=a></script>", "<div id=root></div>").scripted


def test_announced_feeds_are_found_once_and_those_of_comments_left_out() -> None:
    link = '<link rel="{}" type="{}" href="{}">'.format
    head = (
        link("alternate", "application/rss+xml", "/feed.xml")
        + link("Alternate home", "APPLICATION/ATOM+XML", "atom.xml")
        + link("alternate", "application/feed+json", "https://o.example/f.json")
        + link("alternate", "application/rss+xml", "/feed.xml")
        + link("alternate", "application/rss+xml", "/comments/feed")
        + link("alternate", "application/rss+xml", "javascript:x")
        + link("alternate", "text/html", "/en/")
        + link("stylesheet", "application/rss+xml", "/style")
    )
    feeds = page(head).feeds
    assert feeds == ("https://www.todai.example/feed.xml", URL + "atom.xml", "https://o.example/f.json")
    assert page('<base href="/b/">' + link("alternate", "application/rss+xml", "f")).feeds == ("https://www.todai.example/b/f",)
    assert len(page("".join(link("alternate", "application/rss+xml", f"/{n}") for n in range(50))).feeds) == 10


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"<rss version='2.0'><channel><title>Tide Ltd</title><language>en-GB</language></channel></rss>", ("Tide Ltd", "en-gb")),
        (b'{"version": "https://jsonfeed.org/version/1.1", "title": "Tide Ltd", "language": "en"}', ("Tide Ltd", "en")),
        (b"<rss version='2.0'><channel><title>", ("", "")),
        (b"%PDF-1.7", ("", "")),
        (b"\x1f\x8bbroken", ("", "")),
        (b"{", ("", "")),
    ],
)
def test_feeds_say_their_title_and_what_is_broken_says_nothing(body: bytes, wanted: tuple[str, str]) -> None:
    found = about(Response(URL, URL, "", "", body))
    assert (found.site, found.language) == wanted


def test_a_list_of_an_organization_s_own_is_configured_as_its_own() -> None:
    assert suggested(URL, shown(), {"todai-news"}) == {
        "id": "todai-news-2",
        "name": "灯台市 新着情報",
        "url": URL,
        "kind": "listing",
        "organization": "灯台市",
        "language": "ja",
    }
    english = suggested(URL, shown(EN, site="Tide Freight", title="Newsroom", language="en-us"), ())
    assert (english["name"], english["organization"], english["language"]) == ("Tide Freight: Newsroom", "Tide Freight", "en")


@pytest.mark.parametrize(
    "collector",
    [
        shown(kind="posts"),
        shown(site="漏えい事件簿"),
        shown(site="Tide Security News"),
        shown(site="トップページ"),
        shown(site="todai.example"),
        shown(site=""),
        shown(title="Reported Data Breaches"),
        shown(publisher="帆船商会"),
        shown(publisher="灯台市", host="elsewhere.example"),
        shown(tells_of="株式会社帆船商会"),
        shown(("株式会社帆船商会で紛失", "岬町で誤送付", "医療法人みなと会で流出")),
        shown(("Marrow Hill Advisors, LLC", "Larkspur Dental Group, Inc.", "Other"), site="State Office"),
    ],
)
def test_whoever_may_speak_of_others_is_given_no_organization(collector: Shown) -> None:
    assert "organization" not in suggested(URL, collector, ())


def test_the_newest_notice_s_publisher_stands_in_for_a_site_without_a_name() -> None:
    found = suggested(URL, shown(site="", title="", publisher="灯台市", kind="sitemap"), ())
    assert (found["organization"], found["name"]) == ("灯台市", "灯台市")
    longer = shown(site="灯台市総務部", publisher="灯台市", tells_of="灯台市")
    assert suggested(URL, longer, ())["organization"] == "灯台市"


@pytest.mark.parametrize(
    ("titles", "said", "language"),
    [
        (JA, "", "ja"),
        (JA, "en", "ja"),
        (EN, "", "en"),
        (EN, "ja", "en"),
        (EN, "fr", None),
        (("漏洩通知", "公告"), "zh-cn", None),
        ((*JA, *EN), "ja", None),
        (("", ""), "ja", None),
    ],
)
def test_the_language_is_said_where_it_is_one(titles: tuple[str, ...], said: str, language: str | None) -> None:
    assert suggested(URL, shown(titles, language=said), ()).get("language") == language


def test_names_hold_no_control_characters_and_are_never_empty() -> None:
    found = suggested(URL, shown(site="灯台\x1b[31m市\u202e", title=""), ())
    assert str(found["name"]).isprintable()
    assert suggested(URL, shown(site="", title="", kind="posts"), ())["name"] == "｜"
    bare = Shown(Reading("pdf"), [], About("a PDF"))
    assert suggested(URL, bare, ())["name"] == "www.todai.example"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.com/", "example"),
        ("https://news.example.co.uk/press/2026/list.php?x=1", "news-example-press-2026"),
        ("http://[::1]:8080/feed.xml", "1-8080"),
        ("https://灯台.example/お知らせ/", "example"),
        ("https://localhost/", "localhost"),
        ("https://a.example/" + "x/" * 100, ("a-" + "x-" * 40)[:59].strip("-")),
    ],
)
def test_ids_are_made_of_host_and_path(url: str, name: str) -> None:
    assert id_of(url) in (name, "source")


def test_reasons_and_doubts() -> None:
    today = date(2026, 11, 22)
    few = shown(JA[:1])
    assert why(few) == "one link stands where a list would"
    assert why(shown()) == "3 links make up one list; 3 bear dates"
    assert "only 1 item:" in doubts(few, Shape(), today, 1)[0]
    undated = Shown(Reading("listing", left_out="the oldest"), [Item("https://a.example/", one) for one in JA], About())
    said = " | ".join(doubts(undated, Shape(), today, 0))
    assert all(part in said for part in ("3 of 3 items bear no date", "the oldest", "no title could be"))
    site = Shown(Reading("sitemap"), [Item(f"https://a.example/{n}", "", "2026-11-20") for n in range(3)], About())
    assert "3 of 3 items have no title" in doubts(site, Shape(), today, 3)[0]
    page = Shown(Reading("page", documents=(Document(URL, "t", "t" * 1200),)), [Item(URL, "t")], About(scripted=True))
    assert "1,200 characters" in why(page)
    said = " | ".join(doubts(page, Shape(), today, 1))
    assert "read as one notice" in said
    assert "scripts" in said
    garbled = Shown(
        Reading("listing"),
        [Item(f"https://a.example/{n}", "ã\u0081\u0082ã\u0081\u0082", "2026-11-20") for n in range(4)],
        About(),
    )
    assert any("garbled" in one for one in doubts(garbled, Shape(), today, 4))
    old = [Item(f"https://a.example/{n}", one, f"2024-01-0{n + 1}") for n, one in enumerate((*JA, *JA))]
    assert any(
        "nothing new since 2024-01-06" in one for one in doubts(Shown(Reading("listing"), old, About()), Shape(), today, 6)
    )
    assert "index of 2 sitemaps" in why(Shown(Reading("sitemap", further=(Item("a", ""), Item("b", ""))), [], About()))
    assert why(Shown(Reading("feed"), [], About("an RSS feed"))) == "it is an RSS feed"
    assert why(shown(kind="posts")).startswith("3 posts")


@pytest.mark.parametrize(
    ("problem", "part"),
    [
        (FetchError("status", "x", status=404), "nothing stands there"),
        (FetchError("status", "x", status=418), ""),
        (FetchError("dns", "x"), "spelt"),
        (FetchError("tls", "x"), "ca_file"),
        (ReadError("the list has 0 items"), "link_selector"),
        (ReadError("anything else"), "in a browser"),
    ],
)
def test_advice_follows_from_what_went_wrong(problem: FetchError | ReadError, part: str) -> None:
    assert part in advice(problem)
    assert bool(part) == bool(advice(problem))
