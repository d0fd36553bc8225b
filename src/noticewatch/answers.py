"""What a receiver's answer means, for each kind of channel.

Core; imports the standard library only. Documented by the services: Slack's errors
(https://docs.slack.dev/reference/methods/chat.postMessage), Discord's statuses and error codes
(https://docs.discord.com/developers/topics/opcodes-and-status-codes), the error codes of Power Automate's triggers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Judgement = Literal["accepted", "later", "failed", "refused", "gone"]

RATE_LIMIT = 30.0  # seconds to wait for a receiver that says "too often" and not how long

# what Slack's Web API says in a body of status 200, by what it means for the channel and the message
SLACK_GONE = frozenset(
    [
        "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type",
        "no_permission", "missing_scope", "access_denied", "org_login_required", "ekm_access_denied", "team_access_not_granted",
        "channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
    ]
)  # fmt: skip
SLACK_REFUSED = frozenset(
    [
        "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text", "invalid_arguments",
        "invalid_attachments", "too_many_attachments", "markdown_text_conflict",
    ]
)  # fmt: skip
SLACK_LATER = frozenset(["ratelimited", "rate_limited", "message_limit_exceeded"])
SLACK_NO_THREAD = frozenset(["thread_not_found", "cannot_reply_to_message", "restricted_action_non_threadable_channel"])
# a flow that is switched off or gone, or whose address is no longer right, whatever the status
TEAMS_GONE = frozenset(
    [
        "WorkflowTriggerIsNotEnabled", "WorkflowNotFound", "WorkflowTriggerNotFound", "WorkflowDisabled", "FlowDisabled",
        "DirectApiAuthorizationRequired", "DirectApiInvalidAuthorizationScheme",
    ]
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")  # a name of an error, which can hold no secret and forge no line


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of sending once: the receiver's answer, or why there was none. `retry_after` is in seconds.

    `unsure`: none came, but the message may have arrived.
    """

    status: int | None
    body: bytes = b""
    retry_after: float | None = None
    error: str = ""
    unsure: bool = False


def judged(kind: str, attempt: Attempt) -> Judgement:
    """What a receiver's answer means for a channel of some kind, by the contract and the service's own documents.

    >>> judged("slack", Attempt(200, b"ok")), judged("slack", Attempt(200, b"<html>")), judged("webhook", Attempt(410))
    ('accepted', 'failed', 'gone')
    """
    if attempt.status is None:
        return "failed"
    if attempt.status in (429, 503) and attempt.retry_after is not None:
        return "later"
    return JUDGES[kind](attempt.status, attempt.body)


def answered(kind: str, status: int, body: bytes, retry_after: float | None = None) -> Attempt:
    """A receiver's answer as an attempt; how long to wait may stand in its body, and is our own guess where it stands nowhere.

    >>> answered("discord", 429, b'{"retry_after": 64.57}', 65).retry_after
    64.57
    """
    wait = retry_after
    if kind == "discord" and status == 429:
        wait = _seconds(_object(body).get("retry_after")) or retry_after
    if wait is None and kind in ("slack-bot", "discord") and (status == 429 or _said(kind, body) in SLACK_LATER):
        wait = RATE_LIMIT
    return Attempt(status, body, wait)


def problem_of(kind: str, attempt: Attempt) -> str:
    """Why an attempt was not accepted, in words that hold nothing foreign but the name or number of a service's own error.

    >>> problem_of("slack", Attempt(404, b"no_service")), problem_of("webhook", Attempt(500, b"<html>"))
    ('answered 404 (no_service)', 'answered 500')
    """
    if attempt.status is None:
        return attempt.error or "no answer"
    if said := _said(kind, attempt.body):
        return f"answered {attempt.status} ({said})"
    slack = kind.startswith("slack") and 200 <= attempt.status < 300
    return f"answered {attempt.status}" + (", but not with Slack's own word" if slack else "")


def has_no_thread(kind: str, attempt: Attempt) -> bool:
    """Whether a message was refused for its thread alone, so that it may stand by itself."""
    return kind == "slack-bot" and _said(kind, attempt.body) in SLACK_NO_THREAD


def slack_place(attempt: Attempt) -> tuple[str, str | None]:
    """The accepted message's own `ts`, "" for none, and that of the thread it stands in: "" for none, None where it is not said.

    >>> slack_place(Attempt(200, b'{"ok": true, "ts": "17.2", "message": {"thread_ts": "17.1"}}'))
    ('17.2', '17.1')
    """
    made = _object(attempt.body)
    ts, message = made.get("ts"), made.get("message")
    stands_in = message.get("thread_ts", "") if isinstance(message, dict) else None
    return _stamp(ts), None if stands_in is None else _stamp(stands_in)


def _stamp(ts: object) -> str:
    return ts if isinstance(ts, str) and re.fullmatch(r"[0-9]{1,20}\.[0-9]{1,20}", ts) else ""


def _of_webhook(status: int, body: bytes) -> Judgement:
    if 200 <= status < 300:
        return "accepted"
    return "gone" if status == 410 else "failed"


def _of_slack(status: int, body: bytes) -> Judgement:
    if 200 <= status < 300:
        return "accepted" if body.strip() == b"ok" else "failed"
    if status in (403, 404, 410):
        return "gone"
    return "refused" if status == 400 else "failed"


def _of_slack_bot(status: int, body: bytes) -> Judgement:
    said = _said("slack-bot", body)
    if 200 <= status < 300 and _object(body).get("ok") is True:
        return "accepted"
    if said in SLACK_GONE or said in SLACK_LATER:
        return "gone" if said in SLACK_GONE else "later"
    return "refused" if said in SLACK_REFUSED else "failed"


# Teams and Discord: only the service's own word pauses a channel; a page of a proxy on the way, with the same status, does not.


def _of_teams(status: int, body: bytes) -> Judgement:
    if 200 <= status < 300:
        return "accepted"
    said = _said("teams", body)
    if status == 410 or said in TEAMS_GONE or (said and status in (401, 403, 404)):
        return "gone"
    return "refused" if status in (400, 413) else "failed"


def _of_discord(status: int, body: bytes) -> Judgement:
    if 200 <= status < 300:
        return "accepted"
    if status == 410 or (status in (401, 403, 404) and _said("discord", body)):
        return "gone"
    return "refused" if status in (400, 413) else "failed"


JUDGES: Mapping[str, Callable[[int, bytes], Judgement]] = {
    "slack": _of_slack,
    "slack-bot": _of_slack_bot,
    "webhook": _of_webhook,
    "teams": _of_teams,
    "discord": _of_discord,
    "apprise": _of_webhook,
}


def _said(kind: str, body: bytes) -> str:
    """The error's name or number in a receiver's own words; "" for none, and for whatever is not such a word."""
    if kind == "slack":
        word: object = body[:80].decode("ascii", "replace").strip()
    elif kind == "slack-bot":
        word = _object(body).get("error")
    elif kind == "discord":
        code = _object(body).get("code")
        return f"code {code}" if isinstance(code, int) and not isinstance(code, bool) else ""
    elif kind == "teams":
        error = _object(body).get("error")
        word = error.get("code") if isinstance(error, dict) else None
    else:
        return ""
    return word if isinstance(word, str) and _WORD.fullmatch(word) else ""


def _object(body: bytes) -> dict[str, object]:
    try:
        made = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return made if isinstance(made, dict) else {}


def _seconds(value: object) -> float | None:
    """A span that a receiver gave, a day at most; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 86_400:
        return None
    return float(value)
