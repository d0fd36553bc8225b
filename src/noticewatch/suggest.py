"""The configuration that an address suggests by what it shows, and what speaks against watching it.

Core; imports the words, proof, links, names, read and extract. A key that only might be right is left out: what is not said of a
source is decided by each notice's own text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote, urlsplit

from noticewatch import proof
from noticewatch.errors import FetchError, ReadError, SourceError
from noticewatch.extract.facade import language_of
from noticewatch.extract.naming import names_in
from noticewatch.model import Document, Item, Reading
from noticewatch.names import organization_key
from noticewatch.read.about import About
from noticewatch.read.kinds import names_list
from noticewatch.records import Shape

FEW = 3  # items; a list of fewer may be something else
DATED = 0.5  # share of items with a date, below which it is said
OTHERS = 0.5  # share of titles that name somebody else, from which a list is a collector's
ONE_LANGUAGE = 0.9  # share of titles in one language
_LONGEST_ID = 60
_LONGEST_NAME = 120
# Below these a name is registered, as in city.example.lg.jp and example.co.uk.
_SECOND_LEVEL = frozenset(("co", "or", "ne", "ac", "go", "lg", "ed", "gr", "ad", "com", "org", "net", "gov", "edu"))
_NUMBERS = re.compile(r"[0-9.]+|\[?[0-9a-f:]+\]?")
_INDEX = re.compile(r"index|default|top|list|main|rss|feed|atom")
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|cgi|xml|rdf|rss|json|pdf|txt|gz)\b")
_KANA = re.compile("[ぁ-んァ-ヶ]")
_COLLECTORS = re.compile(
    r"事件簿|まとめ|日記|ブログ|ニュース|新聞|通信社|ジャーナル|マガジン|データベース"
    r"|\b(?:blog|weblog|diary|news|newswire|daily|times|post|journal|magazine|watch|tracker|database|breach(?:es)?|leaks?|feeds?)\b",
    re.I,
)
_REGISTERS = re.compile(r"\bbreach(?:es)?\b|漏えい等?(?:事案|の?公表)", re.I)
_NOBODY = re.compile(r"home|top|index|welcome|untitled|トップ(?:ページ)?|ホーム(?:ページ)?|無題|[\w.-]{1,100}\.[a-z]{2,10}", re.I)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address shows, all together: how it is read, its items (newest first), and the newest notice of them."""

    reading: Reading
    items: Sequence[Item]
    about: About
    newest: Document | None = None
    tells_of: str | None = None  # the organization that the newest notice is about, by its own text


def suggested(url: str, shown: Shown, taken: Collection[str]) -> dict[str, str | list[str]]:
    """The words of a source that watches an address; `taken` are the ids of others."""
    kind = shown.reading.kind
    words: dict[str, str | list[str]] = {
        "id": free_id(id_of(url), taken),
        "name": _name(url, shown),
        "url": url,
        "kind": kind,
    }
    if organization := _speaks_for(url, shown):
        words["organization"] = organization
    if language := _language(shown):
        words["language"] = language
    return words


def id_of(url: str) -> str:
    """An id out of host and path, without what every address has.

    >>> id_of("https://www.city.tide.example.lg.jp/news/index.html"), id_of("http://127.0.1.2:8080/")
    ('city-tide-example-news', '127-0-1-2-8080')
    """
    parts = urlsplit(url)
    labels = (parts.hostname or "").removeprefix("www.").split(".")
    if not _NUMBERS.fullmatch(parts.hostname or ""):
        labels = labels[:-1] or labels
        labels = labels[:-1] if len(labels) > 1 and labels[-1] in _SECOND_LEVEL else labels
    port = [str(parts.port)] if parts.port and parts.port not in (80, 443) else []
    path = [_ENDING.sub("", part) for part in unquote(parts.path).lower().split("/")]
    said = (part for part in path if part and not _INDEX.fullmatch(part))
    text = re.sub(r"[^a-z0-9]+", "-", "-".join((*labels, *port, *said)).lower())
    return text[:_LONGEST_ID].strip("-") or "source"


