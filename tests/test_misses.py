"""The miss detector: what own sources do not show, the weekly sample and its bound."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import comb
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from noticewatch import misses
from noticewatch.cli import cli
from noticewatch.codec import event_from_json, event_to_json
from noticewatch.config import Config, Source
from noticewatch.errors import NoticewatchError, StoreError
from noticewatch.misses import Shown, Telling, draw, upper_bound
from noticewatch.model import Count, Event, Facts
from noticewatch.owners import Owners
from noticewatch.records import SourceState
from noticewatch.render.lines import message_lines
from noticewatch.render.webhook import webhook_body
from noticewatch.store.connection import Writer
from noticewatch.store.misses import sample, sampled, settle_misses, settle_sample, sign_off, week_before
from noticewatch.store.weekly import settle_report
from noticewatch.weekly import Missed, Sample, Signed
from tests.conftest import make_config
from tests.event_samples import TOKYO
from tests.flow_stage import ORDINARY, city_routes, html, listing, stage
from tests.loopback_site import Behaviour
from tests.measure_misses import Country, played

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TOLD = NOW - 4 * DAY
BREACH = Facts(verdict="incident", organization="株式会社北の灯", cause="unauthorized_access", published="2026-11-18")


@pytest.fixture
def config(source: Source) -> Config:
    own = replace(source, id="own", organization="北の灯", name="北の灯 お知らせ", url="https://kita.example/")
    return make_config(own, replace(source, id="collector", organization=None, name="事件簿", url="https://jiken.example/"))


def found(config: Config, *shown: Shown, telling: Telling | None = None, since: datetime = TOLD - 30 * DAY) -> list[str]:
    one = telling or Telling("ntc_1", "collector", "https://jiken.example/1", BREACH, None, "inc_1", TOLD, "high")
    states = {"own": SourceState("own", "https://kita.example/", baseline_at=since)}
    listed = misses.misses([one], Owners(config), states, {"own": shown}, config, NOW)
    return [f"{miss.role} {miss.organization}" for miss in listed]


def test_an_incident_that_its_own_source_does_not_show_is_a_miss_after_three_days(config: Config) -> None:
    assert found(config) == ["organization 株式会社北の灯"]
    telling = Telling("ntc_1", "collector", "u", BREACH, None, "inc_1", TOLD, "high")
    assert found(config, telling=replace(telling, told_at=NOW - timedelta(hours=71))) == []
    assert found(config, telling=replace(telling, source_id="own")) == []
    customer = Facts(verdict="incident", organization="潮見市", vendor="(株)北の灯", cause="ransomware")
    assert found(config, telling=replace(telling, facts=customer)) == ["vendor (株)北の灯"]
    assert found(config, telling=replace(telling, facts=replace(customer, vendor="北の灯運輸"))) == []


def test_a_source_that_was_not_watched_yet_says_nothing_by_its_silence(config: Config) -> None:
    assert found(config, since=TOLD - timedelta(hours=1)) == []  # it was published on the 18th, and watched since later that day
    assert found(config, since=datetime(2026, 11, 17, 12, tzinfo=UTC)) == ["organization 株式会社北の灯"]


def test_what_the_own_source_showed_may_be_the_same(config: Config) -> None:
    def shown(facts: Facts, at: datetime, incident: str = "inc_2") -> Shown:
        return Shown("own", incident, facts, at)

    vague = Facts(verdict="unclassified")
    assert found(config, shown(vague, TOLD + 2 * DAY)) == []
    assert found(config, shown(vague, TOLD - 100 * DAY)) == []  # collectors tell of some late
    assert found(config, shown(vague, TOLD + 3.5 * DAY)) != []
    assert found(config, shown(vague, TOLD - 200 * DAY)) != []
    assert found(config, shown(vague, TOLD - 200 * DAY, "inc_1")) == []
    assert found(config, shown(Facts(verdict="incident", cause="loss"), TOLD - DAY)) != []
    telling = Telling("ntc_1", "collector", "u", replace(BREACH, occurred_start="2026-11-10"), None, "inc_1", TOLD, "high")
    earlier = Facts(verdict="incident", occurred_start="2026-08-01")
    assert found(config, shown(earlier, TOLD - DAY), telling=telling) != []
    counted = replace(telling, facts=replace(BREACH, affected_headline=Count(900, "person")))
    few, most = (Facts(verdict="incident", affected_headline=Count(number, "person")) for number in (38, 800))
    assert found(config, shown(few, TOLD - DAY), telling=counted) != []
    assert found(config, shown(most, TOLD - DAY), telling=counted) == []


def test_months_with_planted_misses(tmp_path: Path) -> None:
    country = Country(days=45, misses=12, seed=3)
    result = played(country, tmp_path)
    assert result.planted == 12
    assert result.found >= 11, result.lost
    assert result.wrong == ()


def test_a_miss_is_told_once_with_both_addresses(tmp_path: Path) -> None:
    country = Country(days=20, misses=3, seed=4)
    played(country, tmp_path)
    config = make_config(*country.sources)
    writer = Writer(tmp_path / "noticewatch.db")
    try:
        rows = writer.now(lambda db: list(db.query("SELECT event FROM events WHERE type = 'summary'")))
        assert len(rows) == 3
        again = writer.now(settle_misses, config, datetime(2026, 8, 21, tzinfo=UTC))
        assert again.events == ()
    finally:
        writer.close()
    event = event_from_json(json.loads(rows[0]["event"]))
    assert event.missed
    assert event_from_json(event_to_json(event)) == event
    assert event.source
    assert event.source.organization == event.missed.organization
    assert event.severity in ("medium", "high", "critical")
    body = json.loads(webhook_body(event))
    assert body["missed"]["told_url"].startswith("https://collector")
    assert body["missed"]["source_url"] in body["reason"]
    for language in ("ja", "en"):
        lines = message_lines(event, language=language, timezone=TOKYO)
        assert len(lines[0]) <= 90
        text = "\n".join(lines)
        assert event.missed.told_url in text
        assert event.missed.source_url in text
        assert event.missed.source_id in text


def test_what_stands_in_a_miss_is_one_line_each() -> None:
    names = ("灯\n<@U1>" * 40, "vendor", "x" * 500)
    missed = Missed(*names, "javascript:alert(1)", NOW, "s1", "n\n", "https://k.example/", 72, True)
    event = Event("evt_1", "summary", NOW, "high", reason="r", missed=missed)
    lines = message_lines(event, language="en", timezone=TOKYO)
    assert len(lines[0]) <= 90
    assert not [line for line in lines if "\n" in line or "javascript" in line]


# The bound


@pytest.mark.parametrize(("missed", "looked"), [(0, 1), (0, 20), (1, 20), (3, 20), (19, 20), (0, 240), (7, 240), (100, 240)])
def test_the_bound_is_the_exact_binomial_one(missed: int, looked: int) -> None:
    share = Fraction(upper_bound(missed, looked))
    tail = sum(comb(looked, k) * share**k * (1 - share) ** (looked - k) for k in range(missed + 1))
    assert float(tail) == pytest.approx(0.05, abs=1e-9)


def test_the_bound_of_published_tables() -> None:
    # 1 - 0.05^(1/n) for none; one-sided limits of 95 % as tables of Clopper and Pearson have them
    assert upper_bound(0, 59) == pytest.approx(1 - 0.05 ** (1 / 59), abs=1e-10)
    assert [round(upper_bound(missed, 20), 3) for missed in (0, 1, 2, 3)] == [0.139, 0.216, 0.283, 0.344]
    assert (upper_bound(5, 5), upper_bound(0, 0)) == (1.0, 1.0)


@given(st.integers(1, 300), st.data())
def test_more_misses_or_fewer_looks_never_lower_the_bound(looked: int, data: st.DataObject) -> None:
    missed = data.draw(st.integers(0, looked - 1))
    bound = upper_bound(missed, looked)
    assert missed / looked < bound <= upper_bound(missed + 1, looked)
    assert bound >= upper_bound(missed, looked + 1)


# The sample


def routes() -> dict[str, bytes | Behaviour]:
    """A city's list of which two pages are read and found to be no incidents."""
    made = city_routes(*ORDINARY)
    important = ("/n/5.html", "2026年11月13日", "重要なお知らせ")
    return made | {
        "/": listing(*ORDINARY, important),
        "/n/5.html": html("<h1>重要なお知らせ</h1><p>窓口の時間が変わります。</p>"),
    }


