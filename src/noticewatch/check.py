"""One pass over one source: fetch, read, extract, decide, store.

Shell: it asks and stores, and decides nothing. Errors of a source end here, in its state; anything else that is raised is a bug,
which the caller logs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlsplit

from sqlite_utils import Database

from noticewatch import compare, decide, incidents, schedule
from noticewatch.clock import Clock
from noticewatch.config import Config, Source
from noticewatch.decide import Setting
from noticewatch.errors import FetchError, SourceError
from noticewatch.extract import EXTRACTOR, extract
from noticewatch.fetch import Fetcher
from noticewatch.links import canonical_url
from noticewatch.model import Document, Event, NotModified, Reading, Response, Validators
from noticewatch.parsing import Parser, body_sha
from noticewatch.records import KnownItem, KnownNotice, Notice, Outcome, Seen, SourceState
from noticewatch.store import known as known_rows
from noticewatch.store.commit import commit
from noticewatch.store.connection import Writer
from noticewatch.text import letters

GONE = (404, 410)
TELLING_TEXT = 80  # letters from which one text on one site is one notice; shorter ones ("under maintenance") may stand twice


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

    @property
    def ok(self) -> bool:
        """Whether everything that was to be read was read."""
        return not self.problems

    def failed(self, problem: SourceError, url: str = "") -> None:
        """Count a failure. A page that robots.txt keeps closed is told, but is no fault of a list that could be read."""
        told = f"{url}: {problem}" if url else str(problem)
        self.problems.append(told)
        closed = isinstance(problem, FetchError) and problem.kind == "robots" and not problem.transient
        if not (url and closed):
            self.faults.append(told)

    def took(self, outcome: Outcome) -> None:
        """Count what an outcome tells."""
        self.events.extend(outcome.events)


class Checker:
    """Checks sources, each in one pass; many may run at once."""

    def __init__(self, config: Config, fetcher: Fetcher, writer: Writer, parser: Parser, clock: Clock, rng: Random) -> None:
        self.config, self._fetcher, self._writer, self._parser = config, fetcher, writer, parser
        self._clock, self._rng = clock, rng

    async def check(self, source: Source, *, everything: bool = False, progress: Callable[[], None] | None = None) -> Report:
        """One pass: the source's page where it is due or `everything` is asked for, its unread links, its notices to look at."""
        started = self._clock.steady()
        report = Report(source.id)
        now = self._clock.now()
        state = await self._writer(known_rows.source_state, source.id)
        if state is None or state.url != source.url:
            state = SourceState(source.id, source.url)
        page_due = everything or state.next_check_at is None or state.next_check_at <= now
        if page_due:
            state = await self._source_page(source, state, report)
        if not report.unreachable:
            await self._unread_links(source, report)
            await self._looks(source, None if everything else self._look_until(source, page_due), report)
        if page_due:
            await self._end(source, state, report)
        report.seconds = self._clock.steady() - started
        if progress:
            progress()
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
        validators = Validators() if schedule.must_read_fully(state, now) else state.validators
        try:
            answer = await self._fetch(source, source.url, validators)
            if isinstance(answer, NotModified):
                report.unchanged, report.items = True, state.items
                return state
            state_read = replace(state, validators=answer.validators, full_at=now if not validators else state.full_at)
            sha = body_sha(answer.body)
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
        else:
            await self._documents(source, state, reading, answer, report, now)
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
    ) -> None:
        """Posts of one page, or a page that is a notice itself: all of them in one transaction, oldest first."""
        page = canonical_url(answer.requested)
        seen: dict[str, Seen] = {}
        for document in reading.documents:
            address = _address(document, page)
            while address in seen:
                address += "~"  # two posts of one title and no permalink
            extraction = await self._parser.extract(document, source)
            seen[address] = Seen(document, extraction, address, own_page=False)
        report.read += len(seen)
        setting = Setting(self.config, source, baseline=state.baseline_at is None)

        def settle(db: Database) -> list[Outcome]:
            before = {number: (title, text) for number, title, text in known_rows.posts_of(db, source.id)}
            outcomes = []
            for one in reversed(seen.values()):
                known = known_rows.known_notice(db, [one.address])
                if known is None and not one.document.key.startswith("http"):
                    known = _edited_post(db, one, before, set(seen))
                outcomes.append(_settle(db, one, known, setting, now))
            return outcomes

        for outcome in await self._writer(settle):
            report.took(outcome)

    # Notices on pages of their own

    async def _unread_links(self, source: Source, report: Report) -> None:
        now = self._clock.now()
        for item in await self._writer(known_rows.pending_items, source.id):
            if not schedule.is_due(item, now):
                continue
            try:
                answer = await self._fetch(source, item.url, Validators())
                if isinstance(answer, NotModified):
                    raise FetchError("protocol", "answered 304 though nothing was said to be known")
                seen = await self._seen(source, answer)
            except SourceError as problem:
                report.failed(problem, item.url)
                await self._writer(commit, decide.item_unreadable(item, str(problem), self._clock.now()))
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
            answer = await self._fetch(source, notice.url, Validators() if notice.failures else notice.validators)
            if isinstance(answer, NotModified) or body_sha(answer.body) == notice.body_sha:
                await self._writer(commit, decide.notice_unchanged(notice, setting, self._clock.now()))
                return
            seen = await self._seen(source, answer)
        except SourceError as problem:
            if not (isinstance(problem, FetchError) and problem.status in GONE):
                report.failed(problem, notice.url)
            await self._writer(commit, decide.notice_unreadable(notice, str(problem), self._clock.now()))
            return
        report.read += 1
        report.took(await self._writer(_settle_look, seen, notice, setting, self._clock.now()))

    async def _seen(self, source: Source, answer: Response) -> Seen:
        document, extraction = await self._parser.read_notice(answer, source)
        address = canonical_url(answer.url)
        document = replace(document, url=address)
        return Seen(document, extraction, address, True, answer.validators, body_sha(answer.body))

    async def _fetch(self, source: Source, url: str, validators: Validators) -> Response | NotModified:
        port = urlsplit(source.url).port
        ports = frozenset({port} if port else ())
        return await self._fetcher.fetch(url, validators=validators, robots=source.robots, ports=ports)


