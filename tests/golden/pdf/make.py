"""Makes the PDFs beside this file anew: `python tests/golden/pdf/make.py [NAME…]`. README.md says what each needs.

All organizations and texts are invented. The expected texts are written by hand and read over; this script does not touch them.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import CIDFont, UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

HERE = Path(__file__).parent
IPA = "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf"
SAMPLES: dict[str, Callable[[Path], None]] = {}


def sample(function: Callable[[Path], None]) -> Callable[[Path], None]:
    """Register a file by its maker's name."""
    SAMPLES[function.__name__.replace("_", "-")] = function
    return function


def fonts() -> None:
    """The fonts that the samples name."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    for encoding in ("90ms-RKSJ-H", "90ms-RKSJ-V"):
        pdfmetrics.registerFont(CIDFont("HeiseiMin-W3", encoding))
    if Path(IPA).exists():
        pdfmetrics.registerFont(TTFont("IPAexGothic", IPA))


def canvas(path: Path | io.BytesIO, size: tuple[float, float] = A4, **more: object) -> Canvas:
    """A page with no time of its making in it."""
    return Canvas(path if isinstance(path, io.BytesIO) else str(path), pagesize=size, invariant=1, **more)  # type: ignore[arg-type]


def lines(to: Canvas, texts: Sequence[str], *, x: float = 72, y: float = 770, size: float = 10.5, step: float = 18) -> float:
    """Write lines downwards in the font set; gives where the next would stand."""
    for text in texts:
        to.drawString(x, y, text)
        y -= step
    return y


def wrapped(text: str, width: int = 40) -> list[str]:
    """Text in lines of so many letters; no line begins with a mark."""
    made = []
    for one in text.split("\n"):
        while len(one) > width:
            at = width if one[width] not in "。、）」" else width - 1
            made.append(one[:at])
            one = one[at:]
        made.append(one)
    return made


LETTER_1 = """　このたび、本組合の嘱託職員が、組合員の個人情報が記載された名簿を外出先で紛失する事案が発生いたしました。関係者の皆様に多大なるご迷惑とご心配をおかけいたしますことを、深くお詫び申し上げます。
　現時点において、当該個人情報が第三者に渡った事実は確認されておりません。"""
LETTER_2 = """１　発生日時
　　令和８年１１月１４日（土）午後３時ごろ
２　紛失した名簿に記載されていた情報
　(1) 氏名、住所、電話番号　３７名分
　(2) 緊急連絡先　１２名分
３　経緯
　嘱託職員が組合員宅を訪問した帰りに立ち寄った店舗において、名簿を入れた鞄を置き忘れ、店舗に戻ったときには見当たらなくなっていたもの。警察に遺失届を提出し、捜索"""
LETTER_3 = """を続けておりますが、本日まで発見に至っておりません。
４　今後の対応
　対象の皆様には、個別にご連絡のうえ、お詫び申し上げております。
【お問い合わせ先】 保科農業協同組合 総務課　電話 026-555-0142"""


@sample
def letter_heisei(path: Path) -> None:
    """A letter of two pages as offices write it: number, date, addressee, sender, title, 記; running head and page numbers."""
    to = canvas(path)
    for page in (1, 2):
        to.setFont("HeiseiMin-W3", 8)
        to.drawString(72, 810, "保科農業協同組合 お知らせ資料")
        to.drawCentredString(297, 30, f"- {page} -")
        to.setFont("HeiseiMin-W3", 10.5)
        if page == 1:
            to.drawRightString(523, 780, "保農総第１１８号")
            to.drawRightString(523, 762, "令和８年１１月２０日")
            to.drawString(72, 736, "組合員各位")
            to.drawRightString(523, 710, "保科農業協同組合")
            to.drawRightString(523, 692, "代表理事組合長　梓川 春彦")
            to.setFont("HeiseiKakuGo-W5", 14)
            to.drawCentredString(297, 655, "個人情報が記載された名簿の紛失について（お詫び）")
            to.setFont("HeiseiMin-W3", 10.5)
            y = lines(to, wrapped(LETTER_1), y=620) - 10
            to.drawCentredString(297, y, "記")
            lines(to, wrapped(LETTER_2), y=y - 28)
        else:
            lines(to, wrapped(LETTER_3), y=775)
        to.showPage()
    to.save()


@sample
def letter_rksj(path: Path) -> None:
    """The old map 90ms-RKSJ-H, which other libraries turn into noise."""
    to = canvas(path)
    to.setFont("HeiseiMin-W3-90ms-RKSJ-H", 15)
    raw = [text.encode("cp932").decode("latin-1") for text in ("メール誤送信による個人情報の漏えいについて", *RKSJ)]
    to.drawString(72, 790, raw[0])
    to.setFont("HeiseiMin-W3-90ms-RKSJ-H", 11)
    lines(to, raw[1:], y=750, step=20)
    to.save()


RKSJ = ["2026年11月19日", "株式会社澄川文具　広報室", "11月18日、展示会の案内を①取引先②来場者の計214名に電子メールで送付する際、", "宛先欄に全員のアドレスを記入したまま送信いたしました。髙田支店の担当者が気付き、", "同日中に全員へ削除をお願いしております。"]  # fmt: skip


@sample
def vertical(path: Path) -> None:
    """Vertical writing, columns from the right to the left, a page of two rows of columns."""
    to = canvas(path)
    to.setFont("HeiseiMin-W3-90ms-RKSJ-V", 18)
    to.drawString(500, 790, "顧客名簿の持ち出しについて".encode("cp932").decode("latin-1"))
    to.setFont("HeiseiMin-W3-90ms-RKSJ-V", 12)
    rows = ["　弊社の元社員が、退職の際に顧客名簿の写しを", "持ち出していたことが判明いたしました。名簿には", "八百四十名の氏名と電話番号が記されていました。",
            "　弊社は元社員を刑事告訴し、名簿は回収済みで", "す。二次被害は確認されておりません。"]  # fmt: skip
    for number, text in enumerate(rows):
        to.drawString(450 - 24 * number, 770, text.encode("cp932").decode("latin-1"))
    to.drawString(450, 420, "令和八年十一月十二日".encode("cp932").decode("latin-1"))
    to.drawString(426, 420, "有限会社氷室呉服店".encode("cp932").decode("latin-1"))
    to.save()


@sample
def table(path: Path) -> None:
    """A grid of cells, some of them of two lines, drawn cell by cell."""
    to = canvas(path)
    to.setFont("HeiseiKakuGo-W5", 15)
    to.drawCentredString(297, 790, "不正アクセスにより漏えいした可能性のある情報")
    rows = [
        ["区分", "件数", "内容"],
        ["会員", "4,812件", "氏名、住所"],
        ["退会者", "1,037件", "氏名のみ"],
        ["問い合わせ", "260件", "氏名、メールアドレス、本文"],
        ["合計", "6,109件", ""],
    ]
    grid = Table(rows, colWidths=[120, 90, 220], style=[("FONT", (0, 0), (-1, -1), "HeiseiMin-W3", 10.5), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])  # fmt: skip
    grid.wrapOn(to, 430, 300)
    grid.drawOn(to, 80, 660)
    to.setFont("HeiseiMin-W3", 10.5)
    lines(to, ["2026年11月21日　花沢生活協同組合"], y=630)
    to.save()


@sample
def radicals(path: Path) -> None:
    """Radicals for letters, as fonts of which only the glyphs were kept give them."""
    to = canvas(path, title="Microsoft Word - 案内.docx")
    to.setFont("IPAexGothic", 16)
    to.drawString(72, 790, "⻑野⽀店における書類の誤廃棄について")
    to.setFont("IPAexGothic", 11)
    lines(
        to,
        [
            "２０２６年１１⽉１３⽇",
            "⽇本⻄⽅信⽤⾦庫",
            "保存期間中の⼊会申込書⼗⼆⼈分を誤って廃棄いたしました。⾒つかった書類はありません。",
        ],
        y=750,
    )
    to.save()


@sample
def spaced(path: Path) -> None:
    """Letters set apart by blanks, by wide blanks and by the font's own spacing."""
    to = canvas(path)
    to.setFont("HeiseiMin-W3", 11)
    lines(to, ["令 和 ８ 年 １ １ 月 ９ 日", "株 式 会 社 榛 名 運 輸"], y=800)
    text = to.beginText(150, 740)
    text.setFont("HeiseiKakuGo-W5", 16)
    text.setCharSpace(8)
    text.textLine("車載端末の盗難について")
    to.drawText(text)
    to.setFont("HeiseiMin-W3", 11)
    lines(
        to,
        [
            "日　時　　令和８年１１月７日",
            "場　所　　前川市内の駐車場",
            "端末には荷受人９８名の氏名、住所が保存されていました。",
        ],
        y=700,
    )
    to.save()


