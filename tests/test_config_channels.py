"""Channels of each type: the documented examples load, what belongs together must stand together, secrets stay secret."""

from __future__ import annotations

import re
import sys
import traceback
from dataclasses import replace

import pytest

from config_samples import DOCUMENT, ENV, HOOK, SOURCE, TOKEN
from noticewatch.config import Channel, Secret, channel_token, channel_url
from noticewatch.config.schema import TYPES
from noticewatch.errors import ConfigError

BOT = '[[channels]]\nname = "c"\ntype = "slack"\ntoken_env = "SLACK_BOT_TOKEN"\nchannel = "C0123456789"\n'


def test_the_documented_example_of_each_type_loads(load, tmp_path):
    section = re.search(r"### Each type\n(.*?)\n## ", DOCUMENT, re.DOTALL)[1]
    blocks = re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    for name, text in (("slack-url", HOOK), ("mail-url", ENV["MAIL_URL"])):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o600)
    channels = load(SOURCE + "\n".join(blocks)).channels
    assert [channel.kind for channel in channels] == ["slack", "slack-bot", "teams", "discord", "webhook", "apprise"]
    assert {channel.type for channel in channels} == set(TYPES)
    assert "CANARY" not in repr(channels)


def test_a_bot_s_token_is_read_when_it_is_used(load, tmp_path):
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    (tmp_path / "token").chmod(0o600)
    channel = load(SOURCE + BOT.replace('token_env = "SLACK_BOT_TOKEN"', 'token_file = "token"')).channels[0]
    assert channel_token(channel, {}) == Secret(TOKEN)
    (tmp_path / "token").write_text("xoxb-2-new")
    assert channel_token(channel, {}).reveal() == "xoxb-2-new"
    assert channel_token(load(SOURCE + BOT).channels[0], ENV).reveal() == TOKEN
    with pytest.raises(ConfigError, match=r"token_env: \$SLACK_BOT_TOKEN is not set"):
        channel_token(load(SOURCE + BOT).channels[0], {})
    assert load(SOURCE + BOT).channels[0].api_url == "https://slack.com/api/"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://slack-gov.com/api", "https://slack-gov.com/api/"),
        ("http://127.0.0.24:9000/api/", "http://127.0.0.24:9000/api/"),
        ("http://[::1]:9000/", "http://[::1]:9000/"),
        ("http://localhost:9000/", "http://localhost:9000/"),
    ],
)
def test_where_the_web_api_may_be(load, url, kept):
    assert load(f'{SOURCE}{BOT}api_url = "{url}"\n').channels[0].api_url == kept


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('api_url = "http://slack.com/api/"', "api_url: must begin with https://"),
        ('api_url = "http://127.0.0.1.example/api/"', "api_url: must begin with https://"),
        ('api_url = "https://bot:CANARY@slack.com/"', "api_url: must not hold a user name or a password"),
        ('api_url = "https://slack.com/api/?x=1"', "api_url: must be where the methods lie"),
        ('token_file = "x"', "token_file: one of token_env and token_file, not both"),
        ('url = "https://hooks.example/CANARY"', "token_env: needs either a webhook's address or a bot's token, not both"),
    ],
)
def test_mistakes_beside_a_token(problems, lines, message):
    [found] = problems(f"{SOURCE}{BOT}{lines}\n")
    assert message in found
    assert "CANARY" not in found


@pytest.mark.parametrize("channel", ['""', '"#soc"', '"soc"', '"c0123456789"', '"C1"', "7"])
def test_a_bot_needs_a_channel_s_id(problems, channel):
    [found] = problems(SOURCE + BOT.replace('"C0123456789"', channel))
    assert 'such as "C0123456789"' in found


@pytest.mark.parametrize(
    "value", ["CANARY", "xoxb-CANARY CANARY", "xoxb-CANARY\nx-forged: 1", "Bearer xoxb-CANARY", "xoxb-é", ""]
)
def test_what_is_no_token_is_told_without_it(load, value):
    with pytest.raises(ConfigError) as caught:
        load(SOURCE + BOT, ENV | {"SLACK_BOT_TOKEN": value})
    told = "".join(traceback.format_exception(caught.value))
    assert "CANARY" not in told
    assert "SLACK_BOT_TOKEN" in told or "token_env: what it names must hold a bot's token" in told


@pytest.mark.parametrize(
    ("type_", "address", "message"),
    [
        ("teams", "https://contoso.webhook.office.com/CANARY", "is a retired Office 365 connector's"),
        ("teams", "https://outlook.office.com/webhook/CANARY", "is a retired Office 365 connector's"),
        ("discord", "discord://1/CANARY", "must begin with http:// or https://"),
        ("apprise", "CANARY@smtp.example.org", "must be an Apprise address"),
        ("apprise", "mailto://CANARY x@y", "must be an address without blanks"),
        ("apprise", "://CANARY", "must be an Apprise address"),
    ],
)
def test_an_address_of_the_wrong_kind_is_told_without_it(load, problems, type_, address, message):
    block = f'{SOURCE}[[channels]]\nname = "c"\ntype = "{type_}"\n'
    [found] = problems(f'{block}url = "{address}"\n')
    assert found.endswith(found.partition("url: ")[2])
    assert message in found
    [named] = problems(f'{block}url_env = "HOOK"\n', {"HOOK": address})
    assert f"url_env: what it names {message}" in named
    assert "CANARY" not in found + named


def test_addresses_of_each_kind_are_taken(load):
    for type_, address in (("apprise", "json://127.0.0.1/x"), ("teams", "https://f.example/x"), ("webhook", "http://h.example/")):
        channel = load(f'{SOURCE}[[channels]]\nname = "c"\ntype = "{type_}"\nurl = "{address}"\n').channels[0]
        assert channel_url(channel, {}).reveal() == address


def test_without_apprise_it_is_said_what_to_install(load, problems, monkeypatch):
    block = f'{SOURCE}[[channels]]\nname = "c"\ntype = "apprise"\nurl = "json://127.0.0.1/x"\n'
    assert problems(block) == []
    monkeypatch.setitem(sys.modules, "apprise", None)
    monkeypatch.setattr("noticewatch.config.channels.find_spec", lambda name: None)
    assert problems(block) == ['6 channels "c": type: needs Apprise, which is not installed: pip install "noticewatch[apprise]"']
    assert load(block, secrets=False).channels  # what only reads needs no Apprise


def test_a_file_with_a_token_that_others_can_read_is_refused(problems, tmp_path):
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "token").chmod(0o644)
    [found] = problems(SOURCE + BOT.replace('token_env = "SLACK_BOT_TOKEN"', 'token_file = "token"'))
    assert found.startswith('7 channels "c": token_file: ')
    assert found.endswith("token can be read or written by others: chmod 600")


def test_kinds():
    slack = Channel(name="c", type="slack", url=Secret(HOOK))
    assert (slack.kind, replace(slack, url=None, token_env="X").kind) == ("slack", "slack-bot")
    assert Channel(name="c", type="webhook", url=Secret(HOOK), secret_env="X").kind == "webhook"
