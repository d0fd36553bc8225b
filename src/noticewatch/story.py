"""An incident's notices, their versions and what was told → its head as it stands now, and what happened when.

Core; imports the words, compare, judgement and names. A page for people and a command show the same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Literal, TypeVar

from noticewatch.compare import fact_changes, sentences_moved
from noticewatch.config import SeverityTable
from noticewatch.judgement import is_dismissed
from noticewatch.judgements import Mark
from noticewatch.model import (
    Cause,
    Change,
    Count,
    DataType,
    Event,
    Exposure,
    Facts,
    IncidentRef,
    Misuse,
    Reason,
    Regulator,
    Severity,
    Unit,
)
from noticewatch.names import organization_key, same_organization
from noticewatch.records import Delivery, Member, Notice, Version
from noticewatch.severity import said, severity_of
from noticewatch.tally import last_words, sum_of
from noticewatch.watch import inherited

Kind = Literal["notice", "report", "change", "withdrawal", "message"]

_VAGUE = ("under_investigation", "other")
_TOLD_VERDICTS = ("incident", "unclassified")  # the contract's: what else a notice was before is no part of an incident
# What a further report may move: facts of the incident, not of the page it stands on.
_MOVING = frozenset(
    {
        "stage", "vendor", "cause", "affected_headline", "exposure", "data_types", "data_types_excluded", "occurred_start",
        "occurred_end", "discovered", "regulators", "misuse", "affected_groups", "notified",
    }
)  # fmt: skip
_ORDER: tuple[Kind, ...] = ("notice", "report", "change", "withdrawal", "message")

DEFAULT_TABLE = SeverityTable()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Account:
    """One notice of an incident: its versions, oldest first, and why and when it was concluded that it belongs there."""

    notice: Notice
    versions: tuple[Version, ...]
    reasons: tuple[Reason, ...] = ()
    linked_at: datetime | None = None

    @property
    def current(self) -> Version | None:
        """The version that stands there now."""
        return next((one for one in self.versions if one.number == self.notice.current), None)


@dataclass(frozen=True, slots=True)
class Telling:
    """An event, and its way to each channel."""

    event: Event
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened.

    `notice`: an organization is heard of the first time; `report`: a further notice of one that was; `change`: a known notice
    says otherwise; `withdrawal`; `message`: something told of the incident as a whole. `changes` of a report are against what
    its organization said last. `came`, `gone`: whole sentences, where no fact moved. `told` is empty for what was recorded only.
    """

    at: datetime
    kind: Kind
    notice: Notice | None = None
    version: Version | None = None
    changes: tuple[Change, ...] = ()
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    told: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """How many are known to be affected.

    `total` adds the last number of each organization that counts in its unit (people where anybody counts people), `of` so many;
    `others` are numbers in other units, `silent` organizations give none. The vendor's own number (`vendor`) holds those of its
    customers and is not added, unless it is the only one.
    """

    total: Count | None = None
    of: int = 0
    silent: int = 0
    others: tuple[Count, ...] = ()
    vendor: Count | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """An incident as it stands now, and how it came to that, oldest first; `marks`: what the team made of it, in turn."""

    id: str
    severity: Severity
    organizations: tuple[str, ...]
    vendors: tuple[str, ...]
    known: Known
    cause: Cause | None
    exposure: Exposure | None
    misuse: Misuse | None
    data_types: tuple[DataType, ...]
    regulators: tuple[Regulator, ...]
    occurred: str | None
    discovered: str | None
    first_seen_at: datetime
    last_told_at: datetime | None
    changed_at: datetime
    accounts: tuple[Account, ...]
    moments: tuple[Moment, ...]
    severity_reasons: tuple[Reason, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def mark(self) -> Mark | None:
        """The mark that counts."""
        return self.marks[-1] if self.marks else None


def story_of(
    incident_id: str,
    accounts: Sequence[Account],
    events: Iterable[Event],
    deliveries: Iterable[Delivery],
    table: SeverityTable = DEFAULT_TABLE,
    marks: Sequence[Mark] = (),
) -> Story:
    """An incident's story. `accounts` must not be empty; of `events`, `deliveries` and `marks` those that concern it.

    Its head tells nothing of notices that a person called no incident, unless there is no other.
    """
    ordered = tuple(sorted(accounts, key=lambda one: one.notice.first_seen_at))
    ways: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        ways.setdefault(delivery.event_id, []).append(delivery)
    told = [Telling(event, tuple(ways.get(event.id, ()))) for event in events]
    moments = _moments(ordered, told)
    counted = [one for one in ordered if not is_dismissed(one.notice.judged)] or list(ordered)
    facts = [one.notice.facts for one in counted]
    watch = inherited((), (one for each in counted for one in each.notice.watch))
    judged = severity_of([_said(one) for one in counted], table, watch)
    at = [done for one in told for way in one.deliveries if (done := way.done_at)] or [one.event.time for one in told]
    return Story(
        id=incident_id,
        severity=judged.severity,
        severity_reasons=judged.reasons,
        organizations=_names(one.organization for one in facts),
        vendors=_names(one.vendor for one in facts),
        known=known_of(facts),
        cause=_settled(facts),
        exposure=_gravest((one.exposure for one in facts), ("none", "possible", "confirmed")),
        misuse=_gravest((one.misuse for one in facts), ("not_observed", "observed")),
        data_types=_union(one.data_types for one in facts),
        regulators=_union(one.regulators for one in facts),
        occurred=min((one.occurred_start for one in facts if one.occurred_start), default=None),
        discovered=min((one.discovered for one in facts if one.discovered), default=None),
        first_seen_at=ordered[0].notice.first_seen_at,
        last_told_at=max(at, default=None),
        changed_at=max([*(one.at for one in moments), *(one.linked_at for one in ordered if one.linked_at)]),
        accounts=ordered,
        moments=moments,
        marks=tuple(marks),
    )


def _said(account: Account) -> Facts:
    """What a notice has said so far, as the rules of severity weigh it: the version that stands there now last."""
    before = [one.extraction.facts for one in account.versions if one.number != account.notice.current]
    return said([*before, account.notice.facts])


def names_organization(story: Story, wanted: str) -> bool:
    """Whether an incident names an organization, as itself or as vendor, in any spelling or in part; "" is named by all."""
    key = organization_key(wanted)
    names = (name for one in story.accounts for name in (one.notice.facts.organization, one.notice.facts.vendor) if name)
    return not wanted or (bool(key) and any(key in organization_key(name) for name in names))


# The head


def known_of(facts: Sequence[Facts]) -> Known:
    """How many are known to be affected by what notices say, oldest first.

    >>> known = known_of([Facts(organization="A", affected_headline=Count(25, "person")), Facts(organization="B")])
    >>> known.total and known.total.value, known.of, known.silent
    (25, 1, 1)
    """
    customers, own, tellers = last_words(facts)
    counts = [count for count in customers.values() if count]
    if not counts and own:
        return Known(own, of=1, silent=len(customers))
    silent = len(customers) - len(counts)
    if not counts:
        return Known(silent=tellers)
    unit = _unit_of(counts)
    same = [count for count in counts if count.unit == unit]
    return Known(sum_of(same), len(same), silent, tuple(count for count in counts if count.unit != unit), own)


def _unit_of(counts: Sequence[Count]) -> Unit:
    """People where anybody counts people, else what most count."""
    units = [count.unit for count in counts]
    return "person" if "person" in units else max(units, key=units.count)


def _names(names: Iterable[str | None]) -> tuple[str, ...]:
    """Each organization by the first spelling of its name."""
    found: list[str] = []
    for name in filter(None, names):
        if not any(same_organization(name, other) for other in found):
            found.append(name)
    return tuple(found)


def _settled(facts: Sequence[Facts]) -> Cause | None:
    """The cause as it was said last, where anybody was sure; else that it is looked into."""
    said = [one.cause for one in reversed(facts) if one.cause]
    return next((cause for cause in said if cause not in _VAGUE), said[0] if said else None)


def _gravest(values: Iterable[T | None], order: Sequence[T]) -> T | None:
    return max((value for value in values if value is not None), key=order.index, default=None)


def _union(values: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for one in values for value in one))


