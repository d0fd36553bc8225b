"""Row 7: so many inputs at each boundary; what was raised, how long they took, whether any killed its process.

`python -m tests.fuzz --count 1000000 [--boundary html …] [--progress DIR]` goes on where it stopped; `--only N` tries one input.
Inputs are a seed's and a number's alone. They are tried in a process of its own, within the memory and CPU time of the worker's.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from noticewatch.parsing import SLOW_SECONDS
from noticewatch.worker import MOST_MEMORY
from tests.fuzz_boundaries import BOUNDARIES, Boundary, warm

CHUNK = 2_000  # inputs of one process
STEPS = 16  # of each doubling of the time, in which times are counted
MOST_TOLD = 50


@dataclass
class Tally:
    """What came of a boundary's inputs so far."""

    done: int = 0
    raised: list[str] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)
    times: Counter[int] = field(default_factory=Counter)  # by their step
    worst: float = 0.0
    worst_at: int = 0

    def add(self, other: Tally) -> None:
        self.done += other.done
        self.raised = (self.raised + other.raised)[:MOST_TOLD]
        self.deaths = (self.deaths + other.deaths)[:MOST_TOLD]
        self.times += other.times
        if other.worst > self.worst:
            self.worst, self.worst_at = other.worst, other.worst_at

    def timed(self, seconds: float, number: int) -> None:
        self.times[math.ceil(STEPS * math.log2(max(seconds, 1e-6)))] += 1
        if seconds > self.worst:
            self.worst, self.worst_at = seconds, number

    def share(self, share: float) -> float:
        """The seconds that so large a share of the inputs took at most (by 4 % too much at most)."""
        left = share * self.times.total()
        for step in sorted(self.times):
            left -= self.times[step]
            if left <= 0:
                return float(2 ** (step / STEPS))
        return 0.0

    @property
    def failed(self) -> bool:
        return bool(self.raised or self.deaths)


def input_of(boundary: Boundary, seed: int, number: int) -> Any:
    """An input, the same each time."""
    return boundary.drawn(Random(f"{seed}/{boundary.name}/{number}"))


def _try_some(boundary: Boundary, seed: int, numbers: range, at: Any, answers: Connection) -> None:
    """In a process of its own: try inputs, and answer with the tally."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    room = MOST_MEMORY + _own_size()  # a run of all tests is large when it forks; what it holds is not the input's doing
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.settrace(None)  # where coverage is measured, each line would be watched, and the times mean nothing
    tally = Tally()
    for number in numbers:
        at.value = number
        drawn = input_of(boundary, seed, number)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + SLOW_SECONDS, resource.RLIM_INFINITY))
        begun = time.thread_time()  # a process under a limit is only told its own time in ticks
        try:
            boundary.tried(drawn)
        except Exception as bug:
            frame = traceback.extract_tb(bug.__traceback__)[-1]
            tally.raised.append(f"{number}: {bug!r:.300} in {Path(frame.filename).name}:{frame.lineno}")
        tally.timed(time.thread_time() - begun, number)
        tally.done += 1
    answers.send(tally)


def _own_size() -> int:
    """Bytes of addresses that this process has."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def chunk(boundary: Boundary, seed: int, numbers: range) -> Tally:
    """Try inputs in one process after another: one that dies is told, and the next goes on behind the input that killed it."""
    tally, forked = Tally(), multiprocessing.get_context("fork")
    while numbers:
        answers, sent = forked.Pipe(duplex=False)
        at = forked.Value("q", numbers[0])
        process = forked.Process(target=_try_some, args=(boundary, seed, numbers, at, sent), daemon=True)
        process.start()
        sent.close()
        try:
            tally.add(answers.recv())
            numbers = range(0)
        except EOFError:
            process.join()
            tally.deaths.append(f"{at.value}: exit {process.exitcode}")
            tally.done += at.value + 1 - numbers[0]
            numbers = range(at.value + 1, numbers.stop)
        process.join()
        answers.close()
    return tally


def run(boundary: Boundary, count: int, *, seed: int = 1, progress: Path | None = None, said: Callable[[Tally], None]) -> Tally:
    """Try a boundary's inputs up to `count`, those that `progress` has noted not again."""
    warm()
    tally = _restored(progress) if progress else Tally()
    while tally.done < count:
        tally.add(chunk(boundary, seed, range(tally.done, min(count, tally.done + CHUNK))))
        if progress:
            _note(progress, tally)
        said(tally)
    return tally


def _restored(path: Path) -> Tally:
    if not path.exists():
        return Tally()
    noted = json.loads(path.read_text())
    return Tally(**{**noted, "times": Counter({int(step): times for step, times in noted["times"].items()})})


def _note(path: Path, tally: Tally) -> None:
    new = path.with_suffix(".new")
    new.write_text(json.dumps(vars(tally)))
    new.replace(path)


def told(name: str, tally: Tally) -> str:
    """A boundary's figures on one line, and what failed below it."""
    times = f"p50 {1000 * tally.share(0.5):.2f} ms, p99 {1000 * tally.share(0.99):.1f} ms, worst {1000 * tally.worst:.0f} ms"
    faults = f"{len(tally.raised)} raised, {len(tally.deaths)} deaths"
    line = f"{name:8} {tally.done:>9,} inputs: {faults}, {times} (input {tally.worst_at})"
    return "\n".join([line, *(f"    {one}" for one in (*tally.raised, *tally.deaths))])


def main() -> int:
    """Run what the command line asks for; 1 where anything was raised or died."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, help="inputs of each boundary; without it the short form's")
    parser.add_argument("--boundary", nargs="+", choices=BOUNDARIES, default=list(BOUNDARIES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--progress", type=Path, help="a folder in which is noted how far each boundary is")
    parser.add_argument("--only", type=int, help="show one input, and try it in this process")
    asked = parser.parse_args()
    if asked.progress:
        asked.progress.mkdir(parents=True, exist_ok=True)
    failed = False
    for name in asked.boundary:
        boundary = BOUNDARIES[name]
        if asked.only is not None:
            print(drawn := input_of(boundary, asked.seed, asked.only))
            boundary.tried(drawn)
            continue
        noted = asked.progress / f"{name}-{asked.seed}.json" if asked.progress else None
        tally = run(boundary, asked.count or boundary.short, seed=asked.seed, progress=noted, said=_said(name))
        print(told(name, tally), flush=True)
        failed = failed or tally.failed
    return int(failed)


def _said(name: str) -> Callable[[Tally], None]:
    def said(tally: Tally) -> None:
        if sys.stderr.isatty():
            print(f"\r{name} {tally.done:,}", end="\r", file=sys.stderr)

    return said


if __name__ == "__main__":
    sys.exit(main())
