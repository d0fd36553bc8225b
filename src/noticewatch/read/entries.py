"""Entries of feeds, whatever the format: those with a link are items, those without are documents.

Core; imports dates, model, links and the tree. What makes a title, a date and a text of an entry is the same for XML and JSON.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from noticewatch.dates import parse_date
from noticewatch.errors import ReadError
from noticewatch.links import linked_address
from noticewatch.model import Document, Item, Reading
from noticewatch.read.lines import joined, lines_of
from noticewatch.read.plain import post_keys
from noticewatch.read.rows import tidy
from noticewatch.read.tree import parse
from noticewatch.text import clean_text, letters

MOST_ENTRIES = 2_000
_LONGEST_TITLE = 500  # characters
_TITLE_OF_TEXT = 100  # characters of its text that stand for a title
_LONGEST_TEXT = 1_000_000
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|li|mark|p|q|rb|rp|rt|ruby|s|small|span|strike|strong|sub|sup|tt|u|wbr)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ISO = re.compile(r"\s{0,9}(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s?(Z|z|[+-]\d\d:?\d\d)?)?\s{0,9}$")
_MAIL_DATE = re.compile(r"\d{1,2}[ -]+[A-Za-z]{3,9}\.?,?[ -]+(?:\d\d|[12]\d{3})\s+\d{1,2}:\d\d")
_PLAIN_KEY = re.compile(r"[\w.:/,@=~+-]{1,200}")
_JAPAN = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a feed gives it: `link` as written, `key` the feed's own name for it, `text` its content's."""

    link: str
    key: str
    title: str
    text: str
    written: str  # its date, as written
    guessed: str | None = None  # the day that a library makes of it


def reading_of(entries: Sequence[Entry], url: str, *, language: str = "", publisher: str | None = None) -> Reading:
    """Entries as items and documents, newest first; the newest 2,000.

    None for a feed without entries; raises ReadError for entries of which none has a link or a text.
    """
    items: list[tuple[str, Item]] = []
    documents: list[tuple[str, Document]] = []
    dated = [(entry, *_moment(entry, language)) for entry in entries]
    seen: set[str] = set()
    for number in newest_first([moment for _, _, moment in dated])[:MOST_ENTRIES]:
        entry, day, moment = dated[number]
        if address := linked_address(entry.link, url):
            if address not in seen:
                seen.add(address)
                items.append((moment, Item(address, entry.title or _first_words(entry.text), day)))
        elif letters(entry.title + entry.text):
            documents.append((moment, _document(entry, url, day, publisher)))
    if entries and not items and not documents:
        raise ReadError(f"the feed has 0 entries, of {len(entries)} without link and text")
    left_out = len(entries) - MOST_ENTRIES
    return Reading(
        "feed",
        items=tuple(item for _, item in items),
        documents=tuple(document for _, document in documents),
        left_out=f"{left_out:,} of {len(entries):,} entries, the oldest" if left_out > 0 else "",
    )


def newest_first(moments: Sequence[str]) -> list[int]:
    """The order in which values lie that bear such moments ("" for none): an undated one stays behind the one before it.

    >>> newest_first(["2026-01-02", "", "2026-03-01"]), newest_first(["", ""])
    ([2, 0, 1], [0, 1])
    """
    near = next((moment for moment in moments if moment), "")
    keys = []
    for moment in moments:
        near = moment or near
        keys.append(near)
    return sorted(range(len(moments)), key=lambda number: keys[number], reverse=True)


def title_text(text: str) -> str:
    """A title without markup, on one line. Feeds say of it that it is HTML, or say nothing, and either may be wrong.

    >>> title_text("A <b>B</b> &amp; 1 < 2"), title_text("Q&amp;A")
    ('A B & 1 < 2', 'Q&A')
    """
    text = _REFERENCE.sub(lambda match: html.unescape(match[0]), _TAG.sub("", text))
    return tidy(clean_text(text[: 4 * _LONGEST_TITLE]).replace("\n", " "))[:_LONGEST_TITLE]


def content_text(text: str, *, markup: bool) -> str:
    """An entry's content as lines of text; what cannot be read as HTML is no text."""
    text = clean_text(text[:_LONGEST_TEXT])
    if not (markup or _MARKUP.search(text)):
        return text.strip()
    try:
        return joined(lines_of(parse(text).body, keep=True)).strip()
    except ReadError:
        return ""


def _first_words(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return first if len(first) <= _TITLE_OF_TEXT else first[: _TITLE_OF_TEXT - 1] + "…"


def _document(entry: Entry, url: str, day: str | None, publisher: str | None) -> Document:
    title = entry.title or _first_words(entry.text)
    first, _, rest = entry.text.partition("\n")
    body = rest if letters(first) == letters(title) else entry.text
    return Document(url, title, f"{title}\n\n{body.strip()}".strip(), day, publisher, _key(entry), True)


def _key(entry: Entry) -> str:
    if not entry.key:
        return post_keys([entry.title or entry.text])[0]
    return entry.key if _PLAIN_KEY.fullmatch(entry.key) else hashlib.sha256(entry.key.encode()).hexdigest()[:16]


def _moment(entry: Entry, language: str) -> tuple[str | None, str]:
    """An entry's day, and what it is sorted by."""
    day, moment = written_moment(entry.written, language)
    day = day or entry.guessed
    return day, moment or day or ""


def written_moment(written: str, language: str = "") -> tuple[str | None, str]:
    """The day that a feed's date names, and its moment in UTC as ISO, to sort by; None and "" for what is no date.

    A feed in Japanese that gives its times in UTC (as WordPress does) means the day in Japan.

    >>> written_moment("Sun, 22 Nov 2026 20:00:00 +0000", "ja")[0], written_moment("2026年11月20日")[0], written_moment("soon")
    ('2026-11-23', '2026-11-20', (None, ''))
    """
    written = written[:200]
    moment = _iso_moment(written) or _mail_moment(written)
    if moment is None:
        day = parse_date(written)
        return (day, day) if day and _is_sensible(int(day[:4])) else (None, "")
    if not _is_sensible(moment.year):
        return None, ""
    if moment.tzinfo is None:
        return moment.date().isoformat(), moment.isoformat()
    local = moment.astimezone(_JAPAN) if not moment.utcoffset() and language.lower()[:2] == "ja" else moment
    return local.date().isoformat(), moment.astimezone(UTC).replace(tzinfo=None).isoformat()


def _is_sensible(year: int) -> bool:
    return 1990 <= year <= 2100


def _iso_moment(written: str) -> datetime | None:
    match = _ISO.match(written)
    if not match:
        return None
    day, time, zone = match.groups()
    try:
        return datetime.fromisoformat(f"{day}T{time or '00:00'}{(zone or '').upper().replace('Z', '+00:00')}")
    except ValueError:
        return None


def _mail_moment(written: str) -> datetime | None:
    """RFC 822, the date of RSS."""
    if not _MAIL_DATE.search(written):
        return None
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def texts(values: Iterable[object]) -> str:
    """The first of some values that is a text with anything in it, else ""."""
    return next((value for value in values if isinstance(value, str) and value.strip()), "")
