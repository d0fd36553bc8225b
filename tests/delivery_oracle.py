"""What a world of deliveries was promised, held against every attempt that its receivers saw and against what is stored."""

from __future__ import annotations

import contextlib
import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from noticewatch.model import Event
from noticewatch.records import Delivery
from noticewatch.store import shown
from noticewatch.store.connection import open_for_reading
from tests.delivery_world import Got, Receiver
from tests.told_events import told_events

PATIENCE = timedelta(hours=3)  # after which the operator lets a paused channel go on


@dataclass
class Oracle:
    """What must hold, with what does not."""

    wrong: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    delivered: int = 0
    parked: int = 0
    attempts: int = 0
    sent_again: int = 0  # though an answer had come: by kills only
    spans: list[timedelta] = field(default_factory=list)  # from the first to the last attempt of what died on the timetable

    def demand(self, holds: bool, what: str, example: str = "") -> None:
        if not holds:
            self.wrong[what] += 1
            if len(self.examples) < 20:
                self.examples.append(f"{what}: {example}"[:600])


@dataclass
class Seen:
    """What there is to be judged: what was made, what each receiver saw, when processes died, what is stored."""

    database: Path
    made: Sequence[Event]
    receivers: Mapping[str, Receiver]  # by the channel's name
    kills: Sequence[datetime]
    longest: float  # seconds of an attempt

    def judged(self) -> Oracle:
        """Hold every attempt that the receivers saw, and what is stored, against what was promised."""
        oracle = Oracle()
        with contextlib.closing(open_for_reading(self.database)) as db:
            found = [(row["delivery"], row["event"]) for row in shown.outbox(db)]
            told = told_events(db, "channel.")
        alarms = [event.reason for event in told if event.type == "channel.failing"]
        ids = {event.id for event in (*self.made, *told)} | {delivery.grouped_in for delivery, _ in found}
        # of one delivery, or of all that an outage of its channel ended
        parked = {f"{reason.split(' event ')[1].split()[0]} {reason.split(':')[0]}" for reason in alarms if " event " in reason}
        parked |= {reason.split(":")[0] for reason in alarms if ": deliveries are given up" in reason}
        expected = {(event.id, channel) for event in self.made for channel in self.receivers}
        oracle.demand(expected <= {(d.event_id, d.channel) for d, _ in found}, "deliveries that were never made")
        for name, receiver in self.receivers.items():
            tries: dict[str, list[Got]] = defaultdict(list)
            for got in receiver.got:
                tries[got.id].append(got)
            oracle.attempts += len(receiver.got)
            oracle.demand(set(tries) <= ids, "ids that nobody made", str(set(tries) - ids))
            for delivery, _ in found:
                if delivery.channel == name:
                    self._judge_delivery(oracle, delivery, tries[delivery.grouped_in or delivery.event_id], parked)
            self._judge_receiver(oracle, receiver)
        self._judge_contents(oracle)
        oracle.demand(self.longest <= 15.5, "attempts that took longer than 15 s", f"{self.longest} s")
        return oracle

    def _judge_delivery(self, oracle: Oracle, delivery: Delivery, tries: list[Got], parked: set[str]) -> None:
        what = f"{delivery.event_id} {delivery.channel} {[(str(got.at), got.did) for got in tries]}"
        if delivery.state == "done":
            oracle.delivered += 1
            oracle.demand(any(got.taken for got in tries), "called delivered and never taken", what)
        elif delivery.state == "dead":
            oracle.parked += 1
            alarmed = {f"{delivery.event_id} {delivery.channel}", delivery.channel} & parked
            oracle.demand(bool(alarmed), "dead without an alarm", what)
            if delivery.last_status != 400 or delivery.channel != "soc":
                oracle.spans.append(tries[-1].at - tries[0].at)
                oracle.demand(oracle.spans[-1] >= timedelta(hours=72), "given up before 72 h", what)
        else:
            oracle.demand(False, "neither delivered nor parked", what)
        bodies = {got.body for got in tries}
        oracle.demand(len(bodies) <= (2 if delivery.plain else 1), "one id with two bodies", what)
        for before, after in pairwise(tries):
            if before.did in ("ok", "slow", "taken, then half an answer"):
                oracle.sent_again += 1
                oracle.demand(self._killed(before.at, after.at), "sent again though it was accepted", what)

    def _judge_receiver(self, oracle: Oracle, receiver: Receiver) -> None:
        before: Got | None = None
        for got in receiver.got:
            oracle.demand(got.signed, "signatures that do not verify", f"{got.id} {got.at}")
            if before and not self._killed(before.at, got.at):
                apart = (got.at - before.at).total_seconds()
                oracle.demand(
                    not before.until or got.at >= before.until,
                    "sent before Retry-After was over",
                    f"{before.at} {before.did} {before.until} {got.at}",
                )
                oracle.demand(
                    before.did != "gone" or apart >= PATIENCE.total_seconds(),
                    "sent to a receiver that is gone",
                    f"{before.at} {before.id} {got.at} {got.id}",
                )
                oracle.demand(not receiver.slack or apart >= 1, "two Slack messages within a second", f"{before.at} {got.at}")
            before = got

    def _judge_contents(self, oracle: Oracle) -> None:
        """That nothing was told under two ids."""
        contents: dict[str, set[str]] = defaultdict(set)
        for receiver in self.receivers.values():
            for number, body in {(got.id, got.body) for got in receiver.got if not receiver.slack}:
                made = json.loads(body)
                oracle.demand(made["id"] == number, "a body under another id", number)
                contents[json.dumps([made["type"], made["time"], made.get("source"), made["reason"]])].add(number)
        for content, under in contents.items():
            oracle.demand(len(under) == 1, "events under two ids", content)

    def out_of_order(self) -> list[str]:
        """Events that a receiver took before an earlier one of their source, of those that no `alerts retry` sent."""
        with contextlib.closing(open_for_reading(self.database)) as db:
            found = [(row["event"], row["delivery"]) for row in shown.outbox(db)]
        dead = {(event.id, delivery.channel) for event, delivery in found if delivery.state == "dead"}
        number = {event.id: (place, event.source.id) for place, (event, _) in enumerate(reversed(found)) if event.source}
        wrong = []
        for name, receiver in self.receivers.items():
            last: dict[str, int] = {}
            for got in receiver.got:
                if got.taken and got.id in number and (got.id, name) not in dead:
                    place, source = number[got.id]
                    wrong += [f"{got.id} {name}"] if place < last.get(source, -1) else []
                    last[source] = place
        return wrong

    def _killed(self, since: datetime, until: datetime) -> bool:
        place = bisect_left(self.kills, since)
        return place < len(self.kills) and self.kills[place] <= until
