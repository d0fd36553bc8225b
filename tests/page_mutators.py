"""What becomes of a sound page while its answer stays 200: by faults that blind a watch, and by changes that mean nothing.

A mutator gives None where it does not apply, as where the loss of one item is the same as its withdrawal.
"""
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.golden_pages import CARDS, DL, EN, HOST, JA, NAVIGATION, TABLE, UL, UNDATED, Entry, Golden, entries, shell


@dataclass(frozen=True)
class Body:
    """An answer of 200; `days` have passed since the sound page was read."""

    text: str
    encoding: str = "utf-8"
    media_type: str = "text/html"
    days: int = 0

    @property
    def bytes(self) -> bytes:
        return self.text.encode(self.encoding, "xmlcharrefreplace")


Mutator = Callable[[Golden], Body | None]


def drawn(golden: Golden, shown: Sequence[Entry], *, days: int = 0) -> Body:
    return Body(golden.draw(shown), golden.encoding, golden.media_type, days)


def sound(golden: Golden) -> Body:
    return drawn(golden, golden.entries)


def changed(golden: Golden, change: Callable[[str], str], *, days: int = 0) -> Body | None:
    """The page with its text changed; None where that changes nothing."""
    before = golden.draw(golden.entries)
    after = change(before)
    return Body(after, golden.encoding, golden.media_type, days) if after != before else None


def page(main: str, title: str, *, charset: str = "utf-8") -> Mutator:
    """Another page in its place, within the site's frame."""
    return lambda golden: Body(shell(main, title, charset))


def bare(text: str) -> Mutator:
    """Another page in its place, without the site's frame."""
    return lambda golden: Body(text)


def listed(choose: Callable[[tuple[Entry, ...]], Sequence[Entry] | None]) -> Mutator:
    """The same page of other entries."""

    def mutate(golden: Golden) -> Body | None:
        shown = None if golden.is_notice else choose(golden.entries)
        return None if shown is None else drawn(golden, shown)

    return mutate


# What blinds


