"""A trial read of an address: what would be watched there, without storing or telling anything.

Shell. The page, the further lists of an index, and the newest notice are fetched and read as a check does it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date

from noticewatch import suggest
from noticewatch.check import MOST_FURTHER
from noticewatch.config import Source, Words, source_of, words_of
from noticewatch.errors import ReadError, SourceError
from noticewatch.fetch import Fetcher
from noticewatch.identity import post_address
from noticewatch.jobs import Read
from noticewatch.links import canonical_url, is_first_page, may_be_incident, own_ports
from noticewatch.model import Document, Extraction, Item, NotModified, Response
from noticewatch.parsing import Parser
from noticewatch.read.entries import newest_first
from noticewatch.records import Shape
from noticewatch.suggest import Shown

MOST_TRIED = 3  # of the newest notices, until one can be read

Expect = Callable[[int], None]
_NEW = Shape()


@dataclass(frozen=True, slots=True)
class Post:
    """One item with its document, where the list itself holds that."""

    item: Item
    document: Document | None = None
    extraction: Extraction | str | None = None


@dataclass(slots=True)
class Probe:
    """What was seen: `posts` newest first, `read` those of them that a check would read, `newest` the newest of these.

    `words` configure it. `doubts` are for whoever decides; `problems` say what could not be read.
    """

    shown: Shown
    why: str
    posts: list[Post]
    read: frozenset[str]  # addresses
    words: dict[str, str | list[str]]
    newest: tuple[Document, Extraction] | None = None
    doubts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """The newest notice that could be read: with the answer it came in where it has a page of its own."""

    document: Document
    extraction: Extraction
    answer: Response | None


class Prober:
    """Reads addresses on trial. `expect` is told of so many further steps, `step` of each that is done."""

    def __init__(self, fetcher: Fetcher, parser: Parser, today: date, expect: Expect, step: Callable[[], None]) -> None:
        self._fetcher, self._parser, self._today = fetcher, parser, today
        self._expect, self._step = expect, step

    async def probe(
        self, source: Source, *, configured: bool, given: Words, taken: Collection[str], before: Shape = _NEW
    ) -> Probe:
        """Read a source on trial; `given` wins over what is suggested, and for a `configured` one all of its own does.

        Raises SourceError where its own page cannot be read.
        """
        self._expect(2)
        answer = await self._fetch(source, source.url)
        url = source.url if configured or not answer.moved else answer.url
        about = await self._parser.about(answer, source)
        done = await self._parser.read(answer, source, source.kind)
        problems: list[str] = []
        posts = _newest_first([*await self._listed(source, done, problems), *_posts(done, canonical_url(url))])
        read = frozenset(post.item.url for post in posts if post.document or _would_read(post.item, source))
        self._step()
        tried: list[str] = []
        found = await self._newest(source, [post for post in posts if post.item.url in read][:MOST_TRIED], tried)
        shown = Shown(done.reading, [post.item for post in posts], about)
        if found:
            shown = replace(shown, newest=found.document, tells_of=found.extraction.facts.organization)
        words = suggest.suggested(url, shown, taken)
        if configured:
            words = {**words_of(source), "kind": words["kind"]}
        words |= {key: value if isinstance(value, str) else list(value) for key, value in given.items()}
        newest = await self._by(words, source, answer, done, found)
        probe = Probe(shown, suggest.why(shown), posts, read, words, newest, problems=problems)
        probe.doubts = suggest.doubts(shown, before, self._today, len(read))
        if len(done.reading.further) > MOST_FURTHER:
            probe.doubts.append(f"of its {len(done.reading.further)} sitemaps the newest {MOST_FURTHER} are read")
        if url != source.url:
            probe.doubts.append(f"it has moved for good to {url}, which is what is suggested")
        (probe.doubts if newest else probe.problems).extend(tried)
        self._step()
        return probe

    async def _fetch(self, source: Source, url: str) -> Response:
        answer = await self._fetcher.fetch(url, robots=source.robots, ports=own_ports(source.url))
        if isinstance(answer, NotModified):
            raise ReadError("answered 304 though nothing was said to be known")
        return answer

    async def _listed(self, source: Source, done: Read, problems: list[str]) -> list[Post]:
        """The items of the page, and those of an index's further lists; none twice."""
        items = list(done.reading.items)
        further = done.reading.further[:MOST_FURTHER]
        self._expect(len(further))
        for one in further:
            try:
                answer = await self._fetch(source, one.url)
                items += (await self._parser.read(answer, source, done.reading.kind)).reading.items
            except SourceError as problem:
                problems.append(f"{one.url}: {problem}")
            self._step()
        kept: dict[str, Item] = {}
        for item in items:
            kept.setdefault(item.url, item)
        return [Post(item) for item in kept.values()]

    async def _newest(self, source: Source, candidates: list[Post], tried: list[str]) -> _Found | None:
        """The newest notice that can be read; what cannot is noted in `tried`."""
        for post in candidates:
            try:
                if isinstance(post.extraction, str):
                    raise ReadError(post.extraction)
                if post.document is not None and post.extraction is not None:
                    return _Found(post.document, post.extraction, None)
                answer = await self._fetch(source, post.item.url)
                if is_first_page(answer.url) and not is_first_page(answer.requested):
                    raise ReadError("it leads to the site's first page instead of the notice")
                document, extraction = await self._parser.read_notice(answer, source)
                return _Found(_at_its_address(document, answer), extraction, answer)
            except SourceError as problem:
                tried.append(f"the notice {post.item.url} cannot be read: {problem}")
        return None

    async def _by(
        self, words: dict[str, str | list[str]], source: Source, answer: Response, done: Read, found: _Found | None
    ) -> tuple[Document, Extraction] | None:
        """The newest notice as it is read by what is suggested, of which the kind is taken back where it reads otherwise."""
        chosen = source_of(words)[0] or source
        again = await self._parser.read(answer, chosen, chosen.kind)
        page = canonical_url(chosen.url)
        if _addresses(again, page) != _addresses(done, page):
            words["kind"] = source.kind
            chosen = replace(chosen, kind=source.kind)
            again = await self._parser.read(answer, chosen, chosen.kind)
        if found is None:
            return None
        if found.answer is not None:
            document, extraction = await self._parser.read_notice(found.answer, chosen)
            return _at_its_address(document, found.answer), extraction
        for post in _posts(again, page):
            if post.document == found.document and isinstance(post.extraction, Extraction):
                return post.document, post.extraction
        return None


def _posts(done: Read, page: str) -> list[Post]:
    """The documents that stand on the page itself, each at the address by which it is known."""
    found: list[Post] = []
    for document, extraction in zip(done.reading.documents, done.extractions, strict=True):
        address = post_address(document, page)
        found.append(Post(Item(address, document.title, document.published), replace(document, url=address), extraction))
    return found


def _newest_first(posts: list[Post]) -> list[Post]:
    return [posts[number] for number in newest_first([post.item.published or "" for post in posts])]


def _addresses(done: Read, page: str) -> list[str]:
    items = (*done.reading.items, *done.reading.further)
    return [item.url for item in items] + [post.item.url for post in _posts(done, page)]


def _would_read(item: Item, source: Source) -> bool:
    return may_be_incident(item.title, item.url, include=source.include, exclude=source.exclude)


def _at_its_address(document: Document, answer: Response) -> Document:
    """A redirect that is not for good leaves a notice where it is."""
    return replace(document, url=canonical_url(answer.url if answer.moved else answer.requested))
