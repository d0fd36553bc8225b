"""Words by which links and addresses give away where a site posts its notices: tables with points, in both languages.

Core; imports the standard library only. Matched on labels under NFKC with case folded, and on the segments of a path; gathered
from the manners of content management systems. Points say how likely a notice of an incident is to stand there.
"""
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Literal

What = Literal["news", "important", "press", "security", "outage", "ir", "feed", "sitemap", "first page", "list"]

# Of a label the word with the most points counts, and of the words against it each.
LABELS: tuple[tuple[What, int, re.Pattern[str]], ...] = (
    ("news", 50, re.compile(r"お知らせ|おしらせ|お報せ|新着(?:情報|一覧|記事)?|最新情報|更新情報|インフォメーション|トピックス|what'?s\s?new|\bannouncements?\b|\bnews\b(?!letter)|\bnews ?flash\b|\bnotices\b|^information(?:\s?一覧)?$")),
    ("press", 48, re.compile(r"ニュース(?!レター)|プレス(?:リリース|発表)|ニュースリリース|報道(?:発表|資料)|記者(?:発表|会見)|発表資料|newsroom|press ?room|\bpress (?:releases?|cent(?:er|re)|office)|\bmedia (?:releases?|cent(?:er|re)|room)|\bpress\b$|\bnews releases?\b")),
    ("important", 46, re.compile(r"重要なお知らせ|重要(?:情報|なご案内)|大切なお知らせ|緊急(?:情報|のお知らせ)|important (?:notices?|announcements?|information)|urgent")),
    ("news", 34, re.compile(r"トピック|\btopics\b|\bupdates\b|\balerts?\b|保護者の(?:皆様|みなさま)へ|報道$|\bnews and (?:media|events)\b")),
    ("security", 38, re.compile(r"情報漏え?い|個人情報(?:の|に関する)(?:漏え?い|流出|紛失|事故|お詫び)|不正アクセス|セキュリティ(?:情報|インシデント|に関するお知らせ)|security (?:advisor(?:y|ies)|bulletins?|notices?|incidents?|updates?)|(?:data|cyber|privacy|network)\s?(?:security )?(?:incident|breach|event)s?")),
    ("security", 22, re.compile(r"\btrust (?:cent(?:er|re)|portal)\b")),
    ("outage", 24, re.compile(r"障害(?:・|情報|のお知らせ|発生)|稼働(?:状況|情報)|メンテナンス(?:・|情報|のお知らせ)|サービス(?:の)?状況|\b(?:system|service|platform|network) status\b|^(?:[\w.]{1,20} )?status(?: page)?$|\boutages?\b")),
    ("ir", 24, re.compile(r"ir\s?(?:ニュース|news|トピックス)|適時開示|\binvestor news\b")),
)  # fmt: skip
# Pages that hold no notices and lead to those that do.
HUB = re.compile(
    r"^(?:会社|企業|法人|病院|大学|学校|団体|組合|財団|協会|市政|町政|村政|県政|行政|広報)(?:・\w{1,6})?(?:情報|案内|紹介|概要)?$|企業・ir|企業情報|報道(?:関係|機関)|広報|プレスルーム|メディアの方"
    r"|^about(?: us| \w{1,20})?$|^(?:the )?company$|^corporate(?: information)?$|(?<!social )\bmedia\b|\bpress\b|\bcommunications\b|\bpublic (?:affairs|relations|information)\b|^government$|^discover$"
)
HUB_POINTS = 14
# What stands there is something else.
AGAINST: tuple[tuple[int, re.Pattern[str]], ...] = (
    (-45, re.compile(r"採用|求人|職員募集|募集要項|リクルート|人材|インターン|\bcareers?\b|\bjobs?\b|\bemployment\b|\brecruit|\bhiring\b|\bvolunteer")),
    (-40, re.compile(r"レシピ|献立|給食|占い|漫画|動画|写真|ギャラリー|\brecipes?\b|\bkitchen\b|\bmenus?\b|\bgallery\b|\bvideos?\b|\bphotos?\b|\bpodcast")),
    (-30, re.compile(r"商品|製品|プロダクト|お買い?物|ショップニュース|新発売|カタログ|買い?物かご|カート|客室|プラン|特集|\bproducts?\b|\bshop\b|\bstore\b|\bcart\b|\bcollections?\b|\bsale\b|\bpricing\b|\bchangelog\b|\brelease notes\b|\bfeatures?\b")),
    (-30, re.compile(r"メディア掲載|掲載実績|\bin the (?:news|media)\b|\bmedia coverage\b|\bsocial media\b")),
    (-30, re.compile(r"ブログ|日記|コラム|読み物|スタッフ|ストーリー|\bblog\b|\bstories\b|\barticles?\b|\bcolumn|\blearn(?:ing)?\b|\bresources\b|\binsights?\b|\bguides?\b|\blibrary\b|ライブラリ")),
    (-35, re.compile(r"イベント|行事|催し|セミナー|講座|研修|説明会|フェア|キャンペーン|カレンダー|活動(?:報告|記録)|\bevents?\b|\bcalendar\b|\bclasses\b|\bwebinars?\b|\bseminars?\b|\bathletics\b|\bsports?\b|\bcampaigns?\b|\bspeeches\b")),
    (-40, re.compile(r"入札|調達|契約情報|公売|プロポーザル|\bbids?\b|\btenders?\b|\bprocurement\b|\brfps?\b")),
    (-40, re.compile(r"お?問い?合わ?せ|よくある(?:ご)?質問|アクセス(?:マップ)?$|交通案内|地図|サイトマップ|プライバシー|個人情報(?:の取り?扱い|保護)|利用規約|リンク集|掲示板|会員|ログイン|マイページ|資料請求|ヘルプ|\bcontact|\bfaqs?\b|\bprivacy\b|\bterms\b|\bsite ?map\b|\blog ?in\b|\bsign ?(?:in|up)\b|\bhelp\b|\bsupport\b|\baccessibility\b|\bguestbook\b|\bforum\b|\bdonat")),
    (-25, re.compile(r"\bir\b|irニュース|適時開示|\binvestors?\b")),
    (-25, re.compile(r"議会|議事録|休診|代診|決算|財務|株主総会|株式|統計|アーカイブ|メールマガジン|ニュースレター|メルマガ|サステナ|csr|研究(?:成果)?|\bagendas?\b|\bminutes\b|\bboard\b|\bnewsletters?\b|\barchives?\b|\bresearch\b|\bdata\b$|\bmedia kit\b|\bawards?\b|臨床研修|学会")),
)  # fmt: skip

