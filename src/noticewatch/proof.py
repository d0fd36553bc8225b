"""What a page that could be read proves, held against what its source showed when it was last good.

Core; imports the words, links, text and the tables of read. Each threshold says why it stands where it does: an item that is gone
may have been withdrawn, and no single rule tells that from a list that breaks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

from noticewatch.links import canonical_url
from noticewatch.model import Document, Item, Reading
from noticewatch.read.kinds import names_list
from noticewatch.read.lexicon import GENERIC_LINK
from noticewatch.records import Health, Shape, SourceState
from noticewatch.text import letters

MOST_KEYS = 200  # items of a list that are remembered, from its top; lines of a notice
COUNTS = 10  # numbers of items that are remembered
FEW = 4  # items; of a shorter list a share says nothing
FEWER = 0.5  # of the usual number; a list does not become shorter than that by itself
LEFT = 5  # items at the list's top; a list that is now spread over pages shows at least these
MOST_MISSING = 2  # items that an organization takes off a list at once, from one check to the next
MISSING = 0.1  # of the items of a long list that may be taken off at once
NEWEST_MISSING = 3  # items at the very top; so many are not withdrawn at once, but a list that breaks loses them first
DATED, UNDATED = 0.8, 0.2  # shares of items with a date, before and now
TITLED, UNTITLED = 0.5, 0.2  # shares of items that their titles tell apart; lists with many titles alike are left alone
GARBLED = 0.2  # of titles with characters that no sound text of theirs has
KANA, NO_KANA = 0.2, 0.04  # shares of a Japanese list's letters; garbled or translated, it has next to none
SHORTEST_LINE = 8  # letters of a notice's line by which it is known again
SAME_LINES = 0.2  # of a notice's lines; one that has fewer left and another title is another page
SINGLE = 2  # items; a list so short rolls over wholly with what comes new
QUIET = timedelta(days=90)  # without anything new, at least; slower lists by their own rhythm
SLOWER = 4  # times the usual time between two items
SETTLED = timedelta(hours=24)  # for which a changed page was told, before it may be what is usual

NOTICES = ("page", "pdf")  # kinds that are one notice
LASTING = ("undated", "capped", "elsewhere")  # reasons that hold for as long as the page is the same
_GARBAGE = re.compile(
    "[\ufffd\ue000-\uf8ff]|[\uff61-\uff9f]{4}|[ÃÂâã][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|[縺繧繝][^\n]{0,6}[縺繧繝]"
)
_KANA_LETTER = re.compile("[ぁ-ゖァ-ヺ]")
_DATE = re.compile(r"(?:19|20)\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_DIGITS = re.compile(r"\d")


def shown(reading: Reading) -> tuple[Item, ...]:
    """What a reading shows, as items: links, or the posts of a page, or the lines of a notice."""
    if reading.further or reading.items:
        return reading.further or reading.items
    if reading.kind in NOTICES:
        lines = (line for document in reading.documents for line in document.text.split("\n"))
        titles = [document.title for document in reading.documents]
        days = {document.title: document.published for document in reading.documents}
        long = dict.fromkeys(line for line in lines if len(letters(line)) >= SHORTEST_LINE)
        return tuple(Item("", line, days.get(line)) for line in dict.fromkeys([*titles, *long]))
    return tuple(Item(_post_key(one), one.title, one.published) for one in reading.documents)


def _post_key(post: Document) -> str:
    """A post's permalink, else its text: where its title is changed, the text stays."""
    below = post.text.partition("\n")[2]
    return post.key if post.key.startswith("http") else letters(below) or post.key


def shape_of(reading: Reading, before: Shape, today: date) -> Shape:
    """What a page shows, with the numbers of the reads before it."""
    items = shown(reading)
    days = sorted({day for item in items if (day := _day(item.published)) is not None})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    keys = tuple(_mark(_address(item.url) or letters(item.title)) for item in items[:MOST_KEYS])
    anything_new = not set(keys) <= set(before.keys) or before.fresh is None
    titles = [item.title for item in items]
    return Shape(
        reading.kind,
        (*before.counts, len(items))[-COUNTS:],
        _share(items, lambda item: item.published is not None),
        keys,
        tuple(_mark(letters(title)) if title else "" for title in titles[:MOST_KEYS]),
        days[-1].isoformat() if days else None,
        round(median(gaps)) if len(days) >= FEW else None,
        name=_mark(_DIGITS.sub("", letters(reading.name))) if letters(reading.name) else "",
        whole=reading.whole,
        named=len({own for title in titles if (own := _own(title))}) / max(1, len(items)),
        kana=_kana("".join(titles)),
        fresh=today.isoformat() if anything_new else before.fresh,
    )


