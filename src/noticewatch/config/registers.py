"""A register's CSV → its rows, or every mistake with its line: the organizations that matter to the team.

Imports the standard library, names and this package's own modules. The columns are the contract's; others are kept as they are.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from noticewatch.config.words import nearest
from noticewatch.names import matchable_fault

COLUMNS = (
    "id", "name", "aliases", "products", "corporate_number", "domains", "parent", "tier", "owner", "services", "tags",
)  # fmt: skip
LISTS = ("aliases", "products", "domains", "services", "tags")
TIERS = ("A", "B", "C", "D")
HEADER = ",".join(COLUMNS) + "\n"  # of an empty register
LONGEST = 300  # characters of one value
MOST_ROWS = 50_000
MOST_TOLD = 100  # mistakes of one file that are told: a file of another kind is wrong in each of its lines
_PARTED = re.compile(r"[;|；｜\r\n]")
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
# Names below which anyone may register one of his own: a domain of these would be everybody's.
_OPEN_TO_ALL = re.compile(r"(?:(?:ac|ad|co|ed|go|gr|lg|ne|or)\.jp|(?:co|org|gov|ac)\.uk|(?:com|org|net|gov|edu)\.au)")

Faults = list[tuple[int, str, str]]  # line, row or column, message


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """One organization of a register; `parent` is the id of another row, `tier` one of `TIERS` or "", `more` other columns."""

    register: str
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    corporate_number: str = ""
    domains: tuple[str, ...] = ()
    parent: str = ""
    tier: str = ""
    owner: str = ""
    services: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)


def read_register(register: str, content: bytes) -> tuple[tuple[Registered, ...], Faults]:
    """Read a register's file: UTF-8 with or without a mark, or what Excel writes on a Japanese Windows (cp932).

    >>> rows, faults = read_register("vendors", "id,name,tier\\nv1,株式会社北の灯,A\\n".encode())
    >>> rows[0].name, rows[0].tier, faults
    ('株式会社北の灯', 'A', [])
    """
    try:
        text = _decoded(content)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return (), [(line, "", "is neither UTF-8 nor Windows-31J (save it as CSV UTF-8)")]
    faults: Faults = []
    rows: list[Registered] = []
    places: list[tuple[int, str, str]] = []
    try:
        for line, cells in _lines(text, faults):
            row = _row(register, line, cells, faults)
            rows += [row] if row else []
            places.append((line, cells.get("id", ""), cells.get("parent", "")))
    except csv.Error as error:
        faults.append(((places[-1][0] if places else 1) + 1, "", f"is not CSV (a quote is not closed?): {error}"))
    else:
        _check_ids(places, faults)
    return tuple(rows), _told(faults)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnicodeDecodeError("utf-8", content, 0, 1, "UTF-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932")


def _told(faults: Faults) -> Faults:
    ordered = sorted(faults, key=lambda fault: fault[0])
    left = len(ordered) - MOST_TOLD
    return [*ordered[:MOST_TOLD], *([(ordered[MOST_TOLD][0], "", f"and {left} more mistakes")] if left > 0 else [])]


def _lines(text: str, faults: Faults) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the line on which it begins, by its columns' names."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    before, count = 0, 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(line, cells, faults)
            if columns is None:
                return
            continue
        count += 1
        if count > MOST_ROWS:
            faults.append((line, "", f"more than {MOST_ROWS:,} rows"))
            return
        if any(cell.strip() for cell in cells[len(columns) :]):
            faults.append((line, "", f"has {len(cells)} values for {len(columns)} columns: put a value with commas in quotes"))
            continue
        yield line, dict(zip(columns, (unicodedata.normalize("NFC", cell).strip() for cell in cells), strict=False))
    if columns is None:
        faults.append((1, "", f"has no line with the columns' names: {HEADER.strip()}"))


def _columns(line: int, cells: list[str], faults: Faults) -> list[str] | None:
    """The columns' names; None where one is missing or stands twice."""
    names = [unicodedata.normalize("NFKC", cell).strip() for cell in cells]
    names = [name.casefold() if name.casefold() in COLUMNS else name for name in names]
    while names and not names[-1]:
        names.pop()
    for name in ("id", "name"):
        if name not in names:
            faults.append((line, "", f"the column {name} is missing{_meant(name, names)}; the first line names the columns"))
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        faults.append((line, "", f"the column {_shown(name)} stands twice" if name else "a column has no name"))
    return None if faults else names


def _meant(name: str, names: list[str]) -> str:
    return nearest(name, tuple(one for one in names if one.isprintable() and one not in COLUMNS))


