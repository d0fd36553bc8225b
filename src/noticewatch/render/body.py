"""A feed entry's body: a small table of the facts with their quotes, and for a change what changed, as safe HTML.

Imports words and core. Every foreign word is escaped, and the whole goes through an allow-list of tags without attributes.
"""

from __future__ import annotations

import html
from dataclasses import fields, replace
from datetime import UTC, tzinfo

import nh3

from noticewatch.codec import fact_to_json
from noticewatch.model import Event, Facts, Json
from noticewatch.render.lexicon import words_of
from noticewatch.render.lines import severity_line
from noticewatch.render.moved import moved_sentences
from noticewatch.render.phrases import value_phrase
from noticewatch.render.plain import one_line, shorten
from noticewatch.render.standing import gone_line, standing_first, standing_message
from noticewatch.render.words import Words
from noticewatch.text import LONGEST_QUOTE

MOST_SENTENCES = 40  # in an entry: a screen or two; the whole stands in the program
_MOST_QUOTES = 3  # a field; the webhook has them all
_MOST_CHANGES = 30
_LONGEST_VALUE = 500
_TAGS = {"p", "table", "thead", "tbody", "tr", "th", "td", "del", "ins", "q", "br"}
_LEFT_OUT = {"language", "verdict", "entries"}  # what tells a reader nothing about the incident


def entry_body(event: Event, *, language: str) -> str:
    """An event's body in HTML: tables, paragraphs, `del`, `ins` and `q` only, no attribute, no link."""
    words = words_of(language)
    parts = [_paragraph(event.notice.title)] if event.notice else list(map(_paragraph, _standing(event, words)))
    parts.append(_paragraph(event.reason) if event.type != "notice.changed" and not event.trouble else "")
    parts.append(_paragraph(gone_line(event, words, _zone(event))))
    if event.type == "notice.changed":
        note = words.sentences["no_note"] if event.correction_note is False else ""
        parts += [_changes(event, words), _paragraph(note), _sentences(event, words)]
    parts += [_facts(event, words), _paragraph(severity_line(event, words) if event.severity_reasons else "")]
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
        proof = event.evidence.get(field.name, ())
        pieces = list(dict.fromkeys(shorten(piece.quote, LONGEST_QUOTE) for piece in proof if piece.quote))
        quotes = "<br>".join(f"<q>{html.escape(quote)}</q>" for quote in pieces[:_MOST_QUOTES])
        if any(piece.how == "judged" for piece in proof):
            quotes = _text(words.sentences["judged_by_person"])
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


def _sentences(event: Event, words: Words) -> str:
    """The sentences that went and came, the words in which they differ marked."""
    moved, more = moved_sentences(event, MOST_SENTENCES)
    rows = []
    for one in moved:
        tag, sign = ("del", "−") if one.kind == "gone" else ("ins", "+")
        shown, at = "", 0
        for start, end in one.spans:
            shown += f"{html.escape(one.text[at:start])}<{tag}>{html.escape(one.text[start:end])}</{tag}>"
            at = end
        rows.append(f"{sign} {shown}{html.escape(one.text[at:])}")
    if more:
        rows.append(_text(words.sentences["more_sentences"].format(n=more)))
    return f"<p>{'<br>'.join(rows)}</p>" if rows else ""


def _standing(event: Event, words: Words) -> tuple[str, ...]:
    """What is told of a source, a channel or our own side, without what only a message needs: what to do."""
    if event.trouble is None:
        return ()
    zone = _zone(event)
    return (standing_first(event, words, zone), *standing_message(replace(event, source=None), words, zone).details)


def _zone(event: Event) -> tzinfo:
    return event.time.tzinfo or UTC
