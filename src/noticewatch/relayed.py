"""The process in which Apprise sends one message: it reads what and where from its standard input and answers on its output.

Shell; run as `python -m noticewatch.relayed` by `relay`, which ends it when it takes too long. It writes no file, follows no
redirect, and what it tells of a failure bears no piece of the address.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

_SHORT = 3  # letters; shorter pieces of an address are no secret, and are found in every word


class _Kept(logging.Handler):
    """What Apprise complains of, in its own words."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def main() -> None:
    """Send what the input holds, and say what came of it."""
    message = json.load(sys.stdin.buffer)
    print(json.dumps(answer(message)), flush=True)


def answer(message: Mapping[str, Any]) -> dict[str, object]:
    """Whether Apprise sent a message, and why not."""
    if message["proxy"]:
        os.environ.update(HTTP_PROXY=message["proxy"], HTTPS_PROXY=message["proxy"])
    if message["ca_file"]:
        os.environ.update(REQUESTS_CA_BUNDLE=message["ca_file"], SSL_CERT_FILE=message["ca_file"])
    kept = _Kept()
    logging.getLogger("apprise").addHandler(kept)
    try:
        sent = _sent(message)
    except ImportError:
        return {"sent": False, "why": 'it is not installed: pip install "noticewatch[apprise]"'}
    except Exception as bug:
        return {"sent": False, "why": f"a bug of it ({type(bug).__name__})"}
    return {"sent": sent, "why": "" if sent else without_secrets("; ".join(kept.lines[:3]), message["url"])}


def _sent(message: Mapping[str, Any]) -> bool:
    import apprise

    asset = apprise.AppriseAsset(
        app_id="noticewatch",
        app_desc="noticewatch",
        async_mode=False,
        http_redirects=False,
        interpret_emojis=False,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
    )
    receivers = apprise.Apprise(asset=asset)
    if not receivers.add(message["url"]):
        return False
    kind = apprise.NotifyType.FAILURE if message["grave"] else apprise.NotifyType.WARNING
    # `sent` is no bool: Apprise gives None where nobody was to be told.
    return bool(receivers.notify(message["body"], message["title"], kind, body_format=apprise.NotifyFormat.TEXT))


def without_secrets(text: str, url: str) -> str:
    """A complaint on one line, without any address and without any word that stands in the one that is a secret.

    >>> without_secrets("Failed to send to hook/s3cr3t (json://h...t): error=401", "json://bot:pa%21ss@hook/s3cr3t")
    'Failed to send to ***/*** (***): error=401'
    """
    rest = url.partition("://")[2]
    pieces = {piece for form in (rest, unquote(rest)) for piece in re.split(r"[^\w-]+|_", form) if len(piece) >= _SHORT}
    pieces |= {piece for form in (rest, unquote(rest)) for piece in re.split(r"[/?&=:@]+", form) if len(piece) >= _SHORT}
    cleaned = re.sub(r"\w{1,30}://[^\s),;]*", "***", text)
    if pieces:
        words = sorted(pieces, key=len, reverse=True)
        cleaned = re.sub("|".join(map(re.escape, words)), "***", cleaned, flags=re.IGNORECASE)
    return "".join(letter if letter.isprintable() else " " for letter in cleaned)


if __name__ == "__main__":
    main()
