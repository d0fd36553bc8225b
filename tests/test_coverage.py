"""The proof of coverage: what counts as blind and from when, and that a simulated oracle and plain SQL say the same."""

from __future__ import annotations

import csv
import io
import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import structlog
from click.testing import CliRunner

from noticewatch import health
from noticewatch.cli import cli
from noticewatch.cli.coverage import period
from noticewatch.config import Config, Register, Registered, Source
from noticewatch.coverage import SourceCoverage, coverage_of
from noticewatch.model import SourceKind
from noticewatch.owners import Owners
from noticewatch.records import Health, SourceState, Span
from noticewatch.store import known
from noticewatch.store.connection import Writer
from noticewatch.store.coverage import coverage
from tests.conftest import make_config
from tests.flow_stage import MENU, html, stage
from tests.loopback_site import answer
from tests.measure_coverage import Observed, compared, totals, totals_by_sql

HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DOWN = Health("FAILED", "timeout", "no answer", proves=False)
WALL = Health("SUSPECT", "page", "a consent page", proves=False)
FEWER = Health("DEGRADED", "fewer", "fewer items")
KIND: SourceKind = "listing"


def history(config: Config, *looks: tuple[float, Health]) -> tuple[SourceState, list[Span]]:
    """A source's state and spans after looks at some hours."""
    source = config.sources[0]
    state, spans = SourceState(source.id, source.url), list[Span]()
    for hour, found in looks:
        outcome = health.source_checked(state, found, config=config, source=source, now=NOW + hour * HOUR, rng=Random(1))
        assert outcome.source
        # Here every look is due an hour after the last, whatever it found.
        state = replace(outcome.source, next_check_at=NOW + (hour + 1) * HOUR)
        spans += outcome.spans
    return state, spans


def seen(config: Config, *looks: tuple[float, Health], since: float = 0, until: float = 24, now: float = 24) -> SourceCoverage:
    state, spans = history(config, *looks)
    [found] = coverage_of(
        config, {"city": spans} if spans else {}, {"city": state}, NOW + since * HOUR, NOW + until * HOUR, NOW + now * HOUR
    )
    return found


def hours(found: SourceCoverage) -> list[tuple[float, float, str]]:
    return [((one.begins - NOW) / HOUR, (one.ends - NOW) / HOUR, one.light) for one in found.stretches]


@pytest.fixture
def config(source: Source) -> Config:
    return make_config(replace(source, id="city", interval=HOUR))


def test_what_is_worse_counts_from_the_look_before_and_what_is_better_from_its_own(config: Config) -> None:
    looks = [(0, Health()), (1, Health()), (2, DOWN), (3, WALL), (4, FEWER), (5, FEWER), (6, Health()), (7, FEWER), (8, Health())]
    found = seen(config, *looks, until=8, now=8)
    expected = [(0, 1, "ok"), (1, 2, "blind"), (2, 4, "blind"), (4, 6, "doubtful"), (6, 8, "doubtful")]
    assert hours(found) == expected
    assert found.longest
    assert (found.longest.lasted, found.longest.reasons) == (3 * HOUR, ("no answer", "a consent page"))


def test_a_look_that_falls_out_is_blind_from_the_last_one_on(config: Config) -> None:
    assert hours(seen(config, (0, Health()), (2, Health()), until=2, now=2)) == [
        (0, 2, "ok")
    ]  # an hour late: the next one sees it
    found = seen(config, (0, Health()), (1, Health()), (9, Health()), until=9, now=9)
    assert hours(found) == [(0, 1, "ok"), (1, 9, "blind")]
    assert found.stretches[1].health.code == "unchecked"


def test_what_was_not_looked_at_since_is_blind_until_now_and_not_beyond(config: Config) -> None:
    assert hours(seen(config, (0, Health()), (1, Health()), now=20)) == [(0, 1, "ok"), (1, 20, "blind")]
    assert hours(seen(config, (0, Health()), (1, Health()), until=1.5, now=20)) == [(0, 1, "ok"), (1, 1.5, "blind")]
    assert hours(seen(config, (0, Health()), (1, DOWN), now=1.2)) == [(0, 1.2, "blind")]


def test_a_period_before_or_without_any_check(config: Config) -> None:
    assert seen(config, (0, Health()), since=-48, until=-24, now=1).stretches == ()
    [never] = coverage_of(config, {}, {}, NOW, NOW + HOUR, NOW + 2 * HOUR)
    assert hours(never) == [(0, 1, "blind")]
    assert never.stretches[0].health.code == "never"


def test_a_source_that_is_no_longer_configured_counts_until_its_last_check(config: Config) -> None:
    state, spans = history(config, (0, Health()), (1, DOWN), (2, DOWN))
    other = replace(config, sources=(replace(config.sources[0], id="other"),))
    found = coverage_of(other, {"city": spans}, {"city": state}, NOW, NOW + 24 * HOUR, NOW + 24 * HOUR)
    assert [(one.id, one.configured) for one in found] == [("other", True), ("city", False)]
    assert hours(found[1]) == [(0, 2, "blind")]


