"""Japanese sites: municipal, WordPress, shops, hospitals, schools, old tables and frames, mega menus, scripts."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

from tests.home_pages.drawn import Home, breaks, dl, plain, rows, rss, table, text, ul, urlset, wrapped

CITY_NEWS = """
    個人情報が記載された書類の紛失について
    市民税の納期限のお知らせ
    一部施設の臨時休館について
    水道管の工事に伴う断水のお知らせ
    窓口業務の時間延長について
    市長の記者会見の概要
    公共施設予約システムの更新について
    国勢調査へのご協力のお願い
"""
CITY_EVENTS = """
    秋の収穫まつりを開催します
    親子工作教室の参加者募集
    駅前イルミネーション点灯式
    市民マラソン大会の開催
    郷土資料館の特別展
"""
TENDERS = """
    一般競争入札の公告（道路改良工事）
    公募型プロポーザルの実施（庁舎清掃）
    入札結果の公表（学校給食用機器）
    一般競争入札の公告（除雪業務）
"""
COMPANY_NEWS = """
    当社サーバーへの不正アクセスに関するお知らせ（第二報）
    年末年始の営業に関するお知らせ
    当社サーバーへの不正アクセスに関するお知らせ
    本社移転のお知らせ
    役員人事に関するお知らせ
    環境報告書を公開しました
    一部サービスの終了について
    夏季休業のお知らせ
"""
RELEASES = """
    中部支店を開設
    東洋運輸と業務提携に合意
    お客様情報の誤送信について
    新倉庫の稼働開始について
    統合報告書を発行
    健康経営優良法人に認定
    組織改編および人事異動について
"""
PRODUCTS = """
    新製品「卓上送風機S-20」を発売
    「保温水筒MT」新色を追加
    電動工具シリーズを一新
    小型加湿器の新製品を発売
    防災セット2026年版を発売
"""
JOBS = """
    2028年卒向け会社説明会を開催します
    新卒採用エントリー受付開始
    インターンシップ参加者募集
    社員インタビューを更新しました
    中途採用の募集職種を追加しました
"""
RECIPES = """
    鮭ときのこのホイル焼き
    白菜と豚肉の重ね鍋
    りんごのタルト
    かぼちゃのポタージュ
    大根と鶏肉の煮物
    さつまいもごはん
"""
HOSPITAL = """
    診療情報を含むUSBメモリの紛失について（お詫び）
    面会制限の変更について
    外来休診のお知らせ
    電話回線の不具合について
    発熱外来のご案内
    駐車場工事のお知らせ
"""
SCHOOL = """
    学校閉庁日のお知らせ
    生徒の個人情報の取り扱いに関するお詫び
    保護者会の開催について
    入学説明会のご案内
    台風接近時の対応について
    学校評価の結果を公表します
"""
DIARY = """
    二年生が校外学習に行きました
    今日の給食
    合唱コンクールの練習が始まりました
    朝の読書の時間
    花壇に球根を植えました
    持久走大会の様子
"""
IR = """
    2027年3月期 第2四半期決算短信
    自己株式の取得状況に関するお知らせ
    配当予想の修正に関するお知らせ
    定時株主総会招集ご通知
    2027年3月期 第1四半期決算短信
"""
OUTAGES = """
    【復旧】ログインしづらい状況について
    定期メンテナンスのお知らせ
    【復旧】決済機能の不具合について
    緊急メンテナンスのお知らせ
    【復旧】通知が遅れる不具合について
