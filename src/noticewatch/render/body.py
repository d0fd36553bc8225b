"""A feed entry's body: a small table of the facts with their quotes, and for a change what changed, as safe HTML.

Imports words and core. Every foreign word is escaped, and the whole goes through an allow-list of tags without attributes.
"""

from __future__ import annotations

import html
from dataclasses import fields

import nh3

from noticewatch.codec import fact_to_json
from noticewatch.model import Event, Facts, Json
from noticewatch.render.lexicon import words_of
from noticewatch.render.phrases import value_phrase
from noticewatch.render.plain import one_line, shorten
from noticewatch.render.words import Words
from noticewatch.text import LONGEST_QUOTE, clean_text

LONGEST_DIFF = 8_000  # characters in an entry: a screen or two; the whole stands in the program
_MOST_QUOTES = 3  # a field; the webhook has them all
_MOST_CHANGES = 30
_LONGEST_VALUE = 500
_TAGS = {"p", "table", "thead", "tbody", "tr", "th", "td", "pre", "q", "br"}
_LEFT_OUT = {"language", "verdict", "entries"}  # what tells a reader nothing about the incident


def entry_body(event: Event, *, language: str) -> str:
    """An event's body in HTML: tables, paragraphs, `pre` and `q` only, no attribute, no link."""
    words = words_of(language)
    parts = [_paragraph(event.notice.title) if event.notice else "", _paragraph(event.reason)]
    if event.type == "notice.changed":
        parts += [_changes(event, words), _diff(event.diff)]
    parts.append(_facts(event, words))
    if event.incident and event.incident.notices > 1:
        names = words.comma.join(event.incident.organizations[:50])
        count = words.sentences["notices"].format(n=event.incident.notices)
        parts.append(_paragraph(f"{words.labels['same']}{words.colon}{names} ({count}, {event.incident.id})"))
    if event.source:
        parts.append(
            _paragraph(words.sentences["via"].format(name=f"{event.source.name or event.source.id} ({event.source.id})"))
        )
    made = "".join(parts) or _paragraph(event.id)
    return nh3.clean(made, tags=_TAGS, attributes={}, url_schemes=set(), link_rel=None)


def _text(text: str, room: int = _LONGEST_VALUE) -> str:
    return html.escape(shorten(text, room))


def _paragraph(text: str) -> str:
    return f"<p>{_text(text, 2000)}</p>" if one_line(text) else ""


def _facts(event: Event, words: Words) -> str:
    rows = []
    for field in fields(Facts) if event.facts else ():
        value = fact_to_json(getattr(event.facts, field.name))
        if field.name in _LEFT_OUT or value is None or value == []:
            continue
        pieces = list(dict.fromkeys(shorten(piece.quote, LONGEST_QUOTE) for piece in event.evidence.get(field.name, ())))
        quotes = "<br>".join(f"<q>{html.escape(quote)}</q>" for quote in pieces[:_MOST_QUOTES])
        derived = words.sentences["worked_out"] if _derived(event, field.name, value) else ""
        shown = _text(value_phrase(field.name, value, words) + derived)
        rows.append(f"<tr><th>{_text(words.labels[field.name])}</th><td>{shown}</td><td>{quotes}</td></tr>")
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _derived(event: Event, field: str, value: Json) -> bool:
    """Whether a lone value was worked out; a count says so itself, a list's pieces may differ."""
    if isinstance(value, (dict, list)):
        return False
    return any(piece.how == "derived" for piece in event.evidence.get(field, ()))


def _changes(event: Event, words: Words) -> str:
    rows = [
        f"<tr><th>{_text(words.labels.get(change.field, change.field))}</th>"
        f"<td>{_text(value_phrase(change.field, change.old, words))}</td>"
        f"<td>{_text(value_phrase(change.field, change.new, words))}</td></tr>"
        for change in event.changes[:_MOST_CHANGES]
    ]
    head = "".join(f"<th>{_text(words.labels[label])}</th>" for label in ("field", "old", "new"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""


def _diff(diff: str) -> str:
    text = clean_text(diff).strip("\n")
    if len(text) > LONGEST_DIFF:
        text = text[:LONGEST_DIFF].rpartition("\n")[0] + "\n…"
    return f"<pre>{html.escape(text)}</pre>" if text.strip() else ""
