"""Channels' addresses, tokens and signing keys, feeds' tokens and the proxy: read when they are used, shown to nobody.

Imports the standard library, errors and this package's own modules. A secret stands in an environment variable, in a file that
only its owner can read, or (an address) in the configuration itself. Messages name the variable or the file, never what is in
it, nor a word that might be a secret put in the wrong place.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from noticewatch.config.schema import Channel, Feed, FurtherFeed, Settings
from noticewatch.config.words import Secret, bot_token, receiver_address, web_address
from noticewatch.errors import ConfigError, Problem

# RFC 3986's unreserved characters: the same in a query, in a header and in Basic's base64
TOKEN = re.compile(r"[A-Za-z0-9._~-]{16,200}")
LONGEST = 64 * 1024  # bytes of a file that should hold one line


def channel_url(channel: Channel, env: Mapping[str, str]) -> Secret:
    """Return a channel's address as it stands now.

    Raises ConfigError where its variable or file is missing, empty or holds no address of its type's kind.
    """
    key, text = ("url", channel.url.reveal()) if channel.url is not None else _read(channel, "url", env)
    try:
        return Secret(receiver_address(channel.type, text if channel.url is not None else text.strip()))
    except ValueError as error:
        what = "" if channel.url is not None else "what it names "
        raise _wrong(_place(channel), f"{key}: {what}{error}") from None


def channel_token(channel: Channel, env: Mapping[str, str]) -> Secret:
    """Return a Slack bot's token as it stands now.

    Raises ConfigError where its variable or file is missing, empty or holds no token.
    """
    key, text = _read(channel, "token", env)
    try:
        return Secret(bot_token(text.strip()))
    except ValueError as error:
        raise _wrong(_place(channel), f"{key}: what it names {error}") from None


def channel_secrets(channel: Channel, env: Mapping[str, str]) -> tuple[Secret, ...]:
    """Return the keys that a webhook's deliveries are signed with, each `whsec_…` or plain base64; none: not signed.

    Several, apart by blanks or lines, are an old and a new one while keys are changed (Standard Webhooks, zero downtime secret
    rotation). Raises ConfigError where the variable or file is missing, or one of them is no base64.
    """
    if not channel.secret_env and channel.secret_file is None:
        return ()
    key, text = _read(channel, "secret", env)
    keys = text.split()
    if not keys or not all(map(_decodes, keys)):
        raise _wrong(_place(channel), f"{key}: what it names must be base64, with or without whsec_ before it")
    return tuple(map(Secret, keys))


def feed_tokens(feed: Feed | FurtherFeed, env: Mapping[str, str]) -> tuple[Secret, ...]:
    """Return the tokens, one of which opens a feed; none: it is open to all who reach it.

    Several, apart by blanks or lines, are an old and a new one while they are changed. Raises ConfigError where the variable or
    file is missing, or one of them is no token.
    """
    if not feed.token_env and feed.token_file is None:
        return ()
    key, text = _read(feed, "token", env)
    tokens = text.split()
    if not tokens or not all(map(TOKEN.fullmatch, tokens)):
        raise _wrong(_place(feed), f"{key}: what it names must be 16 to 200 letters, digits, '.', '_', '~' and '-'")
    return tuple(map(Secret, tokens))


def proxy_url(settings: Settings, env: Mapping[str, str]) -> str:
    """Return the forward proxy's address, "" for none.

    Raises ConfigError where the variable is not set or holds no http(s) address.
    """
    if not settings.proxy_url_env:
        return ""
    try:
        return web_address(_variable(settings.proxy_url_env, env))
    except ValueError as error:
        raise _wrong("settings", f"proxy_url_env: {_shown(settings.proxy_url_env)} {error}") from None


def _read(owner: Channel | Feed | FurtherFeed, what: str, env: Mapping[str, str]) -> tuple[str, str]:
    """The key of the configuration that names a secret of a channel or a feed, and the secret."""
    place, name, path = _place(owner), getattr(owner, f"{what}_env"), getattr(owner, f"{what}_file")
    key = f"{what}_env" if name else f"{what}_file"
    try:
        if path is None:
            return key, _variable(name, env)
        with path.open("rb") as file:
            return key, file.read(LONGEST).decode("utf-8")
    except UnicodeDecodeError:
        raise _wrong(place, f"{key}: {path} does not hold UTF-8") from None
    except OSError as error:
        raise _wrong(place, f"{key}: {path}: {error.strerror}") from None
    except ValueError as error:
        raise _wrong(place, f"{key}: {_shown(name)} {error}") from None


def _variable(name: str, env: Mapping[str, str]) -> str:
    if not env.get(name):
        raise ValueError("is not set")
    return env[name]


def _shown(name: str) -> str:
    """A variable's name for a message, unless it looks as if the secret itself had been put there."""
    return f"${name}" if name.isupper() else "the variable that it names"


def _decodes(key: str) -> bool:
    try:
        return bool(base64.b64decode(key.removeprefix("whsec_"), validate=True))
    except (binascii.Error, ValueError):
        return False


def _place(owner: Channel | Feed | FurtherFeed) -> str:
    if isinstance(owner, Feed):
        return "feed"
    return f'{"channels" if isinstance(owner, Channel) else "feeds"} "{owner.name}"'


def _wrong(place: str, message: str) -> ConfigError:
    return ConfigError([Problem("the configuration", None, place, message)])
