"""Daemons started at the same moment over one database: row 18 of docs/reliability.md.

`python -m tests.measure_starts --rounds 50` starts two at once in each round, sees which one works and how the other ends, then
kills or stops the winner; exit 1 where a round went wrong. They are forked from a process that has loaded everything, so that
they meet.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from noticewatch import daemon, service  # loaded before the fork  # noqa: F401
from noticewatch.cli import main as command_line
from noticewatch.cli import work  # noqa: F401
from noticewatch.control import socket_path

PATIENCE = 30.0  # seconds for a round to settle
CONFIGURATION = """[settings]
allow_networks = ["127.0.0.0/8"]
[server]
listen = ""
[[sources]]
id = "nobody"
name = "Nobody listens there"
url = "http://127.0.0.99:9/"
"""


@dataclass
class Found:
    """What was seen in all rounds."""

    rounds: int = 0
    most: int = 0  # processes that had the database open at one moment
    wrong: list[str] = field(default_factory=list)


@dataclass
class Runner:
    """One daemon: its process, and the file that has what it said."""

    pid: int
    log: Path
    status: int | None = None

    def ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = status if pid else None
        return self.status is not None

    def end(self, number: signal.Signals) -> None:
        for each in (number, signal.SIGKILL):
            if not self.ended():
                os.kill(self.pid, each)
                _until(self.ended)

    def has_open(self, database: Path) -> bool:
        try:
            return any(os.readlink(f"/proc/{self.pid}/fd/{name}") == str(database) for name in os.listdir(f"/proc/{self.pid}/fd"))
        except OSError:  # it ended, or closed one just now
            return False


def measured(folder: Path, rounds: int, together: int = 2) -> Found:
    """Start so many at once, so many times, over one database in a folder."""
    (folder / "sources.toml").write_text(CONFIGURATION)
    found = Found()
    for number in range(rounds):
        runners = _started(folder, together)
        try:
            wrong = _settled(folder, runners, found)
        finally:
            for runner in runners:
                runner.end(signal.SIGKILL if number % 2 else signal.SIGTERM)
        found.rounds += 1
        found.wrong += [f"round {number}: {one}" for one in wrong]
    return found


def _started(folder: Path, together: int) -> list[Runner]:
    """Processes that wait for each other before they begin."""
    gate, key = os.pipe()
    runners = []
    for number in range(together):
        log = folder / f"log{number}"
        pid = os.fork()
        if not pid:
            _run(folder, log, gate, key)
        runners.append(Runner(pid, log))
    os.close(gate)
    os.close(key)  # the gate is open once nobody holds the key
    return runners


def _run(folder: Path, log: Path, gate: int, key: int) -> None:
    """A daemon as the command starts it, in a process of its own; never returns."""
    code = 70
    try:
        os.close(key)
        said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(said, stream)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        os.environ.pop("NOTIFY_SOCKET", None)
        sys.argv = ["noticewatch", "--config", str(folder / "sources.toml"), "run"]
        os.read(gate, 1)
        command_line()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _settled(folder: Path, runners: Sequence[Runner], found: Found) -> list[str]:
    """Wait until one works and the others have ended; what was not as it must be."""
    database = folder / "noticewatch.db"

    def settled() -> bool:
        found.most = max(found.most, sum(runner.has_open(database) for runner in runners))
        living = [runner for runner in runners if not runner.ended()]
        return not living or (len(living) == 1 and '"event": "ready"' in living[0].log.read_text())

    _until(settled)
    living = [runner for runner in runners if not runner.ended()]
    if len(living) != 1:
        return [f"{len(living)} daemons are at work: " + "; ".join(runner.log.read_text() for runner in runners)]
    [winner] = living
    wrong = [] if _listener(database) == winner.pid else ["another process than the winner answers at the socket"]
    for loser in runners:
        # One that comes before the winner has put its name there may read none, or that of the round before.
        if loser is not winner and (loser.status, "is held by" in loser.log.read_text()) != (256, True):
            wrong.append(f"the other ended with {loser.status}: {loser.log.read_text()}")
    return wrong


def _listener(database: Path) -> int:
    """The process that answers at a database's socket."""
    with socket.socket(socket.AF_UNIX) as door:
        door.connect(str(socket_path(database)))
        return int(struct.unpack("3i", door.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0])


def _until(true: Callable[[], bool]) -> None:
    """Wait until it is true, or patience is at its end."""
    until = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < until:
        time.sleep(0.002)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--together", type=int, default=2)
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), asked.rounds, asked.together)
    print(f"{found.rounds} times {asked.together} daemons at once: {len(found.wrong)} rounds or ends that were wrong")
    print(f"processes that had the database open at one moment, at most: {found.most}; {time.monotonic() - began:.0f} s")
    for one in found.wrong:
        print(one)
    return 1 if found.wrong or found.most > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
