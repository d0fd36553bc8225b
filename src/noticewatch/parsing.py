"""Where foreign bytes are parsed: in a process of their own, which is ended when a page takes too long.

Shell; the seam between the event loop and the pure readers. A page that hangs the parser or fills its memory holds up no
other for longer than FAST_SECONDS; from then on its source waits in another lane.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Protocol, TypeVar

import structlog

from noticewatch.codec import JsonObject, dumps
from noticewatch.config import Source
from noticewatch.errors import ReadError
from noticewatch.jobs import Glance, Job, Read, about_of, glance_of, result_of
from noticewatch.model import Document, Extraction, Response, SourceKind
from noticewatch.read.about import About
from noticewatch.worker import ANSWER, FRAME

FAST_SECONDS = 1  # of CPU, up to one more as the kernel counts whole ones; a page of 1 MB takes less than one
SLOW_SECONDS = 5  # of CPU, in the lane of those that took longer
WALL = 4  # seconds that may pass for each of CPU, on a busy machine
MOST_JOBS = 500  # of one process: lxml keeps memory for every unseen name of a tag
IDLE = 300.0  # seconds after which a process that has nothing to do is ended
COMMAND = (sys.executable, "-m", "noticewatch.worker")
_KEPT_VARIABLES = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_LIBRARY_PATH")

Taken = TypeVar("Taken")

log = structlog.get_logger()


class Overrun(ReadError):
    """A page took more CPU time or memory than one may."""


class Worker(Protocol):
    """Something that does jobs, one at a time."""

    async def ask(self, job: JsonObject, body: bytes, seconds: int) -> JsonObject:
        """The answer to a job. Raises Overrun where it took longer, or ended the worker."""
        ...

    async def close(self) -> None:
        """End it."""
        ...


class Parser:
    """Reads pages and finds their facts, each source in its lane."""

    def __init__(self, worker: Callable[[], Worker] | None = None) -> None:
        made = worker or Process
        self._fast, self._slow = _Lane(made(), FAST_SECONDS), _Lane(made(), SLOW_SECONDS)
        self._overran: set[str] = set()

    async def read(self, response: Response, source: Source, kind: SourceKind, *, known_good: bool = True) -> Read:
        """A source's own page. Raises ReadError. A source that was good at its last check goes before others."""
        return await self._do(_job("source", response, source, kind), response.body, source, result_of, first=known_good)

    async def read_notice(self, response: Response, source: Source) -> tuple[Document, Extraction]:
        """The page behind a link, with its facts. Raises ReadError."""
        done = await self._do(_job("notice", response, source, source.kind), response.body, source, result_of)
        [document], [extraction] = done.reading.documents, done.extractions
        if isinstance(extraction, str):
            raise ReadError(extraction)
        return document, extraction

    async def with_files(self, document: Document, source: Source, files: Sequence[Document]) -> tuple[Document, Extraction]:
        """A page's notice with the text of the files to which it leads, and the facts of it all. Raises ReadError."""
        texts = (document.text, *(one.text for one in files))
        published = document.published or next((one.published for one in files if one.published), None)
        whole = replace(document, text="\n\n".join(texts), published=published)
        return whole, await self.facts(whole, source, first=True)

    async def facts(self, document: Document, source: Source, *, first: bool = False) -> Extraction:
        """The facts of a document that was read already; behind whatever else waits, unless `first`. Raises ReadError."""
        job = _job("facts", Response(document.url, document.url, "", "", b""), source, source.kind)
        done = await self._do(job, dumps(asdict(document)).encode(), source, result_of, first=first)
        [extraction] = done.extractions
        if isinstance(extraction, str):
            raise ReadError(extraction)
        return extraction

    async def about(self, response: Response, source: Source) -> About:
        """What a page is and calls itself. Raises ReadError."""
        return await self._do(_job("about", response, source, source.kind), response.body, source, about_of)

    async def glance(self, response: Response, source: Source) -> Glance:
        """A page without its facts, and where its links lead. Raises ReadError."""
        return await self._do(_job("glance", response, source, "auto"), response.body, source, glance_of)

    async def _do(
        self, job: Job, body: bytes, source: Source, take: Callable[[JsonObject], Taken], *, first: bool = True
    ) -> Taken:
        if source.id not in self._overran:
            try:
                return take(await self._fast.ask(job.to_json(), body, first))
            except Overrun:
                self._overran.add(source.id)
        done = take(await self._slow.ask(job.to_json(), body, first))
        self._overran.discard(source.id)
        return done

    async def close(self) -> None:
        """End the processes."""
        await self._fast.close()
        await self._slow.close()


