"""The messages that people see, as Slack's blocks draw them: those of the contract word for word, and every other kind."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from slack_sdk.models.blocks import Block

import contract_messages
from event_samples import (
    CHANGED,
    EMPTY,
    EVERY_KIND,
    HOSTILE,
    NEW,
    STANDING,
    TOKYO,
    UNCLASSIFIED,
    WITHDRAWN,
    hostile_event,
    hostile_health_event,
    standing_event,
)
from noticewatch.errors import FetchFault
from noticewatch.model import Event, EventType, Evidence, Facts, Reason, Trouble
from noticewatch.render.lexicon import EN, JA
from noticewatch.render.slack import slack_message
from noticewatch.render.words import Words
from slack_drawn import drawn

GOLDEN = Path(__file__).parent / "golden"
MESSAGES: dict[str, Event] = {
    **{f"contract_{name}": event for name, event in contract_messages.CONTRACT.items()},
    "new": NEW,
    "changed": CHANGED,
    "withdrawn": WITHDRAWN,
    "unclassified": UNCLASSIFIED,
    **STANDING,
}


def message(event: Event, language: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(slack_message(event, language=language, timezone=TOKYO))
    return made


def shown(event: Event, language: str) -> str:
    return drawn(message(event, language))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_drawn_as_it_was_approved(name: str, language: str) -> None:
    assert shown(MESSAGES[name], language) == (GOLDEN / f"slack_{name}.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "language"), contract_messages.WORDS)
def test_the_contracts_drawings_are_kept_word_for_word(name: str, language: str) -> None:
    """One line is added to them: why it is as grave as it is, and where others tell of it the incident's id."""
    lines = shown(contract_messages.CONTRACT[name], language).splitlines()
    added = [line for line in lines if line.startswith(("深刻度 高：", "Severity medium: "))]
    assert len(added) == (0 if name == "failing" else 1)
    assert [line for line in lines if line not in added] == contract_messages.WORDS[name, language].splitlines()


def test_every_type_of_event_has_its_golden_message() -> None:
    told = {event.type for event in MESSAGES.values()}
    assert told | {"summary"} == set(get_args(EventType))
    for kind in ("storm", "digest"):
        assert (GOLDEN / f"message_{kind}.ja.txt").is_file()


@pytest.mark.parametrize("words", [EN, JA], ids=["en", "ja"])
def test_every_reason_of_a_bad_check_is_said_in_both_languages(words: Words) -> None:
    """Whatever `failure`, `proof` and `report` can say of a source has words of its own, with values and without."""
    kinds = {*get_args(FetchFault), "page", "empty", "unreadable", "http", "replaced", "rewritten", "lost", "fewer", "kind"}
    kinds |= {"cut", "garbled", "untitled"}
    assert kinds - {"status"} <= set(words.troubles)
    assert kinds - {"status"} <= set(words.was)
    assert set(words.links) == set(EN.links)
    assert (set(words.troubles), set(words.was), set(words.standing)) == (set(EN.troubles), set(EN.was), set(EN.standing))
    assert [needle for needle, _ in words.things] == [needle for needle, _ in EN.things]


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (Trouble(NEW.time, "http-503", values={"status": 503}), "理由：応答は503"),
        (Trouble(NEW.time, "http-503"), "理由：応答は503"),
        (Trouble(NEW.time, "dns"), "理由：名前を解決できず"),
        (Trouble(NEW.time, "dns", values={"found": "x.example"}), "理由：名前を解決できず：x.example"),
        (
            Trouble(NEW.time, "lost", values={"missing": 3, "of": 9, "status": 200}),
            "理由：前回の新しい9件のうち3件が消失、応答は200",
        ),
        (Trouble(NEW.time, "empty", values={"items": 0, "usual_low": 5, "usual_high": 5}), "理由：一覧が0件（通常5件）"),
        (Trouble(NEW.time, "of a later version"), "理由：the reason in English"),
    ],
)
def test_why_a_source_is_blind(trouble: Trouble, why: str) -> None:
    event = replace(STANDING["source_failing"], trouble=trouble)
    told = shown(event, "ja").splitlines()
    assert told[1] == why
    assert told[2] == "まだ一度も読めず、告知は見逃しの可能性"
    again = shown(replace(event, type="source.recovered"), "ja").splitlines()
    assert again[1].startswith("障害の内容：")


