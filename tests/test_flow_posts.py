"""One page with several posts: each post its own notice, in whatever markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from noticewatch.config import Backfill
from noticewatch.store import shown
from tests.flow_stage import stage
from tests.loopback_site import answer

ALL = Backfill("all", None)

# Title and paragraphs; four tell of incidents (two through one contractor), one is a year's list, one about cooking.
POSTS = [
    (
        "【控え帳#2026-31】灯台市 委託先への不正アクセスによる個人情報の流出",
        [
            "灯台市が健診の予約受付を委託する株式会社帆船システムのサーバーが、第三者による不正アクセスを受けたと発表しました。",
            "流出した可能性があるのは、予約をした市民412名の氏名、住所、生年月日です。",
            "市は個人情報保護委員会に報告しました。現時点で悪用は確認されていないとのことです。",
        ],
    ),
    (
        "【控え帳#2026-31】岬町 健診予約の委託先における個人情報の流出",
        [
            "岬町は、健診の予約受付を委託する株式会社帆船システムが不正アクセスを受け、町民の情報が流出した可能性があると発表しました。",
            "対象は町民67名の氏名、住所です。",
            "町は個人情報保護委員会に報告し、対象の方に文書で謝罪するとのことです。",
        ],
    ),
    ("雨の日の豆料理", ["豆は一晩水に浸しておきます。", "弱火で四十分煮て、塩を加えます。", "翌日のほうがおいしくなります。"]),
    (
        "【控え帳#2026-30】株式会社椋鳥商会 会員情報のメール誤送信",
        [
            "株式会社椋鳥商会は、会員向けの案内メールを送信する際、宛先を誤ってCC欄に入力したと発表しました。",
            "漏えいしたのは会員89名のメールアドレスです。",
            "受信者全員に削除を依頼し、お詫びしたとのことです。",
        ],
    ),
    (
        "ことしの漏えい事件 五選",
        [
            "一年を振り返ります。",
            "第一位 株式会社海燕 不正アクセス 32万人",
            "第二位 霧島谷市 USBメモリ紛失 1,204人",
            "第三位 私立朝凪学園 誤送信 310人",
            "第四位 医療法人夕凪会 書類紛失 88人",
            "第五位 株式会社月見堂 設定ミス 5,120件",
        ],
    ),
    (
        "【控え帳#2026-29】医療法人夕映会 患者情報を含む書類の紛失",
        [
            "医療法人夕映会は、患者の個人情報を記載した書類を紛失したと発表しました。",
            "書類には患者15名の氏名、生年月日、診療内容が記載されていました。",
            "同会は警察に遺失届を提出し、対象の患者に謝罪したとのことです。",
        ],
    ),
]


def hentry(posts: list[tuple[str, list[str]]]) -> str:
    """In the manner of a blog: containers with permalinks."""
    entries = "".join(
        f'<div class="hentry" id="e{hash(title)}"><h3 class="entry-title"><a href="/2026/{len(title)}.html">{title}</a></h3>'
        f'<div class="entry-content">{"".join(f"<p>{line}</p>" for line in lines)}</div></div>'
        for title, lines in posts
    )
    return f'<div id="main">{entries}</div><div class="sidebar"><h3>月別</h3><ul><li><a href="/2026/">2026</a></li></ul></div>'


def flat(posts: list[tuple[str, list[str]]]) -> str:
    """Headings and paragraphs, one after the other, nothing around them."""
    return "".join(f"<h2>{title}</h2>" + "".join(f"<p>{line}</p>" for line in lines) for title, lines in posts)


def bold(posts: list[tuple[str, list[str]]]) -> str:
    """One long cell: bold lines and breaks."""
    inside = "<br><br><br>".join(f"<b>{title}</b><br><br>" + "<br>".join(lines) for title, lines in posts)
    return f"<table><tr><td>{inside}</td></tr></table>"


def sections(posts: list[tuple[str, list[str]]]) -> str:
    """Sections without addresses of their own."""
    return "".join(
        f"<section><h4>{title}</h4><div>{'<br>'.join(lines)}</div><p class='foot'>投稿者 管理人</p></section>"
        for title, lines in posts
    )


MARKUPS = {"hentry": hentry, "flat": flat, "bold": bold, "sections": sections}


def page(markup: str, posts: list[tuple[str, list[str]]]) -> bytes:
    head = "<head><meta charset='utf-8'><title>漏えい控え帳</title></head>"
    body = f"<html lang='ja'>{head}<body><h1>漏えい控え帳</h1>{MARKUPS[markup](posts)}</body></html>"
    return answer(body.encode(), Content_Type="text/html; charset=utf-8")


@pytest.mark.parametrize("kind", ["posts", "auto"])
@pytest.mark.parametrize("markup", MARKUPS)
async def test_each_post_is_a_notice_of_its_own(tmp_path: Path, markup: str, kind: str) -> None:
    async with stage(tmp_path, {"/": page(markup, POSTS)}, kind=kind, backfill=ALL) as s:
        told = {event.facts.organization: event for event in await s.told() if event.facts}
        assert set(told) == {"灯台市", "岬町", "株式会社椋鳥商会", "医療法人夕映会"}
        assert len(list(await s.service.writer(lambda db: list(shown.notices(db))))) == 6
        counts = {name: e.facts.affected_headline.value for name, e in told.items() if e.facts and e.facts.affected_headline}
        assert counts == {"灯台市": 412, "岬町": 67, "株式会社椋鳥商会": 89, "医療法人夕映会": 15}
        incidents = {name: event.incident.id for name, event in told.items() if event.incident}
        assert incidents["灯台市"] == incidents["岬町"]
        assert len(set(incidents.values())) == 3
        assert await s.told() == []


@pytest.mark.parametrize("markup", MARKUPS)
async def test_a_new_post_an_edited_one_and_one_that_rolls_off(tmp_path: Path, markup: str) -> None:
    async with stage(tmp_path, {"/": page(markup, POSTS[1:])}, backfill=Backfill("none", None)) as s:
        assert await s.told() == []
        edited = [(title, [line.replace("89名", "98名") for line in lines]) for title, lines in POSTS]
        s.routes["/"] = page(markup, edited[:-1])
        told = await s.told()
        assert sorted(event.type for event in told) == ["notice.changed", "notice.new"]
        by_type = {event.type: event for event in told}
        assert by_type["notice.new"].facts
        assert by_type["notice.new"].facts.organization == "灯台市"
        assert "affected_headline" in [change.field for change in by_type["notice.changed"].changes]
        assert await s.told() == []


async def test_a_post_without_permalink_whose_title_is_edited_is_the_same(tmp_path: Path) -> None:
    async with stage(tmp_path, {"/": page("flat", POSTS)}) as s:
        await s.told()
        renamed = [(title.replace("会員情報のメール誤送信", "会員89名のメール誤送信"), lines) for title, lines in POSTS]
        s.routes["/"] = page("flat", renamed)
        assert [event.type for event in await s.told()] in ([], ["notice.changed"])
        assert len(list(await s.service.writer(lambda db: list(shown.notices(db))))) == 6