def _own(title: str) -> str:
    """What a title says by itself; "" for a date, for "read more" (after whatever stands in the row), for the list's own name."""
    bare = _DATE.sub(" ", title).strip()
    last = bare.rpartition(" ")[2]
    return "" if GENERIC_LINK.match(last.lower()) or names_list(bare) else letters(bare)


def _address(url: str) -> str:
    """What of an address stays when its site moves to https, or takes or drops the www."""
    return _SCHEME.sub("", canonical_url(url)) if url.startswith("http") else url


def _kana(text: str) -> float:
    written = letters(text)
    return len(_KANA_LETTER.findall(text)) / len(written) if written else 0.0


def _day(written: str | None) -> date | None:
    """A whole day of the calendar; None for a month, a year, or a date that no calendar has."""
    with suppress(ValueError):
        return date.fromisoformat(written) if written and len(written) == 10 else None
    return None


def proved(
    state: SourceState, reading: Reading, now: datetime, today: date, items: Sequence[Item] = (), gone: Sequence[str] = ()
) -> tuple[Health, Shape]:
    """What a page that could be read proves of its source, and the shape that is remembered of it.

    `items`: the reading's, with those of the pages on which it goes on; the shape is of its first page alone. `gone`: addresses
    of notices whose own pages say that they are gone: no list need show them any more.
    Where it proves nothing the last good shape stays, so that no loss becomes usual in silence.
    """
    shape = shape_of(reading, state.shape, today)
    wide = replace(reading, items=tuple(items)) if items and not reading.further else reading
    found = judge(_without(state.shape, gone), shape_of(wide, state.shape, today), shown(wide))
    if not found.proves and is_usual_by_now(state, shape, now):
        shape, found = shape_of(reading, Shape(), today), Health()
    if not found.proves:
        return found, state.shape
    if found.state == "OK":
        found = Health("DEGRADED", "capped", f"left out: {reading.left_out}") if reading.left_out else quiet(shape, today)
    return found, shape


def _without(shape: Shape, gone: Sequence[str]) -> Shape:
    """A shape as if some of its items had never been there."""
    marks = {_mark(_address(url)) for url in gone}
    pairs = [pair for pair in zip(shape.keys, shape.titles, strict=True) if pair[0] not in marks]
    if len(pairs) == len(shape.keys):
        return shape
    fewer = len(shape.keys) - len(pairs)
    keys, titles = (tuple(column) for column in zip(*pairs, strict=True)) if pairs else ((), ())
    return replace(shape, keys=keys, titles=titles, counts=tuple(max(1, count - fewer) for count in shape.counts))


def judge(before: Shape, now: Shape, items: Sequence[Item]) -> Health:
    """What a page proves, beside what the source showed when it was last good."""
    if not before.counts:
        return Health()
    usual = round(median(before.counts))
    if before.kind != now.kind and before.keys and items:
        return _suspect(
            "kind", f"the page was a {before.kind} of {usual} and now reads as a {now.kind}", before=before.kind, now=now.kind
        )
    if before.keys and not items:
        return _suspect("empty", f"the list has 0 items (usually {usual})", items=0)
    if before.whole and not now.whole:
        return _suspect("cut", "the page breaks off: the end that it always had is missing")
    if _is_garbled(before, now, items):
        return _suspect("garbled", "the titles are garbled: the page is not in the encoding that it was read in")
    if now.kind in NOTICES:
        return _judged_notice(before, now)
    lost = _lost(before, now, usual)
    if not lost.proves:
        return lost
    if before.named >= TITLED and now.named <= UNTITLED:
        return _suspect("untitled", "the items have lost their titles, or all bear one and the same")
    if before.dated >= DATED and now.dated <= UNDATED and len(items) > 1:
        return Health("DEGRADED", "undated", "the items have lost their dates")
    if not lost.code and before.name and now.name != before.name:
        return Health("DEGRADED", "renamed", "the page bears another title than at the last good read")
    return lost


