"""What is asked of the database and stored in it within one turn of the writing thread, so that nothing comes in between.

Shell; imports core and store. Each asks what is known, has it decided, and commits what follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random
from urllib.parse import urlsplit

from sqlite_utils import Database

from noticewatch import decide, identity, incidents, listed, repeats, rereading, schedule, watched, worsening
from noticewatch.compare import text_sha
from noticewatch.config import Config, Source
from noticewatch.decide import Setting
from noticewatch.extract import EXTRACTOR
from noticewatch.health import Surroundings, forgotten, held_back, register_fault, schedule_fault, source_checked
from noticewatch.judgements import PROGRAM, Mark
from noticewatch.model import Item, SourceKind
from noticewatch.records import Health, KnownItem, KnownNotice, Notice, Outcome, Seen, SourceState
from noticewatch.store import byhand, outbox
from noticewatch.store import known as known_rows
from noticewatch.store.commit import commit
from noticewatch.store.connection import transaction
from noticewatch.store.judged import mark_of
from noticewatch.store.likely import incident_members, likely_members, renew_keys
from noticewatch.store.shown import find_incidents
from noticewatch.store.weekly import count_check

MOST_REASONS = 5  # for which a source failed, in what tells of its recovery


def settle_list(
    db: Database, setting: Setting, state: SourceState, kind: SourceKind, items: Sequence[Item], now: datetime
) -> None:
    """Keep what a source's list shows that was not known."""
    outcome = listed.list_read(setting, known_rows.known_items(db, setting.source.id), items, now)
    # The validators are stored at the end of the check: a death in between only means reading the list once more.
    commit(db, replace(outcome, source=replace(state, kind=kind, baseline_at=state.baseline_at or now)))


def settle_check(
    db: Database,
    state: SourceState,
    health: Health,
    source: Source,
    config: Config,
    now: datetime,
    rng: Random,
    wait: float | None,
) -> Outcome:
    """Decide what a check's end means for its source, beside how all others are; `wait`: the server's Retry-After, in seconds."""
    fault, around = known_rows.fault(db, "network"), Surroundings()
    if fault or (state.failures + 1 >= schedule.BAD_CHECKS and not (health.proves or state.told_failing)):
        around = known_rows.surroundings(db, now - max(source.interval or config.settings.interval, schedule.SECOND_LOOK))
    reasons: tuple[str, ...] = ()
    if health.proves and state.told_failing and state.failing_since:
        reasons = known_rows.reasons_since(db, source.id, state.failing_since)[:MOST_REASONS]
    outcome = source_checked(
        state,
        health,
        config=config,
        source=source,
        now=now,
        rng=rng,
        retry_after=wait,
        surroundings=around,
        fault=fault,
        reasons=reasons,
    )
    with transaction(db):
        commit(db, outcome)
        count_check(db, health.proves, now)
    return outcome


def settle_sweep(db: Database, config: Config, started: datetime, now: datetime) -> tuple[tuple[str, ...], Outcome]:
    """The sources that the schedule forgot, and what is told of them and of those that are held back for too long."""
    states = known_rows.source_states(db)
    late = forgotten(states, config, started, now)
    outcome = schedule_fault(late, known_rows.fault(db, "schedule"), config, now)
    held = () if known_rows.fault(db, "network") else held_back(states, config, now)
    with transaction(db):
        for one in (outcome, *held):
            commit(db, one)
    return late, replace(outcome, events=tuple(event for one in (outcome, *held) for event in one.events))


def settle_registers(db: Database, config: Config, mistakes: int, now: datetime) -> Outcome:
    """What is told of the registers' files as they are now; `mistakes`: how many they hold."""
    outcome = register_fault(mistakes, known_rows.fault(db, "register"), config, now)
    commit(db, outcome)
    return outcome


def settle_merge(db: Database, config: Config, names: Sequence[str], now: datetime) -> str:
    """Make one incident of several, by hand, and tell whom of the registers that brings in; the incident's id.

    Raises StoreError, as `store.byhand.merge` does.
    """
    with transaction(db):
        sides = {one: incident_members(db, one) for name in names for one in find_incidents(db, name)}
        kept = byhand.merge(db, names, now, now.astimezone(config.settings.timezone).date().isoformat())
        commit(db, watched.merged(kept, tuple(sides.values()), incident_members(db, kept), config, now))
    return kept


def settle_posts(db: Database, posts: Sequence[Seen], setting: Setting, now: datetime) -> list[Outcome]:
    """Decide about all posts of a page in one transaction, oldest first."""
    with transaction(db):
        pairs = identity.matched(posts, known_rows.known_posts(db, setting.source.id, posts))
        return [settle(db, one, known, setting, now) for one, known in reversed(pairs)]


def settle_item(db: Database, seen: Seen, item: KnownItem, setting: Setting, now: datetime) -> Outcome:
    """Decide about the page behind a list's link."""
    known = known_rows.notice_of_item(db, seen, item)
    if known is None and identity.may_have_twin(seen):
        likely = tuple(known_rows.notices_titled(db, seen.document.title, urlsplit(seen.address).hostname or ""))
    else:
        likely = (known,) if known and seen.address not in (known.notice.address, known.notice.url) else ()
    if twin := next((one for one in likely if identity.is_same_elsewhere(seen, one)), None):
        outcome = decide.notice_elsewhere(seen, twin, item)
        commit(db, outcome)
        return outcome
    return settle(db, seen, known, setting, now)


def settle_look(db: Database, seen: Seen, notice: Notice, setting: Setting, now: datetime) -> Outcome:
    """Decide about a known notice's page as it stands now."""
    return settle(db, seen, known_rows.notice_by_id(db, notice.id), setting, now)


