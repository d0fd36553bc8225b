"""Tables, safe text and progress for whoever sits at a terminal; plain aligned columns for a pipe.

Imports words and core. Foreign text never reaches the terminal with control characters or line breaks in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from noticewatch.render.plain import one_line

_GAP = "  "
# Words that stand for a state; a cell that begins with one bears its colour on a terminal.
_COLOURS = {
    "OK": "green",
    "done": "green",
    "new": "cyan",
    "due": "yellow",
    "unclassified": "yellow",
    "DEGRADED": "yellow",
    "SUSPECT": "bold yellow",
    "STALE": "bold magenta",
    "FAILED": "bold red",
    "dead": "bold red",
    "incident": "bold",
    "report": "cyan",
    "follow-up": "cyan",
    "final": "cyan",
    "changed": "yellow",
    "withdrawn": "magenta",
    "low": "green",
    "medium": "yellow",
    "high": "bold yellow",
    "critical": "bold red",
    "LOW": "green",
    "MEDIUM": "yellow",
    "HIGH": "bold yellow",
    "CRITICAL": "bold red",
}


def safe(text: str) -> str:
    """Text that may be printed: on one line, without ESC or any other control character.

    >>> safe("件名\\n\\x1b[31m<0>")
    '件名 [31m<0>'
    """
    return one_line(text)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "") -> None:
    """Print a table on stdout: drawn and folded on a terminal, else aligned columns, a row a line, nothing cut."""
    cells = [[safe(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        _print_aligned(columns, cells)
        return
    table = Table(title=Text(safe(title)) if title else None, box=box.SIMPLE_HEAD, title_justify="left")
    for column in columns:
        table.add_column(Text(safe(column)), overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell, style=_COLOURS.get(cell.partition(" ")[0], "")) for cell in row))
    Console(file=sys.stdout).print(table)


def print_pairs(pairs: Sequence[tuple[str, str]]) -> None:
    """Print labels with their texts, aligned; on a terminal long texts are folded beside their label."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    width = max((cell_len(label) for label, _ in pairs), default=0)
    for label, text in pairs:
        if not sys.stdout.isatty():
            sys.stdout.write(f"{safe(label)}{' ' * (width - cell_len(label))}{_GAP}{safe(text)}\n")
            continue
        grid.add_row(Text(safe(label), style="dim"), Text(safe(text), style=_COLOURS.get(text.partition(":")[0], "")))
    if sys.stdout.isatty():
        Console(file=sys.stdout, highlight=False).print(grid)


@dataclass(frozen=True, slots=True)
class Block:
    """Something that stands at a time: a word for what it is, a first line in two parts (`who` set off), lines below it."""

    time: str
    what: str
    who: str
    says: str
    below: tuple[str, ...] = ()


def print_blocks(heading: str, blocks: Sequence[Block]) -> None:
    """Print blocks below each other for a terminal, folded beside their time and word."""
    console = Console(file=sys.stdout, highlight=False)
    console.print(Text(safe(heading), style="bold"))
    beside = max((cell_len(block.time) + cell_len(block.what) for block in blocks), default=0) + 2 * len(_GAP)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for block in blocks:
        who, says = Text(safe(block.who), style="bold"), Text(safe(block.says))
        fits = beside + who.cell_len + len(_GAP) + says.cell_len <= console.width
        first = Text.assemble(who, _GAP if who and says else "", says) if fits or not who else who
        grid.add_row(Text(block.time), Text(block.what, style=_COLOURS.get(block.what, "")), first)
        for line in (says,) if first is who and says else ():
            grid.add_row("", "", line)
        for below in block.below:
            grid.add_row("", "", Text(safe(below), style="dim"))
    console.print(grid)


def print_fitted(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a row a line: cut to the width of a terminal, else cells parted by tabs, nothing cut.

    On a terminal the last two columns share what the others leave, so that both are seen.
    """
    lines = [[safe(cell) for cell in line] for line in (columns, *rows)]
    if not sys.stdout.isatty():
        for line in lines:
            sys.stdout.write("\t".join(line) + "\n")
        return
    widths = _fitted([max(cell_len(line[at]) for line in lines) for at in range(len(columns))], Console(file=sys.stdout).width)
    for line in lines:
        sys.stdout.write(_GAP.join(_cut(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n")


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Widths of columns that fit a line: first ones at most a fifth of it each, the last two what is left, fairly.

    >>> _fitted([40, 10, 90, 20], 86)
    [17, 10, 33, 20]
    """
    first = [min(width, room // 5) for width in widths[:-2]]
    left = max(2, room - sum(first) - len(_GAP) * (len(widths) - 1))
    one, other = widths[-2:]
    share = left // 2
    if one + other > left:
        one, other = (left - other, other) if other <= share else (one, left - one) if one <= share else (share, left - share)
    return [*first, one, other]


def _cut(cell: str, width: int) -> str:
    """A cell of just a width, its end told where it was cut."""
    return (
        set_cell_size(cell, width)
        if cell_len(cell) <= width
        else set_cell_size(set_cell_size(cell, width - 1).rstrip() + "…", width)
    )


def _print_aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [[safe(column) for column in columns], *rows]
    widths = [max(cell_len(line[at]) if at < len(line) else 0 for line in lines) for at in range(len(columns))]
    for line in lines:
        padded = [cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=False)]
        sys.stdout.write(_GAP.join(padded).rstrip() + "\n")


@dataclass(slots=True)
class Steps:
    """Steps of which it comes out on the way how many there are."""

    expect: Callable[[int], None] = lambda number: None
    done: Callable[[], None] = lambda: None


@contextmanager
def steps(description: str) -> Iterator[Steps]:
    """A bar on stderr that grows by what is expected. Silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield Steps()
        return
    with _bar() as bar:
        task = bar.add_task(safe(description), total=0)
        expected = 0

        def expect(number: int) -> None:
            nonlocal expected
            expected += number
            bar.update(task, total=expected)

        yield Steps(expect, lambda: bar.advance(task))


@contextmanager
def progress(total: int, description: str) -> Iterator[Callable[[], None]]:
    """A bar on stderr while the block runs; call what it gives once for each step done. Silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with _bar() as bar:
        task = bar.add_task(safe(description), total=total)
        yield lambda: bar.advance(task)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(file=sys.stderr), transient=True)
