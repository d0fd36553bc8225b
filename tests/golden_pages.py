"""Pages that are sound, drawn from entries in the manners of many kinds of sites; all sites and texts are invented."""
# ruff: noqa: E501

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from noticewatch.model import SourceKind

HOST = "https://www.tomari.example"
TODAY = date(2026, 11, 22)
JA = ("水道料金の改定について", "図書館の休館日のお知らせ", "秋の健康教室の参加者を募集します", "市道の通行止めのご案内",
      "職員採用試験の実施について", "ごみの収集日が変わります", "文化ホールの催しのご案内", "子育て相談会を開きます")  # fmt: skip
EN = ("Harbour office opening hours", "New timetable for the island ferry", "Results of the spring survey", "Winter course dates",
      "Annual report is available", "Road works near the station", "Library renovation begins", "Call for volunteers")  # fmt: skip
NAVIGATION = (
    ("/life/", "くらし"),
    ("/child/", "子育て"),
    ("/city/", "市政情報"),
    ("/tour/", "観光"),
    ("/contact/", "問い合わせ"),
)


@dataclass(frozen=True)
class Entry:
    """One notice as a list shows it."""

    path: str
    title: str
    day: date | None

    @property
    def url(self) -> str:
        return HOST + self.path

    @property
    def dotted(self) -> str:
        return f"{self.day:%Y.%m.%d}" if self.day else ""

    @property
    def spoken(self) -> str:
        return f"{self.day.year}年{self.day.month}月{self.day.day}日" if self.day else ""

    @property
    def english(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}" if self.day else ""

    @property
    def iso(self) -> str:
        return self.day.isoformat() if self.day else ""


def entries(
    count: int, *, first: int = 0, titles: Sequence[str] = JA, folder: str = "n", since: date = TODAY
) -> tuple[Entry, ...]:
    """Entries, newest first, one every other day; `first` counts from the newest, below nought into the future."""
    made = []
    for number in range(first, first + count):
        serial = 500 - number
        title = (
            f"{titles[serial % len(titles)]}（第{serial}号）" if titles is JA else f"{titles[serial % len(titles)]} ({serial})"
        )
        made.append(Entry(f"/{folder}/{serial}.html", title, since - timedelta(days=2 * number + 2)))
    return tuple(made)


Draw = Callable[[Sequence[Entry]], str]


@dataclass(frozen=True)
class Golden:
    """A sound page: how it is drawn, from how many entries, and what its source is configured as."""

    name: str
    draw: Draw
    count: int
    kind: SourceKind = "auto"
    encoding: str = "utf-8"
    media_type: str = "text/html"
    titles: Sequence[str] = JA
    dated: bool = True
    titled: bool = True

    @property
    def entries(self) -> tuple[Entry, ...]:
        return entries(self.count, titles=self.titles)

    @property
    def is_html(self) -> bool:
        return self.media_type == "text/html"

    @property
    def is_notice(self) -> bool:
        return self.kind == "page"

    @property
    def is_posts(self) -> bool:
        return self.draw in POSTS


def rows(shown: Sequence[Entry], row: str) -> str:
    return "\n".join(
        row.format(
            url=escape(one.path), title=escape(one.title), dotted=one.dotted, spoken=one.spoken, english=one.english, iso=one.iso
        )
        for one in shown
    )


def shell(main: str, title: str = "お知らせ一覧｜泊市", charset: str = "utf-8") -> str:
    nav = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in NAVIGATION)
    return f"""<!DOCTYPE html><html lang="ja"><head><meta charset="{charset}"><title>{title}</title></head><body>
<div id="header"><a href="/">泊市</a></div><ul id="nav">{nav}</ul>
<div id="main">{main}</div>
<div id="footer"><p>泊市役所 電話 0000-00-0000</p><p>Copyright 泊市</p></div></body></html>"""


def wrapped(before: str, row: str, after: str, **more: str) -> Draw:
    return lambda shown: shell(f"<h1>お知らせ一覧</h1>{before}{rows(shown, row)}{after}", **more)


