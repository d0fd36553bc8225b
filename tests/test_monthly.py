"""The month's report: what it counts, in three forms and two languages, and that nothing foreign becomes more than text."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from noticewatch.cli import cli
from noticewatch.coverage import Coverage, SourceCoverage, Stretch, Unread, Unwatched
from noticewatch.judgements import JudgedFact, Judgement, KeptMark, Mark
from noticewatch.model import Watch
from noticewatch.monthly import (
    NOT_REGISTERED,
    Added,
    Alerted,
    FalseAlert,
    Month,
    by_tier,
    gravest_first,
    month_bounds,
)
from noticewatch.records import Health
from noticewatch.render.lexicon import EN, JA, words_of
from noticewatch.render.months import month_report, sections, span
from noticewatch.render.papers import Form, markdown
from noticewatch.store.judged import keep_judgement, keep_mark
from noticewatch.store.monthly import month
from noticewatch.weekly import Missed, Signed
from tests.event_samples import TOKYO
from tests.flow_stage import NOTICE, ORDINARY, city_routes, stage

HOUR = timedelta(hours=1)
SINCE, UNTIL = month_bounds("2026-11", TOKYO)
EVIL = "<script>alert(1)</script>|[x](javascript:1)\n=cmd()\u202e`*_"


def alerted(number: int, **more: object) -> Alerted:
    made = {
        "incident_id": f"inc_{number}",
        "title": "申請書の紛失について",
        "url": f"https://todai.example/n/{number}.html",
        "organizations": ("灯台市",),
        "severity": "high",
        "tier": "A",
        "published": "2026-11-10",
        "seen_at": SINCE + 9 * 24 * HOUR + 10 * HOUR,
        "made_at": SINCE + 9 * 24 * HOUR + 10 * HOUR,
        "told_at": SINCE + 9 * 24 * HOUR + 11 * HOUR,
        "baseline": False,
    }
    return Alerted(**made | more)  # type: ignore[arg-type]


def sample(evil: str = "") -> Month:
    """A month with something in each section; `evil` in every foreign text."""
    text = evil or "灯台市"
    down = Health("FAILED", "timeout", evil or "no answer", proves=False)
    begun = SINCE + 48 * HOUR
    stretches = (
        Stretch("city", SINCE, begun, Health()),
        Stretch("city", begun, begun + 30 * HOUR, down),
        Stretch("city", begun + 30 * HOUR, UNTIL, Health("DEGRADED", "fewer", "fewer")),
    )
    coverage = Coverage(
        SINCE,
        UNTIL,
        (SourceCoverage("city", text, True, stretches), SourceCoverage("gone", "", False, ())),
        ((begun, begun + HOUR),),
        (Unwatched("vendors", "v1", text, "A", text),),
        30,
        Unread((("other", 30), ("incident", 2)), (("incident", 2),), (("other", 30),), 1234),
    )
    one = alerted(1, title=text, organizations=(text,), owner=evil, url=evil or "https://todai.example/n/1.html")
    others = (alerted(2, severity="low", tier=NOT_REGISTERED, baseline=True), alerted(3, told_at=None, tier="", state="watching"))
    missed = Missed(text, "vendor", text, "javascript:alert(1)" if evil else "https://jiken.example/1", SINCE, "s1", text, "", 72)
    return Month(
        "2026-11",
        SINCE,
        UNTIL,
        (one, *others),
        (one,),
        (("notice.new", 3), ("notice.changed", 1)),
        coverage,
        (FalseAlert("inc_9", text, "irrelevant", text, SINCE), FalseAlert("ntc_9", text, "guidance", text, SINCE)),
        (missed,),
        (Added("new", text, SINCE),),
        Signed(20, 0, 0.1391),
        20,
    )


def test_incidents_stand_by_tier_and_severity() -> None:
    made = sample()
    assert by_tier(made.alerted) == (("A", (0, 1, 0, 0)), ("", (0, 1, 0, 0)), (NOT_REGISTERED, (0, 0, 0, 1)))
    assert [one.incident_id for one in gravest_first(reversed(made.alerted))] == ["inc_1", "inc_3", "inc_2"]
    text = month_report(made, "md", EN, TOKYO)
    assert "| tier | critical | high | medium | low | all |" in text
    assert "| not registered | 0 | 0 | 0 | 1 | 1 |" in text
    assert "| all | 0 | 2 | 0 | 1 | 3 |" in text


def test_time_to_alert_is_counted_from_the_day_and_leaves_out_what_is_older_than_the_watch() -> None:
    first, baseline, waiting = sample().alerted
    assert first.since_published(TOKYO) == 11 * HOUR
    assert first.since_seen == HOUR
    assert baseline.since_published(TOKYO) is None
    assert (waiting.since_published(TOKYO), waiting.since_seen) == (None, None)
    assert alerted(1, published="2026-11").since_published(TOKYO) is None
    assert alerted(1, published="2026-12-01").since_published(TOKYO) == timedelta()  # dated ahead
    text = month_report(sample(), "md", EN, TOKYO)
    assert "| publication (at most) | 1 | 11 h 0 min | 11 h 0 min |" in text
    assert "Not accepted by any channel: 1" in text


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("form", get_args(Form))
def test_each_form_says_all_of_it_in_its_language(language: str, form: Form) -> None:
    words = words_of(language)
    text = month_report(sample(), form, words, TOKYO)
    for part in ("inc_1", "1d6h", "v1", "2026-11-03 00:00", "14.0 %", "1,234", "https://jiken.example/1"):
        said = part.replace("1d6h", words.month["days_hours"].format(days=1, hours=6))
        assert (markdown(said) if form == "md" and ":" not in said else said) in text, part
    for section in sections(sample(), words, TOKYO):
        assert section.title in text
    assert not re.search(r"\{\w+\}", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))


def test_the_lexicons_have_the_same_words() -> None:
    assert JA.month.keys() == EN.month.keys()
    fields = re.compile(r"\{\w+\}")
    assert {key: set(fields.findall(text)) for key, text in JA.month.items()} == {
        key: set(fields.findall(text)) for key, text in EN.month.items()
    }


class Outline(HTMLParser):
    """Tags, with their attributes, and whether each is closed."""

    VOID = ("meta",)

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def test_the_page_is_whole_accessible_and_inert() -> None:
    text = month_report(sample(EVIL), "html", JA, TOKYO)
    outline = Outline()
    outline.feed(text)
    assert outline.stack == []
    names = [tag for tag, _ in outline.tags]
    assert outline.tags[0] == ("html", {"lang": "ja"})
    assert "script" not in names
    assert not [attributes for _, attributes in outline.tags if any(name.startswith("on") for name in attributes)]
    assert not [one for _, one in outline.tags if (one.get("href") or "https:").partition(":")[0] != "https" or "src" in one]
    assert names.count("table") == names.count("caption") >= 8
    assert all("scope" in attributes for tag, attributes in outline.tags if tag == "th")
    ids = {attributes.get("id") for _, attributes in outline.tags}
    assert all(one["aria-labelledby"] in ids for _, one in outline.tags if "aria-labelledby" in one)
    assert all(one.get("tabindex") == "0" for _, one in outline.tags if one.get("role") == "region")
    assert names.count("h1") == 1
    assert any("default-src 'none'" in (one.get("content") or "") for _, one in outline.tags)
    assert "\u202e" not in text


def test_foreign_text_makes_no_markdown_and_no_formula() -> None:
    text = month_report(sample(EVIL), "md", EN, TOKYO)
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    tables = [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)]
    for lines in tables:  # no cell ends its row, or makes a column
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
    rows = list(csv.reader(io.StringIO(month_report(sample("=1+1"), "csv", EN, TOKYO).removeprefix("\ufeff"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert ["incident", "tier", "severity", "organization", "notice", "notice URL"] in [row[:6] for row in rows]
    assert markdown("see www.a.example or http://b.example") == "see www\\.a.example or http\\://b.example"


def test_long_lists_are_cut_but_in_the_csv() -> None:
    many = replace(sample(), alerted=tuple(alerted(number) for number in range(450)))
    assert "and 250 more" in month_report(many, "md", EN, TOKYO)
    assert "inc_449" in month_report(many, "csv", EN, TOKYO)


def test_an_empty_month() -> None:
    empty = Month("2026-11", SINCE, UNTIL, (), (), (), Coverage(SINCE, UNTIL, ()))
    for form in get_args(Form):
        text = month_report(empty, form, EN, TOKYO)
        assert "No register is configured" in text
        assert "–" in text


def test_lengths_are_spoken_in_two_units() -> None:
    lengths = [timedelta(minutes=5), timedelta(hours=3, minutes=7), timedelta(days=40, hours=1)]
    assert [span(length, EN) for length in lengths] == ["5 min", "3 h 7 min", "40 d 1 h"]
    assert [span(length, JA) for length in lengths] == ["5分", "3時間7分", "40日1時間"]


@pytest.mark.parametrize("name", ["2026-13", "2026-1", "2026-111", "november", "2026-00", ""])
def test_what_is_no_month_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        month_bounds(name, TOKYO)


def test_a_month_lasts_by_the_zones_clock() -> None:
    begins, ends = month_bounds("2026-02", TOKYO)
    assert (begins.isoformat(), ends.date()) == ("2026-02-01T00:00:00+09:00", date(2026, 3, 1))


# From the database


async def test_it_is_asked_of_what_was_stored(tmp_path: Path) -> None:
    async with stage(tmp_path, city_routes(*ORDINARY), interval=HOUR) as s:
        await s.check()
        s.routes |= city_routes(NOTICE, *ORDINARY)
        await s.check()
        s.clock.pass_by(3600)
        now = s.clock.now()

        def report(db: Database, until: datetime = UNTIL) -> Month:
            return month(db, s.config, "2026-11", SINCE, until, now)

        made = await s.service.writer(report)
        [one] = made.alerted
        assert made.open == (one,)
        assert (one.organizations, one.state, one.tier, one.published) == (("灯台市",), "new", NOT_REGISTERED, "2026-11-21")
        assert one.told_at == one.seen_at  # the hand-driven clock stands still while a message is sent
        assert made.until == now
        assert [added.id for added in made.added] == ["city"]
        assert dict(made.told) == {"notice.new": 1}
        assert made.coverage.lasted("ok") == 2 * HOUR
        early = await s.service.writer(report, SINCE + HOUR)
        assert (early.alerted, early.open, early.added) == ((), (), ())


async def test_registers_judgements_and_what_waits_are_told(tmp_path: Path) -> None:
    async with stage(tmp_path, city_routes(*ORDINARY)) as s:
        await s.check()
        s.routes |= city_routes(NOTICE, *ORDINARY)
        [report] = await s.service.check(s.config.sources, everything=True)
        [event] = report.events
        watch = Watch("vendors", "v1", "灯台市", "announcer", "灯台市", "name", "B", "")
        at = s.clock.now() + timedelta(minutes=5)

        def marked(db: Database) -> Month:
            stored = json.loads(next(db.query("SELECT event FROM events"))["event"])
            stored["watch"] = [{name: getattr(watch, name) for name in Watch.__slots__}]
            db.execute("UPDATE events SET event = ?", [json.dumps(stored)])
            assert event.incident
            assert event.notice
            keep_mark(db, KeptMark(event.incident.id, Mark("irrelevant", "hana", at, "ken")))
            db.execute("INSERT INTO incidents (id, opened_at) VALUES ('inc_merged_away', '2026-01-01T00:00:00Z')")
            db.execute("INSERT INTO incidents (id, opened_at) VALUES ('inc_of_last_year', '2025-01-01T00:00:00Z')")
            keep_mark(db, KeptMark("inc_of_last_year", Mark("irrelevant", "hana", at - timedelta(days=365), "ken")))
            keep_mark(db, KeptMark("inc_merged_away", Mark("irrelevant", "hana", at, "ken")))
            judged = {"verdict": JudgedFact("other", "yui", at, 1)}
            keep_judgement(db, Judgement(event.notice.id, "yui", at, 1, {"verdict": "other"}, judged))
            now = s.clock.now() + HOUR
            return month(db, s.config, "2026-11", SINCE, UNTIL, now)

        made = await s.service.writer(marked)
        [one] = made.alerted
        assert (one.tier, one.state, one.owner, one.told_at) == ("B", "irrelevant", "ken", None)
        assert made.open == ()
        assert [(found.what, found.by) for found in made.false_alerts] == [("irrelevant", "hana"), ("other", "yui")]


async def test_the_command(tmp_path: Path) -> None:
    async with stage(tmp_path, city_routes(*ORDINARY)) as s:
        await s.check()
    path, page = tmp_path / "sources.toml", tmp_path / "month.html"
    path.write_text('[[sources]]\nid="city"\nname="灯台市"\nurl="https://todai.example/"\n')

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(cli, ["--config", str(path), "report", *arguments], standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.output

    assert (await asyncio.to_thread(run, "--month", "2026-01")).startswith("# Security incident watch: 2026-01")
    assert "written to" in await asyncio.to_thread(
        run, "--month", "2026-01", "--format", "html", "--language", "ja", "--output", str(page)
    )
    assert page.read_text().startswith('<!DOCTYPE html>\n<html lang="ja">')
    for wrong, message in (("2026-1", "not a month"), ("2199-01", "future")):
        with pytest.raises(Exception, match=message):
            await asyncio.to_thread(run, "--month", wrong)
