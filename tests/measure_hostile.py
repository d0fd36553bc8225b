"""The daemon's process against servers that do their worst: when each check ends, and how much memory that takes.

    python -m tests.measure_hostile [--short]

Each behaviour under each status, each on a host of its own; then fifty sources at once that send all that is taken of one.
Prints JSON. The short form has one status and a deadline of three seconds; the other is the daemon as it is, with its thirty.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.flow_stage import ORDINARY, listing
from tests.hostile_answers import HOSTILE
from tests.loopback_site import HEAD, Behaviour, Request, Site, answer, floods

STATUSES = (
    "200 OK",
    "206 Partial Content",
    "301 Moved",
    "304 Not Modified",
    "404 Not Found",
    "429 Slow Down",
    "500 Oops",
    "503 Busy",
)
HOSTILE_ANSWERS = {name: behaviour for name, (behaviour, _) in HOSTILE.items()}
LARGE = b"<html><body>" + b"<p>notice</p>" * 800_000 + b"</body></html>"  # 10,400,000 bytes, of 10,485,760 that are taken
HUGE: dict[str, bytes | Behaviour] = {
    "endless": floods(b"x", HEAD + b"\r\n"),
    "large": answer(LARGE),
    "large when unpacked": answer(gzip.compress(LARGE), Content_Encoding="gzip"),
    "bomb": answer(gzip.compress(bytes(200 << 20)), Content_Encoding="gzip"),
    "bomb in a redirect": answer(gzip.compress(bytes(50 << 20)), "302 Found", Location="/", Content_Encoding="gzip"),
}
PROGRAM = """
import sys
from functools import partial
from noticewatch import service
from noticewatch.__main__ import main
service.FetchPolicy = partial(service.FetchPolicy, deadline=float(sys.argv.pop(1)))
main()
"""
PATIENCE = 240.0


def under(behaviour: bytes | Behaviour, status: str) -> bytes | Behaviour:
    """The same under another status."""
    said, meant = b"HTTP/1.1 200 OK", f"HTTP/1.1 {status}".encode()
    if isinstance(behaviour, bytes):
        return behaviour.replace(said, meant, 1)

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        write = writer.write
        writer.write = lambda data: write(data.replace(said, meant, 1))  # type: ignore[method-assign, assignment]
        await behaviour(request, writer)

    return behave


def memory(process: int, what: str) -> float:
    """MiB that a process has (VmRSS) or had at most (VmHWM)."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{what}:")), 0.0)


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


class Run:
    """The daemon over one good source and some that are not; `log` what it said of each check."""

    def __init__(self, folder: Path, deadline: float) -> None:
        self.folder, self.deadline = folder, deadline

    async def __aenter__(self) -> Run:
        self.good = await Site({"/": listing(*ORDINARY)}, host="127.0.2.1").__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.good.__aexit__(None, None, None)

    def configure(self, sites: Mapping[str, Site]) -> None:
        """Watch the good source and these."""
        tables = [
            '[settings]\nper_host_delay = "0s"\nallow_networks = ["127.0.0.0/8"]\nmax_concurrency = 80\n[server]\nlisten = ""\n'
        ]
        for number, site in enumerate((self.good, *sites.values())):
            tables.append(f'[[sources]]\nid = "s{number}"\nname = "s{number}"\nurl = "{site.url()}"\n')
        (self.folder / "sources.toml").write_text("".join(tables))

    def checked(self) -> dict[str, dict[str, Any]]:
        """The last check of each source, as the log tells it."""
        lines = [json.loads(line) for line in (self.folder / "log").read_text().splitlines()]
        return {line["source"]: line for line in lines if line["event"] == "checked"}

    async def until_checked(self, count: int) -> None:
        """Wait until so many sources were checked."""
        async with asyncio.timeout(PATIENCE):
            while len(self.checked()) < count:
                await asyncio.sleep(0.1)

    async def against(self, behaviours: Mapping[str, bytes | Behaviour]) -> dict[str, Any]:
        """The daemon meets all of them at once."""
        sites = {name: Site({"/": behaviour}, host=f"127.0.3.{n + 1}") for n, (name, behaviour) in enumerate(behaviours.items())}
        for site in sites.values():
            await site.__aenter__()
        for old in self.folder.glob("noticewatch.db*"):
            old.unlink()
        self.configure({})
        with (self.folder / "log").open("wb") as log:
            program = (sys.executable, "-c", PROGRAM, str(self.deadline), "--config", str(self.folder / "sources.toml"), "run")
            process = await asyncio.create_subprocess_exec(*program, stderr=log)
        try:
            await self.until_checked(1)
            before = memory(process.pid, "VmRSS")
            self.configure(sites)
            process.send_signal(signal.SIGHUP)
            worker, begun = 0.0, time.monotonic()
            ending = asyncio.ensure_future(self.until_checked(1 + len(sites)))
            while not ending.done():
                worker = max([worker, *(memory(child, "VmHWM") for child in children(process.pid))])
                await asyncio.sleep(0.1)
            await ending
            peak, seconds = memory(process.pid, "VmHWM"), time.monotonic() - begun
        finally:
            process.send_signal(signal.SIGTERM)
            await process.wait()
            for site in sites.values():
                await site.__aexit__(None, None, None)
        found = self.checked()
        took = {name: found[f"s{number + 1}"]["seconds"] for number, name in enumerate(sites)}
        return {
            "sources": len(sites),
            "taken as good": [name for number, name in enumerate(sites) if found[f"s{number + 1}"]["ok"]],
            "longest check": max(took.items(), key=lambda pair: pair[1]),
            "seconds for all": round(seconds, 1),
            "MiB before": round(before),
            "MiB more at most": round(peak - before),
            "MiB of a worker at most": round(worker),
        }


async def measures(short: bool) -> dict[str, Any]:
    """All runs."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with Run(Path(folder), 3.0 if short else 30.0) as run:
            for status in STATUSES[:1] if short else STATUSES:
                found[status] = await run.against({name: under(behaviour, status) for name, behaviour in HOSTILE_ANSWERS.items()})
            kinds = list(HUGE)
            found["fifty huge ones"] = await run.against(
                {f"{kinds[n % len(kinds)]} {n}": HUGE[kinds[n % len(kinds)]] for n in range(50)}
            )
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    os.environ.pop("NOTIFY_SOCKET", None)
    print(json.dumps(asyncio.run(measures(parser.parse_args().short)), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
