"""Where to ask about the incident: telephone numbers and addresses of the desk that the text names.

Core; imports scope, page and model.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from noticewatch.extract.layout import Line
from noticewatch.extract.page import Found
from noticewatch.extract.scope import Survey
from noticewatch.model import Contact, ContactKind

LINES_BELOW = 6  # a desk's number stands at most so many lines below the line that names it
HEAD = 300  # characters; what stands before is a page's own head, and its numbers are the house's
_SHORT = 90  # characters of a line that holds little else than a name and a number
_BEFORE = 44  # characters before a number in which a label tells whose it is
_PHONE = re.compile(
    r"\+[0-9]{1,3}[-. ]?(?:\(0\))?[0-9]{1,4}(?:[-‐−–. ][0-9]{2,4}){1,4}"
    r"|(?:1[-. ])?\([0-9]{2,5}\)[- ]?[0-9]{2,4}[-‐−–. ][0-9]{3,4}"
    r"|(?:1[-‐−–. ])?[0-9]{2,5}[-‐−–.][0-9]{2,4}[-‐−–.][0-9]{3,4}"
    r"|0[0-9]{1,4} [0-9]{5,6}"
    r"|0[0-9]{1,4}(?: [0-9]{3,4}){1,3}"
    r"|1[38][0-9]{2} [0-9]{3} [0-9]{3}"
    r"|555-[0-9]{4}|[2-9][0-9]{2}-[0-9]{4}"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5}")
_SITE = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~/?#@!$&*+,;=%]{4,200}")
# Of each kind, what every one holds, and what one is.
_SIGNS: tuple[tuple[ContactKind, re.Pattern[str], re.Pattern[str]], ...] = (
    ("phone", re.compile(r"[0-9](?:[-‐−–. ()]{0,2}[0-9]){6}"), _PHONE),
    ("email", re.compile("@"), _EMAIL),
    ("url", re.compile(r"://|www\."), _SITE),
)
_Kinds = dict[ContactKind, re.Pattern[str]]  # what a line may hold
_AROUND = 240  # characters before a number among advice, in which somebody else's desk is named
_NOT_LOCAL = "0123456789-.〒"
_IN_PATH = re.compile(r"(?:[0-9]|//[^\s/]{1,80})/\Z")  # right before a number: a part of a date, a sum or an address
_TRAILING = ".,;!?/)"


def find_contacts(survey: Survey) -> tuple[Found[Contact], ...]:
    """Telephone numbers, e-mail addresses and pages of a desk, each once, in the text's order."""
    lines = survey.layout.lines
    found: dict[str, Found[Contact]] = {}
    near, asked = -LINES_BELOW - 1, 0
    for number, kinds in sorted(_kinds(survey).items()):
        for at in range(max(asked, number - LINES_BELOW), number + 1):
            if _names_desk(survey, lines[at]):
                near = at
        asked = number + 1
        _take(survey, lines[number], kinds, number - near <= LINES_BELOW, found)
    return tuple(sorted(found.values(), key=lambda one: one.spans))


def _take(survey: Survey, line: Line, kinds: _Kinds, near: bool, found: dict[str, Found[Contact]]) -> None:
    """The numbers and addresses of one line that are the desk's."""
    text = survey.page.text
    for kind, pattern in kinds.items():
        for match in pattern.finditer(text, line.start, line.end):
            if (kind == "phone" and not _number(text, match)) or not _desks(survey, kind, match.span(), line, near):
                continue
            value = match[0].rstrip(_TRAILING) if kind == "url" else match[0].strip()
            found.setdefault(value, Found(Contact(kind, value), (match.span(),)))


def _kinds(survey: Survey) -> dict[int, _Kinds]:
    """What each line below the title may hold, by its number, for those that may hold something."""
    found: dict[int, _Kinds] = {}
    for kind, sign, pattern in _SIGNS:
        for match in sign.finditer(survey.page.text):
            number = bisect_left(survey.layout.lines, (match.start() + 1,)) - 1
            if survey.layout.lines[number].start >= survey.page.title_end:
                found.setdefault(number, {})[kind] = pattern
    return found


def _names_desk(survey: Survey, line: Line) -> bool:
    """Whether a line below the title names where to ask."""
    if line.end == line.start or line.start < survey.page.title_end:
        return False
    return survey.wording.desk.desk.search(survey.lowered, line.start, line.end) is not None


def _desks(survey: Survey, kind: ContactKind, place: tuple[int, int], line: Line, near: bool) -> bool:
    """Whether a number or an address is that of the desk for questions."""
    words, text, sentence = survey.wording.desk, survey.lowered, survey.sentence(place[0])
    before = text[max(line[0], place[0] - _BEFORE) : place[0]]
    first = max(line[0], place[0] - _AROUND) if survey.layout.section_at(line[0]).kind == "advice" else sentence.start
    if words.not_desk.search(before) or words.other_desk.search(text, first, max(sentence.end, place[1])):
        return False
    if kind == "url":
        alone = place[0] == line[0] and place[1] == line[1]
        return (alone and near) or words.site.search(text, sentence.start, place[0]) is not None
    if place[0] < HEAD and not near and words.desk.search(text, sentence.start, max(sentence.end, place[1])) is None:
        return False
    return near or line[1] - line[0] <= _SHORT or survey.layout.section_at(line[0]).kind == "contact"


def _number(text: str, match: re.Match[str]) -> bool:
    """Whether a match is a telephone number, and not a date, a sum or a part of a longer number."""
    digits = sum(letter.isdigit() for letter in match[0])
    if "〒" in text[max(0, match.start() - 2) : match.start()]:
        return False
    if (match.start() and text[match.start() - 1] in _NOT_LOCAL) or text[match.end() : match.end() + 1].isdigit():
        return False
    if _IN_PATH.search(text, max(0, match.start() - 90), match.start()):
        return False
    if text[match.end() : match.end() + 2].strip("-‐−–")[:1].isdigit() and digits < 9:
        return False
    return 9 <= digits <= 14 or digits == 7
