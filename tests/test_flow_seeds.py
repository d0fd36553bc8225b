"""A real collector's page, where it lies beside the project: its posts apart, their facts right, six incidents told once."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest

from noticewatch.codec import facts_to_json
from noticewatch.config import Backfill
from noticewatch.extract import extract
from noticewatch.model import Document
from noticewatch.names import organization_key
from noticewatch.read import read_bytes
from tests.flow_stage import stage
from tests.loopback_site import answer

SHARED = Path(__file__).parents[2] / "shared"
PAGE = SHARED / "seeds" / "000_34325705b1c0ccb9.txt"
GOLD = SHARED / "corpus" / "seeds.jsonl"
pytestmark = pytest.mark.skipif(
    not PAGE.exists() or not GOLD.exists(), reason="the collection of real texts is not beside the project"
)


def posts() -> tuple[Document, ...]:
    return read_bytes(PAGE.read_bytes())


def gold() -> list[dict[str, Any]]:
    """The gold facts in the order of the page's posts."""
    by_id = {one["id"]: one for one in map(json.loads, GOLD.read_text("utf-8").splitlines())}
    names = ["ateam", "chiba", "itami", "stopover", "panasonic", "best10", "ichigonosato", "kinokuniya"]
    return [by_id[f"seed-{name}"] for name in names]


def agrees(field: str, got: Any, want: dict[str, Any]) -> bool:
    """Whether a fact is the gold one, or one that the gold accepts too."""
    wanted = [want[field], *want.get("accept", {}).get(field, [])]
    if field in ("organization", "vendor"):
        return any(
            (got is None) == (one is None) and (got is None or organization_key(got) == organization_key(one)) for one in wanted
        )
    if field == "affected_headline":
        return any((got and (got["value"], got["unit"])) == (one and (one["value"], one["unit"])) for one in wanted)
    return got in wanted


def test_the_page_is_eight_documents_with_the_facts_of_the_gold() -> None:
    documents = posts()
    assert len(documents) == 8
    wrong = []
    for document, want in zip(documents, gold(), strict=True):
        extraction = extract(document)
        facts = facts_to_json(extraction.facts)
        fields = ["verdict"]
        if want["verdict"] == "incident":
            fields += ["organization", "vendor", "cause", "affected_headline", "misuse"]
            assert set(facts["regulators"] or ()) in [
                set(want["regulators"]),
                *map(set, want.get("accept", {}).get("regulators", [])),
            ]  # type: ignore[arg-type]
            assert set(facts["data_types"] or ()) >= set(want["data_types"])  # type: ignore[arg-type]
        wrong += [f"{want['id']}: {name} is {facts[name]!r}" for name in fields if not agrees(name, facts[name], want)]
        for pieces in extraction.evidence.values():
            assert all(document.text[piece.start : piece.end] == piece.quote for piece in pieces)
    assert wrong == []


def test_no_count_is_invented_where_the_text_has_none() -> None:
    for document, want in zip(posts(), gold(), strict=True):
        if want["verdict"] == "incident" and want["affected_headline"] is None:
            facts = extract(document).facts
            assert facts.affected_headline is None
            assert facts.affected == ()


def blog(documents: tuple[Document, ...]) -> str:
    """Containers with permalinks."""
    return "".join(
        f'<div class="post hentry"><h3 class="post-title"><a href="/2023/{number}.html">{html.escape(document.title)}</a></h3>'
        f'<div class="post-body">{"".join(f"<p>{html.escape(line)}</p>" for line in lines(document))}</div></div>'
        for number, document in enumerate(documents)
    )


def flat(documents: tuple[Document, ...]) -> str:
    """Headings and paragraphs in a row."""
    return "".join(
        f"<h2>{html.escape(d.title)}</h2>" + "".join(f"<p>{html.escape(line)}</p>" for line in lines(d)) for d in documents
    )


def breaks(documents: tuple[Document, ...]) -> str:
    """Bold titles and line breaks in one cell of a table."""
    cells = "<br><br><br>".join(
        f"<b>{html.escape(d.title)}</b><br><br>" + "<br>".join(html.escape(line) for line in d.text.split("\n")[1:])
        for d in documents
    )
    return f"<table><tr><td>{cells}</td></tr></table>"


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n")[1:] if line.strip()]


@pytest.mark.parametrize("kind", ["posts", "auto"])
@pytest.mark.parametrize("markup", [blog, flat, breaks])
async def test_served_as_one_page_it_makes_six_events_once(tmp_path: Path, markup: Any, kind: str) -> None:
    head = "<head><meta charset='utf-8'><title>日誌</title></head>"
    body = f"<html lang='ja'>{head}<body><h1>日誌</h1>{markup(posts())}</body></html>"
    page = answer(body.encode(), Content_Type="text/html; charset=utf-8")
    async with stage(tmp_path, {"/": page}, kind=kind, backfill=Backfill("all", None)) as s:
        told = await s.told()
        assert [event.type for event in told] == ["notice.new"] * 6
        incidents = {event.facts.organization: event.incident.id for event in told if event.facts and event.incident}
        assert len(incidents) == 6
        assert incidents["千葉市"] == incidents["伊丹市"]
        assert len(set(incidents.values())) == 5
        assert await s.told() == []