def truncated(golden: Golden) -> Body | None:
    """Cut in the middle of what it lists."""

    def cut(text: str) -> str:
        first, last = text.find(golden.entries[0].title), text.rfind(golden.entries[-1].title)
        if not golden.titled:
            first, last = text.find(golden.entries[0].url), text.rfind(golden.entries[-1].url)
        return text[: (first + last) // 2 if golden.count > 1 else first]

    return changed(golden, cut)


def navigation_only(golden: Golden) -> Body | None:
    if golden.is_notice:
        return None
    return drawn(golden, [Entry(path, name, None) for path, name in NAVIGATION])


def undated(golden: Golden) -> Body | None:
    if not golden.dated or golden.is_notice or golden.count < 2:
        return None
    return drawn(golden, [replace(one, day=None) for one in golden.entries])


def retitled(title: str) -> Mutator:
    def mutate(golden: Golden) -> Body | None:
        if not golden.titled or golden.is_notice or golden.is_posts:
            return None
        return drawn(golden, [replace(one, title=title) for one in golden.entries])

    return mutate


def garbled(encoding: str) -> Mutator:
    """Read in a wrong encoding by the site's own software, and sent on as UTF-8."""

    def mutate(golden: Golden) -> Body | None:
        if golden.titles is EN or not golden.titled:
            return None
        names = golden.encoding, {"cp932": "Shift_JIS", "euc_jp": "EUC-JP"}.get(golden.encoding, "utf-8")
        text = golden.draw(golden.entries).replace(names[1], "utf-8")
        wrong = re.sub(r"[^\x00-\x7f]+", lambda match: _misread(match[0], names[0], encoding), text)
        return Body(wrong, "utf-8", golden.media_type)

    return mutate


def _misread(text: str, right: str, wrong: str) -> str:
    return text.encode(right if right != wrong else "utf-8", "replace").decode(wrong, "replace").replace('"', "")


def frozen(golden: Golden) -> Body | None:
    """The same page, but for its clock, half a year later."""
    if golden.is_notice:
        return None
    return changed(
        golden, lambda text: text.replace("</html>", "<!-- 7 --></html>") + ("" if "</html>" in text else "\n "), days=190
    )


def old_copy(shown: tuple[Entry, ...]) -> Sequence[Entry] | None:
    """What stood there two months before."""
    return None if len(shown) < 3 else entries(len(shown), first=30, titles=EN if shown[0].title.isascii() else JA)


def nested(golden: Golden) -> Body | None:
    return changed(golden, lambda text: text.replace('<div id="main">', "<div>" * 254 + '<div id="main">'))


def nested_deeper(golden: Golden) -> Body | None:
    return changed(golden, lambda text: text.replace('<div id="main">', "<div>" * 3000 + '<div id="main">'))


def inside(tag: str) -> Mutator:
    def mutate(golden: Golden) -> Body | None:
        return changed(
            golden, lambda text: re.sub(r'(<div id="main">)(.*)(\n<div id="footer)', rf"\1<{tag}>\2</{tag}>\3", text, flags=re.S)
        )

    return mutate


def buttons(golden: Golden) -> Body | None:
    if golden.is_notice or golden.is_posts or not golden.is_html:
        return None
    link = re.compile(r'<a (?:class="card" )?href="/n/[^"]*">(.*?)</a>', re.S)
    return changed(golden, lambda text: link.sub(r'<button onclick="go()">\1</button>', text))


def script_error(golden: Golden) -> Body | None:
    """The site's software died before the list."""
    if not golden.is_html:
        return None
    error = "<b>Fatal error</b>: Uncaught PDOException in /var/www/list.php on line 20"
    return changed(golden, lambda text: text[: text.find(golden.entries[0].title) - 60] + error)


HOME = (
    '<h1>ようこそ泊市へ</h1><ul class="pick"><li><a href="/tour/1.html">海の見える宿をめぐる旅のご紹介</a></li>'
    '<li><a href="/tour/2.html">港まつりの写真をお寄せください</a></li><li><a href="/tour/3.html">移住をお考えの方のための相談窓口</a></li></ul>'
    "<p>泊市は海と山に囲まれたまちです。</p>"
)
MENU = "".join(
    f'<li><a href="/menu/{n}.html">{name}の手続きの案内はこちら</a></li>'
    for n, name in enumerate(("住民票", "印鑑", "税金", "年金", "保険"))
)

HARMFUL: dict[str, Mutator] = {
    "login wall": page('<h1>ログイン</h1><form><input name="u"><input type="password" name="p"><button>ログイン</button></form>', "ログイン｜泊市"),
    "login in words": page("<h1>会員専用ページ</h1><p>このページをご覧になるにはログインが必要です。</p>", "会員専用｜泊市"),
    "consent page": bare("<html><head><title>Before you continue</title></head><body><h1>Before you continue</h1><p>We use cookies and data to deliver our services. <button>Accept all</button></p></body></html>"),
    "challenge": bare('<html><head><title>Just a moment...</title></head><body><div class="cf-challenge"></div><script src="/c.js"></script></body></html>'),
    "captcha": bare('<html><body><form><div class="g-recaptcha" data-sitekey="x"></div></form></body></html>'),
    "blocked": bare("<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Your support ID is: 1234567890</body></html>"),
    "maintenance": bare("<html><head><title>メンテナンス中</title></head><body><h1>ただいまメンテナンス中です</h1><p>ご迷惑をおかけします。午後6時に再開します。</p></body></html>"),
    "maintenance in frame": page("<h1>システムメンテナンスのお知らせ</h1><p>ただいまメンテナンスを行っています。しばらくお待ちください。</p>", "お知らせ一覧｜泊市"),
    "soft 404": page("<h1>ページが見つかりません</h1><p>お探しのページは移動または削除されました。</p>", "ページが見つかりません｜泊市"),
    "soft 404 with menu": page(f"<h1>ページが見つかりません</h1><ul>{MENU}</ul>", "お知らせ一覧｜泊市"),
    "parked domain": bare('<html><head><title>tomari.example</title></head><body><h1>tomari.example is for sale</h1><ul><li><a href="/a?k=1">Cheap car insurance quotes</a></li><li><a href="/a?k=2">Online degree programs</a></li><li><a href="/a?k=3">Weight loss products online</a></li></ul></body></html>'),
    "script shell": bare('<!DOCTYPE html><html><head><title>お知らせ一覧｜泊市</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'),
    "shell in frame": page('<h1>お知らせ一覧</h1><div id="list"></div><script src="/list.js"></script>', "お知らせ一覧｜泊市"),
    "noscript only": bare("<html><head><title>お知らせ一覧</title></head><body><noscript>JavaScriptを有効にしてください</noscript><script src='a.js'></script></body></html>"),
    "empty list": listed(lambda shown: ()),
    "empty in words": page("<h1>お知らせ一覧</h1><p>現在、お知らせはありません。</p>", "お知らせ一覧｜泊市"),
    "blank": bare(" \n"),
    "newest three cut": listed(lambda shown: None if len(shown) < 4 else shown[3:]),
    "newest half cut": listed(lambda shown: None if len(shown) < 4 else shown[len(shown) // 2 :]),
    "all but the oldest cut": listed(lambda shown: None if len(shown) < 3 else shown[-1:]),
    "every second cut": listed(lambda shown: None if len(shown) < 4 else shown[1::2]),
    "list cut in the middle": truncated,
    "navigation in place of items": navigation_only,
    "dates removed": undated,
    "titles emptied": retitled(""),
    "titles all 続きを読む": retitled("続きを読む"),
    "garbled as Latin-1": garbled("latin-1"),
    "garbled as Shift_JIS": garbled("cp932"),
    "garbled as EUC-JP": garbled("euc_jp"),
    "frozen": frozen,
    "old copy": listed(old_copy),
    "moved to page 2": listed(lambda shown: None if len(shown) < 4 else entries(len(shown), first=len(shown), titles=EN if shown[0].title.isascii() else JA)),
    "another year": listed(lambda shown: entries(len(shown), first=180, folder="2025", titles=EN if shown[0].title.isascii() else JA)),
    "another site's list": lambda golden: None if golden.is_notice else Body(UL([replace(one, path=f"/other{one.path}", title=f"丘の上町 {number}月の行事 その{number}", day=None) for number, one in enumerate(golden.entries)]).replace("泊市", "丘の上町")),
    "first page's content": page(HOME, "泊市公式ホームページ"),
    "error with menu": page(f"<h1>エラー</h1><p>システムエラーが発生しました。</p><ul>{MENU}</ul>", "エラー｜泊市"),
    "script error": script_error,
    "list within noscript": inside("noscript"),
    "list within template": inside("template"),
    "links are buttons": buttons,
    "nested 254 deep": nested,
    "nested 3,000 deep": nested_deeper,
    "geo block": page("<h1>Not available in your region</h1><p>This content cannot be shown where you are.</p>", "泊市"),
    "session expired": page("<h1>セッションの有効期限が切れました</h1><p>最初からやり直してください。</p>", "お知らせ一覧｜泊市"),
}  # fmt: skip


# What means nothing


def _with(golden: Golden, change: Callable[[tuple[Entry, ...]], Sequence[Entry]]) -> Body | None:
    return None if golden.is_notice else drawn(golden, change(golden.entries), days=1)


def comes(number: int, *, rolls: bool) -> Mutator:
    def mutate(golden: Golden) -> Body | None:
        if golden.count <= number:
            return None
        new = entries(number, first=-number, titles=golden.titles)
        return _with(golden, lambda shown: (*new, *(shown[:-number] if rolls else shown)))

    return mutate


def withdrawn(place: int) -> Mutator:
    def mutate(golden: Golden) -> Body | None:
        return None if golden.count < 3 else _with(golden, lambda shown: [*shown[:place], *shown[place + 1 :]])

    return mutate


def html_only(change: Callable[[str], str]) -> Mutator:
    return lambda golden: changed(golden, change) if golden.is_html else None


def redesigned(golden: Golden) -> Body | None:
    if not golden.is_html or golden.is_notice or golden.is_posts:
        return None
    draw = UNDATED if not golden.dated else next(one for one in (CARDS, TABLE, DL) if one is not golden.draw)
    return Body(draw(golden.entries), days=1)


def recoded(golden: Golden) -> Body | None:
    if golden.titles is EN or not golden.is_html:
        return None
    label, codec = ("Shift_JIS", "cp932") if golden.encoding == "utf-8" else ("utf-8", "utf-8")
    text = re.sub(r'charset="[^"]+"', f'charset="{label}"', golden.draw(golden.entries))
    return Body(text, codec) if "charset=" in text else None


def readdressed(change: Callable[[str], str]) -> Mutator:
    """Other addresses of the same notices, whose titles stay."""
    return lambda golden: None if golden.is_notice else changed(golden, change)


def paged(golden: Golden) -> Body | None:
    if not golden.is_html or golden.count < 12 or golden.is_notice:
        return None
    text = golden.draw(golden.entries[: 10 if golden.count == 12 else 20])
    pager = '<div class="pager"><a href="?p=2">2</a><a href="?p=3">3</a><a href="?p=2">次へ</a></div>\n<div id="footer'
    return Body(text.replace('<div id="footer', pager), golden.encoding, days=1)


def ordered_otherwise(golden: Golden) -> Body | None:
    return None if golden.count < 3 else _with(golden, lambda shown: [shown[2], *shown[:2], *shown[3:]])


def retouched(number: int, change: Callable[[str], str]) -> Mutator:
    """One title, or with `number` of 0 all, written a little otherwise."""

    def mutate(golden: Golden) -> Body | None:
        if not golden.titled:
            return None
        shown = golden.entries
        return drawn(
            golden, [replace(one, title=change(one.title)) if not number or at == 1 else one for at, one in enumerate(shown)]
        )

    return mutate


def days_later(days: int) -> Mutator:
    return lambda golden: drawn(golden, golden.entries, days=days)


def _spelt(text: str) -> str:
    return re.sub(r"(\d{4})(?:年|\.)(\d{1,2})(?:月|\.)(\d{1,2})日?", r"\1/\2/\3", text)


HARMLESS: dict[str, Mutator] = {
    "one new": comes(1, rolls=False),
    "one new, one rolled off": comes(1, rolls=True),
    "two new": comes(2, rolls=False),
    "two new, two rolled off": comes(2, rolls=True),
    "eight new, eight rolled off": comes(8, rolls=True),
    "newest withdrawn": withdrawn(0),
    "one withdrawn": withdrawn(1),
    "banner": html_only(lambda text: text.replace('<div id="main">', '<div id="main"><p><a href="/vote/"><img src="/vote.png" alt="選挙の投票日は今度の日曜日です"></a></p>')),
    "warning above": html_only(lambda text: text.replace('<div id="main">', '<div class="emergency"><p>台風の接近に伴い、避難所を開設しています。</p></div><div id="main">')),
    "counter and clock": html_only(lambda text: text.replace("</body>", "<p>アクセス数 123456</p><p>表示時刻 10:11:12</p></body>")),
    "random ids": html_only(lambda text: re.sub(r"<(li|tr|div|dt|dd|p)(?=[ >])", r'<\1 data-v="8f3a" data-r="77"', text)),
    "redesign": redesigned,
    "other encoding": recoded,
    "tracking parameters": readdressed(lambda text: re.sub(r"(/n/\d+\.html)", r"\1?utm_source=list", text)),
    "session ids": readdressed(lambda text: re.sub(r"(/n/\d+\.html)", r"\1;jsessionid=0A1B2C3D", text)),
    "session parameters": readdressed(lambda text: re.sub(r"(/n/\d+\.html)", r"\1?PHPSESSID=0a1b2c3d4e", text)),
    "https in full": readdressed(lambda text: text.replace('href="/n/', f'href="{HOST}/n/')),
    "http": readdressed(lambda text: text.replace(f"{HOST}/n/", f"{HOST.replace('https', 'http')}/n/").replace('href="/n/', f'href="{HOST.replace("https", "http")}/n/')),
    "new folder": lambda golden: changed(golden, lambda text: text.replace("/n/", "/archive/news/")) if golden.titled and not golden.is_notice else None,
    "typo in a title": retouched(1, lambda title: title.replace("の", "のの", 1).replace("e", "ee", 1)),
    "labels on titles": retouched(0, lambda title: f"【重要】{title}"),
    "date format": html_only(_spelt),
    "pagination": paged,
    "one pinned": ordered_otherwise,
    "no blanks": html_only(lambda text: re.sub(r">\s+<", "><", text)),
    "CRLF": lambda golden: changed(golden, lambda text: text.replace("\n", "\r\n")),
    "comments": html_only(lambda text: text.replace("<div", "<!-- x --><div")),
    "scripts": html_only(lambda text: text.replace("</head>", '<script src="/m.js"></script><script>var a="</div>";</script></head>')),
    "a week later": days_later(7),
    "further menu": html_only(lambda text: text.replace("</ul>", '<li><a href="/new/">新しい分野</a></li></ul>', 1)),
    "consent banner": html_only(lambda text: text.replace("</body>", '<div class="cookie-consent" role="dialog"><p>当サイトはクッキーを使います。</p><button>同意する</button></div></body>')),
    "member login beside": html_only(lambda text: text.replace('<div id="footer', '<div class="login"><form><input type="password"></form></div><div id="footer')),
}  # fmt: skip
NEXT = timedelta(minutes=15)