"""

# 1. a city on a municipal system: the newest on the first page, all of it behind "一覧"
_CITY = """<!DOCTYPE html><html lang="ja"><head><title>TITLE｜磯浜市公式ホームページ</title></head><body>
<div id="header"><p id="logo"><a href="/"><img src="l.gif" alt="磯浜市"></a></p><ul id="hnavi"><li><a href="/sitemap.html">サイトマップ</a></li>
<li><a href="/en/">English</a></li><li><a href="/contact.html">お問い合わせ</a></li></ul>
<ul id="gnavi"><li><a href="/kurashi/">くらし・手続き</a></li><li><a href="/kosodate/">子育て・教育</a></li><li><a href="/kenko/">健康・福祉</a></li>
<li><a href="/sangyo/">産業・しごと</a></li><li><a href="/shisei/">市政情報</a></li></ul></div>
<div id="main">MAIN</div><div id="footer"><p>磯浜市役所 〒000-0000</p><a href="/privacy.html">個人情報の取り扱い</a></div></body></html>"""
_city_news = rows(CITY_NEWS, "/soshiki/{n}.html")
CITY = Home(
    "a city's municipal system",
    wrapped(
        _CITY,
        {
            "/": (
                "トップページ",
                '<div class="emergency"><h2>重要なお知らせ</h2><ul><li><a href="/soshiki/1008.html">個人情報が記載された書類の紛失について</a></li></ul><p class="more"><a href="/important/">一覧を見る</a></p></div>'
                f'<div id="tab"><h2>新着情報</h2>{dl(_city_news[:4])}<p><a href="/shinchaku/index.html">新着情報の一覧</a> <a href="/rss/10/list1.xml">RSS</a></p>'
                f'<h2>イベント</h2>{dl(rows(CITY_EVENTS, "/event/{n}.html")[:3])}<p><a href="/event/">イベント一覧</a></p></div>'
                '<ul class="banner"><li><a href="/nyusatsu/">入札・契約情報</a></li><li><a href="/saiyo/">職員採用</a></li><li><a href="/furusato/">ふるさと納税</a></li></ul>',
            ),
            "/shinchaku/index.html": ("新着情報", f"<h1>新着情報</h1>{dl(_city_news)}"),
            "/important/": ("重要なお知らせ", f"<h1>重要なお知らせ</h1>{dl(_city_news[:1])}"),
            "/event/": ("イベント", f"<h1>イベント</h1>{dl(rows(CITY_EVENTS, '/event/{n}.html'))}"),
            "/nyusatsu/": ("入札・契約情報", f"<h1>入札・契約情報</h1>{dl(rows(TENDERS, '/nyusatsu/{n}.html'))}"),
            "/saiyo/": ("職員採用", f"<h1>職員採用</h1>{dl(rows(JOBS, '/saiyo/{n}.html'))}"),
            "/shisei/": text("市政情報", "市の概要、予算、計画などを掲載しています。"),
            "/en/": ("Isohama City", "<h1>Isohama City</h1><p>Welcome to our city by the sea.</p>"),
        },
    )
    | {"/rss/10/list1.xml": rss("磯浜市 新着情報", _city_news[:5])},
    ("/shinchaku/index.html",),
)

# 2. a town in frames
TOWN_FRAMES = Home(
    "a town's frames",
    {
        "/": '<html><head><title>椿沢町</title></head><frameset cols="160,*"><frame src="menu.html" name="menu"><frame src="top.html" name="main"><noframes><body>フレーム対応ブラウザでご覧ください</body></noframes></frameset></html>',
        "/menu.html": '<html><body bgcolor="#eeffee"><a href="gaiyou.html" target="main">町の概要</a><br><a href="oshirase.html" target="main">お知らせ</a><br><a href="kankou.html" target="main">観光案内</a><br><a href="link.html" target="main">リンク集</a></body></html>',
        "/top.html": "<html><head><title>椿沢町</title></head><body><center><h1>ようこそ椿沢町へ</h1><p>人口三千人の小さな町です。</p></center></body></html>",
        "/oshirase.html": f"<html><head><title>お知らせ</title></head><body><h3>町からのお知らせ</h3>{breaks(rows(CITY_NEWS, 'o{n}.html'))}</body></html>",
        "/gaiyou.html": "<html><body><h3>町の概要</h3><p>面積は百平方キロメートルです。</p></body></html>",
        "/kankou.html": f"<html><body><h3>観光案内</h3>{breaks(rows(CITY_EVENTS, 'k{n}.html'))}</body></html>",
        "/link.html": "<html><body><h3>リンク集</h3><p>準備中</p></body></html>",
    },
    ("/oshirase.html",),
)

# 3. a company on WordPress, its recruiting news apart
_WP = """<!doctype html><html lang="ja"><head><meta charset="UTF-8"><title>TITLE | 株式会社まるかど設備</title><meta name="generator" content="WordPress 6.6">
<link rel="alternate" type="application/rss+xml" title="フィード" href="/feed/"><link rel="alternate" type="application/rss+xml" title="コメントフィード" href="/comments/feed/"></head>
<body class="home"><header><a class="site-title" href="/">株式会社まるかど設備</a><nav id="site-navigation"><ul class="menu">
<li><a href="/about/">会社概要</a></li><li><a href="/service/">事業内容</a></li><li><a href="/works/">施工実績</a></li><li><a href="/category/info/">お知らせ</a></li>
<li><a href="/recruit/">採用情報</a><ul class="sub-menu"><li><a href="/category/recruit-news/">採用ニュース</a></li></ul></li><li><a href="/contact/">お問い合わせ</a></li></ul></nav></header>
<main>MAIN</main><footer><a href="/privacy-policy/">プライバシーポリシー</a> &copy; まるかど設備</footer></body></html>"""
_wp_news = rows(COMPANY_NEWS, "/{n}/")
WORDPRESS = Home(
    "a company on WordPress",
    wrapped(
        _WP,
        {
            "/": (
                "ホーム",
                f'<section><h2>くらしを支える設備工事</h2><p>創業六十年。</p></section><section class="news"><h2>NEWS</h2>{ul(_wp_news[:3])}</section>',
            ),
            "/category/info/": ("お知らせ", f"<h1>お知らせ</h1>{ul(_wp_news)}"),
            "/category/recruit-news/": ("採用ニュース", f"<h1>採用ニュース</h1>{ul(rows(JOBS, '/r{n}/'))}"),
            "/works/": (
                "施工実績",
                f"<h1>施工実績</h1>{ul(rows('潮見ビル空調更新工事 / 旭小学校給排水工事 / 本町マンション改修工事 / 岬ホテル熱源更新工事', '/works/{n}/'))}",
            ),
            "/about/": text("会社概要", "設立は昭和四十一年です。"),
            "/service/": text("事業内容", "空調、給排水、電気設備の設計と施工を行っています。"),
            "/recruit/": text("採用情報", "一緒に働く仲間を募集しています。"),
        },
    )
    | {"/feed/": rss("株式会社まるかど設備", _wp_news[:6]), "/comments/feed/": rss("コメント", [])},
    ("/category/info/",),
)

# 4. a shop, whose announced feed is one of recipes
_SHOP = """<!doctype html><html class="no-js" lang="ja"><head><title>TITLE – つむぎ食堂オンライン</title><link rel="alternate" type="application/atom+xml" href="/blogs/recipe.atom"></head><body>
<header class="site-header"><a href="/" class="logo">つむぎ食堂</a><nav><a href="/collections/all">すべての商品</a><a href="/collections/gift">ギフト</a><a href="/blogs/recipe">レシピ</a><a href="/pages/about">つむぎ食堂について</a></nav><a href="/cart">カート</a></header>
<main id="MainContent">MAIN</main><footer><h2>ガイド</h2><ul><li><a href="/pages/faq">よくあるご質問</a></li><li><a href="/blogs/news">お知らせ</a></li><li><a href="/policies/refund-policy">返品について</a></li><li><a href="/policies/privacy-policy">プライバシーポリシー</a></li></ul></footer></body></html>"""
_recipes = rows(RECIPES, "/blogs/recipe/r{n}", newest=date(2026, 11, 21), step=2)
_atom = "".join(
    f'<entry><title>{t}</title><link href="{{origin}}{to}"/><updated>{day}T09:00:00+09:00</updated></entry>'
    for day, t, to in _recipes
)
SHOP = Home(
    "a shop with recipes",
    wrapped(
        _SHOP,
        {
            "/": (
                "ホーム",
                '<h2>秋の新商品</h2><div class="grid"><a href="/products/a">鮭フレーク 980円</a><a href="/products/b">味噌 1,200円</a><a href="/products/c">だしパック 1,500円</a><a href="/products/d">梅干し 1,100円</a></div>'
                f"<h2>レシピ</h2>{ul(_recipes[:3])}",
            ),
            "/blogs/news": ("お知らせ", f"<h1>お知らせ</h1>{ul(rows(COMPANY_NEWS, '/blogs/news/n{n}'))}"),
            "/blogs/recipe": ("レシピ", f"<h1>レシピ</h1>{ul(_recipes)}"),
            "/collections/all": (
                "すべての商品",
                '<h1>すべての商品</h1><div class="grid">'
                + "".join(
                    f'<div class="card"><a href="/products/{n}">商品{n}番</a> <span>{n}00円</span></div>' for n in range(3, 15)
                )
                + "</div>",
            ),
            "/pages/about": text("つむぎ食堂について", "港町の食堂から生まれた通販です。"),
            "/pages/faq": text("よくあるご質問", "送料は全国一律です。"),
        },
    )
    | {
        "/blogs/recipe.atom": f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>レシピ</title>{_atom}</feed>'
    },
    ("/blogs/news",),
)

# 5. a hospital with the news of its departments and of recruiting beside its own
_HOSPITAL = """<html lang="ja"><head><title>TITLE｜医療法人 若葉会 青葉台中央病院</title></head><body><div class="head"><h1><a href="/">青葉台中央病院</a></h1>
<ul class="nav"><li><a href="/gairai/">外来のご案内</a></li><li><a href="/nyuin/">入院・面会</a></li><li><a href="/shinryo/">診療科</a></li><li><a href="/about/">病院紹介</a></li><li><a href="/recruit/">採用情報</a></li></ul></div>
<div class="contents">MAIN</div><div class="foot"><a href="/privacy/">個人情報保護</a><a href="/access/">交通案内</a></div></body></html>"""
_hospital = rows(HOSPITAL, "/info/detail.php?id={n}")
HOSPITAL_SITE = Home(
    "a hospital",
    wrapped(
        _HOSPITAL,
        {
            "/": (
                "トップ",
                f'<div class="box"><h2><img src="t.png" alt="病院からのお知らせ"></h2>{table(_hospital[:3])}<p class="btn"><a href="/info/"><img src="more.png" alt="一覧はこちら"></a></p></div>'
                f'<div class="box"><h2>採用ニュース</h2>{table(rows(JOBS, "/recruit/{n}.html")[:3])}<p class="btn"><a href="/recruit/news/"><img src="more.png" alt="一覧はこちら"></a></p></div>'
                '<div class="box"><h2>休診・代診のお知らせ</h2><p><a href="/kyushin/">休診情報はこちら</a></p></div>',
            ),
            "/info/": ("お知らせ一覧", f"<h2>お知らせ一覧</h2>{table(_hospital)}"),
            "/recruit/news/": ("採用ニュース", f"<h2>採用ニュース</h2>{table(rows(JOBS, '/recruit/{n}.html'))}"),
            "/recruit/": text("採用情報", "看護師を募集しています。"),
            "/kyushin/": (
                "休診情報",
                "<h2>休診情報</h2><table><tr><th>診療科</th><th>休診日</th></tr><tr><td>内科</td><td>12月3日</td></tr><tr><td>眼科</td><td>12月8日</td></tr></table>",
            ),
            "/about/": text("病院紹介", "病床数は三百床です。"),
        },
    ),
    ("/info/",),
)

# 6. a school with a diary of every day
_SCHOOL = """<html lang="ja"><head><title>TITLE - 学校法人 汐風学園高等学校</title><link rel="alternate" type="application/rss+xml" href="/blog/feed"></head><body><div id="top"><a href="/">汐風学園高等学校</a></div>
<table><tr><td id="menu"><a href="/annai.html">学校案内</a><br><a href="/nyushi.html">入試情報</a><br><a href="/blog/">学校ブログ</a><br><a href="/oshirase/">保護者の皆様へ</a><br><a href="/access.html">アクセス</a></td><td>MAIN</td></tr></table></body></html>"""
_diary = rows(DIARY, "/blog/{n}", newest=date(2026, 11, 21), step=1)
SCHOOL_SITE = Home(
    "a school with a diary",
    wrapped(
        _SCHOOL,
        {
            "/": ("ホーム", f"<h2>学校ブログ</h2>{ul(_diary[:5])}<h2>お知らせ</h2>{ul(rows(SCHOOL, '/oshirase/{n}.html')[:2])}"),
            "/oshirase/": ("お知らせ", f"<h2>お知らせ</h2>{ul(rows(SCHOOL, '/oshirase/{n}.html'))}"),
            "/blog/": ("学校ブログ", f"<h2>学校ブログ</h2>{ul(_diary)}"),
            "/annai.html": text("学校案内", "海の見える学校です。"),
            "/nyushi.html": (
                "入試情報",
                f"<h2>入試情報</h2>{ul(rows('一般入試の出願について / 推薦入試の要項を公開 / 学校見学会のご案内', '/nyushi/{n}.html'))}",
            ),
        },
    )
    | {"/blog/feed": rss("学校ブログ", _diary)},
    ("/oshirase/",),
)

# 7. a university: news, events, press, admissions
_UNI = """<!DOCTYPE html><html lang="ja"><head><title>TITLE | 国立大学法人 北嶺大学</title></head><body><header><a href="/">北嶺大学</a><nav class="sub"><a href="/for-students/">在学生の方</a><a href="/for-applicants/">受験生の方</a><a href="/for-press/">報道関係の方</a><a href="/en/">English</a></nav>
<nav class="main"><a href="/about/">大学案内</a><a href="/faculty/">学部・大学院</a><a href="/research/">研究</a><a href="/news/">ニュース</a><a href="/event/">イベント</a></nav></header><main>MAIN</main>
<footer><a href="/recruit/">教職員採用</a><a href="/chotatsu/">調達情報</a><a href="/bosai/">安全・防災</a></footer></body></html>"""
_UNI_NEWS = """
    学生の個人情報を含むメールの誤送信について
    学長メッセージを掲載しました
    附属図書館の改修工事について
    本学教授が学会賞を受賞
    授業料免除の申請について
    情報基盤センターのサービス停止について
