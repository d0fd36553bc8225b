"""What an address shows, for whoever thinks of watching it: what it is, what it calls itself, which feeds it announces.

Core; imports errors, model and its own modules.
"""

from __future__ import annotations

from dataclasses import dataclass

from noticewatch.errors import ReadError
from noticewatch.links import linked_address
from noticewatch.model import Response
from noticewatch.read.charset import decode
from noticewatch.read.feed import feed_about
from noticewatch.read.head import head_of, publisher_of
from noticewatch.read.html import main_text
from noticewatch.read.kinds import SPOKEN, body_kind, names_list
from noticewatch.read.sitemap import unpacked
from noticewatch.read.tree import Page, parse
from noticewatch.text import letters

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_MOST_FEEDS = 10
_LITTLE = 200  # characters; a page that shows less and has scripts is drawn by them


@dataclass(frozen=True, slots=True)
class About:
    """What an address is and says of itself; what it does not say is "".

    `what`: in words ("an RSS feed"); `title`: its own, without the site's name; `site`: who publishes it;
    `whole`: both, as <title> has them; `feeds`: addresses.
    """

    what: str = ""
    title: str = ""
    site: str = ""
    whole: str = ""
    language: str = ""
    feeds: tuple[str, ...] = ()
    scripted: bool = False  # it shows next to nothing without its scripts


def about(response: Response) -> About:
    """Say what an answer is and calls itself; of what cannot be read no more than what it is.

    >>> page = b"<html lang=ja><title>\\xe6\\x96\\xb0\\xe7\\x9d\\x80</title><link rel=alternate type=application/rss+xml href=/f>"
    >>> about(Response("https://a.example/", "https://a.example/", "text/html", "utf-8", page)).feeds
    ('https://a.example/f',)
    """
    body, kind = response.body, body_kind(response.body, response.media_type)
    try:
        if kind == "gzip":
            body = unpacked(body)
            kind = body_kind(body)
        if kind in ("rss", "atom", "jsonfeed", "json"):
            title, language = feed_about(body, response.charset)
            return About(SPOKEN[kind], *((title, "") if names_list(title) else ("", title)), title, language)
        if kind == "html":
            return _about_page(parse(decode(body, response.charset)), response.url)
    except ReadError:
        pass
    return About(SPOKEN[kind])


def _about_page(page: Page, url: str) -> About:
    head = head_of(page)
    try:
        main = main_text(page)
        title, site = main.title, main.publisher or ""
    except ReadError:
        title, site = page.title, head.site
    if letters(title) == letters(site):
        title = ""
    site = site or publisher_of(head, title) or ""
    return About(
        SPOKEN["html"],
        title,
        site,
        page.title,
        page.language,
        announced_feeds(page, url),
        page.scripts > 0 and page.body.size < _LITTLE,
    )


def announced_feeds(page: Page, url: str) -> tuple[str, ...]:
    """The feeds that a page announces, each once; feeds of comments are nobody's notices."""
    found: dict[str, None] = {}
    base = linked_address(page.base, url) or url
    for node in page.body.nodes():
        if node.tag != "link" or node.attrs.get("type", "").strip().lower() not in FEED_TYPES:
            continue
        if "alternate" not in node.attrs.get("rel", "").lower().split() or len(found) >= _MOST_FEEDS:
            continue
        address = linked_address(node.attrs.get("href", ""), base)
        if address and "comments" not in address:
            found[address] = None
    return tuple(found)
