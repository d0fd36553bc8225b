"""The boundaries that foreign bytes cross: how inputs for each are drawn, and what must hold of whatever comes of them."""
# ruff: noqa: E501, PT018  (what is asserted is the measure, no test)

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import httpx
from protego import Protego

from noticewatch.codec import dumps
from noticewatch.config import config_problems
from noticewatch.dates import find_dates, parse_date
from noticewatch.datewords import EN_DATES, JA_DATES
from noticewatch.errors import FetchError, ReadError
from noticewatch.extract import extract
from noticewatch.extract.lexicon.en.counting import EN_COUNTS
from noticewatch.extract.lexicon.ja.counting import JA_COUNTS
from noticewatch.extract.numbers import find_counts, find_numbers
from noticewatch.fetch import door
from noticewatch.fetch.address import LONGEST_RETRY_AFTER, parse_url, redirected, retry_after_seconds
from noticewatch.fetch.body import read_body
from noticewatch.fetch.robots import _concerning, robot_names, robots_body
from noticewatch.jobs import Read, read_from_json, read_to_json
from noticewatch.links import canonical_url, is_first_page, linked_address, may_be_incident
from noticewatch.model import Document, Reading, Response, Validators
from noticewatch.read import ReadHint, read, read_notice
from noticewatch.read.charset import decode
from noticewatch.read.entries import written_moment
from noticewatch.read.head import head_of
from noticewatch.read.tree import Node, Page, parse
from noticewatch.text import clean_text, fold
from tests.config_samples import ENV, example
from tests.fuzz_inputs import NASTY, encoded, json_text, mutated, pieces, sentence, small, spoilt
from tests.invented_notices import INCIDENTS_EN, INCIDENTS_JA, NOT_INCIDENTS_EN, NOT_INCIDENTS_JA

HERE = "https://www.tomari.example/news/"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
LABELS = ("", "", "utf-8", "Shift_JIS", "EUC-JP", "iso-2022-jp", "windows-1252", "utf-16", "UTF-16BE", "utf-7", "gb18030", "big5",
          "euc-kr", "x-user-defined", "macintosh", "koi8-r", "idna", "\0", "é", "x" * 200, "unicode_escape", "iso-8859-8-i")  # fmt: skip
DATE_WORDS = ("2026", "令和8", "R8", "平成", "元", "年", "月", "日", "11", "20", "3", "99", "0", "Nov", "November", "Sat", ",", "th", "st",
              "T10:00:00+09:00", "Z", "GMT", "(金)", "昨日", "同日", "翌年", "年度", "から", "まで", "～", "from", "to", "yesterday", "十二", "二〇二六",
              "٢٠٢٦", "２０２６", "⑪", "㋿", "月末", "Q3", "12:61", "9999", "0000", "-", "/", ".", "last", "5月", "2月30日", "13/13/2026")  # fmt: skip
NUMBER_WORDS = ("1", "12", "1,234", "12,34", "0", "千", "万", "億", "兆", "十", "九百", "三", "人", "名", "件", "約", "最大", "以上", "のべ", "世帯", "うち",
                "people", "records", "million", "hundred", "and", "twenty", "-three", "dozen", "about", "up to", "of", "1.5", ".5", "9" * 30,
                "第", "No.", "円", "%", "①", "½", "٣", "１２", "²", "より", "合計", "total", "10^400", "NaN", "1e9", "全員", "customers")  # fmt: skip
URL_WORDS = ("http://", "https://", "HTTPS://", "//", "/", "?", "#", "&", "=", ":", "@", "a.example", "A.Example.", "[::1]", "[", "]", "127.1",
             ":80", ":443", ":99999", ":-1", ":٣", "utm_source=1", "PHPSESSID=9", ";jsessionid=A1", "..", "%2e", "%zz", "%", "日本語.example",
             "お知らせ", "index.html", "javascript:", "data:,", "\\", "\t", " ", "xn--", "xn--a", "①.example", "id=5", "%E3%81", "ß.example",
             "a" * 70, ".", "sid=0123456789abcdef0", "user:pw", "％", "。", "\u00ad", "http:", "https:/")  # fmt: skip
