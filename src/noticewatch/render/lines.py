"""What a person sees of an event, as plain text: line one, the further lines, the links, and a feed entry's title.

Imports words and core. Nothing here is escaped: each sink does that for itself. A line without facts vanishes; quotes and
names are never translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, tzinfo

from noticewatch.model import Change, Event, Facts
from noticewatch.render.first import first_line
from noticewatch.render.lexicon import words_of
from noticewatch.render.marked import found_message, judged_line, mark_line
from noticewatch.render.message import GAP, Mark, Message
from noticewatch.render.moved import change_phrase, line_one_phrases, moved_sentences, new_count, told_changes
from noticewatch.render.phrases import (
    brief_count,
    count_change,
    count_of,
    count_phrase,
    day_phrase,
    further_phrase,
    moment_phrase,
    quote_with,
    reason_phrase,
    thing_of,
    value_phrase,
    what_happened,
)
from noticewatch.render.plain import joined, one_line, shorten, web_address
from noticewatch.render.reports import missed_message, report_message
from noticewatch.render.standing import gone_line, headline, standing_message
from noticewatch.render.summaries import summary_message
from noticewatch.render.watch import watch_line
from noticewatch.render.words import Words
from noticewatch.text import letters

LONGEST_TITLE = 300  # of a feed's entry: what readers show of one without wrapping their list apart
_LONGEST_LINE = 600
_LONGEST_QUOTE = 50  # full-width letters of a quote within a line; the whole one stands in the feed and the webhook
_MOST_CHANGES = 10
_WEEKDAY = re.compile(r"[(（][月火水木金土日][)）・]|[月火水木金土日]曜|(?i:mon|tues|wednes|thurs|fri|satur|sun)day")
_YEAR = re.compile(r"[12]\d{3}|令和|平成|[１２][０-９]{3}")
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
    if event.missed:
        return missed_message(event, event.missed, words, timezone)
    if event.found:
        return found_message(event, words)
    if event.summary:
        return summary_message(event, event.summary, words, timezone)
    if event.notice is None:
        return standing_message(event, words, timezone, incident=severity_line(event, words))
    first = first_line(event, words)
    marks: list[Mark] = []
    word = mark_line(event, words, timezone)
    again, marked = ([word], "") if event.mark and event.mark.worse else ([], word)
    spoken = [judged_line(event, words), marked]
    if event.type == "notice.changed":
        details = [*again, *_left_out(event, first, words), watch_line(event, words), *_changed_facts(event, first, words)]
        details = list(_cut(details))
        sentences, more = moved_sentences(event)
        marks += [
            Mark(len(details) + number, start + 2, end + 2, one.kind)
            for number, one in enumerate(sentences)
            for start, end in one.spans
        ]
        details += [f"{'−' if one.kind == 'gone' else '+'} {one.text}" for one in sentences]
        details += _cut(
            [
                words.sentences["more_sentences"].format(n=more) if more else "",
                _same_incident(event, words),
                severity_line(event, words),
                *spoken,
            ]
        )
        before, after = _version_line(event, first, words, timezone), ""
    else:
        gone = gone_line(event, words, timezone)
        ours, why = watch_line(event, words), severity_line(event, words)
        details = [*again, gone, *_left_out(event, first, words), ours, *_fact_lines(event, words, timezone), why, *spoken]
        details = list(_cut(details))
        before, after = _same_incident(event, words), _contact_line(event.facts, words)
    address = web_address(event.notice.url)
    links = ((words.labels["page"], address),) if address else ()
    before, after = (shorten(part, _LONGEST_LINE) for part in (before, after))
    tail = GAP.join(part for part in (before, after) if part)
    details += [tail] if tail else []
    if links and details:
        at = len(before) if tail else len(details[-1])
        marks.append(Mark(len(details) - 1, at, at, "links"))
    return Message(first, tuple(details), links, _footer(event, words), tuple(marks))


def _left_out(event: Event, first: str, words: Words) -> list[str]:
    """What line one should have said and had no room for: the organization, the contractor, the title that stands in."""
    facts, title = event.facts or Facts(), one_line(event.notice.title if event.notice else "")
    lines = []
    for field, name in (("organization", facts.organization), ("vendor", facts.vendor)):
        if name and one_line(name) not in first:
            lines.append(f"{words.labels[field]}{words.colon}{one_line(name)}")
    number = count_phrase(facts.affected_headline, words) if facts.affected_headline else ""
    if number and number not in first:
        lines.append(joined(words.after_number, number, words.values["exposure"].get(facts.exposure or "", "")))
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
        joined(
            words.bar,
            value_phrase("data_types", list(facts.data_types), words) if facts.data_types else "",
            words.sentences["excluded"].format(what=excluded) if excluded else "",
        )
    )
    lines.append(joined(words.bar, _dates(event, facts, words, timezone), *_circumstances(facts, words)))
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
    labels = {field: words.labels[field] for field in named}
    if facts.vendor and (who := _self(facts.organization or "", words)):
        labels["discovered"] = words.sentences["noticed_by"].format(who=who)  # not the day on which its contractor did
    after = words.language == "ja"
    told = [f"{day} {labels[field]}" if after else f"{labels[field]} {day}" for field, day in named.items() if day]
    pieces = [piece for field in (*named, "occurred_end") for piece in event.evidence.get(field, ()) if piece.how == "derived"]
    by_weekday = all(_WEEKDAY.search(piece.quote) and not _YEAR.search(piece.quote) for piece in pieces)
    derived = words.sentences["derived_years" if by_weekday else "derived_dates"]
    return " → ".join(told) + (derived if told and pieces else "")


def _self(organization: str, words: Words) -> str:
    """What an organization is, by what its name ends with: the city, the hospital; "" where that is not known."""
    return next((what for ending, what in reversed(words.selves) if organization.endswith(ending)), "")


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
    """The two quotes that prove most, no words twice; a number's is cut so that the number is seen."""
    found: list[str] = []
    count = event.facts.affected_headline if event.facts else None
    for field in _QUOTED:
        for piece in event.evidence.get(field, ())[:1]:
            wide = sum(not letter.isascii() for letter in piece.quote) * 2 > len(piece.quote)
            number = count.value if count and field == "affected_headline" else None
            quote = quote_with(piece.quote, number, _LONGEST_QUOTE if wide else 2 * _LONGEST_QUOTE)
            if quote and not any(quote in other or other in quote for other in found):
                found.append(quote)
    return found[:2]


