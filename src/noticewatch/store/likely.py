"""Which known notices a new one may be linked to: found by the keys that two notices of one incident share.

To weigh them all takes too long where 10,000 are known; keys find the few of interest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlite_utils import Database

from noticewatch.codec import dumps
from noticewatch.incidents import LONGEST, blocking_keys, openings_in, party_names
from noticewatch.names import NO_SPELLINGS, Spellings
from noticewatch.records import Member, Notice, member_of
from noticewatch.store import rows
from noticewatch.text import bigrams, letters

MOST_OF_KEY = 40  # notices that share one key, the newest: of a vendor's customers some are as good as all

COUNTED = "coalesce(json_extract(judged, '$.verdict.value'), 'incident') = 'incident'"  # not called no incident by a person
_MEMBERS = """
    SELECT number, id, incident_id, address, title, facts, first_seen_at, published, told, watch,
    (SELECT group_concat(apart.incident_id, ' ') FROM apart WHERE notice_id = notices.id) AS apart FROM notices
"""


def store_keys(db: Database, number: int, member: Member, links: Iterable[str]) -> None:
    """Keep by what a notice of an incident is found, in place of what was kept before; within a caller's transaction."""
    keys = {*blocking_keys(member, NO_SPELLINGS), *((f"to:{link}", "") for link in links)}
    db.execute("DELETE FROM linking WHERE number = ?", [number])
    db.conn.executemany("INSERT INTO linking VALUES (?, ?, ?)", [(key, number, whole) for key, whole in sorted(keys)])


def renew_keys(db: Database, notice: Notice) -> None:
    """Keep a known notice's keys anew, by its facts as they are now; within a caller's transaction."""
    [row] = db.query("SELECT number FROM notices WHERE id = ?", [notice.id])
    links = db.execute("SELECT substr(key, 4) FROM linking WHERE number = ? AND key LIKE 'to:%'", [row["number"]]).fetchall()
    store_keys(db, row["number"], member_of(notice), [link for (link,) in links])


def incident_members(db: Database, incident_id: str) -> tuple[Member, ...]:
    """The notices that tell of an incident, those not among them that a person called no incident."""
    sql = f"{_MEMBERS} WHERE incident_id = ? AND {COUNTED} ORDER BY number"
    return tuple(rows.member(row) for row in db.query(sql, [incident_id]))


def likely_members(
    db: Database, new: Member, text: str, links: Iterable[str], spellings: Spellings, now: datetime
) -> tuple[Member, ...]:
    """The notices that a new one may be linked to; `text` and `links` are the new one's."""
    pointed = _pointed(db, new.address, links)
    named = _named_in(db, text)
    for number, keys in _naming(db, party_names(new.facts, spellings)).items():
        named.setdefault(number, set()).update(keys)
    numbers = {*pointed, *named, *_sharing(db, new, spellings)}
    wanted = "number IN (SELECT value FROM json_each(?)) AND first_seen_at >= ? AND incident_id IS NOT NULL"
    found = db.query(
        f"{_MEMBERS} WHERE {wanted} AND {COUNTED} ORDER BY number", [dumps(sorted(numbers)), rows.stamp(now - LONGEST)]
    )
    return tuple(
        rows.member(row, pointed=row["number"] in pointed, named=frozenset(named.get(row["number"], ()))) for row in found
    )


def _sharing(db: Database, new: Member, spellings: Spellings) -> set[int]:
    """The notices that share a name's opening, a site or a number."""
    sql = "SELECT number FROM linking WHERE key = ? ORDER BY number DESC LIMIT ?"
    keys = {key for key, _ in blocking_keys(new, spellings)}
    return {row[0] for key in sorted(keys) for row in db.execute(sql, [key, MOST_OF_KEY])}


def _pointed(db: Database, address: str, links: Iterable[str]) -> set[int]:
    """The notices that name an address, and those at the addresses that are linked to."""
    naming = db.execute("SELECT number FROM linking WHERE key = ? LIMIT ?", [f"to:{address}", MOST_OF_KEY])
    sql = (
        "SELECT number FROM addresses JOIN notices ON id = notice_id WHERE addresses.address IN (SELECT value FROM json_each(?))"
    )
    return {row[0] for row in naming} | {row[0] for row in db.execute(sql, [dumps(list(links))])}


def _named_in(db: Database, text: str) -> dict[int, set[str]]:
    """The notices whose parties or services a text names, with their keys."""
    whole = letters(text)
    openings = openings_in(text)
    keys = [f"{kind}:{opening}" for kind in ("name", "service") for opening in openings]
    sql = "SELECT whole, number FROM json_each(?) asked JOIN linking ON linking.key = asked.value WHERE whole <> ''"
    numbers: dict[str, list[int]] = {}
    for name, number in db.execute(sql, [dumps(keys)]):
        numbers.setdefault(name, []).append(number)
    found: dict[int, set[str]] = {}
    for name in (name for name in numbers if name in whole):
        for number in sorted(numbers[name])[-MOST_OF_KEY:]:
            found.setdefault(number, set()).add(name)
    return found


def _naming(db: Database, names: Mapping[str, str]) -> dict[int, set[str]]:
    """The notices whose texts name one of some parties, with their keys; `names`: as written, by key."""
    sql = """
        SELECT notices.number FROM search JOIN notices ON notices.number = search.rowid
        WHERE search MATCH ? AND incident_id IS NOT NULL ORDER BY search.rowid DESC LIMIT ?
    """
    found: dict[int, set[str]] = {}
    for key, name in names.items():
        for row in db.execute(sql, [f'"{bigrams(name)}"', MOST_OF_KEY]):
            found.setdefault(row[0], set()).add(key)
    return found
