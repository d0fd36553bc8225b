"""Apprise at work in its own process: what it sends, how long it may take, and that its address is told to nobody."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path

import pytest

from noticewatch.relay import Relayed, relay
from noticewatch.relayed import answer as relayed
from noticewatch.relayed import without_secrets
from tests.loopback_site import Request, Site, answer

pytest.importorskip("apprise")


def message(url: str, **more: object) -> Relayed:
    return Relayed(url, "line one", "further lines", **more)  # type: ignore[arg-type]


def json_address(site: Site, path: str) -> str:
    return f"json://bot:CANARY-secret@{site.host}:{site.port}{path}"


async def test_what_is_sent_and_what_is_refused() -> None:
    routes = {
        "/ok": answer(b"ok"),
        "/no": answer(b"CANARY", "401 Unauthorized"),
        "/away": answer(b"", "302 Found", Location="/ok"),
    }
    async with Site(routes) as site:
        assert (await relay(message(json_address(site, "/ok"), grave=True))).status == 200
        for path, code in (("/no", "401"), ("/away", "302")):
            attempt = await relay(message(json_address(site, path)))
            assert attempt.status is None
            assert attempt.error.startswith("Apprise: ")
            assert code in attempt.error
            assert "CANARY" not in attempt.error
        assert site.paths == ["/ok", "/no", "/away"]  # no redirect is followed
        sent = json.loads(site.requests[0].body)
        assert (sent["title"], sent["message"], sent["type"]) == ("line one", "further lines", "failure")


async def test_the_proxy_and_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Site({"http://hook.test/x": answer(b"ok")}, host="127.0.0.8") as proxy, Site(host="127.0.0.9") as trap:
        monkeypatch.setenv("HTTP_PROXY", trap.url())
        assert (await relay(message("json://hook.test/x", proxy=proxy.url()))).status == 200
        assert trap.connections == 0


@pytest.mark.parametrize("url", ["nonsense://CANARY", "mailtos://CANARYuser:CANARYpass@smtp.example.invalid", "json://"])
async def test_an_address_that_is_none_is_told_without_it(url: str) -> None:
    attempt = await relay(message(url))
    assert attempt.status is None
    assert attempt.error.startswith("Apprise: ")
    assert "CANARY" not in attempt.error


async def test_a_receiver_that_stalls_is_left_in_time_and_its_process_ended() -> None:
    async def stalls(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with Site({"/": stalls}) as site:
        begun = time.monotonic()
        attempt = await relay(message(json_address(site, "/")), deadline=0.5)
        assert attempt.error == "Apprise: not sent within 0 s"
        assert time.monotonic() - begun < 5


SCRIPTS = ("", "print('no json')", "print('[]')", 'print(\'{"sent": 1, "why": ""}\')', "import os; os._exit(3)")


@pytest.mark.parametrize("script", SCRIPTS)
async def test_a_process_that_ends_otherwise_has_sent_nothing(script: str) -> None:
    attempt = await relay(message("json://CANARY/"), command=(sys.executable, "-c", script))
    assert attempt.status is None
    assert "CANARY" not in attempt.error


async def test_the_address_is_neither_among_the_arguments_nor_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_WEBHOOK_URL", "CANARY")
    script = f"import os, sys; open({str(tmp_path / 'seen')!r}, 'w').write(repr((sys.argv, dict(os.environ))))"
    await relay(message("json://CANARY/"), command=(sys.executable, "-c", script))
    assert "CANARY" not in (tmp_path / "seen").read_text()
    assert "PATH" in (tmp_path / "seen").read_text()


def job(url: str) -> dict[str, object]:
    return {"url": url, "title": "t", "body": "b", "grave": False, "proxy": "", "ca_file": ""}


def test_without_apprise_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert 'pip install "noticewatch[apprise]"' in str(relayed(job("json://x/"))["why"])


def test_a_bug_of_apprise_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    import apprise

    def add(self: object, url: str) -> bool:
        raise RuntimeError(f"cannot add {url}")

    monkeypatch.setattr(apprise.Apprise, "add", add)
    assert relayed(job("json://CANARY/")) == {"sent": False, "why": "a bug of it (RuntimeError)"}


def test_certificate_authorities_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, "")
    relayed(job("nonsense://x/") | {"ca_file": "/etc/ca.pem"})
    assert os.environ["REQUESTS_CA_BUNDLE"] == os.environ["SSL_CERT_FILE"] == "/etc/ca.pem"


def test_words_of_an_address_are_taken_out_of_a_complaint() -> None:
    url = "mailtos://us%20er:p%40ss_word@smtp.example.org?to=soc@example.org&from=a"
    told = without_secrets("p@ss_word and us er of SMTP.example.org\n\x1b[31m to SOC: mailto://x...y failed", url)
    for piece in ("p@ss", "word", "us er", "example", "SOC", "x...y", "\x1b", "\n"):
        assert piece not in told
    assert told.endswith("failed")
