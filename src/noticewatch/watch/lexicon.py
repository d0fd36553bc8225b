# ruff: noqa: SIM905, E501  (words in rows)
"""Words that stand beside an organization's name without being a part of it, and words that make another name of it.

Core; imports the standard library only. Japanese sets no blanks, and English writes headlines in capitals: what follows a name may
go on with it (日港|証券, Quillon|Logistics) or not (日港|従業員, Quillon|Data Breach). Gathered from the manners of notices.
"""

from __future__ import annotations

import re

LEGAL_JA = (
    "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|(?:一般|公益)(?:社団|財団)法人|社会福祉法人|(?:社会|特定)?医療法人(?:社団|財団)?|学校法人"
    r"|(?:地方)?独立行政法人|国立大学法人|公立大学法人|国立研究開発法人|(?:認定)?(?:特定非営利活動|npo|NPO)法人|宗教法人|協同組合"
    r"|\((?:株|有|同|資|名|一社|一財|公社|公財|学|医|福|社)\)"
)
_LEGAL_WORDS = "incorporated|inc|corporation|corp|company|co|limited|ltd|llc|pllc|llp|lp|plc|gmbh|ag|sa|bv|nv|pty|kk|k\\.k"
LEGAL_EN = frozenset(_LEGAL_WORDS.replace("\\", "").split("|"))
LEGAL_FRONT = re.compile(rf"(?:{LEGAL_JA})\s*")
LEGAL_BACK = re.compile(rf"(?<!\s)\s*(?:(?:{LEGAL_JA})|(?:,\s?|\s)(?:{_LEGAL_WORDS})\.?)$")
SHORT_LEGAL = ("株式会社", "(株)", "有限会社", "(有)", "合同会社")  # with which a name of one letter is looked for

