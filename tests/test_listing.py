"""A page's own list, in the many ways sites draw one."""
# ruff: noqa: E501

from datetime import date, timedelta

import pytest

from noticewatch.errors import ReadError
from noticewatch.model import Item
from noticewatch.read import ReadHint, read
from noticewatch.read.rows import tidy
from pages import URL, answer

TITLES = (
    "職員採用試験のお知らせ",
    "受講者名簿の紛失について",
    "図書館の休館日",
    "システム障害の復旧について",
    "冬の講座の受講生を募集します",
)
DAYS = tuple(date(2026, 11, 20) - timedelta(days=3 * n) for n in range(5))
ITEMS = tuple(
    Item(f"https://www.example.jp/news/n{n}.html", title, day.isoformat())
    for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
)

NAV = '<ul class="gnavi"><li><a href="/life/">くらしと手続きのご案内</a></li><li><a href="/child/">子育てと教育のご案内</a></li><li><a href="/c">市政</a></li></ul>'
FOOT = '<div id="footer"><ul><li><a href="/privacy">個人情報の取り扱いについて</a></li><li><a href="/map">サイトマップ</a></li></ul></div>'


def shell(main: str, title: str = "新着情報｜若葉台町") -> str:
    return f"<html><head><title>{title}</title></head><body>{NAV}<div id=main><h1>新着情報</h1>{main}<p class=pager><a href=l2.html>2</a> <a href=l2.html>次へ</a></p></div>{FOOT}</body></html>"


