"""What the server answers: feeds with validators, health, metrics; and that it starts and stops cleanly."""

from __future__ import annotations

import asyncio
import base64
import gzip
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry, Counter, generate_latest

from noticewatch.config import Secret
from noticewatch.errors import ConfigError, NoticewatchError, Problem
from noticewatch.publish import publish
from noticewatch.web import WebServer
from noticewatch.web.app import create_app
from noticewatch.web.files import MEDIA_TYPES

CHANGED_AT = 1_742_259_909  # Tue, 18 Mar 2025 01:05:09 GMT
FEED_NAMES = ("feed.rss", "feed.atom", "feed.json", "health.rss", "our.vendors.atom", "closed.json")
TOKEN, OLD = "a-token-for-tests.0123456789~_", "the-one-before-it-0123456789"
STAMP = "Tue, 18 Mar 2025 01:05:09 GMT"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FEED_NAMES:
        (tmp_path / name).write_bytes(f"<{name} 漏えい/>".encode())
        os.utime(tmp_path / name, (CHANGED_AT, CHANGED_AT))
    for name in ("secret.db", "secret.rss"):
        (tmp_path / name).write_text("no one's business")
    return tmp_path


def tokens_of(name: str) -> tuple[Secret, ...] | None:
    if name == "broken":
        raise ConfigError([Problem("the configuration", None, 'feeds "broken"', "token_file: /x: No such file or directory")])
    known = {"feed": (), "health": (), "our.vendors": (), "closed": (Secret(OLD), Secret(TOKEN))}
    return known.get(name)


def client(folder: Path, health: Callable[[], dict[str, object]] = lambda: {"ok": True}) -> httpx.AsyncClient:
    registry = CollectorRegistry()
    Counter("checks", "Checks made", registry=registry).inc()
    app = create_app(folder, tokens_of, health, lambda: generate_latest(registry))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://watch.example")


