"""Which addresses may be connected to, asked of the address itself at the moment of connecting.

Shell; imports the words and the standard library. `refusal` is a pure table; `permitted_addresses` resolves a name and
puts every one of its addresses to the table. It fits any client that lets its connecting be replaced: what it returns
are the numbers to dial, so that a name which answers differently the next time gains nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from noticewatch.errors import FetchError

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup: TypeAlias = Callable[[str, int], Awaitable[list[str]]]

WEB_PORTS = frozenset({80, 443})
ANYWHERE: tuple[Network, ...] = (ipaddress.IPv4Network("0.0.0.0/0"), ipaddress.IPv6Network("::/0"))

# Written out, because `ipaddress.is_global` differs between patch releases of Python and lets NAT64, site-local, multicast
# and more through. Sources: the IANA special-purpose registries (RFC 6890), and what clouds put into public space.
_SPECIAL_V4 = tuple(
    (ipaddress.IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared behind a carrier's NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "a cloud's own services"),
        ("169.254.0.0/16", "link-local, a cloud's metadata"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112"),
        ("192.52.193.0/24", "multicast tunnelling"),
        ("192.88.99.0/24", "6to4 relays"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved, broadcast"),
    )
)
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")  # all that was ever given out; whatever lies outside is refused
_SPECIAL_V6 = tuple(
    (ipaddress.IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "protocol assignments, Teredo"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "AS112"),
        ("3ffe::/16", "the former 6bone"),
        ("3fff::/20", "documentation"),
    )
)
# The two forms that stand for an IPv4 address wherever they are dialled: the address within is what is judged. Compatible
# addresses, 6to4, Teredo and local NAT64 (64:ff9b:1::/48) are refused whole.
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be reached: public addresses, besides them `networks`; and nothing but `ports`."""

    networks: tuple[Network, ...] = ()
    ports: frozenset[int] = WEB_PORTS


def refusal(address: str, port: int, reach: Reach) -> str | None:
    """Say why this address and port may not be connected to; None where they may.

    >>> refusal("169.254.169.254", 80, Reach())
    "169.254.169.254 is not public: link-local, a cloud's metadata (169.254.0.0/16)"
    >>> refusal("1.1.1.1", 25, Reach())
    'port 25 is not permitted'
    >>> refusal("::ffff:10.1.2.3", 443, Reach(networks=(ipaddress.ip_network("10.1.0.0/16"),))) is None
    True
    """
    if port not in reach.ports:
        return f"port {port} is not permitted"
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return f"{address!r} is not an address"
    if "%" in address:
        return f"{address} names an interface of this machine"
    special = _special(number, reach.networks)
    return f"{address} is not public: {special}" if special else None


def _special(address: Address, networks: tuple[Network, ...]) -> str | None:
    if any(address in network for network in networks):
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return next((f"{what} ({network})" for network, what in _SPECIAL_V4 if address in network), None)
    if address in _MAPPED:
        return _special(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF), networks)
    if address in _NAT64:  # a network behind a translator is another than ours: `networks` do not speak of it
        return _special(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF), ())
    if address not in _PUBLIC_V6:
        return f"outside {_PUBLIC_V6}"
    return next((f"{what} ({network})" for network, what in _SPECIAL_V6 if address in network), None)


async def permitted_addresses(host: str, port: int, reach: Reach, lookup: Lookup) -> list[str]:
    """Resolve a host and return the addresses to dial, in the resolver's order.

    One forbidden address among them refuses all: an honest name has no business there. Raises FetchError "address" for
    what is refused, "dns" for what cannot be resolved.
    """
    addresses = [host] if _is_literal(host) else await lookup(host, port)
    for address in addresses:
        reason = refusal(address, port, reach)
        if reason:
            raise FetchError("address", reason if address == host else f"{host}: {reason}", transient=False)
    return addresses


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Resolver:
    """The system's resolver, in threads of its own.

    A name server that swallows questions holds a thread for half a minute whatever the caller's deadline: in the loop's
    own pool a dozen of those stop all other work, and threads that are joined at exit would delay a stop. Hence one
    daemon thread a question, `most` at a time.
    """

    def __init__(self, most: int = 64) -> None:
        self._places = asyncio.Semaphore(most)

    async def addresses(self, host: str, port: int) -> list[str]:
        """Resolve a name to its addresses, each once; raises FetchError "dns"."""
        loop = asyncio.get_running_loop()
        await self._places.acquire()
        answer: asyncio.Future[list[str]] = loop.create_future()

        def settle(found: list[str] | Exception) -> None:
            self._places.release()
            if answer.done():  # the caller has gone
                return
            if isinstance(found, Exception):
                answer.set_exception(found)
            else:
                answer.set_result(found)

        def ask() -> None:
            found = _resolve(host, port)
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
                loop.call_soon_threadsafe(settle, found)

        threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
        return await answer


def _resolve(host: str, port: int) -> list[str] | Exception:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        return FetchError("dns", f"{host} cannot be resolved: {error}")
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    return addresses or FetchError("dns", f"{host} has no address")
