"""A network namespace in which every address of the internet is this machine: nothing that is dialled there leaves it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROUTES = "ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo"
TREE = Path(__file__).parents[1]


def _unshare() -> list[str]:
    return ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]


def unavailable() -> str:
    """Why no namespace can be made here; "" where one can."""
    for tool in ("unshare", "ip"):
        if not shutil.which(tool):
            return f"no {tool} on this machine"
    tried = subprocess.run([*_unshare(), "sh", "-c", ROUTES], capture_output=True, text=True, check=False)
    return f"no network namespace can be made: {tried.stderr.strip()}" if tried.returncode else ""


def run(*arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
    """Run this interpreter with arguments within such a namespace, from the source tree."""
    command = [*_unshare(), "sh", "-c", f'{ROUTES} && exec "$@"', "sh", sys.executable, *arguments]
    paths = os.pathsep.join(filter(None, [str(TREE / "src"), str(TREE / "tests"), os.environ.get("PYTHONPATH", "")]))
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds, cwd=TREE, env=environment)
