"""Nothing but the doors opens connections outward: by what the modules say, and by what the whole service does at work."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from noticewatch import belt
from tests import test_architecture
from tests.flow_stage import NOTICE, ORDINARY, SECRET, Receiver, city_routes, listing, write_configuration
from tests.loopback_site import Behaviour, Site, answer
from tests.test_architecture import MODULES, imported, name_of

TREE = Path(__file__).parents[1]

# What can open a connection or start a process, and the modules that may; anything else that is found is a door too many.
CLIENTS = {
    "httpx", "httpcore", "requests", "aiohttp", "urllib3", "urllib.request", "http.client", "ftplib", "smtplib", "poplib",
    "imaplib", "telnetlib", "xmlrpc.client", "anyio", "trio", "websockets", "socket", "socketserver", "subprocess",
    "multiprocessing", "ctypes", "pty", "apprise",
}  # fmt: skip
CALLS = {
    "connect", "connect_ex", "sendto", "sendmsg", "create_connection", "open_connection", "open_unix_connection", "connect_tcp",
    "sock_connect", "create_datagram_endpoint", "create_unix_connection", "urlopen", "urlretrieve", "create_subprocess_exec",
    "create_subprocess_shell", "subprocess_exec", "Popen", "system", "popen", "fork", "posix_spawn", "execv", "execve", "spawnv",
}  # fmt: skip
DOORS = {
    "fetch.address": {"httpx"},
    "fetch.body": {"httpx"},
    "fetch.door": {"httpx"},
    "fetch.robots": {"httpx"},
    "fetch.sender": {"httpx"},
    "fetch.transport": {"httpx", "httpcore", "connect_tcp()"},
    "guard": {"socket"},  # names
    "read.pdfpages": {"ctypes"},  # letters from PDFium, in the parsing process
    "web.server": {"socket"},  # listens
    "control": {"socket"},  # takes commands, on a socket of this machine
    "cli.handing": {"socket", "connect()"},  # hands them over there
    "daemon": {"socket", "connect()"},  # tells systemd, on a socket of this machine
    "parsing": {"create_subprocess_exec()"},
    "relay": {"create_subprocess_exec()"},
    "relayed": {"apprise"},  # in a process of its own, which is given one address
    "store.connection": {"connect()"},  # SQLite's
    "demo.process": {"socket", "subprocess", "Popen()"},  # a free port, and the daemon that is shown
}


def doors(path: Path) -> set[str]:
    """What a module could open something with."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    return (imported(path) & CLIENTS) | {f"{name}()" for name in names & CALLS}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_that_is_no_door_has_nothing_to_open_one_with(path: Path) -> None:
    assert doors(path) == DOORS.get(name_of(path), set())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import requests", {"requests"}),
        ("def late():\n    from urllib.request import urlopen\n    urlopen('http://a.test/')", {"urllib.request", "urlopen()"}),
        ("import asyncio\nasyncio.open_connection('a.test', 80)", {"open_connection()"}),
        ("import os\nos.system('curl a.test')", {"system()"}),
    ],
)
def test_a_door_too_many_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, found: set[str]) -> None:
    monkeypatch.setattr(test_architecture, "SOURCE", tmp_path)
    module = tmp_path / "module.py"
    module.write_text(text)
    assert doors(module) == found


# The belt by itself


@pytest.mark.parametrize("event", ["socket.connect", "socket.sendto", "socket.sendmsg"])
@pytest.mark.parametrize("address", [("127.0.0.1", 80), ("1.1.1.1", 443), ("::1", 80, 0, 0)])
def test_without_an_open_door_nothing_is_dialled(event: str, address: tuple[object, ...]) -> None:
    with pytest.raises(belt.Refused, match="no door is open"):
        belt._look(event, (None, address))
    with belt.opened(lambda host, port: None):
        belt._look(event, (None, address))
    with belt.opened(lambda host, port: "not here"), pytest.raises(belt.Refused, match=r"dialled: .*: not here"):
        belt._look(event, (None, address))
    with pytest.raises(belt.Refused):
        belt._look(event, (None, address))


def test_sockets_of_this_machine_and_other_events_are_not_the_belts() -> None:
    for event, arguments in (
        ("socket.connect", (None, "/run/systemd/notify")),
        ("socket.sendmsg", (None, None)),
        ("open", ("x",)),
    ):
        belt._look(event, arguments)


async def test_a_door_is_open_for_its_own_task_only() -> None:
    async def elsewhere() -> None:
        with pytest.raises(belt.Refused):
            belt._look("socket.connect", (None, ("1.1.1.1", 80)))

    task = asyncio.create_task(elsewhere())
    with belt.opened(lambda host, port: None):
        await task
        await asyncio.gather(asyncio.to_thread(belt._look, "socket.connect", (None, ("1.1.1.1", 80))))


# The whole service


