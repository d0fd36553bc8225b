"""What is known + what was just seen → what follows: rows, events, deliveries, the next look. Nothing is done here.

Core; imports the words and the core's own modules. `now` is an argument; chance comes in as a generator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from noticewatch import alerts, compare, incidents, judgement, schedule, severity, steady, story, watched, worsening
from noticewatch.config import Config, Source
from noticewatch.extract import EXTRACTOR
from noticewatch.judgements import Mark
from noticewatch.links import may_be_incident
from noticewatch.model import Event, EventType, Facts, NoticeRef, Reason, Trouble, Validators, Verdict
from noticewatch.records import (
    Delivery,
    Difference,
    IncidentLink,
    KnownItem,
    KnownNotice,
    Member,
    Notice,
    Outcome,
    Seen,
    Version,
    derived_id,
)

_STATUS = re.compile(r"status (404|410)$")  # how the door says what was answered
TOLD_VERDICTS: frozenset[Verdict] = frozenset({"incident", "unclassified"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a decision about a notice rests on besides the notice itself."""

    config: Config
    source: Source
    baseline: bool  # the notice belongs to what its source showed at its first check
    item: KnownItem | None = None  # the list's link to it
    members: Sequence[Member] = ()  # the notices of its incident
    former: Mapping[str, Sequence[Facts]] = field(
        default_factory=dict
    )  # what their former versions said, by notice, oldest first
    link: tuple[str, tuple[Reason, ...]] | None = None  # the incident that linking found for it, with the reasons


# A notice


def judged(seen: Seen) -> Seen:
    """A text that cannot be judged is told only where its title or link could be an incident's."""
    facts = seen.extraction.facts
    if facts.verdict != "unclassified" or may_be_incident(seen.document.title, seen.document.url):
        return seen
    return replace(seen, extraction=replace(seen.extraction, facts=replace(facts, verdict="other")))


def page_says(seen: Seen) -> Facts:
    """What the extractor finds in a notice's text, whatever a person judged."""
    return (seen.found or seen.extraction).facts


def asks_for_members(seen: Seen, known: KnownNotice | None) -> bool:
    """Whether `notice_seen` may have to link the notice to an incident, and so needs the setting's members."""
    told = seen.extraction.facts.verdict in TOLD_VERDICTS or page_says(seen).verdict in TOLD_VERDICTS
    return told and (known is None or compare.text_sha(seen.document.text) not in known.shas)


def sought(seen: Seen, known: KnownNotice | None, setting: Setting, now: datetime) -> Member:
    """A notice as just read, as those are sought that it may be linked to."""
    document = seen.document
    facts = seen.extraction.facts if seen.extraction.facts.verdict in TOLD_VERDICTS else page_says(seen)
    published = _published(facts, document.published, setting.item)
    notice_id = known.notice.id if known else _notice_id(seen)
    return Member(notice_id, "", seen.address, document.title, facts, known.notice.first_seen_at if known else now, published)


def notice_seen(seen: Seen, known: KnownNotice | None, setting: Setting, now: datetime) -> Outcome:
    """What follows from reading a notice: a new one, a new version, or nothing but that it was looked at."""
    item = replace(setting.item, state="read", error="", retry_at=None) if setting.item else None
    outcome = _first_seen(seen, setting, now) if known is None else _seen_again(seen, known, setting, now)
    notice_id = known.notice.id if known else _notice_id(seen)
    landed = seen.landed if seen.extraction.facts.verdict == "incident" else ""
    aliases = dict.fromkeys((seen.address, item.key if item else seen.address, landed or seen.address), notice_id)
    links = incidents.addresses_in(seen.document.text, seen.document.links)
    return replace(outcome, items=(item,) if item else (), aliases=tuple(aliases.items()), links=links)


def notice_elsewhere(seen: Seen, known: KnownNotice, item: KnownItem) -> Outcome:
    """A known notice at another address, in another frame: its text is compared with itself only where it was first seen."""
    read = replace(item, state="read", error="", retry_at=None)
    return Outcome(
        items=(read,), aliases=tuple((address, known.notice.id) for address in dict.fromkeys((seen.address, item.key)))
    )


def _notice_id(seen: Seen) -> str:
    return derived_id("ntc", seen.address)


