"""`settings.catalogs` and `[[catalogs]]`: what is watched of what comes along, and what one's own sources do to it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from noticewatch.cli import cli
from noticewatch.config import catalog
from tests.config_samples import SOURCE

CITIES = catalog("jp-cities").sources
CHOSEN = '[settings]\ncatalogs = ["jp-cities"]\n'


def test_a_catalogue_is_watched_by_its_name_alone(load):
    config = load(CHOSEN)
    assert config.sources == CITIES
    assert config.catalogs == {source.id: "jp-cities" for source in CITIES}
    assert config.replaced == ()


def test_own_sources_come_first_and_both_are_watched(load):
    config = load('[settings]\ncatalogs = ["jp-cities", "jp-cities"]\n' + SOURCE)
    assert [source.id for source in config.sources] == ["a", *(source.id for source in CITIES)]


@pytest.mark.parametrize(
    "own",
    [
        f'id = "{CITIES[0].id}"\nurl = "https://mine.example/"',
        f'id = "mine"\nurl = "{CITIES[0].url}"',
        f'id = "mine"\nurl = "{CITIES[0].url.replace("https", "http").rstrip("/")}#top"',
    ],
)
def test_a_source_of_ones_own_stands_in_place_of_a_catalogue_s(load, own):
    config = load(f"{CHOSEN}[[sources]]\n{own}\n")
    assert len(config.sources) == len(CITIES)
    [replaced] = config.replaced
    assert (replaced.catalog, replaced.id, replaced.by) == ("jp-cities", CITIES[0].id, config.sources[0].id)
    assert CITIES[0].id not in config.catalogs


def test_some_are_left_out_and_the_interval_is_another(load):
    config = load(f'{CHOSEN}[[catalogs]]\nname = "jp-cities"\nwithout = ["{CITIES[1].id}"]\ninterval = "3h"\n')
    assert [source.id for source in config.sources] == [source.id for source in CITIES if source.id != CITIES[1].id]
    assert {source.interval for source in config.sources} == {timedelta(hours=3)}
    assert CITIES[0].interval != timedelta(hours=3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[settings]\ncatalogs = ["jp-citys"]\n',
            'is no catalogue; did you mean "jp-cities"? There are collectors, ',
        ),
        ("[settings]\ncatalogs = [1]\n", "catalogs[1]: is no catalogue. There are collectors, "),
        ('[settings]\ncatalogs = "jp-cities"\n', "settings.catalogs: must be a list"),
        (CHOSEN + '[[catalogs]]\nname = "vendors"\n', 'name: is not among settings.catalogs: write catalogs = ["vendors"] there'),
        (CHOSEN + '[[catalogs]]\nname = "jp-cities"\n[[catalogs]]\nname = "jp-cities"\n', "another table is for this catalogue"),
        (CHOSEN + '[[catalogs]]\nname = "jp-cities"\nwithout = ["x"]\n', 'without: "x" is no source of jp-cities'),
        (CHOSEN + '[[catalogs]]\nname = "jp-cities"\ninterval = "0m"\n', "interval: must be longer than nothing"),
        (CHOSEN + "[[catalogs]]\nwithout = []\n", "name: is missing"),
    ],
)
def test_mistakes_are_told_with_their_place(problems, text, said):
    found = problems(text + SOURCE)
    assert len(found) == 1
    assert said in found[0]


def test_without_sources_and_without_catalogues_there_is_nothing_to_watch(problems):
    [said] = problems("[settings]\n")
    assert "settings.catalogs" in said
    [mistake] = problems('[settings]\ncatalogs = ["x"]\n')
    assert "is no catalogue" in mistake


def test_what_is_said_of_it(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f'{CHOSEN}[[sources]]\nid = "mine"\nurl = "{CITIES[0].url}"\n', encoding="utf-8")

    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, ["--config", str(path), *words])
        assert result.exit_code == 0, result.output
        return result.output

    checked = run("config", "check")
    assert f"{CITIES[0].id} of the catalogue jp-cities is left out: your own mine stands in its place" in checked
    assert f"{len(CITIES)} sources ({len(CITIES) - 1} of them from catalogues)" in checked
    assert [row["watched"] for row in json.loads(run("sources", "catalogs", "--json")) if row["name"] == "jp-cities"] == [True]
    assert "jp-cities" in run("sources", "catalogs")
    assert len(json.loads(run("sources", "catalogs", "jp-cities", "--json"))) == len(CITIES)
    assert CITIES[0].url in run("sources", "catalogs", "jp-cities")
    assert CliRunner().invoke(cli, ["sources", "catalogs", "jp-citys"]).exit_code == 2
