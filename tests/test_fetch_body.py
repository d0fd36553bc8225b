"""A body is whole or it is not there: framing, codings and caps, without a socket."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import AsyncIterator

import httpx
import pytest

from noticewatch.errors import FetchError
from noticewatch.fetch.body import read_body

PAGE = "".join(f"<p>{n} 潮風町からのお知らせ</p>" for n in range(300)).encode()
MOST = 100_000


class Chunks(httpx.AsyncByteStream):
    def __init__(self, body: bytes, size: int) -> None:
        self.body, self.size, self.sent = body, size, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self.body), self.size):
            self.sent += 1
            yield self.body[start : start + self.size]


def response(body: bytes, size: int = 1000, **headers: str) -> httpx.Response:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return httpx.Response(200, headers=named, stream=Chunks(body, size))


def raw_deflate(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(body) + stream.flush()


async def fault(answer: httpx.Response, most: int = MOST) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await read_body(answer, most)
    return caught.value


@pytest.mark.parametrize("size", [1, 2, 7, 1000, 10**6])
@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-GZIP", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:])),
        ("gzip", gzip.compress(PAGE) + b"\0\0\0 padding"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("deflate", zlib.compress(PAGE) + b"\r\n"),
        ("identity", PAGE),
        ("", PAGE),
    ],
)
async def test_a_body_is_unpacked_however_it_is_cut_into_chunks(coding: str, packed: bytes, size: int) -> None:
    assert await read_body(response(packed, size, content_encoding=coding), MOST) == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_nothing_at_all_is_an_empty_body(coding: str) -> None:
    assert await read_body(response(b"", content_encoding=coding, content_length="0"), MOST) == b""


@pytest.mark.parametrize(
    ("coding", "packed"), [("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("deflate", raw_deflate(PAGE))]
)
async def test_no_cut_of_a_packed_body_is_taken_as_whole(coding: str, packed: bytes) -> None:
    for at in [1, *random.Random(7).sample(range(1, len(packed)), 60), len(packed) - 1]:
        cut = packed[:at]
        error = await fault(response(cut, content_encoding=coding, content_length=str(len(cut))))
        assert (error.kind, error.transient) == ("truncated", True), at


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><HTML lang=ja><body>x</body></HTML>\n<!-- made in 3 ms -->",
        b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>',
        b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>",
        b"%PDF-1.4\nx\n%%EOF\n",
        b"<p>a fragment without a root",
        "ただの文章".encode(),
    ],
)
async def test_a_body_ended_by_the_connection_is_whole_where_its_root_is_closed(body: bytes) -> None:
    assert await read_body(response(body), MOST) == body


@pytest.mark.parametrize("body", [b"<html><body><p>half a pa", b"<rss version='2.0'><channel><item>", b"%PDF-1.4\nobj 1 0"])
async def test_a_document_that_breaks_off_with_the_connection_is_truncated(body: bytes) -> None:
    assert (await fault(response(body))).kind == "truncated"
    assert await read_body(response(body, content_length=str(len(body))), MOST) == body
    assert await read_body(response(body, transfer_encoding="chunked"), MOST) == body


@pytest.mark.parametrize("bomb", [gzip.compress(bytes(50 << 20)), gzip.compress(b"") * 10 + gzip.compress(bytes(50 << 20))])
async def test_a_bomb_ends_at_the_cap(bomb: bytes) -> None:
    error = await fault(response(bomb, size=10**6, content_encoding="gzip"))
    assert (error.kind, error.transient) == ("size", False)


async def test_caps_hold_on_the_wire_and_unpacked() -> None:
    assert await read_body(response(bytes(MOST)), MOST) == bytes(MOST)
    endless = Chunks(bytes(10 * MOST), 1000)
    assert (await fault(httpx.Response(200, stream=endless))).kind == "size"
    assert endless.sent == MOST // 1000 + 1
    empty_members = gzip.compress(b"") * (MOST // 10)  # much on the wire, nothing in it
    assert (await fault(response(empty_members, content_encoding="gzip"))).kind == "size"
    announced = Chunks(b"", 1)
    assert (await fault(httpx.Response(200, headers={"content-length": str(MOST + 1)}, stream=announced))).kind == "size"


async def test_a_cut_body_is_the_beginning_of_the_long_one() -> None:
    long = bytes(range(256)) * 10
    assert await read_body(response(long, content_length="2560"), 100, cut=True) == long[:100]
    assert await read_body(response(gzip.compress(long), content_encoding="gzip"), 100, cut=True) == long[:100]
    assert await read_body(response(b"short"), 100, cut=True) == b"short"


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "gzip, br", "x" * 5000, "ＧＺ"])
async def test_a_coding_that_was_not_asked_for_is_refused(coding: str) -> None:
    answer = httpx.Response(200, headers=[(b"content-encoding", coding.encode())], stream=Chunks(b"x", 1))
    error = await fault(answer)
    assert (error.kind, error.transient) == ("encoding", False)
    assert len(str(error)) < 500


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_body_that_is_not_packed_as_it_says_is_refused(coding: str) -> None:
    assert (await fault(response(b"<html>plain</html>", content_encoding=coding))).kind == "encoding"


async def test_two_framings_at_once_are_refused() -> None:
    assert (await fault(response(b"x", content_length="1", transfer_encoding="chunked"))).kind == "protocol"
