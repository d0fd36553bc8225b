"""`noticewatch demo` as a process: what it shows, that it ends by itself, and that nothing is left behind."""

from __future__ import annotations

import asyncio
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from standardwebhooks import Webhook

from noticewatch.cli import cli
from noticewatch.config import load_config
from noticewatch.demo.process import DaemonProcess, folder_for
from noticewatch.demo.show import COMMANDS, NEXT_STEPS, run_demo
from noticewatch.demo.sites import made_up_sites
from noticewatch.demo.stage import Stage
from noticewatch.errors import ConfigError

LONGEST = 45.0  # seconds, on a machine that has other things to do
BREACH = "== A breach is announced"
EXPECTED = (
    "Messages to the team: 0.",
    BREACH,
    "柚木原市: 1,250 people, possible leak",
    "[New, high] 柚木原市: 1,250 people",
    "くるみ台中央病院: 430 people",
    "Same incident: 柚木原市",
    "read, and judged: guidance",
    "not even read: its title rules an incident out",
    "柚木原市: 1,250→1,820 people",
    "Published: 15 texts and 1 silent edit. Messages to the team: 3. Signatures verified: 3 of 3.",
    "noticewatch --config sources.toml alerts test soc",
)


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "noticewatch", *words]


def environment(temporary: Path) -> dict[str, str]:
    """A folder of its own for temporary files, so that what is left can be told from others' files."""
    return os.environ | {"TMPDIR": str(temporary), "PYTHONUTF8": "1"}


def is_named(word: str) -> bool:
    """Whether some process's command line holds a word."""
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if word in line.read_bytes().decode("utf-8", "replace"):
                return True
        except OSError:
            continue  # it ended meanwhile
    return False


def assert_nothing_left(temporary: Path) -> None:
    assert list(temporary.glob("noticewatch-demo-*")) == []
    assert not is_named(str(temporary))


