"""Item 5 of the hostile pages: labels and bytes that agree, disagree or lie, each with the text that must come out, or none."""
# ruff: noqa: E501  (tables: a row a line)

from __future__ import annotations

import codecs
from typing import NamedTuple

import pytest

from noticewatch.errors import ReadError
from noticewatch.model import Response
from noticewatch.read import ReadHint, read
from noticewatch.read.charset import decode
from noticewatch.read.labels import codec_for

JA = "個人情報を含む書類の紛失について、深くお詫び申し上げます。"
VENDOR = "㈱髙橋商会①～Ⅲ：氏名の漏えいについて"
EN = "“Café” – notice of a data breach…"
RU = "Уведомление об утечке персональных данных клиентов компании"
UA = "Повідомлення про витік персональних даних її клієнтів"
EL = "Ανακοίνωση διαρροής προσωπικών δεδομένων πελατών"
PL = "Zawiadomienie o naruszeniu ochrony danych: żółć, Łódź"
TR = "Kişisel veri ihlali bildirimi: İstanbul şubesi, müşteri"
HE = "הודעה על דליפת מידע אישי"
AR = "إشعار بتسرب البيانات الشخصية"
TH = "ประกาศเรื่องข้อมูลส่วนบุคคลรั่วไหล"
VI = "Thông báo về vi phạm dữ liệu"
LT = "Pranešimas apie duomenų saugumo pažeidimą"
ZH = "关于个人信息泄露的通知，我们深表歉意。"
TW = "關於個人資料外洩的通知，我們深表歉意。"
KO = "개인정보 유출에 대한 안내 말씀을 드립니다."


class Pair(NamedTuple):
    """What a server and a page say of their bytes; `text` None: refused."""

    name: str
    header: str
    body: bytes
    text: str | None


def meta(label: str, text: str, codec: str, *, before: str = "") -> bytes:
    return f'{before}<meta charset="{label}">{text}'.encode(codec)


def pragma(label: str, text: str, codec: str) -> bytes:
    return f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={label}">{text}'.encode(codec)


def xml(label: str, text: str, codec: str) -> bytes:
    return f'<?xml version="1.0" encoding="{label}"?><a>{text}</a>'.encode(codec)


# ㈱, 髙, ①, Ⅲ in rows 13 and 92 of EUC-JP, which Python's codec lacks.
VENDOR_EUC = b"\xad\xea\xfc\xe2" + "橋商会".encode("euc_jp") + b"\xad\xa1\xad\xb7" + "：氏名の漏えい".encode("euc_jp")