@sample
def scanned(path: Path) -> None:
    """A picture of a page."""
    to = canvas(path)
    for _ in range(3):
        to.drawImage(picture(), 60, 100, 475, 640)
        to.showPage()
    to.save()


def picture() -> ImageReader:
    """Grey lines where words would be."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (240, 320), 255)
    draw = ImageDraw.Draw(image)
    for y in range(20, 300, 16):
        draw.line((20, y, 220, y), fill=90, width=5)
    return ImageReader(image)


@sample
def covered(path: Path) -> None:
    """A page of text before two that are pictures."""
    to = canvas(path, letter)
    to.setFont("Helvetica-Bold", 16)
    to.drawString(72, 720, "Notice of Stolen Laptop")
    to.setFont("Helvetica", 11)
    lines(to, ["November 12, 2026", "Quillmore Dental Group", "A laptop with records of 412 patients was stolen from an employee's car. The letters that we", "sent to those concerned are attached."], y=690)  # fmt: skip
    to.showPage()
    for _ in range(2):
        to.drawImage(picture(), 60, 100, 475, 640)
        to.showPage()
    to.save()


@sample
def encrypted(path: Path) -> None:
    """Needs a password to be opened."""
    to = canvas(path, encrypt=StandardEncryption("open", "owner"))
    lines(to, ["Nobody reads this."])
    to.save()


@sample
def locked(path: Path) -> None:
    """Opens without a password, and forbids copying."""
    to = canvas(path, letter, encrypt=StandardEncryption("", "owner", canCopy=0), title="Incident Update 2")
    lines(
        to,
        [
            "Incident Update 2",
            "Tarnbeck Water, 3 November 2026",
            "We have restored our billing system. No customer data was copied.",
        ],
        step=30,
    )
    to.save()


@sample
def rotated(path: Path) -> None:
    """A landscape page laid on its side, with a watermark across it."""
    to = canvas(path)
    to.setPageRotation(90)
    to.rotate(90)
    to.translate(0, -595)
    to.setFont("HeiseiKakuGo-W5", 18)
    to.drawString(72, 520, "システム障害の原因と対応状況（第２報）")
    to.setFont("HeiseiMin-W3", 11)
    lines(
        to,
        [
            "令和８年１１月２日　椿山市立図書館",
            "原因はサーバーの故障であり、不正アクセスではありません。貸出記録の漏えいは確認されておりません。",
        ],
        y=480,
    )
    to.saveState()
    to.translate(420, 300)
    to.rotate(35)
    to.setFont("Helvetica", 60)
    to.setFillGray(0.9)
    to.drawCentredString(0, 0, "COPY")
    to.restoreState()
    to.save()


@sample
def unmapped(path: Path) -> None:
    """A font without a table of its characters: what is shown can be read, what is stored cannot."""
    made = io.BytesIO()
    to = canvas(made, pageCompression=0)
    to.setFont("IPAexGothic", 12)
    lines(
        to,
        ["個人情報の漏えいについて", "このたび、弊社のサーバーが不正アクセスを受けました。", "対象は会員の氏名および住所です。"],
    )
    to.save()
    path.write_bytes(made.getvalue().replace(b"/ToUnicode", b"/NoUnicode"))


@sample
def truncated(path: Path) -> None:
    """Half of a file."""
    whole = HERE / "letter-heisei.pdf"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])


def run(*command: str, cwd: str) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def by_tools(name: str, source: str, kind: str, *commands: Sequence[str]) -> None:
    """Register a file that other programs make of a source; they leave it as in.pdf."""

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, f"in.{kind}").write_text(source, "utf-8")
            for command in commands:
                run(*(part.replace("FOLDER", folder) for part in command), cwd=folder)
            path.write_bytes(Path(folder, "in.pdf").read_bytes())

    SAMPLES[name] = make


PAGE = """<!doctype html><html lang="ja"><meta charset="utf-8"><title>不正アクセスによる個人情報の漏えい</title>
<style>* {font-family: 'IPAexGothic'; font-weight: normal}</style><body><p style="text-align:right">2026年11月20日<br>株式会社月岡製菓</p>
<h1 style="text-align:center;font-size:20px">不正アクセスによる個人情報の漏えい</h1>
<p>このたび、株式会社月岡製菓の通販サイトが不正アクセスを受け、会員の個人情報の漏えいが判明いたしました。漏えいの可能性があるのは2,480名の個人情報です。</p>
<h2 style="font-size:17px">1. 漏えいの可能性がある情報</h2><ul><li>氏名、住所</li><li>会員情報のうち、2026年8月1日から10月31日までに通販サイトで会員になられた2,480名の氏名と住所です。2025年までの会員情報の漏えいの可能性はありません。</li></ul>
<table border="1" cellpadding="12"><tr><th>期日</th><th>会員</th></tr><tr><td>2026年8月1日から10月31日まで</td><td>2,480名</td></tr></table>
<p>会員サイト： 0120-555-019</p></body></html>"""
PRINT = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=in.pdf", "in.html"]
by_tools("chromium", PAGE, "html", PRINT)
by_tools("ghostscript", PAGE, "html", PRINT, ["mv", "in.pdf", "made.pdf"], ["gs", "-q", "-sDEVICE=pdfwrite", "-dNOPAUSE", "-dBATCH", "-o", "in.pdf", "made.pdf"])  # fmt: skip

STYLE = '<style:style style:name="{0}" style:family="paragraph"><style:paragraph-properties fo:text-align="{1}"/><style:text-properties style:font-name-asian="IPAexMincho" style:font-size-asian="{2}pt"/></style:style>'
ODT = f"""<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>
<style:font-face style:name="IPAexMincho" svg:font-family="IPAexMincho"/></office:font-face-decls><office:automatic-styles>
{STYLE.format("R", "end", 11)}{STYLE.format("T", "center", 15)}{STYLE.format("B", "start", 11)}</office:automatic-styles><office:body><office:text>
<text:p text:style-name="R">令和8年11月17日</text:p><text:p text:style-name="R">社会福祉法人千種会</text:p>
<text:p text:style-name="T">USBメモリーの紛失について</text:p><text:p text:style-name="B"/>
<text:p text:style-name="B">　当法人が運営する千種の里において、利用者56名分の氏名、介護度及び家族の連絡先を保存したUSBメモリー1個を紛失いたしました。ご利用者及びご家族の皆様に深くお詫び申し上げます。</text:p>
<text:p text:style-name="B">　USBメモリーには暗号化の措置を講じておらず、11月16日に所在が不明であることが分かりました。外部への流出は確認しておりません。</text:p>
<text:p text:style-name="B">問い合わせ先　事務局 電話 052-555-0167</text:p></office:text></office:body></office:document>"""
by_tools("libreoffice", ODT, "fodt", ["soffice", "-env:UserInstallation=file://FOLDER/profile", "--headless", "--convert-to", "pdf", "in.fodt"])  # fmt: skip

TEX = r"""\documentclass[twocolumn]{article}\usepackage[margin=2.2cm]{geometry}\begin{document}\title{Notice of a Data Incident}
\author{Pellmere Housing}\date{20 November 2026}\maketitle\section{What happened}On 4 May 2026 an unauthorized person broke into a
server of Pellmere Housing which holds correspondence with tenants and information about their applications. We disconnected the
server, notified the regulators, and engaged independent investigators who established that documentation of approximately 1,369
individuals was copied. There were no difficulties in restoring the files from backups, and our offices stayed open.
\section{What information was involved}The documentation contained names, addresses, telephone numbers and dates of birth. It did not
contain passwords.\begin{itemize}\item names and addresses\item dates of birth of those who had applied between January and
April\end{itemize}\newpage\section{What we are doing}We have reported the incident to the supervisory authority and to the police. We
are writing to everybody concerned, and we will tell you more as soon as the investigation is finished. You may reach our
well-staffed desk at 0161 496 0171.\end{document}"""
by_tools("latex", TEX, "tex", ["pdflatex", "-interaction=batchmode", "in.tex"])
UPTEX = r"""\documentclass[uplatex,a4paper]{jsarticle}\title{ランサムウェア被害の発生について（第3報）}\author{学校法人青柳学園}\date{令和8年11月10日}
\begin{document}\maketitle 本学園のサーバーがランサムウェアに感染した件につきまして、調査の結果、卒業生約3{,}200名の氏名及び学籍番号が外部に送信された可能性を否定できないことが分かりました。文部科学省及び個人情報保護委員会に報告済みです。
\section{再発防止策}多要素認証を導入し、VPN装置を更新いたしました。\end{document}"""
by_tools("uplatex", UPTEX, "tex", ["uplatex", "-interaction=batchmode", "in.tex"], ["dvipdfmx", "-f", "ptex-ipaex.map", "in.dvi"])
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842" font-family="IPAexGothic">
<text x="60" y="80" font-size="18">誤送付に関するお詫び</text><text x="400" y="110" font-size="11">2026年11月6日</text>
<text x="400" y="128" font-size="11">茜台市教育委員会</text><text x="60" y="170" font-size="11">就学援助の通知書を別の世帯に送付し、児童3名の氏名と口座番号が他の保護者に知られまし</text>
<text x="60" y="188" font-size="11">た。通知書は全て回収いたしました。</text></svg>"""
by_tools("cairo", SVG, "svg", ["rsvg-convert", "-f", "pdf", "-o", "in.pdf", "in.svg"])
ROFF = """.ps 16
.ce
Statement on the Outage of Our Booking System
.ps 11
.sp
Larkfen Ferries, 30 October 2026
.sp
On Thursday our booking system was unavailable for six hours. The cause was a failed storage controller. There was no
unauthorised access, and no information about travellers was lost or disclosed.
.sp
Questions: press@larkfen.example
"""
by_tools("groff", ROFF, "roff", ["sh", "-c", "groff -Tpdf -P-pa4 in.roff > in.pdf"])


def main(names: Sequence[str]) -> None:
    """Make the samples named, or all."""
    fonts()
    for name in names or SAMPLES:
        path = HERE / f"{name}.pdf"
        SAMPLES[name](path)
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
