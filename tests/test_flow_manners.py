"""What sites do with their notices beside publishing them: other frames, redirects to the list, several taken down at once."""

from __future__ import annotations

from pathlib import Path

from noticewatch.config import Backfill
from noticewatch.model import Response
from noticewatch.read import ReadHint, read_notice
from noticewatch.store import known
from tests.flow_stage import LOSS, html, listing, stage
from tests.loopback_site import Behaviour, answer
from tests.pdf_sheet import pdf

ALL = Backfill("all", None)
DAYS = tuple((f"/n/{n}.html", f"2026年11月{n:02}日", f"催しのご案内 第{n}回") for n in range(12, 4, -1))
PAGES: dict[str, bytes | Behaviour] = {path: html(f"<h1>{title}</h1><p>窓口でご案内しています。</p>") for path, _, title in DAYS}
TITLE = "申請書の紛失について"
TEXT = LOSS.format(count=25).replace("紛失する事案", "2026年11月20日に紛失する事案")
FRAMED = TEXT.replace("</h1>", "</h1><p>この記事は窓口でも配布しています。</p>") + "<p>ご意見をお寄せください。</p>"


def put(name: str) -> tuple[str, str, str]:
    return (f"/{name}/1.html", "2026年11月21日", TITLE)


async def test_a_notice_in_another_frame_is_told_once(tmp_path: Path) -> None:
    async with stage(tmp_path, {**PAGES, "/": listing(put("n"), *DAYS), "/n/1.html": html(TEXT)}, backfill=ALL) as s:
        assert [event.type for event in await s.told()] == ["notice.new"]
        s.routes |= {"/": listing(put("print"), *DAYS), "/print/1.html": html(FRAMED)}
        assert await s.told() == []
        s.routes["/n/1.html"] = answer(b"", "404 Not Found")  # it still stands in the other frame
        assert [event.type for _ in range(3) for event in await s.told() if event.type == "notice.withdrawn"] == []
        s.routes |= {"/": listing(put("sp"), put("n"), *DAYS), "/sp/1.html": html(FRAMED.replace("25名", "31名"))}
        assert [event.type for event in await s.told()] == ["notice.new"]  # another number is another notice


async def test_a_redirect_to_the_list_is_no_new_text(tmp_path: Path) -> None:
    routes = {**PAGES, "/news/": listing(put("n"), *DAYS), "/n/1.html": html(TEXT)}
    async with stage(tmp_path, routes, path="/news/", backfill=ALL) as s:
        assert [event.type for event in await s.told()] == ["notice.new"]
        s.routes |= {"/news/": listing(*DAYS), "/n/1.html": answer(b"", "302 Found", Location="/news/")}
        [report] = await s.check()
        assert report.events == []
        assert "leads to the source's own page" in report.faults[0]


async def test_several_taken_down_at_once_are_no_broken_list(tmp_path: Path) -> None:
    new = [(f"/w/{n}.html", "2026年11月21日", f"{what}の紛失について") for n, what in enumerate(("台帳", "名簿", "図面", "鍵"))]
    pages = {path: html(TEXT.replace("申請書", title[:2])) for path, _, title in new}
    async with stage(tmp_path, {**PAGES, "/": listing(*new, *DAYS), **pages}, backfill=ALL) as s:
        assert len(await s.told()) == 4
        s.routes["/"] = listing(*DAYS)
        for path in pages:
            s.routes[path] = answer(b"", "404 Not Found")
        told = [event.type for _ in range(4) for event in await s.told()]
        assert told == ["notice.withdrawn"] * 4
        state = await s.service.writer(known.source_state, "city")
        assert state
        assert (state.state, state.code) == ("OK", "")


async def test_a_list_that_loses_what_still_stands_is_told(tmp_path: Path) -> None:
    new = [(f"/w/{n}.html", "2026年11月21日", f"{what}の紛失について") for n, what in enumerate(("台帳", "名簿", "図面", "鍵"))]
    pages = {path: html(TEXT.replace("申請書", title[:2])) for path, _, title in new}
    async with stage(tmp_path, {**PAGES, "/": listing(*new, *DAYS), **pages}, backfill=ALL) as s:
        assert len(await s.told()) == 4
        s.routes["/"] = listing(*DAYS)
        assert [event.type for _ in range(4) for event in await s.told()] == ["source.failing"]


POINTER = (
    f"<h1>{TITLE}</h1><p>更新日：2026年11月21日</p><p>詳しくは下記のファイルをご覧ください。</p>"
    f"<p><a href=/n/1.pdf>{TITLE}（PDF：90KB）</a></p>"
)
SHEET = (
    "2026年11月20日、窓口で受け付けた申請書を紛失しました。\n市民25名分の氏名と住所が記載されていました。\n"
    "深くお詫び申し上げます。"
)


