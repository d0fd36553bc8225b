"""What receivers' answers mean, and what of them is shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticewatch.answers import JUDGES, RATE_LIMIT, Attempt, answered, has_no_thread, judged, problem_of, slack_place


def slack(error: str) -> bytes:
    return json.dumps({"ok": False, "error": error}).encode()


def flow(code: str) -> bytes:
    return json.dumps({"error": {"code": code, "message": "CANARY"}}).encode()


@pytest.mark.parametrize(
    ("kind", "status", "body", "meaning", "said"),
    [
        ("slack", 200, b"ok", "accepted", ""),
        ("slack", 200, b"<html>welcome", "failed", "answered 200, but not with Slack's own word"),
        ("slack", 404, b"no_service", "gone", "answered 404 (no_service)"),
        ("slack", 403, b"<html>CANARY", "gone", "answered 403"),
        ("slack", 400, b"invalid_blocks\n", "refused", "answered 400 (invalid_blocks)"),
        ("slack-bot", 200, b'{"ok": true, "ts": "1.2"}', "accepted", ""),
        ("slack-bot", 200, b"ok", "failed", "answered 200, but not with Slack's own word"),
        ("slack-bot", 200, b'{"ok": "true"}', "failed", "answered 200, but not with Slack's own word"),
        ("slack-bot", 200, slack("invalid_auth"), "gone", "answered 200 (invalid_auth)"),
        ("slack-bot", 200, slack("account_inactive"), "gone", "answered 200 (account_inactive)"),
        ("slack-bot", 200, slack("channel_not_found"), "gone", "answered 200 (channel_not_found)"),
        ("slack-bot", 200, slack("is_archived"), "gone", "answered 200 (is_archived)"),
        ("slack-bot", 200, slack("not_in_channel"), "gone", "answered 200 (not_in_channel)"),
        ("slack-bot", 200, slack("invalid_blocks"), "refused", "answered 200 (invalid_blocks)"),
        ("slack-bot", 200, slack("msg_too_long"), "refused", "answered 200 (msg_too_long)"),
        ("slack-bot", 200, slack("thread_not_found"), "failed", "answered 200 (thread_not_found)"),
        ("slack-bot", 200, slack("ratelimited"), "later", "answered 200 (ratelimited)"),
        ("slack-bot", 429, b"", "later", "answered 429"),
        ("slack-bot", 200, slack("internal_error"), "failed", "answered 200 (internal_error)"),
        ("slack-bot", 200, slack("x\nforged"), "failed", "answered 200, but not with Slack's own word"),
        ("slack-bot", 503, b"", "failed", "answered 503"),
        ("slack-bot", 404, b"<html>", "failed", "answered 404"),
        ("teams", 200, b"", "accepted", ""),
        ("teams", 202, b"", "accepted", ""),
        ("teams", 400, flow("TriggerInputSchemaMismatch"), "refused", "answered 400 (TriggerInputSchemaMismatch)"),
        ("teams", 413, b"", "refused", "answered 413"),
        ("teams", 400, flow("WorkflowTriggerIsNotEnabled"), "gone", "answered 400 (WorkflowTriggerIsNotEnabled)"),
        ("teams", 404, flow("WorkflowNotFound"), "gone", "answered 404 (WorkflowNotFound)"),
        ("teams", 401, flow("AuthorizationFailed"), "gone", "answered 401 (AuthorizationFailed)"),
        ("teams", 404, b"<html>a proxy's page", "failed", "answered 404"),
        ("teams", 410, b"", "gone", "answered 410"),
        ("teams", 429, b"", "failed", "answered 429"),
        ("teams", 502, flow("NoResponse"), "failed", "answered 502 (NoResponse)"),
        ("discord", 204, b"", "accepted", ""),
        ("discord", 200, b'{"id": "1"}', "accepted", ""),
        ("discord", 400, b'{"code": 50035, "message": "Invalid Form Body"}', "refused", "answered 400 (code 50035)"),
        ("discord", 404, b'{"code": 10015, "message": "Unknown Webhook"}', "gone", "answered 404 (code 10015)"),
        ("discord", 401, b'{"code": 50027, "message": "Invalid Webhook Token"}', "gone", "answered 401 (code 50027)"),
        ("discord", 403, b"error code: 1020", "failed", "answered 403"),
        ("discord", 410, b"", "gone", "answered 410"),
        ("discord", 500, b"", "failed", "answered 500"),
        ("webhook", 500, b"CANARY", "failed", "answered 500"),
        ("apprise", 200, b"sent", "accepted", ""),
    ],
)
def test_what_an_answer_means_and_how_it_is_told(kind: str, status: int, body: bytes, meaning: str, said: str) -> None:
    attempt = answered(kind, status, body)
    assert judged(kind, attempt) == meaning
    assert said in ("", problem_of(kind, attempt))


@pytest.mark.parametrize(
    ("kind", "body", "header", "wait"),
    [
        ("slack", b"", None, None),
        ("slack", b"", 7.0, 7.0),
        ("slack-bot", slack("ratelimited"), 30.0, 30.0),
        ("slack-bot", slack("ratelimited"), None, RATE_LIMIT),
        ("discord", b'{"retry_after": 64.57, "global": false}', 65.0, 64.57),
        ("discord", b"<html>cloudflare", 65.0, 65.0),
        ("discord", b"<html>cloudflare", None, RATE_LIMIT),
        ("discord", b'{"retry_after": NaN}', None, RATE_LIMIT),
        ("discord", b'{"retry_after": -1}', 2.0, 2.0),
        ("discord", b'{"retry_after": true}', 2.0, 2.0),
        ("discord", b'{"retry_after": 1e99}', 2.0, 2.0),
        ("teams", b"", 11.0, 11.0),
    ],
)
def test_how_long_a_receiver_wants_to_be_left_alone(kind: str, body: bytes, header: float | None, wait: float | None) -> None:
    attempt = answered(kind, 429, body, header)
    assert attempt.retry_after == wait
    assert judged(kind, attempt) == ("failed" if wait is None else "later")


def test_where_a_message_stands() -> None:
    assert slack_place(Attempt(200, b'{"ok": true, "ts": "17.2", "message": {}}')) == ("17.2", "")
    assert slack_place(Attempt(200, b'{"ok": true, "ts": "17.2"}')) == ("17.2", None)
    assert slack_place(Attempt(200, b'{"ok": true, "ts": "x\\n", "message": {"thread_ts": 3}}')) == ("", "")
    assert slack_place(Attempt(None)) == ("", None)
    for error in ("thread_not_found", "cannot_reply_to_message"):
        assert has_no_thread("slack-bot", Attempt(200, slack(error)))
    assert not has_no_thread("slack", Attempt(200, b"thread_not_found"))


@given(st.sampled_from(sorted(JUDGES)), st.integers(100, 599), st.binary(max_size=60) | st.just(b"[" * 100_000))
def test_whatever_comes_is_an_answer_in_one_line_without_the_receiver_s_text(kind: str, status: int, body: bytes) -> None:
    attempt = answered(kind, status, body)
    assert judged(kind, attempt) in ("accepted", "later", "failed", "refused", "gone")
    assert problem_of(kind, attempt).isprintable()
    assert len(problem_of(kind, attempt)) < 90
