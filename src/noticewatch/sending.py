"""One attempt to send one event to one channel: what is posted where, and what was answered; nothing is recorded here.

Shell. `SINKS` says of each kind of channel how its message is made and at what pace messages go; what an answer means is
decided in `answers`.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

import structlog

from noticewatch.answers import Attempt, answered
from noticewatch.clock import Clock
from noticewatch.codec import dumps
from noticewatch.config import Channel, Config, Settings, channel_secrets, channel_token, channel_url, proxy_url
from noticewatch.errors import ConfigError, FetchError
from noticewatch.fetch import Sender
from noticewatch.model import Event
from noticewatch.records import Thread
from noticewatch.relay import Relayed, relay
from noticewatch.render.apprise import apprise_message
from noticewatch.render.discord import discord_message
from noticewatch.render.slack import slack_message
from noticewatch.render.teams import teams_message
from noticewatch.render.webhook import signed_headers, webhook_body
from noticewatch.threads import is_for_all
from noticewatch.watched import discreet

CHAT_PACE = 1.05  # seconds between two messages: Slack takes one a second, Discord five in two, Teams four a second
JSON = {"content-type": "application/json; charset=utf-8"}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message is made of: the event, the channel it goes to, the attempt's own time.

    `plain`: without any looks; `thread`: beneath which message it is to stand, where the channel has threads.
    """

    event: Event
    channel: Channel
    at: datetime
    env: Mapping[str, str]
    settings: Settings
    plain: bool = False
    thread: Thread | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted where; the address and the headers may hold secrets."""

    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sink:
    """How one kind of channel is served.

    `body` makes what every attempt sends; `post` addresses and signs it for one attempt (it raises ConfigError for a secret that
    cannot be had). `pace`: seconds between two messages.
    """

    body: Callable[[Letter], bytes]
    post: Callable[[Letter, bytes], Post | Relayed]
    pace: float = 0.0


class Renderer(Protocol):
    """Makes an event into a chat message's body; with `plain` it never fails."""

    def __call__(self, event: Event, *, language: str, timezone: tzinfo, plain: bool = False) -> bytes:
        """The body."""
        ...


def _webhook_body(letter: Letter) -> bytes:
    return webhook_body(letter.event)


def _signed(letter: Letter, body: bytes) -> Post:
    secrets = [secret.reveal() for secret in channel_secrets(letter.channel, letter.env)]
    return Post(_address(letter), body, signed_headers(body, id=letter.event.id, at=letter.at, secrets=secrets))


def _posted(letter: Letter, body: bytes) -> Post:
    return Post(_address(letter), body, JSON)


def _posted_by_bot(letter: Letter, body: bytes) -> Post:
    """The token goes to the configured Web API only, which is Slack's own unless the operator said otherwise."""
    token = channel_token(letter.channel, letter.env).reveal()
    made = {"channel": letter.channel.channel, **json.loads(body)}
    if letter.thread:
        made |= {"thread_ts": letter.thread.ts, "reply_broadcast": is_for_all(letter.thread, letter.event)}
    return Post(f"{letter.channel.api_url}chat.postMessage", dumps(made).encode(), {**JSON, "authorization": f"Bearer {token}"})


def _posted_to_discord(letter: Letter, body: bytes) -> Post:
    """With `wait`, for without it Discord says of no message that it was not kept."""
    parts = urlsplit(_address(letter))
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "wait"]
    return Post(parts._replace(query=urlencode([*asked, ("wait", "true")])).geturl(), body, JSON)


def _apprise_body(letter: Letter) -> bytes:
    event, zone = letter.event, letter.settings.timezone
    return dumps(list(apprise_message(event, language=letter.channel.language, timezone=zone))).encode("utf-8", "replace")


def _relayed(letter: Letter, body: bytes) -> Relayed:
    title, text = json.loads(body)
    grave = letter.event.severity in ("high", "critical")
    proxy, ca_file = proxy_url(letter.settings, letter.env), str(letter.settings.ca_file or "")
    return Relayed(_address(letter), title, text, grave, proxy, ca_file)


def _address(letter: Letter) -> str:
    return channel_url(letter.channel, letter.env).reveal()


def _by(render: Renderer) -> Callable[[Letter], bytes]:
    return partial(_drawn, render)


def _drawn(render: Renderer, letter: Letter) -> bytes:
    """The message; a short plain one where the rich one cannot be made, for an alert must never be lost to its looks."""
    event, language, zone = letter.event, letter.channel.language, letter.settings.timezone
    try:
        return render(event, language=language, timezone=zone, plain=letter.plain)
    except Exception:
        log.exception("a message could not be drawn; the plain one is sent", event_id=event.id, channel=letter.channel.name)
        return render(event, language=language, timezone=zone, plain=True)


SINKS: Mapping[str, Sink] = {
    "slack": Sink(_by(slack_message), _posted, pace=CHAT_PACE),
    "slack-bot": Sink(_by(slack_message), _posted_by_bot, pace=CHAT_PACE),
    "webhook": Sink(_webhook_body, _signed),
    "teams": Sink(_by(teams_message), _posted, pace=CHAT_PACE),
    "discord": Sink(_by(discord_message), _posted_to_discord, pace=CHAT_PACE),
    "apprise": Sink(_apprise_body, _relayed, pace=CHAT_PACE),
}


class Sending:
    """One attempt at a time; the channel's pace is its caller's to keep."""

    def __init__(self, config: Config, sender: Sender, clock: Clock, env: Mapping[str, str]) -> None:
        self._settings, self._sender, self._clock, self._env = config.settings, sender, clock, env

    def body(self, channel: Channel, event: Event, *, plain: bool = False) -> bytes | Attempt:
        """What every attempt to send the event sends; a failed attempt where it cannot be made."""
        try:
            shown = event if channel.show_watch else discreet(event)
            return SINKS[channel.kind].body(self._letter(channel, shown, plain))
        except Exception as problem:
            return self._failed(channel, event, problem)

    async def send(self, channel: Channel, event: Event, body: bytes, thread: Thread | None = None) -> Attempt:
        """What came of one attempt: the receiver's answer, or why there was none."""
        try:
            post = SINKS[channel.kind].post(self._letter(channel, event, False, thread), body)
            if isinstance(post, Relayed):
                return await relay(post)
            answer = await self._sender.post(post.url, post.body, post.headers)
        except Exception as problem:
            return self._failed(channel, event, problem)
        return answered(channel.kind, answer.status, answer.body, answer.retry_after)

    def _letter(self, channel: Channel, event: Event, plain: bool, thread: Thread | None = None) -> Letter:
        return Letter(event, channel, self._clock.now(), self._env, self._settings, plain, thread)

    def _failed(self, channel: Channel, event: Event, problem: Exception) -> Attempt:
        """What went wrong, as an attempt without an answer. A bug ends at this one message, which fails like any other."""
        if isinstance(problem, FetchError | ConfigError):
            return Attempt(None, error=str(problem), unsure=isinstance(problem, FetchError) and problem.sent)
        name = type(problem).__name__  # the words of a bug could hold a secret
        log.error("a message could not be sent by a bug", channel=channel.name, event_id=event.id, bug=name, at=_place(problem))
        return Attempt(None, error=f"a bug of noticewatch ({name}): please report it")


def _place(bug: BaseException) -> str:
    """File and line at which a bug was raised."""
    last = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
