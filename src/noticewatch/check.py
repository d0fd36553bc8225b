"""One pass over one source: fetch, read, extract, decide, store.

Shell: it asks and stores, and decides nothing. Errors of a source end here, in its state; anything else that is raised is a bug,
which the caller logs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlsplit

from sqlite_utils import Database

from noticewatch import compare, decide, identity, incidents, schedule
from noticewatch.clock import Clock
from noticewatch.config import Config, Source
from noticewatch.decide import Setting
from noticewatch.errors import FetchError, ReadError, SourceError
from noticewatch.extract import EXTRACTOR, extract
from noticewatch.fetch import Fetcher
from noticewatch.links import canonical_url
from noticewatch.model import Document, Event, NotModified, Reading, Response, Validators
from noticewatch.parsing import Parser, body_sha, reading_mark
from noticewatch.records import KnownItem, KnownNotice, Notice, Outcome, Seen, SourceState
from noticewatch.store import known as known_rows
from noticewatch.store.commit import commit
from noticewatch.store.connection import Writer, transaction

_COUNTED = re.compile(r"^([0-9a-f]{16})-\d+$")
GONE = (404, 410)
NO_ANSWER = ("dns", "connect", "tls")  # faults of a host; its other pages are not asked for in the same pass


@dataclass(slots=True)
class Report:
    """What one pass over a source did, for the log and the command line."""

    source_id: str
    problems: list[str] = field(default_factory=list)  # what could not be read, and why
    faults: list[str] = field(default_factory=list)  # those of them for which the check proved nothing
    events: list[Event] = field(default_factory=list)
    items: int = 0
    read: int = 0  # notices read and extracted
    unchanged: bool = False  # the source's page had nothing new
    seconds: float = 0.0
    retry_after: float | None = None
    unreachable: bool = False  # the source's server gave no answer at all
    silent: dict[str, SourceError] = field(default_factory=dict)  # hosts that could not be reached in this pass

    @property
    def ok(self) -> bool:
        """Whether everything that was to be read was read."""
        return not (self.problems or self.faults)

    def failed(self, problem: SourceError, url: str = "", *, harmless: bool = False) -> None:
        """Count a failure. A page that robots.txt keeps closed is told, but is no fault of a list that could be read.

        `harmless`: nor is this one.
        """
        if isinstance(problem, FetchError) and problem.kind in NO_ANSWER:
            self.silent[urlsplit(url).netloc] = problem
        told = f"{url}: {problem}" if url and not str(problem).startswith(url) else str(problem)
        self.problems.append(told)
        closed = isinstance(problem, FetchError) and problem.kind == "robots" and not problem.transient
        if not (url and closed) and not harmless:
            self.faults.append(told)

    def took(self, outcome: Outcome) -> None:
        """Count what an outcome tells."""
        self.events.extend(outcome.events)


class Checker:
    """Checks sources, each in one pass; many may run at once."""

    def __init__(self, config: Config, fetcher: Fetcher, writer: Writer, parser: Parser, clock: Clock, rng: Random) -> None:
        self.config, self._fetcher, self._writer, self._parser = config, fetcher, writer, parser
        self._clock, self._rng = clock, rng

    async def check(self, source: Source, *, everything: bool = False) -> Report:
        """One pass: the source's page where it is due or `everything` is asked for, its unread links, its notices to look at."""
        started = self._clock.steady()
        report = Report(source.id)
        now = self._clock.now()
        state = await self._writer(known_rows.source_state, source.id)
        if state is None:
            state = SourceState(source.id, source.url)
        elif state.url != source.url:
            state = schedule.at_new_address(state, source.url)
        page_due = everything or schedule.is_check_due(state, now)
        if page_due:
            state = await self._source_page(source, state, report)
        if not report.unreachable:
            if page_due:
                await self._unread_links(source, everything, report)
            await self._looks(source, None if everything else self._look_until(source, page_due), report)
        if page_due:
            await self._end(source, state, report)
        report.seconds = self._clock.steady() - started
        return report

    async def _end(self, source: Source, state: SourceState, report: Report) -> None:
        error = "; ".join(report.faults[:3]) or None
        outcome = decide.source_checked(
            state, error, config=self.config, source=source, now=self._clock.now(), rng=self._rng, retry_after=report.retry_after
        )
        await self._writer(commit, outcome)
        report.took(outcome)

    async def give_up(self, source: Source, problem: str) -> Report:
        """End a pass that a bug broke off: a bad check, and the next one is due in its time."""
        report = Report(source.id, problems=[problem], faults=[problem])
        state = await self._writer(known_rows.source_state, source.id) or SourceState(source.id, source.url)
        await self._end(source, state, report)
        return report

    def _look_until(self, source: Source, page_due: bool) -> datetime:
        """Looks due by then belong to this pass; beside the source's own page, also those due within half its interval."""
        interval = source.interval or self.config.settings.interval
        return self._clock.now() + (interval / 2 if page_due else timedelta())

    # The source's own page

    async def _source_page(self, source: Source, state: SourceState, report: Report) -> SourceState:
        now = self._clock.now()
        mark = reading_mark(source)
        fully = schedule.must_read_fully(state, now) or not state.body_sha.startswith(mark)
        validators = Validators() if fully else state.validators
        try:
            answer = await self._fetch(source, source.url, validators)
            if isinstance(answer, NotModified):
                report.unchanged, report.items = True, state.items
                return state
            state_read = replace(state, validators=answer.validators, full_at=now if not validators else state.full_at)
            sha = mark + body_sha(answer.body)
            if sha == state.body_sha:
                report.unchanged, report.items = True, state.items
                return state_read
            kind = source.kind if source.kind != "auto" else state.kind
            reading = await self._parser.read(answer, source, kind)
        except SourceError as problem:
            report.failed(problem)
            if isinstance(problem, FetchError):
                report.retry_after, report.unreachable = problem.retry_after, problem.status is None
            return state
        report.items = len(reading.items) or len(reading.documents)
        state_read = replace(state_read, kind=reading.kind, body_sha=sha, items=report.items)
        if reading.items:
            await self._list(source, state, reading, now)
        elif not await self._documents(source, state, reading, answer, report, now):
            state_read = replace(state_read, body_sha="", validators=Validators())
        return replace(state_read, baseline_at=state.baseline_at or now)

    async def _list(self, source: Source, state: SourceState, reading: Reading, now: datetime) -> None:
        def settle(db: Database) -> None:
            links = known_rows.known_items(db, source.id)
            outcome = decide.list_read(source, state, links, reading.items, now)
            # The validators are stored at the end of the check: a death in between only means reading the list once more.
            commit(db, replace(outcome, source=replace(state, kind=reading.kind, baseline_at=state.baseline_at or now)))

        await self._writer(settle)

    async def _documents(
        self, source: Source, state: SourceState, reading: Reading, answer: Response, report: Report, now: datetime
    ) -> bool:
        """Posts of one page, or a page that is a notice itself: all of them in one transaction, oldest first.

        False where one of them could not be read, so that the page is read again however it stands.
        """
        page = canonical_url(answer.requested)
        seen: dict[tuple[str, str], Seen] = {}
        for document in reading.documents:
            address = _address(document, page)
            try:
                extraction = await self._parser.extract(document, source)
            except SourceError as problem:
                report.failed(problem, address)
                continue
            one = (address, compare.text_sha(document.text))
            seen.setdefault(one, decide.judged(Seen(document, extraction, address, own_page=False)))
        report.read += len(seen)
        setting = Setting(self.config, source, baseline=state.baseline_at is None)

        def settle(db: Database) -> list[Outcome]:
            with transaction(db):
                posts = tuple(seen.values())
                pairs = identity.matched(posts, known_rows.known_posts(db, source.id, posts))
                return [_settle(db, one, known, setting, now) for one, known in reversed(pairs)]

        for outcome in await self._writer(settle):
            report.took(outcome)
        return len(seen) == len(reading.documents) or not report.faults

    # Notices on pages of their own

    async def _unread_links(self, source: Source, everything: bool, report: Report) -> None:
        now = self._clock.now()
        for item in await self._writer(known_rows.pending_items, source.id):
            put_off = not everything and not schedule.is_due(item, now)
            if put_off or urlsplit(item.url).netloc in report.silent:
                # Nothing is proved of what stands there for as long as it cannot be read.
                if item.error or not put_off:
                    report.faults.append(f"{item.url}: {item.error or report.silent[urlsplit(item.url).netloc]}")
                continue
            try:
                answer = await self._fetch(source, item.url, Validators())
                if isinstance(answer, NotModified):
                    raise FetchError("protocol", "answered 304 though nothing was said to be known")
                seen = await self._seen(source, answer)
            except SourceError as problem:
                report.failed(problem, item.url, harmless=isinstance(problem, ReadError) and item.baseline)
                error = "" if _is_harmless(problem, item) else str(problem)
                await self._writer(commit, decide.item_unreadable(item, error, self._clock.now()))
                continue
            report.read += 1
            setting = Setting(self.config, source, item.baseline, item)
            report.took(await self._writer(_settle_item, seen, item, setting, self._clock.now()))

    async def _looks(self, source: Source, due_by: datetime | None, report: Report) -> None:
        started = self._clock.now()
        for notice in await self._writer(known_rows.watched_notices, source.id, due_by):
            if notice.looked_at < started:
                await self._look(source, notice, report)

    async def _look(self, source: Source, notice: Notice, report: Report) -> None:
        setting = Setting(self.config, source, notice.baseline)
        try:
            if urlsplit(notice.url).netloc in report.silent:
                raise report.silent[urlsplit(notice.url).netloc]
            answer = await self._fetch(source, notice.url, Validators() if notice.failures else notice.validators)
            if isinstance(answer, NotModified) or body_sha(answer.body) == notice.body_sha:
                await self._writer(commit, decide.notice_unchanged(notice, setting, self._clock.now()))
                return
            seen = await self._seen(source, answer)
        except SourceError as problem:
            if not (isinstance(problem, FetchError) and problem.status in GONE):
                report.failed(problem, notice.url)
            await self._writer(commit, decide.notice_unreadable(notice, str(problem), setting, self._clock.now()))
            return
        report.read += 1
        report.took(await self._writer(_settle_look, seen, notice, setting, self._clock.now()))

    async def _seen(self, source: Source, answer: Response) -> Seen:
        document, extraction = await self._parser.read_notice(answer, source)
        # A redirect that is not for good leaves a notice where it is.
        address, landed = canonical_url(answer.url if answer.moved else answer.requested), canonical_url(answer.url)
        document = replace(document, url=address)
        sha = body_sha(answer.body)
        return Seen(document, extraction, address, True, answer.validators, sha, landed if landed != address else "")

    async def _fetch(self, source: Source, url: str, validators: Validators) -> Response | NotModified:
        port = urlsplit(source.url).port
        ports = frozenset({port} if port else ())
        return await self._fetcher.fetch(url, validators=validators, robots=source.robots, ports=ports)