def test_the_whole_show_in_a_pipe(tmp_path: Path) -> None:
    began = time.monotonic()
    done = subprocess.run(
        command("demo", "--fast"), env=environment(tmp_path), capture_output=True, text=True, encoding="utf-8", timeout=90
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert time.monotonic() - began < LONGEST
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    shown = " ".join(line.removeprefix("  |").strip() for line in done.stdout.splitlines())
    places = [shown.find(words) for words in EXPECTED]
    assert -1 not in places, [words for words, place in zip(EXPECTED, places, strict=True) if place < 0]
    assert places == sorted(places)
    assert_nothing_left(tmp_path)


def test_what_is_kept_can_be_looked_around_in(tmp_path: Path) -> None:
    folder, out = tmp_path / "kept here", io.StringIO()
    assert run_demo(fast=True, keep=str(folder), out=out) == 0, out.getvalue()
    assert f"noticewatch --config '{folder}/sources.toml' notices list" in out.getvalue()
    listed = subprocess.run(
        command("--config", str(folder / "sources.toml"), "notices", "list", "--verdict", "incident", "--json"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    notices = {notice["facts"]["organization"]: notice for notice in json.loads(listed.stdout)}
    assert notices["柚木原市"]["version"] == 2
    assert notices["柚木原市"]["incident"] == notices["くるみ台中央病院"]["incident"]
    assert (folder / "feed" / "feed.atom").is_file()
    assert {path.stat().st_mode & 0o077 for path in (folder, folder / "slack-url", folder / "hook-secret")} == {0}
    assert len(load_config(folder / "sources.toml", {}).sources) == 3
    assert not is_named(str(folder))
    with pytest.raises(ConfigError, match="not empty"):
        run_demo(fast=True, keep=str(folder), out=out)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything(tmp_path: Path, number: signal.Signals) -> None:
    # A shell without a terminal has what it starts with & ignore SIGINT, and so would the demo: it obeys whoever started it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _ends_by(number, tmp_path)
    finally:
        signal.signal(signal.SIGINT, before)
    assert_nothing_left(tmp_path)


def _ends_by(number: signal.Signals, tmp_path: Path) -> None:
    with subprocess.Popen(
        command("demo"), env=environment(tmp_path), stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    ) as shown:
        assert shown.stdout is not None
        assert any(line.startswith(BREACH) for line in shown.stdout)
        assert is_named(str(tmp_path))
        shown.send_signal(number)
        shown.stdout.read()
        assert shown.wait(20) == (130 if number == signal.SIGINT else 1)


def test_a_reader_that_goes_away_ends_everything(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("demo", "--fast"), env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.readline()
        shown.stdout.close()
        assert shown.stderr.read() == b""
        assert shown.wait(30) == 1
    assert_nothing_left(tmp_path)


def test_a_daemon_that_does_not_begin_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    out = io.StringIO()
    assert run_demo(fast=True, keep=None, out=out) == 1
    assert "Missing: the daemon's first look at all three sites (the daemon ended by itself with 1)" in out.getvalue()
    assert "The daemon has logged nothing." in out.getvalue()


def test_a_daemon_that_complains_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    complaining = tmp_path / "complaining"
    complaining.write_text("#!/bin/sh\necho the cellar is flooded >&2\nexit 3\n")
    complaining.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(complaining))
    out = io.StringIO()
    assert run_demo(fast=True, keep=None, out=out) == 1
    assert "ended by itself with 3" in out.getvalue()
    assert "the cellar is flooded" in out.getvalue()


async def test_a_daemon_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    deaf.write_text("#!/bin/sh\ntrap '' TERM\necho ready >&2\nwhile :; do sleep 0.1; done\n")
    deaf.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(deaf))
    monkeypatch.setattr("noticewatch.demo.process.STOP_WITHIN", 0.3)
    daemon = DaemonProcess(tmp_path / "sources.toml")
    assert await daemon.stop() is None
    daemon.start()
    async with asyncio.timeout(20):
        while not daemon.last_log_lines():
            await asyncio.sleep(0.01)
    assert await daemon.stop() == -signal.SIGKILL


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="--keep"), folder_for(str(tmp_path / "file" / "folder")):
        pass


async def test_the_receivers_refuse_what_is_not_theirs() -> None:
    async with Stage(made_up_sites(date(2026, 3, 12))) as stage, httpx.AsyncClient(trust_env=False) as client:
        body = '{"id": "evt_1"}'
        signature = Webhook(stage.hook_secret).sign("evt_1", datetime.now(UTC), body)
        old = {"webhook-id": "evt_1", "webhook-timestamp": str(int((datetime.now(UTC) - timedelta(hours=1)).timestamp()))}
        now = {"webhook-id": "evt_1", "webhook-timestamp": str(int(datetime.now(UTC).timestamp()))}
        accepted = await client.post(stage.hook_url, content=body, headers=now | {"webhook-signature": signature})
        refused = await client.post(stage.hook_url, content=body, headers=old | {"webhook-signature": signature})
        assert (accepted.status_code, refused.status_code) == (204, 401)
        assert [hooked.verified for hooked in stage.hooked] == [True, False]
        assert (await client.get(stage.slack_url)).status_code == 405
        assert (await client.post(stage.slack_url + "x", content=body)).status_code == 404
        assert (await client.post(stage.slack_url, content=body)).text == "ok"
        assert (await client.get(stage.sites[0].origin + "/robots.txt")).status_code == 404
        with pytest.raises(httpx.TransportError):
            await client.post(stage.hook_url, content=b"x" * 1_000_001)
    assert stage.slack == [{"id": "evt_1"}]


def test_the_channel_that_is_printed_is_one(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f'{NEXT_STEPS}\n[[sources]]\nid = "a"\nurl = "https://www.example.org/news"\n', encoding="utf-8")
    config = load_config(path, {"SLACK_WEBHOOK_URL": "https://hooks.slack.com/services/a/b/c"})
    assert [channel.name for channel in config.channels] == ["soc"]


@pytest.mark.parametrize("words", [line for line, _ in COMMANDS if line.startswith("noticewatch")])
def test_the_commands_that_are_printed_exist(words: str) -> None:
    done = CliRunner().invoke(cli, [*words.split()[1:], "--help"])
    assert done.exit_code == 0, done.output
