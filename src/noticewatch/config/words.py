"""What one word of the configuration must look like: checks of single values, each raising ValueError with what is wrong.

Imports the standard library, soupsieve (to try CSS selectors) and model. A check sees a value and never the world: no
environment, no file. A message repeats the word only where it cannot be a secret.
"""

from __future__ import annotations

import difflib
import hmac
import ipaddress
import re
import zoneinfo
from collections.abc import Callable
from datetime import timedelta
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from noticewatch.config.channels import EMAIL
from noticewatch.model import EventType
from noticewatch.names import organization_key

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

WIDEST = {4: 8, 6: 7}  # bits of the widest private networks (10.0.0.0/8, fc00::/7); a wider one would lift the guard altogether
SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
FEED_TYPES = tuple(kind for kind in get_args(EventType) if kind.partition(".")[0] in ("notice", "source", "channel", "system"))
MAIN_FEEDS = ("feed", "health")
ENV_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Secret:
    """A text that is not shown by `repr`, `str`, formatting or tracebacks; `reveal` gives it to its one use.

    >>> f"{Secret('hunter2')} {Secret('hunter2')!r}"
    "*** Secret('***')"
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself."""
        return self._text

    def __str__(self) -> str:
        return "***"

    def __repr__(self) -> str:
        return "Secret('***')"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash((Secret, self._text))


def nearest(word: str, words: tuple[str, ...]) -> str:
    """Return " - did you mean …?" for the nearest of some words, or nothing.

    >>> nearest("intervall", ("interval", "include"))
    '; did you mean "interval"?'
    """
    found = difflib.get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    return f'; did you mean "{found[0]}"?' if found else ""


def one_of(words: tuple[str, ...], later: tuple[str, ...] = ()) -> Callable[[object], object]:
    """Return a check that a word is one of some, and a clear refusal of those that only later versions know."""

    def check(word: object) -> object:
        if isinstance(word, str) and word in later:
            raise ValueError(f'"{word}" is known, but not available in this version; must be one of {", ".join(words)}')
        if word not in words:
            hint = nearest(word, words) if isinstance(word, str) else ""
            raise ValueError(f"must be one of {', '.join(words)}{hint}")
        return word

    return check


def positive(span: timedelta) -> timedelta:
    """Check that a span of time is more than nothing."""
    if not span:
        raise ValueError("must be longer than nothing")
    return span


def web_address(address: object) -> str:
    """Check an http or https address; the message never holds the address, which may be a secret."""
    if not isinstance(address, str):
        raise ValueError("must be an address in quotes")
    if len(address) > 4096 or re.search(r"[\s\\\x00-\x1f\x7f]", address):
        raise ValueError("must be an address without blanks, backslashes and control characters")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("is not an address that can be read") from None
    if parts.scheme not in ("http", "https"):
        raise ValueError("must begin with http:// or https://")
    if not parts.hostname or port == 0:
        raise ValueError("must name a host, as in https://www.example.org/news")
    return address


def public_address(address: object) -> str:
    """Check an address that will be shown in alerts and logs, and so may hold no password."""
    checked = web_address(address)
    if "@" in urlsplit(checked).netloc:
        raise ValueError("must not hold a user name or a password")
    return checked


def zone(name: object) -> ZoneInfo:
    """Read an IANA time zone."""
    try:
        return ZoneInfo(name if isinstance(name, str) and name else "?")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = _nearest_zone(name) if isinstance(name, str) else ""
        raise ValueError(f'is not a time zone such as "Asia/Tokyo"{hint}') from None


def _nearest_zone(name: str) -> str:
    zones = {zone.casefold(): zone for zone in zoneinfo.available_timezones()}
    found = difflib.get_close_matches(name[:60].casefold(), list(zones), n=1, cutoff=0.6)
    return f'; did you mean "{zones[found[0]]}"?' if found else ""


