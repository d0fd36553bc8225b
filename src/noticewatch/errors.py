"""What can go wrong, and what of it is for good.

    NoticewatchError
    ├── ConfigError(problems)                                   every mistake of the configuration at once
    ├── SourceError                                             one source or notice could not be read this time
    │   ├── FetchError(kind, status, retry_after, transient)    no whole answer came
    │   └── ReadError                                           an answer came that cannot be read as what it should be
    │       └── GonePage                                        it is a page that only says that there is nothing
    └── StoreError                                              the database cannot be used
        └── Held(holder)                                        for now: another process has it

Caught in three places: `check`, `deliver`, `cli`. Anything else that is raised is a bug.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

FetchFault = Literal[
    "address", "dns", "connect", "tls", "timeout", "protocol", "status", "redirect", "size", "encoding", "truncated", "robots"
]


class NoticewatchError(Exception):
    """Anything that noticewatch itself has to say about a failure."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in the configuration: where it stands ("" for no file at all), what is wrong, what may have been meant."""

    file: str
    line: int | None
    place: str  # table and key: `sources[2].kind`, or `sources "chiba-city": kind`
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (where, self.place, self.message) if part)


class ConfigError(NoticewatchError):
    """The configuration is wrong; `problems` holds every mistake found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class SourceError(NoticewatchError):
    """One source or one notice could not be read this time."""


class FetchError(SourceError):
    """No whole answer came. `retry_after` is in seconds, where the server named a time.

    `sent`: the request may have reached the server.
    """

    def __init__(
        self,
        kind: FetchFault,
        message: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        transient: bool = True,
    ) -> None:
        super().__init__(message)
        self.kind: FetchFault = kind
        self.status, self.retry_after, self.transient = status, retry_after, transient
        self.sent = True


class ReadError(SourceError):
    """An answer came that cannot be read as what it should be; the text says what was found instead."""


class GonePage(ReadError):
    """An answer of 200 whose page only says that there is nothing there, or no longer."""


class StoreError(NoticewatchError):
    """The database cannot be used: held by another, too new, or damaged."""


class Held(StoreError):
    """Another process has the database; `holder` says which, and what it is."""

    def __init__(self, message: str, holder: str) -> None:
        super().__init__(message)
        self.holder = holder
