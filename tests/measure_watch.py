"""How well a register is matched: 600 rows, 300 texts with traps; and how long a text takes by the number of rows.

python -m tests.measure_watch            # precision and recall; what was held out apart; each miss
python -m tests.measure_watch --speed    # milliseconds a text, with 600 and 5,000 rows
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from noticewatch.config import Register, Registered  # noqa: E402
from noticewatch.extract import extract  # noqa: E402
from noticewatch.model import Document  # noqa: E402
from noticewatch.watch import Matcher, Told, notice_watch  # noqa: E402
from watch_corpus import Text, later_texts, register, texts  # noqa: E402

ELSEWHERE = "https://news.invalid/a"  # no row's domain


@dataclass(frozen=True)
class Score:
    """Matches found that are right, that are wrong, and those that were not found."""

    right: int
    wrong: int
    missed: int
    misses: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def score(matcher: Matcher, wanted: Iterable[Text], *, blind: bool) -> Score:
    """Match each text; `blind`: with the extractor's vendor and organization replaced by null."""
    right = wrong = missed = 0
    misses: list[str] = []
    for text in wanted:
        title = text.words.partition("\n")[0]
        facts = extract(Document(ELSEWHERE, title, text.words)).facts
        if blind:
            facts = replace(facts, organization=None, vendor=None)
        found = {watch.id for watch in notice_watch(matcher, Told(text.words, facts, ELSEWHERE))}
        right, wrong, missed = right + len(found & text.about), wrong + len(found - text.about), missed + len(text.about - found)
        if found != text.about:
            misses.append(f"wanted {sorted(text.about)}, found {sorted(found)}: {text.words!r}")
    return Score(right, wrong, missed, tuple(misses))


def _speed(rows: tuple[Registered, ...], most: int, body: str) -> float:
    """Milliseconds that one text takes, by the best of ten."""
    rows = tuple(replace(row, parent="") for row in rows)
    turns = range(most // len(rows) + 1)
    many = [replace(row, id=f"{row.id}-{turn}", name=f"{row.name}{turn or ''}") for turn in turns for row in rows]
    matcher = Matcher([Register(name="vendors", file=Path("v"), rows=tuple(many[:most]))])
    best = 1e9
    for _ in range(10):
        began = time.perf_counter()
        matcher.found(body)
        best = min(best, time.perf_counter() - began)
    return best * 1000


def main() -> None:
    given = register()
    if "--speed" in sys.argv:
        body = "\n".join(one.words for one in texts(given.rows))
        for most in (600, 5000):
            for size in (3_000, 12_000):
                print(f"{most} rows, {size} letters: {_speed(given.rows, most, body[:size]):.2f} ms")
        return
    matcher = Matcher([given])
    every = texts(given.rows)
    print(f"{len(given.rows)} rows, {len(every)} texts, {sum(bool(one.about) for one in every)} of them about a row")
    later, fresh = later_texts(given.rows)
    sets = {
        "seen": [one for one in every if not one.held_out],
        "held out": [one for one in every if one.held_out],
        "later": later,
        "fresh": fresh,
    }
    for title, wanted in sets.items():
        for blind in (False, True):
            made = score(matcher, wanted, blind=blind)
            how = "without organization and vendor" if blind else "with the facts"
            counts = f"{made.right} right, {made.wrong} wrong, {made.missed} missed"
            print(f"{title}, {how}: precision {made.precision:.4f} recall {made.recall:.4f} ({counts})")
            for miss in made.misses:
                print("   ", miss)


if __name__ == "__main__":
    main()
