"""Deliveries on the wire: the exact bytes, no redirect, every status an answer, an end in time."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest

from loopback_site import HandClock, Request, Site, answer, reset
from noticewatch.errors import FetchError
from noticewatch.fetch import Answer, Sender


def sender(deadline: float = 0.3, **options: str) -> Sender:
    return Sender(user_agent="noticewatch/0.1 潮", clock=HandClock(), deadline=deadline, **options)


async def test_a_body_arrives_as_it_is() -> None:
    body = '{"text": "潮見市"}'.encode()
    async with Site({"/hook?key=1": answer(b"ok", Content_Type="text/plain")}) as site:
        headers = {"Content-Type": "application/json", "webhook-id": "evt_1", "User-agent": "mine"}
        assert await sender().post(site.url("/hook?key=1"), body, headers) == Answer(200, b"ok", None)
        asked = site.requests[0]
        assert (asked.method, asked.body) == ("POST", body)
        assert (asked.headers["webhook-id"], asked.headers["content-type"]) == ("evt_1", "application/json")
        assert asked.headers["user-agent"] == "mine"
        await sender().post(site.url("/hook?key=1"), b"", {})
        assert site.requests[1].headers["user-agent"].encode("latin-1").decode() == "noticewatch/0.1 潮"


@pytest.mark.parametrize(
    ("status", "retry", "seconds"),
    [("204 x", "", None), ("400 x", "", None), ("410 x", "", None), ("429 x", "2", 2.0), ("503 x", "9999999", 86400.0)],
)
async def test_every_status_is_an_answer(status: str, retry: str, seconds: float | None) -> None:
    async with Site({"/": answer(b"", status, Retry_After=retry, Content_Length="" if status[0] == "2" else "0")}) as site:
        assert await sender().post(site.url(), b"{}", {}) == Answer(int(status[:3]), b"", seconds)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(status: int) -> None:
    async with Site(host="127.0.0.6") as other, Site({"/": answer(b"", f"{status} x", Location=other.url())}) as site:
        assert (await sender().post(site.url(), b"{}", {})).status == status
        assert len(site.requests) == 1
        assert other.connections == 0


async def test_of_a_long_answer_the_beginning_is_read() -> None:
    async def endless(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 4096)
            await writer.drain()

    async with Site({"/": endless}) as site:
        found = await sender().post(site.url(), b"{}", {})
        assert (found.status, len(found.body)) == (200, 64 << 10)


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nX-Slow:"])
async def test_a_receiver_that_does_not_answer_is_left_in_time(sent: bytes) -> None:
    async def stalls(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(sent)
        await asyncio.sleep(60)

    async with Site({"/": stalls}) as site:
        begun = time.monotonic()
        with pytest.raises(FetchError) as caught:
            await sender().post(site.url(), b"{}", {})
        assert caught.value.kind == "timeout"
        assert time.monotonic() - begun < 5


async def test_a_status_counts_even_where_its_body_stalls_or_breaks_off() -> None:
    async def stalls(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")
        await asyncio.sleep(0.05 if request.path == "/breaks" else 60)
        writer.close()

    async with Site({"/stalls": stalls, "/breaks": stalls}) as site:
        assert await sender().post(site.url("/stalls"), b"{}", {}) == Answer(200, b"ok")
        assert await sender().post(site.url("/breaks"), b"{}", {}) == Answer(200, b"ok")


async def test_no_answer_is_a_fault() -> None:
    async def resets(request: Request, writer: asyncio.StreamWriter) -> None:
        reset(writer)

    async with Site({"/": resets}) as site:
        with pytest.raises(FetchError) as caught:
            await sender().post(site.url(), b"{}", {})
        assert caught.value.kind == "connect"
        assert len(site.requests) == 1  # never twice by itself: a receiver may have accepted
    with pytest.raises(FetchError, match="refused"):
        await sender().post(site.url(), b"{}", {})
    with pytest.raises(FetchError) as caught:
        await sender().post("ftp://127.0.0.1/", b"{}", {})
    assert caught.value.kind == "address"


async def test_a_fault_says_whether_the_message_may_have_arrived() -> None:
    async def resets(request: Request, writer: asyncio.StreamWriter) -> None:
        reset(writer)

    async def stalls(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with Site({"/resets": resets, "/stalls": stalls}) as site:
        for path in ("/resets", "/stalls"):
            with pytest.raises(FetchError) as caught:
                await sender().post(site.url(path), b"{}", {})
            assert caught.value.sent
    with pytest.raises(FetchError, match="refused") as caught:
        await sender().post(site.url(), b"{}", {})
    assert not caught.value.sent


async def test_a_header_that_cannot_be_sent_is_a_fault() -> None:
    with pytest.raises(FetchError) as caught:
        await sender().post("http://127.0.0.5:9/", b"{}", {"x": "a\r\nb: c"})
    assert caught.value.kind in ("protocol", "connect")


async def test_the_system_resolver_is_asked_in_its_own_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, **_: [(None, None, None, "", ("127.0.0.5", port))])
    async with Site({"/": answer(b"ok")}) as site:
        assert (await sender().post(f"http://hook.test:{site.port}/", b"{}", {})).body == b"ok"


async def test_a_proxy_is_asked_and_no_other_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Site({"http://hook.test/a": answer(b"ok")}, host="127.0.0.8") as proxy, Site(host="127.0.0.9") as trap:
        monkeypatch.setenv("HTTP_PROXY", trap.url())
        client = sender(proxy_url=proxy.url())
        assert (await client.post("http://hook.test/a", b"{}", {})).body == b"ok"
        await client.aclose()
        assert trap.connections == 0
