"""Sitemaps: XML, text, gzip, an index; the extensions; what is cut, broken or hostile; what is left out, and said."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noticewatch.errors import ReadError
from noticewatch.model import Reading, Response
from noticewatch.read import ReadHint, read
from noticewatch.read.sitemap import MOST_UNPACKED, read_sitemap, read_text_sitemap, unpacked

URL = "https://www.hoshina.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def reading(body: str | bytes, *, kind: str = "auto") -> Reading:
    raw = body.encode() if isinstance(body, str) else body
    return read(Response(URL, URL, "application/octet-stream", "", raw), ReadHint(kind=kind))  # type: ignore[arg-type]


def urlset(*urls: str, root: str = "urlset", ns: str = NS) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {ns}>{"".join(urls)}</{root}>\n'


def url(number: int, changed: str = "", more: str = "") -> str:
    changed = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url>{more}<loc>https://www.hoshina.example/n/{number}</loc>{changed}</url>"


def numbers(found: Reading) -> list[str]:
    return [one.url.rpartition("/")[2] for one in found.items or found.further]


def test_addresses_come_newest_first_with_the_day_they_changed() -> None:
    found = reading(urlset(url(1, "2026-01-02"), url(2, "2026-11-20T10:00:00+09:00"), url(3), url(2), "<url/>", url(4, "soon")))
    assert found.kind == "sitemap"
    assert [(one.url[-1], one.title, one.published) for one in found.items] == [
        ("2", "", "2026-11-20"), ("3", "", None), ("4", "", None), ("1", "", "2026-01-02")
    ]  # fmt: skip


def test_news_give_title_and_date_and_pictures_give_nothing() -> None:
    picture = "<image:image><image:loc>https://www.hoshina.example/p.png</image:loc><image:title>絵</image:title></image:image>"
    other = '<xhtml:link rel="alternate" hreflang="en" href="https://www.hoshina.example/en/1"/>'
    news = "<news:news><news:publication><news:name>保科</news:name></news:publication><news:title>名簿の&lt;b&gt;紛失&lt;/b&gt;</news:title><news:publication_date>2026-11-20T10:00+09:00</news:publication_date></news:news>"  # noqa: E501
    found = reading(urlset(url(1, "2026-11-22", picture + other + news), ns=f"{NS} {NEWS} {IMAGE}"))
    assert [(one.url, one.title, one.published) for one in found.items] == [
        ("https://www.hoshina.example/n/1", "名簿の紛失", "2026-11-20")
    ]


def test_an_index_gives_its_sitemaps_newest_first() -> None:
    maps = [url(n, f"2026-{n:02d}-01").replace("url>", "sitemap>") for n in (3, 11, 7)]
    found = reading(urlset(*maps, root="sitemapindex"))
    assert (numbers(found), found.items, found.kind) == (["11", "7", "3"], (), "sitemap")
    assert found.further[0].published == "2026-11-01"


@pytest.mark.parametrize(
    "body",
    [
        urlset(url(1), ns=""),
        urlset(url(1)).replace("<", "<s:").replace("<s:/", "</s:").replace("<s:?", "<?").replace("xmlns=", "xmlns:s="),
        urlset(url(1)).replace("<?xml", "<!-- made <by> a plugin --><?x").strip(),
        "\ufeff\n" + urlset(url(1), "<url><loc>ftp://www.hoshina.example/n/2</loc></url>"),
        urlset(url(1), "<url><loc>http://[x</loc></url>", "<url><loc>  </loc></url>"),
        urlset(url(1)).replace("UTF-8", "EUC-JP") + "<br/>\n<b>Warning</b>: mktime()",
        urlset(url(1), "<url><loc>/a?x=1&y=2</loc></url>"),
    ],
)
def test_what_is_not_quite_a_sitemap_is_read_all_the_same(body: str) -> None:
    found = reading(body)
    assert numbers(found)[0] == "1"
    assert all(one.url in ("https://www.hoshina.example/n/1", "https://www.hoshina.example/a?x=1&y=2") for one in found.items)


@pytest.mark.parametrize("wrapped", [gzip.compress, lambda body: gzip.compress(body[:60]) + gzip.compress(body[60:]) + b"\0\0"])
def test_gzip_is_unpacked(wrapped: object) -> None:
    assert callable(wrapped)
    assert numbers(reading(wrapped(urlset(url(1)).encode()))) == ["1"]


def test_text_of_one_address_a_line() -> None:
    body = "\ufeffhttps://www.hoshina.example/n/1\r\n\r\nhttps://www.hoshina.example/お知らせ\r\n"
    found = reading(body, kind="sitemap")
    assert [one.url for one in found.items][1].endswith("/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B")
    assert reading(gzip.compress(body.encode()), kind="sitemap") == found
    with pytest.raises(ReadError, match="this is text, but no sitemap: Dear all"):
        reading("https://www.hoshina.example/n/1\nDear all, we lost a list.", kind="sitemap")
    with pytest.raises(ReadError, match="0 addresses"):
        read_text_sitemap(b"\xef\xbb\xbf\n", URL)


BOMB = gzip.compress(b"<urlset>" + b" " * (MOST_UNPACKED + 10))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (urlset(), "the sitemap has 0 addresses"),
        (urlset(url(1), url(2))[:-12], "the sitemap is cut off"),
        (urlset("<url><loc></loc></url>"), "0 addresses"),
        ("<?xml version='1.0'?><other/>", "XML of an unknown kind, and no sitemap"),
        ("<html><body><h1>Sign in</h1><p>Please.</p></body></html>", "this is a page, and no sitemap"),
        ("<!DOCTYPE urlset [<!ENTITY x 'y'>]>" + urlset(url(1)), "declares an entity of its own"),
        (BOMB, "unpacks to more than 10 MiB"),
        (gzip.compress(urlset(url(1)).encode())[:-20], "cut off"),
        (gzip.compress(urlset(url(1)).encode())[:10] + b"\xff" * 99, "broken"),
        (gzip.compress(gzip.compress(urlset(url(1)).encode())), "this is a gzip file"),
        (b"\x89PNG\r\n", "this is an image, and no sitemap"),
        (b"", "the answer is empty"),
    ],
)
def test_what_is_no_sitemap_is_named(body: str | bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        reading(body, kind="sitemap")


@pytest.mark.parametrize("body", [b"", b"<", b"<a><b></a>", b"<urlset", b"no markup at all"])
def test_what_no_parser_can_read_is_refused(body: bytes) -> None:
    with pytest.raises(ReadError):
        read_sitemap(body, URL)


def test_only_addresses_older_than_2000_dated_ones_are_left_out_and_that_is_said() -> None:
    old = [url(n, "2019-01-01") for n in range(3)]
    new = [url(10 + n, f"20{20 + n // 1000}-01-01") for n in range(2_000)]
    found = reading(urlset(*old, *new, *(url(9_000 + n) for n in range(5))))
    assert len(found.items) == 2_005
    assert found.left_out == "3 of 2,008 addresses, last changed before 2020-01-01"
    assert not {"0", "1", "2"} & set(numbers(found))


def test_nothing_is_left_out_where_days_tell_nothing() -> None:
    for changed in ("", "2026-11-22"):
        found = reading(urlset(*(url(n, changed) for n in range(2_500))))
        assert (len(found.items), found.left_out) == (2_500, "")


def test_more_addresses_than_the_protocol_allows_are_refused() -> None:
    with pytest.raises(ReadError, match="more than 50,000"):
        reading("".join(f"https://a.example/{n}\n" for n in range(50_001)), kind="sitemap")
    with pytest.raises(ReadError, match="more than 50,000"):
        read_sitemap(b"<urlset>" + b"<url/>" * 50_001 + b"</urlset>", URL)


def test_unpacked_leaves_the_rest_alone() -> None:
    assert unpacked(b"x") == b"x"
    assert unpacked(gzip.compress(b"")) == b""


PIECES = st.sampled_from(
    ["<urlset>", "</urlset>", "<url>", "</url>", "<loc>", "</loc>", "https://a.example/1", "<lastmod>", "2026-11-22", "&", "&a;",
     "</lastmod>", "<sitemapindex>", "</sitemapindex>", "<!DOCTYPE x [", '<!ENTITY a "b">', "]>", "<!--", "-->", "<![CDATA[",
     "]]>", "<?xml?>", "\x00", "\ud800", "<x:loc>", 'xmlns="a"', '<a b="1" b="2">', "&#0;"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=25), st.sampled_from(["utf-8", "utf-16", "cp932"]), st.booleans())
def test_whatever_a_sitemap_holds_is_read_or_refused(pieces: list[str], encoding: str, packed: bool) -> None:
    body = "".join(["<urlset>" if len(pieces) % 2 else "", *pieces]).encode(encoding, "replace")
    for one in (gzip.compress(body) if packed else body, body[: len(body) // 2]):
        for function in (lambda raw: reading(raw, kind="sitemap"), lambda raw: read_sitemap(raw, URL)):
            try:
                found = function(one)
            except ReadError:
                continue
            assert found.items or found.further or found.documents
