"""The shelf of saved searches: queries under names."""

import sqlite3
from pathlib import Path

from desktop.findings import SavedSearch
from desktop.tables.journal import Journal
from desktop.tables.shelf import Shelf


class Searches(Shelf):
    """Saved searches by id."""

    def __init__(self, connection: sqlite3.Connection, path: Path, journal: Journal) -> None:
        super().__init__(connection, path)
        self._journal = journal

    def all(self) -> list[SavedSearch]:
        """Return the saved searches, sorted by name."""
        return [
            SavedSearch(*row)
            for row in self._rows("SELECT id, name, query FROM searches ORDER BY name")
        ]

    def put(self, search: SavedSearch) -> None:
        """Store a search as it is now, new or known; inside a step of the history."""
        row = {"id": search.id, "name": search.name, "query": search.query}
        self._journal.set("searches", (search.id,), row, document=None)

    def remove(self, search: str) -> None:
        """Take a search away; inside a step of the history."""
        self._journal.set("searches", (search,), None, document=None)