# What happened when


def _moments(accounts: Sequence[Account], told: Sequence[Telling]) -> tuple[Moment, ...]:
    by_notice: dict[str, list[Telling]] = {}
    rest = []
    ids = {account.notice.id for account in accounts}
    for telling in told:
        notice = telling.event.notice
        if notice and notice.id in ids and telling.event.type.startswith("notice."):
            by_notice.setdefault(notice.id, []).append(telling)
        else:
            rest.append(telling)
    made = [moment for account in accounts for moment in _of_notice(account, by_notice.get(account.notice.id, ()))]
    made += [Moment(one.event.time, "message", told=(one,)) for one in rest]
    made.sort(key=lambda one: (one.at, _ORDER.index(one.kind)))
    return _as_reports(made)


def _of_notice(account: Account, told: Sequence[Telling]) -> Iterable[Moment]:
    """A notice's own moments: when it became one of an incident, its further versions, its withdrawals."""
    notice = account.notice
    counted = [one for one in account.versions if one.extraction.facts.verdict in _TOLD_VERDICTS]
    first = counted[0] if counted else account.versions[0]
    for before, version in zip((None, *account.versions), account.versions, strict=False):
        tellings = tuple(one for one in told if one.event.type != "notice.withdrawn" and _version(one) == version.number)
        if version is first:
            yield Moment(version.seen_at, "notice", notice, version, reasons=account.reasons, told=tellings)
        elif before and version.number > first.number:
            yield _change(notice, before, version, tellings)
    gone = [one for one in told if one.event.type == "notice.withdrawn"]
    for telling in gone:
        yield Moment(telling.event.time, "withdrawal", notice, told=(telling,))
    if notice.is_withdrawn and notice.gone_at and not gone:
        yield Moment(notice.gone_at, "withdrawal", notice)