@dataclass
class Recorded:
    """A folder with a configuration; `run` gives a command in a process whose every connection is written down."""

    folder: Path
    city: Site
    receivers: Site
    trap: Site
    hook: Receiver

    async def run(self, *words: str, program: tuple[str, ...] = ("-m", "noticewatch"), until: Any = None) -> list[dict[str, Any]]:
        """What the command opened; one that does not end by itself is stopped when `until` holds."""
        record = self.folder / "record"
        record.unlink(missing_ok=True)
        shutil.copy(TREE / "tests" / "recorder.py", self.folder / "sitecustomize.py")
        paths = os.pathsep.join([str(self.folder), str(TREE / "src"), os.environ.get("PYTHONPATH", "")])
        environment = os.environ | {"PYTHONPATH": paths, "RECORDED": str(record), "HOOK_SECRET": SECRET}
        process = await asyncio.create_subprocess_exec(
            sys.executable, *program, *words, env=environment, cwd=self.folder, stdout=-3, stderr=-3
        )
        async with asyncio.timeout(90):
            while until and not until():
                await asyncio.sleep(0.05)
            if until:
                process.send_signal(signal.SIGTERM)
            await process.wait()
        return [json.loads(line) for line in record.read_text().splitlines()]

    def holds(self, record: list[dict[str, Any]]) -> None:
        """Every connection went where it may, through an open door; only what is ours was started."""
        permitted = [[site.host, str(site.port)] for site in (self.city, self.receivers)]
        for entry in record:
            if str(entry["what"]).endswith("noticewatch.db.sock"):
                continue  # on which a daemon takes commands: no address
            if entry["event"] == "socket.connect":
                assert entry["what"] in permitted
                assert entry["open"]
            else:
                assert entry["event"] == "subprocess.Popen"
                assert entry["what"][-2:] == ["-m", "noticewatch.worker"]
        assert any(entry["event"] == "socket.connect" for entry in record)


@pytest.fixture
async def recorded(tmp_path: Path) -> AsyncIterator[Recorded]:
    hooks: dict[str, bytes | Behaviour] = {}
    routes = city_routes(NOTICE, *ORDINARY)
    async with (
        Site(routes, host="127.0.0.61") as city,
        Site(hooks, host="127.0.0.62") as receivers,
        # At the source's own port, to which its pages may lead besides the web's.
        Site({"/x.html": answer(b"reached")}, host="127.0.0.66", port=city.port) as trap,
    ):
        routes["/"] = listing(NOTICE, (trap.url("/x.html"), "2026年11月21日", "個人情報の漏えいについて"), *ORDINARY)
        hook = Receiver(receivers)
        hooks["/hook"] = hook.take
        path = write_configuration(tmp_path, city, receivers, settings='backfill = "all"\ninterval = "1s"')
        path.write_text(path.read_text().replace("127.0.0.0/8", "127.0.0.61/32"))
        yield Recorded(tmp_path, city, receivers, trap, hook)


STUBBED = """
import sys
from noticewatch import belt, cli
from noticewatch.fetch import door, transport
async def all_permitted(host, port, reach, lookup):
    return [host]
transport.permitted_addresses = all_permitted
if "belted" in sys.argv:
    sys.argv.remove("belted")
    belt.wear()
cli.main()
"""


async def test_at_every_command_the_service_goes_through_its_doors_only(recorded: Recorded) -> None:
    for words in (("check",), ("sources", "test", "todai"), ("sources", "test", recorded.city.url()), ("alerts", "test", "siem")):
        recorded.holds(await recorded.run("--config", "sources.toml", *words))
    assert {event["type"] for event in recorded.hook.events} >= {"notice.new"}
    assert recorded.trap.connections == 0


async def test_the_daemon_goes_through_its_doors_only(recorded: Recorded) -> None:
    recorded.holds(await recorded.run("--config", "sources.toml", "run", until=lambda: recorded.hook.got))
    assert recorded.trap.connections == 0


async def test_the_demo_connects_to_this_machine_only(recorded: Recorded) -> None:
    record = await recorded.run("demo", "--fast")
    connects = [entry for entry in record if entry["event"] == "socket.connect"]
    assert len(connects) >= 10
    assert {entry["what"][0] for entry in connects} == {"127.0.0.1"}
    assert all(entry["open"] for entry in connects)


async def test_where_all_is_permitted_the_trap_is_dialled_and_told(recorded: Recorded) -> None:
    """The tests above prove something: with the guard stubbed the trap is dialled, and the belt alone keeps it out."""
    stubbed = ("-c", STUBBED)
    record = await recorded.run("--config", "sources.toml", "check", program=stubbed)
    with pytest.raises(AssertionError):
        recorded.holds(record)
    assert [recorded.trap.host, str(recorded.trap.port)] in [entry["what"] for entry in record]
    (recorded.folder / "noticewatch.db").unlink()
    connections = recorded.trap.connections
    await recorded.run("--config", "sources.toml", "check", "belted", program=stubbed)
    assert recorded.trap.connections == connections