def test_each_is_as_likely_as_any_other() -> None:
    ids = [f"ntc_{n:03}" for n in range(40)]
    drawn = [draw(ids, Random(seed), 20) for seed in range(2000)]
    assert all(len(set(one)) == 20 for one in drawn)
    counts = [sum(name in one for one in drawn) for name in ids]
    assert 880 < min(counts) <= max(counts) < 1120  # 1,000 are expected, five standard deviations are 112
    assert draw(ids[:7], Random(1)) == draw(ids[:7][::-1], Random(1))
    assert len(draw(ids[:7], Random(1))) == 7


async def test_a_week_is_drawn_once_signed_off_and_reported(tmp_path: Path) -> None:
    async with stage(tmp_path, routes()) as s:
        await s.check()
        s.clock.pass_by(3 * 86_400)
        writer, now = s.service.writer, s.clock.now()
        week = await writer(settle_sample, s.config, now, 5)
        assert week == week_before(s.config, now)[1].date().isoformat() == "2026-11-23"
        assert await writer(settle_sample, s.config, now, 6) == week
        drawn = await writer(sample)
        assert drawn == Sample(week, 2, 2, Signed(0, 0, 1.0), 1, Signed(0, 0, 1.0))
        listed = await writer(sampled, week)
        assert {one.facts.verdict for one, _, _ in listed} == {"other"}
        first, second = (one.id for one, _, _ in listed)
        lines = await writer(sign_off, [first[:8], second], "right", "hana", "", now)
        assert "2 of 2 signed off, 0 missed; at most 77.6%" in lines[-1]
        await writer(sign_off, [second], "missed", "ken", "a leak", now)  # the last word counts
        drawn = await writer(sample, week)
        assert drawn
        assert (drawn.signed.looked, drawn.signed.missed) == (2, 1)
        kept = await writer(lambda db: list(db.query("SELECT * FROM sampled WHERE notice_id = ?", [second])))
        assert (kept[0]["signed_by"], kept[0]["note"]) == ("ken", "a leak")
        with pytest.raises(StoreError, match="no notice ntc_none"):
            await writer(sign_off, ["ntc_none"], "right", "hana", "", now)
        [event] = (await writer(settle_report, s.config, now)).events
        assert event.week
        assert event.week.sample == drawn
        assert event_from_json(event_to_json(event)) == event
        assert "1 missed: at most 97.5 %" in "\n".join(message_lines(event, language="en", timezone=TOKYO))
        assert "見逃し1件" in "\n".join(message_lines(event, language="ja", timezone=TOKYO))
        await writer(lambda db: db.execute("DELETE FROM sampled WHERE notice_id = ?", [second]).rowcount)
        with pytest.raises(StoreError, match="in no sample"):
            await writer(sign_off, [second], "right", "hana", "", now)


