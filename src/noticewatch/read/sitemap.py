"""Sitemaps (sitemaps.org 0.9): XML, an index of them, or one address a line; with the extensions for news, in gzip or not.

Core; imports errors, model, charset, xml and entries. Nothing new is left out in silence: only addresses older than 2,000 dated
ones are, and that is said; what bears no date stays.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from noticewatch.errors import ReadError
from noticewatch.links import linked_address
from noticewatch.model import Item, Reading
from noticewatch.read.charset import decode
from noticewatch.read.entries import newest_first, title_text, written_moment
from noticewatch.read.xml import xml_text
from noticewatch.text import clean_text

MOST_UNPACKED = 10 * 1024 * 1024  # bytes
_MOST_ADDRESSES = 50_000  # the protocol's own limit
_MOST_DATED = 2_000
_LONGEST_ADDRESS = 4_000  # characters
_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex)\s{0,20}>")
_GZIP = b"\x1f\x8b"
_PARTS = {"loc": "address", "lastmod": "changed", "title": "title", "publication_date": "published"}


@dataclass(slots=True)
class _Place:
    """One <url> or <sitemap>, as written."""

    address: str = ""
    changed: str = ""
    title: str = ""
    published: str = ""


def unpacked(body: bytes) -> bytes:
    """A body out of gzip, as it is where it is none.

    Raises ReadError for more than 10 MiB, and for what is cut or broken.

    >>> import gzip
    >>> unpacked(gzip.compress(b"<urlset/>")), unpacked(b"<urlset/>")
    (b'<urlset/>', b'<urlset/>')
    """
    if not body.startswith(_GZIP):
        return body
    out, rest = b"", body
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            out += member.decompress(rest, MOST_UNPACKED + 1 - len(out))
        except zlib.error as fault:
            raise ReadError(f"the gzip file is broken: {fault}") from fault
        if len(out) > MOST_UNPACKED:
            raise ReadError(f"the gzip file unpacks to more than {MOST_UNPACKED // 2**20} MiB")
        if not member.eof:
            raise ReadError("the gzip file is cut off")
        rest = member.unused_data
    return out


def read_sitemap(body: bytes, url: str, charset: str = "", language: str = "") -> Reading:
    """Read a sitemap: `items` of one, `further` of an index.

    Raises ReadError for what is none, for one without addresses, and for more than 50,000.
    """
    root, places = _places(xml_text(unpacked(body), charset, "the sitemap"))
    found = _items(places, url, language)
    if not found:
        raise ReadError("the sitemap has 0 addresses")
    if root == "sitemapindex":
        return Reading("sitemap", further=tuple(item for _, item in found))
    return _kept(found)


def read_text_sitemap(body: bytes, url: str, charset: str = "") -> Reading:
    """Read a sitemap of one address a line. Raises ReadError where a line is none, or there are none."""
    lines = [line.strip() for line in clean_text(decode(unpacked(body), charset)).split("\n") if line.strip()]
    for line in lines:
        if not line.startswith(("http://", "https://")) or len(line.split(None, 1)) > 1:
            raise ReadError(f"this is text, but no sitemap: {line[:60]}")
    _refuse_many(len(lines))
    found = _items((_Place(line) for line in lines), url, "")
    if not found:
        raise ReadError("the sitemap has 0 addresses")
    return _kept(found)


def _refuse_many(number: int) -> None:
    if number > _MOST_ADDRESSES:
        raise ReadError(f"the sitemap has more than {_MOST_ADDRESSES:,} addresses, which the protocol does not allow")


def _places(text: str) -> tuple[str, list[_Place]]:
    """The root's name and the entries below it. What is not well-formed is read as far as it can be, but must have an end."""
    parser = etree.iterparse(
        io.BytesIO(text.encode()), events=("end",), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        recover=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    places: list[_Place] = []
    try:
        for _, element in parser:
            name = etree.QName(element).localname
            if name in ("url", "sitemap"):
                places.append(_place(element))
                element.clear(keep_tail=False)
                _refuse_many(len(places))
        root = etree.QName(parser.root).localname if parser.root is not None else ""
    except (etree.LxmlError, ValueError) as fault:
        raise ReadError(f"the sitemap cannot be parsed: {fault}") from fault
    if root not in ("urlset", "sitemapindex"):
        raise ReadError(f"this is no sitemap, but XML of another kind: {root[:40]}")
    if places and not _END.search(text):
        raise ReadError("the sitemap is cut off")  # which would lose addresses in silence
    return root, places


def _place(element: etree._Element) -> _Place:
    """An entry's own parts: children of its namespace, and what the news extension says. Pictures have addresses of their own."""
    place, own = _Place(), etree.QName(element).namespace
    for part in element.iter(etree.Element):
        name = etree.QName(part)
        if name.namespace == own or "news" in (name.namespace or ""):
            field = _PARTS.get(name.localname)
            if field and not getattr(place, field):
                setattr(place, field, "".join(map(str, part.itertext())).strip()[:_LONGEST_ADDRESS])
    return place


def _items(places: Sequence[_Place] | Iterator[_Place], url: str, language: str) -> list[tuple[str, Item]]:
    """Items with their moments, newest first, none twice."""
    found: dict[str, tuple[str, Item]] = {}
    for place in places:
        address = linked_address(place.address, url)
        day, moment = written_moment(place.published, language)
        changed_day, changed = written_moment(place.changed, language)
        if address and address not in found:
            found[address] = changed or moment, Item(address, title_text(place.title), day or changed_day)
    values = list(found.values())
    return [values[number] for number in newest_first([moment for moment, _ in values])]


def _kept(found: Sequence[tuple[str, Item]]) -> Reading:
    """All without a date, and the newest 2,000 of the others; with the last of these all of the same moment.

    A sitemap that gives every page the day on which it was made is not cut thereby: a date that is everybody's tells nothing.
    """
    dated = [moment for moment, _ in found if moment]
    last = dated[_MOST_DATED - 1] if len(dated) > _MOST_DATED else ""
    items = tuple(item for moment, item in found if not moment or moment >= last)
    left_out = len(found) - len(items)
    said = f"{left_out:,} of {len(found):,} addresses, last changed before {last[:10]}" if left_out else ""
    return Reading("sitemap", items=items, left_out=said)
