"""`alerts`: the outbox; dead ones tried again; a marked test message; a paused channel let go on."""

from __future__ import annotations

import asyncio
import os
import secrets as chance
from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

import click
from sqlite_utils import Database

from noticewatch.answers import Attempt, judged, problem_of
from noticewatch.cli.common import (
    configuration,
    json_option,
    limit_option,
    log_to_stderr,
    print_json,
    reading,
    short_time,
    shown_time,
)
from noticewatch.cli.handing import done, echo_lines, tell_channels
from noticewatch.clock import Clock
from noticewatch.config import Channel, Config
from noticewatch.messages import planned
from noticewatch.model import Event, Trouble
from noticewatch.operations import Resume, Retry
from noticewatch.records import Delivery, DeliveryState
from noticewatch.render.lines import entry_title
from noticewatch.render.terminal import print_table, safe
from noticewatch.store import outbox, shown

HELD = {
    "storm": "a storm of its incident",
    "digest": "the digest",
    "quiet": "quiet hours",
    "rate": "the limit of messages an hour",
    "late": "the channel",
}


@click.group(
    epilog="""\b
Examples:
  noticewatch alerts test soc                 does the channel work?
  noticewatch alerts list --state dead        what a receiver never took, and why
  noticewatch alerts retry                    try all of them again
  noticewatch alerts resume soc               after the receiver was gone (410, an archived Slack channel) and is back
"""
)
def alerts() -> None:
    """The outbox: what is on its way to which channel.

    A delivery is due until it is done (the receiver took it), grouped (a summary tells it), dead (not taken for three days), or
    untold (not to be sent).
    """


@alerts.command(name="list")
@click.option("--state", type=click.Choice(get_args(DeliveryState)), default=None, help="Only those that are so.")
@limit_option
@json_option
@click.pass_context
def list_alerts(context: click.Context, state: str | None, limit: int, as_json: bool) -> None:
    """Show each event's way to each channel, newest first; channels that are paused are named below."""
    config = configuration(context)
    with reading(config) as db:
        found = [(row["delivery"], row["event"]) for row in shown.outbox(db, state or "", limit)]
        held = _held(db, config, [delivery for delivery, _ in found])
        channels = [outbox.channel_state(db, channel.name) for channel in config.channels]
    if as_json:
        print_json([_as_json(delivery, event, held.get((event.id, delivery.channel)), config) for delivery, event in found])
        return
    rows = []
    for delivery, event in found:
        why, until = held.get((event.id, delivery.channel), ("", delivery.next_attempt_at))
        then = delivery.done_at if delivery.state == "done" else until if delivery.state == "due" else None
        if delivery.grouped_in:
            why = "; ".join(filter(None, (delivery.last_error, f"in {delivery.grouped_in}")))
        what = event.reason if event.notice is None else entry_title(event)
        row = [event.id, delivery.channel, delivery.state, str(delivery.attempts), short_time(then, config)]
        rows.append([*row, why or delivery.last_error or "–", what])
    print_table(["event", "channel", "state", "attempts", "done or due", "last error, or why not", "what"], rows)
    for channel in channels:
        if channel.paused_at:
            since, why = short_time(channel.paused_at, config), safe(channel.reason)
            mend = f"`noticewatch alerts resume {channel.name}` sends what waits"
            click.echo(f"noticewatch: channel {channel.name} is paused since {since}: {why}: once it is back, {mend}", err=True)


def _held(db: Database, config: Config, found: Iterable[Delivery]) -> dict[tuple[str, str], tuple[str, datetime]]:
    """Why deliveries to people wait though they are due, and until when, by event and channel."""
    names = {delivery.channel for delivery in found if delivery.state == "due"}
    held: dict[tuple[str, str], tuple[str, datetime]] = {}
    for channel in config.channels:
        if channel.for_people and channel.name in names:
            made = planned(db, channel, config.settings.timezone, Clock().now())
            held |= {(event_id, channel.name): (f"held: {HELD[kind]}", until) for event_id, (kind, until) in made.held.items()}
    return held


def _as_json(delivery: Delivery, event: Event, held: tuple[str, datetime] | None, config: Config) -> dict[str, Any]:
    return {
        "event": event.id,
        "type": event.type,
        "severity": event.severity,
        "time": event.time.isoformat(),
        "channel": delivery.channel,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt": shown_time(held[1] if held else delivery.next_attempt_at, config) if delivery.state == "due" else None,
        "held": held[0] if held else None,
        "summary": delivery.grouped_in or None,
        "done": shown_time(delivery.done_at, config) or None,
        "last_status": delivery.last_status,
        "last_error": delivery.last_error,
    }


@alerts.command(short_help="Try dead deliveries again.")
@click.argument("event_ids", metavar="[ID]...", nargs=-1)
@click.pass_context
def retry(context: click.Context, event_ids: tuple[str, ...]) -> int:
    """Try dead deliveries again, all or those of the named events, and send them now."""
    return _told(done(configuration(context), "alerts retry", Retry(event_ids)))


def _told(outcome: Any) -> int:
    echo_lines(outcome["lines"])
    return tell_channels(outcome["channels"])


@alerts.command(short_help="Send a marked test message to one channel.")
@click.argument("channel_name", metavar="CHANNEL")
@click.pass_context
def test(context: click.Context, channel_name: str) -> int:
    """Send a marked test message to one channel; nothing is stored, so it may be done beside a running daemon."""
    config = configuration(context, secrets=True)
    channel = _channel(config, channel_name)
    log_to_stderr(quiet=True)
    attempt = asyncio.run(_test(config, channel))
    if judged(channel.kind, attempt) == "accepted":
        said = "Apprise says that it was sent" if channel.type == "apprise" else f"answered {attempt.status}"
        click.echo(f"{channel.name}: the test message was accepted ({said})")
        return 0
    click.echo(f"noticewatch: channel {channel.name}: {safe(problem_of(channel.kind, attempt))}", err=True)
    return 1


def _channel(config: Config, name: str) -> Channel:
    for channel in config.channels:
        if channel.name == name:
            return channel
    names = ", ".join(channel.name for channel in config.channels) or "none"
    raise click.UsageError(f"no channel {name} in {config.path}; there are: {names}.")


async def _test(config: Config, channel: Channel) -> Attempt:
    from noticewatch.sending import Sending
    from noticewatch.service import open_sender

    clock = Clock()
    sender = open_sender(config, os.environ, clock)
    now = clock.now().astimezone(config.settings.timezone)
    reason = f"a test message for the channel {channel.name}: nothing has happened"
    trouble = Trouble(now, "test", channel.name)
    event = Event(f"evt_test{chance.token_hex(6)}", "test", now, "low", reason=reason, trouble=trouble)
    try:
        sending = Sending(config, sender, clock, os.environ)
        body = sending.body(channel, event)
        return await sending.send(channel, event, body) if isinstance(body, bytes) else body
    finally:
        await sender.aclose()


@alerts.command()
@click.argument("channel_name", metavar="CHANNEL")
@click.pass_context
def resume(context: click.Context, channel_name: str) -> int:
    """Let a paused channel go on, and send what waited for it."""
    config = configuration(context)
    _channel(config, channel_name)
    return _told(done(config, "alerts resume", Resume(channel_name)))
