"""What follows from a check for its source: its state, its history, and what of its health is told.

Core; imports the words, alerts and schedule. Only OK says "no news"; DEGRADED says that something of the page is worse than it
was; SUSPECT and FAILED prove nothing. What a page proves is judged in `proof`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from random import Random

from noticewatch import alerts, schedule, severity, watched
from noticewatch.config import Config, Source
from noticewatch.errors import FetchError, SourceError
from noticewatch.model import Event, EventType, Trouble
from noticewatch.records import Fault, Health, Outcome, SourceState, Span, derived_id

HOLE = 3  # intervals without a check, after which the time between is covered by nothing
OURS = 0.9  # of the hosts that were checked within an interval: that many cannot fail by themselves (contract)
FEWEST_HOSTS = 10  # of which that can be said (contract)

NO_ITEMS = "the list has 0 items"  # how a list that shows nothing is refused by `read`

FAILING_GRACE = timedelta(hours=1)
UNCHECKED = Health("STALE", "unchecked", "not checked", proves=False)

_RANKS = {"": 0, "OK": 0, "DEGRADED": 1, "SUSPECT": 2, "FAILED": 2, "STALE": 2}  # of what a state proves
_UNANSWERED = frozenset({"dns", "connect", "tls", "timeout", "address"})


def failure(problem: SourceError) -> Health:
    """What an answer that did not come, or could not be read, says."""
    code, values = "page", dict[str, int | str](found=str(problem), status=200)
    if isinstance(problem, FetchError):
        code, values = problem.kind, {"found": str(problem)}
        if problem.status is not None:
            code, values = f"http-{problem.status}", {"status": problem.status}
    elif str(problem).startswith(NO_ITEMS):
        code, values = "empty", {"items": 0, "status": 200}
    return Health("FAILED", code, str(problem), proves=False, values=values)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How the checks of the last interval went, by host: how many there were, how many without any answer, with one same page."""

    hosts: int = 0
    unanswered: int = 0
    alike: int = 0

    @property
    def ours(self) -> bool:
        """Whether so many fail that it must be our side: name service, network, a portal that answers for all."""
        return self.hosts >= FEWEST_HOSTS and (self.unanswered >= OURS * self.hosts or self.alike == self.hosts)


def surroundings_of(checks: Sequence[tuple[str, str, str]]) -> Surroundings:
    """Count what (host, code, body's hash) of the last checks say; a host of which any source was answered is answered."""
    codes: dict[str, set[str]] = {}
    pages: dict[str, int] = {}
    for host, code, answer in checks:
        codes.setdefault(host, set()).add(code)
        if answer:
            pages[answer] = pages.get(answer, 0) + 1
    unanswered = sum(known <= _UNANSWERED for known in codes.values())
    return Surroundings(len(codes), unanswered, max(pages.values(), default=0))


def source_checked(
    state: SourceState,
    health: Health,
    *,
    config: Config,
    source: Source,
    now: datetime,
    rng: Random,
    retry_after: float | None = None,
    surroundings: Surroundings = Surroundings(),
    fault: Fault | None = None,
    reasons: Sequence[str] = (),
) -> Outcome:
    """The end of a check: the source's new state, when it is due again, and what of its health is to be told.

    `fault`: what was told of our own side and is not over. `reasons`: all for which the source failed since it was last good. One
    that fails for another reason than the told one is still failing: `sources` shows the new one, the recovery names them all.
    """
    interval = source.interval or config.settings.interval
    events, ended = list[Event](), ""
    if health.proves:
        after = replace(schedule.after_good_check(state, now), told_failing=False)
        if state.told_failing:
            events.append(_source_event("source.recovered", state, source, config, now, reasons=reasons))
        if fault and not surroundings.ours:
            events.append(_system_event("system.recovered", fault, config, now))
            ended = fault.name
        fault = None
    else:
        after = schedule.after_bad_check(state, health.reason, now)
        tell = not state.told_failing and schedule.is_failing(after, config.settings.failing_after, now)
        if tell and surroundings.ours:
            tell, known = False, fault
            fault = None if known else _fault(surroundings, after.failing_since or now)
            events += [_system_event("system.failing", fault, config, now)] if fault else []
        elif tell:
            fault = None
            events.append(_source_event("source.failing", after, source, config, now, health=health))
        else:
            fault = None
        after = replace(after, told_failing=state.told_failing or tell)
    after = replace(
        after,
        state=health.state,
        code=health.code,
        error=health.reason,
        next_check_at=schedule.next_check_at(after, interval, now, rng, retry_after),
    )
    return Outcome(
        source=after,
        spans=_spans(state, health, interval, now),
        events=tuple(events),
        deliveries=tuple(
            delivery
            for event in events
            for delivery in alerts.deliveries_for([event], config.channels, source if event.source else None, now)
        ),
        fault=fault,
        fault_over=ended,
    )


