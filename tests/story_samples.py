"""A made-up incident told by a contractor's customers and itself, with a change, a second report and a withdrawal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from noticewatch.model import Change, Count, Event, Evidence, Extraction, Facts, IncidentRef, NoticeRef, Reason, SourceRef
from noticewatch.records import Delivery, IncidentLink, Notice, Outcome, Version
from noticewatch.store.commit import commit
from noticewatch.store.connection import open_for_writing
from noticewatch.story import Account, Story, story_of

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
INCIDENT = "inc_0123456789ab"
VENDOR = "株式会社ほしぞら計算"
CITY = Facts(
    language="ja",
    verdict="incident",
    stage="initial",
    organization="月見野市",
    vendor=VENDOR,
    cause="under_investigation",
    affected_headline=Count(25, "person"),
    exposure="possible",
    data_types=("name", "address"),
    occurred_start="2026-02-20",
    discovered="2026-02-23",
    regulators=("ppc_japan",),
)


def at(minutes: float) -> datetime:
    """So many minutes after the story begins."""
    return START + timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Told:
    """What the database would hold of an incident."""

    accounts: tuple[Account, ...]
    events: tuple[Event, ...]
    deliveries: tuple[Delivery, ...]

    def story(self) -> Story:
        return story_of(INCIDENT, self.accounts, self.events, self.deliveries)


def account(
    number: int, *facts: Facts, minutes: float = 0, title: str = "", texts: tuple[str, ...] = (), **more: object
) -> Account:
    """A notice, first seen after so many minutes, whose versions stated those facts, ten minutes apart."""
    titled = title or f"{facts[0].organization}からのお知らせ"
    texts = texts or tuple(f"{titled}\n\n{one.affected_headline and one.affected_headline.value}人分" for one in facts)
    versions = tuple(
        Version(
            f"ntc_{number}",
            place,
            at(minutes + 10 * (place - 1)),
            titled,
            text,
            f"sha{number}-{place}",
            Extraction(one, {"affected_headline": (Evidence(text[:2], 0, 2),)}),
            "1",
        )
        for place, (one, text) in enumerate(zip(facts, texts, strict=True), 1)
    )
    address = f"https://notices.example/{number}.html"
    seen, last = versions[0].seen_at, versions[-1]
    made = Notice(
        f"ntc_{number}", "news", address, address, titled, "2026-03-01", seen, last.seen_at, last.seen_at, None, 1, 1, facts[-1]
    )
    made = replace(made, current=len(facts), versions=len(facts), told=True, incident_id=INCIDENT, **more)  # type: ignore[arg-type]
    return Account(made, versions, (Reason("first", {}),) if number == 1 else (Reason("vendor", {"name": VENDOR}),))


def event(of: Account, version: int = 1, type: str = "notice.new", changes: tuple[Change, ...] = (), reason: str = "") -> Event:
    """What was told of a version."""
    told = of.versions[version - 1]
    ref = NoticeRef(of.notice.id, of.notice.url, told.title, "2026-03-01", of.notice.first_seen_at, version)
    moment = told.seen_at if type != "notice.withdrawn" else at(90)
    return Event(
        f"evt_{of.notice.id}_{type}_{version}",
        type,  # type: ignore[arg-type]
        moment,
        "medium",
        SourceRef("news", "知らせ", "https://notices.example/"),
        ref,
        IncidentRef(INCIDENT, 1, ()),
        told.extraction.facts,
        told.extraction.evidence,
        changes,
        reason=reason,
    )


def done(event: Event, *channels: str) -> tuple[Delivery, ...]:
    """Its deliveries, accepted within the minute."""
    return tuple(Delivery(event.id, name, "done", 1, event.time, event.time, 200, "", event.time) for name in channels)


def vendor_incident() -> Told:
    """A city corrects its number and tells again, a town takes its notice away, the contractor tells of a larger number."""
    second = replace(CITY, affected_headline=Count(38, "person"), cause="ransomware")
    city = account(1, CITY, second)
    town = account(2, replace(CITY, organization="霧ヶ浜町", affected_headline=None), minutes=5, gone_at=at(80), withdrawn=1)
    vendor = account(
        3,
        replace(CITY, organization=VENDOR, vendor=None, cause="ransomware", affected_headline=Count(61_350, "person")),
        minutes=20,
    )
    final = account(4, replace(second, stage="final", affected_headline=Count(41, "person"), misuse="not_observed"), minutes=60)
    changed = event(
        city,
        2,
        "notice.changed",
        (Change("affected_headline", {"value": 25, "unit": "person"}, {"value": 38, "unit": "person"}),),
    )
    gone = event(town, 1, "notice.withdrawn", reason="answered 404; gone since 2026-03-02 10:20")
    events = (event(city), event(town), changed, event(vendor), event(final), gone)
    ways = [way for one in events[:-1] for way in done(one, "soc", "siem")]
    ways.append(Delivery(gone.id, "soc", "due", 2, at(120), at(90), 500, "answered 500"))
    ways.append(Delivery(gone.id, "siem", "dead", 10, at(90), at(90), 500, "answered 500"))
    return Told((city, town, vendor, final), events, tuple(ways))


def stored(folder: Path, *told: Told) -> Path:
    """A configuration in a folder, over a database that holds incidents."""
    db = open_for_writing(folder / "noticewatch.db")
    for one in told:
        for account in one.accounts:
            notice = account.notice
            events = tuple(event for event in one.events if event.notice and event.notice.id == notice.id)
            link = IncidentLink(notice.incident_id or "", notice.id, account.reasons, notice.first_seen_at)
            ways = tuple(way for way in one.deliveries if way.event_id in {event.id for event in events})
            outcome = Outcome(notice=notice, version=account.versions[0], link=link, events=events, deliveries=ways)
            commit(db, replace(outcome, aliases=((notice.address, notice.id),)))
            for version in account.versions[1:]:
                commit(db, Outcome(notice=notice, version=version))
    db.close()
    path = folder / "sources.toml"
    path.write_text('[server]\nlisten = ""\n[[sources]]\nid = "news"\nname = "知らせ"\nurl = "https://notices.example/"\n')
    path.chmod(0o600)
    return path
