"""One attempt to send one event to one channel: what is posted where, and what was answered; nothing is recorded here.

Shell. `SINKS` says of each kind of channel how its message is made and at what pace messages go; what an answer means is
decided in `answers`.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol

import structlog

from noticewatch.answers import Attempt
from noticewatch.clock import Clock
from noticewatch.config import Channel, Config, channel_secrets, channel_url
from noticewatch.errors import ConfigError, FetchError
from noticewatch.fetch import Sender
from noticewatch.model import Event
from noticewatch.render.slack import slack_message
from noticewatch.render.webhook import signed_headers, webhook_body

SLACK_PACE = 1.05  # seconds between two messages to one Slack webhook, which takes one a second
JSON = {"content-type": "application/json; charset=utf-8"}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message is made of: the event, the channel it goes to, the attempt's own time; `plain`: without any looks."""

    event: Event
    channel: Channel
    at: datetime
    env: Mapping[str, str]
    timezone: tzinfo
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted where; the address may be a secret."""

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
    post: Callable[[Letter, bytes], Post]
    pace: float = 0.0


class Renderer(Protocol):
    """Makes an event into a chat message's body; with `plain` it never fails."""

    def __call__(self, event: Event, *, language: str, timezone: tzinfo, plain: bool = False) -> bytes:
        """The body."""
        ...


def _webhook_body(letter: Letter) -> bytes:
    return webhook_body(letter.event)


def _signed(letter: Letter, body: bytes) -> Post:
    url = channel_url(letter.channel, letter.env).reveal()
    secrets = [secret.reveal() for secret in channel_secrets(letter.channel, letter.env)]
    return Post(url, body, signed_headers(body, id=letter.event.id, at=letter.at, secrets=secrets))


def _slack_body(letter: Letter) -> bytes:
    return _drawn(slack_message, letter)


def _slack_webhook(letter: Letter, body: bytes) -> Post:
    return Post(channel_url(letter.channel, letter.env).reveal(), body, JSON)


def _drawn(render: Renderer, letter: Letter) -> bytes:
    """The message; a short plain one where the rich one cannot be made, for an alert must never be lost to its looks."""
    event, language, zone = letter.event, letter.channel.language, letter.timezone
    try:
        return render(event, language=language, timezone=zone, plain=letter.plain)
    except Exception:
        log.exception("a message could not be drawn; the plain one is sent", event_id=event.id, channel=letter.channel.name)
        return render(event, language=language, timezone=zone, plain=True)


SINKS: Mapping[str, Sink] = {
    "slack": Sink(_slack_body, _slack_webhook, pace=SLACK_PACE),
    "webhook": Sink(_webhook_body, _signed),
}


class Sending:
    """One attempt at a time; the channel's pace is its caller's to keep."""

    def __init__(self, config: Config, sender: Sender, clock: Clock, env: Mapping[str, str]) -> None:
        self._zone, self._sender, self._clock, self._env = config.settings.timezone, sender, clock, env

    def body(self, channel: Channel, event: Event, *, plain: bool = False) -> bytes | Attempt:
        """What every attempt to send the event sends; a failed attempt where it cannot be made."""
        try:
            return SINKS[channel.kind].body(self._letter(channel, event, plain))
        except Exception as problem:
            return self._failed(channel, event, problem)

    async def send(self, channel: Channel, event: Event, body: bytes) -> Attempt:
        """What came of one attempt: the receiver's answer, or why there was none."""
        try:
            post = SINKS[channel.kind].post(self._letter(channel, event, False), body)
            answer = await self._sender.post(post.url, post.body, post.headers)
        except Exception as problem:
            return self._failed(channel, event, problem)
        return Attempt(answer.status, answer.body, answer.retry_after)

    def _letter(self, channel: Channel, event: Event, plain: bool) -> Letter:
        return Letter(event, channel, self._clock.now(), self._env, self._zone, plain)

    def _failed(self, channel: Channel, event: Event, problem: Exception) -> Attempt:
        """What went wrong, as an attempt without an answer. A bug ends at this one message, which fails like any other."""
        if isinstance(problem, FetchError | ConfigError):
            return Attempt(None, error=str(problem))
        name = type(problem).__name__  # the words of a bug could hold a secret
        log.error("a message could not be sent by a bug", channel=channel.name, event_id=event.id, bug=name, at=_place(problem))
        return Attempt(None, error=f"a bug of noticewatch ({name}): please report it")


def _place(bug: BaseException) -> str:
    """File and line at which a bug was raised."""
    last = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
