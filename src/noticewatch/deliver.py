"""The outbox's due deliveries, each attempt recorded: what was accepted is done, what was not is due again by the contract.

Shell; what an answer means is decided in `alerts`.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

import structlog

from noticewatch import alerts
from noticewatch.alerts import Attempt
from noticewatch.clock import Clock
from noticewatch.config import Channel, Config, channel_secrets, channel_url
from noticewatch.errors import ConfigError, FetchError
from noticewatch.fetch import Sender
from noticewatch.model import Event
from noticewatch.records import ChannelState, Delivery
from noticewatch.render.slack import slack_message
from noticewatch.render.webhook import signed_headers, webhook_body
from noticewatch.store import outbox
from noticewatch.store.connection import Writer

SLACK_PACE = 1.05  # seconds between two messages to one Slack webhook, which takes one a second
NO_ANSWER = 3  # attempts in a row without any answer, after which a channel's other deliveries wait for the next round

log = structlog.get_logger()


class Sending:
    """One attempt to send one event to one channel; nothing is recorded here."""

    def __init__(self, config: Config, sender: Sender, clock: Clock, env: Mapping[str, str]) -> None:
        self._config, self._sender, self._clock, self._env = config, sender, clock, env

    async def send(self, channel: Channel, event: Event, *, plain: bool = False) -> Attempt:
        """What came of it: the receiver's answer, or why there was none."""
        try:
            url = channel_url(channel, self._env).reveal()
            if channel.type == "slack":
                body = self._slack_body(channel, event, plain)
                headers = {"content-type": "application/json; charset=utf-8"}
            else:
                body = webhook_body(event)
                secrets = [secret.reveal() for secret in channel_secrets(channel, self._env)]
                headers = signed_headers(body, id=event.id, at=self._clock.now(), secrets=secrets)
            answer = await self._sender.post(url, body, headers)
        except (FetchError, ConfigError) as problem:
            return Attempt(None, error=str(problem))
        except Exception as bug:
            # It ends at this one message, which fails like any other. The words of the bug could hold a secret.
            name = type(bug).__name__
            log.error("a message could not be sent by a bug", channel=channel.name, event_id=event.id, bug=name, at=_place(bug))
            return Attempt(None, error=f"a bug of noticewatch ({name}): please report it")
        return Attempt(answer.status, answer.body, answer.retry_after)

    def _slack_body(self, channel: Channel, event: Event, plain: bool) -> bytes:
        """The message; a short plain one where the rich one cannot be made, for an alert must never be lost to its looks."""
        language, zone = channel.language, self._config.settings.timezone
        try:
            return slack_message(event, language=language, timezone=zone, plain=plain)
        except Exception:
            log.exception("a message could not be drawn; the plain one is sent", event_id=event.id, channel=channel.name)
            return slack_message(event, language=language, timezone=zone, plain=True)


def _place(bug: BaseException) -> str:
    """File and line at which a bug was raised."""
    last = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


class Deliverer:
    """Sends what is due, channel by channel; channels do not wait for each other."""

    def __init__(self, config: Config, sender: Sender, writer: Writer, clock: Clock, rng: Random, env: Mapping[str, str]) -> None:
        self.config, self._writer, self._clock, self._rng = config, writer, clock, rng
        self._sending = Sending(config, sender, clock, env)
        self._zone = config.settings.timezone
        self._sent_at: dict[str, float] = {}  # steady seconds of each Slack channel's last message

    async def deliver_due(self) -> dict[str, str]:
        """One round: every due delivery is attempted once. The channels whose deliveries failed, with why."""
        results = await asyncio.gather(*map(self.deliver_to, self.config.channels), return_exceptions=True)
        failures = {}
        for channel, result in zip(self.config.channels, results, strict=True):
            if isinstance(result, BaseException):
                raise result
            if result:
                failures[channel.name] = result
        return failures

    async def deliver_to(self, channel: Channel) -> str:
        """One round for one channel; why a delivery of it failed, "" where none did."""
        now = self._clock.now()
        state = await self._told_by_now(channel, now)
        if state.paused_at or (state.not_before and state.not_before > now):
            waiting = await self._writer(outbox.due_deliveries, channel.name, now, 1)
            return (state.reason or "held back by the receiver's Retry-After") if waiting else ""
        failure, unanswered = "", 0
        tried: set[str] = set()
        while batch := await self._untried(channel, now, tried):
            for delivery, event in batch:
                tried.add(event.id)
                attempt, after = await self._deliver(channel, delivery, event)
                if after.plain and not delivery.plain:
                    attempt, after = await self._deliver(channel, after, event)
                judgement = alerts.judged(channel.type, attempt)
                if judgement != "accepted":
                    failure = after.last_error
                unanswered = unanswered + 1 if attempt.status is None else 0
                if judgement in ("gone", "later") or unanswered >= NO_ANSWER:
                    return failure
        return failure

    async def _untried(self, channel: Channel, now: datetime, tried: set[str]) -> list[tuple[Delivery, Event]]:
        due = await self._writer(outbox.due_deliveries, channel.name, now)
        return [(delivery, event) for delivery, event in due if event.id not in tried]

    async def _told_by_now(self, channel: Channel, now: datetime) -> ChannelState:
        """The channel's state; its half hour without success is over whether or not an attempt falls due at its end."""
        state = await self._writer(outbox.channel_state, channel.name)
        after, events = alerts.channel_told(channel.name, state, state, self._zone, now)
        if events:
            await self._writer(outbox.keep_channel, after, events, self._for_others(channel, events, now))
        return after

    async def _deliver(self, channel: Channel, delivery: Delivery, event: Event) -> tuple[Attempt, Delivery]:
        """One attempt, and what is recorded of it, with what it means for the channel."""
        if channel.type == "slack":
            wait = self._sent_at.get(channel.name, 0) + SLACK_PACE - self._clock.steady()
            await self._clock.sleep(wait)
        attempt = await self._sending.send(channel, event, plain=delivery.plain)
        if channel.type == "slack":
            self._sent_at[channel.name] = self._clock.steady()
        now = self._clock.now()
        after = alerts.after_attempt(delivery, channel.type, attempt, now, self._rng)
        state = await self._writer(outbox.channel_state, channel.name)
        state_after = alerts.channel_after(state, channel.type, attempt, now)
        state_after, events = alerts.channel_told(channel.name, state, state_after, self._zone, now)
        events += alerts.death_told(after, event.type, self._zone, now)
        await self._writer(outbox.record_attempt, after, state_after, events, self._for_others(channel, events, now))
        log.info(
            "delivery", channel=channel.name, event_id=event.id, type=event.type, state=after.state, status=attempt.status,
            attempts=after.attempts, **({"error": after.last_error} if after.last_error else {}),
        )  # fmt: skip
        return attempt, after

    def _for_others(self, channel: Channel, events: Sequence[Event], now: datetime) -> tuple[Delivery, ...]:
        others = [other for other in self.config.channels if other.name != channel.name]
        return alerts.deliveries_for(events, others, None, now)
