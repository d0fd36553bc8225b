"""That secrets stay secret, and that others can neither read them nor write the configuration."""

from __future__ import annotations

import os
import traceback

import pytest

from config_samples import ENV, FEED_TOKEN, HOOK, KEY, SOURCE, example, shown
from noticewatch.config import (
    Secret,
    channel_secrets,
    channel_url,
    config_problems,
    feed_tokens,
    proxy_url,
)
from noticewatch.config.access import owner_fault, writing_fault
from noticewatch.errors import ConfigError

# Secrets


def test_secrets_are_read_when_they_are_used(load, tmp_path):
    (tmp_path / "hook").write_text("https://one.example/\n")
    (tmp_path / "key").write_text(f"{KEY}\n")
    for name in ("hook", "key"):
        (tmp_path / name).chmod(0o600)
    config = load(SOURCE + '[[channels]]\nname = "c"\ntype = "webhook"\nurl_file = "hook"\nsecret_file = "key"\n')
    channel = config.channels[0]
    assert channel_url(channel, {}).reveal() == "https://one.example/"
    (tmp_path / "hook").write_text("https://two.example/")
    (tmp_path / "key").write_text(f"{KEY}\n{KEY[6:]}\n")
    assert channel_url(channel, {}).reveal() == "https://two.example/"
    assert [secret.reveal() for secret in channel_secrets(channel, {})] == [KEY, KEY[6:]]
    (tmp_path / "hook").unlink()
    with pytest.raises(ConfigError, match=r"url_file: .*hook: No such file"):
        channel_url(channel, {})
    (tmp_path / "hook").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="does not hold UTF-8"):
        channel_url(channel, {})


def test_a_feed_s_tokens_are_read_when_they_are_used(load, tmp_path):
    (tmp_path / "token").write_text(f"{FEED_TOKEN}\n")
    (tmp_path / "token").chmod(0o600)
    further = '[[feeds]]\nname = "f"\ntoken_file = "token"\n[[feeds]]\nname = "open"\n'
    config = load('[feed]\ntoken_env = "FEED_TOKEN"\n' + SOURCE + further, {"FEED_TOKEN": f"{FEED_TOKEN}a {FEED_TOKEN}b"})
    assert [token.reveal() for token in feed_tokens(config.feed, {"FEED_TOKEN": f"{FEED_TOKEN}a {FEED_TOKEN}b"})] == [
        f"{FEED_TOKEN}a",
        f"{FEED_TOKEN}b",
    ]
    assert feed_tokens(config.feeds[0], {}) == (Secret(FEED_TOKEN),)
    assert feed_tokens(config.feeds[1], {}) == ()
    (tmp_path / "token").write_text("short")
    with pytest.raises(ConfigError, match="token_file: what it names must be 16 to 200") as caught:
        feed_tokens(config.feeds[0], {})
    assert "short" not in str(caught.value)
    (tmp_path / "token").chmod(0o644)
    assert "can be read or written by others" in shown(config_problems(tmp_path / "sources.toml", {"FEED_TOKEN": FEED_TOKEN})[0])


def test_a_channel_s_variable(load):
    config = load(example())
    assert channel_url(config.channels[0], ENV).reveal() == HOOK
    assert channel_secrets(config.channels[0], ENV) == ()
    assert channel_secrets(config.channels[1], ENV) == (Secret(KEY),)
    assert channel_url(config.channels[1], {}) == Secret("http://127.0.0.1:9000/hook")
    with pytest.raises(ConfigError, match=r"\$SLACK_WEBHOOK_URL is not set"):
        channel_url(config.channels[0], {"SLACK_WEBHOOK_URL": ""})


def test_commands_that_only_read_need_no_secret(load):
    assert len(load(example(), {}, secrets=False).channels) == 2
    with pytest.raises(ConfigError):
        load(example(), {})


