"""How often the right page is found first, and among the first three, on invented home pages and the sites of the shared world.

`python -m tests.measure_discovery [--held-out] [--site NAME]` prints the shares, and of misses what was found instead.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from noticewatch.clock import Clock
from noticewatch.discover.scoring import Candidate
from noticewatch.fetch import Fetcher, FetchPolicy, Remembered
from noticewatch.links import canonical_url
from noticewatch.parsing import Parser
from noticewatch.scout import Scout, Scouted
from tests.home_pages.drawn import TODAY, Home
from tests.home_pages.english import ENGLISH
from tests.home_pages.held_out import HELD_OUT
from tests.home_pages.japanese import JAPANESE
from tests.home_pages.later import LATER
from tests.inline_worker import InlineWorker
from tests.loopback_site import Behaviour, Site, answer

FIRST, AMONG_THREE = 0.80, 0.95


@dataclass(frozen=True)
class Outcome:
    name: str
    place: int  # of the right page among the candidates, from 1; 0: not found
    pages: int
    candidates: Sequence[Candidate]
    problem: str = ""


def _routes(home: Home, pages: Iterable[tuple[str, str]], origin: str, other: str) -> dict[str, bytes | Behaviour]:
    made: dict[str, bytes | Behaviour] = {}
    for path, text in pages:
        body = text.replace("{origin}", origin).replace("{other}", other)
        feed = body.startswith("<?xml")
        kind = "application/xml" if feed else "text/plain" if path == "/robots.txt" else "text/html"
        made[path] = answer(body.encode("utf-8" if feed else home.charset, "xmlcharrefreplace"), Content_Type=kind)
    return made


async def scouted(home: Home, scout_of: Scout, site: Site, other: Site | None) -> Outcome:
    """Walk over one invented site."""
    found: Scouted = await scout_of.scout(site.url("/"))
    away = other.url("").rstrip("/") if other else ""
    right = {one.replace("{other}", away) if one.startswith("{other}") else site.url(one) for one in home.right}
    place = next((number for number, one in enumerate(found.candidates, 1) if one.url in right), 0)
    return Outcome(home.name, place, found.pages, found.candidates, found.problem)


async def measured(homes: Sequence[Home]) -> list[Outcome]:
    """Walk over all of them."""
    outcomes: list[Outcome] = []
    async with _scout(TODAY) as scout:
        for number, home in enumerate(homes):
            async with AsyncExitStack() as sites:
                site = await sites.enter_async_context(Site({}, host=f"127.0.60.{number + 1}"))
                other = Site({}, host=f"127.0.61.{number + 1}", port=site.port) if home.other else None
                away = ""
                if other is not None:
                    await sites.enter_async_context(other)
                    away = other.url("").rstrip("/")
                    other.routes = _routes(home, home.other.items(), away, away)
                site.routes = _routes(home, home.pages.items(), site.url("").rstrip("/"), away)
                outcomes.append(await scouted(home, scout, site, other))
    return outcomes


WORLD = Path(__file__).parents[2] / "shared" / "world" / "world.py"
# Scenarios whose sites can be looked over as they stand at first.
SCENARIOS = (
    "first-day", "municipal", "corporate", "collector-blog", "followups", "vendor-incident", "noise", "formats", "withdrawn",
)  # fmt: skip


async def measured_world(world: Path, scenarios: Sequence[str] = SCENARIOS) -> list[Outcome]:
    """Walk over the sites of the shared world, from the first page of each; right is what its scenario watches there."""
    outcomes: list[Outcome] = []
    for scenario in scenarios:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            two.bind(("127.0.0.1", 0))
            port, control = one.getsockname()[1], two.getsockname()[1]
        command = (sys.executable, str(world), scenario, "--port", str(port), "--control", str(control))
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        try:
            assert process.stdout is not None
            await process.stdout.readline()  # it listens from then on
            async with httpx.AsyncClient(trust_env=False) as client:
                sources = (await client.get(f"http://127.0.0.1:{control}/state")).json()["sources"]
            by_site: dict[str, set[str]] = {}
            for source in sources:
                if source.get("kind") == "page":
                    continue  # one notice, to which no page of its site leads
                by_site.setdefault(f"http://{urlsplit(source['url']).netloc}/", set()).add(canonical_url(source["url"]))
            outcomes += await _walked_world(scenario, by_site)
        finally:
            process.terminate()
            await process.wait()
    return outcomes


async def _walked_world(scenario: str, by_site: dict[str, set[str]]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    async with _scout(date.today()) as scout:
        for homepage, right in by_site.items():
            found = await scout.scout(homepage)
            place = next((number for number, one in enumerate(found.candidates, 1) if one.url in right), 0)
            outcomes.append(Outcome(f"{scenario} {homepage}", place, found.pages, found.candidates, found.problem))
    return outcomes


@asynccontextmanager
async def _scout(today: date) -> AsyncIterator[Scout]:
    robots = Remembered()
    policy = FetchPolicy(user_agent="noticewatch/test", per_host_delay=0.0, allow_networks=(ip_network("127.0.0.0/8"),))
    parser, fetcher = Parser(InlineWorker), Fetcher(policy, robots, Clock())
    try:
        yield Scout(fetcher, parser, robots, today)
    finally:
        await fetcher.aclose()
        await parser.close()


def shares(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Of the sites: those whose right page came first, and those where it was among the first three."""
    return (
        sum(one.place == 1 for one in outcomes) / len(outcomes),
        sum(1 <= one.place <= 3 for one in outcomes) / len(outcomes),
    )


def report(name: str, outcomes: Sequence[Outcome], *, misses: bool) -> None:
    first, three = shares(outcomes)
    pages = sum(one.pages for one in outcomes) / len(outcomes)
    print(f"{name}: {len(outcomes)} sites, right first {first:.1%}, among three {three:.1%}, {pages:.1f} pages a site")
    for one in outcomes if misses else ():
        if one.place != 1:
            print(f"  {one.place or '–'}  {one.name} {one.problem}")
            for candidate in one.candidates[:4]:
                print(f"       {candidate.score:4} {candidate.what:10} {candidate.url} {'; '.join(candidate.reasons)}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--held-out", action="store_true", help="also those that were kept apart, figures only")
    arguments.add_argument("--misses", action="store_true", help="the held-out misses too")
    arguments.add_argument("--world", type=Path, default=WORLD, help="the shared world's world.py, where it lies elsewhere")
    arguments.add_argument("--site", default="", help="all candidates of the sites whose name holds this")
    given = arguments.parse_args()
    if given.site:
        for one in asyncio.run(measured([home for home in (*JAPANESE, *ENGLISH) if given.site in home.name])):
            for candidate in one.candidates:
                print(candidate.score, candidate.url, *candidate.reasons, sep="\n    ")
        return
    report("tuned on", asyncio.run(measured((*JAPANESE, *ENGLISH))), misses=True)
    if given.world.is_file():
        report("shared world", asyncio.run(measured_world(given.world)), misses=True)
    if given.held_out:
        report("held out", asyncio.run(measured(HELD_OUT)), misses=given.misses)
        report("later, awkward", asyncio.run(measured(LATER)), misses=given.misses)


if __name__ == "__main__":
    main()