# Of an address, by the words between its slashes, hyphens and dots.
PATHS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (14, re.compile(r"news|newsroom|press|pressrelease|pressreleases|newsrelease|newsreleases|release|releases|topics|oshirase|osirase|whatsnew|whats|shinchaku|sinchaku|announcements?|notices?|hodo|houdou|kisha|important|juyo|juuyou|kinkyu|civicalerts|alerts?|updates?|incidents?|advisor(?:y|ies)|bulletins?|mediacentre|mediacenter")),
    (6, re.compile(r"info|information|media|security|trust|status|new")),
    (-20, re.compile(r"recruit|saiyou?|careers?|jobs?|employment|recipes?|products?|goods|items?|shop|store|collections?|events?|calendar|seminars?|campaigns?|nyusatsu|bids?|tenders?|chotatsu|blogs?|diary|columns?|staff|contact|inquiry|faqs?|help|login|cart|tags?|authors?|privacy|terms|sitemap|kenshu|gikai|shopnews|stories|learn|library|ir|investors?|csr")),
)  # fmt: skip

# A link that says only that there is more: what it leads to is said by the heading over it.
MORE = re.compile(
    r"^[\W_]{0,4}(?:(?:もっと|さらに)(?:見る|詳しく|読む)|(?:全(?:て|件)|すべて)(?:を)?(?:見る|表示)?|一覧(?:へ|を見る|はこちら|ページ|表示)?|続きを(?:見る|読む)|more|(?:view|see|read|show) (?:all|more)|all|詳細|こちら|過去の(?:記事|一覧))[\W_]{0,4}$"
)
LANGUAGES = re.compile(
    r"^(?:日本語|japanese|日本|english|中文|简体中文|繁體中文|한국어|español|français|deutsch|global(?: site)?|en|ja|jp)$"
)
OWN_LANGUAGE = re.compile(r"^(?:日本語|japanese|日本|ja|jp)$")
# A path's part that says that what is below it is in another language than the site's main one.
FOREIGN_PATH = {
    "ja": re.compile(r"/(?:en|eng|english|en-us|global|intl|zh|cn|ko|kr|foreign)(?:/|$)"),
    "en": re.compile(r"/(?:ja|jp|japanese|zh|cn|es|fr|de|pt|ko|kr)(?:/|$)"),
}
# Hosts where organizations chat, which are no sources.
ELSEWHERE = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|youtu|linkedin|tiktok|line|pinterest|threads|bsky|vimeo|flickr|github|apple|google|amazon|rakuten|wikipedia)\.(?:com|jp|be|me|net|app|org|co\.jp|ne\.jp)$"
)

# What a list's titles say where it is one of announcements, and where it is none.
ANNOUNCED = re.compile(
    r"について|お知らせ|おしらせ|ご案内|お願い|ご報告|に関する|変更|休止|停止|休業|終了|公表|公開|改定|制限|発生|再開|移転|更新|開設|合意|\b(?:notice|statement|announc\w+|notif\w+|updates?|clos(?:ed|ure|ings?)|appoints?|names|opens?|adopts?|respon(?:ds|se)|resolved|repairs?|publish\w+|extends?|changes?|delays?|comment|moving|budget|testifies|recall)\b"
)
SOMETHING_ELSE = re.compile(
    r"[0-9]円|\$[0-9]|プラン$|フェア|ディナー|焼き$|煮物|ごはん$|スープ|新色|入荷|セール|ポイント|送料無料|がきれい|ました[!!♪]|しました話|した話$|の季節(?:です)?$|\b(?:how to|tips|guide|meet|introducing|recipe|what is|explained|basics|skillet|soup|bread|meals?)\b"
)
