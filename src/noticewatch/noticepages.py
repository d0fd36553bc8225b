"""A notice's own page, fetched and read: with the files in which it stands, where the page only leads to them.

Shell; it asks the network and the parsing process, and stores nothing.
"""

from __future__ import annotations

from dataclasses import replace

from noticewatch.config import Source
from noticewatch.errors import FetchError, ReadError, SourceError
from noticewatch.fetch import Fetcher
from noticewatch.links import canonical_url, is_first_page, own_ports
from noticewatch.model import Document, NotModified, Response, Validators
from noticewatch.parsing import Parser, body_sha
from noticewatch.records import FileMark, Notice, Seen

GONE = (404, 410)


class NoticePages:
    """Fetches and reads the pages of notices, each by its source's rules."""

    def __init__(self, fetcher: Fetcher, parser: Parser) -> None:
        self._fetcher, self._parser = fetcher, parser

    async def fetch(self, source: Source, url: str, validators: Validators) -> Response | NotModified:
        """What an address answers, asked by its source's rules. Raises FetchError."""
        ports = own_ports(source.url)
        return await self._fetcher.fetch(url, validators=validators, robots=source.robots, ports=ports)

    async def fetch_whole(self, source: Source, url: str) -> Response:
        """The same, where nothing is said to be known. Raises FetchError."""
        answer = await self.fetch(source, url, Validators())
        if isinstance(answer, NotModified):
            raise FetchError("protocol", "answered 304 though nothing was said to be known")
        return answer

    async def seen(self, source: Source, answer: Response, *, known: bool = False) -> Seen:
        """The notice on a page. `known`: it was read before, and a file of it that gives no answer is no shorter text.

        Raises ReadError for what is no notice's page, FetchError for such a file.
        """
        if is_first_page(answer.url) and not is_first_page(answer.requested):
            raise ReadError("it leads to the site's first page instead of the notice")
        if canonical_url(answer.url) == canonical_url(source.url) != canonical_url(answer.requested):
            raise ReadError("it leads to the source's own page instead of the notice")
        document, extraction = await self._parser.read_notice(answer, source)
        files = [await self._file(source, url, known) for url in document.files]
        if texts := [text for text, _ in files if text is not None]:
            document, extraction = await self._parser.with_files(document, source, texts)
        # A redirect that is not for good leaves a notice where it is.
        address, landed = canonical_url(answer.url if answer.moved else answer.requested), canonical_url(answer.url)
        document = replace(document, url=address)
        return Seen(
            document,
            extraction,
            address,
            own_page=True,
            validators=answer.validators,
            body_sha=body_sha(answer.body),
            landed=landed if landed != address else "",
            files=tuple(mark for _, mark in files),
        )

    async def files_stand(self, source: Source, notice: Notice) -> bool:
        """Whether the files behind a page that did not change are those that were read.

        Raises FetchError for one that was read and gives no answer now.
        """
        for mark in notice.files:
            try:
                answer = await self.fetch(source, mark.url, mark.validators)
            except FetchError as problem:
                if not mark.body_sha:
                    continue
                if _may_come_back(problem):
                    raise
                return False
            if not isinstance(answer, NotModified) and body_sha(answer.body) != mark.body_sha:
                return False
        return True

    async def _file(self, source: Source, url: str, known: bool) -> tuple[Document | None, FileMark]:
        """A PDF to which a notice's page leads, with its mark; None where it cannot be read."""
        try:
            answer = await self.fetch_whole(source, url)
        except FetchError as problem:
            if known and _may_come_back(problem):
                raise
            return None, FileMark(url)
        mark = FileMark(url, answer.validators, body_sha(answer.body))
        try:
            return (await self._parser.read_notice(answer, source))[0], mark
        except SourceError:
            return None, mark


def _may_come_back(problem: FetchError) -> bool:
    return problem.status not in GONE and problem.transient
