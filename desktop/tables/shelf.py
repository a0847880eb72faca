"""What all shelves share: asking and writing with SQLite's reports turned into sentences."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.tables.faults import translated


class Shelf:
    """One subject of the library over a connection that the store owns."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def _rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Any]:
        """Return all rows of a question, as tuples.

        Raises:
            UserError: the library cannot be read.
        """
        with translated(self._path):
            return self._connection.execute(sql, values).fetchall()

    def _write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Write inside the store's transaction; return the key of the row that was added last.

        Raises:
            UserError: the library cannot be written.
        """
        with translated(self._path):
            return self._connection.execute(sql, values).lastrowid or 0

    def _write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write many rows inside the store's transaction.

        Raises:
            UserError: the library cannot be written.
        """
        with translated(self._path):
            self._connection.executemany(sql, rows)
