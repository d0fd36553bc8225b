"""An incident's story as a person reads it: what it comes to, then what was said and told when, in short lines.

Imports words and core. Plain text in English; foreign words are not made safe here, which whoever prints does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from noticewatch.judgements import Mark
from noticewatch.model import Change, Facts
from noticewatch.names import same_organization
from noticewatch.records import Delivery
from noticewatch.render.lexicon import EN
from noticewatch.render.moved import change_phrase, told_changes
from noticewatch.render.phrases import (
    count_change,
    count_of,
    count_phrase,
    day_phrase,
    link_phrase,
    moment_phrase,
    reason_phrase,
    value_phrase,
    what_happened,
)
from noticewatch.render.plain import one_line, shorten, web_address
from noticewatch.story import Known, Moment, Story, Telling, known_of

MOST_NAMES = 12  # organizations in the head; the timeline has them all
MOST_MOMENTS = 12  # up to here each is shown with title, address and reasons; beyond, a line each unless all is asked for
LONGEST_RUN = 8  # of first notices in a row that a short timeline shows; of longer ones the first and the last few
SHOWN_OF_RUN = 3
_LONGEST_SENTENCE = 100
_WHAT = {"notice": "new", "change": "changed", "withdrawal": "withdrawn"}
_STAGES = {"update": "follow-up", "final": "final"}  # of reports
_SPEAKING = ("exposure", "misuse", "notified", "stage")  # whose values need no label


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment in words: `says` is the line that matters, `title`, `address` and `notes` stand below it."""

    at: datetime
    what: str
    who: str
    says: str
    title: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()


