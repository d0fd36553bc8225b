"""What a server can do to whoever asks it, and the name that its fault has."""

from __future__ import annotations

import gzip
import zlib

from loopback_door import PAGE
from loopback_site import CHUNKED, HEAD, LONG, Behaviour, answer, chunked, drips, floods, says_and_closes, says_and_resets

BOMB = gzip.compress(bytes(30 << 20))
HALF_GZIP = gzip.compress(PAGE * 50)[:40]

HOSTILE: dict[str, tuple[bytes | Behaviour, str]] = {
    "never answers": (drips(b""), "timeout"),
    "drips its head": (drips(b"x", HEAD + b"X-Slow: "), "timeout"),
    "drips headers": (drips(b"X-More: 1\r\n", HEAD), "timeout"),
    "drips its body": (drips(b"x", LONG), "timeout"),
    "drips chunks": (drips(chunked(b"x"), CHUNKED), "timeout"),
    "drips trailers": (drips(b"X-More: 1\r\n", CHUNKED + chunked(b"x") + b"0\r\n"), "timeout"),
    "promises more and stalls": (drips(b"", LONG + PAGE), "timeout"),
    "floods with early hints": (floods(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "timeout"),
    "says continue for ever": (drips(b"HTTP/1.1 100 Continue\r\n\r\n"), "timeout"),
    "floods headers": (floods(b"X-More: 1\r\n", HEAD), "protocol"),
    "one endless header": (floods(b"x", HEAD + b"X-Long: "), "protocol"),
    "floods trailers": (floods(b"X-More: 1\r\n", CHUNKED + b"0\r\n"), "protocol"),
    "endless body": (floods(b"x", HEAD + b"\r\n"), "size"),
    "endless chunks": (floods(chunked(b"x" * 1000), CHUNKED), "size"),
    "announces gigabytes": (HEAD + b"Content-Length: 9999999999\r\n\r\n", "size"),
    "gzip bomb": (answer(BOMB, Content_Encoding="gzip"), "size"),
    "deflate bomb": (answer(zlib.compress(bytes(30 << 20)), Content_Encoding="deflate"), "size"),
    "gzip of gzip": (answer(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip"), "encoding"),
    "brotli unasked": (answer(b"\x8b\x02\x80abc\x03", Content_Encoding="br"), "encoding"),
    "not gzip at all": (answer(PAGE, Content_Encoding="gzip"), "encoding"),
    "half a gzip, well measured": (answer(HALF_GZIP, Content_Encoding="gzip"), "truncated"),
    "half a gzip, then closed": (says_and_closes(answer(HALF_GZIP, Content_Encoding="gzip", Content_Length="")), "truncated"),
    "shorter than it said": (says_and_closes(LONG + PAGE), "truncated"),
    "ends within chunks": (says_and_closes(CHUNKED + chunked(PAGE)), "truncated"),
    "ends within a chunk": (says_and_closes(CHUNKED + b"ff\r\nhalf"), "truncated"),
    "ends within the document": (says_and_closes(HEAD + b"\r\n" + PAGE[:-9]), "truncated"),
    "resets within the body": (says_and_resets(LONG + PAGE), "truncated"),
    "resets at once": (says_and_resets(b""), "connect"),
    "resets within the head": (says_and_resets(HEAD), "connect"),
    "closes without a word": (says_and_closes(b""), "protocol"),
    "closes within the head": (says_and_closes(HEAD), "protocol"),
    "speaks no HTTP": (says_and_closes(b"220 mail.example ESMTP\r\n\r\n"), "protocol"),
    "speaks HTTP 0.9": (says_and_closes(PAGE), "protocol"),
    "two lengths": (HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "protocol"),
    "length and chunks": (HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(b"hello", b""), "protocol"),
    "a length of 5,000 digits": (HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", "protocol"),
    "a negative length": (HEAD + b"Content-Length: -1\r\n\r\n", "protocol"),
    "a chunk that is none": (CHUNKED + b"zz\r\nhello\r\n", "protocol"),
    "a chunk size without end": (CHUNKED + b"f" * 5000 + b"\r\n", "protocol"),
    "NUL in a header": (HEAD + b"X-Odd: a\0b\r\nContent-Length: 0\r\n\r\n", "protocol"),
    "unknown framing": (HEAD + b"Transfer-Encoding: gzip\r\n\r\n", "protocol"),
    "switches protocols": (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", "protocol"),
    "an error with an endless body": (floods(b"x", b"HTTP/1.1 500 Oops\r\n\r\n"), "status"),
    "half an answer": (answer(PAGE, "206 Partial Content", Content_Range="bytes 0-9/99"), "status"),
    "nothing by intent": (answer(b"", "204 No Content", Content_Length=""), "status"),
    "not modified, unasked": (answer(b"", "304 Not Modified"), "protocol"),
    "redirects to itself": (answer(b"", "302 Found", Location="/"), "redirect"),
    "redirects with a bomb": (answer(BOMB, "302 Found", Location="/", Content_Encoding="gzip"), "redirect"),
    "redirects with an endless body": (floods(b"x", b"HTTP/1.1 302 x\r\nLocation: /\r\n\r\n"), "redirect"),
    "redirects nowhere": (answer(b"", "302 Found"), "status"),
    "redirects to a file": (answer(b"", "302 Found", Location="file:///etc/passwd"), "address"),
    "redirects with control characters": (answer(b"", "302 Found", Location="/a\tb"), "address"),
    "redirects to broken bytes": (answer(b"", "302 Found", Location="http://\xff\xfe/"), "address"),
}