def test_a_proxy(load):
    settings = load('[settings]\nproxy_url_env = "FETCH_PROXY"\n' + SOURCE, {"FETCH_PROXY": "http://proxy.example:3128"}).settings
    assert proxy_url(settings, {"FETCH_PROXY": "http://proxy.example:3128"}) == "http://proxy.example:3128"
    with pytest.raises(ConfigError, match=r"proxy_url_env: \$FETCH_PROXY must begin with http"):
        proxy_url(settings, {"FETCH_PROXY": "socks5://CANARY@proxy"})
    assert proxy_url(load(SOURCE).settings, {"HTTP_PROXY": "http://trap.example"}) == ""


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644, 0o666, 0o610])
def test_a_secret_that_others_can_read_is_refused(problems, tmp_path, mode):
    (tmp_path / "hook").write_text(HOOK)
    (tmp_path / "hook").chmod(mode)
    text = SOURCE + '[[channels]]\nname = "c"\ntype = "slack"\nurl_file = "hook"\n'
    found = problems(text)
    assert len(found) == 1
    assert found[0].startswith('7 channels "c": url_file: ')
    assert found[0].endswith("hook can be read or written by others: chmod 600")
    assert problems(text, {"CREDENTIALS_DIRECTORY": str(tmp_path)}) == []


def test_a_credential_comes_before_a_file_beside_the_configuration(load, tmp_path):
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    for folder, address in ((tmp_path, "https://beside.example/"), (credentials, "https://credential.example/")):
        (folder / "hook").write_text(address)
        (folder / "hook").chmod(0o400)
    text = SOURCE + '[[channels]]\nname = "c"\ntype = "slack"\nurl_file = "hook"\n'
    assert channel_url(load(text, {}).channels[0], {}).reveal() == "https://beside.example/"
    config = load(text, {"CREDENTIALS_DIRECTORY": str(credentials)})
    assert channel_url(config.channels[0], {}).reveal() == "https://credential.example/"


def test_a_folder_is_no_secret_and_no_configuration(problems, tmp_path):
    (tmp_path / "hook").mkdir()
    found = problems(SOURCE + '[[channels]]\nname = "c"\ntype = "slack"\nurl_file = "hook"\n')
    assert found[0].endswith("hook is not a file")
    assert [shown(problem) for problem in config_problems(tmp_path, {})] == ["None : is not a file"]
    assert "cannot be read: No such file" in shown(config_problems(tmp_path / "nothing", {})[0])


@pytest.mark.parametrize("key", ["SLACK_WEBHOOK_URL", "HOOK_SECRET", "FETCH_PROXY"])
@pytest.mark.parametrize("value", ["CANARY", "ftp://CANARY/", "https://", "https://h/CANARY\nx", "CANARY ☃", ""])
def test_no_message_holds_a_secret(load, key, value):
    text = '[settings]\nproxy_url_env = "FETCH_PROXY"\n' + example().replace("[settings]\n", "").replace(
        'proxy_url_env = ""\n', ""
    )
    env = ENV | {"FETCH_PROXY": "http://proxy.example/"} | {key: value}
    with pytest.raises(ConfigError) as caught:
        load(text, env)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "CANARY" not in told
    assert f"${key}" in told or "secret_env" in told or "url_env" in told


@pytest.mark.parametrize(
    "line",
    [
        'url = "https//hooks.example/CANARY"', 'url = "https://h/CANARY "', 'url_env = "https://h/CANARY"', 'url_env = "CANARYx"',
        'url_file = "https://h/CANARY"', 'secret_env = "whsec_CANARY"', 'secret_env = "whsec_CANARY=="', "url = ['CANARY']",
        'uri = "https://h/CANARY"', 'secret = "CANARY"', 'url_env = "X"\nurl = "https://h/CANARY"', 'url = {a = "CANARY"}',
    ],
)  # fmt: skip
def test_a_secret_in_the_wrong_place_is_not_told(load, line):
    with pytest.raises(ConfigError) as caught:
        load(f'{SOURCE}[[channels]]\nname = "c"\ntype = "webhook"\n{line}\n')
    assert "CANARY" not in "".join(traceback.format_exception(caught.value))