def head_lines(story: Story, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    """What an incident comes to, as labels and texts; a line without facts vanishes."""
    year = story.changed_at.astimezone(zone).year
    dates = [
        f"{name} {day_phrase(day, year, EN)}"
        for name, day in (("occurred", story.occurred), ("noticed", story.discovered))
        if day
    ]
    why = "; ".join(reason_phrase(one, EN) for one in story.severity_reasons)
    severity = EN.loud[story.severity] + (f": {why}" if why else "")
    lines = (
        ("severity", severity),
        ("what", what_phrase(story)),
        ("who", names_phrase(story.organizations)),
        ("contractors", names_phrase(story.vendors) if len(story.vendors) > 1 else ""),
        ("affected", known_phrase(story.known)),
        ("exposure", _values(("exposure", story.exposure), ("misuse", story.misuse))),
        ("data", value_phrase("data_types", list(story.data_types), EN) if story.data_types else ""),
        ("when", " → ".join(dates)),
        ("reported to", value_phrase("regulators", list(story.regulators), EN) if story.regulators else ""),
        ("seen", _seen(story, zone)),
        ("state", mark_phrase(story.mark, zone) if story.mark else ""),
    )
    return tuple(line for line in lines if line[1])


def mark_phrase(mark: Mark, zone: tzinfo) -> str:
    """What the team made of an incident: its state, who says so and when, whose it is, and the note."""
    said = f"{mark.state}, marked by {one_line(mark.by)} {moment_phrase(mark.at, zone, EN)}"
    owner = f"owner {one_line(mark.owner)}" if mark.owner else ""
    return " | ".join(part for part in (said, owner, one_line(mark.note)) if part)


def known_phrase(known: Known) -> str:
    """How many are known to be affected, and how many said nothing.

    >>> from noticewatch.model import Count
    >>> known_phrase(Known(Count(5083, "person"), 2, 9, vendor=Count(61350, "person")))
    '5,083 people (sum of 2; 9 give no number) | the contractor says 61,350 people (not added)'
    """
    parts = []
    if known.total:
        silent = f"{known.silent} {'gives' if known.silent == 1 else 'give'} no number" if known.silent else ""
        inside = "; ".join(part for part in (f"sum of {known.of}" if known.of > 1 else "", silent) if part)
        parts.append(count_phrase(known.total, EN) + (f" ({inside})" if inside else ""))
    elif known.silent:
        parts.append("nobody gives a number" if known.silent > 1 else "no number given")
    if known.others:
        parts.append("also " + ", ".join(count_phrase(one, EN) for one in known.others[:5]))
    if known.vendor:
        parts.append(f"the contractor says {count_phrase(known.vendor, EN)} (not added)")
    return " | ".join(parts)


def names_phrase(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Organizations in the order in which they told.

    >>> names_phrase(["灯台市", "岬町", "帆船"], 2)
    '灯台市, 岬町, and 1 more'
    """
    shown = ", ".join(one_line(name) for name in names[:most])
    return shown + (f", and {len(names) - most} more" if len(names) > most else "")


def who_phrase(story: Story, most: int = MOST_NAMES) -> str:
    """Who tells of an incident; where nobody is named, its first notice's title."""
    return names_phrase(story.organizations, most) or f"“{shorten(story.accounts[0].notice.title, 60)}”"


def what_phrase(story: Story) -> str:
    """What happened, and at which contractor; "" where nothing says so."""
    return what_happened(Facts(vendor=story.vendors[0] if story.vendors else None, cause=story.cause), EN)


def _values(*pairs: tuple[str, str | None]) -> str:
    return " | ".join(value_phrase(field, value, EN) for field, value in pairs if value)


def _seen(story: Story, zone: tzinfo) -> str:
    first = moment_phrase(story.first_seen_at, zone, EN)
    told = f"last told {moment_phrase(story.last_told_at, zone, EN)}" if story.last_told_at else "told to nobody"
    kinds = [moment.kind for moment in story.moments]
    counts = [_several(len(story.accounts), "notice", "notices")]
    counts += [_several(number, "change", "changes")] if (number := kinds.count("change")) else []
    counts += [f"{number} withdrawn"] if (number := kinds.count("withdrawal")) else []
    return f"first {first} → {told} | {', '.join(counts)}"


def _several(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# What happened when


def entries_of(story: Story, zone: tzinfo, *, short: bool = False) -> tuple[Entry, ...]:
    """The timeline in words, oldest first; `short`: long runs of further organizations become one line."""
    if not short:
        return tuple(_entry(moment, story, zone) for moment in story.moments)
    return tuple(_shortened(story, zone))


def is_long(story: Story) -> bool:
    """Whether a timeline is better shown short at first."""
    return len(story.moments) > MOST_MOMENTS


def _shortened(story: Story, zone: tzinfo) -> Iterator[Entry]:
    """Runs of customers that are heard of become one line each; the contractor's own word, and whatever moves, stands."""
    run: list[Moment] = []
    for moment in (*story.moments, None):
        if moment and moment.kind == "notice" and not _is_vendors(moment, story):
            run.append(moment)
            continue
        yield from _run(run, story, zone)
        run = []
        if moment:
            yield _entry(moment, story, zone)


def _is_vendors(moment: Moment, story: Story) -> bool:
    name = moment.notice.facts.organization if moment.notice else None
    return any(name and same_organization(name, vendor) for vendor in story.vendors)


def _run(run: Sequence[Moment], story: Story, zone: tzinfo) -> Iterator[Entry]:
    if len(run) <= LONGEST_RUN:
        yield from (_entry(moment, story, zone) for moment in run)
        return
    yield from (_entry(moment, story, zone) for moment in run[:SHOWN_OF_RUN])
    folded = run[SHOWN_OF_RUN:-SHOWN_OF_RUN]
    facts = [moment.notice.facts for moment in folded if moment.notice]
    names = ", ".join(one_line(one.organization) for one in facts if one.organization)
    said = (f"until {folded[-1].at.astimezone(zone):%H:%M}", known_phrase(known_of(facts)), shorten(names, 100))
    yield Entry(folded[-1].at, "", f"… {len(folded)} more", " | ".join(part for part in said if part))
    yield from (_entry(moment, story, zone) for moment in run[-SHOWN_OF_RUN:])


def _entry(moment: Moment, story: Story, zone: tzinfo) -> Entry:
    notice, version = moment.notice, moment.version
    if notice is None:
        event = moment.told[0].event
        return Entry(moment.at, EN.told[event.type].lower(), "", event.reason, notes=tuple(_told(moment, zone)))
    facts = version.extraction.facts if version else notice.facts
    title = version.title if version else notice.title
    named = notice.id + (f" version {version.number}" if version and version.number > 1 else "")
    if moment.kind in ("notice", "report") and (day := notice.published):
        named += f", published {day_phrase(day, moment.at.astimezone(zone).year, EN)}"
    notes = [named, *_told(moment, zone)]
    notes += [f"here: {'; '.join(link_phrase(one, EN) for one in moment.reasons)}"] if moment.reasons else []
    return Entry(
        moment.at,
        _STAGES.get(facts.stage or "", "report") if moment.kind == "report" else _WHAT[moment.kind],
        facts.organization or "not named",
        _says(moment, facts, story),
        title,
        web_address(notice.url) or notice.url,
        tuple(notes),
    )


def _says(moment: Moment, facts: Facts, story: Story) -> str:
    if moment.kind == "withdrawal":
        return "; ".join(telling.event.reason for telling in moment.told)
    if moment.kind == "notice" or (moment.kind == "report" and all(one.field == "stage" for one in moment.changes)):
        count = count_phrase(facts.affected_headline, EN) if facts.affected_headline else "no number given"
        what = "" if moment.kind == "notice" and _says_the_same(facts, story) else what_happened(facts, EN)
        parts = (count, value_phrase("exposure", facts.exposure, EN) if facts.exposure else "", what)
        return " | ".join(part for part in parts if part)
    report = moment.kind == "report"  # of which the stage is said already
    phrases = [*changes_phrases([one for one in moment.changes if not (report and one.field == "stage")])]
    phrases += [f"+ “{shorten(sentence, _LONGEST_SENTENCE)}”" for sentence in moment.came[:2]]
    phrases += [f"− “{shorten(sentence, _LONGEST_SENTENCE)}”" for sentence in moment.gone[:2]]
    return " | ".join(phrases) or "text changed"


def _says_the_same(facts: Facts, story: Story) -> bool:
    """Whether one of several organizations names the contractor and the cause that the head names, or no cause."""
    same = bool(facts.vendor and same_organization(facts.vendor, story.vendors[0]))
    return len(story.organizations) > 1 and same and facts.cause in (None, "under_investigation", story.cause)


def changes_phrases(changes: Sequence[Change]) -> tuple[str, ...]:
    """How facts moved, each in a few words; what names itself has no label.

    >>> changes_phrases([Change("cause", "under_investigation", "ransomware"), Change("data_types", ["name"], ["name", "phone"])])
    ('cause: under investigation → ransomware', 'data: +phone')
    """
    return tuple(map(_change_phrase, told_changes(changes)))


def _change_phrase(change: Change) -> str:
    if change.field == "affected_headline":
        return count_change(count_of(change.old), count_of(change.new), EN)
    if change.field in _SPEAKING and change.old is None:
        return value_phrase(change.field, change.new, EN)
    return change_phrase(change, EN)


def _told(moment: Moment, zone: tzinfo) -> Iterator[str]:
    if not moment.told:
        yield "recorded, not told"
    for telling in moment.told:
        yield told_phrase(telling, zone)


def told_phrase(telling: Telling, zone: tzinfo) -> str:
    """On which channels an event was told, when, and under which id."""
    parts = []
    done: dict[str, list[str]] = {}
    for way in telling.deliveries:
        if way.state == "done" and way.done_at:
            at = way.done_at.astimezone(zone)
            same_day = at.date() == telling.event.time.astimezone(zone).date()
            done.setdefault(f"{at:%H:%M}" if same_day else moment_phrase(at, zone, EN), []).append(way.channel)
        else:
            parts.append(_undone(way, zone))
    told = [f"{', '.join(channels)} at {at}" for at, channels in done.items()]
    phrase = "; ".join([*([f"told {', '.join(told)}"] if told else []), *parts]) or "told in the feeds only"
    return f"{phrase} ({telling.event.id})"


def _undone(way: Delivery, zone: tzinfo) -> str:
    after = f" after {_several(way.attempts, 'attempt', 'attempts')}" if way.attempts else ""
    if way.state == "due":
        return f"due on {way.channel} at {way.next_attempt_at.astimezone(zone):%H:%M}{after}"
    if way.grouped_in and way.state == "untold":
        return f"counted on {way.channel} in {way.grouped_in}, as it adds no facts"
    if way.grouped_in:
        return f"told {way.channel} in {way.grouped_in}"
    return f"{way.state} on {way.channel}{after}" + (f": {shorten(way.last_error, 80)}" if way.last_error else "")
