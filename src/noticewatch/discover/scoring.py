"""How likely a notice of an incident is to stand at an address: points before it is read, by name and place, and after.

Core; imports links, linkwords, model and its own package. One table for all sites: every step bears its points and says in words
what it counted, so that a person can judge the judgement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import unquote, urlsplit

from noticewatch.discover.leads import Lead, Place
from noticewatch.discover.lexicon import (
    AGAINST,
    ANNOUNCED,
    FOREIGN_PATH,
    HUB,
    HUB_POINTS,
    LABELS,
    LANGUAGES,
    OWN_LANGUAGE,
    PATHS,
    SOMETHING_ELSE,
    What,
)
from noticewatch.linkwords import INCIDENT, RULED_OUT
from noticewatch.model import Item, Reading
from noticewatch.read.lines import folded_line

SHOWN_TITLES = 5
WORTH_SHOWING = 25  # points; what has fewer is no candidate where there is a better one
GOOD = 95  # points from which on little else is read
_LONGEST_NAME = 44  # columns of a label; what is longer is a notice's title, and no list's
_LOOKED_AT = 200  # items of a list, by whose days and titles it is judged
_NUMBERED = re.compile(r"\d{3}|\.(?:pdf|docx?|xlsx?|zip|jpe?g|png|gif)$", re.I)
_JOINTS = re.compile(r"[|｜\-–—:：]")
_SPLIT = re.compile(r"[^a-z0-9]+")
_KANA = re.compile("[ぁ-んァ-ヶ]")
# Of what a label says the most special counts: "IR news" is investors' news.
SPECIAL: tuple[What, ...] = ("ir", "security", "outage", "important", "press", "news", "list")
_PLACES: dict[Place, int] = {
    "menu": 4, "header": 4, "main": 4, "footer": 2, "side": 1, "frame": 30, "feed": 24, "sitemap": 0, "first page": 0,
}  # fmt: skip
BESIDE = -8  # where what speaks against a name stands beside news in it
_BESIDE = re.compile(r"[・/＆&、,]| and ")
_PATH_SHARE = 18  # points at most that an address's words give
_PART_OF = 0.6  # of a list's items that stand in a longer one for it to be a part of that


@dataclass(frozen=True, slots=True)
class Called:
    """What a name or an address says: `what` it would be, its points, and the words that gave them."""

    what: What
    points: int
    why: tuple[str, ...] = ()


def called(words: str) -> Called:
    """What a folded label says.

    >>> called("お知らせ一覧").what, called("採用ニュース").points < 10, called("会社概要").points
    ('news', True, 14)
    """
    if not words or _width(words) > _LONGEST_NAME:
        return Called("list", 0)
    found = [(points, what, match[0]) for what, points, pattern in LABELS if (match := pattern.search(words))]
    against = [(points, match[0].strip()) for points, pattern in AGAINST if (match := pattern.search(words))]
    if not found and not against and HUB.search(words):
        return Called("list", HUB_POINTS)
    if not found:
        what: What = "list"
        points, why = 0, list[str]()
    else:
        points = max(one[0] for one in found)
        _, what, word = min(found, key=lambda one: SPECIAL.index(one[1]))
        why = [f"it is called “{word.strip()}” (+{points})"]
    less = sum(one for one, _ in against)
    if less < BESIDE and any(_is_news(part) for part in _BESIDE.split(words)):
        less, against = BESIDE, [(BESIDE, against[0][1])]
    why += [f"“{said}” speaks against it ({one})" for one, said in against]
    return Called(what, points + less, tuple(why))


def _is_news(part: str) -> bool:
    """Whether a part of a name is a list's of notices by itself, as in "news & events"."""
    return any(pattern.search(part) for _, _, pattern in LABELS) and not any(pattern.search(part) for _, pattern in AGAINST)


def _width(words: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in words)


