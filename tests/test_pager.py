"""Where a list goes on."""

from __future__ import annotations

import pytest

from noticewatch.read.pager import next_page
from noticewatch.read.tree import parse

URL = "https://city.example/news/index.html"
PAGES = [
    ('<ul class="pagination"><li>1</li><li><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li></ul>', "?p=2"),
    ('<div class="pager"><a href="?p=1">1</a> 2 <a href="?p=3">3</a></div>', "?p=3"),
    ('<a rel="next" href="/news/2.html">&raquo;</a>', "/news/2.html"),
    ('<p><a href="index2.html">次の20件へ</a></p>', "/news/index2.html"),
    ('<nav class="wp-pagenavi"><a href="/news/page/2/">»</a></nav>', "/news/page/2/"),
    ('<a href="/blog/page/2">Older posts</a>', "/blog/page/2"),
    ('<a href="https://other.example/2">次へ</a>', ""),
    ('<a href="#top">次へ</a><a href="index.html">Next</a>', ""),
    ('<a href="/a">»</a><p><a href="/2">2</a></p>', ""),
    ('<a href="http://[broken">次へ</a>', ""),
    ("<p>ここまで</p>", ""),
    ('<div class="more"><a href="p2/">もっと見る</a></div>', "/news/p2/"),
    ('<a href="index.html?page=2">Load more</a>', "?page=2"),
    ('<a href="2024/">もっと見る</a><a href="/kosodate/2/">もっと見る</a><a href="/all.html">もっと見る</a>', ""),
]


@pytest.mark.parametrize(("html", "where"), PAGES)
def test_the_next_page_is_found_by_what_leads_there(html: str, where: str) -> None:
    found = next_page(parse(f"<html><body><main>{html}</main></body></html>"), URL)
    assert found.removeprefix("https://city.example").removeprefix("/news/index.html") == where


def test_a_second_page_goes_on_to_the_third() -> None:
    more = '<div class="more"><a href="/news/p{n}/">もっと見る</a></div>'
    page = parse(f"<html><body><main>{more.format(n=3)}</main></body></html>")
    assert next_page(page, "https://city.example/news/p2/") == "https://city.example/news/p3/"
    elsewhere = parse('<html><body><main><a href="/sports/p3/">もっと見る</a></main></body></html>')
    assert next_page(elsewhere, "https://city.example/news/p2/") == ""