def _first_seen(seen: Seen, setting: Setting, now: datetime) -> Outcome:
    facts, document = seen.extraction.facts, seen.document
    notice = Notice(
        id=_notice_id(seen),
        source_id=setting.source.id,
        address=seen.address,
        url=document.url,
        title=document.title,
        published=_published(facts, document.published, setting.item),
        first_seen_at=now,
        changed_at=now,
        looked_at=now,
        next_look_at=_next_look_at(now, seen, setting, now),
        current=1,
        versions=1,
        facts=facts,
        own_page=seen.own_page,
        baseline=setting.baseline,
        validators=seen.validators,
        body_sha=seen.body_sha,
        files=seen.files,
    )
    version = _version(notice, seen, now)
    if facts.verdict not in TOLD_VERDICTS:
        return Outcome(notice=notice, version=version)
    settings = setting.config.settings
    told = not setting.baseline or schedule.is_recent(
        notice.published, settings.backfill, now.astimezone(settings.timezone).date()
    )
    return _linked(notice, version, "notice.new" if told else None, setting, now)


def _seen_again(seen: Seen, known: KnownNotice, setting: Setting, now: datetime) -> Outcome:
    document, facts = seen.document, seen.extraction.facts
    ids = {source.id for source in setting.config.sources}
    notice = replace(
        known.notice,
        source_id=known.notice.source_id if known.notice.source_id in ids else setting.source.id,
        looked_at=now,
        next_look_at=_next_look_at(known.notice.changed_at, seen, setting, now),
        validators=seen.validators,
        body_sha=seen.body_sha,
        files=seen.files,
        failures=0,
        error="",
        gone_at=None,
    )
    sha = compare.text_sha(document.text)
    # A text that stood there before is a page that flaps between two states, and was told at most once.
    if sha in known.shas:
        _, rest = steady.weighed(notice.wavering, (), ())
        return Outcome(notice=replace(notice, current=known.shas[sha], title=document.title, facts=facts, wavering=rest))
    before, extraction = known.version, known.version.extraction
    difference = compare.difference(before.page_says, before.text, page_says(seen), document.text)
    seen_before = steady.last_look(notice.wavering) or known.notice.looked_at
    told = notice.own_page and extraction.facts.verdict in TOLD_VERDICTS
    if told and (difference is None or not difference.changes):
        stays, rest = steady.weighed(notice.wavering, *((difference.came, difference.gone) if difference else ((), ())))
        notice = replace(notice, wavering=rest)
        if not stays:
            notice = replace(notice, wavering=steady.with_last_look(rest, seen_before))
            return Outcome(notice=_awaited(notice, setting, now) if steady.awaits(rest) else notice)
    if difference is None:
        return Outcome(notice=notice)
    notice = replace(
        notice,
        url=document.url,
        title=document.title,
        published=_published(facts, document.published, setting.item) or notice.published,
        changed_at=now,
        next_look_at=_next_look_at(now, seen, setting, now),
        versions=notice.versions + 1,
        current=notice.versions + 1,
        facts=facts,
    )
    version = _version(notice, seen, now)
    if extraction.facts.verdict in TOLD_VERDICTS:
        outcome = _linked(notice, version, "notice.changed", setting, now, difference)
        zone = setting.config.settings.timezone
        return replace(outcome, events=tuple(replace(one, seen_before=seen_before.astimezone(zone)) for one in outcome.events))
    if facts.verdict in TOLD_VERDICTS:
        return _linked(notice, version, "notice.new", setting, now)
    if worse := worsening.worse_than_judged(before.page_says, page_says(seen), notice.judged):
        return _doubted(notice, version, worse, difference, setting, now)
    return Outcome(notice=notice, version=version)


def notice_judged(known: KnownNotice, setting: Setting, now: datetime) -> Outcome:
    """What follows where a person calls a known notice an incident that was told to nobody: it is told, and watched as one."""
    notice = replace(known.notice, next_look_at=known.notice.next_look_at or (now if known.notice.own_page else None))
    return replace(_linked(notice, known.version, "notice.new", setting, now), version=None)


