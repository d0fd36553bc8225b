"""The file of sources that commands add: `sources.d/added.toml` beside the configuration.

Shell. It is replaced whole or not at all, by one command at a time, and stays only where the configuration is without mistakes.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from noticewatch.config import Config, Words, load_config, source_block
from noticewatch.errors import ConfigError, NoticewatchError, Problem
from noticewatch.links import canonical_url

ADDED = Path("sources.d") / "added.toml"
TAKEN = "A running daemon takes it on SIGHUP: systemctl reload noticewatch"
_HEADING = "# Sources that `noticewatch sources add` and `sources import` wrote; may be edited.\n"


def append_sources(path: Path, blocks: Sequence[Words], env: Mapping[str, str]) -> Path:
    """Add sources to those of a configuration, all or none; gives the file that they stand in now.

    Raises ConfigError where the configuration has mistakes, without them or with them; NoticewatchError where an id or an
    address is already watched, where `settings.include` leaves the file out, and where it cannot be written.
    """
    made = _make_folder(path.absolute().parent / ADDED.parent)
    file = (path.absolute().parent / ADDED).resolve()
    try:
        with _alone(file.parent):
            refuse_doubles(load_config(path, env, secrets=False, sourceless=True), blocks)
            old = _content(file)
            _replace(file, _extended(old, blocks), like=file if old is not None else path.resolve())
            try:
                _demand(load_config(path, env, secrets=False), blocks, file)
            except BaseException:
                _undo(file, old)
                raise
    except BaseException:
        if made:
            with suppress(OSError):  # something else stands in it by now
                file.parent.rmdir()
        raise
    return file


def refuse_doubles(config: Config, blocks: Sequence[Words]) -> None:
    """Raise NoticewatchError where an id is taken, or an address watched already."""
    ids = {source.id: source.url for source in config.sources}
    addresses = {canonical_url(source.url): source.id for source in config.sources}
    for block in blocks:
        name, url = str(block.get("id", "")), str(block.get("url", ""))
        if canonical_url(url) in addresses:
            raise NoticewatchError(f"{url} is already watched, as {addresses[canonical_url(url)]}")
        if name in ids:
            raise NoticewatchError(f"the id {name} is taken, by {ids[name]}: give another with --id")
        ids[name], addresses[canonical_url(url)] = url, name


def _demand(config: Config, blocks: Sequence[Words], file: Path) -> None:
    """Raise ConfigError where what was written is not part of the configuration."""
    known = {source.id for source in config.sources}
    if any(block["id"] not in known for block in blocks):
        said = ", ".join(f'"{pattern}"' for pattern in (*config.settings.include, "sources.d/*.toml"))
        message = f"does not cover {file}: write include = [{said}]"
        raise ConfigError([Problem(str(config.path), None, "settings.include", message)])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against other commands that would add to it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> bool:
    """Make the folder where it is not there yet; whether it was made."""
    try:
        folder.mkdir(mode=0o700)
        # Whoever reads the configuration must find what is in it, whatever the umask here: a service's user does not ours.
        status = folder.parent.stat()
        folder.chmod(status.st_mode & 0o755 | 0o700)
        with suppress(PermissionError):
            os.chown(folder, status.st_uid, status.st_gid)
    except FileExistsError as problem:
        if not folder.is_dir():
            raise _unwritable(folder / ADDED.name, problem) from problem
        return False
    except OSError as problem:
        raise _unwritable(folder, problem) from problem
    return True


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise _unwritable(file, problem) from problem


def _extended(old: bytes | None, blocks: Sequence[Words]) -> bytes:
    before = old if old is not None else _HEADING.encode()
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + "".join("\n" + source_block(block) for block in blocks).encode()


def _undo(file: Path, old: bytes | None) -> None:
    if old is None:
        file.unlink(missing_ok=True)
    else:
        _replace(file, old, like=file)


def _replace(file: Path, content: bytes, *, like: Path) -> None:
    """Put a file in its place at once, with the mode and the owner of another."""
    try:
        status = like.stat()
        handle, name = tempfile.mkstemp(prefix=".added-", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                os.fchmod(out.fileno(), status.st_mode & (0o777 if like == file else 0o644))
                with suppress(PermissionError):  # who may not give it away keeps it
                    os.fchown(out.fileno(), status.st_uid, status.st_gid)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as problem:
        raise _unwritable(file, problem) from problem


def _unwritable(path: Path, problem: OSError) -> NoticewatchError:
    return NoticewatchError(f"{path} cannot be written: {problem.strerror or problem}")
