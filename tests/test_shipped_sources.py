"""Whether the configuration and the catalogues that are shipped can be taken as they stand: sources are sound, no two are one."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config_samples import ROOT
from noticewatch.config import Config, catalogs, config_problems, load_config
from noticewatch.config.shelf import FOLDER, content, names
from noticewatch.links import canonical_url, may_be_incident

PATH = ROOT / "config" / "sources.toml"
TEXT = PATH.read_text(encoding="utf-8")
ENTRIES = [entry for name in names() for entry in content(name)["sources"]]

# Of these each source speaks for one organization; of the others it tells of many.
SPEAKERS = {"prefecture", "municipality", "university", "hospital", "company", "vendor"}
TELLERS = {"regulator", "cert", "register", "collector", "news"}
PLACES = {"jp", "us", "gb", "ie", "fr", "eu", "ca", "au", "nz"}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Config:
    # A copy: who may write the file depends on where it was checked out.
    path: Path = tmp_path_factory.mktemp("shipped") / "sources.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert config_problems(path, {}) == []
    return load_config(path, {})


def test_it_loads_without_any_secret_and_tells_nobody(shipped):
    assert len(shipped.sources) >= 80
    assert shipped.channels == ()
    assert shipped.replaced == ()
    assert sorted(shipped.settings.catalogs) == list(names())
    assert "sources" not in tomllib.loads(TEXT)
    assert [source.id for source in shipped.sources] == [
        source.id for name in shipped.settings.catalogs for one in catalogs() if one.name == name for source in one.sources
    ]
    assert shipped.settings.allow_networks == ()
    assert {source.robots for source in shipped.sources} == {"obey"}


def test_ids_are_plain_and_unique():
    assert [entry["id"] for entry in ENTRIES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])] == []
    assert [name for name, count in Counter(entry["id"] for entry in ENTRIES).items() if count > 1] == []
    assert [name for name, count in Counter(entry["name"] for entry in ENTRIES).items() if count > 1] == []


def test_addresses_are_absolute_and_no_two_are_one():
    for entry in ENTRIES:
        parts = urlsplit(entry["url"])
        assert (parts.scheme, parts.username, parts.fragment) == ("https", None, ""), entry["id"]
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.hostname or ""), entry["id"]
        assert "example" not in parts.hostname, entry["id"]
        assert canonical_url(entry["url"]) == entry["url"], entry["id"]
    # http or https, with or without a slash at the end: the same page.
    same = Counter(canonical_url(entry["url"]).partition("://")[2].rstrip("/") for entry in ENTRIES)
    assert [address for address, count in same.items() if count > 1] == []


def test_each_has_the_tag_of_one_group_and_of_one_place_at_most():
    for entry in ENTRIES:
        tags = set(entry["tags"])
        assert len(tags) == len(entry["tags"]), entry["id"]
        assert len(tags & (SPEAKERS | TELLERS)) == 1, entry["id"]
        assert len(tags & PLACES) <= 1, entry["id"]
        assert tags <= SPEAKERS | TELLERS | PLACES, entry["id"]
    for group in SPEAKERS | TELLERS:
        assert any(group in entry["tags"] for entry in ENTRIES), group


def test_the_head_of_the_file_names_every_group():
    head = TEXT.partition("# Catalogues.")[2].partition("# Sources of your own")[0]
    assert {group for group in SPEAKERS | TELLERS if not re.search(rf"[ ]{group}[,;\s]", head)} == set()


def test_an_organization_is_named_only_where_the_source_speaks_for_it():
    for entry in ENTRIES:
        assert bool(entry.get("organization")) == bool(SPEAKERS & set(entry["tags"])), entry["id"]


def test_languages_and_intervals_are_given(shipped):
    assert {entry["language"] for entry in ENTRIES} == {"en", "ja"}
    for source in shipped.sources:
        assert timedelta(minutes=30) <= source.interval <= timedelta(hours=6), source.id
        if "register" in source.tags:
            assert source.interval == timedelta(hours=6), source.id


def test_every_catalogue_has_a_title_and_holds_what_its_name_says():
    assert len(names()) >= 10
    for name in names():
        assert set(content(name)) <= {"title", "about", "sources"}
        assert content(name)["title"]
        for entry in content(name)["sources"]:
            place = name.partition("-")[0]
            assert place not in ("jp", "us") or place in entry["tags"], entry["id"]


def test_the_wheel_takes_the_catalogues_along():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["src/noticewatch"]
    assert FOLDER.parent.name == "noticewatch"
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert not {"*.toml", "catalogs", "catalogs/"} & set(ignored)


@pytest.mark.parametrize(
    ("source_id", "title", "read"),
    [
        ("vendor-github-status", "Incident with Actions and Pages", False),
        ("vendor-github-status", "Unauthorized access to a support tool", True),
        ("vendor-slack-status", "Some users may have trouble loading files", False),
        ("vendor-dropbox-status", "Security incident at one of our suppliers", True),
        ("jp-jpcert", "例示製の遠隔接続装置における脆弱性に関する注意喚起", False),
        ("jp-jpcert", "組織のネットワークへの不正アクセスに関する注意喚起", True),
        ("us-sec", "SEC Names New Regional Director", False),
        ("us-sec", "SEC Charges Example Corp. Over Misleading Cybersecurity Disclosures", True),
    ],
)
def test_patterns_pass_over_what_is_no_incident(shipped, source_id, title, read):
    source = next(each for each in shipped.sources if each.id == source_id)
    assert may_be_incident(title, source.url, include=source.include, exclude=source.exclude) is read


@pytest.mark.parametrize("document", ["README.md", "CHANGELOG.md", "docs/configuration.md"])
def test_the_documents_tell_about_how_many_there_are(document):
    said = re.search(r"some ([0-9]+) public places", (ROOT / document).read_text(encoding="utf-8"))
    assert said
    assert abs(int(said[1]) - len(ENTRIES)) <= 10
