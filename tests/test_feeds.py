"""The feeds are valid by three parsers whatever the pages held, always the same bytes, and tell what they should."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from unittest.mock import sentinel
from xml.parsers import expat

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from event_samples import (
    CHANGED,
    EVERY_KIND,
    FACTS,
    FAILING,
    HOSTILE,
    NEW,
    NOTICE,
    SOURCE,
    STANDING,
    TOKYO,
    UNCLASSIFIED,
    WITHDRAWN,
    hostile_event,
    hostile_health_event,
)
from feed_rules import ATOM, INERT, Markup, problems
from noticewatch.codec import event_to_json
from noticewatch.model import Event, Evidence, Facts, Reason
from noticewatch.render.body import MOST_SENTENCES, entry_body
from noticewatch.render.feeds import FeedHead, draw_entry, feed_files
from noticewatch.render.lines import entry_title
from noticewatch.render.plain import one_line

HEAD = FeedHead("feed", "見張りの便り", "https://watch.example/", "https://watch.example/feeds/")
NW = "{urn:noticewatch:facts:1}"


def files(*events: Event, head: FeedHead = HEAD) -> dict[str, bytes]:
    """The files of events, newest first."""
    return feed_files(head, [draw_entry(event, language=head.language, timezone=TOKYO) for event in events])


def parsed(made: dict[str, bytes], name: str = "feed") -> list[list[dict[str, Any]]]:
    """Each format's entries, by parsers that are not ours; every one must call the file well-formed, and the rules valid."""
    assert [fault for file, content in made.items() for fault in problems(file, content)] == []
    all_entries = []
    for ending in ("rss", "atom"):
        data = made[f"{name}.{ending}"]
        expat.ParserCreate().Parse(data, True)
        etree.fromstring(data)
        read = feedparser.parse(data, sanitize_html=False)
        assert not read.bozo
        entries = [
            {"id": e.id, "title": e.title, "body": e.get("content", [{"value": e.get("summary")}])[0]["value"]}
            for e in read.entries
        ]
        all_entries.append(entries)
    items = json.loads(made[f"{name}.json"])["items"]
    all_entries.append([{"id": i["id"], "title": i["title"], "body": i["content_html"]} for i in items])
    return all_entries


def found(parent: Any, path: str) -> Any:
    """The element at a path, which must be there."""
    element = parent.find(path)
    assert element is not None
    return element


def xml_titles(made: dict[str, bytes]) -> tuple[list[str | None], list[str | None]]:
    rss, atom = etree.fromstring(made["feed.rss"]), etree.fromstring(made["feed.atom"])
    return [i.findtext("title") for i in rss.iter("item")], [e.findtext(f"{ATOM}title") for e in atom.iter(f"{ATOM}entry")]


def test_every_format_tells_the_same_events_newest_first() -> None:
    later = replace(CHANGED, time=NEW.time + timedelta(hours=2))
    made = files(later, NEW, UNCLASSIFIED)
    assert list(made) == ["feed.rss", "feed.atom", "feed.json"]
    rss, atom, json_feed = parsed(made)
    assert [e["id"] for e in rss] == [e["id"] for e in json_feed] == ["evt_d4", "evt_a1b2c3", "evt_f6"]
    assert [e["id"] for e in atom] == ["urn:noticewatch:evt_d4", "urn:noticewatch:evt_a1b2c3", "urn:noticewatch:evt_f6"]
    assert rss[1]["title"] == "[New, high] 月見野市: 1,204 people, possible leak (contractor 株式会社ほしぞら計算, break-in)"
    assert rss[0]["title"].startswith("[Changed, medium] 月見野市: 1,204→1,311 people, possible leak")
    assert rss[2]["title"] == "[New, medium, unclassified] 重要なお知らせ（第3報）"


def test_rss_by_its_rules() -> None:
    channel = found(etree.fromstring(files(NEW)["feed.rss"]), "channel")
    assert channel.findtext("title") == channel.findtext("description") == "見張りの便り"
    assert channel.findtext("link") == "https://watch.example/"
    assert found(channel, f"{ATOM}link").attrib == {"href": "https://watch.example/feeds/feed.rss", "rel": "self"}
    item = found(channel, "item")
    assert found(item, "guid").attrib == {"isPermaLink": "false"}
    assert item.findtext("guid") == NEW.id
    assert item.findtext("link") == NOTICE.url
    assert item.findtext("pubDate") == channel.findtext("lastBuildDate") == "Tue, 18 Mar 2025 01:05:09 +0000"
    assert parsedate_to_datetime(item.findtext("pubDate")) == NEW.time


