"""The show's pages, as the readers and the extractor see them, and how a message is drawn."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from noticewatch.demo import sites as texts
from noticewatch.demo.screen import Screen, folded, slack_lines
from noticewatch.demo.sites import Post, Site, made_up_sites
from noticewatch.extract import extract
from noticewatch.links import may_be_incident
from noticewatch.model import Extraction, Response
from noticewatch.read import ReadHint, read, read_notice

TODAY = date(2026, 3, 12)


@pytest.fixture
def sites() -> tuple[Site, Site, Site]:
    made = made_up_sites(TODAY)
    for number, site in enumerate(made, 2):
        site.origin = f"http://127.0.0.{number}:8000"
    return made


def answer(site: Site, post: Post | None = None) -> Response:
    url = site.url(post)
    page = site.page(url.removeprefix(site.origin))
    assert page is not None
    return Response(url, url, "text/html", "utf-8", page.encode())


def facts_of(site: Site, post: Post) -> Extraction:
    document = read_notice(answer(site, post), ReadHint())
    return extract(document, organization=site.name, language=site.language)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_list_in_each_sites_manner_is_found_with_its_dates(sites: tuple[Site, ...], number: int) -> None:
    site = sites[number]
    reading = read(answer(site), ReadHint(language=site.language))
    assert reading.kind == "listing"
    assert [(item.url, item.title, item.published) for item in reading.items] == [
        (site.url(post), post.title, post.day.isoformat()) for post in site.posts
    ]


def test_nothing_that_was_there_before_is_an_incident(sites: tuple[Site, ...]) -> None:
    verdicts = {facts_of(site, post).facts.verdict for site in sites for post in site.posts}
    assert not verdicts & {"incident", "unclassified"}


def test_the_citys_breach_and_its_correction(sites: tuple[Site, ...]) -> None:
    city = sites[0]
    post = city.publish(texts.city_breach(TODAY))
    facts = facts_of(city, post).facts
    assert (facts.verdict, facts.vendor, facts.cause) == ("incident", texts.CONTRACTOR, "ransomware")
    assert facts.affected_headline is not None
    assert facts.affected_headline.value == 1250
    assert facts.occurred_start == (TODAY - timedelta(days=4)).isoformat()
    assert city.posts[0] is post
    post.replace("1,250", "1,820")
    corrected = facts_of(city, post).facts.affected_headline
    assert corrected is not None
    assert corrected.value == 1820
    with pytest.raises(ValueError):
        post.replace("1,250", "1,820")


def test_the_contractors_other_customer_names_the_same_event(sites: tuple[Site, ...]) -> None:
    post = sites[1].publish(texts.hospital_breach(TODAY))
    facts = facts_of(sites[1], post).facts
    assert (facts.verdict, facts.vendor, facts.cause) == ("incident", texts.CONTRACTOR, "ransomware")
    assert facts.affected_headline is not None
    assert facts.affected_headline.value == 430


@pytest.mark.parametrize(
    ("number", "made", "read_at_all"),
    [(2, texts.scam_warning, True), (1, texts.maintenance, True), (0, texts.office_hours, False), (2, texts.catalogue, False)],
)
def test_news_that_is_no_incident(sites: tuple[Site, ...], number: int, made: Callable[[date], Post], read_at_all: bool) -> None:
    site = sites[number]
    post = site.publish(made(TODAY))
    assert may_be_incident(post.title, site.url(post)) is read_at_all
    assert facts_of(site, post).facts.verdict in ("guidance", "other")


def test_a_path_that_no_post_has(sites: tuple[Site, ...]) -> None:
    assert sites[0].page("/news/99.html") is None


def test_a_message_is_drawn_from_its_blocks() -> None:
    rich = [
        {"type": "text", "text": "− 児童"},
        {"type": "text", "text": "25", "style": {"strike": True}},
        {"type": "text", "text": "名\nversion 2   ["},
        {"type": "link", "text": "Page", "url": "http://127.0.0.1/b?c=1&d=2"},
        {"type": "text", "text": "]"},
    ]
    message: dict[str, Any] = {
        "text": "the notification",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "🟠 A &amp; B"}},
            {"type": "section", "text": {"type": "plain_text", "text": "name\n− 25名\n+ 38名\n&lt;!channel&gt; \x1b[31m"}},
            {"type": "section", "text": {"type": "mrkdwn", "text": "<http://127.0.0.1/a?b=1&amp;c=2|Page>"}},
            {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": rich}]},
            {"type": "context", "elements": [{"type": "plain_text", "text": "via X | evt_1"}]},
        ],
    }
    assert slack_lines(message) == [
        ("strong", "🟠 A & B"),
        ("plain", "name"),
        ("gone", "− 25名"),
        ("come", "+ 38名"),
        ("plain", "<!channel> [31m"),
        ("plain", "[Page] http://127.0.0.1/a?b=1&c=2"),
        ("gone", "− 児童25名"),
        ("plain", "version 2 [Page: http://127.0.0.1/b?c=1&d=2]"),
        ("faint", "via X | evt_1"),
    ]


def test_a_long_word_is_cut_and_nothing_is_lost() -> None:
    text = "漏" * 25 + " and more"
    lines = folded(text, 20)
    assert all(len(line) <= 20 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def drawn(out: io.StringIO) -> str:
    screen = Screen(out)
    screen.heading("A scene")
    screen.say("One sentence.", style="faint")
    screen.box("#soc", [("strong", "[bold]a message[/bold]")])
    screen.lines([("come", "+ 38名")])
    return out.getvalue()


def test_a_terminal_gets_a_box_and_colours_a_pipe_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    on_terminal, in_pipe = drawn(Terminal()), drawn(io.StringIO())
    assert "╭─" in on_terminal
    assert "\x1b[" in on_terminal
    assert "[bold]a message[/bold]" in on_terminal
    assert in_pipe == "\n== A scene\nOne sentence.\n  +-- #soc\n  |  [bold]a message[/bold]\n  +--\n    + 38名\n"


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in drawn(Terminal())
