"""How long extraction takes, in ms of CPU: `python tests/bench_extract.py [times]`; each language in its own process."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
LANGUAGES = ("ja", "en")


def measure(language: str, times: int) -> str:
    """One line of figures: the first extraction, then the percentiles of all that follow."""
    before = time.process_time()
    import noticewatch.extract  # noqa: F401  # timed

    imported = time.process_time() - before
    from tests import speed

    documents = speed.notices(language)
    [first] = speed.seconds(documents[:1], 1)
    found = speed.seconds(documents, times)
    shares = "  ".join(f"p{part} {1000 * speed.share(found, part / 100):6.2f}" for part in (50, 95, 99))
    return (
        f"{language}  {len(documents):3} notices x {times}  {shares}  max {1000 * found[-1]:6.2f}"
        f"  first {1000 * first:4.0f}  import {1000 * imported:4.0f}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        sys.path.insert(0, str(ROOT))
        print(measure(sys.argv[2], int(sys.argv[3])))
    else:
        for language in LANGUAGES:
            subprocess.run([sys.executable, __file__, "--one", language, *(sys.argv[1:2] or ["50"])], check=True)
