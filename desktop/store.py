"""The only door to SQLite: opens a library, brings it up to date and holds its shelves."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop import schema
from desktop.errors import DamagedLibraryError, UserError, reason
from desktop.paths import shown
from desktop.tables.documents import Documents
from desktop.tables.faults import damaged, translated
from desktop.tables.follow_ups import FollowUps
from desktop.tables.history import History, Step
from desktop.tables.journal import Journal
from desktop.tables.later import LaterShelves
from desktop.tables.ledger import Ledger
from desktop.tables.marks import Marks
from desktop.tables.outlines import Outlines
from desktop.tables.places import Places
from desktop.tables.reviewed import Ticks
from desktop.tables.sources import Sources
from desktop.tables.tags import Tags
from desktop.tables.tree import Tree

if TYPE_CHECKING:
    from desktop.tables.search_index import SearchIndex

_MAGIC = b"SQLite format 3\0"
_OWNER_ONLY = 0o600
_AGAIN_SECONDS = 0.01


class Store(LaterShelves):
    """An open library. Use one for each thread, as a context manager or with `close`.

    Attributes:
        path: the library file.
        read_only: whether writing is refused, because it was asked for or the disk demands it.
        documents, outlines, sources, originals, tree, rules, copies, packages, waiting, history,
            journal, marks, mark_list, tags, follow_ups, ledger, ticks, pairs, mentions, targets,
            corrections, parses, places, searches, search_feed: the shelves; actions put them to
            use.
        clock: what time it is, with its time zone.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._connection = connection
        self.journal = Journal(connection, path)
        self.documents = Documents(connection, path, self.journal)
        self.outlines = Outlines(connection, path)
        self.sources = Sources(connection, path)
        self.tree = Tree(connection, path)
        self.places = Places(connection, path)
        self.history = History(connection, path, self.journal)
        self.marks = Marks(connection, path, self.journal)
        self.tags = Tags(connection, path, self.journal)
        self.follow_ups = FollowUps(connection, path, self.journal)
        self.ledger = Ledger(connection, path)
        self.ticks = Ticks(connection, path, self.journal)

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, older: bool = False, patience: float = 5.0
    ) -> Self:
        """Return the library at `path`, made when it is missing and brought up to date when older.

        Where the file or its folder cannot be written, it is opened read-only by itself.

        Args:
            path: the library file.
            read_only: write nothing; the file must be there and up to date.
            older: with `read_only`, the file may also be an older program's; only `copies` and
                `changes` can be used then.
            patience: seconds to wait, now and later, for another program that is writing.

        Raises:
            UserError: newer than the program, unreadable, locked, missing (with `read_only`), or
                its folder cannot be made; `DamagedLibraryError` where the file is none. Nothing has
                changed.
        """
        _prepare(path, read_only=read_only)
        read_only = read_only or not (_writable(path) and _writable(path.parent))
        with translated(path):
            conn = sqlite3.connect(_address(path, read_only=read_only), uri=True, timeout=patience)
            try:
                _admit(conn, path, complete=read_only and not older)
                _settle(conn, path, read_only=read_only, patience=patience)
            except BaseException:
                conn.close()
                raise
        return cls(conn, path, read_only=read_only)

    def close(self) -> None:
        """Close the library; it cannot be used afterwards."""
        if "index" in self.__dict__:
            self.index.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # The window starts without what searching needs.

    @cached_property
    def index(self) -> "SearchIndex":
        """The search index beside the library, opened when it is asked for.

        Raises:
            UserError: not even a temporary one can be made.
        """
        from desktop.tables.search_index import SearchIndex  # noqa: PLC0415

        return SearchIndex(self.path)

    @property
    def changes(self) -> int:
        """How many transactions have written to the library since it was made."""
        with translated(self.path):
            count: int = self._connection.execute("SELECT changes FROM library").fetchone()[0]
        return count

    def insist_writable(self) -> None:
        """Do nothing where the library can be written.

        Raises:
            UserError: it was opened read-only.
        """
        if self.read_only:
            raise UserError(
                f"资料库“{shown(self.path)}”以只读方式打开，这一步没有保存，原有内容没有变。"
                "请让它可写，或把它复制到可写的文件夹后再试。"
            )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all writes of the block, or none of them if it raises.

        Raises:
            UserError: the library is read-only, in use, full or out of reach; nothing has changed.
        """
        self.insist_writable()
        try:
            with translated(self.path), _atomic(self._connection):
                # First of all, so that it takes the write lock before anything is read.
                self._connection.execute("UPDATE library SET changes = changes + 1")
                yield
        except sqlite3.IntegrityError as fault:
            self.outlines.forget()
            if self._is_sound():
                raise
            raise damaged(self.path) from fault
        except BaseException:
            self.outlines.forget()  # the next transaction counts the same number of changes
            raise

    def _is_sound(self) -> bool:
        """Return whether the file keeps SQLite's rules; a write it refuses is then our own bug."""
        with translated(self.path):
            whole = self._connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            return whole and not self._connection.execute("PRAGMA foreign_key_check").fetchone()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer all questions of the block from one moment, whatever others write meanwhile."""
        with translated(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def now(self) -> str:
        """Return the moment, UTC, ISO 8601 to the millisecond."""
        return self.clock().astimezone(UTC).isoformat(timespec="milliseconds")

    def today(self) -> date:
        """Return the day where the computer stands."""
        return self.clock().astimezone().date()

    @contextmanager
    def step(
        self, label: str = "", *, author: str, joins: str = "", permanent: bool = False
    ) -> Iterator[Step]:
        """Keep all writes of the block, or none, as one step of the history.

        What is to be changed is read in the block, for another program or job may have changed it
        just before. The block gets the step and may say there what its label is.

        Args:
            label: what is done, in Chinese; the menu shows it after 撤销：.
            author: who does it.
            joins: names the thing and the kind of change where rapid steps are to be one.
            permanent: whether it cannot be undone.

        Raises:
            UserError: as `transaction`.
        """
        with (
            self.transaction(),
            self.history.step(Step(label, author, self.now(), joins, permanent)) as step,
        ):
            yield step


def _prepare(path: Path, *, read_only: bool) -> None:
    """Make an empty library file where there is none; refuse what cannot be one."""
    try:
        if not path.exists():
            if read_only:
                raise UserError(f"找不到资料库“{shown(path)}”。请检查路径。")
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
        if not path.is_file():
            raise UserError(f"“{shown(path)}”不是文件，不能用作资料库。请另选一个文件。")
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as fault:
        raise UserError(
            f"打不开资料库“{shown(path)}”（{reason(fault)}），没有改动任何内容。请检查路径和权限。"
        ) from fault
    if head and head != _MAGIC:
        raise DamagedLibraryError(
            f"“{shown(path)}”不是策阅的资料库，程序没有改动它。请另选一个文件。"
        )


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _address(path: Path, *, read_only: bool) -> str:
    """Return the library's address for SQLite."""
    if not read_only:
        mode = "mode=rw"
    elif _writable(path.parent) or path.with_name(f"{path.name}-wal").exists():
        mode = "mode=ro"
    else:  # nobody can be writing; SQLite would want to make files beside it
        mode = "mode=ro&immutable=1"
    return f"{path.absolute().as_uri()}?{mode}"


