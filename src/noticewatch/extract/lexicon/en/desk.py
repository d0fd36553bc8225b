"""English: where to ask."""

from __future__ import annotations

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import DeskWords

DESK = DeskWords(
    desk=words(
        r"\bcall\b",
        r"\bcontact\b",
        r"\bquestions\b",
        r"\btoll[- ]free\b",
        r"\bhelpline\b",
        r"\bhotline\b",
        r"\bassistance line\b",
        r"\bfor (?:more|further) information\b",
        r"\bemail us\b",
        r"\bcall center\b",
        r"\bphone\b",
        r"\bwrite to us\b",
    ),
    not_desk=words(
        r"\bfax\b",
        r"equifax",
        r"experian",
        r"transunion",
        r"federal trade commission",
        r"\bftc\b",
        r"media (?:contact|inquir|enquir)",
        r"press (?:contact|office)",
        r"attorney general",
    ),
)
