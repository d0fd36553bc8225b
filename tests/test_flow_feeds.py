"""The feeds over a real database: what was published neither changes nor vanishes, filters hold, tokens keep others out."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from event_samples import CHANGED, FAILING, HOSTILE, NEW, NOTICE, SOURCE, hostile_event
from feed_rules import problems
from noticewatch.config import Config, Feed, FurtherFeed, Secret, Server, Settings
from noticewatch.feeds import Feeds
from noticewatch.model import Event, Facts, IncidentRef
from noticewatch.records import Outcome
from noticewatch.store.commit import commit
from noticewatch.store.connection import Writer
from tests.flow_stage import NOTICE as FURTHER
from tests.flow_stage import ORDINARY, city_routes, listing, stage
from tests.loopback_site import HandClock

NAMES = ("feed", "health", "grave", "vendors")
KEPT = timedelta(days=30)
SHORT = replace(NEW, facts=Facts(verdict="incident", organization="月見野市"), evidence={})
STORABLE = tuple(text.encode(errors="replace").decode() for text in HOSTILE if len(text) < 1000)


def config(folder: Path, **more: object) -> Config:
    feeds = (
        FurtherFeed(name="grave", min_severity="high", language="ja"),
        FurtherFeed(name="vendors", tags=("vendor",), events=("notice.new", "source.*")),
    )
    made = Config(
        settings=Settings(database=folder / "noticewatch.db"), feed=Feed(path=folder / "feed"), server=Server(listen=""),
        channels=(), sources=(), path=folder / "sources.toml", feeds=feeds,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


@contextmanager
def opened(folder: Path) -> Iterator[Writer]:
    """The database; the events made up here tell of notices that are not in it."""
    writer = Writer(folder / "noticewatch.db")
    writer.now(lambda db: db.execute("PRAGMA foreign_keys = OFF"))
    try:
        yield writer
    finally:
        writer.close()


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncIterator[Writer]:
    with opened(tmp_path) as made:
        yield made


async def tell(writer: Writer, *events: Event) -> None:
    await writer(commit, Outcome(events=events))


def shown(folder: Path) -> dict[str, dict[str, tuple[bytes, bytes, str]]]:
    """Each feed's entries by their ids: the very bytes of RSS and Atom, and the item of JSON."""
    made: dict[str, dict[str, tuple[bytes, bytes, str]]] = {}
    for name in (path.stem for path in sorted((folder / "feed").glob("*.rss"))):
        rss, atom = ((folder / "feed" / f"{name}.{ending}").read_bytes() for ending in ("rss", "atom"))
        items = json.loads((folder / "feed" / f"{name}.json").read_bytes())["items"]
        ids = [item["id"] for item in items]
        assert ids == [one.decode() for one in re.findall(rb'<guid isPermaLink="false">(.*?)</guid>', rss)]
        assert ids == [one.decode() for one in re.findall(rb"<id>urn:noticewatch:(evt_.*?)</id>", atom)]
        forms = zip(
            re.findall(rb"<item>.*?</item>", rss, re.DOTALL),
            re.findall(rb"<entry>.*?</entry>", atom, re.DOTALL),
            (json.dumps(item, ensure_ascii=False) for item in items),
            strict=True,
        )
        made[name] = dict(zip(ids, forms, strict=True))
    return made


def random_event(number: int, clock: HandClock, rng: Random) -> Event:
    """An event of any kind now, foreign words in some."""
    kind = rng.choice([SHORT, SHORT, SHORT, NEW, CHANGED, FAILING])
    event = hostile_event(rng.choice(STORABLE), kind) if rng.random() < 0.2 else kind
    source = replace(SOURCE, tags=rng.choice([(), ("vendor",), ("municipality", "vendor")]))
    incident = IncidentRef(f"inc_{rng.randrange(8)}", rng.randrange(1, 9), ("月見野市",))
    about = {"incident": incident, "notice": replace(NOTICE, id=f"ntc_{rng.randrange(30)}")} if kind.notice else {}
    severity = rng.choice(["low", "medium", "high", "critical"])
    return replace(event, id=f"evt_{number}", time=clock.now(), severity=severity, source=source, **about)


