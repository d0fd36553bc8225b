"""Words by which pages give away what is theirs and not the notice's: names of boxes, headings, lines, labels of dates.

Core; imports the standard library only. Tables, matched on text under NFKC with case folded; gathered from the manners of
content management systems, not from single pages.
"""
# ruff: noqa: E501

from __future__ import annotations

import re

# Tokens of class and id ("section_footer" has two) that name a box which is never the notice.
FURNITURE_NAMES = frozenset(
    [
        "nav",
        "navi",
        "gnav",
        "gnavi",
        "lnav",
        "lnavi",
        "snavi",
        "globalnav",
        "globalnavi",
        "localnav",
        "localnavi",
        "navigation",
        "navbar",
        "menu",
        "gmenu",
        "submenu",
        "sidemenu",
        "mainmenu",
        "menubar",
        "megamenu",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "topicpath",
        "topicspath",
        "pankuzu",
        "footer",
        "foot",
        "sidebar",
        "side",
        "sidenav",
        "subnav",
        "aside",
        "widget",
        "widgets",
        "related",
        "relation",
        "kanren",
        "recommend",
        "recommended",
        "recommends",
        "share",
        "sharing",
        "sharer",
        "sns",
        "social",
        "addtoany",
        "pager",
        "pagination",
        "paging",
        "pagenav",
        "pagenavi",
        "wp-pagenavi",
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "banner",
        "banners",
        "bnr",
        "bnrs",
        "ad",
        "ads",
        "advert",
        "advertisement",
        "ribbon",
        "campaign",
        "enquete",
        "anquete",
        "enq",
        "questionnaire",
        "vote",
        "voting",
        "counter",
        "search",
        "searchbox",
        "toolbar",
        "tools",
        "skip",
        "skiplink",
        "skipnav",
        "print",
        "printbtn",
        "comment",
        "comments",
        "respond",
        "ranking",
        "popular",
        "recent",
        "pagetop",
        "totop",
        "gotop",
        "backtotop",
        "feedback",
        "fontsize",
        "textsize",
        "translate",
        "language",
        "lang-switch",
        "login",
        "newsletter",
        "subscribe",
        "subscription",
        "postmeta",
        "post-labels",
        "labels",
        "tagcloud",
        "archives",
        "blogroll",
        "prevnext",
        "prev-next",
        "postnav",
        "sitelogo",
        "colophon",
        "copyright",
        "inquiry",
        "usefulness",
        "cta",
        "promo",
        "evaluation",
    ]
)
# Tokens that name furniture in some designs and the frame of everything in others: only where little text hangs on them.
MAYBE_NAMES = frozenset(
    [
        "header",
        "head",
        "hd",
        "side",
        "right",
        "left",
        "sub",
        "utility",
        "banner",
        "search",
        "print",
        "tools",
        "recent",
        "language",
        "meta",
        "entry-meta",
        "info",
    ]
)
# Of these, the names of a head, and the words beside which it is an entry's own and holds its title.
HEAD_NAMES = frozenset({"header", "head", "hd"})
ENTRY_NAMES = frozenset(
    {"entry", "hentry", "post", "article", "news", "item", "topic", "topics", "notice", "diary", "blog", "card"}
)
FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alertdialog"}
)
FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "dialog", "select", "button", "textarea", "option", "datalist", "menu"})

# A heading that opens a box about the page, the site or other pages; with it goes all that stands under it.
FURNITURE_HEADING = re.compile(
    r"^[\W_]{0,3}(?:"
    r"(?:この|当|本)(?:ページ|記事|情報|コンテンツ|サイト)[^。]{1,12}(?:問い?合わ?せ|意見|感想|評価|アンケート|シェア|共有|役に立|担当|作成)"
    r"|より良い(?:ウェブ|ホーム)|みなさまのご意見|皆(?:様|さま)のご意見|アンケート$"
    r"|関連(?:記事|リンク|ページ|情報|ニュース|コンテンツ|する(?:記事|ページ))$|あわせて読みたい|おすすめ(?:の)?(?:記事|情報)|(?:人気|最新|最近の|新着|前後の)(?:の)?(?:記事|投稿|ランキング)"
    r"|(?:月別|ブログ|年別)?\s?アーカイブ$|カテゴリー?$|タグ$|シェア(?:する)?$|コメント(?:\s?\(?\d{0,4}\)?)?$|共有する?$"
    r"|related (?:news|articles?|posts?|links?|stories|content|press)|share (?:this|on)|recent (?:posts|news|articles)|latest (?:news|posts)"
    r"|you (?:may|might) also|more (?:news|stories|from)|leave a (?:reply|comment)|comments?$|categories$|tags$|archives?$|follow us|most read"
    r"|was this (?:page|article|information)|about this (?:page|site)|help us improve|subscribe"
    r")"
)