def _version(telling: Telling) -> int:
    return telling.event.notice.version if telling.event.notice else 0


def _change(notice: Notice, before: Version, version: Version, told: tuple[Telling, ...]) -> Moment:
    """What was told of a change stands, even where the facts were found anew since."""
    changes = told[0].event.changes if told else fact_changes(before.page_says, version.page_says)
    gone, came = sentences_moved(before.text, version.text) if not changes else ((), ())
    return Moment(version.seen_at, "change", notice, version, changes, came, gone, told=told)


def _as_reports(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Of an organization heard of before, a further notice is a report: what it moves is against what was said last."""
    last: dict[str, Facts] = {}
    made = []
    for moment in moments:
        facts = moment.version.extraction.facts if moment.version else None
        key = organization_key(facts.organization or "") if facts else ""
        if facts and moment.kind == "notice" and key in last:
            moment = replace(moment, kind="report", changes=_moved(last[key], facts))
        if facts and key:
            last[key] = _with(last.get(key), facts)
        made.append(moment)
    return tuple(made)


def _moved(old: Facts, new: Facts) -> tuple[Change, ...]:
    """What a further report says otherwise; its silence on something is no change."""
    return tuple(
        change
        for change in fact_changes(old, new)
        if change.field in _MOVING and change.new not in (None, []) and not _is_part(change)
    )


def _is_part(change: Change) -> bool:
    """A list of which a later report repeats but some."""
    return isinstance(change.old, list) and isinstance(change.new, list) and all(one in change.old for one in change.new)


def _with(old: Facts | None, new: Facts) -> Facts:
    """What an organization has said so far: the newer word, where there is one."""
    if old is None:
        return new
    said: Mapping[str, object] = {
        field.name: value if (value := getattr(new, field.name)) not in (None, ()) else getattr(old, field.name)
        for field in fields(Facts)
    }
    return Facts(**said)  # type: ignore[arg-type]


def incident_ref(incident_id: str, notice: Notice, members: Iterable[Member]) -> IncidentRef:
    """The incident with this notice in it; organizations in the order in which they told."""
    others = [m for m in members if m.incident_id == incident_id and m.notice_id != notice.id]
    told = [m.facts for m in sorted(others, key=lambda m: m.first_seen_at)] + [notice.facts]
    counts: dict[str, Count | None] = {}
    for facts in told:
        if facts.organization:
            counts[facts.organization] = facts.affected_headline or counts.get(facts.organization)
    return IncidentRef(incident_id, len(others) + 1, tuple(counts), tuple(counts.values()))
