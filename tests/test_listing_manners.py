"""Lists as authorities draw them: rows of documents, rows between line breaks, dates over rows, years over dates."""
# ruff: noqa: E501

from datetime import date, timedelta

import pytest

from noticewatch.errors import ReadError
from noticewatch.model import Item
from noticewatch.read import ReadHint, read
from pages import answer

SITE = "https://www.example.jp"
MENU = (
    '<ul class="menu"><li><a href="/about">About the Authority</a></li><li><a href="/jobs">Careers and internships</a></li></ul>'
)
SERVICES = "<div class=side-col><h4>I want to</h4>" + "".join(
    f'<ul class="list-group"><li><a href="/svc/{n}">{word} a parking permit online</a></li><li><a href="/svc/{n}b">{word} for dog licences</a></li></ul>'
    for n, word in enumerate(("Apply", "Renew", "Replace", "Return", "Report", "Request"))
) + "</div>"  # fmt: skip
FOOT = '<footer><a href="/privacy">Privacy policy</a> <a href="/map">Site map</a></footer>'


def shell(main: str, title: str = "Harbour Authority of Norwick", lang: str = "en") -> str:
    return f"<html lang={lang}><head><title>{title}</title></head><body>{MENU}<div id=content>{main}</div>{SERVICES}{FOOT}</body></html>"


def item(path: str, title: str, day: str | None) -> Item:
    return Item(f"{SITE}{path}", title, day)


