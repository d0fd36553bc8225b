"""The week's report as a message: what was watched, not seen, told, waits, and was read and not told; and one miss as a message.

Imports words and core. Drawn from the stored event alone; as readable for 600 sources as for five.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta, tzinfo

from noticewatch.model import Event
from noticewatch.render.message import LONGEST_FIRST_LINE, Message
from noticewatch.render.phrases import moment_phrase
from noticewatch.render.plain import one_line, shorten, web_address
from noticewatch.render.words import Words
from noticewatch.weekly import Counts, Missed, Sample, Signed, Unseen, Waiting, Week

MARK = "📋"
MISSED_MARK = "🔍"
MOST_LINES = 12  # sources that are named: what is read at a glance; the others are counted by their reason
_LONGEST_REASON = 120
_LONGEST_NAME = 60


def report_message(event: Event, week: Week, words: Words, timezone: tzinfo) -> Message:
    """The parts of a report's message; line one has 90 characters at most."""
    said = words.report
    told = sum(number for _, number in week.told)
    first = said["first"].format(
        until=moment_phrase(week.until, timezone, words), sources=f"{week.sources:,}", ok=_percent(week.ok), told=f"{told:,}"
    )
    details = (
        said["watched"].format(
            sources=f"{week.sources:,}",
            checks=f"{week.checks:,}",
            good=_percent(week.good / week.checks if week.checks else 0.0),
            ok=_percent(week.ok),
            since=moment_phrase(week.since, timezone, words),
        ),
        *_not_seen(week, words, timezone),
        _told(week, words),
        said["sent"].format(counts=_counts(week.sent, {}, words)) if week.sent else "",
        *(_waiting(one, words, timezone) for one in week.waiting),
        _untold(week, words),
        words.report["missed"].format(n=f"{week.missed:,}") if week.missed else "",
        *(_sample(week.sample, words) if week.sample and week.sample.drawn else ()),
    )
    return Message(shorten(f"{MARK} {first}", LONGEST_FIRST_LINE), tuple(filter(None, details)), footer=one_line(event.id))


def _percent(share: float) -> str:
    """A share, of which only all is 100 %.

    >>> _percent(0.99999), _percent(1.0)
    ('99.9 %', '100 %')
    """
    return "100 %" if share >= 1 else f"{min(int(share * 1000) / 10, 99.9)} %"


def _counts(counts: Counts, names: Mapping[str, str], words: Words) -> str:
    return words.inner.join(f"{shorten(names.get(name, name), _LONGEST_NAME)} {number:,}" for name, number in counts)


def _not_seen(week: Week, words: Words, timezone: tzinfo) -> tuple[str, ...]:
    said = words.report
    if not week.unseen_all:
        return (said["all_seen"],)
    named = week.unseen[:MOST_LINES]
    rest = week.unseen_all - len(named)
    more = (said["more"].format(n=f"{rest:,}", codes=_counts(week.codes[:8], {}, words)),) if rest else ()
    return (said["not_seen"].format(n=f"{week.unseen_all:,}"), *(_source(one, words, timezone) for one in named), *more)


def _source(one: Unseen, words: Words, timezone: tzinfo) -> str:
    return words.report["over" if one.over else "still"].format(
        name=shorten(one.name or one.id, _LONGEST_NAME),
        id=one_line(one.id),
        since=moment_phrase(one.since, timezone, words),
        lasted=_lasted(one.lasted, words),
        state=one.state or "–",
        reason=shorten(one.reason or one.code, _LONGEST_REASON),
    )


def _lasted(span: timedelta, words: Words) -> str:
    """How long, in the unit that is read at a glance."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return words.report["minutes"].format(n=max(minutes, 1))
    if minutes < 48 * 60:
        return words.report["hours"].format(n=round(minutes / 60))
    return words.report["days"].format(n=f"{minutes / 1440:.1f}")


def _told(week: Week, words: Words) -> str:
    said = words.report
    if not week.told:
        notices = said["nothing_told"]
    else:
        parts = [_counts(week.told, words.told, words)]
        parts += [_counts(week.severities, words.values["severity"], words)] if week.severities else []
        parts += [_counts(week.verdicts, words.values["verdict"], words)] if week.verdicts else []
        notices = words.bar.join(parts)
    others = words.bar + said["others"].format(counts=_counts(week.others, words.told, words)) if week.others else ""
    return said["told"].format(notices=notices) + others


def _waiting(one: Waiting, words: Words, timezone: tzinfo) -> str:
    said = words.report
    return said["waits"].format(
        channel=shorten(one.channel, _LONGEST_NAME),
        due=f"{one.due:,}",
        dead=f"{one.dead:,}",
        since=moment_phrase(one.since, timezone, words),
        state=said["comma"] + said[one.state] if one.state in said else "",
    )


def _untold(week: Week, words: Words) -> str:
    """What was read and not told, so that the watch's own judgement can be looked at."""
    said = words.report
    parts = [_counts(week.untold, words.values["verdict"], words)] if week.untold else []
    parts += [said["listed"].format(n=f"{week.listed:,}")] if week.listed else []
    parts += [said["repeats"].format(n=f"{week.repeats:,}")] if week.repeats else []
    return said["untold"].format(parts=words.bar.join(parts)) if parts else ""


def _sample(sample: Sample, words: Words) -> tuple[str, ...]:
    """What there is to sign off, and what the sign-offs so far say."""
    said = words.report
    asked = said["sample"].format(drawn=sample.drawn, population=f"{sample.population:,}") if sample.signed.looked == 0 else ""
    return tuple(filter(None, (asked, bound_line(sample.together, said["weeks"].format(n=sample.weeks), words))))


def bound_line(signed: Signed, period: str, words: Words) -> str:
    """How many untold notices may have been missed, by what people signed off in a period."""
    if not signed.looked:
        return words.report["unsigned"]
    # Rounded up: a bound that is made smaller is none.
    bound = f"{min(int(signed.bound * 1000) + 1, 1000) / 10:.1f} %"
    return words.report["signed"].format(looked=signed.looked, period=period, missed=signed.missed, bound=bound)


def missed_message(event: Event, missed: Missed, words: Words, timezone: tzinfo) -> Message:
    """The parts of a message on what an organization's own source did not show; line one has 90 characters at most."""
    said = words.report
    organization, teller = (shorten(name, _LONGEST_NAME) for name in (missed.organization, missed.teller))
    first = said["missed_first"].format(organization=organization, teller=teller, hours=missed.hours)
    details = (
        said["missed_told"].format(
            when=moment_phrase(missed.told_at, timezone, words),
            teller=teller,
            organization=organization,
            role=said[f"missed_{missed.role}"],
            incident=one_line(event.incident.id) if event.incident else "–",
        ),
        said["missed_own"].format(name=shorten(missed.source_name, _LONGEST_NAME), id=one_line(missed.source_id)),
        said["missed_blind"] if missed.blind else "",
        said["missed_do"].format(id=one_line(missed.source_id)),
    )
    links = [(said["told_page"], web_address(missed.told_url)), (said["own_page"], web_address(missed.source_url))]
    return Message(
        shorten(f"{MISSED_MARK} {first}", LONGEST_FIRST_LINE),
        tuple(filter(None, details)),
        tuple((label, address) for label, address in links if address),
        one_line(event.id),
    )