def path_points(url: str) -> int:
    """What an address says by its words; the last ones count most.

    >>> path_points("https://a.example/news/"), path_points("https://a.example/recruit/news/"), path_points("https://a.example/")
    (14, -6, 0)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return 0
    pieces = [piece for piece in _SPLIT.split(unquote(parts.path).lower()) if piece]
    points = [next((one for one, pattern in PATHS if pattern.fullmatch(piece)), 0) for piece in pieces]
    for_it, against = max((one for one in points if one > 0), default=0), min((one for one in points if one < 0), default=0)
    return max(-_PATH_SHARE - 2, min(_PATH_SHARE, for_it + against))


def prior(lead: Lead, language: str, *, same_site: bool, first_page: bool = False) -> int:
    """How much a lead is worth reading, before it is; `language` is the site's own, `first_page` that the lead stands there."""
    words = lead.words
    if LANGUAGES.match(words):
        return 12 if OWN_LANGUAGE.match(words) and language != "en" else (6 if first_page and not language else -20)
    points = called(words).points + path_points(lead.url) + _PLACES[lead.place]
    if _NUMBERED.search(urlsplit(lead.url).path.rstrip("/").rpartition("/")[2][-100:]) or _width(words) > _LONGEST_NAME:
        points -= 30
    if _is_foreign(lead.url, language):
        points -= 35
    return points if same_site else points - 8


def _is_foreign(url: str, language: str) -> bool:
    pattern = FOREIGN_PATH.get(language)
    return pattern is not None and pattern.search(urlsplit(url).path.lower() + "/") is not None


@dataclass(frozen=True)
class Found:
    """A page that was read on a day: how it was come by, what it shows, and the site's language."""

    url: str
    lead: Lead
    reading: Reading
    today: date
    language: str = ""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Its links or posts."""
        posts = tuple(Item(one.key or one.title, one.title, one.published) for one in self.reading.documents)
        return self.reading.items or self.reading.further or posts

    @cached_property
    def newest(self) -> tuple[Item, ...]:
        """Those that it is judged by."""
        return self.items[:_LOOKED_AT]

    @cached_property
    def alone(self) -> Candidate:
        """The candidate that it is by itself."""
        return scored(self)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Of its items."""
        return frozenset(item.url for item in self.items)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be watched: `what` it seems to be, its points with their reasons, what reading it gave."""

    url: str
    what: What
    kind: str
    score: int
    reasons: tuple[str, ...]
    items: int
    newest: str | None
    titles: tuple[str, ...]
    part_of: str = ""  # the address of a longer list that holds its items


@dataclass(slots=True)
class _Sum:
    points: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: int, said: str = "") -> None:
        self.points += points
        if said:
            self.reasons.append(f"{said} ({points:+d})")


Step = Callable[[Found], Iterator[tuple[int, str]]]


def _by_kind(found: Found) -> Iterator[tuple[int, str]]:
    points = {"listing": 20, "posts": 12, "feed": 8, "sitemap": 0}.get(found.reading.kind, -40)
    yield points, f"it reads as a {found.reading.kind}"
    if found.reading.kind != "sitemap":
        if len(found.items) >= 5:
            yield 5, f"{len(found.items)} items"
        elif len(found.items) < 2:
            yield -15, "next to nothing stands there"


def _by_days(found: Found) -> Iterator[tuple[int, str]]:
    days = [day for item in found.newest if (day := _day(item.published)) is not None]
    if not days:
        yield (-8, "no item bears a date") if found.items else (0, "")
        return
    yield round(15 * len(days) / len(found.newest)), f"{len(days)} of {len(found.newest)} items bear dates"
    past = [day for day in days if day <= found.today + timedelta(days=1)]
    if len(past) <= len(days) / 2:
        yield -25, "most dates lie ahead, as in a calendar"
    if past:
        yield _by_age(max(past), (found.today - max(past)).days)


def _by_age(newest: date, age: int) -> tuple[int, str]:
    for most, points in ((60, 15), (180, 8), (400, 0), (1100, -25)):
        if age <= most:
            return points, f"the newest is of {newest}"
    return -45, f"nothing since {newest}"


def _by_titles(found: Found) -> Iterator[tuple[int, str]]:
    titles = [folded_line(item.title) for item in found.newest if item.title]
    if not titles:
        return
    told = sum(bool(INCIDENT.search(one) or ANNOUNCED.search(one)) for one in titles) / len(titles)
    other = [one for one in titles if not INCIDENT.search(one) and (RULED_OUT.search(one) or SOMETHING_ELSE.search(one))]
    yield round(20 * told), f"{told:.0%} of the titles read like announcements"
    if other:
        yield round(-40 * len(other) / len(titles)), f"{len(other)} of {len(titles)} titles are of something else"
    if found.language == "ja" and not any(map(_KANA.search, titles)):
        yield -20, "it is not in the site's language"


def _by_itself(found: Found) -> Iterator[tuple[int, str]]:
    """What the page calls itself: <title> without the site's name."""
    parts = [called(part.strip()).points for part in _JOINTS.split(folded_line(found.reading.name))]
    best, worst = max(0, *parts), min(0, *parts)
    if best or worst:
        yield round(0.3 * (best + worst)), "by its own title"