def test_a_registered_organization_is_watched_by_name_alias_or_domain(source: Source) -> None:
    def row(number: str, name: str, **more: object) -> Registered:
        return Registered(register="vendors", id=number, name=name, **more)  # type: ignore[arg-type]

    rows = (
        row("v1", "株式会社北の灯"),
        row("v2", "北の灯ホールディングス", aliases=("北の灯",)),
        row("v3", "南の灯", domains=("minami.example",), tier="A", owner="青木"),
        row("v4", "西の灯", domains=("nishi.example",)),
        row("v5", "灯", domains=("example",)),
    )
    config = replace(
        make_config(
            replace(source, id="a", organization="北の灯(株)"),
            replace(source, id="b", organization=None, url="https://www.minami.example/news"),
            replace(source, id="c", organization="よその会社", url="https://nishi.example/yoso/"),
        ),
        registers=(Register(name="vendors", file=Path("vendors.csv"), rows=rows),),
    )
    owners = Owners(config)
    assert [source.id for source in owners.of("北の灯")] == ["a"]
    assert [source.id for source in owners.of("株式会社南の灯")] == ["b"]
    assert owners.of("株式会社") == ()
    unwatched, count = owners.unwatched()
    assert [one.id for one in unwatched] == ["v4"]  # its domain's only source speaks for another
    assert count == 5


# With the database


async def test_it_is_worked_out_from_what_was_stored_and_the_sql_says_the_same(tmp_path: Path) -> None:
    page = html("<h1>新着情報</h1>" + MENU)
    async with stage(tmp_path, {"/": page}, kind="page", interval=HOUR) as s:
        since = s.clock.now()
        for fault in (False, False, True, True, False):
            s.routes["/"] = answer(b"", "503 Busy") if fault else page
            await s.check()
        s.clock.pass_by(10 * 3600)
        now = s.clock.now()
        found = await s.service.writer(coverage, s.config, since, now, now)
        assert [one.light for one in found.sources[0].stretches] == ["ok", "blind", "blind"]
        assert found.lasted("blind") == 13 * HOUR
        assert [(begins, ends) for begins, ends in found.stopped] == [(now - 10 * HOUR, now)]
        assert totals(found) == await s.service.writer(totals_by_sql, s.config, since, now, now)
        assert dict(found.unread.untold) == {"other": 1}
        await s.service.writer(known.adopt_renamed, {"town": s.config.sources[0].url})
        renamed = replace(s.config, sources=(replace(s.config.sources[0], id="town"),))
        again = await s.service.writer(coverage, renamed, since, now, now)
        assert again.lasted("blind") == found.lasted("blind")


async def test_the_command(tmp_path: Path) -> None:
    async with stage(tmp_path, {"/": html(MENU)}, kind="page"):
        pass
    path = tmp_path / "sources.toml"
    text = '[settings]\n[server]\nlisten=""\n[[sources]]\nid="=city"\nname="灯台市"\nurl="https://todai.example/"\n'
    path.write_text(text.replace("=city", "city"))

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(cli, ["--config", str(path), "coverage", *arguments], standalone_mode=False)
        assert result.exception is None, result.output
        return result.output

    told = run("--from", "2026-01-01", "--to", "2026-01-02")
    assert "2d (100 %)" in told
    assert "never checked" in told
    made = json.loads(run("--from", "2026-01-01", "--to", "2026-01-02", "--json"))
    assert made["totals"] == {"ok": 0, "doubtful": 0, "blind": 2 * 86400}
    assert made["sources"][0]["spans"][0]["from"] == "2026-01-01T00:00:00+09:00"
    rows = list(csv.reader(io.StringIO(run("--from", "2026-01-01", "--to", "2026-01-02", "--csv").removeprefix("\ufeff"))))
    assert rows[1][:6] == ["city", "灯台市", "2026-01-01T00:00:00+09:00", "2026-01-03T00:00:00+09:00", "172800", "blind"]


@pytest.mark.parametrize(
    ("begin", "end", "message"),
    [
        ("2026-11-30", "", "before"),
        ("tomorrow", "", "neither a day"),
        ("", "2026-13-01", "neither a day"),
        ("2027-01-01", "2027-02-01", "future"),
    ],
)
def test_a_period_that_is_none_is_refused(config: Config, begin: str, end: str, message: str) -> None:
    with pytest.raises(Exception, match=message):
        period(begin, end, config, NOW)


def test_days_are_whole_and_moments_as_given(config: Config) -> None:
    begin, end = period("2026-11-01", "2026-11-02", config, NOW)
    assert (begin.isoformat(), end.isoformat()) == ("2026-11-01T00:00:00+09:00", "2026-11-03T00:00:00+09:00")
    begin, end = period("2026-11-01T08:00Z", "2026-11-01T18:00", config, NOW)
    assert (begin.isoformat(), end.isoformat()) == ("2026-11-01T08:00:00+00:00", "2026-11-01T18:00:00+09:00")
    assert period("", "", config, NOW) == (NOW - timedelta(days=30), NOW)


# Against the oracle


async def test_days_of_faults_and_stops_are_all_reported_with_little_besides(tmp_path: Path) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    simulation = Observed(tmp_path, days=4, sources=10, seed=5, every=3.0, stops=1.0)
    await simulation.run()
    result = compared(simulation)
    assert result.true > 100
    assert result.unreported == 0, result.lines
    assert result.excess <= 0.05 * result.true, result.lines
    assert result.sql


def test_the_oracle_sees_what_is_not_reported(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "noticewatch.db")
    writer.close()
    simulation = Observed(tmp_path, days=1, sources=2, seed=5)
    simulation.clock.pass_by(86_400)
    result = compared(simulation)  # nothing was checked, all is blind
    assert result.reported == pytest.approx(48, abs=0.1)
    assert result.excess == pytest.approx(48 - result.true, abs=1)
