"""What a command hands to the daemon that holds the database, and what comes back: lines of JSON, one errand a connection.

Core; imports errors only. An errand is `{"noticewatch": VERSION, "do": NAME, "arguments": {…}}`; any number of `{"each": …}` and
`{"alive": true}` follow while it is done, then one `{"done": …}` or `{"failed": …}`. The version is the protocol's too: what the
arguments of a name are may differ from one to the next.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from noticewatch import __version__
from noticewatch.errors import ConfigError, NoticewatchError, Problem

T = TypeVar("T")

LARGEST = 128 * 1024  # bytes of an errand's line: some 5,000 ids
LARGEST_ANSWER = 16 * 2**20  # bytes of one line of an answer


@dataclass(frozen=True, slots=True)
class Errand:
    """A named piece of work with its arguments as JSON, and the version that asks for it."""

    do: str
    arguments: Any
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Each:
    """One of several results, told as soon as it is there."""

    value: Any


@dataclass(frozen=True, slots=True)
class Alive:
    """It is still being worked on."""


@dataclass(frozen=True, slots=True)
class Done:
    """The work came to its end."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """It was refused or failed; `problems`: the configuration's mistakes, where they are why."""

    message: str
    problems: tuple[Problem, ...] = ()

    def error(self) -> NoticewatchError:
        """What the command raises, so that it ends as if the work had failed in its own process."""
        return ConfigError(self.problems) if self.problems else NoticewatchError(self.message)


Answer: TypeAlias = Each | Alive | Done | Failed


def failure_of(problem: NoticewatchError) -> Failed:
    """A failure as it is told to the command."""
    return Failed(str(problem), problem.problems if isinstance(problem, ConfigError) else ())


def errand_line(errand: Errand) -> bytes:
    """An errand as it is sent. Raises NoticewatchError where it is too large.

    >>> errand_line(Errand("reload", {}, "1.0"))
    b'{"noticewatch":"1.0","do":"reload","arguments":{}}\\n'
    """
    line = _line({"noticewatch": errand.version, "do": errand.do, "arguments": errand.arguments})
    if len(line) > LARGEST:
        raise NoticewatchError(f"too much at once: the running daemon takes {LARGEST // 1024} KiB of arguments at most")
    return line


def errand_of(line: bytes) -> Errand:
    """An errand that was sent. Raises NoticewatchError where it is none, or one of another version."""
    found = _object(line)
    version, do, arguments = found.get("noticewatch"), found.get("do"), found.get("arguments", {})
    if not isinstance(version, str) or not isinstance(do, str) or not isinstance(arguments, Mapping):
        raise NoticewatchError("that is no errand of noticewatch")
    if version != __version__:
        raise NoticewatchError(
            f"the running daemon is noticewatch {__version__}, this command {version[:40]}: restart the daemon after an upgrade "
            "(systemctl restart noticewatch), or give the command by the installation that the daemon runs from"
        )
    return Errand(do, dict(arguments), version)


def as_sent(value: object) -> Any:
    """A value as it comes out at the other end: of dictionaries, lists, texts and numbers.

    >>> as_sent({"ids": ("a", "b")})
    {'ids': ['a', 'b']}
    """
    return to_jsonable_python(value)


def arguments_of(kind: type[T], arguments: Any) -> T:
    """Arguments as an operation declares them: all of them there, none more, each of its type. Raises NoticewatchError."""
    if is_dataclass(kind) and (unknown := sorted(set(arguments) - {field.name for field in fields(kind)})):
        raise NoticewatchError(f"no such argument: {unknown[0]}")
    try:
        return TypeAdapter(kind).validate_json(_line(arguments), strict=True)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise NoticewatchError(": ".join(part for part in ("arguments", where, first["msg"]) if part)) from None


def answer_line(answer: Answer) -> bytes:
    """An answer as it is sent; one that is too large, or cannot be sent at all, as the failure that it is."""
    match answer:
        case Each(value):
            told: dict[str, Any] = {"each": value}
        case Alive():
            told = {"alive": True}
        case Done(value):
            told = {"done": value}
        case Failed(message, problems):
            told = {"failed": message, "problems": [[one.file, one.line, one.place, one.message] for one in problems]}
    line = _line(as_sent(told))
    return line if len(line) <= LARGEST_ANSWER else answer_line(Failed("it was done, but the answer is too large to be sent"))


def answer_of(line: bytes) -> Answer:
    """An answer that was sent. Raises NoticewatchError where it is none."""
    match _object(line):
        case {"each": value}:
            return Each(value)
        case {"alive": True}:
            return Alive()
        case {"done": value}:
            return Done(value)
        case {"failed": str(message), "problems": [*problems]}:
            return Failed(message, tuple(Problem(*one) for one in problems))
        case _:
            raise NoticewatchError("that is no answer of noticewatch")


def _line(value: object) -> bytes:
    # ASCII, so that no end of line of any kind stands within.
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NoticewatchError("that is no line of JSON as noticewatch writes it")
    return found
