"""The parsing process: what it answers, what ends it, and that it ends nobody else."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from noticewatch import parsing
from noticewatch.codec import JsonObject
from noticewatch.config import Source
from noticewatch.errors import GonePage, ReadError
from noticewatch.jobs import Job, Read, answered, perform, read_from_json, read_to_json
from noticewatch.model import Response
from noticewatch.parsing import Overrun, Parser, Process
from tests.inline_worker import InlineWorker

NOTICE = """<html lang="ja"><meta charset="utf-8"><title>名簿の紛失について｜灯台市</title><main><h1>名簿の紛失について</h1>
<p>本市は、市民25名の氏名を記した名簿を紛失しました。深くお詫び申し上げます。</p></main>"""
GONE = "<title>404 Not Found</title><h1>404 Not Found</h1>"

# A worker whose jobs do what their address says.
ODD = """
import os, sys, time
from noticewatch import jobs, worker
def odd(job, body):
    what = job["url"]
    if what == "spin":
        while True: pass
    if what == "fill":
        hold = [bytearray(50 << 20) for _ in range(100)]
    if what == "die":
        os._exit(3)
    if what == "connect":
        import socket
        try: socket.create_connection(("127.0.0.1", 9), 1)
        except PermissionError as closed: return {"bug": str(closed)}
    if what == "write":
        try: open("/tmp/noticewatch-must-not-exist", "w")
        except PermissionError as closed: return {"bug": str(closed)}
    if what == "environment":
        return {"bug": repr(sorted(os.environ))}
    return jobs.read_to_json(jobs.perform(jobs.Job(**job), body))
