"""A summary as a message: a storm by what its incident's notices say together, any other by its most important events.

Imports words and core. Nothing here is escaped; drawn from the stored event alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from noticewatch.model import Count, Covered, Event, Severity, Summary, Tally
from noticewatch.render.message import LONGEST_FIRST_LINE, Message
from noticewatch.render.phrases import count_phrase, further_phrase, moment_phrase, value_phrase
from noticewatch.render.plain import one_line, shorten, web_address
from noticewatch.render.words import PLACELESS, SEVERITY_MARK, Words

MOST_LINES = 30  # of a digest: what is read at a glance; the rest is counted, and stands in the outbox
MOST_LINKS = 8
LONGEST_LINK = 300  # a longer address is no line of a list of links
LONGEST_NAME = 60  # of an organization among others
LONGEST_ROW = 600  # names, or ids: three lines on a wide screen
MINUTES_UP_TO = timedelta(hours=2)  # shown as minutes


def summary_message(event: Event, summary: Summary, words: Words, timezone: tzinfo) -> Message:
    """The parts of a summary's message; line one has 90 characters at most."""
    if summary.tally:
        return _storm(event, summary, summary.tally, words, timezone)
    return _list(event, summary, words, timezone)


def _storm(event: Event, summary: Summary, tally: Tally, words: Words, timezone: tzinfo) -> Message:
    said = words.summary
    head = f"{SEVERITY_MARK[event.severity]} {words.loud[event.severity]}"
    kinds = value_phrase("data_types", list(tally.data_types), words) if tally.data_types else ""
    span = _span(event.time - summary.since, words)
    came = words.bar.join(
        part
        for part in (
            said["came"].format(n=summary.count, span=span),
            kinds,
            words.values["misuse"].get(tally.misuse or "", ""),
        )
        if part
    )
    names = list(dict.fromkeys(shorten(one.organization, LONGEST_NAME) for one in summary.events if one.organization))
    details = (
        _known(tally, words),
        came,
        said["from"].format(names=_as_many(names, words.comma, words)) if names else "",
        said["ids"].format(ids=_as_many([one_line(one.id) for one in summary.events], " ", words)),
        further_phrase(sum(number for _, number in summary.further), words),
    )
    incident = event.incident
    footer = (
        said["incident"].format(id=one_line(incident.id), n=incident.notices) if incident else "",
        _next(summary, event.time, timezone, words),
        said["each"].format(n=f"{summary.count:,}"),
        one_line(event.id),
    )
    return Message(
        _storm_line(head, event, tally, words), tuple(filter(None, details)), footer=words.bar.join(filter(None, footer))
    )


def _storm_line(head: str, event: Event, tally: Tally, words: Words) -> str:
    """What happened where, and how many told of it; a name is cut before the number is."""
    said = words.summary
    organizations = event.incident.organizations if event.incident else ()
    name = one_line(tally.vendor or (organizations[0] if organizations else ""))
    if tally.organizations > 1:
        n, who = tally.organizations, said[f"who.{tally.sector}" if f"who.{tally.sector}" in said else "who"]
    else:
        n, who = event.summary.count if event.summary else 0, ""
    template = said["told_by" if who else "events"]
    room = LONGEST_FIRST_LINE - len(f"{head}{words.bar}{template.format(what=_what(tally, '', words), n=f'{n:,}', who=who)}")
    what = _what(tally, shorten(name, max(room, 8)), words)
    return shorten(f"{head}{words.bar}{template.format(what=what, n=f'{n:,}', who=who)}", LONGEST_FIRST_LINE)


def _what(tally: Tally, name: str, words: Words) -> str:
    """Cause and place; the place alone where the cause is none that happens somewhere."""
    if tally.cause is None or tally.cause in PLACELESS:
        return name
    if not name:
        return words.values["cause"][tally.cause]
    cause = words.values.get("cause_at", {}).get(tally.cause) or words.values["cause"][tally.cause]
    return words.summary["at"].format(cause=cause, vendor=name)


def _known(tally: Tally, words: Words) -> str:
    """The sum of what is known, of how many numbers it is one, and what the vendor says by itself."""
    said = words.summary
    parts = []
    if tally.known:
        known = said["known"].format(count=words.inner.join(count_phrase(count, words) for count in tally.known))
        template = said["sum_silent" if tally.silent else "sum"]
        parts.append(known + template.format(counted=tally.counted, silent=tally.silent))
    if tally.vendor_says:
        parts.append(said["vendor_says"].format(count=_bare_people(tally.vendor_says, bool(tally.known), words)))
    return words.bar.join(parts)


