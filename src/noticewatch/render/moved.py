"""What a change changed: facts as short phrases, and the sentences that went or came with the words in which they differ.

Imports words and core. Everything returned is plain text on one line, not escaped for any sink.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz

from noticewatch.compare import SAME_SENTENCE, is_stamp
from noticewatch.model import Change, Count, Event, Json
from noticewatch.render.phrases import count_change, count_of, value_phrase
from noticewatch.render.plain import one_line, shorten
from noticewatch.render.words import Words
from noticewatch.text import letters

MOST_LINES = 6  # of sentences in a message: what is read at a glance; the rest stands in the feed and the webhook
MOST_ROWS = 200  # of a diff that are looked at
LONGEST_LINE = 240
LONGEST_PAIR = 1500  # characters of a sentence that is compared word by word
RUN, KEPT = 30, 20  # full-width letters that stay as they were: a longer run is cut to what stands beside a change

# What is told first of several facts; the others follow in the schema's order.
_FIRST = ("affected_headline", "cause", "exposure", "misuse", "data_types", "vendor", "organization")
_TOKEN = re.compile(r"[A-Za-z]+|\d[\d,.]*|\s+|.")


@dataclass(frozen=True, slots=True)
class Moved:
    """A sentence that went or came, or its part that changed; `spans`: the characters in which it differs from its other self."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    kind: Literal["gone", "come"] = "come"


def told_changes(changes: Sequence[Change]) -> list[Change]:
    """The facts of a change that are worth a phrase, the weightiest first: a list of one count goes with the headline."""
    moved = any(change.field == "affected_headline" for change in changes)
    told = [
        change for change in changes if not (moved and change.field == "affected" and _single(change.old) and _single(change.new))
    ]
    return sorted(told, key=lambda change: _FIRST.index(change.field) if change.field in _FIRST else len(_FIRST))


def _single(value: Json) -> bool:
    return isinstance(value, list) and len(value) == 1


def change_phrase(change: Change, words: Words, *, room: int = 160) -> str:
    """One fact's change; of a list what came and what went. Each side has at most `room` characters.

    >>> from noticewatch.render.lexicon import EN
    >>> change_phrase(Change("cause", "under_investigation", "ransomware"), EN)
    'cause: under investigation → ransomware'
    >>> change_phrase(Change("data_types", ["name", "phone"], ["name", "health"]), EN)
    'data: +health −phone'
    """
    label = words.labels.get(change.field) or one_line(change.field)
    if change.field == "affected_headline":
        return f"{label}{words.colon}{count_change(count_of(change.old), count_of(change.new), words)}"
    if isinstance(change.old, list) and isinstance(change.new, list):
        came = [f"+{item}" for item in _items(change.field, change.new, change.old, words)]
        went = [f"−{item}" for item in _items(change.field, change.old, change.new, words)]
        return f"{label}{words.colon}{shorten(' '.join([*came, *went]), 2 * room)}"
    sides = " → ".join(shorten(value_phrase(change.field, side, words), room) for side in (change.old, change.new))
    return f"{label}{words.colon}{sides}"


def _items(field: str, these: Sequence[Json], those: Sequence[Json], words: Words) -> list[str]:
    return [value_phrase(field, [item], words) for item in these if item not in those]


def line_one_phrases(event: Event, words: Words) -> tuple[str, ...]:
    """What changed in one phrase, the fullest first, then with fewer of the facts.

    What was stated and now is otherwise goes before what was not stated before.
    """
    told = told_changes(event.changes)
    changes = [change for change in told if change.old not in (None, [])] or told
    if not changes:
        return (_text_phrase(event.diff, words), words.sentences["changed_text"])
    phrases = [
        count_change(count_of(change.old), new_count(change, event), words)
        if change.field == "affected_headline"
        else change_phrase(change, words, room=24)
        for change in changes
    ]
    made = [words.feed_comma.join(phrases[:kept]) for kept in range(len(phrases), 0, -1)]
    labels = [words.labels.get(change.field) or one_line(change.field) for change in changes]
    named = words.sentences["changed_fields"].format(what=shorten(words.inner.join(labels), 40))
    return (*made, named) if changes[0].field != "affected_headline" else tuple(made)


def new_count(change: Change, event: Event) -> Count | None:
    """How many there are after a change: as the page has it, where a person judged the number otherwise."""
    judged = any(piece.how == "judged" for piece in event.evidence.get("affected_headline", ()))
    new = event.facts.affected_headline if event.facts and not judged else None
    return new or count_of(change.new)


def _text_phrase(diff: str, words: Words) -> str:
    """How many sentences came, went, and were reworded, where a change is one of words alone."""
    gone, come, pairs = _rows(diff)
    counts = (("came", len(come) - len(pairs)), ("went", len(gone) - len(pairs)), ("reworded", len(pairs)))
    said = words.inner.join(words.sentences[name].format(n=n) for name, n in counts if n > 0)
    return words.sentences["changed_text"] + (words.brackets.format(inside=said) if said else "")