def network(word: object) -> Network:
    """Read a network that may be fetched though it is not public."""
    try:
        network = ipaddress.ip_network(word if isinstance(word, str) else "?", strict=False)
    except ValueError:
        raise ValueError('must be a network such as "10.20.0.0/16" or "fd00::/8"') from None
    if network.prefixlen < WIDEST[network.version]:
        raise ValueError(f"is too wide: /{WIDEST[network.version]} at the widest, so that the guard keeps its meaning")
    if str(network.network_address) != str(word).partition("/")[0].casefold() and network.version == 4:
        raise ValueError(f'has address bits behind its mask; did you mean "{network}"?')
    return network


def env_name(name: object) -> str:
    """Check the name of an environment variable; "" for none."""
    if name == "":
        return ""
    if not isinstance(name, str) or not ENV_NAME.fullmatch(name):
        raise ValueError("must be the name of an environment variable, not its value")
    return name


def file_path(word: object) -> Path | None:
    """Read a path; "" for none."""
    if word == "":
        return None
    return path(word)


def path(word: object) -> Path:
    """Read a path."""
    if not isinstance(word, str) or not word or "\0" in word:
        raise ValueError("must be a path in quotes")
    if "://" in word:
        raise ValueError("must be a path, not an address")
    return Path(word)


def address_or_none(word: object) -> str:
    """Check an address that will be shown; "" for none."""
    return "" if word == "" else public_address(word)


def line_or_none(word: object) -> str:
    """Check a text of one line; "" for none."""
    if not isinstance(word, str):
        raise ValueError("must be a text in quotes")
    if len(word) > 300:
        raise ValueError("must have 300 characters at most")
    return line(word) if word else ""


def header_text(text: str) -> str:
    """Check what goes into a request header."""
    if not re.fullmatch(r"[\x20-\x7e]{1,500}", text) or text != text.strip():
        raise ValueError("must be printable ASCII, 500 characters at most (it goes into a header)")
    return text


def line(text: str) -> str:
    """Check a text of one line, without control characters."""
    if not text.strip() or not text.isprintable():
        raise ValueError("must be one line of text")
    return text


def organization(name: str) -> str:
    """Check a name that is told from others by more than a legal form."""
    if not organization_key(name):
        raise ValueError("must be an organization's name, not only a legal form")
    return name


def listen(address: object) -> str:
    """Check where to listen; "" for nowhere."""
    if address != "":
        split_listen(address)
    return str(address)


def split_listen(address: object) -> tuple[str, int]:
    """Return host and port of `127.0.0.1:8080` or `[::1]:8080`."""
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):([0-9]{1,5})", address if isinstance(address, str) else "")
    if not match or not 0 < int(match[3]) < 65536:
        raise ValueError('must be host:port such as "127.0.0.1:8080" or "[::1]:8080", or "" for none')
    return match[1] or match[2], int(match[3])


def pattern(word: object) -> re.Pattern[str]:
    """Compile a regular expression."""
    if not isinstance(word, str) or not word:
        raise ValueError("must be a regular expression in quotes")
    try:
        return re.compile(word)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"is not a regular expression: {error}") from None


@lru_cache(maxsize=4096)
def _selector_fault(selector: str) -> str:
    import soupsieve  # it brings BeautifulSoup along: only for those who need it

    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, RecursionError) as error:
        return str(error).partition("\n")[0] or "is not a CSS selector"
    return ""


def selector(word: object) -> str | None:
    """Check a CSS selector; "" for none."""
    if not isinstance(word, str):
        raise ValueError("must be a CSS selector in quotes")
    if word and (fault := _selector_fault(word)):
        raise ValueError(f"is not a CSS selector: {fault}")
    return word or None


def events(word: object) -> str:
    """Check a pattern of event types, such as `notice.*`: it must match one at least."""
    return _matching(word, get_args(EventType))


def feed_events(word: object) -> str:
    """Check a pattern of the types of event that can stand in a feed."""
    return _matching(word, FEED_TYPES)


def _matching(word: object, types: tuple[str, ...]) -> str:
    if not isinstance(word, str) or not any(fnmatchcase(kind, word) for kind in types):
        hint = nearest(word, (*types, "notice.*", "source.*", "channel.*", "system.*")) if isinstance(word, str) else ""
        raise ValueError(f"matches no type of event ({', '.join(types)}){hint}")
    return word


