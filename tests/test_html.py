"""A page gives its notice's own text, the same whatever stands around it."""
# ruff: noqa: E501

import contextlib
import re

import pytest

from noticewatch.errors import GonePage, ReadError
from noticewatch.model import Document
from noticewatch.read import ReadHint, read, read_bytes, read_notice
from noticewatch.read.dateline import date_in
from noticewatch.read.tree import parse, squeeze
from pages import BODY, MANNERS, PUBLISHERS, TITLE, answer, marked_up, town
from tests.linear import assert_soon


def notice(text: str, **hint: str) -> Document:
    return read_notice(answer(text), ReadHint(**hint))  # type: ignore[arg-type]


@pytest.mark.parametrize("manner", MANNERS)
def test_each_manner_gives_the_same_notice(manner: str) -> None:
    document = notice(MANNERS[manner]("5"))
    assert document.title == TITLE
    assert [line for line in document.text.split("\n") if line] == [TITLE, *BODY]
    assert document.text.startswith(f"{TITLE}\n\n{BODY[0]}\n\n")
    assert document.publisher == PUBLISHERS[manner]
    assert document.published == ("2026-11-05" if manner == "town" else "2026-11-20")


@pytest.mark.parametrize("manner", MANNERS)
def test_furniture_that_changes_changes_no_text(manner: str) -> None:
    assert len({notice(MANNERS[manner](noise)).text for noise in "123456"}) == 1


@pytest.mark.parametrize("manner", MANNERS)
def test_a_notice_is_no_list_and_no_posts(manner: str) -> None:
    reading = read(answer(MANNERS[manner]("3")), ReadHint())
    assert reading.kind == "page"
    assert len(reading.documents) == 1
    assert not reading.items
    assert len(read(answer(MANNERS[manner]("3")), ReadHint(kind="posts")).documents) == 1


def test_two_sentences_beside_a_long_menu() -> None:
    menu = "".join(f'<tr><td><a href="/m{n}">手続きの案内その{n}</a></td></tr>' for n in range(60))
    text = notice(
        f"<title>臨時休業</title><table><tr><td><table>{menu}</table></td><td><b>臨時休業</b><br>明日は休業します。ご了承ください。</td></tr></table>"
    ).text
    assert text == "臨時休業\n\n明日は休業します。ご了承ください。"


def test_content_selector_decides() -> None:
    page = f'<title>甲</title><main><h1>{TITLE}</h1><div class="x">案内。</div><div class="y"><p>本文です。</p></div></main>'
    assert notice(page, content_selector="div.y").text == f"{TITLE}\n\n本文です。"
    with pytest.raises(ReadError, match="finds nothing"):
        notice(page, content_selector="div.z")
    with pytest.raises(ReadError, match="cannot be read"):
        notice(page, content_selector="div[")


@pytest.mark.parametrize(
    ("head", "body", "title", "publisher"),
    [
        ("<title>Notice of an incident | Harbor Clinic</title>", "<h1>Notice of an incident</h1><p>We lost a laptop.</p>", "Notice of an incident", "Harbor Clinic"),
        ("<title>Harbor Clinic - Notice of an incident</title>", "<p>We lost a laptop in May.</p>", "Notice of an incident", "Harbor Clinic"),
        ("<title>Notice - Harbor Clinic</title><meta property=og:site_name content='Harbor Clinic'>", "<p>We lost it.</p>", "Notice", "Harbor Clinic"),
        ("<title>Harbor Clinic: Notice</title><meta property=og:site_name content='Harbor Clinic'>", "<h2>Harbor Clinic</h2><p>We lost it.</p>", "Notice", "Harbor Clinic"),
        ("<title>第2報 | 紛失について | 緑町</title>", "<h1>第2報 | 紛失について</h1><p>続報です。</p>", "第2報 | 紛失について", "緑町"),
        ("<title>緑町ホームページ</title>", "<div><a href='/'><b>緑町</b></a></div><p><b>名簿の紛失について</b></p><p>続報です。</p>", "名簿の紛失について", "緑町"),
        ("<meta property=og:title content='名簿の紛失'>", "<p>続報です。</p>", "名簿の紛失", None),
        ("", "<h2>名簿の紛失</h2><p>続報です。</p>", "名簿の紛失", None),
        ("<title>名簿の紛失 | 緑町</title>", "<h1><a href='/top/'>緑町</a></h1><p>続報です。</p>", "名簿の紛失", "緑町"),
        ("<title>名簿の紛失 | 広報課</title>", "<h1><a href='http://[x/'>案内</a></h1><p>続報です。</p>", "案内", "広報課"),
        ("<title>名簿の紛失 — 続報 | 緑の会</title><meta property=og:site_name content='緑の会'>", "<p>続報です。</p>", "名簿の紛失 — 続報", "緑の会"),
        ("<title>続報 | 花の集い</title>", "<p>紛失の続報です。</p>", "続報", "花の集い"),
        ("<title>紛失</title><script type='application/ld+json'>{\"publisher\": {\"name\": \"花の集い\"}}</script>", "<h1>紛失</h1><p>続報です。</p>", "紛失", "花の集い"),
    ],
)  # fmt: skip
def test_titles_and_publishers(head: str, body: str, title: str, publisher: str | None) -> None:
    document = notice(f"<html><head>{head}</head><body>{body}</body></html>")
    assert (document.title, document.publisher) == (title, publisher)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p>公開日：2026年11月3日　最終更新日：2026年11月9日</p>", "2026-11-03"),
        ("<p>最終更新日 2026/11/9</p><p>掲載日 2026/11/3</p>", "2026-11-03"),
        ("<p>Posted on November 3, 2026 by admin</p>", "2026-11-03"),
        ("<p align=right>令和８年１１月３日（火曜日）</p>", "2026-11-03"),
        ("<p class=meta>2026.11.03 お知らせ</p>", "2026-11-03"),
    ],
)
def test_date_lines_are_dates_and_no_text(line: str, day: str) -> None:
    document = notice(f"<main><h1>名簿の紛失</h1>{line}<p>昨日判明しました。</p></main>")
    assert (document.published, document.text) == (day, "名簿の紛失\n\n昨日判明しました。")


