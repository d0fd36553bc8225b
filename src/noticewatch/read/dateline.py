"""Dates as lists and date lines bear them: where one stands in a line, and whether the line is anything more.

Core; imports dates (which reads them) and the lexicon of labels. No judgement on sentences: those are the extractor's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from noticewatch.dates import parse_date
from noticewatch.read.lexicon import PUBLISHED_LABEL, UPDATED_LABEL

_LONGEST = 120  # characters of a line that may be a date line
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
_ERA = r"(?:令和|平成|[rh])\s?\.?"
_DATE = re.compile(
    rf"(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日|{_ERA}(?:元|\d{{1,2}})\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"
    rf"|(?:19|20)\d\d\s?[./-]\s?\d{{1,2}}\s?[./-]\s?\d{{1,2}}|\b{_ERA}\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d|\b\d{{1,2}}(?:st|nd|rd|th)?[\s-]{_MONTH},?[\s-](?:19|20)\d\d"
    r"|\b\d{1,2}/\d{1,2}/(?:19|20)\d\d|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月|\d{1,2}\s?月\s?\d{1,2}\s?日",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\((?:月|火|水|木|金|土|日)(?:曜日?)?(?:[・,]祝日?)?\)|(?:月|火|水|木|金|土|日)曜日?"
    r"|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\d{1,2}:\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?(?:jst|utc|[ec][sd]t))?"
    r"|\d{1,2}時(?:\d{1,2}分)?"
    r"|(?:午前|午後)|t\d{2}:\d{2}:\d{2}\S{0,10}"
    r"|(?:ページ|記事)\s?(?:id|番号)\s?:?\s?[\w-]{1,20}|\bby\s[\w .]{1,40}$|\bat\b|現在|付け?"
)
_NOTHING = re.compile(r"[\s\W_]{0,40}")


@dataclass(frozen=True, slots=True)
class DateIn:
    """A date found in a line: `day` None where it bears no year; `alone` when the line says nothing else.

    `label` tells what the line calls it: "published", "updated" or "".
    """

    day: str | None
    alone: bool
    label: str


def date_in(line: str) -> DateIn | None:
    """The first date of a short line, or None.

    >>> date_in("更新日：令和5年12月20日　ページID：1004307")
    DateIn(day='2023-12-20', alone=True, label='updated')
    >>> date_in("12月18日に判明しました。").alone
    False
    """
    if len(line) > _LONGEST:
        line = line[:_LONGEST]
    if not any(c.isdigit() for c in line):
        return None
    folded = unicodedata.normalize("NFKC", line)
    match = _DATE.search(folded)
    if not match:
        return None
    before, after = folded[: match.start()].lower(), folded[match.end() :].lower()
    bare = PUBLISHED_LABEL.sub("", UPDATED_LABEL.sub("", _AROUND.sub("", _DATE.sub("", before + after))))
    return DateIn(parse_date(match[0]), _NOTHING.fullmatch(bare) is not None, _label(before) or _label(after))


def _label(text: str) -> str:
    return "updated" if UPDATED_LABEL.search(text) else "published" if PUBLISHED_LABEL.search(text) else ""
