"""Made-up events, and texts as a hostile page would write them, for the tests of every sink."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from noticewatch.model import (
    Change,
    Contact,
    Count,
    Covered,
    Event,
    EventType,
    Evidence,
    Facts,
    IncidentRef,
    NoticeRef,
    Severity,
    SourceRef,
    Summary,
    Tally,
    Trouble,
)

TOKYO = ZoneInfo("Asia/Tokyo")
TOLD_AT = datetime(2025, 3, 18, 1, 5, 9, tzinfo=UTC)

HOSTILE = (
    "<!channel> 漏えいのお知らせ",
    "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "]]><!ENTITY x SYSTEM 'file:///'>&x;",
    "<https://evil.example/|原文> & <@U0123456> <#C01>",
    "件名\r\n<0>FAKE: 全て正常\u2028次の行",
    "\x1b[31m赤\x1b[0m\x00\x07\x08\ufffe\ud800終",
    "\u202e逆向き\u2066\u200b\ufeff見えない",
    "&amp;lt;b&amp;gt; &#x3c;b&#x3e; &nbsp; &undefined;",
    '"><a href="javascript:alert(1)">x</a><iframe src=//evil.example>',
    "*太字* _斜体_ `code` ~消~ [/x] :fire: [表示](https://evil.example) =HYPERLINK(1)",
    "長" * 5000,
    "&" * 4000,
    "",
)

SOURCE = SourceRef("tsukimi-news", "月見野市 新着情報", "https://www.tsukimino.example/news/?a=1&b=2")
NOTICE = NoticeRef(
    "ntc_19ab", "https://www.tsukimino.example/news/77.html?y=7&m=3", "健診データの流出について", "2025-03-17", TOLD_AT, 1
)
FACTS = Facts(
    language="ja",
    verdict="incident",
    stage="initial",
    organization="月見野市",
    vendor="株式会社ほしぞら計算",
    cause="unauthorized_access",
    affected=(Count(1204, "person", scope="total"), Count(30, "card")),
    affected_headline=Count(1204, "person", scope="total"),
    exposure="possible",
    data_types=("name", "address", "health"),
    data_types_excluded=("credit_card",),
    occurred_start="2025-02-27",
    discovered="2025-03-03",
    published="2025-03-17",
    regulators=("ppc_japan", "police"),
    misuse="not_observed",
    contacts=(Contact("phone", "090-0000-1234"),),
    pending=("occurred_end",),
    notified="planned",
    sector="local_government",
)
EVIDENCE = {
    "affected_headline": (Evidence("市民1,204人分", 40, 49),),
    "cause": (Evidence("外部から不正に侵入された形跡", 60, 74),),
    "occurred_start": (Evidence("2月27日(木)", 20, 28, "derived"),),
    "data_types": (Evidence("氏名", 80, 82, value="name"), Evidence("健診の結果", 84, 89, value="health")),
}
NEW = Event(
    "evt_a1b2c3",
    "notice.new",
    TOLD_AT,
    "high",
    SOURCE,
    NOTICE,
    IncidentRef("inc_77", 3, ("月見野市", "霧ヶ浜町", "Foggy Bay Town")),
    FACTS,
    EVIDENCE,
)
CHANGED = replace(
    NEW,
    id="evt_d4",
    type="notice.changed",
    severity="medium",
    notice=replace(NOTICE, version=2),
    incident=IncidentRef("inc_77", 1, ("月見野市",)),
    facts=replace(FACTS, affected_headline=Count(1311, "person", scope="total")),
    changes=(
        Change("affected_headline", {"value": 1204, "unit": "person"}, {"value": 1311, "unit": "person"}),
        Change("misuse", None, "not_observed"),
    ),
    diff="--- 1\n+++ 2\n@@ -3 +3 @@\n 本文\n-市民1,204人分の健診データ\n+市民1,311人分の健診データ\n",
)
WITHDRAWN = replace(
    NEW,
    id="evt_e5",
    type="notice.withdrawn",
    severity="low",
    incident=None,
    trouble=Trouble(TOLD_AT - timedelta(minutes=15), "http-404", good_at=TOLD_AT - timedelta(minutes=30)),
)
UNCLASSIFIED = replace(
    NEW,
    id="evt_f6",
    severity="medium",
    notice=replace(NOTICE, title="重要なお知らせ（第3報）"),
    incident=None,
    facts=Facts(verdict="unclassified"),
    evidence={},
)
FAILING = Event(
    "evt_07",
    "source.failing",
    TOLD_AT,
    "high",
    SOURCE,
    reason="the list has 0 items (usually 48 to 52), since 2025-03-18T09:35+09:00 (3 checks); the answer was 200",
)
RECOVERED = Event("evt_08", "source.recovered", TOLD_AT, "low", SOURCE)
EMPTY = Trouble(
    TOLD_AT - timedelta(hours=2),
    "empty",
    checks=5,
    good_at=TOLD_AT - timedelta(hours=2, minutes=30),
    values={"items": 0, "status": 200, "usual_low": 48, "usual_high": 52},
)


def standing_event(type: EventType, trouble: Trouble, severity: Severity = "high", **more: Any) -> Event:
    """An event about a source, a channel or our own side, with its values."""
    return Event(f"evt_{type}", type, TOLD_AT, severity, trouble=trouble, reason="the reason in English", **more)


_SINCE = TOLD_AT - timedelta(minutes=45)
STANDING = {
    "source_failing": standing_event("source.failing", EMPTY, "medium", source=SOURCE),
    "source_recovered": standing_event("source.recovered", replace(EMPTY, values={}), "medium", source=SOURCE),
    "channel_failing": standing_event("channel.failing", Trouble(_SINCE, "unaccepted", "soc", values={"found": "answered 500"})),
    "channel_paused": standing_event(
        "channel.failing", Trouble(_SINCE, "paused", "soc", values={"found": "the receiver answered 410: it is gone"})
    ),
    "channel_dead": standing_event(
        "channel.failing",
        Trouble(_SINCE, "dead", "soc", values={"event": "evt_a1b2c3", "attempts": 10, "found": "answered 400"}),
    ),
    "channel_recovered": standing_event("channel.recovered", Trouble(_SINCE, "", "soc", values={"found": "answered 500"})),
    "system_failing": standing_event(
        "system.failing", Trouble(_SINCE, "network-unanswered", "network", values={"unanswered": 12, "hosts": 12})
    ),
    "system_recovered": standing_event("system.recovered", Trouble(_SINCE, "network", "network")),
    "incident_linked": Event(
        "evt_l", "incident.linked", TOLD_AT, "high", incident=NEW.incident, reason="both through 株式会社ほしぞら計算"
    ),
    "test": standing_event("test", Trouble(TOLD_AT, "test", "soc"), "low"),
}


def system_event(type: EventType, severity: Severity = "high", reason: str = "channel soc: no success for 30 minutes") -> Event:
    """An event about no notice and no source."""
    return Event(f"evt_{type}", type, TOLD_AT, severity, reason=reason)


def hostile_event(text: str, base: Event = NEW) -> Event:
    """An event all of whose foreign text is `text`."""
    piece = Evidence(text or "x", 0, len(text or "x"))
    return replace(
        base,
        source=SourceRef("plain-id", text, f"https://ok.example/{text[:200]}"),
        notice=replace(NOTICE, title=text, url=f"https://ok.example/p?q={text[:200]}"),
        incident=IncidentRef("inc_1", 3, (text, "霧ヶ浜町")),
        facts=replace(FACTS, organization=text, vendor=text, contacts=(Contact("email", text),), services=(text,)),
        evidence={"affected_headline": (piece,), "cause": (piece,)},
        changes=(Change("vendor", text, [text]), Change("contacts", None, [{"kind": "url", "value": text}])),
        diff=f"@@ -1 +1 @@\n-{text}\n+{text}x",
        reason=text,
    )


def hostile_health_event(text: str) -> Event:
    """A source's event all of whose foreign text is `text`."""
    return replace(FAILING, source=SourceRef("plain-id", text, f"https://ok.example/{text[:200]}"), reason=text)


