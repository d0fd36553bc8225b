"""Known notices read again by a better extractor: their facts are found anew, and one summary tells what was told otherwise.

Shell; imports core and store. A better extractor is no change of a notice, so nothing is told of it by itself: what differs from
what was told is kept as rows, and once all that was read is read again, one event tells of all of them. Judged facts stay.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlite_utils import Database

from noticewatch import alerts, codec, decide, incidents, watched
from noticewatch.clock import Clock
from noticewatch.config import Config, Source
from noticewatch.errors import ReadError
from noticewatch.extract import EXTRACTOR, extract
from noticewatch.judgement import overlaid
from noticewatch.judgements import FoundAnew, Judged
from noticewatch.model import Document, Event, Extraction, Facts, Json, Reason
from noticewatch.parsing import Parser
from noticewatch.records import Delivery, IncidentLink, KnownNotice, Notice, Outcome, Seen, Version, derived_id, member_of
from noticewatch.severity import LEVELS, severity_of
from noticewatch.store import rereads
from noticewatch.store.commit import commit
from noticewatch.store.connection import Writer, transaction
from noticewatch.store.judged import keep_facts, keep_version
from noticewatch.store.known import notice_by_id
from noticewatch.store.likely import likely_members

RECENT = timedelta(days=90)  # after its first sight, in which a notice that was not told is told of when it turns out an incident
MOST_LISTED = 100  # findings that a summary holds more than the number of
AT_A_CHECK = 50  # versions at the end of a check without a daemon: some seconds
AT_ONCE = 5  # versions of one pass; each is read in the worker process and stored in a transaction of its own

log = structlog.get_logger()


def beneath(seen: Seen, judged: Judged, source: Source) -> Seen:
    """A notice as just read, beneath what a person judged of it."""
    found = seen.extraction
    if asks_for_facts(found, judged):
        found = extract(seen.document, organization=source.organization, language=source.language, announced=True)
        found = replace(found, facts=replace(found.facts, verdict=seen.extraction.facts.verdict))
    return replace(seen, extraction=overlaid(found, judged), found=found)


def asks_for_facts(found: Extraction, judged: Judged) -> bool:
    """Whether a person calls an incident what the extractor does not, and so did not seek an incident's facts in."""
    said = judged.get("verdict")
    return said is not None and said.value == "incident" and found.facts.verdict not in decide.TOLD_VERDICTS


def document_of(notice: Notice, version: Version) -> Document:
    """A version as the document that it was read from, as far as facts are found by it."""
    return Document(notice.url, version.title, version.text, notice.published, post=not notice.own_page)


def read_again(db: Database, known: KnownNotice, source: Source, config: Config, now: datetime) -> KnownNotice:
    """A known notice with the facts that today's extractor finds in its current version, stored, and noted where they differ."""
    document = document_of(known.notice, known.version)
    found = extract(document, organization=source.organization, language=source.language)
    return _stored_again(db, known, _found_in(known.notice, known.version, found, source), config, now)


def _found_in(notice: Notice, version: Version, found: Extraction, source: Source) -> Version:
    """A version with what was found in it just now, beneath what is judged."""
    seen = decide.judged(Seen(document_of(notice, version), found, notice.address, notice.own_page))
    if notice.judged:
        seen = beneath(seen, notice.judged, source)
    return replace(version, extraction=seen.extraction, found=seen.found, extractor=EXTRACTOR)


def _stored_again(db: Database, known: KnownNotice, version: Version, config: Config, now: datetime) -> KnownNotice:
    made = replace(known, notice=replace(known.notice, facts=version.extraction.facts), version=version)
    with transaction(db):
        keep_version(db, version)
        made = replace(made, notice=_linked(db, made, config, now))
        keep_facts(db, made.notice)
        _note(db, known, made, config, now)
        return made


def _linked(db: Database, known: KnownNotice, config: Config, now: datetime) -> Notice:
    """A notice that turns out to tell of an incident is put to it, or to one of its own; the summary tells of it."""
    notice, text = known.notice, known.version.text
    if notice.incident_id or notice.facts.verdict != "incident":
        return notice
    new = member_of(notice)
    links = incidents.addresses_in(text)
    likely = likely_members(db, new, text, links, config.spellings, now)
    found = incidents.linked_incident(new, likely, config.spellings)
    incident_id, reasons = found or (derived_id("inc", notice.id), (Reason("first", {}),))
    watch = watched.own_watch(notice, known.version, config)
    linked = replace(notice, incident_id=incident_id, watch=watch)
    commit(db, Outcome(notice=linked, link=IncidentLink(incident_id, notice.id, reasons, now)))
    return linked


