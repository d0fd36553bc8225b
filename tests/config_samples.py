"""What the tests of the configuration share: small texts, an environment, and ways to load and to check a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from noticewatch.config import Config, config_problems, load_config
from noticewatch.errors import Problem

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
KEY = "whsec_a2V5LW9mLWEtdGVzdC1hbmQtb2Ytbm90aGluZy1lbHNl"
FEED_TOKEN = "a-token-for-tests.0123456789~_"
HOOK = "https://hooks.chat.example/services/T0/CANARY-in-the-address"
TOKEN = "xoxb-1-CANARY-of-a-bot"
ENV = {
    "SLACK_WEBHOOK_URL": HOOK,
    "HOOK_SECRET": KEY,
    "SLACK_BOT_TOKEN": TOKEN,
    "TEAMS_WORKFLOW_URL": "https://flows.example/invoke?sig=CANARY",
    "DISCORD_WEBHOOK_URL": "https://discord.example/api/webhooks/1/CANARY",
    "MAIL_URL": "mailtos://bot:CANARY@smtp.example?to=soc@smtp.example",
}
SOURCE = '[[sources]]\nid = "a"\nurl = "https://a.example/news"\n'


def example() -> str:
    """The documented example."""
    return re.search(r"## An example\n\n```toml\n(.*?)```", DOCUMENT, re.DOTALL)[1]


def shown(problem: Problem) -> str:
    """A mistake without its file: `LINE PLACE: MESSAGE`."""
    return f"{problem.line} {problem.place}: {problem.message}"


def loader(folder: Path) -> Callable[..., Config]:
    """A function that writes a configuration there and loads it."""

    def write_and_load(text: str, env: dict[str, str] | None = None, **more: bool) -> Config:
        path = folder / "sources.toml"
        path.write_text(text, encoding="utf-8")
        return load_config(path, ENV if env is None else env, **more)

    return write_and_load


def checker(folder: Path) -> Callable[..., list[str]]:
    """A function that writes a configuration there and says what is wrong with it."""

    def write_and_check(text: str | bytes, env: dict[str, str] | None = None) -> list[str]:
        path = folder / "sources.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [shown(problem) for problem in config_problems(path, ENV if env is None else env)]

    return write_and_check
