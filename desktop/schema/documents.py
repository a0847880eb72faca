"""The tables of documents, their versions and trees, and of the history."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


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


def m0013_originals(db: "Database") -> None:
    """Make the shelf of the files themselves, of versions that came as pages: PDF and OFD."""
    db.executescript(
        """
        CREATE TABLE originals (
            version INTEGER PRIMARY KEY REFERENCES versions (key) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('pdf', 'ofd')),
            data BLOB NOT NULL
        ) STRICT;
        """
    )
