"""Receivers that fail in every way they can, beneath the real sender, on a loop where time passes by itself; all is noted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import Any
from unittest.mock import patch

import httpx
from standardwebhooks import Webhook, WebhookVerificationError, webhooks

from noticewatch.clock import Clock

START = datetime(2026, 11, 2, tzinfo=UTC)

# What a receiver does with a message: those of the first line take it.
TAKEN = ("ok", "slow", "taken, then a stall", "taken, then a reset", "taken, then half an answer")
REFUSALS = (
    "429", "429 by date", "503 with a time", "503", "500", "502", "404", "408", "redirect", "wrong body", "reset", "refused",
    "stall", "name unknown",
)  # fmt: skip


class Killed(BaseException):
    """The process ends here and now."""


class VirtualClock(Clock):
    """The loop's time, counted from a day."""

    def now(self) -> datetime:
        return START + timedelta(seconds=self.steady())

    def steady(self) -> float:
        return asyncio.get_running_loop().time()


class Stream(httpx.AsyncByteStream):
    """A body of which `rest` says what comes after its beginning."""

    def __init__(self, body: bytes, rest: str = "") -> None:
        self._body, self._rest = body, rest

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body
        if self._rest == "stall":
            await asyncio.sleep(3600)
        if self._rest == "reset":
            raise httpx.ReadError("reset")


@dataclass(frozen=True)
class Got:
    """One attempt as a receiver saw it."""

    at: datetime
    id: str
    body: bytes
    did: str
    until: datetime | None = None  # before which it asked for nothing to be sent
    signed: bool = True

    @property
    def taken(self) -> bool:
        return self.did in TAKEN


@dataclass
class Receiver:
    """A host that webhooks or Slack messages are posted to; `mood` says what it does with a message at a moment."""

    slack: bool
    mood: Callable[[datetime, str], str]
    keys: Callable[[datetime], tuple[str, ...]] = lambda _: ()  # any of which it verifies with
    got: list[Got] = field(default_factory=list)
    _bodies: dict[bytes, bytes] = field(default_factory=dict)  # each once: the attempts of a delivery send the same

    async def take(self, request: httpx.Request, now: datetime, rng: Random) -> httpx.Response:
        body = self._bodies.setdefault(request.content, request.content)
        number = request.headers.get("webhook-id") or _short_id(json.loads(body))
        did = self.mood(now, number)
        seconds = rng.choice((0, 1, 2, 30, 120, 900))
        until = now + timedelta(seconds=seconds) if did in ("429", "429 by date", "503 with a time") else None
        until = until.replace(microsecond=0) if until and did == "429 by date" else until
        signed = self.slack or verified(body, request.headers, self.keys(now), now)
        self.got.append(Got(now, number, body, did, until, signed))
        return await self._answer(did, seconds, until)

    async def _answer(self, did: str, seconds: int, until: datetime | None) -> httpx.Response:
        ok = b"ok" if self.slack else b""
        if did == "slow":
            await asyncio.sleep(14)
        if did in ("stall", "taken, then a stall"):
            await asyncio.sleep(3600)
        if did in ("reset", "taken, then a reset"):
            raise httpx.ReadError("connection reset by peer")
        if did in ("refused", "name unknown"):
            raise httpx.ConnectError("connection refused")
        if did == "wrong body":
            # a webhook's receiver is done with any 2xx, so for it a wrong answer is another status
            return httpx.Response(200 if self.slack else 418, stream=Stream(b"<html>welcome to the hotel network</html>"))
        if did == "taken, then half an answer":
            return httpx.Response(200, stream=Stream(ok, rest="reset" if seconds < 30 else "stall"))
        if did == "redirect":
            return httpx.Response(307, headers={"Location": "https://elsewhere.example/"}, stream=Stream(b""))
        if did == "429 by date" and until:
            return httpx.Response(429, headers={"Retry-After": format_datetime(until, usegmt=True)}, stream=Stream(b""))
        if until:
            return httpx.Response(int(did[:3]), headers={"Retry-After": str(seconds)}, stream=Stream(b""))
        if did == "poison":
            return httpx.Response(400, stream=Stream(b"invalid_blocks"))
        if did == "gone":
            return httpx.Response(404 if self.slack else 410, stream=Stream(b"no_service"))
        return httpx.Response(int(did) if did.isdigit() else 200, stream=Stream(ok))


def _short_id(message: Mapping[str, Any]) -> str:
    """The event's id, which stands last in what a Slack message shows."""
    shown = json.dumps(message, ensure_ascii=False)
    at = shown.rindex("evt_")
    return shown[at : at + 16].split('"')[0].split("\\")[0]


def verified(body: bytes, headers: Mapping[str, str], keys: tuple[str, ...], now: datetime) -> bool:
    """Whether every key that is in force verifies a delivery, by the standard's own library at the receiver's time."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return now

    with patch.object(webhooks, "datetime", Then):
        for key in keys:
            try:
                Webhook(key).verify(body, dict(headers))
            except WebhookVerificationError:
                return False
    return True


class Wire:
    """What stands in the place of the network beneath the real sender: hosts by name; the process may be killed on it."""

    def __init__(self, receivers: Mapping[str, Receiver], clock: Clock, rng: Random, may_die: Callable[[], None]) -> None:
        self.receivers, self.clock, self.rng, self.may_die = receivers, clock, rng, may_die
        self.longest = 0.0  # seconds of an attempt

    def transport(self, *_: object) -> Connection:
        """As `guarded_transport`."""
        return Connection(self)


class Connection(httpx.AsyncBaseTransport):
    """One attempt's."""

    def __init__(self, wire: Wire) -> None:
        self._wire, self._begun = wire, wire.clock.steady()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._wire.may_die()
        response = await self._wire.receivers[request.url.host].take(request, self._wire.clock.now(), self._wire.rng)
        self._wire.may_die()
        return response

    async def aclose(self) -> None:
        self._wire.longest = max(self._wire.longest, self._wire.clock.steady() - self._begun)


def moods(rng: Random, days: float, *, down: float = 0.3) -> Callable[[datetime, str], str]:
    """A receiver's temper, which changes for minutes to days: well, one of its refusals, anything; `down`: share not well."""
    spells: list[tuple[datetime, str]] = []
    at, end = START, START + timedelta(days=days)
    while at < end:
        mood = rng.choice((*REFUSALS, "any", "any", "any")) if rng.random() < down else "ok"
        spells.append((at, mood))
        at += timedelta(minutes=rng.choice((2, 20, 90, 300, 900, 2000)))
    if rng.random() < 0.9:
        spells.append((START + timedelta(days=days * rng.uniform(0.2, 0.6)), "gone"))
    spells.sort()
    gone = [number for number, (_, mood) in enumerate(spells) if mood == "gone"]
    for number in gone:
        spells.insert(number + 1, (spells[number][0] + timedelta(hours=5), "ok"))

    def mood(now: datetime, event_id: str) -> str:
        if now >= end:
            return "ok"
        [*_, (_, spell)] = [one for one in spells if one[0] <= now]
        if spell == "any":
            return rng.choice((*TAKEN, *REFUSALS))
        return rng.choice(TAKEN) if spell == "ok" and rng.random() < 0.03 else spell

    return mood
