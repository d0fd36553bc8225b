"""The feeds' files in their folder: each whole at every moment, and touched only when its bytes differ.

Shell; imports words only.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from noticewatch.errors import NoticewatchError


def publish(folder: Path, files: Mapping[str, bytes], *, private: Collection[str] = ()) -> tuple[str, ...]:
    """Write the files whose bytes differ, atomically, and tell their names; the folder is made where it is missing.

    A file is written beside its place, synced and renamed, so that a reader, a crash or a full disk never leaves half of
    one. Private ones can be read by their owner only. Raises NoticewatchError when the folder cannot be written; the files
    that stood there then stand on.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if name in private:
                _close(folder / name)
            if _content(folder / name) != content:
                _replace(folder, name, content, 0o600 if name in private else 0o666)
                written.append(name)
        if written:
            _sync(folder)
    except OSError as problem:
        raise NoticewatchError(f"the feeds cannot be written to {folder}: {problem.strerror or problem}") from problem
    return tuple(written)


def withdraw(folder: Path, names: Iterable[str]) -> None:
    """Take away the files of feeds that are no more. Raises NoticewatchError."""
    try:
        for name in names:
            (folder / name).unlink(missing_ok=True)
    except OSError as problem:
        raise NoticewatchError(f"the feeds cannot be written to {folder}: {problem.strerror or problem}") from problem


def _close(path: Path) -> None:
    """A file that others could read until now is closed to them, though its bytes may stay."""
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o600)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(folder: Path, name: str, content: bytes, mode: int) -> None:
    """One writer is certain, so one temporary name does, and what a crash left under it goes; the umask narrows `mode`."""
    temporary = folder / f".{name}.new"
    temporary.unlink(missing_ok=True)
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / name)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