def moved_sentences(event: Event, most: int = MOST_LINES) -> tuple[list[Moved], int]:
    """The sentences of a diff that are shown, and how many more there are; those that prove a changed fact come first."""
    gone, come, pairs = _rows(event.diff)
    partner = {new: old for old, new in pairs}
    paired = set(partner.values())
    quotes = [piece.quote for change in event.changes for piece in event.evidence.get(change.field, ()) if piece.quote]
    groups: list[tuple[bool, list[Moved]]] = []
    for number, sentence in enumerate(come):
        proves = any(quote in sentence for quote in quotes)
        old = partner.get(number)
        groups.append((proves, list(marked_pair(gone[old], sentence)) if old is not None else [_whole(sentence, "come")]))
    groups += [(False, [_whole(sentence, "gone")]) for number, sentence in enumerate(gone) if number not in paired]
    groups.sort(key=lambda group: not group[0])
    shown: list[Moved] = []
    for _, group in groups:
        if len(shown) + len(group) > most:
            break
        shown += group
    unseen = max(0, len(_told_rows(event.diff)) - MOST_ROWS)
    return shown, sum(len(group) for _, group in groups) - len(shown) + unseen


def _whole(sentence: str, kind: Literal["gone", "come"]) -> Moved:
    return Moved(shorten(sentence, LONGEST_LINE), kind=kind)


def _rows(diff: str) -> tuple[list[str], list[str], list[tuple[int, int]]]:
    """A unified diff's sentences that went and that came, and which of them are one reworded (their places).

    Stamps, and what only moved to another place, are left out.
    """
    told = [(row[0], one_line(row[1:])) for row in _told_rows(diff)[:MOST_ROWS]]
    gone = [text for sign, text in told if sign == "-" and text and not is_stamp(text)]
    come = [text for sign, text in told if sign == "+" and text and not is_stamp(text)]
    both = {letters(text) for text in gone} & {letters(text) for text in come}
    gone, come = ([text for text in side if letters(text) not in both] for side in (gone, come))
    pairs: list[tuple[int, int]] = []
    free = set(range(len(gone)))
    for number, sentence in enumerate(come):
        best = max(free, key=lambda old: fuzz.ratio(gone[old], sentence), default=None)
        if best is not None and fuzz.ratio(gone[best], sentence) >= SAME_SENTENCE:
            free.remove(best)
            pairs.append((best, number))
    return gone, come, pairs


def _told_rows(diff: str) -> list[str]:
    """A unified diff's rows that came or went, its headers left out."""
    rows = diff.splitlines()
    start = next((at for at, row in enumerate(rows) if row.startswith("@@")), 0)
    return [row for row in rows[start:] if row[:1] in ("-", "+") and row[1:].strip()]


def marked_pair(old: str, new: str) -> tuple[Moved, Moved]:
    """A sentence before and after, cut to what changed, with the changed words' places.

    >>> marked_pair("児童25名分の氏名", "児童38名分の氏名")[1]
    Moved(text='児童38名分の氏名', spans=((2, 4),), kind='come')
    """
    if len(old) > LONGEST_PAIR or len(new) > LONGEST_PAIR:
        return _whole(old, "gone"), _whole(new, "come")
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs = _merged(SequenceMatcher(None, before, after, autojunk=False).get_opcodes(), before)
    sides = ([(same, before[a:b]) for same, a, b, _, _ in runs], [(same, after[c:d]) for same, _, _, c, d in runs])
    return _cut(sides[0], "gone"), _cut(sides[1], "come")


_Run = tuple[bool, int, int, int, int]


def _merged(codes: Iterable[tuple[str, int, int, int, int]], before: Sequence[str]) -> list[_Run]:
    """Runs that are the same and runs that are not; a lone letter between two changes is part of them."""
    runs: list[_Run] = []
    for tag, a, b, c, d in codes:
        same = tag == "equal" and (len("".join(before[a:b]).strip()) > 1 or a == 0 or b == len(before))
        if runs and runs[-1][0] == same:
            runs[-1] = (same, runs[-1][1], b, runs[-1][3], d)
        else:
            runs.append((same, a, b, c, d))
    return runs


def _cut(runs: Sequence[tuple[bool, Sequence[str]]], kind: Literal["gone", "come"]) -> Moved:
    """One side's runs as text: what stayed as it was cut where it is long, from its middle or from the sentence's ends."""
    text, spans = "", list[tuple[int, int]]()
    for number, (same, tokens) in enumerate(runs):
        piece = "".join(tokens)
        if same:
            text += _shortened(piece, at_start=number == 0, at_end=number == len(runs) - 1)
        elif piece:
            spans.append((len(text), len(text) + len(piece)))
            text += piece
    whole = shorten(text, LONGEST_LINE)
    cut = len(whole) - 1 if whole != text else len(text)
    return Moved(whole, tuple((start, min(end, cut)) for start, end in spans if start < cut), kind)


def _shortened(run: str, *, at_start: bool, at_end: bool) -> str:
    wide = sum(not letter.isascii() for letter in run) * 2 > len(run)
    longest, kept = (RUN, KEPT) if wide else (2 * RUN, 2 * KEPT)
    if len(run) <= longest or (at_start and at_end):
        return run
    head = "" if at_start else run[: kept // (1 if at_end else 2)]
    tail = "" if at_end else run[-kept // (1 if at_start else 2) :]
    if not wide:  # at whole words
        head, tail = head.rpartition(" ")[0] or head, tail.partition(" ")[2] or tail
    return f"{head}…{tail}"