def kanji(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def era(day: date) -> str:
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


ROWS = list(zip(range(5), TITLES, DAYS, strict=True))
DRAWN = {
    "dl": "<dl>" + "".join(f'<dt>{kanji(d)}</dt><dd><a href="n{n}.html">{t}</a><span>（PDF：80KB）</span></dd>' for n, t, d in ROWS) + "</dl>",
    "dl, date headings": "<dl>" + "".join(f'<dt>{kanji(d)}</dt><dd><a href="./n{n}.html">{t}</a></dd>' for n, t, d in ROWS) + "</dl>",
    "ul, date before": "<ul>" + "".join(f'<li><span class=date>{d:%Y.%m.%d}</span> <a href="/news/n{n}.html#top">{t}</a></li>' for n, t, d in ROWS) + "</ul>",
    "ul, date after": "<ul>" + "".join(f'<li><a href="n{n}.html">{t}</a>（{kanji(d)}）</li>' for n, t, d in ROWS) + "</ul>",
    "date within the link": "<ul>" + "".join(f'<li><a href="n{n}.html">{d:%Y/%m/%d}　{t}</a></li>' for n, t, d in ROWS) + "</ul>",
    "all within the link": "<ul>" + "".join(f'<li><a href="n{n}.html"><time datetime="{d}">x</time><span class=cat>お知らせ</span><p>{t}</p></a></li>' for n, t, d in ROWS) + "</ul>",
    "titled within the link": "<div>" + "".join(f'<a href="n{n}.html"><span>{d}</span><div><h3 class=ttl>{t}</h3><p>この件の説明が続きます。</p></div></a>' for n, t, d in ROWS) + "</div>",
    "table": "<table><tr><th>日付</th><th>件名</th></tr>" + "".join(f'<tr><td>{d:%Y/%m/%d}</td><td><img src=new.gif alt=NEW></td><td><a href="n{n}.html">{t}</a></td></tr>' for n, t, d in ROWS) + "</table>",
    "table, category link": "<table>" + "".join(f'<tr><td>{era(d)}</td><td class=cat><a href="/cat/{n % 2}">暮らし</a></td><td><a href="n{n}.html">{t}</a></td></tr>' for n, t, d in ROWS) + "</table>",
    "line breaks": "<p>" + "".join(f'■{era(d)}　<A HREF="n{n}.html">{t}</A><BR>\n' for n, t, d in ROWS) + "</p>",
    "paragraphs": "".join(f'<p class=d>{kanji(d)}</p><p><a href="n{n}.html">{t}</a></p>' for n, t, d in ROWS),
    "cards": "".join(f'<article class=card><p>News · {d:%B} {d.day}, {d.year}</p><h3><a href="n{n}.html">{t}</a></h3><p>抜粋です…</p><a href="n{n}.html?utm_source=more">続きを読む</a></article>' for n, t, d in ROWS),
    "cards that say only more": "".join(f'<div class=box><span>{kanji(d)}</span><h3>{t}</h3><a href="n{n}.html">詳しくはこちら</a></div>' for n, t, d in ROWS),
    "by months": "".join(f'<h2>{m}</h2><ul class=list>{"".join(f"<li>{kanji(d)} <a href=n{n}.html>{t}</a></li>" for n, t, d in part)}</ul>' for m, part in (("今月", ROWS[:3]), ("前月", ROWS[3:]))),
    "oldest first": "<ul>" + "".join(f'<li>{kanji(d)} <a href="n{n}.html">{t}</a></li>' for n, t, d in reversed(ROWS)) + "</ul>",
    "date after the row": "".join(f'<div><a href="n{n}.html">{t}</a></div><span>{kanji(d)}</span>' for n, t, d in ROWS),
    "twice linked": "<ul>" + "".join(f'<li><a href="n{n}.html"><img src=i.png></a> {kanji(d)} <a href="n{n}.html?PHPSESSID=a1">{t}</a></li>' for n, t, d in ROWS) + "</ul>",
    "beside a box": '<div class="important"><ul><li><a href="/e/1.html">受講者名簿の紛失について</a></li></ul></div><ul class=news>' + "".join(f'<li>{kanji(d)} <a href="n{n}.html">{t}</a></li>' for n, t, d in ROWS) + "</ul>",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["auto", "listing"])
@pytest.mark.parametrize("drawn", DRAWN)
def test_each_manner_gives_the_same_items(drawn: str, kind: str) -> None:
    reading = read(answer(shell(DRAWN[drawn])), ReadHint(kind=kind))  # type: ignore[arg-type]
    assert reading.kind == "listing"
    assert reading.items == ITEMS


def test_several_rows_under_one_date() -> None:
    main = f'<dl><dt>{kanji(DAYS[0])}</dt><dd><a href="n0.html">{TITLES[0]}</a></dd><dd><a href="n1.html">{TITLES[1]}</a></dd><dt>{kanji(DAYS[2])}</dt><dd><a href="n2.html">{TITLES[2]}</a></dd></dl>'
    days = [item.published for item in read(answer(shell(main)), ReadHint()).items]
    assert days == [DAYS[0].isoformat(), DAYS[0].isoformat(), DAYS[2].isoformat()]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("drawn", ["dl", "table", "line breaks", "ul, date before"])
def test_short_lists(drawn: str, number: int) -> None:
    rows = ROWS[:number]
    main = {
        "dl": "<dl>" + "".join(f'<dt>{kanji(d)}</dt><dd><a href="n{n}.html">{t}</a></dd>' for n, t, d in rows) + "</dl>",
        "table": "<table>"
        + "".join(f'<tr><td>{d}</td><td><a href="n{n}.html">{t}</a></td></tr>' for n, t, d in rows)
        + "</table>",
        "line breaks": "".join(f'■{era(d)}　<A HREF="n{n}.html">{t}</A><BR>' for n, t, d in rows),
        "ul, date before": "<ul>" + "".join(f'<li>{d} <a href="n{n}.html">{t}</a></li>' for n, t, d in rows) + "</ul>",
    }[drawn]
    layout = f'<title>お知らせ一覧：若葉台町</title><table><tr><td><a href="/g">外来のご案内</a><br><a href="/h">入院のご案内</a></td><td>{main}</td></tr></table>'
    for page in (shell(main), layout):
        assert read(answer(page), ReadHint()).items == ITEMS[:number]


def test_undated_lists() -> None:
    main = "<ul class=news>" + "".join(f'<li><a href="n{n}.html">{t}</a></li>' for n, t, _ in ROWS) + "</ul>"
    assert read(answer(shell(main)), ReadHint(kind="listing")).items == tuple(Item(i.url, i.title) for i in ITEMS)
    assert read(answer(shell(main)), ReadHint()).kind == "listing"


def test_a_regulators_table_has_names_for_titles() -> None:
    rows = "".join(
        f'<tr><td><a href="/b/{n}">Acme {n} Inc.</a></td><td>11/{20 - n}/2026</td><td>{n}00</td></tr>' for n in range(4)
    )
    page = f"<title>Reported breaches - State</title><main><h1>Reported breaches</h1><p>Guidance is <a href='/g'>here</a>.</p><table><tbody>{rows}</tbody></table></main>"
    items = read(answer(page), ReadHint()).items
    assert items[0] == Item("https://www.example.jp/b/0", "Acme 0 Inc.", "2026-11-20")
    assert len(items) == 4


def test_a_list_in_a_box_named_like_furniture() -> None:
    main = "<ul>" + "".join(f'<li>{kanji(d)} <a href="n{n}.html">{t}</a></li>' for n, t, d in ROWS) + "</ul>"
    assert read(answer(f"<title>x</title><div class=sidebar>{main}</div>"), ReadHint(kind="listing")).items == ITEMS


def test_base_and_odd_links() -> None:
    odd = ["javascript:void(0)", "mailto:a@example.jp", "tel:0", "#a", "", "http://[x/", "ftp://example.jp/a", "index.html"]
    rows = "".join(f'<li>{DAYS[0]} <a href="{href}">受け取れない行の題名です</a></li>' for href in odd)
    page = f'<base href="https://cdn.example.jp/x/"><ul><li>{DAYS[0]} <a href="a.html">{TITLES[1]}</a></li><li>{DAYS[1]} <a href=" /b\n.html ">{TITLES[2]}</a></li>{rows}</ul>'
    urls = [item.url for item in read(answer(page), ReadHint(kind="listing")).items]
    assert urls == ["https://cdn.example.jp/x/a.html", "https://cdn.example.jp/x/index.html", "https://cdn.example.jp/b.html"]
    assert read(answer('<base href="http://[x/">' + shell(DRAWN["dl"])), ReadHint(kind="listing")).items == ITEMS


def test_link_selector_decides() -> None:
    side = '<div class="side"><h3>2026年11月2日</h3><p><a href="/s/1">小さな催しの案内</a></p><p>2026年11月1日 <a href="/s/2">別の催し</a></p></div>'
    page = shell(DRAWN["dl"] + side)
    items = read(answer(page), ReadHint(link_selector=".side a")).items
    assert items == (
        Item("https://www.example.jp/s/1", "小さな催しの案内", "2026-11-02"),
        Item("https://www.example.jp/s/2", "別の催し", "2026-11-01"),
    )
    assert read(answer(page), ReadHint(kind="listing", link_selector="dl dd")).items == ITEMS
    assert read(answer(shell(DRAWN["titled within the link"])), ReadHint(link_selector="h3")).items == ITEMS
    with pytest.raises(ReadError, match="0 items"):
        read(answer(page), ReadHint(link_selector="ol a"))
    with pytest.raises(ReadError, match="cannot be read"):
        read(answer(page), ReadHint(link_selector="a:nope("))


@pytest.mark.parametrize("kind", ["auto", "listing"])
@pytest.mark.parametrize(
    "main", ["<dl></dl>", "<p>現在お知らせはありません。</p>", "<table><tr><th>日付</th><th>件名</th></tr></table>"]
)
def test_a_list_that_is_empty_by_its_own_word_is_one(main: str, kind: str) -> None:
    found = read(answer(shell(main)), ReadHint(kind=kind))  # type: ignore[arg-type]
    assert found.kind == "listing"
    assert found.items == ()
    filled = shell(main).replace("</body>", "<div id='app'></div><script src='/list.js'></script></body>")
    with pytest.raises(ReadError, match=r"0 items|nothing"):
        read(answer(filled), ReadHint(kind=kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["auto", "listing"])
@pytest.mark.parametrize(
    "main", ["", "<div id='list'></div><noscript>JavaScriptを有効にしてください</noscript>", "<p>ただいま準備中です。</p>"]
)
def test_a_list_that_is_lost_on_the_way_is_none(main: str, kind: str) -> None:
    with pytest.raises(ReadError, match="the list has 0 items"):
        read(answer(shell(main)), ReadHint(kind=kind))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("main", "advice"),
    [
        (
            '<div class="news-list" data-api="/api/news.json"></div><script src=/n.js></script>',
            "if a script draws it: watch the site's feed",
        ),
        ("<iframe src=/news/list.php></iframe>", "it may stand in the frame /news/list.php"),
    ],
)
def test_a_list_that_stands_elsewhere_is_told_with_what_to_do(main: str, advice: str) -> None:
    with pytest.raises(ReadError, match=advice):
        read(answer(shell(main)), ReadHint())


def test_a_selector_that_finds_nothing_needs_the_pages_own_word() -> None:
    hint = ReadHint(link_selector="ol a")
    assert read(answer(shell("<p>現在、お知らせはありません。</p>")), hint).items == ()
    with pytest.raises(ReadError, match="0 items"):
        read(answer(shell("<dl></dl>")), hint)


def test_the_newest_of_too_many_are_kept() -> None:
    main = "<ul>" + "".join(f'<li><a href="n{n}.html">とても長い一覧の{n}番目の行</a></li>' for n in range(2_500)) + "</ul>"
    items = read(answer(shell(main)), ReadHint(kind="listing")).items
    assert len(items) == 2_000
    assert items[0].url.endswith("/n0.html")


@pytest.mark.parametrize(
    ("text", "title"),
    [("NEW 名簿の紛失", "名簿の紛失"), ("名簿の紛失 [PDF形式：120KB]", "名簿の紛失"), ("New center opens", "New center opens"), ("2026-11-20: 名簿の紛失", "名簿の紛失")],
)  # fmt: skip
def test_titles_are_tidied(text: str, title: str) -> None:
    assert tidy(text) == title


def test_a_picture_can_bear_the_title() -> None:
    page = f'<ul><li>{DAYS[0]} <a href="a.html"><img alt="名簿の紛失について"></a></li><li>{DAYS[1]} <a href="b.html"><img alt="icon"></a></li></ul>'
    titles = [item.title for item in read(answer(page), ReadHint(kind="listing")).items]
    assert titles == ["名簿の紛失について"]
    assert URL.endswith("index.html")
