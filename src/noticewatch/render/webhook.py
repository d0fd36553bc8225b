"""The webhook's body, 20 kB at most, and the headers that sign it.

Imports words and core. Standard Webhooks: https://www.standardwebhooks.com (webhook-id, webhook-timestamp, webhook-signature).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import cast

from standardwebhooks import Webhook

from noticewatch.codec import JsonObject, event_to_json
from noticewatch.model import Event, Json

LARGEST_BODY = 20_000  # bytes; the contract's
_CUT = "\n… cut\n"
_NAMING = ("id", "type", "time", "severity")  # what is never cut
# How far strings and lists are cut when a body is still too large without diff and evidence, step by step.
_STEPS = ((2000, 200), (600, 60), (200, 20), (80, 5), (60, 1))


def webhook_body(event: Event) -> bytes:
    """An event as compact JSON in UTF-8; the same bytes for the same event."""
    return _bytes(within_limit(event_to_json(event)))


def within_limit(made: JsonObject) -> JsonObject:
    """An event's JSON, cut to 20,000 bytes where it would exceed them.

    The diff is cut first, then pieces of evidence go (a field's last ones first), then long strings and lists are cut.
    """
    for cut in (_without_much_diff, _without_much_evidence):
        if len(_bytes(made)) <= LARGEST_BODY:
            break
        made = cut(made)
    for longest, most in _STEPS:
        if len(_bytes(made)) <= LARGEST_BODY:
            break
        made = {key: value if key in _NAMING else _clipped(value, longest, most) for key, value in made.items()}
    return made


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")


def _without_much_diff(made: JsonObject) -> JsonObject:
    """As much of the diff's beginning, in whole lines, as leaves the rest in place."""
    diff = made.get("diff")
    if not isinstance(diff, str) or not diff:
        return made
    lines = diff.splitlines(keepends=True)

    def with_lines(count: int) -> JsonObject:
        return {**made, "diff": "".join(lines[:count]).rstrip("\n") + _CUT if count else ""}

    return with_lines(_most(len(lines), lambda count: len(_bytes(with_lines(count))) <= LARGEST_BODY))


def _without_much_evidence(made: JsonObject) -> JsonObject:
    """Evidence with as many pieces a field as there is room for; without any, where not even one each has room."""
    evidence = cast("dict[str, list[Json]]", made.get("evidence") or {})

    def with_pieces(count: int) -> JsonObject:
        kept: dict[str, Json] = {field: pieces[:count] for field, pieces in evidence.items() if count}
        return {**made, "evidence": kept} if "evidence" in made else made

    longest = max(map(len, evidence.values()), default=0)
    return with_pieces(_most(longest, lambda count: len(_bytes(with_pieces(count))) <= LARGEST_BODY))


def _most(upper: int, fits: Callable[[int], bool]) -> int:
    """The largest count up to `upper` that fits, 0 where none does; what fits must go on fitting for fewer."""
    low = 0
    while low < upper:
        middle = (low + upper + 1) // 2
        low, upper = (middle, upper) if fits(middle) else (low, middle - 1)
    return low


def _clipped(value: Json, longest: int, most: int) -> Json:
    if isinstance(value, str):
        return value if len(value) <= longest else value[: longest - 1] + "…"
    if isinstance(value, list):
        return [_clipped(one, longest, most) for one in value[:most]]
    if isinstance(value, dict):
        return {key: _clipped(one, longest, most) for key, one in value.items()}
    return value


def signed_headers(body: bytes, *, id: str, at: datetime, secrets: Sequence[str]) -> dict[str, str]:
    """The headers of one attempt: `at` is its own time; each secret gives a signature, so that a receiver may change keys.

    A secret is base64, with or without `whsec_`. Raises ValueError for one that is not; its text does not show the secret.
    """
    headers = {"content-type": "application/json", "webhook-id": id, "webhook-timestamp": str(int(at.timestamp()))}
    text, moment = body.decode("utf-8"), at.astimezone(UTC)
    try:
        signatures = [Webhook(secret).sign(id, moment, text) for secret in secrets]
    except Exception:
        raise ValueError("the webhook's secret is not base64 (whsec_…), or empty") from None
    if signatures:
        headers["webhook-signature"] = " ".join(signatures)
    return headers