def free_id(wanted: str, taken: Collection[str]) -> str:
    """An id that no other source has.

    >>> free_id("tide", {"tide", "tide-2"})
    'tide-3'
    """
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _name(url: str, shown: Shown) -> str:
    about = shown.about
    site = about.site or (_publisher(shown) if not about.title else "")
    if shown.reading.kind == "posts":
        name = site or about.whole
    elif site and about.title and organization_key(about.title) not in organization_key(site):
        name = (
            f"{site} {about.title}" if _KANA.search(site + about.title) or not about.title.isascii() else f"{site}: {about.title}"
        )
    else:
        name = site or about.title or about.whole
    name = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(name.split())[:_LONGEST_NAME].strip() or (urlsplit(url).hostname or url)[:_LONGEST_NAME]


def _speaks_for(url: str, shown: Shown) -> str:
    """Whom a site names as itself, where what it lists is its own; "" for a collector of many, and where that is not clear."""
    if shown.reading.kind == "posts":
        return ""
    site, publisher = shown.about.site, _publisher(shown)
    if publisher and shown.newest is not None and urlsplit(shown.newest.url).netloc != urlsplit(url).netloc:
        return ""
    name = site or publisher
    if site and publisher:
        one, other = organization_key(site), organization_key(publisher)
        if one not in other and other not in one:
            return ""
        name = min(site, publisher, key=len)
    own = organization_key(name)
    if not own or _NOBODY.fullmatch(name) or _COLLECTORS.search(name) or names_list(name) or not name.isprintable():
        return ""
    told = organization_key(shown.tells_of or "")
    if _REGISTERS.search(shown.about.title) or (told not in own and own not in told) or _lists_others(shown, own):
        return ""
    return name


def _publisher(shown: Shown) -> str:
    return (shown.newest.publisher or "") if shown.newest is not None else ""


def _lists_others(shown: Shown, own: str) -> bool:
    """Whether the titles name other organizations, as a regulator's or a collector's do."""
    language = _language(shown) or "en"
    named = 0
    for item in shown.items:
        keys = {organization_key(name.text) for name in names_in(item.title, language)}
        named += any(key and key not in own and own not in key for key in keys)
    return bool(named) and named >= OTHERS * len(shown.items)


def _language(shown: Shown) -> str:
    """The language of all that is listed; "" where it is not one, or none that the lexicons know."""
    titles = [item.title for item in shown.items if item.title]
    if not titles and shown.newest is not None:
        titles = [shown.newest.text]
    said = shown.about.language.partition("-")[0].partition("_")[0]
    spoken = [one for one in map(language_of, titles) if one != "und"]
    for language in ("ja", "en"):
        if spoken and spoken.count(language) >= ONE_LANGUAGE * len(spoken):
            kana = language == "ja" and any(map(_KANA.search, titles))
            return language if kana or said in ("", language) or (language == "en" and said == "ja") else ""
    return ""


def why(shown: Shown) -> str:
    """What of a page says that it is of its kind."""
    reading, items = shown.reading, shown.items
    dated = sum(item.published is not None for item in items)
    if reading.further:
        return f"it is an index of {len(reading.further)} sitemaps"
    if reading.kind in ("feed", "sitemap", "pdf"):
        return f"it is {shown.about.what}"
    if reading.kind == "posts":
        return f"{len(items)} posts, each with a text of its own, stand on it; {dated} bear dates"
    if reading.kind == "listing":
        if len(items) == 1:
            return "one link stands where a list would"
        return f"{len(items)} links make up one list; {dated} bear dates"
    size = sum(len(document.text) for document in reading.documents)
    return f"it is one text of {size:,} characters, and no list of links stands out beside it"


