"""Answers cut at 200 places in every framing there is: none of them is taken as whole."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from random import Random

import pytest

from loopback_door import fetcher
from loopback_site import CHUNKED, HEAD, Behaviour, Site, answer, chunked, says_and_closes, says_and_resets
from noticewatch.errors import FetchError
from noticewatch.model import Response

CUTS = 200
ITEMS = "".join(f'<li>2026年11月{n % 28 + 1}日 <a href="/n/{n}.html">お知らせ {n}</a></li>' for n in range(400))
PAGE = f"<!DOCTYPE html><html lang=ja><head><title>新着情報</title></head><body><ul>{ITEMS}</ul></body></html>".encode()
FEED = f"<?xml version='1.0'?><rss version='2.0'><channel><title>新着情報</title>{ITEMS}</channel></rss>".encode()
PDF = b"%PDF-1.4\n" + PAGE + b"\ntrailer\n%%EOF\n"
PIECES = chunked(*(PAGE[at : at + 500] for at in range(0, len(PAGE), 500)), b"")
GZIP, DEFLATE = gzip.compress(PAGE), zlib.compress(PAGE)


def measured(packed: bytes, coding: str) -> Callable[[int], Behaviour | bytes]:
    """What is sent is as long as it says: only what is within tells that it was cut."""
    return lambda at: answer(packed[:at], Content_Encoding=coding)


# By framing: how long it is, and the answer that is cut at a place within.
FRAMINGS: dict[str, tuple[int, Callable[[int], Behaviour | bytes]]] = {
    "length": (len(PAGE), lambda at: says_and_closes(HEAD + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE[:at])),
    "length, reset": (len(PAGE), lambda at: says_and_resets(HEAD + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE[:at])),
    "chunks": (len(PIECES), lambda at: says_and_closes(CHUNKED + PIECES[:at])),
    "gzip of that length": (len(GZIP), measured(GZIP, "gzip")),
    "deflate of that length": (len(DEFLATE), measured(DEFLATE, "deflate")),
    "gzip in whole chunks": (
        len(GZIP),
        lambda at: HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(GZIP[:at], b""),
    ),
    "gzip until closed": (len(GZIP), lambda at: says_and_closes(HEAD + b"Content-Encoding: gzip\r\n\r\n" + GZIP[:at])),
    "page until closed": (PAGE.rindex(b"</html"), lambda at: says_and_closes(HEAD + b"\r\n" + PAGE[:at])),
    "feed until closed": (FEED.rindex(b"</rss"), lambda at: says_and_closes(HEAD + b"\r\n" + FEED[:at])),
    "PDF until closed": (PDF.rindex(b"%%EOF"), lambda at: says_and_closes(HEAD + b"\r\n" + PDF[:at])),
    "page until reset": (PAGE.rindex(b"</html"), lambda at: says_and_resets(HEAD + b"\r\n" + PAGE[:at])),
}
LEAST = {"page until closed": 40, "feed until closed": 40, "PDF until closed": 5}  # before that it is no document yet


@pytest.mark.parametrize("framing", FRAMINGS)
async def test_no_cut_is_taken_as_whole(framing: str) -> None:
    length, cut = FRAMINGS[framing]
    least = LEAST.get(framing, 1)
    places = sorted({least, length - 1, *Random(framing).sample(range(least, length), CUTS - 2)})
    routes = {f"/{at}": cut(at) for at in places}
    door, kinds, taken = fetcher(deadline=10.0), set[str](), list[int]()
    async with Site(routes) as site:
        for at in places:
            try:
                await door.fetch(site.url(f"/{at}"), ports=site.ports, robots="ignore")
            except FetchError as error:
                kinds.add(error.kind)
            else:
                taken.append(at)
    await door.aclose()
    assert taken == []
    assert kinds <= {"truncated", "protocol", "connect"}
    assert len(places) >= CUTS - 2


@pytest.mark.parametrize("framing", FRAMINGS)
async def test_the_same_uncut_is(framing: str) -> None:
    whole = {"length": len(PAGE), "chunks": len(PIECES), "page until closed": len(PAGE), "feed until closed": len(FEED)}
    whole |= {"PDF until closed": len(PDF), "length, reset": 0, "page until reset": 0}
    at = whole.get(framing, FRAMINGS[framing][0])
    if not at:
        pytest.skip("a reset is never the end of anything")
    door = fetcher(deadline=10.0)
    async with Site({"/": FRAMINGS[framing][1](at)}) as site:
        assert isinstance(await door.fetch(site.url(), ports=site.ports, robots="ignore"), Response)
    await door.aclose()
