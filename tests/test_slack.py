"""Slack's messages: within its limits, telling what they should, with nothing of a page's text active."""

from __future__ import annotations

import html
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import sentinel

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from event_samples import (
    CHANGED,
    DIGEST,
    EVERY_KIND,
    FACTS,
    FAILING,
    HOSTILE,
    NEW,
    NOTICE,
    SOURCE,
    STORM,
    TOKYO,
    hostile_event,
    hostile_health_event,
    hostile_summary,
)
from noticewatch.model import Contact, Event
from noticewatch.render.slack import escaped, slack_message

RULES = Path(__file__).parents[2] / "shared" / "world" / "slack.py"
ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202a-\u202e]")


def message(event: Event, language: str = "en", *, plain: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(slack_message(event, language=language, timezone=TOKYO, plain=plain))
    return made


def objects(made: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Each text with its type and the most characters it may have."""
    yield "mrkdwn", made["text"], 4000
    for block in made.get("blocks", []):
        if block["type"] == "rich_text":
            for element in block["elements"][0]["elements"]:
                yield f"rich {element['type']}", element["text"], 3000
                if element["type"] == "link":
                    yield "address", element["url"], 3000
        elif block["type"] == "context":
            yield from ((element["type"], element["text"], 3000) for element in block["elements"])
        else:
            yield block["text"]["type"], block["text"]["text"], 150 if block["type"] == "header" else 3000


def shown(made: dict[str, Any]) -> str:
    return html.unescape("\n".join(text for _, text, _ in objects(made)))


def problems(made: dict[str, Any]) -> list[str]:
    """Slack's limits, and ours: only links that were made here, everything else escaped."""
    found = [f"{len(text)} characters" for _, text, most in objects(made) if not 1 <= len(text) <= most]
    found += [f"control character in {text!r}" for _, text, _ in objects(made) if CONTROL.search(text)]
    if sum(len(text) for _, text, _ in objects(made)) > 13_000 or len(made.get("blocks", [])) > 50:
        found.append("too much altogether")
    for kind, text, _ in objects(made):
        if kind == "address":
            found += [] if ADDRESS.fullmatch(text) else [f"no address: {text[:80]!r}"]
            continue
        rest = re.sub(r"<https?://[^<>|\s]+\|(?:Page|open page|原文|ページを開く|\d+)>", "", text) if kind == "mrkdwn" else text
        if re.search(r"[<>]|&(?!amp;|lt;|gt;)", rest):
            found.append(f"not escaped: {rest[:80]!r}")
    return found


@pytest.fixture(scope="module")
def rules() -> ModuleType:
    spec = importlib.util.spec_from_file_location("slack_rules", RULES) if RULES.is_file() else None
    if spec is None or spec.loader is None:
        pytest.skip("the rules of the black-box acceptance are not here")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CASES = [
    *EVERY_KIND,
    *(hostile_event(text, kind) for text in HOSTILE for kind in (NEW, CHANGED)),
    *map(hostile_health_event, HOSTILE),
    *(hostile_summary(text, kind) for text in HOSTILE for kind in (STORM, DIGEST)),
]


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_message_keeps_the_limits_and_nothing_foreign_is_active(language: str, plain: bool) -> None:
    for event in CASES:
        made = message(event, language, plain=plain)
        assert problems(made) == []
        assert event.id in shown(made)
        assert made["unfurl_links"] is made["unfurl_media"] is False


def test_the_acceptance_rules_find_nothing_either(rules: ModuleType) -> None:
    for event in CASES:
        for plain in (False, True):
            assert rules.problems(slack_message(event, language="ja", timezone=TOKYO, plain=plain)) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_harmless(text: str) -> None:
    assert problems(message(hostile_event(text))) == []


@pytest.mark.parametrize("plain", [False, True])
def test_a_new_notice_shows_who_how_many_and_where_it_stands(plain: bool) -> None:
    made = message(NEW, plain=plain)
    assert "月見野市" in made["text"]
    assert "1,204 people" in made["text"]
    assert NOTICE.url in ADDRESS.findall(shown(made))


def test_a_change_shows_the_new_count_and_where_it_stands() -> None:
    made = message(CHANGED, "ja")
    assert "1,204→1,311人分" in made["text"]
    assert NOTICE.url in ADDRESS.findall(shown(made))


def test_a_sources_event_shows_its_name_and_id() -> None:
    made = message(FAILING)
    assert SOURCE.name in made["text"]
    assert f"noticewatch sources test {SOURCE.id}" in shown(made)


def test_the_address_is_a_link_made_here() -> None:
    [link] = [text for kind, text, _ in objects(message(NEW)) if kind == "address"]
    assert link == NOTICE.url
    assert not [1 for kind, _, _ in objects(message(replace(NEW, notice=replace(NOTICE, url="data:x")))) if kind == "address"]
    # Where the line on which it belongs holds one of Slack's own signs, it stands below in a line of its own.
    facts = replace(FACTS, contacts=(Contact("email", "A&B <desk>"),))
    [apart] = [block["text"]["text"] for block in message(replace(NEW, facts=facts))["blocks"] if _kind(block) == "mrkdwn"]
    assert apart == "<https://www.tsukimino.example/news/77.html?y=7&amp;m=3|Page>"


def _kind(block: dict[str, Any]) -> str:
    return str(block.get("text", {}).get("type", ""))


def test_changed_words_stand_out_and_rich_text_holds_none_of_slacks_signs() -> None:
    [rich] = [block for block in message(CHANGED)["blocks"] if block["type"] == "rich_text"]
    styled = [(one["text"], one["style"]) for one in rich["elements"][0]["elements"] if "style" in one]
    assert styled == [("1,204", {"strike": True}), ("1,311", {"bold": True})]
    hostile = replace(CHANGED, diff="@@ -1 +1 @@\n-<!channel> 12名の記録\n+<!channel> 13名の記録")
    made = message(hostile)
    assert "&lt;!channel&gt; 13名の記録" in str(made)
    assert "<!channel>" not in json.dumps(made)


def test_an_event_without_details_has_no_empty_block() -> None:
    kinds = [block["type"] for block in message(Event("", "test", NEW.time, "low", reason="a test"))["blocks"]]
    assert kinds == ["header"]


def test_what_exceeds_a_message_is_left_out_in_whole_lines() -> None:
    made = message(hostile_event("&" * 6000, CHANGED))
    sections = [block for block in made["blocks"] if block["type"] == "section"]
    assert len(sections) > 2
    assert all(len(block["text"]["text"]) <= 3000 for block in sections)


def test_plain_text_comes_even_when_the_lines_cannot_be_made() -> None:
    broken = replace(NEW, facts=sentinel.no_facts)
    with pytest.raises(AttributeError):
        message(broken)
    assert message(broken, plain=True)["text"].split("\n") == [
        "high | notice.new | 健診データの流出について",
        "https://www.tsukimino.example/news/77.html?y=7&amp;m=3",
        "evt_a1b2c3",
    ]
    source = message(replace(FAILING, reason=sentinel.reason), plain=True)["text"]
    assert source.split("\n")[0] == "high | source.failing | 月見野市 新着情報"


def test_an_escape_is_never_cut_in_half() -> None:
    for room in range(1, 20):
        cut = escaped("a<b>&c" * 9, room)
        assert len(cut) <= room
        assert not re.search(r"&(?!amp;|lt;|gt;)", cut)


def test_the_barest_lines_of_an_event_about_nothing() -> None:
    broken = replace(FAILING, source=None, severity=sentinel.severity, type="summary", reason="17 events")
    assert message(broken, plain=True)["text"].split("\n")[0].endswith("| summary | 17 events")


def test_an_address_too_long_for_a_link_is_left_out_and_the_rest_told() -> None:
    event = replace(NEW, notice=replace(NOTICE, url="https://a.example/?" + "&" * 900))
    assert not ADDRESS.search(shown(message(event)))
    assert message(event, plain=True)["text"].endswith("evt_a1b2c3")


def test_plain_text_keeps_the_id_however_long_the_lines() -> None:
    made = message(
        replace(hostile_event("<" * 3000, CHANGED), notice=replace(NOTICE, url="https://a.example/?" + "&" * 390)), plain=True
    )
    assert len(made["text"]) <= 4000
    assert made["text"].endswith("evt_d4")
