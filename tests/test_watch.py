"""Which organizations of a register a notice is about: the corpus with its traps, roles, domains, parents, linear time."""

from __future__ import annotations

from pathlib import Path

import pytest

from linear import assert_linear
from measure_watch import ELSEWHERE, score
from noticewatch.config import Register, Registered
from noticewatch.config.registers import read_register
from noticewatch.model import Facts
from noticewatch.watch import Matcher, Told, inherited, notice_watch, source_watch
from watch_corpus import later_texts, register, texts
from watch_traps import ROWS

REGISTER = register()
EVERY = texts(REGISTER.rows)


@pytest.fixture(scope="module")
def matcher():
    return Matcher([REGISTER])


def test_the_corpus_is_as_large_as_it_says():
    assert (len(REGISTER.rows), len(EVERY), len({text.words for text in EVERY})) == (600, 300, 300)
    assert sum(not text.about for text in EVERY) >= 100


@pytest.mark.parametrize("blind", [False, True])
def test_declared_names_are_matched_and_no_strangers(matcher, blind):
    made = score(matcher, EVERY, blind=blind)
    assert made.precision >= 0.98, made.misses
    assert made.missed == 0, made.misses


@pytest.mark.parametrize("number", [0, 1])
def test_texts_written_when_the_rules_stood(matcher, number):
    made = score(matcher, later_texts(REGISTER.rows)[number], blind=True)
    assert made.precision >= 0.98, made.misses
    assert made.missed == 0, made.misses


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Brightmoor\nData Systems was hit.", "h16"),
        ("Quil-\nlon was hit.", "h12"),
        ("Brightmoor\n\nData Systems was hit.", ""),
        ("Brightmoor  –  Data Systems was hit.", ""),
        ("漏えいのあった碧\n波にて", ""),
        ("漏えいのあった日港通\n信にて", "h10"),
        ("スターライト・エキスプレスが、", ""),
        ("ニュー・スターライトが、", ""),
        ("ヴェルダクラウド・スターライト・ミナトが", "h05 h35 h38"),
        ("Quillon & Vane said", ""),
        ("Vane & Quillon said", ""),
        ("Quillon & Ledger said", "h12 h15"),
        ("Mr Ledger said", ""),
        ("Write to help@Quillon.example or Quillon@mail.example.", ""),
        ("Quillon.net said", ""),
        ("on Monday.Then Quillon.The rest", "h12"),
        ("On Monday.Quillon said", "h12"),
        ("news.quillon, old.quillon said", ""),
        ("x.mooca", ""),
        ("Quillon-Marrow Ltd said", ""),
        ("Marrow-Quillon Ltd said", ""),
        ("anti-Quillon posts, Quillon-Owned servers", "h12"),
        ("Tokyo-based Quillon said", "h12"),
        ("Quillon 2.0 said", "h12"),
        ("Quillon サーバ", "h12"),
        ("Quillon ホールディングス", ""),
        ("Quillon 証券", ""),
        ("Ｑｕｉｌｌｏｎ", "h12"),
        ("LEDGER", "h15"),
        ("Act", ""),
        ("ACT", "h30"),
        ("佐伯さんと佐伯容疑者", ""),
        ("東雲電機さんから", "h03"),
        ("碧波3名、碧波21", "h01"),
        ("碧波VPN", "h01"),
        ("碧波第二ビル", ""),
        ("あさなぎら、いあさなぎ", "h08"),
        ("（株）東、株式会社東北", "h40"),
        ("波戸福祉会、波戸福祉会館", "h39"),
    ],
)
def test_what_may_stand_beside_a_name(text, ids):
    hand = {one.row.id for one in HAND.found(text)}
    assert hand == set(ids.split())


def of(rows: str) -> Matcher:
    read, faults = read_register("vendors", rows.encode())
    assert not faults
    return Matcher([Register(name="vendors", file=Path("v"), rows=read)])


HAND = of(ROWS)
SMALL = of(
    "id,name,aliases,products,domains,parent,tier,owner\n"
    "v1,株式会社北の灯,KNH,灯クラウド,kitanohi.example,,A,佐藤\n"
    "v2,北の灯ロジ株式会社,,,,v1,B,\n"
    "v3,岬サービス株式会社,,,misaki.example,,,\n"
)


def roles(text: str, url: str = ELSEWHERE, **facts: object) -> dict[str, tuple[str, str]]:
    return {one.id: (one.role, one.by) for one in notice_watch(SMALL, Told(text, Facts(**facts), url))}


def test_roles_are_of_the_facts_and_a_name_without_one_is_mentioned():
    text = "灯台市は、委託先の岬サービスで漏えいがあったと発表しました。"
    assert roles(text) == {"v3": ("mentioned", "name")}
    assert roles(text, vendor="岬サービス株式会社") == {"v3": ("vendor", "name")}
    assert roles(text, organization="岬サービス") == {"v3": ("announcer", "name")}
    assert roles("灯クラウドの利用者へ", services=("灯クラウド",)) == {"v1": ("party", "product")}
    assert roles("KNHの障害") == {"v1": ("mentioned", "alias"), "v2": ("mentioned", "parent")}


