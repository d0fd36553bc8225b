"""What a page's signs are kept in, and what all that look for signs need.

Core; imports scope.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from noticewatch.extract.scope import Place, Survey


@dataclass(slots=True)
class Signs:
    """How often each sign was seen, with the first words that show it.

    `told` are the sentences that tell of an event, `quoted` the stretches in quotation marks, which are not the page's own voice.
    """

    quoted: list[Place]
    seen: dict[str, int] = field(default_factory=dict)
    words: dict[str, Place] = field(default_factory=dict)
    told: list[Place] = field(default_factory=list)

    def add(self, name: str, place: Place | None = None, times: int = 1) -> None:
        """Count a sign."""
        self.seen[name] = self.seen.get(name, 0) + times
        if place is not None:
            self.words.setdefault(name, place)

    def __getitem__(self, name: str) -> int:
        return self.seen.get(name, 0)


def after_mark(survey: Survey) -> int:
    """Where a title begins behind a collector's mark, which may call itself 事件簿."""
    mark = survey.wording.party.mark.match(survey.lowered, 0, survey.page.title_end)
    return mark.end() if mark else 0


def distinct(survey: Survey, places: Iterator[Place]) -> Iterator[Place]:
    """Places of different words: one word said ten times is one sign."""
    known: set[str] = set()
    for place in places:
        word = survey.lowered[slice(*place)]
        if word not in known:
            known.add(word)
            yield place


def inside(offset: int, places: list[Place]) -> bool:
    return any(first <= offset < last for first, last in places)
