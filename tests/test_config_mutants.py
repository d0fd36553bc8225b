"""Row 18: every broken configuration is refused with file and line, and a daemon that is told to take it keeps the old one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticewatch.config import config_problems, load_config
from noticewatch.daemon import Daemon
from noticewatch.errors import ConfigError
from tests.config_mutants import GOOD, Mutant, mutants
from tests.config_samples import ENV

MUTANTS = tuple(mutants())
KINDS = sorted({mutant.what.partition(":")[0] for mutant in MUTANTS})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "sources.toml"
    made.write_text(GOOD, encoding="utf-8")
    return made


def test_there_are_two_hundred_of_them_and_no_two_alike(path: Path) -> None:
    assert len({mutant.text for mutant in MUTANTS}) == len(MUTANTS) >= 200
    assert len(KINDS) >= 40
    assert config_problems(path, ENV) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_refused_where_it_was_broken(path: Path, kind: str) -> None:
    for mutant in MUTANTS:
        if mutant.what.partition(":")[0] == kind:
            path.write_bytes(mutant.text)
            told = [(problem.line or 0, str(problem)) for problem in config_problems(path, ENV)]
            assert told, mutant.what
            assert any(_is_there(line, mutant) for line, _ in told), (mutant.what, mutant.line, told)
            assert all(re.match(rf"{re.escape(str(path))}:\d+: ", text) for _, text in told), told


def _is_there(line: int, mutant: Mutant) -> bool:
    return line >= mutant.line if mutant.open_end else line == mutant.line


def test_the_daemon_keeps_the_old_one(path: Path) -> None:
    daemon = Daemon(load_config(path, ENV), ENV)
    old = daemon.config
    try:
        for mutant in MUTANTS:
            path.write_bytes(mutant.text)
            with pytest.raises(ConfigError):
                daemon.reload()
            assert daemon.config is old, mutant.what
    finally:
        daemon.writer.close()