def test_a_fact_matches_where_the_text_does_not_bear_the_name():
    assert roles("当社の不正アクセスについて", organization="岬サービス(株)") == {"v3": ("announcer", "name")}


def test_a_child_is_a_party_where_its_parent_is_more_than_mentioned():
    assert roles("北の灯の漏えい", organization="株式会社北の灯") == {"v1": ("announcer", "name"), "v2": ("party", "parent")}


def test_a_domain_is_of_its_hosts_and_of_no_other():
    assert roles("お知らせ", "https://www.misaki.example/n/1") == {"v3": ("announcer", "domain")}
    assert roles("お知らせ", "https://misaki.example/n/1") == {"v3": ("announcer", "domain")}
    assert roles("お知らせ", "https://not-misaki.example/n/1") == {}
    assert roles("お知らせ", "https://misaki.example.invalid/n/1") == {}
    assert roles("灯台市の漏えい", "https://www.misaki.example/1", organization="灯台市") == {"v3": ("party", "domain")}
    two = of("id,name,domains\na,株式会社汐見,saki.example;misaki.example\n")
    told = Told("お知らせ", Facts(verdict="incident"), "https://www.misaki.example/1")
    assert [one.matched for one in notice_watch(two, told)] == ["misaki.example"]
    assert [one.matched for one in source_watch(two, told.url, None)] == ["misaki.example"]


def test_of_namesakes_the_one_whose_site_it_is_announces():
    twins = of("id,name,domains\na,株式会社汐見,a.example\nb,汐見株式会社,b.example\n")
    facts = Facts(organization="株式会社汐見")
    found = notice_watch(twins, Told("汐見の漏えい", facts, "https://b.example/1"))
    assert {one.id: one.role for one in found} == {"a": "mentioned", "b": "announcer"}


def test_what_is_kept_of_a_match():
    [one, _] = notice_watch(SMALL, Told("題\n灯台市から。委託先の「ＫＮＨ」で漏えい。対象は25名。", Facts(), ELSEWHERE))
    assert (one.register, one.id, one.name, one.matched, one.tier, one.owner) == (
        "vendors",
        "v1",
        "株式会社北の灯",
        "KNH",
        "A",
        "佐藤",
    )
    assert one.quote == "委託先の「ＫＮＨ」で漏えい。"


def test_a_quote_is_bounded_and_the_pages_own_words():
    text = "あ" * 1000 + "、岬サービス、" + "い" * 1000
    [one] = notice_watch(SMALL, Told(text, Facts(), ELSEWHERE))
    assert one.quote in text
    assert "岬サービス" in one.quote
    assert len(one.quote) <= 300


def test_other_notices_of_an_incident_bring_parties():
    own = notice_watch(SMALL, Told("KNHの障害", Facts(), ELSEWHERE))
    other = notice_watch(SMALL, Told("岬サービスの漏えい", Facts(vendor="岬サービス"), ELSEWHERE))
    merged = {one.id: one.role for one in inherited(own, other)}
    assert merged == {"v1": "mentioned", "v2": "mentioned", "v3": "party"}
    assert inherited(other, other) == other


def test_a_source_speaks_for_its_organization_and_its_hosts_owner():
    assert [one.id for one in source_watch(SMALL, "https://www.misaki.example/news", None)] == ["v3"]
    assert [one.id for one in source_watch(SMALL, "https://x.invalid/", "岬サービス")] == ["v3"]
    assert source_watch(SMALL, "https://x.invalid/", "灯台市") == ()


def test_an_empty_register_matches_nothing():
    empty = Matcher([Register(name="vendors", file=Path("v"))])
    assert not empty
    assert notice_watch(empty, Told("北の灯", Facts(organization="北の灯"), ELSEWHERE)) == ()
    assert source_watch(empty, ELSEWHERE, "北の灯") == ()
    assert empty.found("北の灯") == []


@pytest.mark.parametrize(
    "piece", ["岬サービスは、", "KNH ", "岬サービス", "・北の灯", "www.", "- ", "Ａ", "北の灯\n", "&KNH&", "灯クラウド社" * 3]
)
def test_matching_is_linear_in_the_text(piece):
    assert_linear(SMALL.found, lambda size: piece * size)


def test_five_thousand_rows_are_ready_soon_and_cost_a_text_little():
    rows = tuple(Registered(register="v", id=str(number), name=f"社{number:05}株式会社") for number in range(5_000))
    many = Matcher([Register(name="v", file=Path("v"), rows=rows)])
    text = "本文は長いのです。" * 400 + "「社04321」で漏えい。"
    assert [one.row.id for one in many.found(text)] == ["4321"]
