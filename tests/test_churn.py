"""Items 10 and 11 of the hostile pages: pages that change for no reason alarm nobody, and each real change is told once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from tests.flow_stage import LOSS, ORDINARY, html, listing, stage
from tests.loopback_site import answer
from tests.pages import MANNERS

RENDERS = 10  # of each manner
ADVERT = '<div class="ad"><a href="/lp/{0}">秋の大売り出し 第{0}弾</a></div>'


def rendered(dice: Random, page: str) -> str:
    """The same page, drawn anew: random ids and tokens, advertisements, views, another order of what stands beside it."""
    number = dice.randrange(10**6)
    page = re.sub(r"<(li|tr|div|p)(?=[ >])", lambda found: f'<{found[1]} data-v="{dice.randrange(10**9):x}"', page)
    page = page.replace("</head>", f'<meta name="csrf" content="{number}"><script nonce="{number:x}">t={number}</script></head>')
    page = re.sub(
        r"(?i)</body>", f"{ADVERT.format(number)}<p>閲覧数 {number}</p><p>表示時刻 10:11:{number % 60:02}</p></body>", page
    )
    menus = re.findall(r"<li[^>]*><a[^>]*>[^<]*</a></li>", page)
    if len(menus) > 1:
        one, other = dice.sample(menus, 2)
        page = page.replace(one, "\0").replace(other, one).replace("\0", other)
    return page


@pytest.mark.parametrize("manner", MANNERS)
async def test_a_page_drawn_anew_each_time_alarms_nobody(tmp_path: Path, manner: str) -> None:
    dice = Random(manner)
    routes = {path: html(f"<h1>{title}</h1><p>詳しくは窓口まで。</p>") for path, _, title in ORDINARY}
    entry = ("/n/9.html", "2026年11月20日", "名簿の紛失について")
    async with stage(tmp_path, {"/": listing(*ORDINARY), **routes}) as here:
        assert await here.told() == []
        bodies = set()
        for number in range(RENDERS + 1):
            page = rendered(dice, MANNERS[manner](str(1 + number % 9))).encode()
            bodies.add(page)
            here.routes["/n/9.html"] = answer(page, Content_Type="text/html; charset=utf-8")
            here.routes["/"] = listing(*dice.sample([entry, *ORDINARY], 3))
            [report] = await here.check()
            told = [event.type for event in report.events]
            assert told == (["notice.new"] if number == 0 else []), (number, [event.diff for event in report.events])
            assert report.ok
        assert len(bodies) == RENDERS + 1


@dataclass
class City:
    """The oracle: what stands on the list, and what each notice says."""

    dice: Random
    shown: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)

    def step(self) -> Counter[str]:
        """Let something happen; gives the events that it is worth."""
        do = self.dice.choice(
            ("add", "add", "edit", "edit", "retitle", "reorder", "roll off", "come back", "nothing", "same title")
        )
        if do in ("add", "same title") or not self.shown:
            number = len(self.counts) + 10
            self.counts[number] = self.dice.randrange(20, 900)
            known = self.titles[self.shown[0]] if do == "same title" and self.shown else ""
            self.titles[number] = known or f"申請書の紛失について（第{number}報）"
            self.shown.insert(0, number)
            return Counter(["notice.new"])
        one = self.dice.choice(self.shown)
        if do == "edit":
            self.counts[one] += self.dice.randrange(1, 50)
            return Counter(["notice.changed"])
        if do == "retitle":
            self.titles[one] = f"【重要】{self.titles[one]}"
        elif do == "reorder":
            self.dice.shuffle(self.shown)
        elif do == "roll off" and len(self.shown) > 4:
            self.shown.remove(one)
            self.gone.append(one)
        elif do == "come back" and self.gone:
            self.shown.append(self.gone.pop())
        return Counter()

    def routes(self) -> dict[str, bytes]:
        rows = [(f"/n/{number}.html", "2026年11月21日", self.titles[number]) for number in self.shown]
        pages = {f"/n/{number}.html": html(LOSS.format(count=count)) for number, count in self.counts.items()}
        return {"/": listing(*rows, *ORDINARY), **pages}


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_each_real_change_is_one_event_and_nothing_else_is(tmp_path: Path, seed: int) -> None:
    city = City(Random(seed))
    ordinary = {path: html(f"<h1>{title}</h1><p>詳しくは窓口まで。</p>") for path, _, title in ORDINARY}
    async with stage(tmp_path, {"/": listing(*ORDINARY), **ordinary}) as here:
        assert await here.told() == []
        for number in range(14):
            expected = city.step()
            here.routes |= city.routes()
            events = await here.told()
            assert Counter(event.type for event in events) == expected, (number, [event.notice for event in events])
