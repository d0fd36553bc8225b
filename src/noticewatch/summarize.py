"""A group of waiting events → the event that stands for them, with all that its message tells.

Core; imports model and the core's own modules. Made once: its id follows from the channel and from what it covers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from noticewatch.config import Channel
from noticewatch.grouping import Group
from noticewatch.model import Covered, Event, Facts, IncidentRef, Summary, SummaryKind
from noticewatch.records import derived_id
from noticewatch.render.lines import message_of
from noticewatch.severity import LEVELS
from noticewatch.tally import tally

MOST_LISTED = 300  # events of which a summary holds more than their number
REASON: dict[SummaryKind, str] = {
    "storm": "a storm of one incident",
    "digest": "the channel's digest",
    "quiet": "the channel's quiet hours",
    "rate": "the channel's limit of messages an hour",
    "late": "the channel took nothing",
}


def summary_ids(group: Group) -> tuple[str, ...]:
    """The events that the summary of a group lists, the most important first."""
    ordered = sorted(group.members, key=lambda one: (-one.level, one.number))
    return tuple(one.event_id for one in ordered[:MOST_LISTED])


def summary_event(
    group: Group,
    listed: Sequence[Event],
    notices: Sequence[Facts],
    channel: Channel,
    now: datetime,
    zone: tzinfo,
    *,
    further: Mapping[str, Sequence[str]] | None = None,
) -> Event:
    """The summary of a group; `listed`: its events by `summary_ids`; `notices`: what those of a storm's incident state now.

    `further`: by incident the events that add no facts and were not told.
    """
    if group.incident and not notices:  # they moved to another incident meanwhile
        notices = [event.facts for event in listed if event.facts]
    ids = [one.event_id for one in group.members]
    levels = Counter(one.severity for one in group.members)
    since = group.since.astimezone(zone)
    incidents = {one.event_id: one.incident for one in group.members}
    return Event(
        derived_id("evt", "summary", group.kind, channel.name, *ids),
        "summary",
        now.astimezone(zone),
        LEVELS[group.level],
        incident=_incident(group, notices),
        reason=f"{len(ids)} events since {since.isoformat(timespec='seconds')}: {REASON[group.kind]}",
        summary=Summary(
            group.kind,
            len(ids),
            tuple((level, levels[level]) for level in reversed(LEVELS) if levels[level]),
            tuple(_covered(event, incidents[event.id], channel, zone) for event in listed),
            since,
            group.next_at.astimezone(zone) if group.next_at else None,
            tally(notices) if group.incident else None,
            tuple((incident, len(some)) for incident, some in (further or {}).items()),
        ),
    )


def _incident(group: Group, notices: Sequence[Facts]) -> IncidentRef | None:
    if not group.incident:
        return None
    names = dict.fromkeys(facts.organization for facts in notices if facts.organization)
    return IncidentRef(group.incident, len(notices), tuple(names))


def _covered(event: Event, incident: str, channel: Channel, zone: tzinfo) -> Covered:
    """An event as a line of a summary; by its reason or its id where its own message cannot be drawn."""
    try:
        line = message_of(event, language=channel.language, timezone=zone).first
    except Exception:
        line = f"{event.severity} | {event.type}"
    organization = event.facts.organization if event.facts else None
    url = event.notice.url if event.notice else event.source.url if event.source else ""
    return Covered(event.id, event.type, event.severity, line, organization or "", incident, url)
