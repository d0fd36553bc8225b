"""Addresses as identities, and the links that must be followed."""
# ruff: noqa: E501

import re

import pytest

from noticewatch.links import canonical_url, may_be_incident, same_domain


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://example.jp/a.html#top", "https://example.jp/a.html"),
        ("HTTP://EXAMPLE.jp:80", "http://example.jp/"),
        ("https://example.jp:8443/x", "https://example.jp:8443/x"),
        ("https://example.jp/d.do;jsessionid=0A1B?no=3", "https://example.jp/d.do?no=3"),
        ("https://example.jp/?b=2&utm_source=x&a=1&gclid=9&fbclid=8&_ga=1.2", "https://example.jp/?b=2&a=1"),
        ("https://example.jp/l.php?PHPSESSID=abc&id=7", "https://example.jp/l.php?id=7"),
        ("https://example.jp/l.php?sid=0123456789abcdef01", "https://example.jp/l.php"),
        ("https://example.jp/l.php?sid=12", "https://example.jp/l.php?sid=12"),
        ("https://example.jp/index.html", "https://example.jp/index.html"),
        ("https://example.jp/お知らせ.html", "https://example.jp/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B.html"),
        ("https://example.jp/%e3%81%8a", "https://example.jp/%E3%81%8A"),
        ("http://[2001:DB8::1]:80/a b", "http://[2001:db8::1]/a%20b"),
        ("mailto:a@example.jp", "mailto:a@example.jp"),
        ("http://example.jp:99999/", "http://example.jp:99999/"),
        ("http:///x", "http:///x"),
    ],
)
def test_canonical_url(url: str, same: str) -> None:
    assert canonical_url(url) == same
    assert canonical_url(same) == same


@pytest.mark.parametrize(
    "title",
    [
        "職員募集のお知らせ", "消費生活セミナーを開催します", "第2四半期決算短信", "物品購入の入札結果", "休館日のお知らせ（12月の休館）", "障害者スポーツ大会の開催",
        "We are hiring: careers day", "Third quarter results", "New product launch", "Join our webinar", "Holiday hours", "Request for proposals",
    ],
)  # fmt: skip
def test_titles_that_rule_an_incident_out(title: str) -> None:
    assert not may_be_incident(title, "https://example.jp/x.html")


@pytest.mark.parametrize(
    "title",
    [
        "", "お知らせ", "重要なお知らせ", "採用応募者の個人情報の流出について", "システム障害について", "セミナー申込者への誤送信のお詫び", "名簿の紛失", "断水について",
        "Important notice", "Notice of Data Breach", "Service outage", "A letter to our customers", "Webinar registrants: e-mail sent in error — we apologize",
        "Acme Widgets Inc.",
    ],
)  # fmt: skip
def test_titles_that_are_read(title: str) -> None:
    assert may_be_incident(title, "https://example.jp/x.html")


def test_a_place_rules_out_what_the_title_leaves_open() -> None:
    assert not may_be_incident("春の部", "https://example.jp/events/12.html")
    assert may_be_incident("個人情報の紛失", "https://example.jp/events/12.html")
    assert may_be_incident("春の部", "http://[broken/events/")


def test_the_sources_own_patterns() -> None:
    wanted, unwanted = [re.compile("重要|/alert/")], [re.compile("訓練")]
    assert may_be_incident("職員募集（重要）", "", include=wanted)
    assert may_be_incident("募集", "https://example.jp/alert/1", include=wanted)
    assert not may_be_incident("名簿の紛失", "", include=wanted)
    assert not may_be_incident("重要 訓練", "", include=wanted, exclude=unwanted)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.city.tide.lg.jp/", "http://news.city.tide.lg.jp/list", True),
        ("https://a.example.co.jp/", "https://example.co.jp/", True),
        ("https://example.co.jp/", "https://other.co.jp/", False),
        ("https://tide.github.io/", "https://other.github.io/", False),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1/b", True),
        ("http://127.0.0.1/", "http://127.0.0.2/", False),
        ("http://localhost/", "http://otherhost/", False),
    ],
)
def test_one_domain_is_one_owner(one: str, other: str, same: bool) -> None:
    assert same_domain(one, other) is same
