"""The catalogues of sources that come with noticewatch, and which of their sources a configuration watches.

Imports the standard library and this package's own modules. A source of the user's own stands in the place of a catalogue's that
has its id or its address: what a user wrote is never changed by an upgrade.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from noticewatch.config import shelf
from noticewatch.config.mistakes import checked
from noticewatch.config.schema import CatalogUse, Replaced, Source


@dataclass(frozen=True, slots=True)
class Catalog:
    """Sources under one name; `about` is "" where the title says all."""

    name: str
    title: str
    about: str
    sources: tuple[Source, ...]


@cache
def catalog(name: str) -> Catalog:
    """The catalogue of a name; raises ValueError for a name that is none, and for a file that holds a mistake."""
    content = shelf.content(shelf.known(name))
    return Catalog(name, content["title"], content.get("about", ""), tuple(map(_source, content["sources"])))


def catalogs() -> tuple[Catalog, ...]:
    """All catalogues, in the order of their names."""
    return tuple(map(catalog, shelf.names()))


def _source(table: dict[str, object]) -> Source:
    made, faults = checked("sources", table)
    if not isinstance(made, Source):
        raise ValueError(f"{table.get('id')}: {faults}")
    return made


def use_faults(uses: Sequence[CatalogUse], chosen: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """What is wrong with [[catalogs]]: the table's place, its key, the mistake."""
    for place, use in enumerate(uses):
        if use.name not in chosen:
            yield place, "name", f'is not among settings.catalogs: write catalogs = ["{use.name}"] there'
        if use.name in {one.name for one in uses[:place]}:
            yield place, "name", "another table is for this catalogue already"
        ids = {source.id for source in catalog(use.name).sources}
        for wrong in (one for one in use.without if one not in ids):
            yield place, "without", f'"{wrong}" is no source of {use.name}: `noticewatch sources catalogs {use.name}` lists them'


def watched(
    chosen: Sequence[str], uses: Sequence[CatalogUse], own: Sequence[Source]
) -> tuple[tuple[Source, ...], dict[str, str], tuple[Replaced, ...]]:
    """The chosen catalogues' sources beside one's own, each one's catalogue by id, and those in whose place own ones stand."""
    by_id = {source.id: source for source in own}
    by_place = {_place(source.url): source for source in own}
    by_name = {use.name: use for use in uses}
    found: list[Source] = []
    shelved: dict[str, str] = {}
    replaced: list[Replaced] = []
    for name in dict.fromkeys(chosen):
        use = by_name.get(name)
        for source in catalog(name).sources:
            if use and source.id in use.without:
                continue
            if other := by_id.get(source.id) or by_place.get(_place(source.url)):
                replaced.append(Replaced(name, source.id, other.id))
                continue
            found.append(replace(source, interval=use.interval) if use and use.interval else source)
            shelved[source.id] = name
    return tuple(found), shelved, tuple(replaced)


def _place(url: str) -> str:
    """An address without what may differ between two that lead to one page.

    >>> _place("HTTP://www.Example.jp/news/#top") == _place("https://example.jp/news")
    True
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return f"{parts.netloc.lower().removeprefix('www.')}{path}" + (f"?{parts.query}" if parts.query else "")
