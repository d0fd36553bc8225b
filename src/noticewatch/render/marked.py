"""What a person said, within a message: an incident's mark, judged facts; and a better extractor's findings as a message.

Imports words and core. Nothing here is escaped; names of persons are foreign text like a page's.
"""

from __future__ import annotations

from datetime import tzinfo

from noticewatch.judgements import FoundAnew
from noticewatch.model import Event, Json
from noticewatch.render.message import LONGEST_FIRST_LINE, Message
from noticewatch.render.phrases import count_of, count_phrase, moment_phrase, value_phrase
from noticewatch.render.plain import one_line, shorten, web_address
from noticewatch.render.words import SEVERITY_MARK, Words

MOST_LINES = 20  # findings that a message lists: what is read at a glance; the event holds more
MOST_LINKS = 8
_LONGEST_NAME = 60
_MOST_FIELDS = 6


def mark_line(event: Event, words: Words, timezone: tzinfo) -> str:
    """What the team made of the incident; for one that was irrelevant, why it is told again all the same."""
    mark = event.mark
    if mark is None:
        return ""
    by, when = shorten(mark.by, _LONGEST_NAME), moment_phrase(mark.at, timezone, words)
    if mark.worse:
        what = words.inner.join(worse_phrase(code, words) for code in mark.worse)
        return words.sentences["told_again"].format(by=by, when=when, what=what)
    owner = words.sentences["marked_owner"].format(name=shorten(mark.owner, _LONGEST_NAME)) if mark.owner else ""
    return words.sentences["marked"].format(state=words.values["state"][mark.state], by=by, owner=owner)


def worse_phrase(code: str, words: Words) -> str:
    """What grew worse, by its code."""
    return words.sentences.get(f"worse.{code}") or words.labels.get(code) or one_line(code)


def judged_line(event: Event, words: Words) -> str:
    """Which facts are a person's word and no reading of the page."""
    judged: dict[str, list[str]] = {}
    for name, pieces in event.evidence.items():
        if pieces and pieces[0].how == "judged":
            judged.setdefault(pieces[0].by, []).append(words.labels.get(name, name))
    said = (
        words.sentences["judged"].format(by=shorten(by, _LONGEST_NAME), what=words.inner.join(names[:_MOST_FIELDS]))
        for by, names in judged.items()
    )
    return words.bar.join(said)


def found_message(event: Event, words: Words) -> Message:
    """What a better extractor found otherwise than it was told: a line a notice."""
    said = words.summary
    told = sum(bool(one.told) for one in event.found)
    head = f"{SEVERITY_MARK[event.severity]} {words.loud[event.severity]}"
    first = said["found"].format(told=told, missed=len(event.found) - told)
    shown = event.found[:MOST_LINES]
    details = [f"{number}. {_finding(one, words)}" for number, one in enumerate(shown, 1)]
    if rest := len(event.found) - len(shown):
        details.append(words.sentences["more"].format(n=rest))
    addresses = [(str(number), web_address(one.url)) for number, one in enumerate(shown[:MOST_LINKS], 1)]
    links = tuple((label, address) for label, address in addresses if address)
    return Message(
        shorten(f"{head}{words.bar}{first}", LONGEST_FIRST_LINE), (said["found_why"], *details), links, one_line(event.id)
    )


def _finding(one: FoundAnew, words: Words) -> str:
    said = words.summary
    name = shorten(one.organization or one.title or one.notice, _LONGEST_NAME)
    now = _what(one.found.get("verdict"), one.found.get("affected_headline"), words)
    if one.told:
        before = _what(one.told.get("verdict"), one.told.get("affected_headline"), words)
        text = said["found_told"].format(before=before, now=now)
    else:
        text = said["found_missed"].format(now=now)
    ids = " ".join(filter(None, (one_line(one.event), one_line(one.incident), one_line(one.notice))))
    return words.bar.join((f"{name}{words.colon}{text}", ids))


def _what(verdict: Json, headline: Json, words: Words) -> str:
    """How many; where no number is given, or it is no incident, what it is."""
    count = count_of(headline)
    if count and verdict in ("incident", None):
        return count_phrase(count, words)
    return value_phrase("verdict", verdict, words) if verdict else words.sentences["not_stated"]
