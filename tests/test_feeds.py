"""The feeds are valid by three parsers whatever the pages held, always the same bytes, and tell what they should."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
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
    TOKYO,
    UNCLASSIFIED,
    WITHDRAWN,
    hostile_event,
    hostile_health_event,
)
from noticewatch.model import Event, Evidence, Facts
from noticewatch.render.body import LONGEST_DIFF, entry_body
from noticewatch.render.feeds import FeedSettings, feed_files
from noticewatch.render.lines import entry_title
from noticewatch.render.plain import one_line

SETTINGS = FeedSettings("見張りの便り", "https://watch.example/", 200, "https://watch.example/feeds/")
ATOM = "{http://www.w3.org/2005/Atom}"


def files(*events: Event, language: str = "en", settings: FeedSettings = SETTINGS) -> dict[str, bytes]:
    return feed_files("feed", events, settings, language=language, timezone=TOKYO)


class Markup(HTMLParser):
    """The tags, attributes and words of a body."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[object] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def parsed(made: dict[str, bytes], name: str = "feed") -> list[list[dict[str, Any]]]:
    """Each format's entries, by parsers that are not ours; every one must call the file well-formed."""
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
    made = files(NEW, later, UNCLASSIFIED)
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
    }
    assert item["url"] == NOTICE.url
    assert datetime.fromisoformat(item["date_published"]) == NEW.time
    assert item["tags"] == ["notice.new", "high"]


def test_a_feed_without_entries_or_addresses_is_valid_too() -> None:
    made = files(settings=FeedSettings("", "javascript:alert(1)", 5))
    assert parsed(made) == [[], [], []]
    assert b"javascript" not in b"".join(made.values())
    assert etree.fromstring(made["feed.rss"]).findtext("channel/title") == "noticewatch"
    assert etree.fromstring(made["feed.atom"]).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_the_health_feed_bears_its_own_name() -> None:
    made = feed_files("health", [FAILING], SETTINGS, language="ja", timezone=TOKYO)
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
    made = files(*events, language=language)
    titles = [entry_title(event, language=language) for event in events]
    assert xml_titles(made) == (titles, titles)
    rss, atom, json_feed = parsed(made)
    assert [item["title"] for item in json_feed] == titles
    for entry in (*rss, *atom, *json_feed):
        seen = Markup(entry["body"])
        assert seen.tags <= {"p", "table", "thead", "tbody", "tr", "th", "td", "pre", "q", "br"}
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
    assert "-市民1,204人分の健診データ\n+市民1,311人分の健診データ</pre>" in body


def test_a_long_diff_and_repeated_quotes_are_cut() -> None:
    again = tuple(Evidence("月見野市", n, n + 4) for n in range(9))
    event = replace(CHANGED, diff="+一行\n" * 5000, evidence={"organization": again}, changes=())
    body = entry_body(event, language="en")
    assert body.count("<q>") == 1
    assert "…</pre>" in body
    assert len(body) < LONGEST_DIFF + 3000


def test_a_body_is_never_empty() -> None:
    assert entry_body(Event("evt_1", "test", NEW.time, "low"), language="en") == "<p>evt_1</p>"
    bare = replace(NEW, facts=FACTS, evidence={}, incident=None, source=None)
    assert entry_body(bare, language="en").startswith("<p>健診データの流出について</p><table>")
