"""The configuration as values: what each table holds, what each key's word must look like, and its default.

Imports the standard library, pydantic, model and this package's own modules. Everything is frozen; the keys are the contract's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainValidator, StringConstraints

from noticewatch import __version__
from noticewatch.config import durations, hours, shelf, words
from noticewatch.config.durations import Backfill, RecheckStep
from noticewatch.config.hours import QuietHours, Timetable
from noticewatch.config.registers import Registered
from noticewatch.config.severities import SeverityRow, severity_rows
from noticewatch.config.words import Network, Secret
from noticewatch.model import Severity, SourceKind, Verdict
from noticewatch.names import NO_SPELLINGS, Spellings

UNKNOWN_WEIGHS = ("medium", "high", "critical")  # never low: what is not known lowers no severity
TYPES = ("slack", "webhook", "teams", "discord", "apprise")  # of channels

Rows = Annotated[tuple[SeverityRow, ...] | None, PlainValidator(severity_rows)]
Span = Annotated[timedelta, PlainValidator(durations.duration)]
Interval = Annotated[timedelta, PlainValidator(durations.duration), AfterValidator(words.positive)]
Address = Annotated[str, PlainValidator(words.public_address)]
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(words.line)]
OrganizationName = Annotated[Line, AfterValidator(words.organization)]
Words = tuple[Line, ...]
Patterns = tuple[Annotated[re.Pattern[str], PlainValidator(words.pattern)], ...]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Spoken = Annotated[Literal["en", "ja"], BeforeValidator(words.one_of(("en", "ja")))]  # of our own labels and sentences
Events = Annotated[tuple[Annotated[str, PlainValidator(words.events)], ...], AfterValidator(words.not_empty)]
FeedEvents = Annotated[tuple[Annotated[str, PlainValidator(words.feed_events)], ...], AfterValidator(words.not_empty)]
Number = Annotated[int, Field(strict=True)]
Items = Annotated[Number, Field(ge=1, le=10_000)]
CatalogName = Annotated[str, PlainValidator(shelf.known)]
EnvName = Annotated[str, PlainValidator(words.env_name)]
TOKYO = ZoneInfo("Asia/Tokyo")
FORTNIGHT = Backfill("age", timedelta(days=14))
RECHECK = tuple(map(durations.recheck_step, ("14d each", "90d daily", "365d weekly")))
MONDAY = Timetable("weekly", time(9), 0)
STRICT = ConfigDict(extra="forbid", hide_input_in_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all; `database` is absolute once loaded."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    database: Annotated[Path, PlainValidator(words.path)] = Path("noticewatch.db")
    timezone: Annotated[ZoneInfo, PlainValidator(words.zone)] = TOKYO
    interval: Interval = timedelta(minutes=15)
    backfill: Annotated[Backfill, PlainValidator(durations.backfill)] = FORTNIGHT
    max_concurrency: Annotated[Number, Field(ge=1, le=1000)] = 50
    per_host_delay: Span = timedelta(seconds=1)
    allow_networks: tuple[Annotated[Network, PlainValidator(words.network)], ...] = ()
    proxy_url_env: EnvName = ""
    ca_file: Annotated[Path | None, PlainValidator(words.file_path)] = None
    failing_after: Span = timedelta(hours=1)
    recheck: tuple[Annotated[RecheckStep, PlainValidator(durations.recheck_step)], ...] = RECHECK
    report: Annotated[Timetable | None, PlainValidator(hours.report)] = MONDAY
    include: tuple[Annotated[str, PlainValidator(words.glob)], ...] = ("sources.d/*.toml",)
    catalogs: tuple[CatalogName, ...] = ()
    user_agent: Annotated[str, AfterValidator(words.header_text)] = (
        f"noticewatch/{__version__} (+https://github.com/noticewatch/noticewatch)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The feed files; `path` and `token_file` are absolute once loaded, the token is for the health feed too.

    `url`: the folder's address as readers see it, "" where it is not known.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    path: Annotated[Path, PlainValidator(words.path)] = Path("feed")
    title: Line = "noticewatch"
    link: Address = "http://localhost/"
    url: Annotated[str, PlainValidator(words.address_or_none)] = ""
    language: Spoken = "en"
    max_items: Items = 200
    token_env: EnvName = ""
    token_file: Annotated[Path | None, PlainValidator(words.file_path)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where the feeds, `/healthz` and `/metrics` are served; "" for nowhere."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    listen: Annotated[str, PlainValidator(words.listen)] = "127.0.0.1:8080"

    @property
    def address(self) -> tuple[str, int] | None:
        """Host and port to listen at, or None."""
        return words.split_listen(self.listen) if self.listen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityTable:
    """How grave an incident is: rows by severity, None for the default ones of `severity`; `unknown`: what the unknown weighs."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    unknown: Annotated[Severity, BeforeValidator(words.one_of(UNKNOWN_WEIGHS))] = "medium"
    medium: Rows = None
    high: Rows = None
    critical: Rows = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which events something is for: all that is given must hold, within a list any."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    events: Events = ("*",)
    min_severity: Annotated[Severity, BeforeValidator(words.one_of(get_args(Severity)))] = "low"
    tags: Words = ()
    organizations: Words = ()
    verdicts: tuple[Annotated[Verdict, BeforeValidator(words.one_of(get_args(Verdict)))], ...] = ()
    languages: tuple[Language, ...] = ()
    registers: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Filter):
    """Where events go, the files absolute once loaded.

    Exactly one of `url`, `url_env` and `url_file` is set; or, for a Slack bot, `channel` and one of `token_env` and `token_file`.
    """

    name: Line
    type: Annotated[Literal["slack", "webhook", "teams", "discord", "apprise"], BeforeValidator(words.channel_type(TYPES))]
    url: Annotated[Secret | None, PlainValidator(words.secret_address)] = None
    url_env: EnvName = ""
    url_file: Annotated[Path | None, PlainValidator(words.file_path)] = None
    secret_env: EnvName = ""
    secret_file: Annotated[Path | None, PlainValidator(words.file_path)] = None
    token_env: EnvName = ""
    token_file: Annotated[Path | None, PlainValidator(words.file_path)] = None
    channel: Annotated[str, PlainValidator(words.slack_channel)] = ""
    api_url: Annotated[str, PlainValidator(words.api_address)] = "https://slack.com/api/"
    language: Spoken = "en"
    repeats: Annotated[Literal["all", "new-facts"], BeforeValidator(words.one_of(("all", "new-facts")))] = "all"
    digest: Annotated[Timetable | None, PlainValidator(hours.digest)] = None
    quiet_hours: Annotated[QuietHours | None, PlainValidator(hours.quiet_hours)] = None
    max_per_hour: Annotated[Number, Field(ge=1, le=3600)] | None = None
    show_watch: Annotated[bool, Field(strict=True)] = False

    @property
    def for_people(self) -> bool:
        """Whether people read it, so that events may come in groups; a webhook gets each event by itself, at once."""
        return self.type != "webhook"

    @property
    def kind(self) -> str:
        """How it is served: its type, or `slack-bot`."""
        return "slack-bot" if self.token_env or self.token_file else self.type


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherFeed(Filter):
    """One more feed, of what passes its filter; `token_file` is absolute once loaded. `title` "": from its name."""

    name: Annotated[str, PlainValidator(words.feed_name)]
    title: Annotated[str, PlainValidator(words.line_or_none)] = ""
    language: Spoken = "en"
    max_items: Items = 200
    events: FeedEvents = ("notice.*",)
    token_env: EnvName = ""
    token_file: Annotated[Path | None, PlainValidator(words.file_path)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place to watch; `interval` None: the settings' one."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Annotated[str, PlainValidator(words.source_id)]
    url: Address
    name: Line = ""  # the id, when it is not given
    kind: Annotated[SourceKind, BeforeValidator(words.one_of(get_args(SourceKind)))] = "auto"
    organization: Line | None = None
    language: Language | None = None
    tags: Words = ()
    interval: Interval | None = None
    robots: Annotated[Literal["obey", "ignore"], BeforeValidator(words.one_of(("obey", "ignore")))] = "obey"
    link_selector: Annotated[str | None, PlainValidator(words.selector)] = None
    content_selector: Annotated[str | None, PlainValidator(words.selector)] = None
    include: Patterns = ()
    exclude: Patterns = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """One organization with the names under which it is known besides its own."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: OrganizationName
    aliases: tuple[OrganizationName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFile:
    """Where the organizations stand that matter to the team; `file` is absolute once loaded."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: Annotated[str, PlainValidator(words.register_name)]
    file: Annotated[Path, PlainValidator(words.path)]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """A register as it was read: its rows in the file's order. Each reading is one of its own, so that it is indexed once."""

    name: str
    file: Path
    rows: tuple[Registered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogUse:
    """What of a catalogue is taken otherwise than it stands there: `without` these ids, at this interval."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: CatalogName
    without: Words = ()
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Replaced:
    """A source of a catalogue in whose place one of the user's own stands, by its id or its address."""

    catalog: str
    id: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A configuration without a mistake; `path` is the main file's. `spellings` are those of its organizations.

    `sources`: the user's own, then those of `settings.catalogs`; `catalogs`: for each of these, by its id, the catalogue's name.
    """

    settings: Settings
    feed: Feed
    server: Server
    channels: tuple[Channel, ...]
    sources: tuple[Source, ...]
    path: Path
    severity: SeverityTable = SeverityTable()
    feeds: tuple[FurtherFeed, ...] = ()
    spellings: Spellings = NO_SPELLINGS
    registers: tuple[Register, ...] = ()
    catalogs: Mapping[str, str] = field(default_factory=dict)
    replaced: tuple[Replaced, ...] = ()


TABLES: dict[str, Any] = {
    "settings": Settings,
    "feed": Feed,
    "feeds": FurtherFeed,
    "server": Server,
    "severity": SeverityTable,
    "channels": Channel,
    "sources": Source,
    "organizations": Organization,
    "registers": RegisterFile,
    "catalogs": CatalogUse,
}
INCLUDED = ("sources", "organizations")  # what a further file may hold
MANY = ("channels", "feeds", "sources", "organizations", "registers", "catalogs")  # written [[…]], any number of times

# known to the contract, built by later versions: using one is told, and never passed over in silence
LATER_KEYS: dict[str, tuple[str, ...]] = {
    "settings": ("retention", "heartbeat_url_env"),
}