async def test_a_notice_that_stands_in_a_pdf_behind_its_page_is_read_there(tmp_path: Path) -> None:
    sheet = answer(pdf(SHEET), Content_Type="application/pdf")
    routes = {**PAGES, "/": listing(put("n"), *DAYS), "/n/1.html": html(POINTER), "/n/1.pdf": sheet}
    async with stage(tmp_path, routes, backfill=ALL) as s:
        [event] = await s.told()
        assert event.facts
        assert (event.facts.verdict, event.facts.cause) == ("incident", "loss")
        assert event.facts.affected_headline
        assert event.facts.affected_headline.value == 25
        shown = await s.service.writer(known.notice_by_id, event.notice.id if event.notice else "")
        assert shown
        for piece in event.evidence["affected_headline"]:
            assert shown.version.text[piece.start : piece.end] == piece.quote
        s.routes["/n/1.pdf"] = answer(b"", "503 Busy")
        s.routes["/n/1.html"] = html(POINTER.replace("90KB", "91KB"))
        assert [event.type for _ in range(2) for event in await s.told()] == []  # no answer is no shorter text
        s.routes["/n/1.pdf"] = answer(pdf(SHEET.replace("25名", "31名")), Content_Type="application/pdf")
        [event] = [one for one in await s.told() if one.type == "notice.changed"]
        assert [change.field for change in event.changes][:1] == ["affected"]


async def test_a_pdf_that_is_corrected_behind_a_page_that_stays_as_it_was_is_a_change(tmp_path: Path) -> None:
    def sheet(count: str) -> bytes:
        return answer(pdf(SHEET.replace("25名", count)), Content_Type="application/pdf")

    routes = {**PAGES, "/": listing(put("n"), *DAYS), "/n/1.html": html(POINTER), "/n/1.pdf": sheet("25名")}
    async with stage(tmp_path, routes, backfill=ALL) as s:
        assert [event.type for event in await s.told()] == ["notice.new"]
        s.routes["/n/1.pdf"] = answer(b"", "503 Busy")
        assert [event.type for _ in range(2) for event in await s.told()] == []
        s.routes["/n/1.pdf"] = sheet("31名")
        [event] = [one for one in await s.told() if one.type == "notice.changed"]
        assert event.facts
        assert event.facts.affected_headline
        assert event.facts.affected_headline.value == 31
        assert await s.told() == []


async def test_a_pdf_that_gave_no_answer_at_first_is_read_when_it_does(tmp_path: Path) -> None:
    routes = {**PAGES, "/": listing(put("n"), *DAYS), "/n/1.html": html(POINTER), "/n/1.pdf": answer(b"", "503 Busy")}
    async with stage(tmp_path, routes, backfill=ALL) as s:
        assert [event.facts and event.facts.verdict for event in await s.told()] == ["unclassified"]
        s.routes["/n/1.pdf"] = answer(pdf(SHEET), Content_Type="application/pdf")
        [event] = await s.told()
        assert event.facts
        assert (event.type, event.facts.verdict, event.facts.cause) == ("notice.changed", "incident", "loss")


async def test_a_page_whose_pdf_cannot_be_read_is_told_by_its_title(tmp_path: Path) -> None:
    routes = {**PAGES, "/": listing(put("n"), *DAYS), "/n/1.html": html(POINTER), "/n/1.pdf": answer(b"", "503 Busy")}
    async with stage(tmp_path, routes, backfill=ALL) as s:
        [event] = await s.told()
        assert event.facts
        assert (event.type, event.facts.verdict) == ("notice.new", "unclassified")


def test_a_page_that_tells_itself_or_leads_to_many_files_points_to_none() -> None:
    def files(main: str) -> tuple[str, ...]:
        page = f"<html><body><main><h1>{TITLE}</h1>{main}</main></body></html>".encode()
        return read_notice(Response("https://a.example/n/", "https://a.example/n/", "text/html", "utf-8", page), ReadHint()).files

    links = [f'<li><a href="/d/{n}.PDF">別紙{n}</a></li>' for n in range(5)]
    assert files(f"<p>別紙のとおりです。</p><ul>{''.join(links[:2])}</ul>") == (
        "https://a.example/d/0.PDF",
        "https://a.example/d/1.PDF",
    )
    assert files(f"<p>別紙のとおりです。</p><ul>{''.join(links)}</ul>") == ()
    assert files(f"<p>{'申請書を紛失しました。' * 12}</p>{links[0]}") == ()
    assert files('<p>別紙のとおりです。</p><a href="http://[x.pdf">別紙</a><a href="javascript:a.pdf">別紙</a>') == ()
