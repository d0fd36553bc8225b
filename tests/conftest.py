"""What several tests stand on: configurations and readings made of values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import settings

from noticewatch.config import Channel, Config, Feed, Server, Settings, Source
from tests.config_samples import checker, loader

# The same examples at each run, so that a commit is judged by what it changed; `--hypothesis-profile=explore` seeks new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("steady")

NOW = datetime(2026, 3, 2, 3, 4, 5, tzinfo=UTC)


def make_config(
    *sources: Source, channels: tuple[Channel, ...] = (), path: Path = Path("sources.toml"), **settings: Any
) -> Config:
    """A configuration without files."""
    return Config(
        settings=Settings(**settings), feed=Feed(), server=Server(listen=""), channels=channels, sources=sources, path=path
    )


@pytest.fixture
def source() -> Source:
    """A city's list."""
    return Source(
        id="city", url="https://city.example/news/", name="灯台市 新着情報", organization="灯台市", tags=("municipality",)
    )


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """Commands turn the log to the stderr of their test, which is closed afterwards."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Config]:
    """Loads a configuration from its text."""
    return loader(tmp_path)


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """Tells the mistakes of a configuration's text."""
    return checker(tmp_path)
