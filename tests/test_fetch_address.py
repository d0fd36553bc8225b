"""The one parser of addresses, redirects' targets, and Retry-After."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest

from noticewatch.errors import FetchError
from noticewatch.fetch.address import host_of, origin_of, parse_url, port_of, redirected, retry_after_seconds

NOW = datetime(2026, 11, 22, tzinfo=UTC)

REFUSED = [
    "",
    "example.jp/",
    "//example.jp/",
    "http:///path",
    "http://",
    "ftp://example.jp/",
    "file:///etc/passwd",
    "data:text/html,x",
    "gopher://127.0.0.1:6379/_x",
    "javascript:alert(1)",
    "http://user@example.jp/",
    "http://user:pass@example.jp/",
    "http://@example.jp/",
    "http://example.jp@127.0.0.1/",
    "http://127.0.0.1\\@example.jp/",
    "http:\\\\127.0.0.1\\",
    "http://exa\tmple.jp/",
    "http://example.jp/\r\nHost: a",
    "http://example.jp/\x00",
    "http://example.jp/\x7f",
    "http://example.jp/\x85",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７。0。0。1/",
    "http://127%2e0%2e0%2e1/",
    "http://exa mple.jp/",
    "http://[::1%25lo]/",
    "http://[fe80::1%lo]/",
    "http://[::1/",
    "http://[127.0.0.1]/",
    "http://999.1.1.1/",
    "http://example.jp:99x/",
    "http://a,b/",
    f"http://{'a' * 254}/",
    "http://example.jp/" + "a" * 70_000,
]


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_url(url)
    assert (caught.value.kind, caught.value.transient) == ("address", False)
    assert len(str(caught.value)) < 700
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("url", "asked", "host", "port"),
    [
        (" http://Example.JP/a b?q=c d#part ", "http://example.jp/a%20b?q=c%20d", "example.jp", 80),
        ("https://example.jp./お知らせ", "https://example.jp./%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B", "example.jp", 443),
        ("http://市役所.example/", "http://xn--7sto6a74d.example/", "xn--7sto6a74d.example", 80),
        ("http://under_score.example:8080/", "http://under_score.example:8080/", "under_score.example", 8080),
        ("http://[2606:4700::1]:81/", "http://[2606:4700::1]:81/", "2606:4700::1", 81),
        ("http://0x7f.1/", "http://0x7f.1/", "0x7f.1", 80),  # a name here; judged by what it resolves to
    ],
)
def test_an_address_is_read_once(url: str, asked: str, host: str, port: int) -> None:
    parsed = parse_url(url)
    assert (str(parsed), host_of(parsed), port_of(parsed)) == (asked, host, port)


def test_an_origin_has_its_port_only_where_it_is_not_the_schemes_own() -> None:
    assert origin_of(parse_url("https://example.jp:443/a")) == "https://example.jp"
    assert origin_of(parse_url("https://example.jp:80/a")) == "https://example.jp:80"


@pytest.mark.parametrize(
    ("location", "target"),
    [
        (b"/b?c", "http://example.jp/b?c"),
        (b"b", "http://example.jp/dir/b"),
        (b"//other.example/b", "http://other.example/b"),
        (b"https://other.example/#x", "https://other.example/"),
        (b" /b ", "http://example.jp/b"),
        ("/お知らせ".encode(), "http://example.jp/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B"),
        ("/お".encode("cp932"), "http://example.jp/%82%A8"),
        (b"?page=2", "http://example.jp/dir/a?page=2"),
    ],
)
def test_a_redirect_is_joined_to_where_it_was_found(location: bytes, target: str) -> None:
    assert str(redirected(httpx.URL("http://example.jp/dir/a"), location)) == target


@pytest.mark.parametrize(
    "location", [b"file:///etc/passwd", b"//a@b/", b"/\\evil", b"ht\ttp://127.0.0.1/", b"http://[::1", b"\x7f"]
)
def test_a_redirect_to_what_is_not_fetched_is_refused(location: bytes) -> None:
    with pytest.raises(FetchError) as caught:
        redirected(httpx.URL("http://example.jp/dir/a"), location)
    assert caught.value.kind == "address"


def test_a_redirect_from_https_to_http_is_refused() -> None:
    with pytest.raises(FetchError) as caught:
        redirected(httpx.URL("https://example.jp/"), b"http://example.jp/")
    assert (caught.value.kind, caught.value.transient) == ("redirect", False)
    assert str(redirected(httpx.URL("https://example.jp/"), b"/b")) == "https://example.jp/b"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("１２", None),
        ("0", 0.0),
        (" 7 ", 7.0),
        ("86401", 86400.0),
        ("9" * 5000, 86400.0),
        ("Sun, 22 Nov 2026 00:02:00 GMT", 120.0),
        ("Sun, 22 Nov 2026 09:02:00 +0900", 120.0),
        ("Sun, 22 Nov 2026 00:02:00 -0000", 120.0),
        ("Sat, 21 Nov 2026 00:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2036 00:00:00 GMT", 86400.0),
        ("Sun, 99 Nov 2026 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", 86400.0),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, NOW) == seconds
