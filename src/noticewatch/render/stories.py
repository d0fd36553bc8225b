"""An incident's story as JSON, for `--json` and for export.

Imports words and core. Keys of facts, counts, changes and evidence are those of the facts' schema; moments are ISO 8601 in a zone
that is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, tzinfo

from noticewatch import codec
from noticewatch.codec import JsonObject
from noticewatch.judgements import Judged, Mark, judged_to_json, mark_to_json
from noticewatch.model import Count, Json
from noticewatch.records import Delivery, Notice
from noticewatch.render.lexicon import EN
from noticewatch.render.phrases import link_phrase
from noticewatch.story import Account, Known, Moment, Story

_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029]")  # what some readers take for the end of a line, within a JSON string


def moment_json(moment: datetime | None, zone: tzinfo) -> str | None:
    """A moment in a zone, to the second; None for none."""
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def notice_json(notice: Notice, zone: tzinfo) -> JsonObject:
    """A notice as the lists print it."""
    return {
        "id": notice.id,
        "source": notice.source_id,
        "url": notice.url,
        "title": notice.title,
        "published": notice.published,
        "first_seen": moment_json(notice.first_seen_at, zone),
        "changed": moment_json(notice.changed_at, zone),
        "looked_at": moment_json(notice.looked_at, zone),
        "next_look": moment_json(notice.next_look_at, zone),
        "verdict": notice.facts.verdict,
        "told": notice.told,
        "version": notice.current,
        "incident": notice.incident_id,
        "error": notice.error,
        "gone": moment_json(notice.gone_at, zone),
        "withdrawn": notice.is_withdrawn,
        "facts": codec.facts_to_json(notice.facts),
        "judged": judged_json(notice.judged, zone),
    }


def judged_json(judged: Judged, zone: tzinfo) -> JsonObject:
    """What is judged of a notice, by field."""
    return {name: {**one, "at": moment_json(judged[name].at, zone)} for name, one in judged_to_json(judged).items()}  # type: ignore[dict-item]


def story_json(story: Story, zone: tzinfo, *, evidence: bool = False) -> JsonObject:
    """An incident: its head, its notices with why each belongs to it, and its timeline, oldest first.

    `evidence` adds to each notice the words that prove its facts.
    """
    notices: list[Json] = []
    for account in story.accounts:
        made: JsonObject = {**notice_json(account.notice, zone), "reasons": [link_phrase(one, EN) for one in account.reasons]}
        if evidence:
            made["evidence"] = evidence_json(account)
        notices.append(made)
    return {**head_json(story, zone), "notices": notices, "timeline": _timeline(story, zone)}


def story_line(story: Story, zone: tzinfo) -> str:
    """The same with evidence, as one line of JSON Lines; no sign in it ends a line for any reader."""
    line = codec.dumps(story_json(story, zone, evidence=True))
    return _LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", line) + "\n"


def evidence_json(account: Account) -> JsonObject:
    """The words that prove the facts of a notice as it stands now, by field."""
    return codec.evidence_to_json(account.current.extraction.evidence) if account.current else {}


def head_json(story: Story, zone: tzinfo) -> JsonObject:
    """An incident as it stands now, without its notices; not whom of the registers it is about, for it may go to others."""
    return {
        "id": story.id,
        "severity": story.severity,
        "severity_reasons": [{"code": one.code, "value": one.value} for one in story.severity_reasons if one.code != "watch"],
        "organizations": list(story.organizations),
        "vendors": list(story.vendors),
        "cause": story.cause,
        "exposure": story.exposure,
        "misuse": story.misuse,
        "known": _known(story.known),
        "data_types": list(story.data_types),
        "regulators": list(story.regulators),
        "occurred": story.occurred,
        "discovered": story.discovered,
        "first_seen": moment_json(story.first_seen_at, zone),
        "changed": moment_json(story.changed_at, zone),
        "last_told": moment_json(story.last_told_at, zone),
        "state": story.mark.state if story.mark else "new",
        "owner": story.mark.owner if story.mark else "",
        "marks": [_mark_json(one, zone) for one in story.marks],
    }


def _mark_json(mark: Mark, zone: tzinfo) -> JsonObject:
    return {**mark_to_json(mark), "at": moment_json(mark.at, zone)}


def _known(known: Known) -> JsonObject:
    return {
        "total": _count(known.total),
        "organizations": known.of,
        "silent": known.silent,
        "others": [codec.count_to_json(one) for one in known.others],
        "vendor": _count(known.vendor),
    }


def _count(count: Count | None) -> Json:
    return codec.count_to_json(count) if count else None


def _timeline(story: Story, zone: tzinfo) -> list[Json]:
    """A line for each event, and one for what was recorded and not told."""
    return [line for moment in story.moments for line in _lines(moment, zone)]


def _lines(moment: Moment, zone: tzinfo) -> Iterable[JsonObject]:
    for telling in moment.told or (None,):
        event = telling.event if telling else None
        notice = moment.notice
        facts = moment.version.extraction.facts if moment.version else None
        at = event.time if event else moment.at
        yield {
            "kind": moment.kind,
            "event": event.id if event else None,
            "type": event.type if event else None,
            "time": moment_json(at, zone),
            "severity": event.severity if event else None,
            "notice": notice.id if notice else None,
            "version": moment.version.number if moment.version else None,
            "organization": facts.organization if facts else notice.facts.organization if notice else None,
            "title": moment.version.title if moment.version else notice.title if notice else None,
            "url": notice.url if notice else None,
            "affected": _count(facts.affected_headline) if facts else None,
            "changes": [{"field": one.field, "old": one.old, "new": one.new} for one in moment.changes],
            "came": list(moment.came),
            "gone": list(moment.gone),
            "reasons": [link_phrase(one, EN) for one in moment.reasons],
            "reason": event.reason if event else "",
            "deliveries": [_delivery(one, zone) for one in telling.deliveries] if telling else [],
        }


def _delivery(delivery: Delivery, zone: tzinfo) -> JsonObject:
    return {
        "channel": delivery.channel,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "done": moment_json(delivery.done_at, zone),
        "next_attempt": moment_json(delivery.next_attempt_at, zone) if delivery.state == "due" else None,
        "last_error": delivery.last_error,
        "summary": delivery.grouped_in or None,
    }
