"""What the invented sites are drawn with: lists in several manners, feeds, sitemaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

TODAY = date(2026, 11, 22)

Row = tuple[date, str, str]


@dataclass(frozen=True)
class Home:
    """One site: its pages by path, "{origin}" its own address in them and "{other}" that of a second host.

    `right`: the addresses of which one must be found first; a path, or "{other}/…".
    """

    name: str
    pages: Mapping[str, str]
    right: tuple[str, ...]
    other: Mapping[str, str] = field(default_factory=dict)
    charset: str = "utf-8"


def rows(titles: str, path: str, *, newest: date = date(2026, 11, 19), step: int = 6) -> list[Row]:
    """A row for each title, newest first; a line or " / " parts them, "{n}" in the path is their number."""
    lines = [line.strip() for line in titles.strip().replace(" / ", "\n").split("\n")]
    count = len(lines)
    return [(newest - timedelta(days=step * at), line, path.format(n=1000 + count - at)) for at, line in enumerate(lines)]


def ja(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def en(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def dl(found: Sequence[Row]) -> str:
    return "<dl>" + "".join(f'<dt>{ja(day)}</dt><dd><a href="{to}">{title}</a></dd>' for day, title, to in found) + "</dl>"


def ul(found: Sequence[Row], names: str = "news-list") -> str:
    inner = "".join(
        f'<li><time datetime="{day}">{day:%Y.%m.%d}</time> <a href="{to}">{title}</a></li>' for day, title, to in found
    )
    return f'<ul class="{names}">{inner}</ul>'


def table(found: Sequence[Row]) -> str:
    inner = "".join(f'<tr><td nowrap>{day:%Y/%m/%d}</td><td><a href="{to}">{title}</a></td></tr>' for day, title, to in found)
    return f'<table border="0">{inner}</table>'


def breaks(found: Sequence[Row]) -> str:
    return "".join(f'<font size="2">●{day:%Y.%m.%d}</font> <a href="{to}">{title}</a><br>\n' for day, title, to in found)


def cards(found: Sequence[Row], kind: str = "Press release") -> str:
    return "".join(
        f'<article class="card"><span class="eyebrow">{kind}</span><span class="date">{en(day)}</span>'
        f'<h3><a href="{to}">{title}</a></h3><p>Read what was said about it on {en(day)}.</p></article>'
        for day, title, to in found
    )


def plain(found: Sequence[Row]) -> str:
    """Links without any date."""
    return "<ul>" + "".join(f'<li><a href="{to}">{title}</a></li>' for _, title, to in found) + "</ul>"


def rss(title: str, found: Sequence[Row]) -> str:
    inner = "".join(
        f"<item><title>{name}</title><link>{{origin}}{to}</link><pubDate>{day:%a, %d %b %Y} 09:00:00 +0900</pubDate></item>"
        for day, name, to in found
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>{{origin}}/</link>{inner}</channel></rss>'
    )


def urlset(found: Sequence[tuple[str, str]]) -> str:
    inner = "".join(f"<url><loc>{{origin}}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in found)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'


def alternate(path: str, kind: str = "rss") -> str:
    return f'<link rel="alternate" type="application/{kind}+xml" href="{path}">'


def wrapped(shell: str, pages: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Pages in a site's frame, whose TITLE and MAIN are filled in."""
    return {path: shell.replace("TITLE", title).replace("MAIN", main) for path, (title, main) in pages.items()}


def text(title: str, words: str) -> tuple[str, str]:
    return title, f"<h1>{title}</h1><p>{words}</p>"
