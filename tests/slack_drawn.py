"""The blocks of a Slack message as the text that a person sees: links in brackets, context and rich text as they stand."""

from __future__ import annotations

import html
from typing import Any


def drawn(message: dict[str, Any]) -> str:
    """All blocks from top to bottom; a changed word is as plain as the rest."""
    return "\n".join(map(_block, message["blocks"])) + "\n"


def _block(block: dict[str, Any]) -> str:
    if block["type"] == "rich_text":
        return "".join(element["text"] for section in block["elements"] for element in section["elements"])
    if block["type"] == "context":
        return html.unescape(" ".join(element["text"] for element in block["elements"]))
    text: dict[str, str] = block["text"]
    return html.unescape(text["text"])