STORM = Event(
    "evt_50a2",
    "summary",
    datetime(2026, 11, 22, 1, 20, tzinfo=UTC),
    "critical",
    incident=IncidentRef("inc_52d0", 40, tuple(f"第{number}市" for number in range(40))),
    reason="17 events of inc_52d0",
    summary=Summary(
        "storm",
        17,
        (("critical", 1), ("high", 16)),
        tuple(
            Covered(f"evt_{number:02}", "notice.new", "high", f"🟠 HIGH | 第{number}市: 9 people", f"第{number}市", "inc_52d0")
            for number in range(17)
        ),
        datetime(2026, 11, 22, 1, 10, tzinfo=UTC),
        datetime(2026, 11, 22, 1, 40, tzinfo=UTC),
        Tally(
            organizations=40,
            counted=31,
            silent=9,
            known=(Count(48210, "person"),),
            vendor="株式会社リンクポート",
            vendor_says=Count(61350, "person"),
            cause="ransomware",
            sector="local_government",
            data_types=("name", "address", "phone", "email"),
            misuse="not_observed",
        ),
    ),
)
DIGEST = Event(
    "evt_d16e",
    "summary",
    TOLD_AT,
    "high",
    reason="4 events since 2025-03-17T09:00+09:00",
    summary=Summary(
        "digest",
        43,
        (("high", 2), ("medium", 1), ("low", 40)),
        (
            Covered("evt_1", "notice.new", "high", "🟠 HIGH | 月見野市: 1,204 people", "月見野市", "inc_7", NOTICE.url),
            Covered("evt_2", "notice.new", "high", "🟠 HIGH | 霧ヶ浜町: 300 people", "霧ヶ浜町", "inc_7", "https://k.example/9"),
            Covered("evt_3", "source.failing", "medium", "⚫ BLIND | 月見野市 新着情報: the list has 0 items", url=SOURCE.url),
            Covered("evt_4", "notice.withdrawn", "low", "🗑 LOW | 岬町: notice withdrawn", "岬町", "inc_8"),
        ),
        TOLD_AT - timedelta(days=1),
        TOLD_AT + timedelta(days=1),
    ),
)