def _changed_facts(event: Event, first: str, words: Words) -> list[str]:
    """Each fact that moved and for which line one had no room."""
    lines = [(change, change_phrase(change, words)) for change in told_changes(event.changes)[:_MOST_CHANGES]]
    brief = [change_phrase(change, words, room=24) for change, _ in lines]
    return [
        line
        for (change, line), short in zip(lines, brief, strict=True)
        if line not in first and (line != short or short not in first) and not _is_in_line_one(change, event, first, words)
    ]


def _is_in_line_one(change: Change, event: Event, first: str, words: Words) -> bool:
    if change.field != "affected_headline":
        return False
    return count_change(count_of(change.old), new_count(change, event), words) in first


def _version_line(event: Event, first: str, words: Words, timezone: tzinfo) -> str:
    said = words.sentences
    silent = event.correction_note is False and said["no_note"] not in first
    return joined(
        words.bar,
        said["others_unchanged"] if event.changes else said["unchanged"],
        said["no_note"] if silent else "",
        _edited(event, words, timezone),
        said["version"].format(n=event.notice.version) if event.notice else "",
    )


def _edited(event: Event, words: Words, timezone: tzinfo) -> str:
    """Between which looks a notice was changed; when it was seen, where the look before is not known."""
    said = words.sentences
    if event.seen_before is None:
        return said["seen"].format(when=moment_phrase(event.time, timezone, words))
    since, until = event.seen_before.astimezone(timezone), event.time.astimezone(timezone)
    day = day_phrase(since.date().isoformat(), until.year, words)
    if since.date() == until.date():
        return said["edited"].format(day=day, since=f"{since:%H:%M}", until=f"{until:%H:%M}")
    return said["edited_over"].format(since=moment_phrase(since, timezone, words), until=moment_phrase(until, timezone, words))