def _bare_people(count: Count, beside: bool, words: Words) -> str:
    """A count beside another of people: the number alone says enough in English."""
    if beside and words.language == "en" and (count.unit, count.qualifier) == ("person", "exact"):
        return f"{count.value:,}"
    return count_phrase(count, words)


def _list(event: Event, summary: Summary, words: Words, timezone: tzinfo) -> Message:
    said = words.summary
    head = f"{SEVERITY_MARK[event.severity]} {words.loud[event.severity]}"
    counts = said["counts" if summary.count > 1 else "count"]
    first = counts.format(what=said[summary.kind], n=f"{summary.count:,}", levels=_levels(summary.levels, words))
    rows = _rows(summary.events)
    shown = rows[:MOST_LINES]
    further = dict(summary.further)
    details = [f"{number}. {_row(row, further.pop(row[0].incident, 0), words)}" for number, row in enumerate(shown, 1)]
    rest = _without(summary.levels, [one for row in shown for one in row])
    if rest:
        n = f"{sum(number for _, number in rest):,}"
        details.append(said["rest"].format(n=n, levels=_levels(rest, words)))
    details += filter(None, [further_phrase(sum(further.values()), words)])  # of incidents that have no line
    addresses = [(str(number), web_address(row[0].url)) for number, row in enumerate(shown, 1)]
    links = [(label, address) for label, address in addresses if address and len(address) <= LONGEST_LINK]
    footer = (
        said["since"].format(when=moment_phrase(summary.since, timezone, words)),
        _next(summary, event.time, timezone, words),
        said["each"].format(n=f"{summary.count:,}") if summary.count > 1 else said["one"],
        one_line(event.id),
    )
    line = shorten(f"{head}{words.bar}{first}", LONGEST_FIRST_LINE)
    return Message(line, tuple(details), tuple(links[:MOST_LINKS]), words.bar.join(filter(None, footer)))


def _rows(events: Sequence[Covered]) -> list[list[Covered]]:
    """Events of one incident together, at the place of the most important one."""
    rows: dict[str, list[Covered]] = {}
    for one in events:
        rows.setdefault(one.incident or one.id, []).append(one)
    return list(rows.values())


def _row(row: Sequence[Covered], further: int, words: Words) -> str:
    first = row[0]
    parts = [shorten(first.line, LONGEST_FIRST_LINE), one_line(first.id)]
    if len(row) > 1:
        parts.append(words.summary["others"].format(n=len(row) - 1, id=one_line(first.incident)))
    parts += filter(None, [further_phrase(further, words)])
    return words.bar.join(parts)


def _without(levels: Iterable[tuple[Severity, int]], shown: Iterable[Covered]) -> list[tuple[Severity, int]]:
    left = dict(levels)
    for one in shown:
        left[one.severity] = left.get(one.severity, 0) - 1
    return [(level, number) for level, number in left.items() if number > 0]


def _levels(levels: Iterable[tuple[Severity, int]], words: Words) -> str:
    """How many of each severity: "1 critical, 3 high"."""
    return words.inner.join(
        words.summary["level"].format(n=f"{number:,}", level=words.values["severity"][level]) for level, number in levels
    )


def _as_many(parts: Sequence[str], by: str, words: Words) -> str:
    """As many parts as fit a row, and how many more there are."""
    shown: list[str] = []
    for part in parts:
        if len(by.join([*shown, part])) > LONGEST_ROW - 20:
            break
        shown.append(part)
    if len(shown) < len(parts):
        shown.append(words.sentences["more"].format(n=len(parts) - len(shown)))
    return by.join(shown)


def _span(span: timedelta, words: Words) -> str:
    minutes = max(1, round(span / timedelta(minutes=1)))
    if span <= MINUTES_UP_TO:
        return words.summary["minutes"].format(n=minutes)
    return words.summary["hours"].format(n=round(minutes / 60))


def _next(summary: Summary, at: datetime, timezone: tzinfo, words: Words) -> str:
    """When the next one comes: the minute, with its day where that is another."""
    if summary.next_at is None:
        return ""
    there = summary.next_at.astimezone(timezone)
    same = there.date() == at.astimezone(timezone).date()
    return words.summary["next"].format(when=f"{there:%H:%M}" if same else moment_phrase(there, timezone, words))
