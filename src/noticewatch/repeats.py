"""Whether a further notice of an incident adds facts to what a channel was told of it, for channels with `repeats = "new-facts"`.

Core; imports the words, config and names. Only `notice.new` is weighed: a change or a withdrawal of a notice is always told. What
cannot be judged is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from noticewatch.config import Channel
from noticewatch.model import Event, Facts, Severity
from noticewatch.names import same_organization
from noticewatch.records import Delivery

_LEVELS: tuple[Severity, ...] = get_args(Severity)
_VAGUE = frozenset({None, "under_investigation", "other"})
_LISTS = ("data_types", "affected_groups", "services", "regulators")  # of which each new value is a new fact
_DAYS = ("occurred_start", "occurred_end", "discovered")


def new_facts(event: Event, told: Sequence[Event], channel: Channel) -> tuple[str, ...]:
    """What an event's facts add to those of events of the same incident that were told before; empty where nothing.

    A number counts where it is greater than all that were told in its unit, or another one than the same organization gave; a
    day where none was told, or by the same organization another; a cause, a vendor, misuse, confirmed exposure, a kind of data or
    a group of persons where it was not told; a final report where there was none; an organization of a register that none was
    about; and any other organization only where the channel's own `organizations` name it.
    """
    facts, before = event.facts, [one.facts for one in told if one.facts]
    if facts is None or facts.verdict == "unclassified" or not before:
        return ("what cannot be judged",)
    own = [one for one in before if facts.organization and _is(one.organization, facts.organization)]
    found = [
        ("severity", _LEVELS.index(event.severity) > max(_LEVELS.index(one.severity) for one in told)),
        ("organization", not own and _is_named(facts.organization, channel)),
        ("watch", bool(_watched(event) - {row for one in told for row in _watched(one)})),
        ("vendor", facts.vendor is not None and not any(_names(one, facts.vendor) for one in before)),
        ("cause", facts.cause not in _VAGUE and facts.cause not in {one.cause for one in before}),
        ("affected_headline", _counts_anew(facts, before, own)),
        ("exposure", facts.exposure == "confirmed" and all(one.exposure != "confirmed" for one in before)),
        ("misuse", facts.misuse == "observed" and all(one.misuse != "observed" for one in before)),
        ("stage", facts.stage == "final" and all(one.stage != "final" for one in before)),
        *((name, _adds(name, facts, before)) for name in _LISTS),
        *((name, _dates_anew(name, facts, before, own)) for name in _DAYS),
    ]
    return tuple(name for name, is_new in found if is_new)


def _watched(event: Event) -> set[tuple[str, str]]:
    return {(one.register, one.id) for one in event.watch}


def _is(one: str | None, other: str) -> bool:
    return one is not None and same_organization(one, other)


def _names(facts: Facts, organization: str) -> bool:
    return _is(facts.vendor, organization) or _is(facts.organization, organization)


def _is_named(organization: str | None, channel: Channel) -> bool:
    return organization is not None and any(same_organization(organization, wanted) for wanted in channel.organizations)


def _counts_anew(facts: Facts, before: Sequence[Facts], own: Sequence[Facts]) -> bool:
    count = facts.affected_headline
    if count is None:
        return False
    known, of_own = (
        {one.affected_headline.value for one in these if one.affected_headline and one.affected_headline.unit == count.unit}
        for these in (before, own)
    )
    return count.value > max(known, default=0) or (bool(of_own) and count.value not in of_own)


def _adds(name: str, facts: Facts, before: Sequence[Facts]) -> bool:
    return bool(set(getattr(facts, name)) - {value for one in before for value in getattr(one, name)})


def _dates_anew(name: str, facts: Facts, before: Sequence[Facts], own: Sequence[Facts]) -> bool:
    day = getattr(facts, name)
    of_own = {getattr(one, name) for one in own} - {None}
    return day is not None and (all(getattr(one, name) is None for one in before) or (bool(of_own) and day not in of_own))


def without_repeats(
    deliveries: Iterable[Delivery],
    events: Mapping[str, Event],
    channels: Mapping[str, Channel],
    told: Mapping[str, Sequence[Event]],
) -> tuple[Delivery, ...]:
    """New deliveries, of which those that add no facts are `untold`, with the reason.

    `events`, `channels`: those the deliveries are of, by id and name; `told`: by channel what it was told, or waits to be told,
    of the event's incident, oldest first.
    """
    made = []
    for delivery in deliveries:
        event, channel, before = events[delivery.event_id], channels[delivery.channel], told.get(delivery.channel, ())
        weighed = channel.repeats == "new-facts" and event.type == "notice.new" and before
        if weighed and not new_facts(event, before, channel):
            reason = f"no new facts beside {before[-1].id} of the same incident"
            delivery = replace(delivery, state="untold", last_error=reason)
        made.append(delivery)
    return tuple(made)
