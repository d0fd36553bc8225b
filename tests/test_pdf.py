"""PDFs of many makers, kept with the text that each should give; what cannot be read, and why; broken files by the hundred."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from noticewatch.errors import ReadError
from noticewatch.model import Document, Response
from noticewatch.read import ReadHint, read, read_bytes, read_notice
from noticewatch.read.pdf import read_pdf
from noticewatch.read.pdfpages import LARGEST

FOLDER = Path(__file__).parent / "golden" / "pdf"
URL = "https://www.hoshina.example/n/118.pdf"
READ = {  # name: the day at its head, what of it is left out
    "cairo": ("2026-11-06", ""),
    "chromium": ("2026-11-20", ""),
    "covered": ("2026-11-12", "2 of 3 pages without text"),
    "groff": (None, ""),
    "latex": ("2026-11-20", ""),
    "letter-heisei": ("2026-11-20", ""),
    "letter-rksj": ("2026-11-19", ""),
    "libreoffice": ("2026-11-17", ""),
    "locked": (None, ""),
    "radicals": ("2026-11-13", ""),
    "rotated": (None, ""),
    "spaced": ("2026-11-09", ""),
    "table": (None, ""),
    "uplatex": ("2026-11-10", ""),
    "vertical": (None, ""),
}
REFUSED = {
    "encrypted": "the PDF is encrypted and needs a password",
    "ghostscript": "the PDF's text is garbage: signs stand where Japanese letters should",
    "scanned": "a scanned PDF: 3 pages without text",
    "truncated": "the PDF is broken",
    "unmapped": "the PDF's text is garbage: 23 of 50 characters stand for nothing",
}

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))


def body(name: str) -> bytes:
    return (FOLDER / f"{name}.pdf").read_bytes()


def made(*pages: Callable[[Canvas], object], title: str = "", size: tuple[float, float] = (595, 842)) -> bytes:
    file = io.BytesIO()
    to = Canvas(file, pagesize=size, invariant=1)
    to.setTitle(title)
    for page in pages:
        to.setFont("HeiseiMin-W3", 11)
        page(to)
        to.showPage()
    to.save()
    return file.getvalue()


def written(*lines: tuple[str, float, float] | tuple[str, float, float, float]) -> Callable[[Canvas], object]:
    """A page of lines: text, x, y from the top, size."""

    def draw(to: Canvas) -> None:
        for text, x, y, *size in lines:
            to.setFont("HeiseiMin-W3", size[0] if size else 11)
            to.drawString(x, 842 - y, text)

    return draw


Lines = list[tuple[str, float, float, float]]


def column(text: str, width: int, *, x: float = 72, y: float = 100, step: float = 18, size: float = 11) -> Lines:
    return [(text[at : at + width], x, y + step * number, size) for number, at in enumerate(range(0, len(text), width))]


def document(*pages: Callable[[Canvas], object], title: str = "") -> Document:
    return read_pdf(made(*pages, title=title), URL)


@pytest.mark.parametrize("name", READ)
def test_each_makers_file_gives_its_text(name: str) -> None:
    found = read_pdf(body(name), URL)
    assert found.text == (FOLDER / f"{name}.txt").read_text("utf-8").strip("\n")
    assert found.text.startswith(f"{found.title}\n\n")
    assert (found.published, found.left_out, found.url, found.key, found.post) == (*READ[name], URL, "", False)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_pdf(body(name), URL)
    assert str(refused.value) == REFUSED[name]


def test_the_folder_holds_what_the_tests_know() -> None:
    assert {path.stem for path in FOLDER.glob("*.pdf")} == {*READ, *REFUSED}
    assert all(path.stat().st_size < 60_000 for path in FOLDER.glob("*.pdf"))
    assert all(f"`{name}`" in (FOLDER / "README.md").read_text("utf-8") for name in (*READ, *REFUSED))


def test_every_reader_takes_a_pdf_for_a_document() -> None:
    response = Response(URL, URL, "application/octet-stream", "", body("table"))
    found = read_pdf(response.body, URL)
    for kind in ("auto", "pdf", "page", "listing", "posts", "feed"):
        reading = read(response, ReadHint(kind=kind))  # type: ignore[arg-type]
        assert (reading.kind, reading.documents) == ("pdf", (found,))
    assert read_notice(response, ReadHint(content_selector="#main")) == found
    assert read_bytes(response.body, url=URL) == (found,)


@pytest.mark.parametrize("more", [b"%PDF-1.4\n", b"%PDF-1.7 and no more", b"\n\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"])
def test_a_broken_file_is_named(more: bytes) -> None:
    with pytest.raises(ReadError, match="the PDF is broken"):
        read_bytes(more)


def test_large_files_and_files_without_text_are_refused() -> None:
    with pytest.raises(ReadError, match="more than are read"):
        read_pdf(b"%PDF-1.4" + bytes(LARGEST))
    with pytest.raises(ReadError, match="a scanned PDF: 1 page without text"):
        document(written())
    with pytest.raises(ReadError, match="a scanned PDF: 2 pages without text"):
        document(written(("1", 297, 820)), written(("2", 297, 820)))
    with pytest.raises(ReadError, match="garbage: hardly any"):
        document(written(("名簿の紛失について", 72, 100), ("%$#&'@%$#&'@%$#&'@%$#&'@%$#&'@", 72, 140)))


def test_of_many_pages_the_first_fifty_are_read_and_that_is_said() -> None:
    pages = [written((f"第{number}の紛失について", 72, 100), ("名簿を紛失しました。", 72, 140)) for number in range(201)]
    found = document(*pages)
    assert found.left_out == "all but the first 50 of 201 pages"
    assert "第49の" in found.text
    assert "第50の" not in found.text
    assert document(*pages[:200]).left_out == ""


def test_of_many_characters_the_first_are_read_and_that_is_said() -> None:
    page = written(*column("あ" * 9_000, 100, size=2, step=8))
    found = document(*[page] * 50)
    assert found.left_out == "all but the first 45 of 50 pages"
    assert 380_000 < len(found.text) < 410_000
    dense = written(*column("あ" * 60_001, 1_500, size=0.3, step=10))
    assert document(dense).left_out == "1 page but for their first 60,000 characters"


# Titles


LOST = [("2026年11月20日", 440, 80), ("関係者各位", 72, 110), ("株式会社澄川文具", 440, 130)]
PROSE = column(
    "このたび、弊社の社員が、お客様の氏名と住所が記載された名簿を紛失いたしました。深くお詫び申し上げます。" * 3, 40, y=240
)


@pytest.mark.parametrize(
    ("described", "heading", "title"),
    [
        ("名簿の紛失", [("名簿の紛失", 72, 200)], "名簿の紛失"),
        ("名簿の紛失について", [("名簿の紛失", 72, 190), ("について", 72, 205)], "名簿の紛失 について"),
        ("Microsoft Word - 名簿の紛失", [("名簿の紛失", 72, 200)], "名簿の紛失"),
        ("案内.docx", [("名簿の紛失について", 200, 200)], "名簿の紛失について"),
        ("無題", [("名簿の紛失", 200, 200, 16)], "名簿の紛失"),
        ("4月の献立", [("名簿の紛失", 200, 200, 16)], "名簿の紛失"),
        ("", [("顧客名簿の紛失と", 214, 190, 16), ("今後の対応", 238, 214, 16)], "顧客名簿の紛失と今後の対応"),
        ("", [("報道発表資料", 72, 60, 16), ("名簿の紛失について", 200, 200, 14)], "名簿の紛失について"),
        ("", [("第118号", 72, 60, 20), ("名簿の紛失", 200, 200, 14)], "名簿の紛失"),
        ("", [("澄川通信", 72, 190, 11)], "澄川通信"),
    ],
)  # fmt: skip
def test_titles(described: str, heading: list[tuple[str, float, float]], title: str) -> None:
    found = document(written(*LOST, *heading, *PROSE), title=described)
    assert found.title == title
    assert found.text.startswith(f"{title}\n\n")
    assert found.text.count(heading[0][0]) == 1
    assert "2026年11月20日\n" in found.text
    assert found.published == "2026-11-20"


def test_a_letter_without_a_heading_has_its_own_title_or_its_first_words() -> None:
    assert document(written(*PROSE), title="名簿の紛失").title == "名簿の紛失"
    found = document(written(*PROSE))
    assert found.title == "このたび、弊社の社員が、お客様の氏名と住所が記載された名簿を紛失いたしました。"
    assert found.text.count("このたび") == 4
    assert document(written(*LOST[:2])).title == "2026年11月20日"


def test_a_described_title_that_is_no_text_is_none() -> None:
    file = made(written(("名簿の紛失", 200, 200, 16), *PROSE), title="untitled")
    broken = file.replace(b"/Title (untitled)", b"/Title (\\376\\377\\330\\000)")
    assert broken != file
    assert read_pdf(broken).title == "名簿の紛失"


# Lines and paragraphs


def test_columns_of_text_are_read_one_after_the_other() -> None:
    left, right = "左の欄に書かれた文章が続きます。" * 6, "右の欄に書かれた文章が続きます。" * 6
    lines = [column(left, 19, size=10), column(right, 19, x=310, size=10)]
    assert document(written(("題名", 250, 60, 18), *lines[0], *lines[1])).text == f"題名\n\n{left}\n\n{right}"


def test_what_is_drawn_last_but_stands_first_is_read_first() -> None:
    found = document(written(*PROSE, ("問い合わせ 026-555-0142", 72, 400), ("名簿の紛失について", 200, 60, 16)))
    assert found.text.splitlines()[0] == "名簿の紛失について"
    assert found.text.splitlines()[-1] == "問い合わせ 026-555-0142"


def test_cells_drawn_apart_stand_on_one_line() -> None:
    found = document(
        written(("一覧について", 72, 60, 16), ("氏名", 72, 100), ("1,234件", 200, 100), ("住所", 72, 120), ("98件", 200, 120))
    )
    assert found.text == "一覧について\n\n氏名  1,234件\n住所  98件"


def test_a_table_drawn_column_by_column_is_read_row_by_row() -> None:
    columns = [["区分", "会員", "退会者", "合計"], ["件数", "4,812件", "1,037件", "5,849件"], ["内容", "氏名、住所", "氏名", ""]]
    cells = [(text, 80 + 120 * x, 100 + 22 * y) for x, column in enumerate(columns) for y, text in enumerate(column)]
    found = document(written(("一覧について", 72, 60, 16), *cells))
    rows = ["区分  件数  内容", "会員  4,812件  氏名、住所", "退会者  1,037件  氏名", "合計  5,849件"]
    assert found.text == "一覧について\n\n" + "\n".join(rows)


def test_a_value_beside_a_gap_stays_on_a_line_of_its_own() -> None:
    cells = [("区分", 80, 100), ("会員", 80, 120), ("件数", 200, 100), ("12件", 200, 120), ("ほか", 200, 140)]
    assert document(written(("一覧について", 72, 60, 16), *cells)).text.split() == [
        "一覧について",
        "区分",
        "件数",
        "会員",
        "12件",
        "ほか",
    ]


def test_a_title_out_of_a_sentence_holds_its_brackets() -> None:
    text = "当財団（以下「財団」という。）は、名簿を紛失いたしました。深くお詫びいたします。"
    assert document(written(*column(text, 38))).title == "当財団（以下「財団」という。）は、名簿を紛失いたしました。"


def test_a_cell_of_several_lines_is_joined() -> None:
    value = column("氏名、住所、電話番号、生年月日、勤務先の名称、所属する部署、役職、メールアドレス、会員番号", 30, x=172, y=100)
    found = document(written(("一覧について", 72, 60, 16), ("項目", 72, 100), *value, ("件数", 72, 150), ("98件", 172, 150)))
    assert found.text.split("\n\n")[1].startswith(
        "項目  氏名、住所、電話番号、生年月日、勤務先の名称、所属する部署、役職、メールアドレス、会員番号"
    )


def test_lists_and_short_lines_stay_lines() -> None:
    items = [
        "・氏名、住所、電話番号、生年月日、勤務先の名称、所属する部署、役職、メールアドレ",
        "・会員番号",
        "（1）書類",
        "令和8年11月20日",
        "① 鞄",
    ]
    found = document(written(("一覧について", 72, 60, 16), *((text, 72, 100 + 18 * number) for number, text in enumerate(items))))
    assert found.text == "一覧について\n\n" + "\n".join(items)


def test_a_hanging_item_is_joined_and_a_new_paragraph_is_not() -> None:
    item = "・氏名、住所、電話番号、生年月日、勤務先の名称、所属する部署、役職、メールアドレスの"
    lines = [(item, 72, 100), ("うち一部を除くもの", 83, 118), ("お" * 40, 72, 136), ("　わびします。", 72, 154)]
    assert document(written(("一覧について", 72, 60, 16), *lines)).text.splitlines()[2:] == [
        item + "うち一部を除くもの",
        "お" * 40,
        "わびします。",
    ]


@pytest.mark.parametrize(
    ("foot", "kept"),
    [
        ("- {} -", False),
        ("{}", False),
        ("{} / 3", False),
        ("Page {} of 3", False),
        ("３ー{}", True),
        ("合計 {} 件", True),
        ("P.{}", False),
    ],
)
def test_page_numbers_go_and_other_figures_stay(foot: str, kept: bool) -> None:
    body = "書類を紛失しました。"
    pages = [
        written((body.replace("書類", f"{one}の書類"), 72, 100), (foot.format(number), 290, 820))
        for number, one in ((1, "甲"), (2, "乙"), (3, "丙"))
    ]
    assert (foot.format(2) in document(*pages).text) == kept


def test_figures_of_a_table_are_no_page_numbers() -> None:
    pages = [
        written(("件数について", 72, 60), ("93", 200, 790), ("93", 200, 810)),
        written(("別表の件数", 72, 60), ("97", 72, 400)),
    ]
    assert document(*pages).text.split() == ["件数について", "93", "93", "別表の件数", "97"]


def test_a_figure_alone_on_the_only_page_is_its_number_only_where_it_is_one() -> None:
    assert "25" in document(written(("件数について", 72, 60, 16), ("合計", 72, 100), ("25", 297, 820))).text
    assert (
        document(written(("件数について", 72, 60, 16), ("合計しました", 72, 100), ("1", 297, 820))).text
        == "件数について\n\n合計しました"
    )


def test_running_heads_go_wherever_they_are_drawn() -> None:
    pages = [
        written(
            ("本文の段落である。" + str(number) * 3, 72, 400), ("澄川文具 社外秘", 72, 30), ("https://a.example/x 1/1", 72, 830)
        )
        for number in range(3)
    ]
    text = document(*pages).text
    assert "社外秘" not in text
    assert "https" not in text
    assert "2026/11/22 7:44" not in document(written(("名簿の紛失について", 72, 100), ("2026/11/22 7:44 名簿", 20, 20))).text


ENGLISH = """A laptop with records of four hundred patients was stolen from a docu-
mentation office. We told the police, and will write to everybody whose
well-known records were on it. More at https://quillmore.example/laptop-
theft"""


def test_english_is_joined_with_blanks_and_hyphens_are_undone() -> None:
    lines = [(text, 72, 100 + 14 * number) for number, text in enumerate(ENGLISH.splitlines())]
    found = document(written(("Notice of Stolen Laptop", 72, 60, 16), *lines))
    assert "from a documentation office. We told the police, and will write to everybody whose well-known records" in found.text


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([*READ, *REFUSED]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=30),
    st.integers(0, 10**6),
)
def test_whatever_is_done_to_a_file_it_is_read_or_refused(name: str, changes: list[tuple[int, int]], cut: int) -> None:
    raw = bytearray(body(name))
    for at, value in changes:
        raw[at % len(raw)] = value
    for file in (bytes(raw), bytes(raw[: cut % len(raw)])):
        try:
            found = read_pdf(file, URL)
        except ReadError:
            continue
        assert found.text.startswith(found.title)


WORDS = st.tuples(
    st.text("あ亜A1 　-。・.()株式会社", max_size=12), st.integers(-20, 600), st.integers(-20, 860), st.sampled_from([4, 11, 30])
)


@settings(max_examples=80, deadline=None)
@example([("亜", 0, 0, 4), ("ああ", 0, 0, 4), ("11111", 0, 0, 4), ("1A", 41, 41, 11), ("1", 50, 7, 11)], 0)
@given(st.lists(WORDS, max_size=14), st.sampled_from([0, 90, 180, 270]))
def test_wherever_words_stand_none_is_lost(lines: list[tuple[str, int, int, int]], turned: int) -> None:
    def draw(to: Canvas) -> None:
        to.setPageRotation(turned)
        written(*lines)(to)

    try:
        found = document(draw)
    except ReadError:
        return
    for text, x, y, _ in lines:
        if 0 < x < 400 and 40 < y < 800:
            assert {letter for letter in text if letter.isalpha()} <= set(found.text)