@pytest.fixture
async def web(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with client(folder) as made:
        yield made


@pytest.mark.parametrize("name", FEED_NAMES)
async def test_a_feed_is_served_with_its_type_and_validators(web: httpx.AsyncClient, name: str) -> None:
    answer = await web.get(f"/{name}", params={"token": TOKEN} if name.startswith("closed") else {})
    assert answer.status_code == 200
    assert answer.content == f"<{name} 漏えい/>".encode()
    assert answer.headers["content-type"] == MEDIA_TYPES[name.rpartition(".")[2]]
    assert answer.headers["last-modified"] == STAMP
    assert answer.headers["etag"].startswith('"')


async def test_head_tells_the_same_headers(web: httpx.AsyncClient) -> None:
    got, head = await web.get("/feed.rss"), await web.head("/feed.rss")
    assert head.status_code == 200
    assert head.headers == got.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"if-none-match": "{etag}"}, 304),
        ({"if-none-match": "W/{etag}"}, 304),
        ({"if-none-match": '"other", {etag}'}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"other"'}, 200),
        ({"if-none-match": '"other"', "if-modified-since": STAMP}, 200),
        ({"if-modified-since": STAMP}, 304),
        ({"if-modified-since": "Wed, 19 Mar 2025 01:05:09 -0000"}, 304),
        ({"if-modified-since": "Tue, 18 Mar 2025 01:05:08 GMT"}, 200),
        ({"if-modified-since": "yesterday"}, 200),
        ({"if-modified-since": ""}, 200),
    ],
)
async def test_a_reader_that_has_it_gets_304(web: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    etag = (await web.get("/feed.atom")).headers["etag"]
    answer = await web.get("/feed.atom", headers={name: value.format(etag=etag) for name, value in headers.items()})
    assert answer.status_code == status
    assert answer.headers["etag"] == etag
    assert bool(answer.content) == (status == 200)


async def test_other_bytes_have_another_etag(web: httpx.AsyncClient, folder: Path) -> None:
    before = (await web.get("/feed.json")).headers["etag"]
    (folder / "feed.json").write_bytes(b"{}")
    answer = await web.get("/feed.json", headers={"if-none-match": before})
    assert (answer.status_code, answer.content) == (200, b"{}")


BIG = "<feed>漏えい</feed>".encode() * 5000
BASIC = base64.b64encode(f"reader:{TOKEN}".encode()).decode()


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZIP, br", True),
        ("x-gzip", True),
        ("br, *;q=0.1", True),
        ("deflate, br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("gzip;q=0.5, identity", False),
        ("gzip;q=0.5, identity;q=0.2", True),
        ("gzip;q=high", False),
    ],
)
async def test_gzip_is_sent_to_who_asks_for_it(web: httpx.AsyncClient, folder: Path, accepted: str | None, zipped: bool) -> None:
    (folder / "feed.rss").write_bytes(BIG)
    del web.headers["accept-encoding"]
    headers = {} if accepted is None else {"accept-encoding": accepted}
    answer = await web.get("/feed.rss", headers=headers)
    assert answer.content == BIG
    assert answer.headers["vary"] == "accept-encoding"
    assert answer.headers["content-type"] == MEDIA_TYPES["rss"]
    assert answer.headers.get("content-encoding") == ("gzip" if zipped else None)
    assert (int(answer.headers["content-length"]) < len(BIG) / 10) is zipped
    head = await web.head("/feed.rss", headers=headers)
    assert head.headers == answer.headers
    again = await web.get("/feed.rss", headers={**headers, "if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.headers["vary"]) == (304, "accept-encoding")


async def test_each_form_has_a_strong_tag_of_its_own(web: httpx.AsyncClient) -> None:
    plain = (await web.get("/feed.rss", headers={"accept-encoding": "identity"})).headers["etag"]
    zipped = (await web.get("/feed.rss", headers={"accept-encoding": "gzip"})).headers["etag"]
    assert plain != zipped
    assert not (plain + zipped).startswith("W/")
    answer = await web.get("/feed.rss", headers={"accept-encoding": "gzip", "if-none-match": plain})
    assert (answer.status_code, answer.headers["etag"]) == (200, zipped)


async def test_a_feed_is_packed_once_for_each_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[bytes] = []
    real = gzip.compress

    def compress(data: bytes, *rest: int, **more: float) -> bytes:
        packed.append(data)
        return real(data, *rest, **more)

    monkeypatch.setattr(gzip, "compress", compress)
    async with client(folder) as web:
        answers = await asyncio.gather(*(web.get("/feed.rss", headers={"accept-encoding": "gzip"}) for _ in range(20)))
        assert len({answer.headers["etag"] for answer in answers}) == 1
        publish(folder, {"feed.rss": BIG})
        changed = [await web.get("/feed.rss", headers={"accept-encoding": coding}) for coding in ("gzip", "identity", "gzip")]
    assert [answer.content for answer in changed] == [BIG] * 3
    assert packed == ["<feed.rss 漏えい/>".encode(), BIG]


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ({"token": TOKEN}, {}, 200),
        ({"token": OLD}, {}, 200),
        ({}, {"authorization": f"Bearer {TOKEN}"}, 200),
        ({}, {"authorization": f"bearer  {TOKEN} "}, 200),
        ({}, {"authorization": f"Basic {BASIC}"}, 200),
        ({}, {}, 401),
        ({"token": ""}, {}, 401),
        ({"token": TOKEN[:-1]}, {}, 401),
        ({"token": TOKEN + "x"}, {}, 401),
        ({"token": TOKEN.upper()}, {}, 401),
        ({"token": "\0é" + TOKEN}, {}, 401),
        ({"token": ["wrong", TOKEN]}, {}, 401),
        ({}, {"authorization": TOKEN}, 401),
        ({}, {"authorization": f"Bearer {TOKEN}x"}, 401),
        ({}, {"authorization": "Basic ???"}, 401),
        ({}, {"authorization": f"Basic {base64.b64encode(TOKEN.encode()).decode()}"}, 401),
        ({}, {"cookie": f"token={TOKEN}"}, 401),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_feed_with_a_token_is_for_who_has_it(
    web: httpx.AsyncClient, method: str, query: dict[str, str], headers: dict[str, str], status: int
) -> None:
    answer = await web.request(method, "/closed.json", params=query, headers={**headers, "if-none-match": '"other"'})
    assert answer.status_code == status
    if status == 401:
        assert answer.headers["www-authenticate"].startswith('Basic realm="noticewatch"')
        assert "etag" not in answer.headers
        assert "漏えい" not in answer.text
    else:
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["vary"] == "accept-encoding, authorization"


async def test_a_token_that_cannot_be_read_opens_nothing(web: httpx.AsyncClient, folder: Path) -> None:
    (folder / "broken.rss").write_text("for few")
    answer = await web.get("/broken.rss")
    assert (answer.status_code, answer.text) == (503, "not available\n")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/secret.db",
        "/feed.rss/",
        "/../secret.db",
        "/%2e%2e/secret.db",
        "/<script>alert(1)</script>",
        "/feed",
        "/feed.rss.new",
        "/secret.rss",
        "/feed.xml",
        "/.rss",
        "/%2e%2e%2ffeed.rss",
        "/feed%00.rss",
    ],
)
async def test_nothing_else_is_served_or_echoed(web: httpx.AsyncClient, path: str) -> None:
    answer = await web.get(path, follow_redirects=True)
    assert answer.status_code in (200, 404)
    assert answer.text in ("not found\n", "<feed.rss 漏えい/>")
    assert "secret" not in path or answer.status_code == 404


