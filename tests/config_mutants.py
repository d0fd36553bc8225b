"""Mistakes that people make when they edit a configuration, made one at a time in one that is good.

Each mutant has the line that was edited (counted from 1), where a person would look for the mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.config_samples import example

GOOD = (
    example()
    + """
[[feeds]]
name = "vendors"
events = ["notice.*"]
min_severity = "high"
max_items = 50

[[channels]]
name = "managers"
type = "teams"
url_env = "TEAMS_WORKFLOW_URL"
language = "ja"
quiet_hours = { from = "22:00", to = "07:00", below = "high" }
max_per_hour = 6

[severity]
unknown = "medium"
critical = [{ affected = 100000 }, { cause = "ransomware", organizations = 3 }]

[[sources]]
id = "example-collector"
name = "Collector of notices"
url = "https://notices.example.org/feed.xml"
kind = "feed"
interval = "1h"
"""
)
LINES = GOOD.splitlines()
_KEY = re.compile(r"(\w+)( = )(.*)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A broken text, and where it was broken; `open_end`: what is never closed is noticed at that line or further down."""

    what: str
    text: bytes
    line: int
    open_end: bool = False


def mutants() -> Iterator[Mutant]:
    """All of them, always the same."""
    for edit in (*_ANYWHERE, *_IN_TEXTS, *_IN_LISTS, *_IN_NUMBERS, *_IN_HEADERS):
        yield from _made(*edit)
    yield from _values()
    yield from _missing()
    yield from _whole()


def _made(what: str, applies: str, edit: Callable[[str], str], every: int, open_end: bool = False) -> Iterator[Mutant]:
    """The mutants of one kind: at each so many-th line to which it applies."""
    for number in [number for number, line in enumerate(LINES) if re.fullmatch(applies, line)][::every]:
        changed = edit(LINES[number])
        if changed != LINES[number]:
            yield _with(what, number, changed, open_end)


def _with(what: str, number: int, changed: str, open_end: bool = False) -> Mutant:
    lines = [*LINES[:number], changed, *LINES[number + 1 :]]
    return Mutant(f"{what}: {changed.strip()[:60]}", "\n".join(lines).encode() + b"\n", number + 1, open_end)


def _swapped(line: str) -> str:
    """Two letters in the wrong order."""
    name, rest = line.split(" = ", 1)
    places = [at for at in range(1, len(name) - 1) if name[at] != name[at + 1]]
    return f"{name[: places[0]]}{name[places[0] + 1]}{name[places[0]]}{name[places[0] + 2 :]} = {rest}" if places else line


