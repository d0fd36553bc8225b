# ruff: noqa: E501, S106  (tables: a row a line; the passwords are words for them)
"""Japanese words for kinds of personal data. The longest word wins, so that カード番号 is no 番号."""

from __future__ import annotations

from noticewatch.model import DataType


def _table(**kinds: str) -> dict[str, DataType]:
    return {word: kind for kind, words in kinds.items() for word in words.split()}  # type: ignore[misc]


DATA_TYPES: dict[str, DataType] = _table(
    name="氏名 お名前 名前 姓名 児童名 園児名 患者名 生徒名 学生名 世帯主名 保護者名 担当者名 ご担当者名 会員名 利用者名 代表者名 申請者名 申込者名 応募者名 受診者名 参加者名 契約者名 ご契約者名 従業員名 職員名 社員名 加入者名 所有者名 個人名 住民名 苗字 名字 フリガナ ふりがな 顧客名",
    address="住所 ご住所 居住地 送付先住所 配送先 お届け先 現住所 所在地 郵便番号",
    phone="電話番号 携帯番号 携帯電話番号 連絡先電話番号 緊急連絡先 tel番号 fax番号",
    email="メールアドレス 電子メールアドレス eメールアドレス e-mailアドレス メルアド アドレス e-mail email",
    date_of_birth="生年月日 誕生日 生年月",
    age="年齢 年代 学年齢",
    gender="性別",
    password="パスワード ログインパスワード 暗証番号 秘密の質問",
    password_hash="ハッシュ化されたパスワード 暗号化されたパスワード ハッシュ化パスワード",
    login_id="ログインid ユーザーid ユーザid アカウント名 ユーザー名 ユーザ名 アカウント情報 認証情報 ログイン情報",
    credit_card="クレジットカード情報 クレジットカード番号 カード番号 カード情報 有効期限 セキュリティコード カード名義 カード名義人名 カード名義人 クレジットカード カード会員名",
    bank_account="口座番号 銀行口座 銀行口座情報 口座情報 振込先口座 振込先 金融機関口座番号 金融機関口座 預金口座 口座名義 金融機関情報 金融機関名 届出印 印影 口座",
    national_id="マイナンバー 個人番号 社会保障番号 特定個人情報",
    insurance_number="被保険者番号 保険証番号 被保険者記号番号 記号番号 被保険者証番号 被保険者等記号 保険者番号 介護保険番号 被保険者証記号番号 保険証の番号 被保険者証の記号番号",
    drivers_license="運転免許証 免許証番号 運転免許証番号 免許証",
    passport="パスポート番号 旅券番号 パスポート 旅券",
    health="病名 傷病名 診断名 検査結果 健診結果 検診結果 健康診断結果 診療情報 診療記録 診療内容 カルテ 既往歴 病歴 健康状態 健康情報 治療内容 処方 投薬 服薬 障害者手帳 障害区分 障害等級 障がい 要介護度 介護度 アレルギー 主治医の意見 手術 診察 症状 身体状況 処方せん 処方箋 お薬 薬歴 健康調査 健康診断 診療録 看護記録 介護記録 療育手帳 要介護 検査データ 検査画像 血液型 身長 体重 受診歴 心身の状況 医療情報 病状 診断書 検体 問診 接種歴 心電図",
    biometric="指紋 顔認証データ 生体情報 顔特徴 遺伝情報",
    employment="勤務先 職業 会社名 社員番号 職員番号 所属 役職 部署 職歴 人事情報 雇用情報 雇用関連情報 勤務先名 所属部署 部署名 所属先 勤務状況 人事 履歴書 所属団体 従業員番号",
    education="成績 テストの点数 点数 得点 学歴 学校名 学年 学級 クラス 出身校 指導要録 通知表 テスト結果 試験結果 成績表 評定 合否 学籍",
    family="家族構成 続柄 扶養 家族情報 家族の氏名 世帯構成 家族状況 世帯員 婚姻",
    salary_or_income="年収 給与 給与情報 所得 所得額 収入 給料 報酬 課税額 賃金 所得金額",
    transaction="購入履歴 購入商品 注文履歴 注文内容 利用履歴 取引履歴 契約内容 予約履歴 購入内容 納品履歴 商品名 購入金額 取引情報 利用明細 予約内容 予約情報 申込内容 注文情報 購入情報 ポイント残高 寄付金額 寄附履歴 取引内容 利用金額 寄附金額 契約情報 配送情報",
    device_id="端末識別番号 ipアドレス 端末情報 cookie デバイスid 端末id クッキー",
    location="位置情報 gps情報",
    photo="顔写真 写真 映像 動画 画像",
    customer_id="会員番号 顧客番号 学籍番号 患者id 患者番号 診察券番号 お客様番号 会員id 顧客管理番号 受験番号 出席番号 契約者番号 利用者番号 顧客id 契約番号 受付番号 整理番号 登録番号 カルテ番号 お客様id 管理番号 証券番号",
    correspondence="相談内容 お問い合わせ内容 問い合わせ内容 メール本文 メールの内容 通信内容 相談記録 メール内容 送受信履歴",
    other="国籍 在留 車両番号 税額 ニックネーム 趣味 署名 本籍 宗教 滞納",
)

# These are words of every page; in a list of kinds they are kinds.
WEAK_TYPES: dict[str, DataType] = _table(
    name="宛名",
    phone="電話 携帯電話 携帯 連絡先",
    email="メール",
    address="宛先",
    employment="職種",
    login_id="id",
    transaction="履歴 明細",
)
