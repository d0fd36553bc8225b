"""The webhook's body stays within 20 kB and valid; its signatures verify by the standard's own library."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from event_samples import CHANGED, EVERY_KIND, FACTS, HOSTILE, NEW, NOTICE, hostile_event
from noticewatch.codec import dumps, event_from_json, event_to_json
from noticewatch.model import Change, Contact, Event, Evidence, IncidentRef
from noticewatch.render.webhook import LARGEST_BODY, signed_headers, webhook_body

OLD_KEY = "whsec_" + base64.b64encode(b"old key of the receiver!").decode()
NEW_KEY = base64.b64encode(b"new key of the receiver!").decode()


@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: event.type)
def test_a_small_event_is_sent_whole(event: Event) -> None:
    assert webhook_body(event) == dumps(event_to_json(event)).encode()
    assert event_from_json(json.loads(webhook_body(event))).id == event.id


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_leaves_json_valid_and_small(text: str) -> None:
    body = webhook_body(hostile_event(text, CHANGED))
    assert len(body) <= LARGEST_BODY
    assert json.loads(body)["id"] == CHANGED.id


def test_the_diff_is_cut_first_in_whole_lines() -> None:
    event = replace(CHANGED, diff="".join(f"+第{n}行 対象となる方の一覧\n" for n in range(2000)))
    body = webhook_body(event)
    made, whole = json.loads(body), event_to_json(event)
    assert LARGEST_BODY - 100 < len(body) <= LARGEST_BODY
    assert made["diff"].endswith("の一覧\n… cut\n")
    assert event.diff.startswith(made["diff"].removesuffix("… cut\n"))
    assert {**made, "diff": ""} == {**whole, "diff": ""}
    assert webhook_body(event) == body


def test_a_diff_of_one_endless_line_goes_altogether() -> None:
    made = json.loads(webhook_body(replace(CHANGED, diff="+" + "漏" * 30_000)))
    assert made["diff"] == ""
    assert made["evidence"]


def test_evidence_goes_next_and_the_first_pieces_stay() -> None:
    pieces = tuple(Evidence("氏名、住所及び電話番号" * 20, n, n + 220, value="name") for n in range(90))
    event = replace(CHANGED, evidence={"data_types": pieces, "cause": (Evidence("侵入", 0, 2),)})
    made = json.loads(webhook_body(event))
    assert 1 < len(made["evidence"]["data_types"]) < 90
    assert made["evidence"]["cause"] == [{"quote": "侵入", "start": 0, "end": 2, "how": "stated"}]
    assert made["evidence"]["data_types"][0]["quote"] == pieces[0].quote
    assert made["diff"] == ""
    assert made["facts"] == event_to_json(event)["facts"]


def test_long_strings_and_lists_go_last() -> None:
    event = replace(
        CHANGED,
        notice=replace(NOTICE, title="題" * 9000),
        incident=IncidentRef("inc_1", 5000, tuple(f"第{n}町" for n in range(5000))),
        facts=replace(FACTS, contacts=tuple(Contact("email", f"{n}@x.example") for n in range(900))),
        changes=tuple(Change(f"f{n}", "古" * 900, ["新" * 900] * 30) for n in range(30)),
    )
    body = webhook_body(event)
    made = json.loads(body)
    assert len(body) <= LARGEST_BODY
    assert made["notice"]["url"] == NOTICE.url
    assert made["notice"]["title"].endswith("題…")
    assert (made["id"], made["incident"]["id"], made["incident"]["notices"]) == ("evt_d4", "inc_1", 5000)
    assert made["facts"]["organization"] == "月見野市"
    assert made["evidence"] == {}


def test_an_event_without_facts_is_cut_too() -> None:
    event = Event("evt_1", "system.failing", NEW.time, "critical", reason="理由" * 20_000)
    made = json.loads(webhook_body(event))
    assert len(webhook_body(event)) <= LARGEST_BODY
    assert made["reason"].endswith("…")
    assert "evidence" not in made


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.integers(0, 120))
def test_any_text_gives_valid_json_within_the_limit(text: str, times: int) -> None:
    body = webhook_body(hostile_event(text * times, CHANGED))
    assert len(body) <= LARGEST_BODY
    assert json.loads(body)["type"] == "notice.changed"


@pytest.mark.parametrize("event", [NEW, hostile_event("\ud800<漏>", CHANGED)])
def test_every_key_of_a_receiver_verifies(event: Event) -> None:
    body, now = webhook_body(event), datetime.now(UTC)
    headers = signed_headers(body, id=event.id, at=now.astimezone(), secrets=[NEW_KEY, OLD_KEY])
    assert headers["webhook-id"] == event.id
    assert headers["content-type"] == "application/json"
    assert len(headers["webhook-signature"].split(" ")) == 2
    for key in (OLD_KEY, NEW_KEY):
        assert Webhook(key).verify(body, headers)["id"] == event.id
    with pytest.raises(WebhookVerificationError):
        Webhook(OLD_KEY).verify(body + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(base64.b64encode(b"another").decode()).verify(body, headers)


def test_the_stamp_is_the_attempts_own_second() -> None:
    at = datetime(2025, 3, 18, 1, 5, 9, 999_000, tzinfo=UTC)
    first = signed_headers(b"{}", id="evt_1", at=at, secrets=[OLD_KEY])
    then = signed_headers(b"{}", id="evt_1", at=at + timedelta(seconds=5), secrets=[OLD_KEY])
    assert first["webhook-timestamp"] == "1742259909"
    assert first["webhook-signature"] != then["webhook-signature"]


def test_without_a_secret_nothing_is_signed() -> None:
    assert "webhook-signature" not in signed_headers(b"{}", id="evt_1", at=NEW.time, secrets=[])


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_秘密", "a"])
def test_a_bad_secret_is_refused_without_showing_it(secret: str) -> None:
    with pytest.raises(ValueError, match="not base64") as caught:
        signed_headers(b"{}", id="evt_1", at=NEW.time, secrets=[secret])
    assert "秘密" not in str(caught.value)
