"""How the show looks: headings, sentences, and a Slack message as a team would see it. Drawn on a terminal, plain in a pipe.

Imports rich and render.terminal. Nothing that a page or a message holds is printed but through `safe`, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, TextIO

from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from noticewatch.render.terminal import safe

Style = Literal["plain", "strong", "faint", "gone", "come"]

WIDEST = 110  # columns: longer lines are hard to read
_RICH: dict[Style, str] = {"plain": "", "strong": "bold", "faint": "dim", "gone": "red", "come": "green"}
_LINK = re.compile(r"<([^|<>]*)\|([^<>]*)>")  # Slack's <address|label>
_MARKS: dict[str, Style] = {"−": "gone", "-": "gone", "+": "come"}


def slack_lines(message: dict[str, Any]) -> list[tuple[Style, str]]:
    """A Slack message's lines as its reader sees them: the blocks' text unescaped, links as `[label] address`.

    Without blocks the text stands alone, as Slack shows it.

    >>> slack_lines({"text": "A &amp; B"})
    [('strong', 'A & B')]
    """
    blocks = message.get("blocks") or [{"type": "header", "text": {"text": message.get("text", "")}}]
    lines: list[tuple[Style, str]] = []
    for block in blocks:
        if block["type"] == "rich_text":
            rich = "".join(map(_rich, (one for section in block["elements"] for one in section["elements"])))
            lines += [(_block_style(block, line), safe(line)) for line in rich.splitlines()]
            continue
        parts = [block["text"]] if "text" in block else block.get("elements", [])
        for part in parts:
            for line in str(part.get("text", "")).splitlines():
                shown = _LINK.sub(r"[\2] \1", line) if part.get("type") == "mrkdwn" else line
                lines.append((_block_style(block, line), safe(_unescaped(shown))))
    return lines


def _rich(element: dict[str, Any]) -> str:
    """An element of rich text: the brackets around a link's label stand in the text beside it."""
    return f"{element['text']}: {element['url']}" if element["type"] == "link" else str(element["text"])


def _block_style(block: dict[str, Any], line: str) -> Style:
    if block.get("type") == "header":
        return "strong"
    if block.get("type") == "context":
        return "faint"
    return _MARKS.get(line[:1], "plain")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def folded(text: str, width: int) -> list[str]:
    """A text in lines of so many columns, two for a Japanese character: cut at a blank near the end, else anywhere.

    >>> folded("市民38名分の情報 leaked", 12)
    ['市民38名分の', '情報 leaked']
    """
    lines, rest = [], text
    while cell_len(rest) > width:
        cut = len(chop_cells(rest, width)[0])
        blank = rest.rfind(" ", cut * 3 // 4, cut + 1)
        at = blank if blank > 0 else cut
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*lines, rest]


class Screen:
    """Prints to a terminal in colours and boxes (without colours under NO_COLOR), to anything else plain lines."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._drawn = out.isatty()
        self._console = Console(file=out, highlight=False, markup=False, emoji=False)
        self._width = min(self._console.width, WIDEST) if self._drawn else WIDEST

    def heading(self, text: str) -> None:
        """A scene begins."""
        self._line("")
        if self._drawn:
            self._console.print(Rule(Text(safe(text), style="bold cyan"), align="left", style="cyan"), width=self._width)
        else:
            self._line(f"== {safe(text)}")

    def say(self, text: str, *, style: Style = "plain") -> None:
        """A sentence or two."""
        self._lines((style, line) for line in folded(safe(text), self._width))

    def lines(self, lines: Iterable[tuple[Style, str]], *, indent: str = "    ") -> None:
        """Lines as they are, set in a little."""
        self._lines((style, indent + line) for style, line in lines)

    def box(self, title: str, lines: Sequence[tuple[Style, str]]) -> None:
        """Lines in a box with a title."""
        fitted = [(style, part) for style, line in lines for part in folded(line, self._width - 5)]
        if not self._drawn:
            self._line(f"  +-- {safe(title)}")
            self._lines((style, f"  |  {line}") for style, line in fitted)
            self._line("  +--")
            return
        body = Text("\n").join(Text(line, style=_RICH[style]) for style, line in fitted)
        panel = Panel(body, title=Text(safe(title)), title_align="left", box=box.ROUNDED, border_style="magenta", padding=(0, 1))
        self._console.print(panel, width=self._width)

    def _lines(self, lines: Iterable[tuple[Style, str]]) -> None:
        for style, line in lines:
            self._line(line, style)

    def _line(self, line: str, style: Style = "plain") -> None:
        if self._drawn:
            self._console.print(Text(line, style=_RICH[style]), soft_wrap=True)
        else:
            self._out.write(f"{line.rstrip()}\n")
            self._out.flush()
