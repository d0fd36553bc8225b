"""Which characters a page's bytes are, whatever its header and its own labels claim.

Core; imports errors and labels. Labels count only as far as the bytes bear them out: codecs by an allow-list (the WHATWG's),
strict decoding, and between the Japanese encodings a score of what came out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from noticewatch.errors import ReadError
from noticewatch.read.labels import SINGLE_BYTE, codec_for, declared

__all__ = ["codec_for", "decode"]

_REPLACED_AT_MOST = 0.01  # share of characters that may be unreadable; above it the text is not believed
_ACCENTED_AT_MOST = 0.3  # share of letters outside ASCII in a western text
_KANA_AT_LEAST = 0.1  # share of hiragana in Japanese letters, where a label speaks against them
_WESTERN_AT_LEAST = 0.9  # share of such characters in what is not ASCII, where the label says UTF-8
_FEW = 6  # letters; fewer Japanese ones may come about by chance

_JAPANESE = ("cp932", "euc_jp")
_SHIFTED = "iso2022_jp"
_EUC = "noticewatch.eucjp"

# How a text in Unicode begins: with a mark, which is no part of it, or with a tag, a brace or a blank of two bytes.
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = ((re.compile(rb"[<{\[\s]\x00[^\x00]\x00"), "utf-16-le"), (re.compile(rb"\x00[<{\[\s]\x00[^\x00]"), "utf-16-be"))
_ESCAPES = re.compile(rb"\x1b(\$[@B]|\([BJI])")
_UNREAD = re.compile(rb"\x1b\$[)*+][ACEGHIJKLM]")
_KANA = re.compile("[\u3041-\u3096]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_ODD = re.compile("[\ue000-\uf8ff\x80-\x9f]")
_LETTERS = re.compile("[\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff]")
_WESTERN = re.compile(
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u2013-\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2122\u20ac\xa0\xa9\xab\xae\xb0\xb7\xbb]"
)
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def decode(body: bytes, label: str = "") -> str:
    """The text of a page's bytes; `label` is the header's charset as sent.

    Raises ReadError where more than one character in a hundred cannot be read.

    >>> decode("㈱髙島①～".encode("cp932"), "Shift_JIS")
    '㈱髙島①～'
    >>> decode("お知らせです".encode("cp932"), "utf-8")
    'お知らせです'
    """
    if body.isascii() and b"\x1b" not in body and b"\x00" not in body:
        return body.decode("ascii")
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return _checked(body[len(bom) :].decode(codec, "replace"))
    for beginning, codec in _WIDE:
        if beginning.match(body):
            return _checked(body.decode(codec, "replace"))
    labels = list(dict.fromkeys(_labels(body, label)))
    if _ESCAPES.search(body) and (body.isascii() or _SHIFTED in labels):
        return _checked(_from_iso_2022_jp(body))
    if _UNREAD.search(body) and body.isascii():
        raise ReadError("the text is in ISO-2022-KR or ISO-2022-CN, which nothing reads any more")
    labels = [codec for codec in labels if codec != _SHIFTED]
    for text in _strict_readings(body, labels):
        return text
    candidates = [*labels, "utf-8", *_JAPANESE]
    return _checked(min((_lenient(body, codec) for codec in dict.fromkeys(candidates)), key=lambda text: text.count("\ufffd")))


def _labels(body: bytes, header: str) -> Iterator[str]:
    for codec in map(codec_for, (header, *declared(body))):
        if codec and not (codec.startswith("utf-16") and b"\x00" not in body):
            yield codec


def _strict_readings(body: bytes, labels: list[str]) -> Iterator[str]:
    """Readings without a single fault, the most believable first."""
    by_label = [codec for codec in labels if codec not in SINGLE_BYTE]
    unicode = _strict(body, "utf-8")
    if unicode is not None and ("utf-8" in labels or any(ord(c) >= 0x800 for c in unicode)):
        yield unicode  # sequences of three bytes do not come about by chance
    for codec in by_label:
        text = _strict(body, codec)
        if text is not None and (codec not in _JAPANESE or _penalty(text) <= 0):
            yield text
    if unicode is not None:
        yield unicode
    japanese = [text for text in (_strict(body, codec) for codec in _JAPANESE) if text is not None]
    best = min(japanese, key=_penalty, default=None)
    foreign = any(codec in SINGLE_BYTE and codec != "cp1252" for codec in labels)  # pairs of its letters may look like kanji
    if best is not None and _is_japanese(best, _FEW if labels else 1) and not (foreign and _lacks_kana(best)):
        yield best
    if (mended := _nearly(body)) is not None and not (foreign and _lacks_kana(mended)):
        yield mended
    for codec in labels:
        if codec in SINGLE_BYTE:
            text = body.decode(codec, "replace") if codec != "cp1252" else _western(body)
            if _is_sound(text):
                yield text
    if not labels and best is None and sum(byte > 0x7F for byte in body) <= len(body) * _ACCENTED_AT_MOST:
        yield _western(body)
    if set(labels) == {"utf-8"} and _looks_western(western := _western(body)):
        yield western


def _nearly(body: bytes) -> str | None:
    """A Japanese reading with a broken byte here and there, or None."""
    texts = [_lenient(body, codec) for codec in ("utf-8", *_JAPANESE)]
    best = min(texts, key=lambda text: text.count("\ufffd"))
    broken = best.count("\ufffd")
    return best if broken <= len(best) * _REPLACED_AT_MOST and _is_japanese(best, _FEW) else None


def _is_japanese(text: str, at_least: int) -> bool:
    """Whether most of what is not ASCII are Japanese letters, and enough of them that chance is ruled out."""
    letters = len(_LETTERS.findall(text))
    return letters >= at_least and letters * 2 > len(_NOT_ASCII.findall(text))


def _lacks_kana(text: str) -> bool:
    return len(_KANA.findall(text)) < _KANA_AT_LEAST * len(_LETTERS.findall(text))


def _looks_western(text: str) -> bool:
    """Whether what is not ASCII are accented letters and the marks of print, and little of the whole."""
    marked = len(_NOT_ASCII.findall(text))
    return marked <= len(text) * _ACCENTED_AT_MOST and len(_WESTERN.findall(text)) >= _WESTERN_AT_LEAST * marked


def _penalty(text: str) -> int:
    """How unlike Japanese prose a reading looks: half-width kana and private letters against hiragana; lower is better."""
    return (
        3 * len(_HALF_KANA.findall(text)) + 3 * len(_ODD.findall(text)) - len(_LETTERS.findall(text)) - len(_KANA.findall(text))
    )


def _strict(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec, _EUC if codec == "euc_jp" else "strict")
    except (UnicodeDecodeError, ValueError):
        return None


def _lenient(body: bytes, codec: str) -> str:
    return body.decode(codec, "replace")


def _western(body: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes it lacks stand for themselves."""
    return "".join(_western_pieces(body))


