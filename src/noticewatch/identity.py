"""Which known notice something just read is: one address, or one text on one site, is one notice.

Core; imports model, compare, incidents, names, records and text. What may be compared with is handed in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from noticewatch import compare, incidents
from noticewatch.model import Document
from noticewatch.names import same_organization
from noticewatch.records import KnownNotice, Seen
from noticewatch.text import letters

TELLING_TEXT = 80  # letters from which one text on one site is one notice; shorter ones may stand twice
SAME_ELSEWHERE = 85.0  # ratio of two pages' texts that say the same facts under one title
_COUNTED = re.compile(r"^([0-9a-f]{16})-\d+$")


@dataclass(frozen=True, slots=True)
class KnownPosts:
    """What is known of a page's posts.

    `namesakes`: by address, the notices first seen at it, and at those that more posts of one title were given (`…~`), in order.
    `shown`: the posts that stood on the page when it was last read. `twins`: by a text's sha, the incident of the site it is.
    """

    namesakes: Mapping[str, Sequence[KnownNotice]]
    shown: Sequence[KnownNotice]
    twins: Mapping[str, KnownNotice]


def post_address(document: Document, page: str) -> str:
    """A post's identity: its permalink, else the page's address with the post's key; a page's own address without one.

    >>> post_address(Document("", "", "", key="00112233445566ff-2"), "https://a.example/")
    'https://a.example/#00112233445566ff'
    """
    if document.key.startswith("http"):
        return document.key
    # The reader counts equal titles from the top of the page; that count is another one with each new post.
    key = _COUNTED.sub(r"\1", document.key)
    return f"{page}#{key}" if key else page


def may_have_twin(seen: Seen) -> bool:
    """Whether a text is enough to say that two addresses show one notice: an incident's, and no short one."""
    return seen.extraction.facts.verdict == "incident" and len(letters(seen.document.text)) >= TELLING_TEXT


def is_same_elsewhere(seen: Seen, known: KnownNotice) -> bool:
    """Whether a page is a known notice of its site in another frame: a print version, one for telephones, one with other boxes.

    All its facts are the same, a day among them, and so is nearly all of its text.
    """
    facts, before = seen.extraction.facts, known.notice.facts
    if not (may_have_twin(seen) and (facts.discovered or facts.occurred_start)) or compare.fact_changes(before, facts):
        return False
    if letters(seen.document.title) != letters(known.notice.title):
        return False
    return fuzz.ratio(known.version.text, seen.document.text) >= SAME_ELSEWHERE


def matched(posts: Sequence[Seen], known: KnownPosts) -> list[tuple[Seen, KnownNotice | None]]:
    """A page's posts, in their order, with the notices that they are; each at the address that is its own.

    A permalink names a post. Without one its title does, and where titles are equal the text: first the same text, then one that
    was edited, then what is left of that title; then a post that stood on the page and whose title was edited.
    """
    match = _Match(posts, known)
    match.by_permalink()
    match.by_text()
    match.by_likeness()
    match.by_what_is_left()
    match.by_edited_title()
    return match.result()


class _Match:
    """Finds posts their notices, each notice once, the surest ways first."""

    def __init__(self, posts: Sequence[Seen], known: KnownPosts) -> None:
        self.posts, self.known = posts, known
        self.found: dict[int, KnownNotice] = {}
        self.taken: set[str] = set()
        self.shown = {one.notice.id for one in known.shown}
        often = Counter(seen.address for seen in posts)
        self.titled = [
            at
            for at, seen in enumerate(posts)
            if _is_named_by_title(seen) or often[seen.address] > 1 or len(self._namesakes(at)) > 1
        ]

    def _namesakes(self, at: int) -> Sequence[KnownNotice]:
        return self.known.namesakes.get(self.posts[at].address, ())

    def _free(self, candidates: Iterable[KnownNotice]) -> list[KnownNotice]:
        return [one for one in candidates if one.notice.id not in self.taken]

    def _take(self, at: int, candidates: Iterable[KnownNotice]) -> None:
        for one in self._free(candidates)[:1]:
            self.found[at] = one
            self.taken.add(one.notice.id)

    def _open(self) -> list[int]:
        return [at for at in self.titled if at not in self.found]

    def _twin(self, at: int) -> list[KnownNotice]:
        twin = self.known.twins.get(compare.text_sha(self.posts[at].document.text))
        return [twin] if twin else []

    def by_permalink(self) -> None:
        for at in range(len(self.posts)):
            if at not in self.titled:
                self._take(at, self._namesakes(at) or self._twin(at))

    def by_text(self) -> None:
        current = {one.version.text_sha: one for one in self.known.shown}
        for at in self._open():
            sha = compare.text_sha(self.posts[at].document.text)
            self._take(at, [one for one in self._namesakes(at) if sha in one.shas])
            if at not in self.found and sha in current:
                self._take(at, [current[sha]])

    def by_likeness(self) -> None:
        for at in self._open():
            alike = [
                (_likeness(self.posts[at], one), one) for one in self._free(self._namesakes(at)) if _may_be(self.posts[at], one)
            ]
            best = max(alike, key=lambda pair: pair[0], default=None)
            if best and best[0]:
                self._take(at, [best[1]])

    def by_what_is_left(self) -> None:
        for at in self._open():
            left = (one for one in self._namesakes(at) if one.notice.id in self.shown and _may_be(self.posts[at], one))
            self._take(at, left)

    def by_edited_title(self) -> None:
        for at in self._open():
            seen = self.posts[at]
            gone = {one.notice.id: one for one in self._free(self.known.shown) if _may_be(seen, one)}
            same = compare.same_post(seen.document, ((key, one.notice.title, one.version.text) for key, one in gone.items()))
            self._take(at, [gone[same]] if same else self._twin(at))

    def result(self) -> list[tuple[Seen, KnownNotice | None]]:
        used = {seen.address for at, seen in enumerate(self.posts) if at not in self.titled}
        made = []
        for at, seen in enumerate(self.posts):
            one = self.found.get(at)
            if at in self.titled:
                address = self._own_address(seen, one, used)
                used.add(address)
                seen = replace(seen, address=address)
            made.append((seen, one))
        return made

    def _own_address(self, seen: Seen, one: KnownNotice | None, used: set[str]) -> str:
        """An address that is no other post's."""
        if one and one.notice.address.rstrip("~") == seen.address:
            return one.notice.address
        others = {known.notice.address for known in self.known.namesakes.get(seen.address, ())}
        address = seen.address
        while address in used or address in others:
            address += "~"
        return address


def _is_named_by_title(seen: Seen) -> bool:
    return bool(seen.document.key) and not seen.document.key.startswith("http")


def _may_be(seen: Seen, known: KnownNotice) -> bool:
    """Whether neither a collector's number nor the organization says that these are two."""
    numbers = {incidents.serial_number(seen.document.title), incidents.serial_number(known.notice.title)} - {None}
    one, other = seen.extraction.facts.organization, known.notice.facts.organization
    return len(numbers) < 2 and not (one and other and not same_organization(one, other))


def _likeness(seen: Seen, known: KnownNotice) -> float:
    return fuzz.ratio(known.version.text, seen.document.text, score_cutoff=compare.SAME_POST)
