"""Made-up sites on a hand-driven clock: what they publish, how they fail, and what an all-knowing observer knows of them."""
# ruff: noqa: E501

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlsplit

from noticewatch.errors import FetchError
from noticewatch.model import NotModified, Response, Validators
from tests import golden_pages as drawn
from tests.flow_stage import LOSS
from tests.golden_pages import HOST, Entry, Golden
from tests.loopback_site import HandClock
from tests.page_mutators import HARMFUL, HARMLESS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LISTS = tuple(
    golden for golden in drawn.GOLDEN if golden.count in (12, 50) and golden.kind != "page" and not golden.is_posts and golden.name != "frame-12"
)  # fmt: skip
INCIDENTS = (
    "個人情報を含む書類の紛失について",
    "メールの誤送信について",
    "不正アクセスによる情報漏えいについて",
    "USBメモリの紛失について",
)
NOISE = ("banner", "warning above", "counter and clock", "random ids", "redesign", "session ids", "tracking parameters", "https in full",
         "labels on titles", "date format", "one pinned", "comments", "scripts", "consent banner", "no blanks")  # fmt: skip
WALLS = ("login wall", "consent page", "challenge", "blocked", "maintenance", "maintenance in frame", "soft 404", "parked domain",
         "script shell", "shell in frame", "noscript only", "empty list", "empty in words", "blank", "newest half cut", "every second cut",
         "list cut in the middle", "navigation in place of items", "titles emptied", "garbled as Latin-1", "old copy", "moved to page 2",
         "another site's list", "first page's content", "error with menu", "script error", "links are buttons", "session expired")  # fmt: skip
NETWORK = ("timeout", "dns", "connect", "http-500", "http-403", "http-404", "retry-after", "reset")
STUCK = ("stuck 304", "frozen copy")
SHORT = timedelta(minutes=35)  # a fault that is over by the third look is noise
NONE = Validators()
_NEVER = timedelta(days=10_000)


@dataclass
class Published:
    """One notice: when it was put up, when it was taken down, and whether it tells of an incident."""

    entry: Entry
    since: datetime
    until: datetime
    incident: bool
    edited: datetime | None = None


@dataclass(frozen=True)
class Episode:
    """A fault or a noise of one site for a while."""

    kind: str
    since: datetime
    until: datetime
    noise: bool = False


@dataclass
class MadeSite:
    """One source: its list in one manner, all it will ever publish, all that will happen to it."""

    number: int
    golden: Golden
    notices: list[Published]
    episodes: list[Episode]
    etags: bool
    counter: bool
    served: str = ""  # the faults of the last answer
    drawn: dict[tuple[object, ...], bytes] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"site{self.number}.example"

    @property
    def url(self) -> str:
        return f"https://{self.host}/news/"

    def at(self, now: datetime) -> Episode | None:
        """The fault of the moment, else the noise of it."""
        here = [one for one in self.episodes if one.since <= now < one.until]
        return next((one for one in here if not one.noise or one.kind in NETWORK), here[0] if here else None)

    def shown(self, now: datetime) -> tuple[Published, ...]:
        standing = [one for one in self.notices if one.since <= now < one.until]
        return tuple(sorted(standing, key=lambda one: one.since, reverse=True)[: self.golden.count])

    def was_shown(self, notice: Published, since: datetime, until: datetime) -> bool:
        """Whether a list would have shown a notice at any whole hour of a stretch."""
        now = since
        while now < until:
            if notice in self.shown(now):
                return True
            now += HOUR
        return False

    def body(self, now: datetime, episode: Episode | None) -> tuple[bytes, str]:
        """The list's bytes and media type at a moment; under an episode, as it makes them."""
        entries = tuple(one.entry for one in self.shown(now))
        key = (entries, episode.kind if episode else "", now if self.counter else None)
        golden = self.golden
        if key not in self.drawn:
            mutate = (HARMFUL | HARMLESS).get(episode.kind) if episode else None
            made = _Now(golden, entries)
            body = mutate(made) if mutate else None
            text = body.text if body else golden.draw(entries)
            text = re.sub(rf"https?://{urlsplit(HOST).hostname}/", f"https://{self.host}/", text)
            if self.counter and golden.is_html:
                text = text.replace("</body>", f"<p>アクセス数 {int(now.timestamp())}</p></body>")
            self.drawn = {
                key: text.encode(body.encoding if body else golden.encoding, "xmlcharrefreplace"),
                ("type",): (body.media_type if body else golden.media_type).encode(),
            }
        return self.drawn[key], self.drawn[("type",)].decode()


class _Now(Golden):
    """A golden page of the entries of a moment, for the mutators."""

    def __init__(self, golden: Golden, entries: Sequence[Entry]) -> None:
        super().__init__(
            golden.name, golden.draw, len(entries), golden.kind, golden.encoding, golden.media_type, golden.titles, golden.dated,
            golden.titled,
        )  # fmt: skip
        object.__setattr__(self, "shown_now", tuple(entries))

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.shown_now  # type: ignore[attr-defined,no-any-return]


def make_site(number: int, start: datetime, days: int, rng: Random, *, every: float) -> MadeSite:
    """A site that has published for as long as its list is, and will for the days to come; `every`: days between faults."""
    golden = LISTS[number % len(LISTS)]
    gap = rng.choice((1.0, 2.0, 3.0, 6.0)) * 24
    notices: list[Published] = []
    now, serial = start - timedelta(hours=gap * (golden.count + 5)), 0
    end = start + timedelta(days=days)
    while (now := now + timedelta(hours=rng.expovariate(1 / gap))) < end:
        serial += 1
        incident = rng.random() < 0.12
        title = f"{rng.choice(INCIDENTS if incident else drawn.JA)}（第{serial}号）"
        entry = Entry(f"/n/{number}-{serial}.html", title, now.date())
        until = now + (timedelta(hours=rng.uniform(6, 400)) if rng.random() < 0.03 else _NEVER)
        edited = now + timedelta(hours=rng.uniform(3, 200)) if incident and rng.random() < 0.3 else None
        notices.append(Published(entry, now, until, incident, edited))
    return MadeSite(number, golden, notices, _episodes(golden, start, end, rng, every), rng.random() < 0.6, rng.random() < 0.02)


