"""Two hundred sources of which fifty hang or end the parsing process, under the real daemon: how late the others' checks end.

    python -m tests.measure_lateness [--interval 240] [--rounds 2] [--bad 50]

Prints JSON. All are good at first; from then on a quarter is not, all of a sudden and at once. The lateness of a check is what
passed between the moment it was due and its end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.flow_stage import ORDINARY, html, listing
from tests.loopback_site import Behaviour, Request, Site, answer

PROGRAM = """
import sys
from noticewatch import parsing
from noticewatch.__main__ import main
parsing.COMMAND = parsing.Process.__init__.__defaults__[0]
parsing.Process.__init__.__defaults__ = ((sys.executable, "-c", sys.argv.pop(1)),)
main()
"""
WORKER = """
import os
from noticewatch import jobs, worker
answered = jobs.answered
def odd(job, body):
    while b"<!-- spin -->" in body: pass
    if b"<!-- die -->" in body: os._exit(3)
    return answered(job, body)
jobs.answered = odd
worker.main()
"""


class World:
    """The sites, the daemon over them, and what was due when."""

    def __init__(self, folder: Path, sources: int, bad: int, interval: int) -> None:
        self.folder, self.interval, self.bad_now = folder, interval, False
        self.names = [f"s{n}" for n in range(sources)]
        self.bad = set(self.names[:: sources // max(bad, 1)][:bad])
        self.due: dict[str, set[str]] = {name: set() for name in self.names}

    def site(self, number: int) -> Site:
        """A site; a bad one hangs, keeps the parser busy, or ends it."""
        name = f"s{number}"

        async def page(request: Request, writer: asyncio.StreamWriter) -> None:
            stamp = f"<!-- {datetime.now(UTC).isoformat()} -->"  # never the same bytes: every page is parsed
            kind = sorted(self.bad).index(name) % 4 if name in self.bad and self.bad_now else 9
            if kind < 2:
                await asyncio.sleep(600)
            mark = {2: "<!-- spin -->", 3: "<!-- die -->"}.get(kind, "")
            body = listing(*ORDINARY).partition(b"\r\n\r\n")[2]
            writer.write(answer(body + (mark + stamp).encode(), Content_Type="text/html; charset=utf-8"))
            await writer.drain()

        routes: dict[str, bytes | Behaviour] = {"/": page}
        routes |= {path: html(f"<h1>{title}</h1><p>詳しくは窓口までお問い合わせください。</p>") for path, _, title in ORDINARY}
        return Site(routes, host=f"127.0.4.{number + 1}")

    def configure(self, sites: list[Site]) -> Path:
        """The daemon's configuration."""
        settings = f'per_host_delay = "0s"\nallow_networks = ["127.0.0.0/8"]\ninterval = "{self.interval}s"'
        tables = [f'[settings]\n{settings}\n[server]\nlisten = ""\n']
        for name, site in zip(self.names, sites, strict=True):
            tables.append(f'[[sources]]\nid = "{name}"\nname = "{name}"\nurl = "{site.url()}"\n')
        path = self.folder / "sources.toml"
        path.write_text("".join(tables))
        return path

    def look(self) -> None:
        """Note when each source is due next."""
        path = self.folder / "noticewatch.db"
        if path.exists():
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
                for name, due in db.execute("SELECT id, next_check_at FROM sources"):
                    if due and name in self.due:
                        self.due[name].add(due)

    def checks(self) -> list[tuple[str, datetime, bool]]:
        """Each check's source, end and whether it was good, from the log."""
        lines = [json.loads(line) for line in (self.folder / "log").read_text().splitlines()]
        return [
            (line["source"], datetime.fromisoformat(line["timestamp"]), line["ok"])
            for line in lines
            if line["event"] == "checked"
        ]

    def lateness(self, since: datetime) -> list[float]:
        """Of the good sources' checks that were due since a moment, and of those that still are."""
        ends: dict[str, list[datetime]] = {name: [] for name in self.names}
        for name, end, _ in self.checks():
            ends[name].append(end)
        late, now = [], datetime.now(UTC)
        for name in self.names:
            for due in map(datetime.fromisoformat, sorted(self.due[name])):
                if name not in self.bad and since <= due <= now:
                    late.append((min((end for end in ends[name] if end >= due), default=now) - due).total_seconds())
        return sorted(late)


async def measure(sources: int, bad: int, interval: int, rounds: int) -> dict[str, Any]:
    """The daemon for so many rounds after a quarter of its sources went bad."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), sources, bad, interval)
        sites = [await world.site(number).__aenter__() for number in range(sources)]
        path = world.configure(sites)
        with (world.folder / "log").open("wb") as log:
            program = (sys.executable, "-c", PROGRAM, WORKER, "--config", str(path), "run")
            process = await asyncio.create_subprocess_exec(*program, stderr=log)
        try:
            async with asyncio.timeout(120):
                while len({name for name, _, _ in world.checks()}) < sources:
                    await asyncio.sleep(0.2)
            world.look()
            world.bad_now, since = True, datetime.now(UTC)
            for _ in range(rounds * interval):
                await asyncio.sleep(1)
                world.look()
        finally:
            process.terminate()
            await process.wait()
            for site in sites:
                await site.__aexit__(None, None, None)
        late = world.lateness(since)
        good = [ok for name, end, ok in world.checks() if name not in world.bad and end > since]
        return {
            "sources": sources,
            "bad": len(world.bad),
            "checks of good sources": len(late),
            "of which failed": good.count(False),
            "late at the median": round(late[len(late) // 2], 2),
            "late at p99": round(late[int(len(late) * 0.99)], 2),
            "late at most": round(late[-1], 2),
            "late by more than 5 s": sum(seconds > 5 for seconds in late),
            "load of the machine": round(os.getloadavg()[2], 1),
        }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interval", type=int, default=240, help="seconds between two checks of a source")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--bad", type=int, default=50)
    options = parser.parse_args()
    print(json.dumps(asyncio.run(measure(200, options.bad, options.interval, options.rounds)), indent=1))


if __name__ == "__main__":
    main()
