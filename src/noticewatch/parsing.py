"""Where foreign bytes are parsed: beside the event loop, never on it.

Shell; the seam between it and the pure readers. Readers and extractor are plain functions; this runs them on a thread of its own,
so that timers, the web pages and deliveries go on meanwhile.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

import structlog

from noticewatch.config import Source
from noticewatch.errors import ReadError, SourceError
from noticewatch.extract import extract
from noticewatch.model import Document, Extraction, Reading, Response, SourceKind
from noticewatch.read import ReadHint, read, read_notice

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()


class Parser:
    """Reads and extracts, one thing at a time."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="parser")

    async def _run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: function(*args, **kwargs))
        except SourceError:
            raise
        except Exception as bug:
            # It ends at this one page, which counts as unreadable; the source's other pages are read.
            log.exception("a page could not be read by a bug of noticewatch")
            raise ReadError(f"a bug of noticewatch ({bug!r}): please report it with the page's address") from bug

    async def read(self, response: Response, source: Source, kind: SourceKind) -> Reading:
        """A source's own page. Raises ReadError."""
        return await self._run(read, response, _hint(source, kind))

    async def read_notice(self, response: Response, source: Source) -> tuple[Document, Extraction]:
        """The page behind a link, with its facts. Raises ReadError."""
        return await self._run(_read_and_extract, response, source)

    async def extract(self, document: Document, source: Source) -> Extraction:
        """The facts of a document of a source. Raises ReadError."""
        return await self._run(extract, document, organization=source.organization, language=source.language)

    def close(self) -> None:
        """End the thread, after what is under way."""
        self._thread.shutdown()


def _hint(source: Source, kind: SourceKind) -> ReadHint:
    return ReadHint(
        kind=kind,
        link_selector=source.link_selector or "",
        content_selector=source.content_selector or "",
        language=source.language,
    )


def _read_and_extract(response: Response, source: Source) -> tuple[Document, Extraction]:
    document = read_notice(response, _hint(source, source.kind))
    return document, extract(document, organization=source.organization, language=source.language)


def body_sha(body: bytes) -> str:
    """What identifies an answer's bytes."""
    return hashlib.sha256(body).hexdigest()


def reading_mark(source: Source) -> str:
    """What identifies the manner in which a source's page is read: the same bytes read otherwise may hold something else."""
    patterns = [[pattern.pattern for pattern in patterns] for patterns in (source.include, source.exclude)]
    manner = repr((source.kind, source.link_selector, source.content_selector, patterns))
    return hashlib.sha256(manner.encode()).hexdigest()[:8] + ":"