def _doubted(
    notice: Notice, version: Version, worse: tuple[str, ...], difference: Difference, setting: Setting, now: datetime
) -> Outcome:
    """A notice that was called no incident, of which a person should judge again: told as one that cannot be judged.

    What was judged stands in the notice all the same.
    """
    others = {name: one for name, one in notice.judged.items() if name != "verdict"}
    found = judgement.overlaid(version.found or version.extraction, others)
    asked = replace(notice, facts=replace(found.facts, verdict="unclassified"))
    told = replace(version, extraction=replace(found, facts=asked.facts))
    outcome = _linked(asked, told, "notice.changed" if notice.told else "notice.new", setting, now, difference)
    said = notice.judged["verdict"]
    mark = Mark("irrelevant", said.by, said.at, worse=worse)
    kept = replace(outcome.notice or notice, facts=notice.facts)
    return replace(outcome, notice=kept, version=version, events=tuple(replace(one, mark=mark) for one in outcome.events))


def _awaited(notice: Notice, setting: Setting, now: datetime) -> Notice:
    """A notice of which a second look, at the whole page, is to say whether a new sentence stays."""
    return replace(notice, next_look_at=now + _until_second_look(setting), validators=Validators(), body_sha="")


def _until_second_look(setting: Setting) -> timedelta:
    return min(setting.source.interval or setting.config.settings.interval, schedule.SECOND_LOOK)


def _published(facts: Facts, shown: str | None, item: KnownItem | None) -> str | None:
    return facts.published or shown or (item.published if item else None)


def _next_look_at(since: datetime, seen: Seen, setting: Setting, now: datetime) -> datetime | None:
    """Posts and single pages are read with their source and need no look of their own."""
    if not seen.own_page:
        return None
    settings = setting.config.settings
    interval = setting.source.interval or settings.interval
    return schedule.next_look_at(since, seen.extraction.facts.verdict, settings.recheck, interval, now)


def _version(notice: Notice, seen: Seen, now: datetime) -> Version:
    document = seen.document
    sha = compare.text_sha(document.text)
    made = Version(notice.id, notice.versions, now, document.title, document.text, sha, seen.extraction, EXTRACTOR)
    return replace(made, left_out=document.left_out, found=seen.found)


def _linked(
    notice: Notice,
    version: Version,
    type: EventType | None,
    setting: Setting,
    now: datetime,
    difference: Difference | None = None,
) -> Outcome:
    """A notice of an incident, linked to it, with the event that tells of it where there is something to tell."""
    incident_id, link = notice.incident_id, None
    if incident_id is None:
        incident_id, reasons = setting.link or (derived_id("inc", notice.id), (Reason("first", {}),))
        link = IncidentLink(incident_id, notice.id, reasons, now)
        notice = replace(notice, incident_id=incident_id)
    notice = replace(notice, watch=watched.own_watch(notice, version, setting.config))
    brought, to_tell = _brought(notice, link, setting, now)
    if type is None:
        return Outcome(notice=notice, version=version, link=link, events=brought, deliveries=to_tell)
    told = replace(notice, told=True)
    event = _event(type, notice, version.text_sha if type == "notice.changed" else "", setting, now)
    event = replace(
        event,
        evidence=version.extraction.evidence,
        changes=difference.changes if difference else (),
        diff=difference.diff if difference else "",
        correction_note=difference.note if difference else None,
    )
    deliveries = watched.told_once(_deliveries(event, setting, now), to_tell, setting.config.channels)
    return Outcome(notice=told, version=version, link=link, events=(event, *brought), deliveries=deliveries)


def _brought(
    notice: Notice, link: IncidentLink | None, setting: Setting, now: datetime
) -> tuple[tuple[Event, ...], tuple[Delivery, ...]]:
    """What is told where a notice that is now linked brings an organization of a register into its incident."""
    others = [one for one in setting.members if one.incident_id == notice.incident_id and one.notice_id != notice.id]
    new = watched.brought(notice.watch, others) if link and notice.watch else ()
    if not new or notice.incident_id is None:
        return (), ()
    incident = story.incident_ref(notice.incident_id, notice, setting.members)
    judged = severity.severity_of(said_in(notice, setting), setting.config.severity)
    source = alerts.source_ref(setting.source)
    return watched.linked(incident, new, judged, setting.config, now, facts=notice.facts, source=source)


