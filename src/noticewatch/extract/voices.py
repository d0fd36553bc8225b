"""Whose words a page gives: the stretches of it that stand in quotation marks or behind "she writes:".

Core; imports scope. Marks are paired, since a stretch between one quotation's end and the next one's beginning is the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from noticewatch.extract.scope import Place, Survey

SHORTEST = 20  # characters; shorter ones are terms and titles, unless they end as a sentence does
SHORTEST_SENTENCE = 10
LONGEST = 1500
_MARK = re.compile(r"[“”\"]|(?<![^\s(:])‘|’(?![^\W_])")
_JAPANESE = re.compile(
    r"「[^「」]{60,1500}」|「[^「」]{8,58}(?:ます|です|ました|でした|ません|たい|ない|か|だ|た|である)[。!?]?」"
)
_ENDS = ",.!?…"


def quotations(text: str) -> list[Place]:
    r"""The stretches that somebody else is quoted with, in order.

    A quotation that goes on in the next paragraph is opened there again and closed only once.

    >>> text = 'The \"notice\" says it: \"We lost it,\" said Ann Lee, who is the clerk of the town, \"and are sorry.\"'
    >>> [text[start:end] for start, end in quotations(text)]
    ['"We lost it,"', '"and are sorry."']
    >>> text = '“We lost the records.\n\n“They are found,” said the clerk.'
    >>> [text[start:end] for start, end in quotations(text)]
    ['“We lost the records.', '“They are found,”']
    """
    found = [match.span() for match in _JAPANESE.finditer(text)]
    opened = -1
    for match in _MARK.finditer(text):
        at = match.start()
        if opened >= 0 and (at - opened > LONGEST or (_opens(text, at) and "\n" in text[opened:at])):
            _keep(text, opened, _line_end(text, opened), found)
            opened = -1
        if opened < 0:
            opened = at if _opens(text, at) else -1
        elif _closes(text[opened], match[0]):
            _keep(text, opened, at + 1, found)
            opened = -1
    if opened >= 0:
        _keep(text, opened, _line_end(text, opened), found)
    return sorted(found)


def introduced(survey: Survey) -> Iterator[Place]:
    """The paragraphs behind a line that says who says what follows; a copied notice goes on behind its first one."""
    words = survey.wording.verdict.introduces
    for line, following in pairwise(one for one in survey.layout.lines if one.end > one.start):
        if survey.lowered[line.end - 1] == ":" and words.search(survey.lowered, line.start, line.end):
            yield following.start, following.end


def _opens(text: str, at: int) -> bool:
    """Whether a mark begins a quotation: a straight one does before a word that nothing stands right before."""
    if text[at] != '"':
        return text[at] in "“‘"
    return (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ",.!?…)")) and not text[at + 1 : at + 2].isspace()


def _closes(opening: str, mark: str) -> bool:
    return mark == {"“": "”", "‘": "’"}.get(opening, '"')


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _keep(text: str, start: int, end: int, found: list[Place]) -> None:
    inner = text[start + 1 : end - 1].rstrip() if text[end - 1] in '”’"' else text[start + 1 : end].rstrip()
    if len(inner) >= SHORTEST or (len(inner) >= SHORTEST_SENTENCE and inner[-1:] in _ENDS):
        found.append((start, end))
