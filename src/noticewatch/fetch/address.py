"""Addresses as text: the one parser of what is fetched, redirects' targets, and the header that says when to come again.

Shell; imports the words; httpx's URL, which is also what is asked in the end, so that no two parsers can disagree.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpx

from noticewatch.errors import FetchError

LONGEST_RETRY_AFTER = 86400.0  # a server that asks for more is asked again after a day

_HOST = re.compile(r"[a-z0-9._-]{1,253}")
_AUTHORITY = re.compile(r"[a-z]+://([^/?#]*)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def parse_url(url: str) -> httpx.URL:
    """Read an address of a page; the fragment is dropped. Raises FetchError "address".

    Refused: other schemes than http and https, user names and passwords, control characters, backslashes, interface names,
    and hosts that are neither a name nor an address. Odd spellings of an address (127.1, 0x7f.1) pass here as names; what
    they resolve to is judged when connecting.
    """
    if any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 or character == "\\" for character in url):
        raise _refused(url, "a control character or a backslash")
    try:
        parsed = httpx.URL(url.strip(" ")).copy_with(fragment=None)  # which may find it too long only now
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused(url, str(error)) from error
    if parsed.scheme not in _DEFAULT_PORTS:
        raise _refused(url, "only http and https are fetched")
    authority = _AUTHORITY.match(url.strip(" "))
    if authority is None or "@" in authority[1]:
        raise _refused(url, "a user name or password, or no host")
    host = parsed.raw_host.decode("ascii")
    if not _HOST.fullmatch(host) and (":" not in host or "%" in host):
        raise _refused(url, "the host is neither a name nor an address")
    return parsed


def _refused(url: str, why: str) -> FetchError:
    return FetchError("address", f"{url[:200]!a} is not an address to fetch: {why}", transient=False)


def port_of(url: httpx.URL) -> int:
    """The port that is connected to."""
    return url.port if url.port is not None else _DEFAULT_PORTS[url.scheme]


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and, where it is not the scheme's own, port: what a robots.txt speaks for.

    >>> origin_of(httpx.URL("https://Example.jp:443/a?b"))
    'https://example.jp'
    >>> origin_of(httpx.URL("http://[2001:db8::1]:8080/"))
    'http://[2001:db8::1]:8080'
    """
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def host_of(url: httpx.URL) -> str:
    """The host whose pace counts."""
    return url.raw_host.decode("ascii").rstrip(".")


def redirected(base: httpx.URL, location: bytes) -> httpx.URL:
    """Where a Location header leads. Raises FetchError "redirect" for a downgrade, "address" for what is not fetched."""
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:  # bytes of an unknown encoding: sent back as they are
        text = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in location)
    if any(ord(character) < 0x20 or character in "\x7f\\" for character in text):
        raise _refused(text, "a control character or a backslash")  # before urljoin, which would drop some in silence
    try:
        joined = urljoin(str(base), text.strip(" "))
    except ValueError as error:
        raise _refused(text, str(error)) from error
    target = parse_url(joined)
    if base.scheme == "https" and target.scheme == "http":
        raise FetchError("redirect", f"{origin_of(base)} redirects from https to http", transient=False)
    return target


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3), a day at most; None where it says nothing sensible.

    >>> retry_after_seconds("120", datetime(2026, 11, 22, tzinfo=UTC))
    120.0
    >>> retry_after_seconds("Sun, 22 Nov 2026 00:01:00 GMT", datetime(2026, 11, 22, tzinfo=UTC))
    60.0
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST_RETRY_AFTER) if len(text) <= 12 else LONGEST_RETRY_AFTER
    try:
        at = parsedate_to_datetime(text)
        seconds = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return min(max(seconds.total_seconds(), 0.0), LONGEST_RETRY_AFTER)
