"""The outbox's due deliveries, each attempt recorded: what was accepted is done, what was not is due again by the contract.

Shell; what is sent is made in `sending`; what an answer means is decided in `answers` and `alerts`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

import structlog

from noticewatch import alerts
from noticewatch.answers import Attempt, judged
from noticewatch.clock import Clock
from noticewatch.config import Channel, Config
from noticewatch.fetch import Sender
from noticewatch.model import Event
from noticewatch.records import ChannelState, Delivery
from noticewatch.sending import SINKS, Sending
from noticewatch.store import outbox
from noticewatch.store.connection import Writer

NO_ANSWER = 3  # attempts in a row without any answer, after which a channel's other deliveries wait for the next round

log = structlog.get_logger()


class Deliverer:
    """Sends what is due, channel by channel; channels do not wait for each other."""

    def __init__(self, config: Config, sender: Sender, writer: Writer, clock: Clock, rng: Random, env: Mapping[str, str]) -> None:
        self.config, self._writer, self._clock, self._rng = config, writer, clock, rng
        self._sending = Sending(config, sender, clock, env)
        self._zone = config.settings.timezone
        self._sent_at: dict[str, float] = {}  # steady seconds of each paced channel's last message

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
                judgement = judged(channel.kind, attempt)
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
        pace = SINKS[channel.kind].pace
        if pace:
            await self._clock.sleep(self._sent_at.get(channel.name, 0) + pace - self._clock.steady())
        attempt = await self._sending.send(channel, event, plain=delivery.plain)
        if pace:
            self._sent_at[channel.name] = self._clock.steady()
        now = self._clock.now()
        after = alerts.after_attempt(delivery, channel.kind, attempt, now, self._rng)
        state = await self._writer(outbox.channel_state, channel.name)
        state_after = alerts.channel_after(state, channel.kind, attempt, now)
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
