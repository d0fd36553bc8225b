"""What follows from what was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal

import pytest

from noticewatch import decide, health, schedule
from noticewatch.compare import text_sha
from noticewatch.config import Backfill, Channel, Register, Source
from noticewatch.config.durations import backfill as parse_backfill
from noticewatch.config.registers import read_register
from noticewatch.decide import Setting
from noticewatch.listed import list_read
from noticewatch.model import Count, Document, Extraction, Facts, Item, Reason, Watch
from noticewatch.records import Health, KnownItem, KnownNotice, Member, Outcome, Seen, SourceState
from tests.conftest import NOW, make_config

CHANNEL = Channel(name="soc", type="webhook")
LOSS = Facts(verdict="incident", organization="灯台市", cause="loss", affected_headline=Count(12, "person", scope="total"))
OTHER = Facts(verdict="other")
BAD = Health("FAILED", "http-500", "answered 500", proves=False)


def seen(facts: Facts = LOSS, text: str = "申請書の紛失について\n\n12名分の申請書を紛失しました。", **more: Any) -> Seen:
    title = text.split("\n")[0]
    document = Document("https://city.example/news/1.html", title, text, published=more.pop("published", None))
    return Seen(document, Extraction(facts), "https://city.example/news/1.html", more.pop("own_page", True), **more)


def setting(source: Source, baseline: bool = False, **more: Any) -> Setting:
    extra = {name: more.pop(name) for name in ("item", "members", "former", "link") if name in more}
    return Setting(make_config(source, channels=(CHANNEL,), **more), source, baseline, **extra)


def known(outcome: Outcome) -> KnownNotice:
    assert outcome.notice
    assert outcome.version
    return KnownNotice(outcome.notice, outcome.version, {outcome.version.text_sha: 1})


# lists


def test_a_list_gives_links_to_read_and_links_that_are_kept_by_title(source: Source) -> None:
    items = [
        Item("https://city.example/a.html?utm_source=top", "個人情報の紛失について", "2026-03-01"),
        Item("https://city.example/b.html", "夏祭りの出店者を募集します"),
        Item("https://city.example/a.html", "個人情報の紛失について"),
    ]
    outcome = list_read(setting(source, baseline=True), {}, items, NOW)
    assert [(i.key, i.state, i.baseline, i.published) for i in outcome.items] == [
        ("https://city.example/a.html", "pending", True, "2026-03-01"),
        ("https://city.example/b.html", "listed", True, None),
    ]
    links = {item.key: item for item in outcome.items}
    assert list_read(setting(source), links, items, NOW).items == ()
    fresh = list_read(setting(source), links, [Item("https://city.example/c.html", "不正アクセスについて")], NOW)
    assert [(i.state, i.baseline) for i in fresh.items] == [("pending", False)]


def test_a_known_link_is_read_once_its_title_could_be_an_incidents(source: Source) -> None:
    old = KnownItem(
        "city", "https://city.example/b.html", "https://city.example/b.html", "夏祭りの出店者を募集します", None, NOW, "listed"
    )
    new = Item(old.url, "夏祭りの出店者名簿の紛失について")
    [item] = list_read(setting(source), {old.key: old}, [new], NOW + timedelta(days=1)).items
    assert (item.state, item.first_seen_at) == ("pending", NOW)
    same = Item(old.url, "夏祭りの出店者を募集します（再掲）")
    assert list_read(setting(source), {old.key: old}, [same], NOW).items == ()


def test_a_sitemaps_addresses_are_read_when_new_changed_or_recent(source: Source) -> None:
    def states(*items: Item, baseline: bool, known: dict[str, KnownItem] | None = None, backfill: str = "14d") -> list[str]:
        with_age = setting(source, baseline=baseline, backfill=parse_backfill(backfill))
        return [item.state for item in list_read(with_age, known or {}, items, NOW).items]

    old, recent = (Item(f"https://city.example/{n}", "", (NOW - timedelta(days=n)).date().isoformat()) for n in (40, 3))
    undated = Item("https://city.example/u", "")
    assert states(old, recent, undated, baseline=True) == ["listed", "pending", "listed"]
    assert states(old, recent, undated, baseline=True, backfill="all") == ["pending"] * 3
    assert states(old, undated, baseline=False) == ["pending", "pending"]
    listed = {i.key: i for i in list_read(setting(source, baseline=True), {}, [old, undated], NOW).items}
    assert states(old, undated, baseline=False, known=listed) == []
    changed = replace(old, published=NOW.date().isoformat())
    [item] = list_read(setting(source), listed, [changed], NOW).items
    assert (item.state, item.baseline) == ("pending", False)


# notices


def test_a_new_incident_is_told_with_its_delivery(source: Source) -> None:
    outcome = decide.notice_seen(seen(), None, setting(source), NOW)
    [event] = outcome.events
    assert (event.type, event.severity) == ("notice.new", "low")
    assert event.notice
    assert event.incident
    assert outcome.notice
    assert (event.notice.id, event.notice.version) == (outcome.notice.id, 1)
    assert event.incident.organizations == ("灯台市",)
    assert event.time.utcoffset() == timedelta(hours=9)
    assert outcome.notice.told
    assert outcome.link
    assert outcome.link.incident_id == outcome.notice.incident_id == event.incident.id
    assert [(d.event_id, d.channel) for d in outcome.deliveries] == [(event.id, "soc")]
    assert outcome.aliases == (("https://city.example/news/1.html", outcome.notice.id),)


def test_ids_follow_from_what_they_name(source: Source) -> None:
    one = decide.notice_seen(seen(), None, setting(source), NOW)
    two = decide.notice_seen(seen(), None, setting(source), NOW + timedelta(hours=1))
    assert one.events[0].id == two.events[0].id
    assert one.notice
    assert two.notice
    assert one.notice.id == two.notice.id


@pytest.mark.parametrize("verdict", ["other", "guidance", "roundup"])
def test_what_is_no_incident_is_recorded_and_not_told(source: Source, verdict: Any) -> None:
    outcome = decide.notice_seen(seen(Facts(verdict=verdict)), None, setting(source), NOW)
    assert outcome.events == ()
    assert outcome.link is None
    assert outcome.version


def test_what_cannot_be_judged_is_told_unless_title_and_place_rule_it_out(source: Source) -> None:
    unclear = Facts(verdict="unclassified")
    told = decide.judged(seen(unclear, "重要なお知らせ\n\n本文"))
    assert told.extraction.facts.verdict == "unclassified"
    assert decide.notice_seen(told, None, setting(source), NOW).events
    ruled_out = decide.judged(seen(unclear, "夏祭りの出店者を募集します\n\n本文"))
    assert ruled_out.extraction.facts.verdict == "other"


@pytest.mark.parametrize(
    ("backfill", "published", "told"),
    [
        (Backfill("none", None), "2026-03-02", False),
        (Backfill("all", None), "2019-01-01", True),
        (Backfill("all", None), None, True),
        (Backfill("age", timedelta(days=14)), "2026-02-20", True),
        (Backfill("age", timedelta(days=14)), "2026-02-10", False),
        (Backfill("age", timedelta(days=14)), "2026-02", True),
        (Backfill("age", timedelta(days=30)), "2026-01", True),
        (Backfill("age", timedelta(days=14)), "2025", False),
        (Backfill("age", timedelta(days=14)), None, False),
    ],
)
def test_the_first_check_tells_nothing_older_than_backfill(
    source: Source, backfill: Backfill, published: str | None, told: bool
) -> None:
    outcome = decide.notice_seen(seen(published=published), None, setting(source, True, backfill=backfill), NOW)
    assert bool(outcome.events) is told
    assert outcome.link  # it belongs to an incident all the same
    assert outcome.notice
    assert outcome.notice.told is told


def test_a_day_is_one_of_the_settings_zone(source: Source) -> None:
    evening = NOW.replace(hour=16)  # the next day in Tokyo
    day = Backfill("age", timedelta(days=1))
    for published, told in (("2026-03-02", True), ("2026-03-01", False)):
        outcome = decide.notice_seen(seen(published=published), None, setting(source, True, backfill=day), evening)
        assert bool(outcome.events) is told


def test_the_lists_date_stands_in_for_a_notice_without_one(source: Source) -> None:
    item = KnownItem("city", "k", "u", "t", "2026-03-01", NOW, "pending", baseline=True)
    fortnight = Backfill("age", timedelta(days=14))
    outcome = decide.notice_seen(seen(), None, setting(source, True, item=item, backfill=fortnight), NOW)
    assert outcome.events
    assert [i.state for i in outcome.items] == ["read"]
    assert dict(outcome.aliases).keys() == {"k", "https://city.example/news/1.html"}


# versions


def test_the_same_text_again_is_nothing_new(source: Source) -> None:
    first = decide.notice_seen(seen(), None, setting(source), NOW)
    again = decide.notice_seen(seen(), known(first), setting(source), NOW + timedelta(hours=1))
    assert (again.version, again.events) == (None, ())
    assert again.notice
    assert again.notice.looked_at == NOW + timedelta(hours=1)


def test_a_changed_count_is_told_as_a_change_of_facts(source: Source) -> None:
    first = decide.notice_seen(seen(), None, setting(source), NOW)
    corrected = replace(LOSS, affected_headline=Count(21, "person", scope="total"))
    text = "申請書の紛失について\n\n21名分の申請書を紛失しました。"
    outcome = decide.notice_seen(seen(corrected, text), known(first), setting(source), NOW + timedelta(days=1))
    [event] = outcome.events
    assert event.type == "notice.changed"
    assert [(c.field, c.old["value"], c.new["value"]) for c in event.changes] == [("affected_headline", 12, 21)]  # type: ignore[index, call-overload]
    assert "+21名分の申請書を紛失しました。" in event.diff
    assert event.notice
    assert event.notice.version == 2
    assert outcome.notice
    assert first.notice
    assert outcome.notice.incident_id == first.notice.incident_id
    assert outcome.link is None
    # and back again: that text stood there before
    kept = KnownNotice(outcome.notice, outcome.version, {text_sha(seen().document.text): 1, text_sha(text): 2})  # type: ignore[arg-type]
    back = decide.notice_seen(seen(), kept, setting(source), NOW + timedelta(days=2))
    assert (back.events, back.version) == ((), None)
    assert back.notice
    assert (back.notice.current, back.notice.versions, back.notice.facts) == (1, 2, LOSS)


def test_a_typo_makes_no_version(source: Source) -> None:
    first = decide.notice_seen(seen(), None, setting(source), NOW)
    outcome = decide.notice_seen(
        seen(text="申請書の紛失について\n\n12名分の申請書を紛失致しました。", body_sha="b"), known(first), setting(source), NOW
    )
    assert (outcome.version, outcome.events) == (None, ())
    assert outcome.notice
    assert outcome.notice.body_sha == "b"


def test_an_outage_that_turns_into_an_incident_is_told_as_new(source: Source) -> None:
    outage = decide.notice_seen(seen(OTHER, "障害のお知らせ\n\n表示しづらい状態です。"), None, setting(source, True), NOW)
    assert outage.events == ()
    turned = decide.notice_seen(
        seen(text="障害のお知らせ\n\n攻撃によるものと判明しました。"), known(outage), setting(source), NOW
    )
    assert [event.type for event in turned.events] == ["notice.new"]
    assert turned.link


def test_a_changed_page_that_is_no_incident_is_recorded_only(source: Source) -> None:
    first = decide.notice_seen(seen(OTHER, "断水のお知らせ\n\n明日です。"), None, setting(source), NOW)
    outcome = decide.notice_seen(
        seen(OTHER, "断水のお知らせ\n\n工事は延期となり日程は改めて公表します。\n\n詳細は窓口へ。"),
        known(first),
        setting(source),
        NOW,
    )
    assert outcome.events == ()
    assert outcome.version
    assert outcome.version.number == 2


def test_a_notice_whose_source_was_renamed_follows_it(source: Source) -> None:
    first = decide.notice_seen(seen(), None, setting(source), NOW)
    renamed = replace(source, id="city-2")
    outcome = decide.notice_seen(seen(), known(first), setting(renamed), NOW)
    assert outcome.notice
    assert outcome.notice.source_id == "city-2"
    assert outcome.events == ()


def test_notices_of_one_incident_are_linked_and_counted(source: Source) -> None:
    facts = replace(LOSS, vendor="株式会社帆船", cause="ransomware")
    other = Member("ntc_0", "inc_0", "https://x.example/", "t", replace(facts, organization="岬町"), NOW - timedelta(days=1))
    why = Reason("vendor", {"name": "株式会社帆船"})
    found = ("inc_0", (why,))
    outcome = decide.notice_seen(seen(facts), None, setting(source, members=[other], link=found), NOW)
    assert outcome.link
    assert (outcome.link.incident_id, outcome.link.reasons) == ("inc_0", (why,))
    assert outcome.events[0].incident
    assert (outcome.events[0].incident.notices, outcome.events[0].incident.organizations) == (2, ("岬町", "灯台市"))


def test_severity_is_that_of_the_growing_incident(source: Source) -> None:
    first = decide.notice_seen(seen(), None, setting(source), NOW)
    assert first.events[0].severity == "low"
    assert first.notice
    incident = first.notice.incident_id or ""
    vendor = replace(LOSS, organization="ほしぞら計算", cause="ransomware", affected_headline=Count(12_400, "person"))
    members = [Member("ntc_x", incident, "https://v.example/1", "お知らせ", vendor, NOW)]
    changed = decide.notice_seen(
        seen(replace(LOSS, affected_headline=Count(15, "person"))), known(first), setting(source, members=members), NOW
    )
    assert changed.events == ()  # the text is the same
    other = seen(replace(LOSS, affected_headline=Count(15, "person")), "申請書の紛失について\n\n15名分の申請書を紛失しました。")
    [event] = decide.notice_seen(other, known(first), setting(source, members=members), NOW).events
    assert event.severity == "high"
    assert [reason.code for reason in event.severity_reasons] == ["cause", "affected"]
    assert event.incident
    assert event.incident.organizations == ("ほしぞら計算", "灯台市")
    assert [count and count.value for count in event.incident.counts] == [12_400, 15]


def test_what_a_version_no_longer_says_lowers_nothing(source: Source) -> None:
    grave = replace(LOSS, cause="ransomware", affected_headline=Count(40_000, "person"))
    first = decide.notice_seen(seen(grave), None, setting(source), NOW)
    vague = seen(replace(LOSS, cause="under_investigation", affected_headline=None), "申請書の紛失について\n\n調査しています。")
    former = {first.notice.id if first.notice else "": (grave,)}
    [event] = decide.notice_seen(vague, known(first), setting(source, former=former), NOW + timedelta(hours=1)).events
    assert event.severity == "high"
    [alone] = decide.notice_seen(vague, known(first), setting(source), NOW + timedelta(hours=1)).events
    assert alone.severity == "medium"


def test_a_change_says_between_which_looks_it_was_made_and_whether_it_says_so_itself(source: Source) -> None:
    first = decide.notice_seen(seen(), None, setting(source), NOW)
    later = NOW + timedelta(minutes=15)
    more = replace(LOSS, affected_headline=Count(21, "person"))
    silent = seen(more, "申請書の紛失について\n\n21名分の申請書を紛失しました。")
    [event] = decide.notice_seen(silent, known(first), setting(source), later).events
    assert (event.seen_before, event.time, event.correction_note) == (NOW, later, False)
    noted = seen(more, "申請書の紛失について\n\n21名分の申請書を紛失しました。\n\n3月2日、件数を訂正しました。")
    assert decide.notice_seen(noted, known(first), setting(source), later).events[0].correction_note is True
    filled = seen(
        replace(LOSS, misuse="not_observed"), "申請書の紛失について\n\n12名分の申請書を紛失しました。悪用はありません。"
    )
    assert decide.notice_seen(filled, known(first), setting(source), later).events[0].correction_note is None


def test_a_new_sentence_was_there_since_the_look_before_the_first_that_saw_it(source: Source) -> None:
    first = decide.notice_seen(seen(), None, setting(source), NOW)
    longer = seen(
        text="申請書の紛失について\n\n12名分の申請書を紛失しました。\n\n警察に遺失届を提出し、職員が捜索を続けています。"
    )
    awaited = decide.notice_seen(longer, known(first), setting(source), NOW + timedelta(minutes=15))
    assert awaited.events == ()
    assert awaited.notice
    again = replace(known(first), notice=awaited.notice)
    [event] = decide.notice_seen(longer, again, setting(source), NOW + timedelta(minutes=30)).events
    assert (event.changes, event.seen_before, event.correction_note) == ((), NOW, None)


def test_members_are_asked_for_only_where_a_link_may_follow(source: Source) -> None:
    first = decide.notice_seen(seen(), None, setting(source), NOW)
    assert decide.asks_for_members(seen(), None)
    assert not decide.asks_for_members(seen(OTHER), None)
    assert not decide.asks_for_members(seen(), known(first))


def test_posts_have_no_look_of_their_own(source: Source) -> None:
    post = decide.notice_seen(seen(own_page=False), None, setting(source), NOW)
    assert post.notice
    assert post.notice.next_look_at is None
    page = decide.notice_seen(seen(), None, setting(source), NOW)
    assert page.notice
    assert page.notice.next_look_at == NOW + timedelta(minutes=15)


def test_looks_that_find_nothing_or_fail(source: Source) -> None:
    notice = decide.notice_seen(seen(), None, setting(source), NOW).notice
    assert notice
    failed = decide.notice_unreadable(notice, "answered 500", setting(source), NOW).notice
    assert failed
    assert (failed.failures, failed.error, failed.next_look_at) == (1, "answered 500", NOW + timedelta(minutes=15))
    assert decide.notice_unreadable(
        replace(notice, failures=3), "e", setting(source), NOW
    ).notice.next_look_at == NOW + timedelta(days=1)  # type: ignore[union-attr]
    good = decide.notice_unchanged(failed, setting(source), NOW).notice
    assert good
    assert (good.failures, good.error, good.looked_at) == (0, "", NOW)
    much_later = NOW + timedelta(days=14 + 90 + 365 + 1)
    given_up = decide.notice_unreadable(notice, "answered 404", setting(source), much_later).notice
    assert given_up
    assert given_up.next_look_at is None
    item = KnownItem("city", "k", "u", "t", None, NOW, "pending")
    tired = replace(item, attempts=schedule.MOST_ATTEMPTS - 1)
    assert decide.item_unreadable(tired, "e", NOW).items[0].state == "listed"
    assert decide.item_unreadable(item, "e", NOW).items[0].attempts == 1


# health


def test_failing_and_recovered_are_told_once_each(source: Source) -> None:
    config = make_config(source, channels=(CHANNEL,), failing_after=timedelta(minutes=30))
    state, told = SourceState("city", source.url), []
    for check in range(6):
        at = NOW + timedelta(minutes=15 * check)
        outcome = health.source_checked(state, BAD, config=config, source=source, now=at, rng=Random(1))
        assert outcome.source
        state = outcome.source
        told += [(check, event.type, event.reason) for event in outcome.events]
        assert len(outcome.deliveries) == len(outcome.events)
    assert [(check, kind) for check, kind, _ in told] == [(2, "source.failing")]
    assert "answered 500" in told[0][2]
    assert "never read yet" in told[0][2]
    good = health.source_checked(state, Health(), config=config, source=source, now=NOW + timedelta(hours=3), rng=Random(1))
    assert [event.type for event in good.events] == ["source.recovered"]
    assert good.source
    assert not good.source.told_failing
    again = health.source_checked(
        good.source, Health(), config=config, source=source, now=NOW + timedelta(hours=4), rng=Random(1)
    )
    assert again.events == ()


# registers


def watching(source: Source, text: str, type: Literal["slack", "webhook"] = "slack", **more: Any) -> Setting:
    """A setting with a register of these rows; the channel asks for it."""
    rows, _ = read_register("vendors", f"id,name,tier\n{text}".encode())
    made = setting(source, **more)
    channels = (replace(CHANNEL, type=type, registers=("vendors",)), replace(CHANNEL, name="all"))
    known_rows = (Register(name="vendors", file=Path("v"), rows=rows),)
    return replace(made, config=replace(made.config, channels=channels, registers=known_rows))


SHIPPED = "申請書の紛失について\n\n委託先の岬海運が12名分の申請書を紛失しました。"


def test_a_match_makes_an_event_graver_and_finds_its_channel(source: Source) -> None:
    [event] = decide.notice_seen(seen(text=SHIPPED), None, watching(source, "v1,岬海運株式会社,A\n"), NOW).events
    assert (event.severity, event.severity_reasons[0].code, [one.id for one in event.watch]) == ("high", "watch", ["v1"])
    outcome = decide.notice_seen(seen(text=SHIPPED), None, watching(source, "v1,岬海運株式会社,\n"), NOW)
    assert outcome.events[0].severity == "medium"
    assert [one.channel for one in outcome.deliveries] == ["soc", "all"]
    stranger = decide.notice_seen(seen(text=SHIPPED), None, watching(source, "v1,岬汽船株式会社,A\n"), NOW)
    assert (stranger.events[0].severity, [one.channel for one in stranger.deliveries]) == ("low", ["all"])


def test_a_later_notice_that_brings_one_into_a_told_incident_is_told_once_to_its_channels(source: Source) -> None:
    other = Member("ntc_0", "inc_0", "https://x.example/", "t", replace(LOSS, organization="岬町"), NOW - timedelta(days=1))
    found = ("inc_0", ("both through 岬海運",))
    for told, types in ((True, ["notice.new", "incident.linked"]), (False, ["notice.new"])):
        members = [replace(other, told=told)]
        first = watching(source, "v1,岬海運株式会社,A\n", members=members, link=found)
        outcome = decide.notice_seen(seen(text=SHIPPED), None, first, NOW)
        assert [event.type for event in outcome.events] == types
    linked = decide.notice_seen(seen(text=SHIPPED), None, replace(first, members=[replace(other, told=True)]), NOW).events[-1]
    assert (linked.incident.id if linked.incident else "", linked.severity, len(linked.watch)) == ("inc_0", "high", 1)
    for kind, told_there in (("webhook", ["soc"]), ("slack", [])):  # people have read it in the notice's own message
        there = watching(source, "v1,岬海運株式会社,A\n", type=kind, members=[replace(other, told=True)], link=found)
        deliveries = decide.notice_seen(seen(text=SHIPPED), None, there, NOW).deliveries
        assert [one.channel for one in deliveries if one.event_id == linked.id] == told_there
    known_there = [replace(other, told=True, watch=linked.watch)]
    again = decide.notice_seen(seen(text=SHIPPED), None, replace(first, members=known_there), NOW)
    assert [event.type for event in again.events] == ["notice.new"]


def test_a_notice_that_is_not_told_itself_still_brings_one_in(source: Source) -> None:
    other = Member("ntc_0", "inc_0", "https://x.example/", "t", LOSS, NOW - timedelta(days=1), told=True)
    late = watching(
        source, "v1,岬海運株式会社,A\n", baseline=True, backfill=Backfill("none", None), members=[other], link=("inc_0", ())
    )
    outcome = decide.notice_seen(seen(text=SHIPPED), None, late, NOW)
    assert [event.type for event in outcome.events] == ["incident.linked"]
    assert outcome.events[0].reason
    assert "岬海運" not in outcome.events[0].reason


def test_other_notices_of_an_incident_bring_their_parties_to_its_events(source: Source) -> None:
    watch = (Watch("vendors", "v9", "渚物産", "vendor", "渚物産", "name", "A"),)
    other = Member("ntc_0", "inc_0", "https://x.example/", "t", LOSS, NOW, told=True, watch=watch)
    first = watching(source, "v9,渚物産,B\n", members=[other], link=("inc_0", ()))
    outcome = decide.notice_seen(seen(), None, first, NOW)
    [event] = outcome.events
    assert [(one.id, one.role, one.tier) for one in event.watch] == [("v9", "party", "B")]
    assert outcome.notice
    assert outcome.notice.watch == ()
    unregistered = watching(source, "v1,岬海運\n", members=[other], link=("inc_0", ()))
    assert decide.notice_seen(seen(), None, unregistered, NOW).events[0].watch == ()
