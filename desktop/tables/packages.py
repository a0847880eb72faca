"""The shelf of what review packages need beyond the others: what was deleted, what is kept."""

import json
from typing import Any

from desktop.tables.shelf import Shelf


class Packages(Shelf):
    """What was deleted here, and what packages said that this program does not know.

    The latter is nothing that a person made here: it is written without the history, and stays
    where an import is undone.
    """

    def deleted(self) -> list[tuple[str, str, str]]:
        """Return (`marks` or `follow_ups`, id, moment) of all that was deleted on purpose.

        What came and went by undoing alone is not among them.
        """
        return self._rows(
            'SELECT c."table", c.key ->> 0, max(h.at)'
            " FROM changes c JOIN history h ON h.id = c.entry"
            " WHERE c.\"table\" IN ('marks', 'follow_ups') AND c.after IS NULL"
            " AND h.root IS NULL AND h.state = 0"
            " AND c.key ->> 0 NOT IN (SELECT id FROM marks UNION SELECT id FROM follow_ups)"
            " GROUP BY 1, 2 ORDER BY 3, 2"
        )

    def kept(self, file: str) -> dict[str, Any]:
        """Return what is kept of a package's file, by the key of its entries."""
        rows = self._rows(
            "SELECT key, value FROM package_extras WHERE file = ? ORDER BY key", (file,)
        )
        return {key: json.loads(value) for key, value in rows}

    def files(self) -> list[str]:
        """Return the names of the files of which something is kept."""
        return [file for (file,) in self._rows("SELECT DISTINCT file FROM package_extras")]

    def keep(self, file: str, key: str, value: Any) -> None:
        """Keep what a package's file said about an entry, inside the store's transaction."""
        text = json.dumps(value, separators=(",", ":"))
        self._write("INSERT OR REPLACE INTO package_extras VALUES (?, ?, ?)", (file, key, text))
