"""A better extractor: what was read before is read again a little at a time, and one summary tells what was told otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from noticewatch import judging
from noticewatch.compare import text_sha
from noticewatch.config import Channel, Config, Source
from noticewatch.errors import ReadError
from noticewatch.extract import EXTRACTOR
from noticewatch.judging import Judge
from noticewatch.model import Count, Document, Event, Evidence, Extraction, Facts, NoticeRef, Reason
from noticewatch.parsing import Parser
from noticewatch.records import IncidentLink, Notice, Outcome, Version
from noticewatch.render.lines import message_lines
from noticewatch.rereading import read_some_again
from noticewatch.store import judged, rereads, shown
from noticewatch.store.commit import commit
from noticewatch.store.connection import Writer
from tests.conftest import NOW, make_config
from tests.event_samples import TOKYO
from tests.inline_worker import InlineWorker
from tests.loopback_site import HandClock
from tests.told_events import told_events

CHANNELS = (
    Channel(name="soc", type="slack"),
    Channel(name="all", type="slack", events=("summary",)),
    Channel(name="sources", type="slack", events=("source.*",)),
)
LOST = "書類の紛失について\n\n本市は、市民{count}名の氏名を記した書類を紛失しました。深くお詫びいたします。"
SCHEDULE = "図書館の休館日について\n\n図書館は次の日に休みます。三月三日と三月十日です。"


def config_of(folder: Path) -> Config:
    source = Source(id="city", url="https://city.example/", organization="灯台市", language="ja")
    return make_config(source, channels=CHANNELS, database=folder / "noticewatch.db")


class Shelf:
    """A database whose notices an older extractor has read."""

    def __init__(self, folder: Path) -> None:
        self.config = config_of(folder)
        self.writer = Writer(folder / "noticewatch.db")
        self.clock = HandClock()

    def put(self, number: int, text: str, facts: Facts, *, told: bool, age: int = 1, versions: int = 1) -> str:
        """Keep a notice as the older extractor found it, so many days old; its id."""
        name, seen = f"ntc_{number}", self.clock.now() - timedelta(days=age)
        address, title = f"https://city.example/{number}.html", text.splitlines()[0]
        incident = f"inc_{number}" if told else None
        notice = Notice(
            name, "city", address, address, title, "2026-03-01", seen, seen, seen, None, versions, versions, facts, told=told
        )
        notice = replace(notice, incident_id=incident)
        link = IncidentLink(incident, name, (Reason("first", {}),), seen) if incident else None
        event = Event(
            f"evt_{number}", "notice.new", seen, "low", facts=facts, notice=NoticeRef(name, address, title, None, seen, versions)
        )
        for one in range(1, versions + 1):
            sha = text_sha(text) + str(one)
            version = Version(name, one, seen, title, text, sha, Extraction(facts, {"cause": (Evidence("x", 0, 1),)}), "2")
            self.writer.now(commit, Outcome(notice=notice, version=version, link=link))
        self.writer.now(commit, Outcome(aliases=((address, name),), events=(event,) if told else ()))
        return name

    def again(self, passes: int = 1, most: int = 50, parser: Parser | None = None) -> bool:
        async def run() -> bool:
            left, reader = False, parser or Parser(InlineWorker)
            for _ in range(passes):
                left = await read_some_again(self.writer, reader, self.config, self.clock, most)  # type: ignore[arg-type]
            await reader.close()
            return left

        return asyncio.run(run())

    def notice(self, name: str) -> Notice:
        [found] = self.writer.now(shown.find_notices, name)
        return found

    def told(self) -> list[Event]:
        return self.writer.now(told_events, "summary")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.writer.close()


def facts(count: int | None = 12, **more: Any) -> Facts:
    headline = Count(count, "person", scope="total") if count else None
    made = Facts(language="ja", verdict="incident", organization="灯台市", cause="loss", affected_headline=headline)
    return replace(made, **more)


OTHER = Facts(language="ja", verdict="other")


def test_one_summary_tells_what_was_told_otherwise_and_what_was_missed(shelf: Shelf) -> None:
    wrong = shelf.put(1, LOST.format(count=120), facts(12), told=True)
    right = shelf.put(2, LOST.format(count=34), facts(34), told=True)
    missed = shelf.put(3, LOST.format(count=56), OTHER, told=False)
    old = shelf.put(4, LOST.format(count=78), OTHER, told=False, age=91)
    false = shelf.put(5, SCHEDULE, facts(None), told=True)
    quiet = shelf.put(6, SCHEDULE, OTHER, told=False)
    assert shelf.again() is True
    assert shelf.told() == []  # not before all is read again
    assert shelf.again() is False
    [event] = shelf.told()
    assert {one.notice: (dict(one.told), one.found["verdict"]) for one in event.found} == {
        wrong: ({"verdict": "incident", "affected_headline": _people(12)}, "incident"),
        missed: ({}, "incident"),
        false: ({"verdict": "incident", "affected_headline": None}, "other"),
    }
    assert shelf.notice(wrong).facts.affected_headline == Count(120, "person", scope="total")
    assert (shelf.notice(missed).incident_id is not None, shelf.notice(missed).told) == (True, False)
    assert shelf.notice(old).facts.verdict == "incident"
    assert shelf.notice(right).facts.affected_headline == Count(34, "person", scope="total")
    assert shelf.notice(quiet).facts.verdict == "other"
    ways = {row["delivery"].channel for row in shelf.writer.now(lambda db: list(shown.outbox(db)))}
    assert ways == {"soc", "all"}  # whoever is told of notices; nobody else
    assert shelf.again() is False
    assert len(shelf.told()) == 1
    assert len(shelf.writer.now(told_events, "notice.")) == 3  # those of before
    for language in ("en", "ja"):
        lines = message_lines(event, language=language, timezone=TOKYO)
        assert len(lines[0]) <= 90
        assert any("12" in line and "120" in line for line in lines)
        assert any("56" in line for line in lines)


def _people(count: int) -> dict[str, object]:
    return {"value": count, "unit": "person", "qualifier": "exact", "scope": "total"}


def test_it_goes_on_where_it_stopped_a_few_at_a_time(shelf: Shelf, tmp_path: Path) -> None:
    for number in range(7):
        shelf.put(number, LOST.format(count=100 + number), facts(12), told=True)
    assert shelf.again(most=3) is True
    assert len(shelf.writer.now(rereads.outdated, EXTRACTOR, 50)) == 4
    shelf.writer.close()
    shelf.writer = Writer(tmp_path / "noticewatch.db")  # a restart
    assert shelf.again(passes=2, most=3) is True
    assert shelf.told() == []
    assert shelf.again(most=3) is False
    [event] = shelf.told()
    assert len(event.found) == 7


def test_all_versions_of_a_notice_are_read_again(shelf: Shelf) -> None:
    name = shelf.put(1, LOST.format(count=120), facts(12), told=True, versions=3)
    shelf.again(passes=2)
    versions = shelf.writer.now(shown.versions, name)
    assert {one.extractor for one in versions} == {EXTRACTOR}
    assert {one.extraction.facts.affected_headline for one in versions} == {Count(120, "person", scope="total")}
    [(found, _)] = shelf.writer.now(lambda db: list(shown.search(db, "書類を紛失")))
    assert found.id == name
    assert len(shelf.told()[0].found) == 1


def test_judged_facts_are_not_touched_nor_told(shelf: Shelf) -> None:
    counted = shelf.put(1, LOST.format(count=120), facts(12), told=True)
    dismissed = shelf.put(2, LOST.format(count=34), facts(12), told=True)
    called = shelf.put(3, LOST.format(count=56), OTHER, told=False)
    shelf.writer.now(judging.judge, shelf.config, Judge(counted, "hana", sets=("affected_headline=7",)), NOW)
    shelf.writer.now(judging.judge, shelf.config, Judge(dismissed, "hana", "other"), NOW)
    shelf.writer.now(judging.judge, shelf.config, Judge(called, "hana", "guidance"), NOW)
    shelf.again(passes=2)
    headline = shelf.notice(counted).facts.affected_headline
    assert headline
    assert headline.value == 7
    assert [shelf.notice(one).facts.verdict for one in (dismissed, called)] == ["other", "guidance"]
    [version] = shelf.writer.now(shown.versions, counted)
    assert version.page_says.affected_headline == Count(120, "person", scope="total")
    assert shelf.told() == []
    assert shelf.writer.now(judged.judgements_of, counted)


def test_a_text_that_cannot_be_read_again_holds_up_no_other(shelf: Shelf) -> None:
    class Stubborn(Parser):
        async def facts(self, document: Document, source: Source, *, first: bool = False) -> Extraction:
            if "120" in document.text:
                raise ReadError("reading it takes more than 5 s of CPU time")
            return await super().facts(document, source, first=first)

    stuck = shelf.put(1, LOST.format(count=120), facts(12), told=True)
    other = shelf.put(2, LOST.format(count=34), facts(12), told=True)
    assert shelf.again(passes=2, parser=Stubborn(InlineWorker)) is False
    assert shelf.notice(stuck).facts == facts(12)
    [event] = shelf.told()
    assert [one.notice for one in event.found] == [other]


def test_what_a_summary_told_is_not_told_again_by_the_next_extractor(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.put(1, LOST.format(count=120), facts(12), told=True)
    shelf.again(passes=2)
    shelf.writer.now(lambda db: db.execute("UPDATE versions SET extractor = '2'"))  # as if another one had come
    shelf.again(passes=2)
    assert len(shelf.told()) == 1