def _spans(state: SourceState, health: Health, interval: timedelta, now: datetime) -> tuple[Span, ...]:
    """The spans of a source's history that begin with this check: none while nothing changes."""
    last, spans = state.checked_at, list[Span]()
    if last is not None and is_overdue(state, now):
        spans.append(Span(state.id, min(last + interval, now), UNCHECKED, min(last, now)))
        spans.append(Span(state.id, now, health))
    elif (state.state, state.code) != (health.state, health.code):
        # What is worse than it was became so some time since the look before; what is better is known to be so from now on.
        worse = last is not None and _RANKS[health.state] >= _RANKS[state.state]
        spans.append(Span(state.id, now, health, min(last, now) if worse and last else None))
    return tuple(spans)


def is_overdue(state: SourceState, now: datetime) -> bool:
    """Whether a whole look at a source fell out: it is late by as much as was to pass before it, and by 15 minutes at least.

    By an hour at least where the source fails: it is blind anyway, and looked at again sooner than its interval is long.

    >>> from datetime import UTC
    >>> at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    >>> state = SourceState("city", "https://city.example/", checked_at=at, next_check_at=at + timedelta(hours=1))
    >>> is_overdue(state, at + timedelta(hours=2)), is_overdue(state, at + timedelta(hours=2, seconds=1))
    (False, True)
    """
    last = state.checked_at
    if last is None:
        return False
    due = max(state.next_check_at or last, last)
    return now - due > max(due - last, FAILING_GRACE if state.failures else schedule.SECOND_LOOK)


def _fault(surroundings: Surroundings, since: datetime) -> Fault:
    code, values = "network-alike", {"hosts": surroundings.hosts}
    if surroundings.unanswered >= OURS * surroundings.hosts:
        what = f"{surroundings.unanswered} of {surroundings.hosts} hosts give no answer"
        code, values = "network-unanswered", {"unanswered": surroundings.unanswered, "hosts": surroundings.hosts}
    else:
        what = f"all {surroundings.hosts} hosts answer with one same page"
    reason = f"{what}: name service, network or proxy of this machine; nothing is watched meanwhile"
    return Fault("network", since, reason, code, values)


def _source_event(
    type: EventType,
    state: SourceState,
    source: Source,
    config: Config,
    now: datetime,
    *,
    health: Health | None = None,
    reasons: Sequence[str] = (),
) -> Event:
    """`health`: what the last check said, where there was one just now."""
    zone = config.settings.timezone
    since = (state.failing_since or now).astimezone(zone).isoformat(timespec="seconds")
    good_at = state.good_at.astimezone(zone).isoformat(timespec="seconds") if state.good_at else ""
    last_good = f"last good check {good_at}" if good_at else "never read yet"
    if type == "source.failing":
        reason = f"{state.error}; failing since {since} ({state.failures} checks); {last_good}"
    else:
        reason = f"readable again; it had failed since {since}: {'; then '.join(dict.fromkeys((*reasons, state.error)))}"
    watch = watched.of_source(source, config)
    judged = severity.at_least(severity.Judged("medium", ()), watch)
    return Event(
        id=derived_id("evt", type, source.id, since),
        type=type,
        time=now.astimezone(zone),
        severity=judged.severity,
        source=alerts.source_ref(source),
        reason=reason,
        severity_reasons=judged.reasons,
        trouble=_trouble(state, health, zone, now),
        watch=watch,
    )


