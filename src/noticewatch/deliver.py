"""The outbox's due deliveries, each attempt recorded: what was accepted is done, what was not is due again by the contract.

Shell; what an answer means is decided in `alerts`.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from random import Random

import structlog

from noticewatch import alerts
from noticewatch.alerts import Attempt
from noticewatch.clock import Clock
from noticewatch.config import Channel, Config, channel_secrets, channel_url
from noticewatch.errors import ConfigError, FetchError
from noticewatch.fetch import Sender
from noticewatch.model import Event, EventType
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
        except ValueError:
            # The library's own words could hold the secret.
            return Attempt(None, error="the channel's secret is not base64, so nothing can be signed with it")
        return Attempt(answer.status, answer.body, answer.retry_after)

    def _slack_body(self, channel: Channel, event: Event, plain: bool) -> bytes:
        """The message; a short plain one where the rich one cannot be made, for an alert must never be lost to its looks."""
        language, zone = channel.language, self._config.settings.timezone
        try:
            return slack_message(event, language=language, timezone=zone, plain=plain)
        except Exception:
            log.exception("a message could not be drawn; the plain one is sent", event_id=event.id, channel=channel.name)
            return slack_message(event, language=language, timezone=zone, plain=True)


class Deliverer:
    """Sends what is due, channel by channel; channels do not wait for each other."""

    def __init__(self, config: Config, sender: Sender, writer: Writer, clock: Clock, rng: Random, env: Mapping[str, str]) -> None:
        self.config, self._writer, self._clock, self._rng = config, writer, clock, rng
        self._sending = Sending(config, sender, clock, env)
        self._sent_at: dict[str, float] = {}  # steady seconds of each Slack channel's last message

    async def deliver_due(self) -> dict[str, str]:
        """One round: every due delivery is attempted once. The channels whose deliveries failed, with why."""
        results = await asyncio.gather(*(self._channel(channel) for channel in self.config.channels))
        return {channel.name: failure for channel, failure in zip(self.config.channels, results, strict=True) if failure}

    async def _channel(self, channel: Channel) -> str:
        state = await self._writer(outbox.channel_state, channel.name)
        now = self._clock.now()
        if state.paused_at or (state.not_before and state.not_before > now):
            waiting = await self._writer(outbox.due_deliveries, channel.name, now, 1)
            return (state.reason or "held back by the receiver's Retry-After") if waiting else ""
        failure, unanswered = "", 0
        for delivery, event in await self._writer(outbox.due_deliveries, channel.name, now):
            attempt, after = await self._deliver(channel, delivery, event)
            if after.plain and not delivery.plain:
                attempt, after = await self._deliver(channel, after, event)
            judgement = alerts.judged(channel.type, attempt)
            if judgement != "accepted":
                failure = after.last_error
            unanswered = unanswered + 1 if attempt.status is None else 0
            if judgement in ("gone", "later") or unanswered >= NO_ANSWER:
                break
        return failure

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
        state_after, events = self._told(channel, state, delivery, after, attempt, now)
        others = [other for other in self.config.channels if other.name != channel.name]
        further = alerts.deliveries_for(events, others, None, now)
        await self._writer(outbox.record_attempt, after, state_after, events, further)
        log.info(
            "delivery", channel=channel.name, event_id=event.id, type=event.type, state=after.state, status=attempt.status,
            attempts=after.attempts, **({"error": after.last_error} if after.last_error else {}),
        )  # fmt: skip
        return attempt, after

    def _told(
        self, channel: Channel, state: ChannelState, before: Delivery, after: Delivery, attempt: Attempt, now: datetime
    ) -> tuple[ChannelState, list[Event]]:
        """The channel's state after an attempt, and what of its health is to be told on the others."""
        state_after = alerts.channel_after(state, channel.type, attempt, now)
        events = []
        if after.state == "dead" and before.state != "dead":
            reason = f"{channel.name}: event {after.event_id} was not accepted in {after.attempts} attempts and is kept for "
            events.append(
                self._event("channel.failing", channel, after.event_id, f"{reason}`alerts retry`: {after.last_error}", now)
            )
        if alerts.is_channel_failing(state_after, now) and not state.told_failing:
            since = state_after.failing_since or now
            reason = f"{channel.name}: no delivery accepted since {since.isoformat(timespec='seconds')}: {state_after.reason}"
            events.append(self._event("channel.failing", channel, since.isoformat(), reason, now))
            state_after = replace(state_after, told_failing=True)
        if state.told_failing and state_after.failing_since is None:
            reason = f"{channel.name}: deliveries are accepted again"
            events.append(self._event("channel.recovered", channel, (state.failing_since or now).isoformat(), reason, now))
            state_after = replace(state_after, told_failing=False)
        return state_after, events

    def _event(self, type: EventType, channel: Channel, what: str, reason: str, now: datetime) -> Event:
        name = hashlib.sha256(f"{type}\0{channel.name}\0{what}".encode()).hexdigest()[:12]
        return Event(f"evt_{name}", type, now.astimezone(self.config.settings.timezone), "high", reason=reason)