def _is_garbled(before: Shape, now: Shape, items: Sequence[Item]) -> bool:
    return (before.kana >= KANA and now.kana < NO_KANA) or _share(
        items, lambda item: _GARBAGE.search(item.title) is not None
    ) > GARBLED


def _judged_notice(before: Shape, now: Shape) -> Health:
    """A notice may be rewritten, or be given another title; with hardly a line left and another title it is another page."""
    lines = set(now.titles)
    kept = [title in lines for title in before.titles]
    if not kept or kept[0] or sum(kept) > SAME_LINES * len(kept):
        return Health()
    reason = f"{kept.count(False)} of the notice's {len(kept)} lines are gone, and its title is another"
    return _suspect("rewritten", reason, missing=kept.count(False), of=len(kept))


def _lost(before: Shape, now: Shape, usual: int) -> Health:
    """Whether items are gone that did not roll off: from the top, from between others, or nearly all."""
    keys, titles = set(now.keys), set(now.titles) - {""}
    kept = [key in keys or title in titles for key, title in zip(before.keys, before.titles, strict=True)]
    if kept and not any(kept) and not _rolled_over(before, now):
        return _suspect("replaced", f"none of the {len(kept)} items of the last good read is there any more", of=len(kept))
    last = max((number for number, there in enumerate(kept) if there), default=-1)
    above = kept[: last + 1]
    missing, first = above.count(False), above.index(True) if True in above else 0
    allowed = max(MOST_MISSING, MISSING * len(above)) if len(above) > FEW else 1
    if missing > allowed or first >= NEWEST_MISSING:
        reason = f"{missing} of the {len(above)} newest items of the last good read are missing"
        return _suspect("lost", reason, missing=missing, of=len(above))
    count = len(now.keys) if len(now.keys) < MOST_KEYS else now.counts[-1]
    if count <= usual * FEWER and kept and not titles & set(before.titles) and before.named >= TITLED:
        return _suspect("untitled", f"of {usual} items {count} are left, and none with its title")
    if usual >= FEW and count <= usual * FEWER and usual - count > MOST_MISSING:  # one or two are withdrawn
        reason = f"the list has {count} items (usually {usual})"
        if not missing and (len(above) >= LEFT or (above and now.kind == "feed")):  # how many a feed shows is its own affair
            return Health("DEGRADED", "fewer", f"{reason}; the newest are all there")
        return _suspect("fewer", reason, items=count)
    return Health()


def _rolled_over(before: Shape, now: Shape) -> bool:
    """Whether a list of one or two rolled over wholly: what stands there is newer, on a page of the same name."""
    goes_on = now.newest is not None and now.newest >= (before.newest or "9999")
    return len(before.keys) <= SINGLE and bool(before.name) and now.name == before.name and goes_on


def _suspect(code: str, reason: str, **values: int | str) -> Health:
    return Health("SUSPECT", code, reason, proves=False, values={**values, "status": 200})  # what was read was answered so


def is_usual_by_now(state: SourceState, shape: Shape, now: datetime) -> bool:
    """Whether a list that reads otherwise than it did is the same list all the same, as at the turn of a year.

    It was told a day ago, and its items bear dates that go on where the last good ones ended; a menu has none.
    """
    told = state.told_failing and state.failing_since is not None and now - state.failing_since >= SETTLED
    goes_on = shape.newest is not None and shape.dated >= DATED and shape.newest >= (state.shape.newest or "")
    return told and goes_on


def quiet(shape: Shape, today: date) -> Health:
    """Whether a list has been without anything new for much longer than is its way: it may be frozen."""
    newest = shape.newest if shape.dated >= DATED else shape.fresh
    if newest is None or shape.kind in NOTICES or not shape.keys:
        return Health()
    gap = shape.gap or 0
    if today - date.fromisoformat(newest) <= max(QUIET, timedelta(days=SLOWER * gap)):
        return Health()
    usually = f"; usually something every {f'{gap} days' if gap > 1 else 'day'}" if shape.gap is not None else ""
    return Health("DEGRADED", "quiet", f"nothing new since {newest}{usually}")


def _share(items: Sequence[Item], holds: Callable[[Item], bool]) -> float:
    return sum(map(holds, items)) / len(items) if items else 0.0


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