_ANYWHERE = (
    ("two letters swapped in a key", r"\w{4,} = .*", _swapped, 1),
    ("a key as YAML has it", r"\w+ = .*", lambda line: line.replace(" = ", ": ", 1), 4),
    ("no sign at all", r"\w+ = .*", lambda line: line.replace(" = ", " ", 1), 5),
    ("no value yet", r"\w+ = .*", lambda line: _KEY.sub(r"\1 =", line), 4),
    ("a full-width sign", r"\w+ = .*", lambda line: line.replace("=", "＝", 1), 6),
    ("an arrow", r"\w+ = .*", lambda line: line.replace(" = ", " => ", 1), 8),
    ("a semicolon at the end", r"\w+ = .*", lambda line: f"{line};", 6),
    ("a comma at the end", r"\w+ = .*", lambda line: f"{line},", 7),
    ("a comment as in C", r"\w+ = .*", lambda line: f"{line} // see the wiki", 8),
    ("a blank that is none", r"\w+ = .*", lambda line: line.replace(" = ", "\u00a0= ", 1), 9),
    ("a full-width blank", r"\w+ = .*", lambda line: f"\u3000{line}", 9),
    ("an upper-case key", r"[a-z]\w+ = .*", lambda line: line[0].upper() + line[1:], 8),
    ("a key with a hyphen", r"\w+_\w+ = .*", lambda line: line.replace("_", "-", 1), 3),
    ("a key in two words", r"\w+_\w+ = .*", lambda line: line.replace("_", " ", 1), 4),
    ("the mark of a merge", r"\w+ = .*", lambda line: f"<<<<<<< HEAD\n{line}", 10),
    ("a line pasted twice", r"\w+ = .*", lambda line: f"{line}\n{line}", 12, True),
)
_IN_TEXTS = (
    ("no quotes", r'\w+ = "[^"]+"', lambda line: line.replace('"', ""), 4),
    ("no closing quote", r'\w+ = "[^"]+"', lambda line: line[:-1], 4),
    ("no opening quote", r'\w+ = "[^"]+"', lambda line: line.replace('"', "", 1), 6),
    ("typographic quotes", r'\w+ = "[^"]+"', lambda line: re.sub('"(.*)"', r"“\1”", line), 6),
    ("quotes of two kinds", r'\w+ = "[^"]+"', lambda line: line[:-1] + "'", 7),
    ("a path of Windows", r'(?:path|database|file) = ".*"', lambda line: _KEY.sub(r'\1 = "C:\\Users\\csirt"', line), 1),
    ("a list for one text", r'(?:id|kind|language|url|interval|type) = ".*"', lambda line: _KEY.sub(r"\1 = [\3]", line), 3),
    ("a line break within", r'(?:name|title|user_agent) = ".*"', lambda line: line.replace(' = "', ' = "\n', 1), 3, True),
)  # fmt: skip
_IN_LISTS = (
    ("no closing bracket", r"\w+ = \[.+\]", lambda line: line[:-1], 2, True),
    ("no brackets", r'\w+ = \["[^"]*"\]', lambda line: line.replace("[", "").replace("]", ""), 1),
    ("no comma between", r'\w+ = \[".*", ".*\]', lambda line: line.replace('", "', '" "', 1), 1),
    ("parentheses", r'\w+ = \["[^"]*"\]', lambda line: line.replace("[", "(").replace("]", ")"), 2),
    ("a number among texts", r'(?:tags|events|aliases|include) = \["[^"]*"\]', lambda line: line.replace("]", ", 7]"), 1),
)
_IN_NUMBERS = (
    ("a number in quotes", r"\w+ = \d+", lambda line: _KEY.sub(r'\1 = "\3"', line), 1),
    ("a number with a unit", r"\w+ = \d+", lambda line: f"{line}s", 2),
    ("a number of full width", r"\w+ = \d+", lambda line: _KEY.sub(r"\1 = ５０", line), 2),
    ("less than nothing", r"\w+ = \d+", lambda line: line.replace(" = ", " = -", 1), 1),
    ("a point in it", r"\w+ = \d+", lambda line: f"{line}.5", 2),
    ("a word", r"\w+ = \d+", lambda line: _KEY.sub(r"\1 = many", line), 2),
    ("true", r"\w+ = \d+", lambda line: _KEY.sub(r"\1 = true", line), 2),
)
_IN_HEADERS = (
    ("a header not closed", r"\[.*\]", lambda line: line[:-1], 2),
    ("a header in parentheses", r"\[.*\]", lambda line: line.replace("[", "(").replace("]", ")"), 5),
    ("a list's header for one table", r"\[\w+\]", lambda line: f"[{line}]", 1),
    ("one table's header for a list", r"\[\[(?:feeds|organizations)\]\]", lambda line: line[1:-1], 1),
    ("a header's word misspelt", r"\[.*\]", lambda line: line.replace("e", "ee", 1), 2),
    ("a header's word in the singular", r"\[\[\w+s\]\]", lambda line: line.replace("s]]", "]]"), 2),
    ("a header of another program", r"\[server\]", lambda line: "[[receivers]]", 1),
)
_BAD = {
    "timezone": ["JST", "Asia/Tokio", "+09:00"],
    "interval": ["15 min", "quarterly", "PT15M", "-5m", "15"],
    "backfill": ["two weeks", "14 d"],
    "per_host_delay": ["1sec", "1,5s"],
    "failing_after": ["never", "1 hour"],
    "link": ["csirt.example.org/notices", "javascript:alert(1)"],
    "listen": ["8080", "127.0.0.1", "localhost:port", "127.0.0.1:80800"],
    "type": ["Slack", "mail", "slackk"],
    "language": ["english", "jp2", "日本語"],
    "min_severity": ["lo", "HIGH", "5"],
    "url": ["www.city.example.org/news/", "htp://a.example/", "https://", "https://u:p@a.example/", "https://a.example/ news"],
    "kind": ["list", "rss", "Feed"],
    "robots": ["ignored", "true"],
    "id": ["Example City", "例示市", "example_city!", ""],
    "link_selector": ["ul.news >", "a[href", "//ul/li/a"],
    "unknown": ["low", "severe"],
}


