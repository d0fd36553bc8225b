"""A month's report as sections of text and tables, in a language; `papers` writes them.

Imports words and core.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from noticewatch.coverage import LIGHTS, Coverage, SourceCoverage
from noticewatch.monthly import (
    NO_TIER,
    NOT_REGISTERED,
    SLOWEST_FIRST,
    Alerted,
    Delays,
    Month,
    by_tier,
    delays,
    gravest_first,
)
from noticewatch.render.papers import Cell, Form, Link, Paper, Section, written
from noticewatch.render.plain import shorten, web_address
from noticewatch.render.reports import bound_line
from noticewatch.render.words import Words
from noticewatch.severity import LEVELS

MOST_ROWS = 200  # of a list in the page and the Markdown; the CSV holds all
_LONGEST = 200  # letters of a title, a name, a reason


def month_report(month: Month, form: Form, words: Words, zone: tzinfo) -> str:
    """The whole report in one form, ending with a line's end."""
    title, head = _head(month, words, zone)
    made = sections(month, words, zone, 0 if form == "csv" else MOST_ROWS)
    return written(Paper(title, head, made, words.language, words.month["left"]), form)


def sections(month: Month, words: Words, zone: tzinfo, most: int = MOST_ROWS) -> tuple[Section, ...]:
    """What the report says; lists have `most` rows at most, 0 for all."""
    said = words.month
    return (
        _incidents(month, words),
        _delays(month, words, zone),
        _list(said["told"], month.alerted, words, zone, most, ()),
        _list(said["open"], month.open, words, zone, most, (said["open_why"],)),
        _false(month, words, zone, most),
        _missed(month, words, zone, most),
        _blind(month.coverage, words, zone),
        _coverage(month.coverage, words, zone, most),
        _unwatched(month.coverage, words, most),
        _added(month, words, zone, most),
    )


def _head(month: Month, words: Words, zone: tzinfo) -> tuple[str, tuple[str, ...]]:
    said = words.month
    period = said["period"].format(since=_moment(month.since, zone), until=_moment(month.until, zone), zone=str(zone))
    told = words.inner.join(f"{words.told.get(name, name)} {number:,}" for name, number in month.told)
    return said["title"].format(month=month.name), (period, said["messages"].format(told=told or said["none"]))


def _incidents(month: Month, words: Words) -> Section:
    said = words.month
    levels = tuple(words.values["severity"][level] for level in reversed(LEVELS))
    rows = [(_tier(tier, words), *(str(n) for n in counts), str(sum(counts))) for tier, counts in by_tier(month.alerted)]
    if len(rows) > 1:
        sums = [sum(counts[at] for _, counts in by_tier(month.alerted)) for at in range(len(LEVELS))]
        rows.append((said["all"], *(str(n) for n in sums), str(sum(sums))))
    columns = (said["tier"], *levels, said["all"])
    lines = () if rows else (said["none"],)
    return Section(said["incidents"], lines, columns, tuple(rows), numbers=frozenset(range(1, len(columns))))


def _tier(tier: str, words: Words) -> str:
    return words.month[{NOT_REGISTERED: "not_registered", NO_TIER: "no_tier"}.get(tier, "")] if tier in ("-", "") else tier


def _delays(month: Month, words: Words, zone: tzinfo) -> Section:
    said = words.month
    published = delays(one.since_published(zone) for one in month.alerted)
    seen = delays(one.since_seen for one in month.alerted)
    rows = [
        _delay_row(said[name], found, words) for name, found in (("since_published", published), ("since_seen", seen)) if found
    ]
    waiting = sum(one.told_at is None for one in month.alerted)
    lines = [said["delay_why"]] if rows else [said["none"]]
    lines += [said["unsent"].format(n=waiting)] if waiting else []
    columns = (said["measure"], said["count"], said["median"], said["worst"])
    return Section(said["delays"], tuple(lines), columns, tuple(rows), numbers=frozenset({1, 2, 3}))


def _delay_row(name: str, found: Delays, words: Words) -> tuple[str, ...]:
    return (name, str(found.of), span(found.median, words), span(found.worst, words))


def _list(title: str, found: Sequence[Alerted], words: Words, zone: tzinfo, most: int, lines: tuple[str, ...]) -> Section:
    said = words.month
    columns = tuple(
        said[name] for name in ("incident", "tier", "severity", "who", "notice", "published", "alerted", "delay", "state")
    )
    rows = [_incident_row(one, words, zone) for one in gravest_first(found)]
    return _section(title, columns, rows, most, (*lines, said["none"]) if not rows else lines, frozenset({7}))


def _incident_row(one: Alerted, words: Words, zone: tzinfo) -> tuple[Cell, ...]:
    said = words.month
    delay = one.since_published(zone)
    state = said.get(f"state_{one.state}", one.state)
    return (
        one.incident_id,
        _tier(one.tier, words),
        words.values["severity"][one.severity],
        shorten(words.inner.join(one.organizations), _LONGEST) or "–",
        Link(shorten(one.title, _LONGEST), web_address(one.url)),
        one.published or "–",
        _moment(one.told_at, zone) if one.told_at else said["waits"],
        span(delay, words) if delay is not None else "–",
        f"{state} ({shorten(one.owner, _LONGEST)})" if one.owner else state,
    )


