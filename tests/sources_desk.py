"""A desk at which `sources` is asked of: a configuration beside a made-up city's site."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.flow_stage import SECRET, Receiver, write_configuration
from tests.inline_worker import InlineWorker
from tests.loopback_site import Site
from tests.test_wire_cli import Desk

ROWS = (("/n/3.html", "2026-11-21", "申請書の紛失について"), ("/n/1.html", "2026-11-10", "水道料金の改定について"))
UL = "".join(f'<li><span>{day}</span><a href="{path}">{title}</a></li>' for path, day, title in ROWS)


@asynccontextmanager
async def sources_desk(
    city: Site, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    """The command at work on a city's site, without a worker's process."""
    monkeypatch.setattr("noticewatch.parsing.Process", InlineWorker)
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    async with Site({}, host="127.0.0.34") as receivers:
        write_configuration(folder, city, receivers)
        assert isinstance(city.routes, dict)
        yield Desk(folder, city.routes, Receiver(receivers), capsys, monkeypatch)