def _episodes(golden: Golden, start: datetime, end: datetime, rng: Random, every: float) -> list[Episode]:
    found: list[Episode] = []
    now = start + 6 * HOUR
    while (now := now + timedelta(days=rng.expovariate(1 / 3))) < end:  # every three days something that means nothing
        if rng.random() < 0.5:
            found.append(
                Episode(
                    rng.choice(NETWORK[:4]),
                    now,
                    now + timedelta(minutes=rng.uniform(1, SHORT / timedelta(minutes=1))),
                    noise=True,
                )
            )
        elif name := _applying(NOISE, golden, rng, HARMLESS):
            found.append(Episode(name, now, now + timedelta(hours=rng.uniform(1, 200)), noise=True))
    now = start + 6 * HOUR
    while every and (now := now + timedelta(days=rng.expovariate(1 / every))) < end:
        kinds = rng.choice((NETWORK, WALLS, WALLS, STUCK))
        kind = rng.choice(kinds) if kinds is not WALLS else _applying(WALLS, golden, rng, HARMFUL)
        hours = 2.0 * 60 ** rng.random()  # 2 hours to 5 days, short ones more often
        if kind:
            found.append(Episode(kind, now, now + timedelta(hours=hours)))
            now += timedelta(hours=hours)
    return found


def _applying(names: Sequence[str], golden: Golden, rng: Random, mutators: dict[str, Callable[[Golden], object]]) -> str:
    name = rng.choice(names)
    return name if mutators[name](golden) is not None else ""


class World:
    """All sites behind a door like the fetcher's, and the network between, which fails at times."""

    def __init__(self, sites: Sequence[MadeSite], clock: HandClock, outages: Sequence[Episode]) -> None:
        self.sites = {site.host: site for site in sites}
        self.clock, self.outages, self.asked = clock, outages, 0

    def outage(self, now: datetime) -> Episode | None:
        return next((one for one in self.outages if one.since <= now < one.until), None)

    async def fetch(self, url: str, *, validators: Validators = NONE, **_: object) -> Response | NotModified:
        """Like Fetcher.fetch."""
        self.asked += 1
        now, parts = self.clock.now(), urlsplit(url)
        site = self.sites[parts.hostname or ""]
        if outage := self.outage(now):
            site.served = outage.kind if parts.path == "/news/" else site.served
            return _portal(url) if outage.kind == "portal" else _failed(outage.kind)
        episode = site.at(now)
        if parts.path != "/news/":
            return _answer(url, *_page(site, parts.path, now, episode), validators, site.etags)
        site.served = episode.kind if episode and not (episode.noise and episode.kind not in NETWORK) else ""
        if episode and episode.kind in NETWORK:
            return _failed(episode.kind)
        if episode and episode.kind in STUCK:
            if episode.kind == "stuck 304" and validators:
                return NotModified(url)
            if episode.kind == "frozen copy":
                return _answer(url, *site.body(episode.since, None), validators, site.etags)
            site.served = ""
            episode = None
        return _answer(url, *site.body(now, episode), validators, site.etags)

    async def aclose(self) -> None:
        """Nothing to close."""


def _failed(kind: str) -> NotModified:
    if kind == "retry-after":
        raise FetchError("status", "answered 503", status=503, retry_after=6 * 3600.0)
    if kind.startswith("http-"):
        raise FetchError("status", f"answered {kind[5:]}", status=int(kind[5:]))
    raise FetchError({"reset": "connect"}.get(kind, kind), f"no answer: {kind}")  # type: ignore[arg-type]


def _portal(url: str) -> Response:
    body = "<html><head><title>Wi-Fi</title></head><body><h1>ゲスト用の接続</h1><p>利用規約に同意してください。</p></body></html>".encode()
    return Response(url, url, "text/html", "", body)


def _page(site: MadeSite, path: str, now: datetime, episode: Episode | None) -> tuple[bytes, str]:
    """The page behind a link; a site that gives no answer gives none there either."""
    if episode and episode.kind in ("timeout", "dns", "connect", "reset", "http-500", "http-403", "retry-after"):
        _failed(episode.kind)
    if path == "/":
        return drawn.shell("<h1>ようこそ</h1><p>まちの最新の情報をお届けします。</p>", "泊市").encode(), "text/html"
    found = next((one for one in site.notices if one.entry.path == path), None)
    if found is None or not found.since <= now < found.until:
        raise FetchError("status", "answered 404", status=404)
    if not found.incident:
        return drawn.shell(
            f"<h1>{found.entry.title}</h1><p>詳しくは窓口までお問い合わせください。</p>", found.entry.title
        ).encode(), "text/html"
    count = 25 if found.edited is None or now < found.edited else 31
    text = LOSS.format(count=count).replace("申請書の紛失について", found.entry.title)
    return drawn.shell(text, f"{found.entry.title}｜泊市").encode(), "text/html"


def _answer(url: str, body: bytes, media_type: str, validators: Validators, etags: bool) -> Response | NotModified:
    etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"' if etags else ""
    if etag and validators.etag == etag:
        return NotModified(url)
    return Response(url, url, media_type, "", body, Validators(etag=etag))