def _note(db: Database, before: KnownNotice, known: KnownNotice, config: Config, now: datetime) -> None:
    """Keep what is found otherwise than before and than it was told, for the summary; judged facts are not the extractor's."""
    notice, facts = known.notice, known.notice.facts
    event = rereads.last_told(db, notice.id, notice.current)
    was, told = _said(before.notice.facts), dict[str, Json]()
    if event and event.facts:
        told = {name: value for name, value in _said(event.facts).items() if name not in notice.judged}
        if not (_differs(was, _said(facts), told) and (_differs(told, _said(facts), told) or _differs(told, was, told))):
            return
    elif not _is_missed(before.notice, notice, now):
        return
    organization = facts.organization or (event.facts.organization if event and event.facts else None)
    finding = FoundAnew(
        notice.id,
        notice.url,
        notice.title,
        organization or "",
        notice.incident_id or "",
        event.id if event else "",
        told,
        _said(facts),
    )
    rereads.keep_finding(db, finding, EXTRACTOR, severity_of([facts], config.severity).severity)


def _is_missed(before: Notice, notice: Notice, now: datetime) -> bool:
    """Whether a notice that was no incident turns out to be one, not by a person's word, and not long ago."""
    found = notice.facts.verdict == "incident" and before.facts.verdict not in decide.TOLD_VERDICTS
    return found and not notice.told and "verdict" not in notice.judged and now - notice.first_seen_at <= RECENT


def _said(facts: Facts) -> dict[str, Json]:
    return {"verdict": facts.verdict, "affected_headline": codec.fact_to_json(facts.affected_headline)}


def _differs(one: dict[str, Json], other: dict[str, Json], among: Container[str]) -> bool:
    """Whether an incident is none any more, or another number; what could not be judged was told as such."""
    verdicts = [data["verdict"] in decide.TOLD_VERDICTS for data in (one, other) if "verdict" in among]
    numbers = [_number(data["affected_headline"]) for data in (one, other) if "affected_headline" in among]
    return len(set(verdicts)) > 1 or len(set(numbers)) > 1


def _number(count: Json) -> tuple[Json, Json] | None:
    return (count["value"], count["unit"]) if isinstance(count, dict) else None


# In the background


def outdated(db: Database, config: Config, most: int) -> tuple[tuple[KnownNotice, Version, Source], ...]:
    """A few versions that an older extractor read, the newest first, each with its notice and source.

    What is left is known by the extractor that is stored with each version, so that a restart goes on where it stopped.
    """
    sources = {source.id: source for source in config.sources}
    found = []
    for version in rereads.outdated(db, EXTRACTOR, most):
        known = notice_by_id(db, version.notice_id)
        if known is not None:
            source_id = known.notice.source_id
            found.append((known, version, sources.get(source_id) or Source(id=source_id, url=known.notice.url)))
    return tuple(found)


def keep_found(db: Database, version: Version, found: Extraction | None, source: Source, config: Config, now: datetime) -> None:
    """Store what was found again in a version; None where today's extractor could not read it: what was found before stands."""
    with transaction(db):
        known = notice_by_id(db, version.notice_id)
        if known is None:
            return
        made = replace(version, extractor=EXTRACTOR)
        if found is not None:
            made = _found_in(known.notice, version, found, source)
        if version.number == known.notice.current and known.version.extractor != EXTRACTOR:
            _stored_again(db, known, made, config, now)
        else:
            keep_version(db, made)


async def read_some_again(writer: Writer, parser: Parser, config: Config, clock: Clock, most: int = AT_ONCE) -> bool:
    """Read a few versions again, beside the checks; whether any was left. At the end one summary tells of what was found."""
    some = await writer(outdated, config, most)
    for known, version, source in some:
        try:
            found = await parser.facts(document_of(known.notice, version), source)
        except ReadError as problem:
            log.warning("a stored text could not be read again", notice=known.notice.id, problem=str(problem))
            found = None
        await writer(keep_found, version, found, source, config, clock.now())
    if not some:
        await writer(settle_findings, config, clock.now())
    return bool(some)


def settle_findings(db: Database, config: Config, now: datetime) -> Outcome:
    """Tell in one event of all that was found otherwise than it was told, if anything was."""
    with transaction(db):
        found = sorted(rereads.findings(db), key=lambda one: -LEVELS.index(one.severity))
        if not found:
            return Outcome()
        listed = tuple(one.finding for one in found)
        told = sum(bool(one.told) for one in listed)
        event = Event(
            derived_id("evt", "summary", "found anew", EXTRACTOR, *sorted(one.notice for one in listed)),
            "summary",
            now.astimezone(config.settings.timezone),
            found[0].severity,
            reason=(
                f"a better extractor: of {told} notices something else was told than it finds now, "
                f"{len(listed) - told} that were not told are incidents"
            ),
            found=listed[:MOST_LISTED],
        )
        # It tells of notices: whoever is told of those is told of it.
        as_notice = replace(event, type="notice.new")
        channels = [one for one in config.channels if alerts.passes(one, event, None) or alerts.passes(one, as_notice, None)]
        outcome = Outcome(events=(event,), deliveries=tuple(Delivery(event.id, one.name, "due", 0, now, now) for one in channels))
        commit(db, outcome)
        rereads.forget_findings(db)
    return outcome
