"""One window writes to a library at a time: who that is, and how a crash is told from a window.

The lock is a small SQLite file beside the library, whose write lock the first window keeps for as
long as it lives; its one row says who that is. The system takes such a lock from a process that is
gone, however it went, so a crash leaves nothing to clear up, a process number that was given out
again misleads nobody, and a laptop that slept for a week still holds what it held. Reading the row
and taking the lock is one step, so that of two windows one is the first.

Only a library on a share needs more, for a system may not see the locks of another machine: the
first window touches the file every `BEAT` seconds, and what another machine's window has left
counts as held until `STALE` seconds after the last touch.

Commands of the command line write without this lock. Each is one short transaction, SQLite puts
it in line with the window's own, and the window sees by the change counter that there is news.
`restore` alone takes the lock, for it replaces everything that a window shows.
"""

import getpass
import os
import platform
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.errors import UserError
from desktop.paths import shown

BEAT = 30
STALE = 120
_PATIENCE = 0.2  # seconds; another window keeps the file to itself for milliseconds
_ROUNDS = 10
_OWNER_ONLY = 0o600
_TABLE = "CREATE TABLE IF NOT EXISTS holder (host TEXT, user TEXT, process INTEGER, since TEXT)"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a library open for writing.

    Attributes:
        host: the machine's name.
        user: the name of who is signed in there.
        process: the number of the process.
        since: UTC, ISO 8601.
    """

    host: str
    user: str
    process: int
    since: str

    def __str__(self) -> str:
        """Return the holder in Chinese, as part of a sentence; the time is local."""
        since = datetime.fromisoformat(self.since).astimezone()
        return (
            f"{self.host} 上 {self.user} 的窗口（进程 {self.process}，{since:%Y-%m-%d %H:%M} 打开）"
        )


class Lock:
    """The right to write to a library from a window, or the knowledge of who has it.

    Attributes:
        holder: the other window that has it; None where this one has it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection | None) -> None:
        self._path = path
        self._connection = connection
        self.holder: Holder | None = None

    @classmethod
    def take(cls, library: Path) -> Self:
        """Return the lock of the library at `library`, taken unless another window has it.

        Where no file can be written beside the library, it is not needed: the library is read-only
        then. Use it as a context manager or call `release`, on one thread.
        """
        path = file(library)
        for _ in range(2):
            try:
                connection = _connect(path)
            except (OSError, sqlite3.Error):
                break
            lock = cls(path, connection)
            try:
                lock.holder = _take(connection, path)
            except sqlite3.OperationalError:  # a full disk, a share that knows no locks
                lock.release()
                break
            except sqlite3.DatabaseError:  # a power cut has spoiled the file
                lock.release()
                path.unlink()
                continue
            if lock.holder:
                lock.release()
            return lock
        return cls(path, None)

    def beat(self) -> None:
        """Show other machines that this window is alive; call it every `BEAT` seconds."""
        if self._connection is not None:
            with suppress(OSError):  # the share is out of reach; then so is the library
                os.utime(self._path)

    def release(self) -> None:
        """Let others write; nothing happens where this window never had the lock."""
        if self._connection is None:
            return
        with closing(self._connection) as connection:
            self._connection = None
            if connection.in_transaction:
                with suppress(sqlite3.Error):  # the file is gone; closing lets go of the lock too
                    connection.execute("DELETE FROM holder")
                    connection.execute("COMMIT")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def insist(self, library: Path) -> None:
        """Do nothing where this has the lock.

        Raises:
            UserError: another window has it.
        """
        if self.holder:
            raise UserError(
                f"资料库“{shown(library)}”正由 {self.holder}使用，这一步没有进行，原有内容没有变。"
                "请先关闭那个窗口再试。"
            )


def file(library: Path) -> Path:
    """Return the lock's file of a library."""
    return library.with_name(f"{library.name}.lock")


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # a first start has none
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
    return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)


def _take(connection: sqlite3.Connection, path: Path) -> Holder | None:
    """Write who this is and keep the file's write lock; return who has it where another does."""
    own = Holder(platform.node(), _user(), os.getpid(), datetime.now(UTC).isoformat())
    connection.execute("PRAGMA synchronous = OFF")  # a power cut ends every window anyway
    for _ in range(_ROUNDS):
        if not _begun(connection):
            if found := _read(connection):
                return found
            continue  # another window is between taking the lock and saying so
        connection.execute(_TABLE)
        found = _read(connection)
        if found == own:  # written in the round before, and nobody came between
            return None
        if found and found.host != own.host and time.time() - path.stat().st_mtime < STALE:
            connection.execute("ROLLBACK")
            return found
        connection.execute("DELETE FROM holder")
        connection.execute("INSERT INTO holder VALUES (?, ?, ?, ?)", astuple(own))
        connection.execute("COMMIT")  # others can read it from here on
    raise sqlite3.OperationalError("the lock can neither be taken nor read")


def _begun(connection: sqlite3.Connection) -> bool:
    """Take the write lock; return whether it was free."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _read(connection: sqlite3.Connection) -> Holder | None:
    """Return who is written down; None while nobody is, or while it is being written."""
    try:
        row = connection.execute("SELECT host, user, process, since FROM holder").fetchone()
    except sqlite3.OperationalError:
        return None
    return Holder(*row) if row else None


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account without a name
        return "?"
