"""Which notices tell of the same thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from noticewatch.incidents import kinds_agree, linked_incident, serial_number
from noticewatch.model import Count, Facts
from noticewatch.records import Member

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CITY = Facts(verdict="incident", organization="灯台市", vendor="株式会社帆船", cause="ransomware", occurred_start="2026-02-20")


def member(facts: Facts, title: str = "お知らせ", address: str = "https://a.example/1", days: int = 1) -> Member:
    return Member("ntc_1", "inc_1", address, title, facts, NOW - timedelta(days=days))


def linked(facts: Facts, known: Member, title: str = "別の題", address: str = "https://b.example/9") -> bool:
    found = linked_incident(Member("ntc_9", "", address, title, facts, NOW), [known])
    assert found is None or (found[0] == "inc_1" and found[1])
    return found is not None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(organization="岬町", vendor="帆船（株）", cause="ransomware"), True),
        (Facts(organization="岬町", vendor="帆船（株）", cause="unauthorized_access", occurred_start="2026-02-22"), True),
        (Facts(organization="岬町", vendor="帆船（株）", cause="under_investigation"), True),
        (Facts(organization="株式会社帆船", cause="ransomware"), True),
        (Facts(organization="岬町", vendor="帆船（株）", cause="misdelivery"), False),
        (Facts(organization="岬町", vendor="帆船（株）", cause="ransomware", occurred_start="2025-12-01"), False),
        (Facts(organization="岬町", vendor="株式会社汽船", cause="ransomware"), False),
        (Facts(organization="岬町", cause="ransomware", occurred_start="2026-02-20"), False),
    ],
)
def test_through_one_vendor(facts: Facts, expected: bool) -> None:
    assert linked(facts, member(CITY)) is expected


def test_the_vendor_tells_first() -> None:
    assert linked(CITY, member(Facts(organization="株式会社帆船", cause="ransomware")))


COMPANY = Facts(verdict="incident", organization="株式会社帆船", cause="ransomware", discovered="2026-02-20", stage="initial")


@pytest.mark.parametrize(
    ("facts", "title", "expected"),
    [
        (Facts(organization="帆船", cause="ransomware", stage="update"), "攻撃について（第2報）", True),
        (Facts(organization="帆船", cause="ransomware", stage="final"), "調査結果", True),
        (Facts(organization="帆船", cause="unauthorized_access", discovered="2026-02-20"), "ご報告", True),
        (Facts(organization="帆船", cause="ransomware", stage="initial"), "当社へのサイバー攻撃に関するお知らせ（続報）", True),
        (Facts(organization="帆船", cause="misdelivery", stage="update"), "攻撃について（第2報）", False),
        (Facts(organization="帆船", cause="misdelivery", stage="initial"), "メールの誤送信", False),
        (Facts(organization="帆船", cause="ransomware", stage="initial"), "別の題", False),
        (Facts(organization="汽船", cause="ransomware", stage="update"), "攻撃について（第2報）", False),
    ],
)
def test_of_one_organization(facts: Facts, title: str, expected: bool) -> None:
    known = member(COMPANY, "当社へのサイバー攻撃に関するお知らせ（第1報）")
    assert linked(facts, known, title, "https://a.example/9") is expected


def test_by_a_collectors_number_on_one_site_only() -> None:
    known = member(Facts(organization="灯台市", cause="loss"), "【記録#2026-17】灯台市 紛失", "https://c.example/1")
    new = Facts(organization="岬町", cause="misdelivery")
    assert linked(new, known, "【記録#2026-17】岬町 紛失", "https://c.example/2")
    assert not linked(new, known, "【記録#2026-18】岬町 紛失", "https://c.example/2")
    assert not linked(new, known, "【記録#2026-17】岬町 紛失", "https://d.example/2")


def test_what_is_long_past_is_not_linked() -> None:
    assert not linked(Facts(organization="岬町", vendor="帆船", cause="ransomware"), member(CITY, days=200))


def test_the_notice_seen_last_decides() -> None:
    older, newer = member(CITY, days=20), Member("ntc_2", "inc_2", "https://e.example/", "t", CITY, NOW - timedelta(days=2))
    facts = Facts(organization="岬町", vendor="帆船", cause="ransomware")
    found = linked_incident(Member("ntc_9", "", "https://f.example/", "題", facts, NOW), [older, newer])
    assert found is not None
    assert found[0] == "inc_2"


def test_serial_numbers_and_kinds() -> None:
    assert serial_number("[Case #41] Harbor") == "41"
    assert serial_number("灯台市（#12）") == "12"
    assert serial_number("2026年の漏えい 12件") is None
    assert kinds_agree("phishing", "malware")
    assert kinds_agree(None, "loss")
    assert not kinds_agree("theft", "loss")


SLIP = Facts(verdict="incident", organization="緑野市", cause="loss", discovered="2026-02-20", stage="initial")


def pair(
    one: Facts, other: Facts, *, titles: tuple[str, str] = ("甲", "乙"), sites: tuple[str, str] = ("a", "b"), days: int = 1
) -> bool:
    """Whether two notices are linked, the second told `days` after the first."""
    known = Member("ntc_1", "inc_1", f"https://www.{sites[0]}.example/1", titles[0], one, NOW - timedelta(days=days))
    new = Member("ntc_2", "", f"https://www.{sites[1]}.example/2", titles[1], other, NOW)
    return linked_incident(new, [known]) is not None


def test_towns_of_one_name_in_two_prefectures_are_two() -> None:
    assert pair(SLIP, SLIP, sites=("midorino.chiba", "midorino2.chiba"))
    assert not pair(SLIP, SLIP, sites=("midorino.chiba", "midorino.osaka"))
    assert not pair(SLIP, SLIP, titles=("千葉県緑野市の紛失", "大阪府緑野市の紛失"))
    assert pair(SLIP, replace(SLIP, organization="千葉県緑野市"), titles=("千葉県緑野市の紛失", "紛失"))
    through = replace(SLIP, cause="ransomware", vendor="株式会社帆船")
    assert pair(through, through, sites=("midorino.chiba", "midorino.osaka"))


def test_slips_of_one_organization_are_told_apart_by_day_and_number() -> None:
    title = ("個人情報の漏えいについて", "個人情報の漏えいについて")
    silent = replace(SLIP, discovered=None)
    twelve, thirty = (replace(SLIP, affected_headline=Count(n, "person")) for n in (12, 30))
    assert not pair(silent, silent, titles=title, sites=("a", "a"))
    assert not pair(SLIP, replace(SLIP, discovered="2026-02-25"), titles=title)
    assert not pair(twelve, thirty, titles=title)
    assert pair(twelve, twelve, titles=title)
    assert pair(twelve, replace(thirty, stage="update"), titles=title)


def test_days_agree_by_their_precision() -> None:
    known = replace(CITY, occurred_start="2026-02-20")
    for day, expected in (("2026-02", True), ("2026-02-28", True), ("2026-01", False), ("2025", True)):
        assert pair(known, replace(CITY, organization="岬町", occurred_start=day), days=8) is expected, day
    noticed = Facts(verdict="incident", organization="帆船", cause="ransomware", discovered="2026-02-20", stage="update")
    assert pair(replace(noticed, discovered=None, occurred_start="2026-02-18"), noticed)
    assert not pair(replace(noticed, discovered=None, occurred_start="2026-02-25"), noticed)
    assert not pair(replace(noticed, discovered=None, occurred_start="2024-02-18"), noticed)


def test_a_later_report_may_put_an_attack_earlier_but_no_slip() -> None:
    first = Facts(
        verdict="incident", organization="帆船", cause="unauthorized_access", occurred_start="2026-02-20", stage="initial"
    )
    later = replace(first, occurred_start="2025-12-02", stage="final")
    assert pair(first, later)
    assert not pair(first, replace(later, occurred_start="2025-03-02"))
    assert not pair(first, replace(later, stage="initial"))
    assert not pair(replace(first, cause="loss"), replace(later, cause="loss"))


def test_an_outage_may_turn_out_to_be_an_attack() -> None:
    outage = Facts(
        verdict="incident", organization="港川病院", cause="system_error", occurred_start="2026-02-23", stage="initial"
    )
    assert pair(outage, replace(outage, cause="ransomware", stage="update"))
    assert not kinds_agree("system_error", "loss")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("医療法人沢良会 沢良中央病院", "沢良中央病院", True),
        ("楓丘市教育委員会", "楓丘市", True),
        ("ミナト印刷", "ミナト印刷情報", True),
        ("Larkfield Systems, Inc.", "Larkfield Systems", True),
        ("楓丘市", "楓台市", False),
        ("Larkfield", "Larkspur", False),
    ],
)
def test_names_that_are_nearly_one(one: str, other: str, expected: bool) -> None:
    facts = replace(CITY, vendor=None, organization=one)
    assert pair(facts, replace(facts, organization=other)) is expected


def test_one_site_speaks_two_languages_and_a_title_names_who_is_silent() -> None:
    facts = replace(CITY, vendor=None, organization="剣金属工業株式会社")
    assert pair(facts, replace(facts, organization="Tsurugi Metal Co., Ltd."), sites=("a", "a"))
    assert not pair(facts, replace(facts, organization="Tsurugi Metal Co., Ltd."))
    assert pair(facts, replace(facts, organization=None), titles=("お知らせ", "剣金属工業にサイバー攻撃"))
    assert not pair(facts, replace(facts, organization=None), titles=("お知らせ", "サイバー攻撃"))
    told = replace(facts, affected_headline=Count(6420, "person"))
    assert pair(told, replace(told, organization="Tsurugi Metal Co., Ltd."))


def test_an_incident_of_which_the_organization_says_otherwise_is_out_of_the_question() -> None:
    vendor = Facts(verdict="incident", organization="株式会社帆船", cause="ransomware")
    earlier = replace(CITY, occurred_start="2026-01-05", discovered="2026-01-06")
    known = [
        Member("ntc_1", "inc_1", "https://v.example/1", "当社への攻撃", vendor, NOW - timedelta(days=3)),
        Member("ntc_2", "inc_1", "https://c.example/1", "委託先への攻撃", earlier, NOW - timedelta(days=2)),
    ]
    new = Member("ntc_3", "", "https://c.example/2", "別の攻撃", replace(CITY, discovered="2026-02-21"), NOW)
    assert linked_incident(new, known[:1]) is not None
    assert linked_incident(new, known) is None


def test_a_link_between_pages_needs_a_day_where_two_organizations_are_named() -> None:
    known = Member("ntc_1", "inc_1", "https://a.example/1", "t", replace(CITY, vendor=None), NOW, pointed=True)
    other = Facts(verdict="incident", organization="岬町", cause="ransomware", occurred_start="2026-02-20")
    for facts, expected in ((other, True), (replace(other, occurred_start=None), False)):
        assert (linked_incident(Member("ntc_2", "", "https://b.example/1", "t", facts, NOW), [known]) is not None) is expected


def test_a_service_ties_what_can_strike_many_only() -> None:
    facts = Facts(verdict="incident", cause="unauthorized_access", occurred_start="2026-02-20", services=("かもめ予約",))
    one, other = replace(facts, organization="湯樹ホテル"), replace(facts, organization="南岬倶楽部")
    assert pair(one, other)
    assert not pair(replace(one, cause="phishing"), replace(other, cause="phishing"))
    assert not pair(one, replace(other, services=("つばめ予約",)))