UL = wrapped('<ul class="news">', '<li><span>{dotted}</span> <a href="{url}">{title}</a></li>', "</ul>")
UNDATED = wrapped('<ul class="news-list">', '<li><a href="{url}">{title}</a></li>', "</ul>")
DL = wrapped("<dl>", '<dt>{spoken}</dt><dd><a href="{url}">{title}</a></dd>', "</dl>")
TABLE = wrapped(
    "<table><tr><th>日付</th><th>件名</th></tr>", '<tr><td>{dotted}</td><td><a href="{url}">{title}</a></td></tr>', "</table>"
)
CARDS = wrapped(
    '<div class="cards">',
    '<div class="card"><time datetime="{iso}">{dotted}</time><h3><a href="{url}">{title}</a></h3></div>',
    "</div>",
)
WIDE_CARDS = wrapped(
    '<div class="article-list">',
    '<a class="card" href="{url}"><p class="date">{dotted}</p><p class="ttl">{title}</p></a>',
    "</div>",
)
HOSPITAL = wrapped(
    '<div class="info">',
    '<div class="row"><span class="date">{dotted}</span><span class="cat">外来</span><a href="{url}">{title}</a></div>',
    "</div>",
)
PARAGRAPHS = wrapped("<div>", '<p>{spoken}　<a href="{url}">{title}</a></p>', "</div>")
OLD_TABLE = wrapped(
    '<table border="0" width="600"><tbody>',
    '<tr><td><font size="2">{spoken}</font></td><td><font size="2"><a href="{url}">{title}</a></font></td></tr>',
    "</tbody></table>",
    charset="Shift_JIS",
)
OLD_DL = wrapped("<dl>", '<dt>■{spoken}</dt><dd><a href="{url}">{title}</a></dd>', "</dl>", charset="EUC-JP")
WORD = wrapped(
    '<div class="WordSection1">',
    '<p class="MsoNormal"><span lang="EN-US">{dotted}</span><span>　</span><a href="{url}"><span>{title}</span></a></p>',
    "</div>",
)
SHAREPOINT = wrapped(
    '<div class="ms-webpart-zone"><table class="ms-listviewtable"><tbody>',
    '<tr class="ms-itmhover"><td class="ms-vb-title"><div><a href="{url}">{title}</a></div></td><td class="ms-vb2"><span>{dotted}</span></td></tr>',
    "</tbody></table></div>",
)
EXCERPTS = wrapped(
    "<div>",
    '<article class="post"><h2 class="entry-title"><a href="{url}">{title}</a></h2><p class="date">{dotted}</p>'
    '<p>{title}の概要です。 [&hellip;]</p><a href="{url}">続きを読む</a></article>',
    "</div>",
)


def frame(shown: Sequence[Entry]) -> str:
    """What stands in a frame: no root, no end."""
    return "<title>お知らせ</title><h3>お知らせ</h3>\n" + rows(shown, '{dotted} <a href="{url}">{title}</a><br>')


def months(shown: Sequence[Entry]) -> str:
    """A list cut by months."""
    parts = []
    for month in dict.fromkeys(one.iso[:7] for one in shown):
        inside = rows([one for one in shown if one.iso[:7] == month], '<li>{spoken}<a href="{url}">{title}</a></li>')
        parts.append(f'<h2>{month}</h2><ul class="topics">{inside}</ul>')
    return shell(f"<h1>お知らせ一覧</h1>{''.join(parts)}")


def newsroom(shown: Sequence[Entry]) -> str:
    inside = rows(shown, '<div class="item"><span class="date">{english}</span><h3><a href="{url}">{title}</a></h3></div>')
    return shell(f'<h1>News releases</h1><div class="news-list">{inside}</div>', title="News Releases | Tomari Ferries")


def english_table(shown: Sequence[Entry]) -> str:
    inside = rows(shown, '<tr><td><a href="{url}">{title}</a></td><td>{english}</td></tr>')
    return shell(f"<h1>Notices</h1><table><tr><th>Title</th><th>Date</th></tr>{inside}</table>", title="Notices | Port of Tomari")


def english_posts(shown: Sequence[Entry]) -> str:
    inside = rows(
        shown,
        '<article><h2><a href="{url}">{title}</a></h2><p class="date">{english}</p><p>On {english} the office will be closed in the'
        " afternoon, and visitors are asked to come in the morning.</p><p>Please call us for anything else.</p></article>",
    )
    return shell(inside, title="Blog | Port of Tomari")


def posts(shown: Sequence[Entry]) -> str:
    inside = rows(
        shown,
        '<div class="hentry"><h2>{title}</h2><p class="date">{spoken}</p><p>{spoken}から、窓口の受付時間が変わります。'
        "ご来庁の際はあらかじめお確かめください。</p><p>詳しくは窓口までお問い合わせください。</p></div>",
    )
    return shell(inside, title="日誌｜泊病院")


