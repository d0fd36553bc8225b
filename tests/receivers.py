"""Stand-ins for the services that channels deliver to: they hold the documented limits and answer as the services do."""

from __future__ import annotations

import asyncio
import json
import re
from abc import ABC, abstractmethod
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from tests.loopback_site import Request, answer

ACTIVE = re.compile(r"<!(channel|here|everyone|subteam)|<@|<#")


def as_json(body: object, status: str = "200 OK", **headers: str) -> bytes:
    return answer(json.dumps(body).encode(), status, Content_Type="application/json", **headers)


@dataclass
class Receiver(ABC):
    """Answers with what it is told to, else with what the service would; `got` are the messages that it took."""

    told: deque[bytes] = field(default_factory=deque)
    got: list[dict[str, Any]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    async def take(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.requests.append(request)
        writer.write(self.told.popleft() if self.told else self.respond(request))
        await writer.drain()

    @abstractmethod
    def respond(self, request: Request) -> bytes:
        """What the service would answer."""

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(request.body) for request in self.requests]


def slack_faults(message: dict[str, Any]) -> str:
    """What Slack says of a message's blocks and text; "" where it takes them."""
    texts, blocks = [message.get("text", "")], message.get("blocks", [])
    if len(blocks) > 50:
        return "invalid_blocks"
    for block in blocks:
        if block["type"] == "rich_text":
            inside = [piece for section in block["elements"] for piece in section["elements"]]
        else:
            inside = block["elements"] if block["type"] == "context" else [block["text"]]
        most = {"header": 150, "section": 3000, "context": 3000, "rich_text": 3000}[block["type"]]
        if any(not 1 <= len(one["text"]) <= most for one in inside):
            return "invalid_blocks"
        texts += [one["text"] for one in inside]
    if not message.get("text") and not blocks:
        return "no_text"
    if len(message.get("text", "")) > 40_000:
        return "msg_too_long"
    if sum(map(len, texts[1:])) > 13_000:
        return "msg_blocks_too_long"
    return "active" if any(ACTIVE.search(text) for text in texts) else ""


@dataclass
class SlackApi(Receiver):
    """chat.postMessage of one workspace with one channel; `deleted` are messages that are gone."""

    token: str = "xoxb-1-CANARY"
    channel: str = "C0123456789"
    deleted: set[str] = field(default_factory=set)

    def respond(self, request: Request) -> bytes:
        message = json.loads(request.body)
        error = self.fault(request, message)
        if error:
            return as_json({"ok": False, "error": error})
        ts = f"1763800000.{len(self.got) + 1:06d}"
        kept = {"type": "message", "ts": ts, **{key: message[key] for key in ("thread_ts",) if key in message}}
        if message.get("thread_ts") in self.deleted:
            del kept["thread_ts"]  # Slack puts such a message into the channel
        self.got.append({**message, **kept})
        return as_json({"ok": True, "channel": self.channel, "ts": ts, "message": kept})

    def fault(self, request: Request, message: dict[str, Any]) -> str:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return "invalid_auth"
        if message["channel"] != self.channel:
            return "channel_not_found"
        if message.get("thread_ts") and message["thread_ts"] not in {one["ts"] for one in self.got}:
            return "thread_not_found"
        return slack_faults(message)


def teams_faults(body: bytes) -> str:
    """Why a flow would not show a message; "" where it would."""
    text = body.decode()
    if max(len(body), 2 * len(text)) > 28 * 1024:
        return "RequestEntityTooLarge"
    message = json.loads(text)
    for attachment in message["attachments"]:
        card = attachment["content"]
        if attachment["contentType"] != "application/vnd.microsoft.card.adaptive" or card["type"] != "AdaptiveCard":
            return "BadRequest"
        runs = [run for block in card["body"] for run in block["inlines"]]
        if {block["type"] for block in card["body"]} != {"RichTextBlock"} or {run["type"] for run in runs} != {"TextRun"}:
            return "markup"  # a TextBlock would make Markdown of its text
        if any(not run["text"] or "{{" in run["text"] or "selectAction" in run for run in runs):
            return "function"
        if any(action["type"] != "Action.OpenUrl" or not action["title"] for action in card.get("actions", [])):
            return "BadRequest"
    return "" if message["type"] == "message" and message["attachments"] else "TriggerInputSchemaMismatch"


class TeamsFlow(Receiver):
    """A flow made with the Workflows app: 202 without a body, errors as Power Automate words them."""

    def respond(self, request: Request) -> bytes:
        if error := teams_faults(request.body):
            status = "413 Payload Too Large" if error == "RequestEntityTooLarge" else "400 Bad Request"
            return as_json({"error": {"code": error, "message": "…"}}, status)
        self.got.append(json.loads(request.body))
        return answer(b"", "202 Accepted")


# Discord's Markdown, as its clients parse it: what begins something at a place of a text, unless a backslash stands before it.
DISCORD_MARKUP = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"\*\*?[^*\s]",
        r"_[^_\s]",
        r"__",
        r"~~",
        r"`",
        r"\|\|",
        r"<@|<#|<:|<a:|<t:|<id:|<https?:|<[^<>\s]+@",
        r"@everyone|@here",
        r"\[[^\]]*\]\(",
        r"https?://[^\s<]",
        r"discord(?:app)?\.(?:gg|com|gift|new)/",
    )
]
DISCORD_LINE = re.compile(r"(?:#{1,3}|-#|[-*]|>{1,3}|[0-9]{1,10}[.)])\s")