def test_dates_of_the_notice_stay_in_it() -> None:
    body = "<p>2026年11月3日に判明しました。</p><p>経緯</p><p>次のとおりです。</p><p>2026年11月1日</p><p>紛失した日です。</p>"
    document = notice(f"<main><h1>名簿の紛失</h1>{body}</main>")
    assert document.published is None
    assert "\n\n2026年11月1日\n\n" in document.text
    assert "11月3日に判明" in document.text


def test_meta_gives_the_date() -> None:
    page = "<meta property=article:published_time content=2026-11-03T08:00:00Z><main><h1>紛失</h1><p>お詫びします。</p></main>"
    assert notice(page).published == "2026-11-03"


@pytest.mark.parametrize(
    "broken", ["{", "[" * 50_000, '{"datePublished": 5, "publisher": {"name": 7}}', "9" * 6_000, "x" * 300_000, "[[{}]]"]
)
def test_broken_json_ld_is_ignored(broken: str) -> None:
    page = f'<script type="application/ld+json">{broken}</script><main><h1>名簿の紛失</h1><p>お詫びします。</p></main>'
    assert notice(page).text == "名簿の紛失\n\nお詫びします。"


def test_links_in_text_stay_and_lists_of_links_go() -> None:
    body = '<p>詳しくは<a href="/a">報告書</a>をご覧ください。</p><p><a href="/b.pdf">別紙（PDF）</a></p><p>以上です。</p>'
    lists = '<ul><li><a href="/1">別の記事のほうへ</a></li><li><a href="/2">さらに別の記事</a></li></ul>'
    assert (
        notice(f"<main><h1>紛失</h1>{body}{lists}</main>").text
        == "紛失\n\n詳しくは報告書をご覧ください。\n\n別紙（PDF）\n\n以上です。"
    )


def test_the_contact_desk_of_the_incident_stays() -> None:
    body = "<h2>お問い合わせ窓口</h2><p>専用窓口 000-111-2222</p><h2>このページに関するお問い合わせ</h2><p>広報課</p><h2>備考</h2><p>以上です。</p>"
    text = notice(f"<main><h1>紛失</h1><p>お詫びします。</p>{body}</main>").text
    assert "専用窓口 000-111-2222" in text
    assert "広報課" not in text
    assert text.endswith("備考\n\n以上です。")


def test_lines_before_the_title_that_are_text() -> None:
    page = "<main><p>お知らせ</p><p>2026年11月3日</p><p>関係者の皆様へお知らせいたします</p><h1>名簿の紛失</h1><p>お詫びします。</p></main>"
    document = notice(page)
    assert document.text == "名簿の紛失\n\n関係者の皆様へお知らせいたします\n\nお詫びします。"
    assert document.published == "2026-11-03"


def test_long_cells_and_nested_tables_are_layout() -> None:
    cell = "当館では次のとおり対応しました。関係機関へ報告し、対象の方々へ個別にお詫びの文書をお送りしています。" * 2
    page = f"<main><h1>紛失</h1><table><tr><td>対応</td><td>{cell}<br>以上です。</td></tr><tr><td>区分</td><td>甲</td></tr></table></main>"
    assert notice(page).text == f"紛失\n\n対応\n{cell}\n以上です。\n区分  甲"


