"""What a receiver's answer means, for each kind of channel.

Core; imports the standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_ERROR_NAME = re.compile(rb"[a-z_]{2,40}")  # such as invalid_blocks

Judgement = Literal["accepted", "later", "failed", "refused", "gone"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of sending once: the receiver's answer, or why there was none. `retry_after` is in seconds."""

    status: int | None
    body: bytes = b""
    retry_after: float | None = None
    error: str = ""


def judged(kind: str, attempt: Attempt) -> Judgement:
    """What a receiver's answer means for a channel of some kind, by the contract.

    >>> judged("slack", Attempt(200, b"ok")), judged("slack", Attempt(200, b"<html>")), judged("webhook", Attempt(410))
    ('accepted', 'failed', 'gone')
    """
    status = attempt.status
    slack = kind == "slack"
    if status is None:
        return "failed"
    if 200 <= status < 300:
        return "accepted" if not slack or attempt.body.strip() == b"ok" else "failed"
    if status == 410 or (slack and status in (403, 404)):
        return "gone"
    if status in (429, 503) and attempt.retry_after is not None:
        return "later"
    if slack and status == 400:
        return "refused"
    return "failed"


def problem_of(kind: str, attempt: Attempt) -> str:
    """Why an attempt was not accepted, in words that hold nothing foreign but one of Slack's own error names.

    >>> problem_of("slack", Attempt(404, b"no_service")), problem_of("webhook", Attempt(500, b"<html>"))
    ('answered 404 (no_service)', 'answered 500')
    """
    if attempt.status is None:
        return attempt.error or "no answer"
    if not kind.startswith("slack"):
        return f"answered {attempt.status}"
    name = _ERROR_NAME.fullmatch(attempt.body.strip())
    if name:
        return f"answered {attempt.status} ({name[0].decode('ascii')})"
    return f"answered {attempt.status}" + (", but not with Slack's own word" if 200 <= attempt.status < 300 else "")