MEETINGS = "".join(
    f"<tr><td>0{m}/1{m}/2026<br>2:00 PM</td><td>Board meetings</td><td>{name}</td><td>12 Quay Street, Room 400, Norwick</td>"
    f'<td><a href="/d/{m}n.pdf">Meeting Notice</a><br><a href="/d/{m}a.pdf">Agenda</a></td></tr>'
    for m, name in ((3, "Pilotage Committee"), (2, "Board of Governors"), (1, "Board of Governors, special"))
)
MANNERS = {
    "a table whose heading tells which cell is the title": (
        f"<table><tr><th>Date/time</th><th>Categories</th><th>Meeting name</th><th>Location</th><th>Attachments</th></tr>{MEETINGS}</table>",
        (
            item("/d/3n.pdf", "Pilotage Committee", "2026-03-13"),
            item("/d/2n.pdf", "Board of Governors", "2026-02-12"),
            item("/d/1n.pdf", "Board of Governors, special", "2026-01-11"),
        ),
    ),
    "rows between line breaks, years over them": (
        "<h3>2026 Meeting Schedule</h3><table><tr><td>Jan. 16 <a href=/m/1.pdf>Minutes</a><br>Feb. 13 <a href=/m/2.pdf>Minutes</a></td>"
        "<td>March 13 <a href=/m/3.pdf>Agenda</a><br>April 10</td></tr></table>"
        "<h3>2025 Meeting Schedule</h3><table><tr><td>Nov. 14 <a href=/m/4.pdf>Minutes</a><br>Dec. 12 <a href=/m/5.pdf>Minutes</a></td></tr></table>",
        (
            item("/m/3.pdf", "March 13 Agenda", "2026-03-13"),
            item("/m/2.pdf", "Feb. 13 Minutes", "2026-02-13"),
            item("/m/1.pdf", "Jan. 16 Minutes", "2026-01-16"),
            item("/m/5.pdf", "Dec. 12 Minutes", "2025-12-12"),
            item("/m/4.pdf", "Nov. 14 Minutes", "2025-11-14"),
        ),
    ),
    "links that are dates, breaks at their ends": (
        "<p><a href=/f/4.pdf>Wednesday, June 8, 2026 at 3:00 p.m.<br></a><a href=/f/3.pdf>Wednesday, April 13, 2026 at 3:00 p.m.</a><br>"
        "Wednesday, March 9, 2026 (cancelled)<br><a href=/f/1.pdf>Wednesday, January 20, 2026 at 3:00 p.m.</a></p>",
        (
            item("/f/4.pdf", "Wednesday, June 8, 2026 at 3:00 p.m.", "2026-06-08"),
            item("/f/3.pdf", "Wednesday, April 13, 2026 at 3:00 p.m.", "2026-04-13"),
            item("/f/1.pdf", "Wednesday, January 20, 2026 at 3:00 p.m.", "2026-01-20"),
        ),
    ),
    "tabs of years": (
        '<ul class="tabs"><li><a href="#y26">2026</a></li><li><a href="#y25">2025</a></li></ul>'
        '<div class="tab-pane fade in active" id=y26><h3>2026</h3><ul><li><a href="/y/3.pdf">October 6</a></li><li><a href="/y/2.pdf">July 7</a></li></ul></div>'
        '<div class="tab-pane fade" id=y25><h3>2025</h3><ul><li><a href="/y/1.pdf">November 4</a></li><li><a href="/y/0.pdf">May 6</a></li></ul></div>',
        (
            item("/y/3.pdf", "October 6", "2026-10-06"),
            item("/y/2.pdf", "July 7", "2026-07-07"),
            item("/y/1.pdf", "November 4", "2025-11-04"),
            item("/y/0.pdf", "May 6", "2025-05-06"),
        ),
    ),
    "documents under headings that are dates": (
        "".join(
            f'<div class="card"><h2>{head}</h2><p><a href="/c/{n}a.pdf">AGENDA</a></p><p><a href="/c/{n}m.pdf">MEETING MINUTES</a></p></div>'
            for n, head in ((2, "JUNE 21st, 2026"), (1, "MARCH 15th, 2026"))
        ),
        (
            item("/c/2a.pdf", "JUNE 21st, 2026 AGENDA MEETING MINUTES", "2026-06-21"),
            item("/c/1a.pdf", "MARCH 15th, 2026 AGENDA MEETING MINUTES", "2026-03-15"),
        ),
    ),
    "files named by their dates": (
        "<table><tr><th>Date</th><th>Description</th><th>Attachments</th></tr>"
        + "".join(
            f'<tr><td>{day}</td><td>Regular meeting number {n}</td><td><ul><li><a href="/x/{n}.pdf">minutes_{n}.pdf</a></li><li><a href="/x/{n}.docx">agenda_{n}.docx</a></li></ul></td></tr>'
            for n, day in ((9, "Jul 17, 2026"), (8, "Jun 19, 2026"), (7, "Mar 27, 2026"))
        )
        + "</table>",
        (
            item("/x/9.pdf", "Regular meeting number 9", "2026-07-17"),
            item("/x/8.pdf", "Regular meeting number 8", "2026-06-19"),
            item("/x/7.pdf", "Regular meeting number 7", "2026-03-27"),
        ),
    ),
    "cards of icons": (
        "".join(
            f'<div class="row"><div class="col"><span class="committee">{name}</span><br>{day}</div><div class="col"><div class="pull-left"><a href="/v/{n}"><img src=i.png alt="Agenda of {name}"></a></div></div></div>'
            for n, name, day in ((3, "Finance Committee", "Dec 13, 2026"), (2, "Governing Council", "Nov 28, 2026"), (1, "Audit Committee", "Oct 18, 2026"))
        ),
        (
            item("/v/3", "Agenda of Finance Committee", "2026-12-13"),
            item("/v/2", "Agenda of Governing Council", "2026-11-28"),
            item("/v/1", "Agenda of Audit Committee", "2026-10-18"),
        ),
    ),
    "a table of results in a portal": (
        '<table class="SearchListTable"><tbody>'
        + "".join(f'<tr class="{"" if n % 2 else "Alternating"}"><td><a href="/Doc.aspx?Doc=/p/{n}.pdf&amp;MID=4">{day}</a></td></tr>' for n, day in ((3, "Mon, July 6, 2026"), (2, "Tue, June 2, 2026"), (1, "Fri, May 1, 2026")))
        + '<tr><td><a href="javascript:page(2)">2</a> <a href="/Doc.aspx?page=2">Next</a></td></tr></tbody></table>',
        (
            item("/Doc.aspx?Doc=/p/3.pdf&MID=4", "Mon, July 6, 2026", "2026-07-06"),
            item("/Doc.aspx?Doc=/p/2.pdf&MID=4", "Tue, June 2, 2026", "2026-06-02"),
            item("/Doc.aspx?Doc=/p/1.pdf&MID=4", "Fri, May 1, 2026", "2026-05-01"),
        ),
    ),
    "titles that end with their dates": (
        "<ul>" + "".join(f'<li><a href="/t/{n}">Minutes {day}</a></li>' for n, day in ((3, "5-28-2026"), (2, "4-23-2026"), (1, "2-26-2026"))) + "</ul>",
        (
            item("/t/3", "Minutes 5-28-2026", "2026-05-28"),
            item("/t/2", "Minutes 4-23-2026", "2026-04-23"),
            item("/t/1", "Minutes 2-26-2026", "2026-02-26"),
        ),
    ),
    "notices with their section": (
        '<table class="layout"><tr><td><a href="/m1">外来のご案内</a><br><a href="/m2">入院のご案内</a></td><td><h2>新着情報</h2><dl>'
        + "".join(
            f'<dt>令和8年11月{day}日</dt><dd><span class="label">重要</span><a href="/n/{day}.html">{title}</a>　<span>{place}</span></dd>'
            for day, title, place in ((20, "受講者名簿の紛失について", "生涯学習課"), (18, "冬の講座のご案内", "公民館"), (9, "窓口の混雑予想", "市民課"))
        )
        + "</dl></td></tr></table>",
        (
            item("/n/20.html", "受講者名簿の紛失について", "2026-11-20"),
            item("/n/18.html", "冬の講座のご案内", "2026-11-18"),
            item("/n/9.html", "窓口の混雑予想", "2026-11-09"),
        ),
    ),
    "releases with sizes, written by a word processor": (
        "".join(
            f'<p class=MsoNormal><span lang=JA style="font-family:游明朝"><a href="/r/{n}.pdf"><span>{title}</span></a><span>（PDF：{n}20KB）</span><o:p></o:p></span><span>（2026年{n}月3日）</span></p>'
            for n, title in ((9, "会員情報の誤送信について"), (8, "決算説明会の開催について"), (7, "役員の異動について"))
        ),
        (
            item("/r/9.pdf", "会員情報の誤送信について", "2026-09-03"),
            item("/r/8.pdf", "決算説明会の開催について", "2026-08-03"),
            item("/r/7.pdf", "役員の異動について", "2026-07-03"),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["auto", "listing"])
@pytest.mark.parametrize("manner", MANNERS)
def test_the_items_are_exactly_the_lists(manner: str, kind: str) -> None:
    main, items = MANNERS[manner]
    reading = read(answer(shell(main)), ReadHint(kind=kind))  # type: ignore[arg-type]
    assert reading.kind == "listing"
    assert reading.items == items


def test_a_months_archive_is_no_list() -> None:
    months = "".join(
        f'<li><a href="/archive/2026-{m:02}">{name} 2026</a></li>' for m, name in ((3, "March"), (2, "February"), (1, "January"))
    )
    notice = "<p>The authority found that a laptop was stolen from a vehicle. It held the names of 40 pilots.</p>" * 4
    page = f"<title>Theft of a laptop</title><h1>Theft of a laptop</h1>{notice}<div class=box><ul>{months}</ul></div>"
    assert read(answer(page), ReadHint()).kind == "page"
    with pytest.raises(ReadError, match="0 items"):
        read(answer(page), ReadHint(kind="listing"))


def test_an_event_with_its_tools_is_no_list() -> None:
    page = '<title>Open day</title><h1>Open day of the harbour</h1><p>When</p><p>Thursday, October 8, 2026</p><p><a href="/cal">Add to Calendar</a></p><p>Where</p><p>12 Quay Street</p><p><a href="https://maps.example/q">Driving Directions</a></p><p>Come and see the new pilot boats.</p>'
    assert read(answer(page), ReadHint()).kind == "page"


def test_a_notice_with_its_earlier_reports_is_a_page() -> None:
    reports = "".join(f'<li>2026年11月{day}日 <a href="/r/{day}.pdf">第{n}報</a></li>' for n, day in ((2, 18), (1, 12)))
    text = (
        "<p>当組合の会員管理システムが不正アクセスを受け、会員1,204名の氏名と住所が流出した可能性があることが分かりました。</p>"
        * 5
    )
    page = f"<title>不正アクセスについて（第3報）｜青浜漁業組合</title><main><h1>不正アクセスについて（第3報）</h1>{text}<ul>{reports}</ul></main>"
    assert read(answer(page), ReadHint()).kind == "page"


def test_posts_that_only_head_links_are_a_list() -> None:
    posts = "".join(
        f'<article class="post"><header><h2 class="entry-title"><a href="/p/{day}">Decisions of the council, part {day}</a></h2><div class="entry-meta">Posted on <a href="/p/{day}">October {day}, 2026</a> by <a href="/author/clerk">The clerk</a></div></header><div class="entry-content"><a href="/p/{day}.pdf">Council {day}.10</a></div></article>'
        for day in (21, 14, 7)
    )
    reading = read(answer(shell(f"<main>{posts}</main>", title="Council papers")), ReadHint())
    assert reading.items == tuple(
        item(f"/p/{day}", f"Decisions of the council, part {day}", f"2026-10-{day:02}") for day in (21, 14, 7)
    )


def test_the_newest_of_too_many_are_kept_in_order() -> None:
    first = date(2020, 1, 1)
    rows = "".join(
        f'<li>{first + timedelta(days=n)} <a href="/n/{n}">お知らせの題名その{n}について</a></li>' for n in range(2_100)
    )
    items = read(answer(shell(f"<ul>{rows}</ul>")), ReadHint(kind="listing")).items
    assert len(items) == 2_000
    assert items[0].url == f"{SITE}/n/2099"
    mixed = [0, 3, 1, 2]
    rows = "".join(f'<li>{first + timedelta(days=n)} <a href="/n/{n}">お知らせの題名その{n}について</a></li>' for n in mixed)
    assert [one.url[-1] for one in read(answer(shell(f"<ul>{rows}</ul>")), ReadHint(kind="listing")).items] == [
        "3",
        "2",
        "1",
        "0",
    ]


@pytest.mark.parametrize(
    ("heading", "months", "days"),
    [
        ("令和7年度", ("12月3日", "2月9日"), ("2025-12-03", "2026-02-09")),
        ("2026年", ("6月3日", "2月9日"), ("2026-06-03", "2026-02-09")),
    ],
)
def test_a_years_heading_completes_dates(heading: str, months: tuple[str, ...], days: tuple[str, ...]) -> None:
    rows = "".join(
        f'<li>{month} <a href="/n/{n}.html">会員情報の取り扱いについて その{n}</a></li>' for n, month in enumerate(months)
    )
    items = read(answer(shell(f"<h3>{heading}</h3><ul>{rows}</ul>")), ReadHint(kind="listing")).items
    assert sorted(one.published or "" for one in items) == sorted(days)
