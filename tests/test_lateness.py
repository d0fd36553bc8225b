"""A quarter of the sources hangs or ends its worker, all of a sudden: how late the others are, on a clock of its own."""

from __future__ import annotations

import asyncio
from random import Random

import pytest

from noticewatch import parsing
from noticewatch.codec import JsonObject
from noticewatch.config import Source
from noticewatch.errors import FetchError, ReadError
from noticewatch.fetch import pace
from noticewatch.fetch.pace import Pace
from noticewatch.jobs import answered
from noticewatch.model import Response
from noticewatch.parsing import Overrun, Parser
from noticewatch.schedule import JITTER
from tests import virtual_time

INTERVAL = 900.0  # the one that is configured where none is
DEADLINE = 30.0
ROUNDS = 6
GOOD_PAGE, START = 0.06, 1.5  # seconds; of a page of 20 kB, and of a new process
COUNTED = 0.5  # seconds that a page may take beyond its whole ones, on average
ANSWERED = answered(
    {"do": "about", "requested": "http://a.test/", "url": "http://a.test/", "media_type": "text/html", "charset": "utf-8"},
    b"<p>x",
)


class Scripted:
    """A worker that takes its time. A bad page takes more than it may; then it goes on when the next process has started."""

    def __init__(self) -> None:
        self.ready = 0.0

    async def ask(self, job: JsonObject, body: bytes, seconds: int) -> JsonObject:
        if body == b"spin":
            await asyncio.sleep(seconds + COUNTED)
        if body != b"good":
            now = asyncio.get_running_loop().time()
            await asyncio.sleep(max(0.0, self.ready - now))
            self.ready = max(self.ready, now) + START
            raise Overrun("took long")
        await asyncio.sleep(GOOD_PAGE)
        return ANSWERED

    async def close(self) -> None:
        """Nothing to end."""


class Town:
    """200 sources that are looked at in turn; from the second round on every fourth is bad."""

    def __init__(self, bad: dict[str, int]) -> None:
        self.pace, self.parser = Pace(virtual_time.LoopClock(), 50), Parser(Scripted)
        kinds = [kind for kind, count in bad.items() for _ in range(count)]
        self.kinds = {f"s{n}": kinds[n // 4] if n % 4 == 0 and n // 4 < len(kinds) else "good" for n in range(200)}
        self.late: list[float] = []

    async def watch(self, name: str, random: Random) -> None:
        """One source, every interval."""
        source = Source(id=name, url=f"http://{name}.test/", name=name)
        loop = asyncio.get_running_loop()
        due = 0.0  # as after a start: all at once, and the next time still close together
        for number in range(ROUNDS):
            await asyncio.sleep(max(0.0, due - loop.time()))
            kind = self.kinds[name] if number else "good"
            known_good = kind == "good" or number == 1
            try:
                await self._fetch(name, kind)
                page = Response(source.url, source.url, "text/html", "utf-8", kind.encode())
                await self.parser.about(page, source) if known_good else await self.parser.read(
                    page, source, "page", known_good=False
                )
            except (FetchError, ReadError):
                pass
            if self.kinds[name] == "good" and number:
                self.late.append(loop.time() - due)
            due += INTERVAL * random.uniform(1 - JITTER, 1 + JITTER / 2)

    async def _fetch(self, name: str, kind: str) -> None:
        async with self.pace.turn(f"{name}.test", 1.0):
            if kind == "hang":
                await asyncio.sleep(DEADLINE)
                raise FetchError("timeout", "no whole answer")
            await asyncio.sleep(0.3)

    def lateness(self) -> tuple[float, float]:
        """At p99, and at most."""

        async def all_of_it() -> None:
            random = Random(5)
            await asyncio.gather(*(self.watch(name, Random(random.random())) for name in self.kinds))

        virtual_time.run(all_of_it())
        late = sorted(self.late)
        return late[int(len(late) * 0.99)], late[-1]


@pytest.mark.parametrize("bad", [{"hang": 25, "spin": 13, "die": 12}, {"hang": 50}, {"spin": 50}, {"die": 50}])
def test_the_others_are_not_late(bad: dict[str, int]) -> None:
    p99, most = Town(bad).lateness()
    assert p99 <= 5.0
    assert most <= 15.0


def test_with_one_lane_for_all_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above proves something: where pages that overran wait with the others, those are late."""
    monkeypatch.setattr(parsing.Parser, "_do", _one_lane)
    p99, _ = Town({"spin": 50}).lateness()
    assert p99 > 5.0


async def _one_lane(self, job, body, source, take, *, first=True):  # type: ignore[no-untyped-def]
    for _ in range(5):
        try:
            return take(await self._slow.ask(job.to_json(), body, first))
        except Overrun:
            continue
    raise Overrun("took long")


def hanging(places: int) -> float:
    """How long somebody waits for a place while sixty hosts hang, which did so before."""

    async def all_of_it() -> float:
        line, loop = Pace(virtual_time.LoopClock(), places), asyncio.get_running_loop()

        async def hang(host: str) -> None:
            for _ in range(3):
                try:
                    async with line.turn(host, 0.0):
                        await asyncio.sleep(DEADLINE)
                        raise FetchError("timeout", "no whole answer")
                except FetchError:
                    continue

        tasks = [asyncio.create_task(hang(f"dead{n}.test")) for n in range(places + 10)]
        await asyncio.sleep(2.5 * DEADLINE)  # all have been asked, and are asked again
        begun = loop.time()
        async with line.turn("good.test", 0.0):
            waited = loop.time() - begun
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return waited

    return virtual_time.run(all_of_it())


def test_hosts_that_hang_time_and_again_leave_half_of_the_places_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hanging(50) < 1.0
    monkeypatch.setattr(pace, "_NO_ANSWER", frozenset())
    assert hanging(50) > 5.0
