"""Hostile strings in the signed webhook, on a terminal and in the log."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime

import pydantic_core
import structlog
from standardwebhooks import Webhook

from noticewatch.cli.common import log_to_stderr
from noticewatch.model import Event
from noticewatch.render.lines import message_lines
from noticewatch.render.terminal import print_fitted, print_table
from noticewatch.render.webhook import LARGEST_BODY, signed_headers, webhook_body
from tests.event_samples import TOKYO
from tests.output_tally import STEERS, Tally, on_one_line

KEY = "whsec_aG9zdGlsZSBzdHJpbmdzIGdvIG91dCBoZXJl"


def in_webhook(event: Event, text: str, tally: Tally) -> None:
    """The signed body: JSON by three parsers, within its size, verified by the standard's library."""
    tally.outputs += 1
    body = webhook_body(event)
    headers = signed_headers(body, id=event.id, at=datetime.now(UTC), secrets=[KEY])
    if len(body) > LARGEST_BODY:
        tally.note("invalid", len(body))
    try:
        Webhook(KEY).verify(body, headers)
        made = json.loads(body.decode("utf-8"), parse_constant=lambda word: 1 / 0)
        again = pydantic_core.from_json(body, allow_inf_nan=False)
        with sqlite3.connect(":memory:") as db:
            [(valid,)] = db.execute("SELECT json_valid(?)", [body.decode("utf-8")]).fetchall()
    except Exception as fault:
        tally.note("unreadable", fault)
        return
    if made != again or not valid:
        tally.note("unreadable", "parsers differ")
    if len(text) < 300:
        put = text.encode("utf-8", "replace").decode("utf-8")
        places = [made.get("reason", ""), made["source"]["name"]]
        places += [made["notice"]["title"]] if "notice" in made and event.facts and event.facts.vendor is not None else []
        if any(place != put for place in places):
            tally.note("unequal", (put, places))


def on_a_terminal(event: Event, text: str, tally: Tally) -> None:
    """A table, a row and the lines of a message, as a pipe gets them: no character that steers, a row a line."""
    tally.outputs += 1
    out = io.StringIO()
    with redirect_stdout(out):
        print_table(["id", "name"], [[event.id, text]])
        print_fitted(["id", "name"], [[event.id, text]])
    lines = out.getvalue().split("\n")
    if len(lines) != 5:
        tally.note("invalid", lines)
    lines += message_lines(event, language="en", timezone=TOKYO)
    for line in lines:
        if STEERS.search(line.replace("\t", "")):
            tally.note("active", line)
    if on_one_line(text) != " ".join(lines[1].split()[1:]):
        tally.note("unequal", (text, lines[1]))


class _Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def in_the_log(event: Event, text: str, tally: Tally) -> None:
    """A line of the log: one JSON object that gives the text back; on a terminal a line for people. Nothing steers in either."""
    for out in (io.StringIO(), _Screen()):
        tally.outputs += 1
        with redirect_stderr(out):
            log_to_stderr()
            structlog.get_logger().warning("checked", source=text, problems=[text])
        written = out.getvalue()
        if not written.endswith("\n") or STEERS.search(written[:-1]):
            tally.note("active", written)
        if out.isatty():
            continue
        try:
            made = json.loads(written)
        except ValueError as fault:
            tally.note("unreadable", fault)
            continue
        if made["source"] != text or made["problems"] != [text]:
            tally.note("unequal", (text, made))