# What stands right behind a Japanese name. Some of these words are also ends of companies' names (開発, サービス, システム, データ): these
# count only with what makes them ordinary.
_AFTER = (
    "殿 宛 他 及 並 又 若 名義 以外 同様 同士 双方 自身 自体 本体 本社 本店 本部 各社 両社 他社 社内 社外 社製 社長 会長 幹部 経営陣 代表 広報 人事 総務 法務"
    " 従業員 社員 職員 行員 店員 役員 組合員 会員 教員 教職員 生徒 児童 学生 患者 利用 使用 顧客 お客様 ユーザ 契約 加盟店 取引先 委託 再委託 業務委託 受託 受注 発注 納品 納入"
    " 担当 関係 関連 提供 運営 運用 管理 保守 監視 製品 商品 独自 所有 保有 保管 所属 所在 在籍 在職 勤務 退職 出身 出向 派遣 元従業員 元社員 元職員 元役員 子会社 親会社 持株会社 兄弟会社 現地法人"
    " 日本法人 海外拠点 国内拠点 拠点 グループ会社 グループ各社 グループ企業 グループ全体 グループ従業員 グループ社員 グループ"
    " サーバ サイト ホームページ ウェブ アカウント アプリ メール ネットワーク ドメイン パソコン 端末 コールセンタ カスタマーサポート カスタマーセンタ ヘルプデスク お問い合わせ 問い合わせ 問合せ 窓口 公式 店舗 全店"
    " 個人情報 顧客情報 会員情報 不正 漏 流出 紛失 誤送信 被害 障害 事案 事故 事件 問題 攻撃 侵害 発表 公表 報告 調査 説明 謝罪 対応 判明 確認 回答 通知 経由 宛て 名簿 社屋 工場 事業所 営業所 出張所 事務所"
    " ランサム サイバー フィッシング マルウェア 詐称 担当者 責任者 管理者 技術者 エンジニア スタッフ チーム 部門 部署 全社 全体 傘下 系列 主催 後援 協賛 監修 編集 株主 債権者 元代表"
    " 導入 構築 設置 請負 買収 合併 統合 実施 主導 採用 作成 発行 発送 送付 配信 配布 取扱 取り扱 貸与 返却 請求 製造元 販売元 販売店 販売代理店 代理店 協力会社 パートナー企業 パートナー会社 パートナー各社"
    " 開発環境 開発者 開発元 開発部 開発チーム 開発担当 開発会社 開発用 サービス利用 サービス障害 サービス停止 サービス上 サービス内 システム障害 システム部 システム担当 システム管理 システム上 システム内 システム環境 システム停止"
    " データ漏 データ流 データベース データセンタ データ消 データ持 クラウド環境 クラウド上 クラウド基盤 クラウド利用 情報漏 情報流 情報管理 情報持 情報シス 情報等 利用規約 口座 支払 預金 支店長 支店 支社 営業部 本支店 高等部 中等部 初等部 校舎 キャンパス"
)  # fmt: skip
# One letter that is a word, unless the next makes another word of both (製|作所, 社|会福祉協議会).
_ONE_LETTER = (
    "社(?![会団殿寺務交労])|様(?!式)|側(?!溝)|内(?![科装海])|外(?![科国語苑])|製(?![作造薬鉄菓粉紙油糖材氷鋼本麺パ])|用(?![水地品])|向(?![陽島日])|等(?!級)|間(?![違接])"
    "|発(?![電動展条酵祥足想])|元(?![町気禄木])|系(?![統])|上(?![海野田越水下場原尾級智])|装(?![置飾備])|課(?!税)|偽(?!造)|含|除|騙"
)
AFTER = re.compile("|".join((*map(re.escape, sorted(_AFTER.split(), key=len, reverse=True)), _ONE_LETTER)))
BRANCH = re.compile(r"([^\s]{1,6}?)(?:支店|支社|営業所|事業所|出張所|支所|支部|支局|工場|拠点)")
COUNTED = re.compile(r"[0-9][0-9,.]{0,20}(?:年|月|日|名|件|人|社|台|回|時|分|か所|箇所|万|億|千|号館|階)")
# Latin words that Japanese writes right behind a name: 碧波VPN.
AFTER_LATIN = re.compile(
    r"(?:ID|VPN|PC|API|SaaS|Web|WEB|web|HP|EC|DB|LAN|WiFi|Wi-Fi|IT部|ITシステム|USB|Pay|app|App)(?![A-Za-z])"
)
# What a run behind a name ends with where the whole is another name.
OTHER_NAME = (
    *"ホールディングス 製作所 銀行 証券 保険 生命 損保 電機 電力 電工 工業 化学 製薬 食品 物産 商事 商会 商店 建設 不動産 物流 運輸 通信 新聞 新聞社 放送 テレビ 大学 大学院 高校 高等学校 中学校 小学校 学園 学院 病院 医院 研究所 会館 信用金庫".split(),
    *"システムズ ソリューションズ テクノロジーズ コーポレーション カンパニー ファイナンス キャピタル パートナーズ エンジニアリング ロジスティクス マーケティング コンサルティング グループホールディングス 市 町 村 区 県 駅".split(),
)
# A name that ends with one of these is whole: what follows goes on with it only where that itself makes a name.
WHOLE = (
    *(word for word in OTHER_NAME if len(word) > 1),
    *"クラウド サービス システム 情報 データ ソフト ソフトウェア 生協 協会 機構 組合 財団 センター 海運 汽船 倉庫 工務店 薬局 クリニック 印刷 警備 警備保障 給食 ネット メディア".split(),
)
# What makes another name of a whole one: 東雲電機|サービス, NKT|西日本.
GOES_ON = re.compile(
    "サービス|システム|ソリューション|テクノ|テック|データ|情報|販売|商事|商会|工業|産業|物流|運輸|不動産|建設|開発|建物|都市|興産|設備|電子|電工|電装|化成|金属|機械|車輛|住宅|保険|証券|生命|損保|信託|銀行|カード|リース|ファイナンス"
    "|キャピタル|ホールディング|ホテル|フーズ|ファーマ|メディア|メディカル|モバイル|コミュニケーション|エンジニア|エナジー|エネルギー|パートナー(?!企業|会社|各社)|コンサル|マーケティング|ロジ|ライフ|ペイ|ペイメント|総研|総合研究所|研究所|財団|労働組合|健康保険組合|健保"
    "|(?:西|東|北|中|南)日本|日本|ジャパン|アジア|アメリカ|ヨーロッパ|北海道|東北|関東|中部|東海|北陸|関西|近畿|中国|四国|九州|沖縄|東京|大阪|名古屋|横浜|京都|神戸|福岡|札幌|仙台|広島"
)
# What makes another name of one in Latin letters that it stands before: 北|NKT.
LEADS_ON = tuple(
    "日本 北 南 東 西 新 中央 第一 第二 全 アジア グローバル ワールド ユー 北海道 東北 関東 中部 東海 北陸 関西 近畿 四国 九州 沖縄 東京 大阪 名古屋 横浜 京都 神戸 福岡 札幌 仙台 広島".split()
)
# What stands right before a Japanese name.
BEFORE = (
    *"委託先 委託業者 委託事業者 委託会社 受託者 受託業者 受託会社 受託事業者 管理者 指定管理者 再委託 外注先 発注先 発注元 取引先 提携先 連携先 納入先 仕入先 購入先 契約先 依頼先 販売先 販売元 提供元 開発元 製造元 運営元 発売元 配信元 発表元".split(),
    *"親会社 子会社 関連会社 関係会社 グループ会社 運営会社 管理会社 開発会社 保守会社 保守業者 印刷会社 印刷業者 配送業者 運送会社 物流会社 旅行会社 同業 業者 事業者 会社 企業 法人 団体 機関 大手 最大手 中堅 老舗 加盟店 代理店".split(),
    *"当社 弊社 同社 自社 他社 各社 両社 社名 組織名 会社名 企業名 法人名 委託先名 宛名 名称 対象 主体 代表 元請 下請 元請け 下請け 元 旧 現 各 両 同 米 英 独 仏 韓 中国 米国 英国 韓国 及 並 又 若 等 他 対 年 月 日 時 社 名 件 人 台 回 号 円".split(),
    *"サービス システム製造 システム会社 システム開発 ベンダ ベンダー メーカ メーカー プロバイダ プロバイダー パートナー サプライヤ サプライヤー ゼネコン クラウド事業者 ソフト ツール アプリ サイト 当市 本市 当町 本校 当校 当院 本学 当行 当協会 当組合 当団体 株主 社員 従業員 職員 顧客 お客様".split(),
    *"情報 発表 公表 報告 漏洩 漏えい 流出 事案 事故 調査 協力 監修 提供 運営 運用 保守 管理 開発 販売 製造 主催 共催 後援 協賛 担当 関係 所属 出典 引用 参考 速報 続報 追記 注記 備考 原因 今回 昨年 先日 今般 本日 同日 翌日 前日 一方 現在 以下 以上 当該 本件 主 偽 通称 略称 愛称 正式名称 商号 屋号 元従業員".split(),
)  # fmt: skip
# Of a person: 佐伯さん, 佐伯容疑者.
PERSON = re.compile(
    "さん|氏|容疑者|被告|受刑者|課長|係長|主任|教諭|教授|巡査|巡査部長|議員|町長|村長|知事|市長|君|先生|医師|弁護士"
)
# What may stand right behind a name that ends in hiragana, and what right before one that begins with it.
AFTER_KANA = re.compile(
    "[はがをへもや、]|の|に|と|で|から|より|まで|まし|など|なら|なの|なお|さま|さん|また|および|ほか|だ|です|だけ|ら|か(?![ぁ-ん])|かつ|たち|ついて|おいて|による|あて|する|し(?=[たて])|ごと|側"
)
BEFORE_KANA = frozenset("はがのをにへとでもやかたるいてしびばずりならくすうつむよまき")

