"""Finds and reads the configuration: a Config without a mistake, or every mistake at once, each with file, line, table and key.

Imports the standard library, errors and this package's own modules. Files: the main one, those it includes, and what it points
at (a CA file, files with secrets), whose modes are looked at as well.
"""

from __future__ import annotations

import glob
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from noticewatch.config.access import authorities_fault, reading_fault, writing_fault
from noticewatch.config.catalogs import use_faults, watched
from noticewatch.config.channels import faults, missing_package
from noticewatch.config.lines import Place
from noticewatch.config.mistakes import Text, tables, value
from noticewatch.config.registers import read_register
from noticewatch.config.schema import (
    INCLUDED,
    TABLES,
    CatalogUse,
    Channel,
    Config,
    Feed,
    FurtherFeed,
    Organization,
    Register,
    RegisterFile,
    Replaced,
    Server,
    Settings,
    SeverityTable,
    Source,
)
from noticewatch.config.secrets import channel_secrets, channel_token, channel_url, feed_tokens, proxy_url
from noticewatch.config.words import nearest
from noticewatch.errors import ConfigError, Problem
from noticewatch.names import Spellings, organization_key

AnyFeed = TypeVar("AnyFeed", Feed, FurtherFeed)
SYSTEM = Path("/etc/noticewatch/sources.toml")


def find_config(option: str | None, env: Mapping[str, str], cwd: Path, *, system: Path = SYSTEM) -> Path:
    """Return the configuration to use: --config, else $NOTICEWATCH_CONFIG, else config/sources.toml, else the system's.

    Raises ConfigError where none is there, and where the one that was named is not.
    """
    for name, said in ((option, "--config"), (env.get("NOTICEWATCH_CONFIG"), "$NOTICEWATCH_CONFIG")):
        if name:
            path = cwd / name
            if not path.is_file():
                raise ConfigError([Problem(str(path), None, "", f"no such file ({said} names it)")])
            return path
    places = (cwd / "config" / "sources.toml", system)
    for path in places:
        if path.is_file():
            return path
    looked = " or ".join(map(str, places))
    message = f"no configuration at {looked}: name one with --config PATH or $NOTICEWATCH_CONFIG, or write one there"
    raise ConfigError([Problem("", None, "", message)])


def config_problems(path: Path, env: Mapping[str, str]) -> list[Problem]:
    """Return every mistake of a configuration, in the order of its lines."""
    try:
        load_config(path, env)
    except ConfigError as error:
        return list(error.problems)
    return []


def load_config(path: Path, env: Mapping[str, str], *, secrets: bool = True, sourceless: bool = False) -> Config:
    """Read a configuration, or raise ConfigError with every mistake found.

    `env` gives $STATE_DIRECTORY, $CREDENTIALS_DIRECTORY and the variables that channels name. With `secrets` False neither these
    nor the files with secrets are asked for, as commands that only read need none. With `sourceless` there need be no source yet.
    """
    loading = _Loading(path, env, secrets, sourceless)
    config = loading.run()
    if config is None or loading.problems:
        raise ConfigError(loading.problems)
    return config


