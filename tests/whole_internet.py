"""The whole internet on one box: a server that answers at every address, and a name server for every name.

Only within a network namespace that has nothing but a loopback interface (tests/namespace.py).
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from noticewatch import belt
from tests.loopback_site import answer, read_request

Records = str | list[str] | Callable[[], list[str]]  # another name (CNAME), addresses, or what is answered this time
PORTS = (22, 80, 443, 8080)
_FAMILIES = ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::"))


@dataclass
class Internet:
    """`zone` names, `pages` by host and path; at other paths `/302/LOCATION` redirects, and all else is "reached".

    `reached`: the address and port of each connection that was accepted, in order.
    """

    zone: Mapping[str, Records] = field(default_factory=dict)
    pages: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    reached: list[tuple[str, int]] = field(default_factory=list)

    async def __aenter__(self) -> Internet:
        beside = [name for _, name in socket.if_nameindex() if name != "lo"]
        if beside:
            raise RuntimeError(f"not within a namespace of its own: there is {', '.join(beside)}")
        self._servers, self._tasks = list[asyncio.Server](), set[asyncio.Task[None]]()
        self._names: list[socket.socket] = []
        loop = asyncio.get_running_loop()
        for family, host in _FAMILIES:
            for port in PORTS:
                self._servers.append(await asyncio.start_server(self._connected, host, port, family=family))
            door = socket.socket(family, socket.SOCK_DGRAM)
            if family == socket.AF_INET6:
                door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            door.bind((host, 53))
            door.setblocking(False)
            loop.add_reader(door, self._asked, door)
            self._names.append(door)
        return self

    async def __aexit__(self, *_: object) -> None:
        for door in self._names:
            asyncio.get_running_loop().remove_reader(door)
            door.close()
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Pages

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, port = writer.get_extra_info("sockname")[:2]
        self.reached.append((host, port))
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError, ValueError):
            while True:
                request = await read_request(reader)
                writer.write(self._answer(request.headers.get("host", ""), request.path))
                await writer.drain()
                if request.headers.get("host", "").startswith("rebind"):
                    break  # so that its name is asked for again
        writer.close()

    def _answer(self, host: str, path: str) -> bytes:
        if (host, path) in self.pages:
            return self.pages[host, path]
        if path == "/robots.txt":
            return answer(b"", "404 Not Found")
        status, _, location = path[1:].partition("/")
        if status.isdigit():
            return answer(b"", f"{status} Moved", Location=unquote(location).encode().decode("latin-1"))
        return answer(b"<html><title>reached</title><body>reached</body></html>", Content_Type="text/html; charset=utf-8")

    # Names

    def _asked(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError), belt.opened(lambda _address, _port: None):
            question, client = door.recvfrom(4096)
            door.sendto(self._named(question), client)

    def _named(self, question: bytes) -> bytes:
        labels, at = [], 12
        while size := question[at]:
            labels.append(question[at + 1 : at + 1 + size].decode("latin-1"))
            at += size + 1
        asked, kind = question[12 : at + 5], struct.unpack_from(">H", question, at + 1)[0]
        name, records = ".".join(labels).lower(), list[tuple[int, bytes]]()
        found: Records | None = self.zone.get(name)
        exists = found is not None
        while isinstance(found, str):
            records.append((5, _packed_name(found)))
            found = self.zone.get(found)
        if callable(found):
            found = found() if kind == 1 else []  # one answer to both questions of a look-up
        for address in found or []:
            number = ipaddress.ip_address(address)
            if (number.version == 4) == (kind == 1) and kind in (1, 28):
                records.append((kind, number.packed))
        head = question[:2] + struct.pack(">HHHHH", 0x8580 if exists else 0x8583, 1, len(records), 0, 0)
        owner, answers = b"\xc0\x0c", b""
        for type_, data in records:
            answers += owner + struct.pack(">HHIH", type_, 1, 0, len(data)) + data
            owner = data if type_ == 5 else owner
        return head + asked + answers


def _packed_name(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"