def test_preformatted_text_keeps_its_lines() -> None:
    assert (
        notice("<main><h1>紛失</h1><pre>一行目です。\n二行目です。\n\n三行目です。</pre></main>").text
        == "紛失\n\n一行目です。\n二行目です。\n\n三行目です。"
    )


def test_a_title_outside_the_main_part() -> None:
    page = "<title>名簿の紛失｜緑町</title><div><h1>名簿の紛失</h1></div><main><p>お詫びします。</p><p>以上です。</p></main>"
    assert notice(page).text == "名簿の紛失\n\nお詫びします。\n\n以上です。"
    assert notice(page, content_selector="main").text == "名簿の紛失\n\nお詫びします。\n\n以上です。"


def test_the_only_article_is_the_notice() -> None:
    page = "<div>別の段落がここにあります。</div><article><h2>名簿の紛失</h2><p>お詫びします。</p></article><div>もう一つの段落です。</div>"
    assert notice(page).text == "名簿の紛失\n\nお詫びします。"


def test_a_title_alone_is_a_document() -> None:
    assert notice("<title>x</title><main><h1>窓口は明日まで休みます。</h1></main>").text == "窓口は明日まで休みます。"


NOTHING_THERE = (
    "<title>404 Not Found</title><center><h1>404 Not Found</h1></center><hr>nginx",
    "<title>潮見市</title><main><h1>お探しのページは見つかりませんでした</h1><p>移動した可能性があります。</p></main>",
    "<title>Page not found | Fenwick</title><main><h1>Oops</h1><p>Try the search.</p></main>",
    "<main><h1>お知らせ</h1><p>このお知らせは掲載を終了しました。</p></main>",
)
STILL_THERE = (
    "<main><h1>ファイルが見つからない問題について</h1><p>"
    + "一部のお客様の画面で起きた問題を調べています。" * 12
    + "</p></main>",
    "<main><h1>紛失した名簿</h1><p>名簿は見つかりました。</p></main>",
)


@pytest.mark.parametrize("page", NOTHING_THERE)
def test_a_page_that_says_that_there_is_nothing_is_gone(page: str) -> None:
    with pytest.raises(GonePage):
        notice(page)


@pytest.mark.parametrize("page", STILL_THERE)
def test_what_only_speaks_of_things_not_found_is_a_notice(page: str) -> None:
    assert notice(page).text


WALLS = {
    "login form": "<h1>ログイン</h1><form method=post><input name=id><input type=password name=p><button>ログイン</button></form>",
    "robot check": "<title>Just a moment...</title><h1>Just a moment...</h1><p>Enable cookies to continue.</p>",
    "robot check (captcha)": '<title>お知らせ</title><div class="g-recaptcha" data-sitekey="1"></div><p>続けるには操作してください</p>',
    "shows no text (1 scripts)": '<title>お知らせ</title><div id="root"></div><script src=a.js></script>',
    "shows no text": "<title>お知らせ</title>",
    "server's error page": "<h1>503 Service Temporarily Unavailable</h1><hr>nginx",
}


@pytest.mark.parametrize("kind", ["auto", "listing", "page", "posts"])
@pytest.mark.parametrize("wall", WALLS)
def test_walls_are_named(wall: str, kind: str) -> None:
    with pytest.raises(ReadError, match=re.escape(wall)):
        read(answer(WALLS[wall]), ReadHint(kind=kind))  # type: ignore[arg-type]


def test_a_login_box_in_the_side_column_is_no_wall() -> None:
    page = f'<div id="sidebar"><form><input type="password"></form></div><main><h1>{TITLE}</h1><p>紛失しました。</p></main>'
    assert notice(page).text == f"{TITLE}\n\n紛失しました。"


OTHERS = [
    (b"<?xml version='1.0'?><other/>", "application/xml", "XML of an unknown kind"),
    (b'{"items": []}', "application/json", "JSON"),
    (b'{"html": "<p>x</p>"}', "", "JSON"),
    (b'[{"title": "x"}]', "application/json", "as scripts ask for"),
    (b"\x89PNG\r\n", "image/png", "an image"),
    (b"PK\x03\x04", "", "neither text nor HTML"),
    (b" \n", "text/html", "empty"),
]
LISTS = [
    (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "an RSS feed: a list of notices, and no notice"),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "an Atom feed: a list"),
    (b"<urlset/>", "a sitemap: a list"),
    (b'{"version": "https://jsonfeed.org/version/1"}', "a JSON Feed: a list"),
]


def refusals(body: bytes, media_type: str, *, notice_only: bool = False) -> list[str]:
    """What each reader says of a body."""
    response = answer("", media_type=media_type)
    object.__setattr__(response, "body", body)
    said = []
    calls = [lambda: read_notice(response, ReadHint()), lambda: read_bytes(body, media_type=media_type)]
    for call in (
        calls if notice_only else [*calls, lambda: read(response, ReadHint()), lambda: read(response, ReadHint(kind="pdf"))]
    ):
        with pytest.raises(ReadError) as refused:
            call()
        said.append(str(refused.value))
    return said