def edited(old: Config, rng: Random) -> Config:
    """The configuration as somebody may edit it."""
    feed = rng.choice([
        replace(old.feed, title=f"Notices {rng.random()}"),
        replace(old.feed, language=rng.choice(["en", "ja"])),
        replace(old.feed, link="https://csirt.example.org/", url=rng.choice(["", "https://csirt.example.org/feeds"])),
        replace(old.feed, max_items=rng.choice([200, 300, 1000])),
        old.feed,
    ])  # fmt: skip
    zone = ZoneInfo(rng.choice(["Asia/Tokyo", "UTC", "America/New_York"]))
    further = tuple(
        replace(
            one, min_severity=rng.choice(["low", "high"]), tags=rng.choice([(), ("vendor",)]), language=rng.choice(["en", "ja"])
        )
        for one in old.feeds
    )
    return replace(old, feed=feed, settings=replace(old.settings, timezone=zone), feeds=further)


def _order(event: Event) -> tuple[datetime, int]:
    return event.time, int(event.id.removeprefix("evt_"))


@pytest.mark.parametrize("seed", range(2))
async def test_an_entry_never_changes_or_vanishes_within_200_items_or_30_days(tmp_path: Path, seed: int) -> None:
    rng, clock, made = Random(seed), HandClock(), 0
    setting = config(tmp_path)
    told: dict[str, list[Event]] = {name: [] for name in NAMES}
    first: dict[tuple[str, str], tuple[bytes, bytes, str]] = {}
    while made < 300:  # runs of the program, each with one or a few rounds
        with opened(tmp_path) as writer:
            feeds = Feeds(setting, {}, writer, clock)
            for _ in range(rng.randrange(1, 3)):
                if rng.random() < 0.4:
                    feeds.adopt(setting := edited(setting, rng))
                clock.pass_by(rng.choice([60, 3600, 5 * 86_400, 20 * 86_400]))
                events = [random_event(made + n, clock, rng) for n in range(rng.choice([0, 3, 70]))]
                made += len(events)
                await tell(writer, *events)
                await feeds.publish()
                for name, entries in shown(tmp_path).items():
                    told[name] += [event for event in events if event.id in entries]
                    for event_id, forms in entries.items():
                        assert first.setdefault((name, event_id), forms) == forms
                    newest = {event.id for event in told[name][-200:]}
                    recent = {event.id for event in told[name] if clock.now() - event.time <= KEPT}
                    assert newest | recent <= set(entries)
    assert all(len(told[name]) > 30 for name in NAMES)
    clock.pass_by(40 * 86_400)
    with opened(tmp_path) as writer:
        await tell(writer, replace(NEW, id="evt_last", time=clock.now()))
        await Feeds(replace(setting, feed=replace(setting.feed, max_items=200)), {}, writer, clock).publish()
    assert list(shown(tmp_path)["feed"])[1:] == [event.id for event in sorted(told["feed"], key=_order, reverse=True)][:199]


async def test_what_another_release_drew_stays_as_it_was_drawn(tmp_path: Path, writer: Writer) -> None:
    clock = HandClock()
    await tell(writer, replace(NEW, time=clock.now()))
    await Feeds(config(tmp_path), {}, writer, clock).publish()
    older = {"$.title": "as it was told then", "$.body": "<p>then</p>", "$.told.facts.cause": "loss"}
    for path, words in older.items():
        await writer(lambda db, p=path, w=words: db.execute("UPDATE entries SET entry = json_set(entry, ?, ?)", [p, w]))
    await Feeds(config(tmp_path), {}, writer, clock).publish()
    rss, atom, item = shown(tmp_path)["feed"][NEW.id]
    for form in (rss.decode(), atom.decode(), item):
        assert "as it was told then" in form
        assert "unauthorized_access" not in form


async def test_a_feed_holds_what_passes_by_the_source_s_tags_of_then(tmp_path: Path, writer: Writer) -> None:
    clock = HandClock()
    vendor = replace(SOURCE, tags=("vendor",))
    events = [
        replace(NEW, id="evt_vendor", time=clock.now(), source=vendor),
        replace(NEW, id="evt_city", time=clock.now()),
        replace(FAILING, id="evt_blind", time=clock.now(), source=vendor),
        replace(CHANGED, id="evt_low", time=clock.now(), severity="low", source=vendor),
    ]
    await tell(writer, *events)
    await Feeds(config(tmp_path), {}, writer, clock).publish()
    entries = shown(tmp_path)
    files = {path.name: path.read_bytes() for path in (tmp_path / "feed").iterdir()}
    assert [fault for name, content in files.items() for fault in problems(name, content)] == []
    assert set(entries["feed"]) == {"evt_vendor", "evt_city", "evt_low"}
    assert set(entries["health"]) == {"evt_blind"}
    assert set(entries["vendors"]) == {"evt_vendor", "evt_blind"}
    assert set(entries["grave"]) == {"evt_vendor", "evt_city"}
    assert "高" in json.loads(entries["grave"]["evt_city"][2])["title"]


