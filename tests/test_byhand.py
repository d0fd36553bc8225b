"""Incidents merged and split by hand, and what linking makes of it afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from noticewatch.codec import link_reasons_from_json
from noticewatch.errors import StoreError
from noticewatch.incidents import linked_incident
from noticewatch.model import Extraction, Facts, Reason
from noticewatch.names import NO_SPELLINGS, Spellings
from noticewatch.records import IncidentLink, Member, Notice, Outcome, Version
from noticewatch.render.lexicon import EN
from noticewatch.render.phrases import link_phrase
from noticewatch.store import byhand, shown
from noticewatch.store.commit import commit
from noticewatch.store.connection import open_for_writing
from noticewatch.store.likely import incident_members, likely_members

NOW = datetime(2026, 3, 1, tzinfo=UTC)
VENDOR = Facts(verdict="incident", organization="株式会社帆船", cause="ransomware", occurred_start="2026-02-20")
SHIPPER = Facts(verdict="incident", organization="株式会社大帆船運輸", cause="ransomware", occurred_start="2026-02-20")
CITY = Facts(verdict="incident", organization="灯台市", vendor="株式会社帆船", cause="ransomware", occurred_start="2026-02-20")
TOWN = Facts(verdict="incident", organization="岬町", vendor="株式会社帆船", cause="ransomware", occurred_start="2026-02-20")
LATER = Facts(verdict="incident", organization="岬町", vendor="株式会社帆船", cause="ransomware", stage="update")
VILLAGE = Facts(verdict="incident", organization="渚村", vendor="帆船", cause="ransomware", occurred_start="2026-02-20")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = open_for_writing(tmp_path / "noticewatch.db")
    yield made
    made.close()


def new(name: str, facts: Facts, hours: int = 0, text: str = "") -> Member:
    return Member(
        f"ntc_{name}", "", f"https://{name}.example/1", text or f"{name}のお知らせ", facts, NOW + timedelta(hours=hours)
    )


def keep(db: Database, member: Member, incident_id: str, text: str = "本文", links: tuple[str, ...] = ()) -> None:
    at, facts = member.first_seen_at, member.facts
    notice = Notice(
        member.notice_id, "s", member.address, member.address, member.title, None, at, at, at, None, 1, 1, facts,
        incident_id=incident_id,
    )  # fmt: skip
    version = Version(member.notice_id, 1, at, member.title, text, member.notice_id, Extraction(facts), "1")
    link = IncidentLink(incident_id, member.notice_id, (Reason("first", {}),), at)
    commit(db, Outcome(notice=notice, version=version, link=link, aliases=((member.address, notice.id),), links=links))


def linked(
    db: Database, member: Member, text: str = "", links: tuple[str, ...] = (), spellings: Spellings = NO_SPELLINGS
) -> str | None:
    members = likely_members(db, member, text, links, spellings, member.first_seen_at)
    found = linked_incident(member, members, spellings)
    return found[0] if found else None


def stored(db: Database, incident_id: str) -> set[str]:
    return {member.notice_id for member in incident_members(db, incident_id)}


def reasons(db: Database, notice_id: str) -> list[str]:
    row = next(db.query("SELECT reasons FROM incident_links WHERE notice_id = ?", [notice_id]))
    return [link_phrase(one, EN) for one in link_reasons_from_json(json.loads(row["reasons"]))]


@pytest.fixture
def three(db: Database) -> Database:
    """A vendor's incident as told by itself, a city and a town."""
    for at, (name, facts) in enumerate((("vendor", VENDOR), ("city", CITY), ("town", TOWN))):
        keep(db, new(name, facts, at), "inc_vendor")
    return db


def test_a_merged_incident_is_found_by_its_old_id(db: Database) -> None:
    keep(db, new("a", CITY), "inc_aaaa")
    keep(db, new("b", TOWN), "inc_bbbb")
    keep(db, new("c", VENDOR), "inc_cccc")
    assert byhand.merge(db, ["inc_bbbb", "inc_cccc"], NOW, "2026-03-01") == "inc_bbbb"
    assert byhand.merge(db, ["inc_aaaa", "inc_cccc"], NOW, "2026-03-02") == "inc_aaaa"
    assert stored(db, "inc_aaaa") == {"ntc_a", "ntc_b", "ntc_c"}
    assert {shown.find_incidents(db, name) for name in ("inc_aaaa", "inc_bbbb", "inc_cccc", "inc_ccc")} == {("inc_aaaa",)}
    assert reasons(db, "ntc_c")[:2] == [
        "merged by hand on 2026-03-02 from inc_bbbb",
        "merged by hand on 2026-03-01 from inc_cccc",
    ]
    assert shown.counts(db)["incidents"] == 1
    assert linked(db, new("v", VILLAGE, 9)) == "inc_aaaa"
    with pytest.raises(StoreError, match="one incident already"):
        byhand.merge(db, ["inc_aaaa", "inc_bbbb"], NOW, "2026-03-02")
    with pytest.raises(StoreError, match="no incident inc_dddd"):
        byhand.merge(db, ["inc_aaaa", "inc_dddd"], NOW, "2026-03-02")