@pytest.mark.parametrize(("body", "media_type", "said"), OTHERS)
def test_what_cannot_be_read_is_named(body: bytes, media_type: str, said: str) -> None:
    refused = refusals(body, media_type)
    assert all(said in one for one in refused)
    assert refused[-1].endswith("and no PDF")


@pytest.mark.parametrize(("body", "said"), LISTS)
def test_a_list_behind_a_link_is_no_notice(body: bytes, said: str) -> None:
    assert all(said in one for one in refusals(body, "", notice_only=True))


def test_bytes_are_sniffed() -> None:
    assert read_bytes(town().encode("cp932"))[0].title == TITLE
    assert read_bytes("題名です\n\n本文です。".encode("euc_jp"))[0].text == "題名です\n\n本文です。"
    assert read_bytes("題名 1 < 2\n\n本文です。".encode(), media_type="text/plain")[0].title == "題名 1 < 2"
    assert read_notice(answer("題名\n\n本文。", media_type="text/plain"), ReadHint()).text == "題名\n\n本文。"
    assert read(answer("題名\n\n本文。", media_type="text/plain"), ReadHint()).kind == "page"


@pytest.mark.parametrize("deep", [254, 300, 480])
def test_deep_pages_lose_nothing(deep: int) -> None:
    page = f"<h1>紛失</h1>{'<div>' * deep}<p>奥にあります。</p>{'</div>' * deep}<p>後にもあります。</p>"
    assert notice(page).text == "紛失\n\n奥にあります。\n\n後にもあります。"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<div>" * 3_000, "nested"),
        ("<br>" * 200_002, "tags"),
        ("<p " + " ".join(f"a{n}=1" for n in range(2_000)) + ">", "attributes"),
        ("<p>" + "x" * (10 * 1024 * 1024), "characters"),
    ],
)
def test_pages_out_of_bounds_are_refused(page: str, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        parse(page)


@pytest.mark.parametrize(
    "page", ["<" * 200_000, "<!--" * 100_000, "</p>" * 50_000, "<b>" * 400, "<p>あ " * 8_000, " \n" * 300_000 + "<p>x"]
)
def test_odd_pages_end_soon(page: str) -> None:
    def run() -> None:
        with contextlib.suppress(ReadError):
            read(answer(page), ReadHint())

    assert_soon(run, 5)


def test_words_run_together_as_shown() -> None:
    assert squeeze("紛\n失\n し\nた  ab\n cd ") == "紛失し た ab cd".replace(" た", "た")
    assert (
        notice("<main><h1>紛失\x00の\u202e件</h1><p>お<b>詫</b>び<br>します。</p></main>").text == "紛失の件\n\nお詫び\nします。"
    )


def test_dates_in_lines() -> None:
    assert date_in("お知らせ") is None
    assert date_in("第12号") is None
    found = date_in("11月3日更新")
    assert found is not None
    assert found.day is None
    assert found.alone
    assert found.label == "updated"
    long = date_in("2026年11月3日、" + "長い説明が続きます。" * 30)
    assert long is not None
    assert not long.alone


def test_a_page_is_read_quickly() -> None:
    page = town().replace(marked_up(), marked_up() * 70)
    assert len(page.encode()) > 30_000
    assert_soon(lambda: notice(page), 1.5)  # ten times what it takes on a busy machine


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    body = "<div id=hd><a href=/>臼原町</a></div><span>2026/11/08</span><h1><span>展示室の改修</span></h1><div>照明を取り付けました。</div>"
    assert notice(f"<html><body><form action=x><input type=hidden value=1>{body}</form></body></html>").text.endswith(
        "照明を取り付けました。"
    )
    bare = "<p><b>展示室の改修</b></p><p>照明を取り付けました。</p>"
    assert "照明" in notice(f"<html><body><form action=x>{bare}</form></body></html>").text
    beside = "<main><h1>展示室の改修</h1><p>照明を取り付けました。</p><form><p>ご意見をお寄せください。</p></form></main>"
    assert "ご意見" not in notice(f"<html><body>{beside}</body></html>").text


@pytest.mark.parametrize(
    "line",
    ["いいね！ 70 共有", "シェア ツイート 12 はてブ 3", "約5分で読めます", "7 min read", "このページは1,204回閲覧されました"],
)
def test_counters_of_readers_are_no_text(line: str) -> None:
    page = f"<html><body><h1>名簿の紛失について</h1><p>名簿を紛失しました。</p><p>{line}</p></body></html>"
    assert notice(page).text == "名簿の紛失について\n\n名簿を紛失しました。"
