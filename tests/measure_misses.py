# ruff: noqa: E501  (tables: a row a line)
"""The miss detector over invented organizations: how many planted misses it finds, how often it is wrong.

`python -m tests.measure_misses` plays months of incidents through the real extractor, linking, database and detector; pages and clock are
made up. Organizations announce on their own sources; collectors and customers tell of some of it, early, late or twice, in other words.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlite_utils import Database

from noticewatch.config import Config, Source
from noticewatch.decide import Setting
from noticewatch.extract import extract
from noticewatch.misses import WAIT
from noticewatch.model import Document, Event
from noticewatch.records import Outcome, Seen, SourceState
from noticewatch.settle import settle
from noticewatch.store.commit import commit
from noticewatch.store.connection import Writer
from noticewatch.store.misses import settle_misses
from tests.conftest import make_config

START = datetime(2026, 8, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MONTH = 30
OWNERS, STRANGERS, COLLECTORS, VENDORS = 40, 10, 4, 6

_PLACES = ("青葉", "若松", "朝日", "緑川", "高砂", "白浜", "美咲", "清水沢", "大和田", "桜木")
_TRADES = ("食品", "電機", "運輸", "印刷", "製薬")
_KINDS = {
    "breach": ("不正アクセスによる個人情報漏えいの可能性について", "サーバーが第三者による不正アクセスを受け、{count}名分の氏名と住所が漏えいした可能性があります"),
    "ransom": ("ランサムウェア被害に関するお知らせ", "サーバーがランサムウェアに感染し、{count}名分の個人情報が漏えいした可能性があります"),
    "mail": ("メールの誤送信による個人情報の漏えいについて", "{count}名分のメールアドレスを宛先に表示したまま誤送信する事案が発生しました"),
    "loss": ("個人情報を含む書類の紛失について", "{count}名分の氏名と電話番号が記載された書類を紛失しました"),
    "vendor": ("委託先における不正アクセスについて", "業務委託先の{vendor}のサーバーが不正アクセスを受け、{count}名分の個人情報が漏えいした可能性があります"),
}  # fmt: skip


@dataclass(frozen=True)
class Post:
    """What a source shows from a moment on."""

    at: datetime
    source: Source
    title: str
    text: str
    serial: str


@dataclass(frozen=True)
class Planted:
    """An organization of whose incident its own source shows nothing, from when on."""

    organization: str
    at: datetime


class Country:
    """Organizations, those who tell of them, and what happened; `misses`: how many own sources show nothing of what is told."""

    def __init__(self, *, days: int, misses: int, seed: int) -> None:
        self.rng = Random(seed)
        names = [f"株式会社{place}{trade}" for place in _PLACES for trade in _TRADES]
        self.rng.shuffle(names)
        vendors = [f"{place}システムズ株式会社" for place in _PLACES[:VENDORS]]
        self.own = {name: self._source(f"own{n}", name) for n, name in enumerate((*names[:OWNERS], *vendors))}
        self.strangers = names[OWNERS : OWNERS + STRANGERS]
        self.vendors = vendors
        self.collectors = [self._source(f"collector{n}", None) for n in range(COLLECTORS)]
        self.days, self.planted, self.posts = days, list[Planted](), list[Post]()
        self._serial = 0
        self._happen(misses)
        self.posts.sort(key=lambda post: post.at)

    @property
    def sources(self) -> tuple[Source, ...]:
        return (*self.own.values(), *self.collectors)

    def _source(self, name: str, organization: str | None) -> Source:
        return Source(id=name, name=f"{organization or name} お知らせ", url=f"https://{name}.example/", organization=organization)

    def _happen(self, misses: int) -> None:
        rng = self.rng
        end = self.days - 12
        free = [name for name in self.own if name not in self.vendors]
        for name in rng.sample(free, min(misses, len(free))):  # planted: told by others only
            at = START + DAY * rng.uniform(2, end)
            self.planted.append(Planted(name, at))
            self._told_by_others(name, at, rng.choice(("breach", "ransom", "loss", "mail")), rng.randrange(20, 5000))
        quiet = {one.organization for one in self.planted}
        for name in free:
            for _ in range(rng.choice((1, 1, 2, 3))):
                at = START + DAY * rng.uniform(2, end)
                near = [one for one in self.planted if one.organization == name and abs(one.at - at) < 30 * DAY]
                if name in quiet and near:
                    continue
                self._announced(name, at)
        for vendor in self.vendors:  # told by its customers, each on its own source, and by itself
            at, kind = START + DAY * rng.uniform(2, end), "vendor"
            self._post(at, self.own[vendor], vendor, "breach", rng.randrange(2000, 9000), at)
            for name in rng.sample(free, 3):
                later = at + DAY * rng.uniform(0, 9)
                self._post(later, self.own[name], name, kind, rng.randrange(20, 900), at, vendor=vendor)
        for name in self.strangers:  # without a source of their own
            self._told_by_others(name, START + DAY * rng.uniform(2, end), "breach", rng.randrange(20, 5000))

    def _announced(self, name: str, at: datetime) -> None:
        """The organization tells; others tell too: at once, a day before, weeks later, with rounded or with newer numbers."""
        rng = self.rng
        kind, count = rng.choice(("breach", "ransom", "loss", "mail")), rng.randrange(20, 5000)
        self._post(at, self.own[name], name, kind, count, at)
        for _ in range(rng.choice((0, 1, 1, 2))):
            told = at + DAY * rng.choice((-2.5, -1, -0.2, 0.1, 0.5, 1, 3, 8, 20))
            said = rng.choice((count, count, count, max(count // 100 * 100, 10), int(count * 1.3)))
            self._post(told, rng.choice(self.collectors), name, kind, said, at)

    def _told_by_others(self, name: str, at: datetime, kind: str, count: int) -> None:
        for source in self.rng.sample(self.collectors, self.rng.choice((1, 1, 2))):
            self._post(at + DAY * self.rng.uniform(0, 2), source, name, kind, count, at)

    def _post(self, told: datetime, source: Source, name: str, kind: str, count: int, day: datetime, *, vendor: str = "") -> None:
        self._serial += 1
        heading, sentence = _KINDS[kind]
        sentence = sentence.format(count=count, vendor=vendor)
        date = f"{day.month}月{day.day}日"
        if source.organization:
            text = (
                f"{heading}\n{told.year}年{told.month}月{told.day}日\n{name}\n{date}、弊社の{sentence}。深くお詫び申し上げます。"
            )
            title = heading
        else:
            title = f"{name}、{heading}"
            text = f"{title}\n{told.year}年{told.month}月{told.day}日\n{name}は、{date}、同社の{sentence}と発表した。"
        self.posts.append(Post(max(told, START + DAY), source, title, text, str(self._serial)))


@dataclass(frozen=True)
class Found:
    """How many planted misses were found, and what was told besides."""

    planted: int
    found: int
    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    months: float

    @property
    def wrong_per_hundred(self) -> float:
        return 100 * len(self.wrong) / self.months


def played(country: Country, folder: Path) -> Found:
    """Play the posts through the watch, the detector every six hours."""
    config = replace(make_config(*country.sources), sources=country.sources)
    writer = Writer(folder / "noticewatch.db")
    told: list[Event] = []
    try:
        writer.now(_begin, config)
        for now, posts in _hours(country):
            for post in posts:
                writer.now(_read, config, post)
            told += writer.now(settle_misses, config, now).events
    finally:
        writer.close()
    found, wrong = set[Planted](), list[str]()
    for event in told:
        assert event.missed
        match = [one for one in country.planted if one.organization == event.missed.organization and event.time >= one.at + WAIT]
        found |= set(match)
        if not match:
            wrong.append(f"{event.time:%m-%d} {event.reason}")
    lost = tuple(f"{one.at:%m-%d} {one.organization}" for one in country.planted if one not in found)
    return Found(len(country.planted), len(found), tuple(wrong), lost, len(country.sources) * country.days / MONTH)


def _begin(db: Database, config: Config) -> None:
    for source in config.sources:
        commit(db, Outcome(source=SourceState(source.id, source.url, baseline_at=START, checked_at=START)))


def _read(db: Database, config: Config, post: Post) -> None:
    url = f"{post.source.url}{post.serial}.html"
    document = Document(url, post.title, post.text, published=post.at.date().isoformat())
    extraction = extract(document, organization=post.source.organization)
    settle(db, Seen(document, extraction, url, True), None, Setting(config, post.source, baseline=False), post.at)


def _hours(country: Country) -> Iterator[tuple[datetime, list[Post]]]:
    """Each six hours, with what was posted in them."""
    now, left = START, list(country.posts)
    while now < START + country.days * DAY:
        now += DAY / 4
        posts = [post for post in left if post.at <= now]
        left = left[len(posts) :]
        yield now, posts


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--misses", type=int, default=30)
    parser.add_argument("--seeds", type=int, default=3)
    chosen = parser.parse_args()
    good = True
    for seed in range(1, chosen.seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            found = played(Country(days=chosen.days, misses=chosen.misses, seed=seed), Path(folder))
        rate = found.wrong_per_hundred
        print(f"seed {seed}: {found.found} of {found.planted} planted misses found (bar 28 of 30); ", end="")
        print(f"{len(found.wrong)} wrong in {found.months:.0f} source-months, {rate:.2f} per 100 (bar 1)")
        for line in (*found.lost, *found.wrong):
            print("  ", line)
        good = good and found.found >= found.planted * 28 / 30 and rate <= 1
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
