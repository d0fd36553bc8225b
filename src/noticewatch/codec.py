"""Values ↔ the JSON of the contract: facts, evidence, events; and feeds' entries as they are kept.

One place for the shape of what leaves and what is stored.

Imports model, records and judgements only. Reading back is for what this program wrote itself; a missing key takes its default.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any, cast

from noticewatch.judgements import found_anew_from_json, found_anew_to_json, mark_from_json, mark_to_json
from noticewatch.model import (
    Change,
    Contact,
    Count,
    Covered,
    Event,
    Evidence,
    EvidenceMap,
    Facts,
    IncidentRef,
    Json,
    NoticeRef,
    Reason,
    SourceRef,
    Summary,
    Tally,
    Trouble,
    Watch,
)
from noticewatch.records import Entry
from noticewatch.weekly import Missed, Sample, Signed, Unseen, Waiting, Week

JsonObject = dict[str, Json]
_WEEK_COUNTS = ("codes", "told", "severities", "verdicts", "others", "sent", "untold")


def dumps(value: object) -> str:
    """Compact JSON, non-ASCII as it is; the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def count_to_json(count: Count) -> JsonObject:
    """A count as the schema has it; `derived` stands only where it is true."""
    made: JsonObject = {"value": count.value, "unit": count.unit, "qualifier": count.qualifier, "scope": count.scope}
    if count.derived:
        made["derived"] = True
    return made


def fact_to_json(value: object) -> Json:
    """One field of `Facts` as JSON."""
    if isinstance(value, Count):
        return count_to_json(value)
    if isinstance(value, Contact):
        return {"kind": value.kind, "value": value.value}
    if isinstance(value, tuple):
        return [fact_to_json(one) for one in value]
    return cast(Json, value)


def facts_to_json(facts: Facts) -> JsonObject:
    """Every field of the schema, in its order, null and empty ones too.

    >>> facts_to_json(Facts(verdict="other"))["affected"]
    []
    """
    return {field.name: fact_to_json(getattr(facts, field.name)) for field in fields(facts)}


def facts_from_json(data: Mapping[str, Any]) -> Facts:
    """Facts as `facts_to_json` wrote them; keys of other versions of the program are passed over."""
    made: dict[str, Any] = {}
    for field in fields(Facts):
        value = data.get(field.name)
        if value is None:
            continue
        if field.name == "affected":
            value = tuple(_count(one) for one in value)
        elif field.name == "affected_headline":
            value = _count(value)
        elif field.name == "contacts":
            value = tuple(Contact(one["kind"], one["value"]) for one in value)
        elif isinstance(value, list):
            value = tuple(value)
        made[field.name] = value
    return Facts(**made)


def _count(data: Mapping[str, Any]) -> Count:
    return Count(
        data["value"], data["unit"], data.get("qualifier", "exact"), data.get("scope", "part"), bool(data.get("derived", False))
    )


def evidence_to_json(evidence: EvidenceMap) -> JsonObject:
    """Evidence as the contract has it: a list a field; `value` stands only on pieces for a list's values."""
    return {name: [_piece(piece) for piece in pieces] for name, pieces in evidence.items()}


def _piece(piece: Evidence) -> JsonObject:
    made: JsonObject = {"quote": piece.quote, "start": piece.start, "end": piece.end, "how": piece.how}
    if piece.value is not None:
        made["value"] = piece.value
    if piece.by:
        made["by"] = piece.by
    return made


def evidence_from_json(data: Mapping[str, Any]) -> EvidenceMap:
    """Evidence as `evidence_to_json` wrote it."""
    return {
        name: tuple(
            Evidence(p["quote"], p["start"], p["end"], p.get("how", "stated"), p.get("value"), p.get("by", "")) for p in pieces
        )
        for name, pieces in data.items()
    }


