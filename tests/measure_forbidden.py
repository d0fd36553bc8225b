"""Ask for everything that is not to be reached, in a namespace where every address answers, and count what was reached.

    python -m tests.measure_forbidden [--short]

Prints JSON: with no layer, with the guard only, with both, with the belt only. But for the first nothing forbidden is reached.
The short form leaves out both together, most of what is asked without any, and most of the names that rebind.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog

from noticewatch import belt
from noticewatch.clock import Clock
from noticewatch.config import Config, Feed, Server, Settings, Source, durations
from noticewatch.errors import NoticewatchError
from noticewatch.fetch import Fetcher, FetchPolicy, Remembered, transport
from noticewatch.guard import Lookup, Reach, permitted_addresses
from noticewatch.parsing import Parser
from noticewatch.probe import Prober
from noticewatch.service import Service, open_fetcher
from tests import namespace
from tests.address_blocks import is_forbidden
from tests.forbidden_cases import Cases, all_cases, rebinding
from tests.second_order import Sites, all_sites
from tests.whole_internet import Internet

AT_ONCE = 20
REBOUND = 50  # names that rebind


async def all_permitted(host: str, port: int, reach: Reach, lookup: Lookup) -> list[str]:
    """Stands in for the guard."""
    return await lookup(host, port)


async def asked(made: Cases, rebinds: int) -> dict[str, str]:
    """Ask for every case; why those that were not read were not, by address."""
    door = Fetcher(FetchPolicy("noticewatch/0", per_host_delay=0.0, deadline=5.0), Remembered(), Clock())
    places, faults = asyncio.Semaphore(AT_ONCE), dict[str, str]()

    async def ask(url: str) -> None:
        async with places:
            try:
                await door.fetch(url, robots="ignore")
            except NoticewatchError as problem:
                faults[url] = str(problem)

    await asyncio.gather(*(ask(case.url) for case in made.cases))
    await asyncio.gather(*(ask(f"http://rebind{n % REBOUND}.test/?{n}") for n in range(rebinds)))
    await door.aclose()
    return faults


async def watched(sites: Sites) -> None:
    """Check every site, and read it on trial."""
    sources = tuple(Source(id=f"s{n}", url=url, name=name) for n, (name, url) in enumerate(sites.homes.items()))
    with tempfile.TemporaryDirectory() as name:
        folder, everything = Path(name), durations.backfill("all")
        settings = Settings(database=folder / "noticewatch.db", backfill=everything, per_host_delay=timedelta())
        places = {"feed": Feed(path=folder / "feed"), "server": Server(listen=""), "path": folder / "sources.toml"}
        config = Config(settings=settings, channels=(), sources=sources, **places)  # type: ignore[arg-type]
        parser = Parser()
        async with Service(config, {}, parser=parser) as service:
            await service.check(sources, everything=True)
            door = open_fetcher(config, {}, Remembered(), Clock())
            prober = Prober(door, parser, service.clock.now().date(), lambda _: None, lambda: None)
            tried = (prober.probe(source, configured=False, given={}, taken=()) for source in sources)
            await asyncio.gather(*tried, return_exceptions=True)
            await door.aclose()


async def measure(rebinds: int, every: int = 1) -> dict[str, Any]:
    """Everything, or one case of so many, and what was reached by it."""
    begun = time.monotonic()
    made, sites = all_cases(), all_sites()
    made.cases = made.cases[::every]
    async with Internet(made.zone | sites.zone | rebinding(REBOUND), sites.pages) as internet:
        faults = await asked(made, rebinds)
        if every == 1:
            await watched(sites)
        else:
            sites.homes.clear()
    reached = Counter(address.partition("%")[0] for address, _ in internet.reached)
    controls = [case for case in made.cases if case.reaches]
    followed = [record for name, record in sites.zone.items() if name.startswith("control") and isinstance(record, list)]
    missed = {case.url: faults.get(case.url, "") for case in controls if case.url in faults or not reached[case.reaches]}
    return {
        "cases": len(made.cases) - len(controls) + len(sites.homes) - len(followed) + rebinds,
        "forbidden reached": {address: count for address, count in reached.items() if is_forbidden(address)},
        "other ports reached": sorted({port for _, port in internet.reached} - {80, 443}),
        "controls": len(controls) + len(followed),
        "controls missed": missed | {address: "" for [address] in followed if sites.homes and not reached[address]},
        "rebinds that were read": rebinds - sum(url.startswith("http://rebind") for url in faults),
        "refused by": dict(Counter(_who(fault) for fault in faults.values())),
        "seconds": round(time.monotonic() - begun, 1),
    }


def _who(fault: str) -> str:
    signs = {"refused when it was dialled": "belt", "is not public": "guard", "is not an address to fetch": "parser"}
    return next((who for sign, who in signs.items() if sign in fault), "others")


def all_measures(short: bool) -> dict[str, dict[str, Any]]:
    """By the layers that were on; the belt cannot be taken off again, and so comes last."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    found = {}
    for layers in ("none", "guard", "belt") if short else ("none", "guard", "guard and belt", "belt"):
        transport.permitted_addresses = permitted_addresses if "guard" in layers else all_permitted
        if "belt" in layers and "guard and belt" not in found:
            belt.wear()
        found[layers] = asyncio.run(measure(60 if short else 1000, 4 if short and layers == "none" else 1))
    return found


def main() -> None:
    """The command: makes the namespace, and itself within it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(all_measures(options.short), indent=1, ensure_ascii=False))
        return
    done = namespace.run("-m", "tests.measure_forbidden", "--inside", *sys.argv[1:], seconds=600)
    print(done.stdout, done.stderr, sep="")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
