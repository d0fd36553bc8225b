"""Row 8: no expression takes longer than its text grows, whatever the text; nor does any reader or finder."""
# ruff: noqa: E501  (tables: a row a line)

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from noticewatch.dates import parse_date
from noticewatch.errors import ReadError
from noticewatch.extract import extract
from noticewatch.links import canonical_url, may_be_incident
from noticewatch.model import Document, Response
from noticewatch.names import organization_key
from noticewatch.read import ReadHint, read, read_text
from noticewatch.read.charset import decode
from noticewatch.text import clean_text, fold, sentences
from tests.adversarial import attacks
from tests.linear import MOST, RATIO, Endless, at_most, best_of, growth
from tests.test_patterns import all_patterns

SIZE = 1_500  # characters at which an expression is measured, and twice as many; a quadratic one takes some 50 ms
PARTS = 4
ATTEMPTS = 3

# Tried at one place (`match` behind a number, a name, at a line's start), or in a stretch of few characters; never searched for in
# a whole text, which some of them would make slow. Each with the module or table that holds it.
AT_A_PLACE = re.compile(
    r"\.config\.|\.exchange\.|announcer\._(?:ITEM|BESIDE)|kindlists\._MARKED|speakers\._BULLET|moments\._(?:MARK|ALONE)"
    r"|address\._AUTHORITY|robots\._AGENT_LINE|plain\._(?:MARK|HEADS)|\.(?:joins|begins|heading_marks|units|implied|never_before"
    r"|never_after|exposure|kinds_only|stem|glue|nothing|labels|mark|announces|not_own_after|vendor_after|tells|behind|own_place"
    r"|after|plain_signature|unitless)\b"
)


def found() -> list[tuple[str, re.Pattern[str]]]:
    """Every expression once; not those of word tables, which are tried about their words only: see `test_patterns`.

    They are made when first asked for, so that it would hang on the tests before which of them are there.
    """
    kept = {
        (one.pattern, one.flags): (where, one)
        for where, one in all_patterns()
        if isinstance(one.pattern, str) and "._screen." not in where and not (".lexicon." in where and where.endswith(".pattern"))
    }
    return list(kept.values())


def faults(where: str, pattern: re.Pattern[str]) -> list[str]:
    """What is wrong with an expression's times, each time that they are taken: what else the machine does strikes but once."""
    told: list[str] = []
    for _ in range(ATTEMPTS):
        told = measured(where, pattern)
        if not told:
            break
    return told


