"""Feed files as answers: validators (RFC 9110, 8.8 and 13) and, for who asks for it, gzip, made once for each change.

Shell; imports words only.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
_LEVEL = 6  # of gzip: a feed of 1 MB takes 20 ms, and a tenth of its size; level 9 takes twice as long for 1 % less
_Signature: TypeAlias = tuple[int, int, int]  # inode, nanoseconds of the last change, size


@dataclass(frozen=True, slots=True)
class _Packed:
    """One state of a file: its own tag, and what it is under gzip with a tag of that's own, for the bytes are others."""

    signature: _Signature
    etag: str
    gzipped: bytes
    gzipped_etag: str


class FeedFiles:
    """The files of one folder; what was packed is kept until the file is another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._packed: dict[str, _Packed] = {}
        self._packing = threading.Lock()

    def answer(self, name: str, request: Request, *, private: bool) -> Response | None:
        """A file as it stands now, 304 where the reader has it, None where it is not written yet.

        `name` must be a feed's own and its ending one of `MEDIA_TYPES`. `private`: no cache but the reader's may keep it.
        """
        try:
            with (self._folder / name).open("rb") as file:
                status = os.fstat(file.fileno())
                packed = self._known(name, status)
                content = file.read() if packed is None else None
                if packed is None:
                    packed = self._pack(name, _signature(status), content or b"")
                zipped = _accepts_gzip(request)
                etag = packed.gzipped_etag if zipped else packed.etag
                changed = int(status.st_mtime)
                headers = {
                    "etag": etag,
                    "last-modified": formatdate(changed, usegmt=True),
                    "cache-control": "private, no-cache" if private else "no-cache",
                    "vary": "accept-encoding, authorization" if private else "accept-encoding",
                }
                if _is_known(request, etag, changed):
                    return Response(status_code=304, headers=headers)
                if not zipped and content is None:
                    content = file.read()
        except FileNotFoundError:
            return None
        headers["content-type"] = MEDIA_TYPES[name.rpartition(".")[2]]
        if zipped:
            return Response(packed.gzipped, headers={**headers, "content-encoding": "gzip"})
        return Response(content, headers=headers)

    def _known(self, name: str, status: os.stat_result) -> _Packed | None:
        packed = self._packed.get(name)
        return packed if packed and packed.signature == _signature(status) else None

    def _pack(self, name: str, signature: _Signature, content: bytes) -> _Packed:
        """A file's state, packed by whoever asks first; the others wait for it."""
        with self._packing:
            packed = self._packed.get(name)
            if packed is None or packed.signature != signature:
                gzipped = gzip.compress(content, _LEVEL, mtime=0)
                packed = self._packed[name] = _Packed(signature, _tag(content), gzipped, _tag(gzipped))
            return packed


def _signature(status: os.stat_result) -> _Signature:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _tag(content: bytes) -> str:
    """A strong entity tag: other bytes, another tag."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _accepts_gzip(request: Request) -> bool:
    """Whether gzip is asked for, and no less than the bytes as they are (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in ",".join(request.headers.getlist("accept-encoding")).split(","):
        coding, _, parameters = part.partition(";")
        weight = re.fullmatch(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", parameters) if parameters else None
        weights[coding.strip().casefold()] = float(weight[1]) if weight else 0.0 if parameters else 1.0
    asked = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return asked > 0 and asked >= weights.get("identity", 0.0)


def _is_known(request: Request, etag: str, changed: int) -> bool:
    """If-None-Match by weak comparison; If-Modified-Since only without it (RFC 9110, 13.2.2)."""
    given = request.headers.getlist("if-none-match")
    if given:
        tags = [tag.strip().removeprefix("W/") for tag in ",".join(given).split(",")]
        return "*" in tags or etag in tags
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return datetime.fromtimestamp(changed, UTC) <= (since if since.tzinfo else since.replace(tzinfo=UTC))