def notice(shown: Sequence[Entry]) -> str:
    lines = "".join(f"<p>{one.title}は、{one.spoken}に予定していた内容を改めて定めたものです。</p>" for one in shown)
    return shell(
        f"<h1>休日診療の体制について</h1><p>泊病院では、休日の診療を次のとおり行います。</p>{lines}",
        title="休日診療の体制について｜泊病院",
    )


def english_notice(shown: Sequence[Entry]) -> str:
    lines = "".join(f"<p>{one.title}: this was set out anew on {one.english} by the harbour board.</p>" for one in shown)
    return shell(
        f"<h1>How the harbour is run</h1><p>The board has agreed on these rules.</p>{lines}", title="How the harbour is run"
    )


def rss(shown: Sequence[Entry]) -> str:
    made = "".join(
        f"<item><title>{one.title}</title><link>{one.url}</link>"
        + (f"<pubDate>{one.day:%a, %d %b %Y} 09:00:00 +0900</pubDate>" if one.day else "") + "</item>\n"
        for one in shown
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>泊市 新着情報</title><link>{HOST}/</link>{made}</channel></rss>'


def rdf(shown: Sequence[Entry]) -> str:
    made = "".join(
        f'<item rdf:about="{one.url}"><title>{one.title}</title><link>{one.url}</link>'
        + (f"<dc:date>{one.iso}T09:00:00+09:00</dc:date>" if one.day else "") + "</item>\n"
        for one in shown
    )  # fmt: skip
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="{HOST}/"><title>泊大学</title></channel>{made}</rdf:RDF>'
    )


def atom(shown: Sequence[Entry]) -> str:
    made = "".join(
        f'<entry><title>{one.title}</title><link href="{one.url}"/><id>{one.url}</id>'
        + (f"<updated>{one.iso}T09:00:00+09:00</updated>" if one.day else "") + "</entry>\n"
        for one in shown
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>泊電力</title>{made}</feed>'


def json_feed(shown: Sequence[Entry]) -> str:
    made = [
        {"id": one.url, "url": one.url, "title": one.title} | ({"date_published": f"{one.iso}T09:00:00+09:00"} if one.day else {})
        for one in shown
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "泊港", "items": made}, ensure_ascii=False, indent=1
    )


def sitemap(shown: Sequence[Entry]) -> str:
    made = "".join(f"<url><loc>{one.url}</loc>{f'<lastmod>{one.iso}</lastmod>' if one.day else ''}</url>\n" for one in shown)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{made}</urlset>'


POSTS = (posts, english_posts)
XML = "application/xml"
GOLDEN: tuple[Golden, ...] = (
    *(Golden(f"ul-{n}", UL, n) for n in (3, 12, 50)),
    *(Golden(f"dl-{n}", DL, n) for n in (3, 12, 50)),
    *(Golden(f"table-{n}", TABLE, n) for n in (1, 12, 50)),
    *(Golden(f"cards-{n}", CARDS, n) for n in (3, 12)),
    Golden("wide-cards-12", WIDE_CARDS, 12),
    *(Golden(f"undated-{n}", UNDATED, n, dated=False) for n in (3, 12, 50)),
    Golden("hospital-12", HOSPITAL, 12),
    Golden("paragraphs-12", PARAGRAPHS, 12),
    Golden("months-50", months, 50),
    Golden("excerpts-12", EXCERPTS, 12),
    Golden("word-12", WORD, 12),
    Golden("sharepoint-12", SHAREPOINT, 12),
    Golden("frame-12", frame, 12),
    Golden("shift-jis-12", OLD_TABLE, 12, encoding="cp932"),
    Golden("euc-jp-12", OLD_DL, 12, encoding="euc_jp"),
    *(Golden(f"newsroom-{n}", newsroom, n, titles=EN) for n in (12, 50)),
    Golden("english-table-3", english_table, 3, titles=EN),
    Golden("posts-3", posts, 3),
    Golden("posts-12", posts, 12),
    Golden("english-posts-12", english_posts, 12, titles=EN),
    Golden("notice", notice, 6, kind="page"),
    Golden("english-notice", english_notice, 6, kind="page", titles=EN),
    *(Golden(f"rss-{n}", rss, n, media_type=XML) for n in (1, 12, 50)),
    Golden("rdf-12", rdf, 12, media_type=XML),
    Golden("atom-12", atom, 12, kind="feed", media_type=XML),
    Golden("json-feed-12", json_feed, 12, kind="feed", media_type="application/json"),
    *(Golden(f"sitemap-{n}", sitemap, n, media_type=XML, titled=False) for n in (3, 50)),
)  # fmt: skip
