"""The daemon of the show: its folder, its configuration, its process, and an end of it whatever happens.

Shell. The process is `noticewatch run` as anybody starts it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from noticewatch.demo.sites import Site
from noticewatch.errors import ConfigError, Problem
from noticewatch.store.connection import open_for_reading

STOP_WITHIN = 10.0  # seconds from SIGTERM until the process is killed
LOOK = 0.05  # seconds between two looks at whether it has ended
LOG_LINES = 12  # of the log's end, shown when something went wrong
# What would point the daemon away from its own folder, or make it tell a service manager.
_NOT_HANDED_ON = ("NOTICEWATCH_CONFIG", "STATE_DIRECTORY", "CREDENTIALS_DIRECTORY", "NOTIFY_SOCKET", "WATCHDOG_USEC")


@contextlib.contextmanager
def folder_for(keep: str | None) -> Iterator[Path]:
    """The show's folder: a temporary one that vanishes, or the one to keep. Raises ConfigError where that one is in use."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="noticewatch-demo-") as name:
            yield Path(name)
        return
    folder = Path(keep).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        used = any(folder.iterdir())
    except OSError as problem:
        raise ConfigError([Problem("--keep", None, "", f"{folder}: {problem.strerror}")]) from None
    if used:
        raise ConfigError([Problem("--keep", None, "", f"{folder} is not empty: name a new folder")])
    yield folder


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens at just now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def write_configuration(folder: Path, sites: Sequence[Site], *, listen: str, slack_url: str, hook_url: str, secret: str) -> Path:
    """Write the configuration and the two files with secrets, readable by their owner only; the configuration's path."""
    sources = [
        {
            "id": site.id,
            "name": f"{site.name} {site.home}",
            "url": site.url(),
            "organization": site.name,
            "language": site.language,
        }
        for site in sites
    ]
    tables: list[tuple[str, dict[str, Any]]] = [
        (
            "[settings]",
            {"interval": "1s", "per_host_delay": "0s", "backfill": "14d", "allow_networks": ["127.0.0.0/8"]},
        ),
        ("[feed]", {"title": "noticewatch demo"}),
        ("[server]", {"listen": listen}),
        ("[[channels]]", {"name": "soc", "type": "slack", "url_file": "slack-url", "language": "en"}),
        ("[[channels]]", {"name": "siem", "type": "webhook", "url": hook_url, "secret_file": "hook-secret"}),
        *(("[[sources]]", source) for source in sources),
    ]
    text = "# Written by `noticewatch demo`: its sites and receivers were there while it ran, and no longer.\n"
    for header, keys in tables:
        # A JSON string or list of strings is the same in TOML.
        text += f"\n{header}\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    for name, content in (("slack-url", slack_url), ("hook-secret", secret), ("sources.toml", text)):
        path = folder / name
        path.touch(mode=0o600)
        path.write_text(content, encoding="utf-8")
    return folder / "sources.toml"


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _NOT_HANDED_ON} | {"PYTHONUTF8": "1"}


class DaemonProcess:
    """`noticewatch run` in a session of its own, so that a terminal's Ctrl-C reaches it through `stop` only."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.log = config.parent / "daemon.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; its log goes to a file."""
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 (this interpreter, with arguments made here)
                [sys.executable, "-m", "noticewatch", "--config", str(self.config), "run"],
                cwd=self.config.parent,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    @property
    def exit_code(self) -> int | None:
        """None while it runs, and before it was started."""
        return self._process.poll() if self._process else None

    async def stop(self) -> int | None:
        """SIGTERM, and wait for its end; after ten seconds kill it. Its exit code, negative for a signal's number."""
        if self._process is None:
            return None
        if self.exit_code is None:
            self._process.send_signal(signal.SIGTERM)
        for _ in range(round(STOP_WITHIN / LOOK)):
            if self.exit_code is not None:
                break
            await asyncio.sleep(LOOK)
        self.kill()
        return self.exit_code

    def kill(self) -> None:
        """End it and all it started at once, where it still runs."""
        if self._process and self.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def database(self) -> AbstractContextManager[Database]:
        """Its database, read-only, as the reading commands open it beside a running daemon."""
        return contextlib.closing(open_for_reading(self.config.parent / "noticewatch.db"))

    def last_log_lines(self) -> list[str]:
        """The end of its log."""
        if not self.log.exists():
            return []
        return self.log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:]
