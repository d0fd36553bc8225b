"""Commands in this process: what they print, where problems go, which code they end with."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from noticewatch.cli import cli, main
from noticewatch.cli.sources import state_name
from noticewatch.clock import Clock
from noticewatch.config import load_config
from noticewatch.errors import NoticewatchError
from noticewatch.model import Extraction, Facts, Reason
from noticewatch.records import IncidentLink, Notice, Outcome, SourceState, Version
from noticewatch.store.commit import commit
from noticewatch.store.connection import open_for_writing


def write_config(folder: Path, more: str = "") -> Path:
    path = folder / "sources.toml"
    path.write_text(
        f"""{more}
[server]
listen = ""
[[sources]]
id = "tide-city"
name = "Tide City"
url = "http://127.0.0.1:9/"
"""
    )
    path.chmod(0o600)
    return path


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--config", str(path), *words], standalone_mode=False)


def test_check_names_what_failed_and_prints_json(tmp_path: Path) -> None:
    result = run(write_config(tmp_path), "check", "--json")
    assert result.return_value == 1
    [report] = json.loads(result.stdout)
    assert (report["source"], report["ok"]) == ("tide-city", False)
    assert result.stderr.startswith("noticewatch: tide-city: ")


def test_feeds_that_cannot_be_written_are_named_after_the_reports(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = write_config(tmp_path, '[feed]\npath = "file/feed"')
    result = run(path, "check")
    assert result.return_value == 1
    assert "1 sources checked, 1 failed" in result.stdout
    assert "feeds cannot be written" in result.stderr


def test_a_source_that_is_not_there_is_answered_with_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_config(tmp_path)
    for word, hint in (("tidecity", "Did you mean tide-city?"), ("x", "sources list")):
        monkeypatch.setattr("sys.argv", ["noticewatch", "--config", str(path), "check", word])
        with pytest.raises(SystemExit) as stop:
            main()
        assert stop.value.code == 2
        assert hint in capsys.readouterr().err


def test_a_verdict_that_does_not_exist_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["noticewatch", "--config", str(write_config(tmp_path)), "notices", "list", "--verdict", "x"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert "unclassified" in capsys.readouterr().err


def test_a_database_whose_place_is_a_file_is_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    path = write_config(tmp_path, '[settings]\ndatabase = "file/x.db"')
    monkeypatch.setattr("sys.argv", ["noticewatch", "--config", str(path), "check"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 1
    assert "settings.database" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [("config", "check"), ("config", "check", "--json"), ("sources", "list"), ("alerts", "list", "--json")]
)
def test_reading_commands_need_no_database(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = run(write_config(tmp_path), *words)
    assert not result.return_value
    assert result.exception is None
    assert not (tmp_path / "noticewatch.db").exists()


def test_each_sources_state_and_history_are_shown(tmp_path: Path) -> None:
    path = write_config(tmp_path)
    run(path, "check")
    assert "FAILED" in run(path, "sources", "list").stdout
    [listed] = json.loads(run(path, "sources", "list", "--json").stdout)
    assert (listed["state"], listed["failures"]) == ("FAILED", 1)
    shown = run(path, "sources", "history", "tide-city").stdout
    assert "FAILED" in shown.splitlines()[1]
    [span] = json.loads(run(path, "sources", "history", "tide-city", "--json").stdout)
    assert (span["state"], span["proved"]) == ("FAILED", False)
    assert span["reason"]
    unknown = run(path, "sources", "history", "nowhere").exception
    assert isinstance(unknown, NoticewatchError)
    assert "sources list" in str(unknown)


def test_a_check_that_is_long_overdue_is_stale_and_one_never_made_is_new(tmp_path: Path) -> None:
    config = load_config(write_config(tmp_path), {})
    [source] = config.sources
    now = Clock().now()
    assert state_name(None, source, config) == "new"
    fresh = SourceState("tide-city", source.url, checked_at=now, next_check_at=now, state="DEGRADED")
    assert state_name(fresh, source, config) == "DEGRADED"
    old = now - timedelta(hours=2)
    assert state_name(replace(fresh, checked_at=old, next_check_at=old), source, config) == "STALE"
    assert state_name(replace(fresh, checked_at=old, next_check_at=now + timedelta(hours=5)), source, config) == "DEGRADED"


def test_incidents_are_merged_and_split_by_hand(tmp_path: Path) -> None:
    path = write_config(tmp_path)
    db = open_for_writing(tmp_path / "noticewatch.db")
    for number in (1, 2):
        at = Clock().now()
        facts = Facts(verdict="incident", organization=f"岬町{number}")
        where = f"https://a.example/{number}"
        notice = Notice(
            f"ntc_{number}", "s", where, where, "題", None, at, at, at, None, 1, 1, facts, incident_id=f"inc_{number}"
        )
        version = Version(notice.id, 1, at, "題", "本文", notice.id, Extraction(facts), "1")
        commit(
            db, Outcome(notice=notice, version=version, link=IncidentLink(f"inc_{number}", notice.id, (Reason("first", {}),), at))
        )
    db.close()
    assert "inc_1 holds the notices of all" in run(path, "incidents", "merge", "inc_1", "inc_2").stdout
    shown = json.loads(run(path, "incidents", "show", "inc_2", "--json").stdout)
    assert (shown["id"], len(shown["notices"])) == ("inc_1", 2)
    made = run(path, "incidents", "split", "inc_2", "ntc_2").stdout.split()[0]
    assert len(json.loads(run(path, "incidents", "show", made, "--json").stdout)["notices"]) == 1
    assert "name two incidents" in str(run(path, "incidents", "merge", "inc_1").exception)
    assert "no notice of inc_1" in str(run(path, "incidents", "split", "inc_1", "ntc_2").exception)
