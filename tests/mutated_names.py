"""Announcers told otherwise: another invented name of the same form, wherever the name stands."""

from __future__ import annotations

import re

from tests.mutations import Change, Notice, changed, view

_FORMS_JA = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|(?:一般|公益|特定非営利活動)?(?:社団|財団|非営利活動)?法人|医療法人(?:社団|財団)?|学校法人|社会福祉法人|宗教法人|独立行政法人"
    r"|国立大学法人|地方独立行政法人|公立大学法人|[(（][^)）]*[)）]|㈱|[一-龥]{2}(?:連合会|組合)"
)
_ENDS_JA = re.compile(
    r"(?:市立|町立|村立|県立|区立|市|町|村|県|区|郡|都|府|道|大学|学園|学院|高等学校|高校|中学校|小学校|病院|医院|クリニック|銀行|信用金庫|信用組合|協会|協議会|組合|財団|新聞|放送|電力|電機|鉄道|交通|建設"
    r"|商事|工業|製作所|興業|産業|物産|不動産|出版|中央|総合|記念|記載|保険|証券|農業|商工|広域|環境|教育|図書館|美術館|公園|水道|消防|警察|歯科|眼科|内科)"
)
_RUNS_JA = re.compile(r"[一-龥々]{2}|[ぁ-ん]{2,}|[ァ-ヴー]{2,}")
_STEMS_JA = (("潮鳴", "杉渡", "灯野"), ("ひなげし", "つゆくさ", "あまなつ"), ("ソラミネ", "トリカゼ", "ナミオリ"))
_COMMON_JA = re.compile(
    r"全国|日本|国立|東京|大阪|北海|千葉|横浜|京都|神奈|中央|地方|公立|県立|市立|私立|総務|厚生|文部|経済|農林|国土|環境|教育|お|ホーム|センター|サービス|グループ|システム|ショップ|ストア"
    r"|ネット|クラブ|サポート|メディ|データ|ホテル|フード|スポーツ|一般|公益|認定|訪問|健康|介護|在宅|湯|ラジオ|社会|医療|学校|福祉|財団|社団|県|市"
)

_STEMS_EN = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [
            "Aldermoor",
            "Brackwell",
            "Corvane",
            "Dunmarsh",
            "Elmsworth",
            "Fennimore",
            "Garrowby",
            "Hathmoor",
            "Ivenhall",
            "Jorvale",
            "Kestermann",
            "Lindrake",
            "Marwell",
            "Norbeck",
            "Ostwick",
            "Pendrake",
            "Quillmoor",
            "Rothmere",
            "Selwick",
            "Tarnbrook",
            "Ulverdale",
            "Varnholt",
            "Wexmoor",
            "Xanmoor",
            "Yarrowick",
            "Zellwood",
        ],
        strict=True,
    )
)
_COMMON_EN = re.compile(
    r"(?:The|City|County|State|University|College|Department|Office|Board|Bank|First|National|American|United|Saint|St|North|South|East|West|New|Royal"
    r"|Town|School|Community|Public|Central|General|Great|Greater|Lake|River|Mount|Port|Fort|Health|Medical|Hospital|Institute|Association|Society|Trust"
    r"|Council|Borough|District|Village|Federal|Regional|International|Global|Northern|Southern|Eastern|Western|Our|Council|Children|Family|Women|Law|Home"
    r"|Notice|Data|Security|Red|Blue|Green|White|Black|Silver|Golden?|Village|Old|Little|High|Upper|Lower)"
)


def _stem_ja(name: str) -> str | None:
    """The part of a name that is its own: what stands before the kind of institution, in one script."""
    for token in re.split(r"[\s　]", _FORMS_JA.sub(" ", name)):
        run = _RUNS_JA.match(token)
        if run is None:
            continue
        end = _ENDS_JA.search(run[0], 1)
        stem = run[0][: end.start()] if end else run[0]
        if len(stem) >= 2 and not _COMMON_JA.match(stem):
            return stem
    return None


def _new_ja(stem: str, notice: Notice) -> str:
    script = 1 if re.match("[ぁ-ん]", stem) else 2 if re.match("[ァ-ヴー]", stem) else 0
    return _STEMS_JA[script][notice.choose(3)]


def another_name(notice: Notice) -> Change | None:
    """The announcer's name is another invented one, in the vendor's name too where that holds it."""
    name = notice.found.facts.organization
    if not name or name not in notice.text:
        return None
    if notice.language == "ja":
        stem = _stem_ja(name)
        if stem is None:
            return None
        pattern, new = re.compile(re.escape(stem)), _new_ja(stem, notice)
    else:
        word = re.match(r"[A-Z][a-z]{3,}(?![\w-])", name)
        if word is None or _COMMON_EN.fullmatch(word[0]):
            return None
        pattern, new = re.compile(word[0], re.IGNORECASE), _STEMS_EN[word[0][0]]

    def put(match: re.Match[str]) -> str:
        return new.lower() if match[0].islower() else new.upper() if match[0].isupper() else new

    expected = view(notice.found.facts)
    expected["contacts"] = frozenset((kind, pattern.sub(put, value)) for kind, value in expected["contacts"])
    for field in ("organization", "vendor"):
        if expected[field]:
            expected[field] = pattern.sub(put, expected[field])
    return changed(notice, lambda text: pattern.sub(put, text), expected)
