"""The project's own pages with gold facts: tests/corpus/SET.jsonl, each line's text in tests/corpus/SET/ID.txt or .html.

`ja` and `en` were written before the rules that read them, by people who had not seen the rules; `manners` are invented too, in
the manner of real pages: as they are laid out, and as they say things. `unseen` was never used to make a rule.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from noticewatch.model import Document
from noticewatch.read import read_bytes

CORPUS = Path(__file__).parent / "corpus"
SETS = ("ja", "en", "manners", "lookalikes", "doubtful")
HELD_OUT = ("unseen",)  # invented by people who had not seen the rules; whoever works on rules reads the table, never a page


@dataclass(frozen=True)
class Page:
    """A page as read, and the facts that a careful reader finds in it."""

    id: str
    gold: dict[str, Any]
    document: Document

    @property
    def language(self) -> str:
        return str(self.gold["language"])


@lru_cache
def pages(name: str) -> tuple[Page, ...]:
    """One set's pages, in the order of its gold."""
    files = {path.stem: path for path in (CORPUS / name).iterdir()}
    made = []
    for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        [document] = read_bytes(files[gold["id"]].read_bytes(), url="", whole=True)
        made.append(Page(gold["id"], gold, document))
    return tuple(made)


def every_page() -> tuple[Page, ...]:
    return tuple(page for name in SETS for page in pages(name))
