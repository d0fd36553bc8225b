"""Feeds as readers of notices meet them: RSS of every age, Atom, JSON Feed; what is broken, hostile, or no feed at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticewatch.errors import ReadError
from noticewatch.model import Reading, Response
from noticewatch.read import ReadHint, read
from noticewatch.read.entries import written_moment
from noticewatch.read.feed import read_feed

URL = "https://www.hoshina.example/news/feed.xml"


def reading(body: str | bytes, *, kind: str = "auto", charset: str = "", language: str | None = None) -> Reading:
    raw = body.encode() if isinstance(body, str) else body
    return read(Response(URL, URL, "", charset, raw), ReadHint(kind=kind, language=language))  # type: ignore[arg-type]


def rss(*items: str, head: str = "<title>保科組合 新着情報</title>", version: str = "2.0") -> str:
    return f'<?xml version="1.0"?><rss version="{version}"><channel>{head}{"".join(items)}</channel></rss>'


def item(number: int, more: str = "") -> str:
    return f"<item><title>お知らせ{number}</title><link>https://www.hoshina.example/n/{number}</link>{more}</item>"


RDF = """<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>保科</title></channel>
<item rdf:about="https://www.hoshina.example/n/1"><title>USBの紛失</title><link>https://www.hoshina.example/n/1</link>
<dc:date>2026-11-20T09:00:00+09:00</dc:date></item></rdf:RDF>"""
OLD = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">
<rss version="0.91"><channel><title>Hoshina</title><item><title>USBの紛失</title><link>https://www.hoshina.example/n/1</link>
<pubDate>Fri, 20 Nov 2026 09:00:00 +0900</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.hoshina.example/"><title>保科</title><entry><id>tag:h,1</id>
<title type="html">&lt;b&gt;USB&lt;/b&gt;の紛失</title><link rel="edit" href="/edit/1"/><link href="n/1"/>
<updated>2026-11-20T00:00:00Z</updated></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": 7, "url": "/n/1", "title": "USBの紛失", "date_published": "2026-11-20T09:00:00+09:00"}, "stray", None],
    }
)


@pytest.mark.parametrize("body", [RDF, OLD, ATOM, JSON, JSON.replace("/", "\\/")], ids=["rdf", "0.91", "atom", "json", "escaped"])
def test_each_format_gives_its_entry(body: str) -> None:
    assert [(one.url, one.title, one.published) for one in reading(body).items] == [
        ("https://www.hoshina.example/n/1", "USBの紛失", "2026-11-20")
    ]
    assert reading(body, kind="feed") == reading(body)


def test_a_feed_is_decoded_by_its_bytes_and_not_by_what_it_says_of_itself() -> None:
    body = '<?xml version="1.0" encoding="utf-8"?>' + rss(item(1).replace("お知らせ1", "㈱髙島①様の名簿"))[21:]
    for raw in (body.encode("cp932"), body.encode("euc_jp", "replace"), body.encode("utf-16"), b"\xef\xbb\xbf\n" + body.encode()):
        assert "様の名簿" in reading(raw, kind="feed").items[0].title
    assert reading(body.encode("cp932")).items[0].title == "㈱髙島①様の名簿"
    assert reading(body.encode("utf-16")).items[0].title == "㈱髙島①様の名簿"


def test_titles_lose_their_markup() -> None:
    titles = ["A &lt;b&gt;x&lt;/b&gt; &amp;amp; 1 &lt; 2", "<![CDATA[NEW 名簿の<br>紛失 [PDF 88KB]]]>"]
    titles += ["Q&amp;A &amp;copy 1", "a\x00\u202eb"]
    found = reading(rss(*(item(n).replace(f"お知らせ{n}", title) for n, title in enumerate(titles)))).items
    assert [one.title for one in found] == ["A x & 1 < 2", "名簿の紛失", "Q&A &copy 1", "ab"]


def test_the_newest_come_first_and_entries_without_a_date_stay_in_their_place() -> None:
    body = rss(
        item(1, "<pubDate>Wed, 01 Apr 2026 10:00:00 +0900</pubDate>"),
        item(2),
        item(3, "<pubDate>2026年11月20日（金）</pubDate>"),
        item(4, "<pubDate>Fri, 20 Nov 2026 10:00:00 +0900</pubDate>"),
    )
    assert [(one.url[-1], one.published) for one in reading(body).items] == [
        ("4", "2026-11-20"), ("3", "2026-11-20"), ("1", "2026-04-01"), ("2", None)
    ]  # fmt: skip
    assert [one.url[-1] for one in reading(rss(item(5), item(1), item(3))).items] == ["5", "1", "3"]


@pytest.mark.parametrize(
    ("written", "language", "day"),
    [
        ("Sun, 22 Nov 2026 20:00:00 +0000", "ja", "2026-11-23"),
        ("Sun, 22 Nov 2026 20:00:00 GMT", "en", "2026-11-22"),
        ("Sun, 22 Nov 2026 20:00:00 -0500", "ja", "2026-11-22"),
        ("2026-11-22T20:00:00.123Z", "ja-JP", "2026-11-23"),
        ("2026-11-22", "ja", "2026-11-22"),
        ("2026-11-22T20:00:00", "", "2026-11-22"),
        ("令和8年11月22日", "", "2026-11-22"),
        ("2026/11/22 10:00", "", "2026-11-22"),
        ("22 Nov 26 10:00 +0900", "", "2026-11-22"),
        ("Sun, 31 Feb 2026 10:00:00 +0900", "", None),
        ("2026-02-31", "", None),
        ("0001-01-01T00:00:00Z", "", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", "ja", None),
        ("Sun, 22 Nov 2026 99:00:00 +9999999", "", None),
        ("soon", "", None),
    ],
)
def test_days(written: str, language: str, day: str | None) -> None:
    assert written_moment(written, language)[0] == day


def test_a_feed_in_japanese_counts_its_days_in_japan() -> None:
    late = item(1, "<pubDate>Sun, 22 Nov 2026 20:00:00 +0000</pubDate>")
    assert reading(rss(late, head="<language>ja</language>")).items[0].published == "2026-11-23"
    assert reading(rss(late, head="<language>en</language>")).items[0].published == "2026-11-22"
    assert reading(rss(late), language="ja").items[0].published == "2026-11-23"
    assert reading(JSON.replace('"items"', '"language": "ja", "items"').replace("T09:00:00+09:00", "T20:00:00Z")).items[
        0
    ].published == ("2026-11-21")


def test_feedparsers_day_is_taken_where_it_can_read_what_we_cannot() -> None:
    items = [item(1, f"<pubDate>{written}</pubDate>") for written in ("20261120", "2026年11月20日 公開")]
    days = [reading(rss(one)).items[0].published for one in items]
    assert days == ["2026-11-20", "2026-11-20"]


def test_relative_links_follow_xml_base_and_the_feeds_address() -> None:
    assert (
        reading(rss("<item><title>t</title><link>n/1?a=1&b=2</link></item>")).items[0].url
        == "https://www.hoshina.example/news/n/1?a=1&b=2"
    )
    based = ATOM.replace("https://www.hoshina.example/", "/blog/")
    assert reading(based).items[0].url == "https://www.hoshina.example/blog/n/1"


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("<guid>https://www.hoshina.example/p/1</guid>", "/p/1"),
        ('<enclosure type="application/pdf" url="/files/n.pdf"/>', "/files/n.pdf"),
        ('<link>javascript:alert(1)</link><guid isPermaLink="true">https://www.hoshina.example/p/2</guid>', "/p/2"),
        ("<link>https://www.hoshina.example/n/1</link><guid>https://www.hoshina.example/p/1</guid>", "/n/1"),
        ("<link>http://[bad</link><description>x</description><guid>https://www.hoshina.example/p/3</guid>", "/p/3"),
    ],
)
def test_where_an_entrys_page_is(entry: str, url: str) -> None:
    assert [one.url for one in reading(rss(f"<item><title>t</title>{entry}</item>")).items] == [
        f"https://www.hoshina.example{url}"
    ]


LOST = """<item><guid isPermaLink='false'>n-7</guid><title>名簿の紛失</title><pubDate>2026年11月20日</pubDate>
<description>&lt;p&gt;7名分です。&lt;/p&gt;&lt;ul&gt;&lt;li&gt;氏名&lt;/li&gt;&lt;/ul&gt;</description></item>"""


def test_entries_without_a_link_are_documents_beside_the_items() -> None:
    untitled = "<item><description>題名のない本文。</description></item>"
    found = reading(rss(item(1), LOST, untitled, "<item></item>", head="<title>保科組合</title>"))
    assert [one.url[-1] for one in found.items] == ["1"]
    first, second = found.documents
    assert (first.key, first.title, first.text, first.published, first.publisher, first.url) == (
        "n-7", "名簿の紛失", "名簿の紛失\n\n7名分です。\n\n氏名", "2026-11-20", "保科組合", URL
    )  # fmt: skip
    assert second.text == second.title == "題名のない本文。"
    assert len(second.key) == 16


def test_a_list_is_no_publisher() -> None:
    assert reading(rss("<item><title>t</title></item>", head="<title>新着情報</title>")).documents[0].publisher is None


def test_texts_of_entries() -> None:
    base = {"version": "https://jsonfeed.org/version/1", "title": "Hoshina"}
    entries = [
        {"id": "a b", "content_text": "Lost list\n7 names are on it."},
        {"id": "https://h.example/7", "content_html": "<p>Lost <b>list</b></p><p>7 names</p>"},
        {"id": "https://h.example/8", "title": "Lost"},
        {"external_url": "https://h.example/9", "summary": "A summary of more than a hundred characters, " * 4},
    ]
    found = reading(json.dumps(base | {"items": entries}))
    assert [one.text for one in found.documents] == ["Lost list\n\n7 names are on it.", "Lost list\n\n7 names"]
    assert [len(one.key) for one in found.documents] == [16, len("https://h.example/7")]
    assert [one.url for one in found.items] == ["https://h.example/8", "https://h.example/9"]
    assert found.items[1].title.endswith("…")
    assert len(found.items[1].title) == 100


def test_what_cannot_be_read_in_one_entry_loses_no_other() -> None:
    deep = "&lt;div&gt;" * 600 + "x"
    first = f"<item><title>first</title><description>{deep}</description></item>"
    body = rss(first, item(2), item(2), "<item><title>\x01", item(3))
    found = reading(body)
    assert [one.url[-1] for one in found.items] == ["2", "3"]
    assert found.documents[0].text == "first"


@pytest.mark.parametrize(
    "body",
    [rss(), '<feed xmlns="http://www.w3.org/2005/Atom"/>', '{"version": "https://jsonfeed.org/version/1.1", "items": []}'],
)
def test_a_feed_may_have_no_entries_yet(body: str) -> None:
    found = reading(body, kind="feed")
    assert found.kind == "feed"
    assert found.items == found.documents == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (rss(item(1)).replace("</channel></rss>", ""), "the feed is cut off"),
        (rss("<item><link>mailto:a@h.example</link></item>"), "0 entries, of 1 without link and text"),
        ('{"version": "https://jsonfeed.org/version/1", "items": {}}', "no list of items"),
        ('{"version": "https://jsonfeed.org/version/1", "items": ', "the JSON is broken"),
        ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000, "the JSON is broken"),
        ('{"items": [1]}', "this is JSON, but no JSON Feed"),
        ("<?xml version='1.0'?><other/>", "this is XML, but no feed"),
        ("<html><body><form><input type='password'></form></body></html>", "the page shows no text|login"),
        ("<html><body><h1>Sign in</h1><p>Please.</p></body></html>", "this is a page, and no feed"),
        ("Not yet.", "this is plain text, and no feed"),
        ("", "empty"),
    ],
)
def test_what_is_no_feed_is_named(body: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        reading(body, kind="feed")


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("doctype", "said"),
    [
        (LAUGHS, "declares an entity of its own"),
        ('<!-- > --><?x?><!DOCTYPE rss [<!ENTITY c SYSTEM "file:///etc/hostname">]>', "declares an entity"),
        ("<!DOCTYPE rss [<!ELEMENT rss ANY>", "without end"),
        ("<!DOCTYPE rss [<!-- " + "x" * 30_000 + " -->]>", "without end"),
        ("<!DOCTYPE rss [<!ELEMENT rss '", "without end"),
        ("<a " + "b='' " * 10_000 + "/>", "a tag of more than"),
    ],
)
def test_hostile_prologs_are_refused(doctype: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_feed((doctype + rss(item(1))[21:]).encode(), URL)


HARMLESS = '<!DOCTYPE rss [<!-- don\'t --><!ENTITY nbsp "&#160;"><!ENTITY % x PUBLIC "a" "b">%x;]>'


@pytest.mark.parametrize("doctype", [HARMLESS, "<!DOCTYPE rss>", '<!doctype rss SYSTEM ">">', "<!-- <!DOCTYPE [ -->"])
def test_harmless_document_types_are_left_out(doctype: str) -> None:
    assert reading(doctype + rss(item(1))[21:].replace("お知らせ", "お&nbsp;知らせ"), kind="feed").items[0].title == "お 知らせ1"


@pytest.mark.parametrize("body", ["<!-- <rss", "<?x <rss", "x"])
def test_a_prolog_without_end_is_no_feed(body: str) -> None:
    with pytest.raises(ReadError):
        read_feed(body.encode(), URL)


def test_no_more_than_the_newest_2000_are_taken_and_that_is_said() -> None:
    items = [item(n, f"<pubDate>20{n // 400:02d}-01-01</pubDate>") for n in range(2_003)]
    found = reading(rss(*items))
    assert len(found.items) == 2_000
    assert found.left_out == "3 of 2,003 entries, the oldest"
    assert found.items[0].published == "2005-01-01"
    assert {one.url.rpartition("/")[2] for one in found.items} == {str(n) for n in range(2_003) if n not in (397, 398, 399)}


def test_large_feeds_are_refused() -> None:
    with pytest.raises(ReadError, match="more than are read"):
        read_feed(b" " * (10 * 2**20 + 1), URL)


PIECES = st.sampled_from(
    """<rss version='2.0'>|<channel>|<item>|</item>|<title>|</title>|<link>|</link>|<guid>|<![CDATA[|]]>|<entry>|</entry>|&|&amp;
    |&lt;b&gt;|<feed xmlns='http://www.w3.org/2005/Atom'>|<content type='xhtml'>|<div xmlns='http://www.w3.org/1999/xhtml'>
    |<link href='http://[x'/>|<link rel='' href=''/>|<pubDate>|2026年11月|<updated>
    |9999-99-99T99:99:99Z|Fri, 99 Foo 2026 10:00
    |<!DOCTYPE|[|]>|<!--|-->|<?xml|?>|xml:base='http://['|https://a.example/
    |{"version": "https://jsonfeed.org/version/1.1", "items": [
    |{"id": 1e400, "url": []}|]}|]|}|\x00|\ud800""".replace("\n    ", "").split("|")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=25), st.sampled_from(["utf-8", "utf-16", "cp932"]))
def test_whatever_a_feed_holds_is_read_or_refused(pieces: list[str], encoding: str) -> None:
    body = "".join(["<rss version='2.0'><channel>" if len(pieces) % 2 else "", *pieces]).encode(encoding, "replace")
    try:
        found = reading(body, kind="feed")
    except ReadError:
        return
    assert found.items or found.documents
    assert all(one.url.startswith(("http://", "https://")) for one in found.items)
    assert all(document.text.startswith(document.title) for document in found.documents)


KEYS = st.sampled_from(["id", "url", "title", "content_html", "content_text", "date_published", "external_url", "summary"])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)


@settings(max_examples=100, deadline=None)
@given(st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=8)))
def test_whatever_a_json_feed_holds_is_read_or_refused(value: object) -> None:
    for body in ({"version": "https://jsonfeed.org/version/1", "items": value, "language": value, "title": value}, value):
        try:
            found = reading(json.dumps(body), kind="feed")
        except ReadError:
            continue
        assert found.items or found.documents or not (isinstance(value, list) and any(isinstance(one, dict) for one in value))