jobs.answered = odd
worker.main()
"""


def source(name: str = "city") -> Source:
    return Source(id=name, url="https://city.example/", name=name)


def response(body: str = NOTICE, url: str = "https://city.example/1.html") -> Response:
    return Response(url, url, "text/html", "utf-8", body.encode())


def job(url: str = "https://city.example/1.html") -> JsonObject:
    return Job("notice", url, url, "text/html", "utf-8").to_json()


@asynccontextmanager
async def odd_process() -> AsyncIterator[Process]:
    process = Process((sys.executable, "-c", ODD))
    try:
        yield process
    finally:
        await process.close()


def test_a_result_crosses_as_json() -> None:
    done = perform(Job("source", "u", "https://city.example/1.html", "text/html", "utf-8"), NOTICE.encode())
    assert done.extractions
    assert read_from_json(json.loads(json.dumps(read_to_json(done)))) == done


async def test_a_page_is_read_in_another_process() -> None:
    parser = Parser()
    try:
        document, extraction = await parser.read_notice(response(), source())
        assert document.title == "名簿の紛失について"
        assert extraction.facts.cause == "loss"
        done = await parser.read(response(), source(), "auto")
        assert isinstance(done, Read)
        assert done.reading.kind == "page"
        with pytest.raises(GonePage):
            await parser.read_notice(response(GONE), source())
        with pytest.raises(ReadError, match="PDF"):
            await parser.read_notice(response("%PDF-1.7"), source("other"))
    finally:
        await parser.close()


async def test_what_spins_is_ended_and_the_next_job_is_done() -> None:
    async with odd_process() as process:
        before = time.monotonic()
        with pytest.raises(Overrun, match="1 s of CPU"):
            await process.ask(job("spin"), b"", 1)
        assert time.monotonic() - before < 14
        assert "documents" in await process.ask(job(), NOTICE.encode(), 2)


async def test_what_fills_memory_or_dies_is_an_overrun() -> None:
    async with odd_process() as process:
        for what in ("fill", "die"):
            with pytest.raises(Overrun):
                await process.ask(job(what), b"", 2)
        assert "documents" in await process.ask(job(), NOTICE.encode(), 2)


async def test_the_process_can_neither_connect_nor_write_and_sees_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_WEBHOOK_URL", "secret")
    async with odd_process() as process:
        for what in ("connect", "write"):
            assert "closed to the parsing process" in str((await process.ask(job(what), b"", 2))["bug"])
        assert "SLACK" not in str((await process.ask(job("environment"), b"", 2))["bug"])
    assert not os.path.exists("/tmp/noticewatch-must-not-exist")


async def test_a_process_is_made_anew_after_many_jobs_and_after_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_JOBS", 2)
    monkeypatch.setattr(parsing, "IDLE", 0.05)
    process = Process()
    try:
        numbers = set()
        for _ in range(3):
            await process.ask(job(), NOTICE.encode(), 5)
            numbers.add(process._process.pid if process._process else 0)
        assert len(numbers) == 2
        for _ in range(100):
            await asyncio.sleep(0.05)
            if process._process is None:
                break
        assert process._process is None
        assert "documents" in await process.ask(job(), NOTICE.encode(), 5)
    finally:
        await process.close()


async def test_after_an_overrun_another_process_stands_ready_until_the_next_rest() -> None:
    async with odd_process() as process:
        await process.ask(job(), NOTICE.encode(), 5)
        assert process._spare is None
        with pytest.raises(Overrun):
            await process.ask(job("die"), b"", 2)
        await process.ask(job(), NOTICE.encode(), 5)
        ready = process._spare
        with pytest.raises(Overrun):
            await process.ask(job("die"), b"", 2)
        await process.ask(job(), NOTICE.encode(), 5)
        assert process._process is ready
        another = process._spare
        process._retire()
        assert process._ending
        await process._ending
        assert another
        assert another.returncode is not None
        assert "documents" in await process.ask(job(), NOTICE.encode(), 5)
        assert process._spare is None


async def test_a_process_that_was_killed_while_idle_costs_no_page() -> None:
    process = Process()
    try:
        await process.ask(job(), NOTICE.encode(), 5)
        assert process._process
        process._process.kill()
        await process._process.wait()
        assert "documents" in await process.ask(job(), NOTICE.encode(), 5)
    finally:
        await process.close()


class Scripted(InlineWorker):
    """Overruns where the page says so; notes the order of the jobs."""

    made: list[Scripted] = []  # noqa: RUF012 - the two lanes of the parser under test

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.made.append(self)

    async def ask(self, job: dict[str, Any], body: bytes, seconds: int) -> JsonObject:
        await self.gate.wait()
        self.asked.append((job["url"], seconds))
        if b"slow" in body and seconds == parsing.FAST_SECONDS:
            raise Overrun("took long")
        return answered(job, body)


async def test_a_source_that_overran_waits_in_a_lane_of_its_own_until_it_is_good() -> None:
    Scripted.made.clear()
    parser = Parser(Scripted)
    fast, slow = Scripted.made
    heavy = response(NOTICE + "<!-- slow -->", "heavy")
    await parser.read_notice(heavy, source("heavy"))
    assert (fast.asked, slow.asked) == ([("heavy", parsing.FAST_SECONDS)], [("heavy", parsing.SLOW_SECONDS)])
    await parser.read_notice(response(url="light"), source("heavy"))
    assert [url for url, _ in fast.asked] == ["heavy", "light"]


async def test_known_good_sources_go_first() -> None:
    Scripted.made.clear()
    parser = Parser(Scripted)
    fast, _ = Scripted.made
    fast.gate.clear()
    waiting = [
        asyncio.ensure_future(parser.read(response(url=name), source(name), "page", known_good=good))
        for name, good in (("first", True), ("doubtful", False), ("good", True))
    ]
    await asyncio.sleep(0.01)
    gone = asyncio.ensure_future(parser.read(response(url="gone"), source("gone"), "page"))
    await asyncio.sleep(0.01)
    gone.cancel()
    fast.gate.set()
    await asyncio.gather(*waiting)
    assert [url for url, _ in fast.asked] == ["first", "good", "doubtful"]
