"""Pages for commands that look at an address without watching it: by the configuration where there is one.

Shell; loaded only by those commands, as what it stands on takes its time to load.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click

from noticewatch.cli.common import config_path, configuration
from noticewatch.clock import Clock
from noticewatch.config import Config, Feed, Server, Settings
from noticewatch.errors import ConfigError
from noticewatch.fetch import Fetcher, Remembered
from noticewatch.service import open_fetcher


def configuration_or_none(context: click.Context) -> Config | None:
    """The configuration, with or without sources; None where none is named and none is found. Raises ConfigError."""
    try:
        config_path(context)
    except ConfigError:
        if context.find_root().obj or "NOTICEWATCH_CONFIG" in os.environ:
            raise
        return None
    return configuration(context, sourceless=True)


@asynccontextmanager
async def door(config: Config | None) -> AsyncIterator[Fetcher]:
    """The door to pages as a configuration has it, or as it is by default."""
    config = config or Config(settings=Settings(), feed=Feed(), server=Server(), channels=(), sources=(), path=Path())
    fetcher = open_fetcher(config, os.environ, Remembered(), Clock())
    try:
        yield fetcher
    finally:
        await fetcher.aclose()
