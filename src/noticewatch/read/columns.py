"""What a table's head says of its columns: which names each row's notice, which is the day it was put up.

Core; imports the tree, lines, dateline and the tables of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from noticewatch.read.dateline import DateIn, YearIn, row_date_in
from noticewatch.read.lexicon import TITLE_COLUMN
from noticewatch.read.lines import folded_line
from noticewatch.read.tree import Node

_POSTED = re.compile(
    r"(?:date )?(?:(?:first )?(?:reported|posted|published|released?|issued?|updated|received|submitted|filed|notified|added)"
    r"|report(?:ing)?|publication|posting)(?: (?:date|on|to [\w ]{1,30}))?(?: \(.{1,20}\))?"
    r"|(?:公表|公開|掲載|発表|発信|配信|投稿|登録|更新|報告|届出)(?:年?月?日時?|日付)?"
)
_BEFALL = re.compile(
    r"breach|incident|event|discover|effective|expir|deadline|due|clos(?:es|ing)|start|end\b|hearing|affected"
    r"|発生|発覚|判明|期限|締切|〆切|開催|期間|終了|開始|施行|開札"
)
_MOST_SPANNED = 60  # rows that one cell may stand beside


def title_cell(row: Node) -> Node | None:
    """A table row's cell under a heading such as "Title"."""
    for head, cell in _columns(row):
        if TITLE_COLUMN.match(head):
            return cell
    return None


def posted_date(row: Node, year: YearIn | None = None) -> DateIn | None:
    """The date under a heading such as "Reported", else the first not under "Date of Breach"; None where no head tells."""
    dated = [(head, found) for head, cell in _columns(row) if (found := row_date_in(cell.text(), year)) and found.day]
    posted = next((found for head, found in dated if _POSTED.fullmatch(head)), None)
    if posted is not None or not any(_BEFALL.search(head) for head, _ in dated):
        return posted
    return next((found for head, found in dated if not _BEFALL.search(head)), None)


class Spans:
    """The cells of tables that reach down over several rows; each table is gone through once."""

    def __init__(self) -> None:
        self._over: dict[int, dict[int, list[Node]]] = {}  # by a table body, for each of its rows, the cells from above

    def date(self, row: Node, year: YearIn | None = None) -> DateIn | None:
        """The date in a cell that began in a row above and reaches down to this one."""
        line = next((above for above in row.ancestors() if above.tag == "tr"), None)
        if line is None or line.parent is None:
            return None
        if id(line.parent) not in self._over:
            self._over[id(line.parent)] = _reaching(line.parent)
        for cell in self._over[id(line.parent)].get(id(line), ()):
            if (found := row_date_in(cell.text(), year)) is not None and found.alone and found.day:
                return found
        return None


def _reaching(body: Node) -> dict[int, list[Node]]:
    rows = [node for node in body.elements() if node.tag == "tr"]
    over: dict[int, list[Node]] = {}
    for at, row in enumerate(rows):
        for cell in row.elements():
            for below in rows[at + 1 : at + min(_span(cell), _MOST_SPANNED)]:
                over.setdefault(id(below), []).append(cell)
    return over


def _span(cell: Node) -> int:
    written = cell.attrs.get("rowspan", "").strip()[:4]
    return int(written) if written.isdecimal() else 1


def _columns(row: Node) -> Iterator[tuple[str, Node]]:
    """A table row's cells, each with what the table's first row says over it; none where the numbers differ."""
    if row.tag != "tr" or row.parent is None:
        return
    table = next((above for above in row.ancestors() if above.tag == "table"), None)
    first = next((node for node in table.nodes() if node.tag == "tr"), None) if table is not None else None
    if first is None or first is row:
        return
    heads = [cell for cell in first.elements() if cell.tag in ("td", "th")]
    cells = [cell for cell in row.elements() if cell.tag in ("td", "th")]
    if len(heads) == len(cells):
        for head, cell in zip(heads, cells, strict=True):
            yield folded_line(head.text()), cell
