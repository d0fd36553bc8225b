"""The lines a text opens with, before its first sentence: title, site's lines, letterhead, date, heading of a letter.

Core; imports scope. A letter's own title often stands below its date and its address, so that all of these are asked for what a
title is asked for.
"""

from __future__ import annotations

import re

from noticewatch.extract.layout import Line
from noticewatch.extract.scope import Survey

LONGEST = 110  # characters; longer lines are prose
MOST = 14  # lines; a navigation that is longer says nothing of the notice
FEWEST_BARS = 2  # "Jobs | Contact | Report a leak"
FEWEST_ENTRIES = 4  # short lines in a row: a letterhead has a number among them, or fewer
_BAR = re.compile(r"\s[|·•]\s")
_ENTRY = re.compile(r"[a-z&'’-]{2,16}(?: [a-z&'’-]{1,16}){0,2}")
_SENTENCE = re.compile(
    r"。|[a-z)](?<![ap]\.m)(?<!d\.c)(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bst)(?<!\brev)(?<!\bprof)[.!?](?:\s|$)|(?:ます|です|ました|でした|ません|ましょう)[!?]"
)
_NAVIGATION = re.compile(r"(?:ここから)?本文です|を飛ばし|本文へ|ページの先頭|現在(?:地|位置)|skip to|skip nav")
_ENDS_IN_FORM = re.compile(r"\b(?:inc|ltd|corp|co|mfg|llc|p\.[ac])\.?(?:,? (?:ltd|inc|llc))?\.")


def masthead(survey: Survey) -> tuple[Line, ...]:
    """The opening lines, the title's first; empty where the text opens with a sentence.

    >>> from noticewatch.extract.lexicon import wording_of
    >>> from noticewatch.extract.page import page_of
    >>> from noticewatch.extract.scope import survey
    >>> from noticewatch.model import Document
    >>> text = "お知らせ\\n2024年5月7日\\n名簿の紛失について\\n本市は名簿を紛失しました。\\n1 概要"
    >>> page = page_of(Document("", "お知らせ", text), "ja")
    >>> [page.text[line.start : line.end] for line in masthead(survey(page, wording_of("ja")))]
    ['お知らせ', '2024年5月7日', '名簿の紛失について']
    """
    return survey.once(_masthead)


def _masthead(survey: Survey) -> tuple[Line, ...]:
    found: list[Line] = []
    for line in survey.layout.lines:
        if line.start == line.end:
            continue
        if _NAVIGATION.search(survey.lowered, line.start, line.end):
            continue
        title = line.start < survey.page.title_end
        if not title and (line.end - line.start > LONGEST or _prose(survey.lowered, line)):
            break
        found.append(line)
        if len(found) == MOST:
            break
    return tuple(found)


def menus_in(survey: Survey) -> frozenset[Line]:
    """The lines of the masthead, below the title, that name a site's parts: in a row with bars between, or each in its line."""
    return survey.once(_menus)


def _menus(survey: Survey) -> frozenset[Line]:
    found: set[Line] = set()
    run: list[Line] = []
    for line in _masthead(survey):
        if line.start < survey.page.title_end:
            continue
        text = survey.lowered[line.start : line.end]
        if len(_BAR.findall(text)) >= FEWEST_BARS:
            found.add(line)
        run = [*run, line] if _ENTRY.fullmatch(text) else []
        if len(run) >= FEWEST_ENTRIES:
            found.update(run)
    return frozenset(found)


def _prose(lowered: str, line: Line) -> bool:
    """Whether a line holds the end of a sentence, which a legal form's point is none of."""
    ending = _SENTENCE.search(lowered, line.start, line.end)
    if ending is None:
        return False
    form = _ENDS_IN_FORM.search(lowered, line.start, line.end)
    return form is None or form.end() < ending.end() or _SENTENCE.search(lowered, form.end(), line.end) is not None