"""
UNIVERSITY = Home(
    "a university",
    wrapped(
        _UNI,
        {
            "/": (
                "北嶺大学",
                f'<div class="tab"><h2>ニュース</h2>{ul(rows(_UNI_NEWS, "/news/{n}.html")[:3])}<a href="/news/">もっと見る</a></div><div class="tab"><h2>イベント</h2>{ul(rows(CITY_EVENTS, "/event/{n}.html")[:3])}<a href="/event/">もっと見る</a></div>',
            ),
            "/news/": ("ニュース", f"<h1>ニュース</h1>{ul(rows(_UNI_NEWS, '/news/{n}.html'))}"),
            "/event/": ("イベント", f"<h1>イベント</h1>{ul(rows(CITY_EVENTS, '/event/{n}.html'))}"),
            "/for-press/": (
                "報道関係の方",
                '<h1>報道関係の方</h1><p>取材のお申し込みについて。</p><a href="/for-press/release/">プレスリリース</a>',
            ),
            "/for-press/release/": (
                "プレスリリース",
                f"<h1>プレスリリース</h1>{ul(rows('深海微生物の新種を発見 / 省電力な半導体素子を開発 / 津波堆積物から過去の地震を推定 / 希少糖の合成に成功', '/for-press/release/{n}.pdf'))}",
            ),
            "/recruit/": (
                "教職員採用",
                f"<h1>教職員採用</h1>{ul(rows('助教の公募について / 事務職員の募集について / 特任研究員の公募', '/recruit/{n}.html'))}",
            ),
            "/chotatsu/": ("調達情報", f"<h1>調達情報</h1>{ul(rows(TENDERS, '/chotatsu/{n}.html'))}"),
            "/en/": ("Hokurei University", "<h1>Hokurei University</h1><p>A university in the north.</p>"),
        },
    ),
    ("/news/",),
)

# 8. a large company: everything in a hidden mega menu
_MEGA = """<!DOCTYPE html><html lang="ja"><head><title>TITLE | 大潮重工業株式会社</title><meta property="og:site_name" content="大潮重工業"></head><body><header><a href="/jp/"><img src="l.svg" alt="大潮重工業"></a>
<ul class="gnav"><li><button>製品・サービス</button><div class="mega" style="display:none"><a href="/jp/products/boiler/">ボイラ</a><a href="/jp/products/turbine/">タービン</a><a href="/jp/products/news/">製品ニュース</a><a href="/jp/products/download/">カタログダウンロード</a></div></li>
<li><button>企業情報</button><div class="mega" style="display:none"><a href="/jp/company/message/">社長メッセージ</a><a href="/jp/company/outline/">会社概要</a><a href="/jp/company/news/">ニュースリリース</a><a href="/jp/company/history/">沿革</a></div></li>
<li><button>投資家情報</button><div class="mega" aria-hidden="true"><a href="/jp/ir/news/">IRニュース</a><a href="/jp/ir/library/">IRライブラリ</a><a href="/jp/ir/calendar/">IRカレンダー</a></div></li>
<li><button>サステナビリティ</button><div class="mega" aria-hidden="true"><a href="/jp/csr/news/">サステナビリティニュース</a></div></li><li><a href="/jp/recruit/">採用情報</a></li></ul></header><main>MAIN</main><footer><a href="/jp/sitemap/">サイトマップ</a><a href="/en/">Global</a></footer></body></html>"""
MEGA_MENU = Home(
    "a hidden mega menu",
    wrapped(
        _MEGA,
        {
            "/": (
                "大潮重工業",
                '<div class="hero"><h2>海とともに百年</h2></div><section><h2>特集</h2><div class="card"><a href="/jp/feature/1/">水素で動く船</a></div><div class="card"><a href="/jp/feature/2/">静かなタービン</a></div></section>',
            ),
            "/jp/company/news/": (
                "ニュースリリース",
                f"<h1>ニュースリリース</h1>{ul(rows(RELEASES, '/jp/company/news/{n}.html'))}",
            ),
            "/jp/products/news/": ("製品ニュース", f"<h1>製品ニュース</h1>{ul(rows(PRODUCTS, '/jp/products/news/{n}.html'))}"),
            "/jp/ir/news/": ("IRニュース", f"<h1>IRニュース</h1>{ul(rows(IR, '/jp/ir/{n}.pdf'))}"),
            "/jp/csr/news/": (
                "サステナビリティニュース",
                f"<h1>サステナビリティニュース</h1>{ul(rows('植林活動を行いました / 工場見学会を開催 / 地域清掃に参加', '/jp/csr/news/{n}.html', step=40))}",
            ),
            "/jp/recruit/": text("採用情報", "募集要項はこちら。"),
        },
    ),
    ("/jp/company/news/",),
)

# 9. news on a sub-page only
_SUB = """<html lang="ja"><head><title>TITLE | 白鷺製紙株式会社</title></head><body><header><a href="/">白鷺製紙</a><nav><a href="/products/">製品情報</a><a href="/technology/">技術情報</a><a href="/company/">会社情報</a><a href="/recruit/">採用情報</a><a href="/inquiry/">お問い合わせ</a></nav></header>MAIN<footer>(c) 白鷺製紙</footer></body></html>"""
SUB_PAGE = Home(
    "news on a sub-page only",
    wrapped(
        _SUB,
        {
            "/": ("紙の可能性をひろげる", "<h1>紙の可能性をひろげる</h1><p>白い鷺のように美しい紙を。</p>"),
            "/company/": (
                "会社情報",
                '<h1>会社情報</h1><ul><li><a href="/company/greeting.html">ごあいさつ</a></li><li><a href="/company/outline.html">会社概要</a></li><li><a href="/company/topics.html">ニュース＆トピックス</a></li><li><a href="/company/access.html">事業所一覧</a></li></ul>',
            ),
            "/company/topics.html": (
                "ニュース＆トピックス",
                f"<h1>ニュース＆トピックス</h1>{dl(rows(COMPANY_NEWS, '/company/topics/{n}.html'))}",
            ),
            "/products/": ("製品情報", f"<h1>製品情報</h1>{plain(rows(PRODUCTS, '/products/{n}.html'))}"),
            "/technology/": text("技術情報", "抄紙の技術をご紹介します。"),
            "/recruit/": ("採用情報", f"<h1>採用情報</h1>{ul(rows(JOBS, '/recruit/{n}.html'))}"),
        },
    ),
    ("/company/topics.html",),
)

# 10. a page drawn by scripts, with links for those without
SPA_NOSCRIPT = Home(
    "scripts, and links for those without",
    {
        "/": '<!doctype html><html lang="ja"><head><title>ほしぞら保険</title></head><body><div id="app"></div><noscript><p>JavaScriptを有効にしてください。</p><ul><li><a href="/products">保険商品</a></li><li><a href="/info">お知らせ</a></li><li><a href="/contact">お問い合わせ</a></li></ul></noscript><script src="/a.js"></script></body></html>',
        "/info": f'<!doctype html><html lang="ja"><head><title>お知らせ | ほしぞら保険</title></head><body><h1>お知らせ</h1>{ul(rows(COMPANY_NEWS, "/info/{n}"))}</body></html>',
        "/products": '<!doctype html><html lang="ja"><head><title>保険商品</title></head><body><h1>保険商品</h1><p>医療保険と自動車保険をご用意しています。</p></body></html>',
    },
    ("/info",),
)

# 11. nothing but a sitemap
_NEWS_PATHS = [(f"/news/2026/{n}.html", f"2026-{11 - n % 6:02d}-{10 + n}") for n in range(1, 12)]
SITEMAP_ONLY = Home(
    "nothing but a sitemap",
    {
        "/": '<!doctype html><html lang="ja"><head><title>株式会社みどり電子</title></head><body><div id="root"></div><script src="/x.js"></script></body></html>',
        "/robots.txt": "User-agent: *\nAllow: /\nSitemap: {origin}/map/sitemap.xml\n",
        "/map/sitemap.xml": urlset([("/", "2026-01-01"), ("/company.html", "2024-04-01"), *_NEWS_PATHS]),
    },
    ("/map/sitemap.xml",),
)

# 12. a splash that asks for the language
_LANG = """<html lang="LANG"><head><title>TITLE | Kazemachi Group</title></head><body><header><nav>NAV</nav></header><main>MAIN</main></body></html>"""
_ja = _LANG.replace("LANG", "ja").replace(
    "NAV",
    '<a href="/ja/about/">会社情報</a><a href="/ja/news/">ニュース</a><a href="/ja/careers/">採用</a><a href="/en/">English</a>',
)
_en = _LANG.replace("LANG", "en").replace(
    "NAV", '<a href="/en/about/">About</a><a href="/en/news/">News</a><a href="/ja/">日本語</a>'
)
LANGUAGES = Home(
    "a splash that asks for the language",
    {
        "/": '<html><head><title>風待グループ Kazemachi Group</title></head><body><h1>風待グループ</h1><p><a href="/ja/">日本語</a> <a href="/en/">English</a></p></body></html>'
    }
    | wrapped(
        _ja,
        {
            "/ja/": ("風待グループ", "<h1>風を待つ</h1><p>風待グループは海運と港湾の会社です。</p>"),
            "/ja/news/": ("ニュース", f"<h1>ニュース</h1>{ul(rows(RELEASES, '/ja/news/{n}/'))}"),
            "/ja/about/": text("会社情報", "会社の概要です。"),
            "/ja/careers/": text("採用", "募集中です。"),
        },
    )
    | wrapped(
        _en,
        {
            "/en/": ("Kazemachi Group", "<h1>Waiting for wind</h1><p>Shipping and ports.</p>"),
            "/en/news/": (
                "News",
                f"<h1>News</h1>{ul(rows('Kazemachi opens a branch in Nagoya', '/en/news/{n}/', newest=date(2025, 2, 1)))}",
            ),
            "/en/about/": text("About", "About us."),
        },
    ),
    ("/ja/news/",),
)

# 13. a bank: important notices, notices, releases
_BANK = """<html lang="ja"><head><title>TITLE｜しおさい銀行</title></head><body><div id="h"><a href="/"><img alt="しおさい銀行"></a><ul><li><a href="/kojin/">個人のお客さま</a></li><li><a href="/hojin/">法人のお客さま</a></li><li><a href="/ir/">株主・投資家の皆さま</a></li><li><a href="/recruit/">採用情報</a></li></ul></div><div id="c">MAIN</div><div id="f"><a href="/privacy/">個人情報保護宣言</a><a href="/security/">セキュリティについて</a></div></body></html>"""
_bank = rows(
    """
    当行を装った不審なメールにご注意ください
    キャッシュカードの誤送付について（お詫び）
    ATMサービスの一時休止について
    振込手数料の改定について
    通帳の取り扱い変更について
    相続手続きのご案内の変更
