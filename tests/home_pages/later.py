"""Awkward sites, written after the scoring stood, to see what it makes of them at first sight."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

from tests.home_pages.drawn import Home, alternate, cards, dl, plain, rows, rss, table, text, ul, wrapped
from tests.home_pages.english import CORPORATE, IR
from tests.home_pages.english import JOBS as JOBS_EN
from tests.home_pages.japanese import CITY_EVENTS, CITY_NEWS, COMPANY_NEWS, HOSPITAL, JOBS, PRODUCTS, RELEASES, TENDERS

_PORTAL = (
    """<html lang="ja"><head><title>TITLE | 汐見県</title></head><body><header><a href="/">汐見県</a><nav>"""
    + "".join(
        f'<a href="/cat{n}/">{name}</a>'
        for n, name in enumerate(
            ("防災・安全", "くらし・環境", "健康・福祉", "教育・文化", "しごと・産業", "県土づくり", "県政情報")
        )
    )
    + """</nav></header>MAIN<footer><a href="/saiyo/">職員採用情報</a><a href="/nyusatsu/">入札情報</a><a href="/koho/">県広報</a><a href="/chiji/">知事の部屋</a><a href="/opendata/">オープンデータ</a></footer></body></html>"""
)
PREFECTURE = Home(
    "a prefecture whose list bears no dates on its first page",
    wrapped(
        _PORTAL,
        {
            "/": (
                "ホーム",
                f'<div id="pick"><h2>注目情報</h2>{plain(rows("県民だより最新号 / 移住のすすめ / 県の花火", "/pick/{n}.html"))}</div><div id="new"><h2>新着更新情報</h2>{plain(rows(CITY_NEWS, "/n/{n}.html")[:4])}<a href="/new.html">新着更新情報をもっと見る</a></div><div id="kisha"><h2>記者発表</h2><a href="/kisha/">記者発表資料のページへ</a></div>',
            ),
            "/new.html": (
                "新着更新情報",
                f"<h1>新着更新情報</h1>{dl(rows(CITY_NEWS + CITY_EVENTS + TENDERS, '/n/{n}.html', step=1))}",
            ),
            "/kisha/": (
                "記者発表資料",
                f"<h1>記者発表資料</h1>{dl(rows('職員による個人情報の漏えいについて / 食中毒の発生について / 知事の日程 / 道路の通行止めについて', '/kisha/{n}.html', step=2))}",
            ),
            "/saiyo/": ("職員採用情報", f"<h1>職員採用情報</h1>{dl(rows(JOBS, '/saiyo/{n}.html'))}"),
            "/nyusatsu/": ("入札情報", f"<h1>入札情報</h1>{dl(rows(TENDERS, '/nyusatsu/{n}.html'))}"),
            "/cat6/": text("県政情報", "県の計画です。"),
            "/koho/": (
                "県広報",
                f"<h1>県広報</h1>{ul(rows('県民だより十一月号 / 県民だより十月号 / 県民だより九月号', '/koho/{n}.pdf', step=30))}",
            ),
        },
    ),
    ("/kisha/", "/new.html"),
)

_YEARS = """<html lang="ja"><head><title>TITLE｜東雲ロジテック</title></head><body><header><nav><a href="/service/">サービス</a><a href="/case/">導入事例</a><a href="/news/">NEWS</a><a href="/company/">COMPANY</a><a href="/recruit/">RECRUIT</a></nav></header>MAIN</body></html>"""
_years = '<p><a href="/news/?cat=press">プレスリリース</a> <a href="/news/?cat=info">お知らせ</a> <a href="/news/?cat=event">イベント・セミナー</a> <a href="/news/2025/">2025年</a> <a href="/news/2024/">2024年</a></p>'
YEARS = Home(
    "news by category and by year",
    wrapped(
        _YEARS,
        {
            "/": (
                "物流を軽く",
                f'<h1>物流を軽く</h1><section><h2>NEWS</h2>{ul(rows(COMPANY_NEWS, "/news/{n}/")[:3])}<a href="/news/">VIEW MORE</a></section><section><h2>CASE</h2>{ul(rows("潮見商事様 / 岬物産様 / 灯台運輸様", "/case/{n}/"))}<a href="/case/">VIEW MORE</a></section>',
            ),
            "/news/": ("NEWS", f"<h1>NEWS</h1>{_years}{ul(rows(COMPANY_NEWS, '/news/{n}/'))}"),
            "/news/2025/": ("2025年", f"<h1>NEWS</h1>{_years}{ul(rows(RELEASES, '/news/2{n}/', newest=date(2025, 12, 20)))}"),
            "/news/2024/": ("2024年", f"<h1>NEWS</h1>{_years}{ul(rows(RELEASES, '/news/3{n}/', newest=date(2024, 12, 20)))}"),
            "/case/": (
                "導入事例",
                f"<h1>導入事例</h1>{ul(rows('潮見商事様 / 岬物産様 / 灯台運輸様 / 椿沢農協様', '/case/{n}/'))}",
            ),
            "/company/": text("COMPANY", "会社の概要です。"),
            "/recruit/": ("RECRUIT", f"<h1>RECRUIT</h1>{ul(rows(JOBS, '/recruit/{n}/'))}"),
        },
    ),
    ("/news/",),
)

_UNDATED = """<html lang="en"><head><title>TITLE | Talbot Water</title></head><body><nav><a href="/service">Customer service</a><a href="/quality">Water quality</a><a href="/about">About</a><a href="/newsroom">Newsroom</a><a href="/bids">Bid opportunities</a></nav>MAIN<footer><a href="/alerts">Service alerts</a></footer></body></html>"""
UNDATED = Home(
    "a newsroom without dates",
    wrapped(
        _UNDATED,
        {
            "/": ("Home", "<h1>Water for Talbot</h1>"),
            "/newsroom": (
                "Newsroom",
                f"<h1>Newsroom</h1>{plain(rows('Talbot Water responds to cyber incident at billing vendor / Rate changes approved / Talbot Water names director / Reservoir update / Main break repaired on Oak Street', '/newsroom/{n}'))}",
            ),
            "/alerts": (
                "Service alerts",
                f"<h1>Service alerts</h1>{table(rows('Boil water notice lifted / Low pressure on Elm', '/alerts/{n}', newest=date(2026, 11, 21), step=3))}",
            ),
            "/bids": (
                "Bid opportunities",
                f"<h1>Bid opportunities</h1>{table(rows('Pipe supply bid / Meter bid / Trucking bid', '/bids/{n}', newest=date(2026, 11, 20)))}",
            ),
            "/quality": (
                "Water quality",
                f"<h1>Water quality</h1>{plain(rows('2025 report / 2024 report / 2023 report', '/quality/{n}.pdf'))}",
            ),
            "/about": text("About", "We serve forty thousand homes."),
        },
    ),
    ("/newsroom", "/alerts"),
)

_CLINIC = (
    """<html lang="ja"><head><title>TITLE | まつかぜ眼科</title>"""
    + alternate("/feed/")
    + """</head><body><nav><a href="/doctor/">院長紹介</a><a href="/menu/">診療案内</a><a href="/news/">お知らせ</a><a href="/column/">目の健康コラム</a><a href="/access/">アクセス</a></nav>MAIN</body></html>"""
)
FEW = Home(
    "a clinic with two notices and a lively column",
    wrapped(
        _CLINIC,
        {
            "/": (
                "トップ",
                f"<h1>まつかぜ眼科</h1><h2>コラム</h2>{ul(rows('花粉と目 / 緑内障とは / コンタクトの洗い方', '/column/{n}/', newest=date(2026, 11, 20)))}",
            ),
            "/news/": (
                "お知らせ",
                f"<h1>お知らせ</h1>{ul(rows('診察券情報の紛失について / 年末年始の休診について', '/news/{n}/', step=100))}",
            ),
            "/column/": (
                "目の健康コラム",
                f"<h1>目の健康コラム</h1>{ul(rows('花粉と目 / 緑内障とは / コンタクトの洗い方 / 子どもの近視 / 目の疲れ', '/column/{n}/', newest=date(2026, 11, 20), step=5))}",
            ),
            "/doctor/": text("院長紹介", "院長の紹介です。"),
            "/menu/": text("診療案内", "診療の案内です。"),
        },
    )
    | {"/feed/": rss("まつかぜ眼科", rows("花粉と目 / 緑内障とは / コンタクトの洗い方 / 子どもの近視", "/column/{n}/"))},
    ("/news/",),
)

_DRAWN = (
    """<html lang="en"><head><title>TITLE | Sable Robotics</title>"""
    + alternate("/press/rss.xml")
    + alternate("/blog/rss.xml")
    + """</head><body><nav><a href="/robots">Robots</a><a href="/blog">Blog</a><a href="/press">Press releases</a><a href="/careers">Careers</a></nav>MAIN</body></html>"""
)
DRAWN = Home(
    "a list of releases that scripts draw, and its feed",
    wrapped(
        _DRAWN,
        {
            "/": ("Robots at work", "<h1>Robots at work</h1>"),
            "/blog": (
                "Blog",
                f"<h1>Blog</h1>{cards(rows('Meet our arm / A guide to grippers / Tips for pallets / Robots and recipes', '/blog/{n}', newest=date(2026, 11, 21), step=2), 'Blog')}",
            ),
            "/careers": ("Careers", f"<h1>Careers</h1>{ul(rows(JOBS_EN, '/careers/{n}'))}"),
            "/robots": text("Robots", "Three of them."),
        },
    )
    | {
        "/press": '<html lang="en"><head><title>Press releases | Sable Robotics</title></head><body><div id="list"></div><script src="/p.js"></script></body></html>',
        "/press/rss.xml": rss("Sable Robotics press releases", rows(CORPORATE.replace("Harrow Grain", "Sable"), "/press/{n}")),
        "/blog/rss.xml": rss(
            "Sable Robotics blog",
            rows(
                "Meet our arm / A guide to grippers / Tips for pallets / Robots and recipes",
                "/blog/{n}",
                newest=date(2026, 11, 21),
                step=2,
            ),
        ),
    },
    ("/press/rss.xml",),
)

_AUDIENCES = """<html lang="ja"><head><title>TITLE｜東浜学院大学</title></head><body><nav><a href="/about/">大学紹介</a><a href="/entrance/">入試情報</a><a href="/career/">キャリア</a></nav>MAIN<footer><a href="/jobs/">教員公募</a></footer></body></html>"""
AUDIENCES = Home(
    "notices by audience",
    wrapped(
        _AUDIENCES,
        {
            "/": (
                "東浜学院大学",
                f'<ul class="tab"><li><a href="/news/">すべて</a></li><li><a href="/news/exam/">受験生の方へ</a></li><li><a href="/news/student/">在学生の方へ</a></li></ul><h2>お知らせ</h2>{ul(rows(COMPANY_NEWS, "/news/{n}.html")[:4])}<p><a href="/news/">お知らせ一覧へ</a></p><h2>イベント</h2>{ul(rows(CITY_EVENTS, "/event/{n}.html")[:3])}<p><a href="/event/">イベント一覧へ</a></p>',
            ),
            "/news/": ("お知らせ", f"<h1>お知らせ</h1>{ul(rows(COMPANY_NEWS, '/news/{n}.html'))}"),
            "/news/exam/": (
                "受験生の方へ",
                f"<h1>受験生の方へ</h1>{ul(rows('一般選抜の出願について / オープンキャンパスの開催', '/news/e{n}.html'))}",
            ),
            "/news/student/": (
                "在学生の方へ",
                f"<h1>在学生の方へ</h1>{ul(rows('履修登録について / 奨学金の説明会', '/news/s{n}.html'))}",
            ),
            "/event/": ("イベント", f"<h1>イベント</h1>{ul(rows(CITY_EVENTS, '/event/{n}.html'))}"),
        },
    ),
    ("/news/",),
)

_BLOGGED = """<html lang="ja"><head><title>TITLE | 手織り工房あけび</title></head><body><nav><a href="/items">商品一覧</a><a href="/about">工房について</a><a href="/blog">BLOG</a><a href="/contact">CONTACT</a></nav>MAIN</body></html>"""
BLOGGED = Home(
    "a workshop that tells everything in its blog",
    wrapped(
        _BLOGGED,
        {
            "/": ("ホーム", f"<h1>手織りの布</h1>{plain(rows(PRODUCTS, '/items/{n}'))}"),
            "/blog": (
                "BLOG",
                f"<h1>BLOG</h1>{ul(rows('通販サイトの不正アクセスについて / 冬の展示のお知らせ / 送料の改定について / 工房の休業日について', '/blog/{n}'))}",
            ),
            "/items": ("商品一覧", f"<h1>商品一覧</h1>{plain(rows(PRODUCTS, '/items/{n}'))}"),
            "/about": text("工房について", "山あいの工房です。"),
        },
    ),
    ("/blog",),
)

_MINISTRY = """<html lang="en"><head><title>TITLE - Ministry of Lighthouses</title></head><body><div class="top"><a href="/">Ministry of Lighthouses</a><a href="/sitemap">Sitemap</a></div><ul><li><a href="/ministry">The Ministry</a></li><li><a href="/policies">Policies</a></li><li><a href="/services">Services</a></li><li><a href="/publications">Publications</a></li></ul>MAIN</body></html>"""
MINISTRY = Home(
    "a ministry whose releases are two hops away",
    wrapped(
        _MINISTRY,
        {
            "/": ("Home", '<h1>Keeping the lights on</h1><p><a href="/services/licence">Apply for a licence</a></p>'),
            "/ministry": (
                "The Ministry",
                '<h1>The Ministry</h1><ul><li><a href="/ministry/minister">Minister</a></li><li><a href="/ministry/pr">Press office</a></li><li><a href="/ministry/history">History</a></li></ul>',
            ),
            "/ministry/pr": (
                "Press office",
                f"<h1>Press office</h1>{table(rows('Ministry reports loss of a laptop / New lamp standard adopted / Minister opens lighthouse / Statement on payroll system outage', '/ministry/pr/{n}'))}",
            ),
            "/publications": (
                "Publications",
                f"<h1>Publications</h1>{table(rows('Annual report 2025 / Lamp statistics / Strategy 2030', '/publications/{n}.pdf', step=90))}",
            ),
            "/policies": text("Policies", "Our policies."),
            "/services": text("Services", "Our services."),
        },
    ),
    ("/ministry/pr",),
)

_HOLDING = """<html lang="ja"><head><title>TITLE｜蒼海ホールディングス</title></head><body><header><nav><a href="/group/">グループ企業</a><a href="/ir/">IR</a><a href="/esg/">ESG</a></nav></header>MAIN<footer><a href="/news/">すべてのニュース</a></footer></body></html>"""
HOLDING = Home(
    "a holding whose first page shows investors' news",
    wrapped(
        _HOLDING,
        {
            "/": (
                "蒼海ホールディングス",
                f"<h1>海から未来へ</h1><h2>IRニュース</h2>{ul(rows(IR, '/ir/{n}.pdf'))}<a href='/ir/news/'>一覧</a>",
            ),
            "/ir/news/": (
                "IRニュース",
                f"<h1>IRニュース</h1>{ul(rows('決算短信の公表 / 自己株式の取得結果 / 配当予想の修正 / 子会社の異動', '/ir/{n}.pdf'))}",
            ),
            "/ir/": ("IR", '<h1>IR</h1><a href="/ir/news/">IRニュース</a>'),
            "/news/": (
                "ニュース",
                f"<h1>ニュース</h1>{ul(rows('子会社への不正アクセスについて / 新会社の設立について / 役員人事 / 寄附のご報告 / 統合報告書の発行', '/news/{n}/'))}",
            ),
            "/esg/": ("ESG", f"<h1>ESG</h1>{ul(rows('植林活動 / 海岸清掃', '/esg/{n}/'))}"),
            "/group/": text("グループ企業", "グループの会社です。"),
        },
    ),
    ("/news/",),
)

_HOSPITAL = """<html lang="ja"><head><title>TITLE 市立はまなす病院</title></head><body><table><tr><td><a href="/">ホーム</a></td><td><a href="/guide.html">受診案内</a></td><td><a href="/dept.html">診療科</a></td><td><a href="/info.html">インフォメーション</a></td><td><a href="/bid.html">契約・入札</a></td><td><a href="/job.html">求人</a></td></tr></table>MAIN</body></html>"""
INFORMATION = Home(
    "a hospital that calls it インフォメーション",
    wrapped(
        _HOSPITAL,
        {
            "/": (
                "ホーム",
                f"<marquee>インフルエンザの予防接種を受け付けています</marquee><h3>外来担当医表</h3>{plain(rows('内科 / 外科 / 小児科 / 眼科', '/dept/{n}.html'))}",
            ),
            "/info.html": ("インフォメーション", f"<h3>インフォメーション</h3>{dl(rows(HOSPITAL, '/info/{n}.html'))}"),
            "/bid.html": ("契約・入札", f"<h3>契約・入札</h3>{dl(rows(TENDERS, '/bid/{n}.html'))}"),
            "/job.html": ("求人", f"<h3>求人</h3>{dl(rows('看護師の募集 / 薬剤師の募集 / 事務職員の募集', '/job/{n}.html'))}"),
            "/guide.html": text("受診案内", "受付は九時からです。"),
        },
    ),
    ("/info.html",),
)

LATER = (PREFECTURE, YEARS, UNDATED, FEW, DRAWN, AUDIENCES, BLOGGED, MINISTRY, HOLDING, INFORMATION)
