"""Words by which a link's title and place tell whether it may lead to an incident: tables for links.

Core; imports the standard library only. Matched on titles under NFKC with case folded, and on paths in lower case.
"""
# ruff: noqa: E501

from __future__ import annotations

import re

# What may be an incident, whatever else the title says.
INCIDENT = re.compile(
    r"漏え?い|漏洩|漏出|流出|流失|紛失|盗難|亡失|遺失|窃取|窃盗|不正|不適切|サイバー|攻撃|ランサム|ウイルス|ウィルス|マルウェア|エモテット|emotet|乗っ取|改ざん|改竄|侵入|侵害"
    r"|誤送|誤配|誤交付|誤廃棄|誤掲載|誤公開|誤発送|誤投函|誤表示|誤破棄|誤開示|誤って|誤り|取り違え|取違え|混入|閲覧(?:可能|でき|され)|公開状態|個人情報|個人データ|情報管理|顧客情報"
    r"|お詫び|おわび|お詫|詫び|陳謝|謝罪|遺憾|障害|不具合|トラブル|ダウン|停止|中断|つながら|使えな|利用できな|復旧|復帰|再開"
    r"|重要|緊急|重大|不審|なりすまし|フィッシング|詐欺|迷惑メール|スパム|注意喚起|ご注意|事故|事案|事件|インシデント|被害|影響|脆弱性|セキュリティ|懲戒|処分|第[一二三四五六七八九0-9]{1,2}報|続報|最終報|経過|調査(?:結果|報告|状況)|再発防止|原因"
    r"|breach|leak|incident|attack|ransom|cyber|hack|malware|virus|phish|spoof|scam|fraud|imperson|intru|compromis|unauthori[sz]ed|misdirect|misdeliver|misus|mislaid|lost|stolen|theft|loss\b"
    r"|expos|disclos|accident|outage|disrupt|downtime|interrupt|unavailab|degrad|restor|apolog|sorry|regret|important|urgent|notice|notification|alert|warning|security|privacy|personal|data|vulnerab|investigat|suspicious|follow-?up"
)
# Words that hold one of the above and mean something else; they are taken out first.
NO_OUTAGE = re.compile(r"障害(?:者|児|福祉|支援|年金|手帳|基礎)|感染症")
# What a title is about when it names one of these and nothing of the above.
RULED_OUT = re.compile(
    r"募集|採用|求人|インターン|イベント|開催|セミナー|ウェビナー|講座|講習|教室|研修会|説明会|講演|展示会|展覧会|見本市|出展|フェア|フェスタ|まつり|祭り?$|大会|コンサート|ツアー|キャンペーン|プレゼント|抽選|割引|セール"
    r"|新商品|新製品|新サービス|新発売|発売|販売開始|提供開始|新機能|リニューアル|オープンしま|開店|竣工|落成|入札|落札|プロポーザル|公売|競売|調達|決算|業績|配当|株主|有価証券|自己株式|月次|統合報告|人事|組織(?:変更|改編)|役員|異動"
    r"|年末年始|夏季休業|冬季休業|休業日?の|休館|休診|休園|営業時間|営業日|開庁|開館|閉庁|閉館|診療時間|窓口の?(?:業務|時間)|広報|パブリックコメント|意見(?:を)?募集|表彰|受賞|認定を|認証(?:を)?取得|予防接種|ワクチン|健診|検診|献血|がん|インフルエンザ"
    r"|給付金|補助金|助成金|奨励金|支援金|受付(?:を)?開始|申請受付|ごみ|ゴミ|避難訓練|防災訓練|選挙|議会|投票|観光|花火|公園|図書|読書|スポーツ|マラソン|ボランティア|寄付|寄附|協定|連携|提携|メディア掲載|出演|インタビュー|コラム|ブログ更新"
    r"|\b(?:careers?|hiring|job (?:fair|opening)s?|vacanc(?:y|ies)|internships?|webinars?|seminars?|conference|workshop|summit|expo|festival|concert|quarter(?:ly)? (?:results|report)|(?:first|second|third|fourth)[- ]quarter"
    r"|full[- ]year results|earnings|dividend|shareholders?|investor day|appoint(?:s|ed|ment)|joins|promot(?:es|ed)|launch(?:es|ed)?|introduc(?:es|ing)|unveils?|new product|opens|opening of|holiday hours|office hours|closed for|awards?|honou?red"
    r"|named (?:a|an|one|to)|recognized|partners? with|partnership|acquires?|acquisition|merger|request for proposals?|rfp|tenders?|invitation to bid|bids?|sponsors?|donat(?:es?|ion)|scholarships?|annual report|agenda|minutes|newsletter|anniversary"
    r"|recipe|sale|discount|coupon)\b"
)
RULED_OUT_PLACE = re.compile(
    r"/(?:recruit(?:ment)?|saiyou?|careers?|jobs?|employment|events?|seminars?|webinars?|campaigns?|products?|items?|shop|nyusatsu|bids?|tenders?|procurement|kessan|ir/(?:library|calendar)|sports|kanko|tourism|tags?|categor(?:y|ies)|authors?)(?:/|$)"
)
