"""What the miss detector asks the database and stores in it: tellings and own sources' notices, samples and their sign-offs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from random import Random

from sqlite_utils import Database

from noticewatch import misses
from noticewatch.codec import dumps
from noticewatch.config import Config
from noticewatch.config.schema import MONDAY
from noticewatch.errors import StoreError
from noticewatch.misses import Miss, Shown, Telling
from noticewatch.model import IncidentRef
from noticewatch.owners import Owners
from noticewatch.records import Notice, Outcome
from noticewatch.reporting import WEEK
from noticewatch.store import known, rows, shown
from noticewatch.store.commit import commit
from noticewatch.store.connection import transaction
from noticewatch.weekly import Sample
from noticewatch.windows import last_time

TOGETHER = 12  # weeks whose sign-offs are taken together


def settle_misses(db: Database, config: Config, now: datetime) -> Outcome:
    """Tell of organizations whose own sources show nothing of what others tell of them, each once."""
    tellings = _tellings(db, now - misses.WAIT - misses.CONSIDERED, now - misses.WAIT)
    owners = Owners(config)
    tellings = [one for one in tellings if owners.of(one.facts.organization or "") or owners.of(one.facts.vendor or "")]
    if not tellings:
        return Outcome()
    names = {name for one in tellings for name in (one.facts.organization, one.facts.vendor) if name}
    own = {source.id for name in names for source in owners.of(name)}
    shown = _shown(db, own, now - misses.WAIT - misses.CONSIDERED - misses.BEFORE)
    found = misses.misses(tellings, owners, known.source_states(db), shown, config, now)
    told = _told_of(db, now - misses.ONCE)
    found = tuple(one for one in found if one.key not in {config.spellings.key(name) for name in told} and not _made(db, one))
    incidents = {one.telling.incident_id: _incident(db, one.telling.incident_id) for one in found}
    blind = [one.own.id for one in found if _was_blind(db, one.own.id, one.telling.told_at)]
    outcome = misses.misses_told(found, config, incidents, blind, now)
    commit(db, outcome)
    return outcome


def _tellings(db: Database, since: datetime, until: datetime) -> list[Telling]:
    """The told notices of incidents, those with a cause that could not be judged too, by when they were told; as they are now."""
    sql = """
        SELECT notices.id, notices.source_id, notices.url, facts, published, notices.incident_id, made_at,
            json_extract(event, '$.severity') AS severity
        FROM events JOIN notices ON notices.id = notice_id
        WHERE type = 'notice.new' AND made_at >= ? AND made_at <= ? AND NOT baseline AND
            (verdict = 'incident' OR verdict = 'unclassified' AND json_extract(facts, '$.cause') IS NOT NULL) ORDER BY made_at
    """
    return [
        Telling(
            row["id"],
            row["source_id"],
            row["url"],
            rows.facts(row),
            row["published"],
            row["incident_id"] or "",
            rows.moment(row["made_at"]),
            row["severity"],
        )
        for row in db.query(sql, [rows.stamp(since), rows.stamp(until)])
    ]


def _shown(db: Database, own: Iterable[str], since: datetime) -> dict[str, list[Shown]]:
    """What each of some sources showed of incidents, or of what may be one."""
    sql = """
        SELECT source_id, incident_id, facts, first_seen_at FROM notices
        WHERE source_id IN (SELECT value FROM json_each(:own)) AND verdict IN ('incident', 'unclassified')
        AND (changed_at >= :since OR first_seen_at >= :since)
    """
    found: dict[str, list[Shown]] = {}
    for row in db.query(sql, {"since": rows.stamp(since), "own": dumps(sorted(own))}):
        one = Shown(row["source_id"], row["incident_id"] or "", rows.facts(row), rows.moment(row["first_seen_at"]))
        found.setdefault(row["source_id"], []).append(one)
    return found


def _told_of(db: Database, since: datetime) -> tuple[str, ...]:
    """The organizations of whose missing notices was told since then."""
    sql = """
        SELECT json_extract(event, '$.missed.organization') AS name FROM events
        WHERE type = 'summary' AND made_at >= ? AND name IS NOT NULL
    """
    return tuple(row["name"] for row in db.query(sql, [rows.stamp(since)]))


def _made(db: Database, one: Miss) -> bool:
    return bool(list(db.query("SELECT 1 FROM events WHERE id = ?", [misses.missed_id(one)])))


def _incident(db: Database, incident_id: str) -> IncidentRef:
    sql = "SELECT facts FROM notices WHERE incident_id = ? ORDER BY first_seen_at"
    told = [rows.facts(row) for row in db.query(sql, [incident_id])]
    names = tuple(dict.fromkeys(facts.organization for facts in told if facts.organization))
    return IncidentRef(incident_id, len(told), names)


def _was_blind(db: Database, source_id: str, told_at: datetime) -> bool:
    """Whether a source could not be read at some time while it was waited for."""
    end = told_at + misses.WAIT
    spans = [one for one in known.spans(db, source_id) if one.begun < end]
    ends = [*(one.begun for one in spans[1:]), end]
    return any(not one.health.proves and until > told_at for one, until in zip(spans, ends, strict=False))


# The weekly sample


def week_before(config: Config, now: datetime) -> tuple[datetime, datetime]:
    """The last whole week as the week's report counts it; from Monday to Monday where there is no report."""
    zone = config.settings.timezone
    until = last_time(config.settings.report or MONDAY, now, zone).astimezone(zone)
    return until - WEEK, until


