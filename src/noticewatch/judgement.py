"""What a person says of a notice's facts, and the facts that follow: judged ones stand above whatever is found.

Core; imports the words and text. The fields and their values are the facts' schema's; what they are is read from `model.Facts`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

from noticewatch import codec
from noticewatch.judgements import PROGRAM, Judged, JudgedFact, Judgement, KeptMark, Mark
from noticewatch.model import Contact, ContactKind, Count, Evidence, Extraction, Facts, Json, Qualifier, Scope, Unit
from noticewatch.text import clean_text

VERDICTS = ("incident", "roundup", "guidance", "other")  # the schema's: nobody judges something to be unclassified
DATES = ("occurred_start", "occurred_end", "discovered", "published")
LONGEST = 500  # letters of a name, a note, a person
MOST_VALUES = 100  # of one list
_TOLD = ("incident", "unclassified")
_ALWAYS = ("language", "verdict", "published", "entries")  # what the extractor too gives of what is no incident
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})?")
_HINTS = get_type_hints(Facts)


def overlaid(found: Extraction, judged: Judged) -> Extraction:
    """What is found of a notice, beneath what a person judged: each judged field has the judged value, whatever was found.

    Of what is called no incident nothing is left but what stands of such a text anyway, and what was judged besides. The
    evidence of a judged fact names who judged it in the place of a quote.

    >>> from noticewatch.judgements import JudgedFact
    >>> judged = {"cause": JudgedFact("theft", "hana", datetime(2026, 3, 2), 1)}
    >>> overlaid(Extraction(Facts(verdict="incident", cause="loss")), judged).facts.cause
    'theft'
    """
    facts = facts_overlaid(found.facts, judged)
    kept = found.evidence if facts.verdict in _TOLD else {name: found.evidence.get(name, ()) for name in _ALWAYS}
    evidence = {name: pieces for name, pieces in kept.items() if pieces and name not in judged}
    evidence |= {name: pieces for name, one in judged.items() if (pieces := _pieces(one))}
    return replace(found, facts=facts, evidence=evidence)


def facts_overlaid(found: Facts, judged: Judged) -> Facts:
    """The facts alone of `overlaid`; facts beneath the same judgement already stay as they are."""
    data, said = codec.facts_to_json(found), {name: one.value for name, one in judged.items() if name in _HINTS}
    if said.get("verdict", found.verdict) not in _TOLD:
        data = {name: data[name] for name in _ALWAYS}
    return codec.facts_from_json(data | said)


def is_dismissed(judged: Judged) -> bool:
    """Whether a person said that a notice announces no incident."""
    return "verdict" in judged and judged["verdict"].value != "incident"


def _pieces(one: JudgedFact) -> tuple[Evidence, ...]:
    values = one.value if isinstance(one.value, list) else [one.value]
    listed = isinstance(one.value, list)
    return tuple(
        Evidence("", 0, 0, "judged", _proves(value) if listed else None, one.by) for value in values if value is not None
    )


def _proves(value: Json) -> Json:
    """A list's value as evidence names it: a count's number, a contact's address or number, else the value."""
    return value["value"] if isinstance(value, dict) else value


# The history


def judged_anew(
    last: Judgement | None, notice_id: str, given: Mapping[str, Json], by: str, note: str, version: int, now: datetime
) -> Judgement:
    """The next row of a notice's history: what is given now, above what stood before. `last`: the newest row so far."""
    before = last.standing if last else {}
    standing = dict(before) | {name: JudgedFact(value, by, now, version) for name, value in given.items()}
    return Judgement(notice_id, by, now, version, dict(given), standing, note, before=last.number if last else 0)


def taken_back(rows: Mapping[int, Judgement], by: str, note: str, now: datetime) -> Judgement | None:
    """The row that takes the newest judgement of a notice back, so that what stood before it stands again.

    `rows`: the notice's history by number. None where nothing stands that could be taken back.
    """
    last = rows[max(rows)] if rows else None
    if last is None or not last.standing:
        return None
    previous = rows.get(last.before)
    return Judgement(
        last.notice_id,
        by,
        now,
        last.version,
        {},
        previous.standing if previous else {},
        note,
        undo=True,
        before=previous.before if previous else 0,
    )


