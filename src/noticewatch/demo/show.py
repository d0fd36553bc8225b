"""The scenes of `noticewatch demo`: what is published, what must arrive, and what is said about it.

Shell. Each scene waits for the real thing to arrive, and never for a time to pass; the pauses between scenes are for reading.
"""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import TextIOWrapper
from ipaddress import ip_network
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from lxml import etree

from noticewatch.clock import Clock
from noticewatch.demo import sites as texts
from noticewatch.demo.process import DaemonProcess, folder_for, free_port, write_configuration
from noticewatch.demo.screen import Screen, slack_lines
from noticewatch.demo.sites import Post, Site
from noticewatch.demo.stage import HOST, Hooked, Stage
from noticewatch.errors import FetchError
from noticewatch.fetch import Fetcher, FetchPolicy, Remembered
from noticewatch.model import Response
from noticewatch.store import known, shown

BEGINS_WITHIN = 25.0  # seconds until all sites were looked at once; two on a machine at rest
ARRIVES_WITHIN = 15.0  # seconds for anything else; two with a check a second and a message a second
WHOLE_WITHIN = 34.0  # seconds for all scenes; with the daemon's ten to end, the show ends in 45
LOOK = 0.05  # seconds between two looks at what was received
PAUSE = 2.0  # seconds for reading, between scenes
BEFORE, AFTER = "1,250", "1,820"  # people, before and after the city's quiet correction

NEXT_STEPS = """\
# in sources.toml; start from config/sources.toml of noticewatch's source tree, which explains every key
[[channels]]
name = "soc"
type = "slack"
url_env = "SLACK_WEBHOOK_URL"      # the variable that holds the address; or url_file, a file of mode 0600
language = "en"                    # or "ja"
"""
COMMANDS = (
    ("export SLACK_WEBHOOK_URL=https://hooks.slack.com/services/…", "your workspace's incoming webhook"),
    ("noticewatch --config sources.toml config check", "every mistake, with its line"),
    ("noticewatch --config sources.toml alerts test soc", "a marked test message"),
    ("noticewatch --config sources.toml check", "one pass over all sources, now"),
    ("noticewatch --config sources.toml run", "the daemon, until SIGTERM"),
)


class Missing(Exception):
    """Something that had to be seen was not."""


def run_demo(*, fast: bool, keep: str | None, out: TextIO) -> int:
    """Run the show: 0 when everything expected was seen, else 1. Nothing is left running, nor on the disk without `keep`.

    Raises ConfigError for a folder to keep that cannot be used, and KeyboardInterrupt after having tidied up.
    """
    if isinstance(out, TextIOWrapper):
        out.reconfigure(errors="replace")  # a terminal without Japanese shows question marks
    with folder_for(keep) as folder:
        daemon = DaemonProcess(folder / "sources.toml")
        try:
            return asyncio.run(_run(Screen(out), daemon, fast=fast, keep=keep))
        except asyncio.CancelledError:
            return 1
        except BrokenPipeError:
            _drop_output(out)
            return 1
        finally:
            daemon.kill()


