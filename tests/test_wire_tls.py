"""HTTPS is verified, and never left."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from loopback_door import PAGE, fault, fetcher, read
from loopback_site import Request, Site, answer
from noticewatch.errors import FetchError
from noticewatch.model import Response


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture
def server_tls(authority: trustme.CA) -> Callable[[str], ssl.SSLContext]:
    def made(host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
        context.set_alpn_protocols(["h2", "http/1.1"])
        return context

    return made


async def test_https_is_verified_with_the_authorities_of_ca_file(
    server_tls: Callable[[str], ssl.SSLContext], ca_file: str
) -> None:
    async with Site({"/": answer(PAGE)}, tls=server_tls("127.0.0.5")) as site:
        trusting, strange = fetcher(ca_file=ca_file), fetcher()
        assert (await read(trusting, site)).body == PAGE
        error = await fault(strange, site)
        assert (error.kind, error.transient) == ("tls", True)
        await trusting.aclose()
        await strange.aclose()


async def test_a_certificate_for_another_host_is_refused(server_tls: Callable[[str], ssl.SSLContext], ca_file: str) -> None:
    door = fetcher(ca_file=ca_file)
    async with Site({"/": answer(PAGE)}, tls=server_tls("127.0.0.6")) as site:
        assert (await fault(door, site)).kind == "tls"
        assert site.requests == []
    await door.aclose()


async def test_https_where_none_is_spoken_is_a_tls_fault(ca_file: str) -> None:
    door = fetcher(ca_file=ca_file)
    async with Site({"/": answer(PAGE)}) as site:
        with pytest.raises(FetchError) as caught:
            await door.fetch(site.url().replace("http:", "https:"), ports=site.ports)
        assert caught.value.kind in ("tls", "timeout")
    await door.aclose()


async def test_no_redirect_leaves_https(server_tls: Callable[[str], ssl.SSLContext], ca_file: str) -> None:
    door = fetcher(ca_file=ca_file)
    async with Site({"/": answer(PAGE)}, host="127.0.0.6") as plain:
        routes = {"/": answer(b"", "301 Moved", Location=plain.url()), "/b": answer(PAGE)}
        async with Site(routes, tls=server_tls("127.0.0.5")) as site:
            with pytest.raises(FetchError) as caught:
                await door.fetch(site.url(), ports=site.ports | plain.ports)
            assert (caught.value.kind, caught.value.transient) == ("redirect", False)
            assert plain.connections == 0
            leads = Site({"/": answer(b"", "301 Moved", Location=site.url("/b"))}, host="127.0.0.7")
            async with leads:
                found = await door.fetch(leads.url(), ports=leads.ports | site.ports)
            assert isinstance(found, Response)
            assert found.moved
    await door.aclose()


async def test_a_file_of_authorities_that_is_not_there_is_told_at_once() -> None:
    with pytest.raises(OSError):
        fetcher(ca_file="/nowhere/ca.pem")


async def test_nothing_but_http_1_is_offered(server_tls: Callable[[str], ssl.SSLContext], ca_file: str) -> None:
    chosen = []

    async def note(request: Request, writer: asyncio.StreamWriter) -> None:
        chosen.append(writer.get_extra_info("ssl_object").selected_alpn_protocol())
        writer.write(answer(PAGE))

    door = fetcher(ca_file=ca_file)
    async with Site({"/": note}, tls=server_tls("127.0.0.5")) as site:
        await read(door, site)
    await door.aclose()
    assert chosen == ["http/1.1"]  # the server would have taken h2
