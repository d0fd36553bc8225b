"""A writer of feeds that is killed over and over: `python -m tests.feed_writer FOLDER KILLS SEED`.

It publishes one of some sets of files after the other as fast as it can; what it is killed in the midst of, its next self finds.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from noticewatch.publish import publish
from noticewatch.render.feeds import FeedHead, draw_entry, feed_files
from tests.event_samples import NEW, TOKYO

SETS = 6


def variants() -> list[dict[str, bytes]]:
    """The same feeds as they grow: a few entries, and then more."""
    events = [replace(NEW, id=f"evt_{n:04}", time=NEW.time + timedelta(minutes=n)) for n in range(60, 0, -1)]
    head = FeedHead("feed", "notices", "https://c.example/")
    entries = [draw_entry(event, language="en", timezone=TOKYO) for event in events]
    return [feed_files(head, entries[60 - 10 * (n + 1) :]) for n in range(SETS)]


def main(folder: Path, kills: int, seed: int) -> None:
    """Write, die, and be there again."""
    made, rng = variants(), Random(seed)
    publish(folder, made[0])
    print("ready", flush=True)
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            number = rng.randrange(SETS)
            while True:
                number = (number + 1) % SETS
                publish(folder, made[number])
        time.sleep(rng.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
