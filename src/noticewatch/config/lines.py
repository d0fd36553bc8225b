"""On which line of a TOML text a table, a key or a list's element stands. Imports the standard library only.

`tomllib` gives values without places. This reads a text that `tomllib` has accepted, so it need not know every rule: only where
keys, headers, strings and brackets begin and end. It runs only when there is a mistake to tell of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Place = tuple[str | int, ...]

STRINGS = r'"""(?:[^\\"]|\\.|"(?!""))*"{3,5}' r"|'''(?:[^']|'(?!''))*'{3,5}" r'|"(?:[^\\"\n]|\\.)*"' r"|'[^'\n]*'"
TOKEN = re.compile(
    rf"(?P<string>{STRINGS})|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)", re.DOTALL
)
HEADER = re.compile(r"[ \t]*(\[\[?)([^\n]*?)\]\]?[ \t]*(?:#[^\n]*)?(?:\n|$)")
KEY_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^\\"\n]|\\.)*"|'[^'\n]*')"""
KEY = re.compile(rf"[ \t]*({KEY_PART}(?:[ \t]*\.[ \t]*{KEY_PART}){{0,20}})[ \t]*=")
BLANK = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|$)")


class Lines:
    """The lines of one TOML text; lists of tables are counted from 0, as `tomllib` gives them."""

    def __init__(self, text: str) -> None:
        self._at: dict[Place, int] = {}
        self._last: dict[Place, int] = {}
        self._read(text.replace("\r\n", "\n"))

    def of(self, place: Place) -> int | None:
        """Return the line of a place, else of the nearest thing around it; None where nothing of it is written.

        >>> lines = Lines('[settings]\\n\\n[[sources]]\\nid = "a"\\ntags = [\\n  "x",\\n  "y",\\n]\\n')
        >>> lines.of(("sources", 0, "tags", 1)), lines.of(("sources", 0, "url")), lines.of(("feed",))
        (7, 3, None)
        """
        for end in range(len(place), 0, -1):
            if line := self._at.get(place[:end]):
                return line
        return None

    def _read(self, text: str) -> None:
        table: Place = ()
        position, line = 0, 1
        while position < len(text):
            if match := BLANK.match(text, position):
                end = match.end()
            elif match := KEY.match(text, position):
                place = (*table, *_names(match[1]))
                self._note(place, line)
                end = self._value(text, match.end(), line, place)
            elif match := HEADER.match(text, position):
                table = self._header(_names(match[2]), match[1] == "[[")
                self._note(table, line)
                end = match.end()
            else:
                end = text.find("\n", position) + 1 or len(text)
            line += text.count("\n", position, end)
            position = end

    def _note(self, place: Place, line: int) -> None:
        """Keep the first line of a place, and of what is around it."""
        for end in range(1, len(place) + 1):
            self._at.setdefault(place[:end], line)

    def _header(self, names: Place, many: bool) -> Place:
        """The place that a header opens; a list of tables on the way means its last one (TOML 1.0, array of tables)."""
        place: Place = ()
        for depth, name in enumerate(names, 1):
            place = (*place, name)
            if many and depth == len(names):
                self._last[place] = self._last.get(place, -1) + 1
            if place in self._last:
                place = (*place, self._last[place])
        return place

    def _value(self, text: str, position: int, line: int, place: Place) -> int:
        """Go over one value; of a list, note where its elements begin. Returns where the next line begins."""
        depth, element, expected, first = 0, 0, False, line
        end = position
        for token in TOKEN.finditer(text, position):
            between = text[end : token.start()].strip()
            if expected and depth == 1 and (between or token.lastgroup in ("string", "open")):
                self._at.setdefault((*place, element), first)
                expected = False
            end = token.end()
            if token.lastgroup == "newline":
                first += 1
                if not depth:
                    return end
            elif token.lastgroup == "open":
                depth += 1
                expected = expected or (depth == 1 and token[0] == "[")
            elif token.lastgroup == "close":
                depth -= 1
            elif token.lastgroup == "comma" and depth == 1:
                element, expected = element + 1, True
            else:
                first += token[0].count("\n")
        return len(text)


def _names(key: str) -> Place:
    return tuple(_parts(key))


def _parts(key: str) -> Iterator[str]:
    for part in re.findall(KEY_PART, key):
        yield tomllib.loads(f"name = {part}")["name"] if part[0] in "\"'" else part