def _event(type: EventType, notice: Notice, what: str, setting: Setting, now: datetime) -> Event:
    """An event about a notice; `what` tells events of one type about it apart."""
    zone = setting.config.settings.timezone
    first_seen = notice.first_seen_at.astimezone(zone)
    watch = watched.event_watch(notice, setting.members, setting.config)
    judged = severity.severity_of(said_in(notice, setting), setting.config.severity, watch)
    return Event(
        id=derived_id("evt", type, notice.id, what),
        type=type,
        time=now.astimezone(zone),
        severity=judged.severity,
        source=alerts.source_ref(setting.source),
        notice=NoticeRef(notice.id, notice.url, notice.title, notice.published, first_seen, notice.current),
        incident=story.incident_ref(notice.incident_id, notice, setting.members) if notice.incident_id else None,
        facts=notice.facts,
        severity_reasons=judged.reasons,
        watch=watch,
    )


def said_in(notice: Notice, setting: Setting) -> list[Facts]:
    """What each notice of an incident has said so far, this one's newest version among them."""
    others = [m for m in setting.members if m.incident_id == notice.incident_id and m.notice_id != notice.id]
    newest = [*((m.notice_id, m.facts) for m in others), (notice.id, notice.facts)]
    return [severity.said([*setting.former.get(notice_id, ()), facts]) for notice_id, facts in newest]


def _deliveries(event: Event, setting: Setting, now: datetime) -> tuple[Delivery, ...]:
    return alerts.deliveries_for([event], setting.config.channels, setting.source, now)


def notice_unchanged(notice: Notice, setting: Setting, now: datetime) -> Outcome:
    """A look at a notice that found the bytes of last time."""
    settings = setting.config.settings
    interval = setting.source.interval or settings.interval
    next_at = schedule.next_look_at(notice.changed_at, notice.facts.verdict, settings.recheck, interval, now)
    return Outcome(notice=replace(notice, looked_at=now, next_look_at=next_at, failures=0, error="", gone_at=None))


def notice_unreadable(notice: Notice, error: str, setting: Setting, now: datetime) -> Outcome:
    """A look at a notice that could not be taken: the last good text stands, and a second look follows soon.

    It is watched no longer than one that can be read.
    """
    settings = setting.config.settings
    wait = schedule.SECOND_LOOK if notice.failures < schedule.EAGER_ATTEMPTS else schedule.DAY
    watched = schedule.next_look_at(notice.changed_at, notice.facts.verdict, settings.recheck, wait, now)
    return Outcome(
        notice=replace(notice, failures=notice.failures + 1, error=error, next_look_at=now + wait if watched else None)
    )


def notice_gone(known: KnownNotice, error: str, setting: Setting, now: datetime) -> Outcome:
    """A look at a notice whose page is no longer there, while its site lives.

    A second look must say so too; then the withdrawal of what tells of an incident is told, once for each text that stood there.
    """
    notice = known.notice
    since = notice.gone_at or now
    left = replace(notice_unreadable(notice, error, setting, now).notice or notice, gone_at=since)
    if notice.gone_at is None:
        return Outcome(notice=replace(left, next_look_at=left.next_look_at and now + _until_second_look(setting)))
    if notice.withdrawn == notice.current:
        return Outcome(notice=left)
    settings = setting.config.settings
    interval = setting.source.interval or settings.interval
    next_at = schedule.next_look_at(notice.changed_at, notice.facts.verdict, settings.recheck, interval, now)
    left = replace(left, withdrawn=notice.current, next_look_at=next_at)
    if notice.facts.verdict not in TOLD_VERDICTS:
        return Outcome(notice=left)
    reason = f"{error}; gone since {since.astimezone(settings.timezone):%Y-%m-%d %H:%M}"
    event = _event("notice.withdrawn", left, str(left.current), setting, now)
    status = _STATUS.search(error)
    seen = notice.looked_at.astimezone(settings.timezone)
    trouble = Trouble(since.astimezone(settings.timezone), f"http-{status[1]}" if status else "gone", good_at=seen)
    event = replace(event, evidence=known.version.extraction.evidence, reason=reason, trouble=trouble)
    return Outcome(notice=left, events=(event,), deliveries=_deliveries(event, setting, now))


def item_unreadable(item: KnownItem, error: str, now: datetime) -> Outcome:
    """A listed link whose page could not be read: it stays to be read."""
    return Outcome(items=(schedule.after_failed_attempt(item, error, now),))