def merged_mark(kept: KeptMark | None, others: Sequence[KeptMark | None], now: datetime) -> Mark | None:
    """The mark of an incident after others were merged into it; None where its own stays. One without a mark is `new`.

    The newest of those that watch or have handled one of them counts: it is one incident now. Silence does not spread: it stays
    only where each of them was called irrelevant, else the incident is new again.
    """
    all_of = [kept, *others]
    marks = sorted((one.mark for one in all_of if one), key=lambda mark: mark.at)
    if not marks:
        return None
    taken_up = [mark for mark in marks if mark.state in ("watching", "handled")]
    silent = [mark for mark in marks if mark.state == "irrelevant"]
    if taken_up:
        chosen = taken_up[-1]
    elif len(silent) == len(all_of):
        chosen = silent[-1]
    elif kept and kept.mark.state == "irrelevant":
        return Mark("new", PROGRAM, now, note="merged with one that is not irrelevant")
    else:
        return None
    owner = chosen.owner or next((mark.owner for mark in reversed(marks) if mark.owner), "")
    chosen = replace(chosen, owner=owner, worse=())
    return None if kept and chosen == kept.mark else chosen


# What is given


def fields_of(sets: Iterable[str], clears: Iterable[str], verdict: str = "") -> dict[str, Json]:
    """The values given as FIELD=VALUE, those of a list together. Raises ValueError that names what is allowed.

    >>> fields_of(["affected_headline=about 1,200 record", "data_types=name,phone"], ["vendor"])["data_types"]
    ['name', 'phone']
    """
    made: dict[str, Json] = {}
    for one in sets:
        name, sign, text = one.partition("=")
        name = name.strip()
        if not sign:
            raise ValueError(f"--set {one}: it is written FIELD=VALUE, such as --set cause=ransomware")
        value = value_of(name, text.strip())
        before = made.get(name)
        if before is not None and not (isinstance(before, list) and isinstance(value, list)):
            raise ValueError(f"--set {name}: it has one value, and was given two")
        made[name] = _joined(name, before, value)
    for name in clears:
        if name in made:
            raise ValueError(f"{name} is both set and cleared")
        if name in ("verdict", "language"):
            raise ValueError(f"--clear {name}: it cannot be empty; --set {name}=… says what it is")
        made[name] = [] if _is_list(_known(name, "--clear")) else None
    if verdict:
        if "verdict" in made:
            raise ValueError("the verdict is given twice: --verdict and --set verdict")
        made["verdict"] = value_of("verdict", verdict)
    return made


def _joined(name: str, before: Json, value: Json) -> Json:
    if not (isinstance(before, list) and isinstance(value, list)):
        return value
    if len(before) + len(value) > MOST_VALUES:
        raise ValueError(f"--set {name}: at most {MOST_VALUES} values")
    return [*before, *(one for one in value if one not in before)]


def value_of(name: str, text: str) -> Json:
    """One field's value from what a person wrote, as the schema's JSON has it. Raises ValueError that names what is allowed."""
    hint = _known(name, "--set")
    if not text:
        raise ValueError(f"--set {name}=: nothing is given; --clear {name} says that the text does not state it")
    try:
        if _is_list(hint):
            return _list(name, get_args(hint)[0], text)
        return _single(name, hint)(text)
    except ValueError as problem:
        raise ValueError(f"--set {name}={clean_text(text[:80])}: {problem}") from None


def _known(name: str, option: str) -> object:
    if name not in _HINTS:
        raise ValueError(f"{option} {clean_text(name[:80])}: no such field; the fields are {', '.join(_HINTS)}")
    return _HINTS[name]


def _is_list(hint: object) -> bool:
    return get_origin(hint) is tuple


