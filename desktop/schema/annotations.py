"""The tables of what people add: marks, tags, ledger, ticks, and what packages said of them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


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
