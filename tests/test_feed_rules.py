"""The rules that our feeds are held against find what is wrong with a feed."""

from __future__ import annotations

import pytest

from event_samples import CHANGED, NEW, TOKYO
from feed_rules import problems
from noticewatch.render.feeds import FeedHead, draw_entry, feed_files

HEAD = FeedHead("feed", "Notices", "https://watch.example/", "https://watch.example/feeds/")
FILES = feed_files(HEAD, [draw_entry(event, language="en", timezone=TOKYO) for event in (NEW, CHANGED)])
ID = b"urn:noticewatch:evt_d4"

BROKEN = [
    ("feed.rss", b"<title>[", b"<title>\x1b[", "not well-formed"),
    ("feed.rss", b"<title>[", b"<title>&nbsp;[", "not well-formed"),
    ("feed.rss", "月見野市".encode(), "月見野市".encode("cp932"), "not well-formed"),
    ("feed.rss", "月見野市".encode(), b"&#x9b;", "holds the character"),
    ("feed.rss", b"encoding='UTF-8'", b"encoding='Shift_JIS'", "not declared"),
    ("feed.rss", b"<rss ", b"<!DOCTYPE rss><rss ", "document type"),
    ("feed.rss", b'version="2.0"', b'version="0.91"', "no rss 2.0"),
    ("feed.rss", b"<link>https://watch.example/</link>", b"", "<link> is missing"),
    ("feed.rss", b"<language>en</language>", b"<language>English?</language>", "language"),
    ("feed.rss", b"<language>en</language>", b"<speech>en</speech>", "<speech> is unknown"),
    ("feed.rss", b"<item>", b"<item><title>more</title>", "<title> stands twice"),
    ("feed.rss", b'isPermaLink="false"', b'isPermaLink="true"', "guid would be an address"),
    ("feed.rss", b">evt_d4<", b">evt_a1b2c3<", "two items have one guid"),
    ("feed.rss", b"<pubDate>Tue", b"<pubDate>Mon", "no date of RFC 822"),
    ("feed.rss", b"<pubDate>Tue, 18 Mar 2025 01:05:09 +0000", b"<pubDate>2025-03-18T01:05:09Z", "no date of RFC 822"),
    ("feed.rss", b"<link>https://www.tsukimino", b"<link>javascript://www.tsukimino", "no web address"),
    ("feed.rss", b"&lt;p&gt;", b"&lt;script&gt;", "body holds"),
    ("feed.rss", b"&lt;p&gt;", b"&lt;p onclick=x&gt;", "body holds"),
    ("feed.rss", b"&lt;/table&gt;", b"", "<table> is not closed"),
    ("feed.rss", b"&lt;table&gt;", b"", "closes nothing"),
    ("feed.rss", b'domain="urn:noticewatch:type"', b'domain="a b"', "category"),
    ("feed.atom", b"<id>" + ID + b"</id>", b"", "RFC 4287"),
    ("feed.atom", ID, b"urn:noticewatch:evt_a1b2c3", "two entries have one id"),
    ("feed.atom", ID, b"evt d4", "RFC 4287"),
    ("feed.atom", b"<updated>2025-03-18T10", b"<updated>2025-13-18T10", "RFC 4287"),
    ("feed.atom", b"+09:00</published>", b"</published>", "RFC 4287"),
    ("feed.atom", b"<entry>", b"<entry><summary>a</summary><summary>b</summary>", "RFC 4287"),
    ("feed.atom", b"<entry>", b"<entry><pubDate>a</pubDate>", "RFC 4287"),
    ("feed.atom", b"<entry>", b'<entry><link href="https://a.example/"/>', "4.1.1"),
    ("feed.atom", b"<entry>", b'<entry><link rel="related" href="https://a.example/[1]|2"/>', "no web address"),
    ("feed.atom", b'type="html"', b'type="text"', "not HTML"),
    ("feed.atom", b"<author>\n      <name>", b"<author>\n      <name></name><name>", "RFC 4287"),
    ("feed.json", b'"version":', b'"versions":', "version is not 1.1"),
    ("feed.json", b'"id":"evt_d4"', b'"id":"evt_a1b2c3"', "not all different"),
    ("feed.json", b'"id":"evt_d4"', b'"id":7', "not all different"),
    ("feed.json", b'"start":40', b'"start":NaN', "no JSON"),
    ("feed.json", b'"items":[', b'"entries":[', "items are missing"),
    ("feed.json", b"+09:00", b"", "date_published"),
    ("feed.json", b'"content_html":"<p>', b'"content_html":"<p><img src=x>', "body holds"),
    ("feed.json", b'"_noticewatch"', b'"noticewatch"', "no extension"),
    ("feed.json", b'"feed_url":"https', b'"feed_url":"file', "no web address"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), BROKEN, ids=lambda word: str(word)[:40])
def test_what_is_wrong_is_found(name: str, old: bytes, new: bytes, said: str) -> None:
    assert problems(name, FILES[name]) == []
    assert old in FILES[name]
    found = problems(name, FILES[name].replace(old, new, 1) if old != b"<pubDate>Tue" else FILES[name].replace(old, new))
    assert any(said in problem for problem in found), found