async def test_the_draw_can_be_done_again_from_the_rows(tmp_path: Path) -> None:
    async with stage(tmp_path, routes()) as s:
        await s.check()
        s.clock.pass_by(3 * 86_400)
        await s.service.writer(settle_sample, s.config, s.clock.now(), 5)

        def again(db: Database) -> tuple[list[str], tuple[str, ...]]:
            [row] = db.query("SELECT * FROM samples")
            sql = "SELECT id FROM notices WHERE NOT told AND first_seen_at >= ? AND first_seen_at < ?"
            ids = [one["id"] for one in db.query(sql, [row["since"], row["until"]])]
            stored = [one["notice_id"] for one in db.query("SELECT notice_id FROM sampled ORDER BY place")]
            return stored, draw(ids, Random(int(row["seed"])))

        stored, drawn = await s.service.writer(again)
        assert stored == list(drawn)


async def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage(tmp_path, routes()) as s:
        await s.check()
        s.clock.pass_by(3 * 86_400)
        now = s.clock.now()
    monkeypatch.setattr("noticewatch.cli.sampling.Clock", lambda: type("Fixed", (), {"now": lambda _: now})())
    path = tmp_path / "sources.toml"
    path.write_text('[[sources]]\nid="city"\nname="灯台市"\nurl="https://todai.example/"\n')

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(cli, ["--config", str(path), "notices", *arguments], standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.output

    assert "2 of 2 untold notices" in await asyncio.to_thread(run, "sample")
    made = json.loads(await asyncio.to_thread(run, "sample", "--json"))
    assert made["signed"] == {"looked": 0, "missed": 0, "bound": 1.0}
    name = made["notices"][0]["id"]
    assert "signed off by 花 子" in await asyncio.to_thread(run, "signoff", name, "--verdict", "right", "--by", "花\n子")
    assert json.loads(await asyncio.to_thread(run, "sample", "--week", made["week"], "--json"))["notices"][0]["by"] == "花 子"
    with pytest.raises(NoticewatchError, match="no sample of a week"):
        await asyncio.to_thread(run, "sample", "--week", "2020-01-06")
    with pytest.raises(Exception, match="--by names a person"):
        await asyncio.to_thread(run, "signoff", name, "--verdict", "right", "--by", " ")
