"""Daemons that are started at the same moment: one works, the others say so and end. The long form: `tests.measure_starts`."""

from __future__ import annotations

import subprocess
import sys


def test_of_daemons_that_start_at_once_one_works() -> None:
    """In a process of its own, which forks: this one may have threads."""
    command = [sys.executable, "-m", "tests.measure_starts", "--rounds", "3", "--together", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 times 3 daemons at once: 0 rounds or ends that were wrong" in done.stdout
    assert "at one moment, at most: 1;" in done.stdout