def test_what_was_split_off_stays_so_and_takes_its_reports_along(three: Database) -> None:
    made = byhand.split(three, "inc_vendor", ["https://town.example/1"], NOW, "2026-03-01")
    assert stored(three, made) == {"ntc_town"}
    assert stored(three, "inc_vendor") == {"ntc_vendor", "ntc_city"}
    assert reasons(three, "ntc_town")[0] == "split off by hand on 2026-03-01 from inc_vendor"
    assert linked(three, new("town2", LATER, 9)) == made
    assert linked(three, new("v", VILLAGE, 9)) == "inc_vendor"


def test_a_merge_takes_a_split_back(three: Database) -> None:
    made = byhand.split(three, "inc_vendor", ["ntc_town"], NOW, "2026-03-01")
    byhand.merge(three, ["inc_vendor", made], NOW, "2026-03-02")
    assert linked(three, new("town2", LATER, 9)) == "inc_vendor"
    assert all(not member.apart for member in incident_members(three, "inc_vendor"))
    assert byhand.split(three, "inc_vendor", ["ntc_town"], NOW, "2026-03-03") == made
    assert shown.find_incidents(three, made) == (made,)


def test_a_split_that_leaves_nothing_or_names_nothing_changes_nothing(three: Database) -> None:
    for names in (["ntc_town", "ntc_city", "ntc_vendor"], ["ntc_nobody"], ["ntc_town", "ntc_nobody"]):
        with pytest.raises(StoreError):
            byhand.split(three, "inc_vendor", names, NOW, "2026-03-01")
    assert len(stored(three, "inc_vendor")) == 3


def test_a_check_never_moves_a_notice_back(three: Database) -> None:
    made = byhand.split(three, "inc_vendor", ["ntc_town"], NOW, "2026-03-01")
    keep_again = next(shown.notices(three))
    assert keep_again.id == "ntc_town"
    commit(three, Outcome(notice=replace(keep_again, incident_id="inc_vendor")))
    assert stored(three, made) == {"ntc_town"}


def test_likely_notices_are_found_by_links_names_and_aliases(db: Database) -> None:
    keep(db, new("vendor", SHIPPER, text="当社への攻撃"), "inc_v", links=("https://other.example/7",))
    silent = Facts(verdict="incident", organization="星見学園", cause="ransomware", occurred_start="2026-02-20")
    assert linked(db, new("x", silent, 5)) is None
    assert linked(db, new("x", silent, 5), "弊学園が利用する株式会社大帆船運輸のサービスが攻撃されました。") == "inc_v"
    assert linked(db, new("x", silent, 5), links=("https://vendor.example/1",)) == "inc_v"
    pointed_at = Member("ntc_o", "", "https://other.example/7", "t", silent, NOW)
    assert linked(db, pointed_at) == "inc_v"
    english = Facts(verdict="incident", organization="Sailing Ship Inc.", cause="ransomware", occurred_start="2026-02-20")
    assert linked(db, new("e", english, 5, "Cyberattack")) is None
    assert linked(db, new("e", english, 5, "Cyberattack"), spellings=Spellings([("大帆船運輸", "Sailing Ship")])) == "inc_v"


def test_a_vendor_known_from_a_text_alone_is_found_afterwards(db: Database) -> None:
    silent = Facts(verdict="incident", organization="星見学園", cause="ransomware", occurred_start="2026-02-20")
    keep(db, new("school", silent), "inc_s", text="弊学園が利用する株式会社大帆船運輸のサービスが攻撃されました。")
    assert linked(db, new("vendor", SHIPPER, 5)) == "inc_s"


def test_a_database_of_before_gets_its_keys(three: Database, tmp_path: Path) -> None:
    before = {tuple(row) for row in three.execute("SELECT * FROM linking")}
    for table in ("linking", "incident_aliases", "apart"):
        three.execute(f"DROP TABLE {table}")
    three.execute("DELETE FROM _sqlite_migrations WHERE name = 'm0006_linking'")
    again = open_for_writing(tmp_path / "noticewatch.db")
    assert before
    assert {tuple(row) for row in again.execute("SELECT * FROM linking")} == before
    again.close()
