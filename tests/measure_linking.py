"""Print how well notices are linked to incidents: pairwise precision and recall. `python -m tests.measure_linking [--misses]`

Each file of `tests/corpus/incidents` is replayed in the order in which its notices were seen: each notice meets those before it,
as it would in the daemon. `gold`: with the facts that a careful reader finds; `extracted`: with those that `extract` finds in the
texts (notices without a text keep their gold facts). The misses of the held-out file are not shown.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from urllib.parse import urlsplit

from noticewatch.codec import facts_from_json
from noticewatch.compare import text_sha
from noticewatch.decide import TOLD_VERDICTS
from noticewatch.extract import EXTRACTOR, extract
from noticewatch.incidents import addresses_in, linked_incident
from noticewatch.model import Document, Extraction, Facts, Reason
from noticewatch.names import NO_SPELLINGS, Spellings, organization_key
from noticewatch.records import IncidentLink, Member, Notice, Outcome, Version
from noticewatch.render.lexicon import EN
from noticewatch.render.phrases import link_phrase
from noticewatch.store.commit import commit
from noticewatch.store.connection import open_for_writing, transaction
from noticewatch.store.likely import likely_members

FOLDER = Path(__file__).parent / "corpus" / "incidents"
HELD_OUT = ("held_out",)
FILES = ("seen", *HELD_OUT)
MODES = ("gold", "extracted")


@dataclass(frozen=True)
class Told:
    """A notice of the corpus: the incident it tells of, the day it was first seen, its facts."""

    id: str
    incident: str
    seen_at: datetime
    address: str
    title: str
    text: str
    facts: Facts
    gold: Facts
    published: str
    links: tuple[str, ...]

    @property
    def site(self) -> str:
        """The host of its address."""
        return urlsplit(self.address).hostname or ""


def read(name: str, mode: str) -> list[Told]:
    """A file's notices in the order in which they were seen."""
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return sorted((_told(row, mode) for row in rows), key=lambda told: told.seen_at)


def _told(row: dict[str, Any], mode: str) -> Told:
    facts = gold = facts_from_json(row["facts"])
    text = f"{row['title']}\n\n{row['text']}" if "text" in row else row["title"]
    if "text" in row and mode == "extracted":
        document = Document(row["address"], row["title"], text, row["seen"])
        facts = extract(document, organization=row.get("organization")).facts
    links = addresses_in(text, row.get("links", ()))
    seen_at = datetime.fromisoformat(row["seen"]).replace(hour=12, tzinfo=UTC)
    return Told(row["id"], row["incident"], seen_at, row["address"], row["title"], text, facts, gold, row["seen"], links)


@dataclass(frozen=True)
class Linked:
    """A replay's result: each notice that is told with the incident it was put to and the reasons; how many are not told."""

    notices: Sequence[Told]
    untold: int
    found: dict[str, str]
    reasons: dict[str, tuple[Reason, ...]]


def replay(notices: Sequence[Told], spellings: Spellings = NO_SPELLINGS) -> Linked:
    """Link notices one after the other, each with those that the database gives for it."""
    told_notices = [told for told in notices if told.facts.verdict in TOLD_VERDICTS]
    reasons: dict[str, tuple[Reason, ...]] = {}
    found: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        db = open_for_writing(Path(folder) / "linking.db")
        with transaction(db):
            for number, told in enumerate(told_notices):
                now = told.seen_at + timedelta(seconds=number)
                new = Member(told.id, "", told.address, told.title, told.facts, now, told.published)
                members = likely_members(db, new, told.text, told.links, spellings, now)
                link = linked_incident(new, members, spellings) or (f"inc-{told.id}", (Reason("first", {}),))
                found[told.id], reasons[told.id] = link
                commit(db, stored(told, *link, now))
        db.close()
    return Linked(told_notices, len(notices) - len(told_notices), found, reasons)


def stored(told: Told, incident_id: str, reasons: tuple[Reason, ...], now: datetime) -> Outcome:
    """A notice of the corpus as it is kept once it is linked."""
    sha = text_sha(told.text)
    version = Version(told.id, 1, now, told.title, told.text, sha, Extraction(told.facts), EXTRACTOR)
    notice = Notice(
        told.id, "corpus", told.address, told.address, told.title, told.published, now, now, now, None, 1, 1, told.facts,
        incident_id=incident_id,
    )  # fmt: skip
    link = IncidentLink(incident_id, told.id, reasons, now)
    return Outcome(notice=notice, version=version, aliases=((told.address, told.id),), link=link, links=told.links)