def _trouble(state: SourceState, health: Health | None, zone: tzinfo, now: datetime) -> Trouble:
    """What is wrong with a source as values, how many items it usually shows among them."""
    counts, values = state.shape.counts, dict(health.values) if health else {}
    code = health.code if health else state.code
    if counts and state.shape.keys and values and code in ("empty", "fewer", "page", "kind"):
        values |= {"usual_low": min(counts), "usual_high": max(counts)}
    good_at = state.good_at.astimezone(zone) if state.good_at else None
    since = (state.failing_since or now).astimezone(zone)
    return Trouble(since, code, checks=state.failures, good_at=good_at, values=values)


def _system_event(type: EventType, fault: Fault, config: Config, now: datetime) -> Event:
    zone = config.settings.timezone
    since = fault.since.astimezone(zone).isoformat(timespec="seconds")
    over = "over: " if type == "system.recovered" else ""
    return Event(
        id=derived_id("evt", type, fault.name, since),
        type=type,
        time=now.astimezone(zone),
        severity="high",
        reason=f"{over}{fault.reason}; since {since}",
        trouble=Trouble(fault.since.astimezone(zone), fault.code or fault.name, fault.name, values=fault.values),
    )


# What the schedule forgot


def forgotten(states: Mapping[str, SourceState], config: Config, started: datetime, now: datetime) -> tuple[str, ...]:
    """The sources that should have been checked by now and were not, whatever their rows say; `started`: of the daemon."""
    late: list[str] = []
    for source in config.sources:
        state = states.get(source.id)
        interval = source.interval or config.settings.interval
        allowed = 2 * interval * (schedule.SLOWEST if state and state.told_failing else 1)
        held = timedelta()
        if state and state.checked_at and state.next_check_at:
            held = min(state.next_check_at - state.checked_at, schedule.LONGEST_HOLD)
        since = max(state.checked_at, started) if state and state.checked_at else started
        if now - since > max(allowed, held + interval):
            late.append(source.id)
    return tuple(late)


def held_back(states: Mapping[str, SourceState], config: Config, now: datetime) -> tuple[Outcome, ...]:
    """What is told of sources that failed and whose servers asked for so much time that no check could say so in time."""
    outcomes: list[Outcome] = []
    for source in config.sources:
        state = states.get(source.id)
        if state is None or state.told_failing or state.failing_since is None or not (state.next_check_at and state.checked_at):
            continue
        unproved = max(HOLE * (source.interval or config.settings.interval), config.settings.failing_after)
        if state.next_check_at > now and now - (state.good_at or state.failing_since) >= unproved:
            event = _source_event("source.failing", state, source, config, now)
            deliveries = alerts.deliveries_for([event], config.channels, source, now)
            outcomes.append(Outcome(source=replace(state, told_failing=True), events=(event,), deliveries=deliveries))
    return tuple(outcomes)


def schedule_fault(late: Sequence[str], fault: Fault | None, config: Config, now: datetime) -> Outcome:
    """What is told of sources that the schedule forgot: once, and when all of them were checked again."""
    if late and fault is None:
        named = ", ".join(late[:5]) + (f" and {len(late) - 5} more" if len(late) > 5 else "")
        reason = f"the schedule had forgotten {len(late)} sources, which are checked now: {named}"
        fault = Fault("schedule", now, reason, "schedule-forgot", {"sources": len(late), "named": ", ".join(late[:5])})
        return _told(_system_event("system.failing", fault, config, now), config, now, fault=fault)
    if not late and fault is not None:
        return _told(_system_event("system.recovered", fault, config, now), config, now, ended=fault.name)
    return Outcome()


def register_fault(mistakes: int, fault: Fault | None, config: Config, now: datetime) -> Outcome:
    """What is told of a register's file that was changed and is faulty: once, and when it is in order again."""
    if mistakes and fault is None:
        reason = f"a register's file has {mistakes} mistakes; what was read before stays (`noticewatch config check` tells them)"
        fault = Fault("register", now, reason, "register-faulty", {"mistakes": mistakes})
        return _told(_system_event("system.failing", fault, config, now), config, now, fault=fault)
    if not mistakes and fault is not None:
        return _told(_system_event("system.recovered", fault, config, now), config, now, ended=fault.name)
    return Outcome()


def _told(event: Event, config: Config, now: datetime, fault: Fault | None = None, ended: str = "") -> Outcome:
    deliveries = alerts.deliveries_for([event], config.channels, None, now)
    return Outcome(events=(event,), deliveries=deliveries, fault=fault, fault_over=ended)