@contextmanager
def _atomic(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep all writes of the block, or none of them if it or keeping them fails."""
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()  # does nothing where the fault has ended the transaction already
        raise


def _admit(conn: sqlite3.Connection, path: Path, *, complete: bool) -> None:
    """Refuse a database that this program cannot or must not use, before anything is written."""
    if schema.newer(conn):
        raise UserError(
            f"资料库“{shown(path)}”是由更新版本的策阅建立的，这个版本打不开，也没有改动它。请升级策阅。"
        )
    if schema.foreign(conn):
        raise UserError(f"“{shown(path)}”是别的程序的数据库，程序没有改动它。请另选一个文件。")
    if schema.torn(conn):
        raise damaged(path)
    if complete and schema.pending(conn):
        raise UserError(
            f"资料库“{shown(path)}”是旧版本建立的，要在可写的地方打开一次才能升级，现在没有改动它。"
            "请把它复制到可写的文件夹后再打开。"
        )


def _settle(conn: sqlite3.Connection, path: Path, *, read_only: bool, patience: float) -> None:
    """Set the connection up and bring file and tables up to date."""
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA synchronous = FULL")
    if read_only:
        conn.execute("PRAGMA query_only = ON")
        return
    with suppress(PermissionError):  # somebody else's file that this user may write
        path.chmod(_OWNER_ONLY)
    _use_wal(conn, patience)
    if schema.pending(conn):
        schema.upgrade(conn)


def _use_wal(conn: sqlite3.Connection, patience: float) -> None:
    """Switch the file to a write-ahead log; for this alone SQLite waits for no other program.

    Raises:
        sqlite3.OperationalError: another program is still busy with the file after `patience`
            seconds, or it cannot be switched.
    """
    until = time.monotonic() + patience
    while True:
        try:
            conn.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_SECONDS)
        else:
            return
