"""What a person sees of an event, as plain text: line one, the further lines, the links, and a feed entry's title.

Imports words and core. Nothing here is escaped: each sink does that for itself. A line without facts vanishes; quotes and
names are never translated.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from noticewatch.model import Event, Facts, Json
from noticewatch.render.lexicon import words_of
from noticewatch.render.message import LONGEST_FIRST_LINE, Message
from noticewatch.render.phrases import (
    count_change,
    count_of,
    count_phrase,
    day_phrase,
    moment_phrase,
    value_phrase,
    what_happened,
)
from noticewatch.render.plain import one_line, shorten, web_address
from noticewatch.render.reports import report_message
from noticewatch.render.summaries import summary_message
from noticewatch.render.words import EVENT_MARK, SEVERITY_MARK, Words
from noticewatch.text import letters

LONGEST_TITLE = 300  # of a feed's entry: what readers show of one without wrapping their list apart
_LONGEST_LINE = 600
_LONGEST_QUOTE = 120  # of a quote within a line; the whole one stands in the feed and the webhook
_MOST_DIFF_LINES = 6
_MOST_ORGANIZATIONS = 6
_QUOTED = ("affected_headline", "cause", "vendor", "exposure", "misuse")  # in this order, two of them


def message_lines(event: Event, *, language: str, timezone: tzinfo) -> tuple[str, ...]:
    """An event as lines of plain text, line one (90 characters at most) first; addresses stand after their labels."""
    made = message_of(event, language=language, timezone=timezone)
    links = tuple(f"{label}{words_of(language).colon}{address}" for label, address in made.links)
    return tuple(line for line in (made.first, *made.details, *links, made.footer) if line)


def message_of(event: Event, *, language: str, timezone: tzinfo) -> Message:
    """An event's parts, for a sink that sets each its own way."""
    words = words_of(language)
    if event.week:
        return report_message(event, event.week, words, timezone)
    if event.summary:
        return summary_message(event, event.summary, words, timezone)
    first = first_line(event, words)
    if event.notice is None:
        return _about_health(event, words, first)
    if event.type == "notice.changed":
        details = [*_change_lines(event, words), _version_line(event, words, timezone)]
    else:
        details = _fact_lines(event, words, timezone)
    details = [*_left_out(event, first, words), *details, _same_incident(event, words), _contact_line(event.facts, words)]
    address = web_address(event.notice.url)
    return Message(
        first,
        _cut(details),
        ((words.labels["page"], address),) if address else (),
        _footer(event, words),
    )


def first_line(event: Event, words: Words) -> str:
    """Severity, who, how many, what and where, in 90 characters."""
    if event.notice is None:
        return _first_health_line(event, words)
    mark = EVENT_MARK.get(event.type, SEVERITY_MARK[event.severity])
    head = f"{mark} {words.loud[event.severity]}"
    facts = event.facts or Facts(verdict="incident")
    who, title = one_line(facts.organization or ""), one_line(event.notice.title) or event.notice.id
    if event.type == "notice.new" and facts.verdict == "unclassified":
        return _fitted(words, head, who, (words.sentences["unclassified"],), (title,))
    number = count_phrase(facts.affected_headline, words) if facts.affected_headline else ""
    exposure = words.values["exposure"].get(facts.exposure or "", "")
    whats = _whats(facts, words)
    if event.type != "notice.new":
        middle = _change_phrase(event, words) if event.type == "notice.changed" else words.sentences["withdrawn"]
        moved = any(change.field == "affected_headline" for change in event.changes)
        tails = tuple(_joined(words.comma, "" if moved else number, what) for what in whats)
        return _fitted(words, head, who or title, (middle,), tails, from_title=not who)
    if who and not (number or exposure or whats[0]):
        return _fitted(words, head, who, ("",), (title,))
    numbers = (_joined(words.after_number, number, exposure), number or exposure)
    return _fitted(words, head, who or title, numbers, whats, from_title=not who)


def _whats(facts: Facts, words: Words) -> tuple[str, ...]:
    """What happened and where, whole first, then with less and less of the contractor's name."""
    vendor = one_line(facts.vendor or "")
    shorter = tuple(what_happened(facts, words, vendor=shorten(vendor, room)) for room in (24, 14) if len(vendor) > room)
    return (what_happened(facts, words), *shorter, what_happened(facts, words, vendor=""))


