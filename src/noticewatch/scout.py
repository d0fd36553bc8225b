"""A walk over a site to find where it posts its notices: the likeliest links first, a few pages at most, read as a check would.

Shell. Pages come through the guarded door, one at a time a host; robots.txt is obeyed and asked for its sitemaps.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from noticewatch.config import Source
from noticewatch.discover.leads import Lead
from noticewatch.discover.lexicon import ELSEWHERE
from noticewatch.discover.scoring import GOOD, Candidate, Found, path_points, prior, ranked
from noticewatch.errors import ReadError, SourceError
from noticewatch.fetch import Fetcher, RobotsMemory
from noticewatch.jobs import Glance
from noticewatch.links import canonical_url, is_first_page, linked_address, own_ports, same_domain
from noticewatch.model import NotModified, Response
from noticewatch.parsing import Parser
from noticewatch.suggest import advice

MOST_PAGES = 12  # of one site, robots.txt aside
MOST_DEPTH = 3  # links from the first page
WORTH = 10  # points from which on a link is followed
WORTH_STILL = 20  # where something good was found already
LAST_RESORT = -50  # where nothing was found at all: some tell everything in their blog
_FROM_SITEMAP = 5  # of its addresses that are followed, those that are called like lists
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.I | re.M)
_KANA = re.compile("[ぁ-んァ-ヶ一-龠]")


@dataclass(slots=True)
class Scouted:
    """What a walk over one site gave: its candidates, best first.

    `problem`: why its first page cannot be had; `note`: why that shows nothing, where it was had.
    """

    homepage: str
    candidates: list[Candidate] = field(default_factory=list)
    pages: int = 0
    problem: str = ""
    note: str = ""


class Scout:
    """Walks over sites, many at once; `page` is told of each page that is asked for."""

    def __init__(
        self, fetcher: Fetcher, parser: Parser, robots: RobotsMemory, today: date, page: Callable[[], None] = lambda: None
    ) -> None:
        self.fetcher, self.parser, self.robots, self.today, self.page = fetcher, parser, robots, today, page

    async def scout(self, homepage: str) -> Scouted:
        """Walk over the site of a home page. A site's failure is its result's `problem`."""
        walk = _Walk(self, homepage)
        try:
            await walk.go()
        except SourceError as problem:
            said = str(problem).removeprefix(f"{homepage}: ")
            return Scouted(homepage, pages=walk.asked, problem="; ".join(filter(None, (said, advice(problem)))))
        return Scouted(homepage, ranked(walk.found), walk.asked, note=walk.note)


class _Walk:
    """One walk: what is still to be followed, what was asked for, what was found."""

    def __init__(self, scout: Scout, homepage: str) -> None:
        self._scout = scout
        self._source = Source(id=f"scout-{urlsplit(homepage).netloc}", url=homepage)
        self._ports = own_ports(homepage)
        self._queue: list[tuple[int, int, Lead, int]] = []  # by points, then in the page's order; with the depth
        self._seen: set[str] = set()
        self.home = homepage
        self.language = ""
        self.note = ""
        self.asked = 0
        self.found: list[Found] = []

    async def go(self) -> None:
        """Walk. Raises SourceError where the first page cannot be had."""
        answer = await self._fetch(self.home)
        landed = canonical_url(answer.url)
        self._seen |= {canonical_url(self.home), landed}
        self.home = landed
        glance = await self._scout.parser.glance(answer, self._source)
        self.language, self.note = _language(glance), glance.why
        address = landed if answer.moved or is_first_page(answer.requested) else canonical_url(answer.requested)
        self._take(Lead(address, "", "first page"), address, glance, 0)
        await self._follow(0)
        if self._best() < GOOD:
            await self._sitemaps()
            await self._follow(0)
        if not self._best():
            await self._follow(LAST_RESORT)

    def _best(self) -> int:
        """The points of the best list so far, 0 for none; a sitemap is none."""
        return max((one.score for one in ranked(self.found) if one.kind != "sitemap"), default=0)

    async def _follow(self, least: int) -> None:
        """Read what is in line, down to so many points where nothing was found."""
        while self._queue and self.asked < MOST_PAGES:
            best = self._best()
            if -self._queue[0][0] < (WORTH_STILL if best >= GOOD else WORTH if best else least):
                return
            _, _, lead, depth = heapq.heappop(self._queue)
            await self._read(lead, depth)

    async def _read(self, lead: Lead, depth: int) -> None:
        try:
            answer = await self._fetch(lead.url)
            landed = canonical_url(answer.url)
            if landed in self._seen and landed != lead.url:
                return
            self._seen.add(landed)
            glance = await self._scout.parser.glance(answer, self._source)
        except SourceError:
            return
        self._take(lead, landed if answer.moved else lead.url, glance, depth)

    async def _fetch(self, url: str) -> Response:
        self.asked += 1
        self._scout.page()
        answer = await self._scout.fetcher.fetch(url, ports=self._ports)
        if isinstance(answer, NotModified):
            raise ReadError("answered 304 though nothing was said to be known")
        return answer

    def _take(self, lead: Lead, url: str, glance: Glance, depth: int) -> None:
        """Keep what a page shows, and put its leads in line."""
        if glance.reading is not None:
            self.found.append(Found(url, lead, glance.reading, self._scout.today, self.language))
        if depth >= MOST_DEPTH:
            return
        for one in glance.leads.found:
            if one.url not in self._seen and (points := self._points(one, depth)) is not None:
                self._seen.add(one.url)
                heapq.heappush(self._queue, (-points, len(self._seen), one, depth + 1))

    def _points(self, lead: Lead, depth: int) -> int | None:
        """What a lead is worth; None for one that is never followed."""
        host = urlsplit(lead.url).hostname or ""
        same = same_domain(lead.url, self.home)
        points = prior(lead, self.language, same_site=same, first_page=depth == 0) - 3 * depth
        if ELSEWHERE.search(host) or points < (LAST_RESORT if same else WORTH):
            return None
        return points

    async def _sitemaps(self) -> None:
        """Read the site's own sitemap: a source of last resort, whose addresses may name a list."""
        parts = urlsplit(self.home)
        origin = f"{parts.scheme}://{parts.netloc}"
        record = self._scout.robots.robots(origin)
        named = [linked_address(one, origin) for one in _SITEMAP_LINE.findall(record.body if record else "")]
        for url in [one for one in named if one][:2] or [f"{origin}/sitemap.xml"]:
            if self.asked >= MOST_PAGES or url in self._seen:
                continue
            self._seen.add(url)
            try:
                glance = await self._scout.parser.glance(await self._fetch(url), self._source)
            except SourceError:
                continue
            if glance.reading is None or glance.reading.kind != "sitemap":
                continue
            self.found.append(Found(url, Lead(url, "", "sitemap"), glance.reading, self._scout.today, self.language))
            lists = sorted((one.url for one in glance.reading.items if path_points(one.url) > 0), key=lambda one: (len(one), one))
            for number, one in enumerate([one for one in lists if one not in self._seen][:_FROM_SITEMAP]):
                self._seen.add(one)
                points = self._points(Lead(one, "", "sitemap"), 0)
                if points is not None:
                    heapq.heappush(self._queue, (-points, number, Lead(one, "", "sitemap"), MOST_DEPTH))


def _language(glance: Glance) -> str:
    """The language of a site, by its first page: "ja", "en", or "" where it shows too little."""
    said = glance.leads.language.partition("-")[0]
    if said in ("ja", "en"):
        return said
    words = glance.leads.title + "".join(lead.label for lead in glance.leads.found[:50])
    return "ja" if _KANA.search(words) else ""