def event_to_json(event: Event) -> JsonObject:
    """An event as the webhook's body; parts that its type does not have are left out."""
    made: JsonObject = {
        "id": event.id,
        "type": event.type,
        "time": event.time.isoformat(timespec="seconds"),
        "severity": event.severity,
    }
    if event.severity_reasons:
        made["severity_reasons"] = [{"code": one.code, "value": one.value} for one in event.severity_reasons]
    if event.source:
        made["source"] = _source(event.source)
    if event.notice:
        notice = event.notice
        made["notice"] = {
            "id": notice.id,
            "url": notice.url,
            "title": notice.title,
            "published": notice.published,
            "first_seen": notice.first_seen.isoformat(timespec="seconds"),
            "version": notice.version,
        }
    if event.incident:
        made["incident"] = {
            "id": event.incident.id,
            "notices": event.incident.notices,
            "organizations": list(event.incident.organizations),
            "counts": [count_to_json(count) if count else None for count in event.incident.counts],
            **({"further": event.incident.further} if event.incident.further else {}),
        }
    if event.facts:
        made["facts"] = facts_to_json(event.facts)
        made["evidence"] = evidence_to_json(event.evidence)
    if event.type == "notice.changed":
        made["changes"] = [{"field": c.field, "old": c.old, "new": c.new} for c in event.changes]
        made["diff"] = event.diff
    if event.seen_before:
        made["seen_before"] = event.seen_before.isoformat(timespec="seconds")
    if event.correction_note is not None:
        made["correction_note"] = event.correction_note
    if event.trouble:
        made["trouble"] = _trouble_to_json(event.trouble)
    if event.reason:
        made["reason"] = event.reason
    if event.summary:
        made["summary"] = _summary_to_json(event.summary)
    if event.week:
        made["report"] = _week_to_json(event.week)
    if event.missed:
        made["missed"] = cast(JsonObject, _plain(asdict(event.missed)))
    if event.watch:
        made["watch"] = watch_to_json(event.watch)
    if event.mark:
        made["mark"] = mark_to_json(event.mark)
    if event.found:
        made["found"] = [found_anew_to_json(one) for one in event.found]
    return made


def watch_to_json(watch: Iterable[Watch]) -> list[Json]:
    """An event's matches with the registers."""
    return [cast(Json, asdict(one)) for one in watch]


def watch_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Watch, ...]:
    """Matches as `watch_to_json` wrote them."""
    return tuple(Watch(**one) for one in data)


def _summary_to_json(summary: Summary) -> JsonObject:
    made: JsonObject = {
        "kind": summary.kind,
        "count": summary.count,
        "levels": dict(summary.levels),
        "since": summary.since.isoformat(timespec="seconds"),
        "next": summary.next_at.isoformat(timespec="seconds") if summary.next_at else None,
        "events": [cast(Json, {name: value for name, value in asdict(one).items() if value}) for one in summary.events],
    }
    if summary.further:
        made["further"] = dict(summary.further)
    if summary.tally:
        tally = summary.tally
        made["tally"] = {field.name: fact_to_json(getattr(tally, field.name)) for field in fields(Tally)}
    return made


def _summary_from_json(data: Mapping[str, Any]) -> Summary:
    return Summary(
        data["kind"],
        data["count"],
        tuple(data["levels"].items()),
        tuple(Covered(**one) for one in data["events"]),
        datetime.fromisoformat(data["since"]),
        datetime.fromisoformat(data["next"]) if data.get("next") else None,
        _tally_from_json(data["tally"]) if data.get("tally") else None,
        tuple(data.get("further", {}).items()),
    )


def _tally_from_json(data: Mapping[str, Any]) -> Tally:
    made = dict(data)
    made["known"] = tuple(_count(one) for one in data["known"])
    made["vendor_says"] = _count(data["vendor_says"]) if data["vendor_says"] else None
    return Tally(**made | {"data_types": tuple(data["data_types"])})


def _trouble_to_json(trouble: Trouble) -> JsonObject:
    return {
        "since": trouble.since.isoformat(timespec="seconds"),
        "code": trouble.code,
        "about": trouble.about,
        "checks": trouble.checks,
        "good_at": trouble.good_at.isoformat(timespec="seconds") if trouble.good_at else None,
        "values": dict(trouble.values),
    }


def _trouble(data: Mapping[str, Any]) -> Trouble:
    since, good_at = datetime.fromisoformat(data["since"]), data["good_at"]
    good = datetime.fromisoformat(good_at) if good_at else None
    return Trouble(since, data["code"], data["about"], data["checks"], good, data["values"])


