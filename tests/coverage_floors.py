"""Holds what the tests reach against the floors: `coverage json` of a run in, a line a layer out; exit code 1 below a floor.

pytest --cov=noticewatch --cov-branch --cov-report=json:coverage.json && python tests/coverage_floors.py coverage.json
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.layers import CORE, SHELL, WORDS

# Percent of branches. Lowered only on purpose, with the reason in the commit.
FLOORS = {"core": 95.0, "shell": 85.0}
LEAST_OF_A_FILE = 75.0  # with ten branches or more


def layer(path: str) -> str:
    """A file's layer, by the first name below the package; words count as core."""
    top = path.split("noticewatch/", 1)[1].split("/")[0].removesuffix(".py")
    return "core" if top in CORE | WORDS else "shell" if top in SHELL else ""


def main(report: Path) -> int:
    """Print a line a layer; 0 when all floors hold."""
    reached: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    below = []
    for path, file in json.loads(report.read_text())["files"].items():
        summary = file["summary"]
        there, seen = summary["num_branches"], summary["covered_branches"]
        if name := layer(path):
            reached[name][0] += seen
            reached[name][1] += there
            if there >= 10 and 100 * seen / there < LEAST_OF_A_FILE and not path.endswith("__main__.py"):
                below.append(f"{path}: {100 * seen / there:.1f} %, less than {LEAST_OF_A_FILE:g} %")
    for name, floor in FLOORS.items():
        seen, there = reached[name]
        percent = 100 * seen / there if there else 0.0
        print(f"{name}: {percent:.1f} % of branches (floor {floor:g} %)")
        if percent < floor:
            below.append(f"{name} is below its floor")
    print("\n".join(below))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