def _fitted(
    words: Words, head: str, who: str, middles: tuple[str, ...], tails: tuple[str, ...], *, from_title: bool = False
) -> str:
    """The fullest line that fits: of each part the first form, then shorter ones; severity and how many stay to the end."""
    names = (who, shorten(who, 44), shorten(who, 30)) if from_title else (who,)
    for name in names:
        for middle in middles:
            for tail in tails:
                line = _line(words, head, name, middle, tail)
                if len(line) <= LONGEST_FIRST_LINE:
                    return line
    if len(tails) == 1:  # a title, which may be cut anywhere
        room = LONGEST_FIRST_LINE - len(_line(words, head, who, middles[-1], "")) - len(words.bar)
        if room >= 20:
            return _line(words, head, who, middles[-1], shorten(tails[0], room))
    for tail in (tails[-1], ""):
        room = LONGEST_FIRST_LINE - len(_line(words, head, "-", middles[-1], tail)) + 1
        if room >= 16:
            return _line(words, head, shorten(who, room), middles[-1], tail)
    return shorten(_line(words, head, shorten(who, 16), middles[-1], ""), LONGEST_FIRST_LINE)


def _line(words: Words, head: str, who: str, middle: str, tail: str) -> str:
    return _joined(words.bar, head, _joined(words.after_who, who, middle), tail)


def _joined(by: str, *parts: str) -> str:
    return by.join(part for part in parts if part)


def _change_phrase(event: Event, words: Words) -> str:
    """What a change changed, in few words: the count if it moved, else the fields' names."""
    for change in event.changes:
        if change.field == "affected_headline":
            new = event.facts.affected_headline if event.facts and event.facts.affected_headline else count_of(change.new)
            return count_change(count_of(change.old), new, words)
    if not event.changes:
        return words.sentences["changed_text"]
    fields = [words.labels.get(change.field, one_line(change.field)) for change in event.changes]
    return words.sentences["changed_fields"].format(what=shorten(words.inner.join(fields), 40))


def _left_out(event: Event, first: str, words: Words) -> list[str]:
    """What line one should have said and had no room for: the organization, the contractor, the title that stands in."""
    facts, title = event.facts or Facts(), one_line(event.notice.title if event.notice else "")
    lines = []
    for field, name in (("organization", facts.organization), ("vendor", facts.vendor)):
        if name and one_line(name) not in first:
            lines.append(f"{words.labels[field]}{words.colon}{one_line(name)}")
    number = count_phrase(facts.affected_headline, words) if facts.affected_headline else ""
    if number and number not in first:
        lines.append(_joined(words.after_number, number, words.values["exposure"].get(facts.exposure or "", "")))
    if (not facts.organization or facts.verdict == "unclassified") and title not in first:
        lines.append(title)
    return lines


def _fact_lines(event: Event, words: Words, timezone: tzinfo) -> list[str]:
    facts = event.facts
    if facts is None:
        return []
    lines = [words.sentences["judge"]] if event.type == "notice.new" and facts.verdict == "unclassified" else []
    excluded = value_phrase("data_types_excluded", list(facts.data_types_excluded), words) if facts.data_types_excluded else ""
    lines.append(
        _joined(
            words.bar,
            value_phrase("data_types", list(facts.data_types), words) if facts.data_types else "",
            words.sentences["excluded"].format(what=excluded) if excluded else "",
        )
    )
    lines.append(_joined(words.bar, _dates(event, facts, words, timezone), *_circumstances(facts, words)))
    quotes = words.beside.join(words.quoted.format(quote=quote) for quote in _quotes(event))
    return [*lines, words.sentences["evidence"].format(quotes=quotes) if quotes else ""]


def _dates(event: Event, facts: Facts, words: Words, timezone: tzinfo) -> str:
    """When it happened and when it was noticed; when it was published, where neither is known."""
    year = event.time.astimezone(timezone).year
    named = {
        "occurred_start": "–".join(day_phrase(day, year, words) for day in (facts.occurred_start, facts.occurred_end) if day),
        "discovered": day_phrase(facts.discovered, year, words) if facts.discovered else "",
    }
    if not any(named.values()):
        named = {"published": day_phrase(facts.published, year, words) if facts.published else ""}
    after = words.language == "ja"
    told = [f"{day} {words.labels[field]}" if after else f"{words.labels[field]} {day}" for field, day in named.items() if day]
    derived = any(piece.how == "derived" for field in (*named, "occurred_end") for piece in event.evidence.get(field, ()))
    return " → ".join(told) + (words.sentences["derived_dates"] if told and derived else "")


