"""Sites that are kept apart while the scoring is tuned: only their figures are looked at, at the end."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

from tests.home_pages.drawn import Home, alternate, cards, dl, ja, plain, rows, rss, table, text, ul, urlset, wrapped
from tests.home_pages.english import BLOG, IR
from tests.home_pages.english import JOBS as JOBS_EN
from tests.home_pages.japanese import CITY_EVENTS, COMPANY_NEWS, HOSPITAL, JOBS, PRODUCTS, RECIPES, RELEASES, TENDERS

_VILLAGE = """<html lang="ja"><head><title>TITLE - 霧ヶ浦村</title></head><body><div id="head"><a href="/"><img alt="霧ヶ浦村"></a></div><div id="nav"><a href="/mura/">村の紹介</a><a href="/kurashi/">くらしの情報</a><a href="/gyosei/">行政情報</a><a href="/gikai/">村議会</a></div><div id="body">MAIN</div></body></html>"""
_village = rows(
    "国民健康保険証の誤送付について / 断水のおしらせ / 村営バスの運休について / 庁舎耐震工事について / 住民税の納付について",
    "/osirase/o{n}.html",
)
VILLAGE = Home(
    "a village that writes おしらせ",
    wrapped(
        _VILLAGE,
        {
            "/": (
                "ホーム",
                f'<h3>おしらせ</h3>{dl(_village[:3])}<p align="right"><a href="/osirase/">おしらせ一覧&gt;&gt;</a></p><h3>村議会だより</h3><ul><li><a href="/gikai/1.pdf">第百号</a></li><li><a href="/gikai/2.pdf">第九十九号</a></li></ul><h3>行事</h3>{dl(rows(CITY_EVENTS, "/gyoji/{n}.html")[:3])}<p align="right"><a href="/gyoji/">行事一覧&gt;&gt;</a></p>',
            ),
            "/osirase/": ("おしらせ", f"<h2>おしらせ</h2>{dl(_village)}"),
            "/gyoji/": ("行事", f"<h2>行事</h2>{dl(rows(CITY_EVENTS, '/gyoji/{n}.html'))}"),
            "/gyosei/": text("行政情報", "村の計画や予算です。"),
            "/gikai/": (
                "村議会",
                f"<h2>村議会だより</h2>{ul(rows('第百号 / 第九十九号 / 第九十八号', '/gikai/{n}.pdf', step=90))}",
            ),
        },
    ),
    ("/osirase/",),
)

_MAKER = """<html lang="ja"><head><title>TITLE｜紅葉精機株式会社</title></head><body><header><nav><ul><li><a href="/product/">製品</a></li><li><a href="/support/">サポート</a></li><li><a href="/corporate/">企業・IR</a></li><li><a href="/careers/">採用</a></li></ul></nav></header>MAIN<footer><a href="/support/notice/">製品に関する大切なお知らせ</a><a href="/privacy/">プライバシー</a></footer></body></html>"""
MAKER = Home(
    "a maker with tabs of news",
    wrapped(
        _MAKER,
        {
            "/": (
                "紅葉精機",
                f'<h2>最新情報</h2><div id="tab1"><h3>製品</h3>{ul(rows(PRODUCTS, "/product/news/{n}.html")[:3])}<a href="/product/news/">製品ニュース一覧</a></div><div id="tab2"><h3>企業</h3>{ul(rows(COMPANY_NEWS, "/corporate/release/{n}.html")[:3])}<a href="/corporate/release/">企業ニュース一覧</a></div>',
            ),
            "/corporate/": (
                "企業・IR",
                '<h1>企業・IR</h1><a href="/corporate/outline/">会社概要</a><a href="/corporate/release/">ニュースリリース</a><a href="/corporate/ir/">IR情報</a>',
            ),
            "/corporate/release/": (
                "ニュースリリース",
                f"<h1>ニュースリリース</h1>{dl(rows(COMPANY_NEWS, '/corporate/release/{n}.html'))}",
            ),
            "/product/news/": ("製品ニュース", f"<h1>製品ニュース</h1>{dl(rows(PRODUCTS, '/product/news/{n}.html'))}"),
            "/support/notice/": (
                "製品に関する大切なお知らせ",
                f"<h1>製品に関する大切なお知らせ</h1>{dl(rows('充電器の無償交換について / 電源コードの点検のお願い / 修理部品の供給終了について', '/support/notice/{n}.html', step=120))}",
            ),
            "/careers/": ("採用", f"<h1>採用</h1>{ul(rows(JOBS, '/careers/{n}.html'))}"),
        },
    ),
    ("/corporate/release/",),
)

_COOP = (
    """<html lang="ja"><head><title>TITLE ｜ 生活協同組合コープしらなみ</title>"""
    + alternate("/recipe/rss.xml")
    + """</head><body><nav><a href="/join/">加入する</a><a href="/goods/">商品</a><a href="/recipe/">レシピ</a><a href="/shop/">店舗</a><a href="/activity/">組合員活動</a><a href="/about/">コープしらなみについて</a></nav>MAIN<div class="bottom"><a href="/news/">お知らせ・商品のお詫び</a><a href="/recruit/">職員募集</a></div></body></html>"""
)
COOP = Home(
    "a cooperative with recipes",
    wrapped(
        _COOP,
        {
            "/": (
                "ホーム",
                f"<h2>今日のレシピ</h2>{ul(rows(RECIPES, '/recipe/{n}/', newest=date(2026, 11, 22), step=1)[:3])}<h2>活動報告</h2>{ul(rows('産直交流会を開きました / 平和の集い / 子育てひろば', '/activity/{n}/'))}",
            ),
            "/news/": (
                "お知らせ・商品のお詫び",
                f"<h2>お知らせ・商品のお詫び</h2>{ul(rows('組合員名簿の紛失について / 冷凍ぎょうざの自主回収について / 宅配の遅れについて / 出資配当について / 年末の営業時間について', '/news/{n}/'))}",
            ),
            "/recipe/": ("レシピ", f"<h2>レシピ</h2>{ul(rows(RECIPES, '/recipe/{n}/', newest=date(2026, 11, 22), step=1))}"),
            "/activity/": (
                "組合員活動",
                f"<h2>活動報告</h2>{ul(rows('産直交流会を開きました / 平和の集い / 子育てひろば / 料理教室', '/activity/{n}/'))}",
            ),
            "/goods/": ("商品", f"<h2>商品</h2>{plain(rows('しらなみ牛乳 / 産直たまご / 無添加みそ', '/goods/{n}/'))}"),
            "/about/": text("コープしらなみについて", "組合員は十万人です。"),
        },
    )
    | {"/recipe/rss.xml": rss("コープしらなみ レシピ", rows(RECIPES, "/recipe/{n}/"))},
    ("/news/",),
)

CLINIC = Home(
    "a clinic of one page",
    {
        "/": f'<html lang="ja"><head><title>つばめ内科クリニック</title></head><body><header><a href="#about">医院紹介</a><a href="#news">お知らせ</a><a href="#access">アクセス</a><a href="/blog">院長ブログ</a></header><section id="about"><h2>医院紹介</h2><p>地域のかかりつけ医として診療しています。</p></section><section id="news"><h2>お知らせ</h2>{ul(rows(HOSPITAL, "/post/{n}"))}</section><section id="access"><h2>アクセス</h2><p>駅前です。</p></section></body></html>',
        "/blog": f'<html lang="ja"><head><title>院長ブログ</title></head><body><h1>院長ブログ</h1>{ul(rows("花粉の季節です / 水分をとりましょう / 学会に参加しました", "/blog/{n}", newest=date(2026, 10, 1)))}</body></html>',
    },
    ("/",),
)

_MALL = """<html lang="ja"><head><title>TITLE【まちなか市場】</title></head><body><div class="h"><a href="/">まちなか市場</a><a href="/cart">買い物かご</a><a href="/mypage">マイページ</a></div><ul class="cat"><li><a href="/c/food">食品</a></li><li><a href="/c/wear">衣類</a></li><li><a href="/c/sale">タイムセール</a></li><li><a href="/feature">特集</a></li><li><a href="/shopnews">ショップニュース</a></li></ul>MAIN<div class="f"><a href="/guide">ご利用ガイド</a><a href="/info/important">重要なお知らせ</a><a href="/company">会社概要</a></div></body></html>"""
MALL = Home(
    "a mall",
    wrapped(
        _MALL,
        {
            "/": ("トップ", '<h2>本日の目玉</h2><a href="/i/1">毛布 2,980円</a><a href="/i/2">米 5kg 3,480円</a>'),
            "/info/important": (
                "重要なお知らせ",
                f"<h1>重要なお知らせ</h1>{dl(rows('不正アクセスによるお客様情報の流出について / なりすましメールにご注意ください / クレジットカード決済の変更について / システムメンテナンスのお知らせ', '/info/{n}', step=14))}",
            ),
            "/shopnews": (
                "ショップニュース",
                f"<h1>ショップニュース</h1>{ul(rows('秋物入荷しました / 新店オープン / 送料無料キャンペーン / ポイント十倍セール', '/shopnews/{n}', newest=date(2026, 11, 21), step=1))}",
            ),
            "/feature": ("特集", f"<h1>特集</h1>{plain(rows('お鍋の季節 / あったか寝具 / お歳暮', '/feature/{n}'))}"),
            "/guide": text("ご利用ガイド", "お支払い方法など。"),
            "/company": text("会社概要", "運営会社の概要です。"),
        },
    ),
    ("/info/important",),
)

UNIVERSITY_HOSPITAL = Home(
    "a university hospital in EUC-JP and tables",
    {
        "/": '<html><head><meta http-equiv="Content-Type" content="text/html; charset=EUC-JP"><title>南風医科大学附属病院</title></head><body><table width="760"><tr><td colspan="2"><b>南風医科大学附属病院</b></td></tr><tr><td width="160" valign="top"><table><tr><td><a href="gairai/">外来受診の方</a></td></tr><tr><td><a href="nyuin/">入院の方</a></td></tr><tr><td><a href="kenshu/">臨床研修</a></td></tr><tr><td><a href="topics/">トピックス・報道</a></td></tr><tr><td><a href="chiken/">治験</a></td></tr><tr><td><a href="nyusatsu/">入札公告</a></td></tr></table></td><td>当院は高度医療を担う病院です。</td></tr></table></body></html>',
        "/topics/": f"<html><head><title>トピックス・報道</title></head><body><h3>トピックス・報道</h3>{table(rows(HOSPITAL, 't{n}.html'))}</body></html>",
        "/kenshu/": f"<html><head><title>臨床研修</title></head><body><h3>臨床研修からのお知らせ</h3>{table(rows('研修医の募集について / 見学会のご案内 / 採用試験の日程', 'k{n}.html'))}</body></html>",
        "/nyusatsu/": f"<html><head><title>入札公告</title></head><body><h3>入札公告</h3>{table(rows(TENDERS, 'b{n}.html'))}</body></html>",
        "/gairai/": "<html><body><h3>外来受診の方</h3>受付は八時半からです。</body></html>",
        "/chiken/": "<html><body><h3>治験</h3>治験へのご協力をお願いしています。</body></html>",
    },
    ("/topics/",),
    charset="euc_jp",
)

_BANK = """<html lang="en"><head><title>TITLE | First Quarry Bank</title></head><body><header><nav><a href="/personal">Personal</a><a href="/business">Business</a><a href="/rates">Rates</a><a href="/resources">Resources</a><a href="/about">About</a></nav></header>MAIN<footer><a href="/about/alerts">Alerts &amp; notices</a><a href="/about/newsroom">Newsroom</a><a href="/careers">Careers</a><a href="/security">Security center</a></footer></body></html>"""
BANK = Home(
    "a bank with alerts and a newsroom",
    wrapped(
        _BANK,
        {
            "/": ("Banking on bedrock", "<h1>Banking on bedrock</h1>"),
            "/about/newsroom": (
                "Newsroom",
                f"<h1>Newsroom</h1>{ul(rows('First Quarry notifies customers of vendor data breach / First Quarry opens Barre branch / First Quarry names directors / First Quarry statement on online banking outage', '/about/newsroom/{n}', step=18))}",
            ),
            "/about/alerts": (
                "Alerts & notices",
                f"<h1>Alerts &amp; notices</h1>{ul(rows('Text message scam / Branch closed for weather / Online banking maintenance', '/about/alerts/{n}', step=12))}",
            ),
            "/resources": (
                "Resources",
                f"<h1>Resources</h1>{cards(rows('How to save for college / Mortgage basics / Credit scores explained / Budgeting tips', '/resources/{n}', newest=date(2026, 11, 21)), 'Article')}",
            ),
            "/security": text("Security center", "How we protect you."),
            "/careers": ("Careers", f"<h1>Careers</h1>{ul(rows(JOBS_EN, '/careers/{n}'))}"),
            "/about": text("About", "Since 1888."),
        },
    ),
    ("/about/newsroom", "/about/alerts"),
)

_CHARITY = (
    """<html lang="en-GB"><head><title>TITLE – The Lantern Trust</title>"""
    + alternate("/feed/")
    + alternate("/comments/feed/")
    + """<meta name="generator" content="WordPress 6.7"></head><body><header><a href="/">The Lantern Trust</a><nav><a href="/what-we-do/">What we do</a><a href="/get-involved/">Get involved</a><a href="/donate/">Donate</a><a href="/stories/">Stories</a><a href="/updates/">Updates</a></nav></header>MAIN</body></html>"""
)
_updates = rows(
    "An update on the ransomware attack on our fundraising supplier / Our offices over Christmas / New trustees appointed / Response to the Charity Commission / Changes to our helpline hours",
    "/updates/{n}/",
)
CHARITY = Home(
    "a charity on WordPress",
    wrapped(
        _CHARITY,
        {
            "/": (
                "Light for everyone",
                f"<h1>Light for everyone</h1><h2>Stories</h2>{cards(rows('Ann and her lamp / A winter in Leeds / Walking for light', '/stories/{n}/'), 'Story')}",
            ),
            "/updates/": ("Updates", f"<h1>Updates</h1>{cards(_updates, 'Update')}"),
            "/stories/": (
                "Stories",
                f"<h1>Stories</h1>{cards(rows('Ann and her lamp / A winter in Leeds / Walking for light / Baking for light', '/stories/{n}/', newest=date(2026, 11, 21), step=4), 'Story')}",
            ),
            "/donate/": text("Donate", "Five pounds buys a lamp."),
            "/get-involved/": (
                "Get involved",
                f"<h1>Get involved</h1>{ul(rows('Sponsored walk / Choir concert / Volunteer in our shops', '/get-involved/{n}/'))}",
            ),
        },
    )
    | {
        "/feed/": rss("The Lantern Trust", rows("Ann and her lamp / A winter in Leeds / Walking for light", "/stories/{n}/")),
        "/comments/feed/": rss("Comments", []),
    },
    ("/updates/",),
)

PLATFORM = Home(
    "a newsroom at another host",
    {
        "/": '<html lang="en"><head><title>Orrery Motors</title></head><body><header><a href="/vehicles">Vehicles</a><a href="/build">Build yours</a><a href="/owners">Owners</a></header><h1>Drive the sky</h1><footer><a href="{other}/">Media room</a><a href="/recalls">Recall lookup</a><a href="https://video.example/orrery">Video</a><a href="/careers">Careers</a></footer></body></html>',
        "/vehicles": f"<html lang=en><title>Vehicles</title><body><h1>Vehicles</h1>{plain(rows('Comet / Meteor / Nova', '/vehicles/{n}'))}</body></html>",
        "/owners": "<html lang=en><title>Owners</title><body><h1>Owners</h1><p>Manuals and help.</p></body></html>",
    },
    ("{other}/",),
    other={
        "/": f"<html lang=en><title>Orrery Motors Media Room</title><body><h1>Orrery Motors Media Room</h1><h2>News releases</h2>{cards(rows('Orrery Motors statement on connected car data exposure / Orrery Motors October sales / Orrery Motors opens battery plant / Orrery Motors names design chief', '/releases/{n}'))}</body></html>"
    },
)

_COUNTY = """<html lang="en"><head><title>TITLE | Juniper County</title></head><body><nav><a href="/residents">Residents</a><a href="/business">Business</a><a href="/departments">Departments</a><a href="/calendar">Calendar</a></nav>MAIN<footer><a href="/jobs">Jobs</a><a href="/contact">Contact</a></footer></body></html>"""
COUNTY = Home(
    "a county whose releases are its communications office's",
    wrapped(
        _COUNTY,
        {
            "/": (
                "Home",
                '<h1>Welcome to Juniper County</h1><p>Pay taxes, find a park, report a pothole.</p><a href="/taxes">Pay taxes</a><a href="/parks">Find a park</a>',
            ),
            "/departments": (
                "Departments",
                '<h1>Departments</h1><ul><li><a href="/departments/assessor">Assessor</a></li><li><a href="/departments/communications">Communications and media</a></li><li><a href="/departments/parks">Parks</a></li><li><a href="/departments/treasurer">Treasurer</a></li></ul>',
            ),
            "/departments/communications": (
                "Communications and media",
                '<h1>Communications and media</h1><p>For reporters.</p><a href="/departments/communications/press-releases">Press releases</a><a href="/departments/communications/photos">Photos</a>',
            ),
            "/departments/communications/press-releases": (
                "Press releases",
                f"<h1>Press releases</h1>{table(rows('County notifies residents of clerk email compromise / Road closures this weekend / County adopts budget / Burn ban lifted', '/pr/{n}'))}",
            ),
            "/calendar": (
                "Calendar",
                f"<h1>Calendar</h1>{ul(rows('County fair / Board meeting / Farmers market', '/calendar/{n}', newest=date(2026, 12, 20)))}",
            ),
            "/jobs": ("Jobs", f"<h1>Jobs</h1>{ul(rows('Deputy / Nurse / Plow driver', '/jobs/{n}'))}"),
            "/residents": text("Residents", "Services for residents."),
        },
    ),
    ("/departments/communications/press-releases",),
)

_GLOBAL = """<html lang="LANG"><head><title>TITLE | Minamoto Instruments</title></head><body><header><nav>NAV</nav></header>MAIN</body></html>"""
_gj = _GLOBAL.replace("LANG", "ja").replace(
    "NAV",
    '<a href="/products/">製品</a><a href="/company/">会社情報</a><a href="/newsrelease/">ニュースリリース</a><a href="/ir/">IR</a><a href="/global/en/">Global site</a>',
)
_ge = _GLOBAL.replace("LANG", "en").replace(
    "NAV",
    '<a href="/global/en/products/">Products</a><a href="/global/en/news/">News</a><a href="/global/en/ir/">Investors</a><a href="/">日本</a>',
)
GLOBAL = Home(
    "a Japanese company with a livelier site in English",
    wrapped(
        _gj,
        {
            "/": ("源計測", "<h1>測る、を極める</h1>"),
            "/newsrelease/": (
                "ニュースリリース",
                f"<h1>ニュースリリース</h1><p>{ja(date(2026, 11, 1))}現在</p>{ul(rows(RELEASES, '/newsrelease/{n}.html', step=25))}",
            ),
            "/company/": text("会社情報", "源計測の概要です。"),
            "/products/": text("製品", "計測器の一覧です。"),
            "/ir/": text("IR", "IR情報です。"),
        },
    )
    | wrapped(
        _ge,
        {
            "/global/en/": ("Minamoto Instruments", "<h1>Measure more</h1>"),
            "/global/en/news/": (
                "News",
                f"<h1>News</h1>{ul(rows('Minamoto at SensorExpo / Minamoto launches M9 oscilloscope / Minamoto webinar series / Minamoto updates its firmware', '/global/en/news/{n}', newest=date(2026, 11, 21), step=2))}",
            ),
            "/global/en/ir/": ("Investors", f"<h1>Investors</h1>{ul(rows(IR, '/global/en/ir/{n}'))}"),
            "/global/en/products/": text("Products", "Oscilloscopes."),
        },
    ),
    ("/newsrelease/",),
)

_INDEXED = [(f"/oshirase/{n}/", f"2026-{10 + n % 2}-{10 + n}") for n in range(1, 9)]
SITEMAP_INDEX = Home(
    "scripts, an index of sitemaps, and a stale blog feed",
    {
        "/": '<!doctype html><html lang="ja"><head><title>あかつき証券</title>'
        + alternate("/blog/index.xml")
        + '</head><body><div id="app"></div><script src="/app.js"></script></body></html>',
        "/robots.txt": "User-agent: *\nDisallow: /admin/\nSitemap: {origin}/sitemap_index.xml\n",
        "/sitemap_index.xml": '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{origin}/sitemap_pages.xml</loc><lastmod>2026-11-20</lastmod></sitemap></sitemapindex>',
        "/sitemap_pages.xml": urlset([("/", "2026-11-20"), ("/service/", "2025-01-01"), *_INDEXED]),
        "/blog/index.xml": rss("あかつき証券ブログ", rows(BLOG, "/blog/{n}", newest=date(2021, 3, 1))),
    },
    ("/sitemap_index.xml", "/sitemap_pages.xml"),
)

HELD_OUT = (
    VILLAGE, MAKER, COOP, CLINIC, MALL, UNIVERSITY_HOSPITAL, BANK, CHARITY, PLATFORM, COUNTY, GLOBAL, SITEMAP_INDEX,
)  # fmt: skip