def _address(document: Document, page: str) -> str:
    """A post's identity: its permalink, else the page's address with the post's key; a page's own address without one."""
    if document.key.startswith("http"):
        return document.key
    # The reader counts equal titles from the top of the page; that count is another one with each new post.
    key = _COUNTED.sub(r"\1", document.key)
    return f"{page}#{key}" if key else page


def _is_harmless(problem: SourceError, item: KnownItem) -> bool:
    """Whether a link that could not be read says nothing against its source later on.

    One that is closed or gone; and one of a kind that cannot be read, if it stood there before the watch began: one that came
    since then may be the very notice that is waited for.
    """
    if isinstance(problem, FetchError):
        return problem.kind == "robots" or problem.status in GONE
    return item.baseline


# What is asked and stored within one turn of the writing thread, so that nothing comes in between


def _settle_item(db: Database, seen: Seen, item: KnownItem, setting: Setting, now: datetime) -> Outcome:
    return _settle(db, seen, known_rows.notice_of_item(db, seen, item), setting, now)


def _settle_look(db: Database, seen: Seen, notice: Notice, setting: Setting, now: datetime) -> Outcome:
    return _settle(db, seen, known_rows.notice_by_id(db, notice.id), setting, now)


def _settle(db: Database, seen: Seen, known: KnownNotice | None, setting: Setting, now: datetime) -> Outcome:
    if known and known.version.extractor != EXTRACTOR:
        known = _extracted_again(db, known, setting)
    seen = decide.judged(seen)
    if decide.asks_for_members(seen, known):
        setting = replace(setting, members=known_rows.incident_members(db, now - incidents.CLOSE))
    outcome = decide.notice_seen(seen, known, setting, now)
    commit(db, outcome)
    return outcome


def _extracted_again(db: Database, known: KnownNotice, setting: Setting) -> KnownNotice:
    """A stored version with the facts that today's extractor finds in it: a better extractor is no change of the notice."""
    notice, version = known.notice, known.version
    document = Document(notice.url, version.title, version.text, notice.published, post=not notice.own_page)
    extraction = extract(document, organization=setting.source.organization, language=setting.source.language)
    extraction = decide.judged(Seen(document, extraction, notice.address, notice.own_page)).extraction
    known = replace(
        known,
        notice=replace(notice, facts=extraction.facts),
        version=replace(version, extraction=extraction, extractor=EXTRACTOR),
    )
    commit(db, Outcome(notice=known.notice, version=known.version))
    return known
