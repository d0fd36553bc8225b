"""What a configuration loads as, where it is looked for, and that its documentation is true."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config_samples import DOCUMENT, ENV, FEED_TOKEN, HOOK, KEY, ROOT, SOURCE, TOKEN, example
from noticewatch.config import (
    Backfill,
    RecheckStep,
    config_problems,
    find_config,
)
from noticewatch.config.channels import BOT
from noticewatch.config.registers import HEADER
from noticewatch.config.schema import LATER_KEYS, MANY, TABLES
from noticewatch.errors import ConfigError
from tests.linear import assert_soon

# What loads


def test_the_documented_example_loads(load, tmp_path):
    config = load(example())
    assert config.path == tmp_path / "sources.toml"
    settings = config.settings
    assert (settings.database, settings.timezone) == (tmp_path / "noticewatch.db", ZoneInfo("Asia/Tokyo"))
    assert (settings.interval, settings.per_host_delay) == (timedelta(minutes=15), timedelta(seconds=1))
    assert settings.backfill == Backfill("age", timedelta(days=14))
    assert settings.recheck == (
        RecheckStep(timedelta(days=14), None),
        RecheckStep(timedelta(days=90), timedelta(days=1)),
        RecheckStep(timedelta(days=365), timedelta(days=7)),
    )
    assert (settings.ca_file, settings.proxy_url_env, settings.allow_networks) == (None, "", ())
    assert config.feed.path == tmp_path / "feed"
    assert config.server.address == ("127.0.0.1", 8080)
    assert [(channel.name, channel.type) for channel in config.channels] == [("soc", "slack"), ("siem", "webhook")]
    assert config.channels[0].events == ("notice.*", "source.*", "channel.*", "system.*")
    source = config.sources[0]
    assert (source.id, source.organization, source.tags) == ("example-city", "例示市", ("municipality",))
    assert source.interval == timedelta(minutes=30)
    assert (source.link_selector, source.content_selector) == ("ul.news a", "#main")


def test_all_but_sources_has_a_default(load, tmp_path):
    config = load(SOURCE, {})
    assert config.channels == ()
    assert config.feed.link == "http://127.0.0.1:8080/"
    assert config.sources[0].name == "a"
    assert config.settings.include == ("sources.d/*.toml",)
    assert load(SOURCE + '[server]\nlisten = ""\n').feed.link == "http://localhost/"
    assert load(SOURCE + '[server]\nlisten = ""\n').server.address is None


def test_the_commented_tables_of_the_shipped_configuration_load_too(load, tmp_path):
    (tmp_path / "vendors.csv").write_text(HEADER)
    text = (ROOT / "config" / "sources.toml").read_text(encoding="utf-8")
    active = len(load(text, {}).sources)
    whole = re.sub(r"^# ?(?=\[{1,2}[a-z]+\]|[a-z_]+ = )", "", text, flags=re.MULTILINE)
    config = load(whole, ENV | {"FEED_TOKEN": FEED_TOKEN})
    kinds = ["slack", "slack-bot", "teams", "discord", "apprise", "slack", "webhook"]
    assert [channel.kind for channel in config.channels] == kinds
    assert [feed.name for feed in config.feeds] == ["vendors"]
    assert len(config.sources) == active + text.count("# [[sources]]") - text.count("# without = ") > 0
    assert config.sources[0].id == "example-city"


def test_the_contract_s_example_loads(load):
    contract = ROOT.parent / "shared" / "CONTRACT.md"
    if not contract.is_file():
        pytest.skip("the contract lies outside of the project")
    text = re.search(r"```toml\n(.*?)```", contract.read_text(encoding="utf-8"), re.DOTALL)[1].replace("…", "x")
    config = load(text)
    for name, table in tomllib.loads(text).items():
        keys = set(table) if isinstance(table, dict) else set().union(*table)
        assert keys <= {each.name for each in fields(TABLES[name])}
    assert len(config.channels) == text.count("[[channels]]") > 0


def test_paths_follow_the_state_directory(load, tmp_path):
    env = {"STATE_DIRECTORY": "/var/lib/noticewatch:/var/lib/other"}
    config = load(SOURCE, env)
    assert config.settings.database == Path("/var/lib/noticewatch/noticewatch.db")
    assert config.feed.path == Path("/var/lib/noticewatch/feed")
    config = load('[settings]\ndatabase = "/srv/n.db"\n[feed]\npath = "/srv/www"\n' + SOURCE, env)
    assert (config.settings.database, config.feed.path) == (Path("/srv/n.db"), Path("/srv/www"))


def test_values_are_read_as_what_they_are(load):
    config = load(
        '[settings]\nallow_networks = ["10.20.0.0/16", "fd00::/8", "127.0.0.1"]\nbackfill = "all"\n'
        'per_host_delay = "0s"\nrecheck = []\n'
        '[server]\nlisten = "[::1]:80"\n' + SOURCE + 'include = ["漏(えい|洩)"]\nkind = "pdf"\nlink_selector = ""\n'
    )
    assert ipaddress.ip_network("10.20.0.0/16") in config.settings.allow_networks
    assert (config.settings.backfill, config.settings.per_host_delay) == (Backfill("all"), timedelta())
    assert config.server.address == ("::1", 80)
    assert config.sources[0].include[0].search("漏洩について")
    assert config.sources[0].link_selector is None


def test_a_byte_order_mark_is_no_mistake(problems):
    assert problems(b"\xef\xbb\xbf" + SOURCE.encode()) == []


def test_further_files_hold_sources(load, problems, tmp_path):
    folder = tmp_path / "sources.d"
    folder.mkdir()
    (folder / "b.toml").write_text(SOURCE.replace('"a"', '"b"'))
    (folder / "a.toml").write_text(SOURCE.replace('"a"', '"c"'))
    assert [source.id for source in load(SOURCE).sources] == ["a", "c", "b"]
    assert [source.id for source in load("").sources] == ["c", "b"]


def test_mistakes_of_further_files_bear_their_name(tmp_path):
    main, more = tmp_path / "sources.toml", tmp_path / "more.toml"
    main.write_text('[settings]\ninclude = ["more.toml", "*.toml", "none/*.toml"]\n' + SOURCE)
    more.write_text('[settings]\ninterval = "1h"\n' + SOURCE + 'kind = "paeg"\n')
    found = config_problems(main, {})
    assert {problem.file for problem in found} == {str(more)}
    assert [problem.line for problem in found] == [1, 4, 6]
    assert "[[sources]] and [[organizations]] only" in found[0].message
    assert str(main) in found[1].message
    assert 'did you mean "page"?' in found[2].message
    more.write_text("[[sources]\n")
    assert [(problem.file, problem.line) for problem in config_problems(main, {})] == [(str(more), 1)]


def test_organizations_may_stand_in_further_files(load, tmp_path):
    folder = tmp_path / "sources.d"
    folder.mkdir(exist_ok=True)
    (folder / "north.toml").write_text('[[organizations]]\nname = "株式会社北の灯"\naliases = ["Kitanohi Lighting"]\n')
    (folder / "south.toml").write_text('[[organizations]]\nname = "株式会社南の灯"\n')
    main = '[[organizations]]\nname = "例示市"\naliases = ["Reiji City"]\n' + SOURCE
    spellings = load(main).spellings
    for names in (("Kitanohi Lighting", "北の灯"), ("Reiji City", "例示市"), ("南の灯株式会社", "南の灯")):
        assert len({spellings.key(name) for name in names}) == 1
    assert spellings.key("南の灯") != spellings.key("北の灯")


def test_mistakes_of_organizations_in_further_files_bear_file_and_line(tmp_path):
    main, more, other = (tmp_path / name for name in ("sources.toml", "a.toml", "b.toml"))
    main.write_text('[settings]\ninclude = ["a.toml", "b.toml"]\n' + SOURCE + '[[organizations]]\nname = "例示市"\n')
    more.write_text(
        '[[organizations]]\nname = "北の灯"\nalias = ["KNH"]\n\n[[organizations]]\nname = "南の灯"\naliases = ["例示市"]\n'
    )
    other.write_text('[[organizations]]\nname = "株式会社南の灯"\n')
    found = config_problems(main, {})
    assert [(problem.file, problem.line) for problem in found] == [(str(more), 3), (str(more), 7), (str(other), 2)]
    assert 'did you mean "aliases"?' in found[0].message
    assert found[1].message == f"is a name of another organization already: 例示市, in {main}"
    assert found[2].message == f"is a name of another organization already: 南の灯, in {more}"


def test_two_thousand_sources_load_in_a_second(load):
    table = (
        '[[sources]]\nid = "s{0}"\nurl = "https://h{0}.example/"\nlink_selector = "ul.n{1} a"\ninclude = ["漏"]\ntags = ["a"]\n'
    )
    text = "".join(table.format(number, number % 40) for number in range(2000))
    assert len(assert_soon(lambda: load(text), 1).sources) == 2000


# Where it is looked for


def test_the_places_of_the_configuration(tmp_path):
    system, local, other = tmp_path / "etc.toml", tmp_path / "config" / "sources.toml", tmp_path / "other.toml"
    with pytest.raises(ConfigError, match="name one with --config"):
        find_config(None, {}, tmp_path, system=system)
    system.touch()
    assert find_config(None, {}, tmp_path, system=system) == system
    local.parent.mkdir()
    local.touch()
    assert find_config(None, {}, tmp_path, system=system) == local
    other.touch()
    assert find_config(None, {"NOTICEWATCH_CONFIG": str(other)}, tmp_path, system=system) == other
    assert find_config("etc.toml", {"NOTICEWATCH_CONFIG": str(other)}, tmp_path, system=system) == system
    with pytest.raises(ConfigError, match=r"no such file \(--config"):
        find_config("none.toml", {}, tmp_path, system=system)
    with pytest.raises(ConfigError, match=r"no such file \(\$NOTICEWATCH_CONFIG"):
        find_config(None, {"NOTICEWATCH_CONFIG": "none.toml"}, tmp_path, system=system)


# What the documentation says


def rows(table: str) -> dict[str, tuple[str, str]]:
    """Key → default and example, of one section's table."""
    heading = f"`[[{table}]]`" if table in MANY else f"`[{table}]`"
    section = re.search(rf"## {re.escape(heading)}\n(.*?)(?=\n## )", DOCUMENT, re.DOTALL)[1]
    return {
        row[0].strip("`"): (row[1], row[2]) for row in re.findall(r"^\| (`\w+`) \| (.*?) ?\| (.*?) \|", section, re.MULTILINE)
    }