def settle_moved(db: Database, seen: Seen, notice: Notice, setting: Setting, now: datetime) -> Outcome | None:
    """A notice that is gone from its address, and a page of the same text at another: it is looked at there from now on.

    None where the text is another one, which says nothing of what is gone.
    """
    known = known_rows.notice_by_id(db, notice.id)
    if known is None or not (text_sha(seen.document.text) in known.shas or identity.is_same_elsewhere(seen, known)):
        return None
    known = replace(known, notice=replace(known.notice, url=seen.document.url))
    return settle(db, seen, known, setting, now)


def settle_gone(db: Database, notice: Notice, error: str, setting: Setting, now: datetime) -> Outcome:
    """Decide about a known notice whose page is no longer there, while its site lives."""
    known = known_rows.notice_by_id(db, notice.id)
    if known is None:
        return Outcome()
    if notice.gone_at is not None and notice.withdrawn != notice.current and notice.incident_id is not None:
        setting = _with_incident(db, setting, notice.incident_id, notice.id)
    outcome = as_marked(db, decide.notice_gone(known, error, setting, now), setting, now)
    commit(db, outcome)
    return outcome


def settle(db: Database, seen: Seen, known: KnownNotice | None, setting: Setting, now: datetime) -> Outcome:
    """Decide about a notice as it was just read, and store what follows."""
    if known and known.version.extractor != EXTRACTOR:
        known = rereading.read_again(db, known, setting.source, setting.config, now)
    seen = decide.judged(seen)
    if known and known.notice.judged:
        seen = rereading.beneath(seen, known.notice.judged, setting.source)
    if decide.asks_for_members(seen, known):
        setting = _with_members(db, seen, known, setting, now)
    outcome = _without_repeats(db, decide.notice_seen(seen, known, setting, now), setting.config)
    outcome = as_marked(db, outcome, setting, now)
    commit(db, outcome)
    return outcome


def _with_members(db: Database, seen: Seen, known: KnownNotice | None, setting: Setting, now: datetime) -> Setting:
    """A setting that knows a notice's incident, or the one that it is to be linked to."""
    incident_id = known.notice.incident_id if known else None
    if incident_id is None:
        new, text, spellings = decide.sought(seen, known, setting, now), seen.document.text, setting.config.spellings
        links = incidents.addresses_in(text, seen.document.links)
        link = incidents.linked_incident(new, likely_members(db, new, text, links, spellings, now), spellings)
        incident_id, setting = link[0] if link else None, replace(setting, link=link)
    return _with_incident(db, setting, incident_id, known.notice.id if known else "")


def _with_incident(db: Database, setting: Setting, incident_id: str | None, notice_id: str) -> Setting:
    """A setting that knows the notices of an incident, and what their former versions said, and those of one notice."""
    members = incident_members(db, incident_id) if incident_id else ()
    return replace(setting, members=members, former=known_rows.former_facts(db, incident_id or "", notice_id))


def _without_repeats(db: Database, outcome: Outcome, config: Config) -> Outcome:
    """What follows, less the messages that would add no facts where a channel wants none of those."""
    channels = {channel.name: channel for channel in config.channels}
    incident = next((event.incident for event in outcome.events if event.incident), None)
    if incident is None or all(channels[delivery.channel].repeats == "all" for delivery in outcome.deliveries):
        return outcome
    events = {event.id: event for event in outcome.events}
    told = outbox.told_of_incident(db, incident.id)
    return replace(outcome, deliveries=repeats.without_repeats(outcome.deliveries, events, channels, told))


def settle_judged(db: Database, notice_id: str, setting: Setting, now: datetime) -> Outcome:
    """A notice that was told to nobody, and that a person calls an incident: it is put to one, and told as any new one is."""
    known = known_rows.notice_by_id(db, notice_id)
    if known is None:
        return Outcome()
    document = rereading.document_of(known.notice, known.version)
    seen = Seen(document, known.version.extraction, known.notice.address, known.notice.own_page, found=known.version.found)
    setting = _with_members(db, seen, known, setting, now)
    outcome = _without_repeats(db, decide.notice_judged(known, setting, now), setting.config)
    outcome = as_marked(db, outcome, setting, now)
    commit(db, outcome)
    renew_keys(db, outcome.notice or known.notice)
    return outcome


def as_marked(db: Database, outcome: Outcome, setting: Setting, now: datetime) -> Outcome:
    """What follows, as the team marked the incident: an irrelevant one's messages are not sent until something of it is worse.

    Then they are, the mark's word with them, and the incident is new again.
    """
    event = next((one for one in outcome.events if one.incident and not one.mark), None)
    kept = mark_of(db, event.incident.id) if event and event.incident else None
    if kept is None or event is None or outcome.notice is None or kept.mark.state == "new":
        return outcome
    worse: tuple[str, ...] = ()
    if kept.mark.state == "irrelevant":
        said = decide.said_in(outcome.notice, setting)
        named = [name for channel in setting.config.channels for name in channel.organizations]
        watched = kept.basis.watched | {f"{one.register}:{one.id}" for each in outcome.events for one in each.watch}
        worse = worsening.worse(kept.basis, worsening.standing_of(said, event.severity, watched), named)
    mark = replace(kept.mark, worse=worse)
    outcome = replace(outcome, events=tuple(replace(one, mark=mark) for one in outcome.events))
    if worse:
        again = Mark("new", PROGRAM, now, kept.mark.owner, f"told again: {', '.join(worse)}")
        return replace(outcome, mark=replace(kept, mark=again))
    if kept.mark.state != "irrelevant":
        return outcome
    reason = f"the incident was marked irrelevant by {kept.mark.by}, and nothing of it is worse"
    return replace(outcome, deliveries=tuple(replace(one, state="untold", last_error=reason) for one in outcome.deliveries))
