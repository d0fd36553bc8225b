"""Line one of a message, which is the notification's text: severity, who, how many, what and where, in 90 characters.

Imports words and core. Nothing here is escaped; quotes and names are never translated.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from noticewatch.model import Event, Facts
from noticewatch.render.message import LONGEST_FIRST_LINE
from noticewatch.render.moved import line_one_phrases
from noticewatch.render.phrases import count_phrase, thing_of, what_happened
from noticewatch.render.plain import joined, one_line, shorten
from noticewatch.render.standing import standing_first
from noticewatch.render.words import EVENT_MARK, SEVERITY_MARK, Words


def first_line(event: Event, words: Words) -> str:
    """Severity, who, how many, what and where, in 90 characters."""
    if event.notice is None:
        return standing_first(event, words, event.time.tzinfo or UTC)
    mark = EVENT_MARK.get(event.type, SEVERITY_MARK[event.severity])
    head = f"{mark} {words.loud[event.severity]}"
    facts = event.facts or Facts(verdict="incident")
    who, title = one_line(facts.organization or ""), one_line(event.notice.title) or event.notice.id
    if event.type == "notice.new" and facts.verdict == "unclassified":
        return _fitted(words, head, who, (words.sentences["unclassified"],), (title,))
    number = count_phrase(facts.affected_headline, words) if facts.affected_headline else ""
    exposure = words.values["exposure"].get(facts.exposure or "", "")
    whats = _whats(facts, words, thing_of(event, words))
    if event.type == "notice.changed":
        return _with_note(_changed_line(event, facts, words, head, who or title, number, from_title=not who), event, words)
    if event.type != "notice.new":
        tails = tuple(joined(words.comma, number, what) for what in whats)
        return _fitted(words, head, who or title, (words.sentences["withdrawn"],), tails, from_title=not who)
    if who and not (number or exposure or whats[0]):
        return _fitted(words, head, who, ("",), (title,))
    numbers = (joined(words.after_number, number, exposure), number or exposure)
    return _fitted(words, head, who or title, numbers, whats, from_title=not who)


def _changed_line(event: Event, facts: Facts, words: Words, head: str, who: str, number: str, *, from_title: bool) -> str:
    """What changed, and beside it what did not: how many, what happened and where, less of it where there is less room."""
    moved = {change.field for change in event.changes}
    beside = replace(facts, cause=None if "cause" in moved else facts.cause, vendor=None if "vendor" in moved else facts.vendor)
    still = "" if "affected_headline" in moved else number
    tails = tuple(dict.fromkeys(joined(words.comma, still, what) for what in _whats(beside, words, thing_of(event, words))))
    return _fitted(words, head, who, line_one_phrases(event, words), (*tails, still) if still else tails, from_title=from_title)


def _with_note(line: str, event: Event, words: Words) -> str:
    """Line one with the word that a correction does not tell of itself, where there is room for it."""
    noted = line + words.brackets.format(inside=words.sentences["no_note"]) if event.correction_note is False else line
    return noted if len(noted) <= LONGEST_FIRST_LINE else line


def _whats(facts: Facts, words: Words, thing: str = "") -> tuple[str, ...]:
    """What happened and where, whole first, then with less and less of the contractor's name."""
    vendor = one_line(facts.vendor or "")
    names = [vendor, *(shorten(vendor, room) for room in (24, 14) if len(vendor) > room), ""]
    return tuple(what_happened(facts, words, vendor=name, thing=thing) for name in names)


def _fitted(
    words: Words, head: str, who: str, middles: tuple[str, ...], tails: tuple[str, ...], *, from_title: bool = False
) -> str:
    """The fullest line that fits: of each part the first form, then shorter ones; severity and how many stay to the end."""
    names = (who, shorten(who, 44), shorten(who, 30)) if from_title else (who,)
    for name in names:
        for middle in middles:
            for tail in tails:
                line = _line(words, head, name, middle, tail)
                if len(line) <= LONGEST_FIRST_LINE:
                    return line
    if len(tails) == 1:  # a title, which may be cut anywhere
        room = LONGEST_FIRST_LINE - len(_line(words, head, who, middles[-1], "")) - len(words.bar)
        if room >= 20:
            return _line(words, head, who, middles[-1], shorten(tails[0], room))
    for tail in (tails[-1], ""):
        room = LONGEST_FIRST_LINE - len(_line(words, head, "-", middles[-1], tail)) + 1
        if room >= 16:
            return _line(words, head, shorten(who, room), middles[-1], tail)
    return shorten(_line(words, head, shorten(who, 16), middles[-1], ""), LONGEST_FIRST_LINE)


def _line(words: Words, head: str, who: str, middle: str, tail: str) -> str:
    return joined(words.bar, head, joined(words.after_who, who, middle), tail)
