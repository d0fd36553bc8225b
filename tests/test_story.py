"""An incident's story: its head, what happened when, and how facts moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from noticewatch.config import SeverityRow, SeverityTable
from noticewatch.model import Count, Event, Facts, Reason
from noticewatch.render.timeline import changes_phrases, entries_of, head_lines, known_phrase, names_phrase
from noticewatch.story import Known, Moment, Story, known_of, names_organization, story_of
from tests.event_samples import TOKYO
from tests.story_samples import CITY, INCIDENT, VENDOR, Told, account, at, event, vendor_incident


@pytest.fixture
def story() -> Story:
    return vendor_incident().story()


def people(value: int) -> Count:
    return Count(value, "person")


def test_the_head_says_what_the_incident_comes_to(story: Story) -> None:
    assert story.organizations == ("月見野市", "霧ヶ浜町", VENDOR)
    assert story.vendors == (VENDOR,)
    assert story.cause == "ransomware"
    assert story.misuse == "not_observed"
    assert story.data_types == ("name", "address")
    assert (story.first_seen_at, story.last_told_at, story.changed_at) == (at(0), at(60), at(90))
    assert (story.known.total, story.known.of, story.known.silent, story.known.vendor) == (people(41), 1, 1, people(61_350))


def test_severity_is_that_of_the_whole_by_the_configured_table(story: Story) -> None:
    assert story.severity == "high"
    assert ("severity", "HIGH: ransomware; 61,350 people") in head_lines(story, TOKYO)
    grave = SeverityTable(critical=(SeverityRow(cause=("ransomware",)),))
    told = vendor_incident()
    judged = story_of(INCIDENT, told.accounts, told.events, told.deliveries, grave)
    assert (judged.severity, judged.severity_reasons) == ("critical", (Reason("cause", ["ransomware"]),))
    unclear = account(1, CITY, replace(CITY, affected_headline=None))
    assert ("severity", "MEDIUM: cause not known") in head_lines(story_of(INCIDENT, [unclear], (), ()), TOKYO)


def test_what_happened_is_told_in_order_with_what_moved(story: Story) -> None:
    assert [(moment.kind, moment.at) for moment in story.moments] == [
        ("notice", at(0)),
        ("notice", at(5)),
        ("change", at(10)),
        ("notice", at(20)),
        ("report", at(60)),
        ("withdrawal", at(90)),
    ]
    change, report = story.moments[2], story.moments[4]
    assert changes_phrases(change.changes) == ("25→38 people",)
    moved = {"38→41 people", "no misuse seen", "stage: first announcement → final report"}
    assert set(changes_phrases(report.changes)) == moved
    assert report.reasons == (Reason("vendor", {"name": VENDOR}),)
    assert [len(telling.deliveries) for moment in story.moments for telling in moment.told] == [2] * 6


def said(organization: str | None, count: int | Count | None = None, vendor: str | None = None) -> Facts:
    return Facts(organization=organization, vendor=vendor, affected_headline=people(count) if isinstance(count, int) else count)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([said("A", 3), said("A")], Known(people(3), 1)),
        ([said("A", 3), said("A", 2)], Known(people(2), 1)),
        ([said("A"), said("(株)B")], Known(silent=2)),
        ([said("A"), said("A")], Known(silent=1)),
        ([said(None), said(None, 3)], Known(people(3), 1, 1)),
        ([said("A", Count(3, "person", "up_to")), said("B", 4)], Known(Count(7, "person", "about", "total", derived=True), 2)),
        ([said("A", Count(9, "record")), said("B", 4)], Known(people(4), 1, 0, (Count(9, "record"),))),
        ([said("A", vendor="B"), said("B株式会社", 9)], Known(people(9), 1, 1)),
        ([said("A", 2, "B"), said("B", 9)], Known(people(2), 1, 0, (), people(9))),
        ([said("B", 9), said("A", vendor="B")], Known(people(9), 1, 1)),
    ],
)
def test_how_many_are_known(facts: list[Facts], expected: Known) -> None:
    assert known_of(facts) == expected


def test_how_many_are_known_in_words() -> None:
    assert known_phrase(Known(people(7), 2, 1)) == "7 people (sum of 2; 1 gives no number)"
    assert known_phrase(Known(people(7), 1)) == "7 people"
    assert known_phrase(Known(silent=3)) == "nobody gives a number"
    assert known_phrase(Known(silent=1)) == "no number given"
    assert known_phrase(Known(people(7), 1, 0, (Count(9, "record"),))) == "7 people | also 9 records"
    assert known_phrase(Known()) == ""


def test_causes_that_are_settled_stay_settled() -> None:
    later = account(2, replace(CITY, organization="霧ヶ浜町", cause="under_investigation"), minutes=9)
    first = account(1, replace(CITY, cause="malware"))
    assert story_of(INCIDENT, [later, first], (), ()).cause == "malware"
    assert story_of(INCIDENT, [later], (), ()).cause == "under_investigation"
    assert story_of(INCIDENT, [account(1, Facts(verdict="incident"))], (), ()).cause is None


def test_what_was_not_told_stands_in_the_timeline() -> None:
    one = account(1, CITY, replace(CITY, affected_headline=people(26)), gone_at=at(30), withdrawn=2)
    story = story_of(INCIDENT, [one], (), ())
    assert [moment.kind for moment in story.moments] == ["notice", "change", "withdrawal"]
    assert all(not moment.told for moment in story.moments)
    assert story.last_told_at is None
    assert {"recorded, not told"} <= {note for entry in entries_of(story, TOKYO) for note in entry.notes}
    assert ("seen", "first Mar 2 10:00 → told to nobody | 1 notice, 1 change, 1 withdrawn") in head_lines(story, TOKYO)


def test_a_notice_enters_when_it_becomes_an_incident() -> None:
    one = account(1, replace(CITY, verdict="other", affected_headline=None), CITY)
    told = event(one, 2)
    [moment] = story_of(INCIDENT, [one], [told], ()).moments
    assert (moment.kind, moment.at, [telling.event for telling in moment.told]) == ("notice", at(10), [told])


def test_a_changed_sentence_is_shown_where_no_fact_moved() -> None:
    texts = ("題\n\n紛失しました。", "題\n\n紛失しました。委託先は契約を解除されました。")
    story = story_of(INCIDENT, [account(1, CITY, CITY, texts=texts)], (), ())
    assert story.moments[1].came == ("委託先は契約を解除されました。",)
    assert entries_of(story, TOKYO)[1].says == "+ “委託先は契約を解除されました。”"


def test_what_was_told_of_the_whole_is_a_message() -> None:
    summary = Event("evt_s", "summary", at(70), "high", reason="17 events within the hour")
    story = story_of(INCIDENT, [account(1, CITY)], [summary], ())
    assert story.moments[1] == Moment(at(70), "message", told=story.moments[1].told)
    entry = entries_of(story, TOKYO)[1]
    assert (entry.what, entry.says, entry.notes) == ("summary", "17 events within the hour", ("told in the feeds only (evt_s)",))


def test_each_entry_says_who_what_and_where_it_was_told(story: Story) -> None:
    entries = entries_of(story, TOKYO)
    assert [(entry.what, entry.who) for entry in entries] == [
        ("new", "月見野市"),
        ("new", "霧ヶ浜町"),
        ("changed", "月見野市"),
        ("new", VENDOR),
        ("final", "月見野市"),
        ("withdrawn", "霧ヶ浜町"),
    ]
    assert entries[0].says == "25 people | possible leak"
    assert entries[1].says == "no number given | possible leak"
    assert entries[3].says == "61,350 people | possible leak | ransomware"
    assert entries[4].says == "38→41 people | no misuse seen"
    assert entries[0].notes == (
        "ntc_1, published Mar 1",
        "told soc, siem at 10:00 (evt_ntc_1_notice.new_1)",
        "here: the first notice of it",
    )
    assert entries[2].notes[0] == "ntc_1 version 2"
    [told] = [note for note in entries[5].notes if "evt_" in note]
    assert (
        told
        == "due on soc at 12:00 after 2 attempts; dead on siem after 10 attempts: answered 500 (evt_ntc_2_notice.withdrawn_1)"
    )


def test_a_storm_is_shortened_and_nothing_of_it_lost_in_full() -> None:
    accounts = [account(n, replace(CITY, organization=f"第{n}市"), minutes=n) for n in range(1, 41)]
    story = Told(tuple(accounts), (), ()).story()
    short, full = entries_of(story, TOKYO, short=True), entries_of(story, TOKYO)
    assert len(full) == 40
    assert len(short) == 7
    assert short[3].who == "… 34 more"
    assert short[3].says.startswith("until 10:37 | 850 people (sum of 34) | 第4市, 第5市, ")
    assert names_phrase(story.organizations).endswith("and 28 more")


def test_what_a_summary_told_names_it() -> None:
    told = vendor_incident()
    ways = [replace(way, state="grouped", done_at=None, grouped_in="evt_sum") for way in told.deliveries if way.channel == "soc"]
    entry = entries_of(story_of(INCIDENT, told.accounts, told.events, ways), TOKYO)[0]
    assert "told soc in evt_sum (evt_ntc_1_notice.new_1)" in entry.notes


def test_told_late_bears_its_day(story: Story) -> None:
    told = vendor_incident()
    late = tuple(replace(way, done_at=way.done_at and way.done_at + timedelta(days=1)) for way in told.deliveries)
    entry = entries_of(story_of(INCIDENT, told.accounts, told.events, late), TOKYO)[0]
    assert "told soc, siem at Mar 3 10:00 (evt_ntc_1_notice.new_1)" in entry.notes


def test_an_organization_is_sought_in_any_spelling(story: Story) -> None:
    for wanted in ("", "月見野", "（株）ほしぞら計算", "ほしぞら"):
        assert names_organization(story, wanted)
    for wanted in ("港市", "株式会社"):
        assert not names_organization(story, wanted)
