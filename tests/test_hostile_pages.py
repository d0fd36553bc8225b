"""Items 1, 2, 4, 6, 8 and 12 of the hostile pages: what is deep, wide, or leads elsewhere is read whole or refused, in time."""
# ruff: noqa: E501  (tables: a row a line)

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from noticewatch.errors import ReadError
from noticewatch.jobs import Job, answered
from noticewatch.model import Response, SourceKind
from noticewatch.parsing import SLOW_SECONDS
from noticewatch.read import ReadHint, read
from noticewatch.text import clean_text
from tests.linear import assert_soon

BEHIND = "<p>名簿の紛失について、深くお詫び申し上げます。</p>"
SHAPES = {
    "one tag of 200,000 attributes": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">" + BEHIND,
    "one tag of one long attribute": f'<p title="{"x" * 1_000_000}">{BEHIND}', "a megabyte of <": "<" * 1_000_000 + BEHIND,
    "a megabyte of <!--": "<!--" * 250_000 + BEHIND, "a megabyte of </": "</" * 500_000 + BEHIND, "a megabyte of &": "&" * 1_000_000 + BEHIND,
    "references": "&#x41;" * 150_000 + BEHIND, "unclosed fonts": "<font size=1>" * 80_000 + BEHIND, "tables in tables": "<table><tr><td>" * 60_000 + BEHIND,
    "links in one line": "<a href='/1'>x</a>" * 4_000 + BEHIND, "endless end tags": "</div>" * 200_000 + BEHIND, "12,000 links": "<a href='/1'>x</a>" * 12_000 + BEHIND, "one line of 3 MB": "あ" * 1_000_000 + BEHIND,
    "CDATA": "<![CDATA[" * 100_000 + BEHIND, "scripts that do not end": "<script>" * 100_000 + BEHIND, "a title of 3 MB": f"<title>{'題' * 1_000_000}</title>{BEHIND}",
}  # fmt: skip


def answer(body: str, media_type: str = "text/html") -> Response:
    return Response("https://a.example/", "https://a.example/", media_type, "utf-8", body.encode())


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_that_keeps_parsers_busy_is_read_or_refused_in_time(name: str) -> None:
    job = Job("notice", "https://a.example/", "https://a.example/", "text/html", "utf-8").to_json()
    done = assert_soon(lambda: answered(job, SHAPES[name].encode()), SLOW_SECONDS)
    assert "bug" not in done
    if "refused" not in done:
        assert "お詫び" in json.dumps(done, ensure_ascii=False) or name in (
            "a megabyte of <!--",
            "CDATA",
            "scripts that do not end",
            "one tag of one long attribute",
        )


@pytest.mark.parametrize("deep", [499, 501, 3_000, 200_000])
def test_deep_pages_are_read_whole_or_refused(deep: int) -> None:
    page = answer(f"<h1>紛失</h1>{'<div>' * deep}<p>奥</p>{'</div>' * deep}{BEHIND}")
    try:
        [document] = read(page, ReadHint("page")).documents
    except ReadError as refused:
        said = str(refused)
    else:
        said = document.text
    assert "お詫び" in said or "nested" in said


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
@pytest.mark.parametrize(
    "entity",
    [
        'SYSTEM "file://{0}"',
        'SYSTEM "http://127.0.0.9:9/{0}"',
        'PUBLIC "x" "{0}"',
        '"{0}" > <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"',
    ],
)
def test_no_entity_leads_out_of_a_document(tmp_path: Path, kind: SourceKind, entity: str) -> None:
    canary = tmp_path / "canary"
    canary.write_text("CANARY")
    seen: list[str] = []
    sys.addaudithook(
        lambda event, about: (
            seen.append(event) if event == "socket.connect" or (event == "open" and str(about[0]) == str(canary)) else None
        )
    )
    root = "rss" if kind == "feed" else "urlset"
    body = f"<?xml version='1.0'?><!DOCTYPE {root} [<!ENTITY a {entity.format(canary)}>]><{root} version='2.0'><url><loc>https://a.example/&a;</loc></url><channel><title>&a;</title><item><title>&a;</title><link>https://a.example/1</link></item></channel></{root}>"
    with pytest.raises(ReadError, match="entity of its own"):
        read(answer(body, "application/xml"), ReadHint(kind))
    assert seen == []


def test_a_title_of_ten_megabytes_is_cut_and_clean() -> None:
    nasty = "題\u202e\x00\x1b\ufeff" * 250_000
    [document] = read(answer(f"<title>{nasty}</title><h1>{nasty}</h1>{BEHIND * 20}"), ReadHint("page")).documents
    assert len(document.title) <= 500
    assert clean_text(document.text) == document.text


@pytest.mark.parametrize("linked", ["[" * 100_000, '{"@graph":' * 100_000, '{"datePublished": 1' + "0" * 5_000 + "}", '{"@graph": {"datePublished": "2026-11-20"}, "@graph": 7}',
                                    "[" * 900 + '{"datePublished": "2026-11-20"}' + "]" * 900, '{"datePublished": {"a": 1e999}}', '{"datePublished": NaN}'])  # fmt: skip
def test_linked_data_is_bounded_and_ignored(linked: str) -> None:
    [document] = read(
        answer(f'<script type="application/ld+json">{linked}</script><h1>紛失</h1>{BEHIND}'), ReadHint("page")
    ).documents
    assert "お詫び" in document.text
