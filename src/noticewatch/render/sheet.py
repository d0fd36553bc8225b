"""Incidents as CSV for spreadsheets: a row an incident, or a row a notice. No cell is taken for a formula.

Imports words and core. UTF-8 with a mark at its beginning, without which Excel reads Japanese as noise; lines end as RFC 4180
says.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from typing import Literal

from noticewatch.model import Count, Evidence
from noticewatch.render.lexicon import EN
from noticewatch.render.phrases import link_phrase, reason_phrase
from noticewatch.render.plain import one_line, web_address
from noticewatch.render.stories import moment_json
from noticewatch.story import Account, Story

Rows = Literal["incidents", "notices"]
Cell = str | int | None

MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), in both widths, and behind a semicolon: where a
# comma is the decimal sign, that parts the cells, whose quotation marks are then taken off.
_FORMULA = re.compile(r"((?:^|;)[\s\u200b\u2060\ufeff\"]*)(?=[=+\-@＝＋－＠])")

LONGEST_CELL = 32_000  # letters; of more than 32,767 Excel puts the rest into the row below, where it may begin a formula

INCIDENT_COLUMNS = (
    "incident", "severity", "severity_reasons", "organizations", "vendors", "cause", "exposure", "misuse",
    "affected", "affected_unit", "affected_qualifier", "affected_of", "affected_silent", "vendor_affected", "vendor_unit",
    "data_types", "regulators", "occurred", "discovered", "first_seen", "changed", "last_told", "notices", "changes",
    "title", "url",
)  # fmt: skip
NOTICE_COLUMNS = (
    "incident", "severity", "notice", "source", "organization", "vendor", "verdict", "stage", "cause",
    "affected", "affected_unit", "affected_qualifier", "exposure", "misuse", "data_types", "data_types_excluded", "regulators",
    "occurred_start", "occurred_end", "discovered", "published", "first_seen", "changed", "version", "withdrawn", "title", "url",
    "quote", "reasons",
)  # fmt: skip


def sheet(stories: Iterable[Story], zone: tzinfo, rows: Rows) -> Iterator[str]:
    """The file's text, piece by piece: the mark and the columns' names first."""
    yield MARK + csv_line(INCIDENT_COLUMNS if rows == "incidents" else NOTICE_COLUMNS)
    for story in stories:
        made = [_incident(story, zone)] if rows == "incidents" else [_notice(story, one, zone) for one in story.accounts]
        yield "".join(map(csv_line, made))


def safe_cell(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula: `'` stands before what could begin one.

    >>> safe_cell("=1+1"), safe_cell("\\u00a0-2+3"), safe_cell("a;@SUM(A1)"), safe_cell("25人 - 38人")
    ("'=1+1", "'-2+3", "a;'@SUM(A1)", '25人 - 38人')
    >>> print(safe_cell('a;"=1"'))
    a;"'=1"
    """
    made = _FORMULA.sub(r"\1'", one_line(text))
    return made if len(made) <= LONGEST_CELL else made[: LONGEST_CELL - 1] + "…"


def csv_line(cells: Sequence[Cell]) -> str:
    """One row with its line's end; no cell of it is taken for a formula. A file begins with `MARK`."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_MINIMAL).writerow([safe_cell(one) if isinstance(one, str) else one for one in cells])
    return out.getvalue()


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def _count(count: Count | None) -> tuple[Cell, Cell, Cell]:
    return (count.value, count.unit, count.qualifier) if count else (None, None, None)


def _incident(story: Story, zone: tzinfo) -> tuple[Cell, ...]:
    first, known = story.accounts[0].notice, story.known
    return (
        story.id,
        story.severity,
        _listed(reason_phrase(one, EN) for one in story.severity_reasons if one.code != "watch"),  # it goes to others
        _listed(story.organizations),
        _listed(story.vendors),
        story.cause,
        story.exposure,
        story.misuse,
        *_count(known.total),
        known.of,
        known.silent,
        *_count(known.vendor)[:2],
        _listed(story.data_types),
        _listed(story.regulators),
        story.occurred,
        story.discovered,
        moment_json(story.first_seen_at, zone),
        moment_json(story.changed_at, zone),
        moment_json(story.last_told_at, zone),
        len(story.accounts),
        sum(moment.kind == "change" for moment in story.moments),
        first.title,
        web_address(first.url),
    )


def _notice(story: Story, account: Account, zone: tzinfo) -> tuple[Cell, ...]:
    notice, facts = account.notice, account.notice.facts
    return (
        story.id,
        story.severity,
        notice.id,
        notice.source_id,
        facts.organization,
        facts.vendor,
        facts.verdict,
        facts.stage,
        facts.cause,
        *_count(facts.affected_headline),
        facts.exposure,
        facts.misuse,
        _listed(facts.data_types),
        _listed(facts.data_types_excluded),
        _listed(facts.regulators),
        facts.occurred_start,
        facts.occurred_end,
        facts.discovered,
        notice.published,
        moment_json(notice.first_seen_at, zone),
        moment_json(notice.changed_at, zone),
        notice.current,
        "yes" if notice.is_withdrawn else "no",
        notice.title,
        web_address(notice.url),
        _listed(piece.quote or f"judged by {piece.by}" for piece in _proof(account)),
        _listed(link_phrase(one, EN) for one in account.reasons),
    )


def _proof(account: Account) -> Sequence[Evidence]:
    """The words that prove how many are affected, or what happened where no number is given."""
    evidence = account.current.extraction.evidence if account.current else {}
    return evidence.get("affected_headline") or evidence.get("cause") or ()