def test_moments_of_another_day_bear_it() -> None:
    trouble = replace(EMPTY, good_at=EMPTY.since - timedelta(days=1))
    assert "Last good read Mar 17 08:05; later" in shown(replace(STANDING["source_failing"], trouble=trouble), "en")
    edited = replace(contract_messages.CHANGED, seen_before=contract_messages.CHANGED.time - timedelta(days=2))
    assert "| edited between Nov 20 02:00 and Nov 22 02:00 |" in shown(edited, "en")


def test_a_channel_that_is_no_longer_configured_and_a_schedule_that_forgot() -> None:
    gone = standing_event("channel.failing", Trouble(NEW.time, "forsaken", "soc", values={"waiting": 3}))
    assert shown(gone, "ja").startswith("⚫ 通知先の障害｜soc：設定から外れた通知先、送信待ち3件")
    late = Trouble(NEW.time, "schedule-forgot", "schedule", values={"sources": 6, "named": "a, b"})
    assert "the schedule had forgotten 6 sources: a, b" in shown(standing_event("system.failing", late), "en")
    over = shown(standing_event("system.recovered", Trouble(NEW.time, "schedule", "schedule")), "en")
    assert over.startswith("🟢 SYSTEM RECOVERED | over after 0 min | sources that the schedule had forgotten")


def test_why_it_is_grave_stands_in_the_alert() -> None:
    reasons = (
        Reason("cause", ["ransomware"]),
        Reason("affected", {"value": 12_400, "unit": "person"}),
        Reason("organizations", 7),
        Reason("unknown", ["cause", "verdict"]),
        Reason("of a later version", 1),
    )
    event = replace(NEW, severity_reasons=reasons, incident=None)
    assert "Severity high: ransomware; 12,400 people; told by 7 organizations; cause not known, not judged\n" in shown(
        event, "en"
    )
    assert "深刻度 高：ランサムウェア感染、12,400人分、7組織が公表、原因不明・未判定\n" in shown(event, "ja")


def test_what_was_lost_is_named_where_the_notice_names_it() -> None:
    base = contract_messages.CHANGED
    vendor = replace(base, facts=replace(base.facts or Facts(), vendor="潮運送"))
    assert "lost USB memory at contractor 潮運送" in shown(vendor, "en")
    assert "委託先 潮運送 USBメモリを紛失" in shown(vendor, "ja")
    assert base.notice
    other = replace(base, notice=replace(base.notice, title="紛失について"), evidence={})
    assert "| loss (no correction note)" in shown(other, "en")
    stolen = replace(other, facts=replace(base.facts or Facts(), cause="theft"), evidence={"cause": (Evidence("ＨＤＤ", 0, 3),)})
    assert "| stolen hard disk" in shown(stolen, "en")


def test_the_pictures_are_there_and_small() -> None:
    docs = Path(__file__).parents[1] / "docs"
    named = re.findall(r"\((messages/\S+\.png)\)", (docs / "messages.md").read_text(encoding="utf-8"))
    kinds = ("new", "changed", "withdrawn", "failing", "storm", "digest")
    assert named == [f"messages/{kind}.{language}.png" for kind in kinds for language in ("en", "ja")]
    for name in named:
        picture = (docs / name).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < 60_000


HOSTILE_EVENTS = [
    *(hostile_event(text, kind) for text in HOSTILE for kind in (NEW, CHANGED, WITHDRAWN)),
    *map(hostile_health_event, HOSTILE),
]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_slacks_own_models_find_every_message_within_the_limits(language: str) -> None:
    for event in (*MESSAGES.values(), *EVERY_KIND, *HOSTILE_EVENTS):
        given = message(event, language)["blocks"]
        assert 1 <= len(given) <= 50
        parsed = Block.parse_all(given)
        assert [type(one) for one in parsed if type(one) is Block] == []
        for block, one in zip(given, parsed, strict=True):
            one.validate_json()
            assert one.to_dict()["type"] == block["type"]
