"""What is read but in part is said: by `check`, by `notices show`, and by the source, which is not plain OK."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reportlab.pdfgen.canvas import Canvas

from noticewatch.cli import cli
from noticewatch.errors import ReadError
from noticewatch.model import Reading, Response
from noticewatch.read import ReadHint, read
from noticewatch.store import known
from tests.flow_stage import NOTICE, ORDINARY, SECRET, answer, html, listing, stage, write_configuration
from tests.golden_pages import HOST, entries, posts, shell
from tests.loopback_site import Site

HALF = "1 of 2 pages without text"


def half_scanned() -> bytes:
    """A notice whose second page is a picture."""
    file = io.BytesIO()
    to = Canvas(file, invariant=1)
    for number, line in enumerate(("Notice of a lost application form", "We lost the names and addresses of 25 residents.",
                                   "We are sorry. It was reported to the police on November 21, 2026.")):  # fmt: skip
        to.drawString(72, 700 - 40 * number, line)
    to.showPage()
    to.rect(50, 50, 400, 400, fill=1)
    to.showPage()
    to.save()
    return file.getvalue()


PDF = answer(half_scanned(), Content_Type="application/pdf")
ENTRY = ("/n/4.pdf", "2026年11月22日", "申請書の紛失について（PDF）")


def page(main: str, kind: str = "auto") -> Reading:
    body = shell(main).encode()
    return read(Response(f"{HOST}/news/", f"{HOST}/news/", "text/html", "", body), ReadHint(kind=kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_a_list_without_end_the_newest_2000_are_kept_and_the_rest_is_told(newest_first: bool) -> None:
    shown = [(number, date(2026, 11, 22) - timedelta(days=number // 3)) for number in range(2_400)]
    rows = [f'<li>{day:%Y.%m.%d} <a href="/n/{number}.html">お知らせ第{number}号</a></li>' for number, day in shown]
    found = page(f'<h1>お知らせ一覧</h1><ul class="news">{"".join(rows if newest_first else reversed(rows))}</ul>')
    assert (found.kind, len(found.items), found.left_out) == ("listing", 2_000, "400 of 2,400 items, the last")
    assert found.items[0].published == "2026-11-22"
    assert {item.title for item in found.items} >= {"お知らせ第0号", "お知らせ第1990号"}
    assert not [item for item in found.items if item.title == "お知らせ第2399号"]


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_a_list_of_100_000_links_the_newest_are_kept(newest_first: bool) -> None:
    rows = [
        f'<li>{date(2026, 11, 22) - timedelta(days=n // 50):%Y.%m.%d} <a href="/n/{n}.html">お知らせ第{n}号</a></li>'
        for n in range(100_000)
    ]
    found = page(f"<h1>お知らせ一覧</h1><ul>{''.join(rows if newest_first else reversed(rows))}</ul>")
    assert (found.kind, len(found.items)) == ("listing", 2_000)
    # six of the links are the site's own
    assert found.left_out == "96,006 of 100,006 links, in the middle; 1,994 of 3,994 items, the last"
    assert {(item.title, item.published) for item in found.items} >= {
        ("お知らせ第0号", "2026-11-22"),
        ("お知らせ第1990号", "2026-10-14"),
    }


def test_a_page_of_more_tags_than_are_read_is_refused() -> None:
    with pytest.raises(ReadError, match="more than 200,000 tags"):
        page("<p>" * 200_001)


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_posts_without_end_the_newest_500_are_kept_and_the_rest_is_told(newest_first: bool) -> None:
    shown = entries(503)
    body = posts(shown if newest_first else shown[::-1]).encode()
    found = read(Response(f"{HOST}/", f"{HOST}/", "text/html", "", body), ReadHint(kind="posts"))
    assert (found.kind, len(found.documents), found.left_out) == ("posts", 500, "3 of 503 posts, the oldest")
    assert shown[0].title in {document.title for document in found.documents}
    assert shown[-1].title not in {document.title for document in found.documents}


async def test_a_notice_read_but_in_part_makes_its_source_degraded_for_a_month(tmp_path: Path) -> None:
    routes = {"/robots.txt": b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", "/": listing(*ORDINARY), "/n/4.pdf": PDF,
              "/n/1.html": html("<h1>水道料金の改定について</h1><p>料金を改定します。</p>"),
              "/n/2.html": html("<h1>図書館の休館日について</h1><p>休館します。</p>")}  # fmt: skip
    async with stage(tmp_path, routes) as here:  # type: ignore[arg-type]
        [first] = await here.check()
        assert first.notes == ()
        here.routes["/"] = listing(ENTRY, *ORDINARY)
        [second] = await here.check()
        address = here.city.url("/n/4.pdf")
        assert second.notes == (f"{address}: {HALF}",)
        assert second.ok
        assert [event.type for event in second.events] == ["notice.new"]
        state = await here.service.writer(known.source_state, "city")
        assert state is not None
        assert (state.state, state.code, state.error) == ("DEGRADED", "partly", f"left out: {address}: {HALF}")
        [third] = await here.check()
        assert third.notes == second.notes
        here.clock.pass_by(31 * 86_400)
        [later] = await here.check()
        assert later.notes == ()


async def test_a_source_that_is_a_pdf_read_but_in_part_is_degraded(tmp_path: Path) -> None:
    async with stage(tmp_path, {"/": PDF}, kind="pdf") as here:
        for _ in range(2):  # the second is the same answer again
            [report] = await here.check()
            assert (report.health.state, report.health.code, report.notes) == ("DEGRADED", "capped", (HALF,))


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--config", str(path), *words], standalone_mode=False, env={"HOOK_SECRET": SECRET})


async def test_check_and_notices_show_say_it(tmp_path: Path) -> None:
    routes = {
        "/": listing(ENTRY, NOTICE),
        "/n/4.pdf": PDF,
        "/n/3.html": html("<h1>申請書の紛失について</h1><p>紛失しました。</p>"),
    }
    async with Site(routes, host="127.0.0.21") as city, Site({}, host="127.0.0.22") as receivers:  # type: ignore[arg-type]
        path = write_configuration(tmp_path, city, receivers)
        checked = await asyncio.to_thread(run, path, "check", "--json")
        told = [one for report in json.loads(checked.stdout) for one in report["left_out"]]
        assert told == [f"{city.url('/n/4.pdf')}: {HALF}"]
        assert f"left out: {told[0]}" in checked.stderr
        shown = await asyncio.to_thread(run, path, "notices", "show", city.url("/n/4.pdf"))
        assert f"left out: {HALF}" in shown.stdout
        as_json = await asyncio.to_thread(run, path, "notices", "show", city.url("/n/4.pdf"), "--json")
        assert [version["left_out"] for version in json.loads(as_json.stdout)["versions"]] == [HALF]
        whole = await asyncio.to_thread(run, path, "notices", "show", city.url("/n/3.html"))
        assert "left out" not in whole.stdout
