"""Sources as CSV and OPML: what goes out comes in again; mistakes are told with their lines, all at once."""

from __future__ import annotations

import csv
import io
import re
import string
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noticewatch.config import Source, source_block, source_of, words_of
from noticewatch.exchange import read_csv, read_opml, taken_in, write_csv, write_opml

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Zs", "Cf"))
SPICED = st.text(LETTERS | st.sampled_from(" ;\"'=+-@,＝"), max_size=12)
LINES = st.tuples(SPICED, LETTERS, SPICED).map("".join)
PATTERNS = st.text(st.sampled_from("ab;\"' \t\r\n=@,|.漏"), min_size=1, max_size=12).map(lambda text: re.compile(text))
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # pydantic is made ready at its first use
IDS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
SOURCES = st.builds(
    Source,
    id=IDS,
    url=IDS.map("https://{}.example/".format),
    name=LINES,
    kind=st.sampled_from(("auto", "listing", "feed", "pdf")),
    organization=st.none() | LINES,
    language=st.none() | st.sampled_from(("ja", "en", "pt-BR")),
    tags=st.lists(LINES, max_size=3).map(tuple),
    interval=st.none() | st.integers(1, 10**7).map(lambda seconds: timedelta(seconds=seconds)),
    robots=st.sampled_from(("obey", "ignore")),
    link_selector=st.none() | st.sampled_from(("ul.news a", "a[href*='x;y']")),
    content_selector=st.none() | st.just("#main"),
    include=st.lists(PATTERNS, max_size=3).map(tuple),
    exclude=st.lists(PATTERNS, max_size=2).map(tuple),
)
MANY = st.lists(SOURCES, max_size=4, unique_by=(lambda source: source.id, lambda source: source.url))


def made(text: str) -> list[Source]:
    rows, faults = read_csv(text)
    found = taken_in(rows, (), faults)
    assert (found.faults, found.skipped) == ([], [])
    return [source for words in found.added if (source := source_of(words)[0])]


@slow
@given(MANY)
def test_what_is_written_as_csv_reads_as_the_same_sources(sources: list[Source]) -> None:
    assert made(write_csv(sources)) == sources


@slow
@given(MANY)
def test_no_cell_of_the_csv_begins_a_formula(sources: list[Source]) -> None:
    for row in csv.reader(io.StringIO(write_csv(sources), newline="")):
        assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row)


@slow
@given(SOURCES)
def test_a_source_is_written_as_a_block_that_says_the_same(source: Source) -> None:
    import tomllib

    [table] = tomllib.loads(source_block(words_of(source)))["sources"]
    assert source_of(table) == (source, [])


def test_a_block_holds_what_toml_cannot() -> None:
    import tomllib

    [table] = tomllib.loads(source_block({"id": "a", "name": 'x\x7f\ud800\n\\"y', "url": "u"}))["sources"]
    assert table["name"] == 'x\x7f\ufffd\n\\"y'


NAMES = st.text(LETTERS, min_size=1, max_size=12)
FEEDS = st.builds(
    Source,
    id=IDS,
    url=IDS.map("https://{}.example/feed?a=1&b=2".format),
    name=NAMES,
    kind=st.just("feed"),
    tags=st.lists(NAMES.map(lambda tag: tag.strip("/").replace(",", "")).filter(bool), max_size=3, unique=True).map(tuple),
)


@slow
@given(st.lists(FEEDS, min_size=1, max_size=4, unique_by=lambda source: source.url))
def test_what_is_written_as_opml_reads_as_the_same_feeds(sources: list[Source]) -> None:
    rows, faults = read_opml(write_opml(sources, "Feeds & more").encode())
    assert faults == []
    kept = [(source.name, source.url, source.kind, source.tags) for source in sources]
    assert [(row.words["name"], row.words["url"], row.words["kind"], tuple(row.words.get("tags", ()))) for row in rows] == kept


def test_every_mistake_of_a_csv_file_is_told_with_its_line() -> None:
    text = """id,url,kind,interval
tide,https://tide.example/,listing,30m
"two
lines",https://two.example/,auto,
ok,ftp://three.example/,lsting,soon
,https://four.example/,auto,,too many
tide,https://five.example/,auto,
"""
    rows, faults = read_csv(text)
    found = taken_in(rows, (), faults)
    assert faults == [(6, "has 5 cells, and the header 4")]
    rows, faults = read_csv(text.replace(",too many", ""))
    found = taken_in(rows, (), faults)
    assert [line for line, _ in found.faults] == [3, 5, 5, 5, 7]
    said = " | ".join(message for _, message in found.faults)
    for part in (
        "id: must be lower-case",
        "url: must begin with http",
        "kind: must be one of",
        "listing",
        "interval: ",
        "in line 2",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "url among them"),
        ("name;url\n", "url among them"),
        ("url,nam\nhttps://a.example/,x\n", 'did you mean "name"'),
        ("url,url\n", "stands twice"),
        ('url\n"https://a.example/\n', "is not CSV"),
        ("url,tags\nhttps://a.example/," + "x" * 200_000, "is not CSV"),
    ],
)
def test_a_csv_file_that_cannot_be_read_says_why(text: str, said: str) -> None:
    rows, faults = read_csv(text)
    assert rows == []
    assert said in faults[0][1]


def test_an_id_is_made_where_none_is_given_and_addresses_already_watched_are_left_out() -> None:
    watched = Source(id="tide-example-news", url="https://other.example/"), Source(id="b", url="https://b.example/x")
    rows, _ = read_csv(
        "url,name,id\nhttps://tide.example.com/news/,T,\nhttps://B.example/x#top,B,\nhttps://c.example/,C,tide\nhttps://c.example/,D,\n"
    )
    found = taken_in(rows, watched)
    assert [(words["id"], words["name"]) for words in found.added] == [("tide-example-news-2", "T"), ("tide", "C")]
    assert [source_id for _, source_id in found.skipped] == ["b", "tide"]
    assert found.faults == []


def test_folders_and_categories_of_opml_are_tags_and_lines_are_its_own() -> None:
    body = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE opml>
<opml version="2.0"><head><title>x</title></head><body>
<outline text="Cities"><outline text="North">
  <outline title="Tide" type="rss" xmlUrl=" https://tide.example/f " category="/a/b,c"/>
</outline></outline>
<outline text="no feed" htmlUrl="https://n.example/"/>
<outline xmlUrl="gopher://g.example/"/>
</body></opml>"""
    rows, faults = read_opml(body)
    assert faults == []
    assert [row.line for row in rows] == [5, 8]
    assert rows[0].words == {
        "name": "Tide",
        "url": "https://tide.example/f",
        "kind": "feed",
        "tags": ["Cities", "North", "a/b", "c"],
    }
    [(line, message)] = taken_in(rows, ()).faults
    assert (line, "http" in message) == (8, True)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<rss/>", "no OPML"),
        (b"<opml><body/></opml>", "no feed"),
        (b"<opml><body>\n<outline</body></opml>", "is not XML"),
        (b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="&x;"/></body></opml>', "entity"),
    ],
)
def test_an_opml_file_that_cannot_be_read_says_why(body: bytes, said: str) -> None:
    rows, faults = read_opml(body)
    assert rows == []
    assert said in faults[0][1]
