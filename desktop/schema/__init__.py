"""The library's tables: append-only migrations, each in one transaction with its record.

A step that has been released is never changed; what is new comes as a further step at the end.
The tables are written once in SQL, so that their rules (keys, checks, cascades) can be read in the
modules of this package, a subject each; a new subject brings a module of its own.

sqlite-utils, which applies the steps, is loaded only for a library that lacks some: loading it
would take a sixth of the time in which the window opens.
"""

import sqlite3
from typing import TYPE_CHECKING

from desktop.schema import (
    annotations,
    citations,
    comparing,
    corrections,
    documents,
    searches,
    targets,
    waiting,
)

if TYPE_CHECKING:
    from sqlite_utils import Migrations

APPLICATION_ID = 0x63657965  # "ceye" in the file's header tells file managers whose file it is
STEPS = (
    documents.m0001_library,
    documents.m0002_documents,
    documents.m0003_outlines,
    documents.m0004_history,
    annotations.m0005_marks,
    annotations.m0006_tags,
    annotations.m0007_follow_ups,
    annotations.m0008_packages,
    searches.m0009_searches,
    corrections.m0010_corrections,
    comparing.m0011_pairs,
    citations.m0012_mentions,
    documents.m0013_originals,
    waiting.m0014_waiting,
    corrections.m0015_parses,
    targets.m0016_targets,
)
KNOWN = {step.__name__ for step in STEPS}
SET, TABLE = "ceyue", "_sqlite_migrations"  # the name of our steps, and where sqlite-utils records


def migrations() -> "Migrations":
    """Return the steps in the form that sqlite-utils applies."""
    from sqlite_utils import Migrations  # noqa: PLC0415 - only for what is not up to date

    made = Migrations(SET)
    for step in STEPS:
        made()(step)
    return made


def applied(connection: sqlite3.Connection) -> set[str]:
    """Return the names of the steps that the library has, whatever program made them."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (TABLE,)).fetchone():
        return set()
    question = f"SELECT name FROM {TABLE} WHERE migration_set = ?"  # noqa: S608 - a constant
    return {name for (name,) in connection.execute(question, (SET,))}


def newer(connection: sqlite3.Connection) -> bool:
    """Return whether a later program has added to the library what this one does not know."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return not applied(connection) <= KNOWN or version > len(KNOWN)


def foreign(connection: sqlite3.Connection) -> bool:
    """Return whether the file holds tables, but never was a library."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    tables = {name for (name,) in names} - {TABLE}
    return bool(tables) and not applied(connection)


def pending(connection: sqlite3.Connection) -> bool:
    """Return whether the library lacks steps that this program knows."""
    return not applied(connection) >= KNOWN


def torn(connection: sqlite3.Connection) -> bool:
    """Return whether the record of steps lacks one before others, which no program leaves so."""
    found = applied(connection)
    return not {step.__name__ for step in STEPS[: len(found & KNOWN)]} <= found


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring the library to this program's tables: all missing steps, or none of them.

    Raises:
        sqlite3.DatabaseError: the file cannot be written; nothing has changed.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - only for what is not up to date

    db, steps = Database(connection, execute_plugins=False), migrations()
    with db.atomic():
        # The first write takes the lock, so that of two programs only one finds steps to do.
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        steps.apply(db)
        connection.execute(f"PRAGMA user_version = {len(applied(connection))}")