def test_atom_by_its_rules() -> None:
    feed = etree.fromstring(files(NEW, WITHDRAWN)["feed.atom"])
    assert feed.findtext(f"{ATOM}id") == "urn:noticewatch:feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "noticewatch"
    assert feed.findtext(f"{ATOM}updated") == "2025-03-18T10:05:09+09:00"
    assert {(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")} == {
        ("self", "https://watch.example/feeds/feed.atom"),
        ("alternate", "https://watch.example/"),
    }
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}published") == "2025-03-18T10:05:09+09:00"
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == SOURCE.name
        assert found(entry, f"{ATOM}content").get("type") == "html"


def test_json_feed_by_its_rules() -> None:
    made = json.loads(files(NEW)["feed.json"])
    [item] = made.pop("items")
    assert made == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "見張りの便り",
        "home_page_url": "https://watch.example/",
        "feed_url": "https://watch.example/feeds/feed.json",
        "language": "en",
        "authors": [{"name": "noticewatch"}],
        "_noticewatch": {"about": "https://github.com/noticewatch/noticewatch/blob/main/docs/feeds.md"},
    }
    assert item["url"] == NOTICE.url
    assert datetime.fromisoformat(item["date_published"]) == NEW.time
    assert item["tags"] == ["notice.new", "high", "inc_77"]


def test_a_feed_without_entries_or_addresses_is_valid_too() -> None:
    made = files(head=FeedHead("feed", "", "javascript:alert(1)"))
    assert parsed(made) == [[], [], []]
    assert b"javascript" not in b"".join(made.values())
    assert etree.fromstring(made["feed.rss"]).findtext("channel/title") == "noticewatch"
    assert etree.fromstring(made["feed.atom"]).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_the_health_feed_bears_its_own_name() -> None:
    made = files(FAILING, head=replace(HEAD, name="health", language="ja"))
    assert list(made) == ["health.rss", "health.atom", "health.json"]
    rss, atom, _ = parsed(made, "health")
    assert rss[0]["title"].startswith("[監視不能, 高] 月見野市 新着情報: the list has 0 items")
    assert b"urn:noticewatch:health" in made["health.atom"]
    assert b'xml:lang="ja"' in made["health.atom"]
    assert "tsukimi-news" in atom[0]["body"]


def test_the_same_events_give_the_same_bytes() -> None:
    assert files(*EVERY_KIND) == files(*EVERY_KIND)
    moved = [replace(event, time=event.time.astimezone(UTC)) for event in EVERY_KIND]
    assert files(*moved) == files(*EVERY_KIND)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_neither_breaks_a_feed_nor_becomes_markup(text: str, language: str) -> None:
    events = [*(hostile_event(text, kind) for kind in (NEW, CHANGED, UNCLASSIFIED)), hostile_health_event(text)]
    made = files(*events, head=replace(HEAD, language=language))
    titles = [entry_title(event, language=language) for event in events]
    assert xml_titles(made) == (titles, titles)
    rss, atom, json_feed = parsed(made)
    assert [item["title"] for item in json_feed] == titles
    for entry in (*rss, *atom, *json_feed):
        seen = Markup(entry["body"])
        assert set(seen.tags) <= INERT
        assert seen.attributes == []
    for link in etree.fromstring(made["feed.rss"]).iter("link"):
        assert (link.text or "").startswith("https://")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    event = replace(UNCLASSIFIED, notice=replace(NOTICE, title=text), facts=Facts())
    made = files(event)
    assert xml_titles(made) == ([entry_title(event)], [entry_title(event)])
    assert one_line(text)[:100] in entry_title(event)
    assert one_line(text)[:100] in html.unescape(Markup(entry_body(event, language="en")).words)


def test_one_entry_that_cannot_be_made_leaves_a_bare_one() -> None:
    broken = replace(NEW, id="evt_bad", facts=sentinel.facts)
    rss, atom, json_feed = parsed(files(broken, CHANGED))
    assert rss[0] == {"id": "evt_bad", "title": "[notice.new] evt_bad", "body": "<p>evt_bad</p>"}
    assert [len(rss), len(atom), len(json_feed)] == [2, 2, 2]
    assert rss[1]["id"] == "evt_d4"


# The facts for programs


def told(element: Any) -> dict[str, Any]:
    """Each element of our namespace with its texts or attributes."""
    made: dict[str, Any] = {}
    for child in element:
        if child.tag.startswith(NW) and not len(child):
            made.setdefault(child.tag.removeprefix(NW), []).append(child.text or dict(child.attrib))
    return made


