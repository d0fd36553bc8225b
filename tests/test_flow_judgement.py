"""A person's word through whole passes: judged facts beneath later readings, marks that silence until something is worse."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from noticewatch import judging, settle
from noticewatch.config import Channel, Register, Registered, Source
from noticewatch.errors import NoticewatchError
from noticewatch.judging import Judge, MarkAsked
from noticewatch.model import Count, Event
from noticewatch.records import Delivery, Notice
from noticewatch.store import judged, shown, stories
from noticewatch.store.connection import open_for_reading, open_for_writing
from tests.conftest import NOW, make_config
from tests.flow_stage import LOSS, MENU, NOTICE, ORDINARY, Stage, city_routes, html, listing, stage

Script = Callable[[Stage], Coroutine[Any, Any, None]]


def play(folder: Path, script: Script, **settings: Any) -> None:
    async def run() -> None:
        async with stage(folder, city_routes(*ORDINARY), **settings) as it:
            await it.check()
            await script(it)

    asyncio.run(run())


async def notice_of(it: Stage, part: str = "紛失") -> Notice:
    [found] = [one for one in await it.service.writer(lambda db: list(shown.notices(db))) if part in one.title]
    return found


async def judge(it: Stage, **more: Any) -> list[str]:
    notice = await notice_of(it, more.pop("part", "紛失"))
    it.clock.pass_by(60)
    return await it.service.writer(judging.judge, it.config, Judge(notice.id, "hana", **more), it.clock.now())


async def mark(it: Stage, state: str, **more: Any) -> list[str]:
    notice = await notice_of(it)
    it.clock.pass_by(60)
    return await it.service.writer(
        judging.mark, it.config, MarkAsked(notice.incident_id or "", state, "hana", **more), it.clock.now()
    )


async def deliveries(it: Stage, event: Event) -> list[Delivery]:
    rows = await it.service.writer(lambda db: list(shown.outbox(db)))
    return [row["delivery"] for row in rows if row["event"].id == event.id]


async def told_loss(it: Stage) -> Event:
    it.routes["/"] = listing(NOTICE, *ORDINARY)
    [event] = await it.told()
    return event


def page(it: Stage, text: str) -> None:
    it.routes["/n/3.html"] = html(text)


def test_judged_facts_are_what_everybody_reads_and_a_page_that_says_otherwise_is_told(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        lines = await judge(it, sets=("affected_headline=38", "cause=theft"), clears=("misuse",), note="they called back")
        assert "judged by hana" in lines[0]
        assert await it.told() == []  # a judgement is no event, and no change of the page
        notice = await notice_of(it)
        assert (notice.facts.affected_headline, notice.facts.cause) == (Count(38, "person", scope="total"), "theft")
        one = await it.service.writer(stories.story, notice.incident_id or "", it.config.severity)
        assert one.known.total
        assert (one.known.total.value, one.cause, one.misuse) == (38, "theft", None)
        page(it, LOSS.format(count=52))
        [event] = await it.told()
        assert event.type == "notice.changed"
        assert event.facts
        assert event.facts.affected_headline == Count(38, "person", scope="total")
        [headline] = [change for change in event.changes if change.field == "affected_headline"]
        assert (headline.old, headline.new) == ({"value": 25, **_PEOPLE}, {"value": 52, **_PEOPLE})
        [piece] = event.evidence["affected_headline"]
        assert (piece.how, piece.by) == ("judged", "hana")
        text = it.slack.got[-1].body.decode()
        assert "25→52" in text
        assert "Judged by hana: affected, cause" in text
        notice = await notice_of(it)
        [_, second] = await it.service.writer(shown.versions, notice.id)
        assert second.page_says.affected_headline == Count(52, "person", scope="total")
        assert second.extraction.facts.cause == notice.facts.cause == "theft"

    _PEOPLE = {"unit": "person", "qualifier": "exact", "scope": "total"}
    play(tmp_path, script)


def test_an_unclassified_notice_called_an_incident_is_not_told_anew(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        assert await judge(it, verdict="incident") == [
            f'{(await notice_of(it)).id}: verdict = "incident"; judged by hana',
        ]
        page(it, LOSS.format(count=26))
        [event] = await it.told()
        assert event.type == "notice.changed"

    play(tmp_path, script)


def test_a_false_alert_is_silent_until_the_page_says_worse(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        first = await told_loss(it)
        assert "a false alert" in (await judge(it, verdict="other"))[1]
        notice = await notice_of(it)
        assert (notice.told, notice.facts.verdict, notice.facts.organization) == (True, "other", None)
        page(it, LOSS.format(count=25) + "<p>お問い合わせの窓口を設けました。</p>")
        assert await it.told() == []
        page(it, LOSS.format(count=2500))
        [event] = await it.told()
        assert (event.type, event.facts and event.facts.verdict) == ("notice.changed", "unclassified")
        assert event.id != first.id
        assert event.mark
        assert "affected_headline" in event.mark.worse
        assert "Told again: worse since hana marked it irrelevant" in it.slack.got[-1].body.decode()
        assert (await notice_of(it)).facts.verdict == "other"  # what was judged stands
        assert await it.told() == []

    play(tmp_path, script)


def test_a_missed_incident_is_told_when_a_person_calls_it_one(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        it.routes["/n/3.html"] = html(MENU)
        it.routes["/"] = listing(("/n/3.html", "2026年11月21日", "重要なお知らせ"), *ORDINARY)
        await it.told()
        menu = await notice_of(it, "献立")
        assert (menu.told, menu.facts.verdict, menu.incident_id) == (False, "other", None)
        lines = await judge(it, part="献立", verdict="incident", sets=("cause=loss",))
        assert "told now" in lines[1]
        await it.service.deliverer.deliver_due()
        assert it.hook.events[-1]["type"] == "notice.new"
        assert it.hook.events[-1]["evidence"]["verdict"][0] == {"quote": "", "start": 0, "end": 0, "how": "judged", "by": "hana"}
        menu = await notice_of(it, "献立")
        assert (menu.told, menu.facts.cause, menu.incident_id is not None) == (True, "loss", True)
        assert await it.told() == []
        assert len(await judge(it, part="献立", sets=("cause=theft",))) == 1  # told once

    play(tmp_path, script)


def test_what_was_found_comes_back_when_a_judgement_is_taken_back(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        before = await notice_of(it)
        await judge(it, sets=("cause=theft",))
        await judge(it, verdict="other")
        assert "judged are still cause" in (await judge(it, undo=True))[0]
        assert (await notice_of(it)).facts == replace(before.facts, cause="theft")
        await judge(it, undo=True)
        assert await notice_of(it) == before
        [version] = await it.service.writer(shown.versions, before.id)
        assert version.found is None
        with pytest.raises(NoticewatchError, match="nothing is judged"):
            await judge(it, undo=True)

    play(tmp_path, script)


def test_a_look_that_was_under_way_does_not_undo_what_was_judged(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        read_before = await notice_of(it)
        await judge(it, sets=("cause=theft",))
        unchanged = replace(read_before, looked_at=it.clock.now())
        await it.service.writer(settle.commit, settle.Outcome(notice=unchanged))
        assert (await notice_of(it)).facts.cause == "theft"

    play(tmp_path, script)


def test_an_irrelevant_incident_is_silent_until_it_is_worse(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        assert "nothing more of it is told" in (await mark(it, "irrelevant", owner="ken", note="no vendor of ours"))[0]
        sent = len(it.hook.got), len(it.slack.got)
        page(it, LOSS.format(count=24))
        [event] = await it.told()
        assert {one.state for one in await deliveries(it, event)} == {"untold"}
        assert "marked irrelevant by hana" in (await deliveries(it, event))[0].last_error
        assert (len(it.hook.got), len(it.slack.got)) == sent
        page(it, LOSS.format(count=260))
        [event] = await it.told()
        assert {one.state for one in await deliveries(it, event)} == {"done"}
        assert it.hook.events[-1]["mark"]["worse"] == ["severity", "affected_headline"]
        assert "Told again: worse since hana marked it irrelevant" in it.slack.got[-1].body.decode()
        incident = (await notice_of(it)).incident_id or ""
        kept = await it.service.writer(judged.marks_of, incident)
        assert [(one.mark.state, one.mark.by, one.mark.owner) for one in kept] == [
            ("irrelevant", "hana", "ken"),
            ("new", "noticewatch", "ken"),
        ]
        page(it, LOSS.format(count=250))
        [event] = await it.told()
        assert {one.state for one in await deliveries(it, event)} == {"done"}  # new again: everything is told

    play(tmp_path, script)


def test_a_withdrawal_of_what_is_irrelevant_is_silent_too(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        await mark(it, "irrelevant")
        del it.routes["/n/3.html"]
        assert await it.told() == []
        [event] = await it.told()
        assert event.type == "notice.withdrawn"
        assert {one.state for one in await deliveries(it, event)} == {"untold"}

    play(tmp_path, script)


def test_a_follow_up_says_what_the_team_made_of_it(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        await mark(it, "watching", owner="ken")
        page(it, LOSS.format(count=26))
        await it.told()
        assert "Marked watching by hana, owner ken" in it.slack.got[-1].body.decode()
        assert it.hook.events[-1]["mark"]["state"] == "watching"

    play(tmp_path, script)


def test_what_was_made_before_the_mark_is_still_sent(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        it.routes["/"] = listing(NOTICE, *ORDINARY)
        it.clock.pass_by(3600)
        await it.service.check(it.config.sources, everything=True)
        await mark(it, "irrelevant")
        await it.service.deliverer.deliver_due()
        assert it.hook.events[-1]["type"] == "notice.new"

    play(tmp_path, script)


def test_an_organization_that_a_channel_asks_for_joins_and_is_told(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        channel = Channel(name="own", type="slack", url=it.config.channels[1].url, organizations=("株式会社ほしぞら計算",))
        it.service.adopt(replace(it.config, channels=(*it.config.channels, channel)))
        await mark(it, "irrelevant")
        page(it, LOSS.format(count=25) + "<p>書類は、業務を委託していた株式会社ほしぞら計算が紛失したものです。</p>")
        [event] = await it.told()
        assert event.facts
        assert event.facts.vendor == "株式会社ほしぞら計算"
        assert "organization" in (event.mark.worse if event.mark else ())
        assert {one.state for one in await deliveries(it, event)} == {"done"}

    play(tmp_path, script)


def test_an_organization_of_a_register_joins_and_is_told(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        registers = (
            Register(
                name="vendors", file=tmp_path / "v.csv", rows=(Registered(register="vendors", id="7", name="灯台市", tier="A"),)
            ),
        )
        it.service.adopt(replace(it.config, registers=registers))
        assert (await told_loss(it)).severity == "high"  # by its tier
        await mark(it, "irrelevant")
        page(it, LOSS.format(count=24))
        [event] = await it.told()
        assert {one.state for one in await deliveries(it, event)} == {"untold"}  # it was as grave when it was marked
        rows = (*registers[0].rows, Registered(register="vendors", id="8", name="株式会社ほしぞら計算"))
        it.service.adopt(replace(it.config, registers=(replace(registers[0], rows=rows),)))
        page(it, LOSS.format(count=24) + "<p>書類は、業務を委託していた株式会社ほしぞら計算が紛失したものです。</p>")
        [event] = await it.told()
        assert event.mark
        assert event.mark.worse == ("watched",)
        assert {one.state for one in await deliveries(it, event)} == {"done"}
        assert "an organization of a register" not in it.slack.got[-1].body.decode()  # `show_watch` is not set

    play(tmp_path, script)


def test_judgements_and_marks_survive_backup_and_restore(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()

    async def script(it: Stage) -> None:
        await told_loss(it)
        await judge(it, sets=("cause=theft",))
        await mark(it, "irrelevant", owner="ken")

    play(tmp_path / "here", script)
    source = sqlite3.connect(tmp_path / "here" / "noticewatch.db")
    target = sqlite3.connect(tmp_path / "restored.db")
    source.backup(target)
    source.close()
    target.close()
    db = open_for_reading(tmp_path / "restored.db")
    [notice] = [one for one in shown.notices(db) if one.told]
    kept = judged.mark_of(db, notice.incident_id or "")
    assert (notice.facts.cause, kept and (kept.mark.state, kept.mark.owner)) == ("theft", ("irrelevant", "ken"))
    assert [one.by for one in judged.all_judgements(db)] == ["hana"]
    db.close()


def test_a_database_of_the_version_before_takes_judgements_after_its_upgrade(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)

    play(tmp_path, script)
    old = sqlite3.connect(tmp_path / "noticewatch.db", isolation_level=None)
    for statement in (
        "DROP TABLE judgements", "DROP TABLE marks", "DROP TABLE found_anew", "DROP INDEX versions_extractor",
        "ALTER TABLE notices DROP COLUMN judged", "ALTER TABLE versions DROP COLUMN found",
        "DELETE FROM _sqlite_migrations WHERE name = 'm0014_judgements'",
    ):  # fmt: skip
        old.execute(statement)
    old.close()
    db = open_for_writing(tmp_path / "noticewatch.db")
    [notice] = [one for one in shown.notices(db) if one.told]
    assert notice.judged == {}
    city = Source(id="city", url="https://city.example/")
    judging.judge(db, make_config(city), Judge(notice.id, "hana", sets=("cause=theft",)), NOW)
    [notice] = shown.find_notices(db, notice.id)
    assert notice.facts.cause == "theft"
    db.close()


def test_feeds_name_nobody_who_judged_or_marked(tmp_path: Path) -> None:
    async def script(it: Stage) -> None:
        await told_loss(it)
        await judge(it, sets=("affected_headline=38",), note="they called back")
        await mark(it, "watching", owner="ken")
        page(it, LOSS.format(count=52))
        await it.told()
        for name in ("feed.rss", "feed.atom", "feed.json"):
            text = (tmp_path / "feed" / name).read_text("utf-8")
            assert "judged" in text
            assert not any(word in text for word in ("hana", "ken<", '"ken"', "watching", "called back"))

    play(tmp_path, script)