def _values() -> Iterator[Mutant]:
    """Values that are well written and wrong."""
    for key, bad in _BAD.items():
        number = max(number for number, line in enumerate(LINES) if line.startswith(f"{key} = "))
        for word in bad:
            yield _with("a wrong value", number, f'{key} = "{word}"')


def _missing() -> Iterator[Mutant]:
    """Lines that were lost, and names that are there twice: told at their table, or at the second one."""
    header = 0
    for number, line in enumerate(LINES):
        header = number if line.startswith("[") else header
        needed = ("id", "url") if LINES[header] == "[[sources]]" else ("name", "type") if LINES[header] == "[[channels]]" else ()
        if line.split(" = ")[0] in needed:
            text = "\n".join((*LINES[:number], *LINES[number + 1 :]))
            yield Mutant(f"a line lost: {line}", text.encode(), header + 1, open_end=True)
    for first, second in (("example-city", "example-collector"), ("soc", "siem"), ("soc", "managers")):
        number = next(number for number, line in enumerate(LINES) if line.endswith(f'= "{second}"'))
        yield _with("a name twice", number, LINES[number].replace(second, first))


def _whole() -> Iterator[Mutant]:
    """Files that were saved badly."""
    whole = GOOD.encode()
    japanese = next(number for number, line in enumerate(LINES, 1) if not line.isascii())
    yield Mutant("nothing: caught in the middle of saving", b"", 1)
    yield Mutant("blanks only", b"\n\n\n", 3)
    yield Mutant("comments only", b"# sources.toml\n# to be filled in\n", 2)
    yield Mutant("saved in Shift_JIS", GOOD.encode("cp932"), japanese)
    yield Mutant("saved in EUC-JP", GOOD.encode("euc_jp"), japanese)
    yield Mutant("saved as UTF-16", GOOD.encode("utf-16"), 1)
    yield Mutant("a page of the web saved in its place", b"<!DOCTYPE html>\n<html><body>Sign in</body></html>\n", 1)
    yield Mutant("JSON", b'{"sources": [{"id": "a"}]}\n', 1)
    yield Mutant("YAML", b"sources:\n  - id: a\n    url: https://a.example/\n", 1)
    yield Mutant("zeros after a power cut", b"\0" * 4096, 1)
    for number in range(4, len(LINES), 6):
        # What was written until the disk was full ends within a text, a list or a table's header.
        if '"' in LINES[number] or LINES[number].startswith("["):
            head = "\n".join((*LINES[:number], ""))
            cut = LINES[number].rfind('"') if '"' in LINES[number] else len(LINES[number]) - 1
            yield Mutant(f"cut short: {LINES[number][:cut]}", (head + LINES[number][:cut]).encode(), number + 1)
    at = whole.index(b"[[sources]]")
    yield Mutant("cut before the first source", whole[:at], whole.count(b"\n", 0, at))
    yield Mutant("a byte lost its way", whole[:at] + b"\xff" + whole[at:], whole.count(b"\n", 0, at) + 1)
