"""Row 7's short form at every boundary (`python -m tests.fuzz` runs more), and that the measure sees what breaks or hangs."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from noticewatch import jobs
from noticewatch.dates import parse_date
from noticewatch.errors import FetchError
from noticewatch.fetch.address import parse_url, redirected
from noticewatch.links import canonical_url, is_first_page, linked_address
from noticewatch.read.entries import written_moment
from noticewatch.read.head import head_of
from noticewatch.read.listing import list_of
from noticewatch.read.tree import Node, Page, parse
from tests.fuzz import Tally, input_of, run
from tests.fuzz_boundaries import BOUNDARIES, failing
from tests.linear import assert_soon

PARTS = 4  # of the dear boundaries, for several processors
DEAR = ("html", "feed")
SECONDS = 0.05  # that 99 of 100 inputs take at most


def _quietly(tally: Tally) -> None:
    """Nobody is told how far it is."""


def _parts() -> list[tuple[str, int]]:
    return [(name, part) for name in BOUNDARIES for part in range(PARTS if name in DEAR else 1)]


@pytest.mark.parametrize(("name", "part"), _parts())
def test_no_input_breaks_a_boundary(name: str, part: int) -> None:
    boundary = BOUNDARIES[name]
    count = boundary.short // (PARTS if name in DEAR else 1)
    tally = run(boundary, count, seed=part + 1, said=_quietly)
    assert (tally.raised, tally.deaths, tally.done) == ([], [], count)
    assert tally.share(0.99) <= (SECONDS if name != "notice" else 4 * SECONDS)  # facts are found in whole texts


def test_a_seed_gives_the_same_inputs_and_another_others() -> None:
    for boundary in BOUNDARIES.values():
        drawn = [input_of(boundary, 1, number) for number in range(20)]
        assert drawn == [input_of(boundary, 1, number) for number in range(20)]
        assert drawn != [input_of(boundary, 2, number) for number in range(20)]


def test_inputs_reach_deep() -> None:
    """Of the pages a good part can be read, and of everything some inputs are large."""
    boundary = BOUNDARIES["html"]
    drawn = [input_of(boundary, 3, number) for number in range(300)]
    read = [jobs.answered(jobs.Job("notice", "", "", "text/html", label).to_json(), body) for body, label, _, _ in drawn]
    assert sum("reading" in answer or "documents" in answer for answer in read) > 100
    assert any(len(body) > 3_000 for body, *_ in drawn)


def test_what_is_raised_is_told_with_its_input() -> None:
    def broken(text: str) -> None:
        raise RuntimeError(text[:0] or "broken on purpose")

    tally = run(failing("url", broken), 3, said=_quietly)
    assert [one.split(":")[0] for one in tally.raised] == ["0", "1", "2"]
    assert "broken on purpose" in tally.raised[0]


def test_what_kills_its_process_is_told_and_the_rest_goes_on() -> None:
    second = input_of(BOUNDARIES["url"], 1, 1)

    def deadly(text: str) -> None:
        if text == second:
            raise SystemExit(9)

    tally = run(failing("url", deadly), 5, said=_quietly)
    assert (tally.done, tally.deaths, tally.raised) == (5, ["1: exit 9"], [])


def test_what_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.SLOW_SECONDS", 1)

    def endless(text: str) -> None:
        while text is not None:
            pass

    tally = run(failing("url", endless), 1, said=_quietly)
    assert tally.deaths == ["0: exit -24"]  # SIGXCPU


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    noted = tmp_path / "url.json"
    assert run(BOUNDARIES["url"], 30, progress=noted, said=_quietly).done == 30
    said: list[int] = []
    tally = run(BOUNDARIES["url"], 70, progress=noted, said=lambda tally: said.append(tally.done))
    assert (tally.done, tally.times.total(), said) == (70, 70, [70])


def test_shares_are_those_of_the_times() -> None:
    tally, dice = Tally(), Random(1)
    for number in range(1_000):
        tally.timed(0.001 if dice.random() < 0.9 else 0.5, number)
    assert 0.001 <= tally.share(0.5) <= 0.00105
    assert 0.5 <= tally.share(0.99) <= 0.53


# What it found


@pytest.mark.parametrize("half", ["\ud800", "2026-11-20\udfff", "\ud83d2026年1月1日"])
def test_half_a_pair_is_no_date_and_breaks_nothing(half: str) -> None:
    assert parse_date(half) in (None, "2026-11-20", "2026-01-01")
    assert written_moment(half)[0] == parse_date(half)
    linked = Page(Node("body", {}, None), linked=['{"datePublished": "\\ud800", "publisher": {"name": "a\\udfffb"}}'])
    assert (head_of(linked).published, head_of(linked).site) == (None, "ab")


def test_an_address_that_is_none_is_no_first_page() -> None:
    assert not is_first_page("https://[/index.html")


def test_an_address_that_grows_too_long_when_it_is_quoted_is_refused() -> None:
    long = "https://a.example/" + "é" * 40_000
    with pytest.raises(FetchError) as refused:
        parse_url(long)
    assert refused.value.kind == "address"
    with pytest.raises(FetchError):
        redirected(parse_url("https://a.example/"), ("/" + "é" * 40_000).encode())


def test_half_a_pair_in_an_address_is_dropped() -> None:
    assert linked_address("https://\ud800a.example/\udfff1", "https://b.example/") == "https://a.example/1"


def test_a_blank_is_no_host() -> None:
    assert linked_address("HTTPS:// #\n", "https://b.example/news/") == ""
    assert linked_address("https://a b.example/", "https://b.example/") == ""
    assert linked_address("https://[.https:]/a", "https://b.example/") == ""
    assert linked_address("/a;jsessionid=1 b;", "https://b.example/") == "https://b.example/a"
    assert canonical_url("https://a.example/\ud800") == "https://a.example/%5Cud800"


def test_links_within_links_within_links_cost_no_more_than_others() -> None:
    nest = '<ttl><a href="/n/1.html"><a href="/n/2.html"><p class="x">お知らせ</p>' * 150
    page = parse(f"<h1>お知らせ一覧</h1>{nest}")
    assert_soon(lambda: list_of(page, "https://a.example/"), 1)
