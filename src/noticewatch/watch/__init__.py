"""Whose incident it is to us: which organizations of the registers a notice is about, and in what role.

Core; imports the words, text and ahocorasick_rs. `declared` makes patterns of the registers' names, `found` looks for them in a
text, `whole` says whether what stands there is a name by itself, in `lexicon`'s words, and `roles` makes events' matches of it.
"""

from noticewatch.watch.found import Found, Matcher, matcher_of
from noticewatch.watch.roles import Told, inherited, notice_watch, source_watch

__all__ = ["Found", "Matcher", "Told", "inherited", "matcher_of", "notice_watch", "source_watch"]
