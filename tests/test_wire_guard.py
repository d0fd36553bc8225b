"""The guard where it counts: in the transport in use. No forbidden address is dialled, however it is written."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpcore
import pytest

from loopback_site import HandClock, Site, answer
from noticewatch import guard
from noticewatch.errors import FetchError
from noticewatch.fetch import Fetcher, FetchPolicy, Remembered
from noticewatch.fetch.transport import GuardedBackend, guarded_transport, tls_context
from noticewatch.model import Response

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)

# Every spelling that reaches this machine or its neighbourhood; {port} is a port on which 127.0.0.1 answers.
SPELLINGS = [
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://0x7F.0.0.0x1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.000.000.001:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://１２７.0.0.1:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127%2e0.0.1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://user@127.0.0.1:{port}/",
    "http://1.1.1.1@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@1.1.1.1/",
    "http:\\\\127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "http://127.0.0.1:{port}#@1.1.1.1/",
    "http://127.0.0.1:{port}?@1.1.1.1/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::]:{port}/",
    "http://[fe80::1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[::1%lo]:{port}/",
    "http://[fec0::1]:{port}/",
    "http://[fc00::1]:{port}/",
    "http://[ff02::1]:{port}/",
    "http://[5f00::1]:{port}/",
    "http://127.255.255.254:{port}/",
    "http://10.0.0.1:{port}/",
    "http://100.64.0.1:{port}/",
    "http://169.254.169.254:{port}/latest/meta-data/",
    "http://168.63.129.16:{port}/",
    "http://172.31.255.255:{port}/",
    "http://192.168.0.1:{port}/",
    "http://192.0.0.192:{port}/",
    "http://198.18.0.1:{port}/",
    "http://224.0.0.1:{port}/",
    "http://255.255.255.255:{port}/",
    "http://inside.test:{port}/",
    "http://split.test:{port}/",
    "http://mapped.test:{port}/",
    "http://scoped.test:{port}/",
]
NAMES = {
    "inside.test": ["127.0.0.1"],
    "split.test": ["1.1.1.1", "127.0.0.1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "scoped.test": ["fe80::1%lo"],
    "localhost": ["127.0.0.1"],
    "localhost.": ["127.0.0.1"],
    "site.test": ["127.0.0.5"],
    "dead-way.test": ["127.0.0.99", "127.0.0.5"],
}


def known_names(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Names resolve as given, numbers in whatever spelling as the system does; what was asked is written down."""
    real, asked = socket.getaddrinfo, []

    def resolve(host: str, port: int, *_: object, **options: object) -> list[tuple[object, ...]]:
        asked.append(host)
        if host in names:
            return [(None, None, None, "", (address, port)) for address in names[host]]
        return real(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)  # type: ignore[return-value]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


_dialled: list[object] | None = None


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _dialled is not None and event == "socket.connect":
        _dialled.append(arguments[1])


@contextmanager
def connects() -> Iterator[list[object]]:
    """Every address that anything in this process connects to meanwhile."""
    global _dialled
    if not getattr(_hook, "added", False):
        sys.addaudithook(_hook)
        _hook.added = True  # type: ignore[attr-defined]
    _dialled = []
    try:
        yield _dialled
    finally:
        _dialled = None


def fetcher(networks: tuple[guard.Network, ...] = (), **policy: object) -> Fetcher:
    return Fetcher(
        FetchPolicy("noticewatch/0", per_host_delay=0.0, allow_networks=networks, deadline=2.0, **policy),  # type: ignore[arg-type]
        Remembered(),
        HandClock(),
    )


@pytest.fixture
def page() -> bytes:
    return answer(b"reached")


async def refused(door: Fetcher, url: str, port: int) -> bool:
    try:
        await door.fetch(url, ports=frozenset({port}), robots="ignore")
    except FetchError as error:
        return error.kind in ("address", "dns")
    return False


async def test_no_spelling_reaches_a_forbidden_address(monkeypatch: pytest.MonkeyPatch, page: bytes) -> None:
    known_names(monkeypatch, NAMES)
    door = fetcher()
    async with Site({"/": page}, host="127.0.0.1") as site:
        with connects() as dialled:
            results = {url: await refused(door, url.format(port=site.port), site.port) for url in SPELLINGS}
        await door.aclose()
    assert [url for url, kept_out in results.items() if not kept_out] == []
    assert dialled == []
    assert site.connections == 0
    assert len(SPELLINGS) >= 60


async def test_without_the_guard_they_get_through(monkeypatch: pytest.MonkeyPatch, page: bytes) -> None:
    """The test above proves something: with a table that permits all, many spellings reach the server."""
    known_names(monkeypatch, NAMES)
    monkeypatch.setattr(guard, "refusal", lambda address, port, reach: None)
    door = fetcher()
    own = [url for url in SPELLINGS if "://1" in url or "localhost" in url or "://0" in url or "inside" in url]
    own = [url for url in own if "127" in url or "://1" not in url]  # this machine's own: nothing may leave it here
    async with Site({"/": page}, host="127.0.0.1") as site:
        through = [url for url in own if not await refused(door, url.format(port=site.port), site.port)]
        await door.aclose()
        assert site.connections >= 12
    assert len(through) >= 12


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/", "http://127.1:{port}/", "http://inside.test:{port}/"])
async def test_allowed_networks_let_through(monkeypatch: pytest.MonkeyPatch, page: bytes, url: str) -> None:
    known_names(monkeypatch, NAMES)
    door = fetcher((ipaddress.ip_network("127.0.0.1/32"),))
    async with Site({"/": page}, host="127.0.0.1") as site, Site({"/": page}, host="127.0.0.2") as other:
        found = await door.fetch(url.format(port=site.port), ports=site.ports)
        assert isinstance(found, Response)
        assert found.body == b"reached"
        assert await refused(door, other.url(), other.port)
        await door.aclose()
        assert other.connections == 0


