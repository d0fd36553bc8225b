# ruff: noqa: E501  (tables: a row a line)
"""Notices and look-alikes of invented organizations, with the facts that a careful reader finds in each.

Written before the rules that read them, but for the last list of each kind. `facts` names only what the test compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Invented:
    """A page, the organization its source is configured with, and what is to be found."""

    name: str
    title: str
    body: str
    organization: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


INCIDENTS_JA = [
    Invented(
        "city-lost-ledger",
        "介護認定調査票の紛失について",
        "本市高齢福祉課において、要介護認定の調査票1件を紛失する事案が発生いたしました。深くおわび申し上げます。\n"
        "1 経緯\n5月12日、書庫の点検をしたところ調査票1冊が見当たらないことが分かり、課内を探しましたが見つかっておりません。\n"
        "2 調査票に記載されていた内容\n被保険者の氏名、住所、生年月日、要介護度、主治医の意見\n"
        "3 今後の対応\nご本人には訪問のうえ謝罪いたしました。警察への遺失届は提出済みです。現在のところ悪用されたという情報は寄せられていません。",
        "鶴ヶ森市",
        {
            "organization": "鶴ヶ森市",
            "vendor": None,
            "cause": "loss",
            "stage": "initial",
            "exposure": "possible",
            "data_types": {"name", "address", "date_of_birth", "health"},
            "regulators": {"police"},
            "misuse": "not_observed",
            "notified": "done",
        },
    ),
    Invented(
        "school-bag-stolen",
        "生徒の成績資料の盗難に関するお詫び",
        "学校法人あかり野学園 あかり野中学校の教員が、出張先の駅の待合室で鞄を盗まれる被害に遭いました。\n"
        "鞄には担任学級の生徒31名分の氏名と定期考査の成績を記した一覧表が入っていました。\n"
        "教員はただちに警察署へ被害届を出し、学校は翌日に保護者会を開いて説明と謝罪をしました。\n"
        "保護者の電話番号やご住所は入っておりません。",
        None,
        {
            "organization": "学校法人あかり野学園",
            "cause": "theft",
            "exposure": "possible",
            "data_types": {"name", "education"},
            "data_types_excluded": {"phone", "address"},
            "regulators": {"police"},
        },
    ),
    Invented(
        "shop-card-skimmed",
        "【重要】クレジットカード情報漏えいの可能性に関するお詫びとお知らせ",
        "このたび、弊社が運営する通販サイト「こみち堂オンライン」が第三者による不正アクセスを受け、"
        "お客様のクレジットカード情報（1,877件）が漏えいした可能性があることが判明いたしました。\n"
        "■漏えいした可能性のある情報\n・カード名義人名\n・クレジットカード番号\n・有効期限\n・セキュリティコード\n"
        "※ログインパスワードは含まれておりません。\n"
        "■原因\n弊社サイトの脆弱性をついた第三者の不正アクセスにより、ペイメントアプリケーションが改ざんされたため。\n"
        "■公的機関への報告\n個人情報保護委員会には5月9日に報告し、所轄警察署にも被害を申告いたしました。\n"
        "■お客様へのお願い\nカード明細に身に覚えのない請求がないかご確認ください。\n"
        "■お問い合わせ窓口\nこみち堂お客様センター\n電話番号：0120-555-010\nメール：soudan@komichido.example\n"
        "2024年6月3日\n株式会社こみち堂\n代表取締役 山際一郎",
        None,
        {
            "organization": "株式会社こみち堂",
            "cause": "unauthorized_access",
            "exposure": "possible",
            "data_types": {"credit_card"},
            "data_types_excluded": {"password"},
            "regulators": {"ppc_japan", "police"},
            "contacts": {"0120-555-010", "soudan@komichido.example"},
        },
    ),
    Invented(
        "ransomware-first-report",
        "当社システムにおける障害発生のお知らせ（第一報）",
        "株式会社雪灯エナジー（以下、「当社」といいます。）は、昨日未明、社内ファイルサーバーが暗号化されていることを確認し、"
        "調査の結果、ランサムウェアによる攻撃を受けたことが判明いたしました。\n"
        "現在、情報流出の有無を含めて外部の専門会社とともに調査しております。お取引先の皆様に深くお詫び申し上げます。\n"
        "本件については警察に通報しております。",
        None,
        {
            "organization": "株式会社雪灯エナジー",
            "vendor": None,
            "cause": "ransomware",
            "stage": "initial",
            "data_types": set(),
            "regulators": {"police"},
            "misuse": None,
        },
    ),
    Invented(
        "hospital-phish",
        "職員のメールアカウントへの不正アクセスについて",
        "当院の職員がフィッシングサイトに業務用のIDとパスワードを入力してしまい、第三者がメールアカウントにログインしていたことが分かりました。\n"
        "当該アカウントの送受信メールには、紹介元医療機関の担当者214名の氏名とメールアドレスが含まれており、閲覧されたおそれがあります。\n"
        "患者様の診療情報は含まれておりません。判明後、直ちにパスワードを変更しました。\n"
        "関係機関への報告は完了しております。ご心配をおかけし、お詫び申し上げます。\n医療法人社団白樫会　白樫記念病院\n院長",
        "白樫記念病院",
        {
            "organization": "白樫記念病院",
            "cause": "phishing",
            "exposure": "possible",
            "data_types": {"name", "email"},
            "data_types_excluded": {"health"},
        },
    ),
    Invented(
        "fax-to-wrong-number",
        "ファクシミリの誤送信による個人情報の漏えいについて",
        "町保健センターの職員が、乳幼児健診の問診票（3名分）を医療機関へFAXで送る際、番号を押し間違え、無関係の事業所へ送信しました。\n"
        "問診票にはお子様の氏名、生年月日、既往歴が記載されていました。\n受信した事業所には廃棄していただいたことを確認しています。\n"
        "保護者の皆様には電話で事情をご説明し、謝罪いたしました。再発防止のため、送信前に二人で番号を読み合わせます。",
        "小鹿野原町",
        {
            "organization": "小鹿野原町",
            "cause": "misdelivery",
            "exposure": "confirmed",
            "data_types": {"name", "date_of_birth", "health"},
            "notified": "done",
            "regulators": set(),
        },
    ),
    Invented(
        "vendor-print-swap",
        "国民健康保険証の誤送付に関するお詫びとご報告",
        "藤代浜市が封入封緘業務を委託した株式会社アトリエ封筒が、作業中に2名分の保険証を入れ違え、別の世帯へ送付していたことがわかりました。\n"
        "該当する方の氏名、住所、被保険者記号番号が他の方の目に触れたことになります。\n"
        "市では同社に対し、工程の見直しを指示しました。個人情報保護委員会へは速報を提出しております。",
        None,
        {
            "organization": "藤代浜市",
            "vendor": "株式会社アトリエ封筒",
            "cause": "misdelivery",
            "exposure": "confirmed",
            "data_types": {"name", "address", "insurance_number"},
            "regulators": {"ppc_japan"},
        },
    ),
    Invented(
        "open-bucket",
        "お客様情報が外部から閲覧可能となっていた事案について",
        "合同会社ソラノネが提供する予約アプリ「そらよやく」において、データを保存するクラウドストレージの公開範囲の設定に誤りがあり、"
        "2022年4月から2024年1月までの間、URLを知る第三者が会員情報を閲覧できる状態にありました。\n"
        "対象：会員 5,310名\n項目：ニックネーム、メールアドレス、生年月日、予約履歴\n"
        "クレジットカード番号は当社では保持していないため、対象ではありません。\n"
        "現時点で不正な利用は確認しておりません。ご迷惑をおかけしましたことをお詫びいたします。",
        None,
        {
            "organization": "合同会社ソラノネ",
            "vendor": None,
            "cause": "misconfiguration",
            "exposure": "possible",
            "data_types": {"email", "date_of_birth", "transaction", "other"},
            "data_types_excluded": {"credit_card"},
            "misuse": "not_observed",
        },
    ),
    Invented(
        "published-list",
        "本学ウェブサイトにおける個人情報の誤掲載について",
        "本学の公開講座のページに、受講申込者の一覧が誤って掲載され、およそ2日間だれでも閲覧できる状態となっておりました。\n"
        "掲載された情報\n受講申込者48名の氏名、年齢、電話番号\n"
        "経過\n外部からの指摘を受け、ただちにファイルを削除しました。\n対象者には個別に連絡し、謝罪する予定です。\n汐路大学",
        None,
        {
            "organization": "汐路大学",
            "cause": "publication_error",
            "exposure": "confirmed",
            "data_types": {"name", "age", "phone"},
            "notified": "planned",
        },
    ),
    Invented(
        "insider-copied",
        "元派遣社員による顧客情報の不正な持ち出しについて",
        "弊社の業務に従事していた元派遣社員が、契約者の情報を不正に持ち出し、名簿業者に売却していたことが警察の捜査により判明しました。\n"
        "持ち出された情報は契約者約3万8千名の氏名、住所、電話番号、契約内容です。\n"
        "当社は警察からの連絡を受け、個人情報保護委員会に報告しました。\n北斗星信販株式会社",
        None,
        {
            "organization": "北斗星信販株式会社",
            "cause": "insider",
            "exposure": "confirmed",
            "regulators": {"ppc_japan"},
        },
    ),
    Invented(
        "collector-post",
        "【漏えい帖#2024-031】学校法人みぎわ学院 個人情報を含む電子メールの誤送信について",
        "このたび、本学院の入試担当が資料請求者へ案内メールを送る際、宛先をBCCに入れるべきところCCに入れて送信し、"
        "受信者どうしでメールアドレスが見える状態となりました。\n対象：資料請求者162名\n漏えいした項目：メールアドレス\n"
        "対象の皆様にはお詫びと削除のお願いを差し上げました。",
        None,
        {"organization": "学校法人みぎわ学院", "cause": "misdelivery", "data_types": {"email"}, "notified": "done"},
    ),
    Invented(
        "bug-showed-others",
        "マイページの表示不具合に関するご報告",
        "11月3日のシステム更新の際に混入したプログラムの不具合により、マイページにログインした一部のお客様に、他のお客様の氏名と配送先住所、注文履歴が表示される事象が発生いたしました。\n"
        "影響を受けたお客様は最大84名です。現在は修正を終え、該当のお客様へ個別にご連絡を差し上げております。\n有限会社麦笛書房",
        None,
        {
            "organization": "有限会社麦笛書房",
            "cause": "system_error",
            "exposure": "confirmed",
            "data_types": {"name", "address", "transaction"},
        },
    ),
    Invented(
        "wrongly-shredded",
        "公文書の誤廃棄について",
        "県立汀高等学校において、保存期間中の指導要録（卒業生210名分の氏名、生年月日、学籍の記録）を誤って廃棄していたことが判明しました。\n"
        "文書の整理の際に、廃棄対象の箱に混入し、溶解処理されたものと考えられ、外部への流出の可能性は低いとみています。\n"
        "関係者の皆様に深くお詫びいたします。",
        "波止県教育委員会",
        {"cause": "improper_disposal"},
    ),
    Invented(
        "final-report",
        "不正アクセスによる情報流出に関するご報告（最終報）",
        "当社は、8月に公表した社内ネットワークへの不正アクセスにつきまして、外部調査機関による調査が完了しましたので結果をご報告いたします。\n"
        "1. 調査結果\n攻撃者は保守用のVPN装置の脆弱性を悪用して侵入し、ファイルサーバーからデータを窃取していました。\n"
        "2. 流出を確認した情報\n従業員および退職者 2,204名の氏名、社員番号、給与情報、銀行口座\n"
        "3. 再発防止策\nパスワードの強化、フィッシングメール訓練の実施、マルウェア対策製品の導入\n"
        "個人情報保護委員会には確報を提出しました。\n株式会社橘川製作所",
        None,
        {
            "organization": "株式会社橘川製作所",
            "stage": "final",
            "cause": "unauthorized_access",
            "exposure": "confirmed",
            "data_types": {"name", "employment", "salary_or_income", "bank_account"},
            "regulators": {"ppc_japan"},
        },
    ),
]

INCIDENTS_EN = [
    Invented(
        "mailroom-mixup",
        "Notice of Privacy Incident",
        "Quillback Orthopedic Group is notifying patients of a mailing error. On March 4, 2024, appointment letters were mailed to the "
        "wrong addresses because of a sorting mistake by our staff.\n"
        "What information was involved? The letters included patient names, dates of birth and the type of appointment. "
        "Social Security numbers and financial information were not included.\n"
        "We have no evidence that any information has been misused. We reported the matter to the U.S. Department of Health and Human "
        "Services.\nQuestions: call (555) 013-4477, Monday through Friday.",
        None,
        {
            "organization": "Quillback Orthopedic Group",
            "cause": "misdelivery",
            "exposure": "confirmed",
            "data_types": {"name", "date_of_birth", "health"},
            "data_types_excluded": {"national_id", "bank_account"},
            "regulators": {"hhs_ocr"},
            "misuse": "not_observed",
            "contacts": {"(555) 013-4477"},
        },
    ),
    Invented(
        "district-vendor",
        "Important message about a vendor data breach",
        "Dear families,\nOn January 9, Gradeline, the provider of the student information system that our district uses, told us that an "
        "unauthorized party had gained access to its support portal and exported student records.\n"
        "The records held student names, home addresses, parent phone numbers and grades.\n"
        "Gradeline has informed law enforcement. If you receive suspicious messages, do not click on links and change your password.\n"
        "Sincerely,\nEast Hollow School District",
        None,
        {
            "organization": "East Hollow School District",
            "vendor": "Gradeline",
            "cause": "unauthorized_access",
            "exposure": "confirmed",
            "data_types": {"name", "address", "phone", "education"},
        },
    ),
    Invented(
        "county-ransomware",
        "Update on cyber incident",
        "Wexmoor County continues to recover from the ransomware attack detected on October 2. We notified the FBI and state police at once. "
        "The investigation into whether residents' personal information was taken is ongoing.",
        None,
        {
            "organization": "Wexmoor County",
            "cause": "ransomware",
            "stage": "update",
            "regulators": {"fbi", "police"},
            "data_types": set(),
        },
    ),
    Invented(
        "stolen-laptop",
        "Notice of Data Breach",
        "Dear Client,\nWe write to tell you that a laptop belonging to one of our advisers was stolen from a locked car on June 11, 2023. "
        "The theft was reported to police the same day. The laptop may have held your name, address, Social Security number and account "
        "numbers. It was password protected. We know of no misuse of your information.\n"
        "What you can do. Consider placing a fraud alert and review your credit card statements.\nSincerely,\nMarrow Hill Advisors, LLC",
        None,
        {
            "organization": "Marrow Hill Advisors, LLC",
            "cause": "theft",
            "exposure": "possible",
            "data_types": {"name", "address", "national_id", "bank_account"},
            "regulators": {"police"},
            "misuse": "not_observed",
        },
    ),
    Invented(
        "open-database",
        "Security notice to our members",
        "On May 20 a security researcher told Pinecrest Cycling Club that a backup database had been left publicly accessible because of a "
        "misconfigured storage bucket. We closed access within an hour. The database contained e-mail addresses, usernames and hashed "
        "passwords. No payment card data was involved. We have notified the Information Commissioner's Office.",
        None,
        {
            "organization": "Pinecrest Cycling Club",
            "cause": "misconfiguration",
            "exposure": "possible",
            "data_types": {"email", "login_id", "password_hash"},
            "data_types_excluded": {"credit_card"},
            "regulators": {"ico_uk"},
        },
    ),
    Invented(
        "phished-mailbox",
        "Brackenridge University notifies individuals of email incident",
        "Brackenridge University recently discovered that an employee's email account was accessed by an unauthorized person after the "
        "employee responded to a phishing email. A review completed on August 1, 2022 found that the account contained names, student ID "
        "numbers and medical information of some students. We are not aware of any fraud resulting from this incident. "
        "We take the privacy of our students seriously and regret any concern this may cause.",
        None,
        {
            "organization": "Brackenridge University",
            "cause": "phishing",
            "data_types": {"name", "customer_id", "health"},
            "misuse": "not_observed",
        },
    ),
    Invented(
        "snooping-nurse",
        "Notice to patients about inappropriate access",
        "Saltmarsh General Hospital learned on April 3, 2021 that a former employee had viewed medical records of 96 patients without a work "
        "reason. The information viewed included names, addresses and diagnoses. The employee was dismissed. We apologize for this incident.",
        None,
        {
            "organization": "Saltmarsh General Hospital",
            "cause": "insider",
            "exposure": "confirmed",
            "data_types": {"name", "address", "health"},
        },
    ),
]

NOT_INCIDENTS_JA = [
    Invented("fake-sms", "本行をかたる偽のSMSにご注意ください", "本行を名乗り、偽のログイン画面へ誘導するSMSが送られているとの情報が寄せられています。暗証番号や口座番号を入力しないでください。被害に遭われた場合は警察にご相談ください。", None, {"verdict": "guidance"}),
    Invented("outage", "会員サイトの障害について（復旧済み）", "昨夜22時から今朝6時まで、データベースの障害により会員サイトにログインできない状態が発生しておりました。原因はディスクの故障です。ご迷惑をおかけしお詫び申し上げます。", None, {"verdict": "other"}),
    Invented("recall", "電気ポットの自主回収のお知らせ", "一部のロットで取っ手が外れるおそれがあることが判明しました。お客様には深くお詫び申し上げますとともに、無償で交換いたします。ご購入者様の氏名、住所、電話番号を着払いでお送りください。", None, {"verdict": "other"}),
    Invented("column", "ランサムウェア被害に遭ったらどうする？ 初動対応の手引き", "ランサムウェアに感染した場合、まずネットワークから切り離します。個人情報が流出したおそれがある場合は個人情報保護委員会に報告し、本人に通知しましょう。", None, {"verdict": "guidance"}),
    Invented("template", "情報漏えいのお詫び文の例文", "このたび、弊社において○○様の個人情報が漏えいする事案が発生いたしました。○年○月○日、○○が判明しました。氏名、住所などが含まれます。深くお詫び申し上げます。株式会社○○○○", None, {"verdict": "guidance"}),
    Invented("product", "漏えい検知クラウド「モレガード」をリリース", "個人情報の流出をいち早く検知し、不正アクセスによる被害を最小限に抑えるサービスです。トライアルのお申し込みはフォームから。氏名、メールアドレスをご入力ください。", None, {"verdict": "other"}),
    Invented("policy", "プライバシーポリシー", "当社は、お客様の氏名、住所、電話番号等の個人情報を適切に管理します。漏えい、滅失、毀損の防止に努め、万一漏えいが発生した場合には速やかに報告いたします。", None, {"verdict": "other"}),
    Invented("lost-property", "忘れ物のお知らせ（USBメモリ、傘）", "先週の講演会の会場にUSBメモリの忘れ物がありました。事務室で保管していますので、お心当たりの方はご連絡ください。", None, {"verdict": "other"}),
    Invented("misprint", "広報ちらしの掲載内容の訂正とお詫び", "11月号のちらしに掲載した電話番号に誤りがありました。正しくは代表番号です。訂正してお詫び申し上げます。", None, {"verdict": "other"}),
    Invented("vulnerability", "当社製ルーターの脆弱性に関するお知らせ", "当社製品にOSコマンドインジェクションの脆弱性（CVE-2099-0001）が存在します。第三者に不正アクセスされるおそれがあります。ファームウェアを更新してください。", None, {"verdict": "guidance"}),
    Invented("drill", "情報漏えい対応訓練を行いました", "個人情報が流出したとの想定で、初動対応の訓練を行いました。報告書の作成までの手順を確認しました。", None, {"verdict": "other"}),
    Invented("attack-on-supplier-not-us", "取引先への不正アクセスに関する当社への影響について", "一部報道にあります株式会社鳩羽物産への不正アクセスについて、当社のシステムは同社と接続しておらず、当社のお客様の個人情報の流出はありません。", None, {"verdict": "other"}),
    Invented("year-roundup", "2023年の主な情報漏えい事件まとめ", "今年報じられた事件です。\n・1月 鷹巣電工 不正アクセス 12,000件\n・4月 南雲市 USBメモリ紛失 88名\n・7月 株式会社白兎 ランサムウェア 5万件\n・12月 青海大学 誤送信 61名", None, {"verdict": "roundup", "entries": 4}),
    Invented("earnings", "特別損失の計上に関するお知らせ", "当社は、前期に発生した不正アクセスに関連する調査費用として特別損失を計上いたします。業績予想の修正はありません。", None, {"verdict": "other"}),
]  # fmt: skip

NOT_INCIDENTS_EN = [
    Invented("scam-calls", "Beware of callers pretending to be our staff", "We have learned that scammers are calling residents and asking for bank details. We never ask for passwords by phone. If you have been contacted, report it to the police.", None, {"verdict": "guidance"}),
    Invented("outage-en", "Payment portal restored", "Our payment portal was unavailable on Sunday because of a failed network switch. No data was lost or accessed and this was not a cyberattack. We are sorry for the inconvenience.", None, {"verdict": "other"}),
    Invented("how-to", "How to write a data breach notification letter", "A notification letter should describe what happened, what information was involved and what you are doing. If your company discovers unauthorized access, notify the attorney general within 60 days.", None, {"verdict": "guidance"}),
    Invented("product-en", "Introducing LeakShield", "LeakShield helps businesses prevent data breaches, stop ransomware and protect Social Security numbers. Start a free trial today.", None, {"verdict": "other"}),
    Invented("vuln-en", "Security advisory: update your firmware", "A vulnerability in model R7 could allow an attacker to gain unauthorized access. We are not aware of exploitation. Install version 2.4.", None, {"verdict": "guidance"}),
    Invented("weekly", "Week in breaches", "This week's list:\n- Harrow Clinic: ransomware, 14,000 patients\n- Town of Selby Ford: phishing, 300 residents\n- Nordal Foods Inc.: lost laptop, 1,200 employees\n", None, {"verdict": "roundup", "entries": 3}),
    Invented("jobs", "We are hiring: incident response analyst", "You will investigate data breaches and unauthorized access for our customers. Send your name, address and resume.", None, {"verdict": "other"}),
    Invented("recall-en", "Recall of folding chairs", "About 900 chairs may collapse. We apologize to customers. Please contact us with your name, address and phone number.", None, {"verdict": "other"}),
]  # fmt: skip

# Written after the rules, to see what they do with pages that they were not made for.

LATER_INCIDENTS = [
    Invented("nursery-photo", "園児の写真データの流出について", "本園の職員が、園児の写真を保存したSDカードを通勤の途中で落としました。\n写真には園児19名の顔と名札が写っています。\n同日、最寄りの交番に遺失届を出しましたが、見つかっていません。保護者の皆様には文書でお詫びしました。\n社会福祉法人ひなた会　ひなた保育園", "ひなた保育園", {"organization": "ひなた保育園", "cause": "loss", "exposure": "possible", "regulators": {"police"}, "notified": "done"}),
    Invented("bank-fax", "お客様情報の誤送信に関するお詫び", "株式会社葦辺銀行は、2月8日、お客様3名の氏名、口座番号および預金残高を記載した帳票を、誤って別のお客様あてに送付いたしました。\n当該帳票はすでに回収しており、不正に利用された事実はございません。\nお客様には多大なるご迷惑をおかけし、深くお詫び申し上げます。", None, {"organization": "株式会社葦辺銀行", "cause": "misdelivery", "exposure": "confirmed", "data_types": {"name", "bank_account"}, "misuse": "not_observed"}),
    Invented("university-malware", "本学教員のパソコンのウイルス感染について", "本学の教員が使用するパソコンがEmotetに感染し、当該教員を装った不審なメールが複数送信されたことを確認しました。\nパソコンには学内外の関係者の氏名とメールアドレスが保存されており、流出したおそれがあります。\n不審なメールを受け取られた方は、添付ファイルを開かずに削除してください。\n国立大学法人朝凪大学", None, {"organization": "国立大学法人朝凪大学", "cause": "malware", "exposure": "possible", "data_types": {"name", "email"}}),
    Invented("city-vendor-cloud", "市民アンケートシステムへの不正アクセスについて（第2報）", "2月1日にお知らせした標記の件について、その後の状況をお知らせします。\n本市が運用を委託している有限会社ことのは企画から、サーバーに不正アクセスの痕跡が見つかったとの報告を受けました。\n回答者1,204名のメールアドレスが流出したことを確認しました。氏名や住所は取得していないため、含まれていません。\n個人情報保護委員会と県警に報告しています。", "白蓮市", {"organization": "白蓮市", "vendor": "有限会社ことのは企画", "cause": "unauthorized_access", "stage": "update", "exposure": "confirmed", "data_types": {"email"}, "data_types_excluded": {"name", "address"}, "regulators": {"ppc_japan", "police"}}),
    Invented("support-scam", "弊社従業員の端末が遠隔操作された件について", "弊社の従業員が在宅勤務中、偽の警告画面に表示された番号に電話し、遠隔操作ソフトをインストールしたため、第三者が端末を操作できる状態となりました。\n端末には取引先の担当者名、電話番号、メールアドレスを含む名簿（約400件）が保存されていました。\n情報が閲覧された可能性を否定できないため、個人情報保護委員会に報告しました。関係者の皆様にお詫びいたします。\n株式会社つむぎ測量", None, {"organization": "株式会社つむぎ測量", "cause": "phishing", "exposure": "possible", "data_types": {"name", "phone", "email"}, "regulators": {"ppc_japan"}}),
    Invented("used-disk-sold", "廃棄を依頼した機器からのデータ流出について", "当社が廃棄した業務用サーバーのハードディスクが、データが消去されないまま転売されていたことが判明しました。\nハードディスクには2015年以前のお客様の氏名、住所、購入履歴が残っていました。\n機器はすべて回収しました。ご心配をおかけしましたことをお詫び申し上げます。\n株式会社あさひ台百貨店", None, {"organization": "株式会社あさひ台百貨店", "cause": "improper_disposal", "data_types": {"name", "address", "transaction"}}),
    Invented("hotel-booking", "予約管理システムへの不正ログインとフィッシングサイトへ誘導するメッセージについて", "当ホテルが利用する宿泊予約サイトの管理画面が第三者に乗っ取られ、ご予約のお客様にフィッシングサイトへ誘導するメッセージが送信されたことを確認いたしました。\n閲覧された可能性のある情報は、ご予約者の氏名、電話番号、宿泊日です。\nリンクには触れないようお願いいたします。\n株式会社みさき温泉観光", None, {"organization": "株式会社みさき温泉観光", "exposure": "possible", "data_types": {"name", "phone", "transaction"}}),
    Invented("en-vendor-file-transfer", "Notice of Third-Party Data Security Incident", "Ashgrove Community Bank is notifying customers of an incident at one of its vendors. On July 2, 2023, our statement printer, Bellfold Print Services, informed us that an unauthorized actor had copied files from its file transfer server. The files contained customers' names, addresses and account numbers. Our own network was not affected. We have notified law enforcement and the state Attorney General. Customers with questions may call 1-888-555-0170.", None, {"organization": "Ashgrove Community Bank", "vendor": "Bellfold Print Services", "cause": "unauthorized_access", "exposure": "confirmed", "data_types": {"name", "address", "bank_account"}, "regulators": {"police", "state_attorney_general"}, "contacts": {"1-888-555-0170"}}),
    Invented("en-foi", "Statement on accidental publication of staff data", "Thornbury Vale Council has apologised after a spreadsheet published in response to a freedom of information request contained hidden rows with the names and salaries of 312 employees. The file was online for four days before it was removed. We have reported ourselves to the Information Commissioner's Office.", None, {"organization": "Thornbury Vale Council", "cause": "publication_error", "exposure": "confirmed", "regulators": {"ico_uk"}}),
    Invented("en-lost-drive", "Substitute notice", "On February 3, 2020, Oakhaven Family Clinic discovered that an unencrypted USB drive was missing from a locked cabinet. Despite a search we have been unable to locate it. The drive contained patient names, dates of birth and diagnosis codes for approximately 1,150 patients. It did not contain Social Security numbers.", None, {"organization": "Oakhaven Family Clinic", "cause": "loss", "exposure": "possible", "data_types": {"name", "date_of_birth", "health"}, "data_types_excluded": {"national_id"}}),
    Invented("en-bug", "We fixed a bug that showed account details to other users", "On Tuesday a caching bug in our app meant that some users could see other users' names and email addresses for about 40 minutes. We rolled back the release and reset all sessions. Around 2,000 accounts were affected. We're sorry.\nThe Fennel Notes team", "Fennel Notes", {"organization": "Fennel Notes", "cause": "system_error", "exposure": "confirmed", "data_types": {"name", "email"}}),
    Invented("en-dumpster", "Notice of improper disposal of records", "Kestrel Bay Pediatrics learned on May 2 that a cleaning crew had placed boxes of patient charts in a public recycling bin instead of the shredding container. The charts included names and medical information. We recovered the boxes. We have mailed letters to those affected.", None, {"organization": "Kestrel Bay Pediatrics", "cause": "improper_disposal", "data_types": {"name", "health"}, "notified": "done"}),
]  # fmt: skip

LATER_NOT_INCIDENTS = [
    Invented("blog-hospital", "星見病院、患者の検査画像を記録したCDを紛失", "医療法人星見会星見病院は、患者7名の氏名と検査画像を記録したCDを紛失したと公表しました。院内を捜索したものの発見に至っていないとのことです。外部への流出は確認されていません。", None, {"verdict": "other"}),
    Invented("ministry-warning", "宅配業者を名乗る偽メールに関する注意喚起", "宅配業者を名乗り、不在通知を装ったメールが多数確認されています。リンク先でパスワードを入力すると個人情報が盗まれるおそれがあります。", None, {"verdict": "guidance"}),
    Invented("webinar-leak", "【無料ウェビナー】内部不正による情報持ち出しを防ぐには", "元従業員による顧客情報の持ち出し事件が後を絶ちません。本ウェビナーでは実際の事例をもとに対策を解説します。", None, {"verdict": "guidance"}),
    Invented("library-card", "図書館システム更新に伴う休館のお知らせ", "システム更新のため休館します。利用者カードの個人情報は新システムへ引き継がれます。ご不便をおかけし申し訳ございません。", None, {"verdict": "other"}),
    Invented("lost-child-cat", "迷い猫を探しています", "先週、飼い猫がいなくなりました。見かけた方は電話番号までご連絡ください。", None, {"verdict": "other"}),
    Invented("power-cut", "停電によるシステム停止のお詫び", "落雷による停電のため、オンライン申請システムが3時間停止しました。申請データに影響はありません。ご迷惑をおかけし、お詫び申し上げます。", None, {"verdict": "other"}),
    Invented("bid", "情報セキュリティ監査業務委託に係る入札の公告", "不正アクセスの有無を含む監査業務を委託します。参加資格を有する者は申請書を提出してください。", None, {"verdict": "other"}),
    Invented("law-change", "改正個人情報保護法のポイント", "漏えい等が発生し、個人の権利利益を害するおそれがある場合、委員会への報告と本人への通知が義務化されました。", None, {"verdict": {"guidance", "other"}}),
    Invented("en-password-tips", "Five tips for a safer password", "Attackers use stolen passwords from other breaches. Use a different password for every site and turn on two-factor login.", None, {"verdict": "guidance"}),
    Invented("en-award", "Marlow Bank wins award for fraud prevention", "Marlow Bank was recognized for stopping phishing and protecting customers' personal information.", None, {"verdict": "other"}),
    Invented("en-exercise", "County holds ransomware response exercise", "Staff practiced how they would respond if ransomware encrypted county servers. No systems were affected.", None, {"verdict": "other"}),
    Invented("en-water-outage", "Boil water notice lifted", "Tests confirmed the water is safe. We apologize for the inconvenience. Call 555-013-2299 with questions.", None, {"verdict": "other"}),
    Invented("en-not-us", "Statement on the breach at Corvid Payments", "You may have read about a data breach at Corvid Payments. Our systems were not affected, and no customer information of ours was involved.", None, {"verdict": {"other", "guidance"}}),
]  # fmt: skip