# English: what a word in capitals right behind a name says of something that happened.
_HARD = """
    breach breaches breached incident incidents notice notices notification notifications statement statements attack attacks attacked event
    events announcement alert faq faqs apology letter letters disclosure response report ransomware malware phishing theft outage
    disruption compromise compromised leak leaks leaked exposure exposed hack hacks hacked stolen loss hijack intrusion cyberattack
    cyber-attack customers clients patients members employees users students staff workers victims data-breach settlement lawsuit probe update updates
    investigation ceo cfo ciso cto cio coo spokesperson spokesman spokeswoman president chief executive executives officials officer
"""
HARD = frozenset(_HARD.split())
SOFT = frozenset(
    """
    data cyber cybersecurity cyber-security security privacy information it email e-mail website web customer client patient member employee
    user student vendor supplier third-party network computer system systems payroll payment card personal health-information account
    accounts password passwords credential credentials source internal major massive new latest second possible potential alleged suspected hipaa files file records record
    """.split()
)
TELLING = frozenset(
    """
    notifies notify notifying notified announces announce announced announcing experiences experienced provides informs informing informed reports reporting
    reported confirms confirming confirmed responds responding discloses disclosing disclosed suffers suffered issues issuing issued addresses alerts
    warns warned investigates investigating says said say shares sharing learns learned identifies identified discovers discovered detects detected hit
    target targets targeted targeting faces admits apologizes apologises hacked advises writes reveals revealed loses lost exposes sends sent mails paid pays
    refuses denies tells told falls becomes is was were are has had have will may could would can to in on by at from of and or for with after
    over amid as but not who which that when while where since says: using used via through during under into against about regarding following
    due only also still now then again under it its the a an this these those
    """.split()
)
PRODUCT = frozenset(
    """
    portal platform app apps api apis cloud server servers software suite gateway vpn support helpdesk help desk team teams website site sites
    database databases product products tool tools customer customers account accounts user users page agent agents device devices plugin
    """.split()
)
# What a word in capitals right before a name says without being a part of it.
LEADING = frozenset(
    """
    vendor vendors supplier suppliers provider providers contractor contractors processor partner partners subsidiary parent firm company giant
    maker insurer operator owner retailer manufacturer hospital-chain client customer customers from by at to of in on for with and or the a an our your their its
    we when while whilst where since because if as after before once although though however recently today yesterday last this that these those
    both including include affected breached hacked hackers attackers hits hit hits: targets target targeted targeting claims claim claimed via using
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december breach attack incident notice statement re subject dear about regarding against into through like unlike per then meanwhile
    additionally unfortunately fortunately importantly further furthermore moreover later earlier former ex-employee says said told asks sues sue
    between within over under during following former: name organization organisation entity source contact contacts why how what who did does
    is was were are has had have will can not no yes only also even so but yet still now here there all any some many most each every either
    neither new-york-based us uk eu japanese british american german french data cyber security email e-mail update updates exclusive
    ransomware phishing malware gang leak leaks exposes exposed steal steals stole breaches notifies warns ceo cfo ciso cto behind inside
    """.split()
)
TITLES = frozenset("mr mrs ms miss dr prof professor sir st mt fort lake port san santa".split())
HYPHENED = frozenset(
    "hosted owned based related managed affiliated operated provided issued run led branded linked style like made backed side".split()
)
# In a headline, where all words bear capitals: what makes another name of the one before it, and of the one behind it.
BUSINESS = frozenset(
    """
    airlines airways analytics associates automotive aviation bank banking bay beauty beverages biotech books brands brewery brewing broadcasting
    builders business capital care catering chemical chemicals clinic clinics clothing club coffee college communications community
    construction consulting controls corporation county credit dairy dental design development distribution education electric electronics
    energy engineering enterprises entertainment equipment events express farms fashion federal finance financial fitness foods
    foundation freight furniture games gas global group health healthcare heritage holdings home homes hospital hospitals hotel hotels
    imaging industries institute instruments insurance international investments island jewelers labs laboratories lab law learning leasing legal
    life logistics magazine management manufacturing marine market marketing markets materials media medical medicine memorial metals
    mining ministries mobile mortgage motors museum music national nutrition office oil orthopedics outfitters packaging paper parks
    partners payments petroleum pharma pharmaceuticals pharmacy physicians plastics power press print printing products properties publishing
    radio rail railway realty recovery rehabilitation research resort resorts resources restaurants retail safety savings school schools science
    sciences senior services shipping solutions sports steel stores studios supply surgical systems technologies technology telecom theatre
    theatres therapeutics tools town township toys trading transit transport transportation travel trucking trust university urology utilities valley
    ventures village vision water wealth wellness wines works worldwide street road river hill lake city
    """.split()
)
BEFORE_NAME = frozenset(
    """
    north south east west northern southern eastern western new old great greater little big first second united general national american
    royal pacific atlantic central upper lower mid grand golden silver blue green red black white pearl saint universal global international
    allied associated consolidated standard premier sterling john james robert michael william david richard thomas mary anna jane
    """.split()
)
