"""Opening the database, holding it alone, and writing to it in one transaction at a time.

One writing connection, on one thread; readers open their own, read-only. WAL with `synchronous=FULL`: a commit that returned
survives a power loss (NORMAL lost acknowledged commits in trials with simulated power cuts, FULL none).
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from noticewatch.errors import Held, StoreError
from noticewatch.store.schema import migrations

P = ParamSpec("P")
T = TypeVar("T")
HOLDER = 100  # characters of who holds the database
BUSY_SECONDS = 10.0  # to wait for another program that holds the database for a moment, a backup say


def open_for_writing(path: Path) -> Database:
    """Open the database, made and migrated where it has to be. Raises StoreError where it cannot be used."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _opened(f"file:{_quoted(path)}?mode=rwc", _make_ready, path)
    except (OSError, sqlite3.Error) as problem:
        raise StoreError(f"the database {path} cannot be used: {problem}") from problem


def _make_ready(db: Database, path: Path) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    _refuse_newer(db, path)
    migrations.apply(db)


def open_for_reading(path: Path) -> Database:
    """Open the database read-only; one that is not there yet reads as empty."""
    if not path.exists():
        db = Database(memory=True)
        migrations.apply(db)
        return db
    try:
        return _opened(f"file:{_quoted(path)}?mode=ro", _demand_current, path)
    except sqlite3.Error as problem:
        raise StoreError(f"the database {path} cannot be read: {problem}") from problem


def _demand_current(db: Database, path: Path) -> None:
    _refuse_newer(db, path)
    if migrations.pending(db):
        raise StoreError(f"the database {path} is of an older version: run `noticewatch check` once, which brings it up to date")


def _opened(uri: str, prepare: Callable[[Database, Path], None], path: Path) -> Database:
    """A connection that `prepare` found good; closed again where it did not."""
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        db = Database(connection, execute_plugins=False)
        prepare(db, path)
    except BaseException:
        connection.close()
        raise
    return db


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _refuse_newer(db: Database, path: Path) -> None:
    known = {migration.name for migration in migrations._migrations}
    newer = [migration.name for migration in migrations.applied(db) if migration.name not in known]
    if newer:
        raise StoreError(f"the database {path} was written by a newer noticewatch (it has {newer[-1]}): upgrade this one")


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """One transaction that takes the write lock at once: a deferred one fails when another writer comes in between.

    Within another one it is a part of that.
    """
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise


class Hold:
    """The right to write, held by one process: a lock beside the database that ends with the process."""

    def __init__(self, database: Path, what: str = "a command") -> None:
        """Take it, or raise Held naming who has it, or StoreError with why its place cannot be used. `what`: who takes it."""
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as problem:
            raise StoreError(
                f"the database {database} cannot be used: {problem.filename}: {problem.strerror}. "
                "settings.database (and $STATE_DIRECTORY) say where it lies"
            ) from problem
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(self._file, HOLDER).decode(errors="replace").strip() or "another process"
            os.close(self._file)
            message = f"the database {database} is held by {holder}: one noticewatch writes at a time, so let that one end first"
            raise Held(message, holder) from None
        # In one piece over what stood there, so that who comes at this moment reads a name.
        os.pwrite(self._file, f"process {os.getpid()} ({what})"[:HOLDER].ljust(HOLDER).encode(), 0)

    def release(self) -> None:
        """Give it back."""
        os.close(self._file)


class Writer:
    """The writing connection on its own thread, for the event loop: `await writer(function, …)` runs `function(db, …)` there."""

    def __init__(self, path: Path, what: str = "a command") -> None:
        """Take the hold as `what`, and open the database; raises StoreError, Held among them."""
        self.path = path
        self._hold = Hold(path, what)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        try:
            self._db = self._thread.submit(open_for_writing, path).result()
        except BaseException:
            self._thread.shutdown()
            self._hold.release()
            raise

    async def __call__(self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: self._run(function, *args, **kwargs))

    def now(self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same from plain code, waiting for it."""
        return self._thread.submit(lambda: self._run(function, *args, **kwargs)).result()

    def _run(self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(self._db, *args, **kwargs)
        except sqlite3.Error as problem:
            raise StoreError(f"the database {self.path} failed: {problem}") from problem

    def close(self) -> None:
        """Close the connection, after what is under way, and give the hold back."""
        self._thread.submit(self._db.conn.close).result()
        self._thread.shutdown()
        self._hold.release()
