"""The feeds' files in their folder: each whole at every moment, and touched only when its bytes differ.

Shell; imports words only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from noticewatch.errors import NoticewatchError


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write the files whose bytes differ, atomically, and tell their names; the folder is made where it is missing.

    A file is written beside its place, synced and renamed, so that a reader, a crash or a full disk never leaves half of
    one. Raises NoticewatchError when the folder cannot be written; the files that stood there then stand on.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if _content(folder / name) != content:
                _replace(folder, name, content)
                written.append(name)
        if written:
            _sync(folder)
    except OSError as problem:
        raise NoticewatchError(f"the feeds cannot be written to {folder}: {problem.strerror or problem}") from problem
    return tuple(written)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(folder: Path, name: str, content: bytes) -> None:
    """One writer is certain, so one temporary name does, and what a crash left under it is written over."""
    temporary = folder / f".{name}.new"
    try:
        with temporary.open("wb") as file:
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
