"""Messages to Teams, to Discord and through Apprise: within the limits, telling what they should, nothing of a page active."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import sentinel

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from event_samples import CHANGED, EVERY_KIND, FAILING, HOSTILE, NEW, NOTICE, TOKYO, hostile_event, hostile_health_event
from noticewatch.model import Event
from noticewatch.render.apprise import apprise_message, inert
from noticewatch.render.discord import discord_message, escaped
from noticewatch.render.teams import teams_message
from tests.receivers import discord_faults, discord_markup, teams_faults, units

CASES = [
    *EVERY_KIND,
    *(hostile_event(text, kind) for text in HOSTILE for kind in (NEW, CHANGED)),
    *map(hostile_health_event, HOSTILE),
    replace(hostile_event("字" * 600, CHANGED), notice=replace(NOTICE, url="https://a.example/" + "(" * 640)),
]
ANY_TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\\*_~`|<>@#[]():/-.1 \n{$")), max_size=300)


def teams(event: Event, language: str = "en", *, plain: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(teams_message(event, language=language, timezone=TOKYO, plain=plain))
    return made


def discord(event: Event, language: str = "en", *, plain: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(discord_message(event, language=language, timezone=TOKYO, plain=plain))
    return made


def texts(made: object) -> Iterator[str]:
    """Every text of a message."""
    if isinstance(made, str):
        yield made
    for inside in made.values() if isinstance(made, dict) else made if isinstance(made, list) else ():
        yield from texts(inside)


def unescaped(text: str) -> str:
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_card_is_one_that_teams_takes_and_shows_letter_by_letter(language: str, plain: bool) -> None:
    for event in CASES:
        body = teams_message(event, language=language, timezone=TOKYO, plain=plain)
        assert teams_faults(body) == ""
        assert event.id in body.decode()


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_message_is_one_that_discord_takes_and_shows_letter_by_letter(language: str, plain: bool) -> None:
    for event in CASES:
        made = discord(event, language, plain=plain)
        assert discord_faults(made) == []
        assert event.id in unescaped(" ".join(texts(made)))


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, st.booleans())
def test_any_text_is_harmless(text: str, plain: bool) -> None:
    for event in (hostile_event(text), hostile_event(text, CHANGED), hostile_health_event(text)):
        assert teams_faults(teams_message(event, language="en", timezone=TOKYO, plain=plain)) == ""
        assert discord_faults(discord(event, plain=plain)) == []


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT.map(lambda text: " ".join(text.split())), st.integers(1, 200))
def test_an_escaped_line_is_the_line_and_fits(text: str, room: int) -> None:
    made = escaped(text, room)
    assert units(made) <= room
    assert discord_markup(made) == []
    assert made == "" or unescaped(made) == text or made.endswith("…")


def test_the_signs_of_discord_s_markup_are_found_where_they_are() -> None:
    active = ("**a**", "[x](https://a.example)", "https://a.example", "<@1>", "# a", "a\n- b", "1. a", "||a||", "discord.gg/x")
    for text in active:
        assert discord_markup(text)
        assert not discord_markup("\n".join(escaped(line, 100) for line in text.split("\n")))
    assert escaped("12/10 ｜ 1,204人分 | Y4.com", 100) == "12/10 ｜ 1,204人分 | Y4.com"


def test_line_one_is_the_notification() -> None:
    first = "🟠 HIGH | 月見野市: 1,204 people, possible leak | break-in at contractor 株式会社ほしぞら計算"
    card = teams(NEW)["attachments"][0]["content"]
    assert teams(NEW)["summary"] == card["fallbackText"] == card["body"][0]["inlines"][0]["text"] == first
    assert discord(NEW)["content"] == first


@pytest.mark.parametrize("plain", [False, True])
def test_the_page_is_a_link_made_here(plain: bool) -> None:
    assert NOTICE.url in list(texts(teams(NEW, plain=plain)))
    shown = " ".join(texts(discord(NEW, plain=plain)))
    assert (f"<{NOTICE.url}>" if plain else f"[Page]({NOTICE.url})") in shown
    elsewhere = replace(NEW, notice=replace(NOTICE, url="javascript:alert(1)"))
    assert "actions" not in teams(elsewhere)["attachments"][0]["content"]
    assert "](" not in " ".join(texts(discord(elsewhere)))


def test_an_address_cannot_end_its_own_link() -> None:
    event = replace(NEW, notice=replace(NOTICE, url="https://a.example/x)[evil](https://evil.example"))
    [link] = re.findall(r"\[Page\]\((.*)\)$", discord(event)["embeds"][0]["description"])
    assert link == "https://a.example/x%29%5Bevil%5D%28https://evil.example"


def test_too_many_links_are_cut_and_the_card_stays_small() -> None:
    from noticewatch.render import teams as module
    from noticewatch.render.message import Message

    long = tuple((f"n{number}", "https://a.example/" + "x" * 1900) for number in range(9))
    short = tuple((label, "https://a.example/") for label, _ in long)
    assert len(module._links(Message("first", links=long))) == 2
    assert len(module._links(Message("first", links=short))) == module.MOST_LINKS


def test_what_exceeds_a_message_is_left_out_in_whole_lines() -> None:
    long = hostile_event("字[" * 3000, CHANGED)
    details = discord(long)["embeds"][0]["description"].split("\n")
    assert len(details) > 2
    assert len(teams(long)["attachments"][0]["content"]["body"]) > 3


def test_plain_messages_come_even_when_the_lines_cannot_be_made() -> None:
    broken = replace(NEW, facts=sentinel.no_facts)
    for make in (teams, discord):
        with pytest.raises(AttributeError):
            make(broken)
        shown = unescaped(" ".join(texts(make(broken, plain=True))))
        assert "high | notice.new | 健診データの流出について" in shown
        assert NOTICE.url in shown
        assert NEW.id in shown
    assert apprise_message(broken, language="ja", timezone=TOKYO) == (
        "high | notice.new | 健診データの流出について",
        f"{NOTICE.url}\n{NEW.id}",
    )


def test_an_event_without_details_is_line_one() -> None:
    bare = Event("", "test", NEW.time, "low", reason="a test")
    assert "embeds" not in discord(bare)
    assert len(teams(bare)["attachments"][0]["content"]["body"]) == 1


def test_through_apprise_only_our_own_address_is_one() -> None:
    for event in CASES:
        title, body = apprise_message(event, language="en", timezone=TOKYO)
        rest, own = re.subn(r"^(?:Page|open page|[0-9]+): https?://\S+$", "", body, flags=re.MULTILINE)
        assert not re.search(r"://|[<>@]|\]\(", title + rest)
        assert own <= (10 if event.type == "summary" else 1)
        assert event.id in body
        assert len(body) <= 8200
        assert "\n" not in title
    title, body = apprise_message(FAILING, language="ja", timezone=TOKYO)
    assert "月見野市" in title
    assert "ページを開く：https://www.tsukimino.example/news/?a=1&b=2" in body


@given(ANY_TEXT)
def test_inert_text_bears_no_address_mention_or_tag(text: str) -> None:
    made = inert(text)
    assert not re.search(r"://|[<>@]|\]\(", made)
    assert html.escape(made, quote=False).replace("&amp;", "&") == made
