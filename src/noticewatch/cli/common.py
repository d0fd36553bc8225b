"""What the commands share: the configuration, the database to read, JSON and times as they are printed, where log lines go."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import structlog
from sqlite_utils import Database

from noticewatch.clock import Clock
from noticewatch.config import Config, find_config, load_config
from noticewatch.config.durations import duration
from noticewatch.errors import NoticewatchError
from noticewatch.severity import LEVELS
from noticewatch.store.connection import open_for_reading
from noticewatch.text import clean_text

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
limit_option = click.option("--limit", type=click.IntRange(0), default=0, metavar="N", help="At most N, the newest; 0 for all.")

since_option = click.option(
    "--since",
    default="",
    metavar="WHEN",
    help="Only what was seen, changed or told since then: a day (2026-11-20) or an age (7d).",
)

organization_option = click.option(
    "--organization", default="", metavar="NAME", help="Only those naming it or its like, as contractor too."
)
severity_option = click.option("--severity", type=click.Choice(LEVELS), default="low", help="Only those at least so grave.")


def moment_since(when: str, config: Config) -> datetime | None:
    """What `--since` names, None for nothing; a day begins in the configured zone. Raises click.UsageError."""
    if not when:
        return None
    try:
        return Clock().now() - duration(when)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        raise click.UsageError(f"--since {when}: neither an age such as 12h or 7d nor a day such as 2026-11-20.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=config.settings.timezone)


def config_path(context: click.Context) -> Path:
    """The configuration's path. Raises ConfigError where there is none."""
    return find_config(context.find_root().obj, os.environ, Path.cwd())


def configuration(context: click.Context, *, secrets: bool = False, sourceless: bool = False) -> Config:
    """The configuration; `secrets` where they will be needed, and so must be there; `sourceless` where it may have no source yet.

    Raises ConfigError.
    """
    return load_config(config_path(context), os.environ, secrets=secrets, sourceless=sourceless)


@contextmanager
def reading(config: Config) -> Iterator[Database]:
    """The database, read-only."""
    db = open_for_reading(config.settings.database)
    try:
        yield db
    finally:
        db.close()


def print_json(value: Any) -> None:
    """Indented JSON on stdout, for people and programs alike."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def shown_time(moment: datetime | None, config: Config) -> str:
    """A moment in the configured zone, ISO 8601 to the second; "" for none."""
    return moment.astimezone(config.settings.timezone).isoformat(timespec="seconds") if moment else ""


def short_time(moment: datetime | None, config: Config) -> str:
    """A moment in the configured zone as a table shows it; "–" for none."""
    return moment.astimezone(config.settings.timezone).strftime("%Y-%m-%d %H:%M") if moment else "–"


# What JSON leaves as it is, and a terminal that shows the log obeys: C1 controls, ends of lines, what turns the order of letters.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def _with_unseen_escaped(_: object, __: str, line: str) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _with_clean_traceback(_: object, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """A traceback ends with the exception's words, and these may be a page's."""
    if isinstance(event.get("exception"), str):
        event["exception"] = clean_text(event["exception"])
    return event


def log_to_stderr(*, quiet: bool = False) -> None:
    """One JSON object a line, so that no page's text can forge one; on a terminal, lines for people.

    `quiet`: bugs only, for commands that print what went wrong themselves.
    """
    renderers: list[Any] = [structlog.processors.JSONRenderer(ensure_ascii=False), _with_unseen_escaped]
    if sys.stderr.isatty():
        # Plain tracebacks: the drawn ones show the variables, and so secrets. Words as Python writes them: none steers.
        plain = structlog.dev.plain_traceback
        console = structlog.dev.ConsoleRenderer(
            colors="NO_COLOR" not in os.environ, exception_formatter=plain, repr_native_str=True
        )
        renderers = [_with_clean_traceback, console]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            *renderers,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR if quiet else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.ERROR, handlers=[logging.NullHandler()])


def write_whole(pieces: Iterable[str], output: str) -> None:
    """Print the pieces, or write them beside their place and put the whole there at once."""
    if output == "-":
        for piece in pieces:
            click.echo(piece.encode("utf-8", "replace"), nl=False)
        return
    path = Path(output)
    if path.is_dir():
        raise NoticewatchError(f"{output} is a folder: name a file in it")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        try:
            with temporary.open("xb") as file:
                for piece in pieces:
                    file.write(piece.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as problem:
        raise NoticewatchError(f"{output} cannot be written: {problem.strerror or problem}") from problem
