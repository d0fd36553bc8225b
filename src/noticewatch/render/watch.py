"""The registers' organizations that an event is about, as a line of a message. Imports words and core.

Only channels with `show_watch` are given events with matches; nothing here is escaped.
"""

from __future__ import annotations

from noticewatch.model import Event, Watch
from noticewatch.render.plain import shorten
from noticewatch.render.words import Words

_MOST = 4  # organizations of one line
_LONGEST = 60


def watch_line(event: Event, words: Words) -> str:
    """Who of the registers is hit, in what role, how it is known, whose it is; "" for nobody."""
    if not event.watch:
        return ""
    shown = [_one(one, words) for one in event.watch[:_MOST]]
    if len(event.watch) > _MOST:
        shown.append(words.sentences["more"].format(n=len(event.watch) - _MOST))
    return words.labels["watch"] + words.colon + words.inner.join(shown)


def _one(one: Watch, words: Words) -> str:
    about = [words.values["role"][one.role]]
    if one.by != "name":
        about.append(words.sentences[f"by.{one.by}"].format(what=shorten(one.matched, _LONGEST)))
    if one.tier:
        about.append(words.sentences["tier"].format(tier=shorten(one.tier, 10)))
    if one.owner:
        about.append(words.sentences["owner"].format(who=shorten(one.owner, 40)))
    return shorten(one.name, _LONGEST) + words.brackets.format(inside=words.inner.join(about))
