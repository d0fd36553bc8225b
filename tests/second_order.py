"""Sites whose pages, feeds, sitemaps and headers lead elsewhere: each of a kind, each to a target."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.forbidden_cases import OUTSIDE
from tests.loopback_site import answer
from tests.whole_internet import Records

TARGETS = ("http://127.0.0.1", "http://[::1]", "http://mixed.test")
FURTHER = ("http://0x7f.1", "http://169.254.169.254", "http://inside.test", "http://[64:ff9b::10.0.0.1]", "http://public.test:22")
TITLE = "個人情報の漏えいについて（お詫び）"
_PATH = "/news/3.html"


def _html(main: str = "", head: str = "", **headers: str) -> bytes:
    page = f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>新着情報｜灯台市</title>{head}</head><body>{main}</body></html>'
    return answer(page.encode(), Content_Type="text/html; charset=utf-8", **headers)


def _list(more: str = "", head: str = "", **headers: str) -> bytes:
    own = ("夏まつりを開催します", "給食の献立")
    rows = "".join(f'<li>2026年11月{n + 10}日 <a href="/own/{n}.html">{title}</a></li>' for n, title in enumerate(own))
    return _html(f"<h1>新着情報</h1><ul>{more}{rows}</ul>", head, **headers)


def _item(href: str) -> bytes:
    return _list(f'<li>2026年11月21日 <a href="{href}">{TITLE}</a></li>')


def _xml(text: str, media_type: str = "application/xml", before: str = "") -> bytes:
    return answer(f'<?xml version="1.0" encoding="UTF-8"?>{before}{text}'.encode(), Content_Type=media_type)


def _rss(link: str, more: str = "", channel: str = "", before: str = "") -> bytes:
    item = f"<item><title>{TITLE}</title><link>{link}</link><guid>{link}</guid><pubDate>Sat, 21 Nov 2026 01:00:00 GMT</pubDate>{more}</item>"
    spaces = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:xi="http://www.w3.org/2001/XInclude"'
    return _xml(
        f'<rss version="2.0" {spaces}><channel><title>灯台市</title><link>/</link>{channel}{item}</channel></rss>', before=before
    )


def _moved(target: str) -> bytes:
    return answer(b"", "302 Found", Location=target + _PATH)


def _pages(target: str) -> Mapping[str, dict[str, bytes]]:
    """By kind: what the site answers by path; its source is "/"."""
    there = target + _PATH
    to_own = _item("/own/9.html")
    plain = "<url><loc>http://site.test/own/1.html</loc></url>"
    sitemap = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    feed_link = f'<link rel="alternate" type="application/rss+xml" href="{there}">'
    return {
        "link of a list": {"/": _item(there)},
        "link without a scheme": {"/": _item(there.partition(":")[2])},
        "link by base": {"/": _list(f'<li>2026年11月21日 <a href="news/3.html">{TITLE}</a></li>', f'<base href="{target}/">')},
        "redirect of a link": {"/": to_own, "/own/9.html": _moved(target)},
        "redirect of the page": {"/": _moved(target)},
        "next page": {"/": _list(f'<a rel="next" href="{there}">次へ</a>', f'<link rel="next" href="{there}">')},
        "feed that the page names": {"/": _list(head=feed_link)},
        "canonical": {"/": _list(head=f'<link rel="canonical" href="{there}"><meta property="og:url" content="{there}">')},
        "refresh in the page": {"/": _list(head=f'<meta http-equiv="refresh" content="0; url={there}">')},
        "bare refresh": {"/": _html(head=f'<meta http-equiv="refresh" content="0;url={there}">')},
        "refresh in a header": {"/": _list(Refresh=f"0; url={there}")},
        "link in a header": {"/": _list(Link=f'<{there}>; rel="next", <{there}>; rel="canonical"', Content_Location=there)},
        "frame and image": {"/": _html(f'<iframe src="{there}"></iframe><img src="{there}"><object data="{there}"></object>')},
        "style and script": {"/": _list(head=f'<link rel="stylesheet" href="{there}"><script src="{there}"></script>')},
        "redirect of robots.txt": {"/": to_own, "/robots.txt": _moved(target)},
        "sitemap in robots.txt": {"/": to_own, "/robots.txt": answer(f"User-agent: *\nSitemap: {there}\n".encode())},
        "entry of a feed": {"/": _rss(there)},
        "enclosure": {"/": _rss("/own/9.html", f'<enclosure url="{there}" type="application/pdf" length="9"/><comments>{there}</comments>')},
        "feed's own address": {"/": _rss("/own/9.html", channel=f'<atom:link rel="self" href="{there}"/><atom:link rel="next" href="{there}"/>')},
        "feed's stylesheet": {"/": _rss("/own/9.html", before=f'<?xml-stylesheet href="{there}" type="text/xsl"?>')},
        "feed's DTD": {"/": _rss("/own/9.html", before=f'<!DOCTYPE rss SYSTEM "{there}">')},
        "feed's entity": {"/": _rss("/own/9.html", "&x;", before=f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{there}">]>')},
        "feed's inclusion": {"/": _rss("/own/9.html", f'<xi:include href="{there}" parse="text"/>')},
        "address of a sitemap": {"/": _xml(f"<urlset {sitemap}>{plain}<url><loc>{there}</loc></url></urlset>")},
        "sitemap of an index": {"/": _xml(f"<sitemapindex {sitemap}><sitemap><loc>{there}</loc></sitemap></sitemapindex>")},
        "page of a JSON feed": {
            "/": answer(
                f'{{"version": "https://jsonfeed.org/version/1.1", "title": "x", "next_url": "{there}", "feed_url": "{there}", "items": '
                f'[{{"id": "1", "url": "{there}", "external_url": "{there}", "title": "{TITLE}", "image": "{there}"}}]}}'.encode(),
                Content_Type="application/feed+json",
            )
        },
    }  # fmt: skip


FOLLOWED = (  # those that a check goes after: with a public target they are the controls
    "link of a list", "link without a scheme", "link by base", "redirect of a link", "redirect of the page", "entry of a feed",
    "address of a sitemap", "sitemap of an index", "page of a JSON feed", "redirect of robots.txt",
)  # fmt: skip


@dataclass
class Sites:
    """The sites: `homes` by name, `pages` by host and path, `zone` of all their names."""

    homes: dict[str, str] = field(default_factory=dict)
    pages: dict[tuple[str, str], bytes] = field(default_factory=dict)
    zone: dict[str, Records | Callable[[], list[str]]] = field(default_factory=dict)


def all_sites() -> Sites:
    """A site for each kind and target, of the followed kinds with further targets, and one each with a public target."""
    made = Sites(zone={"inside.test": ["192.168.0.1"], "mixed.test": [OUTSIDE, "10.0.0.1"], "public.test": [OUTSIDE]})
    for number, target in enumerate(TARGETS + FURTHER):
        for place, (kind, pages) in enumerate(_pages(target).items()):
            if target in TARGETS or kind in FOLLOWED:
                _put(made, f"{kind} to {target}", f"s{number}-{place}.test", pages)
    for place, kind in enumerate(FOLLOWED):
        made.zone[f"control{place}.test"] = [f"9.0.0.{place + 1}"]
        _put(made, f"control: {kind}", f"c{place}.test", _pages(f"http://control{place}.test")[kind])
    return made


def _put(made: Sites, name: str, host: str, pages: Mapping[str, bytes]) -> None:
    made.homes[name] = f"http://{host}/"
    made.zone[host] = [OUTSIDE]
    made.pages |= {(host, path): page for path, page in pages.items()}