LINES_JA = {
    "evt_1": "🟠 高｜月見野市 1,204人分",
    "evt_2": "🟠 高｜霧ヶ浜町 300人分",
    "evt_3": "⚫ 監視不能｜月見野市 新着情報：一覧に項目なし",
    "evt_4": "🗑 低｜岬町：告知の取り下げ",
}


def in_japanese(event: Event) -> Event:
    """A summary as a Japanese channel has it: its lines were drawn in that language when it was made."""
    if not event.summary:
        return event
    covered = tuple(replace(one, line=LINES_JA.get(one.id, one.line)) for one in event.summary.events)
    return replace(event, summary=replace(event.summary, events=covered))


def hostile_summary(text: str, base: Event) -> Event:
    """A summary all of whose foreign text is `text`."""
    assert base.summary
    covered = Covered("evt_1", "notice.new", "high", text, text, "inc_1", f"https://ok.example/{text[:200]}")
    tally = replace(base.summary.tally, vendor=text) if base.summary.tally else None
    summary = replace(base.summary, events=(covered, replace(covered, id="evt_2")) * 150, tally=tally)
    return replace(base, incident=IncidentRef("inc_1", 3, (text, "霧ヶ浜町")), reason=text, summary=summary)


EVERY_KIND = (
    NEW,
    CHANGED,
    WITHDRAWN,
    UNCLASSIFIED,
    FAILING,
    RECOVERED,
    *STANDING.values(),
    system_event("channel.failing"),
    system_event("channel.recovered", "low"),
    system_event("system.failing", "critical"),
    system_event("system.recovered", "low"),
    system_event("incident.linked", "medium", "霧ヶ浜町 joins"),
    system_event("summary", "critical", "17 events of inc_77 within the hour"),
    system_event("test", "low", "a test of channel soc"),
    STORM,
    DIGEST,
)
