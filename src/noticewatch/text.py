"""Text as the rules see it: cleaned, folded with a map back, cut into sentences, indexed by pairs of characters.

Pure; imports the standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LONGEST_QUOTE = 300  # characters of a piece of evidence; the contract's

# What XML 1.0 cannot hold, what SQLite cannot bind (lone surrogates), and what turns a terminal's or a reader's text
# round or says something unseen (bidirectional marks, zero-width ones, tags, annotations).
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u00ad\U000e0000-\U000e007f]"
)
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_JOINED = re.compile("[\u0300-\u036f\u3099\u309a\uff9e\uff9f]")  # marks that NFKC joins to the letter before them

# Runs that NFKC gives back letter for letter: ASCII, marks of CJK, kana, the unified ideographs of the basic block, and
# full-width ASCII and half-width kana, which are changed one for one. The letter before a joined mark is no part of one.
_STEADY = re.compile("[\x00-\x7f\u3000-\u3029\u3030-\u3035\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uff01-\uff5e\uff65-\uff9d]+")

# CJK radicals that PDF producers write for letters: of the supplement, which NFKC leaves alone, each with the ideograph of its
# shape (Unicode's EquivalentUnifiedIdeograph), and Kangxi's, which NFKC knows.
_SUPPLEMENT = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵"
    "旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲"
    "讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_RADICALS = dict(zip([*range(0x2E81, 0x2E9A), *range(0x2E9B, 0x2EF4)], _SUPPLEMENT, strict=True))
_ALL_RADICALS = {**{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}, **_RADICALS}


def without_radicals(text: str) -> str:
    """Text with ideographs for the radicals that look like them, letter for letter.

    >>> without_radicals("⽇本⻑")
    '日本長'
    """
    return text if text.isascii() else text.translate(_ALL_RADICALS)


_MARKED_NUMBER = re.compile(r"[①-⑳][\d〇一二三四五六七八九十百千万]")  # a circled number right before another one

# Four and more letters with a space between each and the next; what stands before the first is looked at where a space follows.
_SPACED = re.compile(
    r"[ぁ-んァ-ヶ一-龥々ー()、。0-9] (?<![^\s]. )[ぁ-んァ-ヶ一-龥々ー()、。0-9](?: [ぁ-んァ-ヶ一-龥々ー()、。0-9]){2,}(?![^\s])"
)


def clean_text(text: str) -> str:
    """Text that any sink can take: line ends as `\\n`, unfit characters gone.

    >>> clean_text("漏えい\\x00\\u202eのお知らせ\\r\\n")
    '漏えいのお知らせ\\n'
    """
    return _UNFIT.sub("", _BREAK.sub("\n", text))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text under NFKC, each of whose characters knows where it came from.

    `text` is what rules match on; `span` leads back to code points of `original`.
    """

    original: str
    text: str
    _starts: Sequence[int]  # of each folded character, its cluster's start in the original
    _ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open span for a half-open span of `text`; not empty when the given one is not."""
        if start >= end:
            at = self._starts[start] if start < len(self._starts) else len(self.original)
            return at, at
        return self._starts[start], self._ends[end - 1]

    def quote(self, start: int, end: int) -> str:
        """The original's words for a span of `text`."""
        first, last = self.span(start, end)
        return self.original[first:last]


def fold(text: str) -> Folded:
    """Fold widths and compatibility forms (NFKC), keeping one folded character's origin each.

    >>> folded = fold("㈱Ｙ４で１，３６９件")
    >>> folded.text
    '(株)Y4で1,369件'
    >>> start = folded.text.index("1,369件")
    >>> folded.quote(start, start + len("1,369件"))
    '１，３６９件'
    >>> fold("①２，４２０件").text
    '1 2,420件'
    >>> fold("お 知 ら せ").text
    'お知らせ'
    """
    return _unspaced(_folded(text))


