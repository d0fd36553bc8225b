"""Whose words a page gives: stretches in quotation marks or behind "she writes:", and whether it is signed.

Core; imports announcer, layout, masthead, naming and scope. Marks are paired, since a stretch between one quotation's end and the
next one's beginning is the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from noticewatch.extract.announcer import labels_of
from noticewatch.extract.layout import Line
from noticewatch.extract.masthead import masthead
from noticewatch.extract.naming import names_in
from noticewatch.extract.scope import Place, Survey

SHORTEST = 20  # characters; shorter ones are terms and titles, unless they end as a sentence does
SHORTEST_SENTENCE = 10
LONGEST = 1500
LAST_LINES = 3  # in which a notice is signed
FEWEST_OFFICES = 2  # mentions of "the City" from which the city itself writes
FEWEST_OTHERS = 2  # statements told on somebody's word, behind which a copied notice goes on to the end
LONG_KEY = 6  # letters of a name; shorter ones are found in any address
_MARK = re.compile(r"[“”\"‘’](?:(?<=[“”\"])|(?<=(?<![^\s(:])‘)|(?<=’)(?![^\W_]))")
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
    words = survey.wording.verdict
    for line, following in pairwise(one for one in survey.layout.lines if one.end > one.start):
        if survey.lowered[line.end - 1] == ":" and words.introduces.search(survey.lowered, line.start, line.end):
            others = len(list(survey.hits(words.reported, 0, line.end)))
            own = next(survey.hits(words.own_voice, 0, line.start), None)
            yield following.start, len(survey.lowered) if others >= FEWEST_OTHERS and own is None else following.end


def offered(survey: Survey) -> Iterator[Place]:
    """What stands behind the words that offer a text to be used by others: it is nobody's yet."""
    place = next(survey.hits(survey.wording.verdict.offers), None)
    if place is not None:
        yield place[1], len(survey.lowered)


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


def own_page(survey: Survey) -> bool:
    """Whether a page is signed: by a line at its top or end, by a title that says whose statement it is, by its address."""
    text = survey.page.text
    names = [name for name in names_in(text, survey.wording.language) if name.sure or " " in name.text]
    heads = {(line.start, line.end) for line in (*masthead(survey), *_last_lines(survey))}
    if len({name.key for name in names if name.sure and (name.start, name.end) in heads}) == 1:
        return True
    titled = survey.wording.verdict.titled
    if any(name.sure and name.end <= survey.page.title_end and titled.match(survey.lowered, name.end) for name in names):
        return True
    labels = labels_of(survey.page.document.url)
    keys = [name.key.replace(" ", "") for name in names] if labels else []
    return any(label in key or (len(key) >= LONG_KEY and key in label) for key in keys for label in labels)


def writes_of_itself(survey: Survey, others: int) -> bool:
    """Whether an office speaks of itself throughout by its kind alone, with a capital: "the City"; hardly anybody else does."""
    return len(survey.wording.verdict.office.findall(survey.page.text)) >= max(FEWEST_OFFICES, 2 * others)


def _last_lines(survey: Survey) -> list[Line]:
    return [line for line in survey.layout.lines if line.end > line.start][-LAST_LINES:]