HEADER_WORDS = ("120", "-1", "9" * 30, "Sun, 22 Nov 2026 00:01:00 GMT", "Sunday", "31 Feb 2026", "00:00:60", "+9999", "text/html", "charset=",
                '"Shift_JIS"', "; ", "charset", "=", "application/xml", "application/pdf", 'W/"abc"', '"', "é", "\udc80", "*", "GMT", "1e9", "0x10",
                "٣", "  ", "\t", "gzip", "Sat, 01-Jan-0000 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "-0000", "99:99:99", ",,,")  # fmt: skip
ROBOT_WORDS = ("User-agent: ", "user agent ", "*", "noticewatch", "Disallow: ", "Allow: ", "/", "/*", "$", "%2F", "%", "Crawl-delay: ", "-1",
               "1e400", "nan", "Request-rate: ", "1/10", "Visit-time: ", "Sitemap: ", "Host:", "#", "\n", "\r", "\n\n", "/" + "*a" * 40,
               "\u2028", "お", "0900-9999", "1/0s", "1s/1", "999999999999999999999999", "1/1 2500-2501", "http://[::1")  # fmt: skip
SELECTORS = ("ul a", "li:has(a)", "#main")
NAMES = robot_names("noticewatch/0.1 (+https://example.org/bot)")


@dataclass(frozen=True)
class Boundary:
    """One place where foreign input comes in: `short` is how many inputs the short form tries."""

    name: str
    drawn: Callable[[Random], Any]
    tried: Callable[[Any], object]
    short: int = 20_000


def _is_clean(text: str) -> bool:
    return clean_text(text) == text


def _sound_day(day: str | None) -> bool:
    if day is None:
        return True
    parts = [int(part) for part in day.split("-")]
    return date(*[*parts, 1, 1][:3]).isoformat().startswith(day)


def sound(reading: Reading) -> None:
    """What holds of everything that was read: it can be stored, shown and followed, and crosses between processes unchanged."""
    for item in (*reading.items, *reading.further):
        assert item.url.startswith(("http://", "https://")) and canonical_url(item.url) == item.url, item.url
        assert _is_clean(item.title) and _sound_day(item.published), item
    for document in reading.documents:
        assert _is_clean(document.text) and _is_clean(document.title) and _sound_day(document.published), document
        assert document.text.startswith(document.title.strip()[:20].rstrip()), document.title
    told = dumps(read_to_json(Read(reading)))
    told.encode()
    assert read_from_json(json.loads(told)).reading == reading


@cache
def _pages() -> tuple[str, ...]:
    whole = small(lambda golden: golden.is_html)
    short = [page.partition('<div id="main">')[2].partition('<div id="footer">')[0] or page for page in whole]
    return (*short, *short, *short, *whole)


@cache
def _feeds() -> tuple[str, ...]:
    return small(lambda golden: golden.name.startswith(("rss", "rdf", "atom", "json")))


@cache
def _sitemaps() -> tuple[str, ...]:
    return small(lambda golden: golden.name.startswith("sitemap"))


def _drawn_page(dice: Random) -> tuple[bytes, str, str, str]:
    text = mutated(dice, dice.choice(_pages()), pieces(_pages()))
    kind = dice.choice(("auto", "auto", "auto", "listing", "page", "posts", "notice"))
    return (
        encoded(dice, text),
        dice.choice(LABELS),
        kind,
        "" if dice.random() < 0.95 else dice.choice(SELECTORS),
    )


def _try_page(drawn: tuple[bytes, str, str, str]) -> None:
    body, label, kind, selector = drawn
    response = Response(HERE, HERE, "text/html", label, body)
    with suppress(ReadError):
        if kind == "notice":
            sound(Reading("page", documents=(read_notice(response, ReadHint(content_selector=selector)),)))
        else:
            sound(read(response, ReadHint(kind, link_selector=selector, content_selector=selector)))  # type: ignore[arg-type]


def _drawn_feed(dice: Random) -> tuple[bytes, str]:
    return encoded(dice, mutated(dice, dice.choice(_feeds()), pieces(_feeds()))), dice.choice(LABELS)


def _try_feed(drawn: tuple[bytes, str]) -> None:
    with suppress(ReadError):
        sound(read(Response(HERE, HERE, "", drawn[1], drawn[0]), ReadHint("feed")))


def _drawn_sitemap(dice: Random) -> tuple[bytes, str]:
    return encoded(dice, mutated(dice, dice.choice(_sitemaps()), pieces(_sitemaps()))), dice.choice(LABELS)


def _try_sitemap(drawn: tuple[bytes, str]) -> None:
    with suppress(ReadError):
        sound(read(Response(HERE, HERE, "", drawn[1], drawn[0]), ReadHint("sitemap")))


def _drawn_linked(dice: Random) -> tuple[str, bool]:
    text = json_text(dice, ("datePublished", '"2026-11-20"', "@graph", '{"name":'))
    return text.encode("utf-8", "ignore").decode(), dice.random() < 0.05  # no bytes decode to half a pair; "\\ud800" stays


def _try_linked(drawn: tuple[str, bool]) -> None:
    text, whole = drawn
    page = Page(Node("body", {}, None), linked=[text])
    if whole:
        with suppress(ReadError):
            page = parse(f'<script type="application/ld+json">{text}</script><p>x')
    head = head_of(page)
    assert _is_clean(head.site) and len(head.site) <= 100 and _sound_day(head.published), head


def _try_url(text: str) -> None:
    canonical = canonical_url(text)
    assert canonical_url(canonical) == canonical
    is_first_page(canonical)
    may_be_incident(text, canonical)
    if address := linked_address(text, HERE):
        assert linked_address(address, HERE) == address
        address.encode()
    with suppress(FetchError):
        assert parse_url(text).scheme in ("http", "https")
    with suppress(FetchError):
        redirected(httpx.URL(HERE), text.encode("utf-8", "surrogatepass"))


def _drawn_dates(dice: Random) -> str:
    return mutated(dice, sentence(dice, DATE_WORDS), DATE_WORDS, most=2)


def _try_dates(text: str) -> None:
    assert _sound_day(parse_date(text))
    assert _sound_day(written_moment(text, "ja")[0])
    folded = fold(clean_text(text)).text
    for words in (JA_DATES, EN_DATES):
        for found in find_dates(folded, words, anchor=NOW.date(), published=NOW.date()):
            assert 0 <= found.start < found.end <= len(folded) and _sound_day(found.iso), found


def _drawn_numbers(dice: Random) -> str:
    return mutated(dice, sentence(dice, NUMBER_WORDS), NUMBER_WORDS, most=2)


def _try_numbers(text: str) -> None:
    folded = fold(clean_text(text)).text
    for words in (JA_COUNTS, EN_COUNTS):
        for number in find_numbers(folded, words.numbers):
            assert type(number.value) is int and 0 <= number.value < 10**10, number
            assert 0 <= number.start < number.end <= len(folded), number
        for count in find_counts(folded, words):
            assert count.value > 0 and count.start <= count.number_start < count.number_end <= count.end, count


def _drawn_bytes(dice: Random) -> tuple[bytes, str]:
    chance = dice.random()
    if chance < 0.1:
        return dice.randbytes(int(dice.random() * 300)), dice.choice(LABELS)
    text = dice.choice(pieces(_pages()))
    meta = f'<meta charset="{dice.choice(LABELS)}">' if dice.random() < 0.5 else ""
    body = encoded(dice, meta + text)
    return spoilt(dice, body) if chance < 0.5 else body, dice.choice(LABELS)


def _try_bytes(drawn: tuple[bytes, str]) -> None:
    with suppress(ReadError):
        text = decode(*drawn)
        assert text.count("\ufffd") <= max(1, len(text) * 0.01)
        clean = clean_text(text)
        clean.encode()
        assert clean_text(clean) == clean


class _Stream(httpx.AsyncByteStream):
    def __init__(self, chunks: list[bytes]) -> None:
        self.chunks = chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self.chunks:
            yield chunk


def _drawn_header(dice: Random) -> tuple[str, str, bytes]:
    if dice.random() < 0.3:
        return "robots", sentence(dice, ROBOT_WORDS, 30), b""
    body = spoilt(dice, dice.choice((b"<html>x</html>", b"\x1f\x8b\x08\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0", b"x\x9c\3\0\0\0\0\1")))
    return (
        dice.choice(("retry", "type", "location", "etag", "body")),
        mutated(dice, sentence(dice, HEADER_WORDS, 4), HEADER_WORDS),
        body,
    )


def _try_header(drawn: tuple[str, str, bytes]) -> None:
    what, text, body = drawn
    if what == "robots":
        rules = Protego.parse(_concerning(robots_body("text/plain", text.encode("utf-8", "surrogatepass")), NAMES))
        rules.can_fetch(HERE, "noticewatch")
        assert isinstance(min(rules.crawl_delay("noticewatch") or 0.0, 60.0), float | int)
    elif what == "retry":
        wait = retry_after_seconds(text, NOW)
        assert wait is None or 0.0 <= wait <= LONGEST_RETRY_AFTER, wait
    elif what == "type":
        media_type, label = door._content_type(text)
        with suppress(ReadError):
            read(Response(HERE, HERE, media_type, label, body), ReadHint())
    elif what == "location":
        with suppress(FetchError):
            assert redirected(httpx.URL(HERE), text.encode("utf-8", "surrogatepass")).scheme == "https"
    elif what == "etag":
        for name, value in door._conditions(Validators(text, text)):
            assert isinstance(name + value, bytes)
    else:
        _try_body(text, body)


def _try_body(text: str, body: bytes) -> None:
    value = text.encode("latin-1", "replace")
    names = (b"content-length", b"content-encoding", b"transfer-encoding")
    headers = [(names[len(body) % 3], value), (b"content-encoding", b"gzip" if body[:1] == b"\x1f" else b"deflate")]
    reading = read_body(httpx.Response(200, headers=headers, stream=_Stream([body[:3], body[3:]])), 1_000)
    with suppress(FetchError):
        try:
            reading.send(None)  # nothing in it waits
        except StopIteration as end:
            read_whole = end.value
        assert len(read_whole) <= 1_000


@cache
def _configuration() -> tuple[str, Path]:
    whole = example()
    head, *sources = whole.split("[[sources]]")
    folder = Path(tempfile.gettempdir()) / f"noticewatch-fuzz-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return head[-1500:] + "[[sources]]" + sources[0], folder / "sources.toml"


def _drawn_configuration(dice: Random) -> bytes:
    text = _configuration()[0]
    first = text.find("\n[", int(dice.random() * len(text))) + 1  # some of its tables
    return encoded(
        dice, mutated(dice, text[first:] + '\n[[sources]]\nid = "a"\nurl = "https://a.example/"\n', ("=", "[[", "]]", '"""'))
    )


def _try_configuration(body: bytes) -> None:
    path = _configuration()[1]
    path.write_bytes(body)
    for problem in config_problems(path, ENV):
        str(problem).encode()


@cache
def _notices() -> tuple[str, ...]:
    notices = (*INCIDENTS_JA, *INCIDENTS_EN, *NOT_INCIDENTS_JA, *NOT_INCIDENTS_EN)
    return tuple(line for notice in notices for line in (notice.title, *notice.body.split("\n")) if line.strip())


def _drawn_notice(dice: Random) -> str:
    lines = [dice.choice(_notices()) for _ in range(1 + int(dice.random() * 4))]
    return mutated(dice, "\n".join(lines), (*_notices(), *NASTY))


def _try_notice(drawn: str) -> None:
    text = clean_text(drawn)
    found = extract(Document(HERE, text.partition("\n")[0], text))
    read_to_json(Read(Reading("page"), (found,)))
    for pieces_of in found.evidence.values():
        for piece in pieces_of:
            assert text[piece.start : piece.end] == piece.quote and len(piece.quote) <= 300, piece


BOUNDARIES = {
    one.name: one
    for one in (
        Boundary("html", _drawn_page, _try_page),
        Boundary("feed", _drawn_feed, _try_feed),
        Boundary("sitemap", _drawn_sitemap, _try_sitemap),
        Boundary("json-ld", _drawn_linked, _try_linked),
        Boundary("url", lambda dice: mutated(dice, sentence(dice, URL_WORDS), URL_WORDS, most=2), _try_url),
        Boundary("date", _drawn_dates, _try_dates),
        Boundary("number", _drawn_numbers, _try_numbers),
        Boundary("charset", _drawn_bytes, _try_bytes),
        Boundary("header", _drawn_header, _try_header),
        Boundary("config", _drawn_configuration, _try_configuration, short=2_000),
        Boundary("notice", _drawn_notice, _try_notice, short=1_000),
    )
}


@cache
def warm() -> None:
    """What is made at the first use of readers and lexicons is made, so that it is not counted with an input."""
    for golden in small(lambda golden: True)[::3]:
        with suppress(ReadError):
            read(Response(HERE, HERE, "", "", golden.encode()), ReadHint())
    for selector in SELECTORS:
        parse("<p>x", selector)
    for text in _notices()[:60]:
        extract(Document(HERE, text, text))


def failing(name: str, tried: Callable[[Any], object]) -> Boundary:
    """A boundary with something else in its place, for tests of the measure itself."""
    return replace(BOUNDARIES[name], tried=tried)
