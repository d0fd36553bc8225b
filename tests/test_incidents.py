"""Which notices tell of the same thing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from noticewatch.incidents import kinds_agree, linked_incident, serial_number
from noticewatch.model import Facts
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
