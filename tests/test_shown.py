"""What `sources discover` and `coverage` show, what becomes of what cannot be added, and odd command lines."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from noticewatch.cli import cli, discovering
from noticewatch.cli.accepting import Accepted
from noticewatch.cli.coverage import _print as _print_coverage
from noticewatch.cli.coverage import coverage_json
from noticewatch.cli.discovering import Result, _added, _open, _print
from noticewatch.config import load_config
from noticewatch.coverage import Coverage, SourceCoverage, Stretch
from noticewatch.discover.scoring import Candidate
from noticewatch.records import Health
from noticewatch.scout import Scouted
from noticewatch.scouting import Shelf, Target
from tests.conftest import NOW, make_config

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LIST = "https://city.example/news/"
HOME = "https://city.example/"
FOUND = Candidate(LIST, "news", "listing", 120, ("it is called “新着情報” (+50)",), 3, "2026-11-21", ("紛失\x1b[31mについて",))
SITE = Result(Target("city.example", (HOME,), "灯台市"), Scouted(HOME, [FOUND], 2))
EMPTY = Result(Target("town.example", ("https://town.example/",)), Scouted("https://town.example/", [], 1, problem="status 500"))


def test_a_terminal_gets_each_site_with_reasons_and_titles(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    _print([SITE, EMPTY], {LIST: "city-news"})
    shown = capsys.readouterr().out
    assert "灯台市  city.example" in shown
    assert "120 points: news, a listing of 3, newest 2026-11-21, watched as city-news" in shown
    assert "新着情報" in shown
    assert "紛失" in shown
    assert "\x1b[31m" not in shown
    assert "town.example" not in shown
    _print([SITE], {})
    assert "watched as" not in capsys.readouterr().out


def test_what_is_watched_or_was_declined_is_not_asked_for(tmp_path: Path) -> None:
    assert [one.candidate for one in _open([SITE, EMPTY], {}, None)] == [FOUND]
    assert _open([SITE], {LIST: "city-news"}, None) == []
    shelf = Shelf(tmp_path, "vendors")
    shelf.declined.add(LIST)
    assert _open([SITE], {}, shelf) == []


def test_what_cannot_be_added_is_named_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f'[[sources]]\nid = "a"\nurl = "{HOME}"\n')

    async def tried(*given: object) -> Accepted:
        problems = [("https://city.example/other/", "no answer\x1b[2J within 30 s")]
        return Accepted([{"id": "city-news", "url": LIST}], problems, {LIST: "city-news"})

    monkeypatch.setattr(discovering, "words_for", tried)
    _, refused = _added(path, load_config(path, {}), [])
    told = capsys.readouterr().err
    assert refused
    assert "https://city.example/other/: not added: " in told
    assert "\x1b[2J" not in told
    assert "Added 1 source to " in told
    assert "city-news" in (tmp_path / "sources.d" / "added.toml").read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sources", "discover"), "either a HOMEPAGE or --register"),
        (("sources", "discover", "--again", HOME), "--again is for --register"),
        (("sources", "discover", "--register", "none"), "no register none"),
        (("coverage", "--json", "--csv"), "not both"),
        (("coverage", "--from", "2026-11-02", "--to", "2026-11-01"), "before --to"),
    ],
)
def test_odd_command_lines_are_refused(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f'[[sources]]\nid = "a"\nurl = "{HOME}"\n')
    done = CliRunner().invoke(cli, ["--config", str(path), *words])
    assert done.exit_code == 2
    assert message in done.output + done.stderr


def test_a_coverage_of_nothing_and_one_with_many_blind_times_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    config = make_config()
    assert coverage_json(Coverage(NOW, NOW + DAY, ()), config)["longest_blind"] is None
    blind = [
        Stretch("city", NOW + n * DAY, NOW + n * DAY + HOUR, Health("FAILED", "status", "status 503", proves=False))
        for n in range(60)
    ]
    good = [Stretch("city", NOW + n * DAY + HOUR, NOW + (n + 1) * DAY, Health()) for n in range(60)]
    both = tuple(one for pair in zip(blind, good, strict=True) for one in pair)
    found = Coverage(NOW, NOW + 60 * DAY, (SourceCoverage("city", "灯台市", True, both),), stopped=((NOW, NOW + HOUR),))
    _print_coverage(found, config)
    shown = capsys.readouterr().out
    assert "shorter ones: --json and --csv hold all" in shown
    assert "nothing ran" in shown
    assert "no source of its own" not in shown


def test_json_of_a_register_never_walked_over_is_an_empty_list(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f'[[sources]]\nid = "a"\nurl = "{HOME}"\n[[registers]]\nname = "v"\nfile = "v.csv"\n')
    (tmp_path / "v.csv").write_text("id,name,domains\nv1,灯台市役所,\n")
    done = CliRunner().invoke(cli, ["--config", str(path), "sources", "discover", "--register", "v", "--json"])
    assert json.loads(done.stdout) == []
    assert "without a domain" in done.stderr
