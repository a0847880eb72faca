"""The tables of targets: what the texts want reached, and by when."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0016_targets(db: "Database") -> None:
    """Make the targets of each text, and note which texts were looked through.

    `touched`, `dated` (its date or, without one, its number) and `rules` (the program's) are those
    of the time when it was looked through; where one of them is another, it is done again.
    """
    db.executescript(
        """
        CREATE TABLE targets (
            version INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            node TEXT NOT NULL,
            start INTEGER NOT NULL CHECK (start >= 0),
            stop INTEGER NOT NULL CHECK (stop > start),
            value TEXT NOT NULL,
            op TEXT NOT NULL,
            unit TEXT NOT NULL,
            deadline TEXT NOT NULL,
            deadline_text TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('target', 'deadline', 'validity')),
            PRIMARY KEY (version, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE targets_sought (
            version INTEGER PRIMARY KEY REFERENCES versions (key) ON DELETE CASCADE,
            touched INTEGER NOT NULL,
            dated TEXT NOT NULL,
            rules INTEGER NOT NULL
        ) STRICT;
        """
    )