def _plain(value: object) -> Json:
    """A value's parts as JSON: moments as ISO 8601, spans of time as seconds."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {name: _plain(part) for name, part in value.items()} if isinstance(value, dict) else cast(Json, value)


def _week_to_json(week: Week) -> JsonObject:
    made = {name: _plain(value) for name, value in asdict(week).items()}
    return made | {name: dict(getattr(week, name)) for name in _WEEK_COUNTS}


def _week_from_json(data: Mapping[str, Any]) -> Week:
    moments = {name: datetime.fromisoformat(data[name]) for name in ("since", "until")}
    unseen = tuple(
        Unseen(**one | {"since": datetime.fromisoformat(one["since"]), "lasted": timedelta(seconds=one["lasted"])})
        for one in data["unseen"]
    )
    waiting = tuple(Waiting(**one | {"since": datetime.fromisoformat(one["since"])}) for one in data["waiting"])
    counts = {name: tuple(data[name].items()) for name in _WEEK_COUNTS}
    sample = _sample(data["sample"]) if data.get("sample") else None
    return Week(**dict(data) | moments | counts | {"unseen": unseen, "waiting": waiting, "sample": sample})


def _sample(data: Mapping[str, Any]) -> Sample:
    return Sample(**dict(data) | {name: Signed(**data[name]) for name in ("signed", "together")})


def _source(source: SourceRef) -> JsonObject:
    made: JsonObject = {"id": source.id, "name": source.name, "url": source.url}
    if source.tags:
        made["tags"] = list(source.tags)
    if source.organization:
        made["organization"] = source.organization
    return made


def event_from_json(data: Mapping[str, Any]) -> Event:
    """An event as `event_to_json` wrote it."""
    source, notice, incident = data.get("source"), data.get("notice"), data.get("incident")
    return Event(
        id=data["id"],
        type=data["type"],
        time=datetime.fromisoformat(data["time"]),
        severity=data["severity"],
        source=SourceRef(source["id"], source["name"], source["url"], tuple(source.get("tags") or ()), source.get("organization"))
        if source
        else None,
        notice=NoticeRef(
            notice["id"],
            notice["url"],
            notice["title"],
            notice["published"],
            datetime.fromisoformat(notice["first_seen"]),
            notice["version"],
        )
        if notice
        else None,
        incident=IncidentRef(
            incident["id"],
            incident["notices"],
            tuple(incident["organizations"]),
            tuple(_count(one) if one else None for one in incident.get("counts") or ()),
        )
        if incident
        else None,
        facts=facts_from_json(data["facts"]) if data.get("facts") else None,
        evidence=evidence_from_json(data.get("evidence") or {}),
        changes=tuple(Change(c["field"], c["old"], c["new"]) for c in data.get("changes") or ()),
        diff=data.get("diff") or "",
        reason=data.get("reason") or "",
        summary=_summary_from_json(data["summary"]) if data.get("summary") else None,
        severity_reasons=tuple(Reason(one["code"], one["value"]) for one in data.get("severity_reasons") or ()),
        seen_before=datetime.fromisoformat(data["seen_before"]) if data.get("seen_before") else None,
        correction_note=data.get("correction_note"),
        trouble=_trouble(data["trouble"]) if data.get("trouble") else None,
        week=_week_from_json(data["report"]) if data.get("report") else None,
        missed=Missed(**data["missed"] | {"told_at": datetime.fromisoformat(data["missed"]["told_at"])})
        if data.get("missed")
        else None,
        watch=watch_from_json(data.get("watch") or ()),
        mark=mark_from_json(data["mark"]) if data.get("mark") else None,
        found=tuple(found_anew_from_json(one) for one in data.get("found", ())),
    )


def entry_to_json(entry: Entry) -> JsonObject:
    """An entry as it is kept."""
    return {
        "id": entry.id,
        "title": entry.title,
        "body": entry.body,
        "time": entry.time.isoformat(),
        "url": entry.url,
        "author": entry.author,
        "tags": [list(tag) for tag in entry.tags],
        "related": list(entry.related),
        "told": dict(entry.told),
    }


def entry_from_json(data: Mapping[str, Any]) -> Entry:
    """An entry as `entry_to_json` wrote it."""
    return Entry(
        id=data["id"],
        title=data["title"],
        body=data["body"],
        time=datetime.fromisoformat(data["time"]),
        url=data["url"],
        author=data["author"],
        tags=tuple((what, word) for what, word in data["tags"]),
        related=tuple(data["related"]),
        told=data["told"],
    )


def link_reasons_to_json(reasons: Iterable[Reason]) -> list[Json]:
    """Why a notice was put to an incident."""
    return [{"code": one.code, "value": one.value} for one in reasons]


def link_reasons_from_json(data: Iterable[Any]) -> tuple[Reason, ...]:
    """The same; what an earlier version kept as a sentence stays one.

    >>> link_reasons_from_json(["both by 灯台市", {"code": "first", "value": {}}])
    (Reason(code='said', value={'words': 'both by 灯台市'}), Reason(code='first', value={}))
    """
    return tuple(Reason("said", {"words": one}) if isinstance(one, str) else Reason(one["code"], one["value"]) for one in data)
