"""What is told of sources, channels, our own side, links and tests: what is wrong, since when, and what to do.

Imports words and core. Drawn from the event's values, so that every language says all of it; from its reason in words where an
event has no values. Nothing here is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from noticewatch.model import Event, Trouble
from noticewatch.render.message import LONGEST_FIRST_LINE, Mark, Message
from noticewatch.render.phrases import moment_phrase, span_phrase
from noticewatch.render.plain import one_line, shorten, web_address
from noticewatch.render.watch import watch_line
from noticewatch.render.words import EVENT_MARK, SEVERITY_MARK, Words

_LONGEST_LINE = 600
_LONGEST_FOUND = 300  # of what a receiver or a page said


def standing_message(event: Event, words: Words, timezone: tzinfo, *, incident: str = "") -> Message:
    """The parts of a message about no notice; `incident`: the line that names who else tells of it."""
    first = standing_first(event, words, timezone)
    trouble = event.trouble
    reason = one_line(event.reason)
    if trouble is None or event.type == "incident.linked":
        details = [_why(reason, words) if reason and reason not in first and not trouble else "", incident]
    elif event.type.startswith("source."):
        details = _source(event, trouble, words, timezone)
    elif event.type.startswith("channel."):
        details = _channel(event, trouble, words)
    elif event.type.startswith("system."):
        details = _system(event, trouble, words, timezone)
    else:
        details = []
    details = [shorten(line, _LONGEST_LINE) for line in (watch_line(event, words), *details) if line]
    marks: tuple[Mark, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    if event.source:
        address = web_address(event.source.url)
        links = ((words.labels["open"], address),) if address else ()
        start, end = 0, 0
        if event.type == "source.failing":
            details.append(_todo(event, words, linked=bool(links)))
            start = len(words.sentences["do"].partition("{link}")[0])
            end = start + len(words.labels["open"])
        elif details:
            start = end = len(details[-1])
        marks = (Mark(len(details) - 1, start, end, "links"),) if links and details else ()
    return Message(first, tuple(details), links, one_line(event.id), marks)


def standing_first(event: Event, words: Words, timezone: tzinfo) -> str:
    """Line one: what kind of thing, of whom, since when; 90 characters at most."""
    mark = EVENT_MARK.get(event.type, SEVERITY_MARK[event.severity])
    head = f"{mark} {words.told[event.type].upper()}"
    who, told = headline(event, words, timezone)
    line = words.bar.join(part for part in (head, words.colon.join(part for part in (who, told) if part)) if part)
    return shorten(line, LONGEST_FIRST_LINE)


def headline(event: Event, words: Words, timezone: tzinfo) -> tuple[str, str]:
    """Of whom something is told, and what, in few words; also a feed entry's title."""
    trouble, said = event.trouble, words.standing
    who = shorten(event.source.name or event.source.id, 44) if event.source else ""
    if event.type == "incident.linked":
        names = words.comma.join(shorten(name, 30) for name in event.incident.organizations[:3]) if event.incident else ""
        return names, said["brought" if trouble else "linked"] if names or trouble else one_line(event.reason)
    if trouble is None:
        return who, one_line(event.reason) or (words.sentences["readable"] if event.type == "source.recovered" else "")
    span = span_phrase(event.time - trouble.since, words)
    since = said["since"].format(when=moment_phrase(trouble.since, timezone, words), span=span)
    checks = said["checks"].format(n=trouble.checks) if trouble.checks else ""
    if event.type == "source.failing":
        return who, since + checks
    if event.type == "source.recovered":
        return who, said["recovered"].format(span=span) + checks
    if event.type.startswith("channel."):
        name = shorten(trouble.about, 40)
        code = "accepted" if event.type == "channel.recovered" else trouble.code
        values = {"since": since, "span": span, **_clean(trouble.values)}
        return name, _filled(said.get(code, ""), values) or one_line(event.reason)
    if event.type.startswith("system."):
        what = words.was.get(trouble.about, "") or one_line(event.reason)
        return "", words.bar.join((said["over"].format(span=span) if event.type == "system.recovered" else since, what))
    if event.type == "test":
        return shorten(trouble.about, 40), said["test"]
    return who, one_line(event.reason)


