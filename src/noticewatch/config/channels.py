"""Which keys belong to which type of channel, and what must stand beside what. Imports the standard library only.

A message names keys and never what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any

ADDRESS = ("url", "url_env", "url_file")
TOKEN = ("token_env", "token_file")
BOT = (*TOKEN, "channel", "api_url")
SIGNING = ("secret_env", "secret_file")
PEOPLE = ("digest", "quiet_hours", "max_per_hour")
# the keys that say where and how a type delivers; all others are every type's
OWN: dict[str, tuple[str, ...]] = {
    "slack": (*ADDRESS, *BOT),
    "webhook": (*ADDRESS, *SIGNING),
    "teams": ADDRESS,
    "discord": ADDRESS,
    "apprise": ADDRESS,
}
WHOSE = dict.fromkeys(SIGNING, "webhooks") | dict.fromkeys(BOT, "Slack with a bot token")
EMAIL = 'is written as type = "apprise", with an address such as "mailtos://USER:PASSWORD@smtp.example.org?to=soc@example.org"'
INSTALL = 'needs Apprise, which is not installed: pip install "noticewatch[apprise]"'


def faults(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each mistake between a channel's keys with the key at which it stands, "" for the table itself.

    >>> list(faults({"type": "teams", "url": "https://…", "secret_env": "X"}))
    [('secret_env', 'is for webhooks, not for teams')]
    >>> list(faults({"type": "slack", "token_env": "SLACK_BOT_TOKEN"}))
    [('', 'needs channel beside the token: the id of the Slack channel, such as "C0123456789"')]
    """
    type_ = str(table.get("type"))
    given = {key for key, value in table.items() if value}
    if type_ in OWN:
        for key in (*SIGNING, *BOT):
            if key in given and key not in OWN[type_]:
                yield key, f"is for {WHOSE[key]}, not for {type_}"
    addresses = [key for key in ADDRESS if key in given]
    tokens = [key for key in TOKEN if key in given] if type_ == "slack" else []
    if not addresses and not tokens:
        yield "", "needs one of url, url_env and url_file" + (", or a bot's token_env or token_file" if type_ == "slack" else "")
    if len(addresses) > 1:
        yield addresses[-1], "needs one of url, url_env and url_file, not more"
    if addresses and tokens:
        yield tokens[0], "needs either a webhook's address or a bot's token, not both"
    for one, other in (SIGNING, TOKEN):
        if {one, other} <= given:
            yield other, f"one of {one} and {other}, not both"
    if tokens and "channel" not in given:
        yield "", 'needs channel beside the token: the id of the Slack channel, such as "C0123456789"'
    if type_ == "slack" and not tokens:
        for key in ("channel", "api_url"):
            if key in given:
                yield key, "is for a bot: it needs token_env or token_file beside it"
    for key in PEOPLE:
        if key in table and type_ == "webhook":
            yield key, "is for channels that people read: a webhook gets each event by itself, at once"
        elif key in table and key != "digest" and "digest" in table:
            yield key, "does nothing beside digest, which holds all events back"


def missing_package(type_: str) -> str:
    """Return what has to be installed before a type of channel can be served; "" for nothing."""
    return INSTALL if type_ == "apprise" and find_spec("apprise") is None else ""