async def test_what_was_checked_is_what_is_dialled(monkeypatch: pytest.MonkeyPatch, page: bytes) -> None:
    """A name that answers differently each time it is asked is asked once a connection."""
    answers = iter([["127.0.0.5"], ["127.0.0.6"], ["127.0.0.6"]])
    asked = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(None, None, None, "", (address, port)) for address in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    door = fetcher((ipaddress.ip_network("127.0.0.5/32"),))
    async with Site({"/": page}) as site:
        with connects() as dialled:
            await door.fetch(f"http://rebind.test:{site.port}/", ports=site.ports, robots="ignore")
        await door.aclose()
    assert dialled == [("127.0.0.5", site.port)]
    assert asked == ["rebind.test"]


async def test_an_address_that_does_not_answer_is_passed_over(monkeypatch: pytest.MonkeyPatch, page: bytes) -> None:
    known_names(monkeypatch, NAMES)
    door = fetcher(LOOPBACK)
    async with Site({"/": page}) as site:
        found = await door.fetch(f"http://dead-way.test:{site.port}/", ports=site.ports, robots="ignore")
        assert isinstance(found, Response)
        await door.aclose()


async def test_ports_besides_the_webs_and_the_sources_own_are_refused(page: bytes) -> None:
    door = fetcher(LOOPBACK)
    async with Site({"/": page}) as site:
        with pytest.raises(FetchError, match="port") as caught:
            await door.fetch(site.url())
        assert caught.value.kind == "address"
        assert site.connections == 0
        await door.aclose()


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/",
        "http://0x7f.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "//127.1:{port}/",
        "http://inside.test:{port}/",
        "http://127.0.0.5:22/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/_x",
    ],
)
@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
async def test_no_redirect_leads_to_a_forbidden_address(
    monkeypatch: pytest.MonkeyPatch, page: bytes, location: str, status: str
) -> None:
    known_names(monkeypatch, NAMES)
    door = fetcher((ipaddress.ip_network("127.0.0.5/32"),))
    async with Site({"/": page}, host="127.0.0.1") as inside:
        leads = answer(status=status, Location=location.format(port=inside.port))
        async with Site({"/": leads, "/robots.txt": leads}) as site:
            ports = site.ports | inside.ports
            with connects() as dialled:
                with pytest.raises(FetchError) as caught:
                    await door.fetch(site.url(), ports=ports, robots="ignore")
                assert caught.value.kind == "address"
                with pytest.raises(FetchError) as caught:
                    await door.fetch(site.url(), ports=ports)
                assert (caught.value.kind, caught.value.transient) == ("robots", True)
            assert set(dialled) == {(site.host, site.port)}
        await door.aclose()
        assert inside.connections == 0


async def test_variables_of_the_environment_open_no_other_door(
    monkeypatch: pytest.MonkeyPatch, page: bytes, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.5 login user password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    async with Site(host="127.0.0.9") as trap, Site({"/": page}) as site:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, trap.url())
        door = fetcher(LOOPBACK)
        await door.fetch(site.url(), ports=site.ports)
        await door.aclose()
        assert trap.connections == 0
        assert all("authorization" not in request.headers for request in site.requests)


async def test_the_private_name_of_the_client_is_the_one_in_use(page: bytes) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        raise AssertionError

    transport = guarded_transport(tls_context(""), lookup, guard.Reach())
    backend = transport._pool._network_backend
    assert isinstance(backend, GuardedBackend)
    connection = transport._pool.create_connection(httpcore.Origin(b"http", b"a.test", 80))
    assert getattr(connection, "_network_backend") is backend  # noqa: B009
    with pytest.raises(httpcore.ConnectError):
        await backend.connect_unix_socket("/run/x")
    await transport.aclose()


async def test_through_a_proxy_forbidden_addresses_are_refused_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    known_names(monkeypatch, NAMES | {"public.test": ["1.1.1.1"]})
    routes = {f"http://{host}/": answer(host.encode()) for host in ("public.test", "only-the-proxy-knows.test")}
    async with Site(routes, host="127.0.0.8") as proxy:
        door = fetcher(proxy_url=proxy.url())
        for host in ("public.test", "only-the-proxy-knows.test"):
            found = await door.fetch(f"http://{host}/", robots="ignore")
            assert isinstance(found, Response)
            assert found.body == host.encode()
        for url in ("http://127.0.0.1/", "http://0x7f.1/", "http://inside.test/", "https://[::1]/", "http://169.254.169.254/"):
            with pytest.raises(FetchError) as caught:
                await door.fetch(url, robots="ignore")
            assert caught.value.kind == "address"
        with pytest.raises(FetchError) as caught:  # CONNECT is answered 404 here
            await door.fetch("https://public.test/", robots="ignore")
        assert caught.value.kind == "connect"
        await door.aclose()
        assert [(request.method, request.path) for request in proxy.requests] == [
            ("GET", "http://public.test/"),
            ("GET", "http://only-the-proxy-knows.test/"),
            ("CONNECT", "public.test:443"),
        ]


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:1080", "127.0.0.1:8080", "http://", "http://a:b:c", "ftp://127.0.0.1/"])
async def test_a_proxy_that_is_none_is_told_at_once(url: str) -> None:
    with pytest.raises(ValueError):
        fetcher(proxy_url=url)
