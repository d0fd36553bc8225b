"""Invented sites' pages for the tests of reading, each drawn in a manner of its own."""
# ruff: noqa: E501

from __future__ import annotations

from noticewatch.model import Response

URL = "https://www.example.jp/news/index.html"
TITLE = "受講者名簿を含む書類の紛失について"
BODY = (
    "当館の職員が、受講者名簿を記した書類を紛失したことが判明しました。深くお詫び申し上げます。",
    "経緯",
    "11月12日、書庫を点検した際に気づきました。",
    "対象となる情報",
    "氏名",
    "電話番号",
    "区分  人数",
    "昼の部  18名",
    "本件に関するお問い合わせ先",
    "管理課 000-123-4567",
)


def answer(text: str, *, url: str = URL, codec: str = "utf-8", media_type: str = "text/html") -> Response:
    """A server's answer with this page."""
    return Response(url, url, media_type, "", text.encode(codec))


def marked_up(heading: str = "h2") -> str:
    """The notice's body in modern markup."""
    lead, one, found, two, name, phone, _, _, desk, where = BODY
    return (
        f"<p>{lead}</p><{heading}>{one}</{heading}><p>{found}</p><{heading}>{two}</{heading}><ul><li>{name}</li><li>{phone}</li></ul>"
        f"<table><tr><th>区分</th><th>人数</th></tr><tr><td>昼の部</td><td>18名</td></tr></table><p>{desk}<br>{where}</p>"
    )


def town(noise: str = "1") -> str:
    """A municipal site: update stamp, desk for questions about the page, questionnaire, side column."""
    return f"""<!doctype html><html lang=ja><head><title>{TITLE}｜若葉台町公式ホームページ</title><meta name=token content={noise}></head><body>
<div id="globalHeader"><h1><a href="/">若葉台町</a></h1><ul class="gmenu"><li><a href="/a">くらし</a></li><li><a href="/b">観光</a></li></ul></div>
<div class="pankuzu"><a href="/">トップ</a> &gt; <a href="/n">新着</a> &gt; {TITLE}</div>
<div id="contents"><div id="honbun"><h1>{TITLE}</h1><div class="upd">更新日：令和8年11月{noise}日　ページID：88{noise}</div>{marked_up()}</div>
<div class="toiawase"><h2>このページに関するお問い合わせ</h2><p>若葉台町 総務課 広報係 電話 000-000-000{noise}</p></div>
<div class="enq"><form><p>このページは役に立ちましたか</p><input type=radio name=v>はい</form></div></div>
<div class="leftcol"><ul class="submenu"><li><a href="/p{noise}">申請案内{noise}</a></li><li><a href="/q">よくある質問</a></li></ul></div>
<div id="foot"><p>若葉台町役場 000-000-0000</p><p>あなたは{noise}78人目の訪問者です</p><p>Copyright (C) 2026 Wakabadai</p></div></body></html>"""


def press(noise: str = "1") -> str:
    """A company's site on a blog engine: landmarks, related posts, share counts, JSON-LD."""
    return f"""<!doctype html><html lang=ja><head><meta charset=utf-8><title>{TITLE} | 株式会社みどり文具</title>
<meta property="og:site_name" content="株式会社みどり文具"><script type="application/ld+json">{{"@graph":[{{"@type":"WebPage"}},
{{"@type":"NewsArticle","datePublished":"2026-11-20T09:00:00+09:00","publisher":{{"name":"みどり文具"}}}}]}}</script>
<script>var n="{noise}"</script><style>p{{}}</style></head><body class="single sidebar-right"><header><a href="/">株式会社みどり文具</a>
<nav><ul><li><a href="/c">会社情報</a></li></ul></nav></header><div class="promo"><a href="/lp/{noise}">秋の文具市 {noise}</a></div>
<main><article><header><time datetime="2026-11-20">2026.11.20</time><span class="cat">お知らせ</span><h1>{TITLE}</h1></header>{marked_up("h3")}
<div class="sns-share"><a href="#">シェア</a> {noise}</div><span hidden>{noise}</span><span style="display: none">{noise}</span></article>
<section><h2>関連記事</h2><ul><li><a href="/x{noise}">別の話題{noise}</a></li><li><a href="/y">文具展の報告</a></li></ul></section></main>
<footer><small>&copy; Midori</small><p>表示時刻 12:00:{noise}</p></footer></body></html>"""


def clinic(noise: str = "1") -> str:
    """A clinic's hand-made page: tables for layout, bold for headings, line breaks for paragraphs."""
    lead, one, found, two, name, phone, _, _, desk, where = BODY
    return f"""<HTML><HEAD><TITLE>ことり坂クリニック：{TITLE}</TITLE></HEAD><BODY><TABLE width=760><TR><TD colspan=2><IMG src=h.gif alt="ことり坂クリニック"></TD></TR>
<TR><TD width=140><A href=g.htm>外来</A><BR><A href=n.htm>入院</A><BR><A href=s.htm>採用</A><BR><FONT>健診はお早めに{noise}</FONT></TD>
<TD><TABLE><TR><TD><B>{TITLE}</B></TD></TR><TR><TD align=right>2026年11月20日</TD></TR><TR><TD><FONT>{lead}<BR><BR>
<B>{one}</B>
{found}<BR><BR><B>{two}</B><BR>{name}<BR>{phone}<BR><TABLE><TR><TD>区分</TD><TD>人数</TD></TR><TR><TD>昼の部</TD><TD>18名</TD></TR></TABLE>
<B>{desk}</B><BR>{where}</FONT></TD></TR></TABLE></TD></TR>
<TR><TD colspan=2>ことり坂クリニック　電話 000-000-0000　アクセスカウンタ {noise}</TD></TR></TABLE></BODY></HTML>"""


MANNERS = {"town": town, "press": press, "clinic": clinic}
PUBLISHERS = {"town": "若葉台町", "press": "株式会社みどり文具", "clinic": "ことり坂クリニック"}