""",
    "/news/{n}.html",
)
BANK = Home(
    "a bank",
    wrapped(
        _BANK,
        {
            "/": (
                "しおさい銀行",
                f'<div class="login"><a href="/ib/login.html">インターネットバンキング ログイン</a></div><h2>重要なお知らせ</h2>{plain(_bank[:2])}<a href="/important/">一覧</a><h2>お知らせ</h2>{dl(_bank[2:5])}<a href="/news/">一覧</a><h2>ニュースリリース</h2>{dl(rows(RELEASES, "/release/{n}.pdf")[:3])}<a href="/release/">一覧</a><h2>キャンペーン</h2><a href="/campaign/">一覧</a>',
            ),
            "/important/": ("重要なお知らせ", f"<h1>重要なお知らせ</h1>{dl(_bank[:2])}"),
            "/news/": ("お知らせ", f"<h1>お知らせ</h1>{dl(_bank)}"),
            "/release/": ("ニュースリリース", f"<h1>ニュースリリース</h1>{dl(rows(RELEASES, '/release/{n}.pdf'))}"),
            "/campaign/": (
                "キャンペーン",
                f"<h1>キャンペーン</h1>{ul(rows('冬の定期預金キャンペーン / 給与振込プレゼント / 住宅ローン金利割引', '/campaign/{n}/'))}",
            ),
            "/ir/": ("株主・投資家の皆さま", f"<h1>IRニュース</h1>{dl(rows(IR, '/ir/{n}.pdf'))}"),
            "/security/": text("セキュリティについて", "お客さまを守る仕組みをご説明します。"),
        },
    ),
    ("/news/", "/important/", "/release/"),
)

# 14. an online service: notices, outages, a blog
_SERVICE = """<html lang="ja"><head><title>TITLE - かなで譜面</title><link rel="alternate" type="application/rss+xml" href="/blog/rss"></head><body><nav><a href="/">かなで譜面</a><a href="/plan">料金</a><a href="/blog">開発者ブログ</a><a href="/help">ヘルプ</a><a href="/login">ログイン</a></nav>MAIN<footer><a href="/info">運営からのお知らせ</a><a href="/status">障害・メンテナンス情報</a><a href="/terms">利用規約</a></footer></body></html>"""
_blog = rows(
    "非同期処理を速くした話 / 譜面の描画をやり直した / 新人研修で作ったもの / 勉強会を開きました",
    "/blog/{n}",
    newest=date(2026, 11, 21),
    step=3,
)
SERVICE = Home(
    "an online service",
    wrapped(
        _SERVICE,
        {
            "/": ("かなで譜面", "<h1>譜面を、どこでも。</h1><p>一万曲の譜面が読み放題。</p>"),
            "/info": (
                "お知らせ",
                f"<h1>運営からのお知らせ</h1>{ul(rows('パスワードの再設定のお願い / 利用規約の改定について / 不正ログインに関するご報告 / 料金改定のお知らせ / 対応端末の変更について', '/info/{n}'))}",
            ),
            "/status": ("障害・メンテナンス情報", f"<h1>障害・メンテナンス情報</h1>{ul(rows(OUTAGES, '/status/{n}'))}"),
            "/blog": ("開発者ブログ", f"<h1>開発者ブログ</h1>{ul(_blog)}"),
            "/help": text("ヘルプ", "使い方をご案内します。"),
            "/plan": text("料金", "月額九百円です。"),
        },
    )
    | {"/blog/rss": rss("開発者ブログ", _blog)},
    ("/info",),
)

# 15. Drupal, with a feed that stopped years ago
_DRUPAL = """<html lang="ja" dir="ltr"><head><meta name="Generator" content="Drupal 10"><title>TITLE | 公益財団法人 海辺の文化財団</title><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body class="path-frontpage"><header role="banner"><a href="/">海辺の文化財団</a></header>
<nav role="navigation"><ul class="menu"><li><a href="/about">財団について</a></li><li><a href="/grant">助成事業</a></li><li><a href="/whatsnew">新着情報</a></li><li><a href="/report">活動報告</a></li></ul></nav><main role="main">MAIN</main></body></html>"""
DRUPAL = Home(
    "Drupal with a stale feed",
    wrapped(
        _DRUPAL,
        {
            "/": ("ホーム", "<h1>海辺の文化を次の世代へ</h1>"),
            "/whatsnew": (
                "新着情報",
                '<h1>新着情報</h1><div class="view-content">'
                + "".join(
                    f'<div class="views-row"><span class="date">{d:%Y-%m-%d}</span> <span class="field-content"><a href="{to}">{t}</a></span></div>'
                    for d, t, to in rows(
                        "助成申請者の個人情報の流出について / 理事会の議事概要を公開 / 事務局の年末年始の休業について / 助成事業の採択結果について / 寄附者の皆様へ",
                        "/node/{n}",
                    )
                )
                + "</div>",
            ),
            "/report": (
                "活動報告",
                f"<h1>活動報告</h1>{ul(rows('夏の自然観察会 / 浜辺の清掃 / 民話の聞き取り', '/node/9{n}', newest=date(2025, 8, 1), step=60))}",
            ),
            "/about": text("財団について", "一九八八年に設立されました。"),
            "/grant": text("助成事業", "海辺の文化に関する活動を助成します。"),
        },
    )
    | {
        "/rss.xml": rss(
            "海辺の文化財団", rows("ホームページを開設しました / 事務局移転のお知らせ", "/node/{n}", newest=date(2014, 5, 1))
        )
    },
    ("/whatsnew",),
)

# 16. a shop of the nineties: tables, buttons that are pictures
NINETIES = Home(
    "tables and buttons of the nineties",
    {
        "/": '<HTML><HEAD><TITLE>民宿いそしぎ</TITLE></HEAD><BODY BACKGROUND="wave.gif"><CENTER><IMG SRC="title.gif" ALT="民宿いそしぎ"><TABLE BORDER=0><TR><TD><A HREF="room.htm"><IMG SRC="b1.gif" ALT="お部屋"></A></TD><TD><A HREF="new.htm"><IMG SRC="b2.gif" ALT="新着情報"></A></TD><TD><A HREF="bbs.cgi"><IMG SRC="b3.gif" ALT="掲示板"></A></TD><TD><A HREF="map.htm"><IMG SRC="b4.gif" ALT="地図"></A></TD></TR></TABLE>あなたは12345人目のお客様です</CENTER></BODY></HTML>',
        "/new.htm": f"<HTML><HEAD><TITLE>新着情報</TITLE></HEAD><BODY><H3>新着情報</H3>{breaks(rows('宿泊予約サイトの不正アクセスについて / 冬の営業について / 電話番号が変わりました / 改装工事のお知らせ', 'n{n}.htm', step=20))}</BODY></HTML>",
        "/room.htm": "<HTML><BODY><H3>お部屋</H3>和室が五部屋あります。</BODY></HTML>",
        "/map.htm": "<HTML><BODY><H3>地図</H3>駅から歩いて十分です。</BODY></HTML>",
        "/bbs.cgi": f"<HTML><BODY><H3>掲示板</H3>{breaks(rows('楽しかったです / お世話になりました / また行きます / 釣れました', 'bbs.cgi?n={n}', newest=date(2026, 11, 20), step=2))}</BODY></HTML>",
    },
    ("/new.htm",),
)

# 17. topics and investors' news
_IR = """<html lang="ja"><head><title>TITLE | 碧光システム株式会社</title></head><body><header><nav><a href="/corporate/">企業情報</a><a href="/solution/">ソリューション</a><a href="/ir/">IR情報</a><a href="/recruit/">採用情報</a></nav></header>MAIN<footer><a href="/privacy/">個人情報保護方針</a></footer></body></html>"""
TOPICS = Home(
    "topics beside investors' news",
    wrapped(
        _IR,
        {
            "/": (
                "碧光システム",
                f'<div class="ir"><h2>IRニュース</h2>{ul(rows(IR, "/ir/{n}.pdf")[:4])}<a href="/ir/news/">一覧へ</a></div><div class="topics"><h2>トピックス</h2>{ul(rows(COMPANY_NEWS, "/topics/{n}.html")[:3])}<a href="/topics/">一覧へ</a></div>',
            ),
            "/topics/": ("トピックス", f"<h1>トピックス</h1>{ul(rows(COMPANY_NEWS, '/topics/{n}.html'))}"),
            "/ir/news/": ("IRニュース", f"<h1>IRニュース</h1>{ul(rows(IR, '/ir/{n}.pdf'))}"),
            "/ir/": ("IR情報", '<h1>IR情報</h1><a href="/ir/news/">IRニュース</a><a href="/ir/library/">IRライブラリ</a>'),
        },
    ),
    ("/topics/",),
)

# 18. a hotel: campaigns in front, notices in the footer
_HOTEL = """<html lang="ja"><head><title>TITLE | ホテル凪の音</title></head><body><header><nav><a href="/rooms/">客室</a><a href="/restaurant/">レストラン</a><a href="/plan/">宿泊プラン</a><a href="/topics/">フェア・イベント情報</a><a href="/blog/">スタッフブログ</a></nav></header>MAIN<footer><ul><li><a href="/company/">運営会社</a></li><li><a href="/information/">ホテルからのお知らせ</a></li><li><a href="/recruit/">採用情報</a></li></ul></footer></body></html>"""
HOTEL = Home(
    "a hotel with notices in its footer",
    wrapped(
        _HOTEL,
        {
            "/": (
                "ホテル凪の音",
                f"<h1>海を眺める休日</h1><h2>フェア</h2>{ul(rows('冬の蟹フェア / クリスマスディナー / 苺のアフタヌーンティー', '/topics/{n}/'))}",
            ),
            "/information/": (
                "お知らせ",
                f"<h1>お知らせ</h1>{dl(rows('予約サイトを装ったメッセージにご注意ください / お客様の個人情報の流出の可能性について / 大浴場の休業について / 館内停電のお知らせ', '/information/{n}/', step=15))}",
            ),
            "/topics/": (
                "フェア・イベント情報",
                f"<h1>フェア・イベント情報</h1>{ul(rows('冬の蟹フェア / クリスマスディナー / 苺のアフタヌーンティー / 年越しプラン', '/topics/{n}/'))}",
            ),
            "/blog/": (
                "スタッフブログ",
                f"<h1>スタッフブログ</h1>{ul(rows('朝焼けがきれいでした / 紅葉の便り / 厨房から', '/blog/{n}/'))}",
            ),
            "/plan/": (
                "宿泊プラン",
                f"<h1>宿泊プラン</h1>{plain(rows('早割プラン / 連泊プラン / 素泊まりプラン', '/plan/{n}/'))}",
            ),
        },
    ),
    ("/information/",),
)

# 19. a company whose releases stand at a platform of another host
PLATFORM = Home(
    "releases at another host",
    {
        "/": '<html lang="ja"><head><title>株式会社あまね玩具</title></head><body><nav><a href="/company">会社概要</a><a href="/toys">おもちゃ</a><a href="{other}/company_id/77/">プレスリリース</a><a href="https://social.example/amane">公式SNS</a><a href="/recruit">採用</a></nav><h1>あそびをつくる</h1></body></html>',
        "/company": "<html lang=ja><title>会社概要 | 株式会社あまね玩具</title><body><h1>会社概要</h1><p>東京の玩具会社です。</p></body></html>",
        "/toys": f"<html lang=ja><title>おもちゃ</title><body><h1>おもちゃ</h1>{plain(rows('木の汽車 / つみき / ぬいぐるみ / こま', '/toys/{n}'))}</body></html>",
    },
    ("{other}/company_id/77/",),
    other={
        "/company_id/77/": f"<html lang=ja><title>株式会社あまね玩具のプレスリリース</title><body><h1>株式会社あまね玩具のプレスリリース</h1>{ul(rows('通販サイトへの不正アクセスについて / 本社を移転しました / 新ブランドを立ち上げ / 工場見学を再開', '/rd/{n}.html'))}</body></html>"
    },
)

JAPANESE = (
    CITY, TOWN_FRAMES, WORDPRESS, SHOP, HOSPITAL_SITE, SCHOOL_SITE, UNIVERSITY, MEGA_MENU, SUB_PAGE, SPA_NOSCRIPT, SITEMAP_ONLY,
    LANGUAGES, BANK, SERVICE, DRUPAL, NINETIES, TOPICS, HOTEL, PLATFORM,
)  # fmt: skip