def _false(month: Month, words: Words, zone: tzinfo, most: int) -> Section:
    said = words.month
    columns = tuple(said[name] for name in ("id", "notice", "called", "by", "at"))
    rows = [
        (
            one.id,
            shorten(one.title, _LONGEST),
            said["state_irrelevant"] if one.what == "irrelevant" else words.values["verdict"].get(one.what, one.what),
            shorten(one.by, _LONGEST),
            _moment(one.at, zone),
        )
        for one in month.false_alerts
    ]
    return _section(said["false"], columns, rows, most, () if rows else (said["none"],))


def _missed(month: Month, words: Words, zone: tzinfo, most: int) -> Section:
    said = words.month
    columns = tuple(said[name] for name in ("who", "teller", "at", "own"))
    rows = [
        (
            shorten(one.organization, _LONGEST),
            Link(shorten(one.teller, _LONGEST), web_address(one.told_url)),
            _moment(one.told_at, zone),
            Link(shorten(one.source_name or one.source_id, _LONGEST), web_address(one.source_url)),
        )
        for one in month.missed
    ]
    verdicts, unread = words.values["verdict"], month.coverage.unread
    untold = words.inner.join(f"{verdicts.get(name, name)} {number:,}" for name, number in unread.untold)
    lines = [
        said["untold"].format(counts=untold or said["none"], titles=f"{unread.titles:,}"),
        bound_line(month.signed, said["of_month"], words),
        said["missed_why"] if rows else said["missed_none"],
    ]
    return _section(said["missed"], columns, rows, most, tuple(lines))


def _blind(coverage: Coverage, words: Words, zone: tzinfo) -> Section:
    said = words.month
    rows = [(said[light], span(coverage.lasted(light), words), share(coverage, light)) for light in LIGHTS]
    longest = coverage.longest
    lines = []
    if longest:
        name = next((one.name for one in coverage.sources if one.id == longest.source_id), "") or longest.source_id
        times = {
            "since": _moment(longest.begins, zone),
            "until": _moment(longest.ends, zone),
            "lasted": span(longest.lasted, words),
        }
        why = shorten(words.inner.join(longest.reasons), _LONGEST)
        lines.append(said["longest"].format(name=shorten(name, _LONGEST), why=why, **times))
    lines += [
        said["stopped"].format(since=_moment(begins, zone), until=_moment(ends, zone), lasted=span(ends - begins, words))
        for begins, ends in coverage.stopped[:SLOWEST_FIRST]
    ]
    columns = (said["light"], said["time"], said["share"])
    return Section(said["blindness"], tuple(lines), columns, tuple(rows), numbers=frozenset({1, 2}))


def _coverage(coverage: Coverage, words: Words, zone: tzinfo, most: int) -> Section:
    said = words.month
    columns = tuple(said[name] for name in ("source", "ok", "doubtful", "blind", "longest_blind", "since", "why"))
    worst = sorted(coverage.sources, key=lambda one: (-one.lasted("blind"), -one.lasted("doubtful")))
    rows = [_source_row(one, words, zone) for one in worst]
    return _section(said["coverage"], columns, rows, most, (said["coverage_why"],), frozenset({1, 2, 3, 4}))


def _source_row(one: SourceCoverage, words: Words, zone: tzinfo) -> tuple[str, ...]:
    longest = one.longest
    name = f"{shorten(one.name, _LONGEST)} ({one.id})" if one.name else one.id
    return (
        name,
        share(one, "ok"),
        *(span(one.lasted(light), words) if one.lasted(light) else "–" for light in LIGHTS[1:]),
        span(longest.lasted, words) if longest else "–",
        _moment(longest.begins, zone) if longest else "–",
        shorten(words.inner.join(longest.reasons), _LONGEST) if longest else "",
    )


def _unwatched(coverage: Coverage, words: Words, most: int) -> Section:
    said = words.month
    columns = tuple(said[name] for name in ("register", "id", "who", "tier", "owner"))
    rows = [(one.register, one.id, shorten(one.name, _LONGEST), one.tier or "–", one.owner or "–") for one in coverage.unwatched]
    line = (
        said["registered"].format(n=f"{len(rows):,}", of=f"{coverage.registered:,}")
        if coverage.registered
        else said["no_register"]
    )
    return _section(said["unwatched"], columns, rows, most, (line,))


def _added(month: Month, words: Words, zone: tzinfo, most: int) -> Section:
    said = words.month
    rows = [(one.id, shorten(one.name, _LONGEST), _moment(one.at, zone)) for one in month.added]
    columns = (said["source"], said["name"], said["first_check"])
    return _section(said["added"], columns, rows, most, () if rows else (said["none"],))


def _section(
    title: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Cell, ...]],
    most: int,
    lines: tuple[str, ...],
    numbers: frozenset[int] = frozenset(),
) -> Section:
    shown = rows[:most] if most else rows
    return Section(title, lines, columns, tuple(shown), len(rows) - len(shown), numbers)


def share(one: SourceCoverage | Coverage, light: str) -> str:
    """What part of the watched time was so; only all is 100 %, only nothing is 0 %."""
    whole = sum((one.lasted(each) for each in LIGHTS), timedelta())
    part = next(one.lasted(each) for each in LIGHTS if each == light)
    if not whole:
        return "–"
    if part in (timedelta(), whole):
        return "100 %" if part else "0 %"
    return f"{min(max(100 * (part / whole), 0.01), 99.99):.2f} %"


def span(lasted: timedelta, words: Words) -> str:
    """A length of time in two units."""
    minutes = round(lasted.total_seconds() / 60)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    said = words.month
    if days:
        return said["days_hours"].format(days=f"{days:,}", hours=hours)
    return said["hours_minutes"].format(hours=hours, minutes=rest) if hours else said["minutes"].format(minutes=rest)


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
