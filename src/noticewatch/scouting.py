"""Walks over many sites at once, each result kept as soon as it is there, so that what was broken off goes on where it ended.

Shell. What is kept: JSON Lines below the folder of the database, one site a line, a later line of a site in place of an earlier.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from noticewatch.config import Register
from noticewatch.discover.scoring import Candidate
from noticewatch.errors import StoreError
from noticewatch.scout import Scout, Scouted

FOLDER = "discovered"
_LISTS = ("reasons", "titles")


@dataclass(frozen=True, slots=True)
class Target:
    """One site: the home pages to try, and of whom it is where that is known."""

    key: str
    homepages: tuple[str, ...]
    organization: str = ""
    tags: tuple[str, ...] = ()


def target_of(where: str) -> Target:
    """A home page's address, or a domain.

    >>> target_of("example.co.jp").homepages[:2]
    ('https://example.co.jp/', 'https://www.example.co.jp/')
    """
    if "://" in where:
        return Target(where, (where,))
    names = [where] if where.startswith("www.") else [where, f"www.{where}"]
    return Target(where, (*(f"https://{name}/" for name in names), f"http://{where}/"))


def targets_of(register: Register) -> tuple[list[Target], list[str]]:
    """The sites of a register, each domain once, and the ids of its rows that name none."""
    found: dict[str, Target] = {}
    for row in register.rows:
        for domain in row.domains:
            found.setdefault(domain, Target(domain, target_of(domain).homepages, row.name, row.tags))
    return list(found.values()), [row.id for row in register.rows if not row.domains]


class Shelf:
    """What is known of a register's sites from walks before, and which candidates a person did not want."""

    def __init__(self, folder: Path, register: str, *, again: bool = False) -> None:
        """`again` forgets it all. Raises StoreError where the file cannot be read."""
        self.path = folder / FOLDER / f"{register}.jsonl"
        self.sites: dict[str, Scouted] = {}
        self.declined: set[str] = set()
        try:
            if again:
                self.path.unlink(missing_ok=True)
            for line in self.path.read_text("utf-8").splitlines() if self.path.exists() else ():
                with suppress(ValueError, KeyError, TypeError):  # a line that was broken off, or is another version's
                    self._take(json.loads(line))
        except (OSError, UnicodeDecodeError) as problem:
            raise StoreError(f"{self.path} cannot be read: {problem}; --again begins anew") from problem

    def _take(self, line: dict[str, Any]) -> None:
        if "declined" in line:
            self.declined.add(line["declined"])
        else:
            candidates = [candidate_of(one) for one in line["candidates"]]
            self.sites[line["site"]] = Scouted(line["homepage"], candidates, line["pages"], line["problem"], line["note"])

    def keep(self, target: Target, result: Scouted) -> None:
        """Keep a site's result. Raises StoreError."""
        self.sites[target.key] = result
        self._append({"site": target.key, **asdict(result)})

    def decline(self, url: str) -> None:
        """Keep that a candidate is not wanted. Raises StoreError."""
        self.declined.add(url)
        self._append({"declined": url})

    def _append(self, line: dict[str, Any]) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as out:
                out.write(json.dumps(line, ensure_ascii=True) + "\n")
        except OSError as problem:
            raise StoreError(f"{self.path} cannot be written: {problem.strerror or problem}") from problem

    def left(self, targets: Iterable[Target]) -> list[Target]:
        """The sites that were not walked over yet, and those where it failed."""
        return [one for one in targets if one.key not in self.sites or self.sites[one.key].problem]


def candidate_of(data: dict[str, Any]) -> Candidate:
    """A candidate as JSON holds it. Raises KeyError and TypeError for what is none."""
    values = {each.name: data[each.name] for each in fields(Candidate)}
    return Candidate(**values | {name: tuple(values[name]) for name in _LISTS})


async def walk_over(targets: Sequence[Target], scout: Scout, most_at_once: int, done: Callable[[Target, Scouted], None]) -> None:
    """Walk over sites, so many at once; `done` gets each result as it comes. No site's failure ends the others' walks."""
    places = asyncio.Semaphore(most_at_once)

    async def one(target: Target) -> None:
        async with places:
            result = Scouted(target.homepages[0])
            for homepage in target.homepages:
                try:
                    tried = await scout.scout(homepage)
                except Exception as bug:
                    tried = Scouted(homepage, problem=f"a bug of noticewatch ({bug!r}): please report it with the site's address")
                if not tried.problem:
                    result = tried
                    break
                result = result if result.problem else tried
        done(target, result)

    async with asyncio.TaskGroup() as walks:
        for target in targets:
            walks.create_task(one(target))
