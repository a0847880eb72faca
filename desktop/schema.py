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


def m0004_history(db: "Database") -> None:
    """Make the history: a row for each step, and what it changed, row by row.

    A step's `root` is the first step of the chain of undoing and redoing that it belongs to, NULL
    for that step itself; `state` is 0 done, 1 undone, 2 undone for good, as something else was done
    since. A change's `key`, `before` and `after` are JSON; it goes when its document goes.
    Documents get a moment of removal, which hides them.
    """
    db.executescript(
        """
        ALTER TABLE documents ADD COLUMN removed TEXT;
        CREATE TABLE history (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            author TEXT NOT NULL,
            label TEXT NOT NULL CHECK (label <> ''),
            joins TEXT NOT NULL,
            permanent INTEGER NOT NULL CHECK (permanent IN (0, 1)),
            state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
            root INTEGER REFERENCES history (id),
            undoes INTEGER REFERENCES history (id) CHECK ((root IS NULL) = (undoes IS NULL))
        ) STRICT;
        CREATE INDEX history_by_root ON history (root, id) WHERE root IS NOT NULL;
        CREATE INDEX history_by_state ON history (state, id) WHERE root IS NULL AND permanent = 0;
        CREATE TABLE changes (
            entry INTEGER NOT NULL REFERENCES history (id),
            position INTEGER NOT NULL CHECK (position >= 0),
            "table" TEXT NOT NULL,
            key TEXT NOT NULL,
            document TEXT REFERENCES documents (id) ON DELETE CASCADE,
            before TEXT,
            after TEXT,
            PRIMARY KEY (entry, position)
        ) STRICT;
        CREATE INDEX changes_by_document ON changes (document, entry);
        """
    )


def m0005_marks(db: "Database") -> None:
    """Make colours, marks and the pieces of text that they cover.

    A mark's `searched` is the normal form of note and quotes. Neither marks nor what hangs on them
    go by themselves, so that nothing a person made goes without a trace.
    """
    db.executescript(
        """
        CREATE TABLE colours (
            id TEXT PRIMARY KEY,
            position INTEGER NOT NULL UNIQUE,
            name TEXT NOT NULL CHECK (name <> ''),
            colour TEXT NOT NULL
        ) STRICT;
        INSERT INTO colours VALUES
            ('key1', 1, '重点', ''), ('key2', 2, '疑问', ''), ('key3', 3, '建议', ''),
            ('key4', 4, '风险', ''), ('key5', 5, '数据', '');
        CREATE TABLE marks (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            document TEXT NOT NULL REFERENCES documents (id),
            author TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            colour TEXT NOT NULL,
            note TEXT NOT NULL,
            scope TEXT NOT NULL CHECK (scope IN ('text', 'node', 'document')),
            orphaned INTEGER NOT NULL CHECK (orphaned IN (0, 1)),
            searched TEXT NOT NULL,
            extra TEXT NOT NULL
        ) STRICT;
        CREATE INDEX marks_by_document ON marks (document);
        CREATE TABLE pieces (
            mark TEXT NOT NULL REFERENCES marks (id),
            position INTEGER NOT NULL CHECK (position >= 0),
            node TEXT NOT NULL,
            start INTEGER NOT NULL CHECK (start >= 0),
            stop INTEGER NOT NULL CHECK (stop >= start),
            quote TEXT NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            text_hash TEXT NOT NULL,
            PRIMARY KEY (mark, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pieces_by_node ON pieces (node);
        """
    )


def m0006_tags(db: "Database") -> None:
    """Make tags, what they are put on, and the combinations of them that were saved.

    A filter's `expression` is JSON: a tag's id, ["not", part], ["and", parts…] or ["or", parts…].
    """
    db.executescript(
        """
        CREATE TABLE tags (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            name TEXT NOT NULL CHECK (name <> '' AND instr(name, '/') = 0),
            parent TEXT REFERENCES tags (id) CHECK (parent <> id),
            colour TEXT NOT NULL,
            description TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX tags_by_name ON tags (ifnull(parent, ''), name);
        CREATE INDEX tags_by_parent ON tags (parent);
        CREATE TABLE tagged (
            tag TEXT NOT NULL REFERENCES tags (id),
            kind TEXT NOT NULL CHECK (kind IN ('mark', 'node', 'document')),
            target TEXT NOT NULL,
            document TEXT NOT NULL REFERENCES documents (id),
            at TEXT NOT NULL,
            author TEXT NOT NULL,
            PRIMARY KEY (tag, kind, target)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tagged_by_target ON tagged (kind, target);
        CREATE INDEX tagged_by_document ON tagged (document);
        CREATE TABLE filters (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            expression TEXT NOT NULL
        ) STRICT;
        """
    )


def m0007_follow_ups(db: "Database") -> None:
    """Make the ledger with its dated notes, and the ticks of what was read.

    A follow-up's `support` is a JSON list of names.
    """
    db.executescript(
        """
        CREATE TABLE follow_ups (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            node TEXT NOT NULL,
            document TEXT NOT NULL REFERENCES documents (id),
            author TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('待办', '在办', '办结', '暂缓', '销号')),
            lead TEXT NOT NULL,
            support TEXT NOT NULL,
            due TEXT,
            behind INTEGER NOT NULL CHECK (behind IN (0, 1)),
            priority TEXT NOT NULL CHECK (priority IN ('高', '中', '低')),
            remark TEXT NOT NULL,
            extra TEXT NOT NULL
        ) STRICT;
        CREATE INDEX follow_ups_by_node ON follow_ups (node);
        CREATE INDEX follow_ups_by_document ON follow_ups (document);
        CREATE TABLE progress (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            follow_up TEXT NOT NULL REFERENCES follow_ups (id),
            "on" TEXT NOT NULL,
            "by" TEXT NOT NULL,
            text TEXT NOT NULL,
            added TEXT NOT NULL
        ) STRICT;
        CREATE INDEX progress_by_follow_up ON progress (follow_up, "on", added);
        CREATE TABLE reviewed (
            node TEXT PRIMARY KEY,
            document TEXT NOT NULL REFERENCES documents (id),
            at TEXT NOT NULL,
            "by" TEXT NOT NULL
        ) STRICT;
        CREATE INDEX reviewed_by_document ON reviewed (document);
        """
    )


def m0008_packages(db: "Database") -> None:
    """Make what review packages said beyond what this program knows, for the next package.

    `file` is the package's, `key` names its entry, `value` is JSON.
    """
    db.executescript(
        """
        CREATE TABLE package_extras (
            file TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (file, key)
        ) STRICT, WITHOUT ROWID;
        """
    )


STEPS = (
    m0001_library,
    m0002_documents,
    m0003_outlines,
    m0004_history,
    m0005_marks,
    m0006_tags,
    m0007_follow_ups,
    m0008_packages,
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
