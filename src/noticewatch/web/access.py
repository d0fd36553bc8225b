"""Whether a request bears a feed's token: in its query, as Bearer (RFC 6750), or as the password of Basic (RFC 7617).

Shell; imports words only. All tokens are compared, each in the same time whatever the request bears.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterator
from typing import TypeAlias

from starlette.requests import Request

from noticewatch.config import Secret

Tokens: TypeAlias = tuple[Secret, ...]
ASKING = {
    "www-authenticate": 'Basic realm="noticewatch", charset="UTF-8", Bearer realm="noticewatch"',
    "cache-control": "no-store",
}


def is_admitted(request: Request, tokens: Tokens) -> bool:
    """Whether one of the tokens stands in a request, in one of the three places."""
    same = [hmac.compare_digest(_digest(given), _digest(token.reveal())) for given in _given(request) for token in tokens]
    return any(same)


def _digest(text: str) -> bytes:
    """Of one length, so that not even a token's length is told by the time that comparing takes."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _given(request: Request) -> Iterator[str]:
    yield from request.query_params.getlist("token")[:1]
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() == "bearer":
        yield credentials.strip()
    elif scheme.casefold() == "basic":
        try:
            yield base64.b64decode(credentials.strip(), validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, ValueError):
            return