# A heading over the documents of one notice, which are no list.
ATTACHED_HEADING = re.compile(
    r"^[\W_]{0,3}(?:(?:添付|関連|参考|別紙|配布|発表)?(?:資料|ファイル|書類|文書|リンク|ページ|コンテンツ)(?:等|一覧)?|ダウンロード|別紙|別添"
    r"|(?:related|attached|supporting|further)? ?(?:documents?|files?|attachments?|downloads?|links|pages|content|materials|resources))[\W_]{0,3}$"
)

# A line of its own that says nothing about the notice: counters, clocks, tools, copyright.
FURNITURE_LINE = re.compile(
    r"^[\W_]{0,3}(?:"
    r"(?:ページ|記事|お知らせ)\s?(?:id|番号|no\.?)\s?[::]?\s?[\w-]{1,20}$|印刷(?:する|用(?:ページ|画面))?(?:を表示)?$|音声(?:読み上げ|で読む).{0,12}$"
    r"|(?:本日の)?(?:アクセス|閲覧|ページビュー|訪問者?|pv)(?:数|カウンタ)?\D{0,6}[\d,]{1,12}.{0,24}$|.{0,60}\d\s?人目の(?:訪問|アクセス|来訪|お客).{0,40}$|.{0,80}アクセスカウンタ.{0,20}$"
    r"|表示時刻.{0,20}$|現在時刻.{0,20}$|(?:ページ)?(?:の)?(?:先頭|トップ|上部)(?:へ|に)(?:戻る)?$|(?:一覧|前のページ|トップ(?:ページ)?|ホーム|home)(?:へ|に)?(?:戻る|もどる)$"
    r"|(?:前|次)の(?:記事|投稿|ページ|お知らせ)(?:へ)?$|もっと見る$|続きを読む$|文字サイズ.{0,20}$|本文(?:へ|に|を)(?:スキップ|移動|読み).{0,8}$|ここ(?:から|まで)本文.{0,6}$"
    r"|(?:copyright\b|\(c\)\s?(?:\d{4}|copyright)|©|all rights reserved).{0,120}$|.{0,80}all rights reserved\.?$"
    r"|(?:[\d,]{1,12} (?:views?|shares?|likes?|comments?))$|(?:views?|visitors?|hits|page views)\s?:?\s?[\d,]{1,12}$"
    r"|(?:page )?(?:generated|refreshed|rendered|last refreshed).{0,60}$|(?:print|email|share|tweet|top|back|menu|close|home|next|previous|skip to (?:main )?content)$"
    r"|(?:(?:シェア|ツイート|ポスト|いいね!?|はてブ|line(?:で送る)?|共有|tweet|share|like)(?:する)?\s?\d{0,7}[\s|・]{0,3}){1,6}$|役に立った.{0,30}$"
    r"|(?:約|この記事は)?\s?\d{1,3}\s?分で読め(?:る|ます)$|\d{1,3}[ -]min(?:ute)?s?(?: read)?$|(?:この|当)(?:ページ|記事)は\s?[\d,]{1,12}\s?回(?:閲覧|表示|読).{0,12}$"
    r"|(?:投稿者|ラベル|カテゴリー?|タグ|ジャンル|文責|posted by|filed under|tags?|labels?)\s?[::].{0,80}$|時刻\s?[::]\s?\d{1,2}:\d{2}$"
    r"|.{0,60}adobe\s?(?:acrobat\s?)?reader.{0,120}$|.{0,40}(?:pdf形式|pdfファイル).{0,20}(?:必要|ご覧).{0,60}$"
    r"|(?:javascript|スクリプト)を有効.{0,40}$|we use cookies.{0,120}$"
    r")"
)