@dataclass
class Score:
    """Pairs of notices: linked rightly, linked wrongly, not linked though of one incident."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: Score) -> None:
        """Count another one's pairs too."""
        self.right, self.wrong, self.missed = self.right + other.right, self.wrong + other.wrong, self.missed + other.missed

    @property
    def precision(self) -> float:
        """Of the pairs that were linked, the share that is of one incident."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs of one incident, the share that was linked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def scores(linked: Linked) -> dict[str, Score]:
    """The pairs by kind, and all of them under ""."""
    made: dict[str, Score] = {"": Score()}
    for one, other in combinations(linked.notices, 2):
        same, told = one.incident == other.incident, linked.found[one.id] == linked.found[other.id]
        for score in (made[""], made.setdefault(_kind(one, other), Score())):
            score.right += same and told
            score.wrong += told and not same
            score.missed += same and not told
    return {kind: score for kind, score in made.items() if not kind or score.right + score.wrong + score.missed}


def _kind(one: Told, other: Told) -> str:
    """What kind of pair two notices of one incident are, by their gold facts."""
    a, b = one.gold.organization or "", other.gold.organization or ""
    if organization_key(a) == organization_key(b):
        return "reports on one site" if one.site == other.site else "one organization on two sites"
    if a.isascii() != b.isascii():
        return "two languages"
    if any(organization_key(x) == organization_key(y) for x, y in ((a, other.gold.vendor or "-"), (b, one.gold.vendor or "-"))):
        return "vendor and customer"
    return "two customers" if one.gold.vendor and other.gold.vendor else "other names, or a vendor unnamed"


def spellings() -> Spellings:
    """The aliases with which the corpus is read, as a configuration would give them."""
    return Spellings(json.loads((FOLDER / "organizations.json").read_text("utf-8")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="name the pairs of the seen file that are wrong")
    parser.add_argument("--speed", action="store_true", help="how long a notice takes where 10,000 are known")
    asked = parser.parse_args()
    if asked.speed:
        print_speed()
        return
    total = {mode: Score() for mode in MODES}
    for name in FILES:
        for mode in MODES:
            linked = replay(read(name, mode), spellings())
            incidents = len({told.incident for told in linked.notices})
            print(f"{name}, {mode} facts: {len(linked.notices)} notices of {incidents} incidents; {linked.untold} more not told")
            for kind, score in scores(linked).items():
                _print_score(kind or "all pairs", score)
                if not kind:
                    total[mode].add(score)
            if asked.misses and name not in HELD_OUT:
                _print_misses(linked)
    for mode, score in total.items():
        _print_score(f"both files, {mode} facts", score)


def _print_score(name: str, score: Score) -> None:
    shares = f"precision {score.precision:.3f}  recall {score.recall:.3f}"
    print(f"  {name:34} {shares}  ({score.right} right, {score.wrong} wrong, {score.missed} missed)")


def print_speed(known: int = 10_000, customers: int = 1_000) -> None:
    """Time linking beside many known notices of the last 90 days, `customers` of them of one vendor's incident."""
    notices = [told for told in read("seen", "extracted") if told.facts.verdict in TOLD_VERDICTS]
    base = datetime(2026, 3, 31, tzinfo=UTC)
    with TemporaryDirectory() as folder:
        db = open_for_writing(Path(folder) / "linking.db")
        with transaction(db):
            for number in range(known):
                told = _multiplied(notices[number % len(notices)], number, vendor="株式会社大波" if number < customers else "")
                incident_id = "inc-wave" if number < customers else f"inc-{number}"
                commit(db, stored(told, incident_id, (), base - timedelta(minutes=13 * (known - number))))
        new = [_multiplied(told, known + at, vendor="") for at, told in enumerate(notices)]
        for label, asked in (("any", new), ("the vendor's customer", [_multiplied(new[0], known, vendor="株式会社大波")] * 20)):
            took = []
            for told in asked:
                start = process_time()
                member = Member(told.id, "", told.address, told.title, told.facts, base, told.published)
                linked_incident(member, likely_members(db, member, told.text, told.links, NO_SPELLINGS, base))
                took.append(1000 * (process_time() - start))
            worst = sorted(took)[int(0.95 * (len(took) - 1))]
            shares = f"median {median(took):.1f}, 95th percentile {worst:.1f}, mean {mean(took):.1f}"
            print(f"{known:,} known, {label}: {shares} ms of CPU")
        db.close()


def _multiplied(told: Told, number: int, vendor: str) -> Told:
    """A notice as another organization's, of a name of its own."""
    name = f"{_SYLLABLES[number % 97]}{_SYLLABLES[number // 97 % 97]}{_SYLLABLES[number // 9409 % 97]}商事"
    facts = replace(told.facts, organization=name, vendor=vendor or (told.facts.vendor and f"{told.facts.vendor}{number % 500}"))
    text = told.text.replace(told.facts.organization or "\0", name)
    return replace(told, id=f"n{number}", facts=facts, text=text, address=f"https://h{number % 3000}.example/{number}")


_SYLLABLES = [first + second for first in "あかさたなはまやらわ" for second in "いきしちにひみりうくす"]


def _print_misses(linked: Linked) -> None:
    for one, other in combinations(linked.notices, 2):
        same, told = one.incident == other.incident, linked.found[one.id] == linked.found[other.id]
        if same != told:
            print(
                "   ",
                "missed" if same else "WRONG",
                one.id,
                other.id,
                *(link_phrase(why, EN) for why in linked.reasons[other.id]),
                sep=" | ",
            )


if __name__ == "__main__":
    main()
