"""The table of addresses, block by block with neighbours, and the hook that puts a name's addresses to it."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading

import pytest

from noticewatch import guard
from noticewatch.errors import FetchError
from noticewatch.guard import Reach, Resolver, permitted_addresses, refusal
from tests.address_blocks import BLOCKS, PUBLIC


def open_to(address: str) -> bool:
    return guard.refusal(address, 443, Reach()) is None


@pytest.mark.parametrize(("block", "below", "above"), BLOCKS)
def test_a_block_is_refused_from_first_to_last_and_its_neighbours_are_judged_apart(
    block: str, below: bool | None, above: bool | None
) -> None:
    network = ipaddress.ip_network(block)
    for address in (network[0], network[network.num_addresses // 2], network[-1]):
        assert not open_to(str(address)), address
    if below is not None:
        assert open_to(str(network[0] - 1)) is below
    if above is not None:
        assert open_to(str(network[-1] + 1)) is above


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_permitted(address: str) -> None:
    assert refusal(address, 80, Reach()) is None


def test_the_table_does_not_pass_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "refusal", lambda address, port, reach: None)
    for block, below, above in BLOCKS:
        with pytest.raises(AssertionError):
            test_a_block_is_refused_from_first_to_last_and_its_neighbours_are_judged_apart(block, below, above)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f.1", "1.1.1.1:80", "fe80::1%lo", "2606:4700::1%1", "1.1.1.1 "])
def test_what_is_no_plain_address_is_refused(text: str) -> None:
    assert refusal(text, 80, Reach())


@pytest.mark.parametrize("port", [0, 22, 25, 8080, 65536])
def test_other_ports_are_refused(port: int) -> None:
    assert refusal("1.1.1.1", port, Reach()) == f"port {port} is not permitted"
    assert refusal("1.1.1.1", port, Reach(ports=frozenset({port}))) is None


def test_allowed_networks_open_what_they_hold_and_nothing_else() -> None:
    reach = Reach((ipaddress.ip_network("10.1.0.0/16"), ipaddress.ip_network("fd00:1::/32")))
    assert refusal("10.1.255.255", 80, reach) is None
    assert refusal("::ffff:10.1.0.1", 80, reach) is None
    assert refusal("fd00:1::2", 80, reach) is None
    for address in (
        "10.0.255.255",
        "10.2.0.0",
        "::ffff:10.2.0.0",
        "64:ff9b::10.1.0.1",
        "2002:a01:1::",
        "::10.1.0.1",
        "fd00:2::1",
    ):
        assert refusal(address, 80, reach), address


async def test_one_forbidden_address_refuses_all_of_a_name() -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["1.1.1.1", "10.0.0.1"]

    with pytest.raises(FetchError, match=r"split\.test: 10\.0\.0\.1 is not public") as caught:
        await permitted_addresses("split.test", 80, Reach(), lookup)
    assert (caught.value.kind, caught.value.transient) == ("address", False)


async def test_permitted_addresses_keep_their_order_and_literals_are_not_looked_up() -> None:
    asked = []

    async def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["2606:4700::1", "1.1.1.1"]

    assert await permitted_addresses("two.test", 443, Reach(), lookup) == ["2606:4700::1", "1.1.1.1"]
    assert await permitted_addresses("1.0.0.1", 443, Reach(), lookup) == ["1.0.0.1"]
    assert asked == ["two.test"]


async def test_the_resolver_gives_each_address_once(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1", 80))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [entry, entry])
    assert await Resolver().addresses("one.test", 80) == ["1.1.1.1"]


@pytest.mark.parametrize("fault", [socket.gaierror(-2, "Name or service not known"), UnicodeError("label too long")])
async def test_what_cannot_be_resolved_is_a_dns_fault(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(FetchError) as caught:
        await Resolver().addresses("none.test", 80)
    assert caught.value.kind == "dns"
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    with pytest.raises(FetchError, match="has no address"):
        await Resolver().addresses("none.test", 80)


async def test_swallowed_questions_neither_hold_up_others_nor_outlive_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    swallowed = threading.Event()

    def resolve(host: str, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        if host.startswith("hole"):
            swallowed.wait(5)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    resolver = Resolver(most=13)
    holes = [asyncio.ensure_future(resolver.addresses(f"hole{n}.test", 80)) for n in range(12)]
    await asyncio.sleep(0)
    async with asyncio.timeout(1):
        assert await resolver.addresses("good.test", 80) == ["1.1.1.1"]
        await asyncio.to_thread(lambda: None)
    for hole in holes:
        hole.cancel()
    swallowed.set()
    await asyncio.gather(*holes, return_exceptions=True)
    async with asyncio.timeout(1):
        await asyncio.gather(*(resolver.addresses(f"after{n}.test", 80) for n in range(26)))
