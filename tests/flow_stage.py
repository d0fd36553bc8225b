"""A stage for whole passes: an invented city on loopback whose pages change, receivers that answer as told, the real service."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from random import Random
from typing import Any

from noticewatch.config import Channel, Config, Feed, Secret, Server, Settings, Source
from noticewatch.model import Event
from noticewatch.parsing import Parser
from noticewatch.report import Report
from noticewatch.service import Service
from tests.inline_worker import InlineWorker
from tests.loopback_site import Behaviour, HandClock, Request, Site, answer

SECRET = "whsec_dGhpcyBpcyBhIHNlY3JldCBmb3IgdGVzdHMgb25seQ=="

LOSS = """<h1>申請書の紛失について</h1><p>更新日：2026年11月21日</p>
<p>このたび、本市の窓口で受け付けた申請書を紛失する事案が発生しました。深くお詫び申し上げます。</p>
<h2>紛失した申請書</h2><p>市民{count}名分の氏名、住所、電話番号が記載されていました。</p>
<p>個人情報保護委員会に報告し、警察に遺失届を提出しました。現時点で悪用された事実は確認されていません。</p>"""
MENU = "<h1>給食の献立</h1><p>今月の献立は次のとおりです。魚の日が三日あります。</p>"
OUTAGE = (
    "<h1>ホームページの障害について</h1><p>{when}、ホームページが閲覧しづらい状態となっていました。現在は復旧しています。</p>"
)


def html(main: str, title: str = "") -> bytes:
    page = f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{title}灯台市</title></head><body>
<ul id="nav"><li><a href="/kurashi/">くらし</a></li><li><a href="/kosodate/">子育て</a></li>
<li><a href="/shisei/">市政</a></li></ul>
<div id="main">{main}</div><div id="footer"><p>灯台市役所 <a href="/sitemap.html">サイトマップ</a></p></div></body></html>"""
    return answer(page.encode(), Content_Type="text/html; charset=utf-8")


def listing(*entries: tuple[str, str, str]) -> bytes:
    """A city's list; entries are (path, date, title)."""
    rows = "".join(f'<dt>{day}</dt><dd><a href="{path}">{title}</a></dd>' for path, day, title in entries)
    return html(f"<h1>新着情報</h1><dl>{rows}</dl>", "新着情報｜")


ORDINARY = (("/n/1.html", "2026年11月10日", "水道料金の改定について"), ("/n/2.html", "2026年11月12日", "図書館の休館日について"))
NOTICE = ("/n/3.html", "2026年11月21日", "申請書の紛失について")


@dataclass
class Receiver:
    """Answers deliveries with what it is told, 200 and `ok` when nothing; keeps what came."""

    site: Site
    answers: list[bytes] = field(default_factory=list)
    got: list[Request] = field(default_factory=list)

    async def take(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.got.append(request)
        writer.write(self.answers.pop(0) if self.answers else answer(b"ok"))
        await writer.drain()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(request.body) for request in self.got]


@dataclass
class Stage:
    """The city's routes may be changed between passes; `hook` and `slack` are the two channels' receivers."""

    city: Site
    routes: dict[str, bytes | Behaviour]
    hook: Receiver
    slack: Receiver
    clock: HandClock
    config: Config
    service: Service

    async def check(self, **more: Any) -> list[Report]:
        """A pass over everything and a round of deliveries, an hour after the last."""
        self.clock.pass_by(3600)
        reports = await self.service.check(self.config.sources, **({"everything": True} | more))
        await self.service.publish()
        await self.service.deliverer.deliver_due()
        return reports

    async def told(self, **more: Any) -> list[Event]:
        """The events of a pass."""
        return [event for report in await self.check(**more) for event in report.events]


@asynccontextmanager
async def stage(
    folder: Path, routes: dict[str, bytes | Behaviour], *, kind: str = "auto", path: str = "/", **settings: Any
) -> AsyncIterator[Stage]:
    """The service over an empty database, with one source and two channels."""
    clock = HandClock()
    hooks: dict[str, bytes | Behaviour] = {}
    async with Site(routes, host="127.0.0.21") as city, Site(hooks, host="127.0.0.22") as receivers:
        hook, slack = Receiver(receivers), Receiver(receivers)
        hooks |= {"/hook": hook.take, "/slack": slack.take}
        secret = folder / "secret"
        secret.write_text(SECRET)
        secret.chmod(0o600)
        channels = (
            Channel(name="siem", type="webhook", url=Secret(receivers.url("/hook")), secret_file=secret),
            Channel(name="soc", type="slack", url=Secret(receivers.url("/slack"))),
        )
        made = Source(
            id="city", url=city.url(path), name="灯台市 新着情報", kind=kind, organization="灯台市", tags=("municipality",)
        )  # type: ignore[arg-type]
        base: dict[str, Any] = {"allow_networks": (ip_network("127.0.0.0/8"),), "per_host_delay": clock.now() - clock.now()}
        config = Config(
            settings=Settings(database=folder / "noticewatch.db", **(base | settings)),
            feed=Feed(path=folder / "feed"),
            server=Server(listen=""),
            channels=channels,
            sources=(made,),
            path=folder / "sources.toml",
        )
        async with Service(config, {}, clock=clock, rng=Random(7), parser=Parser(InlineWorker)) as service:
            yield Stage(city, routes, hook, slack, clock, config, service)


def write_configuration(folder: Path, city: Site, receivers: Site, *, settings: str = "", listen: str = "") -> Path:
    """The same stage as a configuration file, for commands and the daemon; $HOOK_SECRET holds the secret."""
    path = folder / "sources.toml"
    path.write_text(f"""
[settings]
per_host_delay = "0s"
allow_networks = ["127.0.0.0/8"]
{settings}
[server]
listen = "{listen}"
[[channels]]
name = "siem"
type = "webhook"
url = "{receivers.url("/hook")}"
secret_env = "HOOK_SECRET"
[[sources]]
id = "todai"
name = "灯台市 新着情報"
url = "{city.url("/")}"
organization = "灯台市"
""")
    return path


def city_routes(*entries: tuple[str, str, str]) -> dict[str, bytes | Behaviour]:
    """A city's list with those entries, and its pages: ordinary ones and the notice."""
    routes: dict[str, bytes | Behaviour] = {"/": listing(*entries), "/n/3.html": html(LOSS.format(count=25))}
    for path, _, title in ORDINARY:
        routes[path] = html(f"<h1>{title}</h1><p>詳しくは窓口までお問い合わせください。</p>")
    return routes
