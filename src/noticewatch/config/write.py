"""A source as the configuration writes it: the words of its keys, and its [[sources]] block in TOML.

Imports the standard library and this package's own modules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeAlias

from noticewatch.config.durations import written
from noticewatch.config.mistakes import checked
from noticewatch.config.schema import Source

Words: TypeAlias = Mapping[str, "str | Sequence[str]"]

KEYS = tuple(each.name for each in fields(Source))
ORDER = ("id", "name", *(key for key in KEYS if key not in ("id", "name")))  # as people write it
LISTS = ("tags", "include", "exclude")
_HALVES = re.compile("[\ud800-\udfff]")


def source_of(words: Words) -> tuple[Source | None, list[tuple[str, str]]]:
    """A source out of its words; or None, and each mistake with its key.

    >>> source_of({"id": "a", "url": "ftp://a.example/"})[1]
    [('url', 'must begin with http:// or https://')]
    """
    value, faults = checked("sources", words)
    source: Source | None = value
    return source, [(str(place[0]) if place else "", message) for place, message in faults]


def words_of(source: Source) -> dict[str, str | list[str]]:
    """What a configuration says to get this source, without what goes without saying."""
    words: dict[str, str | list[str]] = {}
    for key in ORDER:
        value: Any = getattr(source, key)
        if value is None or value == () or (key, value) == ("robots", "obey"):
            continue
        if key == "interval":
            words[key] = written(value)
        elif key in LISTS:
            words[key] = [one if isinstance(one, str) else one.pattern for one in value]
        else:
            words[key] = value
    return words


def source_block(words: Words) -> str:
    """The [[sources]] block that says so, with a line's end.

    >>> print(source_block({"id": "a", "url": "https://a.example/", "tags": ["x", "y"]}), end="")
    [[sources]]
    id = "a"
    url = "https://a.example/"
    tags = ["x", "y"]
    """
    lines = [f"{key} = {_toml(words[key])}" for key in ORDER if key in words]
    return "\n".join(["[[sources]]", *lines]) + "\n"


def _toml(value: str | Sequence[str]) -> str:
    if not isinstance(value, str):
        return "[" + ", ".join(map(_toml, value)) + "]"
    # A JSON string is a TOML string, once it holds no half of a character. What cannot be seen is escaped in both.
    text = json.dumps(_HALVES.sub("\N{REPLACEMENT CHARACTER}", value), ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escaped(ord(letter)) for letter in text)


def _escaped(point: int) -> str:
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"