def _western_pieces(body: bytes) -> Iterable[str]:
    for number, piece in enumerate(re.split(rb"([\x81\x8d\x8f\x90\x9d]+)", body)):
        yield piece.decode("latin-1" if number % 2 else "cp1252")


def _from_iso_2022_jp(body: bytes) -> str:
    try:
        return body.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        return "".join(_shifted_pieces(body))


def _shifted_pieces(body: bytes) -> Iterator[str]:
    """ISO-2022-JP with the vendors' characters (①, ㈱), which Python's codec refuses: as EUC-JP, piece by piece."""
    pieces = _ESCAPES.split(body)
    yield pieces[0].decode("ascii", "replace")
    for escape, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if escape.startswith(b"$"):
            high = bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece)
            yield _strict(high, "euc_jp") or high.decode("euc_jp", "replace")
        elif escape == b"(I":
            yield bytes(byte | 0x80 for byte in piece).decode("cp932", "replace")
        else:
            yield piece.decode("ascii", "replace")


def _vendor_euc(error: UnicodeError) -> tuple[str, int]:
    """The vendors' rows of EUC-JP (①, ㈱, 髙), read by way of Shift_JIS, which has them in Python as cp932."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) < 2 or not all(0xA1 <= byte <= 0xFE for byte in pair):
        raise error
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
    return bytes((lead, trail)).decode("cp932"), error.start + 2


codecs.register_error(_EUC, _vendor_euc)


def _checked(text: str) -> str:
    if not _is_sound(text):
        broken = text.count("\ufffd")
        raise ReadError(f"the text cannot be read in any encoding: {broken} of {len(text)} characters are broken")
    return text


def _is_sound(text: str) -> bool:
    return text.count("\ufffd") <= max(1, len(text) * _REPLACED_AT_MOST)