# Labels of a line that is a date and no more; the first say when it was put up, the second when it was last touched.
PUBLISHED_LABEL = re.compile(
    r"公開(?:日時?)?|掲載(?:日時?)?|登録(?:日時?)?|作成(?:日時?)?|発表(?:日時?)?|発信日|投稿(?:日時?)?|配信日時?|発行日|リリース日|日付|posted(?: on)?|published(?: on| date)?"
    r"|release date|date(?: posted| published)?|created(?: on)?|for immediate release"
)
UPDATED_LABEL = re.compile(
    r"最終更新(?:日時?)?|更新(?:日時?)?|改訂日?|修正日?|last (?:updated|modified|reviewed)(?: on)?|(?:page )?updated(?: on)?|modified(?: on)?"
)

# A line that is nothing but a label of something that happened: the date below it is not the page's.
EVENT_LABEL = re.compile(
    r"[\W\d_]{0,8}(?:(?:発生|発覚|判明|紛失|送信|送付)(?:した)?(?:日時?|年月日)?(?:・|、|/|及び|および|と))?(?:(?:発生|発覚|判明|覚知|把握|認知|紛失|盗難|(?:誤)?送[信付]|流出|漏えい|漏洩|事案|事故|対象|開催|実施|停止|障害|侵入|感染)(?:が|の|した|された|となる)?"
    r"(?:日時?|年月日|期間|時期|日程)|期間|日時|(?:date|time|period) of (?:the )?(?:incident|event|breach|discovery)|when)[\W_]{0,4}",
    re.I,
)

# Words of a site's name that are not the organization's.
SITE_WORDS = re.compile(
    r"[\s　]{0,3}(?:(?:公式|オフィシャル)(?:ウェブ|web|ホーム)?(?:サイト|ページ)?|(?:ウェブ|web)サイト|ホームページ|公式hp|official (?:web)?\s?site|home\s?page|website)$",
    re.I,
)
SITE_MARKS = re.compile(
    r"株式会社|有限会社|合同会社|法人|公式|ホームページ|サイト|(?:市|町|村|区|県|府|都|庁|省|局|大学|学校|学園|病院|医院|クリニック|協会|組合|銀行|機構|財団|会)$"
    r"|\b(?:inc|corp|ltd|llc|co|company|university|college|school|hospital|clinic|city|county|state|department|agency|office|bank|group|holdings|foundation|institute|association|utilities|services|blog|news)\b\.?",
    re.I,
)

# What a page says that is not the page asked for.
CHALLENGE = re.compile(
    r"just a moment|checking your browser|verify (?:that )?you are (?:a )?human|are you a (?:human|robot)|attention required|unusual traffic"
    r"|access(?: to this page has been)? denied|request (?:was )?blocked|security check|ロボットではありません|人間であることを(?:確認|証明)|アクセスが(?:拒否|制限)されました"
)
CHALLENGE_MARK = re.compile(r"captcha|turnstile|cf-challenge|challenge-form|data-sitekey", re.I)
# What a page says, of which nothing is left but that.
NOTHING_THERE = re.compile(
    r"^(?:error\s?)?(?:404|410)\b|\b(?:page|file|article|document|content|post|notice|resource) (?:(?:you (?:requested|are looking for)|requested)[, ]{1,2})?"
    r"(?:was |could |can ?|has |is |does )?(?:not (?:be )?(?:found|exist|available)|no longer (?:exists?|available|here)|been (?:removed|deleted|moved))"
    r"|\bnot found\b|\bno such page\b|(?:page|content|article|notice) (?:removed|unavailable|deleted)\b"
    r"|(?:ページ|記事|ファイル|コンテンツ|お知らせ|情報|url|アドレス)(?:が|は|を)?(?:存在しま|存在いたしま|見つかりま|みつかりま|見つけられま|表示できま)せん"
    r"|(?:ページ|ファイル|url|アドレス)(?:が|は)?ありません"
    r"|(?:ページ|記事|お知らせ|コンテンツ|情報)(?:は|が)?(?:すでに|既に)?(?:削除(?:されました|いたしました|しました|された)|移動(?:または|もしくは|か)|掲載(?:が|を|期間が|は)?終了)"
    r"|(?:掲載|公開)(?:期間)?(?:が|を|は)?終了(?:しました|いたしました|しております)"
)
# What a list says on which nothing stands.
NONE_LISTED = re.compile(
    r"^[\W_]{0,3}(?:(?:現在|ただいま|只今|今のところ|いま)[、,]?\s?[^。]{0,24}(?:は|が)?(?:ありません|ございません|ない)"
    r"|(?:新着の?|新しい|最近の|最新の|該当する|掲載中の|公表する)?(?:お知らせ|新着情報|情報|記事|ニュース|トピックス|投稿|案件|事案|データ)(?:は|が)、?(?:現在|まだ)?、?(?:ありません|ございません))"
    r"|^[\W_]{0,3}(?:there (?:are|is) (?:currently |presently )?no (?:\w{1,20} ){0,3}(?:news|notices?|announcements?|items?|posts?|results?|releases?|incidents?|breaches|entries|updates?|records?)\b"
    r"|no (?:\w{1,20} ){0,2}(?:news|notices?|announcements?|items?|posts?|results|releases|incidents|entries|updates|records)(?: (?:found|available|yet|to (?:display|show|report)|at (?:this time|present)))?[.!]?$)"
)
OUT_OF_ORDER = re.compile(
    r"^(?:\d{3}\s?[-:]?\s?)?(?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|too many requests|error establishing a database connection)\b"
)

