"""`alerts test` and `check` for each type of channel, as a user gives them: what is sent, what is said of the answer."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.loopback_site import Behaviour, Site, answer
from tests.receivers import DiscordHook, Receiver, SlackApi, TeamsFlow, as_json
from tests.test_wire_cli import Desk

SOURCE = '[[sources]]\nid = "todai"\nurl = "https://todai.example/"\n'


@pytest.fixture
async def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[dict[str, Receiver]]:
    routes: dict[str, bytes | Behaviour] = {"/hook": answer(b"ok"), "/no": answer(b"CANARY", "403 Forbidden")}
    slack, teams, discord = SlackApi(), TeamsFlow(), DiscordHook()
    async with Site(routes, host="127.0.0.33") as site:
        routes |= {"/api/chat.postMessage": slack.take, "/flow": teams.take, "/webhooks/1/CANARY?wait=true": discord.take}
        for name, text in {
            "TOKEN": slack.token,
            "FLOW": site.url("/flow"),
            "DISCORD": site.url("/webhooks/1/CANARY"),
            "OTHER": f"json://bot:CANARY@{site.host}:{site.port}/hook",
            "CLOSED": f"json://bot:CANARY@{site.host}:{site.port}/no",
        }.items():
            monkeypatch.setenv(name, text)
        channels = f"""
[[channels]]
name = "bot"
type = "slack"
token_env = "TOKEN"
channel = "{slack.channel}"
api_url = "{site.url("/api/")}"
[[channels]]
name = "teams"
type = "teams"
url_env = "FLOW"
[[channels]]
name = "discord"
type = "discord"
url_env = "DISCORD"
[[channels]]
name = "other"
type = "apprise"
url_env = "OTHER"
[[channels]]
name = "closed"
type = "apprise"
url_env = "CLOSED"
"""
        (tmp_path / "sources.toml").write_text(channels + SOURCE)
        yield {"bot": slack, "teams": teams, "discord": discord}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, {}, None, capsys, monkeypatch)  # type: ignore[arg-type]


async def test_a_test_message_for_each_type_and_what_was_answered(desk: Desk, services: dict[str, Receiver]) -> None:
    pytest.importorskip("apprise")
    said = {"bot": "answered 200", "teams": "answered 202", "discord": "answered 200", "other": "Apprise says that it was sent"}
    for name, words in said.items():
        result = await desk.run("alerts", "test", name)
        assert (result.code, result.out.strip()) == (0, f"{name}: the test message was accepted ({words})")
    for service in services.values():
        assert "evt_test" in json.dumps(service.got)


REFUSALS = {
    "bot": (as_json({"ok": False, "error": "channel_not_found"}), "answered 200 (channel_not_found)"),
    "teams": (as_json({"error": {"code": "WorkflowNotFound"}}, "404 Not Found"), "answered 404 (WorkflowNotFound)"),
    "discord": (as_json({"code": 10015}, "404 Not Found"), "answered 404 (code 10015)"),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_refused_test_message_is_told_in_the_receiver_s_words(
    desk: Desk, services: dict[str, Receiver], name: str
) -> None:
    told, words = REFUSALS[name]
    services[name].told.append(told)
    result = await desk.run("alerts", "test", name)
    assert (result.code, result.err.strip()) == (1, f"noticewatch: channel {name}: {words}")
    assert "CANARY" not in result.err


async def test_what_apprise_could_not_send_is_told_without_its_address(desk: Desk, services: dict[str, Receiver]) -> None:
    pytest.importorskip("apprise")
    result = await desk.run("alerts", "test", "closed")
    assert result.code == 1
    assert result.err.startswith("noticewatch: channel closed: Apprise: ")
    assert "403" in result.err
    assert "CANARY" not in result.err


async def test_the_configuration_is_found_right(desk: Desk, services: dict[str, Receiver]) -> None:
    pytest.importorskip("apprise")
    assert "5 channels, no mistakes" in (await desk.run("config", "check")).out