async def test_related_notices_are_those_told_before(tmp_path: Path, writer: Writer) -> None:
    clock = HandClock()

    def event(number: int, notice: int, incident: str) -> Event:
        about = replace(NOTICE, id=f"ntc_{notice}", url=f"https://a.example/{notice}")
        return replace(NEW, id=f"evt_{number}", time=clock.now(), notice=about, incident=IncidentRef(incident, 1, ()))

    await tell(
        writer, event(1, 1, "inc_a"), event(2, 2, "inc_a"), event(3, 3, "inc_b"), event(4, 1, "inc_a"), event(5, 4, "inc_a")
    )
    await Feeds(config(tmp_path), {}, writer, clock).publish()
    items = {one: json.loads(forms[2])["_noticewatch"].get("related") for one, forms in shown(tmp_path)["feed"].items()}
    assert items == {
        "evt_1": None,
        "evt_2": ["https://a.example/1"],
        "evt_3": None,
        "evt_4": ["https://a.example/2"],
        "evt_5": ["https://a.example/1", "https://a.example/2"],
    }


async def test_a_new_feed_begins_with_what_was_told_lately_and_one_taken_away_leaves_no_file(
    tmp_path: Path, writer: Writer
) -> None:
    clock = HandClock()
    feeds = Feeds(config(tmp_path, feeds=()), {}, writer, clock)
    old = [replace(NEW, id=f"evt_{n}", time=clock.now()) for n in range(5)]
    await tell(writer, *old)
    assert len(await feeds.publish()) == 6
    assert await feeds.publish() == ()
    clock.pass_by(40 * 86_400)
    await tell(writer, replace(NEW, id="evt_now", time=clock.now()))
    late = FurtherFeed(name="late", max_items=2)
    feeds.adopt(config(tmp_path, feeds=(late, FurtherFeed(name="other"))))
    assert {"late.rss", "other.json", "feed.atom"} < set(await feeds.publish())
    assert list(shown(tmp_path)["late"]) == ["evt_now", "evt_4"]
    (tmp_path / "feed" / "mine.rss").write_bytes((tmp_path / "feed" / "late.rss").read_bytes())
    feeds.adopt(config(tmp_path, feeds=(late,)))
    await feeds.publish()
    assert sorted(path.name for path in (tmp_path / "feed").glob("*.rss")) == ["feed.rss", "health.rss", "late.rss", "mine.rss"]


async def test_a_feed_with_a_token_is_readable_by_its_owner_only(tmp_path: Path, writer: Writer) -> None:
    clock, env = HandClock(), {"FEED_TOKEN": "0123456789abcdef0123"}
    feeds = Feeds(config(tmp_path), env, writer, clock)
    await tell(writer, replace(NEW, time=clock.now()))
    await feeds.publish()
    folder = tmp_path / "feed"
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in folder.glob("grave.*")} == dict.fromkeys(
        ("grave.rss", "grave.atom", "grave.json"), oct(0o644)
    )
    closed = FurtherFeed(name="grave", min_severity="high", language="ja", token_env="FEED_TOKEN")
    feeds.adopt(config(tmp_path, feeds=(closed, FurtherFeed(name="vendors"))))
    await feeds.publish()
    assert {path.stat().st_mode & 0o777 for path in folder.glob("grave.*")} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in folder.glob("vendors.*")} == {0o644}
    assert feeds.tokens_of("grave") == (Secret("0123456789abcdef0123"),)
    assert (feeds.tokens_of("feed"), feeds.tokens_of("vendors"), feeds.tokens_of("none")) == ((), (), None)
    await tell(writer, replace(NEW, id="evt_2", time=clock.now()))
    await feeds.publish()
    assert {path.stat().st_mode & 0o777 for path in folder.glob("grave.*")} == {0o600}
    feeds.adopt(replace(config(tmp_path), feed=Feed(path=folder, token_env="FEED_TOKEN")))
    assert feeds.tokens_of("feed") == feeds.tokens_of("health") == (Secret("0123456789abcdef0123"),)


async def test_a_pass_writes_further_feeds_too(tmp_path: Path) -> None:
    async with stage(tmp_path, city_routes(*ORDINARY)) as s:
        further = FurtherFeed(name="cities", tags=("municipality",)), FurtherFeed(name="banks", tags=("bank",))
        s.service.adopt(replace(s.config, feeds=further))
        await s.check()
        s.routes["/"] = listing(FURTHER, *ORDINARY)
        [event] = await s.told()
        entries = shown(tmp_path)
    assert set(entries["cities"]) == {event.id}
    assert entries["banks"] == {}