PAIRS = [
    # A label that is right, by each way to say it
    Pair("header utf-8", "utf-8", JA.encode(), JA),
    Pair("header UTF8 in capitals", "UTF8", JA.encode(), JA),
    Pair("header in quotes", '"utf-8"', JA.encode(), JA),
    Pair("header in single quotes and blanks", " 'Shift_JIS' ", JA.encode("cp932"), JA),
    Pair("header given twice", "euc-jp, euc-jp", JA.encode("euc_jp"), JA),
    Pair("meta charset", "", meta("Shift_JIS", JA, "cp932"), JA),
    Pair("meta charset without quotes", "", f"<meta charset=euc-jp>{JA}".encode("euc_jp"), JA),
    Pair("meta http-equiv", "", pragma("x-sjis", JA, "cp932"), JA),
    Pair("meta http-equiv, windows-1251", "", pragma("windows-1251", RU, "cp1251"), RU),
    Pair("XML declaration", "", xml("EUC-JP", JA, "euc_jp"), JA),
    Pair("XML declaration, ISO-8859-2", "", xml("ISO-8859-2", PL, "iso8859-2"), PL),
    Pair("meta late in the head", "", meta("koi8-r", RU, "koi8-r", before="<script>/* x */</script>\n" * 300), RU),
    Pair("meta within a comment is none", "", f'<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">{RU}'.encode("cp1251"), RU),
    Pair("of two metas the first counts", "", f'<meta charset="windows-1251"><meta charset="koi8-r">{RU}'.encode("cp1251"), RU),
    Pair("of two metas the first that is known", "", f'<meta charset="utf-7"><meta charset="koi8-r">{RU}'.encode("koi8-r"), RU),
    Pair("a meta in the body's text is none", "", f"<body>{EN}<meta charset='koi8-r'>".encode("cp1252"), EN),
    Pair("no label, ASCII", "", b"Notice of a data breach", "Notice of a data breach"),
    Pair("no label, UTF-8", "", JA.encode(), JA),
    Pair("no label, Shift_JIS", "", JA.encode("cp932"), JA),
    Pair("no label, EUC-JP", "", JA.encode("euc_jp"), JA),
    Pair("no label, ISO-2022-JP", "", JA.encode("iso2022_jp"), JA),
    Pair("no label, windows-1252", "", EN.encode("cp1252"), EN),
    # What a label means on the web
    Pair("iso-8859-1 is windows-1252", "ISO-8859-1", EN.encode("cp1252"), EN),
    Pair("latin1 with the five bytes that windows-1252 lacks", "latin1", b"caf\xe9 \x81\x8d\x8f\x90\x9d", "café \x81\x8d\x8f\x90\x9d"),
    Pair("ascii is windows-1252", "us-ascii", EN.encode("cp1252"), EN),
    Pair("shift_jis is windows-31j", "Shift_JIS", VENDOR.encode("cp932"), VENDOR),
    Pair("ms_kanji", "MS_Kanji", VENDOR.encode("cp932"), VENDOR),
    Pair("windows-31j", "windows-31j", VENDOR.encode("cp932"), VENDOR),
    Pair("euc-jp with the vendors' rows", "euc-jp", VENDOR_EUC, "㈱髙橋商会①Ⅲ：氏名の漏えい"),
    Pair("cseucpkdfmtjapanese", "csEUCPkdFmtJapanese", JA.encode("euc_jp"), JA),
    Pair("iso-2022-jp with the vendors' rows", "iso-2022-jp", b"\x1b$B\x2d\x21\x2d\x6a\x1b(B ok", "①㈱ ok"),
    Pair("iso-2022-jp in half-width kana", "iso-2022-jp", b"\x1b(I\x31\x32\x1b(B ok", "ｱｲ ok"),
    Pair("gb2312 is gb18030", "GB2312", (ZH + "镕").encode("gb18030"), ZH + "镕"),
    Pair("gbk", "gbk", ZH.encode("gbk"), ZH),
    Pair("gb18030 of four bytes", "gb18030", (ZH + "㐀").encode("gb18030"), ZH + "㐀"),
    Pair("big5", "Big5", TW.encode("big5"), TW),
    Pair("big5-hkscs", "big5-hkscs", (TW + "嘅").encode("big5hkscs"), TW + "嘅"),
    Pair("euc-kr is windows-949", "EUC-KR", (KO + "뷁").encode("cp949"), KO + "뷁"),
    Pair("ks_c_5601-1987", "ks_c_5601-1987", KO.encode("cp949"), KO),
    Pair("koi8-r", "KOI8-R", RU.encode("koi8-r"), RU),
    Pair("koi8-u", "koi8-u", UA.encode("koi8-u"), UA),
    Pair("ibm866", "ibm866", RU.encode("cp866"), RU),
    Pair("iso-8859-5", "iso-8859-5", RU.encode("iso8859-5"), RU),
    Pair("windows-1250", "windows-1250", PL.encode("cp1250"), PL),
    Pair("windows-1251", "cp1251", RU.encode("cp1251"), RU),
    Pair("windows-1253", "windows-1253", EL.encode("cp1253"), EL),
    Pair("iso-8859-7", "greek", EL.encode("iso8859-7"), EL),
    Pair("iso-8859-9 is windows-1254", "iso-8859-9", TR.encode("cp1254"), TR),
    Pair("windows-1255", "windows-1255", HE.encode("cp1255"), HE),
    Pair("iso-8859-8-i", "iso-8859-8-i", HE.encode("iso8859-8"), HE),
    Pair("windows-1256", "windows-1256", AR.encode("cp1256"), AR),
    Pair("windows-1257", "windows-1257", LT.encode("cp1257"), LT),
    Pair("windows-1258", "windows-1258", codecs.encode("Hà Nội".replace("ộ", "ô\u0323"), "cp1258"), "Hà Nô\u0323i"),
    Pair("tis-620 is windows-874", "TIS-620", TH.encode("cp874"), TH),
    Pair("macintosh", "macintosh", EN.encode("mac_roman"), EN),
    Pair("x-mac-cyrillic", "x-mac-cyrillic", RU.encode("mac_cyrillic"), RU),
    Pair("x-user-defined is what a page may not choose", "", meta("x-user-defined", EN, "cp1252"), EN),
    Pair("iso-8859-15 with a euro", "iso-8859-15", "Café, 5 €".encode("iso8859-15"), "Café, 5 €"),
    # Unicode in two bytes
    Pair("UTF-16 with its mark, little end first", "", codecs.BOM_UTF16_LE + JA.encode("utf-16-le"), JA),
    Pair("UTF-16 with its mark, big end first", "utf-8", codecs.BOM_UTF16_BE + JA.encode("utf-16-be"), JA),
    Pair("UTF-16 without a mark, by its label", "utf-16", f"お知らせ: {EN}".encode("utf-16-le"), f"お知らせ: {EN}"),
    Pair("UTF-16BE without a mark, by its label", "utf-16be", f"お知らせ: {EN}".encode("utf-16-be"), f"お知らせ: {EN}"),
    Pair("UTF-16 without a mark or label, by its first tag", "", f"<p>{JA}".encode("utf-16-le"), JA),
    Pair("UTF-16 without a mark in XML", "", xml("UTF-16", JA, "utf-16-be"), JA),
    Pair("UTF-16 labelled as UTF-8", "utf-8", f"<html><p>{JA}".encode("utf-16-le"), JA),
    Pair("a label of UTF-16 over UTF-8", "utf-16", JA.encode(), JA),
    Pair("a meta of UTF-16 cannot be read in it", "", meta("utf-16", JA, "utf-8"), JA),
    # Lies
    Pair("the mark goes over the header", "Shift_JIS", codecs.BOM_UTF8 + JA.encode(), JA),
    Pair("the mark goes over the meta", "", codecs.BOM_UTF8 + meta("Shift_JIS", JA, "utf-8"), JA),
    Pair("header utf-8, bytes and meta Shift_JIS", "utf-8", meta("Shift_JIS", JA, "cp932"), JA),
    Pair("header ISO-8859-1, bytes UTF-8", "ISO-8859-1", JA.encode(), JA),
    Pair("header ISO-8859-1, bytes and meta EUC-JP", "iso-8859-1", meta("euc-jp", JA, "euc_jp"), JA),
    Pair("header and meta utf-8, bytes Shift_JIS", "utf-8", meta("utf-8", JA, "cp932"), JA),
    Pair("header EUC-JP, meta ISO-2022-JP, bytes Shift_JIS", "euc-jp", meta("iso-2022-jp", JA, "cp932"), JA),
    Pair("header and meta Shift_JIS, bytes UTF-8", "Shift_JIS", meta("Shift_JIS", JA, "utf-8"), JA),
    Pair("header windows-1252, XML says Shift_JIS", "windows-1252", xml("Shift_JIS", JA, "cp932"), JA),
    Pair("header utf-8, bytes windows-1252", "utf-8", EN.encode("cp1252"), EN),
    Pair("meta utf-8, bytes windows-1252 in markup", "", meta("utf-8", f"<h1>{EN}</h1>" * 3, "cp1252"), EN),
    Pair("header windows-874, bytes Shift_JIS", "windows-874", JA.encode("cp932"), JA),
    Pair("header koi8-r, bytes EUC-JP", "koi8-r", JA.encode("euc_jp"), JA),
    Pair("label of ISO-2022-JP over UTF-8", "iso-2022-jp", JA.encode(), JA),
    # Names that the web does not know, and that Python does
    Pair("utf-7 is not read", "utf-7", b"+ADw-script+AD4- <p>plain", "+ADw-script+AD4- <p>plain"),
    Pair("utf-7 in a meta is not read", "", b"<meta charset='utf-7'>+ADw-b+AD4-", "+ADw-b+AD4-"),
    Pair("unicode_escape is not read", "unicode_escape", rb"\u003cscript\u003e", r"\u003cscript\u003e"),
    Pair("raw_unicode_escape over Shift_JIS", "raw_unicode_escape", JA.encode("cp932"), JA),
    Pair("punycode is not read", "punycode", b"Mnchen-3ya", "Mnchen-3ya"),
    Pair("idna over UTF-8", "idna", JA.encode(), JA),
    Pair("base64 is not read", "base64", b"PGI+", "PGI+"),
    Pair("zlib over UTF-8", "zlib", JA.encode(), JA),
    Pair("an unknown name over EUC-JP", "x-nobody-knows", JA.encode("euc_jp"), JA),
    Pair("a name with NUL", "utf\0-8", JA.encode("cp932"), JA),
    Pair("a name of NUL alone", "\0", JA.encode("euc_jp"), JA),
    Pair("a name without end", "x" * 100_000, JA.encode("cp932"), JA),
    Pair("a name that is none of ASCII", "ＵＴＦ－８", JA.encode("cp932"), JA),
    Pair("utf-32, which the web does not know", "utf-32", JA.encode(), JA),
    # Broken
    Pair("one broken byte in a long text", "utf-8", (JA * 5).encode() + b"\xff", JA * 5 + "\ufffd"),
    Pair("one broken byte in Shift_JIS", "Shift_JIS", (JA * 5).encode("cp932") + b"\x82", JA * 5 + "\ufffd"),
    Pair("one broken byte in ISO-2022-JP", "iso-2022-jp", (JA * 5).encode("iso2022_jp") + b"\xff.", JA * 5 + "\ufffd."),
    Pair("broken all through", "utf-8", bytes(range(128, 256)) * 40 + "あ".encode(), None),
    Pair("half of UTF-16's pairs", "utf-16", codecs.BOM_UTF16_LE + b"\x00\xd8" * 50, None),
    Pair("the mark lies", "", codecs.BOM_UTF8 + JA.encode("cp932"), None),
    Pair("ISO-2022-KR", "iso-2022-kr", b"\x1b$)C\x0e0!\x0f", None),
    Pair("two per cent broken", "utf-8", (JA.encode() + b"\xff") * 9, None),
]  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair_is_read_right_or_refused(pair: Pair) -> None:
    if pair.text is None:
        with pytest.raises(ReadError):
            decode(pair.body, pair.header)
    else:
        text = decode(pair.body, pair.header)
        assert pair.text in text
        assert text.count("\ufffd") == pair.text.count("\ufffd")


def test_there_are_enough_of_them() -> None:
    assert len({(pair.header, pair.body) for pair in PAIRS}) == len(PAIRS) >= 60


def test_what_cannot_be_read_is_no_good_read_of_a_page() -> None:
    page = "<html><title>お知らせ</title><p>" + JA * 3
    with pytest.raises(ReadError, match="broken"):
        read(Response("", "", "text/html", "utf-8", page.encode() + b"\xff\xfe" * 3), ReadHint("page"))


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf-32", "rot13", "hz-gb-2312",
                                   "iso-2022-kr", "iso-2022-cn", "replacement", "cesu-8", "undefined", "mbcs", "charmap", "palmos"])  # fmt: skip
def test_no_name_leads_to_a_codec_that_the_web_does_not_know(label: str) -> None:
    assert codec_for(label) is None


def test_every_codec_of_the_table_exists() -> None:
    from noticewatch.read.labels import _CODECS, SINGLE_BYTE

    assert {codecs.lookup(codec).name for codec in _CODECS.values()}
    assert len(_CODECS) > 200
    assert "cp1252" in SINGLE_BYTE
    assert not SINGLE_BYTE & {"utf-8", "cp932", "cp949", "euc_jp", "gb18030", "big5hkscs"}
