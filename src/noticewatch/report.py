"""What one pass over a source did: what it read, what it could not, what it tells.

Words for the shell; imports errors, model and records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from noticewatch.errors import FetchError, SourceError
from noticewatch.model import Event
from noticewatch.records import Health, Outcome, Seen

NO_ANSWER = ("dns", "connect", "tls")  # faults of a host; its other pages are not asked for in the same pass


@dataclass(slots=True)
class Report:
    """What one pass over a source did, for the log and the command line."""

    source_id: str
    problems: list[str] = field(default_factory=list)  # what could not be read, and why
    faults: list[str] = field(default_factory=list)  # those of them for which the check proved nothing
    events: list[Event] = field(default_factory=list)
    items: int = 0
    read: int = 0  # notices read and extracted
    unchanged: bool = False  # the source's page had nothing new
    seconds: float = 0.0
    retry_after: float | None = None
    left_out: list[str] = field(default_factory=list)  # what this pass read but in part, and what of it was not read
    partly: tuple[str, ...] = ()  # of the source's late notices, those that were
    health: Health = Health()  # what the source's own page proved
    unreachable: bool = False  # the source's server gave no answer at all
    silent: dict[str, SourceError] = field(default_factory=dict)  # hosts that could not be reached in this pass
    living: set[str] = field(default_factory=set)  # hosts of which a page was read in this pass

    @property
    def ok(self) -> bool:
        """Whether everything that was to be read was read."""
        return not (self.problems or self.faults)

    def failed(self, problem: SourceError, url: str = "", *, harmless: bool = False) -> None:
        """Count a failure. A page that robots.txt keeps closed is told, but is no fault of a list that could be read.

        `harmless`: nor is this one.
        """
        if isinstance(problem, FetchError) and problem.kind in NO_ANSWER:
            self.silent[urlsplit(url).netloc] = problem
        told = f"{url}: {problem}" if url and not str(problem).startswith(url) else str(problem)
        self.problems.append(told)
        closed = isinstance(problem, FetchError) and problem.kind == "robots" and not problem.transient
        if not (url and closed) and not harmless:
            self.faults.append(told)

    def doubts(self, health: Health) -> None:
        """Note what a page that could be read proves; one that proves nothing is named like one that could not be read."""
        self.health = health
        if not health.proves:
            self.problems.append(health.reason)
            self.faults.append(health.reason)

    @property
    def outcome(self) -> Health:
        """What the whole pass says of its source."""
        if self.health.proves and self.faults:
            found = "; ".join(self.faults[:3])
            return Health("DEGRADED", "unreadable", found, proves=False, values={"found": found, "count": len(self.faults)})
        if self.partly and self.health.state == "OK":
            return Health("DEGRADED", "partly", f"left out: {'; '.join(self.partly[:3])}")
        return self.health

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out: told by `check`, and no failure."""
        capped = (self.health.reason.removeprefix("left out: "),) if self.health.code == "capped" else ()
        return tuple(dict.fromkeys((*capped, *self.left_out, *self.partly)))

    def lives(self, url: str) -> None:
        """Note that a page could be read, so that another one that is gone from its site is not the whole site away."""
        self.living.add(urlsplit(url).netloc)

    def has_read(self, seen: Seen) -> None:
        """Count a notice, and what of it could not be read."""
        self.read += 1
        if seen.document.left_out:
            self.left_out.append(f"{seen.address}: {seen.document.left_out}")

    def took(self, outcome: Outcome) -> None:
        """Count what an outcome tells."""
        self.events.extend(outcome.events)
