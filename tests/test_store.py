"""The database: what is stored comes back, in one transaction or not at all, and is found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from noticewatch.config import SeverityTable
from noticewatch.errors import StoreError
from noticewatch.fetch import RobotsRecord
from noticewatch.model import Document, Event, Evidence, Extraction, Facts, Reason, SourceRef, Validators
from noticewatch.records import ChannelState, Delivery, IncidentLink, KnownItem, Notice, Outcome, SourceState, Version
from noticewatch.render.lexicon import EN, JA
from noticewatch.render.phrases import link_phrase
from noticewatch.store import feeds, known, outbox, shown, stories
from noticewatch.store.commit import commit
from noticewatch.store.connection import Hold, Writer, open_for_reading, open_for_writing, transaction
from noticewatch.store.likely import incident_members
from noticewatch.store.schema import migrations
from tests.conftest import NOW

FACTS = Facts(verdict="incident", organization="灯台市", cause="loss")
TEXT = "申請書の紛失について\n\n灯台市は申請書を紛失しました。漏洩は確認されていません。"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_for_writing(tmp_path / "noticewatch.db")
    yield database
    database.close()


def notice(number: int = 1, **more: object) -> Notice:
    address = f"https://city.example/{number}.html"
    made = Notice(
        f"ntc_{number}",
        "city",
        address,
        address,
        f"題{number}",
        "2026-03-01",
        NOW,
        NOW,
        NOW,
        NOW + timedelta(hours=1),
        1,
        1,
        FACTS,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def version(number: int = 1, text: str = TEXT, of: int = 1) -> Version:
    evidence = {"cause": (Evidence("紛失", 4, 6),)}
    return Version(f"ntc_{of}", number, NOW, "題", text, f"sha{number}-{of}", Extraction(FACTS, evidence, ("why",)), "1")


def told(of: int = 1, **more: object) -> Outcome:
    link = IncidentLink("inc_1", f"ntc_{of}", (Reason("first", {}),), NOW)
    event = Event(f"evt_{of}", "notice.new", NOW, "low", SourceRef("city", "灯台市", "https://city.example/"), facts=FACTS)
    return Outcome(
        notice=notice(of, incident_id="inc_1", told=True, **more),
        version=version(of=of),
        aliases=((f"https://city.example/{of}.html", f"ntc_{of}"),),
        link=link,
        events=(event,),
        deliveries=(Delivery(event.id, "soc", "due", 0, NOW, NOW),),
    )


def test_the_database_is_durable_strict_and_migrated(db: Database) -> None:
    assert next(db.query("PRAGMA journal_mode"))["journal_mode"] == "wal"
    assert next(db.query("PRAGMA synchronous"))["synchronous"] == 2  # FULL
    assert next(db.query("PRAGMA foreign_keys"))["foreign_keys"] == 1
    assert migrations.pending(db) == []


def test_everything_of_an_outcome_comes_back(db: Database) -> None:
    state = SourceState(
        "city",
        "https://city.example/",
        "listing",
        Validators('W/"a"', "Mon"),
        "sha",
        3,
        NOW,
        NOW,
        NOW,
        NOW,
        NOW,
        2,
        NOW,
        True,
        "e",
    )
    item = KnownItem("city", "k", "u", "t", "2026-03-01", NOW, "pending", True, 2, NOW, "e")
    commit(db, replace(told(), source=state, items=(item,)))
    assert known.source_state(db, "city") == state
    assert known.source_states(db) == {"city": state}
    assert known.source_state(db, "town") is None
    assert known.known_items(db, "city") == {"k": item}
    assert known.pending_items(db, "city") == (item,)
    found = known.known_notice(db, ["https://nowhere.example/", "https://city.example/1.html"])
    assert found
    assert found.notice == told().notice
    assert found.version == version()
    assert found.shas == {"sha1-1": 1}
    assert known.notice_by_text(db, "sha1-1", "city.example") == found
    assert known.notice_by_text(db, "sha1-1", "town.example") is None
    assert known.known_notice(db, ["https://nowhere.example/"]) is None
    [member] = incident_members(db, "inc_1")
    assert (member.notice_id, member.incident_id, member.facts) == ("ntc_1", "inc_1", FACTS)
    assert incident_members(db, "inc_2") == ()


def test_an_outcome_is_stored_whole_or_not_at_all(db: Database) -> None:
    bad = replace(told(), aliases=(("https://x.example/", "ntc_missing"),))
    with pytest.raises(sqlite3.IntegrityError):
        commit(db, told(of=2), bad)
    assert list(shown.notices(db)) == []
    assert outbox.last_event_number(db) == 0


def test_an_event_and_its_deliveries_are_made_once(db: Database) -> None:
    commit(db, told())
    [(delivery, event)] = outbox.due_deliveries(db, "soc", NOW)
    assert event.id == "evt_1"
    outbox.record_attempt(db, replace(delivery, state="done", done_at=NOW), ChannelState("soc", success_at=NOW))
    commit(db, Outcome(events=told().events, deliveries=told().deliveries))
    assert outbox.due_deliveries(db, "soc", NOW) == ()
    assert outbox.channel_state(db, "soc").success_at == NOW
    assert outbox.channel_state(db, "other") == ChannelState("other")


def test_deliveries_come_in_the_order_of_their_events_when_they_are_due(db: Database) -> None:
    for number in (3, 1, 2):
        commit(db, told(of=number))
    assert [event.id for _, event in outbox.due_deliveries(db, "soc", NOW)] == ["evt_3", "evt_1", "evt_2"]
    [(first, _), *_] = outbox.due_deliveries(db, "soc", NOW)
    outbox.record_attempt(db, replace(first, next_attempt_at=NOW + timedelta(minutes=5)), ChannelState("soc"))
    assert [event.id for _, event in outbox.due_deliveries(db, "soc", NOW)] == ["evt_1", "evt_2"]


def test_dead_deliveries_are_revived_all_or_by_event(db: Database) -> None:
    for number in (1, 2):
        commit(db, told(of=number))
    for delivery, _ in outbox.due_deliveries(db, "soc", NOW):
        outbox.record_attempt(db, replace(delivery, state="dead", attempts=10), ChannelState("soc"))
    assert outbox.due_deliveries(db, "soc", NOW) == ()
    assert outbox.revive(db, ["evt_2"], NOW) == 1
    [(delivery, _)] = outbox.due_deliveries(db, "soc", NOW)
    assert (delivery.event_id, delivery.attempts) == ("evt_2", 0)
    assert outbox.revive(db, [], NOW) == 1
    assert len(list(shown.outbox(db, "due"))) == 2
    assert len(list(shown.outbox(db, most=1))) == 1


def test_feeds_hold_the_newest_and_everything_recent(db: Database) -> None:
    for number in range(1, 6):
        outcome = told(of=number)
        event = replace(outcome.events[0], time=NOW - timedelta(days=10 * number))
        commit(db, replace(outcome, events=(event,)))

    def fresh(family: str, most: int, since: datetime) -> list[str]:
        last, found = feeds.fresh_events(db, "feed", lambda event: event.type.startswith(family), feeds.Window(most, since))
        assert last == 5
        return [one.event.id for one in found]

    assert fresh("notice.", 1, NOW - timedelta(days=25)) == ["evt_1", "evt_2"]
    assert fresh("notice.", 4, NOW) == ["evt_1", "evt_2", "evt_3", "evt_4"]
    assert fresh("source.", 4, NOW) == []


def test_looks_are_due_by_their_time(db: Database) -> None:
    commit(db, told(of=1), told(of=2, next_look_at=None), told(of=3, own_page=False))
    assert [n.id for n in known.watched_notices(db, "city", None)] == ["ntc_1"]
    assert known.watched_notices(db, "city", NOW) == ()
    assert [n.id for n in known.watched_notices(db, "city", NOW + timedelta(hours=1))] == ["ntc_1"]
    assert [one.notice.id for one in known.known_posts(db, "city", ()).shown] == ["ntc_3"]


def test_due_sources_are_those_whose_check_or_look_is_due(db: Database) -> None:
    commit(db, Outcome(source=SourceState("a", "u", next_check_at=NOW)))
    commit(db, Outcome(source=SourceState("b", "u", next_check_at=NOW - timedelta(hours=1))))
    commit(db, Outcome(source=SourceState("c", "u", next_check_at=NOW + timedelta(hours=1))))
    assert known.due_sources(db, NOW) == ("b", "a")
    commit(db, told(source_id="c", next_look_at=NOW - timedelta(hours=2)))
    assert known.due_sources(db, NOW) == ("c", "b", "a")


@pytest.mark.parametrize("words", ["漏洩", "漏 洩", "申請書", "紛失 灯台市", "失", "ﾄｳ", "CSIRT", "csirt ｃｓｉｒｔ"])
def test_words_inside_sentences_are_found(db: Database, words: str) -> None:
    commit(db, replace(told(), version=version(text=TEXT + " トウ台のCSIRTが対応。")))
    assert [n.id for n, _ in shown.search(db, words)] == ["ntc_1"]


@pytest.mark.parametrize("words", ["洩漏", "不正アクセス", "", "!?", '"', "NEAR(", "*", "紛失 盗難"])
def test_words_that_do_not_stand_there_are_not_found(db: Database, words: str) -> None:
    commit(db, told())
    assert list(shown.search(db, words)) == []


def test_search_knows_the_newest_version_only(db: Database) -> None:
    commit(db, told())
    second = Outcome(notice=notice(current=2, versions=2), version=version(2, "盗難について\n\n鞄の盗難です。"))
    commit(db, second)
    assert list(shown.search(db, "漏洩")) == []
    assert [n.current for n, _ in shown.search(db, "盗難")] == [2]
    assert [v.number for v in shown.versions(db, "ntc_1")] == [1, 2]
    commit(db, second)  # the same version stored again, as a better extractor does
    assert [n.current for n, _ in shown.search(db, "盗難")] == [2]


def test_notices_are_listed_and_found_by_name(db: Database) -> None:
    for number in (1, 2):
        commit(db, told(of=number))
    assert [n.id for n in shown.notices(db)] == ["ntc_2", "ntc_1"]
    assert [n.id for n in shown.notices(db, verdict="incident", source_id="city", most=1)] == ["ntc_2"]
    assert list(shown.notices(db, verdict="other")) == []
    for name in ("ntc_1", "https://city.example/1.html"):
        assert [one.id for one in shown.find_notices(db, name)] == ["ntc_1"]
    assert shown.find_notices(db, "ntc") == ()
    commit(db, Outcome(notice=notice(3, url="https://city.example/1.html")))
    assert [one.id for one in shown.find_notices(db, "https://city.example/1.html")] == ["ntc_3", "ntc_1"]


def test_incidents_with_their_notices_and_reasons(db: Database) -> None:
    commit(db, told(of=1))
    commit(db, told(of=2))
    assert stories.incident_ids(db) == ("inc_1",)
    told_of = stories.story(db, "inc_1", SeverityTable()).accounts
    assert [(one.notice.id, one.reasons) for one in told_of] == [
        ("ntc_1", (Reason("first", {}),)),
        ("ntc_2", (Reason("first", {}),)),
    ]
    assert [one.text for one in told_of[0].versions] == [TEXT]
    assert shown.find_incidents(db, "inc_1") == ("inc_1",)
    assert shown.find_incidents(db, "inc_2") == ()
    assert shown.counts(db)["incidents"] == 1
    assert shown.counts(db)["deliveries_due"] == 2


def test_reasons_that_an_earlier_version_kept_as_sentences_are_read(db: Database) -> None:
    commit(db, told(of=1))
    db.execute("UPDATE incident_links SET reasons = ?", ['["both by 灯台市", {"code": "count", "value": {"value": 1204}}]'])
    [account] = stories.story(db, "inc_1", SeverityTable()).accounts
    shown_as = [[link_phrase(one, words) for one in account.reasons] for words in (EN, JA)]
    assert shown_as == [["both by 灯台市", "the same number: 1,204"], ["both by 灯台市", "同じ件数：1,204"]]
    assert link_phrase(Reason("later", {"name": "x\n"}), EN) == "x"
    assert link_phrase(Reason("vendor", {"who": "x"}), JA) == "x"


def test_robots_are_kept(db: Database) -> None:
    assert outbox.robots_record(db, "https://a.example") is None
    record = RobotsRecord("https://a.example", NOW, None, "")
    outbox.keep_robots(db, record)
    assert outbox.robots_record(db, "https://a.example") == record


def test_a_transaction_that_fails_leaves_nothing(db: Database) -> None:
    def fail() -> None:
        with transaction(db):
            db.execute("INSERT INTO incidents VALUES ('inc_9', 'x')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert shown.find_incidents(db, "inc_9") == ()


def test_one_process_holds_the_database(tmp_path: Path) -> None:
    path = tmp_path / "state" / "noticewatch.db"
    writer = Writer(path)
    with pytest.raises(StoreError, match=r"held by process \d+"):
        Writer(path)
    with pytest.raises(StoreError, match="one noticewatch writes at a time"):
        Hold(path)
    writer.close()
    Writer(path).close()


def test_readers_see_what_was_committed_and_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "noticewatch.db"
    empty = open_for_reading(path)
    assert list(shown.notices(empty)) == []
    empty.close()
    assert not path.exists()
    writer = Writer(path)
    writer.now(commit, told())
    reader = open_for_reading(path)
    assert [n.id for n in shown.notices(reader)] == ["ntc_1"]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        commit(reader, told(of=2))
    reader.close()
    writer.close()


def test_a_database_of_a_newer_version_or_of_no_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noticewatch.db"
    db = open_for_writing(path)
    db.table(migrations.migrations_table).insert({"migration_set": "noticewatch", "name": "m9999_later", "applied_at": "x"})
    db.close()
    for opening in (open_for_writing, open_for_reading):
        with pytest.raises(StoreError, match="newer noticewatch"):
            opening(path)
    path.write_bytes(b"this is no database" * 100)
    for opening in (open_for_writing, open_for_reading):
        with pytest.raises(StoreError, match="cannot be"):
            opening(path)


def test_a_document_of_any_text_can_be_stored(db: Database) -> None:
    odd = "題\n\n" + "\U0010ffff ' \" % _ \u3000 𠮷野家 é"
    commit(db, replace(told(), version=version(text=odd)))
    assert shown.versions(db, "ntc_1")[0].text == odd
    assert [n.id for n, _ in shown.search(db, "𠮷野")] == ["ntc_1"]
    assert Document("u", "t", odd).text == odd