def _source(event: Event, trouble: Trouble, words: Words, timezone: tzinfo) -> list[str]:
    said = words.standing
    if event.type == "source.recovered":
        known = words.was.get(_kind(trouble.code), "")
        what = _filled(known, {"status": trouble.code.removeprefix("http-")}) or one_line(event.reason)
        gap = ""
        if trouble.good_at:
            since = moment_phrase(trouble.good_at, timezone, words)
            gap = said["gap"].format(since=since, until=_moment(event.time, trouble.good_at, timezone, words))
        return [said["was"].format(what=what), gap]
    good = said["never"]
    if trouble.good_at:
        good = said["good"].format(when=_moment(trouble.good_at, trouble.since, timezone, words))
    return [_why(what_is_wrong(event, words), words), good]


def gone_line(event: Event, words: Words, timezone: tzinfo) -> str:
    """Since when a withdrawn notice is gone, what its page says instead, and when it was last seen; "" for any other event."""
    trouble = event.trouble
    if event.type != "notice.withdrawn" or trouble is None:
        return ""
    said, since = words.standing, moment_phrase(trouble.since, timezone, words)
    what = _filled(words.was.get(_kind(trouble.code), ""), {"status": trouble.code.removeprefix("http-")})
    seen = _moment(trouble.good_at, trouble.since, timezone, words) if trouble.good_at else ""
    line = said["gone"].format(when=since, what=what or words.was["gone"])
    return words.bar.join((line, said["last_seen"].format(when=seen))) if seen else line


def _moment(at: datetime, beside: datetime, timezone: tzinfo, words: Words) -> str:
    """A moment beside another one: the minute alone where the day is the same."""
    there = at.astimezone(timezone)
    return f"{there:%H:%M}" if there.date() == beside.astimezone(timezone).date() else moment_phrase(at, timezone, words)


def what_is_wrong(event: Event, words: Words) -> str:
    """A trouble's reason with its values; the reason as it was noted where a value, or the code, is not known."""
    trouble = event.trouble
    if trouble is None:
        return one_line(event.reason)
    told = _filled(words.troubles.get(_kind(trouble.code), ""), _clean(trouble.values))
    if not told:
        known = words.was.get(_kind(trouble.code), "") if not event.reason or words.language != "en" else ""
        return _filled(known, {"status": trouble.code.removeprefix("http-")}) or one_line(event.reason)
    low, high = trouble.values.get("usual_low"), trouble.values.get("usual_high")
    if isinstance(low, int) and isinstance(high, int):
        told += words.standing["usual"].format(usual=f"{low}–{high}" if low < high else f"{low}")
    if "status" in trouble.values and _kind(trouble.code) != "http":
        told += words.standing["answer"].format(status=trouble.values["status"])
    return told


def _kind(code: str) -> str:
    return "http" if code.startswith("http-") else code


def _clean(values: Mapping[str, int | str]) -> dict[str, str]:
    return {name: shorten(str(value), _LONGEST_FOUND) for name, value in values.items()}


def _filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its values; "" where one of them is not known."""
    try:
        return template.format_map(values)
    except KeyError:
        return ""


def _why(reason: str, words: Words) -> str:
    return f"{words.labels['why']}{words.colon}{reason}" if reason else ""


def _todo(event: Event, words: Words, *, linked: bool) -> str:
    name = one_line(event.source.id) if event.source else ""
    todo = words.sentences["do" if linked else "do_test"].format(link=words.labels["open"], id=name)
    return words.bar.join((todo, words.sentences["one_message"]))


def _channel(event: Event, trouble: Trouble, words: Words) -> list[str]:
    said, name = words.standing, one_line(trouble.about)
    found = shorten(str(trouble.values.get("found", "")), _LONGEST_FOUND)
    if event.type == "channel.recovered":
        return [said["was"].format(what=found) if found else ""]
    todo = {"paused": said["do_resume"].format(name=name), "dead": _filled(said["do_retry"], _clean(trouble.values))}
    return [_why(found, words), said["wait"] if trouble.code in ("unaccepted", "paused") else "", todo.get(trouble.code, "")]


def _system(event: Event, trouble: Trouble, words: Words, timezone: tzinfo) -> list[str]:
    said = words.standing
    if event.type == "system.recovered":
        since = moment_phrase(trouble.since, timezone, words)
        until = _moment(event.time, trouble.since, timezone, words)
        return [said["gap"].format(since=since, until=until)] if trouble.about == "network" else []
    late = said["late"] if trouble.about == "schedule" else said["blind"] if trouble.about == "network" else ""
    return [_why(what_is_wrong(event, words), words), late]
