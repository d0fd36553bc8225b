"""Hostile strings in the messages of chats: Slack, Teams, Discord, and the plain text that Apprise hands to all the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from noticewatch.model import Event
from noticewatch.render.apprise import apprise_message
from noticewatch.render.discord import discord_message
from noticewatch.render.slack import slack_message
from noticewatch.render.teams import teams_message
from tests.event_samples import TOKYO
from tests.output_tally import STEERS, Tally, on_one_line
from tests.receivers import discord_faults, teams_faults

OWN_LINK = re.compile(r"<https?://[^<>|\s]+\|(?:Page|open page|原文|ページを開く)>")
OWN_LINE = re.compile(r"^(?:Page|open page|原文|ページを開く)[:：] ?https?://\S+$", re.MULTILINE)


def in_slack(event: Event, text: str, tally: Tally) -> None:
    """The message and the plain one: only our own links are active, everything within Slack's limits."""
    for plain in (False, True):
        tally.outputs += 1
        body = slack_message(event, language="en" if plain else "ja", timezone=TOKYO, plain=plain)
        try:
            made = json.loads(body.decode("utf-8"))
        except ValueError as fault:
            tally.note("unreadable", fault)
            continue
        shown = list(_slack_texts(made))
        if len(made.get("blocks", [])) > 50 or sum(len(words) for _, words, _ in shown) > 13_000:
            tally.note("invalid", "too much altogether")
        for kind, words, most in shown:
            rest = OWN_LINK.sub("", words) if kind == "mrkdwn" else words
            if re.search(r"[<>]|&(?!amp;|lt;|gt;)", rest):
                tally.note("active", rest)
            if not 1 <= len(words) <= most or STEERS.search(words.replace("\n", "")):
                tally.note("invalid", words)
        short = on_one_line(text)
        if plain and 0 < len(short) < 40 and event.facts is None:
            whole = "\n".join(_unescaped(words) for _, words, _ in shown)
            if short not in whole:
                tally.note("unequal", (short, whole[:200]))


def _slack_texts(made: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    yield "mrkdwn", made["text"], 4000
    for block in made.get("blocks", []):
        if block["type"] == "rich_text":  # which Slack does not parse
            for section in block["elements"]:
                yield "plain_text", "".join(element.get("text", "") for element in section["elements"]), 12_000
        elif block["type"] == "context":
            yield from ((element["type"], element["text"], 3000) for element in block["elements"])
        else:
            yield block["text"]["type"], block["text"]["text"], 150 if block["type"] == "header" else 3000


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def in_teams(event: Event, text: str, tally: Tally) -> None:
    """The card and the plain one: as a flow takes them, what a page wrote in runs only, our own pages the only addresses."""
    for plain in (False, True):
        tally.outputs += 1
        body = teams_message(event, language="en" if plain else "ja", timezone=TOKYO, plain=plain)
        try:
            made = json.loads(body.decode("utf-8"))
            fault = teams_faults(body)
        except (ValueError, KeyError) as problem:
            tally.note("unreadable", problem)
            continue
        if fault:
            tally.note("active" if fault in ("markup", "function") else "invalid", (fault, text))
        card = made["attachments"][0]["content"]
        if any(not re.fullmatch(r"https?://[!-~]+", action["url"]) for action in card.get("actions", [])):
            tally.note("active", card["actions"])
        shown = [made["summary"], *(run["text"] for block in card["body"] for run in block["inlines"])]
        if any("${" in one or "{{" in one for one in shown):
            tally.note("active", shown)
        _compare(event, text, shown, tally, plain=plain)


def in_discord(event: Event, text: str, tally: Tally) -> None:
    """The embed and the plain message: nothing that Discord's Markdown begins, nobody mentioned, within the limits."""
    for plain in (False, True):
        tally.outputs += 1
        body = discord_message(event, language="en" if plain else "ja", timezone=TOKYO, plain=plain)
        try:
            made = json.loads(body.decode("utf-8"))
        except ValueError as problem:
            tally.note("unreadable", problem)
            continue
        for fault in discord_faults(made):
            tally.note("active" if fault.startswith(("markup", "somebody")) else "invalid", (fault, text))
        embeds = made.get("embeds", [])
        shown = [made["content"], *(embed.get("description", "") for embed in embeds)]
        shown = [re.sub(r"\\([^0-9A-Za-z\s])", r"\1", one) for one in shown]
        _compare(event, text, shown, tally, plain=plain)


def through_apprise(event: Event, text: str, tally: Tally) -> None:
    """Title and body as mail programs and further chats get them: no address but our page's, no mention, no tag."""
    for language in ("en", "ja"):
        tally.outputs += 1
        title, body = apprise_message(event, language=language, timezone=TOKYO)
        rest = OWN_LINE.sub("", body)
        if re.search(r"://|[<>@]|\]\(", title + rest):
            tally.note("active", (title, rest))
        if not title or len(body) > 8200:
            tally.note("invalid", (title, len(body)))
        _compare(event, text, [title, body], tally, plain=True)


def _compare(event: Event, text: str, shown: list[str], tally: Tally, *, plain: bool) -> None:
    """Nothing that steers; and what a health event tells stands there as it was put in, but for what made it inert."""
    if any(STEERS.search(one.replace("\n", "")) for one in shown):
        tally.note("invalid", shown)
    short = on_one_line(text)
    if plain and 0 < len(short) < 40 and event.facts is None and _as_read(short) not in _as_read("\n".join(shown)):
        tally.note("unequal", (short, shown))


def _as_read(text: str) -> str:
    """Text as a person reads it, whatever was done to make it inert."""
    text = text.translate(str.maketrans("＜＞＠", "<>@")).replace("[:]//", "://").replace("] (", "](")
    return text.replace("{ {", "{{").replace("{ {", "{{").replace("$ {", "${")