def _address(document: Document, page: str) -> str:
    """A post's identity: its permalink, else the page's address with the post's key; a page's own address without one."""
    if document.key.startswith("http"):
        return document.key
    return f"{page}#{document.key}" if document.key else page


# What is asked and stored within one turn of the writing thread, so that nothing comes in between


def _edited_post(db: Database, seen: Seen, before: dict[str, tuple[str, str]], addresses: set[str]) -> KnownNotice | None:
    """The post that this one was before its title was edited: one whose own address is no longer on the page."""
    gone = []
    for number, (title, text) in before.items():
        found = known_rows.notice_by_id(db, number)
        if found and found.notice.address not in addresses:
            gone.append((number, title, text))
    same = compare.same_post(seen.document, gone)
    return known_rows.notice_by_id(db, same) if same else None


def _settle_item(db: Database, seen: Seen, item: KnownItem, setting: Setting, now: datetime) -> Outcome:
    known = known_rows.known_notice(db, [item.key, seen.address]) or _twin(db, seen)
    return _settle(db, seen, known, setting, now)


def _settle_look(db: Database, seen: Seen, notice: Notice, setting: Setting, now: datetime) -> Outcome:
    return _settle(db, seen, known_rows.notice_by_id(db, notice.id), setting, now)


def _twin(db: Database, seen: Seen) -> KnownNotice | None:
    """The same text at another address of the site."""
    if len(letters(seen.document.text)) < TELLING_TEXT:
        return None
    return known_rows.notice_by_text(db, compare.text_sha(seen.document.text), urlsplit(seen.address).hostname or "")


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
    document = Document(notice.url, version.title, version.text, notice.published)
    extraction = extract(document, organization=setting.source.organization, language=setting.source.language)
    known = replace(
        known,
        notice=replace(notice, facts=extraction.facts),
        version=replace(version, extraction=extraction, extractor=EXTRACTOR),
    )
    commit(db, Outcome(notice=known.notice, version=known.version))
    return known