async def test_a_feed_not_yet_written_is_not_found(web: httpx.AsyncClient, folder: Path) -> None:
    (folder / "health.rss").unlink()
    assert (await web.get("/health.rss")).status_code == 404


async def test_only_reading_is_allowed(web: httpx.AsyncClient) -> None:
    assert (await web.post("/feed.rss", content=b"x")).status_code == 405


@pytest.mark.parametrize(("state", "status"), [({"ok": True, "sources": 3}, 200), ({"ok": False}, 503), ({}, 200)])
async def test_health_is_told_by_status_too(folder: Path, state: dict[str, object], status: int) -> None:
    async with client(folder, lambda: state) as web:
        answer = await web.get("/healthz")
    assert (answer.status_code, answer.json()) == (status, state)
    assert answer.headers["cache-control"] == "no-store"


async def test_metrics_are_prometheus_text(web: httpx.AsyncClient) -> None:
    answer = await web.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "checks_total 1.0" in answer.text


async def test_every_answer_is_guarded_even_a_broken_one(folder: Path) -> None:
    def broken() -> dict[str, object]:
        raise RuntimeError("a secret in a message")

    async with client(folder, broken) as web:
        answers = [await web.get(path) for path in ("/feed.rss", "/nothing", "/healthz")]
    assert [answer.status_code for answer in answers] == [200, 404, 500]
    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "secret" not in answer.text


def server(listen: str, folder: Path) -> WebServer:
    return WebServer(listen=listen, feed_folder=folder, tokens_of=tokens_of, health=lambda: {"ok": True}, metrics=lambda: b"")


async def test_it_serves_from_start_to_stop_and_leaves_signals_alone(folder: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    web = server("127.0.0.1:0", folder)
    address = await web.start()
    assert signal.getsignal(signal.SIGTERM) is before
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"http://{address}/feed.rss")
        assert answer.status_code == 200
        assert "server" not in answer.headers
        await asyncio.wait_for(web.stop(), 10)
        with pytest.raises(httpx.TransportError):
            await http.get(f"http://{address}/feed.rss")
    await web.stop()


async def test_a_busy_port_is_an_error_that_says_so(folder: Path) -> None:
    first = server("127.0.0.1:0", folder)
    address = await first.start()
    with pytest.raises(NoticewatchError, match=f"cannot listen on {address}.*in use"):
        await server(address, folder).start()
    await first.stop()


@pytest.mark.parametrize("listen", ["", "8080", ":8080", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000"])
async def test_a_wrong_address_is_refused(listen: str, folder: Path) -> None:
    with pytest.raises(NoticewatchError, match="is not host:port"):
        await server(listen, folder).start()


async def test_an_address_that_is_not_here_is_refused(folder: Path) -> None:
    with pytest.raises(NoticewatchError, match=r"cannot listen on 300\.1\.1\.1:80"):
        await server("300.1.1.1:80", folder).start()


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
async def test_ipv6_is_written_in_brackets(folder: Path) -> None:
    web = server("[::1]:0", folder)
    try:
        address = await web.start()
    except NoticewatchError:
        pytest.skip("no ::1 here")
    assert address.startswith("[::1]:")
    await web.stop()
