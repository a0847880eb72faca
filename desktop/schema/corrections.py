"""The tables of corrections: what people put right, and the trees as the parser made them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0010_corrections(db: "Database") -> None:
    """Make corrections, the trees that they are done to, and the doubts that people have settled.

    A correction's `deed` is the name of its kind and `details` its fields, JSON; `fits` says
    whether the current text has what it corrects, and is not part of the history. A tree is in
    `printed` from the first correction of its document on. A settled doubt is known by its kind and
    the words it is about, so that it stays settled in a newer text.
    """
    db.executescript(
        """
        CREATE TABLE corrections (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            document TEXT NOT NULL REFERENCES documents (id),
            position INTEGER NOT NULL,
            deed TEXT NOT NULL,
            details TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            fits INTEGER NOT NULL DEFAULT 1 CHECK (fits IN (0, 1))
        ) STRICT;
        CREATE INDEX corrections_by_document ON corrections (document, position);
        CREATE TABLE printed (
            version INTEGER PRIMARY KEY REFERENCES versions (key) ON DELETE CASCADE,
            packed BLOB NOT NULL
        ) STRICT;
        CREATE TABLE settled (
            document TEXT NOT NULL REFERENCES documents (id),
            kind TEXT NOT NULL,
            printed TEXT NOT NULL,
            "as" TEXT NOT NULL CHECK ("as" IN ('accepted', 'dismissed')),
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (document, kind, printed)
        ) STRICT, WITHOUT ROWID;
        """
    )


def m0015_parses(db: "Database") -> None:
    """Make the shelf of what each revision of the parser has made of a text, and which of it holds.

    Only texts that were parsed again have rows; where `parsed` names none, the first parse holds.
    `parsed` belongs to the history, so that parsing again is undone like anything else.
    """
    db.executescript(
        """
        CREATE TABLE parses (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            version INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
            packed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX parses_by_version ON parses (version);
        CREATE TABLE parsed (
            version INTEGER PRIMARY KEY REFERENCES versions (key) ON DELETE CASCADE,
            parse TEXT NOT NULL REFERENCES parses (id)
        ) STRICT;
        """
    )
