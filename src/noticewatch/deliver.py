"""The outbox's due deliveries, each attempt recorded: what was accepted is done, what was not is due again by the contract.

Shell; what is sent is made in `sending`; what an answer means is decided in `answers` and `alerts`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

import structlog

from noticewatch import alerts
from noticewatch.answers import Attempt, has_no_thread, judged
from noticewatch.clock import Clock
from noticewatch.config import Channel, Config
from noticewatch.fetch import Sender
from noticewatch.grouping import GATHERING
from noticewatch.messages import Rest, Round, next_message
from noticewatch.model import Event
from noticewatch.records import ChannelState, Delivery, Outcome, Thread
from noticewatch.sending import SINKS, Sending
from noticewatch.store import outbox
from noticewatch.store.commit import commit
from noticewatch.store.connection import Writer
from noticewatch.store.further import untold_beside
from noticewatch.store.waiting import waiting_mark
from noticewatch.threads import thread_after

NO_ANSWER = 3  # attempts in a row without any answer, after which a channel's other deliveries wait for the next round
BUSY = (429, 503)  # answers after which they do, though no time was named
BATCH = 50  # deliveries that are read at once

log = structlog.get_logger()


@dataclass(slots=True)
class Line:
    """How one round for one channel goes: whether the channel is still told as failing, and why a delivery last failed.

    `back_at`: when the channel last took something again after it had not.
    """

    channel: Channel
    failing: bool
    back_at: datetime | None
    failure: str = ""
    unanswered: int = 0  # attempts in a row


class Deliverer:
    """Sends what is due, channel by channel; channels do not wait for each other."""

    def __init__(self, config: Config, sender: Sender, writer: Writer, clock: Clock, rng: Random, env: Mapping[str, str]) -> None:
        self.config, self._writer, self._clock, self._rng = config, writer, clock, rng
        self._sending = Sending(config, sender, clock, env)
        self._zone = config.settings.timezone
        self._sent_at: dict[str, float] = {}  # steady seconds of each paced channel's last message
        self._rests: dict[str, Rest] = {}  # by channel: until when there is nothing to be done
        self._begun = clock.steady()  # what was sent before a restart or a reload may have been sent just then
        self._unstored: dict[str, Callable[[], Awaitable[None]]] = {}  # by channel: what came of an attempt, on a full disk say

    async def deliver_due(self) -> dict[str, str]:
        """One round: every due delivery is attempted once. The channels whose deliveries failed, with why.

        It may be the only one for long, so that no group waits for more to come.
        """
        await self.tell_forsaken()
        rounds = (self.deliver_to(channel, gathering=timedelta()) for channel in self.config.channels)
        results = await asyncio.gather(*rounds, return_exceptions=True)
        failures = {}
        for channel, result in zip(self.config.channels, results, strict=True):
            if isinstance(result, BaseException):
                raise result
            if result:
                failures[channel.name] = result
        return failures

    async def tell_forsaken(self) -> None:
        """Tell of deliveries that wait for channels which are no longer configured, once for each such channel."""
        now = self._clock.now()
        for name, waiting, last in await self._writer(outbox.forsaken, [channel.name for channel in self.config.channels]):
            event = alerts.forsaken_told(name, waiting, last, self._zone, now)
            await self._writer(commit, Outcome(events=(event,), deliveries=self._beside(event, name, None, now)))

    async def deliver_to(self, channel: Channel, *, gathering: timedelta = GATHERING) -> str:
        """One round for one channel; why a delivery of it failed, "" where none did. `gathering`: what a group waits for more."""
        await self._store_late(channel)
        now = self._clock.now()
        state = await self._told_by_now(channel, now)
        if state.paused_at or (state.not_before and state.not_before > now):
            waiting = await self._writer(outbox.due_deliveries, channel.name, now, 1)
            return (state.reason or "held back by the receiver's Retry-After") if waiting else ""
        line = Line(channel, state.told_failing, state.back_at)
        order = self._as_planned(line, gathering) if channel.for_people else self._in_order(line)
        async for delivery, event in order:
            attempt, after = await self._try(channel, delivery, event)
            judgement = judged(channel.kind, attempt)
            if judgement == "accepted":
                line.failing = False
            else:
                line.failure = after.last_error
            line.unanswered = line.unanswered + 1 if attempt.status is None else 0
            busy = attempt.status in BUSY or line.unanswered >= NO_ANSWER
            # What was tried out of turn must not end the round: what is due would never be tried.
            if judgement in ("gone", "later") or (busy and delivery.next_attempt_at <= self._clock.now()):
                break
        return line.failure

    async def _in_order(self, line: Line) -> AsyncIterator[tuple[Delivery, Event]]:
        """What is due, each once, in the order of the events.

        While the channel is told as failing, the first that waits of an event's source goes before that event; once anything is
        accepted, all that waits follows from the first on, due or not, so that nothing overtakes what came before it.
        """
        was_failing, until, last, tried = line.failing, None, "", set[str]()
        while batch := await self._writer(outbox.due_deliveries, line.channel.name, until or self._clock.now(), BATCH, last):
            for delivery, event in batch:
                last = event.id
                first = await self._first_of(line, event)
                if first and first[1].id not in tried:
                    tried.add(first[1].id)
                    yield first
                if line.failing == was_failing:
                    tried.add(event.id)
                    yield delivery, event
                if line.failing != was_failing:
                    was_failing, until, last = line.failing, datetime.max.replace(tzinfo=UTC), ""
                    break

    async def _as_planned(self, line: Line, gathering: timedelta) -> AsyncIterator[tuple[Delivery, Event]]:
        """What goes to people, each once, thought over again before each message; nothing where nothing can have changed."""
        name = line.channel.name
        mark, rest = await self._writer(waiting_mark, name), self._rests.get(name)
        if rest and rest.holds(mark, gathering, line.back_at, self._clock.now()):
            return
        this = Round(line.channel, self._zone, gathering, failing=line.failing)
        while True:
            found = await self._writer(next_message, this, self._clock.now())
            if isinstance(found, Rest):
                self._rests[name] = found
                return
            yield found.delivery, found.event
            eager, tried = this.eager or (this.failing and not line.failing), this.tried | {found.event.id}
            this = replace(this, prepared=found.prepared, tried=tried, failing=line.failing, eager=eager)

    async def _first_of(self, line: Line, event: Event) -> tuple[Delivery, Event] | None:
        """The first that waits of an event's source, while the channel is told as failing; not one that is only ever put off."""
        if not line.failing:
            return None
        return await self._writer(outbox.earlier_waiting, line.channel.name, event.id, alerts.MOST_HELD)

    async def _told_by_now(self, channel: Channel, now: datetime) -> ChannelState:
        """The channel's state; its half hour without success is over whether or not an attempt falls due at its end."""
        state = await self._writer(outbox.channel_state, channel.name)
        after, events = alerts.channel_told(channel.name, state, state, self._zone, now)
        if events:
            further = [delivery for event in events for delivery in self._beside(event, channel.name, None, now)]
            await self._writer(outbox.keep_channel, after, events, further)
            _log_channel(events)
        return after

    async def _try(self, channel: Channel, delivery: Delivery, event: Event) -> tuple[Attempt, Delivery]:
        """One attempt; what is refused for its form is tried in the short form at once."""
        attempt, after = await self._deliver(channel, delivery, event)
        if after.plain and not delivery.plain:
            return await self._deliver(channel, after, event)
        return attempt, after

    async def _deliver(self, channel: Channel, delivery: Delivery, event: Event) -> tuple[Attempt, Delivery]:
        """One attempt, and what is recorded of it, with what it means for the channel."""
        delivery, body = await self._with_body(channel, delivery, event)
        was_unsure = delivery.unsure
        if channel.for_people and isinstance(body, bytes) and not was_unsure:
            delivery = replace(delivery, unsure=True)  # a kill before the answer is stored leaves it so
            await self._writer(outbox.keep_delivery, delivery)
        attempt, thread = await self._attempt(channel, event, body) if isinstance(body, bytes) else (body, None)
        now = self._clock.now()
        after = alerts.after_attempt(delivery, channel.kind, attempt, now, self._rng)
        after = replace(after, unsure=was_unsure or attempt.unsure)

        async def store() -> None:
            await self._record(channel, after, event, attempt, thread, now)

        self._unstored[channel.name] = store
        await self._store_late(channel)
        return attempt, after

    async def _attempt(self, channel: Channel, event: Event, body: bytes) -> tuple[Attempt, Thread | None]:
        """One attempt, in the thread of the event's incident; the thread as it is then, where there is one to be kept.

        Where Slack no longer knows the thread, the message is sent by itself at once.
        """
        if channel.kind != "slack-bot" or event.incident is None:
            return await self._paced(channel, event, body), None
        thread = await self._writer(outbox.thread, channel.channel, event.incident.id)
        attempt = await self._paced(channel, event, body, thread)
        if thread and has_no_thread(channel.kind, attempt):
            thread, attempt = None, await self._paced(channel, event, body)
        return attempt, thread_after(thread, channel.channel, event, attempt, self._clock.now())

    async def _paced(self, channel: Channel, event: Event, body: bytes, thread: Thread | None = None) -> Attempt:
        if pace := SINKS[channel.kind].pace:
            await self._clock.sleep(self._sent_at.get(channel.name, self._begun) + pace - self._clock.steady())
        attempt = await self._sending.send(channel, event, body, thread)
        self._sent_at[channel.name] = self._clock.steady()
        return attempt

    async def _with_body(self, channel: Channel, delivery: Delivery, event: Event) -> tuple[Delivery, bytes | Attempt]:
        """A delivery with what all its attempts send, stored before the first: the same after an upgrade or a reload."""
        form = f"{channel.kind} plain" if delivery.plain else channel.kind
        if delivery.body is not None and delivery.made_for == form:
            return delivery, delivery.body
        counted: tuple[str, ...] = ()
        if event.incident and not event.summary and (counted := await self._writer(untold_beside, channel.name, event)):
            event = replace(event, incident=replace(event.incident, further=len(counted)))
        body = self._sending.body(channel, event, plain=delivery.plain)
        if isinstance(body, bytes):
            delivery = replace(delivery, body=body, made_for=form)
            await self._writer(outbox.keep_delivery, delivery, counted)
        return delivery, body

    async def _store_late(self, channel: Channel) -> None:
        """Record what came of the last attempt; until that succeeds nothing more is sent, lest it be sent again and again."""
        if store := self._unstored.get(channel.name):
            await store()
            del self._unstored[channel.name]

    async def _record(
        self, channel: Channel, after: Delivery, event: Event, attempt: Attempt, thread: Thread | None, now: datetime
    ) -> None:
        state = await self._writer(outbox.channel_state, channel.name)
        state_after = alerts.channel_after(state, channel.kind, attempt, now)
        state_after, events = alerts.channel_told(channel.name, state, state_after, self._zone, now)
        further = [delivery for told in events for delivery in self._beside(told, channel.name, None, now)]
        for death in alerts.death_told(after, state_after, self._zone, now):
            events += (death,)
            further += self._beside(death, channel.name, event, now)
        await self._writer(outbox.record_attempt, after, state_after, events, further, thread)
        _log_channel(events)
        log.info(
            "delivery", channel=channel.name, event_id=event.id, type=event.type, state=after.state, status=attempt.status,
            attempts=after.attempts, **({"error": after.last_error} if after.last_error else {}),
        )  # fmt: skip

    def _beside(self, event: Event, of: str, about: Event | None, now: datetime) -> tuple[Delivery, ...]:
        return alerts.deliveries_beside(event, of, self.config.channels, about, now)


def _log_channel(events: Iterable[Event]) -> None:
    """What is told of a channel stands in the log too: there may be no other channel."""
    for event in events:
        tell = log.error if event.type == "channel.failing" else log.info
        tell("the channel", type=event.type, event_id=event.id, reason=event.reason)