class _Loading:
    """One reading of the configuration: the texts read so far, and the mistakes that stand in none of them."""

    def __init__(self, path: Path, env: Mapping[str, str], secrets: bool, sourceless: bool) -> None:
        self.path, self.env, self.secrets, self.sourceless = path.absolute(), env, secrets, sourceless
        self.folder = self.path.parent
        self.texts: list[Text] = []
        self.loose: list[Problem] = []

    @property
    def problems(self) -> list[Problem]:
        """Every mistake, file by file and line by line."""
        of_texts = (sorted(text.problems, key=lambda problem: problem.line or 0) for text in self.texts)
        return [*self.loose, *(problem for problems in of_texts for problem in problems)]

    def run(self) -> Config | None:
        """Read everything that there is to read; None where the main file could not be read at all."""
        text = self.read(self.path)
        if text is None:
            return None
        single: dict[str, Any] = {"settings": Settings(), "feed": Feed(), "server": Server(), "severity": SeverityTable()}
        channels: list[Channel] = []
        feeds: list[FurtherFeed] = []
        found: list[tuple[Text, Place, dict[str, Any]]] = []
        organizations: dict[str, tuple[Organization, Text]] = {}
        registers: list[Register] = []
        uses: dict[Place, CatalogUse] = {}
        for at, table in tables(text, tuple(TABLES)):
            if at[0] == "channels":
                channels += self.channel(text, at, table, channels)
            elif at[0] == "feeds":
                feeds += self.further_feed(text, at, table, feeds)
            elif at[0] == "organizations":
                self.organization(text, at, table, organizations)
            elif at[0] == "registers":
                registers += self.register(text, at, table, registers)
            elif at[0] == "catalogs":
                if (use := value(text, at, table)) is not None:
                    uses[at] = use
            elif at[0] == "sources":
                found.append((text, at, table))
            else:
                single[str(at[0])] = value(text, at, table) or single[str(at[0])]
        self.named_registers(text, {one.name for one in registers})
        settings = self.settings(text, single["settings"])
        found += self.of_included(settings, organizations)
        named = "catalogs" in text.content.get("settings", {})  # rightly or not
        if not found and not named and not self.loose and not self.sourceless:
            said = "write one [[sources]] at least, with id, name and url, or name catalogues in settings.catalogs"
            text.wrong(("sources",), f"there is no source: {said}")
        own = self.sources(found)
        shelf, shelved, replaced = self.catalogued(text, settings, uses, own)
        feed = self.guarded(text, ("feed",), single["feed"])
        if "link" not in text.content.get("feed", {}) and single["server"].listen:
            feed = replace(feed, link=f"http://{single['server'].listen}/")
        feed = replace(feed, path=settings.database.parent / feed.path)
        spellings = Spellings((one.name, *one.aliases) for one in dict.fromkeys(one for one, _ in organizations.values()))
        return Config(
            settings=settings,
            feed=feed,
            server=single["server"],
            channels=tuple(replace(channel, organizations=spellings.all_names(channel.organizations)) for channel in channels),
            sources=(*own, *shelf),
            path=self.path,
            severity=single["severity"],
            feeds=tuple(replace(one, organizations=spellings.all_names(one.organizations)) for one in feeds),
            spellings=spellings,
            registers=tuple(registers),
            catalogs=shelved,
            replaced=replaced,
        )

    def of_included(
        self, settings: Settings, organizations: dict[str, tuple[Organization, Text]]
    ) -> list[tuple[Text, Place, dict[str, Any]]]:
        """The sources that the further files hold; their organizations are added to those known."""
        found = []
        for text in filter(None, map(self.read, self.included(settings))):
            for at, table in tables(text, INCLUDED):
                if at[0] == "organizations":
                    self.organization(text, at, table, organizations)
                else:
                    found.append((text, at, table))
        return found

    def register(self, text: Text, at: Place, table: dict[str, Any], known: list[Register]) -> list[Register]:
        """One register with its rows, in a list; none where it is wrong. A row's mistakes are told at its own file's lines."""
        named: RegisterFile | None = value(text, at, table)
        if named is None:
            return []
        if named.name in {each.name for each in known}:
            text.wrong((*at, "name"), "another register has this name already")
        path = self.folder / named.file
        try:
            fault = writing_fault(path, self.env)
            content = b"" if fault else path.read_bytes()
        except OSError as error:
            fault, content = f"cannot be read: {error.strerror}", b""
        if fault:
            text.wrong((*at, "file"), f"{path}: {fault}")
            return []
        rows, faults = read_register(named.name, content)
        self.loose += [Problem(str(path), line, place, message) for line, place, message in faults]
        return [Register(name=named.name, file=path, rows=rows)]

    def named_registers(self, text: Text, known: set[str]) -> None:
        """Note where a channel or a feed names a register that is not there; one that could not be read is told of already."""
        known |= {one["name"] for one in _tables_of(text, "registers") if isinstance(one.get("name"), str)}
        for table in ("channels", "feeds"):
            for number, one in enumerate(_tables_of(text, table)):
                given = one.get("registers")
                for at, name in enumerate(given if isinstance(given, list) else ()):
                    if isinstance(name, str) and name not in known:
                        hint = nearest(name, tuple(sorted(known)))
                        text.wrong((table, number, "registers", at), f"no register of this name: write [[registers]]{hint}")

    def organization(self, text: Text, at: Place, table: dict[str, Any], known: dict[str, tuple[Organization, Text]]) -> None:
        """One organization, added to those known by the keys of their names; a name stands for one organization of all files."""
        organization: Organization | None = value(text, at, table)
        if organization is None:
            return
        for place, name in ((("name",), organization.name), *((("aliases", n), a) for n, a in enumerate(organization.aliases))):
            other, its = known.setdefault(organization_key(name), (organization, text))
            if other is not organization:
                where = "" if its is text else f", in {its.path}"
                text.wrong((*at, *place), f"is a name of another organization already: {other.name}{where}")

    def read(self, path: Path) -> Text | None:
        """Read one file; None, with its mistake noted, where it cannot be had."""
        text, fault, line = "", "", None
        try:
            fault = writing_fault(path, self.env)
            text = fault or path.read_bytes().decode("utf-8-sig")
            content = {} if fault else tomllib.loads(text)
        except OSError as error:
            fault = f"cannot be read: {error.strerror}"
        except UnicodeDecodeError as error:
            fault, line = f"is not UTF-8 (byte {error.start})", error.object.count(b"\n", 0, error.start) + 1
        except tomllib.TOMLDecodeError as error:
            fault, line = _syntax(str(error), text)
        except (ValueError, RecursionError):
            fault = "holds a number too long or brackets too deep"
        if fault:
            self.loose.append(Problem(str(path), line, "", fault))
            return None
        self.texts.append(Text(path, text, content))
        return self.texts[-1]

    def settings(self, text: Text, settings: Settings) -> Settings:
        """Give paths their full length, and try what the settings point at."""
        state = self.env.get("STATE_DIRECTORY", "").split(":")[0]
        settings = replace(settings, database=(Path(state) if state else self.folder) / settings.database)
        ages = [step.for_ for step in settings.recheck]
        if ages != sorted(set(ages)):
            text.wrong(("settings", "recheck"), "ages must grow from step to step")
        if settings.ca_file is not None:
            ca_file = self.folder / settings.ca_file
            settings = replace(settings, ca_file=ca_file)
            if fault := authorities_fault(ca_file, self.env):
                text.wrong(("settings", "ca_file"), fault)
        if self.secrets:
            self.attempt(text, ("settings",), proxy_url, settings)
        return settings

    def channel(self, text: Text, at: Place, table: dict[str, Any], known: list[Channel]) -> list[Channel]:
        """One channel (in a list; none where it is wrong), its files' paths in full."""
        before = len(text.problems)
        for key, message in faults(table):
            text.wrong((*at, key) if key else at, message)
        clear = len(text.problems) == before
        channel: Channel | None = value(text, at, table)
        if channel is None:
            return []
        if channel.name in {each.name for each in known}:
            text.wrong((*at, "name"), "another channel has this name already")
        channel = replace(
            channel,
            url_file=self.secret_path(channel.url_file),
            secret_file=self.secret_path(channel.secret_file),
            token_file=self.secret_path(channel.token_file),
        )
        if channel.url is not None and clear:
            self.attempt(text, at, channel_url, channel)
        if self.secrets and clear:
            self.secret_files(text, at, channel)
        if self.secrets and (missing := missing_package(channel.type)):
            text.wrong((*at, "type"), missing)
        return [channel]

    def further_feed(self, text: Text, at: Place, table: dict[str, Any], known: list[FurtherFeed]) -> list[FurtherFeed]:
        """One further feed, in a list; none where it is wrong."""
        feed: FurtherFeed | None = value(text, at, table)
        if feed is None:
            return []
        if feed.name in {each.name for each in known}:
            text.wrong((*at, "name"), "another feed has this name already")
        return [self.guarded(text, at, feed)]

    def guarded(self, text: Text, at: Place, feed: AnyFeed) -> AnyFeed:
        """A feed with its token's file in full, tried."""
        if feed.token_env and feed.token_file is not None:
            text.wrong((*at, "token_file"), "one of token_env and token_file, not both")
            return feed
        feed = replace(feed, token_file=self.secret_path(feed.token_file))
        if self.secrets:
            if feed.token_file is not None and (fault := reading_fault(feed.token_file, self.env)):
                text.wrong((*at, "token_file"), fault)
            else:
                self.attempt(text, at, feed_tokens, feed)
        return feed

    def secret_path(self, path: Path | None) -> Path | None:
        """Where a file with a secret is: a bare name may be a systemd credential, all else is relative to the configuration."""
        if path is None:
            return None
        credential = Path(self.env.get("CREDENTIALS_DIRECTORY") or os.devnull) / path
        return credential if credential.is_file() else self.folder / path

    def secret_files(self, text: Text, at: Place, channel: Channel) -> None:
        """Try whether a channel's address, token and keys can be had, and whether others can read them."""
        for what, path, use in (
            ("url", channel.url_file, channel_url),
            ("token", channel.token_file, channel_token),
            ("secret", channel.secret_file, channel_secrets),
        ):
            if not path and not getattr(channel, f"{what}_env"):
                continue
            if path is not None and (fault := reading_fault(path, self.env)):
                text.wrong((*at, f"{what}_file"), fault)
            else:
                self.attempt(text, at, use, channel)

    def attempt(self, text: Text, at: Place, use: Any, subject: Settings | Channel | Feed | FurtherFeed) -> None:
        """Use what the environment or a file should give, and note at its key what is wrong with it."""
        try:
            use(subject, self.env)
        except ConfigError as error:
            key, _, message = error.problems[0].message.partition(": ")
            text.wrong((*at, key), message)

    def sources(self, found: list[tuple[Text, Place, dict[str, Any]]]) -> tuple[Source, ...]:
        """The sources of the main file and of those it includes; an id stands for one source."""
        sources: list[Source] = []
        first: dict[str, Path] = {}
        for text, at, table in found:
            source: Source | None = value(text, at, table)
            if isinstance(table.get("id"), str):
                if table["id"] in first:
                    text.wrong((*at, "id"), f"another source has this id already, in {first[table['id']]}")
                first.setdefault(table["id"], text.path)
            if source is not None:
                sources.append(source if source.name else replace(source, name=source.id))
        return tuple(sources)

    def catalogued(
        self, text: Text, settings: Settings, uses: Mapping[Place, CatalogUse], own: tuple[Source, ...]
    ) -> tuple[tuple[Source, ...], dict[str, str], tuple[Replaced, ...]]:
        """What `catalogs.watched` says of the catalogues that the settings name."""
        places = list(uses)
        for place, key, message in use_faults(list(uses.values()), settings.catalogs):
            text.wrong((*places[place], key), message)
        return watched(settings.catalogs, list(uses.values()), own)

    def included(self, settings: Settings) -> list[Path]:
        """The further files, each once, in the order of the patterns and of their names."""
        found: dict[Path, None] = {}
        for pattern in settings.include:
            for name in sorted(glob.glob(str(self.folder / pattern), recursive=True)):
                if Path(name) != self.path:
                    found[Path(name)] = None
        return list(found)


def _tables_of(text: Text, name: str) -> list[dict[str, Any]]:
    found = text.content.get(name)
    return [one if isinstance(one, dict) else {} for one in found] if isinstance(found, list) else []


def load_registers(config: Config, env: Mapping[str, str]) -> tuple[Register, ...]:
    """Read a configuration's registers again, or raise ConfigError with every mistake found."""
    loading = _Loading(config.path, env, secrets=False, sourceless=True)
    written = [{"name": one.name, "file": str(one.file)} for one in config.registers]
    text = Text(config.path, "", {"registers": written})
    known: list[Register] = []
    for at, table in tables(text, ("registers",)):
        known += loading.register(text, at, table, known)
    if loading.loose or text.problems:
        raise ConfigError([*loading.loose, *text.problems])
    return tuple(known)


def _syntax(message: str, text: str) -> tuple[str, int | None]:
    """What tomllib says, and the line it says it of."""
    match = re.search(r" \(at (?:line ([0-9]+), column [0-9]+|end of document)\)$", message)
    what = message[: match.start()] if match else message
    return f"is not TOML: {what}", int(match[1]) if match and match[1] else text.rstrip("\n").count("\n") + 1
