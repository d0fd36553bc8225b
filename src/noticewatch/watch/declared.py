"""The registers' rows → patterns: what is looked for in a text, and how it must be written there.

Core; imports config, text and this package's lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from noticewatch.config import Registered
from noticewatch.model import WatchBy
from noticewatch.text import lower
from noticewatch.watch.lexicon import LEGAL_BACK, LEGAL_FRONT, SHORT_LEGAL

Case = Literal["any", "capital", "exact"]
# Letters that are written for others of the same name; of one length each, so that places stay.
GLYPHS = str.maketrans("髙﨑塚濵德ヶヵ‐‑−–—―", "高崎塚浜徳ケカ------")
LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_LEFT_OUT = re.compile(r"[\s・'’`\-]+")
_LONG_VOWEL = re.compile(r"(?<=[ァ-ヺー])[-](?=[ァ-ヺー])")
_ACRONYM = re.compile(r"[A-Z0-9&]{2,5}")


@dataclass(frozen=True, slots=True)
class Declared:
    """One name that a row declares: `gaps` are the places between its letters where a blank stands, or a sign that may lack.

    `letters` is the name without these, in its own case; `legal`: a name too short without its legal form, which it has here.
    """

    row: int
    by: WatchBy
    words: str
    letters: str
    gaps: frozenset[int]
    case: Case
    legal: bool = False

    @property
    def key(self) -> str:
        """What is looked for."""
        return lower(self.letters)


def spelled(text: str) -> str:
    """A folded text in the letters of which patterns are made; of the same length."""
    return _LONG_VOWEL.sub("ー", text.translate(GLYPHS))


def core_of(name: str) -> str:
    """A name without the legal forms at its ends, widths folded.

    >>> core_of("㈱Ｙ７．ｃｏｍ"), core_of("Acme Widgets, Inc."), core_of("SA Health")
    ('Y7.com', 'Acme Widgets', 'SA Health')
    """
    folded = spelled(unicodedata.normalize("NFKC", name)).strip()
    front = LEGAL_FRONT.match(folded)
    core = folded[front.end() :] if front else folded
    while (back := LEGAL_BACK.search(lower(core))) and back.start():
        core = core[: back.start()].rstrip(" ,")
    return core.strip(" ,") or folded


def declared_names(rows: Iterable[Registered]) -> Iterator[Declared]:
    """Give every name, alias and product of some rows, each row's each spelling once."""
    for number, row in enumerate(rows):
        seen: set[str] = set()
        of: tuple[tuple[WatchBy, tuple[str, ...]], ...] = (
            ("name", (row.name,)),
            ("alias", row.aliases),
            ("product", row.products),
        )
        for by, names in of:
            for name in names:
                for one in _patterns(number, by, name):
                    if one.key not in seen:
                        seen.add(one.key)
                        yield one


def _patterns(row: int, by: WatchBy, name: str) -> Iterator[Declared]:
    core = core_of(name)
    if len(_LEFT_OUT.sub("", core)) > 1:
        yield _declared(row, by, name, core)
        return
    for form in SHORT_LEGAL:
        for written in (form + core, core + form):
            yield _declared(row, by, name, written, legal=True)


def _declared(row: int, by: WatchBy, name: str, written: str, *, legal: bool = False) -> Declared:
    letters, gaps = "", set[int]()
    for letter in written:
        if _LEFT_OUT.fullmatch(letter):
            gaps.add(len(letters))
        else:
            letters += letter
    gaps.discard(0)
    return Declared(row, by, name, letters, frozenset(gaps), _case(written), legal)


def _case(written: str) -> Case:
    """How a name's case counts: of one Latin word with a capital it must be a name's, of a short abbreviation its own."""
    if not re.fullmatch(r"[\x21-\x7e\u00c0-\u024f]+", written) or written == written.lower():
        return "any"
    return "exact" if _ACRONYM.fullmatch(written) else "capital"


def letters_of(text: str) -> tuple[str, list[int]]:
    """A spelled text's letters as patterns have them, lower case, and each one's place."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for gap in _LEFT_OUT.finditer(text):
        if gap.start() > at:
            pieces.append(text[at : gap.start()])
            places += range(at, gap.start())
        at = gap.end()
    pieces.append(text[at:])
    places += range(at, len(text))
    return lower("".join(pieces)), places
