"""Draws the pictures of docs/messages: `python -m tests.draw_messages [--chromium PATH]`.

From the very blocks that are sent to Slack: blocks → HTML that looks as Slack shows them → headless Chromium → PNG. The marks
before line one are drawn as shapes, since a machine may have no font for them.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS)]

import contract_messages  # noqa: E402
import event_samples  # noqa: E402
from noticewatch.model import Event  # noqa: E402
from noticewatch.render.slack import slack_message  # noqa: E402

PICTURES = TESTS.parent / "docs" / "messages"
LARGEST = 60_000  # bytes of a picture
WIDTH = 720
KINDS: dict[str, Event] = {
    "new": contract_messages.NEW,
    "changed": contract_messages.CHANGED,
    "withdrawn": event_samples.WITHDRAWN,
    "failing": contract_messages.FAILING,
    "storm": event_samples.STORM,
    "digest": event_samples.DIGEST,
}

_DISCS = {"🟢": "#2f9e44", "🟡": "#f2b705", "🟠": "#f2780c", "🔴": "#d6242f", "⚫": "#1d1c1d"}
_SIGNS = {
    "🔄": ("#1264a3", '<path d="M5 10a5 5 0 0 1 9-3M15 10a5 5 0 0 1-9 3" /><path d="M14 4v3h-3M6 16v-3h3" />'),
    "🗑": ("#616061", '<path d="M6 7h8l-1 9H7zM5 7h10M8 5h4" />'),
    "🔗": ("#1264a3", '<path d="M9 11l3-3M8 9l-2 2a2 2 0 0 0 3 3l2-2M12 11l2-2a2 2 0 0 0-3-3l-2 2" />'),
    "🔧": ("#616061", '<path d="M6 14l5-5M13 5a3 3 0 1 0 2 2l-2 1-1-1z" />'),
}
_LINK = re.compile(r"&lt;(https?://[^|&]*(?:&amp;[^|&]*)*)\|([^&<>]*)&gt;")
_STYLE = """
* { box-sizing: border-box } body { margin: 0; background: #fff; color: #1d1c1d; width: WIDTHpx;
font: 15px/1.47 "Lato", "Helvetica Neue", "DejaVu Sans", "IPAexGothic", sans-serif }
#message { padding: 12px 20px 14px 64px; position: relative }
#face { position: absolute; left: 18px; top: 15px; width: 36px; height: 36px; border-radius: 8px; background: #274c5e;
color: #fff; font-size: 15px; font-weight: bold; text-align: center; line-height: 36px }
#who { font-weight: bold }
#who span { font: 10px sans-serif; background: #e8e8e8; color: #555; padding: 1px 4px; border-radius: 3px;
margin: 0 6px; vertical-align: 2px }
#who small { font-weight: normal; color: #616061; font-size: 12px }
.header { font-size: 18px; font-weight: bold; line-height: 1.35; margin: 4px 0 8px } .header svg { vertical-align: -3px }
.section, .rich_text { white-space: pre-wrap; margin: 6px 0; overflow-wrap: anywhere }
.context { color: #616061; font-size: 13px; margin: 6px 0; overflow-wrap: anywhere } a { color: #1264a3; text-decoration: none }
s { color: #a33; text-decoration-thickness: 1px } b { color: #17633a }
"""


def page(message: dict[str, Any]) -> str:
    """A Slack message as a page of its own."""
    blocks = "".join(f'<div class="{block["type"]}">{_block(block)}</div>' for block in message["blocks"])
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{_STYLE.replace("WIDTH", str(WIDTH))}</style><div id="message">'
        f'<div id="face">nw</div><div id="who">noticewatch<span>APP</span><small>10:05</small></div>{blocks}</div>'
        "<script>document.documentElement.dataset.height = document.getElementById('message').offsetHeight</script>"
    )


def _block(block: dict[str, Any]) -> str:
    if block["type"] == "rich_text":
        return "".join(_rich(element) for section in block["elements"] for element in section["elements"])
    parts = block["elements"] if block["type"] == "context" else [block["text"]]
    return " ".join(_text(part) for part in parts)


def _rich(element: dict[str, Any]) -> str:
    shown = _marked(html.escape(element["text"]))
    if element["type"] == "link":
        return f'<a href="#">{shown}</a>'
    style = element.get("style", {})
    tag = "s" if style.get("strike") else "b" if style.get("bold") else ""
    return f"<{tag}>{shown}</{tag}>" if tag else shown


def _text(part: dict[str, Any]) -> str:
    if part["type"] == "mrkdwn":
        return _LINK.sub(r'<a href="#">\2</a>', html.escape(part["text"]))
    return _marked(html.escape(html.unescape(part["text"])))


def _marked(text: str) -> str:
    for mark, colour in _DISCS.items():
        text = text.replace(mark, _svg(f'<circle cx="10" cy="10" r="8" fill="{colour}" />'))
    for mark, (colour, path) in _SIGNS.items():
        strokes = f'<circle cx="10" cy="10" r="9" fill="{colour}" /><g fill="none" stroke="#fff" stroke-width="1.6">{path}</g>'
        text = text.replace(mark, _svg(strokes))
    return text


def _svg(inside: str) -> str:
    return f'<svg width="18" height="18" viewBox="0 0 20 20">{inside}</svg>'


def draw(chromium: str, markup: str, picture: Path) -> None:
    """Take a picture of a page, as high as its message is."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "message.html"
        source.write_text(markup, encoding="utf-8")
        start = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--hide-scrollbars",
        ]
        shown = subprocess.run([*start, "--dump-dom", source.as_uri()], capture_output=True, text=True, check=True).stdout
        height = re.search(r'data-height="(\d+)"', shown)
        size = f"--window-size={WIDTH},{height[1] if height else 400}"
        subprocess.run([*start, size, f"--screenshot={picture}", source.as_uri()], capture_output=True, check=True)
    if picture.stat().st_size > LARGEST:
        raise SystemExit(f"{picture} has {picture.stat().st_size:,} bytes, more than {LARGEST:,}")


def main() -> None:
    """Draw every kind in both languages."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--chromium", default="chromium")
    chromium = asked.parse_args().chromium
    PICTURES.mkdir(exist_ok=True)
    for name, event in KINDS.items():
        for language in ("en", "ja"):
            told = event_samples.in_japanese(event) if language == "ja" else event
            message = json.loads(slack_message(told, language=language, timezone=event_samples.TOKYO))
            picture = PICTURES / f"{name}.{language}.png"
            draw(chromium, page(message), picture)
            print(f"{picture.name}: {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