def entries_of(made: dict[str, bytes]) -> tuple[list[Any], list[Any], list[Any]]:
    """The entries' elements of RSS and Atom, and the items of JSON."""
    rss, atom = etree.fromstring(made["feed.rss"]), etree.fromstring(made["feed.atom"])
    return list(rss.iter("item")), list(atom.iter(f"{ATOM}entry")), json.loads(made["feed.json"])["items"]


def test_the_facts_stand_in_our_namespace_alike_in_rss_and_atom() -> None:
    [item], [entry], [json_item] = entries_of(files(NEW))
    assert told(item) == told(entry)
    made = told(item)
    assert made["event"] == ["evt_a1b2c3"]
    assert (made["notice"], made["version"], made["incident"]) == (["ntc_19ab"], ["1"], ["inc_77"])
    assert (made["verdict"], made["severity"], made["cause"]) == (["incident"], ["high"], ["unauthorized_access"])
    assert (made["organization"], made["vendor"]) == (["月見野市"], ["株式会社ほしぞら計算"])
    assert made["affected_headline"] == [{"value": "1204", "unit": "person", "qualifier": "exact", "scope": "total"}]
    assert made["data_types"] == ["name", "address", "health"]
    assert (made["occurred_start"], made["discovered"], made["published"]) == (["2025-02-27"], ["2025-03-03"], ["2025-03-17"])
    assert "occurred_end" not in made
    quotes = {(e.get("field"), e.text): e for e in item.iter(f"{NW}evidence")}
    assert quotes["data_types", "健診の結果"].attrib == {
        "field": "data_types", "start": "84", "end": "89", "how": "stated", "value": "health",
    }  # fmt: skip
    assert json_item["_noticewatch"] == event_to_json(NEW)
    assert set(event_to_json(NEW)["facts"]) - set(made) == {  # type: ignore[arg-type]
        "occurred_end", "services", "affected_groups", "entries",
    }  # fmt: skip


def test_a_change_is_told_side_by_side() -> None:
    [item], _, [json_item] = entries_of(files(CHANGED))
    count, misuse = item.findall(f"{NW}change")
    assert [dict(side.attrib) for side in count] == [{"value": "1204", "unit": "person"}, {"value": "1311", "unit": "person"}]
    assert [(side.tag, side.text) for side in misuse] == [(f"{NW}new", "not_observed")]
    assert "diff" not in json_item["_noticewatch"]


def test_an_incident_s_entries_are_known_by_its_id() -> None:
    source = replace(SOURCE, tags=("municipality", "関東"))
    [item], [entry], [json_item] = entries_of(files(replace(NEW, source=source)))
    assert [(c.get("domain"), c.text) for c in item.findall("category")] == [
        ("urn:noticewatch:type", "notice.new"), ("urn:noticewatch:severity", "high"), ("urn:noticewatch:incident", "inc_77"),
        ("urn:noticewatch:tag", "municipality"), ("urn:noticewatch:tag", "関東"),
    ]  # fmt: skip
    terms = [(c.get("scheme"), c.get("term")) for c in entry.findall(f"{ATOM}category")]
    assert ("urn:noticewatch:incident", "inc_77") in terms
    assert json_item["tags"] == ["notice.new", "high", "inc_77", "municipality", "関東"]


def test_related_notices_are_linked() -> None:
    addresses = ["https://a.example/1", "javascript:alert(1)", "https://a.example/1", "https://b.example/お知らせ"]
    drawn = draw_entry(NEW, language="en", timezone=TOKYO, related=addresses)
    made = feed_files(HEAD, [drawn])
    parsed(made)
    for element in (e for entries in entries_of(made)[:2] for e in entries):
        links = [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == "related"]
        assert links == ["https://a.example/1", "https://b.example/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B"]
    assert json.loads(made["feed.json"])["items"][0]["_noticewatch"]["related"] == links


def test_the_facts_of_one_entry_are_bounded() -> None:
    pieces = tuple(Evidence("氏名、住所及び電話番号" * 20, n, n + 220) for n in range(900))
    made = files(replace(NEW, evidence={"data_types": pieces}))
    assert len(entries_of(made)[2][0]["_noticewatch"]["evidence"]["data_types"]) < 90
    assert all(len(content) < 60_000 for content in made.values())


def test_hostile_facts_come_back_clean_and_whole() -> None:
    text = "\x1b[31m件\r\n名\ud800 <b>&amp; \u202e25名\x00"
    event = replace(hostile_event(text, CHANGED), evidence={"cause": (Evidence(text, 3, 9),)})
    [item], [entry], [json_item] = entries_of(files(event))
    clean = "[31m件\n名 <b>&amp; 25名"
    for element in (item, entry):
        assert found(element, f"{NW}evidence").text == found(element, f"{NW}organization").text == clean
        assert found(element, f"{NW}contacts").get("value") == clean
    assert json_item["_noticewatch"]["evidence"]["cause"][0]["quote"] == clean


