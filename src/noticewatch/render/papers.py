"""Sections of text and tables as Markdown, as one page of HTML, as CSV.

Imports words and core. What pages, registers and people wrote is foreign: no cell can become markup, a formula or a second line.
The page is whole by itself: it loads nothing, runs nothing, and is read aloud and by keyboard as well as by eye.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from noticewatch.render.plain import one_line
from noticewatch.render.sheet import MARK, csv_line

Form = Literal["md", "html", "csv"]

# What Markdown makes something of, within a line; a scheme's colon and "www." are links by themselves (GFM).
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~!&@$^]|:(?=//)|(?<=www)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere; without an address it is its text."""

    text: str
    address: str


Cell = str | Link


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what is said beneath it, and a table; `left`: how many rows it leaves out, `number`: columns of numbers."""

    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    left: int = 0
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Paper:
    """A title, what is said beneath it, sections; `left` says how many rows a table leaves out, with the field `n`."""

    title: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str
    left: str


def written(paper: Paper, form: Form) -> str:
    """The whole in one form, ending with a line's end."""
    return {"md": _markdown, "html": _html, "csv": _csv}[form](paper)


def _markdown(paper: Paper) -> str:
    lines = [f"# {markdown(paper.title)}", "", *(f"{markdown(line)}  " for line in paper.head)]
    for one in paper.sections:
        lines += ["", f"## {markdown(one.title)}", ""]
        for line in one.lines:
            lines += [markdown(line), ""]
        if one.rows:
            lines.append(f"| {' | '.join(map(markdown, one.columns))} |")
            lines.append("|" + "|".join(" ---: " if at in one.numbers else " --- " for at in range(len(one.columns))) + "|")
            lines += [f"| {' | '.join(map(_markdown_cell, row))} |" for row in one.rows]
        if one.left:
            lines += ["", markdown(paper.left.format(n=f"{one.left:,}"))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _markdown_cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        # An address in ASCII has no blank; what could end it or the row is written as its number.
        address = cell.address.replace("(", "%28").replace(")", "%29").replace("|", "%7C")
        return f"[{markdown(cell.text) or '–'}]({address})" if address else markdown(cell.text)
    return markdown(cell)


def markdown(text: str) -> str:
    """Foreign text of which Markdown makes nothing.

    >>> markdown("a|b [x](https://y) <b>")
    'a\\\\|b \\\\[x\\\\](https\\\\://y) \\\\<b\\\\>'
    """
    return _MARKDOWN.sub(lambda found: f"\\{found[0]}", one_line(text))


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?")  # which is not broken at its hyphens
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
_STYLE = """
:root { color-scheme: light dark; --line: #767676; --soft: #f2f4f7; --ink: #1a1a1a; --paper: #ffffff; --link: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --line: #9a9a9a; --soft: #24272c; --ink: #ececec; --paper: #16181b; --link: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", Meiryo, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .4rem; padding-top: .8rem; border-top: 2px solid var(--line); }
p { margin: .3rem 0; max-width: 60rem; }
a { color: var(--link); }
.wide { overflow-x: auto; margin-top: .6rem; }
td:not(.n, .d) { min-width: 5.5rem; }
td:not(.n, .d):has(a) { min-width: 12rem; }
.wide:focus-visible { outline: 3px solid var(--link); }
table { border-collapse: collapse; min-width: 30rem; font-size: .92rem; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .7rem; text-align: left; vertical-align: top; max-width: 26rem; }
td, th { overflow-wrap: break-word; }
thead th { background: var(--soft); white-space: nowrap; }
tbody th { font-weight: 600; }
tbody tr:nth-child(even) { background: var(--soft); }
.n { text-align: right; }
.n, .d { font-variant-numeric: tabular-nums; white-space: nowrap; }
caption { text-align: left; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media print { body { max-width: none; padding: 0; } .wide { overflow: visible; } tr { break-inside: avoid; } }
"""


def _html(paper: Paper) -> str:
    title = _text(paper.title)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{html.escape(paper.language)}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
        *(f"<p>{_text(line)}</p>" for line in paper.head),
    ]
    for number, one in enumerate(paper.sections, 1):
        parts.append(f'<section aria-labelledby="s{number}">\n<h2 id="s{number}">{_text(one.title)}</h2>')
        parts += [f"<p>{_text(line)}</p>" for line in one.lines]
        if one.rows:
            parts.append(_html_table(one, number))
        if one.left:
            parts.append(f"<p>{_text(paper.left.format(n=f'{one.left:,}'))}</p>")
        parts.append("</section>")
    return "\n".join((*parts, "</main>\n</body>\n</html>\n"))


def _html_table(one: Section, number: int) -> str:
    def marked(at: int, cell: Cell = "") -> str:
        if at in one.numbers:
            return ' class="n"'
        return ' class="d"' if isinstance(cell, str) and _MOMENT.fullmatch(cell) else ""

    # A region that can be scrolled must be reached by the keyboard, and so has a name (WCAG 2.1.1).
    lines = [f'<div class="wide" role="region" tabindex="0" aria-labelledby="s{number}">\n<table>']
    lines.append(f"<caption>{_text(one.title)}</caption>\n<thead><tr>")
    lines += [f'<th scope="col"{marked(at)}>{_text(name)}</th>' for at, name in enumerate(one.columns)]
    lines.append("</tr></thead>\n<tbody>")
    for row in one.rows:
        cells = [f"<td{marked(at, cell)}>{_html_cell(cell)}</td>" for at, cell in enumerate(row) if at]
        lines.append(f'<tr><th scope="row">{_html_cell(row[0])}</th>{"".join(cells)}</tr>')
    return "\n".join((*lines, "</tbody>\n</table>\n</div>"))


def _html_cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        text = _text(cell.text) or "–"
        return f'<a href="{html.escape(cell.address)}" rel="noreferrer noopener">{text}</a>' if cell.address else text
    return _text(cell)


def _text(text: str) -> str:
    return html.escape(one_line(text))


def _csv(paper: Paper) -> str:
    """Each section as its title, its lines and its table, an empty row between."""
    lines: list[Sequence[str]] = []
    for number, one in enumerate(paper.sections):
        lines += [()] if number else []
        lines += [(text,) for text in (one.title, *one.lines)]
        lines += [_csv_columns(one), *map(_csv_cells, one.rows)]
    return MARK + "".join(map(csv_line, lines))


def _csv_columns(one: Section) -> list[str]:
    """The columns' names, with one for each address."""
    links = {at for row in one.rows for at, cell in enumerate(row) if isinstance(cell, Link)}
    return [name for at, column in enumerate(one.columns) for name in ((column, f"{column} URL") if at in links else (column,))]


def _csv_cells(row: Iterable[Cell]) -> list[str]:
    return [part for cell in row for part in ((cell.text, cell.address) if isinstance(cell, Link) else (cell,))]
