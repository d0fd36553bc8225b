"""What a notice says and where it stands → the organizations of the registers that it is about, each once, with its role.

Core; imports model, config, links and this package's own modules. The text decides whether one is named, whatever the facts say;
the facts say in what role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlsplit

from noticewatch.config import Registered
from noticewatch.links import domain_of
from noticewatch.model import Facts, Watch, WatchBy, WatchRole
from noticewatch.watch.found import Matcher

ROLES: tuple[WatchRole, ...] = get_args(WatchRole)  # the weightiest first
WAYS: tuple[WatchBy, ...] = ("name", "alias", "product", "domain", "parent")  # the surest first
MOST = 200  # matches of one event; a list of all of a vendor's customers may name more


@dataclass(frozen=True, slots=True)
class Told:
    """What is looked at of a notice: its text (the title is its first line), what was extracted, where it stands."""

    text: str
    facts: Facts
    url: str


def notice_watch(matcher: Matcher, told: Told) -> tuple[Watch, ...]:
    """The organizations that a notice is about, the weightiest role and the gravest tier first."""
    if not matcher:
        return ()
    known = _Known()
    for one in matcher.found(told.text):
        watch = _watch(one.row, "mentioned", one.declared.words, one.declared.by, one.quote)
        known.add(watch)
        if one.declared.by in ("name", "alias"):
            _add_children(known, matcher, one.row, watch)
    host = matcher.of_host(urlsplit(told.url).hostname or "")
    _add_parties(known, matcher, told.facts, host)
    for row in host:
        speaks = told.facts.organization is None or known.role_of(row) == "announcer"
        known.add(_watch(row, "announcer" if speaks else "party", domain_of(told.url, row.domains), "domain"))
    return known.sorted()


def _add_parties(known: _Known, matcher: Matcher, facts: Facts, host: Sequence[Registered]) -> None:
    """The roles that the facts give: who announces, whose fault it was, whose services are hit."""
    parties: tuple[tuple[WatchRole, tuple[str | None, ...]], ...] = (
        ("announcer", (facts.organization,)),
        ("vendor", (facts.vendor,)),
        ("party", facts.services),
    )
    for role, names in parties:
        for name in filter(None, names):
            rows = {(one.row.register, one.row.id): one for one in matcher.found(name)}
            own = [one for one in rows.values() if one.row in host]
            namesakes = len({one.declared.key for one in rows.values()}) < len(rows)
            for one in own if role == "announcer" and own and namesakes else rows.values():
                watch = _watch(one.row, role, one.declared.words, one.declared.by)
                known.add(watch)
                if one.declared.by in ("name", "alias"):
                    _add_children(known, matcher, one.row, watch)


def _add_children(known: _Known, matcher: Matcher, row: Registered, watch: Watch) -> None:
    for child in matcher.children(row):
        role: WatchRole = "mentioned" if watch.role == "mentioned" else "party"
        known.add(_watch(child, role, watch.matched, "parent", watch.quote))


def _watch(row: Registered, role: WatchRole, matched: str, by: WatchBy, quote: str = "") -> Watch:
    return Watch(row.register, row.id, row.name, role, matched, by, row.tier, row.owner, quote)


def source_watch(matcher: Matcher, url: str, organization: str | None) -> tuple[Watch, ...]:
    """The organizations that a source speaks for: of that name, or of its host's domain."""
    if not matcher:
        return ()
    known = _Known()
    for one in matcher.found(organization or ""):
        known.add(_watch(one.row, "announcer", one.declared.words, one.declared.by))
    for row in matcher.of_host(urlsplit(url).hostname or ""):
        known.add(_watch(row, "announcer", domain_of(url, row.domains), "domain"))
    return known.sorted()


def inherited(own: Sequence[Watch], others: Iterable[Watch]) -> tuple[Watch, ...]:
    """The matches of a notice with those of its incident's other notices: who announces or is at fault there is a party here."""
    known = _Known()
    for watch in own:
        known.add(watch)
    for watch in others:
        role: WatchRole = "mentioned" if watch.role == "mentioned" else "party"
        if known.role_of_key((watch.register, watch.id)) is None:
            known.add(replace(watch, role=role))
    return known.sorted()


class _Known:
    """The matches so far, one a row: its weightiest role, its surest way, the first words that prove it."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], Watch] = {}

    def add(self, watch: Watch) -> None:
        key = (watch.register, watch.id)
        old = self._of.get(key)
        if old is None:
            self._of[key] = watch
            return
        role = min(old.role, watch.role, key=ROLES.index)
        surest = min(old, watch, key=lambda one: WAYS.index(one.by))
        self._of[key] = replace(surest, role=role, quote=surest.quote or old.quote or watch.quote)

    def role_of(self, row: Registered) -> WatchRole | None:
        return self.role_of_key((row.register, row.id))

    def role_of_key(self, key: tuple[str, str]) -> WatchRole | None:
        return self._of[key].role if key in self._of else None

    def sorted(self) -> tuple[Watch, ...]:
        order = sorted(self._of.values(), key=lambda one: (ROLES.index(one.role), one.tier or "Z", one.register, one.id))
        return tuple(order[:MOST])
