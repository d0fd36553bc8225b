"""Every way to ask for an address that is not to be reached, and as many ways to ask for one that is."""

from __future__ import annotations

import ipaddress
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote

from tests.address_blocks import BLOCKS, PUBLIC, is_forbidden
from tests.whole_internet import Records

INSIDE = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "100.64.0.1", "168.63.129.16", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.192", "192.168.0.1", "198.18.0.1",
)  # fmt: skip
OUTSIDE = "133.242.0.1"
STATUSES = (301, 302, 303, 307, 308)
WAYS = ("direct", "name", "second name", "among others", "last of many", "redirect", "name after redirect")


@dataclass(frozen=True)
class Case:
    """One address to ask for; `reaches`: where that leads, "" for nowhere."""

    way: str
    url: str
    reaches: str = ""


@dataclass
class Cases:
    """Cases, and the names that they speak of."""

    zone: dict[str, Records] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)

    def named(self, records: Records, label: str = "n") -> str:
        """A name of its own for records."""
        name = f"{label}{len(self.zone)}.test"
        self.zone[name] = records
        return name

    def add(self, way: str, url: str, reaches: str = "") -> None:
        """Put down a case."""
        self.cases.append(Case(way, url, reaches))


def all_cases() -> Cases:
    """Blocks with their neighbours by all ways, spellings, redirects of every status; the same of public addresses."""
    made = Cases({"site.test": [OUTSIDE]})
    for number, address in enumerate(_edges()):
        allowed = not is_forbidden(address)
        # Forbidden ones by two ways each, in turn; allowed ones by all that do not mix them with others.
        for way in ("direct", "name", "redirect") if allowed else ("direct", WAYS[1 + number % 6]):
            made.add(way, _asked(made, way, address), _shown(address) if allowed else "")
    for address in INSIDE:
        for host in _spellings(address):
            made.add("spelling", f"http://{host}/")
    for address in (OUTSIDE, "9.255.255.255"):
        for host in _number_spellings(address):
            made.add("spelling", f"http://{host}/", address)
    for status, target in itertools.product(STATUSES, _targets(made)):
        made.add("redirect", _redirect(target, status))
    for status in STATUSES:
        made.add("redirect", _redirect("http://n-outside.test/", status), "1.1.1.1")
    made.zone["n-outside.test"] = ["1.1.1.1"]
    return made


def rebinding(names: int) -> dict[str, Records]:
    """Names that lead elsewhere each time they are asked for, by chance: outward, inward, or both at once."""
    random = Random(4)

    def records() -> list[str]:
        inside = random.choice(INSIDE)
        return random.choice(([OUTSIDE], [inside], [OUTSIDE, inside], [inside, OUTSIDE]))

    return {f"rebind{n}.test": records for n in range(names)}


def _edges() -> Iterator[str]:
    """First, middle and last of each block and what lies beside it; then what is public."""
    for block, below, above in BLOCKS:
        network = ipaddress.ip_network(block)
        yield from (str(network[0]), str(network[network.num_addresses // 2]), str(network[-1]))
        if below is not None:
            yield str(network[0] - 1)
        if above is not None:
            yield str(network[-1] + 1)
    yield from PUBLIC


def _shown(address: str) -> str:
    """An address as a socket tells it."""
    number = ipaddress.ip_address(address)
    return str(getattr(number, "ipv4_mapped", None) or number)


def _host(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _asked(made: Cases, way: str, address: str) -> str:
    if way == "direct":
        return f"http://{_host(address)}/"
    if way == "redirect":
        return _redirect(f"http://{_host(address)}/", 302)
    if way == "name after redirect":
        return _redirect(f"http://{made.named([address])}/", 307)
    if way == "second name":
        return f"http://{made.named(made.named(made.named([address])))}/"
    others = {
        "among others": [OUTSIDE, address],
        "last of many": ["1.1.1.1", "2606:4700::1", OUTSIDE, "9.255.255.255", address],
    }
    return f"http://{made.named(others.get(way, [address]))}/"


def _redirect(target: str, status: int) -> str:
    return f"http://site.test/{status}/{quote(target, safe='')}"


def _targets(made: Cases) -> list[str]:
    inside, both = made.named(["10.0.0.1"]), made.named([OUTSIDE, "169.254.169.254"])
    return [
        "http://127.0.0.1/", "//127.1/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:169.254.169.254]/", f"https://{inside}/",
        f"//{both}/", "http://localhost/", "http://133.242.0.1@10.0.0.1/", "http://site.test:22/", "file:///etc/passwd", "ftp://10.0.0.1/",
        "http://１２７.0.0.1/", "http:\\\\127.0.0.1\\", "http://127.0.0.1:8080/", "/\\127.0.0.1/",
    ]  # fmt: skip


def _number_spellings(address: str) -> Iterator[str]:
    """An IPv4 address as C libraries read it."""
    number = int(ipaddress.IPv4Address(address))
    a, b, c, d = address.split(".")
    yield str(number)
    yield hex(number)
    yield f"0{number:o}"
    yield f"{a}.{number & 0xFFFFFF}"
    yield f"{a}.{b}.{number & 0xFFFF}"
    yield f"0x{int(a):x}.{number & 0xFFFFFF}"
    yield f"0X{int(a):X}.0x{int(b):x}.{c}.{d}"


def _spellings(address: str) -> Iterator[str]:
    """An IPv4 address in disguise: numbers, other digits and dots, within IPv6, behind what some parsers take for the host."""
    a, b, c, d = address.split(".")
    number = int(ipaddress.IPv4Address(address))
    yield from _number_spellings(address)
    yield f"0{int(a):o}.0{int(b):o}.{c}.0{int(d):o}"
    yield f"{int(a):03}.{int(b):03}.{int(c):03}.{int(d):03}"
    yield f"{address}."
    yield f"0{a}.{b}.{c}.{d}"
    yield "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in address)
    yield "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(sign)] if sign.isdigit() else sign for sign in address)
    yield address.replace(".", "。")
    yield address.replace(".", "%2e")
    yield "".join(f"%{ord(sign):02x}" for sign in address)
    yield f"user:pass@{address}"
    yield f"{OUTSIDE}@{address}"
    yield f"{OUTSIDE}%40{address}"
    yield f"{address}\\@{OUTSIDE}"
    yield f"{address}#@{OUTSIDE}"
    yield f"{address}?@{OUTSIDE}"
    yield f"{address}\t"
    yield f"{address}\r\nHost: {OUTSIDE}"
    yield f"{address}\0.site.test"
    yield f"[::ffff:{address}]"
    yield f"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]"
    yield f"[0:0:0:0:0:FFFF:{address}]"
    yield f"[::{address}]"
    yield f"[64:ff9b::{address}]"
    yield f"[64:ff9b:1::{number >> 16:x}:{number & 0xFFFF:x}]"
    yield f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]"
    yield f"[2001:0:{number >> 16:x}:{number & 0xFFFF:x}::]"
    yield f"[2001:0:85f2:1::{~number >> 16 & 0xFFFF:x}:{~number & 0xFFFF:x}]"
    yield f"[::ffff:{address}%25lo]"
    yield f"[::ffff:{address}%lo]"