def test_the_documented_reader_reads_them() -> None:
    text = (Path(__file__).parents[1] / "docs" / "feeds.md").read_text("utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["incidents"](files(NEW, CHANGED, UNCLASSIFIED)["feed.rss"]) == {
        "inc_77": [
            {
                "event": event.id,
                "organization": "月見野市",
                "people": people,
                "data": ["name", "address", "health"],
                "quotes": ["市民1,204人分", "外部から不正に侵入された形跡", "2月27日(木)", "氏名", "健診の結果"],
            }
            for event, people in ((NEW, 1204), (CHANGED, 1311))
        ],
        "": [{"event": "evt_f6", "organization": None, "people": None, "data": [], "quotes": []}],
    }


def test_the_documented_elements_are_those_that_are_written() -> None:
    text = (Path(__file__).parents[1] / "docs" / "feeds.md").read_text("utf-8")
    cells = re.findall(r"^\| (`.*?`) \| ", text.partition("| element |")[2].partition("```")[0], re.MULTILINE)
    documented = {word for cell in cells for word in re.findall(r"`(\w+)`", cell)}
    source = replace(SOURCE, tags=("a",))
    whole = replace(FACTS, occurred_end="2025", services=("a",), affected_groups=("citizen",), entries=3)
    events = (replace(NEW, source=source, facts=whole), CHANGED, FAILING)
    written = {child.tag.removeprefix(NW) for item in entries_of(files(*events))[0] for child in item if child.tag.startswith(NW)}
    assert written == documented


# Bodies


def test_a_body_shows_each_fact_with_its_quotes() -> None:
    body = entry_body(NEW, language="en")
    assert "<tr><th>affected</th><td>1,204 people</td><td><q>市民1,204人分</q></td></tr>" in body
    assert "<td>2025-02-27 (worked out)</td>" in body
    assert "<q>氏名</q><br><q>健診の結果</q>" in body
    assert "Same incident: 月見野市, 霧ヶ浜町, Foggy Bay Town (3 notices, inc_77)" in body
    assert "via 月見野市 新着情報 (tsukimi-news)" in body
    assert "whose data" not in body


def test_a_body_of_a_change_shows_what_changed() -> None:
    body = entry_body(CHANGED, language="ja")
    assert "<tr><th>件数</th><td>1,204人分</td><td>1,311人分</td></tr>" in body
    assert "<tr><th>悪用</th><td>記載なし</td><td>悪用の確認なし</td></tr>" in body
    assert "− 市民<del>1,204</del>人分の健診データ<br>+ 市民<ins>1,311</ins>人分の健診データ" in body
    assert "訂正の記載なし" in entry_body(replace(CHANGED, correction_note=False), language="ja")


def test_a_body_says_why_a_notice_is_grave_and_what_is_wrong_with_a_source() -> None:
    reasons = (Reason("cause", ["ransomware"]),)
    assert "<p>深刻度 高：ランサムウェア感染｜事案 inc_77 告知3件</p>" in entry_body(
        replace(NEW, severity_reasons=reasons), language="ja"
    )
    blind = entry_body(STANDING["source_failing"], language="ja")
    assert "<p>理由：一覧が0件（通常48–52件）、応答は200</p>" in blind
    assert "<p>最後に読めたのは 22:35、以後の告知は見逃しの可能性</p>" in blind  # of the event's own zone
    assert "gone since Mar 18 00:50: the answer was 404" in entry_body(WITHDRAWN, language="en")


def test_a_long_change_and_repeated_quotes_are_cut() -> None:
    again = tuple(Evidence("月見野市", n, n + 4) for n in range(9))
    many = "".join(f"+第{n}班の記録が新たに確認されました。\n" for n in range(500))
    event = replace(CHANGED, diff=many, evidence={"organization": again}, changes=())
    body = entry_body(event, language="en")
    assert body.count("<q>") == 1
    assert body.count("の記録が新たに確認されました。") == MOST_SENTENCES
    assert "and 460 more changed sentences</p>" in body
    assert len(body) < 8000


def test_a_body_is_never_empty() -> None:
    assert entry_body(Event("evt_1", "test", NEW.time, "low"), language="en") == "<p>evt_1</p>"
    bare = replace(NEW, facts=FACTS, evidence={}, incident=None, source=None)
    assert entry_body(bare, language="en").startswith("<p>健診データの流出について</p><table>")
