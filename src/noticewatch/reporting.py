"""The week's report of the watch on itself: when it is due, what it says, the event that tells it.

Core; imports the words, alerts and config.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from noticewatch import alerts
from noticewatch.config import Config
from noticewatch.model import Event
from noticewatch.records import ChannelState, Outcome, Span, derived_id
from noticewatch.weekly import Counts, Unseen, Waiting, Week

WEEK = timedelta(days=7)
MOST_UNSEEN = 40  # sources that a report names; the rest is counted by the reason's kind


def report_id(at: datetime) -> str:
    """The id of the report that was due at a moment."""
    return derived_id("evt", "summary", "report", at.isoformat())


def watched(
    config: Config, spans: Mapping[str, Sequence[Span]], since: datetime, until: datetime
) -> tuple[float, tuple[Unseen, ...]]:
    """The share of the sources' time in which they were OK, and the sources that were not always, the longest first.

    `spans`: by source, oldest first, from the one that holds at `since` on; a source without any was never checked.
    """
    unseen, covered, fine = list[Unseen](), timedelta(), timedelta()
    for source in config.sources:
        found = spans.get(source.id, ())
        if not found:
            unseen.append(Unseen(source.id, source.name, since, until - since, "", "unchecked", "not checked yet", False))
            continue
        ends = [*(span.since for span in found[1:]), until]
        stretches = [(span, max(span.since, since), min(end, until)) for span, end in zip(found, ends, strict=True)]
        bad = [(end - begin, span) for span, begin, end in stretches if span.health.state != "OK" and end > begin]
        covered += until - stretches[0][1]
        lasted = sum((length for length, _ in bad), timedelta())
        fine += until - stretches[0][1] - lasted
        if bad:
            longest = max(bad, key=lambda one: one[0])[1].health
            over, first = found[-1].health.state == "OK", bad[0][1].since
            unseen.append(Unseen(source.id, source.name, first, lasted, longest.state, longest.code, longest.reason, over))
    unseen.sort(key=lambda one: (-one.lasted, one.id))
    return fine / covered if covered else 0.0, tuple(unseen)


def counted(found: Iterable[str]) -> Counts:
    """How many of each, the most first."""
    return tuple(sorted(Counter(found).items(), key=lambda one: (-one[1], one[0])))


def codes_of(unseen: Iterable[Unseen]) -> Counts:
    """How many sources were not OK for which kind of reason."""
    return counted(one.code or one.state for one in unseen)


def waiting_of(
    config: Config, rows: Iterable[tuple[str, int, int, datetime]], states: Mapping[str, ChannelState]
) -> tuple[Waiting, ...]:
    """What waits or is dead, by channel; `rows`: channel, due, dead, since when."""
    names = {channel.name for channel in config.channels}
    made = []
    for channel, due, dead, since in rows:
        state = states.get(channel, ChannelState(channel))
        word = "paused" if state.paused_at else "failing" if state.told_failing else ""
        made.append(Waiting(channel, due, dead, since, word if channel in names else "not configured"))
    return tuple(made)


def report_told(week: Week, config: Config, now: datetime) -> Outcome:
    """The event that tells of a week, with its deliveries."""
    zone = config.settings.timezone
    told = sum(number for _, number in week.told)
    reason = (
        f"weekly report: {week.sources} sources, OK {week.ok:.1%} of the time, {week.unseen_all} not always; "
        f"{told} messages about notices"
    )
    event = Event(report_id(week.until.astimezone(zone)), "summary", now.astimezone(zone), "low", reason=reason, week=week)
    return Outcome(events=(event,), deliveries=alerts.deliveries_for([event], config.channels, None, now))