def severity_line(event: Event, words: Words) -> str:
    """Why it is as grave as it is, and the id that finds the incident where others tell of it too."""
    reasons = "; " if words.language == "en" else "、"
    why = reasons.join(filter(None, (reason_phrase(one, words) for one in event.severity_reasons)))
    severity = words.values["severity"][event.severity]
    incident = event.incident
    return joined(
        words.bar,
        words.sentences["why"].format(severity=severity, reasons=why) if why else "",
        words.sentences["incident"].format(id=one_line(incident.id), n=incident.notices)
        if incident and incident.notices > 1
        else "",
        further_phrase(incident.further, words) if incident else "",
    )


def _same_incident(event: Event, words: Words) -> str:
    """Who else tells of the incident, with the numbers that they give."""
    incident = event.incident
    if incident is None or incident.notices < 2:
        return ""
    own = letters(event.facts.organization or "") if event.facts else ""
    counts = (*incident.counts, *(None for _ in incident.organizations))
    others = [
        joined(" ", one_line(name), brief_count(count, words) if count else "")
        for name, count in zip(incident.organizations, counts, strict=False)
        if letters(name) != own
    ]
    shown = others[:_MOST_ORGANIZATIONS]
    if len(others) > len(shown):
        shown.append(words.sentences["more"].format(n=len(others) - len(shown)))
    if not shown:
        return ""
    return words.labels["same"] + words.colon + (words.inner if incident.counts else words.comma).join(shown)


def _contact_line(facts: Facts | None, words: Words) -> str:
    if facts is None or not facts.contacts:
        return ""
    values = words.comma.join(shorten(contact.value, 100) for contact in facts.contacts[:3])
    return words.sentences["contact"].format(what=values)


def _footer(event: Event, words: Words) -> str:
    """Through whom a notice came, unless that is who announced it, and the event's id."""
    name = shorten(event.source.name or event.source.id, 100) if event.source else ""
    own = letters(event.facts.organization or "") if event.facts else ""
    if own and own in letters(name):
        name = ""
    return joined(words.bar, words.sentences["via"].format(name=name) if name else "", one_line(event.id))


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
        who, told = headline(event, words, event.time.tzinfo or UTC)
        return shorten(f"[{', '.join(kinds)}] " + (joined(": ", who, told) or one_line(event.id)), LONGEST_TITLE)
    title = one_line(event.notice.title) or event.notice.id
    who = one_line(facts.organization or "")
    if facts.verdict == "unclassified":
        kinds.append(words.sentences["unclassified"])
        number = count_phrase(facts.affected_headline, words) if facts.affected_headline else ""
        text = joined(": ", who if who not in title else "", shorten(title, 160))
        return f"[{', '.join(kinds)}] " + text + (words.brackets.format(inside=number) if number else "")
    return shorten(f"[{', '.join(kinds)}] {_entry_text(event, facts, who, title, words)}", LONGEST_TITLE)


def _entry_text(event: Event, facts: Facts, who: str, title: str, words: Words) -> str:
    number = count_phrase(facts.affected_headline, words) if facts.affected_headline else ""
    moved = {change.field for change in event.changes}
    if event.type == "notice.changed" and moved:
        phrase = line_one_phrases(event, words)[0]
        number = phrase if "affected_headline" in moved else joined(words.feed_comma, phrase, number)
    vendor = words.sentences["vendor"].format(vendor=one_line(facts.vendor)) if facts.vendor else ""
    cause = "" if "cause" in moved else what_happened(facts, words, vendor="", thing=thing_of(event, words))
    inside = joined(words.feed_comma, vendor, cause)
    exposure = "" if "exposure" in moved else words.values["exposure"].get(facts.exposure or "", "")
    many = joined(words.feed_comma, number, exposure)
    if who and not (many or inside):
        many = title
    name = who or shorten(title, 160)
    return joined(": ", name, many) + (words.brackets.format(inside=inside) if inside else "")
