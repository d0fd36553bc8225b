"""An answer's body, whole or not at all: capped on the wire and unpacked, and checked against its framing.

Shell; imports the words, the room for large ones, httpx's Response and zlib. Every client tried accepts half a gzip body as
complete, and unpacks a small one to gigabytes; so the bytes are read raw and unpacked here.
"""

from __future__ import annotations

import re
import zlib

import httpx

from noticewatch.errors import FetchError
from noticewatch.fetch.room import SMALL, Room

ACCEPTED_CODINGS = "gzip, deflate"

_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_GZIP_MAGIC = b"\x1f\x8b"
# What is known to end in a certain way, looked for where the document begins. An answer that only the end of the connection
# ends carries no length: these say themselves whether they are whole.
_ROOT = re.compile(rb"<(html|rss|feed|urlset|sitemapindex|rdf:rdf)[\s>]", re.IGNORECASE)
_BEGINNING = 4096


async def read_body(response: httpx.Response, most: int, *, cut: bool = False, room: Room | None = None) -> bytes:
    """Read and unpack a body of `most` bytes at most; `cut` returns the first `most` bytes of a longer one.

    Of a large one no more than SMALL bytes are unpacked before there is `room` for it.

    Raises FetchError "size", "encoding", "truncated" or "protocol"; what the connection raises passes through.
    """
    length = _declared_length(response)
    if length is not None and length > most and not cut:
        raise FetchError("size", f"the answer is {length} bytes long, {most} are read", transient=False)
    coding = _coding(response)
    unpacker = _Unpacker(coding) if coding else None
    body, wire, large = bytearray(), 0, False
    async for chunk in response.aiter_raw():
        wire += len(chunk)
        body += unpacker.unpack(chunk, (SMALL if room and not large else most) - len(body)) if unpacker else chunk
        if room and not large and len(body) > SMALL:
            large = True
            await room.take(most if length is None or unpacker else length)
            body += unpacker.unpack(b"", most - len(body)) if unpacker else b""
        if len(body) > most or wire > most:
            if cut:
                return bytes(body[:most])
            raise FetchError("size", f"the answer is longer than {most} bytes", transient=False)
    if room:
        room.settle(len(body) if large else 0)
    if unpacker and not unpacker.complete:
        raise FetchError("truncated", f"the {coding} body breaks off after {wire} bytes")
    if length is None and not unpacker and "transfer-encoding" not in response.headers and not _ends(body):
        raise FetchError("truncated", f"the connection ended after {wire} bytes, in the middle of the document")
    return bytes(body)


def _declared_length(response: httpx.Response) -> int | None:
    length = response.headers.get("content-length")
    if length is not None and "transfer-encoding" in response.headers:
        raise FetchError("protocol", "the answer has two framings, a length and chunks")
    return int(length) if length is not None and length.isascii() and length.isdigit() and len(length) < 20 else None


def _coding(response: httpx.Response) -> str:
    names = [name.strip().lower() for name in response.headers.get("content-encoding", "").split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if not names:
        return ""
    if len(names) > 1 or names[0] not in _CODINGS:
        raise FetchError(
            "encoding", f"the answer is coded as {', '.join(names)[:80]!a}, which was not asked for", transient=False
        )
    return _CODINGS[names[0]]


def _ends(body: bytearray) -> bool:
    if body.startswith(b"%PDF-"):
        return b"%%EOF" in body[-_BEGINNING:]
    root = _ROOT.search(body[:_BEGINNING])
    return root is None or b"</" + root[1].lower() in body.lower()


class _Unpacker:
    """gzip (with further members) or deflate (with or without zlib's frame), a limited amount at a time."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._stream: zlib._Decompress | None = None  # None: before the first member, or between two
        self._held = b""  # too little to see what begins, or more than was wanted at once
        self._full = False  # as much was unpacked as was wanted, and there may be more
        self._begun = False

    @property
    def complete(self) -> bool:
        """Whether the end marker was reached, or nothing came at all."""
        return self._stream is None and (self._begun or not self._held)

    def unpack(self, chunk: bytes, most: int) -> bytes:
        """Unpack a chunk; where that gives more than `most` bytes, `most` + 1 of them, and the others next time.

        Raises FetchError "encoding".
        """
        unpacked, rest = bytearray(), self._held + chunk
        self._held = b""
        try:
            while (rest or (self._full and self._stream)) and len(unpacked) <= most:
                self._full = False
                stream = self._stream or self._begin(rest)
                if stream is None:
                    return bytes(unpacked)
                unpacked += stream.decompress(rest, most + 1 - len(unpacked))
                rest = stream.unused_data if stream.eof else stream.unconsumed_tail
                self._stream = None if stream.eof else stream
        except zlib.error as error:
            raise FetchError("encoding", f"the answer is not {self._coding}, as it says: {error}", transient=False) from error
        self._held, self._full = rest, len(unpacked) > most
        return bytes(unpacked)

    def _begin(self, rest: bytes) -> zlib._Decompress | None:
        if len(rest) < len(_GZIP_MAGIC):
            self._held = rest
            return None
        if self._begun and not (self._coding == "gzip" and rest.startswith(_GZIP_MAGIC)):
            return None  # padding after the end, as some servers send it
        self._begun = True
        if self._coding == "gzip":
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        framed = rest[0] & 0x0F == 8 and (rest[0] << 8 | rest[1]) % 31 == 0  # zlib's header (RFC 1950, 2.2)
        return zlib.decompressobj(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)