def doubts(shown: Shown, before: Shape, today: date, readable: int) -> list[str]:
    """What speaks against watching an address, or should be known; `before`: what the source showed when it was last good.

    `readable`: how many of its items would be read.
    """
    reading, items = shown.reading, shown.items
    found: list[str] = []
    dated = sum(item.published is not None for item in items)
    if reading.kind != "page" and dated < DATED * len(items):
        found.append(
            f"{len(items) - dated} of {len(items)} items bear no date: what is there at the first check is told only if its own "
            'page bears one, or under backfill = "all"'
        )
    if reading.kind == "listing" and len(items) < FEW:
        number = "only 1 item" if len(items) == 1 else f"only {len(items)} items"
        found.append(f"{number}: if this is not the list of notices, say with link_selector where it is")
    if reading.kind == "page":
        found.append("it is read as one notice, whose changes are told; for more notices, watch the page that lists them")
    untitled = sum(not item.title for item in items)
    if untitled > len(items) / 2:
        found.append(
            f"{untitled} of {len(items)} items have no title: of these are read at the first check those that `backfill` covers, "
            "later those that are new or changed"
        )
    if reading.left_out:
        found.append(f"not all of it is read: left out are {reading.left_out}")
    if shown.about.scripted and reading.kind == "page":
        found.append("it shows next to nothing without its scripts, which are not run: look for its feed or its sitemap")
    if not readable and items:
        found.append("no title could be an incident's, so none of its notices would be read now")
    all_of_it = reading if reading.documents or reading.further else replace(reading, items=tuple(items))
    shape = proof.shape_of(all_of_it, before, today)
    said = proof.judge(before if before.counts else shape, shape, proof.shown(all_of_it))
    worn = said if said.code else proof.quiet(shape, today)
    if worn.code:
        found.append(f"{worn.state}: {worn.reason}")
    return found


def advice(problem: SourceError) -> str:
    """What to do about an address that cannot be read."""
    if isinstance(problem, FetchError):
        return _BY_STATUS.get(problem.status or 0, "") or _BY_FAULT.get(problem.kind, "")
    if isinstance(problem, ReadError):
        said = str(problem)
        return next((do for word, do in _BY_WORD if word in said), "open it in a browser: is it the page that lists the notices?")
    return ""


_WALL = "the site lets no program in: look for its feed, or for another page that shows the same notices"
_LATER = "the site has a fault of its own: try again later"
_GONE = "nothing stands there: open the site in a browser and take the address of its list of notices"
_BY_STATUS = {
    401: _WALL, 403: _WALL, 404: _GONE, 410: _GONE, 429: "the site was asked too often: try again later",
    500: _LATER, 502: _LATER, 503: _LATER, 504: _LATER,
}  # fmt: skip
_BY_FAULT = {
    "address": "only public addresses are fetched, and ports 80, 443 and the source's own: name a network of yours in "
    "settings.allow_networks",
    "dns": "is the host spelt right? `noticewatch` asks this machine's name service",
    "connect": "nobody answers there: is the host up, and can this machine reach it?",
    "tls": "the certificate is not trusted: name your own authority's in settings.ca_file",
    "timeout": "it took too long: try again later",
    "robots": 'robots.txt is obeyed: ask the site\'s owner, or take on robots = "ignore" for a source where you may',
    "redirect": "open it in a browser and take the address where it ends",
    "size": "it is larger than what is read: look for a shorter page, or the feed",
}
_BY_WORD = (
    ("scripts)", "the page is drawn by its scripts, which are not run: look for its feed or its sitemap"),
    ("login form", "notices behind a login cannot be watched: look for the public page"),
    ("robot check", _WALL),
    ("there is nothing", _GONE),
    ("error page", _LATER),
    (
        "0 items",
        "if notices do stand there, say with link_selector where their links are; if a script puts them in, look for a feed",
    ),
    ("selector", "try the selector in a browser's developer tools: document.querySelectorAll(…)"),
)
