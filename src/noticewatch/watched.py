"""What the registers' organizations mean for the events of a notice: its matches, its incident's, and what brings a new one in.

Core; imports the words, alerts, severity and watch. Which channels see a match is said here too: the list of one's vendors is
nobody else's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from noticewatch import alerts
from noticewatch.config import Channel, Config, Source
from noticewatch.model import Event, Facts, IncidentRef, SourceRef, Trouble, Watch
from noticewatch.records import Delivery, Member, Notice, Outcome, Version, derived_id
from noticewatch.severity import Judged, at_least, severity_of
from noticewatch.watch import Told, inherited, matcher_of, notice_watch, source_watch


def own_watch(notice: Notice, version: Version, config: Config) -> tuple[Watch, ...]:
    """The organizations that a notice's version is about."""
    if not config.registers:
        return ()
    return notice_watch(matcher_of(config.registers), Told(version.text, version.extraction.facts, notice.url))


def event_watch(notice: Notice, members: Iterable[Member], config: Config) -> tuple[Watch, ...]:
    """The organizations that an event about a notice is about: its own, and those of its incident's other notices.

    What was matched before is told as the registers have it now, and not where they no longer do.
    """
    if not config.registers:
        return ()
    others = [one for other in _others(notice, members) for one in other.watch]
    current = matcher_of(config.registers).current
    return inherited(current(notice.watch), current(others))


def _others(notice: Notice, members: Iterable[Member]) -> list[Member]:
    return [one for one in members if one.incident_id == notice.incident_id and one.notice_id != notice.id]


def of_source(source: Source, config: Config) -> tuple[Watch, ...]:
    """The organizations that nothing is known of while a source is blind."""
    return source_watch(matcher_of(config.registers), source.url, source.organization) if config.registers else ()


def brought(own: Sequence[Watch], members: Sequence[Member]) -> tuple[Watch, ...]:
    """Of a notice's matches those that are new to an incident of which something was told; `members`: its other notices."""
    if not any(one.told for one in members):
        return ()
    known = {(one.register, one.id) for other in members for one in other.watch}
    return tuple(one for one in own if (one.register, one.id) not in known)


def linked(
    incident: IncidentRef,
    watch: Sequence[Watch],
    judged: Judged,
    config: Config,
    now: datetime,
    *,
    facts: Facts | None = None,
    source: SourceRef | None = None,
) -> tuple[tuple[Event, ...], tuple[Delivery, ...]]:
    """What is told where organizations of a register come into an incident that was told before: once for these.

    It goes to the channels that chose their register. The reason names none of them: `watch` is shown to those that may see it.
    """
    if not watch:
        return (), ()
    found = at_least(judged, watch)
    rows = sorted(f"{one.register} {one.id}" for one in watch)
    time = now.astimezone(config.settings.timezone)
    event = Event(
        id=derived_id("evt", "incident.linked", incident.id, *rows),
        type="incident.linked",
        time=time,
        severity=found.severity,
        source=source,
        incident=incident,
        facts=facts,
        reason="an incident that was told before is now known to be about organizations of a register",
        severity_reasons=found.reasons,
        trouble=Trouble(time, "linked", values={"organizations": len(watch)}),
        watch=tuple(watch),
    )
    channels = [one for one in config.channels if one.registers and alerts.passes(one, event, source)]
    return (event,), tuple(Delivery(event.id, one.name, "due", 0, now, now) for one in channels)


def told_once(of_notice: Sequence[Delivery], of_link: Sequence[Delivery], channels: Iterable[Channel]) -> tuple[Delivery, ...]:
    """The deliveries of a notice and of the link that it brings: a channel that people read tells both by the notice alone."""
    told = {one.channel for one in of_notice} & {one.name for one in channels if one.for_people}
    return (*of_notice, *(one for one in of_link if one.channel not in told))


def merged(kept: str, sides: Sequence[Sequence[Member]], members: Sequence[Member], config: Config, now: datetime) -> Outcome:
    """What is told of incidents that were made one by hand: of the organizations that any of them, told before, was not about."""
    known = [{(one.register, one.id) for member in side for one in member.watch} for side in sides]
    told = [rows for rows, side in zip(known, sides, strict=True) if any(member.told for member in side)]
    every = inherited((), matcher_of(config.registers).current(one for member in members for one in member.watch))
    new = tuple(one for one in every if any((one.register, one.id) not in rows for rows in told))
    counts = {one.facts.organization: one.facts.affected_headline for one in members if one.facts.organization}
    incident = IncidentRef(kept, len(members), tuple(counts), tuple(counts.values()))
    judged = severity_of([one.facts for one in members], config.severity)
    events, deliveries = linked(incident, new, judged, config, now)
    return Outcome(events=events, deliveries=deliveries)


def discreet(event: Event) -> Event:
    """An event as those may see it who are not to know what stands in the registers: without matches and what they weigh."""
    reasons = tuple(one for one in event.severity_reasons if one.code != "watch")
    mark = event.mark and replace(event.mark, worse=tuple(code for code in event.mark.worse if code != "watched"))
    if not event.watch and len(reasons) == len(event.severity_reasons) and mark == event.mark:
        return event
    return replace(event, watch=(), severity_reasons=reasons, mark=mark)