def _circumstances(facts: Facts, words: Words) -> list[str]:
    regulators = value_phrase("regulators", list(facts.regulators), words) if facts.regulators else ""
    pending = value_phrase("pending", list(facts.pending), words) if facts.pending else ""
    return [
        words.values["stage"][facts.stage] if facts.stage in ("update", "final") else "",
        words.values["misuse"].get(facts.misuse or "", ""),
        words.sentences["reported"].format(who=regulators) if regulators else "",
        words.values["notified"].get(facts.notified or "", ""),
        words.sentences["pending"].format(what=pending) if pending else "",
    ]


def _quotes(event: Event) -> list[str]:
    """The two quotes that prove most, no words twice."""
    found: list[str] = []
    for field in _QUOTED:
        quote = next((shorten(piece.quote, _LONGEST_QUOTE) for piece in event.evidence.get(field, ())), "")
        if quote and not any(quote in other or other in quote for other in found):
            found.append(quote)
    return found[:2]


def _change_lines(event: Event, words: Words) -> list[str]:
    """Words gone and words come, then each fact that moved besides the one in line one."""
    lines = diff_excerpt(event.diff)
    moved = any(change.field == "affected_headline" for change in event.changes)
    for change in event.changes[:10]:
        only_count = moved and change.field == "affected" and _single(change.old) and _single(change.new)
        if change.field != "affected_headline" and not only_count:
            sides = " → ".join(shorten(value_phrase(change.field, side, words), 160) for side in (change.old, change.new))
            lines.append(f"{words.labels.get(change.field, one_line(change.field))}{words.colon}{sides}")
    return lines


def _single(value: Json) -> bool:
    return isinstance(value, list) and len(value) == 1


def diff_excerpt(diff: str) -> list[str]:
    """The first lines of a unified diff that came or went, its headers left out.

    >>> diff_excerpt("--- 1\\n+++ 2\\n@@ -1 +1 @@\\n-25名\\n+38名\\n 以上")
    ['− 25名', '+ 38名']
    """
    rows = diff.splitlines()
    start = next((at for at, row in enumerate(rows) if row.startswith("@@")), 0)
    moved = [row for row in rows[start:] if row[:1] in ("-", "+") and row[1:].strip()]
    return [f"{'−' if row[0] == '-' else '+'} {shorten(row[1:], 240)}" for row in moved[:_MOST_DIFF_LINES]]


def _version_line(event: Event, words: Words, timezone: tzinfo) -> str:
    said = words.sentences
    return _joined(
        words.bar,
        said["others_unchanged"] if event.changes else said["unchanged"],
        said["seen"].format(when=moment_phrase(event.time, timezone, words)),
        said["version"].format(n=event.notice.version) if event.notice else "",
    )


def _same_incident(event: Event, words: Words) -> str:
    """Who else tells of the incident; how many notices there are, and the id that finds them."""
    incident = event.incident
    if incident is None or incident.notices < 2:
        return ""
    own = letters(event.facts.organization or "") if event.facts else ""
    others = [one_line(name) for name in incident.organizations if letters(name) != own]
    shown = others[:_MOST_ORGANIZATIONS]
    if len(others) > len(shown):
        shown.append(words.sentences["more"].format(n=len(others) - len(shown)))
    notices = words.sentences["notices"].format(n=incident.notices)
    names = words.comma.join(shown)
    return words.labels["same"] + words.colon + _joined(words.bar, names, f"{notices} {one_line(incident.id)}")


def _contact_line(facts: Facts | None, words: Words) -> str:
    if facts is None or not facts.contacts:
        return ""
    values = words.comma.join(shorten(contact.value, 100) for contact in facts.contacts[:3])
    return words.sentences["contact"].format(what=values)