def discord_markup(text: str) -> list[str]:
    """What of a text Discord would not show letter by letter."""
    found, at = [], 0
    while at < len(text):
        if re.match(r"\\[^0-9A-Za-z\s]", text[at : at + 2]):
            at += 2
            continue
        beginning = at == 0 or text[at - 1] == "\n"
        if any(markup.match(text, at) for markup in DISCORD_MARKUP) or (beginning and DISCORD_LINE.match(text, at)):
            found.append(text[at : at + 40])
        at += 1
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def discord_faults(message: dict[str, Any]) -> list[str]:
    """What Discord would refuse (code 50035), or make of a message that is not meant."""
    found = []
    embeds = message.get("embeds", [])
    limits = [(message.get("content", ""), 2000)]
    limits += [(embed.get("description", ""), 4096) for embed in embeds]
    limits += [(embed.get("footer", {}).get("text", ""), 2048) for embed in embeds]
    found += [f"BASE_TYPE_MAX_LENGTH {units(text)}" for text, most in limits if units(text) > most]
    if sum(units(text) for text, _ in limits[1:]) > 6000 or len(embeds) > 10:
        found.append("MAX_EMBED_SIZE_EXCEEDED")
    if not message.get("content") and not embeds:
        found.append("50006")
    if message.get("allowed_mentions") != {"parse": []}:
        found.append("somebody may be mentioned")
    for text in (message.get("content", ""), *(embed.get("description", "") for embed in embeds)):
        own = r"(?<!\\)\[(?:Page|open page|原文|ページを開く|[0-9]+)\]\(https?://[^\s()<>\[\]*]+\)|<https?://[^\s<>]+>"
        found += [f"markup: {one!r}" for part in re.split(own, text) for one in discord_markup(part)]
    return found


class DiscordHook(Receiver):
    """A webhook's execution: 204, or 200 with the message when asked to wait."""

    def respond(self, request: Request) -> bytes:
        message = json.loads(request.body)
        if faults := discord_faults(message):
            return as_json({"code": 50035, "message": "Invalid Form Body", "errors": faults}, "400 Bad Request")
        self.got.append(message)
        waits = "wait=true" in request.path.partition("?")[2].split("&")
        return as_json({"id": str(len(self.got)), **message}) if waits else answer(b"", "204 No Content")
