"""Notices of about 3,000 characters in both languages, and the CPU time that extracting one takes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path

from noticewatch.extract import extract
from noticewatch.model import Document
from tests import invented_notices

SIZE = 3000  # characters
CORPUS = Path(__file__).parent / "corpus"


def notices(language: str) -> list[Document]:
    """Texts of the corpus joined and cut; of the invented notices where there are too few."""
    texts = [path.read_text("utf-8") for path in sorted((CORPUS / language).glob("*.txt"))]
    if sum(map(len, texts)) < 4 * SIZE:
        invented = invented_notices.INCIDENTS_JA if language == "ja" else invented_notices.INCIDENTS_EN
        texts = [f"{one.title}\n\n{one.body}" for one in invented]
    return [Document("", text.partition("\n")[0], text) for text in _cut(texts)]


def _cut(texts: list[str]) -> Iterable[str]:
    held = ""
    left = max(4 * SIZE, sum(map(len, texts)))
    for text in cycle(texts):
        held += text.strip() + "\n\n"
        if len(held) >= SIZE:
            yield held[:SIZE]
            left -= SIZE
            held = ""
        if left < SIZE:
            return


def seconds(documents: list[Document], times: int) -> list[float]:
    """The CPU seconds of each extraction, in order of length."""
    found: list[float] = []
    for _ in range(times):
        for document in documents:
            before = time.process_time()
            extract(document)
            found.append(time.process_time() - before)
    return sorted(found)


def share(sorted_seconds: list[float], part: float) -> float:
    """The time that a part of the extractions stays below."""
    return sorted_seconds[min(int(part * len(sorted_seconds)), len(sorted_seconds) - 1)]
