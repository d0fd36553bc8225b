"""The daemon in the test's own loop, over an invented city and a receiver on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from noticewatch.config import load_config
from noticewatch.daemon import Daemon
from tests.flow_stage import ORDINARY, SECRET, Receiver, city_routes, write_configuration
from tests.loopback_site import Behaviour, Site

PATIENCE = 60.0


async def until(true: Callable[[], object]) -> None:
    """Wait for something to become true, at most PATIENCE seconds."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Scene:
    folder: Path
    routes: dict[str, bytes | Behaviour]
    city: Site
    hook: Receiver
    listen: str

    @property
    def path(self) -> Path:
        return self.folder / "sources.toml"

    async def get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False) as client:
            return await client.get(f"http://{self.listen}{path}")


@asynccontextmanager
async def daemon_scene(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, settings: str = 'interval = "1s"'
) -> AsyncIterator[Scene]:
    """A configuration of one source and one channel, and what it watches and tells."""
    routes = city_routes(*ORDINARY)
    hooks: dict[str, bytes | Behaviour] = {}
    async with Site(routes, host="127.0.0.41") as city, Site(hooks, host="127.0.0.42") as receivers:
        hook = Receiver(receivers)
        hooks["/hook"] = hook.take
        monkeypatch.setenv("HOOK_SECRET", SECRET)
        listen = f"127.0.0.1:{free_port()}"
        write_configuration(folder, city, receivers, settings=settings, listen=listen)
        yield Scene(folder, routes, city, hook, listen)


async def at_work(scene: Scene, act: Callable[[Daemon], Awaitable[None]], *, looks: int = 2) -> None:
    """The daemon in this loop, after some looks at the city's list, while `act` runs; then SIGTERM."""
    daemon = Daemon(load_config(scene.path, os.environ), os.environ)
    task = asyncio.create_task(daemon.run())
    try:
        await until(lambda: task.done() or scene.city.paths.count("/") >= looks)
        await act(daemon)
    finally:
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            task.cancel()  # it has ended, or does not listen yet: the signal would end the tests themselves
        else:
            os.kill(os.getpid(), signal.SIGTERM)
        with contextlib.suppress(asyncio.CancelledError):
            async with asyncio.timeout(10):
                await task