# Link words that are no title, and links that lead on or about.
GENERIC_LINK = re.compile(
    r"^[\W_]{0,4}(?:read more|more(?: details?| info(?:rmation)?)?|learn more|continue(?: reading)?|details?|view(?: details?| notice| letter)?|click here|here|(?:new|advanced) search|search again|link|open|download|pdf|full (?:story|text)"
    r"|続き(?:を読む|はこちら)?|もっと(?:見る|読む|詳しく)|詳細(?:を見る|はこちら|へ|ページ)?|詳しく(?:は(?:こちら|コチラ))?(?:見る)?|こちら(?:から)?|コチラ|一覧(?:へ|を見る)?|全文(?:を読む)?|記事を読む|ダウンロード|表示|開く|シェア(?:する)?|共有(?:する)?|ツイート|ポスト|印刷(?:する)?|share|tweet|print|facebook|twitter|line|back to .{1,12}|(?:add|save) to (?:\w+ )?calendar|(?:get |driving |map & driving )?directions|(?:view )?map|register(?: now)?|rsvp|subscribe|sign up)"
    r"[\W_]{0,4}(?:pdf)?[\W_]{0,4}$"
)
# Link words that name a kind of document and not which: the row around them says that.
DOCUMENT_LINK = re.compile(
    r"^[\W_]{0,4}(?:(?:view|read|see|download|open|draft|final|revised|approved|meeting|board|full|public|sample|consumer|individual|notification|original|executed|the) ){0,3}"
    r"(?:agendas?|minutes?|notices?|summary|decisions?|packets?|materials?|documents?|attachments?|letters?|reports?|presentations?|slides|handouts?|video|audio|recording|transcript|webcast|livestream"
    r"|addendum|flyer|form|register|rsvp|map|directions|calendar|english|español|spanish|word|excel|html|docx?|xlsx?|website|website link)"
    r"[\W_]{0,4}(?:\(?(?:pdf|docx?|word)\)?)?[\W_]{0,4}(?:\(?opens in (?:a )?new (?:window|tab)\)?)?$"
    r"|^[\W_]{0,4}(?:(?:view|read|see|get|download|open|print|listen to|watch)(?: (?:as|in|the|this|full)){0,2} )?(?:pdf|html|word|text|audio|mp3|printer[- ]friendly|printable|accessible)"
    r"(?: (?:format|version|file|document|download|copy|release|page))[\W_]{0,4}(?:\(?opens in (?:a )?new (?:window|tab)\)?)?$"
    r"|^(?:議事(?:録|要旨|次第)|会議(?:録|資料)|次第|資料(?:\s?\d{1,2})?|配布資料|添付(?:ファイル|資料)|本文|別紙|別添|概要|案内|報告書|チラシ|申込(?:書|フォーム)?|pdf(?:版|形式|ファイル)?|(?:日本語|英語)(?:版)?)$"
)
# A number by which a case, a report or an order goes: what it is about stands beside it.
# Pages of an archive: a month, a year.
ARCHIVE_LINK = re.compile(
    r"^(?:(?:(?:19|20)\d\d|令和\s?(?:元|\d{1,2})|平成\s?(?:元|\d{1,2}))\s?年(?:度)?)?\s?(?:\d{1,2}\s?月)?(?:分|以前|以降)?$"
)
CODE_LINK = re.compile(
    r"^(?:(?:no|id|case|file|docket|report|order)?[.:#\s]{0,3}(?:[a-z]{1,6}[-.#\s]{0,2})?\d[\d./-]{2,15}[a-z]{0,2}(?:,\s?(?=\S)|$)){1,5}$|^第?\s?\d{1,6}\s?号$"
)
PAGER_LINK = re.compile(
    r"^[\W_]{0,4}(?:\d{1,4}|page \d{1,4}|(?:次|前|最初|最後|先頭|末尾|古い|新しい)(?:の|へ)?(?:\d{0,3}件|ページ|記事|投稿|一覧)?(?:へ)?|next(?: page)?|prev(?:ious)?(?: page)?|first|last|older(?: posts| entries)?|newer(?: posts| entries)?|\d{1,4}ページ目?)[\W_]{0,4}$"
)
# A title, or the part of one beside the site's name, that is a list's.
LIST_TITLE = re.compile(
    r"(?:重要な|新着の?|最新の?|[^の]{0,8}からの)?お知らせ(?:・.{1,10})?(?:一覧)?|.{0,12}一覧|.{0,6}新着(?:情報|記事|のお知らせ)?|(?:新着|最新)?ニュース(?:リリース)?|トピックス|プレスリリース|報道(?:発表|資料).{0,4}"
    r"|(?:[\w&'-]{1,20} ){0,3}(?:news|newsroom|press(?: room| cent(?:er|re))?|releases|notices|announcements|topics|archives?|updates|breaches|incidents|list|index|register|meetings|minutes|agendas?)(?: (?:and|&|, ) ?(?:notices|minutes|agendas?|documents|archives?|schedules?))?"
)