def minimal(table: str, line: str) -> str:
    """A configuration with one key given in one table."""
    key = line.partition(" = ")[0]
    if table == "sources":
        return (
            "[[sources]]\n"
            + "".join(f"{each}\n" for each in ('id = "a"', 'url = "https://a.example/"') if not each.startswith(key + " "))
            + line
        )
    if table == "channels" and key in BOT and not line.endswith('""'):
        beside = ('token_env = "SLACK_BOT_TOKEN"', 'channel = "C0123456789"')
        others = [each for each in beside if each[:6] != key[:6]]
        return SOURCE + '[[channels]]\nname = "c"\ntype = "slack"\n' + "".join(f"{each}\n" for each in others) + line
    if table == "channels":
        given = [
            'name = "c"',
            'type = "slack"' if key in ("digest", "quiet_hours", "max_per_hour") else 'type = "webhook"',
            "" if key.startswith("url") and not line.endswith('""') else 'url = "https://c.example/"',
        ]
        return SOURCE + "[[channels]]\n" + "".join(f"{each}\n" for each in given if not each.startswith(key + " ")) + line
    if table == "feeds":
        return SOURCE + "[[feeds]]\n" + ("" if key == "name" else 'name = "f"\n') + line
    if table == "registers":
        given = ('name = "r"', 'file = "vendors.csv"')
        return f"{SOURCE}[[registers]]\n" + "".join(f"{each}\n" for each in given if not each.startswith(key)) + line
    if table == "organizations":
        name = "" if key == "name" else 'name = "北の灯"\n'
        return f"{SOURCE}[[organizations]]\n{name}{line}"
    if table == "catalogs":
        name = "" if key == "name" else 'name = "jp-cities"\n'
        return f'[settings]\ncatalogs = ["jp-cities"]\n{SOURCE}[[catalogs]]\n{name}{line}'
    return f"[{table}]\n{line}\n{SOURCE}"


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_documented_with_its_default_and_an_example_that_loads(load, tmp_path, table):
    documented = rows(table)
    assert set(documented) == {each.name for each in fields(TABLES[table])}
    for name, text in (("slack-url", HOOK), ("hook-secret", KEY), ("slack-token", TOKEN), ("feed-token", FEED_TOKEN)):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o600)
    (tmp_path / "vendors.csv").write_text(HEADER)
    env = ENV | {"FETCH_PROXY": "http://proxy.example/", "FEED_TOKEN": FEED_TOKEN}
    for key, (default, sample) in documented.items():
        if sample.startswith("`"):
            text = minimal(table, f"{key} = {sample.strip('`')}")
            assert load(text, env) is not None
        if default.startswith("`"):
            with_default = load(minimal(table, f"{key} = {default.strip('`')}"), env)
            without = load(minimal(table, "" if key != "api_url" else 'channel = "C0123456789"'), env)
            assert with_default == without, key


def test_what_is_not_in_this_version_is_documented():
    section = DOCUMENT.partition("## Known, but not in this version")[2]
    words = {key for keys in LATER_KEYS.values() for key in keys}
    assert words == {word.strip("[]") for word in re.findall(r"`([\w\[\]]+)`", section)} - {"settings", "channels"}


def test_channels_choose_organizations_by_any_of_their_names(load):
    text = (
        SOURCE
        + """
[[organizations]]
name = "株式会社北の灯"
aliases = ["Kitanohi Lighting", "KNH"]
[[channels]]
name = "c"
type = "webhook"
url = "https://c.example/"
organizations = ["knh", "岬町"]
"""
    )
    config = load(text)
    [channel] = config.channels
    assert channel.organizations == ("knh", "株式会社北の灯", "Kitanohi Lighting", "KNH", "岬町")
    assert config.spellings.key("kitanohi lighting, Inc.") == config.spellings.key("北の灯")
