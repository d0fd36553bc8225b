"""Lists by what their structure says: heads of columns, cells over several rows, dates in pieces, excerpts, lists beside a notice."""
# ruff: noqa: E501

import pytest

from noticewatch.errors import ReadError
from noticewatch.model import Item
from noticewatch.read import ReadHint, read
from pages import answer

SITE = "https://www.example.jp"
NAV = (
    "<nav><ul>"
    + "".join(f"<li><a href=/s{n}/>{word}</a></li>" for n, word in enumerate(("ホーム", "くらし", "市政情報", "お問い合わせ")))
    + "</ul></nav>"
)
FOOT = '<footer><a href="/privacy">個人情報の取扱い</a> <a href="/map">サイトマップ</a></footer>'


def shell(main: str, title: str = "潮見市") -> str:
    return f"<html lang=ja><head><title>{title}</title></head><body>{NAV}{main}{FOOT}</body></html>"


def item(path: str, title: str, day: str | None) -> Item:
    return Item(f"{SITE}{path}", title, day)


BREACHES = (
    ("Northgate Credit Union", "03/02/2026", "05/11/2026"),
    ("Halden Dental Group", "02/20/2026, 02/23/2026", "05/04/2026"),
    ("Marlow Software Corp.", "01/08/2026", "04/28/2026"),
)
REGISTER = "".join(
    f"<tr><td><a href=/r/{n}>{who}</a></td><td>{when}</td><td>{told}</td></tr>" for n, (who, when, told) in enumerate(BREACHES)
)
RELEASES = "".join(
    f"<tr>{cell}<td><a href=/r/{n}>{title}</a></td><td>港湾局</td></tr>"
    for n, cell, title in (
        (1, "<td rowspan=2>5月12日</td>", "第2埠頭の照明の更新工事について"),
        (2, "", "会員情報の漏えいの可能性について"),
        (3, "<td>5月8日</td>", "埠頭の清掃を行います"),
    )
)
OPINIONS = "".join(
    f"<b>[ May {day}, 2026 ]</b><br>\n<a href=/o/26{day}1P.pdf>26{day}1P.pdf</a>   05/{day}/2026  {title}\n   Case No: 26-{day}1\n"
    for day, title in ((20, "Quay Board v. Harbour Union"), (19, "In re Loss of Records"), (14, "Norwick v. Tidewell Hotels"))
)
STRUCTURES = {
    "the head of a column tells when it was reported": (
        f"<main><table><tr><th>Organization Name</th><th>Date(s) of Breach</th><th>Reported Date</th></tr>{REGISTER}</table></main>",
        (
            item("/r/0", "Northgate Credit Union", "2026-05-11"),
            item("/r/1", "Halden Dental Group", "2026-05-04"),
            item("/r/2", "Marlow Software Corp.", "2026-04-28"),
        ),
    ),
    "a column that nobody calls a report's, beside that of the breach": (
        f"<main><table><tr><th>Organization</th><th>Breach occurred</th><th>Day</th></tr>{REGISTER}</table></main>",
        (
            item("/r/0", "Northgate Credit Union", "2026-05-11"),
            item("/r/1", "Halden Dental Group", "2026-05-04"),
            item("/r/2", "Marlow Software Corp.", "2026-04-28"),
        ),
    ),
    "a day's cell beside several rows, the year in the heading": (
        f"<main><h1>報道資料一覧：2026年5月</h1><table><tr><th>発表日</th><th>内容</th><th>所管</th></tr>{RELEASES}</table></main>",
        (
            item("/r/1", "第2埠頭の照明の更新工事について", "2026-05-12"),
            item("/r/2", "会員情報の漏えいの可能性について", "2026-05-12"),
            item("/r/3", "埠頭の清掃を行います", "2026-05-08"),
        ),
    ),
    "a year in both reckonings": (
        "<table>" + "".join(f"<tr><td>令和8(2026)年5月{20 - n}日</td><td><a href=/k/{n}>{n}号線の通行止めの解除について</a></td></tr>" for n in range(3)) + "</table>",
        tuple(item(f"/k/{n}", f"{n}号線の通行止めの解除について", f"2026-05-{20 - n}") for n in range(3)),
    ),
    "a date in three boxes": (
        "<div class=content>" + "".join(
            f"<div class=item><div><span>{20 - n}</span><span>May</span><span>2026</span></div><div><h4><a href=/l/{n}>Ward {n} opens its new clinic</a></h4></div></div>" for n in range(3)
        ) + "</div>",
        tuple(item(f"/l/{n}", f"Ward {n} opens its new clinic", f"2026-05-{20 - n}") for n in range(3)),
    ),
    "the year below the day": (
        "<div class=content>" + "".join(
            f"<div class=item><p><b>05.{20 - n}</b><i>2026</i></p><h4><a href=/l/{n}>第{n}病棟の外来を始めます</a></h4></div>" for n in range(3)
        ) + "</div>",
        tuple(item(f"/l/{n}", f"第{n}病棟の外来を始めます", f"2026-05-{20 - n}") for n in range(3)),
    ),
    "a day's heading over an office's": (
        "<main>" + "".join(
            f"<h3>2026年5月{day}日（水）掲載</h3><div><h4>港湾局</h4><ul>" + "".join(f"<li><a href=/m/{day}{n}>{day}日の第{n}報、航路の浚渫について</a></li>" for n in range(many)) + "</ul></div>"
            for day, many in ((20, 1), (13, 2))
        ) + "</main>",
        (
            item("/m/200", "20日の第0報、航路の浚渫について", "2026-05-20"),
            item("/m/130", "13日の第0報、航路の浚渫について", "2026-05-13"),
            item("/m/131", "13日の第1報、航路の浚渫について", "2026-05-13"),
        ),
    ),
    "a bold line that ends with its day, numbers as links": (
        "<div>" + "".join(
            f"<p><b>Published in the Quay Journal of 5/{day}/2026:&nbsp;</b></p><ul><li><a href=/c/{day}.pdf>QB201{day}</a> - {who} v. Harbour Board</li></ul>" for day, who in ((19, "Lindqvist"), (12, "Sutter"), (5, "Oakline"))
        ) + "</div>",
        (
            item("/c/19.pdf", "Lindqvist v. Harbour Board", "2026-05-19"),
            item("/c/12.pdf", "Sutter v. Harbour Board", "2026-05-12"),
            item("/c/5.pdf", "Oakline v. Harbour Board", "2026-05-05"),
        ),
    ),
    "preformatted lines of file names": (
        f"<pre>\n<a href=new.pl>New Search</a><br><br>{OPINIONS}</pre>",
        (
            item("/o/26201P.pdf", "Quay Board v. Harbour Union", "2026-05-20"),
            item("/o/26191P.pdf", "In re Loss of Records", "2026-05-19"),
            item("/o/26141P.pdf", "Norwick v. Tidewell Hotels", "2026-05-14"),
        ),
    ),
    "a file of the same notice below each title": (
        "<div class=body>" + "".join(
            f"<div class=one><div class=when>May {20 - n}, 2026</div><div class=what><a href=/n/{n}>Quarter {n} results of the yard</a></div><div class=files><a href=/f/{n}.pdf>Download PDF Format</a></div></div>" for n in range(1, 5)
        ) + "</div>",
        tuple(item(f"/n/{n}", f"Quarter {n} results of the yard", f"2026-05-{20 - n}") for n in range(1, 5)),
    ),
    "a first entry in a box of its own": (
        "<div class=news><section><h2><a href=/q/0>The quay is closed to lorries</a></h2><small>Date Posted: May 20, 2026</small><p>Until June.</p></section>" + "".join(
            f"<h2><a href=/q/{n}>The quay is open again for ships of class {n}</a></h2><small>Date Posted: May {20 - n}, 2026</small><p>As before.</p><hr>" for n in (1, 2, 3)
        ) + "</div>",
        (item("/q/0", "The quay is closed to lorries", "2026-05-20"), *(item(f"/q/{n}", f"The quay is open again for ships of class {n}", f"2026-05-{20 - n}") for n in (1, 2, 3))),
    ),
    "a line of marks behind each term": (
        "<main><dl>"
        + "".join(
            f"<dt><a href=/t/{n}>Fault in a widely used gate, part {n}</a></dt><dd>Published: {20 - n} May 2026 | Audience: Small business</dd><dd>Those who run it should bring it up to date.</dd>"
            for n in range(3)
        )
        + "</dl></main>",
        tuple(item(f"/t/{n}", f"Fault in a widely used gate, part {n}", f"2026-05-{20 - n}") for n in range(3)),
    ),
    "a year to unfold over days before months": (
        "<main>"
        + "".join(
            f"<details><summary>{year} media releases</summary><ul><li>{day} May – <a href=/y/{year}.pdf>Quay report of {year}</a> (PDF, 210 KB)</li><li>3 April – <a href=/y/{year}b.pdf>Yard report of {year}</a></li></ul></details>"
            for year, day in ((2026, 12), (2025, 5))
        )
        + "</main>",
        (
            item("/y/2026.pdf", "Quay report of 2026", "2026-05-12"),
            item("/y/2026b.pdf", "Yard report of 2026", "2026-04-03"),
            item("/y/2025.pdf", "Quay report of 2025", "2025-05-05"),
            item("/y/2025b.pdf", "Yard report of 2025", "2025-04-03"),
        ),
    ),
    "a month over bare days": (
        "<div><h3>2026年5月</h3><ul><li><b>20日</b> <a href=/d/1>清掃活動に参加しました</a></li><li><b>7日</b> <a href=/d/2>名簿の一部を紛失しました</a></li></ul>"
        "<h3>2026年4月</h3><ul><li><b>30日</b> <a href=/d/3>入学式がありました</a></li></ul></div>",
        (
            item("/d/1", "清掃活動に参加しました", "2026-05-20"),
            item("/d/2", "名簿の一部を紛失しました", "2026-05-07"),
            item("/d/3", "入学式がありました", "2026-04-30"),
        ),
    ),
    "a card whose term is its day and kind": (
        "<main>"
        + "".join(f"<a href=/x/{n}><dl><dt><span>2026.05.{20 - n}</span><em>プレスリリース</em></dt><dd>第{n}工場の竣工</dd></dl></a>" for n in range(1, 4))
        + "</main>",
        tuple(item(f"/x/{n}", f"第{n}工場の竣工", f"2026-05-{20 - n}") for n in range(1, 4)),
    ),
    "a second link to the same notice that says more than its heading": (
        "<main>"
        + "".join(
            f"<div role=listitem><div><span>May {20 - n}, 2026</span></div><a href=/z/{n}><div><h2>Gate {n} moves</h2></div></a><a href=/z/{n}><div>Dear guests, we would like to tell you of a change at our house.</div></a></div>"
            for n in range(3)
        )
        + "</main>",
        tuple(item(f"/z/{n}", f"Gate {n} moves", f"2026-05-{20 - n}") for n in range(3)),
    ),
    "days with points": (
        "<main>" + "".join(f"<div class=one><span>{8 - n:02}.05.2026</span><h2><a href=/p/{n}>Ferry line {n} gets new ships</a></h2></div>" for n in range(3)) + "</main>",
        tuple(item(f"/p/{n}", f"Ferry line {n} gets new ships", f"2026-05-{8 - n:02}") for n in range(3)),
    ),
    "notes of windows and other sites behind titles": (
        "<ul>" + "".join(f"<li>2026.05.{20 - n} <a href=/w/{n}>書類の誤廃棄について 第{n}報（PDF：{n}20KB）（別ウィンドウで開きます）</a></li>" for n in range(1, 4)) + "</ul>",
        tuple(item(f"/w/{n}", f"書類の誤廃棄について 第{n}報", f"2026-05-{20 - n}") for n in range(1, 4)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["listing", "auto"])
@pytest.mark.parametrize("structure", STRUCTURES)
def test_structures_give_their_items(structure: str, kind: str) -> None:
    main, items = STRUCTURES[structure]
    found = read(answer(shell(main, "お知らせ一覧 | 潮見市"), url=f"{SITE}/list/"), ReadHint(kind=kind))  # type: ignore[arg-type]
    assert (found.kind, found.items) == ("listing", items)


SAID = "The board tells all who live on the south side that the footbridge stays closed until the end of the month."
EXCERPTS = {
    "articles with one sentence": "<article><h2><a href=/e/{n}>{title}</a></h2><span>{day}</span><p>{said}</p></article>",
    "categories as headings over the title": "<article><header><h2>Events/Board</h2><h2>Events</h2><h2><a href=/e/{n}>{title}</a></h2><span>{day}</span></header><p>{said}</p><footer><a href=/e/{n}>Read More</a></footer></article>",
    "cards within a link": "<a href=/e/{n} class=card><article class=hentry><h2>{title}</h2><div>{said}</div><span class=post-date>{day}</span></article></a>",
    "nothing but a day": "<div class=row><article><h3><a href=/e/{n}>{title}</a></h3><div>{day}</div></article></div>",
}


@pytest.mark.parametrize("manner", EXCERPTS)
def test_what_says_a_sentence_and_bears_an_address_is_an_item(manner: str) -> None:
    titles = (
        "Footbridge closed until June",
        "Theft of a laptop with names of members",
        "Ferry runs every hour",
        "Names of winners",
    )
    main = "".join(
        EXCERPTS[manner].format(n=n, title=title, day=f"May {20 - n}, 2026", said=SAID) for n, title in enumerate(titles)
    )
    found = read(answer(shell(f"<main>{main}</main>", "Norwick Alliance"), url=f"{SITE}/list/"), ReadHint())
    assert found.kind == "listing"
    assert [(one.url, one.title, one.published) for one in found.items] == [
        (f"{SITE}/e/{n}", title, f"2026-05-{20 - n}") for n, title in enumerate(titles)
    ]


def test_posts_that_stand_here_whole_stay_posts() -> None:
    main = "".join(
        f"<article><h2><a href=/e/{n}>Loss of records, report {n}</a></h2><p>{SAID}</p><p>{SAID}</p></article>" for n in range(3)
    )
    assert read(answer(shell(f"<main>{main}</main>"), url=f"{SITE}/list/"), ReadHint()).kind == "posts"


def test_months_of_incidents_are_no_posts() -> None:
    months = "".join(
        f"<div class=month><h4 class=month-title>{month} <var>2026</var></h4>" + "".join(
            f"<div class=one><a class=incident-title href=/i/{month}{n}>Delays at gate {n}</a><div>This incident has been resolved.</div><div>{month[:3]} <var>{9 - n}</var>, <var>10:01</var> - <var>12:40</var> UTC</div></div>" for n in (1, 2)
        ) + "</div>"
        for month in ("May", "April")
    )  # fmt: skip
    found = read(answer(shell(months, "Norwick Status - Incident History"), url=f"{SITE}/history"), ReadHint())
    assert [(one.url.rpartition("/")[2], one.published) for one in found.items] == [
        ("May1", "2026-05-08"), ("May2", "2026-05-07"), ("April1", "2026-04-08"), ("April2", "2026-04-07"),
    ]  # fmt: skip


def test_sentences_behind_each_row_are_the_rows_own() -> None:
    rows = "".join(
        f"<tr><td>05/{20 - n}/2026</td><td class=title>Report on the yard's {word}</td><td rowspan=2><a href=/v/{n}>View Report</a></td></tr>"
        f"<tr><td colspan=2>We found that the office had closed four of its recommendations in the period under review, and none were new.</td></tr>"
        for n, word in enumerate(("cranes", "tugs", "sheds", "boats", "gates"))
    )
    found = read(
        answer(shell(f"<main><h1>Reports</h1><table>{rows}</table></main>", "Oversight"), url=f"{SITE}/reports"), ReadHint()
    )
    assert [one.title for one in found.items][:2] == ["Report on the yard's cranes", "Report on the yard's tugs"]


RELATED = (
    "<h3>関連コンテンツ</h3><ul class=kanren>"
    + "".join(f"<li><a href=/n/{n}.html>第{n}回の港まつりの交通規制について</a>（2026年5月{n}日）</li>" for n in range(1, 6))
    + "</ul>"
)
NOTICE = "<h2>申請書の紛失について（お詫び）</h2><p>このたび、市民課において申請書1枚を紛失しました。関係する方に深くお詫びいたします。</p>"
BLOG = "<article><h1>We moved our archive</h1><p>Over the weekend we moved it. Nothing was lost, and all addresses stay.</p><p>The old machines are wiped and go to a company in June.</p></article>"


ATTACHED = (
    "<h2>資料</h2><ul>"
    + "".join(f"<li><a href=/f/{n}.pdf>別紙{n}　調査の経過（2026年5月{n}日）</a></li>" for n in range(1, 6))
    + "</ul>"
)


@pytest.mark.parametrize(
    "main",
    [
        f"<div id=main>{NOTICE}{ATTACHED}</div>",
        f"<div id=main>{NOTICE}{RELATED}</div>",
        f"<div>{BLOG}</div><div><h2>From the Blog</h2>{RELATED.replace('kanren', 'items')}</div>",
    ],
    ids=["a notice over its documents", "a short notice over related pages", "an article over the newest of its blog"],
)
def test_a_list_beside_a_notice_does_not_make_the_page_one(main: str) -> None:
    assert read(answer(shell(main), url=f"{SITE}/n/9.html"), ReadHint()).kind == "page"


def test_pages_that_sentences_name_are_no_list() -> None:
    notes = "".join(
        f"<h2>1.{n}.0 (2026-05-{20 - n})</h2><ul><li>Faster start on small machines.</li><li>A fault in the import of lists is mended, see <a href=/doc/{n}>the manual</a>.</li></ul>"
        for n in range(6)
    )
    assert read(answer(shell(f"<main><h1>Norwick Tool</h1>{notes}</main>"), url=f"{SITE}/tool"), ReadHint()).kind != "listing"


def test_links_one_behind_the_other_are_no_sentences() -> None:
    links = "".join(
        f"<a href=/a/{n}.pdf>{month} {n + 3}</a>\n"
        for n, month in enumerate(("January", "February", "March", "April", "May", "June"))
    )
    found = read(answer(shell(f"<div><h4>2026 Agendas</h4>{links}</div>", "Meetings - Quay Board"), url=f"{SITE}/m"), ReadHint())
    assert [one.published for one in found.items] == [f"2026-{6 - n:02}-{8 - n:02}" for n in range(6)]


def test_pages_of_an_archive_are_no_items() -> None:
    years = "".join(f"<li><a href=/a/{year}/>{year}年</a></li>" for year in range(2026, 2015, -1))
    with pytest.raises(ReadError):
        read(answer(shell(f"<main><h1>お知らせ</h1><ul>{years}</ul></main>"), url=f"{SITE}/a/"), ReadHint(kind="listing"))
