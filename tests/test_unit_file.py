"""The unit file: what it must say, and that systemd itself finds it tight."""

from __future__ import annotations

import ipaddress
import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNIT = Path(__file__).resolve().parent.parent / "systemd" / "noticewatch.service"


@pytest.fixture(scope="module")
def keys() -> dict[str, list[str]]:
    """Every key of the unit with its values, in order."""
    found: dict[str, list[str]] = {}
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#[":
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def test_it_speaks_with_systemd(keys):
    assert keys["Type"] == ["notify"]
    assert keys["NotifyAccess"] == ["main"]
    assert keys["WatchdogSec"] == ["120s"]
    assert keys["TimeoutStopSec"] == ["30s"]
    assert keys["Restart"] == ["on-failure"]
    assert keys["ExecReload"] == ["/bin/kill -HUP $MAINPID"]
    assert keys["ExecStart"][0].endswith("/noticewatch --config /etc/noticewatch/sources.toml run")


def test_it_has_no_more_rights_than_it_needs(keys):
    for key in ("DynamicUser", "ProtectHome", "PrivateTmp", "PrivateDevices", "PrivateUsers", "NoNewPrivileges",
                "RestrictNamespaces", "MemoryDenyWriteExecute", "LockPersonality", "RestrictSUIDSGID",
                "ProtectKernelTunables", "ProtectClock"):  # fmt: skip
        assert keys[key] == ["yes"], key
    assert keys["ProtectSystem"] == ["strict"]
    assert keys["CapabilityBoundingSet"] == [""]
    assert keys["UMask"] == ["0077"]
    assert keys["StateDirectoryMode"] == ["0700"]
    assert keys["RestrictAddressFamilies"] == ["AF_INET AF_INET6 AF_UNIX"]
    assert keys["SystemCallFilter"] == ["@system-service", "~@privileged @resources @obsolete"]


def test_it_starts_without_any_secret(keys):
    assert "LoadCredential" not in keys
    assert "Environment" not in keys
    assert "EnvironmentFile" not in keys
    assert "LoadCredential=" in UNIT.read_text(encoding="utf-8")


def system_calls(names: str) -> set[str]:
    """The calls of some groups, as this machine's systemd has them."""
    found: set[str] = set()
    for name in names.split():
        if not name.startswith("@"):
            found.add(name)
            continue
        said = subprocess.run(
            ["systemd-analyze", "syscall-filter", name], capture_output=True, text=True, timeout=60, check=True
        ).stdout
        found |= system_calls(" ".join(line.strip() for line in said.splitlines()[1:] if line.strip() and "#" not in line))
    return found


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_the_socket_for_commands_may_be_made_and_answered(keys):
    allowed, denied = keys["SystemCallFilter"]
    calls = system_calls(allowed) - system_calls(denied.removeprefix("~"))
    assert {"socket", "bind", "listen", "accept4", "getsockopt", "umask", "unlink", "flock"} <= calls
    assert "mount" not in calls
    assert "AF_UNIX" in keys["RestrictAddressFamilies"][0].split()
    assert keys["StateDirectory"] == ["noticewatch"]


def networks(keys):
    words = " ".join(keys["IPAddressAllow"]).split()
    assert keys["IPAddressDeny"] == ["any"]
    assert "localhost" in words
    return [ipaddress.ip_network(word) for word in words if word != "localhost"]


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "169.254.0.0", "169.254.169.254",
     "169.254.255.255", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.255", "192.168.0.0", "192.168.255.255",
     "198.18.0.0", "198.19.255.255",
     "224.0.0.0", "255.255.255.255", "fc00::1", "fe80::1", "ff02::1", "64:ff9b::a00:1", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_inner_addresses_are_denied(keys, address):
    assert not any(ipaddress.ip_address(address) in network for network in networks(keys))


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255",
     "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
     "223.255.255.255", "2606:4700::1"],
)  # fmt: skip
def test_public_addresses_are_allowed(keys, address):
    assert any(ipaddress.ip_address(address) in network for network in networks(keys))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_its_exposure():
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", str(UNIT)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if "Unknown option" in said.stderr or "unrecognized option" in said.stderr:
        pytest.skip("this systemd cannot judge a file")
    assert said.returncode == 0, said.stdout[-300:] + said.stderr
    assert float(re.search(r"exposure level for \S+: ([0-9.]+)", said.stdout)[1]) <= 1.5