def _drop_output(out: TextIO) -> None:
    """Nobody reads on: let what is still buffered go nowhere, so that the interpreter's end does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out.fileno())
    os.close(nowhere)


async def _run(screen: Screen, daemon: DaemonProcess, *, fast: bool, keep: str | None) -> int:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, task.cancel if task else loop.stop)
    async with Stage(texts.made_up_sites(datetime.now(ZoneInfo("Asia/Tokyo")).date())) as stage:
        show = Show(screen, stage, daemon, 0.0 if fast else PAUSE)
        try:
            async with asyncio.timeout(WHOLE_WITHIN):
                await show.scenes()
            await show.ends()
        except (Missing, TimeoutError) as missing:
            show.failed(str(missing) or f"the end within {WHOLE_WITHIN:.0f} seconds")
            return 1
        finally:
            await daemon.stop()
    show.what_next(keep)
    return 0


class Show:
    """The scenes, in their order."""

    def __init__(self, screen: Screen, stage: Stage, daemon: DaemonProcess, pause: float) -> None:
        self._screen, self._stage, self._daemon, self._pause = screen, stage, daemon, pause
        self._city, self._hospital, self._newsroom = stage.sites
        self._today = datetime.now(ZoneInfo("Asia/Tokyo")).date()
        self._listen = f"{HOST}:{free_port()}"
        self._published = sum(len(site.posts) for site in stage.sites)

    async def scenes(self) -> None:
        """All but the end. Raises Missing for what does not come."""
        await self._baseline()
        await self._breach()
        await self._second_customer()
        await self._ordinary_news()
        await self._correction()

    # The scenes

    async def _baseline(self) -> None:
        screen, stage = self._screen, self._stage
        screen.heading("noticewatch demo: three made-up organizations, the real daemon, no network")
        screen.say(
            "On this machine's loopback there are now a city hall (柚木原市), a hospital (くるみ台中央病院), an English newsroom "
            "(Quillby Tea), and a stand-in for Slack. The daemon is started as you would start it: noticewatch run."
        )
        write_configuration(
            self._daemon.config.parent,
            stage.sites,
            listen=self._listen,
            slack_url=stage.slack_url,
            hook_url=stage.hook_url,
            secret=stage.hook_secret,
        )
        self._daemon.start()
        await self._looked(datetime.now(UTC), "the daemon's first look at all three sites", within=BEGINS_WITHIN)
        self._expect(not stage.slack and not stage.hooked, "silence about ordinary news at the first look")
        screen.say(f"It has looked at {self._published} pieces of ordinary news: known from now on. Messages to the team: 0.")
        await self._read()

    async def _breach(self) -> None:
        self._screen.heading("A breach is announced")
        self._screen.say(
            "The city posts a notice: the contractor that prints its health check vouchers caught ransomware; "
            f"data of {BEFORE} citizens may have leaked. The team's channel:"
        )
        await self._told(lambda: self._publish(self._city, texts.city_breach(self._today)), "notice.new")
        title = await self._feed_title()
        hooked = self._stage.hooked[-1]
        self._screen.say(f"In the feed (http://{self._listen}/feed.rss): {title}")
        self._screen.say(
            f"To the SIEM: the same as JSON, {hooked.size:,} bytes, with each fact's quote; "
            "the receiver verified its signature (Standard Webhooks)."
        )
        await self._read()

    async def _second_customer(self) -> None:
        self._screen.heading("Another customer of the same contractor")
        self._screen.say(
            "A hospital apologizes: the same contractor, which sends out its bills, was hit; 430 patients. "
            "Another organization, other words, the same incident:"
        )
        first = self._stage.hooked[-1].event
        hooked = await self._told(lambda: self._publish(self._hospital, texts.hospital_breach(self._today)), "notice.new")
        incident = hooked.event.get("incident") or {}
        linked = incident.get("id") == (first.get("incident") or {}).get("id") and incident.get("notices") == 2
        self._expect(linked, "both notices as one incident")
        self._screen.say(f"noticewatch put both notices into one incident, {incident['id']}.")
        await self._read()

    async def _ordinary_news(self) -> None:
        screen = self._screen
        screen.heading("Meanwhile: news that is nobody's incident")
        posts = [
            (self._newsroom, self._publish(self._newsroom, texts.scam_warning(self._today)), "a scam warning"),
            (self._hospital, self._publish(self._hospital, texts.maintenance(self._today)), "a planned pause of online booking"),
            (self._city, self._publish(self._city, texts.office_hours(self._today)), "opening hours at the turn of the year"),
            (self._newsroom, self._publish(self._newsroom, texts.catalogue(self._today)), "new products"),
        ]
        count, since = len(self._stage.slack), datetime.now(UTC)
        await self._looked(since, "the daemon's look at the ordinary news")
        with self._daemon.database() as db:
            notices = {notice.url: notice for notice in shown.notices(db)}
        for site, post, what in posts:
            notice = notices.get(site.url(post))
            asked = self._stage.fetched_at(site.url(post), since) is not None
            self._expect(asked == (notice is not None), f"what became of {post.title}")
            self._expect(notice is None or not notice.told, f"silence about {post.title}")
            done = f"read, and judged: {notice.facts.verdict}" if notice else "not even read: its title rules an incident out"
            screen.lines([("plain", f"{post.title}  ({what})"), ("faint", f"    → {done}")], indent="  ")
        self._expect(len(self._stage.slack) == count, "silence about ordinary news")
        screen.say(f"Published: {len(posts)}. Messages to the team: 0.")
        await self._read()

    async def _correction(self) -> None:
        self._screen.heading("A quiet correction")
        self._screen.say(
            f"The city edits its page: {BEFORE} people are now {AFTER}. No new date, no word about it, nothing new on its list. "
            "The daemon looks at known notices again:"
        )
        post = next(post for post in self._city.posts if BEFORE in post.body)
        hooked = await self._told(lambda: post.replace(BEFORE, AFTER), "notice.changed")
        moved = {change["field"]: change for change in hooked.event.get("changes", ())}.get("affected_headline") or {}
        values = [f"{(moved.get(side) or {}).get('value', 0):,}" for side in ("old", "new")]
        self._expect(values == [BEFORE, AFTER], f"the change of facts {BEFORE} → {AFTER}")
        self._screen.say("In the webhook's event, beside the diff of the two texts:")
        self._screen.lines([("plain", f'"{key}": {json.dumps(value, ensure_ascii=False)}') for key, value in moved.items()])
        await self._read()

    async def ends(self) -> None:
        """The daemon is told to stop, and everything is counted. Raises Missing."""
        began = time.monotonic()
        code = await self._daemon.stop()
        self._expect(code == 0, f"a clean end of the daemon on SIGTERM (it ended with {code})")
        messages, signed = len(self._stage.slack), sum(hooked.verified for hooked in self._stage.hooked)
        self._expect((messages, signed, len(self._stage.hooked)) == (3, 3, 3), "three messages and three signed events, no more")
        self._screen.heading("That was all")
        self._screen.say(
            f"Published: {self._published} texts and 1 silent edit. Messages to the team: {messages}. Signatures verified: "
            f"{signed} of {len(self._stage.hooked)}. The daemon stopped cleanly on SIGTERM in {time.monotonic() - began:.1f} s."
        )

    def what_next(self, keep: str | None) -> None:
        """How to go on, and where to look around."""
        self._screen.heading("With your own Slack and your own sources")
        self._screen.lines([("plain", line) for line in NEXT_STEPS.splitlines()], indent="  ")
        self._screen.lines([("plain", "")])
        self._commands(COMMANDS)
        if keep is None:
            self._screen.say("To look around in what the daemon kept: noticewatch demo --keep DIR", style="faint")
            return
        self._screen.heading(f"Kept in {Path(keep).absolute()}")
        self._screen.say("Configuration, database, feeds and the daemon's log. Look around, with ids or their beginnings:")
        first = self._stage.hooked[0].event
        command = f"noticewatch --config {shlex.quote(str(self._daemon.config))}"
        self._commands(
            (
                (f"{command} notices list", ""),
                (f"{command} notices diff {first['notice']['id']}", ""),
                (f"{command} incidents show {first['incident']['id']}", ""),
                (f"{command} alerts list", ""),
            )
        )

    def failed(self, missing: str) -> None:
        """What was missing, and what the daemon said last."""
        self._screen.heading("The demo did not see everything")
        self._screen.say(f"Missing: {missing}", style="strong")
        lines = self._daemon.last_log_lines()
        self._screen.say("The daemon's last log lines:" if lines else "The daemon has logged nothing.")
        self._screen.lines([("faint", line) for line in lines], indent="  ")

    # What scenes are made of

    def _publish(self, site: Site, post: Post) -> Post:
        self._published += 1
        return site.publish(post)

    async def _told(self, happens: Callable[[], object], type: str) -> Hooked:
        """Let something happen, wait until it was told on both channels, draw the message; the webhook's event."""
        stage, began = self._stage, time.monotonic()
        messages, events = len(stage.slack), len(stage.hooked)
        happens()
        await self._until(lambda: len(stage.slack) > messages, f"the Slack message of {type}")
        seconds = time.monotonic() - began
        await self._until(lambda: len(stage.hooked) > events, f"the webhook's event {type}")
        hooked = stage.hooked[events]
        self._expect(hooked.verified, "a valid signature of the webhook")
        self._expect(hooked.event["type"] == type, f"an event {type}, not {hooked.event['type']}")
        self._screen.box(f"#soc · noticewatch · {seconds:.1f} s later", slack_lines(stage.slack[messages]))
        return hooked

    async def _looked(self, since: datetime, what: str, within: float = ARRIVES_WITHIN) -> None:
        """Wait until a look at every site began after a moment and has ended, with all that it led to read."""

        def ended() -> bool:
            began = {site.id: self._stage.fetched_at(site.url(), since) for site in self._stage.sites}
            if None in began.values():
                return False
            with self._daemon.database() as db:
                states = known.source_states(db)
            ends = {name: states[name].checked_at if name in states else None for name in began}
            return all(
                end is not None and at is not None and end > at for at, end in zip(began.values(), ends.values(), strict=True)
            )

        await self._until(ended, what, within)

    async def _feed_title(self) -> str:
        """The newest entry's title in the feed that the daemon serves."""
        door = Fetcher(FetchPolicy("noticewatch-demo", allow_networks=(ip_network(HOST),)), Remembered(), Clock())
        try:
            port = int(self._listen.rpartition(":")[2])
            answer = await door.fetch(f"http://{self._listen}/feed.rss", robots="ignore", ports=frozenset({port}))
        except FetchError as problem:
            raise Missing(f"the feed ({problem})") from problem
        finally:
            await door.aclose()
        self._expect(isinstance(answer, Response), "the feed")
        body = answer.body if isinstance(answer, Response) else b""
        title: Any = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True)).findtext(
            "channel/item/title"
        )
        self._expect(bool(title), "an entry in the feed")
        return str(title)

    async def _until(self, holds: Callable[[], bool], what: str, within: float = ARRIVES_WITHIN) -> None:
        until = time.monotonic() + within
        while not holds():
            if self._daemon.exit_code is not None:
                raise Missing(f"{what} (the daemon ended by itself with {self._daemon.exit_code})")
            if time.monotonic() > until:
                raise Missing(f"{what}, within {within:.0f} seconds")
            await asyncio.sleep(LOOK)

    def _expect(self, holds: bool, what: str) -> None:
        if not holds:
            raise Missing(what)

    async def _read(self) -> None:
        await asyncio.sleep(self._pause)

    def _commands(self, commands: tuple[tuple[str, str], ...]) -> None:
        longest = max(len(command) for command, _ in commands)
        lines = [f"{command:<{longest}}  {f'# {note}' if note else ''}".rstrip() for command, note in commands]
        self._screen.lines([("strong", line) for line in lines], indent="  ")
