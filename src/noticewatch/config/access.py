"""Who else can write the configuration, or read its secrets. Imports the standard library only.

Each function returns what is wrong with a file, or "". A file of the configuration says where requests and alerts go, so only
root and the user that runs noticewatch may write it; a file with a secret may be read by its owner only.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

LARGEST = 16 * 1024 * 1024  # bytes; 20,000 sources take about 5 MB


def writing_fault(path: Path, env: Mapping[str, str]) -> str:
    """Return why a file may not rule noticewatch; raises OSError where it cannot be had."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return "is not a file"
    if status.st_size > LARGEST:
        return f"is larger than {LARGEST // 1024 // 1024} MiB"
    own_group = status.st_gid in (0, status.st_uid)  # root's, or the group of that one user, which many systems make
    if status.st_mode & stat.S_IWOTH or (status.st_mode & stat.S_IWGRP and not own_group):
        return "can be written by others: chmod go-w"
    return owner_fault(status.st_uid, env)


def reading_fault(path: Path, env: Mapping[str, str]) -> str:
    """Return why a secret may not be kept in a file; what systemd hands over as a credential is as it should be."""
    try:
        status = path.stat()
    except OSError as error:
        return f"{path}: {error.strerror}"
    if not stat.S_ISREG(status.st_mode):
        return f"{path} is not a file"
    credentials = env.get("CREDENTIALS_DIRECTORY")
    if credentials and path.parent == Path(credentials):
        return ""
    if status.st_mode & 0o077:
        return f"{path} can be read or written by others: chmod 600"
    fault = owner_fault(status.st_uid, env)
    return f"{path} {fault}" if fault else ""


def authorities_fault(path: Path, env: Mapping[str, str]) -> str:
    """Return why a file cannot be trusted to name certificate authorities."""
    try:
        fault = writing_fault(path, env) or (
            "" if b"-----BEGIN CERTIFICATE-----" in path.read_bytes() else "holds no certificate"
        )
    except OSError as error:
        fault = str(error.strerror)
    return f"{path}: {fault}" if fault else ""


def owner_fault(owner: int, env: Mapping[str, str]) -> str:
    """Return why a file of this user is not trusted: it is neither root's, nor of who runs noticewatch (through sudo or not)."""
    sudo = {int(env["SUDO_UID"])} if os.geteuid() == 0 and env.get("SUDO_UID", "").isdecimal() else set()
    if owner in {0, os.geteuid()} | sudo:
        return ""
    return f"belongs to user {owner}: it must belong to root or to the user that runs noticewatch"