def _row(register: str, line: int, cells: Mapping[str, str], faults: Faults) -> Registered | None:
    """One row; None, with its mistakes noted, where it is wrong."""
    before = len(faults)
    where = f'"{_shown(cells["id"])}"' if cells.get("id") else ""

    def wrong(column: str, message: str) -> None:
        faults.append((line, f"{where}: {column}" if where else column, message))

    for name in ("id", "name"):
        if not cells.get(name):
            wrong(name, "is missing")
    for name, cell in cells.items():
        parts = parted(cell) if name in LISTS else (cell,)
        if name in COLUMNS and any(len(part) > LONGEST or not part.isprintable() for part in parts):
            wrong(name, f"must be one line of {LONGEST} characters at most")
    for name in ("name", "aliases", "products"):
        for part in (cells.get(name, ""),) if name == "name" else parted(cells.get(name, "")):
            if part and (fault := matchable_fault(part)):
                wrong(name, f"{_shown(part)} {fault}")
    number = _checked(corporate_number, "corporate_number", cells, wrong)
    tier = _checked(_tier, "tier", cells, wrong)
    hosts = tuple(_tried(domain, "domains", part, wrong) for part in parted(cells.get("domains", "")))
    if len(faults) > before:
        return None
    return Registered(
        register=register,
        id=cells["id"],
        name=cells["name"],
        aliases=_others(cells, "aliases"),
        products=parted(cells.get("products", "")),
        corporate_number=number,
        domains=tuple(dict.fromkeys(hosts)),
        parent=cells.get("parent", ""),
        tier=tier,
        owner=cells.get("owner", ""),
        services=parted(cells.get("services", "")),
        tags=parted(cells.get("tags", "")),
        more={name: cell for name, cell in cells.items() if name not in COLUMNS and cell},
    )


def _others(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    return tuple(part for part in parted(cells.get(column, "")) if part != cells["name"])


def parted(cell: str) -> tuple[str, ...]:
    """The values of one cell, parted by `;`, `|` or lines, each once.

    >>> parted("北の灯; KNH|KNH")
    ('北の灯', 'KNH')
    """
    return tuple(dict.fromkeys(part.strip() for part in _PARTED.split(cell) if part.strip()))


Wrong = Callable[[str, str], None]


def _checked(check: Callable[[str], str], column: str, cells: Mapping[str, str], wrong: Wrong) -> str:
    return _tried(check, column, cells[column], wrong) if cells.get(column) else ""


def _tried(check: Callable[[str], str], column: str, word: str, wrong: Wrong) -> str:
    try:
        return check(word)
    except ValueError as error:
        wrong(column, f"{_shown(word)} {error}")
        return ""


def corporate_number(word: str) -> str:
    """Check a Japanese corporate number: 13 digits, the first of which checks the rest (財務省令, 法人番号の指定等に関する省令).

    >>> corporate_number("9990000000017")
    '9990000000017'
    """
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", word)).removeprefix("T")
    if not re.fullmatch(r"[0-9]{13}", digits):
        hint = ": a spreadsheet has written it as a number, format the column as text" if re.search(r"[eE][+]", word) else ""
        raise ValueError(f"must have 13 digits{hint}")
    total = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits[1:])))
    if int(digits[0]) != 9 - total % 9:
        raise ValueError("is not a corporate number: its first digit does not check the others")
    return digits


def domain(word: str) -> str:
    """Check a domain, of which all hosts belong to the organization; given as ASCII.

    >>> domain("WWW.Example.co.jp"), domain("例え.jp")
    ('example.co.jp', 'xn--r8jz45g.jp')
    """
    name = unicodedata.normalize("NFKC", word).casefold().rstrip(".").removeprefix("www.")
    if "/" in name or "@" in name or ":" in name:
        raise ValueError("must be a domain alone, such as example.co.jp")
    try:
        name = name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        raise ValueError("must be a domain, such as example.co.jp") from None
    if not _HOST.fullmatch(name):
        raise ValueError("must be a domain, such as example.co.jp")
    if _OPEN_TO_ALL.fullmatch(name):
        raise ValueError("is no one organization's: name the domain below it")
    return name


def _tier(word: str) -> str:
    tier = unicodedata.normalize("NFKC", word).upper().removeprefix("TIER").strip()
    if tier not in TIERS:
        raise ValueError(f"must be one of {', '.join(TIERS)}")
    return tier


def _check_ids(places: list[tuple[int, str, str]], faults: Faults) -> None:
    """Note where an id stands for two rows, a parent is no row, or a row is its own ancestor; `places`: line, id, parent."""
    first: dict[str, int] = {}
    for line, id_, _ in places:
        if id_ and id_ in first:
            faults.append((line, f'"{_shown(id_)}": id', f"another row has this id already, in line {first[id_]}"))
        first.setdefault(id_, line)
    parents = {id_: parent for _, id_, parent in places if parent}
    for line, id_, parent in places:
        if parent and parent not in first:
            hint = nearest(parent, tuple(first)) if len(first) <= 1_000 else ""
            faults.append((line, f'"{_shown(id_)}": parent', f"{_shown(parent)} is the id of no row{hint}"))
        elif parent and _returns(id_, parents):
            faults.append((line, f'"{_shown(id_)}": parent', "is below itself: its parents lead back to it"))


def _returns(start: str, parents: Mapping[str, str]) -> bool:
    """Whether the way up from a row comes back to it; a way that ends in another circle is told of that circle's rows."""
    seen: set[str] = set()
    at = parents.get(start, "")
    while at and at != start and at not in seen:
        seen.add(at)
        at = parents.get(at, "")
    return at == start


def _shown(word: str) -> str:
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in word)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
