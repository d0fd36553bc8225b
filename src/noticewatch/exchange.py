"""Sources in files of others: CSV with a row each, OPML with feeds. Text to words of the configuration, and back.

Core; imports the words, links, suggest and read. What is wrong is told all at once, each with its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from noticewatch.config import Source, source_of, words_of
from noticewatch.config.words import nearest
from noticewatch.config.write import KEYS, LISTS, ORDER
from noticewatch.errors import ReadError
from noticewatch.links import canonical_url
from noticewatch.read.xml import xml_text
from noticewatch.suggest import free_id, id_of

LARGEST = 10 * 1024 * 1024  # bytes
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), in both widths; `'` makes a text of it.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_QUOTED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_PART = re.compile(r'[ \t\r\n]*(?:"((?:[^"]|"")*)"[ \t\r\n]*|([^;]*))(;|\Z)')
_PLAIN_PART = re.compile(r'[^";\s](?:[^;]*[^;\s])?')
_TRIMMED = ("id", "url", "kind", "language", "interval", "robots")


@dataclass(frozen=True, slots=True)
class Row:
    """One source of a file, as words, and the line it stands on."""

    line: int
    words: dict[str, str | list[str]]


@dataclass(slots=True)
class Import:
    """What of a file is to be added, what is watched already, and what is wrong (line, message)."""

    added: list[dict[str, str | list[str]]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)  # address, and the id that watches it
    faults: list[tuple[int, str]] = field(default_factory=list)


def taken_in(rows: Sequence[Row], sources: Sequence[Source], faults: Sequence[tuple[int, str]] = ()) -> Import:
    """Hold a file's rows against the sources that are watched; `faults` are those found in reading the file."""
    ids = {source.id: "watched already" for source in sources}
    addresses = {canonical_url(source.url): source.id for source in sources}
    named = {str(row.words["id"]) for row in rows if "id" in row.words}
    made = Import(faults=list(faults))
    for row in rows:
        words = row.words
        address = canonical_url(str(words.get("url", "")))
        if address in addresses:
            made.skipped.append((str(words["url"]), addresses[address]))
            continue
        if "id" not in words and "url" in words:
            words = {"id": free_id(_id_of(str(words["url"])), {*ids, *named}), **words}
        source, wrong = source_of(words)
        made.faults += [(row.line, f"{key}: {message}") for key, message in wrong]
        if source is None:
            continue
        if source.id in ids:
            made.faults.append((row.line, f"id: {source.id} is {ids[source.id]}"))
            continue
        ids[source.id], addresses[address] = f"another source's, in line {row.line}", source.id
        made.added.append(words)
    made.faults.sort()
    return made


def _id_of(url: str) -> str:
    try:
        return id_of(url)
    except ValueError:
        return "source"


# CSV


def read_csv(text: str) -> tuple[list[Row], list[tuple[int, str]]]:
    """Rows of a CSV file with a header, and what is wrong with it.

    Elements of a list are parted by `;`; one that holds one, or blanks at its ends, stands in double quotes.

    >>> read_csv('id,url,tags\\na,https://a.example/,x;y\\n')[0]
    [Row(line=2, words={'id': 'a', 'url': 'https://a.example/', 'tags': ['x', 'y']})]
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    faults: list[tuple[int, str]] = []
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        faults += [(1, message) for message in _header_faults(header)]
        start = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(header):
                    faults.append((start, f"has {len(cells)} cells, and the header {len(header)}"))
                rows.append(Row(start, _words(dict(zip(header, cells, strict=False)))))
            start = reader.line_num + 1
    except csv.Error as problem:
        faults.append((reader.line_num, f"is not CSV: {problem}"))
    return (rows if not faults else []), faults


def _header_faults(header: Sequence[str]) -> Iterator[str]:
    if "url" not in header:
        yield f"the first line must name the columns, url among them; known are {', '.join(ORDER)}"
        return
    for name in header:
        if name not in KEYS:
            yield f"no such column: {name[:60] or '(without a name)'}{nearest(name, KEYS)}"
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield f"the column {name} stands twice"


def _words(cells: Mapping[str, str]) -> dict[str, str | list[str]]:
    words: dict[str, str | list[str]] = {}
    for key, written in cells.items():
        cell = written[1:] if _QUOTED.match(written) else written
        cell = cell.strip() if key in _TRIMMED else cell
        if not cell.strip():
            continue
        words[key] = _parts(cell) if key in LISTS else cell
    return words


def _parts(cell: str) -> list[str]:
    """The elements of a list in one cell.

    >>> _parts('a; b ;"c; ""d"" e"')
    ['a', 'b', 'c; "d" e']
    """
    parts: list[str] = []
    at, end = 0, False
    while not end and (match := _PART.match(cell, at)):
        quoted, plain, gap = match.groups()
        part = quoted.replace('""', '"') if quoted is not None else plain.strip()
        at, end = match.end(), not gap
        if part:
            parts.append(part)
    return parts


def write_csv(sources: Sequence[Source]) -> str:
    """A CSV file of sources; what a spreadsheet would take for a formula begins with `'`, which is taken off again in reading.

    >>> write_csv([Source(id="a", url="https://a.example/", name="=1+1", tags=("x", "y"))]).splitlines()[1]
    "a,'=1+1,https://a.example/,auto,,,x;y,,,,,,"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(ORDER)
    for source in sources:
        words = words_of(source)
        writer.writerow([_cell(words.get(key, "")) for key in ORDER])
    return out.getvalue()


