"""Services, whose data, the announcer's sector, what is still open, who was told: invented notices."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from noticewatch.extract import extract
from noticewatch.extract.groups import find_groups
from noticewatch.extract.kinds import find_data_types
from noticewatch.extract.lexicon import wording_of
from noticewatch.extract.page import Found, page_of
from noticewatch.extract.pending import find_notified, find_pending
from noticewatch.extract.scope import survey
from noticewatch.extract.sector import find_sector
from noticewatch.extract.services import find_services
from noticewatch.model import Document, Sector

BREACH = "当社のサーバーが不正アクセスを受け、お客様23名の氏名が流出しました。お詫びいたします。"
STOLEN = "A laptop holding the names of 40 customers was stolen from our office on March 3, 2025. We apologize."

BROKEN_IN = "On March 3, 2025 an intruder broke into our network and copied files. We apologize.\n"


@dataclass(frozen=True)
class Further:
    """What the finders say of a text, whatever the verdict on it."""

    services: tuple[Found[str], ...]
    groups: set[str]
    sector: Found[Sector] | None
    pending: set[str]
    notified: str | None


def further(text: str, *, organization: str | None = None) -> Further:
    """The facts of a text under a title that names a leak."""
    japanese = any(letter > "\u3000" for letter in text)
    title = "情報流出のお詫び" if japanese else "Notice of data breach"
    language = "ja" if japanese else "en"
    seen = survey(page_of(Document("", title, f"{title}\n\n{text}"), language), wording_of(language))
    sector = find_sector(seen, Found(organization, ()) if organization else None)
    given, _ = find_data_types(seen)
    groups = find_groups(seen, sector.value if sector else None, given[0].spans[0] if given else None)
    notified = find_notified(seen)
    return Further(
        find_services(seen),
        {one.value for one in groups},
        sector,
        {one.value for one in find_pending(seen)},
        notified.value if notified else None,
    )


@pytest.mark.parametrize(
    ("text", "services"),
    [
        (
            "当社が運営する「こはる文具オンライン」が不正アクセスを受け、お客様9名の氏名が流出しました。",
            ("こはる文具オンライン",),
        ),
        ("弊社の会員向けアプリ「ソラビト」で、会員7名の氏名が流出しました。お詫びいたします。", ("ソラビト",)),
        (
            "「うみの読書会」にお申し込みいただいた12名の方のメールアドレスが流出しました。お詫びいたします。",
            ("うみの読書会",),
        ),
        (BREACH + "\n委託業務名：令和6年度みどり台市民意識調査業務", ("令和6年度みどり台市民意識調査業務",)),
        (BREACH + "\n令和5年度子育て応援給付金事業業務委託に係る名簿です。", ("令和5年度子育て応援給付金事業業務委託",)),
        (BREACH + "\n（以下「本サイト」といいます。）件名は「春のセミナー」でした。", ()),
        (BREACH + "\nマルウェア「カゲロウ」に感染しました。「個人情報の取扱いについて」をご覧ください。", ()),
        (BREACH + "\n「ハルカゼポータル」の情報は流出しておりません。", ()),
        (BREACH + "\n当社オンラインショップをご利用の方です。", ()),
    ],
)
def test_services_in_japanese(text: str, services: tuple[str, ...]) -> None:
    assert tuple(one.value for one in further(text).services) == services


@pytest.mark.parametrize(
    ("text", "services"),
    [
        (STOLEN + " They were exported from the Larkfield Information System (LIS).", ("Larkfield Information System (LIS)",)),
        (STOLEN + " The intruder also opened our Fernway patient portal.", ("Fernway patient portal",)),
        (STOLEN + ' Our online store "Petrel & Sons" was closed.', ("Petrel & Sons",)),
        (STOLEN + " We use an email system and a web application.", ()),
        (STOLEN + " The Quillon mobile app was not affected.", ()),
        (STOLEN + " You may enroll in credit monitoring through the Sentrywell portal.", ()),
    ],
)
def test_services_in_english(text: str, services: tuple[str, ...]) -> None:
    assert tuple(one.value for one in further(text).services) == services


def test_a_name_quoted_twice_is_one_service_where_it_stands_first() -> None:
    [one] = further(
        "当社の予約サイト「ヤドリギ」が攻撃を受けました。「ヤドリギサイト」の会員様3名の氏名が流出しました。"
    ).services
    assert (one.value, one.spans) == ("ヤドリギ", ((19, 23),))


def test_the_facts_and_their_evidence_come_with_the_others() -> None:
    title = "予約サイトへの不正アクセスによる個人情報流出のお詫び"
    text = (
        f"{title}\n\n2026年4月7日\n株式会社みさき旅行\n\n"
        "当社が運営する予約サイト「ヤドリギ」が不正アクセスを受け、お客様3名の氏名が流出しました。深くお詫び申し上げます。\n"
        "対象のお客様には個別に書面でお詫びを差し上げました。原因は調査中です。"
    )
    made = extract(Document("", title, text))
    facts = made.facts
    assert (facts.services, facts.affected_groups, facts.pending) == (("ヤドリギ",), ("customer",), ("cause",))
    assert (facts.notified, facts.sector) == ("done", "transport")
    for name, value in (("services", "ヤドリギ"), ("affected_groups", "customer"), ("pending", "cause"), ("notified", None)):
        [piece] = made.evidence[name]
        assert (piece.value, text[piece.start : piece.end]) == (value, piece.quote)


@pytest.mark.parametrize(
    ("text", "organization", "groups"),
    [
        ("従業員および退職者の氏名、社員番号が流出しました。お詫びいたします。", None, {"employee"}),
        ("市民12名の氏名を記した書類を紛失しました。お詫びいたします。", "汐見沢市", {"citizen"}),
        ("利用者12名の氏名を記した書類を紛失しました。お詫びいたします。", "汐見沢市", {"citizen"}),
        ("利用者12名の氏名を記した書類を紛失しました。お詫びいたします。", "みなと湯中央病院", {"patient"}),
        ("保護者30名のメールアドレスが流出しました。お詫びいたします。", "つばめ野小学校", {"student"}),
        ("職員2名が、氏名を記した書類を紛失しました。お詫びいたします。", "汐見沢市", {"citizen"}),
        ("お取引先各位\n取引の連絡に使うメールアドレスが流出しました。お詫びいたします。", None, {"business_partner"}),
        ("会員とお客様の氏名が流出しました。当社のオンラインショップからです。", None, {"customer"}),
        ("患者様とお客様の氏名が流出しました。当院の名簿です。", None, {"patient"}),
        ("会員の氏名、利用者の住所が流出しました。", None, {"member"}),
        ("生徒の氏名と保護者の住所が流出しました。", None, {"student"}),
        ("お客様の氏名が流出しました。従業員の情報は流出しておりません。お詫びいたします。", None, {"customer"}),
        ("氏名が流出しました。\n流出した可能性のある対象者\n1 採用候補者\n2 株主様", None, {"applicant", "shareholder"}),
        (BROKEN_IN + "They held the names of current and former employees.", None, {"employee"}),
        (BROKEN_IN + "Information about 55 patients was copied.", None, {"patient"}),
        (BROKEN_IN + "The names of 31 users were stolen.", "Town of Wexley", {"citizen"}),
        (BROKEN_IN + "The names of our members were stolen. A staff member reported it.", None, {"member"}),
        (BROKEN_IN + "Names were stolen. We retrained our employees.", None, set()),
        (BROKEN_IN + "Dear Shareholders,\nnames and addresses were stolen.", None, {"shareholder"}),
        (BROKEN_IN + "Names and addresses were stolen.", "Wexley Savings Bank", {"customer"}),
    ],
)
def test_whose_data(text: str, organization: str | None, groups: set[str]) -> None:
    assert further(text, organization=organization).groups == groups


@pytest.mark.parametrize(
    ("organization", "sector"),
    [
        ("汐見沢市", "local_government"),
        ("汐見沢市立病院", "healthcare"),
        ("学校法人あさひ学園", "education"),
        ("ひばり信用金庫", "finance"),
        ("公益財団法人つむぎ会", "nonprofit"),
        ("株式会社みさき製作所", "manufacturing"),
        ("みさき電鉄株式会社", "transport"),
        ("Fernbrook Regional Medical Center", "healthcare"),
        ("Fernbrook Unified School District", "education"),
        ("Fernbrook Federal Credit Union", "finance"),
        ("City of Fernbrook", "local_government"),
        ("Ministry of Tides", "national_government"),
        ("Quellmark", None),
    ],
)
def test_the_sector_that_a_name_tells(organization: str, sector: str | None) -> None:
    text = BREACH if any(letter > "\u3000" for letter in organization) else STOLEN
    found = further(text, organization=organization).sector
    assert (found.value if found else None) == sector


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("本市の職員が、氏名を記した書類を紛失しました。", "local_government"),
        ("当院の職員が、氏名を記した書類を紛失しました。", "healthcare"),
        ("弊社が運営するオンラインショップから、お客様の氏名が流出しました。", "retail"),
        (BREACH, None),
        ("Papers about our students were lost on the way to our campus. We apologize.", "education"),
        (STOLEN, None),
    ],
)
def test_the_sector_that_a_text_tells(text: str, sector: str | None) -> None:
    found = further(text).sector
    assert (found.value if found else None) == sector
    assert found is None or found.spans


@pytest.mark.parametrize(
    ("text", "pending"),
    [
        ("原因は調査中です。", {"cause"}),
        ("対象となる人数については、現在確認中です。", {"affected"}),
        ("侵入の経路と影響の範囲を調べております。", {"cause", "affected"}),
        ("外部に持ち出されたかどうかは、まだ分かっておりません。", {"exposure"}),
        ("漏れた情報の内訳は、引き続き調べております。", {"data_types"}),
        ("原因を調査した結果、設定の誤りと判明しました。", set()),
        ("悪用された事実は確認されておりません。", set()),
        ("業績への影響は精査中です。", set()),
        ("1 原因\n調査中", {"cause"}),
    ],
)
def test_what_is_still_open_in_japanese(text: str, pending: set[str]) -> None:
    assert further(BREACH + "\n" + text).pending == pending


@pytest.mark.parametrize(
    ("text", "pending"),
    [
        ("The cause of the incident is under investigation.", {"cause"}),
        ("How many people are affected is still being investigated.", {"affected"}),
        ("We do not yet know whether the data has been copied.", {"exposure"}),
        ("We are still reviewing what types of information were in the files.", {"data_types"}),
        ("We have completed our investigation.", set()),
        ("We continue to review our policies to prevent this from happening again.", set()),
    ],
)
def test_what_is_still_open_in_english(text: str, pending: set[str]) -> None:
    assert further(STOLEN + " " + text).pending == pending


@pytest.mark.parametrize(
    ("text", "notified"),
    [
        ("対象のお客様には個別に書面でお詫びを差し上げました。", "done"),
        ("対象の方のご自宅を訪問し、お詫びいたしました。", "done"),
        ("対象の方には、今後郵送で通知する予定です。", "planned"),
        ("個人情報保護委員会に報告しました。", None),
        ("関係者の皆様に深くお詫び申し上げます。", None),
        ("万一、悪用が確認された場合には、対象のお客様に個別に連絡いたします。", None),
        ("対象のお客様への個別のお詫びは行っておりません。", None),
        ("新しく分かったことは本ページで順次お知らせします。", None),
    ],
)
def test_who_was_told_in_japanese(text: str, notified: str | None) -> None:
    assert further(BREACH + "\n" + text).notified == notified


@pytest.mark.parametrize(
    ("text", "notified"),
    [
        ("We have notified the affected customers.", "done"),
        ("Letters were mailed on March 20, 2025.", "done"),
        ("We will notify those customers directly.", "planned"),
        ("We have notified law enforcement.", None),
        ("If we find that your data was used, please contact us.", None),
    ],
)
def test_who_was_told_in_english(text: str, notified: str | None) -> None:
    assert further(STOLEN + " " + text).notified == notified
