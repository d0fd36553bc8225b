"""A channel as grouping sees it, without a database: what waits, what was told, on a clock that is driven by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo

from noticewatch.config import Channel, Secret
from noticewatch.grouping import Group, Past, Told, Waiting, Way, plan, within_a_day
from noticewatch.model import Severity
from tests.event_samples import TOKYO

PACE = timedelta(seconds=1.05)


def slack(**more: object) -> Channel:
    return Channel(name="soc", type="slack", url=Secret("https://chat.example/x"), **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Sent:
    """One message: when, and which events it tells of."""

    at: datetime
    events: tuple[Waiting, ...]
    group: Group | None = None


@dataclass
class ChannelModel:
    """Accepts everything; `run` lets events come at their moments and the plan be made when it asked to be."""

    channel: Channel
    now: datetime
    zone: tzinfo = TOKYO
    waiting: list[Waiting] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    down_at: datetime | None = None
    back_at: datetime | None = None
    number: int = 0

    def event(self, at: datetime, severity: Severity = "high", incident: str = "", **more: object) -> Waiting:
        self.number += 1
        made = Waiting(f"evt_{self.number}", "notice.new", severity, self.number, at, at, incident, "city")
        return replace(made, **more)  # type: ignore[arg-type]

    def past(self) -> Past:
        told: dict[str, list[Told]] = {}
        for message in self.sent:
            for number, one in enumerate(message.events):
                storm = message.group is not None and message.group.kind == "storm"
                way: Way = "member" if storm else "other" if message.group else "single"
                told.setdefault(one.incident, []).append(Told(message.at, one.severity, way))
                if storm and not number:
                    told[one.incident].append(Told(message.at, one.severity, "storm"))
        told.pop("", None)
        sent = tuple(message.at for message in self.sent)
        recent = {incident: within_a_day(some, self.now) for incident, some in told.items()}
        return Past(recent, sent, self.down_at, self.back_at)

    def round(self) -> datetime:
        """All that goes now; when to look again."""
        while True:
            made = plan(self.channel, self.waiting, self.past(), self.now, self.zone)
            if made.groups:
                for group in made.groups:
                    self._send(group.members, group)
            elif made.singles:
                self._send((made.singles[0],))
            else:
                assert {one.event_id for one in self.waiting if one.next_at <= self.now} <= set(made.held)
                return made.wake_at

    def _send(self, events: Sequence[Waiting], group: Group | None = None) -> None:
        self.sent.append(Sent(self.now, tuple(events), group))
        gone = {one.event_id for one in events}
        self.waiting = [one for one in self.waiting if one.event_id not in gone]
        self.now += PACE

    def run(self, events: Sequence[Waiting], until: datetime) -> list[Sent]:
        """The messages that come of some events until a moment."""
        coming = sorted(events, key=lambda one: one.since)
        while self.now < until:
            while coming and coming[0].since <= self.now:
                self.waiting.append(coming.pop(0))
            wake_at = self.round()
            self.now = max(self.now, min([wake_at, until, *(one.since for one in coming[:1])]))
        return self.sent
