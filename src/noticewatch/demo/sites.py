"""Made-up organizations and what they publish: a city hall, a hospital, an English newsroom.

Imports the standard library only. Every name and text is invented. Each site shows its news in a manner of its own: a
definition list, a list of items, cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape

CONTRACTOR = "株式会社ひばり計算センター"


@dataclass
class Post:
    """One text of a site; a line of the body that begins with `# ` is a heading."""

    title: str
    body: str
    day: date
    path: str = ""

    def replace(self, old: str, new: str) -> None:
        """Edit the text without a word about it; raises ValueError where the old words do not stand in it."""
        if old not in self.body:
            raise ValueError(f"{old!r} is not in the text")
        self.body = self.body.replace(old, new)


@dataclass
class Site:
    """One organization's site: `listing` at /news/, a page a post. `posts`: newest first."""

    id: str
    name: str
    language: str
    motto: str
    listing: Callable[[Iterable[Post]], str]
    day: Callable[[date], str]
    home: str = "News"
    posts: list[Post] = field(default_factory=list)
    origin: str = ""  # set by who serves it, such as http://127.0.0.1:40123

    def publish(self, post: Post) -> Post:
        """Put a post on top of the news."""
        post.path = f"/news/{101 + len(self.posts)}.html"
        self.posts.insert(0, post)
        return post

    def url(self, post: Post | None = None) -> str:
        """Where a post stands; without one, the list."""
        return self.origin + (post.path if post else "/news/")

    def page(self, path: str) -> str | None:
        """The page at a path, or None where there is none."""
        if path == "/news/":
            return self._framed(self.home, f"<h1>{self.home}</h1>\n{self.listing(self.posts)}")
        for post in self.posts:
            if post.path == path:
                heading = f"<h1>{escape(post.title)}</h1>\n<p class='date'>{self.day(post.day)}</p>"
                return self._framed(post.title, f"<article>\n{heading}\n{_paragraphs(post.body)}\n</article>")
        return None

    def _framed(self, title: str, main: str) -> str:
        return (
            f"<!DOCTYPE html>\n<html lang='{self.language}'><head><meta charset='utf-8'>"
            f"<title>{escape(title)} | {escape(self.name)}</title></head>\n<body>\n"
            f"<header><a href='/'>{escape(self.name)}</a><nav><a href='/news/'>{self.home}</a></nav></header>\n"
            f"<main id='main'>\n{main}\n</main>\n"
            f"<footer><p>{escape(self.motto)}</p></footer>\n</body></html>\n"
        )


def _paragraphs(body: str) -> str:
    lines = (line.strip() for line in body.strip().splitlines())
    return "\n".join(
        f"<h2>{escape(line[2:])}</h2>" if line.startswith("# ") else f"<p>{escape(line)}</p>" for line in lines if line
    )


def _link(post: Post) -> str:
    return f"<a href='{post.path}'>{escape(post.title)}</a>"