def settle_sample(db: Database, config: Config, now: datetime, seed: int) -> str:
    """Draw the last whole week's sample, unless it was drawn; the week's name: the day on which it ended."""
    since, until = week_before(config, now)
    week = until.date().isoformat()
    with transaction(db):
        if list(db.query("SELECT 1 FROM samples WHERE week = ?", [week])):
            return week
        marks = ", ".join("?" * len(misses.JUDGED))
        sql = f"""
            SELECT id FROM notices
            WHERE NOT told AND verdict IN ({marks}) AND first_seen_at >= ? AND first_seen_at < ? ORDER BY id
        """  # noqa: S608 - marks only
        ids = [row["id"] for row in db.query(sql, [*misses.JUDGED, rows.stamp(since), rows.stamp(until)])]
        row = [week, rows.stamp(since), rows.stamp(until), rows.stamp(now), str(seed), len(ids)]
        db.execute("INSERT INTO samples VALUES (?, ?, ?, ?, ?, ?)", row)
        for place, notice_id in enumerate(misses.draw(ids, Random(seed)), 1):  # noqa: S311 - whoever has the seed may draw again
            db.execute("INSERT INTO sampled VALUES (?, ?, ?, '', '', NULL, '')", [week, place, notice_id])
    return week


def sample(db: Database, week: str = "") -> Sample | None:
    """What was drawn in a week, the last one where none is named, and what was said of it; None where nothing was drawn."""
    named = list(db.query("SELECT * FROM samples WHERE ? IN (week, '') ORDER BY week DESC LIMIT 1", [week]))
    if not named:
        return None
    [row] = named
    sql = "SELECT verdict FROM sampled WHERE week = ? ORDER BY place"
    verdicts = [one["verdict"] for one in db.query(sql, [row["week"]])]
    recent = "SELECT week FROM samples WHERE week <= ? ORDER BY week DESC LIMIT ?"
    weeks = [one["week"] for one in db.query(recent, [row["week"], TOGETHER])]
    sql = "SELECT verdict FROM sampled WHERE week >= ? AND week <= ? ORDER BY week, place"
    together = [one["verdict"] for one in db.query(sql, [weeks[-1], weeks[0]])]
    return Sample(row["week"], len(verdicts), row["population"], misses.signed(verdicts), len(weeks), misses.signed(together))


def sampled(db: Database, week: str) -> Sequence[tuple[Notice, str, str]]:
    """The notices of a week's sample in the order of the draw, each with what was said of it and by whom."""
    sql = """
        SELECT notices.*, sampled.verdict AS said, signed_by FROM sampled JOIN notices ON notices.id = notice_id
        WHERE week = ? ORDER BY place
    """
    return [(rows.notice(row), row["said"], row["signed_by"]) for row in db.query(sql, [week])]


def sign_off(db: Database, names: Sequence[str], verdict: str, by: str, note: str, now: datetime) -> list[str]:
    """Keep what a person says of notices of samples: `right`, or `missed`; what to print. Raises StoreError."""
    with transaction(db):
        found = [_drawn(db, name) for name in names]
        for week, notice_id in found:
            sql = "UPDATE sampled SET verdict = ?, signed_by = ?, signed_at = ?, note = ? WHERE week = ? AND notice_id = ?"
            db.execute(sql, [verdict, by, rows.stamp(now), note, week, notice_id])
    lines = [f"{notice_id}: {verdict}, signed off by {by} (sample of the week to {week})" for week, notice_id in found]
    for week in dict.fromkeys(week for week, _ in found):
        of = sample(db, week)
        if of:
            lines.append(
                f"week to {week}: {of.signed.looked} of {of.drawn} signed off, {of.signed.missed} missed; "
                f"at most {of.signed.bound:.1%} of all untold ones are missed (95 %)"
            )
    return lines


def _drawn(db: Database, name: str) -> tuple[str, str]:
    """The latest sample that holds the notice of a name, and its id. Raises StoreError."""
    notice = shown.notice_named(db, name)
    [row] = db.query("SELECT max(week) AS week FROM sampled WHERE notice_id = ?", [notice.id])
    if row["week"] is None:
        raise StoreError(f"{notice.id} is in no sample: `noticewatch notices sample` shows the last one")
    return row["week"], notice.id
