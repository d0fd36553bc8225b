"""Notices told otherwise: what a mutation is, and how what was found is compared with what is then to be found.

A mutation looks at one page and what was found in it, and answers with a rewriting of its text and the facts that the rewritten
text states, or with None where it does not apply. It is deterministic: a page is always changed in the same way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from noticewatch.model import Count, Document, Extraction, Facts

View = dict[str, Any]
Rewrite = Callable[[str], str]

_SINGLE = ("verdict", "stage", "cause", "exposure", "misuse", "occurred_start", "occurred_end", "discovered", "published")
_SETS = ("data_types", "data_types_excluded", "regulators")
DATES = ("occurred_start", "occurred_end", "discovered", "published")


@dataclass(frozen=True)
class Notice:
    """A page that was found to tell of an incident."""

    id: str
    language: str
    document: Document
    found: Extraction

    @property
    def text(self) -> str:
        return self.document.text

    def choose(self, number: int) -> int:
        """One of so many variants, always the same for a page."""
        return crc32(self.id.encode()) % number


@dataclass(frozen=True)
class Change:
    """How a text is told otherwise, and which facts it then states; `dated` where the page's own date is told otherwise too."""

    rewrite: Rewrite
    expected: View
    dated: bool = False

    def document(self, document: Document) -> Document:
        """The document as it would have been read, had its page been written so."""
        published = document.published
        return replace(
            document,
            title=self.rewrite(document.title),
            text=self.rewrite(document.text),
            publisher=self.rewrite(document.publisher) if document.publisher else None,
            published=self.rewrite(published) if self.dated and published else published,
        )


Mutation = Callable[[Notice], Change | None]


def view(facts: Facts) -> View:
    """The facts that are compared: lists as sets, names without their width."""
    seen: View = {name: getattr(facts, name) for name in _SINGLE}
    seen |= {name: frozenset(getattr(facts, name)) for name in _SETS}
    seen["contacts"] = frozenset((one.kind, one.value) for one in facts.contacts)
    seen["affected"] = frozenset(_counted(one) for one in facts.affected)
    seen["affected_headline"] = _counted(facts.affected_headline) if facts.affected_headline else None
    for name in ("organization", "vendor"):
        value = getattr(facts, name)
        seen[name] = unicodedata.normalize("NFKC", value) if value else None
    return seen


def _counted(count: Count) -> tuple[int, str, str, str]:
    return count.value, count.unit, count.qualifier, count.scope


def recounted(facts: Facts, change: Callable[[Count], Count]) -> View:
    """What is to be found where every count is told otherwise, and all else is as it was."""
    headline = facts.affected_headline
    return view(
        replace(
            facts,
            affected=tuple(change(count) for count in facts.affected),
            affected_headline=change(headline) if headline else None,
        )
    )


def changed(notice: Notice, rewrite: Rewrite, expected: View | None = None, *, dated: bool = False) -> Change | None:
    """The change that a rewriting is, or None where it leaves the text as it was."""
    if rewrite(notice.text) == notice.text:
        return None
    return Change(rewrite, view(notice.found.facts) if expected is None else expected, dated)


def differences(expected: View, got: View) -> dict[str, tuple[Any, Any]]:
    """The facts that are not as expected: what was expected, and what was found."""
    return {name: (value, got[name]) for name, value in expected.items() if got[name] != value}
