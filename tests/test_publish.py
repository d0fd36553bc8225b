"""Files are written whole, only when they differ, and a failure leaves what stood there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from noticewatch.errors import NoticewatchError
from noticewatch.publish import publish

FILES = {"feed.rss": b"<rss/>", "feed.json": "漏".encode()}


def test_files_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "feed"
    assert publish(folder, FILES) == ("feed.rss", "feed.json")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES


def test_what_has_not_changed_is_not_touched(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    before = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    assert publish(tmp_path, FILES) == ()
    assert publish(tmp_path, FILES | {"feed.json": b"{}"}) == ("feed.json",)
    after = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    assert after["feed.rss"] == before["feed.rss"]
    assert after["feed.json"] != before["feed.json"]


def test_a_reader_keeps_the_whole_file_it_opened(tmp_path: Path) -> None:
    publish(tmp_path, {"feed.rss": b"old" * 1000})
    with (tmp_path / "feed.rss").open("rb") as reader:
        publish(tmp_path, {"feed.rss": b"new"})
        assert reader.read() == b"old" * 1000
    assert (tmp_path / "feed.rss").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file_and_no_stump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, FILES)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoticewatchError, match="No space left"):
        publish(tmp_path, {"feed.rss": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == FILES


def test_a_stump_of_an_earlier_crash_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".feed.rss.new").write_bytes(b"half" * 100)
    publish(tmp_path, {"feed.rss": b"whole"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("feed.rss", b"whole")]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "feed").write_text("")
    with pytest.raises(NoticewatchError, match=r"cannot be written to .*feed"):
        publish(tmp_path / "feed", FILES)
