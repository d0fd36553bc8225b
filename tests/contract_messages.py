"""The events behind the messages that the contract draws, and its own words of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from event_samples import TOKYO
from noticewatch.model import (
    Change,
    Contact,
    Count,
    Event,
    Evidence,
    Facts,
    IncidentRef,
    NoticeRef,
    Reason,
    SourceRef,
    Trouble,
)

_FOUND = datetime(2023, 12, 22, 9, 0, tzinfo=TOKYO)
_CITY = Facts(
    language="ja",
    verdict="incident",
    stage="initial",
    organization="千葉市",
    vendor="株式会社Y4.com",
    cause="unauthorized_access",
    affected=(Count(25, "person", scope="total"),),
    affected_headline=Count(25, "person", scope="total"),
    exposure="possible",
    data_types=("name", "address", "phone", "gender", "date_of_birth", "email", "insurance_number", "health"),
    occurred_start="2023-12-10",
    discovered="2023-12-15",
    regulators=("ppc_japan",),
    misuse="not_observed",
    contacts=(Contact("phone", "092-406-3833"),),
)
_LIST = (
    "氏名、住所、電話番号、性別、生年月日、メールアドレス、被保険者番号、"
    "健診結果(身長、体重、腹囲、血圧、血液検査記結果、尿検査結果、問診項目) 25人分"
)
NEW = Event(
    "evt_7f3a",
    "notice.new",
    _FOUND,
    "high",
    SourceRef("jikenbo", "セキュリティ事件簿", "https://jikenbo.example/"),
    NoticeRef("ntc_1", "https://jikenbo.example/2023/492.html", "千葉市 委託事業者による流出の可能性", "2023-12-20", _FOUND, 1),
    IncidentRef("inc_492", 2, ("伊丹市", "千葉市"), (Count(20, "person"), Count(25, "person"))),
    _CITY,
    {
        "affected_headline": (Evidence(_LIST, 100, 175),),
        "cause": (Evidence("第三者から不正アクセスがあり", 20, 34),),
        "occurred_start": (Evidence("12月10日(日)に行われ", 200, 212, "derived"),),
        "discovered": (Evidence("12月15日(金)に本市に第1報", 240, 256, "derived"),),
    },
    severity_reasons=(Reason("cause", ["unauthorized_access"]), Reason("data_types", ["insurance_number", "health"])),
)

_EDITED = datetime(2026, 11, 22, 2, 0, tzinfo=TOKYO)
_OLD, _MORE = "児童25名分の氏名、住所、保護者の電話番号", "児童38名分の氏名、住所、保護者の電話番号"
CHANGED = Event(
    "evt_91c0",
    "notice.changed",
    _EDITED,
    "medium",
    SourceRef("shiomi", "潮見市 新着情報", "https://shiomi.example/news/"),
    NoticeRef("ntc_2", "https://shiomi.example/news/usb.html", "USBメモリの紛失について", "2026-11-20", _EDITED, 2),
    IncidentRef("inc_2", 1, ("潮見市",), (Count(38, "person"),)),
    Facts(
        language="ja",
        verdict="incident",
        organization="潮見市",
        cause="loss",
        affected=(Count(38, "person"),),
        affected_headline=Count(38, "person"),
        data_types=("name", "address", "phone"),
        affected_groups=("student",),
    ),
    {"affected_headline": (Evidence(_MORE, 40, 60),), "cause": (Evidence("USBメモリを紛失", 0, 9),)},
    (
        Change("affected", [{"value": 25, "unit": "person"}], [{"value": 38, "unit": "person"}]),
        Change("affected_headline", {"value": 25, "unit": "person"}, {"value": 38, "unit": "person"}),
    ),
    f"@@ -2,2 +2,2 @@\n 記載されていた情報\n-{_OLD}\n+{_MORE}",
    severity_reasons=(Reason("affected_groups", ["student"]),),
    seen_before=_EDITED - timedelta(minutes=15),
    correction_note=False,
)

_BLIND = datetime(2026, 11, 20, 13, 30, tzinfo=TOKYO)
FAILING = Event(
    "evt_c4d2",
    "source.failing",
    _BLIND,
    "medium",
    SourceRef("chiba-city", "千葉市 新着情報", "https://www.city.example/news/"),
    reason="the list has 0 items; failing since 2026-11-20T11:30:00+09:00 (5 checks)",
    trouble=Trouble(
        _BLIND - timedelta(hours=2),
        "empty",
        checks=5,
        good_at=_BLIND - timedelta(hours=2, minutes=30),
        values={"items": 0, "status": 200, "usual_low": 48, "usual_high": 52},
    ),
)

# The drawings, word for word. What they link to and what has no address yet ([事案], [Diff], [Incident]) is left out.
WORDS = {
    ("new", "ja"): """\
🟠 高｜千葉市 25人分 流出の可能性｜委託先 株式会社Y4.com に不正アクセス
氏名 住所 電話 性別 生年月日 メール 被保険者番号 健康情報
12/10 発生 → 12/15 市が把握（年は曜日から算出）｜悪用の確認なし｜個人情報保護委員会に報告済
根拠「…尿検査結果、問診項目) 25人分」「第三者から不正アクセスがあり」
同じ事案：伊丹市 20人   [原文]   窓口 092-406-3833
セキュリティ事件簿 経由｜evt_7f3a
""",
    ("changed", "en"): """\
🔄 MEDIUM | 潮見市: 25→38 people | lost USB memory (no correction note)
− 児童25名分の氏名、住所、保護者の電話番号
+ 児童38名分の氏名、住所、保護者の電話番号
Other facts unchanged | edited Nov 22 between 01:45 and 02:00 | version 2   [Page]   evt_91c0
""",
    ("failing", "en"): """\
⚫ BLIND | 千葉市 新着情報: since Nov 20 11:30, 2 h (5 checks)
Why: the list has 0 items (usually 48–52); the answer was 200
Last good read 11:00; later notices may be missed
Do: [open page] → noticewatch sources test chiba-city | one message on recovery   evt_c4d2
""",
}
CONTRACT = {"new": NEW, "changed": CHANGED, "failing": FAILING}
