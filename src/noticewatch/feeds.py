"""Which events stand in which feeds: each is drawn once, kept as it was drawn, and written to the feeds' files.

Shell. What a feed tells of is decided when an event is first published, as a delivery is for a channel; from then on neither
an edited configuration nor another release of this program changes the entry, or takes it away before its time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from pathlib import Path

from noticewatch.alerts import passes
from noticewatch.clock import Clock
from noticewatch.config import Config, Feed, Filter, FurtherFeed, Secret, feed_tokens
from noticewatch.model import Event
from noticewatch.publish import publish, withdraw
from noticewatch.records import Entry
from noticewatch.render.feeds import ENDINGS, FeedHead, draw_entry, feed_files
from noticewatch.store import feeds as shelf
from noticewatch.store import outbox
from noticewatch.store.connection import Writer
from noticewatch.watched import discreet

KEPT = timedelta(days=30)  # everything of these days stands in the feeds, however much it is (contract)
TOLD = Filter(events=("notice.*",))
HEALTH = Filter(events=("source.*", "channel.*", "system.*"))


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """One feed as the configuration has it; `settings` names its token."""

    head: FeedHead
    wanted: Filter
    max_items: int
    settings: Feed | FurtherFeed

    @property
    def is_private(self) -> bool:
        """Whether it is for those only who have its token."""
        return bool(self.settings.token_env) or self.settings.token_file is not None


def feed_plans(config: Config) -> dict[str, FeedPlan]:
    """Every feed by its name: the main one, the one about sources, channels and the system, and the further ones."""
    main = config.feed
    plans = [
        FeedPlan(FeedHead("feed", main.title, main.link, main.url, main.language), TOLD, main.max_items, main),
        FeedPlan(FeedHead("health", f"{main.title}: health", main.link, main.url, main.language), HEALTH, main.max_items, main),
    ]
    for feed in config.feeds:
        head = FeedHead(feed.name, feed.title or f"{main.title}: {feed.name}", main.link, main.url, feed.language)
        plans.append(FeedPlan(head, feed, feed.max_items, feed))
    return {plan.head.name: plan for plan in plans}


class Feeds:
    """The feeds, published from the database into their folder, by the configuration that was last adopted."""

    def __init__(self, config: Config, env: Mapping[str, str], writer: Writer, clock: Clock) -> None:
        self._config, self._env, self._writer, self._clock = config, env, writer, clock
        self._published: tuple[int, Config] | None = None  # the newest event's number when the files were last written
        self._publishing = asyncio.Lock()

    def adopt(self, config: Config) -> None:
        """Publish by this configuration from now on."""
        self._config = config

    def tokens_of(self, name: str) -> tuple[Secret, ...] | None:
        """A feed's tokens as they stand now: () where it is open to all, None where there is no such feed. Raises ConfigError."""
        plan = feed_plans(self._config).get(name)
        return feed_tokens(plan.settings, self._env) if plan else None

    async def publish(self) -> tuple[str, ...]:
        """Write the feeds where an event came since; the names of the files that changed. Raises NoticewatchError."""
        async with self._publishing:
            config = self._config
            number = await self._writer(outbox.last_event_number)
            if (number, config) == self._published:
                return ()
            plans = feed_plans(config)
            files = await self._drawn_up(plans, config.settings.timezone)
            gone = set(await self._writer(shelf.feed_names)) - set(plans)
            written = await asyncio.to_thread(_write, config.feed.path, plans, files, gone)
            self._published = (number, config)
            return written

    async def _drawn_up(self, plans: Mapping[str, FeedPlan], zone: tzinfo) -> dict[str, bytes]:
        """Every feed's files, once what is new was drawn and kept."""
        known: dict[tuple[str, str], Entry] = {}
        files: dict[str, bytes] = {}
        for name, plan in plans.items():
            window = shelf.Window(plan.max_items, self._clock.now() - KEPT)
            through, fresh = await self._writer(shelf.fresh_events, name, _wanted(plan.wanted), window)
            drawn = await asyncio.to_thread(_drawn, fresh, plan.head.language, zone, known)
            await self._writer(shelf.keep_entries, name, through, drawn, window)
            entries = await self._writer(shelf.entries, name, window)
            files |= await asyncio.to_thread(feed_files, plan.head, entries)
        return files


def _write(folder: Path, plans: Mapping[str, FeedPlan], files: Mapping[str, bytes], gone: set[str]) -> tuple[str, ...]:
    private = {f"{name}.{ending}" for name, plan in plans.items() if plan.is_private for ending in ENDINGS}
    withdraw(folder, [f"{name}.{ending}" for name in sorted(gone) for ending in ENDINGS])
    return publish(folder, files, private=private)


def _wanted(wanted: Filter) -> Callable[[Event], bool]:
    return lambda event: passes(wanted, event, event.source)


def _drawn(
    fresh: Sequence[shelf.Fresh], language: str, zone: tzinfo, known: dict[tuple[str, str], Entry]
) -> list[tuple[shelf.Fresh, Entry]]:
    """Events with their entries; `known` holds those drawn for another feed in the same language."""
    made = []
    for one in fresh:
        key = (one.event.id, language)
        if key not in known:
            known[key] = draw_entry(discreet(one.event), language=language, timezone=zone, related=one.related)
        made.append((one, known[key]))
    return made
