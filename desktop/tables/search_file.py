"""The file of a library's search index: made, opened, and told from files that are none.

It lies beside the library as `<library>.search` and holds nothing a person made: whatever is wrong
with it, it is thrown away and built again.
"""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from desktop.tables.faults import translated

APPLICATION_ID = 0x63657973  # "ceys"
FORM = 2
"""Raised whenever the tables or what they mean change; a file of another form is built anew."""

_OWNER_ONLY = 0o600
_PATIENCE = 30.0  # seconds to wait for another program that is writing
_TABLES = """
    CREATE TABLE state (next INTEGER NOT NULL, writes INTEGER NOT NULL);
    INSERT INTO state VALUES (0, 0);
    CREATE TABLE versions (
        key INTEGER PRIMARY KEY,
        signature TEXT NOT NULL,
        first INTEGER NOT NULL UNIQUE,
        count INTEGER NOT NULL,
        words INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE texts (
        id INTEGER PRIMARY KEY,
        text BLOB NOT NULL,
        title INTEGER NOT NULL,
        units INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE words (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
    CREATE TABLE segments (
        id INTEGER PRIMARY KEY,
        kind INTEGER NOT NULL,
        block INTEGER NOT NULL,
        count INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE postings (
        segment INTEGER NOT NULL,
        term TEXT NOT NULL,
        ids BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX postings_by_term ON postings (segment, term);
"""


class Useless(Exception):  # noqa: N818 - not an error that anybody is told of
    """The file is none of ours, of another form, or damaged."""


def beside(library: Path) -> Path:
    """Return where a library's index lies."""
    return library.with_name(f"{library.name}.search")


def opened(library: Path, *, anew: bool = False) -> sqlite3.Connection:
    """Return the library's index, made where it is missing or useless, and always with `anew`.

    Where its file cannot be written, it is a temporary copy of it that goes when it is closed.

    Raises:
        UserError: not even a temporary file can be written.
    """
    path = beside(library)
    with suppress(sqlite3.OperationalError, OSError):
        if anew:
            _discard(path)
        try:
            return _at(path)
        except Useless:
            _discard(path)
            return _at(path)
    with translated(path):
        copy = sqlite3.connect("", isolation_level=None)
        if not anew:
            _copy(path, copy)
        return _prepared(copy)


def _copy(path: Path, copy: sqlite3.Connection) -> None:
    """Copy what the file holds, if it is an index and nobody is writing to it."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with (
        suppress(sqlite3.Error, Useless),
        closing(sqlite3.connect(address, uri=True)) as kept,
    ):
        if not path.with_name(f"{path.name}-wal").exists() and _is_ours(kept):
            kept.backup(copy)


def _at(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
    with suppress(PermissionError):
        path.chmod(_OWNER_ONLY)
    address = f"{path.absolute().as_uri()}?mode=rw"
    return _prepared(sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE))


def _discard(path: Path) -> None:
    """Throw an index away; who has it open goes on with the old one."""
    for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        name.unlink(missing_ok=True)


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Set the connection up and make the tables where there are none yet.

    Raises:
        Useless: there are others, or it is no database.
        sqlite3.OperationalError: it is locked or cannot be written.
    """
    try:
        connection.execute("PRAGMA page_size = 4096")  # texts are read here and there
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")  # KiB, if there is so much
        if not _is_ours(connection):
            _make(connection)
    except (sqlite3.Error, Useless) as fault:
        connection.close()
        if isinstance(fault, sqlite3.OperationalError | Useless):
            raise
        raise Useless(str(fault)) from fault
    return connection


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if not _is_ours(connection):  # another program may just have made them
        for statement in filter(str.strip, _TABLES.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORM}")
    connection.execute("COMMIT")


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Return whether the tables are there; False where there are none at all.

    Raises:
        Useless: there are others.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (form,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not tables:
        return False
    if (application, form) != (APPLICATION_ID, FORM):
        raise Useless(f"form {form} of {application:#x}")
    return True