def _list(name: str, kind: object, text: str) -> list[Json]:
    """Values parted by `;`, and where none of them may hold one by a comma."""
    separators = ",;" if _words_of(name, kind) else ";"
    parts = [part.strip() for part in re.split(f"[{separators}]", text) if part.strip()]
    if not parts:
        raise ValueError("nothing is given")
    if len(parts) > MOST_VALUES:
        raise ValueError(f"at most {MOST_VALUES} values")
    read = _single(name, kind)
    return list(dict.fromkeys(map(read, parts))) if kind not in (Count, Contact) else [read(part) for part in parts]


@cache
def _words_of(name: str, kind: object) -> tuple[str, ...]:
    """The words that a value may be; empty for what is no vocabulary."""
    if name == "verdict":
        return VERDICTS
    if name == "pending":
        return tuple(one for one in _HINTS if one not in ("pending", "language", "verdict"))
    for one in (kind, *get_args(kind)):
        if get_origin(one) is Literal:
            return get_args(one)
    return ()


def _single(name: str, kind: object) -> Callable[[str], Json]:
    kind = next((one for one in get_args(kind) if one is not type(None)), kind) if _is_optional(kind) else kind
    if words := _words_of(name, kind):
        return lambda text: _word(text, words)
    if name in DATES:
        return _date
    if name == "language":
        return _language
    readers: dict[object, Callable[[str], Json]] = {Count: _count, Contact: _contact, int: _number}
    return readers.get(kind, _text)


def _is_optional(kind: object) -> bool:
    return get_origin(kind) in (Union, UnionType) and type(None) in get_args(kind)


def _word(text: str, words: tuple[str, ...]) -> Json:
    if text not in words:
        raise ValueError(f"it is one of {', '.join(words)}")
    return text


def _date(text: str) -> Json:
    message = "a day is written 2026-03-02; where only month or year is stated 2026-03 or 2026"
    if not text.isascii() or not _DATE.fullmatch(text):
        raise ValueError(message)
    parts = [int(part) for part in text.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        raise ValueError(f"there is no such day; {message}") from None
    return text


def _language(text: str) -> Json:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError("a language is written as ISO 639-1 has it: ja, en")
    return text


def _text(text: str) -> Json:
    cleaned = " ".join(clean_text(text).split())
    if not cleaned or len(cleaned) > LONGEST:
        raise ValueError(f"a text of at most {LONGEST} letters")
    return cleaned


def _number(text: str) -> Json:
    bare = text.replace(",", "")
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 12:
        raise ValueError("a whole number, such as 38 or 1,204")
    return int(bare)


def _count(text: str) -> Json:
    """A number with what it counts: `38`, `1,204 record`, `about 300 person part`; of people, exact and in all where not said."""
    made: dict[str, Json] = {}
    kinds: dict[str, tuple[str, ...]] = {"unit": get_args(Unit), "qualifier": get_args(Qualifier), "scope": get_args(Scope)}
    for word in text.split():
        kind = next((kind for kind, words in kinds.items() if word in words), None)
        if kind is None and (not word[0].isdigit() or "value" in made):
            allowed = "; ".join(f"{kind}: {', '.join(words)}" for kind, words in kinds.items())
            raise ValueError(f"a count is a number with a word of each kind at most, such as 'about 1,204 person' ({allowed})")
        if kind in made:
            raise ValueError(f"two words for its {kind}")
        made[kind or "value"] = word if kind else _number(word)
    if "value" not in made:
        raise ValueError("a count has a number, such as 38 or '1,204 record'")
    return {"value": made["value"], **{kind: made.get(kind, default) for kind, default in _COUNTED.items()}}


_COUNTED: dict[str, Json] = {"unit": "person", "qualifier": "exact", "scope": "total"}


def _contact(text: str) -> Json:
    kind, sign, value = text.partition(":")
    if not sign or kind.strip() not in get_args(ContactKind) or not value.strip():
        raise ValueError(f"a contact is {' or '.join(f'{one}:…' for one in get_args(ContactKind))}, such as phone:090-0000-1234")
    return {"kind": kind.strip(), "value": _text(value)}
