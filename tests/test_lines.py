"""What a person sees of each kind of event, in both languages, hostile texts included."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest

from event_samples import (
    CHANGED,
    DIGEST,
    EVERY_KIND,
    FACTS,
    FAILING,
    HOSTILE,
    NEW,
    NOTICE,
    SOURCE,
    STANDING,
    STORM,
    TOKYO,
    UNCLASSIFIED,
    WITHDRAWN,
    hostile_event,
    hostile_health_event,
    hostile_summary,
)
from noticewatch import model
from noticewatch.model import Change, Contact, Count, Event, Evidence, Facts, IncidentRef
from noticewatch.render.lexicon import EN, JA, words_of
from noticewatch.render.lines import LONGEST_TITLE, entry_title, message_lines
from noticewatch.render.message import LONGEST_FIRST_LINE
from noticewatch.render.phrases import count_change, count_of, count_phrase, day_phrase, value_phrase, what_happened
from noticewatch.render.plain import LONGEST_ADDRESS, shorten, web_address
from noticewatch.render.words import SEVERITY_MARK, Words

GOLDEN = Path(__file__).parent / "golden"


def lines(event: Event, language: str = "en") -> tuple[str, ...]:
    return message_lines(event, language=language, timezone=TOKYO)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("new", NEW),
        ("changed", CHANGED),
        ("withdrawn", WITHDRAWN),
        ("unclassified", UNCLASSIFIED),
        ("failing", STANDING["source_failing"]),
        ("storm", STORM),
        ("digest", DIGEST),
    ],
)
def test_a_message_reads_as_it_was_approved(name: str, event: Event, language: str) -> None:
    assert "\n".join(lines(event, language)) + "\n" == (GOLDEN / f"message_{name}.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [EN, JA], ids=["en", "ja"])
def test_the_tables_cover_every_vocabulary(words: Words) -> None:
    assert set(words.units) == set(get_args(model.Unit))
    assert set(words.qualifiers) == set(get_args(model.Qualifier))
    assert set(words.loud) == set(words.values["severity"]) == set(SEVERITY_MARK) == set(get_args(model.Severity))
    assert set(words.told) == set(get_args(model.EventType))
    assert {field.name for field in fields(Facts)} <= set(words.labels)
    for field, vocabulary in (
        ("verdict", model.Verdict),
        ("stage", model.Stage),
        ("cause", model.Cause),
        ("exposure", model.Exposure),
        ("data_types", model.DataType),
        ("regulators", model.Regulator),
        ("misuse", model.Misuse),
        ("affected_groups", model.Group),
        ("notified", model.Notified),
        ("sector", model.Sector),
    ):
        assert set(words.values[field]) == set(get_args(vocabulary)), field


def test_both_languages_have_the_same_words() -> None:
    assert EN.labels.keys() == JA.labels.keys()
    assert EN.sentences.keys() == JA.sentences.keys()
    assert set(JA.values) - {"cause_at"} == set(EN.values)
    assert words_of("ja-JP") is JA
    assert words_of("fr") is EN


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: event.type)
def test_every_kind_says_its_severity_or_state_and_its_id(event: Event, language: str) -> None:
    told = lines(event, language)
    assert 5 <= len(told[0]) <= LONGEST_FIRST_LINE
    assert event.id in told[-1]
    assert entry_title(event, language=language).startswith("[")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_control_character_survives_and_line_one_stays_short(text: str, language: str) -> None:
    summaries = (hostile_summary(text, kind) for kind in (STORM, DIGEST))
    for event in (*(hostile_event(text, kind) for kind in EVERY_KIND), hostile_health_event(text), *summaries):
        told = lines(event, language)
        assert len(told[0]) <= LONGEST_FIRST_LINE
        for line in (*told, entry_title(event, language=language)):
            assert line.strip()
            assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in line)
        assert len(entry_title(event, language=language)) <= LONGEST_TITLE + 40


LONG = "社会福祉法人" + "ながい名前の" * 12 + "会"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_long_name_is_shortened_in_line_one_and_whole_below(language: str) -> None:
    told = lines(replace(NEW, facts=replace(FACTS, organization=LONG)), language)
    assert told[0].startswith(("🟠 HIGH | 社会福祉法人", "🟠 高｜社会福祉法人"))
    assert "1,204" in told[0]
    assert "…" in told[0]
    assert any(LONG in line for line in told[1:])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_long_contractor_gives_way_before_the_number(language: str) -> None:
    told = lines(replace(NEW, facts=replace(FACTS, vendor=LONG)), language)
    assert "月見野市" in told[0]
    assert "1,204" in told[0]
    assert LONG[:10] in told[0]
    assert any(LONG in line for line in told[1:])


def test_names_that_leave_no_room_at_all_leave_the_number() -> None:
    facts = replace(FACTS, organization=LONG, affected_headline=Count(10**30, "email", "at_least"))
    moved = (Change("affected_headline", {"value": 9**30, "unit": "card"}, None),)
    told = lines(replace(CHANGED, facts=facts, changes=moved))
    assert len(told[0]) <= LONGEST_FIRST_LINE
    assert told[0].startswith("🔄 MEDIUM | 社会福祉法人")


def test_without_an_organization_the_title_stands_in() -> None:
    facts = replace(FACTS, organization=None)
    assert lines(replace(NEW, facts=facts))[0].startswith(
        "🟠 HIGH | 健診データの流出について: 1,204 people, possible leak | break-in"
    )
    long = replace(NEW, facts=facts, notice=replace(NOTICE, title="健診データ " * 20))
    told = lines(long)
    assert "1,204 people" in told[0]
    assert len(told[0]) <= LONGEST_FIRST_LINE
    assert ("健診データ " * 20).strip() in told
    assert entry_title(replace(NEW, facts=facts)).startswith("[New, high] 健診データの流出について: 1,204 people")


def test_an_organization_without_further_facts_is_told_with_the_title() -> None:
    bare = replace(NEW, facts=Facts(verdict="incident", organization="月見野市"), evidence={}, incident=None)
    assert lines(bare) == (
        "🟠 HIGH | 月見野市 | 健診データの流出について",
        f"Page: {NOTICE.url}",
        "evt_a1b2c3",
    )
    collected = replace(bare, source=replace(SOURCE, name="事件簿"))
    assert lines(collected)[-1] == "via 事件簿 | evt_a1b2c3"
    assert entry_title(bare) == "[New, high] 月見野市: 健診データの流出について"
    long = replace(bare, notice=replace(NOTICE, title="ながい題 " * 30))
    assert lines(long)[0].startswith("🟠 HIGH | 月見野市 | ながい題 ")
    assert lines(long)[0].endswith("…")


def test_an_event_without_facts_is_told_by_its_title() -> None:
    bare = replace(WITHDRAWN, facts=None, evidence={}, source=None, trouble=None)
    assert lines(bare) == ("🗑 LOW | 健診データの流出について: notice withdrawn", f"Page: {NOTICE.url}", "evt_e5")
    assert entry_title(bare) == "[Withdrawn, low] 健診データの流出について"


def test_unclassified_tells_organization_and_number_where_they_are_known() -> None:
    event = replace(UNCLASSIFIED, facts=Facts(organization="月見野市", affected_headline=Count(7, "person"), exposure="none"))
    told = lines(event)
    assert told[0] == "🟡 MEDIUM | 月見野市: unclassified | 重要なお知らせ（第3報）"
    assert "7 people, no leak" in told
    assert entry_title(event) == "[New, medium, unclassified] 月見野市: 重要なお知らせ（第3報） (7 people)"


def test_a_change_of_facts_is_told_as_facts_and_one_of_words_says_how_many() -> None:
    moved = (Change("cause", "under_investigation", "loss"), Change("extra", 1, 2))
    told = lines(replace(CHANGED, changes=moved))
    assert told[0].startswith("🔄 MEDIUM | 月見野市: cause: under investigation → loss, extra: 1 → 2 | 1,311 people")
    assert not any("→" in line for line in told[1:])
    told = lines(replace(CHANGED, changes=()), "ja")
    assert told[0].startswith("🔄 中｜月見野市 文面を変更（書き換え1文）｜1,311人分 ")
    assert any(line.startswith("項目の変更なし") for line in told)


def test_a_change_without_stored_facts_takes_the_count_from_the_change() -> None:
    event = replace(CHANGED, facts=None)
    assert lines(event)[0] == "🔄 MEDIUM | 健診データの流出について: 1,204→1,311 people"


def test_dates_of_another_year_bear_it_and_published_stands_in() -> None:
    facts = Facts(
        verdict="incident", organization="霧ヶ浜町", occurred_start="2023-12", occurred_end="2024-01-05", stage="update"
    )
    assert "occurred Dec 2023–Jan 5, 2024 | follow-up" in lines(replace(NEW, facts=facts, evidence={}))
    only = Facts(verdict="incident", organization="霧ヶ浜町", published="2025-03-17")
    assert "3/17 公表" in lines(replace(NEW, facts=only, evidence={}), "ja")


@pytest.mark.parametrize(
    ("day", "english", "japanese"),
    [
        ("2025-02-27", "Feb 27", "2/27"),
        ("2024-02-27", "Feb 27, 2024", "2024/2/27"),
        ("2025-02", "Feb 2025", "2025/2"),
        ("2025", "2025", "2025"),
        ("2025-13-01", "2025-13-01", "2025-13-01"),
        ("soon", "soon", "soon"),
        ("9" * 5000, "9" * 5000, "9" * 5000),
    ],
)
def test_days(day: str, english: str, japanese: str) -> None:
    assert day_phrase(day, 2025, EN) == english
    assert day_phrase(day, 2025, JA) == japanese


@pytest.mark.parametrize(
    ("count", "english", "japanese"),
    [
        (Count(1, "person"), "1 person", "1人分"),
        (Count(1, "record", "at_least"), "at least 1 record", "1件以上"),
        (Count(12345, "account", "about"), "about 12,345 accounts", "約12,345アカウント"),
        (Count(0, "household", "up_to"), "up to 0 households", "最大0世帯"),
    ],
)
def test_counts(count: Count, english: str, japanese: str) -> None:
    assert count_phrase(count, EN) == english
    assert count_phrase(count, JA) == japanese


def test_counts_of_json_and_their_changes() -> None:
    assert count_of(None) is None
    assert count_of({"value": "25"}) is None
    assert count_of({"value": 2, "unit": "shoe", "qualifier": "?"}) == Count(2, "person")
    assert count_change(Count(1, "person"), Count(2, "file"), EN) == "1 person → 2 files"
    assert count_change(Count(3, "person"), None, JA) == "3人分 → 記載なし"


def test_values_of_every_shape() -> None:
    assert (
        value_phrase("affected", [{"value": 3, "unit": "card", "derived": True}, {"value": 1}], EN) == "3 cards (sum), 1 person"
    )
    assert value_phrase("contacts", [{"kind": "phone", "value": "0"}], EN) == "0"
    assert value_phrase("contacts", [{"kind": "phone"}], EN) == ""
    assert value_phrase("pending", ["affected_headline", "x"], JA) == "件数・x"
    assert value_phrase("data_types_excluded", ["email", "name"], JA) == "メール 氏名"
    assert value_phrase("services", ["窓口予約"], EN) == "窓口予約"
    assert value_phrase("entries", 4, EN) == "4"
    assert value_phrase("services", [], EN) == "not stated"


def test_what_happened_where() -> None:
    assert (
        what_happened(Facts(cause="under_investigation", vendor="空色物流"), EN)
        == "contractor 空色物流, cause under investigation"
    )
    assert what_happened(Facts(vendor="空色物流"), JA) == "委託先 空色物流"
    assert what_happened(Facts(cause="loss", vendor="空色物流"), JA) == "委託先 空色物流 が紛失"
    assert what_happened(Facts(), EN) == ""


def test_the_same_incident_names_others_and_counts_the_rest() -> None:
    many = replace(NEW, incident=IncidentRef("inc_9", 9, ("月見野市", *(f"第{n}町" for n in range(8)))))
    told = lines(many, "ja")
    assert "同じ事案：第0町 第1町 第2町 第3町 第4町 第5町 ほか2   窓口 090-0000-1234" in told
    assert "事案 inc_9 告知9件" in told
    counted = replace(NEW, incident=IncidentRef("inc_9", 3, ("岬町", "浜町", "月見野市"), (Count(20, "person"), None)))
    assert any(line.startswith("Same incident: 岬町 20 people, 浜町   contact") for line in lines(counted))
    assert any(line.startswith("同じ事案：岬町 20人・浜町   窓口") for line in lines(counted, "ja"))
    nameless = replace(NEW, facts=None, evidence={}, incident=IncidentRef("inc_9", 2, ()))
    assert "incident inc_9, 2 notices" in lines(nameless)


def test_a_quote_stands_once() -> None:
    piece = (Evidence("1,204人分が流出", 0, 10),)
    shown = lines(replace(NEW, evidence={"affected_headline": piece, "exposure": piece, "cause": ()}))
    assert "Evidence “1,204人分が流出”" in shown


def test_a_source_without_name_or_good_address_is_told_by_its_id() -> None:
    event = replace(FAILING, source=replace(SOURCE, name="", url="ftp://x"), reason="gone")
    assert lines(event) == (
        "⚫ BLIND | tsukimi-news: gone",
        "Do: noticewatch sources test tsukimi-news | one message on recovery",
        "evt_07",
    )


def test_an_incident_linked_shows_its_incident() -> None:
    event = Event("evt_l", "incident.linked", NEW.time, "high", incident=NEW.incident, reason="three notices, one incident")
    told = lines(event)
    assert told[0] == "🔗 LINKED | 月見野市, 霧ヶ浜町, Foggy Bay Town: one incident"
    assert told[1:] == ("Why: three notices, one incident", "incident inc_77, 3 notices", "evt_l")
    assert lines(replace(event, incident=None))[0] == "🔗 LINKED | three notices, one incident"


def test_long_lines_and_many_contacts_are_cut() -> None:
    facts = replace(FACTS, contacts=tuple(Contact("phone", str(n)) for n in range(9)), regulators=())
    assert "contact 0, 1, 2" in "\n".join(lines(replace(NEW, facts=facts)))
    assert all(len(line) <= 600 for line in lines(hostile_event("漏" * 9000)) if "https://" not in line)


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://a.example/x?a=1&b=%E3%81%82#t", "https://a.example/x?a=1&b=%E3%81%82#t"),
        ("https://user:pw@A.example:8443/", "https://a.example:8443/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://月見.example/", "https://xn--7ov318e.example/"),
        ("https://a.example/<b>\"'|`{}\\^ x", "https://a.example/%3Cb%3E%22'%7C%60%7B%7D%5C%5E%20x"),
        ("javascript:alert(1)", ""),
        ("https:///nowhere", ""),
        ("https://[bad/", ""),
        ("https://a.example:99999/", ""),
        ("https://a<b.example/", ""),
        ("https://" + "あ" * 80 + ".example/", ""),
        ("https://a.example/" + "x" * LONGEST_ADDRESS, ""),
        ("", ""),
    ],
)
def test_addresses(url: str, made: str) -> None:
    assert web_address(url) == made


def test_shortening_to_almost_nothing() -> None:
    assert shorten("abc", 1) == "a"
    assert shorten("abc", 0) == ""
    assert shorten("abcdef", 4) == "abc…"


def test_a_recovery_tells_its_reason_where_it_has_one() -> None:
    event = replace(FAILING, type="source.recovered", severity="low", reason="read again at 11:30")
    assert lines(event, "ja")[0] == "🟢 復旧｜月見野市 新着情報：read again at 11:30"
    assert entry_title(event) == "[Recovered, low] 月見野市 新着情報: read again at 11:30"