def test_a_loaded_configuration_shows_no_secret(load):
    config = load(SOURCE + f'[[channels]]\nname = "c"\ntype = "slack"\nurl = "{HOOK}"\n')
    assert channel_url(config.channels[0], {}).reveal() == HOOK
    assert "CANARY" not in f"{config!r} {config} {config.channels[0].url} {config.channels[0].url!r:>20}"
    assert config.channels[0].url == Secret(HOOK)
    assert hash(config.channels[0].url) == hash(Secret(HOOK))
    assert config.channels[0].url != HOOK


# Who else can write it


@pytest.mark.parametrize(
    ("mode", "good"), [(0o600, True), (0o644, True), (0o444, True), (0o646, False), (0o666, False), (0o602, False)]
)
def test_a_configuration_that_others_can_write_is_refused(tmp_path, mode, good):
    path = tmp_path / "sources.toml"
    path.write_text(SOURCE)
    path.chmod(mode)
    assert [problem.message for problem in config_problems(path, {})] == (
        [] if good else ["can be written by others: chmod go-w"]
    )


def test_a_further_file_that_others_can_write_is_refused(tmp_path):
    path, more = tmp_path / "sources.toml", tmp_path / "more.toml"
    path.write_text('[settings]\ninclude = ["more.toml"]\n' + SOURCE)
    more.write_text(SOURCE.replace('"a"', '"b"'))
    more.chmod(0o666)
    assert [problem.file for problem in config_problems(path, {})] == [str(more)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize(
    ("owner", "group", "mode", "env", "fault"),
    [
        (0, 0, 0o664, {}, ""),
        (1234, 1234, 0o644, {}, "belongs to user 1234"),
        (1234, 1234, 0o664, {"SUDO_UID": "1234"}, ""),
        (1234, 100, 0o664, {"SUDO_UID": "1234"}, "can be written by others"),
        (0, 100, 0o664, {}, "can be written by others"),
        (0, 100, 0o644, {}, ""),
    ],
)
def test_owners(tmp_path, owner, group, mode, env, fault):
    path = tmp_path / "sources.toml"
    path.write_text(SOURCE)
    path.chmod(mode)
    os.chown(path, owner, group)
    assert writing_fault(path, env).startswith(fault)
    assert bool(writing_fault(path, env)) == bool(fault)


def test_a_stranger_s_secret(tmp_path):
    assert owner_fault(os.geteuid(), {}) == ""
    assert "belongs to user 4321" in owner_fault(4321, {"SUDO_UID": "nobody"})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_stranger_s_secret_file_is_refused(problems, tmp_path):
    (tmp_path / "hook").write_text(HOOK)
    (tmp_path / "hook").chmod(0o600)
    os.chown(tmp_path / "hook", 1234, 1234)
    found = problems(SOURCE + '[[channels]]\nname = "c"\ntype = "slack"\nurl_file = "hook"\n')
    assert "hook belongs to user 1234" in found[0]


def test_a_file_of_certificate_authorities(load, problems, tmp_path):
    (tmp_path / "ca.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    text = '[settings]\nca_file = "ca.pem"\n' + SOURCE
    assert load(text).settings.ca_file == tmp_path / "ca.pem"
    (tmp_path / "ca.pem").write_text("nothing")
    assert problems(text)[0].endswith("ca.pem: holds no certificate")
    (tmp_path / "ca.pem").chmod(0o666)
    assert "can be written by others" in problems(text)[0]


def test_a_file_too_large_is_not_read(tmp_path):
    path = tmp_path / "sources.toml"
    with path.open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    assert [problem.message for problem in config_problems(path, {})] == ["is larger than 16 MiB"]
