"""The daemon: on schedule, served, reloaded, stopped, killed and started again."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from noticewatch.config import load_config
from noticewatch.config.registers import HEADER
from noticewatch.daemon import Daemon
from tests.daemon_stage import Scene, at_work, daemon_scene, until
from tests.flow_stage import NOTICE, ORDINARY, listing
from tests.loopback_site import Site


@pytest.fixture
async def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with daemon_scene(tmp_path, monkeypatch) as made:
        yield made


async def test_a_notice_is_told_served_and_counted(scene: Scene) -> None:
    async def act(daemon: Daemon) -> None:
        scene.routes["/"] = listing(NOTICE, *ORDINARY)
        await until(lambda: scene.hook.got)
        [event] = scene.hook.events
        assert event["type"] == "notice.new"
        await until(lambda: (scene.folder / "feed" / "feed.rss").is_file())
        for path in ("/feed.rss", "/feed.atom", "/feed.json"):
            answer = await scene.get(path)
            assert answer.status_code == 200
            assert event["id"] in answer.text
        async with httpx.AsyncClient(trust_env=False) as client:
            again = await client.get(f"http://{scene.listen}/feed.rss", headers={"If-None-Match": answer.headers["etag"]})
            same = await client.get(f"http://{scene.listen}/feed.json", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, same.status_code) == (200, 304)
        health = await scene.get("/healthz")
        assert health.status_code == 200
        assert health.json()["sources"] == 1
        metrics = (await scene.get("/metrics")).text
        assert 'noticewatch_events_total{type="notice.new"} 1.0' in metrics
        assert "todai" not in metrics

    await at_work(scene, act)


async def test_reload_takes_a_good_configuration_and_keeps_the_old_one_when_the_new_is_faulty(scene: Scene) -> None:
    second = Site({"/": listing(*ORDINARY)}, host="127.0.0.43")
    async with second:

        async def act(daemon: Daemon) -> None:
            good = scene.path.read_text()
            more = f'[[sources]]\nid = "minato"\nname = "港町"\nurl = "{second.url("/")}"\n'
            scene.path.write_text(good + more.replace("[[sources]]", "[[sauces]]"))
            os.kill(os.getpid(), signal.SIGHUP)
            seen = len(scene.city.requests)
            await until(lambda: len(scene.city.requests) > seen + 1)
            assert second.requests == []
            scene.path.write_text(good + more)
            os.kill(os.getpid(), signal.SIGHUP)
            await until(lambda: "/" in second.paths)

        await at_work(scene, act)


async def test_a_register_is_read_again_when_its_file_changes_and_stays_while_the_new_one_is_faulty(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("noticewatch.daemon.LOOKING", 0.2)
    register = scene.folder / "vendors.csv"
    register.write_text(HEADER)
    text = scene.path.read_text().replace("[[sources]]", '[[registers]]\nname = "vendors"\nfile = "vendors.csv"\n[[sources]]')
    scene.path.write_text(text.replace('type = "webhook"', 'type = "webhook"\nshow_watch = true'))

    async def act(daemon: Daemon) -> None:
        register.write_text("id,name\nv1,X\nv2,\n")
        await until(lambda: scene.hook.got)
        register.write_text("id,name\nv1,灯台市\n")
        await until(lambda: len(scene.hook.got) == 2)
        failing, recovered = scene.hook.events
        assert (failing["type"], failing["trouble"]["code"], failing["trouble"]["values"]) == (
            "system.failing", "register-faulty", {"mistakes": 2},
        )  # fmt: skip
        assert recovered["type"] == "system.recovered"
        scene.routes["/"] = listing(NOTICE, *ORDINARY)
        await until(lambda: len(scene.hook.got) == 3)
        assert [one["id"] for one in scene.hook.events[2]["watch"]] == ["v1"]

    await at_work(scene, act)


async def test_a_busy_port_and_a_held_database_end_it_with_a_clear_error(scene: Scene) -> None:
    from noticewatch.errors import NoticewatchError, StoreError

    host, port = scene.listen.split(":")
    with socket.socket() as busy:
        busy.bind((host, int(port)))
        busy.listen()
        with pytest.raises(NoticewatchError, match="cannot listen"):
            await Daemon(load_config(scene.path, os.environ), os.environ).run()

    async def act(daemon: Daemon) -> None:
        with pytest.raises(StoreError, match="held by process"):
            Daemon(load_config(scene.path, os.environ), os.environ)

    await at_work(scene, act)


async def test_systemd_is_told(scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(address)
        listener.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        said: list[str] = []

        def hear() -> bool:
            try:
                while True:
                    said.append(listener.recv(100).decode())
            except BlockingIOError:
                return "WATCHDOG=1" in said

        async def act(daemon: Daemon) -> None:
            await until(hear)

        await at_work(scene, act)
        hear()
    assert said[0] == "READY=1"
    assert said[-1] == "STOPPING=1"


async def test_killed_at_any_moment_it_tells_once_and_ends_cleanly(scene: Scene) -> None:
    """The real process: kill -9 while it works, start again, then SIGTERM."""
    scene.routes["/"] = listing(NOTICE, *ORDINARY)
    command = [sys.executable, "-m", "noticewatch", "--config", str(scene.path), "run"]

    async def start() -> asyncio.subprocess.Process:
        with (scene.folder / "log").open("ab") as log:
            return await asyncio.create_subprocess_exec(*command, stdout=log, stderr=log)

    for paths in (2, 4):
        process = await start()
        seen = len(scene.city.requests)
        await until(lambda seen=seen, paths=paths: len(scene.city.requests) >= seen + paths)  # type: ignore[misc]
        process.kill()
        await process.wait()
    process = await start()
    await until(lambda: scene.hook.got)
    seen = len(scene.city.requests)
    await until(lambda: len(scene.city.requests) > seen + 3)
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(10):
        assert await process.wait() == 0
    assert len({event["id"] for event in scene.hook.events}) == 1
    assert len({json.dumps(event) for event in scene.hook.events}) == 1
    log = (scene.folder / "log").read_text()
    assert "Traceback" not in log
    assert [json.loads(line)["event"] for line in log.splitlines()][-1] == "stopped"