class _Lane:
    """Jobs one after the other, those of known good sources first."""

    def __init__(self, worker: Worker, seconds: int) -> None:
        self._worker, self._seconds = worker, seconds
        self._busy = False
        self._waiting: tuple[deque[asyncio.Future[None]], ...] = (deque(), deque())

    async def ask(self, job: JsonObject, body: bytes, first: bool) -> JsonObject:
        await self._turn(first)
        try:
            return await self._worker.ask(job, body, self._seconds)
        finally:
            self._next()

    async def _turn(self, first: bool) -> None:
        if not self._busy:
            self._busy = True
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting[0 if first else 1].append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._next()
            raise

    def _next(self) -> None:
        for line in self._waiting:
            while line:
                turn = line.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._busy = False

    async def close(self) -> None:
        await self._worker.close()


class Process:
    """A worker process: started when first needed, made anew after an overrun, after many jobs, and after a long rest.

    Starting takes a second, in which others wait: from the first overrun until the next rest another stands ready.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._spare: asyncio.subprocess.Process | None = None
        self._overran = False
        self._jobs = 0
        self._rest: asyncio.TimerHandle | None = None
        self._ending: asyncio.Future[None] | None = None

    async def ask(self, job: JsonObject, body: bytes, seconds: int) -> JsonObject:
        """The answer to a job. Raises Overrun."""
        if self._rest:
            self._rest.cancel()
        if self._jobs >= MOST_JOBS:
            await self._end()
        process = self._process if self._process and self._process.returncode is None else await self._next()
        self._jobs += 1
        try:
            async with asyncio.timeout(seconds * WALL + (0 if self._jobs > 1 else 10)):
                answer = await _exchange(process, job, body, seconds)
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as end:
            self._overran, code = True, await self._end()
            log.warning("a page ended the parsing process", url=job.get("url"), code=code)
            raise Overrun(f"reading it takes more than {seconds} s of CPU time, or more memory than a page may") from end
        except BaseException:
            await self._end()  # an answer half read would be taken for the next job's
            raise
        self._rest = asyncio.get_running_loop().call_later(IDLE, self._retire)
        return answer

    async def _next(self) -> asyncio.subprocess.Process:
        """The process that stands ready, else a new one; and one to stand ready, where one may be needed."""
        spare, self._spare = self._spare, None
        self._process = process = spare if spare and spare.returncode is None else await self._start()
        self._jobs = 0
        if self._overran:
            self._spare = await self._start()
        return process

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},  # no secrets
            start_new_session=True,  # Ctrl-C is for the daemon
        )

    def _retire(self) -> None:
        self._ending = asyncio.ensure_future(self._rested())

    async def _rested(self) -> None:
        spare, self._spare, self._overran = self._spare, None, False
        await self._end()
        await _ended(spare)

    async def _end(self) -> int | None:
        process, self._process = self._process, None
        return await _ended(process)

    async def close(self) -> None:
        """End the process."""
        if self._rest:
            self._rest.cancel()
        await self._rested()


async def _ended(process: asyncio.subprocess.Process | None) -> int | None:
    if process is None:
        return None
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    return await process.wait()


async def _exchange(process: asyncio.subprocess.Process, job: JsonObject, body: bytes, seconds: int) -> JsonObject:
    told = dumps(job).encode()
    if process.stdin is None or process.stdout is None:
        raise ConnectionError("the parsing process has no pipes")
    process.stdin.write(FRAME.pack(len(told), len(body), seconds) + told)
    process.stdin.write(body)
    await process.stdin.drain()
    [size] = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
    answer: JsonObject = json.loads(await process.stdout.readexactly(size))
    return answer


def _job(do: str, response: Response, source: Source, kind: SourceKind) -> Job:
    return Job(
        do,  # type: ignore[arg-type]
        response.requested,
        response.url,
        response.media_type,
        response.charset,
        kind,
        source.link_selector or "",
        source.content_selector or "",
        source.language,
        source.organization,
    )


def body_sha(body: bytes) -> str:
    """What identifies an answer's bytes."""
    return hashlib.sha256(body).hexdigest()


def reading_mark(source: Source) -> str:
    """What identifies the manner in which a source's page is read: the same bytes read otherwise may hold something else."""
    patterns = [[pattern.pattern for pattern in patterns] for patterns in (source.include, source.exclude)]
    manner = repr((source.kind, source.link_selector, source.content_selector, patterns))
    return hashlib.sha256(manner.encode()).hexdigest()[:8] + ":"