def _folded(text: str) -> Folded:
    if text.isascii():
        return Folded(text, text, range(len(text)), range(1, len(text) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, size = 0, len(text)
    while at < size:
        run = _STEADY.match(text, at)
        stop = run.end() if run else at
        if stop < size and _JOINED.match(text[stop]):
            stop -= 1
        if stop > at:
            out.append(unicodedata.normalize("NFKC", text[at:stop]))
            starts += range(at, stop)
            ends += range(at + 1, stop + 1)
            at = stop
            continue
        end = at + 1
        while end < size and _JOINED.match(text[end]):
            end += 1
        folded = _RADICALS.get(ord(text[at])) or unicodedata.normalize("NFKC", text[at:end])
        if _MARKED_NUMBER.match(text, at):
            folded += " "  # the mark of an item, no digit of the number behind it
        out.append(folded)
        starts.extend([at] * len(folded))
        ends.extend([end] * len(folded))
        at = end
    return Folded(text, "".join(out), starts, ends)


def _unspaced(folded: Folded) -> Folded:
    """The same without the spaces between letters that are set apart one by one."""
    text = folded.text
    spaces = _letter_spaces(text)
    if not spaces:
        return folded
    kept = [place for place in range(len(text)) if place not in spaces]
    return Folded(
        folded.original,
        "".join(text[place] for place in kept),
        [folded._starts[place] for place in kept],
        [folded._ends[place] for place in kept],
    )


def _letter_spaces(text: str) -> frozenset[int]:
    """Where they stand: PDF producers write titles so."""
    found: set[int] = set()
    for run in _SPACED.finditer(text):
        letters_of = run[0].replace(" ", "")
        if len(letters_of) > 2 * sum(map(str.isdigit, letters_of)):
            found.update(place for place in range(run.start(), run.end()) if text[place] == " ")
    return frozenset(found)


def lower(text: str) -> str:
    """Lower case of the same length: the few letters that grow are left as they are.

    >>> lower("BİG")
    'bİg'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


class Span(NamedTuple):
    """A half-open stretch of a text, and its words."""

    start: int
    end: int
    text: str


_SENTENCE_END = re.compile(r"[。！？\n.!?](?:(?<![.!?])|(?=[\s\"')\]]))")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Ltd|Co|Corp|Mr|Mrs|Ms|Dr|No|St|Jr|Sr|vs|approx|U\.S|e\.g|i\.e|a\.m|p\.m|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def sentences(text: str) -> tuple[Span, ...]:
    """A text's sentences, trimmed, none empty; a line's end ends a sentence.

    >>> [s.text for s in sentences("紛失しました。お詫びします。\\n対象 25名")]
    ['紛失しました。', 'お詫びします。', '対象 25名']
    >>> [s.text for s in sentences("Acme Inc. was hit. We are sorry.")]
    ['Acme Inc. was hit.', 'We are sorry.']
    """
    found: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if text[end - 1] == "." and _ABBREVIATED.search(text, max(start, end - 8), end):
            continue
        _add_trimmed(found, text[start:end], start)
        start = end
    _add_trimmed(found, text[start:], start)
    return tuple(found)


def _add_trimmed(found: list[Span], piece: str, start: int) -> None:
    stripped = piece.strip()
    if stripped:
        first = start if stripped[0] == piece[0] else start + piece.index(stripped)
        found.append(Span(first, first + len(stripped), stripped))


def sentence_at(spans: tuple[Span, ...], offset: int) -> Span | None:
    """The sentence that holds an offset, or None between two."""
    at = bisect_left(spans, (offset + 1,)) - 1
    return spans[at] if at >= 0 and offset < spans[at].end else None


_LETTERS = re.compile(r"[^\W_]+")


def letters(text: str) -> str:
    """What two spellings of one title share: NFKC, case folded, letters and digits only.

    >>> letters("【お知らせ】 ＵＳＢの紛失") == letters("お知らせ USBの紛失")
    True
    """
    return "".join(_LETTERS.findall(unicodedata.normalize("NFKC", text).casefold()))


def bigrams(text: str) -> str:
    """A text as the search index holds it: overlapping pairs of letters, so that words inside Japanese sentences are found.

    >>> bigrams("情報漏洩")
    '情報 報漏 漏洩'
    """
    out: list[str] = []
    for run in _LETTERS.findall(unicodedata.normalize("NFKC", text).casefold()):
        out.extend([run] if len(run) == 1 else (run[at : at + 2] for at in range(len(run) - 1)))
    return " ".join(out)
