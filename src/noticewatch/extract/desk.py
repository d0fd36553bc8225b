"""Where to ask about the incident: telephone numbers and addresses of the desk that the text names.

Core; imports scope, page and model.
"""

from __future__ import annotations

import re

from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.model import Contact, ContactKind

LINES_BELOW = 6  # a desk's number stands at most so many lines below the line that names it
_PHONE = re.compile(r"(?:\+?[0-9]{1,3}[- ])?(?:\([0-9]{2,5}\)[- ]?|[0-9]{2,5}[-‐−–])[0-9]{2,4}[-‐−–. ][0-9]{3,4}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5}")
_NOT_LOCAL = "0123456789-/."


def find_contacts(survey: Survey) -> tuple[Found[Contact], ...]:
    """Telephone numbers and e-mail addresses at a named desk, each once, in the text's order."""
    text = survey.page.text
    if "@" not in text and _PHONE.search(text) is None:
        return ()
    found: dict[str, Found[Contact]] = {}
    near = -LINES_BELOW - 1
    for number, line in enumerate(survey.layout.lines):
        if line.end == line.start or line.start < survey.page.title_end:
            continue
        if survey.wording.desk.desk.search(survey.lowered, line.start, line.end):
            near = number
        in_section = survey.layout.section_at(line.start).kind == "contact"
        if not in_section and number - near > LINES_BELOW:
            continue
        _take(survey, line.start, line.end, found)
    return tuple(found.values())


def _take(survey: Survey, start: int, end: int, found: dict[str, Found[Contact]]) -> None:
    text = survey.page.text
    kinds: tuple[tuple[ContactKind, re.Pattern[str]], ...] = (("phone", _PHONE), ("email", _EMAIL))
    for kind, pattern in kinds:
        for match in pattern.finditer(text, start, end):
            before = survey.lowered[max(start, match.start() - 30) : match.start()]
            if survey.wording.desk.not_desk.search(before) or (kind == "phone" and not _number(text, match)):
                continue
            value = match[0].strip()
            found.setdefault(value, Found(Contact(kind, value), (match.span(),)))


def _number(text: str, match: re.Match[str]) -> bool:
    """Whether a match is a telephone number, and not a date or a part of a longer number."""
    digits = sum(letter.isdigit() for letter in match[0])
    if (match.start() and text[match.start() - 1] in _NOT_LOCAL) or text[match.end() : match.end() + 1].isdigit():
        return False
    return 9 <= digits <= 13