def in_japanese(day: date) -> str:
    """A day as Japanese pages write it.

    >>> in_japanese(date(2026, 3, 2))
    '2026年3月2日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def in_english(day: date) -> str:
    """A day as English newsrooms write it.

    >>> in_english(date(2026, 3, 2))
    'March 2, 2026'
    """
    return f"{day:%B} {day.day}, {day.year}"


def _definition_list(posts: Iterable[Post]) -> str:
    rows = "\n".join(f"<dt>{in_japanese(post.day)}</dt><dd>{_link(post)}</dd>" for post in posts)
    return f"<dl class='news'>\n{rows}\n</dl>"


def _items(posts: Iterable[Post]) -> str:
    rows = "\n".join(f"<li><span class='date'>{post.day:%Y.%m.%d}</span> {_link(post)}</li>" for post in posts)
    return f"<ul class='news-list'>\n{rows}\n</ul>"


def _cards(posts: Iterable[Post]) -> str:
    return "\n".join(
        f"<article class='card'><time datetime='{post.day}'>{in_english(post.day)}</time><h3>{_link(post)}</h3></article>"
        for post in posts
    )


def made_up_sites(today: date) -> tuple[Site, Site, Site]:
    """The city hall, the hospital and the newsroom, each with some ordinary news of the days before `today`."""
    city = Site("yuzukihara-city", "柚木原市", "ja", "柚木原市役所", _definition_list, in_japanese, home="新着情報")
    hospital = Site(
        "kurumidai-hospital",
        "くるみ台中央病院",
        "ja",
        "医療法人くるみ台会 くるみ台中央病院",
        _items,
        in_japanese,
        home="お知らせ",
    )
    newsroom = Site("quillby-tea", "Quillby Tea Company", "en", "Quillby Tea Company, growers and blenders", _cards, in_english)
    for site, texts in ((city, _CITY), (hospital, _HOSPITAL), (newsroom, _NEWSROOM)):
        for ago, (title, body) in zip(range(3 * len(texts), 0, -3), texts, strict=True):
            site.publish(Post(title, body, today - timedelta(days=ago)))
    return city, hospital, newsroom


_CITY = (
    ("市民体育館の休館日について", "設備の点検のため、市民体育館は月末の三日間休館します。"),
    ("秋の公園まつりを開催します", "中央公園で秋のまつりを開催します。模擬店や演奏会があります。"),
    ("道路工事に伴う通行規制のお知らせ", "柚木橋の補修工事に伴い、夜間は片側交互通行となります。"),
)
_HOSPITAL = (
    ("外来診療の担当医の変更について", "来月から内科の水曜日の担当医が変わります。"),
    ("健康教室のご案内", "管理栄養士による減塩の料理教室を行います。参加は無料です。"),
    ("面会時間の変更について", "面会は午後二時から午後五時までとなります。ご協力をお願いします。"),
)
_NEWSROOM = (
    ("Quillby Tea opens a tasting room by the harbour", "Our new tasting room welcomes visitors from Tuesday to Sunday."),
    ("Meet the growers: a week on the hillside", "We spent a week with the families who pick our spring leaves."),
    ("Quillby Tea appoints a new head blender", "Rowena Ashby joins us after twelve years of blending green teas."),
)


# What happens in the show


def city_breach(today: date) -> Post:
    """The city tells of a breach at its contractor: 1,250 people."""
    start, noticed = in_japanese(today - timedelta(days=4)), in_japanese(today - timedelta(days=2))
    body = f"""
        本市が健診の受診券の印刷を委託している{CONTRACTOR}のサーバーがランサムウェアに感染し、市民1,250人分の個人情報が漏えいしたおそれがあることが分かりました。
        市民の皆様にご心配をおかけし、深くお詫び申し上げます。
        # 経緯
        {start}、{CONTRACTOR}のサーバーがランサムウェアに感染しました。
        {noticed}、同社から市に報告があり、判明しました。
        # 漏えいのおそれがある情報
        市民1,250人分の氏名、住所、生年月日、被保険者番号
        # 対応
        個人情報保護委員会に報告しました。現時点で不正利用は確認されていません。
        # お問い合わせ
        健康づくり課 kenko@city.yuzukihara.example
    """
    return Post("委託先のランサムウェア感染による個人情報の漏えいのおそれについて", body, today)


def hospital_breach(today: date) -> Post:
    """The contractor's other customer tells of the same event: 430 patients."""
    start = in_japanese(today - timedelta(days=4))
    body = f"""
        当院が請求書の発送業務を委託している{CONTRACTOR}において、{start}にサーバーがランサムウェアに感染する事案が発生しました。
        これにより、患者様430名の氏名、住所、診療科名が漏えいした可能性があります。
        関係者の皆様に多大なるご迷惑をおかけしますことをお詫び申し上げます。
        所轄の警察署に相談し、個人情報保護委員会に報告しております。
        お問い合わせ先 soudan@kurumidai-hospital.example
    """
    return Post("業務委託先における個人情報漏えいの可能性に関するお詫びとお知らせ", body, today)


def scam_warning(today: date) -> Post:
    """Guidance that sounds like an incident and is none."""
    body = """
        We have been told of e-mails that use our name and ask you to confirm a parcel by opening a link.
        These messages do not come from Quillby Tea. Please do not open the link and delete the message.
        We never ask for passwords or card numbers by e-mail.
    """
    return Post("Beware of scam e-mails that pretend to come from Quillby Tea", body, today)


def maintenance(today: date) -> Post:
    """A planned pause of a service."""
    body = "定期メンテナンスのため、日曜日の午前一時から午前四時まで、ウェブ予約をご利用いただけません。"
    return Post("システムメンテナンスに伴うウェブ予約の一時停止について", body, today)


def office_hours(today: date) -> Post:
    """Plain news of a city."""
    return Post("年末年始の窓口業務のご案内", "年末年始の窓口の受付時間をお知らせします。", today)


def catalogue(today: date) -> Post:
    """Plain news of a company."""
    return Post("Quillby Tea launches its winter blends", "Three new blends with orange peel and cardamom are here.", today)
