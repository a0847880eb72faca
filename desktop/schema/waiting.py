"""The table of what review packages brought for documents that are still to come."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0014_waiting(db: "Database") -> None:
    """Make the table of the entries of packages that wait for their document.

    `file` is the package's, `key` names the entry in it, `number` and `sha256` say which document
    it waits for, `entry` is its JSON, `colours` the package's colours.json, `author` took it in.
    """
    db.executescript(
        """
        CREATE TABLE waiting (
            file TEXT NOT NULL,
            key TEXT NOT NULL,
            number TEXT NOT NULL,
            sha256 TEXT NOT NULL CHECK (number <> '' OR sha256 <> ''),
            entry TEXT NOT NULL,
            colours TEXT NOT NULL,
            author TEXT NOT NULL,
            PRIMARY KEY (file, key)
        ) STRICT, WITHOUT ROWID;
        """
    )
