"""The library's tables: append-only migrations, each in one transaction with its record.

A step that has been released is never changed; what is new comes as a further step at the end.
The tables are written once in SQL, so that their rules (keys, checks, cascades) can be read here.

sqlite-utils, which applies the steps, is loaded only for a library that lacks some: loading it
would take a sixth of the time in which the window opens.
"""

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x63657965  # "ceye" in the file's header tells file managers whose file it is


def m0001_library(db: "Database") -> None:
    """Make the one row about the library itself: the counter that every write raises."""
    db.executescript(
        """
        CREATE TABLE library (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            changes INTEGER NOT NULL CHECK (changes >= 0)
        ) STRICT;
        INSERT INTO library VALUES (1, 0);
        """
    )


def m0002_documents(db: "Database") -> None:
    """Make documents, their versions, and the source text each version was parsed from.

    A version's `nodes`, `measures` and `branches` (rows right below it in the library tree) count
    what its outline has; `number_key` and `heading` are normal forms to compare with; a source's
    `lines` is the number of its last line.
    """
    db.executescript(
        """
        CREATE TABLE documents (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            version INTEGER NOT NULL CHECK (version >= 1),
            added TEXT NOT NULL,
            group_name TEXT NOT NULL DEFAULT '',
            archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
            FOREIGN KEY (id, version) REFERENCES versions (document, number)
                DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE TABLE versions (
            key INTEGER PRIMARY KEY,
            document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            source TEXT NOT NULL,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            encoding TEXT NOT NULL,
            parser TEXT NOT NULL,
            imported TEXT NOT NULL,
            title TEXT NOT NULL CHECK (title <> ''),
            outline_title TEXT,
            notice_title TEXT,
            doc_number TEXT,
            number_key TEXT NOT NULL,
            issuer TEXT,
            issued_on TEXT,
            addressees TEXT,
            heading TEXT NOT NULL,
            nodes INTEGER NOT NULL CHECK (nodes >= 0),
            measures INTEGER NOT NULL CHECK (measures >= 0),
            branches INTEGER NOT NULL CHECK (branches >= 0),
            UNIQUE (document, number)
        ) STRICT;
        CREATE INDEX versions_by_sha256 ON versions (sha256);
        CREATE INDEX versions_by_number ON versions (number_key);
        CREATE TABLE sources (
            version INTEGER PRIMARY KEY REFERENCES versions (key) ON DELETE CASCADE,
            lines INTEGER NOT NULL CHECK (lines >= 0),
            packed BLOB NOT NULL
        ) STRICT;
        """
    )


def m0003_outlines(db: "Database") -> None:
    """Make the trees: nodes, the lines that stand outside them, and the parser's doubts.

    A node's `position` counts the nodes of its version in document order from 0; `parent` is the
    position of the node above it; `branches` counts its rows in the library tree and `heading` is
    the normal form of label and title. The partial index is what the tree's filter looks through.
    """
    db.executescript(
        """
        CREATE TABLE nodes (
            version INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            parent INTEGER CHECK (parent < position),
            id TEXT NOT NULL CHECK (id <> ''),
            kind TEXT NOT NULL,
            label TEXT NOT NULL,
            ordinal INTEGER,
            title TEXT NOT NULL,
            heading TEXT NOT NULL,
            branches INTEGER NOT NULL CHECK (branches >= 0),
            first_line INTEGER NOT NULL,
            last_line INTEGER NOT NULL,
            units TEXT,
            units_text TEXT NOT NULL,
            "rows" TEXT,
            text TEXT NOT NULL,
            PRIMARY KEY (version, position),
            UNIQUE (id, version),
            FOREIGN KEY (version, parent) REFERENCES nodes (version, position)
        ) STRICT;
        CREATE INDEX nodes_by_parent ON nodes (version, parent, position);
        CREATE INDEX nodes_by_heading ON nodes (version, position, heading)
            WHERE kind NOT IN ('lead', 'table');
        CREATE TABLE outside (
            version INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
            part TEXT NOT NULL
                CHECK (part IN ('front_matter', 'back_matter', 'contents', 'furniture')),
            position INTEGER NOT NULL CHECK (position >= 0),
            line INTEGER CHECK ((line IS NULL) = (part = 'back_matter')),
            text TEXT NOT NULL,
            PRIMARY KEY (version, part, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE doubts (
            version INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            kind TEXT NOT NULL,
            line INTEGER NOT NULL,
            printed TEXT NOT NULL,
            assumed TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (version, position)
        ) STRICT, WITHOUT ROWID;
        """
    )


STEPS = (m0001_library, m0002_documents, m0003_outlines)
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
