"""Bytes become the right characters whatever header and page claim."""

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noticewatch.errors import ReadError
from noticewatch.read.charset import codec_for, decode

TEXT = "㈱髙橋商会より①個人情報を含む書類の紛失について、深くお詫び申し上げます。"
CODECS = {"utf-8": "utf-8", "cp932": "Shift_JIS", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP"}
LIES = [
    "",
    "utf-8",
    "Shift_JIS",
    "EUC-JP",
    "ISO-8859-1",
    "windows-1252",
    "utf-7",
    "uu",
    "unicode_escape",
    "no-such",
    "x\0y",
    "utf-16",
]


def page(codec: str, meta: str) -> tuple[str, bytes]:
    head = f'<meta charset="{meta}">' if meta else ""
    text = f"<html><head>{head}<title>お知らせ</title></head><body><p>書類の紛失についてお詫びします。</p></body></html>"
    return text, text.encode(codec)


@pytest.mark.parametrize(("codec", "header", "meta"), list(itertools.product(CODECS, LIES, ["", "right", "Shift_JIS", "utf-8"])))
def test_a_lie_of_header_or_page_does_not_matter(codec: str, header: str, meta: str) -> None:
    text, body = page(codec, CODECS[codec] if meta == "right" else meta)
    assert decode(body, header) == text


def test_shift_jis_means_windows_31j() -> None:
    assert decode(TEXT.encode("cp932"), "shift_jis") == TEXT
    assert decode("～".encode("cp932") * 3 + "です".encode("cp932"), "x-sjis") == "～～～です"


def test_vendor_characters_of_euc_jp() -> None:
    ken = b"\xad\xea"  # ㈱ in row 13
    assert decode(ken + "の書類について".encode("euc_jp"), "euc-jp") == "㈱の書類について"
    assert decode(b"\xfc\xe2" + "橋商会のお知らせ".encode("euc_jp"), "euc-jp") == "髙橋商会のお知らせ"


def test_vendor_characters_of_iso_2022_jp() -> None:
    body = b"\x1b$B" + b"\x2d\x21" + bytes(b & 0x7F for b in "お知らせ".encode("euc_jp")) + b"\x1b(B end"
    assert decode(body) == "①お知らせ end"
    assert decode(b"\x1b$B\x2d\x21\x1b(I\x31\x1b(B.") == "①ｱ."


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    assert decode("お知らせ".encode(codec), "Shift_JIS") == "お知らせ"


def test_utf_16_without_a_mark_needs_its_label() -> None:
    assert decode("<p>お知らせ</p>".encode("utf-16-le"), "utf-16le") == "<p>お知らせ</p>"


def test_western_pages() -> None:
    assert decode("“Café” – notice".encode("cp1252"), "ISO-8859-1") == "“Café” – notice"
    assert decode(b"caf\xe9 \x9d notice", "latin1") == "café \x9d notice"
    assert decode("Café notice".encode("cp1252")) == "Café notice"
    assert decode("Wrocław".encode("iso8859-2"), "iso-8859-2") == "Wrocław"
    assert decode("通知".encode("gb18030"), "gb2312") == "通知"


def test_an_escape_character_is_not_iso_2022_jp() -> None:
    assert decode(b"a\x1b[31mb") == "a\x1b[31mb"


def test_a_broken_byte_is_borne_and_many_are_not() -> None:
    body = ("お知らせの続きです。" * 40).encode()
    assert decode(body + b"\xff").count("\ufffd") == 1
    with pytest.raises(ReadError, match="broken"):
        decode(bytes(range(128, 256)) * 40 + "あ".encode())


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "punycode", "uu", "idna", "rot13", "", " ", "é", "a" * 50, "\0"])
def test_labels_that_the_web_does_not_know(label: str) -> None:
    assert codec_for(label) is None


@given(st.binary(max_size=300), st.sampled_from(LIES))
def test_no_bytes_raise_anything_but_read_error(body: bytes, label: str) -> None:
    with contextlib.suppress(ReadError):
        assert isinstance(decode(body, label), str)