def not_empty(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Check that a list chooses something."""
    if not patterns:
        raise ValueError("must not be empty: leave the key out for all")
    return patterns


def source_id(word: object) -> str:
    """Check the id of a source."""
    if not isinstance(word, str) or not SOURCE_ID.fullmatch(word) or len(word) > 100:
        raise ValueError("must be lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, 100 at most")
    return word


def register_name(word: object) -> str:
    """Check the name of a register, by which channels and feeds choose it."""
    if not isinstance(word, str) or not SOURCE_ID.fullmatch(word) or len(word) > 100:
        raise ValueError("must be lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, 100 at most")
    return word


def feed_name(word: object) -> str:
    """Check the name of a further feed, which names its files."""
    if not isinstance(word, str) or not SOURCE_ID.fullmatch(word) or len(word) > 100:
        raise ValueError("must be lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, 100 at most")
    if word in MAIN_FEEDS:
        raise ValueError(f"is the name of a feed that is always there ({', '.join(MAIN_FEEDS)})")
    return word


def glob(word: object) -> str:
    """Check a pattern of file names."""
    return str(path(word))


def secret_address(word: object) -> Secret:
    """Hide an address that is itself a secret; which kind of address it must be hangs on its channel's type."""
    if not isinstance(word, str):
        raise ValueError("must be an address in quotes")
    return Secret(word)


def receiver_address(type_: str, address: str) -> str:
    """Check the address of a channel of some type; the message never holds the address.

    >>> receiver_address("teams", "https://example.webhook.office.com/x")
    Traceback (most recent call last):
    ValueError: is a retired Office 365 connector's: make a webhook with the Workflows app of Teams
    """
    if type_ == "apprise":
        return apprise_address(address)
    checked = web_address(address)
    host = urlsplit(checked).hostname or ""
    if type_ == "teams" and (host.endswith(".webhook.office.com") or host == "outlook.office.com"):
        raise ValueError("is a retired Office 365 connector's: make a webhook with the Workflows app of Teams")
    return checked


def apprise_address(address: str) -> str:
    """Check an Apprise address by its form; the message never holds the address, which is a secret."""
    if len(address) > 4096 or re.search(r"[\s\x00-\x1f\x7f]", address):
        raise ValueError("must be an address without blanks and control characters")
    if not re.match(r"[a-z][a-z0-9]{1,20}://.", address):
        raise ValueError('must be an Apprise address, such as "mailtos://user:password@smtp.example.org?to=soc@example.org"')
    return address


def slack_channel(word: object) -> str:
    """Check a Slack channel's id; "" for none."""
    if word != "" and (not isinstance(word, str) or not re.fullmatch(r"[CGD][A-Z0-9]{6,20}", word)):
        raise ValueError("must be a channel's id such as \"C0123456789\", which stands at the end of the channel's details")
    return word


def bot_token(token: str) -> str:
    """Check a Slack token; the message never holds it."""
    if not re.fullmatch(r"xox[a-z.-]+-[A-Za-z0-9-]+", token):
        raise ValueError("must hold a bot's token, which begins with xoxb-")
    return token


def api_address(word: object) -> str:
    """Check where the Web API is asked: over TLS, or on this machine; the token goes there."""
    address = public_address(word)
    parts = urlsplit(address)
    host = parts.hostname or ""
    loopback = re.fullmatch(r"127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}|::1|localhost", host)
    if parts.scheme != "https" and not loopback:
        raise ValueError("must begin with https://, for the token goes there (http:// for this machine's own addresses only)")
    if parts.query or parts.fragment:
        raise ValueError('must be where the methods lie, as in "https://slack.com/api/"')
    return address if address.endswith("/") else f"{address}/"


def channel_type(types: tuple[str, ...]) -> Callable[[object], object]:
    """Return a check that a word is a type of channel; mail is Apprise's."""
    known = one_of(types)

    def check(word: object) -> object:
        if word == "email":
            raise ValueError(EMAIL)
        return known(word)

    return check
