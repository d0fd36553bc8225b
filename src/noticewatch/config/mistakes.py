"""What is wrong with a table's keys and values, in plain words and at its line.

Imports the standard library, pydantic, errors and this package's own modules. No message holds a value that could be a secret:
only a key's own check may repeat what it was given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from noticewatch.config.lines import Lines, Place
from noticewatch.config.schema import LATER_KEYS, MANY, TABLES
from noticewatch.config.words import nearest
from noticewatch.errors import Problem

# pydantic's own kinds of error, in the words of someone who wrote a TOML file; `{name}` are its context's
MESSAGES = {
    "missing": "is missing",
    "string_type": "must be a text in quotes",
    "string_too_long": "must have {max_length} characters at most",
    "string_pattern_mismatch": 'must be a language such as "ja" or "en"',
    "bool_type": "must be true or false, without quotes",
    "int_type": "must be a whole number, without quotes",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "tuple_type": 'must be a list, such as ["…"]',
}
LATER = "is known, but not available in this version"


@dataclass
class Text:
    """One file's text and what TOML makes of it; finds the lines of mistakes, and keeps the mistakes."""

    path: Path
    text: str
    content: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    _lines: Lines | None = None

    def wrong(self, at: Place, message: str) -> None:
        """Note a mistake at a place: the table, its number, the key, the list's element."""
        if self._lines is None:
            self._lines = Lines(self.text)
        line = self._lines.of(at) or max(1, self.text.count("\n"))  # what is missing altogether is missed at the end
        self.problems.append(Problem(str(self.path), line, _plain(self.name(at)), _plain(message)))

    def name(self, at: Place) -> str:
        """Say a place as a person would: `sources "chiba-city": kind`, `channels[2].type`, `settings.interval`.

        Tables are counted from 1 where they have no name of their own.
        """
        head, rest = at[:1], at[1:]
        if rest and isinstance(rest[0], int) and at[0] in MANY:
            table = self.content[str(at[0])][rest[0]]
            title = table.get("id" if at[0] == "sources" else "name") if isinstance(table, dict) else None
            if isinstance(title, str) and title.isprintable() and 0 < len(title) <= 100:
                return f'{at[0]} "{title}"' + (f": {_dotted(rest[1:])}" if rest[1:] else "")
        return _dotted((*head, *rest))


def _plain(text: str) -> str:
    """A text that can forge no line on a terminal or in a log, whatever a key or a selector held."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _dotted(place: Place) -> str:
    """
    >>> _dotted(("sources", 1, "include", 0))
    'sources[2].include[1]'
    """
    words = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(words).removeprefix(".")


def tables(text: Text, allowed: tuple[str, ...]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Give each table of the allowed names with its place; note everything else that stands at the top of a file."""
    for name, value in text.content.items():
        if name not in allowed:
            text.wrong((name,), _unknown_table(name, value, allowed))
        elif name in MANY:
            if not isinstance(value, list):
                text.wrong((name,), f"must be written [[{name}]]")
                continue
            for number, table in enumerate(value):
                if isinstance(table, dict):
                    yield (name, number), table
                else:
                    text.wrong((name, number), f"must be a table, written [[{name}]]")
        elif isinstance(value, dict):
            yield (name,), value
        else:
            text.wrong((name,), f"must be a table, written [{name}], and stand once")


def _unknown_table(name: str, value: object, allowed: tuple[str, ...]) -> str:
    if name in TABLES:
        return f"cannot stand here: a file that is included holds {' and '.join(f'[[{one}]]' for one in allowed)} only"
    if not isinstance(value, dict | list):
        return f"stands outside of every table{_belongs(name)}"
    return f"no such table{nearest(name, tuple(TABLES))}"


def _belongs(key: str) -> str:
    homes = [f"[[{name}]]" if name in MANY else f"[{name}]" for name in TABLES if key in keys(name)]
    return f"; it belongs to {' or '.join(homes)}" if homes else ""


@cache
def keys(table: str) -> tuple[str, ...]:
    """Return the keys that a table may have."""
    return tuple(each.name for each in fields(TABLES[table]))


@cache
def _adapter(table: str) -> TypeAdapter[Any]:
    return TypeAdapter(TABLES[table])


def value(text: Text, at: Place, table: Mapping[str, Any]) -> Any | None:
    """Return the value of one table, or None when mistakes were noted."""
    result, faults = checked(str(at[0]), table)
    for place, message in faults:
        text.wrong((*at, *place), message)
    return result


def checked(name: str, table: Mapping[str, Any]) -> tuple[Any | None, list[tuple[Place, str]]]:
    """The value of a table of some name, or None and each mistake with its key.

    >>> checked("sources", {"id": "a", "urll": "https://a.example/"})[1]
    [(('urll',), 'no such key; did you mean "url"?'), (('url',), 'is missing')]
    """
    faults: list[tuple[Place, str]] = []
    for key in table:
        if key in LATER_KEYS.get(name, ()):
            faults.append(((key,), LATER))
        elif key not in keys(name):
            faults.append(((key,), f"no such key{nearest(key, keys(name)) or _belongs(key)}"))
    try:
        result = _adapter(name).validate_python({key: word for key, word in table.items() if key in keys(name)})
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        # A list whose only item is wrong counts as empty too; its item's mistake is the one to mend.
        inner = {fault["loc"][:-1] for fault in found if len(fault["loc"]) > 1}
        found = [fault for fault in found if fault["type"] != "too_short" or fault["loc"] not in inner]
        return None, faults + [(fault["loc"], _message(fault["type"], fault.get("ctx", {}))) for fault in found]
    return (None if faults else result), faults


def _message(kind: str, context: Mapping[str, Any]) -> str:
    if kind == "value_error":
        return str(context["error"])
    return MESSAGES[kind].format_map(context)