def _cell(value: str | Sequence[str]) -> str:
    text = value if isinstance(value, str) else ";".join(map(_part, value))
    return f"'{text}" if _FORMULA.match(text) else text


def _part(element: str) -> str:
    if _PLAIN_PART.fullmatch(element):
        return element
    doubled = element.replace('"', '""')
    return f'"{doubled}"'


# OPML


def read_opml(body: bytes) -> tuple[list[Row], list[tuple[int, str]]]:
    """The feeds of an OPML file, and what is wrong with it; the folders that they lie in, and their categories, are tags.

    >>> read_opml(b'<opml><body><outline text="city"><outline text="A" xmlUrl="https://a.example/f"/></outline></body></opml>')[0]
    [Row(line=1, words={'name': 'A', 'url': 'https://a.example/f', 'kind': 'feed', 'tags': ['city']})]
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        text = xml_text(body, "", "the file")
        before = body.count(b"\n") - text.count("\n")
        root = etree.fromstring(text.encode(), parser)
    except ReadError as problem:
        return [], [(1, str(problem))]
    except etree.XMLSyntaxError as problem:
        return [], [(problem.lineno or 1, f"is not XML: {problem.msg}")]
    if etree.QName(root).localname != "opml":
        return [], [(1, f"is no OPML, but XML of another kind: {etree.QName(root).localname[:40]}")]
    rows = [Row(before + _line(one), _feed(one)) for one in root.iter("outline") if one.get("xmlUrl")]
    return rows, ([] if rows else [(1, "holds no feed (an outline with xmlUrl)")])


def _line(outline: etree._Element) -> int:
    return outline.sourceline if isinstance(outline.sourceline, int) else 1


def _feed(outline: etree._Element) -> dict[str, str | list[str]]:
    words: dict[str, str | list[str]] = {"url": (outline.get("xmlUrl") or "").strip(), "kind": "feed"}
    if name := " ".join((outline.get("title") or outline.get("text") or "").split()):
        words = {"name": name[:300], **words}
    folders = [above.get("text") or above.get("title") or "" for above in reversed(list(outline.iterancestors("outline")))]
    categories = (outline.get("category") or "").split(",")
    tags = [" ".join(tag.strip("/").split()) for tag in (*folders, *categories)]
    if tags := list(dict.fromkeys(filter(None, tags))):
        words["tags"] = [tag[:300] for tag in tags]
    return words


def write_opml(sources: Sequence[Source], title: str) -> str:
    """An OPML file of feeds."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _xml(title)
    body = etree.SubElement(root, "body")
    for source in sources:
        name = _xml(source.name)
        outline = etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=_xml(source.url))
        if source.tags:
            outline.set("category", ",".join(map(_xml, source.tags)))
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _xml(text: str) -> str:
    """What XML can hold of a text."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)