def _by_place(found: Found) -> Iterator[tuple[int, str]]:
    place = found.lead.place
    if place == "first page" and found.reading.kind in ("listing", "posts"):
        yield -10, "it is the site's first page, which shows little and changes its shape"
    elif place == "feed":
        yield -12, "a feed that the page announces, of what is not said"
    elif place != "frame" and _PLACES[place]:
        yield _PLACES[place], f"it is linked in the page's {place if place != 'main' else 'main part'}"


STEPS: tuple[Step, ...] = (_by_kind, _by_days, _by_titles, _by_itself, _by_place)


def scored(found: Found) -> Candidate:
    """The candidate that a page is, by itself."""
    total = _Sum()
    said = called(found.lead.words)
    for why in said.why:
        total.reasons.append(why)
    total.points += said.points
    if found.reading.kind != "sitemap" and (by_path := path_points(found.url)):
        total.add(by_path, "by its address")
    for step in STEPS:
        for points, words in step(found):
            total.add(points, words)
    if _is_foreign(found.url, found.language):
        total.add(-25, "it stands below another language's address")
    kind = found.reading.kind
    what: What = {"feed": "feed", "sitemap": "sitemap"}.get(kind, said.what)  # type: ignore[assignment]
    if found.lead.place == "first page" and what == "list":
        what = "first page"
    days = [item.published for item in found.items if item.published]
    titles = tuple(item.title or urlsplit(item.url).path for item in found.items[:SHOWN_TITLES])
    return Candidate(found.url, what, kind, total.points, tuple(total.reasons), len(found.items), max(days, default=None), titles)


def ranked(pages: Sequence[Found]) -> list[Candidate]:
    """The candidates among pages, best first: what stands in a longer list gives way to it."""
    lists = [one for one in pages if one.reading.kind != "page" and one.reading.kind != "pdf"]
    made: list[Candidate] = []
    for one in lists:
        candidate = one.alone
        longer = next((other for other in lists if other is not one and _is_part(one, other)), None)
        if longer is not None:
            reason = f"its items stand in {longer.url} too (-14)"
            candidate = replace(candidate, score=candidate.score - 14, reasons=(*candidate.reasons, reason), part_of=longer.url)
        parts = sum(other is not one and _is_part(other, one) for other in lists)
        if parts and longer is None:
            reason = f"it holds the items of {parts} others (+8)"
            candidate = replace(candidate, score=candidate.score + 8, reasons=(*candidate.reasons, reason))
        made.append(candidate)
    made.sort(key=lambda one: (-one.score, len(one.url), one.url))
    worth = [one for one in made if one.score >= WORTH_SHOWING]
    return worth or [one for one in made[:1] if one.score > 0]


def _is_part(one: Found, other: Found) -> bool:
    """Whether a list's items stand in another that is longer, or as long and no feed or first page."""
    shared = len(one.addresses & other.addresses)
    if not shared or shared < _PART_OF * len(one.addresses) or other.reading.kind == "sitemap":
        return False
    rank = _standing(one), _standing(other)
    return rank[0] < rank[1] or (rank[0] == rank[1] and len(one.addresses) < len(other.addresses))


def _standing(found: Found) -> int:
    """A list on a page of its own before a feed, and that before the first page."""
    if found.lead.place == "first page":
        return 0
    return {"sitemap": 0, "feed": 1}.get(found.reading.kind, 2)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
