"""What sites do with their notices beside publishing them: other frames, redirects to the list, several taken down at once."""

from __future__ import annotations

from pathlib import Path

from noticewatch.config import Backfill
from noticewatch.store import known
from tests.flow_stage import LOSS, html, listing, stage
from tests.loopback_site import Behaviour, answer

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
