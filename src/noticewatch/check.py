"""One pass over one source: fetch, read, extract, decide, store.

Shell: it asks and stores, and decides nothing. Errors of a source end here, in its state; anything else that is raised is a bug,
which the caller logs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from urllib.parse import urlsplit

from noticewatch import compare, decide, proof, schedule
from noticewatch.clock import Clock
from noticewatch.config import Config, Source
from noticewatch.decide import Setting
from noticewatch.errors import FetchError, GonePage, ReadError, SourceError
from noticewatch.fetch import Fetcher
from noticewatch.health import failure
from noticewatch.identity import post_address
from noticewatch.jobs import Read
from noticewatch.links import canonical_url, same_domain
from noticewatch.model import Item, NotModified, Reading, Response, Validators
from noticewatch.noticepages import GONE, NoticePages
from noticewatch.parsing import Parser, body_sha, reading_mark
from noticewatch.records import Health, KnownItem, Notice, Seen, Shape, SourceState
from noticewatch.report import Report
from noticewatch.settle import settle_check, settle_gone, settle_item, settle_list, settle_look, settle_moved, settle_posts
from noticewatch.store import known as known_rows
from noticewatch.store.commit import commit
from noticewatch.store.connection import Writer

MOST_PAGES = 5  # on which a list is followed to meet what is known
MOST_FURTHER = 50  # lists of an index that are read at one check
PARTLY_TOLD = timedelta(days=30)  # for which a notice that was read but in part is held against its source


class Checker:
    """Checks sources, each in one pass; many may run at once."""

    def __init__(self, config: Config, fetcher: Fetcher, writer: Writer, parser: Parser, clock: Clock, rng: Random) -> None:
        self.config, self._writer, self._parser = config, writer, parser
        self._pages = NoticePages(fetcher, parser)
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
            await self._looks(source, None if everything else self._look_until(source, page_due), now, report)
        if page_due:
            await self._end(source, state, report)
        report.seconds = self._clock.steady() - started
        return report

    async def _end(self, source: Source, state: SourceState, report: Report) -> None:
        report.partly = await self._writer(known_rows.partly_read, source.id, self._clock.now() - PARTLY_TOLD)
        end = (state, report.outcome, source, self.config, self._clock.now(), self._rng, report.retry_after)
        report.took(await self._writer(settle_check, *end))

    async def give_up(self, source: Source, problem: str) -> Report:
        """End a pass that a bug broke off: a bad check, and the next one is due in its time."""
        report = Report(source.id, problems=[problem], faults=[problem], health=Health("FAILED", "bug", problem, proves=False))
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
        if not state.body_sha.startswith(mark) and state.body_sha:
            state = replace(state, shape=Shape())  # read in another manner, a page may show something else
        fully = schedule.must_read_fully(state, now) or not state.body_sha.startswith(mark)
        validators = Validators() if fully else state.validators
        sha = ""
        try:
            answer = await self._pages.fetch(source, source.url, validators)
            if isinstance(answer, NotModified):
                return self._unchanged(source, state, report)
            sha = body_sha(answer.body)
            state_read = replace(state, validators=answer.validators, full_at=now if not validators else state.full_at)
            if mark + sha == state.body_sha:
                return self._unchanged(source, state_read, report, answer.url)
            kind = source.kind if source.kind != "auto" else state.kind
            done = await self._parser.read(answer, source, kind, known_good=not state.failures)
        except SourceError as problem:
            report.failed(problem)
            report.health = failure(problem)
            if isinstance(problem, FetchError):
                report.retry_after, report.unreachable = problem.retry_after, problem.status is None
            return replace(state, answer=sha)
        report.lives(answer.url)
        size = _size(done.reading)
        kind = done.reading.kind if size else state.kind  # of a list on which nothing stands yet it is not known
        state_read = replace(state_read, kind=kind, body_sha=mark + sha, items=size, answer="")
        report.items, items = size, done.reading.items
        if done.reading.further:
            items, state_read = await self._further(source, done.reading, state_read, report)
        elif done.reading.next_page:
            items = await self._pages_on(source, state, done.reading, report)
        if items:
            setting = Setting(self.config, source, baseline=state.baseline_at is None)
            await self._writer(settle_list, setting, state, done.reading.kind, items, now)
        state_read = replace(state_read, baseline_at=state.baseline_at or now)
        gone = await self._writer(known_rows.gone_addresses, source.id)
        state_read = self._judged(state, state_read, done.reading, items, gone, answer.url, report)
        if done.reading.documents and not await self._documents(source, state, done, answer, report, now):
            state_read = replace(state_read, body_sha="", validators=Validators())
        return state_read

    async def _pages_on(self, source: Source, state: SourceState, reading: Reading, report: Report) -> tuple[Item, ...]:
        """A list's items, with those of the pages on which it goes on, until one is met that was known."""
        known = await self._writer(known_rows.known_items, source.id) if state.baseline_at else None
        items, page = list(reading.items), reading.next_page
        asked = {source.url}
        while known and page and page not in asked and not any(canonical_url(item.url) in known for item in items):
            if len(asked) > MOST_PAGES:
                report.problems.append(f"{source.url}: {len(items)} new items on {len(asked)} pages, and it goes on")
                break
            asked.add(page)
            try:
                answer = await self._pages.fetch(source, page, Validators())
                if isinstance(answer, NotModified):
                    break
                more = (await self._parser.read(answer, source, "listing")).reading
            except SourceError as problem:
                report.failed(problem, page)
                break
            items += more.items
            page = more.next_page
        return tuple(items)

    async def _further(
        self, source: Source, reading: Reading, state: SourceState, report: Report
    ) -> tuple[tuple[Item, ...], SourceState]:
        """The items of an index's lists: of those that changed since the last good check, all once a day."""
        since = state.good_at - timedelta(days=1) if state.good_at and state.full_at != self._clock.now() else None
        day = since.date().isoformat() if since else ""
        found: list[Item] = []
        for one in reading.further[:MOST_FURTHER]:
            if one.published and one.published < day[: len(one.published)]:
                continue
            try:
                answer = await self._pages.fetch(source, one.url, Validators())
                if isinstance(answer, NotModified):
                    continue
                found += (await self._parser.read(answer, source, reading.kind)).reading.items
            except SourceError as problem:
                report.failed(problem, one.url)
        if len(reading.further) > MOST_FURTHER:
            report.problems.append(f"{source.url}: {len(reading.further)} lists, of which the newest {MOST_FURTHER} are read")
        # An index that does not date its lists is the same when they change.
        undated = any(one.published is None for one in reading.further)
        return tuple(found), replace(state, body_sha="", validators=Validators()) if undated else state

    def _unchanged(self, source: Source, state: SourceState, report: Report, landed: str | None = None) -> SourceState:
        """The page shows what it showed when it was last good; `landed`: where it came from, None where that was not said."""
        report.unchanged, report.items = True, state.items
        report.lives(source.url)
        worn = Health("DEGRADED", state.code, state.error) if state.code in proof.LASTING else Health()
        if landed is not None and worn.code in ("", "elsewhere"):
            worn = _at_home(landed, source.url)
        report.doubts(worn if worn.code else proof.quiet(state.shape, self._today()))
        return replace(state, answer="")

    def _judged(
        self,
        before: SourceState,
        state: SourceState,
        reading: Reading,
        shown: Sequence[Item],
        gone: Sequence[str],
        landed: str,
        report: Report,
    ) -> SourceState:
        """Hold a page that could be read against what the source has shown so far.

        `shown`: its items, further pages' too; `gone`: the addresses of its notices whose own pages say that they are gone;
        `landed`: the address that the page came from in the end.
        """
        found, shape = proof.proved(before, reading, self._clock.now(), self._today(), shown, gone)
        report.doubts(found if found.state != "OK" else _at_home(landed, state.url))
        if found.proves:
            return replace(state, shape=shape)
        sha = state.body_sha.partition(":")[2]
        return replace(state, body_sha="", validators=Validators(), answer=sha, kind=before.kind, items=before.items)

    def _today(self) -> date:
        return self._clock.now().astimezone(self.config.settings.timezone).date()

    async def _documents(
        self, source: Source, state: SourceState, done: Read, answer: Response, report: Report, now: datetime
    ) -> bool:
        """Posts of one page, or a page that is a notice itself: all of them in one transaction, oldest first.

        Of a page that proves nothing only what tells of an incident is taken: the rest may be what a wall says in its place.
        False where one of them could not be read, so that the page is read again however it stands.
        """
        page = canonical_url(answer.requested)
        seen: dict[tuple[str, str], Seen] = {}
        for document, extraction in zip(done.reading.documents, done.extractions, strict=True):
            address = post_address(document, page)
            if isinstance(extraction, str):
                report.failed(ReadError(extraction), address)
                continue
            if not report.health.proves and extraction.facts.verdict != "incident":
                continue
            one = (address, compare.text_sha(document.text))
            seen.setdefault(one, decide.judged(Seen(document, extraction, address, own_page=False)))
        report.read += len(seen)
        setting = Setting(self.config, source, baseline=state.baseline_at is None)
        for outcome in await self._writer(settle_posts, tuple(seen.values()), setting, now):
            report.took(outcome)
        return report.health.proves and (len(seen) == len(done.extractions) or not report.faults)

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
                seen = await self._pages.seen(source, await self._pages.fetch_whole(source, item.url))
            except SourceError as problem:
                report.failed(problem, item.url, harmless=isinstance(problem, ReadError) and item.baseline)
                error = "" if _is_harmless(problem, item) else str(problem)
                await self._writer(commit, decide.item_unreadable(item, error, self._clock.now()))
                continue
            report.has_read(seen)
            setting = Setting(self.config, source, item.baseline, item)
            report.took(await self._writer(settle_item, seen, item, setting, self._clock.now()))

    async def _looks(self, source: Source, due_by: datetime | None, began: datetime, report: Report) -> None:
        """Look at known notices again; those that are gone last, when it is known whether their sites live. `began`: the pass."""
        gone: list[tuple[Notice, SourceError]] = []
        for notice in await self._writer(known_rows.watched_notices, source.id, due_by):
            if notice.looked_at < began:  # what this pass has just read needs no look
                problem = await self._look(source, notice, report)
                if problem is not None:
                    gone.append((notice, problem))
        for notice, problem in gone:
            await self._gone(source, notice, problem, report)

    async def _look(self, source: Source, notice: Notice, report: Report) -> SourceError | None:
        """Look at one notice's page; gives the answer that says that it is gone, if it does."""
        setting = Setting(self.config, source, notice.baseline)
        try:
            if urlsplit(notice.url).netloc in report.silent:
                raise report.silent[urlsplit(notice.url).netloc]
            answer = await self._pages.fetch(source, notice.url, Validators() if notice.failures else notice.validators)
            if isinstance(answer, NotModified) or body_sha(answer.body) == notice.body_sha:
                if await self._pages.files_stand(source, notice):
                    report.lives(notice.url)
                    await self._writer(commit, decide.notice_unchanged(notice, setting, self._clock.now()))
                    return None
                answer = await self._pages.fetch_whole(source, notice.url)
            seen = await self._pages.seen(source, answer, known=True)
        except SourceError as problem:
            if _says_gone(problem):
                return problem
            report.failed(problem, notice.url)
            await self._writer(commit, decide.notice_unreadable(notice, str(problem), setting, self._clock.now()))
            return None
        report.has_read(seen)
        report.lives(notice.url)
        report.took(await self._writer(settle_look, seen, notice, setting, self._clock.now()))
        return None

    async def _gone(self, source: Source, notice: Notice, problem: SourceError, report: Report) -> None:
        """A notice whose page is no longer there: moved, withdrawn, or its whole site is away."""
        setting = Setting(self.config, source, notice.baseline)
        for address in await self._writer(known_rows.other_addresses, notice):
            try:
                answer = await self._pages.fetch(source, address, Validators())
                if isinstance(answer, NotModified):
                    continue
                seen = await self._pages.seen(source, answer)
            except SourceError:
                continue
            moved = await self._writer(settle_moved, seen, notice, setting, self._clock.now())
            if moved is not None:
                report.took(moved)
                return
        if await self._site_lives(source, notice.url, report):
            report.took(await self._writer(settle_gone, notice, str(problem), setting, self._clock.now()))
        else:
            await self._writer(commit, decide.notice_unreadable(notice, str(problem), setting, self._clock.now()))

    async def _site_lives(self, source: Source, url: str, report: Report) -> bool:
        """Whether any page of a site can be read: one that was in this pass, else its first page."""
        site = urlsplit(url)
        if site.netloc not in report.living:
            first = f"{site.scheme}://{site.netloc}/"
            try:
                answer = await self._pages.fetch(source, first, Validators())
                if not isinstance(answer, NotModified):
                    await self._parser.read_notice(answer, source)
                report.lives(url)
            except SourceError:
                return False
        return True


def _at_home(landed: str, url: str) -> Health:
    """What it says of a page that it came from there in the end: DEGRADED where that is another owner's domain."""
    if same_domain(landed, url):
        return Health()
    where = urlsplit(landed).hostname
    return Health("DEGRADED", "elsewhere", f"the page leads to {where}: is that still the organization's own?")


def _size(reading: Reading) -> int:
    return len(reading.items) + len(reading.further) + len(reading.documents)


def _says_gone(problem: SourceError) -> bool:
    """Whether an answer says that nothing stands there, or no longer."""
    return isinstance(problem, GonePage) or (isinstance(problem, FetchError) and problem.status in GONE)


def _is_harmless(problem: SourceError, item: KnownItem) -> bool:
    """Whether a link that could not be read says nothing against its source later on.

    One that is closed or gone; and one of a kind that cannot be read, if it stood there before the watch began: one that came
    since then may be the very notice that is waited for.
    """
    if isinstance(problem, FetchError):
        return problem.kind == "robots" or problem.status in GONE
    return item.baseline
