"""The tables of citations: which documents the texts name."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0012_mentions(db: "Database") -> None:
    """Make the places where texts name documents, and note which texts were looked through.

    What is named is kept as it is compared; which document of the library that is, is asked anew
    each time. `touched` is the version's when it was looked through.
    """
    db.executescript(
        """
        CREATE TABLE mentions (
            version INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            node TEXT NOT NULL,
            start INTEGER NOT NULL CHECK (start >= 0),
            stop INTEGER NOT NULL CHECK (stop > start),
            number TEXT NOT NULL,
            place TEXT NOT NULL,
            core TEXT NOT NULL,
            years TEXT NOT NULL,
            PRIMARY KEY (version, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE looked_through (
            version INTEGER PRIMARY KEY REFERENCES versions (key) ON DELETE CASCADE,
            touched INTEGER NOT NULL
        ) STRICT;
        """
    )