# A table's heading over the column that names each row's notice.
TITLE_COLUMN = re.compile(
    r"^(?:(?:meeting|event|document|notice|organi[sz]ation|entity|company|file|item) ?)?(?:name|title|subject|headline|description|topic)s?(?: of .{1,30})?$|^(?:件名|題名|表題|タイトル|名称|内容|案件(?:名)?|お知らせ|会議名|事業者名?|項目)$"
)
FILE_PLACE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|zip)(?:$|[?&#])", re.I)

LIST_NAMES = re.compile(
    r"news|topic|list|info|release|press|oshirase|whatsnew|update|article|archive|entries|posts|results|views", re.I
)
MEANWHILE_NAMES = re.compile(
    r"important|emergency|urgent|kinkyu|juyo|pickup|attention|notice-?box|alert|feature|slider|carousel|hero|ranking|access", re.I
)
TITLE_NAMES = re.compile(r"title|ttl|subject|headline|heading|midashi|kenmei|(?:entry|post|article)[-_]?head", re.I)
# Headings of the sections of one notice, which are no titles of posts.
SECTION_TITLE = re.compile(
    r"^(?:[(]?\d{1,2}[).、:\s]|第?[一二三四五六七八九十]{1,2}[章節条項、.]|[①-⑳■●◆※]|(?:事案|事故|事件|発生)?の?(?:概要|経緯|経過|原因|対象|対応|内容|影響|状況|結果|問い?合わ?せ|お問い?合わ?せ)"
    r"|お詫び$|再発防止|今後|漏え?い|漏洩|流出|what (?:happened|information|we|you)|for more information|background|contact|how )"
)
LABEL_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cat|category|categories|label|tag|tags|icon|ico|new|badge|genre|type|kind|pdf|date|time|day|meta)(?:$|[\s_-])",
    re.I,
)