def _footer(event: Event, words: Words) -> str:
    name = shorten(event.source.name or event.source.id, 100) if event.source else ""
    return _joined(words.bar, words.sentences["via"].format(name=name) if name else "", one_line(event.id))


def _first_health_line(event: Event, words: Words) -> str:
    mark = EVENT_MARK.get(event.type, SEVERITY_MARK[event.severity])
    told = words.loud[event.severity] if event.type == "summary" else words.told[event.type].upper()
    who = shorten(event.source.name or event.source.id, 44) if event.source else ""
    reason = one_line(event.reason) or (words.sentences["readable"] if event.type == "source.recovered" else "")
    line = _joined(words.bar, f"{mark} {told}", _joined(words.colon, who, reason))
    return shorten(line, LONGEST_FIRST_LINE)


def _about_health(event: Event, words: Words, first: str) -> Message:
    """A source, a channel or the system: why, and for a source what to do."""
    reason = one_line(event.reason)
    details = [words.labels["why"] + words.colon + reason if reason and reason not in first else ""]
    links: tuple[tuple[str, str], ...] = ()
    if event.source:
        address = web_address(event.source.url)
        links = ((words.labels["open"], address),) if address else ()
        if event.type == "source.failing":
            todo = words.sentences["do"].format(link=words.labels["open"], id=one_line(event.source.id))
            details.append(_joined(words.bar, todo, words.sentences["one_message"]))
        else:
            details.append(words.labels["source"] + words.colon + one_line(event.source.id))
    if event.incident:
        details.append(_same_incident(event, words))
    return Message(first, _cut(details), links, one_line(event.id))


def _cut(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(shorten(line, _LONGEST_LINE) for line in lines if line)


def entry_title(event: Event, *, language: str = "en") -> str:
    """A feed entry's title: kind, severity, organization, how many, what.

    >>> from datetime import UTC, datetime
    >>> from noticewatch.model import Count, NoticeRef
    >>> at = datetime(2026, 11, 22, tzinfo=UTC)
    >>> facts = Facts(
    ...     verdict="incident", organization="汐見市", vendor="株式会社みなと", cause="loss", exposure="possible",
    ...     affected_headline=Count(25, "person"),
    ... )
    >>> entry_title(Event("evt_1", "notice.new", at, "high", notice=NoticeRef("n", "", "", None, at, 1), facts=facts))
    '[New, high] 汐見市: 25 people, possible leak (contractor 株式会社みなと, loss)'
    """
    words = words_of(language)
    kinds = [words.told[event.type], words.values["severity"][event.severity]]
    facts = event.facts or Facts(verdict="incident")
    if event.notice is None:
        who = one_line(event.source.name or event.source.id) if event.source else ""
        reason = one_line(event.reason) or (words.sentences["readable"] if event.type == "source.recovered" else "")
        return shorten(f"[{', '.join(kinds)}] " + (_joined(": ", who, reason) or one_line(event.id)), LONGEST_TITLE)
    title = one_line(event.notice.title) or event.notice.id
    who = one_line(facts.organization or "")
    if facts.verdict == "unclassified":
        kinds.append(words.sentences["unclassified"])
        number = count_phrase(facts.affected_headline, words) if facts.affected_headline else ""
        text = _joined(": ", who if who not in title else "", shorten(title, 160))
        return f"[{', '.join(kinds)}] " + text + (words.brackets.format(inside=number) if number else "")
    return shorten(f"[{', '.join(kinds)}] {_entry_text(event, facts, who, title, words)}", LONGEST_TITLE)


def _entry_text(event: Event, facts: Facts, who: str, title: str, words: Words) -> str:
    number = count_phrase(facts.affected_headline, words) if facts.affected_headline else ""
    if any(change.field == "affected_headline" for change in event.changes):
        number = _change_phrase(event, words)
    vendor = words.sentences["vendor"].format(vendor=one_line(facts.vendor)) if facts.vendor else ""
    inside = _joined(words.feed_comma, vendor, words.values["cause"].get(facts.cause or "", ""))
    many = _joined(words.feed_comma, number, words.values["exposure"].get(facts.exposure or "", ""))
    if who and not (many or inside):
        many = title
    name = who or shorten(title, 160)
    return _joined(": ", name, many) + (words.brackets.format(inside=inside) if inside else "")
