"""Whoever reads the feeds' files while their writer is killed over and over finds each whole at every moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.feed_writer import SETS, variants

KILLS = 100


def test_a_reader_finds_whole_feeds_while_their_writer_is_killed(tmp_path: Path) -> None:
    whole = {name: {files[name] for files in variants()} for name in variants()[0]}
    command = [sys.executable, "-m", "tests.feed_writer", str(tmp_path), str(KILLS), "7"]
    reads, seen = 0, set[bytes]()
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        while writer.poll() is None:
            for name, allowed in whole.items():
                content = (tmp_path / name).read_bytes()
                assert content in allowed
                seen.add(content)
                reads += 1
    assert writer.returncode == 0
    assert reads > KILLS
    assert len(seen) > len(whole) * (SETS // 2)  # it saw them change
