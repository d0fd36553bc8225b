"""Row 14 of the scorecard: Slack's pace, its Retry-After, a storm of 200, one poison message among 100.

`python -m pytest tests/test_slack_manners.py -s` prints the figures.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.flow_stage import Stage, stage
from tests.loopback_site import Request, answer
from tests.test_flow_groups import beat, incident_event, put, soc, states


@dataclass
class StrictSlack:
    """Takes one message a second and answers 429 to more; keeps when each came, by the stage's clock."""

    stage: Stage
    poison: bytes = b"no such text"
    busy: list[float] = field(default_factory=list)  # seconds of Retry-After for the next messages
    times: list[float] = field(default_factory=list)
    accepted: list[tuple[float, bytes]] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    early: int = 0
    not_before: float = 0.0

    async def take(self, request: Request, writer: asyncio.StreamWriter) -> None:
        now = self.stage.clock.seconds
        too_soon = bool(self.times) and now - self.times[-1] < 1.0
        self.early += now < self.not_before
        self.times.append(now)
        if self.busy or too_soon:
            wait = self.busy.pop(0) if self.busy else 30.0
            self.not_before = now + wait
            writer.write(answer(b"rate_limited", "429 Too Many Requests", Retry_After=f"{wait:.0f}"))
        elif self.poison in request.body:
            self.refused.append(now)
            writer.write(answer(b"invalid_blocks", "400 Bad Request"))
        else:
            self.accepted.append((now, request.body))
            writer.write(answer(b"ok"))
        await writer.drain()


@pytest.fixture
async def s(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, {}) as made:
        yield made


def strict(s: Stage, **more: bytes) -> StrictSlack:
    made = StrictSlack(s, **more)
    s.hook.site.routes["/slack"] = made.take
    return made


def spacing(slack: StrictSlack) -> float:
    return min(later - earlier for earlier, later in pairwise(slack.times))


async def test_a_storm_of_200_is_ten_messages_at_most_the_first_within_a_minute(s: Stage) -> None:
    slack, began = strict(s), s.clock.seconds
    await put(s, *(incident_event(s, number, "critical" if number == 150 else "high") for number in range(1, 201)))
    await beat(s, 7200, step=1)
    messages = [body.decode() for _, body in slack.accepted]
    assert len(messages) <= 10
    assert slack.times[0] - began <= 60
    critical = next(at for at, body in slack.accepted if json.loads(body)["text"].startswith("🔴"))
    assert critical - began <= 60
    first = slack.times[0] - began
    print(
        f"storm: {len(messages)} messages, first {first:.1f} s, critical {critical - began:.1f} s, apart {spacing(slack):.2f} s"
    )
    assert spacing(slack) >= 1.0
    assert set((await states(s)).values()) == {"done"}
    assert sum("195 events" in body for body in messages) == 1


async def test_never_more_than_one_a_second_and_nothing_before_retry_after(s: Stage) -> None:
    slack = strict(s)
    slack.busy = [45.0, 0.0, 600.0, 7.0]
    for number in range(1, 61):
        await put(s, incident_event(s, number, "medium", incident=f"inc_{number}"))
        await beat(s, 3, step=0.25)
    await beat(s, 1500, step=1)
    print(f"pace: {len(slack.accepted)} messages, spacing {spacing(slack):.2f} s, {slack.early} before Retry-After")
    assert slack.early == 0
    assert spacing(slack) >= 1.0
    assert set((await states(s)).values()) == {"done"}
    assert len(slack.accepted) == 60


async def test_one_poison_message_among_a_hundred_delays_the_others_by_less_than_a_minute(s: Stage) -> None:
    async def last(poison: bytes) -> tuple[StrictSlack, float]:
        slack, began = strict(s, poison=poison), s.clock.seconds
        await s.service.deliverer.deliver_to(soc(s.config))
        return slack, slack.accepted[-1][0] - began

    await put(s, *(incident_event(s, number, "medium", incident=f"inc_{number}") for number in range(1, 101)))
    slack, with_poison = await last("第17市".encode())
    after = await states(s)
    assert (after["evt_017"], list(after.values()).count("done")) == ("dead", 99)
    assert len(slack.refused) == 2  # the rich and the plain one
    s.clock.pass_by(timedelta(days=2).total_seconds())
    await put(s, *(incident_event(s, number, "medium", incident=f"inc_{number}") for number in range(201, 301)))
    _, without = await last(b"no such text")
    print(f"poison: 99 others after {with_poison:.1f} s, 100 without one after {without:.1f} s")
    assert with_poison - without <= 60