def measured(where: str, pattern: re.Pattern[str], most: float = 6.0) -> list[str]:
    """What is wrong with an expression's times; what takes more than `most` seconds in all has no end."""

    def searched(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    ways: list[Callable[[str], object]] = [pattern.match] if AT_A_PLACE.search(where) else [pattern.match, searched]
    told: list[str] = []
    piece = ""
    try:
        with at_most(most):
            for run in ways:
                for piece in attacks(pattern):
                    once, ratio = growth(run, piece, SIZE)
                    if ratio > RATIO or once > MOST:
                        told.append(f"{where}: {1000 * once:.0f} ms, {ratio:.1f} times that at twice {piece[:40]!r}")
    except Endless:
        told.append(f"{where}: no end with {piece[:40]!r}")
    return told


@pytest.mark.parametrize("part", range(PARTS))
def test_no_expression_takes_longer_than_its_text_grows(part: int) -> None:
    mine = found()[part::PARTS]
    assert len(mine) > 100
    assert [fault for where, pattern in mine for fault in faults(where, pattern)] == []


@pytest.mark.parametrize(
    "bad", [r"\s+$", r"(?:[\s(]|\(?\d{1,2}[).])*\Z", r"(\w+\s?)+affected", r"(\d[\d,]*)\s*(people|individuals)"]
)
def test_the_measure_finds_what_is_bad(bad: str) -> None:
    assert any(measured("", re.compile(bad), 1.0) for _ in range(ATTEMPTS))


# Readers and finders, over what sets them off

WORDS = {
    "ja": "個人情報 漏えい 株式会社 12名 2026年11月20日 氏名、住所 お詫び 不正アクセス 警察に届け 委託先 紛失 「情報」 (以下「市」という。)\n",
    "en": "personal data breach Acme Inc. 12 people November 20, 2026 names, addresses sorry ransomware police vendor lost (the \"Firm\").\n",
    "numbers": "1,234人 約12件 第3 九百万 12 people and 3 of 4 records\n", "brackets": "(7.(7.(7.【a【b「「『(", "blanks": "  \t　 ",
    "days": "2026年11月20日から同月21日まで、昨日 on November 2-5, 2026 ", "lines": "1 経緯\n■対象\n・氏名\n", "digits": "1234567890",
    "one letter": "A", "one kana": "ア", "labels": "氏名: 住所： 情報: ", "mail": "a@b.example http://a.example/ 03-1234-5678 ",
}  # fmt: skip
HTML = {
    "rows": '<li>2026.11.20 <a href="/n/{0}.html">お知らせ{0}号</a></li>', "cells": "<tr><td>2026年1月{0}日</td><td><a href='/{0}'>件名</a></td></tr>",
    "paragraphs": "<p>個人情報の漏えいについて{0}</p>", "headings": "<h2>2026年11月2日 お知らせ{0}</h2><p>本文です。</p>", "breaks": "お知らせ{0}<br>",
    "links": "<a href='/{0}'>12</a>", "nests": "<div><b>{0}", "classes": "<i class='{0} x。 '></i>", "attributes": "<a x{0}=1>y</a>",
    "comments": "<!--{0}", "tags": "<{0}", "references": "&#{0};", "scripts": "<script>{0}</script>", "meta": "<meta name=a{0} content=b>",
    "definitions": "<dt>2026.11.20</dt><dd><a href='/n/{0}'>お知らせ</a></dd>", "posts": "<article><h2><a href='/n/{0}'>t{0}</a></h2><p>本文。</p></article>",
}  # fmt: skip


def times(run: Callable[[str], object], made: Callable[[int], str], size: int, most: float) -> None:
    """Assert that twice the text takes 2.5 times as long at most, and `most` seconds."""
    half, whole = made(size), made(2 * size)
    for attempt in range(5):
        once, twice = best_of(lambda: run(half), 2, 0.02), best_of(lambda: run(whole), 2, 0.02)
        if (twice <= RATIO * once or twice <= 0.02) and twice <= most:
            return
        assert attempt < 4, f"{once:.3f} s, then {twice:.3f} s"


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def numbered(piece: str) -> Callable[[int], str]:
    return lambda size: "".join(piece.format(number) for number in range(size // len(piece)))


@pytest.mark.parametrize("name", WORDS)
def test_what_is_made_of_a_text_is_linear(name: str) -> None:
    made = repeated(WORDS[name])
    for run in (
        clean_text,
        fold,
        sentences,
        canonical_url,
        organization_key,
        lambda text: may_be_incident(text, text),
        parse_date,
    ):
        times(run, made, 50_000, 2 * MOST)
    times(lambda text: decode(text.encode("cp932", "replace")), made, 50_000, 2 * MOST)
    times(lambda text: read_text(f"お知らせ\n\n{text}"), made, 25_000, 5 * MOST)


@pytest.mark.parametrize("name", WORDS)
def test_all_facts_of_a_text_are_found_in_linear_time(name: str) -> None:
    times(lambda text: extract(Document("", "お知らせ", f"お知らせ\n\n{text}")), repeated(WORDS[name]), 6_000, 10 * MOST)


@pytest.mark.parametrize("name", HTML)
def test_pages_are_read_in_linear_time(name: str) -> None:
    def run(text: str) -> None:
        body = f"<html><title>お知らせ</title><body><h1>お知らせ一覧</h1>{text}".encode()
        try:
            read(Response("https://a.example/", "https://a.example/", "text/html", "utf-8", body), ReadHint())
        except ReadError:
            return

    times(run, numbered(HTML[name]), 12_000, 5 * MOST)


@pytest.mark.parametrize(
    ("kind", "around", "piece"),
    [
        ("feed", "<rss version='2.0'><channel>{}</channel></rss>", "<item><title>t{0}</title><link>https://a.example/{0}</link></item>"),
        ("feed", "<rss version='2.0'><channel>{}</channel></rss>", "<item><title>個人情報{0}</title><description>漏えい</description></item>"),
        ("feed", '{{"version": "https://jsonfeed.org/version/1.1", "items": [{}{{}}]}}', '{{"id": "{0}", "content_text": "漏えい"}},'),
        ("sitemap", "<urlset>{}</urlset>", "<url><loc>https://a.example/{0}</loc><lastmod>2026-11-20</lastmod></url>"),
        ("feed", "<!DOCTYPE rss [{}]><rss version='2.0'><channel></channel></rss>", "<!-- {0} -->"),
    ],
)  # fmt: skip
def test_feeds_and_sitemaps_are_read_in_linear_time(kind: str, around: str, piece: str) -> None:
    def run(text: str) -> None:
        try:
            read(Response("https://a.example/", "https://a.example/", "", "utf-8", around.format(text).encode()), ReadHint(kind))  # type: ignore[arg-type]
        except ReadError:
            return

    times(run, numbered(piece), 12_000, 5 * MOST)


def test_the_clock_is_this_threads() -> None:
    before = time.thread_time()
    time.sleep(0.05)
    assert best_of(lambda: time.sleep(0.05), 1) < 0.04
    assert time.thread_time() - before < 0.08
